/* extract.c - the files are looked at as for a trial, their rows read by the readers of pools,
 * and lines of those that a matcher keeps sorted by table and row. Nothing of the rest is
 * written anywhere. */
#include "intake/extract.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/parallel.h"
#include "intake/finder.h"
#include "intake/pool_reader.h"

typedef struct maker {
    sy_extracts_made *out;
    sy_workspace *ws;
    const char *matching;
    const sy_import_options *options;
    sy_arena *arena;
    sy_profiles *profiles;
    sy_import *import; /* taken back: whose folder unpacked files are put into */
    sy_found_tables tables;
    sy_shared shared;
    sy_pool_work work;
    bool is_shared;
} maker;

/* ---- reading ---- */

static sy_status run_reader(void *ctx, size_t part, sy_err *err)
{
    uint32_t source[SY_BATCH_ROWS], row[SY_BATCH_ROWS];
    uint64_t fingerprint[SY_BATCH_ROWS];
    sy_pool_batch batch = {.source = source, .row = row, .fingerprint = fingerprint};
    void *worker = NULL;
    sy_status st = sy_pool_reader_open(ctx, &worker, err);
    (void)part;

    if (st == SY_OK) st = sy_pool_reader_next(worker, &batch, err); /* to the end: no batches */
    if (worker) sy_pool_reader_close(worker);
    return st;
}

static sy_status look(maker *m, const char *const *paths, size_t n_paths, const sy_profile *only,
                      sy_err *err)
{
    const sy_found_tables_options options = {.profiles = m->profiles,
                                             .only = only,
                                             .import = m->import,
                                             .is_trial = true,
                                             .progress = m->options->progress,
                                             .passwords = m->options->passwords,
                                             .n_passwords = m->options->n_passwords,
                                             .ask_password = m->options->ask_password,
                                             .ask_ctx = m->options->ask_ctx,
                                             .ask = m->options,
                                             .takes_again = true};
    m->tables.arena = m->arena;
    return sy_found_tables_find(&m->tables, m->ws, paths, n_paths, &options, err);
}

static sy_status read_tables(maker *m, sy_err *err)
{
    sy_progress progress;
    uint64_t rows = 0;
    sy_status st = sy_shared_init(&m->shared, NULL, 0, err);

    m->is_shared = true;
    m->shared.tables = m->work.tables = &m->tables;
    m->work.shared = &m->shared;
    for (size_t i = 0; i < m->tables.n; i++) {
        if (m->tables.items[i]->plan) rows += m->tables.items[i]->plan->records;
    }
    if (st == SY_OK) st = sy_pool_plan(&m->work, err);
    if (st != SY_OK) return st;
    sy_progress_begin(&progress, _("picking rows out"), rows, SY_UNIT_ROWS);
    if (m->options->progress) m->shared.progress = &progress;
    st = sy_parallel(sy_threads(), run_reader, &m->work, err);
    sy_progress_end(&progress);
    return st == SY_OK && m->work.has_no_memory ? sy_fail_nomem(err) : st;
}

/* ---- writing ---- */

static int by_place(const void *a, const void *b)
{
    const sy_picked *x = a, *y = b;
    if (x->table != y->table) return x->table < y->table ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static void put_header(sy_buf *out, const sy_intake_table *t)
{
    sy_buf_text(out, SY_EXTRACT_ROW);
    for (uint32_t i = 0; i < t->n_columns; i++) {
        sy_buf_char(out, ',');
        sy_csv_put(out, t->headings[i]);
    }
    sy_buf_char(out, '\n');
}

static sy_status write_lines(maker *m, const char *path, uint32_t table, size_t *at, sy_err *err)
{
    const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    sy_buf text;

    if (fd < 0) return sy_fail_errno(err, path);
    sy_buf_init(&text, NULL, 8 * SY_MAX_RECORD);
    put_header(&text, m->tables.items[table]);
    sy_status st = sy_buf_status(&text);
    if (st == SY_OK) st = sy_write_all(fd, text.ptr, text.len, path, err);
    for (; *at < m->work.n_picked && m->work.picked[*at].table == table && st == SY_OK; ++*at) {
        const sy_slice line = m->work.picked[*at].line;
        st = sy_write_all(fd, line.ptr, line.len, path, err);
    }
    sy_buf_dispose(&text);
    if (close(fd) != 0 && st == SY_OK) st = sy_fail_errno(err, path);
    return st;
}

/* The file's name, and which sheet of it. */
static const char *shown_name(const maker *m, const sy_intake_table *t)
{
    char name[1024];
    snprintf(name, sizeof name, "%s%s%s", t->path, t->sheet_name ? " · " : "",
             t->sheet_name ? t->sheet_name : "");
    return sy_arena_text(m->arena, name, strlen(name));
}

static sy_status write_table(maker *m, uint32_t table, size_t *at, sy_err *err)
{
    const sy_intake_table *t = m->tables.items[table];
    sy_extracts_made *out = m->out;
    const size_t first = *at, n = out->n;
    sy_extract *e = &out->items[n];
    char name[32], path[SY_MAX_PATH];

    snprintf(name, sizeof name, "%zu.csv", n);
    if ((size_t)snprintf(path, sizeof path, "%s/%s", out->folder, name) >= sizeof path) {
        return sy_fail(err, SY_EINVAL, N_("%s: not a path"), out->folder);
    }
    out->paths[n] = sy_arena_text(m->arena, path, strlen(path));
    out->shown[n] = shown_name(m, t);
    *e = (sy_extract){.pool = sy_arena_text(m->arena, m->work.pool->id, strlen(m->work.pool->id)),
                      .name = out->shown[n],
                      .of_sha256 = sy_arena_text(m->arena, t->sha256, strlen(t->sha256)),
                      .of_size = t->size,
                      .matching = m->matching,
                      .people = sy_matcher_people(m->work.matcher)};
    if (!out->paths[n] || !out->shown[n] || !e->pool || !e->of_sha256) return sy_fail_nomem(err);
    out->n++;
    const sy_status st = write_lines(m, out->paths[n], table, at, err);
    e->kept = *at - first;
    for (const sy_findings *f = m->shared.findings; f; f = f->next)
        e->rows += f->counts[table].rows;
    return st;
}

static sy_status write_tables(maker *m, sy_err *err)
{
    sy_extracts_made *out = m->out;
    char name[64];
    size_t at = 0;
    sy_status st = SY_OK;

    snprintf(name, sizeof name, SY_EXTRACT_PREFIX "%ld", (long)getpid());
    out->folder = sy_path_join(NULL, sy_workspace_path(m->ws), name);
    if (!out->folder) return sy_fail_nomem(err);
    st = sy_make_folder(out->folder, err);
    out->paths = sy_arena_get(m->arena, m->tables.n * sizeof *out->paths);
    out->shown = sy_arena_get(m->arena, m->tables.n * sizeof *out->shown);
    out->items = sy_arena_get(m->arena, m->tables.n * sizeof *out->items);
    if (st == SY_OK && (!out->paths || !out->shown || !out->items)) st = sy_fail_nomem(err);
    if (m->work.n_picked) {
        qsort(m->work.picked, m->work.n_picked, sizeof *m->work.picked, by_place);
    }
    for (uint32_t i = 0; i < m->tables.n && st == SY_OK; i++) st = write_table(m, i, &at, err);
    return st;
}

/* ---- together ---- */

static void dispose(maker *m)
{
    for (size_t i = 0; i < m->work.n_picked; i++) {
        sy_drop(NULL, (char *)(uintptr_t)m->work.picked[i].line.ptr);
    }
    sy_drop(NULL, m->work.picked);
    sy_drop(NULL, m->work.pieces);
    if (m->is_shared) sy_shared_dispose(&m->shared);
    sy_found_tables_dispose(&m->tables);
    sy_import_abort(m->import);
    sy_profiles_free(m->profiles);
}

sy_status sy_extract_make(sy_extracts_made *out, sy_workspace *ws, const char *pool,
                          const char *matching, const sy_matcher *matcher, const char *const *paths,
                          size_t n_paths, const sy_import_options *options, sy_arena *arena,
                          sy_err *err)
{
    maker m = {.out = out, .ws = ws, .matching = matching, .options = options, .arena = arena};
    char id[SY_POOL_PROFILE];
    sy_status st = sy_profiles_load(&m.profiles, NULL, sy_workspace_path(ws), err);

    *out = (sy_extracts_made){.folder = NULL};
    sy_pool_profile(id, pool);
    const sy_profile *only = st == SY_OK ? sy_profiles_find(m.profiles, id) : NULL;
    if (st == SY_OK && !only) st = sy_fail(err, SY_EINVAL, N_("no profile \"%s\""), id);
    if (st == SY_OK) st = sy_import_begin(&m.import, ws, err);
    if (st == SY_OK) st = look(&m, paths, n_paths, only, err);
    m.work.pool = only ? only->pool : NULL;
    m.work.matcher = matcher;
    m.work.today = sy_today();
    if (st == SY_OK && m.tables.n > 0) st = read_tables(&m, err);
    if (st == SY_OK && m.tables.n > 0) st = write_tables(&m, err);
    if (st == SY_OK && m.tables.n_unknown > 0) {
        out->unrecognised = sy_arena_get(arena, m.tables.n_unknown * sizeof *out->unrecognised);
        if (!out->unrecognised) st = sy_fail_nomem(err);
    }
    if (st == SY_OK && m.tables.n_unknown > 0) {
        memcpy(out->unrecognised, m.tables.unknown, m.tables.n_unknown * sizeof *out->unrecognised);
        out->n_unrecognised = m.tables.n_unknown;
    }
    dispose(&m);
    if (st != SY_OK) sy_extracts_remove(out);
    return st;
}

void sy_extracts_remove(sy_extracts_made *made)
{
    for (size_t i = 0; i < made->n; i++) unlink(made->paths[i]);
    if (made->folder) rmdir(made->folder);
    sy_drop(NULL, made->folder);
    made->folder = NULL;
}
