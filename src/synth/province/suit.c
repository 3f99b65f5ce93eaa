/* suit.c - numbers of suits are far above those of the background. */
#include "synth/province/suit.h"

#include <string.h>

#include "base/civil.h"

sy_row_suits sy_suit_of(sy_stage *s, const sy_somebody *plaintiff, const sy_somebody *defendant,
                        int32_t filed)
{
    char code[8], court[SY_MADE_NAME];
    const unsigned long long number = 30000000 + s->scene * 16 + s->n_suits++;

    SY_ASSERT(s->n_suits <= 16);
    sy_province_court_code(code, s->scene);
    sy_province_court(court, s->scene);
    return (sy_row_suits){.case_number =
                              sy_say(s, "(%.4s)%s民初%llu号", sy_say_day(s, filed), code, number),
                          .court = sy_say(s, "%s", court),
                          .cause = "民间借贷纠纷",
                          .plaintiffs = plaintiff->name,
                          .plaintiff_ids = plaintiff->id,
                          .defendants = defendant->name,
                          .defendant_ids = defendant->id,
                          .amount = 50000000,
                          .filed = filed,
                          .closed = filed + 50,
                          .outcome = "判决",
                          .award = 50000000,
                          .contested = "有争议",
                          .priority = "无"};
}

void sy_dispute_begin(sy_dispute *d, sy_stage *s)
{
    sy_stage_person(&d->plaintiff, s);
    sy_stage_person(&d->defendant, s);
    d->suit = sy_suit_of(s, &d->plaintiff, &d->defendant,
                         s->p->today - 300 - (int32_t)sy_stage_draw(s, 200));
}

void sy_suit_settle(sy_row_suits *suit)
{
    suit->outcome = "调解";
    suit->contested = "无争议";
}

sy_row_seals sy_seal_before(sy_stage *s, const sy_somebody *owner, int32_t start)
{
    return (sy_row_seals){.case_number = sy_say(s, "(%.4s)浙9900财保%llu号", sy_say_day(s, start),
                                                (unsigned long long)s->scene + 20000000),
                          .court = "亡是县忘川区人民法院",
                          .measure = "查封",
                          .kind = "首封",
                          .property_kind = "不动产",
                          .property_number = sy_say(s, "浙(2019)亡是县不动产权第9%09llu号",
                                                    (unsigned long long)s->scene),
                          .property = "亡是县亡是苑房屋",
                          .owner = owner->name,
                          .owner_id = owner->id,
                          .start = start,
                          .end = sy_province_add_months(start, 36),
                          .as_of = s->p->today};
}

void sy_put_seal_before(sy_stage *s, const sy_somebody *owner, int32_t start, int32_t lifted)
{
    sy_row_seals row = sy_seal_before(s, owner, start);

    row.lifted = lifted;
    sy_put_seals(s, &row);
}

void sy_put_long_seal(sy_stage *s, const sy_row_seals *seal)
{
    const bool is_deposit = strcmp(seal->property_kind, "存款") == 0;
    const int months = is_deposit ? 12 : seal->plate ? 24 : 36;
    const bool is_over = seal->end < s->p->today || seal->lifted || seal->disposed;

    sy_put_seals(s, seal);
    if (is_over || seal->end <= sy_province_add_months(seal->start, months)) return;
    const char *thing = seal->vin ? seal->vin : seal->property_number;
    sy_plant(s, "seal-lapsed", "over-long",
             sy_say(s, "%s %s %s over-long", seal->case_number, thing, sy_say_day(s, seal->start)));
}

void sy_put_tie(sy_stage *s, const sy_somebody *a, const sy_somebody *b, const char *relation)
{
    const sy_row_kin row = {.person = a->name,
                            .person_id = a->id,
                            .relative = b->name,
                            .relative_id = b->id,
                            .relation = relation,
                            .since = s->p->today - 6000};
    sy_put_kin(s, &row);
}
