/* workbook.c - cells one after the other, over new_book.h. */
#include "report/workbook.h"

#include <string.h>

#include "report/shown.h"

enum { CELL_WIDTH = 2000, CELL_BYTES = 32000 /* a cell holds 32767 characters */ };

void sy_workbook_note(sy_workbook *w, lxw_error e)
{
    sy_new_book_note(&w->file, e);
}

static void make_formats(sy_workbook *w)
{
    w->head = sy_new_book_format(&w->file);
    w->money = sy_new_book_format(&w->file);
    w->text = sy_new_book_format(&w->file);
    if (!w->head || !w->money || !w->text) return;
    format_set_bold(w->head);
    format_set_num_format(w->money, "#,##0.00");
    format_set_num_format(w->text, "@");
}

sy_status sy_workbook_open(sy_workbook *w, const char *path, sy_err *err)
{
    *w = (sy_workbook){.row = 0};
    sy_buf_init(&w->cell, NULL, 1 << 18);
    const sy_status st = sy_new_book_stream(&w->file, path, err);
    if (st != SY_OK) return sy_workbook_close(w, st, err);
    make_formats(w);
    return SY_OK;
}

sy_status sy_workbook_close(sy_workbook *w, sy_status so_far, sy_err *err)
{
    sy_buf_dispose(&w->cell);
    return sy_new_book_close(&w->file, so_far, err);
}

/* Characters that a page can be wide and still be read. */
static const double legible = 220;

void sy_workbook_sheet(sy_workbook *w, const char *name, const double *widths, size_t n)
{
    double width = 0;

    w->row = 0;
    w->column = 0;
    w->sheet = sy_new_book_sheet(&w->file, name);
    if (!w->sheet) return;
    for (size_t i = 0; i < n; i++) {
        worksheet_set_column(w->sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL);
        width += widths[i];
    }
    worksheet_freeze_panes(w->sheet, 1, 0);
    worksheet_set_landscape(w->sheet);
    worksheet_set_paper(w->sheet, SY_PAPER_A4);
    if (width <= legible) worksheet_fit_to_pages(w->sheet, 1, 0);
    worksheet_repeat_rows(w->sheet, 0, 0);
}

void sy_workbook_head(sy_workbook *w, const char *text)
{
    if (!w->sheet) return;
    sy_workbook_note(w, worksheet_write_string(w->sheet, 0, w->column++, text, w->head));
}

/* Marks that take no width can be without end. */
static void cut_cell(sy_buf *cell)
{
    size_t n = CELL_BYTES;

    while (n > 0 && ((unsigned char)cell->ptr[n] & 0xC0) == 0x80) n--;
    cell->len = n;
    sy_buf_text(cell, "…");
}

void sy_workbook_text_as(sy_workbook *w, sy_slice text, size_t max_width, lxw_format *format)
{
    if (!w->sheet) return;
    sy_buf_clear(&w->cell);
    sy_shown(&w->cell, text, max_width);
    if (w->cell.len > CELL_BYTES) cut_cell(&w->cell);
    if (sy_buf_status(&w->cell) != SY_OK)
        sy_workbook_note(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else if (w->cell.len)
        sy_workbook_note(w,
                         worksheet_write_string(w->sheet, w->row, w->column, w->cell.ptr, format));
    w->column++;
}

void sy_workbook_text(sy_workbook *w, sy_slice text)
{
    sy_workbook_text_as(w, text, CELL_WIDTH, w->text);
}

void sy_workbook_string(sy_workbook *w, const char *text)
{
    sy_workbook_text(w, sy_slice_of(text));
}

void sy_workbook_money_as(sy_workbook *w, sy_minor amount, lxw_format *format)
{
    char text[SY_MINOR_TEXT];

    if (!w->sheet) return;
    if (amount <= -((sy_minor)1 << 53) || amount >= (sy_minor)1 << 53) {
        sy_workbook_string(w, sy_minor_print(text, amount));
        return;
    }
    sy_workbook_note(
        w, worksheet_write_number(w->sheet, w->row, w->column++, (double)amount / 100, format));
}

void sy_workbook_money(sy_workbook *w, sy_minor amount)
{
    sy_workbook_money_as(w, amount, w->money);
}

void sy_workbook_count(sy_workbook *w, size_t n)
{
    if (!w->sheet) return;
    sy_workbook_note(w, worksheet_write_number(w->sheet, w->row, w->column++, (double)n, NULL));
}

void sy_workbook_time(sy_workbook *w, int64_t at, sy_precision precision)
{
    char text[SY_TIME_TEXT];
    char *T = strchr(sy_time_print(text, at, precision), 'T');

    if (T) *T = ' ';
    sy_workbook_string(w, text);
}

void sy_workbook_skip(sy_workbook *w, unsigned columns)
{
    w->column = (lxw_col_t)(w->column + columns);
}

void sy_workbook_next(sy_workbook *w)
{
    w->row++;
    w->column = 0;
}
