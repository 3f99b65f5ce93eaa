/* out.h - a file written front to back through one large buffer.
 *
 *     sy_out o;
 *     st = sy_out_open(&o, path, &err);
 *     char *p = sy_out_room(&o, 2048);    // room for that much
 *     ...                                 // write at p
 *     sy_out_used(&o, p_after);
 *     st = sy_out_close(&o, &err);        // the first failure of all
 */
#ifndef SY_SYNTH_OUT_H
#define SY_SYNTH_OUT_H

#include <stddef.h>

#include "base/err.h"

typedef struct sy_out {
    const char *path; /* borrowed */
    char *buf;
    size_t used;
    int fd;
    sy_status status;
    sy_err failure;
} sy_out;

enum { SY_OUT_BYTES = 1 << 20 };

SY_MUST_USE sy_status sy_out_open(sy_out *o, const char *path, sy_err *err);
void sy_out_flush(sy_out *o);
SY_MUST_USE sy_status sy_out_close(sy_out *o, sy_err *err);

/* n at most SY_OUT_BYTES. Always a place to write to, also after a failure. */
static inline char *sy_out_room(sy_out *o, size_t n)
{
    if (o->used + n > SY_OUT_BYTES) sy_out_flush(o);
    return o->buf + o->used;
}

static inline void sy_out_used(sy_out *o, const char *end)
{
    o->used = (size_t)(end - o->buf);
}

#endif
