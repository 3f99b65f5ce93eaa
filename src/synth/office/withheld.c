/* Accounts whose statements nobody has supplied: one in which the debtor's money waits, and
 * some that only received much, of others or little of his. */
#include "synth/office/names.h"
#include "synth/office/schemes.h"

static void hide(sy_cast *c)
{
    sy_world *w = c->w;
    const int who = sy_cast_person(c, "", "withheld", 1970, 1995);
    const int account = sy_cast_unsupplied(c, who);
    const int n = 2 + (int)sy_below(w, 4);
    const sy_suspect s = {who, account, "withheld", false};

    w->accounts[account].opening = sy_between(w, 0, 500000);
    for (int i = 0; i < n; i++) {
        const int64_t at = sy_clock(w, sy_cast_bad_day(c, 40), 9, 18);
        sy_cast_fund(c, account, at, sy_round_sum(w, 150000, 600000, 10000), SY_NOBODY);
    }
    sy_world_suspect(w, &s);
}

/* Bought from by many with clean money: large, and of no interest. */
static void decoy(sy_cast *c, int payer)
{
    sy_world *w = c->w;
    const int who = sy_cast_firm(c, "钢材有限公司", "", "supplier");
    const int account = sy_cast_unsupplied(c, who);
    const int n = 12 + (int)sy_below(w, 30);

    for (int i = 0; i < n; i++) {
        const int64_t at = sy_clock(w, sy_between(w, w->from_day + 10, w->to_day - 10), 9, 17);
        const sy_minor fen = sy_between(w, 3000000, 26000000);
        const sy_office_payee *buyer = sy_cast_seller(c, sy_name_firm(w, "工程有限公司"));
        sy_world_get(w, payer, at - 3600 * (1 + sy_below(w, 60)), fen + 10000, buyer, "工程款");
        sy_world_move(w, payer, account, at, fen, "货款", "");
    }
}

/* Friends and shops with account numbers: small sums of the debtor's. */
static void trifles(sy_cast *c)
{
    sy_world *w = c->w;
    const int n = 3 + (int)sy_below(w, 8);

    for (int i = 0; i < n; i++) {
        const int account =
            sy_cast_unsupplied(c, sy_cast_person(c, "", "acquaintance", 1965, 1998));
        const int from = sy_chance(w, 50) ? c->own[1] : c->helpers[0].account;
        const int times = 1 + (int)sy_below(w, 4);
        for (int k = 0; k < times; k++) {
            sy_world_move(w, from, account, sy_clock(w, sy_cast_bad_day(c, 10), 9, 22),
                          sy_round_sum(w, 200, 9000, 100), "转账", "")
                ->flags |= SY_MOVE_OPTIONAL;
        }
    }
}

void sy_scheme_withheld(sy_cast *c)
{
    const int n = 1 + sy_chance(c->w, 30);

    for (int i = 0; i < n; i++) hide(c);
    trifles(c);
    const int firm = sy_cast_account(c, sy_cast_firm(c, "建设有限公司", "", "bystander firm"));
    decoy(c, firm);
}
