/* extract.h - files of a register with only the rows of some people, to be imported in place
 * of the whole ones.
 *
 *     sy_extracts_made x;
 *     sy_extract_make(&x, ws, pool, matcher, paths, n, &options, &arena, &err);
 *     options.shown = x.shown; options.extracts = x.items;
 *     sy_intake_import(&report, ws, x.paths, x.n, &options, &arena, &err);
 *     sy_extracts_remove(&x);
 *
 * An extract is a csv file in UTF-8: the number of the row in the file that it comes from,
 * then the columns of that file. */
#ifndef SY_INTAKE_EXTRACT_H
#define SY_INTAKE_EXTRACT_H

#include "intake/import.h"
#include "intake/matcher.h"
#include "store/extracts.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SY_EXTRACT_PREFIX "tmp-extract-" /* swept up with other folders of that kind (recover.c) */

typedef struct sy_extracts_made {
    char *folder;           /* in the workspace, for a while */
    const char **paths;     /* of the extracts */
    const char **shown;     /* what people call them: the file, the sheet */
    sy_extract *items;      /* sha256 of the extract is not known yet */
    size_t n;
    sy_unrecognised *unrecognised; /* files in which no table of the register was found */
    size_t n_unrecognised;
} sy_extracts_made;

/* Nothing but the folder is written. Texts from the arena. matching: for the record.
 * Cost: one parallel read of the files; the rows that are kept are in memory. */
SY_MUST_USE sy_status sy_extract_make(sy_extracts_made *out, sy_workspace *ws, const char *pool,
                                      const char *matching, const sy_matcher *matcher,
                                      const char *const *paths, size_t n_paths,
                                      const sy_import_options *options, sy_arena *arena,
                                      sy_err *err);
void sy_extracts_remove(sy_extracts_made *made);

#ifdef __cplusplus
}
#endif

#endif
