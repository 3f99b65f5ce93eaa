/* province.c - loads pool by pool, runs model by model, and holds each lead against the truth. */
#include "evaluate/province.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/progress.h"
#include "evaluate/province_findings.h"
#include "evaluate/province_truth.h"
#include "evaluate/stage.h"
#include "identifier/case_number.h"
#include "intake/import.h"
#include "model/library.h"
#include "model/link.h"
#include "model/run.h"
#include "store/model_runs.h"

typedef struct evaluation {
    sy_province_evaluation *e;
    sy_province_truth t;
    sy_pools *pools;
    sy_models *models;
    sy_workspace *ws;
    sy_arena *arena;
    sy_err *err;
} evaluation;

sy_status sy_is_province(bool *is_one, const char *dir, sy_err *err)
{
    sy_province_truth t;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    const sy_status st = sy_province_truth_read(&t, dir, false, &arena, err);
    *is_one = t.is_province;
    sy_arena_dispose(&arena);
    return st;
}

/* ---- loading ---- */

/* The files of one pool, which stand together in the truth, from the i-th on. */
static sy_status load_pool(evaluation *x, sy_pool_load *load, size_t i)
{
    const sy_true_file *first = &x->t.files[i];
    char profile[SY_POOL_PROFILE];
    const sy_import_options o = {.profile = profile, .period_from = 1};
    sy_import_report report = {0};
    const char *paths[256];
    size_t n = 0;
    sy_arena arena;
    const int64_t begun = sy_now_ms();
    sy_status st = SY_OK;

    sy_arena_init(&arena, NULL);
    sy_pool_profile(profile, first->pool);
    for (; i < x->t.n_files && strcmp(x->t.files[i].pool, first->pool) == 0 && n < 256; i++) {
        char *path = sy_path_join(NULL, x->e->dir, x->t.files[i].path);
        paths[n] = path ? sy_arena_text(&arena, path, strlen(path)) : NULL;
        sy_drop(NULL, path);
        if (!paths[n++]) st = sy_fail_nomem(x->err);
    }
    if (st == SY_OK) st = sy_intake_import(&report, x->ws, paths, n, &o, &arena, x->err);
    *load = (sy_pool_load){.pool = first->pool,
                           .files = n,
                           .rows = report.accepted + report.duplicate + report.rejected,
                           .duplicate = report.duplicate,
                           .rejected = report.rejected,
                           .ms = sy_now_ms() - begun};
    sy_arena_dispose(&arena);
    return st;
}

static sy_status load_all(evaluation *x)
{
    sy_status st = SY_OK;

    x->e->pools = sy_arena_get(x->arena, (x->t.n_files + 1) * sizeof *x->e->pools);
    if (!x->e->pools) return sy_fail_nomem(x->err);
    for (size_t i = 0; i < x->t.n_files && st == SY_OK;) {
        sy_pool_load *load = &x->e->pools[x->e->n_pools++];
        st = load_pool(x, load, i);
        i += load->files;
    }
    return st;
}

/* ---- scoring ---- */

static sy_status note_miss(evaluation *x, const sy_model_miss *miss)
{
    sy_province_evaluation *e = x->e;

    if (e->n_misses == e->room_misses) {
        const size_t room = e->room_misses ? 2 * e->room_misses : 64;
        sy_model_miss *longer = sy_arena_get(x->arena, room * sizeof *longer);
        if (!longer) return sy_fail_nomem(x->err);
        if (e->n_misses) memcpy(longer, e->misses, e->n_misses * sizeof *longer);
        e->misses = longer;
        e->room_misses = room;
    }
    e->misses[e->n_misses++] = *miss;
    return SY_OK;
}

static sy_rule_score *rule_of(evaluation *x, const char *model, const char *rule)
{
    for (size_t i = 0; i < x->e->n_rules; i++) {
        sy_rule_score *r = &x->e->rules[i];
        if (strcmp(r->model, model) == 0 && strcmp(r->rule, rule) == 0) return r;
    }
    return NULL;
}

static const char *copy(evaluation *x, const char *text)
{
    const char *out = sy_arena_text(x->arena, text, strlen(text));
    return out ? out : "";
}

static bool is_of_rule(const sy_true_lead *t, const char *rule)
{
    return strcmp(t->rule, rule) == 0 || (t->why && t->rule[0] == '\0');
}

static bool is_planted_case(const evaluation *x, const char *number)
{
    sy_case_number c;

    return sy_case_number_read(&c, sy_slice_of(number)) && c.number >= x->t.planted_from;
}

static sy_status score_lead(evaluation *x, const sy_lead *lead, const char *model)
{
    sy_rule_score *score = rule_of(x, model, lead->rule);
    const int grade = lead->grade - 'A';
    const sy_true_lead *near = NULL;
    size_t n;
    sy_true_lead *at = sy_province_truth_find(&x->t, model, lead->id, &n);

    for (size_t i = 0; i < n; i++) {
        if (!is_of_rule(&at[i], lead->rule)) continue;
        at[i].is_met = true;
        if (at[i].why) {
            near = &at[i];
            rule_of(x, model, near->rule)->near_hit++;
            break;
        }
        score->found++;
        score->found_by_grade[grade]++;
        return SY_OK;
    }
    const bool is_elsewhere = !near && is_planted_case(x, lead->case_number);
    if (is_elsewhere) {
        score->elsewhere++;
    } else {
        score->wrong++;
        score->wrong_by_grade[grade]++;
    }
    const sy_model_miss miss = {.what = near           ? "near-miss"
                                        : is_elsewhere ? "elsewhere"
                                                       : "wrong",
                                .model = model,
                                .rule = score->rule,
                                .key = copy(x, lead->key),
                                .why = near ? near->why : "",
                                .grade = lead->grade};
    return note_miss(x, &miss);
}

static sy_status score_missed(evaluation *x, const char *model)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < x->t.n_leads && st == SY_OK; i++) {
        const sy_true_lead *t = &x->t.leads[i];
        if (strcmp(t->model, model) != 0) continue;
        if (t->why || t->is_met) continue;
        const sy_model_miss miss = {"missed", model, t->rule, t->key, "", ' '};
        st = note_miss(x, &miss);
    }
    return st;
}

static sy_status score_leads(evaluation *x, const char *model)
{
    sy_lead *leads = NULL;
    size_t n = 0;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    sy_status st = sy_leads(x->ws, model, &leads, &n, &arena, x->err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (!leads[i].has_vanished) st = score_lead(x, &leads[i], model);
    }
    sy_arena_dispose(&arena);
    return st == SY_OK ? score_missed(x, model) : st;
}

/* ---- running ---- */

/* What a model lacked, or how it failed. */
static const char *trouble_of(evaluation *x, const sy_model_outcome *o, const sy_err *failure)
{
    return copy(x, failure->status != SY_OK ? failure->text : o->n_missing ? o->missing[0] : "");
}

static sy_status run_model(evaluation *x, const sy_model *m)
{
    const sy_model_run_options options = {.as_of = x->t.day};
    sy_model_score *score = &x->e->models[x->e->n_models++];
    sy_model_outcome o;
    sy_err failure = {0};
    sy_status st = sy_model_run_on(&o, x->ws, x->pools, m, &options, x->arena, &failure);

    *score = (sy_model_score){.model = copy(x, m->id),
                              .state = st != SY_OK ? "failed"
                                       : o.has_run ? "ran"
                                                   : "not-enough-data",
                              .trouble = trouble_of(x, &o, &failure),
                              .leads = o.tally.leads,
                              .outside_law = o.outside_law,
                              .ms = o.ms};
    return o.has_run && st == SY_OK ? score_leads(x, score->model) : score_missed(x, score->model);
}

/* One score for each rule of each model, and one for near misses of all its rules. */
static sy_status plan_rules(evaluation *x)
{
    const size_t n_models = sy_models_count(x->models);
    size_t room = 0;

    for (size_t i = 0; i < n_models; i++) room += sy_models_at(x->models, i)->rules.n + 1;
    x->e->rules = sy_arena_get(x->arena, (room + 1) * sizeof *x->e->rules);
    x->e->models = sy_arena_get(x->arena, (n_models + 1) * sizeof *x->e->models);
    if (!x->e->rules || !x->e->models) return sy_fail_nomem(x->err);
    for (size_t i = 0; i < n_models; i++) {
        const sy_model *m = sy_models_at(x->models, i);
        const char *id = copy(x, m->id);
        for (size_t k = 0; k < m->rules.n; k++) {
            const sy_model_item *rule = &m->rules.items[k];
            x->e->rules[x->e->n_rules++] =
                (sy_rule_score){.model = id, .rule = copy(x, rule->id), .grade = rule->grade};
        }
        x->e->rules[x->e->n_rules++] = (sy_rule_score){.model = id, .rule = "", .grade = ' '};
    }
    return SY_OK;
}

static sy_status count_planted(evaluation *x)
{
    for (size_t i = 0; i < x->t.n_leads; i++) {
        const sy_true_lead *t = &x->t.leads[i];
        sy_rule_score *r = rule_of(x, t->model, t->rule);
        if (!r)
            return sy_fail(x->err, SY_EDATA,
                           N_("the truth names the rule \"%s\" of \"%s\", which no model has"),
                           t->rule, t->model);
        if (t->why)
            r->near++;
        else
            r->planted++;
    }
    return SY_OK;
}

static sy_status run_all(evaluation *x)
{
    sy_status st = plan_rules(x);

    if (st == SY_OK) st = count_planted(x);
    if (st == SY_OK) st = sy_models_link(x->ws, x->pools, x->models, NULL, 0, x->err);
    for (size_t i = 0; i < sy_models_count(x->models) && st == SY_OK; i++) {
        st = run_model(x, sy_models_at(x->models, i));
    }
    return st;
}

/* ---- all ---- */

static sy_status open_workspace(evaluation *x, const char *path)
{
    const bool is_there = access(path, F_OK) == 0;
    sy_status st = is_there ? SY_OK : sy_workspace_create(path, x->err);

    if (st == SY_OK) st = sy_workspace_open(&x->ws, path, SY_WRITE, x->err);
    if (st == SY_OK && !is_there) st = load_all(x);
    if (st == SY_OK && x->t.statements.n_imports) {
        if (!is_there)
            st = sy_stage_fill(x->ws, x->e->dir, &x->t.statements, &x->e->entries, x->err);
        sy_workspace_close(x->ws);
        x->ws = NULL;
        if (st == SY_OK) st = sy_province_findings_make(&x->t, path, x->arena, x->err);
        if (st == SY_OK) st = sy_workspace_open(&x->ws, path, SY_WRITE, x->err);
    }
    return st;
}

sy_status sy_evaluate_province(sy_province_evaluation **out, const char *dir,
                               const sy_evaluate_options *options, sy_arena *arena, sy_err *err)
{
    evaluation x = {.e = sy_arena_get(arena, sizeof *x.e), .arena = arena, .err = err};
    sy_stage_place place = {.workspace = NULL};
    sy_status st = x.e ? sy_province_truth_read(&x.t, dir, true, arena, err) : sy_fail_nomem(err);

    *out = NULL;
    if (st == SY_OK) {
        x.e->dir = dir;
        x.e->as_of = x.t.as_of;
        st = sy_stage_place_find(&place, dir, options->keep, err);
    }
    if (st == SY_OK) st = sy_pools_load(&x.pools, NULL, NULL, err);
    if (st == SY_OK) st = sy_models_load(&x.models, NULL, NULL, err);
    if (st == SY_OK) st = open_workspace(&x, place.workspace);
    if (st == SY_OK) st = run_all(&x);
    sy_workspace_close(x.ws);
    sy_models_free(x.models);
    sy_pools_free(x.pools);
    st = sy_stage_place_leave(&place, st, err);
    if (st == SY_OK) *out = x.e;
    return st;
}
