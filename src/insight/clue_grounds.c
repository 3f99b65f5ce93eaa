/* clue_grounds.c - what ties another's asset to the debtor
 * (docs/decisions/0021-whose-property-is-shown.md). */
#include "insight/clue_parts.h"
#include "insight/proxies.h"

enum {
    SHARE_OF_HIS = 10, /* one part in so many must be the debtor's ... */
    FEWEST_RULES = 2,  /* ... by so many rules: what one alone says of mixed money is weak */
    LEAST_SCORE = 50
};

static bool is_suspect(const sy_proxy *p)
{
    if (p->decision) return p->decision->verdict == SY_VERDICT_CONFIRMED;
    return p->score >= LEAST_SCORE;
}

sy_status sy_clue_find_suspects(sy_clue_maker *m, sy_err *err)
{
    const sy_scene *s = m->s;
    sy_proxies *p = NULL;
    sy_status st;

    if (!s->traces[SY_FIFO]) return SY_OK; /* nobody asks whose money it was */
    m->is_suspect = sy_arena_get(m->arena, s->parties->n + s->f->n_accounts + 1);
    if (!m->is_suspect) return sy_fail_nomem(err);
    st = sy_proxies_find(&p, s, NULL, err);
    for (size_t i = 0; st == SY_OK && i < p->n; i++) {
        if (is_suspect(&p->items[i])) {
            m->is_suspect[sy_clue_holder_of(m, p->items[i].ledger)] = true;
        }
    }
    return st;
}

static bool is_his(const sy_clue *k, const int64_t *by_rule)
{
    int rules = 0;

    for (int rule = 0; rule < SY_RULES; rule++) {
        rules += by_rule[rule] > 0 && by_rule[rule] >= k->amount / SHARE_OF_HIS;
    }
    return rules >= FEWEST_RULES;
}

unsigned sy_clue_grounds(const sy_clue_maker *m, const sy_clue *k, uint32_t holder)
{
    const bool by_money = is_his(k, k->money.by_rule);
    unsigned grounds = k->standing != SY_CLUE_OF_OTHERS ? SY_CLUE_BY_HOLDER : 0;

    if (k->money.matched > 0) grounds |= SY_CLUE_BY_MATCH;
    if (by_money) grounds |= SY_CLUE_BY_MONEY;
    if (!by_money && is_his(k, k->money.with_diverted)) grounds |= SY_CLUE_BY_DIVERTED;
    if (m->is_suspect && m->is_suspect[holder]) grounds |= SY_CLUE_BY_PROXY;
    return grounds;
}
