/* link.h - tables of linked rows (store/linked.h) for a run of several models.
 *
 * Making one takes longer than one model saves by it, so a model that runs alone reads what is
 * there: a table that is current, or the whole register. */
#ifndef SY_MODEL_LINK_H
#define SY_MODEL_LINK_H

#include "model/library.h"
#include "store/pools.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Of each register of which two of these models (NULL: of all of the library) read the linked
 * rows. The table gets all columns that models of the library read there, so that any of them
 * finds it. The workspace must be open for writing. */
SY_MUST_USE sy_status sy_models_link(sy_workspace *ws, const sy_pools *pools,
                                     const sy_models *library, const sy_model *const *models,
                                     size_t n, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
