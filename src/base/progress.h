/* progress.h - tells a person how far long work is.
 *
 *     sy_progress p;
 *     sy_progress_begin(&p, _("importing"), total_bytes, SY_UNIT_BYTES);
 *     sy_progress_add(&p, n);             // any thread
 *     sy_progress_end(&p);                // wipes the line
 *
 * A bar on stderr when it is a terminal (rate and time left), silent
 * otherwise and while sy_progress_quiet(true). For another program that
 * shows it: lines "DONE TOTAL UNIT LABEL" into sy_progress_lines(fd), and "hold" and "free". */
#ifndef SY_BASE_PROGRESS_H
#define SY_BASE_PROGRESS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Shares are parts of the work: they have no rate. */
typedef enum sy_unit { SY_UNIT_ROWS, SY_UNIT_BYTES, SY_UNIT_SHARES } sy_unit;

#ifndef __cplusplus
typedef struct sy_progress {
    const char *label;
    uint64_t total; /* 0: unknown */
    sy_unit unit;
    bool shown;
    int64_t begun_ms;
    _Atomic uint64_t done;
    _Atomic int64_t drawn_ms;
} sy_progress;

void sy_progress_begin(sy_progress *p, const char *label, uint64_t total, sy_unit unit);
void sy_progress_add(sy_progress *p, uint64_t n);
void sy_progress_end(sy_progress *p);
#endif
void sy_progress_quiet(bool quiet);
void sy_progress_lines(int fd); /* -1: none */
/* Said before what cannot be taken back: who may end this process waits then until it has told
 * what it did, or is free again. Otherwise it would say that nothing was done. */
void sy_progress_hold(bool is_held);
int64_t sy_now_ms(void); /* monotonic */

#ifdef __cplusplus
}
#endif

#endif
