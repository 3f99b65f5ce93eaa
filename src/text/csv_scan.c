/* csv_scan.c - outside quotes only line ends count, and they are counted by
 * vectors (the loop in count_ends is written so that the compiler makes them);
 * inside quotes only the next quote matters, and memchr finds it. A file
 * without quotes never leaves the first loop. */
#include "text/csv_scan.h"

#include <string.h>

/* LF, and CR without LF after it. Sums of 255 at most fit a byte, which lets
 * sixteen of them be added at once. */
static uint64_t count_ends(const unsigned char *p, size_t n)
{
    uint64_t ends = 0;
    size_t i = 0;

    for (; n - i >= 240; i += 240) {
        unsigned char sum = 0;
        for (size_t k = 0; k < 240; k++) {
            const unsigned lf = p[i + k] == '\n', cr = p[i + k] == '\r',
                           next = p[i + k + 1] != '\n';
            sum = (unsigned char)(sum + (lf | (cr & next)));
        }
        ends += sum;
    }
    for (; i < n; i++) ends += p[i] == '\n' || (p[i] == '\r' && p[i + 1] != '\n');
    return ends;
}

static bool is_end(const unsigned char *p)
{
    return p[0] == '\n' || (p[0] == '\r' && p[1] != '\n');
}

/* Adds the line ends of p[from .. to), which is outside quotes. */
static void add_ends(sy_csv_scan *s, const unsigned char *p, size_t from, size_t to)
{
    uint64_t ends = count_ends(p + from, to - from);

    if (ends == 0) return;
    if (s->ends == 0) {
        size_t first = from;
        while (!is_end(p + first)) first++;
        s->first_end = first + 1;
    }
    size_t last = to - 1;
    while (!is_end(p + last)) last--;
    s->last_end = last + 1;
    s->ends += ends;
}

/* From just inside quotes to just after the quote that closes them; n when
 * nothing closes them. */
static size_t skip_quoted(const unsigned char *p, size_t i, size_t n, bool *in_quotes)
{
    *in_quotes = true;
    while (i < n) {
        const unsigned char *quote = memchr(p + i, '"', n - i);
        if (!quote) return n;
        i = (size_t)(quote - p) + 1;
        if (i == n || p[i] != '"') {
            *in_quotes = false;
            return i;
        }
        i++;
    }
    return n;
}

sy_csv_scan sy_csv_scan_piece(const unsigned char *p, size_t n, unsigned char delimiter,
                              bool in_quotes)
{
    sy_csv_scan s = {.in_quotes = in_quotes};
    size_t i = 0; /* everything before is settled */

    if (in_quotes) i = skip_quoted(p, 0, n, &s.in_quotes);
    for (size_t look = i; i < n;) {
        const unsigned char *quote = memchr(p + look, '"', n - look);
        size_t at = quote ? (size_t)(quote - p) : n;
        bool opens =
            quote && (at == 0 || p[at - 1] == delimiter || p[at - 1] == '\n' || p[at - 1] == '\r');
        if (quote && !opens) { /* an ordinary byte in the middle of a cell */
            look = at + 1;
            continue;
        }
        add_ends(&s, p, i, at);
        i = look = quote ? skip_quoted(p, at + 1, n, &s.in_quotes) : n;
    }
    return s;
}

/* ---- which delimiter ---- */

enum { RECORDS_LOOKED_AT = 100 };

/* The cells of each record at the beginning, byte by byte; how many records. */
static size_t count_cells(uint32_t cells[RECORDS_LOOKED_AT], const unsigned char *p, size_t n,
                          unsigned char delimiter, bool is_whole)
{
    size_t records = 0;
    uint32_t count = 1;
    bool in_quotes = false, at_cell = true;

    for (size_t i = 0; i < n && records < RECORDS_LOOKED_AT; i++) {
        if (in_quotes) {
            if (p[i] != '"') continue;
            if (i + 1 < n && p[i + 1] == '"')
                i++;
            else
                in_quotes = false;
        } else if (p[i] == '"' && at_cell) {
            in_quotes = true;
            at_cell = false;
        } else if (p[i] == delimiter) {
            count++;
            at_cell = true;
        } else if (p[i] == '\n' || p[i] == '\r') {
            if (p[i] == '\r' && i + 1 < n && p[i + 1] == '\n') i++;
            cells[records++] = count;
            count = 1;
            at_cell = true;
        } else {
            at_cell = false;
        }
    }
    if (is_whole && records < RECORDS_LOOKED_AT && count > 1) cells[records++] = count;
    return records;
}

/* How many records have the commonest number of cells above one. */
static size_t regularity(const uint32_t *cells, size_t records)
{
    size_t best = 0;

    for (size_t i = 0; i < records; i++) {
        size_t same = 0;
        for (size_t k = 0; k < records; k++) same += cells[k] == cells[i];
        if (cells[i] > 1 && same > best) best = same;
    }
    return best;
}

char sy_csv_delimiter_of(const unsigned char *p, size_t n, bool is_whole)
{
    static const char candidates[] = {',', '\t', '|', ';'};
    uint32_t cells[RECORDS_LOOKED_AT];
    char answer = ',';
    size_t best = 0;

    for (size_t i = 0; i < sizeof candidates; i++) {
        size_t records = count_cells(cells, p, n, (unsigned char)candidates[i], is_whole);
        size_t regular = regularity(cells, records);
        if (regular <= best) continue;
        best = regular;
        answer = candidates[i];
    }
    return answer;
}
