/* exchanges.c - one thread that goes through the cases, and never waits for a job. */
#include "server/exchanges.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/inbox.h"
#include "base/log.h"
#include "base/progress.h"
#include "server/nap.h"
#include "store/arrivals.h"
#include "store/exchange.h"

enum { TICK_MS = 1000, FIRST_PAUSE_MS = 60 * 1000, LAST_PAUSE_MS = 3600 * 1000 };
enum { BAD_FILES = 3 }; /* exit code */

typedef struct watched watched;
struct watched {
    watched *next;
    char *case_name, *folder;
    sy_inbox *inbox;
    uint64_t job;        /* that runs; 0: none */
    bool is_due;         /* there is work for which no job could be begun yet */
    bool is_set;         /* in this round */
    int64_t pause_ms;    /* after one that failed; 0: none has */
    int64_t again_at_ms; /* 0: not to be begun again */
};

struct sy_exchanges {
    pthread_mutex_t lock; /* of is_ending alone */
    pthread_cond_t changed;
    pthread_t thread;
    sy_cases *cases;
    sy_jobs *jobs;
    watched *list;
    bool is_ending;
};

static void free_watched(watched *w)
{
    if (!w) return;
    sy_inbox_close(w->inbox);
    sy_drop(NULL, w->case_name);
    sy_drop(NULL, w->folder);
    sy_drop(NULL, w);
}

static watched *new_watched(const char *case_name, const char *folder, sy_err *err)
{
    watched *w = sy_new(NULL, sizeof *w);

    if (!w) return NULL;
    w->case_name = sy_copy_text(NULL, case_name, strlen(case_name));
    w->folder = sy_copy_text(NULL, folder, strlen(folder));
    if (w->case_name && w->folder && sy_inbox_open(&w->inbox, folder, err) == SY_OK) return w;
    free_watched(w);
    return NULL;
}

/* ---- one case ---- */

static watched *find(const sy_exchanges *all, const char *case_name, const char *folder)
{
    watched *w = all->list;

    while (w && (strcmp(w->case_name, case_name) != 0 || strcmp(w->folder, folder) != 0))
        w = w->next;
    return w;
}

static sy_status begin_job(sy_exchanges *all, watched *w, const char *workspace,
                           const sy_exchange *x, sy_arena *arena, sy_err *err)
{
    const char *words[SY_MOST_EXCHANGE_MODELS + 9] = {
        "watch",  workspace, "--json", x->lang == SY_LANG_EN ? "--lang=en" : "--lang=zh",
        "--once", "--wait"};
    size_t n = 6;

    for (size_t i = 0; i < x->n_models; i++) {
        const size_t size = strlen(x->models[i]) + sizeof "--run=";
        char *word = sy_arena_get(arena, size);
        if (!word) return sy_fail_nomem(err);
        snprintf(word, size, "--run=%s", x->models[i]);
        words[n++] = word;
    }
    words[n++] = "--";
    words[n] = w->folder;
    const sy_job_order order = {.case_name = w->case_name,
                                .workspace = workspace,
                                .title = "watch",
                                .user = x->who,
                                .words = words};

    sy_lang_set(x->lang);
    return sy_jobs_begin(&w->job, all->jobs, &order, err);
}

/* Has its job ended? One that a person stopped waits for the next file, and so does one whose
 * files were bad. Of any other failure (no room, no turn) the files know nothing. */
static bool is_idle(sy_exchanges *all, watched *w)
{
    int code = 0;
    const sy_job_state state = w->job ? sy_jobs_state(all->jobs, w->job, &code) : SY_JOB_STATES;

    if (state < SY_JOB_DONE) return false;
    w->job = 0;
    if (state == SY_JOB_FAILED && code > BAD_FILES) {
        w->pause_ms = w->pause_ms ? 2 * w->pause_ms : FIRST_PAUSE_MS;
        if (w->pause_ms > LAST_PAUSE_MS) w->pause_ms = LAST_PAUSE_MS;
        w->again_at_ms = sy_now_ms() + w->pause_ms;
    } else if (state != SY_JOB_STATES) {
        w->pause_ms = w->again_at_ms = 0;
    }
    return true;
}

/* While its job runs nobody looks: what comes meanwhile is taken by that job, or seen after. */
static void tend(sy_exchanges *all, watched *w, const char *workspace, const sy_exchange *x,
                 sy_arena *arena)
{
    sy_inbox_file *files = NULL;
    sy_err err = {0};
    size_t n = 0;
    bool is_busy;

    if (!is_idle(all, w)) return;
    if (w->again_at_ms && sy_now_ms() > w->again_at_ms) w->is_due = true;
    if (!w->is_due && sy_inbox_look(w->inbox, &files, &n, &is_busy, arena, &err) == SY_OK)
        w->is_due = n > 0;
    if (w->is_due && begin_job(all, w, workspace, x, arena, &err) == SY_OK) {
        w->is_due = false;
        w->again_at_ms = 0;
    }
    if (err.status != SY_OK) sy_debug("%s: %s", w->folder, err.text); /* tried again */
}

static void go_through(sy_exchanges *all, const char *case_name, sy_arena *arena)
{
    const char *workspace;
    sy_exchange x;
    sy_err err = {0};

    /* Why nothing is taken is said by suyuan exchange, to whoever looks. */
    if (sy_cases_path(&workspace, all->cases, case_name, arena, &err) != SY_OK ||
        sy_exchange_read(&x, workspace, arena, &err) != SY_OK || !x.folder)
        return;
    watched *w = find(all, case_name, x.folder);
    if (!w) {
        sy_arrivals last;
        w = new_watched(case_name, x.folder, &err);
        if (!w) return;
        w->is_due = sy_arrivals_read(&last, workspace, arena, &err) == SY_OK && last.is_cut;
        w->next = all->list;
        all->list = w;
    }
    w->is_set = true;
    tend(all, w, workspace, &x, arena);
}

/* ---- all of them ---- */

/* Switched off, set to another folder, gone. */
static void end_unset(sy_exchanges *all)
{
    for (watched **at = &all->list; *at;) {
        watched *w = *at;
        if (w->is_set) {
            at = &w->next;
            continue;
        }
        *at = w->next;
        if (w->job) (void)sy_jobs_cancel(all->jobs, w->job);
        free_watched(w);
    }
}

static void round_of(sy_exchanges *all, sy_arena *arena)
{
    const char **names = NULL;
    size_t n = 0;
    sy_err err = {0};

    if (sy_cases_list(all->cases, &names, &n, arena, &err) != SY_OK) return;
    for (watched *w = all->list; w; w = w->next) w->is_set = false;
    for (size_t i = 0; i < n; i++) go_through(all, names[i], arena);
    end_unset(all);
}

static void *thread(void *ctx)
{
    sy_exchanges *all = ctx;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    pthread_mutex_lock(&all->lock);
    while (!all->is_ending) {
        pthread_mutex_unlock(&all->lock);
        round_of(all, &arena);
        sy_arena_clear(&arena);
        pthread_mutex_lock(&all->lock);
        if (!all->is_ending) sy_nap(&all->changed, &all->lock, TICK_MS);
    }
    pthread_mutex_unlock(&all->lock);
    sy_arena_dispose(&arena);
    return NULL;
}

sy_status sy_exchanges_begin(sy_exchanges **out, sy_cases *cases, sy_jobs *jobs, sy_err *err)
{
    sy_exchanges *all = sy_new(NULL, sizeof *all);

    *out = NULL;
    if (!all) return sy_fail_nomem(err);
    pthread_mutex_init(&all->lock, NULL);
    pthread_cond_init(&all->changed, NULL);
    all->cases = cases;
    all->jobs = jobs;
    if (pthread_create(&all->thread, NULL, thread, all) == 0) {
        *out = all;
        return SY_OK;
    }
    pthread_cond_destroy(&all->changed);
    pthread_mutex_destroy(&all->lock);
    sy_drop(NULL, all);
    return sy_fail_errno(err, "thread");
}

void sy_exchanges_end(sy_exchanges *all)
{
    if (!all) return;
    pthread_mutex_lock(&all->lock);
    all->is_ending = true;
    pthread_cond_signal(&all->changed);
    pthread_mutex_unlock(&all->lock);
    pthread_join(all->thread, NULL);
    while (all->list) {
        watched *w = all->list;
        all->list = w->next;
        free_watched(w);
    }
    pthread_cond_destroy(&all->changed);
    pthread_mutex_destroy(&all->lock);
    sy_drop(NULL, all);
}
