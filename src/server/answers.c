/* answers.c - a list in the order of use. It is short (an answer costs a process), so it is
 * walked from end to end. */
#include "server/answers.h"

#include <pthread.h>
#include <string.h>
#include <zlib.h>

#include "base/alloc.h"
#include "base/lang.h"
#include "server/nap.h"

enum { LEAST_TO_PACK = 1024, TICK_MS = 100 };

/* gzip at its fastest: loopback is quicker than any packing, networks are not. */
static void pack(sy_answer *a)
{
    z_stream z = {0};
    char *out;

    if (a->len < LEAST_TO_PACK || deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, 0) != Z_OK) return;
    const size_t most = a->len > UINT32_MAX ? 0 : deflateBound(&z, a->len);
    out = most ? sy_new_array(NULL, most, 1) : NULL;
    if (out) {
        z.next_in = (Bytef *)a->bytes;
        z.avail_in = (uInt)a->len;
        z.next_out = (Bytef *)out;
        z.avail_out = (uInt)most;
        if (deflate(&z, Z_FINISH) == Z_STREAM_END && z.total_out < a->len) {
            a->packed = out;
            a->packed_len = z.total_out;
            out = NULL;
            sy_resize(NULL, (void **)&a->packed, a->packed_len, a->packed_len, 1);
        }
    }
    sy_drop(NULL, out);
    deflateEnd(&z);
}

static sy_status name(sy_answer *a, const char *bytes, size_t len)
{
    sy_digest d = {0};
    const sy_status st = sy_digest_begin(&d, SY_SHA256, NULL);

    if (st != SY_OK) return st;
    sy_digest_add(&d, bytes, len);
    sy_digest_end(&d, a->etag);
    return SY_OK;
}

sy_answer *sy_answer_new(int status, const char *type, char *bytes, size_t len)
{
    sy_answer *a = sy_new(NULL, sizeof *a);

    if (!a || !bytes || name(a, bytes, len) != SY_OK) {
        sy_drop(NULL, bytes);
        sy_drop(NULL, a);
        return NULL;
    }
    atomic_init(&a->holders, 1);
    a->status = status;
    a->type = type;
    a->bytes = bytes;
    a->len = len;
    pack(a);
    return a;
}

void sy_answer_keep(sy_answer *a)
{
    atomic_fetch_add(&a->holders, 1);
}

void sy_answer_release(sy_answer *a)
{
    if (!a || atomic_fetch_sub(&a->holders, 1) != 1) return;
    sy_drop(NULL, a->bytes);
    sy_drop(NULL, a->packed);
    sy_drop(NULL, a);
}

/* ---- the list ---- */

typedef struct place place;
struct place {
    place *newer, *older;
    char *key;
    sy_answer *answer; /* NULL while it is worked on */
    unsigned waiting;  /* who wants it, the one who works among them while he is wanted */
    bool has_failed;   /* out of the list; the last who waits frees it */
    bool is_given_up;  /* out of the list, and being stopped */
    sy_err err;
    sy_answers *all;
};

struct sy_answers {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    place *newest, *oldest;
    size_t bytes, most_bytes;
};

sy_answers *sy_answers_new(size_t most_bytes)
{
    sy_answers *all = sy_new(NULL, sizeof *all);

    if (!all) return NULL;
    pthread_mutex_init(&all->lock, NULL);
    pthread_cond_init(&all->changed, NULL);
    all->most_bytes = most_bytes;
    return all;
}

static size_t size_of(const sy_answer *a)
{
    return a->len + a->packed_len + sizeof *a;
}

static void unlink_place(sy_answers *all, place *p)
{
    *(p->newer ? &p->newer->older : &all->newest) = p->older;
    *(p->older ? &p->older->newer : &all->oldest) = p->newer;
    p->newer = p->older = NULL;
}

static void put_first(sy_answers *all, place *p)
{
    p->older = all->newest;
    *(all->newest ? &all->newest->newer : &all->oldest) = p;
    all->newest = p;
}

static void free_place(place *p)
{
    sy_answer_release(p->answer);
    sy_drop(NULL, p->key);
    sy_drop(NULL, p);
}

void sy_answers_free(sy_answers *all)
{
    if (!all) return;
    while (all->newest) {
        place *p = all->newest;
        unlink_place(all, p);
        free_place(p);
    }
    pthread_cond_destroy(&all->changed);
    pthread_mutex_destroy(&all->lock);
    sy_drop(NULL, all);
}

static void forget_oldest(sy_answers *all)
{
    place *p = all->oldest;

    while (p && all->bytes > all->most_bytes) {
        place *newer = p->newer;
        if (p->answer && p->waiting == 0) {
            all->bytes -= size_of(p->answer);
            unlink_place(all, p);
            free_place(p);
        }
        p = newer;
    }
}

static place *find(sy_answers *all, const char *key)
{
    place *p = all->newest;

    while (p && strcmp(p->key, key) != 0) p = p->older;
    return p;
}

static place *add(sy_answers *all, const char *key)
{
    place *p = sy_new(NULL, sizeof *p);
    char *copy = p ? sy_copy_text(NULL, key, strlen(key)) : NULL;

    if (!copy) {
        sy_drop(NULL, p);
        return NULL;
    }
    p->key = copy;
    p->all = all;
    put_first(all, p);
    return p;
}

/* ---- getting ---- */

typedef struct getting {
    place *place;
    bool (*is_wanted)(void *ctx);
    void *wanted_ctx;
    bool has_left;
} getting;

/* Asked by the one who works: is he, or anybody else, still there? Once the answer was no the
 * work is being stopped: who asks the same after that begins anew. */
static bool is_anyone_waiting(void *ctx)
{
    getting *g = ctx;
    sy_answers *all = g->place->all;

    pthread_mutex_lock(&all->lock);
    if (!g->has_left && !g->is_wanted(g->wanted_ctx)) {
        g->has_left = true;
        g->place->waiting--;
    }
    const bool is_there = g->place->waiting > 0;
    if (!is_there && !g->place->is_given_up) {
        g->place->is_given_up = true;
        unlink_place(all, g->place);
    }
    pthread_mutex_unlock(&all->lock);
    return is_there;
}

/* Locked. Takes what became of it; the last one takes the place away where it failed. */
static sy_status take(sy_answer **out, place *p, sy_err *err)
{
    sy_status st = SY_OK;

    p->waiting--;
    if (p->has_failed) {
        st = sy_fail(err, p->err.status, "%s", p->err.text);
        if (p->waiting == 0) free_place(p);
        return st;
    }
    sy_answer_keep(p->answer);
    *out = p->answer;
    return st;
}

static sy_status work(sy_answer **out, place *p, getting *g, sy_answer_make *make, void *ctx,
                      sy_err *err)
{
    sy_answers *all = p->all;
    sy_answer *made = NULL;
    sy_err why = {0};

    pthread_mutex_unlock(&all->lock);
    sy_status st = make(&made, ctx, is_anyone_waiting, g, &why);
    pthread_mutex_lock(&all->lock);
    if (st == SY_OK && p->is_given_up) { /* nobody could find it */
        sy_answer_release(made);
        st = sy_fail(&why, SY_ECANCEL, N_("stopped; nothing was changed"));
    }
    if (st == SY_OK) {
        p->answer = made;
        all->bytes += size_of(made);
    } else {
        if (why.status == SY_OK) sy_fail(&why, st, N_("failed without a reason"));
        p->err = why;
        p->has_failed = true;
        if (!p->is_given_up) unlink_place(all, p);
    }
    if (g->has_left) p->waiting++; /* take() counts him out */
    pthread_cond_broadcast(&all->changed);
    const sy_status taken = take(out, p, err);
    forget_oldest(all);
    return taken;
}

static sy_status wait(sy_answer **out, place *p, const getting *g, sy_err *err)
{
    sy_answers *all = p->all;

    while (!p->answer && !p->has_failed) {
        sy_nap(&all->changed, &all->lock, TICK_MS);
        if (p->answer || p->has_failed || g->is_wanted(g->wanted_ctx)) continue;
        p->waiting--;
        return sy_fail(err, SY_ECANCEL, N_("stopped; nothing was changed"));
    }
    return take(out, p, err);
}

sy_status sy_answers_get(sy_answer **out, sy_answers *all, const char *key, sy_answer_make *make,
                         void *make_ctx, bool (*is_wanted)(void *ctx), void *wanted_ctx,
                         sy_err *err)
{
    getting g = {.is_wanted = is_wanted, .wanted_ctx = wanted_ctx};
    sy_status st;

    *out = NULL;
    pthread_mutex_lock(&all->lock);
    place *p = g.place = find(all, key);
    if (p) {
        p->waiting++;
        unlink_place(all, p);
        put_first(all, p);
        st = wait(out, p, &g, err);
    } else {
        p = g.place = add(all, key);
        if (p) p->waiting = 1;
        st = p ? work(out, p, &g, make, make_ctx, err) : sy_fail_nomem(err);
    }
    pthread_mutex_unlock(&all->lock);
    return st;
}
