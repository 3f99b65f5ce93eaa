/* guess.c - first the data rows (a date and an amount each), then the header
 * above them, then the money by trying every way to read the numbers against
 * every column of numbers as the balance, then the rest by words. */
#include "intake/guess.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "intake/header.h"
#include "suyuan/limits.h"

enum { MOST_ABOVE = 4, MOST_NUMBERS = 8, SHARE = 90, FEW_WORDS = 3 };

/* ---- shapes ---- */

typedef struct shape {
    uint32_t filled, dates, clocks, amounts, decimals, negatives, zeros, numbers, in_or_out, digits,
        words;
    uint32_t distinct; /* up to FEW_WORDS + 1 */
    sy_slice seen[FEW_WORDS + 1];
} shape;

typedef struct guesser {
    sy_guess *g;
    const sy_profiles *profiles;
    const sy_sample *sample;
    sy_arena *arena;
    uint32_t n; /* columns */
    shape shapes[SY_GUESS_COLUMNS];
    uint8_t likes[SY_GUESS_COLUMNS][SY_FIELDS]; /* of the heading, 0 to 100 */
    int64_t *money;                             /* by row and column; INT64_MIN: none */
} guesser;

static sy_slice cell_at(const sy_sample_row *row, uint32_t column)
{
    return column < row->n ? sy_cell_trim(row->cells[column]) : (sy_slice){"", 0};
}

static bool is_number_cell(const sy_sample_row *row, uint32_t column)
{
    return row->kinds && column < row->n && row->kinds[column] == SY_CELL_NUMBER;
}

static bool is_all_digits(sy_slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
    }
    return s.len > 0;
}

/* As the import reads it, but for day numbers of workbooks' numbers. */
static bool is_date(const sy_sample_row *row, uint32_t column, sy_slice s)
{
    int64_t at;
    sy_precision precision;
    if (s.len < 8 || is_number_cell(row, column)) return false;
    return sy_parse_time(&at, &precision, s) == SY_FINE;
}

static bool read_money(const sy_sample_row *row, uint32_t column, sy_slice s, int64_t *fen)
{
    char plain[SY_STORED_TEXT];

    if (is_number_cell(row, column)) {
        if (!sy_stored_number(plain, s)) return false;
        s = sy_slice_of(plain);
    }
    /* Long digits without a point are numbers of accounts and serials. */
    if (is_all_digits(s) && s.len > 9) return false;
    return sy_parse_amount_in(fen, s, "") == SY_FINE && *fen != INT64_MIN;
}

static bool is_account(sy_slice s)
{
    size_t digits = 0, stars = 0;

    if (s.len < 10 || s.len > 34) return false;
    for (size_t i = 0; i < s.len; i++) {
        const char c = s.ptr[i];
        digits += c >= '0' && c <= '9';
        stars += c == '*';
        if (!(c >= '0' && c <= '9') && c != '*' && c != '-' && c != ' ' && c != '_' &&
            !(c >= 'A' && c <= 'Z')) {
            return false;
        }
    }
    return digits + stars >= 10;
}

static void look(shape *s, const sy_sample_row *row, uint32_t column)
{
    const sy_slice text = cell_at(row, column);
    int64_t fen = 0;
    int32_t seconds;

    if (text.len == 0 || (sy_cell_is_blank(text) && !sy_slice_is(text, SY_TEXT("-")))) return;
    s->filled++;
    s->dates += is_date(row, column, text);
    s->clocks += text.len <= 8 && sy_parse_clock(&seconds, text) == SY_FINE;
    if (read_money(row, column, text, &fen)) {
        s->amounts++;
        s->decimals += text.len > 3 && text.ptr[text.len - 3] == '.';
        s->negatives += fen < 0;
        s->zeros += fen == 0;
    }
    s->numbers += is_account(text);
    s->digits += is_all_digits(text);
    const sy_direction d = sy_parse_direction(text);
    s->in_or_out += d == SY_DIRECTION_IN || d == SY_DIRECTION_OUT || d == SY_DIRECTION_BOTH_WAYS;
    s->words += (unsigned char)*text.ptr >= 0x80;
    uint32_t k = 0;
    while (k < s->distinct && !sy_slice_is(s->seen[k], text)) k++;
    if (k == s->distinct && k <= FEW_WORDS) s->seen[s->distinct++] = text;
}

static bool most(uint32_t part, uint32_t all)
{
    return all > 0 && part * 100ull >= all * (uint64_t)SHARE;
}

/* ---- data rows and the header above them ---- */

static bool is_data(const sy_sample_row *row)
{
    bool date = false, money = false;
    const uint32_t n = row->n < SY_GUESS_COLUMNS ? row->n : SY_GUESS_COLUMNS;

    for (uint32_t i = 0; i < n; i++) {
        const sy_slice s = cell_at(row, i);
        int64_t fen;
        const bool is_day = is_date(row, i, s);
        date = date || is_day;
        money = money || (s.len > 0 && !is_day && read_money(row, i, s, &fen));
    }
    return date && money;
}

static bool find_data(guesser *u, uint32_t *first)
{
    const sy_sample *s = u->sample;
    uint32_t rows = 0;

    for (*first = 0; *first < s->n && !is_data(&s->rows[*first]); ++*first) continue;
    if (*first == s->n || *first >= SY_MAX_HEADER_SCAN) return false;
    for (uint32_t i = *first; i < s->n; i++) {
        rows += is_data(&s->rows[i]);
        if (s->rows[i].n > u->n) u->n = s->rows[i].n;
    }
    if (u->n > SY_GUESS_COLUMNS) u->n = SY_GUESS_COLUMNS;
    return rows * 2 >= s->n - *first;
}

static size_t characters(uint32_t out[SY_WORD_TEXT], sy_slice s)
{
    size_t n = 0, size;

    for (size_t at = 0; at < s.len && n < SY_WORD_TEXT; at += size) {
        out[n++] = sy_utf8_decode(s.ptr + at, s.len - at, &size);
    }
    return n;
}

unsigned sy_heading_likeness(sy_slice a, sy_slice b)
{
    uint32_t x[SY_WORD_TEXT], y[SY_WORD_TEXT];
    size_t n, m;

    if (sy_slice_is(a, b)) return a.len > 0 ? 100 : 0;
    n = characters(x, a);
    m = characters(y, b);
    if (n >= 3 && m >= 3 && (n > m ? n - m : m - n) <= 1) {
        size_t head = 0, tail = 0;
        const size_t least = n < m ? n : m;
        while (head < least && x[head] == y[head]) head++;
        while (tail < least - head && x[n - 1 - tail] == y[m - 1 - tail]) tail++;
        if (head + tail + 1 >= (n > m ? n : m)) return 75;
    }
    if (m >= 2 && n > m && sy_slice_find(a, b) < a.len) return 60;
    return 0;
}

/* Words of the other side inside a heading. */
static bool is_of_other(sy_slice heading)
{
    return sy_slice_holds(heading, SY_TEXT("对方")) || sy_slice_holds(heading, SY_TEXT("对手"));
}

static bool is_other_field(int f)
{
    return f >= SY_FIELD_OTHER_NUMBER && f <= SY_FIELD_OTHER_BANK;
}

static void like_heading(guesser *u, uint32_t column, sy_slice heading)
{
    char folded[SY_WORD_TEXT];
    const sy_slice word = {folded, sy_heading_fold(folded, heading)};

    if (word.len == 0) return;
    for (size_t i = 0; i < sy_profiles_count(u->profiles); i++) {
        const sy_profile *p = sy_profiles_at(u->profiles, i);
        if (p->kind != SY_OF_ENTRIES) continue;
        for (int f = 0; f <= SY_FIELD_REASON; f++) {
            if (is_of_other(word) != is_other_field(f)) continue;
            for (size_t k = 0; k < p->headings[f].n; k++) {
                const unsigned like = sy_heading_likeness(word, p->headings[f].items[k]);
                if (like > u->likes[column][f]) u->likes[column][f] = (uint8_t)like;
            }
        }
    }
}

/* How well a row does as the header: known words first, then filled cells. */
static unsigned rate_header(guesser *u, const sy_slice *cells, uint32_t n)
{
    unsigned rate = 0;

    memset(u->likes, 0, sizeof u->likes);
    for (uint32_t i = 0; i < n && i < u->n; i++) {
        unsigned best = 0;
        like_heading(u, i, cells[i]);
        for (int f = 0; f <= SY_FIELD_REASON; f++) {
            if (u->likes[i][f] > best) best = u->likes[i][f];
        }
        rate += best + (sy_cell_trim(cells[i]).len > 0 ? 10 : 0);
    }
    return rate;
}

static bool has_number(const sy_sample_row *row)
{
    for (uint32_t i = 0; i < row->n; i++) {
        const sy_slice s = cell_at(row, i);
        if (s.len > 0 && *s.ptr >= '0' && *s.ptr <= '9') return true;
    }
    return false;
}

static size_t filled(const sy_sample_row *row)
{
    size_t n = 0;
    for (uint32_t i = 0; i < row->n; i++) n += cell_at(row, i).len > 0;
    return n;
}

/* The header: one of the rows right above the data, or two of them together. */
static sy_status find_header(guesser *u, uint32_t first, sy_err *err)
{
    sy_guess *g = u->g;
    unsigned best = 0;
    const sy_slice *cells = NULL;
    uint32_t n = 0;

    for (uint32_t i = first > MOST_ABOVE ? first - MOST_ABOVE : 0; i < first; i++) {
        const sy_sample_row *row = &u->sample->rows[i];
        if (filled(row) < 3 || has_number(row)) continue;
        unsigned rate = rate_header(u, row->cells, row->n);
        if (rate >= best) {
            best = rate;
            cells = row->cells;
            n = row->n;
            g->header = i;
            g->header_rows = 1;
        }
        if (i + 1 >= first || !sy_header_may_join(row, row + 1)) continue;
        uint32_t joined_n;
        const sy_slice *joined =
            sy_header_join(&joined_n, u->profiles, NULL, row, row + 1, u->arena);
        if (!joined) return sy_fail_nomem(err);
        rate = rate_header(u, joined, joined_n);
        if (rate > best) {
            best = rate;
            cells = joined;
            n = joined_n;
            g->header = i;
            g->header_rows = 2;
        }
    }
    sy_slice *headings = sy_arena_get(u->arena, u->n * sizeof *headings);
    if (!headings) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < u->n; i++) {
        const sy_slice s = i < n ? sy_cell_trim(cells[i]) : (sy_slice){"", 0};
        headings[i] = (sy_slice){sy_arena_text(u->arena, s.len ? s.ptr : "", s.len), s.len};
        if (!headings[i].ptr) return sy_fail_nomem(err);
    }
    g->headings = headings;
    rate_header(u, headings, u->n);
    return SY_OK;
}

/* ---- money ---- */

/* One way to read money: in and out may be one column. */
typedef struct reading {
    uint32_t in, out, balance; /* SY_NO_COLUMN: none */
    uint32_t direction;        /* SY_NO_COLUMN: the sign says it */
    uint32_t steps, chained;
    unsigned words; /* likeness of the headings, all together */
} reading;

static int64_t money_at(const guesser *u, uint32_t row, uint32_t column)
{
    return u->money[(size_t)row * u->n + column];
}

/* What row i moves under a reading; false: not known. */
static bool movement(const guesser *u, const reading *r, uint32_t i, int64_t *fen)
{
    const int64_t in = money_at(u, i, r->in), out = money_at(u, i, r->out);

    if (r->direction != SY_NO_COLUMN) {
        const sy_direction d = sy_parse_direction(cell_at(&u->sample->rows[i], r->direction));
        if (in == INT64_MIN || (d != SY_DIRECTION_IN && d != SY_DIRECTION_OUT)) return false;
        *fen = d == SY_DIRECTION_OUT ? -in : in;
        return true;
    }
    if (r->in == r->out) {
        *fen = in;
        return in != INT64_MIN;
    }
    const bool has_in = in != INT64_MIN && in != 0, has_out = out != INT64_MIN && out != 0;
    *fen = has_in ? in : has_out ? -out : 0; /* blank cells move nothing */
    return !(has_in && has_out) && (in != INT64_MIN || out != INT64_MIN);
}

/* Files run forwards or backwards: the better of the two counts. */
static void count_chain(const guesser *u, reading *r)
{
    uint32_t forwards = 0, backwards = 0;
    int64_t before = 0, moved_before = 0;
    bool has_before = false;

    r->steps = 0;
    for (uint32_t i = u->g->first; i < u->sample->n; i++) {
        const int64_t balance = money_at(u, i, r->balance);
        int64_t moved, step;
        if (balance == INT64_MIN || !movement(u, r, i, &moved)) continue;
        if (has_before && sy_minor_sub(&step, balance, before)) {
            r->steps++;
            forwards += step == moved;
            backwards += step == -moved_before;
        }
        before = balance;
        moved_before = moved;
        has_before = true;
    }
    r->chained = forwards > backwards ? forwards : backwards;
}

static unsigned like(const guesser *u, uint32_t column, sy_field f)
{
    return column == SY_NO_COLUMN ? 0 : u->likes[column][f];
}

static void rate_words(const guesser *u, reading *r)
{
    if (r->in == r->out)
        r->words = 2 * like(u, r->in, SY_FIELD_AMOUNT);
    else
        r->words = like(u, r->in, SY_FIELD_AMOUNT_IN) + like(u, r->out, SY_FIELD_AMOUNT_OUT);
    if (r->balance != SY_NO_COLUMN) r->words += like(u, r->balance, SY_FIELD_BALANCE);
    if (r->direction != SY_NO_COLUMN) r->words += like(u, r->direction, SY_FIELD_DIRECTION);
}

static bool chains(const reading *r)
{
    return r->steps >= SY_GUESS_STEPS && most(r->chained, r->steps);
}

/* A chain first, the longer one first; then words. 0: as good as each other. */
static int compare(const reading *a, const reading *b)
{
    if (chains(a) != chains(b)) return chains(a) ? 1 : -1;
    if (chains(a) && a->chained != b->chained) return a->chained > b->chained ? 1 : -1;
    if (a->words != b->words) return a->words > b->words ? 1 : -1;
    return 0;
}

typedef struct contest {
    reading best;
    bool any, tied;
} contest;

static void enter(const guesser *u, contest *c, reading r)
{
    rate_words(u, &r);
    if (r.balance != SY_NO_COLUMN) count_chain(u, &r);
    const int better = c->any ? compare(&r, &c->best) : 1;
    if (better > 0) {
        *c = (contest){r, true, false};
    } else if (better == 0) {
        c->tied = true;
    }
}

static void try_readings(const guesser *u, contest *c, const uint32_t *numbers, size_t n,
                         const uint32_t *directions, size_t n_directions)
{
    for (size_t b = 0; b <= n; b++) {
        const uint32_t balance = b < n ? numbers[b] : SY_NO_COLUMN;
        for (size_t i = 0; i < n; i++) {
            const uint32_t in = numbers[i];
            if (in == balance) continue;
            if (u->shapes[in].negatives > 0) {
                enter(u, c, (reading){in, in, balance, SY_NO_COLUMN, 0, 0, 0});
            }
            for (size_t d = 0; d < n_directions; d++) {
                enter(u, c, (reading){in, in, balance, directions[d], 0, 0, 0});
            }
            for (size_t o = 0; o < n; o++) {
                if (numbers[o] == in || numbers[o] == balance) continue;
                enter(u, c, (reading){in, numbers[o], balance, SY_NO_COLUMN, 0, 0, 0});
            }
        }
    }
}

/* Without a chain the words must say what the columns are. */
static unsigned trust_money(const guesser *u, const contest *c)
{
    const reading *r = &c->best;
    unsigned least = 100;

    if (chains(r)) return c->tied ? 40 : 97;
    if (r->in != r->out) {
        least = like(u, r->in, SY_FIELD_AMOUNT_IN);
        if (like(u, r->out, SY_FIELD_AMOUNT_OUT) < least)
            least = like(u, r->out, SY_FIELD_AMOUNT_OUT);
    } else {
        least = like(u, r->in, SY_FIELD_AMOUNT);
        if (r->direction != SY_NO_COLUMN && like(u, r->direction, SY_FIELD_DIRECTION) < least) {
            least = like(u, r->direction, SY_FIELD_DIRECTION);
        }
        /* On bills of cards plus means money spent: a sign alone proves nothing. */
        if (r->direction == SY_NO_COLUMN && least > 60) least = 60;
    }
    if (c->tied || least < 60) return 40;
    return least == 100 ? 90 : least;
}

static void set(sy_guess *g, sy_field f, uint32_t column, unsigned certainty)
{
    if (column == SY_NO_COLUMN || g->column[f] != SY_NO_COLUMN) return;
    g->column[f] = (uint16_t)column;
    g->certainty[f] = (uint8_t)certainty;
}

static bool find_money(guesser *u)
{
    sy_guess *g = u->g;
    uint32_t numbers[MOST_NUMBERS], directions[MOST_NUMBERS];
    size_t n = 0, n_directions = 0;
    contest c = {.any = false};

    for (uint32_t i = 0; i < u->n; i++) {
        const shape *s = &u->shapes[i];
        const bool is_day = most(s->dates, s->filled);
        if (most(s->amounts, s->filled) && !is_day && n < MOST_NUMBERS) numbers[n++] = i;
        if (most(s->in_or_out, s->filled) && s->distinct <= FEW_WORDS && s->filled > 0 &&
            n_directions < MOST_NUMBERS && !most(s->decimals, s->filled)) {
            directions[n_directions++] = i;
        }
    }
    try_readings(u, &c, numbers, n, directions, n_directions);
    if (!c.any) return false;
    const reading *r = &c.best;
    const unsigned trust = trust_money(u, &c);
    const bool one = r->in == r->out;
    set(g, one ? SY_FIELD_AMOUNT : SY_FIELD_AMOUNT_IN, r->in, trust);
    if (!one) set(g, SY_FIELD_AMOUNT_OUT, r->out, trust);
    set(g, SY_FIELD_DIRECTION, r->direction, trust);
    /* A balance that neither chains nor is called one is none. */
    if (chains(r) || like(u, r->balance, SY_FIELD_BALANCE) >= 60) {
        set(g, SY_FIELD_BALANCE, r->balance, trust);
    }
    g->is_signed = one && r->direction == SY_NO_COLUMN;
    g->steps = r->steps;
    g->chained = r->chained;
    g->confidence = trust;
    return true;
}

/* ---- the other columns ---- */

static bool is_taken(const sy_guess *g, uint32_t column)
{
    for (int f = 0; f < SY_FIELDS; f++) {
        if (g->column[f] == column) return true;
    }
    return false;
}

static unsigned trust_of(unsigned likeness, size_t rivals)
{
    if (likeness == 100) return 90;
    if (rivals > 1) return 40;
    return likeness >= 75 ? 75 : 60;
}

/* The column of dates: the best heading, the first of equals. */
static bool find_time(guesser *u)
{
    sy_guess *g = u->g;
    uint32_t best = SY_NO_COLUMN, rivals = 0;
    unsigned most_like = 0;

    for (uint32_t i = 0; i < u->n; i++) {
        if (!most(u->shapes[i].dates, u->shapes[i].filled) || is_taken(g, i)) continue;
        unsigned l = like(u, i, SY_FIELD_DATE);
        if (like(u, i, SY_FIELD_TIME) > l) l = like(u, i, SY_FIELD_TIME);
        rivals++;
        if (best == SY_NO_COLUMN || l > most_like) {
            best = i;
            most_like = l;
        }
    }
    if (best == SY_NO_COLUMN) return false;
    unsigned trust = trust_of(most_like, rivals);
    if (rivals == 1 && trust < 90) trust = 90; /* there is no other date */
    set(g, SY_FIELD_DATE, best, trust);
    if (trust < g->confidence) g->confidence = trust;
    for (uint32_t i = 0; i < u->n; i++) {
        if (is_taken(g, i) || !most(u->shapes[i].clocks, u->shapes[i].filled)) continue;
        if (like(u, i, SY_FIELD_CLOCK) >= 75)
            set(g, SY_FIELD_CLOCK, i, trust_of(like(u, i, SY_FIELD_CLOCK), 1));
    }
    return true;
}

static bool fits(const shape *s, int f)
{
    switch (f) {
    case SY_FIELD_CARD:
    case SY_FIELD_ACCOUNT:
        return most(s->numbers, s->filled);
    case SY_FIELD_OTHER_NUMBER:
    case SY_FIELD_OTHER_CARD:
        return s->numbers * 2 >= s->filled || s->filled == 0;
    case SY_FIELD_TIME:
    case SY_FIELD_DATE:
    case SY_FIELD_CLOCK:
    case SY_FIELD_AMOUNT:
    case SY_FIELD_AMOUNT_IN:
    case SY_FIELD_AMOUNT_OUT:
    case SY_FIELD_BALANCE:
    case SY_FIELD_DIRECTION:
    case SY_FIELD_SUCCESS: /* to be told by a person: it can take rows out of sums */
    case SY_FIELD_REASON:
        return false;
    case SY_FIELD_HOLDER:
    case SY_FIELD_OTHER_NAME:
        return s->words * 2 >= s->filled;
    default:
        return true;
    }
}

/* Each remaining field by the heading that is most like one of its own. */
static void find_others(guesser *u)
{
    sy_guess *g = u->g;

    for (unsigned least = 100; least >= 60; least -= least == 100 ? 25 : 15) {
        for (int f = 0; f <= SY_FIELD_REASON; f++) {
            for (uint32_t i = 0; i < u->n && g->column[f] == SY_NO_COLUMN; i++) {
                if (u->likes[i][f] < least || is_taken(g, i) || !fits(&u->shapes[i], f)) continue;
                set(g, (sy_field)f, i, trust_of(u->likes[i][f], 1));
            }
        }
    }
    /* An own account found by a word that is only nearly one may be the other side's. */
    for (sy_field f = SY_FIELD_CARD; f <= SY_FIELD_ACCOUNT; f++) {
        if (g->column[f] != SY_NO_COLUMN && g->certainty[f] < g->confidence) {
            g->confidence = g->certainty[f];
        }
    }
}

static bool says_success(const shape *s)
{
    if (s->distinct == 0 || s->distinct > FEW_WORDS) return false;
    for (uint32_t i = 0; i < s->distinct; i++) {
        if (sy_parse_success(s->seen[i]) == SY_SUCCESS_NO_WORD) return false;
    }
    return true;
}

/* A column that can take rows out of all sums, and whose words are not known,
 * is for a person to look at. */
static void find_success(guesser *u)
{
    sy_guess *g = u->g;

    for (uint32_t i = 0; i < u->n; i++) {
        const sy_slice heading = g->headings[i];
        unsigned l = like(u, i, SY_FIELD_SUCCESS);
        if (sy_slice_holds(heading, SY_TEXT("状态")) && l < 60) l = 60;
        if (l < 60 || is_taken(g, i)) continue;
        if (says_success(&u->shapes[i])) {
            set(g, SY_FIELD_SUCCESS, i, trust_of(l, 1));
        } else if (u->shapes[i].filled > 0 && g->confidence > 60) {
            g->confidence = 60;
        }
    }
}

/* ---- all ---- */

static sy_status read_columns(guesser *u, sy_err *err)
{
    const sy_sample *s = u->sample;

    u->money = sy_arena_get(u->arena, (size_t)s->n * u->n * sizeof *u->money);
    if (!u->money) return sy_fail_nomem(err);
    for (uint32_t i = u->g->first; i < s->n; i++) {
        const bool data = is_data(&s->rows[i]);
        for (uint32_t k = 0; k < u->n; k++) {
            int64_t *fen = &u->money[(size_t)i * u->n + k];
            if (data) look(&u->shapes[k], &s->rows[i], k);
            if (!data || !read_money(&s->rows[i], k, cell_at(&s->rows[i], k), fen))
                *fen = INT64_MIN;
        }
    }
    return SY_OK;
}

sy_status sy_guess_table(sy_guess *g, bool *found, const sy_profiles *p, const sy_sample *sample,
                         sy_arena *arena, sy_err *err)
{
    guesser *u = sy_arena_get(arena, sizeof *u);

    *found = false;
    *g = (sy_guess){.n_columns = 0};
    for (int f = 0; f < SY_FIELDS; f++) g->column[f] = SY_NO_COLUMN;
    if (!u) return sy_fail_nomem(err);
    *u = (guesser){.g = g, .profiles = p, .sample = sample, .arena = arena};
    if (!find_data(u, &g->first)) return SY_OK;
    g->n_columns = u->n;
    sy_status st = find_header(u, g->first, err);
    if (st == SY_OK) st = read_columns(u, err);
    if (st != SY_OK || !find_money(u) || !find_time(u)) return st;
    find_success(u);
    find_others(u);
    *found = true;
    return SY_OK;
}
