/* text_test.c - encodings, separated text, workbooks: what turns a file into cells. */
#include "test.h"

#include <iconv.h>

#include "base/utf8.h"
#include "text/encoding.h"

/* ---- encodings ---- */

static sy_encoding decide(sy_encoding_evidence *e, const void *bytes, size_t n, size_t piece)
{
    sy_encoding_begin(e);
    for (size_t i = 0; i < n; i += piece) {
        sy_encoding_feed(e, (const char *)bytes + i, n - i < piece ? n - i : piece);
    }
    return sy_encoding_decide(e);
}

static sy_encoding decide_text(const char *bytes, size_t n)
{
    sy_encoding_evidence e;
    sy_encoding answer = decide(&e, bytes, n, n ? n : 1);
    uint64_t bad_at = e.bad_at;
    for (size_t piece = 1; piece < 6; piece++) {
        assert_int_equal(decide(&e, bytes, n, piece), answer);
        if (answer == SY_UNKNOWN_ENCODING) assert_true(e.bad_at == bad_at);
    }
    return answer;
}

#define DECIDE(literal) decide_text(literal, sizeof(literal) - 1)

static void encodings_are_told_apart(void **state)
{
    (void)state;
    assert_int_equal(DECIDE(""), SY_UTF8);
    assert_int_equal(DECIDE("a,b\n1,2\n"), SY_UTF8);
    assert_int_equal(DECIDE("姓名,金额\n张某,1.00\n"), SY_UTF8);
    assert_int_equal(DECIDE("\xEF\xBB\xBF姓名"), SY_UTF8_BOM);
    assert_int_equal(DECIDE("\xEF\xBB\xBF\xD0\xD5"), SY_UNKNOWN_ENCODING);
    assert_int_equal(DECIDE("\xD0\xD5\xC3\xFB,\xBD\xF0\xB6\xEE\n"), SY_GB18030);
    assert_int_equal(DECIDE("\x80 5.00,\xBD\xF0\n"), SY_GB18030);
    assert_int_equal(DECIDE("\x81\x30\x81\x30,\n"), SY_GB18030);
    assert_int_equal(DECIDE("\xFF\xFE" "a\0,\0"), SY_UTF16LE);
    assert_int_equal(DECIDE("\xFE\xFF\0a\0,"), SY_UTF16BE);
    assert_int_equal(DECIDE("\xFF\xFE" "a\0\0"), SY_UNKNOWN_ENCODING);
    assert_int_equal(DECIDE("\xFF\xFE\x00\xD8" "a\0"), SY_UNKNOWN_ENCODING);
    assert_int_equal(DECIDE("a\0,\0b\0\n\0\x2D\x4E,\0001\0\n\0"), SY_UTF16LE);
    assert_int_equal(DECIDE("\0a\0,\0b\0\n\x4E\x2D\0,\0001\0\n"), SY_UTF16BE);
    assert_int_equal(DECIDE("a,b\n1,\0\n"), SY_UTF8); /* a stray NUL is no UTF-16 */
    assert_int_equal(DECIDE("\xD0\xD5,\xFF\n"), SY_UNKNOWN_ENCODING);
    assert_int_equal(DECIDE("\xD0\xD5\xC3"), SY_UNKNOWN_ENCODING); /* cut off */
}

static void the_first_unexplained_byte_is_named(void **state)
{
    (void)state;
    sy_encoding_evidence e;
    static const char text[] = "\xD0\xD5,12\xC3\xFB,\xFF\n";
    for (size_t piece = 1; piece < sizeof text; piece++) {
        assert_int_equal(decide(&e, text, sizeof text - 1, piece), SY_UNKNOWN_ENCODING);
        assert_int_equal(e.bad_at, 8);
    }
    assert_int_equal(decide(&e, "a\0,\x80\n", 5, 9), SY_GB18030);
    assert_true(e.saw_nul && e.saw_euro_byte);
}

static void evidence_of_parts_joins(void **state)
{
    (void)state;
    static const char text[] = "a\xE5\xBC\xA0\n1\n\xBC\xA0\xE5\n\xE5\xBC\xA0,\n\n\x81\x30\n\xFF,\n";
    const size_t n = sizeof text - 1;
    sy_encoding_evidence whole, left, right;

    for (size_t len = 1; len <= n; len++) {
        sy_encoding want = decide(&whole, text, len, len);
        for (size_t cut = 1; cut < len; cut++) {
            if (text[cut - 1] != '\n') continue;
            sy_encoding_begin(&left);
            sy_encoding_feed(&left, text, cut);
            sy_encoding_begin(&right);
            sy_encoding_feed(&right, text + cut, len - cut);
            sy_encoding_join(&left, &right);
            assert_int_equal(sy_encoding_decide(&left), want);
            assert_true(left.bad_at == whole.bad_at);
        }
    }
}

/* One character through iconv, slowly and surely; "" where there is none. */
static size_t slow_decode(iconv_t c, const char *bytes, size_t n, char out[8])
{
    char copy[4], *in = copy, *to = out;
    size_t left = n, room = 8;

    memcpy(copy, bytes, n);
    iconv(c, NULL, NULL, NULL, NULL);
    if (iconv(c, &in, &left, &to, &room) != 0 || left) return 0;
    return 8 - room;
}

static void agree(iconv_t c, sy_buf *b, const unsigned char *bytes, size_t n)
{
    char want[8];
    size_t len = slow_decode(c, (const char *)bytes, n, want);
    sy_encoding_evidence e;

    sy_buf_clear(b);
    bool ok = sy_decode(b, (sy_slice){(const char *)bytes, n}, SY_GB18030);
    if (ok != (len > 0) || (ok && (b->len != len || memcmp(b->ptr, want, len) != 0))) {
        fail_msg("GB18030 %02x %02x: %zu bytes for %zu", bytes[0], bytes[1], b->len, len);
    }
    sy_encoding_begin(&e);
    sy_encoding_feed(&e, bytes, n);
    sy_encoding_decide(&e);
    assert_true(e.gb18030.ok == ok);
}

static void gb18030_is_what_iconv_says(void **state)
{
    (void)state;
    iconv_t c = iconv_open("UTF-8", "GB18030");
    sy_buf b;

    sy_buf_init(&b, NULL, 64);
    for (unsigned h = 0x81; h <= 0xFF; h++) {
        for (unsigned l = 0; l <= 0xFF; l++) {
            if (l < 0x40 && l >= 0x30) continue; /* the beginning of four */
            if (l < 0x80 && l > 0 && (l < 0x40 || l == 0x7F)) {
                const unsigned char two[2] = {(unsigned char)h, (unsigned char)l};
                sy_buf_clear(&b);
                assert_false(sy_decode(&b, (sy_slice){(const char *)two, 2}, SY_GB18030));
                continue;
            }
            agree(c, &b, (const unsigned char[]){(unsigned char)h, (unsigned char)l}, 2);
        }
    }
    for (unsigned h = 0x81; h <= 0xFE; h++) {
        for (unsigned i = 0; i < 12600; i++) {
            const unsigned char four[4] = {
                (unsigned char)h, (unsigned char)(0x30 + i / 1260),
                (unsigned char)(0x81 + i / 10 % 126), (unsigned char)(0x30 + i % 10)};
            agree(c, &b, four, 4);
        }
    }
    sy_buf_dispose(&b);
    iconv_close(c);
}

/* All of Unicode: to GB18030 and UTF-16 by iconv, back by us. */
static void text_comes_back_from_every_encoding(void **state)
{
    (void)state;
    static const struct { const char *name; sy_encoding encoding; } kinds[] = {
        {"GB18030", SY_GB18030}, {"UTF-16LE", SY_UTF16LE}, {"UTF-16BE", SY_UTF16BE}};
    const size_t max = 6u << 20;
    char *utf8 = malloc(max), *other = malloc(max);

    for (size_t k = 0; k < 3; k++) {
        iconv_t c = iconv_open(kinds[k].name, "UTF-8");
        size_t n = 0, room = max, refused = 0;
        char *to = other;
        for (uint32_t code = 1; code <= 0x10FFFF; code += code < 0xFFFF ? 1 : 5) {
            if (code >= 0xD800 && code <= 0xDFFF) continue;
            char *in = utf8 + n;
            size_t left = sy_utf8_encode(in, code);
            if (iconv(c, &in, &left, &to, &room) == (size_t)-1) refused++;
            else n = (size_t)(in - utf8);
        }
        iconv_close(c);
        assert_true(refused <= 24); /* private code points that GB18030 has moved away from */

        sy_buf b;
        sy_buf_init(&b, NULL, max);
        assert_true(sy_decode(&b, (sy_slice){other, max - room}, kinds[k].encoding));
        assert_true(b.len == n && memcmp(b.ptr, utf8, n) == 0);
        sy_buf_dispose(&b);
    }
    free(utf8);
    free(other);
}

static void decoding_stops_where_text_ends(void **state)
{
    (void)state;
    sy_buf b;
    sy_buf_init(&b, NULL, 100);
    assert_false(sy_decode(&b, SY_TEXT("ab\xD0\xD5\xFF" "cd"), SY_GB18030));
    assert_string_equal(b.ptr, "ab姓");
    sy_buf_clear(&b);
    assert_true(sy_decode(&b, SY_TEXT("\x80" "5"), SY_GB18030));
    assert_string_equal(b.ptr, "€5");
    sy_buf_clear(&b);
    assert_false(sy_decode(&b, SY_TEXT("ab\xC3"), SY_UTF8));
    assert_string_equal(b.ptr, "ab");
    sy_buf_clear(&b);
    assert_false(sy_decode(&b, SY_TEXT("a\0\x00\xDC"), SY_UTF16LE));
    assert_string_equal(b.ptr, "a");
    sy_buf_clear(&b);
    assert_true(sy_decode(&b, SY_TEXT("abc"), SY_UNKNOWN_ENCODING));
    assert_false(sy_decode(&b, SY_TEXT("\xE5"), SY_UNKNOWN_ENCODING));
    sy_buf_dispose(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_told_apart),
        cmocka_unit_test(the_first_unexplained_byte_is_named),
        cmocka_unit_test(evidence_of_parts_joins),
        cmocka_unit_test(gb18030_is_what_iconv_says),
        cmocka_unit_test(text_comes_back_from_every_encoding),
        cmocka_unit_test(decoding_stops_where_text_ends),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
