/* Postings are kept in one array, sorted once by (account, time, order of
 * posting); balances follow in one pass over each account. */
#include "synth/book.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/err.h"

const char *sy_book_number(const sy_book_account *a)
{
    return a->card[0] ? a->card : a->inner;
}

static sy_posting *post(sy_book *b, int account, int other, int64_t at, sy_minor amount)
{
    SY_ASSERT(b->n_rows < SY_BOOK_ROWS && account >= 0 && account < b->n_accounts);
    sy_posting *p = &b->rows[b->n_rows];

    *p = (sy_posting){.account = account,
                      .other = other,
                      .amount = amount,
                      .summary = "",
                      .note = "",
                      .property = -1,
                      .stands.table = -1,
                      .repeated.table = -1};
    p->at = at + b->accounts[account].bank->skew;
    p->order = (uint32_t)b->n_rows++;
    return p;
}

sy_posting *sy_book_move(sy_book *b, int from, int to, int64_t at, sy_minor fen,
                         const char *summary, const char *note)
{
    sy_posting *out = post(b, from, to, at, -fen), *in = post(b, to, from, at, fen);

    out->summary = in->summary = summary;
    out->note = in->note = note;
    return out;
}

static sy_posting *post_outside(sy_book *b, int account, int64_t at, sy_minor amount,
                                const sy_payee *payee)
{
    sy_posting *p = post(b, account, SY_BOOK_NOBODY, at, amount);

    p->payee = payee;
    p->summary = payee->summary;
    return p;
}

sy_posting *sy_book_pay(sy_book *b, int account, int64_t at, sy_minor fen, const sy_payee *to)
{
    return post_outside(b, account, at, -fen, to);
}

sy_posting *sy_book_get(sy_book *b, int account, int64_t at, sy_minor fen, const sy_payee *from)
{
    return post_outside(b, account, at, fen, from);
}

sy_posting *sy_book_sweep(sy_book *b, int account, int64_t at, sy_minor leaves, const sy_payee *to)
{
    sy_posting *p = post_outside(b, account, at, 0, to);

    p->is_sweep = true;
    p->leaves = leaves;
    return p;
}

sy_planted *sy_book_plant(sy_book *b, sy_posting *row, const char *kind, const char *item)
{
    SY_ASSERT(b->n_planted < SY_PLANTED);
    sy_planted *planted = &b->planted[b->n_planted];

    row->property = b->n_planted++;
    *planted = (sy_planted){.kind = kind, .item = item, .amount = -row->amount};
    for (int r = 0; r < SY_RULES_OF_TRUTH; r++) planted->tainted[r] = planted->amount;
    return planted;
}

bool sy_book_is_shown(const sy_book *b, const sy_posting *p)
{
    const sy_book_account *a = &b->accounts[p->account];
    const int64_t day = sy_day_of(p->at);

    return a->is_supplied && day >= a->from_day && day <= a->to_day;
}

static int by_place(const void *x, const void *y)
{
    const sy_posting *a = x, *b = y;

    if (a->account != b->account) return a->account < b->account ? -1 : 1;
    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* Balances of one account's rows; those that are left out get no amount. */
static void balance_account(const sy_book_account *a, sy_posting *rows, size_t n)
{
    sy_minor balance = a->opening;

    for (size_t i = 0; i < n; i++) {
        sy_posting *p = &rows[i];

        if (p->is_sweep) p->amount = balance > p->leaves ? p->leaves - balance : 0;
        if (p->is_optional && balance + p->amount < 0) p->amount = 0;
        if (!p->has_failed) balance += p->amount;
        p->balance = balance;
        SY_ASSERT(!a->is_supplied || balance >= 0);
    }
}

static void count_matches(sy_book *b)
{
    bool seen[SY_BOOK_ROWS] = {false};

    /* both rows of a movement were posted one after the other */
    for (size_t i = 0; i < b->n_rows; i++) {
        const sy_posting *p = &b->rows[i];

        if (p->other == SY_BOOK_NOBODY) continue;
        if (!sy_book_is_shown(b, p) || p->damage) continue;
        const uint32_t pair = p->amount < 0 ? p->order : p->order - 1;
        if (seen[pair]) b->matches++;
        seen[pair] = true;
    }
}

void sy_book_close(sy_book *b)
{
    size_t kept = 0;

    qsort(b->rows, b->n_rows, sizeof *b->rows, by_place);
    for (size_t i = 0, n; i < b->n_rows; i += n) {
        const int account = b->rows[i].account;
        for (n = 0; i + n < b->n_rows && b->rows[i + n].account == account; n++) {
        }
        balance_account(&b->accounts[account], &b->rows[i], n);
    }
    for (size_t i = 0; i < b->n_rows; i++) {
        if (b->rows[i].amount != 0) b->rows[kept++] = b->rows[i];
    }
    b->n_rows = kept;
    for (size_t i = kept; i-- > 0;) {
        sy_book_account *a = &b->accounts[b->rows[i].account];
        a->first = i;
        a->n++;
    }
    count_matches(b);
}
