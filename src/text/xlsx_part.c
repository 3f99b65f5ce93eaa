/* xlsx_part.c - libzip unpacks, and every byte that comes out is counted here. */
#include "text/xlsx_part.h"

#include <expat.h>
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

/* ---- expat ---- */

typedef struct parse {
    XML_Parser parser;
    const sy_xml_handler *handler;
    sy_part part;
    unsigned depth;
    sy_status status; /* of a handler */
    sy_err *err;
} parse;

static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *sy_xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2) {
        if (strcmp(local(attributes[0]), name) == 0) return attributes[1];
    }
    return NULL;
}

static void settle(parse *p, sy_status st)
{
    if (st == SY_OK || p->status != SY_OK) return;
    p->status = st;
    XML_StopParser(p->parser, XML_FALSE);
}

static void XMLCALL on_start(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
    parse *p = ctx;

    if (p->status != SY_OK) return;
    if (++p->depth > SY_MAX_XML_DEPTH) {
        settle(p, sy_fail(p->err, SY_ELIMIT, N_("%s: the part %s is nested too deeply"),
                          p->part.path, p->part.name));
    } else if (p->handler->start) {
        settle(p, p->handler->start(p->handler->ctx, local(name), attributes, p->err));
    }
}

static void XMLCALL on_end(void *ctx, const XML_Char *name)
{
    parse *p = ctx;

    p->depth--;
    if (p->status != SY_OK || !p->handler->end) return;
    settle(p, p->handler->end(p->handler->ctx, local(name), p->err));
}

static void XMLCALL on_text(void *ctx, const XML_Char *text, int n)
{
    parse *p = ctx;

    if (p->status != SY_OK || !p->handler->text) return;
    settle(p, p->handler->text(p->handler->ctx, text, (size_t)n, p->err));
}

static void XMLCALL on_doctype(void *ctx, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int has_subset)
{
    parse *p = ctx;

    (void)name, (void)system, (void)public, (void)has_subset;
    settle(p, sy_fail(p->err, SY_EDATA, N_("%s: the part %s has a DTD, which no workbook needs"),
                      p->part.path, p->part.name));
}

static sy_status parse_part(parse *p, sy_err *err)
{
    for (;;) {
        enum { CHUNK = 1 << 16 };
        size_t got = 0;
        void *bytes = XML_GetBuffer(p->parser, CHUNK);
        if (!bytes) return sy_fail_nomem(err);
        sy_status st = sy_part_read(&p->part, bytes, CHUNK, &got, err);
        if (st != SY_OK) return st;
        enum XML_Status parsed = XML_ParseBuffer(p->parser, (int)got, got < CHUNK);
        if (p->status != SY_OK) return p->status;
        if (parsed != XML_STATUS_OK) {
            return sy_fail(err, SY_EDATA, N_("%s: the part %s is not well-formed, line %lu: %s"),
                           p->part.path, p->part.name, XML_GetCurrentLineNumber(p->parser),
                           XML_ErrorString(XML_GetErrorCode(p->parser)));
        }
        if (got < CHUNK) return SY_OK;
    }
}

sy_status sy_xml_parse(zip_t *zip, const char *path, const char *name,
                       const sy_xml_handler *handler, sy_err *err)
{
    parse p = {.handler = handler, .err = err};
    sy_status st = sy_part_open(&p.part, zip, path, name, err);

    if (st != SY_OK) return st;
    p.parser = XML_ParserCreate(NULL);
    if (!p.parser) {
        sy_part_close(&p.part);
        return sy_fail_nomem(err);
    }
    XML_SetUserData(p.parser, &p);
    XML_SetElementHandler(p.parser, on_start, on_end);
    XML_SetCharacterDataHandler(p.parser, on_text);
    XML_SetStartDoctypeDeclHandler(p.parser, on_doctype);
    st = parse_part(&p, err);
    XML_ParserFree(p.parser);
    sy_part_close(&p.part);
    return st;
}
