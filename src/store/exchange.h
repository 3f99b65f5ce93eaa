/* exchange.h - from which folder a case takes what arrives, while suyuan serve runs.
 *
 *     sy_exchange x;
 *     sy_exchange_set("wang.suyuan", "/srv/exchange/wang", (const char *[]){"all"}, 1, &arena, &err);
 *     sy_exchange_read(&x, "wang.suyuan", &arena, &err);       // x.folder, x.who, x.set_at
 *     sy_exchange_off("wang.suyuan", &arena, &err);            // none any more
 *
 * WS/exchange.json, written whole or not at all, outside the lock of the workspace: it is set
 * while an import runs. Files that were taken are moved, so the folder is checked when it is
 * set and again when it is used: a copy of a case, or a case that somebody sends, takes
 * nothing until it is set there. */
#ifndef SY_STORE_EXCHANGE_H
#define SY_STORE_EXCHANGE_H

#include "base/alloc.h"
#include "base/err.h"
#include "base/lang.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_MOST_EXCHANGE_MODELS = 200 };

typedef struct sy_exchange {
    const char *folder;       /* absolute, without links; NULL: none is set */
    const char *who, *set_at; /* UTC */
    sy_lang lang;             /* of who set it: what is told of its files */
    const char **models;      /* that run after something has come in; "all"; */
    size_t n_models;          /* at most SY_MOST_EXCHANGE_MODELS */
} sy_exchange;

/* Texts from the arena. SY_EDATA where the file is not what this program writes; SY_EINVAL
 * where it was set for a case in another place, or its folder may not be used (any more). Then
 * out says all the same what is set. */
SY_MUST_USE sy_status sy_exchange_read(sy_exchange *out, const char *workspace, sy_arena *arena,
                                       sy_err *err);

/* SY_EINVAL for a folder that is not absolute, not there, not to be written, in a workspace or
 * around this one, or that a case beside this one takes from; for too many models. */
SY_MUST_USE sy_status sy_exchange_set(const char *workspace, const char *folder,
                                      const char *const *models, size_t n_models, sy_arena *arena,
                                      sy_err *err);
SY_MUST_USE sy_status sy_exchange_off(const char *workspace, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
