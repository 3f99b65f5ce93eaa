/* amounts.c - amounts that say something by themselves: large and round (大额整数), and
 * several just below a limit from which banks report (拆分). */
#include "flow/patterns/book.h"

static sy_status round_ones(sy_findings *out, const sy_book *b, const sy_pattern_query *q)
{
    const size_t before = out->n;
    uint32_t large = 0;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < b->n; i++) {
        const sy_book_row *r = &b->rows[i];
        if (r->unseen || sy_book_row_size(r) < q->round_amount) continue;
        large++;
        if (sy_book_row_size(r) % q->round_unit != 0) continue;
        if (out->n == before) st = sy_findings_begin(out, SY_PATTERN_ROUND, b, SY_NONE);
        if (st == SY_OK) st = sy_findings_row(out, r);
        if (st != SY_OK) return st;
        sy_findings_last(out)->amount += sy_book_row_size(r);
        sy_findings_last(out)->count++;
    }
    if (out->n == before) return st;
    sy_finding *f = sy_findings_last(out);
    if (f->count < q->round_times)
        sy_findings_forget(out);
    else
        f->share = sy_permille(f->count, large);
    return st;
}

static bool is_below(const sy_book_row *r, bool cash, bool in, int64_t limit,
                     const sy_pattern_query *q)
{
    if (r->unseen || (r->party == SY_OUTSIDE + SY_OUT_CASH) != cash || (r->amount > 0) != in) {
        return false;
    }
    return sy_book_row_size(r) < limit &&
           sy_book_row_size(r) >= sy_share_of(limit, q->structuring_share);
}

/* Windows from each such row; of those that overlap the first is told. */
static sy_status below(sy_findings *out, const sy_book *b, bool cash, bool in, int64_t limit,
                       const sy_pattern_query *q)
{
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < b->n; i++) {
        int64_t sum = 0, n = 0;
        size_t end = i;
        if (!is_below(&b->rows[i], cash, in, limit, q)) continue;
        for (; end < b->n && b->rows[end].at - b->rows[i].at < q->structuring_seconds; end++) {
            if (!is_below(&b->rows[end], cash, in, limit, q)) continue;
            sum += sy_book_row_size(&b->rows[end]);
            n++;
        }
        if (n < q->structuring_times || sum < limit) continue;
        st = sy_findings_begin(out, SY_PATTERN_STRUCTURING, b, SY_NONE);
        for (; st == SY_OK && i < end; i++) {
            if (is_below(&b->rows[i], cash, in, limit, q)) st = sy_findings_row(out, &b->rows[i]);
        }
        if (st != SY_OK) return st;
        sy_findings_last(out)->amount = sum;
        sy_findings_last(out)->count = (uint32_t)n;
        i = end - 1;
    }
    return st;
}

sy_status sy_find_amounts(sy_findings *out, const sy_book *b, const sy_pattern_query *q)
{
    sy_status st = round_ones(out, b, q);

    for (int in = 0; st == SY_OK && in < 2; in++) {
        st = below(out, b, true, in, q->structuring_cash, q);
        if (st == SY_OK) st = below(out, b, false, in, q->structuring_transfer, q);
    }
    return st;
}
