/* masked.c - rows of one amount in order of time, each held against those around it. */
#include "ledger/masked.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/money.h"
#include "identifier/mask.h"

enum { LOOK_AT = 512 }; /* rows to each side */

static uint64_t size_of(const sy_masked_leg *l)
{
    return sy_minor_size(l->amount);
}

static int by_group(const void *a, const void *b)
{
    const sy_masked_leg *x = a, *y = b;

    if (x->currency != y->currency) return x->currency < y->currency ? -1 : 1;
    if (size_of(x) != size_of(y)) return size_of(x) < size_of(y) ? -1 : 1;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static bool has_pattern(const sy_masked_leg *l)
{
    return l->other == 0 && (l->other_name.len || l->other_number.len);
}

/* What the row says of its other side, held against that side; *fits: it speaks for it. */
static bool may_mean(const sy_masked_leg *row, const sy_masked_leg *side, bool *fits_it)
{
    *fits_it = row->other == side->own;
    if (row->other) return *fits_it;
    if (row->other_number.len) {
        if (!sy_mask_fits_number(row->other_number, side->account, false)) return false;
        *fits_it = true;
    }
    if (row->other_name.len && side->holder.len) {
        if (!sy_mask_fits_name(row->other_name, side->holder)) return false;
        *fits_it = true;
    }
    return *fits_it;
}

static bool is_possible(const sy_masked_leg *out, const sy_masked_leg *in, sy_candidate *c)
{
    int64_t days = sy_day_of(out->at) - sy_day_of(in->at);
    bool out_fits, in_fits;

    if (days < 0) days = -days;
    if (days > 1 || out->own == in->own || !(has_pattern(out) || has_pattern(in))) return false;
    if (!may_mean(out, in, &out_fits) || !may_mean(in, out, &in_fits)) return false;
    c->distance = out->date_only || in->date_only ? days * SY_DAY
                  : out->at > in->at              ? out->at - in->at
                                                  : in->at - out->at;
    c->confirmed = false;
    c->reason = SY_WHY_PATTERN;
    return true;
}

typedef struct finder {
    sy_match_result *result;
    const sy_masked_leg *legs;
    const sy_pair *rejected;
    size_t n_rejected;
    sy_candidate *candidates;
    size_t n, capacity;
    uint8_t *taken; /* by leg */
    const sy_alloc *al;
    sy_err *err;
} finder;

static sy_status consider(finder *f, uint32_t a, uint32_t b)
{
    const sy_masked_leg *legs = f->legs;
    const bool a_pays = legs[a].amount < 0;
    sy_candidate c = {.a = a_pays ? a : b, .b = a_pays ? b : a};
    void *list = f->candidates;

    if (a_pays == (legs[b].amount < 0) || !is_possible(&legs[c.a], &legs[c.b], &c)) return SY_OK;
    if (sy_pairs_have(f->rejected, f->n_rejected, legs[c.a].place, legs[c.b].place)) return SY_OK;
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
            if (f->legs[k].at - f->legs[i].at > 2 * SY_DAY) break;
            st = consider(f, i, k);
        }
    }
    if (st == SY_OK) f->n = sy_pairing_settle(f->candidates, f->n, f->taken);
    for (size_t k = 0; st == SY_OK && k < f->n; k++) {
        const sy_candidate *c = &f->candidates[k];
        st = sy_pairs_add(f->result,
                          (sy_pair){f->legs[c->a].place, f->legs[c->b].place, false, c->reason},
                          f->err);
    }
    return st;
}

sy_status sy_match_masked(sy_match_result *result, sy_masked_leg *legs, size_t n,
                          const sy_pair *rejected, size_t n_rejected, const sy_alloc *al,
                          sy_err *err)
{
    finder f = {.result = result,
                .legs = legs,
                .rejected = rejected,
                .n_rejected = n_rejected,
                .al = al,
                .err = err};
    sy_status st = SY_OK;

    *result = (sy_match_result){.al = al};
    if (n >= UINT32_MAX) return sy_fail(err, SY_ELIMIT, N_("too many rows"));
    f.taken = sy_new_array(al, n, 1);
    if (!f.taken) return sy_fail_nomem(err);
    if (n) qsort(legs, n, sizeof *legs, by_group);
    for (uint32_t i = 0, end; st == SY_OK && i < n; i = end) {
        for (end = i + 1; end < n && legs[end].currency == legs[i].currency &&
                          size_of(&legs[end]) == size_of(&legs[i]);) {
            end++;
        }
        if (end - i > 1) st = match_group(&f, i, end);
    }
    sy_drop(al, f.candidates);
    sy_drop(al, f.taken);
    sy_pairs_sort(result->pairs, result->n);
    return st;
}
