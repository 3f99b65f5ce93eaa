/* cmd_users.c - suyuan users: who may log in to a folder of cases. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/password.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "server/users.h"

/* ---- list ---- */

static sy_status list_json(sy_call *call, const sy_users *all, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "users");
    sy_json_array(&j);
    for (size_t i = 0; i < all->n; i++) {
        sy_json_object(&j);
        sy_reply_string(&j, "name", all->items[i].name);
        sy_reply_string(&j, "role", sy_role_ids[all->items[i].role]);
        sy_reply_bool(&j, "locked", all->items[i].is_locked);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status list(sy_call *call, sy_err *err)
{
    sy_users all;
    sy_status st = sy_users_read(&all, call->words[0], &call->arena, err);

    if (st != SY_OK) return st;
    if (call->json) return list_json(call, &all, err);
    if (all.n == 0)
        printf(_("nobody can log in yet: suyuan users %s add NAME --role admin\n"), call->words[0]);
    for (size_t i = 0; i < all.n; i++)
        sy_printf_shown(stdout, "%s  %s%s\n", sy_role_title(all.items[i].role), all.items[i].name,
                        all.items[i].is_locked ? _("  (locked)") : "");
    return SY_OK;
}

/* ---- changes ---- */

static sy_status said(sy_call *call, const char *verb, const char *name, sy_err *err)
{
    sy_json j;

    if (!call->json) {
        printf(_("done: %s\n"), name);
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "done", verb);
    sy_reply_string(&j, "name", name);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status change(sy_call *call, sy_user_change what, sy_err *err)
{
    const sy_user_verb *v = &sy_user_verbs[what];
    const char *role_text = sy_call_option(call, "role"), *name = call->words[2];
    char password[SY_PASSWORD_ROOM] = "";
    sy_user_order order = {.change = what, .name = name, .password = password};
    sy_status st = SY_OK;

    /* `role NAME R`, beside `--role R`. */
    if (what == SY_USER_ROLE && call->n_words == 4)
        role_text = call->words[3];
    else if (call->n_words != 3)
        return sy_fail(err, SY_EINVAL, N_("users %s takes one name"), v->name);
    if (v->takes_role && !role_text)
        return sy_fail(err, SY_EINVAL,
                       N_("say what %s may do: --role admin, prosecutor, assistant or reader"),
                       name);
    if (v->takes_role) st = sy_role_read(&order.role, role_text, err);
    if (st == SY_OK && v->takes_password) st = sy_call_password(password, call, name, true, err);
    if (st == SY_OK) st = sy_users_change_logged(call->words[0], &order, err);
    explicit_bzero(password, sizeof password);
    return st == SY_OK ? said(call, v->name, name, err) : st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *word = call->n_words > 1 ? call->words[1] : "list";
    sy_user_change what;

    if (strcmp(word, "list") == 0) return list(call, err);
    if (sy_user_verb_read(&what, word)) {
        if (call->n_words > 2) return change(call, what, err);
        return sy_fail(err, SY_EINVAL, N_("users %s takes one name"), word);
    }
    return sy_fail(err, SY_EINVAL,
                   N_("users knows list, add, role, password, lock, unlock and remove, not "
                      "\"%.60s\""),
                   word);
}

static const sy_option options[] = {
    {.name = "role",
     .argument = N_("ROLE"),
     .help = N_("admin, prosecutor, assistant (imports, notes, decides on findings) or reader")},
    {.name = "password-file",
     .argument = N_("FILE"),
     .help = N_("the password, on one line (- reads it from stdin); else asked twice")},
    {.name = NULL},
};

const sy_command sy_cmd_users = {
    .name = "users",
    .words =
        "FOLDER [list|add NAME|role NAME ROLE|password NAME|lock NAME|unlock NAME|remove NAME]",
    .min_words = 1,
    .max_words = 4,
    .summary = N_("who may log in to a folder of cases"),
    .details = N_("For suyuan serve --tls. Changes count at once, for those who are logged in too. "
                  "A password has at least 10 characters; it is kept as argon2id makes it, in "
                  "users.json of the folder. lock keeps somebody out; unlock lets him in again, "
                  "also where too many wrong passwords have locked him. The last administrator "
                  "stays one. Administrators do all of it in the page, too."),
    .options = options,
    .example = "suyuan users /srv/cases add 钱某 --role prosecutor\nsuyuan users /srv/cases",
    .run = run,
};
