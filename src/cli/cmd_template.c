/* cmd_template.c - suyuan template: sheets to be filled in by hand. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/reply.h"
#include "report/case_sheet.h"
#include "report/entry_sheet.h"

static const struct {
    const char *name, *next;
    sy_status (*write)(const char *path, sy_err *err);
} templates[] = {
    {"statement",
     N_("type one account's statement into it, then: suyuan import CASE.suyuan FILE.xlsx"),
     sy_entry_sheet_write},
    {"case", N_("fill it in, then: suyuan case CASE.suyuan --from FILE.xlsx"), sy_case_sheet_write},
};
enum { TEMPLATES = sizeof templates / sizeof *templates };

static sy_status run(sy_call *call, sy_err *err)
{
    const char *path = sy_call_option(call, "output");
    size_t i = 0;
    sy_json j;

    while (i < TEMPLATES && strcmp(call->words[0], templates[i].name) != 0) i++;
    if (i == TEMPLATES) {
        return sy_fail(err, SY_EINVAL,
                       N_("there is no template \"%.60s\", only statement and case"),
                       call->words[0]);
    }
    if (!path) {
        return sy_fail(err, SY_EINVAL, N_("say where to write: suyuan template %s -o FILE.xlsx"),
                       call->words[0]);
    }
    sy_status st = templates[i].write(path, err);
    if (st != SY_OK) return st;
    if (call->json) {
        sy_call_answer(call, &j);
        sy_json_object(&j);
        sy_reply_string(&j, "path", path);
        sy_json_end(&j);
        return sy_json_finish(&j, err);
    }
    printf(_("written: %s\n"), path);
    puts(sy_tr(templates[i].next));
    return SY_OK;
}

static const sy_option options[] = {
    {.name = "output", .argument = N_("FILE"), .help = N_("the workbook to write"), .letter = 'o'},
    {.name = NULL},
};

const sy_command sy_cmd_template = {
    .name = "template",
    .words = "statement|case",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("write a sheet to fill in: a scanned statement, or the facts of the case"),
    .details =
        N_("statement: for pages that are pictures. One sheet for one account: number, holder "
           "and opening balance in the first line, rows from the third. Cells refuse what "
           "cannot be right; the import says which row breaks the chain of balances.\n"
           "case: names, claim, the days that matter, and the people: debtors, relatives, "
           "companies, the creditor. suyuan case WS --from FILE reads it.\n"
           "Forms of registers are written by suyuan pool WS template."),
    .options = options,
    .example = "suyuan template statement -o scanned.xlsx\n"
               "suyuan template case -o case.xlsx",
    .run = run,
};
