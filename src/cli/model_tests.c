/* model_tests.c - suyuan model test: each model on the small pools that came with it. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cli/model.h"
#include "cli/reply.h"
#include "model/files.h"
#include "model/try.h"

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
    const size_t before = t->n;
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
    if (st == SY_OK && t->n == before)
        st = sy_fail(err, SY_EDATA,
                     N_("it has no test: write one (test/NAME.test, models/README.md)"));
    sy_arena_dispose(&arena);
    sy_drop(NULL, files);
    return st;
}

/* What could not be tested has not passed; the others are tested all the same. */
static void tell_wrong(tested *t, const char *model, const sy_err *why)
{
    t->n++;
    t->failed++;
    if (t->call->json) {
        sy_json_object(&t->j);
        sy_reply_string(&t->j, "model", model);
        sy_reply_bool(&t->j, "passed", false);
        sy_reply_string(&t->j, "error", why->text);
        sy_json_end(&t->j);
        return;
    }
    printf("%s  %s: %s\n", _("FAILED"), model, why->text);
}

static sy_status test_each(tested *t, const sy_model_shop *shop, sy_err *err)
{
    const sy_model **named;
    size_t n = 0;
    sy_status st = sy_model_shop_named(shop, t->call, &named, &n, err);

    if (st != SY_OK) return st;
    if (t->call->json) {
        sy_call_answer(t->call, &t->j);
        sy_json_object(&t->j);
        sy_json_key(&t->j, "tests");
        sy_json_array(&t->j);
    }
    for (size_t i = 0; i < n; i++) {
        sy_err why = {0};
        if (test_one(t, named[i], shop->pools, &why) != SY_OK) tell_wrong(t, named[i]->id, &why);
    }
    for (size_t i = 0; t->call->n_words <= 2 && i < sy_models_broken(shop->models); i++) {
        const sy_broken_model *b = sy_models_broken_at(shop->models, i);
        tell_wrong(t, b->id, &b->why);
    }
    if (!t->call->json) return SY_OK;
    sy_json_end(&t->j);
    sy_json_end(&t->j);
    return sy_json_finish(&t->j, err);
}

sy_status sy_model_test_all(sy_call *call, sy_err *err)
{
    tested t = {.call = call};
    sy_model_shop shop;
    sy_status st = sy_model_shop_open(&shop, call, SY_READ, err);

    if (st == SY_OK) st = test_each(&t, &shop, err);
    sy_model_shop_close(&shop);
    if (st == SY_OK && t.failed)
        st = sy_fail(err, SY_EDATA, N_("%zu of %zu tests failed"), t.failed, t.n);
    return st;
}
