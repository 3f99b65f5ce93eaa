/* world.c - numbers are spread by multiplying with a prime modulo how many there are, which
 * meets each once; everything else is a hash of the number. */
#include "synth/province/world.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "synth/put.h"
#include "synth/words.h"

/* 1920 to 1999: all are of age in every case. */
enum { BIRTHS_FROM = -18263, BIRTHS = 29220, SERIALS = 1000, FIRM_CODES = 4000000 };
static const uint64_t A_PRIME = 15485863;

/* Salts of sy_chance_of. */
enum { OF_NAME = 1, OF_FIRM, OF_CASE };

static uint64_t at_scale(uint64_t whole, unsigned scale)
{
    const uint64_t n = whole / scale;
    return n ? n : 1;
}

void sy_province_init(sy_province *p, uint64_t seed, unsigned scale)
{
    *p = (sy_province){.seed = seed,
                       .scale = scale,
                       .today = (int32_t)sy_days_from_civil(2026, 6, 30),
                       .cases = at_scale(1000000, scale),
                       .vehicles = at_scale(20000000, scale),
                       .houses = at_scale(4000000, scale),
                       .policies = at_scale(2000000, scale),
                       .firms = at_scale(SY_FIRMS, scale),
                       .incomes = at_scale(3000000, scale),
                       .kin = at_scale(3000000, scale),
                       .suits = at_scale(1000000, scale),
                       .staff = at_scale(20000, scale),
                       .petitions = at_scale(100000, scale)};
}

/* ---- people ---- */

uint64_t sy_province_most_scenes(void)
{
    return ((uint64_t)BIRTHS * SERIALS - SY_SCENE_PEOPLE_FROM) / SY_SCENE_PEOPLE;
}

void sy_province_person(sy_somebody *out, const sy_province *p, uint64_t n)
{
    const uint64_t at = (n * A_PRIME + p->seed * 7919) % ((uint64_t)BIRTHS * SERIALS);
    const uint64_t name = sy_chance_of(p, OF_NAME, n);
    sy_civil born;

    sy_civil_from_seconds(&born, (BIRTHS_FROM + (int64_t)(at / SERIALS)) * SY_DAY);
    sy_synth_id(out->id, born.year, born.month, born.day, (unsigned)(at % SERIALS));
    char *end = stpcpy(out->name, sy_surnames[name % SY_SURNAMES]);
    end = stpcpy(end, sy_given_names[(name >> 8) % SY_GIVEN_NAMES]);
    out->is_firm = false;
}

void sy_province_firm(sy_somebody *out, const sy_province *p, uint64_t n)
{
    static const char *const trades[] = {"建材有限公司", "商贸有限公司", "物流有限公司",
                                         "纺织有限公司", "科技有限公司", "置业有限公司"};
    const uint64_t at = (n * A_PRIME + p->seed * 104729) % FIRM_CODES;
    const uint64_t name = sy_chance_of(p, OF_FIRM, n);
    char *end = out->name;

    sy_synth_credit_code(out->id, (uint32_t)at);
    end = stpcpy(end, sy_towns[name % SY_TOWNS]);
    end = stpcpy(end, sy_firm_words[(name >> 8) % SY_FIRM_WORDS]);
    end = stpcpy(end, sy_firm_words[(name >> 16) % SY_FIRM_WORDS]);
    stpcpy(end, trades[(name >> 24) % (sizeof trades / sizeof *trades)]);
    out->is_firm = true;
}

void sy_province_old_id(char out[SY_ID_TEXT], const char *id)
{
    if (strncmp(id, "91", 2) == 0) {
        snprintf(out, SY_ID_TEXT, "%.8s-%c", id + 8, id[16]);
    } else if (strncmp(id + 6, "19", 2) == 0) {
        snprintf(out, SY_ID_TEXT, "%.6s%.9s", id, id + 8);
    } else {
        memcpy(out, id, SY_ID_TEXT);
    }
}

/* ---- things ---- */

/* A prefix that nobody issues, then five characters of which two are letters. */
void sy_province_plate(char out[SY_MADE_PLATE], uint64_t n)
{
    static const char prefixes[] = "MNPQRSTUVWXYZ", letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    static const uint8_t pairs[10][2] = {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {1, 2},
                                         {1, 3}, {1, 4}, {2, 3}, {2, 4}, {3, 4}};
    char *p = stpcpy(out, "浙");
    uint64_t rest = n / 13;
    char five[5];

    *p++ = prefixes[n % 13];
    const uint8_t *pair = pairs[rest % 10];
    rest /= 10;
    uint64_t digits = rest % 1000;
    rest /= 1000;
    for (int i = 0; i < 5; i++) {
        if (i == pair[0] || i == pair[1]) {
            five[i] = letters[rest % 24];
            rest /= 24;
        } else {
            five[i] = (char)('0' + digits % 10);
            digits /= 10;
        }
    }
    memcpy(p, five, 5);
    p[5] = '\0';
}

/* GB 16735: the ninth character is the weighted sum modulo 11. All but four are digits. */
void sy_province_vin(char out[SY_MADE_VIN], uint64_t n)
{
    static const int weight[17] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    int sum = 0;

    memcpy(out, "L00", 3);
    sy_put_digits(out + 3, 5, n / 1000000);
    out[8] = '0';
    out[9] = 'R';
    out[10] = '0';
    sy_put_digits(out + 11, 6, n % 1000000);
    out[17] = '\0';
    for (int i = 0; i < 17; i++) {
        const int value = out[i] == 'L' ? 3 : out[i] == 'R' ? 9 : out[i] - '0';
        sum += weight[i] * value;
    }
    out[8] = sum % 11 == 10 ? 'X' : (char)('0' + sum % 11);
}

void sy_province_court_code(char out[8], uint64_t n)
{
    char *p = stpcpy(out, "浙99");
    p = sy_put_digits(p, 2, 1 + n % SY_COURTS);
    *p = '\0';
}

void sy_province_court(char out[SY_MADE_NAME], uint64_t n)
{
    char *p = stpcpy(out, sy_towns[n % SY_COURTS % SY_TOWNS]);
    p = stpcpy(p, sy_firm_words[n % SY_COURTS / SY_TOWNS]);
    stpcpy(p, "区人民法院");
}

/* ---- cases ---- */

int32_t sy_province_add_months(int32_t day, int months)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    sy_civil c;

    sy_civil_from_seconds(&c, (int64_t)day * SY_DAY);
    const int month = c.year * 12 + c.month - 1 + months;
    const int year = month / 12, of_year = month % 12;
    int last = lengths[of_year];
    if (of_year == 1 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0)) last = 29;
    return (int32_t)sy_days_from_civil(year, of_year + 1, c.day < last ? c.day : last);
}

static int year_of(int32_t day)
{
    sy_civil c;

    sy_civil_from_seconds(&c, (int64_t)day * SY_DAY);
    return c.year;
}

/* "(2023)浙9917执12号"; the number is unique in its court whatever the year. */
static void number_case(char out[SY_MADE_NUMBER], uint64_t n, int32_t day, const char *kind)
{
    char code[8];

    sy_province_court_code(code, n);
    *out++ = '(';
    out = sy_put_digits(out, 4, (uint64_t)year_of(day));
    *out++ = ')';
    out = stpcpy(out, code);
    out = stpcpy(out, kind);
    out = sy_put_number(out, n / SY_COURTS + 1);
    stpcpy(out, "号");
}

static void find_people(sy_enforcement *e, const sy_province *p, uint64_t n, uint64_t chance)
{
    for (uint64_t i = 0; i < SY_CASE_DEBTORS; i++) {
        sy_province_person(&e->debtors[i], p, SY_DEBTORS_FROM + 2 * n + i);
    }
    sy_province_firm(&e->creditors[0], p, chance % p->firms);
    sy_province_person(&e->creditors[1], p, SY_CREDITORS_FROM + n);
    sy_province_person(&e->third, p, (chance >> 20) % SY_OWNERS);
}

void sy_province_close(sy_enforcement *e, int32_t closed)
{
    const bool is_for_now = e->closing == SY_CLOSED_FOR_NOW;

    e->closed = closed;
    e->queried = e->closed - 10;
    e->collegial = e->approved = is_for_now ? e->closed - 1 : 0;
    e->creditor_told = is_for_now ? e->closed - 5 : 0;
    e->served = e->closed;
    e->listed = is_for_now ? e->closed + 3 : 0;
    e->is_signed = is_for_now ? "是" : NULL;
    e->received = is_for_now ? 0 : e->filed + 89;
    e->paid_out = is_for_now ? 0 : e->filed + 99;
    e->satisfied = is_for_now ? 0 : e->closed - 4;
    e->lifted = is_for_now ? 0 : e->closed - 3;
    e->paid = is_for_now ? 0 : e->claim;
}

void sy_province_case(sy_enforcement *out, const sy_province *p, uint64_t n, int32_t filed,
                      sy_closing closing)
{
    const uint64_t chance = sy_chance_of(p, OF_CASE, n);
    sy_enforcement *e = out;

    *e = (sy_enforcement){.n = n, .closing = closing, .filed = filed};
    number_case(e->number, n, filed, "执");
    sy_province_court(e->court, n);
    find_people(e, p, n, chance);
    snprintf(e->judge, sizeof e->judge, "%s", sy_given_names[(chance >> 40) % SY_GIVEN_NAMES]);
    e->claim = (int64_t)(2000000 + chance % 100000 * 1000); /* 20,000 to 1,020,000 yuan */
    e->applied = filed - (int32_t)(chance >> 16 & 3);
    e->made = e->applied - 120 - (int32_t)(chance >> 24 & 63);
    e->effective = e->made + 16;
    e->due = e->made + 40;
    number_case(e->title, n, e->made, "民初");
    e->notified = e->report_ordered = filed + 2 + (int32_t)(chance >> 32 & 3);
    e->reported = e->report_ordered + 6;
    e->report_checked = e->reported + 4;
    e->restricted = filed + 20;
    e->queried = filed + 8;
    e->obligation = "给付金钱";
    e->queried_kinds = (1u << SY_QUERY_KINDS) - 1;
    /* more than three months, less than six; an auction of two rounds fits */
    if (closing != SY_OPEN) sy_province_close(e, filed + 110 + (int32_t)(chance >> 8 & 63));
}

int64_t sy_province_fee(int64_t amount)
{
    static const struct {
        int64_t from;
        int64_t thousandths;
    } steps[] = {{1000000, 15}, {50000000, 10}, {500000000, 5}, {1000000000, 1}};
    enum { STEPS = sizeof steps / sizeof *steps };
    int64_t fee = 5000;

    for (int i = 0; i < STEPS; i++) {
        const int64_t end = i + 1 < STEPS ? steps[i + 1].from : INT64_MAX;
        const int64_t part = (amount < end ? amount : end) - steps[i].from;
        if (part > 0) fee += (part * steps[i].thousandths + 999) / 1000;
    }
    return fee;
}

int64_t sy_province_owed(const sy_enforcement *e, int32_t until)
{
    const int64_t interest = (e->claim * 175 * (until - e->due) + 500000) / 1000000;

    return e->claim + interest + sy_province_fee(e->claim);
}
