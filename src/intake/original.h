/* original.h - a row as it stands in the file that came, with those around it.
 *
 * What an entry says was made of the cells of one row: numbers were read, words trimmed. Whoever
 * doubts it looks here, at the kept original itself, whose hash is checked each time.
 *
 *     sy_original o;
 *     sy_original_read(&o, ws, sy_slice_of("9f86d081884c-0-812"), 3, &arena, &err);
 *     ... o.header.cells, o.rows[0 .. o.n] ...                 // rows 809 to 815 */
#ifndef SY_INTAKE_ORIGINAL_H
#define SY_INTAKE_ORIGINAL_H

#include "store/extracts.h"
#include "store/facts.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_original_row {
    uint32_t number;       /* from 1, as a spreadsheet program counts; of a page: 12007 is page 12,
                            * line 7 */
    const sy_slice *cells; /* whole, in UTF-8; bytes that are no text of the file's encoding
                            * are U+FFFD */
    uint32_t n_cells;
} sy_original_row;

enum { SY_ORIGINAL_AROUND = 50 };
typedef struct sy_original {
    const sy_source *source;
    const sy_extract *extract; /* it was kept in place of a larger file; NULL */
    uint32_t row;              /* the one that was asked for */
    sy_original_row header;    /* number 0: not in this file, the names are the import's */
    sy_original_row *rows;     /* rows without any cell are not among them */
    size_t n;
} sy_original;

/* id: of a row of any table of the workspace, whether it became an entry or was rejected.
 * around: at most SY_ORIGINAL_AROUND. All from the arena. SY_EDATA when there is no such table
 * or row, or when the kept file is gone, unreadable, or not the one that was imported (its hash
 * is another). Cost: one read of the file, text at about 1 GB/s; a workbook is read up to the
 * row. */
SY_MUST_USE sy_status sy_original_read(sy_original *out, sy_workspace *ws, sy_slice id,
                                       uint32_t around, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
