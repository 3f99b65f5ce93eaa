/* table.c - one face for text files (csv.h), workbooks (xlsx.h, xls.h)
 * web pages (html.h) and printed pages (pages.h), each of which is like a
 * workbook with one sheet.
 *
 * A text file is surveyed whole before its first row, because its encoding is
 * known only then. Its rows are decoded one at a time into one buffer. */
#include "text/table.h"

#include <string.h>

#include "base/lang.h"
#include "suyuan/limits.h"
#include "text/csv.h"
#include "text/html.h"
#include "text/pages.h"
#include "text/xls.h"
#include "text/xlsx.h"

/* A file with sheets: one of them, or none for text. */
typedef struct book {
    sy_book *xlsx;
    sy_xls *xls;
    sy_html *page;
    sy_pages *pages;
} book;

struct sy_contents {
    const sy_alloc *al;
    sy_file_kind kind;
    book book;
    uint32_t *sheets; /* numbers of the sheets with cells */
    uint32_t n_sheets;
};

struct sy_table {
    const sy_alloc *al;
    char *path;
    /* a workbook */
    book book;
    sy_sheet *xlsx;
    sy_xls_sheet *xls;
    /* text */
    sy_csv_plan plan;
    sy_csv_cursor *cursor;
    size_t block; /* the next one */
    sy_buf text;  /* the decoded cells of a row */
    sy_cell cells[SY_MAX_COLUMNS];
};

/* ---- workbooks of either kind ---- */

static sy_status open_book(book *b, sy_file_kind kind, const sy_alloc *al, const char *path,
                           sy_err *err)
{
    if (kind == SY_FILE_XLSX) return sy_book_open(&b->xlsx, al, path, err);
    if (kind == SY_FILE_XLS) return sy_xls_open(&b->xls, al, path, err);
    if (kind == SY_FILE_HTML) return sy_html_open(&b->page, al, path, err);
    return sy_pages_open(&b->pages, al, path, kind, err);
}

static void free_book(book *b)
{
    sy_book_free(b->xlsx);
    sy_xls_free(b->xls);
    sy_html_free(b->page);
    sy_pages_free(b->pages);
}

static uint32_t sheets_of(const book *b)
{
    if (b->page || b->pages) return 1;
    return b->xls ? sy_xls_sheets(b->xls) : sy_book_sheets(b->xlsx);
}

static sy_status has_cells(bool *has, const book *b, uint32_t sheet, sy_err *err)
{
    *has = true; /* pages without words do not open */
    if (b->pages) return SY_OK;
    if (b->page) return sy_html_has_cells(has, b->page, err);
    if (b->xls) return sy_xls_has_cells(has, b->xls, sheet, err);
    return sy_sheet_has_cells(has, b->xlsx, sheet, err);
}

/* Which reader; SY_EDATA, in words, for all that none can read. */
static sy_status reader_of(sy_file_kind *kind, const char *path, sy_err *err)
{
    const char *fmt = NULL;
    sy_status st = sy_file_kind_of(kind, path, err);

    if (st != SY_OK) return st;
    switch (*kind) {
    case SY_FILE_EMPTY:
    case SY_FILE_TEXT:
    case SY_FILE_XLSX:
    case SY_FILE_XLS:
    case SY_FILE_HTML:
    case SY_FILE_PDF:
    case SY_FILE_OFD:
        return SY_OK;
    case SY_FILE_ARCHIVE:
        fmt = N_("%s: an archive, which is not a table");
        break;
    case SY_FILE_PICTURE:
        fmt = N_("%s: a picture, which is not a table");
        break;
    case SY_FILE_WORD:
    case SY_FILE_PROGRAM:
    case SY_FILE_OTHER:
        fmt = N_("%s: neither text nor a workbook");
        break;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return sy_fail(err, SY_EDATA, fmt, path);
#pragma GCC diagnostic pop
}

/* ---- contents ---- */

static bool is_workbook(sy_file_kind kind)
{
    return kind != SY_FILE_TEXT && kind != SY_FILE_EMPTY; /* the others have no reader */
}

static sy_status find_sheets(sy_contents *c, sy_err *err)
{
    const uint32_t all = sheets_of(&c->book);

    c->sheets = sy_new_array(c->al, all, sizeof *c->sheets);
    if (!c->sheets) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < all; i++) {
        bool has = false;
        sy_status st = has_cells(&has, &c->book, i, err);
        if (st != SY_OK) return st;
        if (has) c->sheets[c->n_sheets++] = i;
    }
    return SY_OK;
}

sy_status sy_contents_open(sy_contents **out, const sy_alloc *al, const char *path, sy_err *err)
{
    sy_file_kind kind;

    *out = NULL;
    sy_status st = reader_of(&kind, path, err);
    if (st != SY_OK) return st;
    sy_contents *c = sy_new(al, sizeof *c);
    if (!c) return sy_fail_nomem(err);
    c->al = al;
    c->kind = kind;
    c->n_sheets = is_workbook(kind) ? 0 : 1;
    st = is_workbook(kind) ? open_book(&c->book, kind, al, path, err) : SY_OK;
    if (st == SY_OK && is_workbook(kind)) st = find_sheets(c, err);
    if (st != SY_OK) {
        sy_contents_free(c);
        return st;
    }
    *out = c;
    return SY_OK;
}

sy_file_kind sy_contents_kind(const sy_contents *c)
{
    return c->kind;
}

uint32_t sy_contents_count(const sy_contents *c)
{
    return c->n_sheets;
}

sy_slice sy_contents_name(const sy_contents *c, uint32_t sheet)
{
    SY_ASSERT(sheet < c->n_sheets);
    if (c->book.xls) return sy_xls_sheet_name(c->book.xls, c->sheets[sheet]);
    if (c->book.xlsx) return sy_book_sheet_name(c->book.xlsx, c->sheets[sheet]);
    return (sy_slice){"", 0};
}

void sy_contents_free(sy_contents *c)
{
    if (!c) return;
    free_book(&c->book);
    sy_drop(c->al, c->sheets);
    sy_drop(c->al, c);
}

/* ---- tables ---- */

static sy_status open_workbook(sy_table *t, uint32_t sheet, sy_err *err)
{
    sy_contents *c = NULL;
    sy_status st = sy_contents_open(&c, t->al, t->path, err);

    if (st != SY_OK) return st;
    if (sheet >= c->n_sheets) {
        st = sy_fail(err, SY_EINVAL, N_("%s: there is no sheet %u, only %u"), t->path, sheet + 1,
                     c->n_sheets);
    } else {
        t->book = c->book;
        c->book = (book){.xlsx = NULL};
        if (t->book.xls)
            st = sy_xls_sheet_open(&t->xls, t->book.xls, c->sheets[sheet], err);
        else if (t->book.xlsx)
            st = sy_sheet_open(&t->xlsx, t->book.xlsx, c->sheets[sheet], err);
    }
    sy_contents_free(c);
    return st;
}

static sy_status open_text(sy_table *t, uint32_t sheet, sy_err *err)
{
    if (sheet > 0) {
        return sy_fail(err, SY_EINVAL, N_("%s: there is no sheet %u, only %u"), t->path, sheet + 1,
                       1u);
    }
    sy_status st = sy_csv_survey(&t->plan, t->al, t->path, NULL, err);
    if (st != SY_OK) return st;
    if (t->plan.encoding == SY_UNKNOWN_ENCODING) {
        return sy_fail(err, SY_EDATA,
                       N_("%s: neither UTF-8 nor GB18030 nor UTF-16; byte %llu fits none of them"),
                       t->path, (unsigned long long)t->plan.bad_at + 1);
    }
    return sy_csv_cursor_new(&t->cursor, t->al, &t->plan, err);
}

sy_status sy_table_open(sy_table **out, const sy_alloc *al, const char *path, uint32_t sheet,
                        sy_err *err)
{
    sy_file_kind kind;

    *out = NULL;
    sy_status st = reader_of(&kind, path, err);
    if (st != SY_OK) return st;
    sy_table *t = sy_new(al, sizeof *t);
    if (!t) return sy_fail_nomem(err);
    t->al = al;
    sy_buf_init(&t->text, al, 2 * SY_MAX_RECORD);
    t->path = sy_copy_text(al, path, strlen(path));
    if (!t->path)
        st = sy_fail_nomem(err);
    else
        st = is_workbook(kind) ? open_workbook(t, sheet, err) : open_text(t, sheet, err);
    if (st != SY_OK) {
        sy_table_free(t);
        return st;
    }
    *out = t;
    return SY_OK;
}

void sy_table_free(sy_table *t)
{
    if (!t) return;
    sy_sheet_free(t->xlsx);
    sy_xls_sheet_free(t->xls);
    free_book(&t->book);
    sy_csv_cursor_free(t->cursor);
    sy_csv_plan_dispose(&t->plan);
    sy_buf_dispose(&t->text);
    sy_drop(t->al, t->path);
    sy_drop(t->al, t);
}

/* The next record of any block; n_cells is 0 after the last. */
static sy_status next_record(sy_table *t, sy_csv_record *record, sy_err *err)
{
    for (;;) {
        sy_status st = sy_csv_next(t->cursor, record, err);
        if (st != SY_OK || record->n_cells || t->block == t->plan.n_blocks) return st;
        st = sy_csv_cursor_move(t->cursor, t->block++, err);
        if (st != SY_OK) return st;
    }
}

/* Fills t->cells: lengths first, since the buffer moves while it grows. */
static sy_status decode_row(sy_table *t, const sy_csv_record *record, sy_err *err)
{
    sy_buf_clear(&t->text);
    for (uint32_t i = 0; i < record->n_cells; i++) {
        const size_t before = t->text.len;
        if (!sy_decode(&t->text, record->cells[i], t->plan.cells)) {
            if (sy_buf_status(&t->text) == SY_ENOMEM) return sy_fail_nomem(err);
            return sy_fail_at(err, SY_EDATA, record->number,
                              N_("%s: row %u: not text of the file's encoding (%s)"), t->path,
                              record->number, sy_encoding_name(t->plan.cells));
        }
        t->cells[i].text.len = t->text.len - before;
        t->cells[i].kind = t->cells[i].text.len ? SY_CELL_TEXT : SY_CELL_EMPTY;
    }
    const char *p = t->text.ptr ? t->text.ptr : "";
    for (uint32_t i = 0; i < record->n_cells; i++) {
        t->cells[i].text.ptr = p;
        p += t->cells[i].text.len;
    }
    return SY_OK;
}

sy_status sy_table_next(sy_table *t, sy_row *row, sy_err *err)
{
    if (t->xlsx) return sy_sheet_next(t->xlsx, row, err);
    if (t->xls) return sy_xls_sheet_next(t->xls, row, err);
    if (t->book.page) return sy_html_next(t->book.page, row, err);
    if (t->book.pages) {
        if (!sy_pages_next(t->book.pages, row)) *row = (sy_row){.n_cells = SY_NO_MORE_ROWS};
        return SY_OK;
    }

    sy_csv_record record;
    sy_status st = next_record(t, &record, err);
    *row = (sy_row){.cells = t->cells, .n_cells = SY_NO_MORE_ROWS};
    if (st != SY_OK || record.n_cells == 0) return st;
    st = decode_row(t, &record, err);
    if (st != SY_OK) return st;
    row->n_cells = record.n_cells;
    row->number = record.number;
    return SY_OK;
}
