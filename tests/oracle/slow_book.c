/* First each ledger by itself: opening, differences, missing inflows, debts
 * (tracing.md 2.4, 2.5), as notes beside its rows. Then the merge of section 3
 * by its definition: look at the first unprocessed row of every ledger, take
 * the least (time, place) of those that may come, and when none may, undo the
 * match of the least waiting arrival. */
#include "slow_book.h"

#include <stdlib.h>

#include "base/err.h"

/* What one ledger by itself says of one of its rows. */
typedef struct note {
    int64_t opening;             /* comes in before everything */
    int64_t rise, rise_debt;     /* difference above 0, and what of it repays a debt */
    int64_t fall, short_of_fall; /* difference below 0, and what is missing for it */
    int64_t missing;             /* for the row itself */
    bool fall_on_credit, missing_on_credit;
    int64_t debt; /* the first fen of an inflow: repaid */
} note;

typedef struct making {
    slow_book *b;
    int64_t holds[WORLD_LEDGERS]; /* by now, each ledger with what it takes over */
    note *notes[WORLD_LEDGERS];
    uint32_t next[WORLD_LEDGERS];
    bool *undone;          /* by place */
    uint32_t *transfer_of; /* by place of the row by which it left; SY_NONE */
} making;

int64_t slow_day(int64_t at)
{
    int64_t day = at / 86400;
    if (day * 86400 > at) day--;
    return day;
}

void *slow_grow(void *items, size_t n, size_t size)
{
    /* Doubled whenever n is a power of two. */
    if (n == 0)
        items = realloc(items, 4 * size);
    else if (n >= 4 && (n & (n - 1)) == 0)
        items = realloc(items, 2 * n * size);
    SY_ASSERT(items != NULL);
    return items;
}

static bool is_plain(const world *w, uint32_t place)
{
    return (w->flags[place] & SY_ROW_TRANSFER) != 0;
}

static bool is_self(const world *w, uint32_t place)
{
    if (is_plain(w, place)) return w->other[place] == w->ledger[place];
    if (w->flags[place] & SY_ROW_REVERSED) return false; /* it goes away and comes back */
    return w->match[place] != SY_NONE && w->ledger[w->match[place]] == w->ledger[place];
}

/* The amount of a row as this entry of a ledger's order sees it. */
static int64_t signed_amount(const world *w, uint32_t entry)
{
    const int64_t amount = w->amount[entry / 2];
    if (is_plain(w, entry / 2)) return entry % 2 ? -amount : amount;
    return amount;
}

static int64_t opening_of(const world *w, uint32_t l)
{
    int64_t before = 0;
    for (uint32_t k = 0; k < w->n_order[l]; k++) {
        const uint32_t p = w->order[l][k] / 2;
        if (w->flags[p] & SY_ROW_HAS_BALANCE) return w->balance[p] - w->amount[p] - before;
        before += signed_amount(w, w->order[l][k]);
    }
    return 0;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

typedef struct pot {
    int64_t holds, owes;
    int64_t shift; /* of the stated balance, between the two rows of a self transfer */
} pot;

static void note_difference(const world *w, uint32_t p, pot *x, note *n)
{
    if (!(w->flags[p] & SY_ROW_HAS_BALANCE)) return;
    const int64_t wanted = w->balance[p] - w->amount[p] - x->shift;
    const int64_t d = wanted - (x->holds - x->owes);
    if (d > 0) {
        n->rise = d;
        n->rise_debt = least(d, x->owes);
        x->owes -= n->rise_debt;
        x->holds += d - n->rise_debt;
    }
    if (d < 0) {
        n->fall = -d;
        if (n->fall > x->holds) {
            n->short_of_fall = n->fall - x->holds;
            n->fall_on_credit = wanted < 0;
            if (n->fall_on_credit) x->owes += n->short_of_fall;
            x->holds += n->short_of_fall;
        }
        x->holds -= n->fall;
    }
}

static void note_row(const world *w, uint32_t entry, pot *x, note *n)
{
    const uint32_t p = entry / 2;
    const int64_t amount = signed_amount(w, entry);
    if (amount > 0) {
        n->debt = least(amount, x->owes);
        x->owes -= n->debt;
        x->holds += amount - n->debt;
        return;
    }
    const int64_t leaves = -amount;
    if (leaves > x->holds) {
        n->missing = leaves - x->holds;
        n->missing_on_credit = (w->flags[p] & SY_ROW_HAS_BALANCE) && w->balance[p] - x->shift < 0;
        if (n->missing_on_credit) x->owes += n->missing;
        x->holds += n->missing;
    }
    x->holds -= leaves;
}

static note *notes_of(const world *w, uint32_t l)
{
    note *notes = calloc((size_t)w->n_order[l] + 1, sizeof *notes);
    SY_ASSERT(notes != NULL);
    const int64_t opening = opening_of(w, l);
    pot x = {.holds = opening > 0 ? opening : 0, .owes = opening < 0 ? -opening : 0};
    notes[0].opening = x.holds;
    bool *first_seen = calloc((size_t)w->n_rows + 1, sizeof *first_seen);
    SY_ASSERT(first_seen != NULL);
    for (uint32_t k = 0; k < w->n_order[l]; k++) {
        const uint32_t entry = w->order[l][k], p = entry / 2;
        note_difference(w, p, &x, &notes[k]);
        if (!is_self(w, p)) {
            note_row(w, entry, &x, &notes[k]);
        } else if (!is_plain(w, p)) {
            if (first_seen[w->match[p]])
                x.shift -= w->amount[w->match[p]];
            else
                x.shift += w->amount[p];
            first_seen[p] = true;
        }
    }
    free(first_seen);
    return notes;
}

/* -- the merge -- */

static bool is_matched(const making *m, uint32_t place)
{
    return m->b->w->match[place] != SY_NONE && !m->undone[place];
}

/* An arrival that waits for its departure. */
static bool waits(const making *m, uint32_t entry)
{
    const world *w = m->b->w;
    const uint32_t p = entry / 2;
    return !is_plain(w, p) && !is_self(w, p) && w->amount[p] > 0 && is_matched(m, p) &&
           m->transfer_of[w->match[p]] == SY_NONE;
}

/* A plain list's transfer comes when it is the first of both its ledgers. */
static bool is_first_of_both(const making *m, uint32_t place)
{
    const world *w = m->b->w;
    const uint32_t to = w->other[place];
    return w->ledger[place] == to ||
           (m->next[to] < w->n_order[to] && w->order[to][m->next[to]] == place * 2 + 1);
}

static bool may_come(const making *m, uint32_t entry)
{
    const world *w = m->b->w;
    const uint32_t p = entry / 2;
    if (!is_plain(w, p)) return !waits(m, entry);
    if (w->ledger[p] == w->other[p]) return true;
    return entry % 2 == 0 && is_first_of_both(m, p);
}

/* The ledger whose first row is the least of those for which the question is
 * answered yes; SY_NONE. */
static uint32_t least_first(const making *m, bool (*yes)(const making *m, uint32_t entry))
{
    const world *w = m->b->w;
    uint32_t best = SY_NONE, best_place = 0;
    for (uint32_t l = 0; l < w->n_ledgers; l++) {
        if (m->next[l] == w->n_order[l]) continue;
        const uint32_t entry = w->order[l][m->next[l]], p = entry / 2;
        if (!yes(m, entry)) continue;
        if (best == SY_NONE || w->at[p] < w->at[best_place] ||
            (w->at[p] == w->at[best_place] && p < best_place)) {
            best = l;
            best_place = p;
        }
    }
    return best;
}

static void add_step(making *m, uint32_t t, bool arrives)
{
    slow_book *b = m->b;
    const world *w = b->w;
    slow_transfer *x = &b->transfers[t];
    const uint32_t l = arrives ? x->to : x->from;

    b->steps = slow_grow(b->steps, b->n_steps, sizeof *b->steps);
    *(arrives ? &x->arrived : &x->left) = b->n_steps;
    b->steps[b->n_steps++] = (slow_step){t, arrives};
    b->events[b->n_events - 1].steps++;
    if (l < w->n_ledgers) {
        m->holds[l] += arrives ? x->amount - x->fee - x->debt : -x->amount;
        b->entries[l] = slow_grow(b->entries[l], b->n_entries[l], sizeof *b->entries[l]);
        b->entries[l][b->n_entries[l]++] = t * 2 + arrives;
    }
}

static uint32_t leaves(making *m, slow_transfer x)
{
    slow_book *b = m->b;
    b->transfers = slow_grow(b->transfers, b->n_transfers, sizeof *b->transfers);
    x.arrived = SIZE_MAX;
    b->transfers[b->n_transfers] = x;
    add_step(m, (uint32_t)b->n_transfers, false);
    return (uint32_t)b->n_transfers++;
}

static void pseudo(making *m, uint32_t l, sy_outside kind, int64_t amount, int64_t debt)
{
    if (amount == 0) return;
    const slow_event *e = &m->b->events[m->b->n_events - 1];
    slow_transfer x = {.from = l,
                       .to = l,
                       .amount = amount,
                       .debt = debt,
                       .at = e->at,
                       .out_at = e->at,
                       .in_at = e->at,
                       .pseudo = true,
                       .out_place = SY_NONE,
                       .in_place = SY_NONE};
    *(kind == SY_OUT_GAP ? &x.to : &x.from) = SY_OUTSIDE + (uint32_t)kind;
    add_step(m, leaves(m, x), true);
}

static void before_row(making *m, uint32_t l, const note *n)
{
    pseudo(m, l, SY_OUT_OPENING, n->opening, 0);
    pseudo(m, l, SY_OUT_UNEXPLAINED, n->rise, n->rise_debt);
    pseudo(m, l, n->fall_on_credit ? SY_OUT_CREDIT : SY_OUT_UNEXPLAINED, n->short_of_fall, 0);
    pseudo(m, l, SY_OUT_GAP, n->fall, 0);
    pseudo(m, l, n->missing_on_credit ? SY_OUT_CREDIT : SY_OUT_UNEXPLAINED, n->missing, 0);
    m->b->missing_inflows += (n->missing > 0) + (n->short_of_fall > 0);
    m->b->differences += (n->rise > 0) + (n->fall > 0);
}

/* An unsupplied ledger is touched by a row: after the end of the cover that it
 * continues it takes over what that one holds. */
static void touch_unsupplied(making *m, uint32_t l, int64_t at)
{
    const world *w = m->b->w;
    const uint32_t covered = w->ledgers[l].continues;
    if (covered == SY_NONE || m->b->takeover[l] != SIZE_MAX) return;
    if (slow_day(at) <= slow_day(w->ledgers[covered].as_of)) return;
    m->b->takeover[l] = m->b->n_steps;
    m->holds[l] += m->holds[covered];
}

static bool is_unsupplied(const world *w, uint32_t end)
{
    return !sy_is_outside(end) && (w->ledgers[end].flags & SY_L_UNSUPPLIED);
}

/* The transfer's time is its payer's row's; where that has no clock and the
 * other side has one on the same day, that one (tracing.md 2.3). */
static void set_times(const making *m, slow_transfer *x, uint32_t row)
{
    const world *w = m->b->w;
    const uint32_t in = x->in_place;
    x->at = x->out_at = x->in_at = w->at[row];
    x->date_only = (w->flags[row] & SY_ROW_DATE_ONLY) != 0;
    if (in == SY_NONE) return;
    x->in_at = w->at[in];
    if (x->date_only && !(w->flags[in] & SY_ROW_DATE_ONLY) &&
        slow_day(w->at[in]) == slow_day(w->at[row])) {
        x->at = w->at[in];
        x->date_only = false;
    }
}

static void row_leaves(making *m, uint32_t p, const note *in_note)
{
    const world *w = m->b->w;
    slow_transfer x = {
        .from = w->ledger[p], .amount = -w->amount[p], .out_place = p, .in_place = SY_NONE};
    const bool matched = !is_plain(w, p) && is_matched(m, p);
    if (is_plain(w, p)) {
        x.to = w->other[p];
        x.in_place = p;
        x.debt = in_note->debt;
    } else if (matched) {
        x.in_place = w->match[p];
        x.to = w->ledger[x.in_place];
        x.fee = x.amount - w->amount[x.in_place];
    } else {
        x.to = m->undone[p] ? SY_OUTSIDE + SY_OUT_UNMATCHED : w->other[p];
    }
    set_times(m, &x, p);
    if (is_unsupplied(w, x.to)) touch_unsupplied(m, x.to, x.at);
    m->transfer_of[p] = leaves(m, x);
    if (!matched) add_step(m, m->transfer_of[p], true); /* else it is on its way */
}

static void row_arrives(making *m, uint32_t p, const note *n)
{
    const world *w = m->b->w;
    if (is_matched(m, p)) {
        const uint32_t t = m->transfer_of[w->match[p]];
        m->b->transfers[t].debt = n->debt;
        add_step(m, t, true);
        return;
    }
    slow_transfer x = {.from = m->undone[p] ? SY_OUTSIDE + SY_OUT_UNMATCHED : w->other[p],
                       .to = w->ledger[p],
                       .amount = w->amount[p],
                       .debt = n->debt,
                       .out_place = SY_NONE,
                       .in_place = p};
    set_times(m, &x, p);
    if (is_unsupplied(w, x.from)) {
        touch_unsupplied(m, x.from, x.at);
        const int64_t missing = x.amount - m->holds[x.from];
        pseudo(m, x.from, SY_OUT_UNEXPLAINED, missing > 0 ? missing : 0, 0);
        m->b->missing_inflows += missing > 0;
    }
    add_step(m, leaves(m, x), true);
}

static void take_row(making *m, uint32_t l)
{
    slow_book *b = m->b;
    const world *w = b->w;
    const uint32_t k = m->next[l]++, entry = w->order[l][k], p = entry / 2;

    b->events = slow_grow(b->events, b->n_events, sizeof *b->events);
    slow_event *e = &b->events[b->n_events++];
    *e = (slow_event){p, l, SY_NONE, SY_NONE, w->at[p], b->n_steps, 0};
    if (is_self(w, p)) {
        before_row(m, l, &m->notes[l][k]);
    } else if (is_plain(w, p)) {
        const uint32_t to = e->other = w->other[p];
        const note *in_note = &m->notes[to][m->next[to]++];
        before_row(m, l, &m->notes[l][k]);
        before_row(m, to, in_note);
        row_leaves(m, p, in_note);
    } else if (w->amount[p] < 0) {
        before_row(m, l, &m->notes[l][k]);
        row_leaves(m, p, NULL);
    } else {
        if (is_matched(m, p)) e->waits_for = m->transfer_of[w->match[p]];
        before_row(m, l, &m->notes[l][k]);
        row_arrives(m, p, &m->notes[l][k]);
    }
}

static bool is_left(const making *m)
{
    const world *w = m->b->w;
    for (uint32_t l = 0; l < w->n_ledgers; l++) {
        if (m->next[l] < w->n_order[l]) return true;
    }
    return false;
}

slow_book *slow_book_of(const world *w)
{
    slow_book *b = calloc(1, sizeof *b);
    making m = {.b = b};
    m.undone = calloc((size_t)w->n_rows + 1, sizeof *m.undone);
    m.transfer_of = calloc((size_t)w->n_rows + 1, sizeof *m.transfer_of);
    SY_ASSERT(b && m.undone && m.transfer_of);
    b->w = w;
    for (uint32_t p = 0; p < w->n_rows; p++) m.transfer_of[p] = SY_NONE;
    for (uint32_t l = 0; l < w->n_ledgers; l++) {
        m.notes[l] = notes_of(w, l);
        b->takeover[l] = SIZE_MAX;
    }

    while (is_left(&m)) {
        const uint32_t l = least_first(&m, may_come);
        if (l != SY_NONE) {
            take_row(&m, l);
            continue;
        }
        const uint32_t stuck = least_first(&m, waits);
        SY_ASSERT(stuck != SY_NONE);
        const uint32_t p = w->order[stuck][m.next[stuck]] / 2;
        m.undone[p] = m.undone[w->match[p]] = true;
        b->undone++;
    }

    for (uint32_t l = 0; l < w->n_ledgers; l++) free(m.notes[l]);
    free(m.undone);
    free(m.transfer_of);
    return b;
}

void slow_book_free(slow_book *b)
{
    if (!b) return;
    for (uint32_t l = 0; l < b->w->n_ledgers; l++) free(b->entries[l]);
    free(b->transfers);
    free(b->steps);
    free(b->events);
    free(b);
}
