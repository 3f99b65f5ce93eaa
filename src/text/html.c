/* html.c - a walk over tags and text, as forgiving as the programs that show
 * such files: end tags may be missing, other tags are passed by, white space
 * counts once. A cell over several columns or rows stands in the first of them
 * and leaves the others empty, so that what follows keeps its column. Only a
 * table without an end is refused: the rest of the file may be missing.
 *
 * Values that Excel hides in attributes (x:num) are not read. */
#include "text/html.h"

#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "suyuan/limits.h"
#include "text/encoding.h"

struct sy_html {
    const sy_alloc *al;
    char *path;
    sy_buf html; /* UTF-8 */
    size_t at;
    uint32_t number; /* of the row, from 1 */
    uint32_t depth;  /* tables that are open */
    bool in_row, in_cell;
    bool wants_space;          /* white space that counts once more text comes */
    uint32_t n_row;            /* cells of the row so far */
    uint32_t n_filled;         /* up to the last with something in it */
    uint32_t colspan, rowspan; /* of the open cell */
    sy_buf text;
    sy_cell cells[SY_MAX_COLUMNS];
    size_t text_at[SY_MAX_COLUMNS]; /* where the cell's text begins in the buffer */
    uint32_t below[SY_MAX_COLUMNS]; /* rows, from this one on, that a cell above fills */
};

typedef struct tag {
    sy_slice name; /* with a slash before it when it ends something */
    sy_slice attributes;
} tag;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

static bool is_name(sy_slice s, const char *name)
{
    return s.len == strlen(name) && strncasecmp(s.ptr, name, s.len) == 0;
}

static sy_slice rest_of(const sy_html *p)
{
    return (sy_slice){p->html.ptr + p->at, p->html.len - p->at};
}

/* ---- tags ---- */

/* Goes behind the next place of a mark, or to the end. */
static void skip_past(sy_html *p, const char *mark)
{
    const sy_slice rest = rest_of(p), m = sy_slice_of(mark);
    const size_t at = sy_slice_find(rest, m);

    p->at += at < rest.len ? at + m.len : rest.len;
}

/* Scripts and style sheets are no text; they last to their end tag. */
static void skip_element(sy_html *p, sy_slice name)
{
    while (p->at < p->html.len) {
        skip_past(p, "</");
        const sy_slice rest = rest_of(p);
        if (rest.len >= name.len && strncasecmp(rest.ptr, name.ptr, name.len) == 0) break;
    }
    skip_past(p, ">");
}

/* The tag that begins at '<'; false, one byte on, where it is only a sign. A
 * tag ends at the first > outside quotes. */
static bool read_tag(sy_html *p, tag *t)
{
    const char *begin = p->html.ptr + p->at + 1, *end = p->html.ptr + p->html.len, *q = begin;
    char quote = '\0';

    if (q < end && *q == '/') q++;
    const char c = q < end ? (char)(*q | 0x20) : '\0';
    if (c < 'a' || c > 'z') {
        p->at++;
        return false;
    }
    while (q < end && !is_space(*q) && *q != '>' && *q != '<' && !(*q == '/' && q > begin)) q++;
    t->name = (sy_slice){begin, (size_t)(q - begin)};
    const char *attributes = q;
    for (; q < end && (quote || *q != '>'); q++) {
        if (quote ? *q == quote : (*q == '"' || *q == '\'')) quote = quote ? '\0' : *q;
    }
    t->attributes = (sy_slice){attributes, (size_t)(q - attributes)};
    p->at = (size_t)(q - p->html.ptr) + (q < end);
    return true;
}

/* A whole number after name=, at least 1, at most max; 1 where there is none. */
static uint32_t span_in(sy_slice attributes, const char *name, uint32_t max)
{
    const size_t n = strlen(name);
    uint32_t value = 0;

    for (size_t i = 1; i + n < attributes.len; i++) {
        const char *q = attributes.ptr + i, *end = attributes.ptr + attributes.len;
        if (!is_space(q[-1]) || strncasecmp(q, name, n) != 0) continue;
        q += n;
        while (q < end && (is_space(*q) || *q == '=' || *q == '"' || *q == '\'')) q++;
        for (; q < end && *q >= '0' && *q <= '9' && value <= max; q++) {
            value = value * 10 + (uint32_t)(*q - '0');
        }
        break;
    }
    return value < 1 ? 1 : value > max ? max : value;
}

/* ---- text ---- */

static const struct {
    const char *name;
    uint32_t code;
} entities[] = {{"amp", '&'},    {"lt", '<'},       {"gt", '>'},       {"quot", '"'},
                {"apos", '\''},  {"nbsp", ' '},     {"ensp", ' '},     {"emsp", ' '},
                {"yen", 0xA5},   {"middot", 0xB7},  {"mdash", 0x2014}, {"ndash", 0x2013},
                {"times", 0xD7}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"hellip", 0x2026}};

/* The character that an entity stands for; 0 where the text is none. *n gets
 * its length, with the semicolon. */
static uint32_t read_entity(sy_slice s, size_t *n)
{
    const char *end = memchr(s.ptr, ';', s.len < 12 ? s.len : 12);
    uint32_t code = 0;

    if (!end) return 0;
    const sy_slice word = {s.ptr + 1, (size_t)(end - s.ptr) - 1};
    *n = (size_t)(end - s.ptr) + 1;
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        if (sy_slice_is(word, sy_slice_of(entities[i].name))) return entities[i].code;
    }
    if (word.len < 2 || word.ptr[0] != '#') return 0;
    const bool is_hex = (word.ptr[1] | 0x20) == 'x';
    for (size_t i = is_hex ? 2 : 1; i < word.len; i++) {
        const char c = word.ptr[i], low = (char)(c | 0x20);
        const bool is_digit = c >= '0' && c <= '9';
        if (!is_digit && !(is_hex && low >= 'a' && low <= 'f')) return 0;
        code = code * (is_hex ? 16 : 10) + (uint32_t)(is_digit ? c - '0' : low - 'a' + 10);
        if (code > 0x10FFFF) return 0;
    }
    if (code >= 0xD800 && code < 0xE000) return 0;
    return code == 0xA0 ? ' ' : code;
}

static void put_text(sy_html *p, const char *text, size_t n)
{
    const bool is_first = p->text.len == p->text_at[p->n_row];

    if (p->wants_space && !is_first) sy_buf_char(&p->text, ' ');
    p->wants_space = false;
    sy_buf_add(&p->text, text, n);
}

/* Text up to the next tag, into the open cell. */
static void read_text(sy_html *p)
{
    while (p->at < p->html.len && p->html.ptr[p->at] != '<') {
        const sy_slice rest = rest_of(p);
        size_t n = 0;
        uint32_t code = *rest.ptr == '&' ? read_entity(rest, &n) : 0;
        if (is_space(*rest.ptr) || code == ' ') {
            p->wants_space = true;
            n = code ? n : 1;
        } else if (code) {
            char character[4];
            put_text(p, character, sy_utf8_encode(character, code));
        } else {
            n = 1; /* a run of letters */
            while (n < rest.len && !is_space(rest.ptr[n]) && rest.ptr[n] != '<' &&
                   rest.ptr[n] != '&') {
                n++;
            }
            put_text(p, rest.ptr, n);
        }
        p->at += n;
    }
}

/* ---- cells and rows ---- */

static sy_status fail_wide(const sy_html *p, sy_err *err)
{
    return sy_fail_at(err, SY_ELIMIT, p->number, N_("%s: row %u: more than %u cells"), p->path,
                      p->number, SY_MAX_COLUMNS);
}

/* An empty cell at the end of the row. */
static sy_status add_gap(sy_html *p, sy_err *err)
{
    if (p->n_row == SY_MAX_COLUMNS) return fail_wide(p, err);
    p->cells[p->n_row++] = (sy_cell){.text = {"", 0}, .kind = SY_CELL_EMPTY};
    return SY_OK;
}

static sy_status end_cell(sy_html *p, sy_err *err)
{
    sy_status st = SY_OK;

    if (!p->in_cell) return SY_OK;
    p->in_cell = false;
    const uint32_t column = p->n_row;
    const size_t n = p->text.len - p->text_at[column];
    if (sy_buf_status(&p->text) == SY_ENOMEM) return sy_fail_nomem(err);
    if (n > SY_MAX_CELL || sy_buf_status(&p->text) != SY_OK) {
        return sy_fail_at(err, SY_ELIMIT, p->number,
                          N_("%s: row %u: a cell is longer than %u bytes"), p->path, p->number,
                          SY_MAX_CELL);
    }
    for (uint32_t i = 0; i < p->colspan && st == SY_OK; i++) {
        st = add_gap(p, err);
        if (st == SY_OK) p->below[p->n_row - 1] = p->rowspan;
    }
    p->cells[column].text.len = n;
    if (n > 0) {
        p->cells[column].kind = SY_CELL_TEXT;
        p->n_filled = column + 1;
    }
    return st;
}

static void begin_row(sy_html *p)
{
    sy_buf_clear(&p->text);
    sy_buf_add(&p->text, "", 0); /* so that there is a pointer */
    p->n_row = p->n_filled = 0;
    p->in_row = true;
    p->number++;
}

static sy_status begin_cell(sy_html *p, sy_slice attributes, sy_err *err)
{
    enum { MOST_ROWS = 65534 }; /* as the standard has it */
    sy_status st = end_cell(p, err);

    if (st == SY_OK && !p->in_row) begin_row(p);
    while (st == SY_OK && p->n_row < SY_MAX_COLUMNS && p->below[p->n_row] > 0) {
        st = add_gap(p, err);
    }
    if (st == SY_OK && p->n_row == SY_MAX_COLUMNS) st = fail_wide(p, err);
    if (st != SY_OK) return st;
    p->colspan = span_in(attributes, "colspan", SY_MAX_COLUMNS);
    p->rowspan = span_in(attributes, "rowspan", MOST_ROWS);
    p->text_at[p->n_row] = p->text.len;
    p->wants_space = false;
    p->in_cell = true;
    return SY_OK;
}

/* Ends cell and row; *is_whole when there was one. */
static sy_status end_row(sy_html *p, bool *is_whole, sy_err *err)
{
    sy_status st = end_cell(p, err);

    *is_whole = p->in_row;
    if (!p->in_row) return st;
    p->in_row = false;
    for (uint32_t i = 0; i < SY_MAX_COLUMNS; i++) p->below[i] -= p->below[i] > 0;
    return st;
}

/* What a tag does to the table; *is_whole when a row has come to its end. The
 * tag that begins the next row is then read again. */
static sy_status take_tag(sy_html *p, const tag *t, size_t from, bool *is_whole, sy_err *err)
{
    const bool begins_row = is_name(t->name, "tr"), begins_table = is_name(t->name, "table");
    sy_status st = SY_OK;

    if ((begins_row || begins_table) && p->in_row) {
        p->at = from;
        return end_row(p, is_whole, err);
    }
    if (is_name(t->name, "script") || is_name(t->name, "style")) {
        skip_element(p, t->name);
    } else if (begins_table || is_name(t->name, "/table")) {
        st = end_row(p, is_whole, err);
        if (begins_table)
            p->depth++;
        else if (p->depth > 0)
            p->depth--;
        memset(p->below, 0, sizeof p->below);
    } else if (p->depth == 0) { /* cells are cells only in tables */
    } else if (begins_row) {
        begin_row(p);
    } else if (is_name(t->name, "/tr")) {
        st = end_row(p, is_whole, err);
    } else if (is_name(t->name, "td") || is_name(t->name, "th")) {
        st = begin_cell(p, t->attributes, err);
    } else if (is_name(t->name, "/td") || is_name(t->name, "/th")) {
        st = end_cell(p, err);
    } else if (is_name(t->name, "br") || is_name(t->name, "p") || is_name(t->name, "div")) {
        p->wants_space = true;
    }
    return st;
}

/* Up to the end of the next row, empty or not; false in *is_whole at the end. */
static sy_status read_row(sy_html *p, bool *is_whole, sy_err *err)
{
    sy_status st = SY_OK;
    tag t;

    *is_whole = false;
    while (st == SY_OK && !*is_whole && p->at < p->html.len) {
        const size_t from = p->at;
        const sy_slice rest = rest_of(p);
        if (*rest.ptr != '<') {
            if (p->in_cell)
                read_text(p);
            else
                p->at += sy_slice_find(rest, SY_TEXT("<"));
        } else if (sy_slice_starts(rest, SY_TEXT("<!--"))) {
            skip_past(p, "-->");
        } else if (rest.len > 1 && (rest.ptr[1] == '!' || rest.ptr[1] == '?')) {
            skip_past(p, ">");
        } else if (read_tag(p, &t)) {
            st = take_tag(p, &t, from, is_whole, err);
        } else if (p->in_cell) {
            put_text(p, "<", 1);
        }
    }
    if (st == SY_OK && !*is_whole && p->depth > 0) {
        st = sy_fail_at(err, SY_EDATA, p->number,
                        N_("%s: the page is cut off in row %u: its table has no end"), p->path,
                        p->number);
    }
    return st;
}

sy_status sy_html_next(sy_html *p, sy_row *row, sy_err *err)
{
    bool is_whole = true;

    *row = (sy_row){.cells = p->cells, .n_cells = SY_NO_MORE_ROWS};
    while (is_whole) {
        sy_status st = read_row(p, &is_whole, err);
        if (st != SY_OK) return st;
        if (!is_whole || p->n_filled == 0) continue;
        for (uint32_t i = 0; i < p->n_filled; i++) {
            if (p->cells[i].kind != SY_CELL_EMPTY) {
                p->cells[i].text.ptr = p->text.ptr + p->text_at[i];
            }
        }
        row->n_cells = p->n_filled;
        row->number = p->number;
        return SY_OK;
    }
    return SY_OK;
}

static void rewind_page(sy_html *p)
{
    p->at = 0;
    p->number = p->depth = 0;
    p->in_row = p->in_cell = false;
    memset(p->below, 0, sizeof p->below);
}

sy_status sy_html_has_cells(bool *has, sy_html *p, sy_err *err)
{
    sy_row row = {0};
    sy_status st = SY_OK;

    *has = false;
    rewind_page(p);
    while (st == SY_OK && row.n_cells != SY_NO_MORE_ROWS) {
        st = sy_html_next(p, &row, err);
        if (st == SY_OK && row.n_cells != SY_NO_MORE_ROWS) *has = true;
    }
    rewind_page(p);
    return st;
}

/* ---- open and free ---- */

static sy_status decode_page(sy_html *p, sy_slice bytes, sy_err *err)
{
    sy_encoding_evidence e;

    sy_encoding_begin(&e);
    sy_encoding_feed(&e, bytes.ptr, bytes.len);
    const sy_encoding encoding = sy_encoding_decide(&e);
    if (encoding == SY_UNKNOWN_ENCODING) {
        return sy_fail(err, SY_EDATA,
                       N_("%s: neither UTF-8 nor GB18030 nor UTF-16; byte %llu fits none of them"),
                       p->path, (unsigned long long)e.bad_at + 1);
    }
    if (encoding == SY_UTF8_BOM) bytes = (sy_slice){bytes.ptr + 3, bytes.len - 3};
    sy_buf_add(&p->html, "", 0);
    if (sy_decode(&p->html, bytes, encoding)) return SY_OK;
    return sy_buf_status(&p->html) == SY_ENOMEM
               ? sy_fail_nomem(err)
               : sy_fail(err, SY_ELIMIT, N_("%s: more than %u bytes"), p->path, SY_MAX_PAGE_BYTES);
}

sy_status sy_html_open(sy_html **out, const sy_alloc *al, const char *path, sy_err *err)
{
    char *bytes = NULL;
    size_t n = 0;

    *out = NULL;
    sy_html *p = sy_new(al, sizeof *p);
    if (!p) return sy_fail_nomem(err);
    p->al = al;
    sy_buf_init(&p->html, al, 2ull * SY_MAX_PAGE_BYTES); /* UTF-8 is longer than GB18030 */
    sy_buf_init(&p->text, al, 4 * SY_MAX_RECORD);
    p->path = sy_copy_text(al, path, strlen(path));
    sy_status st = p->path ? sy_encoding_ready(err) : sy_fail_nomem(err);
    if (st == SY_OK) st = sy_file_read(al, &bytes, &n, path, SY_MAX_PAGE_BYTES, err);
    if (st == SY_OK) st = decode_page(p, (sy_slice){bytes, n}, err);
    sy_drop(al, bytes);
    if (st != SY_OK) {
        sy_html_free(p);
        return st;
    }
    *out = p;
    return SY_OK;
}

void sy_html_free(sy_html *p)
{
    if (!p) return;
    sy_buf_dispose(&p->html);
    sy_buf_dispose(&p->text);
    sy_drop(p->al, p->path);
    sy_drop(p->al, p);
}
