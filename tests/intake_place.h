/* intake_place.h - a scratch folder with a workspace, files put beside it, and
 * what an import stored. */
#ifndef SY_INTAKE_PLACE_H
#define SY_INTAKE_PLACE_H

#include "test.h"

#include "base/file.h"
#include "base/lang.h"
#include "intake/import.h"
#include "scratch.h"
#include "store/facts.h"

/* ---- a workspace and files ---- */

typedef struct place {
    char folder[SCRATCH];
    sy_workspace *ws;
    sy_arena arena;
} place;

/* A path in the folder, until the next call. */
static inline const char *in(const place *p, const char *name)
{
    static char path[SCRATCH + 128];
    snprintf(path, sizeof path, "%s/%s", p->folder, name);
    return path;
}

static inline void open_place(place *p)
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

static inline void close_place(place *p)
{
    sy_workspace_close(p->ws);
    sy_arena_dispose(&p->arena);
    scratch_remove(p->folder);
}

static inline void put_bytes(place *p, const char *name, const void *bytes, size_t n)
{
    sy_err err = {0};
    assert_ok(sy_file_write(in(p, name), bytes, n, &err), err);
}

static inline void put(place *p, const char *name, const char *text)
{
    put_bytes(p, name, text, strlen(text));
}

static inline sy_status try_import(place *p, sy_import_report *r, const char *name,
                                   const sy_import_options *options, sy_err *err)
{
    static const sy_import_options none = {.has_period = false};
    const char *path = in(p, name);
    return sy_intake_import(r, p->ws, &path, 1, options ? options : &none, &p->arena, err);
}

static inline sy_import_report import(place *p, const char *name)
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

static inline sy_import_report import_text(place *p, const char *name, const char *text)
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

static inline sy_status take(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    entries *all = ctx;
    (void)err;
    for (size_t i = 0; i < b->n; i++) {
        void *items = all->items;
        assert_true(sy_grow(NULL, &items, &all->capacity, all->n, all->n + 1, sizeof *all->items));
        all->items = items;
        entry *e = &all->items[all->n++];
        *e = (entry){b->source[i], b->row[i],    b->ledger[i],  b->other_account[i],
                     b->at[i],     b->amount[i], b->balance[i], b->flags[i],
                     "",           {0}};
        snprintf(e->serial, sizeof e->serial, "%.*s", (int)b->serial[i].len, b->serial[i].ptr);
        for (int c = 0; c < SY_ENTRY_TEXTS; c++) e->text[c] = b->text[c][i];
    }
    return SY_OK;
}

static inline entries stored(place *p)
{
    entries all = {NULL, 0, 0};
    sy_err err = {0};
    const sy_entry_filter f = {.with_serial = true,
                               .without_duplicates = true,
                               .in_order = true,
                               .text_columns = (1u << SY_ENTRY_TEXTS) - 1};
    assert_ok(sy_facts_entries(p->ws, &f, take, &all, &err), err);
    return all;
}

static inline const char *text_of(place *p, uint32_t id)
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

static inline sy_status name_account(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    named *n = ctx;
    (void)err;
    if (id == n->id) snprintf(n->text, sizeof n->text, "%.*s", (int)number.len, number.ptr);
    return SY_OK;
}

static inline const char *account(place *p, uint32_t id)
{
    named n = {p, id, ""};
    assert_ok(sy_facts_accounts(p->ws, name_account, &n, NULL), (sy_err){0});
    return sy_arena_text(&p->arena, n.text, strlen(n.text));
}

static inline sy_status name_ledger(void *ctx, uint32_t id, uint32_t account_id, sy_slice sub,
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
static inline const char *ledger(place *p, uint32_t id)
{
    named n = {p, id, ""};
    assert_ok(sy_facts_ledgers(p->ws, name_ledger, &n, NULL), (sy_err){0});
    return sy_arena_text(&p->arena, n.text, strlen(n.text));
}

/* ---- rows of bank feedback ---- */

#define HEAD                                                                                                                            \
    "交易卡号,交易账号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名," \
    "摘要说明,交易币种,交易是否成功,现金标志,交易流水号\n"
#define CARD "6222021234567890003"
#define OTHER "6217001234567890122"
#define ROW(day, amount, balance, serial)                                                          \
    CARD ",,张三,2023-01-" day " 10:00:00," amount "," balance ",出," OTHER ",,,,,," serial "\n"

#endif
