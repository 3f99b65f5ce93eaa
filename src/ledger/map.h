/* map.h - from 64-bit keys to numbers; private. Open addressing, no removal. */
#ifndef SY_LEDGER_MAP_H
#define SY_LEDGER_MAP_H

#include "base/alloc.h"
#include "base/err.h"

typedef struct sy_map_cell {
    uint64_t key;
    uint32_t value, used;
} sy_map_cell;

typedef struct sy_map {
    const sy_alloc *al;
    sy_map_cell *cells;
    size_t n, capacity; /* a power of two */
} sy_map;

static inline size_t sy_map_slot(const sy_map *m, uint64_t key)
{
    size_t i = (size_t)((key * 0x9E3779B97F4A7C15ull) >> 20) & (m->capacity - 1);
    while (m->cells[i].used && m->cells[i].key != key) i = (i + 1) & (m->capacity - 1);
    return i;
}

static inline bool sy_map_get(const sy_map *m, uint64_t key, uint32_t *value)
{
    if (m->capacity == 0) return false;
    const sy_map_cell *c = &m->cells[sy_map_slot(m, key)];
    if (c->used) *value = c->value;
    return c->used;
}

SY_MUST_USE static inline sy_status sy_map_put(sy_map *m, uint64_t key, uint32_t value, sy_err *err)
{
    if (m->n * 2 >= m->capacity) {
        sy_map bigger = *m;
        bigger.capacity = m->capacity ? m->capacity * 2 : 64;
        bigger.cells = (sy_map_cell *)sy_new_array(m->al, bigger.capacity, sizeof *bigger.cells);
        if (!bigger.cells) return sy_fail_nomem(err);
        for (size_t i = 0; i < m->capacity; i++) {
            if (!m->cells[i].used) continue;
            bigger.cells[sy_map_slot(&bigger, m->cells[i].key)] = m->cells[i];
        }
        sy_drop(m->al, m->cells);
        *m = bigger;
    }
    struct sy_map_cell *c = &m->cells[sy_map_slot(m, key)];
    m->n += !c->used;
    *c = (struct sy_map_cell){key, value, 1};
    return SY_OK;
}

#endif
