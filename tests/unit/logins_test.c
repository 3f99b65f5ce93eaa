/* logins_test.c - how long a lock lasts, and that nobody's lock is another's. */
#include "test.h"

#include <sodium.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/lang.h"
#include "scratch.h"
#include "server/logins.h"
#include "store/folder_log.h"

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

/* Of what libsodium makes, and of what is no hash. */
static void a_password_is_what_libsodium_says(void **state)
{
    static const char *const passwords[] = {GOOD, "correct horsf"};
    static const char *const spoiled[] = {"", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"};
    char hash[SY_PASSWORD_HASH];
    sy_err err = {0};
    bool is;
    (void)state;

    for (size_t i = 0; i < sizeof passwords / sizeof *passwords; i++) {
        assert_ok(sy_password_hash(hash, passwords[i], &err), err);
        for (size_t k = 0; k < sizeof passwords / sizeof *passwords; k++) {
            assert_ok(sy_password_is(&is, hash, passwords[k], &err), err);
            assert_int_equal(is, i == k);
            assert_int_equal(
                is, crypto_pwhash_str_verify(hash, passwords[k], strlen(passwords[k])) == 0);
        }
    }
    for (size_t i = 0; i <= strlen(hash); i++) { /* the last may end or go on otherwise */
        char other[SY_PASSWORD_HASH];
        memcpy(other, hash, sizeof other);
        other[i] = i == strlen(hash) ? 'A' : '\0';
        if (i == strlen(hash)) other[i + 1] = '\0';
        assert_ok(sy_password_is(&is, other, passwords[1], &err), err);
        assert_false(is);
    }
    for (size_t i = 0; i < sizeof spoiled / sizeof *spoiled; i++) {
        snprintf(hash, sizeof hash, "%s", spoiled[i]);
        assert_ok(sy_password_is(&is, hash, "", &err), err);
        assert_false(is);
    }
}

/* Room for all but the 64 MiB of a hash. */
static struct rlimit leave_little(void)
{
    unsigned long long pages = 0;
    struct rlimit was, little;
    FILE *f = fopen("/proc/self/statm", "r");

    assert_non_null(f);
    assert_int_equal(fscanf(f, "%llu", &pages), 1);
    fclose(f);
    assert_int_equal(getrlimit(RLIMIT_AS, &was), 0);
    little = was;
    little.rlim_cur = pages * (rlim_t)sysconf(_SC_PAGESIZE) + (32u << 20);
    assert_int_equal(setrlimit(RLIMIT_AS, &little), 0);
    return was;
}

static void no_memory_is_no_wrong_password(void **state)
{
    char folder[SCRATCH];
    sy_logins *all = NULL;
    sy_known known;
    sy_err err = {0};
    (void)state;

    scratch_make(folder);
    assert_ok(sy_users_change(folder, SY_USER_ADD, "a", SY_ROLE_READER, GOOD, &err), err);
    assert_ok(sy_logins_open(&all, folder, &err), err);
    const struct rlimit was = leave_little();
    for (int i = 0; i < 2 * SY_LOGIN_TRIES; i++)
        assert_int_equal(sy_logins_try(&known, all, "a", GOOD, 1000), SY_LOGIN_NO_MEMORY);
    assert_int_equal(setrlimit(RLIMIT_AS, &was), 0);
    for (int i = 1; i < SY_LOGIN_TRIES; i++)
        assert_int_equal(sy_logins_try(&known, all, "a", "wrong", 1000), SY_LOGIN_WRONG);
    assert_int_equal(sy_logins_try(&known, all, "a", GOOD, 1000), SY_LOGIN_OK);
    sy_logins_close(all);
    scratch_remove(folder);
}

static void a_change_that_the_log_does_not_have_is_told(void **state)
{
    const sy_user_order order = {
        .change = SY_USER_ADD, .name = "a", .role = SY_ROLE_READER, .password = GOOD};
    char folder[SCRATCH];
    sy_arena arena;
    sy_users users;
    sy_err err = {0};
    (void)state;

    scratch_make(folder);
    sy_arena_init(&arena, NULL);
    sy_lang_set(SY_LANG_EN);
    char *log = sy_path_join(NULL, folder, "log.sqlite");
    assert_int_equal(mkdir(log, 0700), 0);
    assert_int_equal(sy_users_change_logged(folder, &order, &err), SY_EIO);
    assert_non_null(strstr(err.text, "a was changed, but the log of the folder does not say so"));
    assert_non_null(strstr(err.text, "log.sqlite"));
    assert_ok(sy_users_read(&users, folder, &arena, &(sy_err){0}), err);
    assert_int_equal(users.n, 1);
    err = (sy_err){0};
    assert_int_equal(sy_users_change_logged(folder, &order, &err), SY_EINVAL);
    assert_null(strstr(err.text, "log")); /* it is there already: nothing to be in a log */
    sy_drop(NULL, log);
    sy_arena_dispose(&arena);
    scratch_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lock_ends_after_its_time),
        cmocka_unit_test(a_password_is_what_libsodium_says),
        cmocka_unit_test(no_memory_is_no_wrong_password),
        cmocka_unit_test(a_change_that_the_log_does_not_have_is_told),
        cmocka_unit_test(unlocking_forgets_failures_and_locking_keeps_out)};
    return cmocka_run_group_tests_name("logins", tests, NULL, NULL);
}
