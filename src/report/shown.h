/* shown.h - text of files as a person is shown it, and how wide it is.
 *
 * What comes from a bank's file is hostile: it may hold escape sequences for a
 * terminal, marks that turn the reading direction round, a name of a megabyte.
 * Here it becomes plain text that stays on its line:
 *
 *     sy_shown(&b, name, 20);          // "张伟⟨202E⟩三": marks made visible
 *     sy_width(sy_slice_of("张伟"))     // 4: East Asian characters take two
 */
#ifndef SY_REPORT_SHOWN_H
#define SY_REPORT_SHOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Columns that a character takes on a terminal: 0, 1 or 2. */
unsigned sy_char_width(uint32_t code);

/* The same of a text; bytes that are not UTF-8 count 1 each. */
size_t sy_width(sy_slice text);

/* Control characters, marks of direction and other characters without a shape
 * of their own: never shown as they are. */
bool sy_is_invisible(uint32_t code);

/* Appends text to b with what cannot be seen written out: a line break or tab
 * as a blank, others as ⟨202E⟩ (the code point), bytes that are not UTF-8 as
 * U+FFFD. Longer than max_width columns (0: no limit): cut, with … at its end. */
void sy_shown(sy_buf *b, sy_slice text, size_t max_width);

#ifdef __cplusplus
}
#endif

#endif
