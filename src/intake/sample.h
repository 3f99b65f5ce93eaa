/* sample.h - the first rows of a table, held in memory so that they can be
 * looked at more than once: for the header, the lines before it, and what the
 * columns under it look like. Private to intake. */
#ifndef SY_INTAKE_SAMPLE_H
#define SY_INTAKE_SAMPLE_H

#include "base/alloc.h"
#include "base/err.h"
#include "text/csv.h"
#include "text/table.h"

/* Enough rows for a chain of balances to be no accident, and to see a page of
 * head lines; bytes: the rest of a table of monsters is not needed to know it. */
enum { SY_SAMPLE_ROWS = 256, SY_SAMPLE_BYTES = 16 << 20 };

typedef struct sy_sample_row {
    uint32_t number, n;
    const sy_slice *cells; /* UTF-8; what is no text is U+FFFD */
    const uint8_t *kinds;  /* sy_cell_kind; NULL: text */
} sy_sample_row;

typedef struct sy_sample {
    sy_sample_row rows[SY_SAMPLE_ROWS];
    uint32_t n;
    bool is_whole; /* the table has no more rows */
    sy_arena arena;
} sy_sample;

/* Zeroes and prepares; dispose also after a failure. */
void sy_sample_init(sy_sample *s, const sy_alloc *al);
void sy_sample_dispose(sy_sample *s);

/* From the first block of a text file, in this encoding. */
SY_MUST_USE sy_status sy_sample_text(sy_sample *s, const sy_csv_plan *plan, sy_encoding encoding,
                                     sy_err *err);
SY_MUST_USE sy_status sy_sample_sheet(sy_sample *s, const char *path, uint32_t sheet, sy_err *err);

#endif
