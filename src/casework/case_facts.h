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

typedef struct sy_facts_of_case {                      /* of one row, or of all of a case */
    const char *key;                                   /* sy_case_key */
    const char *court, *cause, *vulnerable, *previous; /* "" */
    bool has_open, is_performed, is_terminated;
    sy_minor open;    /* fen: the largest that a row says is not enforced yet */
    const char *pool; /* of one row: where it stands */
    uint64_t place;   /* source << 32 | row */
} sy_facts_of_case;

typedef struct sy_facts_of_cases {
    sy_facts_of_case *items; /* by key, one of a case */
    size_t n;
    sy_facts_of_case *rows; /* by key, as they were read */
    size_t n_rows;
} sy_facts_of_cases;

/* Of these cases (keys, and the forms in which leads write them), and of those before them.
 * Cost: a few scans of each pool's columns. From the arena. */
SY_MUST_USE sy_status sy_facts_of_cases_read(sy_facts_of_cases *out, sy_workspace *ws,
                                             const sy_pools *pools, const char *const *keys,
                                             size_t n, sy_arena *arena, sy_err *err);
/* The rows of a case; n of them, 0 where there are none. */
const sy_facts_of_case *sy_facts_rows_of(const sy_facts_of_cases *f, const char *key, size_t *n);
const sy_facts_of_case *sy_facts_of(const sy_facts_of_cases *f, const char *key); /* NULL */
/* This case and those before it, as far as they are known: at most SY_CASES_BEFORE + 1. */
enum {
    SY_CASES_BEFORE = 6
}; /* closings are as often as courts resume; a ring would end here too */
size_t sy_facts_chain(const sy_facts_of_cases *f, const char *key,
                      const sy_facts_of_case *chain[SY_CASES_BEFORE + 1]);
/* Times that they were closed for now. */
size_t sy_terminations_of(const sy_facts_of_cases *f, const char *key);

#endif
