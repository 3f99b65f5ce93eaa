/* case_facts.h - what registers of the court say of some cases: how much is still open, the
 * cause, who is to be protected, how often enforcement was closed for now. Private to this
 * folder.
 *
 * From the pools cases, terminated-cases and parties. A resumed case names the one before it
 * (原执行案号): closings of all of them count. */
#ifndef SY_CASEWORK_CASE_FACTS_H
#define SY_CASEWORK_CASE_FACTS_H

#include "base/money.h"
#include "casework/petitions.h"

typedef struct sy_facts_of_case {
    const char *key;                                   /* sy_case_key */
    const char *court, *cause, *vulnerable, *previous; /* "" */
    bool has_open, is_performed, is_terminated;
    sy_minor open; /* fen: the largest that a row says is not enforced yet */
} sy_facts_of_case;

typedef struct sy_facts_of_cases {
    sy_facts_of_case *items; /* by key */
    size_t n;
} sy_facts_of_cases;

/* Of these cases (keys, and the forms in which leads write them), and of those before them.
 * Cost: a few scans of each pool's columns. From the arena. */
SY_MUST_USE sy_status sy_facts_of_cases_read(sy_facts_of_cases *out, sy_workspace *ws,
                                             const sy_pools *pools, const char *const *keys,
                                             size_t n, sy_arena *arena, sy_err *err);
const sy_facts_of_case *sy_facts_of(const sy_facts_of_cases *f, const char *key); /* NULL */
/* Times that this case and those before it were closed for now. */
size_t sy_terminations_of(const sy_facts_of_cases *f, const char *key);

#endif
