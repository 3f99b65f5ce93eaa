/* cmd_sources.c - suyuan sources: what was imported, and how one that was wrong goes again. What
 * would go is said first; only --yes (or a yes at the terminal) does it. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "cli/ask.h"
#include "cli/boards_naming.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/sources.h"
#include "cli/table.h"
#include "ledger/case.h"
#include "store/removal.h"

enum { SHOWN_HASH = 12, ACCOUNTS_TOLD = 20, LEAST_HASH = 6 };

/* ---- list ---- */

static void json_source(sy_json *j, const sy_source *s)
{
    sy_json_object(j);
    sy_reply_string(j, "path", s->path);
    sy_reply_string(j, "sheet", s->sheet_name[0] ? s->sheet_name : NULL);
    sy_reply_string(j, "sha256", s->sha256);
    sy_reply_string(j, "kind", s->kind);
    sy_reply_string(j, "profile", s->profile);
    sy_reply_int(j, "rows", s->rows);
    sy_reply_int(j, "accepted", s->accepted);
    sy_reply_int(j, "duplicate", s->duplicate);
    sy_reply_int(j, "rejected", s->rejected);
    sy_json_end(j);
}

static void json_removal(sy_json *j, const sy_removal *r)
{
    sy_json_object(j);
    sy_reply_string(j, "path", r->path);
    sy_reply_string(j, "sha256", r->sha256);
    sy_reply_int(j, "rows", r->rows);
    sy_reply_string(j, "removed_by", r->who);
    sy_reply_string(j, "removed_at", r->removed_at);
    sy_reply_string(j, "released_at", r->released_at);
    sy_reply_bool(j, "is_back", r->is_back);
    sy_json_end(j);
}

static sy_status list_json(sy_call *call, const sy_source *sources, size_t n,
                           const sy_removal *removals, size_t n_removals, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "files");
    sy_json_array(&j);
    for (size_t i = 0; i < n; i++) json_source(&j, &sources[i]);
    sy_json_end(&j);
    sy_json_key(&j, "removed");
    sy_json_array(&j);
    for (size_t i = 0; i < n_removals; i++) json_removal(&j, &removals[i]);
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static const char *start_of(char out[SHOWN_HASH + 1], const char *sha256)
{
    snprintf(out, SHOWN_HASH + 1, "%.*s", SHOWN_HASH, sha256);
    return out;
}

/* Nothing yet, or all of it taken out again: what to do now. */
static sy_status say_none(const sy_call *call)
{
    puts(_("no file is in this case"));
    sy_printf_shown(stdout, _("next: suyuan import %s FILES\n"), call->words[0]);
    return SY_OK;
}

static sy_status list_table(sy_call *call, const sy_source *sources, size_t n,
                            const sy_removal *removals, size_t n_removals, sy_err *err)
{
    char hash[SHOWN_HASH + 1];
    sy_table t;

    sy_table_init(&t, &call->arena, "llrrrrl");
    sy_table_head(&t, _("file"), _("sheet"), _("rows"), _("accepted"), _("duplicate"),
                  _("rejected"), "SHA-256");
    for (size_t i = 0; i < n; i++) {
        sy_table_cell(&t, sy_path_name(sources[i].path));
        sy_table_cell(&t, sources[i].sheet_name);
        sy_table_int(&t, sources[i].rows);
        sy_table_int(&t, sources[i].accepted);
        sy_table_int(&t, sources[i].duplicate);
        sy_table_int(&t, sources[i].rejected);
        sy_table_cell(&t, start_of(hash, sources[i].sha256));
    }
    sy_status st = n ? sy_table_print(&t, stdout, err) : say_none(call);
    for (size_t i = 0; i < n_removals && st == SY_OK; i++) {
        const sy_removal *r = &removals[i];
        sy_printf_shown(stdout, _("taken out: %s (%s), %llu rows, by %s, %s\n"),
                        sy_path_name(r->path), start_of(hash, r->sha256),
                        (unsigned long long)r->rows, r->who,
                        r->is_back       ? _("imported again since")
                        : r->released_at ? _("its original is gone too")
                                         : _("its original is kept"));
    }
    return st;
}

static sy_status list(sy_call *call, sy_workspace *ws, sy_err *err)
{
    sy_source *sources = NULL;
    sy_removal *removals = NULL;
    size_t n = 0, n_removals = 0;
    sy_status st = sy_facts_sources(ws, &sources, &n, &call->arena, err);

    if (st == SY_OK) st = sy_removals(ws, &removals, &n_removals, &call->arena, err);
    if (st != SY_OK) return st;
    return call->json ? list_json(call, sources, n, removals, n_removals, err)
                      : list_table(call, sources, n, removals, n_removals, err);
}

/* ---- which one ---- */

/* By its path, its name, or the start of its hash. */
static bool is_meant(const char *path, const char *sha256, const char *word)
{
    const size_t n = strlen(word);

    return strcmp(word, path) == 0 || strcmp(word, sy_path_name(path)) == 0 ||
           (n >= LEAST_HASH && strncmp(word, sha256, n) == 0);
}

/* The one file that is meant, of all that there are. */
typedef struct search {
    const char *word, *sha256, *path; /* sha256 NULL: not there */
    bool is_several;
} search;

static void look_at(search *s, const char *path, const char *sha256)
{
    if (!is_meant(path, sha256, s->word)) return;
    if (s->sha256 && strcmp(s->sha256, sha256) != 0) s->is_several = true;
    s->sha256 = sha256;
    s->path = path;
}

static sy_status check_one(const search *s, sy_err *err)
{
    if (!s->is_several) return SY_OK;
    return sy_fail(err, SY_EDATA,
                   N_("several files are \"%.200s\": name one by the start of its SHA-256 "
                      "(suyuan sources lists them)"),
                   s->word);
}

static sy_status find_imported(search *s, sy_call *call, sy_workspace *ws, sy_err *err)
{
    sy_source *sources = NULL;
    size_t n = 0;
    sy_status st = sy_facts_source_names(ws, &sources, &n, &call->arena, err);

    *s = (search){.word = call->words[2]};
    for (size_t i = 0; i < n; i++) look_at(s, sources[i].path, sources[i].sha256);
    if (st == SY_OK) st = check_one(s, err);
    if (st != SY_OK || s->sha256) return st;
    return sy_fail(err, SY_EDATA, N_("no imported file is \"%.200s\": suyuan sources lists them"),
                   s->word);
}

sy_status sy_source_named(const char **sha256, sy_call *call, sy_workspace *ws, sy_err *err)
{
    search s;
    const sy_status st = find_imported(&s, call, ws, err);

    *sha256 = s.sha256;
    return st;
}

static sy_status find_removed(search *s, sy_call *call, sy_workspace *ws, sy_err *err)
{
    sy_removal *removals = NULL;
    size_t n = 0;
    sy_status st = sy_removals(ws, &removals, &n, &call->arena, err);

    *s = (search){.word = call->words[2]};
    for (size_t i = 0; i < n; i++) look_at(s, removals[i].path, removals[i].sha256);
    if (st == SY_OK) st = check_one(s, err);
    if (st != SY_OK || s->sha256) return st;
    return sy_fail(err, SY_EDATA, N_("no removed file is \"%.200s\": suyuan sources lists them"),
                   s->word);
}

/* ---- what goes with it ---- */

static void say(const char *format, uint64_t n)
{
    if (n) printf(format, (unsigned long long)n);
}

static void print_effect(const char *path, const sy_removal_effect *e, uint64_t boards)
{
    sy_printf_shown(stdout, _("%s: %llu tables, %llu rows\n"), path, (unsigned long long)e->tables,
                    (unsigned long long)e->rows);
    say(_("accounts that have no rows then: %llu\n"), e->n_accounts);
    for (size_t i = 0; i < e->n_accounts && i < ACCOUNTS_TOLD; i++)
        sy_printf_shown(stdout, "  %s\n", e->accounts[i]);
    say(_("rows of other files that stand in their place: %llu\n"), e->repeats);
    say(_("decisions on its rows, which then do nothing: %llu\n"), e->matches);
    say(_("decisions on its titles, likewise: %llu\n"), e->titles);
    say(_("boards with an account that is gone: %llu\n"), boards);
    say(_("leads that name its rows: %llu; the next run of the models withdraws them\n"), e->leads);
    say(_("verdicts on findings in this case: %llu; of a finding that is gone they do nothing\n"),
        e->verdicts);
    puts(_("its original is kept; imported again, it is there as before"));
}

static void json_effect(sy_json *j, const sy_removal_effect *e, uint64_t boards)
{
    sy_reply_int(j, "tables", e->tables);
    sy_reply_int(j, "rows", e->rows);
    sy_json_key(j, "accounts");
    sy_json_array(j);
    for (size_t i = 0; i < e->n_accounts; i++) sy_json_string(j, e->accounts[i]);
    sy_json_end(j);
    sy_reply_int(j, "repeats", e->repeats);
    sy_reply_int(j, "matches", e->matches);
    sy_reply_int(j, "titles", e->titles);
    sy_reply_int(j, "boards", boards);
    sy_reply_int(j, "leads", e->leads);
    sy_reply_int(j, "verdicts", e->verdicts);
}

/* ---- remove ---- */

static bool is_wanted(const sy_call *call)
{
    if (sy_call_has(call, "yes")) return true;
    return !call->json && sy_can_ask() && sy_ask(_("take it out?"));
}

static void build_index(sy_workspace *ws)
{
    sy_err why = {0};

    if (sy_case_build_index(ws, &why) != SY_OK)
        sy_note(_("note: the file is out, but the ledgers cannot be built: %s"), why.text);
}

static sy_status tell(sy_call *call, const search *s, bool is_done, const sy_removal_effect *e,
                      uint64_t boards, sy_err *err)
{
    sy_json j;

    if (!call->json) {
        puts(is_done ? _("taken out") : _("nothing was changed: --yes takes it out"));
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "path", s->path);
    sy_reply_string(&j, "sha256", s->sha256);
    sy_reply_bool(&j, "removed", is_done);
    json_effect(&j, e, boards);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status remove_one(sy_call *call, sy_workspace *ws, sy_err *err)
{
    search s;
    sy_removal_effect e;
    uint64_t boards = 0;
    bool is_done = false;
    sy_status st = find_imported(&s, call, ws, err);

    if (st == SY_OK) st = sy_removal_effect_of(&e, ws, s.sha256, &call->arena, err);
    if (st == SY_OK) st = sy_boards_naming(&boards, call->words[0], e.accounts, e.n_accounts, err);
    if (st != SY_OK) return st;
    if (!call->json) print_effect(s.path, &e, boards);
    if (is_wanted(call)) {
        st = sy_file_remove(ws, s.sha256, err);
        is_done = st == SY_OK;
        if (is_done) build_index(ws);
    }
    return st == SY_OK ? tell(call, &s, is_done, &e, boards, err) : st;
}

static sy_status release_one(sy_call *call, sy_workspace *ws, sy_err *err)
{
    search s;
    sy_json j;
    sy_status st = find_removed(&s, call, ws, err);

    if (st == SY_OK) st = sy_removal_release(ws, s.sha256, err);
    if (st != SY_OK) return st;
    if (!call->json) {
        sy_printf_shown(stdout, _("the original of %s is gone\n"), s.path);
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "path", s.path);
    sy_reply_string(&j, "sha256", s.sha256);
    sy_reply_bool(&j, "released", true);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status run(sy_call *call, sy_err *err)
{
    static const struct {
        const char *word;
        size_t words;
        sy_access access;
        sy_status (*run)(sy_call *call, sy_workspace *ws, sy_err *err);
    } verbs[] = {{"list", 2, SY_READ, list},
                 {"rows", 3, SY_READ, sy_source_tell_rows},
                 {"remove", 3, SY_WRITE, remove_one},
                 {"release", 3, SY_WRITE, release_one}};
    const char *what = call->n_words > 1 ? call->words[1] : "list";
    sy_workspace *ws = NULL;

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verbs[i].word, what) != 0) continue;
        if (call->n_words != verbs[i].words && call->n_words > 1)
            return sy_fail(err, SY_EINVAL, N_("say which file: suyuan sources WS %s FILE"), what);
        sy_status st = sy_open_workspace(&ws, call, verbs[i].access, err);
        if (st == SY_OK) st = verbs[i].run(call, ws, err);
        sy_workspace_close(ws);
        return st;
    }
    return sy_fail(err, SY_EINVAL,
                   N_("sources \"%.60s\": there are list, rows, remove and release"), what);
}

static const sy_option options[] = {
    {.name = "what",
     .argument = "accepted|duplicate|rejected|all",
     .help = N_("rows: which of them (accepted)")},
    {.name = "sheet", .argument = N_("NAME"), .help = N_("rows: of this sheet of a workbook")},
    {.name = "limit",
     .argument = N_("NUMBER"),
     .help = N_("rows: at most so many (50; JSON: 200)")},
    {.name = "offset", .argument = N_("NUMBER"), .help = N_("rows: leave out so many at the top")},
    {.name = "yes", .help = N_("remove: do it, without asking")},
    {.name = NULL},
};

const sy_command sy_cmd_sources = {
    .name = "sources",
    .words = "WS [list|rows|remove|release] [FILE]",
    .min_words = 1,
    .max_words = 3,
    .summary = N_("the imported files; take out one that was imported by mistake"),
    .details =
        N_("A file is named by its path, its name, or the start of its SHA-256. rows lists those "
           "of its "
           "rows that were accepted, repeat another, or were rejected, and why. remove says what "
           "goes with it and what rests on it (accounts, decisions, boards, leads), and does it "
           "with --yes: afterwards all is as if it had never been imported, and it may be "
           "imported again. Its original stays until release lets it go. Who took out what is "
           "kept."),
    .options = options,
    .example = "suyuan sources wang.suyuan\n"
               "suyuan sources wang.suyuan rows 6222.xlsx --what rejected\n"
               "suyuan sources wang.suyuan remove 6222.xlsx --yes",
    .exits = N_("3 where no such file is there, or a register was loaded again after it."),
    .cost = N_("remove: a walk over the rows that stay."),
    .run = run,
};
