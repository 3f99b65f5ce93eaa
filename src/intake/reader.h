/* reader.h - rows of tables into batches of entries. Private to intake.
 *
 *     sy_shared     what all threads share: dictionaries, the list of work
 *     sy_reader     one thread's: takes a piece of work (a block of a text file,
 *                   a whole sheet), reads SY_BATCH_ROWS rows at a time, column by
 *                   column, and sets aside what is not a batch: rejects,
 *                   fingerprints, covers, counts
 *
 * When a reader is closed its findings go to the shared lists. */
#ifndef SY_INTAKE_READER_H
#define SY_INTAKE_READER_H

#include <pthread.h>
#include <stdatomic.h>

#include "intake/counterparty.h"
#include "intake/dict.h"
#include "intake/edges.h"
#include "intake/fingerprints.h"
#include "intake/tables.h"

#ifndef __cplusplus /* atomics of C */

typedef struct sy_work_piece {
    uint32_t table, block;
} sy_work_piece;

typedef struct sy_reject {
    uint32_t source, row;
    uint16_t column; /* of the table, or SY_NO_COLUMN */
    uint16_t rule;
    uint32_t table;
    sy_slice value; /* UTF-8 */
} sy_reject;

/* The first and last day of a ledger in one source. */
typedef struct sy_span {
    uint32_t source, ledger;
    int32_t from, to;
} sy_span;

typedef struct sy_counts {
    uint64_t rows, accepted, rejected;
    uint64_t sections; /* lines that named another account */
    sy_votes votes;
    uint64_t told_again; /* rows with a blank direction, told by a row of another batch */
    uint64_t uncounted; /* of the accepted: failed, or aside */
    uint64_t to_come;   /* of a register: registrations of a day that has not come */
    uint32_t to_come_row; /* the first of them */
} sy_counts;

/* What one reader set aside. */
typedef struct sy_findings {
    struct sy_findings *next;
    sy_arena arena; /* of the values of rejects */
    sy_reject *rejects;
    size_t n_rejects, rejects_capacity;
    sy_span *spans; /* open table by (source, ledger); source 0: free */
    size_t n_spans, spans_size;
    sy_counts *counts;     /* by table */
    sy_totals_row *totals; /* the bank's figures in lines of the tables */
    size_t n_totals, totals_capacity;
    sy_edge *edges; /* of all tables with a direction and a balance */
    size_t n_edges, edges_capacity;
    sy_fingerprints fingerprints;
} sy_findings;

/* What a number in a cell stands for, found once for each distinct text. */
typedef struct sy_ident {
    _Atomic uint32_t state;                 /* 0: not looked at yet; else SY_IDENT_SEEN + ... */
    _Atomic uint32_t account;               /* 0: none yet */
    _Atomic uint32_t number, sub, currency; /* texts; number 0: a blank cell */
    _Atomic uint64_t hash;                  /* of the number, the same in every run */
} sy_ident;

enum { SY_IDENT_SEEN = 256, SY_IDENT_HOLDS = 512 }; /* + the sy_rule. HOLDS: money, as another's */

/* Flags in which two rows that are one agree. */
enum {
    SY_SAME_FLAGS = SY_ENTRY_DATE_ONLY | SY_ENTRY_HAS_BALANCE | SY_ENTRY_TRANSFER |
                    SY_ENTRY_ASIDE | SY_ENTRY_FAILED
};

typedef struct sy_ledger_key {
    uint32_t account, sub, currency; /* the last two are texts */
} sy_ledger_key;

enum { SY_IDENT_PAGE = SY_DICT_RUN, SY_IDENT_PAGES = 1 << 20 };

typedef struct sy_shared {
    const sy_alloc *al;
    const sy_counterparties *words;
    sy_dict *texts, *accounts, *ledgers; /* a ledger's string is a sy_ledger_key */
    sy_dict *gb18030;                    /* raw bytes to their text + 1 */
    _Atomic(sy_ident *) *idents[2];      /* by text, in pages; [1]: accounts are any text */
    pthread_mutex_t mutex;               /* of pages and of findings */
    const sy_found_tables *tables;
    sy_work_piece *work;
    size_t n_work;
    _Atomic size_t next_work;
    _Atomic uint32_t spoiled; /* 1 + the table that could not be read to its end; 0: none */
    sy_findings *findings;
    sy_progress *progress; /* or NULL */
} sy_shared;

/* rows: as many as the tables have, about. */
SY_MUST_USE sy_status sy_shared_init(sy_shared *s, const sy_alloc *al, uint64_t rows, sy_err *err);
void sy_shared_dispose(sy_shared *s);
/* Gives back what only readers and the search for repeats need. */
void sy_shared_shrink(sy_shared *s);
/* Loads what the workspace knows already. */
SY_MUST_USE sy_status sy_shared_load(sy_shared *s, sy_workspace *ws, sy_err *err);
/* Lists the work of all tables, and begins from its start. */
SY_MUST_USE sy_status sy_shared_plan(sy_shared *s, const sy_found_tables *tables, sy_err *err);
/* The work of those tables alone that have rows to be read again. */
SY_MUST_USE sy_status sy_shared_plan_again(sy_shared *s, sy_err *err);

/* Numbers of accounts are texts of a kind of their own, for their idents. */
typedef enum sy_text_kind { SY_TEXT_PLAIN, SY_TEXT_NUMBER } sy_text_kind;

/* The dictionary that knows a raw cell, for looking there beforehand. */
const sy_dict *sy_shared_dict(const sy_shared *s, const sy_intake_table *t, sy_slice raw);
/* The text of a cell: trimmed, 0 when it is blank. *is_bad: not text. hash: of raw. */
SY_MUST_USE sy_status sy_shared_text(sy_shared *s, const sy_intake_table *t, sy_slice raw,
                                     uint64_t hash, sy_text_kind kind, uint32_t *text, bool *is_bad,
                                     sy_err *err);
/* The text of a value that is UTF-8 and trimmed. */
SY_MUST_USE sy_status sy_shared_value(sy_shared *s, sy_slice value, sy_text_kind kind,
                                      uint32_t *text, sy_err *err);
/* Where the ident of a text is, or will be; NULL when out of memory. */
sy_ident *sy_shared_ident_place(sy_shared *s, uint32_t text, bool any);
/* The ident of a text: looked at now when it is the first time. */
SY_MUST_USE sy_status sy_shared_ident(sy_shared *s, uint32_t text, bool any, sy_ident **out,
                                      sy_err *err);
/* The account of an ident that has a number; made now when it has none. */
SY_MUST_USE sy_status sy_shared_account(sy_shared *s, sy_ident *ident, uint32_t *account,
                                        sy_err *err);
SY_MUST_USE sy_status sy_shared_ledger(sy_shared *s, sy_ledger_key key, uint32_t *ledger,
                                       sy_err *err);

/* UTF-8 of a cell in the table's encoding, in scratch where it has to be made;
 * what is no text becomes U+FFFD. NULL ptr: out of memory. */
sy_slice sy_cell_utf8(const sy_intake_table *t, sy_slice raw, sy_arena *scratch);
/* The same of a cell in some encoding; *is_bad becomes true where it is no text. */
sy_slice sy_utf8_of(sy_encoding encoding, sy_slice raw, sy_arena *scratch, bool *is_bad);
bool sy_is_ascii(sy_slice s);

/* An error that names the kept copy, told with the name that the user gave. */
sy_status sy_fail_by_users_name(const sy_intake_table *t, sy_status st, const sy_err *inner,
                                sy_err *err);
/* The table is damaged or past a limit: the import may go on without it. Returns st. */
sy_status sy_shared_spoil(sy_shared *s, uint32_t table, sy_status st);
/* Findings of one more reader, in the list of shared; NULL: out of memory. */
sy_findings *sy_findings_new(sy_shared *s);
void sy_findings_keep(sy_shared *s, sy_findings *f);
/* Adds a reject; its value (any bytes) is trimmed, cut and copied. False: out of memory. */
bool sy_findings_reject(sy_findings *f, const sy_alloc *al, sy_reject reject);

/* The three calls of a sy_entry_feed; ctx is the sy_shared. */
sy_status sy_reader_open(void *ctx, void **worker, sy_err *err);
sy_status sy_reader_next(void *worker, sy_entry_batch *batch, sy_err *err);
void sy_reader_close(void *worker);

#endif

#endif
