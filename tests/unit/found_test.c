/* found_test.c - two runs side by side, and a run against what is recorded. */
#include "test.h"

#include "model/found.h"

enum { KEYS = 6 };

/* A set by its bits: key i is in it, with a grade and a rule by the next bits. */
static sy_found found_of(sy_found_lead *space, unsigned in, unsigned grades, unsigned rules)
{
    static const char *const keys[KEYS] = {"a", "b", "b c", "乙", "丙", "丙 丁"};
    static const char *const ids[KEYS] = {"9", "1", "5", "3", "7", "2"};
    sy_found f = {.items = space};

    for (unsigned i = 0; i < KEYS; i++) {
        if (!(in >> i & 1u)) continue;
        space[f.n++] = (sy_found_lead){.id = ids[i],
                                       .key = keys[i],
                                       .rule = rules >> i & 1u ? "late" : "early",
                                       .grade = grades >> i & 1u ? 'A' : 'B',
                                       .rank = (int64_t)(i * 5 % 3)};
    }
    return f;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(((const sy_found_lead *)a)->key, ((const sy_found_lead *)b)->key);
}

static const sy_found_lead *look_up(const sy_found *f, const char *key)
{
    for (size_t i = 0; i < f->n; i++) {
        if (strcmp(f->items[i].key, key) == 0) return &f->items[i];
    }
    return NULL;
}

/* What kind of row a key has, by looking it up in both. */
static sy_compared_kind kind_slowly(const sy_found_lead *one, const sy_found_lead *other)
{
    if (!other) return SY_COMPARED_ONLY_ONE;
    if (!one) return SY_COMPARED_ONLY_OTHER;
    return one->grade == other->grade && strcmp(one->rule, other->rule) == 0 ? SY_COMPARED_SAME
                                                                             : SY_COMPARED_DIFFERS;
}

static void check_rows(const sy_compared *rows, size_t n, const sy_found *one,
                       const sy_found *other)
{
    size_t ones = 0, others = 0;

    for (size_t i = 0; i < n; i++) {
        const sy_found_lead *a = rows[i].one, *b = rows[i].other;
        const char *key = a ? a->key : b->key;
        assert_ptr_equal(a, look_up(one, key));
        assert_ptr_equal(b, look_up(other, key));
        assert_int_equal(rows[i].kind, kind_slowly(a, b));
        ones += a != NULL;
        others += b != NULL;
        if (i == 0) continue;
        const sy_compared *p = &rows[i - 1];
        assert_true(p->kind < rows[i].kind || (p->kind == rows[i].kind &&
                                               strcmp((p->one ? p->one : p->other)->key, key) < 0));
    }
    assert_int_equal(ones, one->n); /* each once, none left out */
    assert_int_equal(others, other->n);
}

static void each_lead_of_both_stands_once(void **state)
{
    dice d = {7};
    (void)state;

    for (unsigned in = 0; in < 1u << (2 * KEYS); in++) {
        sy_found_lead first[KEYS], second[KEYS];
        const unsigned grades = (unsigned)roll(&d), rules = (unsigned)roll(&d);
        sy_found one = found_of(first, in, grades, rules),
                 other = found_of(second, in >> KEYS, grades >> 8, rules >> 8);
        sy_compared *rows;
        sy_arena arena;
        size_t n;

        qsort(first, one.n, sizeof *first, by_bytes);
        qsort(second, other.n, sizeof *second, by_bytes);
        sy_arena_init(&arena, NULL);
        assert_int_equal(sy_found_compare(&rows, &n, &one, &other, &arena, NULL), SY_OK);
        check_rows(rows, n, &one, &other);
        sy_arena_dispose(&arena);
    }
}

static void what_a_run_would_add_and_miss_is_counted(void **state)
{
    (void)state;
    for (unsigned in = 0; in < 1u << (2 * KEYS); in++) {
        sy_found_lead now[KEYS], then[KEYS];
        sy_found found = found_of(now, in, 0, 0), known = found_of(then, in >> KEYS, 0, 0);
        sy_lead recorded[KEYS];
        sy_arena arena;
        size_t added = 0, vanished = 0;

        for (size_t i = 0; i < known.n; i++) {
            recorded[i] = (sy_lead){.id = then[i].id};
            vanished += !look_up(&found, then[i].key);
        }
        for (size_t i = 0; i < found.n; i++) added += !look_up(&known, now[i].key);
        sy_arena_init(&arena, NULL);
        assert_int_equal(sy_found_weigh(&found, recorded, known.n, &arena, NULL), SY_OK);
        assert_int_equal(found.outcome.tally.added, added);
        assert_int_equal(found.outcome.tally.vanished, vanished);
        for (size_t i = 0; i < found.n; i++)
            assert_int_equal(now[i].is_new, !look_up(&known, now[i].key));
        sy_arena_dispose(&arena);
    }
}

static void the_largest_rank_is_looked_at_first(void **state)
{
    sy_found_lead space[KEYS];
    sy_found f = found_of(space, (1u << KEYS) - 1, 0, 0);
    (void)state;

    sy_found_by_rank(&f);
    for (size_t i = 1; i < f.n; i++)
        assert_true(space[i - 1].rank > space[i].rank ||
                    (space[i - 1].rank == space[i].rank && by_bytes(&space[i - 1], &space[i]) < 0));
}

static void comparing_survives_every_failed_allocation(void **state)
{
    sy_found_lead first[KEYS], second[KEYS];
    sy_found one = found_of(first, 5, 0, 0), other = found_of(second, 6, 0, 0);
    const sy_lead recorded = {.id = "1"};
    (void)state;

    qsort(first, one.n, sizeof *first, by_bytes);
    qsort(second, other.n, sizeof *second, by_bytes);
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_compared *rows;
        sy_arena arena;
        size_t count;

        sy_arena_init(&arena, &al);
        sy_status st = sy_found_compare(&rows, &count, &one, &other, &arena, NULL);
        if (st == SY_OK) st = sy_found_weigh(&one, &recorded, 1, &arena, NULL);
        sy_arena_dispose(&arena);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) return;
        assert_int_equal(st, SY_ENOMEM);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_lead_of_both_stands_once),
        cmocka_unit_test(what_a_run_would_add_and_miss_is_counted),
        cmocka_unit_test(the_largest_rank_is_looked_at_first),
        cmocka_unit_test(comparing_survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("found", tests, NULL, NULL);
}
