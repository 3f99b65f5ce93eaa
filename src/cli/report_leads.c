/* report_leads.c - suyuan report WS leads and court-list: leads as a list beside a letter, or
 * as a form for one court. */
#include <string.h>

#include "base/file.h"
#include "cli/lead.h"
#include "cli/report.h"
#include "report/lead_list.h"

static const size_t page_max = (size_t)64 << 20;

/* Which of them a list is for. */
typedef enum reader { FOR_ANYBODY, FOR_COURT, FOR_POLICE } reader;

/* For those that nothing more is to be done with nobody asks a court. */
static bool is_open(const sy_docket_lead *l)
{
    return !l->lead.has_vanished && !sy_lead_state_is_done(l->state);
}

static bool is_wanted(sy_docket_lead *l, reader who, bool has_states)
{
    if (who == FOR_POLICE && !sy_docket_has_exit(l, SY_EXIT_POLICE)) return false;
    return who == FOR_ANYBODY || has_states || is_open(l);
}

static sy_status gather(sy_lead_pick *pick, sy_lead_desk *desk, sy_call *call, reader who,
                        sy_err *err)
{
    sy_lead_terms terms = {.court = sy_call_option(call, "court"),
                           .group = sy_call_option(call, "group")};
    sy_status st = sy_lead_states_of(&terms.states, call, err);
    size_t kept = 0;

    if (st == SY_OK)
        st = sy_lead_desk_open(desk, call, SY_READ,
                               (sy_docket_options){.model = sy_call_option(call, "model")}, 0, err);
    if (st == SY_OK) st = sy_lead_filter(pick, desk, call, &terms, err);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < pick->n; i++) {
        if (is_wanted(pick->leads[i], who, terms.states != 0)) pick->leads[kept++] = pick->leads[i];
    }
    pick->n = kept;
    return pick->n ? SY_OK : sy_fail(err, SY_EDATA, N_("no lead is like that"));
}

/* One list, one court: what is another court's does not go there. */
static sy_status check_court(const sy_lead_pick *pick, sy_err *err)
{
    const char *court = pick->leads[0]->lead.court;

    for (size_t i = 1; i < pick->n; i++) {
        const char *other = pick->leads[i]->lead.court;
        if (strcmp(court, other) != 0)
            return sy_fail(err, SY_EDATA,
                           N_("these leads are of several courts (%.60s, %.60s): say which one "
                              "the list goes to (--court)"),
                           *court ? court : "-", *other ? other : "-");
    }
    return SY_OK;
}

/* Above the table; from the arena. */
static sy_status title(const char **out, const char *format, const char *court, sy_arena *arena,
                       sy_err *err)
{
    sy_buf text;

    sy_buf_init(&text, NULL, 1024);
    sy_buf_printf(&text, format, court);
    *out = sy_arena_text(arena, text.len ? text.ptr : "", text.len);
    sy_buf_dispose(&text);
    return *out ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_report_court_list(sy_call *call, const char *path, sy_err *err)
{
    sy_lead_pick pick = {0};
    sy_lead_table list = {
        .note =
            "灰色各列请勿改动。请逐行填写“已查封”“已扣押”“已处置”（填“是”“否”，知道日期的填日期）、"
            "“不能处置原因”和“卷页”；本表所列是待核实的线索，不是结论。"};
    sy_lead_desk desk = {0};
    sy_status st = SY_OK;

    if (!sy_slice_ends(sy_slice_of(path), SY_TEXT(".xlsx")))
        return sy_fail(err, SY_EINVAL, N_("a list for a court is a workbook: -o FILE.xlsx"));
    st = gather(&pick, &desk, call, FOR_COURT, err);
    if (st == SY_OK) st = check_court(&pick, err);
    if (st == SY_OK)
        st = title(&list.title,
                   *pick.leads[0]->lead.court ? "民事执行监督线索核实清单（%s）"
                                              : "民事执行监督线索核实清单",
                   pick.leads[0]->lead.court, &call->arena, err);
    list.leads = pick.leads;
    list.n = pick.n;
    if (st == SY_OK) st = sy_court_list_xlsx(path, &list, err);
    sy_lead_desk_close(&desk);
    return st;
}

static sy_status write_page(const char *path, const sy_lead_table *list, sy_err *err)
{
    sy_buf page;

    sy_buf_init(&page, NULL, page_max);
    sy_status st = sy_lead_list_page(&page, list, err);
    if (st == SY_OK) st = sy_file_write(path, page.ptr, page.len, err);
    sy_buf_dispose(&page);
    return st;
}

static sy_status write_list(sy_call *call, const char *path, sy_lead_table *list, reader who,
                            sy_err *err)
{
    const bool is_page = sy_slice_ends(sy_slice_of(path), SY_TEXT(".html"));
    sy_lead_pick pick = {0};
    sy_lead_desk desk = {0};

    const bool is_letter = sy_slice_ends(sy_slice_of(path), SY_TEXT(".docx"));
    if (!is_page && !is_letter && !sy_slice_ends(sy_slice_of(path), SY_TEXT(".xlsx")))
        return sy_fail(err, SY_EINVAL,
                       N_("a list of leads is .xlsx or .html, a letter with it is .docx"));
    /* What is refuted or done with is nothing to write a letter about. */
    sy_status st =
        gather(&pick, &desk, call, is_letter && who == FOR_ANYBODY ? FOR_COURT : who, err);
    list->leads = pick.leads;
    list->n = pick.n;
    if (st == SY_OK)
        st = is_page     ? write_page(path, list, err)
             : is_letter ? sy_lead_letter_docx(path, list, err)
                         : sy_lead_list_xlsx(path, list, err);
    sy_lead_desk_close(&desk);
    return st;
}

sy_status sy_report_leads(sy_call *call, const char *path, sy_err *err)
{
    sy_lead_table list = {.title = _("List of cases"), .note = ""};

    return write_list(call, path, &list, FOR_ANYBODY, err);
}

/* What may go to the police, with what is at hand and what is missing: it is read before
 * anything is sent, and sends nothing itself. */
sy_status sy_report_referral_list(sy_call *call, const char *path, sy_err *err)
{
    sy_lead_table list = {
        .title = _("Leads that may be referred to the police"),
        .note = _("For checking before a referral. These are leads found by comparing data and no "
                  "conclusion that anybody has committed a crime; what is missing has to be "
                  "checked first, and a person decides on each referral."),
        .is_referral = true};

    return write_list(call, path, &list, FOR_POLICE, err);
}
