/* json.c - a stack of open containers decides the commas. */
#include "base/json.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

void sy_json_init(sy_json *j, FILE *out)
{
    memset(j, 0, sizeof *j);
    j->out = out;
}

static void before_value(sy_json *j)
{
    if (j->after_key) {
        j->after_key = false;
        return;
    }
    SY_ASSERT(j->depth == 0 || !j->is_object[j->depth - 1]);
    if (j->depth == 0) return;
    if (j->has_items[j->depth - 1]) fputc(',', j->out);
    j->has_items[j->depth - 1] = true;
}

static void begin(sy_json *j, bool is_object)
{
    before_value(j);
    SY_ASSERT(j->depth < SY_JSON_DEPTH);
    j->is_object[j->depth] = is_object;
    j->has_items[j->depth++] = false;
    fputc(is_object ? '{' : '[', j->out);
}

void sy_json_object(sy_json *j)
{
    begin(j, true);
}

void sy_json_array(sy_json *j)
{
    begin(j, false);
}

void sy_json_end(sy_json *j)
{
    SY_ASSERT(j->depth > 0 && !j->after_key);
    fputc(j->is_object[--j->depth] ? '}' : ']', j->out);
}

/* What may stand in quotes as it is: a run of it goes out in one piece. */
static size_t plain_run(sy_slice s, size_t at)
{
    const size_t begin = at;

    while (at < s.len) {
        const unsigned char c = (unsigned char)s.ptr[at];
        if (c < 0x20 || c == '"' || c == '\\') break;
        const size_t n = c < 0x80 ? 1 : sy_utf8_length(s.ptr + at, s.len - at);
        if (n == 0) break;
        at += n;
    }
    return at - begin;
}

/* Of a byte that may not stand as it is. */
static size_t escape(char out[8], unsigned char c)
{
    static const char unknown[] = "\xEF\xBF\xBD";

    if (c >= 0x80) return memcpy(out, unknown, 3), 3;
    out[0] = '\\';
    out[1] = c == '\n' ? 'n' : c == '\t' ? 't' : (char)c;
    return c < 0x20 && c != '\n' && c != '\t' ? (size_t)snprintf(out, 8, "\\u%04x", c) : 2;
}

static void quoted(sy_json *j, sy_slice s)
{
    char escaped[8];

    fputc('"', j->out);
    for (size_t at = 0; at < s.len;) {
        const size_t n = plain_run(s, at);
        fwrite(s.ptr + at, 1, n, j->out);
        at += n;
        if (at < s.len) fwrite(escaped, 1, escape(escaped, (unsigned char)s.ptr[at++]), j->out);
    }
    fputc('"', j->out);
}

void sy_json_quote(sy_buf *out, sy_slice text)
{
    char escaped[8];

    sy_buf_char(out, '"');
    for (size_t at = 0; at < text.len;) {
        const size_t n = plain_run(text, at);
        sy_buf_add(out, text.ptr + at, n);
        at += n;
        if (at < text.len)
            sy_buf_add(out, escaped, escape(escaped, (unsigned char)text.ptr[at++]));
    }
    sy_buf_char(out, '"');
}

void sy_json_key(sy_json *j, const char *key)
{
    SY_ASSERT(j->depth > 0 && j->is_object[j->depth - 1] && !j->after_key);
    if (j->has_items[j->depth - 1]) fputc(',', j->out);
    j->has_items[j->depth - 1] = true;
    quoted(j, sy_slice_of(key));
    fputc(':', j->out);
    j->after_key = true;
}

void sy_json_text(sy_json *j, sy_slice text)
{
    before_value(j);
    quoted(j, text);
}

void sy_json_string(sy_json *j, const char *text)
{
    if (text) sy_json_text(j, sy_slice_of(text));
    else sy_json_null(j);
}

void sy_json_int(sy_json *j, int64_t value)
{
    before_value(j);
    fprintf(j->out, "%" PRId64, value);
}

void sy_json_bool(sy_json *j, bool value)
{
    before_value(j);
    fputs(value ? "true" : "false", j->out);
}

void sy_json_null(sy_json *j)
{
    before_value(j);
    fputs("null", j->out);
}

void sy_json_value(sy_json *j, sy_slice json)
{
    before_value(j);
    fwrite(json.ptr, 1, json.len, j->out);
}

void sy_json_minor(sy_json *j, sy_minor amount)
{
    char text[SY_MINOR_TEXT];
    before_value(j);
    fprintf(j->out, "\"%s\"", sy_minor_print(text, amount));
}

void sy_json_time(sy_json *j, int64_t at, sy_precision precision)
{
    char text[SY_TIME_TEXT];
    before_value(j);
    fprintf(j->out, "\"%s\"", sy_time_print(text, at, precision));
}

sy_status sy_json_finish(sy_json *j, sy_err *err)
{
    SY_ASSERT(j->depth == 0);
    fputc('\n', j->out);
    if (fflush(j->out) != 0 || ferror(j->out)) return sy_fail_errno(err, "stdout");
    return SY_OK;
}
