/* A life insurance policy: the same premium in the same month of each year. */
#include "synth/office/names.h"
#include "synth/office/schemes.h"

void sy_scheme_policy(sy_cast *c)
{
    static const char *const first[] = {"首期保费", "保费", "人寿保费", "趸交保费"};
    static const char *const next[] = {"续期保费", "保费", "续期保险费", "代收保费"};
    static const char *const kinds[] = {"人寿保险股份有限公司", "人寿保险有限公司",
                                        "养老保险股份有限公司"};
    sy_world *w = c->w;
    const int account = sy_cast_buyer(c);
    const char *name =
        sy_world_text(w, "%s%s%s", sy_name_words(w), SY_ONE_OF(w, kinds),
                      sy_chance(w, 60) ? sy_world_text(w, "%s中心支公司", sy_name_town(w)) : "");
    const sy_office_payee p = {.name = name, .type = sy_chance(w, 60) ? "代扣" : "转账"};
    const sy_office_payee *insurer = sy_world_payee(w, &p);
    const sy_asset a = {.kind = "insurance",
                        .item = "life policy",
                        .payee = name,
                        .holder = w->accounts[account].holder,
                        .account = account};
    const int asset = sy_world_asset(w, &a);
    const sy_minor premium = sy_round_sum(w, 6000, 120000, 500);
    const int64_t day = sy_between(w, w->days[SY_WD_SUIT] + 60, w->days[SY_WD_SUIT] + 400);

    for (int year = 0; year < 5; year++) {
        const int64_t at =
            sy_clock(w, sy_month_day(day, year * 12, 6 + (int)sy_below(w, 12)), 8, 12);
        if (at >= w->to_day * SY_DAY) break;
        sy_cast_fund(c, account, at, premium, asset);
        sy_world_mark(sy_world_pay(w, account, at, premium, insurer,
                                   year == 0 ? SY_ONE_OF(w, first) : SY_ONE_OF(w, next)),
                      asset, SY_PART_PRICE);
    }
}
