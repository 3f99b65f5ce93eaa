/* paper.c - formats and heights. A link is written first and its cell then overwritten:
 * what is shown stays a number. */
#include "report/paper.h"

#include <stdio.h>
#include <string.h>

#include "report/shown.h"

enum { CELL_WIDTH = 32000 };
enum { LINE_HEIGHT = 13, WIDE_LINE_HEIGHT = 16, MOST_LINES = 30 }; /* points */

/* ---- formats ---- */

static lxw_format *format(sy_paper *p, const char *font, double size)
{
    lxw_format *f = workbook_add_format(p->w.file.book);

    if (!f) {
        sy_workbook_note(&p->w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_font_name(f, font);
    format_set_font_size(f, size);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    return f;
}

/* Of a cell in a table: a hair line below. */
static lxw_format *cell_format(sy_paper *p, const char *font, const char *number)
{
    lxw_format *f = format(p, font, 10);

    if (!f) return NULL;
    format_set_bottom(f, LXW_BORDER_HAIR);
    format_set_num_format(f, number);
    return f;
}

static void make_formats(sy_paper *p)
{
    p->title = format(p, "SimHei", 16);
    p->head = format(p, "SimHei", 10);
    p->head_right = format(p, "SimHei", 10);
    p->text = cell_format(p, "SimSun", "@");
    p->number = cell_format(p, "SimSun", "0");
    p->money = cell_format(p, "SimSun", "#,##0.00");
    p->share = cell_format(p, "SimSun", "0.0%");
    p->strong = cell_format(p, "SimHei", "@");
    p->strong_money = cell_format(p, "SimHei", "#,##0.00");
    p->strong_number = cell_format(p, "SimHei", "0");
    p->strong_head = format(p, "SimHei", 11);
    p->plain = format(p, "SimSun", 10);
    p->wrapped = format(p, "SimSun", 11);
}

static void style_formats(sy_paper *p)
{
    lxw_format *const bold[] = {p->head,         p->head_right,    p->strong,
                                p->strong_money, p->strong_number, p->strong_head};
    lxw_format *const indented[] = {p->text, p->strong, p->head};

    for (size_t i = 0; i < sizeof bold / sizeof *bold; i++) format_set_bold(bold[i]);
    for (size_t i = 0; i < sizeof indented / sizeof *indented; i++) {
        format_set_indent(indented[i], 1);
    }
    for (int i = 0; i < 2; i++) {
        lxw_format *head = i ? p->head_right : p->head;
        format_set_text_wrap(head);
        format_set_bottom(head, LXW_BORDER_MEDIUM);
        format_set_align(head, LXW_ALIGN_VERTICAL_BOTTOM);
    }
    format_set_align(p->head_right, LXW_ALIGN_RIGHT);
    format_set_text_wrap(p->text);
    format_set_text_wrap(p->wrapped);
}

sy_status sy_paper_open(sy_paper *p, const char *path, sy_err *err)
{
    *p = (sy_paper){.lines = 0};
    sy_status st = sy_workbook_open(&p->w, path, err);
    if (st != SY_OK) return st;
    make_formats(p);
    if (p->w.file.failure == LXW_NO_ERROR) style_formats(p);
    return SY_OK;
}

/* ---- sheets and rows ---- */

lxw_worksheet *sy_paper_add(sy_paper *p, const char *name)
{
    lxw_worksheet *sheet = workbook_add_worksheet(p->w.file.book, name);
    if (!sheet) sy_workbook_note(&p->w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return sheet;
}

void sy_paper_go(sy_paper *p, lxw_worksheet *sheet, const double *widths, size_t n, bool has_head)
{
    p->w.sheet = sheet;
    p->w.row = 0;
    p->w.column = 0;
    p->lines = 0;
    for (size_t i = 0; i < n && i < SY_PAPER_COLUMNS; i++) {
        p->widths[i] = widths[i];
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL);
    }
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, SY_PAPER_A4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_set_footer(sheet, "&L&A&C&P / &N");
    if (!has_head) return;
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
}

void sy_paper_next(sy_paper *p)
{
    if (p->lines > 1) {
        const unsigned lines = p->lines < MOST_LINES ? p->lines : MOST_LINES;
        sy_workbook_note(
            &p->w, worksheet_set_row(p->w.sheet, p->w.row, LINE_HEIGHT * (double)lines + 2, NULL));
    }
    p->lines = 0;
    sy_workbook_next(&p->w);
}

/* ---- cells ---- */

/* A column holds about as many narrow characters as it is wide. */
static void count_lines(sy_paper *p, sy_slice text, lxw_col_t column)
{
    if (column >= SY_PAPER_COLUMNS || p->widths[column] < 1) return;
    const size_t width = (size_t)p->widths[column], lines = (sy_width(text) + width - 1) / width;
    if (lines > p->lines) p->lines = (unsigned)lines;
}

void sy_paper_text(sy_paper *p, sy_slice text, lxw_format *f)
{
    if (text.len == 0) {
        sy_workbook_note(&p->w, worksheet_write_blank(p->w.sheet, p->w.row, p->w.column++, f));
        return;
    }
    if (f == p->text || f == p->head || f == p->head_right) count_lines(p, text, p->w.column);
    sy_workbook_text_as(&p->w, text, CELL_WIDTH, f);
}

void sy_paper_money(sy_paper *p, sy_minor amount, lxw_format *f)
{
    sy_workbook_money_as(&p->w, amount, f);
}

void sy_paper_number(sy_paper *p, int64_t n, lxw_format *f)
{
    sy_workbook_note(&p->w,
                     worksheet_write_number(p->w.sheet, p->w.row, p->w.column++, (double)n, f));
}

void sy_paper_share(sy_paper *p, int64_t permille, lxw_format *f)
{
    sy_workbook_note(&p->w, worksheet_write_number(p->w.sheet, p->w.row, p->w.column++,
                                                   (double)permille / 1000, f));
}

void sy_paper_time(sy_paper *p, int64_t at, sy_precision precision, lxw_format *f)
{
    char text[SY_TIME_TEXT];
    char *T = strchr(sy_time_print(text, at, precision), 'T');

    if (T) *T = ' ';
    sy_paper_text(p, sy_slice_of(text), f);
}

void sy_paper_empty(sy_paper *p)
{
    sy_paper_text(p, (sy_slice){0}, p->number);
}

void sy_paper_paragraph(sy_paper *p, sy_slice text, unsigned columns)
{
    sy_workbook *w = &p->w;
    double width = 0;

    for (unsigned i = 0; i < columns && i < SY_PAPER_COLUMNS; i++) width += p->widths[i];
    /* Its letters are larger than those that widths count. */
    const size_t lines = width >= 2 ? sy_width(text) * 11 / (10 * (size_t)width) + 1 : 1;
    sy_workbook_note(w,
                     worksheet_set_row(w->sheet, w->row, WIDE_LINE_HEIGHT * (double)lines, NULL));
    sy_workbook_note(w, worksheet_merge_range(w->sheet, w->row, 0, w->row, (lxw_col_t)(columns - 1),
                                              "", p->wrapped));
    sy_paper_text(p, text, p->wrapped);
    p->lines = 0;
    sy_workbook_next(w);
}

void sy_paper_link(sy_paper *p, const char *sheet, lxw_row_t first, lxw_col_t first_column,
                   lxw_row_t last, lxw_col_t last_column, lxw_format *f)
{
    char range[LXW_MAX_CELL_RANGE_LENGTH], url[LXW_MAX_CELL_RANGE_LENGTH + 200];

    lxw_rowcol_to_range(range, first, first_column, last, last_column);
    snprintf(url, sizeof url, "internal:'%s'!%s", sheet, range);
    sy_workbook_note(&p->w, worksheet_write_url(p->w.sheet, p->w.row, p->w.column, url, f));
}
