/* markup.c - escaping in one place: every character with a meaning in HTML, SVG
 * or an attribute of either becomes its reference. */
#include "report/markup.h"

#include <string.h>

#include "base/lang.h"
#include "base/utf8.h"
#include "report/shown.h"
#include "suyuan/limits.h"

static void escape(sy_buf *b, sy_slice text)
{
    size_t plain = 0;

    for (size_t i = 0; i < text.len; i++) {
        const char *reference = NULL;
        switch (text.ptr[i]) {
        case '&':
            reference = "&amp;";
            break;
        case '<':
            reference = "&lt;";
            break;
        case '>':
            reference = "&gt;";
            break;
        case '"':
            reference = "&quot;";
            break;
        case '\'':
            reference = "&#39;";
            break;
        default:
            continue;
        }
        sy_buf_add(b, text.ptr + plain, i - plain);
        sy_buf_text(b, reference);
        plain = i + 1;
    }
    sy_buf_add(b, text.ptr + plain, text.len - plain);
}

void sy_markup_escaped(sy_buf *b, sy_slice text, size_t max_width)
{
    sy_buf shown;

    /* A character shown by its code point takes at most 12 bytes. */
    sy_buf_init(&shown, b->al, 12 * (size_t)SY_MAX_CELL);
    sy_shown(&shown, text, max_width);
    if (sy_buf_status(&shown) == SY_OK)
        escape(b, (sy_slice){shown.ptr ? shown.ptr : "", shown.len});
    else
        b->status = sy_buf_status(&shown);
    sy_buf_dispose(&shown);
}

static size_t characters(sy_slice text)
{
    size_t count = 0;

    for (size_t at = 0, n; at < text.len; at += n, count++) {
        sy_utf8_decode(text.ptr + at, text.len - at, &n);
    }
    return count;
}

void sy_markup_text(sy_buf *b, sy_slice text, size_t max_width)
{
    if (text.len == 0) return;
    sy_buf_text(b, "<bdi>");
    sy_markup_escaped(b, text, max_width);
    sy_buf_text(b, "</bdi>");
    if (max_width && sy_width(text) > max_width) {
        sy_buf_text(b, " <small>");
        sy_buf_printf(b, _("(cut; %zu characters)"), characters(text));
        sy_buf_text(b, "</small>");
    }
}

void sy_markup_money(sy_buf *b, sy_minor amount)
{
    char text[SY_MINOR_TEXT];

    sy_buf_text(b, sy_minor_print_grouped(text, amount));
}

void sy_markup_time(sy_buf *b, int64_t at, sy_precision precision)
{
    char text[SY_TIME_TEXT];
    char *T = strchr(sy_time_print(text, at, precision), 'T');

    if (T) *T = ' ';
    sy_buf_text(b, text);
}
