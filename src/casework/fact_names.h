/* fact_names.h - what the facts of leads are called in English.
 *
 *     sy_fact_name(out, "届满日")                 // "ended on"
 *     sy_fact_name(out, "立案日期（案件清单）")     // "filed on (list of cases)"
 *
 * Queries name their facts in Chinese, the first language of every document; one list for all
 * models, so that one thing has one name. Models of others may name what is not in it: then the
 * name stays as it is. */
#ifndef SY_CASEWORK_FACT_NAMES_H
#define SY_CASEWORK_FACT_NAMES_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_FACT_NAME = 200 };

/* In English whatever the language; out may be what is returned. Cost: O(log n). */
const char *sy_fact_name_en(char out[SY_FACT_NAME], const char *name);
/* In the current language. */
const char *sy_fact_name(char out[SY_FACT_NAME], const char *name);

#ifdef __cplusplus
}
#endif

#endif
