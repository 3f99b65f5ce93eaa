/* match_list.c - suyuan match list and log: what belongs together, the open
 * questions by the amount at stake, and who decided what. */
#include <stdio.h>
#include <string.h>

#include "base/money.h"
#include "cli/match.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "cli/table.h"

enum { MOST_FOR_PEOPLE = 200 };

/* ---- what is to be shown ---- */

typedef struct shown {
    sy_open_question *items; /* matches and joins, open or not */
    size_t n, total;         /* shown, of these that fit */
    size_t left;             /* of those that --open asks for: not shown, of lesser amounts */
    int64_t left_amount, cut_off;
    sy_evidence *a, *b; /* of those that are matches, in their order */
} shown;

static sy_status choose(shown *s, sy_call *call, const sy_quality *q, sy_err *err)
{
    sy_match_filter f;
    sy_status st = sy_match_read_filter(&f, call, err);

    if (st != SY_OK) return st;
    s->items = sy_arena_get(&call->arena, (q->n_matches + q->n_joins + 1) * sizeof *s->items);
    if (!s->items) return sy_fail_nomem(err);
    for (size_t i = 0; i < q->n_joins; i++) {
        const sy_join *j = &q->joins[i];
        if (!sy_match_wanted(&f, SY_MATCH_ACCOUNT, j->state, j->reason, j->amount)) continue;
        s->items[s->n++] = (sy_open_question){.join = j, .amount = j->amount};
    }
    for (size_t i = 0; i < q->n_matches; i++) {
        const sy_match *m = &q->matches[i];
        if (!sy_match_wanted(&f, m->kind, m->state, m->reason, m->amount)) continue;
        s->items[s->n++] = (sy_open_question){.match = m, .amount = m->amount};
    }
    return SY_OK;
}

/* The open ones of the filter, the largest first, no more than may be asked. */
static sy_status choose_open(shown *s, sy_call *call, const sy_quality *q, sy_err *err)
{
    sy_match_filter f;
    sy_open_question *all = NULL;
    size_t n = 0, asked = 0;
    sy_status st = sy_match_read_filter(&f, call, err);

    if (st == SY_OK) st = sy_open_questions(&all, &n, &asked, q, &call->arena, err);
    if (st != SY_OK) return st;
    s->items = all;
    for (size_t i = 0; i < n; i++) {
        const sy_match *m = all[i].match;
        if (!sy_match_wanted(&f, m ? m->kind : SY_MATCH_ACCOUNT, SY_MATCH_SUSPECTED,
                             m ? m->reason : all[i].join->reason, all[i].amount)) {
            continue;
        }
        if (s->n < SY_QUESTIONS_AT_ONCE) {
            s->items[s->n++] = all[i];
            continue;
        }
        if (s->left++ == 0) s->cut_off = all[i].amount;
        if (!sy_minor_add(&s->left_amount, s->left_amount, all[i].amount)) {
            s->left_amount = INT64_MAX;
        }
    }
    return SY_OK;
}

/* Only rows of these are read. */
static sy_status cut_window(shown *s, const sy_call *call, sy_err *err)
{
    uint64_t limit = UINT64_MAX, offset = 0;
    sy_status st = sy_call_count(call, "limit", &limit, UINT32_MAX, err);

    if (st == SY_OK) st = sy_call_whole(call, "offset", &offset, err);
    if (st != SY_OK) return st;
    s->total = s->n;
    if (offset > s->n) offset = s->n;
    s->items += offset;
    s->n -= (size_t)offset;
    if (limit < s->n) s->n = (size_t)limit;
    return SY_OK;
}

static sy_status read_rows(shown *s, sy_call *call, sy_case *c, sy_err *err)
{
    uint32_t *a = sy_arena_get(&call->arena, (s->n + 1) * sizeof *a);
    uint32_t *b = sy_arena_get(&call->arena, (s->n + 1) * sizeof *b);
    size_t n = 0;

    if (!a || !b) return sy_fail_nomem(err);
    for (size_t i = 0; i < s->n; i++) {
        if (!s->items[i].match) continue;
        a[n] = s->items[i].match->a;
        b[n++] = s->items[i].match->b;
    }
    sy_status st = sy_case_evidence(c, &s->a, a, n, &call->arena, err);
    return st == SY_OK ? sy_case_evidence(c, &s->b, b, n, &call->arena, err) : st;
}

/* ---- JSON ---- */

static void json_side(sy_json *j, const char *key, const sy_evidence *e)
{
    sy_json_key(j, key);
    sy_json_object(j);
    sy_reply_string(j, "id", e->id);
    sy_reply_string(j, "file", e->source->path);
    sy_reply_string(j, "sheet", e->source->sheet_name[0] ? e->source->sheet_name : NULL);
    sy_reply_int(j, "row", e->row);
    sy_reply_time(j, "time", e->at, e->flags & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND);
    sy_reply_minor(j, "amount", e->amount);
    sy_reply_slice(j, "holder", e->text[SY_HOLDER]);
    sy_reply_slice(j, "other_name", e->text[SY_OTHER_NAME]);
    sy_reply_slice(j, "summary", e->text[SY_SUMMARY]);
    sy_json_end(j);
}

/* How the two rows of a kind are called. */
static const char *const side_keys[SY_MATCH_KINDS][2] = {
    [SY_MATCH_SIDES] = {"out", "in"},
    [SY_MATCH_REVERSAL] = {"taken_back", "takes_back"},
    [SY_MATCH_DUPLICATE] = {"kept", "repeat"},
    [SY_MATCH_SHADOW] = {"card", "wallet"},
};

static void json_items(sy_json *j, const shown *s)
{
    size_t k = 0;

    for (size_t i = 0; i < s->n; i++) {
        const sy_match *m = s->items[i].match;
        const sy_join *join = s->items[i].join;
        sy_json_object(j);
        sy_reply_string(j, "state", sy_match_state_word(m ? m->state : join->state));
        sy_reply_bool(j, "decided", m ? m->decided : join->decided);
        sy_reply_string(j, "kind", sy_match_kind_name(m ? m->kind : SY_MATCH_ACCOUNT));
        sy_reply_string(j, "reason", sy_match_reason_name(m ? m->reason : join->reason));
        sy_reply_minor(j, "at_stake", s->items[i].amount);
        if (m) {
            json_side(j, side_keys[m->kind][0], &s->a[k]);
            json_side(j, side_keys[m->kind][1], &s->b[k++]);
        } else {
            sy_json_key(j, "accounts");
            sy_json_array(j);
            sy_json_string(j, join->a);
            sy_json_string(j, join->b);
            sy_json_end(j);
            sy_reply_int(j, "rows", join->rows);
        }
        sy_json_end(j);
    }
}

static sy_status list_json(sy_call *call, const shown *s, bool open, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_int(&j, "total", s->total);
    sy_json_key(&j, open ? "questions" : "matches");
    sy_json_array(&j);
    json_items(&j, s);
    sy_json_end(&j);
    if (open) {
        sy_json_key(&j, "may_stay_open");
        sy_json_object(&j);
        sy_reply_int(&j, "count", s->left);
        sy_reply_minor(&j, "amount", s->left_amount);
        sy_reply_minor(&j, "at_most_each", s->cut_off);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people: a table of what there is ---- */

static const char *state_title(sy_match_state state, bool decided)
{
    static const char *const titles[] = {[SY_MATCH_CONFIRMED] = N_("confirmed"),
                                         [SY_MATCH_SUSPECTED] = N_("suspected"),
                                         [SY_MATCH_REJECTED] = N_("rejected by a person")};
    if (state == SY_MATCH_CONFIRMED && decided) return _("confirmed by a person");
    return sy_tr(titles[state]);
}

static const char *copy(sy_call *call, sy_slice text)
{
    return sy_arena_text(&call->arena, text.ptr ? text.ptr : "", text.len);
}

static sy_status side_cells(sy_table *t, sy_call *call, const sy_evidence *e, sy_err *err)
{
    const char *name = copy(call, e->text[SY_HOLDER]);

    if (!name) return sy_fail_nomem(err);
    sy_table_cell(t, name);
    sy_table_time(t, e->at, e->flags & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND);
    sy_table_money(t, e->amount);
    sy_table_cell(t, e->id);
    return SY_OK;
}

/* One table for each kind, headed by what it is. */
static sy_status kind_table(sy_call *call, const shown *s, sy_match_kind kind, sy_err *err)
{
    sy_table t;
    size_t k = 0, n = 0;
    sy_status st = SY_OK;

    sy_table_init(&t, &call->arena, "lllrlllrll");
    sy_table_head(&t, "", _("holder"), _("time"), _("amount"), _("entry"), _("holder"), _("time"),
                  _("amount"), _("entry"), _("reason"));
    for (size_t i = 0; st == SY_OK && i < s->n; i++) {
        const sy_match *m = s->items[i].match;
        if (!m) continue;
        const size_t at = k++;
        if (m->kind != kind || n++ >= MOST_FOR_PEOPLE) continue;
        sy_table_cell(&t, state_title(m->state, m->decided));
        st = side_cells(&t, call, &s->a[at], err);
        if (st == SY_OK) st = side_cells(&t, call, &s->b[at], err);
        sy_table_cell(&t, sy_match_reason_title(m->reason));
    }
    if (st != SY_OK || n == 0) return st;
    printf("%s\n", sy_match_kind_title(kind));
    st = sy_table_print(&t, stdout, err);
    if (st == SY_OK && n > MOST_FOR_PEOPLE) {
        printf(_("... and %zu more (--json lists all)\n"), n - MOST_FOR_PEOPLE);
    }
    return st;
}

static sy_status account_table(sy_call *call, const shown *s, sy_err *err)
{
    sy_table t;
    size_t n = 0;

    sy_table_init(&t, &call->arena, "lllrrl");
    sy_table_head(&t, "", _("number"), _("number"), _("rows"), _("amount"), _("reason"));
    for (size_t i = 0; i < s->n; i++) {
        const sy_join *j = s->items[i].join;
        if (!j) continue;
        n++;
        sy_table_cell(&t, state_title(j->state, j->decided));
        sy_table_cell(&t, j->a);
        sy_table_cell(&t, j->b);
        sy_table_int(&t, j->rows);
        sy_table_money(&t, j->amount);
        sy_table_cell(&t, sy_match_reason_title(j->reason));
    }
    if (n == 0) return SY_OK;
    printf("%s\n", sy_match_kind_title(SY_MATCH_ACCOUNT));
    return sy_table_print(&t, stdout, err);
}

static sy_status list_tables(sy_call *call, const shown *s, sy_err *err)
{
    sy_status st = SY_OK;

    if (s->n == 0) puts(_("no such matches"));
    for (int k = 0; st == SY_OK && k < SY_MATCH_ACCOUNT; k++) {
        st = kind_table(call, s, (sy_match_kind)k, err);
    }
    return st == SY_OK ? account_table(call, s, err) : st;
}

/* ---- for people: the questions ---- */

static const char *question_text(sy_match_kind kind)
{
    static const char *const texts[SY_MATCH_KINDS] = {
        [SY_MATCH_SIDES] = N_("are these both sides of one transfer?"),
        [SY_MATCH_REVERSAL] = N_("does the second row take the first back?"),
        [SY_MATCH_DUPLICATE] = N_("is this one row, given twice?"),
        [SY_MATCH_SHADOW] = N_("is this one payment, by card and in the wallet?"),
        [SY_MATCH_ACCOUNT] = N_("are these two numbers one account?"),
    };
    return sy_tr(texts[kind]);
}

static sy_status ask_rows(sy_call *call, const shown *s, size_t at, sy_err *err)
{
    const sy_evidence *const rows[] = {&s->a[at], &s->b[at]};
    sy_table t;

    sy_table_init(&t, &call->arena, "lllrlll");
    for (size_t i = 0; i < 2; i++) {
        const sy_evidence *e = rows[i];
        const char *holder = copy(call, e->text[SY_HOLDER]);
        const char *other = copy(call, e->text[SY_OTHER_NAME]);
        const char *summary = copy(call, e->text[SY_SUMMARY]);
        if (!holder || !other || !summary) return sy_fail_nomem(err);
        sy_table_cell(&t, "   ");
        sy_table_cell(&t, holder);
        sy_table_time(&t, e->at, e->flags & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND);
        sy_table_money(&t, e->amount);
        sy_table_cell(&t, other);
        sy_table_cell(&t, summary);
        sy_table_cell(&t, e->id);
    }
    return sy_table_print(&t, stdout, err);
}

static sy_status ask(sy_call *call, const shown *s, sy_err *err)
{
    size_t k = 0;
    sy_status st = SY_OK;
    char amount[SY_MINOR_TEXT], more[SY_MINOR_TEXT];

    if (s->n == 0) puts(_("no open questions"));
    for (size_t i = 0; st == SY_OK && i < s->n; i++) {
        const sy_match *m = s->items[i].match;
        const sy_join *j = s->items[i].join;
        printf("%2zu. %s  %s (%s)\n", i + 1, sy_minor_print_grouped(amount, s->items[i].amount),
               question_text(m ? m->kind : SY_MATCH_ACCOUNT),
               sy_match_reason_title(m ? m->reason : j->reason));
        if (m)
            st = ask_rows(call, s, k++, err);
        else
            sy_printf_shown(stdout, _("     %s and %s; %llu rows\n"), j->a, j->b,
                            (unsigned long long)j->rows);
        if (st == SY_OK) {
            sy_printf_shown(stdout, "    suyuan match %s confirm|reject %s %s\n", call->words[0],
                            m ? s->a[k - 1].id : j->a, m ? s->b[k - 1].id : j->b);
        }
    }
    if (st == SY_OK && s->left) {
        printf(_("%zu more of at most %s each may stay open, together %s\n"), s->left,
               sy_minor_print_grouped(amount, s->cut_off),
               sy_minor_print_grouped(more, s->left_amount));
    }
    return st;
}

sy_status sy_match_list(sy_call *call, sy_err *err)
{
    const bool open = sy_call_has(call, "open");
    sy_quality *q = NULL;
    shown s = {0};
    sy_case *c = NULL;
    sy_match_filter checked;
    sy_status st = sy_match_read_filter(&checked, call, err); /* before the case is opened */

    if (st == SY_OK) st = sy_open_case(&c, call, SY_READ, err);
    if (st == SY_OK) st = sy_case_quality(c, &q, &call->arena, err);
    if (st == SY_OK) st = open ? choose_open(&s, call, q, err) : choose(&s, call, q, err);
    if (st == SY_OK) st = cut_window(&s, call, err);
    if (st == SY_OK) st = read_rows(&s, call, c, err);
    if (st == SY_OK) {
        st = call->json ? list_json(call, &s, open, err)
             : open     ? ask(call, &s, err)
                        : list_tables(call, &s, err);
    }
    if (st == SY_OK && !call->json && s.n < s.total)
        printf(_("%zu of %zu; --limit and --offset show others\n"), s.n, s.total);
    sy_case_close(c);
    return st;
}

/* ---- who decided what ---- */

static sy_status log_json(sy_call *call, const sy_match_decision *list, size_t n, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "decisions");
    sy_json_array(&j);
    for (size_t i = 0; i < n; i++) {
        const sy_match_decision *d = &list[i];
        sy_json_object(&j);
        sy_reply_int(&j, "number", (uint64_t)d->id);
        sy_reply_int(&j, "at_once_with", (uint64_t)d->bulk);
        sy_reply_string(&j, "kind", sy_match_kind_name(d->kind));
        sy_reply_string(&j, "verdict",
                        d->verdict == SY_VERDICT_CONFIRMED ? "confirmed" : "rejected");
        sy_json_key(&j, "on");
        sy_json_array(&j);
        sy_json_string(&j, d->a.ptr);
        sy_json_string(&j, d->b.ptr);
        sy_json_end(&j);
        sy_reply_string(&j, "who", d->who);
        sy_reply_string(&j, "when", d->decided_at);
        sy_reply_string(&j, "undone_by", d->undone_by);
        sy_reply_string(&j, "undone_at", d->undone_at);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status log_table(sy_call *call, const sy_match_decision *list, size_t n, sy_err *err)
{
    sy_table t;

    if (n == 0) {
        puts(_("no decisions yet"));
        return SY_OK;
    }
    sy_table_init(&t, &call->arena, "rllllllll");
    sy_table_head(&t, _("number"), _("kind"), _("verdict"), _("on"), "", _("who"), _("when"),
                  _("undone by"), _("when"));
    for (size_t i = 0; i < n; i++) {
        const sy_match_decision *d = &list[i];
        sy_table_int(&t, (uint64_t)d->id);
        sy_table_cell(&t, sy_match_kind_title(d->kind));
        sy_table_cell(&t, d->verdict == SY_VERDICT_CONFIRMED ? _("yes") : _("no"));
        sy_table_cell(&t, d->a.ptr);
        sy_table_cell(&t, d->b.ptr);
        sy_table_cell(&t, d->who);
        sy_table_moment(&t, d->decided_at);
        sy_table_cell(&t, d->undone_by);
        sy_table_moment(&t, d->undone_at);
    }
    return sy_table_print(&t, stdout, err);
}

sy_status sy_match_log(sy_call *call, sy_err *err)
{
    sy_match_decision *list = NULL;
    size_t n = 0;
    sy_workspace *ws = NULL;
    sy_status st = sy_open_workspace(&ws, call, SY_READ, err);

    if (st == SY_OK) st = sy_match_decisions(ws, &list, &n, true, &call->arena, err);
    if (st == SY_OK) {
        st = call->json ? log_json(call, list, n, err) : log_table(call, list, n, err);
    }
    sy_workspace_close(ws);
    return st;
}
