/* picture.h - the Sankey picture of a dossier: which accounts become cards, what
 * is put together so that it stays readable. */
#ifndef SY_REPORT_PICTURE_H
#define SY_REPORT_PICTURE_H

#include "base/buf.h"
#include "report/dossier.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_picture {
    unsigned columns;     /* 0: no traced money moved, nothing was drawn */
    size_t left_out;      /* small bands, too many to draw */
    sy_minor left_amount; /* of those together */
} sy_picture;

/* Appends the <svg>. Cost: O(transfers log transfers), and what sankey.h says. */
SY_MUST_USE sy_status sy_picture_draw(sy_buf *b, sy_picture *info, const sy_dossier *d,
                                      sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
