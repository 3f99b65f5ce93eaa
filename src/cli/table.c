/* table.c - keeps all cells (human output is short), measures, then prints. */
#include "cli/table.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/lang.h"
#include "base/utf8.h"
#include "report/log_words.h"
#include "report/shown.h"

enum { LONGEST_SHOWN = 1 << 18, LONGEST_LINE = 64 << 20 };

void sy_table_init(sy_table *t, sy_arena *arena, const char *aligns)
{
    *t = (sy_table){.arena = arena, .aligns = aligns, .columns = strlen(aligns)};
    SY_ASSERT(t->columns > 0 && t->columns <= SY_TABLE_COLUMNS);
}

/* The arena has no realloc: a doubled copy, the old one stays until the end. */
static bool room(sy_table *t)
{
    if (t->n_cells < t->capacity) return true;
    const size_t capacity = t->capacity ? 2 * t->capacity : 64;
    char **cells = sy_arena_get(t->arena, capacity * sizeof *cells);
    if (!cells) return false;
    if (t->n_cells) memcpy(cells, t->cells, t->n_cells * sizeof *cells);
    t->cells = cells;
    t->capacity = capacity;
    return true;
}

void sy_table_cell(sy_table *t, const char *text)
{
    sy_buf b;

    if (t->status != SY_OK) return;
    sy_buf_init(&b, NULL, 64 * SY_TABLE_CELL);
    sy_shown(&b, sy_slice_of(text ? text : ""), SY_TABLE_CELL);
    char *cell = NULL;
    if (sy_buf_status(&b) == SY_OK && room(t)) cell = sy_arena_text(t->arena, b.ptr, b.len);
    if (cell) {
        const size_t width = sy_width((sy_slice){cell, b.len});
        size_t *column = &t->width[t->n_cells % t->columns];
        if (width > *column) *column = width;
        if (b.len && t->n_cells >= t->n_heads) t->filled[t->n_cells % t->columns] = true;
        t->cells[t->n_cells++] = cell;
    } else {
        t->status = SY_ENOMEM;
    }
    sy_buf_dispose(&b);
}

void sy_table_int(sy_table *t, uint64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRIu64, value);
    sy_table_cell(t, text);
}

void sy_table_money(sy_table *t, sy_minor amount)
{
    char text[SY_MINOR_TEXT];
    sy_table_cell(t, sy_minor_print_grouped(text, amount));
}

void sy_table_time(sy_table *t, int64_t at, sy_precision precision)
{
    char text[SY_TIME_TEXT];
    char *T = strchr(sy_time_print(text, at, precision), 'T');
    if (T) *T = ' ';
    sy_table_cell(t, text);
}

void sy_table_head(sy_table *t, ...)
{
    va_list ap;

    t->n_heads = t->columns;
    va_start(ap, t);
    for (size_t i = 0; i < t->columns; i++) sy_table_cell(t, va_arg(ap, const char *));
    va_end(ap);
}

void sy_table_moment(sy_table *t, const char *utc)
{
    char text[SY_LOG_TIME];
    sy_table_cell(t, utc ? sy_log_time(text, utc) : NULL);
}

void sy_table_title(sy_table *t, const char *text)
{
    sy_table_line *line = sy_arena_get(t->arena, sizeof *line);
    char *copy = sy_arena_text(t->arena, text, strlen(text));

    if (!line || !copy) {
        t->status = SY_ENOMEM;
        return;
    }
    *line = (sy_table_line){NULL, copy, t->n_cells};
    if (t->last_line)
        t->last_line->next = line;
    else
        t->first_line = line;
    t->last_line = line;
}

static void blanks(FILE *out, size_t n)
{
    while (n-- > 0) fputc(' ', out);
}

sy_status sy_table_print(const sy_table *t, FILE *out, sy_err *err)
{
    if (t->status != SY_OK) return sy_fail_nomem(err);
    SY_ASSERT(t->n_cells % t->columns == 0);
    const sy_table_line *line = t->first_line;
    size_t owed = 0; /* blanks before the next cell that has something */
    for (size_t i = 0; i < t->n_cells; i++) {
        for (; line && line->before == i; line = line->next) fprintf(out, _("[%s]\n"), line->text);
        const size_t column = i % t->columns, width = sy_width(sy_slice_of(t->cells[i]));
        const size_t pad = t->width[column] - width;
        if (t->filled[column]) {
            if (t->aligns[column] == 'r') owed += pad;
            if (width) {
                blanks(out, owed);
                owed = 0;
            }
            fputs(t->cells[i], out);
            owed += (t->aligns[column] == 'l' ? pad : 0) + 2;
        }
        if (column + 1 == t->columns) {
            fputc('\n', out);
            owed = 0;
        }
    }
    return SY_OK;
}

/* May a line end before the character `next`, after `last`? */
static bool may_break(uint32_t last, uint32_t next)
{
    static const char closing[] = "，。；：、）》”’！？…—";
    char bytes[5] = {0};

    if (last == ' ') return true;
    if (sy_char_width(last) < 2 && sy_char_width(next) < 2) return false;
    bytes[sy_utf8_encode(bytes, next)] = '\0';
    return next != ' ' && !strstr(closing, bytes) && last != 0xFF08 && last != 0x300A;
}

/* What is longer than any text that a person reads is cut, and says so. */
static void print(FILE *out, sy_slice text)
{
    sy_buf b;

    sy_buf_init(&b, NULL, LONGEST_SHOWN);
    sy_shown(&b, text, 0);
    if (b.len) fwrite(b.ptr, 1, b.len, out);
    if (sy_buf_status(&b) != SY_OK) fputs("…", out);
    sy_buf_dispose(&b);
}

void sy_print_shown(FILE *out, const char *text)
{
    print(out, sy_slice_of(text));
}

void sy_printf_shown(FILE *out, const char *format, ...)
{
    const bool is_ended = sy_slice_ends(sy_slice_of(format), SY_TEXT("\n"));
    va_list ap;
    sy_buf line;

    for (; *format == '\n'; format++) fputc('\n', out);
    sy_buf_init(&line, NULL, LONGEST_LINE);
    va_start(ap, format);
    sy_buf_vprintf(&line, format, ap);
    va_end(ap);
    print(out, (sy_slice){line.ptr, line.len - (is_ended && line.len > 0)});
    if (sy_buf_status(&line) != SY_OK) fputs("…", out);
    if (is_ended) fputc('\n', out);
    sy_buf_dispose(&line);
}

void sy_print_wrapped(FILE *out, const char *text, size_t indent, size_t width)
{
    const sy_slice all = sy_slice_of(text);
    size_t line = 0; /* where the line begins */

    while (line < all.len) {
        size_t at = line, used = indent, fits = line;
        uint32_t last = 0;
        for (size_t n; at < all.len && all.ptr[at] != '\n'; at += n) {
            const uint32_t code = sy_utf8_decode(all.ptr + at, all.len - at, &n);
            if (last && may_break(last, code)) fits = at;
            used += sy_char_width(code);
            if (used > width && fits > line && code != ' ') break;
            last = code;
        }
        if (at == all.len || all.ptr[at] == '\n') fits = at;
        size_t end = fits;
        while (end > line && all.ptr[end - 1] == ' ') end--;
        print(out, (sy_slice){all.ptr + line, end - line});
        fputc('\n', out);
        line = fits < all.len && all.ptr[fits] == '\n' ? fits + 1 : fits;
        if (line < all.len) blanks(out, indent);
    }
}
