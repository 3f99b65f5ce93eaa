/* inquiry_dict.h - the words by which inquiries know payment firms, and payees whose
 * accounts nobody needs to see (dict/inquiries.yaml).
 *
 *     sy_inquiry_dict d;
 *     st = sy_inquiry_dict_load(&d, NULL, &arena, &err);
 *     sy_inquiry_firm(&d, SY_TEXT("财付通-扫二维码付款"));       // its number, SY_NO_FIRM
 */
#ifndef SY_INSIGHT_INQUIRY_DICT_H
#define SY_INSIGHT_INQUIRY_DICT_H

#include <stdbool.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_NO_FIRM = 255, SY_MOST_FIRMS = 200 };

typedef struct sy_inquiry_term {
    sy_slice text; /* folded: half width, upper case, no blanks */
    unsigned firm; /* SY_NO_FIRM: a payee that is not asked about */
} sy_inquiry_term;

typedef struct sy_inquiry_dict {
    const char **firms; /* names as requests write them */
    size_t n_firms;
    sy_inquiry_term *terms; /* the longest first */
    size_t n_terms;
} sy_inquiry_dict;

/* path: NULL for the program's own. From the arena. SY_EDATA with file:line:column. */
SY_MUST_USE sy_status sy_inquiry_dict_load(sy_inquiry_dict *d, const char *path, sy_arena *arena,
                                           sy_err *err);
/* By the longest of its words that stands in the text. Cost of both: words times length;
 * callers ask once for each distinct text. */
unsigned sy_inquiry_firm(const sy_inquiry_dict *d, sy_slice text);
bool sy_inquiry_is_not_asked(const sy_inquiry_dict *d, sy_slice name);

#ifdef __cplusplus
}
#endif

#endif
