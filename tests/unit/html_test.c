/* html_test.c - web pages that call themselves workbooks. */
#include "tables.h"
#include "test.h"

#include "base/lang.h"

static void assert_page(const char *html, size_t n, const char *want)
{
    memory_file f = {0};
    memory_file_set(&f, html, n);
    assert_shows(f.path, 0, want);
    close(f.fd);
}
#define PAGE(html, want) assert_page(html, sizeof(html) - 1, want)

static void rows_of_all_tables_come_one_below_the_other(void **state)
{
    (void)state;
    PAGE(
        "<html><head><style>td{a:b}</style></head><body>x<table><tr><th>姓名</th><td>金额</td></tr>"
        "</table><TABLE border=1><TR><TD>甲<TD align='>'>1.00</TABLE></body></html>",
        "1: T(姓名)|T(金额) / 2: T(甲)|T(1.00)");
    PAGE("<table><tr></tr><tr><td></td></tr><tr><td>a</td><td> </td></tr></table>", "3: T(a)");
    PAGE("<table><td>a<tr><td>b<table><tr><td>c</table></td></tr></table>",
         "1: T(a) / 2: T(b) / 3: T(c)");
}

static void bytes_decide_the_encoding(void **state)
{
    (void)state;
    PAGE("<meta charset=utf-8><table><tr><td>\xD0\xD5\xC3\xFB</td></tr></table>", "1: T(姓名)");
    PAGE("\xEF\xBB\xBF<meta charset=gb2312><table><tr><td>姓名</td></tr></table>", "1: T(姓名)");
}

static void text_is_what_a_reader_sees(void **state)
{
    (void)state;
    PAGE(
        "<table><tr><td>\n 2023-01-05 <br/>\t10:00:00 </td><td>&lt;a&amp;b&gt;&#20013;&#x6587;</td>"
        "<td>&nbsp;</td><td>&bogus; &#xD800; &</td><td><b>1</b>2<!-- 3 --></td><td>1 < 2</td>"
        "<td>a<script>if (1 < 2) x()</script>b</td></tr></table>",
        "1: T(2023-01-05 10:00:00)|T(<a&b>中文)|-|T(&bogus; &#xD800; &)|T(12)|T(1 < 2)|T(ab)");
}

static void what_follows_a_wide_or_tall_cell_keeps_its_column(void **state)
{
    (void)state;
    PAGE("<table><tr><td colspan=\"2\" rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>"
         "<tr><td>d</td></tr></table>",
         "1: T(a)|-|T(b) / 2: -|-|T(c) / 3: T(d)");
    PAGE("<table><tr><td rowspan=9>a</table><table><tr><td>b</table>", "1: T(a) / 2: T(b)");
}

static void cut_and_hostile_pages_are_refused(void **state)
{
    (void)state;
    static const char page[] = "<html><table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td></tr>"
                               "</table></html>";
    static const struct {
        const char *html;
        sy_status status;
    } wrong[] = {
        {"<table><tr><td colspan=1024>a<td>b</table>", SY_ELIMIT},
        {"<table><tr><td>\xFF\xFF</table>", SY_EDATA},
        {"<html>no table</html>", SY_EINVAL},
        {"<?xml version='1.0'?><a/>", SY_EINVAL},
    };
    memory_file f = {0};
    char got[1000];

    const size_t first = (size_t)(strstr(page, "<tr") - page);
    const size_t end = (size_t)(strstr(page, "</table") - page) + strlen("</tabl");
    for (size_t n = first; n <= end; n++) {
        memory_file_set(&f, page, n);
        assert_int_equal(show(got, sizeof got, f.path, 0, NULL, NULL), SY_EDATA);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        memory_file_set(&f, wrong[i].html, strlen(wrong[i].html));
        assert_int_equal(show(got, sizeof got, f.path, 0, NULL, NULL), wrong[i].status);
    }
    close(f.fd);
}

static void survives_every_failed_allocation(void **state)
{
    (void)state;
    static const char page[] = "<table><tr><td>\xD0\xD5</td><td>&amp;</td></tr></table>";
    memory_file f = {0};
    char got[1000];

    memory_file_set(&f, page, sizeof page - 1);
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_err err = {0};
        sy_status st = show(got, sizeof got, f.path, 0, &al, &err);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
        assert_int_equal(st, SY_ENOMEM);
        assert_true(n < 100);
    }
    close(f.fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_all_tables_come_one_below_the_other),
        cmocka_unit_test(bytes_decide_the_encoding),
        cmocka_unit_test(text_is_what_a_reader_sees),
        cmocka_unit_test(what_follows_a_wide_or_tall_cell_keeps_its_column),
        cmocka_unit_test(cut_and_hostile_pages_are_refused),
        cmocka_unit_test(survives_every_failed_allocation),
    };
    sy_lang_set(SY_LANG_EN);
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
