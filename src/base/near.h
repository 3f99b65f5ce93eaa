/* near.h - what was meant by a word that is not there. */
#ifndef SY_BASE_NEAR_H
#define SY_BASE_NEAR_H

#include <stddef.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_NEAR_LONGEST = 48 };

/* Edits (insert, delete, replace, swap neighbours) of characters between two short words in UTF-8;
 * SIZE_MAX where one is longer than SY_NEAR_LONGEST characters. */
size_t sy_edits(sy_slice from, sy_slice to);

#ifdef __cplusplus
}
#endif

#endif
