/* sandbox_words.c - what DuckDB says of a query, in words that help who wrote it.
 *
 * DuckDB has no codes for its reasons, so they are known by their words; reasons that are not
 * known here, or are worded otherwise by another DuckDB, stay in its own. A value in them may
 * be somebody's name or number: its beginning is enough to find it, and is all that is kept,
 * since what failed is printed and logged. */
#include "store/sandbox_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/utf8.h"

enum { MOST_KEPT = 4, LONGEST_NUMBER = 6 }; /* characters of a value; digits */

static const struct {
    const char *theirs, *ours;
} reasons[] = {
    /* in running; the first that is found counts */
    {"More than one row returned by a subquery",
     N_("a subquery that stands for one value gives several rows; take one, as with max()")},
    {"Overflow in ", N_("a number becomes too large for its type")},
    {"out of range for the destination type", N_("a number is too large for the type it is given")},
    {"invalid date field format",
     N_("a text that is no date YYYY-MM-DD is read as one; TRY_CAST gives NULL instead")},
    {"date field value out of range",
     N_("a text is read as a date that does not exist; TRY_CAST gives NULL instead")},
    {"Date out of range", N_("a date that does not exist, or that is too far away")},
    {"not in timestamp range", N_("a date that does not exist, or that is too far away")},
    {"Could not convert string",
     N_("a text does not read as the type it is given, such as a number; TRY_CAST gives NULL "
        "instead")},
    {"Could not cast value", N_("a value does not fit the type it is given")},
    {"can't be cast to the destination type", N_("a value does not fit the type it is given")},
    {"Unimplemented type for cast", N_("a value does not fit the type it is given")},
    {"extract specifier", N_("there is no such part of a date")},
    {"Invalid escape string", N_("ESCAPE takes one character")},
    /* in preparing */
    {"syntax error at end of input",
     N_("the query ends too early: a bracket or a part is missing")},
    {"syntax error", N_("the query cannot be read here")},
    {"unterminated quoted", N_("a quotation mark is not closed")},
    {"Referenced table", N_("there is no such table or short name of one in FROM")},
    {"Ambiguous reference to column name",
     N_("several tables have this column: write which table's it is")},
    {"does not have a column named", N_("the table has no such column")},
    {"must appear in the GROUP BY clause",
     N_("a column stands beside a sum over rows: name it in GROUP BY, or use any_value()")},
    {"cannot contain aggregates", N_("sums over rows cannot stand in WHERE: HAVING is for these")},
    {"aggregate function calls cannot be nested", N_("a sum over rows stands within another")},
    {"same number of result columns", N_("the parts of a UNION have different numbers of columns")},
    {"Cannot compare values of type", N_("two types are compared that do not fit: convert one")},
    {"Cannot mix values of type", N_("one column would hold two types: convert one")},
    {"No function matches",
     N_("the function takes other numbers or types of arguments than it is given")},
};

static const char *ours_for(const char *words)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (strstr(words, reasons[i].theirs)) return _(reasons[i].ours);
    }
    return NULL;
}

/* The commonest slip of who writes a query. */
static bool names_no_column(const char *words, const char **name, int *n)
{
    static const char before[] = "Referenced column \"", after[] = "\" ";
    const char *at = strstr(words, before), *end = NULL;

    if (at) end = strstr(at + sizeof before - 1, after);
    if (!end) return false;
    *name = at + sizeof before - 1;
    *n = (int)(end - *name);
    return true;
}

/* ---- values ---- */

/* Its beginning: at most half of it. */
static void put_beginning(sy_buf *out, sy_slice value)
{
    const size_t all = sy_utf8_count(value.ptr, value.len), keep = all / 2 < MOST_KEPT ? all / 2 : MOST_KEPT;
    size_t at = 0, n = 0;

    while (at < value.len) {
        n += ((unsigned char)value.ptr[at] & 0xC0) != 0x80;
        if (n > keep) break;
        at++;
    }
    sy_buf_add(out, value.ptr, at);
    sy_buf_text(out, "…");
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The text that opens at a quotation mark, which it has: to the last such mark that may close it,
 * since a text may hold some itself; to the end of the line where none does. */
static size_t quoted(sy_slice left)
{
    for (size_t n = left.len; n > 1; n--) {
        if (left.ptr[n - 1] == left.ptr[0] && (n == left.len || !is_word(left.ptr[n]))) return n;
    }
    return left.len;
}

/* Quoted texts and long numbers are shortened. */
static void put_shortened(sy_buf *out, sy_slice line)
{
    for (size_t i = 0, n; i < line.len; i += n) {
        const sy_slice left = {line.ptr + i, line.len - i};
        const bool is_quote = left.ptr[0] == '\'' || left.ptr[0] == '"';

        n = strspn(left.ptr, "0123456789");
        if (is_quote && (i == 0 || !is_word(left.ptr[-1]))) {
            n = quoted(left);
            sy_buf_char(out, left.ptr[0]);
            put_beginning(out, (sy_slice){left.ptr + 1, n > 1 ? n - 2 : 0});
            sy_buf_char(out, left.ptr[0]);
        } else if (n > LONGEST_NUMBER) {
            put_beginning(out, (sy_slice){left.ptr, n});
        } else {
            n = n ? n : 1;
            sy_buf_add(out, left.ptr, n);
        }
    }
}

/* ---- together ---- */

static uint32_t line_of(const char *words)
{
    const char *line = strstr(words, "\nLINE ");
    return line ? (uint32_t)strtoul(line + strlen("\nLINE "), NULL, 10) : 0;
}

static sy_status say(const char *ours, sy_slice theirs, bool of_rows, sy_err *err)
{
    sy_buf text;

    sy_buf_init(&text, NULL, 1 << 12);
    if (of_rows)
        put_shortened(&text, theirs);
    else
        sy_buf_slice(&text, theirs);
    sy_buf_char(&text, '\0');
    const char *said = sy_buf_status(&text) == SY_OK ? text.ptr : "?";
    const sy_status st = ours ? sy_fail(err, SY_EDATA, N_("%s (DuckDB: %s)"), ours, said)
                              : sy_fail(err, SY_EDATA, N_("DuckDB: %s"), said);
    sy_buf_dispose(&text);
    return st;
}

sy_status sy_sandbox_fail(uint32_t *line, const char *words, bool of_rows, sy_err *err)
{
    const char *name;
    int n;

    if (!words) words = "?";
    if (line_of(words)) *line = line_of(words);
    if (strstr(words, "Out of Memory") || strstr(words, "bad_alloc"))
        return sy_fail(err, SY_ELIMIT, N_("the query needs more memory than a model may have"));
    if (names_no_column(words, &name, &n))
        return sy_fail(err, SY_EDATA,
                       N_("there is no column \"%.*s\": model.yaml names those of each pool"), n,
                       name);
    return say(ours_for(words), (sy_slice){words, strcspn(words, "\n")}, of_rows, err);
}
