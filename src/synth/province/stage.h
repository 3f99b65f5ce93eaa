/* stage.h - where the rows of a part of a made-up province go, and where what is planted is
 * noted.
 *
 * A scene may draw from s->random and number things of its own, and nothing else: played
 * again, for the truth without rows, it says the same.
 *
 *     sy_enforcement e;
 *     sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
 *     sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.filed - 800);
 *     sy_put_case(s, &e);
 *     sy_put_vehicles(s, &v);
 *     sy_plant(s, "vehicle-two-files", "registered", sy_say(s, "%s %s", v.vin, v.owner_id)); */
#ifndef SY_SYNTH_PROVINCE_STAGE_H
#define SY_SYNTH_PROVINCE_STAGE_H

#include "base/err.h"
#include "synth/out.h"
#include "synth/province/tables.h"
#include "synth/province/world.h"

typedef struct sy_planted sy_planted; /* planted.h */

enum { SY_STAGE_HOLDERS = 8 };

typedef struct sy_stage {
    const sy_province *p;
    sy_out *outs; /* one for each pool; NULL: no rows */
    uint64_t rows[SY_PROVINCE_POOL_COUNT];
    sy_out *statement; /* of all accounts; NULL: no rows */
    const char *holders[SY_STAGE_HOLDERS]; /* of the accounts of the scene, n_cards of them */
    sy_planted *planted;                   /* NULL: not noted */
    /* the scene that is played */
    const struct sy_scheme *scheme;
    uint64_t scene;
    sy_random random;
    uint32_t n_people, n_firms, n_cases, n_vehicles, n_numbers, n_suits, n_cards, n_payments;
    size_t said;
    char text[1 << 15]; /* what sy_say has said since the last sy_stage_begin */
} sy_stage;

/* Begins scene (or row of the background) number n. */
void sy_stage_begin(sy_stage *s, uint64_t n);
/* A text that lasts until the next sy_stage_begin. */
const char *sy_say(sy_stage *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* YYYY-MM-DD */
const char *sy_say_day(sy_stage *s, int64_t day);
/* As norm_id has it: of a firm its organisation code. */
const char *sy_say_id(sy_stage *s, const sy_somebody *who);
/* One of the case's days, by its offset. */
int32_t *sy_stage_field(sy_enforcement *e, size_t offset);
/* 0 .. n - 1 */
uint32_t sy_stage_draw(sy_stage *s, uint32_t n);

/* ---- rows ---- */

void sy_stage_row(sy_stage *s, sy_province_pool pool, const void *row);
#define SY_PUT_ROW(NAME, name)                                                                     \
    static inline void sy_put_##name(sy_stage *s, const sy_row_##name *row)                        \
    {                                                                                              \
        if (s->outs) sy_stage_row(s, SY_OF_##NAME, row);                                           \
    }
SY_PROVINCE_POOLS(SY_PUT_ROW)

/* All that the pools say of a case, as its days have it. */
void sy_put_case(sy_stage *s, const sy_enforcement *e);
/* Of those, its steps; and one more. */
void sy_put_steps(sy_stage *s, const sy_enforcement *e);
void sy_put_step(sy_stage *s, const sy_enforcement *e, const char *node, int32_t day);

/* ---- of this scene ---- */

void sy_stage_person(sy_somebody *out, sy_stage *s);
/* Nobody of the case, nor a namesake of its debtors, who would be taken for one. */
void sy_stage_stranger(sy_somebody *out, sy_stage *s, const sy_enforcement *e);
void sy_stage_firm(sy_somebody *out, sy_stage *s);
/* A lawful case of people of its own, some years old (open: some weeks). */
void sy_stage_case(sy_enforcement *out, sy_stage *s, sy_closing closing);
void sy_stage_case_filed(sy_enforcement *out, sy_stage *s, int32_t filed, sy_closing closing);
/* In use, not sealed, his since that day. */
sy_row_vehicles sy_stage_vehicle(sy_stage *s, const sy_somebody *owner, int32_t since);
/* "FW0000123401": a number that no other scene has. */
const char *sy_stage_number(sy_stage *s, const char *prefix);

/* ---- the truth ---- */

/* A lead with this key must come of this rule. Texts of model, rule and why are for ever. */
void sy_plant(sy_stage *s, const char *model, const char *rule, const char *key);
/* None with this key may come of this rule (NULL: of no rule of the model): it misses by why. */
void sy_near(sy_stage *s, const char *model, const char *rule, const char *why, const char *key);

#endif
