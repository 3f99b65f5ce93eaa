/* model_run.c - check, run and test: of the models that were named, or of all. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/civil.h"
#include "cli/model.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "model/files.h"
#include "model/try.h"

typedef struct ran {
    const sy_model *model;
    sy_model_outcome outcome;
    sy_err err; /* what went wrong with this one */
} ran;

static const char *state_of(const ran *r, bool only_checked)
{
    if (r->err.status != SY_OK) return "failed";
    if (r->outcome.n_missing) return "not-enough-data";
    return only_checked ? "enough" : "ran";
}

static const char *state_title(const ran *r, bool only_checked)
{
    if (r->err.status != SY_OK) return _("failed");
    if (r->outcome.n_missing) return _("not enough data");
    return only_checked ? _("enough") : _("has run");
}

static void json_texts(sy_json *j, const char *key, const char *const *list, size_t n)
{
    sy_json_key(j, key);
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) sy_json_string(j, list[i]);
    sy_json_end(j);
}

static void json_ran(sy_json *j, const ran *r, bool only_checked)
{
    const sy_model_outcome *o = &r->outcome;

    sy_json_object(j);
    sy_reply_string(j, "id", r->model->id);
    sy_reply_string(j, "version", r->model->version);
    sy_reply_string(j, "state", state_of(r, only_checked));
    json_texts(j, "missing", o->missing, o->n_missing);
    json_texts(j, "absent", o->absent, o->n_absent);
    if (!only_checked) {
        sy_reply_int(j, "leads", o->tally.leads);
        sy_reply_int(j, "new", o->tally.added);
        sy_reply_int(j, "changed", o->tally.changed);
        sy_reply_int(j, "vanished", o->tally.vanished);
        sy_reply_int(j, "outside_law", o->outside_law);
        sy_reply_int(j, "ms", (uint64_t)o->ms);
    }
    if (r->err.status != SY_OK) sy_reply_string(j, "error", r->err.text);
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const ran *list, size_t n, bool only_checked,
                            sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "models");
    sy_json_array(&j);
    for (size_t i = 0; i < n; i++) json_ran(&j, &list[i], only_checked);
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static const char *joined(sy_call *call, const char *const *list, size_t n)
{
    sy_buf line;
    const char *kept = "";

    sy_buf_init(&line, NULL, 4096);
    for (size_t i = 0; i < n; i++) sy_buf_printf(&line, "%s%s", i ? " " : "", list[i]);
    if (line.len) kept = sy_arena_text(&call->arena, line.ptr, line.len);
    sy_buf_dispose(&line);
    return kept ? kept : "";
}

static void say_rest(sy_call *call, const ran *r)
{
    const sy_model_outcome *o = &r->outcome;

    if (r->err.status != SY_OK) printf("%s: %s\n", r->model->id, r->err.text);
    if (o->n_missing)
        printf(_("%s cannot do without: %s\n"), r->model->id,
               joined(call, o->missing, o->n_missing));
    if (o->n_absent)
        printf(_("%s: nothing is known of %s; its leads say so\n"), r->model->id,
               joined(call, o->absent, o->n_absent));
    if (o->outside_law)
        printf(_("%s: %llu acts before the law was in force are no leads\n"), r->model->id,
               (unsigned long long)o->outside_law);
}

static sy_status print_table(sy_call *call, const ran *list, size_t n, bool only_checked,
                             sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &call->arena, "lllrrrr");
    sy_table_head(&t, _("model"), _("what it screens"), _("state"), _("leads"), _("new"),
                  _("said anew"), _("vanished"));
    for (size_t i = 0; i < n; i++) {
        const sy_model_run_tally *tally = &list[i].outcome.tally;
        sy_table_cell(&t, list[i].model->id);
        sy_table_cell(&t, sy_model_words(&list[i].model->name));
        sy_table_cell(&t, state_title(&list[i], only_checked));
        if (!list[i].outcome.has_run) {
            for (int k = 0; k < 4; k++) sy_table_cell(&t, "");
            continue;
        }
        sy_table_int(&t, tally->leads);
        sy_table_int(&t, tally->added);
        sy_table_int(&t, tally->changed);
        sy_table_int(&t, tally->vanished);
    }
    sy_status st = sy_table_print(&t, stdout, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) say_rest(call, &list[i]);
    return st;
}

static sy_status answer(sy_call *call, const ran *list, size_t n, bool only_checked, sy_err *err)
{
    sy_status st = call->json ? print_json(call, list, n, only_checked, err)
                              : print_table(call, list, n, only_checked, err);

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (list[i].err.status != SY_OK)
            st = sy_fail(err, list[i].err.status, N_("model %s failed: %.400s"), list[i].model->id,
                         list[i].err.text);
    }
    return st;
}

/* ---- check ---- */

static sy_status check_one(ran *r, const sy_model_shop *shop, sy_call *call)
{
    sy_status st = sy_model_check_query(r->model, shop->pools, &r->err);

    if (st == SY_OK)
        st = sy_model_check(&r->outcome, shop->ws, shop->pools, r->model, &call->arena, &r->err);
    return st;
}

sy_status sy_model_check_all(sy_call *call, sy_err *err)
{
    const sy_model **named;
    sy_model_shop shop;
    size_t n = 0;
    sy_status st = sy_model_shop_open(&shop, call, SY_READ, err);

    if (st == SY_OK) st = sy_model_shop_named(&shop, call, &named, &n, err);
    ran *list = st == SY_OK ? sy_arena_get(&call->arena, (n + 1) * sizeof *list) : NULL;
    if (st == SY_OK && !list) st = sy_fail_nomem(err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        list[i].model = named[i];
        (void)check_one(&list[i], &shop, call); /* what is wrong is told of each */
    }
    if (st == SY_OK) st = answer(call, list, n, true, err);
    sy_model_shop_close(&shop);
    return st;
}

/* ---- run ---- */

static volatile sig_atomic_t was_stopped;

static void on_stop(int number)
{
    (void)number;
    was_stopped = 1;
}

static bool should_stop(void *ctx)
{
    (void)ctx;
    return was_stopped != 0;
}

static sy_status read_options(sy_call *call, sy_model_run_options *o, sy_err *err)
{
    const char *day = sy_call_option(call, "as-of"), **given = NULL;
    sy_precision precision;
    int64_t at = (int64_t)time(NULL);
    size_t n = 0;

    if (day && (!sy_time_parse_iso(&at, &precision, sy_slice_of(day)) || precision != SY_DATE))
        return sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not a date YYYY-MM-DD"), "as-of", day);
    *o = (sy_model_run_options){.as_of = (int32_t)sy_day_of(at), .should_stop = should_stop};
    sy_status st = sy_call_list(call, "set", &given, &n, err);
    if (st != SY_OK || n == 0) return st;
    sy_model_setting *list = sy_arena_get(&call->arena, n * sizeof *list);
    if (!list) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        char *id = sy_arena_text(&call->arena, given[i], strlen(given[i]));
        if (!id) return sy_fail_nomem(err);
        char *cut = strchr(id, '=');
        if (!cut)
            return sy_fail(err, SY_EINVAL, N_("--set \"%.60s\": NAME=VALUE is expected"), given[i]);
        *cut = '\0';
        list[i] = (sy_model_setting){id, cut + 1};
    }
    o->settings = list;
    o->n_settings = n;
    return SY_OK;
}

static sy_status run_one(ran *r, const sy_model_shop *shop, const sy_model_run_options *o,
                         sy_call *call)
{
    bool was_shown = true;
    sy_status st = SY_OK;

    if (r->model->origin == SY_MODEL_OF_WORKSPACE)
        st = sy_model_was_shown(shop->ws, r->model->hash, &was_shown, &r->err);
    if (st == SY_OK && !was_shown)
        st =
            sy_fail(&r->err, SY_EDATA,
                    N_("it was installed and nobody has looked at it yet: suyuan model %s show %s"),
                    call->words[0], r->model->id);
    if (st == SY_OK)
        st =
            sy_model_run_on(&r->outcome, shop->ws, shop->pools, r->model, o, &call->arena, &r->err);
    return st;
}

sy_status sy_model_run_all(sy_call *call, sy_err *err)
{
    const struct sigaction stop = {.sa_handler = on_stop};
    struct sigaction before_int, before_term;
    const sy_model **named;
    sy_model_run_options o;
    sy_model_shop shop;
    size_t n = 0, done = 0;
    sy_status st = sy_model_shop_open(&shop, call, SY_WRITE, err);

    if (st == SY_OK) st = sy_model_shop_named(&shop, call, &named, &n, err);
    if (st == SY_OK) st = read_options(call, &o, err);
    ran *list = st == SY_OK ? sy_arena_get(&call->arena, (n + 1) * sizeof *list) : NULL;
    if (st == SY_OK && !list) st = sy_fail_nomem(err);
    sigaction(SIGINT, &stop, &before_int);
    sigaction(SIGTERM, &stop, &before_term);
    for (; done < n && st == SY_OK && !was_stopped; done++) {
        list[done].model = named[done];
        (void)run_one(&list[done], &shop, &o, call); /* what went wrong is told of each */
    }
    sigaction(SIGINT, &before_int, NULL);
    sigaction(SIGTERM, &before_term, NULL);
    if (st == SY_OK) st = answer(call, list, done, false, err);
    sy_model_shop_close(&shop);
    return st;
}

/* ---- test ---- */

typedef struct tested {
    sy_call *call;
    sy_json j;
    size_t n, failed;
} tested;

static sy_status tell_test(tested *t, const sy_model *m, const char *name,
                           const sy_model_trial *trial, const sy_buf *difference)
{
    t->n++;
    t->failed += !trial->has_passed;
    if (t->call->json) {
        sy_json_object(&t->j);
        sy_reply_string(&t->j, "model", m->id);
        sy_reply_string(&t->j, "test", name);
        sy_reply_bool(&t->j, "passed", trial->has_passed);
        sy_reply_int(&t->j, "leads", trial->leads);
        if (!trial->has_passed) sy_reply_string(&t->j, "difference", difference->ptr);
        sy_json_end(&t->j);
        return SY_OK;
    }
    printf("%s  %s/%s (%zu)\n", trial->has_passed ? _("passed") : _("FAILED"), m->id, name,
           trial->leads);
    if (!trial->has_passed && difference->ptr) fputs(difference->ptr, stdout);
    return SY_OK;
}

static sy_status test_one(tested *t, const sy_model *m, const sy_pools *pools, sy_err *err)
{
    sy_model_files *files = sy_new(NULL, sizeof *files);
    sy_arena arena;

    if (!files) return sy_fail_nomem(err);
    sy_arena_init(&arena, NULL);
    sy_status st = sy_model_files_read(files, &arena, m->folder, err);
    for (size_t i = 0; st == SY_OK && i < files->n; i++) {
        sy_model_trial trial;
        sy_buf difference;
        if (strncmp(files->items[i].name, "test/", 5) != 0) continue;
        sy_buf_init(&difference, NULL, 1 << 20);
        st = sy_model_try(&trial, m, pools, files->items[i].name, files->items[i].bytes,
                          &difference, err);
        if (st == SY_OK) st = tell_test(t, m, files->items[i].name, &trial, &difference);
        sy_buf_dispose(&difference);
    }
    sy_arena_dispose(&arena);
    sy_drop(NULL, files);
    return st;
}

sy_status sy_model_test_all(sy_call *call, sy_err *err)
{
    tested t = {.call = call};
    const sy_model **named;
    sy_model_shop shop;
    size_t n = 0;
    sy_status st = sy_model_shop_open(&shop, call, SY_READ, err);

    if (st == SY_OK) st = sy_model_shop_named(&shop, call, &named, &n, err);
    if (st == SY_OK && call->json) {
        sy_call_answer(call, &t.j);
        sy_json_object(&t.j);
        sy_json_key(&t.j, "tests");
        sy_json_array(&t.j);
    }
    for (size_t i = 0; i < n && st == SY_OK; i++) st = test_one(&t, named[i], shop.pools, err);
    if (st == SY_OK && call->json) {
        sy_json_end(&t.j);
        sy_json_end(&t.j);
        st = sy_json_finish(&t.j, err);
    }
    sy_model_shop_close(&shop);
    if (st == SY_OK && t.failed)
        return sy_fail(err, SY_EDATA, N_("%zu of %zu tests failed"), t.failed, t.n);
    return st;
}
