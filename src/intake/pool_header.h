/* pool_header.h - what is wrong with the header of a register, in words. Private to intake. */
#ifndef SY_INTAKE_POOL_HEADER_H
#define SY_INTAKE_POOL_HEADER_H

#include "base/buf.h"
#include "intake/sample.h"
#include "intake/tables.h"

#ifndef __cplusplus /* atomics of C */

/* Of a file that is said to be this register and has no header that will do: the row that
 * comes nearest, and what it lacks. False: no row has anything of it. */
bool sy_pool_header_lacks(sy_buf *words, const sy_profile *p, const sy_sample *sample);

/* Of the same file: the register whose header it has. False: none, or several. */
bool sy_pool_header_of(sy_buf *words, const sy_profiles *all, const sy_sample *sample);

/* A column of amounts in a unit that is not known here (美元, 吨, 元/月): it cannot be left out
 * in silence. False: there is none. */
bool sy_pool_header_strange(sy_buf *words, const sy_intake_table *t);

/* Sets t->left: headings of the file that no column of the pool took. False: no memory. */
bool sy_pool_header_left(sy_intake_table *t, sy_arena *arena);

#endif

#endif
