/* offer.h - mappings that wait for a yes, offered to the person at the terminal. */
#ifndef SY_CLI_OFFER_H
#define SY_CLI_OFFER_H

#include "cli/command.h"
#include "intake/import.h"

/* Shows each mapping that was too uncertain to be taken, asks, and imports what
 * gets a yes: its tables join the report. Nothing is asked where nobody can be. */
SY_MUST_USE sy_status sy_offer_mappings(sy_import_report *report, sy_call *call, sy_workspace *ws,
                                        const sy_import_options *options, sy_err *err);

#endif
