/* continued.h - tables that go on where another ended, without a header of
 * their own: part2 of a file that was cut, the second sheet of an old workbook
 * whose first is full. Private to intake. */
#ifndef SY_INTAKE_CONTINUED_H
#define SY_INTAKE_CONTINUED_H

#include "intake/tables.h"

/* The table whose header fits t, whose first row is cells: an earlier sheet of
 * the same file, or a file beside it whose name differs only in a number at its
 * end; and the row has a time and an amount where that table has them. NULL:
 * none. */
const sy_intake_table *sy_continued_from(const sy_found_tables *tables, const sy_intake_table *t,
                                         const sy_slice *cells, uint32_t n);

/* t takes over what from knows of columns and account, and says so in its note. */
SY_MUST_USE sy_status sy_continue(sy_intake_table *t, const sy_intake_table *from, sy_arena *arena,
                                  sy_err *err);

#endif
