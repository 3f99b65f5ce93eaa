/* model_findings.h - what the flow engine finds, for the models that read it. */
#ifndef SY_CLI_MODEL_FINDINGS_H
#define SY_CLI_MODEL_FINDINGS_H

#include "cli/model_told.h"

/* Makes those snapshots that the named models need and that are not current. The shop's
 * workspace is opened anew. A finding that cannot be made is told of its models (their err),
 * and is no failure here. */
SY_MUST_USE sy_status sy_model_findings_make(sy_told *told, sy_model_shop *shop, sy_err *err);

/* What records nothing makes nothing: SY_EDATA, and what to do, where a finding that the model
 * reads is out of date or was never made. Without statements there is nothing to make. */
SY_MUST_USE sy_status sy_model_findings_ready(const sy_model *m, sy_workspace *ws, sy_err *err);

#endif
