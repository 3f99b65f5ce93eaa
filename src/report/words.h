/* words.h - what a person is told for the kinds of flow.h and trace.h. The
 * names for programs ("hop-limit") are sy_sink_name and sy_rule_name. */
#ifndef SY_REPORT_WORDS_H
#define SY_REPORT_WORDS_H

#include "flow/trace.h"

#ifdef __cplusplus
extern "C" {
#endif

const char *sy_rule_title(sy_rule rule);      /* 先进先出 */
const char *sy_sink_title(sy_sink_kind kind); /* 取现 */
const char *sy_outside_title(sy_outside kind);
/* For programs: "opening", "income", "cash", ... Static, never translated. */
const char *sy_outside_name(sy_outside kind);

#ifdef __cplusplus
}
#endif

#endif
