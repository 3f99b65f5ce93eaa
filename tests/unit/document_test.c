/* document_test.c - whatever text comes, the document is well-formed and says it; without memory
 * there is no file. */
#include "test.h"

#include <expat.h>
#include <unistd.h>

#include "report/document.h"

static const unsigned shares[] = {1, 2, 3};

static void fill(sy_document *d, sy_slice text)
{
    char copy[64];
    snprintf(copy, sizeof copy, "%.*s", (int)text.len, text.len ? text.ptr : "");
    const char *const cells[] = {copy, "b", copy};

    for (int style = 0; style < SY_LINE_STYLES; style++)
        sy_document_line(d, (sy_line_style)style, text);
    sy_document_numbered(d, "1", text);
    sy_document_page(d);
    sy_document_section(d, copy);
    sy_document_table(d, shares, 3);
    sy_document_row(d, cells, 3, SY_ROW_HEAD);
    sy_document_row(d, cells, 2, SY_ROW_FACT);
    sy_document_row(d, cells, 0, SY_ROW_PLAIN);
    sy_document_table_end(d);
}

static bool is_well_formed(const sy_document *d)
{
    static const char end[] = "</w:body></w:document>";
    XML_Parser p = XML_ParserCreateNS("UTF-8", '|');
    const bool is_good = XML_Parse(p, d->body.ptr, (int)d->body.len, 0) == XML_STATUS_OK &&
                         XML_Parse(p, end, (int)sizeof end - 1, 1) == XML_STATUS_OK;

    XML_ParserFree(p);
    return is_good;
}

static void any_bytes_make_well_formed_markup(void **state)
{
    static const char *const odd[] = {
        "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xED\xA0\x80", "\x01\x1b",
        "]]>",          "<w:t>",        "&amp;&#1;",    "\xF4\x8F\xBF\xBF"};
    dice d = {7};
    (void)state;

    for (int round = 0; round < 2000; round++) {
        char bytes[40];
        sy_slice text = {bytes, roll_below(&d, sizeof bytes)};
        sy_document doc;
        for (size_t i = 0; i < text.len; i++) bytes[i] = (char)roll(&d);
        if (round < (int)(sizeof odd / sizeof *odd)) text = sy_slice_of(odd[round]);
        sy_document_init(&doc, NULL);
        fill(&doc, text);
        assert_int_equal(sy_buf_status(&doc.body), SY_OK);
        assert_true(is_well_formed(&doc));
        sy_document_dispose(&doc);
    }
}

static void widths_add_up_to_the_page(void **state)
{
    sy_document d;
    unsigned sum = 0;
    (void)state;

    sy_document_init(&d, NULL);
    sy_document_table(&d, shares, 3);
    for (size_t i = 0; i < 3; i++) sum += d.widths[i];
    assert_true(sum > 8844 - 3 && sum <= 8844 && d.widths[2] == 3 * d.widths[0]);
    sy_document_dispose(&d);
}

static void without_memory_there_is_no_file(void **state)
{
    char path[] = "document-test.docx";
    (void)state;

    unlink(path);
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_err err = {0};
        sy_document d;
        sy_document_init(&d, &al);
        fill(&d, SY_TEXT("样甲"));
        const sy_status st = sy_document_save(&d, path, &err);
        sy_document_dispose(&d);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
        assert_int_equal(st, SY_ENOMEM);
        assert_int_not_equal(access(path, F_OK), 0);
    }
    assert_int_equal(unlink(path), 0);
}

static void what_cannot_be_written_is_told(void **state)
{
    sy_err err = {0};
    sy_document d;
    (void)state;

    sy_document_init(&d, NULL);
    assert_int_equal(sy_document_save(&d, "/nowhere/at all.docx", &err), SY_EIO);
    assert_non_null(strstr(err.text, "/nowhere/at all.docx"));
    sy_document_dispose(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_bytes_make_well_formed_markup),
        cmocka_unit_test(widths_add_up_to_the_page),
        cmocka_unit_test(without_memory_there_is_no_file),
        cmocka_unit_test(what_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
