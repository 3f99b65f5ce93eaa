/* counterparty.c - the words of dict/counterparties.yaml, found in one search of the
 * folded text (half width, upper case, no blanks); of sellers of property those of
 * dict/property.yaml beside them. Callers cache by text. */
#include "intake/counterparty.h"

#include "base/lang.h"
#include "base/yaml.h"
#include "intake/parse.h"
#include "text/terms.h"

enum { KINDS = SY_OTHER_MERCHANT + 1, MOST_TERMS = 4096, FEWEST_DIGITS = 6 };

enum { IN_NAMES = 1, IN_WORDS = 2, IS_EXCLUSION = 4 };

typedef struct term {
    sy_slice folded, text;
    uint8_t kind, where; /* where: IN_NAMES, IN_WORDS or IS_EXCLUSION */
    uint16_t order;      /* of the kind in the file: earlier wins ties */
} term;

struct sy_counterparties {
    sy_arena arena;
    const sy_alloc *al;
    const sy_property_words *property; /* borrowed; NULL */
    term *terms;
    size_t n_terms, capacity;
    sy_terms *search; /* of the folded terms, by their numbers */
};

static const char *const kind_names[KINDS] = {
    [SY_OTHER_CASH] = "cash",
    [SY_OTHER_FEE] = "fee",
    [SY_OTHER_CLEARING] = "clearing",
    [SY_OTHER_INTERNAL] = "bank",
    [SY_OTHER_EXCHANGE] = "exchange",
    [SY_OTHER_MERCHANT] = "merchant",
};

/* ---- reading ---- */

static sy_status add_term(sy_counterparties *d, sy_slice text, term t, sy_err *err)
{
    char folded[SY_WORD_TEXT];
    void *items = d->terms;

    if (d->n_terms == MOST_TERMS) {
        return sy_fail(err, SY_ELIMIT, N_("more than %d items"), (int)MOST_TERMS);
    }
    if (!sy_grow(d->al, &items, &d->capacity, d->n_terms, d->n_terms + 1, sizeof t)) {
        return sy_fail_nomem(err);
    }
    d->terms = items;
    t.folded.len = sy_word_fold(folded, text);
    t.folded.ptr = sy_arena_text(&d->arena, folded, t.folded.len);
    t.text = (sy_slice){sy_arena_text(&d->arena, text.ptr, text.len), text.len};
    if (!t.folded.ptr || !t.text.ptr) return sy_fail_nomem(err);
    d->terms[d->n_terms++] = t;
    return SY_OK;
}

static sy_status read_list(sy_counterparties *d, sy_yaml *y, const sy_yaml_node *list, term t,
                           sy_err *err)
{
    const size_t n = sy_yaml_items(y, list);
    sy_status st = SY_OK;

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const sy_yaml_node *item = sy_yaml_item(y, list, i);
        char folded[SY_WORD_TEXT];
        sy_slice text = sy_yaml_text(y, item);
        if (sy_word_fold(folded, text) < 2)
            sy_yaml_wrong(y, item, N_("an empty text"));
        else
            st = add_term(d, text, t, err);
    }
    return st;
}

static sy_status read_kind(sy_counterparties *d, sy_yaml *y, const sy_yaml_node *node, term t,
                           sy_err *err)
{
    static const char *const keys[] = {"names", "words", "not"};
    static const uint8_t where[] = {IN_NAMES, IN_WORDS, IS_EXCLUSION};
    sy_status st = SY_OK;

    sy_yaml_known(y, node, keys, 3);
    for (size_t i = 0; i < 3 && st == SY_OK; i++) {
        t.where = where[i];
        st = read_list(d, y, sy_yaml_get(y, node, keys[i], false), t, err);
    }
    return st;
}

static sy_status make_search(sy_counterparties *d, sy_err *err)
{
    sy_slice *words = sy_new_array(d->al, d->n_terms, sizeof *words);
    sy_status st;

    if (!words) return sy_fail_nomem(err);
    for (size_t i = 0; i < d->n_terms; i++) words[i] = d->terms[i].folded;
    st = sy_terms_new(&d->search, d->al, words, d->n_terms, err);
    sy_drop(d->al, words);
    return st;
}

sy_status sy_counterparties_load(sy_counterparties **out, const sy_alloc *al, const char *path,
                                 const sy_property_words *property, sy_err *err)
{
    const size_t n_known = KINDS - 1; /* without plain */
    sy_yaml *y = NULL;
    sy_counterparties *d = sy_new(al, sizeof *d);
    sy_status st = SY_OK;

    *out = NULL;
    if (!d) return sy_fail_nomem(err);
    d->al = al;
    d->property = property;
    sy_arena_init(&d->arena, al);
    st = sy_yaml_open(&y, al, path, err);
    if (st != SY_OK) goto done;

    const sy_yaml_node *root = sy_yaml_root(y);
    sy_yaml_known(y, root, kind_names + 1, n_known);
    for (size_t i = 0, n = sy_yaml_pairs(y, root); i < n && st == SY_OK; i++) {
        const sy_yaml_node *key, *value;
        sy_yaml_pair(y, root, i, &key, &value);
        sy_slice name = sy_yaml_text(y, key);
        for (uint8_t k = 1; k < KINDS && st == SY_OK; k++) {
            if (!sy_slice_is(name, sy_slice_of(kind_names[k]))) continue;
            st = read_kind(d, y, value, (term){.kind = k, .order = (uint16_t)i}, err);
        }
    }
    if (st == SY_OK) st = sy_yaml_finish(y, err);
    if (st == SY_OK) st = make_search(d, err);
    if (st != SY_OK) goto done;
    *out = d;
    d = NULL;

done:
    sy_yaml_free(y);
    sy_counterparties_free(d);
    return st;
}

void sy_counterparties_free(sy_counterparties *d)
{
    if (!d) return;
    sy_terms_free(d->search);
    sy_drop(d->al, d->terms);
    sy_arena_dispose(&d->arena);
    sy_drop(d->al, d);
}

/* ---- looking ---- */

typedef struct search {
    const sy_counterparties *d;
    uint8_t where;
    const term *best[KINDS]; /* by kind: its longest term, the first of equal ones */
    bool is_void[KINDS];
} search;

static void take_term(void *ctx, uint32_t number, size_t begin, size_t end)
{
    search *f = ctx;
    const term *t = &f->d->terms[number];

    (void)begin;
    (void)end;
    if (t->where == IS_EXCLUSION) f->is_void[t->kind] = true;
    if (!(t->where & f->where)) return;
    const term **best = &f->best[t->kind];
    if (!*best || t->folded.len > (*best)->folded.len) *best = t;
}

/* The best term in one text; exclusions void their kind. */
static const term *best_term(const sy_counterparties *d, sy_slice text, uint8_t where)
{
    search f = {.d = d, .where = where};
    const term *winner = NULL;
    char folded[SY_WORD_TEXT];

    sy_terms_each(d->search, (sy_slice){folded, sy_word_fold(folded, text)}, take_term, &f);
    for (int k = 1; k < KINDS; k++) {
        const term *t = f.is_void[k] ? NULL : f.best[k];
        if (!t) continue;
        if (!winner || t->folded.len > winner->folded.len ||
            (t->folded.len == winner->folded.len && t->order < winner->order)) {
            winner = t;
        }
    }
    return winner;
}

/* What a text says of its payee, by the longer word of the two dictionaries. */
typedef struct verdict {
    sy_other_kind kind;
    sy_slice term;
} verdict;

static sy_other_kind kind_of_end(sy_asset_class ends)
{
    switch (ends) {
    case SY_ASSET_REAL_ESTATE:
        return SY_OTHER_REAL_ESTATE;
    case SY_ASSET_VEHICLE:
        return SY_OTHER_VEHICLE;
    case SY_ASSET_INSURANCE:
        return SY_OTHER_INSURANCE;
    default:
        return SY_OTHER_PLAIN;
    }
}

static verdict judge(const sy_counterparties *d, sy_slice text, uint8_t where)
{
    const term *t = best_term(d, text, where);
    verdict v = {SY_OTHER_PLAIN, {"", 0}};

    if (t) v = (verdict){(sy_other_kind)t->kind, t->text};
    if (!d->property || text.len == 0) return v;
    const sy_property_said said = sy_property_judge(d->property, text);
    const sy_property_word word = where == IN_NAMES ? said.as_name : said.as_words;
    if (word.sign == SY_NO_SIGN) return v;
    const sy_other_kind kind = kind_of_end(d->property->signs[word.sign].ends);
    const sy_slice written = sy_property_term_text(d->property, word);
    if (kind == SY_OTHER_PLAIN || written.len <= v.term.len) return v;
    return (verdict){kind, written};
}

/* Words like 手续费 in a summary speak of the bank only where nobody with an
 * account of his own stands on the other side. */
static bool is_the_banks(sy_other_kind kind)
{
    return kind == SY_OTHER_CASH || kind == SY_OTHER_FEE || kind == SY_OTHER_EXCHANGE;
}

sy_other_kind sy_counterparty_kind(const sy_counterparties *d, const sy_other_words *words,
                                   sy_slice *term_found)
{
    const sy_slice texts[] = {words->name, words->merchant, words->summary, words->note};
    verdict found = {SY_OTHER_PLAIN, {"", 0}};

    if (term_found) *term_found = found.term;
    for (size_t i = 0; i < 2 && !found.kind; i++) found = judge(d, texts[i], IN_NAMES);
    if (!found.kind && words->is_cash) return SY_OTHER_CASH;
    for (size_t i = 2; i < 4 && !found.kind; i++) {
        found = judge(d, texts[i], IN_WORDS);
        if (is_the_banks(found.kind) &&
            sy_counterparty_has_account(d, words->number, words->name)) {
            found = (verdict){SY_OTHER_PLAIN, {"", 0}};
        }
    }
    if (term_found) *term_found = found.term;
    return found.kind;
}

bool sy_counterparty_has_account(const sy_counterparties *d, sy_slice number, sy_slice name)
{
    sy_number n;
    unsigned digits = 0, zeros = 0;

    if (sy_parse_number(&n, number, false) != SY_FINE || n.len == 0) return false;
    for (size_t i = 0; i < n.len; i++) {
        if (n.text[i] == '*' || n.text[i] == '?') return false; /* masked */
        if (n.text[i] >= '0' && n.text[i] <= '9') digits++;
        if (n.text[i] == '0') zeros++;
    }
    if (digits < FEWEST_DIGITS || zeros == digits) return false;
    /* Z2004944000010N: a merchant at a payment firm */
    if (n.text[0] == 'Z' && n.text[n.len - 1] == 'N' && digits + 2u == n.len) return false;

    const term *t = best_term(d, name, IN_NAMES);
    return !t ||
           (t->kind != SY_OTHER_CLEARING && t->kind != SY_OTHER_INTERNAL &&
            t->kind != SY_OTHER_CASH && t->kind != SY_OTHER_FEE && t->kind != SY_OTHER_EXCHANGE);
}
