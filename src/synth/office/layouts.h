/* layouts.h - how statements of different makers look: columns, words, lines above them. */
#ifndef SY_SYNTH_OFFICE_LAYOUTS_H
#define SY_SYNTH_OFFICE_LAYOUTS_H

#include <stddef.h>

#include "base/buf.h"
#include "synth/office/world.h"

/* What a cell holds. */
typedef enum sy_cell {
    SY_CELL_EMPTY,
    SY_CELL_CARD,
    SY_CELL_INNER,
    SY_CELL_HOLDER,
    SY_CELL_HOLDER_ID,
    SY_CELL_BANK,
    SY_CELL_HOLDER_KIND, /* 个人, 单位 */
    SY_CELL_TIME,
    SY_CELL_DATE,
    SY_CELL_CLOCK,
    SY_CELL_AMOUNT,
    SY_CELL_SIGNED,
    SY_CELL_IN,
    SY_CELL_OUT,
    SY_CELL_MINUS, /* out, below 0 */
    SY_CELL_BALANCE,
    SY_CELL_FEN,
    SY_CELL_FEN_BALANCE,
    SY_CELL_DIRECTION,
    SY_CELL_OTHER_NUMBER,
    SY_CELL_OTHER_NAME,
    SY_CELL_OTHER_ID,
    SY_CELL_OTHER_BANK,
    SY_CELL_NUMBER_AND_NAME, /* 6299…/某某 */
    SY_CELL_NAME_AND_NUMBER, /* 某某 6299… */
    SY_CELL_CASH,
    SY_CELL_SUMMARY,
    SY_CELL_CURRENCY,
    SY_CELL_BRANCH,
    SY_CELL_PLACE,
    SY_CELL_SUCCESS,
    SY_CELL_IP,
    SY_CELL_MAC,
    SY_CELL_SERIAL,
    SY_CELL_NOTE,          /* of a table with a merchant column */
    SY_CELL_NOTE_MERCHANT, /* of one without: both */
    SY_CELL_NOTE_OTHER,    /* of one without a name column: both */
    SY_CELL_MERCHANT,
    SY_CELL_TYPE,
    SY_CELL_LINE /* 序号 */
} sy_cell;

typedef struct sy_office_column {
    const char *header;
    sy_cell cell;
} sy_office_column;

typedef enum sy_preamble { SY_PREAMBLE_NONE, SY_PREAMBLE_ACCOUNT } sy_preamble;

typedef struct sy_office_layout {
    const char *name; /* for the file's name */
    const sy_office_column *columns;
    size_t n;
    sy_preamble preamble;
    const char *in, *out, *currency;
    char date_mark;                /* between year, month, day; 0: none */
    bool has_machines;             /* shows IP and MAC */
    bool is_wallets, is_companies; /* only for those */
    bool is_tabbed;                /* a text file with tabs */
} sy_office_layout;

extern const sy_office_layout sy_office_layouts[];
extern const size_t sy_n_office_layouts;

/* A row of an account's statement: line counts from 1. */
typedef struct sy_shown_row {
    const sy_world *w;
    int account;
    const sy_office_move *m;
    const sy_office_layout *layout;
    uint32_t line;
} sy_shown_row;

/* Is money coming in by it? A transfer from an account to itself does not exist here. */
bool sy_row_is_in(const sy_shown_row *r);
/* Appends the cell's text. */
void sy_cell_put(sy_buf *out, const sy_shown_row *r, sy_cell cell);
/* The time that this bank's statement shows. */
int64_t sy_row_time(const sy_shown_row *r);

#endif
