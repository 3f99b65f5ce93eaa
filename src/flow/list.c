/* list.c - the list as rows of a plain list, ledgers by a counting sort over the
 * list in order of time. */
#include "flow/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "flow/build.h"

struct sy_list {
    const sy_alloc *al;
    sy_ledger *ledgers;
    char *texts;
    uint32_t *proved_begin;
    sy_place_base source;
    sy_built_flow *built;
};

/* What only the building needs. */
typedef struct draft {
    const sy_alloc *al;
    int64_t *at, *amount, *balance;
    uint32_t *ledger, *other, *match, *rows;
    uint8_t *flags;
    uint64_t *row_begin;
} draft;

enum { NUMBER_TEXT = 11 }; /* of an account without a name, with its NUL */

static sy_status check(const sy_listed *list, size_t n, uint32_t accounts, sy_err *err)
{
    if (accounts >= SY_OUTSIDE || n >= SY_OUTSIDE / 2) {
        return sy_fail(err, SY_ELIMIT, N_("too many transfers"));
    }
    for (size_t i = 0; i < n; i++) {
        if (list[i].from >= accounts || list[i].to >= accounts) {
            return sy_fail(err, SY_EINVAL,
                           N_("transfer %zu of the list names an account that is "
                              "not there"),
                           i + 1);
        }
        if (list[i].amount <= 0) {
            return sy_fail(err, SY_EINVAL,
                           N_("transfer %zu of the list has an amount of 0 or "
                              "less"),
                           i + 1);
        }
    }
    return SY_OK;
}

static sy_status name_ledgers(sy_list *l, uint32_t accounts, const char *const *names,
                              size_t *texts_size, sy_err *err)
{
    size_t size = 1, at = 1;

    for (uint32_t a = 0; a < accounts; a++) size += names ? strlen(names[a]) + 1 : NUMBER_TEXT;
    if (size > UINT32_MAX) return sy_fail(err, SY_ELIMIT, N_("too many transfers"));
    l->texts = sy_new_array(l->al, size, 1); /* at 0: the empty text */
    l->ledgers = sy_new_array(l->al, accounts, sizeof *l->ledgers);
    l->proved_begin = sy_new_array(l->al, (size_t)accounts + 1, sizeof *l->proved_begin);
    if (!l->texts || !l->ledgers || !l->proved_begin) return sy_fail_nomem(err);
    for (uint32_t a = 0; a < accounts; a++) {
        l->ledgers[a] = (sy_ledger){
            .account = a, .flags = SY_L_CLOSED, .continues = SY_NONE, .number = (uint32_t)at};
        const int written = names ? snprintf(l->texts + at, size - at, "%s", names[a])
                                  : snprintf(l->texts + at, size - at, "%u", a);
        at += (size_t)written + 1;
    }
    *texts_size = at;
    return SY_OK;
}

static sy_status take_rows(draft *d, const sy_listed *list, size_t n, sy_err *err)
{
    d->at = sy_new_array(d->al, n, sizeof *d->at);
    d->amount = sy_new_array(d->al, n, sizeof *d->amount);
    d->balance = sy_new_array(d->al, n, sizeof *d->balance);
    d->ledger = sy_new_array(d->al, n, sizeof *d->ledger);
    d->other = sy_new_array(d->al, n, sizeof *d->other);
    d->match = sy_new_array(d->al, n, sizeof *d->match);
    d->flags = sy_new_array(d->al, n, sizeof *d->flags);
    if (!d->at || !d->amount || !d->balance || !d->ledger || !d->other || !d->match || !d->flags) {
        return sy_fail_nomem(err);
    }
    for (size_t i = 0; i < n; i++) {
        d->at[i] = list[i].at;
        d->amount[i] = -list[i].amount;
        d->ledger[i] = list[i].from;
        d->other[i] = list[i].to;
        d->match[i] = SY_NONE;
        d->flags[i] = SY_ROW_TRANSFER;
    }
    return SY_OK;
}

typedef struct moment {
    int64_t at;
    uint32_t item;
} moment;

static int by_time(const void *a, const void *b)
{
    const moment *x = a, *y = b;

    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

static sy_status order_by_time(moment **out, const draft *d, size_t n, sy_err *err)
{
    moment *order = *out = sy_new_array(d->al, n, sizeof *order);
    bool is_ordered = true;

    if (!order) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        order[i] = (moment){d->at[i], (uint32_t)i};
        if (i > 0 && d->at[i] < d->at[i - 1]) is_ordered = false;
    }
    if (!is_ordered) qsort(order, n, sizeof *order, by_time);
    return SY_OK;
}

/* Each ledger's rows in order of time. */
static sy_status order_rows(draft *d, size_t n, uint32_t accounts, sy_err *err)
{
    moment *order = NULL;
    sy_status st = order_by_time(&order, d, n, err);
    uint64_t *begin = d->row_begin = sy_new_array(d->al, (size_t)accounts + 2, sizeof *begin);

    d->rows = sy_new_array(d->al, 2 * n, sizeof *d->rows);
    if (st == SY_OK && (!begin || !d->rows)) st = sy_fail_nomem(err);
    if (st != SY_OK) goto done;
    /* begin[a + 1] is where ledger a's next row goes; at the end, where it ends. */
    for (size_t i = 0; i < n; i++) {
        begin[d->ledger[i] + 2]++;
        begin[d->other[i] + 2]++;
    }
    for (uint32_t a = 0; a < accounts; a++) begin[a + 2] += begin[a + 1];
    for (size_t i = 0; i < n; i++) {
        const uint32_t item = order[i].item;
        d->rows[begin[d->ledger[item] + 1]++] = item * 2;
        d->rows[begin[d->other[item] + 1]++] = item * 2 + 1;
    }

done:
    sy_drop(d->al, order);
    return st;
}

static void dispose_draft(draft *d)
{
    void *const pieces[] = {d->at,    d->amount, d->balance, d->ledger,   d->other,
                            d->match, d->rows,   d->flags,   d->row_begin};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(d->al, pieces[i]);
}

static sy_status build(sy_list *l, const draft *d, size_t n, uint32_t accounts, size_t texts_size,
                       sy_err *err)
{
    const sy_rows rows = {.n = n,
                          .at = d->at,
                          .amount = d->amount,
                          .balance = d->balance,
                          .ledger = d->ledger,
                          .other = d->other,
                          .match = d->match,
                          .flags = d->flags};
    const sy_books books = {.n_ledgers = accounts,
                            .n_accounts = accounts,
                            .n_sources = 1,
                            .ledgers = l->ledgers,
                            .row_begin = d->row_begin,
                            .rows = d->rows,
                            .proved_begin = l->proved_begin,
                            .sources = &l->source,
                            .texts = l->texts,
                            .texts_size = texts_size};

    int64_t latest = n ? d->at[0] : 0;

    for (size_t i = 1; i < n; i++) latest = d->at[i] > latest ? d->at[i] : latest;
    for (uint32_t a = 0; a < accounts; a++) l->ledgers[a].as_of = latest;
    l->source.rows = (uint32_t)n;
    return sy_flow_build(&l->built, l->al, &rows, &books, NULL, err);
}

sy_status sy_list_build(sy_list **out, const sy_alloc *al, const sy_listed *list, size_t n,
                        uint32_t accounts, const char *const *names, sy_err *err)
{
    draft d = {.al = al};
    size_t texts_size = 0;
    sy_status st = check(list, n, accounts, err);

    *out = NULL;
    if (st != SY_OK) return st;
    sy_list *l = sy_new(al, sizeof *l);
    if (!l) return sy_fail_nomem(err);
    l->al = al;
    st = name_ledgers(l, accounts, names, &texts_size, err);
    if (st == SY_OK) st = take_rows(&d, list, n, err);
    if (st == SY_OK) st = order_rows(&d, n, accounts, err);
    if (st == SY_OK) st = build(l, &d, n, accounts, texts_size, err);
    dispose_draft(&d);
    if (st == SY_OK)
        *out = l;
    else
        sy_list_free(l);
    return st;
}

const sy_flow *sy_list_flow(const sy_list *l)
{
    return sy_built_flow_view(l->built);
}

void sy_list_free(sy_list *l)
{
    if (!l) return;
    sy_built_flow_free(l->built);
    sy_drop(l->al, l->ledgers);
    sy_drop(l->al, l->texts);
    sy_drop(l->al, l->proved_begin);
    sy_drop(l->al, l);
}
