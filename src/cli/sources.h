/* sources.h - the parts of suyuan sources. */
#ifndef SY_CLI_SOURCES_H
#define SY_CLI_SOURCES_H

#include "cli/command.h"
#include "store/facts.h"

/* The hash of the imported file that the third word means, by its path, its name, or the start of
 * its SHA-256; SY_EDATA where there is none, or several. */
SY_MUST_USE sy_status sy_source_named(const char **sha256, sy_call *call, sy_workspace *ws,
                                      sy_err *err);

/* rows FILE: the rows of one of its tables, by what became of them. */
SY_MUST_USE sy_status sy_source_tell_rows(sy_call *call, sy_workspace *ws, sy_err *err);

#endif
