/* verdict.c - one decision an id; the newest that stands counts, each can be undone. */
#include "cli/verdict.h"

#include <stdio.h>
#include <string.h>

#include "cli/open.h"
#include "cli/reply.h"

const char *sy_verdict_name(const sy_finding_decision *d)
{
    if (!d) return "open";
    return d->verdict == SY_VERDICT_CONFIRMED ? "confirmed" : "refuted";
}

const char *sy_verdict_label(const sy_finding_decision *d)
{
    if (!d) return "";
    return d->verdict == SY_VERDICT_CONFIRMED ? _("confirmed as a lead") : _("refuted");
}

void sy_verdict_json(sy_json *j, const sy_finding_decision *d)
{
    sy_reply_string(j, "state", sy_verdict_name(d));
    if (!d) return;
    sy_reply_slice(j, "note", sy_slice_of(d->note));
    sy_reply_string(j, "decided_by", d->who);
    sy_reply_string(j, "decided_at", d->decided_at);
}

static sy_status answer(sy_call *call, const char *text, const char *name, sy_err *err)
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

static sy_status take_back(sy_call *call, sy_workspace *ws, const char *kind, const char *id,
                           sy_err *err)
{
    bool undone = false;
    sy_status st = sy_finding_undo(ws, kind, id, &undone, err);

    if (st != SY_OK) return st;
    if (!undone) return sy_fail(err, SY_EDATA, N_("there is no decision to take back"));
    return answer(call, _("the decision was taken back"), "undone", err);
}

static sy_status decide(sy_call *call, sy_case *c, const char *kind, const char *id, bool confirms,
                        sy_verdict_find *find, sy_err *err)
{
    const char *note = sy_call_option(call, "note");
    const sy_finding_decision d = {.kind = kind,
                                   .finding = id,
                                   .verdict = confirms ? SY_VERDICT_CONFIRMED : SY_VERDICT_REJECTED,
                                   .note = note ? note : ""};
    bool is_there = false;
    sy_status st = find(&is_there, call, c, id, err);

    if (st == SY_OK && !is_there) {
        return sy_fail(err, SY_EDATA, N_("no finding \"%.40s\": suyuan %s %s lists them"), id,
                       call->command->name, call->words[0]);
    }
    if (st == SY_OK) st = sy_finding_decide(sy_case_workspace(c), &d, err);
    if (st != SY_OK) return st;
    return confirms ? answer(call, _("kept: worth following"), "confirmed", err)
                    : answer(call, _("kept: refuted; it stands last from now on"), "refuted", err);
}

sy_status sy_verdict_run(sy_call *call, const char *kind, sy_verdict_find *find, sy_err *err)
{
    const char *what = call->words[1], *id = call->n_words > 2 ? call->words[2] : NULL;
    const bool undoes = strcmp(what, "undo") == 0, confirms = strcmp(what, "confirm") == 0;
    sy_case *c = NULL;

    if (!undoes && !confirms && strcmp(what, "refute") != 0) {
        return sy_fail(err, SY_EINVAL, N_("%s \"%.60s\": there is confirm, refute and undo"),
                       call->command->name, what);
    }
    if (!undoes && !id) {
        return sy_fail(err, SY_EINVAL, N_("say which finding: suyuan %s WS %s ID"),
                       call->command->name, what);
    }
    sy_status st = sy_open_case(&c, call, SY_WRITE, err);
    if (st == SY_OK) {
        st = undoes ? take_back(call, sy_case_workspace(c), kind, id, err)
                    : decide(call, c, kind, id, confirms, find, err);
    }
    sy_case_close(c);
    return st;
}
