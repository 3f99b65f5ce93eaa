/* boards_naming.h - which of a case's boards show certain accounts.
 *
 *     st = sy_boards_naming(&n, "wang.suyuan", numbers, n_numbers, &err); */
#ifndef SY_CLI_BOARDS_NAMING_H
#define SY_CLI_BOARDS_NAMING_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Boards that stand and have one of the numbers (sorted by strcmp) among their cards, folds,
 * notes or exhibits: what the board is, not the steps that led there. One that cannot be read is
 * not counted. Cost: one pass over the boards. */
SY_MUST_USE sy_status sy_boards_naming(uint64_t *n, const char *workspace,
                                       const char *const *numbers, size_t n_numbers, sy_err *err);

#endif
