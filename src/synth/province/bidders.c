/* bidders.c - who bids, and who buys. */
#include "synth/province/schemes.h"

#include <stdio.h>

#include "base/civil.h"
#include "synth/province/property.h"

/* That the lot was bought by somebody else than the background has it. */
static void set_buyer(sy_lot *l, const sy_somebody *buyer)
{
    l->buyer = *buyer;
    l->rounds[0].buyer = l->disposal.recipient = l->buyer.name;
    l->rounds[0].buyer_id = l->disposal.recipient_id = l->buyer.id;
}

/* ---- traces that bidders share ---- */

static sy_row_bids bid_of(sy_stage *s, const sy_lot *l, const sy_somebody *who)
{
    return (sy_row_bids){.lot = l->number,
                         .round = l->rounds[0].round,
                         .bidder = sy_say(s, "%s", who->name),
                         .bidder_id = sy_say(s, "%s", who->id),
                         .phone = sy_stage_number(s, "10"),
                         .ip = sy_say(s, "172.16.%u.%u", (unsigned)(s->scene >> 8 & 255),
                                      (unsigned)(s->scene & 255)),
                         .payer_account = sy_stage_number(s, "62999901"),
                         .device = sy_stage_number(s, "SB"),
                         .deposit = l->rounds[0].deposit,
                         .at = l->rounds[0].start + 7200,
                         .price = l->rounds[0].start_price,
                         .result = "未成交"};
}

typedef enum trace { PAYER, DEVICE, PHONE, ADDRESS } trace;

static void share(sy_row_bids *with, const sy_row_bids *of, trace what)
{
    if (what == PAYER) with->payer_account = of->payer_account;
    if (what == DEVICE) with->device = of->device;
    if (what == PHONE) with->phone = of->phone;
    if (what == ADDRESS) with->ip = of->ip;
}

static const char *another_address(sy_stage *s)
{
    return sy_say(s, "172.17.%u.%u", (unsigned)(s->scene >> 8 & 255), (unsigned)(s->scene & 255));
}

/* Two bidders with one trace in common, by days. */
static void shared_trace(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody people[2];

    sy_stage_sold(&e, &l, s, false);
    for (int i = 0; i < 2; i++) sy_stage_person(&people[i], s);
    const sy_row_bids first = bid_of(s, &l, &people[0]);
    sy_row_bids second = bid_of(s, &l, &people[1]);
    second.ip = another_address(s);
    if (s->scheme->why) {
        second.bidder = first.bidder; /* the same person, twice */
        second.bidder_id = first.bidder_id;
    }
    share(&second, &first, (trace)s->scheme->days);
    second.at += 60;
    sy_put_sold(s, &e, &l);
    sy_put_bids(s, &first);
    sy_put_bids(s, &second);
    sy_scheme_judge(s, l.number);
}

/* Two bidders, one trace, two lots. */
static void shared_across_lots(sy_stage *s)
{
    sy_row_bids rows[2];
    sy_lot lots[2];

    for (int i = 0; i < 2; i++) {
        sy_enforcement e;
        sy_somebody who;
        sy_stage_sold(&e, &lots[i], s, false);
        sy_stage_person(&who, s);
        rows[i] = bid_of(s, &lots[i], &who);
        sy_put_sold(s, &e, &lots[i]);
    }
    rows[1].ip = another_address(s);
    share(&rows[1], &rows[0], (trace)s->scheme->days);
    for (int i = 0; i < 2; i++) {
        sy_put_bids(s, &rows[i]);
        sy_scheme_judge(s, lots[i].number);
    }
}

/* Five digits: the number of a telephone company. */
static void shared_service_number(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    sy_put_sold(s, &e, &l);
    for (int i = 0; i < 2; i++) {
        sy_somebody who;
        sy_stage_person(&who, s);
        sy_row_bids row = bid_of(s, &l, &who);
        row.phone = "10000";
        if (i) row.ip = another_address(s);
        sy_put_bids(s, &row);
    }
    sy_scheme_judge(s, l.number);
}

/* ---- people who may not, or should not ---- */

static void defaulter(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    sy_row_auctions before = l.rounds[0];
    before.start -= 40 * SY_DAY;
    before.end -= 40 * SY_DAY;
    before.notice -= 41;
    before.notified -= 41;
    before.panel -= 41;
    before.state = "悔拍";
    before.price = 0;
    before.paid = before.ruled = before.served = before.delivered = 0;
    if (s->scheme->why) {
        sy_somebody other;
        sy_stage_person(&other, s);
        before.buyer = sy_say(s, "%s", other.name);
        before.buyer_id = sy_say(s, "%s", other.id);
    }
    sy_put_sold(s, &e, &l);
    sy_put_auctions(s, &before);
    sy_scheme_judge(s, sy_say(s, "%s %s", l.number, l.buyer.id));
}

static void put_staff(sy_stage *s, const sy_somebody *who, const char *unit, int32_t since,
                      int32_t until)
{
    const sy_row_court_staff row = {.person = who->name,
                                    .person_id = who->id,
                                    .unit = unit,
                                    .post = "执行员",
                                    .since = since,
                                    .until = until};
    sy_put_court_staff(s, &row);
}

static void put_tie(sy_stage *s, const sy_somebody *a, const sy_somebody *b, const char *relation,
                    int32_t until)
{
    const sy_row_kin row = {.person = a->name,
                            .person_id = a->id,
                            .relative = b->name,
                            .relative_id = b->id,
                            .relation = relation,
                            .since = s->p->today - 6000,
                            .until = until};
    sy_put_kin(s, &row);
}

/* days: of leaving the office, from the day of the auction. */
static void staff_buys(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody buyer;

    sy_stage_sold(&e, &l, s, false);
    sy_stage_person(&buyer, s);
    set_buyer(&l, &buyer);
    put_staff(s, &buyer, e.court, e.made - 1000,
              (int32_t)sy_day_of(l.rounds[0].start) + s->scheme->days);
    sy_put_sold(s, &e, &l);
    sy_scheme_judge(s, sy_say(s, "%s %s", l.number, buyer.id));
}

static void staff_buys_elsewhere(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody buyer;

    sy_stage_sold(&e, &l, s, false);
    sy_stage_person(&buyer, s);
    set_buyer(&l, &buyer);
    put_staff(s, &buyer, "虚构拍卖辅助有限公司", e.made - 1000,
              (int32_t)sy_day_of(l.rounds[0].start) + s->scheme->days);
    sy_put_sold(s, &e, &l);
    sy_scheme_judge(s, sy_say(s, "%s %s", l.number, buyer.id));
}

static void kin_of_staff_buys(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody buyer, clerk;

    sy_stage_sold(&e, &l, s, false);
    sy_stage_person(&buyer, s);
    sy_stage_person(&clerk, s);
    set_buyer(&l, &buyer);
    put_staff(s, &clerk, e.court, e.made - 1000, 0);
    put_tie(s, &clerk, &buyer, s->scheme->why ? "同学" : "配偶", 0);
    sy_put_sold(s, &e, &l);
    sy_scheme_judge(s, sy_say(s, "%s %s", l.number, buyer.id));
}

static void kin_of_debtor_buys(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody buyer;

    sy_stage_sold(&e, &l, s, false);
    sy_stage_person(&buyer, s);
    set_buyer(&l, &buyer);
    put_tie(s, &e.debtors[0], &buyer, "子女",
            s->scheme->why ? (int32_t)sy_day_of(l.rounds[0].start) - 1 : 0);
    sy_put_sold(s, &e, &l);
    sy_scheme_judge(s, l.number);
}

static void kin_bid_against_each_other(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody buyer, other;

    sy_stage_sold(&e, &l, s, false);
    sy_stage_person(&buyer, s);
    sy_stage_person(&other, s);
    set_buyer(&l, &buyer);
    put_tie(s, &buyer, &other, "兄弟姐妹",
            s->scheme->why ? (int32_t)sy_day_of(l.rounds[0].start) - 1 : 0);
    const sy_row_bids row = bid_of(s, &l, &other);
    sy_put_sold(s, &e, &l);
    sy_put_bids(s, &row);
    sy_scheme_judge(s, l.number);
}

/* days: how many days between one purchase and the next; three, in one court. */
static void buys_often(sy_stage *s)
{
    sy_somebody buyer;
    char court[SY_MADE_NAME];

    sy_stage_person(&buyer, s);
    sy_province_court(court, s->scene);
    for (int i = 0; i < 3; i++) {
        sy_enforcement e;
        sy_lot l;
        sy_stage_case_filed(&e, s, s->p->today - 1200 + i * s->scheme->days, SY_PERFORMED);
        sy_lot_of(&l, s, &e, false);
        set_buyer(&l, &buyer);
        snprintf(e.court, sizeof e.court, "%s", court);
        if (s->scheme->field) { /* alone, at the starting price */
            l.rounds[0].start_price = l.rounds[0].price = e.claim;
            l.rounds[0].deposit = e.claim / 10;
            l.rounds[0].bidders = l.rounds[0].bids = i == 2 && s->scheme->why ? 2 : 1;
        }
        sy_put_sold(s, &e, &l);
    }
    const char *key = sy_say(s, "%s %s", buyer.id, court);
    sy_scheme_judge(s, key);
    if (s->scheme->field && s->scheme->why) sy_plant(s, s->scheme->model, "frequent", key);
}

#define TRACES .model = "auction-shared-traces"
#define INSIDERS .model = "auction-insiders"
#define RELATED .model = "auction-related-bidders"
#define OFTEN .model = "auction-frequent-buyers"

const sy_scheme sy_bidder_schemes[] = {
    {shared_trace, TRACES, .rule = "same-payer", .days = PAYER},
    {shared_trace, TRACES, .rule = "same-device", .days = DEVICE},
    {shared_trace, TRACES, .rule = "same-phone", .days = PHONE},
    {shared_trace, TRACES, .rule = "same-address", .days = ADDRESS},
    {shared_trace, TRACES, .rule = NULL, .days = PAYER, .why = "one bidder, twice"},
    {shared_across_lots, TRACES, .rule = "same-payer", .days = PAYER, .why = "of different lots"},
    {shared_across_lots, TRACES, .rule = "same-device", .days = DEVICE, .why = "of different lots"},
    {shared_across_lots, TRACES, .rule = "same-phone", .days = PHONE, .why = "of different lots"},
    {shared_across_lots, TRACES, .rule = "same-address", .days = ADDRESS,
     .why = "of different lots"},
    {shared_service_number, TRACES, .rule = "same-phone", .why = "too short for a telephone"},

    {defaulter, .model = "auction-defaulter", .rule = "bought-again"},
    {defaulter, .model = "auction-defaulter", .rule = "bought-again",
     .why = "somebody else defaulted"},
    {staff_buys, INSIDERS, .rule = "staff"},
    {staff_buys, INSIDERS, .rule = "staff", .days = -1, .why = "left the day before"},
    {staff_buys_elsewhere, INSIDERS, .rule = "elsewhere"},
    {staff_buys_elsewhere, INSIDERS, .rule = "elsewhere", .days = -1, .why = "left the day before"},
    {kin_of_staff_buys, INSIDERS, .rule = "kin"},
    {kin_of_staff_buys, INSIDERS, .rule = "kin", .why = "no close relative"},
    {kin_of_debtor_buys, RELATED, .rule = "tied-to-debtor"},
    {kin_of_debtor_buys, RELATED, .rule = "tied-to-debtor", .why = "the tie had ended"},
    {kin_bid_against_each_other, RELATED, .rule = "tied-bidders"},
    {kin_bid_against_each_other, RELATED, .rule = "tied-bidders", .why = "the tie had ended"},
    {buys_often, OFTEN, .rule = "frequent", .days = 180},
    {buys_often, OFTEN, .rule = "frequent", .days = 190, .why = "three in more than a year"},
    {buys_often, OFTEN, .rule = "alone-at-start", .days = 180, .field = 1},
    {buys_often, OFTEN, .rule = "alone-at-start", .days = 180, .field = 1,
     .why = "not alone in one of three"},
    {.play = NULL},
};
