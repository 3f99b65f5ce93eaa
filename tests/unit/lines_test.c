/* lines_test.c - what is in a ledger before each row, and the searches along its
 * lines, against sums and searches from the first row on. */
#include "test.h"

#include "flow/lines.h"
#include "flow/lines_make.h"
#include "world.h"

/* ---- the slow way: along the pass, nothing but additions ---- */

typedef struct slow {
    const sy_flow *f;
    uint32_t *next;       /* by ledger: its next row */
    sy_mark *line;        /* by ledger: now */
    sy_mark *before;      /* by row */
    int64_t *unexplained; /* by ledger */
    uint64_t n_negative;
} slow;

static int64_t extra(const sy_extra *list, uint32_t n, uint32_t t)
{
    for (uint32_t i = 0; i < n; i++) {
        if (list[i].transfer == t) return list[i].amount;
    }
    return 0;
}

static void slow_row(slow *s, uint32_t ledger, uint32_t item)
{
    const sy_flow *f = s->f;
    const uint32_t t = item / 2, row = s->next[ledger]++;
    int64_t moved = -f->amount[t];

    if (item % 2) {
        moved = f->amount[t] - extra(f->fees, f->n_fees, t) - extra(f->debts, f->n_debts, t);
    }
    assert_int_equal(f->rows[row], item);
    assert_true(f->moved[row] == moved);
    s->before[row] = s->line[ledger];
    s->line[ledger].balance += moved;
    if (item % 2) s->line[ledger].in += moved;
    if (s->line[ledger].balance < 0) {
        s->n_negative++;
        assert_true(f->ledgers[ledger].continues != SY_NONE);
    }
    if (f->from[t] == SY_OUTSIDE + SY_OUT_UNEXPLAINED) s->unexplained[ledger] += f->amount[t];
}

static void slow_open(slow *s, const sy_flow *f)
{
    const uint32_t n = f->n_ledgers;
    uint32_t late = 0;

    *s = (slow){.f = f};
    s->next = calloc(n + 1u, sizeof *s->next);
    s->line = calloc(n + 1u, sizeof *s->line);
    s->unexplained = calloc(n + 1u, sizeof *s->unexplained);
    s->before = calloc(f->row_begin[n] + 1u, sizeof *s->before);
    memcpy(s->next, f->row_begin, n * sizeof *s->next);
    for (uint32_t t = 0; t <= f->n_transfers; t++) {
        for (; late < f->n_late && f->late[late].before == t; late++) {
            slow_row(s, f->to[f->late[late].transfer], f->late[late].transfer * 2 + 1);
        }
        if (t == f->n_transfers) break;
        if (!sy_is_outside(f->from[t])) slow_row(s, f->from[t], t * 2);
        if (!sy_is_outside(f->to[t]) && !(f->flags[t] & SY_T_LATE))
            slow_row(s, f->to[t], t * 2 + 1);
    }
    for (uint32_t l = 0; l < n; l++) {
        assert_int_equal(s->next[l], f->row_begin[l + 1]);
        assert_true(s->unexplained[l] == f->ledgers[l].unexplained);
    }
}

static void slow_close(slow *s)
{
    free(s->next);
    free(s->line);
    free(s->unexplained);
    free(s->before);
}

/* The line after a row. */
static sy_mark after(const slow *s, uint32_t row)
{
    sy_mark m = s->before[row];
    sy_line_pass(&m, s->f->moved[row]);
    return m;
}

static bool same(sy_mark a, sy_mark b)
{
    return a.in == b.in && a.balance == b.balance;
}

static bool add_up(const sy_flow *f)
{
    const sy_digest_key key = {0x9e3779b97f4a7c15u, 0xd1b54a32d192ed03u};
    uint64_t digest;
    return sy_lines_add_up(f, &key, &digest);
}

/* ---- the comparison ---- */

static void check_before(const slow *s, uint32_t l)
{
    const uint32_t begin = s->f->row_begin[l], end = s->f->row_begin[l + 1];

    for (uint32_t row = begin; row < end; row++) {
        assert_true(same(sy_line_before(s->f, l, row), s->before[row]));
    }
    assert_true(same(sy_line_before(s->f, l, end), s->line[l]));
}

static void check_fen(const slow *s, uint32_t l, int64_t fen, bool in)
{
    const sy_flow *f = s->f;
    sy_mark before = {0, 0};
    uint32_t want = SY_NONE;

    for (uint32_t row = f->row_begin[l]; row < f->row_begin[l + 1]; row++) {
        const sy_mark a = after(s, row);
        if ((in ? a.in : a.in - a.balance) <= fen) continue;
        want = row;
        break;
    }
    const uint32_t got =
        in ? sy_line_row_in(f, l, fen, &before) : sy_line_row_out(f, l, fen, &before);
    assert_int_equal(got, want);
    if (want != SY_NONE) assert_true(same(before, s->before[want]));
}

static void check_level(const slow *s, uint32_t l, uint32_t row, int64_t level)
{
    const sy_flow *f = s->f;
    sy_mark m = {0, 0};
    uint32_t next = SY_NONE, last = SY_NONE;

    for (uint32_t i = f->row_begin[l]; i < f->row_begin[l + 1]; i++) {
        if (after(s, i).balance > level) continue;
        if (i < row) last = i;
        if (i >= row && next == SY_NONE) next = i;
    }
    assert_int_equal(sy_line_next_at_most(f, l, row, level, &m), next);
    if (next != SY_NONE) assert_true(same(m, after(s, next)));
    assert_int_equal(sy_line_last_at_most(f, l, row, level, &m), last);
    if (last != SY_NONE) assert_true(same(m, after(s, last)));
}

/* Questions at the borders of rows, a fen beside them, and past the end. */
static void ask(const slow *s, uint32_t l, dice *d, uint32_t questions)
{
    const sy_flow *f = s->f;
    const uint32_t begin = f->row_begin[l], rows = f->row_begin[l + 1] - begin;

    for (uint32_t i = 0; i < questions; i++) {
        sy_mark at = rows ? s->before[begin + roll_below(d, rows)] : (sy_mark){0, 0};
        const int64_t beside = (int64_t)roll_below(d, 3) - 1;
        if (at.in + beside >= 0) check_fen(s, l, at.in + beside, true);
        if (at.in - at.balance + beside >= 0) check_fen(s, l, at.in - at.balance + beside, false);
        check_level(s, l, begin + (uint32_t)roll_below(d, rows + 1u), at.balance + beside);
    }
    check_fen(s, l, s->line[l].in, true);
    check_level(s, l, begin + (uint32_t)roll_below(d, rows + 1u), INT64_MIN);
}

static uint64_t check_flow(const sy_flow *f, dice *d, uint32_t questions)
{
    slow s;

    slow_open(&s, f);
    assert_true(add_up(f));
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        check_before(&s, l);
        ask(&s, l, d, questions);
    }
    const uint64_t negative = s.n_negative;
    slow_close(&s);
    return negative;
}

static void lines_of_random_worlds_add_up(void **state)
{
    (void)state;
    world *w = world_new();
    dice d = {.state = 5};
    uint64_t negative = 0, late = 0, debts = 0, fees = 0;

    for (uint64_t seed = 1; seed <= 1500; seed++) {
        world_view v;
        sy_built_flow *built = NULL;
        sy_err err = {0};
        world_random_statements(w, seed, (unsigned)roll(&d) & WORLD_ALL,
                                5 + (uint32_t)roll_below(&d, 150));
        world_view_open(&v, w);
        assert_ok(sy_flow_build(&built, NULL, &v.rows, &v.books, NULL, &err), err);
        const sy_flow *f = sy_built_flow_view(built);
        late += f->n_late;
        debts += f->n_debts;
        fees += f->n_fees;
        negative += check_flow(f, &d, 6);
        sy_built_flow_free(built);
        world_view_close(&v);
    }
    assert_true(negative > 0 && late > 0 && debts > 0 && fees > 0);
    free(w);
}

/* ---- long ledgers: several levels of least balances ---- */

enum { BUSY = 3, QUIET = 2000, LEDGERS = BUSY + QUIET, MOST = 60000 };

typedef struct list {
    int64_t at[MOST], amount[MOST], balance[MOST];
    uint32_t ledger[MOST], other[MOST], match[MOST], rows[2 * MOST];
    uint8_t flags[MOST];
    uint64_t row_begin[LEDGERS + 1];
    uint32_t proved_begin[LEDGERS + 1];
    sy_ledger ledgers[LEDGERS];
    sy_place_base source;
} list;

/* Money goes to and fro between busy accounts; some of it to quiet ones. */
static void list_draw(list *l, dice *d, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t from = (uint32_t)roll_below(d, BUSY);
        uint32_t to = (uint32_t)roll_below(d, BUSY - 1u);
        to += to >= from;
        if (roll_below(d, 8) == 0) to = BUSY + (uint32_t)roll_below(d, QUIET);
        l->at[i] = i / 3;
        l->amount[i] = -1 - (int64_t)roll_below(d, 100000);
        l->ledger[i] = from;
        l->other[i] = to;
        l->match[i] = SY_NONE;
        l->flags[i] = SY_ROW_TRANSFER;
    }
    uint32_t used = 0;
    for (uint32_t a = 0; a < LEDGERS; a++) {
        l->row_begin[a] = used;
        l->ledgers[a] = (sy_ledger){.account = a, .flags = SY_L_CLOSED, .continues = SY_NONE};
        for (uint32_t i = 0; i < n; i++) {
            if (l->ledger[i] == a) l->rows[used++] = i * 2;
            if (l->other[i] == a) l->rows[used++] = i * 2 + 1;
        }
    }
    l->row_begin[LEDGERS] = used;
    l->source.rows = n;
}

static sy_built_flow *list_build(list *l, uint32_t n)
{
    const sy_rows rows = {.n = n, .at = l->at, .amount = l->amount, .balance = l->balance,
                          .ledger = l->ledger, .other = l->other, .match = l->match,
                          .flags = l->flags};
    const sy_books books = {.n_ledgers = LEDGERS,
                            .n_accounts = LEDGERS,
                            .n_sources = 1,
                            .ledgers = l->ledgers,
                            .row_begin = l->row_begin,
                            .rows = l->rows,
                            .proved_begin = l->proved_begin,
                            .sources = &l->source,
                            .texts = "",
                            .texts_size = 1};
    sy_built_flow *flow = NULL;
    sy_err err = {0};

    assert_ok(sy_flow_build(&flow, NULL, &rows, &books, NULL, &err), err);
    return flow;
}

static void lines_of_long_ledgers_add_up(void **state)
{
    (void)state;
    list *l = calloc(1, sizeof *l);
    dice d = {.state = 7};
    slow s;

    list_draw(l, &d, MOST);
    sy_built_flow *built = list_build(l, MOST);
    const sy_flow *f = sy_built_flow_view(built);
    assert_true(sy_lows_of(f->row_begin[f->n_ledgers]) > 64 * 20); /* three levels */
    slow_open(&s, f);
    assert_true(add_up(f));
    for (uint32_t a = 0; a < LEDGERS; a++) {
        check_before(&s, a);
        ask(&s, a, &d, a < BUSY ? 400 : 3);
    }
    slow_close(&s);
    sy_built_flow_free(built);
    free(l);
}

/* Each number of the arrays is checked: no other one passes. */
static void lines_that_do_not_add_up_are_found(void **state)
{
    (void)state;
    list *l = calloc(1, sizeof *l);
    dice d = {.state = 9};

    list_draw(l, &d, 3000);
    sy_built_flow *built = list_build(l, 3000);
    sy_flow f = *sy_built_flow_view(built);
    const uint32_t rows = f.row_begin[f.n_ledgers];
    int64_t *const arrays[] = {(int64_t *)f.moved, (int64_t *)f.marks, (int64_t *)f.low};
    const uint64_t sizes[] = {rows, 2 * sy_marks_of(rows), sy_lows_of(rows)};
    for (int a = 0; a < 3; a++) {
        for (uint64_t i = 0; i < sizes[a]; i++) {
            const int64_t kept = arrays[a][i];
            arrays[a][i] = a ? kept + 1 : -kept;
            if (kept != 0 || a) assert_false(add_up(&f));
            arrays[a][i] = kept;
        }
    }
    assert_true(add_up(&f));
    sy_built_flow_free(built);
    free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_random_worlds_add_up),
        cmocka_unit_test(lines_of_long_ledgers_add_up),
        cmocka_unit_test(lines_that_do_not_add_up_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
