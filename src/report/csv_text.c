/* csv_text.c - an apostrophe before what begins a formula, a tab after what looks like a number. */
#include "report/csv_text.h"

#include <string.h>

#include "report/shown.h"
#include "text/csv.h"

/* Half and full width: some input methods' signs begin a formula as well. */
static bool begins_formula(sy_slice text)
{
    static const char *const signs[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    size_t at = 0;

    while (at < text.len && strchr(" \t\r\n", text.ptr[at])) at++; /* shown as blanks */
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const size_t n = strlen(signs[i]);
        if (text.len - at >= n && memcmp(text.ptr + at, signs[i], n) == 0) return true;
    }
    return false;
}

/* 6299990000000000011, 1E5, 3-5, 2024/1/2, 12:30, 10%: digits and what may stand among them. */
static bool looks_like_number(sy_slice text)
{
    bool has_digit = false;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            has_digit = true;
        else if (!strchr(" .,:/%-+eE", text.ptr[i]))
            return false;
    }
    return has_digit;
}

void sy_csv_text(sy_buf *line, sy_buf *scratch, sy_slice text)
{
    const bool is_number = looks_like_number(text), is_formula = begins_formula(text);

    sy_buf_clear(scratch);
    if (is_formula) sy_buf_char(scratch, '\'');
    sy_shown(scratch, text, 0);
    if (is_number && !is_formula) sy_buf_char(scratch, '\t');
    if (sy_buf_status(scratch) == SY_OK)
        sy_csv_put(line, (sy_slice){scratch->ptr, scratch->len});
    else
        line->status = scratch->status;
}
