/* password.c - never in words of a command line, where everybody on the computer can read it. */
#include "cli/password.h"

#include <stdio.h>

#include "cli/secrets.h"

static sy_status read_it(char out[SY_PASSWORD_ROOM], const char *path, sy_err *err)
{
    sy_secrets secrets = {0};
    sy_status st = sy_secrets_read(&secrets, path, err);

    if (st == SY_OK && secrets.n != 1)
        st = sy_fail(err, SY_EINVAL, N_("%s: one password on one line is wanted"), path);
    if (st == SY_OK) snprintf(out, SY_PASSWORD_ROOM, "%s", secrets.items[0]);
    sy_secrets_dispose(&secrets);
    return st;
}

sy_status sy_call_password(char out[SY_PASSWORD_ROOM], const sy_call *call, const char *whom,
                           bool is_new, sy_err *err)
{
    const char *file = sy_call_option(call, "password-file");
    char prompt[200], again[SY_PASSWORD_ROOM];

    if (file) return read_it(out, file, err);
    snprintf(prompt, sizeof prompt, _("password for %s: "), whom);
    if (!sy_ask_hidden(prompt, out, SY_PASSWORD_ROOM))
        return sy_fail(err, SY_EINVAL,
                       N_("no password was given; without a terminal: --password-file FILE"));
    if (!is_new) return SY_OK;
    const bool is_given = sy_ask_hidden(_("the same once more: "), again, sizeof again);
    const bool is_same = is_given && strcmp(out, again) == 0;
    explicit_bzero(again, sizeof again);
    return is_same ? SY_OK : sy_fail(err, SY_EINVAL, N_("the two passwords are not the same"));
}
