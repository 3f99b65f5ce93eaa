/* csv_scan.h - counts the records of a piece of separated text by hopping from
 * quote to quote. Private to this folder.
 *
 * A piece ends after a line end, so it can begin in two ways only: where a
 * record begins, or inside quotes. */
#ifndef SY_TEXT_CSV_SCAN_H
#define SY_TEXT_CSV_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct sy_csv_scan {
    uint64_t ends;    /* records that end in the piece */
    size_t first_end; /* just after the first of those ends; when ends > 0 */
    size_t last_end;  /* just after the last of them; when ends > 0 */
    bool in_quotes;   /* at the end of the piece */
} sy_csv_scan;

/* p[n] must be readable and not a LF that belongs to a CR at p[n - 1]. */
sy_csv_scan sy_csv_scan_piece(const unsigned char *p, size_t n, unsigned char delimiter,
                              bool in_quotes);

/* ',' '\t' '|' or ';': whichever gives most records of the beginning the same
 * number of cells, at least two. is_whole: nothing follows these bytes. */
char sy_csv_delimiter_of(const unsigned char *p, size_t n, bool is_whole);

#endif
