/* answers_test.c - who asks while the work for somebody else is being stopped gets an answer. */
#include "test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "server/answers.h"

static atomic_bool is_stopping, has_asked;

static sy_answer *say(const char *text)
{
    return sy_answer_new(200, "text/plain", sy_copy_text(NULL, text, strlen(text)), strlen(text));
}

/* Works until nobody wants it, and then takes its time to stop. */
static sy_status long_work(sy_answer **out, void *ctx, bool (*is_anyone_waiting)(void *),
                           void *waiting_ctx, sy_err *err)
{
    (void)ctx, (void)out;
    while (is_anyone_waiting(waiting_ctx)) usleep(1000);
    is_stopping = true;
    for (int i = 0; i < 2000 && !has_asked; i++) usleep(1000);
    usleep(20000);
    return sy_fail(err, SY_ECANCEL, "stopped");
}

static sy_status short_work(sy_answer **out, void *ctx, bool (*is_anyone_waiting)(void *),
                            void *waiting_ctx, sy_err *err)
{
    (void)ctx, (void)is_anyone_waiting, (void)waiting_ctx, (void)err;
    *out = say("here it is");
    return SY_OK;
}

static bool yes(void *ctx)
{
    (void)ctx;
    return true;
}

static bool no(void *ctx)
{
    (void)ctx;
    return false;
}

static void *leave(void *all)
{
    sy_answer *a = NULL;
    sy_err err = {0};

    assert_int_equal(sy_answers_get(&a, all, "question", long_work, NULL, no, NULL, &err),
                     SY_ECANCEL);
    return NULL;
}

static void who_asks_while_it_is_stopped_begins_anew(void **state)
{
    sy_answers *all = sy_answers_new(1 << 20);
    sy_answer *a = NULL;
    pthread_t other;
    sy_err err = {0};

    (void)state;
    assert_non_null(all);
    assert_int_equal(pthread_create(&other, NULL, leave, all), 0);
    while (!is_stopping) usleep(1000);
    has_asked = true;
    assert_ok(sy_answers_get(&a, all, "question", short_work, NULL, yes, NULL, &err), err);
    assert_int_equal(a->len, strlen("here it is"));
    sy_answer_release(a);
    pthread_join(other, NULL);
    sy_answers_free(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_asks_while_it_is_stopped_begins_anew)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
