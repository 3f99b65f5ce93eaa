/* counterparty.c - terms in a hash table by their first character, tried at
 * every character of a text, longest first: the dictionary has some hundred
 * terms and callers cache by text, so nothing cleverer is needed. Texts are
 * folded (half width, upper case, no blanks) before they are compared. */
#include "intake/counterparty.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/utf8.h"
#include "base/yaml.h"
#include "intake/parse.h"

enum { KINDS = SY_OTHER_INSURANCE + 1, MOST_TERMS = 4096, BUCKETS = 1024, FEWEST_DIGITS = 6 };

enum { IN_NAMES = 1, IN_WORDS = 2, IS_EXCLUSION = 4 };

typedef struct term {
    sy_slice folded, text;
    uint8_t kind, where; /* where: IN_NAMES, IN_WORDS or IS_EXCLUSION */
    uint16_t order;      /* of the kind in the file: earlier wins ties */
    struct term *next;   /* in the bucket, longer terms first */
} term;

struct sy_counterparties {
    sy_arena arena;
    const sy_alloc *al;
    term *buckets[BUCKETS];
    size_t n_terms;
};

static const char *const kind_names[KINDS] = {
    [SY_OTHER_CASH] = "cash",
    [SY_OTHER_FEE] = "fee",
    [SY_OTHER_CLEARING] = "clearing",
    [SY_OTHER_INTERNAL] = "bank",
    [SY_OTHER_EXCHANGE] = "exchange",
    [SY_OTHER_MERCHANT] = "merchant",
    [SY_OTHER_REAL_ESTATE] = "real-estate",
    [SY_OTHER_VEHICLE] = "vehicle",
    [SY_OTHER_INSURANCE] = "insurance",
};

/* ---- reading ---- */

static size_t bucket_of(sy_slice text)
{
    size_t n;
    return sy_utf8_decode(text.ptr, text.len, &n) * 2654435761u % BUCKETS;
}

static sy_status add_term(sy_counterparties *d, sy_slice text, term t, sy_err *err)
{
    char folded[SY_WORD_TEXT];
    term *copy = sy_arena_get(&d->arena, sizeof *copy);

    t.folded.len = sy_word_fold(folded, text);
    t.folded.ptr = sy_arena_text(&d->arena, folded, t.folded.len);
    t.text = (sy_slice){sy_arena_text(&d->arena, text.ptr, text.len), text.len};
    if (!copy || !t.folded.ptr || !t.text.ptr) return sy_fail_nomem(err);
    if (++d->n_terms > MOST_TERMS) {
        return sy_fail(err, SY_ELIMIT, N_("more than %d items"), (int)MOST_TERMS);
    }
    term **at = &d->buckets[bucket_of(t.folded)];
    while (*at && (*at)->folded.len >= t.folded.len) at = &(*at)->next;
    t.next = *at;
    *copy = t;
    *at = copy;
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

sy_status sy_counterparties_load(sy_counterparties **out, const sy_alloc *al, const char *path,
                                 sy_err *err)
{
    const size_t n_known = KINDS - 1; /* without plain */
    sy_yaml *y = NULL;
    sy_counterparties *d = sy_new(al, sizeof *d);
    sy_status st = SY_OK;

    *out = NULL;
    if (!d) return sy_fail_nomem(err);
    d->al = al;
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
    sy_arena_dispose(&d->arena);
    sy_drop(d->al, d);
}

/* ---- looking ---- */

/* The best term of each kind in one text; exclusions void their kind. */
static const term *best_term(const sy_counterparties *d, sy_slice text, uint8_t where)
{
    const term *best[KINDS] = {NULL}, *winner = NULL;
    bool is_void[KINDS] = {false};
    char folded[SY_WORD_TEXT];
    sy_slice s = {folded, sy_word_fold(folded, text)};

    for (size_t i = 0, step; i < s.len; i += step) {
        sy_slice rest = {s.ptr + i, s.len - i};
        sy_utf8_decode(rest.ptr, rest.len, &step);
        for (const term *t = d->buckets[bucket_of(rest)]; t; t = t->next) {
            if (!(t->where & (where | IS_EXCLUSION)) || !sy_slice_starts(rest, t->folded)) continue;
            if (t->where == IS_EXCLUSION)
                is_void[t->kind] = true;
            else if (!best[t->kind] || t->folded.len > best[t->kind]->folded.len)
                best[t->kind] = t;
        }
    }
    for (int k = 1; k < KINDS; k++) {
        const term *t = is_void[k] ? NULL : best[k];
        if (!t) continue;
        if (!winner || t->folded.len > winner->folded.len ||
            (t->folded.len == winner->folded.len && t->order < winner->order)) {
            winner = t;
        }
    }
    return winner;
}

/* Words like 手续费 in a summary speak of the bank only where nobody with an
 * account of his own stands on the other side. */
static bool is_the_banks(uint8_t kind)
{
    return kind == SY_OTHER_CASH || kind == SY_OTHER_FEE || kind == SY_OTHER_EXCHANGE;
}

sy_other_kind sy_counterparty_kind(const sy_counterparties *d, const sy_other_words *words,
                                   sy_slice *term_found)
{
    const sy_slice texts[] = {words->name, words->merchant, words->summary, words->note};
    const term *found = NULL;

    if (term_found) *term_found = (sy_slice){"", 0};
    for (size_t i = 0; i < 2 && !found; i++) found = best_term(d, texts[i], IN_NAMES);
    if (!found && words->is_cash) return SY_OTHER_CASH;
    for (size_t i = 2; i < 4 && !found; i++) {
        found = best_term(d, texts[i], IN_WORDS);
        if (found && is_the_banks(found->kind) &&
            sy_counterparty_has_account(d, words->number, words->name)) {
            found = NULL;
        }
    }
    if (!found) return SY_OTHER_PLAIN;
    if (term_found) *term_found = found->text;
    return (sy_other_kind)found->kind;
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
