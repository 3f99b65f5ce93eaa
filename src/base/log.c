/* log.c - lines on stderr. */
#include "base/log.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/progress.h"

void sy_note(const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
}

bool sy_debugging(void)
{
    const char *level = getenv("SUYUAN_LOG");
    return level && strcmp(level, "debug") == 0;
}

void sy_debug(const char *fmt, ...)
{
    static int64_t begun_ms;
    va_list ap;

    if (!sy_debugging()) return;
    if (begun_ms == 0) begun_ms = sy_now_ms();
    fprintf(stderr, "[%6" PRId64 " ms] ", sy_now_ms() - begun_ms);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
}
