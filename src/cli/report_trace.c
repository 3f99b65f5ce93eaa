/* report_trace.c - suyuan report WS trace: the answer to one question as a page. */
#include <string.h>

#include "base/file.h"
#include "cli/open.h"
#include "cli/report.h"
#include "report/trace_page.h"

enum { DEBTOR_ACCOUNTS = SY_MAX_SEEDS };
static const size_t page_max = (size_t)256 << 20;

/* Without --from: the accounts of which the debtor is the holder. */
static sy_status debtor_accounts(const char ***from, size_t *n, sy_call *call, sy_case *c,
                                 sy_err *err)
{
    const sy_flow *f = sy_case_flow(c);
    sy_case_facts facts;
    uint32_t accounts[DEBTOR_ACCOUNTS];
    sy_status st = sy_case_get(sy_case_workspace(c), &facts, &call->arena, err);

    if (st != SY_OK) return st;
    if (!facts.debtor || !*facts.debtor) {
        return sy_fail(err, SY_EINVAL,
                       N_("say where the money starts: --from ACCOUNT, or name the debtor once: "
                          "suyuan case %s --debtor NAME"),
                       call->words[0]);
    }
    *n = sy_case_accounts_of(c, sy_slice_of(facts.debtor), accounts, DEBTOR_ACCOUNTS);
    if (*n > DEBTOR_ACCOUNTS) *n = DEBTOR_ACCOUNTS;
    if (*n == 0) {
        return sy_fail(err, SY_EDATA, N_("no statement of %.80s: say --from ACCOUNT"),
                       facts.debtor);
    }
    *from = sy_arena_get(&call->arena, *n * sizeof **from);
    if (!*from) return sy_fail_nomem(err);
    for (size_t i = 0; i < *n; i++) {
        uint32_t l = 0;
        while (f->ledgers[l].account != accounts[i]) l++;
        (*from)[i] = sy_flow_text(f, f->ledgers[l].number);
    }
    return SY_OK;
}

static sy_status read_question(sy_question *q, sy_call *call, sy_case *c, sy_err *err)
{
    const char **from = NULL, **entries = NULL, **stop_at = NULL;
    const char *unsupplied = sy_call_option(call, "unsupplied");
    sy_status st = sy_call_list(call, "from", &from, &q->n_from, err);

    if (st == SY_OK) st = sy_call_list(call, "entry", &entries, &q->n_entries, err);
    if (st == SY_OK) st = sy_call_list(call, "stop-at", &stop_at, &q->n_stop_at, err);
    if (st == SY_OK && q->n_from + q->n_entries == 0) {
        st = debtor_accounts(&from, &q->n_from, call, c, err);
    }
    if (st != SY_OK) return st;
    if (unsupplied && strcmp(unsupplied, "stop") != 0 && strcmp(unsupplied, "follow") != 0) {
        return sy_fail(err, SY_EINVAL, N_("--unsupplied \"%.60s\": stop or follow"), unsupplied);
    }
    q->from = from;
    q->entries = entries;
    q->stop_at = stop_at;
    q->since = sy_call_option(call, "since");
    q->until = sy_call_option(call, "until");
    q->max_hops = sy_call_option(call, "max-hops");
    q->follow = unsupplied && strcmp(unsupplied, "follow") == 0;
    return SY_OK;
}

static sy_status write_page(sy_call *call, sy_case *c, sy_rule rule, const char *path, sy_err *err)
{
    sy_question q = {0};
    sy_asked asked;
    sy_buf page;

    sy_buf_init(&page, NULL, page_max);
    sy_status st = read_question(&q, call, c, err);
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
