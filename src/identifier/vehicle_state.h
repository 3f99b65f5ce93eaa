/* vehicle_state.h - what a register says of a vehicle's state, in one form.
 *
 *     char out[SY_VEHICLE_STATE];
 *     sy_vehicle_state(out, SY_TEXT("ｋ、转移"));   // "BK"
 *
 * The letters are those of GA/T 16: A normal, B moved away, C stolen, D out of use, E struck
 * off, G offence open, H under customs, I accident open, J suspect, K sealed, L taken into
 * custody, M struck off by force, N fled from an accident, O locked, P past scrapping, Q not
 * inspected in time. Registers write several in a row, with anything between them, in full
 * width or as words.
 *
 * Writes each letter once, in the order of the alphabet, and "?" behind them where a part of
 * the text is not understood; "?" alone where a word is denied (未查封, 解除查封). False, and
 * out empty, where the text says nothing of a state (blank, or only that it is mortgaged). */
#ifndef SY_IDENTIFIER_VEHICLE_STATE_H
#define SY_IDENTIFIER_VEHICLE_STATE_H

#include <stdbool.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_VEHICLE_STATE = 20 }; /* the letters, "?" and NUL */

bool sy_vehicle_state(char out[SY_VEHICLE_STATE], sy_slice text);

#ifdef __cplusplus
}
#endif

#endif
