/* set_parts.h - the steps in which a set is made, and words that both writers use; private
 * to set*.c. */
#ifndef SY_REPORT_SET_PARTS_H
#define SY_REPORT_SET_PARTS_H

#include "report/set.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Tables and blocks of persons[person], whose overview is there. */
SY_MUST_USE sy_status sy_set_make_tables(sy_set *set, uint32_t person, sy_err *err);
/* edition, before, changes of all persons. */
SY_MUST_USE sy_status sy_set_compare(sy_set *set, sy_err *err);

/* What a line is called, translated; of a counterparty its name. */
sy_slice sy_set_line_title(const char *cut, const char *key, sy_slice name);

/* What a cut is called, translated: "month" and so on. */
const char *sy_set_cut_title(const char *cut);

/* "On hand of the statements supplied, ...": one paragraph of plain text. */
void sy_set_summary(sy_buf *b, const sy_set *set, const sy_set_person *p);
/* What the thresholds are and where they come from. */
void sy_set_terms_words(sy_buf *b, const sy_set *set);
/* "F1: 3–9, 12; F2: 40": where rows stand, within max bytes and then how many more. */
SY_MUST_USE sy_status sy_set_where(sy_buf *b, const sy_set *set, const sy_overview *o,
                                   const uint32_t *rows, uint32_t n, size_t max, sy_err *err);
/* The rows of a block in the order in which they are shown, at most `most` of them: the
 * largest where not all are; rest: those left out. One array from malloc: sy_drop(NULL,
 * *picked). */
SY_MUST_USE sy_status sy_set_pick(const sy_set *set, const sy_set_block *block, uint32_t most,
                                  uint32_t **picked, uint32_t *n_picked, uint32_t **rest,
                                  uint32_t *n_rest, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
