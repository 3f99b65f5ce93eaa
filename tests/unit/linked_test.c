/* linked_test.c - which rows of a register are linked: against a slow twin on random small worlds;
 * and when the table that a workspace keeps of them is current. */
#include "intake_place.h"

#include "base/buf.h"
#include "store/duck.h"
#include "store/linked.h"
#include "store/removal.h"
#include "store/trial.h"

/* ---- random small worlds ---- */

enum { ROUNDS = 16, CARS = 24, IDS = 8, PLATES = 7, VINS = 5 };

/* Of an unassigned region, with valid check digits. */
static const char *const ids[IDS] = {
    "330699198001010014", "330699198001010022", "330699198001010030", "330699198001010049",
    "330699198001010057", "330699198001010065", "330699198001010073", "330699198001010081"};
static const char *const plates[PLATES] = {"",         "浙D00001", "浙D00002", "浙D00003",
                                           "浙D00004", "浙D00005", "浙D00006"};
static const char *const vins[VINS] = {"", "L0000000000000001", "L0000000000000002",
                                       "L0000000000000003", "L0000000000000004"};

typedef struct car {
    int plate, vin;
    int owners[2], n_owners, former, next; /* -1: none */
} car;

typedef struct world {
    car cars[CARS];
    bool is_debtor[IDS], is_creditor[IDS]; /* creditors link nothing */
    bool is_named_plate[PLATES], is_named_vin[VINS];
} world;

static int below(dice *d, uint64_t n)
{
    return (int)roll_below(d, n);
}

static void make_world(world *w, dice *d)
{
    *w = (world){.is_debtor = {false}};
    w->is_debtor[below(d, IDS)] = below(d, 4) > 0;
    w->is_creditor[below(d, IDS)] = true;
    w->is_named_plate[below(d, PLATES)] = below(d, 2);
    w->is_named_vin[below(d, VINS)] = below(d, 2);
    for (int i = 0; i < CARS; i++) {
        car *c = &w->cars[i];
        *c = (car){below(d, PLATES), below(d, VINS), {below(d, IDS), below(d, IDS)}, below(d, 3), -1, -1};
        if (below(d, 6) == 0) c->former = below(d, IDS);
        if (below(d, 6) == 0) c->next = below(d, IDS);
    }
}

/* The slow twin: says of each row what linked.h says. */
static bool is_known(const world *w, const car *c)
{
    bool is = (c->plate && w->is_named_plate[c->plate]) || (c->vin && w->is_named_vin[c->vin]);

    for (int i = 0; i < c->n_owners; i++) is = is || w->is_debtor[c->owners[i]];
    return is || (c->former >= 0 && w->is_debtor[c->former]) ||
           (c->next >= 0 && w->is_debtor[c->next]);
}

static bool is_linked(const world *w, const car *c)
{
    bool is = is_known(w, c);

    for (int i = 0; i < CARS; i++) {
        const car *other = &w->cars[i];
        if (!is_known(w, other)) continue;
        is = is || (c->plate && c->plate == other->plate) || (c->vin && c->vin == other->vin);
    }
    return is;
}

static void give(sy_trial *t, const sy_pool *pool, uint32_t row, const char *const *columns,
                 const char *const *values, size_t n)
{
    sy_slice cells[SY_POOL_COLUMNS] = {0};
    sy_err err = {0};

    for (size_t i = 0; i < n; i++) {
        const int column = sy_pool_column_named(pool, columns[i]);
        assert_true(column >= 0);
        cells[column] = sy_slice_of(values[i]);
    }
    assert_ok(sy_trial_row(t, cells, row, &err), err);
}

static void give_cars(sy_trial *t, const sy_pool *pool, const world *w)
{
    static const char *const columns[] = {"plate", "vin", "owner-id", "former-id", "next-id"};
    sy_err err = {0};

    assert_ok(sy_trial_begin(t, pool, &err), err);
    for (int i = 0; i < CARS; i++) {
        const car *c = &w->cars[i];
        char owners[64] = "";
        for (int k = 0; k < c->n_owners; k++)
            snprintf(owners + strlen(owners), sizeof owners - strlen(owners), "%s%s", k ? "、" : "",
                     ids[c->owners[k]]);
        const char *const values[] = {plates[c->plate], vins[c->vin], owners,
                                      c->former < 0 ? "" : ids[c->former],
                                      c->next < 0 ? "" : ids[c->next]};
        give(t, pool, (uint32_t)i, columns, values, 5);
    }
    assert_ok(sy_trial_end(t, &err), err);
}

/* Half the debtors are named by cases, several in a cell, the others by parties. */
static void give_people(sy_trial *t, const sy_pools *pools, const world *w)
{
    static const char *const in_cases[] = {"debtor-ids"}, *const in_parties[] = {"role", "party-id"};
    const sy_pool *cases = sy_pools_find(pools, "cases"), *parties = sy_pools_find(pools, "parties");
    char several[IDS * 24] = "";
    sy_err err = {0};

    for (int i = 0; i < IDS; i += 2) {
        if (w->is_debtor[i])
            snprintf(several + strlen(several), sizeof several - strlen(several), "%s%s",
                     *several ? "、" : "", ids[i]);
    }
    const char *const values[] = {several};
    assert_ok(sy_trial_begin(t, cases, &err), err);
    give(t, cases, 1, in_cases, values, 1);
    assert_ok(sy_trial_end(t, &err), err);
    assert_ok(sy_trial_begin(t, parties, &err), err);
    for (int i = 0; i < IDS; i++) {
        const char *const debtor[] = {"被执行人", ids[i]}, *const creditor[] = {"申请执行人", ids[i]};
        if (i % 2 == 1 && w->is_debtor[i]) give(t, parties, (uint32_t)i, in_parties, debtor, 2);
        if (w->is_creditor[i]) give(t, parties, (uint32_t)(i + IDS), in_parties, creditor, 2);
    }
    assert_ok(sy_trial_end(t, &err), err);
}

static void give_seals(sy_trial *t, const sy_pools *pools, const world *w)
{
    static const char *const by_plate[] = {"plate"}, *const by_vin[] = {"vin"},
                             *const by_number[] = {"property-number"};
    const sy_pool *seals = sy_pools_find(pools, "seals");
    sy_err err = {0};

    assert_ok(sy_trial_begin(t, seals, &err), err);
    for (int i = 1; i < PLATES; i++) {
        /* Some courts write the plate as the property's number. */
        if (w->is_named_plate[i])
            give(t, seals, (uint32_t)i, i % 2 ? by_plate : by_number, &plates[i], 1);
    }
    for (int i = 1; i < VINS; i++) {
        if (w->is_named_vin[i]) give(t, seals, (uint32_t)(i + PLATES), by_vin, &vins[i], 1);
    }
    assert_ok(sy_trial_end(t, &err), err);
}

static void read_rows(const sy_trial *t, const sy_linked *linked, bool got[CARS])
{
    sy_err err = {0};
    sy_rows r;

    memset(got, 0, CARS * sizeof *got);
    assert_ok(sy_rows_open(&r, t->duck.con, &err, "SELECT \"row\" FROM %s", linked->pool.table),
              err);
    for (;;) {
        assert_ok(sy_rows_next(&r, &err), err);
        if (r.n == 0) break;
        for (size_t i = 0; i < r.n; i++) {
            const uint32_t row = sy_rows_u32(&r, 0, i);
            assert_true(row < CARS && !got[row]); /* each once */
            got[row] = true;
        }
    }
    sy_rows_close(&r);
}

static void rows_are_linked_by_owner_by_thing_and_by_neighbour(void **state)
{
    char folder[SCRATCH];
    sy_pools *pools;
    unsigned n_linked = 0;
    dice d = {1};
    sy_err err = {0};
    (void)state;

    scratch_make(folder);
    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    const sy_pool *vehicles = sy_pools_find(pools, "vehicles");
    const int plate = sy_pool_column_named(vehicles, "plate");
    for (int round = 0; round < ROUNDS; round++) {
        char path[SCRATCH + 40];
        bool got[CARS];
        world w;
        sy_trial t;
        sy_linked linked;
        make_world(&w, &d);
        snprintf(path, sizeof path, "%s/%d.duckdb", folder, round);
        assert_ok(sy_trial_open(&t, path, &err), err);
        give_people(&t, pools, &w);
        give_seals(&t, pools, &w);
        give_cars(&t, vehicles, &w);
        assert_ok(
            sy_trial_link(&linked, &t, pools, vehicles, sy_linked_columns_of(&plate, 1), &err),
            err);
        assert_true(linked.is_there && linked.table.has[plate]);
        read_rows(&t, &linked, got);
        for (int i = 0; i < CARS; i++) {
            if (got[i] != is_linked(&w, &w.cars[i])) fail_msg("round %d, row %d", round, i);
            n_linked += got[i];
        }
        sy_trial_close(&t);
    }
    assert_true(n_linked > ROUNDS * CARS / 10 && n_linked < ROUNDS * CARS * 9 / 10);
    sy_pools_free(pools);
    scratch_remove(folder);
}

/* ---- the table of a workspace ---- */

enum { OTHERS = SY_LINKED_LEAST };

static void put_register(place *p)
{
    sy_err err = {0};
    sy_buf text;

    sy_buf_init(&text, NULL, 1 << 24);
    sy_buf_text(&text, "号牌号码,车辆识别代号,所有人,身份证明号码,初次登记日期,转移登记日期\n");
    sy_buf_printf(&text, "浙D00001,L0000000000000001,虚构甲,%s,2019-03-01,\n", ids[0]);
    sy_buf_printf(&text, "浙D00002,L0000000000000001,虚构乙,%s,2019-03-01,2024-05-01\n", ids[1]);
    for (int i = 0; i < OTHERS; i++)
        sy_buf_printf(&text, "浙F%05d,,虚构丙,%s,2019-03-01,\n", i, ids[2]);
    assert_ok(sy_buf_status(&text), err);
    put(p, "cars.csv", text.ptr);
    sy_buf_dispose(&text);
}

static uint64_t count(place *p, const char *what)
{
    const sy_duck_options options = {.memory_mb = 128, .spill = ""};
    uint64_t n = 0;
    sy_duck duck;
    sy_err err = {0};

    sy_facts_release(p->ws);
    assert_ok(sy_duck_open(&duck, in(p, "a.suyuan/facts.duckdb"), &options, &err), err);
    assert_ok(sy_duck_number(duck.con, &n, &err, "SELECT count(*)::UBIGINT FROM %s", what), err);
    sy_duck_close(&duck);
    return n;
}

static void run_sql(place *p, const char *sql)
{
    const sy_duck_options options = {.can_write = true, .memory_mb = 128, .spill = ""};
    sy_duck duck;
    sy_err err = {0};

    sy_facts_release(p->ws);
    assert_ok(sy_duck_open(&duck, in(p, "a.suyuan/facts.duckdb"), &options, &err), err);
    assert_ok(sy_duck_run(duck.con, sql, &err), err);
    sy_duck_close(&duck);
}

static bool is_current(place *p, const sy_pools *pools, sy_linked_columns columns)
{
    sy_linked linked;
    sy_err err = {0};

    assert_ok(
        sy_linked_find(&linked, p->ws, pools, sy_pools_find(pools, "vehicles"), columns, &err),
        err);
    return linked.is_there;
}

static void make(place *p, const sy_pools *pools, sy_linked_columns columns)
{
    sy_err err = {0};
    assert_ok(sy_linked_make(p->ws, pools, sy_pools_find(pools, "vehicles"), columns, &err), err);
}

#define CASE(n, id) "(2024)浙0699执" n "号,虚构甲," id ",2024-01-02,2024-06-01\n"
#define CASES "案号,被执行人,身份证号码,立案日期,终本日期\n"
#define TABLES "duckdb_tables() WHERE starts_with(table_name, 'linked_')"

static void a_table_is_current_until_what_it_rests_on_changes(void **state)
{
    place p;
    sy_pools *pools;
    sy_err err = {0};
    (void)state;

    open_place(&p);
    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    const sy_pool *vehicles = sy_pools_find(pools, "vehicles");
    const int plate = sy_pool_column_named(vehicles, "plate"),
              since = sy_pool_column_named(vehicles, "since"),
              first = sy_pool_column_named(vehicles, "first-registered");
    const sy_linked_columns narrow = sy_linked_columns_of(&plate, 1),
                            wide = narrow | sy_linked_columns_of(&since, 1);
    put_register(&p);
    import(&p, "cars.csv");
    const sy_import_report r = import_text(&p, "cases.csv", CASES CASE("1", "330699198001010014"));
    assert_string_equal(r.tables[0].profile, "pool:terminated-cases");
    assert_false(is_current(&p, pools, narrow));
    make(&p, pools, narrow);
    assert_true(is_current(&p, pools, narrow));
    assert_int_equal(count(&p, "linked_vehicles"), 2); /* his, and the same car's next owner's */
    assert_false(is_current(&p, pools, wide));
    make(&p, pools, wide);
    assert_true(is_current(&p, pools, wide) && is_current(&p, pools, narrow));
    sy_linked linked;
    assert_ok(sy_linked_find(&linked, p.ws, pools, vehicles, wide, &err), err);
    assert_true(linked.table.has[first]); /* it stands in for since */

    import_text(&p, "more.csv", CASES CASE("2", "330699198001010030"));
    assert_false(is_current(&p, pools, wide));
    make(&p, pools, wide);
    assert_int_equal(count(&p, "linked_vehicles"), OTHERS + 2);

    /* What the bank says of somebody is no matter of registers. */
    import_text(&p, "s.csv",
                "交易日期,账号,户名,收入,支出,余额\n"
                "2024-01-02,6200000000000000001,虚构甲,1.00,,1.00\n");
    assert_true(is_current(&p, pools, wide));

    char sha256[SY_DIGEST_TEXT];
    assert_ok(sy_digest_file(sha256, SY_SHA256, in(&p, "more.csv"), &err), err);
    assert_ok(sy_file_remove(p.ws, sha256, &err), err);
    assert_int_equal(count(&p, TABLES), 0);
    assert_false(is_current(&p, pools, wide));
    make(&p, pools, wide);
    assert_int_equal(count(&p, "linked_vehicles"), 2);

    /* As an older program left the debtors: without forms none of them would be found. */
    run_sql(&p, "ALTER TABLE pool_terminated_cases DROP COLUMN debtor_id_norm");
    assert_false(is_current(&p, pools, wide));
    make(&p, pools, wide);
    assert_false(is_current(&p, pools, wide));
    sy_pools_free(pools);
    close_place(&p);
}

static void a_small_register_has_none(void **state)
{
    place p;
    sy_pools *pools;
    sy_err err = {0};
    (void)state;

    open_place(&p);
    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    import_text(&p, "cars.csv",
                "号牌号码,所有人,身份证明号码\n浙D00001,虚构甲,330699198001010014\n");
    import_text(&p, "cases.csv", CASES CASE("1", "330699198001010014"));
    make(&p, pools, 1);
    assert_false(is_current(&p, pools, 1));
    assert_int_equal(count(&p, TABLES), 0);
    sy_pools_free(pools);
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_linked_by_owner_by_thing_and_by_neighbour),
        cmocka_unit_test(a_table_is_current_until_what_it_rests_on_changes),
        cmocka_unit_test(a_small_register_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
