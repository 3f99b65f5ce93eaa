/* xlsx_part.c - libzip unpacks, and every byte that comes out is counted here. */
#include "text/xlsx_part.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "suyuan/limits.h"
#include "text/open.h"

sy_status sy_zip_open(zip_t **zip, const char *path, sy_err *err)
{
    uint64_t size = 0;
    int fd = -1, code = 0;

    *zip = NULL;
    sy_status st = sy_open_to_read(&fd, &size, path, err);
    if (st != SY_OK) return st;
    *zip = zip_fdopen(fd, 0, &code);
    if (*zip) return SY_OK;
    close(fd);
    if (code == ZIP_ER_MEMORY) return sy_fail_nomem(err);

    zip_error_t why;
    zip_error_init_with_code(&why, code);
    st = sy_fail(err, SY_EDATA, N_("%s: the packed file is damaged or cut off (%s)"), path,
                 zip_error_strerror(&why));
    zip_error_fini(&why);
    return st;
}

static zip_int64_t locate(zip_t *zip, const char *name)
{
    zip_int64_t index = zip_name_locate(zip, name, 0);
    return index >= 0 ? index : zip_name_locate(zip, name, ZIP_FL_NOCASE);
}

bool sy_part_exists(zip_t *zip, const char *name)
{
    return locate(zip, name) >= 0;
}

sy_status sy_part_open(sy_part *p, zip_t *zip, const char *path, const char *name, sy_err *err)
{
    zip_int64_t index = locate(zip, name);
    zip_stat_t info;

    *p = (sy_part){.path = path, .name = name};
    if (index < 0) return sy_fail(err, SY_EDATA, N_("%s: the part %s is missing"), path, name);
    /* The packed size is a claim, but it cannot be more than the whole file. */
    struct stat file;
    if (zip_stat_index(zip, (zip_uint64_t)index, 0, &info) == 0 &&
        (info.valid & ZIP_STAT_COMP_SIZE) && stat(path, &file) == 0) {
        const uint64_t size = (uint64_t)file.st_size;
        p->n_in = info.comp_size < size ? info.comp_size : size;
    }
    p->file = zip_fopen_index(zip, (zip_uint64_t)index, 0);
    if (p->file) return SY_OK;
    return sy_fail(err, SY_EDATA, N_("%s: the part %s cannot be unpacked (%s)"), path, name,
                   zip_strerror(zip));
}

sy_status sy_part_read(sy_part *p, void *bytes, size_t n, size_t *got, sy_err *err)
{
    *got = 0;
    while (*got < n) {
        zip_int64_t more = zip_fread(p->file, (char *)bytes + *got, n - *got);
        if (more < 0) {
            return sy_fail(err, SY_EDATA, N_("%s: the part %s cannot be unpacked (%s)"), p->path,
                           p->name, zip_error_strerror(zip_file_get_error(p->file)));
        }
        if (more == 0) break;
        *got += (size_t)more;
        p->n_out += (uint64_t)more;
        if (p->n_out > SY_MAX_PART_BYTES ||
            (p->n_out > SY_MAX_RATIO_FROM && p->n_out / SY_MAX_RATIO > p->n_in)) {
            return sy_fail(err, SY_ELIMIT,
                           N_("%s: the part %s unpacks to far more than it should (%llu bytes)"),
                           p->path, p->name, (unsigned long long)p->n_out);
        }
    }
    return SY_OK;
}

void sy_part_close(sy_part *p)
{
    if (p->file) zip_fclose(p->file);
    p->file = NULL;
}

static sy_status read_part(void *ctx, void *bytes, size_t n, size_t *got, sy_err *err)
{
    return sy_part_read(ctx, bytes, n, got, err);
}

sy_status sy_xml_parse(zip_t *zip, const char *path, const char *name,
                       const sy_xml_handler *handler, sy_err *err)
{
    sy_part part;
    sy_status st = sy_part_open(&part, zip, path, name, err);

    if (st != SY_OK) return st;
    st = sy_xml_run(path, name, &(sy_xml_source){.read = read_part, .ctx = &part}, handler, err);
    sy_part_close(&part);
    return st;
}
