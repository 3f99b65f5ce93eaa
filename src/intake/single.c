/* single.c - text files by their blocks, sheets through table.h. */
#include "intake/single.h"

#include <string.h>

typedef struct walk {
    const sy_intake_table *table;
    sy_arena *scratch;
    sy_single_row_fn *fn;
    void *ctx;
} walk;

static bool is_blank_row(const sy_single_cell *cells, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (sy_cell_trim(cells[i].text).len > 0) return false;
    }
    return true;
}

static sy_status hand_out(const walk *w, const sy_single_cell *cells, uint32_t n, uint32_t number,
                          sy_err *err)
{
    if (number <= w->table->header_row || is_blank_row(cells, n)) return SY_OK;
    return w->fn(w->ctx, cells, n, number, err);
}

static sy_status take_record(const walk *w, const sy_csv_record *record, sy_err *err)
{
    sy_single_cell cells[SY_MAX_COLUMNS];

    sy_arena_clear(w->scratch);
    for (uint32_t i = 0; i < record->n_cells; i++) {
        const sy_slice text = sy_cell_utf8(w->table, record->cells[i], w->scratch);
        if (!text.ptr) return sy_fail_nomem(err);
        const bool is_marked =
            !w->table->is_proved && memmem(text.ptr, text.len, "\xEF\xBF\xBD", 3);
        cells[i] =
            (sy_single_cell){.text = text, .is_bad = is_marked || memchr(text.ptr, '\0', text.len)};
    }
    return hand_out(w, cells, record->n_cells, record->number, err);
}

static sy_status walk_text(const walk *w, sy_err *err)
{
    const sy_csv_plan *plan = w->table->plan;
    sy_csv_cursor *cursor = NULL;
    sy_status st = sy_csv_cursor_new(&cursor, NULL, plan, err);

    for (size_t b = 0; st == SY_OK && b < plan->n_blocks; b++) {
        st = sy_csv_cursor_move(cursor, b, err);
        while (st == SY_OK) {
            sy_csv_record record;
            st = sy_csv_next(cursor, &record, err);
            if (st != SY_OK || record.n_cells == 0) break;
            st = take_record(w, &record, err);
        }
    }
    sy_csv_cursor_free(cursor);
    return st;
}

static sy_status walk_sheet(const walk *w, sy_err *err)
{
    sy_single_cell cells[SY_MAX_COLUMNS];
    sy_table *sheet = NULL;
    sy_err inner = {0};
    sy_status st = sy_table_open(&sheet, NULL, w->table->data_path, w->table->sheet, &inner);

    while (st == SY_OK) {
        sy_row in;
        st = sy_table_next(sheet, &in, &inner);
        if (st != SY_OK || in.n_cells == SY_NO_MORE_ROWS) break;
        const uint32_t n = in.n_cells < SY_MAX_COLUMNS ? in.n_cells : SY_MAX_COLUMNS;
        for (uint32_t i = 0; i < n; i++) {
            cells[i] = (sy_single_cell){.text = in.cells[i].text,
                                        .is_number = in.cells[i].kind == SY_CELL_NUMBER};
        }
        sy_arena_clear(w->scratch);
        st = hand_out(w, cells, n, in.number, &inner);
    }
    sy_table_free(sheet);
    return sy_fail_by_users_name(w->table, st, &inner, err);
}

sy_status sy_single_rows(const sy_intake_table *t, sy_arena *scratch, sy_single_row_fn *fn,
                         void *ctx, sy_err *err)
{
    const walk w = {t, scratch, fn, ctx};
    return t->plan ? walk_text(&w, err) : walk_sheet(&w, err);
}
