/* proxy_money.c - reasons that lie in the money: whose bills are paid, whose income and
 * whose money comes in, what is bought with it, what goes straight on. */
#include "insight/proxy_parts.h"
#include "intake/counterparty.h"

typedef bool row_test(sy_hit *h, sy_proxy_case *c, const sy_use *u, const sy_use_row *r);

static sy_status take_rows(sy_hit *h, sy_proxy_case *c, const sy_use *u, row_test *test,
                           sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < u->n; i++) {
        const sy_use_row *r = &u->rows[i];
        if (r->side == SY_SIDE_UNSEEN || r->side == SY_SIDE_OWN) continue;
        if (test(h, c, u, r)) st = sy_hit_row(h, c, u, i, err);
    }
    return st;
}

/* ---- pays the debtor's bills ---- */

static bool is_his_bill(sy_hit *h, sy_proxy_case *c, const sy_use *u, const sy_use_row *r)
{
    uint32_t why = r->words & SY_WORD_PHONE;

    (void)u;
    if (r->amount > 0 || r->side != SY_SIDE_OTHER) return false;
    if (r->words & SY_WORD_BILL) {
        why |= r->words & (SY_WORD_DEBTOR | SY_WORD_ADDRESS | SY_WORD_CASE);
        if (r->words & SY_WORD_TUITION) why |= r->words & SY_WORD_CHILD;
        if (r->has_own_row && sy_proxy_has_key(c, r->place)) why |= SY_WORD_KEY;
    }
    h->bits |= why;
    return why != 0;
}

sy_status sy_hit_bills(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    return take_rows(h, c, u, is_his_bill, err);
}

/* ---- receives his income ---- */

static bool is_his_income(sy_hit *h, sy_proxy_case *c, const sy_use *u, const sy_use_row *r)
{
    (void)h, (void)c, (void)u;
    return r->is_diverted;
}

/* The diversion into this account that brought most, for the sentence. */
static const sy_diversion *largest_diversion(const sy_proxy_case *c, uint32_t account,
                                             uint32_t *payers)
{
    const sy_diversion *best = NULL;

    *payers = 0;
    for (size_t i = 0; c->diverted && i < c->diverted->n; i++) {
        const sy_diversion *d = &c->diverted->items[i];
        if (d->account != account) continue;
        if (d->decision && d->decision->verdict == SY_VERDICT_REJECTED) continue;
        ++*payers;
        if (!best || d->to_receiver.amount > best->to_receiver.amount) best = d;
    }
    return best;
}

sy_status sy_hit_income(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    const sy_diversion *d = largest_diversion(c, u->account, &h->times);
    sy_status st = SY_OK;

    if (!d) return SY_OK;
    st = take_rows(h, c, u, is_his_income, err);
    h->share = sy_part_of(h->amount, u->in_since);
    h->what = d->payer_name;
    h->lower = d->to_debtor.amount;
    h->first = d->to_debtor.last; /* until then the debtor was paid */
    h->last = d->to_receiver.first;
    return st;
}

/* ---- names the debtor ---- */

/* Of rows with others only: that he stands in his own rows says nothing. Of an account
 * without a statement only what comes in: whoever pays and writes his name is his payer. */
static bool names_him(sy_hit *h, sy_proxy_case *c, const sy_use *u, const sy_use_row *r)
{
    (void)h, (void)c;
    return r->side == SY_SIDE_OTHER && r->memo & SY_WORD_DEBTOR &&
           (u->is_supplied || r->amount > 0);
}

sy_status sy_hit_names(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    return take_rows(h, c, u, names_him, err);
}

/* ---- buys property with his money ---- */

static bool is_property(const sy_proxy_case *c, const sy_use_row *r)
{
    if (r->other == SY_OUTSIDE + SY_OUT_PROPERTY) return true;
    return r->who != SY_NONE && c->w->kind[r->who] >= SY_OTHER_REAL_ESTATE;
}

/* His money weighs, not the whole of the rows that it is in. */
static void weigh_his_money(sy_hit *h)
{
    const sy_minor whole = h->amount;
    h->amount = h->other_amount;
    h->other_amount = whole;
}

static bool is_his_property(sy_hit *h, sy_proxy_case *c, const sy_use *u, const sy_use_row *r)
{
    (void)u;
    if (r->amount > 0 || r->fifo == 0 || !is_property(c, r)) return false;
    if (h->what.len == 0 && r->who != SY_NONE) h->what = c->w->name[r->who];
    h->other_amount += r->fifo; /* fits: no more than went out in all */
    h->lower += r->lower;
    h->upper += r->upper;
    return true;
}

sy_status sy_hit_property(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    const sy_status st = take_rows(h, c, u, is_his_property, err);

    weigh_his_money(h);
    h->share = sy_part_of(h->amount, h->other_amount);
    return st;
}

/* ---- the debtor's money among what comes in ---- */

static bool is_his_money(sy_hit *h, sy_proxy_case *c, const sy_use *u, const sy_use_row *r)
{
    (void)u;
    if (r->amount < 0 || r->fifo == 0 || r->at < c->s->since || r->is_diverted) return false;
    h->other_amount += r->fifo;
    h->lower += r->lower;
    h->upper += r->upper;
    return true;
}

sy_status sy_hit_money(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    const sy_status st = take_rows(h, c, u, is_his_money, err);

    weigh_his_money(h);
    h->share = sy_part_of(h->amount, u->in_since);
    if (!u->is_supplied) h->part = c->k->one_sided;
    return st;
}

/* ---- straight on ---- */

/* What came in from others in the hours before goes to the debtor, or what he paid goes
 * to others in the hours after: rows i (one) and [from, to) (several). */
typedef struct window {
    sy_minor *left; /* by row: not taken yet */
    uint8_t *taken; /* by row: belongs to such a pair */
    int64_t seconds;
} window;

static bool is_near(const window *w, const sy_use_row *early, const sy_use_row *late)
{
    const int64_t gap = early->date_only || late->date_only
                            ? (sy_day_of(late->at) - sy_day_of(early->at)) * SY_DAY
                            : late->at - early->at;
    return gap >= 0 && gap <= w->seconds;
}

static bool is_other_side(const sy_use_row *r, bool comes_in)
{
    return r->side == SY_SIDE_OTHER && (r->amount > 0) == comes_in;
}

/* Takes up to `wanted` from the rows of others near row i, before it (step -1) or after. */
static sy_minor take_near(window *w, const sy_use *u, size_t i, int step, sy_minor wanted,
                          bool is_try)
{
    sy_minor got = 0;

    for (size_t k = i + (size_t)step; k < u->n && got < wanted; k += (size_t)step) {
        const sy_use_row *r = &u->rows[k];
        if (!(step < 0 ? is_near(w, r, &u->rows[i]) : is_near(w, &u->rows[i], r))) break;
        if (!is_other_side(r, step < 0)) continue;
        const sy_minor take = w->left[k] < wanted - got ? w->left[k] : wanted - got;
        got += take;
        if (is_try || take == 0) continue;
        w->left[k] -= take;
        w->taken[k] = 1;
    }
    return got;
}

static void pair_rows(window *w, sy_hit *h, const sy_use *u, int32_t ratio)
{
    for (size_t i = 0; i < u->n; i++) {
        const sy_use_row *r = &u->rows[i];
        const int step = r->amount > 0 ? 1 : -1;
        if (r->side != SY_SIDE_DEBTOR || r->is_settled) continue;
        const sy_minor there = take_near(w, u, i, step, r->size, true);
        if (sy_part_of(there, r->size) < ratio) continue;
        take_near(w, u, i, step, r->size, false);
        w->taken[i] = 1;
        h->other_amount += r->size;
    }
}

static bool deals_with_him(const sy_use *u)
{
    for (size_t i = 0; i < u->n; i++) {
        if (u->rows[i].side == SY_SIDE_DEBTOR) return true;
    }
    return false;
}

sy_status sy_hit_mirrors(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    window w = {.seconds = (int64_t)c->k->mirror_hours * 3600};
    sy_status st = SY_OK;

    if (!deals_with_him(u)) return SY_OK;
    w.left = sy_new_array(NULL, u->n, sizeof *w.left);
    w.taken = sy_new_array(NULL, u->n, 1);
    if (!w.left || !w.taken) st = sy_fail_nomem(err);
    for (size_t i = 0; st == SY_OK && i < u->n; i++) w.left[i] = u->rows[i].size;
    if (st == SY_OK) pair_rows(&w, h, u, c->k->mirror_ratio);
    for (size_t i = 0; st == SY_OK && i < u->n; i++) {
        if (w.taken[i] && u->rows[i].side == SY_SIDE_DEBTOR) st = sy_hit_row(h, c, u, i, err);
    }
    h->share = sy_part_of(h->amount, u->in > u->out ? u->in : u->out);
    h->number = c->k->mirror_hours;
    if (!u->is_supplied) h->part = c->k->one_sided;
    sy_drop(NULL, w.left);
    sy_drop(NULL, w.taken);
    return st;
}
