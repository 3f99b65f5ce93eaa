/* anonymous_test.c - what is hidden, what stays. */
#include "test.h"

#include "report/anonymous.h"

static const char *hide(const sy_anonymous *a, const char *text)
{
    static char kept[1024];
    sy_buf b;

    sy_buf_init(&b, NULL, sizeof kept);
    sy_anonymous_text(&b, sy_slice_of(text), a);
    snprintf(kept, sizeof kept, "%.*s", (int)b.len, b.ptr ? b.ptr : "");
    sy_buf_dispose(&b);
    return kept;
}

static void add(sy_anonymous *a, const char *name, sy_arena *arena)
{
    assert_true(sy_anonymous_add(a, NULL, sy_slice_of(name), arena));
}

static void names_keep_their_first_character_and_their_kind(void **state)
{
    sy_anonymous a = {0};
    sy_arena arena;
    (void)state;

    sy_arena_init(&arena, NULL);
    add(&a, "样甲", &arena);
    add(&a, "样乙", &arena);
    add(&a, "样甲", &arena); /* again */
    add(&a, "样甲甲", &arena);
    add(&a, "例丁", &arena);
    add(&a, "某县样甲贸易有限公司", &arena);
    add(&a, "", &arena);
    assert_string_equal(hide(&a, "样甲与样乙、例丁"), "样某与样某乙、例某");
    assert_string_equal(hide(&a, "样甲甲不是样甲"), "样某丙不是样某");
    assert_string_equal(hide(&a, "某县样甲贸易有限公司的样甲"), "某有限公司的样某");
    assert_int_equal(a.n, 5);
    sy_arena_dispose(&arena);
}

static void numbers_are_hidden_dates_and_amounts_stay(void **state)
{
    static const struct {
        const char *text, *hidden;
    } cases[] = {
        {"330699198503150025", "×××"},
        {"33069919850315002X名下", "×××名下"},
        {"浙D00001", "浙×××"},
        {"(2023)浙0699执12号", "(2023)浙0699执×××号"},
        {"（2023）浙0699执恢1203号之一", "（2023）浙0699执恢×××号之一"},
        {"2024-05-09届满", "2024-05-09届满"},
        {"80000.00元", "80000.00元"},
        {"1234567.80", "1234567.80"},
        {"1234567.801", "×××.801"},
        {"622202******1234", "×××"},
        {"第12345户", "第12345户"},
        {"13800000000", "×××"},
        {"330699198503150025.00", "×××.00"},
        {"", ""},
        {"样", "样"},
        {"\xE6\xA0", "\xE6\xA0"}, /* half a character */
    };
    const sy_anonymous nobody = {0};
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(hide(&nobody, cases[i].text), cases[i].hidden);
}

/* Whatever the text, no added name and no long number is left in it. */
static void nothing_of_a_name_is_left(void **state)
{
    static const char *const pieces[] = {
        "样甲", "样乙", "某县样甲公司", "330699198503150025", "，", "-", "12", ".00", "号", "有"};
    enum { PIECES = sizeof pieces / sizeof *pieces };
    sy_anonymous a = {0};
    dice d = {99};
    sy_arena arena;
    (void)state;

    sy_arena_init(&arena, NULL);
    for (int i = 0; i < 3; i++) add(&a, pieces[i], &arena);
    for (int round = 0; round < 20000; round++) {
        char text[256] = "";
        for (uint64_t n = roll_below(&d, 8); n > 0; n--)
            strcat(text, pieces[roll_below(&d, PIECES)]);
        const char *hidden = hide(&a, text);
        for (int i = 0; i < 3; i++) {
            if (strstr(hidden, pieces[i])) fail_msg("%s: %s", text, hidden);
        }
        if (strstr(hidden, "330699")) fail_msg("%s: %s", text, hidden);
    }
    sy_arena_dispose(&arena);
}

static void too_many_names_and_no_memory_are_said(void **state)
{
    sy_anonymous a = {0};
    char name[32];
    sy_arena arena;
    (void)state;

    sy_arena_init(&arena, NULL);
    for (int i = 0; i < SY_ANONYMOUS_NAMES; i++) {
        snprintf(name, sizeof name, "样%d", i);
        add(&a, name, &arena);
    }
    assert_false(sy_anonymous_add(&a, NULL, SY_TEXT("样甲"), &arena));
    assert_true(sy_anonymous_add(&a, NULL, SY_TEXT("样3"), &arena)); /* is there */
    sy_arena_dispose(&arena);

    scarce s = {.left = 0};
    sy_alloc al = {scarce_get, scarce_put, &s};
    sy_anonymous other = {0};
    sy_arena_init(&arena, &al);
    assert_false(sy_anonymous_add(&other, NULL, SY_TEXT("样甲"), &arena));
    sy_arena_dispose(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_keep_their_first_character_and_their_kind),
        cmocka_unit_test(numbers_are_hidden_dates_and_amounts_stay),
        cmocka_unit_test(nothing_of_a_name_is_left),
        cmocka_unit_test(too_many_names_and_no_memory_are_said),
    };
    return cmocka_run_group_tests_name("anonymous", tests, NULL, NULL);
}
