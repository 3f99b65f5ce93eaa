/* cmd_paths.c - suyuan paths: how money can have gone from one account to
 * another, the widest way first, or by what went it, the shortest, the earliest, the fewest. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "cli/steps.h"
#include "cli/tick.h"
#include "flow/paths.h"
#include "report/question.h"

typedef struct run {
    sy_call *call;
    sy_case *c;
    sy_telling t;
    sy_path_query q;
    sy_ways *ways;
    sy_paths *p;
} run;

/* ---- the question ---- */

static sy_status read_rank(run *r, sy_err *err)
{
    const char *asked = sy_call_option(r->call, "rank");

    for (sy_path_rank rank = SY_RANK_WIDEST; sy_path_rank_name(rank); rank++) {
        r->q.rank = rank;
        if (!asked || strcmp(asked, sy_path_rank_name(rank)) == 0) return SY_OK;
    }
    return sy_fail(err, SY_EINVAL,
                   N_("--rank \"%.60s\" is none of widest, fifo, lifo, shortest, earliest, fewest"),
                   asked);
}

static sy_status read_times(run *r, sy_err *err)
{
    sy_path_query *q = &r->q;
    const char *since = sy_call_option(r->call, "since"), *until = sy_call_option(r->call, "until");
    sy_status st = SY_OK;

    q->has_since = since != NULL;
    q->has_until = until != NULL;
    if (since) st = sy_question_time(&q->since, "since", since, false, err);
    if (until && st == SY_OK) st = sy_question_time(&q->until, "until", until, true, err);
    return st;
}

static sy_status read_numbers(run *r, sy_err *err)
{
    sy_path_query *q = &r->q;
    uint64_t hops = SY_PATH_HOPS, limit = SY_PATHS;
    sy_status st;

    q->max_work = SY_PATH_WORK;
    q->has_window = sy_call_has(r->call, "window");
    q->has_max_gap = sy_call_has(r->call, "max-gap");
    st = sy_call_span(r->call, "window", &q->window, err);
    if (st == SY_OK) st = sy_call_span(r->call, "max-gap", &q->max_gap, err);
    if (st == SY_OK) st = sy_call_share(r->call, "min-share", &q->min_share, err);
    if (st == SY_OK) st = sy_call_count(r->call, "max-hops", &hops, SY_MAX_PATH_HOPS, err);
    if (st == SY_OK) st = sy_call_count(r->call, "limit", &limit, SY_MAX_PATHS, err);
    if (st == SY_OK) st = sy_call_count(r->call, "work", &q->max_work, SY_MAX_PATH_WORK, err);
    q->max_hops = (uint32_t)hops;
    q->limit = (uint32_t)limit;
    return st;
}

static sy_status read_ends(const sy_call *call, sy_err *err)
{
    if (sy_call_has(call, "from") && sy_call_has(call, "to")) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("say where a path begins and ends: --from A --to B"));
}

static sy_status read_accounts(run *r, sy_err *err)
{
    const char **avoid = NULL;
    uint32_t *accounts;
    sy_status st = sy_call_list(r->call, "avoid", &avoid, &r->q.n_avoid, err);

    if (st == SY_OK) {
        st = sy_question_account(&r->q.from, r->c, sy_call_option(r->call, "from"), err);
    }
    if (st == SY_OK) st = sy_question_account(&r->q.to, r->c, sy_call_option(r->call, "to"), err);
    if (st != SY_OK) return st;
    accounts = sy_arena_get(&r->call->arena, r->q.n_avoid * sizeof *accounts);
    if (!accounts) return sy_fail_nomem(err);
    for (size_t i = 0; i < r->q.n_avoid && st == SY_OK; i++) {
        st = sy_question_account(&accounts[i], r->c, avoid[i], err);
    }
    r->q.avoid = accounts;
    return st;
}

/* ---- the answer ---- */

static bool is_by_fen(const run *r)
{
    return r->q.rank == SY_RANK_FIFO || r->q.rank == SY_RANK_LIFO;
}

/* A search that was cut: no path that is left out is better than this. */
static void left_out_json(sy_json *j, const run *r)
{
    const sy_flow *f = r->t.f;
    const int64_t left_out = r->p->left_out;

    sy_reply_string(j, "cut_by", "work");
    switch (r->q.rank) {
    case SY_RANK_WIDEST:
    case SY_RANK_FIFO:
    case SY_RANK_LIFO:
        sy_reply_minor(j, "left_out_at_most", left_out);
        break;
    case SY_RANK_SHORTEST:
        sy_reply_int(j, "left_out_seconds_at_least", (uint64_t)left_out);
        break;
    case SY_RANK_EARLIEST:
        sy_reply_time(j, "left_out_not_before", sy_flow_at(f, (uint32_t)left_out),
                      sy_transfer_precision(f, (uint32_t)left_out));
        break;
    case SY_RANK_FEWEST:
        sy_reply_int(j, "left_out_hops_at_least", (uint64_t)left_out);
        break;
    }
}

static void breakpoints_json(sy_json *j, const sy_flow *f, const sy_path *p)
{
    sy_json_key(j, "breakpoints");
    sy_json_array(j);
    for (uint32_t i = 0; i + 1 < p->n; i++) {
        if (!(p->breakpoints >> i & 1u)) continue;
        const uint32_t l = f->to[p->transfers[i]];
        sy_json_object(j);
        sy_reply_int(j, "after", i + 1);
        sy_reply_string(j, "account", sy_ledger_number(f, l));
        sy_reply_string(j, "holder", sy_ledger_holder(f, l));
        sy_reply_string(j, "bank", sy_ledger_bank(f, l));
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status print_json(run *r, sy_err *err)
{
    const sy_flow *f = r->t.f;
    sy_json j;

    sy_call_answer(r->call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "from", sy_call_option(r->call, "from"));
    sy_reply_string(&j, "to", sy_call_option(r->call, "to"));
    sy_reply_string(&j, "rank", sy_path_rank_name(r->q.rank));
    sy_json_key(&j, "paths");
    sy_json_array(&j);
    for (size_t i = 0; i < r->p->n; i++) {
        const sy_path *p = &r->p->paths[i];
        const uint32_t first = p->transfers[0], last = p->transfers[p->n - 1];
        sy_json_object(&j);
        sy_reply_int(&j, "rank", i + 1);
        sy_reply_int(&j, "hops", p->n);
        sy_reply_minor(&j, "least", p->least);
        if (is_by_fen(r)) sy_reply_minor(&j, "went", p->fen);
        sy_reply_int(&j, "seconds", (uint64_t)p->took);
        sy_reply_time(&j, "first", sy_flow_at(f, first), sy_transfer_precision(f, first));
        sy_reply_time(&j, "last", sy_flow_at(f, last), sy_transfer_precision(f, last));
        sy_steps_json(&j, "transfers", &r->t, p->transfers, p->n);
        breakpoints_json(&j, f, p);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_reply_bool(&j, "complete", !r->p->is_cut);
    if (r->p->is_cut) left_out_json(&j, r);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static void print_left_out(const run *r)
{
    const int64_t left_out = r->p->left_out;
    char text[SY_MINOR_TEXT > SY_TIME_TEXT ? SY_MINOR_TEXT : SY_TIME_TEXT];

    switch (r->q.rank) {
    case SY_RANK_WIDEST:
    case SY_RANK_FIFO:
    case SY_RANK_LIFO:
        printf(_("cut: too many ways; what is not listed can have carried at most %s yuan. "),
               sy_minor_print_grouped(text, left_out));
        break;
    case SY_RANK_SHORTEST:
        printf(_("cut: too many ways; what is not listed took at least %lld seconds. "),
               (long long)left_out);
        break;
    case SY_RANK_EARLIEST:
        printf(_("cut: too many ways; what is not listed arrived no earlier than about %s. "),
               sy_time_print(text, sy_flow_at(r->t.f, (uint32_t)left_out), SY_SECOND));
        break;
    case SY_RANK_FEWEST:
        printf(_("cut: too many ways; what is not listed has at least %lld transfers. "),
               (long long)left_out);
        break;
    }
    puts(_("Narrow it by --window, --max-gap, --min-share or --max-hops, or allow more --work"));
}

static void print_notes(const run *r)
{
    if (r->p->is_cut) print_left_out(r);
    if (r->p->n && is_by_fen(r))
        puts(_(
            "what went all the way is counted by this rule; under another it can be more or less"));
    else if (r->p->n)
        puts(_("a path is a possibility: the least amount on it is the most that can have "
               "gone all the way"));
}

static sy_status print_text(run *r, sy_err *err)
{
    const sy_paths *p = r->p;
    sy_table t;
    sy_status st = SY_OK;

    if (p->n == 0) {
        puts(p->is_cut ? _("no path was found before the search was cut") : _("there is no path"));
        print_notes(r);
        return SY_OK;
    }
    sy_steps_table(&t, &r->call->arena, _("path"),
                   is_by_fen(r) ? _("went all the way") : _("all the way at most"));
    for (size_t i = 0; i < p->n; i++) {
        const sy_path *x = &p->paths[i];
        char money[SY_MINOR_TEXT];
        sy_steps_rows(&t, r->t.f, i + 1, x->transfers, x->n,
                      sy_minor_print_grouped(money, is_by_fen(r) ? x->fen : x->least),
                      x->breakpoints);
    }
    st = sy_table_print(&t, stdout, err);
    putchar('\n');
    print_notes(r);
    return st;
}

/* ---- the command ---- */

static sy_status search(run *r, sy_err *err)
{
    sy_ticker bar;

    sy_ticker_begin(&bar, _("looking for paths"));
    r->q.tick = sy_tick;
    r->q.tick_ctx = &bar;
    const sy_status st = sy_paths_find(&r->p, NULL, r->ways, &r->q, err);
    sy_ticker_end(&bar);
    return st;
}

static sy_status run_paths(sy_call *call, sy_err *err)
{
    run r = {.call = call};
    sy_status st = read_ends(call, err);

    if (st == SY_OK) st = read_rank(&r, err);
    if (st == SY_OK) st = read_times(&r, err);
    if (st == SY_OK) st = read_numbers(&r, err);
    if (st == SY_OK) st = sy_open_case(&r.c, call, SY_READ, err);
    if (st == SY_OK) st = sy_need_entries(call, r.c, err);
    if (st == SY_OK) st = read_accounts(&r, err);
    if (st == SY_OK) st = sy_telling_init(&r.t, r.c, &call->arena, err);
    if (st == SY_OK) st = sy_ways_new(&r.ways, NULL, r.t.f, err);
    if (st == SY_OK) st = search(&r, err);
    if (st == SY_OK) st = call->json ? print_json(&r, err) : print_text(&r, err);
    sy_paths_free(r.p);
    sy_ways_free(r.ways);
    sy_case_close(r.c);
    return st;
}

static const sy_option options[] = {
    {.name = "from", .argument = N_("ACCOUNT"), .help = N_("where the path begins")},
    {.name = "to", .argument = N_("ACCOUNT"), .help = N_("where it ends")},
    {.name = "rank",
     .argument = N_("RANK"),
     .help = N_("widest, fifo or lifo (what went by that rule), shortest (in time), earliest (to "
                "arrive) or fewest (transfers) first (widest)")},
    {.name = "since", .argument = N_("TIME"), .help = N_("no transfer before this")},
    {.name = "until", .argument = N_("TIME"), .help = N_("no transfer after this")},
    {.name = "window",
     .argument = N_("LENGTH"),
     .help = N_("from the first transfer to the last, as 7d or 36h (any)")},
    {.name = "max-gap",
     .argument = N_("LENGTH"),
     .help = N_("from one transfer to the next (any)")},
    {.name = "min-share",
     .argument = N_("PERCENT"),
     .help = N_("every transfer at least this share of the first")},
    {.name = "max-hops", .argument = N_("NUMBER"), .help = N_("at most so many transfers (6)")},
    {.name = "limit", .argument = N_("NUMBER"), .help = N_("list at most so many paths (10)")},
    {.name = "avoid",
     .argument = N_("ACCOUNT"),
     .is_list = true,
     .help = N_("do not pass these accounts")},
    {.name = "work",
     .argument = N_("NUMBER"),
     .help = N_("look at no more rows than this (600000)")},
    {.name = NULL},
};

const sy_command sy_cmd_paths = {
    .name = "paths",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("find the ways by which money can have gone from one account to another"),
    .details =
        N_("At every account on the way the next transfer stands later in its statement. The "
           "widest paths are those with the largest least amount, since more cannot have gone the "
           "whole way; of equal ones those of fewer transfers come first, then earlier ones; "
           "accounts of which no statement was supplied are marked, not left out. A search that "
           "was cut says what it left out at most."),
    .options = options,
    .example = "suyuan paths wang.suyuan --from 6299990000000000011 --to 6299990000000000029 "
               "--window 30d --min-share 80%\n"
               "suyuan paths wang.suyuan --from 6299990000000000011 --to 6299990000000000029 "
               "--rank earliest --limit 1",
    .exits = N_("3 where an account is not there."),
    .cost = N_("one pass over the ledger index, then at most the work allowed."),
    .run = run_paths,
};
