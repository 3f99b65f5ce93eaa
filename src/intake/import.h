/* import.h - files into a workspace, with an honest account of every row.
 *
 *     sy_import_options o = {.period_from = ..., .progress = true};
 *     sy_import_report r;
 *     st = sy_intake_import(&r, ws, paths, n_paths, &o, &arena, &err);
 *
 * rows = accepted + duplicate + rejected for every table, whatever the bytes:
 * nothing is dropped, nothing is rewritten, nothing is guessed. A bad row is
 * data (a reject with row, column, rule and value), not a failure. One call is
 * one import: whole or not there. */
#ifndef SY_INTAKE_IMPORT_H
#define SY_INTAKE_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "intake/decided.h"
#include "store/stated.h"
#include "store/deliveries.h"
#include "store/workspace.h"
#include "suyuan/limits.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Fills in the password of a locked file; false when there is no answer. */
typedef bool sy_ask_password(void *ctx, const char *file, char *answer, size_t size);

typedef struct sy_import_options {
    const char *profile; /* id: use this one, do not look; NULL: recognise */
    bool dry_run;        /* everything but the writing */
    /* The query period that the request named (调取期间): proves cover for every
     * ledger of these files. from > to: not stated. Days since 1970. */
    bool has_period;
    int32_t period_from, period_to;
    const sy_delivery_words *delivery; /* where they came from; NULL: not said */
    bool progress;
    const char *const *passwords; /* each is tried on every locked archive; never stored */
    size_t n_passwords;
    sy_ask_password *ask_password; /* asked once, when none opens an archive; NULL: nobody */
    void *ask_ctx;
    bool accept_mapping;     /* take a guessed mapping whatever its confidence */
    const char *const *sets; /* corrections of the mapping: "amount=5"; for one file */
    size_t n_sets;
    const char *account;     /* whose statement it is, where the file does not say; for one
                              * file; NULL */
    const char *directions;  /* "1=in,2=out": what words of the direction mean; NULL */
    const char *successes;   /* "0=yes,1=no": the same of success; NULL */
    const char *mapping_id;  /* what a corrected mapping will be called; NULL: by its header */
    const char *const *shown; /* what people call the paths (extract.h); NULL: as they are */
    const struct sy_extract *extracts; /* what each path was taken from; NULL: whole files */
    bool shows_mapping;      /* report the mapping of tables that a profile knows, too */
} sy_import_options;

/* A column of a table, for a person to check. */
typedef struct sy_mapped_column {
    const char *heading, *example; /* may be empty */
    const char *field;             /* NULL: kept in the original only */
    unsigned certainty;            /* 0 to 100 */
} sy_mapped_column;

/* A row as it would be read. */
typedef struct sy_preview_row {
    uint32_t row;
    int64_t at, amount, balance;
    uint8_t flags; /* as of an entry */
    const char *account, *other, *other_name, *summary;
} sy_preview_row;

enum { SY_PREVIEW_ROWS = 5 };

/* Which column is what, where that was guessed, corrected or asked for. */
typedef struct sy_mapping_report {
    bool is_guess;
    bool needs_yes;          /* too little confidence: only read because this is a trial */
    unsigned confidence;     /* of a guess, 0 to 100 (intake/guess.h) */
    uint32_t steps, chained; /* balances of the first rows */
    const sy_mapped_column *columns;
    size_t n_columns;
    const char *yaml; /* the profile, to be saved */
    const char *id;
    uint64_t fingerprint;
    sy_preview_row preview[SY_PREVIEW_ROWS];
    size_t n_preview;
} sy_mapping_report;

typedef struct sy_reject_shown {
    uint32_t row;
    const char *column, *rule, *value;
} sy_reject_shown;

/* A column of a register's file that says nothing to its pool. Columns of the file from 1. */
typedef struct sy_column_left {
    uint32_t column;
    const char *heading;
    const char *near; /* the heading of a column of the pool that is nearly this; NULL */
    uint32_t same_as; /* the column from which the same is taken; 0: none */
    const char *same_heading; /* its heading; NULL */
} sy_column_left;

typedef struct sy_table_report {
    const char *path, *sha256, *sheet; /* sheet NULL for text files */
    const char *profile, *encoding, *kind;
    uint64_t rows, accepted, duplicate, rejected; /* data rows under the header */
    bool imported_before;           /* the same file: nothing was read again, counts are of then */
    const sy_reject_shown *rejects; /* the first SY_MAX_REJECTS_SHOWN */
    size_t n_rejects;
    const sy_column_left *left; /* of a register: columns that were not taken */
    size_t n_left;
    const char *note; /* something to tell a person, translated; NULL */
    uint32_t sheet_number; /* from 0 */
    sy_title_row titles[SY_TITLE_FIELDS]; /* value empty: not said outside the rows */
    const sy_mapping_report *mapping;     /* NULL: a profile knew the header */
    sy_decided decided[SY_QUESTIONS];     /* what its balances say of words and signs */
} sy_table_report;

typedef struct sy_unrecognised {
    const char *path, *sheet; /* sheet NULL: the whole file */
    const char *why;          /* translated: "a picture", "no header that a profile knows" */
    bool waits_for_yes;       /* a mapping is proposed, but it is too uncertain to be taken */
} sy_unrecognised;

typedef struct sy_import_report {
    sy_table_report *tables;
    size_t n_tables;
    sy_unrecognised *unrecognised;
    size_t n_unrecognised;
    uint64_t accepted, duplicate, rejected;
} sy_import_report;

/* Paths may be files or folders (walked in name order; links are not followed).
 * Errors (nothing is imported then): SY_EIO with the file's name; SY_EINVAL
 * for an unknown profile; SY_ELIMIT past SY_MOST_FILES or too many texts. A file that is
 * damaged or past a limit is none: it is among the unrecognised, with its reason; where
 * that shows only while its rows are read, all is read once more without it. Report from
 * the arena. Cost: one read of each file for hash, copy and plan, one parallel parse; memory does not grow
 * with the rows but for 8 bytes each (fingerprints) and the distinct texts. */
SY_MUST_USE sy_status sy_intake_import(sy_import_report *report, sy_workspace *ws,
                                       const char *const *paths, size_t n_paths,
                                       const sy_import_options *options, sy_arena *arena,
                                       sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
