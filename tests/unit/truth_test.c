/* The made-up case through everything that is real: intake, store, ledgers and
 * the five rules find what truth.json says was put in, to the row and the fen. */
#include "test.h"

#include <jansson.h>

#include "base/file.h"
#include "base/money.h"
#include "flow/trace.h"
#include "intake/import.h"
#include "ledger/case.h"
#include "scratch.h"
#include "synth/synth.h"

typedef struct fixture {
    char folder[SCRATCH];
    char *dir, *workspace;
    json_t *truth;
    sy_arena arena;
    sy_import_report reports[2];
    sy_case *c;
} fixture;

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    if (!text) fail_msg("truth.json: no text \"%s\"", key);
    return text;
}

static uint64_t count_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_integer(value)) fail_msg("truth.json: no count \"%s\"", key);
    return (uint64_t)json_integer_value(value);
}

static sy_minor money_of(const json_t *object, const char *key)
{
    sy_minor fen = 0;
    assert_true(sy_minor_parse(&fen, sy_slice_of(text_of(object, key))));
    return fen;
}

static int64_t time_of(const json_t *object, const char *key)
{
    int64_t at = 0;
    sy_precision precision;
    assert_true(sy_time_parse_iso(&at, &precision, sy_slice_of(text_of(object, key))));
    return at;
}

/* Folder by folder, each with the period that was asked for. */
static void import_all(fixture *f)
{
    sy_workspace *ws = NULL;
    sy_err err = {0};
    const json_t *part;
    size_t i;

    assert_ok(sy_workspace_create(f->workspace, &err), err);
    assert_ok(sy_workspace_open(&ws, f->workspace, SY_WRITE, &err), err);
    json_array_foreach(json_object_get(f->truth, "imports"), i, part)
    {
        char *path = sy_path_join(NULL, f->dir, text_of(part, "folder"));
        const char *const paths[] = {path};
        const sy_import_options options = {
            .has_period = true,
            .period_from = (int32_t)sy_day_of(time_of(part, "from")),
            .period_to = (int32_t)sy_day_of(time_of(part, "to")),
        };
        assert_in_range(i, 0, 1);
        assert_ok(sy_intake_import(&f->reports[i], ws, paths, 1, &options, &f->arena, &err), err);
        assert_int_equal(f->reports[i].n_unrecognised, 0);
        sy_drop(NULL, path);
    }
    sy_workspace_close(ws);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    sy_synth_result made;
    json_error_t why;
    sy_err err = {0};

    *state = f;
    scratch_make(f->folder);
    sy_arena_init(&f->arena, NULL);
    f->dir = sy_path_join(NULL, f->folder, "case");
    f->workspace = sy_path_join(NULL, f->folder, "case.suyuan");
    assert_ok(sy_synth_small(f->dir, 1, &made, &err), err);
    char *path = sy_path_join(NULL, f->dir, "truth.json");
    f->truth = json_load_file(path, 0, &why);
    assert_non_null(f->truth);
    sy_drop(NULL, path);
    import_all(f);
    assert_ok(sy_case_open(&f->c, f->workspace, SY_READ, &err), err);
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    sy_case_close(f->c);
    json_decref(f->truth);
    sy_arena_dispose(&f->arena);
    sy_drop(NULL, f->dir);
    sy_drop(NULL, f->workspace);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static const sy_table_report *report_of(const fixture *f, const json_t *file)
{
    const char *sheet = json_string_value(json_object_get(file, "sheet"));

    for (size_t part = 0; part < 2; part++) {
        for (size_t i = 0; i < f->reports[part].n_tables; i++) {
            const sy_table_report *r = &f->reports[part].tables[i];
            if (strcmp(r->sha256, text_of(file, "sha256")) != 0) continue;
            if (!sheet || (r->sheet && strcmp(sheet, r->sheet) == 0)) return r;
        }
    }
    fail_msg("%s was not imported", text_of(file, "path"));
    return NULL;
}

static void every_table_is_read_as_it_was_meant(void **state)
{
    const fixture *f = *state;
    const json_t *file, *reject;
    size_t i, k;

    json_array_foreach(json_object_get(f->truth, "files"), i, file)
    {
        const sy_table_report *r = report_of(f, file);
        const json_t *rejects = json_object_get(file, "rejects");

        assert_string_equal(r->profile, text_of(file, "profile"));
        assert_int_equal(r->rows, count_of(file, "rows"));
        assert_int_equal(r->accepted, count_of(file, "accepted"));
        assert_int_equal(r->duplicate, count_of(file, "duplicate"));
        assert_int_equal(r->rejected, count_of(file, "rejected"));
        assert_int_equal(r->n_rejects, json_array_size(rejects));
        json_array_foreach(rejects, k, reject)
        {
            assert_int_equal(r->rejects[k].row, count_of(reject, "row"));
            assert_string_equal(r->rejects[k].column, text_of(reject, "column"));
            assert_string_equal(r->rejects[k].value, text_of(reject, "value"));
        }
    }
}

static const sy_ledger_quality *ledger_of(const sy_quality *q, const char *number)
{
    for (size_t i = 0; i < q->n_ledgers; i++) {
        if (strcmp(q->ledgers[i].number, number) == 0) return &q->ledgers[i];
    }
    fail_msg("no ledger %s", number);
    return NULL;
}

static void balances_chain_where_no_row_was_damaged(void **state)
{
    fixture *f = *state;
    const json_t *account;
    sy_quality *q = NULL;
    sy_err err = {0};
    size_t i;

    assert_ok(sy_case_quality(f->c, &q, &f->arena, &err), err);
    assert_int_equal(q->counts[SY_MATCH_SIDES][SY_MATCH_CONFIRMED], count_of(json_object_get(f->truth, "totals"), "matches"));
    json_array_foreach(json_object_get(f->truth, "accounts"), i, account)
    {
        if (!json_is_true(json_object_get(account, "supplied"))) continue;
        const sy_ledger_quality *l = ledger_of(q, text_of(account, "account"));
        const bool is_damaged = l->n_gaps > 0;
        assert_int_equal(l->entries, count_of(account, "entries"));
        assert_string_equal(l->holder, text_of(account, "holder"));
        if (is_damaged) assert_int_equal(l->n_gaps, 4); /* the wife's four rows */
    }
}

/* The stable id of the row at which truth.json says a payment stands. */
static uint32_t transfer_at(const fixture *f, const json_t *place)
{
    const char *wanted = json_string_value(json_object_get(place, "sheet"));
    const json_t *file;
    char id[SY_ENTRY_ID];
    unsigned sheet = 0;
    size_t i;

    json_array_foreach(json_object_get(f->truth, "files"), i, file)
    {
        if (strcmp(text_of(file, "path"), text_of(place, "file")) != 0) continue;
        const char *name = json_string_value(json_object_get(file, "sheet"));
        if (wanted && strcmp(wanted, name) != 0) {
            sheet++;
            continue;
        }
        snprintf(id, sizeof id, "%.12s-%u-%u", text_of(file, "sha256"), sheet,
                 (unsigned)count_of(place, "row"));
        return sy_case_find_entry(f->c, sy_slice_of(id));
    }
    return SY_NONE;
}

static sy_minor tainted(const sy_trace *t, uint32_t transfer)
{
    for (size_t i = 0; i < t->n_transfers; i++) {
        if (t->transfers[i].transfer == transfer) return t->transfers[i].tainted;
    }
    return 0;
}

static void every_rule_finds_what_was_paid_with_his_money(void **state)
{
    const fixture *f = *state;
    const json_t *question = json_object_get(f->truth, "trace"), *from, *property;
    const sy_flow *flow = sy_case_flow(f->c);
    sy_seed seeds[2];
    size_t i, n = 0;

    json_array_foreach(json_object_get(question, "from"), i, from)
    {
        const uint32_t account = sy_case_find_account(f->c, sy_slice_of(json_string_value(from)));
        assert_int_not_equal(account, SY_NONE);
        assert_in_range(n, 0, 1);
        seeds[n++] = (sy_seed){.account = account, .since = time_of(question, "since")};
    }
    for (int rule = 0; rule < SY_RULES; rule++) {
        const sy_trace_query q = {
            .rule = (sy_rule)rule, .seeds = seeds, .n_seeds = n, .bounds = true};
        sy_trace *t = NULL;
        sy_err err = {0};

        assert_ok(sy_trace_run(&t, NULL, flow, &q, &err), err);
        json_array_foreach(json_object_get(f->truth, "properties"), i, property)
        {
            const uint32_t transfer = transfer_at(f, property);
            assert_int_not_equal(transfer, SY_NONE);
            assert_int_equal(flow->amount[transfer], money_of(property, "amount"));
            assert_int_equal(tainted(t, transfer), money_of(json_object_get(property, "tainted"),
                                                            sy_rule_name((sy_rule)rule)));
        }
        sy_trace_free(t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_is_read_as_it_was_meant),
        cmocka_unit_test(balances_chain_where_no_row_was_damaged),
        cmocka_unit_test(every_rule_finds_what_was_paid_with_his_money),
    };
    return cmocka_run_group_tests_name("truth", tests, set_up, tear_down);
}
