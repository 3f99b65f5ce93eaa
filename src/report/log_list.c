/* log_list.c - one list of columns, written as a workbook or as lines. */
#include "report/log_list.h"

#include <stdio.h>

#include "base/lang.h"
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
    void (*put)(sy_buf *b, const sy_log_act *a);
} columns[] = {
    {N_("no."), 8, put_number},         {N_("time"), 20, put_time},
    {N_("by whom"), 14, put_who},       {N_("kind of act"), 22, put_kind},
    {N_("undone?"), 10, put_undo},      {N_("concerning"), 36, sy_log_about},
    {N_("in detail"), 60, sy_log_says}, {N_("hash of the log up to here"), 68, put_hash},
};
enum { COLUMNS = sizeof columns / sizeof *columns, MOST_CELL = 32000 };

sy_status sy_log_list_xlsx(const char *path, const sy_log_act *acts, size_t n, sy_err *err)
{
    double widths[COLUMNS];
    sy_workbook w;
    sy_buf cell;
    sy_status st = sy_workbook_open(&w, path, err);

    if (st != SY_OK) return st;
    sy_buf_init(&cell, NULL, MOST_CELL);
    for (size_t k = 0; k < COLUMNS; k++) widths[k] = columns[k].width;
    for (size_t i = 0; i < n || i == 0; i++) {
        /* A sheet of a spreadsheet ends at its 1,048,576th row: another goes on. */
        if (i % (SY_SHEET_ROWS - 1) == 0) {
            char name[40];
            snprintf(name, sizeof name, i ? "%s %zu" : "%s", _("log"), i / (SY_SHEET_ROWS - 1) + 1);
            sy_workbook_sheet(&w, name, widths, COLUMNS);
            for (size_t k = 0; k < COLUMNS; k++) sy_workbook_head(&w, _(columns[k].head));
            sy_workbook_next(&w);
        }
        for (size_t k = 0; k < COLUMNS && i < n; k++) {
            sy_buf_clear(&cell);
            columns[k].put(&cell, &acts[i]);
            sy_workbook_text(&w, (sy_slice){cell.ptr, cell.len});
        }
        if (i < n) sy_workbook_next(&w);
    }
    if (sy_buf_status(&cell) == SY_ENOMEM) st = sy_fail_nomem(err);
    sy_buf_dispose(&cell);
    return sy_workbook_close(&w, st, err);
}

sy_status sy_log_list_csv(sy_buf *out, const sy_log_act *acts, size_t n, sy_err *err)
{
    sy_buf cell;

    sy_buf_init(&cell, NULL, MOST_CELL);
    sy_buf_text(out, "\xEF\xBB\xBF");
    for (size_t k = 0; k < COLUMNS; k++) {
        if (k) sy_buf_char(out, ',');
        sy_csv_put(out, sy_slice_of(_(columns[k].head)));
    }
    sy_buf_text(out, "\r\n");
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < COLUMNS; k++) {
            sy_buf_clear(&cell);
            columns[k].put(&cell, &acts[i]);
            if (k) sy_buf_char(out, ',');
            sy_csv_put(out, (sy_slice){cell.ptr, cell.len});
        }
        sy_buf_text(out, "\r\n");
    }
    sy_buf_dispose(&cell);
    const sy_status st = sy_buf_status(out);
    return st == SY_OK ? SY_OK : sy_fail(err, st, N_("no memory for a sentence"));
}
