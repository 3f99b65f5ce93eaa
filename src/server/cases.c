/* cases.c - a gate for each case that somebody has asked for. */
#include "server/cases.h"

#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/new_folder.h"
#include "base/progress.h"
#include "base/slice.h"
#include "server/nap.h"

enum { MOST_CASES = 10000, MOST_NAME = 200, TICK_MS = 50 };
#define ENDING ".suyuan"

typedef struct gate gate;
struct gate {
    gate *next;
    char *name;
    unsigned readers, waiting_writers;
    bool is_written;
    char stamp[SY_STAMP_TEXT]; /* from before it is written */
};

struct sy_cases {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    char *folder, *only, *only_path; /* only: NULL where all are shown */
    gate *gates;
};

/* ---- names and folders ---- */

static char *name_of(const char *path)
{
    const char *name = sy_path_name(path);
    size_t n = strlen(name);

    if (n > sizeof ENDING - 1 && strcmp(name + n - (sizeof ENDING - 1), ENDING) == 0)
        n -= sizeof ENDING - 1;
    return sy_copy_text(NULL, name, n);
}

sy_status sy_cases_open(sy_cases **out, const char *workspace, const char *folder, sy_err *err)
{
    sy_cases *cases = sy_new(NULL, sizeof *cases);
    sy_status st = SY_OK;

    *out = NULL;
    if (!cases) return sy_fail_nomem(err);
    pthread_mutex_init(&cases->lock, NULL);
    pthread_cond_init(&cases->changed, NULL);
    if (workspace) {
        char *real = realpath(workspace, NULL);
        if (!real) st = sy_fail_errno(err, workspace);
        if (real) cases->only_path = sy_copy_text(NULL, real, strlen(real));
        cases->only = real ? name_of(real) : NULL;
        cases->folder = real ? sy_copy_text(NULL, real, (size_t)(sy_path_name(real) - real)) : NULL;
        free(real);
        if (st == SY_OK && (!cases->only || !cases->only_path || !cases->folder))
            st = sy_fail_nomem(err);
    } else {
        st = sy_make_folder(folder, err);
        /* Some commands run in another folder (cli/command.h, opens_words). */
        char *real = st == SY_OK ? realpath(folder, NULL) : NULL;
        if (st == SY_OK && !real) st = sy_fail_errno(err, folder);
        if (real) cases->folder = sy_copy_text(NULL, real, strlen(real));
        free(real);
        if (st == SY_OK && !cases->folder) st = sy_fail_nomem(err);
    }
    if (st == SY_OK)
        *out = cases;
    else
        sy_cases_close(cases);
    return st;
}

void sy_cases_close(sy_cases *cases)
{
    if (!cases) return;
    while (cases->gates) {
        gate *g = cases->gates;
        cases->gates = g->next;
        sy_drop(NULL, g->name);
        sy_drop(NULL, g);
    }
    sy_drop(NULL, cases->folder);
    sy_drop(NULL, cases->only);
    sy_drop(NULL, cases->only_path);
    pthread_cond_destroy(&cases->changed);
    pthread_mutex_destroy(&cases->lock);
    sy_drop(NULL, cases);
}

const char *sy_cases_folder(const sy_cases *cases)
{
    return cases->folder;
}

bool sy_cases_may_grow(const sy_cases *cases)
{
    return !cases->only;
}

static int is_workspace(const struct dirent *e)
{
    const size_t n = strlen(e->d_name), end = sizeof ENDING - 1;
    return e->d_name[0] != '.' && n > end && strcmp(e->d_name + n - end, ENDING) == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

void sy_cases_sweep(const sy_cases *cases)
{
    if (!cases->only) sy_new_folder_sweep(cases->folder);
}

sy_status sy_cases_list(const sy_cases *cases, const char ***names, size_t *n, sy_arena *arena,
                        sy_err *err)
{
    struct dirent **found = NULL;
    int n_found = 0;
    sy_status st = SY_OK;

    if (!cases->only) n_found = scandir(cases->folder, &found, is_workspace, by_name);
    if (n_found < 0) return sy_fail_errno(err, cases->folder);
    *n = cases->only ? 1 : (size_t)n_found;
    *names = sy_arena_get(arena, (*n + 1) * sizeof **names);
    if (!*names) st = sy_fail_nomem(err);
    if (st == SY_OK && cases->only) (*names)[0] = cases->only;
    for (int i = 0; i < n_found; i++) {
        const size_t len = strlen(found[i]->d_name) - (sizeof ENDING - 1);
        if (st == SY_OK) (*names)[i] = sy_arena_text(arena, found[i]->d_name, len);
        if (st == SY_OK && !(*names)[i]) st = sy_fail_nomem(err);
        free(found[i]);
    }
    free(found);
    return st;
}

static bool can_be_a_name(const char *name)
{
    if (!*name || *name == '.' || strlen(name) > MOST_NAME) return false;
    for (const char *p = name; *p; p++) {
        if (*p == '/' || *p == '\\' || (unsigned char)*p < ' ' || *p == 0x7f) return false;
    }
    return true;
}

sy_status sy_cases_path(const char **path, const sy_cases *cases, const char *name, sy_arena *arena,
                        sy_err *err)
{
    char file[MOST_NAME + sizeof ENDING];

    if (!can_be_a_name(name))
        return sy_fail(err, SY_EINVAL,
                       N_("\"%.100s\" cannot be the name of a case: no / and \\, at most %d bytes"),
                       name, MOST_NAME);
    if (cases->only) {
        if (strcmp(name, cases->only) != 0)
            return sy_fail(err, SY_EINVAL, N_("there is no case \"%.100s\""), name);
        *path = cases->only_path;
        return SY_OK;
    }
    snprintf(file, sizeof file, "%s" ENDING, name);
    char *joined = sy_path_join(NULL, cases->folder, file);
    *path = joined ? sy_arena_text(arena, joined, strlen(joined)) : NULL;
    sy_drop(NULL, joined);
    return *path ? SY_OK : sy_fail_nomem(err);
}

/* ---- stamps ---- */

/* An empty log of SQLite comes and goes with whoever reads. */
static void put_file(char *out, size_t most, const char *path, const char *name)
{
    char *joined = sy_path_join(NULL, path, name);
    struct stat s = {0};
    const size_t n = strlen(out);

    if (joined && stat(joined, &s) == 0 && s.st_size > 0)
        snprintf(out + n, most - n, "%lld.%lld.%09ld ", (long long)s.st_size,
                 (long long)s.st_mtim.tv_sec, s.st_mtim.tv_nsec);
    else
        snprintf(out + n, most - n, "- ");
    sy_drop(NULL, joined);
}

static void read_stamp(char out[SY_STAMP_TEXT], const char *path)
{
    out[0] = '\0';
    put_file(out, SY_STAMP_TEXT, path, "facts.duckdb");
    put_file(out, SY_STAMP_TEXT, path, "decisions.sqlite");
    put_file(out, SY_STAMP_TEXT, path, "decisions.sqlite-wal");
}

/* ---- turns ---- */

static gate *gate_of(sy_cases *cases, const char *name)
{
    gate *g = cases->gates;

    while (g && strcmp(g->name, name) != 0) g = g->next;
    if (g) return g;
    g = sy_new(NULL, sizeof *g);
    char *copy = g ? sy_copy_text(NULL, name, strlen(name)) : NULL;
    if (!copy) {
        sy_drop(NULL, g);
        return NULL;
    }
    g->name = copy;
    g->next = cases->gates;
    cases->gates = g;
    return g;
}

/* A writer who waits goes before readers who come later. */
static bool is_open(const gate *g, sy_turn turn)
{
    if (turn == SY_TURN_WRITE) return !g->is_written && g->readers == 0;
    return !g->is_written && g->waiting_writers == 0;
}

static sy_status wait_for(sy_cases *cases, gate *g, sy_turn turn, unsigned seconds,
                          bool (*is_wanted)(void *), void *ctx, sy_err *err)
{
    const int64_t until = sy_now_ms() + (int64_t)seconds * 1000;

    while (!is_open(g, turn)) {
        sy_nap(&cases->changed, &cases->lock, TICK_MS);
        if (is_wanted && !is_wanted(ctx))
            return sy_fail(err, SY_ECANCEL, N_("stopped; nothing was changed"));
        if (!is_open(g, turn) && sy_now_ms() > until)
            return sy_fail(err, SY_ELIMIT,
                           N_("the case is being changed (an import, a run of models); "
                              "try again when that has ended"));
    }
    return SY_OK;
}

sy_status sy_cases_enter(sy_cases *cases, const char *name, const char *path, sy_turn turn,
                         unsigned seconds, bool (*is_wanted)(void *), void *ctx, sy_err *err)
{
    sy_status st;

    pthread_mutex_lock(&cases->lock);
    gate *g = gate_of(cases, name);
    if (!g) {
        st = sy_fail_nomem(err);
    } else {
        g->waiting_writers += turn == SY_TURN_WRITE;
        st = wait_for(cases, g, turn, seconds, is_wanted, ctx, err);
        g->waiting_writers -= turn == SY_TURN_WRITE;
        if (st == SY_OK && turn == SY_TURN_READ) g->readers++;
        if (st == SY_OK && turn == SY_TURN_WRITE) {
            read_stamp(g->stamp, path);
            g->is_written = true;
        }
        if (st != SY_OK) pthread_cond_broadcast(&cases->changed);
    }
    pthread_mutex_unlock(&cases->lock);
    return st;
}

void sy_cases_leave(sy_cases *cases, const char *name, sy_turn turn)
{
    pthread_mutex_lock(&cases->lock);
    gate *g = gate_of(cases, name);
    if (g && turn == SY_TURN_READ) g->readers--;
    if (g && turn == SY_TURN_WRITE) g->is_written = false;
    pthread_cond_broadcast(&cases->changed);
    pthread_mutex_unlock(&cases->lock);
}

void sy_cases_stamp(char out[SY_STAMP_TEXT], sy_cases *cases, const char *name, const char *path)
{
    pthread_mutex_lock(&cases->lock);
    const gate *g = gate_of(cases, name);
    if (g && g->is_written)
        memcpy(out, g->stamp, SY_STAMP_TEXT);
    else
        read_stamp(out, path);
    pthread_mutex_unlock(&cases->lock);
}
