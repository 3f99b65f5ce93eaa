/* files.c - which files there are: walking folders, recognising each by its
 * first bytes (never by its name), keeping a copy. What cannot be read goes to
 * the list of unrecognised files with the reason, and holds up no other. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "intake/finder.h"
#include "suyuan/limits.h"

enum { MOST_DEPTH = 32, COPY_BYTES = 1 << 20 };

/* ---- lists ---- */

sy_status sy_finder_unknown(sy_finder *f, const char *path, const char *sheet, const char *why,
                            sy_err *err)
{
    sy_found_tables *t = f->out;
    void *items = t->unknown;
    char *p = sy_arena_text(t->arena, path, strlen(path));
    char *s = sheet ? sy_arena_text(t->arena, sheet, strlen(sheet)) : NULL;
    char *w = sy_arena_text(t->arena, why, strlen(why));

    if (!p || !w || (sheet && !s) ||
        !sy_grow(t->al, &items, &t->unknown_capacity, t->n_unknown, t->n_unknown + 1,
                 sizeof *t->unknown)) {
        return sy_fail_nomem(err);
    }
    t->unknown = items;
    t->unknown[t->n_unknown++] = (sy_unrecognised){p, s, w, false};
    return SY_OK;
}

static sy_status add_before(sy_finder *f, const char *path, const sy_source *s, const char *note,
                            sy_err *err)
{
    sy_found_tables *t = f->out;
    void *items = t->before;

    if (!sy_grow(t->al, &items, &t->before_capacity, t->n_before, t->n_before + 1,
                 sizeof *t->before)) {
        return sy_fail_nomem(err);
    }
    t->before = items;
    sy_table_report *r = &t->before[t->n_before];
    *r = (sy_table_report){.rows = s->rows,
                           .accepted = s->accepted,
                           .duplicate = s->duplicate,
                           .rejected = s->rejected,
                           .imported_before = true,
                           .note = note};
    r->path = sy_arena_text(t->arena, path, strlen(path));
    r->sha256 = sy_arena_text(t->arena, s->sha256, strlen(s->sha256));
    r->profile = sy_arena_text(t->arena, s->profile, strlen(s->profile));
    r->encoding = sy_arena_text(t->arena, s->encoding, strlen(s->encoding));
    r->kind = sy_arena_text(t->arena, s->kind, strlen(s->kind));
    if (s->sheet_name[0]) r->sheet = sy_arena_text(t->arena, s->sheet_name, strlen(s->sheet_name));
    if (!r->path || !r->sha256 || !r->profile || !r->encoding || !r->kind ||
        (s->sheet_name[0] && !r->sheet)) {
        return sy_fail_nomem(err);
    }
    t->n_before++;
    return SY_OK;
}

/* Was this file read before, in an earlier import or in this one? Says so. */
static sy_status note_known(sy_finder *f, const sy_found_file *file, bool *is_known, sy_err *err)
{
    sy_status st = SY_OK;

    *is_known = false;
    for (size_t i = 0; i < f->n_sources && st == SY_OK && !f->options->takes_again; i++) {
        if (strcmp(f->sources[i].sha256, file->sha256) != 0) continue;
        *is_known = true;
        st = add_before(f, file->name, &f->sources[i], _("imported before: nothing was changed"),
                        err);
    }
    for (size_t i = 0; i < f->out->n && st == SY_OK; i++) {
        const sy_intake_table *t = f->out->items[i];
        char note[300];
        if (strcmp(t->sha256, file->sha256) != 0 || *is_known) continue;
        *is_known = true;
        snprintf(note, sizeof note, _("the same file as %s"), sy_path_name(t->path));
        st = sy_finder_unknown(f, file->name, NULL, note, err);
    }
    return st;
}

const char *sy_words_without(const char *text, const char *path)
{
    static const char *const separators[] = {": ", "：", ":"};
    size_t n = strlen(path);

    if (strncmp(text, path, n) != 0) return text;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        size_t m = strlen(separators[i]);
        if (strncmp(text + n, separators[i], m) == 0) return text + n + m;
    }
    return text;
}

/* ---- text files ---- */

static sy_status keep_plan(sy_finder *f, sy_csv_plan **out, sy_err *err)
{
    sy_found_tables *t = f->out;
    void *items = t->plans;

    *out = sy_arena_get(t->arena, sizeof **out);
    if (!*out ||
        !sy_grow(t->al, &items, &t->plans_capacity, t->n_plans, t->n_plans + 1, sizeof *t->plans)) {
        return sy_fail_nomem(err);
    }
    (*out)->utf8_fd = -1;
    t->plans = items;
    t->plans[t->n_plans++] = *out;
    return SY_OK;
}

static sy_status find_in_text(sy_finder *f, sy_found_file *file, bool *any, sy_err *err)
{
    sy_progress progress;
    sy_csv_plan *plan = NULL;
    bool is_known = false;
    sy_status st = keep_plan(f, &plan, err);

    if (st != SY_OK) return st;
    sy_progress_begin(&progress, _("reading"), file->size, SY_UNIT_BYTES);
    st = sy_csv_survey(plan, NULL, file->path,
                       &(sy_csv_options){.copy_to = file->is_unpacked ? -1 : file->copy,
                                         .progress = f->options->progress ? &progress : NULL},
                       err);
    sy_progress_end(&progress);
    if (st != SY_OK) return st;
    memcpy(file->sha256, plan->sha256, sizeof file->sha256);
    file->size = plan->size;
    st = note_known(f, file, &is_known, err);
    return st == SY_OK && !is_known ? sy_find_in_text(f, file, plan, any, err) : st;
}

/* ---- workbooks ---- */

/* Of an unpacked file both are there. */
static sy_status hash_and_copy(sy_found_file *file, sy_err *err)
{
    if (file->is_unpacked) return SY_OK;

    sy_digest d = {0};
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);
    int fd = open(file->path, O_RDONLY | O_CLOEXEC);
    char *bytes = sy_new_array(NULL, COPY_BYTES, 1);

    if (st == SY_OK && fd < 0) st = sy_fail_errno(err, file->path);
    if (st == SY_OK && !bytes) st = sy_fail_nomem(err);
    while (st == SY_OK) {
        ssize_t n = read(fd, bytes, COPY_BYTES);
        if (n < 0 && errno != EINTR) st = sy_fail_errno(err, file->path);
        if (n == 0) break;
        if (n > 0) sy_digest_add(&d, bytes, (size_t)n);
        if (n > 0 && st == SY_OK && file->copy >= 0) {
            st = sy_write_all(file->copy, bytes, (size_t)n, _("the workspace's copy"), err);
        }
    }
    if (st == SY_OK)
        sy_digest_end(&d, file->sha256);
    else
        sy_digest_dispose(&d);
    sy_drop(NULL, bytes);
    if (fd >= 0) close(fd);
    return st;
}

static sy_status find_in_workbook(sy_finder *f, sy_found_file *file, bool *any, sy_err *err)
{
    sy_contents *contents = NULL;
    bool is_known = false;
    sy_status st = hash_and_copy(file, err);

    if (st == SY_OK) st = note_known(f, file, &is_known, err);
    if (st != SY_OK || is_known) return st;
    st = sy_contents_open(&contents, NULL, file->path, err);
    if (st == SY_OK && sy_contents_count(contents) > 0) {
        st = sy_find_in_sheets(f, file, contents, any, err);
    } else if (st == SY_OK) {
        const bool is_page = sy_contents_kind(contents) == SY_FILE_HTML;
        st = sy_finder_unknown(f, file->name, NULL,
                               is_page ? _("a web page without a table") : _("no rows"), err);
    }
    sy_contents_free(contents);
    return st;
}

/* ---- files and folders ---- */

/* Why a file of this kind is no statement, and what to do. */
static const char *why_not(sy_file_kind kind)
{
    switch (kind) {
    case SY_FILE_EMPTY:
        return N_("an empty file");
    case SY_FILE_PICTURE:
        return N_("a picture: type its figures into the sheet of \"suyuan template\"");
    case SY_FILE_WORD:
        return N_("a text document (Word), not a table: if a statement is in it, copy its table "
                  "into a workbook");
    case SY_FILE_PROGRAM:
        return N_("a program: not opened; if it is a packed archive, ask for a zip");
    default:
        return N_("not a table of any kind that is known");
    }
}

static sy_status find_in_packed(sy_finder *f, sy_found_file *file, bool *any, sy_err *err)
{
    sy_status st = hash_and_copy(file, err);
    return st == SY_OK ? sy_find_in_archive(f, file, any, err) : st;
}

static sy_status find_by_kind(sy_finder *f, sy_found_file *file, bool *any, sy_err *err)
{
    sy_file_kind kind;
    sy_status st = sy_file_kind_of(&kind, file->path, err);

    if (st != SY_OK) return st;
    switch (kind) {
    case SY_FILE_TEXT:
        return find_in_text(f, file, any, err);
    case SY_FILE_XLSX:
    case SY_FILE_XLS:
    case SY_FILE_HTML:
    case SY_FILE_PDF:
    case SY_FILE_OFD:
        return find_in_workbook(f, file, any, err);
    case SY_FILE_ARCHIVE:
        return find_in_packed(f, file, any, err);
    default:
        return sy_finder_unknown(f, file->name, NULL, sy_tr(why_not(kind)), err);
    }
}

sy_status sy_find_in_file(sy_finder *f, sy_found_file *file, bool *any, sy_err *err)
{
    sy_err why = {0};
    sy_status st = find_by_kind(f, file, any, &why);
    const char *words = sy_words_without(why.text, file->path);

    /* A damaged or locked file, or one past a limit, is told of and does not hold up
     * the others. */
    if (st == SY_EDATA || st == SY_ELIMIT)
        st = sy_finder_unknown(f, file->name, NULL, words, err);
    else if (st != SY_OK && words != why.text)
        st = sy_fail_at(err, st, why.line, "%s: %s", file->name, words);
    else if (st != SY_OK)
        st = sy_fail_at(err, st, why.line, "%s", why.text);
    if (file->copy >= 0) {
        sy_status kept =
            sy_import_keep(f->options->import, file->copy,
                           st == SY_OK && *any && !file->is_passing ? file->sha256 : NULL, err);
        if (st == SY_OK) st = kept;
    }
    return st;
}

/* A file outside archives: its copy becomes an original of the workspace when a
 * table of it will be read. */
static sy_status find_in_named(sy_finder *f, const char *path, uint64_t size, sy_err *err)
{
    sy_found_file file = {.name = f->shown ? f->shown : path, .path = path, .size = size, .copy = -1};
    bool any = false;
    sy_status st =
        f->options->is_trial ? SY_OK : sy_import_original(f->options->import, &file.copy, err);

    return st == SY_OK ? sy_find_in_file(f, &file, &any, err) : st;
}

static sy_status find_in_path(sy_finder *f, const char *path, int depth, sy_err *err);

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static sy_status find_in_folder(sy_finder *f, const char *path, int depth, sy_err *err)
{
    struct dirent **entries = NULL;
    sy_status st = SY_OK;

    if (depth >= MOST_DEPTH) {
        return sy_finder_unknown(f, path, NULL, _("folders inside folders, too deep"), err);
    }
    int n = scandir(path, &entries, is_shown, alphasort);
    if (n < 0) return sy_fail_errno(err, path);
    for (int i = 0; i < n; i++) {
        char *inner = st == SY_OK ? sy_path_join(NULL, path, entries[i]->d_name) : NULL;
        if (st == SY_OK && !inner) st = sy_fail_nomem(err);
        if (st == SY_OK && entries[i]->d_type != DT_LNK)
            st = find_in_path(f, inner, depth + 1, err);
        sy_drop(NULL, inner);
        free(entries[i]);
    }
    free(entries);
    return st;
}

static sy_status find_in_path(sy_finder *f, const char *path, int depth, sy_err *err)
{
    struct stat info;

    if (f->out->n + f->out->n_unknown + f->out->n_before > SY_MOST_FILES) {
        return sy_fail(err, SY_ELIMIT, N_("more than %d files"), SY_MOST_FILES);
    }
    if ((depth ? lstat(path, &info) : stat(path, &info)) != 0) return sy_fail_errno(err, path);
    if (S_ISDIR(info.st_mode)) return find_in_folder(f, path, depth, err);
    if (S_ISREG(info.st_mode)) return find_in_named(f, path, (uint64_t)info.st_size, err);
    if (S_ISLNK(info.st_mode)) return SY_OK; /* inside folders links are not followed */
    return sy_finder_unknown(f, path, NULL, _("not a file"), err);
}

sy_status sy_found_tables_find(sy_found_tables *tables, sy_workspace *ws, const char *const *paths,
                               size_t n_paths, const sy_found_tables_options *options, sy_err *err)
{
    sy_passwords passwords = {.ask = options->ask_password, .ctx = options->ask_ctx};
    sy_finder f = {
        .out = tables, .ws = ws, .options = options, .next_source = 1, .passwords = &passwords};
    sy_arena arena;
    sy_source *sources = NULL;

    sy_arena_init(&arena, tables->al);
    sy_status st = sy_facts_sources(ws, &sources, &f.n_sources, &arena, err);
    f.sources = sources;
    for (size_t i = 0; st == SY_OK && i < f.n_sources; i++) {
        if (f.sources[i].id >= f.next_source) f.next_source = f.sources[i].id + 1;
    }
    for (size_t i = 0; i < options->n_passwords && st == SY_OK; i++) {
        st = sy_passwords_add(&passwords, options->passwords[i], err);
    }
    for (size_t i = 0; i < n_paths && st == SY_OK; i++) {
        f.shown = options->ask->shown ? options->ask->shown[i] : NULL;
        st = find_in_path(&f, paths[i], 0, err);
    }
    sy_passwords_dispose(&passwords);
    sy_arena_dispose(&arena);
    return st;
}

void sy_found_tables_dispose(sy_found_tables *t)
{
    for (size_t i = 0; i < t->n_plans; i++) sy_csv_plan_dispose(t->plans[i]);
    for (size_t i = 0; i < t->n_own; i++) sy_profiles_free(t->own[i]);
    for (size_t i = 0; i < t->n; i++) {
        sy_drop(NULL, t->items[i]->again);
        sy_drop(NULL, t->items[i]->edges);
    }
    sy_drop(t->al, t->own);
    sy_drop(t->al, t->plans);
    sy_drop(t->al, t->items);
    sy_drop(t->al, t->before);
    sy_drop(t->al, t->unknown);
}
