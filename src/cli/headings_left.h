/* headings_left.h - which headings of a register's file no column took, in one line of words. */
#ifndef SY_CLI_HEADINGS_LEFT_H
#define SY_CLI_HEADINGS_LEFT_H

#include "base/buf.h"
#include "intake/import.h"

/* Of a heading that may be a slip of the pen, what it may have meant; of one that stands twice, from
 * which column it was taken. Whether any of them is such a one. */
bool sy_put_headings_left(sy_buf *words, const sy_table_report *t);

#endif
