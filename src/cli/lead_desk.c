/* lead_desk.c - opens what the verbs work on, and finds the leads that are meant. */
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "cli/lead.h"
#include "cli/open.h"
#include "cli/today.h"

sy_status sy_lead_desk_open(sy_lead_desk *desk, sy_call *call, sy_access access,
                            sy_docket_options which, int32_t today, sy_err *err)
{
    *desk = (sy_lead_desk){.today = today};
    sy_status st = sy_ex_officio_load(&desk->rules, NULL, &call->arena, err);

    if (st == SY_OK) st = sy_open_workspace(&desk->ws, call, access, err);
    if (st == SY_OK) st = sy_pools_load(&desk->pools, NULL, call->words[0], err);
    if (st != SY_OK) return st;
    which.pools = desk->pools;
    return sy_docket_open(&desk->docket, desk->ws, &which, err);
}

static sy_status open_with(sy_lead_desk *desk, sy_call *call, sy_access access,
                           sy_docket_options which, sy_err *err)
{
    int32_t today;
    const sy_status st = sy_call_today(&today, call, "as-of", err);

    *desk = (sy_lead_desk){0};
    which.model = sy_call_option(call, "model");
    return st == SY_OK ? sy_lead_desk_open(desk, call, access, which, today, err) : st;
}

sy_status sy_lead_desk_of(sy_lead_desk *desk, sy_call *call, sy_access access, sy_err *err)
{
    return open_with(desk, call, access, (sy_docket_options){0}, err);
}

sy_status sy_lead_desk_named(sy_lead_desk *desk, sy_call *call, sy_access access,
                             const char *const *words, size_t n, sy_err *err)
{
    if (n == 0 && sy_call_has(call, "group")) return sy_lead_desk_of(desk, call, access, err);
    return open_with(desk, call, access, (sy_docket_options){.ids = words, .n_ids = n}, err);
}

void sy_lead_desk_close(sy_lead_desk *desk)
{
    sy_docket_close(desk->docket);
    sy_pools_free(desk->pools);
    sy_workspace_close(desk->ws);
}

/* ---- filters ---- */

sy_status sy_lead_states_of(unsigned *states, sy_call *call, sy_err *err)
{
    const char **names = NULL;
    size_t n = 0;
    sy_status st = sy_call_list(call, "state", &names, &n, err);

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        sy_lead_state s;
        if (sy_lead_state_from(&s, names[i]))
            *states |= 1u << s;
        else
            st = sy_fail(err, SY_EINVAL, N_("there is no state \"%.40s\""), names[i]);
    }
    return st;
}

static sy_status read_grades(unsigned *grades, sy_call *call, sy_err *err)
{
    const char **names = NULL;
    size_t n = 0;
    sy_status st = sy_call_list(call, "grade", &names, &n, err);

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const char g = names[i][0];
        if (g >= 'A' && g <= 'C' && !names[i][1])
            *grades |= 1u << (g - 'A');
        else
            st = sy_fail(err, SY_EINVAL, N_("--grade \"%.40s\": there are A, B and C"), names[i]);
    }
    return st;
}

static sy_status read_source(unsigned *sources, const sy_call *call, sy_err *err)
{
    const char *name = sy_call_option(call, "source");

    if (!name) return SY_OK;
    if (strcmp(name, "ex_officio") == 0)
        *sources = SY_LEAD_EX_OFFICIO;
    else if (strcmp(name, "application") == 0)
        *sources = SY_LEAD_APPLICATION;
    else
        return sy_fail(err, SY_EINVAL,
                       N_("--source \"%.40s\": there are ex_officio and "
                          "application"),
                       name);
    return SY_OK;
}

/* Those that a number of lead stats, or of model feedback, counts. */
static sy_status read_count(sy_lead_terms *t, const sy_call *call, sy_err *err)
{
    const char *count = sy_call_option(call, "counted"), *outcome = sy_call_option(call, "outcome");

    if (count && !sy_lead_count_from(&t->count, count))
        return sy_fail(err, SY_EINVAL,
                       N_("--counted \"%.40s\": there are found, confirmed, refuted, recommended, "
                          "referred, replied, adopted, declined, open and money"),
                       count);
    if (t->month && (strlen(t->month) != 7 || t->month[4] != '-'))
        return sy_fail(err, SY_EINVAL, N_("--month \"%.40s\" is not YYYY-MM"), t->month);
    if (outcome && !sy_feedback_outcome_from(&t->outcome, outcome))
        return sy_fail(err, SY_EINVAL,
                       N_("--outcome \"%.40s\": there are confirmed, refuted, open and vanished"),
                       outcome);
    return SY_OK;
}

sy_status sy_lead_terms_of(sy_lead_terms *terms, sy_call *call, sy_err *err)
{
    *terms = (sy_lead_terms){.court = sy_call_option(call, "court"),
                             .case_number = sy_call_option(call, "case"),
                             .party = sy_call_option(call, "party"),
                             .person = sy_call_option(call, "assigned-to"),
                             .group = sy_call_option(call, "group"),
                             .is_new = sy_call_has(call, "new"),
                             .is_due = sy_call_has(call, "due"),
                             .is_proposed = sy_call_has(call, "proposed"),
                             .has_changed = sy_call_has(call, "changed"),
                             .month = sy_call_option(call, "month"),
                             .line = {.version = sy_call_option(call, "of-version"),
                                      .hash = sy_call_option(call, "of-hash"),
                                      .rule = sy_call_option(call, "rule")}};
    sy_status st = sy_lead_states_of(&terms->states, call, err);
    if (st == SY_OK) st = read_grades(&terms->grades, call, err);
    if (st == SY_OK) st = read_count(terms, call, err);
    return st == SY_OK ? read_source(&terms->sources, call, err) : st;
}

static bool has_party(const sy_docket_lead *l, const char *name)
{
    json_t *list = sy_docket_parties(l);
    bool has_it = false;

    for (size_t i = 0; i < json_array_size(list) && !has_it; i++) {
        const char *party = json_string_value(json_array_get(list, i));
        has_it = party && strstr(party, name);
    }
    json_decref(list);
    return has_it;
}

static bool is_of_case(const sy_docket_lead *l, const char *case_number)
{
    char here[SY_CASE_KEY], there[SY_CASE_KEY];

    sy_case_key(here, l->lead.case_number);
    sy_case_key(there, case_number);
    return strcmp(here, there) == 0;
}

/* What costs least to ask comes first. */
static bool passes(sy_docket_lead *l, const sy_lead_terms *t, int32_t today)
{
    const unsigned source = l->petition ? SY_LEAD_APPLICATION : SY_LEAD_EX_OFFICIO;

    if (t->states && !(t->states >> l->state & 1u)) return false;
    if (t->grades && !(t->grades >> (l->lead.grade - 'A') & 1u)) return false;
    if (t->sources && !(t->sources & source)) return false;
    if (t->is_new && !l->lead.is_new) return false;
    if (t->has_changed && !l->has_changed) return false;
    if (t->is_proposed && !l->proposal) return false;
    if (t->person && strcmp(l->word[SY_LEAD_PERSON], t->person) != 0) return false;
    if (t->court && !strstr(l->lead.court, t->court)) return false;
    if (t->case_number && !is_of_case(l, t->case_number)) return false;
    if (t->is_due && sy_deadline_of(l, today).due < SY_DUE_NEAR) return false;
    if (!sy_lead_is_counted(l, t->count, t->month)) return false;
    return !t->party || has_party(l, t->party);
}

static sy_status make_pick(sy_lead_pick *pick, const sy_lead_desk *desk, sy_call *call, sy_err *err)
{
    const size_t n = sy_docket_count(desk->docket);

    *pick = (sy_lead_pick){
        .leads = sy_arena_get(&call->arena, (n + call->n_words + 1) * sizeof *pick->leads)};
    return pick->leads ? SY_OK : sy_fail_nomem(err);
}

/* Of the docket's leads those that pass, and that a line of model feedback counts where one was
 * asked for, which costs most. */
static sy_status find_passing(bool **is_in, const sy_lead_desk *desk, sy_call *call,
                              const sy_lead_terms *t, sy_err *err)
{
    const size_t n = sy_docket_count(desk->docket);

    *is_in = sy_arena_get(&call->arena, (n + 1) * sizeof **is_in);
    if (!*is_in) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++)
        (*is_in)[i] = passes(sy_docket_at(desk->docket, i), t, desk->today);
    if (!t->line.version && !t->line.hash && !t->line.rule && t->outcome == SY_FEEDBACK_ANY)
        return SY_OK;
    return sy_feedback_counted(*is_in, desk->docket, desk->ws, &t->line, t->outcome, &call->arena,
                               err);
}

sy_status sy_lead_filter(sy_lead_pick *pick, const sy_lead_desk *desk, sy_call *call,
                         const sy_lead_terms *terms, sy_err *err)
{
    bool *is_in = NULL;
    sy_status st = make_pick(pick, desk, call, err);

    if (st == SY_OK) st = find_passing(&is_in, desk, call, terms, err);
    for (size_t i = 0; st == SY_OK && i < sy_docket_count(desk->docket); i++) {
        sy_docket_lead *l = sy_docket_at(desk->docket, i);
        if (is_in[i] && terms->group) st = sy_lead_is_in_group(&is_in[i], l, terms->group, err);
        if (st == SY_OK && is_in[i]) pick->leads[pick->n++] = l;
    }
    return st;
}

/* ---- by id ---- */

static sy_status add_named(sy_lead_pick *pick, const sy_lead_desk *desk, const char *id,
                           sy_err *err)
{
    sy_docket_lead *l = sy_docket_find(desk->docket, id);

    if (!l) return sy_fail(err, SY_EDATA, N_("no lead \"%.40s\": suyuan lead WS list"), id);
    for (size_t i = 0; i < pick->n; i++) {
        if (pick->leads[i] == l) return SY_OK; /* named twice */
    }
    pick->leads[pick->n++] = l;
    return SY_OK;
}

sy_status sy_lead_named(sy_lead_pick *pick, const sy_lead_desk *desk, sy_call *call,
                        const char *const *words, size_t n, sy_err *err)
{
    const char *group = sy_call_option(call, "group");
    sy_lead_terms terms;
    sy_status st = SY_OK;

    if (n == 0 && group) {
        st = sy_lead_terms_of(&terms, call, err);
        if (st == SY_OK) st = sy_lead_filter(pick, desk, call, &terms, err);
        if (st == SY_OK && pick->n == 0)
            st = sy_fail(err, SY_EDATA, N_("no lead of the group \"%.40s\": suyuan lead WS groups"),
                         group);
        return st;
    }
    if (n == 0)
        return sy_fail(err, SY_EINVAL, N_("say which leads: suyuan lead WS %s ID, or --group G"),
                       call->words[1]);
    if (group) return sy_fail(err, SY_EINVAL, N_("name leads or a group of them, not both"));
    st = make_pick(pick, desk, call, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) st = add_named(pick, desk, words[i], err);
    return st;
}
