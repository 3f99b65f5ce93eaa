/* pages_test.c - words with places become the rows that were printed. */
#include "test.h"

#include <unistd.h>
#include <zip.h>

#include "scratch.h"
#include "suyuan/limits.h"
#include "text/grid.h"
#include "text/ofd.h"
#include "text/pdf.h"

/* ---- shapes ---- */

static void shapes_of_words_are_told_apart(void **state)
{
    static const char *const dates[] = {"20230105",     "2023-01-05", "2023/1/5",      "2023.1.5",
                                        "2023年1月5日", "2023年1月5", "20230105093012"};
    static const char *const others[] = {"20231305",    "2023-1-32", "2023010",
                                         "202301051",   "1.00",      "6222-01-05",
                                         "2023-01-05x", "",          "日"};
    static const char *const amounts[] = {"1.00", "-1,234.50", "+3.00", "¥-3.00", "￥3.00"};
    static const char *const no_amounts[] = {"1.0", "1", ".50", "1.005", "a1.00", "-", "12:30"};
    (void)state;
    for (size_t i = 0; i < 7; i++) assert_true(sy_word_is_date(sy_slice_of(dates[i])));
    for (size_t i = 0; i < 9; i++) assert_false(sy_word_is_date(sy_slice_of(others[i])));
    for (size_t i = 0; i < 5; i++) assert_true(sy_word_is_amount(sy_slice_of(amounts[i])));
    for (size_t i = 0; i < 7; i++) assert_false(sy_word_is_amount(sy_slice_of(no_amounts[i])));
    assert_true(sy_word_is_clock(SY_TEXT("9:30:12")) && sy_word_is_clock(SY_TEXT("09:30")));
    assert_false(sy_word_is_clock(SY_TEXT("9:30:")) || sy_word_is_clock(SY_TEXT("930")));
}

static void numbers_are_thousandths(void **state)
{
    static const struct {
        const char *text;
        bool ok;
        int32_t value;
    } cases[] = {{"1", true, 1000},
                 {"12.5", true, 12500},
                 {"-0.001", true, -1},
                 {"3.14159", true, 3141},
                 {"1000000", true, 1000000000},
                 {"1000001", false, 0},
                 {"", false, 0},
                 {"-", false, 0},
                 {"1e3", false, 0},
                 {"1.2.3", false, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t value = 0;
        assert_int_equal(sy_thousandths(&value, sy_slice_of(cases[i].text)), cases[i].ok);
        if (cases[i].ok) assert_int_equal(value, cases[i].value);
    }
}

/* ---- grids ---- */

/* Words 10 high; a Chinese character 10 wide, others 5. */
static void put(sy_words *w, uint32_t page, int x, int y, const char *text)
{
    int width = 0;
    for (const char *p = text; *p; p++) {
        if ((*p & 0xC0) == 0x80) continue;
        width += (unsigned char)*p >= 0x80 ? 10 : 5;
    }
    sy_words_add(w, page, (sy_box){x * 1000, y * 1000, (x + width) * 1000, (y + 10) * 1000},
                 sy_slice_of(text));
}

/* All rows, "number|cell|cell" a line. */
static char *rows_of(const sy_words *w)
{
    static char out[1 << 14];
    sy_grid *g = NULL;
    sy_row row;
    sy_err err = {0};
    size_t at = 0;

    out[0] = '\0';
    assert_ok(sy_grid_make(&g, NULL, w, &err), err);
    while (sy_grid_next(g, &row)) {
        at += (size_t)snprintf(out + at, sizeof out - at, "%u", row.number);
        for (uint32_t i = 0; i < row.n_cells; i++) {
            at += (size_t)snprintf(out + at, sizeof out - at, "|%.*s", (int)row.cells[i].text.len,
                                   row.cells[i].text.ptr);
        }
        at += (size_t)snprintf(out + at, sizeof out - at, "\n");
    }
    sy_grid_free(g);
    return out;
}

static void put_headings(sy_words *w, uint32_t page, int y)
{
    put(w, page, 10, y, "日期");
    put(w, page, 80, y, "金额");
    put(w, page, 160, y, "余额");
    put(w, page, 250, y, "对方");
}

static void a_page_becomes_rows(void **state)
{
    sy_words w;
    (void)state;
    sy_words_init(&w, NULL);
    put(&w, 1, 60, 10, "某银行 流水");
    put(&w, 1, 10, 30, "户");
    put(&w, 1, 40, 30, "名：虚构甲");
    put(&w, 1, 200, 30, "账号：6299990000000000433");
    put_headings(&w, 1, 50);
    put(&w, 1, 10, 70, "2023-01-05");
    put(&w, 1, 98, 70, "12.00"); /* to the right of its heading */
    put(&w, 1, 172, 70, "1,012.00");
    put(&w, 1, 250, 70, "虚构乙");
    put(&w, 1, 10, 90, "2023-01-06");
    put(&w, 1, 93, 90, "-12.00"); /* and no other side */
    put(&w, 1, 172, 90, "1,000.00");
    put(&w, 1, 10, 130, "合计：2 笔");
    put(&w, 1, 200, 500, "第 1 页 共 1 页");
    assert_string_equal(rows_of(&w), "1001|某银行 流水\n"
                                     "1002|户名：虚构甲|账号：6299990000000000433\n"
                                     "1003|日期|金额|余额|对方\n"
                                     "1004|2023-01-05|12.00|1,012.00|虚构乙\n"
                                     "1005|2023-01-06|-12.00|1,000.00|\n"
                                     "1006|合计：2 笔\n");
    sy_words_dispose(&w);
}

static void wrapped_cells_find_their_rows(void **state)
{
    /* Rows with space between them, cells from the top (0) or centred (1); and
     * rows without any space (2). */
    static const struct {
        int row[3], wrap[3];
    } layouts[] = {{{70, 110, 150}, {70, 110, 150}},
                   {{80, 120, 160}, {70, 110, 150}},
                   {{70, 103, 136}, {70, 103, 136}}};
    (void)state;
    for (size_t k = 0; k < sizeof layouts / sizeof *layouts; k++) {
        sy_words w;
        sy_words_init(&w, NULL);
        put_headings(&w, 1, 50);
        for (int i = 0; i < 3; i++) {
            static const char *const days[] = {"20230105", "20230106", "20230107"};
            const int y = layouts[k].row[i], top = layouts[k].wrap[i];
            put(&w, 1, 10, y, days[i]);
            put(&w, 1, 80, y, "1.00");
            put(&w, 1, 160, y, "2.00");
            put(&w, 1, 250, top, "虚构市某");
            put(&w, 1, 250, top + 11, "公司");
            put(&w, 1, 250, top + 22, "62299");
        }
        assert_string_equal(rows_of(&w), "1001|日期|金额|余额|对方\n"
                                         "1002|20230105|1.00|2.00|虚构市某公司62299\n"
                                         "1003|20230106|1.00|2.00|虚构市某公司62299\n"
                                         "1004|20230107|1.00|2.00|虚构市某公司62299\n");
        sy_words_dispose(&w);
    }
}

static void headings_of_later_pages_are_left_out(void **state)
{
    sy_words w;
    (void)state;
    sy_words_init(&w, NULL);
    for (uint32_t page = 1; page <= 3; page++) {
        put(&w, page, 60, 10, "某银行流水");
        if (page != 3) put_headings(&w, page, 50); /* the last page has none */
        if (page == 1) {                           /* and here they are translated */
            put(&w, page, 10, 61, "Date");
            put(&w, page, 80, 61, "Amount");
        }
        put(&w, page, 10, 90, "2023-01-05");
        put(&w, page, 10, 101, "10:11:12"); /* a clock under its date */
        put(&w, page, 80, 90, "1.00");
        put(&w, page, 160, 90, "2.00");
        put(&w, page, 200, 500, page == 1 ? "1/3" : page == 2 ? "2/3" : "3/3");
    }
    assert_string_equal(rows_of(&w), "1001|某银行流水\n"
                                     "1002|日期|金额|余额|对方\n"
                                     "1003|2023-01-05 10:11:12|1.00|2.00|\n"
                                     "2001|2023-01-05 10:11:12|1.00|2.00|\n"
                                     "3001|2023-01-05 10:11:12|1.00|2.00|\n");
    sy_words_dispose(&w);
}

static void headings_may_take_two_lines(void **state)
{
    sy_words w;
    (void)state;
    sy_words_init(&w, NULL);
    put(&w, 1, 60, 10, "没有表格的一行");
    put_headings(&w, 1, 50);
    put(&w, 1, 250, 61, "账号与户名");
    put(&w, 1, 10, 90, "2023-01-05");
    put(&w, 1, 80, 90, "1.00");
    put(&w, 1, 160, 90, "2.00");
    assert_string_equal(rows_of(&w), "1001|没有表格的一行\n"
                                     "1002|日期|金额|余额|对方账号与户名\n"
                                     "1003|2023-01-05|1.00|2.00|\n");
    sy_words_dispose(&w);
}

static void pages_without_a_table_are_lines(void **state)
{
    sy_words w;
    (void)state;
    sy_words_init(&w, NULL);
    put(&w, 1, 10, 10, "关于某事的函");
    put(&w, 1, 10, 30, "2023年1月5日");
    put(&w, 4, 10, 10, "附件");
    assert_string_equal(rows_of(&w), "1001|关于某事的函\n1002|2023年1月5日\n4001|附件\n");
    sy_words_dispose(&w);
}

static void every_row_is_found_at_random(void **state)
{
    dice d = {20261125};
    (void)state;
    for (int round = 0; round < 200; round++) {
        sy_words w;
        char want[4096];
        int y = 70;
        size_t at = (size_t)snprintf(want, sizeof want, "1001|日期|金额|余额|对方\n");
        sy_words_init(&w, NULL);
        put_headings(&w, 1, 50);
        for (unsigned i = 0; i < 12; i++) {
            const unsigned lines = (unsigned)roll_below(&d, 4); /* of the last cell */
            const bool is_centred = round % 2;
            char amount[32], day[32];
            snprintf(amount, sizeof amount, "%u.%02u", (unsigned)roll_below(&d, 1000000),
                     (unsigned)roll_below(&d, 100));
            snprintf(day, sizeof day, "202301%02u", i + 1);
            const int row = y + (is_centred && lines > 1 ? (int)(lines - 1) * 11 / 2 : 0);
            put(&w, 1, 10, row, day);
            put(&w, 1, 130 - 5 * (int)strlen(amount), row, amount);
            put(&w, 1, 210 - 5 * 7, row, "1000.00");
            for (unsigned k = 0; k < lines; k++) put(&w, 1, 250, y + (int)k * 11, "某某");
            at += (size_t)snprintf(want + at, sizeof want - at, "%u|%s|%s|1000.00|%s\n", 1002 + i,
                                   day, amount, &"某某某某某某"[(3 - lines) * 6]);
            y += (lines > 1 ? (int)lines * 11 : 11) + 6;
        }
        assert_string_equal(rows_of(&w), want);
        sy_words_dispose(&w);
    }
}

static void limits_of_a_page_hold(void **state)
{
    sy_words w;
    sy_grid *g = NULL;
    sy_err err = {0};
    (void)state;
    sy_words_init(&w, NULL);
    for (unsigned i = 0; i <= SY_MAX_LINES_OF_PAGE; i++) put(&w, 1, 10, (int)i * 20, "行");
    assert_int_equal(sy_grid_make(&g, NULL, &w, &err), SY_ELIMIT);
    assert_null(g);
    for (unsigned i = 0; i <= SY_MAX_WORDS_OF_PAGE; i++) put(&w, 2, 10, 10, "x");
    w.items += SY_MAX_LINES_OF_PAGE + 1; /* the second page alone */
    w.n -= SY_MAX_LINES_OF_PAGE + 1;
    assert_int_equal(sy_grid_make(&g, NULL, &w, NULL), SY_ELIMIT);
    w.items -= SY_MAX_LINES_OF_PAGE + 1;
    sy_words_dispose(&w);
}

/* ---- documents ---- */

typedef struct bytes {
    const char *at;
    size_t n;
} bytes;

static sy_status take(void *ctx, void *out, size_t n, size_t *got, sy_err *err)
{
    bytes *b = ctx;
    (void)err;
    *got = n < b->n ? n : b->n;
    memcpy(out, b->at, *got);
    b->at += *got;
    b->n -= *got;
    return SY_OK;
}

static sy_status parse(sy_words *w, const char *xhtml, sy_err *err)
{
    bytes b = {xhtml, strlen(xhtml)};
    const sy_xml_source source = {.read = take, .ctx = &b, .may_have_doctype = true};
    return sy_pdf_parse(w, "a.pdf", &source, err);
}

#define WORD(x, y, text) "<word xMin='" x "' yMin='" y "' xMax='99' yMax='99.5'>" text "</word>"

static void words_of_pdftotext_are_read(void **state)
{
    sy_words w;
    sy_err err = {0};
    (void)state;
    sy_words_init(&w, NULL);
    assert_ok(parse(&w,
                    "<!DOCTYPE html PUBLIC 'a' 'b'><html><doc><page width='1'>" WORD(
                        "1.5", "2.25", "A&amp;B") "</page><page>" WORD("3", "4", "余额") "</page>"
                                                                                         "</doc></"
                                                                                         "html>",
                    &err),
              err);
    assert_int_equal(w.n, 2);
    assert_int_equal(w.items[0].box.x0, 1500);
    assert_int_equal(w.items[0].box.y1, 99500);
    assert_int_equal(w.items[1].page, 2);
    assert_true(sy_slice_is(sy_word_text(&w, &w.items[0]), SY_TEXT("A&B")));
    /* Declarations of entities are refused, as everywhere. */
    assert_int_equal(parse(&w, "<!DOCTYPE a [<!ENTITY b 'c'>]><doc>&b;</doc>", &err), SY_EDATA);
    sy_words_dispose(&w);
}

static void put_part(zip_t *zip, const char *name, const char *text)
{
    assert_true(zip_file_add(zip, name, zip_source_buffer(zip, text, strlen(text), 0), 0) >= 0);
}

static void make_ofd(const char *path, const char *page)
{
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    assert_non_null(zip);
    put_part(zip, "OFD.xml",
             "<o:OFD xmlns:o='x'><o:DocBody><o:DocRoot>/D/Document.xml</o:DocRoot>"
             "</o:DocBody></o:OFD>");
    put_part(zip, "D/Document.xml",
             "<Document><CommonData><TemplatePage ID='7' BaseLoc='T.xml'/></CommonData>"
             "<Pages><Page ID='1' BaseLoc='P/C.xml'/></Pages></Document>");
    put_part(zip, "D/T.xml",
             "<Page><TextObject Boundary='0 90 9 9' Size='4'><TextCode X='1' Y='4'>尾"
             "</TextCode></TextObject></Page>");
    put_part(zip, "D/P/C.xml", page);
    assert_int_equal(zip_close(zip), 0);
}

static void characters_of_an_ofd_become_words(void **state)
{
    char folder[SCRATCH], path[SCRATCH + 20];
    sy_words w;
    sy_err err = {0};
    (void)state;
    scratch_make(folder);
    snprintf(path, sizeof path, "%s/a.ofd", folder);
    /* Two words in one code, apart by a wide step; a scaled one; a template. */
    make_ofd(path, "<Page><Template TemplateID='7'/><Layer>"
                   "<TextObject Boundary='10 20 50 5' Size='4'><TextCode X='1' Y='4' "
                   "DeltaX='g 3 2 20 2 2 2'>12.50.75</TextCode></TextObject>"
                   "<TextObject Boundary='0 0 9 9' CTM='0.5 0 0 0.5 2 3' Size='8'>"
                   "<TextCode X='10' Y='8' DeltaX='8'>余额</TextCode></TextObject>"
                   "</Layer></Page>");
    sy_words_init(&w, NULL);
    assert_ok(sy_ofd_words(&w, path, &err), err);
    assert_int_equal(w.n, 4);
    assert_true(sy_slice_is(sy_word_text(&w, &w.items[0]), SY_TEXT("12.5")));
    assert_int_equal(w.items[0].box.x0, 11000);
    assert_int_equal(w.items[0].box.y0, 20600);
    assert_true(sy_slice_is(sy_word_text(&w, &w.items[1]), SY_TEXT("0.75")));
    assert_int_equal(w.items[1].box.x0, 11000 + 6000 + 20000);
    assert_true(sy_slice_is(sy_word_text(&w, &w.items[2]), SY_TEXT("余额")));
    assert_int_equal(w.items[2].box.x0, 2000 + 5000);
    assert_true(sy_slice_is(sy_word_text(&w, &w.items[3]), SY_TEXT("尾")));
    sy_words_dispose(&w);
    scratch_remove(folder);
}

/* ---- memory ---- */

static void pages_survive_every_failed_allocation(void **state)
{
    char folder[SCRATCH], path[SCRATCH + 20];
    (void)state;
    scratch_make(folder);
    snprintf(path, sizeof path, "%s/a.ofd", folder);
    make_ofd(path, "<Page><TextObject Boundary='0 0 9 9'><TextCode X='1' Y='1'>日期 金额 余额"
                   "</TextCode><TextCode X='1' Y='9'>20230105 1.00 2.00</TextCode></TextObject>"
                   "</Page>");
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_words w;
        sy_grid *g = NULL;
        sy_row row;
        sy_words_init(&w, &al);
        sy_status st = sy_ofd_words(&w, path, NULL);
        if (st == SY_OK) st = sy_words_status(&w);
        if (st == SY_OK) st = sy_grid_make(&g, &al, &w, NULL);
        if (st == SY_OK) {
            assert_true(sy_grid_next(g, &row) && row.n_cells == 3);
            assert_true(sy_grid_next(g, &row) && row.n_cells == 3);
        }
        sy_grid_free(g);
        sy_words_dispose(&w);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
        assert_int_equal(st, SY_ENOMEM);
        assert_true(n < 200);
    }
    scratch_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_of_words_are_told_apart),
        cmocka_unit_test(numbers_are_thousandths),
        cmocka_unit_test(a_page_becomes_rows),
        cmocka_unit_test(wrapped_cells_find_their_rows),
        cmocka_unit_test(headings_of_later_pages_are_left_out),
        cmocka_unit_test(headings_may_take_two_lines),
        cmocka_unit_test(pages_without_a_table_are_lines),
        cmocka_unit_test(every_row_is_found_at_random),
        cmocka_unit_test(limits_of_a_page_hold),
        cmocka_unit_test(words_of_pdftotext_are_read),
        cmocka_unit_test(characters_of_an_ofd_become_words),
        cmocka_unit_test(pages_survive_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
