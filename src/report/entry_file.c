/* entry_file.c - one list of columns, written as lines or as a workbook. */
#include "report/entry_file.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "report/csv_text.h"
#include "text/csv.h"

enum { MOST_PENDING = 64 << 20, MOST_TEXT = 16 << 20, ENOUGH = 1 << 20 };

/* ---- what stands in a row ---- */

typedef enum kind {
    WORDS,
    PLAIN, /* a text that nothing takes for a number */
    MONEY,
    COUNT,
    TIME
} kind;

typedef struct cell {
    bool is_empty;
    sy_slice words;
    int64_t number;
} cell;

static cell words(sy_slice text)
{
    return (cell){.words = text};
}

/* Of two sides the row's own, or for the payee of a plain list the other. */
static cell side(const sy_entry_line *l, sy_entry_text own, sy_entry_text other, bool is_own)
{
    return words(l->row->text[is_own != l->is_payees ? own : other]);
}

static cell time_of(const sy_entry_line *l)
{
    return (cell){.number = l->row->at};
}

static cell holder_of(const sy_entry_line *l)
{
    return side(l, SY_HOLDER, SY_OTHER_NAME, true);
}

static cell identity_of(const sy_entry_line *l)
{
    return side(l, SY_HOLDER_ID, SY_OTHER_ID, true);
}

static cell account_of(const sy_entry_line *l)
{
    return words(sy_slice_of(l->number));
}

static cell bank_of(const sy_entry_line *l)
{
    return side(l, SY_OWN_BANK, SY_OTHER_BANK, true);
}

static cell currency_of(const sy_entry_line *l)
{
    return words(sy_slice_of(l->currency));
}

static cell amount_of(const sy_entry_line *l)
{
    return (cell){.number = l->is_payees ? -l->row->amount : l->row->amount};
}

static cell balance_of(const sy_entry_line *l)
{
    return (cell){.is_empty = !(l->row->flags & SY_ENTRY_HAS_BALANCE), .number = l->row->balance};
}

static cell other_name_of(const sy_entry_line *l)
{
    return side(l, SY_HOLDER, SY_OTHER_NAME, false);
}

static cell other_number_of(const sy_entry_line *l)
{
    return side(l, SY_OWN_ACCOUNT, SY_OTHER_NUMBER, false);
}

static cell other_identity_of(const sy_entry_line *l)
{
    return side(l, SY_HOLDER_ID, SY_OTHER_ID, false);
}

static cell other_bank_of(const sy_entry_line *l)
{
    return side(l, SY_OWN_BANK, SY_OTHER_BANK, false);
}

#define TEXT_OF(name, column)                                                                      \
    static cell name##_of(const sy_entry_line *l)                                                  \
    {                                                                                              \
        return words(l->row->text[column]);                                                        \
    }
TEXT_OF(summary, SY_SUMMARY)
TEXT_OF(remark, SY_NOTE)
TEXT_OF(merchant, SY_MERCHANT)
TEXT_OF(type, SY_ENTRY_TYPE)

static cell serial_of(const sy_entry_line *l)
{
    return words(l->row->serial);
}

static cell file_of(const sy_entry_line *l)
{
    return words(sy_slice_of(l->row->source->path));
}

static cell sheet_of(const sy_entry_line *l)
{
    return words(sy_slice_of(l->row->source->sheet_name));
}

static cell row_of(const sy_entry_line *l)
{
    return (cell){.number = l->row->row};
}

static cell id_of(const sy_entry_line *l)
{
    return words(sy_slice_of(l->row->id));
}

static const struct {
    const char *head;
    double width;
    kind kind;
    cell (*of)(const sy_entry_line *l);
} columns[] = {
    {N_("time"), 20, TIME, time_of},
    {N_("holder"), 16, WORDS, holder_of},
    {N_("identity"), 20, WORDS, identity_of},
    {N_("account"), 23, WORDS, account_of},
    {N_("bank"), 22, WORDS, bank_of},
    {N_("currency"), 8, WORDS, currency_of},
    {N_("amount"), 16, MONEY, amount_of},
    {N_("balance"), 16, MONEY, balance_of},
    {N_("other party"), 26, WORDS, other_name_of},
    {N_("other account"), 23, WORDS, other_number_of},
    {N_("other party's ID number"), 20, WORDS, other_identity_of},
    {N_("other party's bank"), 22, WORDS, other_bank_of},
    {N_("summary"), 18, WORDS, summary_of},
    {N_("remark"), 24, WORDS, remark_of},
    {N_("merchant"), 20, WORDS, merchant_of},
    {N_("kind of entry"), 14, WORDS, type_of},
    {N_("serial number"), 24, WORDS, serial_of},
    {N_("file"), 44, WORDS, file_of},
    {N_("sheet"), 12, WORDS, sheet_of},
    {N_("row"), 9, COUNT, row_of},
    {N_("entry"), 22, PLAIN, id_of},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static sy_precision precision_of(const sy_entry_line *l)
{
    return l->row->flags & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND;
}

/* ---- lines ---- */

static void put_time(sy_buf *line, const sy_entry_line *l)
{
    char text[SY_TIME_TEXT];
    char *T = strchr(sy_time_print(text, l->row->at, precision_of(l)), 'T');

    if (T) *T = ' ';
    sy_buf_text(line, text);
}

static void put_cell(sy_entry_file *f, size_t column, const sy_entry_line *l)
{
    const cell c = columns[column].of(l);
    char number[SY_MINOR_TEXT];

    if (column) sy_buf_char(&f->pending, ',');
    if (c.is_empty) return;
    switch (columns[column].kind) {
    case TIME:
        put_time(&f->pending, l);
        break;
    case MONEY:
        sy_buf_text(&f->pending, sy_minor_print(number, c.number));
        break;
    case COUNT:
        sy_buf_printf(&f->pending, "%lld", (long long)c.number);
        break;
    case PLAIN:
        sy_csv_put(&f->pending, c.words);
        break;
    case WORDS:
        if (c.words.len) sy_csv_text(&f->pending, &f->cell, c.words);
        break;
    }
}

static sy_status write_pending(sy_entry_file *f, size_t from, sy_err *err)
{
    if (sy_buf_status(&f->pending) != SY_OK) return sy_fail_nomem(err);
    if (f->pending.len <= from) return SY_OK;
    const sy_status st = sy_new_file_put(&f->lines, f->pending.ptr, f->pending.len, err);
    sy_buf_clear(&f->pending);
    return st;
}

static void head_of_lines(sy_entry_file *f)
{
    sy_buf_text(&f->pending, "\xEF\xBB\xBF"); /* or a spreadsheet program guesses */
    for (size_t k = 0; k < COLUMNS; k++) {
        if (k) sy_buf_char(&f->pending, ',');
        sy_csv_put(&f->pending, sy_slice_of(_(columns[k].head)));
    }
    sy_buf_text(&f->pending, "\r\n");
}

/* ---- sheets ---- */

static void begin_sheet(sy_entry_file *f)
{
    double widths[COLUMNS];
    char name[64];

    for (size_t k = 0; k < COLUMNS; k++) widths[k] = columns[k].width;
    if (++f->sheets == 1)
        snprintf(name, sizeof name, "%s", _("statement rows"));
    else
        snprintf(name, sizeof name, "%s %u", _("statement rows"), f->sheets);
    sy_workbook_sheet(&f->book, name, widths, COLUMNS);
    for (size_t k = 0; k < COLUMNS; k++) sy_workbook_head(&f->book, _(columns[k].head));
    sy_workbook_next(&f->book);
}

static void put_sheet_row(sy_entry_file *f, const sy_entry_line *l)
{
    if (f->book.row == f->rows_of_sheet) begin_sheet(f);
    for (size_t k = 0; k < COLUMNS; k++) {
        const cell c = columns[k].of(l);
        if (c.is_empty)
            sy_workbook_skip(&f->book, 1);
        else if (columns[k].kind == TIME)
            sy_workbook_time(&f->book, c.number, precision_of(l));
        else if (columns[k].kind == MONEY)
            sy_workbook_money(&f->book, c.number);
        else if (columns[k].kind == COUNT)
            sy_workbook_count(&f->book, (size_t)c.number);
        else
            sy_workbook_text(&f->book, c.words);
    }
    sy_workbook_next(&f->book);
}

/* ---- the file ---- */

sy_status sy_entry_file_open(sy_entry_file *f, const char *path, sy_err *err)
{
    const sy_slice name = sy_slice_of(path);

    *f = (sy_entry_file){.is_lines = sy_slice_ends(name, SY_TEXT(".csv")),
                         .rows_of_sheet = SY_SHEET_ROWS,
                         .lines = {.fd = -1}};
    sy_buf_init(&f->pending, NULL, MOST_PENDING);
    sy_buf_init(&f->cell, NULL, MOST_TEXT);
    if (!f->is_lines && !sy_slice_ends(name, SY_TEXT(".xlsx")))
        return sy_fail(err, SY_EINVAL, N_("%s: rows are written as .csv or .xlsx"), path);
    sy_status st = f->is_lines ? sy_new_file_open(&f->lines, path, err)
                               : sy_workbook_open(&f->book, path, err);
    if (st != SY_OK) return st;
    f->is_open = true;
    if (f->is_lines)
        head_of_lines(f);
    else
        begin_sheet(f);
    return SY_OK;
}

sy_status sy_entry_file_put(sy_entry_file *f, const sy_entry_line *line, sy_err *err)
{
    if (!f->is_lines) {
        put_sheet_row(f, line);
        return SY_OK;
    }
    for (size_t k = 0; k < COLUMNS; k++) put_cell(f, k, line);
    sy_buf_text(&f->pending, "\r\n");
    return write_pending(f, ENOUGH, err);
}

sy_status sy_entry_file_close(sy_entry_file *f, sy_status so_far, sy_err *err)
{
    sy_status st = so_far;

    if (st == SY_OK && f->is_lines) st = write_pending(f, 0, err);
    if (f->is_open)
        st = f->is_lines ? sy_new_file_close(&f->lines, st, err)
                         : sy_workbook_close(&f->book, st, err);
    f->is_open = false;
    sy_buf_dispose(&f->pending);
    sy_buf_dispose(&f->cell);
    return st;
}
