/* dated.c - what accounts do around days that the rows do not know: when they were
 * opened and closed, and the days of the case (suit, judgment, enforcement). */
#include "flow/patterns/book.h"

/* Used at once (开户即用): within some days of the opening much comes in. */
sy_status sy_find_opened(sy_findings *out, const sy_book *b, const sy_pattern_query *q)
{
    const int32_t opened = sy_known_day(b->known->opened, b->account);
    const size_t before = out->n;
    sy_status st = SY_OK;

    if (opened == SY_NO_DAY) return SY_OK;
    for (size_t i = 0; st == SY_OK && i < b->n; i++) {
        const sy_book_row *r = &b->rows[i];
        const int64_t day = sy_day_of(r->at) - opened;
        if (day > q->opened_days) break;
        if (r->unseen || day < 0 || r->amount < q->opened_amount) continue;
        if (out->n == before) st = sy_findings_begin(out, SY_PATTERN_OPENED, b, SY_NONE);
        if (st == SY_OK) st = sy_findings_row(out, r);
        if (st != SY_OK) return st;
        if (sy_findings_last(out)->rows_in_all == 1) sy_findings_last(out)->count = (uint32_t)day;
        sy_findings_last(out)->amount += r->amount;
    }
    return st;
}

/* What leaves in rows [i, end). */
static sy_status add_outflows(sy_findings *out, const sy_book *b, sy_pattern pattern, size_t i,
                              size_t end, uint32_t share, uint32_t count)
{
    sy_status st = sy_findings_begin(out, pattern, b, SY_NONE);

    for (; st == SY_OK && i < end; i++) {
        const sy_book_row *r = &b->rows[i];
        if (r->unseen || r->amount > 0) continue;
        st = sy_findings_row(out, r);
        if (st == SY_OK) sy_findings_last(out)->amount -= r->amount;
    }
    if (st != SY_OK) return st;
    if (sy_findings_last(out)->rows_in_all == 0) {
        sy_findings_forget(out);
        return SY_OK;
    }
    sy_findings_last(out)->share = share;
    sy_findings_last(out)->count = count;
    return SY_OK;
}

/* Emptied (判后清空): from the most that was there within some days before a day of
 * the case to the least within as many after it, the balance falls by a share. */
static sy_status emptied_around(sy_findings *out, const sy_book *b, int64_t day,
                                const sy_pattern_query *q)
{
    int64_t most = 0, least = INT64_MAX;
    size_t top = 0, bottom = 0;

    for (size_t i = 0; i < b->n; i++) {
        const int64_t at = sy_day_of(b->rows[i].at);
        if (at < day - q->emptied_days && i + 1 < b->n &&
            sy_day_of(b->rows[i + 1].at) < day - q->emptied_days) {
            continue; /* the last row before the window says what it begins with */
        }
        if (at > day + q->emptied_days) break;
        if (at < day && b->rows[i].after >= most) {
            most = b->rows[i].after;
            top = i;
        }
        if (at >= day && b->rows[i].after < least) {
            least = b->rows[i].after;
            bottom = i;
        }
    }
    if (most < q->emptied_amount || least == INT64_MAX) return SY_OK;
    if (most - least < sy_share_of(most, q->emptied_share)) return SY_OK;
    return add_outflows(out, b, SY_PATTERN_EMPTIED, top + 1, bottom + 1,
                        sy_permille(most - least, most),
                        (uint32_t)(sy_day_of(b->rows[bottom].at) - day));
}

sy_status sy_find_emptied(sy_findings *out, const sy_book *b, const sy_pattern_query *q)
{
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < b->known->n_days; i++) {
        st = emptied_around(out, b, b->known->days[i], q);
    }
    return st;
}

/* Swept and closed (销户突击) within some days after a day of the case. */
sy_status sy_find_closed(sy_findings *out, const sy_book *b, const sy_pattern_query *q)
{
    const int32_t closed = sy_known_day(b->known->closed, b->account);
    sy_status st = SY_OK;

    if (closed == SY_NO_DAY) return SY_OK;
    for (size_t i = 0; st == SY_OK && i < b->known->n_days; i++) {
        const int64_t day = b->known->days[i];
        size_t first = b->n;
        int64_t swept = 0;
        if (closed < day || closed > day + q->closed_days) continue;
        for (size_t k = b->n; k-- > 0 && sy_day_of(b->rows[k].at) >= day;) {
            if (!b->rows[k].unseen && b->rows[k].amount < 0) swept -= b->rows[k].amount;
            first = k;
        }
        if (swept < q->closed_amount) continue;
        return add_outflows(out, b, SY_PATTERN_CLOSED, first, b->n, 0, (uint32_t)(closed - day));
    }
    return st;
}
