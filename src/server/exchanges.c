/* exchanges.c - one thread that goes through the cases, and never waits for a job. */
#include "server/exchanges.h"

#include <pthread.h>
#include <string.h>

#include "base/file.h"
#include "base/inbox.h"
#include "base/log.h"
#include "server/nap.h"
#include "store/exchange.h"

enum { TICK_MS = 1000 };

typedef struct watched watched;
struct watched {
    watched *next;
    char *case_name, *folder;
    sy_inbox *inbox;
    uint64_t job; /* the last; 0: none yet */
    bool is_due;  /* files are there for which no job could be begun yet */
    bool is_set;  /* in this round */
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
                           const sy_exchange *x, sy_err *err)
{
    const char *const words[] = {"watch",
                                 workspace,
                                 "--json",
                                 x->lang == SY_LANG_EN ? "--lang=en" : "--lang=zh",
                                 "--once",
                                 "--wait",
                                 "--run=all",
                                 "--",
                                 w->folder,
                                 NULL};
    const sy_job_order order = {.case_name = w->case_name,
                                .workspace = workspace,
                                .title = "watch",
                                .user = x->who,
                                .words = words};

    sy_lang_set(x->lang);
    return sy_jobs_begin(&w->job, all->jobs, &order, err);
}

/* While its job runs nobody looks: what comes meanwhile is taken by that job, or seen after. */
static void tend(sy_exchanges *all, watched *w, const char *workspace, const sy_exchange *x,
                 sy_arena *arena)
{
    sy_inbox_file *files = NULL;
    sy_err err = {0};
    size_t n = 0;
    bool is_busy;

    if (w->job && !sy_jobs_is_over(all->jobs, w->job)) return;
    if (!w->is_due && sy_inbox_look(w->inbox, &files, &n, &is_busy, arena, &err) == SY_OK)
        w->is_due = n > 0;
    if (w->is_due && begin_job(all, w, workspace, x, &err) == SY_OK) w->is_due = false;
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
        w = new_watched(case_name, x.folder, &err);
        if (!w) return;
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
