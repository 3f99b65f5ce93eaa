/* clue_shapes.c - what payments show by their amounts and days alone. Each look is one pass,
 * or a pass for each run begun, which ends with the first month that has none. */
#include "base/civil.h"
#include "insight/clue_parts.h"

enum { SHORTEST_MONTH = 25, LONGEST_MONTH = 36 };

static bool is_payment(const sy_clue_row *r)
{
    return r->counts && !r->is_back;
}

static bool is_a_month_apart(int64_t a, int64_t b)
{
    const int64_t days = sy_day_of(b) - sy_day_of(a);
    return days >= SHORTEST_MONTH && days <= LONGEST_MONTH;
}

/* Banks take the same instalment for years; floating rates move it once a year. */
static sy_clue_beat run_from(const sy_clue_row *rows, size_t n, size_t first)
{
    sy_clue_beat beat = {1, rows[first].amount};
    int64_t last = rows[first].at;

    for (size_t i = first + 1; i < n; i++) {
        if (sy_day_of(rows[i].at) - sy_day_of(last) > LONGEST_MONTH) break;
        if (!is_payment(&rows[i]) || rows[i].amount != beat.each) continue;
        if (!is_a_month_apart(last, rows[i].at)) continue;
        last = rows[i].at;
        beat.times++;
    }
    return beat;
}

sy_clue_beat sy_clue_monthly(const sy_clue_row *rows, size_t n)
{
    sy_clue_beat best = {0, 0};

    for (size_t i = 0; i + best.times < n; i++) {
        if (!is_payment(&rows[i])) continue;
        const sy_clue_beat beat = run_from(rows, n, i);
        if (beat.times > best.times) best = beat;
    }
    return best;
}

static int month_of(int64_t at)
{
    sy_civil c;
    sy_civil_from_seconds(&c, at);
    return c.year * 12 + c.month - 1;
}

bool sy_clue_is_yearly(const sy_clue_row *rows, size_t n)
{
    int last = INT32_MIN;

    for (size_t i = 0; i < n; i++) {
        if (!is_payment(&rows[i])) continue;
        const int month = month_of(rows[i].at);
        if (last != INT32_MIN && month - last >= 11 && month - last <= 13) return true;
        last = month;
    }
    return false;
}

uint32_t sy_clue_months(const sy_clue_row *rows, size_t n)
{
    uint32_t months = 0;
    int last = INT32_MIN;

    for (size_t i = 0; i < n; i++) {
        if (rows[i].is_back || month_of(rows[i].at) == last) continue;
        last = month_of(rows[i].at);
        months++;
    }
    return months;
}
