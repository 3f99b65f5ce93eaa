/* groups.c - leads are sorted by what makes a group (stable: the docket's order stays inside),
 * and cut where it changes. */
#include "casework/groups.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/lang.h"

static const char *const names[SY_PERIODS] = {"year", "quarter", "month", "all"};

bool sy_period_from(sy_period *p, const char *name)
{
    for (int i = 0; i < SY_PERIODS; i++) {
        if (strcmp(name, names[i]) != 0) continue;
        *p = (sy_period)i;
        return true;
    }
    return false;
}

/* act_date is YYYY-MM-DD: written by model/lead.c, never by hand. */
void sy_period_of(char out[SY_PERIOD_TEXT], sy_period p, const char *act_date)
{
    if (p == SY_PERIOD_ALL)
        snprintf(out, SY_PERIOD_TEXT, "all");
    else if (strlen(act_date) < 10)
        out[0] = '\0';
    else if (p == SY_PERIOD_QUARTER)
        snprintf(out, SY_PERIOD_TEXT, "%.4s-Q%u", act_date,
                 ((unsigned)atoi(act_date + 5) + 2) / 3 % 10);
    else
        snprintf(out, SY_PERIOD_TEXT, "%.*s", p == SY_PERIOD_YEAR ? 4 : 7, act_date);
}

static void add(sy_digest *d, const char *text)
{
    sy_digest_add(d, text, strlen(text) + 1);
}

/* Each period has ids of its own: "all", and an unknown day by the name of the period. */
static sy_status make_id(char out[SY_GROUP_ID], const sy_docket_lead *l, sy_period p,
                         const char *period, sy_err *err)
{
    char hex[SY_DIGEST_TEXT];
    sy_digest d = {0};
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);

    if (st != SY_OK) return st;
    add(&d, l->lead.model);
    add(&d, l->lead.rule);
    add(&d, l->lead.court);
    add(&d, names[p]);
    add(&d, period);
    sy_digest_end(&d, hex);
    snprintf(out, SY_GROUP_ID, "%.10s", hex);
    return SY_OK;
}

sy_status sy_lead_group_id(char out[SY_GROUP_ID], const sy_docket_lead *l, sy_period p, sy_err *err)
{
    char period[SY_PERIOD_TEXT];

    sy_period_of(period, p, l->lead.act_date);
    return make_id(out, l, p, period, err);
}

sy_status sy_lead_is_in_group(bool *is_in, const sy_docket_lead *l, const char *group, sy_err *err)
{
    sy_status st = SY_OK;

    *is_in = false;
    for (int p = 0; p < SY_PERIODS && st == SY_OK && !*is_in; p++) {
        char id[SY_GROUP_ID];
        st = sy_lead_group_id(id, l, (sy_period)p, err);
        if (st == SY_OK) *is_in = strcmp(id, group) == 0;
    }
    return st;
}

typedef struct member {
    sy_docket_lead *lead;
    char period[SY_PERIOD_TEXT];
    size_t turn;
} member;

static int by_text(const char *const a[4], const char *const b[4])
{
    int order = 0;

    for (int i = 0; i < 4 && order == 0; i++) order = strcmp(a[i], b[i]);
    return order;
}

static int by_group(const member *x, const member *y)
{
    return by_text((const char *const[]){x->lead->lead.model, x->lead->lead.rule,
                                         x->lead->lead.court, x->period},
                   (const char *const[]){y->lead->lead.model, y->lead->lead.rule,
                                         y->lead->lead.court, y->period});
}

static int by_group_and_turn(const void *a, const void *b)
{
    const member *x = a, *y = b;
    const int order = by_group(x, y);

    return order ? order : (x->turn > y->turn) - (x->turn < y->turn);
}

static int by_size(const void *a, const void *b)
{
    const sy_lead_group *x = a, *y = b;

    if (x->n != y->n) return x->n < y->n ? 1 : -1;
    return by_text((const char *const[]){x->model, x->rule, x->court, x->period},
                   (const char *const[]){y->model, y->rule, y->court, y->period});
}

static sy_status fill(sy_lead_groups *out, const member *members, size_t n, sy_docket_lead **leads,
                      sy_period p, sy_err *err)
{
    for (size_t i = 0; i < n; i++) {
        sy_lead_group *g = out->n ? &out->items[out->n - 1] : NULL;
        leads[i] = members[i].lead;
        if (i > 0 && by_group(&members[i - 1], &members[i]) == 0) {
            g->n++;
            continue;
        }
        g = &out->items[out->n++];
        const sy_lead *first = &members[i].lead->lead;
        *g = (sy_lead_group){.model = first->model,
                             .rule = first->rule,
                             .court = first->court,
                             .leads = &leads[i],
                             .n = 1};
        memcpy(g->period, members[i].period, sizeof g->period);
        const sy_status st = make_id(g->id, members[i].lead, p, g->period, err);
        if (st != SY_OK) return st;
    }
    qsort(out->items, out->n, sizeof *out->items, by_size);
    return SY_OK;
}

sy_status sy_lead_groups_of(sy_lead_groups *out, sy_docket *d, sy_period p, sy_arena *arena,
                            sy_err *err)
{
    const size_t n = sy_docket_count(d);
    member *members = sy_arena_get(arena, (n + 1) * sizeof *members);
    sy_docket_lead **leads = sy_arena_get(arena, (n + 1) * sizeof *leads);

    *out = (sy_lead_groups){.items = sy_arena_get(arena, (n + 1) * sizeof *out->items)};
    if (!members || !leads || !out->items) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        members[i] = (member){.lead = sy_docket_at(d, i), .turn = i};
        sy_period_of(members[i].period, p, members[i].lead->lead.act_date);
    }
    qsort(members, n, sizeof *members, by_group_and_turn);
    return fill(out, members, n, leads, p, err);
}
