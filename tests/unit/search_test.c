/* search_test.c - what is read as an amount; transfers of an amount against a slow twin; accounts
 * by what of them is typed. */
#include "ledger/search.h"

#include <stdlib.h>
#include <string.h>

#include "made_case.h"

static void amounts_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *text;
        int64_t least, most;
    } good[] = {
        {"50000", 5000000, 5000000},        {"5万", 5000000, 5000000},
        {"50,000.00元", 5000000, 5000000},  {"５万", 5000000, 5000000},
        {"1.2亿", 12000000000, 12000000000}, {"0.05万元", 50000, 50000},
        {"3千", 300000, 300000},            {"12.34", 1234, 1234},
        {"1.23456万", 1234560, 1234560},    {"> 5万", 5000001, INT64_MAX},
        {"≥5万", 5000000, INT64_MAX},       {">=5w", 5000000, INT64_MAX},
        {"<100", 0, 9999},                  {"＜=100", 0, 10000},
        {"=7", 700, 700},                   {"0", 0, 0},
    };
    static const char *const bad[] = {"",    "万",     "5万5",  "1.2.3", "12.345", ".5",  "5 万 人",
                                      "abc", "-5",     ">",     "5>",    "1.2345678万",
                                      "999999999999999999", "99999999999亿"};
    sy_amount_wish w;

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (!sy_amount_asked(&w, sy_slice_of(good[i].text))) fail_msg("%s", good[i].text);
        assert_int_equal(w.least, good[i].least);
        assert_int_equal(w.most, good[i].most);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (sy_amount_asked(&w, sy_slice_of(bad[i]))) fail_msg("%s", bad[i]);
    }
}

static void transfers_are_what_the_slow_twin_finds(void **state)
{
    static const char *const texts[] = {">1万", "<20", "78000", ">=0", ">1亿"};
    enum { MOST = 25 };
    made_case m;
    sy_err err = {0};

    (void)state;
    made_case_open(&m, SY_READ);
    const sy_flow *f = sy_case_flow(m.c);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bool *is_taken = sy_arena_get(&m.arena, f->n_transfers);
        sy_amount_wish w;
        sy_search s;
        size_t n = 0;

        memset(is_taken, 0, f->n_transfers);
        assert_true(sy_amount_asked(&w, sy_slice_of(texts[i])));
        assert_ok(sy_case_search(&s, m.c, sy_slice_of(texts[i]), MOST, &m.arena, &err), err);
        assert_true(s.has_amount);
        for (;; n++) { /* again and again the largest that is left */
            uint32_t best = SY_NONE;
            for (uint32_t t = 0; t < f->n_transfers; t++) {
                if (is_taken[t] || f->flags[t] & SY_T_PSEUDO || f->from[t] == f->to[t]) continue;
                if (f->amount[t] < w.least || f->amount[t] > w.most) continue;
                if (best == SY_NONE || f->amount[t] > f->amount[best]) best = t;
            }
            if (best == SY_NONE) break;
            is_taken[best] = true;
            if (n < MOST) assert_int_equal(s.transfers[n], best);
            if (n > 3 * MOST) break;
        }
        assert_int_equal(s.n_transfers_listed, n < MOST ? n : MOST);
        if (n <= 3 * MOST) assert_int_equal(s.n_transfers, n);
    }
    made_case_close(&m);
}

/* Each account is found by its number, by its holder, and named once. */
static void each_account_is_found_by_its_own(void **state)
{
    made_case m;
    sy_err err = {0};

    (void)state;
    made_case_open(&m, SY_READ);
    const sy_flow *f = sy_case_flow(m.c);
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const uint32_t texts[] = {f->ledgers[l].number, f->ledgers[l].holder};
        for (int k = 0; k < 2; k++) {
            const char *text = sy_flow_text(f, texts[k]);
            sy_search s;
            size_t times = 0;
            if (!*text) continue;
            assert_ok(sy_case_search(&s, m.c, sy_slice_of(text), 100000, &m.arena, &err), err);
            assert_int_equal(s.n_accounts, s.n_listed);
            for (size_t i = 0; i < s.n_listed; i++) {
                times += s.accounts[i].account == f->ledgers[l].account;
                assert_true(i == 0 || s.accounts[i - 1].by <= s.accounts[i].by);
            }
            assert_int_equal(times, 1);
        }
    }
    made_case_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_are_read_as_people_write_them),
        cmocka_unit_test(transfers_are_what_the_slow_twin_finds),
        cmocka_unit_test(each_account_is_found_by_its_own),
    };
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
