/* world.h - who and what there is in a made-up province, each by its number.
 *
 * Nothing is held: the n-th person, firm, vehicle or case is computed from n and the seed,
 * so any row of any file can be made by itself, on any thread, in no memory.
 *
 *     sy_somebody who;
 *     sy_province_person(&who, p, 12);          // who.id "330699197203110259"
 *     sy_enforcement e;
 *     sy_province_case(&e, p, 7, day, SY_CLOSED_FOR_NOW);   // lawful in every respect
 *
 * Numbers stand in region 330699, plates begin with 浙M to 浙Z, courts with 浙99, vehicles with
 * L00: none of them was ever given to anybody. */
#ifndef SY_SYNTH_PROVINCE_WORLD_H
#define SY_SYNTH_PROVINCE_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "synth/ids.h"
#include "synth/random.h"

enum {
    SY_COURTS = 90,
    SY_MADE_NAME = 64,
    SY_MADE_NUMBER = 48,
    SY_MADE_PLATE = 16,
    SY_MADE_VIN = 18
};

/* How many of each; the background, without what is planted. */
typedef struct sy_province {
    uint64_t seed;
    unsigned scale;
    int32_t today; /* days since 1970: the day as of which everything holds */
    uint64_t cases, vehicles, houses, policies, firms, incomes, kin, suits, staff, petitions;
    uint64_t scenes; /* that are planted */
} sy_province;

void sy_province_init(sy_province *p, uint64_t seed, unsigned scale);

/* There is somebody new for each of so many scenes. */
uint64_t sy_province_most_scenes(void);

/* A hash of what and which: the only source of chance. */
static inline uint64_t sy_chance_of(const sy_province *p, uint32_t what, uint64_t n)
{
    return sy_random_mix(p->seed * 0x9E3779B97F4A7C15ull +
                         sy_random_mix(n + ((uint64_t)what << 48)));
}

/* ---- people ---- */

/* Ranges of numbers of people. */
enum {
    SY_OWNERS = 10000000,            /* 0 ..: who has vehicles, houses, policies and no case */
    SY_DEBTORS_FROM = 10000000,      /* two a case */
    SY_CREDITORS_FROM = 12000000,    /* one a case */
    SY_STAFF_FROM = 13000000,        /* of the courts */
    SY_SCENE_PEOPLE_FROM = 13100000, /* SY_SCENE_PEOPLE a scene */
    SY_SCENE_PEOPLE = 16,
    SY_FIRMS = 500000 /* of the background; scenes have two each, after these */
};

typedef struct sy_somebody {
    char id[SY_ID_TEXT], name[SY_MADE_NAME];
    bool is_firm;
} sy_somebody;

void sy_province_person(sy_somebody *out, const sy_province *p, uint64_t n);
void sy_province_firm(sy_somebody *out, const sy_province *p, uint64_t n);
/* The number as older files have it: 15 digits of a person (born before 2000, else the 18
 * stay), the organisation code of a firm. */
void sy_province_old_id(char out[SY_ID_TEXT], const char *id);

/* ---- things ---- */

void sy_province_plate(char out[SY_MADE_PLATE], uint64_t n);
void sy_province_vin(char out[SY_MADE_VIN], uint64_t n);
/* 浙9917 and its name. */
void sy_province_court_code(char out[8], uint64_t n);
void sy_province_court(char out[SY_MADE_NAME], uint64_t n);

/* ---- cases ---- */

typedef enum sy_closing {
    SY_OPEN,          /* not closed, and within its six months */
    SY_PERFORMED,     /* all paid */
    SY_CLOSED_FOR_NOW /* 终本 */
} sy_closing;

/* Numbers of cases from here on are of scenes: 2,000,000 / SY_COURTS + 1 and more in a court. */
enum { SY_SCENE_CASES_FROM = 2000000 };
enum { SY_CASE_DEBTORS = 2, SY_CASE_CREDITORS = 2, SY_QUERY_KINDS = 4, SY_REQUERIES = 3 };

/* A case and its days; 0: not. What the rows of all pools say of it comes from here. */
typedef struct sy_enforcement {
    uint64_t n;
    sy_closing closing;
    char number[SY_MADE_NUMBER], title[SY_MADE_NUMBER], court[SY_MADE_NAME], judge[SY_MADE_NAME];
    sy_somebody creditors[SY_CASE_CREDITORS], debtors[SY_CASE_DEBTORS], third;
    int64_t claim, paid;          /* fen */
    int32_t made, effective, due; /* the judgment */
    int32_t applied, filed, notified, report_ordered, reported, report_checked, restricted;
    int32_t queried, closed, collegial, approved, creditor_told, served, listed, satisfied;
    int32_t received, paid_out;         /* the money */
    int32_t extended, lifted, resumed;  /* lifted: the restriction */
    int32_t died;                       /* the second debtor */
    const char *obligation, *is_signed; /* is_signed: 是, 否; by the creditor */
    unsigned queried_kinds;             /* bits of the categories that were queried */
    unsigned not_queried;               /* bits of the debtors who were not */
    int32_t requeried[SY_REQUERIES];    /* after the closing; all 0: every five months */
    bool is_not_requeried;
    int32_t found_after, resume_applied; /* a deposit; the creditor's application */
    const char *previous;                /* the case that this one resumes */
    const char *vehicle;                 /* the first debtor's, found and reported; since when */
    int32_t vehicle_since;
    int32_t terminated;         /* as the list of closings for now has it; 0: closed */
    bool has_no_steps;          /* in the pool of steps */
    const char *ended, *reason; /* how and why it was closed; NULL: as closing says */
} sy_enforcement;

/* The n-th case, filed on this day, lawful in every respect. */
void sy_province_case(sy_enforcement *out, const sy_province *p, uint64_t n, int32_t filed,
                      sy_closing closing);
/* Closes it on another day; all that goes with closing moves along. */
void sy_province_close(sy_enforcement *e, int32_t closed);

int32_t sy_province_add_months(int32_t day, int months);
/* The fee for enforcing so much: by steps, each rounded up to the fen. */
int64_t sy_province_fee(int64_t amount);
/* Claim, doubled interest until that day, and fee, as the regulations count them. */
int64_t sy_province_owed(const sy_enforcement *e, int32_t until);

#endif
