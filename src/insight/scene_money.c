/* scene_money.c - all that the debtor paid from a day on, under the five rules at once
 * (tracing.md 4 and 5). Bounds do not depend on the rule: FIFO's trace carries them. */
#include <stdlib.h>
#include <string.h>

#include "base/bits.h"
#include "base/lang.h"
#include "insight/scene_parts.h"

static int by_number(const void *a, const void *b, void *ctx)
{
    const uint32_t *const x = a, *const y = b;
    const char *const *number = ctx;
    return strcmp(number[*x], number[*y]);
}

/* His accounts with a statement, by number. */
static sy_status find_accounts(uint32_t **list, size_t *n, const sy_scene *s, sy_err *err)
{
    const sy_flow *f = s->f;
    const char **number = sy_arena_get(s->arena, ((size_t)f->n_accounts + 1) * sizeof *number);

    *n = 0;
    *list = sy_arena_get(s->arena, ((size_t)f->n_accounts + 1) * sizeof **list);
    if (!number || !*list) return sy_fail_nomem(err);
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const uint32_t account = f->ledgers[l].account;
        if (f->ledgers[l].flags & SY_L_NO_STATEMENT || number[account]) continue;
        if (!sy_scene_is_debtor(s, s->party_of[account])) continue;
        number[account] = sy_flow_text(f, f->ledgers[l].number);
        (*list)[(*n)++] = account;
    }
    qsort_r(*list, *n, sizeof **list, by_number, number);
    return SY_OK;
}

sy_status sy_scene_find_seeds(sy_scene *s, const sy_scene_options *o, sy_err *err)
{
    uint32_t *accounts = NULL;
    size_t n = 0;
    sy_status st = find_accounts(&accounts, &n, s, err);

    if (st != SY_OK) return st;
    if (o->n_more_seeds > SY_MAX_SEEDS) {
        return sy_fail(err, SY_EINVAL,
                       N_("at most %d places where money starts can be followed at "
                          "once, not %zu"),
                       SY_MAX_SEEDS, o->n_more_seeds);
    }
    for (size_t i = 0; i < n; i++) {
        if (s->n_seeds == SY_MAX_SEEDS - o->n_more_seeds) {
            s->accounts_left_out = n - i;
            break;
        }
        s->seeds[s->n_seeds++] =
            (sy_seed){.kind = SY_SEED_ACCOUNT, .account = accounts[i], .since = s->since};
    }
    for (size_t i = 0; i < o->n_more_seeds; i++) s->seeds[s->n_seeds++] = o->more_seeds[i];
    return SY_OK;
}

static sy_status mark_matched(sy_scene *s, const sy_matched *list, size_t n, sy_err *err)
{
    s->matched = sy_arena_get(s->arena, SY_BIT_WORDS(s->f->n_transfers) * sizeof *s->matched);
    if (!s->matched) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) sy_bit_set(s->matched, list[i].out);
    return SY_OK;
}

sy_status sy_scene_trace(sy_scene *s, sy_err *err)
{
    sy_trace_query queries[SY_RULES];
    sy_matched *matched = NULL;
    size_t n_matched = 0;
    sy_status st;

    if (s->n_seeds == 0) return SY_OK;
    for (int r = 0; r < SY_RULES; r++) {
        queries[r] = (sy_trace_query){.rule = (sy_rule)r, .seeds = s->seeds, .n_seeds = s->n_seeds};
    }
    queries[SY_FIFO].bounds = queries[SY_FIFO].all_bounds = true;
    st = sy_trace_together(s->traces, s->f, queries, SY_RULES, &matched, &n_matched, err);
    if (st == SY_OK) st = mark_matched(s, matched, n_matched, err);
    sy_drop(NULL, matched);
    return st;
}
