/* jobs.c - a list of the last jobs under one lock. */
#include "server/jobs.h"

#include <jansson.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/progress.h"
#include "cli/reply.h"
#include "server/nap.h"
#include "server/slots.h"

enum {
    MOST_RUNNING = 4,
    MOST_BEGUN = 32,
    MOST_KEPT = 50,
    PATIENCE_SECONDS = 3600,
    MOST_WORDS = 256
};

typedef struct job job;
struct job {
    job *next;
    sy_jobs *all;
    uint64_t id;
    sy_arena arena;
    sy_job_order order;
    pthread_t thread;
    sy_lang lang;
    sy_job_state state;
    bool is_to_stop, has_thread;
    sy_task_progress progress;
    int64_t begun_ms, ended_ms;
    int exit_code;
    char *answer; /* JSON of the command; NULL */
    char said[SY_TASK_SAID];
};

struct sy_jobs {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    sy_slots places; /* of those that run */
    sy_cases *cases;
    sy_spawner *spawner;
    job *newest;
    uint64_t next_id, version;
};

sy_jobs *sy_jobs_new(sy_cases *cases, sy_spawner *spawner)
{
    sy_jobs *jobs = sy_new(NULL, sizeof *jobs);

    if (!jobs) return NULL;
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_cond_init(&jobs->changed, NULL);
    sy_slots_init(&jobs->places, MOST_RUNNING);
    jobs->cases = cases;
    jobs->spawner = spawner;
    jobs->next_id = 1;
    jobs->version = 1;
    return jobs;
}

static bool is_over(const job *j)
{
    return j->state >= SY_JOB_DONE;
}

static void free_job(job *j)
{
    if (j->has_thread) pthread_join(j->thread, NULL);
    sy_drop(NULL, j->answer);
    sy_arena_dispose(&j->arena);
    sy_drop(NULL, j);
}

void sy_jobs_free(sy_jobs *jobs)
{
    if (!jobs) return;
    pthread_mutex_lock(&jobs->lock);
    for (job *j = jobs->newest; j; j = j->next) j->is_to_stop = true;
    pthread_mutex_unlock(&jobs->lock);
    while (jobs->newest) {
        job *j = jobs->newest;
        jobs->newest = j->next;
        free_job(j);
    }
    sy_slots_dispose(&jobs->places);
    pthread_cond_destroy(&jobs->changed);
    pthread_mutex_destroy(&jobs->lock);
    sy_drop(NULL, jobs);
}

/* Locked. */
static void tell(sy_jobs *jobs)
{
    jobs->version++;
    pthread_cond_broadcast(&jobs->changed);
}

/* ---- the thread of a job ---- */

static bool is_wanted(void *ctx)
{
    job *j = ctx;

    pthread_mutex_lock(&j->all->lock);
    const bool wanted = !j->is_to_stop;
    pthread_mutex_unlock(&j->all->lock);
    return wanted;
}

static void on_progress(void *ctx, const sy_task_progress *p)
{
    job *j = ctx;

    pthread_mutex_lock(&j->all->lock);
    j->progress = *p;
    tell(j->all);
    pthread_mutex_unlock(&j->all->lock);
}

static void set_state(job *j, sy_job_state state)
{
    pthread_mutex_lock(&j->all->lock);
    j->state = state;
    if (is_over(j)) j->ended_ms = sy_now_ms();
    tell(j->all);
    pthread_mutex_unlock(&j->all->lock);
}

static bool is_json(const char *text)
{
    json_t *json = json_loads(text, 0, NULL);
    const bool is = json;

    json_decref(json);
    return is;
}

/* Objects on a line each (suyuan watch) as an array: no text in them has an end of line. */
static char *as_array(const char *lines)
{
    const size_t n = strlen(lines);
    char *array = n && lines[n - 1] == '\n' ? sy_new_array(NULL, n + 2, 1) : NULL;

    if (!array) return NULL;
    array[0] = '[';
    for (size_t i = 0; i + 1 < n; i++) array[i + 1] = lines[i] == '\n' ? ',' : lines[i];
    array[n] = ']';
    array[n + 1] = '\0';
    return array;
}

/* What it said; NULL where that is no JSON (killed in the middle of it). */
static char *read_answer(const sy_task_end *end)
{
    char *text = sy_task_answer(end), *array;

    if (!text || is_json(text)) return text;
    array = as_array(text);
    sy_drop(NULL, text);
    if (!array || is_json(array)) return array;
    sy_drop(NULL, array);
    return NULL;
}

static sy_status run(job *j, sy_err *err)
{
    const sy_task_order order = {.spawner = j->all->spawner,
                                 .words = j->order.words,
                                 .user = j->order.user,
                                 .from = j->order.from,
                                 .folder = j->order.folder,
                                 .input = j->order.input,
                                 .is_wanted = is_wanted,
                                 .wanted_ctx = j,
                                 .on_progress = on_progress,
                                 .progress_ctx = j};
    sy_task_end end;
    sy_status st = sy_task_run(&end, &order, err);

    if (st != SY_OK) return st;
    char *answer = read_answer(&end);
    pthread_mutex_lock(&j->all->lock);
    j->answer = answer;
    j->exit_code = end.exit_code;
    memcpy(j->said, end.said, sizeof j->said);
    if (end.exit_code && !*end.said)
        snprintf(j->said, sizeof j->said, "%s",
                 _("ended from outside (no memory left?); what was not finished has no effect"));
    pthread_mutex_unlock(&j->all->lock);
    sy_task_end_dispose(&end);
    return SY_OK;
}

static sy_status work(job *j, sy_err *err)
{
    const sy_job_order *o = &j->order;
    const sy_turn turn = o->only_reads ? SY_TURN_READ : SY_TURN_WRITE;
    sy_status st = sy_cases_enter(j->all->cases, o->case_name, o->workspace, turn, PATIENCE_SECONDS,
                                  is_wanted, j, err);

    if (st != SY_OK) return st;
    /* Whoever has the turn in his case, and there only: others of that case take no place. */
    st = sy_slots_take(&j->all->places, is_wanted, j, err);
    if (st == SY_OK) {
        set_state(j, SY_JOB_RUNNING);
        st = run(j, err);
        sy_slots_give(&j->all->places);
    }
    sy_cases_leave(j->all->cases, o->case_name, turn);
    return st;
}

static void *thread(void *ctx)
{
    job *j = ctx;
    sy_err err = {0};

    sy_lang_set(j->lang);
    const sy_status st = work(j, &err);
    if (j->order.input.len)
        explicit_bzero((char *)(uintptr_t)j->order.input.ptr, j->order.input.len);
    sy_err left = {0};
    if (j->order.folder && sy_remove_folder(j->order.folder, &left) != SY_OK)
        sy_debug("%s", left.text);
    if (st != SY_OK) {
        pthread_mutex_lock(&j->all->lock);
        snprintf(j->said, sizeof j->said, "%s", err.text);
        j->exit_code = 4;
        pthread_mutex_unlock(&j->all->lock);
    }
    set_state(j, st == SY_ECANCEL               ? SY_JOB_CANCELLED
                 : st == SY_OK && !j->exit_code ? SY_JOB_DONE
                                                : SY_JOB_FAILED);
    return NULL;
}

/* ---- beginning and ending ---- */

static const char *copy(job *j, const char *text)
{
    return text ? sy_arena_text(&j->arena, text, strlen(text)) : NULL;
}

static const char *const *copy_words(job *j, const char *const *words)
{
    const char **list = sy_arena_get(&j->arena, (MOST_WORDS + 1) * sizeof *list);
    size_t n = 0;

    for (; list && words[n] && n < MOST_WORDS; n++) {
        list[n] = copy(j, words[n]);
        if (!list[n]) return NULL;
    }
    if (list) list[n] = NULL;
    return list;
}

static job *new_job(sy_jobs *jobs, const sy_job_order *o)
{
    job *j = sy_new(NULL, sizeof *j);

    if (!j) return NULL;
    sy_arena_init(&j->arena, NULL);
    j->all = jobs;
    j->lang = sy_lang_get();
    j->begun_ms = sy_now_ms();
    j->order = (sy_job_order){
        .case_name = copy(j, o->case_name),
        .workspace = copy(j, o->workspace),
        .title = copy(j, o->title),
        .user = copy(j, o->user),
        .from = copy(j, o->from),
        .words = copy_words(j, o->words),
        .folder = copy(j, o->folder),
        .input = {sy_arena_text(&j->arena, o->input.ptr, o->input.len), o->input.len},
        .only_reads = o->only_reads};
    if (!j->order.case_name || !j->order.workspace || !j->order.title || !j->order.user ||
        !j->order.words || (o->folder && !j->order.folder) || !j->order.input.ptr) {
        free_job(j);
        return NULL;
    }
    return j;
}

/* Locked. Those that ended longest ago go. */
static void forget_old(sy_jobs *jobs)
{
    size_t n = 0;

    for (job **at = &jobs->newest; *at;) {
        job *j = *at;
        if (++n > MOST_KEPT && is_over(j)) {
            *at = j->next;
            free_job(j); /* its thread has nothing left to do but end */
        } else {
            at = &j->next;
        }
    }
}

static unsigned not_over(const sy_jobs *jobs)
{
    unsigned n = 0;

    for (const job *j = jobs->newest; j; j = j->next) n += !is_over(j);
    return n;
}

sy_status sy_jobs_begin(uint64_t *id, sy_jobs *jobs, const sy_job_order *order, sy_err *err)
{
    sy_status st = SY_OK;

    pthread_mutex_lock(&jobs->lock);
    const bool is_full = not_over(jobs) >= MOST_BEGUN;
    job *j = is_full ? NULL : new_job(jobs, order);
    if (is_full) {
        st = sy_fail(err, SY_ELIMIT,
                     N_("%d jobs run or wait; wait until one has ended, and send it again"),
                     MOST_BEGUN);
    } else if (!j) {
        st = sy_fail_nomem(err);
    } else if (pthread_create(&j->thread, NULL, thread, j) != 0) {
        free_job(j);
        st = sy_fail_errno(err, "thread");
    } else {
        j->has_thread = true;
        *id = j->id = jobs->next_id++;
        j->next = jobs->newest;
        jobs->newest = j;
        forget_old(jobs);
        tell(jobs);
    }
    pthread_mutex_unlock(&jobs->lock);
    return st;
}

static job *find(const sy_jobs *jobs, uint64_t id)
{
    job *j = jobs->newest;

    while (j && j->id != id) j = j->next;
    return j;
}

bool sy_jobs_cancel(sy_jobs *jobs, uint64_t id)
{
    pthread_mutex_lock(&jobs->lock);
    job *j = find(jobs, id);
    const bool runs = j && !is_over(j);
    if (runs) j->is_to_stop = true;
    pthread_mutex_unlock(&jobs->lock);
    return runs;
}

sy_job_state sy_jobs_state(sy_jobs *jobs, uint64_t id, int *exit_code)
{
    pthread_mutex_lock(&jobs->lock);
    const job *j = find(jobs, id);
    const sy_job_state state = j ? j->state : SY_JOB_DONE;
    *exit_code = j ? j->exit_code : 0;
    pthread_mutex_unlock(&jobs->lock);
    return state;
}

uint64_t sy_jobs_wait(sy_jobs *jobs, uint64_t seen, unsigned ms)
{
    pthread_mutex_lock(&jobs->lock);
    if (jobs->version == seen) sy_nap(&jobs->changed, &jobs->lock, ms);
    const uint64_t version = jobs->version;
    pthread_mutex_unlock(&jobs->lock);
    return version;
}

/* ---- as JSON ---- */

static const char *const state_names[] = {
    [SY_JOB_WAITING] = "waiting", [SY_JOB_RUNNING] = "running",     [SY_JOB_DONE] = "done",
    [SY_JOB_FAILED] = "failed",   [SY_JOB_CANCELLED] = "cancelled",
};

static void put_job(sy_json *j, const job *of, bool with_answer)
{
    char id[24];

    snprintf(id, sizeof id, "%llu", (unsigned long long)of->id);
    sy_json_object(j);
    sy_reply_string(j, "id", id);
    sy_reply_string(j, "case", of->order.case_name);
    sy_reply_string(j, "command", of->order.words[0]);
    sy_reply_string(j, "title", of->order.title);
    sy_reply_string(j, "user", of->order.user);
    sy_reply_string(j, "state", state_names[of->state]);
    sy_reply_string(j, "label", of->progress.label);
    sy_reply_string(j, "unit", of->progress.unit);
    sy_reply_int(j, "done", of->progress.done);
    sy_reply_int(j, "total", of->progress.total);
    sy_json_key(j, "held");
    sy_json_bool(j, of->progress.is_held);
    sy_reply_int(j, "ms", (uint64_t)((is_over(of) ? of->ended_ms : sy_now_ms()) - of->begun_ms));
    if (is_over(of)) {
        sy_reply_int(j, "exit_code", (uint64_t)of->exit_code);
        sy_reply_string(j, "said", of->said);
    }
    if (with_answer) {
        sy_json_key(j, "answer");
        if (of->answer)
            sy_json_value(j, sy_slice_of(of->answer));
        else
            sy_json_null(j);
    }
    sy_json_end(j);
}

void sy_jobs_json(sy_json *j, sy_jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    sy_json_array(j);
    for (const job *one = jobs->newest; one; one = one->next) put_job(j, one, false);
    sy_json_end(j);
    pthread_mutex_unlock(&jobs->lock);
}

bool sy_jobs_json_one(sy_json *j, sy_jobs *jobs, uint64_t id)
{
    pthread_mutex_lock(&jobs->lock);
    const job *one = find(jobs, id);
    if (one) put_job(j, one, true);
    pthread_mutex_unlock(&jobs->lock);
    return one;
}
