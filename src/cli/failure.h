/* failure.h - a failure as the program's exit code and as JSON. */
#ifndef SY_CLI_FAILURE_H
#define SY_CLI_FAILURE_H

#include "base/err.h"
#include "base/json.h"

/* 0 done, 2 wrong usage, 3 bad input, 4 engine or system. */
int sy_exit_code(sy_status st);

/* The member "error" of the object that is open in j. */
void sy_json_error(sy_json *j, const sy_err *err);

#endif
