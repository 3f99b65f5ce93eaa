/* cmd_mapping.c - suyuan mapping: which column of a file is what, corrected and
 * kept. The file is read as in an import, but nothing is written to the facts;
 * what is kept is a profile in the workspace. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/mapping.h"
#include "cli/open.h"
#include "cli/reply.h"

/* Letters, digits, - and _: it becomes a file's name. */
static sy_status check_id(const char *id, sy_err *err)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    if (*id && strlen(id) <= 40 && strspn(id, allowed) == strlen(id)) return SY_OK;
    return sy_fail(err, SY_EINVAL,
                   N_("--save \"%.60s\": an id is made of letters, digits, - and _, at most 40"),
                   id);
}

/* The tables of the file that have a mapping, and of several sheets the one
 * that was asked for. */
static sy_status choose_table(const sy_table_report **t, const sy_import_report *r,
                              const char *sheet, sy_err *err)
{
    size_t n = 0;

    *t = NULL;
    for (size_t i = 0; i < r->n_tables; i++) {
        const sy_table_report *one = &r->tables[i];
        if (!one->mapping) continue;
        if (sheet && (!one->sheet || strcmp(one->sheet, sheet) != 0)) continue;
        if (n++ == 0) *t = one;
    }
    if (n == 1) return SY_OK;
    if (n > 1) {
        return sy_fail(err, SY_EDATA, N_("the file has %zu tables: choose one with --sheet NAME"),
                       n);
    }
    if (r->n_tables > 0 && r->tables[0].imported_before) {
        return sy_fail(err, SY_EDATA,
                       N_("%s: imported before; a mapping cannot change what was read"),
                       r->tables[0].path);
    }
    if (r->n_unrecognised > 0) {
        return sy_fail(err, SY_EDATA, "%s: %s", r->unrecognised[0].path, r->unrecognised[0].why);
    }
    return sy_fail(err, SY_EDATA, N_("no table of payments in it"));
}

typedef enum saved { NOT_SAVED, SAVED, REPLACED, THE_SAME } saved;

static sy_status save(saved *what, const sy_workspace *ws, const sy_mapping_report *m, sy_err *err)
{
    char name[64], *folder = sy_path_join(NULL, sy_workspace_path(ws), "profiles"), *path = NULL;
    char *before = NULL;
    size_t n = 0;
    sy_status st = folder ? SY_OK : sy_fail_nomem(err);

    *what = SAVED;
    snprintf(name, sizeof name, "%s.yaml", m->id);
    if (st == SY_OK && mkdir(folder, 0777) != 0 && errno != EEXIST) st = sy_fail_errno(err, folder);
    if (st == SY_OK) {
        path = sy_path_join(NULL, folder, name);
        if (!path) st = sy_fail_nomem(err);
    }
    if (st == SY_OK && access(path, F_OK) == 0) {
        st = sy_file_read(NULL, &before, &n, path, SY_MAX_YAML_BYTES, err);
        const bool same = st == SY_OK && n == strlen(m->yaml) && memcmp(before, m->yaml, n) == 0;
        *what = same ? THE_SAME : REPLACED;
    }
    if (st == SY_OK && *what != THE_SAME) st = sy_file_write(path, m->yaml, strlen(m->yaml), err);
    sy_drop(NULL, before);
    sy_drop(NULL, path);
    sy_drop(NULL, folder);
    return st;
}

static sy_status answer(sy_call *call, const sy_table_report *t, saved what, sy_err *err)
{
    static const char *const names[] = {"no", "saved", "replaced", "unchanged"};
    const char *id = t->mapping->id;
    sy_json j;

    if (call->json) {
        sy_call_answer(call, &j);
        sy_json_object(&j);
        sy_reply_string(&j, "path", t->path);
        sy_reply_string(&j, "sheet", t->sheet);
        sy_reply_string(&j, "profile", t->profile);
        sy_mapping_json(&j, t->mapping);
        sy_reply_int(&j, "rows", t->rows);
        sy_reply_int(&j, "accepted", t->accepted);
        sy_reply_int(&j, "rejected", t->rejected);
        sy_reply_string(&j, "saved", names[what]);
        sy_reply_string(&j, "yaml", t->mapping->yaml);
        sy_json_end(&j);
        return sy_json_finish(&j, err);
    }
    sy_status st = sy_mapping_print(call, t, err);
    if (st != SY_OK) return st;
    printf(_("of %llu rows %llu would be accepted, %llu rejected\n"), (unsigned long long)t->rows,
           (unsigned long long)(t->accepted + t->duplicate), (unsigned long long)t->rejected);
    if (what == SAVED) printf(_("saved as profile %s: files with this header are read so\n"), id);
    if (what == REPLACED) printf(_("profile %s was there: it is replaced\n"), id);
    if (what == THE_SAME) printf(_("profile %s is so already: nothing was changed\n"), id);
    if (what == NOT_SAVED)
        printf(_("to correct: --set FIELD=COLUMN; to keep it: --save NAME, then suyuan import %s "
                 "%s\n"),
               call->words[0], call->words[1]);
    return SY_OK;
}

static sy_status run(sy_call *call, sy_err *err)
{
    sy_import_options options = {.profile = sy_call_option(call, "profile"),
                                 .dry_run = true,
                                 .period_from = 1,
                                 .shows_mapping = true,
                                 .account = sy_call_option(call, "account"),
                                 .directions = sy_call_option(call, "direction"),
                                 .mapping_id = sy_call_option(call, "save")};
    sy_import_report report = {0};
    const sy_table_report *t = NULL;
    sy_workspace *ws = NULL;
    saved what = NOT_SAVED;
    const char **sets = NULL;
    sy_status st = options.mapping_id ? check_id(options.mapping_id, err) : SY_OK;

    if (st == SY_OK) st = sy_call_list(call, "set", &sets, &options.n_sets, err);
    options.sets = sets;
    if (st == SY_OK) st = sy_open_workspace(&ws, call, SY_WRITE, err);
    if (st == SY_OK) {
        st = sy_intake_import(&report, ws, call->words + 1, 1, &options, &call->arena, err);
    }
    if (st == SY_OK) st = choose_table(&t, &report, sy_call_option(call, "sheet"), err);
    if (st == SY_OK && options.mapping_id) st = save(&what, ws, t->mapping, err);
    sy_workspace_close(ws);
    return st == SY_OK ? answer(call, t, what, err) : st;
}

static const sy_option options[] = {
    {.name = "set",
     .argument = N_("FIELD=COLUMN"),
     .help = N_("this column (its number or heading) is that field; FIELD= alone takes it away"),
     .is_list = true},
    {.name = "account",
     .argument = N_("NUMBER"),
     .help = N_("whose statement it is, where the file does not say")},
    {.name = "direction",
     .argument = N_("WORD=in|out,…"),
     .help = N_("what words of the direction mean, as 1=in,2=out")},
    {.name = "save",
     .argument = N_("NAME"),
     .help = N_("keep it as a profile of the workspace, for all files with this header")},
    {.name = "sheet", .argument = N_("NAME"), .help = N_("of a workbook with several tables")},
    {.name = "profile", .argument = N_("ID"), .help = N_("begin with this profile's columns")},
    {.name = NULL},
};

const sy_command sy_cmd_mapping = {
    .name = "mapping",
    .words = "WS FILE",
    .min_words = 2,
    .max_words = 2,
    .summary = N_("show, correct and keep which column of a file is what"),
    .details =
        N_("For files that no profile knows, and for those that one reads wrongly. Shows each "
           "column with an example and what it is taken for, how certain that is, and the "
           "first rows as they are read. Nothing is imported."),
    .options = options,
    .example =
        "suyuan mapping wang.suyuan unknown.csv\n"
        "suyuan mapping wang.suyuan unknown.csv --set amount=5 --set balance=余额 --save bank-x",
    .exits = N_("3 where the file holds no table of payments."),
    .cost = N_("that of an import of the file, without the writing."),
    .run = run,
};
