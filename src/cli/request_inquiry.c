/* request_inquiry.c - an inquiry becomes a request in one step: what, whose, which account
 * and bank, which days. Ground, approver and officers are for people to say. */
#include <string.h>

#include "base/civil.h"
#include "cli/open.h"
#include "cli/request.h"
#include "insight/inquiries.h"
#include "report/inquiry_words.h"

/* Texts of the case are gone once it is closed. */
static bool add_known(sy_saying *s, sy_call *call, sy_request_field field, const char *value)
{
    if (!value) return false;
    const char *kept = sy_arena_text(&call->arena, value, strlen(value));
    if (kept && *kept) sy_saying_add(s, field, kept);
    return kept != NULL;
}

static bool add_day(sy_saying *s, sy_call *call, sy_request_field field, int32_t day)
{
    char text[SY_TIME_TEXT];

    if (day == SY_NO_DATE) return true;
    return add_known(s, call, field, sy_time_print(text, (int64_t)day * SY_DAY, SY_DATE));
}

static sy_status take_over(sy_saying *s, sy_call *call, const sy_inquiry *i, sy_err *err)
{
    const bool accounts = i->kind == SY_INQUIRY_ACCOUNTS;

    sy_saying_add(s, SY_REQUEST_INQUIRY, i->id);
    sy_saying_add(s, SY_REQUEST_WHAT, accounts ? "accounts" : "statement");
    bool is_whole = add_known(s, call, SY_REQUEST_PERSON, i->holder) &&
                    add_known(s, call, SY_REQUEST_IDENTITY, i->identity) &&
                    add_known(s, call, SY_REQUEST_ACCOUNT, i->account) &&
                    add_known(s, call, SY_REQUEST_INSTITUTION, i->bank);
    if (is_whole && !accounts) {
        is_whole = add_day(s, call, SY_REQUEST_FROM, i->from) &&
                   add_day(s, call, SY_REQUEST_TO, i->to) &&
                   add_known(s, call, SY_REQUEST_NOTE, sy_inquiry_missing(i, &call->arena));
    }
    return is_whole ? SY_OK : sy_fail_nomem(err);
}

static sy_status pick_inquiry(sy_saying *s, sy_call *call, const sy_inquiries *q, sy_err *err)
{
    const char *id = sy_call_option(call, "from-inquiry");
    const sy_inquiry *i = sy_inquiry_find(q, id);

    if (!i) {
        return sy_fail(err, SY_EDATA,
                       N_("there is no inquiry \"%.40s\": suyuan inquiries WS --all lists them"),
                       id);
    }
    if (i->request && i->request->state != SY_REQUEST_IS_REFUSED) {
        return sy_fail(err, SY_EDATA, N_("request %lld asks for this already (%s)"),
                       (long long)i->request->number, sy_request_state_label(i->request->state));
    }
    return take_over(s, call, i, err);
}

sy_status sy_request_from_inquiry(sy_saying *s, sy_call *call, sy_err *err)
{
    const sy_scene_options of = {.party = sy_call_option(call, "party")};
    sy_inquiries *q = NULL;
    sy_scene *scene = NULL;
    sy_case *c = NULL;
    sy_status st = sy_open_case(&c, call, SY_READ, err);

    if (st == SY_OK) st = sy_scene_open(&scene, c, &of, &call->arena, err);
    if (st == SY_OK) st = sy_inquiries_find(&q, scene, err);
    if (st == SY_OK) st = pick_inquiry(s, call, q, err);
    sy_scene_close(scene);
    sy_case_close(c);
    return st;
}
