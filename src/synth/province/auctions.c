/* auctions.c - online auctions of which one price, day or clause is wrong, or just right. */
#include "synth/province/schemes.h"

#include "base/civil.h"
#include "synth/province/property.h"

static void end(sy_stage *s, const sy_enforcement *e, const sy_lot *l, const sy_row_auctions *of)
{
    sy_put_sold(s, e, l);
    sy_scheme_judge(s, sy_say_round(s, of));
}

/* ---- prices; days: fen more or less ---- */

static void first_price(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    sy_row_auctions *r = &l.rounds[0];
    r->start_price = (r->reference * 70 + 99) / 100 + s->scheme->days;
    r->deposit = r->start_price / 10;
    end(s, &e, &l, r);
}

/* A fen below seventy percent of a price that was agreed on (field: by whom), or of a thing of
 * which more may be sold for less. */
static const struct {
    const char *way, *basis, *state;
} firsts[] = {{.way = "当事人议价"},
              {.way = "定向询价"},
              {.basis = "(2024)浙9901刑初1号"},
              {.state = "撤回"}};

static void first_price_of(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    sy_row_auctions *r = &l.rounds[0];
    r->start_price = (r->reference * 70 + 99) / 100 + s->scheme->days;
    r->deposit = r->start_price / 10;
    if (firsts[s->scheme->field].way) r->reference_way = firsts[s->scheme->field].way;
    if (firsts[s->scheme->field].basis) r->basis = firsts[s->scheme->field].basis;
    if (firsts[s->scheme->field].state) r->state = firsts[s->scheme->field].state;
    end(s, &e, &l, r);
}

static void second_price(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, true);
    sy_row_auctions *r = &l.rounds[1];
    r->start_price += s->scheme->days;
    end(s, &e, &l, r);
}

/* Without its first round: 56 percent of the reference price are the floor. */
static void second_price_alone(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, true);
    l.rounds[0] = l.rounds[1];
    l.n_rounds = 1;
    sy_row_auctions *r = &l.rounds[0];
    r->start_price = (r->reference * 56 + 99) / 100 + s->scheme->days;
    r->deposit = r->start_price / 10;
    end(s, &e, &l, r);
    sy_plant(s, "passive-appraisal", "sale-late",
             sy_say(s, "%s %s sale-late", e.number, l.property));
}

static void deposit_high(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    sy_row_auctions *r = &l.rounds[0];
    r->deposit = r->start_price * 20 / 100 + s->scheme->days;
    end(s, &e, &l, r);
}

static void deposit_low(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    sy_row_auctions *r = &l.rounds[0];
    r->deposit = (r->start_price * 5 + 99) / 100 + s->scheme->days;
    end(s, &e, &l, r);
}

/* ---- days ---- */

/* What is sold, and in which round: the shortest period that may apply counts. What a kind that
 * says nothing is may need the longest. */
static const struct {
    const char *round, *kind;
} notices[] = {{"一拍", "不动产"},     {"一拍", "动产"},     {"一拍", NULL},
               {"重新拍卖", "不动产"}, {"重新拍卖", "动产"}, {"重新拍卖", NULL},
               {"一拍", "其他"}};

/* The auction so many days after its notice. */
static void noticed(sy_stage *s, const char *state)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    sy_row_auctions *r = &l.rounds[0];
    r->round = notices[s->scheme->field].round;
    r->kind = notices[s->scheme->field].kind;
    if (state) r->state = state;
    r->start = (int64_t)(r->notice + s->scheme->days) * SY_DAY + 36000;
    r->end = r->start + SY_DAY;
    end(s, &e, &l, r);
}

static void notice(sy_stage *s)
{
    noticed(s, NULL);
}

static void notice_withdrawn(sy_stage *s)
{
    noticed(s, "撤回");
}

/* The second auction; field: of what. */
static void second_notice(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, true);
    sy_row_auctions *r = &l.rounds[1];
    r->kind = notices[s->scheme->field].kind;
    r->notice = (int32_t)sy_day_of(r->start) - s->scheme->days;
    end(s, &e, &l, r);
}

/* Parties told so many days before the notice. */
static void told(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    sy_row_auctions *r = &l.rounds[0];
    r->notified = r->notice - s->scheme->days;
    end(s, &e, &l, r);
}

static void told_late_but_waived(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    sy_row_auctions *r = &l.rounds[0];
    r->notified = r->notice;
    r->waived = "全体当事人";
    end(s, &e, &l, r);
}

static void panel(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    sy_row_auctions *r = &l.rounds[0];
    r->panel = r->notice + s->scheme->days;
    end(s, &e, &l, r);
}

static void window(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    sy_row_auctions *r = &l.rounds[0];
    r->end = r->start + SY_DAY + s->scheme->days;
    end(s, &e, &l, r);
}

/* The second round, the days from the failure of the first; that was on a Wednesday whose
 * thirtieth day is a Friday. */
static const char *second_round(sy_stage *s, int32_t notice, int32_t start)
{
    const int32_t failed = (int32_t)sy_days_from_civil(2025, 3, 12);
    sy_enforcement e;
    sy_lot l;

    sy_stage_case_filed(&e, s, failed - 61, SY_PERFORMED);
    sy_province_close(&e, failed + 100);
    sy_lot_of(&l, s, &e, true);
    l.rounds[1].notice = failed + notice;
    l.rounds[1].start = (int64_t)(failed + start) * SY_DAY + 10 * 3600;
    l.rounds[1].end = l.rounds[1].start + SY_DAY;
    sy_put_sold(s, &e, &l);
    const char *key = sy_say_round(s, &l.rounds[0]);
    sy_scheme_judge(s, key);
    return key;
}

static void second_start(sy_stage *s)
{
    second_round(s, 10, s->scheme->days);
}

static void second_notice_late(sy_stage *s)
{
    const char *key = second_round(s, s->scheme->days, s->scheme->days + 16);

    /* announced in time, held late */
    if (s->scheme->why) sy_plant(s, s->scheme->model, "start-late", key);
}

/* field: there is a reason, or the house was taken in payment. */
static void none_held(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, true);
    l.n_rounds = 1;
    if (s->scheme->field == 1) l.rounds[0].stay = "案外人异议";
    if (s->scheme->field == 2) l.disposal.way = "以物抵债";
    sy_put_sold(s, &e, &l);
    sy_scheme_judge(s, sy_say_round(s, &l.rounds[0]));
}

/* The first one failed so many days ago, in an open case. */
static void failed_lately(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_case_filed(&e, s, s->p->today - s->scheme->days - 61, SY_OPEN);
    sy_lot_of(&l, s, &e, true);
    sy_put_case(s, &e);
    sy_put_auctions(s, &l.rounds[0]);
    sy_scheme_judge(s, sy_say_round(s, &l.rounds[0]));
}

/* ---- words ---- */

static void taxes(sy_stage *s)
{
    static const char *const clauses[] = {"一切税费由买受人承担",
                                          "过户产生的全部税费均由买受人承担"};
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    l.rounds[0].tax =
        s->scheme->why ? "全部税费由买受人依照法律规定承担" : clauses[sy_stage_draw(s, 2)];
    end(s, &e, &l, &l.rounds[0]);
}

static void publicity(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    l.rounds[0].disclosed =
        s->scheme->why ? "判决书、网络询价报告、现状、税费" : "执行依据、占有使用现状、税费承担";
    end(s, &e, &l, &l.rounds[0]);
}

#define NOTICES(play, name, of, least, fits)                                                       \
    {play, .model = "auction-notice", .rule = (name), .days = (least)-1, .field = (of)},           \
    {                                                                                              \
        play, .model = "auction-notice", .rule = (name), .days = (least), .field = (of),           \
              .why = (fits)                                                                        \
    }

const sy_scheme sy_auction_schemes[] = {
    {first_price, .model = "auction-first-price", .rule = "low", .days = -1},
    {first_price, .model = "auction-first-price", .rule = "low", .why = "seventy percent"},
    {first_price_of, .model = "auction-first-price", .rule = "low", .days = -1, .field = 2,
     .why = "for a criminal judgment"},
    {first_price_of, .model = "auction-first-price", .rule = "low", .days = -1, .field = 3,
     .why = "withdrawn"},
    {first_price_of, .model = "auction-first-price", .rule = "low-agreed", .days = -1},
    {first_price_of, .model = "auction-first-price", .rule = "low-agreed",
     .why = "seventy percent"},
    {first_price_of, .model = "auction-first-price", .rule = "low-agreed", .days = -1, .field = 1},
    {second_price, .model = "auction-second-price", .rule = "reduced", .days = -1},
    {second_price, .model = "auction-second-price", .rule = "reduced", .why = "eighty percent"},
    {second_price_alone, .model = "auction-second-price", .rule = "below-floor", .days = -1},
    {second_price_alone, .model = "auction-second-price", .rule = "below-floor",
     .why = "56 percent of the reference price"},
    {deposit_high, .model = "auction-deposit", .rule = "too-high", .days = 1},
    {deposit_high, .model = "auction-deposit", .rule = "too-high", .why = "twenty percent"},
    {deposit_low, .model = "auction-deposit", .rule = "too-low", .days = -1},
    {deposit_low, .model = "auction-deposit", .rule = "too-low", .why = "five percent"},

    NOTICES(notice, "first", 0, 30, "thirty days"),
    NOTICES(notice, "first", 1, 15, "fifteen days for movables"),
    NOTICES(notice, "first", 2, 15, "fifteen days, whatever it is"),
    NOTICES(second_notice, "second", 0, 15, "fifteen days"),
    NOTICES(second_notice, "second", 1, 7, "seven days for movables"),
    NOTICES(second_notice, "second", 2, 7, "seven days, whatever it is"),
    NOTICES(notice, "any", 3, 15, "fifteen days, whichever round it is"),
    NOTICES(notice, "any", 4, 7, "seven days for movables, whichever round it is"),
    NOTICES(notice, "any", 5, 7, "seven days, whatever it is"),
    NOTICES(notice, "kind-unclear", 6, 30, "thirty days, whatever it is"),
    {notice, .model = "auction-notice", .rule = "kind-unclear", .days = 15, .field = 6},
    {notice, .model = "auction-notice", .rule = "first", .days = 14, .field = 6},
    {notice_withdrawn, .model = "auction-notice", .rule = NULL, .days = 5, .why = "withdrawn"},
    {told, .model = "auction-parties-told", .rule = "told-late", .days = 2},
    {told, .model = "auction-parties-told", .rule = "told-late", .days = 3, .why = "three days"},
    {told_late_but_waived, .model = "auction-parties-told", .rule = "told-late", .why = "waived"},
    {panel, .model = "auction-panel", .rule = "after-notice", .days = 1},
    {panel, .model = "auction-panel", .rule = "after-notice", .why = "on the day of the notice"},
    {window, .model = "auction-window", .rule = "short", .days = -1},
    {window, .model = "auction-window", .rule = "short", .why = "twenty-four hours"},

    {second_start, .model = "auction-second-late", .rule = "start-late", .days = 31},
    {second_start, .model = "auction-second-late", .rule = "start-late", .days = 30,
     .why = "held on the thirtieth day"},
    {second_notice_late, .model = "auction-second-late", .rule = "notice-late", .days = 31},
    {second_notice_late, .model = "auction-second-late", .rule = "notice-late", .days = 30,
     .why = "announced on the thirtieth day"},
    {none_held, .model = "auction-second-late", .rule = "none-held"},
    {none_held, .model = "auction-second-late", .rule = "none-held", .field = 1,
     .why = "there is a reason"},
    {none_held, .model = "auction-second-late", .rule = "none-held", .field = 2,
     .why = "taken in payment"},
    {failed_lately, .model = "auction-second-late", .rule = "none-held", .days = 31},
    {failed_lately, .model = "auction-second-late", .rule = "none-held", .days = 30,
     .why = "thirty days end today"},

    {taxes, .model = "auction-tax", .rule = "all-on-buyer"},
    {taxes, .model = "auction-tax", .rule = "all-on-buyer", .why = "by law"},
    {publicity, .model = "auction-publicity", .rule = "items"},
    {publicity, .model = "auction-publicity", .rule = "items", .why = "in other words"},
    {.play = NULL},
};
