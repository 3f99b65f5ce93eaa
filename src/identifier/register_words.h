/* register_words.h - what registers say in free words, read in one way by everybody.
 *
 *     sy_auction_round(SY_TEXT("2025年第一次拍卖"))     // "first"
 *     sy_lot_class(SY_TEXT("采矿权"))                   // "right"
 *     sy_says_no(SY_TEXT("没有"))                       // true
 *
 * What is not understood is not guessed: NULL, and false. */
#ifndef SY_IDENTIFIER_REGISTER_WORDS_H
#define SY_IDENTIFIER_REGISTER_WORDS_H

#include <stdbool.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

/* "first", "second" (一拍 首次拍卖, 二拍 再次拍卖), "sale" (变卖); NULL where none of them is said:
 * a third auction, one held again (重新拍卖), both first and second. A year, a month, a number of
 * something else is no round. In brackets stands what else there is to say: it counts only where
 * nothing else does. */
const char *sy_auction_round(sy_slice text);

/* "immovable" (不动产), "right" (其他财产权), "movable" (动产), as 法释〔2016〕18号 第十二条 tells
 * periods apart; a lot with an immovable in it is immovable. NULL: not known. */
const char *sy_lot_class(sy_slice text);

/* Whether it says that there is none: 无 否 没有 / -. */
bool sy_says_no(sy_slice text);

#ifdef __cplusplus
}
#endif

#endif
