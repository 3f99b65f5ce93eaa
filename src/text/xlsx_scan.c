/* xlsx_scan.c - finds the end of a token with memchr, and reads more when the
 * window does not hold it. */
#include "text/xlsx_scan.h"

#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/utf8.h"
#include "suyuan/limits.h"

enum {
    WINDOW = 1 << 17,
    LONGEST_TOKEN = 8 * SY_MAX_CELL /* a cell in which every byte is an entity */
};

void sy_scan_init(sy_scan *s, const sy_alloc *al, sy_part *part)
{
    *s = (sy_scan){.part = part, .al = al};
}

void sy_scan_dispose(sy_scan *s)
{
    sy_drop(s->al, s->bytes);
    *s = (sy_scan){.al = s->al};
}

static sy_status fail(const sy_scan *s, const char *what, sy_err *err)
{
    return sy_fail(err, SY_EDATA, N_("%s: the part %s is not a sheet that can be read: %s"),
                   s->part->path, s->part->name, what);
}

/* More bytes after those of the token that begins at pos, which moves to the
 * front. Nothing is added at the end of the part: is_at_end. */
static sy_status read_more(sy_scan *s, sy_err *err)
{
    const size_t kept = s->n - s->pos;
    size_t got = 0;

    if (kept > LONGEST_TOKEN) {
        return sy_fail(err, SY_ELIMIT, N_("%s: the part %s has a cell that is too long"),
                       s->part->path, s->part->name);
    }
    if (kept) memmove(s->bytes, s->bytes + s->pos, kept);
    void *bytes = s->bytes;
    if (!sy_grow(s->al, &bytes, &s->capacity, kept, kept + WINDOW, 1)) return sy_fail_nomem(err);
    s->bytes = bytes;
    s->pos = 0;
    s->n = kept;
    sy_status st = sy_part_read(s->part, s->bytes + kept, s->capacity - kept, &got, err);
    s->n += got;
    s->is_at_end = st == SY_OK && s->n < s->capacity;
    return st;
}

/* At the first bytes: a byte order mark is skipped, UTF-16 refused. */
static sy_status begin(sy_scan *s, sy_err *err)
{
    sy_status st = read_more(s, err);

    s->has_begun = true;
    if (st != SY_OK) return st;
    if (s->n >= 3 && memcmp(s->bytes, "\xEF\xBB\xBF", 3) == 0) s->pos = 3;
    if (s->n >= 2 &&
        (memcmp(s->bytes, "\xFF\xFE", 2) == 0 || memcmp(s->bytes, "\xFE\xFF", 2) == 0)) {
        return fail(s, _("it is not in UTF-8"), err);
    }
    return SY_OK;
}

/* Where the tag that begins at p ends: its '>', outside quotes; NULL when it is
 * not in the window. */
static const char *tag_end(const char *p, const char *end)
{
    for (p++; p < end; p++) {
        if (*p == '>') return p;
        if (*p != '"' && *p != '\'') continue;
        p = memchr(p + 1, *p, (size_t)(end - p - 1));
        if (!p) return NULL;
    }
    return NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void split_tag(sy_token *t, const char *p, const char *end)
{
    t->kind = SY_XML_OPEN;
    if (*p == '/') {
        t->kind = SY_XML_CLOSE;
        p++;
    } else if (end > p && end[-1] == '/') {
        t->kind = SY_XML_EMPTY;
        end--;
    }
    const char *name = p;
    for (; p < end && !is_blank(*p); p++) {
        if (*p == ':') name = p + 1;
    }
    t->name = (sy_slice){name, (size_t)(p - name)};
    t->attributes = (sy_slice){p, (size_t)(end - p)};
}

/* What begins with <! or <?: skipped, refused, or verbatim text. *used is 0
 * when the window does not hold its end. */
static sy_status special(const sy_scan *s, sy_token *t, size_t *used, bool *is_token, sy_err *err)
{
    static const struct {
        const char *begin, *end;
    } kinds[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    const sy_slice rest = {s->bytes + s->pos, s->n - s->pos};

    *used = 0;
    *is_token = false;
    if (rest.len < 9 && !s->is_at_end) return SY_OK;
    for (size_t i = 0; i < 3; i++) {
        const size_t n_begin = strlen(kinds[i].begin), n_end = strlen(kinds[i].end);
        if (!sy_slice_starts(rest, sy_slice_of(kinds[i].begin))) continue;
        const sy_slice inside = {rest.ptr + n_begin, rest.len - n_begin};
        const size_t n = sy_slice_find(inside, sy_slice_of(kinds[i].end));
        if (n == inside.len) return SY_OK;
        *used = n_begin + n + n_end;
        *is_token = i == 1;
        *t = (sy_token){.kind = SY_XML_VERBATIM, .text = {inside.ptr, n}};
        if (i == 2 && sy_slice_starts(inside, SY_TEXT("xml"))) {
            sy_slice attributes = {inside.ptr + 3, n - 3}, name, value;
            while (sy_token_attribute(&attributes, &name, &value)) {
                if (!sy_slice_is(name, SY_TEXT("encoding"))) continue;
                if (value.len == 5 && strncasecmp(value.ptr, "UTF-8", 5) == 0) continue;
                if (value.len == 4 && strncasecmp(value.ptr, "UTF8", 4) == 0) continue;
                return fail(s, _("it is not in UTF-8"), err);
            }
        }
        return SY_OK;
    }
    return fail(s, _("it has a DTD"), err);
}

sy_status sy_scan_next(sy_scan *s, sy_token *t, sy_err *err)
{
    sy_status st = s->has_begun ? SY_OK : begin(s, err);

    while (st == SY_OK) {
        const char *p = s->bytes + s->pos, *end = s->bytes + s->n;
        size_t used = 0;
        bool is_token = true;

        if (p < end && *p != '<') {
            const char *next = memchr(p, '<', (size_t)(end - p));
            if (next || s->is_at_end) {
                if (!next) next = end;
                *t = (sy_token){.kind = SY_XML_TEXT, .text = {p, (size_t)(next - p)}};
                used = t->text.len;
            }
        } else if (end - p >= 2 && (p[1] == '!' || p[1] == '?')) {
            st = special(s, t, &used, &is_token, err);
            if (st != SY_OK) return st;
        } else if (p < end) {
            const char *close = tag_end(p, end);
            if (close) {
                split_tag(t, p + 1, close);
                used = (size_t)(close - p) + 1;
            }
        }
        s->pos += used;
        if (used && is_token) return SY_OK;
        if (used) continue;
        if (s->is_at_end) {
            if (p < end) return fail(s, _("it is cut off"), err);
            *t = (sy_token){.kind = SY_XML_NOTHING};
            return SY_OK;
        }
        st = read_more(s, err);
    }
    return st;
}

bool sy_token_attribute(sy_slice *rest, sy_slice *name, sy_slice *value)
{
    const char *p = rest->ptr, *end = p + rest->len;

    while (p < end && is_blank(*p)) p++;
    const char *begin_name = p;
    for (; p < end && *p != '=' && !is_blank(*p); p++) {
        if (*p == ':') begin_name = p + 1;
    }
    *name = (sy_slice){begin_name, (size_t)(p - begin_name)};
    while (p < end && is_blank(*p)) p++;
    if (p == end || *p != '=') return false;
    p++;
    while (p < end && is_blank(*p)) p++;
    if (p == end || (*p != '"' && *p != '\'')) return false;
    const char *close = memchr(p + 1, *p, (size_t)(end - p - 1));
    if (!close) return false;
    *value = (sy_slice){p + 1, (size_t)(close - p - 1)};
    *rest = (sy_slice){close + 1, (size_t)(end - close - 1)};
    return true;
}

/* &lt; or &#x4E2D; at the front of text: its length and UTF-8, or 0. */
static size_t entity(char utf8[4], size_t *n, sy_slice text)
{
    static const struct {
        const char *name;
        char c;
    } named[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}};
    uint32_t code = 0;

    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (!sy_slice_starts(text, sy_slice_of(named[i].name))) continue;
        utf8[0] = named[i].c;
        *n = 1;
        return strlen(named[i].name);
    }
    if (text.len < 4 || text.ptr[1] != '#') return 0;
    const bool is_hex = text.ptr[2] == 'x';
    size_t i = is_hex ? 3 : 2;
    for (; i < text.len && i < 12 && text.ptr[i] != ';'; i++) {
        const char c = text.ptr[i];
        uint32_t digit;
        if (c >= '0' && c <= '9')
            digit = (uint32_t)(c - '0');
        else if (is_hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            digit = (uint32_t)((c | 0x20) - 'a' + 10);
        else
            return 0;
        code = code * (is_hex ? 16 : 10) + digit;
        if (code > 0x10FFFF) return 0;
    }
    if (i >= text.len || text.ptr[i] != ';' || code == 0 || (code >= 0xD800 && code <= 0xDFFF)) {
        return 0;
    }
    *n = sy_utf8_encode(utf8, code);
    return i + 1;
}

void sy_xml_decode(sy_buf *out, sy_slice text)
{
    size_t from = 0;

    for (size_t i = 0; i < text.len;) {
        const char c = text.ptr[i];
        char utf8[4] = {'\n'};
        size_t n = 1, used = 0;

        if (c == '&') used = entity(utf8, &n, (sy_slice){text.ptr + i, text.len - i});
        if (c == '\r') used = i + 1 < text.len && text.ptr[i + 1] == '\n' ? 2 : 1;
        if (used == 0) {
            i++;
            continue;
        }
        sy_buf_add(out, text.ptr + from, i - from);
        sy_buf_add(out, utf8, n);
        i += used;
        from = i;
    }
    sy_buf_add(out, text.ptr + from, text.len - from);
}

/* The code of _xHHHH_ at p, or -1. */
static int escaped_code(const char *p, size_t n)
{
    int code = 0;

    if (n < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_') return -1;
    for (size_t i = 2; i < 6; i++) {
        const char c = (char)(p[i] | 0x20);
        if (p[i] >= '0' && p[i] <= '9')
            code = code * 16 + p[i] - '0';
        else if (c >= 'a' && c <= 'f')
            code = code * 16 + c - 'a' + 10;
        else
            return -1;
    }
    return code;
}

void sy_xml_unescape(sy_buf *text, size_t from)
{
    if (!text->ptr || text->len - from < 7) return;
    char *to = memmem(text->ptr + from, text->len - from, "_x", 2);
    if (!to) return;

    const char *end = text->ptr + text->len;
    for (const char *p = to; p < end;) {
        int code = escaped_code(p, (size_t)(end - p));
        if (code < 0 || (code >= 0xD800 && code <= 0xDFFF)) {
            *to++ = *p++;
            continue;
        }
        to += sy_utf8_encode(to, (uint32_t)code); /* three bytes for seven at most */
        p += 7;
    }
    *to = '\0';
    text->len = (size_t)(to - text->ptr);
}
