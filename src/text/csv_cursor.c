/* csv_cursor.c - reads one block and walks its cells by marks (marks.h).
 *
 * An unquoted cell is a slice of the block as it was read. Quoted cells are
 * slices too; where doubled quotes make the text shorter it is moved together
 * in the block itself, so that nothing is allocated a cell. What the limits of
 * records are was seen to by the survey. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/cpu.h"
#include "base/lang.h"
#include "suyuan/limits.h"
#include "text/csv.h"
#include "text/marks.h"
#include "text/open.h"

enum { WINDOW = 64 };

struct sy_csv_cursor {
    const sy_csv_plan *plan;
    const sy_alloc *al;
    int fd; /* own, or the plan's for UTF-16 */
    unsigned char delimiter;

    unsigned char *bytes; /* the block, and WINDOW zero bytes after it */
    size_t capacity, n;
    uint64_t begin;
    uint32_t number; /* of the next record */

    size_t pos;     /* the next record begins here */
    size_t window;  /* marks are those of bytes[window .. window + WINDOW) ... */
    uint64_t marks; /* ... that have not been passed yet */

    sy_slice cells[SY_MAX_COLUMNS];
};

sy_status sy_csv_cursor_new(sy_csv_cursor **out, const sy_alloc *al, const sy_csv_plan *plan,
                            sy_err *err)
{
    uint64_t size = 0;
    sy_status st = SY_OK;

    *out = NULL;
    sy_csv_cursor *c = sy_new(al, sizeof *c);
    if (!c) return sy_fail_nomem(err);
    c->plan = plan;
    c->al = al;
    c->delimiter = (unsigned char)plan->delimiter;
    c->fd = plan->utf8_fd;
    if (plan->utf8_fd <= 0) st = sy_open_to_read(&c->fd, &size, plan->path, err);
    if (st != SY_OK) {
        sy_drop(al, c);
        return st;
    }
    *out = c;
    return SY_OK;
}

void sy_csv_cursor_free(sy_csv_cursor *c)
{
    if (!c) return;
    if (c->fd != c->plan->utf8_fd) close(c->fd);
    sy_drop(c->al, c->bytes);
    sy_drop(c->al, c);
}

static void look_from(sy_csv_cursor *c, size_t at)
{
    c->window = at;
    c->marks = sy_marks(c->bytes + at, c->delimiter);
}

sy_status sy_csv_cursor_move(sy_csv_cursor *c, size_t block, sy_err *err)
{
    SY_ASSERT(block < c->plan->n_blocks);
    const sy_csv_block *b = &c->plan->blocks[block];
    const size_t want = (size_t)(b->end - b->begin);
    size_t got = 0;

    c->n = c->pos = 0;
    if (want + WINDOW > c->capacity) {
        sy_drop(c->al, c->bytes);
        c->capacity = 0;
        c->bytes = sy_new_array(c->al, want + WINDOW, 1);
        if (!c->bytes) return sy_fail_nomem(err);
        c->capacity = want + WINDOW;
    }
    sy_status st = sy_read_at(c->fd, c->bytes, want, b->begin, &got, c->plan->path, err);
    if (st != SY_OK) return st;
    if (got != want) {
        return sy_fail(err, SY_EIO, N_("%s: the file became shorter while it was read"),
                       c->plan->path);
    }
    memset(c->bytes + want, 0, WINDOW);
    c->n = want;
    c->begin = b->begin;
    c->number = b->first_record;
    look_from(c, 0);
    return SY_OK;
}

/* The next delimiter or line end, and past it; n at the end of the block. */
static inline size_t next_mark(sy_csv_cursor *c)
{
    while (c->marks == 0) {
        if (c->n - c->window <= WINDOW) return c->n;
        look_from(c, c->window + WINDOW);
    }
    size_t mark = c->window + SY_LOWEST_BIT(c->marks);
    c->marks &= c->marks - 1;
    return mark;
}

/* The cell whose opening quote is at `at`. Returns where its mark is. */
static size_t quoted_cell(sy_csv_cursor *c, size_t at, sy_slice *cell)
{
    unsigned char *p = c->bytes;
    size_t from = at + 1, to = at + 1; /* still to read; where the text goes */
    size_t end = c->n;

    for (;;) {
        const unsigned char *quote = memchr(p + from, '"', c->n - from);
        size_t stop = quote ? (size_t)(quote - p) : c->n;
        const bool is_doubled = stop + 1 < c->n && p[stop + 1] == '"';

        if (to != from) memmove(p + to, p + from, stop - from);
        to += stop - from;
        from = stop + 1;
        if (!quote) break;
        if (is_doubled) {
            p[to++] = '"';
            from++;
            continue;
        }
        look_from(c, from);
        end = next_mark(c);
        if (end > from) memmove(p + to, p + from, end - from);
        to += end - from;
        break;
    }
    *cell = (sy_slice){(const char *)p + at + 1, to - at - 1};
    return end;
}

static sy_status check_cells(const sy_csv_cursor *c, uint32_t n_cells, sy_err *err)
{
    for (uint32_t i = 0; i < n_cells; i++) {
        if (c->cells[i].len <= SY_MAX_CELL) continue;
        return sy_fail_at(err, SY_ELIMIT, c->number,
                          N_("%s: record %u: a cell is longer than %u bytes"), c->plan->path,
                          c->number, SY_MAX_CELL);
    }
    return SY_OK;
}

sy_status sy_csv_next(sy_csv_cursor *c, sy_csv_record *record, sy_err *err)
{
    const unsigned char *p = c->bytes;
    const size_t n = c->n;
    size_t at = c->pos;
    uint32_t n_cells = 0;

    *record = (sy_csv_record){.cells = c->cells, .number = c->number, .offset = c->begin + at};
    if (at == n) return SY_OK;
    for (;;) {
        size_t end;

        if (n_cells == SY_MAX_COLUMNS) {
            return sy_fail_at(err, SY_ELIMIT, c->number, N_("%s: record %u: more than %u cells"),
                              c->plan->path, c->number, SY_MAX_COLUMNS);
        }
        if (p[at] == '"' && at < n) {
            end = quoted_cell(c, at, &c->cells[n_cells]);
        } else {
            end = next_mark(c);
            c->cells[n_cells] = (sy_slice){(const char *)p + at, end - at};
        }
        n_cells++;
        at = end + 1;
        if (end == n) {
            at = n;
            break;
        }
        if (p[end] == c->delimiter) continue;
        if (p[end] == '\r' && p[at] == '\n') { /* p[n] is zero */
            at++;
            look_from(c, at);
        }
        break;
    }
    if (at - c->pos > SY_MAX_CELL) {
        sy_status st = check_cells(c, n_cells, err);
        if (st != SY_OK) return st;
    }
    c->pos = at;
    c->number++;
    record->n_cells = n_cells;
    return SY_OK;
}
