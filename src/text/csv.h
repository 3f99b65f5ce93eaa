/* csv.h - separated text, by blocks, so that several threads can read one file.
 *
 * Two passes over a file of any size, in constant memory:
 *
 *   survey   one reader streams the file once: hash, the kept copy, encoding,
 *            delimiter, and a plan: where each block of whole records begins
 *            and the number of its first record. Quotes are followed, so a line
 *            break inside them never cuts a record.
 *   cursor   any thread walks the records of one block; cells are slices of the
 *            block in the file's own encoding (split first, decode distinct
 *            strings only: comma, quote, tab and newline never occur inside a
 *            UTF-8 or GB18030 character).
 *
 *     sy_csv_plan plan = {0};
 *     sy_csv_survey(&plan, NULL, "a.csv", &(sy_csv_options){.copy_to = fd}, &err);
 *     each thread:
 *         sy_csv_cursor_new(&c, NULL, &plan, &err);
 *         for each block b that it takes:
 *             sy_csv_cursor_move(c, b, &err);
 *             while ((st = sy_csv_next(c, &record, &err)) == SY_OK && record.n_cells) ...
 *
 * RFC 4180 with the habits of real files: CR, LF, CRLF; quotes only where a
 * cell begins with one, and text after the closing quote belongs to the cell;
 * a quote that nothing closes runs to the end of the file; rows shorter or
 * longer than the header are the caller's business; NUL is an ordinary byte.
 * UTF-16 is surveyed as it is and read from a UTF-8 copy that the survey
 * writes to a temporary file; so is GB18030 with bars, a byte that some of its
 * characters have inside. */
#ifndef SY_TEXT_CSV_H
#define SY_TEXT_CSV_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/progress.h"
#include "base/slice.h"
#include "text/encoding.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_csv_block {
    uint64_t begin, end;   /* bytes; whole records */
    uint32_t first_record; /* number of the record at begin, from 1 */
} sy_csv_block;

typedef struct sy_csv_plan {
    const char *path; /* borrowed; may be set to the kept copy once that is in place */
    uint64_t size;    /* bytes of the original */
    char sha256[SY_DIGEST_TEXT];
    sy_encoding encoding; /* of the original; SY_UNKNOWN_ENCODING is not an error here */
    sy_encoding cells;    /* of the cells: what sy_decode wants (UTF-8 where there is a copy) */
    bool saw_euro_byte, saw_nul;
    uint64_t bad_at;  /* first byte that no encoding explains */
    char delimiter;   /* ',' '\t' '|' ';' : the most regular over the first records,
                       * the earlier of these where two are equal */
    uint32_t records; /* in all */
    sy_csv_block *blocks;
    size_t n_blocks;
    int utf8_fd; /* the UTF-8 copy, or -1 */
    const sy_alloc *al;
} sy_csv_plan;

typedef struct sy_csv_options {
    int copy_to;          /* a file descriptor that gets every byte; 0 or less: none */
    char delimiter;       /* 0: find out */
    uint64_t block_bytes; /* 0: 4 MiB */
#ifndef __cplusplus
    sy_progress *progress; /* may be NULL */
#endif
} sy_csv_options;

/* SY_EIO with the system's words, SY_ELIMIT for a record over SY_MAX_RECORD
 * (err->line is its number) or more than SY_MAX_ROWS. Runs hash, copy and scan
 * side by side on sy_threads() threads, in a few megabytes. The copy is handed
 * to the disk as it grows, so that the caller's fsync is short. The plan is the
 * caller's to dispose, also after a failure. */
SY_MUST_USE sy_status sy_csv_survey(sy_csv_plan *plan, const sy_alloc *al, const char *path,
                                    const sy_csv_options *options, sy_err *err);
void sy_csv_plan_dispose(sy_csv_plan *plan);

typedef struct sy_csv_record {
    const sy_slice *cells; /* the array until the next sy_csv_next; the bytes that it
                            * points to until the cursor moves or is freed */
    uint32_t n_cells;      /* 0: no more records; an empty line has one empty cell */
    uint32_t number;       /* from 1 */
    uint64_t offset;       /* where it begins in the file, or in the UTF-8 copy */
} sy_csv_record;

typedef struct sy_csv_cursor sy_csv_cursor;

/* A cursor is made once a thread and moved from block to block. */
SY_MUST_USE sy_status sy_csv_cursor_new(sy_csv_cursor **out, const sy_alloc *al,
                                        const sy_csv_plan *plan, sy_err *err);
SY_MUST_USE sy_status sy_csv_cursor_move(sy_csv_cursor *c, size_t block, sy_err *err);
/* SY_ELIMIT for more than SY_MAX_COLUMNS cells or a cell over SY_MAX_CELL. */
SY_MUST_USE sy_status sy_csv_next(sy_csv_cursor *c, sy_csv_record *record, sy_err *err);
void sy_csv_cursor_free(sy_csv_cursor *c);

/* A cell, in quotes where it has to be. */
void sy_csv_put(sy_buf *line, sy_slice cell);

#ifdef __cplusplus
}
#endif

#endif
