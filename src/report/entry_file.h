/* entry_file.h - rows of statements as a file to take away: lines (.csv) or a workbook (.xlsx).
 *
 *     sy_entry_file f;
 *     st = sy_entry_file_open(&f, "rows.xlsx", &err);
 *     if (st == SY_OK) st = sy_entry_file_put(&f, &line, &err);   // row after row
 *     st = sy_entry_file_close(&f, st, &err);
 *
 * Headings are in the reader's language. Amounts are exact; numbers of accounts and people are
 * text in both, so that a spreadsheet program rounds none; no text is a formula. A workbook goes
 * on in a further sheet where one is full, lines have no end. Each row ends with where it
 * stands: file, sheet, row. Constant memory; the same rows give the same bytes. */
#ifndef SY_REPORT_ENTRY_FILE_H
#define SY_REPORT_ENTRY_FILE_H

#include "base/new_file.h"
#include "ledger/case.h"
#include "report/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A row, and whose it is. */
typedef struct sy_entry_line {
    const sy_evidence *row;
    const char *number, *currency; /* of the account */
    bool is_payees; /* of a plain list, looked at from the payee's side (sy_entry_is_payees) */
} sy_entry_line;

typedef struct sy_entry_file {
    bool is_lines, is_open;
    uint32_t sheets;
    uint32_t rows_of_sheet; /* with the head; past it the next sheet begins */
    sy_workbook book;
    sy_new_file lines;
    sy_buf pending, cell; /* lines that are not written yet; a text as it is shown */
} sy_entry_file;

/* By the ending of path, which must live until the close; SY_EINVAL where it is neither. */
SY_MUST_USE sy_status sy_entry_file_open(sy_entry_file *f, const char *path, sy_err *err);
SY_MUST_USE sy_status sy_entry_file_put(sy_entry_file *f, const sy_entry_line *line, sy_err *err);
/* so_far: SY_OK, or why the rows failed: then nothing is left of it. After every open. */
SY_MUST_USE sy_status sy_entry_file_close(sy_entry_file *f, sy_status so_far, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
