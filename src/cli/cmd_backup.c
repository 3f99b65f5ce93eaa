/* cmd_backup.c - suyuan backup, suyuan restore: a whole case as one sealed file, and back. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/password.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "report/log_words.h"
#include "store/backup.h"
#include "store/folder_log.h"

static sy_status tell_json(sy_call *call, const char *done, const char *path,
                           const sy_backup_told *t, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "done", done);
    if (path) sy_reply_string(&j, "path", path);
    sy_reply_string(&j, "case", t->case_name);
    sy_reply_string(&j, "who", t->who);
    sy_reply_string(&j, "made_at", t->made_at);
    sy_reply_int(&j, "files", t->files);
    sy_reply_int(&j, "bytes", t->bytes);
    sy_reply_int(&j, "changed", t->changed);
    sy_reply_int(&j, "log_rows", (uint64_t)t->log_rows);
    sy_reply_string(&j, "log_head", t->log_head);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static void tell_size(const sy_backup_told *t)
{
    printf(_("%llu files, %llu bytes\n"), (unsigned long long)t->files,
           (unsigned long long)t->bytes);
}

static void tell(const sy_backup_told *t)
{
    char at[SY_LOG_TIME];

    if (*t->case_name) sy_printf_shown(stdout, _("case: %s\n"), t->case_name);
    sy_printf_shown(stdout, _("made by %s at %s\n"), t->who, sy_log_time(at, t->made_at));
    tell_size(t);
    printf(_("log: %lld rows, the last with the hash %s\n"), (long long)t->log_rows, t->log_head);
    if (t->changed)
        printf(_("%llu originals are not what was imported (suyuan verify)\n"),
               (unsigned long long)t->changed);
}

/* What became of it, in the log of the folder in which the case lies; `st` unless that fails. */
static sy_status log_act(const char *what, const char *workspace, const char *file, sy_status st,
                         sy_err *err)
{
    const sy_folder_act act = {.kind = "backup",
                               .what = what,
                               .said = sy_path_name(file),
                               .result = st == SY_OK ? NULL : "failed"};
    sy_err unlogged = {0};

    if (sy_folder_log_add_beside(workspace, &act, &unlogged) == SY_OK || st != SY_OK) return st;
    return sy_fail(err, unlogged.status, "%s", unlogged.text);
}

/* ---- backup ---- */

static sy_status write_backup(sy_call *call, sy_workspace *ws, const char *path, sy_err *err)
{
    char password[SY_PASSWORD_ROOM] = "";
    sy_backup_told told;
    sy_status st = sy_call_password(password, call, path, true, err);

    if (st == SY_OK) st = sy_backup_write(ws, path, password, &told, err);
    explicit_bzero(password, sizeof password);
    st = log_act("made", call->words[0], path, st, err);
    if (st != SY_OK) return st;
    if (call->json) return tell_json(call, "backup", path, &told, err);
    tell(&told);
    sy_printf_shown(stdout, _("wrote %s; without its password nobody can open it\n"), path);
    return SY_OK;
}

static sy_status backup(sy_call *call, sy_err *err)
{
    const char *path = sy_call_option(call, "output");
    sy_backup_told told;
    sy_workspace *ws = NULL;
    sy_status st = sy_open_workspace(&ws, call, SY_READ, err);

    if (st == SY_OK && path) {
        st = write_backup(call, ws, path, err);
    } else if (st == SY_OK) {
        st = sy_backup_size(ws, &told, err);
        if (st == SY_OK && call->json) st = tell_json(call, "size", NULL, &told, err);
        if (st == SY_OK && !call->json) tell_size(&told);
    }
    sy_workspace_close(ws);
    return st;
}

static const sy_option backup_options[] = {
    {.name = "output",
     .argument = N_("FILE"),
     .letter = 'o',
     .help = N_("where to write it; without this only its size is told")},
    {.name = "password-file",
     .argument = N_("FILE"),
     .help = N_("the password, on one line (- reads it from stdin); else asked twice")},
    {.name = NULL},
};

const sy_command sy_cmd_backup = {
    .name = "backup",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("write the whole case as one encrypted file"),
    .details =
        N_("Originals, what was read from them, decisions, log and boards, as they are at one "
           "moment; the ledger index is built anew. The file is encrypted and sealed by its "
           "password (argon2id, XChaCha20-Poly1305): a changed or shortened file is refused. A "
           "forgotten password cannot be found again. The file is whole or not there; one that is "
           "there is not overwritten."),
    .options = backup_options,
    .example = "suyuan backup wang.suyuan -o /media/stick/wang.backup\n"
               "suyuan restore /media/stick/wang.backup --check",
    .cost = N_("one read of every file; 64 MiB of memory while the key is made."),
    .run = backup,
    .reads_stdin = true,
};

/* ---- restore ---- */

static sy_status restore(sy_call *call, sy_err *err)
{
    const bool is_check = sy_call_has(call, "check");
    const char *path = call->words[0], *to = call->n_words > 1 ? call->words[1] : NULL;
    char password[SY_PASSWORD_ROOM] = "";
    sy_backup_told told;
    sy_status st = SY_OK;

    if (is_check == (to != NULL))
        return sy_fail(err, SY_EINVAL,
                       N_("say into which new workspace: restore FILE WS, or --check alone"));
    st = sy_call_password(password, call, path, false, err);
    if (st == SY_OK) st = sy_backup_read(path, password, to, &told, err);
    explicit_bzero(password, sizeof password);
    if (to) st = log_act("restored", to, path, st, err);
    if (st != SY_OK) return st;
    if (call->json) return tell_json(call, to ? "restored" : "checked", to, &told, err);
    tell(&told);
    if (to)
        sy_printf_shown(stdout, _("restored as %s\n"), to);
    else
        puts(_("the backup is whole"));
    return SY_OK;
}

static const sy_option restore_options[] = {
    {.name = "check", .help = N_("read all of it and say whether it is whole; make nothing")},
    {.name = "password-file",
     .argument = N_("FILE"),
     .help = N_("the password, on one line (- reads it from stdin); else asked")},
    {.name = NULL},
};

const sy_command sy_cmd_restore = {
    .name = "restore",
    .words = "FILE [WS]",
    .min_words = 1,
    .max_words = 2,
    .summary = N_("make a new workspace of a backup, or check one"),
    .details = N_("Never over what is there: WS must be new. Every file is compared with its hash, "
                  "and the log with the one that the backup names, before the workspace gets its "
                  "name; a backup that is cut off or changed leaves nothing. Restore only backups "
                  "that you or your office have made."),
    .options = restore_options,
    .example = "suyuan restore wang.backup wang-2.suyuan\nsuyuan restore wang.backup --check",
    .exits = N_("3 where the password is wrong or the file is damaged."),
    .run = restore,
    .reads_stdin = true,
};
