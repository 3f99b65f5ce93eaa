/* diverted.h - income that went elsewhere: who paid the debtor before a day, and somebody
 * else from then on.
 *
 *     sy_diverted *d;
 *     st = sy_diverted_find(&d, s, w, &err);
 *     for (size_t i = 0; i < d->n; i++) ... d->items[i].payer, .transfers ...
 *
 *            before the day              from the day on
 *     payer ───────────────► debtor
 *       └───────────────────────────────► receiver
 *
 * Property bought with such money never touched the debtor's accounts: its rows become
 * seeds of a trace (sy_diverted_seeds). A lead: the payer may have had reasons of his own,
 * so who has paid the receiver before is left out, and what speaks for a diversion is said
 * beside it. */
#ifndef SY_INSIGHT_DIVERTED_H
#define SY_INSIGHT_DIVERTED_H

#include "insight/scene.h"
#include "insight/weights.h"
#include "insight/who.h"
#include "store/finding_decisions.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_FINDING_ID = 13 }; /* 12 hexadecimal digits */

/* Payments from one to another. */
typedef struct sy_paid {
    sy_minor amount;
    uint32_t times;
    int64_t first, last; /* of times > 0 */
} sy_paid;

typedef struct sy_diversion {
    char id[SY_FINDING_ID];             /* of payer and receiver: the same in every run */
    uint32_t payer;                     /* in sy_who */
    sy_slice payer_name;                /* as rows write it, else his account */
    uint32_t account;                   /* the receiver's, of the flow ... */
    uint32_t ledger;                    /* ... its first ledger */
    sy_relation relation;               /* of the receiver to the debtor */
    bool is_supplied;                   /* the receiver's account has a statement */
    sy_paid to_debtor, to_debtor_after; /* before the first payment to the receiver; since */
    sy_paid to_receiver;
    sy_minor to_receiver_before; /* before the day */
    bool is_regular;             /* three payments or more, in most of the months between them */
    bool stopped;                /* since then the debtor gets at most a quarter of what he got */
    bool is_alike;       /* the middle payment differs by at most a fifth from the debtor's */
    uint32_t *transfers; /* to the receiver from the day on, in pass order ... */
    sy_minor *amounts;   /* ... and what arrived by each */
    size_t n;
    uint32_t *before; /* to the debtor, in pass order; at most SY_MAX_FINDING_ROWS */
    size_t n_before;
    const sy_finding_decision *decision; /* what a person said of it; NULL */
} sy_diversion;

typedef struct sy_diverted {
    int64_t since;
    sy_diversion *items; /* those that a person refuted last; by what speaks for it, amount */
    size_t n;
    size_t n_weak; /* left out: fewer than two signs; neither related nor regular; one of many
                    * whom this payer pays, and not related */
} sy_diverted;

/* since: the scene's. SY_EINVAL where no day is known. From the scene's arena. Amounts in
 * CNY only. Cost: two passes over the rows. */
SY_MUST_USE sy_status sy_diverted_find(sy_diverted **out, const sy_scene *s, const sy_who *w,
                                       const sy_weights *weights, sy_err *err);

/* The rows as seeds: the largest first where there are more than `most`. *left_out: how
 * many rows had no room. seeds: room for `most`; sorted by transfer. Refuted ones give none. */
SY_MUST_USE sy_status sy_diverted_seeds(sy_seed *seeds, size_t *n, size_t *left_out, size_t most,
                                        const sy_diverted *d, sy_err *err);

/* What speaks for it: related, regular, stopped, alike. 0..4 */
int sy_diversion_signs(const sy_diversion *d);

/* The id of a finding about these texts (numbers, names), in this order. */
SY_MUST_USE sy_status sy_finding_id(char out[SY_FINDING_ID], const char *kind,
                                    const sy_slice *about, size_t n, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
