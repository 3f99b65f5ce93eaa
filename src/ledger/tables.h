/* tables.h - the facts of a case in arrays by place; private to src/ledger.
 *
 * A place is the number of a row through all sources, these in the order of
 * (SHA-256, sheet): the same in every run, whatever the order of import. */
#ifndef SY_LEDGER_TABLES_H
#define SY_LEDGER_TABLES_H

#include "base/alloc.h"
#include "flow/build.h"
#include "intake/aliases.h"
#include "intake/corrections.h"
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
    bool exists, is_wallet; /* wallet: its bank is a payment firm */
    bool is_joined;         /* some of its rows stand under another account's number */
} sy_fact_ledger;

/* A row whose words say that it takes another one back. */
typedef struct sy_said {
    uint32_t place;
    uint8_t what; /* sy_correction */
} sy_said;

/* A row that names its other side by a pattern only: 张*三, 6222****0011. */
typedef struct sy_masked {
    uint32_t place, name, number; /* texts; 0: none */
} sy_masked;

/* A payment by card that a wallet's row shows as well, and that row. */
typedef struct sy_picture {
    uint32_t card, wallet; /* places */
    uint32_t wallet_account;
} sy_picture;

/* A statement whose balance column says nothing (balances.c). */
typedef struct sy_no_balances {
    uint32_t rank, ledger; /* of the source; of facts */
} sy_no_balances;

/* The number beside it is a payment firm's or the bank's own: no account that
 * holds somebody's money, and each of its rows ends by itself. */
enum { SY_NO_ACCOUNT = 0x80 };

/* In flags, beside SY_ENTRY_...: the row was taken back, or takes one back; it
 * stays in its ledger's chain and out of every sum. */
enum { SY_ROW_VOID = 128 };

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
    sy_duplicate_row *duplicates; /* as the import found them */
    size_t n_duplicates;
    sy_said *corrections; /* by place */
    size_t n_corrections, corrections_capacity;
    int correction_days[SY_CORRECTIONS];
    sy_masked *masked; /* by place */
    size_t n_masked, masked_capacity;
    sy_picture *pictures; /* by settle_shadows.c */
    size_t n_pictures, pictures_capacity;
    sy_no_balances *no_balances; /* by (rank, ledger) */
    size_t n_no_balances, no_balances_capacity;
    struct sy_totals_check *totals; /* by totals.c */
    size_t n_totals;
} sy_case_tables;

/* Everything that ledgers are made of, without failed rows. Repeated rows are
 * there: settle.h says which of them count. */
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
