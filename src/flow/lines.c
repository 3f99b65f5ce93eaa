/* lines.c - searches along a ledger's lines. Marks are searched by halves; the
 * least balances of blocks are climbed and descended like a tree of 64 children. */
#include "flow/lines.h"

enum { LEVELS = 6, FAN = SY_ROWS_A_LOW, FAN_BITS = 6 }; /* 64^6 blocks of 64 rows: 2^42 */

_Static_assert(1 << FAN_BITS == FAN, "a block is a power of two");

uint64_t sy_lows_of(uint64_t rows)
{
    uint64_t sum = 0;

    for (uint64_t n = rows; n > 0;) {
        n = (n + FAN - 1) / FAN;
        sum += n;
        if (n == 1) break;
    }
    return sum;
}

/* ---- fens ---- */

static int64_t passed(const sy_mark *line, bool in)
{
    return in ? line->in : line->in - line->balance;
}

static uint32_t row_of_fen(const sy_flow *f, uint32_t ledger, int64_t fen, bool in, sy_mark *before)
{
    const uint32_t begin = f->row_begin[ledger], end = f->row_begin[ledger + 1];
    const uint32_t first = begin / SY_ROWS_A_MARK + 1; /* the first mark behind the beginning */
    uint32_t low = first, high = (uint32_t)sy_marks_of(end), at = begin;
    sy_mark line = {0, 0};

    while (low < high) { /* to the first mark that lies past the fen */
        const uint32_t middle = low + (high - low) / 2;
        if (passed(&f->marks[middle], in) > fen)
            high = middle;
        else
            low = middle + 1;
    }
    if (low > first) {
        at = (low - 1) * SY_ROWS_A_MARK;
        line = f->marks[low - 1];
    }
    for (; at < end; at++) {
        *before = line;
        sy_line_pass(&line, f->moved[at]);
        if (passed(&line, in) > fen) return at;
    }
    return SY_NONE;
}

uint32_t sy_line_row_in(const sy_flow *f, uint32_t ledger, int64_t fen, sy_mark *before)
{
    return row_of_fen(f, ledger, fen, true, before);
}

uint32_t sy_line_row_out(const sy_flow *f, uint32_t ledger, int64_t fen, sy_mark *before)
{
    return row_of_fen(f, ledger, fen, false, before);
}

/* ---- least balances ---- */

typedef struct levels {
    const int64_t *low[LEVELS];
    unsigned n;
} levels;

static levels levels_of(const sy_flow *f)
{
    levels all = {.n = 0};
    const int64_t *low = f->low;

    for (uint64_t n = f->row_begin[f->n_ledgers]; n > 0 && all.n < LEVELS;) {
        n = (n + FAN - 1) / FAN;
        all.low[all.n++] = low;
        low += n;
        if (n == 1) break;
    }
    return all;
}

/* The first block in [block, end) whose least is at most level; end. */
static uint64_t next_block(const levels *all, uint64_t block, uint64_t end, int64_t level)
{
    unsigned up = 0;

    for (uint64_t i = block; i << up * FAN_BITS < end;) {
        if (all->low[up][i] <= level) {
            if (up == 0) return i;
            up--;
            i *= FAN;
            continue;
        }
        for (i++; i % FAN == 0 && up + 1 < all->n; i /= FAN) up++;
    }
    return end;
}

/* The last block in [first, end) whose least is at most level; end. */
static uint64_t last_block(const levels *all, uint64_t first, uint64_t end, int64_t level)
{
    unsigned up = 0;

    /* i is one past the block that is looked at */
    for (uint64_t i = end; i << up * FAN_BITS > first;) {
        if (all->low[up][i - 1] <= level) {
            if (up == 0) return i - 1;
            up--;
            i *= FAN;
            continue;
        }
        for (i--; i % FAN == 0 && i > 0 && up + 1 < all->n; i /= FAN) up++;
    }
    return end;
}

static uint32_t first_row(const sy_flow *f, uint32_t ledger, uint32_t row, uint32_t end,
                          int64_t level, sy_mark *after)
{
    sy_mark line = sy_line_before(f, ledger, row);

    for (; row < end; row++) {
        sy_line_pass(&line, f->moved[row]);
        if (line.balance > level) continue;
        *after = line;
        return row;
    }
    return SY_NONE;
}

static uint32_t last_row(const sy_flow *f, uint32_t ledger, uint32_t row, uint32_t end,
                         int64_t level, sy_mark *after)
{
    sy_mark line = sy_line_before(f, ledger, row);
    uint32_t found = SY_NONE;

    for (; row < end; row++) {
        sy_line_pass(&line, f->moved[row]);
        if (line.balance > level) continue;
        *after = line;
        found = row;
    }
    return found;
}

/* Rows to the end of the first block, then whole blocks; only the last block,
 * which other ledgers share, may promise a row and have none. */
uint32_t sy_line_next_at_most(const sy_flow *f, uint32_t ledger, uint32_t row, int64_t level,
                              sy_mark *after)
{
    const uint32_t end = f->row_begin[ledger + 1];
    const uint64_t block = (uint64_t)row / FAN + 1, blocks = ((uint64_t)end + FAN - 1) / FAN;

    if (row >= end) return SY_NONE;
    const uint64_t near = block * FAN < end ? block * FAN : end;
    const uint32_t found = first_row(f, ledger, row, (uint32_t)near, level, after);
    if (found != SY_NONE || near == end) return found;
    const levels all = levels_of(f);
    const uint64_t next = next_block(&all, block, blocks, level);
    if (next == blocks) return SY_NONE;
    const uint64_t far = (next + 1) * FAN < end ? (next + 1) * FAN : end;
    return first_row(f, ledger, (uint32_t)(next * FAN), (uint32_t)far, level, after);
}

uint32_t sy_line_last_at_most(const sy_flow *f, uint32_t ledger, uint32_t row, int64_t level,
                              sy_mark *after)
{
    const uint32_t begin = f->row_begin[ledger];

    if (row <= begin) return SY_NONE;
    const uint32_t block = (row - 1) / FAN;
    const uint32_t near = block * FAN > begin ? block * FAN : begin;
    const uint32_t found = last_row(f, ledger, near, row, level, after);
    if (found != SY_NONE || near == begin) return found;
    const levels all = levels_of(f);
    const uint64_t last = last_block(&all, begin / FAN, block, level);
    if (last == block) return SY_NONE;
    const uint32_t far = (uint32_t)last * FAN;
    return last_row(f, ledger, far > begin ? far : begin, far + FAN, level, after);
}
