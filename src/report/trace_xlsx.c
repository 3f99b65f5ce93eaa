/* trace_xlsx.c - two sheets by libxlsxwriter in its constant-memory mode, which
 * wants rows from top to bottom. A spreadsheet's numbers are doubles: amounts
 * beyond 2^53 fen, which those cannot hold, are written as text. */
#include "report/trace_xlsx.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/money.h"
#include "report/shown.h"
#include "report/words.h"

enum { LAST_ROW = 1048575, CELL_WIDTH = 2000, CHUNK = 8192, SOME_DAY = 315532800 /* 1980-01-01 */ };

typedef struct writer {
    const sy_telling *t;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *head, *money, *text;
    sy_buf cell;
    lxw_row_t row;
    lxw_col_t column;
    lxw_error failure;
} writer;

static void note(writer *w, lxw_error e)
{
    if (e != LXW_NO_ERROR && w->failure == LXW_NO_ERROR) w->failure = e;
}

static void slice(writer *w, sy_slice text)
{
    sy_buf_clear(&w->cell);
    sy_shown(&w->cell, text, CELL_WIDTH);
    if (sy_buf_status(&w->cell) != SY_OK)
        note(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else if (w->cell.len)
        note(w, worksheet_write_string(w->sheet, w->row, w->column, w->cell.ptr, w->text));
    w->column++;
}

static void string(writer *w, const char *text)
{
    slice(w, sy_slice_of(text));
}

static void amount(writer *w, sy_minor fen)
{
    if (fen > -((sy_minor)1 << 53) && fen < (sy_minor)1 << 53) {
        note(w, worksheet_write_number(w->sheet, w->row, w->column++, (double)fen / 100, w->money));
    } else {
        char text[SY_MINOR_TEXT];
        string(w, sy_minor_print(text, fen));
    }
}

static void count(writer *w, size_t n)
{
    note(w, worksheet_write_number(w->sheet, w->row, w->column++, (double)n, NULL));
}

static void time_cell(writer *w, int64_t at, sy_precision precision)
{
    char text[SY_TIME_TEXT];
    char *T = strchr(sy_time_print(text, at, precision), 'T');

    if (T) *T = ' ';
    string(w, text);
}

static void next_row(writer *w)
{
    w->row++;
    w->column = 0;
}

static void begin_sheet(writer *w, const char *name, const double *widths, size_t n)
{
    w->sheet = workbook_add_worksheet(w->book, name);
    if (!w->sheet) {
        note(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        worksheet_set_column(w->sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL);
    }
    worksheet_freeze_panes(w->sheet, 1, 0);
    w->row = 0;
    w->column = 0;
}

static void head(writer *w, const char *text)
{
    note(w, worksheet_write_string(w->sheet, 0, w->column++, text, w->head));
}

static void write_destinations(writer *w, const sy_trace *const *traces, size_t n,
                               const sy_destination *list, size_t n_list)
{
    static const double widths[] = {22, 34, 24, 14, 16, 16, 16, 16, 16, 16, 16, 10};

    begin_sheet(w, _("destinations"), widths, sizeof widths / sizeof *widths);
    if (!w->sheet) return;
    head(w, _("kind"));
    head(w, _("payee or holder"));
    head(w, _("account"));
    for (size_t i = 0; i < n; i++) head(w, sy_rule_title(traces[i]->rule));
    head(w, _("at least"));
    head(w, _("at most"));
    head(w, _("payments"));
    next_row(w);
    for (size_t k = 0; k < n_list; k++) {
        const sy_destination *d = &list[k];
        string(w, d->class_name ? d->class_name : sy_sink_title(d->kind));
        slice(w, d->name);
        slice(w, d->number);
        for (size_t i = 0; i < n; i++) amount(w, d->amount[traces[i]->rule]);
        if (d->has_bounds) {
            amount(w, d->lower);
            amount(w, d->upper);
        } else {
            w->column = (lxw_col_t)(w->column + 2);
        }
        if (d->n_transfers) count(w, d->n_transfers);
        next_row(w);
    }
}

static void party_or_ledger(writer *w, uint32_t end, const sy_party *party)
{
    if (sy_is_outside(end)) {
        slice(w, party->name);
        slice(w, party->number);
    } else {
        string(w, sy_ledger_holder(w->t->f, end));
        string(w, sy_ledger_number(w->t->f, end));
    }
}

static void write_transfer(writer *w, const sy_traced *x, const sy_party *party)
{
    const sy_flow *f = w->t->f;
    uint32_t places[2];
    const size_t n = sy_places_of(f, x->transfer, places);

    time_cell(w, sy_flow_at(f, x->transfer), sy_transfer_precision(f, x->transfer));
    party_or_ledger(w, f->from[x->transfer], party);
    party_or_ledger(w, f->to[x->transfer], party);
    amount(w, f->amount[x->transfer]);
    amount(w, x->tainted);
    amount(w, x->lower);
    amount(w, x->upper);
    for (size_t i = 0; i < n; i++) {
        sy_row_ref row;
        sy_row_at(w->t, places[i], &row);
        string(w, row.source->path);
        string(w, row.source->sheet_name);
        count(w, row.row);
        string(w, row.id);
    }
    next_row(w);
}

static void transfer_heads(writer *w)
{
    head(w, _("time"));
    head(w, _("paid by"));
    head(w, _("account"));
    head(w, _("received by"));
    head(w, _("account"));
    head(w, _("amount"));
    head(w, _("traced"));
    head(w, _("at least"));
    head(w, _("at most"));
    for (int i = 0; i < 2; i++) {
        head(w, _("file"));
        head(w, _("sheet"));
        head(w, _("row"));
        head(w, _("entry"));
    }
    next_row(w);
}

static sy_status write_transfers(writer *w, const sy_trace *shown, sy_err *err)
{
    static const double widths[] = {20, 22, 24, 30, 24, 16, 16, 16, 16,
                                    40, 12, 8,  20, 40, 12, 8,  20};
    sy_arena arena;
    sy_status st = SY_OK;

    begin_sheet(w, _("transfers"), widths, sizeof widths / sizeof *widths);
    if (!w->sheet) return SY_OK; /* noted */
    transfer_heads(w);
    sy_arena_init(&arena, NULL);
    for (size_t at = 0; at < shown->n_transfers && st == SY_OK; at += CHUNK) {
        const size_t n = shown->n_transfers - at < CHUNK ? shown->n_transfers - at : CHUNK;
        const sy_traced *x = shown->transfers + at;
        uint32_t asked[CHUNK];
        sy_party *parties = NULL;

        for (size_t i = 0; i < n; i++) asked[i] = x[i].transfer;
        sy_arena_clear(&arena);
        st = sy_parties_of(&parties, w->t, asked, n, &arena, err);
        for (size_t i = 0; i < n && st == SY_OK; i++) write_transfer(w, &x[i], &parties[i]);
    }
    sy_arena_dispose(&arena);
    return st;
}

sy_status sy_trace_xlsx(const char *path, const sy_telling *t, const sy_trace *const *traces,
                        size_t n, const sy_trace *shown, const sy_destination *list, size_t n_list,
                        sy_err *err)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    writer w = {.t = t};
    sy_status st = SY_OK;
    sy_buf temporary;

    if (shown->n_transfers >= LAST_ROW) {
        return sy_fail(err, SY_ELIMIT,
                       N_("%zu transfers: a sheet has no room for them; use --json"),
                       shown->n_transfers);
    }
    sy_buf_init(&temporary, NULL, 8192);
    sy_buf_init(&w.cell, NULL, 1 << 16);
    sy_buf_printf(&temporary, "%s.tmp%ld", path, (long)getpid());
    if (sy_buf_status(&temporary) != SY_OK) {
        st = sy_fail_nomem(err);
        goto done;
    }
    w.book = workbook_new_opt(temporary.ptr, &options);
    if (!w.book) {
        st = sy_fail_nomem(err);
        goto done;
    }
    /* The day of making would make every copy another file. */
    workbook_set_properties(w.book, &(lxw_doc_properties){.created = SOME_DAY});
    w.head = workbook_add_format(w.book);
    w.money = workbook_add_format(w.book);
    w.text = workbook_add_format(w.book);
    if (w.head && w.money && w.text) {
        format_set_bold(w.head);
        format_set_num_format(w.money, "#,##0.00");
        format_set_num_format(w.text, "@");
    }
    write_destinations(&w, traces, n, list, n_list);
    st = write_transfers(&w, shown, err);
    note(&w, workbook_close(w.book));
    if (st == SY_OK && w.failure != LXW_NO_ERROR) {
        st = sy_fail(err, SY_EIO, "%s: %s", path, lxw_strerror(w.failure));
    }
    if (st == SY_OK && rename(temporary.ptr, path) != 0) st = sy_fail_errno(err, path);
    if (st != SY_OK) unlink(temporary.ptr);

done:
    sy_buf_dispose(&w.cell);
    sy_buf_dispose(&temporary);
    return st;
}
