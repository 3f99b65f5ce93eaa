/* slow_net.h - which transfer can follow which, said by the ledgers' own rows and by
 * counting departures and arrivals along the pass: for twins of whatever looks
 * for ways. */
#ifndef SY_TEST_SLOW_NET_H
#define SY_TEST_SLOW_NET_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "flow/flow.h"

typedef struct slow_net {
    const sy_flow *f;
    uint32_t *out_place, *in_place; /* by transfer: place in the payer's and the payee's ledger */
    uint32_t *left, *came;          /* by transfer: when, counting both along the pass */
    uint32_t *onward;               /* the first departure after its arrival */
} slow_net;

static inline void slow_net_number(slow_net *s)
{
    const sy_flow *f = s->f;
    uint32_t late = 0, event = 0;
    for (uint32_t t = 0; t <= f->n_transfers; t++) {
        for (; late < f->n_late && f->late[late].before == t; late++) {
            s->came[f->late[late].transfer] = event++;
            s->onward[f->late[late].transfer] = t;
        }
        if (t == f->n_transfers) break;
        s->left[t] = event++;
        if (f->flags[t] & SY_T_LATE) continue;
        s->came[t] = event++;
        s->onward[t] = t + 1;
    }
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        for (uint32_t i = f->row_begin[l]; i < f->row_begin[l + 1]; i++) {
            (f->rows[i] % 2 ? s->in_place : s->out_place)[f->rows[i] / 2] = i;
        }
    }
}

static inline void slow_net_open(slow_net *s, const sy_flow *f)
{
    const size_t n = f->n_transfers + 1;
    *s = (slow_net){.f = f};
    s->out_place = calloc(n, sizeof(uint32_t));
    s->in_place = calloc(n, sizeof(uint32_t));
    s->left = calloc(n, sizeof(uint32_t));
    s->came = calloc(n, sizeof(uint32_t));
    s->onward = calloc(n, sizeof(uint32_t));
    slow_net_number(s);
}

static inline void slow_net_close(slow_net *s)
{
    free(s->out_place);
    free(s->in_place);
    free(s->left);
    free(s->came);
    free(s->onward);
}

static inline uint32_t slow_net_place(const sy_flow *f, uint32_t l)
{
    return f->ledgers[l].continues != SY_NONE ? f->ledgers[l].continues : l;
}

/* From one account to another. */
static inline bool slow_net_is_step(const sy_flow *f, uint32_t t)
{
    return !sy_is_outside(f->from[t]) && !sy_is_outside(f->to[t]) && !(f->flags[t] & SY_T_PSEUDO) &&
           f->ledgers[f->from[t]].account != f->ledgers[f->to[t]].account;
}

/* Can what a brought go on by b? */
static inline bool slow_net_follows(const slow_net *s, uint32_t a, uint32_t b)
{
    const sy_flow *f = s->f;
    if (f->to[a] == f->from[b]) return s->out_place[b] > s->in_place[a];
    return slow_net_place(f, f->to[a]) == slow_net_place(f, f->from[b]) && s->left[b] > s->came[a];
}

static inline uint32_t slow_net_from(const sy_flow *f, uint32_t t)
{
    return f->ledgers[f->from[t]].account;
}

static inline uint32_t slow_net_to(const sy_flow *f, uint32_t t)
{
    return f->ledgers[f->to[t]].account;
}

#endif
