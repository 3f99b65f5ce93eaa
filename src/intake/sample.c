/* sample.c - rows into an arena, until there are enough. */
#include "intake/sample.h"

#include <string.h>

#include "base/buf.h"
#include "suyuan/limits.h"

void sy_sample_init(sy_sample *s, const sy_alloc *al)
{
    memset(s, 0, sizeof *s);
    sy_arena_init(&s->arena, al);
}

void sy_sample_dispose(sy_sample *s)
{
    sy_arena_dispose(&s->arena);
}

static sy_status read_text(sy_sample *s, sy_csv_cursor *c, sy_encoding encoding, sy_buf *text,
                           sy_err *err)
{
    size_t ends[SY_MAX_COLUMNS], bytes = 0;
    sy_csv_record r;

    while (s->n < SY_SAMPLE_ROWS && bytes < SY_SAMPLE_BYTES) {
        sy_status st = sy_csv_next(c, &r, err);
        if (st != SY_OK) return st;
        if (r.n_cells == 0) {
            s->is_whole = true;
            return SY_OK;
        }
        sy_buf_clear(text);
        for (uint32_t i = 0; i < r.n_cells; i++) {
            if (!sy_decode(text, r.cells[i], encoding)) sy_buf_text(text, "\xEF\xBF\xBD");
            ends[i] = text->len;
        }
        st = sy_buf_status(text);
        if (st != SY_OK) return st == SY_ENOMEM ? sy_fail_nomem(err) : st;
        const char *copy = sy_arena_bytes(&s->arena, text->ptr ? text->ptr : "", text->len);
        sy_slice *cells = sy_arena_get(&s->arena, r.n_cells * sizeof *cells);
        if (!copy || !cells) return sy_fail_nomem(err);
        for (uint32_t i = 0; i < r.n_cells; i++) {
            const size_t from = i ? ends[i - 1] : 0;
            cells[i] = (sy_slice){copy + from, ends[i] - from};
        }
        bytes += text->len;
        s->rows[s->n++] = (sy_sample_row){r.number, r.n_cells, cells, NULL};
    }
    return SY_OK;
}

sy_status sy_sample_text(sy_sample *s, const sy_csv_plan *plan, sy_encoding encoding, sy_err *err)
{
    sy_csv_cursor *c = NULL;
    sy_buf text;
    sy_status st = SY_OK;

    sy_buf_init(&text, NULL, 4 * SY_MAX_RECORD);
    if (plan->n_blocks == 0) {
        s->is_whole = true;
    } else {
        st = sy_csv_cursor_new(&c, NULL, plan, err);
        if (st == SY_OK) st = sy_csv_cursor_move(c, 0, err);
        if (st == SY_OK) st = read_text(s, c, encoding, &text, err);
        s->is_whole = s->is_whole && plan->n_blocks == 1;
    }
    sy_buf_dispose(&text);
    sy_csv_cursor_free(c);
    return st;
}

static sy_status keep_row(sy_sample *s, const sy_row *row, size_t *bytes, sy_err *err)
{
    const uint32_t n = row->n_cells < SY_MAX_COLUMNS ? row->n_cells : SY_MAX_COLUMNS;
    sy_slice *cells = sy_arena_get(&s->arena, n * sizeof *cells);
    uint8_t *kinds = sy_arena_get(&s->arena, n);

    if (!cells || !kinds) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < n; i++) {
        const sy_slice text = row->cells[i].text;
        cells[i] =
            (sy_slice){sy_arena_bytes(&s->arena, text.ptr ? text.ptr : "", text.len), text.len};
        kinds[i] = (uint8_t)row->cells[i].kind;
        if (!cells[i].ptr) return sy_fail_nomem(err);
        *bytes += text.len;
    }
    s->rows[s->n++] = (sy_sample_row){row->number, n, cells, kinds};
    return SY_OK;
}

sy_status sy_sample_sheet(sy_sample *s, const char *path, uint32_t sheet, sy_err *err)
{
    sy_table *table = NULL;
    size_t bytes = 0;
    sy_status st = sy_table_open(&table, NULL, path, sheet, err);

    while (st == SY_OK && s->n < SY_SAMPLE_ROWS && bytes < SY_SAMPLE_BYTES) {
        sy_row row;
        st = sy_table_next(table, &row, err);
        if (st != SY_OK) break;
        if (row.n_cells == SY_NO_MORE_ROWS) {
            s->is_whole = true;
            break;
        }
        st = keep_row(s, &row, &bytes, err);
    }
    sy_table_free(table);
    return st;
}
