/* mapping.c - fields and columns to YAML. Texts stand in double quotes, with
 * what YAML would take apart escaped. */
#include "intake/mapping.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "suyuan/limits.h"

/* ---- corrections ---- */

static int field_named(const char *name, size_t n)
{
    for (int f = 0; f < SY_FIELDS; f++) {
        const char *known = sy_field_name((sy_field)f);
        if (strlen(known) == n && memcmp(known, name, n) == 0) return f;
    }
    return -1;
}

/* By its number from 1, or by its heading. */
static bool find_column(const sy_mapping *m, const char *text, uint16_t *column)
{
    char wanted[SY_WORD_TEXT], heading[SY_WORD_TEXT];
    const sy_slice word = {wanted, sy_heading_fold(wanted, sy_slice_of(text))};

    for (uint32_t i = 0; i < m->n; i++) {
        const sy_slice s = {heading, sy_heading_fold(heading, m->headings[i])};
        if (s.len == 0 || !sy_slice_is(s, word)) continue;
        *column = (uint16_t)i;
        return true;
    }
    if (*text == '\0' || strlen(text) > 4 || strspn(text, "0123456789") != strlen(text))
        return false;
    const unsigned long number = strtoul(text, NULL, 10);
    if (number < 1 || number > m->n) return false;
    *column = (uint16_t)(number - 1);
    return true;
}

/* A column is one thing: whatever it was before, it no longer is; and money is
 * either one amount or two. */
static void assign(sy_mapping *m, sy_field field, uint16_t column)
{
    for (int f = 0; f < SY_FIELDS; f++) {
        if (m->column[f] == column) m->column[f] = SY_NO_COLUMN;
    }
    m->column[field] = column;
    if (field == SY_FIELD_AMOUNT) {
        m->column[SY_FIELD_AMOUNT_IN] = m->column[SY_FIELD_AMOUNT_OUT] = SY_NO_COLUMN;
    } else if (field == SY_FIELD_AMOUNT_IN || field == SY_FIELD_AMOUNT_OUT) {
        m->column[SY_FIELD_AMOUNT] = SY_NO_COLUMN;
        m->is_signed = false;
    }
    if (field == SY_FIELD_DIRECTION) m->is_signed = false;
    if (field == SY_FIELD_TIME) m->column[SY_FIELD_DATE] = SY_NO_COLUMN;
}

sy_status sy_mapping_set(sy_mapping *m, const char *text, sy_err *err)
{
    const char *equals = strchr(text, '=');
    uint16_t column = SY_NO_COLUMN;

    const int f = equals ? field_named(text, (size_t)(equals - text)) : -1;
    if (f < 0) {
        return sy_fail(err, SY_EINVAL,
                       N_("--set \"%.80s\": it takes FIELD=COLUMN, with fields such as date, "
                          "amount, amount-in, amount-out, direction, balance, card, account, "
                          "other-number, other-name, summary"),
                       text);
    }
    if (equals[1] == '\0') {
        m->column[f] = SY_NO_COLUMN;
        return SY_OK;
    }
    if (!find_column(m, equals + 1, &column)) {
        return sy_fail(
            err, SY_EINVAL,
            N_("--set \"%.80s\": no column has that heading or number: columns are 1 to %u"), text,
            m->n);
    }
    assign(m, (sy_field)f, column);
    return SY_OK;
}

sy_status sy_mapping_directions(sy_mapping *m, const char *text, sy_arena *arena, sy_err *err)
{
    sy_buf words[2]; /* in, out */
    sy_status st = SY_OK;

    for (int i = 0; i < 2; i++) sy_buf_init(&words[i], NULL, SY_WORD_TEXT * 8);
    for (const char *p = text; *p && st == SY_OK;) {
        const size_t n = strcspn(p, ",");
        const char *equals = memchr(p, '=', n);
        const size_t right = equals ? n - (size_t)(equals + 1 - p) : 0;
        const bool is_in = right == 2 && memcmp(equals + 1, "in", 2) == 0;
        if (!equals || equals == p ||
            !(is_in || (right == 3 && memcmp(equals + 1, "out", 3) == 0))) {
            st = sy_fail(err, SY_EINVAL, N_("--direction \"%.80s\" is not of the form 1=in,2=out"),
                         text);
            break;
        }
        sy_buf *to = &words[is_in ? 0 : 1];
        if (to->len) sy_buf_text(to, ",");
        sy_buf_slice(to, (sy_slice){p, (size_t)(equals - p)});
        p += n + (p[n] == ',');
    }
    const char **out[2] = {&m->in, &m->out};
    for (int i = 0; i < 2; i++) {
        if (st == SY_OK) st = sy_buf_status(&words[i]);
        if (st == SY_OK && words[i].len) {
            *out[i] = sy_arena_text(arena, words[i].ptr, words[i].len);
            if (!*out[i]) st = sy_fail_nomem(err);
        }
        sy_buf_dispose(&words[i]);
    }
    return st;
}

static bool has(const sy_mapping *m, sy_field f)
{
    return m->column[f] != SY_NO_COLUMN;
}

sy_status sy_mapping_check(const sy_mapping *m, sy_err *err)
{
    if (!has(m, SY_FIELD_DATE) && !has(m, SY_FIELD_TIME)) {
        return sy_fail(err, SY_EINVAL, N_("no column is the time: --set date=COLUMN"));
    }
    if (has(m, SY_FIELD_AMOUNT_IN) != has(m, SY_FIELD_AMOUNT_OUT)) {
        return sy_fail(err, SY_EINVAL,
                       N_("money in and money out take a column each: --set amount-in=COLUMN "
                          "--set amount-out=COLUMN"));
    }
    if (!has(m, SY_FIELD_AMOUNT) && !has(m, SY_FIELD_AMOUNT_IN)) {
        return sy_fail(err, SY_EINVAL, N_("no column is the amount: --set amount=COLUMN"));
    }
    return SY_OK;
}

/* ---- writing ---- */

static void put_quoted(sy_buf *b, sy_slice s)
{
    sy_buf_text(b, "\"");
    for (size_t i = 0; i < s.len; i++) {
        const char c = s.ptr[i];
        if (c == '"' || c == '\\') sy_buf_text(b, "\\");
        if (c == '\n' || c == '\r' || c == '\t') {
            sy_buf_text(b, " ");
        } else if ((unsigned char)c >= ' ' && c != 0x7F) {
            sy_buf_slice(b, (sy_slice){&c, 1});
        }
    }
    sy_buf_text(b, "\"");
}

/* The second of two equal headings is known as "heading#2". */
static void put_heading(sy_buf *b, const sy_mapping *m, uint32_t column)
{
    char mine[SY_WORD_TEXT], other[SY_WORD_TEXT], text[SY_WORD_TEXT + 8];
    const sy_slice word = {mine, sy_heading_fold(mine, m->headings[column])};
    unsigned same = 1;

    for (uint32_t i = 0; i < column; i++) {
        same += sy_slice_is(word, (sy_slice){other, sy_heading_fold(other, m->headings[i])});
    }
    if (same == 1)
        snprintf(text, sizeof text, "%.*s", (int)word.len, word.ptr);
    else
        snprintf(text, sizeof text, "%.*s#%u", (int)word.len, word.ptr, same);
    put_quoted(b, sy_slice_of(text));
}

static void put_words(sy_buf *b, const char *key, const char *words)
{
    if (!words) return;
    sy_buf_text(b, "  ");
    sy_buf_text(b, key);
    sy_buf_text(b, ": [");
    for (const char *p = words; *p;) {
        const size_t n = strcspn(p, ",");
        if (p > words) sy_buf_text(b, ", ");
        put_quoted(b, (sy_slice){p, n});
        p += n + (p[n] == ',');
    }
    sy_buf_text(b, "]\n");
}

/* What must be there for the mapping to be this one. */
static void put_required(sy_buf *b, const sy_mapping *m)
{
    static const sy_field needed[] = {SY_FIELD_DATE,      SY_FIELD_TIME,       SY_FIELD_AMOUNT,
                                      SY_FIELD_AMOUNT_IN, SY_FIELD_AMOUNT_OUT, SY_FIELD_BALANCE,
                                      SY_FIELD_DIRECTION, SY_FIELD_CARD,       SY_FIELD_ACCOUNT};
    bool any = false;

    sy_buf_text(b, "required:\n  - [");
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (!has(m, needed[i])) continue;
        if (any) sy_buf_text(b, ", ");
        sy_buf_text(b, sy_field_name(needed[i]));
        any = true;
    }
    sy_buf_text(b, "]\n");
}

static void put_columns(sy_buf *b, const sy_mapping *m)
{
    char number[16];

    sy_buf_text(b, m->has_header ? "columns:\n" : "columns-by-position:\n");
    for (int f = 0; f < SY_FIELDS; f++) {
        if (!has(m, (sy_field)f)) continue;
        sy_buf_text(b, "  ");
        sy_buf_text(b, sy_field_name((sy_field)f));
        sy_buf_text(b, ": ");
        if (m->has_header) {
            sy_buf_text(b, "[");
            put_heading(b, m, m->column[f]);
            sy_buf_text(b, "]\n");
        } else {
            snprintf(number, sizeof number, "%u\n", m->column[f] + 1u);
            sy_buf_text(b, number);
        }
    }
}

static uint64_t fingerprint(const sy_mapping *m)
{
    return sy_header_fingerprint(m->headings, m->n);
}

void sy_mapping_id(char id[SY_MAPPING_ID], const sy_mapping *m)
{
    snprintf(id, SY_MAPPING_ID, "mapping-%08x", (unsigned)(fingerprint(m) >> 32));
}

sy_status sy_mapping_write(const char **yaml, const sy_mapping *m, const char *id, sy_arena *arena,
                           sy_err *err)
{
    char line[64];
    sy_buf b;

    *yaml = NULL;
    sy_buf_init(&b, NULL, SY_MAX_YAML_BYTES);
    sy_buf_text(&b, "id: ");
    put_quoted(&b, sy_slice_of(id));
    sy_buf_text(&b, "\nname: {zh: ");
    put_quoted(&b, sy_slice_of(id));
    sy_buf_text(&b, ", en: ");
    put_quoted(&b, sy_slice_of(id));
    sy_buf_text(&b, "}\nkind: entries\n");
    if (m->is_signed) sy_buf_text(&b, "amounts: signed\n");
    sy_buf_text(&b, "account-from: [preamble, file-name]\n");
    if (m->has_header) {
        snprintf(line, sizeof line, "fingerprint: \"%016llx\"\n",
                 (unsigned long long)fingerprint(m));
        sy_buf_text(&b, line);
        put_required(&b, m);
    }
    put_columns(&b, m);
    if (m->in || m->out) sy_buf_text(&b, "words:\n");
    put_words(&b, "in", m->in);
    put_words(&b, "out", m->out);
    sy_status st = sy_buf_status(&b);
    if (st == SY_OK) {
        *yaml = sy_arena_text(arena, b.ptr, b.len);
        if (!*yaml) st = SY_ENOMEM;
    }
    sy_buf_dispose(&b);
    return st == SY_ENOMEM ? sy_fail_nomem(err) : st;
}
