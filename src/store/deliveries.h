/* deliveries.h - where the files of an import came from: on what medium, in answer
 * to which request, who received them. Said by a person at the import, kept among
 * the decisions: the facts can be rebuilt, this cannot. */
#ifndef SY_STORE_DELIVERIES_H
#define SY_STORE_DELIVERIES_H

#include "store/facts.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a person says; NULL or "": nothing. */
typedef struct sy_delivery_words {
    const char *medium;      /* 介质: optical disc no. 3, e-mail */
    const char *ground;      /* 调取依据: the notice that asked for it */
    const char *number;      /* 文号 of that notice */
    const char *request;     /* the request or task that it answers (协查编号) */
    const char *received_by; /* 接收人 */
} sy_delivery_words;

/* Kept with the import; counts only once that is done. At most once an import. */
SY_MUST_USE sy_status sy_import_delivery(sy_import *imp, const sy_delivery_words *words,
                                         sy_err *err);

typedef struct sy_delivery {
    uint32_t import;
    sy_delivery_words words; /* "" where nothing was said */
    const char *who, *at;    /* the account that ran the import; UTC, ISO 8601 */
} sy_delivery;

/* Every import that is done, by its number, also those of which nothing was said.
 * From the arena. */
SY_MUST_USE sy_status sy_deliveries(sy_workspace *ws, sy_delivery **list, size_t *n,
                                    sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
