/* arrivals.c - lines are added at the end and read from there; nothing in between is touched. */
#include "store/arrivals.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "store/json_text.h"

#define FILE_NAME "arrivals.jsonl"
#define OLD_NAME "arrivals.old.jsonl"
enum { MOST_BYTES = 1 << 20, READ_BYTES = 64 << 10 };

/* ---- adding ---- */

static void put_string(sy_json *j, const char *key, const char *value)
{
    sy_json_key(j, key);
    sy_json_string(j, value);
}

/* A new text (free), NULL when out of memory. Names of files need not be UTF-8. */
static char *as_line(const sy_arrival *a, size_t *len)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, len);
    sy_json j;

    if (!out) return NULL;
    sy_json_init(&j, out);
    sy_json_object(&j);
    put_string(&j, "time", a->time);
    put_string(&j, "event", a->event);
    put_string(&j, "file", a->file);
    put_string(&j, "text", a->text);
    sy_json_end(&j);
    const sy_status st = sy_json_finish(&j, NULL);
    if (fclose(out) == 0 && st == SY_OK) return text;
    free(text);
    return NULL;
}

static int open_for_adding(const char *path)
{
    return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static sy_status add_line(const char *path, const char *old, const char *line, size_t len,
                          sy_err *err)
{
    struct stat info;
    int fd = open_for_adding(path);

    if (fd >= 0 && fstat(fd, &info) == 0 && info.st_size > MOST_BYTES && rename(path, old) == 0) {
        close(fd);
        fd = open_for_adding(path);
    }
    if (fd < 0) return sy_fail_errno(err, path);
    const sy_status st = sy_write_all(fd, line, len, path, err);
    close(fd);
    return st;
}

sy_status sy_arrivals_add(const char *workspace, const sy_arrival *a, sy_err *err)
{
    char *path = sy_path_join(NULL, workspace, FILE_NAME),
         *old = sy_path_join(NULL, workspace, OLD_NAME);
    size_t len = 0;
    char *line = as_line(a, &len);
    const sy_status st =
        path && old && line ? add_line(path, old, line, len, err) : sy_fail_nomem(err);

    free(line);
    sy_drop(NULL, old);
    sy_drop(NULL, path);
    return st;
}

/* ---- reading ---- */

/* The oldest makes room. */
static void keep(sy_arrivals *all, const sy_arrival *a)
{
    if (all->n == SY_MOST_ARRIVALS) {
        memmove(all->items, all->items + 1, (all->n - 1) * sizeof *all->items);
        all->n--;
    }
    all->items[all->n++] = *a;
}

static bool read_line(sy_arrivals *all, sy_slice line, sy_arena *arena)
{
    json_t *root = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES, NULL);
    sy_arrival a;
    const bool is_whole = sy_json_take(&a.time, json_object_get(root, "time"), arena) &&
                          sy_json_take(&a.event, json_object_get(root, "event"), arena) &&
                          sy_json_take(&a.file, json_object_get(root, "file"), arena) &&
                          sy_json_take(&a.text, json_object_get(root, "text"), arena);

    json_decref(root);
    if (!is_whole || !a.time || !a.event) return is_whole;
    if (strcmp(a.event, SY_ARRIVALS_BEGAN) == 0)
        all->is_cut = true;
    else if (strcmp(a.event, SY_ARRIVALS_ENDED) == 0)
        all->is_cut = false;
    else if (a.text)
        keep(all, &a);
    return true;
}

sy_status sy_arrivals_parse(sy_arrivals *out, sy_slice text, sy_arena *arena, sy_err *err)
{
    const char *end = text.ptr + text.len;

    *out = (sy_arrivals){.items = sy_arena_get(arena, SY_MOST_ARRIVALS * sizeof *out->items)};
    if (!out->items) return sy_fail_nomem(err);
    for (const char *p = text.ptr; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        if (!stop) break; /* torn */
        if (!read_line(out, (sy_slice){p, (size_t)(stop - p)}, arena)) return sy_fail_nomem(err);
        p = stop + 1;
    }
    return SY_OK;
}

/* The end of the file, from the begin of a line. */
static sy_status read_end(sy_arrivals *out, int fd, off_t size, sy_arena *arena, sy_err *err)
{
    const off_t from = size > READ_BYTES ? size - READ_BYTES : 0;
    char *bytes = sy_arena_get(arena, READ_BYTES);
    size_t have = 0;

    if (!bytes) return sy_fail_nomem(err);
    for (;;) {
        const ssize_t n = pread(fd, bytes + have, READ_BYTES - have, from + (off_t)have);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return sy_fail_errno(err, FILE_NAME);
        if (n == 0) break;
        have += (size_t)n;
    }
    const char *begin = from ? memchr(bytes, '\n', have) : bytes;
    if (!begin) begin = bytes + have;
    return sy_arrivals_parse(out, (sy_slice){begin, have - (size_t)(begin - bytes)}, arena, err);
}

sy_status sy_arrivals_read(sy_arrivals *out, const char *workspace, sy_arena *arena, sy_err *err)
{
    char *path = sy_path_join(NULL, workspace, FILE_NAME);
    const int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
    struct stat info;
    sy_status st = path ? SY_OK : sy_fail_nomem(err);

    *out = (sy_arrivals){0};
    if (fd >= 0 && (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)))
        st = sy_fail_errno(err, path);
    else if (fd >= 0)
        st = read_end(out, fd, info.st_size, arena, err);
    else if (path && errno != ENOENT)
        st = sy_fail_errno(err, path);
    if (fd >= 0) close(fd);
    sy_drop(NULL, path);
    return st;
}
