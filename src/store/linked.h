/* linked.h - of a large register the rows that concern the debtors of the other pools, as a table
 * of its own: of a province's 20 million vehicles a quarter of a million.
 *
 * Linked is a row
 *   that has a debtor as owner, former or next owner (a debtor by his number in cases,
 *   terminated-cases, restrictions, property-reports, or in parties as 被执行人);
 *   that has a key (plate, VIN) which seals, auctions or impounds name;
 *   or that has a key in common with one of those.
 * Numbers and keys are compared by hashes of 64 bits, so a row may be there that concerns nobody.
 * A model that says `rows: linked` of a register gives the same leads whether it reads these rows,
 * more of them or all, and the program's own models read them here once this table is made.
 *
 *     st = sy_linked_make(ws, pools, vehicles, columns, &err); // before a run of many models
 *     st = sy_linked_find(&linked, ws, pools, vehicles, columns, &err);
 *     if (linked.is_there) sy_pool_view(&sql, &linked.pool, &linked.table, ...);
 *
 * Like a finding (findings.h) the table is none of the facts: in no import, in no hash, and made
 * anew when a pool that it rests on was loaded, or a file of one taken out. */
#ifndef SY_STORE_LINKED_H
#define SY_STORE_LINKED_H

#include "store/pool_table.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Reading fewer rows than these takes no time that would be worth a table. */
enum { SY_LINKED_LEAST = 100 * 1000 };

/* Bits 1 << column. */
typedef uint64_t sy_linked_columns;
sy_linked_columns sy_linked_columns_of(const int *columns, size_t n);

/* Makes the table where there is none that is current and has these columns, if the pool has
 * SY_LINKED_LEAST rows, and normal forms of all numbers that are compared (pool_forms.h): a table
 * that an older program loaded has none until its next load. The workspace must be open
 * for writing. Cost: two scans of the keys, one of the owners, one of the columns; 20 million
 * rows with 29 columns take 23 s of processor on a slow machine. A failure or a kill at any point
 * leaves a table that counts as not made. */
SY_MUST_USE sy_status sy_linked_make(sy_workspace *ws, const sy_pools *pools, const sy_pool *pool,
                                     sy_linked_columns columns, sy_err *err);

/* The table as a pool of which there is a view. */
typedef struct sy_linked {
    bool is_there; /* current, and with these columns */
    sy_pool pool;  /* as the register, but for the table's name */
    sy_pool_table table;
} sy_linked;
SY_MUST_USE sy_status sy_linked_find(sy_linked *out, sy_workspace *ws, const sy_pools *pools,
                                     const sy_pool *pool, sy_linked_columns columns, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
