/* reverse.c - rows of one ledger and one amount stand together in order of time;
 * every row that takes back looks at the rows before it. It looks at no more
 * than the nearest of them, so that a statement full of equal rows stays cheap. */
#include "ledger/reverse.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/money.h"

enum { LOOK_BACK = 256 }; /* rows of one ledger and amount */

static uint64_t size_of(const sy_turn *t)
{
    return sy_minor_size(t->amount);
}

static int by_group(const void *a, const void *b)
{
    const sy_turn *x = a, *y = b;

    if (x->ledger != y->ledger) return x->ledger < y->ledger ? -1 : 1;
    if (size_of(x) != size_of(y)) return size_of(x) < size_of(y) ? -1 : 1;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static bool same_group(const sy_turn *x, const sy_turn *y)
{
    return x->ledger == y->ledger && size_of(x) == size_of(y);
}

/* What the two say of each other's counterparty; false when it contradicts. */
static bool agree(const sy_turn *row, const sy_turn *back, sy_candidate *c)
{
    const bool has_serial = row->serial && row->serial == back->serial;
    const bool has_account = row->other && row->other == back->other;
    const bool has_name = row->name && row->name == back->name;

    if (has_serial || has_account) {
        c->reason = has_serial ? SY_WHY_SERIAL : SY_WHY_COUNTERPARTY;
    } else if (row->other && back->other) {
        return false; /* two accounts that are not one */
    } else if (has_name) {
        c->reason = SY_WHY_COUNTERPARTY;
    } else if (back->other == 0 && back->name == 0) {
        c->reason = SY_WHY_NO_COUNTERPARTY;
    } else {
        return false;
    }
    c->confirmed = c->reason != SY_WHY_NO_COUNTERPARTY;
    if (back->word != SY_CORRECTION_REFUND) return true;
    if (!c->confirmed) return false; /* an equal amount alone is no refund */
    c->confirmed = false;
    c->reason = SY_WHY_REFUND;
    return true;
}

static bool takes_back(const sy_turn *row, const sy_turn *back, int days, sy_candidate *c)
{
    const int64_t apart = sy_day_of(back->at) - sy_day_of(row->at);
    const bool has_clocks = !row->date_only && !back->date_only;

    if (row->word != SY_NO_CORRECTION || (row->amount < 0) == (back->amount < 0)) return false;
    if (apart < 0 || apart > days || (has_clocks && back->at < row->at)) return false;
    c->distance = has_clocks ? back->at - row->at : apart * SY_DAY;
    return agree(row, back, c);
}

typedef struct finder {
    sy_match_result *result;
    const sy_turn *rows;
    const int *days;
    const sy_pair *rejected;
    size_t n_rejected;
    sy_candidate *candidates;
    size_t n, capacity;
    uint8_t *taken; /* by row */
    const sy_alloc *al;
    sy_err *err;
} finder;

/* Candidates for one row that takes back, among begin..end-1, the nearest in
 * order first: upwards from it, and the rows of its own day below it, since a
 * date says nothing of the order inside it. */
static sy_status look(finder *f, uint32_t back, uint32_t begin, uint32_t end)
{
    const sy_turn *rows = f->rows;
    const int64_t day = sy_day_of(rows[back].at);
    uint32_t upper = back + 1, first;

    while (upper < end && upper - back < LOOK_BACK && sy_day_of(rows[upper].at) == day) upper++;
    first = back - begin > LOOK_BACK ? back - LOOK_BACK : begin;
    for (uint32_t i = first; i < upper; i++) {
        sy_candidate c = {.a = i, .b = back};
        void *list = f->candidates;
        if (i == back || !takes_back(&rows[i], &rows[back], f->days[rows[back].word], &c)) continue;
        if (sy_pairs_have(f->rejected, f->n_rejected, rows[i].place, rows[back].place)) continue;
        if (!sy_grow(f->al, &list, &f->capacity, f->n, f->n + 1, sizeof c)) {
            return sy_fail_nomem(f->err);
        }
        f->candidates = list;
        f->candidates[f->n++] = c;
    }
    return SY_OK;
}

static sy_status match_group(finder *f, uint32_t begin, uint32_t end)
{
    sy_status st = SY_OK;

    f->n = 0;
    for (uint32_t i = begin; st == SY_OK && i < end; i++) {
        if (f->rows[i].word != SY_NO_CORRECTION) st = look(f, i, begin, end);
    }
    if (st != SY_OK) return st;
    f->n = sy_pairing_settle(f->candidates, f->n, f->taken);
    for (size_t k = 0; st == SY_OK && k < f->n; k++) {
        const sy_candidate *c = &f->candidates[k];
        st = sy_pairs_add(
            f->result, (sy_pair){f->rows[c->a].place, f->rows[c->b].place, c->confirmed, c->reason},
            f->err);
    }
    return st;
}

sy_status sy_reversals_find(sy_match_result *result, sy_turn *rows, size_t n,
                            const int days[SY_CORRECTIONS], const sy_pair *rejected,
                            size_t n_rejected, const sy_alloc *al, sy_err *err)
{
    finder f = {.result = result,
                .rows = rows,
                .days = days,
                .rejected = rejected,
                .n_rejected = n_rejected,
                .al = al,
                .err = err};
    sy_status st = SY_OK;

    *result = (sy_match_result){.al = al};
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
    sy_pairs_sort(result->pairs, result->n);
    return st;
}
