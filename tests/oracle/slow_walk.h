/* slow_walk.h - what the slow trace and the slow backward trace share: money as
 * a list of segments, and how a rule takes some of it. */
#ifndef SY_ORACLE_SLOW_WALK_H
#define SY_ORACLE_SLOW_WALK_H

#include "flow/trace.h"
#include "slow_book.h"

enum { CLEAN = 0 }; /* tags: seed s is s + 1; backward, transfer t is t + 1 */

typedef struct segment {
    int64_t fen;
    uint32_t tag;
} segment;

/* Oldest to newest in an account; in the order of leaving on the way. */
typedef struct money {
    segment *list;
    size_t n;
} money;

void money_add(money *m, int64_t fen, uint32_t tag); /* as the newest */
void money_move(money *to, money *from);             /* all of it, in order */
void money_free(money *m);
int64_t money_sum(const money *m);
int64_t money_tainted(const money *m);
/* The first fen of `from`, in order, to the end of `to`. */
void money_first(money *to, money *from, int64_t fen);
/* An outflow by a rule; `from` holds at least that much. What leaves is added
 * to `to` in the order in which it left. */
void money_take(money *to, money *from, int64_t fen, sy_rule rule);

#endif
