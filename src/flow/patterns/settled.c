/* settled.c - much came in and stayed (资金沉淀): where a freeze would find something. */
#include "flow/patterns/book.h"

/* Does the ledger hold at least `kept` from row i on, for all the days? Only
 * where its rows go on that long. */
static bool stays(const sy_book *b, size_t i, int64_t kept, int64_t seconds)
{
    const int64_t until = b->rows[i].at + seconds;

    if (b->flow->ledgers[b->ledger].as_of < until) return false;
    for (; i < b->n && b->rows[i].at < until; i++) {
        if (b->rows[i].after < kept) return false;
    }
    return true;
}

sy_status sy_find_settled(sy_findings *out, const sy_book *b, const sy_pattern_query *q)
{
    bool begun = false;
    sy_status st = SY_OK;

    if (b->in < q->settled_amount || b->out > b->in / 2) return SY_OK;
    for (size_t i = 0; st == SY_OK && i < b->n; i++) {
        const sy_book_row *r = &b->rows[i];
        if (r->unseen || r->amount < q->settled_amount) continue;
        if (!stays(b, i, sy_share_of(r->amount, q->settled_share), q->settled_days * SY_DAY))
            continue;
        if (!begun) st = sy_findings_begin(out, SY_PATTERN_SETTLED, b, SY_NONE);
        begun = true;
        if (st == SY_OK) st = sy_findings_row(out, r);
        if (st != SY_OK) break;
        sy_finding *f = sy_findings_last(out);
        f->amount += r->amount;
        f->count++;
    }
    if (begun && st == SY_OK) {
        sy_findings_last(out)->share = sy_permille(b->in - b->out, b->in);
    }
    return st;
}
