/* steps.h - transfers that follow each other, one under the other: how cycles
 * and paths are told. */
#ifndef SY_CLI_STEPS_H
#define SY_CLI_STEPS_H

#include "base/json.h"
#include "cli/table.h"
#include "report/telling.h"

/* An array of transfers with their rows. All ends are ledgers. */
void sy_steps_json(sy_json *j, const char *key, const sy_telling *t, const uint32_t *transfers,
                   uint32_t n);

/* A table of nine columns: what is numbered, when, payer and payee with their
 * holders, amount, what went all the way (head: all_the_way), a note; empty columns
 * are not shown. */
void sy_steps_table(sy_table *t, sy_arena *arena, const char *what, const char *all_the_way);
/* The transfers as rows. The number and what went all the way stand at the first;
 * bit i of breakpoints: no statement after transfer i. */
void sy_steps_rows(sy_table *t, const sy_flow *f, uint64_t number, const uint32_t *transfers,
                   uint32_t n, const char *all_the_way, uint32_t breakpoints);

/* The least amount among transfers. */
sy_minor sy_steps_least(const sy_flow *f, const uint32_t *transfers, uint32_t n);

#endif
