/* xlsx_part.h - the parts of a packed workbook as bounded streams, and the
 * small ones as events of expat. Private to this folder. */
#ifndef SY_TEXT_XLSX_PART_H
#define SY_TEXT_XLSX_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zip.h>

#include "base/err.h"
#include "text/xml.h"

/* SY_EDATA in words when the archive is damaged. zip_discard gives it back. */
SY_MUST_USE sy_status sy_zip_open(zip_t **zip, const char *path, sy_err *err);

typedef struct sy_part {
    const char *path, *name; /* borrowed: of the archive, of the part */
    zip_file_t *file;
    uint64_t n_in, n_out; /* bytes: packed, and unpacked so far */
} sy_part;

bool sy_part_exists(zip_t *zip, const char *name);
/* SY_EDATA when there is no such part, or it is locked. */
SY_MUST_USE sy_status sy_part_open(sy_part *p, zip_t *zip, const char *path, const char *name,
                                   sy_err *err);
/* Fewer than n bytes only at the end. SY_ELIMIT past SY_MAX_PART_BYTES or
 * SY_MAX_RATIO, SY_EDATA where the packed bytes are damaged. */
SY_MUST_USE sy_status sy_part_read(sy_part *p, void *bytes, size_t n, size_t *got, sy_err *err);
void sy_part_close(sy_part *p);

/* Parses a whole part. SY_EDATA for wrong xml or a DTD; SY_ELIMIT past
 * SY_MAX_XML_DEPTH. */
SY_MUST_USE sy_status sy_xml_parse(zip_t *zip, const char *path, const char *name,
                                   const sy_xml_handler *handler, sy_err *err);

#endif
