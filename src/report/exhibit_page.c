/* exhibit_page.c - one path a sheet of paper: whose case, which cards, then link by link. */
#include "base/lang.h"
#include "report/exhibit.h"
#include "report/markup.h"
#include "report/sections.h"

static void put_note(sy_buf *b, const char *of, const char *note)
{
    if (!*note) return;
    sy_buf_printf(b, "<p class=\"note\"><b>%s</b> ", _("note"));
    sy_markup_text(b, sy_slice_of(of), 0);
    sy_buf_text(b, ": ");
    sy_markup_text(b, sy_slice_of(note), 0);
    sy_buf_text(b, "</p>\n");
}

static void put_cards(sy_buf *b, const sy_exhibit *e)
{
    sy_buf_text(b, "<p><b>");
    for (size_t i = 0; i < e->n_cards; i++) {
        if (i > 0) sy_buf_text(b, " → ");
        sy_markup_text(b, sy_slice_of(e->cards[i].title), SY_NAME_WIDTH);
        if (e->cards[i].is_gone)
            sy_buf_printf(b, " <small>(%s)</small>", _("the case has it no more"));
    }
    sy_buf_text(b, "</b></p>\n");
    for (size_t i = 0; i < e->n_cards; i++) put_note(b, e->cards[i].title, e->cards[i].note);
}

static void put_row(sy_buf *b, const sy_row_ref *row)
{
    sy_markup_text(b, sy_slice_of(row->source->path), 0);
    if (row->source->sheet_name[0]) {
        sy_buf_text(b, " · ");
        sy_markup_text(b, sy_slice_of(row->source->sheet_name), SY_NAME_WIDTH);
    }
    sy_buf_text(b, " · ");
    sy_buf_printf(b, _("row %u"), row->row);
}

static void put_payment(sy_buf *b, const sy_exhibit *e, const sy_exhibit_payment *p, size_t number)
{
    sy_buf_printf(b, "<tr><td>%zu</td><td class=\"t\">", number);
    sy_markup_time(b, p->at, p->precision);
    sy_buf_text(b, "</td><td>");
    sy_write_party(b, p->from.name, p->from.number);
    sy_buf_text(b, "</td><td>");
    sy_write_party(b, p->to.name, p->to.number);
    sy_buf_text(b, "</td><td class=\"n\">");
    sy_markup_money(b, p->amount);
    if (e->has_trace) {
        sy_buf_text(b, "</td><td class=\"n\">");
        sy_markup_money(b, p->traced);
    }
    sy_buf_text(b, "</td><td>");
    for (size_t i = 0; i < p->n_rows; i++) {
        if (i > 0) sy_buf_text(b, "<br>");
        put_row(b, &p->rows[i]);
    }
    sy_buf_text(b, "</td></tr>\n");
}

static void put_sum(sy_buf *b, const sy_exhibit *e, const sy_exhibit_link *l)
{
    sy_buf_printf(b, "<tr class=\"sum\"><td></td><td>%s</td><td></td><td>", _("sum"));
    sy_buf_printf(b, _("payments: %zu"), l->n);
    sy_buf_text(b, "</td><td class=\"n\">");
    sy_markup_money(b, l->sum);
    if (e->has_trace) {
        sy_buf_text(b, "</td><td class=\"n\">");
        sy_markup_money(b, l->traced);
    }
    sy_buf_text(b, "</td><td></td></tr>\n");
}

static void put_link(sy_buf *b, const sy_exhibit *e, const sy_exhibit_link *l, size_t *number)
{
    const char *with[] = {"",          _("time"),         _("paid by"),        _("received by"),
                          _("amount"), _("of it traced"), _("where it stands")};
    const char *without[] = {with[0], with[1], with[2], with[3], with[4], with[6]};

    sy_buf_text(b, "<h3>");
    if (!l->is_step) sy_buf_printf(b, "%s: ", _("beside the path"));
    sy_markup_text(b, sy_slice_of(l->from), SY_NAME_WIDTH);
    sy_buf_text(b, " → ");
    sy_markup_text(b, sy_slice_of(l->to), SY_NAME_WIDTH);
    sy_buf_text(b, "</h3>\n");
    put_note(b, _("of the line"), l->note);
    if (l->n == 0) {
        sy_buf_printf(b, "<p class=\"soft\">%s</p>\n", _("no payment under these filters"));
        return;
    }
    sy_write_heads(b, e->has_trace ? with : without, e->has_trace ? "ltllnnl" : "ltllnl");
    for (size_t i = 0; i < l->n_payments; i++) put_payment(b, e, &l->payments[i], ++*number);
    put_sum(b, e, l);
    sy_buf_text(b, "</tbody></table>\n");
    if (l->n > l->n_payments) {
        sy_buf_text(b, "<p class=\"note warn\">");
        sy_buf_printf(b, _("%zu more payments are not listed here; the sum has them."),
                      l->n - l->n_payments);
        sy_buf_text(b, "</p>\n");
    }
}

void sy_exhibit_page(sy_buf *b, const sy_exhibit *e)
{
    size_t number = 0;

    sy_buf_printf(b, "<section class=\"wide\"%s>\n<p class=\"kind\">%s %zu</p>\n<h1>",
                  e->number > 1 ? " style=\"break-before: page\"" : "", _("exhibit"), e->number);
    sy_markup_text(b, sy_slice_of(e->name), 0);
    sy_buf_text(b, "</h1>\n");
    sy_write_case_facts(b, e->facts);
    put_cards(b, e);
    for (size_t i = 0; i < e->n_links; i++) put_link(b, e, &e->links[i], &number);
    sy_buf_printf(b, "<ul class=\"soft\">\n<li>%s: ", _("board"));
    sy_markup_text(b, sy_slice_of(e->board), 0);
    sy_buf_text(b, "</li>\n");
    for (size_t i = 0; i < e->n_remarks; i++) {
        sy_buf_text(b, "<li>");
        sy_markup_text(b, sy_slice_of(e->remarks[i]), 0);
        sy_buf_text(b, "</li>\n");
    }
    sy_buf_text(b, "</ul>\n</section>\n");
}
