/* cmd_lead.c - suyuan lead: what models have found. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "store/model_runs.h"

enum { WIDTH = 78 };

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

/* ---- JSON: the same in both languages, so always in Chinese ---- */

static void json_strings(sy_json *j, const char *key, const json_t *list, const char *of)
{
    sy_json_key(j, key);
    sy_json_array(j);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        sy_json_string(j, of ? text_of(item, of) : json_string_value(item));
    }
    sy_json_end(j);
}

static void json_facts(sy_json *j, const json_t *list)
{
    sy_json_key(j, "facts");
    sy_json_array(j);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *fact = json_array_get(list, i), *source = json_object_get(fact, "source");
        if (!*text_of(fact, "value")) continue;
        sy_json_object(j);
        sy_reply_string(j, "name", text_of(fact, "name"));
        sy_reply_string(j, "value", text_of(fact, "value"));
        if (source) {
            sy_json_key(j, "source");
            sy_json_object(j);
            sy_reply_string(j, "file", text_of(source, "file"));
            sy_reply_string(j, "sheet", json_string_value(json_object_get(source, "sheet")));
            sy_reply_int(j, "row", (uint64_t)json_integer_value(json_object_get(source, "row")));
            sy_reply_string(j, "sha256", text_of(source, "sha256"));
            sy_json_end(j);
        }
        sy_json_end(j);
    }
    sy_json_end(j);
}

/* Leads of one rule, court and year are judged together (类案). */
static void json_group(sy_json *j, const sy_lead *lead, const json_t *body)
{
    char group[512];

    snprintf(group, sizeof group, "%s/%s/%s/%.4s", lead->model, lead->rule, lead->court,
             text_of(body, "act_date"));
    sy_reply_string(j, "group", group);
}

static void json_lead(sy_json *j, const sy_lead *lead, const json_t *body)
{
    sy_json_object(j);
    sy_reply_string(j, "id", lead->id);
    sy_reply_string(j, "model", lead->model);
    sy_reply_string(j, "version", lead->version);
    sy_reply_string(j, "rule", lead->rule);
    sy_reply_string(j, "case", lead->case_number);
    sy_reply_string(j, "court", lead->court);
    json_strings(j, "parties", json_object_get(body, "parties"), NULL);
    sy_reply_string(j, "grade", (const char[]){lead->grade, '\0'});
    sy_reply_string(j, "wording", text_of(json_object_get(body, "wording"), "zh"));
    json_facts(j, json_object_get(body, "facts"));
    json_strings(j, "basis", json_object_get(body, "basis"), "text");
    if (lead->has_amount)
        sy_reply_minor(j, "amount", lead->amount);
    else
        sy_reply_string(j, "amount", NULL);
    sy_reply_string(j, "object", text_of(body, "object"));
    sy_reply_string(j, "duty", text_of(body, "duty"));
    sy_reply_string(j, "law_status", text_of(body, "status"));
    sy_reply_string(j, "act_date", json_string_value(json_object_get(body, "act_date")));
    json_strings(j, "not_known", json_object_get(body, "missing"), "zh");
    json_strings(j, "open_questions", json_object_get(body, "questions"), "zh");
    json_strings(j, "exits", json_object_get(body, "exits"), NULL);
    json_group(j, lead, body);
    sy_reply_string(j, "state", "screened");
    sy_reply_string(j, "source", "ex_officio");
    sy_reply_bool(j, "new", lead->is_new);
    sy_reply_bool(j, "vanished", lead->has_vanished);
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const sy_lead *list, size_t n, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "leads");
    sy_json_array(&j);
    for (size_t i = 0; i < n; i++) {
        json_t *body = json_loads(list[i].body, 0, NULL);
        json_lead(&j, &list[i], body);
        json_decref(body);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static const char *said(const json_t *words)
{
    return text_of(words, sy_lang_get() == SY_LANG_EN ? "en" : "zh");
}

static sy_status print_list(sy_call *call, const sy_lead *list, size_t n, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &call->arena, "lllllrl");
    sy_table_head(&t, _("lead"), _("model"), _("grade"), _("case number"), _("party"), _("amount"),
                  _("state"));
    for (size_t i = 0; i < n; i++) {
        const char grade[2] = {list[i].grade, '\0'};
        json_t *body = json_loads(list[i].body, 0, NULL);
        const char *party = json_string_value(json_array_get(json_object_get(body, "parties"), 0));
        sy_table_cell(&t, list[i].id);
        sy_table_cell(&t, list[i].model);
        sy_table_cell(&t, grade);
        sy_table_cell(&t, list[i].case_number);
        sy_table_cell(&t, party ? party : "");
        if (list[i].has_amount)
            sy_table_money(&t, list[i].amount);
        else
            sy_table_cell(&t, "");
        sy_table_cell(&t, list[i].has_vanished ? _("vanished") : list[i].is_new ? _("new") : "");
        json_decref(body);
    }
    if (n == 0) puts(_("no leads yet: suyuan model WS run"));
    return n ? sy_table_print(&t, stdout, err) : SY_OK;
}

static void say_words(const char *label, const json_t *list, bool are_words)
{
    if (json_array_size(list) == 0) return;
    printf("\n%s\n", label);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        printf("  - ");
        sy_print_wrapped(stdout, are_words ? said(item) : text_of(item, "text"), 4, WIDTH);
    }
}

static void say_facts(const json_t *list)
{
    printf("\n%s\n", _("facts that were compared:"));
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *fact = json_array_get(list, i), *source = json_object_get(fact, "source");
        const char *sheet = text_of(source, "sheet");
        if (!*text_of(fact, "value")) continue;
        printf("  %s  %s", text_of(fact, "name"), text_of(fact, "value"));
        if (source)
            printf(_("   [%s%s%s, row %lld]"), text_of(source, "file"), *sheet ? " " : "", sheet,
                   json_integer_value(json_object_get(source, "row")));
        putchar('\n');
    }
}

static sy_status print_lead(const sy_lead *lead)
{
    json_t *body = json_loads(lead->body, 0, NULL);

    printf(_("lead %s    model %s %s    grade %c%s\n"), lead->id, lead->model, lead->version,
           lead->grade, lead->has_vanished ? _("    vanished: the last run does not give it") : "");
    sy_print_wrapped(stdout, said(json_object_get(body, "wording")), 0, WIDTH);
    if (strcmp(text_of(body, "status"), "draft-law") == 0)
        puts(
            _("draft: it rests on a text that is not at hand; check the text before using a lead"));
    say_facts(json_object_get(body, "facts"));
    say_words(_("legal basis:"), json_object_get(body, "basis"), false);
    say_words(_("not known, so it is not of grade A:"), json_object_get(body, "missing"), true);
    say_words(_("questions that stay open:"), json_object_get(body, "questions"), true);
    say_words(_("to be verified:"), json_object_get(body, "verify"), true);
    json_decref(body);
    return SY_OK;
}

static sy_status show(sy_call *call, const sy_lead *list, size_t n, sy_err *err)
{
    if (call->n_words != 3)
        return sy_fail(err, SY_EINVAL, N_("say which lead: suyuan lead %s show ID"),
                       call->words[0]);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].id, call->words[2]) != 0) continue;
        return call->json ? print_json(call, &list[i], 1, err) : print_lead(&list[i]);
    }
    return sy_fail(err, SY_EDATA, N_("no lead \"%.40s\": suyuan lead WS list"), call->words[2]);
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *verb = call->n_words > 1 ? call->words[1] : "list";
    const bool shows = strcmp(verb, "show") == 0;
    sy_workspace *ws = NULL;
    sy_lead *list = NULL;
    size_t n = 0;

    if (!shows && strcmp(verb, "list") != 0)
        return sy_fail(err, SY_EINVAL, N_("lead knows list and show, not \"%.60s\""), verb);
    sy_status st = sy_open_workspace(&ws, call, SY_READ, err);
    if (st == SY_OK) st = sy_leads(ws, sy_call_option(call, "model"), &list, &n, &call->arena, err);
    sy_workspace_close(ws);
    if (st != SY_OK) return st;
    if (shows) return show(call, list, n, err);
    return call->json ? print_json(call, list, n, err) : print_list(call, list, n, err);
}

static const sy_option options[] = {
    {.name = "model", .argument = N_("ID"), .help = N_("only leads of this model")},
    {.name = NULL},
};

const sy_command sy_cmd_lead = {
    .name = "lead",
    .words = "WS [list|show ID]",
    .min_words = 1,
    .max_words = 3,
    .summary = N_("leads that models have given, each fact with its file and row"),
    .details = N_("A lead is what a model's rule found in the pools: a reason to look, never a "
                  "verdict. Its grade falls with what is not known, and says what that is. One "
                  "that the last run of its model no longer gives is shown as vanished."),
    .options = options,
    .example = "suyuan lead wang.suyuan\n"
               "suyuan lead wang.suyuan list --model vehicle-two-files --json",
    .exits = N_("3 where there is no such lead."),
    .run = run,
};
