/* zip_file.c - libzip writes beside the path and renames when all is there. */
#include "report/zip_file.h"

#include <errno.h>
#include <zip.h>

#include "base/lang.h"

/* 1980-01-01 00:00, as MS-DOS counts days: the same parts have the same bytes every day. */
enum { SOME_TIME = 0, SOME_DAY = 0x21 };

static sy_status fail(zip_error_t *error, const char *path, sy_err *err)
{
    const int code = zip_error_code_zip(error);

    if (code == ZIP_ER_MEMORY) return sy_fail_nomem(err);
    if (zip_error_system_type(error) == ZIP_ET_SYS) {
        errno = zip_error_code_system(error);
        return sy_fail_errno(err, path);
    }
    return sy_fail(err, SY_EIO, "%s: %s", path, zip_error_strerror(error));
}

static bool add(zip_t *zip, const sy_zip_part *part)
{
    zip_source_t *source = zip_source_buffer(zip, part->bytes.ptr, part->bytes.len, 0);
    const zip_int64_t at =
        source ? zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE) : -1;

    if (source && at < 0) zip_source_free(source);
    return at >= 0 && zip_file_set_dostime(zip, (zip_uint64_t)at, SOME_TIME, SOME_DAY, 0) == 0;
}

sy_status sy_zip_file_write(const char *path, const sy_zip_part *parts, size_t n, sy_err *err)
{
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    sy_status st = SY_OK;

    if (!zip) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        st = fail(&error, path, err);
        zip_error_fini(&error);
        return st;
    }
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (!add(zip, &parts[i])) st = fail(zip_get_error(zip), path, err);
    }
    if (st == SY_OK && zip_close(zip) == 0) return SY_OK;
    if (st == SY_OK) st = fail(zip_get_error(zip), path, err);
    zip_discard(zip);
    return st;
}
