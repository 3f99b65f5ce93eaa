/* finder.h - one search for tables: what files.c (which files there are) and
 * tables.c (which tables they hold) share. Private to intake. */
#ifndef SY_INTAKE_FINDER_H
#define SY_INTAKE_FINDER_H

#include "intake/passwords.h"
#include "intake/tables.h"
#include "text/unpack.h"

/* A file as it is looked at: what a person calls it, and where its bytes are. */
typedef struct sy_found_file {
    const char *name; /* as the user named it */
    const char *path; /* what is read while its tables are looked for */
    uint64_t size;
    char sha256[SY_DIGEST_TEXT];
    int copy;         /* what will be the workspace's original is written there; -1: nowhere */
    bool is_unpacked; /* out of an archive: path is that copy, sha256 is known */
    bool is_passing;  /* an archive inside one, which is in the other's original */
} sy_found_file;

typedef struct sy_finder {
    sy_found_tables *out;
    sy_workspace *ws;
    const sy_found_tables_options *options;
    const sy_source *sources; /* of earlier imports */
    size_t n_sources;
    uint32_t next_source;
    const char *shown; /* what people call the file that is named; NULL: its path */
    sy_passwords *passwords;
    /* while an archive is walked */
    unsigned depth; /* archives around the file that is looked at */
    sy_unpacked tally;
    char archive[SY_DIGEST_TEXT]; /* hash of the outermost one; empty outside */
} sy_finder;

/* ---- files.c ---- */

/* To the list of what was not recognised; sheet may be NULL. Texts are copied. */
SY_MUST_USE sy_status sy_finder_unknown(sy_finder *f, const char *name, const char *sheet,
                                        const char *why, sy_err *err);
/* What becomes of one file; *any becomes true when a table of it will be read.
 * file->copy is closed. */
SY_MUST_USE sy_status sy_find_in_file(sy_finder *f, sy_found_file *file, bool *any, sy_err *err);
/* An error's words without the file's path, which stands beside them already. */
const char *sy_words_without(const char *text, const char *path);

/* ---- archives.c ---- */

/* The same for each file in an archive. */
SY_MUST_USE sy_status sy_find_in_archive(sy_finder *f, sy_found_file *file, bool *any, sy_err *err);

/* ---- tables.c ---- */

/* Looks for the header of a text file, in the encodings it may have; the table
 * goes to f->out and *any becomes true, or the file to the unrecognised. */
SY_MUST_USE sy_status sy_find_in_text(sy_finder *f, const sy_found_file *file, sy_csv_plan *plan,
                                      bool *any, sy_err *err);
/* The same for each sheet of a workbook. */
SY_MUST_USE sy_status sy_find_in_sheets(sy_finder *f, const sy_found_file *file,
                                        const sy_contents *contents, bool *any, sy_err *err);

#endif
