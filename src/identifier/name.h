/* name.h - names of people and companies: one form, and what kind of name it is.
 *
 *     sy_names *d;
 *     sy_names_load(&d, NULL, "dict/names.yaml", &err);
 *     sy_name_kind(d, SY_TEXT("某县样品贸易有限公司"));   // SY_NAME_COMPANY
 *     sy_name_kind(d, SY_TEXT("内部账户"));              // SY_NAME_PLACEHOLDER
 *
 * Equal names are no proof of one person: many people share one. A placeholder
 * names nobody, so it must never bring strangers together. */
#ifndef SY_IDENTIFIER_NAME_H
#define SY_IDENTIFIER_NAME_H

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_name_kind_of {
    SY_NAME_UNKNOWN,    /* a name, of whom is not to be seen */
    SY_NAME_PERSON,     /* two to four Chinese characters, or foreign ones with dots between */
    SY_NAME_COMPANY,    /* holds a word of companies and offices */
    SY_NAME_MASKED,     /* 张*三 */
    SY_NAME_PLACEHOLDER /* null, 无, 内部账户, 待清算: nobody */
} sy_name_kind_of;

typedef struct sy_names sy_names;

/* Errors name line and column. */
SY_MUST_USE sy_status sy_names_load(sy_names **out, const sy_alloc *al, const char *path,
                                    sy_err *err);
void sy_names_free(sy_names *d);

sy_name_kind_of sy_name_kind(const sy_names *d, sy_slice name);

/* One form for comparing: half width (（）as ()), upper case, no blanks, dots of
 * all kinds as ·, 帐 as 账. Copied into the arena; NULL ptr when out of memory. */
sy_slice sy_name_fold(sy_arena *arena, sy_slice name);

#ifdef __cplusplus
}
#endif

#endif
