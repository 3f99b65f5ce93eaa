/* An office case from end to end: draw the days and the cast, let everybody live, let the
 * schemes happen, close the books, write the files and the truth. */
#include "base/lang.h"
#include "synth/office/cast.h"
#include "synth/office/customers.h"
#include "synth/office/files.h"
#include "synth/office/life.h"
#include "synth/office/schemes.h"
#include "synth/office/spelling.h"
#include "synth/office/truth.h"
#include "synth/synth.h"

#include <unistd.h>

#include "base/file.h"

enum { ACCOUNTS_LEAST = 24, ACCOUNTS_SPREAD = 36, MONTHS = 36 };

static void draw_days(sy_world *w)
{
    int64_t day = sy_days_from_civil(2019 + (int)sy_below(w, 4), 1 + (int)sy_below(w, 12), 1);

    w->from_day = day;
    w->days[SY_WD_SUIT] = day += sy_between(w, 240, 420);
    w->days[SY_WD_JUDGMENT] = day += sy_between(w, 110, 240);
    w->days[SY_WD_FILED] = day += sy_between(w, 40, 200);
    w->days[SY_WD_REPORT] = day += sy_between(w, 4, 15);
    w->days[SY_WD_RESTRICTED] = day += sy_between(w, 10, 40);
    w->days[SY_WD_TERMINATED] = day += sy_between(w, 100, 200);
    if (sy_chance(w, 25)) w->days[SY_WD_RESUMED] = day += sy_between(w, 100, 200);
    w->to_day = day + sy_between(w, 120, 330);
    w->claim = sy_round_sum(w, 300000, 8000000, 10000);
}

typedef struct drawn_scheme {
    void (*happen)(sy_cast *c);
    uint32_t least, most; /* how many times */
    uint32_t percent;     /* of each time beyond the least */
} drawn_scheme;

static const drawn_scheme schemes[] = {
    {sy_scheme_estate, 1, 3, 45},     {sy_scheme_vehicle, 1, 3, 40},
    {sy_scheme_policy, 1, 3, 40},     {sy_scheme_parking, 0, 1, 35},
    {sy_scheme_mortgage, 0, 1, 45},   {sy_scheme_own_account, 0, 2, 60},
    {sy_scheme_income, 0, 1, 55},     {sy_scheme_rent, 0, 1, 50},
    {sy_scheme_receivable, 0, 2, 50}, {sy_scheme_securities, 0, 1, 50},
    {sy_scheme_wealth, 0, 2, 45},     {sy_scheme_deposit, 0, 1, 50},
    {sy_scheme_gold, 0, 1, 40},       {sy_scheme_crypto, 0, 1, 30},
    {sy_scheme_equity, 0, 1, 40},     {sy_scheme_luxury, 0, 4, 60}};

static void happen(sy_cast *c)
{
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        for (uint32_t k = 0; k < schemes[i].most; k++) {
            if (k < schemes[i].least || sy_chance(c->w, schemes[i].percent)) schemes[i].happen(c);
        }
    }
}

/* The account of the debtor's that no scheme pays from, of which months are missing. */
static int gap_account(sy_cast *c)
{
    return c->n_own > 2 && sy_chance(c->w, 60) ? c->own[c->n_own - 1] : SY_NOBODY;
}

static void tell(sy_cast *c, sy_world *w, uint64_t rows)
{
    const size_t accounts = ACCOUNTS_LEAST + sy_below(w, ACCOUNTS_SPREAD);

    draw_days(w);
    sy_cast_make(c, w);
    sy_payees_make(&c->payees, w, 400 + (size_t)(rows / 200));
    sy_scheme_innocents(c, (size_t)(rows * 75 / 100));
    sy_scheme_withheld(c);
    sy_cast_fill(c, accounts);
    happen(c);
    sy_scheme_helpers(c);
    sy_scheme_neighbours(c);
    sy_life_of_all(c, (unsigned)(rows * 60 / 100 / (accounts * MONTHS)) + 1);
    if (c->company_account != SY_NOBODY) {
        sy_life_of_company(c, c->company_account, (unsigned)(rows / 8000) + 4);
    }
    sy_spelling_spoil(c);
}

/* Files of another case between these would be read as part of it. */
static sy_status refuse_mixing(const char *dir, sy_err *err)
{
    char *path = sy_path_join(NULL, dir, "truth.json");
    sy_status st = path ? SY_OK : sy_fail_nomem(err);

    if (path && access(path, F_OK) == 0) {
        st = sy_fail(err, SY_EINVAL, N_("%s: there is a made-up case already; name another folder"),
                     dir);
    }
    sy_drop(NULL, path);
    return st;
}

sy_status sy_synth_office(const char *dir, uint64_t seed, uint64_t rows, sy_synth_result *result,
                          sy_err *err)
{
    sy_office_files files = {0};
    sy_world w;
    sy_cast c;

    if (rows < SY_OFFICE_ROWS_LEAST || rows > SY_OFFICE_ROWS_MOST) {
        return sy_fail(err, SY_EINVAL, N_("--rows is not from %d to %d"), SY_OFFICE_ROWS_LEAST,
                       SY_OFFICE_ROWS_MOST);
    }
    sy_status st = refuse_mixing(dir, err);
    if (st != SY_OK) return st;
    sy_world_init(&w, seed);
    tell(&c, &w, rows);
    st = sy_world_close(&w, err);
    if (st == SY_OK) sy_customers_mark(&c);
    if (st == SY_OK) st = sy_office_files_write(&files, &w, gap_account(&c), dir, err);
    if (st == SY_OK) st = sy_office_truth_write(&c, &files, dir, err);
    if (st == SY_OK) {
        *result = (sy_synth_result){.files = (uint32_t)files.n,
                                    .rows = files.rows,
                                    .duplicate = files.repeated,
                                    .rejected = files.damaged,
                                    .accepted = files.rows - files.repeated - files.damaged,
                                    .properties = (uint32_t)w.n_assets};
        for (size_t i = 0; i < w.n_accounts; i++) result->accounts += w.accounts[i].is_supplied;
    }
    sy_office_files_dispose(&files);
    sy_world_dispose(&w);
    return st;
}
