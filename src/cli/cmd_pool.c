/* cmd_pool.c - suyuan pool: registers of other offices. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/import_report.h"
#include "cli/open.h"
#include "cli/pool.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "cli/today.h"
#include "intake/extract.h"
#include "intake/import.h"
#include "model/library.h"
#include "report/pool_sheet.h"
#include "store/extracts.h"
#include "store/pool_orphans.h"
#include "store/registers.h"

typedef struct shelf {
    sy_pools *pools;
    sy_pool_stock *stocks;
    size_t n;
    sy_orphans *orphans; /* only for a check, as what follows */
    size_t n_orphans;
    sy_extract *extracts;
    size_t n_extracts;
    uint64_t *people_now; /* of each extract */
    sy_models *models;
    int32_t today;
} shelf;

const char *sy_pool_title(const sy_pool *p)
{
    return sy_lang_get() == SY_LANG_EN ? p->en : p->zh;
}

const char *sy_pool_column_title(const sy_pool_column *c)
{
    return sy_lang_get() == SY_LANG_EN ? c->en : c->zh;
}

/* A register that does not say when it was read was read after its latest registration and before
 * it was loaded: what these two do not decide is not known. A list of a few companies whose
 * shares did not change for years is not old for that. */
static const char *state_of(const sy_pool_stock *s, int32_t today)
{
    const int64_t limit = (int64_t)today - s->pool->fresh_days;

    if (s->rows == 0) return "empty";
    if (s->pool->fresh_days == 0) return "unknown";
    if (s->as_of != SY_NO_DAY) return s->as_of < limit ? "old" : "fresh";
    if (s->loaded < limit) return "old";
    return s->newest >= limit ? "fresh" : "unknown";
}

/* The day of which it tells: when it was read, else its latest registration where that decides. */
static int32_t day_of(const sy_pool_stock *s, const char *state)
{
    if (s->as_of != SY_NO_DAY) return s->as_of;
    return strcmp(state, "unknown") == 0 ? SY_NO_DAY : s->newest;
}

static const char *day_text(char out[SY_TIME_TEXT], int32_t day)
{
    return day == SY_NO_DAY ? "" : sy_time_print(out, (int64_t)day * SY_DAY, SY_DATE);
}

/* How many debtors there are by now in the pools of an extract. */
static sy_status count_people(const shelf *s, sy_workspace *ws, const char *matching, uint64_t *n,
                              sy_err *err)
{
    sy_slice rest = sy_slice_of(matching);
    sy_status st = SY_OK;

    *n = 0;
    while (rest.len > 0 && st == SY_OK) {
        char id[SY_POOL_SQL];
        uint64_t people = 0;
        const sy_slice name = sy_slice_cut(&rest, SY_TEXT(","));
        snprintf(id, sizeof id, "%.*s", (int)name.len, name.ptr);
        const sy_pool *pool = sy_pools_find(s->pools, id);
        if (pool) st = sy_pool_people(ws, pool, &people, err);
        *n += people;
    }
    return st;
}

/* What a check asks besides. */
static sy_status look_closer(shelf *s, sy_workspace *ws, sy_arena *arena, sy_err *err)
{
    sy_status st = sy_pool_orphans(ws, s->pools, &s->orphans, &s->n_orphans, arena, err);

    if (st == SY_OK) st = sy_extracts(ws, &s->extracts, &s->n_extracts, arena, err);
    if (st == SY_OK) st = sy_models_load(&s->models, NULL, sy_workspace_path(ws), err);
    if (st != SY_OK) return st;
    s->people_now = sy_arena_get(arena, s->n_extracts * sizeof *s->people_now);
    if (!s->people_now) return sy_fail_nomem(err);
    for (size_t i = 0; i < s->n_extracts && st == SY_OK; i++) {
        st = count_people(s, ws, s->extracts[i].matching, &s->people_now[i], err);
    }
    return st;
}

/* The pools of the workspace, and what there is of them. */
static sy_status open_shelf(shelf *s, sy_call *call, bool is_check, sy_err *err)
{
    sy_workspace *ws = NULL;
    sy_status st = sy_call_today(&s->today, call, "today", err);

    if (st == SY_OK) st = sy_open_workspace(&ws, call, SY_READ, err);
    if (st == SY_OK) st = sy_pools_load(&s->pools, NULL, call->words[0], err);
    if (st == SY_OK) st = sy_pool_stocks(ws, s->pools, &s->stocks, &s->n, &call->arena, err);
    if (st == SY_OK && is_check) st = look_closer(s, ws, &call->arena, err);
    sy_workspace_close(ws);
    return st;
}

static bool is_among(const char *const *ids, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(ids[i], id) == 0) return true;
    }
    return false;
}

/* How many models look at a column. */
static unsigned models_of(const sy_models *models, const sy_pool *pool, const sy_pool_column *c)
{
    unsigned users = 0;

    for (size_t i = 0; i < sy_models_count(models); i++) {
        const sy_model *m = sy_models_at(models, i);
        bool looks = false;
        for (size_t k = 0; k < m->n_data && !looks; k++) {
            const sy_model_data *d = &m->data[k];
            looks = !d->is_finding && strcmp(d->pool, pool->id) == 0 &&
                    (is_among(d->columns, d->n_columns, c->id) ||
                     is_among(d->optional, d->n_optional, c->id));
        }
        users += looks;
    }
    return users;
}

/* ---- JSON ---- */

static void json_day(sy_json *j, const char *key, int32_t day)
{
    char text[SY_TIME_TEXT];
    sy_reply_string(j, key, day == SY_NO_DAY ? NULL : day_text(text, day));
}

static void json_columns(sy_json *j, const shelf *of, const sy_pool_stock *s)
{
    sy_json_key(j, "columns");
    sy_json_array(j);
    for (size_t i = 0; i < s->pool->n_columns; i++) {
        sy_json_object(j);
        sy_reply_string(j, "id", s->pool->columns[i].id);
        sy_reply_string(j, "heading", s->pool->columns[i].zh);
        sy_reply_string(j, "en", s->pool->columns[i].en);
        sy_reply_int(j, "filled", s->columns[i].filled);
        sy_reply_int(j, "models", models_of(of->models, s->pool, &s->pool->columns[i]));
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_orphans(sy_json *j, const shelf *s, const sy_pool *pool)
{
    sy_json_key(j, "orphans");
    sy_json_array(j);
    for (size_t i = 0; i < s->n_orphans; i++) {
        const sy_orphans *o = &s->orphans[i];
        if (o->pool != pool || o->rows == 0) continue;
        sy_json_object(j);
        sy_reply_string(j, "column", pool->columns[o->column].id);
        sy_reply_int(j, "rows", o->rows);
        sy_reply_int(j, "of", o->of);
        sy_json_key(j, "examples");
        sy_json_array(j);
        for (size_t k = 0; k < o->n_shown; k++) {
            sy_json_object(j);
            sy_reply_string(j, "value", o->shown[k].value);
            sy_reply_string(j, "path", o->shown[k].path);
            sy_reply_int(j, "row", o->shown[k].row);
            sy_json_end(j);
        }
        sy_json_end(j);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_extracts(sy_json *j, const shelf *s, const sy_pool *pool)
{
    sy_json_key(j, "extracts");
    sy_json_array(j);
    for (size_t i = 0; i < s->n_extracts; i++) {
        const sy_extract *e = &s->extracts[i];
        if (strcmp(e->pool, pool->id) != 0) continue;
        sy_json_object(j);
        sy_reply_string(j, "name", e->name);
        sy_reply_string(j, "matching", e->matching);
        sy_reply_int(j, "rows", e->rows);
        sy_reply_int(j, "kept", e->kept);
        sy_reply_int(j, "people_then", e->people);
        sy_reply_int(j, "people_now", s->people_now[i]);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const shelf *s, bool with_columns, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "pools");
    sy_json_array(&j);
    for (size_t i = 0; i < s->n; i++) {
        const sy_pool_stock *k = &s->stocks[i];
        sy_json_object(&j);
        sy_reply_string(&j, "id", k->pool->id);
        sy_reply_string(&j, "name", k->pool->zh);
        sy_reply_string(&j, "name_en", k->pool->en);
        sy_reply_int(&j, "rows", k->rows);
        sy_reply_int(&j, "replaced", k->replaced);
        sy_reply_int(&j, "things", k->things);
        sy_reply_int(&j, "files", k->files);
        json_day(&j, "newest", k->newest);
        json_day(&j, "as_of", k->as_of);
        json_day(&j, "loaded", k->loaded);
        sy_reply_int(&j, "fresh_days", k->pool->fresh_days);
        sy_reply_string(&j, "state", state_of(k, s->today));
        if (with_columns) json_columns(&j, s, k);
        if (with_columns) json_orphans(&j, s, k->pool);
        if (with_columns) json_extracts(&j, s, k->pool);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static const char *state_words(const char *state)
{
    return strcmp(state, "fresh") == 0   ? _("current")
           : strcmp(state, "old") == 0   ? _("old: ask for a newer one")
           : strcmp(state, "empty") == 0 ? _("nothing loaded")
                                         : _("does not say of when it is");
}

static sy_status print_list(sy_call *call, const shelf *s, sy_err *err)
{
    char day[SY_TIME_TEXT];
    sy_table t;

    sy_table_init(&t, &call->arena, "llrrrll");
    sy_table_head(&t, _("pool"), _("what it is"), _("rows"), _("things"), _("files"), _("as of"),
                  "");
    for (size_t i = 0; i < s->n; i++) {
        const sy_pool_stock *k = &s->stocks[i];
        sy_table_cell(&t, k->pool->id);
        sy_table_cell(&t, sy_pool_title(k->pool));
        sy_table_int(&t, k->rows);
        sy_table_int(&t, k->things);
        sy_table_int(&t, k->files);
        const char *state = state_of(k, s->today);
        sy_table_cell(&t, day_text(day, day_of(k, state)));
        sy_table_cell(&t, state_words(state));
    }
    return sy_table_print(&t, stdout, err);
}

/* Columns that nothing fills although questions rest on them. */
static void print_missing(const sy_pool_stock *s)
{
    bool any = false;

    for (size_t i = 0; i < s->pool->n_columns; i++) {
        const sy_pool_column *c = &s->pool->columns[i];
        const bool is_asked = c->role == SY_ROLE_OWNER || c->role == SY_ROLE_OWNER_ID ||
                              c->role == SY_ROLE_SINCE || c->role == SY_ROLE_STATE;
        const bool has_other = c->stands_in >= 0 && s->columns[c->stands_in].filled > 0;
        if (!is_asked || s->columns[i].filled > 0 || has_other) continue;
        printf("%s%s", any ? "、" : _("never filled in, though questions rest on it: "),
               sy_pool_column_title(c));
        any = true;
    }
    if (any) putchar('\n');
}

/* What models would look at, and no row says. */
static void print_unfilled(const shelf *s, const sy_pool_stock *k)
{
    bool any = false;

    for (size_t i = 0; i < k->pool->n_columns; i++) {
        const sy_pool_column *c = &k->pool->columns[i];
        const unsigned users = k->columns[i].filled ? 0 : models_of(s->models, k->pool, c);
        if (users == 0) continue;
        fputs(any ? _(", ") : _("no row says, though models look at it: "), stdout);
        printf(_("%s (models: %u)"), sy_pool_column_title(c), users);
        any = true;
    }
    if (any) putchar('\n');
}

static void print_orphans(const shelf *s, const sy_pool *pool)
{
    for (size_t i = 0; i < s->n_orphans; i++) {
        const sy_orphans *o = &s->orphans[i];
        const sy_pool_column *c = &pool->columns[o->column];
        if (o->pool != pool || o->rows == 0) continue;
        printf(_("%s: %llu of %llu rows lead nowhere, not to"), sy_pool_column_title(c),
               (unsigned long long)o->rows, (unsigned long long)o->of);
        for (size_t k = 0; k < c->refers.n; k++) {
            char id[SY_POOL_SQL];
            const sy_slice text = sy_slice_of(c->refers.items[k]);
            snprintf(id, sizeof id, "%.*s", (int)sy_slice_find(text, SY_TEXT(".")), text.ptr);
            const sy_pool *to = sy_pools_find(s->pools, id);
            printf("%s%s", k ? "、" : " ", to ? sy_pool_title(to) : id);
        }
        putchar('\n');
        for (size_t k = 0; k < o->n_shown; k++) {
            sy_printf_shown(stdout, _("  %s (%s, row %u)\n"), o->shown[k].value,
                            sy_path_name(o->shown[k].path), o->shown[k].row);
        }
    }
}

/* Of the newest extract of a pool alone: earlier ones were loaded again by it. */
static void print_extract(const shelf *s, const sy_pool *pool)
{
    for (size_t i = s->n_extracts; i-- > 0;) {
        const sy_extract *e = &s->extracts[i];
        if (strcmp(e->pool, pool->id) != 0) continue;
        sy_printf_shown(stdout, _("an extract of %s: %llu of %llu rows, those of %s\n"),
                        sy_path_name(e->name), (unsigned long long)e->kept,
                        (unsigned long long)e->rows, e->matching);
        if (s->people_now[i] > e->people) {
            printf(_("there are %llu debtors now and were %llu then: load that file again, it is "
                     "not kept here\n"),
                   (unsigned long long)s->people_now[i], (unsigned long long)e->people);
        }
        return;
    }
}

static sy_status print_check(sy_call *call, const shelf *s, sy_err *err)
{
    sy_status st = print_list(call, s, err);

    for (size_t i = 0; i < s->n && st == SY_OK; i++) {
        const sy_pool_stock *k = &s->stocks[i];
        sy_table t;
        if (k->rows == 0) continue;
        printf("\n%s:\n", sy_pool_title(k->pool));
        if (k->replaced > 0) {
            printf(_("rows in whose place newer ones stand: %llu\n"),
                   (unsigned long long)k->replaced);
        }
        print_extract(s, k->pool);
        print_orphans(s, k->pool);
        print_missing(k);
        print_unfilled(s, k);
        sy_table_init(&t, &call->arena, "lrr");
        sy_table_head(&t, _("column"), _("filled"), "%");
        for (size_t c = 0; c < k->pool->n_columns; c++) {
            if (k->columns[c].filled == 0) continue;
            sy_table_cell(&t, sy_pool_column_title(&k->pool->columns[c]));
            sy_table_int(&t, k->columns[c].filled);
            sy_table_int(&t, k->columns[c].filled * 100 / k->rows);
        }
        st = sy_table_print(&t, stdout, err);
    }
    return st;
}

static sy_status show(sy_call *call, bool with_columns, sy_err *err)
{
    shelf s = {.pools = NULL};
    sy_status st = open_shelf(&s, call, with_columns, err);

    if (st == SY_OK && call->json) st = print_json(call, &s, with_columns, err);
    if (st == SY_OK && !call->json) {
        st = with_columns ? print_check(call, &s, err) : print_list(call, &s, err);
    }
    sy_models_free(s.models);
    sy_pools_free(s.pools);
    return st;
}

/* ---- template, load ---- */

/* By its id, else by the name that the list shows; NULL: none, or two have that name. */
static const sy_pool *pool_called(const sy_pools *pools, const char *word)
{
    const sy_pool *found = sy_pools_find(pools, word);

    if (found) return found;
    for (size_t i = 0; i < sy_pools_count(pools); i++) {
        const sy_pool *p = sy_pools_at(pools, i);
        if (strcmp(word, p->zh) != 0 && strcmp(word, p->en) != 0) continue;
        if (found) return NULL;
        found = p;
    }
    return found;
}

sy_status sy_pool_named(const sy_pools *pools, const sy_call *call, const sy_pool **pool,
                        sy_err *err)
{
    const char *names[SY_MOST_POOLS];
    const size_t n = sy_pools_count(pools);

    *pool = call->n_words > 2 ? pool_called(pools, call->words[2]) : NULL;
    if (*pool) return SY_OK;
    if (call->n_words < 3) {
        return sy_fail(err, SY_EINVAL, N_("say which pool: suyuan pool %s list names them"),
                       call->words[0]);
    }
    for (size_t i = 0; i < n; i++) names[i] = sy_pools_at(pools, i)->id;
    const char *near = sy_nearest(call->words[2], names, n);
    return near ? sy_fail(err, SY_EINVAL, N_("there is no pool \"%.60s\"; did you mean \"%s\"?"),
                          call->words[2], near)
                : sy_fail(err, SY_EINVAL, N_("there is no pool \"%.60s\""), call->words[2]);
}

static sy_status write_template(sy_call *call, sy_err *err)
{
    const char *path = sy_call_option(call, "output");
    const sy_pool *pool;
    sy_pools *pools = NULL;
    sy_json j;
    sy_status st = sy_pools_load(&pools, NULL, call->words[0], err);

    if (st == SY_OK) st = sy_pool_named(pools, call, &pool, err);
    if (st == SY_OK && !path) {
        st = sy_fail(err, SY_EINVAL,
                     N_("say where to write: suyuan pool %s template %s -o FILE.xlsx"),
                     call->words[0], pool->id);
    }
    if (st == SY_OK) st = sy_pool_sheet_write(path, pool, err);
    if (st == SY_OK && call->json) {
        sy_call_answer(call, &j);
        sy_json_object(&j);
        sy_reply_string(&j, "path", path);
        sy_json_end(&j);
        st = sy_json_finish(&j, err);
    } else if (st == SY_OK) {
        printf(_("written: %s\n"), path);
        printf(_("fill it in, then: suyuan pool %s load %s FILE.xlsx\n"), call->words[0], pool->id);
    }
    sy_pools_free(pools);
    return st;
}

/* Whose rows are kept: pools, with commas between them. */
static sy_status make_matcher(sy_matcher **out, sy_workspace *ws, const sy_pools *pools,
                              const char *names, const sy_pool *kept, sy_err *err)
{
    const sy_pool *of[SY_MOST_POOLS];
    sy_slice rest = sy_slice_of(names);
    size_t n = 0;

    *out = NULL;
    while (rest.len > 0 && n < SY_MOST_POOLS) {
        char id[256];
        const sy_slice name = sy_slice_cut(&rest, SY_TEXT(","));
        snprintf(id, sizeof id, "%.*s", (int)name.len, name.ptr);
        of[n] = pool_called(pools, id);
        if (!of[n++]) return sy_fail(err, SY_EINVAL, N_("there is no pool \"%.60s\""), id);
    }
    return sy_matcher_new(out, ws, of, n, kept, err);
}

/* Extracts of the files, imported in their place. */
static sy_status load_extracts(sy_import_report *report, sy_call *call, sy_workspace *ws,
                               const sy_pools *pools, const sy_pool *pool,
                               sy_import_options *options, sy_err *err)
{
    const char *matching = sy_call_option(call, "only-matching");
    sy_extracts_made made = {.folder = NULL};
    sy_matcher *matcher = NULL;
    sy_status st = make_matcher(&matcher, ws, pools, matching, pool, err);

    if (st == SY_OK) {
        st = sy_extract_make(&made, ws, pool->id, matching, matcher, call->words + 3,
                             call->n_words - 3, options, &call->arena, err);
    }
    options->shown = made.shown;
    options->extracts = made.items;
    if (st == SY_OK && made.n > 0) {
        st = sy_intake_import(report, ws, made.paths, made.n, options, &call->arena, err);
    }
    if (st == SY_OK && made.n_unrecognised > 0) {
        report->unrecognised = made.unrecognised;
        report->n_unrecognised = made.n_unrecognised;
    }
    sy_extracts_remove(&made);
    sy_matcher_free(matcher);
    return st;
}

static sy_status load(sy_call *call, sy_err *err)
{
    char profile[SY_POOL_PROFILE];
    sy_import_options options = {.profile = profile, .progress = true, .period_from = 1};
    sy_import_report report = {0};
    const sy_pool *pool;
    sy_pools *pools = NULL;
    sy_workspace *ws = NULL;
    sy_status st = sy_pools_load(&pools, NULL, call->words[0], err);

    if (st == SY_OK) st = sy_pool_named(pools, call, &pool, err);
    if (st == SY_OK && call->n_words < 4) {
        st = sy_fail(err, SY_EINVAL, N_("say which files: suyuan pool %s load %s FILE"),
                     call->words[0], pool->id);
    }
    if (st == SY_OK) sy_pool_profile(profile, pool->id);
    if (st == SY_OK) st = sy_open_workspace(&ws, call, SY_WRITE, err);
    if (st == SY_OK && sy_call_option(call, "only-matching")) {
        st = load_extracts(&report, call, ws, pools, pool, &options, err);
    } else if (st == SY_OK) {
        st = sy_intake_import(&report, ws, call->words + 3, call->n_words - 3, &options,
                              &call->arena, err);
    }
    sy_workspace_close(ws);
    sy_pools_free(pools);
    return st == SY_OK ? sy_import_tell(call, &report, err) : st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *verb = call->n_words > 1 ? call->words[1] : "list";

    if (strcmp(verb, "list") == 0) return show(call, false, err);
    if (strcmp(verb, "check") == 0) return show(call, true, err);
    if (strcmp(verb, "load") == 0) return load(call, err);
    if (strcmp(verb, "template") == 0) return write_template(call, err);
    if (strcmp(verb, "loads") == 0) return sy_pool_tell_loads(call, err);
    if (strcmp(verb, "history") == 0) return sy_pool_tell_history(call, err);
    if (strcmp(verb, "rows") == 0) return sy_pool_tell_rows(call, err);
    return sy_fail(
        err, SY_EINVAL,
        N_("pool knows list, load, loads, check, rows, history and template, not \"%.60s\""), verb);
}

static const sy_option options[] = {
    {.name = "output", .argument = N_("FILE"), .help = N_("the workbook to write"), .letter = 'o'},
    {.name = "only-matching",
     .argument = N_("POOLS"),
     .help = N_("load: keep only the rows of these pools' debtors, cases or things (cases,kin); "
                "the file itself is not kept")},
    {.name = "filled",
     .argument = N_("COLUMN"),
     .help = N_("rows: only those in which this column says something")},
    {.name = "blank",
     .argument = N_("COLUMN"),
     .help = N_("rows: only those in which it says nothing")},
    {.name = "lost",
     .argument = N_("COLUMN"),
     .help = N_("rows: only those whose key in it leads nowhere")},
    {.name = "limit",
     .argument = N_("NUMBER"),
     .help = N_("history, loads, rows: at most so many (100; JSON: all)")},
    {.name = "offset",
     .argument = N_("NUMBER"),
     .help = N_("history, loads, rows: leave out so many at the top")},
    {.name = "today",
     .argument = N_("DATE"),
     .help = N_("the day up to which a register counts as current or old; else today")},
    {.name = NULL},
};

const sy_command sy_cmd_pool = {
    .name = "pool",
    .words = "WS [list|load POOL PATH…|loads POOL [NUMBER KIND]|check|rows POOL|"
             "history POOL [TEXT]|template POOL]",
    .min_words = 1,
    .max_words = SIZE_MAX,
    .summary = N_("registers of vehicles, real estate, policies, companies"),
    .details =
        N_("A register of another office is loaded like a statement: any kind of file, "
           "headings by what offices call them, every row accepted, a duplicate, or "
           "rejected with its reason. Of the rows of one thing the newest stands, and the "
           "earlier ones stay in the facts: history says what each said, in which file and row. "
           "loads says of each load when and by whom it was, how many rows were new, changed, "
           "the same, of an earlier day, or rejected, and whether it was taken out again; with "
           "its number and one of those words, which rows. What the columns are called stands in "
           "pools/*.yaml; a pool of one's own "
           "goes into the workspace's folder pools or ~/.config/suyuan/pools. check says how "
           "much each column says, and whether the register is old; rows lists what stands, or the "
           "rows behind one of those numbers."),
    .options = options,
    .example = "suyuan pool wang.suyuan template vehicles -o vehicles.xlsx\n"
               "suyuan pool wang.suyuan load vehicles 车管所反馈.xlsx\n"
               "suyuan pool wang.suyuan load vehicles 全省车辆.csv --only-matching cases\n"
               "suyuan pool wang.suyuan loads vehicles\n"
               "suyuan pool wang.suyuan loads vehicles 2 changed\n"
               "suyuan pool wang.suyuan history vehicles 浙D00001\n"
               "suyuan pool wang.suyuan check\n"
               "suyuan pool wang.suyuan rows vehicles --blank owner-id",
    .exits = N_("3 where a file was not loaded, no row was accepted, or a limit was passed."),
    .run = run,
};
