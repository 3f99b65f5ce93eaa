/* xml.h - a stream of xml as events of expat, under limits.
 *
 *     sy_xml_handler h = {.start = on_start, .ctx = &mine};
 *     sy_xml_run("a.xlsx", "xl/workbook.xml", &(sy_xml_source){read, &part}, &h, &err);
 *
 * Private to this folder. */
#ifndef SY_TEXT_XML_H
#define SY_TEXT_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Names come without their prefix: x:row is row, r:id is id. A handler that
 * returns something else than SY_OK ends the parse with that. */
typedef struct sy_xml_handler {
    sy_status (*start)(void *ctx, const char *name, const char **attributes, sy_err *err);
    sy_status (*end)(void *ctx, const char *name, sy_err *err);
    sy_status (*text)(void *ctx, const char *text, size_t n, sy_err *err);
    void *ctx;
} sy_xml_handler; /* any of the three may be NULL */

/* The value of an attribute by its local name; NULL when there is none. */
const char *sy_xml_attribute(const char **attributes, const char *name);

/* Where the bytes come from: fewer than n only at the end. */
typedef struct sy_xml_source {
    sy_status (*read)(void *ctx, void *bytes, size_t n, size_t *got, sy_err *err);
    void *ctx;
    bool may_have_doctype; /* without declarations of its own; else any ends it */
} sy_xml_source;

/* Parses all of it. path and name (of the part) stand in messages. SY_EDATA for
 * wrong xml or a DTD; SY_ELIMIT past SY_MAX_XML_DEPTH. */
SY_MUST_USE sy_status sy_xml_run(const char *path, const char *name, const sy_xml_source *source,
                                 const sy_xml_handler *handler, sy_err *err);

#endif
