/* lead.h - the parts of suyuan lead. */
#ifndef SY_CLI_LEAD_H
#define SY_CLI_LEAD_H

#include <jansson.h>

#include "casework/deadline.h"
#include "casework/groups.h"
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
SY_MUST_USE sy_status sy_lead_desk_open(sy_lead_desk *desk, sy_call *call, sy_access access,
                                        sy_err *err);
void sy_lead_desk_close(sy_lead_desk *desk);

typedef struct sy_lead_pick {
    sy_docket_lead **leads; /* in the order of the docket; from the call's arena */
    size_t n;
} sy_lead_pick;
/* Those that all filters of the options let through. */
SY_MUST_USE sy_status sy_lead_filter(sy_lead_pick *pick, const sy_lead_desk *desk, sy_call *call,
                                     sy_err *err);
/* Those that n words name (SY_EDATA for one that is none), or else those of --group that the
 * other filters let through. SY_EINVAL where nothing says which. */
SY_MUST_USE sy_status sy_lead_named(sy_lead_pick *pick, const sy_lead_desk *desk, sy_call *call,
                                    const char *const *words, size_t n, sy_err *err);

/* ---- the verbs ---- */

SY_MUST_USE sy_status sy_lead_list(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_show(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_assign(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_note(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_move(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_lead_undo(sy_call *call, sy_err *err);
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
