/* orientation_test.c - ambiguous directions, signs and flags: a ledger is
 * written down in every doubtful way, and must come back as it was. */
#include "intake_place.h"

#include "intake/orientation.h"

#include "base/civil.h"
#include "synth/random.h"

enum { ROWS = 300 };

typedef struct way {
    const char *in, *out;          /* words of the direction */
    const char *success, *failure; /* NULL: 成功, 失败 */
    bool descends, has_no_balance;
    unsigned blank;         /* per cent */
    bool repeats, reverses; /* a minus with each out; with some, money back */
    unsigned accounts;      /* whose rows alternate; 0: 1 */
    size_t rows;            /* 0: ROWS */
} way;

/* The file, and what each of its rows moves; 0: it failed. */
static void write_way(place *p, const char *name, const way *w, int64_t *moves)
{
    const size_t n = w->rows ? w->rows : ROWS;
    const unsigned accounts = w->accounts ? w->accounts : 1;
    char(*lines)[200] = calloc(n, sizeof *lines);
    int64_t balance[8] = {0};
    sy_random r = {n + accounts};
    FILE *f = fopen(in(p, name), "w");

    for (unsigned a = 0; a < accounts; a++) balance[a] = 10000000000;
    for (size_t i = 0; i < n; i++) {
        const unsigned a = (unsigned)(i % accounts);
        const int64_t fen = sy_random_between(&r, 1, 999999);
        bool is_in = sy_random_below(&r, 2), has_failed = w->failure && sy_random_below(&r, 8) == 0;
        const char *word = sy_random_below(&r, 100) < w->blank ? "" : is_in ? w->in : w->out;
        bool minus = w->repeats && !is_in;
        if (w->reverses && sy_random_below(&r, 10) == 0) minus = true, is_in = !is_in;
        moves[i] = has_failed ? 0 : is_in ? fen : -fen;
        balance[a] += moves[i];
        char rest[40] = "";
        if (!w->has_no_balance)
            snprintf(rest, sizeof rest, "%lld.%02d", (long long)(balance[a] / 100),
                     (int)(balance[a] % 100));
        snprintf(lines[i], sizeof lines[i],
                 "622202123456781%04u,,,2023-%02zu-%02zu,%s%lld.%02d,%s,%s,,,,,%s,,S%zu\n", 31 + a,
                 1 + i / 28 % 12, 1 + i % 28, minus ? "-" : "", (long long)(fen / 100),
                 (int)(fen % 100), rest, word,
                 has_failed   ? w->failure
                 : w->success ? w->success
                              : "成功",
                 i);
    }
    fputs(HEAD, f);
    for (size_t i = 0; i < n; i++) fputs(lines[w->descends ? n - 1 - i : i], f);
    fclose(f);
    free(lines);
}

/* How many stored rows move what the ledger says; failed ones must say so. */
static size_t right_rows(place *p, const way *w, const int64_t *moves)
{
    const size_t n = w->rows ? w->rows : ROWS;
    entries all = stored(p);
    size_t right = 0;

    for (size_t i = 0; i < all.n; i++) {
        const size_t line = all.items[i].row - 2, k = w->descends ? n - 1 - line : line;
        const bool has_failed = all.items[i].flags & SY_ENTRY_FAILED;
        right += moves[k] == 0 ? has_failed : !has_failed && all.items[i].amount == moves[k];
    }
    free(all.items);
    return right;
}

static sy_import_report check(place *p, const way *w, size_t least)
{
    const size_t n = w->rows ? w->rows : ROWS;
    int64_t *moves = calloc(n, sizeof *moves);

    open_place(p);
    write_way(p, "a.csv", w, moves);
    sy_import_report r = import(p, "a.csv");
    if (r.accepted < least || right_rows(p, w, moves) != r.accepted) {
        fail_msg("%s/%s: %llu accepted, %zu right", w->in, w->out, (unsigned long long)r.accepted,
                 right_rows(p, w, moves));
    }
    free(moves);
    return r;
}

static void words_mean_what_the_balances_say(void **state)
{
    static const way ways[] = {
        {.in = "1", .out = "2"},
        {.in = "2", .out = "1"},
        {.in = "1", .out = "2", .descends = true},
        {.in = "0", .out = "1", .accounts = 5},
        {.in = "01", .out = "00"},
        {.in = "2", .out = "1", .rows = 9000, .descends = true}, /* several batches */
        {.in = "1", .out = "2", .repeats = true, .descends = true},
        {.in = "进", .out = "出", .repeats = true},
        {.in = "进", .out = "出", .reverses = true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        place p;
        const bool mixed = ways[i].repeats && *ways[i].in == '1'; /* word and sign at once */
        sy_import_report r = check(&p, &ways[i], mixed ? 0 : (ways[i].rows ? ways[i].rows : ROWS));
        bool asked = false;
        for (int q = 0; q < SY_QUESTIONS; q++) asked = asked || r.tables[0].decided[q].was_asked;
        assert_true(asked);
        close_place(&p);
    }
}

static void a_blank_direction_is_told_by_its_neighbours_or_rejected(void **state)
{
    place p;
    (void)state;
    sy_import_report r = check(&p, &(way){.in = "进", .out = "出", .blank = 20}, ROWS * 9 / 10);
    const sy_decided *d = &r.tables[0].decided[SY_ASK_BLANK];
    assert_true(d->was_asked && d->chosen > 30 && d->rows - d->chosen == r.rejected);
    for (size_t i = 0; i < r.tables[0].n_rejects; i++) {
        assert_string_equal(r.tables[0].rejects[i].rule, "direction-missing");
    }
    close_place(&p);
    r = check(&p, &(way){.in = "", .out = "", .has_no_balance = true}, 0);
    assert_int_equal(r.rejected, ROWS);
    close_place(&p);
}

/* All blank: each row is told by the one that came before it, in the batch or not. */
static void a_blank_direction_is_told_across_batches(void **state)
{
    static const way ways[] = {
        {.in = "进", .out = "出", .blank = 100, .rows = 9000},
        {.in = "进", .out = "出", .blank = 100, .rows = 9000, .descends = true},
        {.in = "进", .out = "出", .blank = 100, .rows = 9000, .accounts = 5},
        {.in = "进", .out = "出", .blank = 100, .rows = 30000, .accounts = 3, .descends = true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const unsigned accounts = ways[i].accounts ? ways[i].accounts : 1;
        place p;
        sy_import_report r = check(&p, &ways[i], ways[i].rows - accounts);
        const sy_decided *d = &r.tables[0].decided[SY_ASK_BLANK];
        assert_true(d->rows == ways[i].rows && d->rows - d->chosen == r.rejected);
        close_place(&p);
    }
}

static void success_has_a_polarity(void **state)
{
    sy_import_report r;
    sy_err err = {0};
    place p;
    int64_t moves[ROWS];
    (void)state;
    check(&p, &(way){.in = "进", .out = "出", .success = "1", .failure = "0"}, ROWS);
    close_place(&p);
    check(&p, &(way){.in = "进", .out = "出", .success = "0", .failure = "失败"}, ROWS);
    close_place(&p);

    /* 0 is success and 1 is failure: rows with 1 were taken already, so nothing is imported. */
    const way w = {.in = "进", .out = "出", .success = "0", .failure = "1"};
    open_place(&p);
    write_way(&p, "a.csv", &w, moves);
    assert_int_equal(try_import(&p, &r, "a.csv", NULL, &err), SY_EDATA);
    assert_non_null(strstr(err.text, "--success 0=yes,1=no"));
    const sy_import_options answer = {.successes = "0=yes,1=no", .period_from = 1};
    err = (sy_err){0};
    assert_ok(try_import(&p, &r, "a.csv", &answer, &err), err);
    assert_int_equal(right_rows(&p, &w, moves), ROWS);
    close_place(&p);
}

static void what_does_not_decide_is_asked(void **state)
{
    const way w = {.in = "1", .out = "2", .has_no_balance = true};
    const sy_import_options answer = {.directions = "1=in,2=out", .period_from = 1};
    int64_t moves[ROWS];
    sy_import_report r;
    sy_err err = {0};
    place p;
    (void)state;
    open_place(&p);
    write_way(&p, "a.csv", &w, moves);
    r = import(&p, "a.csv");
    assert_int_equal(r.rejected, ROWS);
    assert_string_equal(r.tables[0].rejects[0].rule, "direction-ambiguous");
    assert_true(r.tables[0].decided[SY_ASK_DIRECTION].was_asked);
    assert_false(r.tables[0].decided[SY_ASK_DIRECTION].is_decided);
    close_place(&p);

    open_place(&p);
    write_way(&p, "a.csv", &w, moves);
    assert_ok(try_import(&p, &r, "a.csv", &answer, &err), err);
    assert_int_equal(r.accepted, ROWS);
    assert_int_equal(right_rows(&p, &w, moves), ROWS);
    close_place(&p);

    /* One word for both ways. */
    check(&p, &(way){.in = "1", .out = "1"}, 0);
    close_place(&p);
}

static void votes_need_a_margin(void **state)
{
    sy_votes v = {.blank = 0};
    sy_orientation o;
    sy_decided d[SY_QUESTIONS];
    (void)state;
    v.rows[SY_DOUBT_1] = v.rows[SY_DOUBT_2] = 20;
    v.first[SY_DOUBT_1] = 1;
    v.second[SY_DOUBT_2] = 1;
    sy_orient(&o, d, &v);
    assert_false(d[SY_ASK_DIRECTION].is_decided); /* two rows are an accident */
    v.first[SY_DOUBT_1] = 9;
    v.second[SY_DOUBT_1] = 1;
    v.second[SY_DOUBT_2] = 0;
    sy_orient(&o, d, &v);
    assert_true(d[SY_ASK_DIRECTION].is_decided);
    assert_string_equal(d[SY_ASK_DIRECTION].meaning, "1=in,2=out");
    v.second[SY_DOUBT_1] = 2;
    sy_orient(&o, d, &v);
    assert_false(d[SY_ASK_DIRECTION].is_decided);
    v.second[SY_DOUBT_1] = 0;
    v.rows[SY_DOUBT_0] = 1; /* a third word */
    sy_orient(&o, d, &v);
    assert_false(d[SY_ASK_DIRECTION].is_decided);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_mean_what_the_balances_say),
        cmocka_unit_test(a_blank_direction_is_told_by_its_neighbours_or_rejected),
        cmocka_unit_test(a_blank_direction_is_told_across_batches),
        cmocka_unit_test(success_has_a_polarity),
        cmocka_unit_test(what_does_not_decide_is_asked),
        cmocka_unit_test(votes_need_a_margin),
    };
    return cmocka_run_group_tests_name("orientation", tests, NULL, NULL);
}
