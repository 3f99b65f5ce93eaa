/* A table of files says which bank sends what in which manner: layout, kind of
 * file, words for in and out, forms of time and amount, and the oddities that
 * real files have (tabs after numbers, full-width blanks, a suffix on the card,
 * newest row first, a title above the header). Every cell is made as text; a
 * sheet of numbers turns amounts and times into the workbook's own kinds. */
#include "synth/statement.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "synth/layout.h"
#include "synth/story.h"

enum { MAX_FILE = 16 << 20 };

typedef enum file_form { CSV_GB18030, CSV_UTF8, WORKBOOK } file_form;
typedef enum clock_form { DASHES, COMPACT, SLASHES, DATE_ONLY } clock_form;

/* Oddities. */
enum {
    PLAIN = 0,
    TABS = 1,   /* after long numbers, against spreadsheets */
    SUFFIX = 2, /* _156_1 after the card */
    COMMAS = 4, /* 1,234.50 */
    PADDED = 8, /* full-width blanks around names */
    NEWEST_FIRST = 16,
    TITLE = 32,  /* a line above the header */
    NUMBERS = 64 /* amounts and times as the workbook's own kinds */
};

typedef struct manner {
    const sy_layout *layout;
    file_form form;
    clock_form clock;
    const char *in, *out, *currency, *blank;
    unsigned ways;
} manner;

typedef struct plan {
    const char *folder;          /* of the case */
    const char *name;            /* the end of the file's name */
    int accounts[2], n_accounts; /* a workbook may have two sheets */
    const char *from, *to;       /* NULL: the account's whole period */
    manner manner;
} plan;

#define FIRST "statements"
#define LATER "supplement" /* asked for later, for a shorter period */
#define DETAILS "交易明细"

/* The debtor's account was asked for twice, with three months in both. */
/* clang-format off */
static const plan plans[] = {
    {FIRST, DETAILS "1", {SY_ACC_MAIN}, 1, NULL, "2023-06-30",
     {&sy_layout_31, CSV_GB18030, DASHES, "进", "出", "CNY", "", TABS | SUFFIX}},
    {FIRST, DETAILS "2", {SY_ACC_MAIN}, 1, "2023-04-01", NULL,
     {&sy_layout_31, CSV_GB18030, DASHES, "进", "出", "CNY", "", TABS | SUFFIX}},
    {FIRST, DETAILS, {SY_ACC_PAY}, 1, NULL, NULL,
     {&sy_layout_31, CSV_GB18030, COMPACT, "贷", "借", "RMB", "", TABS | COMMAS}},
    {FIRST, DETAILS, {SY_ACC_MOTHER}, 1, NULL, NULL,
     {&sy_layout_34, CSV_GB18030, DASHES, "贷", "借", "人民币", "-", PLAIN}},
    {FIRST, DETAILS, {SY_ACC_PENSION}, 1, NULL, NULL,
     {&sy_layout_34, CSV_UTF8, SLASHES, "进", "出", "156", "", COMMAS}},
    {FIRST, DETAILS, {SY_ACC_WIFE}, 1, NULL, NULL,
     {&sy_layout_31, CSV_GB18030, DASHES, "收入", "支出", "CNY", "", PLAIN}},
    {FIRST, "两人" DETAILS, {SY_ACC_BROTHER, SY_ACC_STRAW_MAN}, 2, NULL, NULL,
     {&sy_layout_31, WORKBOOK, DATE_ONLY, "收", "付", "CNY", "", NUMBERS}},
    {FIRST, DETAILS, {SY_ACC_HIS_WIFE}, 1, NULL, NULL,
     {&sy_layout_31, WORKBOOK, DASHES, "转入", "转出", "人民币", "", NEWEST_FIRST}},
    {FIRST, DETAILS, {SY_ACC_FRIEND}, 1, NULL, NULL,
     {&sy_layout_34, CSV_GB18030, DASHES, "C", "D", "CNY", "", PLAIN}},
    {FIRST, DETAILS, {SY_ACC_COMPANY}, 1, NULL, NULL,
     {&sy_layout_34, WORKBOOK, DASHES, "贷", "借", "CNY", "", TITLE | NUMBERS}},
    {FIRST, DETAILS, {SY_ACC_COMPANY_2}, 1, NULL, NULL,
     {&sy_layout_31, CSV_GB18030, DASHES, "进", "出", "人民币", "-", PADDED}},
    {LATER, DETAILS, {SY_ACC_NEIGHBOUR}, 1, NULL, NULL,
     {&sy_layout_31, CSV_GB18030, DASHES, "入", "出", "CNY", "", TABS}},
};
/* clang-format on */

/* ---- cells ---- */

static void put_time(sy_buf *c, const manner *m, const sy_posting *p)
{
    sy_civil t;

    if (p->damage == SY_DAMAGE_DATE) {
        sy_buf_text(c, "1900-01-00");
        return;
    }
    sy_civil_from_seconds(&t, p->at);
    switch (m->clock) {
    case DASHES:
        sy_buf_printf(c, "%04d-%02d-%02d %02d:%02d:%02d", t.year, t.month, t.day, t.hour, t.minute,
                      t.second);
        break;
    case COMPACT:
        sy_buf_printf(c, "%04d%02d%02d%02d%02d%02d", t.year, t.month, t.day, t.hour, t.minute,
                      t.second);
        break;
    case SLASHES:
        sy_buf_printf(c, "%d/%d/%d %d:%02d:%02d", t.year, t.month, t.day, t.hour, t.minute,
                      t.second);
        break;
    case DATE_ONLY:
        sy_buf_printf(c, "%04d-%02d-%02d", t.year, t.month, t.day);
        break;
    }
}

static void put_amount(sy_buf *c, const manner *m, const sy_posting *p)
{
    char text[SY_MINOR_TEXT];
    const sy_minor amount = p->amount < 0 ? -p->amount : p->amount;

    if (m->ways & COMMAS)
        sy_minor_print_grouped(text, amount);
    else
        sy_minor_print(text, amount);
    if (p->damage == SY_DAMAGE_LETTER) text[strlen(text) - 1] = 'O';
    sy_buf_text(c, text);
}

static void put_balance(sy_buf *c, const manner *m, const sy_posting *p)
{
    char text[SY_MINOR_TEXT];

    sy_buf_text(c, (m->ways & COMMAS) ? sy_minor_print_grouped(text, p->balance)
                                      : sy_minor_print(text, p->balance));
}

static void put_card(sy_buf *c, const manner *m, const sy_book_account *a, const sy_posting *p)
{
    if (!a->card[0]) return;
    if (p->damage == SY_DAMAGE_SCIENTIFIC) {
        sy_buf_printf(c, "%c.%.5sE+18", a->card[0], a->card + 1);
        return;
    }
    sy_buf_printf(c, "%s%s", a->card, (m->ways & SUFFIX) ? "_156_1" : "");
}

/* The other side's columns. */
static void put_other(sy_buf *c, const sy_book *b, const sy_posting *p, sy_column column)
{
    if (p->other == SY_BOOK_NOBODY) {
        const sy_payee *payee = p->payee;
        sy_buf_text(c, column == SY_COL_OTHER_NUMBER ? payee->number
                       : column == SY_COL_OTHER_NAME ? payee->name
                       : column == SY_COL_OTHER_BANK ? payee->bank
                                                     : "");
        return;
    }
    const sy_book_account *other = &b->accounts[p->other];
    const sy_person *holder = &b->people[other->holder];
    const bool same_bank = other->bank == b->accounts[p->account].bank;
    if (column == SY_COL_OTHER_NUMBER) sy_buf_text(c, sy_book_number(other));
    if (column == SY_COL_OTHER_NAME) sy_buf_text(c, holder->name);
    if (column == SY_COL_OTHER_ID && same_bank) sy_buf_text(c, holder->id);
    if (column == SY_COL_OTHER_BANK) sy_buf_printf(c, "%s虚构支行", other->bank->name);
}

/* Two addresses that give a person away. */
static void put_machine(sy_buf *c, const sy_posting *p, bool is_mac)
{
    if (!p->machine) return;
    if (is_mac)
        sy_buf_printf(c, "02-00-66-00-00-%02X", (unsigned)p->machine);
    else
        sy_buf_printf(c, "10.66.0.%d", p->machine);
}

static void put_serial(sy_buf *c, const sy_posting *p)
{
    sy_civil t;

    sy_civil_from_seconds(&t, p->at);
    sy_buf_printf(c, "%04d%02d%02d%08u", t.year, t.month, t.day, 20000 + p->order * 7);
}

static void put_cell(sy_buf *c, const sy_book *b, const manner *m, const sy_posting *p,
                     sy_column column)
{
    const sy_book_account *a = &b->accounts[p->account];

    /* clang-format off */
    switch (column) {
    case SY_COL_CARD: put_card(c, m, a, p); break;
    case SY_COL_ACCOUNT:
        if (p->damage != SY_DAMAGE_SCIENTIFIC) sy_buf_text(c, a->inner);
        break;
    case SY_COL_HOLDER:
        sy_buf_printf(c, (m->ways & PADDED) ? "　%s　" : "%s", b->people[a->holder].name);
        break;
    case SY_COL_HOLDER_ID: sy_buf_text(c, b->people[a->holder].id); break;
    case SY_COL_TIME: put_time(c, m, p); break;
    case SY_COL_AMOUNT: put_amount(c, m, p); break;
    case SY_COL_BALANCE: put_balance(c, m, p); break;
    case SY_COL_DIRECTION: sy_buf_text(c, p->amount > 0 ? m->in : m->out); break;
    case SY_COL_OTHER_NUMBER:
    case SY_COL_OTHER_NAME:
    case SY_COL_OTHER_ID:
    case SY_COL_OTHER_BANK: put_other(c, b, p, column); break;
    case SY_COL_CASH: sy_buf_text(c, p->payee && p->payee->is_cash ? "现金" : "转账"); break;
    case SY_COL_SUMMARY: sy_buf_text(c, p->summary); break;
    case SY_COL_CURRENCY: sy_buf_text(c, m->currency); break;
    case SY_COL_BRANCH: sy_buf_printf(c, "%s虚构支行", a->bank->name); break;
    case SY_COL_BRANCH_CODE: sy_buf_text(c, "330699001"); break;
    case SY_COL_PLACE: sy_buf_text(c, "虚构市"); break;
    case SY_COL_SUCCESS: sy_buf_text(c, p->has_failed ? "失败" : "成功"); break;
    case SY_COL_IP: put_machine(c, p, false); break;
    case SY_COL_MAC: put_machine(c, p, true); break;
    case SY_COL_SERIAL: put_serial(c, p); break;
    case SY_COL_LOG: sy_buf_printf(c, "%09u", 100000 + p->order * 11); break;
    case SY_COL_NOTE: sy_buf_text(c, p->note); break;
    case SY_COL_MERCHANT: sy_buf_text(c, p->payee ? p->payee->merchant : ""); break;
    case SY_COL_TYPE: sy_buf_text(c, p->payee ? p->payee->type : "网银转账"); break;
    case SY_COL_REASON: sy_buf_text(c, "成功"); break;
    case SY_COL_SLIP:
    case SY_COL_TERMINAL:
    case SY_COL_OTHER_BALANCE:
    case SY_COL_VOUCHER_KIND:
    case SY_COL_VOUCHER:
    case SY_COL_TELLER:
    case SY_COL_MERCHANT_NUMBER: break;
    }
    /* clang-format on */
    if (c->len == 0 && column >= SY_COL_OTHER_NUMBER && column <= SY_COL_OTHER_BANK &&
        column != SY_COL_CASH) {
        sy_buf_text(c, m->blank);
    }
}

static bool is_long_number(const manner *m, sy_column column)
{
    return column == SY_COL_CARD || column == SY_COL_ACCOUNT || column == SY_COL_HOLDER_ID ||
           column == SY_COL_OTHER_NUMBER || column == SY_COL_SERIAL ||
           (column == SY_COL_TIME && m->clock == COMPACT);
}

/* ---- which rows, and what an import has to make of them ---- */

typedef struct writing {
    sy_book *book;
    sy_statements *statements;
    sy_buf cell, text;
} writing;

static int64_t day_of(const char *date)
{
    int64_t at = 0;
    sy_precision precision;
    const bool is_date = sy_time_parse_iso(&at, &precision, sy_slice_of(date));

    SY_ASSERT(is_date);
    return sy_day_of(at);
}

/* The account's next row of this file, in the file's order; NULL at the end.
 * *i counts the account's rows from 0. */
static sy_posting *next_row(const writing *w, const plan *f, int account, size_t *i)
{
    const sy_book_account *a = &w->book->accounts[account];
    const int64_t from = f->from ? day_of(f->from) : INT64_MIN;
    const int64_t to = f->to ? day_of(f->to) : INT64_MAX;

    while (*i < a->n) {
        const size_t k = (f->manner.ways & NEWEST_FIRST) ? a->n - 1 - *i : *i;
        sy_posting *p = &w->book->rows[a->first + k];
        const int64_t day = sy_day_of(p->at);

        ++*i;
        if (sy_book_is_shown(w->book, p) && day >= from && day <= to) return p;
    }
    return NULL;
}

static const char *header_of(const sy_layout *layout, sy_column column)
{
    for (size_t i = 0; i < layout->n; i++) {
        if (layout->columns[i].column == column) return layout->columns[i].header;
    }
    return NULL;
}

static void note_reject(writing *w, sy_sheet_truth *t, const manner *m, const sy_posting *p,
                        uint32_t row)
{
    const sy_column column = p->damage == SY_DAMAGE_SCIENTIFIC ? SY_COL_CARD
                             : p->damage == SY_DAMAGE_LETTER   ? SY_COL_AMOUNT
                                                               : SY_COL_TIME;

    SY_ASSERT(t->rejected < SY_SHEET_REJECTS);
    sy_planted_reject *r = &t->rejects[t->rejected++];
    r->row = row;
    r->column = header_of(m->layout, column);
    sy_buf_clear(&w->cell);
    put_cell(&w->cell, w->book, m, p, column);
    snprintf(r->value, sizeof r->value, "%s", w->cell.ptr ? w->cell.ptr : "");
}

static void note_row(writing *w, sy_sheet_truth *t, const manner *m, sy_posting *p, uint32_t row)
{
    t->rows++;
    if (p->damage) {
        note_reject(w, t, m, p, row);
        return;
    }
    t->accepted++; /* as long as it is not met again */
    const int table = (int)(t - w->statements->sheets);
    if (p->stands.table < 0) {
        p->stands.table = table;
        p->stands.row = row;
    } else {
        p->repeated.table = table;
        p->repeated.row = row;
    }
}

static sy_sheet_truth *add_sheet(writing *w, const plan *f, int sheet, const char *path)
{
    SY_ASSERT(w->statements->n_sheets < SY_STATEMENT_FILES);
    sy_sheet_truth *t = &w->statements->sheets[w->statements->n_sheets++];
    const file_form form = f->manner.form;

    snprintf(t->path, sizeof t->path, "%s", path);
    t->sheet = sheet;
    t->account = f->accounts[sheet];
    t->profile = f->manner.layout->profile;
    t->encoding = form == CSV_GB18030 ? "GB18030" : form == CSV_UTF8 ? "UTF-8-BOM" : NULL;
    if (form == WORKBOOK) {
        const sy_book_account *a = &w->book->accounts[t->account];
        snprintf(t->sheet_name, sizeof t->sheet_name, "%s", w->book->people[a->holder].name);
    }
    return t;
}

/* ---- csv ---- */

static void put_csv_cell(writing *w, const char *end)
{
    const sy_slice cell = {w->cell.ptr, w->cell.len};
    const bool is_quoted = sy_slice_holds(cell, SY_TEXT(","));

    if (is_quoted) sy_buf_char(&w->text, '"');
    sy_buf_slice(&w->text, cell);
    if (is_quoted) sy_buf_char(&w->text, '"');
    sy_buf_text(&w->text, end);
}

static sy_status write_gb18030(const char *path, const sy_buf *text, sy_err *err)
{
    iconv_t cd = iconv_open("GB18030", "UTF-8");
    sy_status st = SY_OK;
    char *from = text->ptr, *out = NULL, *to;
    size_t left = text->len, room = text->len * 4;

    if (cd == (iconv_t)-1) return sy_fail_errno(err, "iconv");
    to = out = sy_new_array(NULL, room, 1);
    if (!out) {
        st = sy_fail_nomem(err);
        goto done;
    }
    if (iconv(cd, &from, &left, &to, &room) == (size_t)-1) {
        st = sy_fail_errno(err, path);
        goto done;
    }
    st = sy_file_write(path, out, (size_t)(to - out), err);

done:
    sy_drop(NULL, out);
    iconv_close(cd);
    return st;
}

static sy_status write_csv(writing *w, const plan *f, const char *path, sy_sheet_truth *t,
                           sy_err *err)
{
    const manner *m = &f->manner;
    uint32_t row = 1;
    sy_posting *p;

    sy_buf_clear(&w->text);
    if (m->form == CSV_UTF8) sy_buf_text(&w->text, "\xEF\xBB\xBF");
    for (size_t i = 0; i < m->layout->n; i++) {
        sy_buf_text(&w->text, m->layout->columns[i].header);
        sy_buf_text(&w->text, i + 1 < m->layout->n ? "," : "\r\n");
    }
    for (size_t i = 0; (p = next_row(w, f, t->account, &i)) != NULL;) {
        for (size_t k = 0; k < m->layout->n; k++) {
            const sy_column column = m->layout->columns[k].column;
            sy_buf_clear(&w->cell);
            put_cell(&w->cell, w->book, m, p, column);
            if ((m->ways & TABS) && is_long_number(m, column)) sy_buf_char(&w->cell, '\t');
            put_csv_cell(w, k + 1 < m->layout->n ? "," : "\r\n");
        }
        note_row(w, t, m, p, ++row);
    }
    if (sy_buf_status(&w->text) != SY_OK || sy_buf_status(&w->cell) != SY_OK) {
        return sy_fail_nomem(err);
    }
    if (m->form == CSV_GB18030) return write_gb18030(path, &w->text, err);
    return sy_file_write(path, w->text.ptr, w->text.len, err);
}

/* ---- workbooks ---- */

static void put_workbook_time(lxw_worksheet *sheet, uint32_t row, uint16_t column, const manner *m,
                              const sy_posting *p, lxw_format *format)
{
    sy_civil t;

    sy_civil_from_seconds(&t, p->at);
    lxw_datetime when = {t.year, t.month, t.day, t.hour, t.minute, t.second};
    if (m->clock == DATE_ONLY) when.hour = when.min = 0, when.sec = 0;
    worksheet_write_datetime(sheet, row, column, &when, format);
}

static void put_workbook_row(writing *w, const manner *m, lxw_worksheet *sheet, uint32_t row,
                             const sy_posting *p, lxw_format *time_format)
{
    for (size_t k = 0; k < m->layout->n; k++) {
        const sy_column column = m->layout->columns[k].column;
        const uint16_t place = (uint16_t)k;

        if ((m->ways & NUMBERS) && column == SY_COL_TIME) {
            put_workbook_time(sheet, row, place, m, p, time_format);
        } else if ((m->ways & NUMBERS) && (column == SY_COL_AMOUNT || column == SY_COL_BALANCE)) {
            /* the file format knows only doubles; ours ends here */
            const sy_minor fen = column == SY_COL_BALANCE ? p->balance
                                 : p->amount < 0          ? -p->amount
                                                          : p->amount;
            worksheet_write_number(sheet, row, place, (double)fen / 100.0, NULL);
        } else {
            sy_buf_clear(&w->cell);
            put_cell(&w->cell, w->book, m, p, column);
            if (w->cell.len) worksheet_write_string(sheet, row, place, w->cell.ptr, NULL);
        }
    }
}

static void fill_sheet(writing *w, const plan *f, lxw_workbook *book, sy_sheet_truth *t)
{
    const manner *m = &f->manner;
    lxw_worksheet *sheet = workbook_add_worksheet(book, t->sheet_name);
    lxw_format *format = workbook_add_format(book);
    uint32_t row = 0;
    sy_posting *p;

    format_set_num_format(format, m->clock == DATE_ONLY ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm:ss");
    if (m->ways & TITLE) worksheet_write_string(sheet, row++, 0, "账户交易明细查询结果", NULL);
    for (size_t k = 0; k < m->layout->n; k++) {
        worksheet_write_string(sheet, row, (uint16_t)k, m->layout->columns[k].header, NULL);
    }
    for (size_t i = 0; (p = next_row(w, f, t->account, &i)) != NULL;) {
        put_workbook_row(w, m, sheet, ++row, p, format);
        note_row(w, t, m, p, row + 1);
    }
}

static sy_status write_workbook(writing *w, const plan *f, const char *path, const char *shown,
                                sy_err *err)
{
    /* a fixed day, so that the same seed gives the same bytes */
    lxw_doc_properties properties = {.created = (time_t)sy_days_from_civil(2024, 10, 8) * SY_DAY};
    lxw_workbook *book = workbook_new(path);

    if (!book) return sy_fail_nomem(err);
    workbook_set_properties(book, &properties);
    for (int i = 0; i < f->n_accounts; i++) fill_sheet(w, f, book, add_sheet(w, f, i, shown));
    errno = 0;
    const lxw_error failed = workbook_close(book);
    if (failed && errno) return sy_fail_errno(err, path);
    if (failed) return sy_fail(err, SY_EIO, "%s: %s", path, lxw_strerror(failed));
    return sy_buf_status(&w->cell) == SY_OK ? SY_OK : sy_fail_nomem(err);
}

/* ---- all of them ---- */

static void name_file(char *out, size_t room, const sy_book *b, const plan *f)
{
    const sy_book_account *a = &b->accounts[f->accounts[0]];
    const char *end = f->manner.form == WORKBOOK ? "xlsx" : "csv";

    if (f->n_accounts > 1) {
        snprintf(out, room, "%s/%s_%s.%s", f->folder, a->bank->name, f->name, end);
    } else {
        snprintf(out, room, "%s/%s_%s_%s_%s.%s", f->folder, a->bank->name,
                 b->people[a->holder].name, sy_book_number(a), f->name, end);
    }
}

static sy_status write_file(writing *w, const plan *f, const char *dir, sy_err *err)
{
    const int first = w->statements->n_sheets;
    char name[256];
    char *path;
    sy_status st;

    name_file(name, sizeof name, w->book, f);
    path = sy_path_join(NULL, dir, name);
    if (!path) return sy_fail_nomem(err);
    st = f->manner.form == WORKBOOK ? write_workbook(w, f, path, name, err)
                                    : write_csv(w, f, path, add_sheet(w, f, 0, name), err);
    for (int i = first; i < w->statements->n_sheets && st == SY_OK; i++) {
        st = sy_digest_file(w->statements->sheets[i].sha256, SY_SHA256, path, err);
    }
    sy_drop(NULL, path);
    w->statements->n_files++;
    return st;
}

/* Now that the files are there: which of two rows counts. */
static void settle_repeats(sy_statements *s, sy_book *b)
{
    for (size_t i = 0; i < b->n_rows; i++) {
        sy_posting *p = &b->rows[i];
        if (p->repeated.table < 0) continue;
        if (strcmp(s->sheets[p->repeated.table].sha256, s->sheets[p->stands.table].sha256) < 0) {
            const sy_posting was = *p;
            p->stands.table = was.repeated.table;
            p->stands.row = was.repeated.row;
            p->repeated.table = was.stands.table;
            p->repeated.row = was.stands.row;
        }
        s->sheets[p->repeated.table].accepted--;
        s->sheets[p->repeated.table].duplicate++;
    }
}

static sy_status make_folder(const char *dir, const char *name, sy_err *err)
{
    char *folder = sy_path_join(NULL, dir, name);
    const sy_status st = folder ? sy_make_folder(folder, err) : sy_fail_nomem(err);

    sy_drop(NULL, folder);
    return st;
}

sy_status sy_statements_write(sy_statements *s, sy_book *b, const char *dir, sy_err *err)
{
    writing w = {.book = b, .statements = s};
    sy_status st = make_folder(dir, FIRST, err);

    if (st == SY_OK) st = make_folder(dir, LATER, err);
    *s = (sy_statements){0};
    sy_buf_init(&w.cell, NULL, MAX_FILE);
    sy_buf_init(&w.text, NULL, MAX_FILE);
    for (size_t i = 0; i < sizeof plans / sizeof *plans && st == SY_OK; i++) {
        st = write_file(&w, &plans[i], dir, err);
    }
    if (st == SY_OK) settle_repeats(s, b);
    sy_buf_dispose(&w.cell);
    sy_buf_dispose(&w.text);
    return st;
}
