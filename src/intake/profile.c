/* profile.c - profiles are read once a run into one arena. A header is tried
 * against all of them: each cell is folded once, then looked for among the
 * headings of each field; the lists are short, so this is a plain search. */
#include "intake/profile.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/data_files.h"
#include "base/lang.h"
#include "base/yaml.h"
#include "intake/dict.h"
#include "intake/profile_cells.h"
#include "intake/units.h"
#include "suyuan/limits.h"

enum { MOST_PROFILES = 256, MOST_HEADINGS = 200 };

struct sy_profiles {
    sy_arena arena;
    const sy_alloc *al;
    sy_pools *pools; /* of those that are registers */
    const sy_profile *items[MOST_PROFILES];
    size_t n;
};

const char *const sy_field_names[SY_FIELDS] = {
    "card",       "account",      "holder",     "holder-id",    "own-bank",   "time",
    "date",       "clock",        "amount",     "amount-in",    "amount-out", "balance",
    "direction",  "other-number", "other-card", "other-name",   "other-id",   "other-bank",
    "summary",    "note",         "merchant",   "type",         "currency",   "branch",
    "place",      "success",      "cash",       "ip",           "mac",        "serial",
    "teller",     "terminal",     "reason",     "booked",       "pocket",     "payer-number",
    "payer-card", "payer-name",   "payer-bank", "payee-number", "payee-card", "payee-name",
    "payee-bank",
};

/* ---- folding ---- */

size_t sy_heading_fold(char out[SY_WORD_TEXT], sy_slice text)
{
    char folded[SY_WORD_TEXT];
    size_t n = sy_word_fold(folded, sy_cell_trim(text)), kept = 0;
    sy_slice s = {folded, n};

    if (sy_slice_ends(s, SY_TEXT("(元)")) || sy_slice_ends(s, SY_TEXT("(分)"))) {
        s.len -= sizeof "(元)" - 1;
    }
    for (size_t i = 0; i < s.len;) {
        sy_slice rest = {s.ptr + i, s.len - i};
        if (sy_slice_starts(rest, SY_TEXT("帐"))) {
            memcpy(out + kept, "账", 3);
            kept += 3;
            i += 3;
        } else {
            if (s.ptr[i] != '*') out[kept++] = s.ptr[i]; /* * marks what must be filled in */
            i++;
        }
    }
    out[kept] = '\0';
    return kept;
}

/* ---- reading a profile ---- */

typedef sy_profile_reader reader;

typedef size_t fold_fn(char out[SY_WORD_TEXT], sy_slice text);

static const char *keep(reader *r, sy_slice s)
{
    char *copy = sy_arena_text(r->arena, s.ptr, s.len);
    if (!copy) r->has_no_memory = true;
    return copy ? copy : "";
}

static void read_texts(reader *r, sy_texts *out, const sy_yaml_node *list, fold_fn *fold)
{
    size_t n = sy_yaml_items(r->y, list);

    if (n == 0) return;
    if (n > MOST_HEADINGS) {
        sy_yaml_wrong(r->y, list, N_("more than %d items"), (int)MOST_HEADINGS);
        return;
    }
    out->items = sy_arena_get(r->arena, n * sizeof *out->items);
    if (!out->items) {
        r->has_no_memory = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *item = sy_yaml_item(r->y, list, i);
        char folded[SY_WORD_TEXT];
        sy_slice text = {folded, fold(folded, sy_yaml_text(r->y, item))};
        if (text.len == 0) sy_yaml_wrong(r->y, item, N_("an empty text"));
        for (size_t k = 0; k < i; k++) {
            if (sy_slice_is(out->items[k], text)) {
                sy_yaml_wrong(r->y, item, N_("\"%.*s\" stands twice"), (int)text.len, text.ptr);
            }
        }
        out->items[out->n++] = (sy_slice){keep(r, text), text.len};
    }
}

void sy_profile_read_headings(sy_profile_reader *r, sy_texts *out, const sy_yaml_node *list)
{
    read_texts(r, out, list, sy_heading_fold);
}

const char *sy_profile_read_keep(sy_profile_reader *r, sy_slice s)
{
    return keep(r, s);
}

const char *sy_field_name(sy_field f)
{
    return sy_field_names[f];
}

int sy_profile_index_of(const char *const *names, int n, sy_slice name)
{
    for (int i = 0; i < n; i++) {
        if (sy_slice_is(name, sy_slice_of(names[i]))) return i;
    }
    return -1;
}

/* The fields of a profile: those of entries, or particulars. */
typedef struct field_set {
    const char *const *names;
    sy_texts *headings;
    int n;
} field_set;

static field_set fields_of(sy_profile *p)
{
    return sy_kind_has_particulars(p->kind)
               ? (field_set){sy_particular_names, p->particulars, SY_PARTICULARS}
               : (field_set){sy_field_names, p->headings, SY_FIELDS};
}

static void read_required(reader *r, sy_profile *p, const sy_yaml_node *list)
{
    const size_t n = sy_yaml_items(r->y, list);
    const field_set set = fields_of(p);

    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *fields = sy_yaml_item(r->y, list, i);
        const size_t n_fields = sy_yaml_items(r->y, fields);
        uint64_t bits = 0;
        for (size_t k = 0; k < n_fields; k++) {
            const sy_yaml_node *item = sy_yaml_item(r->y, fields, k);
            sy_slice name = sy_yaml_text(r->y, item);
            int field = sy_profile_index_of(set.names, set.n, name);
            const bool is_there =
                field >= 0 && (set.headings[field].n > 0 || sy_profile_split_has(p, field));
            if (!is_there) {
                sy_yaml_wrong(r->y, item, N_("\"%.*s\" is no field with headings"), (int)name.len,
                              name.ptr);
            } else {
                bits |= 1ull << field;
            }
        }
        if (p->n_required == SY_MOST_ALTERNATIVES) {
            sy_yaml_wrong(r->y, fields, N_("more than %d items"), SY_MOST_ALTERNATIVES);
            return;
        }
        if (bits == 0) sy_yaml_wrong(r->y, fields, N_("an empty list"));
        p->required[p->n_required++] = bits;
    }
    if (list && n == 0) sy_yaml_wrong(r->y, list, N_("an empty list"));
}

static void read_variants(reader *r, sy_profile *p, const sy_yaml_node *list)
{
    static const char *const keys[] = {"id", "headings"};
    const size_t n = sy_yaml_items(r->y, list);

    if (n == 0) return;
    sy_variant *variants = sy_arena_get(r->arena, n * sizeof *variants);
    if (!variants) {
        r->has_no_memory = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *item = sy_yaml_item(r->y, list, i);
        sy_yaml_known(r->y, item, keys, 2);
        variants[i].id = keep(r, sy_yaml_get_text(r->y, item, "id", true));
        read_texts(r, &variants[i].headings, sy_yaml_get(r->y, item, "headings", true),
                   sy_heading_fold);
    }
    p->variants = variants;
    p->n_variants = n;
}

static void read_columns(reader *r, sy_profile *p, const sy_yaml_node *columns)
{
    const field_set set = fields_of(p);

    sy_yaml_known(r->y, columns, set.names, (size_t)set.n);
    for (int f = 0; f < set.n; f++) {
        read_texts(r, &set.headings[f], sy_yaml_get(r->y, columns, set.names[f], false),
                   sy_heading_fold);
    }
}

static void read_words(reader *r, sy_profile *p, const sy_yaml_node *words)
{
    static const char *const kinds[SY_WORD_KINDS] = {
        "in",      "out",      "success",     "failure", "cash",  "neutral",
        "type-in", "type-out", "main-pocket", "between", "refund"};

    if (!words) return;
    sy_yaml_known(r->y, words, kinds, SY_WORD_KINDS);
    for (int k = 0; k < SY_WORD_KINDS; k++) {
        read_texts(r, &p->words[k], sy_yaml_get(r->y, words, kinds[k], false), sy_word_fold);
    }
}

size_t sy_profile_read_choice(sy_profile_reader *r, const char *key, const char *const *words,
                              size_t n)
{
    const sy_yaml_node *node = sy_yaml_get(r->y, sy_yaml_root(r->y), key, false);
    const sy_slice text = sy_yaml_text(r->y, node);

    if (!node) return 0;
    for (size_t i = 0; i < n; i++) {
        if (sy_slice_is(text, sy_slice_of(words[i]))) return i;
    }
    sy_yaml_wrong(r->y, node, N_("\"%.*s\" is not known here"), (int)text.len, text.ptr);
    return 0;
}

/* Sixteen hexadecimal digits. */
static void read_fingerprint(reader *r, sy_profile *p, const sy_yaml_node *node)
{
    const sy_slice text = sy_yaml_text(r->y, node);
    char digits[17] = "", *end = digits;

    if (!node) return;
    if (text.len == 16) {
        memcpy(digits, text.ptr, 16);
        p->fingerprint = strtoull(digits, &end, 16);
    }
    if (end != digits + 16 || p->fingerprint == 0) {
        sy_yaml_wrong(r->y, node, N_("\"%.*s\" is no fingerprint of a header"), (int)text.len,
                      text.ptr);
    }
}

static void read_profile(reader *r, sy_profile *p)
{
    static const char *const keys[] = {"id",
                                       "name",
                                       "kind",
                                       "required",
                                       "columns",
                                       "known",
                                       "noted",
                                       "variants",
                                       "amounts",
                                       "accounts",
                                       "account-from",
                                       "account-labels",
                                       "day-numbers",
                                       "words",
                                       "rows-continue",
                                       "balances-checked",
                                       "fingerprint",
                                       SY_PROFILE_CELL_KEYS};
    static const char *const languages[] = {"zh", "en"};
    static const char *const amounts[] = {"by-direction", "signed", "spent"};
    static const char *const accounts[] = {"bank", "any"};
    static const char *const places[] = {"preamble", "file-name"};
    const sy_yaml_node *root = sy_yaml_root(r->y);

    sy_yaml_known(r->y, root, keys, sizeof keys / sizeof *keys);
    p->id = keep(r, sy_yaml_get_text(r->y, root, "id", true));
    const sy_yaml_node *name = sy_yaml_get(r->y, root, "name", true);
    if (name) sy_yaml_known(r->y, name, languages, 2);
    p->name_zh = keep(r, sy_yaml_get_text(r->y, name, "zh", true));
    p->name_en = keep(r, sy_yaml_get_text(r->y, name, "en", true));
    p->kind =
        (sy_source_kind)sy_profile_read_choice(r, "kind", sy_source_kind_names, SY_OF_REGISTER);
    p->is_transfers = p->kind == SY_OF_TRANSFERS;
    p->rows_continue = sy_yaml_get_bool(r->y, root, "rows-continue", false);
    const size_t form = sy_profile_read_choice(r, "amounts", amounts, 3);
    p->has_signed_amounts = form != 0;
    p->spends_positive = form == 2;
    p->takes_any_account = sy_profile_read_choice(r, "accounts", accounts, 2) == 1;
    p->has_day_numbers = sy_yaml_get_bool(r->y, root, "day-numbers", false);
    p->balances_checked = sy_yaml_get_bool(r->y, root, "balances-checked", false);
    read_fingerprint(r, p, sy_yaml_get(r->y, root, "fingerprint", false));
    sy_profile_read_cells(r, p);
    read_columns(r, p, sy_yaml_get(r->y, root, "columns", !p->has_no_header));
    read_required(r, p, sy_yaml_get(r->y, root, "required", !p->has_no_header));
    read_texts(r, &p->known, sy_yaml_get(r->y, root, "known", false), sy_heading_fold);
    read_texts(r, &p->noted, sy_yaml_get(r->y, root, "noted", false), sy_heading_fold);
    read_variants(r, p, sy_yaml_get(r->y, root, "variants", false));
    read_words(r, p, sy_yaml_get(r->y, root, "words", false));
    read_texts(r, &p->account_labels, sy_yaml_get(r->y, root, "account-labels", false),
               sy_heading_fold);
    const sy_yaml_node *from = sy_yaml_get(r->y, root, "account-from", false);
    for (size_t i = 0, n = sy_yaml_items(r->y, from); i < n; i++) {
        const sy_yaml_node *item = sy_yaml_item(r->y, from, i);
        sy_slice place = sy_yaml_text(r->y, item);
        if (sy_slice_is(place, sy_slice_of(places[0])))
            p->account_from_preamble = true;
        else if (sy_slice_is(place, sy_slice_of(places[1])))
            p->account_from_file_name = true;
        else
            sy_yaml_wrong(r->y, item, N_("\"%.*s\" is not known here"), (int)place.len, place.ptr);
    }
}

/* A profile with the id of an earlier one replaces it. */
static sy_status keep_profile(sy_profiles *set, const sy_profile *p, const char *path, sy_err *err)
{
    size_t i = 0;

    while (i < set->n && strcmp(set->items[i]->id, p->id) != 0) i++;
    if (i == MOST_PROFILES) return sy_fail(err, SY_ELIMIT, N_("%s: too many profiles"), path);
    set->items[i] = p;
    if (i == set->n) set->n++;
    return SY_OK;
}

/* Takes y. */
static sy_status add(void *ctx, sy_yaml *y, const char *path, sy_err *err)
{
    sy_profiles *set = ctx;
    reader r = {y, &set->arena, false};
    sy_profile *p = sy_arena_get(&set->arena, sizeof *p);
    sy_status st;

    if (p) read_profile(&r, p);
    if (!p || r.has_no_memory)
        st = sy_fail_nomem(err);
    else
        st = sy_yaml_finish(y, err);
    sy_yaml_free(y);
    return st == SY_OK ? keep_profile(set, p, path, err) : st;
}

static sy_profiles *new_set(const sy_alloc *al)
{
    sy_profiles *set = sy_new(al, sizeof *set);
    if (!set) return NULL;
    set->al = al;
    sy_arena_init(&set->arena, al);
    return set;
}

static sy_texts fold_headings(reader *r, const sy_pool_column *c)
{
    sy_texts out = {sy_arena_get(r->arena, c->headings.n * sizeof *out.items), 0};

    if (!out.items) r->has_no_memory = true;
    for (size_t i = 0; i < c->headings.n && out.items; i++) {
        char folded[SY_WORD_TEXT];
        const sy_slice text = {folded, sy_heading_fold(folded, sy_slice_of(c->headings.items[i]))};
        out.items[out.n++] = (sy_slice){keep(r, text), text.len};
    }
    return out;
}

/* A register is known by the columns of its pool. */
static sy_status add_pool(sy_profiles *set, const sy_pool *pool, sy_err *err)
{
    reader r = {NULL, &set->arena, false};
    sy_profile *p = sy_arena_get(&set->arena, sizeof *p);
    sy_texts *headings = sy_arena_get(&set->arena, pool->n_columns * sizeof *headings);
    char id[SY_POOL_PROFILE];

    if (!p || !headings) return sy_fail_nomem(err);
    sy_pool_profile(id, pool->id);
    for (size_t i = 0; i < pool->n_columns; i++) headings[i] = fold_headings(&r, &pool->columns[i]);
    *p = (sy_profile){.id = keep(&r, sy_slice_of(id)),
                      .name_zh = pool->zh,
                      .name_en = pool->en,
                      .kind = SY_OF_REGISTER,
                      .own_bank = "",
                      .currency = "CNY",
                      .pool = pool,
                      .pool_headings = headings,
                      .n_required = pool->n_required};
    memcpy(p->required, pool->required, sizeof p->required);
    return r.has_no_memory ? sy_fail_nomem(err) : keep_profile(set, p, id, err);
}

static sy_status add_pools(sy_profiles *set, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < sy_pools_count(set->pools) && st == SY_OK; i++) {
        st = add_pool(set, sy_pools_at(set->pools, i), err);
    }
    return st;
}

sy_status sy_profiles_load(sy_profiles **out, const sy_alloc *al, const char *workspace,
                           sy_err *err)
{
    sy_profiles *set = new_set(al);

    *out = NULL;
    if (!set) return sy_fail_nomem(err);
    sy_status st = sy_data_files("profiles", workspace, al, add, set, err);
    if (st == SY_OK) st = sy_pools_load(&set->pools, al, workspace, err);
    if (st == SY_OK) st = add_pools(set, err);
    if (st != SY_OK) {
        sy_profiles_free(set);
        return st;
    }
    *out = set;
    return SY_OK;
}

sy_status sy_profiles_parse(sy_profiles **out, const sy_alloc *al, const char *name, sy_slice text,
                            sy_err *err)
{
    sy_yaml *y = NULL;
    sy_profiles *set = new_set(al);

    *out = NULL;
    if (!set) return sy_fail_nomem(err);
    sy_status st = sy_yaml_parse(&y, al, name, text, err);
    if (st == SY_OK) st = add(set, y, name, err);
    if (st != SY_OK) {
        sy_profiles_free(set);
        return st;
    }
    *out = set;
    return SY_OK;
}

void sy_profiles_free(sy_profiles *set)
{
    if (!set) return;
    sy_pools_free(set->pools);
    sy_arena_dispose(&set->arena);
    sy_drop(set->al, set);
}

size_t sy_profiles_count(const sy_profiles *set)
{
    return set->n;
}

const sy_profile *sy_profiles_at(const sy_profiles *set, size_t i)
{
    return set->items[i];
}

const sy_profile *sy_profiles_find(const sy_profiles *set, const char *id)
{
    for (size_t i = 0; i < set->n; i++) {
        const sy_profile *p = set->items[i];
        if (strcmp(p->id, id) == 0) return p;
        for (size_t v = 0; v < p->n_variants; v++) {
            if (strcmp(p->variants[v].id, id) == 0) return p;
        }
    }
    return NULL;
}

/* ---- headers ---- */

static size_t find(const sy_slice *texts, size_t n, sy_slice wanted)
{
    size_t i = 0;
    while (i < n && !sy_slice_is(texts[i], wanted)) i++;
    return i;
}

static bool has_all(const sy_slice *cells, size_t n, sy_texts wanted)
{
    for (size_t i = 0; i < wanted.n; i++) {
        if (find(cells, n, wanted.items[i]) == n) return false;
    }
    return true;
}

/* Each column says one thing; two columns may say the same (two phones). */
static uint64_t match_particulars(const sy_profile *p, const sy_slice *cells, size_t n,
                                  sy_header_match *m, bool *is_used)
{
    uint64_t found = 0;

    for (size_t i = 0; i < n; i++) {
        for (int w = 0; w < SY_PARTICULARS && !is_used[i]; w++) {
            const sy_texts *t = &p->particulars[w];
            if (find(t->items, t->n, cells[i]) == t->n) continue;
            m->particular[i] = (uint8_t)w;
            is_used[i] = true;
            found |= 1ull << w;
            m->hits++;
        }
    }
    return found;
}

/* Where in cells a heading of the list stands; n: nowhere. */
static size_t find_pool_heading(const sy_texts *headings, const sy_slice *cells, size_t n,
                                const bool *is_used)
{
    for (size_t k = 0; k < headings->n; k++) {
        for (size_t i = 0; i < n; i++) {
            if (!is_used[i] && sy_slice_is(cells[i], headings->items[k])) return i;
        }
    }
    return n;
}

static uint64_t match_pool(const sy_profile *p, const sy_slice *cells, size_t n, sy_header_match *m,
                           bool *is_used)
{
    uint64_t found = 0;

    for (size_t c = 0; c < p->pool->n_columns; c++) {
        const size_t at = find_pool_heading(&p->pool_headings[c], cells, n, is_used);
        if (at == n) continue;
        m->particular[at] = (uint8_t)c;
        is_used[at] = true;
        found |= 1ull << c;
        m->hits++;
    }
    return found;
}

static uint64_t match_fields(const sy_profile *p, const sy_slice *cells, size_t n,
                             sy_header_match *m, bool *is_used)
{
    uint64_t found = 0;

    for (int f = 0; f < SY_FIELDS; f++) {
        size_t at = n;
        for (size_t k = 0; k < p->headings[f].n && at == n; k++) {
            at = find(cells, n, p->headings[f].items[k]);
        }
        m->column[f] = at == n ? SY_NO_COLUMN : (uint16_t)at;
        if (at < n) {
            found |= 1ull << f;
            m->hits += !is_used[at]; /* a column counts once */
            is_used[at] = true;
        }
    }
    return found;
}

/* cells are folded; plain: the same without units of money. Returns false when a required
 * field is missing. */
static bool match_one(const sy_profile *p, const sy_slice *cells, const sy_slice *plain, size_t n,
                      sy_header_match *m)
{
    bool is_enough = false, is_used[SY_MAX_COLUMNS] = {false};

    *m = (sy_header_match){.profile = p, .id = p->id};
    memset(m->column, 0xFF, sizeof m->column); /* SY_NO_COLUMN */
    memset(m->particular, p->pool ? SY_POOL_COLUMNS : SY_PARTICULARS, sizeof m->particular);
    uint64_t found = p->pool                            ? match_pool(p, plain, n, m, is_used)
                     : sy_kind_has_particulars(p->kind) ? match_particulars(p, cells, n, m, is_used)
                                                        : match_fields(p, cells, n, m, is_used);
    found |= sy_header_splits(p, cells, n, m, is_used);
    for (size_t i = 0; i < p->n_required; i++) {
        if ((found & p->required[i]) == p->required[i]) is_enough = true;
    }
    const sy_texts *const understood[] = {&p->known, &p->noted};
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < understood[k]->n; i++) {
            size_t at = find(cells, n, understood[k]->items[i]);
            m->hits += at < n && !is_used[at];
        }
    }
    for (size_t i = 0; i < p->n_variants; i++) {
        if (has_all(cells, n, p->variants[i].headings)) {
            m->id = p->variants[i].id;
            break;
        }
    }
    return is_enough;
}

static bool gives_way(const sy_header_match *a, const sy_header_match *b)
{
    return a->profile->is_general && !b->profile->is_general;
}

/* Of folded headings, not yet numbered. */
static uint64_t fingerprint_of(const sy_slice *texts, size_t n)
{
    uint64_t hash = 0x9E3779B97F4A7C15ull;

    while (n > 0 && texts[n - 1].len == 0) n--;
    for (size_t i = 0; i < n; i++) {
        hash = (hash ^ sy_stable_hash(texts[i])) * 0x9E3779B97F4A7C15ull;
        hash ^= hash >> 29;
    }
    return hash ? hash : 1;
}

uint64_t sy_header_fingerprint(const sy_slice *cells, size_t n)
{
    char folded[SY_MAX_COLUMNS][SY_WORD_TEXT];
    sy_slice texts[SY_MAX_COLUMNS];

    if (n > SY_MAX_COLUMNS) n = SY_MAX_COLUMNS;
    for (size_t i = 0; i < n; i++) {
        texts[i] = (sy_slice){folded[i], sy_heading_fold(folded[i], cells[i])};
    }
    return fingerprint_of(texts, n);
}

/* 成交价(万元) is 成交价, in folded texts. */
static void without_units(sy_slice *plain, const sy_slice *texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sy_slice base;
        const int unit = sy_heading_unit(texts[i], &base);
        plain[i] = unit == SY_UNIT_NOT_SAID || unit == SY_UNIT_STRANGE ? texts[i] : base;
    }
}

uint64_t sy_header_pool_columns(const sy_profile *p, const sy_slice *cells, size_t n_cells)
{
    char folded[SY_MAX_COLUMNS][SY_WORD_TEXT];
    sy_slice texts[SY_MAX_COLUMNS], plain[SY_MAX_COLUMNS];
    bool is_used[SY_MAX_COLUMNS] = {false};
    sy_header_match m = {.profile = p};

    if (n_cells > SY_MAX_COLUMNS) n_cells = SY_MAX_COLUMNS;
    for (size_t i = 0; i < n_cells; i++) {
        texts[i] = (sy_slice){folded[i], sy_heading_fold(folded[i], cells[i])};
    }
    without_units(plain, texts, n_cells);
    return match_pool(p, plain, n_cells, &m, is_used);
}

void sy_header_try(const sy_profiles *set, const sy_profile *only, const sy_slice *cells,
                   size_t n_cells, sy_header_match *match)
{
    char folded[SY_MAX_COLUMNS][SY_WORD_TEXT];
    sy_slice texts[SY_MAX_COLUMNS], plain[SY_MAX_COLUMNS];

    *match = (sy_header_match){.profile = NULL};
    if (n_cells > SY_MAX_COLUMNS) n_cells = SY_MAX_COLUMNS;
    for (size_t i = 0; i < n_cells; i++) {
        texts[i] = (sy_slice){folded[i], sy_heading_fold(folded[i], cells[i])};
    }
    const uint64_t mine = fingerprint_of(texts, n_cells);
    without_units(plain, texts, n_cells);
    sy_headings_number(texts, folded, n_cells);
    for (size_t i = 0; i < set->n; i++) {
        sy_header_match m;
        if (only && set->items[i] != only) continue;
        if (!match_one(set->items[i], texts, plain, n_cells, &m)) continue;
        if (m.profile->fingerprint == mine) {
            *match = m;
            return;
        }
        if (!match->profile || m.hits > match->hits ||
            (m.hits == match->hits && gives_way(match, &m))) {
            *match = m;
        } else if (m.hits == match->hits && !gives_way(&m, match)) {
            if (match->n_rivals < SY_MOST_RIVALS) match->rivals[match->n_rivals++] = m.profile;
        }
    }
}

/* ---- words ---- */

sy_direction sy_profile_direction(const sy_profile *p, sy_slice text)
{
    if (sy_profile_has_word(p, SY_WORD_IN, text)) return SY_DIRECTION_IN;
    if (sy_profile_has_word(p, SY_WORD_OUT, text)) return SY_DIRECTION_OUT;
    if (sy_profile_has_word(p, SY_WORD_NEUTRAL, text)) return SY_DIRECTION_NEUTRAL;
    return sy_parse_direction(text);
}

sy_success sy_profile_success(const sy_profile *p, sy_slice text)
{
    if (sy_profile_has_word(p, SY_WORD_SUCCESS, text)) return SY_SUCCESS_YES;
    if (sy_profile_has_word(p, SY_WORD_FAILURE, text)) return SY_SUCCESS_NO;
    if (sy_profile_has_word(p, SY_WORD_REFUND, text)) return SY_SUCCESS_REFUND;
    return sy_parse_success(text);
}

bool sy_profile_cash(const sy_profile *p, sy_slice text)
{
    return sy_profile_has_word(p, SY_WORD_CASH, text) ||
           (p->words[SY_WORD_CASH].n == 0 && sy_parse_cash(text));
}
