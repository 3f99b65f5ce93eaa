/* build_test.c - many small worlds side by side in one flow: so large that every
 * step of the builder has many parts, and in it each world must be built as it is
 * by itself, on any number of threads. */
#include "test.h"

#include <unistd.h>

#include "base/file.h"
#include "flow/index.h"
#include "world.h"

enum { WORLDS = 6000 };

/* Worlds one behind the other; places, ledgers and accounts in a row. */
typedef struct crowd {
    world *w;
    uint32_t n_rows, n_ledgers, n_accounts, n_items, n_suspects;
    uint32_t row_of[WORLDS + 1], ledger_of[WORLDS + 1];
    int64_t *at, *amount, *balance;
    uint32_t *ledger, *other, *match, *items, *proved_begin, *suspects;
    uint8_t *flags;
    uint64_t *row_begin;
    sy_ledger *ledgers;
    sy_place_base source;
} crowd;

/* One as the i-th; all of them have the same dice, so that they can be made again. */
static void make_world(crowd *c, uint32_t i)
{
    dice d = {.state = 1000 + i};
    if (i % 8 == 0) {
        world_random_list(c->w, roll(&d), 3 + (uint32_t)roll_below(&d, 6), 100, 20, 60);
    } else {
        world_random_statements(c->w, roll(&d), (unsigned)roll(&d) & WORLD_ALL & ~WORLD_BIG,
                                20 + (uint32_t)roll_below(&d, 120));
    }
}

static void grow(crowd *c)
{
    const size_t rows = (size_t)WORLDS * WORLD_ROWS, ledgers = (size_t)WORLDS * WORLD_LEDGERS + 1;

    c->w = world_new();
    c->at = malloc(rows * sizeof *c->at);
    c->amount = malloc(rows * sizeof *c->amount);
    c->balance = malloc(rows * sizeof *c->balance);
    c->ledger = malloc(rows * sizeof *c->ledger);
    c->other = malloc(rows * sizeof *c->other);
    c->match = malloc(rows * sizeof *c->match);
    c->flags = malloc(rows);
    c->items = malloc(2 * rows * sizeof *c->items);
    c->suspects = malloc((size_t)WORLDS * 2 * WORLD_SUSPECTS * sizeof *c->suspects);
    c->row_begin = calloc(ledgers, sizeof *c->row_begin);
    c->proved_begin = calloc(ledgers, sizeof *c->proved_begin);
    c->ledgers = calloc(ledgers, sizeof *c->ledgers);
}

static void take_rows(crowd *c, const world *w)
{
    for (uint32_t p = 0; p < w->n_rows; p++) {
        const uint32_t to = c->n_rows + p;
        c->at[to] = w->at[p];
        c->amount[to] = w->amount[p];
        c->balance[to] = w->balance[p];
        c->flags[to] = w->flags[p];
        c->ledger[to] = w->ledger[p] == SY_NONE ? SY_NONE : w->ledger[p] + c->n_ledgers;
        c->other[to] = sy_is_outside(w->other[p]) ? w->other[p] : w->other[p] + c->n_ledgers;
        c->match[to] = w->match[p] == SY_NONE ? SY_NONE : w->match[p] + c->n_rows;
    }
    for (uint32_t i = 0; i < 2 * w->n_suspects; i++) {
        c->suspects[2 * c->n_suspects + i] = w->suspects[i] + c->n_rows;
    }
    c->n_suspects += w->n_suspects;
}

static void take_ledgers(crowd *c, const world *w)
{
    for (uint32_t l = 0; l < w->n_ledgers; l++) {
        sy_ledger *to = &c->ledgers[c->n_ledgers + l];
        *to = w->ledgers[l];
        to->account += c->n_accounts;
        to->number = to->sub = to->currency = to->holder = to->bank = 0;
        if (to->continues != SY_NONE) to->continues += c->n_ledgers;
        for (uint32_t i = 0; i < w->n_order[l]; i++) {
            c->items[c->n_items++] = w->order[l][i] + 2 * c->n_rows;
        }
        c->row_begin[c->n_ledgers + l + 1] = c->n_items;
    }
}

static void crowd_open(crowd *c)
{
    *c = (crowd){0};
    grow(c);
    for (uint32_t i = 0; i < WORLDS; i++) {
        make_world(c, i);
        take_rows(c, c->w);
        take_ledgers(c, c->w);
        c->n_rows += c->w->n_rows;
        c->n_ledgers += c->w->n_ledgers;
        c->n_accounts += c->w->n_accounts;
        c->row_of[i + 1] = c->n_rows;
        c->ledger_of[i + 1] = c->n_ledgers;
    }
    c->source.rows = c->n_rows;
}

static void crowd_close(crowd *c)
{
    void *const pieces[] = {c->w,         c->at,           c->amount, c->balance, c->ledger,
                            c->other,     c->match,        c->flags,  c->items,   c->suspects,
                            c->row_begin, c->proved_begin, c->ledgers};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) free(pieces[i]);
}

static sy_built_flow *crowd_build(const crowd *c, sy_build_report *report)
{
    const sy_rows rows = {.n = c->n_rows,
                          .at = c->at,
                          .amount = c->amount,
                          .balance = c->balance,
                          .ledger = c->ledger,
                          .other = c->other,
                          .match = c->match,
                          .flags = c->flags};
    const sy_books books = {.n_ledgers = c->n_ledgers,
                            .n_accounts = c->n_accounts,
                            .n_sources = 1,
                            .ledgers = c->ledgers,
                            .row_begin = c->row_begin,
                            .rows = c->items,
                            .proved_begin = c->proved_begin,
                            .sources = &c->source,
                            .texts = "",
                            .suspects = c->suspects,
                            .n_suspects = c->n_suspects,
                            .texts_size = 1};
    sy_built_flow *built = NULL;
    sy_err err = {0};

    assert_ok(sy_flow_build(&built, NULL, &rows, &books, report, &err), err);
    return built;
}

/* ---- one world in the crowd ---- */

static uint32_t moved_place(uint32_t place, uint32_t by)
{
    return place == SY_NONE ? SY_NONE : place + by;
}

/* The same row of the same transfer, whatever its number. */
static void assert_same_row(const sy_flow *f, uint32_t row, const sy_flow *small, uint32_t r,
                            uint32_t place)
{
    const uint32_t t = f->rows[row] / 2, s = small->rows[r] / 2;

    assert_int_equal(f->rows[row] % 2, small->rows[r] % 2);
    assert_true(f->moved[row] == small->moved[r]);
    assert_true(f->amount[t] == small->amount[s]);
    assert_true(sy_flow_at(f, t) == sy_flow_at(small, s));
    assert_int_equal(f->flags[t], small->flags[s]);
    assert_int_equal(f->out_place[t], moved_place(small->out_place[s], place));
    assert_int_equal(f->in_place[t], moved_place(small->in_place[s], place));
}

static void compare(const crowd *c, const sy_flow *f, uint32_t i, const sy_flow *small)
{
    const uint32_t first = c->ledger_of[i];

    assert_int_equal(c->ledger_of[i + 1] - first, small->n_ledgers);
    for (uint32_t l = 0; l < small->n_ledgers; l++) {
        const uint32_t begin = f->row_begin[first + l], n = f->row_begin[first + l + 1] - begin;
        assert_int_equal(n, small->row_begin[l + 1] - small->row_begin[l]);
        for (uint32_t r = 0; r < n; r++) {
            assert_same_row(f, begin + r, small, small->row_begin[l] + r, c->row_of[i]);
        }
        assert_true(f->ledgers[first + l].unexplained == small->ledgers[l].unexplained);
        assert_true(f->ledgers[first + l].first == small->ledgers[l].first);
        assert_true(f->ledgers[first + l].last == small->ledgers[l].last);
    }
}

static void each_world_in_a_crowd_is_as_it_is_alone(void **state)
{
    (void)state;
    crowd c;
    sy_build_report whole, sum = {0};
    uint64_t transfers = 0, late = 0, clocks = 0, fees = 0, debts = 0, moves = 0, suspects = 0;

    crowd_open(&c);
    sy_built_flow *built = crowd_build(&c, &whole);
    const sy_flow *f = sy_built_flow_view(built);
    assert_true(f->n_transfers > 3 * 65536); /* the size of a part */
    for (uint32_t i = 0; i < WORLDS; i++) {
        world_view v;
        sy_built_flow *alone = NULL;
        sy_build_report report;
        sy_err err = {0};
        make_world(&c, i);
        world_view_open(&v, c.w);
        assert_ok(sy_flow_build(&alone, NULL, &v.rows, &v.books, &report, &err), err);
        const sy_flow *small = sy_built_flow_view(alone);
        compare(&c, f, i, small);
        transfers += small->n_transfers;
        late += small->n_late;
        clocks += small->n_clocks;
        fees += small->n_fees;
        debts += small->n_debts;
        moves += small->n_moves;
        suspects += small->n_suspects;
        sum.undone_matches += report.undone_matches;
        sum.missing_inflows += report.missing_inflows;
        sum.differences += report.differences;
        sy_built_flow_free(alone);
        world_view_close(&v);
    }
    assert_int_equal(f->n_transfers, transfers);
    assert_int_equal(f->n_late, late);
    assert_int_equal(f->n_clocks, clocks);
    assert_int_equal(f->n_fees, fees);
    assert_int_equal(f->n_debts, debts);
    assert_int_equal(f->n_moves, moves);
    assert_int_equal(f->n_suspects, suspects);
    assert_memory_equal(&whole, &sum, sizeof whole);
    assert_true(whole.undone_matches > 0 && late > 0 && clocks > 0 && fees > 0 && debts > 0 &&
                moves > 0 && suspects > 0);
    sy_built_flow_free(built);
    crowd_close(&c);
}

static void a_crowd_is_the_same_on_any_number_of_threads(void **state)
{
    (void)state;
    static const char *const threads[] = {"1", "3", "16"};
    char path[] = "/tmp/suyuan-build-test-XXXXXX";
    char *first = NULL;
    size_t size = 0;
    crowd c;

    close(mkstemp(path));
    crowd_open(&c);
    for (int i = 0; i < 3; i++) {
        char *bytes = NULL;
        size_t n = 0;
        sy_err err = {0};
        sy_index *index = NULL;
        setenv("SUYUAN_THREADS", threads[i], 1);
        sy_built_flow *built = crowd_build(&c, NULL);
        assert_ok(sy_index_write(path, sy_built_flow_view(built), 1, &err), err);
        sy_built_flow_free(built);
        assert_ok(sy_index_open(&index, path, &err), err);
        sy_index_close(index);
        assert_ok(sy_file_read(NULL, &bytes, &n, path, 1u << 30, &err), err);
        if (i == 0) {
            first = bytes;
            size = n;
            continue;
        }
        assert_int_equal(n, size);
        assert_int_equal(memcmp(bytes, first, n), 0);
        sy_drop(NULL, bytes);
    }
    unsetenv("SUYUAN_THREADS");
    sy_drop(NULL, first);
    unlink(path);
    crowd_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_world_in_a_crowd_is_as_it_is_alone),
        cmocka_unit_test(a_crowd_is_the_same_on_any_number_of_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
