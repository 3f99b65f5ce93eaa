/* log.c - lines on stderr. */
#include "base/log.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

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

/* Memory that this process holds now, and the most it has held. */
static void memory_mb(long *now, long *peak)
{
    struct rusage used;
    long pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");

    if (!f || fscanf(f, "%*s %ld", &pages) != 1) pages = 0;
    if (f) fclose(f);
    *now = pages * (sysconf(_SC_PAGESIZE) / 1024) / 1024;
    *peak = getrusage(RUSAGE_SELF, &used) == 0 ? used.ru_maxrss / 1024 : 0;
}

void sy_debug(const char *fmt, ...)
{
    static int64_t begun_ms;
    va_list ap;

    if (!sy_debugging()) return;
    if (begun_ms == 0) begun_ms = sy_now_ms();
    long now, peak;
    memory_mb(&now, &peak);
    fprintf(stderr, "[%6" PRId64 " ms, %4ld MB, most %4ld] ", sy_now_ms() - begun_ms, now, peak);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
}
