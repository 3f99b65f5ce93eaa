/* lines.h - how much is in a ledger before any of its rows, and whose row a fen is.
 *
 * A ledger's rows stand one after the other in f->rows, in the order of the
 * pass. What comes in lengthens its In line, what leaves its Out line; in
 * first-in-first-out order fen p of In leaves as fen p of Out:
 *
 *     row        in +300     out -100    in +50     out -200
 *     In       [0 .. 300)              [300 .. 350)
 *     Out                  [0 .. 100)             [100 .. 300)
 *     after       300         200         250         50
 *
 * What comes in is the amount less fee and less what repays a debt: these never
 * enter. Openings, chain differences and missing inflows are rows like others,
 * so no line runs below 0 and both depend on the ledger alone, on no question.
 * One thing is not in them: what a trace that follows moves from a covered
 * ledger to the unsupplied one that continues it (sy_move). The builder has
 * counted on it, so the balance of a ledger with `continues` may run below 0.
 * Late arrivals stand where they arrive. A ledger without rows has empty lines.
 *
 * f->moved   by row: > 0 comes in (0: all of it repaid a debt), < 0 leaves
 * f->marks   [k] the line before row SY_ROWS_A_MARK * k, of the ledger that this
 *            row lies in
 * f->low     levels one after the other: [k] of the first the least balance after
 *            any of the rows SY_ROWS_A_LOW * k ..., of each next level the least of
 *            SY_ROWS_A_LOW of the level before, up to a level of one. Where a
 *            block holds rows of several ledgers it is the least of all of them:
 *            so never more than the least of one.
 *
 * Nothing here allocates or fails. sy_index_open has checked that sums fit. */
#ifndef SY_FLOW_LINES_H
#define SY_FLOW_LINES_H

#include "flow/flow.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_ROWS_A_MARK = 16, SY_ROWS_A_LOW = 64 };

/* How many marks and lows there are for so many rows of all ledgers. */
static inline uint64_t sy_marks_of(uint64_t rows)
{
    return (rows + SY_ROWS_A_MARK - 1) / SY_ROWS_A_MARK;
}
uint64_t sy_lows_of(uint64_t rows);

/* The line goes past a row that moves this much. */
static inline void sy_line_pass(sy_mark *line, int64_t moved)
{
    line->balance += moved;
    if (moved > 0) line->in += moved;
}

/* The ledger's line before a row: row_begin[ledger] <= row <= row_begin[ledger + 1],
 * the last of these for the line at its end. Cost: at most 16 additions. */
static inline sy_mark sy_line_before(const sy_flow *f, uint32_t ledger, uint32_t row)
{
    const uint32_t begin = f->row_begin[ledger];
    sy_mark line = {0, 0};
    uint32_t at = begin;

    if (row == begin) return line;
    /* The mark at the end of a ledger is already the next one's. */
    const uint32_t k = (row < f->row_begin[ledger + 1] ? row : row - 1) / SY_ROWS_A_MARK;
    if (k * SY_ROWS_A_MARK > begin) {
        at = k * SY_ROWS_A_MARK;
        line = f->marks[k];
    }
    for (; at < row; at++) sy_line_pass(&line, f->moved[at]);
    return line;
}

/* The row by which fen `fen` of the ledger's In line came, or by which fen `fen`
 * of its Out line left; SY_NONE past the end. *before: the line before that row.
 * Cost: one binary search over marks, then at most 16 rows. */
uint32_t sy_line_row_in(const sy_flow *f, uint32_t ledger, int64_t fen, sy_mark *before);
uint32_t sy_line_row_out(const sy_flow *f, uint32_t ledger, int64_t fen, sy_mark *before);

/* The first row at or after `row` after which the balance is at most `level`, and
 * the last row before `row` after which it is; SY_NONE. *after: the line after
 * the row found. Cost: at most about 64 steps a level, levels by 64. */
uint32_t sy_line_next_at_most(const sy_flow *f, uint32_t ledger, uint32_t row, int64_t level,
                              sy_mark *after);
uint32_t sy_line_last_at_most(const sy_flow *f, uint32_t ledger, uint32_t row, int64_t level,
                              sy_mark *after);

#ifdef __cplusplus
}
#endif

#endif
