/* common.c - two supplied accounts that deal with the same few others (共同对手).
 * Parties with whom many deal are everybody's, and left out. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/money.h"
#include "flow/patterns/book.h"
#include "suyuan/limits.h"

enum { PAYS_IT = 1, IS_PAID = 2 };

typedef struct dealing {
    uint32_t party, ledger;
    uint32_t ways;
} dealing;

typedef struct shared {
    uint32_t first, second; /* ledgers */
    uint32_t party;
    uint32_t is_bridge; /* one pays it, the other is paid */
} shared;

typedef struct lists {
    const sy_shelf *shelf;
    sy_findings *out;
    const sy_pattern_query *q;
    dealing *dealings;
    size_t n_dealings, dealings_capacity;
    shared *pairs;
    size_t n_pairs, pairs_capacity;
    uint32_t *parties; /* by ledger: how many accounts it deals with */
    sy_book_row *rows;
    size_t rows_capacity;
} lists;

static int by_party(const void *a, const void *b)
{
    const dealing *x = a, *y = b;
    if (x->party != y->party) return x->party < y->party ? -1 : 1;
    return x->ledger < y->ledger ? -1 : x->ledger > y->ledger;
}

static int by_pair(const void *a, const void *b)
{
    const shared *x = a, *y = b;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    if (x->second != y->second) return x->second < y->second ? -1 : 1;
    return x->party < y->party ? -1 : x->party > y->party;
}

static sy_status add_dealing(lists *l, dealing d)
{
    void *items = l->dealings;

    if (!sy_grow(l->out->al, &items, &l->dealings_capacity, l->n_dealings, l->n_dealings + 1,
                 sizeof d)) {
        return sy_fail_nomem(l->out->err);
    }
    l->dealings = items;
    l->dealings[l->n_dealings++] = d;
    return SY_OK;
}

/* Each party of each supplied ledger once. */
static sy_status list_dealings(lists *l)
{
    const sy_flow *f = l->shelf->flow;
    size_t n = 0;
    sy_status st = SY_OK;

    for (uint32_t t = 0; st == SY_OK && t < f->n_transfers; t++) {
        const uint32_t from = f->from[t], to = f->to[t];
        if (f->flags[t] & SY_T_PSEUDO || sy_is_outside(from) || sy_is_outside(to)) continue;
        const uint32_t payer = f->ledgers[from].account, payee = f->ledgers[to].account;
        if (payer == payee) continue;
        if (sy_shelf_has(l->shelf, from)) st = add_dealing(l, (dealing){payee, from, PAYS_IT});
        if (st == SY_OK && sy_shelf_has(l->shelf, to)) {
            st = add_dealing(l, (dealing){payer, to, IS_PAID});
        }
    }
    if (st == SY_OK && l->n_dealings) {
        qsort(l->dealings, l->n_dealings, sizeof *l->dealings, by_party);
    }
    for (size_t i = 0; st == SY_OK && i < l->n_dealings; i++) {
        const dealing *d = &l->dealings[i];
        if (n > 0 && by_party(&l->dealings[n - 1], d) == 0) {
            l->dealings[n - 1].ways |= d->ways;
        } else {
            l->dealings[n++] = *d;
            l->parties[d->ledger]++;
        }
    }
    l->n_dealings = n;
    return st;
}

static sy_status pair_up(lists *l, const dealing *d, size_t n, bool *is_cut)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = i + 1; k < n; k++) {
            void *items = l->pairs;
            if (l->n_pairs == SY_MAX_COMMON_PAIRS) {
                *is_cut = true;
                return SY_OK;
            }
            if (!sy_grow(l->out->al, &items, &l->pairs_capacity, l->n_pairs, l->n_pairs + 1,
                         sizeof *l->pairs)) {
                return sy_fail_nomem(l->out->err);
            }
            l->pairs = items;
            const bool is_bridge = (d[i].ways & PAYS_IT && d[k].ways & IS_PAID) ||
                                   (d[i].ways & IS_PAID && d[k].ways & PAYS_IT);
            l->pairs[l->n_pairs++] = (shared){d[i].ledger, d[k].ledger, d[i].party, is_bridge};
        }
    }
    return SY_OK;
}

static sy_status list_pairs(lists *l, bool *is_cut)
{
    sy_status st = SY_OK;

    for (size_t i = 0, end = 0; st == SY_OK && i < l->n_dealings; i = end) {
        while (end < l->n_dealings && l->dealings[end].party == l->dealings[i].party) end++;
        if ((int64_t)(end - i) > l->q->common_degree) continue;
        st = pair_up(l, l->dealings + i, end - i, is_cut);
    }
    if (st == SY_OK && l->n_pairs) qsort(l->pairs, l->n_pairs, sizeof *l->pairs, by_pair);
    return st;
}

static bool is_shared(const shared *s, size_t n, uint32_t party)
{
    for (size_t i = 0; i < n; i++) {
        if (s[i].party == party) return true;
    }
    return false;
}

static sy_status add_rows(lists *l, uint32_t ledger, const shared *s, size_t n, int64_t *amount)
{
    sy_book b;
    sy_status st = sy_book_read(&b, &l->rows, &l->rows_capacity, l->shelf, ledger, l->out->err);

    for (size_t i = 0; st == SY_OK && i < b.n; i++) {
        const sy_book_row *r = &b.rows[i];
        if (r->unseen || !is_shared(s, n, r->party)) continue;
        if (!sy_minor_add(amount, *amount, r->amount < 0 ? -r->amount : r->amount)) {
            return sy_fail(l->out->err, SY_ELIMIT,
                           N_("account %s: its amounts add up to more than "
                              "can be counted"),
                           sy_flow_text(b.flow, b.flow->ledgers[ledger].number));
        }
        st = sy_findings_row(l->out, r);
    }
    return st;
}

/* The same few others: enough of them, or a large part of all they deal with. */
static sy_status judge(lists *l, const shared *s, size_t n)
{
    const sy_flow *f = l->shelf->flow;
    const uint32_t first = s->first, second = s->second;
    const int64_t all = (int64_t)l->parties[first] + l->parties[second] - (int64_t)n;
    const uint32_t share = sy_permille((int64_t)n, all);
    int64_t amount = 0;

    if (f->ledgers[first].account == f->ledgers[second].account) return SY_OK;
    if ((int64_t)n < l->q->common_parties && (n < 2 || share < l->q->common_share)) return SY_OK;
    const sy_book b = {.flow = f, .ledger = first};
    sy_status st = sy_findings_begin(l->out, SY_PATTERN_COMMON, &b, f->ledgers[second].account);
    if (st == SY_OK) st = add_rows(l, first, s, n, &amount);
    if (st == SY_OK) st = add_rows(l, second, s, n, &amount);
    if (st != SY_OK) return st;
    sy_findings_last(l->out)->amount = amount;
    sy_findings_last(l->out)->share = share;
    sy_findings_last(l->out)->count = (uint32_t)n;
    for (size_t i = 0; i < n; i++) sy_findings_last(l->out)->bridges += s[i].is_bridge;
    return SY_OK;
}

sy_status sy_find_common(sy_findings *out, const sy_shelf *shelf, const sy_pattern_query *q,
                         bool *is_cut)
{
    lists l = {.shelf = shelf, .out = out, .q = q};
    sy_status st = SY_OK;

    l.parties = sy_new_array(out->al, shelf->flow->n_ledgers, sizeof *l.parties);
    if (!l.parties) st = sy_fail_nomem(out->err);
    if (st == SY_OK) st = list_dealings(&l);
    if (st == SY_OK) st = list_pairs(&l, is_cut);
    for (size_t i = 0, end = 0; st == SY_OK && i < l.n_pairs; i = end) {
        while (end < l.n_pairs && l.pairs[end].first == l.pairs[i].first &&
               l.pairs[end].second == l.pairs[i].second) {
            end++;
        }
        st = judge(&l, l.pairs + i, end - i);
    }
    sy_drop(out->al, l.dealings);
    sy_drop(out->al, l.pairs);
    sy_drop(out->al, l.parties);
    sy_drop(out->al, l.rows);
    return st;
}
