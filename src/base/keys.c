/* keys.c - open addressing with steps of one, at most half full. The hash is not keyed: who
 * can choose texts that collide wastes time of a run that has limits of its own. */
#include "base/keys.h"

#include <string.h>

#include "base/lang.h"

struct sy_keys_item {
    const char *text;
    size_t len;
    uint64_t hash;
};

void sy_keys_init(sy_keys *k, const sy_alloc *al)
{
    *k = (sy_keys){.al = al};
    sy_arena_init(&k->arena, al);
}

void sy_keys_dispose(sy_keys *k)
{
    sy_drop(k->al, k->items);
    sy_drop(k->al, k->slots);
    sy_arena_dispose(&k->arena);
}

const char *sy_keys_text(const sy_keys *k, uint32_t at)
{
    return k->items[at].text;
}

/* Eight bytes a step, since texts of several kB are looked up too. */
static uint64_t hash_of(sy_slice text)
{
    uint64_t h = 0x9E3779B97F4A7C15ull ^ text.len, word;

    for (; text.len >= sizeof word; text.ptr += sizeof word, text.len -= sizeof word) {
        memcpy(&word, text.ptr, sizeof word);
        h = (h ^ word) * 0xFF51AFD7ED558CCDull;
        h ^= h >> 32;
    }
    word = 0;
    if (text.len) memcpy(&word, text.ptr, text.len);
    h = (h ^ word) * 0xFF51AFD7ED558CCDull;
    return h ^ h >> 29;
}

/* The slot of the text, or the free one in which it belongs. */
static uint32_t *slot_of(const sy_keys *k, sy_slice text, uint64_t hash)
{
    for (size_t at = hash & (k->n_slots - 1);; at = (at + 1) & (k->n_slots - 1)) {
        if (k->slots[at] == 0) return &k->slots[at];
        const struct sy_keys_item *i = &k->items[k->slots[at] - 1];
        if (i->hash == hash && i->len == text.len &&
            (text.len == 0 || memcmp(i->text, text.ptr, text.len) == 0))
            return &k->slots[at];
    }
}

static bool make_room(sy_keys *k)
{
    const size_t n_slots = k->n_slots ? 2 * k->n_slots : 64;

    if (!sy_grow(k->al, (void **)&k->items, &k->capacity, k->n, k->n + 1, sizeof *k->items))
        return false;
    if (2 * (k->n + 1) <= k->n_slots) return true;
    uint32_t *slots = sy_new_array(k->al, n_slots, sizeof *slots);
    if (!slots) return false;
    for (size_t i = 0; i < k->n; i++) {
        size_t at = k->items[i].hash & (n_slots - 1);
        while (slots[at]) at = (at + 1) & (n_slots - 1);
        slots[at] = (uint32_t)i + 1;
    }
    sy_drop(k->al, k->slots);
    k->slots = slots;
    k->n_slots = n_slots;
    return true;
}

sy_status sy_keys_put(sy_keys *k, sy_slice text, uint32_t *at, bool *is_new, sy_err *err)
{
    const uint64_t hash = hash_of(text);

    if (!make_room(k)) return sy_fail_nomem(err);
    uint32_t *slot = slot_of(k, text, hash);
    *is_new = *slot == 0;
    if (*is_new) {
        const char *copy = sy_arena_text(&k->arena, text.len ? text.ptr : "", text.len);
        if (!copy) return sy_fail_nomem(err);
        k->items[k->n++] = (struct sy_keys_item){copy, text.len, hash};
        *slot = (uint32_t)k->n;
    }
    *at = *slot - 1;
    return SY_OK;
}
