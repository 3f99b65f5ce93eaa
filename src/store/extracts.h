/* extracts.h - files of which only some rows were kept: those of the people of a pool.
 *
 * A county does not keep everyone's vehicles. The extract is an original like any other
 * (originals/SHA-256); here stands what it was taken from, which is not kept: name, hash,
 * size, how many rows were seen. */
#ifndef SY_STORE_EXTRACTS_H
#define SY_STORE_EXTRACTS_H

#include "store/facts.h"
#include "store/pools.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The heading of an extract's first column: the number of the row in the file that it comes from.
 * Places of its rows are those numbers. Extracts of older versions call it 原行号; places of
 * their rows count the rows of the extract. */
#define SY_EXTRACT_ROW "原件行号"

typedef struct sy_extract {
    const char *sha256;              /* of the extract */
    const char *pool;                /* whose rows they are */
    const char *name, *of_sha256;    /* of the file that it was taken from */
    uint64_t of_size, rows, kept;    /* bytes; rows seen, rows in the extract */
    const char *matching;            /* the pools whose people were kept: "cases,kin" */
    uint64_t people;                 /* how many these were then (sy_pool_people) */
} sy_extract;

/* Kept with the import; counts only once that is done. */
SY_MUST_USE sy_status sy_import_extract(sy_import *imp, const sy_extract *e, sy_err *err);
/* All of imports that are done, in their order. From the arena. */
SY_MUST_USE sy_status sy_extracts(sy_workspace *ws, sy_extract **list, size_t *n, sy_arena *arena,
                                  sy_err *err);

/* Each value of a column of texts of the rows that stand, several in one cell apart. */
typedef sy_status sy_pool_text_fn(void *ctx, sy_slice text, sy_err *err);
SY_MUST_USE sy_status sy_pool_texts_of(sy_workspace *ws, const sy_pool *pool, size_t column,
                                       sy_pool_text_fn *fn, void *ctx, sy_err *err);

/* What an extract's first cell says: the row of the whole file. 0: it is no number. */
uint32_t sy_extract_row(sy_slice digits);

/* How many debtors (columns with debtor: 是) the pool has by their numbers. */
SY_MUST_USE sy_status sy_pool_people(sy_workspace *ws, const sy_pool *pool, uint64_t *n,
                                     sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
