/* tables.h - the facts of a case in arrays by place; private to src/ledger.
 *
 * A place is the number of a row through all sources, these in the order of
 * (SHA-256, sheet): the same in every run, whatever the order of import. */
#ifndef SY_LEDGER_TABLES_H
#define SY_LEDGER_TABLES_H

#include "base/alloc.h"
#include "flow/build.h"
#include "intake/aliases.h"
#include "intake/counterparty.h"
#include "ledger/case.h"
#include "ledger/registry.h"
#include "store/facts.h"

/* A name that was seen at some place; the first place wins. */
typedef struct sy_seen {
    uint32_t place, text; /* text 0: none yet */
} sy_seen;

typedef struct sy_fact_account {
    sy_slice number;
    sy_seen name, bank; /* as others' statements call it */
    bool has_statement;
} sy_fact_account;

typedef struct sy_fact_ledger {
    uint32_t same_as; /* the least number of those that are one ledger once aliases are
                       * seen through; only that one has rows */
    uint32_t account;
    sy_slice sub, currency;
    sy_seen holder, bank;
    uint64_t rows; /* of statements */
    bool exists;
} sy_fact_ledger;

/* The number beside it is a payment firm's or the bank's own: no account that
 * holds somebody's money, and each of its rows ends by itself. */
enum { SY_NO_ACCOUNT = 0x80 };

typedef struct sy_case_tables {
    const sy_alloc *al;
    sy_arena arena; /* texts, sources, covers */
    sy_source *sources;
    size_t n_sources;
    sy_place_base *bases;    /* by rank */
    uint32_t *rank;          /* by source id */
    size_t rank_capacity;
    /* by place; amount > 0 in. ledger: of facts, SY_NONE where no row is. */
    size_t n;
    int64_t *at, *amount, *balance;
    uint32_t *ledger, *other; /* other: account of facts, 0 for none */
    uint8_t *flags;           /* SY_ENTRY_... */
    uint8_t *outside;         /* sy_outside, by the words of the row, and SY_NO_ACCOUNT */
    uint8_t *pocket;          /* sy_pocket (pockets.h); NULL where no row has one */
    /* by id of facts */
    sy_fact_account *accounts;
    size_t n_accounts, accounts_capacity;
    sy_fact_ledger *ledgers;
    size_t n_ledgers, ledgers_capacity;
    sy_aliases *aliases;
    sy_cover_row *covers; /* ledger: the one that has the rows */
    size_t n_covers;
    sy_registry *registry; /* names that the statements leave out */
    uint64_t entries;
} sy_case_tables;

/* Everything that ledgers are made of, without failed rows and duplicates. */
SY_MUST_USE sy_status sy_case_tables_load(sy_case_tables *t, const sy_alloc *al, sy_workspace *ws,
                                     sy_err *err);
/* Frees everything that is known by the facts' own numbers: what stays is by place. */
void sy_case_tables_forget(sy_case_tables *t);
/* Frees times, amounts and flags by place. */
void sy_case_tables_give_back_rows(sy_case_tables *t);
void sy_case_tables_dispose(sy_case_tables *t);

/* The place of a source's row; SY_NONE when the source is not known. */
uint32_t sy_case_tables_place(const sy_case_tables *t, uint32_t source, uint32_t row);
/* And back: rank of the source, row from 1. */
uint32_t sy_place_rank(const sy_place_base *bases, uint32_t n, uint32_t place, uint32_t *row);

#endif
