/* inquiries_memory_test.c - no memory, at any request, while missing statements are found
 * and written, and the text of a request: the call says so and gives everything back (the
 * sanitizers look); afterwards it works. The linker leads calloc and realloc of our own
 * objects through here. */
#include "made_case.h"

#include "report/inquiry_words.h"
#include "report/letter.h"
#include "scarcity.h"

static made_case made;
static char book[SCRATCH + 32];

static int set_up(void **state)
{
    (void)state;
    made_case_open(&made, SY_WRITE);
    snprintf(book, sizeof book, "%s/book.xlsx", made.folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    made_case_close(&made);
    return 0;
}

typedef sy_status with_scene(sy_scene *s, sy_arena *arena, sy_err *err);

/* With ever more memory, until it works; each of the first requests fails, later ones in
 * widening steps. */
static void call_with_little(with_scene *call)
{
    sy_scene *s = NULL;
    sy_err err = {0};
    sy_status st = SY_ENOMEM;
    long n = 0;

    assert_ok(sy_scene_open(&s, made.c, &(sy_scene_options){0}, &made.arena, &err), err);
    for (; st != SY_OK; n += 1 + n / 32) {
        sy_arena arena;
        sy_arena_init(&arena, NULL);
        begin_scarcity(n);
        st = call(s, &arena, &err);
        end_scarcity();
        sy_arena_dispose(&arena);
        if (st != SY_OK && st != SY_ENOMEM) fail_msg("status %d: %s", (int)st, err.text);
        err = (sy_err){0};
    }
    assert_true(n > 3);
    sy_scene_close(s);
}

static sy_status find(sy_scene *s, sy_arena *arena, sy_err *err)
{
    sy_arena *own = s->arena;
    sy_inquiries *q = NULL;

    s->arena = arena;
    const sy_status st = sy_inquiries_find(&q, s, err);
    s->arena = own;
    if (st == SY_OK) assert_true(q->n > 0 && q->n_people > 0);
    return st;
}

static void what_is_missing(void **state)
{
    (void)state;
    call_with_little(find);
}

static sy_inquiries *found;

static sy_status write_book(sy_scene *s, sy_arena *arena, sy_err *err)
{
    (void)arena;
    return sy_inquiries_xlsx(book, s, found, true, err);
}

static void the_list_as_a_workbook(void **state)
{
    sy_scene *s = NULL;
    sy_err err = {0};

    (void)state;
    assert_ok(sy_scene_open(&s, made.c, &(sy_scene_options){0}, &made.arena, &err), err);
    assert_ok(sy_inquiries_find(&found, s, &err), err);
    call_with_little(write_book);
    sy_scene_close(s);
}

static sy_status write_letter(sy_scene *s, sy_arena *arena, sy_err *err)
{
    static const sy_ground ground = {
        .id = "x", .law = "法", .rule = "规则", .occasion = "情形", .banks = true};
    sy_request r = {.number = 1, .state = SY_REQUEST_IS_DRAFT};
    sy_letter *l = sy_arena_get(arena, sizeof *l);
    sy_buf page;

    for (int f = 0; f < SY_REQUEST_FIELDS; f++) r.word[f] = "x";
    r.word[SY_REQUEST_WHAT] = "statement";
    if (!l) return sy_fail_nomem(err);
    sy_status st = sy_letter_write(l, &s->facts, &r, &ground, false, arena, err);
    if (st != SY_OK) return st;
    sy_buf_init(&page, NULL, 1 << 20);
    st = sy_letter_page(&page, l, err);
    sy_buf_dispose(&page);
    return st == SY_OK ? sy_letter_xlsx(book, l, err) : st;
}

static void the_text_of_a_request(void **state)
{
    (void)state;
    call_with_little(write_letter);
}

/* ---- what has no text ---- */

static sy_status try_letter(sy_request_field without, const sy_ground *ground, bool is_firm)
{
    sy_request r = {.number = 1, .state = SY_REQUEST_IS_DRAFT};
    const sy_case_facts facts = {0};
    sy_letter l;

    for (int f = 0; f < SY_REQUEST_FIELDS; f++) r.word[f] = "x";
    r.word[SY_REQUEST_WHAT] = "statement";
    if (without < SY_REQUEST_FIELDS) r.word[without] = "";
    return sy_letter_write(&l, &facts, &r, ground, is_firm, &made.arena, NULL);
}

static void no_ground_no_text(void **state)
{
    static const sy_ground bank = {"x", "法", "", "情形", true, false, true};
    static const sy_ground firm = {"y", "法", "", "情形", false, true, true};

    (void)state;
    assert_int_equal(try_letter(SY_REQUEST_FIELDS, &bank, false), SY_OK);
    assert_int_equal(try_letter(SY_REQUEST_GROUND, &bank, false), SY_EDATA);
    assert_int_equal(try_letter(SY_REQUEST_APPROVER, &bank, false), SY_EDATA);
    assert_int_equal(try_letter(SY_REQUEST_OFFICER, &bank, false), SY_EDATA);
    assert_int_equal(try_letter(SY_REQUEST_SECOND, &bank, false), SY_EDATA);
    assert_int_equal(try_letter(SY_REQUEST_INSTITUTION, &bank, false), SY_EDATA);
    assert_int_equal(try_letter(SY_REQUEST_LETTER, &bank, false), SY_OK);
    /* A ground that speaks of banks does not reach a payment firm, nor the other way. */
    assert_int_equal(try_letter(SY_REQUEST_FIELDS, &bank, true), SY_EDATA);
    assert_int_equal(try_letter(SY_REQUEST_FIELDS, &firm, false), SY_EDATA);
    assert_int_equal(try_letter(SY_REQUEST_FIELDS, &firm, true), SY_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_missing),
        cmocka_unit_test(the_list_as_a_workbook),
        cmocka_unit_test(the_text_of_a_request),
        cmocka_unit_test(no_ground_no_text),
    };
    return cmocka_run_group_tests_name("inquiries without memory", tests, set_up, tear_down);
}
