/* picture.h - the Sankey picture of a dossier: which accounts become cards, what
 * is put together so that it stays readable. */
#ifndef SY_REPORT_PICTURE_H
#define SY_REPORT_PICTURE_H

#include "base/buf.h"
#include "report/dossier.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Appends the <svg>. *columns: how many it has; 0 and nothing appended when no
 * traced money moved. */
SY_MUST_USE sy_status sy_picture_draw(sy_buf *b, unsigned *columns, const sy_dossier *d,
                                      sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
