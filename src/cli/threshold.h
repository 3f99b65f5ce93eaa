/* threshold.h - thresholds of patterns as people write them. */
#ifndef SY_CLI_THRESHOLD_H
#define SY_CLI_THRESHOLD_H

#include "flow/patterns.h"

/* "pass-through.share=70%": yuan, percent, lengths of time, days or counts by the
 * threshold's unit. SY_EINVAL names what is wrong, and the nearest name. */
SY_MUST_USE sy_status sy_threshold_read(sy_pattern_query *q, const char *text, sy_err *err);

#define SY_THRESHOLD_TEXT 40
/* "50000.00", "80%", "24h", "30d", "3"; what sy_threshold_read takes. Returns out. */
char *sy_threshold_print(char out[SY_THRESHOLD_TEXT], const sy_threshold *t, int64_t value);

#endif
