/* corrections.h - words by which a bank says that a row takes another one back.
 *
 *     kind = sy_correction_of(d, SY_TEXT("转账冲正"));      // SY_CORRECTION_REVERSAL
 *     days = sy_correction_days(d, kind);                  // 3
 *
 * The words and how far back they reach (domain.md 3.9) stand in
 * dict/corrections.yaml, which a user may read and change. */
#ifndef SY_INTAKE_CORRECTIONS_H
#define SY_INTAKE_CORRECTIONS_H

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_correction {
    SY_NO_CORRECTION,
    SY_CORRECTION_REVERSAL, /* 冲正, 抹账, 撤销, 错账, 红字: the bank puts right what it did */
    SY_CORRECTION_RETURN, /* 退汇, 退票: the other bank sends it back */
    SY_CORRECTION_REFUND, /* 退款, 退货: a merchant pays back */
    SY_CORRECTIONS
} sy_correction;

typedef struct sy_correction_words sy_correction_words;

/* Errors name line and column. */
SY_MUST_USE sy_status sy_corrections_load(sy_correction_words **out, const sy_alloc *al,
                                          const char *path, sy_err *err);
/* The same of a text; name stands in messages. */
SY_MUST_USE sy_status sy_corrections_parse(sy_correction_words **out, const sy_alloc *al,
                                           const char *name, sy_slice text, sy_err *err);
void sy_corrections_free(sy_correction_words *d);

/* Kinds earlier in the list above win. Width and case of the text do not
 * matter. Cost: one look for each word; callers cache by text. */
sy_correction sy_correction_of(const sy_correction_words *d, sy_slice text);
/* How many days such a row reaches back; 0 for SY_NO_CORRECTION. */
int sy_correction_days(const sy_correction_words *d, sy_correction kind);

#ifdef __cplusplus
}
#endif

#endif
