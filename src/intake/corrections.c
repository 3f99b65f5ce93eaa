/* corrections.c - a few dozen words, folded like all words of this program
 * (sy_word_fold) and looked for one after the other. */
#include "intake/corrections.h"

#include "base/lang.h"
#include "base/yaml.h"
#include "intake/parse.h"

enum { MOST_WORDS = 256, MOST_DAYS = 3650 };

typedef struct word {
    sy_slice folded;
    uint8_t kind;
    bool excludes;
} word;

struct sy_correction_words {
    const sy_alloc *al;
    sy_arena arena;
    word words[MOST_WORDS];
    size_t n;
    int days[SY_CORRECTIONS];
};

static const char *const kind_names[SY_CORRECTIONS] = {
    [SY_CORRECTION_REVERSAL] = "reversal",
    [SY_CORRECTION_RETURN] = "return",
    [SY_CORRECTION_REFUND] = "refund",
};

static sy_status read_words(sy_correction_words *d, sy_yaml *y, const sy_yaml_node *list,
                            uint8_t kind, bool excludes, sy_err *err)
{
    for (size_t i = 0, n = sy_yaml_items(y, list); i < n; i++) {
        const sy_yaml_node *item = sy_yaml_item(y, list, i);
        char folded[SY_WORD_TEXT];
        const size_t length = sy_word_fold(folded, sy_yaml_text(y, item));
        if (length < 2) {
            sy_yaml_wrong(y, item, N_("an empty text"));
            continue;
        }
        if (d->n == MOST_WORDS) {
            return sy_fail(err, SY_ELIMIT, N_("more than %d items"), (int)MOST_WORDS);
        }
        word *w = &d->words[d->n++];
        *w = (word){{sy_arena_text(&d->arena, folded, length), length}, kind, excludes};
        if (!w->folded.ptr) return sy_fail_nomem(err);
    }
    return SY_OK;
}

static int read_days(sy_yaml *y, const sy_yaml_node *kind)
{
    const sy_slice text = sy_yaml_get_text(y, kind, "days", true);
    int days = 0;

    for (size_t i = 0; i < text.len && days <= MOST_DAYS; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            days = MOST_DAYS + 1;
        else
            days = days * 10 + (text.ptr[i] - '0');
    }
    if (text.len && days <= MOST_DAYS) return days;
    if (text.len) sy_yaml_wrong(y, kind, N_("days: a whole number up to %d"), (int)MOST_DAYS);
    return 0;
}

static sy_status read_all(sy_correction_words *d, sy_yaml *y, sy_err *err)
{
    static const char *const keys[] = {"days", "words", "not"};
    const sy_yaml_node *root = sy_yaml_root(y);
    sy_status st = SY_OK;

    sy_yaml_known(y, root, kind_names + 1, SY_CORRECTIONS - 1);
    for (uint8_t k = 1; st == SY_OK && k < SY_CORRECTIONS; k++) {
        const sy_yaml_node *kind = sy_yaml_get(y, root, kind_names[k], false);
        if (!kind) continue;
        sy_yaml_known(y, kind, keys, 3);
        d->days[k] = read_days(y, kind);
        st = read_words(d, y, sy_yaml_get(y, kind, "words", true), k, false, err);
        if (st == SY_OK) {
            st = read_words(d, y, sy_yaml_get(y, kind, "not", false), k, true, err);
        }
    }
    return st;
}

static sy_status take_yaml(sy_correction_words **out, const sy_alloc *al, sy_yaml *y, sy_err *err)
{
    sy_correction_words *d = sy_new(al, sizeof *d);
    sy_status st = d ? SY_OK : sy_fail_nomem(err);

    if (d) {
        d->al = al;
        sy_arena_init(&d->arena, al);
        st = read_all(d, y, err);
        if (st == SY_OK) st = sy_yaml_finish(y, err);
    }
    if (st != SY_OK) {
        sy_corrections_free(d);
        return st;
    }
    *out = d;
    return SY_OK;
}

sy_status sy_corrections_load(sy_correction_words **out, const sy_alloc *al, const char *path,
                              sy_err *err)
{
    sy_yaml *y = NULL;
    sy_status st = sy_yaml_open(&y, al, path, err);

    *out = NULL;
    if (st == SY_OK) st = take_yaml(out, al, y, err);
    sy_yaml_free(y);
    return st;
}

sy_status sy_corrections_parse(sy_correction_words **out, const sy_alloc *al, const char *name,
                               sy_slice text, sy_err *err)
{
    sy_yaml *y = NULL;
    sy_status st = sy_yaml_parse(&y, al, name, text, err);

    *out = NULL;
    if (st == SY_OK) st = take_yaml(out, al, y, err);
    sy_yaml_free(y);
    return st;
}

void sy_corrections_free(sy_correction_words *d)
{
    if (!d) return;
    sy_arena_dispose(&d->arena);
    sy_drop(d->al, d);
}

sy_correction sy_correction_of(const sy_correction_words *d, sy_slice text)
{
    bool has[SY_CORRECTIONS] = {false}, is_void[SY_CORRECTIONS] = {false};
    char folded[SY_WORD_TEXT];
    const sy_slice s = {folded, sy_word_fold(folded, text)};

    for (size_t i = 0; i < d->n; i++) {
        const word *w = &d->words[i];
        if (sy_slice_find(s, w->folded) == s.len) continue;
        if (w->excludes)
            is_void[w->kind] = true;
        else
            has[w->kind] = true;
    }
    for (int k = 1; k < SY_CORRECTIONS; k++) {
        if (has[k] && !is_void[k]) return (sy_correction)k;
    }
    return SY_NO_CORRECTION;
}

int sy_correction_days(const sy_correction_words *d, sy_correction kind)
{
    return d->days[kind];
}
