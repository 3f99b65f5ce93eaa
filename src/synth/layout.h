/* layout.h - the columns of bank feedback files, in their order. */
#ifndef SY_SYNTH_LAYOUT_H
#define SY_SYNTH_LAYOUT_H

#include <stddef.h>

typedef enum sy_column {
    SY_COL_CARD,
    SY_COL_ACCOUNT,
    SY_COL_HOLDER,
    SY_COL_HOLDER_ID,
    SY_COL_TIME,
    SY_COL_AMOUNT,
    SY_COL_BALANCE,
    SY_COL_DIRECTION,
    SY_COL_OTHER_NUMBER,
    SY_COL_CASH,
    SY_COL_OTHER_NAME,
    SY_COL_OTHER_ID,
    SY_COL_OTHER_BANK,
    SY_COL_SUMMARY,
    SY_COL_CURRENCY,
    SY_COL_BRANCH,
    SY_COL_BRANCH_CODE,
    SY_COL_PLACE,
    SY_COL_SUCCESS,
    SY_COL_SLIP,
    SY_COL_TERMINAL,
    SY_COL_IP,
    SY_COL_MAC,
    SY_COL_OTHER_BALANCE,
    SY_COL_SERIAL,
    SY_COL_LOG,
    SY_COL_VOUCHER_KIND,
    SY_COL_VOUCHER,
    SY_COL_TELLER,
    SY_COL_NOTE,
    SY_COL_MERCHANT,
    SY_COL_MERCHANT_NUMBER,
    SY_COL_TYPE,
    SY_COL_REASON
} sy_column;

typedef struct sy_layout {
    const char *profile; /* the id under which the program knows it */
    size_t n;
    struct {
        sy_column column;
        const char *header;
    } columns[34];
} sy_layout;

extern const sy_layout sy_layout_31, sy_layout_34;

#endif
