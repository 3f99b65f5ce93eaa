/* cmd_titles.c - suyuan titles: what files say in their titles of holder,
 * account and period, and a person's word on it. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "cli/titles.h"
#include "store/stated.h"

enum { TABLE_ID = 32 }; /* HHHHHHHHHHHH-SHEET, as the start of the ids of its rows */

const char *const sy_title_names[SY_TITLE_FIELDS] = {"holder", "account", "period"};
const char *const sy_title_places[3] = {
    [SY_IN_LINE] = "line", [SY_IN_SHEET_NAME] = "sheet", [SY_IN_FILE_NAME] = "file-name"};

const char *sy_title_place_words(const sy_title_row *title, char words[SY_PLACE_WORDS])
{
    if (title->place == SY_IN_LINE)
        snprintf(words, SY_PLACE_WORDS, _("row %u"), title->row);
    else
        snprintf(words, SY_PLACE_WORDS, "%s",
                 title->place == SY_IN_SHEET_NAME ? _("name of the sheet") : _("name of the file"));
    return words;
}

void sy_title_json(sy_json *j, const sy_title_row *title)
{
    sy_json_key(j, sy_title_names[title->field]);
    sy_json_object(j);
    sy_reply_slice(j, "value", title->value);
    sy_reply_string(j, "place", sy_title_places[title->place]);
    if (title->place == SY_IN_LINE) sy_reply_int(j, "row", title->row);
    sy_json_end(j);
}

/* ---- what there is ---- */

typedef struct all {
    sy_title_row *titles;
    sy_source *sources;
    sy_title_decision *decisions;
    size_t n_titles, n_sources, n_decisions;
} all;

static sy_status load(all *a, sy_workspace *ws, sy_call *call, sy_err *err)
{
    sy_status st = sy_facts_titles(ws, &a->titles, &a->n_titles, &call->arena, err);
    if (st == SY_OK) st = sy_facts_source_names(ws, &a->sources, &a->n_sources, &call->arena, err);
    if (st == SY_OK) {
        st = sy_title_decisions(ws, &a->decisions, &a->n_decisions, &call->arena, err);
    }
    return st;
}

static const char *state_of(const all *a, const sy_source *s)
{
    for (size_t i = 0; i < a->n_decisions; i++) {
        const sy_title_decision *d = &a->decisions[i];
        if (d->sheet != s->sheet || strcmp(d->sha256, s->sha256) != 0) continue;
        return d->verdict == SY_VERDICT_CONFIRMED ? "confirmed" : "rejected";
    }
    return "stated";
}

static const char *state_words(const char *state)
{
    if (strcmp(state, "confirmed") == 0) return _("confirmed");
    return strcmp(state, "rejected") == 0 ? _("rejected by a person") : _("stated, not confirmed");
}

static bool has_title(const all *a, const sy_source *s)
{
    for (size_t i = 0; i < a->n_titles; i++) {
        if (a->titles[i].source == s->id) return true;
    }
    return false;
}

/* ---- list ---- */

static const char *id_of(char out[TABLE_ID], const sy_source *s)
{
    snprintf(out, TABLE_ID, "%.12s-%u", s->sha256, s->sheet);
    return out;
}

/* Where a title stands in a line of the file; else its headings, or the first row. */
static uint32_t row_to_look_at(const all *a, const sy_source *s)
{
    for (size_t k = 0; k < a->n_titles; k++) {
        if (a->titles[k].source == s->id && a->titles[k].place == SY_IN_LINE)
            return a->titles[k].row;
    }
    return s->header_row ? s->header_row : 1;
}

static sy_status list_json(sy_call *call, const all *a, sy_err *err)
{
    char id[TABLE_ID], place[TABLE_ID + 16];
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "titles");
    sy_json_array(&j);
    for (size_t i = 0; i < a->n_sources; i++) {
        const sy_source *s = &a->sources[i];
        if (!has_title(a, s)) continue;
        sy_json_object(&j);
        sy_reply_string(&j, "id", id_of(id, s));
        sy_reply_string(&j, "file", s->path);
        sy_reply_string(&j, "sheet", s->sheet_name[0] ? s->sheet_name : NULL);
        sy_reply_string(&j, "state", state_of(a, s));
        snprintf(place, sizeof place, "%s-%u", id_of(id, s), row_to_look_at(a, s));
        sy_reply_string(&j, "look_at", place);
        for (size_t k = 0; k < a->n_titles; k++) {
            if (a->titles[k].source == s->id) sy_title_json(&j, &a->titles[k]);
        }
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status list_table(sy_call *call, const all *a, sy_err *err)
{
    static const char *const names[SY_TITLE_FIELDS] = {N_("holder"), N_("account"), N_("period")};
    sy_table t;

    if (a->n_titles == 0) {
        puts(_("no file states anything in its title that its columns do not say"));
        return SY_OK;
    }
    sy_table_init(&t, &call->arena, "lllll");
    sy_table_head(&t, _("file"), "", _("stated"), _("where"), _("state"));
    for (size_t i = 0; i < a->n_sources; i++) {
        for (size_t k = 0; k < a->n_titles; k++) {
            const sy_title_row *title = &a->titles[k];
            char words[SY_PLACE_WORDS];
            if (title->source != a->sources[i].id) continue;
            sy_table_cell(&t, sy_path_name(a->sources[i].path));
            sy_table_cell(&t, sy_tr(names[title->field]));
            sy_table_cell(&t, title->value.ptr);
            sy_table_cell(&t, sy_title_place_words(title, words));
            sy_table_cell(&t, state_words(state_of(a, &a->sources[i])));
        }
    }
    return sy_table_print(&t, stdout, err);
}

/* ---- decide ---- */

/* The file by its name, its path, name#sheet, or the id that list gives. */
static bool is_meant(const sy_source *s, const char *word)
{
    char with_sheet[sizeof s->path + sizeof s->sheet_name + 1];

    char id[TABLE_ID];

    if (strcmp(word, s->path) == 0 || strcmp(word, sy_path_name(s->path)) == 0) return true;
    if (strcmp(word, id_of(id, s)) == 0) return true;
    snprintf(with_sheet, sizeof with_sheet, "%s#%s", sy_path_name(s->path), s->sheet_name);
    return strcmp(word, with_sheet) == 0;
}

static sy_status decide(sy_call *call, const all *a, sy_workspace *ws, sy_verdict verdict,
                        size_t *decided, sy_err *err)
{
    const size_t n = call->n_words - 2;
    sy_status st = SY_OK;

    *decided = 0;
    for (size_t i = 0; i < a->n_sources && st == SY_OK; i++) {
        const sy_source *s = &a->sources[i];
        bool wanted = n == 0 && strcmp(state_of(a, s), "stated") == 0;
        if (!has_title(a, s)) continue;
        for (size_t k = 0; k < n && !wanted; k++) wanted = is_meant(s, call->words[2 + k]);
        if (!wanted) continue;
        st = sy_title_decide(ws, s->sha256, s->sheet, verdict, err);
        ++*decided;
    }
    if (st != SY_OK || *decided > 0) return st;
    return sy_fail(err, SY_EDATA,
                   n ? N_("no file \"%.200s\" states anything in its title: suyuan titles lists "
                          "those that do")
                     : N_("no title waits for a decision%.0s"),
                   n ? call->words[2] : "");
}

static sy_status answer(sy_call *call, const char *done, size_t n, sy_err *err)
{
    sy_json j;

    if (!call->json) {
        if (strcmp(done, "confirm") == 0)
            printf(_("%zu titles confirmed\n"), n);
        else if (strcmp(done, "reject") == 0)
            printf(_("%zu titles rejected\n"), n);
        else
            puts(_("the last decision on a title is undone"));
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "done", done);
    sy_reply_int(&j, "titles", n);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *what = call->n_words > 1 ? call->words[1] : "list";
    const bool lists = strcmp(what, "list") == 0, undoes = strcmp(what, "undo") == 0;
    const bool confirms = strcmp(what, "confirm") == 0, rejects = strcmp(what, "reject") == 0;
    sy_workspace *ws = NULL;
    all a = {0};
    size_t n = 0;
    bool undone = false;

    if (!lists && !undoes && !confirms && !rejects) {
        return sy_fail(err, SY_EINVAL,
                       N_("\"%.60s\": titles can be listed with list, and decided on with confirm, "
                          "reject, undo"),
                       what);
    }
    sy_status st = sy_open_workspace(&ws, call, lists ? SY_READ : SY_WRITE, err);
    if (st == SY_OK) st = load(&a, ws, call, err);
    if (st == SY_OK && lists)
        st = call->json ? list_json(call, &a, err) : list_table(call, &a, err);
    if (st == SY_OK && undoes) {
        st = sy_title_undo(ws, &undone, err);
        n = undone;
        if (st == SY_OK && !undone) {
            st = sy_fail(err, SY_EDATA, N_("there is no decision on a title to undo"));
        }
    }
    if (st == SY_OK && (confirms || rejects)) {
        st = decide(call, &a, ws, confirms ? SY_VERDICT_CONFIRMED : SY_VERDICT_REJECTED, &n, err);
    }
    sy_workspace_close(ws);
    return st == SY_OK && !lists ? answer(call, what, n, err) : st;
}

const sy_command sy_cmd_titles = {
    .name = "titles",
    .words = "WS list|confirm|reject|undo [FILE…]",
    .min_words = 1,
    .max_words = SIZE_MAX,
    .summary = N_("what files state in their titles, and decisions on it"),
    .details =
        N_("Holder, account and period that stand in a title line, a sheet's name or a file's "
           "name, and in no column. A confirmed period proves the days without rows; without "
           "FILE all that wait are decided on. Decisions can be undone."),
    .example = "suyuan titles wang.suyuan\nsuyuan titles wang.suyuan confirm 6222.xlsx",
    .exits = N_("3 where no such title is there, or nothing to undo."),
    .run = run,
};
