/* watch_models.c - the models that were named, or all, and the leads that are new. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "cli/model_told.h"
#include "cli/stoppable.h"
#include "cli/today.h"
#include "cli/watch.h"

enum { MOST_SHOWN = 20 }; /* new leads of one model */

static sy_status gather(sy_told *told, const sy_watch *w, const sy_model_shop *shop, sy_err *err)
{
    const size_t most = w->n_models ? w->n_models : sy_models_count(shop->models);

    *told = (sy_told){.call = w->call, .kind = SY_TOLD_RAN};
    told->list = sy_arena_get(&w->call->arena, (most + 1) * sizeof *told->list);
    if (!told->list) return sy_fail_nomem(err);
    for (size_t i = 0; i < most; i++) {
        const sy_model *m = w->n_models ? NULL : sy_models_at(shop->models, i);
        sy_err why = {0};
        if (m || sy_model_shop_find(shop, &m, w->models[i], &why) == SY_OK)
            told->list[told->n++] = (sy_told_model){.model = m};
        else
            sy_watch_say(w, "failed", NULL, _("model %s did not run: %s"), w->models[i], why.text);
    }
    return SY_OK;
}

static const char *amount_of(char out[SY_MINOR_TEXT], const sy_lead *l)
{
    return l->has_amount ? sy_minor_print_grouped(out, l->amount) : "";
}

static sy_status say_new(sy_watch *w, sy_workspace *ws, const sy_told_model *m, sy_err *err)
{
    char money[SY_MINOR_TEXT];
    sy_lead *list = NULL;
    size_t n = 0, shown = 0;
    sy_status st = m->outcome.tally.added
                       ? sy_leads(ws, m->model->id, &list, &n, &w->call->arena, err)
                       : SY_OK;

    for (size_t i = 0; i < n && shown < MOST_SHOWN; i++) {
        if (!list[i].is_new) continue;
        sy_watch_say(w, "lead", NULL, _("new lead %s  %c  %s  %s  %s"), list[i].id, list[i].grade,
                     list[i].case_number, list[i].rule, amount_of(money, &list[i]));
        shown++;
    }
    if (m->outcome.tally.added > shown)
        sy_watch_say(w, "note", NULL, _("and %llu more: suyuan lead %s list --model %s --new"),
                     (unsigned long long)m->outcome.tally.added - shown, w->workspace,
                     m->model->id);
    return st;
}

static sy_status say_model(sy_watch *w, sy_workspace *ws, const sy_told_model *m, size_t *lacking,
                           sy_err *err)
{
    const sy_model_run_tally *tally = &m->outcome.tally;

    if (m->err.status != SY_OK)
        sy_watch_say(w, "failed", NULL, _("model %s did not run: %s"), m->model->id, m->err.text);
    *lacking += m->err.status == SY_OK && m->outcome.n_missing > 0;
    if (!m->outcome.has_run) return SY_OK;
    sy_watch_say(w, "ran", NULL, _("model %s: leads %llu, new %llu, said anew %llu, vanished %llu"),
                 m->model->id, (unsigned long long)tally->leads, (unsigned long long)tally->added,
                 (unsigned long long)tally->changed, (unsigned long long)tally->vanished);
    return say_new(w, ws, m, err);
}

static sy_status say_all(sy_watch *w, const sy_model_shop *shop, const sy_told *told, sy_err *err)
{
    size_t lacking = 0;
    sy_status st = SY_OK;

    for (size_t i = 0; i < told->n && st == SY_OK; i++) {
        if (told->list[i].was_tried) st = say_model(w, shop->ws, &told->list[i], &lacking, err);
    }
    for (size_t i = 0; !w->n_models && i < sy_models_broken(shop->models); i++) {
        const sy_broken_model *b = sy_models_broken_at(shop->models, i);
        sy_watch_say(w, "failed", NULL, _("model %s did not run: %s"), b->id, b->why.text);
    }
    if (lacking)
        sy_watch_say(w, "note", NULL, _("models without enough data: %zu (suyuan model %s check)"),
                     lacking, w->workspace);
    return st;
}

sy_status sy_watch_check_models(sy_watch *w, sy_err *err)
{
    sy_model_shop shop = {0};
    sy_status st = sy_models_load(&shop.models, NULL, w->workspace, err);

    for (size_t i = 0; i < w->n_models && st == SY_OK; i++) {
        const sy_model *m;
        st = sy_model_shop_find(&shop, &m, w->models[i], err);
    }
    sy_models_free(shop.models);
    return st;
}

sy_status sy_watch_models(sy_watch *w, sy_err *err)
{
    sy_model_run_options o = {0};
    sy_model_shop shop = {0};
    sy_told told;
    sy_status st = sy_watch_open(w, &shop.ws, err);

    if (st == SY_OK) st = sy_pools_load(&shop.pools, NULL, w->workspace, err);
    if (st == SY_OK) st = sy_models_load(&shop.models, NULL, w->workspace, err);
    if (st == SY_OK) st = gather(&told, w, &shop, err);
    if (st == SY_OK) st = sy_call_today(&o.as_of, w->call, "as-of", err);
    if (st == SY_OK) st = sy_told_run(&told, &shop, &o, err);
    if (st == SY_OK) st = say_all(w, &shop, &told, err);
    sy_model_shop_close(&shop);
    return st;
}
