/* report_test.c - what is shown of hostile text, and the plan of the picture:
 * nothing overlaps, whatever flows. */
#include "test.h"

#include "report/markup.h"
#include "report/sankey.h"
#include "report/sankey_plan.h"
#include "report/shown.h"

static void shows(const char *text, size_t n, size_t width, const char *want)
{
    sy_buf b;
    sy_buf_init(&b, NULL, 1 << 20);
    sy_shown(&b, (sy_slice){text, n}, width);
    assert_int_equal(sy_buf_status(&b), SY_OK);
    assert_string_equal(b.ptr ? b.ptr : "", want);
    sy_buf_dispose(&b);
}

static void invisible_characters_are_shown(void **state)
{
    (void)state;
    shows("张\xE2\x80\xAE三", strlen("张\xE2\x80\xAE三"), 0, "张⟨202E⟩三");
    shows("a\0b", 3, 0, "a⟨0000⟩b");
    shows("\x1b[2J", 4, 0, "⟨001B⟩[2J");
    shows("a\tb\nc", 5, 0, "a b c");
    shows("\xff\xe4\xb8", 3, 0, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    shows("", 0, 5, "");
}

static void text_is_cut_at_its_width(void **state)
{
    (void)state;
    shows("张三李四", 12, 8, "张三李四");
    shows("张三李四", 12, 7, "张三李…");
    shows("张三李四", 12, 6, "张三…");
    shows("abcdef", 6, 6, "abcdef");
    shows("abcdefg", 7, 6, "abcde…");
    shows("张三", 6, 1, "…");
    assert_int_equal(sy_width(sy_slice_of("张a€…")), 5);
    assert_int_equal(sy_width(sy_slice_of("e\xCC\x81")), 1);
}

/* Whatever bytes come: what is shown is valid, has no control character and is
 * no wider than asked. */
static void any_bytes_are_safe_to_show(void **state)
{
    (void)state;
    dice d = {5};
    for (int round = 0; round < 20000; round++) {
        char bytes[40];
        const size_t n = roll_below(&d, sizeof bytes), width = roll_below(&d, 12);
        for (size_t i = 0; i < n; i++) bytes[i] = (char)roll(&d);
        sy_buf b;
        sy_buf_init(&b, NULL, 4096);
        sy_shown(&b, (sy_slice){bytes, n}, width);
        const sy_slice shown = {b.ptr, b.len};
        for (size_t i = 0; i < b.len; i++) {
            assert_true((unsigned char)b.ptr[i] >= 0x20 && b.ptr[i] != 0x7F);
        }
        if (width) assert_true(sy_width(shown) <= width);
        sy_buf_dispose(&b);
    }
}

static void markup_has_no_way_out(void **state)
{
    (void)state;
    sy_buf b;
    sy_buf_init(&b, NULL, 4096);
    sy_markup_escaped(&b, sy_slice_of("<a b=\"c\" d='e'>&amp;"), 0);
    assert_string_equal(b.ptr, "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;");
    sy_buf_clear(&b);
    sy_markup_text(&b, (sy_slice){NULL, 0}, 0);
    assert_int_equal(b.len, 0);
    sy_buf_dispose(&b);
}

/* ---- the picture ---- */

enum { CARDS = 24, BANDS = 60 };

typedef struct scene {
    sy_card cards[CARDS];
    sy_band bands[BANDS];
    sy_sankey s;
} scene;

static void make_scene(scene *x, dice *d)
{
    const unsigned columns = 1 + (unsigned)roll_below(d, 7);
    const size_t n = columns + roll_below(d, CARDS - columns + 1);
    static const char *const titles[] = {"甲", "a long name of a company limited by shares",
                                         "虚构市非常长的名称股份有限公司分公司", ""};

    x->s = (sy_sankey){.cards = x->cards, .n_cards = n, .bands = x->bands};
    for (size_t i = 0; i < n; i++) {
        x->cards[i] = (sy_card){.title = titles[roll_below(d, 4)],
                                .detail = roll_below(d, 2) ? "6299990000000000011" : NULL,
                                .look = (sy_card_look)roll_below(d, 5),
                                .column = i < columns ? (unsigned)i : (unsigned)roll_below(d, columns),
                                .amount = (sy_minor)roll_below(d, 1ull << roll_below(d, 62)),
                                .held = roll_below(d, 3) ? 0 : (sy_minor)roll_below(d, 1000000)};
    }
    const size_t wanted = roll_below(d, BANDS + 1);
    for (size_t k = 0; k < wanted; k++) {
        const sy_band b = {.from = (uint32_t)roll_below(d, n), .to = (uint32_t)roll_below(d, n),
                           .amount = 1 + (sy_minor)roll_below(d, 1ull << roll_below(d, 61))};
        bool there = b.from == b.to;
        for (size_t i = 0; i < x->s.n_bands && !there; i++) {
            there = x->bands[i].from == b.from && x->bands[i].to == b.to;
        }
        if (!there) x->bands[x->s.n_bands++] = b;
    }
}

static void nothing_in_the_picture_overlaps(void **state)
{
    (void)state;
    dice d = {3};
    for (int round = 0; round < 400; round++) {
        scene x;
        sy_sankey_plan plan;
        make_scene(&x, &d);
        assert_true(sy_sankey_plan_make(&plan, &x.s, NULL));
        for (unsigned c = 0; c < plan.columns; c++) {
            int below = 0;
            for (size_t i = 0; i < plan.n_order[c]; i++) {
                const sy_sankey_item *it = &plan.items[plan.order[c][i]];
                assert_int_equal(it->column, c);
                assert_true(it->y >= below);
                below = it->y + it->height;
                if (it->card != SY_SANKEY_SLOT) {
                    assert_true(it->height >= sy_sankey_text_height(&plan, &x.cards[it->card]));
                }
            }
            assert_true(below <= plan.height);
        }
        /* Bands touch their items within the items, side by side. */
        for (size_t i = 0; i < plan.n_pieces; i++) {
            const sy_sankey_piece *p = &plan.pieces[i];
            const sy_sankey_item *from = &plan.items[p->from], *to = &plan.items[p->to];
            assert_int_equal(to->column, from->column + 1);
            assert_true(p->y0 >= from->y && p->y0 + p->thick <= from->y + from->height);
            assert_true(p->y1 >= to->y && p->y1 + p->thick <= to->y + to->height);
            for (size_t k = 0; k < i; k++) {
                const sy_sankey_piece *q = &plan.pieces[k];
                if (q->from == p->from) {
                    assert_true(q->y0 + q->thick <= p->y0 || p->y0 + p->thick <= q->y0);
                }
                if (q->to == p->to) {
                    assert_true(q->y1 + q->thick <= p->y1 || p->y1 + p->thick <= q->y1);
                }
            }
        }
        sy_sankey_plan_dispose(&plan);
    }
}

static void the_same_flow_gives_the_same_picture(void **state)
{
    (void)state;
    dice d = {9};
    for (int round = 0; round < 20; round++) {
        scene x;
        sy_buf a, b;
        sy_err err = {0};
        unsigned columns;
        make_scene(&x, &d);
        sy_buf_init(&a, NULL, 1 << 22);
        sy_buf_init(&b, NULL, 1 << 22);
        assert_ok(sy_sankey_draw(&a, &columns, &x.s, &err), err);
        assert_ok(sy_sankey_draw(&b, NULL, &x.s, &err), err);
        assert_true(columns >= 1);
        assert_string_equal(a.ptr, b.ptr);
        sy_buf_dispose(&a);
        sy_buf_dispose(&b);
    }
}

static void a_picture_survives_every_failed_allocation(void **state)
{
    (void)state;
    dice d = {21};
    scene x;
    make_scene(&x, &d);
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_err err = {0};
        sy_buf b;
        sy_buf_init(&b, &al, 1 << 22);
        const sy_status st = sy_sankey_draw(&b, NULL, &x.s, &err);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        assert_int_equal(err.status, st);
        sy_buf_dispose(&b);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) return;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invisible_characters_are_shown),
        cmocka_unit_test(text_is_cut_at_its_width),
        cmocka_unit_test(any_bytes_are_safe_to_show),
        cmocka_unit_test(markup_has_no_way_out),
        cmocka_unit_test(nothing_in_the_picture_overlaps),
        cmocka_unit_test(the_same_flow_gives_the_same_picture),
        cmocka_unit_test(a_picture_survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
