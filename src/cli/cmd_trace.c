/* cmd_trace.c - suyuan trace: reads the question, runs the rules, and tells the
 * answer as tables, JSON or a workbook. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/progress.h"
#include "cli/asking.h"
#include "cli/commands.h"
#include "cli/diverted_seeds.h"
#include "cli/open.h"
#include "cli/table.h"
#include "flow/breakpoints.h"
#include "report/destinations.h"
#include "report/question.h"
#include "report/trace_json.h"
#include "report/trace_xlsx.h"
#include "report/words.h"

typedef struct run {
    sy_call *call;
    sy_case *c;
    sy_telling t;
    sy_asked asked;
    sy_rule rules[SY_RULES];
    size_t n;
    sy_trace *traces[SY_RULES];
    sy_matched *matched;
    size_t n_matched;
    sy_backward_answer answers[SY_RULES]; /* backward */
    sy_origin *origins[SY_RULES];
    sy_seed diverted[SY_MAX_SEEDS];
    bool all, summary;
} run;

static const sy_trace *const *traces_of(const run *r)
{
    return (const sy_trace *const *)r->traces;
}

/* ---- the question ---- */

static sy_status read_rules(run *r, sy_err *err)
{
    const char *name = sy_call_option(r->call, "rule");
    const bool backward = sy_call_has(r->call, "backward");

    r->rules[0] = SY_FIFO;
    r->n = 1;
    if (!name) return SY_OK;
    if (strcmp(name, "all") == 0) {
        r->all = true;
        r->n = 0;
        for (int rule = 0; rule < SY_RULES; rule++) {
            if (backward && (rule == SY_CLEAN_FIRST || rule == SY_TAINT_FIRST)) continue;
            r->rules[r->n++] = (sy_rule)rule;
        }
        return SY_OK;
    }
    if (sy_rule_from_name(&r->rules[0], name)) return SY_OK;
    return sy_fail(err, SY_EINVAL,
                   N_("--rule \"%.60s\": the rules are fifo, lifo, prorata, clean-first, "
                      "taint-first and all"),
                   name);
}

/* Backward, two rules mean nothing: said before the case is opened. */
static sy_status check_backward(const run *r, sy_err *err)
{
    const sy_rule rule = r->rules[0];

    if (!sy_call_has(r->call, "backward")) return SY_OK;
    if (r->all || (rule != SY_CLEAN_FIRST && rule != SY_TAINT_FIRST)) return SY_OK;
    return sy_fail(err, SY_EINVAL,
                   N_("%s has no meaning backward, where there is no seed; ask forward: suyuan "
                      "trace %s --from the account that may have paid --rule %s"),
                   sy_rule_name(rule), r->call->words[0], sy_rule_name(rule));
}

static sy_status read_question(sy_question *q, run *r, sy_err *err)
{
    sy_status st = read_rules(r, err);

    if (st == SY_OK) st = check_backward(r, err);
    if (st == SY_OK) st = sy_asking_read(q, r->call, err);
    r->summary = sy_call_has(r->call, "summary");
    q->backward = sy_call_has(r->call, "backward");
    return st;
}

/* --diverted: what is left of the seeds that a trace takes. */
static sy_status read_diverted(sy_question *q, run *r, sy_err *err)
{
    const sy_diverted_ask ask = {.since = q->since, .taken = q->n_from + q->n_entries};

    if (!sy_call_has(r->call, "diverted")) return SY_OK;
    if (q->backward) {
        return sy_fail(err, SY_EINVAL, N_("--diverted follows money forward, not --backward"));
    }
    q->more_seeds = r->diverted;
    return sy_diverted_seeds_read(r->diverted, &q->n_more_seeds, r->c, &ask, &r->call->arena, err);
}

/* ---- the answer ---- */

/* How far a rule is; the pairs are looked for beside the first one and tell it, too. */
typedef struct told {
    sy_progress *progress;
    atomic_uint permille;
} told;

static bool tell(void *ctx, unsigned permille)
{
    told *t = ctx;
    unsigned before = atomic_load(&t->permille);

    while (before < permille) {
        if (!atomic_compare_exchange_weak(&t->permille, &before, permille)) continue;
        sy_progress_add(t->progress, permille - before);
        break;
    }
    return true;
}

static sy_status trace_all(run *r, sy_err *err)
{
    sy_trace_query queries[SY_RULES];
    sy_progress progress;
    told rules[SY_RULES] = {{0}};

    for (size_t i = 0; i < r->n; i++) {
        queries[i] = sy_asked_query(&r->asked, r->rules[i]);
        queries[i].summary = r->summary;
        queries[i].bounds = !r->summary;
        queries[i].all_bounds = sy_call_has(r->call, "bounds");
        rules[i].progress = &progress;
        queries[i].tick = tell;
        queries[i].tick_ctx = &rules[i];
    }
    sy_progress_begin(&progress, _("tracing"), r->n * 1000, SY_UNIT_SHARES);
    const sy_status st = sy_trace_together(r->traces, sy_case_flow(r->c), queries, r->n,
                                           r->summary ? NULL : &r->matched, &r->n_matched, err);
    sy_progress_end(&progress);
    return st;
}

static sy_status trace_backward(run *r, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < r->n && st == SY_OK; i++) {
        const sy_backward_query q = sy_asked_backward(&r->asked, r->rules[i]);
        sy_backward_answer *a = &r->answers[i];
        st = sy_trace_backward(&r->origins[i], &a->n_origins, NULL, sy_case_flow(r->c), &q, err);
        a->rule = r->rules[i];
        a->origins = r->origins[i];
        a->payments = r->asked.payments;
        a->n_payments = r->asked.n_payments;
        a->stop_at = r->asked.stop_at;
        a->n_stop_at = r->asked.n_stop_at;
    }
    return st;
}

static sy_status print_json(run *r, sy_err *err)
{
    sy_status st = SY_OK;
    sy_json j;

    sy_call_answer(r->call, &j);
    if (r->all) {
        sy_json_object(&j);
        sy_json_key(&j, "traces");
        sy_json_array(&j);
    }
    for (size_t i = 0; i < r->n && st == SY_OK; i++) {
        st = r->asked.backward ? sy_backward_json(&j, &r->t, &r->answers[i], err)
                               : sy_trace_json(&j, &r->t, r->traces[i], r->asked.seeds, r->matched,
                                               r->n_matched, err);
    }
    if (st != SY_OK) return st;
    if (r->all) {
        sy_json_end(&j);
        sy_json_end(&j);
    }
    return sy_json_finish(&j, err);
}

/* ---- for people: forward ---- */

static const char *copy(run *r, sy_slice text)
{
    const char *c = sy_arena_text(&r->call->arena, text.ptr ? text.ptr : "", text.len);
    return c ? c : "";
}

static void who_cells(sy_table *t, run *r, const sy_destination *d)
{
    sy_table_cell(t, d->class_name ? d->class_name : sy_sink_title(d->kind));
    sy_table_cell(t, copy(r, d->name));
    sy_table_cell(t, copy(r, d->number));
}

/* Of many lines of one kind people are shown the largest; JSON and the workbook
 * have all. */
enum { LINES_OF_KIND = 30 };

static void tell_left_out(const sy_destination *list, size_t n)
{
    size_t left_out = 0;

    for (size_t i = 0; i < n; i++) left_out += list[i].rank >= LINES_OF_KIND;
    if (left_out) printf(_("... and %zu smaller lines: --json or --xlsx has all\n"), left_out);
}

/* One rule: with the bounds. */
static sy_status print_one_rule(run *r, const sy_destination *list, size_t n, sy_err *err)
{
    const sy_rule rule = r->rules[0];
    sy_table t;

    sy_table_init(&t, &r->call->arena, "lllrrrr");
    sy_table_head(&t, _("where it is"), _("payee or holder"), _("account"), sy_rule_title(rule),
                  _("at least"), _("at most"), _("payments"));
    for (size_t i = 0; i < n; i++) {
        if (list[i].rank >= LINES_OF_KIND) continue;
        who_cells(&t, r, &list[i]);
        sy_table_money(&t, list[i].amount[rule]);
        if (list[i].has_bounds) {
            sy_table_money(&t, list[i].lower);
            sy_table_money(&t, list[i].upper);
        } else {
            sy_table_cell(&t, "");
            sy_table_cell(&t, "");
        }
        if (list[i].n_transfers)
            sy_table_int(&t, list[i].n_transfers);
        else
            sy_table_cell(&t, "");
    }
    return sy_table_print(&t, stdout, err);
}

/* All rules beside each other, the least marked where they differ. */
static sy_status print_all_rules(run *r, const sy_destination *list, size_t n, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &r->call->arena, "lllrrrrr");
    sy_table_head(&t, _("where it is"), _("payee or holder"), _("account"), sy_rule_name(SY_FIFO),
                  sy_rule_name(SY_LIFO), sy_rule_name(SY_PRORATA), sy_rule_name(SY_CLEAN_FIRST),
                  sy_rule_name(SY_TAINT_FIRST));
    for (size_t i = 0; i < n; i++) {
        if (list[i].rank >= LINES_OF_KIND) continue;
        who_cells(&t, r, &list[i]);
        for (size_t k = 0; k < r->n; k++) {
            char money[SY_MINOR_TEXT], text[SY_MINOR_TEXT + 2];
            snprintf(text, sizeof text, "%s%s",
                     sy_is_least(&list[i], traces_of(r), r->n, r->rules[k]) ? "*" : "",
                     sy_minor_print_grouped(money, list[i].amount[r->rules[k]]));
            sy_table_cell(&t, text);
        }
    }
    sy_status st = sy_table_print(&t, stdout, err);
    if (st == SY_OK) puts(_("* the least of the five rules"));
    return st;
}

static sy_status print_breakpoints(run *r, sy_err *err)
{
    const sy_flow *f = r->t.f;
    sy_breakpoint *list = NULL;
    size_t n = 0;
    sy_table t;
    sy_status st = sy_breakpoints(&list, &n, f, r->traces[0], &r->call->arena, err);

    if (st != SY_OK || n == 0) return st;
    printf("\n%s\n", _("statements to ask for (traced money waits there):"));
    sy_table_init(&t, &r->call->arena, "lllllr");
    sy_table_head(&t, _("account"), _("holder"), _("bank"), _("first"), _("last"), _("amount"));
    for (size_t i = 0; i < n; i++) {
        sy_table_cell(&t, sy_ledger_number(f, list[i].ledger));
        sy_table_cell(&t, sy_ledger_holder(f, list[i].ledger));
        sy_table_cell(&t, sy_ledger_bank(f, list[i].ledger));
        if (list[i].first <= list[i].last) {
            sy_table_time(&t, list[i].first, list[i].precision);
            sy_table_time(&t, list[i].last, list[i].precision);
        } else {
            sy_table_cell(&t, "");
            sy_table_cell(&t, "");
        }
        sy_table_money(&t, list[i].amount);
    }
    return sy_table_print(&t, stdout, err);
}

static void print_notes(const run *r)
{
    if (r->n_matched)
        printf(_("\npayments that match an inflow one to one: %zu\n"), r->n_matched);
    else
        putchar('\n');
    puts(_("a rule is a presumption: these are leads, not findings; every figure rests on the "
           "statements supplied"));
    if (!r->t.f->closed_world) {
        puts(_("\"at least\" holds as far as the statements supplied reach"));
    }
}

static sy_status print_forward(run *r, sy_err *err)
{
    sy_destination *list = NULL;
    size_t n = 0;
    sy_minor seeded = 0;
    char money[SY_MINOR_TEXT];
    sy_status st =
        sy_destinations(&list, &n, &r->t, traces_of(r), r->n, r->traces[0], &r->call->arena, err);

    if (st != SY_OK) return st;
    for (size_t i = 0; i < r->traces[0]->n_seeds; i++) seeded += r->traces[0]->seeded[i];
    printf(_("traced: %s yuan\n\n"), sy_minor_print_grouped(money, seeded));
    if (seeded == 0) {
        puts(_("nothing left there in that time"));
        return SY_OK;
    }
    st = r->all ? print_all_rules(r, list, n, err) : print_one_rule(r, list, n, err);
    tell_left_out(list, n);
    if (st == SY_OK) st = print_breakpoints(r, err);
    if (st == SY_OK) print_notes(r);
    return st;
}

static sy_status write_xlsx(run *r, const char *path, sy_err *err)
{
    sy_destination *list = NULL;
    size_t n = 0;

    if (r->asked.backward) {
        return sy_fail(err, SY_EINVAL, N_("--xlsx writes forward traces; use --json"));
    }
    sy_status st =
        sy_destinations(&list, &n, &r->t, traces_of(r), r->n, r->traces[0], &r->call->arena, err);
    if (st == SY_OK) {
        st = sy_trace_xlsx(path, &r->t, traces_of(r), r->n, r->traces[0], list, n, err);
    }
    if (st == SY_OK && !r->call->json) printf(_("wrote %s\n"), path);
    return st;
}

/* ---- for people: backward ---- */

typedef struct source_line {
    const char *kind, *name, *number;
    int64_t amount;
} source_line;

static int by_who(const void *a, const void *b)
{
    const source_line *x = a, *y = b;
    int c = strcmp(x->kind, y->kind);
    if (c == 0) c = strcmp(x->number, y->number);
    return c ? c : strcmp(x->name, y->name);
}

static int by_amount(const void *a, const void *b)
{
    const source_line *x = a, *y = b;
    if (x->amount != y->amount) return x->amount > y->amount ? -1 : 1;
    return by_who(a, b);
}

static const char *origin_title(const run *r, const sy_backward_answer *a, uint32_t transfer)
{
    const uint32_t from = r->t.f->from[transfer];
    const char *kind = sy_origin_kind(r->t.f, a, transfer);

    if (sy_is_outside(from)) return sy_outside_title(sy_outside_kind(from));
    if (strcmp(kind, "source") == 0) return _("the account named");
    return strcmp(kind, "unsupplied") == 0 ? sy_sink_title(SY_SINK_UNSUPPLIED)
                                           : sy_sink_title(SY_SINK_HOP_LIMIT);
}

/* Origins put together by who they came from. */
static sy_status origin_lines(source_line **lines, size_t *n, run *r, const sy_backward_answer *a,
                              sy_err *err)
{
    const sy_flow *f = r->t.f;
    sy_arena *arena = &r->call->arena;
    uint32_t *asked = sy_arena_get(arena, a->n_origins * sizeof *asked);
    sy_party *parties = NULL;

    *lines = sy_arena_get(arena, a->n_origins * sizeof **lines);
    *n = 0;
    if (!asked || !*lines) return sy_fail_nomem(err);
    for (size_t i = 0; i < a->n_origins; i++) asked[i] = a->origins[i].transfer;
    sy_status st = sy_parties_of(&parties, &r->t, asked, a->n_origins, arena, err);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < a->n_origins; i++) {
        const uint32_t x = asked[i];
        const uint32_t in = f->flags[x] & SY_T_PSEUDO ? f->to[x] : f->from[x];
        source_line *l = &(*lines)[i];
        *l = (source_line){.kind = origin_title(r, a, x), .amount = a->origins[i].amount};
        l->name = sy_is_outside(in) ? copy(r, parties[i].name) : sy_ledger_holder(f, in);
        l->number = sy_is_outside(in) ? copy(r, parties[i].number) : sy_ledger_number(f, in);
    }
    if (a->n_origins) qsort(*lines, a->n_origins, sizeof **lines, by_who);
    for (size_t i = 0; i < a->n_origins; i++) {
        if (*n > 0 && by_who(&(*lines)[*n - 1], &(*lines)[i]) == 0) {
            (*lines)[*n - 1].amount += (*lines)[i].amount;
        } else {
            (*lines)[(*n)++] = (*lines)[i];
        }
    }
    if (*n) qsort(*lines, *n, sizeof **lines, by_amount);
    return SY_OK;
}

static sy_status print_origins(run *r, const sy_backward_answer *a, sy_err *err)
{
    source_line *lines = NULL;
    size_t n = 0;
    sy_table t;
    sy_status st = origin_lines(&lines, &n, r, a, err);

    if (st != SY_OK) return st;
    sy_table_init(&t, &r->call->arena, "lllr");
    sy_table_head(&t, _("where it came from"), _("payer or holder"), _("account"),
                  sy_rule_title(a->rule));
    for (size_t i = 0; i < n; i++) {
        sy_table_cell(&t, lines[i].kind);
        sy_table_cell(&t, lines[i].name);
        sy_table_cell(&t, lines[i].number);
        sy_table_money(&t, lines[i].amount);
    }
    return sy_table_print(&t, stdout, err);
}

static sy_status print_backward(run *r, sy_err *err)
{
    sy_status st = SY_OK;

    printf(_("payments traced back: %zu\n"), r->asked.n_payments);
    for (size_t i = 0; i < r->n && st == SY_OK; i++) {
        putchar('\n');
        st = print_origins(r, &r->answers[i], err);
    }
    if (st == SY_OK) print_notes(r);
    return st;
}

/* ---- the command ---- */

static sy_status answer(run *r, sy_err *err)
{
    const char *xlsx = sy_call_option(r->call, "xlsx");
    sy_status st = r->asked.backward ? trace_backward(r, err) : trace_all(r, err);

    if (st == SY_OK) st = sy_telling_init(&r->t, r->c, &r->call->arena, err);
    if (st == SY_OK && xlsx) st = write_xlsx(r, xlsx, err);
    if (st != SY_OK) return st;
    if (r->call->json) return print_json(r, err);
    return r->asked.backward ? print_backward(r, err) : print_forward(r, err);
}

static sy_status run_trace(sy_call *call, sy_err *err)
{
    run r = {.call = call};
    sy_question q;
    sy_status st = read_question(&q, &r, err);

    if (st == SY_OK) st = sy_open_case(&r.c, call, SY_READ, err);
    if (st == SY_OK) st = sy_need_entries(call, r.c, err);
    if (st == SY_OK) st = read_diverted(&q, &r, err);
    if (st == SY_OK && !q.backward) st = sy_asking_of_debtor(&q, call, r.c, err);
    if (st == SY_OK) st = sy_question_read(&r.asked, r.c, &q, &call->arena, err);
    if (st == SY_OK) st = answer(&r, err);
    for (size_t i = 0; i < SY_RULES; i++) {
        sy_trace_free(r.traces[i]);
        sy_drop(NULL, r.origins[i]);
    }
    sy_drop(NULL, r.matched);
    sy_case_close(r.c);
    return st;
}

static const sy_option options[] = {
    {.name = "from",
     .argument = N_("ACCOUNT"),
     .is_list = true,
     .help =
         N_("follow what left these accounts (number or number@bank); else those of the debtor")},
    {.name = "entry",
     .argument = N_("ID"),
     .is_list = true,
     .help = N_("follow what arrived by these rows (ids as in suyuan entries)")},
    {.name = "diverted",
     .help =
         N_("follow also income that went elsewhere (suyuan diverted), from the debtor's payers")},
    {.name = "since", .argument = N_("TIME"), .help = N_("what left from this date or time on")},
    {.name = "until", .argument = N_("TIME"), .help = N_("look no further than this")},
    {.name = "rule",
     .argument = "fifo|lifo|prorata|clean-first|taint-first|all",
     .help = N_("who leaves first when money is mixed (fifo); all: side by side")},
    {.name = "backward", .help = N_("which money paid for it, instead of where it went")},
    {.name = "unsupplied",
     .argument = "stop|follow",
     .help = N_("stop where there is no statement (default), or follow what others' show")},
    {.name = "stop-at",
     .argument = N_("ACCOUNT"),
     .is_list = true,
     .help = N_("end the trace at these accounts")},
    {.name = "max-hops", .argument = N_("NUMBER"), .help = N_("go at most so many transfers far")},
    {.name = "bounds", .help = N_("list also transfers that only may carry traced money")},
    {.name = "summary", .help = N_("only the sums, no transfers")},
    {.name = "xlsx", .argument = N_("FILE"), .help = N_("write a workbook as well")},
    {.name = NULL},
};

const sy_command sy_cmd_trace = {
    .name = "trace",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("follow money from accounts or rows to where it is"),
    .details =
        N_("Every yuan that left is in exactly one line of the answer, under each of the five "
           "rules; \"at least\" and \"at most\" hold whatever the rule. A rule is a "
           "presumption, so all five stand in the annex of a report."),
    .options = options,
    .example = "suyuan trace wang.suyuan --from 6299990000000000011 --since 2022-06-01 --rule all\n"
               "suyuan trace wang.suyuan --entry 3fa9c1d20b77-0-17 --backward",
    .exits = N_("2 for clean-first and taint-first backward; 3 where an account or entry is not "
                "there."),
    .cost = N_("one pass over the ledger index for each rule: under a second for ten million "
               "transfers."),
    .run = run_trace,
};
