/* words.c - the list, and what shapes words have. */
#include "text/words.h"

#include <string.h>

#include "base/utf8.h"
#include "suyuan/limits.h"

/* ---- the list ---- */

void sy_words_init(sy_words *w, const sy_alloc *al)
{
    *w = (sy_words){.al = al, .status = SY_OK};
    sy_buf_init(&w->text, al, SY_MAX_PAGE_BYTES);
}

void sy_words_dispose(sy_words *w)
{
    sy_drop(w->al, w->items);
    sy_buf_dispose(&w->text);
    *w = (sy_words){.al = w->al};
}

sy_status sy_words_status(const sy_words *w)
{
    return w->status != SY_OK ? w->status : sy_buf_status(&w->text);
}

sy_slice sy_word_text(const sy_words *w, const sy_word *word)
{
    return (sy_slice){w->text.ptr ? w->text.ptr + word->at : "", word->n};
}

static void add_one(sy_words *w, uint32_t page, sy_box box, sy_slice text)
{
    void *items = w->items;

    if (w->status != SY_OK) return;
    if (w->n == SY_MAX_WORDS) {
        w->status = SY_ELIMIT;
    } else if (!sy_grow(w->al, &items, &w->capacity, w->n, w->n + 1, sizeof *w->items)) {
        w->status = SY_ENOMEM;
    } else {
        w->items = items;
        w->items[w->n++] = (sy_word){page, box, (uint32_t)w->text.len, (uint32_t)text.len};
        sy_buf_slice(&w->text, text);
    }
}

/* Bytes of the blank at p: ASCII, the no-break and the ideographic one; 0. */
static size_t blank_at(const char *p, size_t n)
{
    if ((unsigned char)*p <= ' ' || *p == 0x7F) return 1;
    if (n >= 2 && memcmp(p, "\xC2\xA0", 2) == 0) return 2;
    return n >= 3 && memcmp(p, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

/* Widths as they are drawn, about: Chinese characters are twice as wide. */
static int64_t width_of(const char *p, size_t n)
{
    int64_t width = 0;

    for (size_t i = 0; i < n;) {
        const size_t length = sy_utf8_length(p + i, n - i);
        width += length > 1 ? 2 : 1;
        i += length ? length : 1;
    }
    return width;
}

void sy_words_add(sy_words *w, uint32_t page, sy_box box, sy_slice text)
{
    const int64_t all = width_of(text.ptr, text.len), room = (int64_t)box.x1 - box.x0;

    for (size_t i = 0; i < text.len;) {
        size_t blank = blank_at(text.ptr + i, text.len - i), end = i;
        if (blank) {
            i += blank;
            continue;
        }
        while (end < text.len && !blank_at(text.ptr + end, text.len - end)) end++;
        sy_box part = box;
        part.x0 = (int32_t)(box.x0 + room * width_of(text.ptr, i) / all);
        part.x1 = (int32_t)(box.x0 + room * width_of(text.ptr, end) / all);
        add_one(w, page, part, (sy_slice){text.ptr + i, end - i});
        i = end;
    }
}

/* ---- shapes ---- */

bool sy_thousandths(int32_t *value, sy_slice text)
{
    size_t i = 0;
    int64_t v = 0;
    int decimals = -1;
    const bool is_negative = text.len > 0 && text.ptr[0] == '-';

    *value = 0;
    if (is_negative) i++;
    if (i == text.len) return false;
    for (; i < text.len; i++) {
        const char c = text.ptr[i];
        if (c == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9') return false;
        if (decimals >= 3) continue;
        v = v * 10 + (c - '0');
        if (decimals >= 0) decimals++;
        if (v > 1000000000) return false;
    }
    for (int d = decimals < 0 ? 0 : decimals; d < 3; d++) v *= 10;
    if (v > 1000000000) return false;
    *value = (int32_t)(is_negative ? -v : v);
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Up to most digits at *i. */
static unsigned number_at(sy_slice s, size_t *i, unsigned most, unsigned *digits)
{
    unsigned v = 0;

    for (*digits = 0; *digits < most && *i < s.len && is_digit(s.ptr[*i]); ++*i, ++*digits) {
        v = v * 10 + (unsigned)(s.ptr[*i] - '0');
    }
    return v;
}

/* Steps over one of - / . or the Chinese word; false where there is none. */
static bool separator_at(sy_slice s, size_t *i, const char *word)
{
    const size_t n = strlen(word);

    if (*i < s.len && strchr("-/.", s.ptr[*i])) {
        ++*i;
        return true;
    }
    if (s.len - *i < n || memcmp(s.ptr + *i, word, n) != 0) return false;
    *i += n;
    return true;
}

bool sy_word_is_date(sy_slice s)
{
    size_t i = 0;
    unsigned n;
    const unsigned year = number_at(s, &i, 4, &n);

    if (n != 4 || year < 1980 || year > 2100) return false;
    const bool is_packed = i < s.len && is_digit(s.ptr[i]);
    if (!is_packed && !separator_at(s, &i, "年")) return false;
    const unsigned month = number_at(s, &i, 2, &n);
    if (n < (is_packed ? 2u : 1u) || month < 1 || month > 12) return false;
    if (!is_packed && !separator_at(s, &i, "月")) return false;
    const unsigned day = number_at(s, &i, 2, &n);
    if (n < (is_packed ? 2u : 1u) || day < 1 || day > 31) return false;
    if (i == s.len) return true;
    if (!is_packed) return s.len - i == 3 && memcmp(s.ptr + i, "日", 3) == 0;
    number_at(s, &i, 6, &n);
    return n == 6 && i == s.len;
}

bool sy_word_is_clock(sy_slice s)
{
    size_t i = 0;
    unsigned n, parts = 0;

    for (;;) {
        number_at(s, &i, 2, &n);
        if (n == 0) return false;
        parts++;
        if (i == s.len) return parts == 2 || parts == 3;
        if (s.ptr[i++] != ':') return false;
    }
}

bool sy_word_is_amount(sy_slice s)
{
    static const char *const signs[] = {"+", "-", "¥", "￥", "−"};
    size_t i = 0, digits = 0;

    for (size_t k = 0; k < sizeof signs / sizeof *signs;) {
        const size_t n = strlen(signs[k]);
        if (s.len - i >= n && memcmp(s.ptr + i, signs[k], n) == 0) {
            i += n;
            k = 0;
        } else {
            k++;
        }
    }
    for (; i < s.len && (is_digit(s.ptr[i]) || s.ptr[i] == ','); i++) digits++;
    return digits > 0 && s.len - i == 3 && s.ptr[i] == '.' && is_digit(s.ptr[i + 1]) &&
           is_digit(s.ptr[i + 2]);
}

bool sy_word_has_digit(sy_slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (is_digit(s.ptr[i])) return true;
    }
    return false;
}

bool sy_word_has_han(sy_slice s)
{
    for (size_t i = 0; i < s.len;) {
        size_t n;
        const uint32_t c = sy_utf8_decode(s.ptr + i, s.len - i, &n);
        if (c >= 0x4E00 && c <= 0x9FFF) return true;
        i += n;
    }
    return false;
}
