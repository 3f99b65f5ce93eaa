/* lead_list.c - leads, filtered, a line each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/civil.h"
#include "cli/lead.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "cli/table.h"

enum { LEADS_FOR_PEOPLE = 200 };

/* Those that are shown, of all that fit. */
typedef struct page {
    uint64_t offset, limit, per_state;
    size_t of_state[SY_LEAD_STATES]; /* of all that fit */
    sy_lead_pick shown;
} page;

/* ---- order ---- */

typedef struct ranked {
    sy_docket_lead *lead;
    size_t rank; /* in the order of the docket, which stands where amounts are equal */
} ranked;

static int by_amount(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    const sy_lead *p = &x->lead->lead, *q = &y->lead->lead;

    if (p->has_amount != q->has_amount) return p->has_amount ? -1 : 1;
    if (p->has_amount && p->amount != q->amount) return p->amount > q->amount ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

static sy_status sort_by_amount(sy_lead_pick *pick, sy_arena *arena, sy_err *err)
{
    ranked *list = sy_arena_get(arena, (pick->n + 1) * sizeof *list);

    if (!list) return sy_fail_nomem(err);
    for (size_t i = 0; i < pick->n; i++) list[i] = (ranked){pick->leads[i], i};
    qsort(list, pick->n, sizeof *list, by_amount);
    for (size_t i = 0; i < pick->n; i++) pick->leads[i] = list[i].lead;
    return SY_OK;
}

static sy_status sort(sy_lead_pick *pick, sy_call *call, sy_err *err)
{
    const char *order = sy_call_option(call, "sort");

    if (!order || strcmp(order, "rank") == 0) return SY_OK;
    if (strcmp(order, "amount") == 0) return sort_by_amount(pick, &call->arena, err);
    return sy_fail(err, SY_EINVAL, N_("--sort \"%.40s\": there are rank and amount"), order);
}

/* ---- a page of it ---- */

/* Counts all, keeps the first of each state in the order in which they stand. */
static sy_lead_pick count_states(page *p, sy_lead_pick *all)
{
    size_t n = 0;

    for (size_t i = 0; i < all->n; i++) {
        sy_docket_lead *l = all->leads[i];
        if (++p->of_state[l->state] <= p->per_state) all->leads[n++] = l;
    }
    return (sy_lead_pick){all->leads, n};
}

/* all: its leads are put together anew where only some of each state are kept. */
static sy_status turn_to(page *p, sy_lead_pick *all, const sy_call *call, sy_err *err)
{
    *p = (page){.limit = call->json ? UINT64_MAX : LEADS_FOR_PEOPLE, .per_state = UINT64_MAX};
    sy_status st = sy_call_whole(call, "offset", &p->offset, err);

    if (st == SY_OK) st = sy_call_whole(call, "limit", &p->limit, err);
    if (st == SY_OK) st = sy_call_whole(call, "per-state", &p->per_state, err);
    if (st != SY_OK) return st;
    const sy_lead_pick kept = count_states(p, all);
    const size_t from = p->offset < kept.n ? (size_t)p->offset : kept.n, left = kept.n - from;
    p->shown = (sy_lead_pick){kept.leads + from, left < p->limit ? left : (size_t)p->limit};
    return SY_OK;
}

static sy_status print_json(sy_call *call, const sy_lead_desk *desk, const sy_lead_pick *all,
                            const page *p, sy_err *err)
{
    sy_status st = SY_OK;
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "leads");
    sy_json_array(&j);
    for (size_t i = 0; i < p->shown.n && st == SY_OK; i++)
        st = sy_lead_json(&j, desk, p->shown.leads[i], false, &call->arena, err);
    if (st != SY_OK) return st;
    sy_json_end(&j);
    sy_reply_int(&j, "total", all->n);
    sy_reply_int(&j, "offset", p->offset);
    sy_json_key(&j, "states");
    sy_json_object(&j);
    for (int s = 0; s < SY_LEAD_STATES; s++)
        sy_reply_int(&j, sy_lead_state_name((sy_lead_state)s), p->of_state[s]);
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static void put_deadline(sy_buf *out, const sy_deadline *d)
{
    const int32_t until = d->due == SY_DUE_LATE ? d->extended : d->by;
    char day[SY_TIME_TEXT];

    if (d->due == SY_DUE_NONE) return;
    sy_time_print(day, (int64_t)until * SY_DAY, SY_DATE);
    sy_buf_printf(out, "%s %s", d->due == SY_DUE_RUNNING ? _("reply by") : sy_due_title(d->due),
                  day);
}

/* What is special about it: the reply first, since a day runs. */
static void put_remark(sy_table *t, const sy_docket_lead *l, int32_t today)
{
    const sy_deadline d = sy_deadline_of(l, today);
    const char *more = l->has_changed         ? _("changed since it was judged")
                       : l->lead.has_vanished ? _("vanished")
                       : l->lead.is_new       ? _("new")
                                              : "";
    sy_buf text;

    sy_buf_init(&text, NULL, 512);
    put_deadline(&text, &d);
    if (*more) sy_buf_printf(&text, "%s%s", text.len ? _("; ") : "", more);
    sy_table_cell(t, text.len ? text.ptr : "");
    sy_buf_dispose(&text);
}

/* What tells leads of one case apart: the key, without the case, which has a column. */
static const char *concerns(const sy_lead *lead)
{
    const size_t n = strlen(lead->case_number);

    if (strncmp(lead->model, "finding:", 8) == 0) return ""; /* a digest */
    if (n == 0 || strncmp(lead->key, lead->case_number, n) != 0) return lead->key;
    return lead->key + n + (lead->key[n] == ' ');
}

static void put_row(sy_table *t, sy_docket_lead *l, int32_t today)
{
    const char grade[2] = {l->lead.grade, '\0'};
    json_t *parties = sy_docket_parties(l);
    const char *party = json_string_value(json_array_get(parties, 0));

    sy_table_cell(t, l->lead.id);
    sy_table_cell(t, l->lead.model);
    sy_table_cell(t, l->lead.rule);
    sy_table_cell(t, grade);
    sy_table_cell(t, concerns(&l->lead));
    sy_table_cell(t, l->lead.case_number);
    sy_table_cell(t, party ? party : "");
    json_decref(parties);
    if (l->lead.has_amount)
        sy_table_money(t, l->lead.amount);
    else
        sy_table_cell(t, "");
    sy_table_cell(t, sy_lead_state_title(l->state));
    sy_table_cell(t, l->word[SY_LEAD_PERSON]);
    sy_table_cell(t, l->petition ? l->petition->number : "");
    put_remark(t, l, today);
}

static sy_status print_table(sy_call *call, const sy_lead_desk *desk, const sy_lead_pick *all,
                             const page *p, sy_err *err)
{
    sy_table t;

    if (all->n == 0) {
        puts(sy_docket_count(desk->docket) ? _("no lead is like that")
                                           : _("no leads yet: suyuan model WS run"));
        return SY_OK;
    }
    sy_table_init(&t, &call->arena, "lllllllrllll");
    sy_table_head(&t, _("lead"), _("model"), _("rule"), _("grade"), _("concerns"), _("case number"),
                  _("party"), _("amount"), _("state"), _("in hand"), _("petition"), _("remark"));
    for (size_t i = 0; i < p->shown.n; i++) put_row(&t, p->shown.leads[i], desk->today);
    const sy_status st = sy_table_print(&t, stdout, err);
    if (st == SY_OK && p->shown.n < all->n)
        printf(_("%zu of %zu leads: --limit, --offset, or only some: --model, --grade, --court\n"),
               p->shown.n, all->n);
    return st;
}

sy_status sy_lead_list(sy_call *call, sy_err *err)
{
    sy_lead_pick pick = {0};
    sy_lead_terms terms;
    sy_lead_desk desk;
    page p;
    sy_status st = sy_lead_desk_of(&desk, call, SY_READ, err);

    if (st == SY_OK) st = sy_lead_terms_of(&terms, call, err);
    if (st == SY_OK) st = sy_lead_filter(&pick, &desk, call, &terms, err);
    if (st == SY_OK) st = sort(&pick, call, err);
    if (st == SY_OK) st = turn_to(&p, &pick, call, err);
    if (st == SY_OK)
        st = call->json ? print_json(call, &desk, &pick, &p, err)
                        : print_table(call, &desk, &pick, &p, err);
    sy_lead_desk_close(&desk);
    return st;
}
