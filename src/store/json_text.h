/* json_text.h - texts out of a small file of JSON. */
#ifndef SY_STORE_JSON_TEXT_H
#define SY_STORE_JSON_TEXT_H

#include <jansson.h>
#include <stdbool.h>
#include <string.h>

#include "base/alloc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* *out: a copy from the arena, NULL where value is no text. false when out of memory. */
static inline bool sy_json_take(const char **out, const json_t *value, sy_arena *arena)
{
    const char *text = json_string_value(value);

    *out = text ? sy_arena_text(arena, text, strlen(text)) : NULL;
    return !text || *out;
}

#ifdef __cplusplus
}
#endif

#endif
