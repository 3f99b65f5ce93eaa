/* xls_test.c - old workbooks, put together here record by record. */
#include "tables.h"
#include "test.h"

#include <math.h>

#include "base/lang.h"
#include "text/xls.h"
#include "xls_stream.h"

static const char *finish(xls_stream *s)
{
    static memory_file f;
    size_t size = 0;

    XLS_RECORD(s, 0x0A, "");
    unsigned char *file = xls_pack(s->bytes, s->n, "Workbook", &size);
    assert_non_null(file);
    memory_file_set(&f, file, size);
    free(file);
    return f.path;
}

static sy_status open_first(const char *path, sy_err *err)
{
    static char got[1 << 16];
    *err = (sy_err){0};
    return show(got, sizeof got, path, 0, NULL, err);
}

/* ---- cells ---- */

static void cells_of_every_kind_are_read(void **state)
{
    (void)state;
    static xls_stream s;
    xls_begin(&s, 0x600, "a");
    XLS_RECORD(&s, 0xE0, "\0\0\0\0");  /* a plain style */
    XLS_RECORD(&s, 0xE0, "\0\0\x0E\0"); /* a date */
    XLS_RECORD(&s, 0xE0, "\0\0\xA4\0"); /* format 164 */
    XLS_RECORD(&s, 0x41E, "\xA4\0\x05\0\0h:mm;");
    xls_begin_sheet(&s, 0);
    xls_number(&s, 0, 0, 0, 0.1);
    xls_number(&s, 0, 1, 1, 45047);
    xls_number(&s, 0, 2, 2, 45047.5);
    xls_number(&s, 0, 3, 9, 45047); /* a style that is not there */
    XLS_RECORD(&s, 0x27E, "\1\0\0\0\0\0\x4B\x13\0\0"); /* 1234.. whole, in hundredths */
    XLS_RECORD(&s, 0x27E, "\1\0\1\0\0\0\xFE\xFF\xFF\xFF"); /* -1 */
    XLS_RECORD(&s, 0xBD, "\1\0\2\0\0\0\x06\0\0\0\1\0\0\0\xF0\x3F\3\0"); /* 1; 1.0 as a date */
    XLS_RECORD(&s, 0x204, "\2\0\0\0\0\0\2\0\1\x2D\x4E\x87\x65");
    XLS_RECORD(&s, 0x205, "\2\0\1\0\0\0\1\0");
    XLS_RECORD(&s, 0x205, "\2\0\2\0\0\0\x07\1");
    XLS_RECORD(&s, 0x201, "\2\0\3\0\0\0"); /* blank */
    XLS_RECORD(&s, 0xD6, "\2\0\4\0\0\0\1\0\0x\1\0\0\0\0\0"); /* with formats */
    xls_formula(&s, 3, 0, "\0\0\0\0\0\0\x04\x40");
    xls_formula(&s, 3, 1, "\0\0\0\0\0\0\xFF\xFF");
    XLS_RECORD(&s, 0x4BC, "shared");
    XLS_RECORD(&s, 0x207, "\3\0\0abc");
    xls_formula(&s, 3, 2, "\1\0\0\0\0\0\xFF\xFF");
    xls_formula(&s, 3, 3, "\2\0\x2A\0\0\0\xFF\xFF");
    xls_formula(&s, 3, 4, "\3\0\0\0\0\0\xFF\xFF"); /* an empty text */
    xls_formula(&s, 3, 5, "\0\0\0\0\0\0\xFF\xFF"); /* nobody has calculated it */
    xls_formula(&s, 3, 6, "\0\0\0\0\0\0\xF0\x7F"); /* infinity */
    assert_shows(finish(&s), 0,
                 "1: N(0.1)|D(2023-05-01)|D(2023-05-01 12:00:00)|N(45047) / "
                 "2: N(12.34)|N(-1)|N(1)|D(1900-01-01) / "
                 "3: T(中文)|B(TRUE)|E(#DIV/0!)|-|T(x) / "
                 "4: N(2.5)|T(abc)|B(FALSE)|E(#N/A)|-|E()|E(#NUM!)");
}

static void the_other_calendar_begins_in_1904(void **state)
{
    (void)state;
    static xls_stream s;
    xls_begin(&s, 0x600, "a");
    XLS_RECORD(&s, 0x22, "\1\0");
    XLS_RECORD(&s, 0xE0, "\0\0\x0E\0");
    xls_begin_sheet(&s, 0);
    xls_number(&s, 0, 0, 0, 0);
    assert_shows(finish(&s), 0, "1: D(1904-01-01)");
}

/* Split after every byte count that writers use: between letters, with the
 * width said anew, in the formats behind the text. */
static void shared_strings_go_on_in_the_next_record(void **state)
{
    (void)state;
    static xls_stream s;
    xls_begin(&s, 0x600, "a");
    XLS_RECORD(&s, 0xFC, "\5\0\0\0\5\0\0\0" "\4\0\0ab");
    XLS_RECORD(&s, 0x3C, "\1\x2D\x4E\x87\x65" "\2\0\x0D\1\0\2\0\0\0" "x\0y\0" "\0\0");
    XLS_RECORD(&s, 0x3C, "\0\0" "pp");
    XLS_RECORD(&s, 0x3C, "\0\0\0" "\2\0\1\x42\xD8");
    XLS_RECORD(&s, 0x3C, "\1\xB7\xDF" "\1\0\1\x42\xD8");
    xls_begin_sheet(&s, 0);
    for (unsigned i = 0; i < 5; i++) xls_shared(&s, i, 0, i);
    assert_shows(finish(&s), 0, "1: T(ab中文) / 2: T(xy) / 4: T(𠮷) / 5: T(\xEF\xBF\xBD)");
}

static void cells_come_in_order_whoever_wrote_them(void **state)
{
    (void)state;
    static xls_stream s;
    xls_begin(&s, 0x600, "a");
    xls_begin_sheet(&s, 0);
    for (unsigned column = 0; column < 2; column++) {
        for (unsigned row = 3; row-- > 0;) xls_number(&s, row * 2, column, 0, row + column * 10);
    }
    xls_number(&s, 2, 1, 0, 7); /* the later one counts */
    assert_shows(finish(&s), 0, "1: N(0)|N(10) / 3: N(1)|N(7) / 5: N(2)|N(12)");
}

static void sheets_with_cells_are_tables(void **state)
{
    (void)state;
    static xls_stream s;
    sy_contents *c = NULL;
    sy_err err = {0};
    xls_begin(&s, 0x600, "abc");
    xls_begin_sheet(&s, 0);
    xls_begin_sheet(&s, 1);
    XLS_RECORD(&s, 0x809, "\x00\x06\x20\x00\x00\x00\x00\x00"); /* a chart in the sheet */
    xls_number(&s, 0, 0, 0, 99);
    XLS_RECORD(&s, 0x0A, "");
    xls_number(&s, 0, 0, 0, 1);
    xls_begin_sheet(&s, 2);
    xls_number(&s, 0, 0, 0, 2);
    const char *path = finish(&s);
    assert_ok(sy_contents_open(&c, NULL, path, &err), err);
    assert_int_equal(sy_contents_count(c), 2);
    assert_int_equal(sy_contents_kind(c), SY_FILE_XLS);
    assert_int_equal(sy_contents_name(c, 1).len, 1);
    assert_int_equal(*sy_contents_name(c, 1).ptr, 'c');
    sy_contents_free(c);
    assert_shows(path, 0, "1: N(1)");
    assert_shows(path, 1, "1: N(2)");
}

/* ---- numbers ---- */

static void no_digit_is_made_up(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0, "0"},
        {12.34, "12.34"},
        {-0.07, "-0.07"},
        {1234567.89, "1234567.89"},
        {0.1 + 0.2, "0.30000000000000004"},
        {6222021234567890, "6222021234567890"},
        {9007199254740991, "9007199254740991"},
        {9007199254740992, "9007199254740992"}, /* 16 digits, but a number like any other */
        {6222021234567890123.0, "6.22202123456789E+18"},
        {1e300, "1E+300"},
        {5e-324, "4.94065645841247E-324"},
    };
    char text[SY_XLS_NUMBER];
    uint64_t random = 1;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sy_xls_print(text, cases[i].value);
        assert_string_equal(text, cases[i].text);
    }
    assert_int_equal(sy_xls_print(text, INFINITY), 0);
    assert_int_equal(sy_xls_print(text, NAN), 0);
    for (int i = 0; i < 100000; i++) { /* parse(print(x)) = x */
        double d;
        random = random * 6364136223846793005u + 1442695040888963407u;
        memcpy(&d, &random, sizeof d);
        if (!isfinite(d)) continue;
        assert_in_range(sy_xls_print(text, d), 1, SY_XLS_NUMBER - 1);
        assert_true(strtod(text, NULL) == d);
    }
}

/* ---- what is refused ---- */

static void locked_and_older_workbooks_are_named(void **state)
{
    (void)state;
    static xls_stream s;
    sy_err err;
    xls_begin(&s, 0x600, "a");
    XLS_RECORD(&s, 0x2F, "\0\0\0\0\0\0");
    xls_begin_sheet(&s, 0);
    assert_int_equal(open_first(finish(&s), &err), SY_EDATA);
    assert_non_null(strstr(err.text, "locked with a password"));
    xls_begin(&s, 0x500, "a");
    xls_begin_sheet(&s, 0);
    assert_int_equal(open_first(finish(&s), &err), SY_EDATA);
    assert_non_null(strstr(err.text, "older than Excel 97"));
}

static void other_office_files_are_no_tables(void **state)
{
    (void)state;
    memory_file f = {0};
    sy_file_kind kind;
    size_t size = 0;
    unsigned char *file = xls_pack("text", 4, "WordDocument", &size);
    sy_err err = {0};

    memory_file_set(&f, file, size);
    assert_ok(sy_file_kind_of(&kind, f.path, &err), err);
    assert_int_equal(kind, SY_FILE_WORD);
    free(file);
    file = xls_pack("text", 4, "EncryptedPackage", &size);
    memory_file_set(&f, file, size);
    assert_int_equal(sy_file_kind_of(&kind, f.path, &err), SY_EDATA);
    assert_non_null(strstr(err.text, "locked with a password"));
    free(file);
    close(f.fd);
}

static void damaged_sheets_are_refused(void **state)
{
    (void)state;
    static xls_stream s;
    sy_err err;

    xls_begin(&s, 0x600, "a");
    xls_begin_sheet(&s, 0);
    xls_shared(&s, 4, 0, 0); /* no such string */
    assert_int_equal(open_first(finish(&s), &err), SY_EDATA);
    assert_int_equal(err.line, 5);
    xls_begin(&s, 0x600, "a");
    xls_begin_sheet(&s, 0);
    xls_number(&s, 0, 256, 0, 1);
    assert_int_equal(open_first(finish(&s), &err), SY_ELIMIT);
    xls_begin(&s, 0x600, "a");
    xls_begin_sheet(&s, 0);
    XLS_RECORD(&s, 0x203, "short");
    assert_int_equal(open_first(finish(&s), &err), SY_EDATA);
    xls_begin(&s, 0x600, "a");
    xls_begin_sheet(&s, 0);
    XLS_RECORD(&s, 0x204, "\0\0\0\0\0\0\xFF\0\1ab"); /* a text of 255 letters */
    assert_int_equal(open_first(finish(&s), &err), SY_EDATA);
    xls_begin(&s, 0x600, "ab");
    xls_begin_sheet(&s, 0);
    xls_put32(s.bytes + s.sheet_at[1], (uint32_t)s.sheet_at[0]);
    assert_int_equal(open_first(finish(&s), &err), SY_EDATA);
}

/* A file of small and one of large sectors. */
static unsigned char *sample(bool is_large, size_t *size)
{
    static xls_stream s;
    xls_begin(&s, 0x600, "a");
    XLS_RECORD(&s, 0xFC, "\1\0\0\0\1\0\0\0" "\2\0\0ab");
    xls_begin_sheet(&s, 0);
    for (unsigned i = 0; i < (is_large ? 300 : 40); i++) xls_number(&s, i, 0, 0, i);
    xls_shared(&s, 1000, 0, 0);
    XLS_RECORD(&s, 0x0A, "");
    return xls_pack(s.bytes, s.n, "Workbook", size);
}

static void chains_that_lead_nowhere_are_refused(void **state)
{
    (void)state;
    memory_file f = {0};
    sy_err err;

    for (int is_large = 0; is_large < 2; is_large++) {
        size_t size = 0;
        unsigned char *file = sample(is_large, &size);
        const struct {
            size_t at;
            uint32_t value;
        } wrong[] = {
            {44, 0x7FFFFFFF},                /* a table of sectors longer than the file */
            {44, 3},                         /* one that is not listed */
            {48, 0x7000},                    /* the directory outside */
            {60, 0x7000},                    /* the small table outside */
            {512 + 4, 1},                    /* the directory goes in a circle */
            {512 + 8, 2},                    /* the small table does */
            {512 + 12, is_large ? 3u : 9u},  /* the stream does; the holder leads out */
            {1024 + 128 + 116, 0x7000},      /* the stream begins outside */
            {1024 + 128 + 120, 0x7FFFFFFF},  /* it is longer than the file */
            {1024 + 128 + 120, 0},           /* it is empty */
        };
        for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
            unsigned char kept[4];
            memcpy(kept, file + wrong[i].at, 4);
            xls_put32(file + wrong[i].at, wrong[i].value);
            memory_file_set(&f, file, size);
            sy_status st = open_first(f.path, &err);
            if (st != SY_EDATA) fail_msg("%d, %zu: status %d %s", is_large, i, st, err.text);
            memcpy(file + wrong[i].at, kept, 4);
        }
        memory_file_set(&f, file, size);
        assert_ok(open_first(f.path, &err), err);
        free(file);
    }
    close(f.fd);
}

static void cut_workbooks_never_give_half_a_sheet(void **state)
{
    (void)state;
    static char whole[1 << 16], got[1 << 16];
    memory_file f = {0};
    sy_err err = {0};

    for (int is_large = 0; is_large < 2; is_large++) {
        size_t size = 0;
        unsigned char *file = sample(is_large, &size);
        memory_file_set(&f, file, size);
        assert_ok(show(whole, sizeof whole, f.path, 0, NULL, &err), err);
        for (size_t n = 8; n < size; n += 37) {
            memory_file_set(&f, file, n);
            if (show(got, sizeof got, f.path, 0, NULL, NULL) == SY_OK) assert_string_equal(got, whole);
        }
        free(file);
    }
    close(f.fd);
}

static void survives_every_failed_allocation(void **state)
{
    (void)state;
    static char got[1 << 12];
    memory_file f = {0};
    size_t size = 0;
    unsigned char *file = sample(false, &size);

    memory_file_set(&f, file, size);
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_err err = {0};
        sy_status st = show(got, sizeof got, f.path, 0, &al, &err);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
        assert_int_equal(st, SY_ENOMEM);
        assert_true(n < 500);
    }
    free(file);
    close(f.fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_of_every_kind_are_read),
        cmocka_unit_test(the_other_calendar_begins_in_1904),
        cmocka_unit_test(shared_strings_go_on_in_the_next_record),
        cmocka_unit_test(cells_come_in_order_whoever_wrote_them),
        cmocka_unit_test(sheets_with_cells_are_tables),
        cmocka_unit_test(no_digit_is_made_up),
        cmocka_unit_test(locked_and_older_workbooks_are_named),
        cmocka_unit_test(other_office_files_are_no_tables),
        cmocka_unit_test(damaged_sheets_are_refused),
        cmocka_unit_test(chains_that_lead_nowhere_are_refused),
        cmocka_unit_test(cut_workbooks_never_give_half_a_sheet),
        cmocka_unit_test(survives_every_failed_allocation),
    };
    sy_lang_set(SY_LANG_EN);
    return cmocka_run_group_tests_name("xls", tests, NULL, NULL);
}
