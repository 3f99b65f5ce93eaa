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
/* Clues, suspected proxies, inquiries: the case's, where a debtor is known. */
SY_MUST_USE sy_status sy_set_make_findings(sy_set *set, sy_err *err);
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
/* Adds a block and gives its number, from 1; 0 where it has no rows. */
uint32_t sy_set_add_block(sy_set *set, const sy_set_block *block, bool *has_no_memory);
/* The rows of a block in the order in which they are shown, at most `most` of them: the
 * largest where not all are; rest: those left out. One array from malloc: sy_drop(NULL,
 * *picked). */
SY_MUST_USE sy_status sy_set_pick(const sy_set *set, const sy_set_block *block, uint32_t most,
                                  uint32_t **picked, uint32_t *n_picked, uint32_t **rest,
                                  uint32_t *n_rest, sy_err *err);
/* "F1: 3–9, 12; F2: 40": where rows of a block stand, within max bytes and then how many
 * more. */
SY_MUST_USE sy_status sy_set_where(sy_buf *b, const sy_set *set, const sy_set_block *block,
                                   const uint32_t *rows, uint32_t n, size_t max, sy_err *err);

/* A row of a block as it is shown. */
typedef struct sy_set_row {
    int64_t at;
    sy_precision precision;
    sy_minor amount; /* > 0 came in */
    sy_slice account, other, words;
    uint32_t file, row; /* F... */
} sy_set_row;
sy_set_row sy_set_row_of(const sy_set *set, const sy_set_block *block, uint32_t row);

#ifdef __cplusplus
}
#endif

#endif
