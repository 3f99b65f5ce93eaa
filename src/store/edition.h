/* edition.h - in what one edition of a lead says something else than another.
 *
 * A run may give a lead a new edition for many reasons. Those that matter to a verdict are
 * its grade, rule, amount, parties, articles, what is unknown, and the values of its facts;
 * that the same facts now stand in another file is not one, nor are other words of the
 * model. By this a run counts what it says anew, and a judged lead has changed. */
#ifndef SY_STORE_EDITION_H
#define SY_STORE_EDITION_H

#include <jansson.h>

#include "store/model_runs.h"

#ifdef __cplusplus
extern "C" {
#endif

/* "grade" "A" "B"; of a fact its name. before or now may be "": it is new, or gone. */
typedef struct sy_difference {
    const char *what; /* "grade", "rule", "amount", "parties", "basis", "not_known", "fact" */
    const char *name; /* of a fact; "" */
    const char *before, *now;
} sy_difference;

/* Both with what they say (common, body; places are not looked at). Cost: where they differ in
 * places alone, one pass over both bodies; otherwise both are taken apart. */
SY_MUST_USE sy_status sy_leads_differ(bool *differ, const sy_lead *a, const sy_lead *b,
                                      sy_err *err);
/* now against the edition of that number. *differs only. */
SY_MUST_USE sy_status sy_edition_differs(bool *differs, sy_workspace *ws, int64_t edition,
                                         const sy_lead *now, sy_err *err);
/* All of them, from the arena. */
SY_MUST_USE sy_status sy_edition_differences(sy_difference **list, size_t *n, sy_workspace *ws,
                                             int64_t edition, const sy_lead *now, sy_arena *arena,
                                             sy_err *err);

enum { SY_EDITION_TEXT = 12 };
/* A few hex digits of what matters in it: the same where nothing differs. body: what it says
 * (sy_lead_whole). */
SY_MUST_USE sy_status sy_edition_digest(char out[SY_EDITION_TEXT], const sy_lead *lead,
                                        const json_t *body, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
