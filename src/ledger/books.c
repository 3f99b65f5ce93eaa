/* books.c - from rows by place to ordered ledgers.
 *
 *   1. which rows count, and which belong together (settle.h)
 *   2. a draft of each ledger: those with statements, those of plain lists
 *   3. what the other side of every unpaired row is: an account without a
 *      statement for that day (a draft of its own), a row that ought to be there
 *      and is not, or something outside
 *   4. numbers: ledgers by (number, sub-account, currency), the same in every run
 *   5. each ledger's rows in order (order.h), on all cores */
#include "ledger/books.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/money.h"
#include "base/log.h"
#include "base/parallel.h"
#include "ledger/map.h"
#include "ledger/pockets.h"
#include "ledger/totals.h"

typedef struct draft {
    uint32_t account;   /* of facts */
    uint32_t fact;      /* ledger of facts; SY_NONE */
    uint32_t flags;     /* SY_L_... */
    bool is_other_leg;  /* number#other */
    sy_slice number, sub, currency;
    sy_seen holder, bank;
    uint32_t n_statements; /* unsupplied: ledgers with a statement that it may continue */
    uint32_t covered;      /* ... the last of them, a draft */
} draft;

typedef struct cover {
    uint32_t account, from_to_begin, n;
} cover;

typedef struct maker {
    const sy_alloc *al;
    sy_case_tables *t;
    sy_made_books *b;
    sy_workspace *ws;
    sy_err *err;
    draft *drafts;
    size_t n_drafts, drafts_capacity;
    uint32_t *draft_of;  /* by ledger of facts */
    sy_map unsupplied;   /* (account, currency, other leg) -> draft */
    sy_map listed;       /* (account, currency) -> draft */
    sy_slice *currencies;
    size_t n_currencies, currencies_capacity;
    sy_cover_row *covers; /* by (account, from): ledger holds the account */
    size_t n_covers;
    uint32_t *cover_begin; /* by account of facts */
    uint32_t *number;    /* by draft: its number in the books */
} maker;

/* ---- drafts ---- */

static uint32_t currency_number(maker *m, sy_slice currency)
{
    for (size_t i = 0; i < m->n_currencies; i++) {
        if (sy_slice_is(m->currencies[i], currency)) return (uint32_t)i;
    }
    void *items = m->currencies;
    if (!sy_grow(m->al, &items, &m->currencies_capacity, m->n_currencies, m->n_currencies + 1,
                 sizeof currency)) {
        return SY_NONE;
    }
    m->currencies = items;
    m->currencies[m->n_currencies] = currency;
    return (uint32_t)m->n_currencies++;
}

static sy_status add_draft(maker *m, draft d, uint32_t *number)
{
    void *items = m->drafts;

    if (!sy_grow(m->al, &items, &m->drafts_capacity, m->n_drafts, m->n_drafts + 1, sizeof d)) {
        return sy_fail_nomem(m->err);
    }
    m->drafts = items;
    *number = (uint32_t)m->n_drafts;
    m->drafts[m->n_drafts++] = d;
    return SY_OK;
}

static uint64_t draft_key(uint32_t account, uint32_t currency, bool is_other_leg)
{
    return (uint64_t)account << 24 | (uint64_t)currency << 1 | is_other_leg;
}

static sy_status draft_facts(maker *m)
{
    sy_case_tables *t = m->t;

    m->draft_of = sy_new_array(m->al, t->n_ledgers, sizeof *m->draft_of);
    if (!m->draft_of) return sy_fail_nomem(m->err);
    for (uint32_t l = 0; l < t->n_ledgers; l++) {
        const sy_fact_ledger *f = &t->ledgers[l];
        sy_status st;
        m->draft_of[l] = SY_NONE;
        if (!f->exists || f->rows == 0) continue;
        bool is_list = !t->accounts[f->account].has_statement;
        draft d = {.account = f->account, .fact = l, .flags = is_list ? SY_L_CLOSED : 0,
                   .number = t->accounts[f->account].number, .sub = f->sub,
                   .currency = f->currency, .holder = f->holder, .bank = f->bank};
        st = add_draft(m, d, &m->draft_of[l]);
        if (st == SY_OK && f->sub.len == 0) {
            uint32_t currency = currency_number(m, f->currency);
            if (currency == SY_NONE) return sy_fail_nomem(m->err);
            st = sy_map_put(&m->listed, draft_key(f->account, currency, false), m->draft_of[l],
                            m->err);
        }
        if (st != SY_OK) return st;
    }
    return SY_OK;
}

/* The payee's ledger of a plain list's row. */
static sy_status draft_listed(maker *m, uint32_t account, sy_slice currency, uint32_t *number)
{
    const sy_fact_account *a = &m->t->accounts[account];
    uint32_t c = currency_number(m, currency);

    if (c == SY_NONE) return sy_fail_nomem(m->err);
    if (sy_map_get(&m->listed, draft_key(account, c, false), number)) return SY_OK;
    draft d = {.account = account, .fact = SY_NONE, .flags = a->has_statement ? 0 : SY_L_CLOSED,
               .number = a->number, .sub = SY_TEXT(""), .currency = currency, .holder = a->name,
               .bank = a->bank};
    sy_status st = add_draft(m, d, number);
    return st == SY_OK ? sy_map_put(&m->listed, draft_key(account, c, false), *number, m->err) : st;
}

static sy_status draft_unsupplied(maker *m, uint32_t account, sy_slice currency, bool is_other_leg,
                                  uint32_t *number)
{
    const sy_fact_account *a = &m->t->accounts[account];
    uint32_t c = currency_number(m, currency);

    if (c == SY_NONE) return sy_fail_nomem(m->err);
    uint64_t key = draft_key(account, c, is_other_leg);
    if (sy_map_get(&m->unsupplied, key, number)) return SY_OK;
    draft d = {.account = account, .fact = SY_NONE, .flags = SY_L_UNSUPPLIED,
               .is_other_leg = is_other_leg, .number = a->number, .sub = SY_TEXT(""),
               .currency = currency, .holder = a->name, .bank = a->bank, .covered = SY_NONE};
    if (is_other_leg) {
        char *named = sy_arena_get(&m->t->arena, a->number.len + sizeof "#other");
        if (!named) return sy_fail_nomem(m->err);
        memcpy(named, a->number.ptr, a->number.len);
        memcpy(named + a->number.len, "#other", sizeof "#other");
        d.number = (sy_slice){named, a->number.len + strlen("#other")};
    }
    sy_status st = add_draft(m, d, number);
    return st == SY_OK ? sy_map_put(&m->unsupplied, key, *number, m->err) : st;
}

static uint64_t pocket_key(uint32_t account, uint32_t currency, sy_pocket pocket)
{
    return draft_key(account, currency, false) | (uint64_t)pocket << 20;
}

/* The pocket of a row's own account: a ledger of its own, made of these rows alone. */
static sy_status draft_pocket(maker *m, const sy_fact_ledger *own, sy_pocket pocket,
                              uint32_t *number)
{
    const sy_slice account = m->t->accounts[own->account].number;
    const char *name = sy_pocket_names[pocket];
    const uint32_t c = currency_number(m, own->currency);

    if (c == SY_NONE) return sy_fail_nomem(m->err);
    const uint64_t key = pocket_key(own->account, c, pocket);
    if (sy_map_get(&m->unsupplied, key, number)) return SY_OK;
    char *named = sy_arena_get(&m->t->arena, account.len + strlen(name) + 2);
    if (!named) return sy_fail_nomem(m->err);
    memcpy(named, account.ptr, account.len);
    named[account.len] = '#';
    strcpy(named + account.len + 1, name);
    draft d = {.account = own->account, .fact = SY_NONE, .flags = SY_L_POCKET,
               .number = sy_slice_of(named), .sub = SY_TEXT(""), .currency = own->currency,
               .holder = own->holder, .bank = own->bank, .covered = SY_NONE};
    sy_status st = add_draft(m, d, number);
    return st == SY_OK ? sy_map_put(&m->unsupplied, key, *number, m->err) : st;
}

/* ---- cover ---- */

static int by_account(const void *a, const void *b)
{
    const sy_cover_row *x = a, *y = b;
    if (x->ledger != y->ledger) return x->ledger < y->ledger ? -1 : 1;
    return (x->from_day > y->from_day) - (x->from_day < y->from_day);
}

/* Covers by account of facts, so that one look tells whether a day is supplied. */
static sy_status index_covers(maker *m)
{
    sy_case_tables *t = m->t;

    m->covers = sy_new_array(m->al, t->n_covers, sizeof *m->covers);
    m->cover_begin = sy_new_array(m->al, t->n_accounts + 2, sizeof *m->cover_begin);
    if (!m->covers || !m->cover_begin) return sy_fail_nomem(m->err);
    for (size_t i = 0; i < t->n_covers; i++) {
        sy_cover_row c = t->covers[i];
        if (c.ledger >= t->n_ledgers || !t->ledgers[c.ledger].exists) continue;
        c.ledger = t->ledgers[c.ledger].account;
        m->covers[m->n_covers++] = c;
    }
    if (m->n_covers) qsort(m->covers, m->n_covers, sizeof *m->covers, by_account);
    for (size_t i = 0; i < m->n_covers; i++) m->cover_begin[m->covers[i].ledger + 1]++;
    for (size_t a = 0; a < t->n_accounts; a++) m->cover_begin[a + 1] += m->cover_begin[a];
    return SY_OK;
}

static bool is_covered(const maker *m, uint32_t account, int64_t at)
{
    int32_t day = (int32_t)sy_day_of(at);

    for (uint32_t i = m->cover_begin[account]; i < m->cover_begin[account + 1]; i++) {
        if (m->covers[i].from_day > day) break;
        if (m->covers[i].to_day >= day) return true;
    }
    return false;
}

/* The account at the row's other side; 0 where it has none. */
static uint32_t other_account(const sy_case_tables *t, size_t place)
{
    return t->outside[place] & SY_NO_ACCOUNT ? 0 : t->other[place];
}

/* ---- the other side of the rest ---- */

static sy_status other_of_row(maker *m, size_t place, uint32_t *other)
{
    sy_case_tables *t = m->t;
    const sy_fact_ledger *own = &t->ledgers[t->ledger[place]];
    uint32_t account = other_account(t, place);
    sy_outside outside = (sy_outside)(t->outside[place] & ~SY_NO_ACCOUNT);

    if (t->flags[place] & SY_ENTRY_TRANSFER) {
        return draft_listed(m, t->other[place], own->currency, other);
    }
    *other = SY_OUTSIDE + (uint32_t)outside;
    if (m->b->settled.match[place] != SY_NONE || t->amount[place] == 0) return SY_OK;
    const bool has_pocket = t->pocket && t->pocket[place];
    if (has_pocket && !(account && t->accounts[account].has_statement)) {
        return draft_pocket(m, own, (sy_pocket)t->pocket[place], other);
    }
    if (account == 0) return SY_OK;
    if (account == own->account) return draft_unsupplied(m, account, own->currency, true, other);
    if (t->accounts[account].has_statement && is_covered(m, account, t->at[place])) {
        *other = SY_OUTSIDE + SY_OUT_UNMATCHED;
        return SY_OK;
    }
    if (outside == SY_OUT_CASH || outside == SY_OUT_FEE || outside == SY_OUT_EXCHANGE) return SY_OK;
    if (outside == SY_OUT_PROPERTY && t->amount[place] < 0) return SY_OK;
    return draft_unsupplied(m, account, own->currency, false, other);
}

static sy_status find_other_sides(maker *m)
{
    sy_case_tables *t = m->t;

    for (size_t p = 0; p < t->n; p++) {
        uint32_t other = SY_NONE;
        if (t->ledger[p] == SY_NONE) continue;
        sy_status st = other_of_row(m, p, &other);
        if (st != SY_OK) return st;
        t->other[p] = other;
        t->ledger[p] = m->draft_of[t->ledger[p]];
    }
    return SY_OK;
}

/* ---- numbers ---- */

typedef struct ranked {
    const draft *d;
    uint32_t number;
} ranked;

static int by_name(const void *a, const void *b)
{
    const draft *x = ((const ranked *)a)->d, *y = ((const ranked *)b)->d;
    int c = sy_slice_compare(x->number, y->number);

    if (c == 0) c = sy_slice_compare(x->sub, y->sub);
    if (c == 0) c = sy_slice_compare(x->currency, y->currency);
    if (c == 0) c = (int)(x->flags & SY_L_UNSUPPLIED) - (int)(y->flags & SY_L_UNSUPPLIED);
    return c;
}

typedef struct namer {
    maker *m;
    struct { uint32_t read, written; } *at; /* by text id: offset + 1; read 1: wanted */
    size_t capacity;
    sy_buf read;  /* in the order in which the store gave them */
    sy_buf texts; /* in the order of the ledgers: the same in every run */
} namer;

static sy_status want_text(namer *n, uint32_t text)
{
    void *items = n->at;

    if (text == 0) return SY_OK;
    if (text >= n->capacity) {
        size_t used = n->capacity;
        if (!sy_grow(n->m->al, &items, &n->capacity, used, (size_t)text + 1, sizeof *n->at)) {
            return sy_fail_nomem(n->m->err);
        }
        n->at = items;
    }
    n->at[text].read = 1;
    return SY_OK;
}

static sy_status take_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    namer *n = ctx;

    (void)err;
    if (id >= n->capacity || n->at[id].read == 0) return SY_OK;
    n->at[id].read = (uint32_t)n->read.len + 1;
    sy_buf_slice(&n->read, text);
    sy_buf_char(&n->read, '\0');
    return SY_OK;
}

static uint32_t put_text(namer *n, sy_slice text)
{
    uint32_t at = (uint32_t)n->texts.len;

    if (text.len == 0) return 0;
    sy_buf_slice(&n->texts, text);
    sy_buf_char(&n->texts, '\0');
    return at;
}

static uint32_t put_seen(namer *n, sy_seen seen)
{
    if (seen.text == 0 || n->at[seen.text].read < 2) return 0;
    if (n->at[seen.text].written == 0) {
        sy_slice text = sy_slice_of(n->read.ptr + n->at[seen.text].read - 1);
        n->at[seen.text].written = put_text(n, text) + 1;
    }
    return n->at[seen.text].written - 1;
}

/* What the statements leave out stands in the account files. */
static uint32_t put_name(namer *n, const draft *d, sy_seen seen, sy_particular what)
{
    const uint32_t at = put_seen(n, seen);
    const sy_slice number = d->flags & SY_L_POCKET ? n->m->t->accounts[d->account].number
                                                   : d->number;
    return at ? at : put_text(n, sy_registry_of_account(n->m->t->registry, number, what));
}

static void describe(namer *n, const ranked *order)
{
    maker *m = n->m;
    uint32_t account = 0;

    for (size_t i = 0; i < m->n_drafts; i++) {
        const draft *d = order[i].d;
        sy_ledger *l = &m->b->ledgers[i];
        bool is_same = i > 0 && sy_slice_is(d->number, order[i - 1].d->number);
        if (i > 0 && !is_same) account++;
        l->account = account;
        l->flags = d->flags;
        l->number = is_same ? l[-1].number : put_text(n, d->number);
        l->sub = put_text(n, d->sub);
        l->currency = put_text(n, d->currency);
        l->holder = put_name(n, d, d->holder, SY_PART_NAME);
        l->bank = put_name(n, d, d->bank, SY_PART_BANK);
        l->continues = SY_NONE;
        m->number[order[i].number] = (uint32_t)i;
    }
    m->b->books.n_accounts = m->n_drafts ? account + 1 : 0;
}

static sy_status name_ledgers(maker *m)
{
    namer n = {.m = m};
    ranked *order = sy_new_array(m->al, m->n_drafts, sizeof *order);
    sy_status st = SY_OK;

    sy_buf_init(&n.texts, m->al, UINT32_MAX - 1);
    sy_buf_init(&n.read, m->al, UINT32_MAX - 1);
    sy_buf_char(&n.texts, '\0'); /* offset 0: the empty text */
    sy_buf_char(&n.read, '\0');
    m->b->ledgers = sy_new_array(m->al, m->n_drafts, sizeof *m->b->ledgers);
    m->number = sy_new_array(m->al, m->n_drafts, sizeof *m->number);
    if (!order || !m->b->ledgers || !m->number) st = sy_fail_nomem(m->err);
    for (size_t i = 0; st == SY_OK && i < m->n_drafts; i++) {
        order[i] = (ranked){&m->drafts[i], (uint32_t)i};
        st = want_text(&n, m->drafts[i].holder.text);
        if (st == SY_OK) st = want_text(&n, m->drafts[i].bank.text);
    }
    if (st == SY_OK && m->n_drafts) qsort(order, m->n_drafts, sizeof *order, by_name);
    if (st == SY_OK) st = sy_facts_texts(m->ws, take_text, &n, m->err);
    if (st == SY_OK && sy_buf_status(&n.read) == SY_OK) describe(&n, order);
    if (st == SY_OK && (sy_buf_status(&n.read) != SY_OK || sy_buf_status(&n.texts) != SY_OK)) {
        st = sy_fail(m->err, SY_ELIMIT, N_("the names of the accounts are too long"));
    }
    m->b->books.texts_size = n.texts.len;
    m->b->texts = n.texts.ptr;
    sy_drop(m->al, n.at);
    sy_buf_dispose(&n.read);
    sy_drop(m->al, order);
    return st;
}

/* ---- cover of the numbered ledgers ---- */

typedef struct span {
    uint32_t ledger;
    sy_days days;
} span;

static int by_ledger(const void *a, const void *b)
{
    const span *x = a, *y = b;
    if (x->ledger != y->ledger) return x->ledger < y->ledger ? -1 : 1;
    return (x->days.from > y->days.from) - (x->days.from < y->days.from);
}

static void take_proved(sy_made_books *b, const span *spans, size_t n)
{
    uint32_t used = 0;
    size_t i = 0;

    for (uint32_t l = 0; l < b->books.n_ledgers; l++) {
        uint32_t first = used;
        b->proved_begin[l] = first;
        for (; i < n && spans[i].ledger == l; i++) {
            sy_days *last = used > first ? &b->proved[used - 1] : NULL;
            if (last && spans[i].days.from <= last->to + 1) {
                if (spans[i].days.to > last->to) last->to = spans[i].days.to;
            } else {
                b->proved[used++] = spans[i].days;
            }
        }
    }
    b->proved_begin[b->books.n_ledgers] = used;
}

/* Do the bank's own totals of this source and ledger differ from the rows? Then
 * no period proves it. */
static bool is_contradicted(const sy_case_tables *t, const sy_cover_row *c)
{
    for (size_t i = 0; i < t->n_totals; i++) {
        const sy_totals_check *x = &t->totals[i];
        if (x->wrong && x->ledger == c->ledger && t->sources[x->rank].id == c->source) return true;
    }
    return false;
}

static sy_status prove_days(maker *m)
{
    const sy_case_tables *t = m->t;
    sy_made_books *b = m->b;
    size_t n = 0;
    span *spans = sy_new_array(m->al, t->n_covers + t->n_totals, sizeof *spans);

    b->proved = sy_new_array(m->al, t->n_covers + t->n_totals, sizeof *b->proved);
    b->proved_begin = sy_new_array(m->al, (size_t)b->books.n_ledgers + 1, sizeof *b->proved_begin);
    if (!spans || !b->proved || !b->proved_begin) {
        sy_drop(m->al, spans);
        return sy_fail_nomem(m->err);
    }
    for (size_t i = 0; i < t->n_covers; i++) {
        const sy_cover_row *c = &t->covers[i];
        if (c->ledger >= t->n_ledgers || b->number_of[c->ledger] == SY_NONE) continue;
        uint32_t ledger = b->number_of[c->ledger];
        int64_t end = ((int64_t)c->to_day + 1) * SY_DAY - 1;
        if (end > b->ledgers[ledger].as_of) b->ledgers[ledger].as_of = end;
        if (c->stated && !is_contradicted(t, c)) spans[n++] = (span){ledger, {c->from_day, c->to_day}};
    }
    for (size_t i = 0; i < t->n_totals; i++) {
        const sy_totals_check *x = &t->totals[i];
        if (!x->proves || b->number_of[x->ledger] == SY_NONE) continue;
        spans[n++] = (span){b->number_of[x->ledger], {x->from_day, x->to_day}};
    }
    if (n) qsort(spans, n, sizeof *spans, by_ledger);
    take_proved(b, spans, n);
    sy_drop(m->al, spans);
    return SY_OK;
}

/* Ledgers without a cover of their own are known up to the end of the data; an
 * unsupplied one goes on with its account's only statement. */
static void finish_ledgers(maker *m)
{
    const sy_case_tables *t = m->t;
    sy_made_books *b = m->b;
    int64_t latest = INT64_MIN;

    for (size_t p = 0; p < t->n; p++) {
        if (b->ledger[p] != SY_NONE && t->at[p] > latest) latest = t->at[p];
    }
    for (size_t d = 0; d < m->n_drafts; d++) {
        sy_ledger *l = &b->ledgers[m->number[d]];
        if (l->flags & (SY_L_CLOSED | SY_L_NO_STATEMENT) || l->as_of == INT64_MIN) l->as_of = latest;
    }
    for (size_t d = 0; d < m->n_drafts; d++) {
        const draft *x = &m->drafts[d];
        if (x->fact == SY_NONE || x->flags) continue;
        uint32_t unsupplied, c = currency_number(m, x->currency);
        if (c == SY_NONE ||
            !sy_map_get(&m->unsupplied, draft_key(x->account, c, false), &unsupplied)) {
            continue;
        }
        m->drafts[unsupplied].n_statements++;
        m->drafts[unsupplied].covered = (uint32_t)d;
    }
    for (size_t d = 0; d < m->n_drafts; d++) {
        const draft *x = &m->drafts[d];
        if (x->flags & SY_L_UNSUPPLIED && x->n_statements == 1) {
            b->ledgers[m->number[d]].continues = m->number[x->covered];
        }
    }
}

/* What a trace that meets one of the two rows should tell: perhaps two sides of one
 * transfer, or a payment that was taken back in part (settle_refunds.c). */
static bool is_suspected_pair(const sy_case_tables *t, const sy_match *m)
{
    if (m->kind == SY_MATCH_SIDES) return m->state == SY_MATCH_SUSPECTED;
    return m->kind == SY_MATCH_REVERSAL && m->state != SY_MATCH_REJECTED &&
           sy_minor_size(t->amount[m->a]) != sy_minor_size(t->amount[m->b]);
}

static sy_status list_suspects(sy_made_books *b, const sy_case_tables *t, sy_err *err)
{
    const sy_settled *s = &b->settled;
    size_t n = 0;

    for (size_t i = 0; i < s->n_matches; i++) n += is_suspected_pair(t, &s->matches[i]);
    b->suspects = sy_new_array(b->al, n * 2, sizeof *b->suspects);
    if (!b->suspects) return sy_fail_nomem(err);
    for (size_t i = 0; i < s->n_matches; i++) {
        if (!is_suspected_pair(t, &s->matches[i])) continue;
        b->suspects[2 * b->books.n_suspects] = s->matches[i].a;
        b->suspects[2 * b->books.n_suspects++ + 1] = s->matches[i].b;
    }
    return SY_OK;
}

static sy_status number_rows(maker *m)
{
    sy_case_tables *t = m->t;
    sy_made_books *b = m->b;

    for (size_t p = 0; p < t->n; p++) {
        if (t->ledger[p] == SY_NONE) continue;
        t->ledger[p] = m->number[t->ledger[p]];
        if (!sy_is_outside(t->other[p])) t->other[p] = m->number[t->other[p]];
    }
    b->ledger = t->ledger;
    b->other = t->other;
    t->ledger = t->other = NULL;
    b->number_of = sy_new_array(m->al, t->n_ledgers, sizeof *b->number_of);
    if (!b->number_of) return sy_fail_nomem(m->err);
    for (uint32_t l = 0; l < t->n_ledgers; l++) {
        const uint32_t d = m->draft_of[l];
        b->number_of[l] = d == SY_NONE ? SY_NONE : m->number[d];
    }
    b->books.n_ledgers = (uint32_t)m->n_drafts;
    for (uint32_t l = 0; l < b->books.n_ledgers; l++) b->ledgers[l].as_of = INT64_MIN;
    return list_suspects(b, m->t, m->err);
}

/* ---- order ---- */

static bool is_self_transfer(const sy_made_books *b, const sy_case_tables *t, size_t p)
{
    return t->flags[p] & SY_ENTRY_TRANSFER && b->ledger[p] == b->other[p];
}

static sy_status group_rows(maker *m)
{
    const sy_case_tables *t = m->t;
    sy_made_books *b = m->b;
    uint32_t n = b->books.n_ledgers;

    b->row_begin = sy_new_array(m->al, (size_t)n + 2, sizeof *b->row_begin);
    if (!b->row_begin) return sy_fail_nomem(m->err);
    for (size_t p = 0; p < t->n; p++) {
        if (b->ledger[p] == SY_NONE || is_self_transfer(b, t, p)) continue;
        b->row_begin[b->ledger[p] + 1]++;
        if (t->flags[p] & SY_ENTRY_TRANSFER) b->row_begin[b->other[p] + 1]++;
    }
    for (uint32_t l = 0; l < n; l++) b->row_begin[l + 1] += b->row_begin[l];
    b->items = sy_new_array(m->al, b->row_begin[n], sizeof *b->items);
    if (!b->items) return sy_fail_nomem(m->err);
    for (size_t p = 0; p < t->n; p++) {
        if (b->ledger[p] == SY_NONE || is_self_transfer(b, t, p)) continue;
        uint32_t item = (uint32_t)p * 2;
        b->items[b->row_begin[b->ledger[p]]++] = item + (t->amount[p] > 0);
        if (t->flags[p] & SY_ENTRY_TRANSFER) b->items[b->row_begin[b->other[p]]++] = item + 1;
    }
    memmove(b->row_begin + 1, b->row_begin, n * sizeof *b->row_begin);
    b->row_begin[0] = 0;
    return SY_OK;
}

enum { LEDGERS_A_PART = 64 };

/* Most ledgers come in order from one file: then nothing needs to be copied. */
static bool is_in_order(const maker *m, const uint32_t *items, size_t n, sy_order_report *report)
{
    const sy_case_tables *t = m->t;
    uint32_t row;
    uint32_t rank = n ? sy_place_rank(t->bases, (uint32_t)t->n_sources, items[0] / 2, &row) : 0;

    *report = (sy_order_report){0};
    if (n && sy_place_rank(t->bases, (uint32_t)t->n_sources, items[n - 1] / 2, &row) != rank) {
        return false;
    }
    for (size_t i = 1; i < n; i++) {
        uint32_t a = items[i - 1] / 2, b = items[i] / 2;
        if (t->at[b] < t->at[a]) return false;
        if (!(t->flags[a] & t->flags[b] & SY_ENTRY_HAS_BALANCE)) continue;
        if ((uint64_t)t->balance[b] - (uint64_t)t->amount[b] != (uint64_t)t->balance[a]) return false;
        report->chain_ok++;
    }
    return true;
}

static sy_status order_ledger(const maker *m, uint32_t *items, size_t n, sy_order_report *report,
                              sy_err *err)
{
    const sy_case_tables *t = m->t;
    sy_order_row *rows = NULL;

    if (is_in_order(m, items, n, report)) return SY_OK;
    rows = sy_new_array(m->al, n, sizeof *rows);
    if (!rows) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        uint32_t p = items[i] / 2, row;
        rows[i] = (sy_order_row){.at = t->at[p], .amount = t->amount[p], .balance = t->balance[p],
                                 .item = items[i],
                                 .has_balance = t->flags[p] & SY_ENTRY_HAS_BALANCE,
                                 .of_list = t->flags[p] & SY_ENTRY_TRANSFER};
        rows[i].source = sy_place_rank(t->bases, (uint32_t)t->n_sources, p, &row);
    }
    sy_status st = sy_order_rows(rows, n, report, m->al, err);
    for (size_t i = 0; i < n; i++) items[i] = rows[i].item;
    sy_drop(m->al, rows);
    return st;
}

static sy_status order_part(void *ctx, size_t part, sy_err *err)
{
    const maker *m = ctx;
    sy_made_books *b = m->b;
    size_t end = (part + 1) * LEDGERS_A_PART;
    sy_status st = SY_OK;

    if (end > b->books.n_ledgers) end = b->books.n_ledgers;
    for (size_t l = part * LEDGERS_A_PART; st == SY_OK && l < end; l++) {
        size_t n = (size_t)(b->row_begin[l + 1] - b->row_begin[l]);
        st = order_ledger(m, b->items + b->row_begin[l], n, &b->reports[l], err);
    }
    return st;
}

static sy_status order_ledgers(maker *m)
{
    sy_made_books *b = m->b;
    size_t parts = (b->books.n_ledgers + LEDGERS_A_PART - 1) / LEDGERS_A_PART;

    b->reports = sy_new_array(m->al, b->books.n_ledgers, sizeof *b->reports);
    if (!b->reports) return sy_fail_nomem(m->err);
    return sy_parallel(parts, order_part, m, m->err);
}

/* Of rows that take each other back in one ledger, the one that pays first sends
 * money away and gets it back (flow's SY_ROW_REVERSED); where money came in first
 * and went out again, neither row moves any. */
static sy_status order_reversals(maker *m)
{
    const sy_case_tables *t = m->t;
    sy_made_books *b = m->b;
    const uint32_t *match = b->settled.match;
    sy_map seen = {.al = m->al};
    bool any = false;
    sy_status st = SY_OK;

    for (size_t i = 0; i < b->settled.n_matches && !any; i++) {
        any = b->settled.matches[i].kind == SY_MATCH_REVERSAL;
    }
    for (uint64_t i = 0; any && st == SY_OK && i < b->row_begin[b->books.n_ledgers]; i++) {
        const uint32_t place = b->items[i] / 2;
        uint32_t first;
        if (!(t->flags[place] & SY_ROW_VOID)) continue;
        if (sy_map_get(&seen, match[place], &first)) continue; /* the second of the two */
        if (t->amount[place] < 0) {
            t->flags[place] |= SY_ROW_REVERSED;
            t->flags[match[place]] |= SY_ROW_REVERSED;
        }
        st = sy_map_put(&seen, place, 1, m->err);
    }
    sy_drop(m->al, seen.cells);
    return st;
}

static sy_status list_pictures(maker *m)
{
    const sy_case_tables *t = m->t;

    if (t->n_pictures == 0) return SY_OK;
    m->b->also = sy_new_array(m->al, t->n, sizeof *m->b->also);
    if (!m->b->also) return sy_fail_nomem(m->err);
    memset(m->b->also, 0xFF, t->n * sizeof *m->b->also);
    for (size_t i = 0; i < t->n_pictures; i++) {
        m->b->also[t->pictures[i].card] = t->pictures[i].wallet;
    }
    return SY_OK;
}

/* ---- all of it ---- */

static void point(sy_made_books *b, const sy_case_tables *t)
{
    b->rows = (sy_rows){.n = t->n, .at = t->at, .amount = t->amount, .balance = t->balance,
                        .ledger = b->ledger, .other = b->other, .match = b->settled.match, .also = b->also,
                        .flags = t->flags};
    b->books.n_sources = (uint32_t)t->n_sources;
    b->books.ledgers = b->ledgers;
    b->books.row_begin = b->row_begin;
    b->books.rows = b->items;
    b->books.proved_begin = b->proved_begin;
    b->books.proved = b->proved;
    b->books.sources = t->bases;
    b->books.suspects = b->suspects;
    b->books.texts = b->texts;
}

sy_status sy_books_make(sy_made_books *b, sy_case_tables *tables, sy_workspace *ws, sy_err *err)
{
    maker m = {.al = tables->al, .t = tables, .b = b, .ws = ws, .err = err,
               .unsupplied = {.al = tables->al}, .listed = {.al = tables->al}};
    sy_status st = SY_OK;

    memset(b, 0, sizeof *b);
    b->al = tables->al;
    st = sy_settle(&b->settled, tables, ws, err);
    if (st == SY_OK) st = draft_facts(&m);
    if (st == SY_OK) st = index_covers(&m);
    if (st == SY_OK) st = find_other_sides(&m);
    sy_debug("ledgers: %zu pairs, other sides known", b->settled.n_matches);
    sy_drop(m.al, tables->outside);
    sy_drop(m.al, tables->pocket);
    tables->outside = tables->pocket = NULL;
    if (st == SY_OK) st = name_ledgers(&m);
    sy_facts_release(ws);
    if (st == SY_OK) st = number_rows(&m);
    if (st == SY_OK) st = prove_days(&m);
    if (st == SY_OK) finish_ledgers(&m);
    if (st == SY_OK) st = group_rows(&m);
    if (st == SY_OK) st = order_ledgers(&m);
    if (st == SY_OK) st = order_reversals(&m);
    if (st == SY_OK) st = list_pictures(&m);
    if (st == SY_OK) point(b, tables);
    sy_debug("ledgers: in order");
    void *const pieces[] = {m.drafts, m.draft_of, m.unsupplied.cells, m.listed.cells, m.currencies,
                            m.covers, m.cover_begin, m.number};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(m.al, pieces[i]);
    return st;
}

void sy_books_give_back_orders(sy_made_books *b)
{
    sy_drop(b->al, b->items);
    b->items = NULL;
}

void sy_books_give_back_rows(sy_made_books *b)
{
    uint32_t **const arrays[] = {&b->ledger, &b->other, &b->settled.match, &b->also};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        sy_drop(b->al, *arrays[i]);
        *arrays[i] = NULL;
    }
}

void sy_books_dispose(sy_made_books *b)
{
    sy_settled_dispose(&b->settled);
    void *const pieces[] = {b->ledger, b->other, b->ledgers, b->row_begin, b->items,
                            b->proved_begin, b->suspects, b->proved, b->texts, b->reports,
                            b->number_of, b->also};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(b->al, pieces[i]);
    memset(b, 0, sizeof *b);
}
