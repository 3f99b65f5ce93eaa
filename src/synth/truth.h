/* truth.h - writes what is in a made-up case: README.txt and truth.json. */
#ifndef SY_SYNTH_TRUTH_H
#define SY_SYNTH_TRUTH_H

#include "base/err.h"
#include "synth/book.h"
#include "synth/statement.h"

SY_MUST_USE sy_status sy_truth_write(const sy_book *b, const sy_statements *s, uint64_t seed,
                                     const char *dir, sy_err *err);

#endif
