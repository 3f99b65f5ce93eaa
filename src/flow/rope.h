/* rope.h - long sequences of lots that are cut and joined as a whole; private to
 * flow.
 *
 *     sy_rope all = 0;                         // 0: the empty rope
 *     st = sy_rope_push(&ropes, &all, 300, 1, err);
 *     st = sy_rope_split(&ropes, all, 100, &first, &rest, err);  // 100 | 200
 *     all = sy_rope_join(&ropes, rest, first);
 *
 * A balanced tree with sums: cutting, joining and reversing a rope of k lots cost
 * O(log k), whatever they move. Neighbours of one tag are one lot here too. */
#ifndef SY_FLOW_ROPE_H
#define SY_FLOW_ROPE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/err.h"

/* Some fen with a tag: 0 for clean money, else a number the caller gives it (a
 * seed; an origin). */
typedef uint32_t sy_rope;
typedef struct sy_lot {
    int64_t fen;
    uint32_t tag;
    sy_rope rope; /* of a bundle (lots.h); else 0 */
} sy_lot;

typedef struct sy_rope_node sy_rope_node;

typedef struct sy_ropes { /* all of them share one pool */
    const sy_alloc *al;
    sy_rope_node *nodes;
    size_t used, capacity;
    uint32_t free; /* a list of nodes by their left */
} sy_ropes;

static inline void sy_ropes_init(sy_ropes *r, const sy_alloc *al)
{
    memset(r, 0, sizeof *r);
    r->al = al;
}
void sy_ropes_dispose(sy_ropes *r);

int64_t sy_rope_sum(const sy_ropes *r, sy_rope rope);
int64_t sy_rope_tainted(const sy_ropes *r, sy_rope rope); /* of the sum: tag not 0 */
uint32_t sy_rope_count(const sy_ropes *r, sy_rope rope);  /* lots */

/* Adds a lot (fen > 0) at the end. */
SY_MUST_USE sy_status sy_rope_push(sy_ropes *r, sy_rope *rope, int64_t fen, uint32_t tag,
                                   sy_err *err);
/* a and then b. Both are used up. */
sy_rope sy_rope_join(sy_ropes *r, sy_rope a, sy_rope b);
/* The first fen, 0 .. the sum, into *first. The rope is used up, but on failure. */
SY_MUST_USE sy_status sy_rope_split(sy_ropes *r, sy_rope rope, int64_t fen, sy_rope *first,
                                    sy_rope *rest, sy_err *err);
void sy_rope_reverse(sy_ropes *r, sy_rope rope);

/* Its lots in order, sy_rope_count of them, to lots. The rope is used up. */
void sy_rope_dissolve(sy_ropes *r, sy_rope rope, sy_lot *lots);
/* Adds its tainted fen to amounts[tag - 1]. */
void sy_rope_by_tag(const sy_ropes *r, sy_rope rope, int64_t *amounts);

#endif
