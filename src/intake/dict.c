/* dict.c - 64 shards by the top bits of the hash, each an open table of
 * pointers to records {number, length, bytes} in the shard's arena.
 *
 * Adding takes the shard's lock. Finding takes none: a slot is written once,
 * after its record, and a table that is outgrown stays allocated until the end,
 * so a reader of the old one sees true, if older, things; what it misses it
 * asks again under the lock in sy_dict_put. A slot is one word: the pointer, and
 * above its 48 bits a piece of the hash, so that other strings' records are
 * seldom touched. */
#include "intake/dict.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/random.h>
#include <time.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/lang.h"

enum { SHARDS = 64, FEWEST_SLOTS = 64, PAGE = 1 << 14, PAGES = 1 << 18, SHORT_RECORD = 256 };

typedef struct record {
    uint32_t id, len;
    char bytes[];
} record;

typedef _Atomic uint64_t slot;

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
    size_t first_slots;    /* of a shard's first table */
    pthread_mutex_t mutex; /* of the numbers and pages */
    _Atomic uint32_t end;  /* no run has begun from here on */
    uint32_t first_new;
    uint32_t next[SY_DICT_KINDS]; /* in the kind's run; at the end of a run: a new one */
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

uint64_t sy_dict_seed(void)
{
    uint64_t seed;

    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == sizeof seed) return seed;
    return (uint64_t)time(NULL) * 0x9E3779B97F4A7C15ull ^ (uint64_t)(uintptr_t)&seed;
}

sy_status sy_dict_new(sy_dict **out, const sy_alloc *al, uint64_t seed, size_t expected,
                      sy_err *err)
{
    sy_dict *d = sy_new(al, sizeof *d);

    *out = NULL;
    if (!d) return sy_fail_nomem(err);
    d->al = al;
    d->seed = seed;
    d->first_slots = FEWEST_SLOTS;
    while (d->first_slots * 2 / 3 < expected / SHARDS) d->first_slots *= 2;
    atomic_init(&d->end, 1);
    d->first_new = 1;
    pthread_mutex_init(&d->mutex, NULL);
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
    pthread_mutex_destroy(&d->mutex);
    sy_drop(d->al, d->pages);
    sy_drop(d->al, d);
}

/* ---- finding ---- */

static shard *shard_of(const sy_dict *d, uint64_t hash)
{
    return (shard *)&d->shards[hash >> 58];
}

static table *table_of(const sy_dict *d, uint64_t hash)
{
    return atomic_load_explicit(&shard_of(d, hash)->now, memory_order_acquire);
}

static uint64_t tag_of(uint64_t hash)
{
    return hash << 6 & 0xFFFF000000000000ull; /* the bits under those of the shard */
}

static const record *record_of(uint64_t word)
{
    return (const record *)(uintptr_t)(word & 0x0000FFFFFFFFFFFFull);
}

void sy_dict_prefetch(const sy_dict *d, uint64_t hash)
{
    const table *t = table_of(d, hash);
    if (t) __builtin_prefetch(&t->slots[hash & t->mask]);
}

void sy_dict_prefetch_text(const sy_dict *d, uint64_t hash)
{
    const table *t = table_of(d, hash);
    if (!t) return;
    uint64_t word = atomic_load_explicit(&t->slots[hash & t->mask], memory_order_acquire);
    if ((word & 0xFFFF000000000000ull) == tag_of(hash)) __builtin_prefetch(record_of(word));
}

/* The record, or NULL and the empty slot where it would go. */
static const record *probe(const table *t, uint64_t hash, sy_slice text, size_t *at)
{
    for (size_t i = hash & t->mask;; i = (i + 1) & t->mask) {
        uint64_t word = atomic_load_explicit(&t->slots[i], memory_order_acquire);
        *at = i;
        if (!word) return NULL;
        if ((word & 0xFFFF000000000000ull) != tag_of(hash)) continue;
        const record *r = record_of(word);
        if (r->len == text.len && memcmp(r->bytes, text.ptr, text.len) == 0) return r;
    }
}

uint32_t sy_dict_find(const sy_dict *d, uint64_t hash, sy_slice text)
{
    const table *t = table_of(d, hash);
    size_t at;

    if (!t) return 0;
    const record *r = probe(t, hash, text, &at);
    return r ? r->id : 0;
}

sy_slice sy_dict_text(const sy_dict *d, uint32_t id)
{
    const page *p = atomic_load_explicit(&d->pages[id / PAGE], memory_order_acquire);
    const record *r = p ? atomic_load_explicit(&p->entries[id % PAGE], memory_order_acquire) : NULL;

    return r ? (sy_slice){r->bytes, r->len} : (sy_slice){"", 0};
}

/* ---- adding ---- */

static bool enlarge(sy_dict *d, shard *s)
{
    table *old = atomic_load(&s->now);
    size_t slots = old ? (old->mask + 1) * 2 : d->first_slots;
    table *t = sy_new_array(d->al, 1, sizeof *t + slots * sizeof *t->slots);

    if (!t) return false;
    t->mask = slots - 1;
    t->older = old;
    for (size_t i = 0; old && i <= old->mask; i++) {
        const uint64_t word = atomic_load(&old->slots[i]);
        if (!word) continue;
        const record *r = record_of(word);
        size_t at = sy_dict_hash(d, (sy_slice){r->bytes, r->len}) & t->mask;
        while (atomic_load_explicit(&t->slots[at], memory_order_relaxed)) at = (at + 1) & t->mask;
        atomic_store_explicit(&t->slots[at], word, memory_order_relaxed);
    }
    atomic_store_explicit(&s->now, t, memory_order_release);
    return true;
}

/* A number of the kind, or 0 when there are no more. Under the mutex. */
static uint32_t new_number(sy_dict *d, unsigned kind)
{
    if (d->next[kind] % SY_DICT_RUN == 0) { /* also at the very first */
        const uint32_t end = atomic_load(&d->end);
        const uint64_t begin = (end + (uint64_t)SY_DICT_RUN - 1) / SY_DICT_RUN * SY_DICT_RUN;
        if (begin + SY_DICT_RUN > UINT32_MAX) return 0;
        d->next[kind] = end == 1 ? 1 : (uint32_t)begin;
        atomic_store(&d->end, (end == 1 ? 0 : (uint32_t)begin) + SY_DICT_RUN);
    }
    return d->next[kind]++;
}

/* Gives a record its number (0 in it: a new one) and makes it known under it. */
static sy_status note_number(sy_dict *d, record *r, unsigned kind, sy_err *err)
{
    sy_status st = SY_OK;

    pthread_mutex_lock(&d->mutex);
    if (r->id == 0) r->id = new_number(d, kind);
    if (r->id == 0) {
        st = sy_fail(err, SY_ELIMIT, N_("too many distinct texts"));
    } else {
        _Atomic(page *) *place = &d->pages[r->id / PAGE];
        page *p = atomic_load(place);
        if (!p) {
            p = sy_new(d->al, sizeof *p);
            atomic_store_explicit(place, p, memory_order_release);
        }
        if (p)
            atomic_store_explicit(&p->entries[r->id % PAGE], r, memory_order_release);
        else
            st = sy_fail_nomem(err);
    }
    pthread_mutex_unlock(&d->mutex);
    return st;
}

/* Records lie close: their sizes are multiples of 4, all that they need. */
static record *new_record(shard *s, sy_slice text)
{
    const size_t size = (sizeof(record) + text.len + 3) & ~(size_t)3;
    uint32_t made[SHORT_RECORD / 4];
    record *r = (record *)(void *)made;

    if (size > sizeof made) {
        r = sy_arena_get(&s->arena, size);
        if (!r) return NULL;
    }
    *r = (record){.id = 0, .len = (uint32_t)text.len};
    memcpy(r->bytes, text.ptr, text.len);
    if (size > sizeof made) return r;
    return (record *)(void *)sy_arena_bytes(&s->arena, made, size);
}

typedef struct addition {
    uint32_t id;   /* IN: the number, or 0 for a new one; OUT: its number */
    unsigned kind; /* of a new number */
    bool is_index; /* sy_dict_text shall know it */
} addition;

/* Under the shard's lock. */
static sy_status add(sy_dict *d, shard *s, uint64_t hash, sy_slice text, addition *a, sy_err *err)
{
    size_t at;
    table *t = atomic_load(&s->now);
    sy_status st = SY_OK;

    if (!t || s->used * 3 >= (t->mask + 1) * 2) {
        if (!enlarge(d, s)) return sy_fail_nomem(err);
        t = atomic_load(&s->now);
    }
    const record *known = probe(t, hash, text, &at);
    if (known) {
        a->id = known->id;
        return SY_OK;
    }
    if (text.len > UINT32_MAX) return sy_fail(err, SY_ELIMIT, N_("too many distinct texts"));
    record *r = new_record(s, text);
    if (!r) return sy_fail_nomem(err);
    r->id = a->id;
    if (a->is_index) st = note_number(d, r, a->kind, err);
    if (st != SY_OK) return st;
    SY_ASSERT((uintptr_t)r >> 48 == 0);
    atomic_store_explicit(&t->slots[at], tag_of(hash) | (uint64_t)(uintptr_t)r,
                          memory_order_release);
    s->used++;
    a->id = r->id;
    return SY_OK;
}

sy_status sy_dict_put(sy_dict *d, uint64_t hash, sy_slice text, unsigned kind, uint32_t *id,
                      sy_err *err)
{
    shard *s = shard_of(d, hash);
    addition a = {.kind = kind, .is_index = true};

    pthread_mutex_lock(&s->mutex);
    sy_status st = add(d, s, hash, text, &a, err);
    pthread_mutex_unlock(&s->mutex);
    *id = a.id;
    return st;
}

sy_status sy_dict_put_as(sy_dict *d, uint64_t hash, sy_slice text, uint32_t id, sy_err *err)
{
    shard *s = shard_of(d, hash);
    addition a = {.id = id};

    SY_ASSERT(id != 0);
    pthread_mutex_lock(&s->mutex);
    sy_status st = add(d, s, hash, text, &a, err);
    pthread_mutex_unlock(&s->mutex);
    return st;
}

sy_status sy_dict_load(sy_dict *d, uint32_t id, sy_slice text, sy_err *err)
{
    const uint64_t hash = sy_dict_hash(d, text);
    addition a = {.id = id, .is_index = true};

    if (id == 0 || id == UINT32_MAX) return sy_fail(err, SY_EENGINE, N_("a text has no number"));
    sy_status st = add(d, shard_of(d, hash), hash, text, &a, err);
    if (id >= atomic_load(&d->end)) {
        atomic_store(&d->end, id + 1);
        d->first_new = id + 1;
    }
    return st;
}

uint32_t sy_dict_first_new(const sy_dict *d)
{
    return d->first_new;
}

uint32_t sy_dict_end(const sy_dict *d)
{
    return atomic_load(&d->end);
}
