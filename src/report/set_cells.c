/* set_cells.c - cells in the arena, in pieces that double. */
#include "report/set_cells.h"

#include <string.h>

void sy_cells_begin(sy_cells *c, sy_set_table *t, sy_set_part part)
{
    *t = (sy_set_table){.part = part};
    c->t = t;
    c->n = c->capacity = 0;
}

void sy_cells_column(sy_cells *c, const char *head, sy_cell_kind kind)
{
    SY_ASSERT(c->t->columns < SY_SET_COLUMNS);
    c->t->heads[c->t->columns] = head;
    c->t->kinds[c->t->columns++] = kind;
}

void sy_cells_put(sy_cells *c, sy_cell cell)
{
    if (c->n == c->capacity) {
        const size_t wider = c->capacity ? 2 * c->capacity : 64;
        sy_cell *cells = sy_arena_get(c->arena, wider * sizeof *cells);
        if (!cells) {
            c->has_no_memory = true;
            return;
        }
        if (c->n) memcpy(cells, c->t->cells, c->n * sizeof *cells);
        c->t->cells = cells;
        c->capacity = wider;
    }
    c->t->cells[c->n++] = cell;
    c->t->n_rows = c->n / c->t->columns;
}

void sy_cells_text(sy_cells *c, sy_slice words, uint32_t block)
{
    sy_cells_put(
        c,
        (sy_cell){.kind = words.len ? SY_CELL_TEXT : SY_CELL_EMPTY, .text = words, .block = block});
}

void sy_cells_number(sy_cells *c, sy_cell_kind kind, int64_t value, uint32_t block)
{
    sy_cells_put(c, (sy_cell){.kind = kind, .value = value, .block = block});
}

void sy_cells_day(sy_cells *c, int64_t day)
{
    sy_cells_put(c, (sy_cell){.kind = SY_CELL_DAY, .value = day * SY_DAY, .precision = SY_DATE});
}

void sy_cells_empty(sy_cells *c)
{
    sy_cells_put(c, (sy_cell){.kind = SY_CELL_EMPTY});
}

const char *sy_cells_keep(sy_cells *c, const char *text)
{
    const char *kept = sy_arena_text(c->arena, text, strlen(text));

    if (!kept) c->has_no_memory = true;
    return kept ? kept : "";
}
