/* telling.h - names and places for the numbers of a flow: what every form of an
 * answer (JSON, tables, workbook, page) says of a transfer.
 *
 *     sy_telling t;
 *     st = sy_telling_init(&t, c, &arena, &err);
 *     sy_row_at(&t, flow->out_place[i], &row);    // file, sheet, row, id
 */
#ifndef SY_REPORT_TELLING_H
#define SY_REPORT_TELLING_H

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"
#include "flow/trace.h"
#include "ledger/case.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_telling {
    sy_case *c;
    const sy_flow *f;
    const sy_source **source; /* of flow's sources: path, sheet, hash */
} sy_telling;

/* Everything from the arena, valid as long as it and the case. */
SY_MUST_USE sy_status sy_telling_init(sy_telling *t, sy_case *c, sy_arena *arena, sy_err *err);

/* Where the row at a place stands. */
typedef struct sy_row_ref {
    const sy_source *source;
    uint32_t source_number; /* in the flow's sources */
    uint32_t row;
    char id[SY_ENTRY_ID];
} sy_row_ref;
void sy_row_at(const sy_telling *t, uint32_t place, sy_row_ref *row);

/* The places of the rows that show a transfer, the payer's first; 0 to 2. */
size_t sy_places_of(const sy_flow *f, uint32_t transfer, uint32_t places[2]);

/* All files by path and sheet: F1 is the first. number: by source of the flow, from 1. */
typedef struct sy_files {
    sy_source *items;
    size_t n;
    uint32_t *number;
} sy_files;
SY_MUST_USE sy_status sy_number_files(sy_files *files, const sy_telling *t, sy_arena *arena,
                                      sy_err *err);

/* Texts of a ledger; "" where not known. */
const char *sy_ledger_number(const sy_flow *f, uint32_t ledger);
const char *sy_ledger_holder(const sy_flow *f, uint32_t ledger);
const char *sy_ledger_bank(const sy_flow *f, uint32_t ledger);

static inline sy_precision sy_transfer_precision(const sy_flow *f, uint32_t transfer)
{
    return f->flags[transfer] & SY_T_DATE_ONLY ? SY_DATE : SY_SECOND;
}

/* A party outside all ledgers as the row of the other side names it. */
typedef struct sy_party {
    sy_slice name, number, summary, note, merchant;
} sy_party;

/* parties[i]: who is at the outside end of transfers[i]; empty where no row
 * says (pseudo transfers). From the arena; one query. */
SY_MUST_USE sy_status sy_parties_of(sy_party **parties, const sy_telling *t,
                                    const uint32_t *transfers, size_t n, sy_arena *arena,
                                    sy_err *err);

/* Is traced money in this transfer? Cost: a binary search. */
bool sy_is_traced(const sy_trace *trace, uint32_t transfer);

#ifdef __cplusplus
}
#endif

#endif
