/* reply.h - small words of JSON answers that several commands share. */
#ifndef SY_CLI_REPLY_H
#define SY_CLI_REPLY_H

#include "base/json.h"

static inline void sy_reply_string(sy_json *j, const char *key, const char *value)
{
    sy_json_key(j, key);
    sy_json_string(j, value);
}

static inline void sy_reply_text(sy_json *j, const char *key, sy_slice value)
{
    sy_json_key(j, key);
    sy_json_text(j, value);
}

/* null where there is nothing. */
static inline void sy_reply_slice(sy_json *j, const char *key, sy_slice value)
{
    sy_json_key(j, key);
    if (value.len)
        sy_json_text(j, value);
    else
        sy_json_null(j);
}

static inline void sy_reply_int(sy_json *j, const char *key, uint64_t value)
{
    sy_json_key(j, key);
    sy_json_int(j, (int64_t)value);
}

static inline void sy_reply_minor(sy_json *j, const char *key, sy_minor value)
{
    sy_json_key(j, key);
    sy_json_minor(j, value);
}

static inline void sy_reply_time(sy_json *j, const char *key, int64_t at, sy_precision precision)
{
    sy_json_key(j, key);
    sy_json_time(j, at, precision);
}

static inline void sy_reply_bool(sy_json *j, const char *key, bool value)
{
    sy_json_key(j, key);
    sy_json_bool(j, value);
}

#endif
