/* scene_words.c - the words of all rows in arrays by place, in one pass over the facts.
 * Texts are read whole: findings judge each distinct one once. */
#include <string.h>

#include "base/lang.h"
#include "insight/scene_parts.h"

enum { FIRST_TEXT = SY_OTHER_NUMBER }; /* whose statement it is, the ledger says */

typedef struct reading {
    sy_scene *s;
    uint64_t *base; /* by source id: of its places; UINT64_MAX: not in the flow */
    size_t n_base;
    uint32_t *word[SY_ENTRY_TEXTS];
    uint8_t *flags;
    sy_slice *texts;
    size_t capacity;
} reading;

/* Both lists are by (hash, sheet); the flow lacks sources without entries. */
static sy_status find_bases(reading *r, sy_err *err)
{
    const sy_flow *f = r->s->f;
    sy_source *sources = NULL;
    size_t n = 0, at = 0;
    sy_status st =
        sy_facts_source_names(sy_case_workspace(r->s->c), &sources, &n, r->s->arena, err);

    if (st != SY_OK) return st;
    for (size_t i = 0; i < n; i++) {
        if (sources[i].id >= r->n_base) r->n_base = (size_t)sources[i].id + 1;
    }
    r->base = sy_arena_get(r->s->arena, r->n_base * sizeof *r->base);
    if (!r->base) return sy_fail_nomem(err);
    memset(r->base, 0xff, r->n_base * sizeof *r->base);
    for (size_t i = 0; i < n && at < f->n_sources; i++) {
        const sy_place_base *b = &f->sources[at];
        if (sources[i].sheet != b->sheet ||
            memcmp(sources[i].sha256, b->sha256, sizeof b->sha256) != 0)
            continue;
        r->base[sources[i].id] = b->base;
        if (b->base + b->rows + 1 > r->s->n_places) r->s->n_places = b->base + b->rows + 1;
        at++;
    }
    return SY_OK;
}

static sy_status make_arrays(reading *r, sy_err *err)
{
    sy_scene *s = r->s;

    for (int t = FIRST_TEXT; t < SY_ENTRY_TEXTS; t++) {
        r->word[t] = sy_arena_get(s->arena, s->n_places * sizeof *r->word[t]);
        if (!r->word[t]) return sy_fail_nomem(err);
        s->word[t] = r->word[t];
    }
    r->flags = sy_arena_get(s->arena, s->n_places);
    s->flags = r->flags;
    return r->flags ? SY_OK : sy_fail_nomem(err);
}

static sy_status take_entries(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    reading *r = ctx;

    (void)err;
    for (size_t i = 0; i < b->n; i++) {
        if (b->source[i] >= r->n_base || r->base[b->source[i]] == UINT64_MAX) continue;
        const uint64_t place = r->base[b->source[i]] + b->row[i];
        if (place >= r->s->n_places) continue; /* a row behind the last that counts */
        for (int t = FIRST_TEXT; t < SY_ENTRY_TEXTS; t++) r->word[t][place] = b->text[t][i];
        r->flags[place] = b->flags[i];
    }
    return SY_OK;
}

static sy_status take_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    reading *r = ctx;

    if (id >= r->capacity && !sy_grow(NULL, (void **)&r->texts, &r->capacity, r->s->n_texts,
                                      (size_t)id + 1, sizeof *r->texts)) {
        return sy_fail_nomem(err);
    }
    if (id >= r->s->n_texts) r->s->n_texts = (size_t)id + 1;
    r->texts[id].ptr = sy_arena_text(r->s->arena, text.ptr, text.len);
    r->texts[id].len = text.len;
    return r->texts[id].ptr ? SY_OK : sy_fail_nomem(err);
}

/* The list has its final size only when all are read: then it moves to the arena. */
static sy_status read_texts(reading *r, sy_err *err)
{
    sy_scene *s = r->s;
    sy_status st = sy_facts_texts(sy_case_workspace(s->c), take_text, r, err);
    sy_slice *kept = NULL;

    if (s->n_texts == 0) s->n_texts = 1; /* the empty one is always there */
    if (st == SY_OK) {
        kept = sy_arena_get(s->arena, s->n_texts * sizeof *kept);
        if (!kept) st = sy_fail_nomem(err);
    }
    if (st == SY_OK && r->texts) memcpy(kept, r->texts, s->n_texts * sizeof *kept);
    sy_drop(NULL, r->texts);
    s->texts = kept;
    return st;
}

sy_status sy_scene_read_words(sy_scene *s, sy_err *err)
{
    reading r = {.s = s};
    const sy_entry_filter filter = {.without_fingerprints = true,
                                    .without_amounts = true,
                                    .text_columns =
                                        ((1u << SY_ENTRY_TEXTS) - 1) & ~((1u << FIRST_TEXT) - 1)};
    sy_status st = find_bases(&r, err);

    if (st == SY_OK) st = make_arrays(&r, err);
    if (st == SY_OK) {
        st = sy_facts_entries(sy_case_workspace(s->c), &filter, take_entries, &r, err);
    }
    if (st == SY_OK) st = read_texts(&r, err);
    return st;
}
