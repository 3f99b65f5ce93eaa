/* findings.h - what the flow engine found in this case, as tables that a model can read.
 *
 * A model names them in `data:` beside pools (finding: proxies) and sees a view of them
 * (finding_proxies). They are a snapshot: whoever runs models has it made before the run
 * (insight/finding_tables.h), with a stamp of everything that it rests on. The tables lie beside
 * the facts and are none of them: no import's number, nothing of them in any hash of what was
 * imported, made anew whenever the stamp differs.
 *
 *     sy_finding_writer *w;
 *     sy_finding_begin(&w, ws, SY_FINDING_PROXIES, &err);
 *     for (...) sy_finding_put(w, source, row, values);      // as a row of a pool
 *     sy_finding_end(w, stamp, true, &err);                  // or sy_finding_drop(w)
 *
 * The columns of each are those of a pool (store/pools.h), so that views, tests and previews
 * treat both alike. Amounts are fen, and of one currency (CNY). */
#ifndef SY_STORE_FINDINGS_H
#define SY_STORE_FINDINGS_H

#include "base/digest.h"
#include "store/pools.h"
#include "store/registers.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_finding_kind {
    SY_FINDING_CLUES,
    SY_FINDING_CYCLES,
    SY_FINDING_ONWARD,
    SY_FINDING_PROXIES,
    SY_FINDING_TRANSFERS,
    SY_FINDING_KINDS
} sy_finding_kind;

/* Columns by their place in the table. */
enum {
    SY_CLUE_TABLE_ID,
    SY_CLUE_TABLE_CLASS,
    SY_CLUE_TABLE_GRADE,
    SY_CLUE_TABLE_STANDING,
    SY_CLUE_TABLE_DEBTOR,
    SY_CLUE_TABLE_DEBTOR_ID,
    SY_CLUE_TABLE_HOLDER,
    SY_CLUE_TABLE_HOLDER_ID,
    SY_CLUE_TABLE_ACCOUNT,
    SY_CLUE_TABLE_PAYEE,
    SY_CLUE_TABLE_AMOUNT,
    SY_CLUE_TABLE_LEAST,
    SY_CLUE_TABLE_MOST,
    SY_CLUE_TABLE_FIRST,
    SY_CLUE_TABLE_LAST,
    SY_CLUE_TABLE_PLATE,
    SY_CLUE_TABLE_VIN,
    SY_CLUE_TABLE_POLICY,
    SY_CLUE_TABLE_ADDRESS,
    SY_CLUE_TABLE_GROUNDS,
    SY_CLUE_TABLE_REASON,
    SY_CLUE_TABLE_VERDICT,
    SY_CLUE_TABLE_COLUMNS
};
enum {
    SY_CYCLE_TABLE_ID,
    SY_CYCLE_TABLE_HOLDER,
    SY_CYCLE_TABLE_HOLDER_ID,
    SY_CYCLE_TABLE_NEXT,
    SY_CYCLE_TABLE_NEXT_ID,
    SY_CYCLE_TABLE_ACCOUNTS,
    SY_CYCLE_TABLE_HOLDERS,
    SY_CYCLE_TABLE_AMOUNT,
    SY_CYCLE_TABLE_LEAST,
    SY_CYCLE_TABLE_BACK,
    SY_CYCLE_TABLE_FIRST,
    SY_CYCLE_TABLE_LAST,
    SY_CYCLE_TABLE_DAYS,
    SY_CYCLE_TABLE_LENGTH,
    SY_CYCLE_TABLE_COLUMNS
};
enum {
    SY_ONWARD_TABLE_TRANSFER,
    SY_ONWARD_TABLE_PAYER,
    SY_ONWARD_TABLE_PAYER_ID,
    SY_ONWARD_TABLE_PAYER_ACCOUNT,
    SY_ONWARD_TABLE_PAYEE,
    SY_ONWARD_TABLE_PAYEE_ID,
    SY_ONWARD_TABLE_PAYEE_ACCOUNT,
    SY_ONWARD_TABLE_DAY,
    SY_ONWARD_TABLE_AMOUNT,
    SY_ONWARD_TABLE_END,
    SY_ONWARD_TABLE_RECEIVER,
    SY_ONWARD_TABLE_RECEIVER_ID,
    SY_ONWARD_TABLE_LEAST,
    SY_ONWARD_TABLE_MOST,
    SY_ONWARD_TABLE_COLUMNS
};
enum {
    SY_PROXY_TABLE_ID,
    SY_PROXY_TABLE_ACCOUNT,
    SY_PROXY_TABLE_BANK,
    SY_PROXY_TABLE_HOLDER,
    SY_PROXY_TABLE_HOLDER_ID,
    SY_PROXY_TABLE_RELATION,
    SY_PROXY_TABLE_DEBTOR,
    SY_PROXY_TABLE_DEBTOR_ID,
    SY_PROXY_TABLE_SCORE,
    SY_PROXY_TABLE_RANK,
    SY_PROXY_TABLE_REASONS,
    SY_PROXY_TABLE_CODES,
    SY_PROXY_TABLE_INCOME,
    SY_PROXY_TABLE_IN,
    SY_PROXY_TABLE_OUT,
    SY_PROXY_TABLE_FIRST,
    SY_PROXY_TABLE_LAST,
    SY_PROXY_TABLE_VERDICT,
    SY_PROXY_TABLE_COLUMNS
};
enum {
    SY_TRANSFER_TABLE_ID,
    SY_TRANSFER_TABLE_PAYER,
    SY_TRANSFER_TABLE_PAYER_ID,
    SY_TRANSFER_TABLE_PAYER_ACCOUNT,
    SY_TRANSFER_TABLE_PAYER_RELATION,
    SY_TRANSFER_TABLE_PAYEE,
    SY_TRANSFER_TABLE_PAYEE_ID,
    SY_TRANSFER_TABLE_PAYEE_ACCOUNT,
    SY_TRANSFER_TABLE_PAYEE_RELATION,
    SY_TRANSFER_TABLE_DAY,
    SY_TRANSFER_TABLE_AMOUNT,
    SY_TRANSFER_TABLE_SUMMARY,
    SY_TRANSFER_TABLE_LEAST,
    SY_TRANSFER_TABLE_MOST,
    SY_TRANSFER_TABLE_COLUMNS
};

/* Its columns and names; the table's name is that in the facts. */
const sy_pool *sy_finding_table(sy_finding_kind kind);
/* By the word of model.yaml ("proxies"); NULL. */
const sy_pool *sy_finding_named(const char *id);
/* Of one that sy_finding_named gave. */
sy_finding_kind sy_finding_kind_of(const sy_pool *table);

/* ---- what is there ---- */

typedef struct sy_finding_state {
    bool is_made;
    bool is_whole; /* false: a search was cut; more may be there */
    uint64_t rows;
    char stamp[SY_DIGEST_TEXT];  /* of what it rests on */
    char sha256[SY_DIGEST_TEXT]; /* of its rows */
} sy_finding_state;
SY_MUST_USE sy_status sy_finding_state_read(sy_finding_state *out, sy_workspace *ws,
                                            sy_finding_kind kind, sy_err *err);

/* What it needs of the case: *statements, some rows of statements; *debtor, that the case
 * names one (clues and proxies are about him). Cost: none to speak of. */
SY_MUST_USE sy_status sy_finding_needs(sy_workspace *ws, sy_finding_kind kind, bool *statements,
                                       bool *debtor, sy_err *err);

/* A number that everything people say about a case raises: facts, people, verdicts on
 * findings and parties. Beside sy_workspace_generation, which counts the rest. */
SY_MUST_USE sy_status sy_finding_words_said(sy_workspace *ws, uint64_t *said, sy_err *err);

/* ---- making them ---- */

typedef struct sy_finding_writer sy_finding_writer;
/* The workspace must be open for writing, without an import under way. The old rows go. */
SY_MUST_USE sy_status sy_finding_begin(sy_finding_writer **out, sy_workspace *ws,
                                       sy_finding_kind kind, sy_err *err);
/* values: as many as the table has columns; source and row: where the statement shows it, source
 * 0: nowhere. What failed is told by the end. */
void sy_finding_put(sy_finding_writer *w, uint32_t source, uint32_t row,
                    const sy_pool_value *values);
/* Frees the writer in any case. A failure or a kill at any point leaves a table that counts
 * as not made. */
SY_MUST_USE sy_status sy_finding_end(sy_finding_writer *w, const char *stamp, bool is_whole,
                                     sy_err *err);
void sy_finding_drop(sy_finding_writer *w); /* NULL is fine */

#ifdef __cplusplus
}
#endif

#endif
