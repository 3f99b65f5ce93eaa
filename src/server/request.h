/* request.h - one request and the ways to answer it.
 *
 * Paths and queries are taken apart and decoded here, strictly: what is not UTF-8, holds a
 * NUL, or is longer than its limit is refused before anything looks at it. */
#ifndef SY_SERVER_REQUEST_H
#define SY_SERVER_REQUEST_H

#include <microhttpd.h>
#include <stdbool.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/lang.h"
#include "server/answers.h"
#include "server/batches.h"
#include "server/sessions.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_MOST_SEGMENTS = 32, SY_MOST_PARAMETERS = 64 };
#define SY_MOST_BODY (1u << 20) /* of JSON; files are uploads */

typedef struct sy_parameter {
    const char *name, *value;
} sy_parameter;

typedef struct sy_request {
    struct MHD_Connection *connection;
    const char *method;
    const char *segments[SY_MOST_SEGMENTS]; /* of the path, decoded; from the arena */
    size_t n_segments;
    sy_parameter parameters[SY_MOST_PARAMETERS];
    size_t n_parameters;
    sy_session session; /* id "" where there is none */
    char address[48];   /* of who asks, in numbers */
    sy_buf body;
    int upload;                              /* a file that the body goes to instead; -1 */
    char *upload_part;                       /* its path while it comes */
    const char *upload_folder, *upload_path; /* where it is when it is whole */
    uint64_t upload_size, uploaded;          /* bytes: that were announced, that have come */
    sy_batch *batch;                         /* that it comes for; NULL */
    bool is_placed;                          /* it is there */
    sy_lang lang;
    bool is_refused; /* answered while its body was still coming */
    sy_arena arena;
    sy_err err;
} sy_request;

/* Decodes path and query. SY_EINVAL, SY_ELIMIT. */
SY_MUST_USE sy_status sy_request_read(sy_request *r, struct MHD_Connection *connection,
                                      const char *url, const char *method);
const char *sy_request_header(const sy_request *r, const char *name);    /* NULL */
const char *sy_request_parameter(const sy_request *r, const char *name); /* the last; NULL */
bool sy_request_is(const sy_request *r, const char *method);
/* The value of a cookie; nothing: empty. */
sy_slice sy_request_cookie(const sy_request *r, const char *name);

/* Is the client still there? ctx: the request. For sy_answers_get and sy_task_order. */
bool sy_request_is_wanted(void *ctx);

/* ---- answers; each returns what the handler of MHD returns ---- */

enum MHD_Result sy_send_answer(sy_request *r, sy_answer *a);
/* {"error":{"code":N,"kind":"...","message":"..."}}, as the command line says it, with the
 * status of HTTP that fits err. */
enum MHD_Result sy_send_error(sy_request *r, const sy_err *err);
enum MHD_Result sy_send_failure(sy_request *r, int status, const char *kind, const char *message);
/* text: taken (sy_drop). NULL when out of memory; sy_send takes that, too. */
struct MHD_Response *sy_json_response(char *text);
enum MHD_Result sy_send_json(sy_request *r, int status, char *text);
enum MHD_Result sy_send(sy_request *r, int status, struct MHD_Response *response);
/* The headers of every answer: nothing is sniffed, framed, told to other sites, or (where it has
 * no policy of its own, as the page has) shown as a page that runs or loads anything. */
void sy_add_headers(struct MHD_Response *response);
/* "usage", "input", "limit" ... */
const char *sy_error_kind(sy_status st);

#ifdef __cplusplus
}
#endif

#endif
