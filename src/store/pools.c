/* pools.c - definitions are read once a run into one arena. Names of SQL are made of
 * ids, which are small letters, digits and hyphens only: nothing else of a definition
 * ever gets into a statement. */
#include "store/pools.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/data_files.h"
#include "base/lang.h"
#include "base/yaml.h"
#include "identifier/vehicle_state.h"

struct sy_pools {
    sy_arena arena;
    const sy_alloc *al;
    const sy_pool *items[SY_MOST_POOLS];
    size_t n;
};

static const char *const type_names[SY_POOL_TYPES] = {
    "text",  "key", "case", "name",   "names",  "identity", "identities",
    "plate", "vin", "date", "amount", "number", "time",
};
static const char *const role_names[SY_POOL_ROLES] = {
    "none",  "key",   "owner", "owner-id", "former", "former-id", "next",     "next-id", "asset",
    "since", "until", "price", "state",    "issuer", "legal",     "legal-id", "as-of",
};

typedef struct reader {
    sy_yaml *y;
    sy_arena *arena;
    bool has_no_memory;
} reader;

static const char *keep(reader *r, sy_slice s)
{
    char *copy = sy_arena_text(r->arena, s.ptr ? s.ptr : "", s.len);
    if (!copy) r->has_no_memory = true;
    return copy ? copy : "";
}

static int choice(reader *r, const sy_yaml_node *column, const char *key, const char *const *names,
                  int n)
{
    const sy_yaml_node *node = sy_yaml_get(r->y, column, key, false);
    const sy_slice text = sy_yaml_text(r->y, node);

    if (!node) return 0;
    for (int i = 0; i < n; i++) {
        if (sy_slice_is(text, sy_slice_of(names[i]))) return i;
    }
    sy_yaml_wrong(r->y, node, N_("\"%.*s\" is not known here"), (int)text.len, text.ptr);
    return 0;
}

/* first: stands before the list's own items; NULL. */
static void read_texts(reader *r, sy_pool_texts *out, const char *first, const sy_yaml_node *list)
{
    const size_t n = sy_yaml_items(r->y, list);

    out->items = sy_arena_get(r->arena, (n + 1) * sizeof *out->items);
    if (!out->items) {
        r->has_no_memory = true;
        return;
    }
    if (first && *first) out->items[out->n++] = first;
    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *item = sy_yaml_item(r->y, list, i);
        const sy_slice text = sy_yaml_text(r->y, item);
        if (text.len == 0) sy_yaml_wrong(r->y, item, N_("an empty text"));
        out->items[out->n++] = keep(r, text);
    }
}

/* Small letters, digits and hyphens; with a letter first. */
static bool is_id(sy_slice id)
{
    if (id.len == 0 || id.len > SY_POOL_SQL / 2 || id.ptr[0] < 'a' || id.ptr[0] > 'z') return false;
    for (size_t i = 0; i < id.len; i++) {
        const char c = id.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
    }
    return true;
}

static const char *read_id(reader *r, const sy_yaml_node *mapping)
{
    const sy_yaml_node *node = sy_yaml_get(r->y, mapping, "id", true);
    const sy_slice id = sy_yaml_text(r->y, node);

    if (node && !is_id(id)) {
        sy_yaml_wrong(r->y, node,
                      N_("\"%.*s\" is no id: small letters, digits and hyphens, a letter first"),
                      (int)id.len, id.ptr);
        return "";
    }
    return keep(r, id);
}

static void sql_name(char out[SY_POOL_SQL], const char *before, const char *id)
{
    snprintf(out, SY_POOL_SQL, "%s%s", before, id);
    for (char *p = out; *p; p++) {
        if (*p == '-') *p = '_';
    }
}

static int count_of(const sy_pool *p, sy_pool_role role)
{
    int n = 0;
    for (size_t i = 0; i < p->n_columns; i++) n += p->columns[i].role == role;
    return n;
}

/* Columns that every table and view of a pool has besides its own (pool_forms.h: the ends). */
static bool is_own_name(const char *id)
{
    static const char *const names[] = {"import",   "source", "row",   "fingerprint",
                                        "replaced", "place",  "loaded"};
    const sy_slice name = sy_slice_of(id);

    if (sy_slice_ends(name, SY_TEXT("-norm")) || sy_slice_ends(name, SY_TEXT("-norms")))
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(id, names[i]) == 0) return true;
    }
    return false;
}

static void read_column(reader *r, sy_pool *p, const sy_yaml_node *node)
{
    static const char *const keys[] = {"id", "zh",      "en",    "also", "type",   "role",  "unit",
                                       "or", "example", "asset", "none", "debtor", "refers"};
    static const char *const units[] = {"元", "万元"};
    sy_pool_column *c = &p->columns[p->n_columns];

    sy_yaml_known(r->y, node, keys, sizeof keys / sizeof *keys);
    *c = (sy_pool_column){.stands_in = -1, .id = read_id(r, node)};
    if (is_own_name(c->id)) {
        sy_yaml_wrong(r->y, node, N_("\"%s\" is a name of the program's own"), c->id);
    }
    for (size_t i = 0; i < p->n_columns; i++) {
        if (*c->id && strcmp(c->id, p->columns[i].id) == 0) {
            sy_yaml_wrong(r->y, node, N_("\"%s\" stands twice"), c->id);
        }
    }
    c->zh = keep(r, sy_yaml_get_text(r->y, node, "zh", true));
    c->en = keep(r, sy_yaml_get_text(r->y, node, "en", true));
    c->example = keep(r, sy_yaml_get_text(r->y, node, "example", false));
    read_texts(r, &c->headings, c->zh, sy_yaml_get(r->y, node, "also", false));
    c->type = (sy_pool_type)choice(r, node, "type", type_names, SY_POOL_TYPES);
    c->role = (sy_pool_role)choice(r, node, "role", role_names, SY_POOL_ROLES);
    c->is_in_wan = choice(r, node, "unit", units, 2) == 1;
    read_texts(r, &c->refers, NULL, sy_yaml_get(r->y, node, "refers", false));
    c->is_debtor = sy_yaml_get_bool(r->y, node, "debtor", false);
    c->takes_none = sy_yaml_get_bool(r->y, node, "none", false);
    c->is_asset = sy_yaml_get_bool(r->y, node, "asset", false);
    sql_name(c->sql, "", c->id);
    p->n_columns++;
    if (c->role == SY_ROLE_KEY && count_of(p, SY_ROLE_KEY) > SY_POOL_KEYS) {
        sy_yaml_wrong(r->y, node, N_("more than %d items"), (int)SY_POOL_KEYS);
    }
}

static int column_named(const sy_pool *p, sy_slice id)
{
    for (size_t i = 0; i < p->n_columns; i++) {
        if (sy_slice_is(id, sy_slice_of(p->columns[i].id))) return (int)i;
    }
    return -1;
}

static int known_column(reader *r, const sy_pool *p, const sy_yaml_node *node)
{
    const sy_slice id = sy_yaml_text(r->y, node);
    const int column = column_named(p, id);

    if (column < 0) {
        sy_yaml_wrong(r->y, node, N_("there is no column \"%.*s\""), (int)id.len, id.ptr);
    }
    return column;
}

static void read_columns(reader *r, sy_pool *p, const sy_yaml_node *list)
{
    const size_t n = sy_yaml_items(r->y, list);

    if (n > SY_POOL_COLUMNS) {
        sy_yaml_wrong(r->y, list, N_("more than %d items"), (int)SY_POOL_COLUMNS);
        return;
    }
    p->columns = sy_arena_get(r->arena, n * sizeof *p->columns);
    if (!p->columns) {
        r->has_no_memory = true;
        return;
    }
    for (size_t i = 0; i < n; i++) read_column(r, p, sy_yaml_item(r->y, list, i));
    for (size_t i = 0; i < p->n_columns; i++) {
        const sy_yaml_node *other = sy_yaml_get(r->y, sy_yaml_item(r->y, list, i), "or", false);
        if (!other) continue;
        const int column = known_column(r, p, other);
        if (column >= 0 && p->columns[column].type != p->columns[i].type) {
            sy_yaml_wrong(r->y, other, N_("\"%s\" is of another type"), p->columns[column].id);
        }
        p->columns[i].stands_in = column;
    }
}

static void read_required(reader *r, sy_pool *p, const sy_yaml_node *list)
{
    const size_t n = sy_yaml_items(r->y, list);

    if (n > SY_POOL_REQUIRED) {
        sy_yaml_wrong(r->y, list, N_("more than %d items"), (int)SY_POOL_REQUIRED);
        return;
    }
    if (list && n == 0) sy_yaml_wrong(r->y, list, N_("an empty list"));
    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *columns = sy_yaml_item(r->y, list, i);
        uint64_t bits = 0;
        for (size_t k = 0, m = sy_yaml_items(r->y, columns); k < m; k++) {
            const int column = known_column(r, p, sy_yaml_item(r->y, columns, k));
            if (column >= 0) bits |= 1ull << column;
        }
        if (bits == 0) sy_yaml_wrong(r->y, columns, N_("an empty list"));
        p->required[p->n_required++] = bits;
    }
}

static void read_key_part(reader *r, sy_pool *p, const sy_yaml_node *node, bool is_choice)
{
    sy_pool_key_part *part = &p->row_key[p->n_row_key];
    const size_t n = is_choice ? sy_yaml_items(r->y, node) : 1;

    if (n == 0) sy_yaml_wrong(r->y, node, N_("an empty list"));
    if (n > SY_POOL_KEY_CHOICES) {
        sy_yaml_wrong(r->y, node, N_("more than %d items"), (int)SY_POOL_KEY_CHOICES);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *item = is_choice ? sy_yaml_item(r->y, node, i) : node;
        const int column = known_column(r, p, item);
        if (column < 0) continue;
        if (is_choice && !sy_pool_type_is_text(p->columns[column].type)) {
            sy_yaml_wrong(r->y, item, N_("\"%s\" is of another type"), p->columns[column].id);
        }
        part->columns[part->n++] = (uint8_t)column;
    }
    p->n_row_key += part->n > 0;
}

/* [case-number, [debtor-id, debtor]]: columns, or lists of which the first that says
 * something counts. */
static void read_row_key(reader *r, sy_pool *p, const sy_yaml_node *list)
{
    const size_t n = sy_yaml_items(r->y, list);

    if (n > SY_POOL_KEY_PARTS) {
        sy_yaml_wrong(r->y, list, N_("more than %d items"), (int)SY_POOL_KEY_PARTS);
        return;
    }
    if (list && n == 0) sy_yaml_wrong(r->y, list, N_("an empty list"));
    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *item = sy_yaml_item(r->y, list, i);
        read_key_part(r, p, item, sy_yaml_is_list(item));
    }
}

static void read_fresh_days(reader *r, sy_pool *p, const sy_yaml_node *node)
{
    const sy_slice text = sy_yaml_text(r->y, node);

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || i >= 5) {
            sy_yaml_wrong(r->y, node, N_("\"%.*s\" is no number of days"), (int)text.len, text.ptr);
            return;
        }
        p->fresh_days = p->fresh_days * 10 + (unsigned)(text.ptr[i] - '0');
    }
}

static void read_pool(reader *r, sy_pool *p)
{
    static const char *const keys[] = {"id",      "name",        "class", "fresh-days", "required",
                                       "row-key", "transferred", "ended", "columns",    "shared"};
    static const char *const languages[] = {"zh", "en"};
    const sy_yaml_node *root = sy_yaml_root(r->y);
    const sy_yaml_node *name = sy_yaml_get(r->y, root, "name", true);

    sy_yaml_known(r->y, root, keys, sizeof keys / sizeof *keys);
    if (name) sy_yaml_known(r->y, name, languages, 2);
    p->id = read_id(r, root);
    sql_name(p->table, "pool_", p->id);
    p->zh = keep(r, sy_yaml_get_text(r->y, name, "zh", true));
    p->en = keep(r, sy_yaml_get_text(r->y, name, "en", true));
    p->property_class = keep(r, sy_yaml_get_text(r->y, root, "class", false));
    p->is_shared = sy_yaml_get_bool(r->y, root, "shared", false);
    read_fresh_days(r, p, sy_yaml_get(r->y, root, "fresh-days", false));
    read_columns(r, p, sy_yaml_get(r->y, root, "columns", true));
    read_required(r, p, sy_yaml_get(r->y, root, "required", true));
    read_row_key(r, p, sy_yaml_get(r->y, root, "row-key", false));
    read_texts(r, &p->transferred, NULL, sy_yaml_get(r->y, root, "transferred", false));
    read_texts(r, &p->ended, NULL, sy_yaml_get(r->y, root, "ended", false));
}

/* Pools stay sorted by id. */
static sy_status keep_pool(sy_pools *set, const sy_pool *p, const char *path, sy_err *err)
{
    size_t i = 0;

    while (i < set->n && strcmp(set->items[i]->id, p->id) < 0) i++;
    if (i < set->n && strcmp(set->items[i]->id, p->id) == 0) {
        set->items[i] = p;
        return SY_OK;
    }
    if (set->n == SY_MOST_POOLS) return sy_fail(err, SY_ELIMIT, N_("%s: too many pools"), path);
    memmove(set->items + i + 1, set->items + i, (set->n - i) * sizeof *set->items);
    set->items[i] = p;
    set->n++;
    return SY_OK;
}

/* Takes y. */
static sy_status add(void *ctx, sy_yaml *y, const char *path, sy_err *err)
{
    sy_pools *set = ctx;
    reader r = {y, &set->arena, false};
    sy_pool *p = sy_arena_get(&set->arena, sizeof *p);
    sy_status st;

    if (p) read_pool(&r, p);
    if (!p || r.has_no_memory)
        st = sy_fail_nomem(err);
    else
        st = sy_yaml_finish(y, err);
    sy_yaml_free(y);
    return st == SY_OK ? keep_pool(set, p, path, err) : st;
}

static sy_pools *new_set(const sy_alloc *al)
{
    sy_pools *set = sy_new(al, sizeof *set);
    if (!set) return NULL;
    set->al = al;
    sy_arena_init(&set->arena, al);
    return set;
}

static sy_status hand_over(sy_pools **out, sy_pools *set, sy_status st)
{
    if (st == SY_OK)
        *out = set;
    else
        sy_pools_free(set);
    return st;
}

sy_status sy_pools_load(sy_pools **out, const sy_alloc *al, const char *workspace, sy_err *err)
{
    sy_pools *set = new_set(al);

    *out = NULL;
    if (!set) return sy_fail_nomem(err);
    return hand_over(out, set, sy_data_files("pools", workspace, al, add, set, err));
}

sy_status sy_pools_parse(sy_pools **out, const sy_alloc *al, const char *name, sy_slice text,
                         sy_err *err)
{
    sy_yaml *y = NULL;
    sy_pools *set = new_set(al);

    *out = NULL;
    if (!set) return sy_fail_nomem(err);
    sy_status st = sy_yaml_parse(&y, al, name, text, err);
    if (st == SY_OK) st = add(set, y, name, err);
    return hand_over(out, set, st);
}

void sy_pools_free(sy_pools *set)
{
    if (!set) return;
    sy_arena_dispose(&set->arena);
    sy_drop(set->al, set);
}

size_t sy_pools_count(const sy_pools *set)
{
    return set->n;
}

const sy_pool *sy_pools_at(const sy_pools *set, size_t i)
{
    return set->items[i];
}

const sy_pool *sy_pools_find(const sy_pools *set, const char *id)
{
    for (size_t i = 0; i < set->n; i++) {
        if (strcmp(set->items[i]->id, id) == 0) return set->items[i];
    }
    return NULL;
}

#define PROFILE "pool:"

const char *sy_pool_profile(char out[SY_POOL_PROFILE], const char *id)
{
    snprintf(out, SY_POOL_PROFILE, PROFILE "%s", id);
    return out;
}

const char *sy_pool_of_profile(const char *profile)
{
    const size_t n = strlen(PROFILE);
    return strncmp(profile, PROFILE, n) == 0 ? profile + n : NULL;
}

int sy_pool_column_of(const sy_pool *p, sy_pool_role role)
{
    for (size_t i = 0; i < p->n_columns; i++) {
        if (p->columns[i].role == role) return (int)i;
    }
    return -1;
}

static bool has_word(const sy_pool_texts *words, sy_slice state)
{
    char letters[SY_VEHICLE_STATE];
    sy_vehicle_state(letters, state);

    for (size_t i = 0; i < words->n; i++) {
        const sy_slice word = sy_slice_of(words->items[i]);
        if (word.len == 1 ? strchr(letters, *word.ptr) != NULL
                          : sy_slice_find(state, word) < state.len)
            return true;
    }
    return false;
}

sy_pool_state sy_pool_state_of(const sy_pool *p, sy_slice state)
{
    if (has_word(&p->transferred, state)) return SY_POOL_TRANSFERRED;
    return has_word(&p->ended, state) ? SY_POOL_ENDED : SY_POOL_STANDS;
}
