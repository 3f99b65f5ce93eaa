/* question.h - what a person asks of a case, in the person's words.
 *
 *     sy_question q = {.from = from, .n_from = 1, .since = "2023-05-01"};
 *     sy_asked a;
 *     st = sy_question_read(&a, c, &q, &arena, &err);   // numbers of flow.h
 *
 * An account is named by its number; number@bank where two banks share it. An
 * entry is named by its id "HHHHHHHHHHHH-S-R" (facts.h). Times are dates,
 * date-times or whole seconds; a date in since is its first second, in until
 * its last. */
#ifndef SY_REPORT_QUESTION_H
#define SY_REPORT_QUESTION_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/trace.h"
#include "ledger/case.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_question {
    const char *const *from; /* accounts */
    size_t n_from;
    const char *const *entries; /* entry ids */
    size_t n_entries;
    const sy_seed *more_seeds; /* forward only: transfers, after those of entries */
    size_t n_more_seeds;
    const char *const *stop_at; /* accounts */
    size_t n_stop_at;
    const char *since, *until; /* NULL: not given */
    const char *max_hops;      /* a number above 0; NULL */
    bool follow, backward;
} sy_question;

typedef struct sy_asked {
    sy_seed *seeds; /* forward: accounts, then entries, in the order given */
    size_t n_seeds;
    uint32_t *payments; /* backward: transfers, in pass order, each once */
    size_t n_payments;
    uint32_t *stop_at; /* accounts */
    size_t n_stop_at;
    bool has_since, has_until, follow, backward;
    int64_t since, until;
    uint32_t max_hops; /* 0: no limit */
} sy_asked;

/* SY_EINVAL: a time or number that is none, no seed, too many seeds. SY_EDATA:
 * an account or entry that is not there, with the nearest ones named. Arrays
 * from the arena. */
SY_MUST_USE sy_status sy_question_read(sy_asked *a, const sy_case *c, const sy_question *q,
                                       sy_arena *arena, sy_err *err);

/* The account of that name (as above). */
SY_MUST_USE sy_status sy_question_account(uint32_t *account, const sy_case *c, const char *name,
                                          sy_err *err);

/* A point in time; option names it in the error, at_end says what a date
 * without a clock means. */
SY_MUST_USE sy_status sy_question_time(int64_t *at, const char *option, const char *text,
                                       bool at_end, sy_err *err);

/* The query of a rule, without bounds; it borrows the arrays of a. */
sy_trace_query sy_asked_query(const sy_asked *a, sy_rule rule);
sy_backward_query sy_asked_backward(const sy_asked *a, sy_rule rule);

#ifdef __cplusplus
}
#endif

#endif
