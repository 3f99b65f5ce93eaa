/* truth.h - writes what is in an office case: README.txt and truth.json (docs/synth.md). */
#ifndef SY_SYNTH_OFFICE_TRUTH_H
#define SY_SYNTH_OFFICE_TRUTH_H

#include "synth/office/cast.h"
#include "synth/office/files.h"

SY_MUST_USE sy_status sy_office_truth_write(const sy_cast *c, const sy_office_files *f,
                                            const char *dir, sy_err *err);

#endif
