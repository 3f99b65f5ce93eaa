/* titled.h - holders that stand only in the titles of files. Private to ledger. */
#ifndef SY_LEDGER_TITLED_H
#define SY_LEDGER_TITLED_H

#include "ledger/tables.h"

/* Gives ledgers whose rows name no holder the one that a confirmed title of
 * their file names; of several files the first by (sha256, sheet). */
SY_MUST_USE sy_status sy_case_titles_apply(sy_case_tables *t, sy_workspace *ws, sy_err *err);

#endif
