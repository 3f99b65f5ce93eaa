/* removal.h - a file that was imported by mistake is taken out of the facts again.
 *
 *     sy_file_remove(ws, sha256, &err);     // all its tables; as if it had never been imported
 *
 * What was read from it goes: rows, rejects, covers, titles, the words and accounts that no other
 * file names. Rows of other files that repeated its rows stand for themselves again. What people
 * decided stays and does nothing as long as its rows are not there; the original stays under
 * originals/ until it is released. Imported again, the file is there as it was.
 *
 * A removal is whole or not begun, also when it is killed: it is written down before the first row
 * goes, and finished when the workspace is next opened.
 * Design: docs/decisions/0043-a-file-taken-out-again.md. */
#ifndef SY_STORE_REMOVAL_H
#define SY_STORE_REMOVAL_H

#include "store/facts.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What goes with a file, and what rests on it. */
typedef struct sy_removal_effect {
    uint64_t tables, rows; /* sheets; rows of all of them, also rejected ones */
    uint64_t repeats;      /* rows of other files that will stand in place of its own */
    const char **accounts; /* numbers that have no row afterwards; sorted, from the arena */
    size_t n_accounts;
    uint64_t matches, titles; /* decisions on its rows and titles */
    uint64_t leads;           /* of the models' last runs that name a row of it */
    uint64_t verdicts;        /* on findings (clues, proxies ...) of the whole case */
} sy_removal_effect;
/* Cost: a walk over the entries. SY_EDATA where no such file is there. */
SY_MUST_USE sy_status sy_removal_effect_of(sy_removal_effect *out, sy_workspace *ws,
                                           const char *sha256, sy_arena *arena, sy_err *err);

/* SY_EDATA where no such file is there, or where it is a register's and was not the last load of
 * it alone: what a later load replaced cannot be told any more. Nothing is changed by a failure.
 * Cost: as an import of the rows that stay; memory does not grow with them. */
SY_MUST_USE sy_status sy_file_remove(sy_workspace *ws, const char *sha256, sy_err *err);

/* A file that was removed. */
typedef struct sy_removal {
    const char *sha256, *path; /* as it was imported */
    const char *archive;       /* SHA-256 of the archive it came in; "" */
    uint64_t rows;
    const char *who, *removed_at;
    const char *released_by, *released_at; /* the original is gone too; NULL: it is kept */
    bool is_back;                          /* it was imported again */
} sy_removal;
/* In their order, those that are done. From the arena. */
SY_MUST_USE sy_status sy_removals(sy_workspace *ws, sy_removal **list, size_t *n, sy_arena *arena,
                                  sy_err *err);

/* Lets the original of a removed file go. SY_EDATA where there is none of it, or it is back. */
SY_MUST_USE sy_status sy_removal_release(sy_workspace *ws, const char *sha256, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
