/* diverted.c - the debtor's payers first, then what they pay to others: payments sorted by
 * payer and receiver, each pair judged by itself. */
#include "insight/diverted.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/lang.h"
#include "suyuan/limits.h"

enum { REGULAR_TIMES = 3, LEAST_SIGNS = 2 };

/* One payment of a payer of the debtor's, to him or to another. */
typedef struct payment {
    uint32_t payer, account, transfer; /* account: SY_NONE: to the debtor */
    int64_t at;
    sy_minor amount;
    sy_slice name; /* of the payer, as this row has it */
    uint32_t ledger;
} payment;

typedef struct payments {
    payment *list;
    size_t n, capacity;
} payments;

typedef struct seeker {
    const sy_scene *s;
    const sy_who *w;
    const sy_weights *weights;
    uint8_t *counts; /* by who: may be a payer; then: has paid the debtor enough */
    payments to_debtor, to_others;
    sy_finding_decision *decisions;
    size_t n_decisions;
    sy_diverted *out;
    size_t receivers; /* of the payer at hand: how many accounts he pays */
} seeker;

/* ---- payments ---- */

static sy_status keep(payments *p, const payment *x, sy_err *err)
{
    void *items = p->list;

    if (!sy_grow(NULL, &items, &p->capacity, p->n, p->n + 1, sizeof *p->list))
        return sy_fail_nomem(err);
    p->list = items;
    p->list[p->n++] = *x;
    return SY_OK;
}

/* Real money that came in and stayed. */
static bool comes_in(const sy_flow *f, const sy_scene_row *r)
{
    return r->amount > 0 && !(f->flags[r->transfer] & SY_T_PSEUDO) &&
           !sy_flow_is_reversed(f, r->transfer);
}

static sy_status read_ledger(seeker *k, payments *into, uint32_t ledger, uint32_t account,
                             sy_err *err)
{
    const sy_flow *f = k->s->f;
    const uint32_t holder = sy_who_holds(k->w, k->s, ledger);
    sy_status st = SY_OK;

    for (uint32_t i = f->row_begin[ledger]; st == SY_OK && i < f->row_begin[ledger + 1]; i++) {
        const sy_scene_row r = sy_scene_row_at(k->s, ledger, i);
        if (!comes_in(f, &r)) continue;
        const uint32_t who = sy_who_at(k->w, k->s, &r);
        if (who == SY_NONE || who == holder || !k->counts[who]) continue;
        payment x = {who,   account, r.transfer, r.at, r.amount, sy_scene_other_name(k->s, &r),
                     ledger};
        if (x.name.len == 0 && !sy_is_outside(r.other))
            x.name = sy_slice_of(sy_flow_text(f, f->ledgers[r.other].number));
        st = keep(into, &x, err);
    }
    return st;
}

/* Who may be a payer at all: no household, nobody who pays half the town. */
static sy_status mark_possible(seeker *k, sy_err *err)
{
    k->counts = sy_new_array(NULL, (size_t)k->w->n + 1, 1);
    if (!k->counts) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < k->w->n; i++) {
        const sy_relation relation = (sy_relation)k->w->relation[i];
        k->counts[i] = relation != SY_RELATION_DEBTOR && !sy_relation_is_household(relation) &&
                       !(sy_word_bits_in(k->weights->terms, k->w->name[i]) & SY_WORD_PUBLIC);
    }
    return SY_OK;
}

static int by_payer(const void *a, const void *b)
{
    const payment *x = a, *y = b;

    if (x->payer != y->payer) return x->payer < y->payer ? -1 : 1;
    if (x->account != y->account) return x->account < y->account ? -1 : 1;
    return (x->transfer > y->transfer) - (x->transfer < y->transfer);
}

static void add(sy_paid *p, const payment *x)
{
    if (!sy_minor_add(&p->amount, p->amount, x->amount)) p->amount = INT64_MAX;
    if (p->times++ == 0 || x->at < p->first) p->first = x->at;
    if (p->times == 1 || x->at > p->last) p->last = x->at;
}

/* Of the payers those stay that have paid the debtor enough before the day. */
static void mark_payers(seeker *k)
{
    const payments *p = &k->to_debtor;

    memset(k->counts, 0, k->w->n);
    for (size_t i = 0, end = 0; i < p->n; i = end) {
        sy_paid before = {0};
        for (end = i; end < p->n && p->list[end].payer == p->list[i].payer; end++) {
            if (p->list[end].at < k->s->since) add(&before, &p->list[end]);
        }
        k->counts[p->list[i].payer] =
            (before.amount >= k->weights->income_amount &&
             before.times >= (uint32_t)k->weights->income_times) ||
            (before.times > 0 && before.amount >= k->weights->income_once);
    }
}

static sy_status gather(seeker *k, bool of_debtor, sy_err *err)
{
    const sy_flow *f = k->s->f;
    payments *into = of_debtor ? &k->to_debtor : &k->to_others;
    sy_status st = SY_OK;

    for (uint32_t l = 0; st == SY_OK && l < f->n_ledgers; l++) {
        const bool is_his = sy_scene_is_debtor(k->s, sy_scene_party(k->s, l));
        if (is_his != of_debtor || f->ledgers[l].flags & SY_L_POCKET || !sy_ledger_is_yuan(f, l))
            continue;
        st = read_ledger(k, into, l, is_his ? SY_NONE : f->ledgers[l].account, err);
    }
    if (st == SY_OK && into->n) qsort(into->list, into->n, sizeof *into->list, by_payer);
    return st;
}

/* ---- a pair ---- */

static size_t receipts_of(const seeker *k, uint32_t payer, const payment **first)
{
    const payments *p = &k->to_debtor;
    size_t low = 0, high = p->n, n = 0;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (p->list[middle].payer < payer)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + n < p->n && p->list[low + n].payer == payer) n++;
    *first = p->list + low;
    return n;
}

static int64_t month_of(int64_t at)
{
    sy_civil c;
    sy_civil_from_seconds(&c, at);
    return (int64_t)c.year * 12 + c.month;
}

/* Three times or more, in at least three of five months from the first to the last. */
static bool is_regular(const payment *list, size_t n, int64_t since)
{
    int64_t first = 0, last = 0, months = 0;
    size_t times = 0;

    for (size_t i = 0; i < n; i++) { /* in pass order: nearly by time */
        const int64_t month = month_of(list[i].at);
        if (list[i].at < since) continue;
        if (times++ == 0) first = month;
        if (times == 1 || month > last) months++;
        if (times == 1 || month > last) last = month;
    }
    return times >= REGULAR_TIMES && months >= REGULAR_TIMES &&
           months * 5 >= (last - first + 1) * 3;
}

static bool is_alike(const sy_paid *a, const sy_paid *b)
{
    if (a->times == 0 || b->times == 0) return false;
    const sy_minor x = a->amount / a->times, y = b->amount / b->times;
    const sy_minor least = x < y ? x : y, most = x < y ? y : x;
    return most - least <= most / 5;
}

static sy_status keep_before(seeker *k, sy_diversion *d, const payment *list, size_t n,
                             int64_t turn, sy_err *err)
{
    d->before = sy_arena_get(k->s->arena, ((size_t)d->to_debtor.times + 1) * sizeof *d->before);
    if (!d->before) return sy_fail_nomem(err);
    for (size_t i = 0; i < n && d->n_before < SY_MAX_FINDING_ROWS; i++) {
        if (list[i].at < turn) d->before[d->n_before++] = list[i].transfer;
    }
    return SY_OK;
}

static sy_status name_pair(seeker *k, sy_diversion *d, sy_err *err)
{
    const sy_slice number = sy_slice_of(sy_flow_text(k->s->f, k->s->f->ledgers[d->ledger].number));
    const sy_slice payer = k->w->name[d->payer]; /* in one form, whoever writes it */
    const sy_slice about[] = {payer.len ? payer : d->payer_name, number};
    sy_status st = sy_finding_id(d->id, "diverted", about, 2, err);

    for (size_t i = 0; st == SY_OK && i < k->n_decisions; i++) {
        if (strcmp(k->decisions[i].finding, d->id) == 0) d->decision = &k->decisions[i];
    }
    return st;
}

/* Of one who pays many others each alone says little, unless the receiver is his. */
static bool is_weak(const seeker *k, const sy_diversion *d)
{
    if (sy_diversion_signs(d) < LEAST_SIGNS) return true;
    if (d->relation != SY_RELATION_NONE) return false;
    return !d->is_regular || k->receivers > (size_t)k->weights->income_receivers;
}

/* list[0, n): all that one payer paid into one account. *is_one: is it a diversion? */
static sy_status judge(seeker *k, sy_diversion *d, bool *is_one, const payment *list, size_t n,
                       sy_err *err)
{
    const int64_t since = k->s->since;
    const payment *receipts;
    const size_t n_receipts = receipts_of(k, list->payer, &receipts);
    const uint32_t holder = sy_who_holds(k->w, k->s, list->ledger);

    *is_one = false;
    *d = (sy_diversion){.payer = list->payer,
                        .account = list->account,
                        .ledger = list->ledger,
                        .relation = holder == SY_NONE ? SY_RELATION_NONE
                                                      : (sy_relation)k->w->relation[holder]};
    d->is_supplied = !(k->s->f->ledgers[d->ledger].flags & SY_L_NO_STATEMENT);
    sy_paid before = {0};
    for (size_t i = 0; i < n; i++) add(list[i].at < since ? &before : &d->to_receiver, &list[i]);
    d->to_receiver_before = before.amount;
    if (d->to_receiver.amount < k->weights->income_amount) return SY_OK;
    if (before.amount > d->to_receiver.amount / 10) return SY_OK; /* his own customer */
    for (size_t i = 0; i < n_receipts; i++) {
        add(receipts[i].at < d->to_receiver.first ? &d->to_debtor : &d->to_debtor_after,
            &receipts[i]);
    }
    d->is_regular = is_regular(list, n, since);
    d->stopped = d->to_debtor_after.amount <= d->to_debtor.amount / 4;
    d->is_alike = is_alike(&d->to_debtor, &d->to_receiver);
    if (is_weak(k, d)) {
        k->out->n_weak++;
        return SY_OK;
    }
    d->payer_name = list->name;
    d->transfers = sy_arena_get(k->s->arena, n * sizeof *d->transfers);
    d->amounts = sy_arena_get(k->s->arena, n * sizeof *d->amounts);
    if (!d->transfers || !d->amounts) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        if (list[i].at < since) continue;
        d->amounts[d->n] = list[i].amount;
        d->transfers[d->n++] = list[i].transfer;
    }
    *is_one = true;
    const sy_status st = keep_before(k, d, receipts, n_receipts, d->to_receiver.first, err);
    return st == SY_OK ? name_pair(k, d, err) : st;
}

/* ---- all of them ---- */

int sy_diversion_signs(const sy_diversion *d)
{
    return (d->relation != SY_RELATION_NONE) + d->is_regular + d->stopped + d->is_alike;
}

static bool is_refuted(const sy_diversion *d)
{
    return d->decision && d->decision->verdict == SY_VERDICT_REJECTED;
}

static int by_strength(const void *a, const void *b)
{
    const sy_diversion *x = a, *y = b;
    const int p = sy_diversion_signs(x), q = sy_diversion_signs(y);

    if (is_refuted(x) != is_refuted(y)) return is_refuted(x) ? 1 : -1;
    if (p != q) return p > q ? -1 : 1;
    if (x->to_receiver.amount != y->to_receiver.amount)
        return x->to_receiver.amount > y->to_receiver.amount ? -1 : 1;
    return strcmp(x->id, y->id);
}

static size_t end_of(const payments *p, size_t i, bool of_pair)
{
    size_t end = i;

    while (end < p->n && p->list[end].payer == p->list[i].payer &&
           (!of_pair || p->list[end].account == p->list[i].account))
        end++;
    return end;
}

static size_t pairs_in(const payments *p, size_t i, size_t end)
{
    size_t n = 0;

    for (; i < end; i = end_of(p, i, true)) n++;
    return n;
}

static sy_status judge_all(seeker *k, sy_err *err)
{
    const payments *p = &k->to_others;
    sy_diverted *out = k->out;
    sy_status st = SY_OK;

    out->items = sy_arena_get(k->s->arena, (pairs_in(p, 0, p->n) + 1) * sizeof *out->items);
    if (!out->items) return sy_fail_nomem(err);
    for (size_t i = 0, end = 0; st == SY_OK && i < p->n; i = end) {
        if (i == 0 || p->list[i - 1].payer != p->list[i].payer)
            k->receivers = pairs_in(p, i, end_of(p, i, false));
        bool is_one = false;
        end = end_of(p, i, true);
        st = judge(k, &out->items[out->n], &is_one, p->list + i, end - i, err);
        out->n += is_one;
    }
    if (st == SY_OK && out->n) qsort(out->items, out->n, sizeof *out->items, by_strength);
    return st;
}

sy_status sy_diverted_find(sy_diverted **out, const sy_scene *s, const sy_who *w,
                           const sy_weights *weights, sy_err *err)
{
    seeker k = {.s = s, .w = w, .weights = weights};
    sy_status st = SY_OK;

    *out = NULL;
    if (s->since == INT64_MIN) {
        return sy_fail(err, SY_EINVAL,
                       N_("from which day on? --since DAY, or enter the days of the case: "
                          "suyuan case WS"));
    }
    k.out = sy_arena_get(s->arena, sizeof *k.out);
    if (!k.out) return sy_fail_nomem(err);
    k.out->since = s->since;
    st = sy_finding_decisions(sy_case_workspace(s->c), "diverted", &k.decisions, &k.n_decisions,
                              s->arena, err);
    if (st == SY_OK) st = mark_possible(&k, err);
    if (st == SY_OK) st = gather(&k, true, err);
    if (st == SY_OK) mark_payers(&k);
    if (st == SY_OK) st = gather(&k, false, err);
    if (st == SY_OK) st = judge_all(&k, err);
    if (st == SY_OK) *out = k.out;
    sy_drop(NULL, k.counts);
    sy_drop(NULL, k.to_debtor.list);
    sy_drop(NULL, k.to_others.list);
    return st;
}

/* ---- seeds ---- */

typedef struct candidate {
    sy_minor amount;
    uint32_t transfer;
} candidate;

static int by_amount(const void *a, const void *b)
{
    const candidate *x = a, *y = b;

    if (x->amount != y->amount) return x->amount > y->amount ? -1 : 1;
    return (x->transfer > y->transfer) - (x->transfer < y->transfer);
}

static int by_transfer(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    return (x->transfer > y->transfer) - (x->transfer < y->transfer);
}

sy_status sy_diverted_seeds(sy_seed *seeds, size_t *n, size_t *left_out, size_t most,
                            const sy_diverted *d, sy_err *err)
{
    size_t rows = 0;

    for (size_t i = 0; i < d->n; i++) rows += is_refuted(&d->items[i]) ? 0 : d->items[i].n;
    candidate *list = sy_new_array(NULL, rows, sizeof *list);
    if (!list) return sy_fail_nomem(err);
    rows = 0;
    for (size_t i = 0; i < d->n; i++) {
        const sy_diversion *x = &d->items[i];
        for (size_t k = 0; !is_refuted(x) && k < x->n; k++)
            list[rows++] = (candidate){x->amounts[k], x->transfers[k]};
    }
    qsort(list, rows, sizeof *list, by_amount);
    *n = rows < most ? rows : most;
    *left_out = rows - *n;
    qsort(list, *n, sizeof *list, by_transfer);
    for (size_t i = 0; i < *n; i++)
        seeds[i] = (sy_seed){.kind = SY_SEED_TRANSFER, .transfer = list[i].transfer};
    sy_drop(NULL, list);
    return SY_OK;
}

/* ---- names of findings ---- */

sy_status sy_finding_id(char out[SY_FINDING_ID], const char *kind, const sy_slice *about, size_t n,
                        sy_err *err)
{
    char hex[SY_DIGEST_TEXT];
    sy_digest d = {0};
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);

    if (st != SY_OK) return st;
    sy_digest_add(&d, kind, strlen(kind) + 1);
    for (size_t i = 0; i < n; i++) {
        sy_digest_add(&d, about[i].ptr ? about[i].ptr : "", about[i].len);
        sy_digest_add(&d, "", 1);
    }
    sy_digest_end(&d, hex);
    memcpy(out, hex, SY_FINDING_ID - 1);
    out[SY_FINDING_ID - 1] = '\0';
    return SY_OK;
}
