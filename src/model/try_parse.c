/* try_parse.c - a test file line by line. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "model/load.h"
#include "model/try.h"
#include "suyuan/limits.h"

typedef struct lines {
    const char *name;
    sy_slice left;
    uint32_t line; /* of the last one taken */
    sy_arena *arena;
    sy_err *err;
} lines;

sy_status sy_try_wrong(sy_err *err, const char *name, uint32_t line, const char *words,
                       sy_slice what)
{
    return sy_fail_at(err, SY_EDATA, line, "%s:%u: %s%s%.*s", name, line, words,
                      what.len ? ": " : "", (int)(what.len < 60 ? what.len : 60), what.ptr);
}

static sy_status wrong(const lines *l, const char *words, sy_slice what)
{
    return sy_try_wrong(l->err, l->name, l->line, words, what);
}

/* False at the end of the text. */
static bool next_line(lines *l, sy_slice *line)
{
    if (l->left.len == 0) return false;
    const char *end = memchr(l->left.ptr, '\n', l->left.len);
    const size_t n = end ? (size_t)(end - l->left.ptr) : l->left.len;
    *line = (sy_slice){l->left.ptr, n};
    if (line->len && line->ptr[line->len - 1] == '\r') line->len--;
    l->left.ptr += n + (end != NULL);
    l->left.len -= n + (end != NULL);
    l->line++;
    return true;
}

static bool is_blank(sy_slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != ' ' && s.ptr[i] != '\t') return false;
    }
    return true;
}

static char *copy(lines *l, sy_slice s)
{
    return sy_arena_text(l->arena, s.ptr, s.len);
}

/* One cell of a line of CSV; *rest begins after its comma. */
static bool next_cell(lines *l, sy_slice *rest, sy_slice *cell)
{
    if (rest->len && rest->ptr[0] == '"') {
        char *out = sy_arena_get(l->arena, rest->len);
        size_t i = 1, n = 0;
        if (!out) return false;
        while (i < rest->len &&
               (rest->ptr[i] != '"' || (i + 1 < rest->len && rest->ptr[i + 1] == '"'))) {
            i += rest->ptr[i] == '"';
            out[n++] = rest->ptr[i++];
        }
        *cell = (sy_slice){out, n};
        i += i < rest->len;
        *rest = (sy_slice){rest->ptr + i, rest->len - i};
        return true;
    }
    const size_t n = sy_slice_find(*rest, SY_TEXT(","));
    *cell = (sy_slice){rest->ptr, n};
    *rest = (sy_slice){rest->ptr + n, rest->len - n};
    return true;
}

static sy_status split(lines *l, sy_slice line, sy_slice *cells, size_t *n)
{
    *n = 0;
    for (;;) {
        if (*n == SY_TRY_COLUMNS) return wrong(l, _("too many columns"), line);
        if (!next_cell(l, &line, &cells[(*n)++])) return sy_fail_nomem(l->err);
        if (line.len == 0) return SY_OK;
        if (line.ptr[0] != ',') return wrong(l, _("a comma is expected before"), line);
        line = (sy_slice){line.ptr + 1, line.len - 1};
    }
}

static sy_status add_row(lines *l, sy_try_table *t, sy_slice line)
{
    sy_slice cells[SY_TRY_COLUMNS];
    size_t n;
    sy_status st = split(l, line, cells, &n);

    if (st != SY_OK) return st;
    if (n != t->n_columns) return wrong(l, _("not as many cells as columns"), line);
    if (t->n_rows == SY_TRY_ROWS) return wrong(l, _("too many rows"), (sy_slice){"", 0});
    if (!t->rows) t->rows = sy_arena_get(l->arena, SY_TRY_ROWS * sizeof *t->rows);
    sy_slice *kept = sy_arena_get(l->arena, n * sizeof *kept);
    if (!kept || !t->rows) return sy_fail_nomem(l->err);
    memcpy(kept, cells, n * sizeof *kept);
    t->rows[t->n_rows++] = (sy_try_row){kept, l->line};
    return SY_OK;
}

/* Rows up to a blank line. */
static sy_status read_rows(lines *l, sy_try_table *t)
{
    sy_status st = SY_OK;
    sy_slice line;

    while (st == SY_OK && next_line(l, &line) && !is_blank(line)) st = add_row(l, t, line);
    return st;
}

static sy_status read_table(lines *l, sy_try_test *test, sy_slice name, bool is_finding)
{
    sy_try_table *t = &test->pools[test->n_pools];
    sy_slice line;

    if (test->n_pools == SY_TRY_POOLS) return wrong(l, _("too many pools"), name);
    for (size_t i = 0; i < test->n_pools; i++) {
        if (sy_slice_is(test->pools[i].name, name))
            return wrong(l, _("the pool stands twice"), name);
    }
    test->n_pools++;
    *t = (sy_try_table){.name = name, .is_finding = is_finding, .line = l->line};
    if (!next_line(l, &line)) return wrong(l, _("the columns are missing"), name);
    sy_status st = split(l, line, t->columns, &t->n_columns);
    return st == SY_OK ? read_rows(l, t) : st;
}

static sy_status read_pool(lines *l, sy_try_test *test, sy_slice name)
{
    return read_table(l, test, name, false);
}

static sy_status read_finding(lines *l, sy_try_test *test, sy_slice name)
{
    return read_table(l, test, name, true);
}

static sy_status read_leads(lines *l, sy_try_test *test, sy_slice columns)
{
    sy_try_table *t = &test->leads;
    sy_slice line;

    if (t->n_columns) return wrong(l, _("leads are expected twice"), (sy_slice){"", 0});
    t->line = l->line;
    sy_status st = split(l, columns, t->columns, &t->n_columns);
    if (st != SY_OK) return st;
    if (!next_line(l, &line) || !sy_slice_is(line, SY_TEXT("----")))
        return wrong(l, _("---- is expected after the columns of leads"), (sy_slice){"", 0});
    return read_rows(l, t);
}

static sy_status read_setting(lines *l, sy_try_test *test, sy_slice words)
{
    const size_t blank = sy_slice_find(words, SY_TEXT(" "));

    if (blank == words.len || test->n_settings == SY_TRY_COLUMNS)
        return wrong(l, _("set PARAMETER VALUE is expected, not"), words);
    const char *id = copy(l, (sy_slice){words.ptr, blank});
    const char *value = copy(l, (sy_slice){words.ptr + blank + 1, words.len - blank - 1});
    if (!id || !value) return sy_fail_nomem(l->err);
    test->settings[test->n_settings].id = id;
    test->settings[test->n_settings++].value = value;
    return SY_OK;
}

static sy_status read_today(lines *l, sy_try_test *test, sy_slice words)
{
    sy_precision precision;
    int64_t at;

    if (!sy_time_parse_iso(&at, &precision, words) || precision != SY_DATE)
        return wrong(l,
                     sy_date_is_shaped(words) ? _("there is no such day in the calendar")
                                              : _("a date YYYY-MM-DD is expected, not"),
                     words);
    test->today = (int32_t)sy_day_of(at);
    return SY_OK;
}

static sy_status read_block(lines *l, sy_try_test *test, sy_slice line)
{
    static const struct {
        const char *word;
        sy_status (*read)(lines *l, sy_try_test *test, sy_slice words);
    } blocks[] = {{"pool ", read_pool},
                  {"finding ", read_finding},
                  {"leads ", read_leads},
                  {"set ", read_setting},
                  {"today ", read_today}};

    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        const sy_slice word = sy_slice_of(blocks[i].word);
        if (sy_slice_starts(line, word))
            return blocks[i].read(l, test, (sy_slice){line.ptr + word.len, line.len - word.len});
    }
    return wrong(l, _("pool, finding, leads, set or today is expected, not"), line);
}

sy_status sy_try_parse(sy_try_test *out, const char *name, sy_slice text, sy_arena *arena,
                       sy_err *err)
{
    lines l = {name, sy_model_without_mark(text), 0, arena, err};
    sy_status st = SY_OK;
    sy_slice line;

    memset(out, 0, sizeof *out);
    out->today = INT32_MIN;
    if (text.len > SY_MAX_MODEL_BYTES ||
        (text.len && sy_utf8_valid_prefix(text.ptr, text.len) != text.len))
        return wrong(&l, _("no UTF-8 text, or too long"), (sy_slice){"", 0});
    while (st == SY_OK && next_line(&l, &line)) {
        if (!is_blank(line) && line.ptr[0] != '#') st = read_block(&l, out, line);
    }
    if (st != SY_OK) return st;
    if (out->leads.n_columns == 0)
        return wrong(&l, _("it expects no leads: a line \"leads COLUMNS\" is missing"),
                     (sy_slice){"", 0});
    if (out->today == INT32_MIN)
        return wrong(&l, _("a line \"today DATE\" is missing"), (sy_slice){"", 0});
    return SY_OK;
}
