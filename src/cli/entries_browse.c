/* entries_browse.c - suyuan entries over all statements: what fits, its sums, a window of it. */
#include <stdio.h>
#include <string.h>

#include "cli/entries.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "cli/table.h"
#include "report/question.h"

enum { ROWS_FOR_PEOPLE = 50, ROWS_IN_JSON = 200, AT_ONCE = 2048 };

bool sy_entries_are_browsed(const sy_call *call)
{
    static const char *const options[] = {"entry", "text", "counterparty", "least",  "most",
                                          "way",   "sort", "backwards",    "offset", "output"};

    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (sy_call_has(call, options[i])) return true;
    }
    return false;
}

/* ---- what is asked ---- */

static sy_status read_wish(sy_browse_wish *wish, sy_call *call, sy_err *err)
{
    static const char *const orders[] = {"ledger", "time", "amount"}, *const ways[] = {"", "in",
                                                                                       "out"};
    const char *since = sy_call_option(call, "since"), *until = sy_call_option(call, "until");
    const char *text = sy_call_option(call, "text");
    const char *party = sy_call_option(call, "counterparty");
    unsigned order = SY_BY_LEDGER, way = SY_BOTH_WAYS;
    sy_status st = SY_OK;

    *wish = (sy_browse_wish){.since = INT64_MIN,
                             .until = INT64_MAX,
                             .most = INT64_MAX,
                             .limit = sy_call_has(call, "output") ? UINT64_MAX
                                      : call->json                ? ROWS_IN_JSON
                                                                  : ROWS_FOR_PEOPLE};
    if (sy_call_has(call, "uncounted"))
        return sy_fail(err, SY_EINVAL, N_("--uncounted goes with --account alone"));
    if (since) st = sy_question_time(&wish->since, "since", since, false, err);
    if (st == SY_OK && until) st = sy_question_time(&wish->until, "until", until, true, err);
    if (st == SY_OK) st = sy_call_amount(call, "least", &wish->least, err);
    if (st == SY_OK) st = sy_call_amount(call, "most", &wish->most, err);
    if (st == SY_OK) st = sy_call_word(call, "sort", &order, orders, 3, err);
    if (st == SY_OK) st = sy_call_word(call, "way", &way, ways, 3, err);
    if (st == SY_OK) st = sy_call_whole(call, "offset", &wish->offset, err);
    if (st == SY_OK) st = sy_call_whole(call, "limit", &wish->limit, err);
    wish->order = (sy_browse_order)order;
    wish->way = (sy_browse_way)way;
    wish->backwards = sy_call_has(call, "backwards");
    wish->text = sy_slice_of(text ? text : "");
    wish->counterparty = sy_slice_of(party ? party : "");
    return st;
}

static sy_status read_accounts(sy_browse_wish *wish, sy_call *call, const sy_case *c, sy_err *err)
{
    const char **names = NULL;
    uint32_t *accounts;
    sy_status st = sy_call_list(call, "account", &names, &wish->n_accounts, err);

    accounts = sy_arena_get(&call->arena, (wish->n_accounts + 1) * sizeof *accounts);
    if (st == SY_OK && !accounts) st = sy_fail_nomem(err);
    for (size_t i = 0; i < wish->n_accounts && st == SY_OK; i++)
        st = sy_question_account(&accounts[i], c, names[i], err);
    wish->accounts = accounts;
    return st;
}

static sy_status count(sy_browsed *b, bool comes_in, int64_t amount, sy_err *err)
{
    ++*(comes_in ? &b->n_in : &b->n_out);
    if (!__builtin_add_overflow(comes_in ? b->in : b->out, amount, comes_in ? &b->in : &b->out))
        return SY_OK;
    return sy_fail(err, SY_ELIMIT, N_("the sum of these rows is too large"));
}

static void cut_window(sy_browsed *b, const sy_browse_wish *wish)
{
    const size_t offset = wish->offset < b->n ? (size_t)wish->offset : b->n;

    b->total = b->n;
    b->places += offset;
    b->ledgers += offset;
    b->n = wish->limit < b->n - offset ? (size_t)wish->limit : b->n - offset;
}

/* The rows with these ids, in the order in which they are asked for. */
static sy_status find_named(sy_browsed *b, const sy_browse_wish *wish, sy_call *call,
                            const sy_case *c, sy_err *err)
{
    const sy_flow *f = sy_case_flow(c);
    const char **ids = NULL;
    sy_status st = sy_call_list(call, "entry", &ids, &b->n, err);

    b->places = sy_arena_get(&call->arena, (b->n + 1) * sizeof *b->places);
    b->ledgers = sy_arena_get(&call->arena, (b->n + 1) * sizeof *b->ledgers);
    if (st == SY_OK && (!b->places || !b->ledgers)) st = sy_fail_nomem(err);
    for (size_t i = 0; i < b->n && st == SY_OK; i++) {
        const uint32_t t = sy_case_find_entry(c, sy_slice_of(ids[i]));
        b->places[i] = sy_case_find_place(c, sy_slice_of(ids[i]));
        if (b->places[i] == SY_NONE)
            return sy_fail(err, SY_EDATA, N_("no file has the row %.60s"), ids[i]);
        /* Of a repeat or a failed row no ledger knows: it is shown under no account. */
        b->ledgers[i] = t == SY_NONE                      ? SY_NONE
                        : f->out_place[t] == b->places[i] ? f->from[t]
                                                          : f->to[t];
        if (b->ledgers[i] != SY_NONE && sy_is_outside(b->ledgers[i])) b->ledgers[i] = SY_NONE;
        if (t != SY_NONE) st = count(b, f->in_place[t] == b->places[i], f->amount[t], err);
    }
    if (st == SY_OK) cut_window(b, wish);
    return st;
}

static sy_status find_rows(sy_browsed *b, sy_browse_wish *wish, sy_call *call, sy_case *c,
                           sy_err *err)
{
    *b = (sy_browsed){.n = 0};
    if (sy_call_has(call, "entry")) return find_named(b, wish, call, c, err);
    const sy_status st = read_accounts(wish, call, c, err);
    return st == SY_OK ? sy_case_browse(b, c, wish, &call->arena, err) : st;
}

/* ---- what is told ---- */

const char *sy_entries_number(const sy_case *c, const sy_browsed *b, size_t i)
{
    const sy_flow *f = sy_case_flow(c);
    return b->ledgers[i] == SY_NONE ? "" : sy_flow_text(f, f->ledgers[b->ledgers[i]].number);
}

/* Many statements name their holder in the title, not in each row. */
static void name_holder(sy_evidence *e, const sy_case *c, const sy_browsed *b, size_t i)
{
    const sy_flow *f = sy_case_flow(c);
    sy_slice *holder =
        &e->text[sy_entry_is_payees(e, sy_entries_number(c, b, i)) ? SY_OTHER_NAME : SY_HOLDER];

    if (holder->len == 0 && b->ledgers[i] != SY_NONE)
        *holder = sy_slice_of(sy_flow_text(f, f->ledgers[b->ledgers[i]].holder));
}

sy_status sy_entries_each(sy_case *c, const sy_browsed *b, size_t at_once, sy_entries_row_fn *fn,
                          void *ctx, sy_err *err)
{
    sy_status st = SY_OK;
    sy_arena batch;

    sy_arena_init(&batch, NULL);
    for (size_t at = 0; at < b->n && st == SY_OK; at += at_once) {
        const size_t m = b->n - at < at_once ? b->n - at : at_once;
        sy_evidence *rows = NULL;
        sy_arena_clear(&batch);
        st = sy_case_evidence(c, &rows, b->places + at, m, &batch, err);
        for (size_t i = 0; i < m && st == SY_OK; i++) {
            name_holder(&rows[i], c, b, at + i);
            st = fn(ctx, &rows[i], at + i, err);
        }
    }
    sy_arena_dispose(&batch);
    return st;
}

/* Rows to be printed, as JSON or in a table. */
typedef struct printing {
    sy_call *call;
    const sy_case *c;
    const sy_browsed *b;
    sy_json j;
    sy_table table;
} printing;

static sy_status json_row(void *ctx, const sy_evidence *e, size_t i, sy_err *err)
{
    printing *p = ctx;

    (void)err;
    sy_entry_json(&p->j, e, NULL, sy_entries_number(p->c, p->b, i), false);
    return SY_OK;
}

static sy_status print_json(sy_call *call, sy_case *c, const sy_browsed *b, uint64_t offset,
                            sy_err *err)
{
    printing p = {.c = c, .b = b};
    sy_json *j = &p.j;

    sy_call_answer(call, j);
    sy_json_object(j);
    sy_reply_int(j, "total", b->total);
    sy_reply_int(j, "offset", offset);
    sy_reply_int(j, "n_in", b->n_in);
    sy_reply_int(j, "n_out", b->n_out);
    sy_reply_minor(j, "in", b->in);
    sy_reply_minor(j, "out", b->out);
    sy_json_key(j, "entries");
    sy_json_array(j);
    sy_status st = sy_entries_each(c, b, AT_ONCE, json_row, &p, err);
    if (st != SY_OK) return st;
    sy_json_end(j);
    sy_json_end(j);
    return sy_json_finish(j, err);
}

static sy_status cell(printing *p, sy_slice text, sy_err *err)
{
    const char *copy = sy_arena_text(&p->call->arena, text.ptr ? text.ptr : "", text.len);

    if (!copy) return sy_fail_nomem(err);
    sy_table_cell(&p->table, copy);
    return SY_OK;
}

static sy_status table_row(void *ctx, const sy_evidence *e, size_t i, sy_err *err)
{
    printing *p = ctx;
    const char *number = sy_entries_number(p->c, p->b, i);
    const bool turned = sy_entry_is_payees(e, number);

    sy_table_time(&p->table, e->at, e->flags & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND);
    sy_status st = cell(p, sy_slice_of(number), err);
    sy_table_money(&p->table, turned ? -e->amount : e->amount);
    if (st == SY_OK) st = cell(p, e->text[turned ? SY_HOLDER : SY_OTHER_NAME], err);
    if (st == SY_OK) st = cell(p, e->text[turned ? SY_OWN_ACCOUNT : SY_OTHER_NUMBER], err);
    if (st == SY_OK) st = cell(p, e->text[SY_SUMMARY], err);
    if (st == SY_OK) st = cell(p, sy_slice_of(e->id), err);
    return st;
}

static sy_status print_table(sy_call *call, sy_case *c, const sy_browsed *b, uint64_t offset,
                             sy_err *err)
{
    printing p = {.call = call, .c = c, .b = b};
    char in[SY_MINOR_TEXT], out[SY_MINOR_TEXT];

    sy_table_init(&p.table, &call->arena, "llrllll");
    sy_table_head(&p.table, _("time"), _("account"), _("amount"), _("other party"),
                  _("other account"), _("summary"), _("entry"));
    sy_status st = sy_entries_each(c, b, AT_ONCE, table_row, &p, err);
    if (st == SY_OK) st = sy_table_print(&p.table, stdout, err);
    if (st != SY_OK) return st;
    sy_minor_print_grouped(in, b->in);
    sy_minor_print_grouped(out, b->out);
    printf(_("%zu rows: %llu in, %s yuan; %llu out, %s yuan\n"), b->total,
           (unsigned long long)b->n_in, in, (unsigned long long)b->n_out, out);
    if (offset + b->n < b->total) puts(_("... more: --limit, --offset"));
    return SY_OK;
}

sy_status sy_entries_browse(sy_call *call, sy_err *err)
{
    const char *path = sy_call_option(call, "output");
    sy_browse_wish wish;
    sy_browsed b;
    sy_case *c = NULL;
    sy_status st = read_wish(&wish, call, err);

    if (st == SY_OK) st = sy_open_case(&c, call, SY_READ, err);
    if (st == SY_OK) st = sy_need_entries(call, c, err);
    if (st == SY_OK) st = find_rows(&b, &wish, call, c, err);
    if (st == SY_OK)
        st = path         ? sy_entries_write(call, c, &b, path, err)
             : call->json ? print_json(call, c, &b, wish.offset, err)
                          : print_table(call, c, &b, wish.offset, err);
    sy_case_close(c);
    return st;
}
