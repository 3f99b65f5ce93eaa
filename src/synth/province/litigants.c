/* litigants.c - who sues, through whom and how quickly: lenders, agents, mediation between the
 * related, bundles of wage claims, and signs that add up. */
#include <string.h>

#include "synth/province/schemes.h"
#include "synth/province/suit.h"

static const char agents[] = "sham-suit-agents", lender[] = "sham-suit-lender",
                  mediation[] = "sham-suit-mediation", wages[] = "sham-suit-wages",
                  signs[] = "sham-suit-signs", sale[] = "买卖合同纠纷";

static void judge_suit(sy_stage *s, const sy_row_suits *suit)
{
    sy_put_suits(s, suit);
    sy_scheme_judge(s, suit->case_number);
}

/* A firm that lends by its licence. */
static void make_bank(sy_somebody *who, sy_stage *s)
{
    sy_stage_firm(who, s);
    strcpy(who->name, "虚构银行股份有限公司");
}

/* ---- agents ---- */

static const char *agent_of(sy_stage *s)
{
    return sy_say(s, "虚构律师%llu", (unsigned long long)s->scene);
}

static const char *key_of_sides(sy_stage *s, const sy_row_suits *suit, const char *agent)
{
    const char *a = suit->plaintiff_ids, *b = suit->defendant_ids;
    const bool is_first = strcmp(a, b) < 0;

    return sy_say(s, "%s %s %s", agent, is_first ? a : b, is_first ? b : a);
}

static void agent_of_both(sy_stage *s)
{
    const char *agent = agent_of(s);
    sy_dispute d;

    sy_dispute_begin(&d, s);
    d.suit.plaintiff_agents = agent;
    d.suit.defendant_agents = sy_say(s, "另一律师、%s", agent);
    sy_put_suits(s, &d.suit);
    sy_scheme_judge(s, key_of_sides(s, &d.suit, agent));
}

/* First for the one, then for the other, against him or (why) against a third. */
static void agent_changes_sides(sy_stage *s)
{
    const char *agent = agent_of(s);
    sy_somebody third;
    sy_dispute d;

    sy_dispute_begin(&d, s);
    sy_stage_person(&third, s);
    sy_row_suits back =
        sy_suit_of(s, &d.defendant, s->scheme->why ? &third : &d.plaintiff, d.suit.filed + 90);
    d.suit.plaintiff_agents = back.plaintiff_agents = agent;
    sy_put_suits(s, &d.suit);
    sy_put_suits(s, &back);
    sy_scheme_judge(s, key_of_sides(s, &d.suit, agent));
}

/* Ten suits but so many; field: half of them of another cause. */
static void agent_in_bulk(sy_stage *s)
{
    const char *agent = agent_of(s);
    sy_somebody plaintiff, defendant;

    if (s->scheme->field == 2)
        make_bank(&plaintiff, s);
    else
        sy_stage_person(&plaintiff, s);
    for (int i = 0; i < 10 - s->scheme->days; i++) {
        sy_stage_person(&defendant, s);
        sy_row_suits suit = sy_suit_of(s, &plaintiff, &defendant, s->p->today - 400 + 20 * i);
        suit.cause = s->scheme->field == 1 && i % 2 ? "承揽合同纠纷" : sale;
        suit.plaintiff_agents = agent;
        sy_put_suits(s, &suit);
    }
    sy_scheme_judge(s, sy_say(s, "%s %s %s", agent, sy_say_id(s, &plaintiff), sale));
}

/* ---- lenders ---- */

/* Suits over loans: all but the last on one day, the last a year later and so many days; how
 * many: field. A stranger's cause, two courts or a bank spoil it. */
typedef enum loan_kind { LOANS, WITH_SALE, TWO_COURTS, OF_BANK } loan_kind;

static void lend(sy_stage *s, loan_kind kind, int n)
{
    const int32_t first = s->p->today - 500;
    const char *court = NULL;
    sy_somebody who, borrower;

    if (kind == OF_BANK)
        make_bank(&who, s);
    else
        sy_stage_person(&who, s);
    for (int i = 0; i < n; i++) {
        const int32_t later = sy_province_add_months(first, 12) + s->scheme->days;
        sy_stage_person(&borrower, s);
        sy_row_suits suit = sy_suit_of(s, &who, &borrower, i + 1 < n ? first : later);
        if (i == 0) court = suit.court;
        if (i == 1 && kind == TWO_COURTS) suit.court = "亡是县忘川区人民法院";
        if (i == 1 && kind == WITH_SALE) suit.cause = sale;
        sy_put_suits(s, &suit);
    }
    sy_scheme_judge(s, sy_say(s, "%s %s", sy_say_id(s, &who), court));
}

static void lends_five_times(sy_stage *s)
{
    lend(s, LOANS, 5);
}

static void lends_four_times(sy_stage *s)
{
    lend(s, LOANS, 4);
}

static void lends_and_sells(sy_stage *s)
{
    lend(s, WITH_SALE, 5);
}

static void lends_in_two_courts(sy_stage *s)
{
    lend(s, TWO_COURTS, 5);
}

static void lends_by_licence(sy_stage *s)
{
    lend(s, OF_BANK, 5);
}

/* ---- mediation ---- */

/* So many days after it was filed. */
static void settle_quickly(sy_dispute *d, sy_stage *s, int32_t days)
{
    sy_dispute_begin(d, s);
    sy_suit_settle(&d->suit);
    d->suit.closed = d->suit.filed + days;
}

static void quick_between_kin(sy_stage *s)
{
    sy_dispute d;

    settle_quickly(&d, s, s->scheme->days);
    sy_put_tie(s, &d.plaintiff, &d.defendant, "父母");
    judge_suit(s, &d.suit);
}

static void quick_and_contested(sy_stage *s)
{
    sy_dispute d;

    settle_quickly(&d, s, 7);
    d.suit.contested = "有争议";
    sy_put_tie(s, &d.plaintiff, &d.defendant, "父母");
    judge_suit(s, &d.suit);
}

static void quick_over_support(sy_stage *s)
{
    sy_dispute d;

    settle_quickly(&d, s, 7);
    d.suit.cause = "赡养费纠纷";
    sy_put_tie(s, &d.plaintiff, &d.defendant, "父母");
    judge_suit(s, &d.suit);
}

static void put_share(sy_stage *s, const sy_somebody *firm, const sy_somebody *owner,
                      const sy_somebody *legal)
{
    const int32_t since = s->p->today - 2000;
    const sy_row_companies row = {.credit_code = firm->id,
                                  .company = firm->name,
                                  .legal = legal->name,
                                  .legal_id = legal->id,
                                  .kind = "有限责任公司",
                                  .capital = 100000000,
                                  .registered = since,
                                  .owner = owner->name,
                                  .owner_id = owner->id,
                                  .share = "50%",
                                  .since = since,
                                  .state = "存续"};
    sy_put_companies(s, &row);
}

/* why: of two firms. */
static void quick_between_partners(sy_stage *s)
{
    sy_somebody firm, other;
    sy_dispute d;

    settle_quickly(&d, s, 7);
    sy_stage_firm(&firm, s);
    sy_stage_firm(&other, s);
    put_share(s, &firm, &d.plaintiff, &d.plaintiff);
    put_share(s, s->scheme->why ? &other : &firm, &d.defendant,
              s->scheme->why ? &d.defendant : &d.plaintiff);
    judge_suit(s, &d.suit);
}

static void quick_with_own_firm(sy_stage *s)
{
    sy_somebody firm, owner;
    sy_dispute d;

    settle_quickly(&d, s, 0);
    sy_stage_firm(&firm, s);
    sy_stage_person(&owner, s);
    put_share(s, &firm, &owner, &d.plaintiff);
    d.suit.defendants = firm.name;
    d.suit.defendant_ids = firm.id;
    judge_suit(s, &d.suit);
}

/* Enforced so many days after it was settled. */
static void quick_and_enforced(sy_stage *s)
{
    sy_dispute d;

    settle_quickly(&d, s, 7);
    d.suit.enforced = d.suit.closed + s->scheme->days;
    judge_suit(s, &d.suit);
}

static void judged_and_enforced(sy_stage *s)
{
    sy_dispute d;

    settle_quickly(&d, s, 7);
    d.suit.outcome = "判决";
    d.suit.enforced = d.suit.closed + 30;
    judge_suit(s, &d.suit);
}

/* ---- wages ---- */

typedef struct bundle {
    int claims;
    int32_t sealed, lifted; /* days from the suits; lifted 0: not */
    bool is_of_two_days;
} bundle;

/* All dispute them, so that they are no suits agreed upon after a seal. */
static void claim_wages(sy_stage *s, const bundle *b)
{
    const int32_t filed = s->p->today - 200;
    sy_somebody firm, worker;

    sy_stage_firm(&firm, s);
    for (int i = 0; i < b->claims; i++) {
        sy_stage_person(&worker, s);
        sy_row_suits suit =
            sy_suit_of(s, &worker, &firm, filed + (b->is_of_two_days && i == 0 ? 1 : 0));
        suit.cause = "追索劳动报酬纠纷";
        suit.amount = suit.award = 3000000;
        sy_put_suits(s, &suit);
    }
    sy_put_seal_before(s, &firm, filed + b->sealed, b->lifted ? filed + b->lifted - 1 : 0);
    sy_scheme_judge(s, sy_say(s, "%s %s", sy_say_id(s, &firm), sy_say_day(s, filed)));
}

/* ---- signs ---- */

static void plant_signs_of_agent(sy_stage *s, sy_row_suits *suit)
{
    const char *agent = agent_of(s);

    suit->plaintiff_agents = suit->defendant_agents = agent;
    sy_plant(s, agents, "both-sides", key_of_sides(s, suit, agent));
}

/* One agent, not contested, property given; between kin: four. field: over support. */
static void signs_of_kin(sy_stage *s)
{
    sy_dispute d;

    sy_dispute_begin(&d, s);
    sy_suit_settle(&d.suit);
    plant_signs_of_agent(s, &d.suit);
    d.suit.in_kind = "亡是县亡是苑房屋";
    d.suit.in_kind_value = d.suit.award;
    if (s->scheme->field == 1) d.suit.cause = "分家析产纠纷";
    if (!s->scheme->why || s->scheme->field) {
        sy_put_tie(s, &d.plaintiff, &d.defendant, "父母");
        sy_plant(s, "sham-suit-set-off", "between-kin", d.suit.case_number);
    }
    judge_suit(s, &d.suit);
}

/* Settled at once, not contested, enforced; after a seal: four. field: of a bank. */
static void signs_after_seal(sy_stage *s)
{
    sy_somebody bank;
    sy_dispute d;

    settle_quickly(&d, s, 7);
    d.suit.enforced = d.suit.closed + 30;
    if (s->scheme->field == 1) {
        make_bank(&bank, s);
        d.suit.plaintiffs = bank.name;
        d.suit.plaintiff_ids = bank.id;
    }
    if (!s->scheme->why || s->scheme->field) {
        sy_put_seal_before(s, &d.defendant, d.suit.filed - 1, 0);
        sy_plant(s, "sham-suit-after-seal", "sealed", d.suit.case_number);
    }
    sy_plant(s, mediation, "quick-enforced", d.suit.case_number);
    judge_suit(s, &d.suit);
}

/* Of a lender of five loans (why: four), one agent, not contested, a priority. */
static void signs_of_lender(sy_stage *s)
{
    const int n = s->scheme->why ? 4 : 5;
    sy_somebody who, borrower;
    sy_row_suits suit = {.court = NULL};

    sy_stage_person(&who, s);
    for (int i = 0; i < n; i++) {
        sy_stage_person(&borrower, s);
        suit = sy_suit_of(s, &who, &borrower, s->p->today - 400 + 10 * i);
        if (i + 1 < n) sy_put_suits(s, &suit);
    }
    sy_suit_settle(&suit);
    plant_signs_of_agent(s, &suit);
    suit.priority = "抵押权优先受偿";
    if (!s->scheme->why) sy_plant(s, lender, "frequent", sy_say(s, "%s %s", who.id, suit.court));
    judge_suit(s, &suit);
}

static void wages_after_seal(sy_stage *s)
{
    claim_wages(s, &(bundle){.claims = 10, .sealed = -1});
}

static void wages_of_nine(sy_stage *s)
{
    claim_wages(s, &(bundle){.claims = 9, .sealed = -1});
}

static void wages_on_the_day_of_the_seal(sy_stage *s)
{
    claim_wages(s, &(bundle){.claims = 10});
}

static void wages_after_lifting(sy_stage *s)
{
    claim_wages(s, &(bundle){.claims = 10, .sealed = -100, .lifted = 1});
}

static void wages_before_lifting(sy_stage *s)
{
    claim_wages(s, &(bundle){.claims = 10, .sealed = -100, .lifted = 2});
}

static void wages_of_two_days(sy_stage *s)
{
    claim_wages(s, &(bundle){.claims = 10, .sealed = -1, .is_of_two_days = true});
}

const sy_scheme sy_litigant_schemes[] = {
    {agent_of_both, .model = agents, .rule = "both-sides"},
    {agent_changes_sides, .model = agents, .rule = "both-sides"},
    {agent_changes_sides, .model = agents, .rule = "both-sides", .why = "against somebody else"},
    {agent_in_bulk, .model = agents, .rule = "same-pair"},
    {agent_in_bulk, .model = agents, .rule = "same-pair", .days = 1, .why = "nine suits"},
    {agent_in_bulk, .model = agents, .rule = "same-pair", .field = 1, .why = "of two causes"},
    {agent_in_bulk, .model = agents, .rule = "same-pair", .field = 2, .why = "of a bank"},

    {lends_five_times, .model = lender, .rule = "frequent", .days = -1},
    {lends_five_times, .model = lender, .rule = "frequent", .why = "the fifth a year later"},
    {lends_four_times, .model = lender, .rule = "frequent", .days = -1, .why = "four loans"},
    {lends_and_sells, .model = lender, .rule = "frequent", .days = -1, .why = "one is a sale"},
    {lends_in_two_courts, .model = lender, .rule = "frequent", .days = -1, .why = "in two courts"},
    {lends_by_licence, .model = lender, .rule = "frequent", .days = -1, .why = "a bank"},

    {quick_between_kin, .model = mediation, .rule = "related-quick", .days = 7},
    {quick_between_kin, .model = mediation, .rule = NULL, .days = 8, .why = "after eight days"},
    {quick_and_contested, .model = mediation, .rule = NULL, .why = "contested"},
    {quick_over_support, .model = mediation, .rule = NULL, .why = "a matter of family"},
    {quick_between_partners, .model = mediation, .rule = "related-quick"},
    {quick_between_partners, .model = mediation, .rule = NULL, .why = "of two firms"},
    {quick_with_own_firm, .model = mediation, .rule = "related-quick"},
    {quick_and_enforced, .model = mediation, .rule = "quick-enforced", .days = 30},
    {quick_and_enforced, .model = mediation, .rule = NULL, .days = 31,
     .why = "enforced after 31 days"},
    {judged_and_enforced, .model = mediation, .rule = NULL, .why = "ended by judgment"},

    {wages_after_seal, .model = wages, .rule = "bundle"},
    {wages_before_lifting, .model = wages, .rule = "bundle"},
    {wages_of_nine, .model = wages, .rule = "bundle", .why = "nine claims"},
    {wages_on_the_day_of_the_seal, .model = wages, .rule = "bundle", .why = "sealed that day"},
    {wages_after_lifting, .model = wages, .rule = "bundle", .why = "lifted that day"},
    {wages_of_two_days, .model = wages, .rule = "bundle", .why = "one came a day later"},

    {signs_of_kin, .model = signs, .rule = "signs"},
    {signs_of_kin, .model = signs, .rule = "signs", .why = "three signs"},
    {signs_of_kin, .model = signs, .rule = "signs", .field = 1, .why = "a matter of family"},
    {signs_after_seal, .model = signs, .rule = "signs"},
    {signs_after_seal, .model = signs, .rule = "signs", .why = "three signs"},
    {signs_after_seal, .model = signs, .rule = "signs", .field = 1, .why = "a bank"},
    {signs_of_lender, .model = signs, .rule = "signs"},
    {signs_of_lender, .model = signs, .rule = "signs", .why = "four loans"},
    {.play = NULL},
};
