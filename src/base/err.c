/* err.c - the first report wins; the text is cut at a whole UTF-8 character. */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

static void cut_at_character(char *text, size_t size)
{
    size_t n = strlen(text);

    if (n + 1 < size) return;
    while (n > 0 && ((unsigned char)text[n - 1] & 0xC0u) == 0x80u) n--;
    if (n > 0 && ((unsigned char)text[n - 1] & 0x80u) != 0) n--;
    text[n] = '\0';
}

static void report(sy_err *err, sy_status status, uint64_t line, const char *fmt, va_list ap)
{
    if (!err || err->status != SY_OK) return;
    err->status = status;
    err->line = line;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    vsnprintf(err->text, sizeof err->text, sy_tr(fmt), ap);
#pragma GCC diagnostic pop
    cut_at_character(err->text, sizeof err->text);
}

sy_status sy_fail(sy_err *err, sy_status status, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    report(err, status, 0, fmt, ap);
    va_end(ap);
    return status;
}

sy_status sy_fail_at(sy_err *err, sy_status status, uint64_t line, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    report(err, status, line, fmt, ap);
    va_end(ap);
    return status;
}

sy_status sy_fail_errno(sy_err *err, const char *path)
{
    return sy_fail(err, SY_EIO, "%s: %s", path, strerror(errno));
}

sy_status sy_fail_nomem(sy_err *err)
{
    return sy_fail(err, SY_ENOMEM, N_("out of memory"));
}

void sy_bug(const char *file, int line, const char *what)
{
    fprintf(stderr, "suyuan: bug at %s:%d: %s\n", file, line, what);
    _Exit(5);
}
