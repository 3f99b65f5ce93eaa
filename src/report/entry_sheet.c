/* entry_sheet.c - headings are Chinese in every language: they are those of the
 * profile typed-statement. Numbers of accounts are text cells, so that no digit
 * is lost. */
#include "report/entry_sheet.h"

#include <stdint.h>

#include "base/lang.h"
#include "report/new_book.h"

enum { FIRST = 2, LAST = 5001 };

typedef enum kind { DATE, CLOCK, MONEY, POSITIVE, NUMBER, TEXT } kind;

static const struct {
    const char *heading;
    double width;
    kind kind;
} columns[] = {{"交易日期", 12, DATE},   {"交易时间", 10, CLOCK}, {"收入", 14, POSITIVE},
               {"支出", 14, POSITIVE},   {"余额", 16, MONEY},     {"对方户名", 24, TEXT},
               {"对方账号", 24, NUMBER}, {"摘要", 18, TEXT},      {"备注", 18, TEXT},
               {"原件页码", 10, TEXT}};

enum { COLUMNS = sizeof columns / sizeof *columns };

typedef struct writer {
    sy_new_book book;
    lxw_worksheet *sheet;
    lxw_format *head, *label, *formats[TEXT + 1], *red;
} writer;

static void note(writer *w, lxw_error e)
{
    sy_new_book_note(&w->book, e);
}

static void make_formats(writer *w)
{
    static const char *const forms[] = {"yyyy-mm-dd", "@", "#,##0.00", "#,##0.00", "@", "@"};

    w->head = sy_new_book_format(&w->book);
    w->label = sy_new_book_format(&w->book);
    w->red = sy_new_book_format(&w->book);
    for (int k = 0; k <= TEXT; k++) {
        w->formats[k] = sy_new_book_format(&w->book);
        if (w->formats[k]) format_set_num_format(w->formats[k], forms[k]);
    }
    if (!w->head || !w->label || !w->red) return;
    format_set_bold(w->head);
    format_set_bg_color(w->head, 0xDDE6F0);
    format_set_border(w->head, LXW_BORDER_THIN);
    format_set_bold(w->label);
    format_set_bg_color(w->red, 0xF4B6B6);
}

static void write_head(writer *w)
{
    static const struct {
        lxw_col_t column;
        const char *label;
    } labels[] = {{0, "账号"}, {2, "户名"}, {4, "期初余额"}};

    for (size_t i = 0; i < 3; i++) {
        note(w, worksheet_write_string(w->sheet, 0, labels[i].column, labels[i].label, w->label));
        note(w, worksheet_write_blank(w->sheet, 0, labels[i].column + 1,
                                      w->formats[i == 2 ? MONEY : TEXT]));
    }
    note(w, worksheet_write_string(
                w->sheet, 0, 7,
                _("type from row 3 on; income or expense, never both; the balance after each row; "
                  "red: the balance does not follow from the row before"),
                NULL));
    for (int i = 0; i < COLUMNS; i++) {
        note(w, worksheet_set_column(w->sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width,
                                     w->formats[columns[i].kind]));
        note(w, worksheet_write_string(w->sheet, 1, (lxw_col_t)i, columns[i].heading, w->head));
    }
    worksheet_freeze_panes(w->sheet, FIRST, 0);
}

/* What a cell refuses while it is typed. */
static void add_rule(writer *w, lxw_col_t column)
{
    lxw_data_validation v = {.ignore_blank = LXW_VALIDATION_ON};

    switch (columns[column].kind) {
    case DATE:
        v.validate = LXW_VALIDATION_TYPE_DATE;
        v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        v.minimum_datetime = (lxw_datetime){1990, 1, 1, 0, 0, 0};
        v.maximum_datetime = (lxw_datetime){2099, 12, 31, 0, 0, 0};
        v.error_message = (char *)(uintptr_t)_("a date like 2023-05-01"); /* only read */
        break;
    case POSITIVE:
        v.validate = LXW_VALIDATION_TYPE_DECIMAL;
        v.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        v.value_number = 0;
        v.error_message = (char *)(uintptr_t)_("an amount of yuan, not negative"); /* only read */
        break;
    case MONEY:
        v.validate = LXW_VALIDATION_TYPE_DECIMAL;
        v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        v.minimum_number = -1e13;
        v.maximum_number = 1e13;
        v.error_message = (char *)(uintptr_t)_("an amount of yuan"); /* only read */
        break;
    default:
        return;
    }
    note(w, worksheet_data_validation_range(w->sheet, FIRST, column, LAST, column, &v));
}

/* Balances that do not follow turn red: the first from the opening balance. */
static void mark_breaks(writer *w)
{
    lxw_conditional_format f = {.type = LXW_CONDITIONAL_TYPE_FORMULA, .format = w->red};

    f.value_string = (char *)(uintptr_t) "=AND(ISNUMBER($E3),ISNUMBER($F$1),"
                                         "ROUND($F$1+N($C3)-N($D3)-$E3,2)<>0)";
    note(w, worksheet_conditional_format_range(w->sheet, FIRST, 4, FIRST, 4, &f));
    f.value_string =
        (char *)(uintptr_t) "=AND(ISNUMBER($E4),ISNUMBER($E3),ROUND($E3+N($C4)-N($D4)-$E4,2)<>0)";
    note(w, worksheet_conditional_format_range(w->sheet, FIRST + 1, 4, LAST, 4, &f));
}

static void write_sheet(writer *w)
{
    make_formats(w);
    w->sheet = sy_new_book_sheet(&w->book, "流水");
    if (w->book.failure != LXW_NO_ERROR) return;
    write_head(w);
    for (lxw_col_t i = 0; i < COLUMNS; i++) add_rule(w, i);
    mark_breaks(w);
}

sy_status sy_entry_sheet_write(const char *path, sy_err *err)
{
    writer w = {.sheet = NULL};
    sy_status st = sy_new_book_open(&w.book, path, err);

    if (st == SY_OK) write_sheet(&w);
    return sy_new_book_close(&w.book, st, err);
}
