/* pockets.c - texts are judged once each, rows by the judgements of their texts.
 * Words lie in buckets by their first character, so a text costs one look a
 * character: there may be millions of names. */
#include "ledger/pockets.h"

#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "base/width.h"
#include "base/yaml.h"

enum { MOST_WORDS = 500, BUCKETS = 512, FOLDED = 240 };
enum { IN_NAMES = 1, IN_WORDS = 2, IS_EXCLUSION = 4 };

const char *const sy_pocket_names[SY_POCKETS] = {"",     "yuebao", "lingqiantong",
                                                 "fund", "wealth", "deposit"};

/* ---- the dictionary ---- */

typedef struct word {
    sy_slice folded;
    sy_pocket pocket;
    uint8_t where;
    struct word *next; /* in the bucket */
} word;

struct sy_pocket_words {
    sy_arena arena;
    word *buckets[BUCKETS];
};

/* Half width, upper case, no blanks; what does not fit is left out. */
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

/* *length: of the first character. */
static size_t bucket_of(sy_slice s, size_t *length)
{
    return sy_utf8_decode(s.ptr, s.len, length) * 2654435761u % BUCKETS;
}

static sy_status read_words(sy_pocket_words *d, sy_yaml *y, const sy_yaml_node *list, word w,
                            sy_err *err)
{
    const size_t n = sy_yaml_items(y, list);

    if (n > MOST_WORDS) {
        sy_yaml_wrong(y, list, N_("more than %d items"), (int)MOST_WORDS);
        return SY_OK;
    }
    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *item = sy_yaml_item(y, list, i);
        char folded[FOLDED];
        size_t length;
        const sy_slice text = fold(folded, sy_yaml_text(y, item));
        word *copy = sy_arena_get(&d->arena, sizeof *copy);
        if (text.len == 0) {
            sy_yaml_wrong(y, item, N_("an empty text"));
            continue;
        }
        w.folded = (sy_slice){sy_arena_text(&d->arena, text.ptr, text.len), text.len};
        if (!copy || !w.folded.ptr) return sy_fail_nomem(err);
        word **bucket = &d->buckets[bucket_of(text, &length)];
        w.next = *bucket;
        *copy = w;
        *bucket = copy;
    }
    return SY_OK;
}

static sy_status read_kinds(sy_pocket_words *d, sy_yaml *y, sy_err *err)
{
    static const char *const keys[] = {"names", "words", "not"};
    static const uint8_t where[] = {IN_NAMES, IN_WORDS, IS_EXCLUSION};
    const sy_yaml_node *root = sy_yaml_root(y);
    sy_status st = SY_OK;

    sy_yaml_known(y, root, sy_pocket_names + 1, SY_POCKETS - 1);
    for (int k = 1; k < SY_POCKETS; k++) {
        const sy_yaml_node *kind = sy_yaml_get(y, root, sy_pocket_names[k], false);
        if (kind) sy_yaml_known(y, kind, keys, 3);
        for (int i = 0; kind && i < 3 && st == SY_OK; i++) {
            st = read_words(d, y, sy_yaml_get(y, kind, keys[i], false),
                            (word){.pocket = (sy_pocket)k, .where = where[i]}, err);
        }
    }
    return st == SY_OK ? sy_yaml_finish(y, err) : st;
}

sy_status sy_pocket_words_load(sy_pocket_words **out, const char *path, sy_err *err)
{
    sy_pocket_words *d = sy_new(NULL, sizeof *d);
    sy_yaml *y = NULL;

    *out = NULL;
    if (!d) return sy_fail_nomem(err);
    sy_arena_init(&d->arena, NULL);
    sy_status st = sy_yaml_open(&y, NULL, path, err);
    if (st == SY_OK) st = read_kinds(d, y, err);
    sy_yaml_free(y);
    if (st == SY_OK) {
        *out = d;
        d = NULL;
    }
    sy_pocket_words_free(d);
    return st;
}

void sy_pocket_words_free(sy_pocket_words *d)
{
    if (!d) return;
    sy_arena_dispose(&d->arena);
    sy_drop(NULL, d);
}

static void take_longer(const word **best, const word *w)
{
    const bool is_longer = !*best || w->folded.len > (*best)->folded.len ||
                           (w->folded.len == (*best)->folded.len && w->pocket < (*best)->pocket);
    if (is_longer) *best = w;
}

sy_pocket_said sy_pocket_judge(const sy_pocket_words *d, sy_slice text)
{
    const word *name = NULL, *said = NULL;
    char folded[FOLDED];
    const sy_slice s = fold(folded, text);
    sy_pocket_said out = {.is_void = false};

    for (size_t i = 0, step; i < s.len; i += step) {
        const sy_slice rest = {s.ptr + i, s.len - i};
        for (const word *w = d->buckets[bucket_of(rest, &step)]; w; w = w->next) {
            if (!sy_slice_starts(rest, w->folded)) continue;
            if (w->where == IS_EXCLUSION) out.is_void = true;
            if (w->where == IN_NAMES) take_longer(&name, w);
            if (w->where == IN_WORDS) take_longer(&said, w);
        }
    }
    if (name && !out.is_void) out.as_name = (uint8_t)name->pocket;
    if (said && !out.is_void) out.as_words = (uint8_t)said->pocket;
    return out;
}

/* ---- rows ---- */

typedef struct marker {
    sy_case_tables *t;
    sy_pocket_words *d;
    sy_pocket_said *judged; /* by text id */
    size_t capacity, n;
    bool any;
} marker;

static sy_status judge_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    marker *m = ctx;
    void *items = m->judged;

    if (!sy_grow(m->t->al, &items, &m->capacity, m->n, (size_t)id + 1, sizeof *m->judged)) {
        return sy_fail_nomem(err);
    }
    m->judged = items;
    if (id >= m->n) m->n = (size_t)id + 1;
    m->judged[id] = sy_pocket_judge(m->d, text);
    if (m->judged[id].as_name || m->judged[id].as_words) m->any = true;
    return SY_OK;
}

static sy_pocket_said judgement(const marker *m, uint32_t text)
{
    return text && text < m->n ? m->judged[text] : (sy_pocket_said){.is_void = false};
}

/* The name first; words only where nobody else is named. */
static sy_pocket judge_row(const marker *m, const sy_entry_batch *b, size_t i)
{
    static const sy_entry_text said[] = {SY_SUMMARY, SY_NOTE, SY_ENTRY_TYPE};
    const uint32_t name = b->text[SY_OTHER_NAME][i], holder = b->text[SY_HOLDER][i];
    uint8_t found = judgement(m, name).as_name;

    if (!found) found = judgement(m, b->text[SY_MERCHANT][i]).as_name;
    for (size_t k = 0; k < sizeof said / sizeof *said; k++) {
        const sy_pocket_said words = judgement(m, b->text[said[k]][i]);
        if (words.is_void) return SY_NO_POCKET;
        if (!found && (name == 0 || name == holder)) found = words.as_words;
    }
    return (sy_pocket)found;
}

static sy_status mark_rows(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    marker *m = ctx;
    sy_case_tables *t = m->t;

    (void)err;
    for (size_t i = 0; i < b->n; i++) {
        const uint32_t place = sy_case_tables_place(t, b->source[i], b->row[i]);
        if (place == SY_NONE || b->flags[i] & (SY_ENTRY_TRANSFER | SY_ENTRY_CASH)) continue;
        t->pocket[place] = (uint8_t)judge_row(m, b, i);
    }
    return SY_OK;
}

static sy_status load_words(sy_pocket_words **out, sy_err *err)
{
    char *data = NULL, *path = NULL;
    sy_status st = sy_data_folder(&data, err);

    if (st == SY_OK) {
        path = sy_path_join(NULL, data, "dict/pockets.yaml");
        st = path ? sy_pocket_words_load(out, path, err) : sy_fail_nomem(err);
    }
    sy_drop(NULL, path);
    sy_drop(NULL, data);
    return st;
}

sy_status sy_pockets_mark(sy_case_tables *t, sy_workspace *ws, sy_err *err)
{
    const sy_entry_filter filter = {.without_failed = true,
                                    .without_duplicates = true,
                                    .without_fingerprints = true,
                                    .without_amounts = true,
                                    .text_columns = 1u << SY_HOLDER | 1u << SY_OTHER_NAME |
                                                    1u << SY_SUMMARY | 1u << SY_NOTE |
                                                    1u << SY_MERCHANT | 1u << SY_ENTRY_TYPE};
    marker m = {.t = t};
    sy_status st = load_words(&m.d, err);

    if (st == SY_OK) st = sy_facts_texts(ws, judge_text, &m, err);
    if (st == SY_OK && m.any) {
        t->pocket = sy_new_array(t->al, t->n, 1);
        st = t->pocket ? sy_facts_entries(ws, &filter, mark_rows, &m, err) : sy_fail_nomem(err);
    }
    sy_drop(t->al, m.judged);
    sy_pocket_words_free(m.d);
    return st;
}
