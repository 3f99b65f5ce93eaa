/* sandbox.c - the caller's end: start, send, listen, end.
 *
 * Between fork and exec only what is safe in a process of many threads. What is heard is
 * not believed: kinds and lengths of frames are bounded, leads are read strictly, and a
 * run counts as done only when the last frame says so with the right number. */
#include "store/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/parallel.h"
#include "base/progress.h"
#include "base/utf8.h"
#include "store/sandbox_private.h"
#include "suyuan/limits.h"

enum { TICK_MS = 50, MOST_CPU_SECONDS = 100000, MOST_JOBS = 100, MB = 20 };

typedef struct parent {
    const sy_sandbox_job *job;
    pid_t pid;
    int to, from; /* the ends of two pipes; -1: closed */
    int64_t until_ms;
    uint64_t leads, bytes;
    bool lacks_memory, is_done, has_ended; /* has_ended: it says no more */
    struct {
        char bytes[SY_SANDBOX_PIECE];
        size_t at, n; /* at: the first that was not heard yet */
    } piece;
    sy_err *err;
} parent;

static unsigned memory_of(const sy_sandbox_job *job)
{
    unsigned most = job->memory_mb ? job->memory_mb : SY_MODEL_MEMORY_MB;
    const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);

    if (pages > 0 && page > 0) {
        const uint64_t three_quarters = (uint64_t)pages * (uint64_t)page / 4 * 3 >> MB;
        if (three_quarters < most) most = (unsigned)three_quarters;
    }
    return job->kept ? most / 8 * 7 : most; /* two that are full of facts have 7 GB */
}

/* Of a process that is kept: what most queries need, so that a large one does not leave its
 * memory to it for good. */
static unsigned blocks_of(const sy_sandbox_job *job)
{
    return job->kept ? memory_of(job) / 8 * 5 : 0;
}

static unsigned seconds_of(const sy_sandbox_job *job)
{
    return job->seconds ? job->seconds : SY_MODEL_SECONDS;
}

/* ---- the request ---- */

static json_t *views_of(const sy_sandbox_job *job)
{
    json_t *list = json_array();

    for (size_t i = 0; i < job->n_views; i++) {
        json_array_append_new(
            list, json_pack("{s:s, s:s}", "name", job->views[i].name, "sql", job->views[i].sql));
    }
    return list;
}

static json_t *arguments_of(const sy_sandbox_job *job)
{
    json_t *list = json_array();

    for (size_t i = 0; i < job->n_arguments; i++) {
        const sy_sandbox_argument *a = &job->arguments[i];
        json_array_append_new(list, json_pack("{s:s, s:i, s:I, s:s}", "name", a->name, "type",
                                              (int)a->type, "number", (json_int_t)a->number, "text",
                                              a->text ? a->text : ""));
    }
    return list;
}

static char *request_of(const sy_sandbox_job *job)
{
    json_t *request =
        json_pack("{s:i, s:s?, s:s?, s:s%, s:i, s:i, s:i, s:o, s:o}", "parent", (int)getpid(),
                  "facts", job->facts, "workdays", job->workdays, "sql", job->sql, job->sql_len,
                  "memory_mb", (int)memory_of(job), "blocks_mb", (int)blocks_of(job), "lang",
                  (int)sy_lang_get(), "views", views_of(job), "arguments", arguments_of(job));
    char *text = request ? json_dumps(request, JSON_COMPACT) : NULL;
    json_decref(request);
    return text;
}

/* ---- starting ---- */

static _Noreturn void become(int request, int answers, int silence, unsigned cpu_seconds,
                             char *const environment[])
{
    static char *const arguments[] = {(char *)(uintptr_t) "suyuan",
                                      (char *)(uintptr_t)SY_SANDBOX_WORD, NULL};

    if (dup2(request, 0) < 0 || dup2(answers, 1) < 0 || dup2(silence, 2) < 0) _exit(127);
    if (close_range(3, ~0u, 0) != 0) _exit(127);
    setpgid(0, 0); /* Ctrl-C is the parent's to answer */
    sy_sandbox_limit_before_exec(cpu_seconds);
    execve("/proc/self/exe", arguments, environment);
    _exit(127);
}

/* Settings that its libraries may need, and nothing else of ours. */
static void keep_environment(char *kept[], size_t most)
{
    static const char *const names[] = {"SUYUAN_THREADS=", "ASAN_OPTIONS=", "UBSAN_OPTIONS="};
    size_t n = 0;

    for (char **e = environ; e && *e; e++) {
        for (size_t i = 0; i < sizeof names / sizeof *names && n + 1 < most; i++) {
            if (strncmp(*e, names[i], strlen(names[i])) == 0) kept[n++] = *e;
        }
    }
    kept[n] = NULL;
}

static sy_status start(parent *p)
{
    /* The clock decides; this is for a caller that was stopped itself. */
    const unsigned jobs = p->job->kept ? MOST_JOBS : 1,
                   cpu = (seconds_of(p->job) + 10) * sy_threads() * jobs;
    int request[2] = {-1, -1}, answers[2] = {-1, -1};
    char *environment[8];
    sy_status st = SY_OK;
    const int silence = open("/dev/null", O_WRONLY | O_CLOEXEC);

    keep_environment(environment, 8);
    if (silence < 0 || pipe2(request, O_CLOEXEC) != 0 || pipe2(answers, O_CLOEXEC) != 0) {
        st = sy_fail_errno(p->err, "pipe");
    } else {
        p->pid = fork();
        if (p->pid == 0)
            become(request[0], answers[1], silence, cpu < MOST_CPU_SECONDS ? cpu : MOST_CPU_SECONDS,
                   environment);
        if (p->pid < 0) st = sy_fail_errno(p->err, "fork");
    }
    if (silence >= 0) close(silence);
    if (request[0] >= 0) close(request[0]);
    if (answers[1] >= 0) close(answers[1]);
    p->to = request[1];
    p->from = answers[0];
    return st;
}

/* ---- listening ---- */

static sy_status wait_readable(parent *p)
{
    const sy_sandbox_job *job = p->job;

    for (;;) {
        struct pollfd end = {p->from, POLLIN, 0};
        const int ready = poll(&end, 1, TICK_MS);
        if (job->should_stop && job->should_stop(job->stop_ctx))
            return sy_fail(p->err, SY_ECANCEL, N_("stopped; nothing was changed"));
        if (sy_now_ms() > p->until_ms)
            return sy_fail(p->err, SY_ELIMIT, N_("%s: stopped after %u seconds"), job->name,
                           seconds_of(job));
        if (ready < 0 && errno != EINTR) return sy_fail_errno(p->err, job->name);
        if (ready > 0) return SY_OK;
    }
}

static sy_status next_piece(parent *p)
{
    ssize_t n = -1;

    do {
        const sy_status st = wait_readable(p);
        if (st != SY_OK) return st;
        n = read(p->from, p->piece.bytes, sizeof p->piece.bytes);
    } while (n < 0 && errno == EINTR);
    if (n < 0) return sy_fail_errno(p->err, p->job->name);
    p->has_ended = n == 0;
    p->piece.at = 0;
    p->piece.n = (size_t)n;
    return SY_OK;
}

/* *got < n only at the end of what it says. */
static sy_status hear(parent *p, void *bytes, size_t n, size_t *got)
{
    *got = 0;
    while (*got < n && !p->has_ended) {
        const size_t left = p->piece.n - p->piece.at, take = left < n - *got ? left : n - *got;
        if (take) memcpy((char *)bytes + *got, p->piece.bytes + p->piece.at, take);
        p->piece.at += take;
        *got += take;
        if (*got == n) return SY_OK;
        const sy_status st = next_piece(p);
        if (st != SY_OK) return st;
    }
    return SY_OK;
}

static sy_status broken(parent *p)
{
    return sy_fail(p->err, SY_EDATA, N_("the model's process gave an answer that is none"));
}

static sy_status tell_error(parent *p, sy_slice frame)
{
    sy_sandbox_error head;
    char words[SY_SANDBOX_WORDS + 1];

    if (frame.len < sizeof head || frame.len - sizeof head > SY_SANDBOX_WORDS) return broken(p);
    memcpy(&head, frame.ptr, sizeof head);
    memcpy(words, frame.ptr + sizeof head, frame.len - sizeof head);
    words[frame.len - sizeof head] = '\0';
    p->lacks_memory = head.lacks_memory != 0;
    const sy_status st = head.status == SY_ELIMIT    ? SY_ELIMIT
                         : head.status == SY_ENOMEM  ? SY_ENOMEM
                         : head.status == SY_EENGINE ? SY_EENGINE
                         : head.status == SY_EIO     ? SY_EIO
                                                     : SY_EDATA;
    if (head.line == 0) return sy_fail(p->err, st, "%s: %s", p->job->name, words);
    if (head.column == 0)
        return sy_fail_at(p->err, st, head.line, "%s:%u: %s", p->job->name, head.line, words);
    return sy_fail_at(p->err, st, head.line, "%s:%u:%u: %s", p->job->name, head.line, head.column,
                      words);
}

static sy_status hear_lead(parent *p, sy_slice frame, sy_arena *arena, sy_sandbox_fn *fn, void *ctx)
{
    sy_lead_row row;

    sy_arena_clear(arena);
    p->bytes += frame.len;
    if (++p->leads > SY_MAX_LEADS) return broken(p);
    if (p->bytes > SY_MAX_LEADS_BYTES)
        return sy_fail(p->err, SY_ELIMIT,
                       N_("%s: %llu leads say more than the %llu MB that one run may give; nothing "
                          "was recorded: raise a threshold (--set; model WS show ID lists them)"),
                       p->job->name, (unsigned long long)p->leads, SY_MAX_LEADS_BYTES >> 20);
    sy_status st = sy_lead_row_read(&row, frame, arena, p->err);
    return st == SY_OK ? fn(ctx, &row, p->err) : st;
}

static sy_status hear_frame(parent *p, sy_buf *frame, sy_arena *arena, sy_sandbox_fn *fn, void *ctx)
{
    sy_frame_head head;
    size_t got;
    sy_status st = hear(p, &head, sizeof head, &got);

    if (st != SY_OK) return st;
    if (got != sizeof head || head.len > SY_MAX_LEAD_BYTES) return broken(p);
    sy_buf_clear(frame);
    for (size_t left = head.len; left > 0 && st == SY_OK;) {
        char bytes[1 << 13];
        const size_t n = left < sizeof bytes ? left : sizeof bytes;
        st = hear(p, bytes, n, &got);
        if (st == SY_OK && got != n) st = broken(p);
        sy_buf_add(frame, bytes, got);
        left -= n;
    }
    if (st == SY_OK && sy_buf_status(frame) != SY_OK) st = sy_fail_nomem(p->err);
    if (st != SY_OK) return st;
    const sy_slice all = {frame->ptr, frame->len};
    if (head.kind == SY_FRAME_LEAD) return hear_lead(p, all, arena, fn, ctx);
    if (head.kind == SY_FRAME_ERROR) return tell_error(p, all);
    p->is_done = head.kind == SY_FRAME_DONE && all.len == sizeof p->leads &&
                 memcmp(all.ptr, &p->leads, sizeof p->leads) == 0;
    return p->is_done ? SY_OK : broken(p);
}

/* ---- the end ---- */

/* Why it ended before it was done: the status of the process says which limit. */
static sy_status judge(parent *p, int status)
{
    const char *name = p->job->name;

    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return sy_fail(p->err, SY_ELIMIT, N_("%s: stopped after %u seconds"), name,
                       seconds_of(p->job));
    p->lacks_memory = WIFSIGNALED(status);
    if (WIFSIGNALED(status))
        return sy_fail(p->err, SY_ELIMIT,
                       N_("%s: the model's process broke off (signal %d): it needed more memory "
                          "than a model may have, or did what a model may not do"),
                       name, WTERMSIG(status));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        return sy_fail(p->err, SY_EIO, N_("%s: the model's process cannot be started"), name);
    return broken(p);
}

/* One that says no more may take a moment to end by itself, so that its status tells why. */
static int end_process(parent *p)
{
    enum { GRACE_MS = 3000, STEP_NS = 2000000 };
    const int64_t until = sy_now_ms() + GRACE_MS;
    int status = 0;
    pid_t ended = 0;

    if (p->to >= 0) close(p->to);
    if (p->from >= 0) close(p->from);
    while (p->has_ended && (ended = waitpid(p->pid, &status, WNOHANG)) == 0 &&
           sy_now_ms() < until) {
        nanosleep(&(struct timespec){0, STEP_NS}, NULL);
    }
    if (ended == p->pid) return status;
    kill(p->pid, SIGKILL);
    while (waitpid(p->pid, &status, 0) < 0 && errno == EINTR) continue;
    return status;
}

/* The pipe may be closed at the other end: that must not be a signal for us. */
static void send_request(parent *p, const char *request)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    const uint32_t n = (uint32_t)strlen(request);

    sigaction(SIGPIPE, &ignore, &before);
    if (sy_write_all(p->to, &n, sizeof n, p->job->name, NULL) == SY_OK)
        (void)!sy_write_all(p->to, request, n, p->job->name, NULL);
    sigaction(SIGPIPE, &before, NULL);
    if (p->job->kept) return;
    close(p->to);
    p->to = -1;
}

/* ---- processes that are kept ---- */

static bool take_kept(parent *p)
{
    sy_sandbox_kept *kept = p->job->kept;

    if (!kept || kept->n == 0) return false;
    kept->n--;
    p->pid = kept->idle[kept->n].pid;
    p->to = kept->idle[kept->n].to;
    p->from = kept->idle[kept->n].from;
    return true;
}

/* One that says more than it should is not believed again. */
static bool keep(parent *p)
{
    sy_sandbox_kept *kept = p->job->kept;

    if (!kept || kept->n == SY_SANDBOX_KEPT || p->piece.at < p->piece.n) return false;
    kept->idle[kept->n].pid = p->pid;
    kept->idle[kept->n].to = p->to;
    kept->idle[kept->n].from = p->from;
    kept->n++;
    return true;
}

void sy_sandbox_end_kept(sy_sandbox_kept *kept)
{
    for (size_t i = 0; i < kept->n; i++) {
        parent p = {.pid = kept->idle[i].pid, .to = kept->idle[i].to, .from = kept->idle[i].from};
        (void)end_process(&p);
    }
    kept->n = 0;
}

static sy_status listen_all(parent *p, sy_sandbox_fn *fn, void *ctx)
{
    sy_arena arena;
    sy_buf frame;
    sy_err heard = {0};
    sy_err *const err = p->err;
    sy_status st = SY_OK;

    sy_arena_init(&arena, NULL);
    sy_buf_init(&frame, NULL, SY_MAX_LEAD_BYTES);
    p->err = &heard;
    while (st == SY_OK && !p->is_done) st = hear_frame(p, &frame, &arena, fn, ctx);
    p->err = err;
    if (st != SY_OK || !keep(p)) {
        const int status = end_process(p);
        if (st != SY_OK && p->has_ended) st = judge(p, status);
    }
    if (st != SY_OK && heard.status != SY_OK)
        st = sy_fail_at(err, heard.status, heard.line, "%s", heard.text);
    if (p->job->kept) p->job->kept->lacked_memory = p->lacks_memory;
    sy_buf_dispose(&frame);
    sy_arena_dispose(&arena);
    return st;
}

struct sy_sandbox {
    sy_sandbox_job job;
    parent p;
};

static void close_pipes(parent *p)
{
    if (p->to >= 0) close(p->to);
    if (p->from >= 0) close(p->from);
    p->to = p->from = -1;
}

static sy_status check_job(const sy_sandbox_job *job, sy_err *err)
{
    if (job->sql_len > SY_MAX_QUERY_BYTES)
        return sy_fail(err, SY_ELIMIT, N_("%s: larger than %zu bytes"), job->name,
                       (size_t)SY_MAX_QUERY_BYTES);
    if (memchr(job->sql, '\0', job->sql_len) ||
        (job->sql_len && sy_utf8_valid_prefix(job->sql, job->sql_len) != job->sql_len))
        return sy_fail(err, SY_EDATA, N_("%s: the query is no UTF-8 text"), job->name);
    return SY_OK;
}

sy_status sy_sandbox_start(sy_sandbox **out, const sy_sandbox_job *job, sy_err *err)
{
    sy_status st = check_job(job, err);

    *out = NULL;
    if (st != SY_OK) return st;
    sy_sandbox *s = sy_new(NULL, sizeof *s);
    char *request = s ? request_of(job) : NULL;
    if (!request) {
        sy_drop(NULL, s);
        return sy_fail_nomem(err);
    }
    s->job = *job;
    s->p = (parent){.job = &s->job, .to = -1, .from = -1, .err = err};
    if (!take_kept(&s->p)) st = start(&s->p);
    if (st == SY_OK) {
        send_request(&s->p, request);
        *out = s;
    } else {
        close_pipes(&s->p);
        sy_drop(NULL, s);
    }
    free(request);
    return st;
}

sy_status sy_sandbox_finish(sy_sandbox *s, sy_sandbox_fn *fn, void *ctx, sy_err *err)
{
    s->p.err = err;
    s->p.until_ms = sy_now_ms() + (int64_t)seconds_of(&s->job) * 1000;
    const sy_status st = listen_all(&s->p, fn, ctx);
    sy_drop(NULL, s);
    return st;
}

void sy_sandbox_drop(sy_sandbox *s)
{
    if (!s) return;
    (void)end_process(&s->p);
    sy_drop(NULL, s);
}

bool sy_sandbox_may_overlap(void)
{
    const sy_sandbox_job twice = {.memory_mb = 2 * SY_MODEL_MEMORY_MB};
    return memory_of(&twice) == 2 * SY_MODEL_MEMORY_MB;
}

sy_status sy_sandbox_run(const sy_sandbox_job *job, sy_sandbox_fn *fn, void *ctx, sy_err *err)
{
    sy_sandbox *s;
    const sy_status st = sy_sandbox_start(&s, job, err);

    return st == SY_OK ? sy_sandbox_finish(s, fn, ctx, err) : st;
}
