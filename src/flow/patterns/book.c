/* book.c - a ledger's rows with their times, parties and balances. */
#include "flow/patterns/book.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/money.h"
#include "flow/scope.h"
#include "suyuan/limits.h"

static int by_transfer(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b; /* their first member */
    return (x > y) - (x < y);
}

sy_status sy_shelf_init(sy_shelf *s, const sy_alloc *al, const sy_flow *f, sy_err *err)
{
    *s = (sy_shelf){.al = al, .flow = f};
    s->supplied = sy_new_array(al, f->n_accounts, 1);
    if (!s->supplied) return sy_fail_nomem(err);
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (sy_shelf_has(s, l)) s->supplied[f->ledgers[l].account] = 1;
    }
    return SY_OK;
}

void sy_shelf_dispose(sy_shelf *s)
{
    sy_drop(s->al, s->supplied);
    *s = (sy_shelf){0};
}

static int64_t arrival_time(const sy_flow *f, uint32_t t)
{
    if (f->flags[t] & SY_T_LATE) return sy_flow_time(f, f->late[sy_flow_late(f, t)].at);
    if (!(f->flags[t] & SY_T_OTHER_CLOCK)) return sy_flow_at(f, t);
    const sy_clock *c = bsearch(&t, f->clocks, f->n_clocks, sizeof *c, by_transfer);
    return sy_flow_time(f, c->at);
}

static int by_time(const void *a, const void *b)
{
    const sy_book_row *x = a, *y = b;

    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->transfer < y->transfer ? -1 : x->transfer > y->transfer;
}

static sy_book_row row_of(const sy_flow *f, uint32_t i, int64_t after)
{
    const uint32_t t = f->rows[i] / 2;
    const bool comes_in = f->rows[i] % 2;
    const uint32_t end = comes_in ? f->from[t] : f->to[t];
    const uint8_t flags = f->flags[t];
    /* Where the payer's row has only a date, the transfer has the payee's clock. */
    const bool by_payee = flags & SY_T_CLOCK_OF_PAYEE;
    int64_t amount = f->amount[t];

    if (comes_in) amount -= sy_scope_fee(f, t);
    return (sy_book_row){.at = comes_in ? arrival_time(f, t) : sy_scope_departure_time(f, t),
                         .amount = comes_in ? amount : -amount,
                         .after = after,
                         .transfer = t,
                         .party = sy_is_outside(end) ? end : f->ledgers[end].account,
                         .date_only = flags & SY_T_DATE_ONLY || (!comes_in && by_payee),
                         .unseen = flags & SY_T_PSEUDO};
}

static sy_status add_up(sy_book *b, sy_err *err)
{
    bool fits = true;

    for (size_t i = 0; i < b->n && fits; i++) {
        const sy_book_row *r = &b->rows[i];
        if (r->unseen) continue;
        b->seen++;
        fits = r->amount > 0 ? sy_minor_add(&b->in, b->in, r->amount)
                             : sy_minor_add(&b->out, b->out, -r->amount);
    }
    if (fits) return SY_OK;
    return sy_fail(err, SY_ELIMIT, N_("account %s: its amounts add up to more than can be counted"),
                   sy_flow_text(b->flow, b->flow->ledgers[b->ledger].number));
}

sy_status sy_book_read(sy_book *b, sy_book_row **rows, size_t *capacity, const sy_shelf *shelf,
                       uint32_t ledger, sy_err *err)
{
    const sy_flow *f = shelf->flow;
    const uint32_t begin = f->row_begin[ledger], n = f->row_begin[ledger + 1] - begin;
    void *items = *rows;
    int64_t balance = 0;
    bool in_order = true;

    if (n > *capacity && !sy_grow(shelf->al, &items, capacity, 0, n, sizeof **rows)) {
        return sy_fail_nomem(err);
    }
    *rows = items;
    *b = (sy_book){.flow = f,
                   .ledger = ledger,
                   .account = f->ledgers[ledger].account,
                   .rows = *rows,
                   .n = n,
                   .supplied = shelf->supplied,
                   .known = &shelf->known};
    for (uint32_t i = 0; i < n; i++) {
        balance += f->moved[begin + i];
        b->rows[i] = row_of(f, begin + i, balance);
        if (i > 0 && b->rows[i].at < b->rows[i - 1].at) in_order = false;
    }
    if (!in_order) qsort(b->rows, n, sizeof *b->rows, by_time);
    return add_up(b, err);
}

/* ---- findings ---- */

sy_status sy_findings_begin(sy_findings *f, sy_pattern pattern, const sy_book *b, uint32_t other)
{
    void *items = f->items;

    if (!sy_grow(f->al, &items, &f->capacity, f->n, f->n + 1, sizeof *f->items)) {
        return sy_fail_nomem(f->err);
    }
    f->items = items;
    f->items[f->n++] = (sy_finding){
        .pattern = pattern, .ledger = b->ledger, .other = other, .rows = (uint32_t)f->n_transfers};
    return SY_OK;
}

sy_status sy_findings_row(sy_findings *f, const sy_book_row *row)
{
    sy_finding *last = sy_findings_last(f);
    void *items = f->transfers;

    if (last->rows_in_all == 0 || row->at < last->from) {
        last->from = row->at;
        last->from_is_date = row->date_only;
    }
    if (last->rows_in_all == 0 || row->at > last->to) {
        last->to = row->at;
        last->to_is_date = row->date_only;
    }
    if (last->rows_in_all++ >= SY_MAX_FINDING_ROWS) return SY_OK;
    if (f->n_transfers >= UINT32_MAX ||
        !sy_grow(f->al, &items, &f->transfers_capacity, f->n_transfers, f->n_transfers + 1,
                 sizeof *f->transfers)) {
        return sy_fail_nomem(f->err);
    }
    f->transfers = items;
    f->transfers[f->n_transfers++] = row->transfer;
    last->n_rows++;
    return SY_OK;
}

void sy_findings_forget(sy_findings *f)
{
    f->n_transfers = f->items[--f->n].rows;
}

__extension__ typedef __int128 wide;

uint32_t sy_permille(int64_t part, int64_t whole)
{
    if (whole <= 0) return 0;
    const wide share = (wide)part * 1000 / whole;
    return share > UINT32_MAX ? UINT32_MAX : (uint32_t)share;
}

int64_t sy_share_of(int64_t amount, int64_t permille)
{
    const wide share = (wide)amount * permille / 1000;
    return share > INT64_MAX ? INT64_MAX : (int64_t)share;
}
