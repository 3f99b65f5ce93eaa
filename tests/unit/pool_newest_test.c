/* pool_newest_test.c - of the rows of one key the newest stands, in one load and between
 * loads; the others stay in the facts. The slow twin below says it in a few lines of C. */
#include "intake_place.h"

#include "base/buf.h"
#include "base/civil.h"
#include "store/duck.h"
#include "store/pool_history.h"
#include "store/pool_loads.h"
#include "store/pool_table.h"
#include "store/registers.h"

/* A register of boats: key, value, when registered, of which day the data are. */
#define BOATS                                                                                      \
    "id: boats\nname: {zh: 船, en: boats}\nfresh-days: 30\nrequired: [[number], [name]]\n"        \
    "row-key: [[number, name], port]\ncolumns:\n"                                                  \
    "  - {id: number, zh: 船号, en: number, type: key, role: key}\n"                             \
    "  - {id: name, zh: 船名, en: name, type: name}\n"                                           \
    "  - {id: port, zh: 船籍港, en: port}\n"                                                    \
    "  - {id: tons, zh: 吨位, en: tons, type: number}\n"                                         \
    "  - {id: since, zh: 登记日, en: since, type: date, role: since}\n"                         \
    "  - {id: as-of, zh: 数据日期, en: as of, type: date, role: as-of}\n"
#define HEADINGS "船号,船名,船籍港,吨位,登记日,数据日期\n"

static void open_boats(place *p)
{
    char path[SCRATCH + 200];
    sy_err err = {0};

    open_place(p);
    snprintf(path, sizeof path, "%s/pools", sy_workspace_path(p->ws));
    assert_ok(sy_make_folder(path, &err), err);
    snprintf(path, sizeof path, "%s/pools/boats.yaml", sy_workspace_path(p->ws));
    assert_ok(sy_file_write(path, BOATS, strlen(BOATS), &err), err);
}

/* What a query over the facts answers: its one text. */
static void ask_text(place *p, const char *sql, char *out, size_t size)
{
    const sy_duck_options options = {.memory_mb = 128, .spill = ""};
    char path[SCRATCH + 200];
    sy_duck duck;
    sy_rows r;
    sy_err err = {0};

    sy_facts_release(p->ws);
    snprintf(path, sizeof path, "%s/facts.duckdb", sy_workspace_path(p->ws));
    assert_ok(sy_duck_open(&duck, path, &options, &err), err);
    assert_ok(sy_rows_open(&r, duck.con, &err, "%s", sql), err);
    assert_ok(sy_rows_next(&r, &err), err);
    assert_int_equal(r.n, 1);
    const sy_slice text = sy_rows_text(&r, 0, 0);
    snprintf(out, size, "%.*s", (int)text.len, text.ptr);
    sy_rows_close(&r);
    sy_duck_close(&duck);
}

static void read_stock(place *p, sy_pool_stock *out)
{
    sy_pool_stock *stocks;
    sy_pools *pools;
    sy_err err = {0};
    size_t n;

    assert_ok(sy_pools_load(&pools, NULL, sy_workspace_path(p->ws), &err), err);
    assert_ok(sy_pool_stocks(p->ws, pools, &stocks, &n, &p->arena, &err), err);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(stocks[i].pool->id, "boats") == 0) *out = stocks[i];
    }
    out->pool = NULL; /* goes with the pools */
    sy_pools_free(pools);
}

/* The rows that a model sees, as "number/port=tons@row of the file", in order. */
static const char *standing(place *p)
{
    static const int columns[] = {0, 1, 2, 3};
    static char out[8000];
    sy_pools *pools;
    sy_pool_table table;
    sy_err err = {0};
    sy_buf sql;

    assert_ok(sy_pools_load(&pools, NULL, sy_workspace_path(p->ws), &err), err);
    const sy_pool *boats = sy_pools_find(pools, "boats");
    assert_ok(sy_pool_table_read(&table, p->ws, boats, &err), err);
    sy_buf_init(&sql, NULL, 8000);
    sy_buf_text(&sql, "SELECT coalesce(string_agg(s, ' ' ORDER BY s), '') FROM (SELECT"
                      " coalesce(number, name) || coalesce('/' || port, '') || '='"
                      " || coalesce(tons::VARCHAR, '') || '@' || (place & 4294967295)::VARCHAR AS s"
                      " FROM (");
    sy_pool_view(&sql, boats, &table, columns, 4, false);
    sy_buf_text(&sql, "))");
    ask_text(p, sql.ptr, out, sizeof out);
    sy_buf_dispose(&sql);
    sy_pools_free(pools);
    return out;
}

static void a_later_load_takes_the_place(void **state)
{
    place p;
    sy_pool_stock stock;
    (void)state;

    open_boats(&p);
    assert_string_equal(standing(&p), ""); /* what was seen of a table ends with a load */
    import_text(&p, "a.csv", HEADINGS "A1,,,10,,\nA2,,,20,,\n,虚构号,样港,5,,\n");
    assert_string_equal(standing(&p), "A1=10@2 A2=20@3 虚构号/样港=5@4");
    sy_import_report r =
        import_text(&p, "b.csv", HEADINGS "A2,,,21,,\n,虚构号,样港,5,,\n,虚构号,乙港,6,,\n");
    assert_string_equal(standing(&p), "A1=10@2 A2=21@2 虚构号/乙港=6@4 虚构号/样港=5@3");
    assert_int_equal(r.accepted, 2);
    assert_int_equal(r.duplicate, 1);
    assert_non_null(strstr(r.tables[0].note, "1 rows take the place"));
    read_stock(&p, &stock);
    assert_int_equal(stock.rows, 4);
    assert_int_equal(stock.replaced, 2);
    assert_int_equal(stock.columns[3].filled, 4);
    /* back to what it was at first: that row is no duplicate, since another one stood */
    r = import_text(&p, "c.csv", HEADINGS "A2,,,20,,\n");
    assert_string_equal(standing(&p), "A1=10@2 A2=20@2 虚构号/乙港=6@4 虚构号/样港=5@3");
    assert_int_equal(r.accepted, 1);
    read_stock(&p, &stock);
    assert_int_equal(stock.replaced, 3);
    close_place(&p);
}

static void what_is_taken_back_stands_again(void **state)
{
    const sy_import_options trial = {.dry_run = true, .period_from = 1};
    place p;
    sy_import_report r;
    sy_err err = {0};
    (void)state;

    open_boats(&p);
    import_text(&p, "a.csv", HEADINGS "A1,,,10,,\n");
    put(&p, "b.csv", HEADINGS "A1,,,11,,\n");
    assert_ok(try_import(&p, &r, "b.csv", &trial, &err), err);
    assert_int_equal(r.accepted, 1);
    assert_string_equal(standing(&p), "A1=10@2");
    close_place(&p);
}

static void the_same_key_in_one_file_is_told_by_row(void **state)
{
    place p;
    (void)state;

    open_boats(&p);
    sy_import_report r = import_text(
        &p, "a.csv", HEADINGS "A1,,,10,,\nA2,,,20,,\nA1,,,10,,\nA1,,,11,,\nA1,,,11,,\nA2,,,,,\n");
    assert_int_equal(r.tables[0].accepted, 2);
    assert_int_equal(r.tables[0].duplicate, 1);
    assert_int_equal(r.tables[0].rejected, 3);
    static const unsigned rows[] = {5, 6, 7};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(r.tables[0].rejects[i].row, rows[i]);
        assert_string_equal(r.tables[0].rejects[i].rule, "key-again");
        assert_string_equal(r.tables[0].rejects[i].column, "船号");
        assert_string_equal(r.tables[0].rejects[i].value, i < 2 ? "A1 [a.csv 2]" : "A2 [a.csv 3]");
    }
    assert_string_equal(standing(&p), "A1=10@2 A2=20@3");
    char n[40];
    ask_text(&p, "SELECT count(*)::VARCHAR FROM pool_boats", n, sizeof n);
    assert_string_equal(n, "3"); /* a duplicate is kept, what is rejected is not */
    close_place(&p);
}

static void in_one_file_the_later_day_stands(void **state)
{
    place p;
    (void)state;

    open_boats(&p);
    sy_import_report r =
        import_text(&p, "a.csv",
                    HEADINGS "A1,,,10,2020-01-02,\nA1,,,11,2022-01-02,\n"
                             "A1,,,12,2021-01-02,\nA2,,,1,,2024-01-01\n"
                             "A2,,,2,2020-01-01,2023-01-01\nA1,,,10,2020-01-02,\n");
    assert_int_equal(r.tables[0].accepted, 5);
    assert_int_equal(r.tables[0].duplicate, 1);
    assert_string_equal(standing(&p), "A1=11@3 A2=1@5");
    close_place(&p);
}

static void data_of_an_earlier_day_take_no_place(void **state)
{
    place p;
    (void)state;

    open_boats(&p);
    import_text(&p, "a.csv", HEADINGS "A1,,,10,,2024-06-01\nA2,,,20,,\n");
    sy_import_report r =
        import_text(&p, "b.csv", HEADINGS "A1,,,9,,2024-01-01\nA2,,,19,,2023-01-01\n");
    assert_string_equal(standing(&p), "A1=10@2 A2=19@3");
    assert_non_null(strstr(r.tables[0].note, "1 rows are of an earlier day"));
    import_text(&p, "c.csv", HEADINGS "A1,,,11,,2024-06-01\nA2,,,18,,\n");
    assert_string_equal(standing(&p), "A1=11@2 A2=18@3");
    close_place(&p);
}

static void without_a_key_only_the_whole_row_is_one(void **state)
{
    place p;
    (void)state;

    open_boats(&p);
    /* neither number, name nor port: such a row cannot be loaded; a port alone cannot either */
    sy_import_report r = import_text(&p, "a.csv", HEADINGS ",,样港,3,,\nA1,,,1,,\n");
    assert_int_equal(r.tables[0].rejected, 1);
    char path[SCRATCH + 200];
    sy_err err = {0};
    snprintf(path, sizeof path, "%s/pools/boats.yaml", sy_workspace_path(p.ws));
    static const char definition[] =
        "id: boats\nname: {zh: 船, en: boats}\nrequired: [[number]]\ncolumns:\n"
        "  - {id: number, zh: 船号, en: number, type: key, role: key}\n"
        "  - {id: name, zh: 船名, en: name, type: name}\n"
        "  - {id: port, zh: 船籍港, en: port}\n"
        "  - {id: tons, zh: 吨位, en: tons, type: number}\n";
    assert_ok(sy_file_write(path, definition, sizeof definition - 1, &err), err);
    r = import_text(&p, "b.csv", "船号,船名,船籍港,吨位\nA1,,,2\nA1,,,1\nA1,,,2\n");
    assert_int_equal(r.accepted, 1);
    assert_int_equal(r.duplicate, 2);
    assert_string_equal(standing(&p), "A1=1@3 A1=2@2");
    close_place(&p);
}

/* ---- the slow twin ---- */

enum { LOADS = 4, ROWS = 24, ALL = LOADS * ROWS };

typedef struct boat {
    int key, tons, since, as_of; /* 0: not said */
    int load, row;
    enum { STANDS, DUPLICATE, REPLACED, CLASH } fate;
    int became; /* a sy_load_kind, in its own load and for ever; SY_LOAD_KINDS: rejected */
} boat;

static uint32_t throw_dice(uint32_t *seed, uint32_t n)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % n;
}

static bool same(const boat *a, const boat *b)
{
    return a->key == b->key && a->tons == b->tons && a->since == b->since && a->as_of == b->as_of;
}

/* Does b come before a in one load? */
static bool goes_before(const boat *b, const boat *a)
{
    if (b->as_of != a->as_of) return b->as_of > a->as_of;
    if (b->since != a->since) return b->since > a->since;
    return b->row < a->row;
}

/* Before an earlier load is looked at, and then where a row of it stood. */
static void note_fate(boat *b)
{
    b->became = b->fate == STANDS      ? SY_LOAD_NEW
                : b->fate == DUPLICATE ? SY_LOAD_SAME
                : b->fate == REPLACED  ? SY_LOAD_EARLIER
                                       : SY_LOAD_KINDS;
}

static void settle_slowly(boat *all, int from, int to)
{
    for (int i = from; i < to; i++) {
        const boat *first = &all[i];
        for (int k = from; k < to; k++) {
            if (all[k].key == all[i].key && goes_before(&all[k], first)) first = &all[k];
        }
        all[i].fate = STANDS;
        if (first == &all[i]) continue;
        const bool is_earlier = (all[i].as_of && all[i].as_of < first->as_of) ||
                                (all[i].since && all[i].since < first->since);
        bool is_repeat = false;
        for (int k = from; k < i; k++) is_repeat = is_repeat || same(&all[k], &all[i]);
        all[i].fate = same(first, &all[i]) ? DUPLICATE
                      : !is_earlier        ? CLASH
                      : is_repeat          ? DUPLICATE
                                           : REPLACED;
    }
    for (int i = from; i < to; i++) note_fate(&all[i]);
    for (int i = from; i < to; i++) {
        if (all[i].fate != STANDS) continue;
        for (int k = 0; k < from; k++) {
            if (all[k].key != all[i].key || all[k].fate != STANDS) continue;
            const bool is_late = all[i].as_of && all[k].as_of && all[i].as_of < all[k].as_of;
            all[i].became = is_late                  ? SY_LOAD_EARLIER
                            : same(&all[i], &all[k]) ? SY_LOAD_SAME
                                                     : SY_LOAD_CHANGED;
            if (is_late)
                all[i].fate = REPLACED;
            else
                all[k].fate = REPLACED;
            break;
        }
    }
}

static void write_file(const boat *all, int n, char *text, size_t size)
{
    size_t at = (size_t)snprintf(text, size, HEADINGS);

    for (int i = 0; i < n; i++) {
        char since[20] = "", as_of[20] = "";
        if (all[i].since) snprintf(since, sizeof since, "2020-01-0%d", all[i].since);
        if (all[i].as_of) snprintf(as_of, sizeof as_of, "2024-01-0%d", all[i].as_of);
        at += (size_t)snprintf(text + at, size - at, "A%02d,,,%d,%s,%s\n", all[i].key, all[i].tons,
                               since, as_of);
    }
}

static int by_key(const void *a, const void *b)
{
    return ((const boat *)a)->key - ((const boat *)b)->key;
}

/* ---- what each load did ---- */

typedef struct listed {
    int rows[ROWS], n;
    sy_load_kind kind;
} listed;

static sy_status take_row(void *ctx, const sy_pool_replaced *row, sy_err *err)
{
    listed *l = ctx;
    const sy_pool_place *own = l->kind == SY_LOAD_EARLIER ? &row->before : &row->now,
                        *other = l->kind == SY_LOAD_EARLIER ? &row->now : &row->before;
    (void)err;

    assert_true(l->n < ROWS);
    l->rows[l->n++] = (int)own->row;
    assert_int_equal(other->row == 0, l->kind == SY_LOAD_NEW);
    if (l->kind != SY_LOAD_EARLIER) /* what stands by now may say anything */
        assert_int_equal(row->n_changes == 0, l->kind == SY_LOAD_SAME);
    return SY_OK;
}

static void check_rows(place *p, const sy_pool *pool, const sy_pool_load *load, const boat *now,
                       sy_load_kind kind)
{
    listed all = {.kind = kind}, some = {.kind = kind};
    int n = 0;
    sy_err err = {0};

    assert_ok(sy_pool_load_rows(p->ws, pool, load->import, load->source, kind, 0, 0, take_row, &all,
                                &err),
              err);
    assert_ok(sy_pool_load_rows(p->ws, pool, load->import, load->source, kind, 3, 1, take_row,
                                &some, &err),
              err);
    for (int i = 0; i < ROWS; i++) {
        if (now[i].became != (int)kind) continue;
        assert_true(n < all.n && all.rows[n] == now[i].row);
        if (n > 0 && n < 4) assert_int_equal(some.rows[n - 1], now[i].row);
        n++;
    }
    assert_int_equal(all.n, n);
    assert_int_equal(some.n, n == 0 ? 0 : n > 4 ? 3 : n - 1);
}

/* Once more after all of them: what a load did is the same whatever came later. */
static void check_loads(place *p, const boat *all, bool with_rows)
{
    sy_pools *pools;
    sy_pool_load *loads;
    size_t n;
    sy_err err = {0};

    assert_ok(sy_pools_load(&pools, NULL, sy_workspace_path(p->ws), &err), err);
    const sy_pool *boats = sy_pools_find(pools, "boats");
    assert_ok(sy_pool_loads(p->ws, boats, &loads, &n, &p->arena, &err), err);
    assert_int_equal(n, LOADS);
    for (size_t i = 0; i < n; i++) {
        const boat *now = all + i * ROWS;
        uint64_t became[SY_LOAD_KINDS + 1] = {0};
        for (int k = 0; k < ROWS; k++) became[now[k].became]++;
        assert_int_equal(loads[i].rows, ROWS);
        assert_int_equal(loads[i].added, became[SY_LOAD_NEW]);
        assert_int_equal(loads[i].changed, became[SY_LOAD_CHANGED]);
        assert_int_equal(loads[i].same, became[SY_LOAD_SAME]);
        assert_int_equal(loads[i].earlier, became[SY_LOAD_EARLIER]);
        assert_int_equal(loads[i].rejected, became[SY_LOAD_KINDS]);
        assert_int_equal(loads[i].n_reasons, loads[i].rejected > 0);
        if (loads[i].rejected) assert_string_equal(loads[i].reasons[0].rule, "key-again");
        assert_true(*loads[i].who && *loads[i].at && !loads[i].removed_at);
        for (int kind = 0; kind < SY_LOAD_KINDS && with_rows; kind++)
            check_rows(p, boats, &loads[i], now, (sy_load_kind)kind);
    }
    sy_pools_free(pools);
}

static void stands_as_the_slow_way_has_it(void **state)
{
    (void)state;
    for (uint32_t round = 1; round <= 6; round++) {
        uint32_t seed = round;
        const uint32_t keys = 4 + 8 * (round % 4);
        boat all[ALL];
        place p;
        open_boats(&p);
        for (int load = 0; load < LOADS; load++) {
            char text[8000], name[20], want[8000];
            boat *now = all + load * ROWS;
            for (int i = 0; i < ROWS; i++) {
                now[i] = (boat){.key = (int)throw_dice(&seed, keys),
                                .tons = 1 + (int)throw_dice(&seed, 2),
                                .since = (int)throw_dice(&seed, 3),
                                .as_of = (int)throw_dice(&seed, round % 2 ? 1 : 3),
                                .load = load,
                                .row = i + 2};
            }
            write_file(now, ROWS, text, sizeof text);
            snprintf(name, sizeof name, "%d.csv", load);
            sy_import_report r = import_text(&p, name, text);
            settle_slowly(all, load * ROWS, (load + 1) * ROWS);
            unsigned clashes = 0;
            for (int i = 0; i < ROWS; i++) clashes += now[i].fate == CLASH;
            assert_int_equal(r.rejected, clashes);
            boat sorted[ALL];
            int n = 0;
            for (int i = 0; i < (load + 1) * ROWS; i++) {
                if (all[i].fate == STANDS) sorted[n++] = all[i];
            }
            qsort(sorted, (size_t)n, sizeof *sorted, by_key);
            size_t at = 0;
            for (int i = 0; i < n; i++) {
                at += (size_t)snprintf(want + at, sizeof want - at, "%sA%02d=%d@%d", i ? " " : "",
                                       sorted[i].key, sorted[i].tons, sorted[i].row);
            }
            assert_string_equal(standing(&p), want);
        }
        check_loads(&p, all, round == 2);
        close_place(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_later_load_takes_the_place),
        cmocka_unit_test(what_is_taken_back_stands_again),
        cmocka_unit_test(the_same_key_in_one_file_is_told_by_row),
        cmocka_unit_test(in_one_file_the_later_day_stands),
        cmocka_unit_test(data_of_an_earlier_day_take_no_place),
        cmocka_unit_test(without_a_key_only_the_whole_row_is_one),
        cmocka_unit_test(stands_as_the_slow_way_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
