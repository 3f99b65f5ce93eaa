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

/* The usual ones in the user's language; the system's words for the rest, which
 * libc has in English only unless a locale is installed. */
static const char *words_of_errno(int number)
{
    switch (number) {
    case ENOENT: return _("no such file or folder");
    case EACCES:
    case EPERM: return _("no permission");
    case EISDIR: return _("is a folder");
    case ENOTDIR: return _("is not a folder");
    case EEXIST: return _("is there already");
    case ENOSPC: return _("the disk is full");
    case EROFS: return _("the disk cannot be written to");
    case EIO: return _("the disk cannot be read or written");
    case EMFILE:
    case ENFILE: return _("too many open files");
    case ENAMETOOLONG: return _("the name is too long");
    case ELOOP: return _("the links go round in circles");
    case EPIPE: return _("nobody reads it any more");
    default: return strerror(number);
    }
}

sy_status sy_fail_errno(sy_err *err, const char *path)
{
    return sy_fail(err, SY_EIO, N_("%s: %s"), path, words_of_errno(errno));
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
