/* stated.h - what a file says of itself outside its rows: whose statement it
 * is (titles), and what the bank has summed up (totals).
 *
 * A title is a fact of one kind only: "it stands there". It becomes a ground
 * for a stated cover or a holder's name once a person has confirmed it; that
 * is a decision, kept by the file's hash and sheet, so it survives a
 * re-import and can be undone. Totals are never entries: they are what the
 * entries are proved against. */
#ifndef SY_STORE_STATED_H
#define SY_STORE_STATED_H

#include "store/facts.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_title_field {
    SY_TITLE_HOLDER,
    SY_TITLE_ACCOUNT,
    SY_TITLE_PERIOD, /* "2023-01-01..2023-12-31" */
    SY_TITLE_FIELDS
} sy_title_field;

/* Where it stands. */
typedef enum sy_title_place {
    SY_IN_LINE, /* a line of the table: row says which */
    SY_IN_SHEET_NAME,
    SY_IN_FILE_NAME
} sy_title_place;

typedef struct sy_title_row {
    uint32_t source, row;
    sy_title_field field;
    sy_title_place place;
    sy_slice value;
} sy_title_row;

/* Bits of sy_totals_row.stated: which numbers the bank gives. */
enum {
    SY_STATED_PERIOD = 1,
    SY_STATED_COUNT_IN = 2,
    SY_STATED_COUNT_OUT = 4,
    SY_STATED_SUM_IN = 8,
    SY_STATED_SUM_OUT = 16,
    SY_STATED_OPENING = 32,
    SY_STATED_CLOSING = 64,
    SY_STATED_COUNT = 128 /* of all rows, in and out together */
};

/* The bank's own figures for a source or one ledger of it, from head and foot
 * lines; what a bit does not name is 0. Sums are not negative. */
typedef struct sy_totals_row {
    uint32_t source, row; /* the first line that gave some of them */
    uint32_t ledger;      /* 0: not known which; then account may be a text */
    uint32_t stated;
    sy_slice account, currency; /* as the line has it, ISO code; or empty */
    int32_t from_day, to_day;
    uint64_t count, count_in, count_out;
    int64_t sum_in, sum_out, opening, closing; /* fen */
} sy_totals_row;

SY_MUST_USE sy_status sy_import_titles(sy_import *imp, const sy_title_row *rows, size_t n,
                                       sy_err *err);
SY_MUST_USE sy_status sy_import_totals(sy_import *imp, const sy_totals_row *rows, size_t n,
                                       sy_err *err);

/* By (source, field) and by (source, row). Arrays and texts from the arena. */
SY_MUST_USE sy_status sy_facts_titles(sy_workspace *ws, sy_title_row **list, size_t *n,
                                      sy_arena *arena, sy_err *err);
SY_MUST_USE sy_status sy_facts_totals(sy_workspace *ws, sy_totals_row **list, size_t *n,
                                      sy_arena *arena, sy_err *err);

/* ---- decisions ---- */

/* Is the title of this table (a sheet of a file) as it should be? The newest
 * decision that is not undone holds. */
SY_MUST_USE sy_status sy_title_decide(sy_workspace *ws, const char *sha256, uint32_t sheet,
                                      sy_verdict verdict, sy_err *err);
/* Takes back the newest decision that stands; *undone false when there is none. */
SY_MUST_USE sy_status sy_title_undo(sy_workspace *ws, bool *undone, sy_err *err);

typedef struct sy_title_decision {
    char *sha256;
    uint32_t sheet;
    sy_verdict verdict;
    char *who, *decided_at;
} sy_title_decision;
/* The one that holds of each table, by (sha256, sheet). */
SY_MUST_USE sy_status sy_title_decisions(sy_workspace *ws, sy_title_decision **list, size_t *n,
                                         sy_arena *arena, sy_err *err);

/* The covers of sources whose title is confirmed and names a period become
 * that period, stated. */
SY_MUST_USE sy_status sy_covers_confirm(sy_workspace *ws, sy_cover_row *covers, size_t n,
                                        sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
