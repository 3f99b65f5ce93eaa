/* buf.h - text that grows, up to a maximum set when it is made.
 *
 *     sy_buf b;
 *     sy_buf_init(&b, NULL, 1 << 20);
 *     sy_buf_printf(&b, "%d rows", 3);
 *     if (sy_buf_status(&b) != SY_OK) ...     // once, at the end
 *     sy_buf_dispose(&b);
 *
 * A failed append leaves the text as it was and is remembered, so that callers
 * test once. b.ptr always ends with a NUL that len does not count. */
#ifndef SY_BASE_BUF_H
#define SY_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_buf {
    char *ptr; /* NULL until something is appended */
    size_t len;
    size_t capacity, max;
    const sy_alloc *al;
    sy_status status;
} sy_buf;

void sy_buf_init(sy_buf *b, const sy_alloc *al, size_t max);
void sy_buf_dispose(sy_buf *b);
void sy_buf_clear(sy_buf *b); /* empty, no failure, memory kept */
void sy_buf_add(sy_buf *b, const void *bytes, size_t n);
void sy_buf_text(sy_buf *b, const char *text);
void sy_buf_slice(sy_buf *b, sy_slice s);
void sy_buf_char(sy_buf *b, char c);
void sy_buf_number(sy_buf *b, uint64_t n); /* in digits */
void sy_buf_printf(sy_buf *b, const char *fmt, ...) SY_PRINTF(2, 3);
void sy_buf_vprintf(sy_buf *b, const char *fmt, va_list ap) SY_PRINTF(2, 0);
/* SY_OK, SY_ENOMEM, or SY_ELIMIT past max: of the first append that failed. */
sy_status sy_buf_status(const sy_buf *b);
/* The text, now the caller's (sy_drop); NULL when an append had failed. Empty afterwards. */
char *sy_buf_take(sy_buf *b);

#ifdef __cplusplus
}
#endif

#endif
