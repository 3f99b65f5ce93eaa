/* registers.c - every pool is looked at through one view with the same columns, whatever its
 * own are called: k0..k3 name the thing, then owners, days, price, state. Over that view the
 * questions are the same text for all pools.
 *
 * Who is looked for goes into temporary tables and is joined. Names and numbers of several
 * owners in one cell are taken apart by the engine. */
#include "store/registers.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "store/private.h"

enum { MOST_SQL = 1 << 16 };

/* ---- the view ---- */

/* Texts of a registration, in the order of the view's columns after k0..k3. */
static const sy_pool_role text_roles[] = {
    SY_ROLE_OWNER,   SY_ROLE_OWNER_ID, SY_ROLE_FORMER,   SY_ROLE_FORMER_ID, SY_ROLE_NEXT,
    SY_ROLE_NEXT_ID, SY_ROLE_LEGAL,    SY_ROLE_LEGAL_ID, SY_ROLE_STATE,     SY_ROLE_ASSET,
};
static const char *const text_names[] = {
    "owner",   "owner_id", "former",   "former_id", "next",
    "next_id", "legal",    "legal_id", "state",     "asset",
};
static const sy_pool_role day_roles[] = {SY_ROLE_SINCE, SY_ROLE_UNTIL, SY_ROLE_AS_OF};
static const char *const day_names[] = {"since", "until", "as_of"};
enum { TEXTS = sizeof text_roles / sizeof *text_roles, DAYS = 3 };

typedef struct view {
    const sy_pool *pool;
    sy_pool_shape shape;
} view;

/* "column", or the two that stand in for each other; false where the table has neither. */
static bool put_column(sy_buf *sql, const view *v, int column)
{
    if (column < 0) return false;
    const sy_pool_column *c = &v->pool->columns[column];
    const bool has_other = c->stands_in >= 0 && v->shape.has[c->stands_in];
    const char *other = has_other ? v->pool->columns[c->stands_in].sql : "";

    if (v->shape.has[column] && has_other)
        sy_buf_printf(sql, "coalesce(\"%s\", \"%s\")", c->sql, other);
    else if (v->shape.has[column] || has_other)
        sy_buf_printf(sql, "\"%s\"", v->shape.has[column] ? c->sql : other);
    return v->shape.has[column] || has_other;
}

static void put_text(sy_buf *sql, const view *v, int column, const char *name)
{
    sy_buf_text(sql, ", coalesce(");
    if (!put_column(sql, v, column)) sy_buf_text(sql, "NULL");
    sy_buf_printf(sql, ", '') AS %s", name);
}

static void put_day(sy_buf *sql, const view *v, int column, const char *name)
{
    sy_buf_text(sql, ", coalesce(");
    const size_t before = sql->len;
    if (put_column(sql, v, column))
        sy_buf_text(sql, " - DATE '1970-01-01'");
    else if (sql->len == before)
        sy_buf_text(sql, "NULL");
    sy_buf_printf(sql, ", %d)::INTEGER AS %s", SY_NO_DAY, name);
}

/* The words for the thing: its own column, else a key that says it too. */
static int asset_column(const sy_pool *p)
{
    const int column = sy_pool_column_of(p, SY_ROLE_ASSET);
    for (size_t i = 0; i < p->n_columns && column < 0; i++) {
        if (p->columns[i].is_asset) return (int)i;
    }
    return column;
}

static void write_view(sy_buf *sql, const view *v)
{
    const sy_pool *p = v->pool;
    int keys = 0;

    sy_buf_text(sql, "CREATE OR REPLACE TEMP VIEW registered AS SELECT import, source, \"row\"");
    sy_buf_printf(sql, ", %s AS is_replaced",
                  v->shape.knows_replaced ? "replaced IS NOT NULL" : "false");
    for (size_t i = 0; i < p->n_columns; i++) {
        char name[8] = "k0";
        if (p->columns[i].role != SY_ROLE_KEY) continue;
        name[1] = (char)('0' + keys++);
        put_text(sql, v, (int)i, name);
    }
    for (; keys < SY_POOL_KEYS; keys++) sy_buf_printf(sql, ", '' AS k%d", keys);
    for (int i = 0; i < TEXTS; i++) {
        const int column =
            text_roles[i] == SY_ROLE_ASSET ? asset_column(p) : sy_pool_column_of(p, text_roles[i]);
        put_text(sql, v, column, text_names[i]);
    }
    for (int i = 0; i < DAYS; i++) {
        put_day(sql, v, sy_pool_column_of(p, day_roles[i]), day_names[i]);
    }
    sy_buf_text(sql, ", coalesce(");
    if (!put_column(sql, v, sy_pool_column_of(p, SY_ROLE_PRICE))) sy_buf_text(sql, "NULL");
    sy_buf_printf(sql, ", '%lld'::BIGINT)::BIGINT AS price FROM %s", (long long)SY_NO_AMOUNT,
                  p->table);
}

sy_status sy_registers_view(duckdb_connection con, const sy_pool *pool, bool *any, sy_err *err)
{
    view v = {.pool = pool};
    sy_buf sql;
    sy_status st = sy_pool_shape_read(&v.shape, con, pool, err);

    *any = v.shape.is_there;
    if (st != SY_OK || !*any) return st;
    sy_buf_init(&sql, NULL, MOST_SQL);
    write_view(&sql, &v);
    st = sy_duck_run_buf(con, &sql, err);
    sy_buf_dispose(&sql);
    return st;
}

/* ---- whom and what is asked for ---- */

static sy_status put_wanted(duckdb_connection con, const char *table, const char *const *texts,
                            size_t n, sy_err *err)
{
    sy_append a;
    sy_status st = sy_duck_runf(con, err, "CREATE OR REPLACE TEMP TABLE %s(v VARCHAR)", table);

    if (st == SY_OK) st = sy_append_begin(&a, con, "temp", table, err);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < n; i++) {
        if (!texts[i] || !*texts[i]) continue; /* an empty name is nobody's */
        sy_append_text(&a, sy_slice_of(texts[i]));
        sy_append_row(&a);
    }
    return sy_append_end(&a, err);
}

static sy_status fill_wanted(duckdb_connection con, const sy_register_query *q, sy_err *err)
{
    const char **names = sy_new_array(NULL, q->n_owners, sizeof *names);
    const char **numbers = sy_new_array(NULL, q->n_owners, sizeof *numbers);
    sy_status st = names && numbers ? SY_OK : sy_fail_nomem(err);

    for (size_t i = 0; i < q->n_owners && st == SY_OK; i++) {
        names[i] = q->owners[i].name;
        numbers[i] = q->owners[i].identity;
    }
    if (st == SY_OK) st = put_wanted(con, "wanted_names", names, q->n_owners, err);
    if (st == SY_OK) st = put_wanted(con, "wanted_ids", numbers, q->n_owners, err);
    if (st == SY_OK) st = put_wanted(con, "wanted_keys", q->keys, q->n_keys, err);
    sy_drop(NULL, names);
    sy_drop(NULL, numbers);
    return st;
}

/* Rows that were asked for, and the things that they are about. */
static sy_status find_touched(duckdb_connection con, sy_err *err)
{
    sy_status st = sy_duck_run(
        con,
        "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT source, \"row\" FROM ("
        " SELECT source, \"row\" FROM (SELECT source, \"row\", unnest([k0, k1, k2, k3]) AS v"
        "  FROM registered) t SEMI JOIN wanted_keys w ON w.v = t.v"
        " UNION ALL SELECT source, \"row\" FROM (SELECT source, \"row\", unnest(string_split("
        "  owner_id || '、' || former_id || '、' || next_id || '、' || legal_id, '、')) AS v"
        "  FROM registered) t SEMI JOIN wanted_ids w ON w.v = t.v"
        " UNION ALL SELECT source, \"row\" FROM (SELECT source, \"row\", unnest(string_split("
        "  owner || '、' || former || '、' || next || '、' || legal, '、')) AS v"
        "  FROM registered) t SEMI JOIN wanted_names w ON w.v = t.v)",
        err);

    if (st != SY_OK) return st;
    return sy_duck_run(
        con,
        "CREATE OR REPLACE TEMP TABLE things AS SELECT DISTINCT i, v FROM ("
        " SELECT unnest([0, 1, 2, 3]) AS i, unnest([k0, k1, k2, k3]) AS v FROM registered r"
        " SEMI JOIN touched t ON t.source = r.source AND t.\"row\" = r.\"row\") WHERE v <> ''",
        err);
}

/* ---- rows out ---- */

typedef struct collector {
    const sy_pool *pool;
    sy_arena *arena;
    sy_registration *items;
    size_t n, capacity;
} collector;

static const char *text_at(collector *c, sy_rows *r, size_t column, size_t row, sy_err *err,
                           sy_status *st)
{
    const sy_slice text = sy_rows_text(r, column, row);
    const char *copy = sy_arena_text(c->arena, text.ptr, text.len);
    if (!copy && *st == SY_OK) *st = sy_fail_nomem(err);
    return copy ? copy : "";
}

static sy_status add_row(collector *c, sy_rows *r, size_t row, sy_err *err)
{
    enum { FIRST_TEXT = 2 + SY_POOL_KEYS, FIRST_DAY = FIRST_TEXT + TEXTS };
    sy_status st = SY_OK;
    void *items = c->items;

    if (!sy_grow(NULL, &items, &c->capacity, c->n, c->n + 1, sizeof *c->items)) {
        return sy_fail_nomem(err);
    }
    c->items = items;
    sy_registration *out = &c->items[c->n++];
    const char **texts[TEXTS] = {&out->owner, &out->owner_id, &out->former, &out->former_id,
                                 &out->next,  &out->next_id,  &out->legal,  &out->legal_id,
                                 &out->state, &out->asset};
    int32_t *days[DAYS] = {&out->since, &out->until, &out->as_of};
    out->pool = c->pool;
    out->source = sy_rows_u32(r, 0, row);
    out->row = sy_rows_u32(r, 1, row);
    for (size_t k = 0; k < SY_POOL_KEYS; k++) out->keys[k] = text_at(c, r, 2 + k, row, err, &st);
    for (size_t k = 0; k < TEXTS; k++) *texts[k] = text_at(c, r, FIRST_TEXT + k, row, err, &st);
    for (size_t k = 0; k < DAYS; k++) {
        *days[k] = sy_rows_i32(r, FIRST_DAY + k, row);
    }
    out->price = sy_rows_i64(r, FIRST_DAY + DAYS, row);
    return st;
}

static bool says_the_same(const sy_registration *a, const sy_registration *b)
{
    const char *const x[] = {a->owner,   a->owner_id, a->former,   a->former_id, a->next,
                             a->next_id, a->legal,    a->legal_id, a->state,     a->asset};
    const char *const y[] = {b->owner,   b->owner_id, b->former,   b->former_id, b->next,
                             b->next_id, b->legal,    b->legal_id, b->state,     b->asset};

    if (a->pool != b->pool || a->since != b->since || a->until != b->until ||
        a->price != b->price || a->as_of != b->as_of) {
        return false;
    }
    for (size_t i = 0; i < SY_POOL_KEYS; i++) {
        if (strcmp(a->keys[i], b->keys[i]) != 0) return false;
    }
    for (size_t i = 0; i < sizeof x / sizeof *x; i++) {
        if (strcmp(x[i], y[i]) != 0) return false;
    }
    return true;
}

/* Two rows that say the same, of different files, are one. */
static sy_status take_row(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    collector *c = ctx;
    const sy_status st = add_row(c, r, row, err);

    if (st == SY_OK && c->n > 1 && says_the_same(&c->items[c->n - 2], &c->items[c->n - 1])) c->n--;
    return st;
}

static sy_status read_rows(duckdb_connection con, collector *c, sy_err *err)
{
    return sy_rows_each(
        con,
        "WITH chosen AS (SELECT source, \"row\" FROM touched UNION"
        " SELECT source, \"row\" FROM (SELECT source, \"row\", unnest([0, 1, 2, 3]) AS i,"
        "  unnest([k0, k1, k2, k3]) AS v FROM registered) a SEMI JOIN things t"
        "  ON t.i = a.i AND t.v = a.v)"
        " SELECT r.source, r.\"row\", k0, k1, k2, k3, owner, owner_id, former, former_id, next,"
        "  next_id, legal, legal_id, state, asset, since, until, as_of, price"
        " FROM registered r SEMI JOIN chosen c ON c.source = r.source AND c.\"row\" = r.\"row\""
        " JOIN sources s ON s.id = r.source"
        " ORDER BY k0, k1, k2, k3, since, owner, owner_id, until, former, former_id, next, next_id,"
        "  legal, legal_id, state, asset, price, as_of, s.sha256, s.sheet, r.\"row\"",
        take_row, c, err);
}

static sy_status ask_pool(duckdb_connection con, collector *c, sy_err *err)
{
    bool any;
    sy_status st = sy_registers_view(con, c->pool, &any, err);

    if (st != SY_OK || !any) return st;
    st = find_touched(con, err);
    return st == SY_OK ? read_rows(con, c, err) : st;
}

sy_status sy_registrations(sy_workspace *ws, const sy_pools *pools, const sy_register_query *query,
                           sy_registration **list, size_t *n, sy_arena *arena, sy_err *err)
{
    collector c = {.arena = arena};
    duckdb_connection con;
    sy_status st = sy_facts_connect(ws, &con, err);

    *list = NULL;
    *n = 0;
    if (st == SY_OK) st = fill_wanted(con, query, err);
    for (size_t i = 0; i < sy_pools_count(pools) && st == SY_OK; i++) {
        c.pool = sy_pools_at(pools, i);
        if (query->pool && strcmp(query->pool, c.pool->id) != 0) continue;
        st = ask_pool(con, &c, err);
    }
    duckdb_disconnect(&con);
    if (st == SY_OK) {
        *list = (sy_registration *)(void *)sy_arena_get(arena, c.n * sizeof **list);
        if (!*list) st = sy_fail_nomem(err);
    }
    if (st == SY_OK && c.n > 0) memcpy(*list, c.items, c.n * sizeof **list);
    if (st == SY_OK) *n = c.n;
    sy_drop(NULL, c.items);
    return st;
}
