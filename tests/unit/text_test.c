/* text_test.c - encodings, separated text, workbooks: what turns a file into cells. */
#include "tables.h"
#include "test.h"

#include <fcntl.h>
#include <iconv.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "base/utf8.h"
#include "suyuan/limits.h"
#include "text/csv.h"
#include "text/encoding.h"
#include "text/marks.h"
#include "text/table.h"
#include "text/xlsx_format.h"

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
    assert_int_equal(DECIDE("\xFF\xFE"
                            "a\0,\0"),
                     SY_UTF16LE);
    assert_int_equal(DECIDE("\xFE\xFF\0a\0,"), SY_UTF16BE);
    assert_int_equal(DECIDE("\xFF\xFE"
                            "a\0\0"),
                     SY_UNKNOWN_ENCODING);
    assert_int_equal(DECIDE("\xFF\xFE\x00\xD8"
                            "a\0"),
                     SY_UNKNOWN_ENCODING);
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
            const unsigned char four[4] = {(unsigned char)h, (unsigned char)(0x30 + i / 1260),
                                           (unsigned char)(0x81 + i / 10 % 126),
                                           (unsigned char)(0x30 + i % 10)};
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
    static const struct {
        const char *name;
        sy_encoding encoding;
    } kinds[] = {{"GB18030", SY_GB18030}, {"UTF-16LE", SY_UTF16LE}, {"UTF-16BE", SY_UTF16BE}};
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
            if (iconv(c, &in, &left, &to, &room) == (size_t)-1)
                refused++;
            else
                n = (size_t)(in - utf8);
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
    assert_false(sy_decode(&b,
                           SY_TEXT("ab\xD0\xD5\xFF"
                                   "cd"),
                           SY_GB18030));
    assert_string_equal(b.ptr, "ab姓");
    sy_buf_clear(&b);
    assert_true(sy_decode(&b,
                          SY_TEXT("\x80"
                                  "5"),
                          SY_GB18030));
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

/* ---- separated text ---- */

/* Records as text: cells in order, each followed by US, records by RS. */
enum { CELL_END = 0x1F, RECORD_END = 0x1E };

/* The slow way, one byte at a time. */
static size_t split_slowly(char *out, const char *p, size_t n, char delimiter)
{
    enum { CELL, PLAIN, QUOTED } state = CELL;
    char *to = out;
    bool is_open = false; /* a record has begun and not ended */

    for (size_t i = 0; i < n; i++) {
        char c = p[i];
        is_open = true;
        if (state == QUOTED) {
            if (c != '"')
                *to++ = c;
            else if (i + 1 < n && p[i + 1] == '"')
                *to++ = p[++i];
            else
                state = PLAIN;
        } else if (c == delimiter) {
            *to++ = CELL_END;
            state = CELL;
        } else if (c == '\n' || c == '\r') {
            if (c == '\r' && i + 1 < n && p[i + 1] == '\n') i++;
            *to++ = CELL_END;
            *to++ = RECORD_END;
            state = CELL;
            is_open = false;
        } else if (c == '"' && state == CELL) {
            state = QUOTED;
        } else {
            *to++ = c;
            state = PLAIN;
        }
    }
    if (is_open) {
        *to++ = CELL_END;
        *to++ = RECORD_END;
    }
    return (size_t)(to - out);
}

/* The way of the program: survey, then every block by a cursor. */
static size_t split(char *out, const char *path, const sy_csv_options *options)
{
    sy_csv_plan plan;
    sy_csv_cursor *c = NULL;
    sy_csv_record record;
    sy_err err = {0};
    char *to = out;
    uint32_t number = 0;

    assert_ok(sy_csv_survey(&plan, NULL, path, options, &err), err);
    assert_ok(sy_csv_cursor_new(&c, NULL, &plan, &err), err);
    for (size_t b = 0; b < plan.n_blocks; b++) {
        if (b > 0) assert_true(plan.blocks[b].begin == plan.blocks[b - 1].end);
        assert_ok(sy_csv_cursor_move(c, b, &err), err);
        for (;;) {
            assert_ok(sy_csv_next(c, &record, &err), err);
            if (record.n_cells == 0) break;
            assert_int_equal(record.number, ++number);
            for (uint32_t i = 0; i < record.n_cells; i++) {
                memcpy(to, record.cells[i].ptr, record.cells[i].len);
                to += record.cells[i].len;
                *to++ = CELL_END;
            }
            *to++ = RECORD_END;
        }
    }
    assert_int_equal(plan.records, number);
    sy_csv_cursor_free(c);
    sy_csv_plan_dispose(&plan);
    return (size_t)(to - out);
}

static void assert_split(memory_file *f, const char *text, size_t n, uint64_t block_bytes)
{
    static char want[1 << 17], got[1 << 17];
    const sy_csv_options options = {.delimiter = ',', .block_bytes = block_bytes};
    size_t n_want = split_slowly(want, text, n, ',');

    memory_file_set(f, text, n);
    size_t n_got = split(got, f->path, &options);
    if (n_want != n_got || memcmp(want, got, n_got) != 0) {
        fail_msg("blocks of %u: \"%.*s\" gives \"%.*s\"", (unsigned)block_bytes, (int)n, text,
                 (int)n_got, got);
    }
}

static void splits_every_short_text_like_the_slow_way(void **state)
{
    (void)state;
    static const char alphabet[] = {'a', ',', '"', '\n', '\r'};
    memory_file f = {0};
    char text[8];
    long cases = 0;

    setenv("SUYUAN_THREADS", "1", 1);
    for (size_t n = 0; n <= 7; n++) {
        long codes = 1;
        for (size_t i = 0; i < n; i++) codes *= 5;
        for (long code = 0; code < codes; code++) {
            long c = code;
            for (size_t i = 0; i < n; i++, c /= 5) text[i] = alphabet[c % 5];
            assert_split(&f, text, n, n % 2 ? 4 : 1);
            cases++;
        }
    }
    unsetenv("SUYUAN_THREADS");
    assert_int_equal(cases, 97656);
    close(f.fd);
}

static void splits_random_texts_at_every_cut(void **state)
{
    (void)state;
    static const char alphabet[] = {'a', 'b', ',', '"', '\n', '\r', 'c', 'd', '"', ';'};
    memory_file f = {0};
    char text[3000];
    dice d = {2024};

    for (int round = 0; round < 3000; round++) {
        size_t n = roll_below(&d, round % 10 ? 200 : sizeof text);
        size_t letters = 4 + roll_below(&d, sizeof alphabet - 3);
        for (size_t i = 0; i < n; i++) text[i] = alphabet[roll_below(&d, letters)];
        for (size_t i = 0; i < n && round % 3 == 0; i++) {
            if (roll_below(&d, 4)) text[i] = 'x'; /* longer cells */
        }
        if (n > 64) text[roll_below(&d, n)] = '\0'; /* a byte like any other */
        assert_split(&f, text, n, 1 + roll_below(&d, 64));
    }
    close(f.fd);
}

static void marks_are_where_they_should_be(void **state)
{
    (void)state;
    unsigned char bytes[64];
    dice d = {5};

    for (int round = 0; round < 20000; round++) {
        uint64_t want = 0;
        for (unsigned i = 0; i < 64; i++) {
            bytes[i] = (unsigned char)(roll_below(&d, 2) ? roll(&d) : roll_below(&d, 16));
            if (bytes[i] == '\t' || bytes[i] == '\n' || bytes[i] == '\r') want |= 1ull << i;
        }
        assert_true(sy_marks(bytes, '\t') == want);
        assert_true(sy_marks_by_words(bytes, '\t') == want);
    }
}

static void plans_say_what_the_file_is(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
        sy_encoding encoding;
        char delimiter;
        uint32_t records;
        const char *sha256;
    } files[] = {
#define F(text) text, sizeof(text) - 1
        {F(""), SY_UTF8, ',', 0,
         "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {F("\xEF\xBB\xBF"), SY_UTF8_BOM, ',', 0, NULL},
        {F("\xEF\xBB\xBF\"a\nb\"\tc\n"), SY_UTF8_BOM, '\t', 1, NULL},
        {F("a\n"), SY_UTF8, ',', 1, NULL},
        {F("a;b\n1,5;2\n3;4,7"), SY_UTF8, ';', 3, NULL},
        {F("title, with comma\na|b|c\n1|2|3\n"), SY_UTF8, '|', 3, NULL},
        {F("a\t,b\t,c\t\n1\t,2\t,3\t\n"), SY_UTF8, ',', 2, NULL},
        {F("\xD0\xD5\xC3\xFB\t1\r\n\r\n"), SY_GB18030, '\t', 2, NULL},
        {F("\xFF\xFE"
           "a\0,\0\x2D\x4E\r\0\n\0\"\0b\0\n\0\"\0"),
         SY_UTF16LE, ',', 2, NULL},
        {F("\xFE\xFF\0a\0\t\x4E\x2D\0\n"), SY_UTF16BE, '\t', 1, NULL},
        {F("\xFF\xFE"
           "a\0,"),
         SY_UNKNOWN_ENCODING, ',', 1, NULL},
        {F("a,\xFF\n"), SY_UNKNOWN_ENCODING, ',', 1, NULL},
#undef F
    };
    memory_file f = {0};
    sy_err err = {0};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        sy_csv_plan plan;
        memory_file_set(&f, files[i].bytes, files[i].n);
        assert_ok(sy_csv_survey(&plan, NULL, f.path, NULL, &err), err);
        assert_int_equal(plan.encoding, files[i].encoding);
        assert_int_equal(plan.delimiter, files[i].delimiter);
        assert_int_equal(plan.records, files[i].records);
        assert_int_equal(plan.size, files[i].n);
        if (files[i].sha256) assert_string_equal(plan.sha256, files[i].sha256);
        assert_int_equal(strlen(plan.sha256), 64);
        sy_csv_plan_dispose(&plan);
    }
    close(f.fd);
}

static void utf16_is_read_from_a_copy(void **state)
{
    (void)state;
    static const char text[] = "\xFF\xFE"
                               "a\0,\0\x2D\x4E\n\0\x3D\xD8\x00\xDE,\0b\0";
    static const char want[] = "a\x1F中\x1F\x1E\xF0\x9F\x98\x80\x1F"
                               "b\x1F\x1E";
    memory_file f = {0};
    char got[64];

    memory_file_set(&f, text, sizeof text - 1);
    size_t n = split(got, f.path, NULL);
    assert_int_equal(n, sizeof want - 1);
    assert_memory_equal(got, want, n);
    close(f.fd);
}

/* 0x7C is a bar, and the second byte of some characters of GB18030. */
static void bars_inside_characters_do_not_split(void **state)
{
    (void)state;
    static const char text[] = "\xD0\xD5|b\n\x81|1|\x8E|\n";
    static const char want[] = "姓\x1F"
                               "b\x1F\x1E亅1\x1F巪\x1F\x1E";
    memory_file f = {0};
    char got[64];
    sy_csv_plan plan;
    sy_err err = {0};

    memory_file_set(&f, text, sizeof text - 1);
    assert_ok(sy_csv_survey(&plan, NULL, f.path, &(sy_csv_options){.delimiter = '|'}, &err), err);
    assert_int_equal(plan.encoding, SY_GB18030);
    assert_int_equal(plan.cells, SY_UTF8);
    assert_int_equal(plan.size, sizeof text - 1);
    sy_csv_plan_dispose(&plan);
    size_t n = split(got, f.path, &(sy_csv_options){.delimiter = '|'});
    got[n] = '\0';
    assert_string_equal(got, want);
    close(f.fd);
}

/* Rows of several lengths, some with quotes and line breaks: megabytes. */
static size_t big_text(char *to, size_t max, bool has_quotes)
{
    char *begin = to;
    for (unsigned row = 0; (size_t)(to - begin) + 200 < max; row++) {
        to += sprintf(to, "%u,张某,%u.00", row, row * 7);
        if (has_quotes && row % 1000 == 7) to += sprintf(to, ",\"two\nlines, and \"\"quotes\"\"\"");
        for (unsigned k = 0; k < row % 13; k++) to += sprintf(to, ",%u", k);
        *to++ = '\n';
    }
    return (size_t)(to - begin);
}

static void large_files_are_shared_by_threads(void **state)
{
    (void)state;
    const size_t max = 12u << 20;
    char *text = malloc(max), *want = malloc(2 * max), *got = malloc(2 * max), *copy = malloc(max);
    memory_file f = {0}, kept = {0};

    for (int has_quotes = 0; has_quotes < 2; has_quotes++) {
        size_t n = big_text(text, max, has_quotes);
        size_t n_want = split_slowly(want, text, n, ',');
        memory_file_set(&f, text, n);
        for (unsigned threads = 1; threads <= 4; threads += 3) {
            char number[16];
            snprintf(number, sizeof number, "%u", threads);
            setenv("SUYUAN_THREADS", number, 1);
            memory_file_set(&kept, "", 0);
            lseek(kept.fd, 0, SEEK_SET);
            const sy_csv_options options = {.copy_to = kept.fd, .block_bytes = 1u << 19};
            size_t n_got = split(got, f.path, &options);
            assert_int_equal(n_got, n_want);
            assert_memory_equal(got, want, n_got);
            assert_int_equal(pread(kept.fd, copy, max, 0), n);
            assert_memory_equal(copy, text, n);
        }
        unsetenv("SUYUAN_THREADS");
    }
    close(f.fd);
    close(kept.fd);
    free(text);
    free(want);
    free(got);
    free(copy);
}

/* `lines` short lines, then `length` times the letter c, sparse where it is 0. */
static sy_status survey_long(uint32_t lines, const char *begin, size_t length, char c, sy_err *err)
{
    memory_file f = {0};
    sy_csv_plan plan;
    char *text = malloc(length);

    memset(text, c, length);
    memory_file_set(&f, "", 0);
    lseek(f.fd, 0, SEEK_SET);
    for (uint32_t i = 0; i < lines; i++) assert_int_equal(write(f.fd, "a,b\n", 4), 4);
    assert_int_equal(write(f.fd, begin, strlen(begin)), strlen(begin));
    assert_int_equal(write(f.fd, text, length), length);
    *err = (sy_err){0};
    sy_status st = sy_csv_survey(&plan, NULL, f.path, NULL, err);
    sy_csv_plan_dispose(&plan);
    close(f.fd);
    free(text);
    return st;
}

static void endless_records_are_refused_by_number(void **state)
{
    (void)state;
    sy_err err;

    assert_int_equal(survey_long(3, "", SY_MAX_RECORD + 100, 'x', &err), SY_ELIMIT);
    assert_int_equal(err.line, 4);
    assert_int_equal(survey_long(3, "", SY_MAX_RECORD - 100, 'x', &err), SY_OK);
    assert_int_equal(survey_long(9, "\"", SY_MAX_RECORD + 100, '\n', &err), SY_ELIMIT);
    assert_int_equal(err.line, 10);
    assert_int_equal(survey_long(9, "\"", SY_MAX_RECORD - 100, '\n', &err), SY_OK);
    assert_int_equal(survey_long(0, "", SY_MAX_RECORD + 100, '\n', &err), SY_OK);
}

static void a_line_of_a_gigabyte_ends_soon(void **state)
{
    (void)state;
    memory_file f = {0};
    sy_csv_plan plan;
    sy_err err = {0};

    memory_file_set(&f, "a,b\n", 4);
    assert_int_equal(ftruncate(f.fd, 1 << 30), 0);
    assert_int_equal(sy_csv_survey(&plan, NULL, f.path, NULL, &err), SY_ELIMIT);
    assert_int_equal(err.line, 2);
    sy_csv_plan_dispose(&plan);
    close(f.fd);
}

static sy_status walk_all(const char *path, sy_err *err)
{
    sy_csv_plan plan;
    sy_csv_cursor *c = NULL;
    sy_csv_record record = {.n_cells = 1};

    sy_status st = sy_csv_survey(&plan, NULL, path, &(sy_csv_options){.delimiter = ','}, err);
    if (st == SY_OK) st = sy_csv_cursor_new(&c, NULL, &plan, err);
    if (st == SY_OK) st = sy_csv_cursor_move(c, 0, err);
    while (st == SY_OK && record.n_cells) st = sy_csv_next(c, &record, err);
    sy_csv_cursor_free(c);
    sy_csv_plan_dispose(&plan);
    return st;
}

static void wide_rows_and_long_cells_are_refused(void **state)
{
    (void)state;
    const size_t n = SY_MAX_CELL + 20;
    char *text = malloc(n);
    memory_file f = {0};
    sy_err err = {0};

    memset(text, ',', n);
    memcpy(text, "a\nb\n", 4);
    memory_file_set(&f, text, SY_MAX_COLUMNS + 3);
    assert_int_equal(walk_all(f.path, &err), SY_OK);
    memory_file_set(&f, text, SY_MAX_COLUMNS + 4);
    assert_int_equal(walk_all(f.path, &err), SY_ELIMIT);
    assert_int_equal(err.line, 3);

    err = (sy_err){0};
    memset(text + 4, 'x', n - 4);
    memory_file_set(&f, text, SY_MAX_CELL + 4);
    assert_int_equal(walk_all(f.path, &err), SY_OK);
    memory_file_set(&f, text, SY_MAX_CELL + 5);
    assert_int_equal(walk_all(f.path, &err), SY_ELIMIT);
    assert_int_equal(err.line, 3);
    close(f.fd);
    free(text);
}

static void what_is_no_file_is_refused(void **state)
{
    (void)state;
    static const char *const paths[] = {"/", "/dev/null", "/nowhere/at/all"};
    char fifo[] = "/tmp/suyuan-text-fifo";
    sy_csv_plan plan;

    for (size_t i = 0; i < 3; i++) {
        sy_err err = {0};
        assert_int_equal(sy_csv_survey(&plan, NULL, paths[i], NULL, &err), SY_EIO);
        assert_non_null(strstr(err.text, paths[i]));
        sy_csv_plan_dispose(&plan);
    }
    unlink(fifo);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(sy_csv_survey(&plan, NULL, fifo, NULL, NULL), SY_EIO);
    unlink(fifo);
}

static void a_full_disk_fails_the_survey(void **state)
{
    (void)state;
    sy_csv_plan plan;
    sy_err err = {0};
    memory_file f = {0};
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC);

    memory_file_set(&f, "a,b\n", 4);
    assert_int_equal(sy_csv_survey(&plan, NULL, f.path, &(sy_csv_options){.copy_to = full}, &err),
                     SY_EIO);
    sy_csv_plan_dispose(&plan);
    close(full);
    close(f.fd);
}

static void surveys_survive_every_failed_allocation(void **state)
{
    (void)state;
    static const char *const texts[] = {"a,b\n\"c\nd\",e\nlonger than a piece,f\n", NULL};
    static const char wide[] = "\xFF\xFE"
                               "a\0,\0\n\0";
    memory_file f = {0};

    for (size_t i = 0; i < 2; i++) {
        if (texts[i])
            memory_file_set(&f, texts[i], strlen(texts[i]));
        else
            memory_file_set(&f, wide, sizeof wide - 1);
        for (size_t n = 0;; n++) {
            scarce s = {.left = n};
            const sy_alloc al = {scarce_get, scarce_put, &s};
            const sy_csv_options options = {.block_bytes = 4};
            sy_csv_plan plan;
            sy_csv_cursor *c = NULL;
            sy_csv_record record;
            sy_err err = {0};

            sy_status st = sy_csv_survey(&plan, &al, f.path, &options, &err);
            if (st == SY_OK) st = sy_csv_cursor_new(&c, &al, &plan, &err);
            for (size_t b = 0; st == SY_OK && b < plan.n_blocks; b++) {
                st = sy_csv_cursor_move(c, b, &err);
                if (st == SY_OK) st = sy_csv_next(c, &record, &err);
            }
            sy_csv_cursor_free(c);
            sy_csv_plan_dispose(&plan);
            assert_int_equal(s.live, 0);
            if (st == SY_OK) break;
            assert_int_equal(st, SY_ENOMEM);
            assert_true(n < 200);
        }
    }
    close(f.fd);
}

/* ---- kinds of files ---- */

static void first_bytes_tell_the_kind(void **state)
{
    (void)state;
    static const struct {
        sy_file_kind kind;
        const char *bytes;
        size_t n;
    } files[] = {
#define F(text) text, sizeof(text) - 1
        {SY_FILE_EMPTY, F("")},
        {SY_FILE_TEXT, F("a,b\n")},
        {SY_FILE_TEXT, F("BM,1\n2,3,4,5,6,7,8,9\n")},
        {SY_FILE_TEXT, F("\xD0\xD5\xC3\xFB,1\n")},
        {SY_FILE_TEXT, F("\xD0\xD5\xFF,1\n")}, /* wrong, but text */
        {SY_FILE_TEXT, F("1 < 2\n")},
        {SY_FILE_HTML, F("\xEF\xBB\xBF \r\n <html>")},
        {SY_FILE_HTML, F("<?xml version='1.0'?>")},
        {SY_FILE_PDF, F("%PDF-1.7\n")},
        {SY_FILE_PICTURE, F("\x89PNG\r\n\x1A\n....")},
        {SY_FILE_PICTURE, F("\xFF\xD8\xFF\xE0")},
        {SY_FILE_PICTURE, F("GIF89a....")},
        {SY_FILE_PICTURE, F("II*\0....")},
        {SY_FILE_PICTURE, F("BM....\0\0\0\0....\x28\0\0\0....")},
        {SY_FILE_XLS, F("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....")},
        {SY_FILE_PICTURE, F("\0\0\0\x18" "ftypheic\0\0\0\0")},
        {SY_FILE_PICTURE, F("RIFF....WEBPVP8 ")},
        {SY_FILE_TEXT, F("BZh5 is a word, too\n")},
        {SY_FILE_ARCHIVE, F("BZh91AY&SY\0\0")},
        {SY_FILE_ARCHIVE, F("7z\xBC\xAF\x27\x1C\0\4")},
        {SY_FILE_ARCHIVE, F("Rar!\x1A\x07\x01\0")},
        {SY_FILE_ARCHIVE, F("\x1F\x8B\x08\0")},
        {SY_FILE_WORD, F("{\\rtf1\\ansi")},
        {SY_FILE_PROGRAM, F("\x7F"
                            "ELF\x02\x01\x01\0\0\0\0\xFF\xFF")},
        {SY_FILE_TEXT, F("MZ\n")},
        {SY_FILE_OTHER, F("\0\1\2\3\xFF\xFF")},
#undef F
    };
    memory_file f = {0};
    sy_err err = {0};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        sy_file_kind kind;
        memory_file_set(&f, files[i].bytes, files[i].n);
        assert_ok(sy_file_kind_of(&kind, f.path, &err), err);
        if (kind != files[i].kind) fail_msg("file %zu is of kind %d", i, (int)kind);
    }
    sy_file_kind kind;
    assert_int_equal(sy_file_kind_of(&kind, "/", &err), SY_EIO);
    close(f.fd);
}

/* ---- tables ---- */

static void text_files_are_tables(void **state)
{
    (void)state;
    memory_file f = {0};
    sy_err err = {0};
    char got[100];

#define SET(literal) memory_file_set(&f, literal, sizeof(literal) - 1)
    SET("\xD0\xD5\xC3\xFB,\"\xBD\xF0\n\xB6\xEE\"\r\n\r\n,1\r\n");
    assert_shows(f.path, 0, "1: T(姓名)|T(金\n额) / 2: - / 3: -|T(1)");
    SET("");
    assert_shows(f.path, 0, "");
    SET("\xFF\xFE"
        "a\0\t\0\x2D\x4E\n\0");
    assert_shows(f.path, 0, "1: T(a)|T(中)");
    assert_int_equal(show(got, sizeof got, f.path, 1, NULL, &err), SY_EINVAL);
    SET("a,b\n\xFF,c\n");
    err = (sy_err){0};
    assert_int_equal(show(got, sizeof got, f.path, 0, NULL, &err), SY_EDATA);
    assert_non_null(strstr(err.text, " 5 "));
    SET("%PDF-1.4");
    assert_int_equal(show(got, sizeof got, f.path, 0, NULL, &err), SY_EDATA);

    sy_contents *c = NULL;
    SET("a,b\n");
    assert_ok(sy_contents_open(&c, NULL, f.path, &err), err);
    assert_int_equal(sy_contents_count(c), 1);
    assert_int_equal(sy_contents_name(c, 0).len, 0);
    sy_contents_free(c);
    close(f.fd);
}

/* ---- workbooks ---- */

typedef struct part_text {
    const char *name, *text;
} part_text;

static const char *scratch(const char *name)
{
    static char folder[64], path[128];

    if (!folder[0]) {
        strcpy(folder, "/tmp/suyuan-text-XXXXXX");
        assert_non_null(mkdtemp(folder));
    }
    snprintf(path, sizeof path, "%s%s%s", folder, *name ? "/" : "", name);
    return path;
}

static const char *pack(const part_text *parts, size_t n)
{
    const char *path = scratch("book.xlsx");
    int code = 0;

    unlink(path);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    assert_non_null(zip);
    for (size_t i = 0; i < n; i++) {
        if (!parts[i].text) continue;
        zip_source_t *source = zip_source_buffer(zip, parts[i].text, strlen(parts[i].text), 0);
        assert_true(zip_file_add(zip, parts[i].name, source, ZIP_FL_OVERWRITE) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
    return path;
}

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define RELS(inside)                                                                               \
    XML "<Relationships "                                                                          \
        "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" inside             \
        "</Relationships>"
#define REL(id, type, target)                                                                      \
    "<Relationship Id='" id "' Type='http://x/relationships/" type "' Target='" target "'/>"
#define SHEET(inside)                                                                              \
    XML "<worksheet><dimension ref='A1'/><sheetData>" inside "</sheetData><x/></worksheet>"

/* A workbook of one sheet, with the styles 0 plain, 1 date, 2 time, 3 Chinese
 * date, 4 date and time, 5 [h]:mm, 6 red number. */
static const char *book_of(const char *sheet, const char *strings, const char *properties)
{
    char workbook[500], shared[4000];

    snprintf(workbook, sizeof workbook,
             XML
             "<workbook>%s<sheets><sheet name='一月' sheetId='1' r:id='rId1'/></sheets></workbook>",
             properties);
    snprintf(shared, sizeof shared, XML "<sst>%s</sst>", strings);
    const part_text parts[] = {
        {"_rels/.rels", RELS(REL("a", "officeDocument", "xl/workbook.xml"))},
        {"xl/workbook.xml", workbook},
        {"xl/_rels/workbook.xml.rels",
         RELS(REL("rId1", "worksheet", "worksheets/sheet1.xml")
                  REL("rId2", "styles", "/xl/styles.xml")
                      REL("rId3", "sharedStrings", "./x/../sharedStrings.xml"))},
        {"xl/styles.xml",
         XML "<styleSheet><numFmts><numFmt numFmtId='164' "
             "formatCode='yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@'/>"
             "<numFmt numFmtId='165' formatCode='[$-804]yyyy/m/d h:mm'/><numFmt numFmtId='166' "
             "formatCode='[h]:mm'/>"
             "<numFmt numFmtId='167' formatCode='[Red]#,##0.00_ ;\\-&quot;yd&quot;0'/></numFmts>"
             "<cellStyleXfs><xf numFmtId='14'/><xf numFmtId='14'/></cellStyleXfs>"
             "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='21'/><xf numFmtId='164'/>"
             "<xf numFmtId='165'/><xf numFmtId='166'/><xf numFmtId='167'/></cellXfs></styleSheet>"},
        {"xl/sharedStrings.xml", shared},
        {"xl/worksheets/sheet1.xml", sheet},
    };
    return pack(parts, sizeof parts / sizeof *parts);
}

static void cells_of_every_kind_are_read(void **state)
{
    (void)state;
    const char *path =
        book_of(SHEET("<row r='2' spans='1:9'><c r='A2' t='s'><v>0</v></c><c r='C2' "
                      "t='inlineStr'><is><t>a&amp;b &#x4E2D;&#20013;</t></is></c>"
                      "<c r='D2' t='b'><v>1</v></c><c r='E2' t='e'><v>#N/A</v></c><c r='F2' "
                      "t='str'><f>A1&amp;B1</f><v>x_x000D_y_x005F_x0041_</v></c>"
                      "<c r='G2'><f>SUM(A1)</f></c><c r='H2'><f>1+1</f><v>2</v></c><c r='I2' "
                      "s='6'><v>6.2220212345678E+18</v></c></row>"
                      "<row r='3'/><row r='5'><c r='A5' s='1'/></row>"
                      "<x:row><x:c t='s'><x:v>1</x:v></x:c><x:c/><x:c><x:v> 7</x:v></x:c></x:row>"
                      "<row r=\"9\"><c r='B9' t='inlineStr'><is><r><t>ri</t></r><r><rPr/><t "
                      "xml:space='preserve'>ch </t></r>"
                      "<rPh sb='0' eb='1'><t>phonetic</t></rPh></is></c><c "
                      "t='inlineStr'><is><t><![CDATA[<&>]]></t></is></c></row>"),
                "<si><t>姓名</t></si><si><r><t>a</t></r><r><t xml:space='preserve'> "
                "b</t></r><rPh><t>no</t></rPh></si>",
                "");
    assert_shows(
        path, 0,
        "2: T(姓名)|-|T(a&b 中中)|B(TRUE)|E(#N/A)|T(x\ry_x0041_)|E()|N(2)|N(6.2220212345678E+18) / "
        "6: T(a b)|-|N( 7) / 9: -|T(rich )|T(<&>)");
}

static void serial_numbers_become_times(void **state)
{
    (void)state;
#define ROW                                                                                        \
    "<row r='1'><c s='1'><v>45047</v></c><c s='1'><v>45047.5</v></c><c s='2'><v>0.5</v></c>"       \
    "<c s='3'><v>60</v></c><c s='3'><v>0</v></c><c s='3'><v>1</v></c><c s='3'><v>61</v></c>"       \
    "<c s='4'><v>45047</v></c><c s='4'><v>45047.999999</v></c><c s='5'><v>1.5</v></c>"             \
    "<c s='6'><v>45047</v></c><c s='1'><v>-1</v></c><c s='1'><v>2958466</v></c>"                   \
    "<c s='1' t='d'><v>2023-05-01T12:00:00.000Z</v></c><c s='4'><v>4.5047E+4</v></c></row>"
    assert_shows(
        book_of(SHEET(ROW), "", ""), 0,
        "1: D(2023-05-01)|D(2023-05-01 12:00:00)|D(12:00:00)|D(1900-02-29)|D(1900-01-00)|"
        "D(1900-01-01)|D(1900-03-01)|D(2023-05-01 00:00:00)|D(2023-05-02 00:00:00)|D(36:00:00)|"
        "N(45047)|N(-1)|N(2958466)|D(2023-05-01 12:00:00)|D(2023-05-01 00:00:00)");
    assert_shows(book_of(SHEET("<row><c s='1'><v>0</v></c><c s='1'><v>43585</v></c></row>"), "",
                         "<workbookPr date1904='1'/>"),
                 0, "1: D(1904-01-01)|D(2023-05-01)");
}

static void formats_of_times_are_known(void **state)
{
    (void)state;
    enum { D = SY_SHOWS_DATE, T = SY_SHOWS_CLOCK, X = SY_SHOWS_CLOCK | SY_SHOWS_ELAPSED };
    static const struct {
        const char *code;
        unsigned shows;
    } codes[] = {
        {"General", 0},
        {"0.00", 0},
        {"#,##0.00_);[Red](#,##0.00)", 0},
        {"@", 0},
        {"0.00E+00", 0},
        {"[Blue]0;[Magenta]0", 0},
        {"\"day\"0", 0},
        {"0\"年\"", 0},
        {"\\d0", 0},
        {"_d0", 0},
        {"0%", 0},
        {"[DBNum1][$-804]General", 0},
        {"G/通用格式", 0},
        {"[>100]0\"m\"", 0},
        {"[$¥-804]#,##0", 0},
        {"yyyy-mm-dd", D},
        {"m/d", D},
        {"yyyy\"年\"m\"月\"d\"日\"", D},
        {"yyyy年m月d日", D},
        {"[$-804]yyyy/m/d;@", D},
        {"mmm-yy", D},
        {"[$-F800]dddd, mmmm dd, yyyy", D},
        {"aaaa", D},
        {"ggge\"年\"m\"月\"", D},
        {"yyyy/m/d\\ h:mm", D | T},
        {"h:mm", T},
        {"mm:ss", T},
        {"mm:ss.0", T},
        {"h:mm AM/PM", T},
        {"[h]:mm:ss", X},
        {"[mm]:ss", X},
        {"[ss]", X},
        {"上午/下午h\"时\"mm\"分\"", T},
        {"yyyymmddhhmmss", D | T},
        {"[$-804]h:mm:ss", T},
        {"", 0},
        {"\"unclosed", 0},
        {"[unclosed", 0},
        {"\\", 0},
        {"YYYY-MM-DD HH:MM:SS", D | T},
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        unsigned shows = sy_format_of_code(sy_slice_of(codes[i].code));
        if (shows != codes[i].shows) fail_msg("%s shows %u", codes[i].code, shows);
    }
    for (uint32_t id = 0; id < 200; id++) {
        const bool is_time = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
                             (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
        assert_int_equal(sy_format_of_id(id) != 0, is_time);
    }
}

static void sheets_come_in_the_order_of_the_workbook(void **state)
{
    (void)state;
    static const part_text parts[] = {
        {"_rels/.rels", RELS(REL("a", "officeDocument", "/book/main.xml"))},
        {"book/main.xml", XML
         "<x:workbook xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheets>"
         "<x:sheet name='second' sheetId='9' r:id='b'/><x:sheet name='empty' sheetId='2' r:id='c'/>"
         "<x:sheet name='chart' sheetId='3' r:id='d'/><x:sheet name='hidden' state='hidden' "
         "sheetId='1' r:id='a'/>"
         "</x:sheets></x:workbook>"},
        {"book/_rels/main.xml.rels",
         RELS(REL("a", "worksheet", "s1.xml") REL("b", "worksheet", "s2.xml")
                  REL("c", "worksheet", "../s3.xml") REL("d", "chartsheet", "s4.xml"))},
        {"book/s1.xml", SHEET("<row><c><v>1</v></c></row>")},
        {"book/s2.xml", "\xEF\xBB\xBF" SHEET("<row><c><v>2</v></c></row>")},
        {"s3.xml", XML "<worksheet><sheetData/></worksheet>"},
    };
    const char *path = pack(parts, sizeof parts / sizeof *parts);
    sy_contents *c = NULL;
    sy_err err = {0};
    char got[40];

    assert_ok(sy_contents_open(&c, NULL, path, &err), err);
    assert_int_equal(sy_contents_count(c), 2);
    assert_true(sy_slice_is(sy_contents_name(c, 0), SY_TEXT("second")));
    assert_true(sy_slice_is(sy_contents_name(c, 1), SY_TEXT("hidden")));
    sy_contents_free(c);
    assert_shows(path, 0, "1: N(2)");
    assert_shows(path, 1, "1: N(1)");
    assert_int_equal(show(got, sizeof got, path, 2, NULL, &err), SY_EINVAL);
}

static void assert_refused(const char *path, sy_status want)
{
    static char got[1 << 16];
    sy_err err = {0};

    sy_status st = show(got, sizeof got, path, 0, NULL, &err);
    if (st != want) fail_msg("status %d, not %d: %s %s", (int)st, (int)want, err.text, got);
    assert_non_null(strstr(err.text, path));
}

static void damaged_workbooks_are_refused(void **state)
{
    (void)state;
    assert_refused(book_of(SHEET("<row r='2'/><row r='1'/>") "", "", ""), SY_EINVAL); /* no cells */
    assert_refused(
        book_of(SHEET("<row r='2'><c><v>1</v></c></row><row r='2'><c><v>1</v></c></row>"), "", ""),
        SY_EDATA);
    assert_refused(book_of(SHEET("<row><c t='s'><v>0</v></c></row>"), "", ""), SY_EDATA);
    assert_refused(book_of(SHEET("<row><c t='s'><v>x</v></c></row>"), "<si/>", ""), SY_EDATA);
    assert_refused(book_of(SHEET("<row><c t='str'><v>\xFF</v></c></row>"), "", ""), SY_EDATA);
    assert_refused(book_of(SHEET("<row><c><v>1</v></row>"), "", ""), SY_EDATA);
    assert_refused(book_of(SHEET("<row><c r='AMK1'><v>1</v></c></row>"), "", ""), SY_ELIMIT);
    assert_refused(book_of(XML "<worksheet><sheetData><row><c><v>1</v></c>", "", ""), SY_EDATA);
    assert_refused(
        book_of("<!DOCTYPE x [<!ENTITY a 'b'>]>" SHEET("<row><c><v>1</v></c></row>"), "", ""),
        SY_EDATA);
    assert_refused(book_of("<?xml version='1.0' encoding='GBK'?><worksheet/>", "", ""), SY_EDATA);
    assert_refused(book_of(SHEET("<row><c><v>1</v></c></row>"), "</sst>", ""), SY_EDATA);
    assert_refused(book_of(SHEET("<row><c><v>1</v></c></row>"), "", "<!DOCTYPE x>"), SY_EDATA);

    static const part_text no_sheet[] = {
        {"xl/workbook.xml", "<!DOCTYPE workbook [<!ENTITY a 'b'>]><workbook/>"}};
    assert_refused(pack(no_sheet, 1), SY_EDATA);
    static const part_text no_part[] = {
        {"xl/workbook.xml", "<workbook><sheets><sheet name='a' r:id='a'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", RELS(REL("a", "worksheet", "nowhere.xml"))}};
    assert_refused(pack(no_part, 2), SY_EDATA);
    static const part_text same_part[] = {
        {"xl/workbook.xml", "<workbook><sheets><sheet name='a' r:id='a'/>"
                            "<sheet name='b' r:id='a'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", RELS(REL("a", "worksheet", "s.xml"))}};
    assert_refused(pack(same_part, 2), SY_EDATA);
    assert_refused(pack(no_part, 1), SY_EDATA);
    static const part_text no_book[] = {{"a.txt", "hello"}};
    assert_refused(pack(no_book, 1), SY_EDATA);
    sy_file_kind kind;
    assert_int_equal(sy_file_kind_of(&kind, scratch("book.xlsx"), NULL), SY_OK);
    assert_int_equal(kind, SY_FILE_ARCHIVE);
}

/* Cut at every length, and with every byte wrong: an answer, and no crash. */
static void cut_and_scratched_workbooks_never_crash(void **state)
{
    (void)state;
    const char *path = book_of(SHEET("<row><c t='s'><v>0</v></c><c s='1'><v>45047</v></c></row>"),
                               "<si><t>a</t></si>", "");
    static char bytes[1 << 14], copy[1 << 14], got[1 << 14];
    memory_file f = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = read(fd, bytes, sizeof bytes);
    close(fd);

    assert_in_range(n, 1000, sizeof bytes - 1);
    for (ssize_t i = 0; i < n; i += i < 64 || i > n - 64 ? 1 : 7) {
        memory_file_set(&f, bytes, (size_t)i);
        sy_status st = show(got, sizeof got, f.path, 0, NULL, NULL);
        assert_true(st == SY_EDATA || i < 4); /* less than four bytes are text */
        memcpy(copy, bytes, (size_t)n);
        copy[i] ^= 0x55;
        memory_file_set(&f, copy, (size_t)n);
        st = show(got, sizeof got, f.path, 0, NULL, NULL);
        assert_true(st == SY_OK || st == SY_EDATA || st == SY_ELIMIT || st == SY_EINVAL);
    }
    close(f.fd);
}

static void a_bomb_is_stopped_while_it_unpacks(void **state)
{
    (void)state;
    const size_t n = 200u << 20;
    char *text = malloc(n + 1);
    static const char row[] = "<row><c><v>1</v></c></row>";

    size_t at = (size_t)sprintf(text, XML "<worksheet><sheetData>");
    while (at + 100 < n) {
        memcpy(text + at, row, sizeof row - 1);
        at += sizeof row - 1;
    }
    strcpy(text + at, "</sheetData></worksheet>");
    const part_text parts[] = {
        {"xl/workbook.xml", "<workbook><sheets><sheet name='a' r:id='a'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", RELS(REL("a", "worksheet", "s.xml"))},
        {"xl/s.xml", text}};
    const char *path = pack(parts, 3);
    free(text);

    sy_table *t = NULL;
    sy_row row_read = {0};
    sy_err err = {0};
    assert_ok(sy_table_open(&t, NULL, path, 0, &err), err);
    sy_status st = SY_OK;
    while (st == SY_OK && row_read.n_cells != SY_NO_MORE_ROWS)
        st = sy_table_next(t, &row_read, &err);
    assert_int_equal(st, SY_ELIMIT);
    sy_table_free(t);
}

static void tables_survive_every_failed_allocation(void **state)
{
    (void)state;
    static char got[1 << 12];
    memory_file text = {0};
    memory_file_set(&text, "\xD0\xD5,b\n\"c\",d\n", 11);
    const char *paths[] = {
        text.path, book_of(SHEET("<row><c t='s'><v>0</v></c><c s='1'><v>45047</v></c></row>"),
                           "<si><t>a</t></si>", "")};

    for (size_t i = 0; i < 2; i++) {
        for (size_t n = 0;; n++) {
            scarce s = {.left = n};
            const sy_alloc al = {scarce_get, scarce_put, &s};
            sy_err err = {0};
            sy_status st = show(got, sizeof got, paths[i], 0, &al, &err);
            assert_int_equal(s.live, 0);
            if (st == SY_OK) break;
            assert_int_equal(st, SY_ENOMEM);
            assert_true(n < 500);
        }
    }
    close(text.fd);
}

static void locked_workbooks_are_named(void **state)
{
    (void)state;
    static unsigned char bytes[2048] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    memory_file f = {0};
    sy_file_kind kind;
    sy_err err = {0};

    bytes[30] = 9; /* sectors of 512 bytes, the directory in number 1 */
    bytes[48] = 1;
    memory_file_set(&f, bytes, sizeof bytes);
    assert_int_equal(sy_file_kind_of(&kind, f.path, &err), SY_OK);
    assert_int_equal(kind, SY_FILE_XLS);
    memcpy(bytes + 1024 + 128, name, sizeof name);
    memory_file_set(&f, bytes, sizeof bytes);
    assert_int_equal(sy_file_kind_of(&kind, f.path, &err), SY_EDATA);
    bytes[48] = bytes[49] = bytes[50] = bytes[51] = 0xFF;
    memory_file_set(&f, bytes, sizeof bytes);
    assert_int_equal(sy_file_kind_of(&kind, f.path, &err), SY_OK);
    close(f.fd);
}

/* ---- real files ---- */

/* Rows and cells as Python's csv module counts them (for the workbooks: as its
 * zipfile and ElementTree do). */
static void real_files_have_the_rows_that_python_counts(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t rows, cells;
    } files[] = {
        {"abc_debit/example-abc_debit-records.csv", 6, 52},
        {"alipay/example-alipay-records.csv", 35, 167},
        {"boc/debit/example-boc-records.csv", 19, 235},
        {"bocom_debit/example-bocom_debit-records.csv", 7, 77},
        {"icbc/credit/example-icbc-credit-records.csv", 18, 158},
        {"icbc/debit-v2/example-icbc-debit-v2-records.csv", 20, 213},
        {"mt/example-mt-records.csv", 49, 349},
        {"wechat/example-wechat-records.csv", 44, 484},
        {"hxsec/example-hxsec-records.xls", 14, 364}, /* text, whatever its name says */
        {"htsec/example-htsec-records.xlsx", 11, 209},
        {"wechat/example-wechat-records.xlsx", 43, 333},
    };
    const char *shared = getenv("SUYUAN_SHARED"), *source = getenv("SUYUAN_DATA");
    char folder[1000], path[1200];

    if (shared)
        snprintf(folder, sizeof folder, "%s", shared);
    else
        snprintf(folder, sizeof folder, "%s/../shared", source ? source : ".");
    strncat(folder, "/data/statements/chinese/double-entry-generator", 100);
    if (access(folder, R_OK) != 0) {
        print_message("no real files in %s\n", folder);
        skip();
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        sy_table *t = NULL;
        sy_row row = {0};
        sy_err err = {0};
        uint32_t rows = 0, cells = 0;

        snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
        assert_ok(sy_table_open(&t, NULL, path, 0, &err), err);
        for (;;) {
            assert_ok(sy_table_next(t, &row, &err), err);
            if (row.n_cells == SY_NO_MORE_ROWS) break;
            rows++;
            cells += row.n_cells;
        }
        sy_table_free(t);
        if (rows != files[i].rows || cells != files[i].cells) {
            fail_msg("%s: %u rows, %u cells", files[i].name, rows, cells);
        }
    }
}

static void remove_scratch(void)
{
    unlink(scratch("book.xlsx"));
    rmdir(scratch(""));
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
        cmocka_unit_test(splits_every_short_text_like_the_slow_way),
        cmocka_unit_test(splits_random_texts_at_every_cut),
        cmocka_unit_test(marks_are_where_they_should_be),
        cmocka_unit_test(plans_say_what_the_file_is),
        cmocka_unit_test(utf16_is_read_from_a_copy),
        cmocka_unit_test(bars_inside_characters_do_not_split),
        cmocka_unit_test(large_files_are_shared_by_threads),
        cmocka_unit_test(endless_records_are_refused_by_number),
        cmocka_unit_test(a_line_of_a_gigabyte_ends_soon),
        cmocka_unit_test(wide_rows_and_long_cells_are_refused),
        cmocka_unit_test(what_is_no_file_is_refused),
        cmocka_unit_test(a_full_disk_fails_the_survey),
        cmocka_unit_test(surveys_survive_every_failed_allocation),
        cmocka_unit_test(first_bytes_tell_the_kind),
        cmocka_unit_test(text_files_are_tables),
        cmocka_unit_test(cells_of_every_kind_are_read),
        cmocka_unit_test(serial_numbers_become_times),
        cmocka_unit_test(formats_of_times_are_known),
        cmocka_unit_test(sheets_come_in_the_order_of_the_workbook),
        cmocka_unit_test(damaged_workbooks_are_refused),
        cmocka_unit_test(cut_and_scratched_workbooks_never_crash),
        cmocka_unit_test(a_bomb_is_stopped_while_it_unpacks),
        cmocka_unit_test(tables_survive_every_failed_allocation),
        cmocka_unit_test(locked_workbooks_are_named),
        cmocka_unit_test(real_files_have_the_rows_that_python_counts),
    };
    int failed = cmocka_run_group_tests_name("text", tests, NULL, NULL);
    remove_scratch();
    return failed;
}
