/* clock.c - when accounts are used: at night (夜间交易), after a long sleep (休眠后激活),
 * in a month unlike the year before it (频次异常). */
#include <stdlib.h>
#include <string.h>

#include "flow/patterns/book.h"

enum { HISTORY = 12 };

static bool is_bank(const sy_book_row *r)
{
    return r->party == SY_OUTSIDE + SY_OUT_FEE || r->party == SY_OUTSIDE + SY_OUT_INCOME;
}

/* ---- night ---- */

/* Somebody did it at a known hour; banks book interest and fees at night. */
static bool has_clock(const sy_book_row *r)
{
    return !r->unseen && !r->date_only && !is_bank(r);
}

static bool is_at_night(const sy_book_row *r, const sy_pattern_query *q)
{
    const int64_t clock = r->at - sy_day_of(r->at) * SY_DAY;

    return has_clock(r) && (clock >= q->night_from || clock < q->night_to);
}

sy_status sy_find_night(sy_findings *out, const sy_book *b, const sy_pattern_query *q)
{
    int64_t with_clock = 0, at_night = 0, large = 0, amount = 0;
    sy_status st;

    for (size_t i = 0; i < b->n; i++) {
        const sy_book_row *r = &b->rows[i];
        with_clock += has_clock(r);
        if (!is_at_night(r, q)) continue;
        at_night++;
        amount += sy_book_row_size(r);
        large += sy_book_row_size(r) >= q->night_amount;
    }
    const bool is_share =
        with_clock >= q->night_rows && at_night * 1000 >= with_clock * q->night_share;
    if (at_night == 0 || (!is_share && large < q->night_times)) return SY_OK;
    st = sy_findings_begin(out, SY_PATTERN_NIGHT, b, SY_NONE);
    for (size_t i = 0; st == SY_OK && i < b->n; i++) {
        const sy_book_row *r = &b->rows[i];
        if (is_at_night(r, q)) st = sy_findings_row(out, r);
    }
    if (st != SY_OK) return st;
    sy_findings_last(out)->amount = amount;
    sy_findings_last(out)->share = sy_permille(at_night, with_clock);
    sy_findings_last(out)->count = (uint32_t)at_night;
    return SY_OK;
}

/* ---- sleep ---- */

/* Large inflows within some days after row i, the first after a long pause. */
static sy_status wakes(sy_findings *out, const sy_book *b, size_t i, const sy_book_row *before,
                       const sy_pattern_query *q)
{
    const size_t first = out->n;
    sy_status st = SY_OK;

    for (size_t k = i; st == SY_OK && k < b->n; k++) {
        const sy_book_row *r = &b->rows[k];
        if (r->at - b->rows[i].at >= q->dormant_within_days * SY_DAY) break;
        if (r->unseen || is_bank(r) || r->amount < q->dormant_amount) continue;
        if (out->n == first) {
            st = sy_findings_begin(out, SY_PATTERN_DORMANT, b, SY_NONE);
            if (st == SY_OK) st = sy_findings_row(out, before);
        }
        if (st == SY_OK) st = sy_findings_row(out, r);
        if (st == SY_OK) sy_findings_last(out)->amount += r->amount;
    }
    if (st == SY_OK && out->n > first) {
        sy_findings_last(out)->count = (uint32_t)((b->rows[i].at - before->at) / SY_DAY);
    }
    return st;
}

sy_status sy_find_dormant(sy_findings *out, const sy_book *b, const sy_pattern_query *q)
{
    const sy_book_row *before = NULL;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < b->n; i++) {
        const sy_book_row *r = &b->rows[i];
        if (r->unseen || is_bank(r)) continue;
        if (before && r->at - before->at >= q->dormant_days * SY_DAY) {
            st = wakes(out, b, i, before, q);
        }
        before = r;
    }
    return st;
}

/* ---- months ---- */

typedef struct month {
    int64_t number; /* years * 12 + month */
    int64_t rows, yuan;
    size_t begin, end;
} month;

__extension__ typedef __int128 wide;

/* x > mean + 3 deviations of the twelve before, in whole numbers: with S and Q the
 * sums of values and squares, 12x - S > 3 * sqrt(12Q - S * S). */
static bool is_outlier(const int64_t *history, int64_t x)
{
    wide sum = 0, squares = 0;

    for (int i = 0; i < HISTORY; i++) {
        sum += history[i];
        squares += (wide)history[i] * history[i];
    }
    const wide above = (wide)HISTORY * x - sum;
    return above > 0 && x * (wide)HISTORY >= 2 * sum &&
           above * above > 9 * (HISTORY * squares - sum * sum);
}

static int64_t month_number(int64_t at)
{
    sy_civil c;
    sy_civil_from_seconds(&c, at);
    return (int64_t)c.year * 12 + c.month;
}

/* Of each month the rows and whole yuan that moved; months without rows too. */
static size_t months_of(const sy_book *b, month *months, size_t most)
{
    size_t n = 0;

    for (size_t i = 0; i < b->n; i++) {
        const sy_book_row *r = &b->rows[i];
        if (r->unseen) continue;
        const int64_t number = month_number(r->at);
        while (n > 0 && months[n - 1].number < number && n < most) {
            months[n] = (month){.number = months[n - 1].number + 1, .begin = i, .end = i};
            n++;
        }
        if (n == 0) months[n++] = (month){.number = number, .begin = i};
        if (months[n - 1].number != number) break; /* further than most months */
        months[n - 1].rows++;
        months[n - 1].yuan += sy_book_row_size(r) / 100;
        months[n - 1].end = i + 1;
    }
    return n;
}

static sy_status add_month(sy_findings *out, const sy_book *b, const month *m, uint32_t share)
{
    sy_status st = sy_findings_begin(out, SY_PATTERN_FREQUENCY, b, SY_NONE);

    for (size_t i = m->begin; st == SY_OK && i < m->end; i++) {
        if (!b->rows[i].unseen) st = sy_findings_row(out, &b->rows[i]);
    }
    if (st != SY_OK) return st;
    sy_findings_last(out)->amount = m->yuan * 100;
    sy_findings_last(out)->count = (uint32_t)m->rows;
    sy_findings_last(out)->share = share;
    return SY_OK;
}

static int64_t mean_of(const int64_t *history)
{
    int64_t sum = 0;
    for (int i = 0; i < HISTORY; i++) sum += history[i];
    return sum / HISTORY > 0 ? sum / HISTORY : 1;
}

sy_status sy_find_frequency(sy_findings *out, const sy_book *b, const sy_pattern_query *q)
{
    enum { MOST_MONTHS = 12 * 60 };
    month *months = sy_new_array(out->al, MOST_MONTHS, sizeof *months);
    sy_status st = months ? SY_OK : sy_fail_nomem(out->err);
    const size_t n = months ? months_of(b, months, MOST_MONTHS) : 0;

    for (size_t i = HISTORY; st == SY_OK && i < n; i++) {
        int64_t rows[HISTORY], yuan[HISTORY];
        for (int k = 0; k < HISTORY; k++) {
            rows[k] = months[i - HISTORY + (size_t)k].rows;
            yuan[k] = months[i - HISTORY + (size_t)k].yuan;
        }
        const bool many = months[i].rows >= q->frequency_rows && is_outlier(rows, months[i].rows);
        const bool much =
            months[i].yuan >= q->frequency_amount / 100 && is_outlier(yuan, months[i].yuan);
        const uint32_t share = much ? sy_permille(months[i].yuan, mean_of(yuan))
                                    : sy_permille(months[i].rows, mean_of(rows));
        if (many || much) st = add_month(out, b, &months[i], share);
    }
    sy_drop(out->al, months);
    return st;
}
