/* sandbox.c - the caller's end: start, send, listen, end.
 *
 * Who listens to one job hears all that share its processes: each has its own heap of what was
 * heard, cut into frames, and a process that has said its last word gets the next request at
 * once. What is heard is not believed: kinds and lengths of frames are bounded, leads are read
 * strictly, and a run counts as done only when the last frame says so with the right number. */
#include "store/sandbox.h"

#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/parallel.h"
#include "base/progress.h"
#include "base/utf8.h"
#include "store/sandbox_private.h"
#include "store/sandbox_process.h"
#include "suyuan/limits.h"

enum { TICK_MS = 50, MOST_CPU_SECONDS = 100000, MOST_JOBS = 100, MB = 20 };
enum { MOST_HEARD = 64 << 20, LEADS_A_LOOK = 64 };

struct sy_sandbox {
    sy_sandbox_job job;
    sy_sandbox_process process; /* none: it waits for one, or has given it back */
    char *request;              /* NULL: sent */
    sy_sandbox *next;           /* of those that share processes */
    sy_err failure;             /* why it has no process, or cannot be heard */
    sy_buf heard;
    size_t taken, framed; /* of heard: what was taken; what is whole frames */
    uint64_t n_framed;    /* leads */
    bool has_ended;       /* its process has, with this status of wait(2) */
    int status;
    bool is_broken;               /* what follows the whole frames is none */
    bool is_cut_off, is_done;     /* by what was taken: it ended too early; it said its last word */
    sy_sandbox_end *end, own_end; /* end: the job's; else its own */
    int64_t until_ms;
    uint64_t leads, bytes;
    sy_err *err;
};

/* Is its process one that is kept? */
static bool is_kept(const sy_sandbox_job *job)
{
    return job->kept && !job->is_apart;
}

static unsigned memory_of(const sy_sandbox_job *job)
{
    unsigned most = job->memory_mb ? job->memory_mb : SY_MODEL_MEMORY_MB;
    const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);

    if (pages > 0 && page > 0) {
        const uint64_t three_quarters = (uint64_t)pages * (uint64_t)page / 4 * 3 >> MB;
        if (three_quarters < most) most = (unsigned)three_quarters;
    }
    return is_kept(job) ? most / 8 * 7 : most; /* two that are full of facts have 7 GB */
}

/* Of a process that is kept: what most queries need, so that a large one does not leave its
 * memory to it for good. */
static unsigned blocks_of(const sy_sandbox_job *job)
{
    return is_kept(job) ? memory_of(job) / 8 * 5 : 0;
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

/* ---- at work ---- */

static sy_sandbox *first_of(sy_sandbox *s)
{
    return s->job.kept ? s->job.kept->first : s;
}

static bool has_process(const sy_sandbox *s)
{
    return s->process.pid > 0;
}

static bool take_kept(sy_sandbox *s)
{
    sy_sandbox_kept *kept = s->job.kept;

    if (!is_kept(&s->job) || kept->n_idle == 0) return false;
    s->process = kept->idle[--kept->n_idle];
    return true;
}

static void begin_work(sy_sandbox *s)
{
    /* The clock decides; this is for a caller that was stopped itself. */
    const unsigned jobs = is_kept(&s->job) ? MOST_JOBS : 1,
                   cpu = (seconds_of(&s->job) + 10) * sy_threads() * jobs;

    s->end->asked_ms = sy_now_ms();
    if (take_kept(s) ||
        sy_sandbox_process_start(&s->process, cpu < MOST_CPU_SECONDS ? cpu : MOST_CPU_SECONDS,
                                 &s->failure) == SY_OK)
        sy_sandbox_process_ask(&s->process, s->request, !is_kept(&s->job));
    free(s->request);
    s->request = NULL;
}

/* Those that wait, in their order, while there may be one more at work. */
static void start_waiting(sy_sandbox *any)
{
    const size_t most = any->job.kept ? any->job.kept->most : 1;
    size_t n = 0;

    for (const sy_sandbox *s = first_of(any); s; s = s->next) n += has_process(s);
    for (sy_sandbox *s = first_of(any); s && n < most; s = s->next) {
        if (!s->request) continue;
        begin_work(s);
        n += has_process(s);
    }
}

/* One that says more than it should is not believed again. */
static void give_back(sy_sandbox *s)
{
    sy_sandbox_kept *kept = s->job.kept;

    if (!is_kept(&s->job) || s->framed < s->heard.len) return;
    kept->idle[kept->n_idle++] = s->process;
    s->process = SY_SANDBOX_NO_PROCESS;
}

/* ---- listening ---- */

static void find_frames(sy_sandbox *s)
{
    sy_frame_head head;

    while (!s->is_broken && s->end->last_word_ms == 0 && s->heard.len - s->framed >= sizeof head) {
        memcpy(&head, s->heard.ptr + s->framed, sizeof head);
        s->is_broken = head.len > SY_MAX_LEAD_BYTES;
        if (s->is_broken || head.len > s->heard.len - s->framed - sizeof head) return;
        const char *const body = s->heard.ptr + s->framed + sizeof head;
        s->framed += sizeof head + head.len;
        s->n_framed += head.kind == SY_FRAME_LEAD;
        if (head.kind == SY_FRAME_LEAD) continue;
        s->end->last_word_ms = sy_now_ms();
        if (head.kind == SY_FRAME_DONE && head.len == sizeof s->n_framed &&
            memcmp(body, &s->n_framed, sizeof s->n_framed) == 0)
            give_back(s);
    }
}

static size_t left_of(const sy_sandbox *s)
{
    return s->heard.len - s->taken;
}

/* What was taken makes room: never more is moved than was taken. */
static void forget_taken(sy_sandbox *s)
{
    const size_t left = left_of(s);

    if (s->taken < left || s->taken == 0) return;
    memmove(s->heard.ptr, s->heard.ptr + s->taken, left);
    s->heard.len = left;
    s->framed -= s->taken;
    s->taken = 0;
}

static void hear(sy_sandbox *s)
{
    char piece[SY_SANDBOX_PIECE];
    const ssize_t n = read(s->process.from, piece, sizeof piece);

    if (n < 0 && errno == EINTR) return;
    if (n < 0) (void)sy_fail_errno(&s->failure, s->job.name);
    if (n <= 0) {
        s->has_ended = true;
        s->status = sy_sandbox_process_end(&s->process, true);
        return;
    }
    forget_taken(s);
    sy_buf_add(&s->heard, piece, (size_t)n);
    if (sy_buf_status(&s->heard) != SY_OK) (void)sy_fail_nomem(&s->failure);
    find_frames(s);
}

static bool can_say_more(const sy_sandbox *s)
{
    return has_process(s) && s->failure.status == SY_OK;
}

/* Hears a piece of each that shares its processes: what is there, or what comes before ms are
 * over. *heard: that there was one. */
static sy_status listen_once(sy_sandbox *any, int ms, bool *heard)
{
    struct pollfd ends[SY_SANDBOX_KEPT];
    sy_sandbox *whose[SY_SANDBOX_KEPT];
    size_t waiting = 0;
    nfds_t n = 0;

    start_waiting(any);
    for (const sy_sandbox *s = first_of(any); s; s = s->next) waiting += left_of(s);
    for (sy_sandbox *s = first_of(any); s && n < SY_SANDBOX_KEPT; s = s->next) {
        /* One whose frame is waited for has less than a frame. */
        if (!can_say_more(s) || (s == any ? left_of(s) : waiting) >= MOST_HEARD) continue;
        whose[n] = s;
        ends[n++] = (struct pollfd){s->process.from, POLLIN, 0};
    }
    const int ready = poll(ends, n, ms);
    if (ready < 0 && errno != EINTR) return sy_fail_errno(any->err, any->job.name);
    for (nfds_t i = 0; i < n && ready > 0; i++) {
        if (ends[i].revents) hear(whose[i]);
    }
    *heard = ready > 0;
    start_waiting(any);
    return SY_OK;
}

static sy_status look_around(sy_sandbox *s, int ms)
{
    const sy_sandbox_job *job = &s->job;
    bool heard = true;
    sy_status st = listen_once(s, ms, &heard);

    for (int i = 1; i < SY_SANDBOX_PIPE / SY_SANDBOX_PIECE && heard && st == SY_OK; i++)
        st = listen_once(s, 0, &heard);
    if (st != SY_OK) return st;
    if (job->should_stop && job->should_stop(job->stop_ctx))
        return sy_fail(s->err, SY_ECANCEL, N_("stopped; nothing was changed"));
    if (sy_now_ms() > s->until_ms)
        return sy_fail(s->err, SY_ELIMIT, N_("%s: stopped after %u seconds"), job->name,
                       seconds_of(job));
    return SY_OK;
}

static sy_status broken(sy_sandbox *s)
{
    return sy_fail(s->err, SY_EDATA, N_("the model's process gave an answer that is none"));
}

static sy_status wait_for_frame(sy_sandbox *s)
{
    while (s->framed == s->taken) {
        if (s->failure.status != SY_OK)
            return sy_fail(s->err, s->failure.status, "%s", s->failure.text);
        if (s->is_broken) return broken(s);
        s->is_cut_off = s->has_ended;
        if (s->has_ended) return SY_EDATA; /* judge() says why */
        const sy_status st = look_around(s, TICK_MS);
        if (st != SY_OK) return st;
    }
    return SY_OK;
}

/* ---- frames ---- */

static sy_status tell_error(sy_sandbox *s, sy_slice frame)
{
    sy_sandbox_error head;
    char words[SY_SANDBOX_WORDS + 1];

    if (frame.len < sizeof head || frame.len - sizeof head > SY_SANDBOX_WORDS) return broken(s);
    memcpy(&head, frame.ptr, sizeof head);
    memcpy(words, frame.ptr + sizeof head, frame.len - sizeof head);
    words[frame.len - sizeof head] = '\0';
    s->end->lacked_memory = head.lacks_memory != 0;
    const sy_status st = head.status == SY_ELIMIT    ? SY_ELIMIT
                         : head.status == SY_ENOMEM  ? SY_ENOMEM
                         : head.status == SY_EENGINE ? SY_EENGINE
                         : head.status == SY_EIO     ? SY_EIO
                                                     : SY_EDATA;
    if (head.line == 0) return sy_fail(s->err, st, "%s: %s", s->job.name, words);
    if (head.column == 0)
        return sy_fail_at(s->err, st, head.line, "%s:%u: %s", s->job.name, head.line, words);
    return sy_fail_at(s->err, st, head.line, "%s:%u:%u: %s", s->job.name, head.line, head.column,
                      words);
}

static sy_status take_lead(sy_sandbox *s, sy_slice frame, sy_arena *arena, sy_sandbox_fn *fn,
                           void *ctx)
{
    sy_lead_row row;

    sy_arena_clear(arena);
    s->bytes += frame.len;
    if (++s->leads > SY_MAX_LEADS) return broken(s);
    if (s->bytes > SY_MAX_LEADS_BYTES)
        return sy_fail(s->err, SY_ELIMIT,
                       N_("%s: %llu leads say more than the %llu MB that one run may give; nothing "
                          "was recorded: raise a threshold (--set; model WS show ID lists them)"),
                       s->job.name, (unsigned long long)s->leads, SY_MAX_LEADS_BYTES >> 20);
    sy_status st = sy_lead_row_read(&row, frame, arena, s->err);
    if (st == SY_OK) st = fn(ctx, &row, s->err);
    return st == SY_OK && s->leads % LEADS_A_LOOK == 0 ? look_around(s, 0) : st;
}

static sy_status take_frame(sy_sandbox *s, sy_arena *arena, sy_sandbox_fn *fn, void *ctx)
{
    sy_frame_head head;
    sy_status st = wait_for_frame(s);

    if (st != SY_OK) return st;
    memcpy(&head, s->heard.ptr + s->taken, sizeof head);
    const sy_slice frame = {s->heard.ptr + s->taken + sizeof head, head.len};
    s->taken += sizeof head + head.len; /* it stays where it is until more is heard */
    if (head.kind == SY_FRAME_LEAD) return take_lead(s, frame, arena, fn, ctx);
    if (head.kind == SY_FRAME_ERROR) return tell_error(s, frame);
    s->is_done = head.kind == SY_FRAME_DONE && frame.len == sizeof s->leads &&
                 memcmp(frame.ptr, &s->leads, sizeof s->leads) == 0;
    return s->is_done ? SY_OK : broken(s);
}

/* ---- the end ---- */

/* Why it ended before it was done: the status of the process says which limit. */
static sy_status judge(sy_sandbox *s)
{
    const char *name = s->job.name;
    const int status = s->status;

    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return sy_fail(s->err, SY_ELIMIT, N_("%s: stopped after %u seconds"), name,
                       seconds_of(&s->job));
    s->end->lacked_memory = WIFSIGNALED(status);
    if (WIFSIGNALED(status))
        return sy_fail(s->err, SY_ELIMIT,
                       N_("%s: the model's process broke off (signal %d): it needed more memory "
                          "than a model may have, or did what a model may not do"),
                       name, WTERMSIG(status));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        return sy_fail(s->err, SY_EIO, N_("%s: the model's process cannot be started"), name);
    return broken(s);
}

static void leave_kept(sy_sandbox *s)
{
    if (!s->job.kept) return;
    for (sy_sandbox **at = &s->job.kept->first; *at; at = &(*at)->next) {
        if (*at != s) continue;
        *at = s->next;
        return;
    }
}

static void dispose(sy_sandbox *s)
{
    if (has_process(s)) (void)sy_sandbox_process_end(&s->process, false);
    leave_kept(s);
    sy_buf_dispose(&s->heard);
    free(s->request);
    sy_drop(NULL, s);
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

/* Is there memory for two of the largest queries at once? */
static bool may_overlap(void)
{
    const sy_sandbox_job twice = {.memory_mb = 2 * SY_MODEL_MEMORY_MB};
    return memory_of(&twice) == 2 * SY_MODEL_MEMORY_MB;
}

static void join_kept(sy_sandbox *s)
{
    sy_sandbox_kept *kept = s->job.kept;

    if (!kept) return;
    if (kept->most == 0) kept->most = may_overlap() ? SY_SANDBOX_KEPT : 1;
    sy_sandbox **at = &kept->first;
    while (*at) at = &(*at)->next;
    *at = s;
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
    *s = (sy_sandbox){.job = *job, .process = SY_SANDBOX_NO_PROCESS, .request = request};
    s->end = job->end ? job->end : &s->own_end;
    *s->end = (sy_sandbox_end){0};
    sy_buf_init(&s->heard, NULL, 2 * MOST_HEARD + SY_SANDBOX_PIECE);
    join_kept(s);
    start_waiting(s);
    *out = s;
    return SY_OK;
}

sy_status sy_sandbox_finish(sy_sandbox *s, sy_sandbox_fn *fn, void *ctx, sy_err *err)
{
    sy_arena arena;
    sy_err heard = {0};
    sy_status st = SY_OK;

    sy_arena_init(&arena, NULL);
    s->err = &heard;
    s->until_ms = sy_now_ms() + (int64_t)seconds_of(&s->job) * 1000;
    while (st == SY_OK && !s->is_done) st = take_frame(s, &arena, fn, ctx);
    if (s->is_cut_off) st = judge(s);
    if (st != SY_OK && heard.status != SY_OK)
        st = sy_fail_at(err, heard.status, heard.line, "%s", heard.text);
    sy_arena_dispose(&arena);
    dispose(s);
    return st;
}

void sy_sandbox_drop(sy_sandbox *s)
{
    if (s) dispose(s);
}

void sy_sandbox_end_kept(sy_sandbox_kept *kept)
{
    while (kept->n_idle > 0) (void)sy_sandbox_process_end(&kept->idle[--kept->n_idle], false);
}

sy_status sy_sandbox_run(const sy_sandbox_job *job, sy_sandbox_fn *fn, void *ctx, sy_err *err)
{
    sy_sandbox *s;
    const sy_status st = sy_sandbox_start(&s, job, err);

    return st == SY_OK ? sy_sandbox_finish(s, fn, ctx, err) : st;
}
