/* store_test.c - the workspace: what goes in comes out, one writer, imports
 * that are whole or not there, decisions that can be undone. */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "scratch.h"
#include "store_rows.h"

#include "base/digest.h"
#include "base/file.h"
#include "store/duck.h"
#include "store/facts.h"
#include "store/finding_decisions.h"
#include "store/particulars.h"
#include "store/people.h"
#include "store/prepare.h"
#include "store/stated.h"
#include "store/workspace.h"

#define SHA_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SHA_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

typedef struct bench {
    char folder[SCRATCH];
    char ws_path[SCRATCH + 32];
} bench;

static int set_up(void **state)
{
    bench *b = calloc(1, sizeof *b);
    sy_err err = {0};
    if (!b) return -1;
    scratch_make(b->folder);
    snprintf(b->ws_path, sizeof b->ws_path, "%s/case.suyuan", b->folder);
    *state = b;
    if (sy_workspace_create(b->ws_path, &err) == SY_OK) return 0;
    print_error("%s\n", err.text);
    return -1;
}

static int tear_down(void **state)
{
    bench *b = *state;
    scratch_remove(b->folder);
    free(b);
    return 0;
}

static sy_workspace *open_ws(const bench *b, sy_access access)
{
    sy_workspace *ws = NULL;
    sy_err err = {0};
    sy_status st = sy_workspace_open(&ws, b->ws_path, access, &err);
    assert_ok(st, err);
    return ws;
}

static char *path_in(const bench *b, const char *name)
{
    static char path[SCRATCH + 256];
    snprintf(path, sizeof path, "%s/%s", b->ws_path, name);
    return path;
}

static bool is_there(const bench *b, const char *name)
{
    return access(path_in(b, name), F_OK) == 0;
}

static unsigned count_originals(const bench *b)
{
    char command[SCRATCH + 300];
    unsigned n = 99;
    snprintf(command, sizeof command, "ls -A '%s/originals' | wc -l", b->ws_path);
    FILE *p = popen(command, "r");
    assert_non_null(p);
    assert_int_equal(fscanf(p, "%u", &n), 1);
    pclose(p);
    return n;
}

/* ---- an import of every kind of row ---- */

static void keep_original(sy_import *imp, const char *sha256, const char *bytes)
{
    sy_err err = {0};
    int fd = -1;
    assert_ok(sy_import_original(imp, &fd, &err), err);
    assert_ok(sy_write_all(fd, bytes, strlen(bytes), "original", &err), err);
    assert_ok(sy_import_keep(imp, fd, sha256, &err), err);
}

static void feed(sy_import *imp, uint32_t source, uint32_t rows)
{
    row_maker m = {.source = source, .rows = rows};
    sy_entry_feed f = rows_feed(&m);
    sy_err err = {0};
    assert_ok(sy_import_entries(imp, &f, &err), err);
}

static void write_small_tables(sy_import *imp, uint32_t source, const char *sha256)
{
    sy_err err = {0};
    sy_source s = {.id = source,
                   .size = 12,
                   .sheet = 2,
                   .header_row = 3,
                   .rows = 5000,
                   .accepted = 4998,
                   .duplicate = 1,
                   .rejected = 1};
    snprintf(s.path, sizeof s.path, "流水/张三.xlsx");
    snprintf(s.sha256, sizeof s.sha256, "%s", sha256);
    snprintf(s.sheet_name, sizeof s.sheet_name, "Sheet 3");
    snprintf(s.encoding, sizeof s.encoding, "GB18030");
    snprintf(s.profile, sizeof s.profile, "bank-feedback-31");
    snprintf(s.kind, sizeof s.kind, "entries");
    snprintf(s.header, sizeof s.header, "交易时间\t金额");
    assert_ok(sy_import_source(imp, &s, &err), err);

    const sy_text_row texts[] = {{source * 10 + 1, SY_TEXT("王五")},
                                 {source * 10 + 2, {"a\0b", 3}},
                                 {source * 10 + 3, {"x\xff\xfey", 4}}};
    const sy_account_row accounts[] = {{source, SY_TEXT("6222020000000001")}};
    const sy_ledger_row ledgers[] = {{source, source, SY_TEXT("00"), SY_TEXT("CNY")}};
    const sy_reject_row rejects[] = {
        {source, 17, SY_TEXT("交易金额"), SY_TEXT("amount-not-a-number"), SY_TEXT("12,5O")},
        {source, 9, SY_TEXT("交易时间"), SY_TEXT("time-missing"), {NULL, 0}}};
    const sy_duplicate_row duplicates[] = {{source, 5, source, 4}};
    const sy_cover_row covers[] = {{source, source, -3, 19000, true},
                                   {source, source, 1, 2, false}};
    assert_ok(sy_import_texts(imp, texts, 3, &err), err);
    assert_ok(sy_import_accounts(imp, accounts, 1, &err), err);
    assert_ok(sy_import_ledgers(imp, ledgers, 1, &err), err);
    assert_ok(sy_import_rejects(imp, rejects, 2, &err), err);
    assert_ok(sy_import_duplicates(imp, duplicates, 1, &err), err);
    assert_ok(sy_import_covers(imp, covers, 2, &err), err);
    const sy_particular_row particulars[] = {
        {source, 4, 1, SY_PART_ID_NUMBER, SY_TEXT("330699198503150025")},
        {source, 4, 0, SY_PART_NAME, SY_TEXT("王样一")},
        {source, 5, 0, SY_PART_NAME, SY_TEXT("said before")},
        {source, 3, 7, SY_PART_NOTE, SY_TEXT("first row")}};
    assert_ok(sy_import_particulars(imp, particulars, 4, &err), err);
}

static void import_whole(sy_workspace *ws, uint32_t source, const char *sha256, uint32_t rows)
{
    sy_import *imp = NULL;
    sy_err err = {0};
    assert_ok(sy_import_begin(&imp, ws, &err), err);
    keep_original(imp, sha256, "the bytes");
    feed(imp, source, rows);
    write_small_tables(imp, source, sha256);
    assert_ok(sy_import_commit(imp, &err), err);
}

static void assert_counts(sy_workspace *ws, uint64_t entries, uint64_t duplicates)
{
    uint64_t have_entries = 0, have_duplicates = 0;
    sy_err err = {0};
    assert_ok(sy_facts_count_entries(ws, &have_entries, &have_duplicates, &err), err);
    assert_int_equal(have_entries, entries);
    assert_int_equal(have_duplicates, duplicates);
}

/* ---- reading back ---- */

typedef struct seen {
    const sy_entry_filter *filter;
    uint32_t source;
    uint64_t n, sum_of_rows;
    uint32_t last_row;
} seen;

static sy_status check_batch(void *ctx, const sy_entry_batch *batch, sy_err *err)
{
    static uint32_t numbers[4 + SY_ENTRY_TEXTS][1];
    static int64_t times[1], amounts[1], balances[1];
    static uint8_t flags[1];
    static uint64_t fingerprints[1];
    static sy_slice serials[1];
    sy_entry_batch want = {.source = numbers[0],
                           .row = numbers[1],
                           .ledger = numbers[2],
                           .other_account = numbers[3],
                           .at = times,
                           .amount = amounts,
                           .balance = balances,
                           .flags = flags,
                           .fingerprint = fingerprints,
                           .serial = serials};
    seen *s = ctx;
    char serial[24];

    (void)err;
    for (int c = 0; c < SY_ENTRY_TEXTS; c++) want.text[c] = numbers[4 + c];
    for (size_t i = 0; i < batch->n; i++) {
        make_row(&want, 0, s->source, batch->row[i], serial);
        assert_int_equal(batch->source[i], s->source);
        assert_int_equal(batch->ledger[i], want.ledger[0]);
        assert_int_equal(batch->other_account[i], want.other_account[0]);
        assert_true(batch->at[i] == want.at[0]);
        assert_true(batch->amount[i] == want.amount[0]);
        assert_true(batch->balance[i] == want.balance[0]);
        assert_int_equal(batch->flags[i], want.flags[0]);
        assert_true(batch->fingerprint[i] == want.fingerprint[0]);
        if (batch->serial) assert_true(sy_slice_is(batch->serial[i], want.serial[0]));
        for (int c = 0; c < SY_ENTRY_TEXTS; c++) {
            const bool asked = s->filter->text_columns >> c & 1u;
            assert_true((batch->text[c] != NULL) == asked);
            if (asked) assert_int_equal(batch->text[c][i], want.text[c][0]);
        }
        if (s->filter->in_order) assert_true(batch->row[i] > s->last_row);
        s->last_row = batch->row[i];
        s->n++;
        s->sum_of_rows += batch->row[i];
    }
    return SY_OK;
}

static seen read_with(sy_workspace *ws, const sy_entry_filter *filter)
{
    seen s = {.filter = filter, .source = 7};
    sy_err err = {0};
    assert_ok(sy_facts_entries(ws, filter, check_batch, &s, &err), err);
    return s;
}

static sy_status collect_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    (void)err;
    if (id == 71) assert_true(sy_slice_is(text, SY_TEXT("王五")));
    if (id == 72) assert_true(sy_slice_is(text, (sy_slice){"a\0b", 3}));
    if (id == 73) assert_true(sy_slice_is(text, SY_TEXT("x\xEF\xBF\xBD\xEF\xBF\xBDy")));
    ++*(int *)ctx;
    return SY_OK;
}

static sy_status collect_account(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    (void)err;
    assert_true(id == 7 && sy_slice_is(number, SY_TEXT("6222020000000001")));
    ++*(int *)ctx;
    return SY_OK;
}

static sy_status collect_ledger(void *ctx, uint32_t id, uint32_t account, sy_slice sub,
                                sy_slice currency, sy_err *err)
{
    (void)err;
    assert_true(id == 7 && account == 7);
    assert_true(sy_slice_is(sub, SY_TEXT("00")) && sy_slice_is(currency, SY_TEXT("CNY")));
    ++*(int *)ctx;
    return SY_OK;
}

static sy_status collect_reject(void *ctx, const sy_reject_row *row, sy_err *err)
{
    int *n = ctx;
    (void)err;
    assert_int_equal(row->source, 7);
    assert_int_equal(row->row, *n == 0 ? 9 : 17);
    if (*n == 0)
        assert_true(row->value.len == 0 && sy_slice_is(row->rule, SY_TEXT("time-missing")));
    if (*n == 1) assert_true(sy_slice_is(row->value, SY_TEXT("12,5O")));
    ++*n;
    return SY_OK;
}

static void every_column_comes_back(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    import_whole(ws, 7, SHA_A, 30000);
    sy_workspace_close(ws);

    ws = open_ws(*state, SY_READ);
    assert_counts(ws, 30000, 1);
    const sy_entry_filter all = {.with_serial = true, .text_columns = (1u << SY_ENTRY_TEXTS) - 1};
    const sy_entry_filter few = {.text_columns = 1u << SY_SUMMARY | 1u << SY_MAC};
    const sy_entry_filter ordered = {.in_order = true, .with_serial = true};
    seen s = read_with(ws, &all);
    assert_int_equal(s.n, 30000);
    assert_int_equal(s.sum_of_rows, 30000ull * 30001 / 2);
    assert_int_equal(read_with(ws, &few).n, 30000);
    assert_int_equal(read_with(ws, &ordered).sum_of_rows, s.sum_of_rows);

    sy_err err = {0};
    int n = 0;
    assert_ok(sy_facts_texts(ws, collect_text, &n, &err), err);
    assert_int_equal(n, 3);
    assert_ok(sy_facts_accounts(ws, collect_account, &n, &err), err);
    assert_int_equal(n, 4);
    assert_ok(sy_facts_ledgers(ws, collect_ledger, &n, &err), err);
    assert_int_equal(n, 5);
    n = 0;
    const uint32_t ids[] = {73, 5, 71};
    assert_ok(sy_facts_texts_of(ws, ids, 3, collect_text, &n, &err), err);
    assert_int_equal(n, 2);
    n = 0;
    assert_ok(sy_facts_rejects(ws, 7, 0, collect_reject, &n, &err), err);
    assert_int_equal(n, 2);
    n = 0;
    assert_ok(sy_facts_rejects(ws, 7, 1, collect_reject, &n, &err), err);
    assert_int_equal(n, 1);
    n = 0;
    assert_ok(sy_facts_rejects(ws, 8, 0, collect_reject, &n, &err), err);
    assert_int_equal(n, 0);
    sy_workspace_close(ws);
}

static void sources_and_covers_come_back(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    sy_arena arena;
    sy_err err = {0};
    sy_source *sources;
    sy_cover_row *covers;
    sy_slice text;
    size_t n = 0;

    sy_arena_init(&arena, NULL);
    import_whole(ws, 7, SHA_B, 10);
    import_whole(ws, 8, SHA_A, 10);
    assert_ok(sy_facts_sources(ws, &sources, &n, &arena, &err), err);
    assert_int_equal(n, 2);
    assert_string_equal(sources[0].sha256, SHA_A);
    const sy_source *s = &sources[1];
    assert_int_equal(s->id, 7);
    assert_string_equal(s->path, "流水/张三.xlsx");
    assert_true(s->size == 12 && s->sheet == 2 && s->header_row == 3);
    assert_string_equal(s->sheet_name, "Sheet 3");
    assert_string_equal(s->encoding, "GB18030");
    assert_string_equal(s->profile, "bank-feedback-31");
    assert_string_equal(s->kind, "entries");
    assert_string_equal(s->header, "交易时间\t金额");
    assert_true(s->rows == 5000 && s->accepted == 4998 && s->duplicate == 1 && s->rejected == 1);
    assert_ok(sy_facts_covers(ws, &covers, &n, &arena, &err), err);
    assert_int_equal(n, 4);
    for (size_t i = 0; i < n; i++) {
        assert_true(covers[i].stated ? covers[i].from_day == -3 && covers[i].to_day == 19000
                                     : covers[i].from_day == 1 && covers[i].to_day == 2);
    }
    assert_ok(sy_facts_text(ws, 81, &text, &arena, &err), err);
    assert_true(sy_slice_is(text, SY_TEXT("王五")));
    assert_ok(sy_facts_text(ws, 0, &text, &arena, &err), err);
    assert_int_equal(text.len, 0);
    assert_int_equal(sy_facts_text(ws, 999, &text, &arena, &err), SY_EENGINE);
    sy_arena_dispose(&arena);
    sy_workspace_close(ws);
}

static sy_status join_particular(void *ctx, const sy_particular_row *p, sy_err *err)
{
    char *to = ctx;
    (void)err;
    sprintf(to + strlen(to), "%u.%u.%u %s=%.*s;", p->source, p->row, p->column,
            sy_particular_names[p->what], (int)p->value.len, p->value.ptr);
    return SY_OK;
}

/* Row 5 is listed as a duplicate and comes all the same; sources come by hash. */
static void particulars_come_in_one_order_whenever_imported(void **state)
{
    const bench *b = *state;
    sy_workspace *ws = open_ws(b, SY_WRITE);
    char all[1000] = "";
    sy_err err = {0};

    import_whole(ws, 2, SHA_B, 10);
    import_whole(ws, 3, SHA_A, 10);
    assert_ok(sy_facts_particulars(ws, join_particular, all, &err), err);
    assert_string_equal(all,
                        "3.3.7 note=first row;3.4.0 name=王样一;3.4.1 id-number=330699198503150025;"
                        "3.5.0 name=said before;"
                        "2.3.7 note=first row;2.4.0 name=王样一;2.4.1 id-number=330699198503150025;"
                        "2.5.0 name=said before;");
    sy_workspace_close(ws);
}

static void filters_find_their_rows_and_no_others(void **state)
{
    enum { ROWS = 60000 };
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    import_whole(ws, 7, SHA_A, ROWS);

    static uint64_t places[ROWS];
    size_t n_places = 0;
    for (uint64_t row = 1; row <= ROWS; row += 3) places[n_places++] = 7ull << 32 | row;
    places[0] = 8ull << 32 | 1; /* not there */
    const uint64_t fingerprints[] = {mix(11, 8), mix(59999, 8), 12345};
    const uint32_t ledgers[] = {3, 4, 5000};
    uint64_t in_ledgers = 0, failed = 0;
    for (uint32_t row = 1; row <= ROWS; row++) {
        const uint32_t ledger = 1 + (uint32_t)(mix(row, 1) % 1500);
        in_ledgers += ledger == 3 || ledger == 4;
        failed += (mix(row, 6) & SY_ENTRY_FAILED) != 0;
    }
    const sy_entry_filter by_place = {.places = places, .n_places = n_places, .in_order = true};
    const sy_entry_filter by_print = {.fingerprints = fingerprints, .n_fingerprints = 3};
    const sy_entry_filter by_ledger = {.ledgers = ledgers, .n_ledgers = 3};
    const sy_entry_filter by_none = {.ledgers = ledgers, .n_ledgers = 0};
    const sy_entry_filter unfailed = {.without_failed = true};
    const sy_entry_filter single = {.without_duplicates = true};
    const sy_entry_filter both = {.ledgers = ledgers,
                                  .n_ledgers = 3,
                                  .places = places,
                                  .n_places = n_places,
                                  .without_duplicates = true,
                                  .without_failed = true,
                                  .in_order = true};
    assert_int_equal(read_with(ws, &by_place).n, n_places - 1);
    assert_int_equal(read_with(ws, &by_print).sum_of_rows, 11 + 59999);
    assert_int_equal(read_with(ws, &by_ledger).n, in_ledgers);
    assert_int_equal(read_with(ws, &by_none).n, 0);
    assert_int_equal(read_with(ws, &unfailed).n, ROWS - failed);
    assert_int_equal(read_with(ws, &single).sum_of_rows, (uint64_t)ROWS * (ROWS + 1) / 2 - 5);
    assert_true(read_with(ws, &both).n < in_ledgers);
    sy_workspace_close(ws);
}

/* ---- inside an import ---- */

typedef struct inner {
    sy_workspace *ws;
    uint64_t n;
} inner;

static sy_status read_within(void *ctx, const sy_entry_batch *batch, sy_err *err)
{
    inner *in = ctx;
    uint64_t entries, duplicates;
    in->n += batch->n;
    return sy_facts_count_entries(in->ws, &entries, &duplicates, err);
}

static sy_status count_fingerprints(void *ctx, const uint64_t *fingerprints, size_t n, sy_err *err)
{
    (void)fingerprints, (void)err;
    *(uint64_t *)ctx += n;
    return SY_OK;
}

static void an_import_sees_its_own_rows(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    const uint64_t places[] = {8ull << 32 | 1, 7ull << 32 | 1};
    const sy_entry_filter filter = {.places = places, .n_places = 2};
    inner in = {ws, 0};
    sy_import *imp = NULL;
    sy_err err = {0};
    uint64_t others = 0;
    bool has = false;

    import_whole(ws, 7, SHA_A, 3000);
    assert_ok(sy_import_begin(&imp, ws, &err), err);
    feed(imp, 8, 5000);
    assert_ok(sy_facts_has_file(ws, SHA_B, &has, &err), err);
    assert_false(has);
    write_small_tables(imp, 8, SHA_B);
    assert_ok(sy_facts_has_file(ws, SHA_B, &has, &err), err);
    assert_true(has);
    assert_ok(sy_facts_has_file(ws, SHA_A, &has, &err), err);
    assert_true(has);
    assert_ok(sy_import_entries_so_far(imp, &filter, read_within, &in, &err), err);
    assert_int_equal(in.n, 2);
    assert_ok(sy_facts_fingerprints(imp, count_fingerprints, &others, &err), err);
    assert_int_equal(others, 3000);
    feed(imp, 9, 10); /* a second feed in one import */
    assert_ok(sy_import_commit(imp, &err), err);
    assert_counts(ws, 8010, 2);
    assert_int_equal(sy_facts_has_file(ws, "../x", &has, &err), SY_EINVAL);
    sy_workspace_close(ws);
}

static void an_abort_leaves_nothing(void **state)
{
    const bench *b = *state;
    sy_workspace *ws = open_ws(b, SY_WRITE);
    sy_import *imp = NULL;
    sy_err err = {0};
    uint64_t before = 0, after = 0;
    int fd;

    import_whole(ws, 7, SHA_A, 3000);
    assert_ok(sy_workspace_generation(ws, &before, &err), err);
    assert_ok(sy_import_begin(&imp, ws, &err), err);
    keep_original(imp, SHA_B, "b");
    keep_original(imp, SHA_A, "known already");
    assert_ok(sy_import_original(imp, &fd, &err), err); /* never kept */
    feed(imp, 8, 5000);
    write_small_tables(imp, 8, SHA_B);
    sy_import_abort(imp);
    assert_counts(ws, 3000, 1);
    assert_ok(sy_workspace_generation(ws, &after, &err), err);
    assert_true(before == after);
    assert_int_equal(count_originals(b), 1);
    assert_true(is_there(b, "originals/" SHA_A));

    struct stat info;
    assert_int_equal(stat(path_in(b, "originals/" SHA_A), &info), 0);
    assert_int_equal(info.st_mode & 07777, 0400);
    assert_int_equal(info.st_size, strlen("the bytes"));
    import_whole(ws, 8, SHA_B, 10);
    assert_ok(sy_workspace_generation(ws, &after, &err), err);
    assert_true(before != after);
    sy_workspace_close(ws);
    assert_false(is_there(b, "facts.duckdb.wal"));
}

static void a_failing_feed_stops_the_import(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    row_maker m = {.source = 7, .rows = 100000, .fail_at = 77777};
    sy_entry_feed f = rows_feed(&m);
    sy_import *imp = NULL;
    sy_err err = {0};

    assert_ok(sy_import_begin(&imp, ws, &err), err);
    assert_int_equal(sy_import_entries(imp, &f, &err), SY_EDATA);
    assert_string_equal(err.text, "row 77777 is bad");
    assert_int_equal(err.line, 77777);
    sy_import_abort(imp);
    assert_counts(ws, 0, 0);
    sy_workspace_close(ws);
}

static sy_status stop_reading(void *ctx, const sy_entry_batch *batch, sy_err *err)
{
    (void)batch;
    return ++*(int *)ctx == 2 ? sy_fail(err, SY_ECANCEL, "enough") : SY_OK;
}

static void a_reader_may_stop(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    const sy_entry_filter all = {0};
    sy_err err = {0};
    int calls = 0;

    import_whole(ws, 7, SHA_A, 30000);
    assert_int_equal(sy_facts_entries(ws, &all, stop_reading, &calls, &err), SY_ECANCEL);
    assert_int_equal(calls, 2);
    assert_counts(ws, 30000, 1);
    sy_workspace_close(ws);
}

/* ---- who holds it ---- */

static void a_second_writer_is_told_who_is_in(void **state)
{
    const bench *b = *state;
    sy_workspace *ws = open_ws(b, SY_WRITE), *other = NULL;
    char pid[32];
    sy_err err = {0};

    snprintf(pid, sizeof pid, "%ld", (long)getpid());
    assert_int_equal(sy_workspace_open(&other, b->ws_path, SY_WRITE, &err), SY_EIO);
    assert_null(other);
    assert_non_null(strstr(err.text, pid));
    assert_non_null(strstr(err.text, "store_test"));
    err = (sy_err){0};
    assert_int_equal(sy_workspace_open(&other, b->ws_path, SY_READ, &err), SY_EIO);
    assert_non_null(strstr(err.text, pid));
    sy_workspace_close(ws);
    sy_workspace_close(open_ws(b, SY_WRITE));
}

static void readers_share_also_between_processes(void **state)
{
    const bench *b = *state;
    sy_workspace *ws = open_ws(b, SY_WRITE), *other = NULL;
    sy_err err = {0};
    int status = -1;

    import_whole(ws, 7, SHA_A, 3000);
    sy_workspace_close(ws);
    pid_t child = fork();
    if (child == 0) { /* before this process has opened anything of DuckDB for reading */
        uint64_t entries = 0, duplicates = 0;
        sy_status st = sy_workspace_open(&ws, b->ws_path, SY_READ, &err);
        if (st == SY_OK) st = sy_facts_count_entries(ws, &entries, &duplicates, &err);
        usleep(300000);
        _exit(st == SY_OK && entries == 3000 ? 0 : 1);
    }
    ws = open_ws(b, SY_READ);
    other = open_ws(b, SY_READ);
    assert_counts(ws, 3000, 1);
    assert_counts(other, 3000, 1);
    sy_import *imp = NULL;
    assert_int_equal(sy_import_begin(&imp, ws, &err), SY_EINVAL);
    sy_workspace_close(other);
    err = (sy_err){0};
    assert_int_equal(sy_workspace_open(&other, b->ws_path, SY_WRITE, &err), SY_EIO);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    sy_workspace_close(ws);
}

/* Twice: the second opening has an engine of its own again. */
static sy_status count_twice(const char *path, uint64_t entries[2], int texts[2], sy_err *err)
{
    sy_status st = SY_OK;

    for (int i = 0; i < 2 && st == SY_OK; i++) {
        sy_workspace *ws = NULL;
        uint64_t duplicates;
        texts[i] = 0;
        st = sy_workspace_open(&ws, path, SY_READ, err);
        if (st == SY_OK) st = sy_facts_count_entries(ws, &entries[i], &duplicates, err);
        if (st == SY_OK) st = sy_facts_texts(ws, collect_text, &texts[i], err);
        sy_workspace_close(ws);
    }
    return st;
}

static void an_engine_made_ahead_reads_the_same(void **state)
{
    const bench *b = *state;
    sy_workspace *ws = open_ws(b, SY_WRITE);
    char path[SCRATCH + 64];
    int status = -1;

    import_whole(ws, 7, SHA_A, 3000);
    sy_workspace_close(ws);
    snprintf(path, sizeof path, "%s/Zhao's 'case'", b->folder);
    assert_int_equal(rename(b->ws_path, path), 0);
    const pid_t parent = fork();
    if (parent == 0) {
        sy_store_prepare();
        const pid_t child = fork();
        if (child == 0) {
            uint64_t entries[2] = {0};
            int texts[2] = {0};
            const sy_status st = count_twice(path, entries, texts, NULL);
            _exit(st == SY_OK && entries[0] == 3000 && entries[1] == 3000 && texts[0] > 0 &&
                          texts[0] == texts[1]
                      ? 0
                      : 1);
        }
        _exit(waitpid(child, &status, 0) == child && status == 0 ? 0 : 2);
    }
    assert_int_equal(waitpid(parent, &status, 0), parent);
    assert_int_equal(status, 0);
    assert_int_equal(rename(path, b->ws_path), 0);
}

static void the_lock_of_a_dead_process_is_no_obstacle(void **state)
{
    const bench *b = *state;
    FILE *lock = fopen(path_in(b, "lock"), "w");
    assert_non_null(lock);
    fputs("1 init\n", lock);
    fclose(lock);
    sy_workspace_close(open_ws(b, SY_WRITE));
}

/* An import of a process that died, as seen by the next one. */
static void leave_an_import_cut_off(const bench *b)
{
    pid_t child = fork();
    int status;
    if (child == 0) {
        sy_workspace *ws = NULL;
        sy_import *imp = NULL;
        sy_err err = {0};
        int fd;
        if (sy_workspace_open(&ws, b->ws_path, SY_WRITE, &err) == SY_OK &&
            sy_import_begin(&imp, ws, &err) == SY_OK) {
            keep_original(imp, SHA_B, "b");
            if (sy_import_original(imp, &fd, &err) != SY_OK) _exit(2);
            _exit(0);
        }
        _exit(1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void what_a_dead_import_left_is_cleared(void **state)
{
    const bench *b = *state;
    sy_duck duck;
    sy_err err = {0};
    sy_access ways[] = {SY_READ, SY_WRITE};

    for (size_t i = 0; i < 2; i++) {
        leave_an_import_cut_off(b);
        assert_int_equal(count_originals(b), 2);
        assert_int_equal(mkdir(path_in(b, "tmp-1-1"), 0700), 0);
        /* as if DuckDB's commit had been torn: rows with a number that is not done */
        char *path = sy_path_join(NULL, b->ws_path, "facts.duckdb");
        const sy_duck_options options = {.can_write = true, .memory_mb = 100, .spill = "/tmp/none"};
        assert_ok(sy_duck_open(&duck, path, &options, &err), err);
        assert_ok(sy_duck_runf(duck.con, &err, "INSERT INTO texts VALUES (%zu, 5, 'x')", i + 1),
                  err);
        sy_duck_close(&duck);
        sy_drop(NULL, path);

        sy_workspace *ws = open_ws(b, ways[i]);
        assert_int_equal(sy_workspace_recovered(ws), 1);
        int n = 0;
        assert_ok(sy_facts_texts(ws, collect_text, &n, &err), err);
        assert_int_equal(n, 0);
        assert_int_equal(count_originals(b), 0);
        sy_workspace_close(ws);
    }
    assert_false(is_there(b, "tmp-1-1"));
    sy_workspace *ws = open_ws(b, SY_READ);
    assert_int_equal(sy_workspace_recovered(ws), 0);
    sy_workspace_close(ws);
}

static int write_reset(void *reset, int n, char **values, char **names)
{
    (void)n, (void)names;
    snprintf(reset, 64, "PRAGMA user_version = %s", values[0]);
    return 0;
}

static void a_newer_workspace_is_refused(void **state)
{
    const bench *b = *state;
    sy_workspace *ws = NULL;
    sqlite3 *db = NULL;
    sy_err err = {0};

    char reset[64];
    assert_int_equal(sqlite3_open(path_in(b, "decisions.sqlite"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version", write_reset, reset, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 999", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(sy_workspace_open(&ws, b->ws_path, SY_READ, &err), SY_EINVAL);
    assert_int_equal(sqlite3_open(path_in(b, "decisions.sqlite"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, reset, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    sy_workspace_close(open_ws(b, SY_READ));

    sy_duck duck;
    char *path = sy_path_join(NULL, b->ws_path, "facts.duckdb");
    const sy_duck_options options = {.can_write = true, .memory_mb = 100, .spill = "/tmp/none"};
    err = (sy_err){0};
    assert_ok(sy_duck_open(&duck, path, &options, &err), err);
    assert_ok(sy_duck_run(duck.con, "UPDATE version SET step = 999", &err), err);
    sy_duck_close(&duck);
    sy_drop(NULL, path);
    assert_int_equal(sy_workspace_open(&ws, b->ws_path, SY_WRITE, &err), SY_EINVAL);
    /* A reader is told when it comes to the facts. */
    int n = 0;
    err = (sy_err){0};
    assert_ok(sy_workspace_open(&ws, b->ws_path, SY_READ, &err), err);
    assert_int_equal(sy_facts_texts(ws, collect_text, &n, &err), SY_EINVAL);
    sy_workspace_close(ws);
}

static void the_place_of_a_new_workspace_must_be_free(void **state)
{
    const bench *b = *state;
    char path[SCRATCH + 64];
    sy_workspace *ws = NULL;
    sy_err err = {0};

    assert_int_equal(sy_workspace_create(b->ws_path, &err), SY_EINVAL);
    snprintf(path, sizeof path, "%s/empty/", b->folder);
    assert_int_equal(mkdir(path, 0700), 0);
    err = (sy_err){0};
    assert_int_equal(sy_workspace_open(&ws, path, SY_READ, &err), SY_EINVAL);
    err = (sy_err){0};
    assert_ok(sy_workspace_create(path, &err), err);
    assert_ok(sy_workspace_open(&ws, path, SY_READ, &err), err);
    sy_workspace_close(ws);
    snprintf(path, sizeof path, "%s/none/there", b->folder);
    assert_int_equal(sy_workspace_create(path, &err), SY_EIO);
    err = (sy_err){0};
    assert_int_equal(sy_workspace_open(&ws, path, SY_READ, &err), SY_EIO);
    /* nothing half made beside them */
    char command[SCRATCH + 64];
    snprintf(command, sizeof command, "test $(ls '%s' | wc -l) = 2", b->folder);
    assert_int_equal(system(command), 0);
}

/* ---- decisions ---- */

static void the_case_is_kept_and_changed_field_by_field(void **state)
{
    const bench *b = *state;
    sy_workspace *ws = open_ws(b, SY_WRITE);
    sy_arena arena;
    sy_err err = {0};
    sy_case_facts facts = {
        .name = "李四执行案", .number = "(2023)浙0000执1号", .claim = "300000.00"};
    sy_case_facts change = {.debtor = "李四", .name = "", .enforcement_filed = "2023-05-01"}, got;

    sy_arena_init(&arena, NULL);
    assert_ok(sy_case_get(ws, &got, &arena, &err), err);
    assert_null(got.name);
    assert_ok(sy_case_set(ws, &facts, &err), err);
    assert_ok(sy_case_set(ws, &change, &err), err);
    sy_workspace_close(ws);
    ws = open_ws(b, SY_READ);
    assert_ok(sy_case_get(ws, &got, &arena, &err), err);
    assert_null(got.name);
    assert_null(got.resumed);
    assert_string_equal(got.number, facts.number);
    assert_string_equal(got.claim, "300000.00");
    assert_string_equal(got.debtor, "李四");
    assert_string_equal(got.enforcement_filed, "2023-05-01");
    assert_int_equal(sy_case_set(ws, &change, &err), SY_EINVAL);
    sy_arena_dispose(&arena);
    sy_workspace_close(ws);
}

static size_t decisions_of(sy_workspace *ws, sy_match_decision **list, sy_arena *arena)
{
    sy_err err = {0};
    size_t n = 0;
    assert_ok(sy_match_decisions(ws, list, &n, false, arena, &err), err);
    return n;
}

static size_t decide(sy_workspace *ws, sy_match_kind kind, const char *a, const char *b,
                     sy_verdict verdict)
{
    const sy_match_decision one = {
        .kind = kind, .a = sy_slice_of(a), .b = sy_slice_of(b), .verdict = verdict};
    size_t decided = 0;
    sy_err err = {0};
    assert_ok(sy_match_decide(ws, &decided, &one, 1, &err), err);
    return decided;
}

static size_t undo(sy_workspace *ws, int64_t id)
{
    size_t undone = 0;
    sy_err err = {0};
    assert_ok(sy_match_undo(ws, id, &undone, &err), err);
    return undone;
}

static void verdicts_stand_until_undone(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    const char *a = "aaaaaaaaaaaa-0-1", *b = "bbbbbbbbbbbb-0-2", *c = "cccccccccccc-1-3";
    sy_match_decision *list;
    sy_arena arena;
    sy_err err = {0};
    uint64_t generations[6];

    sy_arena_init(&arena, NULL);
    assert_int_equal(undo(ws, 0), 0);
    assert_ok(sy_workspace_generation(ws, &generations[0], &err), err);
    assert_int_equal(decide(ws, SY_MATCH_SIDES, a, b, SY_VERDICT_CONFIRMED), 1);
    assert_ok(sy_workspace_generation(ws, &generations[1], &err), err);
    assert_int_equal(decide(ws, SY_MATCH_SIDES, a, c, SY_VERDICT_REJECTED), 1);
    assert_ok(sy_workspace_generation(ws, &generations[2], &err), err);
    assert_int_equal(decide(ws, SY_MATCH_SIDES, a, b, SY_VERDICT_REJECTED), 1);
    assert_ok(sy_workspace_generation(ws, &generations[3], &err), err);
    assert_int_equal(decisions_of(ws, &list, &arena), 2);
    assert_string_equal(list[0].b.ptr, c);
    assert_string_equal(list[1].b.ptr, b);
    assert_int_equal(list[1].verdict, SY_VERDICT_REJECTED);
    assert_true(strlen(list[1].who) > 0 && strlen(list[1].decided_at) == 20);
    assert_int_equal(undo(ws, 0), 1);
    assert_ok(sy_workspace_generation(ws, &generations[4], &err), err);
    assert_int_equal(decisions_of(ws, &list, &arena), 2);
    assert_string_equal(list[0].b.ptr, b); /* the first verdict on it stands again */
    assert_int_equal(list[0].verdict, SY_VERDICT_CONFIRMED);
    assert_int_equal(undo(ws, 0), 1);
    assert_int_equal(undo(ws, 0), 1);
    assert_int_equal(undo(ws, 0), 0);
    assert_ok(sy_workspace_generation(ws, &generations[5], &err), err);
    assert_int_equal(decisions_of(ws, &list, &arena), 0);
    for (int i = 1; i < 6; i++) assert_true(generations[i] > generations[i - 1]);
    const sy_match_decision wrong = {
        .a = sy_slice_of(a), .b = sy_slice_of(b), .verdict = (sy_verdict)3};
    size_t decided;
    assert_int_equal(sy_match_decide(ws, &decided, &wrong, 1, &err), SY_EINVAL);
    sy_arena_dispose(&arena);
    sy_workspace_close(ws);
}

static void people_stand_until_taken_back(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    const sy_case_person both[] = {
        {.relation = SY_RELATION_SPOUSE, .name = "花无缺", .phone = "13900000000"},
        {.relation = SY_RELATION_PARENT, .name = "向春暖"},
    };
    sy_case_person *list;
    size_t n, added;
    bool undone;
    sy_arena arena;
    sy_err err = {0};

    sy_arena_init(&arena, NULL);
    assert_ok(sy_people_add(ws, &added, both, 2, &err), err);
    assert_int_equal(added, 2);
    assert_ok(sy_people_add(ws, &added, both, 2, &err), err);
    assert_int_equal(added, 0); /* said already */
    assert_ok(sy_people(ws, &list, &n, &arena, &err), err);
    assert_int_equal(n, 2);
    assert_string_equal(list[0].name, "花无缺");
    assert_string_equal(list[0].phone, "13900000000");
    assert_string_equal(list[0].identity, "");
    assert_int_equal(list[1].relation, SY_RELATION_PARENT);
    assert_ok(sy_people_undo(ws, list[0].id, &undone, &err), err);
    assert_true(undone);
    assert_ok(sy_people_undo(ws, list[0].id, &undone, &err), err);
    assert_false(undone);
    assert_ok(sy_people_undo(ws, 0, &undone, &err), err); /* the newest: the mother */
    assert_true(undone);
    assert_ok(sy_people(ws, &list, &n, &arena, &err), err);
    assert_int_equal(n, 0);
    assert_ok(sy_people_add(ws, &added, both, 2, &err), err);
    assert_int_equal(added, 2);
    sy_workspace_close(ws);
    ws = open_ws(*state, SY_READ);
    assert_int_equal(sy_people_add(ws, &added, both, 2, &err), SY_EINVAL);
    sy_arena_dispose(&arena);
    sy_workspace_close(ws);
}

static void relations_are_known_by_both_names(void **state)
{
    (void)state;
    for (int r = SY_RELATION_DEBTOR; r < SY_RELATIONS; r++) {
        sy_relation a = SY_RELATION_NONE, b = SY_RELATION_NONE;
        assert_true(sy_relation_from_name(&a, sy_relation_name((sy_relation)r)));
        assert_true(sy_relation_from_name(&b, sy_relation_label((sy_relation)r)));
        assert_true(a == (sy_relation)r && b == (sy_relation)r);
    }
    sy_relation none;
    assert_true(sy_relation_from_name(&none, "母亲") && none == SY_RELATION_PARENT);
    assert_true(sy_relation_from_name(&none, "妻子") && none == SY_RELATION_SPOUSE);
    assert_true(sy_relation_from_name(&none, "未成年子女") && none == SY_RELATION_MINOR_CHILD);
    assert_false(sy_relation_from_name(&none, "儿子")); /* of age, or not? */
    assert_false(sy_relation_from_name(&none, "none"));
    assert_false(sy_relation_from_name(&none, ""));
}

static void the_newest_word_on_a_finding_counts(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    const sy_finding_decision said[] = {
        {"clue", "c1", SY_VERDICT_CONFIRMED, "看过登记簿", 0, NULL, NULL},
        {"clue", "c1", SY_VERDICT_REJECTED, NULL, 0, NULL, NULL},
        {"proxy", "c1", SY_VERDICT_CONFIRMED, "", 0, NULL, NULL},
    };
    sy_finding_decision *list;
    size_t n;
    bool undone;
    sy_arena arena;
    sy_err err = {0};

    sy_arena_init(&arena, NULL);
    for (int i = 0; i < 3; i++) assert_ok(sy_finding_decide(ws, &said[i], &err), err);
    assert_ok(sy_finding_decisions(ws, "clue", &list, &n, &arena, &err), err);
    assert_int_equal(n, 1);
    assert_int_equal(list[0].verdict, SY_VERDICT_REJECTED);
    assert_string_equal(list[0].note, "");
    assert_ok(sy_finding_undo(ws, "clue", "c1", &undone, &err), err);
    assert_true(undone);
    assert_ok(sy_finding_decisions(ws, "clue", &list, &n, &arena, &err), err);
    assert_int_equal(list[0].verdict, SY_VERDICT_CONFIRMED);
    assert_string_equal(list[0].note, "看过登记簿");
    assert_ok(sy_finding_undo(ws, "clue", NULL, &undone, &err), err);
    assert_true(undone);
    assert_ok(sy_finding_undo(ws, "clue", NULL, &undone, &err), err);
    assert_false(undone);
    assert_ok(sy_finding_decisions(ws, "proxy", &list, &n, &arena, &err), err);
    assert_int_equal(n, 1); /* another kind's id is another finding */
    sy_arena_dispose(&arena);
    sy_workspace_close(ws);
}

static void the_same_verdict_again_changes_nothing(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    uint64_t before, after;
    sy_err err = {0};

    assert_int_equal(decide(ws, SY_MATCH_DUPLICATE, "a", "b", SY_VERDICT_CONFIRMED), 1);
    assert_ok(sy_workspace_generation(ws, &before, &err), err);
    assert_int_equal(decide(ws, SY_MATCH_DUPLICATE, "a", "b", SY_VERDICT_CONFIRMED), 0);
    assert_ok(sy_workspace_generation(ws, &after, &err), err);
    assert_int_equal(before, after);
    /* Another kind of match of the same two is another question. */
    assert_int_equal(decide(ws, SY_MATCH_REVERSAL, "a", "b", SY_VERDICT_CONFIRMED), 1);
    sy_workspace_close(ws);
}

static void what_was_decided_at_once_is_undone_at_once(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    sy_match_decision many[3] = {0}, *list;
    sy_arena arena;
    sy_err err = {0};
    size_t decided, n;

    sy_arena_init(&arena, NULL);
    assert_int_equal(decide(ws, SY_MATCH_SHADOW, "x", "y", SY_VERDICT_REJECTED), 1);
    for (int i = 0; i < 3; i++) {
        many[i] = (sy_match_decision){.kind = SY_MATCH_ACCOUNT,
                                      .a = sy_slice_of(&"EE1"[i]),
                                      .b = SY_TEXT("22"),
                                      .verdict = SY_VERDICT_CONFIRMED};
    }
    assert_ok(sy_match_decide(ws, &decided, many, 3, &err), err);
    assert_int_equal(decided, 3);
    assert_int_equal(decide(ws, SY_MATCH_SIDES, "p", "q", SY_VERDICT_CONFIRMED), 1);
    assert_int_equal(decisions_of(ws, &list, &arena), 5);
    assert_int_equal(list[1].bulk, list[3].bulk);
    assert_int_equal(undo(ws, list[2].id), 3); /* one of them names all */
    assert_int_equal(undo(ws, list[2].id), 0);
    assert_int_equal(decisions_of(ws, &list, &arena), 2);
    assert_ok(sy_match_decisions(ws, &list, &n, true, &arena, &err), err);
    assert_int_equal(n, 5); /* nothing is forgotten */
    assert_null(list[0].undone_at);
    assert_non_null(list[1].undone_by);
    assert_int_equal(list[1].kind, SY_MATCH_ACCOUNT);
    /* A bulk with a wrong verdict in it leaves nothing behind. */
    many[2].verdict = (sy_verdict)7;
    assert_int_equal(sy_match_decide(ws, &decided, many, 3, &err), SY_EINVAL);
    assert_int_equal(decided, 0);
    assert_int_equal(decisions_of(ws, &list, &arena), 2);
    sy_arena_dispose(&arena);
    sy_workspace_close(ws);
}

/* An import of one source with a title and totals, and a cover that is not stated. */
static void import_stated(sy_workspace *ws, const char *sha256)
{
    sy_import *imp = NULL;
    sy_err err = {0};
    row_maker m = {.source = 3, .rows = 5};
    sy_entry_feed f = rows_feed(&m);
    sy_source source = {.id = 3, .rows = 5, .accepted = 5};
    const sy_cover_row cover = {3, 1, 10, 20, false};
    const sy_title_row titles[] = {
        {3, 2, SY_TITLE_PERIOD, SY_IN_LINE, SY_TEXT("1970-01-06..1970-02-01")},
        {3, 0, SY_TITLE_HOLDER, SY_IN_FILE_NAME, SY_TEXT("甲一一")}};
    const sy_totals_row totals[] = {
        {.source = 3, .row = 9, .stated = SY_STATED_CLOSING, .closing = -5},
        {.source = 3,
         .row = 4,
         .ledger = 1,
         .stated = SY_STATED_COUNT_IN | SY_STATED_SUM_OUT | SY_STATED_PERIOD,
         .account = SY_TEXT("6299990000000000011"),
         .currency = SY_TEXT("CNY"),
         .from_day = -1,
         .to_day = 7,
         .count_in = 1u << 31,
         .sum_out = INT64_MAX}};

    snprintf(source.sha256, sizeof source.sha256, "%s", sha256);
    assert_ok(sy_import_begin(&imp, ws, &err), err);
    assert_ok(sy_import_entries(imp, &f, &err), err);
    assert_ok(sy_import_source(imp, &source, &err), err);
    assert_ok(sy_import_covers(imp, &cover, 1, &err), err);
    assert_ok(sy_import_titles(imp, titles, 2, &err), err);
    assert_ok(sy_import_totals(imp, totals, 2, &err), err);
    assert_ok(sy_import_commit(imp, &err), err);
}

static sy_cover_row cover_now(sy_workspace *ws, sy_arena *arena)
{
    sy_cover_row *covers;
    sy_err err = {0};
    size_t n;

    assert_ok(sy_facts_covers(ws, &covers, &n, arena, &err), err);
    assert_int_equal(n, 1);
    assert_ok(sy_covers_confirm(ws, covers, n, &err), err);
    return covers[0];
}

static void a_title_states_a_cover_once_confirmed(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    sy_arena arena;
    sy_err err = {0};
    sy_title_row *titles;
    sy_totals_row *totals;
    sy_title_decision *decisions;
    uint64_t before, after;
    size_t n;
    bool undone;

    sy_arena_init(&arena, NULL);
    import_stated(ws, SHA_A);
    assert_ok(sy_facts_titles(ws, &titles, &n, &arena, &err), err);
    assert_int_equal(n, 2);
    assert_true(titles[0].field == SY_TITLE_HOLDER && titles[0].place == SY_IN_FILE_NAME);
    assert_true(sy_slice_is(titles[0].value, SY_TEXT("甲一一")) && titles[1].row == 2);
    assert_ok(sy_facts_totals(ws, &totals, &n, &arena, &err), err);
    assert_int_equal(n, 2);
    assert_true(totals[0].row == 4 && totals[0].ledger == 1 && totals[0].sum_out == INT64_MAX);
    assert_true(totals[0].count_in == 1u << 31 && totals[0].from_day == -1 &&
                totals[0].to_day == 7);
    assert_true(sy_slice_is(totals[0].account, SY_TEXT("6299990000000000011")));
    assert_true(totals[1].stated == SY_STATED_CLOSING && totals[1].closing == -5);

    assert_ok(sy_workspace_generation(ws, &before, &err), err);
    assert_true(!cover_now(ws, &arena).stated);
    assert_ok(sy_title_decide(ws, SHA_A, 0, SY_VERDICT_CONFIRMED, &err), err);
    assert_ok(sy_workspace_generation(ws, &after, &err), err);
    assert_true(after > before);
    const sy_cover_row cover = cover_now(ws, &arena);
    assert_true(cover.stated && cover.from_day == 5 && cover.to_day == 31);
    assert_ok(sy_title_decide(ws, SHA_A, 0, SY_VERDICT_REJECTED, &err), err);
    assert_true(!cover_now(ws, &arena).stated);
    assert_ok(sy_title_undo(ws, &undone, &err), err);
    assert_true(undone && cover_now(ws, &arena).stated);
    assert_ok(sy_title_decisions(ws, &decisions, &n, &arena, &err), err);
    assert_true(n == 1 && strcmp(decisions[0].sha256, SHA_A) == 0);
    assert_ok(sy_title_undo(ws, &undone, &err), err);
    assert_ok(sy_title_undo(ws, &undone, &err), err);
    assert_true(!undone && !cover_now(ws, &arena).stated);
    sy_arena_dispose(&arena);
    sy_workspace_close(ws);
}

static void a_failed_allocation_is_reported(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    sy_case_facts facts = {.name = "x", .debtor = "李四"}, got;
    sy_match_decision *decisions;
    sy_title_decision *titled;
    sy_title_row *titles;
    sy_totals_row *totals;
    sy_cover_row *covers;
    sy_source *sources;
    sy_slice text;
    sy_err err = {0};
    size_t n;

    assert_ok(sy_case_set(ws, &facts, &err), err);
    decide(ws, SY_MATCH_SIDES, "a", "b", SY_VERDICT_CONFIRMED);
    import_whole(ws, 7, SHA_A, 10);
    for (size_t left = 0;; left++) {
        scarce s = {.left = left};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_arena arena;
        sy_arena_init(&arena, &al);
        sy_status st = sy_case_get(ws, &got, &arena, NULL);
        if (st == SY_OK) st = sy_match_decisions(ws, &decisions, &n, true, &arena, NULL);
        if (st == SY_OK) st = sy_facts_sources(ws, &sources, &n, &arena, NULL);
        if (st == SY_OK) st = sy_facts_covers(ws, &covers, &n, &arena, NULL);
        if (st == SY_OK) st = sy_facts_text(ws, 71, &text, &arena, NULL);
        if (st == SY_OK) st = sy_facts_titles(ws, &titles, &n, &arena, NULL);
        if (st == SY_OK) st = sy_facts_totals(ws, &totals, &n, &arena, NULL);
        if (st == SY_OK) st = sy_title_decisions(ws, &titled, &n, &arena, NULL);
        sy_arena_dispose(&arena);
        assert_int_equal(s.live, 0);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        if (st == SY_OK) break;
    }
    sy_workspace_close(ws);
}

/* ---- a full disk ---- */

static void a_full_disk_is_one_clear_error(void **state)
{
    bench *b = *state;
    bench small = {0};
    sy_workspace *ws = NULL;
    sy_import *imp = NULL;
    sy_err err = {0};

    snprintf(small.folder, sizeof small.folder, "%.200s/disk", b->folder);
    snprintf(small.ws_path, sizeof small.ws_path, "%s/case.suyuan", small.folder);
    assert_int_equal(mkdir(small.folder, 0700), 0);
    if (mount("none", small.folder, "tmpfs", 0, "size=32m") != 0) {
        print_message("no small disk can be mounted here: %s\n", strerror(errno));
        skip();
    }
    sy_status st = sy_workspace_create(small.ws_path, &err);
    if (st == SY_OK) st = sy_workspace_open(&ws, small.ws_path, SY_WRITE, &err);
    if (st == SY_OK) {
        row_maker m = {.source = 7, .rows = 2000};
        sy_entry_feed f = rows_feed(&m);
        st = sy_import_begin(&imp, ws, &err);
        if (st == SY_OK) st = sy_import_entries(imp, &f, &err);
        if (st == SY_OK) st = sy_import_commit(imp, &err);
    }
    sy_status full = SY_OK;
    sy_err why = {0};
    uint64_t entries = 0, duplicates = 0, again = 0;
    if (st == SY_OK) {
        row_maker m = {.source = 8, .rows = 2000000};
        sy_entry_feed f = rows_feed(&m);
        st = sy_import_begin(&imp, ws, &err);
        full = sy_import_entries(imp, &f, &why);
        if (full == SY_OK)
            full = sy_import_commit(imp, &why);
        else
            sy_import_abort(imp);
        if (st == SY_OK) st = sy_facts_count_entries(ws, &entries, &duplicates, &err);
    }
    sy_workspace_close(ws);
    if (st == SY_OK) st = sy_workspace_open(&ws, small.ws_path, SY_WRITE, &err);
    if (st == SY_OK) st = sy_facts_count_entries(ws, &again, &duplicates, &err);
    if (st == SY_OK) sy_workspace_close(ws);
    umount(small.folder);
    assert_ok(st, err);
    assert_int_equal(full, SY_EIO);
    print_message("%s\n", why.text);
    assert_int_equal(entries, 2000);
    assert_int_equal(again, 2000);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(readers_share_also_between_processes),
        TEST(an_engine_made_ahead_reads_the_same),
        TEST(what_a_dead_import_left_is_cleared),
        TEST(every_column_comes_back),
        TEST(sources_and_covers_come_back),
        TEST(particulars_come_in_one_order_whenever_imported),
        TEST(filters_find_their_rows_and_no_others),
        TEST(an_import_sees_its_own_rows),
        TEST(an_abort_leaves_nothing),
        TEST(a_failing_feed_stops_the_import),
        TEST(a_reader_may_stop),
        TEST(a_second_writer_is_told_who_is_in),
        TEST(the_lock_of_a_dead_process_is_no_obstacle),
        TEST(a_newer_workspace_is_refused),
        TEST(the_place_of_a_new_workspace_must_be_free),
        TEST(the_case_is_kept_and_changed_field_by_field),
        TEST(verdicts_stand_until_undone),
        TEST(people_stand_until_taken_back),
        cmocka_unit_test(relations_are_known_by_both_names),
        TEST(the_newest_word_on_a_finding_counts),
        TEST(a_title_states_a_cover_once_confirmed),
        TEST(the_same_verdict_again_changes_nothing),
        TEST(what_was_decided_at_once_is_undone_at_once),
        TEST(a_failed_allocation_is_reported),
        TEST(a_full_disk_is_one_clear_error),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
