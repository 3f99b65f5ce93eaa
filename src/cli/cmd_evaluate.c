/* cmd_evaluate.c - suyuan evaluate: the findings on made-up cases beside their truth. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/evaluate_province.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "evaluate/evaluate.h"
#include "evaluate/province.h"

enum { MISSES_FOR_PEOPLE = 40 };

typedef struct run {
    sy_call *call;
    sy_evaluation **cases;
    size_t n;
    sy_evaluation sum;
} run;

/* ---- JSON ---- */

static void class_json(sy_json *j, const char *name, const sy_class_score *s)
{
    sy_json_key(j, name);
    sy_json_object(j);
    sy_reply_int(j, "true", s->n_true);
    sy_reply_int(j, "found", s->found);
    sy_reply_int(j, "false", s->wrong + s->repeated);
    sy_reply_int(j, "repeated", s->repeated);
    sy_reply_int(j, "innocent", s->innocent);
    sy_json_end(j);
}

static void proxies_json(sy_json *j, const sy_proxy_score *s)
{
    sy_json_key(j, "proxies");
    sy_json_object(j);
    sy_reply_int(j, "true", s->n_true);
    sy_reply_int(j, "in_top", s->in_top);
    sy_reply_int(j, "cases", s->cases);
    sy_reply_int(j, "cases_all_in_top", s->whole_cases);
    sy_reply_int(j, "hard_negatives", s->hard_negatives);
    sy_reply_int(j, "hard_negatives_60", s->hard_negatives_60);
    sy_reply_int(j, "others_60", s->others_60);
    sy_json_end(j);
}

static void rest_json(sy_json *j, const sy_evaluation *e)
{
    sy_json_key(j, "inquiries");
    sy_json_object(j);
    sy_reply_int(j, "withheld", e->inquiries.withheld);
    sy_reply_int(j, "first_or_second", e->inquiries.in_top);
    sy_reply_int(j, "gaps", e->inquiries.gaps);
    sy_reply_int(j, "gaps_found", e->inquiries.gaps_found);
    sy_json_end(j);
    sy_json_key(j, "amounts");
    sy_json_object(j);
    sy_reply_int(j, "checked", e->amounts.checked);
    sy_reply_int(j, "exact", e->amounts.exact);
    sy_reply_minor(j, "true", e->amounts.of);
    sy_reply_minor(j, "error", e->amounts.off);
    sy_json_end(j);
    sy_json_key(j, "baseline");
    sy_json_object(j);
    sy_reply_int(j, "proxies_in_top_by_turnover", e->proxies.by_turnover);
    sy_reply_int(j, "proxies_in_top_by_degree", e->proxies.by_degree);
    sy_reply_int(j, "cases_all_in_top_by_turnover", e->proxies.whole_by_turnover);
    sy_reply_int(j, "cases_all_in_top_by_degree", e->proxies.whole_by_degree);
    sy_reply_int(j, "withheld_in_top_by_amount", e->inquiries.by_amount);
    sy_json_end(j);
}

static void evaluation_json(sy_json *j, const sy_evaluation *e)
{
    sy_json_key(j, "clues");
    sy_json_object(j);
    for (int i = 0; i < SY_SCORED_CLASSES; i++) class_json(j, sy_scored_class(i), &e->classes[i]);
    sy_json_end(j);
    proxies_json(j, &e->proxies);
    rest_json(j, e);
    sy_reply_int(j, "rows", e->rows);
}

static void misses_json(sy_json *j, const sy_evaluation *e)
{
    sy_json_key(j, "misses");
    sy_json_array(j);
    for (size_t i = 0; i < e->n_misses; i++) {
        const sy_miss *m = &e->misses[i];
        sy_json_object(j);
        sy_reply_string(j, "what", m->what);
        sy_reply_string(j, "class", m->kind);
        sy_reply_string(j, "account", m->account);
        sy_reply_string(j, "holder", m->holder);
        sy_reply_string(j, "payee", m->payee);
        sy_json_key(j, "rank");
        sy_json_int(j, m->rank);
        sy_json_key(j, "score");
        sy_json_int(j, m->score);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status print_json(run *r, sy_err *err)
{
    sy_json j;

    sy_call_answer(r->call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "data", "synthetic");
    evaluation_json(&j, &r->sum);
    sy_json_key(&j, "cases");
    sy_json_array(&j);
    for (size_t i = 0; i < r->n; i++) {
        sy_json_object(&j);
        sy_reply_string(&j, "folder", r->cases[i]->dir);
        sy_reply_int(&j, "findings_ms", r->cases[i]->findings_ms);
        evaluation_json(&j, r->cases[i]);
        misses_json(&j, r->cases[i]);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

/* "97.5 %" of part in whole, rounded down; empty of nothing. */
static void percent(sy_table *t, uint32_t part, uint32_t whole)
{
    char text[16];
    const uint32_t permille = whole ? (uint32_t)((uint64_t)part * 1000 / whole) : 0;

    snprintf(text, sizeof text, "%u.%u %%", permille / 10, permille % 10);
    sy_table_cell(t, whole ? text : "");
}

static sy_status print_classes(run *r, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &r->call->arena, "lrrrrrr");
    sy_table_head(&t, _("class"), _("true"), _("found"), _("wrong"), _("repeated"), _("precision"),
                  _("recall"));
    for (int i = 0; i < SY_SCORED_CLASSES; i++) {
        const sy_class_score *s = &r->sum.classes[i];
        if (s->n_true + s->wrong + s->repeated == 0) continue;
        sy_table_cell(&t, sy_scored_class_label(i));
        sy_table_int(&t, s->n_true);
        sy_table_int(&t, s->found);
        sy_table_int(&t, s->wrong);
        sy_table_int(&t, s->repeated);
        percent(&t, s->found, s->found + s->wrong + s->repeated);
        percent(&t, s->found, s->n_true);
    }
    return sy_table_print(&t, stdout, err);
}

static void print_proxies(const sy_proxy_score *s)
{
    printf(_("\nAccounts that the debtor uses: %u of %u among the first (true ones + 2); all of "
             "them in %u of %u cases\n"),
           s->in_top, s->n_true, s->whole_cases, s->cases);
    printf(_("  baselines: by turnover %u (%u cases), by number of counterparties %u (%u cases)\n"),
           s->by_turnover, s->whole_by_turnover, s->by_degree, s->whole_by_degree);
    printf(_("  scored 60 or more without being one: %u of %u hard negatives, %u others\n"),
           s->hard_negatives_60, s->hard_negatives, s->others_60);
}

static void print_rest(const sy_evaluation *e)
{
    char of[SY_MINOR_TEXT + 8], off[SY_MINOR_TEXT + 8];

    printf(_("Withheld statements: %u of %u among the first (withheld ones + 1); by amount "
             "received: %u\n"),
           e->inquiries.in_top, e->inquiries.withheld, e->inquiries.by_amount);
    printf(_("  stretches missing inside a statement: %u of %u asked for\n"),
           e->inquiries.gaps_found, e->inquiries.gaps);
    printf(_("Traced amounts: %llu of %llu equal to the fen; error %s of %s yuan\n"),
           (unsigned long long)e->amounts.exact, (unsigned long long)e->amounts.checked,
           sy_minor_print_grouped(off, e->amounts.off), sy_minor_print_grouped(of, e->amounts.of));
}

static const char *label_of(const char *what)
{
    static const struct {
        const char *what, *label;
    } labels[] = {{"missed-clue", N_("clue missed")},
                  {"wrong-clue", N_("clue of nothing")},
                  {"innocent-clue", N_("clue of an innocent purchase")},
                  {"repeated-clue", N_("asset told twice")},
                  {"missed-proxy", N_("proxy not in the top")},
                  {"hard-negative-60", N_("hard negative scored 60")},
                  {"other-60", N_("other scored 60")},
                  {"missed-inquiry", N_("statement not in the top")}};

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (strcmp(labels[i].what, what) == 0) return sy_tr(labels[i].label);
    }
    return what;
}

static sy_status print_misses(run *r, sy_err *err)
{
    size_t told = 0, all = 0;
    sy_table t;

    sy_table_init(&t, &r->call->arena, "lllllr");
    sy_table_head(&t, _("what"), _("class"), _("holder"), _("account"), _("payee"), _("rank"));
    for (size_t i = 0; i < r->n; i++) {
        for (size_t k = 0; k < r->cases[i]->n_misses; k++, all++) {
            const sy_miss *m = &r->cases[i]->misses[k];
            if (told == MISSES_FOR_PEOPLE) continue;
            told++;
            const int class = m->kind ? sy_scored_class_number(m->kind) : -1;
            sy_table_cell(&t, label_of(m->what));
            sy_table_cell(&t, class < 0 ? m->kind : sy_scored_class_label(class));
            sy_table_cell(&t, m->holder);
            sy_table_cell(&t, m->account);
            sy_table_cell(&t, m->payee);
            if (m->rank)
                sy_table_int(&t, (uint64_t)m->rank);
            else
                sy_table_cell(&t, "");
        }
    }
    if (all == 0) return SY_OK;
    putchar('\n');
    const sy_status st = sy_table_print(&t, stdout, err);
    if (st == SY_OK && all > told) printf(_("... and %zu more: --json lists them\n"), all - told);
    return st;
}

static sy_status print_all(run *r, sy_err *err)
{
    printf(_("SYNTHETIC DATA: figures on made-up cases prove the code, not the world\n"));
    printf(_("%u cases, %llu rows\n\n"), r->sum.cases, (unsigned long long)r->sum.rows);
    const sy_status st = print_classes(r, err);
    if (st != SY_OK) return st;
    print_proxies(&r->sum.proxies);
    print_rest(&r->sum);
    return print_misses(r, err);
}

static sy_status run_command(sy_call *call, sy_err *err)
{
    const sy_evaluate_options o = {.keep = sy_call_option(call, "keep")};
    run r = {.call = call};
    bool is_province = false;
    sy_status st = sy_is_province(&is_province, call->words[0], err);

    if (st == SY_OK && is_province) return sy_evaluate_province_run(call, &o, err);
    if (st != SY_OK) return st;
    r.cases = sy_arena_get(&call->arena, call->n_words * sizeof *r.cases);
    if (!r.cases) return sy_fail_nomem(err);
    for (; r.n < call->n_words && st == SY_OK; r.n += st == SY_OK) {
        st = sy_evaluate(&r.cases[r.n], call->words[r.n], &o, &call->arena, err);
        if (st == SY_OK) sy_evaluation_add(&r.sum, r.cases[r.n]);
    }
    if (st != SY_OK) return st;
    return call->json ? print_json(&r, err) : print_all(&r, err);
}

static const sy_option options[] = {
    {.name = "keep",
     .argument = N_("FOLDER"),
     .help = N_("leave the workspaces in FOLDER; without it they are removed. A province that is "
                "there already is not loaded again")},
    {.name = NULL},
};

const sy_command sy_cmd_evaluate = {
    .name = "evaluate",
    .words = "DIR…",
    .min_words = 1,
    .max_words = SIZE_MAX,
    .summary = N_("compare findings and leads on made-up data with their truth"),
    .details = N_("Imports each case of suyuan synth --size office into a workspace of its own, "
                  "looks for property, proxies and missing statements, and compares: precision "
                  "and recall by class, ranks, traced amounts, plain baselines beside them. Of a "
                  "province (--size province): loads all pools, runs all models, and compares "
                  "their leads, rule by rule. All figures are of synthetic data."),
    .options = options,
    .example = "suyuan synth office-1 --size office --seed 1\nsuyuan evaluate office-1",
    .exits = N_("3 for a folder without such a truth."),
    .cost = N_("an import and all findings, for each case; of a province all models."),
    .run = run_command,
};
