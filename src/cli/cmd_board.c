/* cmd_board.c - suyuan board: pictures that people arranged on the page, kept in the workspace.
 * It opens no ledgers and takes no lock of the case: a board is saved while an import runs. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "store/board_state.h"
#include "store/boards.h"
#include "suyuan/limits.h"

/* ---- telling ---- */

static void put_fields(sy_json *j, const sy_board *b)
{
    sy_reply_string(j, "name", b->name);
    sy_reply_int(j, "version", (uint64_t)b->version);
    sy_reply_int(j, "cards", (uint64_t)b->cards);
    sy_reply_string(j, "who", b->who);
    sy_reply_string(j, "saved_at", b->saved_at);
    if (b->deleted_at) sy_reply_string(j, "deleted_by", b->deleted_by);
    if (b->deleted_at) sy_reply_string(j, "deleted_at", b->deleted_at);
}

static sy_status list_json(sy_call *call, const sy_board *list, size_t n, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "boards");
    sy_json_array(&j);
    for (size_t i = 0; i < n; i++) {
        if (list[i].deleted_at && !sy_call_has(call, "deleted")) continue;
        sy_json_object(&j);
        put_fields(&j, &list[i]);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status list_table(sy_call *call, const sy_board *list, size_t n, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &call->arena, "lrrlll");
    sy_table_head(&t, _("board"), _("cards"), _("version"), _("saved by"), _("at"), _("deleted"));
    for (size_t i = 0; i < n; i++) {
        char number[24];
        if (list[i].deleted_at && !sy_call_has(call, "deleted")) continue;
        sy_table_cell(&t, list[i].name);
        snprintf(number, sizeof number, "%lld", (long long)list[i].cards);
        sy_table_cell(&t, number);
        snprintf(number, sizeof number, "%lld", (long long)list[i].version);
        sy_table_cell(&t, number);
        sy_table_cell(&t, list[i].who);
        sy_table_moment(&t, list[i].saved_at);
        sy_table_moment(&t, list[i].deleted_at);
    }
    return sy_table_print(&t, stdout, err);
}

static sy_status list(sy_call *call, sy_boards *boards, sy_err *err)
{
    sy_board *items;
    size_t n;
    sy_status st = sy_boards_list(boards, &items, &n, &call->arena, err);

    if (st != SY_OK) return st;
    if (call->json) return list_json(call, items, n, err);
    if (n == 0) puts(_("nobody has arranged a picture yet; the page does it (suyuan serve)"));
    return list_table(call, items, n, err);
}

/* What a command has done, or the whole board. */
static sy_status tell(sy_call *call, const sy_board *b, bool with_body, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    put_fields(&j, b);
    if (with_body) {
        sy_json_key(&j, "board");
        sy_json_value(&j, b->body);
    }
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status show(sy_call *call, sy_boards *boards, sy_err *err)
{
    sy_board_state state;
    sy_board b;
    sy_status st = sy_board_find(boards, &b, call->words[2], &call->arena, err);

    /* The store may come from elsewhere. */
    if (st == SY_OK) st = sy_board_read(&state, b.body, &call->arena, err);
    if (st != SY_OK) return st;
    if (call->json) return tell(call, &b, true, err);
    fwrite(b.body.ptr, 1, b.body.len, stdout);
    putchar('\n');
    return SY_OK;
}

/* ---- changing ---- */

static sy_status read_input(sy_buf *b, sy_err *err)
{
    char bytes[8192];
    ssize_t n;

    while ((n = read(STDIN_FILENO, bytes, sizeof bytes)) != 0) {
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return sy_fail_errno(err, "stdin");
        if (b->len + (size_t)n > SY_MAX_BOARD_BYTES)
            return sy_fail(err, SY_ELIMIT, N_("the board has more than %u bytes"),
                           SY_MAX_BOARD_BYTES);
        sy_buf_add(b, bytes, (size_t)n);
    }
    return sy_buf_status(b) == SY_OK ? SY_OK : sy_fail_nomem(err);
}

/* Whoever edits a file leaves a line break after it. */
static sy_slice without_end(const sy_buf *b)
{
    size_t n = b->len;

    while (n > 0 && strchr(" \r\n\t", b->ptr[n - 1])) n--;
    return (sy_slice){b->ptr, n};
}

static sy_status read_base(int64_t *base, const sy_call *call, sy_err *err)
{
    const char *text = sy_call_option(call, "base");
    char *end = NULL;

    errno = 0;
    *base = text ? strtoll(text, &end, 10) : 0;
    if (!text || (end != text && !*end && *base >= 0 && errno == 0)) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("--base \"%.40s\" is no version of a board"), text);
}

static sy_status save(sy_call *call, sy_boards *boards, sy_err *err)
{
    int64_t base = 0;
    sy_board b;
    sy_buf input;
    sy_status st = read_base(&base, call, err);

    sy_buf_init(&input, NULL, SY_MAX_BOARD_BYTES);
    if (st == SY_OK) st = read_input(&input, err);
    if (st == SY_OK)
        st =
            sy_board_save(boards, &b, call->words[2], base, without_end(&input), &call->arena, err);
    sy_buf_dispose(&input);
    if (st != SY_OK) return st;
    if (call->json) return tell(call, &b, false, err);
    sy_printf_shown(stdout, _("%s: saved, version %lld\n"), b.name, (long long)b.version);
    return SY_OK;
}

static sy_status change(sy_call *call, sy_boards *boards, const char *verb, sy_err *err)
{
    const char *name = call->words[2], *to = call->n_words > 3 ? call->words[3] : "";
    sy_status st;

    if (strcmp(verb, "delete") == 0)
        st = sy_board_delete(boards, name, err);
    else if (strcmp(verb, "restore") == 0)
        st = sy_board_restore(boards, name, err);
    else if (strcmp(verb, "rename") == 0)
        st = sy_board_rename(boards, name, to, err);
    else
        st = sy_board_copy(boards, name, to, err);
    return st == SY_OK ? list(call, boards, err) : st;
}

/* ---- the command ---- */

static const struct {
    const char *name;
    size_t words; /* after it */
    sy_access access;
} verbs[] = {{"list", 0, SY_READ},    {"show", 1, SY_READ},  {"save", 1, SY_WRITE},
             {"rename", 2, SY_WRITE}, {"copy", 2, SY_WRITE}, {"delete", 1, SY_WRITE},
             {"restore", 1, SY_WRITE}};

static sy_status run(sy_call *call, sy_err *err)
{
    const char *verb = call->n_words > 1 ? call->words[1] : "list";
    const size_t rest = call->n_words > 2 ? call->n_words - 2 : 0;
    size_t v = 0;
    sy_boards *boards = NULL;

    while (v < sizeof verbs / sizeof *verbs && strcmp(verbs[v].name, verb) != 0) v++;
    if (v == sizeof verbs / sizeof *verbs)
        return sy_fail(err, SY_EINVAL,
                       N_("board knows list, show, save, rename, copy, delete and restore, "
                          "not \"%.60s\""),
                       verb);
    if (rest != verbs[v].words)
        return sy_fail(err, SY_EINVAL, N_("board %s takes %zu words after it, not %zu"), verb,
                       verbs[v].words, rest);
    sy_status st = sy_need_workspace(call->words[0], err);
    if (st == SY_OK) st = sy_boards_open(&boards, call->words[0], verbs[v].access, err);
    if (st != SY_OK) return st;
    if (v == 0)
        st = list(call, boards, err);
    else if (v == 1)
        st = show(call, boards, err);
    else if (v == 2)
        st = save(call, boards, err);
    else
        st = change(call, boards, verb, err);
    sy_boards_close(boards);
    return st;
}

static const sy_option options[] = {
    {.name = "base",
     .argument = N_("VERSION"),
     .help = N_("save: the version that was changed; without it the board is new")},
    {.name = "deleted", .help = N_("list: those that were deleted, too")},
    {.name = NULL},
};

const sy_command sy_cmd_board = {
    .name = "board",
    .words = "WS [list|show NAME|save NAME|rename NAME NEW|copy NAME NEW|delete NAME|restore NAME]",
    .min_words = 1,
    .max_words = 4,
    .summary = N_("pictures of accounts that people arranged on the page"),
    .details =
        N_("The page saves a board by itself, a second after each change: cards, notes, exhibits "
           "and the steps that led there. save reads it from standard input, as show prints it. "
           "Each save raises the version; one that rests on an older version is refused and "
           "nothing is overwritten. A board that was deleted is kept, and restore brings it back. "
           "No lock of the case is taken: a board is saved while an import runs."),
    .options = options,
    .example = "suyuan board wang.suyuan\n"
               "suyuan board wang.suyuan show 资金图 > 资金图.json\n"
               "suyuan board wang.suyuan save 资金图 --base 3 < 资金图.json",
    .exits = N_("3 where there is no such board, or somebody else has changed it meanwhile."),
    .run = run,
    .reads_stdin = true,
    .is_apart = true,
};
