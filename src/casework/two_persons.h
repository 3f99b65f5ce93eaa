/* two_persons.h - what leaves the house or ends a lead, by two people (双人复核).
 *
 * Where a case asks for it, a move to recommended, referred or closed is not made at once: it is
 * proposed, and becomes a move when somebody else confirms it. A proposal is a step of its own
 * kind about the lead, with the words of the move; it is open as long as it stands and the lead
 * has not moved since. Taking the confirmation back opens it again.
 *
 *     st = sy_two_persons_read(&is_on, ws, &arena, &err);
 *     if (is_on && sy_two_persons_for(to)) kind = SY_STEPS_OF_PROPOSALS;    // of sy_leads_say
 *     ...
 *     st = sy_leads_confirm(ws, leads, n, &rules, &left, &n_left, &arena, &err);
 *
 * Why: docs/decisions/0041-two-persons.md. */
#ifndef SY_CASEWORK_TWO_PERSONS_H
#define SY_CASEWORK_TWO_PERSONS_H

#include "casework/moves.h"

#ifdef __cplusplus
extern "C" {
#endif

bool sy_two_persons_for(sy_lead_state to);

typedef struct sy_two_persons {
    bool is_on;           /* false at first */
    const char *who, *at; /* who said so last, from the arena; NULL: nobody */
} sy_two_persons;
SY_MUST_USE sy_status sy_two_persons_read(sy_two_persons *out, sy_workspace *ws, sy_arena *arena,
                                          sy_err *err);
SY_MUST_USE sy_status sy_two_persons_set(sy_workspace *ws, bool is_on, sy_err *err);

/* Who is named in the act, where one person works alone with the computer: not who decides, and
 * not where people log in (they confirm under their own names). SY_EINVAL. */
SY_MUST_USE sy_status sy_second_person_check(const char *name, sy_err *err);

/* Makes of each lead's open proposal its move, with who proposed it, as sy_leads_say does. Left
 * are those without one, those that the same person proposed, and those that say something else
 * since. */
SY_MUST_USE sy_status sy_leads_confirm(sy_workspace *ws, sy_docket_lead *const *leads, size_t n,
                                       const sy_ex_officio *rules, sy_lead_left **left,
                                       size_t *n_left, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
