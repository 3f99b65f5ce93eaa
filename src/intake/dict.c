/* dict.c - 64 shards by the top bits of the hash, each an open table of
 * pointers to records {number, length, bytes} in the shard's arena.
 *
 * Adding takes the shard's lock. Finding takes none: a slot's record pointer is
 * written last and never changes, and a table that is outgrown stays allocated
 * until the end, so a reader of the old one sees true, if older, things; what
 * it misses it asks again under the lock in sy_dict_put. */
#include "intake/dict.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/random.h>
#include <time.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/lang.h"

enum { SHARDS = 64, FIRST_SLOTS = 64, PAGE = 1 << 14, PAGES = 1 << 18 };

typedef struct record {
    uint32_t id, len;
    char bytes[];
} record;

typedef struct slot {
    _Atomic uint64_t hash;
    _Atomic(const record *) entry; /* written after the hash */
} slot;

typedef struct table {
    size_t mask;
    struct table *older;
    slot slots[];
} table;

typedef struct shard {
    pthread_mutex_t mutex;
    _Atomic(table *) now;
    size_t used;
    sy_arena arena;
} shard;

typedef struct page {
    _Atomic(const record *) entries[PAGE];
} page;

struct sy_dict {
    const sy_alloc *al;
    uint64_t seed;
    _Atomic uint32_t next;
    uint32_t first_new;
    pthread_mutex_t pages_mutex;
    _Atomic(page *) *pages;
    shard shards[SHARDS];
};

uint64_t sy_stable_hash(sy_slice text)
{
    return XXH3_64bits(text.ptr, text.len);
}

uint64_t sy_dict_hash(const sy_dict *d, sy_slice text)
{
    return XXH3_64bits_withSeed(text.ptr, text.len, d->seed);
}

sy_status sy_dict_new(sy_dict **out, const sy_alloc *al, sy_err *err)
{
    sy_dict *d = sy_new(al, sizeof *d);

    *out = NULL;
    if (!d) return sy_fail_nomem(err);
    d->al = al;
    /* The seed only has to be unknown to whoever made the file. */
    if (getrandom(&d->seed, sizeof d->seed, GRND_NONBLOCK) != sizeof d->seed) {
        d->seed = (uint64_t)time(NULL) * 0x9E3779B97F4A7C15ull ^ (uint64_t)(uintptr_t)d;
    }
    atomic_init(&d->next, 1);
    d->first_new = 1;
    pthread_mutex_init(&d->pages_mutex, NULL);
    for (size_t i = 0; i < SHARDS; i++) {
        pthread_mutex_init(&d->shards[i].mutex, NULL);
        sy_arena_init(&d->shards[i].arena, al);
    }
    d->pages = sy_new_array(al, PAGES, sizeof *d->pages);
    if (!d->pages) {
        sy_dict_free(d);
        return sy_fail_nomem(err);
    }
    *out = d;
    return SY_OK;
}

void sy_dict_free(sy_dict *d)
{
    if (!d) return;
    for (size_t i = 0; i < SHARDS; i++) {
        table *t = atomic_load(&d->shards[i].now);
        while (t) {
            table *older = t->older;
            sy_drop(d->al, t);
            t = older;
        }
        sy_arena_dispose(&d->shards[i].arena);
        pthread_mutex_destroy(&d->shards[i].mutex);
    }
    for (size_t i = 0; d->pages && i < PAGES; i++) sy_drop(d->al, atomic_load(&d->pages[i]));
    pthread_mutex_destroy(&d->pages_mutex);
    sy_drop(d->al, d->pages);
    sy_drop(d->al, d);
}

static shard *shard_of(const sy_dict *d, uint64_t hash)
{
    return (shard *)&d->shards[hash >> 58];
}

static table *table_of(const sy_dict *d, uint64_t hash)
{
    return atomic_load_explicit(&shard_of(d, hash)->now, memory_order_acquire);
}

void sy_dict_prefetch(const sy_dict *d, uint64_t hash)
{
    const table *t = table_of(d, hash);
    if (t) __builtin_prefetch(&t->slots[hash & t->mask]);
}

/* The record, or the empty slot where it would go. */
static const record *probe(table *t, uint64_t hash, sy_slice text, size_t *at)
{
    for (size_t i = hash & t->mask;; i = (i + 1) & t->mask) {
        const record *r = atomic_load_explicit(&t->slots[i].entry, memory_order_acquire);
        *at = i;
        if (!r) return NULL;
        if (atomic_load_explicit(&t->slots[i].hash, memory_order_relaxed) == hash &&
            r->len == text.len && memcmp(r->bytes, text.ptr, text.len) == 0) {
            return r;
        }
    }
}

uint32_t sy_dict_find(const sy_dict *d, uint64_t hash, sy_slice text)
{
    table *t = table_of(d, hash);
    size_t at;

    if (!t) return 0;
    const record *r = probe(t, hash, text, &at);
    return r ? r->id : 0;
}

static void set_slot(table *t, size_t at, uint64_t hash, const record *r)
{
    atomic_store_explicit(&t->slots[at].hash, hash, memory_order_relaxed);
    atomic_store_explicit(&t->slots[at].entry, r, memory_order_release);
}

static bool enlarge(sy_dict *d, shard *s)
{
    table *old = atomic_load(&s->now);
    size_t slots = old ? (old->mask + 1) * 2 : FIRST_SLOTS;
    table *t = sy_new_array(d->al, 1, sizeof *t + slots * sizeof *t->slots);

    if (!t) return false;
    t->mask = slots - 1;
    t->older = old;
    for (size_t i = 0; old && i <= old->mask; i++) {
        const record *r = atomic_load(&old->slots[i].entry);
        if (!r) continue;
        uint64_t hash = atomic_load(&old->slots[i].hash);
        size_t at = hash & t->mask;
        while (atomic_load_explicit(&t->slots[at].entry, memory_order_relaxed)) {
            at = (at + 1) & t->mask;
        }
        set_slot(t, at, hash, r);
    }
    atomic_store_explicit(&s->now, t, memory_order_release);
    return true;
}

static bool note_number(sy_dict *d, const record *r)
{
    _Atomic(page *) *place = &d->pages[r->id / PAGE];
    page *p = atomic_load_explicit(place, memory_order_acquire);

    if (!p) {
        pthread_mutex_lock(&d->pages_mutex);
        p = atomic_load(place);
        if (!p) {
            p = sy_new(d->al, sizeof *p);
            atomic_store_explicit(place, p, memory_order_release);
        }
        pthread_mutex_unlock(&d->pages_mutex);
        if (!p) return false;
    }
    atomic_store_explicit(&p->entries[r->id % PAGE], r, memory_order_release);
    return true;
}

/* Under the shard's lock. id 0: the next one. */
static sy_status add(sy_dict *d, shard *s, uint64_t hash, sy_slice text, uint32_t *id,
                     bool is_indexed, sy_err *err)
{
    size_t at;
    table *t = atomic_load(&s->now);

    if (!t || s->used * 3 >= (t->mask + 1) * 2) {
        if (!enlarge(d, s)) return sy_fail_nomem(err);
        t = atomic_load(&s->now);
    }
    const record *known = probe(t, hash, text, &at);
    if (known) {
        *id = known->id;
        return SY_OK;
    }
    if (text.len > UINT32_MAX) return sy_fail(err, SY_ELIMIT, N_("too many distinct texts"));
    record *r = sy_arena_get(&s->arena, sizeof *r + text.len);
    if (!r) return sy_fail_nomem(err);
    r->id = *id ? *id : atomic_fetch_add(&d->next, 1);
    if (r->id == UINT32_MAX) return sy_fail(err, SY_ELIMIT, N_("too many distinct texts"));
    r->len = (uint32_t)text.len;
    memcpy(r->bytes, text.ptr, text.len);
    if (is_indexed && !note_number(d, r)) return sy_fail_nomem(err);
    set_slot(t, at, hash, r);
    s->used++;
    *id = r->id;
    return SY_OK;
}

sy_status sy_dict_put(sy_dict *d, uint64_t hash, sy_slice text, uint32_t *id, sy_err *err)
{
    shard *s = shard_of(d, hash);

    *id = 0;
    pthread_mutex_lock(&s->mutex);
    sy_status st = add(d, s, hash, text, id, true, err);
    pthread_mutex_unlock(&s->mutex);
    return st;
}

sy_status sy_dict_put_as(sy_dict *d, uint64_t hash, sy_slice text, uint32_t id, sy_err *err)
{
    shard *s = shard_of(d, hash);

    SY_ASSERT(id != 0);
    pthread_mutex_lock(&s->mutex);
    sy_status st = add(d, s, hash, text, &id, false, err);
    pthread_mutex_unlock(&s->mutex);
    return st;
}

sy_status sy_dict_load(sy_dict *d, uint32_t id, sy_slice text, sy_err *err)
{
    uint64_t hash = sy_dict_hash(d, text);
    uint32_t number = id;

    if (id == 0 || id == UINT32_MAX) return sy_fail(err, SY_EENGINE, N_("a text has no number"));
    sy_status st = add(d, shard_of(d, hash), hash, text, &number, true, err);
    if (id >= atomic_load(&d->next)) {
        atomic_store(&d->next, id + 1);
        d->first_new = id + 1;
    }
    return st;
}

sy_slice sy_dict_text(const sy_dict *d, uint32_t id)
{
    const page *p = atomic_load_explicit(&d->pages[id / PAGE], memory_order_acquire);
    const record *r =
        p ? atomic_load_explicit(&p->entries[id % PAGE], memory_order_acquire) : NULL;

    return r ? (sy_slice){r->bytes, r->len} : (sy_slice){"", 0};
}

uint32_t sy_dict_first_new(const sy_dict *d)
{
    return d->first_new;
}

uint32_t sy_dict_end(const sy_dict *d)
{
    return atomic_load(&d->next);
}
