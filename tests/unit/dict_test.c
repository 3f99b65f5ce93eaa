/* dict_test.c - distinct strings and their numbers, also from several threads. */
#include "test.h"

#include <pthread.h>

#include "base/parallel.h"
#include "intake/dict.h"

static sy_dict *new_dict(size_t expected)
{
    sy_dict *d = NULL;
    sy_err err = {0};
    assert_ok(sy_dict_new(&d, NULL, sy_dict_seed(), expected, &err), err);
    return d;
}

static uint32_t put(sy_dict *d, sy_slice s, unsigned kind)
{
    uint32_t id = 0;
    sy_err err = {0};
    assert_ok(sy_dict_put(d, sy_dict_hash(d, s), s, kind, &id, &err), err);
    return id;
}

static uint32_t find(const sy_dict *d, sy_slice s)
{
    return sy_dict_find(d, sy_dict_hash(d, s), s);
}

static void a_string_has_one_number(void **state)
{
    sy_dict *d = new_dict(0);
    (void)state;
    assert_int_equal(find(d, SY_TEXT("a")), 0);
    assert_int_equal(put(d, SY_TEXT("a"), 0), 1);
    assert_int_equal(put(d, SY_TEXT("b"), 0), 2);
    assert_int_equal(put(d, SY_TEXT("a"), 0), 1);
    assert_int_equal(find(d, SY_TEXT("b")), 2);
    assert_int_equal(find(d, (sy_slice){"a\0", 2}), 0);
    assert_int_equal(put(d, (sy_slice){"a\0", 2}, 0), 3);
    assert_true(sy_slice_is(sy_dict_text(d, 3), (sy_slice){"a\0", 2}));
    assert_int_equal(sy_dict_text(d, 4).len, 0);
    char large[5000];
    memset(large, 'x', sizeof large);
    uint32_t id = put(d, (sy_slice){large, sizeof large}, 0);
    assert_true(sy_slice_is(sy_dict_text(d, id), (sy_slice){large, sizeof large}));
    sy_dict_free(d);
}

static void kinds_have_runs_of_their_own(void **state)
{
    sy_dict *d = new_dict(100000);
    (void)state;
    for (uint32_t i = 0; i < 30000; i++) {
        char text[16];
        int n = snprintf(text, sizeof text, "%u", i);
        uint32_t id = put(d, (sy_slice){text, (size_t)n}, i % 2);
        assert_int_equal(find(d, (sy_slice){text, (size_t)n}), id);
    }
    /* A run holds strings of one kind only. */
    for (uint32_t begin = 0; begin < sy_dict_end(d); begin += SY_DICT_RUN) {
        unsigned seen = 0;
        for (uint32_t id = begin; id < begin + SY_DICT_RUN; id++) {
            sy_slice s = sy_dict_text(d, id);
            if (s.len) seen |= 1u << (s.ptr[s.len - 1] & 1);
        }
        assert_true(seen != 3);
    }
    sy_dict_free(d);
}

static void loaded_strings_keep_their_numbers(void **state)
{
    sy_dict *d = new_dict(0);
    sy_err err = {0};
    (void)state;
    assert_ok(sy_dict_load(d, 7, SY_TEXT("seven"), &err), err);
    assert_ok(sy_dict_load(d, 10007, SY_TEXT("more"), &err), err);
    assert_int_equal(sy_dict_first_new(d), 10008);
    assert_int_equal(put(d, SY_TEXT("seven"), 0), 7);
    assert_true(put(d, SY_TEXT("new"), 1) >= 10008);
    assert_true(sy_dict_end(d) > find(d, SY_TEXT("new")));
    assert_int_equal(sy_dict_load(d, 0, SY_TEXT("none"), &err), SY_EENGINE);
    sy_dict_free(d);
}

static void numbers_may_be_the_callers(void **state)
{
    sy_dict *d = new_dict(0);
    sy_err err = {0};
    (void)state;
    const sy_slice a = SY_TEXT("a"), b = SY_TEXT("b");
    assert_ok(sy_dict_put_as(d, sy_dict_hash(d, a), a, 5, &err), err);
    assert_ok(sy_dict_put_as(d, sy_dict_hash(d, b), b, 5, &err), err);
    assert_ok(sy_dict_put_as(d, sy_dict_hash(d, a), a, 6, &err), err);
    assert_int_equal(find(d, a), 5);
    assert_int_equal(find(d, b), 5);
    sy_dict_free(d);
}

enum { STRINGS = 20000, PARTS = 8 };

typedef struct crowd {
    sy_dict *d;
    uint32_t ids[PARTS][STRINGS];
} crowd;

/* Everybody puts the same strings, each in an order of its own. */
static sy_status put_all(void *ctx, size_t part, sy_err *err)
{
    crowd *c = ctx;
    dice d = {part + 1};
    for (uint32_t i = 0; i < STRINGS; i++) {
        uint32_t which = (uint32_t)((i * 7919u + part * 131u) % STRINGS);
        char text[16];
        sy_slice s = {text, (size_t)snprintf(text, sizeof text, "%u", which)};
        uint64_t hash = sy_dict_hash(c->d, s);
        sy_dict_prefetch(c->d, hash);
        sy_dict_prefetch_text(c->d, hash);
        uint32_t id = roll_below(&d, 2) ? sy_dict_find(c->d, hash, s) : 0;
        if (!id) {
            sy_status st = sy_dict_put(c->d, hash, s, which % 2, &id, err);
            if (st != SY_OK) return st;
        }
        if (!sy_slice_is(sy_dict_text(c->d, id), s)) return sy_fail(err, SY_EDATA, "%s", text);
        c->ids[part][which] = id;
    }
    return SY_OK;
}

static void threads_agree(void **state)
{
    crowd *c = calloc(1, sizeof *c);
    sy_err err = {0};
    (void)state;
    setenv("SUYUAN_THREADS", "4", 1);
    c->d = new_dict(0);
    assert_ok(sy_parallel(PARTS, put_all, c, &err), err);
    for (int part = 1; part < PARTS; part++) {
        assert_memory_equal(c->ids[part], c->ids[0], sizeof c->ids[0]);
    }
    sy_dict_free(c->d);
    free(c);
    unsetenv("SUYUAN_THREADS");
}

static void survives_every_failed_allocation(void **state)
{
    (void)state;
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_dict *d = NULL;
        uint32_t id;
        sy_status st = sy_dict_new(&d, &al, 1, 0, NULL);
        for (int i = 0; i < 200 && st == SY_OK; i++) {
            char text[300];
            memset(text, 'a' + i % 26, sizeof text);
            sy_slice t = {text, (size_t)(i * 17 % 300) + 1};
            st = sy_dict_put(d, sy_dict_hash(d, t), t, 0, &id, NULL);
        }
        sy_dict_free(d);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) return;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_string_has_one_number),
        cmocka_unit_test(kinds_have_runs_of_their_own),
        cmocka_unit_test(loaded_strings_keep_their_numbers),
        cmocka_unit_test(numbers_may_be_the_callers),
        cmocka_unit_test(threads_agree),
        cmocka_unit_test(survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("dict", tests, NULL, NULL);
}
