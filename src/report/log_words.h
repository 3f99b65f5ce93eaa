/* log_words.h - the log of a case, or of a folder of cases, in words, for lists and the command
 * line. */
#ifndef SY_REPORT_LOG_WORDS_H
#define SY_REPORT_LOG_WORDS_H

#include "base/buf.h"
#include "store/log.h"

#ifdef __cplusplus
extern "C" {
#endif

/* "case", "lead" ... with their titles, translated; NULL past the last. */
const char *sy_log_kind(size_t i);
const char *sy_log_folder_kind(size_t i); /* the same of a folder */
const char *sy_log_kind_title(const char *kind);
/* Each into the empty b. What it was about: the first subjects, and how many there are. */
void sy_log_about(sy_buf *b, const sy_log_act *a);
/* What was said: "state: found true; note: ...". */
void sy_log_says(sy_buf *b, const sy_log_act *a);
/* YYYY-MM-DD HH:MM:SS of this computer's clock, of a time in UTC. */
enum { SY_LOG_TIME = 24 };
const char *sy_log_time(char out[SY_LOG_TIME], const char *at);

#ifdef __cplusplus
}
#endif

#endif
