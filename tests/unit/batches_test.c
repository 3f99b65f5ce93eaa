/* batches_test.c - what was sent and never imported goes, and nobody sends without end. */
#include "test.h"

#include <sys/stat.h>

#include "base/file.h"
#include "scratch.h"
#include "server/batches.h"
#include "suyuan/limits.h"

#define GB (1ull << 30)

typedef struct world {
    char folder[SCRATCH];
    sy_batches *all;
    sy_arena arena;
    sy_err err;
} world;

static void make(world *w)
{
    *w = (world){0};
    scratch_make(w->folder);
    sy_arena_init(&w->arena, NULL);
    w->all = sy_batches_new(w->folder);
    assert_non_null(w->all);
}

static void end(world *w)
{
    sy_batches_free(w->all);
    sy_arena_dispose(&w->arena);
    scratch_remove(w->folder);
}

static sy_status come(world *w, sy_batch **batch, const char **folder, const char *session,
                      const char *name, uint64_t bytes, int64_t now_ms)
{
    const sy_batch_file f = {session, "c", name, bytes, now_ms};

    w->err = (sy_err){0};
    return sy_batches_begin(batch, folder, w->all, &f, &w->arena, &w->err);
}

/* A file of this size, as far as the list knows, and the folder of its batch. */
static const char *sent(world *w, const char *session, const char *name, uint64_t bytes,
                        int64_t now_ms)
{
    const char *folder = NULL;
    sy_batch *batch;

    assert_ok(come(w, &batch, &folder, session, name, bytes, now_ms), w->err);
    assert_ok(sy_make_folder(folder, &w->err), w->err);
    sy_batches_end(w->all, batch, bytes, true, now_ms);
    return folder;
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

static bool is_session(void *ctx, const char *session)
{
    return strcmp(ctx, session) == 0;
}

static void what_nobody_touches_goes_after_its_time(void **state)
{
    char lives[] = "s";
    world w;
    (void)state;

    make(&w);
    const char *old = sent(&w, "s", "old", 1, 1000), *touched = sent(&w, "s", "touched", 1, 1000);
    sent(&w, "s", "touched", 1, 5000);
    sy_batches_sweep(w.all, is_session, lives, 1000 + SY_BATCH_IDLE_MS);
    assert_true(is_there(old));
    sy_batches_sweep(w.all, is_session, lives, 1001 + SY_BATCH_IDLE_MS);
    assert_false(is_there(old));
    assert_true(is_there(touched));
    sy_batches_sweep(w.all, is_session, lives, 5001 + SY_BATCH_IDLE_MS);
    assert_false(is_there(touched));
    end(&w);
}

static void what_a_session_has_goes_with_it(void **state)
{
    char lives[] = "here";
    const char *folder = NULL;
    sy_batch *coming;
    world w;
    (void)state;

    make(&w);
    const char *mine = sent(&w, "here", "a", 1, 0), *logged_out = sent(&w, "out", "b", 1, 0),
               *timed_out = sent(&w, "gone", "c", 1, 0);
    assert_ok(come(&w, &coming, &folder, "out", "d", 1, 0), w.err);
    assert_ok(sy_make_folder(folder, &w.err), w.err);
    sy_batches_end_session(w.all, "out");
    assert_false(is_there(logged_out));
    assert_true(is_there(folder) && is_there(timed_out)); /* it is still coming */
    sy_batches_end(w.all, coming, 1, true, 0);
    sy_batches_sweep(w.all, is_session, lives, 0);
    assert_false(is_there(folder) || is_there(timed_out));
    assert_true(is_there(mine));
    end(&w);
}

static void who_goes_on_in_a_new_session_keeps_what_was_sent(void **state)
{
    char lives[] = "new";
    const char *folder = NULL;
    sy_batch *coming;
    world w;
    (void)state;

    make(&w);
    const char *mine = sent(&w, "old", "a", 1, 0), *other = sent(&w, "elsewhere", "b", 1, 0);
    assert_ok(come(&w, &coming, &folder, "old", "c", 1, 0), w.err);
    sy_batches_pass(w.all, "old", "new");
    sy_batches_end_session(w.all, "old");
    assert_ok(sy_make_folder(folder, &w.err), w.err);
    sy_batches_end(w.all, coming, 1, true, 0);
    sy_batches_sweep(w.all, is_session, lives, 0);
    assert_true(is_there(mine) && is_there(folder));
    assert_false(is_there(other));
    assert_string_equal(sent(&w, "new", "a", 1, 0), mine); /* and it can be added to */
    end(&w);
}

static void nobody_sends_into_the_batch_of_another(void **state)
{
    (void)state;
    world w;
    sy_batch *batch = NULL;
    const char *folder = NULL;

    make(&w);
    sent(&w, "one", "b", 10, 0);
    assert_int_equal(come(&w, &batch, &folder, "two", "b", 10, 1), SY_EINVAL);
    assert_null(batch);
    end(&w);
}

static void a_session_has_no_more_than_its_part(void **state)
{
    const char *folder;
    sy_batch *one, *other, *third;
    world w;
    (void)state;

    make(&w);
    sent(&w, "s", "a", SY_MAX_UPLOADS - GB, 0);
    assert_ok(come(&w, &one, &folder, "s", "b", GB, 0), w.err); /* counts while it comes */
    assert_int_equal(come(&w, &other, &folder, "s", "b", 1, 0), SY_ELIMIT);
    assert_ok(come(&w, &other, &folder, "t", "x", GB, 0), w.err); /* another's */
    sy_batches_end(w.all, one, GB, false, 0);
    assert_ok(come(&w, &one, &folder, "s", "b", GB, 0), w.err); /* it did not come */
    sy_batches_take(w.all, "c", "a");
    assert_ok(come(&w, &third, &folder, "s", "b", GB, 0), w.err); /* a job has the others */
    sy_batches_take(w.all, "c", "b");                             /* what comes stays */
    assert_int_equal(come(&w, &third, &folder, "s", "b", SY_MAX_UPLOADS - GB, 0), SY_ELIMIT);
    for (unsigned i = 2; i < SY_MAX_UPLOADED_FILES; i++) {
        assert_ok(come(&w, &third, &folder, "s", "n", 0, 0), w.err);
        sy_batches_end(w.all, third, 0, true, 0);
    }
    assert_int_equal(come(&w, &third, &folder, "s", "n", 0, 0), SY_ELIMIT);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_nobody_touches_goes_after_its_time),
        cmocka_unit_test(what_a_session_has_goes_with_it),
        cmocka_unit_test(who_goes_on_in_a_new_session_keeps_what_was_sent),
        cmocka_unit_test(nobody_sends_into_the_batch_of_another),
        cmocka_unit_test(a_session_has_no_more_than_its_part)};
    return cmocka_run_group_tests_name("batches", tests, NULL, NULL);
}
