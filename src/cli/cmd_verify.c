/* cmd_verify.c - suyuan verify: is everything still what it was? Originals by
 * their hashes, the index by its checksum, the log by its chain. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "flow/index.h"
#include "ledger/stamp.h"
#include "store/extracts.h"
#include "store/log.h"
#include "store/removal.h"

typedef struct original {
    const char *path, *sha256;
    const char *state;    /* "ok", "missing", "changed" */
    const sy_extract *of; /* it was kept in place of a file; NULL */
    bool is_removed;      /* no facts rest on it: its file was taken out again */
} original;

static sy_status check_original(original *o, const char *workspace, sy_err *err)
{
    char hex[SY_DIGEST_TEXT];
    char *folder = sy_path_join(NULL, workspace, "originals");
    char *path = folder ? sy_path_join(NULL, folder, o->sha256) : NULL;
    sy_status st = SY_OK;

    if (!path) {
        st = sy_fail_nomem(err);
    } else if (access(path, F_OK) != 0 && errno == ENOENT) {
        o->state = "missing";
    } else {
        st = sy_digest_file(hex, SY_SHA256, path, err);
        o->state = st == SY_OK && strcmp(hex, o->sha256) == 0 ? "ok" : "changed";
    }
    sy_drop(NULL, path);
    sy_drop(NULL, folder);
    return st;
}

/* "ok", "missing" (it is built when needed), "stale" or "damaged". */
static sy_status check_index(const char **state, sy_workspace *ws, sy_err *err)
{
    uint64_t stamp = 0;
    sy_index *index = NULL;
    char *path = sy_path_join(NULL, sy_workspace_path(ws), "index/ledgers.flow");
    sy_status st = path ? sy_case_stamp(&stamp, ws, err) : sy_fail_nomem(err);

    if (st != SY_OK) goto done;
    if (access(path, F_OK) != 0)
        *state = "missing";
    else if (sy_index_open(&index, path, NULL) != SY_OK)
        *state = "damaged";
    else
        *state = sy_index_generation(index) == stamp ? "ok" : "stale";

done:
    sy_index_close(index);
    sy_drop(NULL, path);
    return st;
}

static const char *title_of(const char *state)
{
    static const struct {
        const char *state, *title;
    } titles[] = {{"ok", N_("as it was imported")},
                  {"missing", N_("missing")},
                  {"changed", N_("changed")},
                  {"stale", N_("out of date; it is built anew when needed")},
                  {"damaged", N_("damaged; it is built anew when needed")}};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        if (strcmp(titles[i].state, state) == 0) return sy_tr(titles[i].title);
    }
    return state;
}

static void json_extract(sy_json *j, const sy_extract *e)
{
    sy_json_key(j, "extract_of");
    sy_json_object(j);
    sy_reply_string(j, "sha256", e->of_sha256);
    sy_reply_int(j, "size", e->of_size);
    sy_reply_int(j, "rows", e->rows);
    sy_reply_int(j, "kept", e->kept);
    sy_reply_string(j, "matching", e->matching);
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const original *list, size_t n, const char *index,
                            bool log_is_sound, const sy_err *changed, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_bool(&j, "ok", changed->status == SY_OK);
    sy_json_key(&j, "originals");
    sy_json_array(&j);
    for (size_t i = 0; i < n; i++) {
        sy_json_object(&j);
        sy_reply_string(&j, "path", list[i].path);
        sy_reply_string(&j, "sha256", list[i].sha256);
        sy_reply_string(&j, "state", list[i].state);
        if (list[i].is_removed) sy_reply_bool(&j, "removed", true);
        if (list[i].of) json_extract(&j, list[i].of);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_reply_string(&j, "index", index);
    sy_reply_string(&j, "log", log_is_sound ? "ok" : "changed");
    if (changed->status != SY_OK) sy_json_error(&j, changed);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status print_table(sy_call *call, const original *list, size_t n, const char *index,
                             bool log_is_sound, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &call->arena, "lll");
    sy_table_head(&t, _("file"), "SHA-256", "");
    for (size_t i = 0; i < n; i++) {
        char start[20], state[160];
        snprintf(start, sizeof start, "%.16s…", list[i].sha256);
        sy_table_cell(&t, sy_path_name(list[i].path));
        sy_table_cell(&t, start);
        snprintf(state, sizeof state,
                 list[i].is_removed ? _("%s (kept original of a removed file)") : "%s",
                 title_of(list[i].state));
        sy_table_cell(&t, state);
    }
    sy_status st = sy_table_print(&t, stdout, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const sy_extract *e = list[i].of;
        if (!e) continue;
        sy_printf_shown(
            stdout,
            _("%s: an extract, %llu of %llu rows (those of %s); the whole file of %llu bytes, "
              "SHA-256 %s, is not kept\n"),
            sy_path_name(e->name), (unsigned long long)e->kept, (unsigned long long)e->rows,
            e->matching, (unsigned long long)e->of_size, e->of_sha256);
    }
    if (st == SY_OK)
        printf(_("ledger index: %s\n"), strcmp(index, "ok") == 0 ? _("sound") : title_of(index));
    if (st == SY_OK)
        printf(_("log: %s\n"), log_is_sound ? _("sound") : _("not what was written (suyuan log)"));
    return st;
}

typedef struct check {
    sy_extract *extracts;
    size_t n_extracts;
    original *list;
    size_t n;
    bool ok;
    sy_call *call;
} check;

/* Several sheets, or several files of an archive, share an original. */
static sy_status check_one(check *c, const char *path, const char *sha256, sy_err *err)
{
    for (size_t i = 0; i < c->n; i++) {
        if (strcmp(c->list[i].sha256, sha256) == 0) return SY_OK;
    }
    original *o = &c->list[c->n++];
    *o = (original){.path = path, .sha256 = sha256};
    for (size_t i = 0; i < c->n_extracts; i++) {
        if (strcmp(c->extracts[i].sha256, sha256) == 0) o->of = &c->extracts[i];
    }
    sy_status st = check_original(o, c->call->words[0], err);
    if (st == SY_OK && strcmp(o->state, "ok") != 0) c->ok = false;
    return st;
}

/* What stands before "!/": the archive's own path. */
static const char *archive_path(sy_call *call, const char *path)
{
    const char *inside = strstr(path, "!/");
    return sy_arena_text(&call->arena, path, inside ? (size_t)(inside - path) : strlen(path));
}

/* Originals that are kept although no facts rest on them: said only where one is not what it was,
 * so that a case reads as if the file had never been there. */
static sy_status check_kept(check *c, const char *path, const char *sha256, sy_err *err)
{
    const size_t n = c->n;
    const sy_status st = check_one(c, path, sha256, err);

    if (st != SY_OK || c->n == n) return st;
    c->list[n].is_removed = true;
    if (strcmp(c->list[n].state, "ok") == 0) c->n = n;
    return SY_OK;
}

static sy_status check_removed(check *c, const sy_removal *list, size_t n, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (list[i].released_at || list[i].is_back) continue;
        st = check_kept(c, list[i].path, list[i].sha256, err);
        if (st != SY_OK || !list[i].archive[0]) continue;
        const char *path = archive_path(c->call, list[i].path);
        st = path ? check_kept(c, path, list[i].archive, err) : sy_fail_nomem(err);
    }
    return st;
}

static sy_status check_all(check *c, sy_workspace *ws, sy_err *err)
{
    sy_source *sources = NULL;
    sy_removal *removals = NULL;
    size_t n_sources = 0, n_removals = 0;
    sy_status st = sy_facts_source_names(ws, &sources, &n_sources, &c->call->arena, err);

    if (st == SY_OK) st = sy_extracts(ws, &c->extracts, &c->n_extracts, &c->call->arena, err);
    if (st == SY_OK) st = sy_removals(ws, &removals, &n_removals, &c->call->arena, err);
    c->ok = true;
    c->list = sy_arena_get(&c->call->arena, (2 * (n_sources + n_removals) + 1) * sizeof *c->list);
    if (st == SY_OK && !c->list) st = sy_fail_nomem(err);
    for (size_t i = 0; i < n_sources && st == SY_OK; i++) {
        const sy_source *s = &sources[i];
        st = check_one(c, s->path, s->sha256, err);
        if (st != SY_OK || !s->archive[0]) continue;
        const char *path = archive_path(c->call, s->path);
        st = path ? check_one(c, path, s->archive, err) : sy_fail_nomem(err);
    }
    return st == SY_OK ? check_removed(c, removals, n_removals, err) : st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    check c = {.call = call, .ok = true};
    const char *index = "missing";
    sy_log_check_result log = {0};
    sy_err changed = {0};
    sy_workspace *ws = NULL;
    sy_status st = sy_open_workspace(&ws, call, SY_READ, err);

    if (st == SY_OK) st = check_all(&c, ws, err);
    if (st == SY_OK) st = check_index(&index, ws, err);
    if (st == SY_OK) st = sy_log_check(ws, &log, err);
    const bool log_is_sound = sy_log_is_sound(&log);
    if (st == SY_OK && (!c.ok || !log_is_sound || strcmp(index, "damaged") == 0)) {
        sy_fail(&changed, SY_EDATA, N_("%s: not everything is as it was"), call->words[0]);
    }
    if (st == SY_OK) {
        st = call->json ? print_json(call, c.list, c.n, index, log_is_sound, &changed, err)
                        : print_table(call, c.list, c.n, index, log_is_sound, err);
    }
    sy_workspace_close(ws);
    return st != SY_OK || changed.status == SY_OK ? st : sy_fail(err, SY_EDATA, "%s", changed.text);
}

const sy_command sy_cmd_verify = {
    .name = "verify",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary =
        N_("check originals by their hashes, the index by its checksum, the log by its chain"),
    .example = "suyuan verify wang.suyuan --json",
    .exits = N_("3 where an original is missing or changed, the index is damaged, or the log is "
                "not what was written."),
    .cost = N_("one read of every original."),
    .run = run,
};
