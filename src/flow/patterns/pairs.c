/* pairs.c - what two accounts do with each other: like amounts to and fro (对敲), and
 * a few yuan before much (试探性小额). */
#include <stdlib.h>
#include <string.h>

#include "flow/patterns/book.h"

/* Rows with an account, by account, then time. */
typedef struct dealing {
    uint32_t party;
    uint32_t row;
    bool is_taken;
} dealing;

static int by_party(const void *a, const void *b)
{
    const dealing *x = a, *y = b;
    if (x->party != y->party) return x->party < y->party ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

static bool is_alike(int64_t a, int64_t b, int64_t permille)
{
    const int64_t larger = a > b ? a : b, smaller = a > b ? b : a;
    return larger - smaller <= sy_share_of(larger, permille);
}

/* Both sides of the pair may be supplied: the lower account tells it. */
static bool is_told_elsewhere(const sy_book *b, uint32_t party)
{
    return party < b->account && b->supplied[party];
}

/* Each row is paired with the first later one that fits and is free. */
static sy_status to_and_fro(sy_findings *out, const sy_book *b, dealing *d, size_t n,
                            const sy_pattern_query *q)
{
    const size_t before = out->n;
    int64_t pairs = 0, amount = 0;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < n; i++) {
        const sy_book_row *r = &b->rows[d[i].row];
        if (d[i].is_taken || sy_book_row_size(r) < q->forth_amount) continue;
        for (size_t k = i + 1; k < n; k++) {
            const sy_book_row *s = &b->rows[d[k].row];
            if (s->at - r->at > q->forth_days * SY_DAY) break;
            if (d[k].is_taken || (s->amount > 0) == (r->amount > 0)) continue;
            if (!is_alike(sy_book_row_size(r), sy_book_row_size(s), q->forth_difference)) continue;
            d[k].is_taken = true;
            pairs++;
            amount += sy_book_row_size(r);
            if (out->n == before) {
                st = sy_findings_begin(out, SY_PATTERN_BACK_AND_FORTH, b, d[i].party);
            }
            if (st == SY_OK) st = sy_findings_row(out, r);
            if (st == SY_OK) st = sy_findings_row(out, s);
            break;
        }
    }
    if (st != SY_OK || out->n == before) return st;
    if (pairs < q->forth_times || is_told_elsewhere(b, d[0].party)) {
        sy_findings_forget(out);
        return SY_OK;
    }
    sy_findings_last(out)->count = (uint32_t)pairs;
    sy_findings_last(out)->amount = amount;
    return SY_OK;
}

static sy_status probes(sy_findings *out, const sy_book *b, const dealing *d, size_t n,
                        const sy_pattern_query *q)
{
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i + 1 < n; i++) {
        const sy_book_row *r = &b->rows[d[i].row];
        if (r->amount > 0 || r->date_only || -r->amount > q->probe_small) continue;
        for (size_t k = i + 1; k < n; k++) {
            const sy_book_row *s = &b->rows[d[k].row];
            if (s->at - r->at > q->probe_seconds) break;
            if (s->amount > 0 || s->date_only || -s->amount < q->probe_large) continue;
            st = sy_findings_begin(out, SY_PATTERN_PROBE, b, d[i].party);
            if (st == SY_OK) st = sy_findings_row(out, r);
            if (st == SY_OK) st = sy_findings_row(out, s);
            if (st != SY_OK) return st;
            sy_findings_last(out)->amount = -s->amount;
            sy_findings_last(out)->count = 2;
            i = k;
            break;
        }
    }
    return st;
}

sy_status sy_find_pairs(sy_findings *out, const sy_book *b, const sy_pattern_query *q)
{
    dealing *d = sy_new_array(out->al, b->n, sizeof *d);
    size_t n = 0;
    sy_status st = d ? SY_OK : sy_fail_nomem(out->err);

    for (size_t i = 0; st == SY_OK && i < b->n; i++) {
        const sy_book_row *r = &b->rows[i];
        if (r->unseen || !sy_is_account(r->party) || r->party == b->account) continue;
        d[n++] = (dealing){.party = r->party, .row = (uint32_t)i};
    }
    if (n) qsort(d, n, sizeof *d, by_party);
    for (size_t i = 0, end = 0; st == SY_OK && i < n; i = end) {
        while (end < n && d[end].party == d[i].party) end++;
        st = to_and_fro(out, b, d + i, end - i, q);
        if (st == SY_OK) st = probes(out, b, d + i, end - i, q);
    }
    sy_drop(out->al, d);
    return st;
}
