/* progress.c - one line on stderr, drawn at most ten times a second by
 * whichever thread happens to pass. */
#include "base/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/lang.h"

enum { BAR = 24, DRAW_EVERY_MS = 100, SHOW_AFTER_MS = 400 };

static atomic_bool quiet;
static atomic_int lines = -1;

void sy_progress_quiet(bool q)
{
    atomic_store(&quiet, q);
}

void sy_progress_lines(int fd)
{
    atomic_store(&lines, fd);
}

void sy_progress_hold(bool is_held)
{
    const int fd = atomic_load(&lines);

    if (fd >= 0 && dprintf(fd, "%s\n", is_held ? "hold" : "free") < 0) atomic_store(&lines, -1);
}

int64_t sy_now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void sy_progress_begin(sy_progress *p, const char *label, uint64_t total, sy_unit unit)
{
    p->label = label;
    p->total = total;
    p->unit = unit;
    p->shown = !atomic_load(&quiet) && (atomic_load(&lines) >= 0 || isatty(STDERR_FILENO));
    p->begun_ms = sy_now_ms();
    atomic_store(&p->done, 0);
    atomic_store(&p->drawn_ms, p->begun_ms + SHOW_AFTER_MS - DRAW_EVERY_MS);
}

static void say_line(int fd, const sy_progress *p, uint64_t done)
{
    static const char *const units[] = {
        [SY_UNIT_ROWS] = "rows", [SY_UNIT_BYTES] = "bytes", [SY_UNIT_SHARES] = "shares"};

    /* Whoever read it may be gone: the work goes on. */
    if (dprintf(fd, "%" PRIu64 " %" PRIu64 " %s %s\n", done, p->total, units[p->unit], p->label) <
        0)
        atomic_store(&lines, -1);
}

static void draw(const sy_progress *p, uint64_t done, int64_t now_ms)
{
    if (atomic_load(&lines) >= 0) {
        say_line(atomic_load(&lines), p, done);
        return;
    }
    double seconds = (double)(now_ms - p->begun_ms) / 1000;
    double rate = seconds > 0 ? (double)done / seconds : 0;
    char bar[BAR + 1], speed[64] = "", left[64] = "";
    uint64_t part = p->total ? done * BAR / p->total : 0;

    for (unsigned i = 0; i < BAR; i++) bar[i] = i < part ? '#' : '.';
    bar[BAR] = '\0';
    if (p->unit == SY_UNIT_BYTES) snprintf(speed, sizeof speed, "%.0f MB/s", rate / 1e6);
    if (p->unit == SY_UNIT_ROWS) snprintf(speed, sizeof speed, _("%.0f rows/s"), rate);
    if (p->total && rate > 0) {
        double rest = done < p->total ? (double)(p->total - done) / rate : 0;
        snprintf(left, sizeof left, _("%.0f s left"), rest);
    }
    fprintf(stderr, "\r\033[K%s [%s] %3.0f%%  %s  %s", p->label, bar,
            p->total ? 100.0 * (double)done / (double)p->total : 0.0, speed, left);
    fflush(stderr);
}

void sy_progress_add(sy_progress *p, uint64_t n)
{
    uint64_t done = atomic_fetch_add(&p->done, n) + n;

    if (!p->shown) return;
    int64_t now = sy_now_ms(), last = atomic_load(&p->drawn_ms);
    if (now - last < DRAW_EVERY_MS) return;
    if (atomic_compare_exchange_strong(&p->drawn_ms, &last, now)) draw(p, done, now);
}

void sy_progress_end(sy_progress *p)
{
    if (!p->shown || atomic_load(&lines) >= 0) return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
}
