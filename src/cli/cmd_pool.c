/* cmd_pool.c - suyuan pool: registers of other offices. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "cli/commands.h"
#include "cli/import_report.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "intake/import.h"
#include "report/pool_sheet.h"
#include "store/registers.h"

typedef struct shelf {
    sy_pools *pools;
    sy_pool_stock *stocks;
    size_t n;
    int32_t today;
} shelf;

static const char *name_of(const sy_pool *p)
{
    return sy_lang_get() == SY_LANG_EN ? p->en : p->zh;
}

/* The day of which a register tells: when it was read, else its latest registration. */
static int32_t day_of(const sy_pool_stock *s)
{
    return s->as_of != SY_NO_DAY ? s->as_of : s->newest;
}

static const char *state_of(const sy_pool_stock *s, int32_t today)
{
    const int32_t day = day_of(s);

    if (s->rows == 0) return "empty";
    if (day == SY_NO_DAY || s->pool->fresh_days == 0) return "unknown";
    return today - day > (int32_t)s->pool->fresh_days ? "old" : "fresh";
}

static const char *day_text(char out[SY_TIME_TEXT], int32_t day)
{
    return day == SY_NO_DAY ? "" : sy_time_print(out, (int64_t)day * SY_DAY, SY_DATE);
}

static sy_status read_today(const sy_call *call, int32_t *today, sy_err *err)
{
    const char *text = sy_call_option(call, "today");
    sy_precision precision;
    int64_t at = (int64_t)time(NULL);

    if (text && (!sy_time_parse_iso(&at, &precision, sy_slice_of(text)) || precision != SY_DATE)) {
        return sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not a date YYYY-MM-DD"), "today",
                       text);
    }
    *today = (int32_t)sy_day_of(at);
    return SY_OK;
}

/* The pools of the workspace, and what there is of them. */
static sy_status open_shelf(shelf *s, sy_call *call, sy_err *err)
{
    sy_workspace *ws = NULL;
    sy_status st = read_today(call, &s->today, err);

    if (st == SY_OK) st = sy_open_workspace(&ws, call, SY_READ, err);
    if (st == SY_OK) st = sy_pools_load(&s->pools, NULL, call->words[0], err);
    if (st == SY_OK) st = sy_pool_stocks(ws, s->pools, &s->stocks, &s->n, &call->arena, err);
    sy_workspace_close(ws);
    return st;
}

/* ---- JSON ---- */

static void json_day(sy_json *j, const char *key, int32_t day)
{
    char text[SY_TIME_TEXT];
    sy_reply_string(j, key, day == SY_NO_DAY ? NULL : day_text(text, day));
}

static void json_columns(sy_json *j, const sy_pool_stock *s)
{
    sy_json_key(j, "columns");
    sy_json_array(j);
    for (size_t i = 0; i < s->pool->n_columns; i++) {
        sy_json_object(j);
        sy_reply_string(j, "id", s->pool->columns[i].id);
        sy_reply_string(j, "heading", s->pool->columns[i].zh);
        sy_reply_int(j, "filled", s->columns[i].filled);
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
        sy_reply_string(&j, "name", name_of(k->pool));
        sy_reply_int(&j, "rows", k->rows);
        sy_reply_int(&j, "replaced", k->replaced);
        sy_reply_int(&j, "things", k->things);
        sy_reply_int(&j, "files", k->files);
        json_day(&j, "newest", k->newest);
        json_day(&j, "as_of", k->as_of);
        sy_reply_int(&j, "fresh_days", k->pool->fresh_days);
        sy_reply_string(&j, "state", state_of(k, s->today));
        if (with_columns) json_columns(&j, k);
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
        sy_table_cell(&t, name_of(k->pool));
        sy_table_int(&t, k->rows);
        sy_table_int(&t, k->things);
        sy_table_int(&t, k->files);
        sy_table_cell(&t, day_text(day, day_of(k)));
        sy_table_cell(&t, state_words(state_of(k, s->today)));
    }
    return sy_table_print(&t, stdout, err);
}

static const char *column_name(const sy_pool_column *c)
{
    return sy_lang_get() == SY_LANG_EN ? c->en : c->zh;
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
               column_name(c));
        any = true;
    }
    if (any) putchar('\n');
}

static sy_status print_check(sy_call *call, const shelf *s, sy_err *err)
{
    sy_status st = print_list(call, s, err);

    for (size_t i = 0; i < s->n && st == SY_OK; i++) {
        const sy_pool_stock *k = &s->stocks[i];
        sy_table t;
        if (k->rows == 0) continue;
        printf("\n%s:\n", name_of(k->pool));
        if (k->replaced > 0) {
            printf(_("rows in whose place newer ones stand: %llu\n"),
                   (unsigned long long)k->replaced);
        }
        print_missing(k);
        sy_table_init(&t, &call->arena, "lrr");
        sy_table_head(&t, _("column"), _("filled"), "%");
        for (size_t c = 0; c < k->pool->n_columns; c++) {
            if (k->columns[c].filled == 0) continue;
            sy_table_cell(&t, column_name(&k->pool->columns[c]));
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
    sy_status st = open_shelf(&s, call, err);

    if (st == SY_OK && call->json) st = print_json(call, &s, with_columns, err);
    if (st == SY_OK && !call->json) {
        st = with_columns ? print_check(call, &s, err) : print_list(call, &s, err);
    }
    sy_pools_free(s.pools);
    return st;
}

/* ---- template, load ---- */

/* The pool that the third word names. */
static sy_status find_pool(const sy_pools *pools, const sy_call *call, const sy_pool **pool,
                           sy_err *err)
{
    const char *names[SY_MOST_POOLS];
    const size_t n = sy_pools_count(pools);

    *pool = call->n_words > 2 ? sy_pools_find(pools, call->words[2]) : NULL;
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

    if (st == SY_OK) st = find_pool(pools, call, &pool, err);
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

static sy_status load(sy_call *call, sy_err *err)
{
    char profile[SY_POOL_SQL + 8];
    sy_import_options options = {.profile = profile, .progress = true, .period_from = 1};
    sy_import_report report = {0};
    const sy_pool *pool;
    sy_pools *pools = NULL;
    sy_workspace *ws = NULL;
    sy_status st = sy_pools_load(&pools, NULL, call->words[0], err);

    if (st == SY_OK) st = find_pool(pools, call, &pool, err);
    if (st == SY_OK && call->n_words < 4) {
        st = sy_fail(err, SY_EINVAL, N_("say which files: suyuan pool %s load %s FILE"),
                     call->words[0], pool->id);
    }
    if (st == SY_OK) snprintf(profile, sizeof profile, "pool:%s", pool->id);
    if (st == SY_OK) st = sy_open_workspace(&ws, call, SY_WRITE, err);
    if (st == SY_OK) {
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
    return sy_fail(err, SY_EINVAL, N_("pool knows list, load, check and template, not \"%.60s\""),
                   verb);
}

static const sy_option options[] = {
    {.name = "output", .argument = N_("FILE"), .help = N_("the workbook to write"), .letter = 'o'},
    {.name = "today",
     .argument = N_("DATE"),
     .help = N_("the day up to which a register counts as current or old; else today")},
    {.name = NULL},
};

const sy_command sy_cmd_pool = {
    .name = "pool",
    .words = "WS [list|load POOL PATH…|check|template POOL]",
    .min_words = 1,
    .max_words = SIZE_MAX,
    .summary = N_("registers of vehicles, real estate, policies, companies"),
    .details =
        N_("A register of another office is loaded like a statement: any kind of file, "
           "headings by what offices call them, every row accepted, a duplicate, or "
           "rejected with its reason. Of the rows of one thing the newest stands, and the "
           "earlier ones stay in the facts. What the columns are called stands in pools/*.yaml; a pool of one's own "
           "goes into the workspace's folder pools or ~/.config/suyuan/pools. check says how "
           "much each column says, and whether the register is old."),
    .options = options,
    .example = "suyuan pool wang.suyuan template vehicles -o vehicles.xlsx\n"
               "suyuan pool wang.suyuan load vehicles 车管所反馈.xlsx\n"
               "suyuan pool wang.suyuan check",
    .exits = N_("3 where no table was recognised or a limit was passed."),
    .run = run,
};
