/* model_run.c - check and run: of the models that were named, or of all. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "base/progress.h"
#include "cli/model.h"
#include "cli/model_told.h"

/* ---- check ---- */

static void check_one(sy_told_model *r, const sy_model_shop *shop, sy_call *call)
{
    sy_status st = sy_model_check_query(r->model, shop->pools, &r->err);

    if (st == SY_OK)
        st = sy_model_check(&r->outcome, shop->ws, shop->pools, r->model, &call->arena, &r->err);
    (void)st; /* in r->err: what is wrong is told of each */
    r->was_tried = true;
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
    for (size_t i = 0; i < told.n && st == SY_OK; i++) check_one(&told.list[i], &shop, call);
    if (st == SY_OK) st = sy_told_print(&told, err);
    sy_model_shop_close(&shop);
    return st;
}

/* ---- run ---- */

static volatile sig_atomic_t was_stopped;

static void on_stop(int number)
{
    (void)number;
    was_stopped = 1;
}

/* Asked many times a second while a model runs: draws the bar too. */
static bool should_stop(void *ctx)
{
    sy_progress_add(ctx, 0);
    return was_stopped != 0;
}

static sy_status read_options(sy_call *call, sy_model_run_options *o, sy_err *err)
{
    const char *day = sy_call_option(call, "as-of"), **given = NULL;
    sy_precision precision;
    int64_t at = (int64_t)time(NULL);
    size_t n = 0;

    if (day && (!sy_time_parse_iso(&at, &precision, sy_slice_of(day)) || precision != SY_DATE))
        return sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not a date YYYY-MM-DD"), "as-of", day);
    *o = (sy_model_run_options){.as_of = (int32_t)sy_day_of(at)};
    sy_status st = sy_call_list(call, "set", &given, &n, err);
    if (st != SY_OK || n == 0) return st;
    sy_model_setting *list = sy_arena_get(&call->arena, n * sizeof *list);
    if (!list) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        char *id = sy_arena_text(&call->arena, given[i], strlen(given[i]));
        if (!id) return sy_fail_nomem(err);
        char *cut = strchr(id, '=');
        if (!cut)
            return sy_fail(err, SY_EINVAL, N_("--set \"%.60s\": NAME=VALUE is expected"), given[i]);
        *cut = '\0';
        list[i] = (sy_model_setting){id, cut + 1};
    }
    o->settings = list;
    o->n_settings = n;
    return SY_OK;
}

static void run_one(sy_told_model *r, const sy_model_shop *shop, const sy_model_run_options *o,
                    sy_call *call)
{
    bool was_shown = true;
    sy_status st = SY_OK;

    if (r->model->origin == SY_MODEL_OF_WORKSPACE)
        st = sy_model_was_shown(shop->ws, r->model->hash, &was_shown, &r->err);
    if (st == SY_OK && !was_shown)
        st =
            sy_fail(&r->err, SY_EDATA,
                    N_("it was installed and nobody has looked at it yet: suyuan model %s show %s"),
                    call->words[0], r->model->id);
    if (st == SY_OK)
        st =
            sy_model_run_on(&r->outcome, shop->ws, shop->pools, r->model, o, &call->arena, &r->err);
    (void)st; /* in r->err: what went wrong is told of each */
    r->was_tried = true;
}

/* One after the other, until all are done or somebody stops it. */
static void run_each(sy_told *told, const sy_model_shop *shop, sy_model_run_options *o)
{
    const struct sigaction stop = {.sa_handler = on_stop};
    struct sigaction before_int, before_term;
    sy_progress progress;
    char label[160] = "";

    sigaction(SIGINT, &stop, &before_int);
    sigaction(SIGTERM, &stop, &before_term);
    sy_progress_begin(&progress, label, told->n, SY_UNIT_SHARES);
    o->should_stop = should_stop;
    o->stop_ctx = &progress;
    for (size_t i = 0; i < told->n && !was_stopped; i++) {
        snprintf(label, sizeof label, _("model %zu of %zu, %s"), i + 1, told->n,
                 told->list[i].model->id);
        run_one(&told->list[i], shop, o, told->call);
        sy_progress_add(&progress, 1);
    }
    sy_progress_end(&progress);
    sigaction(SIGINT, &before_int, NULL);
    sigaction(SIGTERM, &before_term, NULL);
}

sy_status sy_model_run_all(sy_call *call, sy_err *err)
{
    sy_told told = {0};
    sy_model_run_options o;
    sy_model_shop shop;
    sy_status st = sy_model_shop_open(&shop, call, SY_WRITE, err);

    if (st == SY_OK) st = gather(&told, call, &shop, SY_TOLD_RAN, err);
    if (st == SY_OK) st = read_options(call, &o, err);
    if (st == SY_OK) run_each(&told, &shop, &o);
    if (st == SY_OK) st = sy_told_print(&told, err);
    sy_model_shop_close(&shop);
    return st;
}
