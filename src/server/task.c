/* task.c - files in memory for what goes in and out, two pipes for what it says meanwhile. */
#include "server/task.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/progress.h"

enum { TICK_MS = 50 };

typedef struct child {
    const sy_task_order *order;
    sy_task_end *end;
    int life;           /* readable when it has ended (spawner.h) */
    int said, progress; /* our ends of two pipes; -1: closed */
    char line[512];     /* of progress, not ended yet */
    size_t n_line;
    sy_task_progress at;
} child;

/* ---- starting ---- */

/* What it is to read, a file in memory: no pipe that somebody would have to feed. */
static int make_input(sy_slice input, sy_err *err)
{
    const int fd = memfd_create("suyuan input", MFD_CLOEXEC);

    if (fd < 0) {
        sy_fail_errno(err, "input");
        return -1;
    }
    if (sy_write_all(fd, input.ptr, input.len, "input", err) == SY_OK &&
        lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    close(fd);
    return -1;
}

static sy_status start(child *c, sy_err *err)
{
    const sy_task_order *o = c->order;
    int said[2] = {-1, -1}, progress[2] = {-1, -1};
    const int input = make_input(o->input, err);
    sy_status st = SY_OK;

    c->end->out = memfd_create("suyuan answer", MFD_CLOEXEC);
    if (input < 0) {
        st = err->status;
    } else if (c->end->out < 0 || pipe2(said, O_CLOEXEC) != 0 || pipe2(progress, O_CLOEXEC) != 0) {
        st = sy_fail_errno(err, "pipe");
    } else {
        const sy_spawner_order order = {.words = o->words,
                                        .user = o->user,
                                        .from = o->from,
                                        .folder = o->folder,
                                        .ends = {input, c->end->out, said[1], progress[1]}};
        st = sy_spawner_begin(&c->life, o->spawner, &order, err);
    }
    if (input >= 0) close(input);
    if (said[1] >= 0) close(said[1]);
    if (progress[1] >= 0) close(progress[1]);
    c->said = said[0];
    c->progress = progress[0];
    return st;
}

/* ---- listening ---- */

/* Of a long talk the end is kept: there the error stands. */
static void keep_said(sy_task_end *end, const char *bytes, size_t n)
{
    const size_t most = SY_TASK_SAID - 1;
    size_t have = strlen(end->said);

    for (size_t i = 0; i < n; i++) {
        if (have == most) {
            memmove(end->said, end->said + most / 2, have - most / 2);
            have -= most / 2;
        }
        end->said[have++] = bytes[i] ? bytes[i] : ' ';
    }
    end->said[have] = '\0';
}

/* "DONE TOTAL UNIT LABEL", "hold" or "free" */
static void tell_progress(child *c, const char *line)
{
    sy_task_progress *p = &c->at;
    unsigned long long done, total;
    int at = 0;

    if (strcmp(line, "hold") == 0) {
        p->is_held = true;
    } else if (strcmp(line, "free") == 0) {
        p->is_held = false;
    } else if (sscanf(line, "%llu %llu %11s %n", &done, &total, p->unit, &at) == 3) {
        p->done = done;
        p->total = total;
        snprintf(p->label, sizeof p->label, "%s", line + at);
    } else {
        return;
    }
    if (c->order->on_progress) c->order->on_progress(c->order->progress_ctx, p);
}

static void hear_progress(child *c, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] != '\n' && c->n_line + 1 < sizeof c->line) {
            c->line[c->n_line++] = bytes[i];
        } else if (bytes[i] == '\n') {
            c->line[c->n_line] = '\0';
            tell_progress(c, c->line);
            c->n_line = 0;
        }
    }
}

/* One end: -1 when it says no more. */
static int hear(child *c, int fd)
{
    char bytes[4096];
    const ssize_t n = read(fd, bytes, sizeof bytes);

    if (n < 0 && errno == EINTR) return fd;
    if (n <= 0) {
        close(fd);
        return -1;
    }
    if (fd == c->said)
        keep_said(c->end, bytes, (size_t)n);
    else
        hear_progress(c, bytes, (size_t)n);
    return fd;
}

/* What it had said before it ended. A grandchild may hold the pipes longer than that. */
static void hear_the_rest(child *c)
{
    struct pollfd ends[2] = {{c->said, POLLIN, 0}, {c->progress, POLLIN, 0}};

    while ((c->said >= 0 || c->progress >= 0) && poll(ends, 2, 0) > 0) {
        if (ends[0].revents) ends[0].fd = c->said = hear(c, c->said);
        if (ends[1].revents) ends[1].fd = c->progress = hear(c, c->progress);
    }
}

/* It stands in memory: what is too much is stopped while it grows. */
static bool says_too_much(const child *c)
{
    struct stat info;

    return c->order->most_bytes && fstat(c->end->out, &info) == 0 &&
           (uint64_t)info.st_size > c->order->most_bytes;
}

static sy_status listen_until_end(child *c, sy_err *err)
{
    const int64_t until = sy_now_ms() + (int64_t)c->order->seconds * 1000;

    for (;;) {
        struct pollfd ends[3] = {
            {c->life, POLLIN, 0}, {c->said, POLLIN, 0}, {c->progress, POLLIN, 0}};
        poll(ends, 3, TICK_MS);
        if (ends[1].revents) c->said = hear(c, c->said);
        if (ends[2].revents) c->progress = hear(c, c->progress);
        if (says_too_much(c))
            return sy_fail(err, SY_ELIMIT, N_("the answer is too large for a page; ask for less"));
        if (ends[0].revents) return SY_OK;
        if (!c->at.is_held && c->order->is_wanted && !c->order->is_wanted(c->order->wanted_ctx))
            return sy_fail(err, SY_ECANCEL, N_("stopped; what was not finished has no effect"));
        if (c->order->seconds && sy_now_ms() > until)
            return sy_fail(err, SY_ELIMIT, N_("stopped after %u seconds"), c->order->seconds);
    }
}

sy_status sy_task_run(sy_task_end *end, const sy_task_order *order, sy_err *err)
{
    child c = {.order = order, .end = end, .life = -1, .said = -1, .progress = -1};
    struct stat info;
    int status = 0;

    *end = (sy_task_end){.out = -1};
    sy_status st = start(&c, err);
    if (st == SY_OK) {
        st = listen_until_end(&c, err);
        if (st != SY_OK) shutdown(c.life, SHUT_WR); /* kills it */
        const bool has_ended = sy_spawner_status(c.life, &status);
        if (st == SY_OK && !has_ended) status = 5 << 8; /* killed with the spawner */
        hear_the_rest(&c);
        if (st == SY_ECANCEL && c.at.is_held)
            st =
                sy_fail(err, SY_ECANCEL, N_("stopped just as it took effect; look whether it did"));
    }
    if (c.life >= 0) close(c.life);
    if (c.said >= 0) close(c.said);
    if (c.progress >= 0) close(c.progress);
    if (st == SY_OK && fstat(end->out, &info) != 0) st = sy_fail_errno(err, "answer");
    if (st != SY_OK) {
        sy_task_end_dispose(end);
        return st;
    }
    end->len = (uint64_t)info.st_size;
    end->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 5;
    return SY_OK;
}

char *sy_task_answer(const sy_task_end *end)
{
    char *text = sy_new_array(NULL, end->len + 1, 1);
    uint64_t have = 0;

    while (text && have < end->len) {
        const ssize_t n = pread(end->out, text + have, end->len - have, (off_t)have);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        have += (uint64_t)n;
    }
    return text;
}

void sy_task_end_dispose(sy_task_end *end)
{
    if (end->out >= 0) close(end->out);
    end->out = -1;
}
