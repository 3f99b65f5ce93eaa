/* log_list.c - one list of columns, written as a workbook or as lines. */
#include "report/log_list.h"

#include <stdio.h>

#include "base/lang.h"
#include "report/csv_text.h"
#include "report/log_words.h"
#include "report/workbook.h"
#include "text/csv.h"

static void put_number(sy_buf *b, const sy_log_act *a)
{
    sy_buf_printf(b, "%lld", (long long)a->first);
}

static void put_time(sy_buf *b, const sy_log_act *a)
{
    char text[SY_LOG_TIME];
    sy_buf_text(b, sy_log_time(text, a->at));
}

static void put_who(sy_buf *b, const sy_log_act *a)
{
    sy_buf_text(b, a->who);
}

static void put_kind(sy_buf *b, const sy_log_act *a)
{
    sy_buf_text(b, sy_log_kind_title(a->kind));
}

static void put_undo(sy_buf *b, const sy_log_act *a)
{
    if (a->is_undo) sy_buf_text(b, _("undone"));
}

static void put_hash(sy_buf *b, const sy_log_act *a)
{
    sy_buf_text(b, a->hash);
}

static const struct {
    const char *head;
    double width;
    bool is_typed; /* what people gave stands in it */
    void (*put)(sy_buf *b, const sy_log_act *a);
} columns[] = {
    {N_("no."), 8, false, put_number},
    {N_("time"), 20, false, put_time},
    {N_("by whom"), 14, true, put_who},
    {N_("kind of act"), 22, false, put_kind},
    {N_("undone?"), 10, false, put_undo},
    {N_("concerning"), 36, true, sy_log_about},
    {N_("in detail"), 60, true, sy_log_says},
    {N_("hash of the log up to here"), 68, false, put_hash},
};
enum { COLUMNS = sizeof columns / sizeof *columns, MOST_CELL = 16 << 20 };

static sy_status put_cell(sy_buf *cell, size_t column, const sy_log_act *a, sy_err *err)
{
    sy_buf_clear(cell);
    columns[column].put(cell, a);
    const sy_status st = sy_buf_status(cell);
    return st == SY_OK ? SY_OK : sy_fail(err, st, N_("no memory for a sentence"));
}

sy_status sy_log_list_xlsx(const char *path, const sy_log_act *acts, size_t n, sy_err *err)
{
    double widths[COLUMNS];
    sy_workbook w;
    sy_buf cell;
    sy_status st = sy_workbook_open(&w, path, err);

    if (st != SY_OK) return st;
    sy_buf_init(&cell, NULL, MOST_CELL);
    for (size_t k = 0; k < COLUMNS; k++) widths[k] = columns[k].width;
    for (size_t i = 0; (i < n || i == 0) && st == SY_OK; i++) {
        /* A sheet of a spreadsheet ends at its 1,048,576th row: another goes on. */
        if (i % (SY_SHEET_ROWS - 1) == 0) {
            char name[40];
            snprintf(name, sizeof name, i ? "%s %zu" : "%s", _("log"), i / (SY_SHEET_ROWS - 1) + 1);
            sy_workbook_sheet(&w, name, widths, COLUMNS);
            for (size_t k = 0; k < COLUMNS; k++) sy_workbook_head(&w, _(columns[k].head));
            sy_workbook_next(&w);
        }
        for (size_t k = 0; k < COLUMNS && i < n && st == SY_OK; k++) {
            st = put_cell(&cell, k, &acts[i], err);
            sy_workbook_text(&w, (sy_slice){cell.ptr, cell.len});
        }
        if (i < n) sy_workbook_next(&w);
    }
    sy_buf_dispose(&cell);
    return sy_workbook_close(&w, st, err);
}

static sy_status put_line(sy_buf *out, const sy_log_act *a, sy_buf *cell, sy_buf *scratch,
                          sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t k = 0; k < COLUMNS && st == SY_OK; k++) {
        st = put_cell(cell, k, a, err);
        const sy_slice text = {cell->ptr, cell->len};
        if (k) sy_buf_char(out, ',');
        if (columns[k].is_typed)
            sy_csv_text(out, scratch, text);
        else
            sy_csv_put(out, text);
    }
    sy_buf_text(out, "\r\n");
    return st;
}

sy_status sy_log_list_csv(sy_buf *out, const sy_log_act *acts, size_t n, sy_err *err)
{
    sy_status st = SY_OK;
    sy_buf cell, scratch;

    sy_buf_init(&cell, NULL, MOST_CELL);
    sy_buf_init(&scratch, NULL, 2 * MOST_CELL);
    sy_buf_text(out, "\xEF\xBB\xBF");
    for (size_t k = 0; k < COLUMNS; k++) {
        if (k) sy_buf_char(out, ',');
        sy_csv_put(out, sy_slice_of(_(columns[k].head)));
    }
    sy_buf_text(out, "\r\n");
    for (size_t i = 0; i < n && st == SY_OK; i++)
        st = put_line(out, &acts[i], &cell, &scratch, err);
    sy_buf_dispose(&cell);
    sy_buf_dispose(&scratch);
    if (st == SY_OK && sy_buf_status(out) != SY_OK)
        st = sy_fail(err, sy_buf_status(out), N_("no memory for a sentence"));
    return st;
}
