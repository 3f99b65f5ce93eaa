/* guard.c - who may ask. A page of another site that this browser has open can send requests
 * here too: they come with a wrong Origin, or without the token; a name that was turned to
 * point at this computer comes with a wrong Host. */
#include <string.h>

#include "server/serving.h"

#define COOKIE "suyuan"

bool sy_guard_host(const sy_server *s, const sy_request *r)
{
    const char *host = sy_request_header(r, MHD_HTTP_HEADER_HOST);

    for (size_t i = 0; host && i < s->n_hosts; i++) {
        if (strcmp(host, s->host[i]) == 0) return true;
    }
    return false;
}

bool sy_guard_origin(const sy_server *s, const sy_request *r)
{
    const char *origin = sy_request_header(r, MHD_HTTP_HEADER_ORIGIN);
    const char *site = sy_request_header(r, "Sec-Fetch-Site");

    if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0) return false;
    if (!origin) return true;
    for (size_t i = 0; i < s->n_hosts; i++) {
        if (strcmp(origin, s->origin[i]) == 0) return true;
    }
    return false;
}

bool sy_guard_session(sy_server *s, sy_request *r)
{
    return sy_session_find(&r->session, s->sessions, sy_request_cookie(r, COOKIE));
}

bool sy_guard_token(const sy_request *r)
{
    return sy_secret_is(r->session.token, sy_request_header(r, "X-Suyuan-Token"));
}
