/* background.c - one function for each kind of thing.
 *
 * Who has vehicles, houses and policies (numbers below SY_OWNERS) is no debtor of any case, so
 * nothing here gives a lead. What is untidy: numbers in their old form, days that nobody
 * entered, vehicles of debtors that are scrapped or gone. */
#include "synth/province/background.h"

#include "synth/province/property.h"

enum {
    OF_CASE_DAY = 16,
    OF_VEHICLE,
    OF_HOUSE,
    OF_POLICY,
    OF_FIRM_SHARE,
    OF_INCOME,
    OF_KIN,
    OF_SUIT
};

/* ---- cases ---- */

void sy_background_case(sy_enforcement *out, const sy_province *p, uint64_t n)
{
    const uint64_t chance = sy_chance_of(p, OF_CASE_DAY, n);
    const int32_t ago = 5 + (int32_t)(chance % 3300);
    const sy_closing closing = ago < 175                   ? SY_OPEN
                               : (chance >> 32) % 100 < 38 ? SY_CLOSED_FOR_NOW
                                                           : SY_PERFORMED;

    sy_province_case(out, p, n, p->today - ago, closing);
}

static void put_background_case(sy_stage *s, uint64_t n)
{
    sy_enforcement e;

    sy_background_case(&e, s->p, n);
    sy_put_case(s, &e);
    sy_put_property(s, &e);
}

/* ---- vehicles ---- */

/* Of debtors: only such as no court can use, and older than any case. */
static void make_useless(sy_row_vehicles *v, const sy_province *p, uint64_t chance)
{
    static const char *const states[] = {"E", "M", "P", "B", "GE"};
    v->state = states[chance % 5];
    v->first_registered = v->since = p->today - 3600 - (int32_t)(chance % 2000);
}

static void put_vehicle(sy_stage *s, uint64_t n)
{
    static const char *const makes[] = {"乌有牌", "子虚牌", "无名牌", "追日牌"};
    const sy_province *p = s->p;
    const uint64_t chance = sy_chance_of(p, OF_VEHICLE, n);
    const bool is_debtors = chance % 1000 < 5, is_firms = !is_debtors && (chance >> 10) % 100 < 12;
    const int32_t first = p->today - 30 - (int32_t)((chance >> 17) % 5000);
    const int32_t bought = (chance >> 30) % 4 == 0 ? first + (p->today - first) / 2 : first;
    char plate[SY_MADE_PLATE], vin[SY_MADE_VIN], old[SY_ID_TEXT];
    sy_somebody owner;

    if (is_firms)
        sy_province_firm(&owner, p, (chance >> 32) % p->firms);
    else if (is_debtors)
        sy_province_person(&owner, p, SY_DEBTORS_FROM + (chance >> 32) % (2 * p->cases));
    else
        sy_province_person(&owner, p, (chance >> 32) % SY_OWNERS);
    sy_province_plate(plate, n);
    sy_province_vin(vin, n);
    sy_province_old_id(old, owner.id);
    sy_row_vehicles row = {.plate = plate,
                           .vin = (chance >> 8) % 50 ? vin : NULL,
                           .make = makes[chance & 3],
                           .use = is_firms ? "货运" : "非营运",
                           .owner = owner.name,
                           .owner_id = (chance >> 12) % 100 == 0 ? old : owner.id,
                           .first_registered = first,
                           .since = (chance >> 20) % 200 ? bought : 0,
                           .inspected = p->today - (int32_t)((chance >> 24) % 700),
                           .inspection_until = p->today - 100 + (int32_t)((chance >> 26) % 600),
                           .scrap_by = first + 5475,
                           .state = "A",
                           .mortgaged = (chance >> 33) % 10 ? "否" : "是",
                           .acquired = "购买",
                           .price = (int64_t)(3000000 + (chance >> 28) % 40000 * 1000),
                           .insured_until = p->today - 20 + (int32_t)((chance >> 29) % 380)};
    if (is_debtors) make_useless(&row, p, chance >> 40);
    sy_put_vehicles(s, &row);
}

/* ---- houses, policies, incomes ---- */

static void put_house(sy_stage *s, uint64_t n)
{
    const sy_province *p = s->p;
    const uint64_t chance = sy_chance_of(p, OF_HOUSE, n);
    sy_somebody owner;

    sy_province_person(&owner, p, (chance >> 20) % SY_OWNERS);
    const sy_row_real_estate row = {
        .unit = sy_say(s, "330699GB%09llu", (unsigned long long)n),
        .certificate = sy_say(s, "浙(2020)乌有县不动产权第%09llu号", (unsigned long long)n),
        .owner = owner.name,
        .owner_id = owner.id,
        .shares = "单独所有",
        .use = "住宅",
        .area = sy_say(s, "%u", (unsigned)(50 + chance % 100)),
        .kind = "转移登记",
        .since = p->today - 30 - (int32_t)((chance >> 8) % 6000),
        .price = (int64_t)(50000000 + (chance >> 12) % 2000 * 100000),
        .state = "现势"};
    sy_put_real_estate(s, &row);
}

static void put_policy(sy_stage *s, uint64_t n)
{
    const sy_province *p = s->p;
    const uint64_t chance = sy_chance_of(p, OF_POLICY, n);
    sy_somebody owner;

    sy_province_person(&owner, p, (chance >> 20) % SY_OWNERS);
    const sy_row_insurance row = {.policy = sy_say(s, "XG%010llu", (unsigned long long)n),
                                  .company = "虚构人寿保险股份有限公司",
                                  .product = "乌有终身寿险",
                                  .owner = owner.name,
                                  .owner_id = owner.id,
                                  .since = p->today - 30 - (int32_t)(chance % 4000),
                                  .pays = "年交",
                                  .premium = (int64_t)(200000 + (chance >> 12) % 100 * 10000),
                                  .cash_value = (int64_t)(100000 + (chance >> 16) % 500 * 10000),
                                  .state = "有效"};
    sy_put_insurance(s, &row);
}

static void put_firm(sy_stage *s, uint64_t n)
{
    const sy_province *p = s->p;
    const uint64_t chance = sy_chance_of(p, OF_FIRM_SHARE, n);
    const int32_t registered = p->today - 1000 - (int32_t)(chance % 4000);
    sy_somebody firm, holders[2];

    sy_province_firm(&firm, p, n);
    for (int i = 0; i < 2; i++) {
        sy_province_person(&holders[i], p, (chance >> (10 + 20 * i)) % SY_OWNERS);
        const sy_row_companies row = {.credit_code = firm.id,
                                      .company = firm.name,
                                      .legal = holders[0].name,
                                      .legal_id = holders[0].id,
                                      .kind = "有限责任公司",
                                      .capital = 100000000,
                                      .registered = registered,
                                      .owner = holders[i].name,
                                      .owner_id = holders[i].id,
                                      .share = "50%",
                                      .since = registered,
                                      .state = "存续"};
        sy_put_companies(s, &row);
    }
}

static void put_income(sy_stage *s, uint64_t n)
{
    const sy_province *p = s->p;
    const uint64_t chance = sy_chance_of(p, OF_INCOME, n);
    sy_somebody who, firm;

    sy_province_person(&who, p, (chance >> 20) % SY_OWNERS);
    sy_province_firm(&firm, p, chance % p->firms);
    const sy_row_incomes row = {.person = who.name,
                                .person_id = who.id,
                                .kind = chance & 1 ? "社保" : "公积金",
                                .unit = firm.name,
                                .from = p->today - 2000,
                                .until = p->today - 30,
                                .monthly = (int64_t)(400000 + (chance >> 8) % 100 * 10000)};
    sy_put_incomes(s, &row);
}

static void put_kin(sy_stage *s, uint64_t n)
{
    static const char *const relations[] = {"配偶", "子女", "父母", "兄弟姐妹"};
    const sy_province *p = s->p;
    const uint64_t chance = sy_chance_of(p, OF_KIN, n);
    sy_somebody a, b;

    sy_province_person(&a, p, chance % SY_OWNERS);
    sy_province_person(&b, p, (chance >> 24) % SY_OWNERS);
    const sy_row_kin row = {.person = a.name,
                            .person_id = a.id,
                            .relative = b.name,
                            .relative_id = b.id,
                            .relation = relations[chance >> 60 & 3],
                            .since = p->today - 4000};
    sy_put_kin(s, &row);
}

static void put_suit(sy_stage *s, uint64_t n)
{
    const sy_province *p = s->p;
    const uint64_t chance = sy_chance_of(p, OF_SUIT, n);
    const int32_t filed = p->today - 60 - (int32_t)(chance % 3000);
    char code[8], court[SY_MADE_NAME];
    sy_somebody plaintiff, defendant;

    sy_province_court_code(code, n);
    sy_province_court(court, n);
    sy_province_person(&plaintiff, p, (chance >> 16) % SY_OWNERS);
    sy_province_person(&defendant, p, (chance >> 36) % SY_OWNERS);
    sy_row_suits row = {.case_number = sy_say(s, "(%d)%s民初%llu号", 2016 + (int)(n % 10), code,
                                              (unsigned long long)(n / SY_COURTS + 1)),
                        .court = court,
                        .cause = "买卖合同纠纷",
                        .plaintiffs = plaintiff.name,
                        .plaintiff_ids = plaintiff.id,
                        .defendants = defendant.name,
                        .defendant_ids = defendant.id,
                        .amount = (int64_t)(2000000 + chance % 1000 * 10000),
                        .filed = filed,
                        .closed = filed + 50,
                        .outcome = "判决",
                        .award = (int64_t)(2000000 + chance % 1000 * 10000),
                        .contested = "有争议",
                        .priority = "无"};
    if (n % 50 == 1)
        row.plaintiff_agents = sy_say(s, "%s%llu", plaintiff.name, (unsigned long long)n);
    if (n % 50 == 2) {
        row.assignor = defendant.name;
        row.assigned = filed - 400;
    }
    if (n % 50 == 3) {
        row.in_kind = "乌有县子虚苑房屋";
        row.in_kind_value = row.award;
    }
    sy_put_suits(s, &row);
}

static void put_staff(sy_stage *s, uint64_t n)
{
    char court[SY_MADE_NAME];
    sy_somebody who;

    sy_province_person(&who, s->p, SY_STAFF_FROM + n);
    sy_province_court(court, n);
    const sy_row_court_staff row = {.person = who.name,
                                    .person_id = who.id,
                                    .unit = court,
                                    .post = "执行员",
                                    .since = s->p->today - 3000};
    sy_put_court_staff(s, &row);
}

/* One case in a thousand is watched from above. */
static void put_key_case(sy_stage *s, uint64_t n)
{
    sy_enforcement e;

    sy_background_case(&e, s->p, n * 1000 % s->p->cases);
    const sy_row_key_cases row = {.case_number = e.number,
                                  .court = e.court,
                                  .document =
                                      sy_say(s, "虚构督〔2026〕%llu号", (unsigned long long)n + 1),
                                  .issuer = "虚构市委政法委",
                                  .issued = s->p->today - 20,
                                  .reason = "群众反映",
                                  .due = s->p->today + 60};
    sy_put_key_cases(s, &row);
}

static void put_petition(sy_stage *s, uint64_t n)
{
    sy_enforcement e;

    sy_background_case(&e, s->p, n * 7 % s->p->cases);
    const sy_row_petitions row = {.petition = sy_say(s, "XF%08llu", (unsigned long long)n),
                                  .received = e.filed + 200 < s->p->today ? e.filed + 200 : e.filed,
                                  .channel = "12309热线",
                                  .petitioner = e.creditors[0].name,
                                  .petitioner_id = e.creditors[0].id,
                                  .standing = "申请执行人",
                                  .case_number = e.number,
                                  .court = e.court,
                                  .demand = "咨询",
                                  .accepted = "受理"};
    sy_put_petitions(s, &row);
}

/* ---- all of them ---- */

void sy_background_put(sy_stage *s, uint64_t from, uint64_t to, uint64_t of)
{
    static void (*const putters[])(sy_stage *, uint64_t) = {
        put_background_case, put_vehicle, put_house, put_policy, put_firm,
        put_income,          put_kin,     put_suit,  put_staff,  put_petition,
        put_key_case};
    const sy_province *p = s->p;
    const uint64_t counts[] = {p->cases,
                               p->vehicles,
                               p->houses,
                               p->policies,
                               p->firms,
                               p->incomes,
                               p->kin,
                               p->suits,
                               p->staff,
                               p->petitions,
                               (p->cases + 999) / 1000};

    for (size_t kind = 0; kind < sizeof putters / sizeof *putters; kind++) {
        const uint64_t end = counts[kind] * to / of;
        for (uint64_t n = counts[kind] * from / of; n < end; n++) {
            sy_stage_begin(s, n);
            putters[kind](s, n);
        }
    }
}
