/* Nothing here is a clue, and all that is spent is optional: it is left out where there is
 * no money for it. The accounts that helpers lend to the debtor get little of it, those on
 * which people live get much. */
#include "synth/office/life.h"

#include "synth/office/names.h"

typedef struct living {
    sy_cast *c;
    int account;
    const sy_office_payee *payer; /* NULL: no regular income */
    const char *pay_word;
    sy_minor pay;
    int pay_day;
    unsigned per_month;
} living;

static void spend(sy_world *w, int account, int64_t at, sy_minor fen, const sy_office_payee *to,
                  const char *word)
{
    sy_world_pay(w, account, at, fen, to, word)->flags |= SY_MOVE_OPTIONAL;
}

static void everyday(living *l, int64_t month)
{
    sy_world *w = l->c->w;
    const unsigned n = l->per_month / 2 + sy_below(w, l->per_month + 1);
    const sy_actor *who = &w->actors[w->accounts[l->account].holder];

    for (unsigned i = 0; i < n; i++) {
        const sy_everyday *e = sy_payees_draw(&l->c->payees, w);
        const int64_t at = sy_clock(w, month + sy_below(w, 28), 7, 22);
        sy_office_move *m =
            sy_world_pay(w, l->account, at, sy_between(w, e->least, e->most), e->payee, e->summary);
        m->flags |= SY_MOVE_OPTIONAL;
        if (sy_chance(w, 30)) m->machine = (int16_t)who->machine;
    }
}

static void cash_and_fees(living *l, int64_t month, int n)
{
    sy_world *w = l->c->w;
    const sy_payees *p = &l->c->payees;

    if (sy_chance(w, 25)) {
        spend(w, l->account, sy_clock(w, month + sy_below(w, 28), 8, 20),
              sy_round_sum(w, 200, 3000, 100), p->cash_machine, "ATM取款");
    }
    if (sy_chance(w, 4)) {
        sy_world_get(w, l->account, sy_clock(w, month + sy_below(w, 28), 9, 16),
                     sy_round_sum(w, 500, 9000, 100), p->counter, "现金存入");
    }
    if (sy_chance(w, 12)) {
        spend(w, l->account, sy_clock(w, month + 20, 9, 20), sy_between(w, 30000, 480000),
              p->card_repayment, sy_chance(w, 50) ? "信用卡还款" : "正常还款");
    }
    if (n % 3 == 2) {
        sy_world_get(w, l->account, sy_clock(w, month + 20, 1, 3), sy_between(w, 5, 4000),
                     p->interest, "结息");
        spend(w, l->account, sy_clock(w, month + 21, 2, 4), 600, p->message_fee, "短信费");
    }
}

static void live(living *l)
{
    sy_world *w = l->c->w;
    const sy_office_account a = w->accounts[l->account];
    const int months = sy_months_between(a.from_day, a.to_day);

    for (int n = 0; n <= months; n++) {
        const int64_t month = sy_month_day(a.from_day, n, 1);
        if (month < a.from_day) continue;
        if (l->payer) {
            sy_world_get(w, l->account, sy_clock(w, month + l->pay_day, 9, 17),
                         l->pay + sy_between(w, -20000, 60000), l->payer, l->pay_word);
        }
        everyday(l, month);
        cash_and_fees(l, month, n);
    }
}

/* ---- who earns what ---- */

static const sy_office_payee *employer(sy_cast *c)
{
    static const char *const trades[] = {"纺织有限公司", "电子有限公司", "中学",        "人民医院",
                                         "物流有限公司", "食品有限公司", "服务有限公司"};

    return sy_cast_seller(c, sy_name_firm(c->w, SY_ONE_OF(c->w, trades)));
}

static void draw_income(living *l, const sy_actor *who)
{
    static const char *const words[] = {"工资", "代发工资", "薪酬", "代发", "绩效工资"};
    sy_world *w = l->c->w;

    if (who->born < 1963) {
        l->payer =
            sy_cast_seller(l->c, sy_world_text(w, "%s社会保险事业管理中心", sy_name_town(w)));
        l->pay_word = sy_chance(w, 50) ? "养老金" : "代发养老金";
        l->pay = sy_between(w, 180000, 480000);
    } else if (who->born < 2004 && sy_chance(w, 85)) {
        l->payer = employer(l->c);
        l->pay_word = SY_ONE_OF(w, words);
        l->pay = sy_between(w, 380000, 1100000);
    }
    l->pay_day = 5 + (int)sy_below(w, 15);
}

static bool is_helpers(const sy_cast *c, int account)
{
    for (int i = 0; i < c->n_helpers; i++) {
        if (c->helpers[i].account == account) return true;
    }
    return false;
}

static void gifts(sy_cast *c)
{
    static const char *const words[] = {"转账", "红包", "聚餐AA", "生日快乐", "还饭钱",
                                        "拼车", "代买", "份子钱", "压岁钱"};
    sy_world *w = c->w;
    const int64_t days = w->to_day - w->from_day;

    for (size_t i = 0; i < w->n_accounts * 30; i++) {
        const int from = (int)sy_below(w, (uint32_t)w->n_accounts),
                  to = (int)sy_below(w, (uint32_t)w->n_accounts);
        const sy_office_account *a = &w->accounts[from], *b = &w->accounts[to];
        const int64_t day = w->from_day + sy_below(w, (uint32_t)days);
        if (a->holder == b->holder || a->kind != SY_KIND_CARD || b->kind != SY_KIND_CARD) continue;
        if (!a->is_supplied || !b->is_supplied || day < a->from_day || day < b->from_day) continue;
        sy_world_move(w, from, to, sy_clock(w, day, 8, 23), sy_round_sum(w, 20, 1200, 10),
                      SY_ONE_OF(w, words), "")
            ->flags |= SY_MOVE_OPTIONAL;
    }
}

void sy_life_of_all(sy_cast *c, unsigned per_month)
{
    sy_world *w = c->w;
    const size_t n = w->n_accounts;

    for (size_t i = 0; i < n; i++) {
        const sy_office_account *a = &w->accounts[i];
        const sy_actor *who = &w->actors[a->holder];
        living l = {.c = c, .account = (int)i};
        if (!a->is_supplied || a->kind != SY_KIND_CARD) continue;
        const bool is_used = is_helpers(c, l.account);
        const bool is_debtors = a->holder == c->debtor;
        l.per_month = is_used ? 1 + per_month / 8 : is_debtors ? per_month / 2 : per_month;
        if (!is_used && !is_debtors) draw_income(&l, who);
        live(&l);
    }
    gifts(c);
}

/* ---- those who trade ---- */

/* A shop's customers have names that nobody else in the case has. */
enum { FIRST_CUSTOMER = 1300, CUSTOMERS = 800 };

void sy_life_of_shop(sy_cast *c, int account, size_t rows)
{
    sy_world *w = c->w;
    const sy_office_account a = w->accounts[account];
    const uint32_t days = (uint32_t)(a.to_day - a.from_day);
    const sy_office_payee *suppliers[5], *customers[CUSTOMERS];

    for (int i = 0; i < 5; i++) suppliers[i] = sy_cast_seller(c, sy_name_firm(w, "食品批发部"));
    for (uint32_t i = 0; i < CUSTOMERS; i++) {
        const sy_office_payee one = {.name = sy_name_person(w, FIRST_CUSTOMER + i),
                                     .type = "扫码收款"};
        customers[i] = sy_world_payee(w, &one);
    }
    for (size_t i = 0; i < rows; i++) {
        const int64_t at = sy_clock(w, a.from_day + sy_below(w, days), 6, 23);
        if (i % 40 == 39) {
            spend(w, account, at, sy_between(w, 40000, 900000), suppliers[sy_below(w, 5)], "货款");
            continue;
        }
        sy_world_get(w, account, at, sy_between(w, 300, 12000),
                     customers[sy_random_heavy(&w->r, CUSTOMERS)],
                     sy_chance(w, 70) ? "二维码收款" : "收款");
    }
}

void sy_life_of_company(sy_cast *c, int account, unsigned per_month)
{
    sy_world *w = c->w;
    const sy_office_account a = w->accounts[account];
    const int months = sy_months_between(a.from_day, a.to_day);
    const sy_office_payee *buyers[6], *sellers[6];

    for (int i = 0; i < 6; i++) {
        buyers[i] = sy_cast_seller(c, sy_name_firm(w, "商行"));
        sellers[i] = sy_cast_seller(c, sy_name_firm(w, "材料有限公司"));
    }
    for (int n = 0; n <= months; n++) {
        const int64_t month = sy_month_day(a.from_day, n, 1);
        if (month < a.from_day) continue;
        for (unsigned i = 0; i < per_month; i++) {
            const int64_t day = month + sy_below(w, 28);
            if (i % 2 == 0) {
                sy_world_get(w, account, sy_clock(w, day, 9, 17), sy_between(w, 200000, 6000000),
                             buyers[sy_below(w, 6)], "货款");
            } else {
                spend(w, account, sy_clock(w, day, 9, 17), sy_between(w, 150000, 5500000),
                      sellers[sy_below(w, 6)], sy_chance(w, 70) ? "货款" : "材料款");
            }
        }
        spend(w, account, sy_clock(w, month + 25, 9, 11), sy_between(w, 3000, 90000), c->payees.fee,
              "手续费");
    }
}
