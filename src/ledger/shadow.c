/* shadow.c - rows of one amount in order of time; each of a card looks at the
 * wallets' rows around it. */
#include "ledger/shadow.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/money.h"

enum { LOOK_AT = 512 }; /* rows to each side */

static uint64_t size_of(const sy_shade *r)
{
    return sy_minor_size(r->amount);
}

static int by_group(const void *a, const void *b)
{
    const sy_shade *x = a, *y = b;

    if (x->currency != y->currency) return x->currency < y->currency ? -1 : 1;
    if (size_of(x) != size_of(y)) return size_of(x) < size_of(y) ? -1 : 1;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static bool same_group(const sy_shade *x, const sy_shade *y)
{
    return x->currency == y->currency && size_of(x) == size_of(y);
}

static bool is_one_order(const sy_shade *x, const sy_shade *y)
{
    for (size_t i = 0; i < SY_ORDERS && x->orders[i]; i++) {
        for (size_t k = 0; k < SY_ORDERS && y->orders[k]; k++) {
            if (x->orders[i] == y->orders[k]) return true;
        }
    }
    return false;
}

static bool is_one_payment(const sy_shade *card, const sy_shade *wallet, sy_candidate *c)
{
    const int64_t apart = card->at > wallet->at ? card->at - wallet->at : wallet->at - card->at;
    const bool has_clocks = !card->date_only && !wallet->date_only;
    const bool same_holder = card->holder && card->holder == wallet->holder;
    const bool is_payment = (card->amount < 0) == (wallet->amount < 0);
    const uint32_t named = wallet->names ? wallet->names : is_payment ? 0 : wallet->other;
    const bool names_card =
        named ? named == card->own : same_holder && wallet->tail && wallet->tail == card->tail;

    if (is_one_order(card, wallet) && (!named || named == card->own)) {
        *c = (sy_candidate){.a = c->a, .b = c->b, .confirmed = true, .reason = SY_WHY_ORDER};
        return true;
    }
    if (has_clocks ? apart > SY_SHADOW_SECONDS : sy_day_of(card->at) != sy_day_of(wallet->at)) {
        return false;
    }
    if (!names_card && (!same_holder || named || wallet->tail)) return false;
    c->distance = has_clocks ? apart : SY_DAY;
    c->confirmed = names_card && has_clocks;
    c->reason = names_card ? SY_WHY_CARD : SY_WHY_HOLDER;
    return true;
}

typedef struct finder {
    sy_shadows *result;
    const sy_shade *rows;
    const sy_pair *no_payments, *no_sides;
    size_t n_no_payments, n_no_sides;
    sy_candidate *candidates;
    size_t n, capacity;
    uint8_t *taken; /* by row */
    const sy_alloc *al;
    sy_err *err;
} finder;

/* The pair as it is told: (card, wallet), or (payer, payee). */
static sy_pair told(const finder *f, const sy_candidate *c)
{
    const bool a_is_card = !f->rows[c->a].is_wallet;
    const sy_shade *card = &f->rows[a_is_card ? c->a : c->b];
    const sy_shade *wallet = &f->rows[a_is_card ? c->b : c->a];
    const bool is_turned = (card->amount < 0) != (wallet->amount < 0) && card->amount > 0;

    return (sy_pair){is_turned ? wallet->place : card->place,
                     is_turned ? card->place : wallet->place, c->confirmed, c->reason};
}

static bool is_payment(const finder *f, const sy_candidate *c)
{
    return (f->rows[c->a].amount < 0) == (f->rows[c->b].amount < 0);
}

static sy_status consider(finder *f, uint32_t a, uint32_t b)
{
    const bool a_is_card = !f->rows[a].is_wallet;
    sy_candidate c = {.a = a, .b = b};
    void *list = f->candidates;

    if (f->rows[a].is_wallet == f->rows[b].is_wallet) return SY_OK;
    if (!is_one_payment(&f->rows[a_is_card ? a : b], &f->rows[a_is_card ? b : a], &c)) return SY_OK;
    const sy_pair pair = told(f, &c);
    if (is_payment(f, &c) ? sy_pairs_have(f->no_payments, f->n_no_payments, pair.out, pair.in)
                          : sy_pairs_have(f->no_sides, f->n_no_sides, pair.out, pair.in)) {
        return SY_OK;
    }
    if (!sy_grow(f->al, &list, &f->capacity, f->n, f->n + 1, sizeof c))
        return sy_fail_nomem(f->err);
    f->candidates = list;
    f->candidates[f->n++] = c;
    return SY_OK;
}

static sy_status match_group(finder *f, uint32_t begin, uint32_t end)
{
    sy_status st = SY_OK;

    f->n = 0;
    for (uint32_t i = begin; st == SY_OK && i < end; i++) {
        for (uint32_t k = i + 1; st == SY_OK && k < end && k - i < LOOK_AT; k++) {
            if (f->rows[k].at - f->rows[i].at > SY_DAY) break;
            st = consider(f, i, k);
        }
    }
    if (st == SY_OK) f->n = sy_pairing_settle(f->candidates, f->n, f->taken);
    for (size_t k = 0; st == SY_OK && k < f->n; k++) {
        const sy_candidate *c = &f->candidates[k];
        st = sy_pairs_add(is_payment(f, c) ? &f->result->payments : &f->result->sides, told(f, c),
                          f->err);
    }
    return st;
}

sy_status sy_shadows_find(sy_shadows *result, sy_shade *rows, size_t n, const sy_pair *no_payments,
                          size_t n_no_payments, const sy_pair *no_sides, size_t n_no_sides,
                          const sy_alloc *al, sy_err *err)
{
    finder f = {.result = result,
                .rows = rows,
                .no_payments = no_payments,
                .no_sides = no_sides,
                .n_no_payments = n_no_payments,
                .n_no_sides = n_no_sides,
                .al = al,
                .err = err};
    sy_status st = SY_OK;

    *result = (sy_shadows){.payments = {.al = al}, .sides = {.al = al}};
    if (n >= UINT32_MAX) return sy_fail(err, SY_ELIMIT, N_("too many rows"));
    f.taken = sy_new_array(al, n, 1);
    if (!f.taken) return sy_fail_nomem(err);
    if (n) qsort(rows, n, sizeof *rows, by_group);
    for (uint32_t i = 0, end; st == SY_OK && i < n; i = end) {
        for (end = i + 1; end < n && same_group(&rows[i], &rows[end]); end++) {
        }
        if (end - i > 1) st = match_group(&f, i, end);
    }
    sy_drop(al, f.candidates);
    sy_drop(al, f.taken);
    sy_pairs_sort(result->payments.pairs, result->payments.n);
    sy_pairs_sort(result->sides.pairs, result->sides.n);
    return st;
}

/* ---- words ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

uint32_t sy_shadow_tail(sy_slice words)
{
    static const sy_slice before[] = {{"(", 1}, {"（", 3}, {"尾号", 6}};

    for (size_t i = 0; i + SY_TAIL <= words.len; i++) {
        const sy_slice head = {words.ptr, i};
        bool is_led = false;
        size_t digits = 0;
        for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
            if (sy_slice_ends(head, before[k])) is_led = true;
        }
        while (is_led && i + digits < words.len && is_digit(words.ptr[i + digits])) digits++;
        if (digits != SY_TAIL) continue;
        uint32_t value = 0;
        for (size_t k = 0; k < SY_TAIL; k++)
            value = value * 10 + (uint32_t)(words.ptr[i + k] - '0');
        return value + 1;
    }
    return 0;
}
