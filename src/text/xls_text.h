/* xls_text.h - the records of an old workbook, and texts inside them. A record
 * is a kind, a length and at most 8,224 bytes; what is longer goes on in
 * records of the kind CONTINUE. Private to this folder. */
#ifndef SY_TEXT_XLS_TEXT_H
#define SY_TEXT_XLS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

typedef struct sy_record {
    uint32_t kind;
    const unsigned char *bytes;
    size_t n;
    size_t next; /* where the following record begins */
} sy_record;

/* The record at a place of the stream; false where no whole one begins. */
bool sy_record_at(sy_record *r, const unsigned char *stream, size_t n, size_t at);

/* A walk through a record and what continues it. has_failed is set, and what is
 * read is 0, where the bytes end before the value does. */
typedef struct sy_record_cursor {
    const unsigned char *stream;
    size_t n;
    size_t at, end; /* of the part in which it stands */
    bool has_failed;
} sy_record_cursor;

/* Begins skip bytes into the record, which must have as many. */
sy_record_cursor sy_record_walk(const unsigned char *stream, size_t n, const sy_record *r,
                                size_t skip);
uint32_t sy_record_byte(sy_record_cursor *c);
uint32_t sy_record_16(sy_record_cursor *c);
uint32_t sy_record_32(sy_record_cursor *c);
bool sy_record_is_done(sy_record_cursor *c); /* nothing follows, here or in a CONTINUE */

/* Appends the text of n_units UTF-16 units that begins with its option byte, as
 * UTF-8; passes by how it is formatted and spoken. Halves of a pair that stand
 * alone become U+FFFD. */
void sy_record_text(sy_record_cursor *c, sy_buf *out, uint32_t n_units);

#endif
