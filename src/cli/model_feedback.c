/* model_feedback.c - how often each model and each rule was right, by what people found out. */
#include <stdio.h>
#include <string.h>

#include "casework/feedback.h"
#include "cli/feedback.h"
#include "cli/model.h"
#include "cli/open.h"
#include "cli/reply.h"

enum { SHORT_HASH = 12 };

/* ---- JSON ---- */

static void json_per_mille(sy_json *j, const char *key, unsigned share)
{
    char text[16];

    snprintf(text, sizeof text, "%u.%03u", share / 1000, share % 1000);
    sy_reply_string(j, key, text);
}

static void json_tally(sy_json *j, const sy_feedback_tally *t)
{
    const uint64_t judged = t->confirmed + t->refuted;

    sy_reply_int(j, "leads", t->leads);
    sy_reply_int(j, "confirmed", t->confirmed);
    sy_reply_int(j, "refuted", t->refuted);
    sy_reply_int(j, "open", t->open);
    sy_reply_int(j, "vanished", t->vanished);
    sy_json_key(j, "precision");
    if (judged) {
        const sy_hit_rate p = sy_hit_rate_of(t->confirmed, judged);
        sy_json_object(j);
        sy_reply_int(j, "n", judged);
        json_per_mille(j, "share", p.share);
        json_per_mille(j, "low", p.low);
        json_per_mille(j, "high", p.high);
        sy_reply_bool(j, "few", sy_hit_rate_is_vague(&p));
        sy_json_end(j);
    } else {
        sy_json_null(j);
    }
    sy_json_key(j, "measures");
    sy_json_object(j);
    for (int i = 0; i < SY_EXITS; i++) {
        if (t->measures[i]) sy_reply_int(j, sy_model_exit_name((sy_model_exit)i), t->measures[i]);
    }
    sy_json_end(j);
    sy_reply_int(j, "replied", t->replied);
    sy_reply_int(j, "adopted", t->adopted);
    sy_reply_int(j, "declined", t->declined);
    sy_reply_minor(j, "recovered", t->recovered);
}

void sy_feedback_json_lines(sy_json *j, const sy_feedback_line *lines, size_t n)
{
    static const char *const levels[] = {"model", "version", "rule"};

    sy_reply_string(j, "interval", "clopper-pearson");
    sy_reply_string(j, "confidence", "0.95");
    sy_json_key(j, "lines");
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        const sy_feedback_line *l = &lines[i];
        sy_json_object(j);
        sy_reply_string(j, "of", levels[l->level]);
        sy_reply_string(j, "model", l->model);
        sy_reply_string(j, "version", l->level >= SY_FEEDBACK_VERSION ? l->version : NULL);
        sy_reply_string(j, "hash", l->level >= SY_FEEDBACK_VERSION ? l->hash : NULL);
        sy_reply_string(j, "rule", l->level == SY_FEEDBACK_RULE ? l->rule : NULL);
        json_tally(j, &l->tally);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const sy_feedback_line *lines, size_t n, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_feedback_json_lines(&j, lines, n);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static void table_head(sy_table *t, sy_arena *arena)
{
    sy_table_init(t, arena, "lrrrrrrlll");
    sy_table_head(t, _("model, version, rule"), _("leads"), sy_lead_state_title(SY_LEAD_CONFIRMED),
                  sy_lead_state_title(SY_LEAD_REFUTED), _("no verdict"), _("vanished"),
                  _("precision"), _("of"), _("between (95%)"), "");
}

static void table_row(sy_table *t, const char *name, const sy_feedback_tally *tally)
{
    const uint64_t judged = tally->confirmed + tally->refuted;
    char text[SY_HIT_RATE_TEXT];

    sy_table_cell(t, name);
    sy_table_int(t, tally->leads);
    sy_table_int(t, tally->confirmed);
    sy_table_int(t, tally->refuted);
    sy_table_int(t, tally->open);
    sy_table_int(t, tally->vanished);
    if (!judged) {
        for (int i = 0; i < 4; i++) sy_table_cell(t, i == 3 ? _("no verdicts yet") : "");
        return;
    }
    const sy_hit_rate p = sy_hit_rate_of(tally->confirmed, judged);
    snprintf(text, sizeof text, "%u.%u%%", p.share / 10, p.share % 10);
    sy_table_cell(t, text);
    snprintf(text, sizeof text, _("%llu verdicts"), (unsigned long long)judged);
    sy_table_cell(t, text);
    sy_table_cell(t, sy_hit_rate_print(text, &p));
    sy_table_cell(t, sy_hit_rate_is_vague(&p) ? _("too few to tell") : "");
}

/* Is there another line of this version's number, of another content? */
static bool is_ambiguous(const sy_feedback_line *lines, size_t n, const sy_feedback_line *l)
{
    for (size_t i = 0; i < n; i++) {
        if (lines[i].level == SY_FEEDBACK_VERSION && strcmp(lines[i].model, l->model) == 0 &&
            strcmp(lines[i].version, l->version) == 0 && strcmp(lines[i].hash, l->hash) != 0)
            return true;
    }
    return false;
}

static const char *name_of(char out[160], const sy_feedback_line *lines, size_t n,
                           const sy_feedback_line *l)
{
    if (l->level == SY_FEEDBACK_MODEL) snprintf(out, 160, "%s", l->model);
    if (l->level == SY_FEEDBACK_RULE) snprintf(out, 160, "    %s", l->rule);
    if (l->level == SY_FEEDBACK_VERSION) {
        const bool both = is_ambiguous(lines, n, l);
        snprintf(out, 160, "  %s%s%.*s", l->version, both ? "  SHA-256 " : "",
                 both ? SHORT_HASH : 0, l->hash);
    }
    return out;
}

/* A version alone is its model, a rule alone its version. */
static bool says_more(const sy_feedback_line *lines, size_t n, size_t i)
{
    const sy_feedback_level level = lines[i].level;
    size_t from = i, beside = 0;

    if (level != SY_FEEDBACK_RULE) return true;
    while (from > 0 && lines[from - 1].level == level) from--;
    for (; from < n && lines[from].level == level; from++) beside++;
    return beside > 1;
}

sy_status sy_feedback_table(sy_arena *arena, const sy_feedback_line *lines, size_t n, sy_err *err)
{
    char name[160];
    sy_table t;

    if (n == 0) {
        puts(_("no leads yet: suyuan model WS run"));
        return SY_OK;
    }
    table_head(&t, arena);
    for (size_t i = 0; i < n; i++) {
        if (says_more(lines, n, i))
            table_row(&t, name_of(name, lines, n, &lines[i]), &lines[i].tally);
    }
    return sy_table_print(&t, stdout, err);
}

sy_status sy_model_feedback(sy_call *call, sy_err *err)
{
    const sy_feedback_options options = {.model = call->n_words > 2 ? call->words[2] : NULL};
    sy_workspace *ws = NULL;
    sy_feedback_line *lines = NULL;
    size_t n = 0;

    if (call->n_words > 3)
        return sy_fail(err, SY_EINVAL,
                       N_("say one model, or none for all of them: suyuan model %s "
                          "feedback [ID]"),
                       call->words[0]);
    sy_status st = sy_open_workspace(&ws, call, SY_READ, err);
    if (st == SY_OK) st = sy_feedback_read(&lines, &n, ws, &options, &call->arena, err);
    sy_workspace_close(ws);
    if (st != SY_OK) return st;
    return call->json ? print_json(call, lines, n, err)
                      : sy_feedback_table(&call->arena, lines, n, err);
}
