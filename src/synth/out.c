/* One buffer, one write(2) a megabyte. A failure is kept and reported when the
 * file is closed, so that inner loops need not look. */
#include "synth/out.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"

sy_status sy_out_open(sy_out *o, const char *path, sy_err *err)
{
    *o = (sy_out){.path = path, .fd = -1};
    o->buf = sy_new_array(NULL, SY_OUT_BYTES, 1);
    if (!o->buf) return sy_fail_nomem(err);
    o->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (o->fd < 0) {
        sy_drop(NULL, o->buf);
        o->buf = NULL;
        return sy_fail_errno(err, path);
    }
    return SY_OK;
}

void sy_out_flush(sy_out *o)
{
    if (o->status == SY_OK) {
        o->status = sy_write_all(o->fd, o->buf, o->used, o->path, &o->failure);
    }
    o->used = 0;
}

sy_status sy_out_close(sy_out *o, sy_err *err)
{
    if (o->fd < 0) return SY_OK;
    sy_out_flush(o);
    if (close(o->fd) != 0 && o->status == SY_OK) {
        o->status = sy_fail_errno(&o->failure, o->path);
    }
    o->fd = -1;
    sy_drop(NULL, o->buf);
    o->buf = NULL;
    if (o->status != SY_OK && err && err->status == SY_OK) *err = o->failure;
    return o->status;
}
