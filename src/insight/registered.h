/* registered.h - clues looked up in the registers that were loaded (store/registers.h).
 *
 *     sy_registered *found;
 *     st = sy_registered_find(&found, scene, clues, pools, &arena, &err);
 *     for (size_t i = 0; i < clues->n; i++) ... clues->items[i] and found[i] ...
 *
 * A clue knows who paid; a register knows whose name a thing stands under. The two are
 * brought together by a number that a row named (plate, policy), by the holder's name or
 * number, and by days and price. What is found is a row of a register with its place; what
 * is not found was not in what was loaded, no more. */
#ifndef SY_INSIGHT_REGISTERED_H
#define SY_INSIGHT_REGISTERED_H

#include "insight/clues.h"
#include "store/registers.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_registered_state {
    SY_REGISTERED_NOWHERE,     /* no register of this class was loaded, or none has the class */
    SY_REGISTERED_NOT,         /* loaded, and nothing in it fits */
    SY_REGISTERED_HERE,        /* it stands there */
    SY_REGISTERED_TRANSFERRED, /* it stood there and went to somebody else */
    SY_REGISTERED_ENDED,       /* it stood there and is no more */
    SY_REGISTERED_STATES
} sy_registered_state;
const char *
sy_registered_name(sy_registered_state s); /* "no-register", "not-found", "found", ... */
const char *sy_registered_label(sy_registered_state s); /* translated */

/* By what it was found: the surest that holds. */
typedef enum sy_registered_by {
    SY_REGISTERED_BY_NOTHING,
    SY_REGISTERED_BY_NAME, /* a name alone: many people may share it */
    SY_REGISTERED_BY_ID,
    SY_REGISTERED_BY_KEY, /* a plate, vehicle number, policy number or address of a row */
    SY_REGISTERED_WAYS
} sy_registered_by;
const char *sy_registered_by_name(sy_registered_by by); /* "", "name", "id", "key" */

typedef struct sy_registered {
    sy_registered_state state;
    sy_registered_by by;
    const sy_pool *pool;                   /* that was looked into; NULL: none was loaded */
    const sy_registration *at;             /* the row; NULL where nothing was found */
    const sy_registration *then;           /* that tells of the end; may be at; NULL */
    const sy_source *source, *then_source; /* their files; NULL */
    uint32_t owner;         /* the party (of the scene) it stood under; SY_NONE: nobody of them */
    bool is_other;          /* another than the clue's holder */
    int32_t day;            /* of the end; SY_NO_DAY */
    const char *to, *to_id; /* who has it then; "" */
    int32_t known_until;    /* the last day that the register tells of; SY_NO_DAY */
    bool is_old;            /* ... is before the clue's last row: what is not found may be newer */
    size_t n_others;        /* further things that fit as well */
} sy_registered;

/* One for each clue of clues->items. From the arena; pools must live as long. Cost: two scans of
 * each pool that has a class, then the rows of the people of the scene for each clue. */
SY_MUST_USE sy_status sy_registered_find(sy_registered **out, sy_scene *s, const sy_clues *clues,
                                         const sy_pools *pools, sy_arena *arena, sy_err *err);

/* One sentence, translated: what was found where, or that nothing was. */
SY_MUST_USE sy_status sy_registered_words(sy_buf *out, const sy_registered *r);

#ifdef __cplusplus
}
#endif

#endif
