/* lead_read_back.c - a list that came back from a court: everything that is wrong with it, or
 * all of it kept. */
#include <stdio.h>

#include "base/civil.h"
#include "casework/read_back.h"
#include "cli/lead.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "report/shown.h"

static void json_problems(sy_json *j, const char *key, const sy_list_problem *list, size_t n)
{
    sy_json_key(j, key);
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        const sy_list_problem *p = &list[i];
        sy_json_object(j);
        sy_reply_slice(j, "sheet", sy_slice_of(p->sheet));
        sy_reply_int(j, "row", p->row);
        sy_reply_slice(j, "column", sy_slice_of(p->column));
        sy_reply_string(j, "value", p->value);
        sy_reply_string(j, "what", p->what);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const sy_read_back *r, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "done", r->n_problems ? "nothing" : "read back");
    sy_reply_int(&j, "rows", r->rows);
    sy_reply_int(&j, "answers", r->n);
    sy_reply_int(&j, "same", r->same);
    sy_reply_int(&j, "blank", r->blank);
    sy_reply_int(&j, "otherwise_before", r->others);
    sy_json_key(&j, "leads");
    sy_json_array(&j);
    for (size_t i = 0; i < r->n; i++) sy_json_string(&j, r->answers[i].lead->lead.id);
    sy_json_end(&j);
    json_problems(&j, "problems", r->problems, r->n_problems);
    json_problems(&j, "hints", r->hints, r->n_hints);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static void print_problem(const sy_list_problem *p)
{
    sy_buf column, value;

    sy_buf_init(&column, NULL, 1024);
    sy_buf_init(&value, NULL, 1024);
    sy_shown(&column, sy_slice_of(p->column), 60);
    sy_shown(&value, sy_slice_of(p->value), 60);
    printf("  ");
    sy_print_shown(stdout, p->sheet);
    printf(_(" row %u, %s \"%s\": %s\n"), p->row, column.len ? column.ptr : "",
           value.len ? value.ptr : "", p->what);
    sy_buf_dispose(&column);
    sy_buf_dispose(&value);
}

static sy_status print_words(const sy_read_back *r)
{
    for (size_t i = 0; i < r->n_problems; i++) print_problem(&r->problems[i]);
    for (size_t i = 0; i < r->n_hints; i++) print_problem(&r->hints[i]);
    if (r->n_problems) return SY_OK;
    printf(_("read back: %zu rows, %zu answers kept, %zu known already, %zu not filled in\n"),
           r->rows, r->n, r->same, r->blank);
    if (r->others) printf(_("answered otherwise before: %zu\n"), r->others);
    return SY_OK;
}

static sy_status read_and_keep(sy_read_back *r, const sy_lead_desk *desk, sy_call *call,
                               sy_err *err)
{
    char day[SY_TIME_TEXT];
    const sy_read_back_options options = {
        .rules = &desk->rules,
        .day = sy_time_print(day, (int64_t)desk->today * SY_DAY, SY_DATE),
        .accepts_changed = sy_call_has(call, "accept-changed")};
    sy_status st = sy_read_back_read(r, desk->docket, call->words[2], &options, &call->arena, err);

    if (st == SY_OK && r->n_problems == 0) st = sy_read_back_keep(r, desk->ws, &call->arena, err);
    if (st == SY_OK) st = call->json ? print_json(call, r, err) : print_words(r);
    if (st == SY_OK && r->n_problems)
        st = sy_fail(err, SY_EDATA, N_("%s: %zu problems, nothing was kept"), call->words[2],
                     r->n_problems);
    return st;
}

sy_status sy_lead_read_back(sy_call *call, sy_err *err)
{
    sy_lead_desk desk;
    sy_read_back r;

    if (call->n_words != 3)
        return sy_fail(err, SY_EINVAL, N_("say which file: suyuan lead WS read-back FILE.xlsx"));
    sy_status st = sy_lead_desk_of(&desk, call, SY_WRITE, err);
    if (st == SY_OK) st = read_and_keep(&r, &desk, call, err);
    sy_lead_desk_close(&desk);
    return st;
}
