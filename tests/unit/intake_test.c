/* intake_test.c - whole imports of small files: what is taken, what is refused
 * and why, what repeats; and that no row is ever lost. */
#include "test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "intake/aliases.h"
#include "intake/import.h"
#include "intake/rules.h"
#include "scratch.h"
#include "store/facts.h"

/* ---- a workspace and files ---- */

typedef struct place {
    char folder[SCRATCH], path[SCRATCH + 64];
    sy_workspace *ws;
    sy_arena arena;
} place;

static const char *in(place *p, const char *name)
{
    snprintf(p->path, sizeof p->path, "%s/%s", p->folder, name);
    return p->path;
}

static void open_place(place *p)
{
    sy_err err = {0};
    sy_lang_set(SY_LANG_EN);
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    *p = (place){.ws = NULL};
    scratch_make(p->folder);
    sy_arena_init(&p->arena, NULL);
    assert_ok(sy_workspace_create(in(p, "a.suyuan"), &err), err);
    assert_ok(sy_workspace_open(&p->ws, in(p, "a.suyuan"), SY_WRITE, &err), err);
}

static void close_place(place *p)
{
    sy_workspace_close(p->ws);
    sy_arena_dispose(&p->arena);
    scratch_remove(p->folder);
}

static void put_bytes(place *p, const char *name, const void *bytes, size_t n)
{
    sy_err err = {0};
    assert_ok(sy_file_write(in(p, name), bytes, n, &err), err);
}

static void put(place *p, const char *name, const char *text)
{
    put_bytes(p, name, text, strlen(text));
}

static sy_status try_import(place *p, sy_import_report *r, const char *name,
                            const sy_import_options *options, sy_err *err)
{
    static const sy_import_options none = {.has_period = false};
    const char *path = in(p, name);
    return sy_intake_import(r, p->ws, &path, 1, options ? options : &none, &p->arena, err);
}

static sy_import_report import(place *p, const char *name)
{
    sy_import_report r;
    sy_err err = {0};
    assert_ok(try_import(p, &r, name, NULL, &err), err);
    for (size_t i = 0; i < r.n_tables; i++) {
        const sy_table_report *t = &r.tables[i];
        assert_true(t->rows == t->accepted + t->duplicate + t->rejected);
    }
    return r;
}

static sy_import_report import_text(place *p, const char *name, const char *text)
{
    put(p, name, text);
    return import(p, name);
}

/* ---- what was stored ---- */

typedef struct entry {
    uint32_t source, row, ledger, other;
    int64_t at, amount, balance;
    uint8_t flags;
    char serial[64];
    uint32_t text[SY_ENTRY_TEXTS];
} entry;

typedef struct entries {
    entry *items;
    size_t n, capacity;
} entries;

static sy_status take(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    entries *all = ctx;
    (void)err;
    for (size_t i = 0; i < b->n; i++) {
        void *items = all->items;
        assert_true(sy_grow(NULL, &items, &all->capacity, all->n, all->n + 1, sizeof *all->items));
        all->items = items;
        entry *e = &all->items[all->n++];
        *e = (entry){b->source[i], b->row[i], b->ledger[i], b->other_account[i], b->at[i],
                     b->amount[i], b->balance[i], b->flags[i], "", {0}};
        snprintf(e->serial, sizeof e->serial, "%.*s", (int)b->serial[i].len, b->serial[i].ptr);
        for (int c = 0; c < SY_ENTRY_TEXTS; c++) e->text[c] = b->text[c][i];
    }
    return SY_OK;
}

static entries stored(place *p)
{
    entries all = {NULL, 0, 0};
    sy_err err = {0};
    const sy_entry_filter f = {.with_serial = true, .without_duplicates = true, .in_order = true,
                               .text_columns = (1u << SY_ENTRY_TEXTS) - 1};
    assert_ok(sy_facts_entries(p->ws, &f, take, &all, &err), err);
    return all;
}

static const char *text_of(place *p, uint32_t id)
{
    sy_slice s;
    sy_err err = {0};
    assert_ok(sy_facts_text(p->ws, id, &s, &p->arena, &err), err);
    return sy_arena_text(&p->arena, s.ptr, s.len);
}

typedef struct named {
    place *p;
    uint32_t id;
    char text[200];
} named;

static sy_status name_account(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    named *n = ctx;
    (void)err;
    if (id == n->id) snprintf(n->text, sizeof n->text, "%.*s", (int)number.len, number.ptr);
    return SY_OK;
}

static const char *account(place *p, uint32_t id)
{
    named n = {p, id, ""};
    assert_ok(sy_facts_accounts(p->ws, name_account, &n, NULL), (sy_err){0});
    return sy_arena_text(&p->arena, n.text, strlen(n.text));
}

static sy_status name_ledger(void *ctx, uint32_t id, uint32_t account_id, sy_slice sub,
                             sy_slice currency, sy_err *err)
{
    named *n = ctx;
    (void)err;
    if (id != n->id) return SY_OK;
    snprintf(n->text, sizeof n->text, "%s/%.*s/%.*s", account(n->p, account_id), (int)sub.len,
             sub.ptr, (int)currency.len, currency.ptr);
    return SY_OK;
}

/* "number/sub/currency" */
static const char *ledger(place *p, uint32_t id)
{
    named n = {p, id, ""};
    assert_ok(sy_facts_ledgers(p->ws, name_ledger, &n, NULL), (sy_err){0});
    return sy_arena_text(&p->arena, n.text, strlen(n.text));
}

#define HEAD "交易卡号,交易账号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名," \
             "摘要说明,交易币种,交易是否成功,现金标志,交易流水号\n"
#define CARD "6222021234567890003"
#define OTHER "6217001234567890122"

/* ---- accepting ---- */

static void a_row_is_stored_as_it_is_read(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(&p, "a.csv", HEAD
        CARD "\t,,张三,2023-01-05 09:30:12,\"1,234.50\",5000.00,出," OTHER ",李四,转账,CNY,成功,转账,S1\n"
        CARD ",,张三,2023-01-06,100,5100.00,进,,,结息,,,现金,\n");
    assert_int_equal(r.n_tables, 1);
    assert_int_equal(r.accepted, 2);
    assert_string_equal(r.tables[0].profile, "bank-feedback-31");
    assert_string_equal(r.tables[0].encoding, "UTF-8");
    assert_string_equal(r.tables[0].kind, "entries");
    assert_null(r.tables[0].sheet);
    entries all = stored(&p);
    assert_int_equal(all.n, 2);
    const entry *e = &all.items[0];
    assert_int_equal(e->row, 2);
    assert_int_equal(e->amount, -123450);
    assert_int_equal(e->balance, 500000);
    assert_int_equal(e->flags, SY_ENTRY_HAS_BALANCE);
    assert_int_equal(e->at, sy_days_from_civil(2023, 1, 5) * SY_DAY + 9 * 3600 + 30 * 60 + 12);
    assert_string_equal(e->serial, "S1");
    assert_string_equal(text_of(&p, e->text[SY_HOLDER]), "张三");
    assert_string_equal(text_of(&p, e->text[SY_OTHER_NAME]), "李四");
    assert_string_equal(text_of(&p, e->text[SY_OWN_CARD]), CARD);
    assert_string_equal(ledger(&p, e->ledger), CARD "//CNY");
    assert_string_equal(account(&p, e->other), OTHER);
    assert_int_equal(all.items[1].amount, 10000);
    assert_int_equal(all.items[1].flags,
                     SY_ENTRY_HAS_BALANCE | SY_ENTRY_DATE_ONLY | SY_ENTRY_CASH);
    assert_int_equal(all.items[1].other, 0);
    free(all.items);
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_stored_as_it_is_read),
    };
    return cmocka_run_group_tests_name("intake", tests, NULL, NULL);
}
