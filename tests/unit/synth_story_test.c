/* The small case's own claims, held against a slow and plain model of tracing:
 * one list of (fen, whose) for each account, all movements by true time. For
 * every rule and many seeds it finds the same source of each planted payment
 * as truth.json will say. */
#include "test.h"

#include "base/civil.h"
#include "synth/ids.h"
#include "synth/story.h"

enum { SEEDS = 60, LOTS = 4096 };
enum { FIFO, LIFO, PRORATA, CLEAN_FIRST, TAINT_FIRST };

typedef struct lot {
    bool is_his;
    sy_minor fen;
} lot;

typedef struct purse {
    lot lots[LOTS]; /* oldest first; empty lots stay where they are */
    size_t n;
} purse;

static void put_lot(purse *p, bool is_his, sy_minor fen)
{
    if (fen == 0) return;
    assert_true(p->n < LOTS);
    p->lots[p->n++] = (lot){is_his, fen};
}

static sy_minor held(const purse *p, bool only_his)
{
    sy_minor sum = 0;

    for (size_t i = 0; i < p->n; i++) {
        if (p->lots[i].is_his || !only_his) sum += p->lots[i].fen;
    }
    return sum;
}

/* Moves up to fen of the lots (all, or one kind only) to out. */
static sy_minor take(purse *out, purse *p, sy_minor fen, bool newest_first, bool his, bool others)
{
    sy_minor taken = 0;

    for (size_t k = 0; k < p->n && taken < fen; k++) {
        lot *l = &p->lots[newest_first ? p->n - 1 - k : k];
        const sy_minor part = l->fen < fen - taken ? l->fen : fen - taken;

        if (l->is_his ? !his : !others) continue;
        l->fen -= part;
        taken += part;
        put_lot(out, l->is_his, part);
    }
    return taken;
}

static void pay(purse *out, purse *p, sy_minor fen, int rule)
{
    out->n = 0;
    assert_true(held(p, false) >= fen);
    switch (rule) {
    case FIFO:
        take(out, p, fen, false, true, true);
        break;
    case LIFO:
        take(out, p, fen, true, true, true);
        break;
    case PRORATA: {
        const sy_minor his = held(p, true) * fen / held(p, false);
        take(out, p, his, false, true, false);
        take(out, p, fen - his, false, false, true);
        break;
    }
    default: {
        const bool his_first = rule == TAINT_FIRST;
        const sy_minor first = take(out, p, fen, false, his_first, !his_first);
        take(out, p, fen - first, false, !his_first, his_first);
        break;
    }
    }
}

static const sy_book *sorting; /* qsort has no context */

static int by_true_time(const void *x, const void *y)
{
    const sy_posting *a = *(const sy_posting *const *)x, *b = *(const sy_posting *const *)y;
    const int64_t at_a = a->at - sorting->accounts[a->account].bank->skew;
    const int64_t at_b = b->at - sorting->accounts[b->account].bank->skew;

    if (at_a != at_b) return at_a < at_b ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

typedef struct model {
    purse purses[SY_BOOK_ACCOUNTS], flight, scrap;
    const sy_posting *sorted[SY_BOOK_ROWS];
    sy_minor found[SY_PLANTED];
} model;

static bool is_source(int account)
{
    return account == SY_ACC_MAIN || account == SY_ACC_PAY;
}

/* What lies in the accounts when their statements begin is nobody's business. */
static void open_purses(model *m, const sy_book *b)
{
    for (int a = 0; a < b->n_accounts; a++) {
        m->purses[a].n = 0;
        for (size_t i = 0; i < b->accounts[a].n; i++) {
            const sy_posting *p = &b->rows[b->accounts[a].first + i];
            if (!sy_book_is_shown(b, p)) continue;
            put_lot(&m->purses[a], false, p->balance - (p->has_failed ? 0 : p->amount));
            break;
        }
    }
}

static void run(model *m, const sy_book *b, int rule)
{
    sy_precision precision;
    int64_t since;

    assert_true(
        sy_time_parse_iso(&since, &precision, sy_slice_of(sy_story_facts.judgment_effective)));
    open_purses(m, b);
    for (size_t i = 0; i < b->n_rows; i++) m->sorted[i] = &b->rows[i];
    sorting = b;
    qsort(m->sorted, b->n_rows, sizeof *m->sorted, by_true_time);
    memset(m->found, 0, sizeof m->found);
    for (size_t i = 0; i < b->n_rows; i++) {
        const sy_posting *p = m->sorted[i];
        purse *own = &m->purses[p->account];

        if (p->has_failed || !sy_book_is_shown(b, p) || p->other == p->account) continue;
        if (p->amount > 0) { /* the payee's row follows the payer's at once */
            const bool is_seen = p->other != SY_BOOK_NOBODY && m->flight.n > 0;
            for (size_t k = 0; is_seen && k < m->flight.n; k++) {
                put_lot(own, m->flight.lots[k].is_his, m->flight.lots[k].fen);
            }
            if (!is_seen) put_lot(own, false, p->amount);
            m->flight.n = 0;
            continue;
        }
        m->flight.n = 0;
        if (is_source(p->account)) {
            put_lot(&m->flight, p->at >= since, -p->amount);
        } else {
            pay(&m->flight, own, -p->amount, rule);
        }
        if (p->property >= 0) m->found[p->property] = held(&m->flight, true);
        if (p->other == SY_BOOK_NOBODY) m->flight.n = 0;
    }
}

static void figures_of_the_truth_are_those_of_a_slow_model(void **state)
{
    sy_book *b = calloc(1, sizeof *b);
    model *m = calloc(1, sizeof *m);

    (void)state;
    assert_non_null(b);
    assert_non_null(m);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        int spread = 0;
        memset(b, 0, sizeof *b);
        sy_story_tell(b, seed);
        assert_int_equal(b->n_planted, 11);
        for (int rule = FIFO; rule <= TAINT_FIRST; rule++) {
            run(m, b, rule);
            for (int k = 0; k < b->n_planted; k++) {
                assert_int_equal(m->found[k], b->planted[k].tainted[rule]);
                spread += m->found[k] != b->planted[k].amount;
            }
        }
        assert_int_equal(spread, 3); /* one payment, under three of the rules */
    }
    free(m);
    free(b);
}

static void books_of_many_seeds_balance_and_numbers_check(void **state)
{
    sy_book *b = calloc(1, sizeof *b);

    (void)state;
    assert_non_null(b);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        memset(b, 0, sizeof *b);
        sy_story_tell(b, seed);
        assert_in_range(b->n_rows, 600, 1000);
        assert_in_range(b->matches, 40, 60);
        for (size_t i = 1; i < b->n_rows; i++) {
            const sy_posting *p = &b->rows[i];
            if (p->account != p[-1].account) continue;
            assert_true(p->at >= p[-1].at);
            assert_int_equal(p->balance, p[-1].balance + (p->has_failed ? 0 : p->amount));
        }
        for (int i = 0; i < b->n_people; i++) {
            const sy_person *who = &b->people[i];
            assert_int_equal(who->id[17], who->is_company ? sy_synth_credit_check(who->id)
                                                          : sy_synth_id_check(who->id));
        }
        for (int i = 0; i < b->n_accounts; i++) {
            const sy_book_account *a = &b->accounts[i];
            if (a->card[0]) assert_int_equal(a->card[18], sy_synth_luhn_check(a->card, 18));
            for (int k = 0; k < i; k++) {
                assert_string_not_equal(sy_book_number(a), sy_book_number(&b->accounts[k]));
            }
        }
    }
    free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_of_the_truth_are_those_of_a_slow_model),
        cmocka_unit_test(books_of_many_seeds_balance_and_numbers_check),
    };
    return cmocka_run_group_tests_name("synth story", tests, NULL, NULL);
}
