/* exhibit_sheet.c - one path a sheet: what exhibit_page.c says, as cells. */
#include <stdio.h>

#include "base/lang.h"
#include "report/exhibit.h"

enum { NAME = 64, MOST_LINE = 1 << 20 };

static const struct {
    const char *head;
    double width;
    bool is_right, of_trace;
} columns[] = {
    {N_("no."), 5, false, false},          {N_("time"), 19, false, false},
    {N_("paid by"), 22, false, false},     {N_("its account"), 22, false, false},
    {N_("received by"), 22, false, false}, {N_("its account"), 22, false, false},
    {N_("amount"), 15, true, false},       {N_("of it traced"), 15, true, true},
    {N_("file"), 26, false, false},        {N_("sheet"), 10, false, false},
    {N_("row"), 7, false, false},          {N_("the other side's row"), 26, false, false},
};
enum { COLUMNS = sizeof columns / sizeof *columns, BEFORE_SUM = 6 };

/* ---- lines above and below ---- */

static void put_line(sy_paper *p, sy_buf *line)
{
    sy_paper_paragraph(p, (sy_slice){line->ptr ? line->ptr : "", line->len}, COLUMNS);
    sy_buf_clear(line);
}

static void put_note(sy_paper *p, const char *of, const char *note, sy_buf *line)
{
    if (!*note) return;
    sy_buf_printf(line, "%s %s: %s", _("note"), of, note);
    put_line(p, line);
}

static void put_head(sy_paper *p, const sy_exhibit *e, sy_buf *line)
{
    sy_buf_printf(line, "%s %zu: %s", _("exhibit"), e->number, e->name);
    put_line(p, line);
    sy_buf_printf(line, "%s: %s", _("board"), e->board);
    put_line(p, line);
    for (size_t i = 0; i < e->n_remarks; i++)
        sy_paper_paragraph(p, sy_slice_of(e->remarks[i]), COLUMNS);
    for (size_t i = 0; i < e->n_cards; i++) {
        sy_buf_printf(line, "%s%s", i ? " → " : "", e->cards[i].title);
        if (e->cards[i].is_gone) sy_buf_printf(line, " (%s)", _("the case has it no more"));
    }
    put_line(p, line);
    for (size_t i = 0; i < e->n_cards; i++) put_note(p, e->cards[i].title, e->cards[i].note, line);
}

/* ---- rows ---- */

static bool is_there(const sy_exhibit *e, size_t column)
{
    return e->has_trace || !columns[column].of_trace;
}

static void put_heads(sy_paper *p, const sy_exhibit *e)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        if (is_there(e, i))
            sy_paper_text(p, sy_slice_of(_(columns[i].head)),
                          columns[i].is_right ? p->head_right : p->head);
    }
    sy_paper_next(p);
}

static void put_rows(sy_paper *p, const sy_exhibit_payment *pay, sy_buf *line)
{
    if (pay->n_rows == 0) {
        for (int i = 0; i < 4; i++) sy_paper_empty(p);
        return;
    }
    sy_paper_text(p, sy_slice_of(pay->rows[0].source->path), p->text);
    sy_paper_text(p, sy_slice_of(pay->rows[0].source->sheet_name), p->text);
    sy_paper_number(p, pay->rows[0].row, p->number);
    if (pay->n_rows < 2) {
        sy_paper_empty(p);
        return;
    }
    const sy_source *s = pay->rows[1].source;
    sy_buf_printf(line, "%s%s%s · ", s->path, s->sheet_name[0] ? " · " : "", s->sheet_name);
    sy_buf_printf(line, _("row %u"), pay->rows[1].row);
    sy_paper_text(p, (sy_slice){line->ptr ? line->ptr : "", line->len}, p->text);
    sy_buf_clear(line);
}

static void put_payment(sy_paper *p, const sy_exhibit *e, const sy_exhibit_payment *pay,
                        size_t number, sy_buf *line)
{
    sy_paper_number(p, (int64_t)number, p->number);
    sy_paper_time(p, pay->at, pay->precision, p->text);
    sy_paper_text(p, pay->from.name, p->text);
    sy_paper_text(p, pay->from.number, p->text);
    sy_paper_text(p, pay->to.name, p->text);
    sy_paper_text(p, pay->to.number, p->text);
    sy_paper_money(p, pay->amount, p->money);
    if (e->has_trace) sy_paper_money(p, pay->traced, p->money);
    put_rows(p, pay, line);
    sy_paper_next(p);
}

static void put_link(sy_paper *p, const sy_exhibit *e, const sy_exhibit_link *l, size_t *number,
                     sy_buf *line)
{
    sy_buf_printf(line, "%s%s%s → %s", l->is_step ? "" : _("beside the path"),
                  l->is_step ? "" : ": ", l->from, l->to);
    put_line(p, line);
    put_note(p, _("of the line"), l->note, line);
    if (l->n == 0) {
        sy_paper_paragraph(p, sy_slice_of(_("no payment under these filters")), COLUMNS);
        return;
    }
    for (size_t i = 0; i < l->n_payments; i++) put_payment(p, e, &l->payments[i], ++*number, line);
    sy_paper_text(p, sy_slice_of(_("sum")), p->strong);
    sy_buf_printf(line, _("payments: %zu"), l->n);
    sy_paper_text(p, (sy_slice){line->ptr ? line->ptr : "", line->len}, p->strong);
    sy_buf_clear(line);
    for (int i = 2; i < BEFORE_SUM; i++) sy_paper_empty(p);
    sy_paper_money(p, l->sum, p->strong_money);
    if (e->has_trace) sy_paper_money(p, l->traced, p->strong_money);
    sy_paper_next(p);
    if (l->n <= l->n_payments) return;
    sy_buf_printf(line, _("%zu more payments are not listed here; the sum has them."),
                  l->n - l->n_payments);
    put_line(p, line);
}

void sy_exhibit_sheet(sy_paper *p, const sy_exhibit *e)
{
    double widths[COLUMNS];
    char name[NAME];
    size_t number = 0, n = 0;
    sy_buf line;

    snprintf(name, sizeof name, _("exhibit %zu"), e->number);
    lxw_worksheet *sheet = sy_paper_add(p, name);
    if (!sheet) return;
    sy_buf_init(&line, NULL, MOST_LINE);
    for (size_t i = 0; i < COLUMNS; i++) {
        if (is_there(e, i)) widths[n++] = columns[i].width;
    }
    for (size_t i = n; i < COLUMNS; i++) widths[i] = 2;
    sy_paper_go(p, sheet, widths, COLUMNS, false);
    put_head(p, e, &line);
    worksheet_repeat_rows(sheet, p->w.row, p->w.row);
    put_heads(p, e);
    for (size_t i = 0; i < e->n_links; i++) put_link(p, e, &e->links[i], &number, &line);
    if (sy_buf_status(&line) != SY_OK) sy_workbook_note(&p->w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    sy_buf_dispose(&line);
}
