/* sankey_plan.c - layered layout after Sugiyama, in whole numbers, so that the
 * same flow gives the same bytes everywhere.
 *
 * Columns are put in an order with few crossings (barycentres, swept to and fro,
 * the best kept), then heights: every item wants to stand beside its neighbours,
 * and pushes those above and below it. Lengths are no figures: a band's width is
 * its amount scaled and rounded, never read back. */
#include "report/sankey_plan.h"

#include <string.h>

#include "report/shown.h"

enum {
    MOST_FLOW = 2600, /* the fullest column's bands together */
    LEAST_BAND = 14,
    APART = 160, /* between items of a column */
    SLOT_APART = 60
};
enum { SWEEPS = 24, RELAXINGS = 40, MANY_COLUMNS = 5 };

unsigned sy_sankey_column(const sy_sankey_plan *d, uint32_t card)
{
    return d->s->cards[card].column;
}

bool sy_sankey_is_back(const sy_sankey_plan *d, const sy_band *b)
{
    return sy_sankey_column(d, b->from) >= sy_sankey_column(d, b->to);
}

/* amount of whole, at most all of it, as a share of length; shifts keep the
 * product in 64 bits. */
static int scaled(sy_minor amount, sy_minor whole, int length)
{
    if (amount > whole) amount = whole;
    while (whole > (sy_minor)1 << 40) {
        whole >>= 1;
        amount >>= 1;
    }
    return whole > 0 ? (int)(amount * length / whole) : 0;
}

int sy_sankey_thickness(const sy_sankey_plan *d, sy_minor amount)
{
    const int t = scaled(amount, d->fullest, MOST_FLOW);
    return t < LEAST_BAND ? LEAST_BAND : t;
}

static void find_columns(sy_sankey_plan *d)
{
    for (size_t i = 0; i < d->s->n_cards; i++) {
        if (d->s->cards[i].column + 1 > d->columns) d->columns = d->s->cards[i].column + 1;
    }
    const bool many = d->columns > MANY_COLUMNS;
    d->card_width = many ? 1500 : 1760;
    d->gap = many ? 720 : 960;
    d->text_columns = many ? 18 : 21;
}

static bool find_scale(sy_sankey_plan *d)
{
    sy_minor *sums = sy_arena_get(&d->arena, d->columns * sizeof *sums);

    if (!sums) return false;
    for (size_t i = 0; i < d->s->n_cards; i++) {
        sy_minor *sum = &sums[sy_sankey_column(d, (uint32_t)i)];
        if (!sy_minor_add(sum, *sum, d->s->cards[i].amount)) *sum = INT64_MAX;
        if (*sum > d->fullest) d->fullest = *sum;
    }
    return true;
}

/* ---- text of a card ---- */

unsigned sy_sankey_title_lines(const sy_sankey_plan *d, const char *title)
{
    return sy_width(sy_slice_of(title)) > d->text_columns ? SY_SANKEY_TITLE_LINES : 1;
}

int sy_sankey_text_height(const sy_sankey_plan *d, const sy_card *c)
{
    int height = 2 * SY_SANKEY_PAD + (int)sy_sankey_title_lines(d, c->title) * SY_SANKEY_TITLE +
                 SY_SANKEY_AMOUNT;

    if (c->detail) height += SY_SANKEY_DETAIL;
    if (c->held) height += SY_SANKEY_DETAIL;
    return height;
}

/* ---- items and pieces ---- */

static int card_height(const sy_sankey_plan *d, uint32_t card)
{
    const sy_card *c = &d->s->cards[card];
    int in = 0, out = c->held ? sy_sankey_thickness(d, c->held) : 0;

    for (size_t i = 0; i < d->s->n_bands; i++) {
        const sy_band *b = &d->s->bands[i];
        if (sy_sankey_is_back(d, b)) continue;
        if (b->to == card) in += sy_sankey_thickness(d, b->amount);
        if (b->from == card) out += sy_sankey_thickness(d, b->amount);
    }
    const int bands = in > out ? in : out, text = sy_sankey_text_height(d, c);
    return bands + SY_SANKEY_PAD > text ? bands + SY_SANKEY_PAD : text;
}

static void add_piece(sy_sankey_plan *d, uint32_t from, uint32_t to, uint32_t band)
{
    d->pieces[d->n_pieces++] =
        (sy_sankey_piece){.from = from,
                          .to = to,
                          .band = band,
                          .thick = sy_sankey_thickness(d, d->s->bands[band].amount)};
}

static bool make_items(sy_sankey_plan *d)
{
    const sy_sankey *s = d->s;
    size_t slots = 0;

    for (size_t i = 0; i < s->n_bands; i++) {
        if (!sy_sankey_is_back(d, &s->bands[i]))
            slots += sy_sankey_column(d, s->bands[i].to) - sy_sankey_column(d, s->bands[i].from);
    }
    d->items = sy_arena_get(&d->arena, (s->n_cards + slots) * sizeof *d->items);
    d->pieces = sy_arena_get(&d->arena, (slots + 1) * sizeof *d->pieces);
    if (!d->items || !d->pieces) return false;
    for (uint32_t i = 0; i < s->n_cards; i++) {
        d->items[d->n_items++] = (sy_sankey_item){.card = (int)i,
                                                  .column = sy_sankey_column(d, (uint32_t)i),
                                                  .height = card_height(d, i)};
    }
    for (uint32_t i = 0; i < s->n_bands; i++) {
        const sy_band *b = &s->bands[i];
        if (sy_sankey_is_back(d, b)) {
            d->n_back++;
            continue;
        }
        uint32_t last = b->from;
        for (unsigned column = sy_sankey_column(d, b->from) + 1;
             column < sy_sankey_column(d, b->to); column++) {
            const uint32_t slot = (uint32_t)d->n_items++;
            d->items[slot] = (sy_sankey_item){.card = SY_SANKEY_SLOT,
                                              .column = column,
                                              .height = sy_sankey_thickness(d, b->amount)};
            add_piece(d, last, slot, i);
            last = slot;
        }
        add_piece(d, last, b->to, i);
    }
    return true;
}

/* ---- order inside the columns ---- */

static bool make_order(sy_sankey_plan *d)
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
static size_t crossings(const sy_sankey_plan *d)
{
    size_t count = 0;

    for (size_t i = 0; i < d->n_pieces; i++) {
        const sy_sankey_piece *p = &d->pieces[i];
        for (size_t j = i + 1; j < d->n_pieces; j++) {
            const sy_sankey_piece *q = &d->pieces[j];
            if (d->items[p->from].column != d->items[q->from].column) continue;
            const int64_t left = d->items[p->from].y - d->items[q->from].y;
            const int64_t right = d->items[p->to].y - d->items[q->to].y;
            count += left * right < 0;
        }
    }
    return count;
}

/* Sorts a column by its items' wishes; equal wishes keep their order. */
static void settle(sy_sankey_plan *d, unsigned column)
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
static void order_column(sy_sankey_plan *d, unsigned column, bool by_left)
{
    for (size_t i = 0; i < d->n_order[column]; i++) {
        sy_sankey_item *it = &d->items[d->order[column][i]];
        int64_t sum = 0, weight = 0;
        for (size_t k = 0; k < d->n_pieces; k++) {
            const sy_sankey_piece *p = &d->pieces[k];
            if (&d->items[by_left ? p->to : p->from] != it) continue;
            sum += (int64_t)d->items[by_left ? p->from : p->to].y * 1000 * p->thick;
            weight += p->thick;
        }
        it->wish = weight ? sum / weight : (int64_t)it->y * 1000;
    }
    settle(d, column);
}

static bool untangle(sy_sankey_plan *d)
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

static int apart(const sy_sankey_plan *d, uint32_t above, uint32_t below)
{
    const bool slots =
        d->items[above].card == SY_SANKEY_SLOT && d->items[below].card == SY_SANKEY_SLOT;
    return slots ? SLOT_APART : APART;
}

/* Keeps the items of a column from overlapping: pushed down from the top, then
 * what stands out at the bottom is pushed up again. */
static void push_apart(sy_sankey_plan *d, unsigned column, int bottom)
{
    const uint32_t *order = d->order[column];
    const size_t n = d->n_order[column];
    int least = 0;

    for (size_t i = 0; i < n; i++) {
        sy_sankey_item *it = &d->items[order[i]];
        if (i > 0) least += apart(d, order[i - 1], order[i]);
        if (it->y < least) it->y = least;
        least = it->y + it->height;
    }
    int most = bottom;
    for (size_t i = n; i-- > 0;) {
        sy_sankey_item *it = &d->items[order[i]];
        if (it->y + it->height > most) it->y = most - it->height;
        most = it->y - (i > 0 ? apart(d, order[i - 1], order[i]) : 0);
    }
}

static int column_height(const sy_sankey_plan *d, unsigned column)
{
    int height = 0;

    for (size_t i = 0; i < d->n_order[column]; i++) {
        if (i > 0) height += apart(d, d->order[column][i - 1], d->order[column][i]);
        height += d->items[d->order[column][i]].height;
    }
    return height;
}

static int middle(const sy_sankey_item *it)
{
    return it->y + it->height / 2;
}

static void relax_column(sy_sankey_plan *d, unsigned column, bool by_left)
{
    for (size_t i = 0; i < d->n_order[column]; i++) {
        sy_sankey_item *it = &d->items[d->order[column][i]];
        int64_t sum = 0, weight = 0;
        for (size_t k = 0; k < d->n_pieces; k++) {
            const sy_sankey_piece *p = &d->pieces[k];
            if (&d->items[by_left ? p->to : p->from] != it) continue;
            sum += (int64_t)middle(&d->items[by_left ? p->from : p->to]) * p->thick;
            weight += p->thick;
        }
        if (weight) it->y = (int)(sum / weight) - it->height / 2;
    }
    push_apart(d, column, d->height);
}

static void find_heights(sy_sankey_plan *d)
{
    for (unsigned c = 0; c < d->columns; c++) {
        const int height = column_height(d, c);
        if (height > d->height) d->height = height;
    }
    for (unsigned c = 0; c < d->columns; c++) {
        int y = (d->height - column_height(d, c)) / 2;
        for (size_t i = 0; i < d->n_order[c]; i++) {
            sy_sankey_item *it = &d->items[d->order[c][i]];
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
static void attach(sy_sankey_plan *d, uint32_t at, bool leaving)
{
    const sy_sankey_item *it = &d->items[at];
    int total = leaving && it->card != SY_SANKEY_SLOT && d->s->cards[it->card].held
                    ? sy_sankey_thickness(d, d->s->cards[it->card].held)
                    : 0;

    for (size_t i = 0; i < d->n_pieces; i++) {
        const sy_sankey_piece *p = &d->pieces[i];
        if ((leaving ? p->from : p->to) == at) total += p->thick;
    }
    int y = it->y + (it->height - total) / 2;
    int64_t last = INT64_MIN;
    for (;;) { /* the nearest piece that comes after the last one */
        sy_sankey_piece *next = NULL;
        int64_t key = INT64_MAX;
        for (size_t i = 0; i < d->n_pieces; i++) {
            sy_sankey_piece *p = &d->pieces[i];
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

bool sy_sankey_plan_make(sy_sankey_plan *d, const sy_sankey *s, const sy_alloc *al)
{
    *d = (sy_sankey_plan){.s = s};
    sy_arena_init(&d->arena, al);
    find_columns(d);
    if (!find_scale(d) || !make_items(d) || !make_order(d) || !untangle(d)) return false;
    find_heights(d);
    for (uint32_t i = 0; i < d->n_items; i++) {
        attach(d, i, true);
        attach(d, i, false);
    }
    return true;
}

void sy_sankey_plan_dispose(sy_sankey_plan *d)
{
    sy_arena_dispose(&d->arena);
}
