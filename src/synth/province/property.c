/* property.c - one house a case: sealed on the tenth day, valued, sold online in the first or the
 * second round, its price paid and handed on (world.c has the days of the money). */
#include "synth/province/property.h"

#include "base/civil.h"

enum { OF_PROPERTY = 32 };

/* ---- seals ---- */

static void put_seal(sy_stage *s, const sy_enforcement *e, const char *property, const char *kind,
                     int32_t start, int32_t end, int32_t lifted, int32_t disposed)
{
    const sy_row_seals row = {.case_number = e->number,
                              .court = e->court,
                              .measure = "查封",
                              .kind = kind,
                              .property_kind = "不动产",
                              .property_number = property,
                              .property = "乌有县子虚苑房屋",
                              .owner = e->debtors[0].name,
                              .owner_id = e->debtors[0].id,
                              .start = start,
                              .end = end,
                              .lifted = lifted,
                              .disposed = disposed,
                              .confirmed = "无",
                              .value = e->claim / 100 * 115,
                              .mortgage = SY_ZERO,
                              .indivisible = "是",
                              .as_of = s->p->today};
    sy_put_seals(s, &row);
}

static void put_freeze(sy_stage *s, const sy_enforcement *e)
{
    const sy_row_seals row = {.case_number = e->number,
                              .court = e->court,
                              .measure = "冻结",
                              .kind = "首封",
                              .property_kind = "存款",
                              .property_number =
                                  sy_say(s, "6299990%010llu", (unsigned long long)e->n),
                              .property = "虚构银行存款",
                              .owner = e->debtors[1].name,
                              .owner_id = e->debtors[1].id,
                              .start = e->filed + 12,
                              .end = sy_province_add_months(e->filed + 12, 12),
                              .lifted = e->satisfied,
                              .confirmed = "无",
                              .value = e->claim / 200,
                              .limit = e->claim,
                              .mortgage = SY_ZERO,
                              .indivisible = "否",
                              .nature = "活期存款",
                              .as_of = s->p->today};
    sy_put_seals(s, &row);
}

static const char *property_of(sy_stage *s, const sy_enforcement *e)
{
    return sy_say(s, "浙(2018)乌有县不动产权第%010llu号", (unsigned long long)e->n);
}

/* Waiting seals have no term of their own. */
static void put_waiting(sy_stage *s, const sy_enforcement *e)
{
    const char *property = property_of(s, e);

    if (e->closing == SY_CLOSED_FOR_NOW) {
        for (int i = 0; i < 3; i++) put_seal(s, e, property, "轮候", e->filed + 10 + i, 0, 0, 0);
        return;
    }
    put_freeze(s, e);
    put_seal(s, e, property, "轮候", e->filed + 11, 0, e->satisfied, 0);
}

/* ---- sold ---- */

static sy_row_appraisals appraise(const sy_enforcement *e, const sy_lot *l)
{
    const int32_t fixed = l->sealed + 15;

    return (sy_row_appraisals){.case_number = e->number,
                               .court = e->court,
                               .property_number = l->property,
                               .property = l->name,
                               .way = "委托评估",
                               .started = l->sealed + 5,
                               .fixed = fixed,
                               .price = e->claim / 100 * 115,
                               .valid_until = fixed + 365,
                               .received = fixed,
                               .sent = fixed + 2,
                               .appraiser = "虚构评估有限公司"};
}

/* The part of a price that the next round begins with, in whole fen. */
static int64_t at_80_percent(int64_t price)
{
    return (price * 80 + 99) / 100;
}

static sy_row_auctions hold_round(const sy_enforcement *e, const sy_lot *l, int round, bool is_sold)
{
    const int32_t day = e->filed + (round ? 81 : 60), notice = e->filed + (round ? 64 : 28);
    const int64_t first = at_80_percent(l->appraisal.price);
    const int64_t price = round ? at_80_percent(first) : first;

    return (sy_row_auctions){.lot = l->number,
                             .case_number = e->number,
                             .basis = e->title,
                             .creditors = e->creditors[0].name,
                             .court = e->court,
                             .title = l->name,
                             .kind = "不动产",
                             .property_number = l->property,
                             .owner = e->debtors[0].name,
                             .owner_id = e->debtors[0].id,
                             .round = round ? "二拍" : "一拍",
                             .reference = l->appraisal.price,
                             .reference_way = l->appraisal.way,
                             .reference_until = l->appraisal.valid_until,
                             .start_price = price,
                             .deposit = price / 10,
                             .step = price / 100,
                             .notice = notice,
                             .start = (int64_t)day * SY_DAY + 10 * 3600,
                             .end = (int64_t)day * SY_DAY + 34 * 3600,
                             .state = is_sold ? "成交" : "流拍",
                             .stay = "无",
                             .price = is_sold ? e->claim : 0,
                             .buyer = is_sold ? l->buyer.name : NULL,
                             .buyer_id = is_sold ? l->buyer.id : NULL,
                             .bidders = is_sold ? 3 : SY_ZERO,
                             .bids = is_sold ? 12 : SY_ZERO,
                             .viewers = 900,
                             .notified = notice - 4,
                             .waived = "无",
                             .preemptors = "无",
                             .tax = "依照法律规定由相应主体承担",
                             .possession = "空置，由法院交付",
                             .disclosed = "执行依据、评估报告、占有使用现状、优先购买权、税费承担",
                             .panel = notice - 5,
                             .priority = SY_ZERO,
                             .costs = 100000,
                             .paid = is_sold ? e->filed + 89 : 0,
                             .ruled = is_sold ? e->filed + 92 : 0,
                             .served = is_sold ? e->filed + 93 : 0,
                             .delivered = is_sold ? e->filed + 98 : 0};
}

static sy_row_disposals dispose(const sy_enforcement *e, const sy_lot *l)
{
    return (sy_row_disposals){.case_number = e->number,
                              .court = e->court,
                              .property_number = l->property,
                              .property = l->name,
                              .way = "拍卖成交",
                              .lot = l->number,
                              .price = e->claim,
                              .paid = e->filed + 89,
                              .ruled = e->filed + 92,
                              .served = e->filed + 93,
                              .delivered = e->filed + 98,
                              .recipient = l->buyer.name,
                              .recipient_id = l->buyer.id};
}

static sy_row_distributions distribute(sy_stage *s, const sy_enforcement *e, const sy_lot *l)
{
    return (sy_row_distributions){.case_number = e->number,
                                  .court = e->court,
                                  .plan = sy_say(s, "FP%09llu", (unsigned long long)e->n),
                                  .date = e->paid_out - 2,
                                  .lot = l->number,
                                  .proceeds = e->claim,
                                  .order = "普通清偿",
                                  .debtor = e->debtors[0].name,
                                  .debtor_id = e->debtors[0].id,
                                  .creditor = e->creditors[0].name,
                                  .creditor_id = e->creditors[0].id,
                                  .title = e->title,
                                  .creditor_case = e->number,
                                  .sold = e->filed + 92,
                                  .claim = e->claim,
                                  .priority = "无",
                                  .sealed = l->sealed,
                                  .seal_end = sy_province_add_months(l->sealed, 36),
                                  .amount = e->claim,
                                  .consent = "是"};
}

const char *sy_say_round(sy_stage *s, const sy_row_auctions *round)
{
    const int64_t second = round->start - sy_day_of(round->start) * SY_DAY;

    return sy_say(s, "%s %s %s %s %02d:%02d:%02d", round->lot, round->case_number, round->round,
                  sy_say_day(s, sy_day_of(round->start)), (int)(second / 3600),
                  (int)(second / 60 % 60), (int)(second % 60));
}

void sy_lot_of(sy_lot *l, sy_stage *s, const sy_enforcement *e, bool is_sold_second)
{
    const uint64_t chance = sy_chance_of(s->p, OF_PROPERTY, e->n);

    *l = (sy_lot){.property = property_of(s, e),
                  .name = "乌有县子虚苑房屋",
                  .number = sy_say(s, "BD%010llu", (unsigned long long)e->n),
                  .sealed = e->filed + 10,
                  .n_rounds = is_sold_second ? 2 : 1};
    sy_province_person(&l->buyer, s->p, (chance >> 20) % SY_OWNERS);
    l->appraisal = appraise(e, l);
    for (int i = 0; i < l->n_rounds; i++) l->rounds[i] = hold_round(e, l, i, i + 1 == l->n_rounds);
    l->disposal = dispose(e, l);
    l->share = distribute(s, e, l);
}

/* Three bidders, each with a telephone, an address and an account of his own. */
static void put_bids(sy_stage *s, const sy_enforcement *e, const sy_lot *l)
{
    const sy_row_auctions *sold = &l->rounds[l->n_rounds - 1];
    const uint64_t chance = sy_chance_of(s->p, OF_PROPERTY, e->n);
    const unsigned n = (unsigned)e->n;

    for (unsigned i = 0; i < 3; i++) {
        sy_somebody who = l->buyer;
        if (i) sy_province_person(&who, s->p, (chance >> (20 + 3 * i)) % SY_OWNERS);
        const sy_row_bids row = {
            .lot = l->number,
            .round = sold->round,
            .bidder = who.name,
            .bidder_id = who.id,
            .phone = sy_say(s, "10%08u%u", n % 100000000, i),
            .ip = sy_say(s, "10.%u.%u.%u", n >> 14 & 255, n >> 6 & 255, (n & 63) * 4 + i),
            .payer = who.name,
            .payer_account = sy_say(s, "62999900%010u%u", n, i),
            .deposit = sold->deposit,
            .at = sold->start + 3600 + i * 600,
            .price = i ? e->claim - i * 100000 : e->claim,
            .result = i ? "未成交" : "成交"};
        sy_put_bids(s, &row);
    }
}

void sy_put_lot(sy_stage *s, const sy_enforcement *e, const sy_lot *l)
{
    put_waiting(s, e);
    put_seal(s, e, l->property, "首封", l->sealed, sy_province_add_months(l->sealed, 36), 0,
             l->disposal.ruled);
    sy_put_appraisals(s, &l->appraisal);
    for (int i = 0; i < l->n_rounds; i++) sy_put_auctions(s, &l->rounds[i]);
    put_bids(s, e, l);
    sy_put_disposals(s, &l->disposal);
    sy_put_distributions(s, &l->share);
}

void sy_stage_sold(sy_enforcement *e, sy_lot *l, sy_stage *s, bool is_sold_second)
{
    sy_stage_case(e, s, SY_PERFORMED);
    sy_lot_of(l, s, e, is_sold_second);
}

void sy_put_sold(sy_stage *s, const sy_enforcement *e, const sy_lot *l)
{
    sy_put_case(s, e);
    sy_put_lot(s, e, l);
}

sy_row_auctions sy_row_unsold(const sy_lot *l, const char *state)
{
    sy_row_auctions row = l->rounds[0];

    row.state = state;
    row.price = 0;
    row.buyer = row.buyer_id = NULL;
    row.bidders = row.bids = SY_ZERO;
    row.paid = row.ruled = row.served = row.delivered = 0;
    return row;
}

/* ---- taken before, taken for a while ---- */

/* One performed case in five began with a deposit frozen in the suit; it is taken over in time,
 * and released when all is paid, within its year. */
static void put_preservation(sy_stage *s, const sy_enforcement *e)
{
    if (e->n % 5 || !e->satisfied) return;
    const sy_row_preservations row = {
        .case_number = sy_say(s, "%.6s浙99%02u财保%llu号", e->title,
                              (unsigned)(1 + e->n % SY_COURTS), (unsigned long long)e->n + 1),
        .court = e->court,
        .suit = e->title,
        .applicant = e->creditors[0].name,
        .applicant_id = e->creditors[0].id,
        .respondent = e->debtors[1].name,
        .respondent_id = e->debtors[1].id,
        .property_number = sy_say(s, "6299991%010llu", (unsigned long long)e->n),
        .property = "虚构银行存款",
        .amount = e->claim,
        .start = e->made - 5,
        .end = sy_province_add_months(e->made - 5, 12),
        .told = e->made - 3,
        .title = e->title,
        .effective = e->effective,
        .enforcement_case = e->number,
        .enforced = e->filed,
        .released = e->satisfied};
    sy_put_preservations(s, &row);
}

/* A vehicle that is given back after twenty days. */
static void put_impound(sy_stage *s, const sy_enforcement *e)
{
    char plate[SY_MADE_PLATE], vin[SY_MADE_VIN];

    if (e->n % 20 || !e->satisfied) return;
    sy_province_plate(plate, 40000000 + e->n);
    sy_province_vin(vin, 40000000 + e->n);
    const sy_row_impounds row = {.case_number = e->number,
                                 .court = e->court,
                                 .plate = plate,
                                 .vin = vin,
                                 .property = "小型轿车",
                                 .owner = e->debtors[0].name,
                                 .owner_id = e->debtors[0].id,
                                 .impounded = e->filed + 12,
                                 .keeper = "虚构停车场",
                                 .returned = e->filed + 32};
    sy_put_impounds(s, &row);
}

void sy_put_property(sy_stage *s, const sy_enforcement *e)
{
    sy_lot l;

    put_preservation(s, e);
    put_impound(s, e);
    if (!e->satisfied) {
        put_waiting(s, e);
        return;
    }
    sy_lot_of(&l, s, e, (sy_chance_of(s->p, OF_PROPERTY, e->n) >> 8) % 8 == 0);
    sy_put_lot(s, e, &l);
}
