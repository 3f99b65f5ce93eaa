/* bidders.c - who bids, who buys, what is handed over, and what becomes of it. */
#include "synth/province/keys.h"
#include "synth/province/schemes.h"

#include <stdio.h>

#include "base/civil.h"
#include "synth/province/property.h"

static void begin(sy_enforcement *e, sy_lot *l, sy_stage *s)
{
    sy_stage_case(e, s, SY_PERFORMED);
    sy_lot_of(l, s, e, false);
}

/* That the lot was bought by somebody else than the background has it. */
static void set_buyer(sy_lot *l, const sy_somebody *buyer)
{
    l->buyer = *buyer;
    l->rounds[0].buyer = l->disposal.recipient = l->buyer.name;
    l->rounds[0].buyer_id = l->disposal.recipient_id = l->buyer.id;
}

static void put(sy_stage *s, const sy_enforcement *e, const sy_lot *l)
{
    sy_put_case(s, e);
    sy_put_lot(s, e, l);
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

/* Two bidders with one trace in common, by days. */
static void shared_trace(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody people[2];

    begin(&e, &l, s);
    for (int i = 0; i < 2; i++) sy_stage_person(&people[i], s);
    const sy_row_bids first = bid_of(s, &l, &people[0]);
    sy_row_bids second = bid_of(s, &l, &people[1]);
    second.ip =
        sy_say(s, "172.17.%u.%u", (unsigned)(s->scene >> 8 & 255), (unsigned)(s->scene & 255));
    if (s->scheme->why) {
        second.bidder = first.bidder; /* the same person, twice */
        second.bidder_id = first.bidder_id;
    }
    if (s->scheme->days == PAYER) second.payer_account = first.payer_account;
    if (s->scheme->days == DEVICE) second.device = first.device;
    if (s->scheme->days == PHONE) second.phone = first.phone;
    if (s->scheme->days == ADDRESS) second.ip = first.ip;
    second.at += 60;
    put(s, &e, &l);
    sy_put_bids(s, &first);
    sy_put_bids(s, &second);
    sy_scheme_judge(s, l.number);
}

/* ---- people who may not, or should not ---- */

static void defaulter(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    begin(&e, &l, s);
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
    put(s, &e, &l);
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

    begin(&e, &l, s);
    sy_stage_person(&buyer, s);
    set_buyer(&l, &buyer);
    put_staff(s, &buyer, e.court, e.made - 1000,
              (int32_t)sy_day_of(l.rounds[0].start) + s->scheme->days);
    put(s, &e, &l);
    sy_scheme_judge(s, sy_say(s, "%s %s", l.number, buyer.id));
}

static void staff_buys_elsewhere(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody buyer;

    begin(&e, &l, s);
    sy_stage_person(&buyer, s);
    set_buyer(&l, &buyer);
    put_staff(s, &buyer, "虚构拍卖辅助有限公司", e.made - 1000, 0);
    put(s, &e, &l);
    sy_scheme_judge(s, sy_say(s, "%s %s", l.number, buyer.id));
}

static void kin_of_staff_buys(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody buyer, clerk;

    begin(&e, &l, s);
    sy_stage_person(&buyer, s);
    sy_stage_person(&clerk, s);
    set_buyer(&l, &buyer);
    put_staff(s, &clerk, e.court, e.made - 1000, 0);
    put_tie(s, &clerk, &buyer, s->scheme->why ? "同学" : "配偶", 0);
    put(s, &e, &l);
    sy_scheme_judge(s, sy_say(s, "%s %s", l.number, buyer.id));
}

static void kin_of_debtor_buys(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody buyer;

    begin(&e, &l, s);
    sy_stage_person(&buyer, s);
    set_buyer(&l, &buyer);
    put_tie(s, &e.debtors[0], &buyer, "子女",
            s->scheme->why ? (int32_t)sy_day_of(l.rounds[0].start) - 1 : 0);
    put(s, &e, &l);
    sy_scheme_judge(s, l.number);
}

static void kin_bid_against_each_other(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody buyer, other;

    begin(&e, &l, s);
    sy_stage_person(&buyer, s);
    sy_stage_person(&other, s);
    set_buyer(&l, &buyer);
    put_tie(s, &buyer, &other, "兄弟姐妹", 0);
    const sy_row_bids row = bid_of(s, &l, &other);
    put(s, &e, &l);
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
            l.rounds[0].bidders = l.rounds[0].bids = 1;
        }
        put(s, &e, &l);
    }
    sy_scheme_judge(s, sy_say(s, "%s %s", buyer.id, court));
}

/* ---- what comes after the sale ---- */

/* Paid and served on days from which the periods end on a working day. */
static void begin_dated(sy_enforcement *e, sy_lot *l, sy_stage *s)
{
    const int32_t paid = (int32_t)sy_days_from_civil(2025, 3, 10); /* a Monday */

    sy_stage_case_filed(e, s, paid - 89, SY_PERFORMED);
    sy_province_close(e, paid + 60);
    sy_lot_of(l, s, e, false);
    l->rounds[0].paid = paid;
    l->rounds[0].ruled = paid + 2;
    l->rounds[0].served = paid + 3;
    l->rounds[0].delivered = paid + 8;
}

static void judge_handover(sy_stage *s, const sy_enforcement *e, const sy_lot *l, const char *what)
{
    put(s, e, l);
    sy_scheme_judge(s, sy_say(s, "%s %s", sy_say_round(s, &l->rounds[0]), what));
}

/* Ten days from a Monday is a Thursday. */
static void ruling(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    begin_dated(&e, &l, s);
    l.rounds[0].served = l.rounds[0].paid + 10 + s->scheme->days;
    l.rounds[0].delivered = l.rounds[0].served + 1;
    judge_handover(s, &e, &l, "ruling");
}

static void ruling_missing(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    begin_dated(&e, &l, s);
    l.rounds[0].served = 0;
    judge_handover(s, &e, &l, "ruling");
}

/* Fifteen days from a Thursday is a Friday. */
static void delivery(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    begin_dated(&e, &l, s);
    l.rounds[0].delivered = l.rounds[0].served + 15 + s->scheme->days;
    judge_handover(s, &e, &l, "delivery");
}

static void delivery_missing(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    begin_dated(&e, &l, s);
    l.rounds[0].delivered = 0;
    if (s->scheme->why) l.rounds[0].undeliverable = "案外人占有";
    judge_handover(s, &e, &l, "delivery");
}

/* The lot's house once more in the register, so many months and days after the auction. */
static void sell_again(sy_stage *s, const sy_enforcement *e, const sy_lot *l, const sy_somebody *to,
                       int32_t day, int64_t price)
{
    const sy_row_real_estate row = {.unit = sy_stage_number(s, "330699GC"),
                                    .certificate = l->property,
                                    .owner = to->name,
                                    .owner_id = to->id,
                                    .shares = "单独所有",
                                    .kind = "转移登记",
                                    .since = day,
                                    .price = price,
                                    .state = "现势"};
    put(s, e, l);
    sy_put_real_estate(s, &row);
    sy_scheme_judge(s, l->number);
    if (to == &e->debtors[0] && day < e->lifted) sy_plant_bought(s, to, "不动产", row.unit);
}

static void back_to_debtor(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    begin(&e, &l, s);
    sell_again(s, &e, &l, &e.debtors[0], (int32_t)sy_day_of(l.rounds[0].start) + 90, e.claim);
}

static void to_kin(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody child;

    begin(&e, &l, s);
    sy_stage_person(&child, s);
    put_tie(s, &e.debtors[0], &child, "子女", 0);
    sell_again(s, &e, &l, &child, (int32_t)sy_day_of(l.rounds[0].start) + 90, e.claim);
}

/* days: fen from half as much again. */
static void much_dearer(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody other;

    begin(&e, &l, s);
    sy_stage_person(&other, s);
    const int32_t day = sy_province_add_months((int32_t)sy_day_of(l.rounds[0].start), 3);
    sell_again(s, &e, &l, &other, day, (e.claim * 150 + 99) / 100 + s->scheme->days);
}

/* ---- prices that had expired, sales for which nothing would be left ---- */

/* days: from the last day on which the price held to the notice. */
static void price_expired(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    begin(&e, &l, s);
    sy_row_auctions *r = &l.rounds[0];
    r->reference_until = r->notice - s->scheme->days;
    if (s->scheme->field) r->reference_way = s->scheme->field == 1 ? "网络询价" : "当事人议价";
    put(s, &e, &l);
    sy_scheme_judge(s, sy_say_round(s, r));
}

static void price_expired_for_months(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    begin(&e, &l, s);
    sy_row_auctions *r = &l.rounds[0];
    r->reference_until = r->notice;
    const int32_t start = sy_province_add_months(r->reference_until, 6) + s->scheme->days;
    r->start = (int64_t)start * SY_DAY + 36000;
    r->end = r->start + SY_DAY;
    r->paid = start + 5;
    r->ruled = start + 7;
    r->served = start + 8;
    r->delivered = start + 9;
    put(s, &e, &l);
    sy_plant(s, "nodes-after-closing", "after-closing", sy_say(s, "%s", e.number));
    sy_scheme_judge(s, sy_say_round(s, r));
}

/* Priority and costs as high as the starting price; days: fen less. */
static void nothing_left(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    begin(&e, &l, s);
    sy_row_auctions *r = &l.rounds[0];
    const int32_t day = (int32_t)sy_day_of(r->start);
    r->priority = r->start_price - r->costs - s->scheme->days;
    r->priority_creditor = "虚构银行股份有限公司";
    switch (s->scheme->field) {
    case 1: /* told after it had begun */
        r->creditor_told = day + 1;
        break;
    case 2: /* told, and he did not ask in time */
        r->creditor_told = day - 20;
        break;
    case 3: /* he asked to go on, and the price was not raised */
        r->creditor_told = day - 20;
        r->creditor_asked = day - 18;
        break;
    default:
        break;
    }
    put(s, &e, &l);
    sy_scheme_judge(s, sy_say_round(s, r));
}

/* Two more lots of a case whose first one has paid all; days: yuan short. */
static void one_lot_too_many(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    begin(&e, &l, s);
    sy_row_auctions next = l.rounds[0];
    next.lot = sy_stage_number(s, "BE");
    next.title = "乌有县子虚苑车位";
    next.start += 30 * SY_DAY;
    next.end += 30 * SY_DAY;
    next.notice += 1;
    next.state = "流拍";
    next.stay = "参与分配"; /* so that no second auction is due */
    next.price = 0;
    next.buyer = next.buyer_id = NULL;
    next.paid = next.ruled = next.served = next.delivered = 0;
    next.consent = s->scheme->why ? "是" : "否";
    l.rounds[0].price = l.disposal.price = e.claim * 2;
    put(s, &e, &l);
    sy_put_auctions(s, &next);
    sy_scheme_judge(s, sy_say_round(s, &next));
}

/* A sale after two failed auctions. */
static void sale(sy_stage *s)
{
    const int32_t failed = (int32_t)sy_days_from_civil(2025, 3, 11); /* the 15th day: a Wednesday */
    sy_enforcement e;
    sy_lot l;

    sy_stage_case_filed(&e, s, failed - 82, SY_PERFORMED);
    sy_province_close(&e, failed + 95);
    sy_lot_of(&l, s, &e, true);
    sy_row_auctions sale = l.rounds[1];
    l.rounds[1].state = "流拍";
    l.rounds[1].price = 0;
    l.rounds[1].buyer = l.rounds[1].buyer_id = NULL;
    l.rounds[1].paid = l.rounds[1].ruled = l.rounds[1].served = l.rounds[1].delivered = 0;
    sale.round = "变卖";
    sale.notice = failed + 15;
    sale.start = (int64_t)(failed + 16) * SY_DAY + 36000;
    sale.end = sale.start + 60 * SY_DAY;
    sale.panel = sale.notified = failed + 10;
    sale.paid = failed + 80;
    sale.ruled = failed + 82;
    sale.served = failed + 83;
    sale.delivered = failed + 85;
    switch (s->scheme->field) {
    case 0:
        sale.start_price += s->scheme->days;
        break;
    case 1:
        sale.notice += s->scheme->days;
        break;
    default:
        sale.state = "流拍";
        sale.price = 0;
        sale.end += s->scheme->days * SY_DAY;
        sale.buyer = sale.buyer_id = NULL;
        sale.paid = sale.ruled = sale.served = sale.delivered = 0;
    }
    put(s, &e, &l);
    sy_put_auctions(s, &sale);
    sy_scheme_judge(s, sy_say(s, "%s %s", sy_say_round(s, &sale), s->scheme->rule));
}

#define TRACES .model = "auction-shared-traces"
#define INSIDERS .model = "auction-insiders"
#define RELATED .model = "auction-related-bidders"
#define OFTEN .model = "auction-frequent-buyers"
#define HANDOVER .model = "auction-handover"
#define RESALE .model = "auction-resale"
#define EXPIRED .model = "auction-price-expired"
#define VAIN .model = "auction-unprofitable"
#define SALE .model = "auction-sale"

const sy_scheme sy_bidder_schemes[] = {
    {shared_trace, TRACES, .rule = "same-payer", .days = PAYER},
    {shared_trace, TRACES, .rule = "same-device", .days = DEVICE},
    {shared_trace, TRACES, .rule = "same-phone", .days = PHONE},
    {shared_trace, TRACES, .rule = "same-address", .days = ADDRESS},
    {shared_trace, TRACES, .rule = NULL, .days = PAYER, .why = "one bidder, twice"},

    {defaulter, .model = "auction-defaulter", .rule = "bought-again"},
    {defaulter, .model = "auction-defaulter", .rule = "bought-again",
     .why = "somebody else defaulted"},
    {staff_buys, INSIDERS, .rule = "staff"},
    {staff_buys, INSIDERS, .rule = "staff", .days = -1, .why = "left the day before"},
    {staff_buys_elsewhere, INSIDERS, .rule = "elsewhere"},
    {kin_of_staff_buys, INSIDERS, .rule = "kin"},
    {kin_of_staff_buys, INSIDERS, .rule = "kin", .why = "no close relative"},
    {kin_of_debtor_buys, RELATED, .rule = "tied-to-debtor"},
    {kin_of_debtor_buys, RELATED, .rule = "tied-to-debtor", .why = "the tie had ended"},
    {kin_bid_against_each_other, RELATED, .rule = "tied-bidders"},
    {buys_often, OFTEN, .rule = "frequent", .days = 180},
    {buys_often, OFTEN, .rule = "frequent", .days = 190, .why = "three in more than a year"},
    {buys_often, OFTEN, .rule = "alone-at-start", .days = 180, .field = 1},

    {ruling, HANDOVER, .rule = "ruling-late", .days = 1},
    {ruling, HANDOVER, .rule = "ruling-late", .why = "served on the tenth day"},
    {ruling_missing, HANDOVER, .rule = "ruling-pending"},
    {delivery, HANDOVER, .rule = "delivery-late", .days = 1},
    {delivery, HANDOVER, .rule = "delivery-late", .why = "handed over on the fifteenth day"},
    {delivery_missing, HANDOVER, .rule = "delivery-pending"},
    {delivery_missing, HANDOVER, .rule = "delivery-pending", .why = "a reason is on record"},
    {back_to_debtor, RESALE, .rule = "back-to-debtor"},
    {to_kin, RESALE, .rule = "to-kin"},
    {much_dearer, RESALE, .rule = "much-higher"},
    {much_dearer, RESALE, .rule = "much-higher", .days = -1,
     .why = "a fen below half as much again"},

    {price_expired, EXPIRED, .rule = "appraisal-expired", .days = 1},
    {price_expired, EXPIRED, .rule = "appraisal-expired", .why = "its last day"},
    {price_expired, EXPIRED, .rule = "inquiry-expired", .days = 1, .field = 1},
    {price_expired, EXPIRED, .rule = "other-expired", .days = 1, .field = 2},
    {price_expired_for_months, EXPIRED, .rule = "six-months", .days = 1},
    {price_expired_for_months, EXPIRED, .rule = "six-months",
     .why = "on the last day of six months"},
    {nothing_left, VAIN, .rule = "no-record"},
    {nothing_left, VAIN, .rule = "no-record", .days = 1, .why = "a fen is left"},
    {nothing_left, VAIN, .rule = "told-late", .field = 1},
    {nothing_left, VAIN, .rule = "unasked", .field = 2},
    {nothing_left, VAIN, .rule = "not-raised", .field = 3},
    {one_lot_too_many, .model = "auction-excess", .rule = "covered"},
    {one_lot_too_many, .model = "auction-excess", .rule = "covered", .why = "the debtor agreed"},
    {sale, SALE, .rule = "price", .days = 100},
    {sale, SALE, .rule = "price", .why = "the price of the second auction"},
    {sale, SALE, .rule = "notice-late", .days = 1, .field = 1},
    {sale, SALE, .rule = "notice-late", .field = 1, .why = "announced on the fifteenth day"},
    {sale, SALE, .rule = "short", .days = -1, .field = 2},
    {sale, SALE, .rule = "short", .field = 2, .why = "sixty days"},
    {.play = NULL},
};
