/* moves.c - a step is completed, then checked rule by rule; the first that does not hold is
 * the reason. Steps of many leads are written in one transaction. */
#include "casework/moves.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"

/* ---- values ---- */

static sy_status check_day(const char *day, sy_err *err)
{
    sy_precision precision;
    int64_t at;

    if (sy_time_parse_iso(&at, &precision, sy_slice_of(day)) && precision == SY_DATE) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("\"%.40s\" is not a day like 2023-05-01"), day);
}

static sy_status check_money(const char *money, sy_err *err)
{
    sy_minor amount;

    if (sy_minor_parse(&amount, sy_slice_of(money)) && amount >= 0) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("\"%.40s\" is not an amount of yuan like 12345.00"), money);
}

static sy_status check_item(const sy_lead_said *said, const sy_ex_officio *rules, sy_err *err)
{
    const char *item = said->word[SY_LEAD_ITEM];

    if (!item || sy_ex_officio_find(rules, item)) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("\"%.20s\" is no item of dict/ex-officio.yaml"), item);
}

static sy_status check_values(const sy_lead_said *said, const sy_ex_officio *rules, sy_err *err)
{
    sy_status st = SY_OK;

    if (said->word[SY_LEAD_DAY]) st = check_day(said->word[SY_LEAD_DAY], err);
    if (st == SY_OK && said->word[SY_LEAD_MONEY]) st = check_money(said->word[SY_LEAD_MONEY], err);
    return st == SY_OK ? check_item(said, rules, err) : st;
}

/* ---- the state ---- */

static const char *joined_states(char *out, size_t size, sy_lead_state from)
{
    size_t at = 0;

    out[0] = '\0';
    for (int i = 0; i < SY_LEAD_STATES && at < size; i++) {
        const sy_lead_state to = (sy_lead_state)i;
        if (!sy_lead_state_follows(from, to)) continue;
        at += (size_t)snprintf(out + at, size - at, "%s%s (%s)", at ? ", " : "",
                               sy_lead_state_name(to), sy_lead_state_title(to));
    }
    return out;
}

static sy_status check_state(const sy_docket_lead *l, sy_lead_state to, sy_err *err)
{
    char next[400];

    if (sy_lead_state_follows(l->state, to)) return SY_OK;
    if (l->state == to)
        return sy_fail(err, SY_EDATA, N_("%s is %s already"), l->lead.id, sy_lead_state_title(to));
    return sy_fail(err, SY_EDATA, N_("%s is %s: it cannot become %s from there, but: %s"),
                   l->lead.id, sy_lead_state_title(l->state), sy_lead_state_title(to),
                   joined_states(next, sizeof next, l->state));
}

/* ---- the measure ---- */

/* 存查 is open to every lead, whatever its model names. */
static bool may_take(sy_docket_lead *l, sy_lead_state to, sy_model_exit way)
{
    return sy_lead_state_takes(to, way) && (way == SY_EXIT_FILE || sy_docket_has_exit(l, way));
}

static const char *joined_ways(char *out, size_t size, sy_docket_lead *l, sy_lead_state to)
{
    size_t at = 0;

    out[0] = '\0';
    for (int i = 0; i < SY_EXITS && at < size; i++) {
        const sy_model_exit way = (sy_model_exit)i;
        if (!may_take(l, to, way)) continue;
        at += (size_t)snprintf(out + at, size - at, "%s%s (%s)", at ? ", " : "",
                               sy_model_exit_name(way), sy_model_exit_title(way));
    }
    return out;
}

/* The measure that it can only be; NULL where there is a choice, or none. */
static const char *only_way(sy_docket_lead *l, sy_lead_state to, int *n)
{
    const char *only = NULL;

    *n = 0;
    for (int i = 0; i < SY_EXITS; i++) {
        if (!may_take(l, to, (sy_model_exit)i)) continue;
        only = sy_model_exit_name((sy_model_exit)i);
        ++*n;
    }
    return *n == 1 ? only : NULL;
}

static sy_status check_duty(sy_docket_lead *l, sy_err *err)
{
    const bool is_courts = strncmp(sy_docket_text(l, "object"), "court-", 6) == 0;
    const bool is_shall = strcmp(sy_docket_text(l, "duty"), "shall") == 0;

    if (is_courts && is_shall && sy_docket_has_exit(l, SY_EXIT_RECOMMENDATION)) return SY_OK;
    return sy_fail(err, SY_EDATA,
                   N_("%s: only a duty (shall) that a court has breached may lead to a "
                      "recommendation; this lead may be referred"),
                   l->lead.id);
}

static sy_status check_measure(sy_docket_lead *l, sy_lead_state to, sy_lead_said *said, sy_err *err)
{
    const char *name = said->word[SY_LEAD_MEASURE];
    char ways[400];
    sy_model_exit way;
    int n;

    if (to == SY_LEAD_RECOMMENDED) {
        const sy_status st = check_duty(l, err);
        if (st != SY_OK) return st;
    }
    const char *only = only_way(l, to, &n);
    if (!name) {
        said->word[SY_LEAD_MEASURE] = only;
        if (only || n == 0) {
            if (to != SY_LEAD_REFERRED || n) return SY_OK;
            return sy_fail(err, SY_EDATA, N_("%s: its model names no way to refer it"), l->lead.id);
        }
        return sy_fail(err, SY_EDATA, N_("%s: say by which way: --measure %s"), l->lead.id,
                       joined_ways(ways, sizeof ways, l, to));
    }
    if (!sy_model_exit_from(&way, name))
        return sy_fail(err, SY_EINVAL, N_("there is no measure \"%.40s\""), name);
    said->word[SY_LEAD_MEASURE] = sy_model_exit_name(way);
    if (may_take(l, to, way)) return SY_OK;
    if (n == 0)
        return sy_fail(err, SY_EDATA, N_("%s: no measure is taken with the state %s"), l->lead.id,
                       sy_lead_state_title(to));
    return sy_fail(err, SY_EDATA, N_("%s: with the state %s the measure can be: %s"), l->lead.id,
                   sy_lead_state_title(to), joined_ways(ways, sizeof ways, l, to));
}

/* ---- ex officio ---- */

static sy_status check_ground(sy_docket_lead *l, sy_lead_state to, const sy_lead_said *said,
                              const sy_ex_officio *rules, sy_err *err)
{
    const bool goes_out = to == SY_LEAD_RECOMMENDED || to == SY_LEAD_REFERRED;

    if (!goes_out || l->petition || said->word[SY_LEAD_ITEM] || *l->word[SY_LEAD_ITEM])
        return SY_OK;
    const sy_ex_officio_item *fit = sy_ex_officio_for(rules, sy_docket_text(l, "object"));
    if (!fit)
        return sy_fail(
            err, SY_EDATA,
            N_("%s is followed ex officio: say which item of 监督规则 37 is met (--item)"),
            l->lead.id);
    return sy_fail(err, SY_EDATA,
                   N_("%s is followed ex officio: say which item of 监督规则 37 is met, perhaps "
                      "--item %s (%s)%s; a private debt alone is none"),
                   l->lead.id, fit->id, sy_model_words(&fit->words),
                   fit->is_checked ? "" : _(", its text is not at hand"));
}

/* ---- money and days ---- */

static sy_status check_recovered(const sy_docket_lead *l, sy_lead_state to,
                                 const sy_lead_said *said, sy_err *err)
{
    const bool is_true = l->verdict == SY_LEAD_IS_TRUE
                             ? to != SY_LEAD_CHECKING && to != SY_LEAD_REFUTED
                             : to == SY_LEAD_CONFIRMED;

    if (!said->word[SY_LEAD_MONEY] || is_true) return SY_OK;
    return sy_fail(err, SY_EDATA, N_("%s is not confirmed: no money can have been recovered by it"),
                   l->lead.id);
}

/* The day on which it went out last; NULL. */
static const char *went_out_on(const sy_docket_lead *l)
{
    const char *day = NULL;

    for (size_t i = 0; i < l->n_steps; i++) {
        const char *name = sy_step_says(&l->steps[i], SY_LEAD_STATE);
        sy_lead_state s;
        if (l->steps[i].undone_at || !name || !sy_lead_state_from(&s, name)) continue;
        if (s == SY_LEAD_RECOMMENDED || s == SY_LEAD_REFERRED)
            day = sy_step_says(&l->steps[i], SY_LEAD_DAY);
    }
    return day;
}

static sy_status check_answer_day(const sy_docket_lead *l, sy_lead_state to,
                                  const sy_lead_said *said, sy_err *err)
{
    const bool is_answer = to == SY_LEAD_REPLIED || to == SY_LEAD_ADOPTED || to == SY_LEAD_DECLINED;
    const char *day = said->word[SY_LEAD_DAY], *before = is_answer && day ? went_out_on(l) : NULL;

    if (!before || strcmp(before, day) <= 0) return SY_OK; /* YYYY-MM-DD compare as texts */
    return sy_fail(err, SY_EDATA, N_("%s: the answer of %s lies before %s, when it went out"),
                   l->lead.id, day, before);
}

/* ---- together ---- */

static sy_status check_move(sy_docket_lead *l, sy_lead_state to, sy_lead_said *said,
                            const sy_ex_officio *rules, sy_err *err)
{
    sy_status st = check_state(l, to, err);

    /* What goes out depends on what the lead is about. */
    if (st == SY_OK && (to == SY_LEAD_RECOMMENDED || to == SY_LEAD_REFERRED) && !sy_docket_body(l))
        st = sy_fail_nomem(err);
    if (st == SY_OK && to == SY_LEAD_ASSIGNED && !said->word[SY_LEAD_PERSON])
        st = sy_fail(err, SY_EINVAL, N_("say to whom: --to NAME"));
    if (st == SY_OK) st = check_measure(l, to, said, err);
    if (st == SY_OK) st = check_ground(l, to, said, rules, err);
    return st == SY_OK ? check_answer_day(l, to, said, err) : st;
}

sy_status sy_lead_check(sy_docket_lead *l, sy_lead_said *said, const sy_ex_officio *rules,
                        sy_err *err)
{
    sy_lead_state to = l->state;
    sy_status st = check_values(said, rules, err);

    if (st != SY_OK) return st;
    if (said->word[SY_LEAD_PERSON] && !said->word[SY_LEAD_STATE] && l->state == SY_LEAD_SCREENED)
        said->word[SY_LEAD_STATE] = sy_lead_state_name(SY_LEAD_ASSIGNED);
    if (said->word[SY_LEAD_STATE]) {
        if (!sy_lead_state_from(&to, said->word[SY_LEAD_STATE]))
            return sy_fail(err, SY_EINVAL, N_("there is no state \"%.40s\""),
                           said->word[SY_LEAD_STATE]);
        said->word[SY_LEAD_STATE] = sy_lead_state_name(to);
        st = check_move(l, to, said, rules, err);
    } else if (said->word[SY_LEAD_MEASURE]) {
        st = sy_fail(err, SY_EINVAL, N_("a measure is taken with a move"));
    }
    return st == SY_OK ? check_recovered(l, to, said, err) : st;
}

/* ---- many ---- */

sy_status sy_lead_step(sy_step *step, const sy_docket_lead *l, const sy_lead_said *said,
                       sy_arena *arena, sy_err *err)
{
    sy_step_word *words = sy_arena_get(arena, SY_LEAD_FIELDS * sizeof *words);
    size_t n = 0;

    if (!words) return sy_fail_nomem(err);
    for (int f = 0; f < SY_LEAD_FIELDS; f++) {
        if (said->word[f])
            words[n++] = (sy_step_word){sy_lead_field_name((sy_lead_field)f), said->word[f]};
    }
    *step = (sy_step){.subject = l->lead.id, .edition = l->lead.edition, .words = words, .n = n};
    return SY_OK;
}

/* A failure that is one lead's own: the others may go on. */
static sy_status leave(sy_lead_left *left, const sy_docket_lead *l, const sy_err *why,
                       sy_arena *arena, sy_err *err)
{
    const char *text = sy_arena_text(arena, why->text, strlen(why->text));

    if (!text) return sy_fail_nomem(err);
    *left = (sy_lead_left){l, text};
    return SY_OK;
}

sy_status sy_leads_step_each(sy_workspace *ws, const char *kind, sy_docket_lead *const *leads,
                             size_t n, sy_lead_step_fn *step, const void *ctx, sy_lead_left **left,
                             size_t *n_left, sy_arena *arena, sy_err *err)
{
    sy_step *steps = sy_arena_get(arena, (n + 1) * sizeof *steps);
    size_t n_steps = 0;
    sy_status st = SY_OK;

    *n_left = 0;
    *left = sy_arena_get(arena, (n + 1) * sizeof **left);
    if (!steps || !*left) return sy_fail_nomem(err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        sy_err why = {0};
        st = step(&steps[n_steps], leads[i], ctx, arena, &why);
        if (st == SY_OK)
            n_steps++;
        else if (st == SY_EDATA)
            st = leave(&(*left)[(*n_left)++], leads[i], &why, arena, err);
        else if (err)
            *err = why;
    }
    if (st == SY_OK && n_steps == 0 && n == 1) return sy_fail(err, SY_EDATA, "%s", (*left)->why);
    if (st == SY_OK && n_steps == 0)
        return sy_fail(err, SY_EDATA, N_("none of the %zu leads can take this step; the first: %s"),
                       n, *n_left ? (*left)->why : "");
    return st == SY_OK ? sy_steps_add(ws, kind, steps, n_steps, err) : st;
}

typedef struct saying {
    const sy_lead_said *said;
    const sy_ex_officio *rules;
} saying;

static sy_status say_one(sy_step *step, sy_docket_lead *l, const void *ctx, sy_arena *arena,
                         sy_err *err)
{
    const saying *s = ctx;
    sy_lead_said own = *s->said;
    const sy_status st = sy_lead_check(l, &own, s->rules, err);

    return st == SY_OK ? sy_lead_step(step, l, &own, arena, err) : st;
}

sy_status sy_leads_say(sy_workspace *ws, const char *kind, sy_docket_lead *const *leads, size_t n,
                       const sy_lead_said *said, const sy_ex_officio *rules, sy_lead_left **left,
                       size_t *n_left, sy_arena *arena, sy_err *err)
{
    const saying s = {said, rules};

    return sy_leads_step_each(ws, kind, leads, n, say_one, &s, left, n_left, arena, err);
}
