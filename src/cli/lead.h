/* lead.h - the parts of suyuan lead. */
#ifndef SY_CLI_LEAD_H
#define SY_CLI_LEAD_H

#include <jansson.h>

#include "casework/deadline.h"
#include "casework/feedback.h"
#include "casework/groups.h"
#include "casework/lead_stats.h"
#include "casework/moves.h"
#include "cli/command.h"

/* What every verb needs; sy_lead_desk_close in any case. */
typedef struct sy_lead_desk {
    sy_workspace *ws;
    sy_pools *pools;
    sy_docket *docket;
    sy_ex_officio rules;
    int32_t today; /* --as-of, else the day on which the command is given */
} sy_lead_desk;
/* which: its pools do not matter, the desk has all. */
SY_MUST_USE sy_status sy_lead_desk_open(sy_lead_desk *desk, sy_call *call, sy_access access,
                                        sy_docket_options which, int32_t today, sy_err *err);
/* The same by the options --model and --as-of. */
SY_MUST_USE sy_status sy_lead_desk_of(sy_lead_desk *desk, sy_call *call, sy_access access,
                                      sy_err *err);
/* With the leads alone that n words name, or where there is none and --group says which, all. */
SY_MUST_USE sy_status sy_lead_desk_named(sy_lead_desk *desk, sy_call *call, sy_access access,
                                         const char *const *words, size_t n, sy_err *err);
void sy_lead_desk_close(sy_lead_desk *desk);

/* What a lead must be; all-zero: anything. */
typedef struct sy_lead_terms {
    const char *court, *case_number, *party, *person, *group; /* NULL: any */
    unsigned states, grades, sources;                         /* bits; 0: any */
    bool is_new, is_due, has_changed, is_proposed;
    sy_lead_count count;         /* of lead stats; found: any lead */
    const char *month;           /* of that count; NULL: any */
    sy_feedback_line line;       /* of model feedback: version, hash, rule; NULL: any */
    sy_feedback_outcome outcome; /* of that line */
} sy_lead_terms;
enum { SY_LEAD_EX_OFFICIO = 1, SY_LEAD_APPLICATION = 2 }; /* bits of sources */
/* By the options of suyuan lead. */
SY_MUST_USE sy_status sy_lead_terms_of(sy_lead_terms *terms, sy_call *call, sy_err *err);
/* --state, a list of states, as bits. */
SY_MUST_USE sy_status sy_lead_states_of(unsigned *states, sy_call *call, sy_err *err);

typedef struct sy_lead_pick {
    sy_docket_lead **leads; /* in the order of the docket; from the call's arena */
    size_t n;
} sy_lead_pick;
SY_MUST_USE sy_status sy_lead_filter(sy_lead_pick *pick, const sy_lead_desk *desk, sy_call *call,
                                     const sy_lead_terms *terms, sy_err *err);
/* Those that n words name (SY_EDATA for one that is none), or else those of --group that the
 * other options let through. SY_EINVAL where nothing says which. */
SY_MUST_USE sy_status sy_lead_named(sy_lead_pick *pick, const sy_lead_desk *desk, sy_call *call,
                                    const char *const *words, size_t n, sy_err *err);

/* ---- the verbs ---- */

SY_MUST_USE sy_status sy_lead_list(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_show(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_assign(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_note(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_move(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_undo(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_confirm(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_withdraw(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_two_persons(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_read_back(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_list_groups(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_show_stats(sy_call *call, sy_err *err);

/* ---- a lead as JSON ---- */

/* The object of one lead; with its history where that is asked for. SY_ENOMEM. */
SY_MUST_USE sy_status sy_lead_json(sy_json *j, const sy_lead_desk *desk, sy_docket_lead *l,
                                   bool with_history, sy_arena *arena, sy_err *err);
/* What a text of the body says in the current language. */
const char *sy_lead_words(const json_t *words);
/* A member of an object that is a text; "". */
const char *sy_lead_text(const json_t *object, const char *key);

#endif
