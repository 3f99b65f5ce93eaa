/* model_findings.c - the findings that models read, made before they run.
 *
 * A case and its workspace are one lock, so the workspace is put down while the case is
 * open. What goes wrong here is told of the models that need it; the others run. */
#include "cli/model_findings.h"

#include "base/log.h"
#include "cli/open.h"
#include "insight/finding_tables.h"

static unsigned kinds_of(const sy_model *m)
{
    unsigned kinds = 0;

    for (size_t i = 0; i < m->n_data; i++) {
        const sy_pool *table = m->data[i].is_finding ? sy_finding_named(m->data[i].pool) : NULL;
        if (table) kinds |= 1u << sy_finding_kind_of(table);
    }
    return kinds;
}

static void note_cut(sy_workspace *ws, unsigned kinds)
{
    for (int k = 0; k < SY_FINDING_KINDS; k++) {
        sy_finding_state state;
        if (!(kinds >> k & 1u)) continue;
        if (sy_finding_state_read(&state, ws, (sy_finding_kind)k, NULL) != SY_OK) continue;
        if (state.is_made && !state.is_whole)
            sy_note(_("note: %s: a search was cut, so there may be more than the models see"),
                    sy_finding_table((sy_finding_kind)k)->zh);
    }
}

static sy_status make(sy_call *call, unsigned kinds, sy_err *err)
{
    sy_case *c = NULL;
    sy_status st = sy_open_case(&c, call, SY_WRITE, err);

    if (st == SY_OK) st = sy_finding_tables_make(c, kinds, err);
    if (st == SY_OK) note_cut(sy_case_workspace(c), kinds);
    sy_case_close(c);
    return st;
}

sy_status sy_model_findings_make(sy_told *told, sy_model_shop *shop, sy_err *err)
{
    unsigned kinds = 0;
    sy_err why = {0};

    for (size_t i = 0; i < told->n; i++) kinds |= kinds_of(told->list[i].model);
    if (!kinds) return SY_OK;
    sy_workspace_close(shop->ws);
    shop->ws = NULL;
    if (make(told->call, kinds, &why) != SY_OK) {
        for (size_t i = 0; i < told->n; i++) {
            if (kinds_of(told->list[i].model)) told->list[i].err = why;
        }
    }
    return sy_open_workspace(&shop->ws, told->call, SY_WRITE, err);
}

sy_status sy_model_findings_ready(const sy_model *m, sy_workspace *ws, sy_err *err)
{
    unsigned stale = 0;
    sy_status st = sy_finding_tables_stale(&stale, ws, kinds_of(m), err);

    if (st != SY_OK || !stale) return st;
    return sy_fail(err, SY_EDATA,
                   N_("what the flow analysis finds has changed since it was last asked, or was "
                      "never asked: suyuan model %s run %s first"),
                   sy_workspace_path(ws), m->id);
}
