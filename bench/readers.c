/* readers FILE ROWS: every cell of every sheet through text/table.h, as intake
 * sees them; fails unless there are ROWS rows. */
#include <stdio.h>
#include <stdlib.h>

#include "text/table.h"

static sy_status count_rows(const char *path, uint32_t sheet, uint64_t *rows, uint64_t *bytes,
                            sy_err *err)
{
    sy_table *t = NULL;
    sy_row row;
    sy_status st = sy_table_open(&t, NULL, path, sheet, err);

    while (st == SY_OK) {
        st = sy_table_next(t, &row, err);
        if (st != SY_OK || row.n_cells == SY_NO_MORE_ROWS) break;
        ++*rows;
        for (uint32_t i = 0; i < row.n_cells; i++) *bytes += row.cells[i].text.len;
    }
    sy_table_free(t);
    return st;
}

int main(int argc, char **argv)
{
    sy_contents *c = NULL;
    sy_err err = {0};
    uint64_t rows = 0, bytes = 0;

    if (argc != 3) return 2;
    sy_status st = sy_contents_open(&c, NULL, argv[1], &err);
    for (uint32_t i = 0; st == SY_OK && i < sy_contents_count(c); i++) {
        st = count_rows(argv[1], i, &rows, &bytes, &err);
    }
    sy_contents_free(c);
    if (st != SY_OK) fprintf(stderr, "%s\n", err.text);
    printf("%llu rows, %llu bytes\n", (unsigned long long)rows, (unsigned long long)bytes);
    return st != SY_OK || rows != strtoull(argv[2], NULL, 10);
}
