/* user_calls.c - what the page asks of users. The server does it itself, as it does logins: a
 * password goes from the request's body into its hash, and to no other process.
 *
 *     GET  users                                    administrators only, as all but the last
 *     POST users/add/NAME       {"role": ..., "password": ...}
 *     POST users/role/NAME      {"role": ...}
 *     POST users/password/NAME  {"password": ...}
 *     POST users/lock|unlock|remove/NAME  {}
 *     POST session/password     {"old": ..., "new": ...}   anybody, his own
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/progress.h"
#include "server/body.h"
#include "server/said.h"
#include "server/serving.h"
#include "store/folder_log.h"
#include "suyuan/limits.h"

/* ---- the list ---- */

static void say_user(sy_json *j, sy_server *s, const sy_user *u)
{
    const int64_t left = sy_logins_locked_ms(s->logins, u, sy_now_ms());

    sy_json_object(j);
    sy_reply_string(j, "name", u->name);
    sy_reply_string(j, "role", sy_role_ids[u->role]);
    sy_reply_bool(j, "locked", u->is_locked);
    sy_reply_int(j, "wait_s", (left + 999) / 1000); /* after too many failures; 0: none */
    sy_json_end(j);
}

/* Where there are none, the folder is told: the page then runs on the user's own computer. */
static void say_list(sy_json *j, sy_server *s, const sy_users *all)
{
    sy_json_object(j);
    sy_reply_bool(j, "has_users", s->logins);
    if (!s->logins) sy_reply_string(j, "folder", sy_cases_folder(s->cases));
    sy_json_key(j, "users");
    sy_json_array(j);
    for (size_t i = 0; i < all->n; i++) say_user(j, s, &all->items[i]);
    sy_json_end(j);
    sy_json_end(j);
}

static enum MHD_Result send_list(sy_server *s, sy_request *r)
{
    sy_users all = {0};
    sy_said said;

    if (s->logins && sy_users_read(&all, sy_logins_folder(s->logins), &r->arena, &r->err) != SY_OK)
        return sy_send_error(r, &r->err);
    if (!sy_said_begin(&said)) return MHD_NO;
    say_list(&said.j, s, &all);
    return sy_said_send(&said, r, MHD_HTTP_OK);
}

/* ---- changes ---- */

static const char *wanted(const sy_user_verb *v)
{
    if (v->takes_role)
        return v->takes_password ? "\"role\": ..., \"password\": ..." : "\"role\": ...";
    return v->takes_password ? "\"password\": ..." : "";
}

static enum MHD_Result change(sy_server *s, sy_request *r, sy_user_change what)
{
    char password[SY_MAX_PASSWORD + 2] = "", role_text[40] = "";
    const sy_user_verb *v = &sy_user_verbs[what];
    sy_user_order order = {.change = what,
                           .name = r->segments[4],
                           .password = password,
                           .who = r->session.user,
                           .from = r->address};
    json_t *body = sy_body_read(r);
    sy_status st = SY_OK;

    const bool is_whole =
        json_is_object(body) && json_object_size(body) == 0u + v->takes_role + v->takes_password &&
        (!v->takes_role || sy_body_text(role_text, sizeof role_text, body, "role")) &&
        (!v->takes_password || sy_body_text(password, sizeof password, body, "password"));
    json_decref(body);
    if (is_whole && v->takes_role) st = sy_role_read(&order.role, role_text, &r->err);
    if (is_whole && st == SY_OK)
        st = sy_users_change_logged(sy_logins_folder(s->logins), &order, &r->err);
    sodium_memzero(password, sizeof password);
    if (!is_whole) return sy_body_is_wrong(r, wanted(v));
    return st == SY_OK ? send_list(s, r) : sy_send_error(r, &r->err);
}

enum MHD_Result sy_users_handle(sy_server *s, sy_request *r)
{
    sy_user_change what;

    if (r->n_segments == 3 && sy_request_is(r, MHD_HTTP_METHOD_GET)) return send_list(s, r);
    if (r->n_segments != 5 || !sy_user_verb_read(&what, r->segments[3]) ||
        !sy_request_is(r, MHD_HTTP_METHOD_POST))
        return sy_send_not_found(r);
    if (s->logins) return change(s, r, what);
    sy_fail(&r->err, SY_EINVAL, N_("this server has no users: suyuan serve --tls has"));
    return sy_send_error(r, &r->err);
}

/* ---- one's own password ---- */

/* All sessions of the old password end with it; this browser gets a new one, and what it has sent
 * is the new one's. */
static enum MHD_Result change_own(sy_server *s, sy_request *r, const char *old, const char *new)
{
    const char *user = r->session.user;
    sy_known known;
    const sy_login end = sy_logins_try(&known, s->logins, user, old, sy_now_ms());
    const sy_user_order order = {.change = SY_USER_PASSWORD,
                                 .name = user,
                                 .password = new,
                                 .who = user,
                                 .from = r->address,
                                 .is_own = true};
    char before[SY_SECRET_TEXT];

    if (end != SY_LOGIN_OK) {
        sy_login_log_failed(s->login_log, r, true, end, "own-password");
        return sy_login_refuse(r, end, MHD_HTTP_FORBIDDEN, "password",
                               _("the present password is wrong"));
    }
    if (sy_users_change_logged(sy_logins_folder(s->logins), &order, &r->err) != SY_OK)
        return sy_send_error(r, &r->err);
    memcpy(before, r->session.id, sizeof before);
    if (sy_logins_try(&known, s->logins, user, new, sy_now_ms()) != SY_LOGIN_OK) {
        sy_session_end(s->sessions, before);
        return sy_send_failure(r, MHD_HTTP_UNAUTHORIZED, "login", _("log in first"));
    }
    const enum MHD_Result sent = sy_login_let_in(s, r, &known);
    sy_batches_pass(s->batches, before, r->session.id);
    sy_session_end(s->sessions, before);
    return sent;
}

enum MHD_Result sy_own_password_handle(sy_server *s, sy_request *r)
{
    char old[SY_MAX_PASSWORD + 2] = "", new[SY_MAX_PASSWORD + 2] = "";
    enum MHD_Result sent;

    if (!sy_request_is(r, MHD_HTTP_METHOD_POST)) return sy_send_not_found(r);
    if (!s->logins) {
        sy_fail(&r->err, SY_EINVAL, N_("this server has no users: suyuan serve --tls has"));
        return sy_send_error(r, &r->err);
    }
    json_t *body = sy_body_read(r);
    const bool is_whole = json_object_size(body) == 2 &&
                          sy_body_text(old, sizeof old, body, "old") &&
                          sy_body_text(new, sizeof new, body, "new");
    json_decref(body);
    sent =
        is_whole ? change_own(s, r, old, new) : sy_body_is_wrong(r, "\"old\": ..., \"new\": ...");
    sodium_memzero(old, sizeof old);
    sodium_memzero(new, sizeof new);
    return sent;
}
