/* key_rows.h - the rows of registers that say why a case is a key case: behind each reason, and
 * behind the document that names it.
 *
 *     sy_key_rows rows;
 *     st = sy_key_rows_read(&rows, &list, k, &k->reasons[i], &arena, &err);
 *     // rows.items[0].pool, .place: source << 32 | row
 *
 * A reason of leads (is_of_leads) has none: its leads have their own. */
#ifndef SY_CASEWORK_KEY_ROWS_H
#define SY_CASEWORK_KEY_ROWS_H

#include "casework/key_cases.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_key_row {
    const char *pool;
    uint64_t place;
} sy_key_row;

typedef struct sy_key_rows {
    sy_key_row *items; /* in no order that means anything */
    size_t n;
} sy_key_rows;

/* r: NULL for the document. From the arena; the pools' names live as long as the program. */
SY_MUST_USE sy_status sy_key_rows_read(sy_key_rows *out, const sy_key_cases *list,
                                       const sy_key_case *k, const sy_key_reason *r,
                                       sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
