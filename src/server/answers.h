/* answers.h - answers that are kept, so that the same question is worked on once.
 *
 * A key says everything that an answer depends on: the call, the language, the state of the
 * workspace. The same key asked for again gets the same bytes; asked for by several at once,
 * one works and the others wait. What nobody waits for any more is stopped (task.h); what was
 * used longest ago is forgotten when there is too much.
 *
 *     sy_answer *a;
 *     sy_answers_get(&a, answers, key, make, ctx, is_wanted, connection, &err);
 *     ... a->bytes ...
 *     sy_answer_release(a);                     // any thread */
#ifndef SY_SERVER_ANSWERS_H
#define SY_SERVER_ANSWERS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"
#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_answer sy_answer;

#ifndef __cplusplus
struct sy_answer {
    atomic_uint holders;
    int status;           /* of HTTP */
    bool never_changes;   /* under its address; set before anybody has it */
    const char *type;     /* of the content; static */
    char *bytes, *packed; /* packed: gzip of them; NULL where it saves nothing */
    size_t len, packed_len;
    char etag[SY_DIGEST_TEXT];
};
#endif

/* Takes bytes (sy_drop), packs them, names them. NULL when out of memory; bytes are gone. */
sy_answer *sy_answer_new(int status, const char *type, char *bytes, size_t len);
void sy_answer_keep(sy_answer *a);
void sy_answer_release(sy_answer *a); /* NULL is fine */

typedef struct sy_answers sy_answers;
sy_answers *sy_answers_new(size_t most_bytes); /* NULL when out of memory */
void sy_answers_free(sy_answers *all);

/* is_anyone_waiting(waiting_ctx): to be asked while it works. Errors are not kept. */
typedef sy_status sy_answer_make(sy_answer **out, void *ctx, bool (*is_anyone_waiting)(void *),
                                 void *waiting_ctx, sy_err *err);
/* is_wanted is asked several times a second in the caller's thread. The caller who came first
 * works; when he leaves while others wait, the work goes on in his thread. SY_ECANCEL when the
 * caller was not wanted any more; others get the failure of the one who worked. */
SY_MUST_USE sy_status sy_answers_get(sy_answer **out, sy_answers *all, const char *key,
                                     sy_answer_make *make, void *make_ctx,
                                     bool (*is_wanted)(void *ctx), void *wanted_ctx, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
