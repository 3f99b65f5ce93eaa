/* facts.h - what was read from the files: writing it once, reading it in bulk.
 *
 * Names of the numbers (all uint32_t, made by the import, never shown):
 *   text     a distinct string (names, banks, summaries, ...); 0 is the empty text
 *   source   one table of one file (a csv file, one sheet of a workbook)
 *   account  a number that money can be on; 0 is "no number"
 *   ledger   (account, sub-account, currency)
 * They differ from run to run, so no output may depend on their order: sort by
 * (sha256, sheet, row) or by the account's number.
 *
 * An entry's stable id is "HHHHHHHHHHHH-S-R": the first 12 digits of the file's
 * SHA-256, the sheet from 0, the row from 1. */
#ifndef SY_STORE_FACTS_H
#define SY_STORE_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/slice.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SY_ENTRY_ID 40
typedef struct sy_entry_place {
    char hash[13]; /* the first 12 digits, NUL after them */
    uint32_t sheet, row;
} sy_entry_place;
/* out. sha256: 12 digits at least, no NUL needed after them. */
char *sy_entry_id_print(char out[SY_ENTRY_ID], const char *sha256, uint32_t sheet, uint32_t row);
/* False where id is not in that form. */
bool sy_entry_id_read(sy_entry_place *out, sy_slice id);

/* ---- an entry ---- */

/* Text columns of an entry, in the order in which they are stored. */
typedef enum sy_entry_text {
    SY_HOLDER,       /* 交易方户名 */
    SY_HOLDER_ID,    /* 交易方证件号码 */
    SY_OWN_CARD,     /* 交易卡号 as written */
    SY_OWN_ACCOUNT,  /* 交易账号 as written */
    SY_OWN_BANK,     /* 交易方开户行 */
    SY_OTHER_NUMBER, /* 交易对手账卡号 as written */
    SY_OTHER_NAME,   /* 对手户名 */
    SY_OTHER_ID,     /* 对手身份证号 */
    SY_OTHER_BANK,   /* 对手开户银行 */
    SY_SUMMARY,      /* 摘要说明 */
    SY_NOTE,         /* 备注 */
    SY_MERCHANT,     /* 商户名称 */
    SY_ENTRY_TYPE,   /* 交易类型 */
    SY_BRANCH,       /* 交易网点名称 */
    SY_PLACE,        /* 交易发生地 */
    SY_IP,
    SY_MAC,
    SY_TELLER,     /* 交易柜员号 */
    SY_TERMINAL,   /* 终端号 */
    SY_ENTRY_TEXTS /* how many */
} sy_entry_text;

enum {
    SY_ENTRY_DATE_ONLY = 1, /* no clock in the file (tracing.md 2.3) */
    SY_ENTRY_HAS_BALANCE = 2,
    SY_ENTRY_FAILED = 4,    /* 交易是否成功 says no: no row of any ledger */
    SY_ENTRY_CASH = 8,      /* 现金标志 */
    SY_ENTRY_TRANSFER = 16, /* a row of a plain list: both sides at once; amount < 0,
                             * ledger is the payer's, other_account the payee's */
    SY_ENTRY_ASIDE = 32,    /* no row of any ledger either: a second view of money that other
                             * rows move (账户明细 beside 余额明细), or counted neither way
                             * by the file itself (不计收支) */
    SY_ENTRY_RED = 64       /* the amount stands there below 0 against its direction (红字):
                             * it takes back what a row of that direction did. With
                             * SY_ENTRY_ASIDE: a refund that counts where what it pays back
                             * does (ledger/refunds.h) */
};

/* A batch of entries by columns. The arrays belong to whoever made the batch;
 * text[i] may be NULL on reading when the column was not asked for. */
enum { SY_BATCH_ROWS = 2048 };
typedef struct sy_entry_batch {
    size_t n; /* rows, at most SY_BATCH_ROWS */
    uint32_t *source, *row, *ledger, *other_account;
    int64_t *at;      /* seconds (civil.h) */
    int64_t *amount;  /* fen; > 0 in, < 0 out */
    int64_t *balance; /* fen after the row; 0 without SY_ENTRY_HAS_BALANCE */
    uint8_t *flags;
    uint64_t *fingerprint; /* of what makes two rows the same; equal is not yet the same */
    sy_slice *serial;      /* 交易流水号; borrowed until the next batch */
    uint32_t *text[SY_ENTRY_TEXTS];
} sy_entry_batch;

/* ---- writing: one import ---- */

typedef struct sy_import sy_import;

/* Starts an import: its number is committed before any of its facts. */
SY_MUST_USE sy_status sy_import_begin(sy_import **out, sy_workspace *ws, sy_err *err);
uint32_t sy_import_number(const sy_import *imp);

/* A file descriptor to write an original to, under a temporary name; NULL sha256 drops it again.
 * sy_import_keep gives it its name, read-only and on the disk; a file that is
 * there already is left as it is. */
SY_MUST_USE sy_status sy_import_original(sy_import *imp, int *fd, sy_err *err);
/* Where it is written, until it is kept. */
const char *sy_import_original_path(const sy_import *imp, int fd);
SY_MUST_USE sy_status sy_import_keep(sy_import *imp, int fd, const char *sha256, sy_err *err);

/* Has a table of this file been imported before (done, or earlier in this import)? */
SY_MUST_USE sy_status sy_facts_has_file(sy_workspace *ws, const char *sha256, bool *has,
                                        sy_err *err);

/* What exists already, so that the import gives the same string the same
 * number. Called once for each text (account, ledger), in no order. */
typedef sy_status sy_text_fn(void *ctx, uint32_t id, sy_slice text, sy_err *err);
typedef sy_status sy_account_fn(void *ctx, uint32_t id, sy_slice number, sy_err *err);
typedef sy_status sy_ledger_fn(void *ctx, uint32_t id, uint32_t account, sy_slice sub,
                               sy_slice currency, sy_err *err);
SY_MUST_USE sy_status sy_facts_texts(sy_workspace *ws, sy_text_fn *fn, void *ctx, sy_err *err);
SY_MUST_USE sy_status sy_facts_accounts(sy_workspace *ws, sy_account_fn *fn, void *ctx,
                                        sy_err *err);
SY_MUST_USE sy_status sy_facts_ledgers(sy_workspace *ws, sy_ledger_fn *fn, void *ctx, sy_err *err);

typedef struct sy_source {
    uint32_t id, import; /* import: when read */
    char path[1024];     /* as the user named it */
    char sha256[SY_DIGEST_TEXT];
    char archive[SY_DIGEST_TEXT]; /* of the archive in which it came, which is an original too */
    uint64_t size;
    uint32_t sheet;       /* from 0 */
    char sheet_name[256]; /* empty for text */
    char encoding[16], profile[64];
    char kind[16];       /* entries, transfers, ... */
    uint32_t header_row; /* from 1; 0: none */
    char header[8192];   /* the header's cells, joined by tabs */
    uint64_t rows, accepted, duplicate, rejected;
} sy_source;
SY_MUST_USE sy_status sy_import_source(sy_import *imp, const sy_source *source, sy_err *err);

/* The bulk of an import. open gives each worker thread a context; next fills
 * the arrays of the batch (memory of the engine, already there; n == 0 ends
 * this worker); close ends it. next is called from several threads, each with
 * its own context. The first failure stops the import and is returned. */
typedef struct sy_entry_feed {
    void *ctx;
    sy_status (*open)(void *ctx, void **worker, sy_err *err);
    sy_status (*next)(void *worker, sy_entry_batch *batch, sy_err *err);
    void (*close)(void *worker);
} sy_entry_feed;
SY_MUST_USE sy_status sy_import_entries(sy_import *imp, const sy_entry_feed *feed, sy_err *err);

/* The rest, in bulk or singly; order does not matter. Texts may hold any bytes:
 * what is not UTF-8 is stored as U+FFFD. */
typedef struct sy_text_row {
    uint32_t id;
    sy_slice text;
} sy_text_row;
typedef struct sy_account_row {
    uint32_t id;
    sy_slice number;
} sy_account_row;
typedef struct sy_ledger_row {
    uint32_t id, account;
    sy_slice sub, currency;
} sy_ledger_row;
typedef struct sy_reject_row {
    uint32_t source, row;
    sy_slice column, rule, value; /* header's name; rule id as in intake/rules.h; the cell */
} sy_reject_row;
typedef struct sy_duplicate_row {
    uint32_t source, row, of_source, of_row; /* the row, and the one it repeats */
} sy_duplicate_row;
/* Days for which a ledger's statement was supplied by a source. */
typedef struct sy_cover_row {
    uint32_t source, ledger;
    int32_t from_day, to_day; /* days since 1970, both inside */
    bool stated;              /* by a query period, not just first to last row */
} sy_cover_row;
SY_MUST_USE sy_status sy_import_texts(sy_import *imp, const sy_text_row *rows, size_t n,
                                      sy_err *err);
SY_MUST_USE sy_status sy_import_accounts(sy_import *imp, const sy_account_row *rows, size_t n,
                                         sy_err *err);
SY_MUST_USE sy_status sy_import_ledgers(sy_import *imp, const sy_ledger_row *rows, size_t n,
                                        sy_err *err);
SY_MUST_USE sy_status sy_import_rejects(sy_import *imp, const sy_reject_row *rows, size_t n,
                                        sy_err *err);
SY_MUST_USE sy_status sy_import_duplicates(sy_import *imp, const sy_duplicate_row *rows, size_t n,
                                           sy_err *err);
SY_MUST_USE sy_status sy_import_covers(sy_import *imp, const sy_cover_row *rows, size_t n,
                                       sy_err *err);

/* Fingerprints of all entries outside this import, for finding repeated rows. */
typedef sy_status sy_fingerprint_fn(void *ctx, const uint64_t *fingerprints, size_t n, sy_err *err);
SY_MUST_USE sy_status sy_facts_fingerprints(sy_import *imp, sy_fingerprint_fn *fn, void *ctx,
                                            sy_err *err);

/* Makes everything durable, then marks the import done. The import is freed in
 * either case; after a failure the workspace is as before it. */
SY_MUST_USE sy_status sy_import_commit(sy_import *imp, sy_err *err);
void sy_import_abort(sy_import *imp);

/* ---- reading ---- */

/* Gives the engine's memory back (pages it has read stay cached otherwise); the
 * next read opens it again, in hundredths of a second. Not during an import. */
void sy_facts_release(sy_workspace *ws);

/* Entries in no particular order, in batches, from one thread at a time; fn may
 * read other facts. All conditions that are set must hold; an array with no
 * values finds nothing. without_failed leaves out what is no row of a ledger:
 * SY_ENTRY_FAILED and SY_ENTRY_ASIDE. Rows listed as duplicates are entries too, unless
 * without_duplicates. text_columns: bit SY_HOLDER etc. set for each one wanted;
 * serial is NULL unless with_serial. Measured on two cores: 10 million rows in
 * 0.4 s without texts, 1.7 s with everything, 0.7 s in order. */
typedef struct sy_entry_filter {
    const uint64_t *fingerprints; /* only these, n_fingerprints of them; NULL: all */
    size_t n_fingerprints;
    const uint32_t *ledgers; /* only these; NULL: all */
    size_t n_ledgers;
    const uint64_t *places; /* only these (source << 32 | row); NULL: all */
    size_t n_places;
    bool with_serial, without_failed, only_failed, only_aside, without_duplicates;
    bool in_order;             /* by (source, row) */
    bool without_fingerprints; /* their arrays are NULL then: columns not read */
    bool without_amounts;      /* at, amount, balance likewise */
    uint32_t text_columns;
} sy_entry_filter;
typedef sy_status sy_entry_fn(void *ctx, const sy_entry_batch *batch, sy_err *err);
SY_MUST_USE sy_status sy_facts_entries(sy_workspace *ws, const sy_entry_filter *filter,
                                       sy_entry_fn *fn, void *ctx, sy_err *err);
/* The same inside an import: sees its own rows too, and repeats as the imports found them. */
SY_MUST_USE sy_status sy_import_entries_so_far(sy_import *imp, const sy_entry_filter *filter,
                                               sy_entry_fn *fn, void *ctx, sy_err *err);

/* The texts of these ids, in no order; unknown ids are left out. For more than
 * a few it is much faster than one by one. */
SY_MUST_USE sy_status sy_facts_texts_of(sy_workspace *ws, const uint32_t *ids, size_t n,
                                        sy_text_fn *fn, void *ctx, sy_err *err);
/* One text, a copy from the arena; 0 is the empty one. Unknown id: SY_EENGINE.
 * Cost: about 0.4 ms among a million. */
SY_MUST_USE sy_status sy_facts_text(sy_workspace *ws, uint32_t id, sy_slice *text, sy_arena *arena,
                                    sy_err *err);
/* All sources, by (sha256, sheet). Array from the arena. What is accepted and what is a
 * duplicate depends on all files that are there, not on the order in which they came. */
SY_MUST_USE sy_status sy_facts_sources(sy_workspace *ws, sy_source **list, size_t *n,
                                       sy_arena *arena, sy_err *err);
/* NULL: none of them is it. */
const sy_source *sy_source_with_id(const sy_source *list, size_t n, uint32_t id);
/* The same for who only names them: accepted and duplicate are 0, which saves most of the
 * time. */
SY_MUST_USE sy_status sy_facts_source_names(sy_workspace *ws, sy_source **list, size_t *n,
                                            sy_arena *arena, sy_err *err);
SY_MUST_USE sy_status sy_facts_covers(sy_workspace *ws, sy_cover_row **list, size_t *n,
                                      sy_arena *arena, sy_err *err);
/* The rows that repeat one; in no order. Of equal rows the first by (sha256, sheet, row) is
 * no repeat, whatever was imported first. */
SY_MUST_USE sy_status sy_facts_duplicates(sy_workspace *ws, sy_duplicate_row **list, size_t *n,
                                          sy_arena *arena, sy_err *err);
/* The number of the last entry's row, for each source that has entries. */
typedef sy_status sy_last_row_fn(void *ctx, uint32_t source, uint32_t row, sy_err *err);
SY_MUST_USE sy_status sy_facts_last_rows(sy_workspace *ws, sy_last_row_fn *fn, void *ctx,
                                         sy_err *err);
typedef sy_status sy_reject_fn(void *ctx, const sy_reject_row *row, sy_err *err);
/* Rejects of a source by row and column, at most limit of them (0: all). */
SY_MUST_USE sy_status sy_facts_rejects(sy_workspace *ws, uint32_t source, size_t limit,
                                       sy_reject_fn *fn, void *ctx, sy_err *err);
SY_MUST_USE sy_status sy_facts_count_entries(sy_workspace *ws, uint64_t *entries,
                                             uint64_t *duplicates, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
