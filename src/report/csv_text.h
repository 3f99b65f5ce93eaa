/* csv_text.h - a text that people or files gave, as a cell of a .csv file.
 *
 *     sy_csv_text(&line, &scratch, sy_slice_of("=1+1"));      // '=1+1 */
#ifndef SY_REPORT_CSV_TEXT_H
#define SY_REPORT_CSV_TEXT_H

#include "base/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Appends it as a spreadsheet program takes it for what it is: what would begin a formula gets an
 * apostrophe, what it would take for a number or a day (and round, or rewrite) a tab at its end, as
 * the files of payment firms have it. Shown as shown.h says. scratch: any text; it is emptied. */
void sy_csv_text(sy_buf *line, sy_buf *scratch, sy_slice text);

#ifdef __cplusplus
}
#endif

#endif
