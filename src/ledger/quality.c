/* quality.c - everything that can be said of a case's statements, from the facts:
 * balances (proof.c), the bank's own totals (totals.c), what was asked for
 * (asked.c), what belongs together (settle.c, twins.c, retries.c), and how the
 * sums look before and after. */
#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "ledger/asked.h"
#include "ledger/causes.h"
#include "ledger/map.h"
#include "ledger/proof.h"
#include "ledger/retries.h"
#include "ledger/totals.h"
#include "ledger/twins.h"
#include "store/stated.h"

const sy_source *sy_quality_row(const sy_quality *q, uint32_t place, uint32_t *row)
{
    return &q->sources[sy_place_rank(q->bases, q->n_sources, place, row)];
}

typedef struct maker {
    sy_quality *q;
    sy_case_tables t;
    sy_made_books b;
    sy_workspace *ws;
    sy_arena *arena;
    sy_err *err;
    sy_source *sources; /* the answer's own */
    size_t n_sources;
    uint32_t *tally_of; /* by ledger of facts */
    uint32_t *read_of;  /* by place: ledger of facts, before rows were settled */
    sy_asked *asked;
    size_t n_asked;
} maker;

/* ---- sums before and after ---- */

static void bump(int64_t *sum, uint64_t amount)
{
    const uint64_t total = (uint64_t)*sum + amount;
    *sum = total > INT64_MAX ? INT64_MAX : (int64_t)total;
}

static void add_row(sy_sums *s, int64_t amount)
{
    s->rows++;
    bump(amount < 0 ? &s->out : &s->in, sy_minor_size(amount));
}

static int by_currency(const void *a, const void *b)
{
    return strcmp(((const sy_tally *)a)->currency, ((const sy_tally *)b)->currency);
}

static sy_status make_tallies(maker *m)
{
    const sy_case_tables *t = &m->t;
    sy_quality *q = m->q;
    size_t capacity = 0;

    m->tally_of = sy_new_array(t->al, t->n_ledgers, sizeof *m->tally_of);
    if (!m->tally_of) return sy_fail_nomem(m->err);
    for (uint32_t l = 0; l < t->n_ledgers; l++) {
        const sy_slice c = t->ledgers[l].currency;
        size_t k = 0;
        if (!t->ledgers[l].exists) continue;
        while (k < q->n_tallies && !sy_slice_is(sy_slice_of(q->tallies[k].currency), c)) k++;
        if (k < q->n_tallies) continue;
        void *items = q->tallies;
        const char *copy = sy_arena_text(m->arena, c.ptr, c.len);
        if (!copy || !sy_arena_grow(m->arena, &items, &capacity, k, sizeof *q->tallies)) {
            return sy_fail_nomem(m->err);
        }
        q->tallies = items;
        q->tallies[q->n_tallies++] = (sy_tally){.currency = copy};
    }
    if (q->n_tallies) qsort(q->tallies, q->n_tallies, sizeof *q->tallies, by_currency);
    for (uint32_t l = 0; l < t->n_ledgers; l++) {
        if (!t->ledgers[l].exists) continue;
        uint32_t k = 0;
        while (!sy_slice_is(sy_slice_of(q->tallies[k].currency), t->ledgers[l].currency)) k++;
        m->tally_of[l] = k;
    }
    return SY_OK;
}

static sy_tally *tally_of(const maker *m, uint32_t place)
{
    return &m->q->tallies[m->tally_of[m->read_of[place]]];
}

enum { CLEARING = SY_OUT_MERCHANT | SY_NO_ACCOUNT };

/* Before rows are settled. */
static sy_status tally_read(maker *m)
{
    const sy_case_tables *t = &m->t;

    m->read_of = sy_new_array(t->al, t->n, sizeof *m->read_of);
    if (!m->read_of) return sy_fail_nomem(m->err);
    memcpy(m->read_of, t->ledger, t->n * sizeof *m->read_of);
    for (uint32_t p = 0; p < t->n; p++) {
        if (t->ledger[p] == SY_NONE) continue;
        sy_tally *y = tally_of(m, p);
        add_row(&y->read, t->amount[p]);
        if (t->outside[p] != CLEARING || t->ledgers[t->ledger[p]].is_wallet) continue;
        y->opaque++;
        bump(&y->opaque_sum, sy_minor_size(t->amount[p]));
    }
    for (size_t i = 0; i < m->q->n_retries; i++) {
        const sy_retry *r = &m->q->retries[i];
        add_row(&m->q->tallies[m->tally_of[r->ledger]].failed, r->amount);
    }
    return SY_OK;
}

static void tally_match(maker *m, const sy_match *x)
{
    const sy_case_tables *t = &m->t;
    sy_tally *y = tally_of(m, x->a);

    if (x->state != SY_MATCH_CONFIRMED) return;
    switch (x->kind) {
    case SY_MATCH_DUPLICATE:
        add_row(&y->repeated, t->amount[x->b]);
        break;
    case SY_MATCH_REVERSAL:
        if (sy_minor_size(t->amount[x->b]) == sy_minor_size(t->amount[x->a])) {
            add_row(&y->reversed, t->amount[x->a]);
            add_row(&y->reversed, t->amount[x->b]);
        } else { /* in part: the payment stays, and is less */
            add_row(&y->reversed, t->amount[x->b]);
            bump(&y->reversed.out, t->amount[x->b]);
        }
        break;
    case SY_MATCH_SHADOW:
        add_row(&y->shadows, t->amount[x->b]);
        y->seen_through++;
        bump(&y->seen_sum, sy_minor_size(t->amount[x->a]));
        break;
    case SY_MATCH_SIDES:
        y->pairs++;
        bump(&y->both, sy_minor_size(t->amount[x->b]));
        break;
    default:
        break;
    }
}

/* A repeat that names a payment firm is no payment of its own. */
static void tally_opaque_repeats(maker *m, const sy_match *x, const uint8_t *outside)
{
    sy_tally *y = tally_of(m, x->b);

    if (x->kind != SY_MATCH_DUPLICATE || x->state != SY_MATCH_CONFIRMED) return;
    if (outside[x->b] != CLEARING || m->t.ledgers[m->read_of[x->b]].is_wallet) return;
    y->opaque--;
    y->opaque_sum = (int64_t)((uint64_t)y->opaque_sum - sy_minor_size(m->t.amount[x->b]));
}

static void tally_left(sy_tally *y)
{
    const sy_sums *const less[] = {&y->repeated, &y->reversed, &y->shadows};

    y->left = y->read;
    for (size_t i = 0; i < sizeof less / sizeof *less; i++) {
        y->left.rows -= less[i]->rows;
        y->left.in -= less[i]->in;
        y->left.out -= less[i]->out;
    }
}

/* ---- the bank's totals, columns that say nothing ---- */

static sy_status show_totals(maker *m, sy_ledger_quality *q, uint32_t fact)
{
    const sy_case_tables *t = &m->t;
    size_t capacity = 0, more = 0;

    for (size_t i = 0; i < t->n_totals; i++) {
        const sy_totals_check *c = &t->totals[i];
        void *items = q->totals;
        if (c->ledger != fact) continue;
        if (!sy_arena_grow(m->arena, &items, &capacity, q->n_totals, sizeof *q->totals)) {
            return sy_fail_nomem(m->err);
        }
        q->totals = items;
        sy_totals_shown *s = &q->totals[q->n_totals++];
        *s = (sy_totals_shown){.source = &m->sources[c->rank],
                               .row = c->row,
                               .stated = c->stated,
                               .wrong = c->wrong,
                               .proves = c->proves,
                               .from_day = c->from_day,
                               .to_day = c->to_day};
        const sy_totals_row *b = &c->bank;
        s->bank.count = b->count, s->rows.count = c->count;
        s->bank.count_in = b->count_in, s->rows.count_in = c->count_in;
        s->bank.count_out = b->count_out, s->rows.count_out = c->count_out;
        s->bank.sum_in = b->sum_in, s->rows.sum_in = c->sum_in;
        s->bank.sum_out = b->sum_out, s->rows.sum_out = c->sum_out;
        s->bank.opening = b->opening, s->rows.opening = c->opening;
        s->bank.closing = b->closing, s->rows.closing = c->closing;
    }
    for (size_t i = 0; i < t->n_no_balances; i++) {
        void *items = q->no_balances;
        if (t->no_balances[i].ledger != fact) continue;
        if (!sy_arena_grow(m->arena, &items, &more, q->n_no_balances, sizeof *q->no_balances)) {
            return sy_fail_nomem(m->err);
        }
        q->no_balances = items;
        q->no_balances[q->n_no_balances++] = &m->sources[t->no_balances[i].rank];
    }
    return SY_OK;
}

/* ---- ledgers ---- */

static sy_status describe_ledgers(maker *m)
{
    const sy_made_books *b = &m->b;
    sy_quality *q = m->q;
    uint32_t *fact_of = sy_new_array(m->t.al, b->books.n_ledgers, sizeof *fact_of);
    sy_status st = SY_OK;

    q->ledgers = sy_arena_get(m->arena, ((size_t)b->books.n_ledgers + 1) * sizeof *q->ledgers);
    if (!q->ledgers || !fact_of) st = sy_fail_nomem(m->err);
    for (uint32_t l = 0; st == SY_OK && l < b->books.n_ledgers; l++) fact_of[l] = SY_NONE;
    for (uint32_t l = 0; st == SY_OK && l < m->t.n_ledgers; l++) {
        if (b->number_of[l] != SY_NONE) fact_of[b->number_of[l]] = l;
    }
    for (uint32_t l = 0; st == SY_OK && l < b->books.n_ledgers; l++) {
        sy_ledger_quality *g = &q->ledgers[q->n_ledgers];
        if (b->row_begin[l + 1] == b->row_begin[l]) continue;
        st = sy_proof_ledger(g, b, &m->t, l, m->arena, m->err);
        if (st == SY_OK && fact_of[l] != SY_NONE) {
            g->is_wallet = m->t.ledgers[fact_of[l]].is_wallet;
            st = show_totals(m, g, fact_of[l]);
            if (st == SY_OK) {
                st = sy_asked_of_ledger(g, m->asked, m->n_asked, &m->t, fact_of[l], m->arena,
                                        m->err);
            }
        }
        if (st == SY_OK) q->n_ledgers++;
    }
    sy_drop(m->t.al, fact_of);
    return st;
}

/* ---- matches ---- */

static sy_status keep_matches(maker *m)
{
    const sy_settled *s = &m->b.settled;
    sy_quality *q = m->q;

    q->n_matches = s->n_matches;
    q->matches = sy_arena_get(m->arena, (s->n_matches + 1) * sizeof *q->matches);
    if (!q->matches) return sy_fail_nomem(m->err);
    if (s->n_matches) memcpy(q->matches, s->matches, s->n_matches * sizeof *q->matches);
    for (size_t i = 0; i < s->n_matches; i++) {
        const sy_match *x = &q->matches[i];
        q->counts[x->kind][x->state]++;
        tally_match(m, x);
    }
    for (size_t i = 0; i < q->n_joins; i++) q->counts[SY_MATCH_ACCOUNT][q->joins[i].state]++;
    for (size_t i = 0; i < q->n_tallies; i++) tally_left(&q->tallies[i]);
    return SY_OK;
}

/* Rows that say they take something back, and nothing is found, not even suspected.
 * Refunds are payments of their own: nothing is missed where theirs is not found. */
static sy_status list_unmatched(maker *m)
{
    const sy_case_tables *t = &m->t;
    sy_quality *q = m->q;
    sy_map found = {.al = t->al};
    sy_status st = SY_OK;

    q->unmatched_reversals =
        sy_arena_get(m->arena, (t->n_corrections + 1) * sizeof *q->unmatched_reversals);
    if (!q->unmatched_reversals) return sy_fail_nomem(m->err);
    for (size_t i = 0; st == SY_OK && i < q->n_matches; i++) {
        const sy_match *x = &q->matches[i];
        if (x->kind != SY_MATCH_REVERSAL || x->state == SY_MATCH_REJECTED) continue;
        st = sy_map_put(&found, x->b, 1, m->err);
    }
    for (size_t i = 0; st == SY_OK && i < t->n_corrections; i++) {
        const uint32_t p = t->corrections[i].place;
        uint32_t value;
        if (t->corrections[i].what == SY_CORRECTION_REFUND || t->amount[p] == 0) continue;
        if (m->b.ledger[p] == SY_NONE || sy_map_get(&found, p, &value)) continue;
        q->unmatched_reversals[q->n_unmatched_reversals++] = p;
    }
    sy_drop(t->al, found.cells);
    return st;
}

/* ---- all of it ---- */

static sy_status keep_sources(maker *m)
{
    sy_quality *q = m->q;
    sy_place_base *bases = sy_arena_get(m->arena, (m->n_sources + 1) * sizeof *bases);

    if (!bases) return sy_fail_nomem(m->err);
    memcpy(bases, m->t.bases, m->n_sources * sizeof *bases);
    q->sources = m->sources;
    q->bases = bases;
    q->n_sources = (uint32_t)m->n_sources;
    return SY_OK;
}

static sy_status before_settling(maker *m)
{
    sy_quality *q = m->q;
    sy_status st = sy_facts_source_names(m->ws, &m->sources, &m->n_sources, m->arena, m->err);

    if (st == SY_OK) st = keep_sources(m);
    if (st == SY_OK) {
        st = sy_twins_find(&q->joins, &q->n_joins, &m->t, m->ws, m->arena, m->err);
    }
    if (st == SY_OK) {
        st = sy_retries_find(&q->retries, &q->n_retries, &m->t, m->ws, m->arena, m->err);
    }
    if (st == SY_OK) st = sy_asked_list(&m->asked, &m->n_asked, &m->t, m->ws, m->arena, m->err);
    if (st == SY_OK) {
        st = sy_asked_in_vain(&q->unanswered, &q->n_unanswered, m->asked, m->n_asked, m->arena,
                              m->err);
    }
    if (st == SY_OK) st = make_tallies(m);
    return st == SY_OK ? tally_read(m) : st;
}

static sy_status make(maker *m)
{
    uint8_t *outside = NULL;
    sy_status st = sy_case_tables_load(&m->t, NULL, m->ws, m->err);

    if (st == SY_OK) st = before_settling(m);
    if (st == SY_OK) {
        outside = sy_new_array(m->t.al, m->t.n, 1);
        if (!outside) st = sy_fail_nomem(m->err);
    }
    if (st == SY_OK && m->t.n) memcpy(outside, m->t.outside, m->t.n);
    if (st == SY_OK) st = sy_books_make(&m->b, &m->t, m->ws, m->err);
    if (st == SY_OK) {
        st = sy_facts_count_entries(m->ws, &m->q->entries, &m->q->duplicates, m->err);
    }
    if (st == SY_OK) st = describe_ledgers(m);
    if (st == SY_OK) st = sy_gap_causes(m->q, m->ws, m->err);
    if (st == SY_OK) st = keep_matches(m);
    for (size_t i = 0; st == SY_OK && i < m->q->n_matches; i++) {
        tally_opaque_repeats(m, &m->q->matches[i], outside);
    }
    if (st == SY_OK) st = list_unmatched(m);
    sy_drop(m->t.al, outside);
    return st;
}

sy_status sy_case_quality(sy_case *c, sy_quality **out, sy_arena *arena, sy_err *err)
{
    maker m = {.ws = sy_case_workspace(c), .arena = arena, .err = err};
    sy_status st;

    *out = NULL;
    m.q = sy_arena_get(arena, sizeof *m.q);
    st = m.q ? make(&m) : sy_fail_nomem(err);
    if (st == SY_OK) *out = m.q;
    sy_drop(m.t.al, m.tally_of);
    sy_drop(m.t.al, m.read_of);
    sy_books_dispose(&m.b);
    sy_case_tables_dispose(&m.t);
    return st;
}
