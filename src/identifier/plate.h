/* plate.h - licence plates of all kinds (GA 36-2018).
 *
 *     sy_plate p;
 *     sy_plate_read(&p, SY_TEXT("浙d·12345"));          // p.text "浙D12345", SY_PLATE_ORDINARY
 *     sy_plate_join(&p, SY_TEXT("浙D"), SY_TEXT("12345")); // the same, out of a register
 *
 * Plates have no check digit: what is read has the form of one, no more. */
#ifndef SY_IDENTIFIER_PLATE_H
#define SY_IDENTIFIER_PLATE_H

#include <stdbool.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_plate_kind {
    SY_PLATE_ORDINARY,
    SY_PLATE_NEW_ENERGY_SMALL,
    SY_PLATE_NEW_ENERGY_LARGE,
    SY_PLATE_TRAILER,      /* 挂 */
    SY_PLATE_LEARNER,      /* 学 */
    SY_PLATE_POLICE,       /* 警 */
    SY_PLATE_CONSULATE,    /* 领 */
    SY_PLATE_HONG_KONG,    /* 粤Z....港 */
    SY_PLATE_MACAO,        /* 粤Z....澳 */
    SY_PLATE_EMBASSY,      /* 使 */
    SY_PLATE_ARMED_POLICE, /* WJ */
    SY_PLATE_MILITARY,
    SY_PLATE_EMERGENCY, /* 应急 */
    SY_PLATE_KINDS
} sy_plate_kind;

enum { SY_PLATE_TEXT = 32 };
typedef struct sy_plate {
    sy_plate_kind kind;
    char text[SY_PLATE_TEXT]; /* normal form: half width, upper case, no dots */
} sy_plate;

/* False, and *out empty, when the text is no plate. */
bool sy_plate_read(sy_plate *out, sy_slice text);

/* Registers keep the number without the province: with the office that issued it
 * (发证机关, 浙D) it is whole again. number: "12345" or "D12345", or whole already. */
bool sy_plate_join(sy_plate *out, sy_slice office, sy_slice number);

#ifdef __cplusplus
}
#endif

#endif
