/* passing.c - money that does not stay: pass-through (快进快出) and bridge accounts
 * (过桥账户). First in first out over all that is in the ledger, opening money
 * included: how long did each fen that came in by a row wait? */
#include <stdlib.h>
#include <string.h>

#include "flow/patterns/book.h"

__extension__ typedef __int128 wide;

/* What came in by a row, and how much of it is still to leave. */
typedef struct lot {
    size_t row;
    int64_t left;
} lot;

typedef struct waits {
    int64_t quick;     /* fen that left within the time */
    wide fen_seconds;  /* of all that left */
    int64_t gone;      /* fen that left, of rows that are seen */
    uint8_t *is_quick; /* by row: some of it is among the quick fen */
} waits;

/* A bare date says nothing of the clock: the same day counts as at once. */
static int64_t wait_of(const sy_book_row *in, const sy_book_row *out)
{
    int64_t wait = out->at - in->at;

    if (in->date_only || out->date_only) wait = (sy_day_of(out->at) - sy_day_of(in->at)) * SY_DAY;
    return wait > 0 ? wait : 0;
}

static void match(const sy_book *b, lot *lots, int64_t seconds, waits *w)
{
    size_t first = 0, n = 0;

    for (size_t i = 0; i < b->n; i++) {
        const sy_book_row *r = &b->rows[i];
        if (r->amount > 0) lots[n++] = (lot){i, r->amount};
        for (int64_t amount = -r->amount; amount > 0 && first < n;) {
            lot *l = &lots[first];
            const sy_book_row *in = &b->rows[l->row];
            const int64_t fen = l->left < amount ? l->left : amount, wait = wait_of(in, r);
            amount -= fen;
            l->left -= fen;
            if (l->left == 0) first++;
            if (in->unseen || r->unseen) continue;
            w->gone += fen;
            w->fen_seconds += (wide)fen * wait;
            if (wait > seconds) continue;
            w->quick += fen;
            w->is_quick[l->row] = 1;
            w->is_quick[i] = 1;
        }
    }
}

/* Days on which money came in and hardly any was left at the end. */
static int64_t empty_days(const sy_book *b, int64_t left_share)
{
    int64_t days = 0;

    for (size_t i = 0; i < b->n;) {
        const int64_t day = sy_day_of(b->rows[i].at);
        int64_t in = 0, after = 0;
        for (; i < b->n && sy_day_of(b->rows[i].at) == day; i++) {
            if (b->rows[i].amount > 0 && !b->rows[i].unseen) in += b->rows[i].amount;
            after = b->rows[i].after;
        }
        if (in > 0 && after <= sy_share_of(in, left_share)) days++;
    }
    return days;
}

static sy_status add_quick(sy_findings *out, const sy_book *b, const waits *w, int64_t days)
{
    sy_status st = sy_findings_begin(out, SY_PATTERN_PASS_THROUGH, b, SY_NONE);

    for (size_t i = 0; st == SY_OK && i < b->n; i++) {
        if (w->is_quick[i]) st = sy_findings_row(out, &b->rows[i]);
    }
    if (st != SY_OK) return st;
    sy_finding *f = sy_findings_last(out);
    f->amount = w->quick;
    f->share = sy_permille(w->quick, b->in);
    f->count = (uint32_t)days;
    return SY_OK;
}

static bool is_own_use(uint32_t party)
{
    return party == SY_OUTSIDE + SY_OUT_CASH || party == SY_OUTSIDE + SY_OUT_MERCHANT ||
           party == SY_OUTSIDE + SY_OUT_FEE;
}

static bool is_bridge(const sy_book *b, const waits *w, const sy_pattern_query *q)
{
    int64_t own_use = 0;
    uint32_t payer = SY_NONE, payee = SY_NONE;

    if (b->in < q->bridge_amount || w->gone == 0) return false;
    if (b->out < sy_share_of(b->in, q->bridge_low) || b->out > sy_share_of(b->in, q->bridge_high)) {
        return false;
    }
    if (w->fen_seconds > (wide)w->gone * q->bridge_seconds) return false;
    for (size_t i = 0; i < b->n; i++) {
        const sy_book_row *r = &b->rows[i];
        if (r->unseen) continue;
        if (r->amount < 0 && is_own_use(r->party)) own_use -= r->amount;
        if (r->party == b->account) continue;
        if (r->amount > 0)
            payer = r->party;
        else
            payee = r->party;
    }
    return payer != SY_NONE && payee != SY_NONE && payer != payee &&
           own_use < sy_share_of(b->out, q->bridge_own_use);
}

static sy_status add_bridge(sy_findings *out, const sy_book *b)
{
    sy_status st = sy_findings_begin(out, SY_PATTERN_BRIDGE, b, SY_NONE);

    for (size_t i = 0; st == SY_OK && i < b->n; i++) {
        if (!b->rows[i].unseen) st = sy_findings_row(out, &b->rows[i]);
    }
    if (st != SY_OK) return st;
    sy_finding *f = sy_findings_last(out);
    f->amount = b->in;
    f->share = sy_permille(b->out, b->in);
    f->count = (uint32_t)b->seen;
    return SY_OK;
}

sy_status sy_find_passing(sy_findings *out, const sy_book *b, const sy_pattern_query *q)
{
    const int64_t least = q->pass_amount < q->bridge_amount ? q->pass_amount : q->bridge_amount;
    waits w = {0};
    sy_status st = SY_OK;

    if (b->in < least || b->out == 0) return SY_OK;
    lot *lots = sy_new_array(out->al, b->n, sizeof *lots);
    w.is_quick = sy_new_array(out->al, b->n, 1);
    if (!lots || !w.is_quick) {
        st = sy_fail_nomem(out->err);
        goto done;
    }
    match(b, lots, q->pass_seconds, &w);
    const int64_t days = empty_days(b, q->pass_left_share);
    if (b->in >= q->pass_amount && w.quick >= sy_share_of(b->in, q->pass_share) &&
        days >= q->pass_days) {
        st = add_quick(out, b, &w, days);
    }
    if (st == SY_OK && is_bridge(b, &w, q)) st = add_bridge(out, b);

done:
    sy_drop(out->al, lots);
    sy_drop(out->al, w.is_quick);
    return st;
}
