/* diverted_seeds.h - the option --diverted: income that went elsewhere as places where
 * money starts (insight/diverted.h). */
#ifndef SY_CLI_DIVERTED_SEEDS_H
#define SY_CLI_DIVERTED_SEEDS_H

#include "cli/command.h"
#include "flow/trace.h"
#include "ledger/case.h"

typedef struct sy_diverted_ask {
    const char *party, *since; /* as options give them; NULL: as the case says */
    size_t taken;              /* seeds that the question has already */
    bool beside_debtor;        /* leave room for his accounts, too */
} sy_diverted_ask;

/* The largest payments, as many as a trace has room for; says on stderr how many there are
 * and how many had no room. SY_EDATA where there are none. */
SY_MUST_USE sy_status sy_diverted_seeds_read(sy_seed seeds[SY_MAX_SEEDS], size_t *n, sy_case *c,
                                             const sy_diverted_ask *ask, sy_arena *arena,
                                             sy_err *err);

#endif
