/* letter_xlsx.c - both sheets of a request as a workbook, two columns wide, for A4. */
#include "report/letter.h"

#include "base/lang.h"
#include "report/new_book.h"
#include "report/shown.h"

enum { CELL = 8000, WIDE = 44 /* characters of a line of text */ };

typedef struct writer {
    sy_new_book book;
    lxw_worksheet *sheet;
    lxw_format *formats[SY_LETTER_PARTS], *label;
    sy_buf cell;
    lxw_row_t row;
} writer;

static const char *shown(writer *w, const char *text)
{
    sy_buf_clear(&w->cell);
    sy_shown(&w->cell, sy_slice_of(text), CELL);
    if (sy_buf_status(&w->cell) != SY_OK) {
        sy_new_book_note(&w->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return "";
    }
    return w->cell.len ? w->cell.ptr : "";
}

/* A spreadsheet does not make merged rows higher by itself. */
static void set_height(writer *w, const char *text, size_t width)
{
    const size_t lines = sy_width(sy_slice_of(text)) / (2 * width) + 1;

    worksheet_set_row(w->sheet, w->row, 20.0 * (double)lines, NULL);
}

static void line(writer *w, const sy_letter_line *l)
{
    lxw_format *format = w->formats[l->part];

    if (l->part == SY_LETTER_FACT || l->part == SY_LETTER_ITEM) {
        sy_new_book_note(&w->book,
                         worksheet_write_string(w->sheet, w->row, 0, shown(w, l->label), w->label));
        sy_new_book_note(&w->book,
                         worksheet_write_string(w->sheet, w->row, 1, shown(w, l->text), format));
        set_height(w, l->text, WIDE - 12);
    } else {
        sy_new_book_note(&w->book, worksheet_merge_range(w->sheet, w->row, 0, w->row, 1,
                                                         shown(w, l->text), format));
        set_height(w, l->text, l->part == SY_LETTER_TITLE ? WIDE / 2 : WIDE);
    }
    w->row++;
}

static void write_sheet(writer *w, const sy_letter_sheet *s)
{
    w->sheet = sy_new_book_sheet(&w->book, s->name);
    if (!w->sheet) return;
    w->row = 0;
    worksheet_set_column(w->sheet, 0, 0, 20, NULL);
    worksheet_set_column(w->sheet, 1, 1, 66, NULL);
    worksheet_set_paper(w->sheet, SY_PAPER_A4);
    worksheet_fit_to_pages(w->sheet, 1, 0);
    for (size_t i = 0; i < s->n; i++) line(w, &s->lines[i]);
}

static lxw_format *format(writer *w, const char *font, double size, bool is_framed)
{
    lxw_format *f = sy_new_book_format(&w->book);

    if (!f) return NULL;
    format_set_font_name(f, font);
    format_set_font_size(f, size);
    format_set_text_wrap(f);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    if (is_framed) format_set_border(f, LXW_BORDER_THIN);
    return f;
}

static bool make_formats(writer *w)
{
    w->label = format(w, "SimHei", 12, true);
    w->formats[SY_LETTER_TITLE] = format(w, "SimHei", 18, false);
    w->formats[SY_LETTER_NUMBER] = format(w, "SimSun", 12, false);
    w->formats[SY_LETTER_TO] = format(w, "SimSun", 12, false);
    w->formats[SY_LETTER_TEXT] = format(w, "SimSun", 12, false);
    w->formats[SY_LETTER_FACT] = format(w, "SimSun", 12, true);
    w->formats[SY_LETTER_ITEM] = format(w, "SimSun", 12, true);
    w->formats[SY_LETTER_SIGN] = format(w, "SimSun", 12, false);
    if (w->book.failure != LXW_NO_ERROR) return false;
    format_set_align(w->formats[SY_LETTER_TITLE], LXW_ALIGN_CENTER);
    format_set_align(w->formats[SY_LETTER_NUMBER], LXW_ALIGN_CENTER);
    format_set_align(w->formats[SY_LETTER_SIGN], LXW_ALIGN_RIGHT);
    return true;
}

sy_status sy_letter_xlsx(const char *path, const sy_letter *l, sy_err *err)
{
    writer w = {.row = 0};
    sy_status st = sy_new_book_open(&w.book, path, err);

    sy_buf_init(&w.cell, NULL, 1 << 16);
    if (st == SY_OK && make_formats(&w)) {
        write_sheet(&w, &l->letter);
        write_sheet(&w, &l->approval);
    }
    st = sy_new_book_close(&w.book, st, err);
    sy_buf_dispose(&w.cell);
    return st;
}
