/* sales.c - prices that had expired, sales for which nothing would be left, what is handed over,
 * and what becomes of it. */
#include "base/civil.h"
#include "synth/province/keys.h"
#include "synth/province/property.h"
#include "synth/province/schemes.h"

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
    sy_put_sold(s, e, l);
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

/* Lately sold in an open case: of the sale only what the list of auctions has, paid (or served,
 * by field) so many days ago, and nothing since. */
static void sold_lately(sy_stage *s)
{
    const int32_t day = s->p->today - s->scheme->days;
    const bool is_served = s->scheme->field == 1;
    sy_enforcement e;
    sy_lot l;

    sy_stage_case_filed(&e, s, day - 89, SY_OPEN);
    sy_lot_of(&l, s, &e, false);
    sy_row_auctions *r = &l.rounds[0];
    r->paid = is_served ? day - 5 : day;
    r->ruled = r->served = is_served ? day : 0;
    r->delivered = 0;
    if (s->scheme->field == 2) {
        r->kind = "股权"; /* some need an approval */
        r->undeliverable = "待审批";
    }
    sy_put_case(s, &e);
    sy_put_auctions(s, r);
    sy_scheme_judge(s, sy_say(s, "%s %s", sy_say_round(s, r), is_served ? "delivery" : "ruling"));
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
    sy_put_sold(s, e, l);
    sy_put_real_estate(s, &row);
    sy_scheme_judge(s, l->number);
    if (to == &e->debtors[0] && day < e->lifted) sy_plant_bought(s, to, "不动产", row.unit);
}

/* days: of the register, from the auction. */
static void back_to_debtor(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    sell_again(s, &e, &l, &e.debtors[0], (int32_t)sy_day_of(l.rounds[0].start) + s->scheme->days,
               e.claim);
}

static void put_child(sy_stage *s, const sy_somebody *parent, const sy_somebody *child,
                      int32_t until)
{
    const sy_row_kin row = {.person = parent->name,
                            .person_id = parent->id,
                            .relative = child->name,
                            .relative_id = child->id,
                            .relation = "子女",
                            .since = s->p->today - 6000,
                            .until = until};
    sy_put_kin(s, &row);
}

/* Ninety days later; days: until when they are kin, from then. */
static void to_kin(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody child;

    sy_stage_sold(&e, &l, s, false);
    sy_stage_person(&child, s);
    const int32_t day = (int32_t)sy_day_of(l.rounds[0].start) + 90;
    put_child(s, &e.debtors[0], &child, day + s->scheme->days);
    sell_again(s, &e, &l, &child, day, e.claim);
}

/* days: fen from half as much again. */
static void much_dearer(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody other;

    sy_stage_sold(&e, &l, s, false);
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

    sy_stage_sold(&e, &l, s, false);
    sy_row_auctions *r = &l.rounds[0];
    r->reference_until = r->notice - s->scheme->days;
    if (s->scheme->field) r->reference_way = s->scheme->field == 1 ? "网络询价" : "当事人议价";
    sy_put_sold(s, &e, &l);
    sy_scheme_judge(s, sy_say_round(s, r));
}

/* days: from six months after that day to the auction; field: the second one, whose first is not
 * in the data. */
static void price_expired_for_months(sy_stage *s)
{
    const bool is_second = s->scheme->field == 1;
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, is_second);
    if (is_second) {
        l.rounds[0] = l.rounds[1];
        l.n_rounds = 1;
    }
    sy_row_auctions *r = &l.rounds[0];
    r->reference_until = r->notice;
    const int32_t start = sy_province_add_months(r->reference_until, 6) + s->scheme->days;
    r->start = (int64_t)start * SY_DAY + 36000;
    r->end = r->start + SY_DAY;
    r->paid = start + 5;
    r->ruled = start + 7;
    r->served = start + 8;
    r->delivered = start + 9;
    sy_put_sold(s, &e, &l);
    sy_plant(s, "nodes-after-closing", "after-closing", sy_say(s, "%s", e.number));
    if (is_second)
        sy_plant(s, "passive-appraisal", "sale-late",
                 sy_say(s, "%s %s sale-late", e.number, l.property));
    sy_scheme_judge(s, sy_say_round(s, r));
}

/* Priority and costs as high as the starting price; days: fen less. */
static void nothing_left(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
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
    case 4: /* told on that day */
        r->creditor_told = day;
        break;
    case 5: /* his five days end with the auction, or later */
        r->creditor_told = day - 5;
        break;
    case 6: /* he asked after his five days */
        r->creditor_told = day - 20;
        r->creditor_asked = day - 2;
        break;
    case 7: /* he is the one who enforces */
        r->priority_creditor = r->creditors;
        break;
    default:
        break;
    }
    sy_put_sold(s, &e, &l);
    const char *key = sy_say_round(s, r);
    sy_scheme_judge(s, key);
    if (s->scheme->field == 6) sy_plant(s, s->scheme->model, "unasked", key);
}

/* Two more lots of a case whose first one has paid all; days: yuan short. */
static void one_lot_too_many(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
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
    sy_put_sold(s, &e, &l);
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
    sy_put_sold(s, &e, &l);
    sy_put_auctions(s, &sale);
    sy_scheme_judge(s, sy_say(s, "%s %s", sy_say_round(s, &sale), s->scheme->rule));
}

#define HANDOVER .model = "auction-handover"
#define RESALE .model = "auction-resale"
#define EXPIRED .model = "auction-price-expired"
#define VAIN .model = "auction-unprofitable"
#define SALE .model = "auction-sale"

const sy_scheme sy_sale_schemes[] = {
    {ruling, HANDOVER, .rule = "ruling-late", .days = 1},
    {ruling, HANDOVER, .rule = "ruling-late", .why = "served on the tenth day"},
    {ruling_missing, HANDOVER, .rule = "ruling-pending"},
    {sold_lately, HANDOVER, .rule = "ruling-pending", .days = 11},
    {sold_lately, HANDOVER, .rule = "ruling-pending", .days = 10, .why = "ten days end today"},
    {sold_lately, HANDOVER, .rule = "ruling-pending", .days = 40, .field = 2,
     .why = "shares of a firm"},
    {sold_lately, HANDOVER, .rule = "delivery-pending", .days = 16, .field = 1},
    {sold_lately, HANDOVER, .rule = "delivery-pending", .days = 15, .field = 1,
     .why = "fifteen days end today"},
    {delivery, HANDOVER, .rule = "delivery-late", .days = 1},
    {delivery, HANDOVER, .rule = "delivery-late", .why = "handed over on the fifteenth day"},
    {delivery_missing, HANDOVER, .rule = "delivery-pending"},
    {delivery_missing, HANDOVER, .rule = "delivery-pending", .why = "a reason is on record"},
    {back_to_debtor, RESALE, .rule = "back-to-debtor", .days = 90},
    {back_to_debtor, RESALE, .rule = "back-to-debtor", .days = 1},
    {back_to_debtor, RESALE, .rule = "back-to-debtor", .why = "registered on the day of the sale"},
    {to_kin, RESALE, .rule = "to-kin"},
    {to_kin, RESALE, .rule = "to-kin", .days = -1, .why = "the tie had ended"},
    {much_dearer, RESALE, .rule = "much-higher"},
    {much_dearer, RESALE, .rule = "much-higher", .days = -1,
     .why = "a fen below half as much again"},

    {price_expired, EXPIRED, .rule = "appraisal-expired", .days = 1},
    {price_expired, EXPIRED, .rule = "appraisal-expired", .why = "its last day"},
    {price_expired, EXPIRED, .rule = "inquiry-expired", .days = 1, .field = 1},
    {price_expired, EXPIRED, .rule = "inquiry-expired", .field = 1, .why = "its last day"},
    {price_expired, EXPIRED, .rule = "other-expired", .days = 1, .field = 2},
    {price_expired, EXPIRED, .rule = "other-expired", .field = 2, .why = "its last day"},
    {price_expired_for_months, EXPIRED, .rule = "six-months", .days = 1},
    {price_expired_for_months, EXPIRED, .rule = "six-months",
     .why = "on the last day of six months"},
    {price_expired_for_months, EXPIRED, .rule = "later-six-months", .days = 1, .field = 1},
    {price_expired_for_months, EXPIRED, .rule = "later-six-months", .field = 1,
     .why = "on the last day of six months"},
    {nothing_left, VAIN, .rule = "no-record"},
    {nothing_left, VAIN, .rule = "no-record", .days = 1, .why = "a fen is left"},
    {nothing_left, VAIN, .rule = "no-record", .field = 7, .why = "his own enforcement"},
    {nothing_left, VAIN, .rule = "told-late", .field = 1},
    {nothing_left, VAIN, .rule = "told-late", .field = 4, .why = "told on that day"},
    {nothing_left, VAIN, .rule = "unasked", .field = 2},
    {nothing_left, VAIN, .rule = "unasked", .field = 5, .why = "his five days have not ended"},
    {nothing_left, VAIN, .rule = "not-raised", .field = 3},
    {nothing_left, VAIN, .rule = "not-raised", .field = 6, .why = "he asked too late"},
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
