/* kept.h - an answer that takes seconds, kept beside the ledger index while it is of today.
 *
 *     char *text;
 *     sy_kept_read(&text, &n, c, "quality");          // NULL: ask again
 *     ...
 *     sy_kept_write(c, "quality", text, n);
 *
 * It is of today while the stamp (stamp.h) is the same and the very same program asks. Losing
 * it loses nothing: a folder that cannot be written to, or a file that is damaged, only means
 * that the work is done again. */
#ifndef SY_LEDGER_KEPT_H
#define SY_LEDGER_KEPT_H

#include "ledger/case.h"

#ifdef __cplusplus
extern "C" {
#endif

/* *text: sy_drop(NULL, ...); NULL where nothing of today is kept. */
void sy_kept_read(char **text, size_t *n, sy_case *c, const char *name);
/* name: a word of letters. */
void sy_kept_write(sy_case *c, const char *name, const char *text, size_t n);

#ifdef __cplusplus
}
#endif

#endif
