/* model.h - the parts of suyuan model. */
#ifndef SY_CLI_MODEL_H
#define SY_CLI_MODEL_H

#include "cli/command.h"
#include "cli/table.h"
#include "model/library.h"
#include "model/pack.h"
#include "model/run.h"

/* What every verb needs; sy_model_shop_close in any case. */
typedef struct sy_model_shop {
    sy_workspace *ws;
    sy_pools *pools;
    sy_models *models;
} sy_model_shop;
SY_MUST_USE sy_status sy_model_shop_open(sy_model_shop *shop, sy_call *call, sy_access access,
                                         sy_err *err);
void sy_model_shop_close(sy_model_shop *shop);
/* The model of that id, or which one was meant, or what is wrong with it (SY_EDATA). */
SY_MUST_USE sy_status sy_model_shop_find(const sy_model_shop *shop, const sy_model **m,
                                         const char *id, sy_err *err);
/* The same, or of a folder or a pack at that path: then *own is it (sy_model_free), else NULL. */
SY_MUST_USE sy_status sy_model_shop_any(const sy_model_shop *shop, const sy_model **m,
                                        sy_model **own, const char *word, sy_err *err);
/* Those that words 3 and on name, or all, of the --family, and with --ready only those that
 * have what they need. From the call's arena. */
SY_MUST_USE sy_status sy_model_shop_named(const sy_model_shop *shop, sy_call *call,
                                          const sy_model ***list, size_t *n, sy_err *err);

/* NAME=VALUE, of --set or another such option. */
SY_MUST_USE sy_status sy_model_settings_given(sy_model_run_options *o, sy_call *call,
                                              const char *option, sy_err *err);
/* SY_EDATA where it came from elsewhere and who runs it has not looked at it: by showing
 * shown_by, its id or its path. */
SY_MUST_USE sy_status sy_model_may_run(const sy_model *m, sy_workspace *ws, const char *shown_by,
                                       sy_err *err);

SY_MUST_USE sy_status sy_model_list(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_model_show(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_model_check_all(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_model_run_all(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_model_dossier(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_model_results(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_model_feedback(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_model_compare(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_model_test_all(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_model_log(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_model_pack_one(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_model_install_one(sy_call *call, sy_err *err);

/* The broken ones: "broken":[{"id","folder","error"}], and rows of a table of which the third
 * cell is the state. models: NULL for none. */
void sy_model_json_broken(sy_json *j, const sy_models *models);
void sy_model_table_broken(sy_table *t, const sy_models *models);

/* Into an object: everything that the head of a model in a list does not say. */
void sy_model_json_card(sy_json *j, const sy_model *m, const sy_pools *pools);
/* The key of who signed the pack at path; false where there is no pack. */
bool sy_model_signed_with(char fingerprint[SY_PACK_FINGERPRINT], const char *path);

/* On stderr, where to find it. */
void sy_model_say_new_key(void);

/* Everything a model says of itself, what it reads, and its SQL. */
void sy_model_preview(const sy_model *m, const sy_pools *pools);

#endif
