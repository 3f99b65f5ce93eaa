/* catalogue.h - the table behind lang.h; written by tools/po2c.py at build time. */
#ifndef SY_BASE_CATALOGUE_H
#define SY_BASE_CATALOGUE_H

#include <stddef.h>

typedef struct sy_message {
    const char *id, *text;
} sy_message;

extern const sy_message sy_catalogue_zh[]; /* sorted by id, bytewise */
extern const size_t sy_catalogue_zh_n;

#endif
