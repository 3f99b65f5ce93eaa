/* form.c - forms are matched by trying each length of a hole in turn. What has
 * been found not to fit from a place on is remembered, so a hostile cell costs
 * no more than parts times characters squared. */
#include "intake/form.h"

#include "base/utf8.h"
#include "base/width.h"
#include "intake/parse.h"

enum { LEAST_NUMBER = 6, LEAST_DIGITS = 4 };

/* ---- reading ---- */

static bool has_hole(const sy_form *f, int hole)
{
    for (size_t i = 0; i < f->n; i++) {
        if (f->parts[i].hole == hole) return true;
    }
    return false;
}

/* "{name" up to "}"; *text moves behind it. */
static bool read_hole(sy_form *out, sy_slice *text, sy_hole_fn *hole_of)
{
    const size_t end = sy_slice_find(*text, SY_TEXT("}"));
    const sy_slice name = {text->ptr + 1, end - 1};
    sy_form_part *p = &out->parts[out->n];
    sy_form_part *before = out->n ? p - 1 : NULL;

    if (end == text->len) return false;
    *p = (sy_form_part){.hole = SY_HOLE_UNNAMED, .kind = SY_HOLE_WORDS};
    if (name.len > 0) p->hole = hole_of(name, &p->kind);
    if (p->hole == SY_HOLE_UNKNOWN) return false;
    if (p->hole != SY_HOLE_UNNAMED && has_hole(out, p->hole)) return false;
    if (before && before->hole != SY_NO_HOLE && before->kind == p->kind) return false;
    out->n++;
    *text = (sy_slice){text->ptr + end + 1, text->len - end - 1};
    return true;
}

static bool read_literal(sy_form *out, sy_slice *text)
{
    sy_form_part *p = &out->parts[out->n];

    *p = (sy_form_part){.hole = SY_NO_HOLE};
    while (text->len > 0 && *text->ptr != '{') {
        size_t step;
        const uint32_t code = sy_utf8_decode(text->ptr, text->len, &step);
        if (*text->ptr == '}' || p->n_literal == SY_FORM_LITERAL) return false;
        p->literal[p->n_literal++] = sy_half_width(code);
        *text = (sy_slice){text->ptr + step, text->len - step};
    }
    out->n++;
    return true;
}

bool sy_form_read(sy_form *out, sy_slice text, sy_hole_fn *hole_of)
{
    out->n = 0;
    while (text.len > 0) {
        if (out->n == SY_FORM_PARTS) return false;
        const bool is_good =
            *text.ptr == '{' ? read_hole(out, &text, hole_of) : read_literal(out, &text);
        if (!is_good) return false;
    }
    return out->n > 0;
}

bool sy_form_takes_all(const sy_form *f)
{
    return f->n == 1 && f->parts[0].hole != SY_NO_HOLE && f->parts[0].kind == SY_HOLE_WORDS;
}

/* ---- matching ---- */

typedef struct matcher {
    const sy_form *form;
    uint32_t codes[SY_FORM_TEXT]; /* half width */
    uint16_t at[SY_FORM_TEXT + 1];
    size_t n;
    uint16_t begins[SY_FORM_PARTS + 1];
    bool fails[SY_FORM_PARTS + 1][SY_FORM_TEXT + 1];
} matcher;

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_of_kind(sy_hole_kind kind, uint32_t c)
{
    const bool is_letter = (c | 0x20u) >= 'a' && (c | 0x20u) <= 'z';

    switch (kind) {
    case SY_HOLE_NUMBER:
        return is_digit(c) || is_letter || c == '*' || c == '-' || c == '_' || c == '@' || c == '.';
    case SY_HOLE_AMOUNT:
        return is_digit(c) || c == '.' || c == ',' || c == '-' || c == '+';
    case SY_HOLE_WORDS:
        break;
    }
    return true;
}

/* How many characters from `from` on a hole can take at most. */
static size_t longest(const matcher *m, sy_hole_kind kind, size_t from)
{
    size_t n = 0;
    while (from + n < m->n && is_of_kind(kind, m->codes[from + n])) n++;
    return n;
}

static bool is_enough(const matcher *m, const sy_form_part *p, size_t from, size_t n)
{
    size_t digits = 0;

    if (n == 0) return p->hole == SY_HOLE_UNNAMED;
    if (p->kind != SY_HOLE_NUMBER) return true;
    for (size_t i = from; i < from + n; i++) digits += is_digit(m->codes[i]) || m->codes[i] == '*';
    return n >= LEAST_NUMBER && digits >= LEAST_DIGITS;
}

static bool match_from(matcher *m, size_t part, size_t from)
{
    const sy_form_part *p = &m->form->parts[part];

    m->begins[part] = (uint16_t)from;
    if (part == m->form->n) return from == m->n;
    if (m->fails[part][from]) return false;
    if (p->hole == SY_NO_HOLE) {
        bool fits = m->n - from >= p->n_literal;
        for (size_t i = 0; fits && i < p->n_literal; i++) {
            fits = m->codes[from + i] == p->literal[i];
        }
        if (fits && match_from(m, part + 1, from + p->n_literal)) return true;
    } else {
        const size_t most = longest(m, p->kind, from);
        for (size_t i = 0; i <= most; i++) {
            const size_t n = p->kind == SY_HOLE_WORDS ? i : most - i;
            if (is_enough(m, p, from, n) && match_from(m, part + 1, from + n)) return true;
        }
    }
    m->fails[part][from] = true;
    return false;
}

static bool decode(matcher *m, sy_slice text)
{
    m->n = 0;
    for (size_t i = 0, step; i < text.len; i += step) {
        if (m->n == SY_FORM_TEXT) return false;
        m->at[m->n] = (uint16_t)i;
        m->codes[m->n++] = sy_half_width(sy_utf8_decode(text.ptr + i, text.len - i, &step));
    }
    m->at[m->n] = (uint16_t)text.len;
    return true;
}

bool sy_form_match(const sy_form *f, sy_slice text, sy_slice found[SY_FORM_PARTS])
{
    matcher m = {.form = f};

    text = sy_cell_trim(text);
    if (sy_form_takes_all(f)) {
        found[0] = text;
        return text.len > 0;
    }
    if (!decode(&m, text) || !match_from(&m, 0, 0)) return false;
    for (size_t i = 0; i < f->n; i++) {
        const size_t from = m.at[m.begins[i]];
        const size_t to = i + 1 < f->n ? m.at[m.begins[i + 1]] : text.len;
        found[i] = sy_cell_trim((sy_slice){text.ptr + from, to - from});
    }
    return true;
}
