/* utf8.h - strict UTF-8 (RFC 3629): no surrogates, no overlong forms. */
#ifndef SY_BASE_UTF8_H
#define SY_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes of the character that begins at p (1 to 4), 0 when it is not valid or
 * is cut off after n bytes. n >= 1. */
size_t sy_utf8_length(const char *p, size_t n);

/* Characters of n bytes: those that are no continuation of another. */
size_t sy_utf8_count(const char *p, size_t n);

/* The code point at p; *length as above; U+FFFD and length 1 where not valid. */
uint32_t sy_utf8_decode(const char *p, size_t n, size_t *length);

/* Writes up to 4 bytes; returns how many. The code point must be valid. */
size_t sy_utf8_encode(char out[4], uint32_t code);

/* Bytes of the longest valid beginning; n when all of it is valid. Goes
 * at gigabytes a second whatever the script. */
size_t sy_utf8_valid_prefix(const char *p, size_t n);

#ifdef __cplusplus
}
#endif

#endif
