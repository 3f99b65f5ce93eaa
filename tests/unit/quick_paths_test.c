/* quick_paths_test.c - what is read quickly because it stands in its usual form says what the
 * slow way says. The slow way is reached by the same value in an unusual spelling: a blank
 * without width, a mark that spreadsheets put there, another separator. */
#include "test.h"

#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "base/width.h"
#include "identifier/identifier.h"
#include "identifier/name.h"
#include "identifier/plate.h"
#include "intake/parse.h"

#define NO_WIDTH "\xE2\x80\x8B" /* U+200B */

static uint32_t seed;

static uint32_t next_random(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)seed * n) >> 32);
}

/* ---- cells ---- */

static sy_slice trim_slowly(sy_slice s)
{
    size_t n, last;

    while (s.len > 0 && sy_is_blank_char(sy_utf8_decode(s.ptr, s.len, &n)))
        s = (sy_slice){s.ptr + n, s.len - n};
    while (s.len > 0) {
        for (n = 1; n < 4 && n < s.len && ((unsigned char)s.ptr[s.len - n] & 0xC0) == 0x80;) n++;
        const uint32_t code = sy_utf8_decode(s.ptr + s.len - n, n, &last);
        if (last != n || !sy_is_blank_char(code)) break;
        s.len -= n;
    }
    return s;
}

static sy_slice cell_slowly(sy_slice s)
{
    s = trim_slowly(s);
    if (s.len >= 3 && s.ptr[0] == '=' && s.ptr[1] == '"' && s.ptr[s.len - 1] == '"')
        s = trim_slowly((sy_slice){s.ptr + 2, s.len - 3});
    return s.len > 0 && s.ptr[0] == '\'' ? trim_slowly((sy_slice){s.ptr + 1, s.len - 1}) : s;
}

static bool is_blank_slowly(sy_slice s)
{
    static const char *const words[] = {"",    "无",   "空",  "/",    "\\",    "NULL",
                                        "NONE", "NAN", "N/A", "#N/A", "(NULL)"};
    char folded[SY_WORD_TEXT];
    size_t dashes = 0, wide = 0;

    sy_words_fold(folded, sizeof folded, s);
    for (size_t i = 0; i < sizeof words / sizeof *words && s.len < 16; i++) {
        if (strcmp(folded, words[i]) == 0 && (*words[i] || s.len == 0)) return true;
    }
    while (dashes < s.len && s.ptr[dashes] == '-') dashes++;
    while (wide < s.len && (sy_slice_starts((sy_slice){s.ptr + wide, s.len - wide}, SY_TEXT("—")) ||
                            sy_slice_starts((sy_slice){s.ptr + wide, s.len - wide}, SY_TEXT("－"))))
        wide += 3;
    return dashes == s.len || wide >= s.len;
}

/* Texts of pieces that matter to one of them, and of bytes that are no UTF-8. */
static sy_slice random_cell(char out[64])
{
    static const char *const pieces[] = {"无",   "空", "N",  "n",    "ULL", "/",  "A", "-",  "—",
                                         "－",   "3",  " ",  "\t",   "　",  "'",  "=", "\"", NO_WIDTH,
                                         "\xC2\xA0", "张", "\xE5", "\xA0", "é",  "z", "鿿", "中"};
    size_t n = 0;

    for (uint32_t k = next_random(6); k > 0; k--) {
        const char *piece = pieces[next_random(sizeof pieces / sizeof *pieces)];
        memcpy(out + n, piece, strlen(piece));
        n += strlen(piece);
    }
    return (sy_slice){out, n};
}

static void cells_are_trimmed_and_blank_as_the_slow_way_says(void **state)
{
    char text[64];
    (void)state;

    seed = 1;
    for (int i = 0; i < 300000; i++) {
        const sy_slice cell = random_cell(text), got = sy_cell_trim(cell);
        const sy_slice want = cell_slowly(cell);
        assert_true(got.len == want.len && (got.len == 0 || got.ptr == want.ptr));
        assert_int_equal(sy_cell_is_blank(got), is_blank_slowly(got));
    }
}

/* ---- days and amounts ---- */

static void days_are_those_of_another_separator(void **state)
{
    (void)state;
    seed = 2;
    for (int i = 0; i < 100000; i++) {
        char quick[16], slow[16];
        int64_t a = -1, b = -1;
        sy_precision pa = SY_SECOND, pb = SY_SECOND;
        const uint32_t year = 1880 + next_random(340), month = next_random(14),
                       day = next_random(33);
        snprintf(quick, sizeof quick, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
        snprintf(slow, sizeof slow, "%04u/%02u/%02u", year % 10000, month % 100, day % 100);
        const sy_rule rule = sy_parse_time(&a, &pa, sy_slice_of(quick));
        assert_int_equal(rule, sy_parse_time(&b, &pb, sy_slice_of(slow)));
        assert_true(a == b && pa == pb);
    }
}

static void amounts_are_those_with_a_sign_before(void **state)
{
    static const char alphabet[] = "0123456789.,-";
    (void)state;

    seed = 3;
    for (int i = 0; i < 200000; i++) {
        char slow[24] = "+";
        int64_t a = -1, b = -1;
        const size_t n = 1 + next_random(19);
        for (size_t k = 1; k <= n; k++) slow[k] = alphabet[next_random(i % 2 ? 10 : 13)];
        if (i % 2 && n > 3) slow[n - 2] = '.';
        slow[n + 1] = '\0';
        if (!sy_parse_plain_amount(&a, sy_slice_of(slow + 1))) continue;
        assert_int_equal(sy_parse_amount(&b, sy_slice_of(slow)), SY_FINE);
        assert_true(a == b);
    }
}

/* ---- numbers ---- */

/* Of the right length and alphabet, every third with the right check digit. */
static void random_number(char out[24], int i)
{
    static const char digits[] = "0123456789ABCDEFGHJKLMNPQRTUWXYZ";
    const uint32_t letters = i % 2 ? 10 : 32;

    for (size_t k = 0; k < 18; k++) out[k] = digits[next_random(k < 17 ? letters : 32)];
    if (i % 4 < 3) { /* a day that mostly exists */
        memcpy(out + 6, next_random(2) ? "19" : "20", 2);
        snprintf(out + 10, 5, "%02u%02u", next_random(14) % 100, next_random(32) % 100);
        out[14] = digits[next_random(10)];
    }
    if (i % 5 == 0) memcpy(out + 14, "000", 3);
    const char citizen = sy_citizen_check((sy_slice){out, 17}),
               credit = sy_credit_check((sy_slice){out, 17});
    if (i % 3 && citizen) out[17] = citizen;
    if (i % 3 == 1 && credit && !citizen) out[17] = credit;
    out[18] = '\0';
}

static void numbers_are_those_behind_a_mark(void **state)
{
    (void)state;
    seed = 4;
    for (int i = 0; i < 300000; i++) {
        char number[24], marked[32], quick[SY_ID_SPACE], slow[SY_ID_SPACE];
        sy_id_kind a, b;
        random_number(number, i);
        snprintf(marked, sizeof marked, NO_WIDTH "%s", number);
        const sy_id_verdict verdict = sy_id_read_person(quick, &a, sy_slice_of(number));
        assert_int_equal(verdict, sy_id_read_person(slow, &b, sy_slice_of(marked)));
        assert_int_equal(a, b);
        assert_string_equal(quick, slow);
        assert_int_equal(sy_id_one_form(quick, sy_slice_of(number)),
                         sy_id_one_form(slow, sy_slice_of(marked)));
        assert_string_equal(quick, slow);
    }
}

static void regions_are_those_of_the_standard(void **state)
{
    static const char all[] = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 "
                              "53 54 61 62 63 64 65 71 81 82 83 91 92 93 94 95 96 97 98 99 ";
    (void)state;

    for (unsigned region = 0; region < 100; region++) {
        char number[24], wanted[8], out[SY_ID_SPACE];
        snprintf(number, sizeof number, "%02u069919850315002", region);
        number[17] = sy_citizen_check((sy_slice){number, 17});
        number[18] = '\0';
        snprintf(wanted, sizeof wanted, " %02u ", region);
        assert_int_equal(sy_id_read(out, SY_ID_CITIZEN, sy_slice_of(number)),
                         strstr(all, wanted) ? SY_ID_GOOD : SY_ID_IMPOSSIBLE);
        assert_int_equal(sy_citizen_is_plain(sy_slice_of(number)), strstr(all, wanted) != NULL);
    }
}

static void letters_of_a_vin_have_the_values_of_the_standard(void **state)
{
    static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ", values[] = "12345678123457923456789";
    (void)state;

    for (char c = 'A'; c <= 'Z'; c++) {
        char vin[18] = "00000000000000000";
        const char *at = strchr(letters, c);
        vin[0] = c; /* weighs 8 */
        assert_int_equal(sy_vin_check((sy_slice){vin, 17}),
                         at ? "0123456789X"[(values[at - letters] - '0') * 8 % 11] : '\0');
    }
}

static void plates_are_those_with_a_hyphen(void **state)
{
    static const char *const heads[] = {"浙", "粤", "京", "使", "WJ", "张", "粤Z"};
    static const char alphabet[] = "ABDIOZ0129";
    (void)state;

    seed = 5;
    for (int i = 0; i < 200000; i++) {
        char plain[32], marked[32], tail[9];
        sy_plate a, b;
        const char *head = heads[next_random(7)];
        const size_t n = 4 + next_random(4);
        for (size_t k = 0; k < n; k++) tail[k] = alphabet[next_random(10)];
        tail[n] = '\0';
        snprintf(plain, sizeof plain, "%s%s", head, tail);
        snprintf(marked, sizeof marked, "%s-%s", head, tail);
        assert_int_equal(sy_plate_read(&a, sy_slice_of(plain)),
                         sy_plate_read(&b, sy_slice_of(marked)));
        assert_int_equal(a.kind, b.kind);
        assert_string_equal(a.text, b.text);
    }
}

static void names_are_those_with_a_blank_in_front(void **state)
{
    static const char *const pieces[] = {"张", "帐", "鿿", "一", "A", "b", "9", "（", "·",
                                         "•", "é", "\xE5", "\xE5\x8D", "〇", "Ａ", " "};
    sy_arena arena;
    (void)state;

    sy_arena_init(&arena, NULL);
    seed = 6;
    for (int i = 0; i < 100000; i++) {
        char marked[64] = NO_WIDTH;
        size_t n = 3;
        for (uint32_t k = next_random(6); k > 0; k--) {
            const char *piece = pieces[next_random(16)];
            memcpy(marked + n, piece, strlen(piece));
            n += strlen(piece);
        }
        const sy_slice quick = sy_name_fold(&arena, (sy_slice){marked + 3, n - 3});
        assert_true(sy_slice_is(quick, sy_name_fold(&arena, (sy_slice){marked, n})));
        if (i % 1000 == 0) sy_arena_clear(&arena);
    }
    sy_arena_dispose(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_trimmed_and_blank_as_the_slow_way_says),
        cmocka_unit_test(days_are_those_of_another_separator),
        cmocka_unit_test(amounts_are_those_with_a_sign_before),
        cmocka_unit_test(numbers_are_those_behind_a_mark),
        cmocka_unit_test(regions_are_those_of_the_standard),
        cmocka_unit_test(letters_of_a_vin_have_the_values_of_the_standard),
        cmocka_unit_test(plates_are_those_with_a_hyphen),
        cmocka_unit_test(names_are_those_with_a_blank_in_front),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
