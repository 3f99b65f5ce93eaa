/* tables.h - which tables stand in the files that a user names, and which
 * column of each is what. Private to intake.
 *
 * Each file is read once here: its kind, its hash, the copy for the workspace,
 * the plan of its blocks, and the header of each of its tables. What cannot be
 * read as a table goes to the list of unrecognised files, with the reason. */
#ifndef SY_INTAKE_TABLES_H
#define SY_INTAKE_TABLES_H

#include "base/alloc.h"
#include "base/err.h"
#include "base/progress.h"
#include "intake/edges.h"
#include "intake/import.h"
#include "intake/orientation.h"
#include "intake/profile.h"
#include "store/facts.h"
#include "store/stated.h"
#include "text/csv.h"
#include "text/table.h"

enum { SY_MOST_FILES = 1000000 };

/* One table that will be read. Texts are in the arena of the import. */
typedef struct sy_intake_table {
    uint32_t source;
    const char *path;      /* as the user named it */
    const char *data_path; /* what is read: the original in the workspace */
    char sha256[SY_DIGEST_TEXT];
    char archive[SY_DIGEST_TEXT]; /* in which it came; empty */
    uint64_t size;
    uint32_t sheet;
    const char *sheet_name;    /* NULL: a text file */
    sy_csv_plan *plan;         /* of a text file, or NULL */
    sy_encoding encoding;      /* of the cells as they are read */
    sy_encoding file_cells;    /* of the cells in the file: differs where decodes */
    bool decodes;              /* every cell is decoded first, since some are taken apart */
    const char *encoding_name; /* of the file */
    bool is_proved;            /* every cell is text of that encoding, without NULs */
    const char *note;
    const sy_profile *profile;
    const char *profile_id;
    uint16_t column[SY_FIELDS];
    const uint8_t *particular; /* by column: what it says (of a register, which of the
                                * pool's columns it is); NULL for entries */
    uint16_t split[SY_MOST_SPLITS]; /* columns of the profile's splits */
    uint64_t in_fen;                /* bit 1 << field: its amounts are in fen */
    int32_t month;                  /* of the statement, year * 12 + month - 1; 0: not said */
    uint32_t header_row, n_columns;
    bool cites_rows; /* an extract: its first column is the number of each row in the whole file */
    sy_slice *headings; /* UTF-8, as they stand there */
    uint16_t *extra;    /* columns that no field took (kept as notes of transfers) */
    uint32_t n_extra;
    const sy_column_left *left; /* of a register: columns that no column of the pool took */
    size_t n_left;
    sy_slice account;       /* that no column has: from the preamble or the file's name */
    bool has_integer_times; /* times are whole seconds */
    const sy_import_options *ask; /* answers of the user to what words mean */
    sy_orientation orientation;   /* what the file's own balances have decided */
    sy_decided decided[SY_QUESTIONS];
    uint32_t *again; /* rows to be read again, sorted; NULL: all rows, for the first time */
    size_t n_again;
    sy_edge *edges; /* with again: the ends of the batches of the first time, sorted */
    size_t n_edges;
    sy_mapping_report *mapping;           /* guessed, corrected or to be shown; NULL */
    sy_title_row titles[SY_TITLE_FIELDS]; /* value empty: not said outside the rows */
    sy_totals_row head;                   /* the bank's figures before the header */
    uint64_t rows, accepted, duplicate, rejected;
    uint64_t sections; /* lines inside that named another account */
    uint64_t uncounted; /* of the accepted: failed, or aside */
} sy_intake_table;

/* The account stands in a line above the rows, so a later line may name another. */
static inline bool sy_table_has_sections(const sy_intake_table *t)
{
    return t->account.len > 0 && t->titles[SY_TITLE_ACCOUNT].place == SY_IN_LINE;
}

typedef struct sy_found_tables {
    sy_intake_table **items;
    size_t n, capacity;
    sy_csv_plan **plans;
    size_t n_plans, plans_capacity;
    sy_table_report *before; /* tables of files that were imported before */
    size_t n_before, before_capacity;
    sy_unrecognised *unknown;
    size_t n_unknown, unknown_capacity;
    sy_profiles **own; /* profiles of guessed and corrected mappings, one each */
    size_t n_own, own_capacity;
    const sy_alloc *al;
    sy_arena *arena;
} sy_found_tables;

/* A table that turned out, while it was read, to be damaged or past a limit. */
typedef struct sy_spoiled {
    const char *path; /* as the user named it */
    uint32_t sheet;
    const char *why;
} sy_spoiled;

typedef struct sy_found_tables_options {
    const sy_profiles *profiles;
    const sy_profile *only; /* NULL: recognise */
    sy_import *import;      /* whose originals the files become */
    bool is_trial;          /* only what was unpacked is put there, until the end */
    bool progress;
    const char *const *passwords; /* of archives */
    size_t n_passwords;
    sy_ask_password *ask_password; /* NULL: nobody to ask */
    void *ask_ctx;
    const sy_import_options *ask; /* what the user said of mappings */
    bool takes_again;             /* also files that were read before */
    const sy_spoiled *spoiled;    /* told of, and left out */
    size_t n_spoiled;
} sy_found_tables_options;

/* Walks paths and fills tables. tables is zeroed but for al and arena; dispose
 * also after a failure. */
SY_MUST_USE sy_status sy_found_tables_find(sy_found_tables *tables, sy_workspace *ws,
                                           const char *const *paths, size_t n_paths,
                                           const sy_found_tables_options *options, sy_err *err);
void sy_found_tables_dispose(sy_found_tables *tables);

#endif
