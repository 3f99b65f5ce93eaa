/* deadline.c - the last recommendation that stands and that nothing has answered since. */
#include "casework/deadline.h"

#include "base/civil.h"
#include "base/lang.h"
#include "base/workdays.h"

/* The day of the last recommendation without an answer; NULL. */
static const char *waiting_since(const sy_docket_lead *l)
{
    const char *day = NULL;

    for (size_t i = 0; i < l->n_steps; i++) {
        const char *name = sy_step_says(&l->steps[i], SY_LEAD_STATE);
        sy_lead_state s;
        if (l->steps[i].undone_at || !name || !sy_lead_state_from(&s, name)) continue;
        if (s == SY_LEAD_RECOMMENDED) day = sy_step_says(&l->steps[i], SY_LEAD_DAY);
        if (s == SY_LEAD_REPLIED || s == SY_LEAD_ADOPTED || s == SY_LEAD_DECLINED ||
            s == SY_LEAD_CLOSED)
            day = NULL;
    }
    return day;
}

static sy_due due_of(const sy_deadline *d, int32_t today)
{
    if (today > d->extended) return SY_DUE_OVER;
    if (today > d->by) return SY_DUE_LATE;
    return d->by - today <= SY_REPLY_NEAR_DAYS ? SY_DUE_NEAR : SY_DUE_RUNNING;
}

sy_deadline sy_deadline_of(const sy_docket_lead *l, int32_t today)
{
    const char *day = waiting_since(l);
    int64_t at, by, extended;
    sy_precision precision;

    if (!day || !sy_time_parse_iso(&at, &precision, sy_slice_of(day)))
        return (sy_deadline){SY_DUE_NONE, 0, 0, 0};
    const int64_t given = sy_day_of(at);
    if (!sy_add_months(&by, given, SY_REPLY_MONTHS) ||
        !sy_add_months(&extended, given, SY_REPLY_MONTHS + SY_REPLY_EXTENSION))
        return (sy_deadline){SY_DUE_NONE, 0, 0, 0};
    sy_deadline d = {SY_DUE_NONE, (int32_t)given, (int32_t)by, (int32_t)extended};
    d.due = due_of(&d, today);
    return d;
}

const char *sy_due_name(sy_due due)
{
    static const char *const names[SY_DUES] = {"", "running", "near", "late", "over"};
    return names[due];
}

const char *sy_due_title(sy_due due)
{
    switch (due) {
    case SY_DUE_NEAR:
        return _("reply due soon");
    case SY_DUE_LATE:
        return _("reply late unless extended");
    case SY_DUE_OVER:
        return _("reply overdue");
    default:
        return "";
    }
}
