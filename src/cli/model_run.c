/* model_run.c - check and run: of the models that were named, or of all. */
#include "base/log.h"
#include "cli/model.h"
#include "cli/model_findings.h"
#include "cli/model_told.h"
#include "cli/stoppable.h"
#include "cli/today.h"
#include "model/link.h"

/* ---- check ---- */

enum { AHEAD = 8 }; /* enough queries for the time in which one model's leads are recorded */

static void check_one(sy_told_model *r, sy_model_asking *asking, const sy_model_shop *shop,
                      sy_arena *arena)
{
    sy_status st = asking ? sy_model_query_hear(asking, &r->err) : r->err.status;

    if (st == SY_OK)
        st = sy_model_check(&r->outcome, shop->ws, shop->pools, r->model, arena, &r->err);
    (void)st; /* in r->err: what is wrong is told of each */
    r->was_tried = true;
}

static void check_in_turn(sy_told *told, const sy_model_shop *shop, sy_arena *arena)
{
    sy_sandbox_kept kept = {0};
    sy_model_asking *asking[AHEAD] = {0};

    for (size_t i = 0, asked = 0; i < told->n; i++) {
        for (; asked < told->n && asked < i + AHEAD; asked++) {
            sy_told_model *r = &told->list[asked];
            (void)!sy_model_query_ask(&asking[asked % AHEAD], r->model, shop->pools, &kept,
                                      &r->err); /* NULL, and in r->err why */
        }
        check_one(&told->list[i], asking[i % AHEAD], shop, arena);
    }
    sy_sandbox_end_kept(&kept);
}

/* Those that were named, or all. */
static sy_status gather(sy_told *told, sy_call *call, const sy_model_shop *shop, sy_told_kind kind,
                        sy_err *err)
{
    const sy_model **named = NULL;
    sy_status st = sy_model_shop_named(shop, call, &named, &told->n, err);

    told->call = call;
    told->kind = kind;
    told->models = call->n_words <= 2 ? shop->models : NULL;
    told->list =
        st == SY_OK ? sy_arena_get(&call->arena, (told->n + 1) * sizeof *told->list) : NULL;
    if (st == SY_OK && !told->list) st = sy_fail_nomem(err);
    for (size_t i = 0; i < told->n && st == SY_OK; i++)
        told->list[i] = (sy_told_model){.model = named[i]};
    return st;
}

sy_status sy_model_check_all(sy_call *call, sy_err *err)
{
    sy_told told = {0};
    sy_model_shop shop;
    sy_status st = sy_model_shop_open(&shop, call, SY_READ, err);

    if (st == SY_OK) st = gather(&told, call, &shop, SY_TOLD_CHECKED, err);
    if (st == SY_OK) st = sy_call_today(&told.today, call, NULL, err);
    if (st == SY_OK) check_in_turn(&told, &shop, &call->arena);
    if (st == SY_OK) st = sy_told_print(&told, err);
    sy_model_shop_close(&shop);
    return st;
}

/* ---- run ---- */

/* Recorded nowhere, and weighed against what is recorded. */
static sy_status run_dry(sy_told_model *r, const sy_model_shop *shop, const sy_model_run_options *o,
                         sy_arena *arena)
{
    r->found = sy_arena_get(arena, sizeof *r->found);
    if (!r->found) return sy_fail_nomem(&r->err);
    sy_status st = sy_model_findings_ready(r->model, shop->ws, &r->err);
    if (st == SY_OK)
        st = sy_model_find_on(r->found, shop->ws, shop->pools, r->model, o, arena, &r->err);
    if (st == SY_OK && r->found->outcome.has_run) {
        sy_lead *known = NULL;
        size_t n = 0;
        st = sy_leads(shop->ws, r->model->id, &known, &n, arena, &r->err);
        if (st == SY_OK) st = sy_found_weigh(r->found, known, n, arena, &r->err);
    }
    sy_found_by_rank(r->found);
    r->outcome = r->found->outcome;
    return st;
}

/* NULL: in r->err is why. */
static sy_model_running *start_one(sy_told_model *r, const sy_told *told, const sy_model_shop *shop,
                                   const sy_model_run_options *o)
{
    sy_model_running *running = NULL;
    sy_status st = r->err.status; /* its findings could not be made */

    if (st == SY_OK) st = sy_model_may_run(r->model, shop->ws, r->model->id, &r->err);
    if (st == SY_OK)
        st = sy_model_run_start(&running, &r->outcome, shop->ws, shop->pools, r->model, o,
                                &told->call->arena, &r->err);
    (void)st;
    return running;
}

/* Queries run, in processes that are kept, while leads of those before are recorded. */
static void run_in_turn(sy_told *told, const sy_model_shop *shop, sy_model_run_options *o,
                        sy_stoppable *s)
{
    sy_sandbox_kept kept = {0};
    sy_model_running *running[AHEAD] = {0};
    size_t started = 0, ended = 0;

    o->kept = &kept;
    for (; ended < told->n && sy_stoppable_next(s, told->list[ended].model->id); ended++) {
        sy_told_model *r = &told->list[ended];
        for (; started < told->n && started < ended + AHEAD; started++)
            running[started % AHEAD] = start_one(&told->list[started], told, shop, o);
        if (running[ended % AHEAD]) /* else, and where it fails, r->err is told */
            (void)!sy_model_run_finish(&r->outcome, running[ended % AHEAD], &r->err);
        r->was_tried = true;
    }
    for (; ended < started; ended++) sy_model_run_cancel(running[ended % AHEAD]);
    sy_sandbox_end_kept(&kept);
    o->kept = NULL;
}

static void try_one(sy_told_model *r, const sy_told *told, const sy_model_shop *shop,
                    const sy_model_run_options *o)
{
    sy_status st = r->err.status;

    if (st == SY_OK) st = sy_model_may_run(r->model, shop->ws, r->model->id, &r->err);
    if (st == SY_OK) st = run_dry(r, shop, o, &told->call->arena);
    (void)st; /* in r->err: what went wrong is told of each */
    r->was_tried = true;
}

/* It saves time and no more: without it the models read whole registers. */
static sy_status link_registers(const sy_told *told, const sy_model_shop *shop, sy_err *err)
{
    const sy_model **models = sy_arena_get(&told->call->arena, (told->n + 1) * sizeof *models);
    sy_err why = {0};

    if (!models) return sy_fail_nomem(err);
    for (size_t i = 0; i < told->n; i++) models[i] = told->list[i].model;
    if (sy_models_link(shop->ws, shop->pools, shop->models, models, told->n, &why) != SY_OK)
        sy_note(_("note: rows that concern debtors could not be kept apart (%s); the models read "
                  "whole registers, which takes longer"),
                why.text);
    return SY_OK;
}

sy_status sy_told_run(sy_told *told, sy_model_shop *shop, sy_model_run_options *o, sy_err *err)
{
    sy_stoppable s;
    sy_status st = told->kind == SY_TOLD_RAN ? sy_model_findings_make(told, shop, err) : SY_OK;

    if (st == SY_OK && told->kind == SY_TOLD_RAN) st = link_registers(told, shop, err);
    if (st != SY_OK) return st;
    sy_stoppable_begin(&s, told->n);
    o->should_stop = sy_should_stop;
    o->stop_ctx = &s;
    if (told->kind == SY_TOLD_RAN) run_in_turn(told, shop, o, &s);
    for (size_t i = 0;
         told->kind == SY_TOLD_DRY && i < told->n && sy_stoppable_next(&s, told->list[i].model->id);
         i++)
        try_one(&told->list[i], told, shop, o);
    sy_stoppable_end(&s);
    return SY_OK;
}

sy_status sy_model_run_all(sy_call *call, sy_err *err)
{
    const bool is_dry = sy_call_has(call, "dry-run");
    sy_told told = {0};
    sy_model_run_options o = {0};
    sy_model_shop shop;
    sy_status st = sy_model_shop_open(&shop, call, is_dry ? SY_READ : SY_WRITE, err);

    if (st == SY_OK) st = gather(&told, call, &shop, is_dry ? SY_TOLD_DRY : SY_TOLD_RAN, err);
    if (st == SY_OK) st = sy_call_today(&o.as_of, call, "as-of", err);
    if (st == SY_OK) st = sy_model_settings_given(&o, call, "set", err);
    if (st == SY_OK) st = sy_told_run(&told, &shop, &o, err);
    if (st == SY_OK) st = sy_told_print(&told, err);
    sy_model_shop_close(&shop);
    return st;
}
