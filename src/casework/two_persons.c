/* two_persons.c - the setting is the newest word of a kind of steps of its own; proposals are read
 * with the docket (docket.c). */
#include "casework/two_persons.h"

#include <string.h>

#include "base/lang.h"

#define SUBJECT "moves"
#define FIELD "required"

bool sy_two_persons_for(sy_lead_state to)
{
    return to == SY_LEAD_RECOMMENDED || to == SY_LEAD_REFERRED || to == SY_LEAD_CLOSED;
}

/* ---- the setting ---- */

sy_status sy_two_persons_read(sy_two_persons *out, sy_workspace *ws, sy_arena *arena, sy_err *err)
{
    sy_step *steps = NULL;
    size_t n = 0;

    *out = (sy_two_persons){0};
    const sy_status st =
        sy_steps_read(ws, SY_STEPS_OF_TWO_PERSONS, SUBJECT, &steps, &n, arena, err);
    for (size_t i = 0; st == SY_OK && i < n; i++) {
        if (steps[i].undone_at || steps[i].n != 1) continue;
        *out =
            (sy_two_persons){strcmp(steps[i].words[0].value, "on") == 0, steps[i].who, steps[i].at};
    }
    return st;
}

sy_status sy_two_persons_set(sy_workspace *ws, bool is_on, sy_err *err)
{
    const sy_step_word said = {FIELD, is_on ? "on" : "off"};
    const sy_step step = {.subject = SUBJECT, .words = &said, .n = 1};

    return sy_steps_add(ws, SY_STEPS_OF_TWO_PERSONS, &step, 1, err);
}

sy_status sy_second_person_check(const char *name, sy_err *err)
{
    if (sy_steps_are_logged_in())
        return sy_fail(err, SY_EINVAL,
                       N_("a second person is not named here, but logs in and confirms"));
    if (!*name || sy_slice_is(sy_slice_of(name), sy_steps_who()))
        return sy_fail(err, SY_EINVAL, N_("\"%.40s\" is no second person"), name);
    return SY_OK;
}

/* ---- confirming ---- */

/* SY_EDATA: with the reason. */
static sy_status read_proposal(sy_lead_said *said, const sy_docket_lead *l, sy_err *err)
{
    const sy_step *p = l->proposal;

    *said = (sy_lead_said){{NULL}};
    if (!p) return sy_fail(err, SY_EDATA, N_("%s: nothing waits for a second person"), l->lead.id);
    if (sy_slice_is(sy_slice_of(p->who), sy_steps_who()))
        return sy_fail(err, SY_EDATA, N_("%s was proposed by %s: somebody else has to confirm it"),
                       l->lead.id, p->who);
    if (p->edition != l->lead.edition)
        return sy_fail(
            err, SY_EDATA,
            N_("%s says something else since it was proposed; withdraw and propose anew"),
            l->lead.id);
    for (size_t i = 0; i < p->n; i++) {
        const sy_lead_field f = sy_lead_field_of(p->words[i].field);
        if (f != SY_LEAD_FIELDS) said->word[f] = p->words[i].value;
    }
    said->word[SY_LEAD_PROPOSER] = p->who;
    return SY_OK;
}

static sy_status confirm_one(sy_step *step, sy_docket_lead *l, const void *rules, sy_arena *arena,
                             sy_err *err)
{
    sy_lead_said said;
    sy_status st = read_proposal(&said, l, err);

    if (st == SY_OK) st = sy_lead_check(l, &said, rules, err);
    return st == SY_OK ? sy_lead_step(step, l, &said, arena, err) : st;
}

sy_status sy_leads_confirm(sy_workspace *ws, sy_docket_lead *const *leads, size_t n,
                           const sy_ex_officio *rules, sy_lead_left **left, size_t *n_left,
                           sy_arena *arena, sy_err *err)
{
    return sy_leads_step_each(ws, SY_STEPS_OF_LEADS, leads, n, confirm_one, rules, left, n_left,
                              arena, err);
}
