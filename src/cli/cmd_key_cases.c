/* cmd_key_cases.c - suyuan key-cases: the cases to step into, and what was done in them. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "cli/commands.h"
#include "cli/key_cases.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/today.h"
#include "identifier/case_number.h"

sy_status sy_key_desk_open(sy_key_desk *desk, sy_call *call, sy_access access, bool all,
                           sy_err *err)
{
    *desk = (sy_key_desk){.weights = {.words = NULL}};
    sy_status st = sy_key_weights_load(&desk->weights, NULL, &call->arena, err);

    if (st == SY_OK)
        st = sy_lead_desk_open(&desk->leads, call, access, (sy_docket_options){0}, 0, err);
    if (st != SY_OK) return st;
    return sy_key_cases_read(&desk->list, desk->leads.ws, desk->leads.pools, desk->leads.docket,
                             &desk->weights, all, &call->arena, err);
}

void sy_key_desk_close(sy_key_desk *desk)
{
    sy_lead_desk_close(&desk->leads);
}

sy_status sy_key_desk_find(const sy_key_desk *desk, const sy_key_case **k, const char *word,
                           sy_err *err)
{
    char key[SY_CASE_KEY];

    sy_case_key(key, word);
    for (size_t i = 0; i < desk->list.n; i++) {
        *k = &desk->list.items[i];
        if (strcmp((*k)->case_number, key) == 0) return SY_OK;
    }
    *k = NULL;
    return sy_fail(err, SY_EDATA,
                   N_("no lead, petition or document names the case \"%.60s\"; to put it on the "
                      "list: suyuan key-cases WS add CASE"),
                   word);
}

/* ---- what is said ---- */

typedef struct saying {
    sy_step_word words[SY_KEY_FIELDS];
    size_t n;
} saying;

static void add(saying *s, sy_key_field f, const char *value)
{
    if (value && *value) s->words[s->n++] = (sy_step_word){sy_key_field_name(f), value};
}

static sy_status answer(sy_call *call, const char *done, const char *words, const char *subject,
                        bool is_known, sy_err *err)
{
    sy_json j;

    if (!call->json) {
        printf(words, subject);
        if (!is_known)
            puts(_("no lead, petition or document names this case: is the number right?"));
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "done", done);
    sy_reply_string(&j, "case", subject);
    if (!is_known) sy_reply_bool(&j, "known", false);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* must_be_known: by a lead, a petition, a document or an earlier step. */
static sy_status say(sy_call *call, const saying *s, bool must_be_known, const char *done,
                     const char *words, sy_err *err)
{
    char key[SY_CASE_KEY];
    const sy_step step = {.subject = key, .words = s->words, .n = s->n};
    const sy_key_case *k;
    sy_key_desk desk;
    sy_status st = sy_key_desk_open(&desk, call, SY_WRITE, true, err);

    sy_case_key(key, call->words[2]);
    const bool is_known = st == SY_OK && sy_key_desk_find(&desk, &k, call->words[2],
                                                          must_be_known ? err : NULL) == SY_OK;
    if (st == SY_OK && must_be_known && !is_known) st = SY_EDATA;
    if (st == SY_OK) st = sy_steps_add(desk.leads.ws, SY_STEPS_OF_KEY_CASES, &step, 1, err);
    if (st == SY_OK) st = answer(call, done, words, key, is_known, err);
    sy_key_desk_close(&desk);
    return st;
}

/* ---- the verbs ---- */

static sy_status run_add(sy_call *call, sy_err *err)
{
    saying s = {.n = 0};
    sy_case_number c;

    if (!sy_case_number_read(&c, sy_slice_of(call->words[2])))
        return sy_fail(err, SY_EDATA, N_("\"%.60s\" is no case number like (2023)浙0683执1234号"),
                       call->words[2]);
    add(&s, SY_KEY_CHOICE, "added");
    add(&s, SY_KEY_NOTE, sy_call_option(call, "note"));
    return say(call, &s, false, "added", _("%s is on the list\n"), err);
}

static sy_status run_drop(sy_call *call, sy_err *err)
{
    saying s = {.n = 0};

    add(&s, SY_KEY_CHOICE, "dropped");
    add(&s, SY_KEY_NOTE, sy_call_option(call, "note"));
    return say(call, &s, true, "dropped", _("%s is off the list\n"), err);
}

static sy_status run_done(sy_call *call, sy_err *err)
{
    const char *name = sy_call_option(call, "what"), *by = sy_call_option(call, "by");
    const int what = name ? sy_key_what_from(name) : -1;
    char day[SY_TIME_TEXT];
    saying s = {.n = 0};
    int32_t on;

    if (what < 0)
        return sy_fail(err, SY_EINVAL,
                       N_("say what was done: --what file (阅卷), attended (列席), hearing (听证) "
                          "or other, not \"%.40s\""),
                       name ? name : "");
    if (!by || !*by) return sy_fail(err, SY_EINVAL, N_("say by whom: --by NAME"));
    sy_status st = sy_call_today(&on, call, "on", err);
    if (st != SY_OK) return st;
    add(&s, SY_KEY_WHAT, sy_key_what_name(what));
    add(&s, SY_KEY_DAY, sy_time_print(day, (int64_t)on * SY_DAY, SY_DATE));
    add(&s, SY_KEY_BY, by);
    add(&s, SY_KEY_NOTE, sy_call_option(call, "note"));
    return say(call, &s, true, "recorded", _("kept of %s\n"), err);
}

static sy_status run_undo(sy_call *call, sy_err *err)
{
    char key[SY_CASE_KEY] = "";
    sy_workspace *ws = NULL;
    sy_step *undone = NULL;
    size_t n = 0;
    sy_status st = sy_open_workspace(&ws, call, SY_WRITE, err);

    if (call->n_words > 2) sy_case_key(key, call->words[2]);
    if (st == SY_OK)
        st = sy_steps_undo(ws, SY_STEPS_OF_KEY_CASES, *key ? key : NULL, &undone, &n, &call->arena,
                           err);
    if (st == SY_OK && n == 0) st = sy_fail(err, SY_EDATA, N_("there is nothing to take back"));
    if (st == SY_OK)
        st = answer(call, "undone", _("taken back: the last step of %s\n"), undone[0].subject, true,
                    err);
    sy_workspace_close(ws);
    return st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    static const struct {
        const char *name;
        size_t least, most; /* words after it */
        sy_status (*run)(sy_call *call, sy_err *err);
    } verbs[] = {{"list", 0, 0, sy_key_list}, {"show", 1, 1, sy_key_show},
                 {"add", 1, 1, run_add},      {"drop", 1, 1, run_drop},
                 {"done", 1, 1, run_done},    {"undo", 0, 1, run_undo}};
    const char *verb = call->n_words > 1 ? call->words[1] : "list";
    const size_t n = call->n_words > 2 ? call->n_words - 2 : 0;

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verb, verbs[i].name) != 0) continue;
        if (n < verbs[i].least)
            return sy_fail(err, SY_EINVAL, N_("say which case: suyuan key-cases WS %s CASE"), verb);
        if (n > verbs[i].most)
            return sy_fail(err, SY_EINVAL, N_("key-cases %s takes no case"), verb);
        return verbs[i].run(call, err);
    }
    return sy_fail(err, SY_EINVAL,
                   N_("key-cases knows list, show, add, drop, done and undo, not \"%.60s\""), verb);
}

static const sy_option options[] = {
    {.name = "all", .help = N_("list: also cases with fewer points, and dropped ones")},
    {.name = "what",
     .argument = "file|attended|hearing|other",
     .help = N_("done: read the file (阅卷), attended (列席), a hearing (听证)")},
    {.name = "on", .argument = N_("DAY"), .help = N_("done: when (today)")},
    {.name = "by", .argument = N_("NAME"), .help = N_("done: by whom")},
    {.name = "note", .argument = N_("TEXT"), .help = N_("what is to be remembered of it")},
    {.name = NULL},
};

const sy_command sy_cmd_key_cases = {
    .name = "key-cases",
    .words = "WS [list|show|add|drop|done|undo] [CASE]",
    .min_words = 1,
    .max_words = 3,
    .summary = N_("cases to step into, why, and what was done in each"),
    .details =
        N_("On the list are the cases that a document names (pool key-cases: 重点案件), those that "
           "weighted conditions choose (amount, a creditor in need of protection, several models, "
           "a petition, closed for now again and again: dict/key-cases.yaml), and those that "
           "somebody adds. Points only order the list; the reasons stand beside them.\n"
           "done keeps what was done: the file read, attended, a hearing held, with its day and by "
           "whom. Each step can be taken back; nothing is deleted."),
    .options = options,
    .example =
        "suyuan key-cases wang.suyuan\n"
        "suyuan key-cases wang.suyuan done \"(2023)浙0699执12号\" --what file --on 2026-02-03 "
        "--by 甲检",
    .exits = N_("3 where the case is not known, or there is nothing to take back."),
    .cost = N_("a few scans of the pools of cases and parties."),
    .run = run,
};
