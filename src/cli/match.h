/* match.h - the parts of suyuan match: what there is, and what is decided. */
#ifndef SY_CLI_MATCH_H
#define SY_CLI_MATCH_H

#include "cli/command.h"
#include "ledger/case.h"

/* list: matches, or with --open the questions by amount at stake. */
SY_MUST_USE sy_status sy_match_list(sy_call *call, sy_err *err);
/* log: every decision that was made, who and when, and whether it stands. */
SY_MUST_USE sy_status sy_match_log(sy_call *call, sy_err *err);
/* confirm, reject: two entries, two accounts, or with --rule all of a kind. */
SY_MUST_USE sy_status sy_match_verdict(sy_call *call, sy_verdict verdict, sy_err *err);
/* undo: the newest decision, or the one with this number. */
SY_MUST_USE sy_status sy_match_take_back(sy_call *call, sy_err *err);

/* What was asked for by --state, --kind, --rule, --above, --below; bits are set for what is
 * wanted. */
typedef struct sy_match_filter {
    unsigned states, kinds;
    int reason; /* sy_match_reason; -1: any */
    int64_t above, below;
} sy_match_filter;
SY_MUST_USE sy_status sy_match_read_filter(sy_match_filter *f, sy_call *call, sy_err *err);
bool sy_match_wanted(const sy_match_filter *f, sy_match_kind kind, sy_match_state state,
                     sy_match_reason reason, int64_t amount);

const char *sy_match_state_word(sy_match_state state); /* "confirmed" */
const char *sy_match_kind_title(sy_match_kind kind);   /* translated */
const char *sy_match_reason_title(sy_match_reason reason);

#endif
