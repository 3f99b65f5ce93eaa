/* batches.h - what browsers have brought and no job has taken yet: whose it is, how much it is,
 * and when it was last touched.
 *
 *     sy_batches_begin(&batch, &folder, batches, &file, arena, &err);
 *     ... the file comes, and is moved into folder ...
 *     sy_batches_end(batches, batch, file.bytes, true, now_ms);
 *     sy_batches_take(batches, case_name, name);     // a job has it, with its folder
 *
 * A batch is a folder, FOLDER/CASE/NAME, of files that are taken together. A session has so many
 * bytes and files in batches, those that are still coming among them; what nobody has touched for
 * two hours goes, and what belongs to a session that has ended. Any thread. */
#ifndef SY_SERVER_BATCHES_H
#define SY_SERVER_BATCHES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SY_BATCH_IDLE_MS (2 * 3600 * INT64_C(1000))

typedef struct sy_batches sy_batches;
typedef struct sy_batch sy_batch;

sy_batches *sy_batches_new(const char *folder); /* NULL when out of memory */
void sy_batches_free(sy_batches *all);          /* its folders stay; NULL is fine */

typedef struct sy_batch_file {
    const char *session, *case_name, *name; /* name: of the batch */
    uint64_t bytes;                         /* of the file that comes */
    int64_t now_ms;                         /* a clock that only grows */
} sy_batch_file;

/* A file begins to come. *folder: its batch's, which need not be there yet; from the arena.
 * SY_ELIMIT where the session would have too much. */
SY_MUST_USE sy_status sy_batches_begin(sy_batch **out, const char **folder, sy_batches *all,
                                       const sy_batch_file *file, sy_arena *arena, sy_err *err);
/* It has come, or will not. batch is borrowed until then. */
void sy_batches_end(sy_batches *all, sy_batch *batch, uint64_t bytes, bool is_whole,
                    int64_t now_ms);
/* Its folder is another's now. */
void sy_batches_take(sy_batches *all, const char *case_name, const char *name);

/* Removes what is idle and what nobody's session has any more. */
void sy_batches_sweep(sy_batches *all, bool (*is_there)(void *ctx, const char *session), void *ctx,
                      int64_t now_ms);
/* Removes what this session has. */
void sy_batches_end_session(sy_batches *all, const char *session);
/* What one session has is the other's now: the same user's, who goes on in it. */
void sy_batches_pass(sy_batches *all, const char *from, const char *to);

#ifdef __cplusplus
}
#endif

#endif
