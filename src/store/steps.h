/* steps.h - what people did with a lead or a key case, step by step.
 *
 *     const sy_step_word said[] = {{"state", "confirmed"}, {"note", "阅卷核实"}};
 *     const sy_step step = {.subject = id, .edition = lead.edition, .words = said, .n = 2};
 *     st = sy_steps_add(ws, SY_STEPS_OF_LEADS, &step, 1, &err);
 *
 * A step is a few words said at once. Rows are only ever added: taking a step back is a row
 * too, so that the whole history stays. Steps taken at once (a group judged in bulk) are one
 * act. What the words mean, and which may be said, is for src/casework. */
#ifndef SY_STORE_STEPS_H
#define SY_STORE_STEPS_H

#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What steps are about, and how it is named. */
#define SY_STEPS_OF_LEADS "lead"         /* by its id */
#define SY_STEPS_OF_KEY_CASES "key-case" /* by its case number in normal form */
#define SY_STEPS_OF_PROPOSALS "proposal" /* moves of a lead that wait for a second person */
#define SY_STEPS_OF_TWO_PERSONS "two-persons" /* whether they have to */

/* Who takes steps in this process, and whether he has logged in (base/user.h) or owns the
 * account it runs as. */
sy_slice sy_steps_who(void);
bool sy_steps_are_logged_in(void);

typedef struct sy_step_word {
    const char *field, *value;
} sy_step_word;

typedef struct sy_step {
    const char *subject;
    int64_t edition; /* what the lead said when it was judged (model_runs.h); 0: of no lead */
    const sy_step_word *words;
    size_t n;
    /* When read: */
    int64_t number, act;               /* act: number of the first of those taken at once */
    const char *who, *at;              /* YYYY-MM-DDTHH:MM:SSZ */
    const char *undone_by, *undone_at; /* NULL: it stands */
} sy_step;

/* All of them, as one act, or none. A subject may be there once. */
SY_MUST_USE sy_status sy_steps_add(sy_workspace *ws, const char *kind, const sy_step *steps,
                                   size_t n, sy_err *err);

/* Takes back the newest step of subject that stands or (NULL) the newest act of that kind:
 * all its steps that stand. *undone: what was taken back, from the arena, by subject; *n 0
 * where there was nothing. */
SY_MUST_USE sy_status sy_steps_undo(sy_workspace *ws, const char *kind, const char *subject,
                                    sy_step **undone, size_t *n, sy_arena *arena, sy_err *err);

/* The whole history of subject, or (NULL) of all of that kind: by subject, then in the order
 * in which they were taken. From the arena. */
SY_MUST_USE sy_status sy_steps_read(sy_workspace *ws, const char *kind, const char *subject,
                                    sy_step **list, size_t *n, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
