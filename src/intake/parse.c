/* parse.c - cells are folded into a short ASCII form (full width to half width,
 * Chinese date signs to separators) and then read by small exact grammars.
 * Amounts are digits all the way: no floating point, also where a workbook
 * stores 1234.5599999999999. The forms are those of banks' files; what has two
 * readings (12,34; a clock of four digits) is refused. */
#include "intake/parse.h"

#include <stdio.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "base/width.h"

enum {
    FIRST_YEAR = 1900,
    LAST_YEAR = 2199,
    FOLDED = 96,
    SIGNIFICANT = 15,
    FEWEST_BEFORE_SUFFIX = 8
};

/* ---- marks around a value ---- */

static bool is_plain(unsigned char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Most cells end in what is no blank and no mark: a letter, a digit, a Chinese character of
 * three bytes E4 to E9. False says nothing. */
static bool has_plain_ends(sy_slice s)
{
    const unsigned char *p = (const unsigned char *)s.ptr, *last = p + s.len - 1;
    const bool ends_in_three = s.len >= 3 && last[-2] >= 0xE4 && last[-2] <= 0xE9 &&
                               (last[-1] & 0xC0) == 0x80 && (*last & 0xC0) == 0x80;

    return (is_plain(*p) || (*p >= 0xE4 && *p <= 0xE9)) && (is_plain(*last) || ends_in_three);
}

static sy_slice trim_blanks(sy_slice s)
{
    size_t n;

    while (s.len > 0 && sy_is_blank_char(sy_utf8_decode(s.ptr, s.len, &n))) {
        s.ptr += n;
        s.len -= n;
    }
    while (s.len > 0) {
        n = 1;
        while (n < 4 && n < s.len && ((unsigned char)s.ptr[s.len - n] & 0xC0) == 0x80) n++;
        size_t length;
        uint32_t code = sy_utf8_decode(s.ptr + s.len - n, n, &length);
        if (length != n || !sy_is_blank_char(code)) break;
        s.len -= n;
    }
    return s;
}

sy_slice sy_cell_trim(sy_slice text)
{
    if (text.len > 0 && has_plain_ends(text)) return text;
    sy_slice s = trim_blanks(text);

    if (s.len >= 3 && s.ptr[0] == '=' && s.ptr[1] == '"' && s.ptr[s.len - 1] == '"') {
        s = trim_blanks((sy_slice){s.ptr + 2, s.len - 3});
    }
    if (s.len > 0 && s.ptr[0] == '\'') s = trim_blanks((sy_slice){s.ptr + 1, s.len - 1});
    return s;
}

/* None of the words for nothing begins so. */
static bool begins_with_something(sy_slice s)
{
    const unsigned char c = (unsigned char)*s.ptr;

    if (is_plain(c)) return (c | 32) != 'n';
    return c >= 0xE4 && c <= 0xE9 && !sy_slice_starts(s, SY_TEXT("无")) &&
           !sy_slice_starts(s, SY_TEXT("空"));
}

bool sy_cell_is_blank(sy_slice s)
{
    static const char *const words[] = {"无",   "空",  "/",   "\\",   "NULL",
                                        "NONE", "NAN", "N/A", "#N/A", "(NULL)"};
    char folded[SY_WORD_TEXT];
    size_t dashes = 0;

    if (s.len == 0) return true;
    if (begins_with_something(s)) return false;
    if (s.len < 16) {
        sy_slice word = {folded, sy_word_fold(folded, s)};
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (sy_slice_is(word, sy_slice_of(words[i]))) return true;
        }
    }
    while (dashes < s.len && s.ptr[dashes] == '-') dashes++;
    if (dashes == s.len) return true;
    for (size_t i = 0; i < s.len; i += 3) { /* runs of — and － */
        sy_slice rest = {s.ptr + i, s.len - i};
        if (!sy_slice_starts(rest, SY_TEXT("—")) && !sy_slice_starts(rest, SY_TEXT("－"))) {
            return false;
        }
    }
    return true;
}

/* ---- folding ---- */

/* Folds text into out (at most size bytes); false when it does not fit or is
 * not UTF-8. */
static bool fold(char *out, size_t size, size_t *len, sy_slice text, bool keep_blanks)
{
    size_t n = 0;

    for (size_t i = 0, step; i < text.len; i += step) {
        char bytes[4];
        uint32_t code = sy_utf8_decode(text.ptr + i, text.len - i, &step);
        if (code == 0xFFFD) return false;
        code = sy_half_width(code);
        if (code == SY_NO_WIDTH || (code == ' ' && !keep_blanks)) continue;
        size_t k = sy_utf8_encode(bytes, code);
        if (n + k > size) return false;
        memcpy(out + n, bytes, k);
        n += k;
    }
    *len = n;
    return true;
}

size_t sy_word_fold(char out[SY_WORD_TEXT], sy_slice text)
{
    return sy_words_fold(out, SY_WORD_TEXT, text);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- amounts ---- */

static bool drop_prefix(sy_slice *s, sy_slice prefix)
{
    if (!sy_slice_starts(*s, prefix)) return false;
    s->ptr += prefix.len;
    s->len -= prefix.len;
    return true;
}

static bool drop_suffix(sy_slice *s, sy_slice suffix)
{
    if (!sy_slice_ends(*s, suffix)) return false;
    s->len -= suffix.len;
    return true;
}

/* Signs of money before a number, and whose they may be. */
static const struct {
    const char *sign, *currencies;
} money_signs[] = {
    {"¥", "CNY JPY"},  {"CNY", "CNY"}, {"RMB", "CNY"},
    {"人民币", "CNY"}, {"HK$", "HKD"}, {"US$", "USD"},
    {"€", "EUR"},      {"£", "GBP"},   {"$", "USD HKD AUD CAD SGD NZD TWD MOP"},
};

/* Takes sign and currency off both ends. At most one sign; false otherwise. is_other: the
 * currency is not iso; with an empty iso any will do. */
static bool take_sign(sy_slice *s, bool *negative, const char *iso, bool *is_other)
{
    static const char *const after[] = {"元", "圆", "CNY", "RMB"};
    int signs = 0;

    *negative = *is_other = false;
    for (bool more = true; more;) {
        more = false;
        if (drop_prefix(s, SY_TEXT("-")) || drop_prefix(s, SY_TEXT("负"))) {
            *negative = more = true;
            signs++;
        } else if (drop_prefix(s, SY_TEXT("+"))) {
            more = true;
            signs++;
        }
        for (size_t i = 0; i < sizeof money_signs / sizeof *money_signs; i++) {
            if (!drop_prefix(s, sy_slice_of(money_signs[i].sign))) continue;
            more = true;
            if (!strstr(money_signs[i].currencies, iso)) *is_other = true;
        }
    }
    for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
        if (drop_suffix(s, sy_slice_of(after[i]))) break;
    }
    if (drop_suffix(s, SY_TEXT("-"))) {
        *negative = true;
        signs++;
    } else if (drop_suffix(s, SY_TEXT("+"))) {
        signs++;
    }
    return signs <= 1;
}

static bool take_parentheses(sy_slice *s)
{
    if (s->len < 2 || s->ptr[0] != '(' || s->ptr[s->len - 1] != ')') return false;
    *s = (sy_slice){s->ptr + 1, s->len - 2};
    return true;
}

/* digits[,ddd]*[.d+], or .d+ */
static sy_rule read_decimal(sy_minor *out, sy_slice s, bool negative)
{
    const uint64_t most = (uint64_t)INT64_MAX + negative;
    uint64_t value = 0;
    size_t i = 0, group = 0;
    int decimals = 0;
    bool too_large = false, has_groups = false, below_fen = false;

    for (; i < s.len && s.ptr[i] != '.'; i++) {
        if (s.ptr[i] == ',') {
            if (group == 0 || group > 3 || (has_groups && group != 3)) {
                return SY_AMOUNT_NOT_A_NUMBER;
            }
            has_groups = true;
            group = 0;
            continue;
        }
        if (!is_digit(s.ptr[i])) return SY_AMOUNT_NOT_A_NUMBER;
        group++;
        unsigned digit = (unsigned)(s.ptr[i] - '0');
        if (value > (most - digit) / 10)
            too_large = true;
        else
            value = value * 10 + digit;
    }
    if (has_groups && group != 3) return SY_AMOUNT_NOT_A_NUMBER;
    if (i == 0 && s.len < 2) return SY_AMOUNT_NOT_A_NUMBER; /* "" and "." */
    if (i + 1 == s.len) return SY_AMOUNT_NOT_A_NUMBER;      /* "5." */
    for (i++; i < s.len; i++, decimals++) {
        if (!is_digit(s.ptr[i])) return SY_AMOUNT_NOT_A_NUMBER;
        if (decimals >= 2) {
            if (s.ptr[i] != '0') below_fen = true;
            continue;
        }
        unsigned digit = (unsigned)(s.ptr[i] - '0');
        if (value > (most - digit) / 10)
            too_large = true;
        else
            value = value * 10 + digit;
    }
    for (; decimals < 2; decimals++) {
        if (value > most / 10)
            too_large = true;
        else
            value *= 10;
    }
    if (below_fen) return SY_AMOUNT_BELOW_FEN;
    if (too_large) return SY_AMOUNT_TOO_LARGE;
    *out = negative ? (value ? -(int64_t)(value - 1) - 1 : 0) : (int64_t)value;
    return SY_FINE;
}

bool sy_parse_plain_amount(sy_minor *out, sy_slice s)
{
    sy_minor value = 0;

    if (s.len < 4 || s.len > 17 || s.ptr[s.len - 3] != '.') return false;
    for (size_t i = 0; i < s.len; i++) {
        const unsigned digit = (unsigned)(s.ptr[i] - '0');
        if (i == s.len - 3) continue;
        if (digit > 9) return false;
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

sy_rule sy_parse_amount(sy_minor *out, sy_slice text)
{
    return sy_parse_amount_in(out, text, "CNY");
}

sy_rule sy_parse_amount_in(sy_minor *out, sy_slice text, const char *iso)
{
    char folded[FOLDED];
    sy_slice s = sy_cell_trim(text);
    bool negative, in_parentheses, is_other;
    sy_minor value;

    if (sy_cell_is_blank(s)) return SY_AMOUNT_MISSING;
    if (!fold(folded, sizeof folded, &s.len, s, false)) return SY_AMOUNT_NOT_A_NUMBER;
    s.ptr = folded;
    in_parentheses = take_parentheses(&s);
    if (!take_sign(&s, &negative, iso, &is_other)) return SY_AMOUNT_NOT_A_NUMBER;
    if (!in_parentheses && take_parentheses(&s)) in_parentheses = true; /* ¥(5.00) */
    if (in_parentheses && negative) return SY_AMOUNT_NOT_A_NUMBER;
    const sy_rule rule = read_decimal(&value, s, negative || in_parentheses);
    if (rule != SY_FINE || is_other) return rule == SY_FINE ? SY_UNIT_UNKNOWN : rule;
    *out = value;
    return SY_FINE;
}

/* Mantissa digits, where the point stands, and the exponent. */
static bool split_stored(sy_slice s, char digits[SY_STORED_TEXT], int *n_digits, int *point,
                         bool *negative)
{
    size_t i = 0;
    bool saw_point = false;
    int exponent = 0;

    *n_digits = 0;
    *point = 0;
    *negative = s.len > 0 && s.ptr[0] == '-';
    if (*negative || (s.len > 0 && s.ptr[0] == '+')) i++;
    for (; i < s.len && (is_digit(s.ptr[i]) || s.ptr[i] == '.'); i++) {
        if (s.ptr[i] == '.') {
            if (saw_point) return false;
            saw_point = true;
            continue;
        }
        if (*n_digits == 40) return false;
        digits[(*n_digits)++] = s.ptr[i];
        if (!saw_point) (*point)++;
    }
    if (*n_digits == 0) return false;
    if (i < s.len) {
        bool down = false;
        if ((s.ptr[i] != 'E' && s.ptr[i] != 'e') || ++i == s.len) return false;
        if (s.ptr[i] == '-' || s.ptr[i] == '+') down = s.ptr[i++] == '-';
        if (i == s.len) return false;
        for (; i < s.len; i++) {
            if (!is_digit(s.ptr[i]) || exponent > 400) return false;
            exponent = exponent * 10 + (s.ptr[i] - '0');
        }
        *point += down ? -exponent : exponent;
    }
    return true;
}

/* Keeps the first SIGNIFICANT digits, half up. The point may move by one. */
static void round_digits(char *digits, int *n_digits, int *point)
{
    if (*n_digits <= SIGNIFICANT) return;
    bool up = digits[SIGNIFICANT] >= '5';
    *n_digits = SIGNIFICANT;
    for (int i = SIGNIFICANT - 1; up && i >= 0; i--) {
        up = digits[i] == '9';
        digits[i] = up ? '0' : (char)(digits[i] + 1);
    }
    if (up) {
        memmove(digits + 1, digits, SIGNIFICANT - 1);
        digits[0] = '1';
        (*point)++;
    }
}

bool sy_stored_number(char out[SY_STORED_TEXT], sy_slice stored)
{
    char digits[SY_STORED_TEXT];
    int n, point, at = 0;
    bool negative;

    if (!split_stored(stored, digits, &n, &point, &negative)) return false;
    int zeros = 0; /* leading zeros are not significant */
    while (zeros < n - 1 && digits[zeros] == '0') zeros++;
    n -= zeros;
    point -= zeros;
    memmove(digits, digits + zeros, (size_t)n);
    if (digits[0] == '0') { /* zero itself */
        memcpy(out, "0", 2);
        return true;
    }
    if (point < -20) { /* less than any fen: 1E-300 */
        memcpy(out, "0.001", 6);
        return true;
    }
    round_digits(digits, &n, &point);
    while (n > 1 && digits[n - 1] == '0' && n > point) n--;
    if (point > SIGNIFICANT) return false;
    if (negative) out[at++] = '-';
    if (point <= 0) out[at++] = '0';
    for (int i = 0; i < point; i++) out[at++] = i < n ? digits[i] : '0';
    if (n > point) {
        out[at++] = '.';
        for (int i = point; i < 0; i++) out[at++] = '0';
        for (int i = point > 0 ? point : 0; i < n; i++) out[at++] = digits[i];
    }
    out[at] = '\0';
    return true;
}

/* ---- times ---- */

/* Digits at *s, at most `most` of them; how many there were. */
static int take_digits(sy_slice *s, int most, int *value)
{
    int n = 0;

    *value = 0;
    while (n < most && s->len > 0 && is_digit(*s->ptr)) {
        *value = *value * 10 + (*s->ptr - '0');
        s->ptr++;
        s->len--;
        n++;
    }
    return n;
}

static size_t digits_ahead(sy_slice s)
{
    size_t n = 0;
    while (n < s.len && is_digit(s.ptr[n])) n++;
    return n;
}

static bool take_char(sy_slice *s, char c)
{
    if (s->len == 0 || *s->ptr != c) return false;
    s->ptr++;
    s->len--;
    return true;
}

static sy_rule check_clock(int32_t *seconds, int hour, int minute, int second)
{
    if (hour > 23 || minute > 59 || second > 59) return SY_TIME_IMPOSSIBLE;
    *seconds = hour * 3600 + minute * 60 + second;
    return SY_FINE;
}

/* A clock to the end of s: HHMMSS, HMMSS, or with : or . between. */
static sy_rule read_clock(int32_t *seconds, sy_slice s)
{
    int hour, minute, second = 0;
    const size_t run = digits_ahead(s);

    if (run == 5 || run == 6) {
        take_digits(&s, (int)run - 4, &hour);
        take_digits(&s, 2, &minute);
        take_digits(&s, 2, &second);
    } else {
        if (run < 1 || run > 2) return SY_TIME_NOT_A_TIME;
        take_digits(&s, 2, &hour);
        char separator = s.len ? *s.ptr : '\0';
        if ((separator != ':' && separator != '.') || !take_char(&s, separator) ||
            take_digits(&s, 2, &minute) == 0) {
            return SY_TIME_NOT_A_TIME;
        }
        if (take_char(&s, separator) && s.len > 0 && take_digits(&s, 2, &second) == 0) {
            return SY_TIME_NOT_A_TIME;
        }
    }
    if (take_char(&s, '.')) { /* parts of a second are dropped */
        int ignored;
        if (take_digits(&s, 9, &ignored) == 0) return SY_TIME_NOT_A_TIME;
    }
    return s.len == 0 ? check_clock(seconds, hour, minute, second) : SY_TIME_NOT_A_TIME;
}

/* Folded, with 年月日时分秒 as separators and single blanks. */
static bool fold_time(char *out, size_t size, sy_slice *s)
{
    static const struct {
        const char *sign, *as;
    } signs[] = {{"年", "-"}, {"月", "-"}, {"日", " "}, {"号", " "},
                 {"时", ":"}, {"点", ":"}, {"分", ":"}, {"秒", ""}};
    char half[FOLDED];
    size_t n = 0, len;

    if (!fold(half, sizeof half, &len, *s, true) || len >= size) return false;
    for (size_t i = 0; i < len;) {
        size_t k = 0;
        const size_t n_signs = sizeof signs / sizeof *signs;
        sy_slice rest = {half + i, len - i};
        while (k < n_signs && !sy_slice_starts(rest, sy_slice_of(signs[k].sign))) k++;
        char c = k < n_signs ? *signs[k].as : half[i];
        i += k < n_signs ? strlen(signs[k].sign) : 1;
        if (c == ' ' && (n == 0 || out[n - 1] == ' ')) continue;
        if (c) out[n++] = c;
    }
    while (n > 0 && (out[n - 1] == ' ' || out[n - 1] == ':')) n--;
    *s = (sy_slice){out, n};
    return true;
}

static sy_rule read_date(int64_t *day, sy_slice *s)
{
    int year, month, date;

    if (digits_ahead(*s) == 8 || digits_ahead(*s) == 14) {
        take_digits(s, 4, &year);
        take_digits(s, 2, &month);
        take_digits(s, 2, &date);
    } else {
        if (take_digits(s, 4, &year) != 4) return SY_TIME_NOT_A_TIME;
        char separator = s->len ? *s->ptr : '\0';
        if (separator != '-' && separator != '/' && separator != '.') return SY_TIME_NOT_A_TIME;
        take_char(s, separator);
        if (take_digits(s, 2, &month) == 0 || !take_char(s, separator) ||
            take_digits(s, 2, &date) == 0) {
            return SY_TIME_NOT_A_TIME;
        }
    }
    if (year < FIRST_YEAR || year > LAST_YEAR || !sy_date_exists(year, month, date)) {
        return SY_TIME_IMPOSSIBLE;
    }
    *day = sy_days_from_civil(year, month, date);
    return SY_FINE;
}

static sy_rule finish_time(int64_t *at, sy_precision *precision, int64_t day, int32_t seconds)
{
    *at = day * SY_DAY + seconds;
    *precision = seconds == 0 ? SY_DATE : SY_SECOND; /* banks print 00:00:00 for no clock */
    return SY_FINE;
}

/* YYYY-MM-DD, as most files have a day. False says nothing. */
static bool read_plain_day(int64_t *day, sy_slice s)
{
    int year, month, date;

    if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-') return false;
    if (take_digits(&s, 4, &year) != 4 || !take_char(&s, '-') || take_digits(&s, 2, &month) != 2 ||
        !take_char(&s, '-') || take_digits(&s, 2, &date) != 2)
        return false;
    if (year < FIRST_YEAR || year > LAST_YEAR || !sy_date_exists(year, month, date)) return false;
    *day = sy_days_from_civil(year, month, date);
    return true;
}

sy_rule sy_parse_time(int64_t *at, sy_precision *precision, sy_slice text)
{
    char folded[FOLDED];
    sy_slice s = sy_cell_trim(text);
    int64_t day = 0;
    int32_t seconds = 0;

    if (read_plain_day(&day, s)) return finish_time(at, precision, day, 0);
    if (sy_cell_is_blank(s)) return SY_TIME_MISSING;
    if (!fold_time(folded, sizeof folded, &s)) return SY_TIME_NOT_A_TIME;
    sy_rule rule = read_date(&day, &s);
    if (rule != SY_FINE) return rule;
    if (s.len == 0) return finish_time(at, precision, day, 0);
    if (!is_digit(*s.ptr) && !take_char(&s, ' ') && !take_char(&s, 'T') && !take_char(&s, '-')) {
        return SY_TIME_NOT_A_TIME;
    }
    rule = read_clock(&seconds, s);
    return rule == SY_FINE ? finish_time(at, precision, day, seconds) : rule;
}

sy_rule sy_parse_clock(int32_t *seconds, sy_slice text)
{
    char folded[FOLDED];
    sy_slice s = sy_cell_trim(text);

    if (sy_cell_is_blank(s)) return SY_TIME_MISSING;
    if (!fold_time(folded, sizeof folded, &s)) return SY_TIME_NOT_A_TIME;
    return read_clock(seconds, s);
}

sy_rule sy_parse_day_number(int64_t *at, sy_precision *precision, sy_slice text)
{
    sy_slice s = sy_cell_trim(text);
    int days, fraction = 0;
    int64_t scale = 1;

    if (sy_cell_is_blank(s)) return SY_TIME_MISSING;
    if (digits_ahead(s) == 0 || digits_ahead(s) > 6) return SY_TIME_NOT_A_TIME;
    take_digits(&s, 6, &days);
    if (take_char(&s, '.')) {
        int n = take_digits(&s, 9, &fraction);
        if (n == 0) return SY_TIME_NOT_A_TIME;
        while (n-- > 0) scale *= 10;
        while (s.len > 0 && is_digit(*s.ptr)) s.ptr++, s.len--;
    }
    if (s.len > 0) return SY_TIME_NOT_A_TIME;
    /* Day 60 is the 29 February 1900 that never was; 0 is "1900-01-00". */
    if (days < 1 || days == 60) return SY_TIME_IMPOSSIBLE;
    int64_t day = sy_days_from_civil(1899, 12, days < 60 ? 31 : 30) + days;
    if (day > sy_days_from_civil(LAST_YEAR, 12, 31)) return SY_TIME_IMPOSSIBLE;
    int64_t seconds = ((int64_t)fraction * SY_DAY + scale / 2) / scale;
    return finish_time(at, precision, day + seconds / SY_DAY, (int32_t)(seconds % SY_DAY));
}

/* ---- words ---- */

static bool is_one_of(sy_slice word, const char *words)
{
    /* words are joined by blanks, with one before the first and after the last */
    for (const char *p = words; *p;) {
        const char *end = strchr(p, ' ');
        size_t n = end ? (size_t)(end - p) : strlen(p);
        if (n == word.len && memcmp(p, word.ptr, n) == 0) return true;
        p += n + (end != NULL);
    }
    return false;
}

sy_direction sy_parse_direction(sy_slice text)
{
    char folded[SY_WORD_TEXT];
    sy_slice s = sy_cell_trim(text), word = {folded, 0};

    /* A lone - is a direction, not a blank cell. */
    if (sy_slice_is(s, SY_TEXT("-"))) return SY_DIRECTION_OUT;
    if (sy_cell_is_blank(s)) return SY_DIRECTION_BLANK;
    word.len = sy_word_fold(folded, s);
    if (is_one_of(word, "进 收 贷 贷方 贷CR 贷记 C CR CREDIT C:贷 收入 转入 入 入账 入帐 收款 存 "
                        "存入 来账 来帐 + IN")) {
        return SY_DIRECTION_IN;
    }
    if (is_one_of(word, "出 付 借 借方 借DR 借记 D DR DEBIT D:借 支出 付款 转出 支 出账 出帐 取 "
                        "支取 往账 往帐 O OUT")) {
        return SY_DIRECTION_OUT;
    }
    if (is_one_of(word, "0 1 2 00 01 02")) return SY_DIRECTION_BOTH_WAYS;
    return SY_DIRECTION_NO_WORD;
}

bool sy_parse_currency(char iso[4], sy_slice text)
{
    static const struct {
        const char *iso, *words;
    } currencies[] = {
        {"CNY", "CNY RMB 人民币 人民币元 人民币(元) 人民币(CNY) CNY人民币 156人民币 元 156 01 001 "
                "1 人民币CNY 本币"},
        {"USD", "USD 美元 840 14 014"},
        {"HKD", "HKD 港币 港元 344 13 013"},
        {"EUR", "EUR 欧元 978 38 038"},
        {"JPY", "JPY 日元 日圆 392 27 027"},
        {"GBP", "GBP 英镑 826 12 012"},
        {"AUD", "AUD 澳元 澳大利亚元 036 29 029"},
        {"CAD", "CAD 加元 加拿大元 124 28 028"},
        {"SGD", "SGD 新加坡元 新元 702 18 018"},
        {"CHF", "CHF 瑞士法郎 瑞郎 756 15 015"},
        {"KRW", "KRW 韩元 韩国元 410"},
        {"MOP", "MOP 澳门元 澳元(澳门) 446 81 081"},
        {"TWD", "TWD 新台币 台币 901"},
        {"NZD", "NZD 新西兰元 554"},
        {"THB", "THB 泰铢 764"},
        {"RUB", "RUB 卢布 643"},
    };
    char folded[SY_WORD_TEXT];
    sy_slice s = sy_cell_trim(text), word = {folded, 0};

    memcpy(iso, "CNY", 4);
    if (sy_cell_is_blank(s)) return true;
    word.len = sy_word_fold(folded, s);
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        if (!is_one_of(word, currencies[i].words)) continue;
        memcpy(iso, currencies[i].iso, 4);
        return true;
    }
    return false;
}

sy_success sy_parse_success(sy_slice text)
{
    char folded[SY_WORD_TEXT];
    sy_slice s = sy_cell_trim(text), word = {folded, 0};

    if (sy_cell_is_blank(s)) return SY_SUCCESS_YES;
    word.len = sy_word_fold(folded, s);
    /* 0 and 00 are failure at some banks and success at others: no word. */
    if (is_one_of(word, "成功 交易成功 处理成功 已成功 正常 是 S Y T YES TRUE OK SUCCESS 1 01")) {
        return SY_SUCCESS_YES;
    }
    if (is_one_of(word,
                  "失败 交易失败 处理失败 不成功 未成功 撤销 已撤销 否 F N NO FALSE FAIL FAILED")) {
        return SY_SUCCESS_NO;
    }
    return SY_SUCCESS_NO_WORD;
}

bool sy_parse_cash(sy_slice text)
{
    char folded[SY_WORD_TEXT];
    sy_slice word = {folded, sy_word_fold(folded, sy_cell_trim(text))};

    return is_one_of(word, "现金 现钞 现金交易 是 C CASH");
}

/* ---- account numbers ---- */

static bool all_digits(sy_slice s)
{
    return s.len > 0 && digits_ahead(s) == s.len;
}

/* 6.22202E+18, 6E+18: how a spreadsheet shows what it could not keep. */
static bool is_scientific(sy_slice s)
{
    size_t i = digits_ahead(s);
    bool has_point = false;

    if (i == 0) return false;
    if (i < s.len && s.ptr[i] == '.') {
        has_point = true;
        i++;
        i += digits_ahead((sy_slice){s.ptr + i, s.len - i});
    }
    if (i >= s.len || (s.ptr[i] != 'E' && s.ptr[i] != 'e')) return false;
    i++;
    bool has_sign = i < s.len && s.ptr[i] == '+';
    if (has_sign) i++;
    return (has_point || has_sign) && all_digits((sy_slice){s.ptr + i, s.len - i});
}

/* Digits past the 15th are all zero and the check digit fails. Text: only from
 * `shortest` digits on, since shorter account numbers may well end in zeros. */
static bool is_rounded(sy_slice s, size_t shortest)
{
    if (s.len < shortest || !all_digits(s)) return false;
    for (size_t i = SIGNIFICANT; i < s.len; i++) {
        if (s.ptr[i] != '0') return false;
    }
    return !sy_luhn_holds(s);
}

static bool is_all(sy_slice s, char c)
{
    size_t i = 0;
    while (i < s.len && s.ptr[i] == c) i++;
    return i == s.len;
}

/* A number of a workbook is exact only below 2^53. */
static sy_rule read_stored(sy_number *out, sy_slice text)
{
    char digits[SY_STORED_TEXT];
    int n, point;
    bool negative;
    sy_slice s = {digits, 0};

    if (!split_stored(text, digits, &n, &point, &negative) || negative) {
        return SY_ACCOUNT_NOT_AN_ACCOUNT;
    }
    if (point > 16) return SY_ACCOUNT_UNRECOVERABLE;
    while (n > point && n > 0 && digits[n - 1] == '0') n--;
    if (n > point) return SY_ACCOUNT_UNRECOVERABLE; /* 6222021234567.5 */
    while (n < point) digits[n++] = '0';
    s.len = (size_t)n;
    if (s.len == 16 && memcmp(digits, "9007199254740992", 16) >= 0) return SY_ACCOUNT_UNRECOVERABLE;
    if (is_rounded(s, 16)) return SY_ACCOUNT_UNRECOVERABLE;
    if (is_all(s, '0')) return SY_FINE;
    memcpy(out->text, digits, s.len);
    out->len = (uint8_t)s.len;
    return SY_FINE;
}

static void set_sub(sy_number *out, sy_slice sub)
{
    size_t n = sub.len < SY_SUB_TEXT ? sub.len : SY_SUB_TEXT - 1;
    memcpy(out->sub, sub.ptr, n);
    out->sub_len = (uint8_t)n;
}

/* What follows the first _: a currency, a number inside the account, or both. */
static void read_suffix(sy_number *out, sy_slice suffix)
{
    size_t cut = sy_slice_find(suffix, SY_TEXT("_"));
    sy_slice first = {suffix.ptr, cut};
    char iso[4];

    if (first.len >= 3 && sy_parse_currency(iso, first)) {
        memcpy(out->currency, iso, sizeof iso);
        suffix.ptr += cut;
        suffix.len -= cut;
        drop_prefix(&suffix, SY_TEXT("_"));
    }
    set_sub(out, suffix);
}

static size_t count_digits(sy_slice s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) n += is_digit(s.ptr[i]);
    return n;
}

/* Prefixes and suffixes of s into out; s becomes the number alone. A name at a
 * payment firm (zhang_san@example.com) has none. */
static void split_number(sy_number *out, sy_slice *s)
{
    size_t cut = sy_slice_find(*s, SY_TEXT("_"));

    if (cut < s->len && count_digits((sy_slice){s->ptr, cut}) >= FEWEST_BEFORE_SUFFIX) {
        read_suffix(out, (sy_slice){s->ptr + cut + 1, s->len - cut - 1});
        s->len = cut;
    }
    if (s->len > 12 && sy_slice_starts(*s, SY_TEXT("CNY0"))) {
        const sy_slice card = {s->ptr + 4, s->len - 4};
        const bool is_card = card.len >= 16 && card.len <= 19 && sy_luhn_holds(card);
        memcpy(out->currency, "CNY", 4);
        *s = is_card ? card : (sy_slice){s->ptr + 3, s->len - 3};
    }
    cut = sy_slice_find(*s, SY_TEXT("-"));
    sy_slice left = {s->ptr, cut}, right = {s->ptr + cut + 1, s->len - cut - 1};
    if (cut == s->len) return;
    if (left.len >= 12 && right.len <= 3 && all_digits(left) && all_digits(right)) {
        if (out->sub_len == 0) set_sub(out, right);
        s->len = cut;
    } else if (left.len <= 3 && right.len >= 12 && all_digits(left) && all_digits(right)) {
        if (out->sub_len == 0) set_sub(out, left);
        *s = right;
    }
}

sy_rule sy_parse_number(sy_number *out, sy_slice text, bool is_stored)
{
    char folded[SY_NUMBER_TEXT + SY_SUB_TEXT];
    sy_slice s = sy_cell_trim(text);
    size_t n = 0;

    *out = (sy_number){.len = 0};
    if (sy_cell_is_blank(s) || is_all(s, '0') || sy_slice_is(s, SY_TEXT("@"))) return SY_FINE;
    if (is_stored) return read_stored(out, s);
    if (!fold(folded, sizeof folded, &s.len, s, false)) return SY_ACCOUNT_NOT_AN_ACCOUNT;
    s.ptr = folded;
    if (is_scientific(s) || is_all(s, '#')) return SY_ACCOUNT_UNRECOVERABLE;
    split_number(out, &s);
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '-' || c == '\'' || c == '"') continue;
        if (n == SY_NUMBER_TEXT) return SY_ACCOUNT_NOT_AN_ACCOUNT;
        out->text[n++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    out->len = (uint8_t)n;
    if (is_rounded((sy_slice){out->text, n}, 18)) return SY_ACCOUNT_UNRECOVERABLE;
    return SY_FINE;
}
