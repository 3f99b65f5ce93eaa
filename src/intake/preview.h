/* preview.h - the first rows of tables with a mapping of their own, as the
 * import has read them. Private to intake. */
#ifndef SY_INTAKE_PREVIEW_H
#define SY_INTAKE_PREVIEW_H

#include "intake/reader.h"

#ifndef __cplusplus /* atomics of C */

/* Fills t->mapping->preview of each table that has one; inside the import. */
SY_MUST_USE sy_status sy_preview_fill(const sy_found_tables *tables, const sy_shared *shared,
                                      sy_import *import, sy_arena *arena, sy_err *err);

#endif

#endif
