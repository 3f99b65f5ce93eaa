/* sankey.c - layered drawing after Sugiyama, in whole tenths of a pixel, so
 * that the same flow gives the same bytes everywhere.
 *
 * A band that passes a column gets a slot in it, columns are put in an order
 * with few crossings (barycentres, swept to and fro, the best kept), then
 * heights: every item wants to stand beside its neighbours, and pushes those
 * above and below it. Lengths are no figures: a band's width is its amount
 * scaled and rounded, never read back. */
#include "report/sankey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "report/markup.h"
#include "report/shown.h"

enum {                   /* tenths of a pixel */
       MOST_FLOW = 2600, /* the fullest column's bands together */
       LEAST_BAND = 14,
       APART = 160, /* between items of a column */
       SLOT_APART = 60,
       EDGE = 20,
       BACK_EDGE = 300, /* room for lines that go back to the first column */
       TITLE_LINE = 165,
       DETAIL_LINE = 150,
       AMOUNT_LINE = 160,
       PAD = 80,
       LANE = 220,
       LABELLED_BAND = 130
};
enum { SWEEPS = 24, RELAXINGS = 40, TITLE_LINES = 2, NO_CARD = -1, MANY_COLUMNS = 5 };

typedef struct item { /* a card, or the slot of a band that passes a column */
    int card;         /* NO_CARD: a slot */
    unsigned column;
    int height, y;
    int64_t wish; /* scratch of the sweeps */
} item;

typedef struct piece { /* a band's way from one column to the next */
    uint32_t from, to; /* items */
    uint32_t band;
    int thick, y0, y1; /* y0, y1: upper edge at either end */
} piece;

typedef struct drawing {
    const sy_sankey *s;
    sy_arena arena;
    unsigned columns;
    int card_width, gap; /* tenths */
    size_t text_columns; /* that fit into a card */
    item *items;
    size_t n_items;
    piece *pieces;
    size_t n_pieces;
    uint32_t **order; /* order[column]: items from top to bottom */
    size_t *n_order;
    sy_minor fullest; /* the largest sum of one column */
    int height;       /* of the part with cards */
    size_t n_back;
} drawing;

static unsigned column_of(const drawing *d, uint32_t card)
{
    return d->s->cards[card].column;
}

static bool is_back(const drawing *d, const sy_band *b)
{
    return column_of(d, b->from) >= column_of(d, b->to);
}

/* amount of whole as a share of length; shifts keep the product in 64 bits. */
static int scaled(sy_minor amount, sy_minor whole, int length)
{
    while (whole > (sy_minor)1 << 40) {
        whole >>= 1;
        amount >>= 1;
    }
    return whole > 0 ? (int)(amount * length / whole) : 0;
}

static int thickness(const drawing *d, sy_minor amount)
{
    const int t = scaled(amount, d->fullest, MOST_FLOW);
    return t < LEAST_BAND ? LEAST_BAND : t;
}

static void find_columns(drawing *d)
{
    for (size_t i = 0; i < d->s->n_cards; i++) {
        if (d->s->cards[i].column + 1 > d->columns) d->columns = d->s->cards[i].column + 1;
    }
    const bool many = d->columns > MANY_COLUMNS;
    d->card_width = many ? 1500 : 1760;
    d->gap = many ? 720 : 960;
    d->text_columns = many ? 18 : 21;
}

static bool find_scale(drawing *d)
{
    sy_minor *sums = sy_arena_get(&d->arena, d->columns * sizeof *sums);

    if (!sums) return false;
    for (size_t i = 0; i < d->s->n_cards; i++) {
        sy_minor *sum = &sums[column_of(d, (uint32_t)i)];
        if (!sy_minor_add(sum, *sum, d->s->cards[i].amount)) *sum = INT64_MAX;
        if (*sum > d->fullest) d->fullest = *sum;
    }
    return true;
}

/* ---- text of a card ---- */

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

static unsigned title_lines(const drawing *d, const char *title)
{
    return sy_width(sy_slice_of(title)) > d->text_columns ? TITLE_LINES : 1;
}

static int text_height(const drawing *d, const sy_card *c)
{
    int height = 2 * PAD + (int)title_lines(d, c->title) * TITLE_LINE + AMOUNT_LINE;

    if (c->detail) height += DETAIL_LINE;
    if (c->held) height += DETAIL_LINE;
    return height;
}

/* ---- items and pieces ---- */

static int card_height(const drawing *d, uint32_t card)
{
    const sy_card *c = &d->s->cards[card];
    int in = 0, out = c->held ? thickness(d, c->held) : 0;

    for (size_t i = 0; i < d->s->n_bands; i++) {
        const sy_band *b = &d->s->bands[i];
        if (is_back(d, b)) continue;
        if (b->to == card) in += thickness(d, b->amount);
        if (b->from == card) out += thickness(d, b->amount);
    }
    const int bands = in > out ? in : out, text = text_height(d, c);
    return bands + PAD > text ? bands + PAD : text;
}

static void add_piece(drawing *d, uint32_t from, uint32_t to, uint32_t band)
{
    d->pieces[d->n_pieces++] = (piece){
        .from = from, .to = to, .band = band, .thick = thickness(d, d->s->bands[band].amount)};
}

static bool make_items(drawing *d)
{
    const sy_sankey *s = d->s;
    size_t slots = 0;

    for (size_t i = 0; i < s->n_bands; i++) {
        if (!is_back(d, &s->bands[i]))
            slots += column_of(d, s->bands[i].to) - column_of(d, s->bands[i].from);
    }
    d->items = sy_arena_get(&d->arena, (s->n_cards + slots) * sizeof *d->items);
    d->pieces = sy_arena_get(&d->arena, (slots + 1) * sizeof *d->pieces);
    if (!d->items || !d->pieces) return false;
    for (uint32_t i = 0; i < s->n_cards; i++) {
        d->items[d->n_items++] = (item){
            .card = (int)i, .column = column_of(d, (uint32_t)i), .height = card_height(d, i)};
    }
    for (uint32_t i = 0; i < s->n_bands; i++) {
        const sy_band *b = &s->bands[i];
        if (is_back(d, b)) {
            d->n_back++;
            continue;
        }
        uint32_t last = b->from;
        for (unsigned column = column_of(d, b->from) + 1; column < column_of(d, b->to); column++) {
            const uint32_t slot = (uint32_t)d->n_items++;
            d->items[slot] =
                (item){.card = NO_CARD, .column = column, .height = thickness(d, b->amount)};
            add_piece(d, last, slot, i);
            last = slot;
        }
        add_piece(d, last, b->to, i);
    }
    return true;
}

/* ---- order inside the columns ---- */

static bool make_order(drawing *d)
{
    d->order = sy_arena_get(&d->arena, d->columns * sizeof *d->order);
    d->n_order = sy_arena_get(&d->arena, d->columns * sizeof *d->n_order);
    if (!d->order || !d->n_order) return false;
    for (unsigned c = 0; c < d->columns; c++) {
        d->order[c] = sy_arena_get(&d->arena, d->n_items * sizeof **d->order);
        if (!d->order[c]) return false;
    }
    for (uint32_t i = 0; i < d->n_items; i++) {
        const unsigned c = d->items[i].column;
        d->items[i].y = (int)d->n_order[c];
        d->order[c][d->n_order[c]++] = i;
    }
    return true;
}

/* Pairs of pieces that cross, y being the rank in the column. */
static size_t crossings(const drawing *d)
{
    size_t count = 0;

    for (size_t i = 0; i < d->n_pieces; i++) {
        const piece *p = &d->pieces[i];
        for (size_t j = i + 1; j < d->n_pieces; j++) {
            const piece *q = &d->pieces[j];
            if (d->items[p->from].column != d->items[q->from].column) continue;
            const int64_t left = d->items[p->from].y - d->items[q->from].y;
            const int64_t right = d->items[p->to].y - d->items[q->to].y;
            count += left * right < 0;
        }
    }
    return count;
}

/* Sorts a column by its items' wishes; equal wishes keep their order. */
static void settle(drawing *d, unsigned column)
{
    uint32_t *order = d->order[column];

    for (size_t i = 1; i < d->n_order[column]; i++) {
        const uint32_t moving = order[i];
        size_t at = i;
        for (; at > 0 && d->items[order[at - 1]].wish > d->items[moving].wish; at--) {
            order[at] = order[at - 1];
        }
        order[at] = moving;
    }
    for (size_t i = 0; i < d->n_order[column]; i++) d->items[order[i]].y = (int)i;
}

/* Every item of the column wishes to be where its neighbours on one side are. */
static void order_column(drawing *d, unsigned column, bool by_left)
{
    for (size_t i = 0; i < d->n_order[column]; i++) {
        item *it = &d->items[d->order[column][i]];
        int64_t sum = 0, weight = 0;
        for (size_t k = 0; k < d->n_pieces; k++) {
            const piece *p = &d->pieces[k];
            if (&d->items[by_left ? p->to : p->from] != it) continue;
            sum += (int64_t)d->items[by_left ? p->from : p->to].y * 1000 * p->thick;
            weight += p->thick;
        }
        it->wish = weight ? sum / weight : (int64_t)it->y * 1000;
    }
    settle(d, column);
}

static bool untangle(drawing *d)
{
    int *best = sy_arena_get(&d->arena, d->n_items * sizeof *best);
    size_t fewest = SIZE_MAX;

    if (!best) return false;
    for (unsigned sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
        const size_t count = crossings(d);
        if (count < fewest) {
            fewest = count;
            for (size_t i = 0; i < d->n_items; i++) best[i] = d->items[i].y;
        }
        for (unsigned c = 0; c < d->columns; c++) {
            order_column(d, sweep % 2 ? d->columns - 1 - c : c, sweep % 2 == 0);
        }
    }
    for (size_t i = 0; i < d->n_items; i++) d->items[i].wish = best[i];
    for (unsigned c = 0; c < d->columns; c++) settle(d, c);
    return true;
}

/* ---- heights ---- */

static int apart(const drawing *d, uint32_t above, uint32_t below)
{
    const bool slots = d->items[above].card == NO_CARD && d->items[below].card == NO_CARD;
    return slots ? SLOT_APART : APART;
}

/* Keeps the items of a column from overlapping: pushed down from the top, then
 * what stands out at the bottom is pushed up again. */
static void push_apart(drawing *d, unsigned column, int bottom)
{
    const uint32_t *order = d->order[column];
    const size_t n = d->n_order[column];
    int least = 0;

    for (size_t i = 0; i < n; i++) {
        item *it = &d->items[order[i]];
        if (i > 0) least += apart(d, order[i - 1], order[i]);
        if (it->y < least) it->y = least;
        least = it->y + it->height;
    }
    int most = bottom;
    for (size_t i = n; i-- > 0;) {
        item *it = &d->items[order[i]];
        if (it->y + it->height > most) it->y = most - it->height;
        most = it->y - (i > 0 ? apart(d, order[i - 1], order[i]) : 0);
    }
}

static int column_height(const drawing *d, unsigned column)
{
    int height = 0;

    for (size_t i = 0; i < d->n_order[column]; i++) {
        if (i > 0) height += apart(d, d->order[column][i - 1], d->order[column][i]);
        height += d->items[d->order[column][i]].height;
    }
    return height;
}

static int middle(const item *it)
{
    return it->y + it->height / 2;
}

static void relax_column(drawing *d, unsigned column, bool by_left)
{
    for (size_t i = 0; i < d->n_order[column]; i++) {
        item *it = &d->items[d->order[column][i]];
        int64_t sum = 0, weight = 0;
        for (size_t k = 0; k < d->n_pieces; k++) {
            const piece *p = &d->pieces[k];
            if (&d->items[by_left ? p->to : p->from] != it) continue;
            sum += (int64_t)middle(&d->items[by_left ? p->from : p->to]) * p->thick;
            weight += p->thick;
        }
        if (weight) it->y = (int)(sum / weight) - it->height / 2;
    }
    push_apart(d, column, d->height);
}

static void find_heights(drawing *d)
{
    for (unsigned c = 0; c < d->columns; c++) {
        const int height = column_height(d, c);
        if (height > d->height) d->height = height;
    }
    for (unsigned c = 0; c < d->columns; c++) {
        int y = (d->height - column_height(d, c)) / 2;
        for (size_t i = 0; i < d->n_order[c]; i++) {
            item *it = &d->items[d->order[c][i]];
            if (i > 0) y += apart(d, d->order[c][i - 1], d->order[c][i]);
            it->y = y;
            y += it->height;
        }
    }
    for (unsigned round = 0; round < RELAXINGS; round++) {
        for (unsigned k = 1; k < d->columns; k++) {
            relax_column(d, round % 2 ? d->columns - 1 - k : k, round % 2 == 0);
        }
    }
}

/* Where the bands touch their items: side by side in the order of what is at
 * their other ends, so that they do not cross on the way in. */
static void attach(drawing *d, uint32_t at, bool leaving)
{
    const item *it = &d->items[at];
    int total = leaving && it->card != NO_CARD && d->s->cards[it->card].held
                    ? thickness(d, d->s->cards[it->card].held)
                    : 0;

    for (size_t i = 0; i < d->n_pieces; i++) {
        const piece *p = &d->pieces[i];
        if ((leaving ? p->from : p->to) == at) total += p->thick;
    }
    int y = it->y + (it->height - total) / 2;
    int64_t last = INT64_MIN;
    for (;;) { /* the nearest piece that comes after the last one */
        piece *next = NULL;
        int64_t key = INT64_MAX;
        for (size_t i = 0; i < d->n_pieces; i++) {
            piece *p = &d->pieces[i];
            if ((leaving ? p->from : p->to) != at) continue;
            const int64_t k =
                (int64_t)middle(&d->items[leaving ? p->to : p->from]) * (1 << 20) + (int64_t)i;
            if (k > last && k < key) {
                key = k;
                next = p;
            }
        }
        if (!next) return;
        last = key;
        if (leaving)
            next->y0 = y;
        else
            next->y1 = y;
        y += next->thick;
    }
}

/* ---- drawing ---- */

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

static int left_of(const drawing *d, unsigned column)
{
    return (d->n_back ? BACK_EDGE : EDGE) + (int)column * (d->card_width + d->gap);
}

/* The edge of a piece, from its left to its right end or back, lowered by dy. */
static void edge(sy_buf *b, const drawing *d, const piece *p, int dy, bool back)
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
static void draw_band(sy_buf *b, const drawing *d, size_t first, size_t end)
{
    const piece *p = d->pieces;
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

static size_t bands_into(const drawing *d, uint32_t card)
{
    size_t count = 0;

    for (size_t i = 0; i < d->s->n_bands; i++) count += d->s->bands[i].to == card;
    return count;
}

/* The amount on a band where it enters a card; a single band's is the card's
 * own, and a thin one has no room: the table has all of them. */
static void label_band(sy_buf *b, const drawing *d, const piece *last)
{
    const sy_band *band = &d->s->bands[last->band];

    if (last->thick < LABELLED_BAND || bands_into(d, band->to) < 2) return;
    sy_buf_text(b, "<text class=\"on-band\" text-anchor=\"end\"");
    attribute(b, "x", left_of(d, column_of(d, band->to)) - 50);
    attribute(b, "y", last->y1 + last->thick / 2 + 38);
    sy_buf_char(b, '>');
    sy_markup_money(b, band->amount);
    sy_buf_text(b, "</text>");
}

static void draw_bands(sy_buf *b, const drawing *d)
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
static void draw_back(sy_buf *b, const drawing *d)
{
    int lane = d->height + LANE;

    for (size_t i = 0; i < d->s->n_bands; i++) {
        const sy_band *band = &d->s->bands[i];
        if (!is_back(d, band)) continue;
        const item *from = &d->items[band->from], *to = &d->items[band->to];
        const int x0 = left_of(d, from->column) + d->card_width, x1 = left_of(d, to->column);
        const int y0 = from->y + from->height - PAD, y1 = to->y + to->height - PAD;
        int thick = thickness(d, band->amount);
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

static void draw_text(sy_buf *b, const drawing *d, const sy_card *c, int x, int y)
{
    sy_slice title = sy_slice_of(c->title);

    if (title_lines(d, c->title) == TITLE_LINES) {
        const size_t n = fitting(title, d->text_columns);
        line_of_text(b, "who", x, &y, TITLE_LINE - 20, (sy_slice){title.ptr, n}, 0);
        title = (sy_slice){title.ptr + n, title.len - n};
        line_of_text(b, "who", x, &y, TITLE_LINE, title, d->text_columns);
    } else {
        line_of_text(b, "who", x, &y, TITLE_LINE - 20, title, 0);
    }
    if (c->detail) {
        line_of_text(b, "what", x, &y, DETAIL_LINE, sy_slice_of(c->detail), d->text_columns + 5);
    }
    money_line(b, "sum", "", x, &y, AMOUNT_LINE, c->amount);
    if (c->held) money_line(b, "what", _("still there: "), x, &y, DETAIL_LINE, c->held);
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

static void draw_card(sy_buf *b, const drawing *d, const item *it)
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
        int height = thickness(d, c->held);
        if (height > it->height - PAD) height = it->height - PAD;
        rectangle(b, "held", x + d->card_width - 60, it->y + it->height - PAD / 2 - height, 60,
                  height, 0);
    }
    draw_text(b, d, c, x + 120, it->y + (it->height - text_height(d, c)) / 2 + PAD);
    sy_buf_text(b, "<title>");
    sy_markup_escaped(b, sy_slice_of(c->title), 400);
    sy_buf_text(b, "</title></g>");
    if (c->anchor) sy_buf_text(b, "</a>");
}

static void draw(sy_buf *b, const drawing *d)
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
    drawing d = {.s = s};
    sy_status st = SY_OK;

    if (columns) *columns = 0;
    if (s->n_cards == 0) return SY_OK;
    sy_arena_init(&d.arena, b->al);
    find_columns(&d);
    if (!find_scale(&d) || !make_items(&d) || !make_order(&d) || !untangle(&d)) {
        st = sy_fail_nomem(err);
        goto done;
    }
    find_heights(&d);
    for (uint32_t i = 0; i < d.n_items; i++) {
        attach(&d, i, true);
        attach(&d, i, false);
    }
    draw(b, &d);
    if (columns) *columns = d.columns;
    st = sy_buf_status(b);
    if (st != SY_OK) sy_fail(err, st, N_("the page grew too large"));

done:
    sy_arena_dispose(&d.arena);
    return st;
}
