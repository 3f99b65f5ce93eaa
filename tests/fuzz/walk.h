/* walk.h - every row of every table of a file, and what must hold for each. */
#ifndef SY_FUZZ_WALK_H
#define SY_FUZZ_WALK_H

#include "base/utf8.h"
#include "memory.h"
#include "text/table.h"

static inline void walk_table(const char *path, uint32_t sheet)
{
    sy_table *t = NULL;
    sy_row row = {0};
    uint32_t last = 0;

    if (sy_table_open(&t, NULL, path, sheet, NULL) != SY_OK) return;
    while (sy_table_next(t, &row, NULL) == SY_OK && row.n_cells != SY_NO_MORE_ROWS) {
        MUST(row.number > last);
        last = row.number;
        for (uint32_t i = 0; i < row.n_cells; i++) {
            const sy_slice text = row.cells[i].text;
            MUST(text.len == 0 || sy_utf8_valid_prefix(text.ptr, text.len) == text.len);
            MUST(row.cells[i].kind != SY_CELL_EMPTY || text.len == 0);
        }
    }
    sy_table_free(t);
}

static inline void walk_file(const char *path)
{
    sy_contents *c = NULL;

    if (sy_contents_open(&c, NULL, path, NULL) != SY_OK) return;
    const uint32_t sheets = sy_contents_count(c);
    sy_contents_free(c);
    for (uint32_t i = 0; i < sheets && i < 3; i++) walk_table(path, i);
}

#endif
