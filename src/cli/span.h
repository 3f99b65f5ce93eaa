/* span.h - numbers that options give: lengths of time, amounts, shares, counts; and words of a
 * few. */
#ifndef SY_CLI_SPAN_H
#define SY_CLI_SPAN_H

#include "base/money.h"
#include "cli/command.h"

/* "7d", "36h", "90m", "30s", or seconds; false for what is none. */
bool sy_span_parse(int64_t *seconds, const char *text);
/* A whole number from 1 to 1,000,000. */
bool sy_count_parse(int64_t *count, const char *text);

/* Each reads the option of that name into *value, which stays as it is where the
 * option was not given. SY_EINVAL, naming the option, for what is none. */

/* As sy_span_parse. */
SY_MUST_USE sy_status sy_call_span(const sy_call *call, const char *name, int64_t *seconds,
                                   sy_err *err);
/* Yuan with up to two decimals, not below 0. */
SY_MUST_USE sy_status sy_call_amount(const sy_call *call, const char *name, sy_minor *amount,
                                     sy_err *err);
/* Percent with up to two decimals, 0 to 100, with or without a sign: in 1/10,000. */
SY_MUST_USE sy_status sy_call_share(const sy_call *call, const char *name, uint32_t *share,
                                    sy_err *err);
/* A whole number. */
SY_MUST_USE sy_status sy_call_whole(const sy_call *call, const char *name, uint64_t *number,
                                    sy_err *err);
/* A whole number from 1 to most. */
SY_MUST_USE sy_status sy_call_count(const sy_call *call, const char *name, uint64_t *count,
                                    uint64_t most, sy_err *err);
/* One of n words: which. */
SY_MUST_USE sy_status sy_call_word(const sy_call *call, const char *name, unsigned *which,
                                   const char *const *words, size_t n, sy_err *err);

#endif
