/* again.h - rows that had to wait until the whole file had voted
 * (orientation.h), or until the next batch had been read (edges.h): their rejects are taken back and they are read again with
 * what was decided. Private to intake. */
#ifndef SY_INTAKE_AGAIN_H
#define SY_INTAKE_AGAIN_H

#include "intake/reader.h"

#ifndef __cplusplus /* atomics of C */

/* Counts the votes of each table, decides, and lists what is to be read again
 * (t->again; the caller's to drop). *any: there is something. SY_EDATA when a
 * file says that rows which were taken are not what they were taken for. */
SY_MUST_USE sy_status sy_again_plan(bool *any, const sy_found_tables *tables, sy_findings *findings,
                                    sy_err *err);
/* After the second reading: blank directions that it told are told. */
void sy_again_count(const sy_found_tables *tables, const sy_findings *findings);

#endif

#endif
