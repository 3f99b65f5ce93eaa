/* inquiry_dict.c - some dozens of words, looked for one after the other. */
#include "insight/inquiry_dict.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "base/width.h"
#include "base/yaml.h"

enum { MOST_TERMS = 2000, FOLDED = 240 };

/* What does not fit is left out. */
static sy_slice fold(char out[FOLDED], sy_slice text)
{
    size_t n = 0;

    for (size_t i = 0, step; i < text.len && n + 4 <= FOLDED; i += step) {
        uint32_t code = sy_half_width(sy_utf8_decode(text.ptr + i, text.len - i, &step));
        if (code == SY_NO_WIDTH || code == ' ') continue;
        if (code >= 'a' && code <= 'z') code -= 'a' - 'A';
        n += sy_utf8_encode(out + n, code);
    }
    return (sy_slice){out, n};
}

/* ---- reading ---- */

static sy_status read_terms(sy_inquiry_dict *d, sy_yaml *y, const sy_yaml_node *list, unsigned firm,
                            sy_arena *arena, sy_err *err)
{
    const size_t n = sy_yaml_items(y, list);

    if (n > MOST_TERMS - d->n_terms) {
        sy_yaml_wrong(y, list, N_("more than %d items"), (int)MOST_TERMS);
        return SY_OK;
    }
    for (size_t i = 0; i < n; i++) {
        char folded[FOLDED];
        const sy_yaml_node *item = sy_yaml_item(y, list, i);
        const sy_slice text = fold(folded, sy_yaml_text(y, item));
        sy_inquiry_term *t = &d->terms[d->n_terms];
        if (text.len == 0) {
            sy_yaml_wrong(y, item, N_("an empty text"));
            continue;
        }
        *t = (sy_inquiry_term){{sy_arena_text(arena, text.ptr, text.len), text.len}, firm};
        if (!t->text.ptr) return sy_fail_nomem(err);
        d->n_terms++;
    }
    return SY_OK;
}

static sy_status read_firms(sy_inquiry_dict *d, sy_yaml *y, const sy_yaml_node *firms,
                            sy_arena *arena, sy_err *err)
{
    const sy_yaml_node *key, *value;
    const size_t n = sy_yaml_pairs(y, firms);
    sy_status st = SY_OK;

    if (n > SY_MOST_FIRMS) {
        sy_yaml_wrong(y, firms, N_("more than %d items"), (int)SY_MOST_FIRMS);
        return SY_OK;
    }
    d->firms = sy_arena_get(arena, (n + 1) * sizeof *d->firms);
    if (!d->firms) return sy_fail_nomem(err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        sy_yaml_pair(y, firms, i, &key, &value);
        const sy_slice name = sy_yaml_text(y, key);
        d->firms[d->n_firms] = sy_arena_text(arena, name.len ? name.ptr : "", name.len);
        if (!d->firms[d->n_firms]) return sy_fail_nomem(err);
        st = read_terms(d, y, value, (unsigned)d->n_firms++, arena, err);
    }
    return st;
}

static int by_length(const void *a, const void *b)
{
    const sy_inquiry_term *x = a, *y = b;
    if (x->text.len != y->text.len) return x->text.len > y->text.len ? -1 : 1;
    return sy_slice_compare(x->text, y->text);
}

static sy_status read_all(sy_inquiry_dict *d, sy_yaml *y, sy_arena *arena, sy_err *err)
{
    static const char *const keys[] = {"payment-firms", "not-asked"};
    const sy_yaml_node *root = sy_yaml_root(y);

    sy_yaml_known(y, root, keys, 2);
    d->terms = sy_arena_get(arena, MOST_TERMS * sizeof *d->terms);
    if (!d->terms) return sy_fail_nomem(err);
    sy_status st = read_firms(d, y, sy_yaml_get(y, root, keys[0], true), arena, err);
    if (st == SY_OK) {
        st = read_terms(d, y, sy_yaml_get(y, root, keys[1], true), SY_NO_FIRM, arena, err);
    }
    if (d->n_terms) qsort(d->terms, d->n_terms, sizeof *d->terms, by_length);
    return st;
}

sy_status sy_inquiry_dict_load(sy_inquiry_dict *d, const char *path, sy_arena *arena, sy_err *err)
{
    char *folder = NULL, *own = NULL;
    sy_yaml *y = NULL;
    sy_status st = path ? SY_OK : sy_data_folder(&folder, err);

    *d = (sy_inquiry_dict){0};
    if (st == SY_OK && !path) {
        own = sy_path_join(NULL, folder, "dict/inquiries.yaml");
        if (!own) st = sy_fail_nomem(err);
        path = own;
    }
    if (st == SY_OK) st = sy_yaml_open(&y, arena->al, path, err);
    if (st == SY_OK) st = read_all(d, y, arena, err);
    if (st == SY_OK) st = sy_yaml_finish(y, err);
    sy_yaml_free(y);
    sy_drop(NULL, own);
    sy_drop(NULL, folder);
    return st;
}

/* ---- asking ---- */

static const sy_inquiry_term *longest(const sy_inquiry_dict *d, sy_slice text, bool of_firms)
{
    char folded[FOLDED];
    const sy_slice t = fold(folded, text);

    for (size_t i = 0; i < d->n_terms; i++) {
        if ((d->terms[i].firm != SY_NO_FIRM) != of_firms) continue;
        if (sy_slice_find(t, d->terms[i].text) < t.len) return &d->terms[i];
    }
    return NULL;
}

unsigned sy_inquiry_firm(const sy_inquiry_dict *d, sy_slice text)
{
    const sy_inquiry_term *t = longest(d, text, true);
    return t ? t->firm : SY_NO_FIRM;
}

bool sy_inquiry_is_not_asked(const sy_inquiry_dict *d, sy_slice name)
{
    return longest(d, name, false) != NULL;
}
