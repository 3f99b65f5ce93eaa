/* Surname and given name are drawn from two tables by one walk over all pairs, whose start
 * and step depend on the seed. */
#include "synth/office/names.h"

#include "synth/words.h"

const char *sy_name_person(sy_world *w, uint32_t n)
{
    /* 1187 is prime and divides 2100 not, so the walk meets every pair once */
    const uint64_t k =
        (sy_random_mix(w->seed + 77) % SY_PEOPLE_NAMES + (uint64_t)n * 1187) % SY_PEOPLE_NAMES;

    return sy_world_text(w, "%s%s", sy_surnames[k % SY_SURNAMES], sy_given_names[k / SY_SURNAMES]);
}

const char *sy_name_town(const sy_world *w)
{
    return sy_towns[sy_random_mix(w->seed + 5) % SY_TOWNS];
}

const char *sy_name_words(sy_world *w)
{
    const char *first = SY_ONE_OF(w, sy_firm_words), *second = SY_ONE_OF(w, sy_firm_words);

    return sy_chance(w, 70) ? first : sy_world_text(w, "%s%s", first, second);
}

const char *sy_name_firm(sy_world *w, const char *trade)
{
    /* nor does it divide 60 * 61: no two firms have the same words */
    enum { PAIRS = SY_FIRM_WORDS * (SY_FIRM_WORDS + 1) };
    const uint64_t k =
        (sy_random_mix(w->seed + 78) % PAIRS + (uint64_t)w->n_firms++ * 1187) % PAIRS;
    const uint64_t second = k / SY_FIRM_WORDS;

    return sy_world_text(w, "%s%s%s%s", sy_name_town(w), sy_firm_words[k % SY_FIRM_WORDS],
                         second < SY_FIRM_WORDS ? sy_firm_words[second] : "", trade);
}

const char *sy_name_phone(sy_world *w)
{
    /* 1 and then 0: no mobile number begins like that */
    return sy_world_text(w, "10%09u", sy_below(w, 1000000000));
}

const char *sy_name_address(sy_world *w)
{
    const char *estate = SY_ONE_OF(w, sy_firm_words), *road = SY_ONE_OF(w, sy_firm_words);

    return sy_world_text(w, "%s%s路%u号%s苑%u幢%u室", sy_name_town(w), road, 1 + sy_below(w, 200),
                         estate, 1 + sy_below(w, 30), 101 + sy_below(w, 20) * 100 + sy_below(w, 4));
}

const char *sy_name_account_number(sy_world *w)
{
    const uint32_t high = sy_below(w, 100000000), low = sy_below(w, 10000000);

    return sy_world_text(w, "99%08u%07u", high, low);
}
