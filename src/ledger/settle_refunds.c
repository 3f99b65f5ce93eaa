/* settle_refunds.c - payments that were taken back in part: in wallets' statements a
 * refund names what it pays back by the payment's own number, or only by its shop.
 *
 * Both rows stay what they are, a payment and money that comes in: a transfer of the
 * flow has one row on each side and so cannot be taken back in part (see
 * docs/decisions/0022-taken-back-in-part.md). They are tied: confirmed by number,
 * suspected where the shop has one payment only that it can be. */
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/money.h"
#include "ledger/map.h"
#include "ledger/settle.h"

enum { LOOK_BACK = 4096 }; /* payments of one wallet to one shop */

typedef struct paid {
    uint32_t account, name, place;
    int64_t at, left; /* left: fen that no refund has taken back yet */
    bool is_refund;
    sy_slice serial; /* in the arena */
} paid;

typedef struct finder {
    sy_settler *s;
    sy_arena arena;
    paid *items;
    size_t n, capacity;
    sy_map refunds; /* place -> 1 */
    sy_map accounts;
    sy_pair *rejected;
    size_t n_rejected;
} finder;

/* Already tied whole, or said to be: then not in part as well. */
static sy_status note_refunds(finder *f)
{
    sy_settler *s = f->s;
    const sy_case_tables *t = s->t;
    sy_map tied = {.al = s->al};
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < s->out->n_matches; i++) {
        const sy_match *m = &s->out->matches[i];
        if (m->kind != SY_MATCH_REVERSAL || m->state == SY_MATCH_REJECTED) continue;
        st = sy_map_put(&tied, m->b, 1, s->err);
    }
    for (size_t i = 0; st == SY_OK && i < t->n_corrections; i++) {
        const uint32_t p = t->corrections[i].place;
        uint32_t value;
        if (t->corrections[i].what != SY_CORRECTION_REFUND || !sy_settle_is_free(s, p)) continue;
        if (t->amount[p] <= 0 || !t->ledgers[t->ledger[p]].is_wallet) continue;
        if (sy_map_get(&tied, p, &value)) continue;
        st = sy_map_put(&f->refunds, p, 1, s->err);
        if (st == SY_OK) {
            st = sy_map_put(&f->accounts, t->ledgers[t->ledger[p]].account, 1, s->err);
        }
    }
    sy_drop(s->al, tied.cells);
    return st;
}

static sy_status take(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    finder *f = ctx;
    const sy_case_tables *t = f->s->t;

    for (size_t i = 0; i < b->n; i++) {
        const uint32_t p = sy_case_tables_place(t, b->source[i], b->row[i]);
        void *items = f->items;
        uint32_t value;
        if (p == SY_NONE || !sy_settle_is_free(f->s, p)) continue;
        const bool is_refund = sy_map_get(&f->refunds, p, &value);
        if (!is_refund && t->amount[p] >= 0) continue;
        if (!sy_grow(f->s->al, &items, &f->capacity, f->n, f->n + 1, sizeof *f->items)) {
            return sy_fail_nomem(err);
        }
        f->items = items;
        const char *serial = sy_arena_bytes(&f->arena, b->serial[i].ptr, b->serial[i].len);
        if (!serial) return sy_fail_nomem(err);
        f->items[f->n++] = (paid){.account = t->ledgers[t->ledger[p]].account,
                                  .name = b->text[SY_OTHER_NAME][i],
                                  .place = p,
                                  .at = t->at[p],
                                  .left = (int64_t)sy_minor_size(t->amount[p]),
                                  .is_refund = is_refund,
                                  .serial = {serial, b->serial[i].len}};
    }
    return SY_OK;
}

/* A shop's payments and refunds in order of time; text ids only group. */
static int by_shop(const void *a, const void *b)
{
    const paid *x = a, *y = b;

    if (x->account != y->account) return x->account < y->account ? -1 : 1;
    if (x->name != y->name) return x->name < y->name ? -1 : 1;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static int by_number(const void *a, const void *b)
{
    const paid *x = a, *y = b;
    int c;

    if (x->account != y->account) return x->account < y->account ? -1 : 1;
    c = sy_slice_compare(x->serial, y->serial);
    return c ? c : (x->place > y->place) - (x->place < y->place);
}

static bool can_be(const finder *f, const paid *refund, const paid *payment)
{
    const sy_case_tables *t = f->s->t;
    const int64_t days = sy_day_of(refund->at) - sy_day_of(payment->at);

    return !payment->is_refund && payment->left >= refund->left && days >= 0 &&
           days <= t->correction_days[SY_CORRECTION_REFUND] &&
           !sy_pairs_have(f->rejected, f->n_rejected, payment->place, refund->place);
}

static sy_status tie(finder *f, paid *payment, const paid *refund, bool is_certain)
{
    sy_settler *s = f->s;
    const sy_pair pair = {payment->place, refund->place, is_certain,
                          is_certain ? SY_WHY_PART_BY_NUMBER : SY_WHY_PART_BY_SHOP};
    sy_status st = sy_settle_note(s, SY_MATCH_REVERSAL, pair, false);

    if (st != SY_OK) return st;
    s->out->matches[s->out->n_matches - 1].amount = refund->left;
    payment->left -= refund->left;
    return SY_OK;
}

/* The number before the line in 20230204_R1 is the payment's; empty: there is none. */
static sy_slice order_of(const paid *refund)
{
    const sy_slice s = refund->serial;
    const char *end = s.len ? memchr(s.ptr, '_', s.len) : NULL;
    return (sy_slice){s.ptr, end ? (size_t)(end - s.ptr) : 0};
}

static sy_status tie_by_number(finder *f, const paid *refund)
{
    const paid key = {.account = refund->account, .serial = order_of(refund)};
    size_t low = 0, high = f->n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (by_number(&f->items[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < f->n && f->items[low].account == key.account; low++) {
        if (!sy_slice_is(f->items[low].serial, key.serial)) break;
        if (can_be(f, refund, &f->items[low])) return tie(f, &f->items[low], refund, true);
    }
    return SY_OK;
}

/* The only payment to that shop that it can be; nobody's name is no shop. */
static sy_status tie_by_shop(finder *f, size_t i)
{
    const paid *refund = &f->items[i];
    paid *only = NULL;

    if (refund->name == 0) return SY_OK;
    for (size_t k = i; k-- > 0 && i - k < LOOK_BACK;) {
        paid *p = &f->items[k];
        if (p->account != refund->account || p->name != refund->name) break;
        if (!can_be(f, refund, p)) continue;
        if (only) return SY_OK;
        only = p;
    }
    return only ? tie(f, only, refund, false) : SY_OK;
}

/* What has a number of an order is looked for by it alone. */
static sy_status settle(finder *f)
{
    sy_status st = SY_OK;

    if (f->n) qsort(f->items, f->n, sizeof *f->items, by_number);
    for (size_t i = 0; st == SY_OK && i < f->n; i++) {
        if (f->items[i].is_refund && order_of(&f->items[i]).len) {
            st = tie_by_number(f, &f->items[i]);
        }
    }
    if (f->n) qsort(f->items, f->n, sizeof *f->items, by_shop);
    for (size_t i = 0; st == SY_OK && i < f->n; i++) {
        if (f->items[i].is_refund && !order_of(&f->items[i]).len) st = tie_by_shop(f, i);
    }
    return st;
}

static sy_status list_ledgers(const finder *f, uint32_t **list, size_t *n)
{
    const sy_case_tables *t = f->s->t;
    uint32_t value;

    *list = sy_new_array(f->s->al, t->n_ledgers, sizeof **list);
    if (!*list) return sy_fail_nomem(f->s->err);
    for (uint32_t l = 0; l < t->n_ledgers; l++) {
        if (!t->ledgers[l].exists) continue;
        const uint32_t account = t->ledgers[t->ledgers[l].same_as].account;
        if (sy_map_get(&f->accounts, account, &value)) (*list)[(*n)++] = l;
    }
    return SY_OK;
}

sy_status sy_settle_refunds(sy_settler *s)
{
    finder f = {.s = s, .refunds = {.al = s->al}, .accounts = {.al = s->al}};
    uint32_t *ledgers = NULL;
    sy_entry_filter filter = {.with_serial = true,
                              .without_fingerprints = true,
                              .without_amounts = true,
                              .text_columns = 1u << SY_OTHER_NAME};
    sy_status st = note_refunds(&f);

    sy_arena_init(&f.arena, s->al);
    if (st == SY_OK && f.refunds.n) st = list_ledgers(&f, &ledgers, &filter.n_ledgers);
    filter.ledgers = ledgers;
    if (st == SY_OK && filter.n_ledgers) {
        st = sy_settle_rejected(s, SY_MATCH_REVERSAL, &f.rejected, &f.n_rejected);
        if (st == SY_OK) st = sy_facts_entries(s->ws, &filter, take, &f, s->err);
        if (st == SY_OK) st = settle(&f);
    }
    void *const pieces[] = {f.items, f.refunds.cells, f.accounts.cells, f.rejected, ledgers};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(s->al, pieces[i]);
    sy_arena_dispose(&f.arena);
    return st;
}
