/* request_list.c - the register and the grounds, for programs and for people. */
#include <stdio.h>
#include <string.h>

#include "cli/open.h"
#include "cli/reply.h"
#include "cli/request.h"
#include "cli/table.h"
#include "report/log_words.h"
#include "store/facts.h"

/* ---- what both forms say ---- */

sy_status sy_request_pick(const sy_request **r, sy_workspace *ws, int64_t number, sy_arena *arena,
                          sy_err *err)
{
    sy_request *list = NULL;
    size_t n = 0;
    sy_status st = sy_requests(ws, &list, &n, arena, err);

    *r = NULL;
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (list[i].number == number) *r = &list[i];
    }
    if (st == SY_OK && !*r) {
        st = sy_fail(err, SY_EDATA, N_("there is no request %lld (suyuan request WS list)"),
                     (long long)number);
    }
    return st;
}

/* The day on which it came into its state; "" for drafts. */
static const char *day_of(const sy_request *r)
{
    switch (r->state) {
    case SY_REQUEST_IS_SENT:
        return r->word[SY_REQUEST_SENT];
    case SY_REQUEST_IS_ARRIVED:
        return r->word[SY_REQUEST_ARRIVED];
    case SY_REQUEST_IS_REFUSED:
        return r->word[SY_REQUEST_REFUSED];
    default:
        return "";
    }
}

/* ---- JSON ---- */

static void json_words(sy_json *j, const sy_request_word *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sy_reply_string(j, sy_request_field_name(words[i].field), words[i].value);
    }
}

static void json_steps(sy_json *j, const sy_request *r)
{
    char number[24];

    sy_json_key(j, "steps");
    sy_json_array(j);
    for (size_t i = 0; i < r->n_steps; i++) {
        const sy_request_step *s = &r->steps[i];
        sy_json_object(j);
        snprintf(number, sizeof number, "%lld", (long long)s->number);
        sy_reply_string(j, "step", number);
        sy_reply_string(j, "who", s->who);
        sy_reply_string(j, "at", s->at);
        sy_reply_string(j, "undone_by", s->undone_by);
        sy_reply_string(j, "undone_at", s->undone_at);
        sy_json_key(j, "said");
        sy_json_object(j);
        json_words(j, s->words, s->n);
        sy_json_end(j);
        sy_json_end(j);
    }
    sy_json_end(j);
}

typedef struct listing {
    const sy_request *list;
    size_t n;
    const sy_source *sources; /* of all imports */
    size_t n_sources;
} listing;

/* The files that hold the answer. */
static void json_files(sy_json *j, const listing *l, const sy_request *r)
{
    char import[16];

    sy_json_key(j, "files");
    sy_json_array(j);
    for (size_t i = 0; i < l->n_sources && *r->word[SY_REQUEST_IMPORT]; i++) {
        snprintf(import, sizeof import, "%u", l->sources[i].import);
        if (strcmp(import, r->word[SY_REQUEST_IMPORT]) != 0) continue;
        sy_json_object(j);
        sy_reply_string(j, "file", l->sources[i].path);
        sy_reply_slice(j, "sheet", sy_slice_of(l->sources[i].sheet_name));
        sy_reply_string(j, "sha256", l->sources[i].sha256);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_request(sy_json *j, const listing *l, const sy_request *r, bool with_steps)
{
    const sy_request_field lacks = sy_request_lacks(r);
    char number[24];

    snprintf(number, sizeof number, "%lld", (long long)r->number);
    sy_json_object(j);
    sy_reply_string(j, "request", number);
    sy_reply_string(j, "state", sy_request_state_name(r->state));
    for (int f = 0; f < SY_REQUEST_FIELDS; f++) {
        sy_reply_slice(j, sy_request_field_name((sy_request_field)f), sy_slice_of(r->word[f]));
    }
    sy_reply_string(j, "lacks", lacks == SY_REQUEST_FIELDS ? NULL : sy_request_field_name(lacks));
    json_files(j, l, r);
    if (with_steps) json_steps(j, r);
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const listing *l, sy_err *err)
{
    const bool all = sy_call_has(call, "all");
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "requests");
    sy_json_array(&j);
    for (size_t i = 0; i < l->n; i++) {
        if (!all && l->list[i].state == SY_REQUEST_IS_WITHDRAWN) continue;
        json_request(&j, l, &l->list[i], all);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

/* What is special: why it was refused, which import holds it, what it still lacks. */
static const char *remark(const sy_request *r, char text[160])
{
    const sy_request_field lacks = sy_request_lacks(r);

    if (r->state == SY_REQUEST_IS_REFUSED) return r->word[SY_REQUEST_REASON];
    if (*r->word[SY_REQUEST_IMPORT]) {
        snprintf(text, 160, _("import %s"), r->word[SY_REQUEST_IMPORT]);
        return text;
    }
    if (r->state == SY_REQUEST_IS_ARRIVED) return _("not imported yet");
    if (r->state == SY_REQUEST_IS_DRAFT && lacks != SY_REQUEST_FIELDS) {
        snprintf(text, 160, _("lacks: %s"), sy_request_field_label(lacks));
        return text;
    }
    return r->word[SY_REQUEST_NOTE];
}

static const char *what_of(const sy_request *r)
{
    const char *what = r->word[SY_REQUEST_WHAT];

    if (strcmp(what, "accounts") == 0) return _("which accounts");
    return *what ? _("statement") : "";
}

static void row(sy_table *t, const sy_request *r)
{
    static const sy_request_field shown[] = {
        SY_REQUEST_PERSON, SY_REQUEST_ACCOUNT, SY_REQUEST_INSTITUTION, SY_REQUEST_FROM,
        SY_REQUEST_TO,     SY_REQUEST_GROUND,  SY_REQUEST_LETTER};
    char text[160];

    sy_table_int(t, (uint64_t)r->number);
    sy_table_cell(t, sy_request_state_label(r->state));
    sy_table_cell(t, day_of(r));
    sy_table_cell(t, what_of(r));
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) sy_table_cell(t, r->word[shown[i]]);
    sy_table_cell(t, remark(r, text));
}

static void print_steps(const sy_request *r)
{
    char at[SY_LOG_TIME];

    printf(_("\nrequest %lld, step by step:\n"), (long long)r->number);
    for (size_t i = 0; i < r->n_steps; i++) {
        const sy_request_step *s = &r->steps[i];
        sy_printf_shown(stdout, "  %lld  %s  %s", (long long)s->number, sy_log_time(at, s->at),
                        s->who);
        for (size_t k = 0; k < s->n; k++) {
            sy_printf_shown(stdout, "  %s: %s", sy_request_field_label(s->words[k].field),
                            s->words[k].value);
        }
        if (s->undone_at)
            sy_printf_shown(stdout, _("  (taken back %s by %s)"), sy_log_time(at, s->undone_at),
                            s->undone_by);
        putchar('\n');
    }
}

static sy_status print_table(sy_call *call, const sy_request *list, size_t n, sy_err *err)
{
    const bool all = sy_call_has(call, "all");
    size_t shown = 0;
    sy_table t;

    sy_table_init(&t, &call->arena, "rlllllllllll");
    sy_table_head(&t, _("no."), _("state"), _("day"), _("what is asked for"), _("whose"),
                  _("account"), _("bank or payment firm"), _("first day"), _("last day"),
                  _("ground"), _("number of the letter"), _("remark"));
    for (size_t i = 0; i < n; i++) {
        if (!all && list[i].state == SY_REQUEST_IS_WITHDRAWN) continue;
        row(&t, &list[i]);
        shown++;
    }
    if (shown == 0) {
        puts(_("the register of requests is empty"));
        return SY_OK;
    }
    sy_status st = sy_table_print(&t, stdout, err);
    for (size_t i = 0; i < n && all && st == SY_OK; i++) print_steps(&list[i]);
    return st;
}

/* Files are only in the JSON, so only that opens the facts. */
static sy_status answer_json(sy_call *call, sy_workspace *ws, const sy_request *list, size_t n,
                             sy_err *err)
{
    listing l = {.list = list, .n = n};
    sy_source *sources = NULL;
    sy_status st = sy_facts_source_names(ws, &sources, &l.n_sources, &call->arena, err);

    l.sources = sources;
    return st == SY_OK ? print_json(call, &l, err) : st;
}

sy_status sy_request_list(sy_call *call, sy_err *err)
{
    sy_workspace *ws = NULL;
    sy_request *list = NULL;
    size_t n = 0;
    sy_status st = sy_open_workspace(&ws, call, SY_READ, err);

    if (st == SY_OK) st = sy_requests(ws, &list, &n, &call->arena, err);
    if (st == SY_OK) {
        st = call->json ? answer_json(call, ws, list, n, err) : print_table(call, list, n, err);
    }
    sy_workspace_close(ws);
    return st;
}

/* ---- the grounds ---- */

static const char *whom(const sy_ground *g)
{
    if (g->banks && g->payment_firms) return _("banks and payment firms");
    return g->banks ? _("banks") : _("payment firms");
}

sy_status sy_request_grounds(sy_call *call, sy_err *err)
{
    sy_grounds g;
    sy_json j;
    sy_status st = sy_grounds_load(&g, NULL, &call->arena, err);

    if (st != SY_OK) return st;
    if (!call->json) {
        for (size_t i = 0; i < g.n; i++) {
            printf("%s  %s%s\n", g.items[i].id, whom(&g.items[i]),
                   g.items[i].is_checked ? "" : _("  (check it against the official text)"));
            printf("  %s\n  %s\n  %s\n", g.items[i].law, g.items[i].rule, g.items[i].occasion);
        }
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "grounds");
    sy_json_array(&j);
    for (size_t i = 0; i < g.n; i++) {
        sy_json_object(&j);
        sy_reply_string(&j, "id", g.items[i].id);
        sy_reply_string(&j, "law", g.items[i].law);
        sy_reply_slice(&j, "rule", sy_slice_of(g.items[i].rule));
        sy_reply_string(&j, "case", g.items[i].occasion);
        sy_reply_bool(&j, "banks", g.items[i].banks);
        sy_reply_bool(&j, "payment_firms", g.items[i].payment_firms);
        sy_reply_bool(&j, "checked", g.items[i].is_checked);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}
