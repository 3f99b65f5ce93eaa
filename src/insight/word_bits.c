/* word_bits.c - a list of words with their bits; the search finds the words. */
#include "insight/word_bits.h"

#include "base/fold.h"
#include "text/terms.h"

typedef struct meaning {
    uint32_t gives, voids;
} meaning;

struct sy_word_bits {
    const sy_alloc *al;
    sy_arena arena;
    sy_slice *words; /* folded */
    meaning *meanings;
    size_t n, words_capacity, meanings_capacity;
    sy_terms *terms; /* NULL before ready */
};

sy_status sy_word_bits_new(sy_word_bits **out, const sy_alloc *al, sy_err *err)
{
    sy_word_bits *w = *out = sy_new(al, sizeof *w);

    if (!w) return sy_fail_nomem(err);
    w->al = al;
    sy_arena_init(&w->arena, al);
    return SY_OK;
}

void sy_word_bits_free(sy_word_bits *w)
{
    if (!w) return;
    sy_terms_free(w->terms);
    sy_drop(w->al, w->words);
    sy_drop(w->al, w->meanings);
    sy_arena_dispose(&w->arena);
    sy_drop(w->al, w);
}

sy_status sy_word_bits_add(sy_word_bits *w, sy_slice word, uint32_t gives, uint32_t voids,
                           sy_err *err)
{
    char folded[SY_WORD_BITS_TEXT];
    const size_t len = sy_words_fold(folded, sizeof folded, word);
    void *words = w->words, *meanings = w->meanings;

    if (len == 0) return SY_OK;
    const char *copy = sy_arena_text(&w->arena, folded, len);
    const bool has_room =
        copy && sy_grow(w->al, &words, &w->words_capacity, w->n, w->n + 1, sizeof *w->words);
    if (has_room) w->words = words;
    if (!has_room || !sy_grow(w->al, &meanings, &w->meanings_capacity, w->n, w->n + 1,
                              sizeof *w->meanings))
        return sy_fail_nomem(err);
    w->meanings = meanings;
    w->words[w->n] = (sy_slice){copy, len};
    w->meanings[w->n++] = (meaning){gives, voids};
    return SY_OK;
}

sy_status sy_word_bits_ready(sy_word_bits *w, sy_err *err)
{
    SY_ASSERT(!w->terms);
    return sy_terms_new(&w->terms, w->al, w->words, w->n, err);
}

typedef struct found {
    const sy_word_bits *w;
    meaning sum;
} found;

static void on_word(void *ctx, uint32_t word, size_t begin, size_t end)
{
    found *f = ctx;

    (void)begin, (void)end;
    f->sum.gives |= f->w->meanings[word].gives;
    f->sum.voids |= f->w->meanings[word].voids;
}

uint32_t sy_word_bits_in(const sy_word_bits *w, sy_slice text)
{
    char folded[SY_WORD_BITS_TEXT];
    found f = {.w = w};

    SY_ASSERT(w->terms);
    sy_terms_each(w->terms, (sy_slice){folded, sy_words_fold(folded, sizeof folded, text)},
                  on_word, &f);
    return f.sum.gives & ~f.sum.voids;
}
