/* cmd_match.c - suyuan match: decisions on the two sides of one transfer. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"

static const char *state_name(sy_match_state state)
{
    static const char *const names[] = {[SY_MATCH_CONFIRMED] = "confirmed",
                                        [SY_MATCH_SUSPECTED] = "suspected",
                                        [SY_MATCH_REJECTED] = "rejected"};
    return names[state];
}

static const char *state_title(sy_match_state state)
{
    static const char *const titles[] = {[SY_MATCH_CONFIRMED] = N_("confirmed"),
                                         [SY_MATCH_SUSPECTED] = N_("suspected"),
                                         [SY_MATCH_REJECTED] = N_("rejected by a person")};
    return sy_tr(titles[state]);
}

/* ---- list ---- */

typedef struct pairs {
    const sy_match **list;
    sy_evidence *out, *in;
    size_t n;
} pairs;

static sy_status read_state(int *state, const char *text, sy_err *err)
{
    *state = -1;
    if (!text) return SY_OK;
    for (int s = SY_MATCH_CONFIRMED; s <= SY_MATCH_REJECTED; s++) {
        if (strcmp(text, state_name((sy_match_state)s)) == 0) *state = s;
    }
    if (*state >= 0) return SY_OK;
    return sy_fail(err, SY_EINVAL,
                   N_("--state \"%.60s\": the states are confirmed, suspected, rejected"), text);
}

static sy_status find_pairs(pairs *p, sy_call *call, sy_case *c, int state, sy_err *err)
{
    sy_quality *q = NULL;
    sy_status st = sy_case_quality(c, &q, &call->arena, err);

    if (st != SY_OK) return st;
    p->list = sy_arena_get(&call->arena, q->n_matches * sizeof *p->list);
    uint32_t *out = sy_arena_get(&call->arena, q->n_matches * sizeof *out);
    uint32_t *in = sy_arena_get(&call->arena, q->n_matches * sizeof *in);
    if (!p->list || !out || !in) return sy_fail_nomem(err);
    for (size_t i = 0; i < q->n_matches; i++) {
        if (state >= 0 && (int)q->matches[i].state != state) continue;
        out[p->n] = q->matches[i].out;
        in[p->n] = q->matches[i].in;
        p->list[p->n++] = &q->matches[i];
    }
    st = sy_case_evidence(c, &p->out, out, p->n, &call->arena, err);
    if (st == SY_OK) st = sy_case_evidence(c, &p->in, in, p->n, &call->arena, err);
    return st;
}

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
    sy_json_end(j);
}

static sy_status list_json(sy_call *call, const pairs *p, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "matches");
    sy_json_array(&j);
    for (size_t i = 0; i < p->n; i++) {
        sy_json_object(&j);
        sy_reply_string(&j, "state", state_name(p->list[i]->state));
        sy_reply_bool(&j, "decided", p->list[i]->decided);
        json_side(&j, "out", &p->out[i]);
        json_side(&j, "in", &p->in[i]);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status side_cells(sy_table *t, sy_call *call, const sy_evidence *e, sy_err *err)
{
    const sy_slice holder = e->text[SY_HOLDER];
    const char *name = sy_arena_text(&call->arena, holder.ptr ? holder.ptr : "", holder.len);

    if (!name) return sy_fail_nomem(err);
    sy_table_cell(t, name);
    sy_table_time(t, e->at, e->flags & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND);
    sy_table_money(t, e->amount);
    sy_table_cell(t, e->id);
    return SY_OK;
}

static sy_status list_table(sy_call *call, const pairs *p, sy_err *err)
{
    sy_status st = SY_OK;
    sy_table t;

    if (p->n == 0) {
        puts(_("no such pairs"));
        return SY_OK;
    }
    sy_table_init(&t, &call->arena, "lllrlllrl");
    sy_table_head(&t, "", _("paid by"), _("time"), _("amount"), _("entry"), _("received by"),
                  _("time"), _("amount"), _("entry"));
    for (size_t i = 0; i < p->n && st == SY_OK; i++) {
        sy_table_cell(&t, state_title(p->list[i]->state));
        st = side_cells(&t, call, &p->out[i], err);
        if (st == SY_OK) st = side_cells(&t, call, &p->in[i], err);
    }
    return st == SY_OK ? sy_table_print(&t, stdout, err) : st;
}

static sy_status run_list(sy_call *call, sy_err *err)
{
    int state = -1;
    pairs p = {0};
    sy_case *c = NULL;
    sy_status st = read_state(&state, sy_call_option(call, "state"), err);

    if (st == SY_OK) st = sy_open_case(&c, call, SY_READ, err);
    if (st == SY_OK) st = find_pairs(&p, call, c, state, err);
    if (st == SY_OK) st = call->json ? list_json(call, &p, err) : list_table(call, &p, err);
    sy_case_close(c);
    return st;
}

/* ---- decide ---- */

static sy_status answer_done(sy_call *call, const char *text, const char *name, sy_err *err)
{
    sy_json j;

    if (!call->json) {
        puts(text);
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "done", name);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* The rows must be there and move money in opposite directions; which of the
 * two is named first does not matter. */
static sy_status find_sides(sy_slice *out, sy_slice *in, sy_call *call, sy_case *c, sy_err *err)
{
    const sy_flow *f = sy_case_flow(c);
    uint32_t places[2];
    sy_evidence *rows = NULL;

    for (int i = 0; i < 2; i++) {
        const char *id = call->words[2 + i];
        const uint32_t t = sy_case_find_entry(c, sy_slice_of(id));
        char found[SY_ENTRY_ID];
        if (t == SY_NONE) {
            return sy_fail(err, SY_EDATA,
                           N_("no entry \"%.80s\" moves money in this workspace (failed rows and "
                              "duplicates do not)"),
                           id);
        }
        places[i] = f->out_place[t];
        if (places[i] == SY_NONE || strcmp(sy_case_entry_id(f, found, places[i]), id) != 0) {
            places[i] = f->in_place[t];
        }
    }
    sy_status st = sy_case_evidence(c, &rows, places, 2, &call->arena, err);
    if (st != SY_OK) return st;
    if ((rows[0].amount < 0) == (rows[1].amount < 0)) {
        return sy_fail(err, SY_EDATA,
                       N_("both rows %s: they cannot be the two sides of a transfer"),
                       rows[0].amount < 0 ? _("pay out") : _("pay in"));
    }
    const int payer = rows[0].amount < 0 ? 0 : 1;
    *out = sy_slice_of(call->words[2 + payer]);
    *in = sy_slice_of(call->words[3 - payer]);
    return SY_OK;
}

static sy_status run_decision(sy_call *call, sy_verdict verdict, sy_err *err)
{
    sy_slice out, in;
    sy_case *c = NULL;
    sy_status st = SY_OK;

    if (call->n_words != 4) {
        return sy_fail(err, SY_EINVAL, N_("say which two entries: suyuan match WS %s ENTRY ENTRY"),
                       call->words[1]);
    }
    st = sy_open_case(&c, call, SY_WRITE, err);
    if (st == SY_OK) st = find_sides(&out, &in, call, c, err);
    if (st == SY_OK) st = sy_match_decide(sy_case_workspace(c), out, in, verdict, err);
    sy_case_close(c);
    if (st != SY_OK) return st;
    return verdict == SY_VERDICT_CONFIRMED
               ? answer_done(call, _("kept: they are the two sides of one transfer"), "confirmed",
                             err)
               : answer_done(call, _("kept: they are two transfers"), "rejected", err);
}

static sy_status run_undo(sy_call *call, sy_err *err)
{
    bool undone = false;
    sy_workspace *ws = NULL;
    sy_status st = sy_open_workspace(&ws, call, SY_WRITE, err);

    if (st == SY_OK) st = sy_match_undo(ws, &undone, err);
    sy_workspace_close(ws);
    if (st != SY_OK) return st;
    if (!undone) return sy_fail(err, SY_EDATA, N_("there is no decision to take back"));
    return answer_done(call, _("the last decision was taken back"), "undone", err);
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *what = call->words[1];

    if (strcmp(what, "confirm") == 0) return run_decision(call, SY_VERDICT_CONFIRMED, err);
    if (strcmp(what, "reject") == 0) return run_decision(call, SY_VERDICT_REJECTED, err);
    if (strcmp(what, "list") != 0 && strcmp(what, "undo") != 0) {
        return sy_fail(err, SY_EINVAL,
                       N_("match \"%.60s\": there is list, confirm, reject and undo"), what);
    }
    if (call->n_words != 2) return sy_fail(err, SY_EINVAL, N_("match %s takes no entries"), what);
    return strcmp(what, "list") == 0 ? run_list(call, err) : run_undo(call, err);
}

static const sy_option options[] = {
    {.name = "state", .argument = "confirmed|suspected|rejected", .help = N_("list only these")},
    {.name = NULL},
};

const sy_command sy_cmd_match = {
    .name = "match",
    .words = "WS list|confirm|reject|undo [ENTRY ENTRY]",
    .min_words = 2,
    .max_words = 4,
    .summary = N_("decide which two rows are the sides of one transfer"),
    .details =
        N_("Only confirmed pairs join two rows. What the program found by itself can be "
           "rejected; what it only suspects can be confirmed; every decision can be undone."),
    .options = options,
    .example = "suyuan match wang.suyuan list --state suspected\n"
               "suyuan match wang.suyuan confirm 3fa9c1d20b77-0-17 88e01b3c9d42-0-5",
    .exits = N_("3 where an entry is not there, or there is nothing to undo."),
    .run = run,
};
