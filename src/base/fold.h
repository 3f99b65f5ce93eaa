/* fold.h - words in one form, so that they can be compared: half width, upper case, no
 * blanks.
 *
 *     sy_words_fold(out, sizeof out, SY_TEXT("ＥＴＣ 通行费"))     // "ETC通行费"
 */
#ifndef SY_BASE_FOLD_H
#define SY_BASE_FOLD_H

#include <stddef.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes at most room - 1 bytes and a NUL; what does not fit is cut at a character.
 * Returns the length. room > 0. */
size_t sy_words_fold(char *out, size_t room, sy_slice text);

#ifdef __cplusplus
}
#endif

#endif
