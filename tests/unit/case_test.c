/* case_test.c - from files through a workspace to a trace: the thin line whole. */
#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "flow/trace.h"
#include "intake/import.h"
#include "ledger/case.h"

typedef struct scratch {
    char folder[64], workspace[96];
    sy_arena arena;
} scratch;

static int begin(void **state)
{
    scratch *s = calloc(1, sizeof *s);
    sy_err err = {0};
    strcpy(s->folder, "/tmp/suyuan-case-XXXXXX");
    assert_non_null(mkdtemp(s->folder));
    snprintf(s->workspace, sizeof s->workspace, "%s/a.suyuan", s->folder);
    sy_arena_init(&s->arena, NULL);
    assert_ok(sy_workspace_create(s->workspace, &err), err);
    *state = s;
    return 0;
}

static int end(void **state)
{
    scratch *s = *state;
    char command[256];
    sy_arena_dispose(&s->arena);
    snprintf(command, sizeof command, "chmod -R u+w %s && rm -rf %s", s->folder, s->folder);
    if (system(command) != 0) return 1;
    free(s);
    return 0;
}

static void import_period(scratch *s, const char *name, const char *text, const char *from,
                          const char *to)
{
    char path[192];
    const char *paths[] = {path};
    sy_workspace *ws = NULL;
    sy_import_report report;
    sy_import_options options = {0};
    sy_err err = {0};
    int64_t at;
    sy_precision precision;

    snprintf(path, sizeof path, "%s/%s", s->folder, name);
    assert_ok(sy_file_write(path, text, strlen(text), &err), err);
    if (from) {
        options.has_period = true;
        assert_true(sy_time_parse_iso(&at, &precision, sy_slice_of(from)));
        options.period_from = (int32_t)sy_day_of(at);
        assert_true(sy_time_parse_iso(&at, &precision, sy_slice_of(to)));
        options.period_to = (int32_t)sy_day_of(at);
    }
    assert_ok(sy_workspace_open(&ws, s->workspace, SY_WRITE, &err), err);
    assert_ok(sy_intake_import(&report, ws, paths, 1, &options, &s->arena, &err), err);
    assert_int_equal(report.n_unrecognised, 0);
    assert_int_equal(report.rejected, 0);
    sy_workspace_close(ws);
}

static void import(scratch *s, const char *name, const char *text)
{
    import_period(s, name, text, NULL, NULL);
}

static sy_case *open_case(scratch *s)
{
    sy_case *c = NULL;
    sy_err err = {0};
    assert_ok(sy_case_open(&c, s->workspace, SY_READ, &err), err);
    return c;
}

static int64_t sunk(const sy_trace *t, const sy_flow *f, sy_sink_kind kind, const char *number)
{
    int64_t sum = 0;
    for (size_t i = 0; i < t->n_sinks; i++) {
        const sy_sink *k = &t->sinks[i];
        if (k->kind != kind) continue;
        if (number && strcmp(sy_flow_text(f, f->ledgers[k->ledger].number), number) != 0) continue;
        sum += k->amount;
    }
    return sum;
}

static sy_trace *trace(sy_case *c, const char *from, sy_rule rule, bool follow)
{
    sy_seed seed = {.account = sy_case_find_account(c, sy_slice_of(from)), .since = INT64_MIN};
    sy_trace_query q = {.rule = rule, .seeds = &seed, .n_seeds = 1, .bounds = true, .follow = follow};
    sy_trace *t = NULL;
    sy_err err = {0};
    assert_int_not_equal(seed.account, SY_NONE);
    assert_ok(sy_trace_run(&t, NULL, sy_case_flow(c), &q, &err), err);
    return t;
}

static void a_plain_list_gives_the_worked_example(void **state)
{
    scratch *s = *state;
    import(s, "list.csv", "from,to,time,amount\nW,B,1,1000\nA,B,2,3000\nB,C,3,2000\nX,B,4,500\n"
                          "B,D,5,1200\nC,A,6,400\nC,E,7,1600\nE,F,8,2000\n");
    sy_case *c = open_case(s);
    const sy_flow *f = sy_case_flow(c);
    assert_true(f->closed_world);
    sy_trace *t = trace(c, "A", SY_LIFO, false);
    assert_int_equal(sunk(t, f, SY_SINK_HELD, "F"), 160000);
    assert_int_equal(sunk(t, f, SY_SINK_RETURNED, "A"), 40000);
    sy_trace_free(t);
    sy_case_close(c);
}

#define HEAD "交易卡号,交易账号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,交易流水号\n"

/* The debtor pays B at one bank; B's bank has a clock five seconds behind, only
 * dates at the second bank; B pays C, of whom there is no statement, and takes cash. */
static const char debtor[] = HEAD
    "6200000000000000001,,钱无一,2023-05-01 10:00:05,5000.00,1000.00,出,6200000000000000002,孙多多,转账,S1\n"
    "6200000000000000001,,钱无一,2023-05-03 09:00:00,300.00,700.00,出,6200000000000000002,孙多多,转账,S2\n";
static const char proxy[] = HEAD
    "6200000000000000002,,孙多多,2023-04-30 12:00:00,100.00,1100.00,进,,,工资,T0\n"
    "6200000000000000002,,孙多多,2023-05-01 10:00:00,5000.00,6100.00,进,6200000000000000001,钱无一,转账,T1\n"
    "6200000000000000002,,孙多多,2023-05-01 11:00:00,4000.00,2100.00,出,6200000000000000009,周房东,转账,T2\n"
    "6200000000000000002,,孙多多,2023-05-02 08:00:00,1500.00,600.00,出,,,ATM取款,T3\n"
    "6200000000000000002,,孙多多,2023-05-03 09:00:02,300.00,900.00,进,6200000000000000001,钱无一,转账,T4\n";

static void two_statements_meet_in_one_transfer(void **state)
{
    scratch *s = *state;
    sy_quality *q = NULL;
    sy_err err = {0};
    import(s, "a.csv", debtor);
    import(s, "b.csv", proxy);
    sy_case *c = open_case(s);
    const sy_flow *f = sy_case_flow(c);
    assert_false(f->closed_world);
    assert_ok(sy_case_quality(c, &q, &s->arena, &err), err);
    assert_int_equal(q->counts[SY_MATCH_SIDES][SY_MATCH_CONFIRMED], 2);
    assert_int_equal(q->n_ledgers, 2);
    assert_int_equal(q->ledgers[1].chain_ok, 4);
    assert_int_equal(q->ledgers[1].n_gaps, 0);

    sy_trace *t = trace(c, "6200000000000000001", SY_FIFO, false);
    assert_int_equal(t->seeded[0], 530000);
    /* 1,100 of its own leave first: 2,900 of the 4,000; then 1,500 cash of the rest. */
    assert_int_equal(sunk(t, f, SY_SINK_UNSUPPLIED, "6200000000000000009"), 290000);
    assert_int_equal(sunk(t, f, SY_SINK_CASH, NULL), 150000);
    assert_int_equal(sunk(t, f, SY_SINK_HELD, "6200000000000000002"), 90000);
    for (size_t i = 0; i < t->n_transfers; i++) {
        const sy_traced *x = &t->transfers[i];
        bool of_source = f->ledgers[f->from[x->transfer]].account == f->ledgers[0].account;
        /* No query period proves these days: nothing bounds from below. */
        assert_int_equal(x->lower, of_source ? x->tainted : 0);
        assert_true(x->upper >= x->tainted);
    }
    sy_trace_free(t);
    sy_case_close(c);
}

static void a_stated_period_bounds_from_below(void **state)
{
    scratch *s = *state;
    import(s, "a.csv", debtor);
    import_period(s, "b.csv", proxy, "2023-04-01", "2023-05-31");
    sy_case *c = open_case(s);
    const sy_flow *f = sy_case_flow(c);
    sy_trace *t = trace(c, "6200000000000000001", SY_FIFO, false);
    int64_t least = 0;
    for (size_t i = 0; i < t->n_transfers; i++) {
        if (f->amount[t->transfers[i].transfer] == 400000) least = t->transfers[i].lower;
    }
    assert_int_equal(least, 290000); /* 4,000 less the 1,100 that are not the debtor's */
    sy_trace_free(t);
    sy_case_close(c);
}

static void the_order_of_import_leaves_no_trace(void **state)
{
    scratch *s = *state;
    char *first = NULL, *second = NULL, path[192];
    size_t n_first = 0, n_second = 0;
    sy_err err = {0};
    import(s, "a.csv", debtor);
    import(s, "b.csv", proxy);
    sy_case_close(open_case(s));
    snprintf(path, sizeof path, "%s/index/ledgers.flow", s->workspace);
    assert_ok(sy_file_read(NULL, &first, &n_first, path, 1 << 20, &err), err);

    snprintf(s->workspace, sizeof s->workspace, "%s/b.suyuan", s->folder);
    assert_ok(sy_workspace_create(s->workspace, &err), err);
    import(s, "b.csv", proxy);
    import(s, "a.csv", debtor);
    sy_case_close(open_case(s));
    snprintf(path, sizeof path, "%s/index/ledgers.flow", s->workspace);
    assert_ok(sy_file_read(NULL, &second, &n_second, path, 1 << 20, &err), err);
    assert_int_equal(n_first, n_second);
    assert_memory_equal(first, second, n_first);
    free(first);
    free(second);
}

/* How many rows of this account count. */
static size_t rows_of(scratch *s, const char *number)
{
    sy_case *c = open_case(s);
    uint32_t *places, *also;
    size_t n = 0;
    sy_err err = {0};
    const uint32_t account = sy_case_find_account(c, sy_slice_of(number));
    assert_int_not_equal(account, SY_NONE);
    assert_ok(sy_case_account_places(c, account, &places, &also, &n, &s->arena, &err), err);
    sy_case_close(c);
    return n;
}

static void a_row_under_the_card_and_under_the_number_is_one(void **state)
{
    scratch *s = *state;
    const char *number = "33050165623500000120", *card = "6222021234567890003";
    char text[1200];
    /* Without balances, so that only the bank's serial tells; twice in one file. */
    snprintf(text, sizeof text,
             HEAD "%s,%s,,2023-01-01 10:00:00,1,,出,,,,s1\n,%s,,2023-01-01 10:00:00,1,,出,,,,s1\n"
                  ",33050165623500000138,,2023-01-01 10:00:00,1,,出,,,,s1\n"
                  "%s,,,2023-01-01 10:00:00,1,,出,,,,s2\n",
             card, number, number, card);
    import(s, "a.csv", text);
    assert_int_equal(rows_of(s, card), 2);
    assert_int_equal(rows_of(s, "33050165623500000138"), 1);
    snprintf(text, sizeof text, HEAD ",%s,,2023-01-01 10:00:00,1,,出,,,,s2\n", number);
    import(s, "b.csv", text);
    assert_int_equal(rows_of(s, card), 2);
}

static void evidence_leads_back_to_the_row(void **state)
{
    scratch *s = *state;
    sy_err err = {0};
    sy_evidence *rows = NULL;
    import(s, "a.csv", debtor);
    import(s, "b.csv", proxy);
    sy_case *c = open_case(s);
    const sy_flow *f = sy_case_flow(c);
    sy_trace *t = trace(c, "6200000000000000001", SY_FIFO, false);
    const uint32_t places[] = {f->out_place[t->transfers[0].transfer],
                               f->in_place[t->transfers[0].transfer]};
    assert_ok(sy_case_evidence(c, &rows, places, 2, &s->arena, &err), err);
    assert_string_equal(sy_path_name(rows[0].source->path), "a.csv");
    assert_int_equal(rows[0].row, 2);
    assert_int_equal(rows[0].amount, -500000);
    assert_true(sy_slice_is(rows[0].text[SY_OTHER_NAME], SY_TEXT("孙多多")));
    assert_string_equal(sy_path_name(rows[1].source->path), "b.csv");
    assert_int_equal(rows[1].row, 3);
    assert_true(sy_slice_is(rows[1].serial, SY_TEXT("T1")));
    assert_int_equal(sy_case_find_entry(c, sy_slice_of(rows[1].id)), t->transfers[0].transfer);
    sy_trace_free(t);
    sy_case_close(c);
}

static void a_rejected_match_takes_the_transfer_apart(void **state)
{
    scratch *s = *state;
    sy_err err = {0};
    sy_evidence *rows = NULL;
    sy_workspace *ws = NULL;
    import(s, "a.csv", debtor);
    import(s, "b.csv", proxy);
    sy_case *c = open_case(s);
    sy_trace *t = trace(c, "6200000000000000001", SY_FIFO, false);
    const sy_flow *f = sy_case_flow(c);
    const uint32_t places[] = {f->out_place[t->transfers[0].transfer],
                               f->in_place[t->transfers[0].transfer]};
    assert_ok(sy_case_evidence(c, &rows, places, 2, &s->arena, &err), err);
    sy_trace_free(t);
    sy_case_close(c);

    assert_ok(sy_workspace_open(&ws, s->workspace, SY_WRITE, &err), err);
    const sy_match_decision no = {.kind = SY_MATCH_SIDES, .a = sy_slice_of(rows[0].id),
                                  .b = sy_slice_of(rows[1].id), .verdict = SY_VERDICT_REJECTED};
    size_t decided = 0, undone = 0;
    assert_ok(sy_match_decide(ws, &decided, &no, 1, &err), err);
    assert_int_equal(decided, 1);
    sy_workspace_close(ws);
    c = open_case(s);
    assert_non_null(sy_case_rebuilt(c));
    t = trace(c, "6200000000000000001", SY_FIFO, false);
    assert_int_equal(t->seeded[0], 530000);
    assert_int_equal(sunk(t, sy_case_flow(c), SY_SINK_UNMATCHED, NULL), 500000);
    sy_trace_free(t);
    sy_case_close(c);

    assert_ok(sy_workspace_open(&ws, s->workspace, SY_WRITE, &err), err);
    assert_ok(sy_match_undo(ws, 0, &undone, &err), err);
    assert_int_equal(undone, 1);
    sy_workspace_close(ws);
    c = open_case(s);
    t = trace(c, "6200000000000000001", SY_FIFO, false);
    assert_int_equal(sunk(t, sy_case_flow(c), SY_SINK_UNMATCHED, NULL), 0);
    sy_trace_free(t);
    sy_case_close(c);
}

/* B holds 100 of its own and gets 500 of the debtor's; it pays C 300, which the bank
 * takes back after 50 clean ones have come in, and then pays D 350. First in, first out
 * the 300 were the own 100 and 200 of the debtor's; they come back as the newest. */
static void what_was_taken_back_is_the_newest_money_again(void **state)
{
    scratch *s = *state;
    static const char payer[] = HEAD
        "6200000000000000001,,钱无一,2023-05-01 09:00:00,900.00,0.00,出,6200000000000000009,周房东,转账,S0\n"
        "6200000000000000001,,钱无一,2023-05-01 09:01:00,900.00,900.00,进,6200000000000000009,周房东,转账冲正,S1\n"
        "6200000000000000001,,钱无一,2023-05-01 10:00:00,500.00,400.00,出,6200000000000000002,孙多多,转账,S2\n";
    static const char b[] = HEAD
        "6200000000000000002,,孙多多,2023-05-01 10:00:01,500.00,600.00,进,6200000000000000001,钱无一,转账,T1\n"
        "6200000000000000002,,孙多多,2023-05-01 11:00:00,300.00,300.00,出,6200000000000000003,李第三,转账,T2\n"
        "6200000000000000002,,孙多多,2023-05-01 12:00:00,50.00,350.00,进,,,工资,T3\n"
        "6200000000000000002,,孙多多,2023-05-02 08:00:00,300.00,650.00,进,6200000000000000003,李第三,退汇,T4\n"
        "6200000000000000002,,孙多多,2023-05-02 09:00:00,350.00,300.00,出,6200000000000000004,吴第四,转账,T5\n";
    /* C's statement shows both rows: they move nothing there. */
    static const char third[] = HEAD
        "6200000000000000003,,李第三,2023-05-01 11:00:02,300.00,310.00,进,6200000000000000002,孙多多,转账,U1\n"
        "6200000000000000003,,李第三,2023-05-02 07:59:58,300.00,10.00,出,6200000000000000002,孙多多,退汇,U2\n"
        "6200000000000000003,,李第三,2023-05-03 08:00:00,1.00,11.00,进,,,工资,U3\n";
    import(s, "a.csv", payer);
    import(s, "b.csv", b);
    import(s, "c.csv", third);
    sy_case *c = open_case(s);
    const sy_flow *f = sy_case_flow(c);
    sy_trace *t = trace(c, "6200000000000000001", SY_FIFO, false);
    assert_int_equal(t->seeded[0], 50000); /* the 900 paid nobody */
    assert_int_equal(sunk(t, f, SY_SINK_UNSUPPLIED, "6200000000000000004"), 30000);
    assert_int_equal(sunk(t, f, SY_SINK_HELD, "6200000000000000002"), 20000);
    assert_int_equal(sunk(t, f, SY_SINK_HELD, "6200000000000000003"), 0);
    assert_int_equal(sunk(t, f, SY_SINK_RETURNED, NULL), 0);
    sy_trace_free(t);
    t = trace(c, "6200000000000000001", SY_LIFO, false);
    assert_int_equal(sunk(t, f, SY_SINK_UNSUPPLIED, "6200000000000000004"), 30000);
    sy_trace_free(t);
    sy_case_close(c);
}

static void following_goes_on_after_a_statement_ends(void **state)
{
    scratch *s = *state;
    /* B's statement ends on 3 May; on 10 May C's shows that B paid it 800. */
    static const char third[] = HEAD
        "6200000000000000003,,李第三,2023-05-09 10:00:00,10.00,50.00,进,,,工资,U1\n"
        "6200000000000000003,,李第三,2023-05-10 10:00:00,800.00,850.00,进,6200000000000000002,孙多多,转账,U2\n";
    import(s, "a.csv", debtor);
    import(s, "b.csv", proxy);
    import(s, "c.csv", third);
    sy_case *c = open_case(s);
    sy_trace *t = trace(c, "6200000000000000001", SY_FIFO, false);
    assert_int_equal(sunk(t, sy_case_flow(c), SY_SINK_HELD, "6200000000000000002"), 90000);
    assert_int_equal(sunk(t, sy_case_flow(c), SY_SINK_HELD, "6200000000000000003"), 0);
    sy_trace_free(t);
    t = trace(c, "6200000000000000001", SY_FIFO, true);
    assert_int_equal(sunk(t, sy_case_flow(c), SY_SINK_HELD, "6200000000000000003"), 80000);
    assert_int_equal(sunk(t, sy_case_flow(c), SY_SINK_HELD, "6200000000000000002"), 10000);
    sy_trace_free(t);
    sy_case_close(c);
}

/* A row of the trace by its amount. */
static const sy_traced *row_of(const sy_trace *t, const sy_flow *f, int64_t amount)
{
    for (size_t i = 0; i < t->n_transfers; i++) {
        if (f->amount[t->transfers[i].transfer] == amount) return &t->transfers[i];
    }
    fail_msg("no traced transfer of that amount");
    return NULL;
}

static void a_missing_pair_that_nets_to_zero_cannot_make_a_bound_false(void **state)
{
    scratch *s = *state;
    /* What happened: the debtor's 5,000 came in, 5,000 went to U, 5,000 of U's came
     * back, 4,000 went to X. The file lacks the two rows between; it chains. */
    static const char whole[] = HEAD
        "6200000000000000002,,孙多多,2023-05-01 10:00:00,5000.00,5000.00,进,6200000000000000001,钱无一,转账,T1\n"
        "6200000000000000002,,孙多多,2023-05-01 10:30:00,5000.00,0.00,出,6200000000000000008,赵八,转账,T2\n"
        "6200000000000000002,,孙多多,2023-05-01 10:40:00,5000.00,5000.00,进,6200000000000000007,李七,转账,T3\n"
        "6200000000000000002,,孙多多,2023-05-01 11:00:00,4000.00,1000.00,出,6200000000000000009,周房东,转账,T4\n";
    static const char lacking[] = HEAD
        "6200000000000000002,,孙多多,2023-05-01 10:00:00,5000.00,5000.00,进,6200000000000000001,钱无一,转账,T1\n"
        "6200000000000000002,,孙多多,2023-05-01 11:00:00,4000.00,1000.00,出,6200000000000000009,周房东,转账,T4\n";
    sy_quality *q = NULL;
    sy_err err = {0};

    import(s, "a.csv", debtor);
    import(s, "b.csv", lacking);
    sy_case *c = open_case(s);
    assert_ok(sy_case_quality(c, &q, &s->arena, &err), err);
    assert_int_equal(q->ledgers[1].n_gaps, 0);
    sy_trace *t = trace(c, "6200000000000000001", SY_FIFO, false);
    const sy_traced *flat = row_of(t, sy_case_flow(c), 400000);
    assert_int_equal(flat->tainted, 400000); /* by the rule, from what was supplied */
    assert_int_equal(flat->lower, 0);        /* at least: nothing, as it really was */
    sy_trace_free(t);
    sy_case_close(c);

    snprintf(s->workspace, sizeof s->workspace, "%s/whole.suyuan", s->folder);
    assert_ok(sy_workspace_create(s->workspace, &err), err);
    import(s, "a.csv", debtor);
    import_period(s, "whole.csv", whole, "2023-05-01", "2023-05-31");
    c = open_case(s);
    t = trace(c, "6200000000000000001", SY_FIFO, false);
    for (size_t i = 0; i < t->n_transfers; i++) {
        assert_int_not_equal(sy_case_flow(c)->amount[t->transfers[i].transfer], 400000);
    }
    sy_trace_free(t);
    sy_case_close(c);
}

static void money_that_came_before_the_statement_stays_outside_it(void **state)
{
    scratch *s = *state;
    /* The debtor pays on 28 April; B's statement begins on the 30th. */
    static const char early[] = HEAD
        "6200000000000000001,,钱无一,2023-04-28 10:00:00,800.00,6000.00,出,6200000000000000002,孙多多,转账,S0\n"
        "6200000000000000001,,钱无一,2023-05-01 10:00:05,5000.00,1000.00,出,6200000000000000002,孙多多,转账,S1\n";
    import(s, "a.csv", early);
    import(s, "b.csv", proxy);
    sy_case *c = open_case(s);
    const sy_flow *f = sy_case_flow(c);
    sy_trace *t = trace(c, "6200000000000000001", SY_FIFO, false);
    assert_int_equal(sunk(t, f, SY_SINK_UNSUPPLIED, "6200000000000000002"), 80000);
    assert_int_equal(sunk(t, f, SY_SINK_UNMATCHED, NULL), 0);
    /* B's own 1,100 still leave first: the 800 are no part of its ledger. */
    assert_int_equal(sunk(t, f, SY_SINK_UNSUPPLIED, "6200000000000000009"), 290000);
    sy_trace_free(t);
    sy_case_close(c);
}

static void a_bank_with_dates_only_keeps_its_place(void **state)
{
    scratch *s = *state;
    static const char dates[] = HEAD
        "6200000000000000002,,孙多多,2023-04-30,100.00,1100.00,进,,,工资,T0\n"
        "6200000000000000002,,孙多多,2023-05-01,5000.00,6100.00,进,6200000000000000001,钱无一,转账,T1\n"
        "6200000000000000002,,孙多多,2023-05-01,4000.00,2100.00,出,6200000000000000009,周房东,转账,T2\n";
    import(s, "a.csv", debtor);
    import(s, "b.csv", dates);
    sy_case *c = open_case(s);
    const sy_flow *f = sy_case_flow(c);
    sy_trace *t = trace(c, "6200000000000000001", SY_FIFO, false);
    assert_int_equal(sunk(t, f, SY_SINK_UNSUPPLIED, "6200000000000000009"), 290000);
    uint32_t paid = row_of(t, f, 400000)->transfer, arrived = row_of(t, f, 500000)->transfer;
    assert_true(f->flags[paid] & SY_T_DATE_ONLY);
    assert_int_equal(sy_flow_at(f, arrived) % SY_DAY, 10 * 3600 + 5); /* the payer's clock */
    sy_trace_free(t);
    sy_case_close(c);
}

static void rows_of_nothing_and_payment_firms_make_no_ledger(void **state)
{
    scratch *s = *state;
    static const char text[] = HEAD
        "6200000000000000001,,钱无一,2023-05-01 10:00:05,5000.00,1000.00,出,6200000000000000002,孙多多,转账,S1\n"
        "6200000000000000001,,钱无一,2023-05-02 10:00:05,0.00,1000.00,出,6200000000000000005,周房东,销卡,S2\n"
        "6200000000000000001,,钱无一,2023-05-03 10:00:05,100.00,900.00,出,243300133,财付通支付科技有限公司,快捷支付,S3\n"
        "6200000000000000001,,钱无一,2023-05-04 10:00:05,70.00,830.00,出,243300133,财付通支付科技有限公司,快捷支付,S4\n";
    sy_quality *q = NULL;
    sy_err err = {0};
    size_t firms = 0;

    import(s, "a.csv", text);
    sy_case *c = open_case(s);
    const sy_flow *f = sy_case_flow(c);
    assert_int_equal(f->n_ledgers, 2); /* the debtor's, and that of the payee without a statement */
    assert_ok(sy_case_quality(c, &q, &s->arena, &err), err);
    assert_int_equal(q->ledgers[0].entries, 4);
    assert_int_equal(q->ledgers[0].chain_ok, 3);
    sy_trace *t = trace(c, "6200000000000000001", SY_FIFO, true);
    assert_int_equal(sunk(t, f, SY_SINK_MERCHANT, NULL), 17000);
    for (size_t i = 0; i < t->n_sinks; i++) firms += t->sinks[i].kind == SY_SINK_MERCHANT;
    assert_int_equal(firms, 2); /* each row by itself, never one pot */
    sy_trace_free(t);
    sy_case_close(c);
}

#define with_scratch(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_scratch(a_plain_list_gives_the_worked_example),
        with_scratch(two_statements_meet_in_one_transfer),
        with_scratch(a_stated_period_bounds_from_below),
        with_scratch(the_order_of_import_leaves_no_trace),
        with_scratch(a_row_under_the_card_and_under_the_number_is_one),
        with_scratch(evidence_leads_back_to_the_row),
        with_scratch(a_rejected_match_takes_the_transfer_apart),
        with_scratch(what_was_taken_back_is_the_newest_money_again),
        with_scratch(following_goes_on_after_a_statement_ends),
        with_scratch(a_missing_pair_that_nets_to_zero_cannot_make_a_bound_false),
        with_scratch(money_that_came_before_the_statement_stays_outside_it),
        with_scratch(a_bank_with_dates_only_keeps_its_place),
        with_scratch(rows_of_nothing_and_payment_firms_make_no_ledger),
    };
    return cmocka_run_group_tests_name("case", tests, NULL, NULL);
}
