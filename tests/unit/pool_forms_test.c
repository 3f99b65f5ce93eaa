/* pool_forms_test.c - the normal forms that are kept beside a register's values: what the load
 * keeps, what a view makes of a table that has none, and what a later load adds to such a table
 * are the same. */
#include "intake_place.h"

#include "base/buf.h"
#include "store/duck.h"
#include "store/pool_forms.h"
#include "store/pool_table.h"
#include "store/scalars.h"

#define LOANS                                                                                      \
    "id: loans\nname: {zh: 借据, en: loans}\nfresh-days: 30\nrequired: [[number]]\n"               \
    "row-key: [number]\ncolumns:\n"                                                                \
    "  - {id: number, zh: 借据号, en: number, type: key, role: key}\n"                             \
    "  - {id: lender-id, zh: 出借人证件, en: lender, type: identity}\n"                            \
    "  - {id: debtor-ids, zh: 借款人证件, en: debtors, type: identities}\n"                        \
    "  - {id: suit, zh: 案号, en: suit, type: case}\n"
#define HEADINGS "借据号,出借人证件,借款人证件,案号\n"
/* 15 and 18 digits, a credit code and its organisation's code, several in one cell with one that
 * hides digits, a wrong check digit, a passport, brackets of another kind, no case number. */
#define ROWS                                                                                       \
    "1,330699198001010014,330699800101001,（2023）浙0699民初12号\n"                                \
    "2,91330699MA2XXXXX0T,D2143569-X,〔2023〕浙0699民初12号\n"                                     \
    "3,330699********0014,330699198001010014、330699198503150025,(2023)浙0699民初0012号\n"         \
    "4,330699198001010015,\"330699********0014、E12345678\",公证书第8号\n"                         \
    "5,E12345678,\"330699********0014、330699********0015\",\n"                                    \
    "6,,,(2023)浙0699民初12号之一\n"

static void open_loans(place *p)
{
    char path[SCRATCH + 200];
    sy_err err = {0};

    open_place(p);
    snprintf(path, sizeof path, "%s/pools", sy_workspace_path(p->ws));
    assert_ok(sy_make_folder(path, &err), err);
    snprintf(path, sizeof path, "%s/pools/loans.yaml", sy_workspace_path(p->ws));
    assert_ok(sy_file_write(path, LOANS, strlen(LOANS), &err), err);
}

static void open_facts(place *p, sy_duck *duck, bool can_write)
{
    const sy_duck_options options = {.memory_mb = 128, .spill = "", .can_write = can_write};
    char path[SCRATCH + 200];
    sy_err err = {0};

    sy_facts_release(p->ws);
    snprintf(path, sizeof path, "%s/facts.duckdb", sy_workspace_path(p->ws));
    assert_ok(sy_duck_open(duck, path, &options, &err), err);
}

/* As a program before this one left it. */
static void forget_forms(place *p)
{
    static const char *const names[] = {"lender_id_norm", "debtor_ids_norm", "debtor_ids_norms",
                                        "suit_norm"};
    sy_duck duck;
    sy_err err = {0};

    open_facts(p, &duck, true);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_ok(sy_duck_runf(duck.con, &err, "ALTER TABLE pool_loans DROP COLUMN %s", names[i]),
                  err);
    sy_duck_close(&duck);
}

/* What a model sees, row by row: number lender debtor debtors suit. */
static const char *seen(place *p, bool *kept)
{
    static const int columns[] = {0, 1, 2, 3};
    static char out[4000];
    sy_pools *pools;
    sy_pool_table table;
    sy_duck duck;
    sy_err err = {0};
    sy_rows r;
    sy_buf sql;

    assert_ok(sy_pools_load(&pools, NULL, sy_workspace_path(p->ws), &err), err);
    const sy_pool *loans = sy_pools_find(pools, "loans");
    assert_ok(sy_pool_table_read(&table, p->ws, loans, &err), err);
    *kept = table.has_norm[1] && table.has_norm[2] && table.has_norm[3];
    sy_buf_init(&sql, NULL, 8000);
    sy_buf_text(&sql,
                "SELECT string_agg(concat_ws(' ', number, coalesce(lender_id_norm, '-'),"
                " coalesce(debtor_ids_norm, '-'), coalesce(debtor_ids_norms, '-'),"
                " coalesce(suit_norm, '-')), chr(10) ORDER BY number) FROM (");
    sy_pool_view(&sql, loans, &table, columns, 4, true);
    sy_buf_char(&sql, ')');
    open_facts(p, &duck, false);
    assert_ok(sy_scalars_register(duck.con, NULL, &err), err);
    assert_ok(sy_rows_open(&r, duck.con, &err, "%s", sql.ptr), err);
    assert_ok(sy_rows_next(&r, &err), err);
    const sy_slice text = sy_rows_text(&r, 0, 0);
    snprintf(out, sizeof out, "%.*s", (int)text.len, text.ptr);
    sy_rows_close(&r);
    sy_duck_close(&duck);
    sy_buf_dispose(&sql);
    sy_pools_free(pools);
    return out;
}

#define FORMS_OF_FIVE                                                                              \
    "1 330699198001010014 330699198001010014 - (2023)浙0699民初12号\n"                             \
    "2 91330699MA2XXXXX0T D2143569-X - (2023)浙0699民初12号\n"                                     \
    "3 - - 330699198001010014、330699198503150025 (2023)浙0699民初12号\n"                          \
    "4 330699198001010015 - E12345678 公证书第8号\n"                                               \
    "5 E12345678 - - -\n"
#define FORMS FORMS_OF_FIVE "6 - - - (2023)浙0699民初12号之一"

static void forms_are_kept_by_the_load(void **state)
{
    bool kept;
    place p;
    (void)state;

    open_loans(&p);
    import_text(&p, "a.csv", HEADINGS ROWS);
    assert_string_equal(seen(&p, &kept), FORMS);
    assert_true(kept);
    close_place(&p);
}

static void a_view_makes_those_that_a_table_has_not(void **state)
{
    bool kept;
    place p;
    (void)state;

    open_loans(&p);
    import_text(&p, "a.csv", HEADINGS ROWS);
    forget_forms(&p);
    assert_string_equal(seen(&p, &kept), FORMS);
    assert_false(kept);
    close_place(&p);
}

static void a_later_load_adds_them_for_all_rows(void **state)
{
    bool kept;
    place p;
    (void)state;

    open_loans(&p);
    import_text(&p, "a.csv", HEADINGS ROWS);
    forget_forms(&p);
    import_text(&p, "b.csv", HEADINGS "7,330699800101001,,\n6,E12345678,,(2023)浙0699民初12号之一\n");
    assert_string_equal(seen(&p, &kept), FORMS_OF_FIVE
                        "6 E12345678 - - (2023)浙0699民初12号之一\n7 330699198001010014 - - -");
    assert_true(kept);
    close_place(&p);
}

/* Every text of a few pieces: C and SQL say the same of it. */
static void sql_says_what_c_says(void **state)
{
    static const char *const pieces[] = {"330699198001010014", "330699800101001", "、",
                                         "91330699MA2XXXXX0T", "330699********0014", "(2023)浙0699执8号",
                                         "〔2023〕", "无"};
    enum { PIECES = sizeof pieces / sizeof *pieces };
    static const char text[] = "id: x\nname: {zh: 甲, en: x}\nrequired: [[a]]\ncolumns:\n"
                               "  - {id: a, zh: 甲, en: a, type: identity}\n"
                               "  - {id: b, zh: 乙, en: b, type: identities}\n"
                               "  - {id: c, zh: 丙, en: c, type: case}\n";
    const sy_duck_options options = {.can_write = true, .memory_mb = 128, .spill = ""};
    sy_pool_form forms[SY_POOL_FORMS];
    sy_form_space space;
    sy_pools *pools;
    sy_err err = {0};
    sy_duck duck;
    sy_buf sql;
    (void)state;

    assert_ok(sy_pools_parse(&pools, NULL, "x", SY_TEXT(text), &err), err);
    const size_t n = sy_pool_forms(forms, sy_pools_at(pools, 0));
    assert_int_equal(n, 4);
    assert_ok(sy_duck_open(&duck, ":memory:", &options, &err), err);
    assert_ok(sy_scalars_register_norms(duck.con, &err), err);
    assert_ok(sy_scalars_register_norms(duck.con, &err), err); /* they are there */
    sy_buf_init(&space.several, NULL, 1 << 12);
    sy_buf_init(&sql, NULL, 1 << 12);
    for (int code = 0; code < PIECES * PIECES * PIECES; code++) {
        char value[200];
        snprintf(value, sizeof value, "%s%s%s", pieces[code % PIECES],
                 pieces[code / PIECES % PIECES], pieces[code / PIECES / PIECES]);
        for (size_t i = 0; i < n; i++) {
            const sy_slice made = sy_pool_form_make(&forms[i], sy_slice_of(value), &space);
            uint64_t same = 0;
            sy_buf_clear(&sql);
            sy_pool_form_sql(&sql, &forms[i], "v");
            assert_ok(sy_duck_number(duck.con, &same, &err,
                                     "SELECT (coalesce(%s, '') = '%.*s')::UBIGINT FROM"
                                     " (SELECT '%s' AS v)",
                                     sql.ptr, (int)made.len, made.ptr, value),
                      err);
            if (!same) print_error("%s of %s: %.*s\n", forms[i].sql, value, (int)made.len, made.ptr);
            assert_int_equal(same, 1);
        }
    }
    sy_buf_dispose(&sql);
    sy_buf_dispose(&space.several);
    sy_duck_close(&duck);
    sy_pools_free(pools);
}

static void no_column_may_be_called_like_a_form(void **state)
{
    static const char text[] = "id: x\nname: {zh: 甲, en: x}\nrequired: [[a-norm]]\ncolumns:\n"
                               "  - {id: a-norm, zh: 甲, en: a}\n";
    sy_pools *pools;
    sy_err err = {0};
    (void)state;

    assert_int_equal(sy_pools_parse(&pools, NULL, "x", SY_TEXT(text), &err), SY_EDATA);
    assert_non_null(strstr(err.text, "a-norm"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_are_kept_by_the_load),
        cmocka_unit_test(a_view_makes_those_that_a_table_has_not),
        cmocka_unit_test(a_later_load_adds_them_for_all_rows),
        cmocka_unit_test(sql_says_what_c_says),
        cmocka_unit_test(no_column_may_be_called_like_a_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
