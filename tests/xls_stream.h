/* xls_stream.h - an old workbook record by record, for tests:
 *
 *     xls_begin(&s, 0x600, "a");      one sheet; its name is a letter
 *     ...                             formats, styles, shared strings
 *     xls_begin_sheet(&s, 0);
 *     xls_number(&s, 0, 0, 0, 1.5);
 *     XLS_RECORD(&s, 0x0A, "");       the end; then xls_pack.h */
#ifndef SY_XLS_STREAM_H
#define SY_XLS_STREAM_H

#include "test.h"

#include "base/utf8.h"
#include "xls_pack.h"

typedef struct xls_stream {
    unsigned char bytes[1 << 16];
    size_t n;
    size_t sheet_at[4]; /* where the sheets' places are to be written */
    unsigned n_sheets;
} xls_stream;

static inline void xls_record(xls_stream *s, unsigned kind, const void *bytes, size_t n)
{
    assert_true(s->n + 4 + n <= sizeof s->bytes);
    xls_put16(s->bytes + s->n, kind);
    xls_put16(s->bytes + s->n + 2, (uint32_t)n);
    if (n) memcpy(s->bytes + s->n + 4, bytes, n);
    s->n += 4 + n;
}
#define XLS_RECORD(s, kind, literal) xls_record(s, kind, literal, sizeof(literal) - 1)

static inline void xls_number(xls_stream *s, unsigned row, unsigned column, unsigned style, double d)
{
    unsigned char b[14];
    xls_put16(b, row);
    xls_put16(b + 2, column);
    xls_put16(b + 4, style);
    memcpy(b + 6, &d, 8); /* the machines that run this store the lowest byte first */
    xls_record(s, 0x203, b, 14);
}

static inline void xls_shared(xls_stream *s, unsigned row, unsigned column, unsigned index)
{
    unsigned char b[10] = {0};
    xls_put16(b, row);
    xls_put16(b + 2, column);
    xls_put32(b + 6, index);
    xls_record(s, 0xFD, b, 10);
}

/* A formula whose result is eight bytes. */
static inline void xls_formula(xls_stream *s, unsigned row, unsigned column, const char result[8])
{
    unsigned char b[23] = {0};
    xls_put16(b, row);
    xls_put16(b + 2, column);
    memcpy(b + 6, result, 8);
    xls_record(s, 0x06, b, sizeof b);
}

static inline void xls_begin(xls_stream *s, unsigned version, const char *names)
{
    const unsigned char bof[] = {(unsigned char)version, (unsigned char)(version >> 8), 5, 0,
                                 0, 0, 0, 0};
    s->n = 0;
    s->n_sheets = 0;
    xls_record(s, 0x809, bof, sizeof bof);
    for (; *names; names++) { /* one letter each */
        const unsigned char sheet[] = {0, 0, 0, 0, 0, 0, 1, 0, (unsigned char)*names};
        s->sheet_at[s->n_sheets++] = s->n + 4;
        xls_record(s, 0x85, sheet, sizeof sheet);
    }
}

static inline void xls_begin_sheet(xls_stream *s, unsigned sheet)
{
    XLS_RECORD(s, 0x0A, "");
    xls_put32(s->bytes + s->sheet_at[sheet], (uint32_t)s->n);
    XLS_RECORD(s, 0x809, "\x00\x06\x10\x00\x00\x00\x00\x00");
}

/* A text of UTF-8 in the cell itself. */
static inline void xls_label(xls_stream *s, unsigned row, unsigned column, const char *text)
{
    unsigned char b[512] = {0};
    unsigned n = 0;
    for (size_t length; *text; text += length) {
        xls_put16(b + 9 + 2 * n++, sy_utf8_decode(text, strlen(text), &length));
    }
    xls_put16(b, row);
    xls_put16(b + 2, column);
    xls_put16(b + 6, n);
    b[8] = 1;
    xls_record(s, 0x204, b, 9 + 2 * (size_t)n);
}

#endif
