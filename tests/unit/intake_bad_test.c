/* intake_bad_test.c - encodings, workbooks, files that are damaged or no tables;
 * and that no row is ever lost. */
#include "intake_place.h"
#include "xls_stream.h"

#include <iconv.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "base/civil.h"

/* ---- encodings ---- */

static size_t convert(char *out, size_t room, const char *text, const char *to)
{
    iconv_t cd = iconv_open(to, "UTF-8");
    char *from = (char *)(uintptr_t)text, *at = out;
    size_t left = strlen(text), free_bytes = room;
    assert_int_equal(iconv(cd, &from, &left, &at, &free_bytes), 0);
    iconv_close(cd);
    return room - free_bytes;
}

static void the_same_in_every_encoding(void **state)
{
    static const char *const encodings[] = {"GB18030", "UTF-16", "UTF-16LE", "UTF-8"};
    static const char text[] = HEAD CARD
        ",,张三丰,2023年1月5日,１２．５０,,进,,李四＊,转账｜备注,人民币,成功,现金,流水1\n" CARD
        ",,张三丰,2023-01-06,1,,进,,无,,人民币,,,\n";
    place p;
    (void)state;
    open_place(&p);
    char *first = NULL;
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        char bytes[4096];
        place q;
        open_place(&q);
        put_bytes(&q, "a.csv", bytes, convert(bytes, sizeof bytes, text, encodings[i]));
        sy_import_report r = import(&q, "a.csv");
        if (r.accepted != 2) fail_msg("%s", encodings[i]);
        entries all = stored(&q);
        char now[512];
        snprintf(now, sizeof now, "%s %s %s %s %d %d", text_of(&q, all.items[0].text[SY_HOLDER]),
                 text_of(&q, all.items[0].text[SY_OTHER_NAME]),
                 text_of(&q, all.items[0].text[SY_SUMMARY]), all.items[0].serial,
                 all.items[0].flags, (int)all.items[0].amount);
        assert_int_equal(all.items[1].text[SY_OTHER_NAME], 0);
        if (first)
            assert_string_equal(now, first);
        else
            first = sy_arena_text(&p.arena, now, strlen(now));
        free(all.items);
        close_place(&q);
    }
    close_place(&p);
}

static void wrong_bytes_refuse_their_row_only(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(&p, "a.csv",
                                     HEAD CARD ",,张三,2023-01-05,1,,进,,,,,,,\n" CARD
                                               ",,张\xFF\xFF,2023-01-05,2,,进,,,,,,,\n" CARD
                                               ",,李四,2023-01-05,3,,进,,,,,,,s\xFF\n");
    assert_int_equal(r.accepted, 2);
    assert_int_equal(r.rejected, 1);
    assert_string_equal(r.tables[0].rejects[0].rule, "text-not-decodable");
    assert_int_equal(r.tables[0].rejects[0].row, 3);
    assert_non_null(r.tables[0].note);
    close_place(&p);
}

static void zero_bytes_are_never_text(void **state)
{
    static const char text[] = HEAD CARD ",,张\0三,2023-01-05,1,,进,,,,,,,\n" CARD
                                         ",,张三,2023-01-05,1\0002,,进,,,,,,,\n" CARD
                                         ",,张三,2023-01-05,12,,进,,,,,,,s\0s\n";
    place p;
    (void)state;
    open_place(&p);
    put_bytes(&p, "a.csv", text, sizeof text - 1);
    sy_import_report r = import(&p, "a.csv");
    assert_int_equal(r.accepted, 0);
    assert_int_equal(r.rejected, 3);
    assert_string_equal(r.tables[0].rejects[0].rule, "text-not-decodable");
    assert_string_equal(r.tables[0].rejects[1].rule, "amount-not-a-number");
    assert_string_equal(r.tables[0].rejects[2].rule, "text-not-decodable");
    close_place(&p);
}

static const char *why(place *p, const char *name)
{
    sy_import_report r = import(p, name);
    assert_int_equal(r.n_tables, 0);
    assert_int_equal(r.n_unrecognised, 1);
    return r.unrecognised[0].why;
}

/* ---- workbooks ---- */

static void workbooks_with_numbers_days_and_sheets(void **state)
{
    static const char *const heads[] = {"交易卡号", "交易时间", "交易金额",
                                        "交易余额", "收付标志", "交易对手账卡号"};
    place p;
    (void)state;
    open_place(&p);
    lxw_workbook *book = workbook_new(in(&p, "a.xlsx"));
    lxw_format *day = workbook_add_format(book);
    format_set_num_format(day, "yyyy-mm-dd hh:mm:ss");
    for (int k = 0; k < 2; k++) {
        lxw_worksheet *sheet = workbook_add_worksheet(book, k ? "二" : "一");
        worksheet_write_string(sheet, 0, 0, "标题", NULL);
        for (uint16_t c = 0; c < 6; c++) worksheet_write_string(sheet, 2, c, heads[c], NULL);
        worksheet_write_string(sheet, 3, 0, CARD, NULL);
        worksheet_write_number(sheet, 3, 1, 45000.5, day);
        worksheet_write_number(sheet, 3, 2, 1234.56, NULL);
        worksheet_write_number(sheet, 3, 3, 0.1 + 0.2, NULL);
        worksheet_write_string(sheet, 3, 4, "进", NULL);
        worksheet_write_number(sheet, 3, 5, 622202123456789.0, NULL);
        /* a number cell that has lost digits, and a day without a format */
        worksheet_write_number(sheet, 4, 0, 6222021234567890003.0, NULL);
        worksheet_write_number(sheet, 4, 1, 45001, NULL);
        worksheet_write_number(sheet, 4, 2, 1, NULL);
        worksheet_write_string(sheet, 4, 4, "出", NULL);
        worksheet_write_string(sheet, 5, 0, CARD, NULL);
        worksheet_write_number(sheet, 5, 1, 45001, NULL);
        worksheet_write_number(sheet, 5, 2, k + 1, NULL);
        worksheet_write_string(sheet, 5, 4, "出", NULL);
    }
    workbook_add_worksheet(book, "空");
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    sy_import_report r = import(&p, "a.xlsx");
    assert_int_equal(r.n_tables, 2);
    assert_string_equal(r.tables[0].sheet, "一");
    assert_string_equal(r.tables[1].sheet, "二");
    assert_int_equal(r.tables[0].rows, 3);
    assert_int_equal(r.tables[0].accepted + r.tables[1].accepted, 3); /* one row is in both */
    assert_int_equal(r.duplicate, 1);
    assert_int_equal(r.rejected, 2);
    assert_string_equal(r.tables[0].rejects[0].rule, "account-unrecoverable");
    assert_int_equal(r.tables[0].rejects[0].row, 5);
    entries all = stored(&p);
    assert_int_equal(all.items[0].amount, 123456);
    assert_int_equal(all.items[0].balance, 30);
    assert_int_equal(all.items[0].at % SY_DAY, SY_DAY / 2);
    assert_string_equal(account(&p, all.items[0].other), "622202123456789");
    assert_true(all.items[1].flags & SY_ENTRY_DATE_ONLY);
    free(all.items);
    r = import(&p, "a.xlsx");
    assert_int_equal(r.n_tables, 2);
    assert_true(r.tables[0].imported_before && r.tables[1].imported_before);
    close_place(&p);
}

static void put_xls(place *p, const char *name, xls_stream *s)
{
    size_t size = 0;
    XLS_RECORD(s, 0x0A, "");
    unsigned char *file = xls_pack(s->bytes, s->n, "Workbook", &size);
    put_bytes(p, name, file, size);
    free(file);
}

static void old_workbooks_are_imported(void **state)
{
    static const char *const heads[] = {"交易卡号", "交易时间", "交易金额", "收付标志"};
    static xls_stream s;
    place p;
    (void)state;
    open_place(&p);
    xls_begin(&s, 0x600, "a");
    XLS_RECORD(&s, 0xE0, "\0\0\0\0");
    XLS_RECORD(&s, 0xE0, "\0\0\x16\0"); /* a day with a clock */
    xls_begin_sheet(&s, 0);
    for (unsigned c = 0; c < 4; c++) xls_label(&s, 2, c, heads[c]);
    for (unsigned row = 3; row < 5; row++) {
        if (row == 3) xls_label(&s, row, 0, CARD);
        else xls_number(&s, row, 0, 0, 6222021234567890003.0); /* it has lost digits */
        xls_number(&s, row, 1, 1, 45000.5);
        xls_number(&s, row, 2, 0, 1234.56);
        xls_label(&s, row, 3, "进");
    }
    put_xls(&p, "a.xls", &s);
    sy_import_report r = import(&p, "a.xls");
    assert_int_equal(r.n_tables, 1);
    assert_string_equal(r.tables[0].encoding, "xls");
    assert_int_equal(r.accepted, 1);
    assert_int_equal(r.rejected, 1);
    assert_string_equal(r.tables[0].rejects[0].rule, "account-unrecoverable");
    assert_int_equal(r.tables[0].rejects[0].row, 5);
    entries all = stored(&p);
    assert_int_equal(all.items[0].amount, 123456);
    assert_int_equal(all.items[0].at % SY_DAY, SY_DAY / 2);
    free(all.items);
    assert_true(import(&p, "a.xls").tables[0].imported_before);
    close_place(&p);
}

static void web_pages_are_imported_whatever_their_name(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    put(&p, "a.xls",
        "<html><body><table><tr><td colspan=4>交易明细</td></tr><tr><th>交易卡号</th>"
        "<th>交易时间</th><th>交易金额</th><th>收付标志</th></tr>\n<tr><td>" CARD
        "</td><td>2023-01-05<br>10:00:00</td><td>1,234.56</td><td>进</td></tr>\n<tr><td>"
        "6.22202E+18</td><td>2023-01-06</td><td>1</td><td>出</td></tr></table></body></html>");
    sy_import_report r = import(&p, "a.xls");
    assert_int_equal(r.n_tables, 1);
    assert_null(r.tables[0].sheet);
    assert_string_equal(r.tables[0].encoding, "html");
    assert_int_equal(r.accepted, 1);
    assert_int_equal(r.rejected, 1);
    assert_string_equal(r.tables[0].rejects[0].rule, "account-unrecoverable");
    assert_true(import(&p, "a.xls").tables[0].imported_before);
    put(&p, "b.xls", "<html>nothing</html>");
    assert_non_null(strstr(why(&p, "b.xls"), "without a table"));
    put(&p, "b.xls", "<html><table><tr><td>a");
    assert_non_null(strstr(why(&p, "b.xls"), "cut off"));
    close_place(&p);
}

static void a_cut_workbook_is_an_error_with_its_name(void **state)
{
    place p;
    sy_import_report r;
    char bytes[8192];
    (void)state;
    open_place(&p);
    lxw_workbook *book = workbook_new(in(&p, "a.xlsx"));
    worksheet_write_string(workbook_add_worksheet(book, NULL), 0, 0, "交易时间", NULL);
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    FILE *f = fopen(in(&p, "a.xlsx"), "rb");
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    for (size_t cut = 100; cut < n; cut += n / 7) {
        sy_err err = {0};
        put_bytes(&p, "b.xlsx", bytes, cut);
        sy_status st = try_import(&p, &r, "b.xlsx", NULL, &err);
        if (st == SY_OK)
            assert_int_equal(r.n_unrecognised, 1);
        else
            assert_non_null(strstr(err.text, "b.xlsx"));
        assert_int_equal(r.accepted, 0);
    }
    close_place(&p);
}

/* A workbook of one sheet with an honest beginning. */
static void pack_workbook(place *p, const char *name, const char *rest, size_t n)
{
    static const char
        types[] = "<Types/>",
        rels[] =
            "<Relationships><Relationship Id='r1' Type="
            "'http://x/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>";
    static const char book[] =
        "<workbook xmlns:r='x'><sheets><sheet name='s' sheetId='1' r:id='r1'/>"
        "</sheets></workbook>";
    static const char book_rels[] =
        "<Relationships><Relationship Id='r1' Type="
        "'http://x/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>";
    static const char head[] = "<worksheet><sheetData>"
                               "<row r='1'><c r='A1' t='inlineStr'><is><t>交易卡号</t></is></c>"
                               "<c r='B1' t='inlineStr'><is><t>交易时间</t></is></c>"
                               "<c r='C1' t='inlineStr'><is><t>交易金额</t></is></c>"
                               "<c r='D1' t='inlineStr'><is><t>收付标志</t></is></c></row>";
    char *sheet = malloc(sizeof head + n);
    memcpy(sheet, head, sizeof head - 1);
    memcpy(sheet + sizeof head - 1, rest, n);
    const struct {
        const char *name, *text;
        size_t n;
    } parts[] = {{"[Content_Types].xml", types, sizeof types - 1},
                 {"_rels/.rels", rels, sizeof rels - 1},
                 {"xl/workbook.xml", book, sizeof book - 1},
                 {"xl/_rels/workbook.xml.rels", book_rels, sizeof book_rels - 1},
                 {"xl/worksheets/sheet1.xml", sheet, sizeof head - 1 + n}};
    int code = 0;
    unlink(in(p, name));
    zip_t *zip = zip_open(in(p, name), ZIP_CREATE, &code);
    assert_non_null(zip);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        zip_source_t *source = zip_source_buffer(zip, parts[i].text, parts[i].n, 0);
        assert_true(zip_file_add(zip, parts[i].name, source, 0) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
    free(sheet);
}

static void a_sheet_that_breaks_off_takes_nothing_in(void **state)
{
    enum { BOMB = 90 << 20 };
    static char rows[200000];
    size_t n = 0;
    place p;
    sy_import_report r;
    uint64_t stored_rows, duplicates;
    (void)state;
    open_place(&p);
    for (int i = 2; i < 600; i++) {
        n += (size_t)sprintf(
            rows + n,
            "<row r='%d'><c r='A%d' t='inlineStr'><is><t>" CARD "</t></is></c>"
            "<c r='B%d' t='inlineStr'><is><t>2023-01-05</t></is></c><c r='C%d'><v>%d"
            "</v></c><c r='D%d' t='inlineStr'><is><t>进</t></is></c></row>",
            i, i, i, i, i, i);
    }
    pack_workbook(&p, "whole.xlsx", strcat(rows, "</sheetData></worksheet>"), n + 24);
    assert_int_equal(import(&p, "whole.xlsx").accepted, 598);
    for (int k = 0; k < 2; k++) {
        sy_err err = {0};
        char *bomb = malloc(BOMB);
        if (k == 0) {
            pack_workbook(&p, "bad.xlsx", rows, n - 40);
        } else { /* 90 MB of blanks in a few kilobytes */
            memset(bomb, ' ', BOMB);
            pack_workbook(&p, "bad.xlsx", bomb, BOMB);
        }
        free(bomb);
        assert_ok(try_import(&p, &r, "bad.xlsx", NULL, &err), err);
        assert_int_equal(r.n_tables, 0);
        assert_int_equal(r.n_unrecognised, 1);
        assert_non_null(strstr(r.unrecognised[0].path, "bad.xlsx"));
        assert_null(strstr(r.unrecognised[0].why, "originals"));
        assert_ok(sy_facts_count_entries(p.ws, &stored_rows, &duplicates, &err), (sy_err){0});
        assert_int_equal(stored_rows, 598);
    }
    close_place(&p);
}

/* ---- bad files ---- */

static void files_that_are_no_tables_say_why(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    put(&p, "empty.csv", "");
    assert_string_equal(why(&p, "empty.csv"), "an empty file");
    put(&p, "x.csv", "姓名,电话\n甲,1\n");
    assert_string_equal(why(&p, "x.csv"), "no header that a profile knows");
    put_bytes(&p, "x.pdf", "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n", 15);
    assert_non_null(strstr(why(&p, "x.pdf"), "PDF"));
    put_bytes(&p, "x.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0\0\0\0\0", 16);
    assert_non_null(strstr(why(&p, "x.xls"), "damaged"));
    static xls_stream s;
    xls_begin(&s, 0x600, "a");
    XLS_RECORD(&s, 0x2F, "\0\0\0\0");
    xls_begin_sheet(&s, 0);
    put_xls(&p, "x.xls", &s);
    assert_non_null(strstr(why(&p, "x.xls"), "locked with a password"));
    xls_begin(&s, 0x600, "a");
    xls_begin_sheet(&s, 0);
    put_xls(&p, "x.xls", &s);
    assert_string_equal(why(&p, "x.xls"), "no rows");
    put(&p, "bom.csv", "\xEF\xBB\xBF");
    why(&p, "bom.csv");
    sy_import_report r = import_text(&p, "header.csv", HEAD);
    assert_int_equal(r.n_tables, 1);
    assert_int_equal(r.tables[0].rows, 0);
    close_place(&p);
}

static void things_that_cannot_be_read_are_errors(void **state)
{
    place p;
    sy_import_report r;
    sy_err err = {0};
    const sy_import_options bogus = {.profile = "bogus"}, list = {.profile = "transfers"};
    (void)state;
    open_place(&p);
    assert_int_equal(try_import(&p, &r, "missing.csv", NULL, &err), SY_EIO);
    assert_non_null(strstr(err.text, "missing.csv"));
    put(&p, "a.csv", HEAD);
    err = (sy_err){0};
    assert_int_equal(try_import(&p, &r, "a.csv", &bogus, &err), SY_EINVAL);
    assert_non_null(strstr(err.text, "bogus"));
    err = (sy_err){0};
    assert_ok(try_import(&p, &r, "a.csv", &list, &err), err);
    assert_int_equal(r.n_unrecognised, 1);
    if (geteuid() != 0) {
        assert_int_equal(chmod(in(&p, "a.csv"), 0), 0);
        assert_int_equal(try_import(&p, &r, "a.csv", NULL, &err), SY_EIO);
    }
    close_place(&p);
}

static void one_bad_path_takes_nothing_in(void **state)
{
    place p;
    sy_import_report r;
    sy_err err = {0};
    const sy_import_options none = {.dry_run = false};
    uint64_t n, duplicates;
    char good[400], bad[400];
    (void)state;
    open_place(&p);
    put(&p, "a.csv", HEAD ROW("01", "1", "", ""));
    strcpy(good, in(&p, "a.csv"));
    strcpy(bad, in(&p, "b.csv"));
    const char *paths[] = {good, bad};
    assert_int_equal(sy_intake_import(&r, p.ws, paths, 2, &none, &p.arena, &err), SY_EIO);
    assert_ok(sy_facts_count_entries(p.ws, &n, &duplicates, &err), (sy_err){0});
    assert_int_equal(n, 0);
    r = import(&p, "a.csv");
    assert_int_equal(r.accepted, 1);
    assert_false(r.tables[0].imported_before);
    close_place(&p);
}

static void folders_are_walked_without_links_and_hidden_files(void **state)
{
    place p;
    sy_err err = {0};
    (void)state;
    open_place(&p);
    assert_ok(sy_make_folder(in(&p, "f/inner"), &err), err);
    put(&p, "f/b.csv", HEAD ROW("01", "1", "", ""));
    put(&p, "f/inner/a.csv", HEAD ROW("02", "1", "", ""));
    put(&p, "f/.hidden.csv", HEAD ROW("03", "1", "", ""));
    put(&p, "f/readme.txt", "hello\n");
    char target[400];
    strcpy(target, in(&p, "f"));
    assert_int_equal(symlink(target, in(&p, "f/loop")), 0);
    sy_import_report r = import(&p, "f");
    assert_int_equal(r.n_tables, 2);
    assert_non_null(strstr(r.tables[0].path, "b.csv"));
    assert_int_equal(r.n_unrecognised, 1);
    close_place(&p);
}

static void a_line_that_never_ends_is_refused(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    FILE *f = fopen(in(&p, "a.csv"), "wb");
    fputs(HEAD, f);
    static char block[1 << 20];
    memset(block, '7', sizeof block);
    for (int i = 0; i < 6; i++) fwrite(block, 1, sizeof block, f);
    fclose(f);
    const sy_import_report r = import(&p, "a.csv");
    assert_int_equal(r.n_tables, 0);
    assert_int_equal(r.n_unrecognised, 1);
    assert_non_null(strstr(r.unrecognised[0].why, "record 2 is longer than"));
    close_place(&p);
}

/* What is found only while rows are read: all is begun again without these tables, and
 * the others are whole. */
static void a_table_past_a_limit_does_not_hold_up_the_others(void **state)
{
    enum { WIDE = 3000 };
    static char text[200000], wide[2 * WIDE + 1];
    place p;
    size_t n = 0;
    (void)state;
    open_place(&p);
    assert_int_equal(mkdir(in(&p, "f"), 0700), 0);
    n = (size_t)sprintf(text, "%s", HEAD);
    for (int i = 0; i < 500; i++) n += (size_t)sprintf(text + n, "%s", ROW("02", "1", "", ""));
    for (int i = 0; i < WIDE; i++) memcpy(wide + (size_t)2 * i, "x,", 2);
    put(&p, "f/a.csv", HEAD ROW("01", "1", "", ""));
    sprintf(text + n, "%s\n", wide);
    put(&p, "f/b.csv", text);
    sprintf(text + n, "%s\n%s", wide, ROW("03", "1", "", ""));
    put(&p, "f/c.csv", text);
    put(&p, "f/d.csv", HEAD ROW("04", "1", "", ""));
    const sy_import_report r = import(&p, "f");
    assert_int_equal(r.n_tables, 2);
    assert_int_equal(r.accepted, 2);
    assert_int_equal(r.n_unrecognised, 2);
    for (size_t i = 0; i < r.n_unrecognised; i++) {
        assert_non_null(strstr(r.unrecognised[i].path, i == 0 ? "b.csv" : "c.csv"));
        assert_non_null(strstr(r.unrecognised[i].why, "record 502: more than 1024 cells"));
    }
    close_place(&p);
}

static void no_row_is_ever_lost(void **state)
{
    static const char *const cells[] = {CARD,
                                        OTHER,
                                        "2023-01-05",
                                        "2023-01-05 09:30:12",
                                        "进",
                                        "出",
                                        "1.00",
                                        "-1",
                                        "12,5O",
                                        "",
                                        "\"a\nb\"",
                                        "\"",
                                        "\x00",
                                        "张三",
                                        "\xFF",
                                        "1900-01-00",
                                        "6.2E+18",
                                        "交易时间",
                                        "-",
                                        "成功",
                                        "\"1,000.00\"",
                                        "   ",
                                        "99999999999999999999",
                                        "CNY",
                                        ",,,",
                                        "\r"};
    dice d = {77};
    (void)state;
    for (int round = 0; round < 6; round++) {
        place p;
        char *text = malloc(1 << 20);
        size_t n = 0;
        uint32_t lines = 0;
        open_place(&p);
        n += (size_t)sprintf(text, "%s", HEAD);
        for (int i = 0; i < 3000; i++) {
            size_t columns = roll_below(&d, 18);
            for (size_t c = 0; c < columns; c++) {
                const char *cell = cells[roll_below(&d, sizeof cells / sizeof *cells)];
                if (round < 3 && (*cell == '"' || *cell == '\r')) cell = "x";
                n += (size_t)sprintf(text + n, "%s,", cell);
            }
            text[n++] = '\n';
            lines++;
        }
        put_bytes(&p, "a.csv", text, n);
        sy_import_report r = import(&p, "a.csv"); /* rows = accepted + duplicate + rejected */
        assert_int_equal(r.n_tables, 1);
        assert_true(r.tables[0].rows <= lines);
        if (round < 3) assert_true(r.tables[0].rows > lines / 2);
        uint64_t entries_n, duplicates;
        sy_err err = {0};
        assert_ok(sy_facts_count_entries(p.ws, &entries_n, &duplicates, &err), err);
        assert_int_equal(entries_n, r.accepted + r.duplicate);
        assert_int_equal(duplicates, r.duplicate);
        free(text);
        close_place(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_in_every_encoding),
        cmocka_unit_test(wrong_bytes_refuse_their_row_only),
        cmocka_unit_test(zero_bytes_are_never_text),
        cmocka_unit_test(workbooks_with_numbers_days_and_sheets),
        cmocka_unit_test(old_workbooks_are_imported),
        cmocka_unit_test(web_pages_are_imported_whatever_their_name),
        cmocka_unit_test(a_cut_workbook_is_an_error_with_its_name),
        cmocka_unit_test(a_sheet_that_breaks_off_takes_nothing_in),
        cmocka_unit_test(files_that_are_no_tables_say_why),
        cmocka_unit_test(things_that_cannot_be_read_are_errors),
        cmocka_unit_test(one_bad_path_takes_nothing_in),
        cmocka_unit_test(folders_are_walked_without_links_and_hidden_files),
        cmocka_unit_test(a_line_that_never_ends_is_refused),
        cmocka_unit_test(a_table_past_a_limit_does_not_hold_up_the_others),
        cmocka_unit_test(no_row_is_ever_lost),
    };
    return cmocka_run_group_tests_name("bad files", tests, NULL, NULL);
}
