/* overlap.c - the rows of one ledger, amount and day, source by source: each
 * looks among the rows kept so far for one of another source that it can be,
 * first for certain, then perhaps. A kept row stands for at most one row of each
 * source, which is what keeps genuine repeats. */
#include "ledger/overlap.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/lang.h"

enum { LOOK_AT = 512 }; /* kept rows that one row is compared with */

static int by_group(const void *a, const void *b)
{
    const sy_shown_row *x = a, *y = b;

    if (x->ledger != y->ledger) return x->ledger < y->ledger ? -1 : 1;
    if (x->amount != y->amount) return x->amount < y->amount ? -1 : 1;
    const int64_t p = sy_day_of(x->at), q = sy_day_of(y->at);
    if (p != q) return p < q ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place); /* and so by source */
}

static bool same_group(const sy_shown_row *x, const sy_shown_row *y)
{
    return x->ledger == y->ledger && x->amount == y->amount && sy_day_of(x->at) == sy_day_of(y->at);
}

/* Can the two be one row? Certain ones are confirmed. */
static bool is_one_row(const sy_shown_row *x, const sy_shown_row *y, sy_pair *pair)
{
    const bool has_clocks = !x->date_only && !y->date_only;
    const bool one_clock = x->date_only != y->date_only;

    if (has_clocks && x->at != y->at) return false;
    if (x->other && y->other && x->other != y->other) return false;
    if (x->has_balance && y->has_balance) {
        *pair =
            (sy_pair){x->place, y->place, true, one_clock ? SY_WHY_DATE_ONLY : SY_WHY_SAME_BALANCE};
        return x->balance == y->balance;
    }
    *pair = (sy_pair){x->place, y->place, false, SY_WHY_SAME_WORDS};
    return x->other == y->other && (x->other || has_clocks);
}

typedef struct finder {
    sy_match_result *result;
    const sy_shown_row *rows;
    const sy_pair *rejected;
    size_t n_rejected;
    uint32_t *kept;       /* rows of the group that are kept */
    uint32_t *stands_for; /* by row: the last source of which it stands for a row, + 1 */
    sy_err *err;
} finder;

static uint32_t find_kept(finder *f, uint32_t row, uint32_t n_kept, bool certain, sy_pair *pair)
{
    const sy_shown_row *r = &f->rows[row];
    const uint32_t first = n_kept > LOOK_AT ? n_kept - LOOK_AT : 0;

    for (uint32_t k = first; k < n_kept; k++) {
        const sy_shown_row *kept = &f->rows[f->kept[k]];
        if (kept->source == r->source || f->stands_for[f->kept[k]] == r->source + 1) continue;
        if (!is_one_row(kept, r, pair) || pair->confirmed != certain) continue;
        if (!sy_pairs_have(f->rejected, f->n_rejected, kept->place, r->place)) return f->kept[k];
    }
    return UINT32_MAX;
}

/* A suspected repeat is kept all the same: it counts until somebody confirms. */
static sy_status match_group(finder *f, uint32_t begin, uint32_t end)
{
    uint32_t n_kept = 0;
    sy_status st = SY_OK;

    for (uint32_t i = begin; st == SY_OK && i < end; i++) {
        sy_pair pair;
        uint32_t kept = find_kept(f, i, n_kept, true, &pair);
        const bool is_certain = kept != UINT32_MAX;
        if (!is_certain) kept = find_kept(f, i, n_kept, false, &pair);
        if (!is_certain) f->kept[n_kept++] = i;
        if (kept == UINT32_MAX) continue;
        f->stands_for[kept] = f->rows[i].source + 1;
        st = sy_pairs_add(f->result, pair, f->err);
    }
    return st;
}

static bool has_two_sources(const sy_shown_row *rows, uint32_t begin, uint32_t end)
{
    return rows[begin].source != rows[end - 1].source;
}

sy_status sy_overlaps_find(sy_match_result *result, sy_shown_row *rows, size_t n,
                           const sy_pair *rejected, size_t n_rejected, const sy_alloc *al,
                           sy_err *err)
{
    finder f = {
        .result = result, .rows = rows, .rejected = rejected, .n_rejected = n_rejected, .err = err};
    sy_status st = SY_OK;

    *result = (sy_match_result){.al = al};
    if (n >= UINT32_MAX) return sy_fail(err, SY_ELIMIT, N_("too many rows"));
    f.kept = sy_new_array(al, n, sizeof *f.kept);
    f.stands_for = sy_new_array(al, n, sizeof *f.stands_for);
    if (!f.kept || !f.stands_for) st = sy_fail_nomem(err);
    if (st == SY_OK && n) qsort(rows, n, sizeof *rows, by_group);
    for (uint32_t i = 0, end; st == SY_OK && i < n; i = end) {
        for (end = i + 1; end < n && same_group(&rows[i], &rows[end]); end++) {
        }
        if (has_two_sources(rows, i, end)) st = match_group(&f, i, end);
    }
    sy_drop(al, f.kept);
    sy_drop(al, f.stands_for);
    sy_pairs_sort(result->pairs, result->n);
    return st;
}
