/* tables.h - for tests of readers: bytes as a file, a table as one line of text. */
#ifndef SY_TEST_TABLES_H
#define SY_TEST_TABLES_H

#include "test.h"

#include <sys/mman.h>
#include <unistd.h>

#include "text/table.h"

/* A file in memory that has a path. */
typedef struct memory_file {
    int fd;
    char path[40];
} memory_file;

static inline void memory_file_set(memory_file *f, const void *bytes, size_t n)
{
    if (f->fd == 0) f->fd = memfd_create("test", MFD_CLOEXEC);
    snprintf(f->path, sizeof f->path, "/proc/self/fd/%d", f->fd);
    assert_int_equal(ftruncate(f->fd, 0), 0);
    assert_int_equal(pwrite(f->fd, bytes, n, 0), n);
}

/* Every row of a table as text: "1: T(a)|N(1.5)|-|E() / 3: ..." */
static inline sy_status show(char *out, size_t max, const char *path, uint32_t sheet,
                             const sy_alloc *al, sy_err *err)
{
    static const char kinds[] = {'-', 'T', 'N', 'D', 'B', 'E'};
    sy_table *t = NULL;
    sy_row row;
    char *to = out, *end = out + max;

    *to = '\0';
    sy_status st = sy_table_open(&t, al, path, sheet, err);
    while (st == SY_OK) {
        st = sy_table_next(t, &row, err);
        if (st != SY_OK || row.n_cells == SY_NO_MORE_ROWS) break;
        to += snprintf(to, (size_t)(end - to), "%s%u: ", to == out ? "" : " / ", row.number);
        for (uint32_t i = 0; i < row.n_cells; i++) {
            const sy_cell *c = &row.cells[i];
            if (i) *to++ = '|';
            if (c->kind == SY_CELL_EMPTY) {
                *to++ = '-';
                assert_int_equal(c->text.len, 0);
                continue;
            }
            to += snprintf(to, (size_t)(end - to), "%c(%.*s)", kinds[c->kind], (int)c->text.len,
                           c->text.ptr);
        }
        *to = '\0';
    }
    sy_table_free(t);
    return st;
}

static inline void assert_shows(const char *path, uint32_t sheet, const char *want)
{
    static char got[1 << 16];
    sy_err err = {0};

    assert_ok(show(got, sizeof got, path, sheet, NULL, &err), err);
    assert_string_equal(got, want);
}

#endif
