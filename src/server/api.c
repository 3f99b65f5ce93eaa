/* api.c - /api/v1: who asks has been checked for Host; here come Origin, session, token, role,
 * and then the table of calls (calls.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/log.h"
#include "server/said.h"
#include "server/serving.h"
#include "store/folder_log.h"

enum { READ_SECONDS = 300, LONG_SECONDS = 1800, TURN_SECONDS = 30 };
#define MOST_ANSWER (512u << 20)

/* ---- an answer of a command ---- */

typedef struct asking {
    sy_server *server;
    sy_request *r;
    const sy_exposed *call;
    const char *case_name, *workspace; /* NULL, and the folder of all cases */
    sy_call_words words;
} asking;

/* Exit codes of the command line as those of HTTP. */
static int http_of(int exit_code)
{
    switch (exit_code) {
    case 0:
        return MHD_HTTP_OK;
    case 2:
        return MHD_HTTP_BAD_REQUEST;
    case 3:
        return MHD_HTTP_UNPROCESSABLE_CONTENT;
    default:
        return MHD_HTTP_INTERNAL_SERVER_ERROR;
    }
}

static sy_status run_in_slot(sy_task_end *end, sy_server *s, const sy_task_order *order,
                             sy_err *err)
{
    sy_status st = sy_slots_take(&s->slots, order->is_wanted, order->wanted_ctx, err);

    if (st != SY_OK) return st;
    st = sy_task_run(end, order, err);
    sy_slots_give(&s->slots);
    return st;
}

/* The turn first, then the slot: those who wait for one case keep no other case waiting. */
static sy_status run_in_turn(sy_task_end *end, const asking *a, const sy_task_order *order,
                             sy_turn turn, sy_err *err)
{
    sy_cases *cases = a->server->cases;
    sy_status st = sy_cases_enter(cases, a->case_name, a->workspace, turn, TURN_SECONDS,
                                  order->is_wanted, order->wanted_ctx, err);

    if (st != SY_OK) return st;
    st = run_in_slot(end, a->server, order, err);
    sy_cases_leave(cases, a->case_name, turn);
    return st;
}

static sy_status run(sy_answer **out, asking *a, sy_turn turn, bool (*is_wanted)(void *), void *ctx,
                     sy_err *err)
{
    const sy_task_order order = {.spawner = a->server->spawner,
                                 .words = a->words.words,
                                 .user = a->r->session.user,
                                 .from = a->r->address,
                                 .folder = a->words.opens_words ? a->server->uploads : NULL,
                                 .input = a->words.input,
                                 .seconds = a->words.file || turn != SY_TURN_READ ? LONG_SECONDS
                                                                                  : READ_SECONDS,
                                 .most_bytes = MOST_ANSWER,
                                 .is_wanted = is_wanted,
                                 .wanted_ctx = ctx};
    sy_task_end end = {.out = -1};
    sy_status st = a->words.is_apart || !a->case_name ? run_in_slot(&end, a->server, &order, err)
                                                      : run_in_turn(&end, a, &order, turn, err);

    if (st == SY_OK) {
        char *text = sy_task_answer(&end);
        *out =
            text ? sy_answer_new(http_of(end.exit_code), "application/json", text, end.len) : NULL;
        if (!*out) st = sy_fail_nomem(err);
    }
    sy_task_end_dispose(&end);
    return st;
}

static sy_status make(sy_answer **out, void *ctx, bool (*is_anyone_waiting)(void *),
                      void *waiting_ctx, sy_err *err)
{
    return run(out, ctx, SY_TURN_READ, is_anyone_waiting, waiting_ctx, err);
}

/* Everything that an answer depends on: today, too (deadlines, what is fresh). */
static char *key_of(const asking *a)
{
    char stamp[SY_STAMP_TEXT];
    sy_buf b;

    sy_cases_stamp(stamp, a->server->cases, a->case_name, a->workspace);
    sy_buf_init(&b, NULL, SY_MOST_BODY);
    sy_buf_printf(&b, "%s%d", stamp, (int)sy_today());
    for (size_t i = 0; i < a->words.n; i++) {
        sy_buf_char(&b, '\x1f');
        sy_buf_text(&b, a->words.words[i]);
    }
    return sy_buf_take(&b);
}

static enum MHD_Result answer_read(asking *a)
{
    sy_request *r = a->r;
    sy_answer *answer = NULL;
    char *key = key_of(a);
    sy_status st = key ? sy_answers_get(&answer, a->server->answers, key, make, a,
                                        sy_request_is_wanted, r, &r->err)
                       : sy_fail_nomem(&r->err);

    sy_drop(NULL, key);
    return st == SY_OK ? sy_send_answer(r, answer) : sy_send_error(r, &r->err);
}

/* What is not kept. */
static enum MHD_Result answer_anew(asking *a)
{
    sy_answer *answer = NULL;
    const sy_turn turn = a->call->exposure == SY_EXPOSED_WRITE ? SY_TURN_WRITE : SY_TURN_READ;
    sy_status st = run(&answer, a, turn, sy_request_is_wanted, a->r, &a->r->err);

    return st == SY_OK ? sy_send_answer(a->r, answer) : sy_send_error(a->r, &a->r->err);
}

/* ---- files that a command writes ---- */

static const char *const formats[][2] = {
    {"html", "text/html; charset=utf-8"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"json", "application/json"},
    {"csv", "text/csv; charset=utf-8"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"gexf", "application/xml"},
    {"graphml", "application/xml"},
    {"anx", "application/xml"},
};

static enum MHD_Result send_file(asking *a, const char *path, size_t format)
{
    char name[300];

    snprintf(name, sizeof name, "%s-%s.%s",
             a->case_name ? a->case_name : sy_path_name(a->workspace),
             a->call->word ? a->call->word : a->call->command, formats[format][0]);
    return sy_send_file(a->r, path, formats[format][1], name);
}

static enum MHD_Result answer_file(asking *a, const char *const *rest, size_t n)
{
    const char *wanted = sy_request_parameter(a->r, "format");
    const size_t n_formats = sizeof formats / sizeof *formats;
    char folder[] = "file-XXXXXX", name[32];
    sy_request *r = a->r;
    sy_answer *said_of_it = NULL;
    size_t f = 0;

    while (f < n_formats && strcmp(formats[f][0], wanted ? wanted : "xlsx") != 0) f++;
    if (f == n_formats) {
        sy_fail(&r->err, SY_EINVAL,
                N_("\"%.20s\" is no kind of file: html, xlsx, json, csv, docx, gexf, graphml, anx"),
                wanted);
        return sy_send_error(r, &r->err);
    }
    snprintf(name, sizeof name, "out.%s", formats[f][0]);
    char *pattern = sy_path_join(NULL, a->server->uploads, folder);
    char *made = pattern ? mkdtemp(pattern) : NULL;
    char *path = made ? sy_path_join(NULL, made, name) : NULL;
    enum MHD_Result sent = MHD_NO;
    if (path) {
        sy_status st = sy_calls_words(&a->words, r, a->server->commands, a->call, a->workspace,
                                      rest, n, path, NULL);
        const sy_turn turn = a->call->exposure == SY_EXPOSED_KEPT ? SY_TURN_WRITE : SY_TURN_READ;
        if (st == SY_OK) st = run(&said_of_it, a, turn, sy_request_is_wanted, r, &r->err);
        if (st == SY_OK && said_of_it->status == MHD_HTTP_OK) {
            sent = send_file(a, path, f);
            sy_answer_release(said_of_it);
        } else {
            sent = st == SY_OK ? sy_send_answer(r, said_of_it) : sy_send_error(r, &r->err);
        }
        unlink(path);
    }
    if (made) rmdir(made);
    sy_drop(NULL, path);
    sy_drop(NULL, pattern);
    return sent;
}

/* ---- jobs ---- */

enum MHD_Result sy_send_job(sy_request *r, uint64_t id)
{
    char text[24];
    sy_said s;

    if (!sy_said_begin(&s)) return MHD_NO;
    snprintf(text, sizeof text, "%llu", (unsigned long long)id);
    sy_json_object(&s.j);
    sy_reply_string(&s.j, "job", text);
    sy_json_end(&s.j);
    return sy_said_send(&s, r, MHD_HTTP_ACCEPTED);
}

static enum MHD_Result begin_job(asking *a, const char *const *rest, size_t n)
{
    const char *batch = sy_request_parameter(a->r, "upload"), *folder = NULL;
    const char *const *names = NULL;
    sy_request *r = a->r;
    uint64_t id = 0;
    sy_status st = SY_OK;

    if (a->call->takes_upload)
        st = batch ? sy_upload_names(&names, a->server, r, a->case_name, batch)
                   : sy_fail(&r->err, SY_EINVAL, N_("say which upload: ?upload=BATCH"));
    if (st == SY_OK)
        st = sy_calls_words(&a->words, r, a->server->commands, a->call, a->workspace, rest, n, NULL,
                            names);
    if (st == SY_OK && names) st = sy_upload_take(&folder, a->server, r, a->case_name, batch);
    if (st == SY_OK) {
        const sy_job_order order = {.case_name = a->case_name,
                                    .workspace = a->workspace,
                                    .title = a->call->command,
                                    .user = r->session.user,
                                    .from = r->address,
                                    .words = a->words.words,
                                    .folder = folder};
        st = sy_jobs_begin(&id, a->server->jobs, &order, &r->err);
        if (st != SY_OK && folder && sy_remove_folder(folder, NULL) != SY_OK)
            sy_debug("%s: still there", folder);
    }
    return st == SY_OK ? sy_send_job(r, id) : sy_send_error(r, &r->err);
}

static enum MHD_Result handle_jobs(sy_server *s, sy_request *r)
{
    const uint64_t id = r->n_segments > 3 ? strtoull(r->segments[3], NULL, 10) : 0;
    sy_said out;

    if (r->n_segments == 4 && sy_request_is(r, MHD_HTTP_METHOD_DELETE)) {
        if (r->session.role < SY_ROLE_ASSISTANT) return sy_send_forbidden(r);
        if (sy_jobs_cancel(s->jobs, id)) return sy_send_job(r, id);
        return sy_send_failure(r, MHD_HTTP_NOT_FOUND, "not-found", _("that job has ended already"));
    }
    if (!sy_request_is(r, MHD_HTTP_METHOD_GET) || r->n_segments > 4 || !sy_said_begin(&out))
        return sy_send_not_found(r);
    if (r->n_segments == 3) {
        sy_json_object(&out.j);
        sy_json_key(&out.j, "jobs");
        sy_jobs_json(&out.j, s->jobs);
        sy_json_end(&out.j);
        return sy_said_send(&out, r, MHD_HTTP_OK);
    }
    const bool is_there = sy_jobs_json_one(&out.j, s->jobs, id);
    if (is_there) return sy_said_send(&out, r, MHD_HTTP_OK);
    sy_drop(NULL, sy_said_take(&out));
    return sy_send_not_found(r);
}

/* ---- cases ---- */

static enum MHD_Result list_cases(sy_server *s, sy_request *r)
{
    const char **names;
    size_t n;
    sy_said out;

    if (sy_cases_list(s->cases, &names, &n, &r->arena, &r->err) != SY_OK)
        return sy_send_error(r, &r->err);
    if (!sy_said_begin(&out)) return MHD_NO;
    sy_json_object(&out.j);
    sy_json_key(&out.j, "may_grow");
    sy_json_bool(&out.j, sy_cases_may_grow(s->cases));
    sy_json_key(&out.j, "cases");
    sy_json_array(&out.j);
    for (size_t i = 0; i < n; i++) {
        sy_json_object(&out.j);
        sy_reply_string(&out.j, "name", names[i]);
        sy_json_end(&out.j);
    }
    sy_json_end(&out.j);
    sy_json_end(&out.j);
    return sy_said_send(&out, r, MHD_HTTP_OK);
}

/* POST cases?name=...[&sample=true]: a new case, or the one to try everything on. */
static enum MHD_Result make_case(sy_server *s, sy_request *r)
{
    const char *name = sy_request_parameter(r, "name"), *path = NULL;
    const bool is_sample = sy_request_parameter(r, "sample");
    sy_status st = SY_OK;
    uint64_t id;

    if (!sy_cases_may_grow(s->cases))
        st = sy_fail(&r->err, SY_EINVAL, N_("this server shows one case; suyuan serve shows all"));
    if (st == SY_OK) st = sy_cases_path(&path, s->cases, name ? name : "", &r->arena, &r->err);
    if (st == SY_OK && access(path, F_OK) == 0)
        st = sy_fail(&r->err, SY_EINVAL, N_("there is a case \"%.100s\" already"), name);
    if (st != SY_OK) return sy_send_error(r, &r->err);
    const char *const init[] = {"init", path, "--json", "--name", name, NULL};
    const char *const sample[] = {"init", path, "--json", "--name", name, "--sample", NULL};
    const sy_job_order order = {.case_name = name,
                                .workspace = path,
                                .title = "init",
                                .user = r->session.user,
                                .from = r->address,
                                .words = is_sample ? sample : init};
    st = sy_jobs_begin(&id, s->jobs, &order, &r->err);
    return st == SY_OK ? sy_send_job(r, id) : sy_send_error(r, &r->err);
}

static enum MHD_Result handle_call(asking *a, sy_exposure exposure, const char *const *rest,
                                   size_t n)
{
    sy_request *r = a->r;

    a->call = sy_exposed_find(exposure, rest, n);
    if (!a->call) return sy_send_not_found(r);
    if (r->session.role < a->call->role) return sy_send_forbidden(r);
    if (exposure == SY_EXPOSED_FILE) return answer_file(a, rest, n);
    if (exposure == SY_EXPOSED_JOB) return begin_job(a, rest, n);
    if (sy_calls_words(&a->words, r, a->server->commands, a->call, a->workspace, rest, n, NULL,
                       NULL) != SY_OK)
        return sy_send_error(r, &r->err);
    const bool is_kept = exposure != SY_EXPOSED_WRITE && !a->words.is_apart && a->case_name;
    return is_kept ? answer_read(a) : answer_anew(a);
}

/* log, log/check, files/log: of the folder, by the same command as of a case. */
static enum MHD_Result handle_folder_log(sy_server *s, sy_request *r, sy_exposure exposure)
{
    asking a = {.server = s, .r = r, .workspace = sy_cases_folder(s->cases)};
    const size_t before = exposure == SY_EXPOSED_FILE ? 3 : 2;

    if (!sy_request_is(r, MHD_HTTP_METHOD_GET)) return sy_send_not_found(r);
    if (r->session.role < SY_ROLE_ADMIN) return sy_send_forbidden(r);
    if (!sy_folder_log_is_there(a.workspace))
        return sy_send_failure(r, MHD_HTTP_NOT_FOUND, "no-log",
                               _("a server of one case without users keeps no log of logins, users "
                                 "and backups"));
    return handle_call(&a, exposure, r->segments + before, r->n_segments - before);
}

/* api v1 cases NAME ... */
static enum MHD_Result handle_case(sy_server *s, sy_request *r)
{
    asking a = {.server = s, .r = r, .case_name = r->segments[3]};
    const bool is_get = sy_request_is(r, MHD_HTTP_METHOD_GET);
    const char *const *rest = r->segments + 4;
    const size_t n = r->n_segments - 4;

    if (sy_cases_path(&a.workspace, s->cases, a.case_name, &r->arena, &r->err) != SY_OK)
        return sy_send_error(r, &r->err);
    if (access(a.workspace, F_OK) != 0)
        return sy_send_failure(r, MHD_HTTP_NOT_FOUND, "no-case", _("there is no such case"));
    if (n == 0) return sy_send_not_found(r);
    if (r->upload >= 0) { /* its body has been taken */
        if (sy_upload_finish(s, r) != SY_OK) return sy_send_error(r, &r->err);
        return sy_send_json(r, MHD_HTTP_CREATED, sy_copy_text(NULL, "{}", 2));
    }
    if (!is_get && !sy_request_is(r, MHD_HTTP_METHOD_POST)) return sy_send_not_found(r);
    if (strcmp(rest[0], "backups") == 0)
        return sy_backups_handle(s, r, a.case_name, a.workspace, rest + 1, n - 1);
    if (strcmp(rest[0], "files") == 0 && is_get)
        return handle_call(&a, SY_EXPOSED_FILE, rest + 1, n - 1);
    if (strcmp(rest[0], "jobs") == 0 && !is_get)
        return handle_call(&a, SY_EXPOSED_JOB, rest + 1, n - 1);
    if (!is_get && sy_exposed_find(SY_EXPOSED_ASK, rest, n))
        return handle_call(&a, SY_EXPOSED_ASK, rest, n);
    return handle_call(&a, is_get ? SY_EXPOSED_READ : SY_EXPOSED_WRITE, rest, n);
}

/* ---- the session ---- */

static enum MHD_Result handle_session(sy_server *s, sy_request *r)
{
    if (sy_request_is(r, MHD_HTTP_METHOD_GET)) return sy_send(r, MHD_HTTP_OK, sy_login_tell(r));
    if (!sy_request_is(r, MHD_HTTP_METHOD_DELETE)) return sy_send_not_found(r);
    sy_session_end(s->sessions, r->session.id);
    sy_batches_end_session(s->batches, r->session.id);
    return sy_send_json(r, MHD_HTTP_OK, sy_copy_text(NULL, "{}", 2));
}

static bool is(const sy_request *r, size_t i, const char *word)
{
    return r->n_segments > i && strcmp(r->segments[i], word) == 0;
}

enum MHD_Result sy_api_handle(sy_server *s, sy_request *r)
{
    if (is(r, 2, "session") && r->n_segments == 3) return handle_session(s, r);
    if (is(r, 2, "session") && is(r, 3, "password") && r->n_segments == 4)
        return sy_own_password_handle(s, r);
    if (is(r, 2, "users"))
        return r->session.role < SY_ROLE_ADMIN ? sy_send_forbidden(r) : sy_users_handle(s, r);
    if (is(r, 2, "log")) return handle_folder_log(s, r, SY_EXPOSED_READ);
    if (is(r, 2, "files") && is(r, 3, "log")) return handle_folder_log(s, r, SY_EXPOSED_FILE);
    if (is(r, 2, "events") && r->n_segments == 3) return sy_events_send(s, r);
    if (is(r, 2, "jobs")) return handle_jobs(s, r);
    if (is(r, 2, "cases") && r->n_segments == 3) {
        if (sy_request_is(r, MHD_HTTP_METHOD_GET)) return list_cases(s, r);
        if (!sy_request_is(r, MHD_HTTP_METHOD_POST)) return sy_send_not_found(r);
        return r->session.role < SY_ROLE_ASSISTANT ? sy_send_forbidden(r) : make_case(s, r);
    }
    if (is(r, 2, "cases")) return handle_case(s, r);
    return sy_send_not_found(r);
}
