/* watch_take.c - each file is an import of its own: whole or not there, known by its hash
 * where it came before. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/progress.h"
#include "cli/headings_left.h"
#include "cli/watch.h"
#include "intake/rules.h"
#include "ledger/case.h"
#include "store/particulars.h"
#include "store/pools.h"

enum { MOST_WORDS = 1 << 20 };

/* A subfolder that is called like a register says what its files are. */
static const char *register_of(const sy_inbox_file *file, const sy_pools *pools,
                               char space[SY_POOL_PROFILE])
{
    for (size_t i = 0; i < sy_pools_count(pools); i++) {
        const sy_pool *p = sy_pools_at(pools, i);
        if (strcmp(file->subfolder, p->id) != 0 && strcmp(file->subfolder, p->zh) != 0) continue;
        return sy_pool_profile(space, p->id);
    }
    return NULL;
}

/* Of a register: nobody is there to be asked what its sender meant. */
static void say_left(const sy_watch *w, const sy_inbox_file *file, const sy_table_report *t)
{
    sy_buf words;

    if (t->n_left == 0) return;
    sy_buf_init(&words, NULL, MOST_WORDS);
    (void)sy_put_headings_left(&words, t);
    if (sy_buf_status(&words) == SY_OK)
        sy_watch_say(w, "note", file->name, _("headings that were not taken: %.*s"),
                     (int)words.len, words.ptr);
    sy_buf_dispose(&words);
}

static void say_table(const sy_watch *w, const sy_inbox_file *file, const sy_table_report *t)
{
    const sy_reject_shown *r = t->n_rejects ? &t->rejects[0] : NULL;
    const char *sheet = t->sheet ? t->sheet : "";

    if (t->imported_before) {
        sy_watch_say(w, "known", file->name, _("%s%s%s: was loaded before, nothing has changed"),
                     t->profile, *sheet ? " · " : "", sheet);
        return;
    }
    sy_watch_say(w, "loaded", file->name,
                 _("%s%s%s: rows %llu, accepted %llu, duplicate %llu, rejected %llu"), t->profile,
                 *sheet ? " · " : "", sheet, (unsigned long long)t->rows,
                 (unsigned long long)t->accepted, (unsigned long long)t->duplicate,
                 (unsigned long long)t->rejected);
    if (r)
        sy_watch_say(w, "rejected", file->name, _("the first rejected: row %u, %s: %s"), r->row,
                     r->column ? r->column : "", sy_rule_words_of(r->rule));
    if (t->note) sy_watch_say(w, "note", file->name, "%s", t->note);
    say_left(w, file, t);
}

static void say_bad(sy_watch *w, const sy_inbox_file *file, const char *sheet, const char *why)
{
    w->bad++;
    sy_watch_say(w, "left", file->name, _("left where it is: %s%s%s"), sheet ? sheet : "",
                 sheet ? ": " : "", why);
}

static sy_status put_away(sy_watch *w, const sy_inbox_file *file)
{
    sy_err why = {0};
    const char *to = NULL;

    if (!w->puts_away) return SY_OK;
    const sy_status st = sy_inbox_put_away(w->inbox, file, &to, &w->call->arena, &why);
    if (st == SY_OK)
        sy_watch_say(w, "moved", file->name, _("moved to %s"), to);
    else
        sy_watch_say(w, "note", file->name, _("it is loaded, and cannot be moved: %s"), why.text);
    return st == SY_ENOMEM ? st : SY_OK;
}

typedef struct taking {
    sy_workspace *ws;
    sy_pools *pools;
    bool has_news, has_ledgers;
} taking;

/* All its rows were rejected: whoever sent it has to know. */
static bool is_useless(const sy_table_report *t)
{
    return t->rejected > 0 && t->rejected == t->rows;
}

static sy_status take_one(sy_watch *w, taking *t, const sy_inbox_file *file, sy_err *err)
{
    char space[SY_POOL_PROFILE];
    const sy_import_options options = {
        .profile = register_of(file, t->pools, space), .progress = true, .period_from = 1};
    sy_import_report r = {0};
    sy_err why = {0};
    size_t useless = 0;

    if (access(file->path, F_OK) != 0 && errno == ENOENT) {
        sy_watch_say(w, "note", file->name, "%s", _("is not there any more: taken by another"));
        return SY_OK;
    }
    const sy_status st =
        sy_intake_import(&r, t->ws, &file->path, 1, &options, &w->call->arena, &why);

    if (st == SY_ENOMEM || st == SY_EENGINE) return sy_fail(err, st, "%s", why.text);
    if (st != SY_OK) { /* gone again, unreadable, past a limit: of this file only */
        say_bad(w, file, NULL, why.text);
        return SY_OK;
    }
    for (size_t i = 0; i < r.n_tables; i++) {
        const sy_table_report *table = &r.tables[i];
        say_table(w, file, table);
        if (is_useless(table)) useless++;
        if (table->imported_before) continue;
        t->has_news = true;
        t->has_ledgers =
            t->has_ledgers || strcmp(table->kind, sy_source_kind_names[SY_OF_REGISTER]) != 0;
    }
    for (size_t i = 0; i < r.n_unrecognised; i++)
        say_bad(w, file, r.unrecognised[i].sheet, r.unrecognised[i].why);
    if (r.n_tables == 0 && r.n_unrecognised == 0) say_bad(w, file, NULL, _("nothing is in it"));
    if (useless) say_bad(w, file, NULL, _("no row of a table could be taken"));
    return r.n_tables && r.n_unrecognised + useless == 0 ? put_away(w, file) : SY_OK;
}

sy_status sy_watch_take(sy_watch *w, const sy_inbox_file *files, size_t n, bool *has_news,
                        sy_err *err)
{
    taking t = {0};
    sy_err why = {0};
    sy_status st = sy_watch_open(w, &t.ws, err);

    if (st == SY_OK) st = sy_pools_load(&t.pools, NULL, w->workspace, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        st = take_one(w, &t, &files[i], err);
        sy_progress_hold(false); /* this file is told and put away */
    }
    if (t.has_ledgers && sy_case_build_index(t.ws, &why) != SY_OK)
        sy_watch_say(w, "note", NULL, _("the rows are in, but their ledgers cannot be built: %s"),
                     why.text);
    sy_pools_free(t.pools);
    sy_workspace_close(t.ws);
    *has_news = t.has_news;
    return st;
}
