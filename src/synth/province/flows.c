/* flows.c - payments as rows of one bank's answer, and the scenes that are played of them:
 * loans that come back, or do not, and money that goes to kin. */
#include "synth/province/flows.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "synth/province/suit.h"
#include "synth/put.h"

enum { COPIES = 3, A_ROW = 1024 };

const char sy_statement_heading[] =
    "交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,"
    "交易对手账卡号,对手户名,摘要说明,MAC地址\n";

/* ---- payments ---- */

static void put_row(sy_stage *s, const sy_purse *mine, const sy_purse *other, int32_t day,
                    int64_t fen, bool is_in, const char *summary)
{
    if (!s->statement || !*mine->number) return;
    const unsigned minute = s->n_payments % (8 * 60);
    char *p = sy_out_room(s->statement, A_ROW);

    p += sprintf(p, "%s,%s,%s,虚构银行,%s %02u:%02u:00,", mine->number, mine->who.name,
                 mine->who.id, sy_say_day(s, day), 12 + minute / 60, minute % 60);
    p = sy_put_fen(p, fen);
    *p++ = ',';
    p = sy_put_fen(p, mine->balance);
    p += sprintf(p, ",%s,%s,%s,%s,%s\n", is_in ? "进" : "出", other->number, other->who.name,
                 summary, !is_in && mine->device ? mine->device : "");
    sy_out_used(s->statement, p);
}

void sy_pay(sy_stage *s, sy_purse *from, sy_purse *to, int32_t day, int64_t fen,
            const char *summary)
{
    SY_ASSERT(!*from->number || from->balance >= fen);
    from->balance -= fen;
    to->balance += fen;
    put_row(s, from, to, day, fen, false, summary);
    put_row(s, to, from, day, fen, true, summary);
    s->n_payments++;
}

sy_purse sy_purse_outside(const char *name)
{
    sy_purse p = {.number = ""};

    snprintf(p.who.name, sizeof p.who.name, "%s", name);
    return p;
}

/* Two of one name in a story would be taken for one. */
static bool is_named_like_another(const sy_stage *s, const char *name)
{
    for (uint32_t i = 0; i < s->n_cards; i++) {
        if (strcmp(s->holders[i], name) == 0) return true;
    }
    return false;
}

static void find_holder(sy_somebody *out, sy_stage *s)
{
    do {
        sy_stage_person(out, s);
    } while (is_named_like_another(s, out->name));
}

void sy_purse_open(sy_purse *p, sy_stage *s, const sy_somebody *who, int64_t fen, int32_t day)
{
    char card[SY_CARD_TEXT];
    sy_purse employer = sy_purse_outside("虚构县第一粮站");

    *p = (sy_purse){.number = NULL};
    if (who)
        p->who = *who;
    else
        find_holder(&p->who, s);
    SY_ASSERT(s->n_cards < SY_STAGE_HOLDERS);
    s->holders[s->n_cards] = sy_say(s, "%s", p->who.name);
    sy_synth_card(card, 629999, 500000000000ull + s->scene * 16 + s->n_cards++);
    p->number = sy_say(s, "%s", card);
    if (fen) sy_pay(s, &employer, p, day - 200, fen, "转账");
}

/* ---- loans ---- */

typedef struct loan {
    sy_purse lender, borrower, third;
    sy_row_suits suit;
    int32_t lent;
} loan;

enum { YUAN = 100, LOAN = 100000 * YUAN };

/* A hundred thousand yuan of 500,000; sued upon, contested. */
static void begin_loan(loan *l, sy_stage *s)
{
    l->lent = s->p->today - 400;
    sy_purse_open(&l->lender, s, NULL, 5 * LOAN, l->lent);
    sy_purse_open(&l->borrower, s, NULL, 0, 0);
    sy_purse_open(&l->third, s, NULL, 0, 0);
    l->suit = sy_suit_of(s, &l->lender.who, &l->borrower.who, l->lent + 200);
    l->suit.amount = l->suit.award = LOAN;
    l->suit.lent = l->lent;
}

static void judge_loan(sy_stage *s, const loan *l)
{
    sy_put_suits(s, &l->suit);
    sy_scheme_judge(s, l->suit.case_number);
}

/* Eighty percent less so many fen come back by a third. */
static void loan_returns(sy_stage *s)
{
    loan l;

    begin_loan(&l, s);
    sy_pay(s, &l.lender, &l.borrower, l.lent, LOAN, "借款");
    sy_pay(s, &l.borrower, &l.third, l.lent + 1, LOAN, "转账");
    sy_pay(s, &l.third, &l.lender, l.lent + 2, LOAN / 100 * 80 - s->scheme->days, "转账");
    judge_loan(s, &l);
}

/* So many days later. */
static void loan_returns_later(sy_stage *s)
{
    loan l;

    begin_loan(&l, s);
    sy_pay(s, &l.lender, &l.borrower, l.lent, LOAN, "借款");
    sy_pay(s, &l.borrower, &l.lender, l.lent + s->scheme->days, LOAN, "转账");
    judge_loan(s, &l);
}

/* Paid out so many days after the day of which the suit speaks. */
static void loan_of_another_day(sy_stage *s)
{
    loan l;

    begin_loan(&l, s);
    sy_pay(s, &l.lender, &l.borrower, l.lent + s->scheme->days, LOAN, "借款");
    sy_pay(s, &l.borrower, &l.lender, l.lent + s->scheme->days + 1, LOAN, "转账");
    judge_loan(s, &l);
}

static void loan_in_slices(sy_stage *s)
{
    loan l;

    begin_loan(&l, s);
    for (int i = 0; i < 2; i++) {
        sy_pay(s, &l.lender, &l.borrower, l.lent + i, LOAN / 2, "借款");
        sy_pay(s, &l.borrower, &l.lender, l.lent + i, LOAN / 2, "转账");
    }
    judge_loan(s, &l);
}

/* It goes to the lender's wife, or (why) to a stranger. */
static void loan_goes_to_kin(sy_stage *s)
{
    loan l;

    begin_loan(&l, s);
    sy_pay(s, &l.lender, &l.borrower, l.lent, LOAN, "借款");
    sy_pay(s, &l.borrower, &l.third, l.lent + 1, LOAN, "转账");
    if (!s->scheme->why) sy_put_tie(s, &l.lender.who, &l.third.who, "配偶");
    judge_loan(s, &l);
}

/* Eighty percent less so many fen had come the day before; field: two days before. */
static void loan_is_funded(sy_stage *s)
{
    sy_purse shop = sy_purse_outside("亡是装饰工程队");
    loan l;

    begin_loan(&l, s);
    sy_purse funder;
    sy_purse_open(&funder, s, NULL, LOAN, l.lent);
    sy_pay(s, &funder, &l.lender, l.lent - (s->scheme->field ? 2 : 1),
           LOAN / 100 * 80 - s->scheme->days, "转账");
    sy_pay(s, &l.lender, &l.borrower, l.lent, LOAN, "借款");
    sy_pay(s, &l.borrower, &shop, l.lent + 1, LOAN, "工程款");
    judge_loan(s, &l);
}

/* ---- to kin ---- */

typedef struct parting {
    sy_enforcement e;
    sy_purse debtor, child;
} parting;

/* An open case in time; its debtor has 500,000 yuan, and a child. */
static void begin_parting(parting *x, sy_stage *s, bool is_kin)
{
    sy_stage_case_filed(&x->e, s, s->p->today - 300, SY_OPEN);
    x->e.extended = s->p->today + 60;
    sy_purse_open(&x->debtor, s, &x->e.debtors[0], 5 * LOAN, x->e.made - 60);
    sy_purse_open(&x->child, s, NULL, 0, 0);
    if (is_kin) sy_put_tie(s, &x->child.who, &x->debtor.who, "父母");
}

static void judge_parting(sy_stage *s, const parting *x)
{
    const char *rule = s->scheme->rule ? s->scheme->rule : "after-effective";

    sy_put_case(s, &x->e);
    sy_scheme_judge(s, sy_say(s, "%s %s %s", x->debtor.who.id, x->child.who.id, rule));
}

/* So many days after the judgment took effect. */
static void money_to_kin(sy_stage *s)
{
    parting x;

    begin_parting(&x, s, true);
    sy_pay(s, &x.debtor, &x.child, x.e.effective + s->scheme->days, LOAN, "转账");
    judge_parting(s, &x);
}

static void money_to_stranger(sy_stage *s)
{
    parting x;

    begin_parting(&x, s, false);
    sy_pay(s, &x.debtor, &x.child, x.e.filed + 20, LOAN, "转账");
    judge_parting(s, &x);
}

/* A thousand yuan less so many fen. */
static void little_to_kin(sy_stage *s)
{
    parting x;

    begin_parting(&x, s, true);
    sy_pay(s, &x.debtor, &x.child, x.e.filed + 20, 1000 * YUAN - s->scheme->days, "转账");
    judge_parting(s, &x);
}

/* All but so many fen comes back. */
static void money_and_back(sy_stage *s)
{
    parting x;

    begin_parting(&x, s, true);
    sy_pay(s, &x.debtor, &x.child, x.e.filed + 20, LOAN, "转账");
    sy_pay(s, &x.child, &x.debtor, x.e.filed + 25, LOAN - s->scheme->days, "转账");
    judge_parting(s, &x);
}

/* So many days after the suit was filed. */
static void money_in_suit(sy_stage *s)
{
    parting x;

    begin_parting(&x, s, true);
    const sy_row_suits suit = {.case_number = x.e.title,
                               .court = x.e.court,
                               .cause = "买卖合同纠纷",
                               .plaintiffs = x.e.creditors[1].name,
                               .plaintiff_ids = x.e.creditors[1].id,
                               .defendants = x.e.debtors[0].name,
                               .defendant_ids = x.e.debtors[0].id,
                               .amount = x.e.claim,
                               .filed = x.e.made - 60,
                               .closed = x.e.made,
                               .outcome = "判决",
                               .award = x.e.claim,
                               .contested = "有争议",
                               .priority = "无"};
    sy_put_suits(s, &suit);
    sy_pay(s, &x.debtor, &x.child, x.e.made - 60 + s->scheme->days, LOAN, "转账");
    judge_parting(s, &x);
}

/* So many days after all was paid. */
static void money_when_paid(sy_stage *s)
{
    parting x;

    sy_stage_case(&x.e, s, SY_PERFORMED);
    sy_purse_open(&x.debtor, s, &x.e.debtors[0], 5 * LOAN, x.e.made);
    sy_purse_open(&x.child, s, NULL, 0, 0);
    sy_put_tie(s, &x.child.who, &x.debtor.who, "父母");
    sy_pay(s, &x.debtor, &x.child, x.e.satisfied + s->scheme->days, LOAN, "转账");
    judge_parting(s, &x);
}

#define CIRCLE .model = "sham-suit-circular-loan"
#define MONEY .model = "refusal-transfer-money"

const sy_scheme sy_flow_schemes[] = {
    {loan_returns, CIRCLE, .rule = "returned"},
    {loan_returns, CIRCLE, .rule = NULL, .days = 1, .why = "a fen less than eighty percent"},
    {loan_returns_later, CIRCLE, .rule = "returned", .days = 6},
    {loan_returns_later, CIRCLE, .rule = NULL, .days = 8, .why = "after eight days"},
    {loan_of_another_day, CIRCLE, .rule = "returned", .days = 3},
    {loan_of_another_day, CIRCLE, .rule = NULL, .days = 4, .why = "four days later"},
    {loan_in_slices, CIRCLE, .rule = "sliced"},
    {loan_goes_to_kin, CIRCLE, .rule = "returned"},
    {loan_goes_to_kin, CIRCLE, .rule = NULL, .why = "to a stranger"},
    {loan_is_funded, CIRCLE, .rule = "funded"},
    {loan_is_funded, CIRCLE, .rule = NULL, .days = 1, .why = "a fen less than eighty percent"},
    {loan_is_funded, CIRCLE, .rule = NULL, .field = 1, .why = "two days before"},

    {money_to_kin, MONEY, .rule = "after-effective", .days = 1},
    {money_to_kin, MONEY, .rule = NULL, .why = "on the day it took effect"},
    {money_to_stranger, MONEY, .rule = NULL, .why = "to a stranger"},
    {little_to_kin, MONEY, .rule = "after-effective"},
    {little_to_kin, MONEY, .rule = NULL, .days = 1, .why = "a fen less than a thousand yuan"},
    {money_and_back, MONEY, .rule = "after-effective", .days = 100 * YUAN},
    {money_and_back, MONEY, .rule = NULL, .why = "all came back"},
    {money_in_suit, MONEY, .rule = "during-suit", .days = 1},
    {money_in_suit, MONEY, .rule = "during-suit", .why = "on the day of the suit"},
    {money_when_paid, MONEY, .rule = "after-effective", .days = -1},
    {money_when_paid, MONEY, .rule = NULL, .why = "paid on that day"},
    {.play = NULL},
};

/* ---- all of them ---- */

static uint64_t count(void)
{
    uint64_t n = 0;

    while (sy_flow_schemes[n].play) n++;
    return n;
}

uint64_t sy_flow_scenes(void)
{
    return 1 + COPIES * count();
}

void sy_flow_play(sy_stage *s, uint64_t n)
{
    sy_stage_begin(s, s->p->scenes + n);
    if (n == 0) {
        sy_flow_debtor(s);
        return;
    }
    s->scheme = &sy_flow_schemes[(n - 1) % count()];
    s->scheme->play(s);
}

static char *tell_person(char *p, const sy_purse *who, const char *relation, const char *after)
{
    return p + sprintf(p,
                       "{\"name\": \"%s\", \"identity\": \"%s\", \"relation\": \"%s\", "
                       "\"phone\": \"\", \"address\": \"\"}%s",
                       who->who.name, who->who.id, relation, after);
}

char *sy_flow_tell(char *p, sy_stage *s)
{
    sy_flow_people x;

    sy_stage_begin(s, s->p->scenes);
    sy_flow_people_of(&x, s);
    p += sprintf(p,
                 "\"case\": {\"debtor\": \"%s\", \"debtor_id\": \"%s\", \"suit_served\": \"%s\", "
                 "\"consumption_restricted\": \"%s\"},\n\"people\": [\n",
                 x.debtor.who.name, x.debtor.who.id, sy_say_day(s, x.e.made - 60),
                 sy_say_day(s, x.e.restricted));
    p = tell_person(p, &x.mother, "parent", ",\n");
    p = tell_person(p, &x.companion, "associate", ",\n");
    p = tell_person(p, &x.brother, "sibling", "],\n");
    p += sprintf(p, "\"imports\": [{\"folder\": \"%s\"}],\n", SY_PROVINCE_STATEMENTS);
    return p;
}
