/* payees.h - where ordinary money goes: shops, schools, pharmacies, parking, petrol, fees.
 *
 * In great number and variety, many with words in their names that look like property and
 * are not (黄金糕点, 置业路停车场, 友邦吊顶, 保洁服务). None of them is a clue. */
#ifndef SY_SYNTH_OFFICE_PAYEES_H
#define SY_SYNTH_OFFICE_PAYEES_H

#include "synth/office/world.h"

typedef struct sy_everyday {
    const sy_office_payee *payee;
    const char *summary;
    int64_t least, most; /* fen */
} sy_everyday;

typedef struct sy_payees {
    sy_everyday *list;
    size_t n;
    const sy_office_payee *cash_machine, *counter, *interest, *fee, *message_fee, *card_repayment;
} sy_payees;

/* A town's payees, n of them, in the world's arena. */
void sy_payees_make(sy_payees *p, sy_world *w, size_t n);
/* One of them; some far more often than others. */
const sy_everyday *sy_payees_draw(const sy_payees *p, sy_world *w);

#endif
