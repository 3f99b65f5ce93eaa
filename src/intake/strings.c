/* strings.c - from the strings of a column to numbers: first what the row before
 * has, then a small table of recent strings, then the dictionaries that all
 * threads share. */
#include "intake/batch.h"

enum { SAME_AS_BEFORE = UINT16_MAX };

static const struct {
    sy_field field;
    sy_entry_text text;
} text_fields[] = {
    {SY_FIELD_HOLDER, SY_HOLDER},
    {SY_FIELD_HOLDER_ID, SY_HOLDER_ID},
    {SY_FIELD_OWN_BANK, SY_OWN_BANK},
    {SY_FIELD_OTHER_NAME, SY_OTHER_NAME},
    {SY_FIELD_OTHER_ID, SY_OTHER_ID},
    {SY_FIELD_OTHER_BANK, SY_OTHER_BANK},
    {SY_FIELD_SUMMARY, SY_SUMMARY},
    {SY_FIELD_NOTE, SY_NOTE},
    {SY_FIELD_MERCHANT, SY_MERCHANT},
    {SY_FIELD_TYPE, SY_ENTRY_TYPE},
    {SY_FIELD_BRANCH, SY_BRANCH},
    {SY_FIELD_PLACE, SY_PLACE},
    {SY_FIELD_IP, SY_IP},
    {SY_FIELD_MAC, SY_MAC},
    {SY_FIELD_TELLER, SY_TELLER},
    {SY_FIELD_TERMINAL, SY_TERMINAL},
};

/* ---- from strings to numbers ---- */

/* hash: of the raw cell, as the dictionaries have it */
typedef sy_status resolve_fn(sy_batch *b, sy_slice raw, uint64_t hash, uint32_t *value,
                             bool *is_bad, sy_err *err);

static sy_status resolve_text(sy_batch *b, sy_slice raw, uint64_t hash, uint32_t *value,
                              bool *is_bad, sy_err *err)
{
    return sy_shared_text(b->shared, b->table, raw, hash, SY_TEXT_PLAIN, value, is_bad, err);
}

static sy_status resolve_number(sy_batch *b, sy_slice raw, uint64_t hash, uint32_t *value,
                                bool *is_bad, sy_err *err)
{
    return sy_shared_text(b->shared, b->table, raw, hash, SY_TEXT_NUMBER, value, is_bad, err);
}

static sy_status resolve_direction(sy_batch *b, sy_slice raw, uint64_t hash, uint32_t *value,
                                   bool *is_bad, sy_err *err)
{
    (void)hash, (void)is_bad, (void)err;
    const sy_slice text = sy_batch_utf8(b, raw);
    const int answer = sy_answer_of(b->table->ask->directions, text, "in", "out");
    *value = answer ? (uint32_t)(answer == 1 ? SY_DIRECTION_IN : SY_DIRECTION_OUT)
                    : (uint32_t)sy_profile_direction(b->table->profile, text);
    return SY_OK;
}

static sy_status resolve_success(sy_batch *b, sy_slice raw, uint64_t hash, uint32_t *value,
                                 bool *is_bad, sy_err *err)
{
    (void)hash, (void)is_bad, (void)err;
    const sy_slice text = sy_batch_utf8(b, raw);
    const int answer = sy_answer_of(b->table->ask->successes, text, "yes", "no");
    const bool is_known = sy_profile_has_word(b->table->profile, SY_WORD_SUCCESS, text) ||
                          sy_profile_has_word(b->table->profile, SY_WORD_FAILURE, text) ||
                          sy_profile_has_word(b->table->profile, SY_WORD_REFUND, text);
    const sy_doubt doubt = answer || is_known ? SY_NO_DOUBT : sy_doubt_of_success(text);
    *value = answer ? (uint32_t)(answer == 1 ? SY_SUCCESS_YES : SY_SUCCESS_NO)
                    : (uint32_t)sy_profile_success(b->table->profile, text);
    if (doubt != SY_NO_DOUBT) *value |= (uint32_t)doubt << 8;
    return SY_OK;
}

static sy_status resolve_cash(sy_batch *b, sy_slice raw, uint64_t hash, uint32_t *value,
                              bool *is_bad, sy_err *err)
{
    (void)hash, (void)is_bad, (void)err;
    *value = sy_profile_cash(b->table->profile, sy_batch_utf8(b, raw));
    return SY_OK;
}

/* The text of the ISO code; 0 where the cell is blank. */
static sy_status resolve_currency(sy_batch *b, sy_slice raw, uint64_t hash, uint32_t *value,
                                  bool *is_bad, sy_err *err)
{
    char iso[4];
    sy_slice text = sy_batch_utf8(b, raw);

    (void)hash;
    *value = 0;
    if (sy_cell_is_blank(sy_cell_trim(text))) return SY_OK;
    *is_bad = !sy_parse_currency(iso, text);
    return *is_bad ? SY_OK
                   : sy_shared_value(b->shared, sy_slice_of(iso), SY_TEXT_PLAIN, value, err);
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
static sy_status look_up(sy_batch *b, unsigned cache, sy_field f, resolve_fn *resolve, sy_rule rule,
                         uint32_t *out, sy_err *err)
{
    sy_line *lines = b->lines + (size_t)cache * SY_LINES;
    uint16_t place[SY_BATCH_ROWS], asked[SY_BATCH_ROWS], missed[SY_BATCH_ROWS];
    uint64_t hashes[SY_BATCH_ROWS];
    size_t n_asked = 0, n_missed = 0, before = 0;
    const sy_slice *cells = b->cells[f];

    for (size_t k = 0; k < b->n_live; k++) {
        const size_t i = b->live[k];
        const bool is_same = k > 0 && cells[i].len == cells[before].len &&
                             same_bytes(cells[i].ptr, cells[before].ptr, cells[i].len);
        before = i;
        place[i] = SAME_AS_BEFORE;
        if (is_same) continue;
        place[i] = (uint16_t)(line_hash(cells[i]) & (SY_LINES - 1));
        __builtin_prefetch(&lines[place[i]]);
        asked[n_asked++] = (uint16_t)i;
    }
    for (size_t k = 0; k < n_asked; k++) {
        const size_t i = asked[k];
        const sy_line *l = &lines[place[i]];
        if (cells[i].len == l->len && l->epoch == b->epoch &&
            same_bytes(l->text, cells[i].ptr, l->len)) {
            out[i] = l->value;
            continue;
        }
        const sy_dict *d = sy_shared_dict(b->shared, b->table, cells[i]);
        hashes[n_missed] = sy_dict_hash(d, cells[i]);
        sy_dict_prefetch(d, hashes[n_missed]);
        missed[n_missed++] = (uint16_t)i;
    }
    for (size_t k = 0; k < n_missed; k++) {
        sy_dict_prefetch_text(sy_shared_dict(b->shared, b->table, cells[missed[k]]), hashes[k]);
    }
    for (size_t k = 0; k < n_missed; k++) {
        const size_t i = missed[k];
        sy_line *l = &lines[place[i]];
        bool is_bad = false;
        sy_status st = resolve(b, cells[i], hashes[k], &out[i], &is_bad, err);
        if (st != SY_OK) return st;
        if (is_bad) {
            sy_batch_refuse(b, i, rule, f);
        } else if (cells[i].len <= SY_LINE_TEXT) {
            l->value = out[i];
            l->len = (uint16_t)cells[i].len;
            l->epoch = b->epoch;
            memcpy(l->text, cells[i].ptr, cells[i].len);
        }
    }
    for (size_t k = 1; k < b->n_live; k++) {
        const size_t i = b->live[k], from = b->live[k - 1];
        if (place[i] != SAME_AS_BEFORE) continue;
        out[i] = out[from];
        if (b->rule[from] == rule && b->bad_field[from] == f)
            sy_batch_refuse(b, i, rule, f); /* as bad */
    }
    return SY_OK;
}

/* Where the direction says neither in nor out, the type of the row may; what
 * is neutral all the same is kept aside. */
static void ask_types(sy_batch *b)
{
    const sy_profile *p = b->table->profile;

    if (p->words[SY_WORD_NEUTRAL].n + p->words[SY_WORD_TYPE_IN].n + p->words[SY_WORD_TYPE_OUT].n ==
            0 &&
        !p->is_second_view) {
        return;
    }
    for (size_t k = 0; k < b->n_live; k++) {
        const size_t i = b->live[k];
        if (b->word[i] != SY_DIRECTION_BLANK && b->word[i] != SY_DIRECTION_NEUTRAL) continue;
        if (sy_batch_says(b, i, SY_WORD_TYPE_IN)) {
            b->word[i] = SY_DIRECTION_IN;
        } else if (sy_batch_says(b, i, SY_WORD_TYPE_OUT)) {
            b->word[i] = SY_DIRECTION_OUT;
        } else if (b->word[i] == SY_DIRECTION_NEUTRAL || p->is_second_view) {
            b->word[i] = SY_DIRECTION_NEUTRAL;
            b->flags[i] |= SY_ENTRY_ASIDE;
        }
    }
}

sy_status sy_batch_directions(sy_batch *b, sy_err *err)
{
    if (!sy_batch_has(b, SY_FIELD_DIRECTION)) return SY_OK;
    sy_status st =
        look_up(b, SY_ENTRY_TEXTS, SY_FIELD_DIRECTION, resolve_direction, SY_FINE, b->word, err);
    if (st == SY_OK) ask_types(b);
    return st;
}

/* Money that came back, where the direction does not say which way it went; a payment
 * that is called refunded counts neither way. */
static void take_refund(sy_batch *b, size_t i)
{
    if (!(b->flags[i] & SY_ENTRY_ASIDE)) {
        b->flags[i] |= SY_ENTRY_FAILED;
    } else {
        b->flags[i] |= SY_ENTRY_RED;
        if (b->amount[i] < 0 && b->amount[i] > INT64_MIN) b->amount[i] = -b->amount[i];
    }
}

/* doubt: SY_DOUBT_ZERO or SY_DOUBT_ONE where the word is a number, else 0. */
static void take_success(sy_batch *b, size_t i, sy_success success, sy_doubt doubt)
{
    const uint8_t reading = b->table->orientation.reading[SY_DOUBT_ZERO];

    if (doubt) {
        b->success[i] = (uint8_t)doubt;
        b->has_doubts = true;
    }
    if (doubt == SY_DOUBT_ZERO) { /* refused when the balances have been asked */
        if (reading == SY_READING_SECOND) b->flags[i] |= SY_ENTRY_FAILED;
        return;
    }
    if (success == SY_SUCCESS_REFUND) take_refund(b, i);
    if (success == SY_SUCCESS_NO) b->flags[i] |= SY_ENTRY_FAILED;
    if (success == SY_SUCCESS_NO_WORD) sy_batch_refuse(b, i, SY_SUCCESS_UNKNOWN, SY_FIELD_SUCCESS);
}

sy_status sy_batch_flags(sy_batch *b, sy_err *err)
{
    sy_status st = SY_OK;

    if (sy_batch_has(b, SY_FIELD_SUCCESS)) {
        st = look_up(b, SY_ENTRY_TEXTS + 1, SY_FIELD_SUCCESS, resolve_success, SY_FINE, b->word,
                     err);
        for (size_t k = 0; k < b->n_live; k++) {
            const size_t i = b->live[k];
            take_success(b, i, (sy_success)(b->word[i] & 0xFF), (sy_doubt)(b->word[i] >> 8));
        }
    }
    if (st == SY_OK && sy_batch_has(b, SY_FIELD_CASH)) {
        st = look_up(b, SY_ENTRY_TEXTS + 2, SY_FIELD_CASH, resolve_cash, SY_FINE, b->word, err);
        for (size_t k = 0; k < b->n_live; k++) {
            if (b->word[b->live[k]]) b->flags[b->live[k]] |= SY_ENTRY_CASH;
        }
    }
    if (st != SY_OK) return st;
    if (!sy_batch_has(b, SY_FIELD_CURRENCY)) {
        memset(b->currency, 0, sizeof b->currency);
        return SY_OK;
    }
    return look_up(b, SY_ENTRY_TEXTS + 3, SY_FIELD_CURRENCY, resolve_currency, SY_CURRENCY_UNKNOWN,
                   b->currency, err);
}

sy_status sy_batch_number_texts(sy_batch *b, sy_field f, uint32_t *out, sy_entry_text column,
                                sy_err *err)
{
    return look_up(b, column, f, resolve_number, SY_TEXT_NOT_DECODABLE, out, err);
}

/* ---- texts and serials ---- */

/* Files of payment firms never say that they are: the profile does. */
static sy_status name_own_bank(sy_batch *b, sy_err *err)
{
    const sy_slice name = sy_slice_of(b->table->profile->own_bank);
    uint32_t text = 0;

    if (name.len == 0 || sy_batch_has(b, SY_FIELD_OWN_BANK)) return SY_OK;
    const sy_status st = sy_shared_value(b->shared, name, SY_TEXT_PLAIN, &text, err);
    for (size_t i = 0; i < b->n; i++) b->text[SY_OWN_BANK][i] = text;
    return st;
}

sy_status sy_batch_texts(sy_batch *b, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t k = 0; k < sizeof text_fields / sizeof *text_fields && st == SY_OK; k++) {
        const sy_entry_text column = text_fields[k].text;
        if (sy_batch_has(b, text_fields[k].field)) {
            st = look_up(b, column, text_fields[k].field, resolve_text, SY_TEXT_NOT_DECODABLE,
                         b->text[column], err);
        } else {
            memset(b->text[column], 0, sizeof b->text[column]);
        }
    }
    if (st == SY_OK) st = name_own_bank(b, err);
    if (st == SY_OK && sy_batch_has(b, SY_FIELD_POCKET)) { /* which card paid, as it is written */
        st = look_up(b, SY_OWN_CARD, SY_FIELD_POCKET, resolve_text, SY_TEXT_NOT_DECODABLE,
                     b->text[SY_OWN_CARD], err);
    }
    if (b->table->n_extra) {
        for (size_t k = 0; k < b->n_live && st == SY_OK; k++) {
            const size_t i = b->live[k];
            if (b->notes[i].len == 0) continue; /* the note's own column says all */
            st = sy_shared_value(b->shared, b->notes[i], SY_TEXT_PLAIN, &b->text[SY_NOTE][i], err);
        }
    }
    return st;
}

void sy_batch_serials(sy_batch *b)
{
    const bool has_serials = sy_batch_has(b, SY_FIELD_SERIAL);

    for (size_t k = 0; k < b->n_live; k++) {
        const size_t i = b->live[k];
        b->serial[i] = (sy_slice){"", 0};
        if (!has_serials || b->cells[SY_FIELD_SERIAL][i].len == 0) continue;
        sy_slice s = sy_cell_trim(sy_batch_utf8(b, b->cells[SY_FIELD_SERIAL][i]));
        if (memchr(s.ptr, '\0', s.len))
            sy_batch_refuse(b, i, SY_TEXT_NOT_DECODABLE, SY_FIELD_SERIAL);
        if (!sy_cell_is_blank(s)) b->serial[i] = s;
    }
    sy_batch_keep_live(b);
}
