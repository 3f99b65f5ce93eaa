/* batches.c - a short list under one lock. What goes is moved aside under the lock, so that
 * nobody adds to it, and removed after that: large folders take their time. */
#include "server/batches.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/log.h"
#include "server/sessions.h"
#include "suyuan/limits.h"

struct sy_batch {
    sy_batch *next;
    char session[SY_SECRET_TEXT]; /* "": of one that has ended */
    char *case_name, *name, *folder;
    uint64_t bytes, coming_bytes; /* bytes: with those that are coming */
    unsigned files, coming;       /* likewise */
    int64_t used_ms;
    char *aside; /* where it was moved to when it goes */
};

struct sy_batches {
    pthread_mutex_t lock;
    char *folder;
    sy_batch *list;
};

static void free_batch(sy_batch *b)
{
    if (!b) return;
    sy_drop(NULL, b->case_name);
    sy_drop(NULL, b->name);
    sy_drop(NULL, b->folder);
    sy_drop(NULL, b->aside);
    explicit_bzero(b, sizeof *b); /* it knows a session */
    sy_drop(NULL, b);
}

sy_batches *sy_batches_new(const char *folder)
{
    sy_batches *all = sy_new(NULL, sizeof *all);

    if (!all) return NULL;
    pthread_mutex_init(&all->lock, NULL);
    all->folder = sy_copy_text(NULL, folder, strlen(folder));
    if (all->folder) return all;
    sy_batches_free(all);
    return NULL;
}

void sy_batches_free(sy_batches *all)
{
    if (!all) return;
    while (all->list) {
        sy_batch *b = all->list;
        all->list = b->next;
        free_batch(b);
    }
    pthread_mutex_destroy(&all->lock);
    sy_drop(NULL, all->folder);
    sy_drop(NULL, all);
}

/* ---- files that come ---- */

static sy_batch *find(const sy_batches *all, const char *case_name, const char *name)
{
    sy_batch *b = all->list;

    while (b && (strcmp(b->case_name, case_name) != 0 || strcmp(b->name, name) != 0)) b = b->next;
    return b;
}

static sy_batch *new_batch(const sy_batches *all, const sy_batch_file *f)
{
    sy_batch *b = sy_new(NULL, sizeof *b);
    char *parent = sy_path_join(NULL, all->folder, f->case_name);

    if (b) {
        b->case_name = sy_copy_text(NULL, f->case_name, strlen(f->case_name));
        b->name = sy_copy_text(NULL, f->name, strlen(f->name));
        b->folder = parent ? sy_path_join(NULL, parent, f->name) : NULL;
        snprintf(b->session, sizeof b->session, "%s", f->session);
    }
    sy_drop(NULL, parent);
    if (b && b->case_name && b->name && b->folder) return b;
    free_batch(b);
    return NULL;
}

static sy_status check_room(const sy_batches *all, const sy_batch_file *f, sy_err *err)
{
    uint64_t bytes = f->bytes, files = 1;

    for (const sy_batch *b = all->list; b; b = b->next) {
        if (strcmp(b->session, f->session) != 0) continue;
        bytes += b->bytes;
        files += b->files;
    }
    if (bytes <= SY_MAX_UPLOADS && files <= SY_MAX_UPLOADED_FILES) return SY_OK;
    return sy_fail(err, SY_ELIMIT,
                   N_("more than %llu GiB or %u files were sent and not imported yet; import them, "
                      "or log out"),
                   SY_MAX_UPLOADS >> 30, SY_MAX_UPLOADED_FILES);
}

static sy_status begin(sy_batch **out, const char **folder, sy_batches *all, const sy_batch_file *f,
                       sy_arena *arena, sy_err *err)
{
    sy_status st = check_room(all, f, err);

    if (st != SY_OK) return st;
    sy_batch *b = find(all, f->case_name, f->name), *made = b ? NULL : new_batch(all, f);
    if (b && strcmp(b->session, f->session) != 0) /* whose room it would be taken from */
        return sy_fail(err, SY_EINVAL, N_("the batch %.60s belongs to somebody else"), f->name);
    if (!b) b = made;
    *folder = b ? sy_arena_text(arena, b->folder, strlen(b->folder)) : NULL;
    if (!*folder) {
        free_batch(made);
        return sy_fail_nomem(err);
    }
    if (made) {
        made->next = all->list;
        all->list = made;
    }
    b->bytes += f->bytes;
    b->coming_bytes += f->bytes;
    b->files++;
    b->coming++;
    b->used_ms = f->now_ms;
    *out = b;
    return SY_OK;
}

sy_status sy_batches_begin(sy_batch **out, const char **folder, sy_batches *all,
                           const sy_batch_file *file, sy_arena *arena, sy_err *err)
{
    *out = NULL;
    pthread_mutex_lock(&all->lock);
    const sy_status st = begin(out, folder, all, file, arena, err);
    pthread_mutex_unlock(&all->lock);
    return st;
}

static void unlink_batch(sy_batches *all, sy_batch *b)
{
    sy_batch **at = &all->list;

    while (*at != b) at = &(*at)->next;
    *at = b->next;
}

/* Locked. Nothing is in it and nothing comes. */
static void drop_empty(sy_batches *all, sy_batch *b)
{
    if (b->files) return;
    unlink_batch(all, b);
    free_batch(b);
}

void sy_batches_end(sy_batches *all, sy_batch *b, uint64_t bytes, bool is_whole, int64_t now_ms)
{
    pthread_mutex_lock(&all->lock);
    b->coming--;
    b->coming_bytes -= bytes;
    b->used_ms = now_ms;
    if (!is_whole) {
        b->files--;
        b->bytes -= bytes;
    }
    drop_empty(all, b);
    pthread_mutex_unlock(&all->lock);
}

void sy_batches_take(sy_batches *all, const char *case_name, const char *name)
{
    pthread_mutex_lock(&all->lock);
    sy_batch *b = find(all, case_name, name);
    if (b) { /* what still comes makes the folder anew */
        b->bytes = b->coming_bytes;
        b->files = b->coming;
        drop_empty(all, b);
    }
    pthread_mutex_unlock(&all->lock);
}

/* ---- what goes ---- */

/* Locked. Moves it aside: whoever comes with its name begins a new one. */
static bool put_aside(const sy_batches *all, sy_batch *b)
{
    char *pattern = sy_path_join(NULL, all->folder, "gone-XXXXXX");

    if (!pattern || !mkdtemp(pattern)) {
        sy_drop(NULL, pattern);
        return false;
    }
    b->aside = pattern;
    if (rename(b->folder, pattern) == 0) return true;
    sy_debug("%s: not moved", b->folder); /* it is gone already */
    return true;
}

static void remove_aside(sy_batch *gone)
{
    while (gone) {
        sy_batch *next = gone->next;
        sy_err err = {0};
        if (sy_remove_folder(gone->aside, &err) != SY_OK) sy_debug("%s", err.text);
        free_batch(gone);
        gone = next;
    }
}

typedef struct sweeping {
    const char *session; /* NULL: any */
    bool (*is_there)(void *ctx, const char *session);
    void *ctx;
    int64_t now_ms;
} sweeping;

static bool goes(const sweeping *s, sy_batch *b)
{
    if (s->session) {
        if (strcmp(b->session, s->session) != 0) return false;
        b->session[0] = '\0'; /* where something still comes, it goes after that */
        return true;
    }
    return s->now_ms - b->used_ms > SY_BATCH_IDLE_MS || !b->session[0] ||
           !s->is_there(s->ctx, b->session);
}

static void sweep(sy_batches *all, const sweeping *s)
{
    sy_batch *gone = NULL;

    pthread_mutex_lock(&all->lock);
    for (sy_batch **at = &all->list; *at;) {
        sy_batch *b = *at;
        if (!goes(s, b) || b->coming || !put_aside(all, b)) {
            at = &b->next;
            continue;
        }
        *at = b->next;
        b->next = gone;
        gone = b;
    }
    pthread_mutex_unlock(&all->lock);
    remove_aside(gone);
}

void sy_batches_sweep(sy_batches *all, bool (*is_there)(void *ctx, const char *session), void *ctx,
                      int64_t now_ms)
{
    sweep(all, &(sweeping){.is_there = is_there, .ctx = ctx, .now_ms = now_ms});
}

void sy_batches_end_session(sy_batches *all, const char *session)
{
    sweep(all, &(sweeping){.session = session});
}

void sy_batches_pass(sy_batches *all, const char *from, const char *to)
{
    pthread_mutex_lock(&all->lock);
    for (sy_batch *b = all->list; b; b = b->next) {
        if (strcmp(b->session, from) == 0) snprintf(b->session, sizeof b->session, "%s", to);
    }
    pthread_mutex_unlock(&all->lock);
}
