/* run.c - needs, sandbox, record: one after the other. */
#include "model/run.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/progress.h"
#include "model/lead.h"
#include "model/needs.h"
#include "store/facts.h"

/* ---- what is there ---- */

static sy_status note(const char ***list, size_t *n, const char *pool, const char *column,
                      sy_arena *arena, sy_err *err)
{
    const char **longer = sy_arena_get(arena, (*n + 1) * sizeof *longer);
    char name[2 * SY_POOL_SQL];

    snprintf(name, sizeof name, "%s%s%s", pool, column ? "." : "", column ? column : "");
    char *kept = sy_arena_text(arena, name, strlen(name));
    if (!longer || !kept) return sy_fail_nomem(err);
    if (*n) memcpy(longer, *list, *n * sizeof *longer);
    longer[(*n)++] = kept;
    *list = longer;
    return SY_OK;
}

/* Its rows may be none; what it cannot do without is something to find them in. */
static sy_status check_finding(sy_model_outcome *out, sy_model_need *need, sy_workspace *ws,
                               sy_arena *arena, sy_err *err)
{
    const sy_finding_kind kind = sy_finding_kind_of(need->pool);
    bool has_statements = false, has_debtor = false;
    char name[SY_POOL_SQL + 16];
    sy_status st = sy_finding_needs(ws, kind, &has_statements, &has_debtor, err);

    if (st == SY_OK) st = sy_finding_state_read(&need->finding, ws, kind, err);
    if (st == SY_OK && need->finding.is_made)
        st = sy_pool_table_read(&need->table, ws, need->pool, err);
    if (st != SY_OK || (has_statements && has_debtor) || need->n_required == 0) return st;
    snprintf(name, sizeof name, "finding:%s", need->pool->id);
    return note(&out->missing, &out->n_missing, name, NULL, arena, err);
}

static sy_status check_pool(sy_model_outcome *out, sy_model_need *need, sy_workspace *ws,
                            sy_arena *arena, sy_err *err)
{
    sy_status st = sy_pool_table_read(&need->table, ws, need->pool, err);

    if (st == SY_OK && need->table.rows == 0 && need->n_required > 0)
        return note(&out->missing, &out->n_missing, need->pool->id, NULL, arena, err);
    for (size_t i = 0; i < need->n_columns && st == SY_OK; i++) {
        const int column = need->columns[i];
        if (sy_pool_table_fills(&need->table, need->pool, column)) continue;
        const char *id = need->pool->columns[column].id;
        st = i < need->n_required
                 ? note(&out->missing, &out->n_missing, need->pool->id, id, arena, err)
                 : note(&out->absent, &out->n_absent, need->pool->id, id, arena, err);
    }
    return st;
}

static sy_status check_needs(sy_model_outcome *out, sy_model_needs *needs, sy_workspace *ws,
                             const sy_pools *pools, const sy_model *m, sy_arena *arena, sy_err *err)
{
    sy_status st = sy_model_needs_find(needs, m, pools, err);

    *out = (sy_model_outcome){0};
    for (size_t i = 0; i < needs->n && st == SY_OK; i++) {
        sy_model_need *need = &needs->items[i];
        st = need->data->is_finding ? check_finding(out, need, ws, arena, err)
                                    : check_pool(out, need, ws, arena, err);
    }
    return st;
}

sy_status sy_model_check(sy_model_outcome *out, sy_workspace *ws, const sy_pools *pools,
                         const sy_model *m, sy_arena *arena, sy_err *err)
{
    sy_model_needs *needs = sy_new(NULL, sizeof *needs);

    *out = (sy_model_outcome){0};
    if (!needs) return sy_fail_nomem(err);
    sy_status st = check_needs(out, needs, ws, pools, m, arena, err);
    sy_model_needs_dispose(needs);
    sy_drop(NULL, needs);
    return st;
}

/* The program's own models share the processes that are kept. */
static sy_sandbox_job job_of(const sy_model *m, const sy_model_needs *needs, const char *calendar,
                             sy_sandbox_kept *kept)
{
    return (sy_sandbox_job){.kept = kept,
                            .is_apart = m->origin != SY_MODEL_OF_PROGRAM,
                            .sql = m->sql,
                            .sql_len = m->sql_len,
                            .name = m->sql_path ? m->sql_path : "query.sql",
                            .views = needs->views,
                            .n_views = needs->n,
                            .arguments = needs->arguments,
                            .n_arguments = needs->n_arguments,
                            .workdays = calendar};
}

static sy_status no_lead(void *ctx, const sy_lead_row *row, sy_err *err)
{
    (void)ctx, (void)row, (void)err;
    return SY_OK;
}

struct sy_model_asking {
    sy_model_needs needs;
    char *calendar;
    sy_sandbox *sandbox;
};

static void free_asking(sy_model_asking *a)
{
    sy_sandbox_drop(a->sandbox);
    sy_model_needs_dispose(&a->needs);
    sy_drop(NULL, a->calendar);
    sy_drop(NULL, a);
}

static sy_status ask(sy_model_asking *a, const sy_model *m, const sy_pools *pools,
                     sy_sandbox_kept *kept, sy_err *err)
{
    sy_status st = sy_model_needs_find(&a->needs, m, pools, err);

    if (st == SY_OK) st = sy_model_needs_views(&a->needs, false, err);
    if (st == SY_OK) st = sy_model_needs_arguments(&a->needs, m, NULL, 0, 0, err);
    if (st == SY_OK) st = sy_model_calendar(&a->calendar, err);
    if (st != SY_OK) return st;
    const sy_sandbox_job job = job_of(m, &a->needs, a->calendar, kept);
    return sy_sandbox_start(&a->sandbox, &job, err);
}

sy_status sy_model_query_ask(sy_model_asking **out, const sy_model *m, const sy_pools *pools,
                             sy_sandbox_kept *kept, sy_err *err)
{
    sy_model_asking *a = sy_new(NULL, sizeof *a);
    const sy_status st = a ? ask(a, m, pools, kept, err) : sy_fail_nomem(err);

    *out = st == SY_OK ? a : NULL;
    if (st != SY_OK && a) free_asking(a);
    return st;
}

sy_status sy_model_query_hear(sy_model_asking *a, sy_err *err)
{
    sy_sandbox *const sandbox = a->sandbox;

    a->sandbox = NULL;
    const sy_status st = sy_sandbox_finish(sandbox, no_lead, NULL, err);
    free_asking(a);
    return st;
}

sy_status sy_model_check_query(const sy_model *m, const sy_pools *pools, sy_err *err)
{
    sy_model_asking *a;
    const sy_status st = sy_model_query_ask(&a, m, pools, NULL, err);

    return st == SY_OK ? sy_model_query_hear(a, err) : st;
}

/* ---- what a run is recorded with ---- */

/* Of a finding: its rows, the stamp of what it rests on, a hash of the rows themselves. */
static json_t *state_of_finding(const sy_model_need *need)
{
    const sy_finding_state *s = &need->finding;

    return json_pack("{s:s, s:I, s:b, s:s, s:s}", "finding", need->pool->id, "rows",
                     (json_int_t)s->rows, "whole", (int)s->is_whole, "rests_on", s->stamp, "sha256",
                     s->sha256);
}

/* Of a pool: its rows, and a hash of the hashes of its files in their order. */
static json_t *state_of(const sy_model_need *need, const sy_source *sources, size_t n)
{
    char hex[SY_DIGEST_TEXT] = "", profile[SY_POOL_PROFILE];
    sy_digest d = {0};
    json_int_t files = 0;

    if (need->data->is_finding) return state_of_finding(need);
    sy_pool_profile(profile, need->pool->id);
    if (sy_digest_begin(&d, SY_SHA256, NULL) != SY_OK) return NULL;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(sources[i].profile, profile) != 0) continue;
        sy_digest_add(&d, sources[i].sha256, strlen(sources[i].sha256));
        files++;
    }
    sy_digest_end(&d, hex);
    return json_pack("{s:s, s:I, s:I, s:s}", "pool", need->pool->id, "rows",
                     (json_int_t)need->table.rows, "files", files, "sha256", hex);
}

static char *pools_of(const sy_model_needs *needs, const sy_source *sources, size_t n)
{
    json_t *list = json_array();

    for (size_t i = 0; i < needs->n; i++)
        json_array_append_new(list, state_of(&needs->items[i], sources, n));
    char *text = json_dumps(list, JSON_COMPACT);
    json_decref(list);
    return text;
}

static char *parameters_of(const sy_model_needs *needs, const sy_model *m)
{
    json_t *all = json_object();

    for (size_t i = 0; i < m->n_parameters; i++) {
        const sy_sandbox_argument *a = &needs->arguments[i];
        json_object_set_new(all, a->name,
                            a->type == SY_ARGUMENT_INTEGER ? json_integer(a->number)
                                                           : json_string(a->text));
    }
    char *text = json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(all);
    return text;
}

/* ---- the run ---- */

typedef struct running {
    const sy_model *model;
    sy_model_run *run; /* NULL: nothing is recorded */
    const sy_model_run_options *options;
    uint64_t leads;
    sy_lead_maker maker;
    const sy_source *sources;
    size_t n_sources;
    uint64_t outside_law;
} running;

static bool place_of(void *ctx, uint32_t source, sy_lead_place *place)
{
    const running *r = ctx;

    for (size_t i = 0; i < r->n_sources; i++) {
        const sy_source *s = &r->sources[i];
        if (s->id != source) continue;
        *place = (sy_lead_place){s->path, s->sheet_name[0] ? s->sheet_name : NULL, s->sha256};
        return true;
    }
    return false;
}

static sy_status on_lead(void *ctx, const sy_lead_row *row, sy_err *err)
{
    running *r = ctx;
    sy_made_lead made;
    sy_status st = sy_lead_make(&made, &r->maker, row, err);

    if (st != SY_OK) return st;
    if (made.is_outside_law) {
        r->outside_law++;
    } else {
        r->leads++;
        st = r->run ? sy_model_run_lead(r->run, &made.lead, err)
                    : r->options->on_lead(r->options->lead_ctx, &made.lead, err);
    }
    return st;
}

static sy_status begin(running *r, sy_workspace *ws, const sy_model_needs *needs, int32_t as_of,
                       sy_err *err)
{
    char day[SY_TIME_TEXT];
    char *parameters = parameters_of(needs, r->model),
         *pools = pools_of(needs, r->sources, r->n_sources);
    sy_status st = SY_OK;

    if (!parameters || !pools) {
        st = sy_fail_nomem(err);
    } else {
        const sy_model_run_record record = {
            .model = r->model->id,
            .version = r->model->version,
            .hash = r->model->hash,
            .as_of = sy_time_print(day, (int64_t)as_of * SY_DAY, SY_DATE),
            .parameters = parameters,
            .pools = pools};
        st = sy_model_run_begin(&r->run, ws, &record, err);
    }
    free(parameters);
    free(pools);
    return st;
}

/* ---- in two steps ---- */

struct sy_model_running {
    running r;
    sy_model_needs needs;
    sy_model_run_options options;
    sy_workspace *ws;
    sy_model_outcome outcome;
    sy_sandbox *sandbox; /* NULL: not enough data */
    sy_sandbox_kept *kept;
    sy_sandbox_end end;
    char *calendar, *facts;
};

static void free_running(sy_model_running *g)
{
    sy_sandbox_drop(g->sandbox);
    sy_lead_maker_dispose(&g->r.maker);
    sy_model_needs_dispose(&g->needs);
    sy_drop(NULL, g->calendar);
    sy_drop(NULL, g->facts);
    sy_drop(NULL, g);
}

void sy_model_run_cancel(sy_model_running *g)
{
    if (g) free_running(g);
}

static sy_status start_query(sy_model_running *g, sy_err *err)
{
    sy_sandbox_job job = job_of(g->r.model, &g->needs, g->calendar, g->kept);
    job.facts = g->facts;
    job.end = &g->end;
    job.should_stop = g->options.should_stop;
    job.stop_ctx = g->options.stop_ctx;
    return sy_sandbox_start(&g->sandbox, &job, err);
}

static sy_status find_files(sy_model_running *g, sy_err *err)
{
    g->facts = sy_path_join(NULL, sy_workspace_path(g->ws), "facts.duckdb");
    return g->facts ? sy_model_calendar(&g->calendar, err) : sy_fail_nomem(err);
}

/* Only of the program's own models: that they read no other rows is tested. */
static sy_status find_linked(sy_model_running *g, const sy_pools *pools, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < g->needs.n && st == SY_OK; i++) {
        sy_model_need *need = &g->needs.items[i];
        if (!need->data->is_linked) continue;
        st = sy_linked_find(&need->linked, g->ws, pools, need->pool,
                            sy_linked_columns_of(need->columns, need->n_columns), err);
    }
    return st;
}

static sy_status prepare(sy_model_running *g, const sy_pools *pools, sy_arena *arena, sy_err *err)
{
    const sy_model *m = g->r.model;
    const sy_model_run_options *o = &g->options;
    sy_source *sources = NULL;
    sy_status st = check_needs(&g->outcome, &g->needs, g->ws, pools, m, arena, err);

    if (st != SY_OK || g->outcome.n_missing > 0) return st;
    st = sy_facts_source_names(g->ws, &sources, &g->r.n_sources, arena, err);
    g->r.sources = sources;
    sy_lead_maker_init(&g->r.maker, m, g->outcome.absent, g->outcome.n_absent, place_of, &g->r);
    if (st == SY_OK && m->origin == SY_MODEL_OF_PROGRAM) st = find_linked(g, pools, err);
    if (st == SY_OK) st = sy_model_needs_views(&g->needs, true, err);
    if (st == SY_OK)
        st = sy_model_needs_arguments(&g->needs, m, o->settings, o->n_settings, o->as_of, err);
    if (st == SY_OK) st = find_files(g, err);
    return st == SY_OK ? start_query(g, err) : st;
}

sy_status sy_model_run_start(sy_model_running **out, sy_model_outcome *outcome, sy_workspace *ws,
                             const sy_pools *pools, const sy_model *m,
                             const sy_model_run_options *options, sy_arena *arena, sy_err *err)
{
    sy_model_running *g = sy_new(NULL, sizeof *g);

    *out = NULL;
    *outcome = (sy_model_outcome){0};
    if (!g) return sy_fail_nomem(err);
    g->r.model = m;
    g->options = *options;
    g->kept = options->kept;
    g->r.options = &g->options;
    g->ws = ws;
    const sy_status st = prepare(g, pools, arena, err);
    *outcome = g->outcome;
    if (st == SY_OK)
        *out = g;
    else
        free_running(g);
    return st;
}

static sy_status take_leads(sy_model_running *g, sy_err *err)
{
    running *r = &g->r;
    sy_sandbox *const sandbox = g->sandbox;
    sy_status st = SY_OK;

    if (!g->options.on_lead) st = begin(r, g->ws, &g->needs, g->options.as_of, err);
    if (st != SY_OK) return st;
    g->sandbox = NULL;
    st = sy_sandbox_finish(sandbox, on_lead, r, err);
    if (st == SY_OK) return SY_OK;
    sy_model_run_drop(r->run);
    r->run = NULL;
    return st;
}

/* A process that is kept has less memory than one of its own, and has what queries before it
 * left there: that is no reason for a query to fail. Not where leads have gone to the caller. */
static sy_status take_leads_somewhere(sy_model_running *g, sy_err *err)
{
    sy_err why = {0};
    sy_status st = take_leads(g, &why);

    if (st != SY_OK && g->kept && g->end.lacked_memory && !g->options.on_lead) {
        g->kept = NULL;
        g->r.leads = g->r.outside_law = 0;
        st = start_query(g, err);
        return st == SY_OK ? take_leads(g, err) : st;
    }
    return st == SY_OK ? SY_OK : sy_fail_at(err, why.status, why.line, "%s", why.text);
}

/* Of its query, and of what is left to do after both its last word and begun. */
static int64_t ms_since(const sy_model_running *g, int64_t begun)
{
    const sy_sandbox_end *end = &g->end;
    const int64_t free_ms = begun > end->last_word_ms ? begun : end->last_word_ms;

    return end->last_word_ms - end->asked_ms + sy_now_ms() - free_ms;
}

/* Its leads into the record, the record closed. */
static sy_status record(sy_model_running *g, sy_err *err)
{
    const int64_t begun = sy_now_ms();
    running *r = &g->r;
    sy_model_outcome *out = &g->outcome;
    const sy_status st = take_leads_somewhere(g, err);

    if (st != SY_OK) return st;
    out->ms = ms_since(g, begun);
    out->has_run = true;
    out->outside_law = r->outside_law;
    out->tally.leads = r->leads;
    return r->run ? sy_model_run_end(r->run, &out->tally, out->ms, err) : SY_OK;
}

sy_status sy_model_run_finish(sy_model_outcome *out, sy_model_running *g, sy_err *err)
{
    const sy_status st = g->sandbox ? record(g, err) : SY_OK;

    *out = g->outcome;
    free_running(g);
    return st;
}

sy_status sy_model_run_on(sy_model_outcome *out, sy_workspace *ws, const sy_pools *pools,
                          const sy_model *m, const sy_model_run_options *options, sy_arena *arena,
                          sy_err *err)
{
    sy_model_running *g;
    const sy_status st = sy_model_run_start(&g, out, ws, pools, m, options, arena, err);

    return st == SY_OK ? sy_model_run_finish(out, g, err) : st;
}
