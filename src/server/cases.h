/* cases.h - the cases that a server shows: the workspaces of one folder, or a single one.
 *
 * A workspace has many readers or one writer (store/workspace.h). Here, who comes at a bad
 * moment waits for his turn instead of being told that it is in use; and what is kept of a
 * case's answers is known to be current by its stamp. */
#ifndef SY_SERVER_CASES_H
#define SY_SERVER_CASES_H

#include <stdbool.h>

#include "base/alloc.h"
#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_cases sy_cases;
/* workspace: the only one; NULL: all NAME.suyuan in folder, which is made when missing. */
SY_MUST_USE sy_status sy_cases_open(sy_cases **out, const char *workspace, const char *folder,
                                    sy_err *err);
void sy_cases_close(sy_cases *cases);

/* Names (without .suyuan), sorted; from the arena. */
SY_MUST_USE sy_status sy_cases_list(const sy_cases *cases, const char ***names, size_t *n,
                                    sy_arena *arena, sy_err *err);
/* Takes away what a restore that was killed has left of a case (base/new_folder.h). */
void sy_cases_sweep(const sy_cases *cases);
/* Where they lie, or the single one lies. */
const char *sy_cases_folder(const sy_cases *cases);
/* Where a new one may be made: false when the server shows a single workspace. */
bool sy_cases_may_grow(const sy_cases *cases);
/* The folder of a case, whether it is there or not; from the arena. SY_EINVAL for what cannot
 * be a name: it never leaves the folder. */
SY_MUST_USE sy_status sy_cases_path(const char **path, const sy_cases *cases, const char *name,
                                    sy_arena *arena, sy_err *err);

typedef enum sy_turn { SY_TURN_READ, SY_TURN_WRITE } sy_turn;
/* Waits as long as is_wanted(ctx), at most `seconds`: then SY_ELIMIT, with what holds it up. */
SY_MUST_USE sy_status sy_cases_enter(sy_cases *cases, const char *name, const char *path,
                                     sy_turn turn, unsigned seconds, bool (*is_wanted)(void *),
                                     void *ctx, sy_err *err);
void sy_cases_leave(sy_cases *cases, const char *name, sy_turn turn);

enum { SY_STAMP_TEXT = 160 };
/* Changes whenever something was imported or decided, by whichever program. While somebody
 * writes it stays what it was before. */
void sy_cases_stamp(char out[SY_STAMP_TEXT], sy_cases *cases, const char *name, const char *path);

#ifdef __cplusplus
}
#endif

#endif
