/* needs.c - a view shows the columns that model.yaml names and no others: what the preview
 * says a model reads is all that it can read. */
#include "model/needs.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"

enum { MOST_VIEW = 1 << 14 };

/* As far as a model knows by itself it was judged when it was read; here the pools are known. */
static sy_status wrong(const sy_model *m, const sy_model_data *d, const char *format,
                       const char *id, sy_err *err)
{
    char what[200];

    snprintf(what, sizeof what, sy_tr(format), d->pool, id);
    return sy_fail_at(err, SY_EDATA, d->line, "%s%smodel.yaml:%u: %s", m->folder ? m->folder : "",
                      m->folder ? "/" : "", d->line, what);
}

static sy_status add_columns(sy_model_need *need, const char *const *ids, size_t n,
                             const sy_model *m, sy_err *err)
{
    for (size_t i = 0; i < n; i++) {
        const int column = sy_pool_column_named(need->pool, ids[i]);
        if (column < 0)
            return wrong(m, need->data,
                         N_("the pool \"%s\" has no column \"%s\": suyuan pool WS template ID"),
                         ids[i], err);
        if (need->n_columns == SY_POOL_COLUMNS)
            return sy_fail(err, SY_ELIMIT, N_("model %s: more columns than the pool \"%s\" has"),
                           m->id, need->pool->id);
        need->columns[need->n_columns++] = column;
    }
    return SY_OK;
}

static sy_status find_table(sy_model_need *need, const sy_model *m, const sy_pools *pools,
                            sy_err *err)
{
    const char *id = need->data->pool;

    need->pool = need->data->is_finding ? sy_finding_named(id) : sy_pools_find(pools, id);
    if (need->pool) return SY_OK;
    return wrong(m, need->data,
                 need->data->is_finding
                     ? N_("there is no finding \"%s\": models/README.md names all")
                     : N_("there is no pool \"%s\": suyuan pool WS names all"),
                 "", err);
}

sy_status sy_model_needs_find(sy_model_needs *needs, const sy_model *m, const sy_pools *pools,
                              sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < m->n_data && st == SY_OK; i++) {
        sy_model_need *need = &needs->items[needs->n++];
        need->data = &m->data[i];
        st = find_table(need, m, pools, err);
        if (st != SY_OK) break;
        st = add_columns(need, need->data->columns, need->data->n_columns, m, err);
        need->n_required = need->n_columns;
        if (st == SY_OK)
            st = add_columns(need, need->data->optional, need->data->n_optional, m, err);
    }
    return st;
}

/* A view is called like its pool: real-estate is real_estate; of a finding: finding_clues. */
static void name_view(sy_model_need *need)
{
    const char *table = need->pool->table;

    if (need->data->is_finding)
        snprintf(need->view, sizeof need->view, "finding_%s", need->pool->id);
    else
        snprintf(need->view, sizeof need->view, "%s", table + strlen("pool_"));
}

sy_status sy_model_needs_views(sy_model_needs *needs, bool with_rows, sy_err *err)
{
    for (size_t i = 0; i < needs->n; i++) {
        sy_model_need *need = &needs->items[i];
        sy_buf sql;

        sy_buf_init(&sql, NULL, MOST_VIEW);
        const bool is_linked = with_rows && need->linked.is_there;
        sy_pool_view(&sql, is_linked ? &need->linked.pool : need->pool,
                     is_linked   ? &need->linked.table
                     : with_rows ? &need->table
                                 : NULL,
                     need->columns, need->n_columns, true);
        needs->sql[i] = sy_buf_take(&sql);
        if (!needs->sql[i]) return sy_fail_nomem(err);
        name_view(need);
        needs->views[i] = (sy_sandbox_view){need->view, needs->sql[i]};
    }
    return SY_OK;
}

void sy_model_needs_dispose(sy_model_needs *needs)
{
    for (size_t i = 0; i < needs->n; i++) sy_drop(NULL, needs->sql[i]);
}

/* ---- parameters ---- */

static bool read_number(int64_t *out, const char *text)
{
    int64_t number = 0;
    const char *p = text + (text[0] == '-');

    if (!*p || strlen(p) > 15) return false;
    for (; *p; p++) {
        if (*p < '0' || *p > '9') return false;
        number = number * 10 + (*p - '0');
    }
    *out = text[0] == '-' ? -number : number;
    return true;
}

static bool set(sy_sandbox_argument *a, const sy_model_parameter *p, const char *value)
{
    sy_precision precision;
    int64_t at;

    a->text = value;
    if (p->type == SY_PARAMETER_TEXT) return true;
    if (p->type == SY_PARAMETER_INTEGER)
        return read_number(&a->number, value) && a->number >= p->least && a->number <= p->most;
    if (!sy_time_parse_iso(&at, &precision, sy_slice_of(value)) || precision != SY_DATE)
        return false;
    a->number = sy_day_of(at);
    return true;
}

static sy_status refuse_setting(const sy_model_parameter *p, const char *value, sy_err *err)
{
    if (p->type == SY_PARAMETER_DATE && sy_date_is_shaped(sy_slice_of(value)))
        return sy_fail(err, SY_EINVAL, N_("there is no day %.60s in the calendar"), value);
    if (p->type == SY_PARAMETER_DATE)
        return sy_fail(err, SY_EINVAL, N_("%s is a date YYYY-MM-DD, not \"%.60s\""), p->id, value);
    return sy_fail(err, SY_EINVAL, N_("%s (%s) is a whole number from %lld to %lld, not \"%.60s\""),
                   p->id, sy_model_words(&p->name), (long long)p->least, (long long)p->most, value);
}

sy_status sy_model_needs_arguments(sy_model_needs *needs, const sy_model *m,
                                   const sy_model_setting *settings, size_t n, int32_t today,
                                   sy_err *err)
{
    static const sy_argument_type types[] = {[SY_PARAMETER_INTEGER] = SY_ARGUMENT_INTEGER,
                                             [SY_PARAMETER_DATE] = SY_ARGUMENT_DAY,
                                             [SY_PARAMETER_TEXT] = SY_ARGUMENT_TEXT};

    needs->n_arguments = 0;
    for (size_t i = 0; i < m->n_parameters; i++) {
        const sy_model_parameter *p = &m->parameters[i];
        needs->arguments[needs->n_arguments++] =
            (sy_sandbox_argument){p->id, types[p->type], p->number, p->text};
    }
    for (size_t i = 0; i < n; i++) {
        const sy_model_parameter *p = sy_model_parameter_of(m, sy_slice_of(settings[i].id));
        if (!p)
            return sy_fail(err, SY_EINVAL, N_("model %s has no parameter \"%.60s\""), m->id,
                           settings[i].id);
        if (!set(&needs->arguments[p - m->parameters], p, settings[i].value))
            return refuse_setting(p, settings[i].value, err);
    }
    needs->arguments[needs->n_arguments++] =
        (sy_sandbox_argument){"today", SY_ARGUMENT_DAY, today, NULL};
    return SY_OK;
}

sy_status sy_model_calendar(char **path, sy_err *err)
{
    char *data = NULL;
    sy_status st = sy_data_folder(&data, err);

    *path = st == SY_OK ? sy_path_join(NULL, data, "dict/workdays.yaml") : NULL;
    sy_drop(NULL, data);
    return st == SY_OK && !*path ? sy_fail_nomem(err) : st;
}
