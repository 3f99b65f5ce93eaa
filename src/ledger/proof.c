/* proof.c - what each ledger's balances prove, month by month.
 *
 * A month whose balances follow from each other is chained (余额衔接); it is
 * proved only where the bank's own totals agree with the rows (totals.h), or a
 * query period says that the bank was asked for all of it. A row that does not
 * follow makes its month broken; the amount missing is named, and the rows before
 * and after. Rows that take each other back stay in the chain, since the bank
 * counts them in its balances, and out of the sums. */
#include <string.h>

#include "base/civil.h"
#include "ledger/proof.h"

const char *sy_month_state_name(sy_month_state s)
{
    static const char *const names[] = {"proved", "chained", "broken", "missing", "unknown"};
    return names[s];
}

typedef struct walker {
    const sy_made_books *b;
    const sy_case_tables *t;
    sy_arena *arena;
    sy_err *err;
    sy_ledger_quality *q;
    size_t gaps_capacity, months_capacity;
    const sy_days *proved;
    uint32_t n_proved;
    int64_t rounding; /* fen by which balances may miss each other */
} walker;

static const char *text(const sy_made_books *b, uint32_t offset)
{
    return b->books.texts + offset;
}

bool sy_arena_grow(sy_arena *arena, void **items, size_t *capacity, size_t used, size_t size)
{
    if (used < *capacity) return true;
    size_t wanted = *capacity ? *capacity * 2 : 8;
    void *grown = sy_arena_get(arena, wanted * size);
    if (!grown) return false;
    if (used) memcpy(grown, *items, used * size);
    *items = grown;
    *capacity = wanted;
    return true;
}

static sy_status add_gap(walker *w, sy_chain_gap gap)
{
    void *items = w->q->gaps;
    if (!sy_arena_grow(w->arena, &items, &w->gaps_capacity, w->q->n_gaps, sizeof gap)) {
        return sy_fail_nomem(w->err);
    }
    w->q->gaps = items;
    w->q->gaps[w->q->n_gaps++] = gap;
    return SY_OK;
}

static bool is_proved(const walker *w, int year, int month)
{
    int64_t from = sy_days_from_civil(year, month, 1);
    int64_t to =
        sy_days_from_civil(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - 1;

    for (uint32_t i = 0; i < w->n_proved; i++) {
        if (w->proved[i].from <= from && w->proved[i].to >= to) return true;
    }
    return false;
}

static sy_status add_month(walker *w, sy_month month)
{
    void *items = w->q->months;
    if (!sy_arena_grow(w->arena, &items, &w->months_capacity, w->q->n_months, sizeof month)) {
        return sy_fail_nomem(w->err);
    }
    w->q->months = items;
    w->q->months[w->q->n_months++] = month;
    return SY_OK;
}

enum { MOST_EMPTY_MONTHS = 1200 };

/* The month of a row, after months without any. */
static sy_status month_of(walker *w, int64_t at, sy_month **month)
{
    sy_civil c;
    sy_status st = SY_OK;

    sy_civil_from_seconds(&c, at);
    for (size_t i = w->q->n_months; i-- > 0;) {
        *month = &w->q->months[i];
        if ((*month)->year == c.year && (*month)->month == c.month) return SY_OK;
        if ((*month)->year < c.year || ((*month)->year == c.year && (*month)->month < c.month))
            break;
    }
    for (int i = 0; st == SY_OK && w->q->n_months && i < MOST_EMPTY_MONTHS; i++) {
        const sy_month *last = &w->q->months[w->q->n_months - 1];
        sy_month empty = {.year = last->month == 12 ? last->year + 1 : last->year,
                          .month = last->month == 12 ? 1 : last->month + 1,
                          .has_balance = last->has_balance,
                          .opening = last->closing,
                          .closing = last->closing,
                          .state = SY_MONTH_MISSING};
        if (empty.year > c.year || (empty.year == c.year && empty.month >= c.month)) break;
        if (is_proved(w, empty.year, empty.month)) empty.state = SY_MONTH_PROVED;
        st = add_month(w, empty);
    }
    if (st == SY_OK)
        st = add_month(w, (sy_month){.year = c.year, .month = c.month, .state = SY_MONTH_UNKNOWN});
    if (st == SY_OK) *month = &w->q->months[w->q->n_months - 1];
    return st;
}

typedef struct chain {
    bool known;
    int64_t balance, at; /* after the row before */
    uint32_t place;      /* of the row before */
    uint64_t checks;
} chain;

static void add_wrapping(int64_t *sum, int64_t amount)
{
    *sum = (int64_t)((uint64_t)*sum + (uint64_t)amount);
}

static int64_t difference(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a - (uint64_t)b);
}

static int64_t amount_of(const walker *w, uint32_t item)
{
    const int64_t amount = w->t->amount[item / 2];
    return item % 2 ? (amount < 0 ? -amount : amount) : (amount > 0 ? -amount : amount);
}

static bool has_balance(const walker *w, uint32_t item)
{
    return w->t->flags[item / 2] & SY_ENTRY_HAS_BALANCE;
}

/* The balance that the row leaves, and the one that it found. */
static int64_t after(const walker *w, uint32_t item)
{
    return w->t->balance[item / 2];
}

static int64_t before(const walker *w, uint32_t item)
{
    return difference(after(w, item), amount_of(w, item));
}

/* Some banks print amounts and balances in whole jiao only (0.10), and reckon in
 * fen: then two rows may miss each other by one jiao, and no row is missing. */
enum { JIAO = 10, YUAN = 100 };

static int64_t rounding_of(const walker *w, const uint32_t *items, uint64_t n)
{
    bool is_yuan = true;

    for (uint64_t i = 0; i < n; i++) {
        const int64_t values[] = {amount_of(w, items[i]),
                                  has_balance(w, items[i]) ? after(w, items[i]) : 0};
        for (size_t k = 0; k < 2; k++) {
            if (values[k] % JIAO) return 0;
            if (values[k] % YUAN) is_yuan = false;
        }
    }
    return is_yuan ? 0 : JIAO;
}

static bool agrees(const walker *w, int64_t stated, int64_t expected)
{
    const int64_t d = difference(stated, expected);
    return d >= -w->rounding && d <= w->rounding;
}

/* Which way a row moves money; what was taken back has moved none. */
static void sum_up(walker *w, sy_month *month, uint32_t place, int64_t amount)
{
    sy_ledger_quality *q = w->q;

    if (w->t->flags[place] & SY_ROW_VOID) {
        q->reversed++;
        if (amount < 0) {
            add_wrapping(&q->reversed_sum, -amount);
            add_wrapping(&month->reversed, -amount);
        }
    } else if (amount > 0) {
        add_wrapping(&q->in, amount);
        add_wrapping(&month->in, amount);
    } else {
        add_wrapping(&q->out, -amount);
        add_wrapping(&month->out, -amount);
    }
}

/* stated does not follow: row is where that is seen. */
static sy_status note_gap(walker *w, const chain *c, uint32_t row, int64_t stated, int64_t expected)
{
    const sy_case_tables *t = w->t;
    const uint32_t p = row / 2;
    const sy_precision precision = t->flags[p] & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND;

    return add_gap(w, (sy_chain_gap){.from = c->at,
                                     .to = t->at[p],
                                     .precision = precision,
                                     .before = c->place,
                                     .place = p,
                                     .expected = expected,
                                     .stated = stated,
                                     .difference = difference(stated, expected)});
}

/* One row after the other. */
static sy_status check_row(walker *w, uint32_t item, chain *c, sy_month *month)
{
    int64_t expected = c->balance;
    sy_status st = SY_OK;

    add_wrapping(&expected, amount_of(w, item));
    if (has_balance(w, item)) {
        if (c->known) c->checks++;
        if (c->known && expected != after(w, item)) {
            if (agrees(w, after(w, item), expected)) {
                w->q->rounded++;
            } else {
                month->state = SY_MONTH_BROKEN;
                st = note_gap(w, c, item, after(w, item), expected);
            }
        }
        c->known = true;
        expected = after(w, item);
    }
    c->place = item / 2;
    c->balance = expected;
    c->at = w->t->at[item / 2];
    return st;
}

static bool chains_row_by_row(const walker *w, const uint32_t *run, uint64_t n, const chain *c)
{
    chain here = *c;

    for (uint64_t i = 0; i < n; i++) {
        if (!has_balance(w, run[i])) return false;
        if (here.known && !agrees(w, before(w, run[i]), here.balance)) return false;
        here.known = true;
        here.balance = after(w, run[i]);
    }
    return true;
}

static bool all_have_balances(const walker *w, const uint32_t *run, uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        if (!has_balance(w, run[i])) return false;
    }
    return true;
}

static bool starts_from(const walker *w, const uint32_t *run, uint64_t n, int64_t balance)
{
    for (uint64_t i = 0; i < n; i++) {
        if (has_balance(w, run[i]) && agrees(w, before(w, run[i]), balance)) return true;
    }
    return false;
}

/* Rows of one instant in no order that chains (a bank that sorts by date only, a
 * row too few, rounding): the instant as a whole is asked. Its last balance is one
 * of those it states: the one that all its rows together lead to; else one that
 * the next instant goes on from; else the last. */
static int64_t closing_of(const walker *w, const uint32_t *run, uint64_t n, const uint32_t *next,
                          uint64_t n_next, int64_t expected)
{
    for (uint64_t i = 0; i < n; i++) {
        if (agrees(w, after(w, run[i]), expected)) return after(w, run[i]);
    }
    for (uint64_t i = n; i-- > 0;) {
        if (starts_from(w, next, n_next, after(w, run[i]))) return after(w, run[i]);
    }
    return after(w, run[n - 1]);
}

static sy_status check_together(walker *w, const uint32_t *run, uint64_t n, const uint32_t *next,
                                uint64_t n_next, chain *c, sy_month *month)
{
    int64_t expected = c->balance;
    sy_status st = SY_OK;

    for (uint64_t i = 0; i < n; i++) add_wrapping(&expected, amount_of(w, run[i]));
    const int64_t closing = closing_of(w, run, n, next, n_next, expected);
    w->q->unordered += n;
    c->checks += n;
    if (c->known && closing != expected) {
        if (agrees(w, closing, expected)) {
            w->q->rounded++;
        } else {
            month->state = SY_MONTH_BROKEN;
            st = note_gap(w, c, run[0], closing, expected);
        }
    }
    c->known = true;
    c->balance = closing;
    c->place = run[n - 1] / 2;
    c->at = w->t->at[c->place];
    return st;
}

/* The balance that a month begins with: what its first row with one found. */
static void open_month(sy_month *month, int64_t opening)
{
    if (month->has_balance) return;
    month->opening = opening;
    month->has_balance = true;
    if (month->state == SY_MONTH_UNKNOWN) month->state = SY_MONTH_CHAINED;
}

/* The rows of one instant; next: those of the following one. */
static sy_status take_run(walker *w, const uint32_t *run, uint64_t n, const uint32_t *next,
                          uint64_t n_next, chain *c)
{
    const bool together = n > 1 && all_have_balances(w, run, n) && !chains_row_by_row(w, run, n, c);
    sy_month *month = NULL;
    sy_status st = month_of(w, w->t->at[run[0] / 2], &month);

    if (st != SY_OK) return st;
    for (uint64_t i = 0; i < n; i++) {
        sum_up(w, month, run[i] / 2, amount_of(w, run[i]));
        if (has_balance(w, run[i])) {
            open_month(month, together && c->known ? c->balance : before(w, run[i]));
        }
    }
    if (together) st = check_together(w, run, n, next, n_next, c, month);
    for (uint64_t i = 0; !together && st == SY_OK && i < n; i++) {
        st = check_row(w, run[i], c, month);
    }
    if (month->has_balance) month->closing = c->balance;
    return st;
}

static uint64_t run_end(const walker *w, const uint32_t *items, uint64_t n, uint64_t begin)
{
    uint64_t end = begin;
    while (end < n && w->t->at[items[end] / 2] == w->t->at[items[begin] / 2]) end++;
    return end;
}

static sy_status walk_ledger(walker *w, const uint32_t *items, uint64_t n)
{
    chain c = {0};
    sy_status st = SY_OK;

    w->rounding = rounding_of(w, items, n);
    for (uint64_t i = 0, end; st == SY_OK && i < n; i = end) {
        end = run_end(w, items, n, i);
        const uint64_t next = end < n ? run_end(w, items, n, end) : end;
        st = take_run(w, items + i, end - i, items + end, next - end, &c);
    }
    w->q->chain_ok = c.checks - w->q->n_gaps;
    w->q->chain_broken = w->q->n_gaps;
    return st;
}

/* Texts of the books live as long as the books; the answer outlives them. */
static sy_status keep_texts(sy_arena *arena, sy_ledger_quality *q, sy_err *err)
{
    const char **const texts[] = {&q->number, &q->sub, &q->currency, &q->holder, &q->bank};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = sy_arena_text(arena, *texts[i], strlen(*texts[i]));
        if (!*texts[i]) return sy_fail_nomem(err);
    }
    return SY_OK;
}

sy_status sy_proof_ledger(sy_ledger_quality *q, const sy_made_books *b, const sy_case_tables *t,
                          uint32_t ledger, sy_arena *arena, sy_err *err)
{
    walker walk = {.b = b, .t = t, .arena = arena, .err = err, .q = q}, *w = &walk;
    const uint32_t *items = b->items + b->row_begin[ledger];
    uint64_t n = b->row_begin[ledger + 1] - b->row_begin[ledger];
    const sy_ledger *l = &b->ledgers[ledger];
    sy_status st = SY_OK;

    w->proved = b->proved + b->proved_begin[ledger];
    w->n_proved = b->proved_begin[ledger + 1] - b->proved_begin[ledger];
    *w->q = (sy_ledger_quality){
        .number = text(b, l->number),
        .sub = text(b, l->sub),
        .currency = text(b, l->currency),
        .holder = text(b, l->holder),
        .bank = text(b, l->bank),
        .entries = n,
        .reordered = b->reports[ledger].reordered,
        .first = t->at[items[0] / 2],
        .last = t->at[items[n - 1] / 2],
        .precision = t->flags[items[0] / 2] & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND,
        .is_list = l->flags & SY_L_CLOSED};
    st = walk_ledger(w, items, n);
    for (size_t i = 0; st == SY_OK && i < w->q->n_months; i++) {
        sy_month *m = &w->q->months[i];
        if (m->state == SY_MONTH_CHAINED && is_proved(w, m->year, m->month)) {
            m->state = SY_MONTH_PROVED;
        }
    }
    return st == SY_OK ? keep_texts(arena, q, err) : st;
}
