/* known.c - what the court itself had found, or sealed, and left when it closed a case for now.
 * In each scheme `days` (or fen) are counted from the closing (or the threshold). */
#include "synth/province/keys.h"
#include "synth/province/property.h"
#include "synth/province/schemes.h"
#include "synth/province/suit.h"

static void begin(sy_enforcement *e, sy_stage *s)
{
    sy_stage_case(e, s, SY_CLOSED_FOR_NOW);
}

/* The lead is about the first debtor. */
static void judge_kind(sy_stage *s, const sy_enforcement *e, const char *rule)
{
    sy_put_case(s, e);
    sy_scheme_judge(s, sy_key_closed(s, e, rule));
}

/* In this case; still in force. */
static sy_row_seals sealed_here(sy_stage *s, const sy_enforcement *e, int32_t start)
{
    sy_row_seals seal = sy_seal_before(s, &e->debtors[0], start);

    seal.case_number = sy_say(s, "%s", e->number);
    seal.court = sy_say(s, "%s", e->court);
    seal.end = s->p->today + 400;
    return seal;
}

/* ---- found, and not sealed ---- */

static sy_row_queries answer(const sy_enforcement *e, int32_t day, int64_t value)
{
    return (sy_row_queries){.case_number = e->number,
                            .court = e->court,
                            .person = e->debtors[0].name,
                            .person_id = e->debtors[0].id,
                            .category = "理财产品",
                            .sent = day,
                            .answered = day,
                            .found = "有",
                            .value = value,
                            .told = day + 3};
}

static void judge_answer(sy_stage *s, const sy_enforcement *e, const sy_row_queries *row)
{
    sy_put_queries(s, row);
    judge_kind(s, e, "found");
}

/* days: fen from ten thousand yuan. */
static void found_some(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    const sy_row_queries row = answer(&e, e.closed - 20, 1000000 + s->scheme->days);
    judge_answer(s, &e, &row);
}

static void found_without_value(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_queries row = answer(&e, e.closed - 20, 0);
    judge_answer(s, &e, &row);
}

static void found_by_value_alone(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_queries row = answer(&e, e.closed - 20, 5000000);
    row.found = NULL;
    judge_answer(s, &e, &row);
}

/* So many days after the closing; the case was resumed then. */
static void found_on_a_day(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.resumed = e.closed + 10;
    const sy_row_queries row = answer(&e, e.closed + s->scheme->days, 5000000);
    judge_answer(s, &e, &row);
}

/* Frozen so many days after it was found, and let go before the closing. */
static void found_and_frozen(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    const sy_row_queries row = answer(&e, e.closed - 20, 5000000);
    sy_row_seals seal = sealed_here(s, &e, row.answered + s->scheme->days);
    seal.measure = "冻结";
    seal.property_kind = "理财产品";
    seal.property_number = sy_stage_number(s, "LC");
    seal.lifted = e.closed;
    sy_put_seals(s, &seal);
    judge_answer(s, &e, &row);
}

static void found_a_vehicle(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_queries row = answer(&e, e.closed - 20, 5000000);
    row.category = "机动车";
    judge_answer(s, &e, &row);
}

/* ---- sealed, and left ---- */

/* A deposit of the first debtor's, so that nobody asks for a sale. */
static sy_row_seals freeze(sy_stage *s, const sy_enforcement *e)
{
    sy_row_seals seal = sealed_here(s, e, e->closed - 60);

    seal.measure = "冻结";
    seal.property_kind = "存款";
    seal.property_number = sy_stage_number(s, "629999");
    return seal;
}

static void judge_kept(sy_stage *s, const sy_enforcement *e, const sy_row_seals *seal)
{
    sy_put_long_seal(s, seal);
    judge_kind(s, e, "sealed-kept");
}

static void kept_frozen(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    const sy_row_seals seal = freeze(s, &e);
    judge_kept(s, &e, &seal);
}

/* It ended so many days after the closing. */
static void frozen_until(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_seals seal = freeze(s, &e);
    seal.end = e.closed + s->scheme->days;
    judge_kept(s, &e, &seal);
    sy_plant(s, "seal-lapsed", "not-extended",
             sy_say(s, "%s %s %s", e.number, seal.property_number, sy_say_day(s, seal.start)));
}

static void frozen_and_lifted(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_seals seal = freeze(s, &e);
    seal.lifted = e.closed + s->scheme->days;
    judge_kept(s, &e, &seal);
}

static void frozen_and_taken(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_seals seal = freeze(s, &e);
    seal.disposed = e.closed + s->scheme->days;
    judge_kept(s, &e, &seal);
}

static void frozen_in_waiting(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_seals seal = freeze(s, &e);
    seal.kind = "轮候";
    seal.end = 0;
    judge_kept(s, &e, &seal);
}

/* A house of which two rounds failed. */
static void auctioned_in_vain(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    begin(&e, s);
    sy_lot_of(&l, s, &e, true);
    sy_row_seals seal = freeze(s, &e);
    seal.measure = "查封";
    seal.property_kind = "不动产";
    seal.property_number = l.property;
    seal.start = l.sealed;
    for (int i = 0; i < 2; i++) {
        l.rounds[i].state = "流拍";
        l.rounds[i].price = 0;
        l.rounds[i].buyer = l.rounds[i].buyer_id = NULL;
        l.rounds[i].bidders = l.rounds[i].bids = SY_ZERO;
        l.rounds[i].paid = l.rounds[i].ruled = l.rounds[i].served = l.rounds[i].delivered = 0;
        sy_put_auctions(s, &l.rounds[i]);
    }
    sy_put_appraisals(s, &l.appraisal);
    judge_kept(s, &e, &seal);
}

#define FOUND .model = "termination-found"

const sy_scheme sy_known_schemes[] = {
    {found_some, FOUND, .rule = "found"},
    {found_some, FOUND, .rule = NULL, .days = -1, .why = "a fen too little"},
    {found_without_value, FOUND, .rule = "found"},
    {found_by_value_alone, FOUND, .rule = "found"},
    {found_on_a_day, FOUND, .rule = "found"},
    {found_on_a_day, FOUND, .rule = NULL, .days = 1, .why = "found the day after closing"},
    {found_and_frozen, FOUND, .rule = "found", .days = -1},
    {found_and_frozen, FOUND, .rule = NULL, .why = "frozen on that day"},
    {found_a_vehicle, FOUND, .rule = NULL, .why = "a vehicle"},
    {kept_frozen, FOUND, .rule = "sealed-kept"},
    {frozen_until, FOUND, .rule = "sealed-kept", .days = 1},
    {frozen_until, FOUND, .rule = NULL, .why = "ended on the day of closing"},
    {frozen_and_lifted, FOUND, .rule = "sealed-kept", .days = 1},
    {frozen_and_lifted, FOUND, .rule = NULL, .why = "lifted on the day of closing"},
    {frozen_and_taken, FOUND, .rule = "sealed-kept", .days = 1},
    {frozen_and_taken, FOUND, .rule = NULL, .why = "taken on the day of closing"},
    {frozen_in_waiting, FOUND, .rule = NULL, .why = "it waited behind another"},
    {auctioned_in_vain, FOUND, .rule = NULL, .why = "two rounds failed"},
    {.play = NULL},
};
