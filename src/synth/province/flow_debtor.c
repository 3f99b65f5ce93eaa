/* flow_debtor.c - the one debtor whom the case with statements is about: he flies, his customers
 * pay his mother, who buys a flat; his friend pays for a car with his money; his brother buys a
 * flat with wages of his own. */
#include "synth/province/flows.h"

#include "base/civil.h"

enum { YUAN = 100, WAN = 10000 * YUAN };

void sy_flow_people_of(sy_flow_people *out, sy_stage *s)
{
    sy_enforcement *e = &out->e;

    sy_stage_case_filed(e, s, s->p->today - 700, SY_CLOSED_FOR_NOW);
    sy_purse_open(&out->debtor, s, &e->debtors[0], 0, 0);
    sy_purse_open(&out->mother, s, NULL, 0, 0);
    sy_purse_open(&out->companion, s, NULL, 0, 0);
    sy_purse_open(&out->brother, s, NULL, 0, 0);
    out->debtor.device = "AA-BB-CC-00-11-22";
}

/* Everything in the order of days, of each account. */
static void play(sy_flow_people *x, sy_stage *s)
{
    const sy_enforcement *e = &x->e;
    sy_purse buyer = sy_purse_outside("虚构市样品贸易有限公司"),
             power = sy_purse_outside("虚构供电公司"),
             airline = sy_purse_outside("亡是航空股份有限公司"),
             hotel = sy_purse_outside("乌有国际大酒店"),
             builder = sy_purse_outside("虚构市样品房地产开发有限公司"),
             other_builder = sy_purse_outside("子虚市忘川房地产开发有限公司"),
             dealer = sy_purse_outside("虚构市样品汽车销售有限公司"),
             insurer = sy_purse_outside("虚构人寿保险股份有限公司"),
             workshop = sy_purse_outside("亡是县木器行"), plant = sy_purse_outside("虚构县纺织厂");

    for (int month = 0; month < 6; month++)
        sy_pay(s, &buyer, &x->debtor, e->made - 400 + 30 * month, 10 * WAN, "货款");
    for (int month = 0; month < 24; month++)
        sy_pay(s, &plant, &x->brother, e->made - 400 + 30 * month, 4 * WAN, "工资");
    sy_pay(s, &x->debtor, &power, e->made - 100, 200 * YUAN, "电费 户号3300112233");
    sy_pay(s, &x->debtor, &x->mother, e->made - 20, 8 * WAN, "转账");
    sy_pay(s, &x->debtor, &x->companion, e->made - 10, 20 * WAN, "转账");
    sy_pay(s, &x->debtor, &hotel, e->restricted + 1, 3000 * YUAN, "住宿费");
    sy_pay(s, &x->debtor, &airline, e->restricted + 2, 2000 * YUAN, "机票");
    /* what he earned goes to his mother, and his telephone pays */
    x->mother.device = x->companion.device = x->debtor.device;
    for (int month = 0; month < 4; month++)
        sy_pay(s, &buyer, &x->mother, e->filed + 1 + 20 * month, 10 * WAN, "货款");
    sy_pay(s, &x->mother, &power, e->filed + 90, 3000 * YUAN, "电费 户号3300112233");
    sy_pay(s, &x->companion, &power, e->filed + 95, 3000 * YUAN, "电费 户号3300112233");
    sy_pay(s, &x->companion, &workshop, e->closed - 7, WAN,
           sy_say(s, "代%s付货款", x->debtor.who.name));
    sy_pay(s, &x->companion, &dealer, e->closed - 5, 2 * WAN, "购车定金");
    sy_pay(s, &x->mother, &insurer, e->closed, 2 * WAN, "首期保费");
    sy_pay(s, &x->mother, &builder, e->closed + 1, 30 * WAN, "首付款");
    sy_pay(s, &x->companion, &dealer, e->closed + 3, 15 * WAN, "购车尾款");
    sy_pay(s, &x->brother, &other_builder, e->closed + 100, 40 * WAN, "首付款");
}

/* Keys with the id of a clue: "{HOLDER PAYEE}", which whoever asks the flow analysis puts in. */
static const char *clue(sy_stage *s, const sy_purse *holder, const char *payee)
{
    return sy_say(s, "{%s %s}", holder->who.name, payee);
}

static void judge_purchases(sy_flow_people *x, sy_stage *s)
{
    static const char model[] = "proxy-purchase";

    sy_plant(s, model, "bought", clue(s, &x->mother, "虚构市样品房地产开发有限公司"));
    sy_plant(s, model, "paying-on", clue(s, &x->companion, "虚构市样品汽车销售有限公司"));
    sy_near(s, model, NULL, "paid on the day of closing",
            clue(s, &x->mother, "虚构人寿保险股份有限公司"));
    sy_near(s, model, NULL, "with wages of his own",
            clue(s, &x->brother, "子虚市忘川房地产开发有限公司"));
}

void sy_flow_debtor(sy_stage *s)
{
    const char *id;
    sy_flow_people x;

    sy_flow_people_of(&x, s);
    id = x.debtor.who.id;
    play(&x, s);
    sy_put_case(s, &x.e);
    judge_purchases(&x, s);
    sy_plant(s, "refusal-consumption", "spending",
             sy_say(s, "%s %s", id, clue(s, &x.debtor, "亡是航空股份有限公司")));
    sy_near(s, "refusal-consumption", NULL, "on the day of service",
            sy_say(s, "%s %s", id, clue(s, &x.debtor, "乌有国际大酒店")));
    sy_plant(s, "refusal-income-proxies", "income", x.mother.number);
    sy_plant(s, "refusal-income-proxies", "in-use", x.companion.number);
    sy_near(s, "refusal-income-proxies", NULL, "his own", x.brother.number);
}
