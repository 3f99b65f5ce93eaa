/* pinyin.h - names found by how they sound: 钱隆善 by "qls", "qianls", "qian long shan", "钱ls".
 *
 *     sy_pinyin_query q;
 *     if (sy_pinyin_query_read(&q, SY_TEXT("qls"))) ... sy_pinyin_finds(&q, name) ...
 *
 * Each letter of the query is the beginning of a reading of some character, and the characters
 * follow each other; ü is v or u. Every reading of a character counts (曾 ceng, zeng): a search
 * may find one name too many, never one too few. */
#ifndef SY_BASE_PINYIN_H
#define SY_BASE_PINYIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_PINYIN_MOST = 60 }; /* characters of a query */

typedef struct sy_pinyin_query {
    uint32_t codes[SY_PINYIN_MOST]; /* letters in lower case, other characters as they are */
    unsigned n;
} sy_pinyin_query;

/* False where the text is no pinyin: fewer than two letters, or too long. Blanks, apostrophes and
 * width do not matter. */
bool sy_pinyin_query_read(sy_pinyin_query *q, sy_slice text);

/* Cost: one step a character of the name. */
bool sy_pinyin_finds(const sy_pinyin_query *q, sy_slice name);

#ifdef __cplusplus
}
#endif

#endif
