/* log.h - talk for people goes to stderr; data goes to stdout elsewhere.
 *
 * SUYUAN_LOG=debug shows what a developer wants to know: phases with times. */
#ifndef SY_BASE_LOG_H
#define SY_BASE_LOG_H

#include <stdbool.h>

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

void sy_note(const char *fmt, ...) SY_PRINTF(1, 2);  /* a line, already translated */
void sy_debug(const char *fmt, ...) SY_PRINTF(1, 2); /* with time and peak memory, when asked for */
bool sy_debugging(void);

#ifdef __cplusplus
}
#endif

#endif
