/* cmd_sets.c - suyuan sets: the sets that went out. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "store/sets.h"

/* A list of lines as an array, or with commas. */
static void json_names(sy_json *j, const char *names)
{
    sy_json_key(j, "persons");
    sy_json_array(j);
    while (*names) {
        const size_t n = strcspn(names, "\n");
        sy_json_text(j, (sy_slice){names, n});
        names += n + (names[n] != '\0');
    }
    sy_json_end(j);
}

static const char *with_commas(sy_arena *arena, const char *names)
{
    const char *comma = _(", ");
    sy_buf b;

    sy_buf_init(&b, NULL, 1 << 20);
    for (; *names; names++) {
        if (*names == '\n')
            sy_buf_text(&b, comma);
        else
            sy_buf_char(&b, *names);
    }
    const char *kept = sy_arena_text(arena, b.ptr ? b.ptr : "", b.len);
    sy_buf_dispose(&b);
    return kept;
}

static sy_status print_json(sy_call *call, const sy_set_issue *list, size_t n, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "sets");
    sy_json_array(&j);
    for (size_t i = 0; i < n; i++) {
        char id[24];
        snprintf(id, sizeof id, "%lld", (long long)list[i].id);
        sy_json_object(&j);
        sy_reply_string(&j, "id", id);
        sy_reply_string(&j, "file", list[i].file);
        sy_reply_string(&j, "terms", list[i].terms);
        json_names(&j, list[i].names);
        sy_reply_string(&j, "who", list[i].who);
        sy_reply_string(&j, "at", list[i].made_at);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status print_table(sy_call *call, const sy_set_issue *list, size_t n, sy_err *err)
{
    sy_table t;

    if (n == 0) {
        printf(_("no set has been written; suyuan report %s set -o set.xlsx writes one\n"),
               call->words[0]);
        return SY_OK;
    }
    sy_table_init(&t, &call->arena, "rlllll");
    sy_table_head(&t, _("no."), _("written at"), _("by"), _("file"), _("lists from"), _("holder"));
    for (size_t i = 0; i < n; i++) {
        sy_table_int(&t, (uint64_t)list[i].id);
        sy_table_moment(&t, list[i].made_at);
        sy_table_cell(&t, list[i].who);
        sy_table_cell(&t, list[i].file);
        sy_table_cell(&t, list[i].terms);
        sy_table_cell(&t, with_commas(&call->arena, list[i].names));
    }
    return sy_table_print(&t, stdout, err);
}

static sy_status run(sy_call *call, sy_err *err)
{
    sy_workspace *ws = NULL;
    sy_set_issue *list = NULL;
    size_t n = 0;
    sy_status st = sy_open_workspace(&ws, call, SY_READ, err);

    if (st == SY_OK) st = sy_set_issues(ws, &list, &n, &call->arena, err);
    if (st == SY_OK) {
        st = call->json ? print_json(call, list, n, err) : print_table(call, list, n, err);
    }
    sy_workspace_close(ws);
    return st;
}

const sy_command sy_cmd_sets = {
    .name = "sets",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("list the sets that were written"),
    .details = N_("Every file that suyuan report WS set has written: when, by whom, by which "
                  "thresholds, of whom. The figures of each person are remembered; a later set "
                  "lists those that have changed since."),
    .example = "suyuan sets wang.suyuan",
    .run = run,
};
