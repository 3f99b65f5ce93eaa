/* trace_example_test.c - the worked example of the tracing rules, by hand, and
 * an index that is damaged. (Against slow twins: flow_test.c.) */
#include "test.h"

#include <fcntl.h>
#include <unistd.h>

#include "flow/build.h"
#include "flow/index.h"
#include "flow/trace.h"

enum { A, B, C, D, E, F, W, X, LEDGERS };
static const char texts[] = "\0A\0B\0C\0D\0E\0F\0W\0X";

typedef struct example {
    int64_t at[8], amount[8], balance[8];
    uint32_t ledger[8], other[8], match[8], items[16];
    uint8_t flags[8];
    uint64_t begin[LEDGERS + 1];
    uint32_t proved_begin[LEDGERS + 1];
    sy_ledger ledgers[LEDGERS];
    sy_place_base source;
    sy_rows rows;
    sy_books books;
} example;

static void make(example *e)
{
    static const struct { uint32_t from, to; int64_t at, amount; } list[8] = {
        {W, B, 1, 100000}, {A, B, 2, 300000}, {B, C, 3, 200000}, {X, B, 4, 50000},
        {B, D, 5, 120000}, {C, A, 6, 40000},  {C, E, 7, 160000}, {E, F, 8, 200000}};

    memset(e, 0, sizeof *e);
    for (uint32_t i = 0; i < 8; i++) {
        e->at[i] = list[i].at;
        e->amount[i] = -list[i].amount;
        e->ledger[i] = list[i].from;
        e->other[i] = list[i].to;
        e->match[i] = SY_NONE;
        e->flags[i] = SY_ROW_TRANSFER;
    }
    uint64_t n = 0;
    for (uint32_t l = 0; l < LEDGERS; l++) {
        e->begin[l] = n;
        for (uint32_t i = 0; i < 8; i++) {
            if (list[i].from == l) e->items[n++] = i * 2;
            if (list[i].to == l) e->items[n++] = i * 2 + 1;
        }
        e->ledgers[l] = (sy_ledger){.account = l, .flags = SY_L_CLOSED, .number = 1 + 2 * l,
                                    .continues = SY_NONE, .as_of = 8};
    }
    e->begin[LEDGERS] = n;
    e->rows = (sy_rows){.n = 8, .at = e->at, .amount = e->amount, .balance = e->balance,
                        .ledger = e->ledger, .other = e->other, .match = e->match,
                        .flags = e->flags};
    e->books = (sy_books){.n_ledgers = LEDGERS, .n_accounts = LEDGERS, .n_sources = 1,
                          .ledgers = e->ledgers, .row_begin = e->begin, .rows = e->items,
                          .proved_begin = e->proved_begin, .sources = &e->source, .texts = texts,
                          .texts_size = sizeof texts};
}

static int64_t tainted(const sy_trace *t, const sy_flow *f, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < t->n_transfers; i++) {
        uint32_t n = t->transfers[i].transfer;
        if (f->from[n] == from && f->to[n] == to) return t->transfers[i].tainted;
    }
    return 0;
}

static int64_t sunk(const sy_trace *t, sy_sink_kind kind, uint32_t ledger)
{
    for (size_t i = 0; i < t->n_sinks; i++) {
        if (t->sinks[i].kind == kind && t->sinks[i].ledger == ledger) return t->sinks[i].amount;
    }
    return -1;
}

static void the_worked_example_is_as_on_the_page(void **state)
{
    (void)state;
    static const int64_t wanted[SY_RULES][8] = {
        {100000, 120000, 0, 100000, 80000, 120000, 100000, 0},
        {200000, 70000, 40000, 160000, 30000, 70000, 160000, 40000},
        {150000, 72000, 30000, 120000, 78000, 72000, 120000, 30000},
        {100000, 70000, 0, 100000, 130000, 70000, 100000, 0},
        {200000, 100000, 40000, 160000, -1, 100000, 160000, 40000}};
    example e;
    sy_built_flow *built = NULL;
    sy_err err = {0};

    make(&e);
    assert_ok(sy_flow_build(&built, NULL, &e.rows, &e.books, NULL, &err), err);
    const sy_flow *f = sy_built_flow_view(built);
    for (int rule = 0; rule < SY_RULES; rule++) {
        const sy_seed seed = {.account = A, .since = 0};
        const sy_trace_query q = {.rule = (sy_rule)rule, .seeds = &seed, .n_seeds = 1, .bounds = true};
        const int64_t *want = wanted[rule];
        sy_trace *t = NULL;
        assert_ok(sy_trace_run(&t, NULL, f, &q, &err), err);
        assert_int_equal(t->seeded[0], 300000);
        assert_int_equal(tainted(t, f, B, C), want[0]);
        assert_int_equal(tainted(t, f, B, D), want[1]);
        assert_int_equal(tainted(t, f, C, A), want[2]);
        assert_int_equal(tainted(t, f, E, F), want[3]);
        assert_int_equal(sunk(t, SY_SINK_HELD, B), want[4]);
        assert_int_equal(sunk(t, SY_SINK_HELD, D), want[5]);
        assert_int_equal(sunk(t, SY_SINK_HELD, F), want[6]);
        assert_int_equal(sunk(t, SY_SINK_RETURNED, A), want[7]);
        assert_int_equal(t->n_unexplained, 3);
        assert_int_equal(t->unexplained[0].amount, 40000); /* E, W, X by ledger */
        for (size_t i = 0; i < t->n_transfers; i++) {
            assert_true(t->transfers[i].lower <= t->transfers[i].tainted);
            assert_true(t->transfers[i].upper >= t->transfers[i].tainted);
        }
        sy_trace_free(t);
    }
    sy_built_flow_free(built);
}

static void a_damaged_index_is_never_trusted(void **state)
{
    (void)state;
    example e;
    sy_built_flow *built = NULL;
    sy_err err = {0};
    char path[] = "/tmp/suyuan-index-XXXXXX";
    sy_index *index = NULL;

    make(&e);
    assert_ok(sy_flow_build(&built, NULL, &e.rows, &e.books, NULL, &err), err);
    close(mkstemp(path));
    assert_ok(sy_index_write(path, sy_built_flow_view(built), 7, &err), err);
    assert_ok(sy_index_open(&index, path, &err), err);
    assert_int_equal(sy_index_generation(index), 7);
    assert_int_equal(sy_index_flow(index)->n_transfers, sy_built_flow_view(built)->n_transfers);
    uint64_t size = sy_index_bytes(index);
    sy_index_close(index);
    int fd = open(path, O_RDWR);
    for (uint64_t i = 0; i < size; i++) {
        char byte, flipped;
        assert_int_equal(pread(fd, &byte, 1, (off_t)i), 1);
        flipped = (char)(byte ^ (1 << i % 8));
        assert_int_equal(pwrite(fd, &flipped, 1, (off_t)i), 1);
        sy_err why = {0};
        assert_int_equal(sy_index_open(&index, path, &why), SY_EDATA);
        assert_int_equal(pwrite(fd, &byte, 1, (off_t)i), 1);
    }
    for (uint64_t cut = size; cut-- > 0;) {
        sy_err why = {0};
        assert_int_equal(ftruncate(fd, (off_t)cut), 0);
        assert_int_equal(sy_index_open(&index, path, &why), SY_EDATA);
    }
    close(fd);
    unlink(path);
    sy_built_flow_free(built);
}

static void backward_says_who_paid(void **state)
{
    (void)state;
    example e;
    sy_built_flow *built = NULL;
    sy_err err = {0};

    make(&e);
    assert_ok(sy_flow_build(&built, NULL, &e.rows, &e.books, NULL, &err), err);
    const sy_flow *f = sy_built_flow_view(built);
    uint32_t payment = f->n_transfers - 1; /* E -> F, 2000 yuan */
    for (int rule = 0; rule <= SY_PRORATA; rule++) {
        const sy_backward_query q = {.rule = (sy_rule)rule, .payments = &payment, .n_payments = 1,
                                     .sources = &(uint32_t){A}, .n_sources = 1};
        static const int64_t from_a[] = {100000, 160000, 120000};
        sy_origin *origins = NULL;
        size_t n = 0;
        int64_t sum = 0, of_a = 0;
        assert_ok(sy_trace_backward(&origins, &n, NULL, f, &q, &err), err);
        for (size_t i = 0; i < n; i++) {
            sum += origins[i].amount;
            if (f->from[origins[i].transfer] == A) of_a += origins[i].amount;
        }
        assert_int_equal(sum, 200000);
        assert_int_equal(of_a, from_a[rule]);
        free(origins);
    }
    sy_built_flow_free(built);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worked_example_is_as_on_the_page),
        cmocka_unit_test(a_damaged_index_is_never_trusted),
        cmocka_unit_test(backward_says_who_paid),
    };
    return cmocka_run_group_tests_name("worked example", tests, NULL, NULL);
}
