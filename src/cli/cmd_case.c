/* cmd_case.c - suyuan init, suyuan case: the facts of the case by a table of
 * options, the same for both, or by a form. */
#include <stdio.h>

#include "base/log.h"
#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/open.h"
#include "cli/people.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "evaluate/sample.h"
#include "intake/case_form.h"

/* What can be said of the case, in the order of sy_case_fields. */
#define FACTS                                                                                      \
    {.name = "name", .argument = N_("TEXT"), .help = N_("what the case is called")},               \
        {.name = "case-number", .argument = N_("TEXT"), .help = N_("the court's case number")},    \
        {.name = "debtor", .argument = N_("NAME"), .help = N_("the judgment debtor")},             \
        {.name = "debtor-id",                                                                      \
         .argument = N_("NUMBER"),                                                                 \
         .help = N_("the debtor's identity number or credit code")},                               \
        {.name = "claim", .argument = N_("YUAN"), .help = N_("what the debtor owes")},             \
        {.name = "suit-served", .argument = N_("DATE"), .help = N_("the suit was served")},        \
        {.name = "judgment-effective",                                                             \
         .argument = N_("DATE"),                                                                   \
         .help = N_("the judgment took effect")},                                                  \
        {.name = "enforcement-filed",                                                              \
         .argument = N_("DATE"),                                                                   \
         .help = N_("enforcement was filed")},                                                     \
        {.name = "report-ordered",                                                                 \
         .argument = N_("DATE"),                                                                   \
         .help = N_("the debtor was ordered to report property")},                                 \
        {.name = "consumption-restricted",                                                         \
         .argument = N_("DATE"),                                                                   \
         .help = N_("consumption was restricted")},                                                \
        {.name = "terminated",                                                                     \
         .argument = N_("DATE"),                                                                   \
         .help = N_("this enforcement procedure was terminated")},                                 \
    {                                                                                              \
        .name = "resumed", .argument = N_("DATE"), .help = N_("enforcement was resumed")           \
    }

static const sy_option init_options[] = {
    FACTS,
    {.name = "sample", .help = N_("with a made-up case in it, to try the program on")},
    {.name = NULL},
};
static const sy_option case_options[] = {
    FACTS,
    {.name = "from",
     .argument = N_("FILE"),
     .help =
         N_("take over a form that was filled in: suyuan template case -o FILE.xlsx writes it")},
    {.name = "undo", .help = N_("take back the newest change, with its people")},
    {.name = NULL},
};

/* The options of the facts stand first in both lists, in the order of sy_case_fields. */
static sy_status read_field(char **value, sy_call *call, size_t i, const char *text, sy_err *err)
{
    const char *what;
    sy_status st = sy_case_value(value, &what, NULL, sy_case_fields[i].kind, sy_slice_of(text),
                                 false, &call->arena, err);

    if (st != SY_OK || !what) return st;
    return sy_fail(err, SY_EINVAL, "--%s \"%.60s\" %s", case_options[i].name, text, sy_tr(what));
}

static sy_status read_facts(sy_case_facts *facts, bool *any, sy_call *call, sy_err *err)
{
    *facts = (sy_case_facts){0};
    *any = false;
    for (size_t i = 0; i < SY_CASE_FIELDS; i++) {
        const char *text = sy_call_option(call, case_options[i].name);
        if (!text) continue;
        *any = true;
        sy_status st = read_field(sy_case_field_in(facts, i), call, i, text, err);
        if (st != SY_OK) return st;
    }
    return SY_OK;
}

/* What stands of the case. */
typedef struct whole {
    sy_case_facts facts;
    sy_case_person *people;
    size_t n_people;
} whole;

static sy_status read_whole(whole *w, sy_call *call, sy_workspace *ws, sy_err *err)
{
    sy_status st = sy_case_get(ws, &w->facts, &call->arena, err);
    return st == SY_OK ? sy_people(ws, &w->people, &w->n_people, &call->arena, err) : st;
}

/* ---- a form ---- */

static void json_problems(sy_json *j, const sy_case_form *form)
{
    sy_json_key(j, "problems");
    sy_json_array(j);
    for (size_t i = 0; i < form->n_problems; i++) {
        const sy_form_problem *p = &form->problems[i];
        sy_json_object(j);
        sy_reply_slice(j, "sheet", sy_slice_of(p->sheet));
        sy_reply_int(j, "row", p->row);
        sy_reply_string(j, "column", p->column);
        sy_reply_string(j, "value", p->value);
        sy_reply_string(j, "what", p->what);
        sy_reply_bool(j, "warning", p->is_warning);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void print_problems(const sy_case_form *form)
{
    for (size_t i = 0; i < form->n_problems; i++) {
        const sy_form_problem *p = &form->problems[i];
        sy_printf_shown(stderr, _("%s%s%srow %u, %s: \"%.80s\" %s"),
                        p->is_warning ? _("note: ") : "", p->sheet, *p->sheet ? " · " : "", p->row,
                        p->column, p->value, sy_tr(p->what));
        fputc('\n', stderr);
    }
}

/* All of it, or nothing where a cell is wrong. */
static sy_status take_form(sy_call *call, sy_workspace *ws, sy_case_form *form,
                           sy_case_changes *changes, sy_err *err)
{
    const char *path = sy_call_option(call, "from");
    sy_case_facts known;
    sy_json j;
    sy_status st = sy_case_get(ws, &known, &call->arena, err);

    if (st == SY_OK) st = sy_case_form_read(form, path, &known, &call->arena, err);
    if (st != SY_OK) return st;
    if (!call->json) print_problems(form);
    if (form->n_problems == form->n_warnings) {
        return sy_case_change(ws, changes, &form->facts, form->people, form->n_people, err);
    }
    sy_fail(err, SY_EDATA, N_("%s: nothing was taken over: %zu cells are wrong"), path,
            form->n_problems - form->n_warnings);
    if (call->json) {
        sy_call_answer(call, &j);
        sy_json_object(&j);
        json_problems(&j, form);
        sy_json_error(&j, err);
        sy_json_end(&j);
        st = sy_json_finish(&j, NULL);
    }
    return st == SY_OK ? SY_EDATA : st;
}

/* ---- showing ---- */

static sy_status print_json(sy_call *call, whole *w, const sy_case_form *form,
                            const sy_case_changes *changes, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "workspace");
    sy_json_string(&j, call->words[0]);
    sy_json_key(&j, "case");
    sy_json_object(&j);
    for (size_t i = 0; i < SY_CASE_FIELDS; i++) {
        sy_json_key(&j, sy_case_fields[i].key);
        sy_json_string(&j, *sy_case_field_in(&w->facts, i));
    }
    sy_json_end(&j);
    sy_people_json(&j, w->people, w->n_people);
    sy_json_key(&j, "warnings");
    sy_json_array(&j);
    if (w->facts.debtor_id && sy_id_is_mistyped(sy_slice_of(w->facts.debtor_id))) {
        sy_json_string(&j, "debtor-id-check-digit");
    }
    sy_json_end(&j);
    if (changes) {
        sy_json_key(&j, "changed");
        sy_json_object(&j);
        sy_reply_int(&j, "facts", changes->facts);
        sy_reply_int(&j, "people", changes->people);
        sy_json_end(&j);
    }
    if (form) json_problems(&j, form);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status print_whole(sy_call *call, whole *w, sy_err *err)
{
    sy_table t;
    bool any = w->n_people > 0;

    sy_table_init(&t, &call->arena, "ll");
    for (size_t i = 0; i < SY_CASE_FIELDS; i++) {
        const char *value = *sy_case_field_in(&w->facts, i);
        if (!value) continue;
        any = true;
        sy_table_cell(&t, sy_tr(sy_case_fields[i].words));
        sy_table_cell(&t, value);
    }
    if (!any) puts(_("nothing is known of the case yet; suyuan help case lists what can be said"));
    sy_status st = sy_table_print(&t, stdout, err);
    if (st != SY_OK || w->n_people == 0) return st;
    putchar('\n');
    return sy_people_print(call, w->people, w->n_people, err);
}

/* Shows the case as it stands. */
static sy_status show(sy_call *call, sy_workspace *ws, const sy_case_form *form,
                      const sy_case_changes *changes, sy_err *err)
{
    whole w;
    sy_status st = read_whole(&w, call, ws, err);

    if (st != SY_OK) return st;
    if (w.facts.debtor_id && sy_id_is_mistyped(sy_slice_of(w.facts.debtor_id))) {
        sy_note(_("note: the check digit of %s is wrong; was it typed right?"), w.facts.debtor_id);
    }
    return call->json ? print_json(call, &w, form, changes, err) : print_whole(call, &w, err);
}

static sy_status set_facts(sy_call *call, sy_workspace *ws, sy_err *err)
{
    sy_case_facts facts;
    bool any = false;
    sy_status st = read_facts(&facts, &any, call, err);

    return st == SY_OK && any ? sy_case_set(ws, &facts, err) : st;
}

static sy_status run_init(sy_call *call, sy_err *err)
{
    sy_case_facts facts;
    sy_workspace *ws = NULL;
    bool any;
    /* First: a slip of the pen must not leave an empty workspace behind. */
    sy_status st = read_facts(&facts, &any, call, err);

    if (st == SY_OK && sy_call_has(call, "sample"))
        st = sy_sample_make(call->words[0], err);
    else if (st == SY_OK)
        st = sy_workspace_create(call->words[0], err);
    if (st == SY_OK) st = sy_workspace_open(&ws, call->words[0], SY_WRITE, err);
    if (st == SY_OK) st = set_facts(call, ws, err);
    if (st == SY_OK && call->json) st = show(call, ws, NULL, NULL, err);
    sy_workspace_close(ws);
    if (st != SY_OK || call->json) return st;
    if (facts.debtor_id && sy_id_is_mistyped(sy_slice_of(facts.debtor_id))) {
        sy_note(_("note: the check digit of %s is wrong; was it typed right?"), facts.debtor_id);
    }
    printf(_("made the workspace %s\n"), call->words[0]);
    printf(_("next: suyuan import %s FILES\n"), call->words[0]);
    return SY_OK;
}

static void print_undone(const sy_case_changes *undone)
{
    if (undone->facts + undone->people == 0)
        puts(_("there is nothing to take back"));
    else
        printf(_("taken back: %zu facts, %zu people\n"), undone->facts, undone->people);
}

static sy_status run_case(sy_call *call, sy_err *err)
{
    const bool is_form = sy_call_has(call, "from"), is_undo = sy_call_has(call, "undo");
    sy_case_form form = {.people = NULL};
    sy_case_changes changes = {0};
    sy_workspace *ws = NULL;

    if (is_form + is_undo > 0 && call->n_given > 1) {
        return sy_fail(err, SY_EINVAL, N_("--from and --undo stand alone"));
    }
    sy_status st = sy_open_workspace(&ws, call, call->n_given > 0 ? SY_WRITE : SY_READ, err);
    if (st == SY_OK && is_form) st = take_form(call, ws, &form, &changes, err);
    if (st == SY_OK && is_undo) st = sy_case_undo(ws, &changes, err);
    if (st == SY_OK && !is_form && !is_undo) st = set_facts(call, ws, err);
    if (st == SY_OK && is_undo && !call->json) print_undone(&changes);
    if (st == SY_OK && is_form && !call->json) {
        printf(_("taken over: %zu facts, %zu people\n"), changes.facts, changes.people);
    }
    if (st == SY_OK) {
        st = show(call, ws, is_form ? &form : NULL, is_form || is_undo ? &changes : NULL, err);
    }
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
    .options = init_options,
    .example = "suyuan init sample.suyuan --sample\n"
               "suyuan init wang.suyuan --name 王某某案 --case-number '(2023)浙0699执1234号' \\\n"
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
    .details =
        N_("Without options: shows. An empty value (--resumed \"\") takes a fact back. A form "
           "(--from; a workbook, or its rows as csv) is taken over whole or not at all: each "
           "cell that is wrong is named. Reading it twice changes nothing. Who changed what "
           "and when is kept."),
    .options = case_options,
    .example = "suyuan case wang.suyuan --terminated 2023-09-20\n"
               "suyuan template case -o case.xlsx\n"
               "suyuan case wang.suyuan --from case.xlsx",
    .exits = N_("3 where a cell of the form is wrong."),
    .run = run_case,
};
