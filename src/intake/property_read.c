/* property_read.c - dict/property.yaml into signs and terms, all mistakes of it at once. */
#include "intake/property_dict.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/yaml.h"
#include "intake/parse.h"

enum { MOST_SIGNS = 256, MOST_TERMS = 8192 };

static const char *const class_names[SY_ASSET_CLASSES] = {
    [SY_ASSET_NONE] = "ordinary",
    [SY_ASSET_REAL_ESTATE] = "real_estate",
    [SY_ASSET_VEHICLE] = "vehicle",
    [SY_ASSET_INSURANCE] = "insurance",
    [SY_ASSET_OWN_ACCOUNT] = "own_account",
    [SY_ASSET_INCOME] = "income",
    [SY_ASSET_RECEIVABLE] = "receivable",
    [SY_ASSET_SECURITIES] = "securities",
    [SY_ASSET_WEALTH] = "wealth",
    [SY_ASSET_DEPOSIT] = "deposit",
    [SY_ASSET_EQUITY] = "equity",
    [SY_ASSET_RENT] = "rent",
    [SY_ASSET_PRECIOUS_METAL] = "precious_metal",
    [SY_ASSET_CRYPTO] = "crypto",
    [SY_ASSET_OTHER] = "other",
    [SY_ASSET_CONSUMPTION] = "consumption",
};

static const char *const class_labels[SY_ASSET_CLASSES] = {
    [SY_ASSET_NONE] = N_("ordinary spending"),
    [SY_ASSET_REAL_ESTATE] = N_("real estate"),
    [SY_ASSET_VEHICLE] = N_("vehicle"),
    [SY_ASSET_INSURANCE] = N_("insurance"),
    [SY_ASSET_OWN_ACCOUNT] = N_("own account"),
    [SY_ASSET_INCOME] = N_("regular income"),
    [SY_ASSET_RECEIVABLE] = N_("receivable"),
    [SY_ASSET_SECURITIES] = N_("securities"),
    [SY_ASSET_WEALTH] = N_("wealth products and funds"),
    [SY_ASSET_DEPOSIT] = N_("deposit"),
    [SY_ASSET_EQUITY] = N_("equity"),
    [SY_ASSET_RENT] = N_("rent"),
    [SY_ASSET_PRECIOUS_METAL] = N_("precious metals"),
    [SY_ASSET_CRYPTO] = N_("virtual currency"),
    [SY_ASSET_OTHER] = N_("other property"),
    [SY_ASSET_CONSUMPTION] = N_("high consumption"),
};

static const char *const role_names[SY_PROPERTY_ROLES] = {
    [SY_BUYS] = "buys",   [SY_TAXES] = "taxes", [SY_OWNS] = "owns",   [SY_REPAYS] = "repays",
    [SY_FITS] = "fits",   [SY_USES] = "uses",   [SY_EARNS] = "earns",
};

const char *sy_asset_class_name(sy_asset_class c)
{
    return class_names[c];
}

const char *sy_asset_class_label(sy_asset_class c)
{
    return _(class_labels[c]);
}

const char *sy_property_role_name(sy_property_role r)
{
    return role_names[r];
}

typedef struct reader {
    sy_property_dict *d;
    sy_yaml *y;
} reader;

/* ---- words ---- */

static sy_status add_term(sy_property_dict *d, sy_slice text, sy_slice folded, uint8_t where,
                          sy_err *err)
{
    void *items = d->terms;
    sy_property_term t = {.sign = (uint16_t)(d->n_signs - 1), .where = where};

    if (d->n_terms == MOST_TERMS) {
        return sy_fail(err, SY_ELIMIT, N_("more than %d items"), (int)MOST_TERMS);
    }
    if (!sy_grow(d->al, &items, &d->terms_capacity, d->n_terms, d->n_terms + 1, sizeof t)) {
        return sy_fail_nomem(err);
    }
    d->terms = items;
    t.written = (sy_slice){sy_arena_text(&d->arena, text.ptr, text.len), text.len};
    t.folded = (sy_slice){sy_arena_text(&d->arena, folded.ptr, folded.len), folded.len};
    if (!t.written.ptr || !t.folded.ptr) return sy_fail_nomem(err);
    d->terms[d->n_terms++] = t;
    return SY_OK;
}

static sy_status read_terms(reader *r, const sy_yaml_node *list, uint8_t where, sy_err *err)
{
    const size_t n = sy_yaml_items(r->y, list);
    sy_status st = SY_OK;

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const sy_yaml_node *item = sy_yaml_item(r->y, list, i);
        char folded[SY_WORD_TEXT];
        const sy_slice text = sy_yaml_text(r->y, item);
        const sy_slice word = {folded, sy_word_fold(folded, text)};
        if (word.len < 2)
            sy_yaml_wrong(r->y, item, N_("an empty text"));
        else
            st = add_term(r->d, text, word, where, err);
    }
    return st;
}

/* ---- signs ---- */

static sy_minor read_yuan(reader *r, const sy_yaml_node *sign, const char *key, sy_minor without)
{
    const sy_yaml_node *at = sy_yaml_get(r->y, sign, key, false);
    sy_minor amount = without;

    if (at && (!sy_minor_parse(&amount, sy_yaml_text(r->y, at)) || amount < 0)) {
        sy_yaml_wrong(r->y, at, N_("no amount in yuan"));
    }
    return amount;
}

static char read_grade(reader *r, const sy_yaml_node *sign, const char *key, char without)
{
    const sy_yaml_node *at = sy_yaml_get(r->y, sign, key, !without);
    const sy_slice text = at ? sy_yaml_text(r->y, at) : (sy_slice){0};

    if (!at) return without;
    if (text.len == 1 && text.ptr[0] >= 'A' && text.ptr[0] <= 'C') return text.ptr[0];
    sy_yaml_wrong(r->y, at, N_("\"%.*s\" is no grade; write A, B or C"), (int)text.len, text.ptr);
    return 'C';
}

static sy_property_role read_role(reader *r, const sy_yaml_node *sign)
{
    const sy_yaml_node *at = sy_yaml_get(r->y, sign, "role", true);
    const sy_slice text = at ? sy_yaml_text(r->y, at) : (sy_slice){0};

    for (int k = 0; k < SY_PROPERTY_ROLES; k++) {
        if (sy_slice_is(text, sy_slice_of(role_names[k]))) return (sy_property_role)k;
    }
    if (at) {
        sy_yaml_wrong(r->y, at,
                      N_("\"%.*s\" is no role; write buys, taxes, owns, repays, fits, uses or earns"),
                      (int)text.len, text.ptr);
    }
    return SY_BUYS;
}

/* The kinds of payees that a trace knows (intake/counterparty.h). */
static sy_asset_class read_end(reader *r, const sy_yaml_node *sign)
{
    static const sy_asset_class ends[] = {SY_ASSET_REAL_ESTATE, SY_ASSET_VEHICLE, SY_ASSET_INSURANCE};
    const sy_yaml_node *at = sy_yaml_get(r->y, sign, "ends", false);
    const sy_slice text = at ? sy_yaml_text(r->y, at) : (sy_slice){0};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (sy_slice_is(text, sy_slice_of(class_names[ends[i]]))) return ends[i];
    }
    if (at) {
        sy_yaml_wrong(r->y, at, N_("\"%.*s\" is no end of a trace; write real_estate, vehicle or "
                                   "insurance"), (int)text.len, text.ptr);
    }
    return SY_ASSET_NONE;
}

static void read_sign(reader *r, const sy_yaml_node *node, sy_property_sign *s)
{
    static const char *const keys[] = {"label", "role",  "grade", "confirmed", "in",  "ends",
                                       "apart", "joins", "least", "most",  "names",     "words", "not"};
    static const char *const ordinary_keys[] = {"names", "words"};
    char *label;

    if (s->asset == SY_ASSET_NONE) {
        sy_yaml_known(r->y, node, ordinary_keys, 2);
        return;
    }
    sy_yaml_known(r->y, node, keys, sizeof keys / sizeof *keys);
    const sy_slice text = sy_yaml_get_text(r->y, node, "label", true);
    label = sy_arena_text(&r->d->arena, text.ptr, text.len);
    s->label = label ? label : "";
    s->role = read_role(r, node);
    s->grade = read_grade(r, node, "grade", 0);
    s->confirmed = read_grade(r, node, "confirmed", s->grade);
    s->comes_in = sy_yaml_get_bool(r->y, node, "in", false);
    s->ends = read_end(r, node);
    s->joins = sy_yaml_get_bool(r->y, node, "joins", false);
    s->is_apart = sy_yaml_get_bool(r->y, node, "apart", false);
    s->least = read_yuan(r, node, "least", 0);
    s->most = read_yuan(r, node, "most", INT64_MAX);
}

static sy_status add_sign(reader *r, const sy_yaml_node *key, const sy_yaml_node *node,
                          sy_asset_class asset, sy_err *err)
{
    static const char *const lists[] = {"names", "words", "not"};
    static const uint8_t where[] = {SY_WORD_IN_NAMES, SY_WORD_IN_WORDS, SY_WORD_AGAINST};
    sy_property_dict *d = r->d;
    void *items = d->signs;
    const sy_slice name = sy_yaml_text(r->y, key);
    sy_status st = SY_OK;

    if (d->n_signs == MOST_SIGNS) {
        return sy_fail(err, SY_ELIMIT, N_("more than %d items"), (int)MOST_SIGNS);
    }
    if (!sy_grow(d->al, &items, &d->signs_capacity, d->n_signs, d->n_signs + 1, sizeof *d->signs)) {
        return sy_fail_nomem(err);
    }
    d->signs = items;
    sy_property_sign *s = &d->signs[d->n_signs++];
    *s = (sy_property_sign){.asset = asset, .label = "", .grade = 'C', .most = INT64_MAX};
    s->name = sy_arena_text(&d->arena, name.ptr, name.len);
    if (!s->name) return sy_fail_nomem(err);
    read_sign(r, node, s);
    for (size_t i = 0; i < 3 && st == SY_OK; i++) {
        st = read_terms(r, sy_yaml_get(r->y, node, lists[i], false), where[i], err);
    }
    return st;
}

static sy_status read_class(reader *r, const sy_yaml_node *node, sy_asset_class asset, sy_err *err)
{
    const size_t n = sy_yaml_pairs(r->y, node);
    sy_status st = SY_OK;

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const sy_yaml_node *key, *value;
        sy_yaml_pair(r->y, node, i, &key, &value);
        st = add_sign(r, key, value, asset, err);
    }
    return st;
}

static sy_status read_all(reader *r, sy_err *err)
{
    const sy_yaml_node *root = sy_yaml_root(r->y);
    sy_status st = SY_OK;

    sy_yaml_known(r->y, root, class_names, SY_ASSET_CLASSES);
    for (int c = 0; c < SY_ASSET_CLASSES && st == SY_OK; c++) {
        const sy_yaml_node *node = sy_yaml_get(r->y, root, class_names[c], false);
        if (node) st = read_class(r, node, (sy_asset_class)c, err);
    }
    return st == SY_OK ? sy_yaml_finish(r->y, err) : st;
}

static sy_status make_search(sy_property_dict *d, sy_err *err)
{
    sy_slice *words = sy_new_array(d->al, d->n_terms, sizeof *words);
    sy_status st;

    if (!words) return sy_fail_nomem(err);
    for (size_t i = 0; i < d->n_terms; i++) words[i] = d->terms[i].folded;
    st = sy_terms_new(&d->search, d->al, words, d->n_terms, err);
    sy_drop(d->al, words);
    return st;
}

/* ---- doors ---- */

sy_status sy_property_load(sy_property_words **out, const sy_alloc *al, const char *path,
                           sy_err *err)
{
    sy_property_dict *d = sy_new(al, sizeof *d);
    reader r = {.d = d};
    sy_status st;

    *out = NULL;
    if (!d) return sy_fail_nomem(err);
    d->al = al;
    sy_arena_init(&d->arena, al);
    st = sy_yaml_open(&r.y, al, path, err);
    if (st == SY_OK) st = read_all(&r, err);
    sy_yaml_free(r.y);
    if (st == SY_OK) st = make_search(d, err);
    if (st == SY_OK) {
        d->shown = (sy_property_words){d->signs, d->n_signs};
        *out = &d->shown;
        d = NULL;
    }
    if (d) sy_property_free(&d->shown);
    return st;
}

sy_status sy_property_load_default(sy_property_words **out, const sy_alloc *al, sy_err *err)
{
    char *folder = NULL, *path = NULL;
    sy_status st = sy_data_folder(&folder, err);

    *out = NULL;
    if (st == SY_OK) {
        path = sy_path_join(NULL, folder, "dict/property.yaml");
        st = path ? sy_property_load(out, al, path, err) : sy_fail_nomem(err);
    }
    sy_drop(NULL, path);
    sy_drop(NULL, folder);
    return st;
}

void sy_property_free(sy_property_words *words)
{
    sy_property_dict *d = (sy_property_dict *)words;

    if (!d) return;
    sy_terms_free(d->search);
    sy_drop(d->al, d->signs);
    sy_drop(d->al, d->terms);
    sy_arena_dispose(&d->arena);
    sy_drop(d->al, d);
}
