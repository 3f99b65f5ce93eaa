/* buf.c - a growing text with a ceiling and a remembered failure. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void sy_buf_init(sy_buf *b, const sy_alloc *al, size_t max)
{
    *b = (sy_buf){.al = al, .max = max};
}

void sy_buf_dispose(sy_buf *b)
{
    if (b->ptr) sy_drop(b->al, b->ptr);
    sy_buf_init(b, b->al, b->max);
}

void sy_buf_clear(sy_buf *b)
{
    b->len = 0;
    b->status = SY_OK;
    if (b->ptr) b->ptr[0] = '\0';
}

static char *room(sy_buf *b, size_t n)
{
    if (b->status != SY_OK) return NULL;
    if (n > b->max - b->len || b->len > b->max) {
        b->status = SY_ELIMIT;
        return NULL;
    }
    void *p = b->ptr;
    if (!sy_grow(b->al, &p, &b->capacity, b->len, b->len + n + 1, 1)) {
        b->status = SY_ENOMEM;
        return NULL;
    }
    b->ptr = p;
    return b->ptr + b->len;
}

void sy_buf_add(sy_buf *b, const void *bytes, size_t n)
{
    char *at = room(b, n);

    if (!at) return;
    if (n) memcpy(at, bytes, n);
    at[n] = '\0';
    b->len += n;
}

void sy_buf_text(sy_buf *b, const char *text)
{
    sy_buf_add(b, text, strlen(text));
}

void sy_buf_slice(sy_buf *b, sy_slice s)
{
    sy_buf_add(b, s.ptr, s.len);
}

void sy_buf_char(sy_buf *b, char c)
{
    sy_buf_add(b, &c, 1);
}

void sy_buf_number(sy_buf *b, uint64_t n)
{
    char digits[20];
    size_t at = sizeof digits;

    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    sy_buf_add(b, digits + at, sizeof digits - at);
}

void sy_buf_printf(sy_buf *b, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    sy_buf_vprintf(b, fmt, ap);
    va_end(ap);
}

void sy_buf_vprintf(sy_buf *b, const char *fmt, va_list ap)
{
    va_list again;

    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    char *at = n < 0 ? NULL : room(b, (size_t)n);
    if (at) {
        vsnprintf(at, (size_t)n + 1, fmt, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

sy_status sy_buf_status(const sy_buf *b)
{
    return b->status;
}

char *sy_buf_take(sy_buf *b)
{
    char *text = NULL;

    if (b->status == SY_OK && !b->ptr) sy_buf_add(b, "", 0);
    if (b->status == SY_OK) {
        text = b->ptr;
        b->ptr = NULL;
    }
    sy_buf_dispose(b);
    return text;
}
