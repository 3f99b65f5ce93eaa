/* entries_file.c - suyuan entries -o: the rows that fit as a file. */
#include <stdio.h>

#include "base/progress.h"
#include "cli/entries.h"
#include "cli/reply.h"
#include "report/entry_file.h"

enum { AT_ONCE = 1 << 16 }; /* one question to the facts: 60 MB of rows and words */

typedef struct writing {
    const sy_case *c;
    const sy_browsed *b;
    sy_entry_file file;
    sy_progress bar;
} writing;

static sy_status put_row(void *ctx, const sy_evidence *e, size_t i, sy_err *err)
{
    writing *w = ctx;
    const sy_flow *f = sy_case_flow(w->c);
    const uint32_t ledger = w->b->ledgers[i];
    const char *number = sy_entries_number(w->c, w->b, i);
    const sy_entry_line line = {
        .row = e,
        .number = number,
        .currency = ledger == SY_NONE ? "" : sy_flow_text(f, f->ledgers[ledger].currency),
        .is_payees = sy_entry_is_payees(e, number)};

    sy_progress_add(&w->bar, 1);
    return sy_entry_file_put(&w->file, &line, err);
}

static sy_status tell(sy_call *call, const char *path, size_t rows, uint32_t sheets, sy_err *err)
{
    sy_json j;

    if (!call->json) {
        printf(_("wrote %s: %zu rows\n"), path, rows);
        if (sheets > 1) printf(_("they take %u sheets, as one has no room for them\n"), sheets);
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "file", path);
    sy_reply_int(&j, "rows", rows);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

sy_status sy_entries_write(sy_call *call, sy_case *c, const sy_browsed *b, const char *path,
                           sy_err *err)
{
    writing w = {.c = c, .b = b};
    sy_status st = sy_entry_file_open(&w.file, path, err);

    sy_progress_begin(&w.bar, _("writing rows"), b->n, SY_UNIT_ROWS);
    if (st == SY_OK) st = sy_entries_each(c, b, AT_ONCE, put_row, &w, err);
    sy_progress_end(&w.bar);
    st = sy_entry_file_close(&w.file, st, err);
    return st == SY_OK ? tell(call, path, b->n, w.file.sheets, err) : st;
}
