/* registers.h - rows of the registers that were loaded: in once, back by owner and by thing.
 *
 * Rows come through an import like any other file's: the original is kept, each row has its
 * file, sheet and row, and what could not be read is a reject. A later extract adds rows:
 * what a register said before stays there beside what it says now. Which of the rows of one
 * key stands is for models to see and for counts (pool_newest.h); owners and things are
 * looked for in all of them.
 *
 *     sy_register_query q = {.owners = people, .n_owners = n};
 *     sy_registrations(ws, pools, &q, &list, &n_list, &arena, &err);
 *     for (size_t i = 0; i < n_list; i++) ... list[i].pool->id, .key, .owner, .since ...
 *
 * That is everything registered, before or now, to one of these people, and every other row
 * about the same things: a car that was his and is somebody else's shows both.
 * sy_register_fate says which of the two it is. */
#ifndef SY_STORE_REGISTERS_H
#define SY_STORE_REGISTERS_H

#include "store/facts.h"
#include "store/pools.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SY_NO_DAY INT32_MIN /* days since 1970 that are not known */
#define SY_NO_AMOUNT INT64_MIN

/* ---- writing, in an import ---- */

/* A value by the type of its column; n_columns of them in the order of the pool's. */
typedef struct sy_pool_value {
    sy_slice text;  /* empty: nothing. Of texts only */
    int64_t number; /* of everything else; sy_pool_nothing where there is none */
} sy_pool_value;

static inline int64_t sy_pool_nothing(sy_pool_type type)
{
    return type == SY_POOL_DATE ? SY_NO_DAY : SY_NO_AMOUNT;
}

static inline bool sy_pool_is_filled(sy_pool_type type, const sy_pool_value *v)
{
    return sy_pool_type_is_text(type) ? v->text.len > 0 : v->number != sy_pool_nothing(type);
}

/* At most SY_BATCH_ROWS rows by columns. The first three arrays are the engine's, to be
 * filled; those of values are the worker's, good until its next call. */
typedef struct sy_pool_batch {
    size_t n; /* 0: this worker's end */
    uint32_t *source, *row;
    uint64_t *fingerprint; /* of the values: the same row once more has the same */
    const sy_pool_value *values[SY_POOL_COLUMNS];
} sy_pool_batch;

/* As sy_entry_feed: several threads, each with a worker of its own. */
typedef struct sy_pool_feed {
    void *ctx;
    sy_status (*open)(void *ctx, void **worker, sy_err *err);
    sy_status (*next)(void *worker, sy_pool_batch *batch, sy_err *err);
    void (*close)(void *worker);
} sy_pool_feed;

/* Makes the pool's table where it is not there yet, and columns that are new. Before the
 * first row of a pool. */
SY_MUST_USE sy_status sy_import_pool(sy_import *imp, const sy_pool *pool, sy_err *err);
SY_MUST_USE sy_status sy_import_pool_rows(sy_import *imp, const sy_pool *pool,
                                          const sy_pool_feed *feed, sy_err *err);

/* ---- reading ---- */

typedef struct sy_registration {
    const sy_pool *pool;
    const char *keys[SY_POOL_KEYS]; /* what names the thing; "" where the register does not say */
    const char *asset;              /* what it is; "" */
    const char *owner, *owner_id;   /* several with 、 between them; "" */
    const char *former, *former_id; /* whose it was before */
    const char *next, *next_id;     /* whose it is now */
    const char *legal, *legal_id;   /* a company's legal representative */
    const char *state;
    int32_t since, until, as_of; /* SY_NO_DAY */
    int64_t price;               /* fen; SY_NO_AMOUNT */
    uint32_t source, row;        /* where it stands */
} sy_registration;

typedef struct sy_register_owner {
    const char *name, *identity; /* normal forms; "" or NULL where not known */
} sy_register_owner;

/* Rows that fit any of the lists, and the other rows about the same things. */
typedef struct sy_register_query {
    const char *pool;                /* only of this one; NULL: of all */
    const sy_register_owner *owners; /* as owner, former or next owner, legal representative */
    size_t n_owners;
    const char *const *keys; /* of things, in normal form */
    size_t n_keys;
} sy_register_query;

/* By pool, first key, since, then file, sheet, row: the same in every run. Rows that say
 * exactly the same stand there once. Pools without rows give nothing. From the arena.
 * Cost: two scans of each pool. */
SY_MUST_USE sy_status sy_registrations(sy_workspace *ws, const sy_pools *pools,
                                       const sy_register_query *query, sy_registration **list,
                                       size_t *n, sy_arena *arena, sy_err *err);

/* Is one of several names (or numbers) joined by 、 this one? Empty ones are nobody's. */
bool sy_register_names(const char *several, const char *one);
/* Does the row have him as owner: by number where both are known, else by name?
 * *by_name: by name alone, which many people may share; may be NULL. */
bool sy_registration_is_owned(const sy_registration *r, const sy_register_owner *who,
                              bool *by_name);

typedef enum sy_register_fate {
    SY_FATE_NONE,        /* never his, by what was loaded */
    SY_FATE_STANDS,      /* registered to him, as far as was loaded */
    SY_FATE_TRANSFERRED, /* was, and went to somebody else */
    SY_FATE_ENDED        /* was, and is no more (scrapped, surrendered, struck off) */
} sy_register_fate;

typedef struct sy_register_answer {
    sy_register_fate fate;
    const sy_registration *at;   /* the row that has him; NULL */
    const sy_registration *then; /* the row that tells of the end; at itself where that does */
    int32_t day;                 /* of the end; SY_NO_DAY */
    const char *to, *to_id;      /* who has it then; "" */
    bool by_name;
} sy_register_answer;

/* What became of the thing that list[i] is about, for him. list: as sy_registrations gave it;
 * other rows about the same thing are looked at. */
sy_register_answer sy_register_fate_of(const sy_registration *list, size_t n, size_t i,
                                       const sy_register_owner *who);
/* Are two rows about one thing? They share a key of the same kind. */
bool sy_registrations_same_thing(const sy_registration *a, const sy_registration *b);

/* ---- what there is ---- */

typedef struct sy_pool_column_state {
    uint64_t filled; /* standing rows that say something */
} sy_pool_column_state;

typedef struct sy_pool_stock {
    const sy_pool *pool;
    uint64_t rows, files;          /* rows: that stand */
    uint64_t replaced;             /* rows in whose place a newer one stands */
    uint64_t things;               /* by the first key that has a value */
    int32_t loaded;                /* the day of the latest load; SY_NO_DAY */
    int32_t newest;                /* the latest day from which a row holds; SY_NO_DAY */
    int32_t as_of;                 /* the latest day on which it was read, as rows say; neither
                                    * counts where it is after the latest load */
    sy_pool_column_state *columns; /* as many as the pool has */
} sy_pool_stock;

/* One for each pool, also for those without rows. From the arena. */
SY_MUST_USE sy_status sy_pool_stocks(sy_workspace *ws, const sy_pools *pools, sy_pool_stock **list,
                                     size_t *n, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
