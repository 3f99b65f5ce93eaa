/* cmd_template.c - suyuan template: sheets to be filled in by hand. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/reply.h"
#include "report/entry_sheet.h"

static sy_status run(sy_call *call, sy_err *err)
{
    const char *path = sy_call_option(call, "output");
    sy_json j;

    if (strcmp(call->words[0], "statement") != 0) {
        return sy_fail(err, SY_EINVAL, N_("there is no template \"%.60s\", only statement"),
                       call->words[0]);
    }
    if (!path) {
        return sy_fail(err, SY_EINVAL, N_("say where to write: suyuan template %s -o FILE.xlsx"),
                       call->words[0]);
    }
    sy_status st = sy_entry_sheet_write(path, err);
    if (st != SY_OK) return st;
    if (call->json) {
        sy_call_answer(call, &j);
        sy_json_object(&j);
        sy_reply_string(&j, "path", path);
        sy_json_end(&j);
        return sy_json_finish(&j, err);
    }
    printf(_("written: %s\n"), path);
    puts(_("type one account's statement into it, then: suyuan import CASE.suyuan FILE.xlsx"));
    return SY_OK;
}

static const sy_option options[] = {
    {.name = "output", .argument = N_("FILE"), .help = N_("the workbook to write"), .letter = 'o'},
    {.name = NULL},
};

const sy_command sy_cmd_template = {
    .name = "template",
    .words = "statement",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("write a sheet in which a scanned statement is typed"),
    .details = N_("For pages that are pictures. One sheet for one account: number, holder and "
                  "opening balance in the first line, rows from the third. Cells refuse what "
                  "cannot be right; the import says which row breaks the chain of balances."),
    .options = options,
    .example = "suyuan template statement -o scanned.xlsx",
    .run = run,
};
