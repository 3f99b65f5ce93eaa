/* receipt_xlsx.c - the receipt as a workbook, set up for A4 on its side: one page
 * wide, heads repeated, hashes broken over two lines. */
#include "report/receipt.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/lang.h"
#include "report/shown.h"
#include "report/xlsx_failure.h"

enum { COLUMNS = 11, HALF = 32, A4 = 9, CELL = 2000, SOME_DAY = 315532800 /* 1980-01-01 */ };

typedef struct writer {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *title, *label, *head, *text, *middle, *number, *hash, *plain, *line;
    sy_buf cell;
    lxw_row_t row;
    lxw_error failure;
} writer;

static void note(writer *w, lxw_error e)
{
    if (e != LXW_NO_ERROR && w->failure == LXW_NO_ERROR) w->failure = e;
}

static void string(writer *w, lxw_col_t column, const char *text, lxw_format *format)
{
    sy_buf_clear(&w->cell);
    sy_shown(&w->cell, sy_slice_of(text), CELL);
    if (sy_buf_status(&w->cell) != SY_OK) {
        note(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    } else if (w->cell.len) {
        note(w, worksheet_write_string(w->sheet, w->row, column, w->cell.ptr, format));
    } else {
        note(w, worksheet_write_blank(w->sheet, w->row, column, format));
    }
}

static void number(writer *w, lxw_col_t column, uint64_t n)
{
    note(w, worksheet_write_number(w->sheet, w->row, column, (double)n, w->number));
}

/* 64 digits on two lines of 32; the line break is ours, not the file's. */
static void hash(writer *w, lxw_col_t column, const char *hex)
{
    char two[2 * HALF + 2];

    if (strlen(hex) != 2 * HALF) {
        string(w, column, hex, w->hash);
        return;
    }
    snprintf(two, sizeof two, "%.32s\n%.32s", hex, hex + HALF);
    note(w, worksheet_write_string(w->sheet, w->row, column, two, w->hash));
}

static void fact(writer *w, const char *name, const char *value)
{
    if (!value || !*value) return;
    string(w, 0, name, w->label);
    string(w, 2, value, w->plain);
    w->row++;
}

static void delivery(writer *w, const sy_receipt_batch *batch, size_t n)
{
    const sy_delivery_words *x = &batch->delivery->words;
    char title[64];

    w->row++;
    snprintf(title, sizeof title, _("Delivery %zu"), n);
    string(w, 0, title, w->label);
    w->row++;
    fact(w, _("medium"), x->medium);
    fact(w, _("ground"), x->ground);
    fact(w, _("its number"), x->number);
    fact(w, _("answers request"), x->request);
    fact(w, _("receiver"), x->received_by);
    fact(w, _("imported (UTC)"), batch->delivery->at);
}

static void file_row(writer *w, const sy_receipt_file *f, size_t n)
{
    char from[SY_TIME_TEXT], to[SY_TIME_TEXT], period[2 * SY_TIME_TEXT + 2] = "";
    char name[1400];

    snprintf(name, sizeof name, "%s%s%s%s%s", f->path, *f->archive ? _(" · in archive ") : "",
             f->archive, f->state != SY_ORIGINAL_WHOLE ? " · " : "", sy_original_words(f->state));
    if (f->has_period) {
        sy_time_print(from, (int64_t)f->first_day * SY_DAY, SY_DATE);
        sy_time_print(to, (int64_t)f->last_day * SY_DAY, SY_DATE);
        snprintf(period, sizeof period, "%s\n%s", from, to);
    }
    number(w, 0, n);
    string(w, 1, name, w->text);
    string(w, 2, f->banks, w->text);
    if (*period)
        note(w, worksheet_write_string(w->sheet, w->row, 3, period, w->middle));
    else
        string(w, 3, "", w->middle);
    number(w, 4, f->rows);
    number(w, 5, f->accepted);
    number(w, 6, f->duplicate);
    number(w, 7, f->rejected);
    number(w, 8, f->size);
    hash(w, 9, f->sha256);
    hash(w, 10, f->sm3);
    worksheet_set_row(w->sheet, w->row, 30, NULL);
    w->row++;
}

static void table(writer *w, const sy_receipt_batch *batch)
{
    const char *heads[COLUMNS] = {_("no."),   _("file"),     _("bank"),      _("period"),
                                  _("rows"),  _("accepted"), _("duplicate"), _("rejected"),
                                  _("bytes"), "SHA-256",     "SM3"};

    for (lxw_col_t i = 0; i < COLUMNS; i++) string(w, i, heads[i], w->head);
    worksheet_set_row(w->sheet, w->row, 20, NULL);
    w->row++;
    for (size_t i = 0; i < batch->n_files; i++) file_row(w, &batch->files[i], i + 1);
}

static void signatures(writer *w)
{
    const char *who[] = {_("Handed over by (signature):"), _("Received by (signature):")};

    w->row++;
    string(w, 0, _("Both hashes were made from the kept originals when this list was written."),
           w->plain);
    for (int i = 0; i < 2; i++) {
        w->row += 2;
        worksheet_set_row(w->sheet, w->row, 24, NULL);
        string(w, 0, who[i], w->plain);
        for (lxw_col_t k = 2; k < 7; k++) string(w, k, "", w->line);
        string(w, 8, _("Date:"), w->plain);
        string(w, 9, "", w->line);
    }
}

static lxw_format *format(writer *w, const char *font, double size, bool is_framed)
{
    lxw_format *f = workbook_add_format(w->book);

    if (!f) {
        note(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_font_name(f, font);
    format_set_font_size(f, size);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    if (is_framed) {
        format_set_border(f, LXW_BORDER_THIN);
        format_set_text_wrap(f);
    }
    return f;
}

static bool make_formats(writer *w)
{
    w->title = format(w, "SimHei", 18, false);
    w->label = format(w, "SimHei", 11, false);
    w->plain = format(w, "SimSun", 11, false);
    w->head = format(w, "SimHei", 10, true);
    w->text = format(w, "SimSun", 10, true);
    w->middle = format(w, "SimSun", 10, true);
    w->number = format(w, "SimSun", 10, true);
    w->hash = format(w, "Courier New", 8, true);
    w->line = format(w, "SimSun", 11, false);
    if (w->failure != LXW_NO_ERROR) return false;
    format_set_bottom(w->line, LXW_BORDER_THIN);
    format_set_align(w->title, LXW_ALIGN_CENTER);
    format_set_align(w->head, LXW_ALIGN_CENTER);
    format_set_align(w->middle, LXW_ALIGN_CENTER);
    format_set_bg_color(w->head, 0xF0F0F0);
    format_set_num_format(w->number, "0");
    return true;
}

static void set_page(writer *w)
{
    static const double widths[COLUMNS] = {6, 30, 16, 12, 8, 8, 7, 7, 10, 30, 30};

    for (lxw_col_t i = 0; i < COLUMNS; i++) worksheet_set_column(w->sheet, i, i, widths[i], NULL);
    worksheet_set_landscape(w->sheet);
    worksheet_set_paper(w->sheet, A4);
    worksheet_fit_to_pages(w->sheet, 1, 0);
    worksheet_set_margins(w->sheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_center_horizontally(w->sheet);
    worksheet_set_footer(w->sheet, "&C&P / &N");
}

static void write_sheet(writer *w, const sy_receipt *r)
{
    set_page(w);
    note(w, worksheet_merge_range(w->sheet, 0, 0, 0, COLUMNS - 1,
                                  _("List of electronic data received"), w->title));
    worksheet_set_row(w->sheet, 0, 34, NULL);
    w->row = 1;
    fact(w, _("case"), r->facts.name);
    fact(w, _("case number"), r->facts.number);
    for (size_t i = 0; i < r->n_batches; i++) {
        delivery(w, &r->batches[i], i + 1);
        table(w, &r->batches[i]);
    }
    signatures(w);
}

sy_status sy_receipt_xlsx(const char *path, const sy_receipt *r, sy_err *err)
{
    writer w = {.failure = LXW_NO_ERROR};
    sy_buf temporary;
    sy_status st = SY_OK;

    sy_buf_init(&temporary, NULL, 8192);
    sy_buf_init(&w.cell, NULL, 1 << 16);
    sy_buf_printf(&temporary, "%s.tmp%ld", path, (long)getpid());
    if (sy_buf_status(&temporary) == SY_OK) w.book = workbook_new(temporary.ptr);
    if (!w.book) {
        st = sy_fail_nomem(err);
        goto done;
    }
    /* The day of making would make every copy another file. */
    workbook_set_properties(w.book, &(lxw_doc_properties){.created = SOME_DAY});
    w.sheet = workbook_add_worksheet(w.book, _("receipt"));
    if (!w.sheet) note(&w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    if (make_formats(&w)) write_sheet(&w, r);
    note(&w, workbook_close(w.book));
    if (w.failure != LXW_NO_ERROR) {
        st = sy_xlsx_failure(w.failure, path, err);
    }
    if (st == SY_OK && rename(temporary.ptr, path) != 0) st = sy_fail_errno(err, path);
    if (st != SY_OK) unlink(temporary.ptr);

done:
    sy_buf_dispose(&w.cell);
    sy_buf_dispose(&temporary);
    return st;
}
