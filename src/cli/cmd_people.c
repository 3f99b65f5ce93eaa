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
    sy_case_person *list;
    sy_json j;
    size_t n;
    sy_status st = sy_people(ws, &list, &n, &call->arena, err);

    if (st != SY_OK) return st;
    if (call->json) {
        sy_call_answer(call, &j);
        sy_json_object(&j);
        sy_people_json(&j, list, n);
        sy_json_end(&j);
        return sy_json_finish(&j, err);
    }
    if (n == 0)
        puts(_("nobody is known beside the debtor; suyuan help people tells how to add them"));
    return sy_people_print(call, list, n, err);
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

static const char *given(const sy_call *call, const char *name)
{
    const char *text = sy_call_option(call, name);
    return text ? text : "";
}

static sy_status read_person(sy_case_person *p, sy_call *call, sy_err *err)
{
    const char *what;
    char *identity;
    sy_status st = read_relation(&p->relation, sy_call_option(call, "relation"), err);

    if (st == SY_OK && !*given(call, "name")) {
        st = sy_fail(err, SY_EINVAL, N_("say who it is: --name"));
    }
    if (st == SY_OK) {
        st = sy_case_value(&identity, &what, NULL, SY_CASE_IDENTITY,
                           sy_slice_of(given(call, "identity")), false, &call->arena, err);
    }
    if (st != SY_OK) return st;
    if (what) {
        return sy_fail(err, SY_EINVAL, "--identity \"%.60s\" %s", given(call, "identity"),
                       sy_tr(what));
    }
    if (sy_id_is_mistyped(sy_slice_of(identity))) {
        sy_note(_("note: the check digit of %s is wrong; was it typed right?"), identity);
    }
    p->name = given(call, "name");
    p->identity = identity;
    p->phone = given(call, "phone");
    p->address = given(call, "address");
    p->note = given(call, "note");
    return SY_OK;
}

static sy_status add(sy_call *call, sy_workspace *ws, sy_err *err)
{
    sy_case_person person = {.relation = SY_RELATION_NONE};
    size_t added = 0;
    sy_status st = read_person(&person, call, err);

    if (st == SY_OK) st = sy_people_add(ws, &added, &person, 1, err);
    if (st != SY_OK) return st;
    if (added == 0) sy_note(_("note: this line stands there already"));
    return show(call, ws, err);
}

static sy_status undo(sy_call *call, sy_workspace *ws, sy_err *err)
{
    const char *word = call->n_words > 2 ? call->words[2] : "0";
    char *end;
    const long long id = strtoll(word, &end, 10);
    bool undone = false;

    if (*end || id < 0) {
        return sy_fail(err, SY_EINVAL, N_("\"%.60s\" is no number of a line"), word);
    }
    sy_status st = sy_people_undo(ws, id, &undone, err);
    if (st != SY_OK) return st;
    if (!undone) {
        return id ? sy_fail(err, SY_EDATA, N_("there is no line %lld, or it was taken back"), id)
                  : sy_fail(err, SY_EDATA, N_("there is nothing to take back"));
    }
    return show(call, ws, err);
}

static sy_status run(sy_call *call, sy_err *err)
{
    static const struct {
        const char *verb;
        sy_access access;
        sy_status (*run)(sy_call *call, sy_workspace *ws, sy_err *err);
    } verbs[] = {{"list", SY_READ, show}, {"add", SY_WRITE, add}, {"undo", SY_WRITE, undo}};
    const char *verb = call->n_words > 1 ? call->words[1] : "list";
    sy_workspace *ws = NULL;

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verb, verbs[i].verb) != 0) continue;
        sy_status st = sy_open_workspace(&ws, call, verbs[i].access, err);
        if (st == SY_OK) st = verbs[i].run(call, ws, err);
        sy_workspace_close(ws);
        return st;
    }
    return sy_fail(err, SY_EINVAL, N_("people knows list, add and undo, not \"%.60s\""), verb);
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
    .words = "WS [list|add|undo [LINE]]",
    .min_words = 1,
    .max_words = 3,
    .summary = N_("the people of the case: relatives, companies, further debtors"),
    .details =
        N_("A statement does not say who is whose wife: enter it here, or with the form of the "
           "case (suyuan template case). What is owned by spouse and minor children is a "
           "question of common property; others are looked at as possible holders. A line is "
           "taken back (undo, by its number; else the newest), never changed; who entered it "
           "and when is kept."),
    .options = options,
    .example = "suyuan people wang.suyuan add --relation 配偶 --name 李某某 --note 户籍信息第3页\n"
               "suyuan people wang.suyuan undo",
    .run = run,
};
