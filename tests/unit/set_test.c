/* set_test.c - a set says what has changed since the one before, whatever changed it, and
 * leaves nothing behind when memory runs out. */
#include "report/set.h" /* first: it has arguments of a name that the next one defines */

#include "intake_place.h"

#include "base/buf.h"

#define CARD "6222021234567890003"
#define OTHER "6217001234567890122"
#define COLUMNS                                                                                    \
    "交易卡号,交易方户名,交易方证件号码,交易时间,交易金额,交易余额,收付标志,对手户名,摘要说明\n"
#define WANG ",王样一,330699198503150025,"

typedef struct made {
    sy_case *c;
    sy_set set;
    sy_arena arena;
} made;

static void open_set(made *m, const place *p, const sy_set_options *options)
{
    sy_err err = {0};

    *m = (made){.c = NULL};
    sy_arena_init(&m->arena, NULL);
    assert_ok(sy_case_open(&m->c, in(p, "a.suyuan"), SY_WRITE, &err), err);
    assert_ok(sy_set_gather(&m->set, m->c, options, &m->arena, &err), err);
}

static void close_set(made *m)
{
    sy_set_dispose(&m->set);
    sy_case_close(m->c);
    sy_arena_dispose(&m->arena);
}

static void issue(const place *p)
{
    made m;
    sy_err err = {0};

    open_set(&m, p, &(sy_set_options){0});
    assert_ok(sy_set_record_of(&m.set, "s.html", 0, m.set.n, &err), err);
    close_set(&m);
}

/* The workspace is closed: whoever imports more opens it again. */
static void begin(place *p, const char *rows)
{
    open_place(p);
    import_text(p, "a.csv", rows);
    sy_workspace_close(p->ws);
    p->ws = NULL;
}

static void import_more(place *p, const char *name, const char *rows)
{
    sy_err err = {0};

    assert_ok(sy_workspace_open(&p->ws, in(p, "a.suyuan"), SY_WRITE, &err), err);
    import_text(p, name, rows);
    sy_workspace_close(p->ws);
    p->ws = NULL;
}

static const sy_set_change *change_of(const sy_set_person *p, const char *cut, const char *key)
{
    for (size_t i = 0; i < p->n_changes; i++) {
        if (strcmp(p->changes[i].cut, cut) == 0 && strcmp(p->changes[i].key, key) == 0)
            return &p->changes[i];
    }
    return NULL;
}

static const char first_rows[] =
    COLUMNS CARD WANG "2023-01-05 10:00:00,1000.00,1000.00,进,样品贸易有限公司,货款\n" CARD WANG
                      "2023-01-06 10:00:00,300.00,700.00,出,李样三,转账\n";

static void an_import_changes_only_the_figures_that_it_touches(void **state)
{
    (void)state;
    place p;
    made m;

    begin(&p, first_rows);
    issue(&p);
    open_set(&m, &p, &(sy_set_options){0});
    assert_int_equal(m.set.persons[0].n_changes, 0);
    close_set(&m);
    import_more(&p, "b.csv",
                COLUMNS CARD WANG "2023-02-06 10:00:00,200.00,500.00,出,李样三,转账\n");
    open_set(&m, &p, &(sy_set_options){0});
    const sy_set_person *w = &m.set.persons[0];
    const sy_set_change *all = change_of(w, "all", "all");
    assert_non_null(all);
    assert_int_equal(all->before.out, 30000);
    assert_int_equal(all->now.out, 50000);
    assert_int_equal(all->before.in, all->now.in);
    assert_non_null(change_of(w, "counterparty", "name:李样三"));
    assert_null(change_of(w, "counterparty", "name:样品贸易有限公司"));
    assert_null(change_of(w, "month", "2023-01"));
    assert_null(change_of(w, "month", "2023-02")); /* the earlier set had no such line */
    close_set(&m);
    close_place(&p);
}

static void the_same_changes_are_listed_each_time(void **state)
{
    (void)state;
    place p;
    made m;

    begin(&p, first_rows);
    issue(&p);
    import_more(&p, "b.csv",
                COLUMNS CARD WANG "2023-02-06 10:00:00,200.00,500.00,出,李样三,转账\n");
    for (int i = 0; i < 3; i++) {
        open_set(&m, &p, &(sy_set_options){0});
        assert_int_equal(m.set.persons[0].n_changes, 5); /* all, account, size, kind, whom */
        close_set(&m);
        issue(&p);
    }
    close_place(&p);
}

/* Two rows that are one, as a person decides: one payment less. */
static void a_decision_changes_figures_and_its_undoing_changes_them_back(void **state)
{
    (void)state;
    place p;
    made m;
    sy_err err = {0};
    size_t n = 0;
    sy_source *sources = NULL;
    char a[SY_ENTRY_ID], b[SY_ENTRY_ID];

    begin(&p, COLUMNS CARD WANG "2023-01-05 10:00:00,1000.00,,进,样品贸易有限公司,货款\n" CARD WANG
                                "2023-01-06 10:00:00,300.00,,出,李样三,转账\n" CARD WANG
                                "2023-01-06 10:00:07,300.00,,出,李样三,转账补录\n");
    issue(&p);
    open_set(&m, &p, &(sy_set_options){0});
    sy_workspace *ws = sy_case_workspace(m.c);
    assert_ok(sy_facts_sources(ws, &sources, &n, &m.arena, &err), err);
    snprintf(a, sizeof a, "%.12s-0-3", sources[0].sha256);
    snprintf(b, sizeof b, "%.12s-0-4", sources[0].sha256);
    const sy_match_decision d = {.kind = SY_MATCH_DUPLICATE,
                                 .a = sy_slice_of(a),
                                 .b = sy_slice_of(b),
                                 .verdict = SY_VERDICT_CONFIRMED};
    assert_ok(sy_match_decide(ws, &n, &d, 1, &err), err);
    assert_int_equal(n, 1);
    close_set(&m);
    open_set(&m, &p, &(sy_set_options){0});
    const sy_set_change *whom = change_of(&m.set.persons[0], "counterparty", "name:李样三");
    assert_non_null(whom);
    assert_int_equal(whom->before.out, 60000);
    assert_int_equal(whom->now.out, 30000);
    assert_int_equal(whom->before.n_out, 2);
    assert_int_equal(whom->now.n_out, 1);
    assert_ok(sy_match_undo(sy_case_workspace(m.c), 0, &n, &err), err);
    close_set(&m);
    open_set(&m, &p, &(sy_set_options){0});
    assert_int_equal(m.set.persons[0].n_changes, 0);
    close_set(&m);
    close_place(&p);
}

/* A person who is known by another key since (an identity number came) is found by the
 * accounts. */
static void a_person_is_known_again_by_an_account(void **state)
{
    (void)state;
    place p;
    made m;

    begin(&p,
          COLUMNS CARD ",王样一,,2023-01-05 10:00:00,1000.00,1000.00,进,样品贸易有限公司,货款\n");
    issue(&p);
    import_more(&p, "b.csv",
                COLUMNS CARD WANG "2023-01-06 10:00:00,300.00,700.00,出,李样三,转账\n");
    open_set(&m, &p, &(sy_set_options){0});
    assert_string_equal(m.set.persons[0].edition.person, "citizen:330699198503150025");
    assert_non_null(change_of(&m.set.persons[0], "all", "all"));
    assert_string_equal(m.set.persons[0].before.person, "name:王样一");
    close_set(&m);
    close_place(&p);
}

static void lists_by_another_threshold_are_not_compared(void **state)
{
    (void)state;
    place p;
    made m;

    begin(&p, first_rows);
    issue(&p);
    open_set(&m, &p, &(sy_set_options){.large = 10000, .cash = 10000});
    assert_int_equal(m.set.persons[0].o.large.n_in, 1);
    assert_int_equal(m.set.persons[0].n_changes, 0);
    assert_int_equal(m.set.persons[0].edition.id, 0); /* those lists are new: remember them */
    close_set(&m);
    close_place(&p);
}

/* Another currency is a page of its own, never added. */
static void currencies_are_not_added(void **state)
{
    (void)state;
    place p;
    made m;

    begin(&p, "交易卡号,交易方户名,交易方证件号码,交易时间,交易金额,交易余额,收付标志,对手户名,"
              "币种\n" CARD WANG
              "2023-01-05 10:00:00,1000.00,1000.00,进,样品贸易有限公司,人民币\n" CARD WANG
              "2023-01-05 11:00:00,70.00,70.00,进,样品贸易有限公司,美元\n");
    open_set(&m, &p, &(sy_set_options){0});
    assert_int_equal(m.set.n, 2);
    assert_string_equal(m.set.persons[0].currency, "CNY");
    assert_int_equal(m.set.persons[0].o.all.in, 100000);
    assert_string_equal(m.set.persons[1].currency, "USD");
    assert_int_equal(m.set.persons[1].o.all.in, 7000);
    close_set(&m);
    close_place(&p);
}

static void a_failed_allocation_is_reported(void **state)
{
    (void)state;
    place p;
    sy_case *c = NULL;
    sy_err err = {0};
    bool is_done = false;

    begin(&p, first_rows);
    issue(&p);
    assert_ok(sy_case_open(&c, in(&p, "a.suyuan"), SY_WRITE, &err), err);
    for (size_t left = 0; !is_done; left++) {
        scarce s = {.left = left};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_set set;
        sy_arena arena;

        sy_arena_init(&arena, &al);
        err = (sy_err){0};
        const sy_status st = sy_set_gather(&set, c, &(sy_set_options){0}, &arena, &err);
        sy_set_dispose(&set);
        sy_arena_dispose(&arena);
        assert_int_equal(s.live, 0);
        is_done = st == SY_OK;
        if (!is_done) assert_int_equal(st, SY_ENOMEM);
    }
    sy_case_close(c);
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_import_changes_only_the_figures_that_it_touches),
        cmocka_unit_test(the_same_changes_are_listed_each_time),
        cmocka_unit_test(a_decision_changes_figures_and_its_undoing_changes_them_back),
        cmocka_unit_test(a_person_is_known_again_by_an_account),
        cmocka_unit_test(lists_by_another_threshold_are_not_compared),
        cmocka_unit_test(currencies_are_not_added),
        cmocka_unit_test(a_failed_allocation_is_reported),
    };
    return cmocka_run_group_tests_name("set", tests, NULL, NULL);
}
