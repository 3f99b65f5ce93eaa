/* cmd_case.c - suyuan init, suyuan case: the facts of the case by a table of
 * options, the same for both. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/log.h"
#include "base/money.h"
#include "cli/commands.h"
#include "cli/identity.h"
#include "cli/open.h"
#include "cli/table.h"
#include "store/workspace.h"

/* The options, in the order of the fields below. */
static const sy_option case_options[] = {
    {.name = "name", .argument = N_("TEXT"), .help = N_("what the case is called")},
    {.name = "case-number", .argument = N_("TEXT"), .help = N_("the court's case number")},
    {.name = "debtor", .argument = N_("NAME"), .help = N_("the judgment debtor")},
    {.name = "debtor-id",
     .argument = N_("NUMBER"),
     .help = N_("the debtor's identity number or credit code")},
    {.name = "claim", .argument = N_("YUAN"), .help = N_("what the debtor owes")},
    {.name = "suit-served", .argument = N_("DATE"), .help = N_("the suit was served")},
    {.name = "judgment-effective", .argument = N_("DATE"), .help = N_("the judgment took effect")},
    {.name = "enforcement-filed", .argument = N_("DATE"), .help = N_("enforcement was filed")},
    {.name = "report-ordered",
     .argument = N_("DATE"),
     .help = N_("the debtor was ordered to report property")},
    {.name = "consumption-restricted",
     .argument = N_("DATE"),
     .help = N_("consumption was restricted")},
    {.name = "terminated",
     .argument = N_("DATE"),
     .help = N_("this enforcement procedure was terminated")},
    {.name = "resumed", .argument = N_("DATE"), .help = N_("enforcement was resumed")},
    {.name = NULL},
};

typedef enum kind { TEXT, IDENTITY, YUAN, DATE } kind;

static const struct {
    const char *key; /* in JSON */
    size_t offset;
    kind kind;
} fields[] = {
    {"name", offsetof(sy_case_facts, name), TEXT},
    {"case_number", offsetof(sy_case_facts, number), TEXT},
    {"debtor", offsetof(sy_case_facts, debtor), TEXT},
    {"debtor_id", offsetof(sy_case_facts, debtor_id), IDENTITY},
    {"claim", offsetof(sy_case_facts, claim), YUAN},
    {"suit_served", offsetof(sy_case_facts, suit_served), DATE},
    {"judgment_effective", offsetof(sy_case_facts, judgment_effective), DATE},
    {"enforcement_filed", offsetof(sy_case_facts, enforcement_filed), DATE},
    {"report_ordered", offsetof(sy_case_facts, report_ordered), DATE},
    {"consumption_restricted", offsetof(sy_case_facts, consumption_restricted), DATE},
    {"terminated", offsetof(sy_case_facts, terminated), DATE},
    {"resumed", offsetof(sy_case_facts, resumed), DATE},
};
enum { FIELDS = sizeof fields / sizeof *fields };

static char **field_of(sy_case_facts *facts, size_t i)
{
    return (char **)(void *)((char *)facts + fields[i].offset);
}

/* "300,000" and "300000.5" become "300000.00" and "300000.50". */
static sy_status read_yuan(char **value, sy_call *call, const char *text, sy_err *err)
{
    char plain[SY_MINOR_TEXT], out[SY_MINOR_TEXT];
    size_t n = 0;
    sy_minor fen;

    for (const char *p = text; *p && n + 1 < sizeof plain; p++) {
        if (*p != ',') plain[n++] = *p;
    }
    plain[n] = '\0';
    if (!sy_minor_parse(&fen, sy_slice_of(plain)) || fen < 0) {
        return sy_fail(err, SY_EINVAL, N_("--claim \"%.60s\" is not an amount in yuan"), text);
    }
    *value = sy_arena_text(&call->arena, out, strlen(sy_minor_print(out, fen)));
    return *value ? SY_OK : sy_fail_nomem(err);
}

static sy_status read_field(char **value, sy_call *call, size_t i, const char *text, sy_err *err)
{
    int64_t at;
    sy_precision precision;

    *value = sy_arena_text(&call->arena, text, strlen(text));
    if (!*value) return sy_fail_nomem(err);
    if (text[0] == '\0') return SY_OK; /* clears it */
    if (fields[i].kind == YUAN) return read_yuan(value, call, text, err);
    if (fields[i].kind == DATE &&
        (!sy_time_parse_iso(&at, &precision, sy_slice_of(text)) || precision != SY_DATE)) {
        return sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not a date YYYY-MM-DD"),
                       case_options[i].name, text);
    }
    return SY_OK;
}

static sy_status read_facts(sy_case_facts *facts, bool *any, sy_call *call, sy_err *err)
{
    *facts = (sy_case_facts){0};
    *any = false;
    for (size_t i = 0; i < FIELDS; i++) {
        const char *text = sy_call_option(call, case_options[i].name);
        if (!text) continue;
        *any = true;
        sy_status st = read_field(field_of(facts, i), call, i, text, err);
        if (st != SY_OK) return st;
    }
    return SY_OK;
}

static bool identity_is_wrong(const sy_case_facts *facts)
{
    return facts->debtor_id &&
           sy_identity_check(sy_slice_of(facts->debtor_id)) == SY_IDENTITY_WRONG;
}

static sy_status print_json(sy_call *call, const char *path, sy_case_facts *facts, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "workspace");
    sy_json_string(&j, path);
    sy_json_key(&j, "case");
    sy_json_object(&j);
    for (size_t i = 0; i < FIELDS; i++) {
        sy_json_key(&j, fields[i].key);
        sy_json_string(&j, *field_of(facts, i));
    }
    sy_json_end(&j);
    sy_json_key(&j, "warnings");
    sy_json_array(&j);
    if (identity_is_wrong(facts)) sy_json_string(&j, "debtor-id-check-digit");
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status print_facts(sy_call *call, sy_case_facts *facts, sy_err *err)
{
    sy_table t;
    bool any = false;

    sy_table_init(&t, &call->arena, "ll");
    for (size_t i = 0; i < FIELDS; i++) {
        const char *value = *field_of(facts, i);
        if (!value) continue;
        any = true;
        sy_table_cell(&t, sy_tr(case_options[i].help));
        sy_table_cell(&t, value);
    }
    if (!any) puts(_("nothing is known of the case yet; suyuan help case lists what can be said"));
    return sy_table_print(&t, stdout, err);
}

/* Sets what was given, then shows the case as it stands. */
static sy_status set_and_show(sy_call *call, sy_workspace *ws, bool is_new, sy_err *err)
{
    sy_case_facts facts;
    bool any = false;
    sy_status st = read_facts(&facts, &any, call, err);

    if (st == SY_OK && any) st = sy_case_set(ws, &facts, err);
    if (st == SY_OK) st = sy_case_get(ws, &facts, &call->arena, err);
    if (st != SY_OK) return st;
    if (identity_is_wrong(&facts)) {
        sy_note(_("note: the check digit of %s is wrong; was it typed right?"), facts.debtor_id);
    }
    if (call->json) return print_json(call, call->words[0], &facts, err);
    if (!is_new) return print_facts(call, &facts, err);
    printf(_("made the workspace %s\n"), call->words[0]);
    printf(_("next: suyuan import %s FILES\n"), call->words[0]);
    return SY_OK;
}

static sy_status run_init(sy_call *call, sy_err *err)
{
    sy_case_facts facts;
    sy_workspace *ws = NULL;
    bool any;
    /* First: a slip of the pen must not leave an empty workspace behind. */
    sy_status st = read_facts(&facts, &any, call, err);

    if (st == SY_OK) st = sy_workspace_create(call->words[0], err);
    if (st == SY_OK) st = sy_workspace_open(&ws, call->words[0], SY_WRITE, err);
    if (st == SY_OK) st = set_and_show(call, ws, true, err);
    sy_workspace_close(ws);
    return st;
}

static sy_status run_case(sy_call *call, sy_err *err)
{
    sy_workspace *ws = NULL;
    const sy_access access = call->n_given > 0 ? SY_WRITE : SY_READ;
    sy_status st = sy_open_workspace(&ws, call, access, err);

    if (st == SY_OK) st = set_and_show(call, ws, false, err);
    sy_workspace_close(ws);
    return st;
}

const sy_command sy_cmd_init = {
    .name = "init",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("make an empty workspace for a case"),
    .details = N_("WS is a folder NAME.suyuan that must not exist yet. What is known of the case "
                  "may be said now or later with suyuan case."),
    .options = case_options,
    .example = "suyuan init wang.suyuan --name 王某某案 --case-number '(2023)浙0699执1234号' \\\n"
               "  --debtor 王某某 --claim 1200000 --enforcement-filed 2023-03-01",
    .exits = N_("4 where the folder cannot be made."),
    .run = run_init,
};

const sy_command sy_cmd_case = {
    .name = "case",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("show or change what is known of the case"),
    .details = N_("Without options: shows. An empty value (--resumed \"\") takes a fact back. Who "
                  "changed what and when is kept."),
    .options = case_options,
    .example = "suyuan case wang.suyuan --terminated 2023-09-20",
    .run = run_case,
};
