/* submission.h - a model as a document to be submitted (申报材料): 监督点, 依据, 数据来源与要素,
 * 研判规则, 分析步骤, 成效, 案例.
 *
 *     sy_submission s;
 *     st = sy_submission_make(&s, &(sy_submission_of){.model = m, .pools = pools, ...}, &arena,
 *                             &err);
 *     st = sy_submission_page(&buf, &s, &err);           // or _book, _document (path, &s, &err)
 *
 * Cases are leads that somebody has confirmed, those with an answer first, without names and
 * numbers (anonymous.h); what a model is said to have brought are counts with their base. */
#ifndef SY_REPORT_SUBMISSION_H
#define SY_REPORT_SUBMISSION_H

#include "base/buf.h"
#include "casework/feedback.h"
#include "identifier/name.h"
#include "model/model.h"
#include "store/pools.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_block_kind {
    SY_BLOCK_SECTION,
    SY_BLOCK_FACT, /* two cells: what, and what it is */
    SY_BLOCK_TEXT,
    SY_BLOCK_ITEM,
    SY_BLOCK_HEAD, /* of a table, whose rows follow */
    SY_BLOCK_ROW,
    SY_BLOCK_CODE
} sy_block_kind;

enum { SY_BLOCK_CELLS = 8 };
typedef struct sy_block {
    sy_block_kind kind;
    const char *cells[SY_BLOCK_CELLS];
    size_t n;
} sy_block;

typedef struct sy_submission {
    const char *title;
    sy_block *blocks;
    size_t n;
} sy_submission;

typedef struct sy_submission_of {
    const sy_model *model;
    const sy_pools *pools;
    const uint64_t *rows;          /* of the pools of model->data, in their order */
    const sy_feedback_line *lines; /* of the model */
    size_t n_lines;
    sy_docket *docket; /* of the model */
    const sy_names *names;
    const char *written; /* YYYY-MM-DD */
    size_t cases;        /* at most */
} sy_submission_of;

/* Everything from the arena. SY_ENOMEM. */
SY_MUST_USE sy_status sy_submission_make(sy_submission *out, const sy_submission_of *of,
                                         sy_arena *arena, sy_err *err);

/* As one HTML page for A4; as a workbook of one sheet and as a text document (document.h), whole
 * or not there. */
SY_MUST_USE sy_status sy_submission_page(sy_buf *b, const sy_submission *s, sy_err *err);
SY_MUST_USE sy_status sy_submission_book(const char *path, const sy_submission *s, sy_err *err);
SY_MUST_USE sy_status sy_submission_document(const char *path, const sy_submission *s, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
