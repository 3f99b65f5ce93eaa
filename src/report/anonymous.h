/* anonymous.h - a text about people without their names and numbers: 样某, 某有限公司, ×××.
 *
 *     sy_anonymous a = {0};
 *     sy_anonymous_add(&a, names, SY_TEXT("样甲"), &arena);      // 样某; 样乙 would be 样某乙
 *     sy_anonymous_text(&out, SY_TEXT("样甲（330699198503150025）有浙D00001"), &a);
 *     // 样某（×××）有浙×××
 *
 * Names are those that were added, the longest first. Numbers: six and more letters and digits
 * in a row, but amounts with two decimals; digits before 号. Dates stay. What is no name and no
 * number that can be seen, a street, a nickname, stays too: a person reads it before it goes
 * out. */
#ifndef SY_REPORT_ANONYMOUS_H
#define SY_REPORT_ANONYMOUS_H

#include "base/buf.h"
#include "identifier/name.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_ANONYMOUS_NAMES = 64 };

typedef struct sy_anonymous {
    struct {
        sy_slice name;
        const char *instead;
    } items[SY_ANONYMOUS_NAMES]; /* the longest first */
    size_t n;
} sy_anonymous;

/* names: tells people from companies; NULL: by length alone. Names that name nobody, and those
 * past the limit, are not added: false for the latter, and when out of memory. */
bool sy_anonymous_add(sy_anonymous *a, const sy_names *names, sy_slice name, sy_arena *arena);
void sy_anonymous_text(sy_buf *out, sy_slice text, const sy_anonymous *a);

#ifdef __cplusplus
}
#endif

#endif
