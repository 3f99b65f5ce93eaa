/* values.c - times and amounts of a batch. Most files write them in one form
 * each, which is read on the spot; every other form goes the slow way of parse.h.
 *
 * Where a direction, a sign or a success can be read in two ways, the balances
 * of the neighbouring rows of the same ledger are asked (orientation.h).
 * Neighbours are looked for in the same batch only: batches are cut at the same
 * rows whatever the number of threads. */
#include <stdio.h>

#include "intake/batch.h"

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

    if (s.len != 19 || s.ptr[4] != '-' || s.ptr[7] != '-' || s.ptr[10] != ' ' || s.ptr[13] != ':' ||
        s.ptr[16] != ':') {
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

/* Dates whose year stands last or not at all are turned round and read as any
 * other. Without a year, a month after the statement's is of the year before. */
static sy_rule other_date(const sy_batch *b, sy_date_form form, sy_slice text, int64_t *at,
                          sy_precision *precision)
{
    char turned[40];
    int parts[3] = {0}, n = 0, end = 0;
    const sy_slice s = sy_cell_trim(text);
    char copy[32] = "";

    if (sy_cell_is_blank(s)) return SY_TIME_MISSING;
    if (s.len >= sizeof copy) return SY_TIME_NOT_A_TIME;
    memcpy(copy, s.ptr, s.len);
    if (form == SY_DATES_MONTH_DAY) {
        n = sscanf(copy, "%2d%*1[/-]%2d%n", &parts[0], &parts[1], &end);
        if (n != 2 || (size_t)end != s.len || b->table->month == 0) return SY_TIME_NOT_A_TIME;
        parts[2] = b->table->month / 12 - (parts[0] - 1 > b->table->month % 12);
    } else {
        n = sscanf(copy, "%2d%*1[/-]%2d%*1[/-]%4d%n", &parts[0], &parts[1], &parts[2], &end);
        if (n != 3 || (size_t)end != s.len) return SY_TIME_NOT_A_TIME;
    }
    const bool day_first = form == SY_DATES_DAY_MONTH_YEAR;
    snprintf(turned, sizeof turned, "%04d-%02d-%02d", parts[2], parts[day_first],
             parts[!day_first]);
    return sy_parse_time(at, precision, sy_slice_of(turned));
}

static sy_rule any_time(sy_batch *b, sy_field f, size_t i, int64_t *at, sy_precision *precision)
{
    const sy_slice text = sy_batch_utf8(b, b->cells[f][i]);
    const sy_date_form form = b->table->profile->dates;
    sy_rule rule = form == SY_DATES_YEAR_FIRST ? sy_parse_time(at, precision, text)
                                               : other_date(b, form, text, at, precision);

    if (rule == SY_TIME_NOT_A_TIME &&
        (sy_batch_is_number(b, f, i) || b->table->profile->has_day_numbers)) {
        rule = sy_parse_day_number(at, precision, text);
    }
    return rule;
}

/* A day in one column and a clock in another. */
static sy_rule day_and_clock(sy_batch *b, size_t i, int64_t *at, sy_precision *precision)
{
    const sy_field f = sy_batch_has(b, SY_FIELD_CLOCK) ? SY_FIELD_CLOCK : SY_FIELD_TIME;
    sy_rule rule = any_time(b, SY_FIELD_DATE, i, at, precision);
    int32_t seconds = 0;

    /* One column may be both, when a profile has the heading in both lists. */
    if (rule != SY_FINE || !sy_batch_has(b, f) || *precision == SY_SECOND ||
        b->table->column[f] == b->table->column[SY_FIELD_DATE]) {
        return rule;
    }
    rule = sy_parse_clock(&seconds, sy_batch_utf8(b, b->cells[f][i]));
    if (rule == SY_TIME_MISSING) return SY_FINE; /* the day alone is known */
    if (rule == SY_TIME_NOT_A_TIME) return any_time(b, f, i, at, precision);
    if (rule != SY_FINE || seconds == 0) return rule;
    *at += seconds;
    *precision = SY_SECOND;
    return SY_FINE;
}

void sy_batch_times(sy_batch *b)
{
    const bool has_date = sy_batch_has(b, SY_FIELD_DATE);
    const bool is_integer = b->table->has_integer_times;

    for (size_t i = 0; i < b->n; i++) {
        sy_precision precision = SY_SECOND;
        sy_field f = has_date ? SY_FIELD_DATE : SY_FIELD_TIME;
        if (!has_date && !is_integer && quick_time(&b->at[i], b->cells[f][i])) {
            if (b->at[i] % SY_DAY == 0) b->flags[i] |= SY_ENTRY_DATE_ONLY;
            continue;
        }
        sy_rule rule = has_date     ? day_and_clock(b, i, &b->at[i], &precision)
                       : is_integer ? integer_time(&b->at[i], sy_batch_utf8(b, b->cells[f][i]))
                                    : any_time(b, f, i, &b->at[i], &precision);
        sy_batch_refuse(b, i, rule, f);
        if (rule == SY_FINE && precision == SY_DATE) b->flags[i] |= SY_ENTRY_DATE_ONLY;
    }
}

/* ---- amounts ---- */

/* What the row says of its currency, else the profile. */
static void currency_of(char iso[4], sy_batch *b, size_t i)
{
    const sy_slice said = sy_batch_has(b, SY_FIELD_CURRENCY)
                              ? sy_batch_utf8(b, b->cells[SY_FIELD_CURRENCY][i])
                              : (sy_slice){"", 0};

    if (!sy_cell_is_blank(sy_cell_trim(said)) && sy_parse_currency(iso, said)) return;
    memcpy(iso, b->table->profile->currency, 4);
}

/* A sign of money before the number must be that of the row's currency. */
static sy_rule read_money(sy_batch *b, size_t i, int64_t *fen, sy_slice text)
{
    char iso[4];
    const sy_rule rule = sy_parse_amount_in(fen, text, "none"); /* few cells have a sign */

    if (rule != SY_UNIT_UNKNOWN) return rule;
    currency_of(iso, b, i);
    return sy_parse_amount_in(fen, text, iso);
}

static sy_rule read_amount(sy_batch *b, sy_field f, size_t i, int64_t *fen)
{
    char plain[SY_STORED_TEXT];
    sy_slice text = b->cells[f][i];
    const bool in_fen = b->table->in_fen >> f & 1;

    if (!in_fen && sy_parse_plain_amount(fen, text)) return SY_FINE;
    text = sy_batch_utf8(b, text);
    if (sy_batch_is_number(b, f, i)) {
        if (!sy_stored_number(plain, text)) return SY_AMOUNT_NOT_A_NUMBER;
        text = sy_slice_of(plain);
    }
    const sy_rule rule = read_money(b, i, fen, text);
    if (rule != SY_FINE || !in_fen) return rule;
    if (*fen % 100 != 0) return SY_AMOUNT_BELOW_FEN;
    *fen /= 100;
    return SY_FINE;
}

static void doubt(sy_batch *b, size_t i, sy_doubt d)
{
    b->doubt[i] = (uint8_t)d;
    b->has_doubts = true;
}

/* Applies a direction to what the cell says. */
static void set_amount(sy_batch *b, size_t i, int64_t fen, bool comes_in, sy_field f)
{
    if (fen == INT64_MIN) {
        sy_batch_refuse(b, i, SY_AMOUNT_TOO_LARGE, f);
        return;
    }
    if (fen < 0 && b->table->profile->sign_repeats) fen = -fen;
    b->amount[i] = comes_in ? fen : -fen;
    if (fen < 0) doubt(b, i, SY_DOUBT_SIGN);
}

/* A word that is in at one bank and out at another, or none at all: as if it
 * were in, until the balances have been asked. */
static void take_doubtful(sy_batch *b, size_t i, int64_t fen, sy_direction direction)
{
    const bool is_blank = direction == SY_DIRECTION_BLANK;
    sy_doubt d = SY_DOUBT_BLANK;

    if (!is_blank) {
        d = sy_doubt_of_direction(sy_batch_utf8(b, b->cells[SY_FIELD_DIRECTION][i]));
        const uint8_t reading = d < SY_DOUBTS ? b->table->orientation.reading[d] : 0;
        if (reading != SY_READING_UNKNOWN) {
            set_amount(b, i, fen, reading == SY_READING_FIRST, SY_FIELD_AMOUNT);
            return;
        }
    }
    if (fen < 0 || d == SY_NO_DOUBT || !sy_batch_has(b, SY_FIELD_BALANCE)) {
        if (b->votes && d < SY_DOUBTS) b->votes->rows[d]++; /* no balance can tell */
        if (b->votes && is_blank) b->votes->blank++;
        sy_batch_refuse(b, i, is_blank ? SY_DIRECTION_MISSING : SY_DIRECTION_AMBIGUOUS,
                        SY_FIELD_DIRECTION);
        return;
    }
    b->amount[i] = fen;
    doubt(b, i, d);
}

static void read_two_amounts(sy_batch *b)
{
    for (size_t i = 0; i < b->n; i++) {
        int64_t in = 0, out = 0;
        sy_rule in_rule = read_amount(b, SY_FIELD_AMOUNT_IN, i, &in);
        sy_rule out_rule = read_amount(b, SY_FIELD_AMOUNT_OUT, i, &out);
        const bool has_in = in_rule == SY_FINE && in != 0,
                   has_out = out_rule == SY_FINE && out != 0;

        if (in_rule != SY_FINE && in_rule != SY_AMOUNT_MISSING) {
            sy_batch_refuse(b, i, in_rule, SY_FIELD_AMOUNT_IN);
        }
        if (out_rule != SY_FINE && out_rule != SY_AMOUNT_MISSING) {
            sy_batch_refuse(b, i, out_rule, SY_FIELD_AMOUNT_OUT);
        }
        if (has_in && has_out)
            sy_batch_refuse(b, i, SY_AMOUNT_ON_BOTH_SIDES, SY_FIELD_AMOUNT_IN);
        else if (in_rule == SY_AMOUNT_MISSING && out_rule == SY_AMOUNT_MISSING) {
            sy_batch_refuse(b, i, SY_AMOUNT_MISSING, SY_FIELD_AMOUNT_IN);
        }
        b->amount[i] = 0;
        if (has_in)
            set_amount(b, i, in, true, SY_FIELD_AMOUNT_IN);
        else if (has_out)
            set_amount(b, i, out, false, SY_FIELD_AMOUNT_OUT);
    }
}

static void read_one_amount(sy_batch *b)
{
    const bool has_direction = sy_batch_has(b, SY_FIELD_DIRECTION);

    for (size_t i = 0; i < b->n; i++) {
        int64_t fen = 0;
        sy_batch_refuse(b, i, read_amount(b, SY_FIELD_AMOUNT, i, &fen), SY_FIELD_AMOUNT);
        b->amount[i] = fen;
        if (b->rule[i] != SY_FINE) continue;
        if (b->table->profile->is_transfers) { /* the ledger is the payer's */
            if (fen < 0) sy_batch_refuse(b, i, SY_AMOUNT_NEGATIVE, SY_FIELD_AMOUNT);
            b->amount[i] = -fen;
            b->flags[i] |= SY_ENTRY_TRANSFER;
        } else if (b->table->profile->spends_positive && !has_direction) {
            if (fen == INT64_MIN)
                sy_batch_refuse(b, i, SY_AMOUNT_TOO_LARGE, SY_FIELD_AMOUNT);
            else
                b->amount[i] = -fen;
        } else if (has_direction) {
            switch ((sy_direction)b->word[i]) {
            case SY_DIRECTION_IN:
                set_amount(b, i, fen, true, SY_FIELD_AMOUNT);
                break;
            case SY_DIRECTION_OUT:
                set_amount(b, i, fen, false, SY_FIELD_AMOUNT);
                break;
            case SY_DIRECTION_BLANK:
            case SY_DIRECTION_BOTH_WAYS:
                take_doubtful(b, i, fen, (sy_direction)b->word[i]);
                break;
            case SY_DIRECTION_NEUTRAL: /* kept aside */
                set_amount(b, i, fen, false, SY_FIELD_AMOUNT);
                break;
            case SY_DIRECTION_NO_WORD:
                sy_batch_refuse(b, i, SY_DIRECTION_UNKNOWN, SY_FIELD_DIRECTION);
                break;
            }
        }
    }
}

static void read_balances(sy_batch *b)
{
    if (!sy_batch_has(b, SY_FIELD_BALANCE)) return;
    for (size_t i = 0; i < b->n; i++) {
        int64_t fen = 0;
        sy_rule rule = read_amount(b, SY_FIELD_BALANCE, i, &fen);
        if (rule == SY_AMOUNT_MISSING) continue;
        if (rule == SY_FINE) {
            b->flags[i] |= SY_ENTRY_HAS_BALANCE;
            b->balance[i] = fen;
        } else {
            sy_batch_refuse(b, i,
                            rule == SY_AMOUNT_TOO_LARGE ? SY_BALANCE_TOO_LARGE
                            : rule == SY_UNIT_UNKNOWN   ? rule
                                                        : SY_BALANCE_NOT_A_NUMBER,
                            SY_FIELD_BALANCE);
        }
    }
}

void sy_batch_amounts(sy_batch *b)
{
    memset(b->balance, 0, sizeof b->balance);
    if (sy_batch_has(b, SY_FIELD_AMOUNT_IN) && sy_batch_has(b, SY_FIELD_AMOUNT_OUT)) {
        read_two_amounts(b);
    } else {
        read_one_amount(b);
    }
    read_balances(b);
}

/* ---- doubtful rows ---- */

enum { MOVED = 1, TURNED = 2, STILL = 4 };

/* The same of a row that is read again: its neighbour is in another batch. */
static bool step_over_edge(const sy_batch *b, size_t i, int side, int64_t *fen)
{
    const sy_intake_table *t = b->table;
    const sy_edge *e = sy_edge_beside(t->edges, t->n_edges, b->ledger[i], b->number[i], side < 0);

    if (!e || !e->has_balance || !(b->flags[i] & SY_ENTRY_HAS_BALANCE)) return false;
    return sy_minor_sub(fen, b->balance[i], e->balance);
}

/* The step of the balance from the nearest row of the same ledger on one side. */
static bool step(const sy_batch *b, size_t i, int side, int64_t *fen)
{
    if (b->table->again) return step_over_edge(b, i, side, fen);
    for (int n = 1; n <= SY_EDGE_ROWS; n++) {
        const size_t at = side < 0 ? i - (size_t)n : i + (size_t)n;
        if ((side < 0 && i < (size_t)n) || at >= b->n) return false;
        if (b->rule[at] != SY_FINE || b->ledger[at] != b->ledger[i]) continue;
        if (!(b->flags[at] & b->flags[i] & SY_ENTRY_HAS_BALANCE)) return false;
        return sy_minor_sub(fen, b->balance[i], b->balance[at]);
    }
    return false;
}

/* Files run forwards or backwards, so the rows before and after are asked. */
static unsigned ask_balances(const sy_batch *b, size_t i)
{
    unsigned said = 0;

    for (int side = -1; side <= 1; side += 2) {
        int64_t fen;
        if (!step(b, i, side, &fen)) continue;
        if (fen == b->amount[i]) said |= MOVED;
        if (fen == -b->amount[i]) said |= TURNED;
        if (fen == 0) said |= STILL;
    }
    return b->amount[i] == 0 ? 0 : said;
}

/* Only what says one thing is a vote. */
static void vote(sy_votes *v, sy_doubt d, unsigned said, unsigned first, unsigned second)
{
    v->rows[d]++;
    if ((said & first) && !(said & second)) v->first[d]++;
    if ((said & second) && !(said & first)) v->second[d]++;
}

static void refuse_doubt(sy_batch *b, size_t i, sy_doubt d)
{
    if (d == SY_DOUBT_SIGN)
        sy_batch_refuse(b, i, SY_SIGN_AND_DIRECTION, SY_FIELD_AMOUNT);
    else if (d == SY_DOUBT_BLANK)
        sy_batch_refuse(b, i, SY_DIRECTION_MISSING, SY_FIELD_DIRECTION);
    else
        sy_batch_refuse(b, i, SY_DIRECTION_AMBIGUOUS, SY_FIELD_DIRECTION);
}

/* A sign and a blank direction are told by the row's own neighbours where they
 * can; a word means the same in the whole file. */
static void settle_amount(sy_batch *b, size_t i, unsigned said)
{
    const sy_doubt d = (sy_doubt)b->doubt[i];
    const bool by_row = d == SY_DOUBT_SIGN || d == SY_DOUBT_BLANK;
    const bool is_told = !(said & MOVED) != !(said & TURNED);
    if (d == SY_DOUBT_BLANK && b->votes) {
        b->votes->blank++;
        b->votes->told += is_told;
    }
    if (d == SY_DOUBT_BLANK && !b->votes) *b->told_again += is_told;
    unsigned reading = SY_READING_UNKNOWN;

    if (by_row && is_told)
        reading = said & MOVED ? SY_READING_FIRST : SY_READING_SECOND;
    else if (d < SY_DOUBTS)
        reading = b->table->orientation.reading[d];
    if (reading == SY_READING_UNKNOWN) refuse_doubt(b, i, d);
    if (reading == SY_READING_SECOND) b->amount[i] = -b->amount[i];
    if (reading == SY_READING_FIRST && d == SY_DOUBT_SIGN) b->flags[i] |= SY_ENTRY_RED;
}

static void settle_success(sy_batch *b, size_t i)
{
    if (b->success[i] == SY_DOUBT_ZERO &&
        b->table->orientation.reading[SY_DOUBT_ZERO] == SY_READING_UNKNOWN) {
        sy_batch_refuse(b, i, SY_SUCCESS_UNKNOWN, SY_FIELD_SUCCESS);
    }
}

/* All are asked before any is settled: a row that is refused is no neighbour. */
void sy_batch_settle_doubts(sy_batch *b)
{
    uint8_t said[SY_BATCH_ROWS];

    if (!b->has_doubts) return;
    for (size_t k = 0; k < b->n_live; k++) {
        const size_t i = b->live[k];
        const sy_doubt d = (sy_doubt)b->doubt[i];
        if (d == SY_NO_DOUBT && !b->success[i]) continue;
        said[i] = (uint8_t)ask_balances(b, i);
        if (!b->votes) continue;
        if (d < SY_DOUBTS) vote(b->votes, d, said[i], MOVED, TURNED);
        if (d == SY_NO_DOUBT) vote(b->votes, (sy_doubt)b->success[i], said[i], MOVED, STILL);
        if (d != SY_NO_DOUBT && b->success[i]) b->votes->rows[b->success[i]]++;
    }
    for (size_t k = 0; k < b->n_live; k++) {
        const size_t i = b->live[k];
        if (b->doubt[i] != SY_NO_DOUBT) settle_amount(b, i, said[i]);
        if (b->success[i]) settle_success(b, i);
    }
    sy_batch_keep_live(b);
}
