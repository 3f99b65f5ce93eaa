/* markup.h - text into HTML and SVG, strictly escaped.
 *
 *     sy_buf_text(&buf, "<td>");
 *     sy_markup_text(&buf, name, 0);      // "<img onerror>" becomes &lt;img onerror&gt;
 *     sy_buf_text(&buf, "</td>");
 *
 * Only literals of this program go in raw; all that comes from a file goes
 * through sy_markup_text, which also makes invisible characters visible
 * (shown.h) and fences the direction of the text in (bdi). */
#ifndef SY_REPORT_MARKUP_H
#define SY_REPORT_MARKUP_H

#include "base/buf.h"
#include "base/civil.h"
#include "base/money.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Escaped, in <bdi>. At most max_width columns (0: no limit), cut with …, and
 * then the whole length is said. */
void sy_markup_text(sy_buf *b, sy_slice text, size_t max_width);

/* Escaped only: for attributes and SVG text. Cut with … at max_width. */
void sy_markup_escaped(sy_buf *b, sy_slice text, size_t max_width);

/* "1,234.50" of fen; "2023-05-01 09:30:00". */
void sy_markup_money(sy_buf *b, sy_minor amount);
void sy_markup_time(sy_buf *b, int64_t at, sy_precision precision);

#ifdef __cplusplus
}
#endif

#endif
