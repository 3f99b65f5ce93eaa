/* What shows that an account serves the debtor: his customers pay it, it pays his bills, it
 * is moved from his phone, money goes back to him, its rows say so. Each make has its own;
 * all have some of the rest. */
#include "synth/office/names.h"
#include "synth/office/schemes.h"

static bool is_shown(const sy_cast *c, const sy_helper *h, int64_t at)
{
    return at < c->w->to_day * SY_DAY && at > c->w->accounts[h->account].from_day * SY_DAY;
}

/* His customers pay the account after its day, and paid him before. */
static void receive(sy_cast *c, const sy_helper *h, int every)
{
    static const char *const words[] = {"货款", "往来款", "代收货款", "结算款"};
    sy_world *w = c->w;
    const int n = 1 + (int)sy_below(w, (uint32_t)c->n_customers - 1);

    for (int k = 0; k < n; k++) {
        const sy_office_payee *who = c->customers[k];
        for (int64_t day = w->from_day + sy_below(w, 60); day < w->to_day;
             day += every + sy_below(w, (uint32_t)every)) {
            const bool is_after = day > h->since;
            const int64_t at = sy_clock(w, day, 9, 17);
            if (is_after && !is_shown(c, h, at)) continue;
            if (!is_after && day > h->since - 20) continue;
            sy_office_move *m =
                sy_world_get(w, is_after ? h->account : c->own[0], at,
                             sy_between(w, 300000, 6000000), who, SY_ONE_OF(w, words));
            if (is_after && sy_chance(w, 25)) {
                m->note = sy_world_text(w, "代%s收", w->actors[c->debtor].name);
            }
        }
    }
}

typedef struct bill {
    const sy_office_payee *to;
    const char *word, *note;
    sy_minor least, most;
    bool is_home; /* gives his address away: a clue to who likes, and known anyway */
} bill;

/* His own bills: power at his home, his phone, his child's school. */
static void list_bills(sy_cast *c, bill out[3])
{
    sy_world *w = c->w;
    const sy_office_payee power = {.name = sy_world_text(w, "%s供电公司", sy_name_town(w)),
                                   .type = "代扣"},
                          phone = {.name = sy_world_text(w, "%s通信营业厅", sy_name_town(w)),
                                   .type = "缴费"},
                          school = {.name = sy_name_firm(w, "实验学校"), .type = "缴费"};

    out[0] = (bill){.to = sy_world_payee(w, &power),
                    .word = "电费",
                    .note = sy_world_text(w, "户号%s %s", c->home_meter, c->home),
                    .least = 12000,
                    .most = 48000,
                    .is_home = true};
    out[1] = (bill){.to = sy_world_payee(w, &phone),
                    .word = "话费充值",
                    .note = w->actors[c->debtor].phone,
                    .least = 5000,
                    .most = 20000};
    out[2] = (bill){.to = sy_world_payee(w, &school),
                    .word = "学费",
                    .note = c->child == SY_NOBODY ? "" : w->actors[c->child].name,
                    .least = 300000,
                    .most = 900000};
}

/* Each month: by the helper from its day on, by himself before. */
static void pay_bills(sy_cast *c, const sy_helper *h, const bill *b)
{
    sy_world *w = c->w;
    const int step = b->least > 100000 ? 6 : 1;
    const int day_of_month = 5 + (int)sy_below(w, 20);
    const sy_asset home = {.kind = "real_estate",
                           .item = "his home's bills",
                           .payee = b->to->name,
                           .holder = h->actor,
                           .account = h->account,
                           .is_open = true};
    const int asset = b->is_home ? sy_world_asset(w, &home) : SY_NOBODY;

    for (int i = 0; i < 60; i += step) {
        const int64_t at = sy_clock(w, sy_month_day(w->from_day, i, day_of_month), 8, 20);
        const bool is_after = at > h->since * SY_DAY;
        if (at >= w->to_day * SY_DAY) return;
        if (is_after && !is_shown(c, h, at)) continue;
        sy_office_move *m = sy_world_pay(w, is_after ? h->account : c->own[1], at,
                                         sy_between(w, b->least, b->most), b->to, b->word);
        m->note = b->note;
        m->flags |= SY_MOVE_KEEP;
        if (asset != SY_NOBODY) sy_world_mark(m, asset, SY_PART_UPKEEP);
    }
}

/* What comes in from him goes back to him, or out in cash, within a day. */
static void mirror(sy_cast *c, const sy_helper *h, int times)
{
    sy_world *w = c->w;

    for (int i = 0; i < times; i++) {
        const int64_t day = sy_between(w, h->since, w->to_day - 3);
        const int64_t at = sy_clock(w, day, 8, 14);
        const sy_minor fen = sy_round_sum(w, 3000, 60000, 1000);
        if (!is_shown(c, h, at)) continue;
        const sy_office_payee *customer = c->customers[sy_below(w, (uint32_t)c->n_customers)];
        sy_world_get(w, h->account, at, fen, customer, "往来款");
        const int64_t back = at + sy_between(w, 600, 8 * 3600);
        sy_office_move *m =
            sy_chance(w, 60)
                ? sy_world_move(w, h->account, c->own[1], back, fen - fen / 50, "转账", "")
                : sy_world_pay(w, h->account, back, fen / 10000 * 10000, c->payees.cash_machine,
                               "ATM取款");
        m->machine = (int16_t)w->actors[c->debtor].machine;
    }
}

/* Moves made on the debtor's phone. */
static void on_his_phone(sy_cast *c, const sy_helper *h, int times)
{
    sy_world *w = c->w;

    for (int i = 0; i < times; i++) {
        const int64_t at = sy_clock(w, sy_between(w, h->since, w->to_day - 3), 7, 23);
        const sy_everyday *e = sy_payees_draw(&c->payees, w);
        if (!is_shown(c, h, at)) continue;
        sy_office_move *m =
            sy_world_pay(w, h->account, at, sy_between(w, e->least, e->most), e->payee, e->summary);
        m->machine = (int16_t)w->actors[c->debtor].machine;
        m->flags |= SY_MOVE_OPTIONAL;
    }
}

/* The debtor himself uses his phone, so that it is known as his. */
static void at_home(sy_cast *c)
{
    sy_world *w = c->w;

    for (int i = 0; i < 60; i++) {
        const int64_t at = sy_clock(w, sy_between(w, w->from_day, w->to_day - 3), 7, 23);
        const sy_everyday *e = sy_payees_draw(&c->payees, w);
        sy_office_move *m = sy_world_pay(w, c->own[sy_below(w, 2)], at,
                                         sy_between(w, e->least, e->most), e->payee, e->summary);
        m->machine = (int16_t)w->actors[c->debtor].machine;
        m->flags |= SY_MOVE_OPTIONAL;
    }
}

static void serve(sy_cast *c, const sy_helper *h, const bill *bills)
{
    sy_world *w = c->w;

    switch (h->make) {
    case SY_MAKE_DIVERTED:
        receive(c, h, 30 + (int)sy_below(w, 30));
        break;
    case SY_MAKE_FRIEND:
        on_his_phone(c, h, 40 + (int)sy_below(w, 60));
        break;
    case SY_MAKE_COMPANY:
        receive(c, h, 20 + (int)sy_below(w, 30));
        break;
    case SY_MAKE_EMPLOYEE:
        on_his_phone(c, h, 25 + (int)sy_below(w, 30));
        break;
    case SY_MAKE_SIBLING:
        mirror(c, h, 10 + (int)sy_below(w, 20));
        break;
    case SY_MAKES:
        break;
    }
    if (sy_chance(w, 30)) mirror(c, h, 4);
    for (int i = 0; i < 3; i++) {
        if (sy_chance(w, h->make == SY_MAKE_COMPANY ? 20 : 45)) pay_bills(c, h, &bills[i]);
    }
}

/* An honest parent who lives with him pays the power now and then: a shared address proves
 * a family. */
static void share_home(sy_cast *c, const bill *power)
{
    sy_world *w = c->w;
    const sy_asset home = {.kind = "real_estate",
                           .item = "his home's bills",
                           .payee = power->to->name,
                           .holder = c->parent,
                           .account = c->parent_account,
                           .is_open = true};

    if (w->actors[c->parent].address != c->home) return;
    const int asset = sy_world_asset(w, &home);
    for (int i = 0; i < 6; i++) {
        const int64_t at = sy_clock(w, sy_between(w, w->from_day + 5, w->to_day - 5), 8, 20);
        sy_office_move *m =
            sy_world_pay(w, c->parent_account, at, sy_between(w, power->least, power->most),
                         power->to, power->word);
        m->note = power->note;
        sy_world_mark(m, asset, SY_PART_UPKEEP);
    }
}

void sy_scheme_helpers(sy_cast *c)
{
    bill bills[3];

    list_bills(c, bills);
    at_home(c);
    share_home(c, &bills[0]);
    for (int i = 0; i < c->n_helpers; i++) serve(c, &c->helpers[i], bills);
}
