/* inbox.c - each look walks the folder; what was given is remembered by name, inode, size and
 * time, so that a bad file that stays is told of once. */
#include "base/inbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/progress.h"
#include "base/slice.h"
#include "suyuan/limits.h"

enum { MOST_AT_ONCE = 1000, STILL_MS = 3000, MOST_NAMES = 999, RING_MS = 200 };

typedef struct form { /* of a file, as it was when it was seen */
    char *name;
    ino_t inode;
    off_t size;
    struct timespec changed;
    int64_t since_ms; /* for how long it has looked so */
    bool was_given, is_there;
} form;

struct sy_inbox {
    char *folder;
    int bell;    /* inotify; -1: none */
    form *forms; /* by name */
    size_t n, capacity;
};

sy_status sy_inbox_open(sy_inbox **out, const char *folder, sy_err *err)
{
    struct stat info;

    *out = NULL;
    if (stat(folder, &info) != 0) return sy_fail_errno(err, folder);
    if (!S_ISDIR(info.st_mode)) return sy_fail(err, SY_EIO, N_("%s: is no folder"), folder);
    sy_inbox *b = sy_new(NULL, sizeof *b);
    if (!b) return sy_fail_nomem(err);
    b->folder = sy_copy_text(NULL, folder, strlen(folder));
    b->bell = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (!b->folder) {
        sy_inbox_close(b);
        return sy_fail_nomem(err);
    }
    *out = b;
    return SY_OK;
}

void sy_inbox_close(sy_inbox *b)
{
    if (!b) return;
    for (size_t i = 0; i < b->n; i++) sy_drop(NULL, b->forms[i].name);
    sy_drop(NULL, b->forms);
    sy_drop(NULL, b->folder);
    if (b->bell >= 0) close(b->bell);
    sy_drop(NULL, b);
}

/* ---- is it whole? ---- */

typedef enum answer { YES, NO, UNKNOWN } answer;

/* The kernel grants a lease for reading only where nobody has the file open for writing. */
static answer ask_kernel(const char *path)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    answer is_whole = UNKNOWN;

    if (fd < 0) return UNKNOWN;
    (void)fcntl(fd, F_SETSIG, SIGURG); /* which does nothing, where SIGIO would end us */
    if (fcntl(fd, F_SETLEASE, F_RDLCK) == 0) {
        (void)fcntl(fd, F_SETLEASE, F_UNLCK);
        is_whole = YES;
    } else if (errno == EAGAIN) {
        is_whole = NO;
    }
    close(fd);
    return is_whole;
}

static bool is_whole(const form *f, const char *path)
{
    const answer known = ask_kernel(path);

    return known == YES || (known == UNKNOWN && sy_now_ms() - f->since_ms >= STILL_MS);
}

/* ---- what is remembered ---- */

static form *form_of(sy_inbox *b, const char *name)
{
    size_t low = 0, high = b->n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(b->forms[middle].name, name);
        if (order == 0) return &b->forms[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (!sy_grow(NULL, (void **)&b->forms, &b->capacity, b->n, b->n + 1, sizeof *b->forms))
        return NULL;
    char *copy = sy_copy_text(NULL, name, strlen(name));
    if (!copy) return NULL;
    memmove(b->forms + low + 1, b->forms + low, (b->n - low) * sizeof *b->forms);
    b->forms[low] = (form){.name = copy};
    b->n++;
    return &b->forms[low];
}

static void see(form *f, const struct stat *info)
{
    const bool is_same = f->inode == info->st_ino && f->size == info->st_size &&
                         f->changed.tv_sec == info->st_mtim.tv_sec &&
                         f->changed.tv_nsec == info->st_mtim.tv_nsec;

    f->is_there = true;
    if (is_same) return;
    f->inode = info->st_ino;
    f->size = info->st_size;
    f->changed = info->st_mtim;
    f->since_ms = sy_now_ms();
    f->was_given = false;
}

static void forget_gone(sy_inbox *b)
{
    size_t kept = 0;

    for (size_t i = 0; i < b->n; i++) {
        if (b->forms[i].is_there)
            b->forms[kept++] = b->forms[i];
        else
            sy_drop(NULL, b->forms[i].name);
    }
    b->n = kept;
}

/* ---- looking ---- */

typedef struct look {
    sy_inbox *b;
    sy_inbox_file *list;
    size_t n;
    bool waiting;
    sy_arena *arena;
    sy_err *err;
} look;

/* Of programs that are still at work, and hidden ones. */
static bool is_passing(const char *name)
{
    static const char *const ends[] = {".tmp", ".part", ".partial", ".crdownload", ".swp", "~"};
    const sy_slice s = sy_slice_of(name);

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (sy_slice_ends(s, sy_slice_of(ends[i]))) return true;
    }
    return name[0] == '.' || strncmp(name, "~$", 2) == 0;
}

static sy_status give(look *l, const char *path, const char *subfolder)
{
    sy_inbox_file *f = &l->list[l->n];
    const char *copy = sy_arena_text(l->arena, path, strlen(path)),
               *folder = sy_arena_text(l->arena, subfolder, strlen(subfolder));

    if (!copy || !folder) return sy_fail_nomem(l->err);
    *f = (sy_inbox_file){copy, copy + strlen(l->b->folder) + 1, folder};
    l->n++;
    return SY_OK;
}

static sy_status look_at_file(look *l, const char *path, const char *subfolder,
                              const struct stat *info)
{
    form *f = form_of(l->b, path + strlen(l->b->folder) + 1);

    if (!f) return sy_fail_nomem(l->err);
    see(f, info);
    if (f->was_given) return SY_OK;
    if (l->n == MOST_AT_ONCE || !is_whole(f, path)) {
        l->waiting = true;
        return SY_OK;
    }
    const sy_status st = give(l, path, subfolder);
    f->was_given = st == SY_OK;
    return st;
}

static int is_name(const struct dirent *entry)
{
    return !is_passing(entry->d_name);
}

static sy_status look_into(look *l, const char *folder, const char *subfolder)
{
    struct dirent **entries = NULL;
    const int n = scandir(folder, &entries, is_name, alphasort);
    sy_status st = SY_OK;

    if (n < 0) return *subfolder ? SY_OK : sy_fail_errno(l->err, folder);
    if (l->b->bell >= 0)
        (void)inotify_add_watch(l->b->bell, folder,
                                IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR);
    for (int i = 0; i < n; i++) {
        const char *name = entries[i]->d_name;
        char path[SY_MAX_PATH];
        struct stat info;
        const int length = snprintf(path, sizeof path, "%s/%s", folder, name);
        if (st == SY_OK && length > 0 && length < (int)sizeof path && lstat(path, &info) == 0) {
            if (S_ISREG(info.st_mode))
                st = look_at_file(l, path, subfolder, &info);
            else if (S_ISDIR(info.st_mode) && !*subfolder && strcmp(name, SY_INBOX_DONE) != 0)
                st = look_into(l, path, name);
        }
        free(entries[i]);
    }
    free(entries);
    return st;
}

sy_status sy_inbox_look(sy_inbox *b, sy_inbox_file **list, size_t *n, bool *waiting,
                        sy_arena *arena, sy_err *err)
{
    look l = {.b = b,
              .list = sy_arena_get(arena, MOST_AT_ONCE * sizeof **list),
              .arena = arena,
              .err = err};

    *list = l.list;
    *n = 0;
    *waiting = false;
    if (!l.list) return sy_fail_nomem(err);
    for (size_t i = 0; i < b->n; i++) b->forms[i].is_there = false;
    const sy_status st = look_into(&l, b->folder, "");
    if (st != SY_OK) return st;
    forget_gone(b);
    *n = l.n;
    *waiting = l.waiting;
    return SY_OK;
}

void sy_inbox_wait(sy_inbox *b, int ms)
{
    struct pollfd bell = {b->bell, POLLIN, 0};
    char rest[4096];

    if (poll(&bell, b->bell >= 0, ms) <= 0) return;
    /* What comes in one breath is looked at once. */
    (void)poll(NULL, 0, RING_MS);
    while (read(b->bell, rest, sizeof rest) > 0) continue;
}

/* ---- putting away ---- */

/* "a.csv", then "a (2).csv". */
static bool name_for(char out[SY_MAX_PATH], const char *folder, const char *name, int try)
{
    const char *dot = strrchr(name, '.');
    const int stem = dot && dot > name ? (int)(dot - name) : (int)strlen(name);
    const int n = try == 1 ? snprintf(out, SY_MAX_PATH, "%s/%s", folder, name)
                           : snprintf(out, SY_MAX_PATH, "%s/%.*s (%d)%s", folder, stem, name, try,
                                      name + stem);
    return n > 0 && n < (int)SY_MAX_PATH;
}

sy_status sy_inbox_put_away(sy_inbox *b, const sy_inbox_file *file, const char **to,
                            sy_arena *arena, sy_err *err)
{
    char folder[SY_MAX_PATH], path[SY_MAX_PATH];
    const int n = snprintf(folder, sizeof folder, "%s/%s%s%s", b->folder, SY_INBOX_DONE,
                           *file->subfolder ? "/" : "", file->subfolder);
    sy_status st = SY_OK;

    *to = NULL;
    if (n < 0 || n >= (int)sizeof folder)
        return sy_fail(err, SY_EINVAL, N_("%.60s: the path is too long"), b->folder);
    st = sy_make_folder(folder, err);
    for (int try = 1; try <= MOST_NAMES && st == SY_OK; try++) {
        if (!name_for(path, folder, sy_path_name(file->name), try))
            return sy_fail(err, SY_EINVAL, N_("%.60s: the path is too long"), b->folder);
        if (sy_file_move(file->path, path)) break;
        if (errno != EEXIST || try == MOST_NAMES) return sy_fail_errno(err, file->path);
    }
    if (st == SY_OK) *to = sy_arena_text(arena, path, strlen(path));
    return st == SY_OK && !*to ? sy_fail_nomem(err) : st;
}
