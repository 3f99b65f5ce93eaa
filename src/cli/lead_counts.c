/* lead_counts.c - suyuan lead stats. Shares stand with their base; nobody is ranked. */
#include <stdio.h>

#include "casework/hit_rate.h"
#include "casework/lead_stats.h"
#include "cli/lead.h"
#include "cli/reply.h"
#include "cli/table.h"

/* 1/1000 of part in base, rounded; base > 0. */
static unsigned share_of(size_t part, size_t base)
{
    return (unsigned)((part * 1000 + base / 2) / base);
}

/* "0.667"; null of nothing. */
static void put_share(sy_json *j, const char *key, size_t part, size_t base)
{
    char text[16];

    if (base) {
        const unsigned share = share_of(part, base);
        snprintf(text, sizeof text, "%u.%03u", share / 1000, share % 1000);
    }
    sy_reply_string(j, key, base ? text : NULL);
}

static void put_per_mille(sy_json *j, const char *key, bool is_known, unsigned share)
{
    char text[16];

    snprintf(text, sizeof text, "%u.%03u", share / 1000, share % 1000);
    sy_reply_string(j, key, is_known ? text : NULL);
}

/* At 95 %, and whether it is too wide to say much; null where nothing is judged. */
static void put_interval(sy_json *j, size_t right, size_t judged)
{
    const sy_hit_rate p = judged ? sy_hit_rate_of(right, judged) : (sy_hit_rate){0};

    put_per_mille(j, "confirmed_low", judged, p.low);
    put_per_mille(j, "confirmed_high", judged, p.high);
    sy_reply_bool(j, "few", !judged || sy_hit_rate_is_vague(&p));
}

static void json_stat(sy_json *j, const sy_lead_stat *s)
{
    sy_json_object(j);
    sy_reply_string(j, "model", *s->model ? s->model : NULL);
    sy_reply_string(j, "month", *s->month ? s->month : NULL);
    sy_reply_int(j, "found", s->found);
    sy_reply_int(j, "confirmed", s->confirmed);
    sy_reply_int(j, "refuted", s->refuted);
    put_share(j, "confirmed_share", s->confirmed, s->confirmed + s->refuted);
    put_interval(j, s->confirmed, s->confirmed + s->refuted);
    sy_reply_int(j, "recommended", s->recommended);
    sy_reply_int(j, "referred", s->referred);
    sy_reply_int(j, "replied", s->replied);
    sy_reply_int(j, "adopted", s->adopted);
    sy_reply_int(j, "declined", s->declined);
    sy_reply_minor(j, "money", s->money);
    if (!*s->month) {
        sy_reply_int(j, "open", s->open);
        sy_reply_int(j, "reply_near", s->near);
        sy_reply_int(j, "reply_late", s->late);
        sy_reply_int(j, "reply_over", s->over);
    }
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const sy_lead_stats *stats, sy_err *err)
{
    const sy_lead_stat *all = &stats->all;
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "all");
    json_stat(&j, all);
    sy_json_key(&j, "adopted_share");
    sy_json_object(&j);
    put_share(&j, "share", all->adopted, all->recommended);
    sy_reply_int(&j, "adopted", all->adopted);
    sy_reply_int(&j, "base", all->recommended);
    sy_reply_string(&j, "base_is", "leads of this workspace that were recommended");
    sy_reply_bool(&j, "official", false);
    sy_json_end(&j);
    sy_json_key(&j, "rows");
    sy_json_array(&j);
    for (size_t i = 0; i < stats->n; i++) json_stat(&j, &stats->items[i]);
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static void put_row(sy_table *t, const sy_lead_stat *s, const char *month)
{
    const size_t judged = s->confirmed + s->refuted;
    char share[16] = "";

    if (judged) {
        const unsigned of = share_of(s->confirmed, judged);
        snprintf(share, sizeof share, "%u.%u%%", of / 10, of % 10);
    }
    sy_table_cell(t, *s->model ? s->model : _("all models"));
    sy_table_cell(t, month);
    sy_table_int(t, s->found);
    sy_table_int(t, s->confirmed);
    sy_table_int(t, s->refuted);
    sy_table_cell(t, share);
    sy_table_int(t, s->recommended);
    sy_table_int(t, s->referred);
    sy_table_int(t, s->replied);
    sy_table_int(t, s->adopted);
    sy_table_int(t, s->declined);
    sy_table_money(t, s->money);
}

static sy_status print_table(sy_call *call, const sy_lead_stats *stats, sy_err *err)
{
    const sy_lead_stat *all = &stats->all;
    sy_table t;

    if (all->found == 0) {
        puts(_("no leads yet: suyuan model WS run"));
        return SY_OK;
    }
    sy_table_init(&t, &call->arena, "llrrrrrrrrrr");
    sy_table_head(&t, _("model"), _("month"), _("leads"), _("found true"), _("found untrue"),
                  _("share true"), _("recommended"), _("referred"), _("answered"), _("adopted"),
                  _("not adopted"), _("money recovered"));
    for (size_t i = 0; i < stats->n; i++)
        put_row(&t, &stats->items[i], *stats->items[i].month ? stats->items[i].month : _("in all"));
    put_row(&t, all, _("in all"));
    const sy_status st = sy_table_print(&t, stdout, err);
    if (st != SY_OK) return st;
    printf(_("still open: %zu\n"), all->open);
    if (all->recommended)
        printf(_("adopted: %zu of the %zu leads of this workspace that were recommended; this is "
                 "not the official rate, which has another base\n"),
               all->adopted, all->recommended);
    if (all->near + all->late + all->over)
        printf(_("replies: %zu due soon, %zu late unless extended, %zu overdue (suyuan lead WS "
                 "list --due)\n"),
               all->near, all->late, all->over);
    if (all->has_overflow) puts(_("more money than can be added up"));
    return SY_OK;
}

sy_status sy_lead_show_stats(sy_call *call, sy_err *err)
{
    sy_lead_stats stats;
    sy_lead_desk desk;
    sy_status st = sy_lead_desk_of(&desk, call, SY_READ, err);

    if (st == SY_OK) st = sy_lead_stats_of(&stats, desk.docket, desk.today, &call->arena, err);
    if (st == SY_OK)
        st = call->json ? print_json(call, &stats, err) : print_table(call, &stats, err);
    sy_lead_desk_close(&desk);
    return st;
}
