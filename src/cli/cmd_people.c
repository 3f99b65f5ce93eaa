/* cmd_people.c - suyuan people: who is what to the debtor, as people said it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/people.h"
#include "cli/reply.h"
#include "intake/case_form.h"

static sy_status show(sy_call *call, sy_workspace *ws, sy_err *err)
{
    sy_case_person *people;
    sy_json j;
    size_t n;
    sy_status st = sy_people(ws, &people, &n, &call->arena, err);

    if (st != SY_OK) return st;
    if (call->json) {
        sy_call_answer(call, &j);
        sy_json_object(&j);
        sy_people_json(&j, people, n);
        sy_json_end(&j);
        return sy_json_finish(&j, err);
    }
    if (n == 0)
        puts(_("nobody is known beside the debtor; suyuan help people tells how to add them"));
    return sy_people_print(call, people, n, err);
}

/* The relation that a word names, in either language. */
static sy_status read_relation(sy_relation *relation, const char *word, sy_err *err)
{
    char known[400];
    int at = 0;

    if (word && sy_relation_from_name(relation, word)) return SY_OK;
    for (int r = SY_RELATION_DEBTOR; r < SY_RELATIONS; r++) {
        at += snprintf(known + at, sizeof known - (size_t)at, "%s%s", at ? ", " : "",
                       sy_lang_get() == SY_LANG_EN ? sy_relation_name((sy_relation)r)
                                                   : sy_relation_label((sy_relation)r));
    }
    return word
               ? sy_fail(err, SY_EINVAL, N_("\"%.60s\" is no relation; there are: %s"), word, known)
               : sy_fail(err, SY_EINVAL, N_("say what he is to the debtor: --relation, one of: %s"),
                         known);
}

/* What is said with the call replaces what a proposal says. */
static void take(const char **at, const sy_call *call, const char *name)
{
    const char *text = sy_call_option(call, name);

    if (text)
        *at = text;
    else if (!*at)
        *at = "";
}

static sy_status read_identity(sy_case_person *p, sy_call *call, sy_err *err)
{
    const char *said = sy_call_option(call, "identity"), *what;
    char *identity;

    if (!said) return SY_OK;
    sy_status st = sy_case_value(&identity, &what, NULL, SY_CASE_IDENTITY, sy_slice_of(said), false,
                                 &call->arena, err);
    if (st != SY_OK) return st;
    if (what) return sy_fail(err, SY_EINVAL, "--identity \"%.60s\" %s", said, sy_tr(what));
    if (sy_id_is_mistyped(sy_slice_of(identity))) {
        sy_note(_("note: the check digit of %s is wrong; was it typed right?"), identity);
    }
    p->identity = identity;
    return SY_OK;
}

static sy_status read_person(sy_case_person *p, sy_call *call, sy_err *err)
{
    const char *relation = sy_call_option(call, "relation");
    sy_status st = SY_OK;

    if (call->n_words > 2) st = sy_people_proposed(p, call, call->words[2], err);
    if (st == SY_OK && (relation || p->relation == SY_RELATION_NONE)) {
        st = read_relation(&p->relation, relation, err);
    }
    if (st == SY_OK) st = read_identity(p, call, err);
    take(&p->name, call, "name");
    take(&p->phone, call, "phone");
    take(&p->address, call, "address");
    take(&p->note, call, "note");
    if (!p->identity) p->identity = "";
    if (st == SY_OK && !*p->name) st = sy_fail(err, SY_EINVAL, N_("say who it is: --name"));
    return st;
}

static sy_status add(sy_call *call, sy_err *err)
{
    sy_case_person person = {.relation = SY_RELATION_NONE};
    sy_workspace *ws = NULL;
    size_t added = 0;
    sy_status st = read_person(&person, call, err);

    if (st == SY_OK) st = sy_open_workspace(&ws, call, SY_WRITE, err);
    if (st == SY_OK) st = sy_people_add(ws, &added, &person, 1, err);
    if (st == SY_OK && added == 0) sy_note(_("note: this line stands there already"));
    if (st == SY_OK) st = show(call, ws, err);
    sy_workspace_close(ws);
    return st;
}

static sy_status undo(sy_call *call, sy_err *err)
{
    const char *word = call->n_words > 2 ? call->words[2] : "0";
    char *end;
    const long long id = strtoll(word, &end, 10);
    sy_workspace *ws = NULL;
    bool undone = false;

    if (*end || id < 0) {
        return sy_fail(err, SY_EINVAL, N_("\"%.60s\" is no number of a line"), word);
    }
    sy_status st = sy_open_workspace(&ws, call, SY_WRITE, err);
    if (st == SY_OK) st = sy_people_undo(ws, id, &undone, err);
    if (st == SY_OK && !undone) {
        st = id ? sy_fail(err, SY_EDATA, N_("there is no line %lld, or it was taken back"), id)
                : sy_fail(err, SY_EDATA, N_("there is nothing to take back"));
    }
    if (st == SY_OK) st = show(call, ws, err);
    sy_workspace_close(ws);
    return st;
}

static sy_status list(sy_call *call, sy_err *err)
{
    sy_workspace *ws = NULL;
    sy_status st = sy_open_workspace(&ws, call, SY_READ, err);

    if (st == SY_OK) st = show(call, ws, err);
    sy_workspace_close(ws);
    return st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *verb = call->n_words > 1 ? call->words[1] : "list";

    if (strcmp(verb, "list") == 0) return list(call, err);
    if (strcmp(verb, "add") == 0) return add(call, err);
    if (strcmp(verb, "undo") == 0) return undo(call, err);
    if (strcmp(verb, "suggest") == 0) return sy_people_suggest(call, err);
    return sy_fail(err, SY_EINVAL, N_("people knows list, add, undo and suggest, not \"%.60s\""),
                   verb);
}

static const sy_option options[] = {
    {.name = "relation",
     .argument = N_("RELATION"),
     .help =
         N_("what he is to the debtor: 配偶, 未成年子女, 父母, ..., or spouse, minor-child, ...")},
    {.name = "name", .argument = N_("NAME"), .help = N_("of the person or company")},
    {.name = "identity",
     .argument = N_("NUMBER"),
     .help = N_("ID number or unified social credit code")},
    {.name = "phone", .argument = N_("TEXT"), .help = N_("phone number")},
    {.name = "address", .argument = N_("TEXT"), .help = N_("address")},
    {.name = "note", .argument = N_("TEXT"), .help = N_("where this is known from")},
    {.name = NULL},
};

const sy_command sy_cmd_people = {
    .name = "people",
    .words = "WS [list|add [PROPOSAL]|undo [LINE]|suggest]",
    .min_words = 1,
    .max_words = 3,
    .summary = N_("the people of the case: relatives, companies, further debtors"),
    .details =
        N_("A statement does not say who is whose wife: enter it here, or with the form of the "
           "case (suyuan template case). What is owned by spouse and minor children is a "
           "question of common property; others are looked at as possible holders. A line is "
           "taken back (undo, by its number; else the newest), never changed; who entered it "
           "and when is kept. suggest lists who stands beside the debtor in account files, "
           "person files and registers: proposals, to be looked up; add with the id of one "
           "takes it over."),
    .options = options,
    .example = "suyuan people wang.suyuan add --relation 配偶 --name 李某某 --note 户籍信息第3页\n"
               "suyuan people wang.suyuan undo\n"
               "suyuan people wang.suyuan suggest",
    .run = run,
};
