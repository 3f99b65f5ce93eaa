/* import_report.h - what became of every row of an import, for people or as JSON. */
#ifndef SY_CLI_IMPORT_REPORT_H
#define SY_CLI_IMPORT_REPORT_H

#include "base/json.h"
#include "cli/command.h"
#include "intake/import.h"

/* Of a register. SY_EDATA where a file was not recognised or no row was accepted: what was is told
 * all the same. Paths are of call->words[0]'s workspace. */
SY_MUST_USE sy_status sy_import_tell(sy_call *call, const sy_import_report *r, sy_err *err);

/* "words" and "words_en" of a reject's rule, into an object that is begun. */
void sy_rule_words_json(sy_json *j, const char *rule);

#endif
