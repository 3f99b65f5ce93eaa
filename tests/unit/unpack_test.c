/* unpack_test.c - archives: their names, limits and locks; and whole imports of
 * them, members and all. */
#include "intake_place.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <unistd.h>

#include "text/unpack.h"

/* ---- making archives ---- */

typedef struct item {
    const char *name;
    const void *bytes;
    size_t n;
} item;

#define ITEM(name, text)                                                                           \
    {                                                                                              \
        name, text, sizeof(text) - 1                                                               \
    }

typedef enum format { ZIP, SEVEN, TAR_GZ } format;

/* An archive in memory; names go in as bytes. lock: NULL, or the password. */
static size_t pack(char *out, size_t size, format form, const char *lock, const char *options,
                   const item *items, size_t n)
{
    struct archive *a = archive_write_new();
    size_t used = 0;

    if (form == ZIP) archive_write_set_format_zip(a);
    if (form == SEVEN) archive_write_set_format_7zip(a);
    if (form == TAR_GZ) {
        archive_write_set_format_ustar(a);
        archive_write_add_filter_gzip(a);
    }
    if (options) assert_int_equal(archive_write_set_options(a, options), ARCHIVE_OK);
    if (lock) archive_write_set_passphrase(a, lock);
    archive_write_set_bytes_in_last_block(a, 1);
    assert_int_equal(archive_write_open_memory(a, out, size, &used), ARCHIVE_OK);
    for (size_t i = 0; i < n; i++) {
        struct archive_entry *e = archive_entry_new();
        archive_entry_set_pathname(e, items[i].name);
        archive_entry_set_size(e, (la_int64_t)items[i].n);
        archive_entry_set_filetype(e, AE_IFREG);
        archive_entry_set_perm(e, 0644);
        assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
        assert_int_equal(archive_write_data(a, items[i].bytes, items[i].n), items[i].n);
        archive_entry_free(e);
    }
    assert_int_equal(archive_write_close(a), ARCHIVE_OK);
    archive_write_free(a);
    return used;
}

static char packed[1 << 20];

static void put_packed(place *p, const char *name, format form, const char *lock,
                       const char *options, const item *items, size_t n)
{
    put_bytes(p, name, packed, pack(packed, sizeof packed, form, lock, options, items, n));
}

#define STATEMENT HEAD ROW("05", "1.00", "9.00", "S1") ROW("06", "2.00", "7.00", "S2")
#define OTHERS HEAD ROW("07", "3.00", "4.00", "S3")

/* ---- reading ---- */

static const char *const forms[] = {"a.zip", "a.7z", "a.tar.gz"};

static void every_form_gives_names_and_bytes(void **state)
{
    /* The second name is GBK: 流水.csv */
    const item items[] = {ITEM("\xE6\xB5\x81/a.csv", "hello"), ITEM("../../b", "")};
    place p;
    (void)state;
    open_place(&p);
    for (size_t f = 0; f < 3; f++) {
        sy_archive *a = NULL;
        sy_unpacked tally = {.in = 100};
        sy_member m;
        sy_err err = {0};
        char bytes[64];
        size_t got = 0;
        put_packed(&p, forms[f], (format)f, NULL, NULL, items, 2);
        assert_ok(sy_archive_open(&a, NULL, in(&p, forms[f]), "x", NULL, &tally, &err), err);
        bool seen[2] = {false};
        for (int i = 0; i < 2; i++) { /* 7z lists empty files last */
            assert_ok(sy_archive_next(a, &m, &err), err);
            assert_true(m.is_file && !m.is_locked);
            if (strcmp(m.name, "流/a.csv") == 0) {
                seen[0] = true;
                assert_ok(sy_archive_read(a, bytes, sizeof bytes, &got, &err), err);
                assert_int_equal(got, 5);
                assert_memory_equal(bytes, "hello", 5);
            } else {
                assert_string_equal(m.name, "../../b");
                seen[1] = true;
            }
        }
        assert_true(seen[0] && seen[1]);
        assert_ok(sy_archive_next(a, &m, &err), err);
        assert_null(m.name);
        sy_archive_free(a);
    }
    close_place(&p);
}

/* As the oldest Chinese zip programs write names: bytes of GBK, no mark. */
static void names_of_gbk_are_decoded(void **state)
{
    const item items[] = {ITEM("XXXX\a.csv", "x")};
    place p;
    sy_archive *a = NULL;
    sy_unpacked tally = {.in = 100};
    sy_member m;
    sy_err err = {0};
    (void)state;
    open_place(&p);
    size_t n = pack(packed, sizeof packed, ZIP, NULL, NULL, items, 1);
    for (char *at = packed; (at = memmem(at, n - (size_t)(at - packed), "XXXX", 4)) != NULL;) {
        memcpy(at, "\xC1\xF7\xCB\xAE", 4);
    }
    put_bytes(&p, "a.zip", packed, n);
    assert_ok(sy_archive_open(&a, NULL, in(&p, "a.zip"), "x", NULL, &tally, &err), err);
    assert_ok(sy_archive_next(a, &m, &err), err);
    assert_string_equal(m.name, "流水?.csv"); /* and the control character is gone */
    sy_archive_free(a);
    close_place(&p);
}

/* RAR 4, one stored file dir\\a.csv: made by hand, since nothing free writes it. */
static void a_rar_is_read(void **state)
{
    static const unsigned char rar[] = {
        0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x00, 0xCF, 0x90, 0x73, 0x00, 0x00, 0x0D, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0xCD, 0x52, 0x74, 0x00, 0x80, 0x29, 0x00, 0x05, 0x00, 0x00,
        0x00, 0x05, 0x00, 0x00, 0x00, 0x02, 0x86, 0xA6, 0x10, 0x36, 0x00, 0x00, 0x21, 0x58, 0x14,
        0x30, 0x09, 0x00, 0x20, 0x00, 0x00, 0x00, 0x64, 0x69, 0x72, 0x5C, 0x61, 0x2E, 0x63, 0x73,
        0x76, 0x68, 0x65, 0x6C, 0x6C, 0x6F, 0xC4, 0x3D, 0x7B, 0x00, 0x40, 0x07, 0x00};
    place p;
    sy_archive *a = NULL;
    sy_unpacked tally = {.in = sizeof rar};
    sy_member m;
    sy_err err = {0};
    char bytes[16];
    size_t got = 0;
    (void)state;
    open_place(&p);
    put_bytes(&p, "a.rar", rar, sizeof rar);
    assert_ok(sy_archive_open(&a, NULL, in(&p, "a.rar"), "x", NULL, &tally, &err), err);
    assert_ok(sy_archive_next(a, &m, &err), err);
    assert_string_equal(m.name, "dir/a.csv");
    assert_ok(sy_archive_read(a, bytes, sizeof bytes, &got, &err), err);
    assert_int_equal(got, 5);
    sy_archive_free(a);
    close_place(&p);
}

static void opening_survives_every_failed_allocation(void **state)
{
    const item items[] = {ITEM("a.csv", "hello")};
    place p;
    (void)state;
    open_place(&p);
    put_packed(&p, "a.zip", ZIP, NULL, NULL, items, 1);
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_archive *a = NULL;
        sy_unpacked tally = {.in = 100};
        sy_member m;
        sy_status st = sy_archive_open(&a, &al, in(&p, "a.zip"), "x", NULL, &tally, NULL);
        assert_true(st == SY_OK || (st == SY_ENOMEM && !a));
        if (a) st = sy_archive_next(a, &m, NULL);
        sy_archive_free(a);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
        assert_int_equal(st, SY_ENOMEM);
        assert_true(n < 20);
    }
    close_place(&p);
}

static void a_bomb_is_stopped_while_it_streams(void **state)
{
    enum { ZEROS = 80 << 20 };
    char *zeros = calloc(1, ZEROS);
    const item items[] = {{"zeros.csv", zeros, ZEROS}};
    place p;
    (void)state;
    assert_non_null(zeros);
    open_place(&p);
    put_packed(&p, "bomb.zip", ZIP, NULL, NULL, items, 1);
    put(&p, "good.csv", STATEMENT);
    const char *paths[] = {in(&p, "bomb.zip"), NULL};
    char bomb[SCRATCH + 128];
    snprintf(bomb, sizeof bomb, "%s", paths[0]);
    paths[0] = bomb;
    paths[1] = in(&p, "good.csv");
    sy_import_report r;
    sy_err err = {0};
    const sy_import_options none = {.has_period = false};
    assert_ok(sy_intake_import(&r, p.ws, paths, 2, &none, &p.arena, &err), err);
    assert_int_equal(r.accepted, 2); /* the file beside it */
    assert_int_equal(r.n_unrecognised, 1);
    assert_non_null(strstr(r.unrecognised[0].why, "far more than it should"));
    free(zeros);
    close_place(&p);
}

/* ---- whole imports ---- */

static const char *kept(place *p, const char *sha256)
{
    static char path[SCRATCH + 200];
    snprintf(path, sizeof path, "%s/a.suyuan/originals/%s", p->folder, sha256);
    return path;
}

static size_t n_originals(place *p)
{
    char command[SCRATCH + 200], out[32] = "";
    snprintf(command, sizeof command, "ls '%s/a.suyuan/originals' | wc -l", p->folder);
    FILE *f = popen(command, "r");
    assert_non_null(f);
    assert_non_null(fgets(out, sizeof out, f));
    pclose(f);
    return (size_t)atoi(out);
}

static void put_nested(place *p)
{
    static char inner[1 << 16];
    const item deep[] = {ITEM("深/b.csv", OTHERS), ITEM("p.png", "\x89PNG\r\n\x1A\n....")};
    const size_t n = pack(inner, sizeof inner, SEVEN, NULL, NULL, deep, 2);
    const item outer[] = {ITEM("流水/a.csv", STATEMENT),
                          {"in.7z", inner, n},
                          ITEM(".hidden", "x"),
                          ITEM("__MACOSX/流水/._a.csv", "x")};
    put_packed(p, "out.zip", ZIP, NULL, NULL, outer, 4);
}

static void an_archive_in_an_archive_is_imported(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    put_nested(&p);
    sy_import_report r = import(&p, "out.zip");
    assert_int_equal(r.n_tables, 2);
    assert_int_equal(r.accepted, 3);
    assert_non_null(strstr(r.tables[0].path, "/out.zip!/流水/a.csv"));
    assert_non_null(strstr(r.tables[1].path, "/out.zip!/in.7z!/深/b.csv"));
    assert_int_equal(r.n_unrecognised, 1);
    assert_non_null(strstr(r.unrecognised[0].path, "in.7z!/p.png"));

    /* The archive is an original, each file read from it is one, nothing else. */
    sy_source *sources;
    size_t n = 0;
    sy_err err = {0};
    assert_ok(sy_facts_sources(p.ws, &sources, &n, &p.arena, &err), err);
    assert_int_equal(n, 2);
    char sha256[SY_DIGEST_TEXT];
    assert_ok(sy_digest_file(sha256, SY_SHA256, in(&p, "out.zip"), &err), err);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(sources[i].archive, sha256);
        assert_int_equal(access(kept(&p, sources[i].sha256), R_OK), 0);
    }
    assert_int_equal(access(kept(&p, sha256), R_OK), 0);
    assert_int_equal(n_originals(&p), 3);

    sy_import_report again = import(&p, "out.zip");
    assert_int_equal(again.n_tables, 2);
    assert_true(again.tables[0].imported_before && again.tables[1].imported_before);
    assert_int_equal(n_originals(&p), 3);
    close_place(&p);
}

static void a_trial_leaves_nothing_unpacked(void **state)
{
    const sy_import_options trial = {.dry_run = true};
    place p;
    sy_import_report r;
    sy_err err = {0};
    (void)state;
    open_place(&p);
    put_nested(&p);
    assert_ok(try_import(&p, &r, "out.zip", &trial, &err), err);
    assert_int_equal(r.accepted, 3);
    assert_int_equal(n_originals(&p), 0);
    close_place(&p);
}

static void too_many_layers_are_told_of(void **state)
{
    static char layers[2][1 << 16];
    place p;
    (void)state;
    open_place(&p);
    size_t n = strlen(STATEMENT);
    memcpy(layers[0], STATEMENT, n);
    for (int i = 0; i < (int)SY_MAX_ARCHIVE_DEPTH + 1; i++) {
        const item one[] = {{i ? "in.zip" : "a.csv", layers[i % 2], n}};
        n = pack(layers[(i + 1) % 2], sizeof *layers, ZIP, NULL, NULL, one, 1);
    }
    put_bytes(&p, "deep.zip", layers[(SY_MAX_ARCHIVE_DEPTH + 1) % 2], n);
    sy_import_report r = import(&p, "deep.zip");
    assert_int_equal(r.n_tables, 0);
    assert_int_equal(r.n_unrecognised, 1);
    assert_non_null(strstr(r.unrecognised[0].why, "too deep"));
    close_place(&p);
}

static void a_damaged_member_is_told_of_alone(void **state)
{
    const item items[] = {ITEM("a.csv", STATEMENT), ITEM("b.csv", OTHERS)};
    place p;
    (void)state;
    open_place(&p);
    size_t n = pack(packed, sizeof packed, ZIP, NULL, "zip:compression=store", items, 2);
    char *at = memmem(packed, n, "S1", 2); /* of the first: its check sum fails */
    assert_non_null(at);
    *at = 'X';
    put_bytes(&p, "a.zip", packed, n);
    sy_import_report r = import(&p, "a.zip");
    assert_int_equal(r.n_tables, 1);
    assert_non_null(strstr(r.tables[0].path, "b.csv"));
    assert_int_equal(r.n_unrecognised, 1);
    assert_non_null(strstr(r.unrecognised[0].path, "!/a.csv"));
    close_place(&p);
}

/* ---- locks ---- */

typedef struct asked {
    unsigned times;
    const char *answer;
} asked;

static bool answer_for(void *ctx, const char *file, char *answer, size_t size)
{
    asked *a = ctx;
    (void)file;
    a->times++;
    snprintf(answer, size, "%s", a->answer);
    return a->answer[0] != '\0';
}

static const char *const methods[] = {"zip:encryption=zipcrypt", "zip:encryption=aes256"};

static void passwords_are_tried_and_told_of(void **state)
{
    static const char *const wrong[] = {"no", "neither"}, *const right[] = {"no", "秘密"};
    const item items[] = {ITEM("a.csv", STATEMENT), ITEM("b.csv", OTHERS)};
    (void)state;
    for (size_t m = 0; m < 2; m++) {
        place p;
        sy_import_report r;
        sy_err err = {0};
        open_place(&p);
        put_packed(&p, "a.zip", ZIP, "秘密", methods[m], items, 2);
        assert_ok(try_import(&p, &r, "a.zip", NULL, &err), err);
        assert_int_equal(r.n_tables, 0);
        assert_non_null(strstr(r.unrecognised[0].why, "2 of 2 files in it are locked"));
        const sy_import_options bad = {.passwords = wrong, .n_passwords = 2};
        assert_ok(try_import(&p, &r, "a.zip", &bad, &err), err);
        assert_int_equal(r.n_tables, 0);
        assert_non_null(strstr(r.unrecognised[0].why, "no password that was given"));
        const sy_import_options good = {.passwords = right, .n_passwords = 2};
        assert_ok(try_import(&p, &r, "a.zip", &good, &err), err);
        assert_int_equal(r.accepted, 3);
        assert_int_equal(r.n_unrecognised, 0);
        close_place(&p);
    }
}

static void a_person_is_asked_once_for_all_archives(void **state)
{
    const item one[] = {ITEM("a.csv", STATEMENT)}, two[] = {ITEM("b.csv", OTHERS)};
    asked who = {.answer = "秘密"};
    const sy_import_options o = {.ask_password = answer_for, .ask_ctx = &who};
    place p;
    sy_import_report r;
    sy_err err = {0};
    (void)state;
    open_place(&p);
    assert_ok(sy_make_folder(in(&p, "all"), &err), err);
    put_packed(&p, "all/1.zip", ZIP, "秘密", methods[1], one, 1);
    /* As Windows programs take the password: in GBK. */
    put_packed(&p, "all/2.zip", ZIP, "\xC3\xD8\xC3\xDC", methods[0], two, 1);
    put_packed(&p, "all/3.zip", ZIP, "another", methods[1], two, 1);
    assert_ok(try_import(&p, &r, "all", &o, &err), err);
    assert_int_equal(who.times, 1);
    assert_int_equal(r.accepted, 3);
    assert_int_equal(r.n_unrecognised, 1);
    assert_non_null(strstr(r.unrecognised[0].path, "3.zip"));
    close_place(&p);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8"); /* for the writer of 7z */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_gives_names_and_bytes),
        cmocka_unit_test(names_of_gbk_are_decoded),
        cmocka_unit_test(a_rar_is_read),
        cmocka_unit_test(opening_survives_every_failed_allocation),
        cmocka_unit_test(a_bomb_is_stopped_while_it_streams),
        cmocka_unit_test(an_archive_in_an_archive_is_imported),
        cmocka_unit_test(a_trial_leaves_nothing_unpacked),
        cmocka_unit_test(too_many_layers_are_told_of),
        cmocka_unit_test(a_damaged_member_is_told_of_alone),
        cmocka_unit_test(passwords_are_tried_and_told_of),
        cmocka_unit_test(a_person_is_asked_once_for_all_archives),
    };
    return cmocka_run_group_tests_name("unpack", tests, NULL, NULL);
}
