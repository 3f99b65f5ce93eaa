/* login_log.c - a count for those who are users and one for those who are not: who tries names
 * without end hides nothing of what is tried with a user's. */
#include "server/login_log.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/log.h"
#include "base/progress.h"
#include "store/folder_log.h"

typedef struct hour {
    int64_t since_ms;
    unsigned written, most;
    unsigned long long left_out;
} hour;

struct sy_login_log {
    pthread_mutex_t lock;
    char *folder;
    hour users, others;
};

sy_login_log *sy_login_log_new(const char *folder)
{
    sy_login_log *log = sy_new(NULL, sizeof *log);

    if (!log) return NULL;
    pthread_mutex_init(&log->lock, NULL);
    log->users.most = SY_FAILED_OF_USERS;
    log->others.most = SY_FAILED_OF_OTHERS;
    log->folder = sy_copy_text(NULL, folder, strlen(folder));
    if (log->folder) return log;
    sy_login_log_free(log);
    return NULL;
}

/* Nobody waits for it to hear of an error; whoever looks after the server does. */
static void add(const sy_login_log *log, const sy_folder_act *act)
{
    sy_err err = {0};

    if (sy_folder_log_add(log->folder, act, &err) != SY_OK)
        sy_note(_("a login that failed is not in the log: %s"), err.text);
}

/* Locked. */
static void end_hour(sy_login_log *log, hour *h)
{
    char n[24];
    const sy_folder_act act = {.kind = "login",
                               .what = "left-out",
                               .subject = "",
                               .said = n,
                               .who = "-",
                               .from = "-",
                               .result = h == &log->users ? "failed" : "unknown"};

    snprintf(n, sizeof n, "%llu", h->left_out);
    if (h->left_out) add(log, &act);
    *h = (hour){.most = h->most};
}

void sy_login_log_free(sy_login_log *log)
{
    if (!log) return;
    if (log->folder) {
        end_hour(log, &log->users);
        end_hour(log, &log->others);
    }
    pthread_mutex_destroy(&log->lock);
    sy_drop(NULL, log->folder);
    sy_drop(NULL, log);
}

void sy_login_log_tick(sy_login_log *log, int64_t now_ms)
{
    hour *const both[] = {&log->users, &log->others};

    pthread_mutex_lock(&log->lock);
    for (size_t i = 0; i < 2; i++) {
        if (both[i]->written && now_ms - both[i]->since_ms >= SY_FAILED_MS) end_hour(log, both[i]);
    }
    pthread_mutex_unlock(&log->lock);
}

static const char *result_of(sy_login end)
{
    if (end == SY_LOGIN_NO_MEMORY) return "failed";
    return end == SY_LOGIN_LOCKED ? "locked" : end == SY_LOGIN_BARRED ? "barred" : "wrong";
}

void sy_login_log_failed_at(sy_login_log *log, const char *name, const char *from, bool is_user,
                            sy_login end, const char *what, int64_t now_ms)
{
    hour *h = is_user ? &log->users : &log->others;
    const sy_folder_act act = {.kind = "login",
                               .what = what,
                               .subject = is_user ? name : "",
                               .who = is_user ? name : "-",
                               .from = from,
                               .result = is_user ? result_of(end) : "unknown"};

    sy_login_log_tick(log, now_ms);
    pthread_mutex_lock(&log->lock);
    if (h->written == 0) h->since_ms = now_ms;
    const bool is_written = h->written < h->most;
    if (is_written)
        h->written++;
    else
        h->left_out++;
    if (is_written) add(log, &act);
    pthread_mutex_unlock(&log->lock);
}

void sy_login_log_failed(sy_login_log *log, const sy_request *r, bool is_user, sy_login end,
                         const char *what)
{
    sy_login_log_failed_at(log, r->session.user, r->address, is_user, end, what, sy_now_ms());
}
