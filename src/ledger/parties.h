/* parties.h - who is who: accounts, their holders, the people and companies.
 *
 *     sy_parties *p;
 *     sy_case_parties(c, &p, &arena, &err);
 *     for (size_t i = 0; i < p->n; i++) ... p->items[i].name, .accounts ...
 *
 * What joins by itself is an identity number whose check digit holds, the same
 * in statements and files of any bank. A name joins nobody: equal and masked
 * names, with what speaks for them beside, are proposals that a person confirms
 * or rejects. A placeholder (null, 内部账户) names nobody, so it proposes
 * nothing. What contradicts itself (one number, two names) is reported. */
#ifndef SY_LEDGER_PARTIES_H
#define SY_LEDGER_PARTIES_H

#include "identifier/identifier.h"
#include "ledger/case.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_party_kind { SY_PARTY_UNKNOWN, SY_PARTY_PERSON, SY_PARTY_COMPANY } sy_party_kind;
const char *sy_party_kind_name(sy_party_kind kind); /* "unknown", "person", "company" */

typedef enum sy_claim_origin {
    SY_CLAIM_FILE,        /* an account or person file */
    SY_CLAIM_STATEMENT,   /* the account's own statement */
    SY_CLAIM_COUNTERPARTY /* another account's statement */
} sy_claim_origin;
const char *sy_claim_origin_name(sy_claim_origin origin); /* "file", ... */

/* Something that is said of a party, and where it is said first. */
typedef struct sy_party_fact {
    const char *text;
    sy_claim_origin origin;
    const sy_source *source;
    uint32_t row;
    uint64_t rows; /* how often */
} sy_party_fact;

typedef struct sy_party_facts {
    sy_party_fact *items; /* each text once, in order of origin, file and row */
    size_t n;
} sy_party_facts;

typedef struct sy_party_id {
    sy_id_kind kind;
    sy_id_verdict verdict;
    sy_party_fact at; /* text: normal form, as written where there is none */
} sy_party_id;

/* An account in one currency. */
typedef struct sy_party_account {
    const char *number, *currency, *bank;
    const char *bank_hint;      /* by the first digits of the card, where nobody names the bank */
    const char *holder;         /* as it is said of this account; "" */
    const char *state, *opened; /* of the account file; "" */
    bool is_supplied;
    uint64_t rows;
    int64_t first, last; /* times; first > last: no rows */
    int64_t in, out;     /* fen; of an account that is not supplied, as others' statements show */
} sy_party_account;

typedef struct sy_party_total {
    const char *currency;
    int64_t in, out;         /* of the supplied accounts, all rows */
    int64_t own_in, own_out; /* of these, what moved between accounts of the party itself */
} sy_party_total;

typedef struct sy_identity {
    const char *key; /* stable: "citizen:...", "company:...", "account:...",
                      * or the row of a person file: "row:..." */
    const char *name;
    sy_party_kind kind;
    bool is_supplied; /* has an account with a statement */
    bool is_named;    /* in an account or person file */
    sy_party_facts names, phones, addresses, emails, employers, legal, agents;
    sy_party_id *ids; /* by origin, file and row; each once */
    size_t n_ids;
    sy_party_account *accounts; /* by number, currency */
    size_t n_accounts;
    sy_party_total *totals; /* by currency */
    size_t n_totals;
    int64_t turnover; /* in CNY, in and out of all accounts: what it weighs */
} sy_identity;

/* ---- proposals: who may be one person ---- */

typedef enum sy_party_reason {
    SY_SAME_NAME,
    SY_MASKED_NAME,   /* the pattern fits, and fits nobody else */
    SY_SAME_DOCUMENT, /* a document without a check digit (passport) */
    SY_MASKED_NUMBER, /* the pattern of an ID number fits */
    SY_SAME_PHONE,
    SY_SAME_ADDRESS,
    SY_SAME_EMAIL,
    SY_SAME_LEGAL, /* the same legal representative */
    SY_SAME_BANK,  /* accounts at the same bank */
    SY_BOUND_CARD, /* a payment account bound to the other's card */
    SY_PARTY_REASONS
} sy_party_reason;
const char *sy_party_reason_name(sy_party_reason reason); /* "same-name", ... */

enum { SY_PROPOSAL_ID = 9 };
typedef struct sy_party_proposal {
    char id[SY_PROPOSAL_ID]; /* of the two keys: the same in every run */
    const char *a, *b;       /* keys, a before b */
    size_t party_a, party_b; /* in items; equal once confirmed */
    uint32_t reasons;        /* bit 1 << reason */
    const char *detail;      /* the name or pattern that began it */
    sy_match_state state;
    bool decided;
    int64_t amount; /* at stake: the turnover of the smaller side */
} sy_party_proposal;

/* ---- conflicts ---- */

typedef enum sy_party_conflict_code {
    SY_ONE_ID_TWO_NAMES,
    SY_ONE_ACCOUNT_TWO_IDS,
    SY_ONE_ACCOUNT_TWO_HOLDERS, /* its own statement and files give two names */
    SY_ID_NUMBER_WRONG,         /* check digit, impossible day, digits destroyed */
    SY_PARTY_CONFLICTS
} sy_party_conflict_code;
const char *sy_party_conflict_name(sy_party_conflict_code code);

typedef struct sy_party_conflict {
    sy_party_conflict_code code;
    const char *about;     /* the ID number or account */
    sy_id_verdict verdict; /* of SY_ID_NUMBER_WRONG */
    sy_party_facts said;   /* the names or numbers that contradict each other */
} sy_party_conflict;

/* ---- what is nobody's account ---- */

typedef struct sy_outside_total {
    sy_outside kind;
    const char *currency;
    uint64_t rows;
    int64_t in, out; /* as the supplied accounts see it: in is money from there */
} sy_outside_total;

typedef struct sy_parties {
    sy_identity *items; /* those with statements or in files first, by turnover; then the others */
    size_t n, n_known;  /* the first n_known have a statement or stand in a file */
    sy_party_proposal *proposals; /* open ones first, by amount, the largest first */
    size_t n_proposals, n_open;
    sy_party_conflict *conflicts; /* by code, about */
    size_t n_conflicts;
    sy_outside_total *outside; /* by kind, currency */
    size_t n_outside;
} sy_parties;

/* All from the arena. Cost: two groupings of the entries, a pass over the ledger
 * index, and memory for every account that is known by a number. */
SY_MUST_USE sy_status sy_case_parties(sy_case *c, sy_parties **out, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
