/* lead_state.c - the table of moves. A row is a state, its bits are where a lead may go from
 * there. Judging may be done at once (screened to confirmed): who has read the file of the
 * case need not say so first. A closed or refuted lead comes back by being checked again. */
#include "casework/lead_state.h"

#include <string.h>

#include "base/lang.h"

#define TO(state) (1u << SY_LEAD_##state)

static const struct {
    const char *name, *title;
    unsigned next;
} states[SY_LEAD_STATES] = {
    [SY_LEAD_SCREENED] = {"screened", N_("screened"),
                          TO(ASSIGNED) | TO(CHECKING) | TO(CONFIRMED) | TO(REFUTED) | TO(CLOSED)},
    [SY_LEAD_ASSIGNED] = {"assigned", N_("assigned"),
                          TO(CHECKING) | TO(CONFIRMED) | TO(REFUTED) | TO(CLOSED)},
    [SY_LEAD_CHECKING] = {"checking", N_("being checked"),
                          TO(CONFIRMED) | TO(REFUTED) | TO(CLOSED)},
    [SY_LEAD_CONFIRMED] = {"confirmed", N_("found true"),
                           TO(CHECKING) | TO(REFUTED) | TO(RECOMMENDED) | TO(REFERRED) |
                               TO(CLOSED)},
    [SY_LEAD_REFUTED] = {"refuted", N_("found untrue"), TO(CHECKING) | TO(CLOSED)},
    [SY_LEAD_RECOMMENDED] = {"recommended", N_("recommended"),
                             TO(REFERRED) | TO(REPLIED) | TO(ADOPTED) | TO(DECLINED) | TO(CLOSED)},
    [SY_LEAD_REFERRED] = {"referred", N_("referred"),
                          TO(RECOMMENDED) | TO(REPLIED) | TO(ADOPTED) | TO(DECLINED) | TO(CLOSED)},
    [SY_LEAD_REPLIED] = {"replied", N_("answered"),
                         TO(RECOMMENDED) | TO(REFERRED) | TO(ADOPTED) | TO(DECLINED) | TO(CLOSED)},
    [SY_LEAD_ADOPTED] = {"adopted", N_("adopted"), TO(REFERRED) | TO(CLOSED)},
    [SY_LEAD_DECLINED] = {"declined", N_("not adopted"),
                          TO(RECOMMENDED) | TO(REFERRED) | TO(CLOSED)},
    [SY_LEAD_CLOSED] = {"closed", N_("closed"), TO(CHECKING)},
};

const char *sy_lead_state_name(sy_lead_state s)
{
    return states[s].name;
}

const char *sy_lead_state_title(sy_lead_state s)
{
    return _(states[s].title);
}

/* In the language of the moment, or in English: whoever writes a script may use either. */
static bool is_called(const char *word, const char *name, const char *title)
{
    return strcmp(word, name) == 0 || strcmp(word, title) == 0;
}

bool sy_lead_state_from(sy_lead_state *s, const char *name)
{
    for (int i = 0; i < SY_LEAD_STATES; i++) {
        if (!is_called(name, states[i].name, _(states[i].title))) continue;
        *s = (sy_lead_state)i;
        return true;
    }
    return false;
}

bool sy_lead_state_follows(sy_lead_state from, sy_lead_state to)
{
    return (states[from].next & 1u << to) != 0;
}

bool sy_lead_state_takes(sy_lead_state s, sy_model_exit measure)
{
    if (s == SY_LEAD_RECOMMENDED) return measure == SY_EXIT_RECOMMENDATION;
    if (s == SY_LEAD_CLOSED) return measure == SY_EXIT_FILE;
    return s == SY_LEAD_REFERRED && measure != SY_EXIT_RECOMMENDATION && measure != SY_EXIT_FILE;
}

bool sy_model_exit_from(sy_model_exit *way, const char *name)
{
    for (int i = 0; i < SY_EXITS; i++) {
        const sy_model_exit e = (sy_model_exit)i;
        if (!is_called(name, sy_model_exit_name(e), sy_model_exit_title(e))) continue;
        *way = e;
        return true;
    }
    return false;
}
