/* logins_test.c - how long a lock lasts, and that nobody's lock is another's. */
#include "test.h"

#include "scratch.h"
#include "server/logins.h"

#define GOOD "correct horse"

static void a_lock_ends_after_its_time(void **state)
{
    char folder[SCRATCH];
    sy_logins *all = NULL;
    sy_known known;
    sy_err err = {0};
    int64_t now = 1000;
    (void)state;

    scratch_make(folder);
    assert_int_equal(sy_logins_open(&all, folder, &err), SY_EINVAL); /* nobody could log in */
    err = (sy_err){0};
    assert_ok(sy_users_change(folder, SY_USER_ADD, "a", SY_ROLE_READER, GOOD, &err), err);
    assert_ok(sy_logins_open(&all, folder, &err), err);
    for (int i = 0; i < SY_LOGIN_TRIES; i++)
        assert_int_equal(sy_logins_try(&known, all, "a", "wrong", now += 1000), SY_LOGIN_WRONG);
    assert_int_equal(sy_logins_try(&known, all, "a", GOOD, now), SY_LOGIN_LOCKED);
    assert_int_equal(sy_logins_try(&known, all, "a", GOOD, now + SY_LOGIN_LOCK_MS - 1),
                     SY_LOGIN_LOCKED);
    assert_int_equal(sy_logins_try(&known, all, "a", GOOD, now + SY_LOGIN_LOCK_MS), SY_LOGIN_OK);
    /* What was right begins anew; four wrong ones lock nothing. */
    now += 2 * SY_LOGIN_LOCK_MS;
    for (int i = 1; i < SY_LOGIN_TRIES; i++)
        assert_int_equal(sy_logins_try(&known, all, "a", "wrong", now), SY_LOGIN_WRONG);
    assert_int_equal(sy_logins_try(&known, all, "a", GOOD, now), SY_LOGIN_OK);
    assert_int_equal(known.role, SY_ROLE_READER);
    sy_logins_close(all);
    scratch_remove(folder);
}

static void unlocking_forgets_failures_and_locking_keeps_out(void **state)
{
    char folder[SCRATCH];
    const sy_user a = {.name = "a"}, later = {.name = "a", .unlocks = 1};
    const int64_t now = 1000;
    sy_logins *all = NULL;
    sy_known known;
    sy_role role;
    sy_err err = {0};
    (void)state;

    scratch_make(folder);
    assert_ok(sy_users_change(folder, SY_USER_ADD, "a", SY_ROLE_READER, GOOD, &err), err);
    assert_ok(sy_logins_open(&all, folder, &err), err);
    assert_true(sy_logins_locked_ms(all, &a, now) == 0);
    for (int i = 0; i < SY_LOGIN_TRIES; i++)
        assert_int_equal(sy_logins_try(&known, all, "a", "wrong", now), SY_LOGIN_WRONG);
    assert_true(sy_logins_locked_ms(all, &a, now) == SY_LOGIN_LOCK_MS);
    assert_ok(sy_users_change(folder, SY_USER_UNLOCK, "a", SY_ROLE_READER, NULL, &err), err);
    assert_true(sy_logins_locked_ms(all, &later, now) == 0);
    assert_int_equal(sy_logins_try(&known, all, "a", GOOD, now), SY_LOGIN_OK);
    assert_true(sy_logins_is_known(&role, all, "a", known.mark));
    assert_ok(sy_users_change(folder, SY_USER_LOCK, "a", SY_ROLE_READER, NULL, &err), err);
    assert_false(sy_logins_is_known(&role, all, "a", known.mark));
    assert_int_equal(sy_logins_try(&known, all, "a", GOOD, now), SY_LOGIN_BARRED);
    sy_logins_close(all);
    scratch_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lock_ends_after_its_time),
        cmocka_unit_test(unlocking_forgets_failures_and_locking_keeps_out)};
    return cmocka_run_group_tests_name("logins", tests, NULL, NULL);
}
