/* library.h - all models that a workspace has: the program's, the user's
 * (~/.config/suyuan/models), its own.
 *
 *     sy_models *models;
 *     sy_models_load(&models, NULL, workspace, &err);
 *     for (size_t i = 0; i < sy_models_count(models); i++) use(sy_models_at(models, i));
 *     for (size_t i = 0; i < sy_models_broken(models); i++) tell(sy_models_broken_at(models, i));
 *
 * The folder's name must be the model's id. A folder that cannot be read stops none of the others,
 * and is not passed over: it is kept as broken, with what is wrong, so that who runs all of them is
 * told that it did not run. What is read later takes the place of what has the same id, broken or
 * not: a county that broke its own copy of a model is not given the program's in its stead. */
#ifndef SY_MODEL_LIBRARY_H
#define SY_MODEL_LIBRARY_H

#include "model/model.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_models sy_models;

typedef struct sy_broken_model {
    const char *id, *folder; /* id: the folder's name */
    sy_model_origin origin;
    sy_err why;
} sy_broken_model;

/* workspace: NULL where there is none. SY_ENOMEM, SY_ELIMIT past 256 of them; SY_EIO where
 * the program's own folder is not found. */
SY_MUST_USE sy_status sy_models_load(sy_models **out, const sy_alloc *al, const char *workspace,
                                     sy_err *err);
void sy_models_free(sy_models *set);

size_t sy_models_count(const sy_models *set);                         /* that can be read */
const sy_model *sy_models_at(const sy_models *set, size_t i);         /* by family and id */
const sy_model *sy_models_find(const sy_models *set, const char *id); /* NULL */

size_t sy_models_broken(const sy_models *set);
const sy_broken_model *sy_models_broken_at(const sy_models *set, size_t i);         /* by id */
const sy_broken_model *sy_models_broken_find(const sy_models *set, const char *id); /* NULL */

#ifdef __cplusplus
}
#endif

#endif
