/* request.c - decoding, and what every answer has. */
#include "server/request.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "server/said.h"

enum { MOST_URL = 8192 };
#define POLICY "Content-Security-Policy"

/* ---- decoding ---- */

static int hex_of(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* NULL: not a text in %-code. plus: + is a blank (queries). */
static const char *decode(sy_arena *arena, const char *text, size_t n, bool plus)
{
    char *out = sy_arena_bytes(arena, text, n + 1);
    size_t len = 0;

    if (!out) return NULL;
    for (size_t i = 0; i < n; i++) {
        char c = text[i];
        if (c == '%') {
            if (n - i < 3) return NULL;
            const int a = hex_of(text[i + 1]), b = a < 0 ? -1 : hex_of(text[i + 2]);
            if (b < 0) return NULL;
            c = (char)(a << 4 | b);
            i += 2;
        } else if (plus && c == '+') {
            c = ' ';
        }
        if (c == '\0') return NULL;
        out[len++] = c;
    }
    out[len] = '\0';
    return sy_utf8_valid_prefix(out, len) == len ? out : NULL;
}

static sy_status malformed(sy_request *r)
{
    return sy_fail(&r->err, SY_EINVAL, N_("the address is not one that this program gives"));
}

static sy_status read_path(sy_request *r, const char *url)
{
    for (const char *p = url; *p;) {
        while (*p == '/') p++;
        const size_t n = strcspn(p, "/");
        if (n == 0) break;
        if (r->n_segments == SY_MOST_SEGMENTS) return malformed(r);
        const char *segment = decode(&r->arena, p, n, false);
        if (!segment) return malformed(r);
        r->segments[r->n_segments++] = segment;
        p += n;
    }
    return SY_OK;
}

static enum MHD_Result on_parameter(void *ctx, enum MHD_ValueKind kind, const char *key,
                                    const char *value)
{
    sy_request *r = ctx;
    sy_parameter *p = &r->parameters[r->n_parameters];

    (void)kind;
    if (r->n_parameters == SY_MOST_PARAMETERS) {
        sy_fail(&r->err, SY_ELIMIT, N_("more than %d parameters"), SY_MOST_PARAMETERS);
        return MHD_NO;
    }
    p->name = decode(&r->arena, key, strlen(key), true);
    p->value = decode(&r->arena, value ? value : "", value ? strlen(value) : 0, true);
    if (!p->name || !p->value) {
        malformed(r);
        return MHD_NO;
    }
    r->n_parameters++;
    return MHD_YES;
}

/* Of the page, else of the browser; Chinese first. */
static sy_lang lang_of(const sy_request *r)
{
    const char *said = sy_request_parameter(r, "lang");

    if (said) return strcmp(said, "en") == 0 ? SY_LANG_EN : SY_LANG_ZH;
    said = sy_request_header(r, MHD_HTTP_HEADER_ACCEPT_LANGUAGE);
    return said && strncmp(said, "en", 2) == 0 ? SY_LANG_EN : SY_LANG_ZH;
}

sy_status sy_request_read(sy_request *r, struct MHD_Connection *connection, const char *url,
                          const char *method)
{
    r->connection = connection;
    r->method = method;
    if (strlen(url) > MOST_URL) return sy_fail(&r->err, SY_ELIMIT, N_("the address is too long"));
    sy_status st = read_path(r, url);
    if (st == SY_OK) {
        MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, on_parameter, r);
        st = r->err.status;
    }
    r->lang = lang_of(r);
    sy_lang_set(r->lang);
    return st;
}

const char *sy_request_header(const sy_request *r, const char *name)
{
    return MHD_lookup_connection_value(r->connection, MHD_HEADER_KIND, name);
}

const char *sy_request_parameter(const sy_request *r, const char *name)
{
    for (size_t i = r->n_parameters; i-- > 0;) {
        if (strcmp(r->parameters[i].name, name) == 0) return r->parameters[i].value;
    }
    return NULL;
}

bool sy_request_is(const sy_request *r, const char *method)
{
    return strcmp(r->method, method) == 0;
}

sy_slice sy_request_cookie(const sy_request *r, const char *name)
{
    const char *value = MHD_lookup_connection_value(r->connection, MHD_COOKIE_KIND, name);
    return value ? sy_slice_of(value) : (sy_slice){"", 0};
}

bool sy_request_is_wanted(void *ctx)
{
    const sy_request *r = ctx;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct pollfd end = {info ? info->connect_fd : -1, POLLRDHUP, 0};

    return poll(&end, 1, 0) <= 0 || !(end.revents & (POLLRDHUP | POLLHUP | POLLERR));
}

/* ---- answering ---- */

void sy_add_headers(struct MHD_Response *response)
{
    static const char *const headers[][2] = {
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"X-Frame-Options", "DENY"},
    };

    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    if (!MHD_get_response_header(response, POLICY))
        MHD_add_response_header(response, POLICY,
                                "default-src 'none'; frame-ancestors 'none'; sandbox");
}

enum MHD_Result sy_send(sy_request *r, int status, struct MHD_Response *response)
{
    if (!response) return MHD_NO;
    sy_add_headers(response);
    const enum MHD_Result sent = MHD_queue_response(r->connection, (unsigned)status, response);
    MHD_destroy_response(response);
    return sent;
}

static bool accepts_gzip(const sy_request *r)
{
    const char *accepted = sy_request_header(r, MHD_HTTP_HEADER_ACCEPT_ENCODING);
    return accepted && strstr(accepted, "gzip");
}

static bool has_it(const sy_request *r, const char *quoted)
{
    const char *known = sy_request_header(r, MHD_HTTP_HEADER_IF_NONE_MATCH);
    return known && strstr(known, quoted);
}

static void release(void *answer)
{
    sy_answer_release(answer);
}

enum MHD_Result sy_send_answer(sy_request *r, sy_answer *a)
{
    const bool is_packed = a->packed && accepts_gzip(r);
    char quoted[SY_DIGEST_TEXT + 2];
    struct MHD_Response *response;

    /* 32 digits of it are enough, and the packed form is another thing. */
    snprintf(quoted, sizeof quoted, "\"%.32s%s\"", a->etag, is_packed ? "z" : "");
    if (a->status == MHD_HTTP_OK && has_it(r, quoted)) {
        response = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
        sy_answer_release(a);
        if (!response) return MHD_NO;
        MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, quoted);
        return sy_send(r, MHD_HTTP_NOT_MODIFIED, response);
    }
    response = MHD_create_response_from_buffer_with_free_callback_cls(
        is_packed ? a->packed_len : a->len, is_packed ? a->packed : a->bytes, release, a);
    if (!response) {
        sy_answer_release(a);
        return MHD_NO;
    }
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, a->type);
    MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, quoted);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                            a->never_changes ? "private, max-age=31536000, immutable"
                                             : "private, no-cache");
    MHD_add_response_header(response, MHD_HTTP_HEADER_VARY,
                            a->never_changes ? "Accept-Encoding"
                                             : "Accept-Encoding, Accept-Language");
    if (is_packed) MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
    return sy_send(r, a->status, response);
}

struct MHD_Response *sy_json_response(char *text)
{
    struct MHD_Response *response =
        text ? MHD_create_response_from_buffer(strlen(text), text, MHD_RESPMEM_MUST_COPY) : NULL;

    sy_drop(NULL, text);
    if (!response) return NULL;
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "application/json");
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    return response;
}

enum MHD_Result sy_send_json(sy_request *r, int status, char *text)
{
    return sy_send(r, status, sy_json_response(text));
}

const char *sy_error_kind(sy_status st)
{
    switch (st) {
    case SY_EINVAL:
        return "usage";
    case SY_EDATA:
        return "input";
    case SY_ELIMIT:
        return "limit";
    case SY_ECANCEL:
        return "cancelled";
    case SY_ECONFLICT:
        return "conflict";
    default:
        return "system";
    }
}

/* As the command line's exit codes: 2 the request, 4 this computer. */
static int exit_code_of(int status)
{
    if (status == MHD_HTTP_UNPROCESSABLE_CONTENT) return 3;
    return status < MHD_HTTP_INTERNAL_SERVER_ERROR ? 2 : 4;
}

enum MHD_Result sy_send_failure(sy_request *r, int status, const char *kind, const char *message)
{
    sy_said s;

    if (!sy_said_begin(&s)) return MHD_NO;
    sy_json_object(&s.j);
    sy_json_key(&s.j, "error");
    sy_json_object(&s.j);
    sy_reply_int(&s.j, "code", (uint64_t)exit_code_of(status));
    sy_reply_string(&s.j, "kind", kind);
    sy_reply_string(&s.j, "message", message);
    sy_json_end(&s.j);
    sy_json_end(&s.j);
    return sy_said_send(&s, r, status);
}

enum MHD_Result sy_send_error(sy_request *r, const sy_err *err)
{
    static const struct {
        sy_status status;
        int http;
    } codes[] = {{SY_EINVAL, MHD_HTTP_BAD_REQUEST},
                 {SY_EDATA, MHD_HTTP_UNPROCESSABLE_CONTENT},
                 {SY_ELIMIT, MHD_HTTP_SERVICE_UNAVAILABLE},
                 {SY_ECANCEL, MHD_HTTP_SERVICE_UNAVAILABLE}};
    int http = MHD_HTTP_INTERNAL_SERVER_ERROR;

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (codes[i].status == err->status) http = codes[i].http;
    }
    return sy_send_failure(r, http, sy_error_kind(err->status), err->text);
}
