/* quality.c - what each ledger's balances prove, month by month.
 *
 * A month whose balances follow from each other is chained (余额衔接); it is
 * proved only where a query period also says that the bank was asked for all of
 * it. A row that does not follow makes its month broken, and the amount missing
 * is named. */
#include <string.h>

#include "base/civil.h"
#include "ledger/books.h"

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
} walker;

static const char *text(const sy_made_books *b, uint32_t offset)
{
    return b->books.texts + offset;
}

/* Doubles an arena's array. */
static bool grow(sy_arena *arena, void **items, size_t *capacity, size_t used, size_t size)
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
    if (!grow(w->arena, &items, &w->gaps_capacity, w->q->n_gaps, sizeof gap)) {
        return sy_fail_nomem(w->err);
    }
    w->q->gaps = items;
    w->q->gaps[w->q->n_gaps++] = gap;
    return SY_OK;
}

static bool is_proved(const walker *w, int year, int month)
{
    int64_t from = sy_days_from_civil(year, month, 1);
    int64_t to = sy_days_from_civil(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - 1;

    for (uint32_t i = 0; i < w->n_proved; i++) {
        if (w->proved[i].from <= from && w->proved[i].to >= to) return true;
    }
    return false;
}

static sy_status add_month(walker *w, sy_month month)
{
    void *items = w->q->months;
    if (!grow(w->arena, &items, &w->months_capacity, w->q->n_months, sizeof month)) {
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
        if ((*month)->year < c.year || ((*month)->year == c.year && (*month)->month < c.month)) break;
    }
    for (int i = 0; st == SY_OK && w->q->n_months && i < MOST_EMPTY_MONTHS; i++) {
        const sy_month *last = &w->q->months[w->q->n_months - 1];
        sy_month empty = {.year = last->month == 12 ? last->year + 1 : last->year,
                          .month = last->month == 12 ? 1 : last->month + 1,
                          .has_balance = last->has_balance, .opening = last->closing,
                          .closing = last->closing, .state = SY_MONTH_MISSING};
        if (empty.year > c.year || (empty.year == c.year && empty.month >= c.month)) break;
        if (is_proved(w, empty.year, empty.month)) empty.state = SY_MONTH_PROVED;
        st = add_month(w, empty);
    }
    if (st == SY_OK) st = add_month(w, (sy_month){.year = c.year, .month = c.month,
                                                  .state = SY_MONTH_UNKNOWN});
    if (st == SY_OK) *month = &w->q->months[w->q->n_months - 1];
    return st;
}

typedef struct chain {
    bool known;
    int64_t balance, at; /* after the row before */
} chain;

static sy_status take_row(walker *w, uint32_t item, chain *c)
{
    const sy_case_tables *t = w->t;
    uint32_t p = item / 2;
    int64_t amount = item % 2 ? (t->amount[p] < 0 ? -t->amount[p] : t->amount[p])
                              : (t->amount[p] > 0 ? -t->amount[p] : t->amount[p]);
    bool has_balance = t->flags[p] & SY_ENTRY_HAS_BALANCE;
    sy_month *month = NULL;
    sy_status st = month_of(w, t->at[p], &month);

    if (st != SY_OK) return st;
    if (amount > 0) month->in = (int64_t)((uint64_t)month->in + (uint64_t)amount);
    else month->out = (int64_t)((uint64_t)month->out - (uint64_t)amount);
    int64_t expected = (int64_t)((uint64_t)c->balance + (uint64_t)amount);
    if (has_balance) {
        if (!month->has_balance) month->opening = (int64_t)((uint64_t)t->balance[p] - (uint64_t)amount);
        month->has_balance = true;
        month->closing = t->balance[p];
        if (month->state == SY_MONTH_UNKNOWN) month->state = SY_MONTH_CHAINED;
        if (c->known && expected != t->balance[p]) {
            month->state = SY_MONTH_BROKEN;
            sy_precision precision = t->flags[p] & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND;
            st = add_gap(w, (sy_chain_gap){c->at, t->at[p], precision, p,
                                           (int64_t)((uint64_t)t->balance[p] - (uint64_t)expected)});
        }
    }
    c->known = c->known || has_balance;
    c->balance = has_balance ? t->balance[p] : expected;
    c->at = t->at[p];
    return st;
}

static sy_status walk_ledger(walker *w, uint32_t ledger)
{
    const sy_made_books *b = w->b;
    const sy_case_tables *t = w->t;
    const uint32_t *items = b->items + b->row_begin[ledger];
    uint64_t n = b->row_begin[ledger + 1] - b->row_begin[ledger];
    const sy_ledger *l = &b->ledgers[ledger];
    chain c = {0};
    sy_status st = SY_OK;

    w->gaps_capacity = w->months_capacity = 0;
    w->proved = b->proved + b->proved_begin[ledger];
    w->n_proved = b->proved_begin[ledger + 1] - b->proved_begin[ledger];
    *w->q = (sy_ledger_quality){
        .number = text(b, l->number), .sub = text(b, l->sub), .currency = text(b, l->currency),
        .holder = text(b, l->holder), .bank = text(b, l->bank), .entries = n,
        .chain_ok = b->reports[ledger].chain_ok, .chain_broken = b->reports[ledger].chain_broken,
        .reordered = b->reports[ledger].reordered, .first = t->at[items[0] / 2],
        .last = t->at[items[n - 1] / 2],
        .precision = t->flags[items[0] / 2] & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND,
        .is_list = l->flags & SY_L_CLOSED};
    for (uint64_t i = 0; st == SY_OK && i < n; i++) st = take_row(w, items[i], &c);
    for (size_t i = 0; st == SY_OK && i < w->q->n_months; i++) {
        sy_month *m = &w->q->months[i];
        if (m->state == SY_MONTH_CHAINED && is_proved(w, m->year, m->month)) {
            m->state = SY_MONTH_PROVED;
        }
    }
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

static sy_status keep_matches(sy_quality *q, const sy_made_books *b, sy_arena *arena, sy_err *err)
{
    q->n_matches = b->n_matches;
    q->matches = sy_arena_get(arena, (b->n_matches ? b->n_matches : 1) * sizeof *q->matches);
    if (!q->matches) return sy_fail_nomem(err);
    for (size_t i = 0; i < b->n_matches; i++) {
        q->matches[i] = b->matches[i];
        uint64_t *const counts[] = {&q->confirmed, &q->suspected, &q->rejected};
        (*counts[b->matches[i].state])++;
    }
    return SY_OK;
}

sy_status sy_case_quality(sy_case *c, sy_quality **out, sy_arena *arena, sy_err *err)
{
    sy_workspace *ws = sy_case_workspace(c);
    sy_case_tables t = {0};
    sy_made_books b = {0};
    sy_quality *q = sy_arena_get(arena, sizeof *q);
    walker w = {.b = &b, .t = &t, .arena = arena, .err = err};
    sy_status st = q ? sy_case_tables_load(&t, NULL, ws, err) : sy_fail_nomem(err);

    *out = NULL;
    if (st == SY_OK) st = sy_books_make(&b, &t, ws, err);
    if (st == SY_OK) st = sy_facts_count_entries(ws, &q->entries, &q->duplicates, err);
    if (st == SY_OK) {
        q->ledgers = sy_arena_get(arena, ((size_t)b.books.n_ledgers + 1) * sizeof *q->ledgers);
        if (!q->ledgers) st = sy_fail_nomem(err);
    }
    for (uint32_t l = 0; st == SY_OK && l < b.books.n_ledgers; l++) {
        if (b.row_begin[l + 1] == b.row_begin[l]) continue;
        w.q = &q->ledgers[q->n_ledgers];
        st = walk_ledger(&w, l);
        if (st == SY_OK) st = keep_texts(arena, w.q, err);
        if (st == SY_OK) q->n_ledgers++;
    }
    if (st == SY_OK) st = keep_matches(q, &b, arena, err);
    if (st == SY_OK) *out = q;
    sy_books_dispose(&b);
    sy_case_tables_dispose(&t);
    return st;
}
