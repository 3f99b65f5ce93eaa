/* terms.c - Vectorscan's literals: a match is known by its word and its end, so that
 * where it began follows from the word's length. The library takes its memory from
 * malloc; it is made once a run, for a dictionary that a user may have changed. */
#include "text/terms.h"

#include <hs.h>

#include "base/lang.h"

struct sy_terms {
    const sy_alloc *al;
    hs_database_t *database; /* NULL: there are no words */
    hs_scratch_t *scratch;
    uint32_t *lengths; /* bytes, by word */
};

static sy_status compile(sy_terms *t, const sy_slice *words, size_t n, sy_err *err)
{
    const char **texts = sy_new_array(t->al, n, sizeof *texts);
    size_t *lengths = sy_new_array(t->al, n, sizeof *lengths);
    unsigned *numbers = sy_new_array(t->al, n, sizeof *numbers);
    unsigned *flags = sy_new_array(t->al, n, sizeof *flags);
    hs_compile_error_t *why = NULL;
    sy_status st = SY_OK;

    t->lengths = sy_new_array(t->al, n, sizeof *t->lengths);
    if (!texts || !lengths || !numbers || !flags || !t->lengths) {
        st = sy_fail_nomem(err);
        goto done;
    }
    for (size_t i = 0; i < n; i++) {
        texts[i] = words[i].ptr;
        lengths[i] = words[i].len;
        numbers[i] = (unsigned)i;
        t->lengths[i] = (uint32_t)words[i].len;
    }
    if (hs_compile_lit_multi(texts, flags, numbers, lengths, (unsigned)n, HS_MODE_BLOCK, NULL,
                             &t->database, &why) != HS_SUCCESS) {
        st = sy_fail(err, SY_EENGINE, N_("words that cannot be searched for: %s"), why->message);
        hs_free_compile_error(why);
    }

done:
    sy_drop(t->al, texts);
    sy_drop(t->al, lengths);
    sy_drop(t->al, numbers);
    sy_drop(t->al, flags);
    return st;
}

sy_status sy_terms_new(sy_terms **out, const sy_alloc *al, const sy_slice *words, size_t n,
                       sy_err *err)
{
    sy_terms *t = sy_new(al, sizeof *t);
    sy_status st = SY_OK;

    *out = NULL;
    if (!t) return sy_fail_nomem(err);
    t->al = al;
    if (hs_valid_platform() != HS_SUCCESS) {
        st = sy_fail(err, SY_EENGINE,
                     N_("this processor is too old to search for words (SSSE3 is needed)"));
    }
    if (st == SY_OK && n) st = compile(t, words, n, err);
    if (st == SY_OK && n && hs_alloc_scratch(t->database, &t->scratch) != HS_SUCCESS) {
        st = sy_fail_nomem(err);
    }
    if (st == SY_OK) {
        *out = t;
        t = NULL;
    }
    sy_terms_free(t);
    return st;
}

void sy_terms_free(sy_terms *t)
{
    if (!t) return;
    if (t->scratch) (void)hs_free_scratch(t->scratch);
    if (t->database) (void)hs_free_database(t->database);
    sy_drop(t->al, t->lengths);
    sy_drop(t->al, t);
}

typedef struct listener {
    const sy_terms *t;
    sy_term_fn *fn;
    void *ctx;
} listener;

static int on_match(unsigned word, unsigned long long from, unsigned long long to, unsigned flags,
                    void *ctx)
{
    const listener *l = ctx;

    (void)from; /* of literals it is not said */
    (void)flags;
    l->fn(l->ctx, word, (size_t)to - l->t->lengths[word], (size_t)to);
    return 0;
}

void sy_terms_each(const sy_terms *t, sy_slice text, sy_term_fn *fn, void *ctx)
{
    listener l = {t, fn, ctx};

    if (!t->database || text.len == 0) return;
    /* It fails only when called wrongly, as from two threads at once. */
    const hs_error_t code =
        hs_scan(t->database, text.ptr, (unsigned)text.len, 0, t->scratch, on_match, &l);
    SY_ASSERT(code == HS_SUCCESS);
}
