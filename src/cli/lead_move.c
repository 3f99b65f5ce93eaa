/* lead_move.c - assign, note, move, undo: what is said of one lead, or of a group at once. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "casework/two_persons.h"
#include "cli/lead.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "cli/table.h"
#include "cli/today.h"

/* ---- what was said ---- */

static sy_status json_said(sy_call *call, const sy_lead_pick *pick, const sy_lead_left *left,
                           size_t n_left, const char *done, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "done", done);
    sy_json_key(&j, "leads");
    sy_json_array(&j);
    for (size_t i = 0, k = 0; i < pick->n; i++) {
        const bool is_left = k < n_left && left[k].lead == pick->leads[i];
        if (is_left)
            k++;
        else
            sy_json_string(&j, pick->leads[i]->lead.id);
    }
    sy_json_end(&j);
    sy_json_key(&j, "left");
    sy_json_array(&j);
    for (size_t i = 0; i < n_left; i++) {
        sy_json_object(&j);
        sy_reply_string(&j, "id", left[i].lead->lead.id);
        sy_reply_string(&j, "why", left[i].why);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status print_said(sy_call *call, const sy_lead_pick *pick, const sy_lead_left *left,
                            size_t n_left, const char *done, sy_err *err)
{
    if (call->json) return json_said(call, pick, left, n_left, done, err);
    if (strcmp(done, "proposed") == 0)
        printf(_("proposed, to be confirmed by a second person: %zu leads\n"), pick->n - n_left);
    else
        printf(_("kept: %zu leads\n"), pick->n - n_left);
    if (n_left) printf(_("left as they are: %zu\n"), n_left);
    for (size_t i = 0; i < n_left; i++) sy_printf_shown(stdout, "  %s\n", left[i].why);
    return SY_OK;
}

/* Is it made, or only proposed (two_persons.h)? */
static sy_status choose_kind(const char **kind, const char **done, const sy_lead_said *said,
                             sy_workspace *ws, sy_arena *arena, sy_err *err)
{
    const char *name = said->word[SY_LEAD_STATE];
    sy_two_persons two;
    sy_lead_state to;
    const sy_status st = sy_two_persons_read(&two, ws, arena, err);

    *kind = SY_STEPS_OF_LEADS;
    if (st != SY_OK || !two.is_on || said->word[SY_LEAD_SECOND]) return st;
    if (!name || !sy_lead_state_from(&to, name) || !sy_two_persons_for(to)) return st;
    *kind = SY_STEPS_OF_PROPOSALS;
    *done = "proposed";
    return st;
}

/* words: of the command, from the first id on. */
static sy_status say(sy_call *call, const sy_lead_said *said, size_t n_ids, const char *done,
                     sy_err *err)
{
    const char *kind = SY_STEPS_OF_LEADS;
    sy_lead_pick pick = {0};
    sy_lead_left *left = NULL;
    size_t n_left = 0;
    sy_lead_desk desk;
    sy_status st = sy_lead_desk_named(&desk, call, SY_WRITE, call->words + 2, n_ids, err);

    if (st == SY_OK) st = sy_lead_named(&pick, &desk, call, call->words + 2, n_ids, err);
    if (st == SY_OK) st = choose_kind(&kind, &done, said, desk.ws, &call->arena, err);
    if (st == SY_OK)
        st = sy_leads_say(desk.ws, kind, pick.leads, pick.n, said, &desk.rules, &left, &n_left,
                          &call->arena, err);
    if (st == SY_OK) st = print_said(call, &pick, left, n_left, done, err);
    sy_lead_desk_close(&desk);
    return st;
}

/* ---- from the options ---- */

/* A day after today is a slip of the pen, and would run a deadline from there. */
static sy_status read_day(sy_lead_said *said, sy_call *call, bool is_needed, sy_err *err)
{
    const char *day = sy_call_option(call, "on");
    char text[SY_TIME_TEXT];
    int32_t today;
    sy_status st = sy_call_today(&today, call, "as-of", err);

    if (st != SY_OK || (!day && !is_needed)) return st;
    sy_time_print(text, (int64_t)today * SY_DAY, SY_DATE);
    if (day && strlen(day) == strlen(text) && strcmp(day, text) > 0)
        return sy_fail(err, SY_EINVAL, N_("--on %s lies after today (%s)"), day, text);
    said->word[SY_LEAD_DAY] = day ? day : sy_arena_text(&call->arena, text, strlen(text));
    return said->word[SY_LEAD_DAY] ? SY_OK : sy_fail_nomem(err);
}

/* Yuan with two decimals, however they were typed. */
static sy_status read_money(sy_lead_said *said, sy_call *call, sy_err *err)
{
    char text[SY_MINOR_TEXT];
    sy_minor amount = -1;
    sy_status st = sy_call_amount(call, "money", &amount, err);

    if (st != SY_OK || amount < 0) return st;
    sy_minor_print(text, amount);
    said->word[SY_LEAD_MONEY] = sy_arena_text(&call->arena, text, strlen(text));
    return said->word[SY_LEAD_MONEY] ? SY_OK : sy_fail_nomem(err);
}

static sy_status read_said(sy_lead_said *said, sy_call *call, bool needs_day, sy_err *err)
{
    static const struct {
        const char *option;
        sy_lead_field field;
    } spoken[] = {{"to", SY_LEAD_PERSON}, {"measure", SY_LEAD_MEASURE},
                  {"item", SY_LEAD_ITEM}, {"document", SY_LEAD_DOCUMENT},
                  {"note", SY_LEAD_NOTE}, {"second", SY_LEAD_SECOND}};
    sy_status st = read_day(said, call, needs_day, err);

    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++) {
        const char *value = sy_call_option(call, spoken[i].option);
        if (value) said->word[spoken[i].field] = value;
    }
    if (st == SY_OK && said->word[SY_LEAD_SECOND])
        st = sy_second_person_check(said->word[SY_LEAD_SECOND], err);
    return st == SY_OK ? read_money(said, call, err) : st;
}

/* ---- the verbs ---- */

sy_status sy_lead_assign(sy_call *call, sy_err *err)
{
    sy_lead_said said = {{NULL}};
    sy_status st = read_said(&said, call, false, err);

    if (st == SY_OK && (!said.word[SY_LEAD_PERSON] || !*said.word[SY_LEAD_PERSON]))
        st = sy_fail(err, SY_EINVAL, N_("say to whom: --to NAME"));
    return st == SY_OK ? say(call, &said, call->n_words - 2, "assigned", err) : st;
}

sy_status sy_lead_note(sy_call *call, sy_err *err)
{
    sy_lead_said said = {{NULL}};
    bool is_anything = false;
    /* Money is counted in the month of its day. */
    sy_status st = read_said(&said, call, sy_call_has(call, "money"), err);

    for (int f = 0; f < SY_LEAD_FIELDS; f++) is_anything = is_anything || said.word[f];
    if (st == SY_OK && !is_anything)
        st = sy_fail(err, SY_EINVAL, N_("say what: --note TEXT, --money YUAN, --document NUMBER"));
    return st == SY_OK ? say(call, &said, call->n_words - 2, "noted", err) : st;
}

/* The state is the last word: move ID… STATE, move --group G STATE. */
sy_status sy_lead_move(sy_call *call, sy_err *err)
{
    sy_lead_said said = {{NULL}};
    sy_lead_state to;

    if (call->n_words < 3 || !sy_lead_state_from(&to, call->words[call->n_words - 1])) {
        const char *names[SY_LEAD_STATES];
        for (int i = 0; i < SY_LEAD_STATES; i++) names[i] = sy_lead_state_name((sy_lead_state)i);
        const char *typed = call->n_words < 3 ? "" : call->words[call->n_words - 1];
        const char *near = *typed ? sy_nearest(typed, names, SY_LEAD_STATES) : NULL;
        return sy_fail(err, SY_EINVAL,
                       N_("say where to: suyuan lead WS move ID STATE, not \"%.40s\"%s%s"), typed,
                       near ? "; " : "", near ? near : "");
    }
    sy_status st = read_said(&said, call, true, err);
    said.word[SY_LEAD_STATE] = sy_lead_state_name(to);
    return st == SY_OK ? say(call, &said, call->n_words - 3, "moved", err) : st;
}

/* ---- by two ---- */

sy_status sy_lead_confirm(sy_call *call, sy_err *err)
{
    sy_lead_pick pick = {0};
    sy_lead_left *left = NULL;
    size_t n_left = 0;
    sy_lead_desk desk;
    sy_status st =
        sy_lead_desk_named(&desk, call, SY_WRITE, call->words + 2, call->n_words - 2, err);

    if (st == SY_OK)
        st = sy_lead_named(&pick, &desk, call, call->words + 2, call->n_words - 2, err);
    if (st == SY_OK)
        st = sy_leads_confirm(desk.ws, pick.leads, pick.n, &desk.rules, &left, &n_left,
                              &call->arena, err);
    if (st == SY_OK) st = print_said(call, &pick, left, n_left, "confirmed", err);
    sy_lead_desk_close(&desk);
    return st;
}

static sy_status print_undone(sy_call *call, const sy_step *undone, size_t n, sy_err *err)
{
    sy_json j;

    if (!call->json) {
        printf(_("taken back: the last step of %zu leads\n"), n);
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "done", "undone");
    sy_json_key(&j, "leads");
    sy_json_array(&j);
    for (size_t i = 0; i < n; i++) sy_json_string(&j, undone[i].subject);
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

sy_status sy_lead_undo(sy_call *call, sy_err *err)
{
    const char *id = call->n_words > 2 ? call->words[2] : NULL;
    sy_step *undone = NULL;
    sy_lead_pick pick;
    sy_lead_desk desk;
    size_t n = 0;

    if (call->n_words > 3)
        return sy_fail(err, SY_EINVAL, N_("undo takes back the last step, or that of one lead"));
    sy_status st = sy_lead_desk_named(&desk, call, SY_WRITE, call->words + 2, id != NULL, err);
    if (st == SY_OK && id) st = sy_lead_named(&pick, &desk, call, &id, 1, err);
    if (st == SY_OK)
        st = sy_steps_undo(desk.ws, SY_STEPS_OF_LEADS, id, &undone, &n, &call->arena, err);
    if (st == SY_OK && n == 0) st = sy_fail(err, SY_EDATA, N_("there is nothing to take back"));
    if (st == SY_OK) st = print_undone(call, undone, n, err);
    sy_lead_desk_close(&desk);
    return st;
}

/* Whoever proposed it, or whoever was to confirm it. */
sy_status sy_lead_withdraw(sy_call *call, sy_err *err)
{
    sy_step *undone = NULL;
    sy_lead_pick pick;
    sy_lead_desk desk;
    size_t n = 0;

    if (call->n_words != 3) return sy_fail(err, SY_EINVAL, N_("withdraw takes one lead"));
    sy_status st = sy_lead_desk_named(&desk, call, SY_WRITE, call->words + 2, 1, err);
    if (st == SY_OK) st = sy_lead_named(&pick, &desk, call, call->words + 2, 1, err);
    if (st == SY_OK && !pick.leads[0]->proposal)
        st = sy_fail(err, SY_EDATA, N_("%s: nothing waits for a second person"), call->words[2]);
    if (st == SY_OK)
        st = sy_steps_undo(desk.ws, SY_STEPS_OF_PROPOSALS, call->words[2], &undone, &n,
                           &call->arena, err);
    if (st == SY_OK) st = print_undone(call, undone, n, err);
    sy_lead_desk_close(&desk);
    return st;
}

sy_status sy_lead_two_persons(sy_call *call, sy_err *err)
{
    const char *wanted = sy_call_option(call, "require");
    const bool on = wanted && strcmp(wanted, "on") == 0;
    sy_two_persons two = {0};
    sy_workspace *ws = NULL;
    sy_json j;

    if (call->n_words != 2 || (wanted && !on && strcmp(wanted, "off") != 0))
        return sy_fail(err, SY_EINVAL, N_("two-persons takes --require on or --require off"));
    sy_status st = sy_open_workspace(&ws, call, wanted ? SY_WRITE : SY_READ, err);
    if (st == SY_OK) st = sy_two_persons_read(&two, ws, &call->arena, err);
    if (st == SY_OK && wanted && two.is_on != on) st = sy_two_persons_set(ws, on, err);
    if (st == SY_OK && wanted) st = sy_two_persons_read(&two, ws, &call->arena, err);
    sy_workspace_close(ws);
    if (st != SY_OK) return st;
    if (!call->json) {
        puts(two.is_on ? _("recommending, referring and closing need a second person")
                       : _("recommending, referring and closing are done by one person"));
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_bool(&j, "two_persons", two.is_on);
    sy_reply_string(&j, "who", two.who);
    sy_reply_string(&j, "at", two.at);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}
