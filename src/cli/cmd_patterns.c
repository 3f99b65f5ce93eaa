/* cmd_patterns.c - suyuan patterns: how accounts are used. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/shared_traces.h"
#include "cli/span.h"
#include "cli/table.h"
#include "cli/threshold.h"
#include "flow/patterns.h"
#include "ledger/lifetimes.h"
#include "report/question.h"
#include "report/telling.h"
#include "report/trace_json.h"
#include "report/words.h"

enum {
    SHOWN = 20,       /* of one pattern, to people; JSON has all */
    MOST_HOLDERS = 20 /* of one network address: a carrier's has more */
};

typedef struct run {
    sy_call *call;
    sy_case *c;
    sy_pattern_query q;
    sy_pattern_known known;
    uint32_t wanted;   /* patterns, as bits */
    bool wants_shared; /* traces, which stand in texts of the rows */
    int64_t most_holders;
    uint32_t account; /* SY_NONE: all */
    sy_telling t;
    sy_patterns *p;
    sy_shared *shared;
    sy_json j;
} run;

/* ---- words ---- */

static const struct {
    const char *title, *share, *count;
} words[SY_PATTERNS] = {
    [SY_PATTERN_PASS_THROUGH] = {N_("in and out within a day"), N_("passed on"), N_("days")},
    [SY_PATTERN_BRIDGE] = {N_("account used as a bridge"), N_("out of in"), N_("rows")},
    [SY_PATTERN_SETTLED] = {N_("money that stayed"), N_("kept"), N_("inflows")},
    [SY_PATTERN_SCATTER] = {N_("from few to many"), N_("out of in"), N_("payees")},
    [SY_PATTERN_GATHER] = {N_("from many to few"), N_("in per out"), N_("payers")},
    [SY_PATTERN_CIRCULAR] = {N_("money that comes round"), N_("returned"), N_("transfers")},
    [SY_PATTERN_BACK_AND_FORTH] = {N_("like amounts to and fro"), "", N_("pairs")},
    [SY_PATTERN_ROUND] = {N_("large round amounts"), N_("of large ones"), N_("rows")},
    [SY_PATTERN_STRUCTURING] = {N_("split below the reporting limit"), "", N_("rows")},
    [SY_PATTERN_NIGHT] = {N_("at night"), N_("of rows with a clock"), N_("rows")},
    [SY_PATTERN_PROBE] = {N_("a few yuan first, then much"), "", N_("rows")},
    [SY_PATTERN_DORMANT] = {N_("woken after a long sleep"), "", N_("days asleep")},
    [SY_PATTERN_FREQUENCY] = {N_("a month unlike the year before"), N_("of the mean"), N_("rows")},
    [SY_PATTERN_COMMON] = {N_("the same few counterparties"), N_("shared"), N_("shared parties")},
    [SY_PATTERN_OPENED] = {N_("used as soon as opened"), "", N_("days")},
    [SY_PATTERN_EMPTIED] = {N_("emptied around a day of the case"), N_("gone"), N_("days")},
    [SY_PATTERN_CLOSED] = {N_("swept and closed"), "", N_("days")},
};

/* ---- the question ---- */

static const char shared_kind[] = "shared", shared_holders[] = "shared.holders=";

static sy_status read_kinds(run *r, sy_err *err)
{
    const char **kinds = NULL, *names[SY_PATTERNS + 1];
    size_t n = 0;
    sy_status st = sy_call_list(r->call, "kind", &kinds, &n, err);

    r->wanted = n ? 0 : UINT32_MAX;
    r->wants_shared = n == 0;
    for (int p = 0; p < SY_PATTERNS; p++) names[p] = sy_pattern_name((sy_pattern)p);
    names[SY_PATTERNS] = shared_kind;
    for (size_t i = 0; st == SY_OK && i < n; i++) {
        int p = 0;
        while (p <= SY_PATTERNS && strcmp(names[p], kinds[i]) != 0) p++;
        if (p == SY_PATTERNS) {
            r->wants_shared = true;
            continue;
        }
        if (p < SY_PATTERNS) {
            r->wanted |= 1u << p;
            continue;
        }
        const char *near = sy_nearest(kinds[i], names, SY_PATTERNS + 1);
        st = near ? sy_fail(err, SY_EINVAL,
                            N_("--kind: there is no pattern \"%.40s\"; the nearest is %s"),
                            kinds[i], near)
                  : sy_fail(err, SY_EINVAL,
                            N_("--kind: there is no pattern \"%.40s\"; --thresholds "
                               "names them"),
                            kinds[i]);
    }
    return st;
}

static sy_status read_question(run *r, sy_err *err)
{
    const char **settings = NULL;
    size_t n = 0;
    sy_status st = read_kinds(r, err);

    sy_pattern_query_init(&r->q);
    if (st == SY_OK) st = sy_call_list(r->call, "set", &settings, &n, err);
    r->most_holders = MOST_HOLDERS;
    for (size_t i = 0; st == SY_OK && i < n; i++) {
        const size_t head = sizeof shared_holders - 1;
        if (strncmp(settings[i], shared_holders, head) != 0) {
            st = sy_threshold_read(&r->q, settings[i], err);
        } else if (!sy_count_parse(&r->most_holders, settings[i] + head)) {
            st = sy_fail(err, SY_EINVAL,
                         N_("--set %s: \"%.40s\" is no value for it; write it as in %s=%s"),
                         "shared.holders", settings[i] + head, "shared.holders", "20");
        }
    }
    return st;
}

/* --date: the days of the case. */
static sy_status read_days(run *r, sy_err *err)
{
    const char **texts = NULL;
    size_t n = 0;
    sy_status st = sy_call_list(r->call, "date", &texts, &n, err);
    int32_t *days = sy_arena_get(&r->call->arena, (n + 1) * sizeof *days);

    if (st == SY_OK && !days) st = sy_fail_nomem(err);
    for (size_t i = 0; st == SY_OK && i < n; i++) {
        int64_t at = 0;
        st = sy_question_time(&at, "date", texts[i], false, err);
        if (st == SY_OK) days[i] = (int32_t)sy_day_of(at);
    }
    r->known.days = days;
    r->known.n_days = n;
    return st;
}

static sy_status find_account(run *r, sy_err *err)
{
    const char *text = sy_call_option(r->call, "account");

    r->account = SY_NONE;
    return text ? sy_question_account(&r->account, r->c, text, err) : SY_OK;
}

static bool is_wanted(const run *r, const sy_finding *k)
{
    const sy_flow *f = r->t.f;

    if (!(r->wanted >> k->pattern & 1)) return false;
    return r->account == SY_NONE || f->ledgers[k->ledger].account == r->account ||
           k->other == r->account;
}

/* ---- JSON ---- */

static void share_json(sy_json *j, const char *key, uint32_t permille)
{
    char text[24];
    snprintf(text, sizeof text, "%u.%03u", permille / 1000, permille % 1000);
    sy_reply_string(j, key, text);
}

static void end_json(sy_json *j, const sy_flow *f, const char *key, uint32_t end)
{
    sy_reply_string(j, key,
                    sy_is_outside(end) ? sy_outside_name(sy_outside_kind(end))
                                       : sy_ledger_number(f, end));
}

static void row_json(run *r, uint32_t t)
{
    const sy_flow *f = r->t.f;
    char id[SY_ENTRY_ID];

    sy_json_object(&r->j);
    sy_reply_string(&r->j, "id", sy_case_transfer_id(f, id, t));
    end_json(&r->j, f, "from", f->from[t]);
    end_json(&r->j, f, "to", f->to[t]);
    sy_reply_time(&r->j, "time", sy_flow_at(f, t), sy_transfer_precision(f, t));
    sy_reply_minor(&r->j, "amount", f->amount[t]);
    sy_entries_json(&r->j, &r->t, t);
    sy_json_end(&r->j);
}

static void finding_json(run *r, const sy_finding *k)
{
    const sy_flow *f = r->t.f;

    sy_json_object(&r->j);
    sy_reply_string(&r->j, "pattern", sy_pattern_name(k->pattern));
    sy_reply_string(&r->j, "account", sy_ledger_number(f, k->ledger));
    sy_reply_string(&r->j, "holder", sy_ledger_holder(f, k->ledger));
    if (k->other != SY_NONE) {
        const uint32_t other = sy_flow_first_ledger(f, k->other);
        if (other != SY_NONE) {
            sy_reply_string(&r->j, "other_account", sy_ledger_number(f, other));
            sy_reply_string(&r->j, "other_holder", sy_ledger_holder(f, other));
        }
    }
    sy_reply_time(&r->j, "first", k->from, k->from_is_date ? SY_DATE : SY_SECOND);
    sy_reply_time(&r->j, "last", k->to, k->to_is_date ? SY_DATE : SY_SECOND);
    sy_reply_minor(&r->j, "amount", k->amount);
    if (words[k->pattern].share[0]) share_json(&r->j, "share", k->share);
    sy_reply_int(&r->j, "count", k->count);
    if (k->pattern == SY_PATTERN_COMMON) sy_reply_int(&r->j, "bridges", k->bridges);
    sy_json_key(&r->j, "baseline");
    sy_json_object(&r->j);
    sy_reply_int(&r->j, "accounts", k->peers);
    sy_reply_int(&r->j, "with", k->peers_with);
    sy_json_end(&r->j);
    sy_reply_int(&r->j, "rows", k->rows_in_all);
    sy_json_key(&r->j, "transfers");
    sy_json_array(&r->j);
    for (uint32_t i = 0; i < k->n_rows; i++) row_json(r, r->p->transfers[k->rows + i]);
    sy_json_end(&r->j);
    sy_json_end(&r->j);
}

static void thresholds_json(run *r)
{
    sy_json_key(&r->j, "thresholds");
    sy_json_object(&r->j);
    for (size_t i = 0; i < sy_n_thresholds; i++) {
        char text[SY_THRESHOLD_TEXT];
        const sy_threshold *t = &sy_thresholds[i];
        sy_reply_string(&r->j, t->name, sy_threshold_print(text, t, sy_threshold_get(&r->q, t)));
    }
    sy_reply_int(&r->j, "shared.holders", (uint64_t)r->most_holders);
    sy_json_end(&r->j);
}

static sy_status print_json(run *r, sy_err *err)
{
    sy_call_answer(r->call, &r->j);
    sy_json_object(&r->j);
    if (r->p) {
        sy_json_key(&r->j, "patterns");
        sy_json_array(&r->j);
        for (size_t i = 0; i < r->p->n; i++) {
            if (is_wanted(r, &r->p->findings[i])) finding_json(r, &r->p->findings[i]);
        }
        sy_json_end(&r->j);
        if (r->shared) sy_shared_traces_json(&r->j, r->t.f, r->shared, r->account);
        sy_reply_bool(&r->j, "complete", !r->p->circular_is_cut && !r->p->common_is_cut);
    }
    thresholds_json(r);
    sy_json_end(&r->j);
    return sy_json_finish(&r->j, err);
}

/* ---- for people ---- */

static sy_status print_thresholds(run *r, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &r->call->arena, "lrl");
    sy_table_head(&t, _("threshold"), _("value"), _("pattern"));
    for (size_t i = 0; i < sy_n_thresholds; i++) {
        char text[SY_THRESHOLD_TEXT];
        const sy_threshold *k = &sy_thresholds[i];
        sy_table_cell(&t, k->name);
        sy_table_cell(&t, sy_threshold_print(text, k, sy_threshold_get(&r->q, k)));
        sy_table_cell(&t, _(words[k->pattern].title));
    }
    sy_table_cell(&t, "shared.holders");
    sy_table_int(&t, (uint64_t)r->most_holders);
    sy_table_cell(&t, _("the same technical traces under different holders"));
    return sy_table_print(&t, stdout, err);
}

static void finding_row(run *r, sy_table *t, const sy_finding *k)
{
    const sy_flow *f = r->t.f;
    const uint32_t other = k->other == SY_NONE ? SY_NONE : sy_flow_first_ledger(f, k->other);
    char share[24] = "", peers[32];

    if (words[k->pattern].share[0]) {
        snprintf(share, sizeof share, "%u.%u%%", k->share / 10, k->share % 10);
    }
    snprintf(peers, sizeof peers, "%u/%u", k->peers_with, k->peers);
    sy_table_cell(t, sy_ledger_number(f, k->ledger));
    sy_table_cell(t, sy_ledger_holder(f, k->ledger));
    sy_table_cell(t, other == SY_NONE ? "" : sy_ledger_number(f, other));
    sy_table_cell(t, other == SY_NONE ? "" : sy_ledger_holder(f, other));
    sy_table_time(t, k->from, SY_DATE);
    sy_table_time(t, k->to, SY_DATE);
    sy_table_money(t, k->amount);
    sy_table_cell(t, share);
    sy_table_int(t, k->count);
    sy_table_cell(t, peers);
}

static sy_status print_pattern(run *r, sy_pattern p, sy_err *err)
{
    sy_table t;
    size_t n = 0;

    sy_table_init(&t, &r->call->arena, "llllllrrrr");
    sy_table_head(&t, _("account"), _("holder"), _("other account"), _("its holder"), _("from day"),
                  _("to day"), _("amount"), words[p].share[0] ? _(words[p].share) : "",
                  _(words[p].count), _("accounts of this size that show it"));
    for (size_t i = 0; i < r->p->n; i++) {
        const sy_finding *k = &r->p->findings[i];
        if (k->pattern != p || !is_wanted(r, k)) continue;
        if (n++ < SHOWN) finding_row(r, &t, k);
    }
    if (n == 0) return SY_OK;
    printf(_("%s: %zu\n"), _(words[p].title), n);
    sy_status st = sy_table_print(&t, stdout, err);
    if (n > SHOWN)
        printf(_("only the %d largest are shown; --json gives all, with their rows\n"), SHOWN);
    putchar('\n');
    return st;
}

static sy_status print_text(run *r, sy_err *err)
{
    size_t n = 0, shared = 0;
    sy_status st = SY_OK;

    for (size_t i = 0; i < r->p->n; i++) n += is_wanted(r, &r->p->findings[i]);
    for (int p = 0; st == SY_OK && p < SY_PATTERNS; p++) st = print_pattern(r, (sy_pattern)p, err);
    if (st == SY_OK && r->shared) {
        st = sy_shared_traces_print(r->call, r->t.f, r->shared, r->account, &shared, err);
    }
    n += shared;
    if (n == 0) {
        puts(
            _("no account shows any of these patterns; --thresholds lists what they ask for, --set "
              "changes it"));
    }
    if (r->p->circular_is_cut) {
        puts(_(
            "cut: money that comes round was not looked for to the end from some transfers; raise "
            "circular.amount"));
    }
    if (r->p->common_is_cut) {
        puts(_("cut: too many accounts share counterparties; lower common.degree"));
    }
    if (n) puts(_("Patterns are leads, not findings: many ordinary accounts show them too."));
    return st;
}

/* ---- the command ---- */

static sy_status run_patterns(sy_call *call, sy_err *err)
{
    run r = {.call = call};
    const bool lists = sy_call_has(call, "thresholds");
    sy_status st = read_question(&r, err);

    if (st == SY_OK) st = read_days(&r, err);
    if (st == SY_OK && lists) return call->json ? print_json(&r, err) : print_thresholds(&r, err);
    if (st == SY_OK) st = sy_open_case(&r.c, call, SY_READ, err);
    if (st == SY_OK) st = sy_need_entries(call, r.c, err);
    if (st == SY_OK) st = find_account(&r, err);
    if (st == SY_OK) st = sy_telling_init(&r.t, r.c, &call->arena, err);
    if (st == SY_OK) {
        st = sy_case_lifetimes(&r.known.opened, &r.known.closed, r.c, &call->arena, err);
    }
    if (st == SY_OK) st = sy_patterns_find(&r.p, NULL, r.t.f, &r.q, &r.known, err);
    if (st == SY_OK && r.wants_shared) {
        st = sy_case_shared(&r.shared, r.c, (uint32_t)r.most_holders, &call->arena, err);
    }
    if (st == SY_OK) st = call->json ? print_json(&r, err) : print_text(&r, err);
    sy_patterns_free(r.p);
    sy_case_close(r.c);
    return st;
}

static const sy_option options[] = {
    {.name = "kind",
     .argument = N_("PATTERN,..."),
     .is_list = true,
     .help = N_("only these patterns")},
    {.name = "account", .argument = N_("NUMBER"), .help = N_("only findings at this account")},
    {.name = "set",
     .argument = N_("NAME=VALUE,..."),
     .is_list = true,
     .help = N_("other thresholds, as pass-through.share=70%")},
    {.name = "date",
     .argument = N_("DAY,..."),
     .is_list = true,
     .help =
         N_("days of the case (suit, judgment, enforcement), for accounts emptied or closed then")},
    {.name = "thresholds", .help = N_("list the thresholds and their values")},
    {.name = NULL},
};

const sy_command sy_cmd_patterns = {
    .name = "patterns",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("how accounts are used: pass-through, scatter and gather, structuring ..."),
    .details = N_(
        "Looks at every account with a statement for money in and out within a day, bridge "
        "accounts, few to many and many to few, money that comes round, like amounts to and fro, "
        "large round amounts, amounts split below reporting limits, use at night, probes, "
        "accounts woken after a long sleep, unusual months, and counterparties that two accounts "
        "share. Each finding names its rows, and how many accounts of about that size show "
        "the same. A finding is a lead, not a verdict."),
    .options = options,
    .example = "suyuan patterns wang.suyuan\n"
               "suyuan patterns wang.suyuan --kind pass-through,circular --json\n"
               "suyuan patterns wang.suyuan --set pass-through.share=70%,round.amount=100000",
    .cost = N_("some passes over all rows, on all cores."),
    .run = run_patterns,
};
