/* sankey.c - a plan (sankey_plan.h) as SVG: bands first, then the cards. */
#include "report/sankey.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/lang.h"
#include "report/markup.h"
#include "report/sankey_plan.h"
#include "report/shown.h"

enum {
    EDGE = 20,
    BACK_EDGE = 300, /* room for lines that go back to the first column */
    LANE = 220,
    LABELLED_BAND = 130
};

/* The bytes of text that fit into width columns; all when it is short. Breaks
 * at a blank where there is one. */
static size_t fitting(sy_slice text, size_t width)
{
    size_t at = 0, blank = 0;

    while (at < text.len) {
        size_t n = 1;
        while (at + n < text.len && ((unsigned char)text.ptr[at + n] & 0xC0u) == 0x80u) n++;
        const size_t w = sy_width((sy_slice){text.ptr + at, n});
        if (w > width) return blank ? blank : at;
        if (text.ptr[at] == ' ') blank = at + 1;
        width -= w;
        at += n;
    }
    return at;
}

static void number(sy_buf *b, int tenths)
{
    if (tenths < 0) sy_buf_char(b, '-');
    tenths = abs(tenths);
    sy_buf_printf(b, "%d", tenths / 10);
    if (tenths % 10) sy_buf_printf(b, ".%d", tenths % 10);
}

static void point(sy_buf *b, const char *before, int x, int y)
{
    sy_buf_text(b, before);
    number(b, x);
    sy_buf_char(b, ' ');
    number(b, y);
}

static void attribute(sy_buf *b, const char *name, int tenths)
{
    sy_buf_printf(b, " %s=\"", name);
    number(b, tenths);
    sy_buf_char(b, '"');
}

static int left_of(const sy_sankey_plan *d, unsigned column)
{
    return (d->n_back ? BACK_EDGE : EDGE) + (int)column * (d->card_width + d->gap);
}

/* The edge of a piece, from its left to its right end or back, lowered by dy. */
static void edge(sy_buf *b, const sy_sankey_plan *d, const sy_sankey_piece *p, int dy, bool back)
{
    const int x0 = left_of(d, d->items[p->from].column) + d->card_width;
    const int x1 = x0 + d->gap, bend = x0 + d->gap / 2;

    if (back) {
        point(b, " C", bend, p->y1 + dy);
        point(b, " ", bend, p->y0 + dy);
        point(b, " ", x0, p->y0 + dy);
    } else {
        point(b, " C", bend, p->y0 + dy);
        point(b, " ", bend, p->y1 + dy);
        point(b, " ", x1, p->y1 + dy);
    }
}

/* One band: its pieces stand one after the other, in the order of columns. */
static void draw_band(sy_buf *b, const sy_sankey_plan *d, size_t first, size_t end)
{
    const sy_sankey_piece *p = d->pieces;
    const sy_band *band = &d->s->bands[p[first].band];
    const bool to_property = d->s->cards[band->to].look == SY_CARD_PROPERTY;

    sy_buf_printf(b, "<path class=\"band%s\" d=\"", to_property ? " to-property" : "");
    point(b, "M", left_of(d, d->items[p[first].from].column) + d->card_width, p[first].y0);
    for (size_t i = first; i < end; i++) {
        edge(b, d, &p[i], 0, false);
        if (i + 1 < end) {
            point(b, " L", left_of(d, d->items[p[i].to].column) + d->card_width, p[i + 1].y0);
        }
    }
    point(b, " L", left_of(d, d->items[p[end - 1].to].column), p[end - 1].y1 + p[end - 1].thick);
    for (size_t i = end; i-- > first;) {
        edge(b, d, &p[i], p[i].thick, true);
        if (i > first) {
            point(b, " L", left_of(d, d->items[p[i - 1].to].column), p[i - 1].y1 + p[i].thick);
        }
    }
    sy_buf_text(b, " Z\">");
    if (band->tip) {
        sy_buf_text(b, "<title>");
        sy_markup_escaped(b, sy_slice_of(band->tip), 200);
        sy_buf_text(b, "</title>");
    }
    sy_buf_text(b, "</path>");
}

static size_t bands_into(const sy_sankey_plan *d, uint32_t card)
{
    size_t count = 0;

    for (size_t i = 0; i < d->s->n_bands; i++) count += d->s->bands[i].to == card;
    return count;
}

/* The amount on a band where it enters a card; a single band's is the card's
 * own, and a thin one has no room: the table has all of them. */
static void label_band(sy_buf *b, const sy_sankey_plan *d, const sy_sankey_piece *last)
{
    const sy_band *band = &d->s->bands[last->band];

    if (last->thick < LABELLED_BAND || bands_into(d, band->to) < 2) return;
    sy_buf_text(b, "<text class=\"on-band\" text-anchor=\"end\"");
    attribute(b, "x", left_of(d, sy_sankey_column(d, band->to)) - 50);
    attribute(b, "y", last->y1 + last->thick / 2 + 38);
    sy_buf_char(b, '>');
    sy_markup_money(b, band->amount);
    sy_buf_text(b, "</text>");
}

static void draw_bands(sy_buf *b, const sy_sankey_plan *d)
{
    for (size_t i = 0, end; i < d->n_pieces; i = end) {
        for (end = i + 1; end < d->n_pieces && d->pieces[end].band == d->pieces[i].band;) end++;
        draw_band(b, d, i, end);
    }
    for (size_t i = 0; i < d->n_pieces; i++) {
        const bool is_last = i + 1 == d->n_pieces || d->pieces[i + 1].band != d->pieces[i].band;
        if (is_last) label_band(b, d, &d->pieces[i]);
    }
}

/* Money that goes back: down from the payer's card, along a lane of its own
 * below all cards, up to the payee's. Lines, not bands: they would hide the rest. */
static void draw_back(sy_buf *b, const sy_sankey_plan *d)
{
    int lane = d->height + LANE;

    for (size_t i = 0; i < d->s->n_bands; i++) {
        const sy_band *band = &d->s->bands[i];
        if (!sy_sankey_is_back(d, band)) continue;
        const sy_sankey_item *from = &d->items[band->from], *to = &d->items[band->to];
        const int x0 = left_of(d, from->column) + d->card_width, x1 = left_of(d, to->column);
        const int y0 = from->y + from->height - SY_SANKEY_PAD,
                  y1 = to->y + to->height - SY_SANKEY_PAD;
        int thick = sy_sankey_thickness(d, band->amount);
        if (thick > 60) thick = 60;
        sy_buf_text(b, "<path class=\"back\" marker-end=\"url(#tip)\" stroke-width=\"");
        number(b, thick);
        point(b, "\" d=\"M", x0, y0);
        point(b, " C", x0 + 300, y0);
        point(b, " ", x0 + 300, lane);
        point(b, " ", x0, lane);
        point(b, " L", x1, lane);
        point(b, " C", x1 - 300, lane);
        point(b, " ", x1 - 300, y1);
        point(b, " ", x1 - 40, y1);
        sy_buf_text(b, "\"/><text class=\"on-band\" text-anchor=\"middle\"");
        attribute(b, "x", (x0 + x1) / 2);
        attribute(b, "y", lane - 50);
        sy_buf_char(b, '>');
        sy_buf_text(b, _("back: "));
        sy_markup_money(b, band->amount);
        sy_buf_text(b, "</text>");
        lane += LANE;
    }
}

static void line_of_text(sy_buf *b, const char *class, int x, int *y, int step, sy_slice text,
                         size_t width)
{
    *y += step;
    sy_buf_printf(b, "<text class=\"%s\"", class);
    attribute(b, "x", x);
    attribute(b, "y", *y);
    sy_buf_char(b, '>');
    sy_markup_escaped(b, text, width);
    sy_buf_text(b, "</text>");
}

static void money_line(sy_buf *b, const char *class, const char *before, int x, int *y, int step,
                       sy_minor amount)
{
    char text[SY_MINOR_TEXT + 64], money[SY_MINOR_TEXT];

    snprintf(text, sizeof text, "%s%s", before, sy_minor_print_grouped(money, amount));
    line_of_text(b, class, x, y, step, sy_slice_of(text), 0);
}

static void draw_text(sy_buf *b, const sy_sankey_plan *d, const sy_card *c, int x, int y)
{
    sy_slice title = sy_slice_of(c->title);

    if (sy_sankey_title_lines(d, c->title) == SY_SANKEY_TITLE_LINES) {
        const size_t n = fitting(title, d->text_columns);
        line_of_text(b, "who", x, &y, SY_SANKEY_TITLE - 20, (sy_slice){title.ptr, n}, 0);
        title = (sy_slice){title.ptr + n, title.len - n};
        line_of_text(b, "who", x, &y, SY_SANKEY_TITLE, title, d->text_columns);
    } else {
        line_of_text(b, "who", x, &y, SY_SANKEY_TITLE - 20, title, 0);
    }
    if (c->detail) {
        line_of_text(b, "what", x, &y, SY_SANKEY_DETAIL, sy_slice_of(c->detail),
                     d->text_columns + 5);
    }
    money_line(b, "sum", "", x, &y, SY_SANKEY_AMOUNT, c->amount);
    if (c->held) money_line(b, "what", _("still there: "), x, &y, SY_SANKEY_DETAIL, c->held);
}

static void rectangle(sy_buf *b, const char *class, int x, int y, int width, int height, int round)
{
    sy_buf_text(b, "<rect");
    if (class) sy_buf_printf(b, " class=\"%s\"", class);
    attribute(b, "x", x);
    attribute(b, "y", y);
    attribute(b, "width", width);
    attribute(b, "height", height);
    if (round) attribute(b, "rx", round);
    sy_buf_text(b, "/>");
}

static void draw_card(sy_buf *b, const sy_sankey_plan *d, const sy_sankey_item *it)
{
    static const char *const classes[] = {"card source", "card", "card unsupplied", "card property",
                                          "card end"};
    const sy_card *c = &d->s->cards[it->card];
    const int x = left_of(d, it->column);

    if (c->anchor) {
        sy_buf_text(b, "<a href=\"#");
        sy_markup_escaped(b, sy_slice_of(c->anchor), 0);
        sy_buf_text(b, "\">");
    }
    sy_buf_printf(b, "<g class=\"%s\">", classes[c->look]);
    rectangle(b, NULL, x, it->y, d->card_width, it->height, c->look == SY_CARD_END ? 120 : 20);
    /* What is still there: a hatched bar at the card's right, as long as its share. */
    if (c->held) {
        int height = sy_sankey_thickness(d, c->held);
        if (height > it->height - SY_SANKEY_PAD) height = it->height - SY_SANKEY_PAD;
        rectangle(b, "held", x + d->card_width - 60,
                  it->y + it->height - SY_SANKEY_PAD / 2 - height, 60, height, 0);
    }
    draw_text(b, d, c, x + 120,
              it->y + (it->height - sy_sankey_text_height(d, c)) / 2 + SY_SANKEY_PAD);
    sy_buf_text(b, "<title>");
    sy_markup_escaped(b, sy_slice_of(c->title), 400);
    sy_buf_text(b, "</title></g>");
    if (c->anchor) sy_buf_text(b, "</a>");
}

static void draw(sy_buf *b, const sy_sankey_plan *d)
{
    const int width = left_of(d, d->columns - 1) + d->card_width + (d->n_back ? BACK_EDGE : EDGE);
    const int height = d->height + (d->n_back ? ((int)d->n_back + 1) * LANE : 0) + EDGE;

    sy_buf_text(b, "<svg class=\"sankey\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                   "viewBox=\"0 -2 ");
    number(b, width);
    sy_buf_char(b, ' ');
    number(b, height + EDGE);
    sy_buf_text(b, "\" style=\"max-width:");
    number(b, width);
    sy_buf_text(b, "px\"><defs><pattern id=\"hatch\" width=\"5\" height=\"5\" "
                   "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                   "<rect width=\"5\" height=\"5\" class=\"paper\"/>"
                   "<path d=\"M0 0V5\" class=\"hatch\"/></pattern>"
                   "<marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" "
                   "markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" "
                   "orient=\"auto\"><path d=\"M0 0L8 4L0 8Z\" class=\"tip\"/></marker></defs>");
    draw_bands(b, d);
    draw_back(b, d);
    for (size_t i = 0; i < d->s->n_cards; i++) draw_card(b, d, &d->items[i]);
    sy_buf_text(b, "</svg>\n");
}

sy_status sy_sankey_draw(sy_buf *b, unsigned *columns, const sy_sankey *s, sy_err *err)
{
    sy_sankey_plan d;
    sy_status st = SY_OK;

    if (columns) *columns = 0;
    if (s->n_cards == 0) return SY_OK;
    if (sy_sankey_plan_make(&d, s, b->al)) {
        draw(b, &d);
        if (columns) *columns = d.columns;
        st = sy_buf_status(b);
        if (st != SY_OK) sy_fail(err, st, N_("the page grew too large"));
    } else {
        st = sy_fail_nomem(err);
    }
    sy_sankey_plan_dispose(&d);
    return st;
}
