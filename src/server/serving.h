/* serving.h - what the parts of a running server share; private to src/server. */
#ifndef SY_SERVER_SERVING_H
#define SY_SERVER_SERVING_H

#include "server/answers.h"
#include "server/batches.h"
#include "server/calls.h"
#include "server/cases.h"
#include "server/exchanges.h"
#include "server/jobs.h"
#include "server/listening.h"
#include "server/login_log.h"
#include "server/logins.h"
#include "server/request.h"
#include "server/server.h"
#include "server/sessions.h"
#include "server/site.h"
#include "server/slots.h"
#include "server/spawner.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef __cplusplus /* it has an atomic */
struct sy_server {
    struct MHD_Daemon *daemon;
    const sy_command *const *commands;
    sy_spawner *spawner;
    sy_cases *cases;
    sy_answers *answers;
    sy_jobs *jobs;
    sy_exchanges *exchanges;
    sy_sessions *sessions;
    sy_login_log *login_log;
    sy_logins *logins; /* NULL: no users, whoever has the first address */
    sy_site *site;
    sy_slots slots;
    char *uploads;       /* a folder of this process, 0700 */
    sy_batches *batches; /* in it */
    sy_listening listening;
    char address[512];
    char said[200]; /* by the library while it starts */
    _Atomic bool has_begun, is_ending;
};
#endif

/* The calls of the page; the path begins with api/v1. */
enum MHD_Result sy_api_handle(sy_server *s, sy_request *r);
/* POST session, before there is one: a name and a password. */
enum MHD_Result sy_login_handle(sy_server *s, sy_request *r);
/* Who asks: r->session; NULL when out of memory. */
struct MHD_Response *sy_login_tell(const sy_request *r);
/* A new session for r->session.user, and its cookie. */
enum MHD_Result sy_login_let_in(sy_server *s, sy_request *r, const sy_known *known);
/* Why not: a lock in its own words, a wrong password in those of the caller. */
enum MHD_Result sy_login_refuse(sy_request *r, sy_login end, int status, const char *kind,
                                const char *why);
/* users...: who may log in. POST session/password: one's own. */
enum MHD_Result sy_users_handle(sy_server *s, sy_request *r);
enum MHD_Result sy_own_password_handle(sy_server *s, sy_request *r);
/* cases/NAME/backups...; rest: what follows. */
enum MHD_Result sy_backups_handle(sy_server *s, sy_request *r, const char *case_name,
                                  const char *workspace, const char *const *rest, size_t n);
/* 202, with the number of a job. */
enum MHD_Result sy_send_job(sy_request *r, uint64_t id);
/* A stream of events until the client goes. */
enum MHD_Result sy_events_send(sy_server *s, sy_request *r);

/* Is the request one that this server's own page makes? Otherwise it has been answered. */
bool sy_guard_host(const sy_server *s, const sy_request *r);
bool sy_guard_origin(const sy_server *s, const sy_request *r);
/* Gives the browser the cookie of r->session. */
void sy_guard_give_cookie(const sy_server *s, const sy_request *r, struct MHD_Response *response);
/* Fills r->session; false: there is none. */
bool sy_guard_session(sy_server *s, sy_request *r);
/* Does it carry the secret that calls which change something need? */
bool sy_guard_token(const sy_request *r);

/* Opens the file that the body of an upload goes to, beside all batches, so that nobody imports
 * half of it; SY_ELIMIT where there is no room for it. */
SY_MUST_USE sy_status sy_upload_open(sy_server *s, sy_request *r);
/* More of it; what goes wrong stands in r->err. */
void sy_upload_add(sy_request *r, const char *bytes, size_t n);
/* Its body has ended: it gets its place in the batch. SY_EINVAL: another has it. */
SY_MUST_USE sy_status sy_upload_finish(sy_server *s, sy_request *r);
/* It has been answered, or its sender has gone: what was not finished goes. */
void sy_upload_end(sy_server *s, sy_request *r);
/* The names at the top of a batch of uploads, NULL after the last. SY_EDATA: there are none. */
SY_MUST_USE sy_status sy_upload_names(const char *const **names, sy_server *s, sy_request *r,
                                      const char *case_name, const char *batch);
/* Takes the batch away, for one job: *folder is where it is now. SY_EDATA: another has it. */
SY_MUST_USE sy_status sy_upload_take(const char **folder, sy_server *s, sy_request *r,
                                     const char *case_name, const char *batch);

#ifdef __cplusplus
}
#endif

#endif
