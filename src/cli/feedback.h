/* feedback.h - counts of verdicts as people and programs get to read them. */
#ifndef SY_CLI_FEEDBACK_H
#define SY_CLI_FEEDBACK_H

#include "base/json.h"
#include "casework/feedback.h"
#include "casework/hit_rate.h"
#include "cli/table.h"

/* The keys of a line, into an object. */
void sy_feedback_json(sy_json *j, const sy_feedback_tally *t);
/* A table of lines: a name of any kind, and the counts. */
void sy_feedback_head(sy_table *t, sy_arena *arena);
void sy_feedback_row(sy_table *t, const char *name, const sy_feedback_tally *tally);

#endif
