/* feedback.h - what came of a model's leads: how many were true, what was done with them.
 *
 *     sy_feedback_line *lines;
 *     st = sy_feedback_read(&lines, &n, ws, &(sy_feedback_options){.model = NULL}, &arena, &err);
 *     // lines[i].tally.confirmed of confirmed + refuted: hit_rate.h
 *
 * A verdict is on a lead as it was worded when somebody checked it, so it counts for the rule
 * and the version that said it so. A version that says the same of the same thing as the one
 * before it has that verdict too: two versions are measured by all that each of them gives.
 * A model changed without a new version number is another model: its hash tells. */
#ifndef SY_CASEWORK_FEEDBACK_H
#define SY_CASEWORK_FEEDBACK_H

#include "casework/docket.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_feedback_tally {
    uint64_t leads; /* confirmed + refuted + open + vanished */
    uint64_t confirmed, refuted;
    uint64_t open;               /* nobody has said yet */
    uint64_t vanished;           /* nor will: the last run does not give it any more */
    uint64_t measures[SY_EXITS]; /* that were taken, each once a lead */
    uint64_t replied, adopted, declined;
    sy_minor recovered;
} sy_feedback_tally;
/* false: a sum does not fit; to is not to be used. */
bool sy_feedback_add(sy_feedback_tally *to, const sy_feedback_tally *more);

typedef enum sy_feedback_level {
    SY_FEEDBACK_MODEL,   /* all versions, each lead once */
    SY_FEEDBACK_VERSION, /* of one version and hash */
    SY_FEEDBACK_RULE     /* of that, one rule */
} sy_feedback_level;

typedef struct sy_feedback_line {
    sy_feedback_level level;
    const char *model, *version, *hash, *rule; /* "" above its level */
    bool is_again; /* of a rule: counted for another version too, so not for its model */
    sy_feedback_tally tally;
} sy_feedback_line;

/* The order of lines of rules: by model, version, hash, rule. */
int sy_feedback_order(const sy_feedback_line *a, const sy_feedback_line *b);

typedef struct sy_feedback_options {
    const char *model;         /* NULL: all */
    const char *since, *until; /* YYYY-MM-DD: only leads first given in this time; NULL: any */
    bool counts_once;          /* only for the version that gave it last: lines can be added */
} sy_feedback_options;

/* By model, version (as versions go: 1.9 before 1.10), hash, rule; each level before what it
 * holds. From the arena. SY_ELIMIT where money does not fit. */
SY_MUST_USE sy_status sy_feedback_read(sy_feedback_line **list, size_t *n, sy_workspace *ws,
                                       const sy_feedback_options *options, sy_arena *arena,
                                       sy_err *err);

/* What came of a lead, as a line's tally counts it. */
typedef enum sy_feedback_outcome {
    SY_FEEDBACK_ANY,
    SY_FEEDBACK_CONFIRMED,
    SY_FEEDBACK_REFUTED,
    SY_FEEDBACK_OPEN,
    SY_FEEDBACK_VANISHED,
    SY_FEEDBACK_OUTCOMES
} sy_feedback_outcome;
/* "confirmed", "refuted", "open", "vanished"; false: none of them. */
bool sy_feedback_outcome_from(sy_feedback_outcome *out, const char *name);

/* Which leads a line counts: is_in[i], of the docket's i-th, stays true of those. line: its
 * version, hash and rule; NULL is any. Cost: as the lines themselves, of those that were in. */
SY_MUST_USE sy_status sy_feedback_counted(bool *is_in, sy_docket *d, sy_workspace *ws,
                                          const sy_feedback_line *line, sy_feedback_outcome outcome,
                                          sy_arena *arena, sy_err *err);

/* Lines of rules, of any number of offices and in any order (rules: sorted in place), as lines
 * of models, versions and rules in the order above. Words are borrowed; list from the arena.
 * SY_ELIMIT as above. Cost: O(n log n). */
SY_MUST_USE sy_status sy_feedback_sum(sy_feedback_line **list, size_t *n, sy_feedback_line *rules,
                                      size_t n_rules, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
