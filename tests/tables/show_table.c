/* show_table.c - show_table FILE: every cell of every sheet as a line
 *     sheet TAB row TAB column TAB kind TAB text
 * all counted from 1, the text with \n, \t and \\ escaped. For tests that hold
 * it against another program's reading. */
#include <stdio.h>

#include "text/table.h"

static void show_text(sy_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.ptr[i];
        if (c == '\n' || c == '\t' || c == '\\' || c == '\r')
            printf("\\%c", c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : '\\');
        else
            putchar(c);
    }
}

static sy_status show_sheet(const char *path, uint32_t sheet, sy_err *err)
{
    static const char kinds[] = {'-', 'T', 'N', 'D', 'B', 'E'};
    sy_table *t = NULL;
    sy_row row;
    sy_status st = sy_table_open(&t, NULL, path, sheet, err);

    while (st == SY_OK) {
        st = sy_table_next(t, &row, err);
        if (st != SY_OK || row.n_cells == SY_NO_MORE_ROWS) break;
        for (uint32_t i = 0; i < row.n_cells; i++) {
            if (row.cells[i].kind == SY_CELL_EMPTY) continue;
            printf("%u\t%u\t%u\t%c\t", sheet + 1, row.number, i + 1, kinds[row.cells[i].kind]);
            show_text(row.cells[i].text);
            putchar('\n');
        }
    }
    sy_table_free(t);
    return st;
}

int main(int argc, char **argv)
{
    sy_contents *c = NULL;
    sy_err err = {0};

    if (argc != 2) return 2;
    sy_status st = sy_contents_open(&c, NULL, argv[1], &err);
    for (uint32_t i = 0; st == SY_OK && i < sy_contents_count(c); i++) {
        const sy_slice name = sy_contents_name(c, i);
        printf("%u\t0\t0\t=\t%.*s\n", i + 1, (int)name.len, name.ptr);
        st = show_sheet(argv[1], i, &err);
    }
    sy_contents_free(c);
    if (st != SY_OK) fprintf(stderr, "%s\n", err.text);
    return st == SY_OK ? 0 : 3;
}
