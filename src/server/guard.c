/* guard.c - who may ask. A page of another site that this browser has open can send requests
 * here too: they come with a wrong Origin, or without the token; a name that was turned to
 * point at this computer comes with a wrong Host. */
#include <stdio.h>
#include <string.h>

#include "server/serving.h"

#define COOKIE "suyuan"

static bool is_ours(const sy_server *s, const char *host)
{
    for (size_t i = 0; i < s->listening.n_hosts; i++) {
        if (strcmp(host, s->listening.hosts[i]) == 0) return true;
    }
    return false;
}

bool sy_guard_host(const sy_server *s, const sy_request *r)
{
    const char *host = sy_request_header(r, MHD_HTTP_HEADER_HOST);

    return host && is_ours(s, host);
}

bool sy_guard_origin(const sy_server *s, const sy_request *r)
{
    const char *origin = sy_request_header(r, MHD_HTTP_HEADER_ORIGIN);
    const char *site = sy_request_header(r, "Sec-Fetch-Site");
    const size_t n = strlen(s->listening.scheme);

    if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0) return false;
    if (!origin) return true;
    return strncmp(origin, s->listening.scheme, n) == 0 && is_ours(s, origin + n);
}

bool sy_guard_session(sy_server *s, sy_request *r)
{
    if (!sy_session_find(&r->session, s->sessions, sy_request_cookie(r, COOKIE))) return false;
    if (!s->logins) return true;
    if (sy_logins_is_known(&r->session.role, s->logins, r->session.user, r->session.mark))
        return true;
    sy_session_end(s->sessions, r->session.id); /* no user any more, or another password */
    return false;
}

void sy_guard_give_cookie(const sy_server *s, const sy_request *r, struct MHD_Response *response)
{
    char cookie[256];

    snprintf(cookie, sizeof cookie, COOKIE "=%s; HttpOnly; SameSite=Strict; Path=/%s",
             r->session.id, s->listening.key ? "; Secure" : "");
    MHD_add_response_header(response, MHD_HTTP_HEADER_SET_COOKIE, cookie);
}

bool sy_guard_token(const sy_request *r)
{
    return sy_secret_is(r->session.token, sy_request_header(r, "X-Suyuan-Token"));
}
