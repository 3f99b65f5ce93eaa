/* entry_sheet.h - an empty sheet in which a person types what stands on a
 * scanned statement. suyuan import reads it by the profile typed-statement,
 * and says which row breaks the chain of balances. */
#ifndef SY_REPORT_ENTRY_SHEET_H
#define SY_REPORT_ENTRY_SHEET_H

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes path whole or not at all; the same bytes each time. The first line has
 * room for account, holder and opening balance, the second has the headings,
 * rows begin in the third. Cells refuse what cannot be right, and a balance
 * that does not follow turns red while it is typed. */
SY_MUST_USE sy_status sy_entry_sheet_write(const char *path, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
