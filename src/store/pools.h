/* pools.h - what the columns of a register are called, as data.
 *
 * A pool (监督数据池) is a register that another office gives: vehicles, real estate,
 * policies, companies. Each is described by a file `pools/NAME.yaml` that a user can
 * read, change and add; pools/README.md explains the form. Whatever the columns, some
 * have a role that every register knows: what names the thing, whose it is, since when,
 * until when, whose it was before and whose it is now. Those are what registers.h asks.
 *
 *     sy_pools *p;
 *     sy_pools_load(&p, NULL, "case.suyuan", &err);
 *     const sy_pool *vehicles = sy_pools_find(p, "vehicles"); */
#ifndef SY_STORE_POOLS_H
#define SY_STORE_POOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How a cell is read; what is kept is its normal form. */
typedef enum sy_pool_type {
    SY_POOL_TEXT,       /* as it stands, trimmed */
    SY_POOL_KEY,        /* half width, no blanks: numbers of certificates, addresses */
    SY_POOL_CASE,       /* the same of a case number, or of a document that may have one */
    SY_POOL_NAME,       /* one name, in one form (identifier/name.h) */
    SY_POOL_NAMES,      /* several, with 、 between them */
    SY_POOL_IDENTITY,   /* an ID number or credit code */
    SY_POOL_IDENTITIES, /* several, with 、 between them */
    SY_POOL_PLATE,      /* completed by the issuing office where the register cuts it */
    SY_POOL_VIN,
    SY_POOL_DATE,   /* days since 1970; from here on numbers, above texts */
    SY_POOL_AMOUNT, /* fen */
    SY_POOL_NUMBER, /* a count */
    SY_POOL_TIME,   /* seconds since 1970 of the wall clock, as if UTC; a date: its midnight */
    SY_POOL_TYPES
} sy_pool_type;

static inline bool sy_pool_type_is_text(sy_pool_type type)
{
    return type < SY_POOL_DATE;
}

typedef enum sy_pool_role {
    SY_ROLE_NONE,
    SY_ROLE_KEY, /* names the thing; a pool may have SY_POOL_KEYS such columns */
    SY_ROLE_OWNER,
    SY_ROLE_OWNER_ID,
    SY_ROLE_FORMER, /* whose it was before this row */
    SY_ROLE_FORMER_ID,
    SY_ROLE_NEXT, /* whose it is, now that it is not the owner's any more */
    SY_ROLE_NEXT_ID,
    SY_ROLE_ASSET, /* what it is, in words for people */
    SY_ROLE_SINCE,
    SY_ROLE_UNTIL,
    SY_ROLE_PRICE,
    SY_ROLE_STATE,
    SY_ROLE_ISSUER, /* completes a plate */
    SY_ROLE_LEGAL,  /* a company's legal representative */
    SY_ROLE_LEGAL_ID,
    SY_ROLE_AS_OF, /* the day on which the register was read */
    SY_POOL_ROLES
} sy_pool_role;

enum { SY_POOL_COLUMNS = 64, SY_POOL_KEYS = 4, SY_POOL_REQUIRED = 8, SY_POOL_SQL = 48 };
enum { SY_POOL_KEY_PARTS = 8, SY_POOL_KEY_CHOICES = 4 };
enum { SY_MOST_POOLS = 64 };

typedef struct sy_pool_texts {
    const char **items;
    size_t n;
} sy_pool_texts;

typedef struct sy_pool_column {
    const char *id, *zh, *en; /* "owner-id", the heading in Chinese, what it is in English */
    const char *example;      /* "" */
    sy_pool_texts headings;   /* zh first, then what else offices call it */
    sy_pool_type type;
    sy_pool_role role;
    bool is_asset;         /* its value also says what the thing is */
    bool is_debtor;        /* numbers of debtors: whose rows an extract keeps */
    bool takes_none;       /* 无 is an answer here and no empty cell */
    bool is_in_wan;        /* an amount in 万元 where the heading does not say */
    sy_pool_texts refers;  /* pools in which its values should stand: "cases", "cases.title" */
    int stands_in;         /* the column that is taken where this one is blank; -1: none */
    char sql[SY_POOL_SQL]; /* its name in the facts */
} sy_pool_column;

/* One thing by which rows are told apart: the first of these columns that says something. */
typedef struct sy_pool_key_part {
    uint8_t columns[SY_POOL_KEY_CHOICES];
    uint8_t n;
} sy_pool_key_part;

typedef struct sy_pool {
    const char *id, *zh, *en;
    const char *property_class; /* of clues: "vehicle", "real_estate", ...; "" */
    char table[SY_POOL_SQL];    /* of the facts: pool_vehicles */
    bool is_shared;             /* a thing has several owners, a row each (shareholders) */
    unsigned fresh_days;        /* after which what was read may have changed; 0: not said */
    sy_pool_column *columns;
    size_t n_columns;
    uint64_t required[SY_POOL_REQUIRED]; /* bit 1 << column; any of them will do */
    size_t n_required;
    sy_pool_key_part row_key[SY_POOL_KEY_PARTS]; /* all of them tell one row from another */
    size_t n_row_key;                            /* 0: only the whole row does */
    sy_pool_texts transferred, ended;            /* words of a state */
} sy_pool;

typedef struct sy_pools sy_pools;

/* The program's pools, the user's, the workspace's (NULL: none); a later one of the same
 * id replaces an earlier one. SY_EDATA with file, line and column of what is wrong. */
SY_MUST_USE sy_status sy_pools_load(sy_pools **out, const sy_alloc *al, const char *workspace,
                                    sy_err *err);
/* One pool out of a text, for tests; name stands in messages. */
SY_MUST_USE sy_status sy_pools_parse(sy_pools **out, const sy_alloc *al, const char *name,
                                     sy_slice text, sy_err *err);
void sy_pools_free(sy_pools *p);
size_t sy_pools_count(const sy_pools *p);
const sy_pool *sy_pools_at(const sy_pools *p, size_t i); /* by id */
const sy_pool *sy_pools_find(const sy_pools *p, const char *id);

/* A pool is a profile of tables, too: "pool:vehicles" knows the columns of a register. Returns
 * out. */
enum { SY_POOL_PROFILE = SY_POOL_SQL + 8 };
const char *sy_pool_profile(char out[SY_POOL_PROFILE], const char *id);
/* The pool's id in such a profile; NULL: it is none. */
const char *sy_pool_of_profile(const char *profile);

/* The first column with a role; -1. */
int sy_pool_column_of(const sy_pool *p, sy_pool_role role);

typedef enum sy_pool_state { SY_POOL_STANDS, SY_POOL_TRANSFERRED, SY_POOL_ENDED } sy_pool_state;
/* What a state says of the registration. Words of one letter are codes of GA/T 16 and count
 * where sy_vehicle_state reads them in the state; others count wherever they stand. */
sy_pool_state sy_pool_state_of(const sy_pool *p, sy_slice state);

#ifdef __cplusplus
}
#endif

#endif
