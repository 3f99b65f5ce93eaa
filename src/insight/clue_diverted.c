/* clue_diverted.c - the debtor's money once more, with income that went elsewhere beside it
 * (diverted.h): what was bought with it never touched an account of his. Both figures are
 * kept apart, for the one rests on his accounts and the other on a suspicion. */
#include <stdlib.h>
#include <string.h>

#include "insight/clue_parts.h"
#include "insight/diverted.h"

static sy_status find_seeds(sy_seed *seeds, size_t *n, const sy_scene *s, sy_err *err)
{
    sy_weights *weights = NULL;
    sy_who *who = NULL;
    sy_diverted *d = NULL;
    size_t left_out = 0;
    sy_status st = sy_weights_load(&weights, NULL, NULL, err);

    if (st == SY_OK) st = sy_who_make(&who, s, err);
    if (st == SY_OK) st = sy_diverted_find(&d, s, who, weights, err);
    if (st == SY_OK) st = sy_diverted_seeds(seeds, n, &left_out, SY_MAX_SEEDS - s->n_seeds, d, err);
    sy_weights_free(weights);
    return st;
}

/* Those that the scene does not follow already. */
static size_t drop_known(sy_seed *seeds, size_t n, const sy_scene *s)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        bool is_known = false;
        for (size_t j = 0; j < s->n_seeds; j++) {
            const sy_seed *k = &s->seeds[j];
            is_known |= k->kind == SY_SEED_TRANSFER && k->transfer == seeds[i].transfer;
        }
        if (!is_known) seeds[kept++] = seeds[i];
    }
    return kept;
}

sy_status sy_clue_trace_diverted(sy_clue_maker *m, sy_err *err)
{
    const sy_scene *s = m->s;
    sy_seed seeds[SY_MAX_SEEDS];
    sy_trace_query queries[SY_RULES];
    size_t n = 0;
    sy_status st = SY_OK;

    if (!s->traces[SY_FIFO]) return SY_OK; /* nobody asks whose money it was */
    /* Without a day of the case nothing comes before or after it. */
    if (s->since == INT64_MIN || s->n_seeds == SY_MAX_SEEDS) return SY_OK;
    st = find_seeds(seeds + s->n_seeds, &n, s, err);
    if (st == SY_OK) n = drop_known(seeds + s->n_seeds, n, s);
    if (st != SY_OK || n == 0) return st;
    memcpy(seeds, s->seeds, s->n_seeds * sizeof *seeds);
    for (int r = 0; r < SY_RULES; r++) {
        queries[r] =
            (sy_trace_query){.rule = (sy_rule)r, .seeds = seeds, .n_seeds = s->n_seeds + n};
    }
    return sy_trace_together(m->wide, s->f, queries, SY_RULES, NULL, NULL, err);
}

static int by_transfer(const void *key, const void *item)
{
    const uint32_t a = *(const uint32_t *)key, b = ((const sy_traced *)item)->transfer;
    return a < b ? -1 : a > b;
}

int64_t sy_clue_diverted_in(const sy_clue_maker *m, sy_rule rule, uint32_t transfer)
{
    const sy_trace *t = m->wide[rule];
    const sy_traced *found;

    if (!t || t->n_transfers == 0) return 0;
    found = bsearch(&transfer, t->transfers, t->n_transfers, sizeof *found, by_transfer);
    return found ? found->tainted : 0;
}
