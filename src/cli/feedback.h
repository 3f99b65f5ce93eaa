/* feedback.h - counts of verdicts as people and programs get to read them. */
#ifndef SY_CLI_FEEDBACK_H
#define SY_CLI_FEEDBACK_H

#include "base/json.h"
#include "casework/feedback.h"
#include "casework/hit_rate.h"
#include "cli/table.h"

/* "interval", "confidence", "lines": into an object. */
void sy_feedback_json_lines(sy_json *j, const sy_feedback_line *lines, size_t n);
/* With the interval of each; says so where there are no lines. */
SY_MUST_USE sy_status sy_feedback_table(sy_arena *arena, const sy_feedback_line *lines, size_t n,
                                        sy_err *err);

#endif
