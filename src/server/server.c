/* server.c - the daemon, a thread a connection: a thread may wait for a process, and what a
 * browser has given up is seen by looking at its socket. */
#include "server/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "base/parallel.h"
#include "base/progress.h"
#include "server/serving.h"
#include "store/folder_log.h"
#include "suyuan/limits.h"

enum { MOST_CONNECTIONS = 256, IDLE_SECONDS = 120, MEMORY_OF_CONNECTION = 64 << 10 };
#define KEPT_BYTES (256u << 20)

/* ---- one request ---- */

static enum MHD_Result refuse(sy_request *r, int status, const char *code, const char *message)
{
    r->is_refused = true;
    return sy_send_failure(r, status, code, message);
}

static bool is_api(const sy_request *r)
{
    return r->n_segments > 2 && strcmp(r->segments[0], "api") == 0 &&
           strcmp(r->segments[1], "v1") == 0;
}

static bool changes_something(const sy_request *r)
{
    return !sy_request_is(r, MHD_HTTP_METHOD_GET) && !sy_request_is(r, MHD_HTTP_METHOD_HEAD);
}

static bool is_upload(const sy_request *r)
{
    return sy_request_is(r, MHD_HTTP_METHOD_PUT) && r->n_segments > 6 &&
           strcmp(r->segments[2], "cases") == 0 && strcmp(r->segments[4], "uploads") == 0;
}

/* /?token=...: gives the browser its cookie, and takes the secret out of its address bar. */
static enum MHD_Result let_in(sy_server *s, sy_request *r)
{
    struct MHD_Response *response;

    if (sy_session_begin(&r->session, s->sessions, "", SY_ROLE_ADMIN, 0, &r->err) != SY_OK)
        return sy_send_error(r, &r->err);
    response = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    if (!response) return MHD_NO;
    sy_guard_give_cookie(s, r, response);
    MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, "/");
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    return sy_send(r, MHD_HTTP_SEE_OTHER, response);
}

static bool is_login(const sy_server *s, const sy_request *r)
{
    return s->logins && sy_request_is(r, MHD_HTTP_METHOD_POST) && r->n_segments == 3 &&
           strcmp(r->segments[2], "session") == 0;
}

static enum MHD_Result has_no_session(const sy_server *s, sy_request *r)
{
    if (s->logins) return refuse(r, MHD_HTTP_UNAUTHORIZED, "login", _("log in first"));
    return refuse(r, MHD_HTTP_UNAUTHORIZED, "session",
                  _("open the address that suyuan serve has printed"));
}

/* Looked at before the body comes. MHD_YES without an answer: go on. */
static enum MHD_Result check(sy_server *s, sy_request *r, const char *url, const char *method)
{
    if (sy_request_read(r, r->connection, url, method) != SY_OK) {
        r->is_refused = true;
        return sy_send_error(r, &r->err);
    }
    if (!sy_guard_host(s, r))
        return refuse(r, MHD_HTTP_FORBIDDEN, "host", _("this name is not one of this server's"));
    if (!is_api(r)) return MHD_YES;
    if (!sy_guard_origin(s, r))
        return refuse(r, MHD_HTTP_FORBIDDEN, "origin", _("another site's page may not ask here"));
    if (is_login(s, r)) return MHD_YES;
    if (!sy_guard_session(s, r)) return has_no_session(s, r);
    if (changes_something(r) && !sy_guard_token(r))
        return refuse(r, MHD_HTTP_FORBIDDEN, "token", _("the page is out of date; load it again"));
    if (!is_upload(r)) return MHD_YES;
    if (r->session.role < SY_ROLE_ASSISTANT)
        return refuse(r, MHD_HTTP_FORBIDDEN, "role", _("your role may not do that"));
    if (sy_upload_open(s, r) == SY_OK) return MHD_YES;
    r->is_refused = true;
    return sy_send_error(r, &r->err);
}

static void take_body(sy_request *r, const char *bytes, size_t n)
{
    if (r->err.status != SY_OK || r->is_refused) return;
    if (r->upload >= 0) {
        sy_upload_add(r, bytes, n);
        return;
    }
    sy_buf_add(&r->body, bytes, n);
    if (sy_buf_status(&r->body) != SY_OK)
        sy_fail(&r->err, SY_ELIMIT, N_("the body is larger than %u bytes"), SY_MOST_BODY);
}

static void name_address(sy_request *r)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *a = info ? info->client_addr : NULL;
    const void *number = NULL;

    if (a && a->sa_family == AF_INET)
        number = &((const struct sockaddr_in *)(const void *)a)->sin_addr;
    if (a && a->sa_family == AF_INET6)
        number = &((const struct sockaddr_in6 *)(const void *)a)->sin6_addr;
    if (!number || !inet_ntop(a->sa_family, number, r->address, sizeof r->address))
        snprintf(r->address, sizeof r->address, "?");
}

static sy_request *new_request(struct MHD_Connection *connection)
{
    sy_request *r = sy_new(NULL, sizeof *r);

    if (!r) return NULL;
    r->connection = connection;
    name_address(r);
    r->upload = -1;
    sy_arena_init(&r->arena, NULL);
    sy_buf_init(&r->body, NULL, SY_MOST_BODY);
    return r;
}

static enum MHD_Result on_request(void *ctx, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *bytes,
                                  size_t *n, void **state)
{
    sy_server *s = ctx;
    sy_request *r = *state;

    (void)version;
    if (!r) {
        *state = r = new_request(connection);
        return r ? check(s, r, url, method) : MHD_NO;
    }
    sy_lang_set(r->lang);
    if (*n > 0) {
        take_body(r, bytes, *n);
        *n = 0;
        return MHD_YES;
    }
    if (r->is_refused) return MHD_YES;
    if (r->err.status != SY_OK) return sy_send_error(r, &r->err);
    if (is_api(r)) return is_login(s, r) ? sy_login_handle(s, r) : sy_api_handle(s, r);
    if (changes_something(r))
        return sy_send_failure(r, MHD_HTTP_METHOD_NOT_ALLOWED, "method",
                               _("there is no such address"));
    if (!s->logins && sy_sessions_is_first_token(s->sessions, sy_request_parameter(r, "token")))
        return let_in(s, r);
    return sy_site_send(s->site, r);
}

static void on_end(void *ctx, struct MHD_Connection *connection, void **state,
                   enum MHD_RequestTerminationCode why)
{
    sy_request *r = *state;

    (void)connection;
    (void)why;
    if (!r) return;
    sy_upload_end(ctx, r);
    if (r->body.len) explicit_bzero(r->body.ptr, r->body.len); /* it may be a password */
    sy_buf_dispose(&r->body);
    sy_arena_dispose(&r->arena);
    sy_drop(NULL, r);
    *state = NULL;
}

/* Decoding is ours (request.c). */
static size_t leave_as_it_is(void *ctx, struct MHD_Connection *connection, char *text)
{
    (void)ctx;
    (void)connection;
    return strlen(text);
}

/* ---- starting ---- */

/* What the library says: while it starts for the error, later for developers. */
__attribute__((format(printf, 2, 0))) static void keep_talk(void *ctx, const char *format,
                                                            va_list arguments)
{
    sy_server *s = ctx;
    char said[sizeof s->said];

    vsnprintf(said, sizeof said, format, arguments);
    said[strcspn(said, "\r\n")] = '\0';
    if (s->has_begun)
        sy_debug("http: %s", said);
    else
        memcpy(s->said, said, sizeof said);
}

static sy_status could_not_start(const sy_server *s, const sy_server_options *o, int why,
                                 sy_err *err)
{
    if (why == EADDRINUSE)
        return sy_fail(err, SY_EIO,
                       N_("port %u is in use; --port NUMBER takes another (0: any that is free)"),
                       o->port);
    errno = why;
    if (why == EADDRNOTAVAIL || why == EACCES || !s->listening.key)
        return sy_fail_errno(err, o->listen ? o->listen : "127.0.0.1");
    return sy_fail(err, SY_EDATA, N_("%s and %s are no certificate with its key (%s)"),
                   o->certificate, o->key, s->said);
}

static sy_status start_daemon(sy_server *s, const sy_server_options *o, sy_err *err)
{
    const sy_listening *l = &s->listening;
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, l->certificate},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, l->key},
        {MHD_OPTION_HTTPS_PRIORITIES, 0,
         (char *)(uintptr_t) "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"},
        {MHD_OPTION_END, 0, NULL}};

    errno = 0;
    s->daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL |
            MHD_USE_ERROR_LOG | (l->key ? MHD_USE_TLS : 0) | (l->is_ipv6 ? MHD_USE_IPv6 : 0),
        o->port, NULL, NULL, on_request, s, MHD_OPTION_EXTERNAL_LOGGER, keep_talk, s,
        MHD_OPTION_SOCK_ADDR, (const struct sockaddr *)&l->address, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)MOST_CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        l->key ? (unsigned)MOST_CONNECTIONS / 2 : 0u, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY_OF_CONNECTION,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_as_it_is, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_end, s,
        MHD_OPTION_THREAD_STACK_SIZE, (size_t)512 << 10, MHD_OPTION_ARRAY, l->key ? tls : &tls[3],
        MHD_OPTION_END);
    if (!s->daemon) return could_not_start(s, o, errno, err);
    s->has_begun = true;
    return SY_OK;
}

static void name_hosts(sy_server *s)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);

    sy_listening_name(&s->listening, info ? info->port : 0);
    snprintf(s->address, sizeof s->address, "%s%s/%s%s", s->listening.scheme, s->listening.hosts[0],
             s->logins ? "" : "?token=", s->logins ? "" : sy_sessions_first_token(s->sessions));
}

static sy_status make_uploads(sy_server *s, sy_err *err)
{
    const char *tmp = getenv("TMPDIR");
    char *pattern = sy_path_join(NULL, tmp && *tmp ? tmp : "/tmp", "suyuan-serve-XXXXXX");

    if (!pattern) return sy_fail_nomem(err);
    if (!mkdtemp(pattern)) {
        sy_status st = sy_fail_errno(err, pattern);
        sy_drop(NULL, pattern);
        return st;
    }
    s->uploads = pattern;
    return SY_OK;
}

static void block_ends(sigset_t *ends)
{
    sigemptyset(ends);
    sigaddset(ends, SIGINT);
    sigaddset(ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, ends, NULL);
}

sy_status sy_server_start(sy_server **out, const sy_server_options *options, sy_err *err)
{
    sy_server *s = sy_new(NULL, sizeof *s);
    sigset_t ends;

    *out = NULL;
    if (!s) return sy_fail_nomem(err);
    s->commands = options->commands;
    sy_slots_init(&s->slots, 2 * sy_threads());
    /* Its children tell how far they are; the one that all start from (spawner.h) loads all
     * addresses at once: what is put right when it is first called would be so in each anew. */
    setenv("SUYUAN_PROGRESS", "3", 1);
    setenv("LD_BIND_NOW", "1", 1);
    signal(SIGPIPE, SIG_IGN);
    block_ends(&ends); /* before there are threads */
    sy_status st = sy_listening_read(&s->listening, options, err);
    if (st == SY_OK) st = sy_cases_open(&s->cases, options->workspace, options->cases_folder, err);
    if (st == SY_OK && options->certificate)
        st = sy_logins_open(&s->logins, sy_cases_folder(s->cases), err);
    /* Beside a single case without users nothing is put. */
    if (st == SY_OK && (s->logins || sy_cases_may_grow(s->cases)))
        st = sy_folder_log_make(sy_cases_folder(s->cases), err);
    if (st == SY_OK) st = sy_site_open(&s->site, options->web_dir, err);
    if (st == SY_OK) st = make_uploads(s, err);
    if (st == SY_OK) {
        s->spawner = sy_spawner_new();
        s->login_log = sy_login_log_new(sy_cases_folder(s->cases));
        s->batches = sy_batches_new(s->uploads);
        s->answers = sy_answers_new(KEPT_BYTES);
        s->jobs = sy_jobs_new(s->cases, s->spawner);
        s->sessions = sy_sessions_new();
        if (!s->login_log || !s->spawner || !s->batches || !s->answers || !s->jobs || !s->sessions)
            st = sy_fail_nomem(err);
    }
    if (st == SY_OK) st = start_daemon(s, options, err);
    if (st == SY_OK) st = sy_exchanges_begin(&s->exchanges, s->cases, s->jobs, err);
    if (st == SY_OK) {
        sy_cases_sweep(s->cases);
        name_hosts(s);
        sy_spawner_start(s->spawner);
        *out = s;
    } else {
        sy_server_stop(s);
    }
    return st;
}

const char *sy_server_address(const sy_server *s)
{
    return s->address;
}

static bool has_session(void *ctx, const char *session)
{
    return sy_sessions_has(ctx, session);
}

void sy_server_wait(sy_server *s)
{
    const struct timespec minute = {.tv_sec = 60};
    sigset_t ends;

    block_ends(&ends);
    while (sigtimedwait(&ends, NULL, &minute) < 0) {
        sy_cases_sweep(s->cases);
        sy_batches_sweep(s->batches, has_session, s->sessions, sy_now_ms());
        sy_login_log_tick(s->login_log, sy_now_ms());
    }
}

void sy_server_stop(sy_server *s)
{
    if (!s) return;
    s->is_ending = true;
    if (s->daemon) MHD_stop_daemon(s->daemon);
    sy_exchanges_end(s->exchanges);
    sy_jobs_free(s->jobs);
    sy_spawner_free(s->spawner);
    sy_answers_free(s->answers);
    sy_sessions_free(s->sessions);
    sy_batches_free(s->batches);
    sy_login_log_free(s->login_log);
    sy_logins_close(s->logins);
    sy_listening_dispose(&s->listening);
    sy_site_close(s->site);
    sy_cases_close(s->cases);
    sy_err left = {0};
    if (s->uploads && sy_remove_folder(s->uploads, &left) != SY_OK) sy_debug("%s", left.text);
    sy_drop(NULL, s->uploads);
    sy_slots_dispose(&s->slots);
    sy_drop(NULL, s);
}
