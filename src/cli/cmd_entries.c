/* cmd_entries.c - suyuan entries: the rows of one account as they were read, in
 * ledger order, by batches. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli/commands.h"
#include "cli/entries.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "report/question.h"

enum { BATCH = 2048, ROWS_FOR_PEOPLE = 50 };

typedef struct wanted {
    const char *number;
    int64_t since, until;
    uint64_t limit;
    bool uncounted; /* the rows that are in no sum, instead */
} wanted;

static sy_status read_wanted(wanted *w, sy_call *call, sy_err *err)
{
    const char *since = sy_call_option(call, "since"), *until = sy_call_option(call, "until");
    const char *limit = sy_call_option(call, "limit");
    char *end = NULL;
    sy_status st = SY_OK;

    *w = (wanted){.number = sy_call_option(call, "account"),
                  .since = INT64_MIN,
                  .until = INT64_MAX,
                  .uncounted = sy_call_has(call, "uncounted"),
                  .limit = call->json ? UINT64_MAX : ROWS_FOR_PEOPLE};
    if (!w->number) return sy_fail(err, SY_EINVAL, N_("say which account: --account NUMBER"));
    if (since) st = sy_question_time(&w->since, "since", since, false, err);
    if (st == SY_OK && until) st = sy_question_time(&w->until, "until", until, true, err);
    if (st != SY_OK || !limit) return st;
    w->limit = strtoull(limit, &end, 10);
    if (limit[0] < '0' || limit[0] > '9' || *end) {
        return sy_fail(err, SY_EINVAL, N_("--limit \"%.60s\" is not a whole number"), limit);
    }
    return SY_OK;
}

static sy_status table_slice(sy_table *t, sy_call *call, sy_slice text, sy_err *err)
{
    const char *copy = sy_arena_text(&call->arena, text.ptr ? text.ptr : "", text.len);
    if (!copy) return sy_fail_nomem(err);
    sy_table_cell(t, copy);
    return SY_OK;
}

/* "某某超市 ← 财付通支付科技有限公司": who was paid, and by way of whom. */
static sy_status table_party(sy_table *t, sy_call *call, const sy_evidence *e,
                             const sy_evidence *seen, sy_err *err)
{
    const sy_slice name =
        seen->text[SY_OTHER_NAME].len ? seen->text[SY_OTHER_NAME] : seen->text[SY_MERCHANT];
    sy_buf b;

    sy_buf_init(&b, NULL, UINT16_MAX);
    sy_buf_slice(&b, name);
    sy_buf_text(&b, " ← ");
    sy_buf_slice(&b, e->text[SY_OTHER_NAME]);
    sy_status st = sy_buf_status(&b);
    if (st == SY_OK) st = table_slice(t, call, (sy_slice){b.ptr, b.len}, err);
    sy_buf_dispose(&b);
    return st == SY_ENOMEM ? sy_fail_nomem(err) : st;
}

static sy_status table_row(sy_table *t, sy_call *call, const sy_evidence *e,
                           const sy_evidence *seen, const wanted *w, sy_err *err)
{
    const bool turned = sy_entry_is_payees(e, w->number);
    sy_status st;

    sy_table_time(t, e->at, e->flags & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND);
    sy_table_money(t, turned ? -e->amount : e->amount);
    if (e->flags & SY_ENTRY_HAS_BALANCE)
        sy_table_money(t, e->balance);
    else
        sy_table_cell(t, "");
    st = seen ? table_party(t, call, e, seen, err)
              : table_slice(t, call, e->text[SY_OTHER_NAME], err);
    if (st == SY_OK) {
        st = table_slice(t, call, turned ? e->text[SY_OWN_ACCOUNT] : e->text[SY_OTHER_NUMBER], err);
    }
    if (st == SY_OK) st = table_slice(t, call, e->text[SY_SUMMARY], err);
    if (w->uncounted) {
        sy_table_cell(t, e->flags & SY_ENTRY_FAILED ? _("failed or closed") : _("kept aside"));
    }
    sy_table_cell(t, e->id);
    return st;
}

/* The wallets' rows of a batch: NULL where there is none. */
static sy_status read_seen(const sy_evidence **seen, sy_case *c, const uint32_t *also, size_t m,
                           sy_arena *batch, sy_err *err)
{
    uint32_t wanted_places[BATCH];
    sy_evidence *rows = NULL;
    size_t n = 0;

    for (size_t i = 0; i < m; i++) {
        if (also[i] != SY_NONE) wanted_places[n++] = also[i];
        seen[i] = NULL;
    }
    if (n == 0) return SY_OK;
    sy_status st = sy_case_evidence(c, &rows, wanted_places, n, batch, err);
    for (size_t i = 0, k = 0; st == SY_OK && i < m; i++) {
        if (also[i] != SY_NONE) seen[i] = &rows[k++];
    }
    return st;
}

static sy_status find_places(uint32_t **places, uint32_t **also, size_t *n, sy_call *call,
                             sy_case *c, const wanted *w, sy_err *err)
{
    uint32_t account;

    sy_status st;

    if (!w->uncounted) {
        st = sy_question_account(&account, c, w->number, err);
        if (st != SY_OK) return st;
        return sy_case_account_places(c, account, places, also, n, &call->arena, err);
    }
    st = sy_case_uncounted(c, sy_slice_of(w->number), places, n, &call->arena, err);
    if (st != SY_OK) return st;
    *also = sy_arena_get(&call->arena, (*n + 1) * sizeof **also);
    if (!*also) return sy_fail_nomem(err);
    for (size_t i = 0; i < *n; i++) (*also)[i] = SY_NONE;
    return SY_OK;
}

/* Either j or t is there. */
static sy_status each_row(sy_call *call, sy_case *c, const wanted *w, sy_json *j, sy_table *t,
                          uint64_t *left_out, sy_err *err)
{
    uint32_t *places = NULL, *also = NULL;
    const sy_evidence *seen[BATCH];
    size_t n = 0;
    uint64_t shown = 0;
    sy_arena batch;
    sy_status st = find_places(&places, &also, &n, call, c, w, err);

    sy_arena_init(&batch, NULL);
    for (size_t at = 0; at < n && st == SY_OK; at += BATCH) {
        const size_t m = n - at < BATCH ? n - at : BATCH;
        sy_evidence *rows = NULL;
        sy_arena_clear(&batch);
        st = sy_case_evidence(c, &rows, places + at, m, &batch, err);
        if (st == SY_OK) st = read_seen(seen, c, also + at, m, &batch, err);
        for (size_t i = 0; i < m && st == SY_OK; i++) {
            if (rows[i].at < w->since || rows[i].at > w->until) continue;
            if (shown++ >= w->limit)
                ++*left_out;
            else if (j)
                sy_entry_json(j, &rows[i], seen[i], w->number, w->uncounted);
            else
                st = table_row(t, call, &rows[i], seen[i], w, err);
        }
    }
    sy_arena_dispose(&batch);
    return st;
}

static sy_status print_json(sy_call *call, sy_case *c, const wanted *w, sy_err *err)
{
    uint64_t left_out = 0;
    uint32_t account;
    sy_json j;
    sy_status st = SY_OK;

    /* mistakes are told before the answer begins */
    if (!w->uncounted) st = sy_question_account(&account, c, w->number, err);
    if (st != SY_OK) return st;
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "account", w->number);
    sy_json_key(&j, "entries");
    sy_json_array(&j);
    st = each_row(call, c, w, &j, NULL, &left_out, err);
    if (st != SY_OK) return st;
    sy_json_end(&j);
    sy_reply_int(&j, "left_out", left_out);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status print_table(sy_call *call, sy_case *c, const wanted *w, sy_err *err)
{
    uint64_t left_out = 0;
    sy_table t;

    if (w->uncounted) {
        sy_table_init(&t, &call->arena, "lrrlllll");
        sy_table_head(&t, _("time"), _("amount"), _("balance"), _("other party"),
                      _("other account"), _("summary"), _("why in no sum"), _("entry"));
    } else {
        sy_table_init(&t, &call->arena, "lrrllll");
        sy_table_head(&t, _("time"), _("amount"), _("balance"), _("other party"),
                      _("other account"), _("summary"), _("entry"));
    }
    sy_status st = each_row(call, c, w, NULL, &t, &left_out, err);
    if (st == SY_OK) st = sy_table_print(&t, stdout, err);
    if (st == SY_OK && left_out) {
        printf(_("... and %llu more: --limit, --since, --until choose\n"),
               (unsigned long long)left_out);
    }
    return st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    sy_case *c = NULL;
    wanted w;

    if (sy_entries_are_browsed(call)) return sy_entries_browse(call, err);
    sy_status st = read_wanted(&w, call, err);

    if (st == SY_OK) st = sy_open_case(&c, call, SY_READ, err);
    if (st == SY_OK) st = sy_need_entries(call, c, err);
    if (st == SY_OK) st = call->json ? print_json(call, c, &w, err) : print_table(call, c, &w, err);
    sy_case_close(c);
    return st;
}

static const sy_option options[] = {
    {.name = "account",
     .argument = N_("ACCOUNT"),
     .help = N_("whose rows; number or number@bank"),
     .is_list = true},
    {.name = "entry",
     .argument = N_("ID"),
     .help = N_("these rows, whatever their account"),
     .is_list = true},
    {.name = "text",
     .argument = N_("TEXT"),
     .help = N_("that stands in holder, other party, its number, summary, note or merchant; or the "
                "pinyin of a name: qls, qianlongshan")},
    {.name = "counterparty",
     .argument = N_("TEXT"),
     .help = N_("that stands in the other party's name or number, or the merchant; or the pinyin "
                "of its name: qls, qianlongshan")},
    {.name = "least", .argument = N_("AMOUNT"), .help = N_("amounts from this on, in or out")},
    {.name = "most", .argument = N_("AMOUNT"), .help = N_("amounts up to this")},
    {.name = "way", .argument = N_("in|out"), .help = N_("only what comes in, or goes out")},
    {.name = "sort",
     .argument = N_("ledger|time|amount"),
     .help = N_("the order of rows of several accounts (ledger)")},
    {.name = "backwards", .help = N_("the other way round")},
    {.name = "offset", .argument = N_("NUMBER"), .help = N_("leave out so many rows at the top")},
    {.name = "since", .argument = N_("TIME"), .help = N_("from this date or time on")},
    {.name = "until", .argument = N_("TIME"), .help = N_("to the end of this date, or this time")},
    {.name = "uncounted", .help = N_("the rows that are kept and in no sum, instead")},
    {.name = "output",
     .argument = N_("FILE"),
     .letter = 'o',
     .help = N_("write all rows that fit: .csv or .xlsx, with file and row of each")},
    {.name = "limit", .argument = N_("NUMBER"), .help = N_("at most so many rows (50; JSON: all)")},
    {.name = NULL},
};

const sy_command sy_cmd_entries = {
    .name = "entries",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("list the rows of an account in the order of its ledger"),
    .options = options,
    .example = "suyuan entries wang.suyuan --account 6299990000000000011 --since 2022-06-01\n"
               "suyuan entries wang.suyuan --text 置业 --least 100000 --sort amount --backwards\n"
               "suyuan entries wang.suyuan --since 2022-06-01 -o wang.xlsx",
    .exits = N_("3 where there is no such account."),
    .run = run,
};
