/* proxies.h - accounts that the debtor may control (疑似代持), with reasons and
 * counter-evidence.
 *
 *     sy_proxies *p;
 *     st = sy_proxies_find(&p, s, NULL, &err);
 *     for (size_t i = 0; i < p->n; i++) ... p->items[i].score, .reasons ...
 *
 * An account that is another's by name is that person's by law; what stands here is a
 * lead to look into, never a finding. Each reason names its rows and weighs by amount and
 * by where the money came from; rows that one reason rests on do not count for another.
 * The score orders a screen: no document carries it. Beside it stands what the plain
 * baseline would say, the rank by turnover and by number of counterparties.
 *
 * Spouse and minor children are a class of their own (共有财产问题) and get no score.
 * What no file can show (declared income, 低保) is not looked at. */
#ifndef SY_INSIGHT_PROXIES_H
#define SY_INSIGHT_PROXIES_H

#include "base/lang.h"
#include "insight/diverted.h"
#include "insight/scene.h"
#include "insight/weights.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_LANGS = SY_LANG_EN + 1 };

typedef struct sy_proxy_reason {
    sy_proxy_code code;
    int32_t points;  /* < 0: counter-evidence; 0: its rows count for another reason already */
    sy_minor amount; /* of its rows; 0: it rests on none */
    int32_t share;   /* 1/1000 of what the weight's share is of */
    const char *text[SY_LANGS]; /* a sentence in each language */
    uint32_t *places;           /* rows that show it, of either side; at most SY_MAX_FINDING_ROWS */
    size_t n_places;
    uint32_t rows; /* in all */
} sy_proxy_reason;

typedef struct sy_proxy {
    char id[SY_FINDING_ID];   /* of the account's number: the same in every run */
    uint32_t account, ledger; /* of the flow; its first ledger */
    uint32_t party;           /* its holder; SY_NONE */
    const char *number, *holder, *bank;
    sy_relation relation;
    bool is_supplied;         /* false: only what others' statements show */
    int32_t score;            /* 0..100 */
    uint32_t rank;            /* from 1 */
    sy_proxy_reason *reasons; /* those for it first; by points, the most first, then by code */
    size_t n_reasons;
    sy_minor in, out;                    /* without moves between the holder's own accounts */
    uint32_t counterparties;             /* different ones */
    uint32_t turnover_rank, degree_rank; /* among all accounts looked at */
    const sy_finding_decision *decision; /* NULL: nobody has said anything */
} sy_proxy;

/* An account of the household: what of the debtor's money came into it. */
typedef struct sy_household {
    uint32_t account, ledger, party;
    const char *number, *holder;
    sy_relation relation;
    bool is_supplied;
    sy_minor in;                 /* since the day, without moves between own accounts */
    sy_minor fifo, lower, upper; /* of it the debtor's money, first in first out, and bounds */
} sy_household;

/* What the baseline knows of an account that was looked at. */
typedef struct sy_proxy_measure {
    uint32_t account;
    sy_minor turnover; /* in and out, without moves between the holder's own accounts */
    uint32_t counterparties, degree_rank;
} sy_proxy_measure;

typedef struct sy_proxies {
    int64_t since;   /* of the scene; INT64_MIN: from the beginning */
    sy_proxy *items; /* by score; those that a person refuted last */
    size_t n;
    size_t looked_at; /* accounts; items are those with a statement, and of the others those
                       * with a reason that is more than the debtor's money; of a plain list
                       * those with a reason */
    sy_proxy_measure *measured; /* looked_at of them; the i-th has the turnover rank i + 1 */
    int32_t shown_from;         /* the score from which an account is worth a look (weights) */
    sy_household *household;    /* by number */
    size_t n_household;
    bool knows_no_day;     /* no day of the case is known: reasons that need one are not there */
    size_t seeds_left_out; /* payments of diverted income that were not followed: too many */
} sy_proxies;

/* weights NULL: the program's. The scene may have been opened without a trace: then the
 * debtor's money is not among the reasons. Everything from the scene's arena. Amounts in
 * CNY; accounts in other currencies are not looked at. Cost: some passes over the rows of
 * all ledgers and over the distinct texts. */
SY_MUST_USE sy_status sy_proxies_find(sy_proxies **out, const sy_scene *s,
                                      const sy_weights *weights, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
