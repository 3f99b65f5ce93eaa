/* near.h - what was meant by a word that is not there. */
#ifndef SY_CLI_NEAR_H
#define SY_CLI_NEAR_H

#include <stddef.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_NEAR_LONGEST = 48 };

/* Edits (insert, delete, replace, swap neighbours) between two short words;
 * SIZE_MAX where one is longer than SY_NEAR_LONGEST bytes. */
size_t sy_edits(sy_slice a, sy_slice b);

#ifdef __cplusplus
}
#endif

#endif
