/* set_cells.h - a table of a set put together cell by cell; private to set*.c.
 *
 *     sy_cells c = {.arena = arena};
 *     sy_cells_begin(&c, &table, SY_SET_CASH);
 *     sy_cells_column(&c, _("time"), SY_CELL_TIME);  ...
 *     sy_cells_text(&c, name, block);  ...
 *     if (c.has_no_memory) ...                       // once, at the end
 */
#ifndef SY_REPORT_SET_CELLS_H
#define SY_REPORT_SET_CELLS_H

#include "report/set.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_cells {
    sy_arena *arena;
    sy_set_table *t;
    size_t n, capacity;
    bool has_no_memory;
} sy_cells;

void sy_cells_begin(sy_cells *c, sy_set_table *t, sy_set_part part);
void sy_cells_column(sy_cells *c, const char *head, sy_cell_kind kind);
void sy_cells_put(sy_cells *c, sy_cell cell);
void sy_cells_text(sy_cells *c, sy_slice words, uint32_t block); /* "" is an empty cell */
void sy_cells_number(sy_cells *c, sy_cell_kind kind, int64_t value, uint32_t block);
void sy_cells_day(sy_cells *c, int64_t day); /* since 1970 */
void sy_cells_empty(sy_cells *c);
/* A copy in the arena; "" when out of memory, which is noted. */
const char *sy_cells_keep(sy_cells *c, const char *text);

#ifdef __cplusplus
}
#endif

#endif
