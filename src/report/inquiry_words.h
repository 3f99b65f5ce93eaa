/* inquiry_words.h - what a person is told of inquiries (insight/inquiries.h). */
#ifndef SY_REPORT_INQUIRY_WORDS_H
#define SY_REPORT_INQUIRY_WORDS_H

#include "insight/inquiries.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Why it is asked, in one line: the reasons, where the money would go on, the request that
 * stands. From the arena; NULL when out of memory. */
const char *sy_inquiry_why(const sy_scene *s, const sy_inquiry *i, sy_arena *arena);

/* "2023-01-01 - 2023-03-31, ..." of the days that are missing; "" where there are none. */
const char *sy_inquiry_missing(const sy_inquiry *i, sy_arena *arena);

/* The bank or payment firm, with a word where only the card's number says so; the same. */
const char *sy_inquiry_bank(const sy_inquiry *i, sy_arena *arena);

/* The lists as a workbook, whole or not there: people, statements, all five rules. */
SY_MUST_USE sy_status sy_inquiries_xlsx(const char *path, const sy_scene *s, const sy_inquiries *q,
                                        bool all, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
