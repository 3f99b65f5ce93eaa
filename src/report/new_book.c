/* new_book.c - libxlsxwriter writes when the book is closed, so that is where most failures
 * show. The day of making is fixed: the same form has the same bytes every day. */
#include "report/new_book.h"

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "report/xlsx_failure.h"

enum { MOST_PATH = 8192, SOME_DAY = 315532800 /* 1980-01-01 */ };

static sy_status begin(sy_new_book *b, const char *path, bool is_stream, sy_err *err)
{
    lxw_workbook_options options = {.constant_memory = is_stream};

    *b = (sy_new_book){.path = path};
    sy_buf_init(&b->temporary, NULL, MOST_PATH);
    sy_buf_printf(&b->temporary, "%s.tmp%ld", path, (long)getpid());
    if (sy_buf_status(&b->temporary) == SY_OK) {
        b->book = workbook_new_opt(b->temporary.ptr, &options);
    }
    if (!b->book) return sy_fail_nomem(err);
    workbook_set_properties(b->book, &(lxw_doc_properties){.created = SOME_DAY});
    return SY_OK;
}

sy_status sy_new_book_open(sy_new_book *b, const char *path, sy_err *err)
{
    return begin(b, path, false, err);
}

sy_status sy_new_book_stream(sy_new_book *b, const char *path, sy_err *err)
{
    return begin(b, path, true, err);
}

void sy_new_book_note(sy_new_book *b, lxw_error e)
{
    if (e != LXW_NO_ERROR && b->failure == LXW_NO_ERROR) b->failure = e;
}

lxw_worksheet *sy_new_book_sheet(sy_new_book *b, const char *name)
{
    lxw_worksheet *sheet = workbook_add_worksheet(b->book, name);
    if (!sheet) sy_new_book_note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return sheet;
}

lxw_format *sy_new_book_format(sy_new_book *b)
{
    lxw_format *format = workbook_add_format(b->book);
    if (!format) sy_new_book_note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return format;
}

sy_status sy_new_book_close(sy_new_book *b, sy_status st, sy_err *err)
{
    if (b->book) sy_new_book_note(b, workbook_close(b->book));
    if (st == SY_OK && b->failure != LXW_NO_ERROR) {
        st = sy_xlsx_failure(b->failure, b->path, err);
    }
    if (st == SY_OK && rename(b->temporary.ptr, b->path) != 0) st = sy_fail_errno(err, b->path);
    if (st != SY_OK && b->temporary.ptr) unlink(b->temporary.ptr);
    sy_buf_dispose(&b->temporary);
    return st;
}
