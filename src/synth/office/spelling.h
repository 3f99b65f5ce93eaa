/* spelling.h - what banks make of names: the same payee written otherwise, through a payment
 * firm, or not at all; and addresses that strangers share. */
#ifndef SY_SYNTH_OFFICE_SPELLING_H
#define SY_SYNTH_OFFICE_SPELLING_H

#include "synth/office/cast.h"

/* Once, before the world is closed. */
void sy_spelling_spoil(sy_cast *c);

#endif
