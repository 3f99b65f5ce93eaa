/* text_test.c - encodings, separated text, workbooks: what turns a file into cells. */
#include "test.h"

#include <fcntl.h>
#include <iconv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "suyuan/limits.h"
#include "text/csv.h"
#include "text/encoding.h"
#include "text/marks.h"

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

/* ---- separated text ---- */

/* A file in memory that has a path. */
typedef struct memory_file {
    int fd;
    char path[40];
} memory_file;

static void memory_file_set(memory_file *f, const void *bytes, size_t n)
{
    if (f->fd == 0) f->fd = memfd_create("test", MFD_CLOEXEC);
    snprintf(f->path, sizeof f->path, "/proc/self/fd/%d", f->fd);
    assert_int_equal(ftruncate(f->fd, 0), 0);
    assert_int_equal(pwrite(f->fd, bytes, n, 0), n);
}

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
            if (c != '"') *to++ = c;
            else if (i + 1 < n && p[i + 1] == '"') *to++ = p[++i];
            else state = PLAIN;
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
        {F(""), SY_UTF8, ',', 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {F("\xEF\xBB\xBF"), SY_UTF8_BOM, ',', 0, NULL},
        {F("\xEF\xBB\xBF\"a\nb\"\tc\n"), SY_UTF8_BOM, '\t', 1, NULL},
        {F("a\n"), SY_UTF8, ',', 1, NULL},
        {F("a;b\n1,5;2\n3;4,7"), SY_UTF8, ';', 3, NULL},
        {F("title, with comma\na|b|c\n1|2|3\n"), SY_UTF8, '|', 3, NULL},
        {F("a\t,b\t,c\t\n1\t,2\t,3\t\n"), SY_UTF8, ',', 2, NULL},
        {F("\xD0\xD5\xC3\xFB\t1\r\n\r\n"), SY_GB18030, '\t', 2, NULL},
        {F("\xFF\xFE" "a\0,\0\x2D\x4E\r\0\n\0\"\0b\0\n\0\"\0"), SY_UTF16LE, ',', 2, NULL},
        {F("\xFE\xFF\0a\0\t\x4E\x2D\0\n"), SY_UTF16BE, '\t', 1, NULL},
        {F("\xFF\xFE" "a\0,"), SY_UNKNOWN_ENCODING, ',', 1, NULL},
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
    static const char text[] = "\xFF\xFE" "a\0,\0\x2D\x4E\n\0\x3D\xD8\x00\xDE,\0b\0";
    static const char want[] = "a\x1F中\x1F\x1E\xF0\x9F\x98\x80\x1F" "b\x1F\x1E";
    memory_file f = {0};
    char got[64];

    memory_file_set(&f, text, sizeof text - 1);
    size_t n = split(got, f.path, NULL);
    assert_int_equal(n, sizeof want - 1);
    assert_memory_equal(got, want, n);
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
    static const char wide[] = "\xFF\xFE" "a\0,\0\n\0";
    memory_file f = {0};

    for (size_t i = 0; i < 2; i++) {
        if (texts[i]) memory_file_set(&f, texts[i], strlen(texts[i]));
        else memory_file_set(&f, wide, sizeof wide - 1);
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
        cmocka_unit_test(large_files_are_shared_by_threads),
        cmocka_unit_test(endless_records_are_refused_by_number),
        cmocka_unit_test(a_line_of_a_gigabyte_ends_soon),
        cmocka_unit_test(wide_rows_and_long_cells_are_refused),
        cmocka_unit_test(what_is_no_file_is_refused),
        cmocka_unit_test(a_full_disk_fails_the_survey),
        cmocka_unit_test(surveys_survive_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
