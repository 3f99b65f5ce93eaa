/* header.h - headers that take two rows, as merged cells leave them:
 *
 *     交易日期 |  发生额  |      | 对方 |
 *              | 借方 | 贷方 | 户名 | 账号
 *
 * are read as 交易日期, 借方发生额, 贷方发生额, 对方户名, 对方账号: of the ways to put
 * the two cells together the one that a profile knows, else the lower cell.
 * Private to intake. */
#ifndef SY_INTAKE_HEADER_H
#define SY_INTAKE_HEADER_H

#include "intake/profile.h"
#include "intake/sample.h"

/* May these two rows be one header: words only, and both with some? */
bool sy_header_may_join(const sy_sample_row *upper, const sy_sample_row *lower);

/* The cells of the header that they make, in the arena; NULL: no memory. only:
 * as in sy_header_try. */
sy_slice *sy_header_join(uint32_t *n, const sy_profiles *p, const sy_profile *only,
                         const sy_sample_row *upper, const sy_sample_row *lower, sy_arena *arena);

#endif
