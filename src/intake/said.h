/* said.h - what a line that is no payment says: titles, page heads, totals.
 *
 *     户名：甲一一  账号：6299990000000000011  起止日期：2023-01-01至2023-12-31
 *     合计收入笔数：12  合计收入金额：1,200.00  期末余额：55.00
 *
 * Labels are looked for anywhere in a cell, blanks inside them and 帐/账 make
 * no difference; the value follows in the same cell or in the next one that is
 * not blank. What has no label that is known says nothing: no word is taken for
 * a name because of where it stands. Private to intake. */
#ifndef SY_INTAKE_SAID_H
#define SY_INTAKE_SAID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "store/stated.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_line_kind {
    SY_LINE_OTHER,  /* nothing that is known */
    SY_LINE_SAYS,   /* has one of the labels */
    SY_LINE_TOTAL,  /* 合计, 总计, ...: the bank's sums of the statement */
    SY_LINE_PART,   /* 本页小计, 本月合计, 承前页: sums of a part, no use for proof */
    SY_LINE_OPENING /* 期初余额, 上期余额: no payment, but a balance */
} sy_line_kind;

/* Slices point into the cells. */
typedef struct sy_said {
    sy_line_kind kind;
    sy_slice holder, account, currency; /* empty: not said; each as it stands there */
    sy_totals_row totals;               /* stated and its numbers; the rest is 0 */
} sy_said;

/* Cells are UTF-8. Cost: each cell once for each label. */
void sy_line_read(sy_said *said, const sy_slice *cells, size_t n);

/* The first line that stands before a table may give the period without a
 * label: 2023年1月1日至2023年12月31日. */
bool sy_period_find(int32_t *from, int32_t *to, sy_slice text);

/* Is the whole text one of the words that open a line of totals? Says which. */
sy_line_kind sy_total_word(sy_slice text);

/* A name of a file or sheet as 姓名、卡号 or 卡号_姓名: the only part that may be
 * a person or a company, empty when there is none or more than one. */
sy_slice sy_holder_in_name(sy_slice name);
/* The only long run of digits of a name. */
sy_slice sy_account_in_name(sy_slice name);

#ifdef __cplusplus
}
#endif

#endif
