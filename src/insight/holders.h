/* holders.h - the people and companies of a case, each with all its accounts.
 *
 *     sy_holders h;
 *     st = sy_holders_make(&h, scene, &arena, &err);
 *     for (uint32_t i = 0; i < h.n_supplied; i++) ... h.items[i].name ...   // the debtor first
 *     sy_holders_dispose(&h);
 *
 * A party (ledger/parties.h) is what a checked number joins; statements without identity
 * numbers make a party of each account. Here parties of one full name are one holder,
 * unless their identity numbers show several people; is_by_name says where nothing but
 * the name joins them, and whoever shows figures of such a holder says so too. */
#ifndef SY_INSIGHT_HOLDERS_H
#define SY_INSIGHT_HOLDERS_H

#include "identifier/name.h"
#include "insight/scene.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_holder {
    const char *key;  /* stable: of a party with a checked number, else "name:...", else of its
                       * account */
    const char *name; /* as the parties have it; the account's number where nobody names it */
    sy_party_kind kind;
    sy_relation relation; /* to the debtor */
    bool is_by_name;      /* several parties, joined by their name only */
    uint32_t first_party;
    uint32_t ledger_begin, ledger_end; /* in sy_holders.ledgers: its statements */
} sy_holder;

enum { SY_LEAST_SLOTS = 12 * 140 }; /* months of 2^32 seconds, which all rows lie within */

typedef struct sy_holders {
    const sy_scene *s;
    sy_holder *items; /* those with statements first: the debtor, his people, the others by
                       * turnover */
    uint32_t n, n_supplied;
    uint32_t *of_party; /* number in items, by party */
    uint32_t *ledgers;  /* those with a statement, by holder, then number */
    uint32_t *by_name;  /* items in order of their names */
    sy_names *names;
    /* What texts turned out to be: filled as they are met. */
    uint32_t *of_text; /* 0: not looked at; 1: no holder; else number + 2 */
    uint8_t *kind_of_text;
    uint32_t *slots; /* scratch of overviews, all 0 between them: one a counterparty, and at
                      * least SY_LEAST_SLOTS */
} sy_holders;

/* Arrays from the arena; dispose in either case. */
SY_MUST_USE sy_status sy_holders_make(sy_holders *h, const sy_scene *s, sy_arena *arena,
                                      sy_err *err);
void sy_holders_dispose(sy_holders *h);

/* The holder of a ledger's account; SY_NONE: nobody is known by it, or it is outside. */
uint32_t sy_holder_of_ledger(const sy_holders *h, uint32_t ledger);
/* The holder with exactly this name (a number of the scene's texts), where there is one only;
 * SY_NONE. Cost: once a text a binary search. */
uint32_t sy_holder_named(sy_holders *h, uint32_t text);
/* What kind of name a text is. Cost: once a text. */
sy_name_kind_of sy_holders_name_kind(sy_holders *h, uint32_t text);

/* A counterparty is a number: first the holders, then the texts (names, and where there is
 * none account numbers), then `kinds` that are nobody, then the ledgers of nobody. */
enum { SY_COUNTERPARTY_KINDS = 16 };
typedef struct sy_counterparties_range {
    uint32_t texts, kinds, ledgers, end; /* where each begins */
} sy_counterparties_range;
sy_counterparties_range sy_counterparty_range(const sy_holders *h);

/* By name, key, identity number or account; SY_NONE: none, or several bear the name. */
uint32_t sy_holders_find(const sy_holders *h, sy_slice what);

#ifdef __cplusplus
}
#endif

#endif
