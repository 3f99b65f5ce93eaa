/* model_results.c - what came of the models' leads, as one signed file without a person or a
 * case in it, for who adds up the offices (suyuan results). */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "casework/results.h"
#include "cli/model.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/today.h"

/* The lines of rules: the others follow from them. */
static size_t keep_rules(sy_feedback_line *lines, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        if (lines[i].level == SY_FEEDBACK_RULE) lines[kept++] = lines[i];
    }
    return kept;
}

static sy_status write_file(const sy_results *r, const char *path, char *fingerprint, sy_err *err)
{
    sy_pack_key key = {0};
    bool is_new = false;
    sy_buf out;

    sy_buf_init(&out, NULL, SY_MAX_RESULTS_BYTES);
    sy_status st = sy_pack_key_load(&key, &is_new, err);
    if (st == SY_OK) st = sy_results_write(&out, r, &key, err);
    if (st == SY_OK) st = sy_file_write(path, out.ptr, out.len, err);
    sy_buf_dispose(&out);
    if (st != SY_OK) return st;
    sy_pack_fingerprint(fingerprint, key.public_key);
    if (is_new) sy_model_say_new_key();
    return SY_OK;
}

static sy_status answer(sy_call *call, const sy_results *r, const char *path,
                        const char *fingerprint, sy_err *err)
{
    uint64_t leads = 0, judged = 0;
    sy_json j;

    for (size_t i = 0; i < r->n; i++) {
        leads += r->lines[i].tally.leads;
        judged += r->lines[i].tally.confirmed + r->lines[i].tally.refuted;
    }
    if (!call->json) {
        printf(_("written: %s\n"), path);
        printf(_("%s, leads found from %s to %s: %llu, with a verdict %llu; no person, no case\n"),
               r->office, r->since, r->until, (unsigned long long)leads,
               (unsigned long long)judged);
        printf(_("signed with the key %s\n"), fingerprint);
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "path", path);
    sy_reply_string(&j, "office", r->office);
    sy_reply_string(&j, "part", r->part);
    sy_reply_string(&j, "since", r->since);
    sy_reply_string(&j, "until", r->until);
    sy_reply_int(&j, "lines", r->n);
    sy_reply_int(&j, "leads", leads);
    sy_reply_int(&j, "judged", judged);
    sy_reply_string(&j, "key", fingerprint);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* The time that the file speaks of: as given, else from the first run to today. */
static sy_status find_time(sy_results *r, const sy_call *call, sy_workspace *ws, sy_arena *arena,
                           const char *today, sy_err *err)
{
    sy_model_ran *runs = NULL;
    size_t n = 0;
    sy_status st = sy_model_runs(ws, &runs, &n, arena, err);

    r->since = sy_call_option(call, "since");
    r->until = sy_call_option(call, "until");
    r->written = today;
    if (!r->until) r->until = today;
    if (st != SY_OK || r->since) return st;
    r->since = n ? sy_arena_text(arena, runs[0].ran_at, strlen("YYYY-MM-DD")) : today;
    return r->since ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_model_results(sy_call *call, sy_err *err)
{
    const char *path = sy_call_option(call, "output"), *part = sy_call_option(call, "part");
    sy_results r = {.office = sy_call_option(call, "office"), .part = part ? part : ""};
    char fingerprint[SY_PACK_FINGERPRINT], today[SY_TIME_TEXT];
    sy_workspace *ws = NULL;
    int32_t day = 0;

    if (call->n_words != 2 || !path || !r.office)
        return sy_fail(err, SY_EINVAL,
                       N_("say which office and where to: suyuan model %s results --office NAME "
                          "-o FILE"),
                       call->words[0]);
    sy_status st = sy_call_today(&day, call, "as-of", err);
    sy_time_print(today, (int64_t)day * SY_DAY, SY_DATE);
    if (st == SY_OK) st = sy_open_workspace(&ws, call, SY_READ, err);
    if (st == SY_OK) st = find_time(&r, call, ws, &call->arena, today, err);
    if (st == SY_OK) {
        const sy_feedback_options o = {.since = r.since, .until = r.until, .counts_once = true};
        st = sy_feedback_read(&r.lines, &r.n, ws, &o, &call->arena, err);
    }
    sy_workspace_close(ws);
    if (st != SY_OK) return st;
    r.n = keep_rules(r.lines, r.n);
    st = write_file(&r, path, fingerprint, err);
    return st == SY_OK ? answer(call, &r, path, fingerprint, err) : st;
}
