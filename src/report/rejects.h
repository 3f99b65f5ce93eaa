/* rejects.h - the words of a reject's rule, for the page. */
#ifndef SY_REPORT_REJECTS_H
#define SY_REPORT_REJECTS_H

#include "base/buf.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

void sy_write_reject_words(sy_buf *b, sy_slice rule);

#ifdef __cplusplus
}
#endif

#endif
