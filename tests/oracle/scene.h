/* scene.h - for tests of the twin: a world, its book, and one trace at a time.
 *
 *     scene s;
 *     scene_open(&s);
 *     world_pay(s.w, ...);
 *     scene_seed_account(&s, 0, INT64_MIN);
 *     scene_trace(&s, SY_FIFO);          // builds the book when there is none
 *     assert_fen(tainted(&s, row), 100);
 *     scene_close(&s); */
#ifndef SY_ORACLE_SCENE_H
#define SY_ORACLE_SCENE_H

#include "test.h"

#include "slow_trace.h"

typedef struct scene {
    world *w;
    slow_book *b;
    slow_trace *t;
    sy_seed seeds[4];
    sy_trace_query q;
} scene;

static inline void scene_open(scene *s)
{
    *s = (scene){.w = world_new()};
}

static inline void scene_close(scene *s)
{
    slow_trace_free(s->t);
    slow_book_free(s->b);
    free(s->w);
}

static inline void scene_seed_account(scene *s, uint32_t account, int64_t since)
{
    s->seeds[s->q.n_seeds++] =
        (sy_seed){.kind = SY_SEED_ACCOUNT, .account = account, .since = since};
}

static inline void scene_seed_transfer(scene *s, uint32_t transfer)
{
    s->seeds[s->q.n_seeds++] = (sy_seed){.kind = SY_SEED_TRANSFER, .transfer = transfer};
}

static inline void scene_build(scene *s)
{
    slow_book_free(s->b);
    s->b = slow_book_of(s->w);
}

static inline void scene_trace(scene *s, sy_rule rule)
{
    if (!s->b) scene_build(s);
    slow_trace_free(s->t);
    s->q.rule = rule;
    s->q.seeds = s->seeds;
    s->t = slow_trace_of(s->b, &s->q);
}

/* The transfer that a row shows. */
static inline uint32_t by_row(const scene *s, uint32_t place)
{
    for (uint32_t t = 0; t < s->b->n_transfers; t++) {
        if (s->b->transfers[t].out_place == place || s->b->transfers[t].in_place == place) return t;
    }
    fail_msg("no transfer of row %u", place);
    return 0;
}

static inline int64_t tainted(const scene *s, uint32_t place)
{
    return s->t->tainted[by_row(s, place)];
}

static inline int64_t sunk(const scene *s, sy_sink_kind kind)
{
    return slow_sunk(s->t, kind, SY_NONE, SY_NONE);
}

static inline int64_t held(const scene *s, uint32_t ledger)
{
    return slow_sunk(s->t, SY_SINK_HELD, ledger, SY_NONE);
}

static inline int64_t all_sunk(const slow_trace *t, uint32_t seed)
{
    int64_t sum = 0;
    for (size_t i = 0; i < t->n_sinks; i++) {
        if (t->sinks[i].seed == seed) sum += t->sinks[i].amount;
    }
    return sum;
}

#define assert_fen(a, b) assert_int_equal((int64_t)(a), (int64_t)(b))

#endif
