/* diverted_test.c - who paid the debtor before and somebody else since: a second, plain
 * way finds the same among random payments; names, decisions, seeds. */
#include "story.h"

#include "insight/diverted.h"

enum { YUAN = 100, SUIT = 400, PAYERS = 7, RECEIVERS = 4 };

static const char debtor_card[] = "6222020000000000015", debtor_name[] = "王样一";
static const char *const payers[PAYERS] = {"样品甲有限公司",     "样品乙有限公司", "样品丙有限公司",
                                           "样品（丁）有限公司", "赵样四",         "钱样五",
                                           "虚构市社会保险中心"};
static const struct {
    const char *card, *name;
} receivers[RECEIVERS] = {{"6222020000000000023", "李样二"},
                          {"6222020000000000031", "张样三"},
                          {"6222020000000000049", "孙样六"},
                          {"6222020000000000056", "周样七"}};

typedef struct world {
    story s;
    int debtor, receiver[RECEIVERS];
    sy_scene *scene;
    sy_weights *weights;
    sy_who *who;
    sy_diverted *d;
} world;

static void begin(world *w)
{
    static char name[] = "王样一", served[] = "2023-02-05";
    const sy_case_facts facts = {.debtor = name, .suit_served = served};
    const sy_case_person mother = {.relation = SY_RELATION_PARENT, .name = receivers[0].name};
    size_t added;
    sy_err err = {0};

    memset(w, 0, sizeof *w);
    story_begin(&w->s);
    assert_ok(sy_case_set(w->s.ws, &facts, &err), err);
    assert_ok(sy_people_add(w->s.ws, &added, &mother, 1, &err), err);
    w->debtor = story_account(&w->s, debtor_card, debtor_name, "330699198503150025");
    for (int r = 0; r < RECEIVERS; r++)
        w->receiver[r] = story_account(&w->s, receivers[r].card, receivers[r].name, "");
}

static void look_again(world *w)
{
    sy_err err = {0};

    assert_ok(
        sy_scene_open(&w->scene, w->s.c, &(sy_scene_options){.no_trace = true}, &w->s.arena, &err),
        err);
    assert_ok(sy_who_make(&w->who, w->scene, &err), err);
    assert_ok(sy_diverted_find(&w->d, w->scene, w->who, w->weights, &err), err);
}

static void look(world *w)
{
    sy_err err = {0};

    assert_ok(sy_weights_load(&w->weights, NULL, NULL, &err), err);
    story_open(&w->s, SY_WRITE);
    look_again(w);
}

static void end(world *w)
{
    sy_scene_close(w->scene);
    sy_weights_free(w->weights);
    story_end(&w->s);
}

/* ---- the slow way, by what was told ---- */

/* What payer p paid to an account within [from, to). */
static sy_paid sum_of(const world *w, int p, int account, int64_t from, int64_t to)
{
    sy_paid sum = {0};

    for (int i = 0; i < w->s.n_rows; i++) {
        const told *r = &w->s.rows[i].r;
        const int64_t at = story_at(&w->s, i);
        if (w->s.rows[i].account != account || strcmp(r->name, payers[p]) != 0) continue;
        if (at < from || at >= to) continue;
        sum.amount += r->yuan * YUAN;
        if (sum.times++ == 0 || at < sum.first) sum.first = at;
        if (sum.times == 1 || at > sum.last) sum.last = at;
    }
    return sum;
}

static bool is_regular(const world *w, int p, int account, int64_t from)
{
    uint8_t paid[600] = {0};
    int first = 0, last = 0, months = 0, times = 0;

    for (int i = 0; i < w->s.n_rows; i++) {
        sy_civil c;
        if (w->s.rows[i].account != account || strcmp(w->s.rows[i].r.name, payers[p]) != 0)
            continue;
        if (story_at(&w->s, i) < from) continue;
        sy_civil_from_seconds(&c, story_at(&w->s, i));
        paid[(c.year - 2019) * 12 + c.month] = 1;
        times++;
    }
    for (int m = 0; m < 600; m++) {
        if (!paid[m]) continue;
        if (months++ == 0) first = m;
        last = m;
    }
    return times >= 3 && months >= 3 && months * 5 >= (last - first + 1) * 3;
}

typedef struct expected {
    bool is_one, is_weak;
    sy_paid to_debtor, to_receiver;
    int signs;
} expected;

static expected expect(const world *w, int p, int r)
{
    const int64_t day = (sy_days_from_civil(2022, 1, 1) + SUIT) * SY_DAY;
    const sy_paid before = sum_of(w, p, w->debtor, INT64_MIN, day),
                  since = sum_of(w, p, w->receiver[r], day, INT64_MAX),
                  earlier = sum_of(w, p, w->receiver[r], INT64_MIN, day);
    expected e = {.to_receiver = since};

    if (p == PAYERS - 1) return e; /* pays half the town */
    if (!(before.amount >= 3000 * YUAN && before.times >= 2) && before.amount < 20000 * YUAN)
        return e;
    if (since.amount < 3000 * YUAN || earlier.amount > since.amount / 10) return e;
    e.to_debtor = sum_of(w, p, w->debtor, INT64_MIN, since.first);
    const sy_paid after = sum_of(w, p, w->debtor, since.first, INT64_MAX);
    const int64_t x = e.to_debtor.amount / e.to_debtor.times, y = since.amount / since.times;
    const bool regular = is_regular(w, p, w->receiver[r], day);
    e.signs = (r == 0) + regular + (after.amount <= e.to_debtor.amount / 4) +
              (llabs(x - y) <= (x > y ? x : y) / 5);
    e.is_one = e.signs >= 2 && (r == 0 || regular);
    e.is_weak = !e.is_one;
    return e;
}

static const sy_diversion *pair_of(const world *w, int p, int r)
{
    for (size_t i = 0; i < w->d->n; i++) {
        const sy_diversion *d = &w->d->items[i];
        const sy_ledger *l = &w->scene->f->ledgers[d->ledger];
        if (sy_slice_is(d->payer_name, sy_slice_of(payers[p])) &&
            strcmp(sy_flow_text(w->scene->f, l->number), receivers[r].card) == 0)
            return d;
    }
    return NULL;
}

static void compare(const world *w)
{
    size_t n = 0, weak = 0;

    for (int p = 0; p < PAYERS; p++) {
        for (int r = 0; r < RECEIVERS; r++) {
            const expected e = expect(w, p, r);
            const sy_diversion *d = pair_of(w, p, r);
            n += e.is_one;
            weak += e.is_weak;
            assert_int_equal(d != NULL, e.is_one);
            if (!d) continue;
            assert_int_equal(d->to_debtor.amount, e.to_debtor.amount);
            assert_int_equal(d->to_debtor.last, e.to_debtor.last);
            assert_int_equal(d->to_receiver.amount, e.to_receiver.amount);
            assert_int_equal(d->to_receiver.times, e.to_receiver.times);
            assert_int_equal(d->n, e.to_receiver.times);
            assert_int_equal(d->n_before, e.to_debtor.times);
            assert_int_equal(sy_diversion_signs(d), e.signs);
        }
    }
    assert_int_equal(w->d->n, n);
    assert_int_equal(w->d->n_weak, weak);
    for (size_t i = 1; i < w->d->n; i++) {
        assert_true(sy_diversion_signs(&w->d->items[i - 1]) >= sy_diversion_signs(&w->d->items[i]));
    }
}

static void pay_at_random(world *w, dice *d)
{
    for (int p = 0; p < PAYERS; p++) {
        const int turn = 380 + (int)roll_below(d, 60), to = (int)roll_below(d, RECEIVERS);
        const int pause = 20 + (int)roll_below(d, 60);
        for (int day = 5 + (int)roll_below(d, 30); day < 800; day += pause) {
            const bool strays = roll_below(d, 6) == 0;
            const int other = strays ? (int)roll_below(d, RECEIVERS) : to;
            const bool is_debtors = (day < turn) != (strays && roll_below(d, 2));
            story_row(&w->s, is_debtors ? w->debtor : w->receiver[other],
                      (told){.day = day,
                             .yuan = 1000 + (long)roll_below(d, 5) * 1500,
                             .name = payers[p],
                             .summary = "货款"});
        }
    }
}

static void a_plain_way_finds_the_same(void **state)
{
    size_t found = 0;
    (void)state;

    for (uint64_t seed = 1; seed <= 6; seed++) {
        dice d = {seed * 977};
        world w;
        begin(&w);
        pay_at_random(&w, &d);
        look(&w);
        compare(&w);
        found += w.d->n;
        end(&w);
    }
    assert_true(found >= 6); /* the worlds are not empty of it */
}

/* ---- names, decisions, seeds ---- */

static void tell_of_one_payer(world *w, const char *before, const char *since)
{
    for (int i = 0; i < 4; i++) {
        story_row(&w->s, w->debtor, (told){.day = 100 + i * 30, .yuan = 5000, .name = before});
        story_row(&w->s, w->receiver[0], (told){.day = 410 + i * 30, .yuan = 5000, .name = since});
    }
}

static void a_name_in_another_width_is_the_same(void **state)
{
    world w;
    (void)state;

    begin(&w);
    tell_of_one_payer(&w, "样品（丁）有限公司", "样品(丁)有限公司");
    look(&w);
    assert_int_equal(w.d->n, 1);
    assert_int_equal(sy_diversion_signs(&w.d->items[0]), 4);
    end(&w);
}

static void the_bank_and_payment_firms_are_nobody(void **state)
{
    world w;
    (void)state;

    begin(&w);
    tell_of_one_payer(&w, "财付通支付科技有限公司", "财付通支付科技有限公司");
    tell_of_one_payer(&w, "张*三", "张*三");
    tell_of_one_payer(&w, "待清算", "待清算");
    look(&w);
    assert_int_equal(w.d->n, 0);
    end(&w);
}

/* Two people of one name, as their identity numbers say; and one, whatever his accounts. */
static void one_name_of_two_people_joins_nothing(void **state)
{
    static const char *const ids[] = {"330699197001010036", "330699198001010057"};
    (void)state;

    for (int is_one = 0; is_one < 2; is_one++) {
        world w;
        begin(&w);
        for (int i = 0; i < 4; i++) {
            story_row(&w.s, w.debtor,
                      (told){.day = 100 + i * 30,
                             .yuan = 5000,
                             .number = "6222020000000000064",
                             .name = "赵样四",
                             .id = ids[0]});
            story_row(&w.s, w.receiver[0],
                      (told){.day = 410 + i * 30,
                             .yuan = 5000,
                             .number = "6222020000000000072",
                             .name = "赵样四",
                             .id = ids[!is_one]});
        }
        look(&w);
        assert_int_equal(w.d->n, is_one);
        end(&w);
    }
}

static void decisions_and_seeds(void **state)
{
    world w;
    sy_seed seeds[SY_MAX_SEEDS];
    sy_finding_decision refuted = {.kind = "diverted", .verdict = SY_VERDICT_REJECTED, .note = ""};
    size_t n = 0, left_out = 0;
    sy_err err = {0};
    (void)state;

    begin(&w);
    tell_of_one_payer(&w, payers[0], payers[0]);
    tell_of_one_payer(&w, payers[1], payers[1]);
    story_row(&w.s, w.receiver[0], (told){.day = 600, .yuan = 9000, .name = payers[1]});
    look(&w);
    assert_int_equal(w.d->n, 2);
    assert_ok(sy_diverted_seeds(seeds, &n, &left_out, SY_MAX_SEEDS, w.d, &err), err);
    assert_int_equal(n, 9);
    assert_int_equal(left_out, 0);
    for (size_t i = 1; i < n; i++) assert_true(seeds[i - 1].transfer < seeds[i].transfer);
    assert_ok(sy_diverted_seeds(seeds, &n, &left_out, 1, w.d, &err), err);
    assert_int_equal(n, 1);
    assert_int_equal(left_out, 8);
    assert_int_equal(w.scene->f->amount[seeds[0].transfer], 9000 * YUAN); /* the largest */

    refuted.finding = w.d->items[0].id;
    assert_ok(sy_finding_decide(sy_case_workspace(w.s.c), &refuted, &err), err);
    sy_scene_close(w.scene);
    look_again(&w);
    assert_string_equal(w.d->items[1].id, refuted.finding); /* last now */
    assert_ok(sy_diverted_seeds(seeds, &n, &left_out, SY_MAX_SEEDS, w.d, &err), err);
    assert_true(n == 4 || n == 5);
    end(&w);
}

static void without_a_day_there_is_no_before(void **state)
{
    world w;
    sy_case_facts none = {.suit_served = (char[]){""}};
    sy_err err = {0};
    sy_diverted *d = NULL;
    (void)state;

    begin(&w);
    tell_of_one_payer(&w, payers[0], payers[0]);
    look(&w);
    assert_ok(sy_case_set(sy_case_workspace(w.s.c), &none, &err), err);
    sy_scene_close(w.scene);
    assert_ok(
        sy_scene_open(&w.scene, w.s.c, &(sy_scene_options){.no_trace = true}, &w.s.arena, &err),
        err);
    assert_int_equal(sy_diverted_find(&d, w.scene, w.who, w.weights, &err), SY_EINVAL);
    assert_null(d);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_way_finds_the_same),
        cmocka_unit_test(a_name_in_another_width_is_the_same),
        cmocka_unit_test(the_bank_and_payment_firms_are_nobody),
        cmocka_unit_test(one_name_of_two_people_joins_nothing),
        cmocka_unit_test(decisions_and_seeds),
        cmocka_unit_test(without_a_day_there_is_no_before),
    };
    return cmocka_run_group_tests_name("diverted income", tests, NULL, NULL);
}
