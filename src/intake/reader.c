/* reader.c - a batch goes by columns, since then each step's tables stay in the
 * processor's cache:
 *
 *   gather     slices of the cells that the profile named, row after row
 *   times, amounts, words, accounts
 *              each marks what it refuses; the first refusal of a row counts
 *   texts      only of rows that are left: raw bytes to numbers, first in a
 *              small table of recent strings, then in the shared dictionary
 *   emit       the rows that are left, into the arrays of the store
 *
 * Where an amount is negative beside a direction, the balances of the
 * neighbouring rows of the same ledger tell which of the two holds; else the
 * row is refused (domain.md 3.8). */
#include "intake/reader.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/lang.h"
#include "suyuan/limits.h"

enum { SAME_AS_BEFORE = UINT16_MAX };
enum { LINES = 4096, LINE_TEXT = 56, LEDGER_LINES = 4096, WORD_FIELDS = 4, SHOWN_VALUE = 200 };
enum { CACHES = SY_ENTRY_TEXTS + WORD_FIELDS };

/* A recent string and its number: one cache line. */
typedef struct line {
    uint32_t value;
    uint16_t len, epoch;
    char text[LINE_TEXT];
} line;

/* A recent ledger, with what the row says of it. */
typedef struct ledger_line {
    uint32_t card, account, currency, ledger; /* ledger 0: free */
    uint64_t hash; /* of the own number */
} ledger_line;

typedef struct reader {
    sy_shared *shared;
    sy_findings *findings;
    const sy_intake_table *table; /* NULL: no work yet */
    uint32_t table_index;
    sy_csv_cursor *cursor;
    const sy_csv_plan *cursor_plan;
    sy_table *sheet;
    bool in_work; /* rows of the piece are left */
    uint16_t epoch;
    uint8_t fields[SY_FIELDS]; /* that the table has */
    size_t n_fields;
    sy_arena scratch; /* of the batch */

    /* the batch */
    size_t n, n_live;
    uint16_t live[SY_BATCH_ROWS];
    uint8_t rule[SY_BATCH_ROWS], bad_field[SY_BATCH_ROWS], flags[SY_BATCH_ROWS];
    bool is_in_doubt[SY_BATCH_ROWS]; /* a negative amount beside a direction */
    uint32_t number[SY_BATCH_ROWS];
    int64_t at[SY_BATCH_ROWS], amount[SY_BATCH_ROWS], balance[SY_BATCH_ROWS];
    uint32_t currency[SY_BATCH_ROWS], ledger[SY_BATCH_ROWS], other[SY_BATCH_ROWS];
    uint64_t own_hash[SY_BATCH_ROWS], other_hash[SY_BATCH_ROWS];
    uint32_t word[SY_BATCH_ROWS], text[SY_ENTRY_TEXTS][SY_BATCH_ROWS];
    sy_slice cells[SY_FIELDS][SY_BATCH_ROWS];
    uint8_t kinds[SY_FIELDS][SY_BATCH_ROWS]; /* of a workbook's cells */
    sy_slice serial[SY_BATCH_ROWS], notes[SY_BATCH_ROWS];

    sy_span *span; /* of the row before */
    ledger_line ledgers[LEDGER_LINES];
    line *lines; /* CACHES tables of LINES */
} reader;

static const struct {
    sy_field field;
    sy_entry_text text;
} text_fields[] = {
    {SY_FIELD_HOLDER, SY_HOLDER},         {SY_FIELD_HOLDER_ID, SY_HOLDER_ID},
    {SY_FIELD_OWN_BANK, SY_OWN_BANK},     {SY_FIELD_OTHER_NAME, SY_OTHER_NAME},
    {SY_FIELD_OTHER_ID, SY_OTHER_ID},     {SY_FIELD_OTHER_BANK, SY_OTHER_BANK},
    {SY_FIELD_SUMMARY, SY_SUMMARY},       {SY_FIELD_NOTE, SY_NOTE},
    {SY_FIELD_MERCHANT, SY_MERCHANT},     {SY_FIELD_TYPE, SY_ENTRY_TYPE},
    {SY_FIELD_BRANCH, SY_BRANCH},         {SY_FIELD_PLACE, SY_PLACE},
    {SY_FIELD_IP, SY_IP},                 {SY_FIELD_MAC, SY_MAC},
    {SY_FIELD_TELLER, SY_TELLER},         {SY_FIELD_TERMINAL, SY_TERMINAL},
};

/* ---- small things ---- */

static bool has(const reader *r, sy_field f)
{
    return r->table->column[f] != SY_NO_COLUMN;
}

static sy_slice cell(const reader *r, sy_field f, size_t i)
{
    return has(r, f) ? r->cells[f][i] : (sy_slice){"", 0};
}

static bool is_number_cell(const reader *r, sy_field f, size_t i)
{
    return r->sheet && r->kinds[f][i] == SY_CELL_NUMBER;
}

static sy_slice utf8(reader *r, sy_slice raw)
{
    return sy_cell_utf8(r->table, raw, &r->scratch);
}

static void refuse(reader *r, size_t i, sy_rule rule, sy_field f)
{
    if (r->rule[i] != SY_FINE || rule == SY_FINE) return;
    r->rule[i] = (uint8_t)rule;
    r->bad_field[i] = (uint8_t)f;
}

static void keep_live(reader *r)
{
    size_t n = 0;
    for (size_t k = 0; k < r->n_live; k++) {
        if (r->rule[r->live[k]] == SY_FINE) r->live[n++] = r->live[k];
    }
    r->n_live = n;
}

/* ---- work ---- */

static sy_status open_piece(reader *r, const sy_work_piece *piece, sy_err *err)
{
    sy_intake_table *t = r->shared->tables->items[piece->table];
    sy_status st = SY_OK;

    if (t != r->table) {
        const sy_intake_table *before = r->table;
        r->table = t;
        r->table_index = piece->table;
        r->span = NULL;
        r->n_fields = 0;
        for (unsigned f = 0; f < SY_FIELDS; f++) {
            if (has(r, (sy_field)f)) r->fields[r->n_fields++] = (uint8_t)f;
        }
        /* What a string means hangs on encoding and profile. */
        if (!before || before->profile != t->profile || before->encoding != t->encoding ||
            before->is_proved != t->is_proved) {
            if (++r->epoch == 0) {
                memset(r->lines, 0, CACHES * LINES * sizeof *r->lines);
                r->epoch = 1;
            }
        }
        memset(r->ledgers, 0, sizeof r->ledgers);
    }
    sy_table_free(r->sheet);
    r->sheet = NULL;
    if (!t->plan) {
        st = sy_table_open(&r->sheet, NULL, t->data_path, t->sheet, err);
    } else {
        if (t->plan != r->cursor_plan) {
            sy_csv_cursor_free(r->cursor);
            r->cursor = NULL;
            r->cursor_plan = t->plan;
            st = sy_csv_cursor_new(&r->cursor, NULL, t->plan, err);
        }
        if (st == SY_OK) st = sy_csv_cursor_move(r->cursor, piece->block, err);
    }
    r->in_work = st == SY_OK;
    return st;
}

/* False: nothing is left for this reader. */
static bool take_work(reader *r, sy_status *st, sy_err *err)
{
    size_t at = atomic_fetch_add(&r->shared->next_work, 1);
    if (at >= r->shared->n_work) return false;
    *st = open_piece(r, &r->shared->work[at], err);
    return *st == SY_OK;
}

/* ---- gathering ---- */

/* The text of extra columns, "heading: value; ...", for lists of transfers. */
static sy_slice note_of(reader *r, const sy_slice *cells, uint32_t n)
{
    const sy_intake_table *t = r->table;
    sy_buf note;

    sy_buf_init(&note, NULL, SY_MAX_CELL);
    for (uint32_t k = 0; k < t->n_extra; k++) {
        const uint16_t column = t->extra[k];
        sy_slice value = column < n ? sy_cell_trim(utf8(r, cells[column])) : (sy_slice){"", 0};
        if (sy_cell_is_blank(value)) continue;
        if (note.len) sy_buf_text(&note, "; ");
        sy_buf_slice(&note, t->headings[column]);
        sy_buf_text(&note, ": ");
        sy_buf_slice(&note, value);
    }
    sy_slice made = {sy_arena_bytes(&r->scratch, note.ptr ? note.ptr : "", note.len), note.len};
    sy_buf_dispose(&note);
    return made;
}

static bool all_blank(const sy_slice *cells, uint32_t from, uint32_t n)
{
    for (uint32_t i = from; i < n; i++) {
        if (cells[i].len > 0 && sy_cell_trim(cells[i]).len > 0) return false;
    }
    return true;
}

/* One record into the columns of the batch. A row of blank cells is no row. */
static void take_row(reader *r, const sy_slice *cells, uint32_t n, uint32_t number)
{
    const sy_intake_table *t = r->table;
    const size_t i = r->n;
    size_t bytes = 0;

    for (size_t k = 0; k < r->n_fields; k++) {
        const uint8_t f = r->fields[k];
        const uint16_t column = t->column[f];
        const sy_slice c = column < n ? cells[column] : (sy_slice){"", 0};
        r->cells[f][i] = c;
        bytes += c.len;
    }
    if (bytes < 64 && all_blank(cells, 0, n)) return;
    r->number[i] = number;
    r->rule[i] = SY_FINE;
    r->flags[i] = 0;
    r->is_in_doubt[i] = false;
    if (n > t->n_columns && !all_blank(cells, t->n_columns, n)) {
        refuse(r, i, SY_TOO_MANY_CELLS, SY_FIELDS);
    }
    if (t->profile->is_transfers && t->n_extra) r->notes[i] = note_of(r, cells, n);
    r->n++;
}

static sy_status gather_text(reader *r, sy_err *err)
{
    while (r->n < SY_BATCH_ROWS) {
        sy_csv_record record;
        sy_status st = sy_csv_next(r->cursor, &record, err);
        if (st != SY_OK) return st;
        if (record.n_cells == 0) {
            r->in_work = false;
            return SY_OK;
        }
        if (record.number > r->table->header_row) {
            take_row(r, record.cells, record.n_cells, record.number);
        }
    }
    return SY_OK;
}

static sy_status gather_sheet(reader *r, sy_err *err)
{
    sy_slice cells[SY_MAX_COLUMNS];

    while (r->n < SY_BATCH_ROWS) {
        sy_row row;
        sy_status st = sy_table_next(r->sheet, &row, err);
        if (st != SY_OK) return st;
        if (row.n_cells == SY_NO_MORE_ROWS) {
            r->in_work = false;
            return SY_OK;
        }
        if (row.number <= r->table->header_row) continue;
        const uint32_t n = row.n_cells < SY_MAX_COLUMNS ? row.n_cells : SY_MAX_COLUMNS;
        for (uint32_t i = 0; i < n; i++) { /* cells live only until the next row */
            const sy_slice text = row.cells[i].text;
            cells[i] = (sy_slice){sy_arena_bytes(&r->scratch, text.ptr, text.len), text.len};
            if (!cells[i].ptr) return sy_fail_nomem(err);
        }
        for (size_t k = 0; k < r->n_fields; k++) {
            const uint16_t column = r->table->column[r->fields[k]];
            r->kinds[r->fields[k]][r->n] = column < n ? (uint8_t)row.cells[column].kind : 0;
        }
        take_row(r, cells, n, row.number);
    }
    return SY_OK;
}

/* ---- times ---- */

static bool two_digits(const char *p, int *value)
{
    unsigned a = (unsigned)(p[0] - '0'), b = (unsigned)(p[1] - '0');
    *value = (int)(a * 10 + b);
    return a < 10 && b < 10;
}

/* YYYY-MM-DD HH:MM:SS as most files have it; anything else the slow way. */
static bool quick_time(int64_t *at, sy_slice s)
{
    int century, year, month, day, hour, minute, second;

    if (s.len != 19 || s.ptr[4] != '-' || s.ptr[7] != '-' || s.ptr[10] != ' ' ||
        s.ptr[13] != ':' || s.ptr[16] != ':') {
        return false;
    }
    if (!two_digits(s.ptr, &century) || !two_digits(s.ptr + 2, &year) ||
        !two_digits(s.ptr + 5, &month) || !two_digits(s.ptr + 8, &day) ||
        !two_digits(s.ptr + 11, &hour) || !two_digits(s.ptr + 14, &minute) ||
        !two_digits(s.ptr + 17, &second)) {
        return false;
    }
    if (century < 19 || century > 21 || !sy_date_exists(century * 100 + year, month, day) ||
        hour > 23 || minute > 59 || second > 59) {
        return false;
    }
    *at = sy_days_from_civil(century * 100 + year, month, day) * SY_DAY + hour * 3600 +
          minute * 60 + second;
    return true;
}

/* Whole seconds since 1970, up to the year 9999. */
static sy_rule integer_time(int64_t *at, sy_slice text)
{
    sy_slice s = sy_cell_trim(text);
    const bool negative = s.len > 0 && *s.ptr == '-';
    int64_t value = 0;

    if (sy_cell_is_blank(s)) return SY_TIME_MISSING;
    if (negative) s = (sy_slice){s.ptr + 1, s.len - 1};
    if (s.len == 0 || s.len > 12) return SY_TIME_NOT_A_TIME;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return SY_TIME_NOT_A_TIME;
        value = value * 10 + (s.ptr[i] - '0');
    }
    if (value > 253402300799) return SY_TIME_IMPOSSIBLE;
    *at = negative ? -value : value;
    return SY_FINE;
}

static sy_rule any_time(reader *r, sy_field f, size_t i, int64_t *at, sy_precision *precision)
{
    const sy_slice text = utf8(r, r->cells[f][i]);
    sy_rule rule = sy_parse_time(at, precision, text);

    if (rule == SY_TIME_NOT_A_TIME &&
        (is_number_cell(r, f, i) || r->table->profile->has_day_numbers)) {
        rule = sy_parse_day_number(at, precision, text);
    }
    return rule;
}

/* A day in one column and a clock in another. */
static sy_rule day_and_clock(reader *r, size_t i, int64_t *at, sy_precision *precision)
{
    const sy_field f = has(r, SY_FIELD_CLOCK) ? SY_FIELD_CLOCK : SY_FIELD_TIME;
    sy_rule rule = any_time(r, SY_FIELD_DATE, i, at, precision);
    int32_t seconds = 0;

    /* One column may be both, when a profile has the heading in both lists. */
    if (rule != SY_FINE || !has(r, f) || *precision == SY_SECOND ||
        r->table->column[f] == r->table->column[SY_FIELD_DATE]) {
        return rule;
    }
    rule = sy_parse_clock(&seconds, utf8(r, r->cells[f][i]));
    if (rule == SY_TIME_MISSING) return SY_FINE; /* the day alone is known */
    if (rule == SY_TIME_NOT_A_TIME) return any_time(r, f, i, at, precision);
    if (rule != SY_FINE || seconds == 0) return rule;
    *at += seconds;
    *precision = SY_SECOND;
    return SY_FINE;
}

static void read_times(reader *r)
{
    const bool has_date = has(r, SY_FIELD_DATE);
    const bool is_integer = r->table->has_integer_times;

    for (size_t i = 0; i < r->n; i++) {
        sy_precision precision = SY_SECOND;
        sy_field f = has_date ? SY_FIELD_DATE : SY_FIELD_TIME;
        if (!has_date && !is_integer && quick_time(&r->at[i], r->cells[f][i])) {
            if (r->at[i] % SY_DAY == 0) r->flags[i] |= SY_ENTRY_DATE_ONLY;
            continue;
        }
        sy_rule rule = has_date     ? day_and_clock(r, i, &r->at[i], &precision)
                       : is_integer ? integer_time(&r->at[i], utf8(r, r->cells[f][i]))
                                    : any_time(r, f, i, &r->at[i], &precision);
        refuse(r, i, rule, f);
        if (rule == SY_FINE && precision == SY_DATE) r->flags[i] |= SY_ENTRY_DATE_ONLY;
    }
}

/* ---- amounts ---- */

/* 1234.56 as most files have it; anything else the slow way. */
static bool quick_amount(int64_t *fen, sy_slice s)
{
    int64_t value = 0;

    if (s.len < 4 || s.len > 17 || s.ptr[s.len - 3] != '.') return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned digit = (unsigned)(s.ptr[i] - '0');
        if (i == s.len - 3) continue;
        if (digit > 9) return false;
        value = value * 10 + digit;
    }
    *fen = value;
    return true;
}

static sy_rule read_amount(reader *r, sy_field f, size_t i, int64_t *fen)
{
    char plain[SY_STORED_TEXT];
    sy_slice text = r->cells[f][i];

    if (quick_amount(fen, text)) return SY_FINE;
    text = utf8(r, text);
    if (is_number_cell(r, f, i)) {
        if (!sy_stored_number(plain, text)) return SY_AMOUNT_NOT_A_NUMBER;
        text = sy_slice_of(plain);
    }
    return sy_parse_amount(fen, text);
}

/* Applies a direction to what the cell says. */
static void set_amount(reader *r, size_t i, int64_t fen, bool comes_in, sy_field f)
{
    if (fen == INT64_MIN) {
        refuse(r, i, SY_AMOUNT_TOO_LARGE, f);
        return;
    }
    if (fen < 0) r->is_in_doubt[i] = true; /* until the balances have been asked */
    r->amount[i] = comes_in ? fen : -fen;
}

static void read_two_amounts(reader *r)
{
    for (size_t i = 0; i < r->n; i++) {
        int64_t in = 0, out = 0;
        sy_rule in_rule = read_amount(r, SY_FIELD_AMOUNT_IN, i, &in);
        sy_rule out_rule = read_amount(r, SY_FIELD_AMOUNT_OUT, i, &out);
        const bool has_in = in_rule == SY_FINE && in != 0, has_out = out_rule == SY_FINE && out != 0;

        if (in_rule != SY_FINE && in_rule != SY_AMOUNT_MISSING) {
            refuse(r, i, in_rule, SY_FIELD_AMOUNT_IN);
        }
        if (out_rule != SY_FINE && out_rule != SY_AMOUNT_MISSING) {
            refuse(r, i, out_rule, SY_FIELD_AMOUNT_OUT);
        }
        if (has_in && has_out) refuse(r, i, SY_AMOUNT_ON_BOTH_SIDES, SY_FIELD_AMOUNT_IN);
        else if (in_rule == SY_AMOUNT_MISSING && out_rule == SY_AMOUNT_MISSING) {
            refuse(r, i, SY_AMOUNT_MISSING, SY_FIELD_AMOUNT_IN);
        }
        r->amount[i] = 0;
        if (has_in) set_amount(r, i, in, true, SY_FIELD_AMOUNT_IN);
        else if (has_out) set_amount(r, i, out, false, SY_FIELD_AMOUNT_OUT);
    }
}

static void read_one_amount(reader *r)
{
    const bool has_direction = has(r, SY_FIELD_DIRECTION);

    for (size_t i = 0; i < r->n; i++) {
        int64_t fen = 0;
        refuse(r, i, read_amount(r, SY_FIELD_AMOUNT, i, &fen), SY_FIELD_AMOUNT);
        r->amount[i] = fen;
        if (r->rule[i] != SY_FINE) continue;
        if (r->table->profile->is_transfers) { /* the ledger is the payer's */
            if (fen < 0) refuse(r, i, SY_AMOUNT_NEGATIVE, SY_FIELD_AMOUNT);
            r->amount[i] = -fen;
            r->flags[i] |= SY_ENTRY_TRANSFER;
        } else if (has_direction) {
            switch ((sy_direction)r->word[i]) {
            case SY_DIRECTION_IN: set_amount(r, i, fen, true, SY_FIELD_AMOUNT); break;
            case SY_DIRECTION_OUT: set_amount(r, i, fen, false, SY_FIELD_AMOUNT); break;
            case SY_DIRECTION_BLANK: refuse(r, i, SY_DIRECTION_MISSING, SY_FIELD_DIRECTION); break;
            case SY_DIRECTION_BOTH_WAYS:
                refuse(r, i, SY_DIRECTION_AMBIGUOUS, SY_FIELD_DIRECTION);
                break;
            case SY_DIRECTION_NO_WORD: refuse(r, i, SY_DIRECTION_UNKNOWN, SY_FIELD_DIRECTION); break;
            }
        }
    }
}

static void read_balances(reader *r)
{
    if (!has(r, SY_FIELD_BALANCE)) return;
    for (size_t i = 0; i < r->n; i++) {
        int64_t fen = 0;
        sy_rule rule = read_amount(r, SY_FIELD_BALANCE, i, &fen);
        if (rule == SY_AMOUNT_MISSING) continue;
        if (rule == SY_FINE) {
            r->flags[i] |= SY_ENTRY_HAS_BALANCE;
            r->balance[i] = fen;
        } else {
            refuse(r, i, rule == SY_AMOUNT_TOO_LARGE ? SY_BALANCE_TOO_LARGE : SY_BALANCE_NOT_A_NUMBER,
                   SY_FIELD_BALANCE);
        }
    }
}

/* ---- from strings to numbers ---- */

/* hash: of the raw cell, as the dictionaries have it */
typedef sy_status resolve_fn(reader *r, sy_slice raw, uint64_t hash, uint32_t *value, bool *is_bad,
                             sy_err *err);

static sy_status resolve_text(reader *r, sy_slice raw, uint64_t hash, uint32_t *value,
                              bool *is_bad, sy_err *err)
{
    return sy_shared_text(r->shared, r->table, raw, hash, SY_TEXT_PLAIN, value, is_bad, err);
}

static sy_status resolve_number(reader *r, sy_slice raw, uint64_t hash, uint32_t *value,
                                bool *is_bad, sy_err *err)
{
    return sy_shared_text(r->shared, r->table, raw, hash, SY_TEXT_NUMBER, value, is_bad, err);
}

static sy_status resolve_direction(reader *r, sy_slice raw, uint64_t hash, uint32_t *value,
                                   bool *is_bad, sy_err *err)
{
    (void)hash, (void)is_bad, (void)err;
    *value = (uint32_t)sy_profile_direction(r->table->profile, utf8(r, raw));
    return SY_OK;
}

static sy_status resolve_success(reader *r, sy_slice raw, uint64_t hash, uint32_t *value,
                                 bool *is_bad, sy_err *err)
{
    (void)hash, (void)is_bad, (void)err;
    *value = (uint32_t)sy_profile_success(r->table->profile, utf8(r, raw));
    return SY_OK;
}

static sy_status resolve_cash(reader *r, sy_slice raw, uint64_t hash, uint32_t *value,
                              bool *is_bad, sy_err *err)
{
    (void)hash, (void)is_bad, (void)err;
    *value = sy_profile_cash(r->table->profile, utf8(r, raw));
    return SY_OK;
}

/* The text of the ISO code; 0 where the cell is blank. */
static sy_status resolve_currency(reader *r, sy_slice raw, uint64_t hash, uint32_t *value,
                                  bool *is_bad, sy_err *err)
{
    char iso[4];
    sy_slice text = utf8(r, raw);

    (void)hash;
    *value = 0;
    if (sy_cell_is_blank(sy_cell_trim(text))) return SY_OK;
    *is_bad = !sy_parse_currency(iso, text);
    return *is_bad ? SY_OK : sy_shared_value(r->shared, sy_slice_of(iso), SY_TEXT_PLAIN, value, err);
}

static uint64_t word_at(const char *p)
{
    uint64_t w;
    memcpy(&w, p, 8);
    return w;
}

/* memcmp costs a call, and most strings here are a dozen bytes. */
static bool same_bytes(const char *a, const char *b, size_t n)
{
    size_t i = 0;

    if (n < 8) {
        while (i < n && a[i] == b[i]) i++;
        return i == n;
    }
    for (; i + 8 < n; i += 8) {
        if (word_at(a + i) != word_at(b + i)) return false;
    }
    return word_at(a + n - 8) == word_at(b + n - 8);
}

/* Not for dictionaries: only says which line. The last word overlaps the one
 * before it, so that no piece of odd length is left. */
static uint64_t line_hash(sy_slice s)
{
    uint64_t h = s.len * 0x9E3779B97F4A7C15ull;

    if (s.len >= 8) {
        for (size_t i = 0; i + 8 < s.len; i += 8) {
            h = (h ^ word_at(s.ptr + i)) * 0x9E3779B97F4A7C15ull;
            h ^= h >> 32;
        }
        h = (h ^ word_at(s.ptr + s.len - 8)) * 0x9E3779B97F4A7C15ull;
    } else {
        for (size_t i = 0; i < s.len; i++) h = (h << 8) ^ (h >> 56) ^ (unsigned char)s.ptr[i];
        h *= 0x9E3779B97F4A7C15ull;
    }
    return h >> 29 ^ h >> 47;
}

/* One column of the live rows. What the row before has too is taken from
 * there; a recent string is compared with the line where it would be; the rest
 * is resolved in further rounds, each of which fetches what the next one
 * touches. rule: for strings that are bad. */
static sy_status look_up(reader *r, unsigned cache, sy_field f, resolve_fn *resolve, sy_rule rule,
                         uint32_t *out, sy_err *err)
{
    line *lines = r->lines + (size_t)cache * LINES;
    uint16_t place[SY_BATCH_ROWS], asked[SY_BATCH_ROWS], missed[SY_BATCH_ROWS];
    uint64_t hashes[SY_BATCH_ROWS];
    size_t n_asked = 0, n_missed = 0, before = 0;
    const sy_slice *cells = r->cells[f];

    for (size_t k = 0; k < r->n_live; k++) {
        const size_t i = r->live[k];
        const bool is_same = k > 0 && cells[i].len == cells[before].len &&
                             same_bytes(cells[i].ptr, cells[before].ptr, cells[i].len);
        before = i;
        place[i] = SAME_AS_BEFORE;
        if (is_same) continue;
        place[i] = (uint16_t)(line_hash(cells[i]) & (LINES - 1));
        __builtin_prefetch(&lines[place[i]]);
        asked[n_asked++] = (uint16_t)i;
    }
    for (size_t k = 0; k < n_asked; k++) {
        const size_t i = asked[k];
        const line *l = &lines[place[i]];
        if (cells[i].len == l->len && l->epoch == r->epoch &&
            same_bytes(l->text, cells[i].ptr, l->len)) {
            out[i] = l->value;
            continue;
        }
        const sy_dict *d = sy_shared_dict(r->shared, r->table, cells[i]);
        hashes[n_missed] = sy_dict_hash(d, cells[i]);
        sy_dict_prefetch(d, hashes[n_missed]);
        missed[n_missed++] = (uint16_t)i;
    }
    for (size_t k = 0; k < n_missed; k++) {
        sy_dict_prefetch_text(sy_shared_dict(r->shared, r->table, cells[missed[k]]), hashes[k]);
    }
    for (size_t k = 0; k < n_missed; k++) {
        const size_t i = missed[k];
        line *l = &lines[place[i]];
        bool is_bad = false;
        sy_status st = resolve(r, cells[i], hashes[k], &out[i], &is_bad, err);
        if (st != SY_OK) return st;
        if (is_bad) {
            refuse(r, i, rule, f);
        } else if (cells[i].len <= LINE_TEXT) {
            l->value = out[i];
            l->len = (uint16_t)cells[i].len;
            l->epoch = r->epoch;
            memcpy(l->text, cells[i].ptr, cells[i].len);
        }
    }
    for (size_t k = 1; k < r->n_live; k++) {
        const size_t i = r->live[k], from = r->live[k - 1];
        if (place[i] != SAME_AS_BEFORE) continue;
        out[i] = out[from];
        if (r->rule[from] == rule && r->bad_field[from] == f) refuse(r, i, rule, f); /* as bad */
    }
    return SY_OK;
}

static sy_status read_directions(reader *r, sy_err *err)
{
    if (!has(r, SY_FIELD_DIRECTION)) return SY_OK;
    return look_up(r, SY_ENTRY_TEXTS, SY_FIELD_DIRECTION, resolve_direction, SY_FINE, r->word, err);
}

static sy_status read_flags(reader *r, sy_err *err)
{
    sy_status st = SY_OK;

    if (has(r, SY_FIELD_SUCCESS)) {
        st = look_up(r, SY_ENTRY_TEXTS + 1, SY_FIELD_SUCCESS, resolve_success, SY_FINE, r->word, err);
        for (size_t k = 0; k < r->n_live; k++) {
            const size_t i = r->live[k];
            if (r->word[i] == SY_SUCCESS_NO) r->flags[i] |= SY_ENTRY_FAILED;
            if (r->word[i] == SY_SUCCESS_NO_WORD) refuse(r, i, SY_SUCCESS_UNKNOWN, SY_FIELD_SUCCESS);
        }
    }
    if (st == SY_OK && has(r, SY_FIELD_CASH)) {
        st = look_up(r, SY_ENTRY_TEXTS + 2, SY_FIELD_CASH, resolve_cash, SY_FINE, r->word, err);
        for (size_t k = 0; k < r->n_live; k++) {
            if (r->word[r->live[k]]) r->flags[r->live[k]] |= SY_ENTRY_CASH;
        }
    }
    if (st != SY_OK) return st;
    if (!has(r, SY_FIELD_CURRENCY)) {
        memset(r->currency, 0, sizeof r->currency);
        return SY_OK;
    }
    return look_up(r, SY_ENTRY_TEXTS + 3, SY_FIELD_CURRENCY, resolve_currency, SY_CURRENCY_UNKNOWN,
                   r->currency, err);
}

/* ---- accounts ---- */

/* A number cell of a workbook becomes its digits, or refuses the row. */
static void restore_numbers(reader *r, sy_field f)
{
    if (!r->sheet || r->table->profile->takes_any_account) return;
    for (size_t k = 0; k < r->n_live; k++) {
        const size_t i = r->live[k];
        sy_number number;
        if (!is_number_cell(r, f, i)) continue;
        refuse(r, i, sy_parse_number(&number, r->cells[f][i], true), f);
        const char *digits = sy_arena_bytes(&r->scratch, number.text, number.len);
        if (digits) r->cells[f][i] = (sy_slice){digits, number.len};
    }
}

/* The counterparty's card stands in where its account is blank. */
static void choose_other(reader *r)
{
    if (!has(r, SY_FIELD_OTHER_CARD)) return;
    for (size_t i = 0; i < r->n; i++) {
        const sy_slice number = cell(r, SY_FIELD_OTHER_NUMBER, i);
        if (!sy_cell_is_blank(sy_cell_trim(number))) continue;
        r->cells[SY_FIELD_OTHER_NUMBER][i] = r->cells[SY_FIELD_OTHER_CARD][i];
        r->kinds[SY_FIELD_OTHER_NUMBER][i] = r->kinds[SY_FIELD_OTHER_CARD][i];
    }
}

/* Texts of the columns that hold numbers; 0 where there is none. */
static sy_status read_numbers(reader *r, sy_field f, sy_entry_text column, sy_err *err)
{
    uint32_t *out = r->text[column];

    if (f == SY_FIELD_OTHER_NUMBER ? !has(r, f) && !has(r, SY_FIELD_OTHER_CARD) : !has(r, f)) {
        memset(out, 0, sizeof r->text[column]);
        return SY_OK;
    }
    restore_numbers(r, f);
    keep_live(r);
    return look_up(r, column, f, resolve_number, SY_TEXT_NOT_DECODABLE, out, err);
}

/* The ident of a text, with its rule against the row. */
static sy_status ident_of(reader *r, size_t i, sy_field f, uint32_t text, sy_ident **out,
                          sy_err *err)
{
    sy_status st = sy_shared_ident(r->shared, text, r->table->profile->takes_any_account, out, err);
    if (st != SY_OK) return st;
    uint32_t rule = atomic_load_explicit(&(*out)->state, memory_order_relaxed) % SY_IDENT_SEEN;
    refuse(r, i, (sy_rule)rule, f);
    return SY_OK;
}

static bool is_named(const sy_ident *ident)
{
    return atomic_load_explicit(&ident->number, memory_order_relaxed) != 0;
}

/* account = the card if there is one; sub-account = what tells its ledgers
 * apart: the account number under the card, else a suffix. */
static sy_status make_ledger(reader *r, sy_ident *card, sy_ident *account, uint32_t currency,
                             uint32_t *ledger, sy_err *err)
{
    sy_ident *own = is_named(card) ? card : account;
    sy_ledger_key key = {.sub = atomic_load(&own->sub), .currency = currency};

    if (own == card && is_named(account) &&
        atomic_load(&account->number) != atomic_load(&card->number)) {
        key.sub = atomic_load(&account->number);
    }
    if (key.currency == 0) key.currency = atomic_load(&card->currency);
    if (key.currency == 0) key.currency = atomic_load(&account->currency);
    sy_status st = sy_shared_account(r->shared, own, &key.account, err);
    if (st == SY_OK && key.currency == 0) {
        st = sy_shared_value(r->shared, SY_TEXT("CNY"), SY_TEXT_PLAIN, &key.currency, err);
    }
    return st == SY_OK ? sy_shared_ledger(r->shared, key, ledger, err) : st;
}

static sy_status find_ledger(reader *r, size_t i, ledger_line *l, sy_err *err)
{
    const uint32_t texts[] = {r->text[SY_OWN_CARD][i], r->text[SY_OWN_ACCOUNT][i]};
    sy_ident *card, *account;

    sy_status st = ident_of(r, i, SY_FIELD_CARD, texts[0], &card, err);
    if (st == SY_OK) st = ident_of(r, i, SY_FIELD_ACCOUNT, texts[1], &account, err);
    if (st != SY_OK || r->rule[i] != SY_FINE) return st;
    if (!is_named(card) && !is_named(account)) {
        refuse(r, i, SY_ACCOUNT_MISSING, has(r, SY_FIELD_CARD) ? SY_FIELD_CARD : SY_FIELD_ACCOUNT);
        return SY_OK;
    }
    *l = (ledger_line){texts[0], texts[1], r->currency[i], 0,
                       atomic_load(is_named(card) ? &card->hash : &account->hash)};
    return make_ledger(r, card, account, r->currency[i], &l->ledger, err);
}

static sy_status find_ledgers(reader *r, sy_err *err)
{
    const uint32_t *cards = r->text[SY_OWN_CARD], *accounts = r->text[SY_OWN_ACCOUNT];

    for (size_t k = 0; k < r->n_live; k++) {
        const size_t i = r->live[k];
        const uint32_t key = cards[i] * 31u + accounts[i] * 7u + r->currency[i];
        ledger_line *l = &r->ledgers[key % LEDGER_LINES];
        if (!l->ledger || l->card != cards[i] || l->account != accounts[i] ||
            l->currency != r->currency[i]) {
            sy_status st = find_ledger(r, i, l, err);
            if (st != SY_OK) return st;
            if (r->rule[i] != SY_FINE) continue;
        }
        r->ledger[i] = l->ledger;
        r->own_hash[i] = l->hash;
    }
    return SY_OK;
}

static sy_status find_others(reader *r, sy_err *err)
{
    const uint32_t *others = r->text[SY_OTHER_NUMBER];
    const bool any = r->table->profile->takes_any_account;

    for (size_t k = 0; k < r->n_live; k++) {
        __builtin_prefetch(sy_shared_ident_place(r->shared, others[r->live[k]], any));
    }
    for (size_t k = 0; k < r->n_live; k++) {
        const size_t i = r->live[k];
        sy_ident *ident;
        sy_status st = ident_of(r, i, SY_FIELD_OTHER_NUMBER, others[i], &ident, err);
        if (st != SY_OK) return st;
        r->other[i] = 0;
        r->other_hash[i] = atomic_load_explicit(&ident->hash, memory_order_relaxed);
        if (r->rule[i] != SY_FINE) continue;
        if (is_named(ident) &&
            atomic_load_explicit(&ident->state, memory_order_relaxed) & SY_IDENT_HOLDS) {
            st = sy_shared_account(r->shared, ident, &r->other[i], err);
            if (st != SY_OK) return st;
        } else if (r->table->profile->is_transfers) {
            refuse(r, i, SY_ACCOUNT_MISSING, SY_FIELD_OTHER_NUMBER);
        }
    }
    return SY_OK;
}

static sy_status read_accounts(reader *r, sy_err *err)
{
    sy_status st;

    choose_other(r);
    st = read_numbers(r, SY_FIELD_CARD, SY_OWN_CARD, err);
    if (st == SY_OK) st = read_numbers(r, SY_FIELD_ACCOUNT, SY_OWN_ACCOUNT, err);
    if (st == SY_OK) st = read_numbers(r, SY_FIELD_OTHER_NUMBER, SY_OTHER_NUMBER, err);
    if (st == SY_OK && r->table->account.len > 0) {
        uint32_t text;
        st = sy_shared_value(r->shared, r->table->account, SY_TEXT_NUMBER, &text, err);
        for (size_t i = 0; i < r->n; i++) r->text[SY_OWN_ACCOUNT][i] = text;
    }
    keep_live(r);
    if (st == SY_OK) st = find_ledgers(r, err);
    keep_live(r);
    if (st == SY_OK) st = find_others(r, err);
    keep_live(r);
    return st;
}

/* ---- a negative amount beside a direction ---- */

/* The step of the balance from row a to row b, when both are rows of one ledger. */
static bool step(const reader *r, size_t from, size_t to, int64_t *fen)
{
    if (r->rule[from] != SY_FINE || r->ledger[from] != r->ledger[to]) return false;
    if (!(r->flags[from] & r->flags[to] & SY_ENTRY_HAS_BALANCE)) return false;
    return sy_minor_sub(fen, r->balance[to], r->balance[from]);
}

/* As it stands (the sign against the direction: money back), or turned round
 * (the sign only repeats the direction)? Files run forwards or backwards, so
 * the row before and the row after are both asked. */
static void settle_doubts(reader *r)
{
    for (size_t k = 0; k < r->n_live; k++) {
        const size_t i = r->live[k];
        bool as_it_is = false, turned = false;
        if (!r->is_in_doubt[i]) continue;
        for (int side = -1; side <= 1; side += 2) {
            int64_t fen;
            if ((side < 0 && i == 0) || (side > 0 && i + 1 == r->n)) continue;
            if (!step(r, side < 0 ? i - 1 : i + 1, i, &fen)) continue;
            if (fen == r->amount[i]) as_it_is = true;
            if (fen == -r->amount[i]) turned = true;
        }
        if (as_it_is == turned) refuse(r, i, SY_SIGN_AND_DIRECTION, SY_FIELD_AMOUNT);
        else if (turned) r->amount[i] = -r->amount[i];
    }
    keep_live(r);
}

/* ---- texts, serials, fingerprints ---- */

static sy_status read_texts(reader *r, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t k = 0; k < sizeof text_fields / sizeof *text_fields && st == SY_OK; k++) {
        const sy_entry_text column = text_fields[k].text;
        if (has(r, text_fields[k].field)) {
            st = look_up(r, column, text_fields[k].field, resolve_text, SY_TEXT_NOT_DECODABLE,
                         r->text[column], err);
        } else {
            memset(r->text[column], 0, sizeof r->text[column]);
        }
    }
    if (r->table->profile->is_transfers && r->table->n_extra) {
        for (size_t k = 0; k < r->n_live && st == SY_OK; k++) {
            const size_t i = r->live[k];
            st = sy_shared_value(r->shared, r->notes[i], SY_TEXT_PLAIN, &r->text[SY_NOTE][i], err);
        }
    }
    return st;
}

static void read_serials(reader *r)
{
    const bool has_serials = has(r, SY_FIELD_SERIAL);

    for (size_t k = 0; k < r->n_live; k++) {
        const size_t i = r->live[k];
        r->serial[i] = (sy_slice){"", 0};
        if (!has_serials || r->cells[SY_FIELD_SERIAL][i].len == 0) continue;
        sy_slice s = sy_cell_trim(utf8(r, r->cells[SY_FIELD_SERIAL][i]));
        if (memchr(s.ptr, '\0', s.len)) refuse(r, i, SY_TEXT_NOT_DECODABLE, SY_FIELD_SERIAL);
        if (!sy_cell_is_blank(s)) r->serial[i] = s;
    }
    keep_live(r);
}

/* The account itself is not in it: the same row may come once under the card
 * and once under the account's number. */
static uint64_t fingerprint_of(const reader *r, size_t i)
{
    const uint8_t kept = SY_ENTRY_DATE_ONLY | SY_ENTRY_HAS_BALANCE | SY_ENTRY_TRANSFER;
    const bool is_transfer = r->flags[i] & SY_ENTRY_TRANSFER;
    const uint64_t parts[] = {(uint64_t)r->at[i], (uint64_t)r->amount[i], (uint64_t)r->balance[i],
                              r->other_hash[i], is_transfer ? r->own_hash[i] : 0,
                              r->serial[i].len ? sy_stable_hash(r->serial[i]) : 0,
                              (uint64_t)(r->flags[i] & kept)};

    return XXH3_64bits(parts, sizeof parts);
}

/* ---- findings ---- */

static bool add_reject(reader *r, size_t i)
{
    sy_findings *out = r->findings;
    const sy_intake_table *t = r->table;
    const sy_field f = (sy_field)r->bad_field[i];
    void *grown = out->rejects;
    sy_slice value = {"", 0};

    if (!sy_grow(r->shared->al, &grown, &out->rejects_capacity, out->n_rejects, out->n_rejects + 1,
                 sizeof *out->rejects)) {
        return false;
    }
    out->rejects = grown;
    if (f < SY_FIELDS && has(r, f)) value = sy_cell_trim(utf8(r, r->cells[f][i]));
    if (value.len > SHOWN_VALUE) { /* cut at a character */
        value.len = SHOWN_VALUE;
        while (value.len > 0 && ((unsigned char)value.ptr[value.len] & 0xC0) == 0x80) value.len--;
    }
    value.ptr = sy_arena_bytes(&out->arena, value.ptr, value.len);
    if (!value.ptr) return false;
    out->rejects[out->n_rejects++] = (sy_reject){
        .source = t->source, .row = r->number[i], .rule = r->rule[i], .table = r->table_index,
        .column = f < SY_FIELDS ? t->column[f] : SY_NO_COLUMN, .value = value};
    return true;
}

static size_t place_of_span(const sy_span *spans, size_t size, uint32_t source, uint32_t ledger)
{
    size_t at = (source * 0x9E3779B1u ^ ledger * 0x85EBCA77u) & (size - 1);
    while (spans[at].source && (spans[at].source != source || spans[at].ledger != ledger)) {
        at = (at + 1) & (size - 1);
    }
    return at;
}

static bool enlarge_spans(sy_findings *f, const sy_alloc *al)
{
    size_t size = f->spans_size ? f->spans_size * 2 : 256;
    sy_span *spans = sy_new_array(al, size, sizeof *spans);

    if (!spans) return false;
    for (size_t i = 0; i < f->spans_size; i++) {
        if (!f->spans[i].source) continue;
        spans[place_of_span(spans, size, f->spans[i].source, f->spans[i].ledger)] = f->spans[i];
    }
    sy_drop(al, f->spans);
    f->spans = spans;
    f->spans_size = size;
    return true;
}

static bool add_day(reader *r, uint32_t ledger, int64_t at)
{
    sy_findings *f = r->findings;
    const int32_t day = (int32_t)sy_day_of(at);

    if (!r->span || r->span->ledger != ledger) {
        if (f->n_spans * 2 >= f->spans_size && !enlarge_spans(f, r->shared->al)) return false;
        r->span = &f->spans[place_of_span(f->spans, f->spans_size, r->table->source, ledger)];
        if (!r->span->source) {
            *r->span = (sy_span){r->table->source, ledger, day, day};
            f->n_spans++;
        }
    }
    if (day < r->span->from) r->span->from = day;
    if (day > r->span->to) r->span->to = day;
    return true;
}

/* The header once more, or what the bank says about the query: rows that are no
 * payments get the rule that tells so. */
static void name_what_is_no_row(reader *r)
{
    for (size_t i = 0; i < r->n; i++) {
        if (r->rule[i] == SY_FINE) continue;
        const sy_field time = has(r, SY_FIELD_DATE) ? SY_FIELD_DATE : SY_FIELD_TIME;
        char a[SY_WORD_TEXT], b[SY_WORD_TEXT];
        const sy_slice heading = r->table->headings[r->table->column[time]];
        sy_slice word = {a, sy_heading_fold(a, utf8(r, r->cells[time][i]))};
        if (word.len && sy_slice_is(word, (sy_slice){b, sy_heading_fold(b, heading)})) {
            r->rule[i] = SY_REPEATED_HEADER;
            r->bad_field[i] = (uint8_t)time;
        } else if (has(r, SY_FIELD_REASON) && word.len == 0 && has(r, SY_FIELD_AMOUNT) &&
                   sy_cell_trim(r->cells[SY_FIELD_AMOUNT][i]).len == 0 &&
                   sy_cell_trim(r->cells[SY_FIELD_REASON][i]).len > 0) {
            r->rule[i] = SY_QUERY_NOTE;
            r->bad_field[i] = SY_FIELD_REASON;
        }
    }
}

static sy_status emit(reader *r, sy_entry_batch *batch, sy_err *err)
{
    sy_counts *counts = &r->findings->counts[r->table_index];
    const bool is_list = r->table->profile->is_transfers;

    batch->n = r->n_live;
    for (size_t k = 0; k < r->n_live; k++) {
        const size_t i = r->live[k];
        const uint64_t fingerprint = fingerprint_of(r, i);
        batch->source[k] = r->table->source;
        batch->row[k] = r->number[i];
        batch->ledger[k] = r->ledger[i];
        batch->other_account[k] = r->other[i];
        batch->at[k] = r->at[i];
        batch->amount[k] = r->amount[i];
        batch->balance[k] = r->balance[i];
        batch->flags[k] = r->flags[i];
        batch->fingerprint[k] = fingerprint;
        batch->serial[k] = r->serial[i];
        if (!sy_fingerprints_add(&r->findings->fingerprints, fingerprint)) return sy_fail_nomem(err);
        if (!is_list && !add_day(r, r->ledger[i], r->at[i])) return sy_fail_nomem(err);
    }
    for (size_t c = 0; c < SY_ENTRY_TEXTS; c++) {
        if (r->n_live == r->n) {
            memcpy(batch->text[c], r->text[c], r->n * sizeof **batch->text);
        } else {
            for (size_t k = 0; k < r->n_live; k++) batch->text[c][k] = r->text[c][r->live[k]];
        }
    }
    counts->rows += r->n;
    counts->accepted += r->n_live;
    counts->rejected += r->n - r->n_live;
    if (r->n_live == r->n) return SY_OK;
    name_what_is_no_row(r);
    for (size_t i = 0; i < r->n; i++) {
        if (r->rule[i] != SY_FINE && !add_reject(r, i)) return sy_fail_nomem(err);
    }
    return SY_OK;
}

/* ---- a batch ---- */

static sy_status parse(reader *r, sy_err *err)
{
    sy_status st;

    memset(r->balance, 0, sizeof r->balance);
    r->n_live = r->n;
    for (size_t i = 0; i < r->n; i++) r->live[i] = (uint16_t)i;
    keep_live(r);
    read_times(r);
    st = read_directions(r, err);
    if (st != SY_OK) return st;
    if (has(r, SY_FIELD_AMOUNT_IN) && has(r, SY_FIELD_AMOUNT_OUT)) read_two_amounts(r);
    else read_one_amount(r);
    read_balances(r);
    keep_live(r);
    st = read_flags(r, err);
    keep_live(r);
    if (st == SY_OK) st = read_accounts(r, err);
    if (st != SY_OK) return st;
    settle_doubts(r);
    st = read_texts(r, err);
    keep_live(r);
    read_serials(r);
    return st;
}

sy_status sy_reader_next(void *worker, sy_entry_batch *batch, sy_err *err)
{
    reader *r = worker;
    sy_status st = SY_OK;

    batch->n = 0;
    do { /* a batch of nothing would end this reader */
        r->n = 0;
        if (!r->in_work && !take_work(r, &st, err)) return st;
        sy_arena_clear(&r->scratch);
        st = r->sheet ? gather_sheet(r, err) : gather_text(r, err);
        if (st == SY_OK && r->n > 0) {
            st = parse(r, err);
            if (st == SY_OK) st = emit(r, batch, err);
            if (r->shared->progress) sy_progress_add(r->shared->progress, r->n);
        }
    } while (st == SY_OK && batch->n == 0);
    return st;
}

sy_status sy_reader_open(void *ctx, void **worker, sy_err *err)
{
    sy_shared *s = ctx;
    reader *r = sy_new(s->al, sizeof *r);

    *worker = r;
    if (!r) return sy_fail_nomem(err);
    r->shared = s;
    sy_arena_init(&r->scratch, s->al);
    r->lines = sy_new_array(s->al, (size_t)CACHES * LINES, sizeof *r->lines);
    r->findings = sy_new(s->al, sizeof *r->findings);
    if (r->findings) {
        sy_arena_init(&r->findings->arena, s->al);
        r->findings->fingerprints.al = s->al;
        r->findings->counts = sy_new_array(s->al, s->tables->n, sizeof *r->findings->counts);
    }
    return r->lines && r->findings && r->findings->counts ? SY_OK : sy_fail_nomem(err);
}

void sy_reader_close(void *worker)
{
    reader *r = worker;
    sy_shared *s = r->shared;

    if (r->findings) {
        pthread_mutex_lock(&s->mutex);
        r->findings->next = s->findings;
        s->findings = r->findings;
        pthread_mutex_unlock(&s->mutex);
    }
    sy_csv_cursor_free(r->cursor);
    sy_table_free(r->sheet);
    sy_arena_dispose(&r->scratch);
    sy_drop(s->al, r->lines);
    sy_drop(s->al, r);
}
