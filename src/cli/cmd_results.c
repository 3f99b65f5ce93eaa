/* cmd_results.c - suyuan results: what offices say came of models' leads, added up. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "casework/results.h"
#include "cli/commands.h"
#include "cli/feedback.h"
#include "cli/reply.h"

static sy_status read_one(sy_results *out, const char *path, sy_arena *arena, sy_err *err)
{
    char *bytes = NULL;
    size_t n = 0;
    sy_status st = sy_file_read(NULL, &bytes, &n, path, SY_MAX_RESULTS_BYTES, err);

    if (st == SY_OK) st = sy_results_read(out, (sy_slice){bytes, n}, path, arena, err);
    sy_drop(NULL, bytes);
    return st;
}

/* ---- JSON ---- */

static void json_files(sy_json *j, const sy_results *list, size_t n)
{
    char fingerprint[SY_PACK_FINGERPRINT];

    sy_json_key(j, "files");
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        sy_json_object(j);
        sy_reply_string(j, "file", list[i].title);
        sy_reply_string(j, "office", list[i].office);
        sy_reply_string(j, "part", list[i].part);
        sy_reply_string(j, "since", list[i].since);
        sy_reply_string(j, "until", list[i].until);
        sy_reply_string(j, "written", list[i].written);
        sy_reply_string(j, "key", sy_pack_fingerprint(fingerprint, list[i].maker));
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const sy_results *list, size_t n_list,
                            const sy_feedback_line *lines, size_t n, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    json_files(&j, list, n_list);
    sy_feedback_json_lines(&j, lines, n);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static sy_status print_files(sy_call *call, const sy_results *list, size_t n, sy_err *err)
{
    char fingerprint[SY_PACK_FINGERPRINT];
    sy_table t;

    sy_table_init(&t, &call->arena, "llllll");
    sy_table_head(&t, _("office"), _("part"), _("leads from"), _("until"), _("written"),
                  _("signed with the key"));
    for (size_t i = 0; i < n; i++) {
        sy_table_cell(&t, list[i].office);
        sy_table_cell(&t, list[i].part);
        sy_table_cell(&t, list[i].since);
        sy_table_cell(&t, list[i].until);
        sy_table_cell(&t, list[i].written);
        sy_table_cell(&t, sy_pack_fingerprint(fingerprint, list[i].maker));
    }
    return sy_table_print(&t, stdout, err);
}

/* Two keys of one office: somebody has a new computer, or somebody signs who should not. */
static void warn_of_keys(const sy_results *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++) {
            if (strcmp(list[i].office, list[k].office) != 0) continue;
            if (memcmp(list[i].maker, list[k].maker, SY_PACK_PUBLIC) != 0)
                fprintf(stderr,
                        _("note: %s and %s are of %s and signed with different keys; "
                          "ask there\n"),
                        list[k].title, list[i].title, list[i].office);
            break;
        }
    }
}

static sy_status print_measures(sy_call *call, const sy_feedback_line *lines, size_t n, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &call->arena, "lrrrrrrrrrrr");
    sy_table_head(&t, _("model"), sy_model_exit_title(0), sy_model_exit_title(1),
                  sy_model_exit_title(2), sy_model_exit_title(3), sy_model_exit_title(4),
                  sy_model_exit_title(5), sy_model_exit_title(6),
                  sy_lead_state_title(SY_LEAD_REPLIED), sy_lead_state_title(SY_LEAD_ADOPTED),
                  sy_lead_state_title(SY_LEAD_DECLINED), _("recovered (yuan)"));
    for (size_t i = 0; i < n; i++) {
        const sy_feedback_tally *tally = &lines[i].tally;
        if (lines[i].level != SY_FEEDBACK_MODEL) continue;
        sy_table_cell(&t, lines[i].model);
        for (int k = 0; k < SY_EXITS; k++) sy_table_int(&t, tally->measures[k]);
        sy_table_int(&t, tally->replied);
        sy_table_int(&t, tally->adopted);
        sy_table_int(&t, tally->declined);
        sy_table_money(&t, tally->recovered);
    }
    putchar('\n');
    return sy_table_print(&t, stdout, err);
}

static sy_status print(sy_call *call, const sy_results *list, size_t n_list,
                       const sy_feedback_line *lines, size_t n, sy_err *err)
{
    warn_of_keys(list, n_list);
    if (call->json) return print_json(call, list, n_list, lines, n, err);
    sy_status st = print_files(call, list, n_list, err);
    if (st == SY_OK) putchar('\n');
    if (st == SY_OK) st = sy_feedback_table(&call->arena, lines, n, err);
    return st == SY_OK && n ? print_measures(call, lines, n, err) : st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    const size_t n_list = call->n_words;
    sy_results *list = sy_arena_get(&call->arena, (n_list + 1) * sizeof *list);
    sy_feedback_line *lines = NULL;
    size_t n = 0;
    sy_status st = list ? SY_OK : sy_fail_nomem(err);

    if (n_list > SY_MAX_RESULTS_FILES)
        return sy_fail(err, SY_ELIMIT, N_("more than %u files of results"), SY_MAX_RESULTS_FILES);
    for (size_t i = 0; i < n_list && st == SY_OK; i++)
        st = read_one(&list[i], call->words[i], &call->arena, err);
    if (st == SY_OK) st = sy_results_sum(&lines, &n, list, n_list, &call->arena, err);
    return st == SY_OK ? print(call, list, n_list, lines, n, err) : st;
}

const sy_command sy_cmd_results = {
    .name = "results",
    .words = "FILE…",
    .min_words = 1,
    .max_words = SIZE_MAX,
    .summary = N_("adds up what offices say came of their models' leads"),
    .details =
        N_("Each file is one that suyuan model WS results has written: counts and money by model "
           "and rule, no person and no case. Signatures are checked and the keys shown, to be "
           "compared with what the office said. A file that was changed, or that reports the same "
           "days of an office again, stops it: a sum leaves nothing out in silence. Offices are "
           "not compared with each other."),
    .example = "suyuan results yang.syresults bei.syresults\n"
               "suyuan results *.syresults --json",
    .exits = N_("3 where a file is none of results, was changed, or is counted already."),
    .run = run,
};
