/* A text or page grows in memory and is written at once; a workbook is libxlsxwriter's, with
 * a fixed day, so that the same seed gives the same bytes. */
#include "synth/office/sheet.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/alloc.h"
#include "base/civil.h"
#include "base/file.h"

enum { MAX_SHEET = 512 << 20 };

const char *sy_form_ending(sy_form form, char mark)
{
    if (form == SY_FORM_XLSX) return "xlsx";
    if (form == SY_FORM_HTML) return "xls"; /* as banks like to call a page */
    return mark == '\t' ? "txt" : "csv";
}

static sy_status open_book(sy_office_sheet *s, const char *name, sy_err *err)
{
    lxw_doc_properties properties = {.created = (time_t)sy_days_from_civil(2024, 10, 8) * SY_DAY};
    lxw_workbook_options options = {.constant_memory = LXW_FALSE};
    lxw_workbook *book = workbook_new_opt(s->path, &options);

    if (!book) return sy_fail_nomem(err);
    workbook_set_properties(book, &properties);
    s->book = book;
    s->table = workbook_add_worksheet(book, name);
    return s->table ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_office_sheet_open(sy_office_sheet *s, const char *path, sy_form form, char mark,
                               const char *name, sy_err *err)
{
    *s = (sy_office_sheet){.path = path, .form = form, .mark = mark, .row = 1};
    sy_buf_init(&s->text, NULL, MAX_SHEET);
    if (form == SY_FORM_XLSX) return open_book(s, name, err);
    if (form == SY_FORM_UTF8_BOM) sy_buf_text(&s->text, "\xEF\xBB\xBF");
    if (form == SY_FORM_HTML) {
        sy_buf_text(&s->text, "<html><head><meta charset=\"utf-8\"></head><body><table><tr>");
    }
    return SY_OK;
}

static void put_text(sy_office_sheet *s, const sy_buf *cell)
{
    const sy_slice text = {cell->ptr, cell->len};
    const bool is_quoted = s->mark == ',' && sy_slice_holds(text, SY_TEXT(","));

    if (s->column > 0) sy_buf_char(&s->text, s->mark);
    if (is_quoted) sy_buf_char(&s->text, '"');
    sy_buf_slice(&s->text, text);
    if (is_quoted) sy_buf_char(&s->text, '"');
}

static void put_page(sy_office_sheet *s, const sy_buf *cell)
{
    /* names and words of this generator hold no <, > or & */
    sy_buf_text(&s->text, "<td>");
    sy_buf_slice(&s->text, (sy_slice){cell->ptr, cell->len});
    sy_buf_text(&s->text, "</td>");
}

void sy_office_sheet_cell(sy_office_sheet *s, const sy_buf *cell)
{
    if (s->form == SY_FORM_XLSX) {
        if (cell->len) worksheet_write_string(s->table, s->row - 1, s->column, cell->ptr, NULL);
    } else if (s->form == SY_FORM_HTML) {
        put_page(s, cell);
    } else {
        put_text(s, cell);
    }
    s->column++;
}

void sy_office_sheet_text(sy_office_sheet *s, const char *text)
{
    sy_buf cell = {.ptr = (char *)(uintptr_t)text, .len = strlen(text)};

    sy_office_sheet_cell(s, &cell);
}

void sy_office_sheet_end_row(sy_office_sheet *s)
{
    if (s->form == SY_FORM_HTML)
        sy_buf_text(&s->text, "</tr>\n<tr>");
    else if (s->form != SY_FORM_XLSX)
        sy_buf_text(&s->text, "\r\n");
    s->row++;
    s->column = 0;
}

static sy_status write_gb18030(const sy_office_sheet *s, sy_err *err)
{
    iconv_t cd = iconv_open("GB18030", "UTF-8");
    sy_status st = SY_OK;
    char *from = s->text.ptr, *out = NULL, *to;
    size_t left = s->text.len, room = s->text.len * 2 + 16; /* 2 bytes for 3, at most 4 for 3 */

    if (cd == (iconv_t)-1) return sy_fail_errno(err, "iconv");
    to = out = sy_new_array(NULL, room, 1);
    if (!out) st = sy_fail_nomem(err);
    if (st == SY_OK && iconv(cd, &from, &left, &to, &room) == (size_t)-1) {
        st = sy_fail_errno(err, s->path);
    }
    if (st == SY_OK) st = sy_file_write(s->path, out, (size_t)(to - out), err);
    sy_drop(NULL, out);
    iconv_close(cd);
    return st;
}

static sy_status close_book(sy_office_sheet *s, sy_err *err)
{
    errno = 0;
    const lxw_error failed = workbook_close(s->book);
    if (failed && errno) return sy_fail_errno(err, s->path);
    if (failed) return sy_fail(err, SY_EIO, "%s: %s", s->path, lxw_strerror(failed));
    return SY_OK;
}

sy_status sy_office_sheet_close(sy_office_sheet *s, sy_err *err)
{
    sy_status st = SY_OK;

    if (s->form == SY_FORM_HTML) sy_buf_text(&s->text, "</tr></table></body></html>\n");
    if (s->form == SY_FORM_XLSX)
        st = s->book ? close_book(s, err) : SY_OK;
    else if (sy_buf_status(&s->text) != SY_OK)
        st = sy_fail_nomem(err);
    else if (s->form == SY_FORM_GB18030)
        st = write_gb18030(s, err);
    else
        st = sy_file_write(s->path, s->text.ptr, s->text.len, err);
    sy_buf_dispose(&s->text);
    return st;
}
