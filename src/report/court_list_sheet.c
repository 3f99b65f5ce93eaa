/* court_list_sheet.c - the form for a court. Cells of answers are text, so that a spreadsheet
 * makes no date of pages 3-5 and no number of what is typed; the rest is grey and protected.
 * Rows are as high as their texts: a protected sheet cannot be made to fit by hand. */
#include "report/lead_list.h"

#include <stdint.h>
#include <string.h>

#include "base/lang.h"
#include "casework/court_list.h"
#include "report/lead_words.h"
#include "report/shown.h"
#include "report/workbook.h"

enum { FORM_COLUMNS = SY_LIST_COLUMNS, HEAD_ROW = 2, MOST_PARTIES = 1 << 16, CELL_MOST = 2000 };
enum { LINE = 14, MOST_LINES = 28 }; /* points; of a row */

static const double widths[FORM_COLUMNS] = {5, 19, 23, 13, 46, 14, 13, 9, 9, 9, 20, 10, 12};

typedef struct form {
    sy_workbook w;
    lxw_format *title, *note, *head, *open_head, *text, *money, *open;
    sy_buf parties;
    unsigned lines;
} form;

static lxw_format *format(form *f, bool is_open, uint32_t colour)
{
    lxw_format *x = sy_new_book_format(&f->w.file);

    if (!x) return NULL;
    format_set_font_name(x, "SimSun");
    format_set_font_size(x, 10);
    format_set_border(x, LXW_BORDER_THIN);
    format_set_text_wrap(x);
    format_set_align(x, LXW_ALIGN_VERTICAL_CENTER);
    format_set_num_format(x, "@");
    if (colour) format_set_bg_color(x, colour);
    if (is_open) format_set_unlocked(x);
    return x;
}

static bool make_formats(form *f)
{
    enum { GREY = 0xEFEFEF, BLUE = 0xDDE6F0 };
    f->title = format(f, false, 0);
    f->note = format(f, false, 0);
    f->head = format(f, false, GREY);
    f->open_head = format(f, false, BLUE);
    f->text = format(f, false, GREY);
    f->money = format(f, false, GREY);
    f->open = format(f, true, 0);
    if (f->w.file.failure != LXW_NO_ERROR) return false;
    format_set_border(f->title, LXW_BORDER_NONE);
    format_set_border(f->note, LXW_BORDER_NONE);
    format_set_font_name(f->title, "SimHei");
    format_set_font_size(f->title, 16);
    format_set_align(f->title, LXW_ALIGN_CENTER);
    format_set_bold(f->head);
    format_set_bold(f->open_head);
    format_set_align(f->head, LXW_ALIGN_CENTER);
    format_set_align(f->open_head, LXW_ALIGN_CENTER);
    format_set_num_format(f->money, "#,##0.00");
    return true;
}

/* ---- cells ---- */

static void put(form *f, const char *text, lxw_format *x)
{
    const size_t width = (size_t)widths[f->w.column] - 1;
    const size_t lines = (sy_width(sy_slice_of(text)) + width - 1) / width;

    if (lines > f->lines) f->lines = (unsigned)lines;
    if (*text)
        sy_workbook_text_as(&f->w, sy_slice_of(text), CELL_MOST, x);
    else
        sy_workbook_note(&f->w, worksheet_write_blank(f->w.sheet, f->w.row, f->w.column++, x));
}

static void end_row(form *f)
{
    const unsigned lines = f->lines < 2 ? 2 : f->lines > MOST_LINES ? MOST_LINES : f->lines;

    sy_workbook_note(&f->w,
                     worksheet_set_row(f->w.sheet, f->w.row, LINE * (double)lines + 4, NULL));
    f->lines = 0;
    sy_workbook_next(&f->w);
}

/* A line across all columns. */
static void put_line(form *f, const char *text, lxw_format *x, double height)
{
    sy_workbook_note(
        &f->w, worksheet_merge_range(f->w.sheet, f->w.row, 0, f->w.row, FORM_COLUMNS - 1, "", x));
    sy_workbook_note(&f->w, worksheet_set_row(f->w.sheet, f->w.row, height, NULL));
    sy_workbook_text_as(&f->w, sy_slice_of(text), CELL_MOST, x);
    sy_workbook_next(&f->w);
}

static void put_head(form *f)
{
    for (int c = 0; c < SY_LIST_COLUMNS; c++)
        put(f, sy_list_heading((sy_list_column)c), c < SY_LIST_SEALED ? f->head : f->open_head);
    end_row(f);
}

static sy_status put_row(form *f, sy_docket_lead *l, size_t number, sy_err *err)
{
    char code[SY_LIST_CODE_TEXT];
    sy_status st = sy_list_code(code, l, err);

    if (st != SY_OK) return st;
    sy_lead_parties(&f->parties, l);
    sy_workbook_note(&f->w, worksheet_write_number(f->w.sheet, f->w.row, f->w.column++,
                                                   (double)number, f->text));
    put(f, l->lead.id, f->text);
    put(f, l->lead.case_number, f->text);
    put(f, f->parties.ptr ? f->parties.ptr : "", f->text);
    put(f, sy_lead_wording(l, true), f->text);
    if (l->lead.has_amount)
        sy_workbook_money_as(&f->w, l->lead.amount, f->money);
    else
        put(f, "", f->text);
    put(f, code, f->text);
    for (int c = SY_LIST_SEALED; c < SY_LIST_COLUMNS; c++) put(f, "", f->open);
    end_row(f);
    return SY_OK;
}

/* ---- the sheet ---- */

/* What a cell says while it is typed into; only 认定 has a list to choose from. */
static void add_rules(form *f, size_t n)
{
    static const char *const verdicts[] = {"属实", "不属实", NULL};
    const lxw_col_t first = FORM_COLUMNS - (SY_LIST_COLUMNS - SY_LIST_SEALED);
    lxw_data_validation yes = {
        .validate = LXW_VALIDATION_TYPE_ANY,
        .ignore_blank = LXW_VALIDATION_ON,
        .input_message = (char *)(uintptr_t) "填“是”“否”；知道日期的填日期，如 2026-03-01"};
    lxw_data_validation verdict = {.validate = LXW_VALIDATION_TYPE_LIST,
                                   .ignore_blank = LXW_VALIDATION_ON,
                                   .value_list = (char **)(uintptr_t)verdicts,
                                   .error_message = (char *)(uintptr_t) "填“属实”或者“不属实”"};
    const lxw_row_t last = (lxw_row_t)(HEAD_ROW + n);

    if (n == 0) return;
    sy_workbook_note(&f->w, worksheet_data_validation_range(f->w.sheet, HEAD_ROW + 1, first, last,
                                                            first + 2, &yes));
    sy_workbook_note(&f->w,
                     worksheet_data_validation_range(f->w.sheet, HEAD_ROW + 1, FORM_COLUMNS - 1,
                                                     last, FORM_COLUMNS - 1, &verdict));
}

static void begin_sheet(form *f)
{
    lxw_protection options = {.format_columns = LXW_TRUE, .format_rows = LXW_TRUE};

    sy_workbook_sheet(&f->w, "线索清单", widths, FORM_COLUMNS);
    if (!f->w.sheet) return;
    worksheet_freeze_panes(f->w.sheet, HEAD_ROW + 1, 3);
    worksheet_repeat_rows(f->w.sheet, HEAD_ROW, HEAD_ROW);
    worksheet_set_margins(f->w.sheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_set_footer(f->w.sheet, "&C&P / &N");
    worksheet_protect(f->w.sheet, NULL, &options);
}

sy_status sy_court_list_xlsx(const char *path, const sy_lead_table *list, sy_err *err)
{
    form f = {.lines = 0};
    sy_status st = sy_workbook_open(&f.w, path, err);

    if (st != SY_OK) return st;
    sy_buf_init(&f.parties, NULL, MOST_PARTIES);
    if (make_formats(&f)) begin_sheet(&f);
    if (f.w.sheet) {
        put_line(&f, list->title, f.title, 30);
        put_line(&f, list->note, f.note, 34);
        put_head(&f);
        for (size_t i = 0; i < list->n && st == SY_OK; i++)
            st = put_row(&f, list->leads[i], i + 1, err);
        add_rules(&f, list->n);
    }
    if (st == SY_OK && sy_buf_status(&f.parties) == SY_ENOMEM) st = sy_fail_nomem(err);
    st = sy_workbook_close(&f.w, st, err);
    sy_buf_dispose(&f.parties);
    return st;
}
