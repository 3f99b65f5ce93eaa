/* receipt.h - what was handed over, as a list to sign (接收清单).
 *
 *     sy_receipt r;
 *     sy_receipt_gather(&r, c, &arena, &err);
 *     sy_receipt_page(&page, &r, &err);             // or sy_receipt_xlsx(path, &r, &err)
 *
 * One block an import: medium, ground and number of the request, who received it;
 * then its files with bank, period, rows, SHA-256 and SM3. Both hashes are made
 * anew from the kept originals; one that is not what it was is said to be so. */
#ifndef SY_REPORT_RECEIPT_H
#define SY_REPORT_RECEIPT_H

#include "base/buf.h"
#include "ledger/case.h"
#include "store/deliveries.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_original_state {
    SY_ORIGINAL_WHOLE,
    SY_ORIGINAL_MISSING,
    SY_ORIGINAL_CHANGED
} sy_original_state;

typedef struct sy_receipt_file {
    const char *path;         /* as it was named at the import */
    const char *archive;      /* SHA-256 of the archive that it came in, or "" */
    const char *sha256, *sm3; /* sm3 "" where the original is missing */
    const char *banks; /* 工商银行、建设银行; with a note where only the card numbers say so */
    sy_original_state state;
    uint64_t size, rows, accepted, duplicate, rejected;
    uint32_t sheets;
    bool has_period;
    int32_t first_day, last_day;
} sy_receipt_file;

typedef struct sy_receipt_batch {
    const sy_delivery *delivery;
    sy_receipt_file *files; /* by path, hash */
    size_t n_files;
} sy_receipt_batch;

typedef struct sy_receipt {
    sy_case_facts facts;
    sy_receipt_batch *batches; /* by import; those with files */
    size_t n_batches;
    size_t n_damaged; /* originals that are not what they were */
} sy_receipt;

/* From the arena. Cost: one read of every original, two hashes. */
SY_MUST_USE sy_status sy_receipt_gather(sy_receipt *r, sy_case *c, sy_arena *arena, sy_err *err);

/* One page for screen and for A4 on its side. */
SY_MUST_USE sy_status sy_receipt_page(sy_buf *page, const sy_receipt *r, sy_err *err);
/* The same as a workbook, whole or not there. */
SY_MUST_USE sy_status sy_receipt_xlsx(const char *path, const sy_receipt *r, sy_err *err);

/* "original missing", "original changed"; "" where it is whole. */
const char *sy_original_words(sy_original_state state);

#ifdef __cplusplus
}
#endif

#endif
