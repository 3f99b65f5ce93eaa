/* scene.h - a case as findings look at it: who the people are, what each row says, and
 * how much of each payment was the debtor's money.
 *
 *     sy_scene *s;
 *     st = sy_scene_open(&s, c, &(sy_scene_options){0}, &arena, &err);
 *     for (uint32_t row = f->row_begin[l]; row < f->row_begin[l + 1]; row++) {
 *         const sy_scene_row r = sy_scene_row_at(s, l, row);
 *         ... sy_scene_text(s, r.place, SY_SUMMARY), sy_scene_traced(s, SY_FIFO, r.transfer) ...
 *     }
 *     sy_scene_close(s);
 *
 * Everything here is read once, so that each finding (clues, proxies, inquiries) only
 * looks. A finding is a lead with reasons; the rows behind a reason are places. */
#ifndef SY_INSIGHT_SCENE_H
#define SY_INSIGHT_SCENE_H

#include "flow/lines.h"
#include "flow/trace.h"
#include "ledger/case.h"
#include "ledger/parties.h"
#include "store/people.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The days of a case, in the order in which they come. */
typedef enum sy_case_day {
    SY_DAY_SUIT_SERVED,
    SY_DAY_JUDGMENT_EFFECTIVE,
    SY_DAY_ENFORCEMENT_FILED,
    SY_DAY_REPORT_ORDERED,
    SY_DAY_CONSUMPTION_RESTRICTED,
    SY_DAY_TERMINATED,
    SY_DAY_RESUMED,
    SY_CASE_DAYS
} sy_case_day;

const char *sy_case_day_name(sy_case_day day);  /* "suit-served", ... */
const char *sy_case_day_label(sy_case_day day); /* translated */

#define SY_NO_DATE INT32_MIN /* days since 1970 that are not known */

typedef struct sy_scene_options {
    const char *party; /* who counts as the debtor: a name, an ID number or an account;
                        * NULL: those whom the case names */
    bool has_since;
    int64_t since; /* from when his outflows are traced; not given: from the first day of the
                    * case that is known, else from the beginning */
    const sy_seed *more_seeds; /* traced beside his accounts: diverted income */
    size_t n_more_seeds;
    bool no_trace; /* the question needs none: traces stay NULL */
    bool any_debtor; /* one who is not known or not in the statements is no failure:
                      * n_debtors may be 0 then */
} sy_scene_options;

typedef struct sy_scene {
    sy_case *c;
    const sy_flow *f;
    sy_arena *arena;
    sy_case_facts facts;
    int32_t day[SY_CASE_DAYS]; /* SY_NO_DATE where not known */

    /* who is who: numbers of parties->items */
    sy_parties *parties;
    uint32_t *party_of;    /* by account of the flow; SY_NONE: nobody is known by it */
    uint32_t *named;       /* parties by name: what sy_scene_party_named looks in */
    sy_relation *relation; /* by party: what it is to the debtor; SY_RELATION_NONE */
    uint32_t *debtors;
    size_t n_debtors; /* at least 1 (but any_debtor); several also where nothing joins his accounts but the name */
    sy_case_person *people; /* those entered (store/people.h) */
    size_t n_people;
    uint32_t *fits; /* by person entered: how many parties it fits; SY_NONE: a name without a
                     * number that several people bear, so it was given to nobody */

    /* what rows say, by place: numbers of texts, 0 the empty one. NULL for SY_HOLDER to
     * SY_OWN_BANK: the ledger says that */
    const uint32_t *word[SY_ENTRY_TEXTS];
    const uint8_t *flags; /* SY_ENTRY_..., by place */
    size_t n_places;
    const sy_slice *texts; /* by number */
    size_t n_texts;

    /* the debtor's money: all he paid from `since` on, under each rule */
    int64_t since;               /* INT64_MIN: from the beginning */
    sy_trace *traces[SY_RULES];  /* traces[SY_FIFO] with the bounds of every transfer; NULL: he
                                  * has no statement, and no other seed was given */
    uint64_t *matched;           /* by transfer, a bit each: matched one to one; NULL: no trace */
    sy_seed seeds[SY_MAX_SEEDS]; /* his accounts by number, then the further ones; also where
                                  * nothing is traced */
    size_t n_seeds;
    size_t accounts_left_out; /* of his, that were more than SY_MAX_SEEDS */
} sy_scene;

/* SY_EINVAL: neither the case nor options name a debtor; SY_EDATA: nobody in the
 * statements is him, or several people bear his name. Cost: the parties, one pass over the
 * entries, and the traces. The case stays the caller's; arrays come from the arena. */
SY_MUST_USE sy_status sy_scene_open(sy_scene **out, sy_case *c, const sy_scene_options *options,
                                    sy_arena *arena, sy_err *err);
void sy_scene_close(sy_scene *s);

/* ---- rows ---- */

typedef struct sy_scene_row {
    uint32_t ledger, transfer;
    uint32_t place; /* the row in this ledger's statement; SY_NONE: it has none that shows it */
    uint32_t other; /* the ledger at the other end, or SY_OUTSIDE + kind */
    uint32_t other_place; /* the row in that ledger's statement; SY_NONE */
    uint32_t picture;     /* a wallet's row of the same payment, seen from the same side: it knows
                           * the true payee; SY_NONE */
    int64_t at, amount;   /* amount: > 0 came in */
    bool date_only;
} sy_scene_row;

/* row: number in flow->rows. */
sy_scene_row sy_scene_row_at(const sy_scene *s, uint32_t ledger, uint32_t row);

static inline sy_slice sy_scene_text(const sy_scene *s, uint32_t place, sy_entry_text what)
{
    return place == SY_NONE ? (sy_slice){NULL, 0} : s->texts[s->word[what][place]];
}

/* Whom the row names at its other end: the holder of that account, else the name, else the
 * merchant that the row itself gives; empty where it names nobody. */
sy_slice sy_scene_other_name(const sy_scene *s, const sy_scene_row *r);
/* The party at the other end: of its account, else the only one that has this full name;
 * SY_NONE. */
uint32_t sy_scene_other_party(const sy_scene *s, const sy_scene_row *r);

/* ---- people ---- */

/* The party of a ledger's account; SY_NONE. */
static inline uint32_t sy_scene_party(const sy_scene *s, uint32_t ledger)
{
    return sy_is_outside(ledger) ? SY_NONE : s->party_of[s->f->ledgers[ledger].account];
}
bool sy_scene_is_debtor(const sy_scene *s, uint32_t party);
/* The party with exactly this name, if there is one only; SY_NONE. */
uint32_t sy_scene_party_named(const sy_scene *s, sy_slice name);

/* ---- the debtor's money ---- */

/* What a rule says of a transfer; NULL: none of his money is in it. */
const sy_traced *sy_scene_traced(const sy_scene *s, sy_rule rule, uint32_t transfer);
bool sy_scene_is_matched(const sy_scene *s, uint32_t transfer);

/* ---- days ---- */

/* The last day of the case that had come by then; SY_CASE_DAYS: none. */
sy_case_day sy_scene_after(const sy_scene *s, int64_t at);
/* Was it on or after this day of the case? False where the day is not known. */
bool sy_scene_is_after(const sy_scene *s, int64_t at, sy_case_day day);

#ifdef __cplusplus
}
#endif

#endif
