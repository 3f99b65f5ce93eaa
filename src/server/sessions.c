/* sessions.c - a short array under a lock. */
#include "server/sessions.h"

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/lang.h"
#include "base/progress.h"

enum { MOST_SESSIONS = 256, MOST_OF_ONE = 16, SECRET_BYTES = 32 };
#define IDLE_MS (12 * 3600 * INT64_C(1000))

typedef struct seat {
    sy_session session;
    int64_t used_ms; /* 0: free */
} seat;

struct sy_sessions {
    pthread_mutex_t lock;
    char first[SY_SECRET_TEXT];
    seat seats[MOST_SESSIONS];
};

static void make_secret(char out[SY_SECRET_TEXT])
{
    unsigned char bytes[SECRET_BYTES];

    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(out, SY_SECRET_TEXT, bytes, sizeof bytes);
    sodium_memzero(bytes, sizeof bytes);
}

sy_sessions *sy_sessions_new(void)
{
    sy_sessions *all = sodium_init() < 0 ? NULL : sy_new(NULL, sizeof *all);

    if (!all) return NULL;
    pthread_mutex_init(&all->lock, NULL);
    make_secret(all->first);
    return all;
}

void sy_sessions_free(sy_sessions *all)
{
    if (!all) return;
    pthread_mutex_destroy(&all->lock);
    sodium_memzero(all, sizeof *all);
    sy_drop(NULL, all);
}

bool sy_secret_is(const char *secret, const char *given)
{
    if (!given || strlen(given) != SY_SECRET_TEXT - 1) return false;
    return sodium_memcmp(secret, given, SY_SECRET_TEXT - 1) == 0;
}

const char *sy_sessions_first_token(const sy_sessions *all)
{
    return all->first;
}

bool sy_sessions_is_first_token(const sy_sessions *all, const char *token)
{
    return sy_secret_is(all->first, token);
}

static bool has_ended(const seat *s, int64_t now_ms)
{
    return s->used_ms == 0 || now_ms - s->used_ms > IDLE_MS;
}

/* Locked. One person takes no more than his part: then his session that was idle longest ends. */
static seat *seat_for(sy_sessions *all, const char *user, int64_t now)
{
    seat *free_seat = NULL, *oldest = NULL;
    size_t n = 0;

    for (size_t i = 0; i < MOST_SESSIONS; i++) {
        seat *s = &all->seats[i];
        if (has_ended(s, now)) {
            if (!free_seat) free_seat = s;
        } else if (strcmp(s->session.user, user) == 0) {
            n++;
            if (!oldest || s->used_ms < oldest->used_ms) oldest = s;
        }
    }
    return n >= MOST_OF_ONE || !free_seat ? oldest : free_seat;
}

sy_status sy_session_begin(sy_session *out, sy_sessions *all, const char *user, sy_role role,
                           uint64_t mark, sy_err *err)
{
    const int64_t now = sy_now_ms();

    pthread_mutex_lock(&all->lock);
    seat *free_seat = seat_for(all, user, now);
    if (free_seat) {
        free_seat->used_ms = now;
        free_seat->session = (sy_session){.role = role, .mark = mark};
        snprintf(free_seat->session.user, sizeof free_seat->session.user, "%s", user);
        make_secret(free_seat->session.id);
        make_secret(free_seat->session.token);
        *out = free_seat->session;
    }
    pthread_mutex_unlock(&all->lock);
    return free_seat ? SY_OK
                     : sy_fail(err, SY_ELIMIT, N_("more than %d browsers at once"), MOST_SESSIONS);
}

bool sy_session_find(sy_session *out, sy_sessions *all, sy_slice id)
{
    const int64_t now = sy_now_ms();
    char given[SY_SECRET_TEXT] = "";
    bool is_there = false;

    if (id.len != SY_SECRET_TEXT - 1) return false;
    memcpy(given, id.ptr, id.len);
    pthread_mutex_lock(&all->lock);
    for (size_t i = 0; i < MOST_SESSIONS; i++) {
        seat *s = &all->seats[i];
        if (has_ended(s, now) || !sy_secret_is(s->session.id, given)) continue;
        s->used_ms = now;
        *out = s->session;
        is_there = true;
    }
    pthread_mutex_unlock(&all->lock);
    return is_there;
}

bool sy_sessions_has(sy_sessions *all, const char *id)
{
    const int64_t now = sy_now_ms();
    bool is_there = false;

    pthread_mutex_lock(&all->lock);
    for (size_t i = 0; i < MOST_SESSIONS; i++)
        is_there |= !has_ended(&all->seats[i], now) && sy_secret_is(all->seats[i].session.id, id);
    pthread_mutex_unlock(&all->lock);
    return is_there;
}

void sy_session_end(sy_sessions *all, const char *id)
{
    pthread_mutex_lock(&all->lock);
    for (size_t i = 0; i < MOST_SESSIONS; i++) {
        if (all->seats[i].used_ms && sy_secret_is(all->seats[i].session.id, id))
            sodium_memzero(&all->seats[i], sizeof all->seats[i]);
    }
    pthread_mutex_unlock(&all->lock);
}
