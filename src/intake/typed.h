/* typed.h - statements that were typed from pictures: does every balance follow
 * from the one before? A wrong digit shows at its row. Private to intake. */
#ifndef SY_INTAKE_TYPED_H
#define SY_INTAKE_TYPED_H

#include "intake/tables.h"

/* Reads the table once, in the order of its rows, and sets t->note: how many
 * balances follow, or which row breaks the chain and what it should say. Rows
 * without a balance are carried on to the next that has one. The opening
 * balance is the cell after 期初余额 before the header; without it the chain
 * begins at the first balance. */
SY_MUST_USE sy_status sy_typed_check(sy_intake_table *t, sy_arena *arena, sy_err *err);

#endif
