/* events.c - one stream a tab: jobs as they go, and cases as they change, whoever changes
 * them (another tab, the command line). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/progress.h"
#include "server/said.h"
#include "server/serving.h"

enum { TICK_MS = 500, BEAT_MS = 15000, BLOCK = 64 << 10 };

typedef struct stream {
    sy_server *server;
    sy_session session;
    uint64_t seen;
    sy_lang lang;
    int64_t said_ms;
    char *case_name, *workspace; /* the one that the tab shows; NULL */
    char stamp[SY_STAMP_TEXT];
    char *text; /* what is to be sent, from `at` */
    size_t len, at;
} stream;

static void say_jobs(stream *e, FILE *out)
{
    sy_said s;

    if (!sy_said_begin(&s)) return;
    sy_jobs_json(&s.j, e->server->jobs);
    char *text = sy_said_take(&s); /* a line */
    if (text) fprintf(out, "event: jobs\ndata: %s\n", text);
    sy_drop(NULL, text);
}

static void say_case(stream *e, FILE *out)
{
    char stamp[SY_STAMP_TEXT];

    if (!e->workspace) return;
    sy_cases_stamp(stamp, e->server->cases, e->case_name, e->workspace);
    if (strcmp(stamp, e->stamp) == 0) return;
    memcpy(e->stamp, stamp, sizeof stamp);
    fprintf(out, "event: case\ndata: \"%s\"\n\n", stamp);
}

/* Who is no user any more hears nothing more. */
static bool may_hear(stream *e)
{
    const sy_session *s = &e->session;
    sy_role role;

    return !e->server->is_ending &&
           (!e->server->logins || sy_logins_is_known(&role, e->server->logins, s->user, s->mark));
}

/* Waits until there is something to say, or a beat is due: a proxy ends silent streams. */
static void fill(stream *e)
{
    while (e->len == 0 && may_hear(e)) {
        const uint64_t version = sy_jobs_wait(e->server->jobs, e->seen, TICK_MS);
        FILE *out = open_memstream(&e->text, &e->len);
        if (!out) return;
        if (version != e->seen) say_jobs(e, out);
        say_case(e, out);
        if (ftell(out) == 0 && sy_now_ms() - e->said_ms > BEAT_MS) fputs(": beat\n\n", out);
        fclose(out);
        e->seen = version;
        if (e->len == 0) {
            free(e->text);
            e->text = NULL;
        }
    }
    e->said_ms = sy_now_ms();
}

static ssize_t read_some(void *ctx, uint64_t pos, char *buf, size_t most)
{
    stream *e = ctx;

    (void)pos;
    sy_lang_set(e->lang);
    if (e->at == e->len) {
        free(e->text);
        e->text = NULL;
        e->len = e->at = 0;
        fill(e);
    }
    if (e->len == 0) return MHD_CONTENT_READER_END_OF_STREAM;
    const size_t n = e->len - e->at < most ? e->len - e->at : most;
    memcpy(buf, e->text + e->at, n);
    e->at += n;
    return (ssize_t)n;
}

static void end_stream(void *ctx)
{
    stream *e = ctx;

    free(e->text);
    sy_drop(NULL, e->case_name);
    sy_drop(NULL, e->workspace);
    sy_drop(NULL, e);
}

enum MHD_Result sy_events_send(sy_server *s, sy_request *r)
{
    const char *name = sy_request_parameter(r, "case"), *path = NULL;
    stream *e = sy_new(NULL, sizeof *e);
    struct MHD_Response *response;

    if (!e) return MHD_NO;
    *e = (stream){.server = s, .session = r->session, .lang = r->lang, .said_ms = sy_now_ms()};
    if (name && sy_cases_path(&path, s->cases, name, &r->arena, &r->err) == SY_OK) {
        e->case_name = sy_copy_text(NULL, name, strlen(name));
        e->workspace = sy_copy_text(NULL, path, strlen(path));
    }
    response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_some, e, end_stream);
    if (!response) {
        end_stream(e);
        return MHD_NO;
    }
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/event-stream");
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    return sy_send(r, MHD_HTTP_OK, response);
}
