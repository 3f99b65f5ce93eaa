/* paths_search.h - one question for paths: what paths.c, paths_back.c and
 * paths_begun.c share. */
#ifndef SY_FLOW_PATHS_SEARCH_H
#define SY_FLOW_PATHS_SEARCH_H

#include "flow/fens.h"
#include "flow/ways.h"

/* A way begun: its last transfer, and the way before that. */
typedef struct sy_begun {
    int64_t value; /* by the rank asked for, so far: never rises on the way */
    uint32_t transfer, onward, parent, root;
    uint32_t account; /* where the money is */
    uint16_t hops;
    /* What goes on from it and can be whole by so many transfers has been begun, as
     * far as so many layers told; 0: nothing yet. */
    uint8_t done, done_layers;
    uint32_t spans, n_spans; /* by fifo and lifo: the fen that it carries */
} sy_begun;

/* A way begun in the heap, with what nearly always tells which is better, so that
 * the ways themselves, far apart in memory, are seldom asked. */
typedef struct sy_waiting {
    int64_t best;   /* no way that goes on from it is better */
    uint32_t whole; /* ... or has fewer transfers */
    uint32_t begun;
    uint32_t first, second; /* its transfers; 0 where there is no second */
} sy_waiting;

/* A departure that leads to the target, and the next one of its place. */
typedef struct sy_lead {
    uint32_t transfer, next;
} sy_lead;

typedef struct sy_finding {
    const sy_ways *w;
    const sy_flow *f;
    const sy_path_query *q;
    const sy_alloc *al;
    sy_err *err;
    uint32_t max_hops, limit;
    uint64_t max_work, work, next_tick;
    /* this round */
    int64_t cap;     /* better ways than this have been found, all of them */
    uint32_t wanted; /* so many more */
    int64_t least;   /* what is left aside: transfers below this, */
    uint32_t until;  /* ... arrivals that do not stand before this departure, SY_NONE: none, */
    int64_t window;  /* ... transfers so many seconds later than the first of their way */
    int64_t step;    /* by how much the next round takes smaller ones */
    bool has_aside;  /* there may be such */
    int64_t aside;   /* the largest that was left aside for its amount */
    /* by fifo and lifo, paths_fens.c */
    sy_fens *fens;
    sy_span *spans;
    size_t n_spans, spans_capacity;
    size_t carried; /* the spans from here on are those of the way that is being begun */
    uint32_t whole, next_whole; /* begin ways of so many transfers; wait with more */
    /* backwards, paths_back.c */
    uint32_t *slots; /* by place: the number of its mark, if it is not below ... */
    uint32_t first_mark;
    uint32_t *marks; /* of stride words each */
    size_t n_marks, marks_capacity, stride;
    sy_lead *leads;
    size_t n_leads, leads_capacity;
    uint32_t *line, *next_line; /* places of the last layer; of the next */
    size_t line_capacity, next_capacity, n_line, n_next;
    uint32_t layers;
    bool is_closed;      /* there is nothing beyond them */
    uint64_t next_work;  /* what the next layer costs at most */
    uint64_t layer_work; /* of the layers of all rounds */
    /* forwards, paths_begun.c */
    sy_begun *begun;
    size_t n_begun, begun_capacity;
    sy_waiting *heap; /* best first */
    size_t n_heap, heap_capacity;
    int64_t *good;   /* values of the best whole ways begun: a heap, the worst on top; */
    uint32_t n_good; /* `wanted` of them are enough */
} sy_finding;

enum { SY_SEARCH_WORK = 16 }; /* rows that a search for a row looks at, about */
enum { SY_MARK_WORDS = 6 };   /* of a mark, before those of each layer */

/* Places where a path may not come to, and the layer at the target. */
SY_MUST_USE sy_status sy_back_begin(sy_finding *d);
/* One layer more: places from which the target is one transfer further. */
SY_MUST_USE sy_status sy_back_extend(sy_finding *d);
/* By how many transfers, at least, what leaves `place` by departure `onward` or a
 * later one can get to the target; 0: by `most` it cannot, which is certain. */
uint32_t sy_back_rest(const sy_finding *d, uint32_t place, uint32_t onward, uint32_t most);

/* Are all departures known by which what leaves a place can get to the target by
 * at most `most` transfers? */
static inline bool sy_back_knows(const sy_finding *d, uint32_t most)
{
    return d->is_closed || most <= d->layers;
}
/* ... the first of them in leads; SY_NONE: there is none. */
uint32_t sy_back_leads(const sy_finding *d, uint32_t place);

/* The same for one place alone and one transfer more than the layers know: the
 * first in leads of its departures in [onward, end) that lead on; there may be
 * others among them. Each row of the place is looked at once a round. */
SY_MUST_USE sy_status sy_back_ahead(sy_finding *d, uint32_t *first, uint32_t place, uint32_t onward,
                                    uint32_t end);

static inline bool sy_is_out_of_time(const sy_finding *d, uint32_t t)
{
    return (d->q->has_since && sy_flow_at(d->f, t) < d->q->since) ||
           (d->q->has_until && sy_flow_at(d->f, t) > d->q->until);
}

/* The amount of a row's transfer, from the array that stands in the order of rows:
 * of what comes in, fees and repaid debts are missing there. */
static inline int64_t sy_amount_of_row(const sy_flow *f, uint32_t row)
{
    if (f->rows[row] % 2 == 0) return -f->moved[row];
    return f->n_fees + f->n_debts == 0 ? f->moved[row] : f->amount[f->rows[row] / 2];
}

enum { SY_OUT_ROWS = 0, SY_IN_ROWS = 1, SY_BATCH = 64 };

/* Some of the transfers of rows [*row, end) of a ledger, in their order, that a path
 * of this round may have on it: those that go out or come in, between two accounts,
 * not left aside. What is asked of them next is fetched into the cache, since it
 * is far apart in memory. Moves *row; returns how many, 0 only at the end. */
uint32_t sy_batch(sy_finding *d, uint32_t *row, uint32_t end, uint32_t direction,
                  uint32_t transfers[SY_BATCH]);

/* One more transfer on the way of parent (SY_NONE: the first), if it may be. */
SY_MUST_USE sy_status sy_path_go_on(sy_finding *d, uint32_t parent, uint32_t t);

/* The fen of a departure of the source, as those of the way that is being begun. */
SY_MUST_USE sy_status sy_fens_begin(sy_finding *d, uint32_t t);
/* How many of the way that is being begun arrive. */
int64_t sy_fens_carried(const sy_finding *d);
/* All ways by which the fen of one go on. */
SY_MUST_USE sy_status sy_fens_expand(sy_finding *d, uint32_t parent);

/* Begins a way; puts one into the heap (also again). */
SY_MUST_USE sy_status sy_begun_add(sy_finding *d, sy_begun b, int64_t best, uint32_t whole);
SY_MUST_USE sy_status sy_begun_push(sy_finding *d, sy_waiting item);
sy_waiting sy_begun_pop(sy_finding *d);
void sy_begun_write(const sy_finding *d, const sy_begun *b, uint32_t *way);
/* A whole way of this value has been begun: where there are enough, worse ones
 * need not be. */
void sy_begun_note_whole(sy_finding *d, int64_t value);
static inline bool sy_begun_is_too_bad(const sy_finding *d, int64_t best)
{
    return d->n_good == d->wanted && best < d->good[0];
}

#endif
