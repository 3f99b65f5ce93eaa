/* lines_make.c - sums along the ledgers, in chunks of rows.
 *
 * A chunk is summed by itself; how its first ledger stands there is known when
 * the chunks before it have been summed; then marks and least balances are
 * written. Chunks are of rows, not of ledgers: one ledger may hold most of them. */
#include "flow/lines_make.h"

#include "base/lang.h"
#include "base/money.h"
#include "base/parallel.h"
#include "flow/lines.h"

enum { CHUNK = 1 << 16 };

_Static_assert(CHUNK % SY_ROWS_A_LOW == 0 && SY_ROWS_A_LOW % SY_ROWS_A_MARK == 0,
               "no block lies in two chunks");

/* Rows one after the other, and the line of the ledger that each lies in. */
typedef struct cursor {
    const sy_flow *f;
    uint32_t row, ledger;
    sy_mark line; /* before row */
} cursor;

typedef struct chunk {
    sy_mark start, sum; /* sum: since the chunk's last beginning of a ledger, if any */
    bool has_beginning;
} chunk;

typedef struct maker {
    const sy_flow *f;
    sy_lines *out;
    chunk *chunks;
    uint32_t rows;
} maker;

typedef struct checker {
    const sy_flow *f;
    const sy_digest_key *key;
    uint64_t *digests; /* by chunk */
    uint32_t rows;
} checker;

/* The ledger that a row lies in: the last that begins at or before it. */
static uint32_t ledger_of_row(const sy_flow *f, uint32_t row)
{
    uint32_t low = 0, n = f->n_ledgers;

    while (n > 1) {
        const uint32_t half = n / 2;
        if (f->row_begin[low + half] <= row) low += half;
        n -= half;
    }
    return low;
}

static cursor cursor_at(const sy_flow *f, uint32_t row, sy_mark line)
{
    return (cursor){f, row, ledger_of_row(f, row), line};
}

/* Does a ledger begin at the cursor's row? Then its line does. */
static bool begin_ledger(cursor *c)
{
    while (c->f->row_begin[c->ledger + 1] <= c->row) c->ledger++;
    if (c->f->row_begin[c->ledger] != c->row) return false;
    c->line = (sy_mark){0, 0};
    return true;
}

static bool pass(cursor *c, int64_t moved)
{
    int64_t left;
    bool fits = sy_minor_add(&c->line.balance, c->line.balance, moved);

    if (moved > 0) fits = fits && sy_minor_add(&c->line.in, c->line.in, moved);
    c->row++;
    return fits && sy_minor_sub(&left, c->line.in, c->line.balance);
}

static uint32_t chunk_end(uint32_t rows, size_t part)
{
    const uint64_t end = ((uint64_t)part + 1) * CHUNK;
    return end < rows ? (uint32_t)end : rows;
}

static sy_status limit(const cursor *c, sy_err *err)
{
    return sy_fail(err, SY_ELIMIT, N_("account %s: its amounts add up to more than can be counted"),
                   sy_flow_text(c->f, c->f->ledgers[c->ledger].number));
}

/* ---- making ---- */

static sy_status sum_chunk(void *ctx, size_t part, sy_err *err)
{
    const maker *m = ctx;
    chunk *own = &m->chunks[part];
    const uint32_t end = chunk_end(m->rows, part);
    cursor c = cursor_at(m->f, (uint32_t)(part * CHUNK), (sy_mark){0, 0});

    while (c.row < end) {
        if (begin_ledger(&c)) own->has_beginning = true;
        if (!pass(&c, m->f->moved[c.row])) return limit(&c, err);
    }
    own->sum = c.line;
    return SY_OK;
}

/* Where each chunk's first ledger stands. */
static sy_status chain_chunks(maker *m, size_t n, sy_err *err)
{
    for (size_t i = 1; i < n; i++) {
        const chunk *before = &m->chunks[i - 1];
        sy_mark *start = &m->chunks[i].start;
        *start = before->sum;
        if (before->has_beginning) continue;
        if (!sy_minor_add(&start->in, start->in, before->start.in) ||
            !sy_minor_add(&start->balance, start->balance, before->start.balance)) {
            const cursor c = cursor_at(m->f, (uint32_t)(i * CHUNK), *start);
            return limit(&c, err);
        }
    }
    return SY_OK;
}

static sy_status write_chunk(void *ctx, size_t part, sy_err *err)
{
    const maker *m = ctx;
    const uint32_t end = chunk_end(m->rows, part);
    cursor c = cursor_at(m->f, (uint32_t)(part * CHUNK), m->chunks[part].start);
    int64_t least = INT64_MAX;

    while (c.row < end) {
        const uint32_t row = c.row;
        begin_ledger(&c);
        if (row % SY_ROWS_A_MARK == 0) m->out->marks[row / SY_ROWS_A_MARK] = c.line;
        if (!pass(&c, m->f->moved[row])) return limit(&c, err);
        if (row % SY_ROWS_A_LOW == 0 || c.line.balance < least) least = c.line.balance;
        m->out->low[row / SY_ROWS_A_LOW] = least;
    }
    return SY_OK;
}

/* The levels above the first. */
static void write_levels(int64_t *low, uint64_t rows)
{
    uint64_t n = (rows + SY_ROWS_A_LOW - 1) / SY_ROWS_A_LOW;

    while (n > 1) {
        int64_t *above = low + n;
        for (uint64_t i = 0; i < n; i++) {
            int64_t *least = &above[i / SY_ROWS_A_LOW];
            if (i % SY_ROWS_A_LOW == 0 || low[i] < *least) *least = low[i];
        }
        low = above;
        n = (n + SY_ROWS_A_LOW - 1) / SY_ROWS_A_LOW;
    }
}

sy_status sy_lines_make(sy_lines *out, const sy_alloc *al, const sy_flow *f, sy_err *err)
{
    maker m = {.f = f, .out = out, .rows = f->n_ledgers ? f->row_begin[f->n_ledgers] : 0};
    const size_t n = ((size_t)m.rows + CHUNK - 1) / CHUNK;
    sy_status st = SY_OK;

    out->marks = sy_new_array(al, sy_marks_of(m.rows), sizeof *out->marks);
    out->low = sy_new_array(al, sy_lows_of(m.rows), sizeof *out->low);
    m.chunks = sy_new_array(al, n, sizeof *m.chunks);
    if (!out->marks || !out->low || !m.chunks) st = sy_fail_nomem(err);
    if (st == SY_OK) st = sy_parallel(n, sum_chunk, &m, err);
    if (st == SY_OK) st = chain_chunks(&m, n, err);
    if (st == SY_OK) st = sy_parallel(n, write_chunk, &m, err);
    if (st == SY_OK) write_levels(out->low, m.rows);
    sy_drop(al, m.chunks);
    return st;
}

/* ---- checking ---- */

static bool same_line(const sy_mark *a, const sy_mark *b)
{
    return a->in == b->in && a->balance == b->balance;
}

/* From the chunk's first mark to the next one's: so all of them hang together. */
static sy_status check_chunk(void *ctx, size_t part, sy_err *err)
{
    const checker *k = ctx;
    const sy_flow *f = k->f;
    const uint32_t end = chunk_end(k->rows, part);
    cursor c = cursor_at(f, (uint32_t)(part * CHUNK), f->marks[part * (CHUNK / SY_ROWS_A_MARK)]);
    int64_t least = INT64_MAX;
    uint64_t digest = 0;
    bool ok = true;

    while (c.row < end && ok) {
        const uint32_t row = c.row, item = f->rows[row];
        const int64_t moved = f->moved[row];
        begin_ledger(&c);
        if (row % SY_ROWS_A_MARK == 0) ok = same_line(&c.line, &f->marks[row / SY_ROWS_A_MARK]);
        if (item / 2 >= f->n_transfers || (item % 2 ? moved < 0 : moved >= 0)) ok = false;
        digest += sy_end_digest(k->key, c.ledger, item, moved);
        ok = ok && pass(&c, moved);
        if (row % SY_ROWS_A_LOW == 0 || c.line.balance < least) least = c.line.balance;
        const bool is_last = row + 1 == k->rows || row % SY_ROWS_A_LOW == SY_ROWS_A_LOW - 1;
        if (is_last && f->low[row / SY_ROWS_A_LOW] != least) ok = false;
    }
    if (ok && end < k->rows && !begin_ledger(&c)) {
        ok = same_line(&c.line, &f->marks[end / SY_ROWS_A_MARK]);
    }
    k->digests[part] = digest;
    return ok ? SY_OK : sy_fail(err, SY_EDATA, "the sums of a ledger are wrong");
}

static bool levels_add_up(const int64_t *low, uint64_t rows)
{
    uint64_t n = (rows + SY_ROWS_A_LOW - 1) / SY_ROWS_A_LOW;

    while (n > 1) {
        const int64_t *above = low + n;
        int64_t least = INT64_MAX;
        for (uint64_t i = 0; i < n; i++) {
            if (i % SY_ROWS_A_LOW == 0 || low[i] < least) least = low[i];
            const bool is_last = i + 1 == n || i % SY_ROWS_A_LOW == SY_ROWS_A_LOW - 1;
            if (is_last && above[i / SY_ROWS_A_LOW] != least) return false;
        }
        low = above;
        n = (n + SY_ROWS_A_LOW - 1) / SY_ROWS_A_LOW;
    }
    return true;
}

bool sy_lines_add_up(const sy_flow *f, const sy_digest_key *key, uint64_t *digest)
{
    checker k = {.f = f, .key = key, .rows = f->n_ledgers ? f->row_begin[f->n_ledgers] : 0};
    const size_t n = ((size_t)k.rows + CHUNK - 1) / CHUNK;

    *digest = 0;
    k.digests = sy_new_array(NULL, n, sizeof *k.digests);
    if (!k.digests) return false;
    const sy_status st = sy_parallel(n, check_chunk, &k, NULL);
    for (size_t i = 0; i < n; i++) *digest += k.digests[i];
    sy_drop(NULL, k.digests);
    return st == SY_OK && levels_add_up(f->low, k.rows);
}
