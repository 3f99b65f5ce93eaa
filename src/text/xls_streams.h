/* xls_streams.h - a file that is a small folder of streams (MS-CFB), as old
 * office programs write them.
 *
 *     sy_streams *s;
 *     sy_streams_open(&s, NULL, "a.xls", &err);
 *     if (sy_streams_has(s, "Workbook")) st = sy_streams_read(s, "Workbook", &bytes, &n, &err);
 *     sy_streams_free(s);
 *
 * Private to this folder. */
#ifndef SY_TEXT_XLS_STREAMS_H
#define SY_TEXT_XLS_STREAMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/err.h"

typedef struct sy_streams sy_streams;

/* Reads the tables of sectors and the directory. SY_EDATA where they contradict
 * themselves or the file's size. */
SY_MUST_USE sy_status sy_streams_open(sy_streams **out, const sy_alloc *al, const char *path,
                                      sy_err *err);

/* Is there a stream of that name (ASCII)? Storages inside are not looked into. */
bool sy_streams_has(const sy_streams *s, const char *name);

/* The whole stream: the caller's (sy_drop). SY_EDATA when there is none, or its
 * sectors lie outside the file, go in a circle or end too early; SY_ELIMIT past
 * SY_MAX_XLS_BYTES. */
SY_MUST_USE sy_status sy_streams_read(const sy_streams *s, const char *name, unsigned char **bytes,
                                      size_t *n, sy_err *err);
void sy_streams_free(sy_streams *s);

#endif
