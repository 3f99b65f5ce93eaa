/* report_trace.c - suyuan report WS trace: the answer to one question as a page. */
#include <string.h>

#include "base/file.h"
#include "cli/asking.h"
#include "cli/open.h"
#include "cli/report.h"
#include "report/trace_page.h"

static const size_t page_max = (size_t)256 << 20;

static sy_status write_page(sy_call *call, sy_case *c, sy_rule rule, const char *path, sy_err *err)
{
    sy_question q;
    sy_asked asked;
    sy_buf page;

    sy_buf_init(&page, NULL, page_max);
    sy_status st = sy_asking_read(&q, call, err);
    if (st == SY_OK) st = sy_asking_of_debtor(&q, call, c, err);
    if (st == SY_OK) st = sy_question_read(&asked, c, &q, &call->arena, err);
    if (st == SY_OK) st = sy_trace_page(&page, c, &asked, rule, err);
    if (st == SY_OK) st = sy_file_write(path, page.ptr, page.len, err);
    sy_buf_dispose(&page);
    return st;
}

sy_status sy_report_trace(sy_call *call, const char *path, sy_err *err)
{
    const char *name = sy_call_option(call, "rule");
    sy_rule rule = SY_FIFO;
    sy_case *c = NULL;

    if (name && !sy_rule_from_name(&rule, name)) {
        return sy_fail(err, SY_EINVAL,
                       N_("--rule \"%.60s\": the rules are fifo, lifo, prorata, clean-first, "
                          "taint-first"),
                       name);
    }
    sy_status st = sy_open_case(&c, call, SY_READ, err);
    if (st == SY_OK) st = sy_need_entries(call, c, err);
    if (st == SY_OK) st = write_page(call, c, rule, path, err);
    sy_case_close(c);
    return st;
}
