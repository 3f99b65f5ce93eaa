/* lead_stats.c - each lead gives a few events (month, what); they are counted into rows that
 * are found by halving, since models and months are few. */
#include "casework/lead_stats.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "casework/deadline.h"

typedef struct counting {
    sy_lead_stats *out;
    size_t capacity;
    sy_arena *arena;
    int32_t today;
} counting;

static int compare(const sy_lead_stat *s, const char *model, const char *month)
{
    const int order = strcmp(s->model, model);
    return order ? order : strcmp(s->month, month);
}

/* The row of (model, month), made where it is new; NULL: no memory. */
static sy_lead_stat *row_of(counting *c, const char *model, const char *month)
{
    sy_lead_stats *s = c->out;
    size_t low = 0, high = s->n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare(&s->items[middle], model, month) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < s->n && compare(&s->items[low], model, month) == 0) return &s->items[low];
    if (s->n == c->capacity) {
        const size_t capacity = c->capacity ? c->capacity * 2 : 64;
        sy_lead_stat *items = sy_arena_get(c->arena, capacity * sizeof *items);
        if (!items) return NULL;
        if (s->n) memcpy(items, s->items, s->n * sizeof *items);
        s->items = items;
        c->capacity = capacity;
    }
    memmove(&s->items[low + 1], &s->items[low], (s->n - low) * sizeof *s->items);
    s->n++;
    s->items[low] = (sy_lead_stat){.model = model};
    memcpy(s->items[low].month, month, strlen(month) + 1);
    return &s->items[low];
}

/* ---- what came of one lead ---- */

enum { EVENTS = SY_COUNT_DECLINED + 1 }; /* the counts that have a month of their own */

static const char *const names[SY_LEAD_COUNTS] = {"found",    "confirmed", "refuted", "recommended",
                                                  "referred", "replied",   "adopted", "declined",
                                                  "open",     "money"};

bool sy_lead_count_from(sy_lead_count *what, const char *name)
{
    for (int i = 0; i < SY_LEAD_COUNTS; i++) {
        if (strcmp(name, names[i]) != 0) continue;
        *what = (sy_lead_count)i;
        return true;
    }
    return false;
}

static void count(sy_lead_stat *s, sy_lead_count what)
{
    size_t *const counters[EVENTS] = {&s->found,    &s->confirmed, &s->refuted, &s->recommended,
                                      &s->referred, &s->replied,   &s->adopted, &s->declined};
    ++*counters[what];
}

static void add_money(sy_lead_stat *s, sy_minor amount)
{
    if (!sy_minor_add(&s->money, s->money, amount)) s->has_overflow = true;
}

/* "2026-01" of a day or of a time. */
static void month_of(char out[8], const char *text)
{
    const size_t n = strnlen(text, 7);

    memcpy(out, text, n);
    out[n] = '\0';
}

static void month_of_step(char out[8], const sy_step *s)
{
    const char *day = sy_step_says(s, SY_LEAD_DAY);
    month_of(out, day && *day ? day : s->at);
}

static sy_status count_event(counting *c, const sy_docket_lead *l, sy_lead_count what,
                             const char month[8], sy_err *err)
{
    sy_lead_stat *total = row_of(c, l->lead.model, "");

    if (!total) return sy_fail_nomem(err);
    count(total, what);
    sy_lead_stat *row = row_of(c, l->lead.model, month);
    if (!row) return sy_fail_nomem(err);
    count(row, what);
    count(&c->out->all, what);
    return SY_OK;
}

static sy_status count_money(counting *c, const sy_docket_lead *l, sy_minor amount,
                             const char month[8], sy_err *err)
{
    sy_lead_stat *total = row_of(c, l->lead.model, "");

    if (!total) return sy_fail_nomem(err);
    add_money(total, amount);
    sy_lead_stat *row = row_of(c, l->lead.model, month);
    if (!row) return sy_fail_nomem(err);
    add_money(row, amount);
    add_money(&c->out->all, amount);
    return SY_OK;
}

/* What a state counts as; SY_LEAD_COUNTS: as nothing. */
static sy_lead_count count_of(sy_lead_state s)
{
    static const sy_lead_count of[SY_LEAD_STATES] = {
        [SY_LEAD_SCREENED] = SY_LEAD_COUNTS,    [SY_LEAD_ASSIGNED] = SY_LEAD_COUNTS,
        [SY_LEAD_CHECKING] = SY_LEAD_COUNTS,    [SY_LEAD_CONFIRMED] = SY_COUNT_CONFIRMED,
        [SY_LEAD_REFUTED] = SY_COUNT_REFUTED,   [SY_LEAD_RECOMMENDED] = SY_COUNT_RECOMMENDED,
        [SY_LEAD_REFERRED] = SY_COUNT_REFERRED, [SY_LEAD_REPLIED] = SY_COUNT_REPLIED,
        [SY_LEAD_ADOPTED] = SY_COUNT_ADOPTED,   [SY_LEAD_DECLINED] = SY_COUNT_DECLINED,
        [SY_LEAD_CLOSED] = SY_LEAD_COUNTS};
    return of[s];
}

/* Of each event the last step that says it, NULL: none; a verdict counts only where it holds. */
static void last_steps(const sy_step *last[EVENTS], const sy_docket_lead *l)
{
    for (int e = 0; e < EVENTS; e++) last[e] = NULL;
    for (size_t i = 0; i < l->n_steps; i++) {
        const char *name = sy_step_says(&l->steps[i], SY_LEAD_STATE);
        sy_lead_state state;
        if (l->steps[i].undone_at || !name || !sy_lead_state_from(&state, name)) continue;
        if (count_of(state) != SY_LEAD_COUNTS) last[count_of(state)] = &l->steps[i];
    }
    if (l->verdict != SY_LEAD_IS_TRUE) last[SY_COUNT_CONFIRMED] = NULL;
    if (l->verdict != SY_LEAD_IS_FALSE) last[SY_COUNT_REFUTED] = NULL;
}

/* Money that a step adds to what was recovered before it, which it brings up to date. */
static bool step_adds(sy_minor *added, sy_minor *before, const sy_step *s)
{
    const char *money = s->undone_at ? NULL : sy_step_says(s, SY_LEAD_MONEY);
    sy_minor now;

    if (!money || !sy_minor_parse(&now, sy_slice_of(money))) return false;
    *added = now - *before;
    *before = now;
    return true;
}

static sy_status count_steps(counting *c, const sy_docket_lead *l, sy_err *err)
{
    const sy_step *last[EVENTS];
    sy_minor before = 0, added;
    sy_status st = SY_OK;
    char month[8];

    for (size_t i = 0; i < l->n_steps && st == SY_OK; i++) {
        if (!step_adds(&added, &before, &l->steps[i])) continue;
        month_of_step(month, &l->steps[i]);
        st = count_money(c, l, added, month, err);
    }
    last_steps(last, l);
    for (int e = 0; e < EVENTS && st == SY_OK; e++) {
        if (!last[e]) continue;
        month_of_step(month, last[e]);
        st = count_event(c, l, (sy_lead_count)e, month, err);
    }
    return st;
}

static bool is_open(const sy_docket_lead *l)
{
    return l->verdict == SY_LEAD_UNJUDGED && !sy_lead_state_is_done(l->state);
}

static bool is_in(const char *month, const char here[8])
{
    return !month || strcmp(month, here) == 0;
}

static bool has_money(const sy_docket_lead *l, const char *month)
{
    sy_minor before = 0, added;
    char here[8];

    for (size_t i = 0; i < l->n_steps; i++) {
        if (!step_adds(&added, &before, &l->steps[i]) || added == 0) continue;
        month_of_step(here, &l->steps[i]);
        if (is_in(month, here)) return true;
    }
    return false;
}

bool sy_lead_is_counted(const sy_docket_lead *l, sy_lead_count what, const char *month)
{
    const sy_step *last[EVENTS];
    char here[8];

    if (what == SY_COUNT_MONEY) return has_money(l, month);
    if (what == SY_COUNT_FOUND || what == SY_COUNT_OPEN) {
        month_of(here, l->lead.first_seen);
        return is_in(month, here) && (what == SY_COUNT_FOUND || is_open(l));
    }
    last_steps(last, l);
    if (!last[what]) return false;
    month_of_step(here, last[what]);
    return is_in(month, here);
}

static void count_due(sy_lead_stat *s, sy_due due)
{
    s->near += due == SY_DUE_NEAR;
    s->late += due == SY_DUE_LATE;
    s->over += due == SY_DUE_OVER;
}

static sy_status count_lead(counting *c, const sy_docket_lead *l, sy_err *err)
{
    const sy_due due = sy_deadline_of(l, c->today).due;
    char month[8];

    month_of(month, l->lead.first_seen);
    sy_status st = count_event(c, l, SY_COUNT_FOUND, month, err);
    if (st == SY_OK) st = count_steps(c, l, err);
    if (st != SY_OK) return st;
    sy_lead_stat *total = row_of(c, l->lead.model, "");
    if (!total) return sy_fail_nomem(err);
    total->open += is_open(l);
    c->out->all.open += is_open(l);
    count_due(total, due);
    count_due(&c->out->all, due);
    return SY_OK;
}

sy_status sy_lead_stats_of(sy_lead_stats *out, sy_docket *d, int32_t today, sy_arena *arena,
                           sy_err *err)
{
    counting c = {.out = out, .arena = arena, .today = today};
    sy_status st = SY_OK;

    *out = (sy_lead_stats){.all = {.model = ""}};
    for (size_t i = 0; i < sy_docket_count(d) && st == SY_OK; i++)
        st = count_lead(&c, sy_docket_at(d, i), err);
    return st;
}
