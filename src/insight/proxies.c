/* proxies.c - every account with its reasons; then the points, so that no row counts
 * twice; then the order. */
#include "insight/proxies.h"

#include <stdlib.h>
#include <string.h>

#include "insight/proxy_parts.h"
#include "intake/counterparty.h"
#include "suyuan/limits.h"

static sy_reason_fn *const reasons[SY_PROXY_CODES] = {
    [SY_PROXY_PAYS_BILLS] = sy_hit_bills,    [SY_PROXY_RECEIVES_INCOME] = sy_hit_income,
    [SY_PROXY_SHARED_TRACE] = sy_hit_traces, [SY_PROXY_MIRRORS] = sy_hit_mirrors,
    [SY_PROXY_DEBTOR_MONEY] = sy_hit_money,  [SY_PROXY_BUYS_PROPERTY] = sy_hit_property,
    [SY_PROXY_PROFILE] = sy_hit_profile,     [SY_PROXY_AROUND_DAYS] = sy_hit_days,
    [SY_PROXY_PLACES] = sy_hit_places,       [SY_PROXY_NAMES_DEBTOR] = sy_hit_names,
    [SY_PROXY_OWN_LIVING] = sy_hit_living,   [SY_PROXY_LOAN_REPAID] = sy_hit_loan,
    [SY_PROXY_TRADE] = sy_hit_trade,         [SY_PROXY_LONG_HISTORY] = sy_hit_history,
    [SY_PROXY_ESCROW] = sy_hit_escrow,
};

typedef struct finder {
    sy_proxy_case c;
    sy_proxies *out;
    sy_proxy *items; /* those that are kept; they go to the arena when all are there */
    sy_household *household;
    sy_proxy_measure *all;
    size_t items_capacity, household_capacity, all_capacity;
    sy_use_row *rows;
    size_t rows_capacity;
    uint8_t *claimed; /* by row of the account at hand */
    size_t claimed_capacity;
    sy_finding_decision *decisions;
    size_t n_decisions;
} finder;

/* A reason with its code, while it is weighed. */
typedef struct weighed {
    sy_proxy_code code;
    sy_hit hit;
    int32_t points; /* never below 0 */
} weighed;

/* ---- points ---- */

/* Traces have weighed themselves: each kind has a weight of its own (proxy_person.c). */
static int32_t points_of(const sy_weights *k, sy_proxy_code code, const sy_hit *h, int32_t left)
{
    const sy_weight *w = &k->code[code];
    int32_t points = w->points;

    if (code != SY_PROXY_SHARED_TRACE) {
        const sy_minor amount =
            left < 1000 ? h->amount / 1000 * left : h->amount; /* of rows nobody has claimed */
        points = sy_weight_points(w, amount, (int32_t)((int64_t)h->share * left / 1000));
    } else if (h->times == 0) {
        points = points * left / 1000;
    }
    return points * h->part / 1000;
}

static int by_points(const void *a, const void *b)
{
    const weighed *x = a, *y = b;

    if (sy_proxy_is_against(x->code) != sy_proxy_is_against(y->code))
        return sy_proxy_is_against(x->code) ? 1 : -1;
    if (x->points != y->points) return x->points > y->points ? -1 : 1;
    return (x->code > y->code) - (x->code < y->code);
}

/* How much of the reason's rows is still free, in 1/1000; claims it. */
static int32_t claim(finder *k, const sy_use *u, const sy_hit *h)
{
    sy_minor whole = 0, left = 0;

    for (size_t i = 0; i < h->n; i++) {
        const uint32_t row = h->rows[i];
        if (!sy_minor_add(&whole, whole, u->rows[row].size)) return 1000;
        if (k->claimed[row]) continue;
        left += u->rows[row].size;
        k->claimed[row] = 1;
    }
    return whole == 0 ? 1000 : sy_part_of(left, whole);
}

static void claim_one(finder *k, const sy_use *u, weighed *x)
{
    x->points = points_of(k->c.k, x->code, &x->hit, claim(k, u, &x->hit));
}

/* Reasons only. Strongest first: its rows count for no other. What the account shares
 * with the debtor shows on nearly all of its rows: it claims them first or last. */
static int32_t claim_all(finder *k, const sy_use *u, weighed *list, size_t n, bool traces_last)
{
    weighed *traces = NULL;
    int32_t sum = 0;

    memset(k->claimed, 0, u->n);
    for (size_t i = 0; i < n; i++) {
        list[i].points = points_of(k->c.k, list[i].code, &list[i].hit, 1000);
    }
    qsort(list, n, sizeof *list, by_points);
    for (size_t i = 0; i < n; i++) {
        if (list[i].code == SY_PROXY_SHARED_TRACE) traces = &list[i];
    }
    if (traces && !traces_last) claim_one(k, u, traces);
    for (size_t i = 0; i < n; i++) {
        if (&list[i] != traces) claim_one(k, u, &list[i]);
    }
    if (traces && traces_last) claim_one(k, u, traces);
    for (size_t i = 0; i < n; i++) sum += list[i].points;
    return sum;
}

/* A row counts for one reason, in that order of claims which weighs more. */
static int32_t weigh(finder *k, const sy_use *u, weighed *list, size_t n)
{
    size_t n_for = 0;
    int32_t score = 0;

    while (n_for < n && !sy_proxy_is_against(list[n_for].code)) n_for++; /* codes ascend */
    for (size_t i = n_for; i < n; i++)
        list[i].points = points_of(k->c.k, list[i].code, &list[i].hit, 1000);
    const int32_t traces_first = claim_all(k, u, list, n_for, false);
    if (claim_all(k, u, list, n_for, true) < traces_first) claim_all(k, u, list, n_for, false);
    for (size_t i = 0; i < n; i++) score += i < n_for ? list[i].points : -list[i].points;
    qsort(list, n, sizeof *list, by_points);
    return score < 0 ? 0 : score > 100 ? 100 : score;
}

/* ---- one account ---- */

static sy_status find_reasons(finder *k, const sy_use *u, weighed *list, size_t *n, sy_err *err)
{
    sy_status st = SY_OK;

    *n = 0;
    for (int code = 0; st == SY_OK && code < SY_PROXY_CODES; code++) {
        weighed *x = &list[*n];
        *x = (weighed){.code = (sy_proxy_code)code, .hit = {.part = 1000}};
        st = reasons[code](&x->hit, &k->c, u, err);
        if (!x->hit.is_there) continue;
        if (sy_proxy_is_against(x->code) && points_of(k->c.k, x->code, &x->hit, 1000) == 0)
            continue; /* too little to speak of */
        ++*n;
    }
    return st;
}

static sy_status write_reason(finder *k, const sy_use *u, sy_proxy_reason *r, const weighed *x,
                              sy_err *err)
{
    sy_arena *arena = k->c.s->arena;
    const sy_hit *h = &x->hit;
    const size_t most = h->n < SY_MAX_FINDING_ROWS ? h->n : SY_MAX_FINDING_ROWS;

    *r = (sy_proxy_reason){.code = x->code,
                           .points = sy_proxy_is_against(x->code) ? -x->points : x->points,
                           .amount = h->amount,
                           .share = h->share,
                           .rows = (uint32_t)h->n};
    r->places = sy_arena_get(arena, (most + 1) * sizeof *r->places);
    if (!r->places) return sy_fail_nomem(err);
    for (size_t i = 0; i < h->n && r->n_places < most; i++) {
        const uint32_t place = u->rows[h->rows[i]].place;
        if (place != SY_NONE) r->places[r->n_places++] = place;
    }
    for (int lang = 0; lang < SY_LANGS; lang++) {
        r->text[lang] = sy_proxy_sentence(&k->c, u, x->code, h, (sy_lang)lang);
        if (!r->text[lang]) return sy_fail_nomem(err);
    }
    return SY_OK;
}

static sy_status name_proxy(finder *k, sy_proxy *p, sy_err *err)
{
    const sy_slice about = sy_slice_of(p->number);
    sy_status st = sy_finding_id(p->id, "proxy", &about, 1, err);

    for (size_t i = 0; st == SY_OK && i < k->n_decisions; i++) {
        if (strcmp(k->decisions[i].finding, p->id) == 0) p->decision = &k->decisions[i];
    }
    return st;
}

static void describe(const finder *k, sy_proxy *p, const sy_use *u)
{
    const sy_flow *f = k->c.f;
    const sy_ledger *l = &f->ledgers[u->ledger];

    *p = (sy_proxy){.account = u->account,
                    .ledger = u->ledger,
                    .party = sy_scene_party(k->c.s, u->ledger),
                    .number = sy_flow_text(f, l->number),
                    .holder = sy_flow_text(f, l->holder),
                    .bank = sy_flow_text(f, l->bank),
                    .is_supplied = u->is_supplied,
                    .in = u->in,
                    .out = u->out,
                    .counterparties = u->counterparties};
    if (u->holder != SY_NONE) p->relation = (sy_relation)k->c.w->relation[u->holder];
}

/* Without a statement, that the debtor's money went there makes nobody a suspect: it is
 * a statement to ask for. Of a plain list, where each account has one, only those with
 * reasons. */
static bool is_kept(const finder *k, const sy_proxy *p, const weighed *list, size_t n)
{
    if (p->decision || (p->is_supplied && !k->c.f->closed_world)) return true;
    for (size_t i = 0; i < n; i++) {
        if (sy_proxy_is_against(list[i].code) || list[i].points == 0) continue;
        if (p->is_supplied || list[i].code != SY_PROXY_DEBTOR_MONEY) return true;
    }
    return false;
}

static sy_status score(finder *k, sy_proxy *p, bool *kept, sy_use *u, sy_err *err)
{
    weighed list[SY_PROXY_CODES];
    void *claimed = k->claimed;
    size_t n = 0;

    if (!sy_grow(NULL, &claimed, &k->claimed_capacity, 0, u->n + 1, 1)) return sy_fail_nomem(err);
    k->claimed = claimed;
    if (k->c.s->since != INT64_MIN) sy_mark_loan(&k->c, u);
    sy_status st = find_reasons(k, u, list, &n, err);
    if (st == SY_OK) st = name_proxy(k, p, err);
    if (st != SY_OK) return st;
    p->score = weigh(k, u, list, n);
    *kept = is_kept(k, p, list, n);
    if (!*kept) return SY_OK;
    p->reasons = sy_arena_get(k->c.s->arena, (n + 1) * sizeof *p->reasons);
    if (!p->reasons) return sy_fail_nomem(err);
    for (; st == SY_OK && p->n_reasons < n; p->n_reasons++)
        st = write_reason(k, u, &p->reasons[p->n_reasons], &list[p->n_reasons], err);
    return st;
}

/* ---- the household ---- */

static sy_status add_household(finder *k, const sy_use *u, sy_err *err)
{
    const sy_flow *f = k->c.f;
    void *items = k->household;

    if (!sy_grow(NULL, &items, &k->household_capacity, k->out->n_household, k->out->n_household + 1,
                 sizeof *k->household))
        return sy_fail_nomem(err);
    k->household = items;
    sy_household *h = &k->household[k->out->n_household++];
    *h = (sy_household){.account = u->account,
                        .ledger = u->ledger,
                        .party = sy_scene_party(k->c.s, u->ledger),
                        .number = sy_flow_text(f, f->ledgers[u->ledger].number),
                        .holder = sy_flow_text(f, f->ledgers[u->ledger].holder),
                        .relation = (sy_relation)k->c.w->relation[u->holder],
                        .is_supplied = u->is_supplied,
                        .in = u->in_since};
    for (size_t i = 0; i < u->n; i++) {
        const sy_use_row *r = &u->rows[i];
        if (r->amount < 0 || r->side == SY_SIDE_UNSEEN || r->side == SY_SIDE_OWN) continue;
        h->fifo += r->fifo;
        h->lower += r->lower;
        h->upper += r->upper;
    }
    return SY_OK;
}

/* ---- all accounts ---- */

/* A seller of flats, a shop, a court without a statement is whom money went to, no more. */
static bool is_candidate(const finder *k, const sy_use *u)
{
    const sy_who *w = k->c.w;

    if (u->n == 0 || u->holder == SY_NONE) return u->n > 0;
    if (w->relation[u->holder] == SY_RELATION_DEBTOR) return false;
    if (u->is_supplied) return true;
    return w->kind[u->holder] == SY_OTHER_PLAIN &&
           !(sy_word_bits_in(k->c.k->terms, w->name[u->holder]) &
             (SY_WORD_OFFICE | SY_WORD_PUBLIC));
}

static bool is_household(const finder *k, const sy_use *u)
{
    return u->holder != SY_NONE &&
           sy_relation_is_household((sy_relation)k->c.w->relation[u->holder]);
}

static sy_status measure(finder *k, const sy_use *u, sy_err *err)
{
    void *items = k->all;
    sy_minor turnover;

    if (!sy_grow(NULL, &items, &k->all_capacity, k->out->looked_at, k->out->looked_at + 1,
                 sizeof *k->all))
        return sy_fail_nomem(err);
    k->all = items;
    if (!sy_minor_add(&turnover, u->in, u->out)) turnover = INT64_MAX;
    k->all[k->out->looked_at++] = (sy_proxy_measure){
        .account = u->account, .turnover = turnover, .counterparties = u->counterparties};
    return SY_OK;
}

static sy_status look_at(finder *k, uint32_t account, sy_err *err)
{
    void *items = k->items;
    bool kept = false;
    sy_use u;

    if (k->c.begin[account] == k->c.begin[account + 1]) return SY_OK;
    sy_status st = sy_use_read(&u, &k->c, account, &k->rows, &k->rows_capacity, err);
    if (st != SY_OK || !is_candidate(k, &u)) return st;
    if (is_household(k, &u)) return add_household(k, &u, err);
    st = measure(k, &u, err);
    if (st == SY_OK &&
        !sy_grow(NULL, &items, &k->items_capacity, k->out->n, k->out->n + 1, sizeof *k->items))
        st = sy_fail_nomem(err);
    if (st != SY_OK) return st;
    k->items = items;
    describe(k, &k->items[k->out->n], &u);
    st = score(k, &k->items[k->out->n], &kept, &u, err);
    k->out->n += kept;
    return st;
}

static sy_status keep(void **out, const sy_proxy_case *c, const void *list, size_t n, size_t size,
                      sy_err *err)
{
    *out = sy_arena_get(c->s->arena, (n + 1) * size);
    if (!*out) return sy_fail_nomem(err);
    if (n) memcpy(*out, list, n * size);
    return SY_OK;
}

static sy_status look_at_all(finder *k, sy_err *err)
{
    sy_proxies *out = k->out;
    void *items = NULL, *household = NULL;
    sy_status st = SY_OK;

    for (uint32_t a = 0; st == SY_OK && a < k->c.f->n_accounts; a++) st = look_at(k, a, err);
    if (st == SY_OK) st = keep(&items, &k->c, k->items, out->n, sizeof *out->items, err);
    if (st == SY_OK)
        st = keep(&household, &k->c, k->household, out->n_household, sizeof *out->household, err);
    out->items = items;
    out->household = household;
    return st;
}

/* ---- order ---- */

static int by_turnover(const void *a, const void *b)
{
    const sy_proxy_measure *x = a, *y = b;

    if (x->turnover != y->turnover) return x->turnover > y->turnover ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account); /* accounts are by number */
}

static int by_degree(const void *a, const void *b)
{
    const sy_proxy_measure *x = a, *y = b;

    if (x->counterparties != y->counterparties)
        return x->counterparties > y->counterparties ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account);
}

static bool is_refuted(const sy_proxy *p)
{
    return p->decision && p->decision->verdict == SY_VERDICT_REJECTED;
}

static int32_t points_for(const sy_proxy *p)
{
    int32_t sum = 0;

    for (size_t i = 0; i < p->n_reasons; i++) {
        if (p->reasons[i].points > 0) sum += p->reasons[i].points;
    }
    return sum;
}

static int by_score(const void *a, const void *b)
{
    const sy_proxy *x = a, *y = b;
    const int32_t p = points_for(x), q = points_for(y);

    if (is_refuted(x) != is_refuted(y)) return is_refuted(x) ? 1 : -1;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    if (p != q) return p > q ? -1 : 1;
    return (x->turnover_rank > y->turnover_rank) - (x->turnover_rank < y->turnover_rank);
}

/* The baseline ranks all that were looked at. */
static sy_status rank(finder *k, sy_err *err)
{
    sy_proxies *out = k->out;
    const size_t n = out->looked_at;
    uint32_t *place = sy_new_array(NULL, (size_t)k->c.f->n_accounts + 1, sizeof *place);

    if (!place) return sy_fail_nomem(err);
    if (n) qsort(k->all, n, sizeof *k->all, by_degree);
    for (size_t i = 0; i < n; i++) {
        k->all[i].degree_rank = (uint32_t)i + 1;
        place[k->all[i].account] = (uint32_t)i + 1;
    }
    for (size_t i = 0; i < out->n; i++) out->items[i].degree_rank = place[out->items[i].account];
    if (n) qsort(k->all, n, sizeof *k->all, by_turnover);
    for (size_t i = 0; i < n; i++) place[k->all[i].account] = (uint32_t)i + 1;
    for (size_t i = 0; i < out->n; i++) out->items[i].turnover_rank = place[out->items[i].account];
    sy_drop(NULL, place);
    out->measured = sy_arena_get(k->c.s->arena, (n + 1) * sizeof *out->measured);
    if (!out->measured) return sy_fail_nomem(err);
    if (n) memcpy(out->measured, k->all, n * sizeof *out->measured);
    if (out->n) qsort(out->items, out->n, sizeof *out->items, by_score);
    for (size_t i = 0; i < out->n; i++) out->items[i].rank = (uint32_t)i + 1;
    return SY_OK;
}

static bool knows_a_day(const sy_scene *s)
{
    for (int d = 0; d < SY_CASE_DAYS; d++) {
        if (s->day[d] != SY_NO_DATE) return true;
    }
    return false;
}

sy_status sy_proxies_find(sy_proxies **out, const sy_scene *s, const sy_weights *weights,
                          sy_err *err)
{
    finder k = {.out = sy_arena_get(s->arena, sizeof(sy_proxies))};
    sy_weights *own = NULL;
    sy_status st = k.out ? SY_OK : sy_fail_nomem(err);

    *out = NULL;
    if (st == SY_OK && !weights) {
        st = sy_weights_load(&own, NULL, NULL, err);
        weights = own;
    }
    if (st == SY_OK) {
        st = sy_finding_decisions(sy_case_workspace(s->c), "proxy", &k.decisions, &k.n_decisions,
                                  s->arena, err);
    }
    if (st == SY_OK) st = sy_proxy_case_init(&k.c, s, weights, err);
    if (st == SY_OK) st = look_at_all(&k, err);
    if (st == SY_OK) st = rank(&k, err);
    if (st == SY_OK) {
        k.out->since = s->since;
        k.out->knows_no_day = s->since == INT64_MIN && !knows_a_day(s);
        k.out->shown_from = weights->shown_from;
        k.out->seeds_left_out = k.c.seeds_left_out;
        *out = k.out;
    }
    sy_proxy_case_dispose(&k.c);
    sy_weights_free(own);
    sy_drop(NULL, k.rows);
    sy_drop(NULL, k.items);
    sy_drop(NULL, k.household);
    sy_drop(NULL, k.all);
    sy_drop(NULL, k.claimed);
    return st;
}
