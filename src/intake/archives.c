/* archives.c - the files inside an archive become files like any other: each is
 * unpacked into the workspace under a temporary name and then looked at, an
 * archive among them in the same way, down to SY_MAX_ARCHIVE_DEPTH.
 *
 * An archive is walked once without a password, then once with each password
 * while something in it is still locked: an old zip accepts a wrong password
 * once in 256 times, and only the damaged bytes tell, so no member is given up
 * before all were tried. What fails is told of and holds up nothing else. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "intake/finder.h"
#include "suyuan/limits.h"

typedef struct walk {
    sy_finder *finder;
    const sy_found_file *file; /* the archive */
    sy_archive *archive;
    const char *password; /* of this walk; NULL */
    bool *is_done;        /* by number of the member */
    size_t n_done, done_capacity;
    size_t n_locked;  /* members that this walk could not open */
    size_t n_files;   /* members that are files */
    bool has_stopped; /* the rest cannot be read */
    bool *any;
} walk;

/* Of hidden files, as folders are walked, and what macOS packs beside each file. */
static bool is_hidden(const char *name)
{
    for (const char *p = name; p; p = strchr(p, '/')) {
        if (*p == '/') p++;
        if (*p == '.' && p[1] != '/' && !(p[1] == '.' && (p[2] == '/' || p[2] == '\0')))
            return true;
        if (strncmp(p, "__MACOSX/", 9) == 0) return true;
    }
    return false;
}

static bool *done_place(walk *w, size_t i)
{
    void *items = w->is_done;

    if (i >= w->n_done) {
        if (!sy_grow(NULL, &items, &w->done_capacity, w->n_done, i + 1, sizeof *w->is_done)) {
            return NULL;
        }
        w->is_done = items;
        w->n_done = i + 1;
    }
    return &w->is_done[i];
}

/* "outer.zip!/folder/inner.csv" */
static const char *name_inside(walk *w, const char *member)
{
    const size_t size = strlen(w->file->name) + strlen(member) + 3;
    char *name = sy_arena_get(w->finder->out->arena, size);

    if (name) snprintf(name, size, "%s!/%s", w->file->name, member);
    return name;
}

static sy_status tell(walk *w, const char *name, const sy_err *why, sy_err *err)
{
    return sy_finder_unknown(w->finder, name, NULL, sy_words_without(why->text, w->file->name),
                             err);
}

/* The member's bytes are in a file of the workspace; now it is one more file. */
static sy_status look_inside(walk *w, sy_found_file *inner, sy_err *err)
{
    bool any = false;

    inner->path = sy_import_original_path(w->finder->options->import, inner->copy);
    w->finder->depth++;
    sy_status st = sy_find_in_file(w->finder, inner, &any, err);
    w->finder->depth--;
    *w->any = *w->any || any;
    return st;
}

static sy_status take_member(walk *w, const sy_member *member, bool *is_done, sy_err *err)
{
    sy_import *imp = w->finder->options->import;
    sy_found_file inner = {.name = name_inside(w, member->name), .is_unpacked = true, .copy = -1};
    sy_progress progress;
    sy_err why = {0};
    sy_status st = inner.name ? sy_import_original(imp, &inner.copy, err) : sy_fail_nomem(err);

    if (st != SY_OK) return st;
    sy_progress_begin(&progress, _("unpacking"), member->claimed, SY_UNIT_BYTES);
    st = sy_archive_unpack(w->archive, inner.copy, inner.sha256, &inner.size,
                           w->finder->options->progress ? &progress : NULL, &why);
    sy_progress_end(&progress);
    *is_done = true;
    if (st == SY_OK) return look_inside(w, &inner, err);

    sy_status dropped = sy_import_keep(imp, inner.copy, NULL, err);
    if (dropped != SY_OK) return dropped;
    if (st == SY_EDATA && member->is_locked) { /* the next password may fit */
        *is_done = false;
        w->n_locked++;
        return SY_OK;
    }
    if (st != SY_EDATA && st != SY_ELIMIT) return sy_fail(err, st, "%s", why.text);
    w->has_stopped = st == SY_ELIMIT;
    return tell(w, st == SY_ELIMIT ? w->file->name : inner.name, &why, err);
}

/* One walk over all members. */
static sy_status walk_once(walk *w, sy_err *err)
{
    sy_unpacked *tally = &w->finder->tally;
    sy_member member;
    sy_err why = {0};
    sy_status st =
        sy_archive_open(&w->archive, NULL, w->file->path, w->file->name, w->password, tally, &why);

    w->n_locked = w->n_files = 0;
    for (size_t i = 0; st == SY_OK && !w->has_stopped; i++) {
        st = sy_archive_next(w->archive, &member, &why);
        if (st != SY_OK || !member.name) break;
        if (!member.is_file || is_hidden(member.name)) continue;
        w->n_files++;
        bool *is_done = done_place(w, i);
        if (!is_done) st = sy_fail_nomem(&why);
        if (st != SY_OK || *is_done) continue;
        if (member.is_locked && !w->password) {
            w->n_locked++;
            continue;
        }
        bool done = false;
        st = take_member(w, &member, &done, err);
        if (st != SY_OK) return st; /* said already */
        w->is_done[i] = done;
    }
    if (st == SY_EDATA || st == SY_ELIMIT) {
        w->has_stopped = true;
        if (!w->archive || !sy_archive_is_sealed(w->archive))
            return tell(w, w->file->name, &why, err);
        w->n_locked++;
        return SY_OK;
    }
    return st == SY_OK ? SY_OK : sy_fail(err, st, "%s", why.text);
}

static sy_status tell_of_locks(walk *w, bool is_sealed, sy_err *err)
{
    char words[300];

    if (is_sealed) {
        snprintf(
            words, sizeof words, "%s",
            _("locked with a password in a way that is not read here (7z, rar): unpack it into a "
              "folder with 7-Zip or WinRAR and import that folder, or ask for a locked zip"));
    } else if (w->finder->passwords->n == 0) {
        snprintf(words, sizeof words,
                 _("%zu of %zu files in it are locked with a password: give it with "
                   "--password-file"),
                 w->n_locked, w->n_files);
    } else {
        snprintf(words, sizeof words,
                 _("%zu of %zu files in it are locked, and no password that was given opens them"),
                 w->n_locked, w->n_files);
    }
    return sy_finder_unknown(w->finder, w->file->name, NULL, words, err);
}

static sy_status walk_with_passwords(walk *w, sy_err *err)
{
    sy_passwords *p = w->finder->passwords;
    sy_status st = walk_once(w, err);
    bool is_sealed = w->archive && sy_archive_is_sealed(w->archive);

    for (size_t i = 0; st == SY_OK && w->n_locked > 0 && !is_sealed && !w->has_stopped; i++) {
        if (i == p->n) st = sy_passwords_ask(p, w->file->name, err);
        if (st != SY_OK || i == p->n) break;
        sy_archive_free(w->archive);
        w->archive = NULL;
        w->password = p->items[i];
        st = walk_once(w, err);
    }
    if (st == SY_OK && w->n_locked > 0) st = tell_of_locks(w, is_sealed, err);
    if (st == SY_OK && w->n_files == 0 && w->n_locked == 0 && !w->has_stopped) {
        st = sy_finder_unknown(w->finder, w->file->name, NULL, _("an archive without files"), err);
    }
    return st;
}

sy_status sy_find_in_archive(sy_finder *f, sy_found_file *file, bool *any, sy_err *err)
{
    walk w = {.finder = f, .file = file, .any = any};
    const bool is_outermost = f->depth == 0;

    file->is_passing = !is_outermost;
    if (f->depth == SY_MAX_ARCHIVE_DEPTH) {
        return sy_finder_unknown(f, file->name, NULL, _("archives inside archives, too deep"), err);
    }
    if (is_outermost) {
        f->tally = (sy_unpacked){.in = file->size};
        memcpy(f->archive, file->sha256, sizeof f->archive);
    }
    sy_status st = walk_with_passwords(&w, err);
    if (is_outermost) f->archive[0] = '\0';
    sy_archive_free(w.archive);
    sy_drop(NULL, w.is_done);
    return st;
}
