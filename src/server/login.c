/* login.c - POST session {"name": ..., "password": ...}: from a form to a session. */
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/progress.h"
#include "server/said.h"
#include "server/serving.h"
#include "store/folder_log.h"
#include "suyuan/limits.h"

struct MHD_Response *sy_login_tell(const sy_request *r)
{
    sy_said s;

    if (!sy_said_begin(&s)) return NULL;
    sy_json_object(&s.j);
    sy_reply_string(&s.j, "user", r->session.user);
    sy_reply_string(&s.j, "role", sy_role_ids[r->session.role]);
    sy_reply_string(&s.j, "token", r->session.token);
    sy_reply_string(&s.j, "version", SUYUAN_VERSION);
    sy_json_end(&s.j);
    return sy_json_response(sy_said_take(&s));
}

/* false where the body is not what the form sends. */
static bool try_login(sy_login *end, sy_known *known, sy_server *s, sy_request *r,
                      const json_t *body)
{
    const json_t *name = json_object_get(body, "name"),
                 *password = json_object_get(body, "password");

    if (json_object_size(body) != 2 || !json_is_string(name) || !json_is_string(password))
        return false;
    if (strlen(json_string_value(name)) != json_string_length(name) ||
        strlen(json_string_value(password)) != json_string_length(password) ||
        json_string_length(name) >= SY_USER_TEXT || json_string_length(password) > SY_MAX_PASSWORD)
        return false;
    *end = sy_logins_try(known, s->logins, json_string_value(name), json_string_value(password),
                         sy_now_ms());
    snprintf(r->session.user, sizeof r->session.user, "%s", json_string_value(name));
    sodium_memzero((char *)(uintptr_t)json_string_value(password), json_string_length(password));
    return true;
}

enum MHD_Result sy_login_refuse(sy_request *r, sy_login end, int status, const char *kind,
                                const char *why)
{
    if (end == SY_LOGIN_LOCKED)
        return sy_send_failure(r, MHD_HTTP_TOO_MANY_REQUESTS, "locked",
                               _("too many wrong passwords for this name; try again in 15 "
                                 "minutes, or ask an administrator"));
    if (end == SY_LOGIN_BARRED)
        return sy_send_failure(r, MHD_HTTP_FORBIDDEN, "locked",
                               _("an administrator has locked this user"));
    if (end == SY_LOGIN_NO_MEMORY) {
        sy_fail_nomem(&r->err);
        return sy_send_error(r, &r->err);
    }
    return sy_send_failure(r, status, kind, why);
}

enum MHD_Result sy_login_let_in(sy_server *s, sy_request *r, const sy_known *known)
{
    char user[SY_USER_TEXT];

    memcpy(user, r->session.user, sizeof user);
    if (sy_session_begin(&r->session, s->sessions, user, known->role, known->mark, &r->err) !=
        SY_OK)
        return sy_send_error(r, &r->err);
    struct MHD_Response *response = sy_login_tell(r);
    if (!response) return MHD_NO;
    sy_guard_give_cookie(s, r, response);
    return sy_send(r, MHD_HTTP_OK, response);
}

enum MHD_Result sy_login_handle(sy_server *s, sy_request *r)
{
    json_t *body =
        r->body.len ? json_loadb(r->body.ptr, r->body.len, JSON_REJECT_DUPLICATES, NULL) : NULL;
    sy_login end = SY_LOGIN_WRONG;
    sy_known known = {0};
    const bool is_form = try_login(&end, &known, s, r, body);

    json_decref(body);
    if (!is_form)
        return sy_send_failure(r, MHD_HTTP_BAD_REQUEST, "usage",
                               _("the body is not {\"name\": ..., \"password\": ...}"));
    if (end == SY_LOGIN_OK) {
        const sy_folder_act act = {
            .kind = "login", .what = "in", .who = r->session.user, .from = r->address};
        if (sy_folder_log_add(sy_logins_folder(s->logins), &act, &r->err) != SY_OK)
            return sy_send_error(r, &r->err);
        return sy_login_let_in(s, r, &known);
    }
    sy_login_log_failed(s->login_log, r, known.mark != 0, end, "in");
    return sy_login_refuse(r, end, MHD_HTTP_UNAUTHORIZED, "login", _("name or password is wrong"));
}
