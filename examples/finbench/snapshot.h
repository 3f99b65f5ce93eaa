/* snapshot.h - the files of a snapshot of LDBC FinBench as a flow, for the small
 * programs tcr1.c ... tcr8.c beside this.
 *
 *     snapshot s;
 *     snapshot_open(&s, argv[1], WITHOUT_WITHDRAWALS);
 *     ... s.flow, s.ways, edge_of(&s, transfer) ...
 *     snapshot_close(&s);
 *
 * Amounts in the files have up to 15 decimals. Here they are whole 10^-15 in 128
 * bits: nothing is rounded before a result is printed. The flow itself counts in
 * fen (rounded down, at least 1): it needs amounts for its balances only, and the
 * questions take theirs from the edges. Its times are the ranks of the edges by
 * milliseconds, since all that it asks of a time is an order.
 *
 * A file that cannot be read ends the program: these are examples. */
#ifndef SY_FINBENCH_SNAPSHOT_H
#define SY_FINBENCH_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "flow/list.h"
#include "flow/paths.h"

__extension__ typedef __int128 money; /* 10^-15 */
#define MONEY_ONE ((money)1000000000000000)

typedef struct edge {  /* a transfer or a withdrawal */
    uint32_t from, to; /* accounts, see account_ids */
    bool is_withdrawal;
    int64_t ms; /* since 1970 */
    money amount;
} edge;

typedef struct loan {
    int64_t id;
    money amount, balance;
} loan;

typedef struct deposit { /* of a loan into an account */
    uint32_t loan, account;
    int64_t ms;
} deposit;

typedef struct sign_in { /* by a medium that is blocked */
    uint32_t account;
    int64_t ms, medium;
    const char *type;
} sign_in;

typedef struct owner { /* a person */
    int64_t person;
    uint32_t account;
} owner;

typedef struct snapshot {
    int64_t *account_ids; /* ascending: so an account's number orders as its id */
    size_t n_accounts;
    edge *edges; /* by time, those of an account to itself before all others, since they
                  * move nothing; transfer t of the flow is edge flow->out_place[t] */
    size_t n_edges;
    loan *loans; /* by id */
    size_t n_loans;
    deposit *deposits;
    size_t n_deposits;
    sign_in *sign_ins; /* by account, then medium */
    size_t n_sign_ins;
    owner *owners; /* by person, then account */
    size_t n_owners;
    sy_list *list;
    const sy_flow *flow;
    sy_ways *ways;
    char **texts; /* the files, kept for the names in them */
    size_t n_texts;
} snapshot;

enum { WITHOUT_WITHDRAWALS, WITH_WITHDRAWALS };

void snapshot_open(snapshot *s, const char *folder, int with_withdrawals);
void snapshot_close(snapshot *s);

/* The number of an account or loan; the program ends where it is not there. */
uint32_t account_of(const snapshot *s, int64_t id);
uint32_t loan_of(const snapshot *s, int64_t id);

static inline const edge *edge_of(const snapshot *s, uint32_t transfer)
{
    return &s->edges[s->flow->out_place[transfer]];
}

/* The ledger of an account: in a plain list each has one, with the same number. */
static inline const uint32_t *rows_of(const snapshot *s, uint32_t account, uint32_t *n)
{
    *n = s->flow->row_begin[account + 1] - s->flow->row_begin[account];
    return s->flow->rows + s->flow->row_begin[account];
}

/* ---- questions and answers ---- */

/* The next line of stdin as n words; false at the end. Words last until the next
 * call. */
bool next_question(char *words[], int n);

int64_t id_in(const char *text);
money money_in(const char *text);

/* value / MONEY_ONE with three decimals, a half away from 0. */
void print_money(money value);
/* a / b with three decimals, in thousandths; b > 0. */
int64_t thousandths(money a, money b);
void print_thousandths(int64_t value);

typedef struct window {
    int64_t start, end; /* milliseconds, both outside */
} window;

static inline bool is_in(window w, int64_t ms)
{
    return w.start < ms && ms < w.end;
}

void *need(size_t n, size_t size); /* zeroed; the program ends without memory */
void must(sy_status st, const sy_err *err);

#endif
