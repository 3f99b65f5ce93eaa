/* who.h - payers and payees as numbers: one for whoever the rows name, by account or by
 * name.
 *
 *     sy_who *w;
 *     st = sy_who_make(&w, s, &err);
 *     const uint32_t who = sy_who_at(w, s, &row);       // SY_NONE: nobody
 *     ... w->name[who] ...
 *
 * For leads only: a name that one identified person or nobody identified has stands for
 * one. Where several identified people share it, each of them is himself, and rows that
 * give the name alone are a number of their own. Masked names, placeholders, the bank
 * and clearing accounts of payment firms are nobody. */
#ifndef SY_INSIGHT_WHO_H
#define SY_INSIGHT_WHO_H

#include <string.h>

#include "insight/scene.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_who {
    uint32_t n;
    sy_slice *name;    /* by who; folded (identifier/name.h); empty: an account without one */
    uint8_t *kind;     /* by who: sy_other_kind (intake/counterparty.h), by the name */
    uint8_t *relation; /* by who: sy_relation, the debtor's first */
    uint32_t *of_party, *of_text; /* SY_NONE: names nobody */
} sy_who;

/* From the scene's arena. Cost: a pass over the names of rows, a sort of the distinct. */
SY_MUST_USE sy_status sy_who_make(sy_who **out, const sy_scene *s, sy_err *err);

/* Who stands at the row's other end. */
uint32_t sy_who_at(const sy_who *w, const sy_scene *s, const sy_scene_row *r);

/* The holder of a ledger's account; SY_NONE. */
static inline uint32_t sy_who_holds(const sy_who *w, const sy_scene *s, uint32_t ledger)
{
    const uint32_t party = sy_scene_party(s, ledger);
    return party == SY_NONE ? SY_NONE : w->of_party[party];
}

/* Whom the findings are about, in a word: his name, else what he is known by. */
static inline const char *sy_scene_debtor_name(const sy_scene *s)
{
    const sy_identity *p = &s->parties->items[s->debtors[0]];
    return p->name && *p->name ? p->name : p->key;
}

/* Is the ledger in CNY? Sums here are of one currency. */
static inline bool sy_ledger_is_yuan(const sy_flow *f, uint32_t ledger)
{
    const char *currency = sy_flow_text(f, f->ledgers[ledger].currency);
    return !*currency || strcmp(currency, "CNY") == 0;
}

#ifdef __cplusplus
}
#endif

#endif
