/* proxies_test.c - accounts under suspicion, each reason with rows that show it and the
 * same rows with one thing changed; and the innocent, who must stay below 60. */
#include "story.h"

#include "insight/proxies.h"

enum { YUAN = 100, SUIT = 400, LIKELY = 60 };

static const char debtor_card[] = "6222020000000000015", debtor_name[] = "王样一";

/* The suit was served on day SUIT (2023-02-05). */
typedef struct world {
    story s;
    int debtor;
    sy_scene *scene;
    sy_proxies *p;
} world;

static void begin(world *w)
{
    static char name[] = "王样一", identity[] = "330699198503150025", served[] = "2023-02-05",
                number[] = "(2023)浙0699执1号";
    const sy_case_facts facts = {
        .debtor = name, .debtor_id = identity, .suit_served = served, .number = number};
    sy_err err = {0};

    memset(w, 0, sizeof *w);
    story_begin(&w->s);
    assert_ok(sy_case_set(w->s.ws, &facts, &err), err);
    w->debtor = story_account(&w->s, debtor_card, debtor_name, identity);
    /* the data begin long before anything happens */
    story_row(&w->s, w->debtor,
              (told){.day = 0, .yuan = -10, .name = "样品超市", .summary = "消费"});
}

static void relate(world *w, const char *name, sy_relation relation)
{
    const sy_case_person p = {.relation = relation, .name = name};
    size_t added;
    sy_err err = {0};
    assert_ok(sy_people_add(w->s.ws, &added, &p, 1, &err), err);
}

static void look_again(world *w)
{
    sy_err err = {0};
    assert_ok(sy_scene_open(&w->scene, w->s.c, &(sy_scene_options){0}, &w->s.arena, &err), err);
    assert_ok(sy_proxies_find(&w->p, w->scene, NULL, &err), err);
}

static void look(world *w)
{
    story_open(&w->s, SY_WRITE);
    look_again(w);
}

static void end(world *w)
{
    sy_scene_close(w->scene);
    story_end(&w->s);
}

static const sy_proxy *proxy_of(const world *w, const char *number)
{
    for (size_t i = 0; i < w->p->n; i++) {
        if (strcmp(w->p->items[i].number, number) == 0) return &w->p->items[i];
    }
    return NULL;
}

static const sy_proxy_reason *reason_of(const world *w, const char *number, sy_proxy_code code)
{
    const sy_proxy *p = proxy_of(w, number);

    for (size_t i = 0; p && i < p->n_reasons; i++) {
        if (p->reasons[i].code == code) return &p->reasons[i];
    }
    return NULL;
}

static int points_of(const world *w, const char *number, sy_proxy_code code)
{
    const sy_proxy_reason *r = reason_of(w, number, code);
    return r ? r->points : 0;
}

/* ---- a town: each account shows one thing ---- */

static const struct {
    const char *card, *name, *id;
} town[] = {
    {"6222020000000000023", "李样二", ""},
    {"6222020000000000031", "张样三", ""},
    {"6222020000000000049", "赵样四", ""},
    {"6222020000000000056", "钱样五", ""},
    {"6222020000000000064", "孙样六", ""},
    {"6222020000000000072", "周样七", ""},
    {"6222020000000000080", "吴样八", ""},
    {"6222020000000000098", "郑样九", "330699195001010029"},
    {"6222020000000000106", "冯样十", ""},
    {"6222020000000000114", "陈样甲", ""},
    {"6222020000000000122", "褚样乙", ""},
    {"6222020000000000130", "虚构市存量房交易资金监管专户", ""},
    {"6222020000000000148", "卫样丙", ""},
    {"6222020000000000155", "蒋样丁", ""}, /* from here on without a statement */
    {"6222020000000000163", "沈样戊", ""},
};
enum {
    BILLS,
    DEVICE,
    COUNTER,
    MIRROR,
    FLAT,
    ONCE,
    NOTES,
    PHONE,
    MOTHER,
    SHOP,
    FRIEND,
    ESCROW,
    WIFE,
    FILE_ONLY,
    MONEY_ONLY
};

static void tell_bills(world *w, int a)
{
    story_row(&w->s, w->debtor,
              (told){.day = 5,
                     .yuan = -200,
                     .name = "虚构供电公司",
                     .summary = "电费",
                     .note = "户号3300112233"});
    story_row(&w->s, a,
              (told){.day = 410,
                     .yuan = -1000,
                     .name = "虚构供电公司",
                     .summary = "电费",
                     .note = "户号3300112233"});
    story_row(&w->s, a,
              (told){.day = 420,
                     .yuan = -100,
                     .name = "虚构通信公司",
                     .summary = "话费",
                     .note = "13900000001"});
    story_row(&w->s, a,
              (told){.day = 430,
                     .yuan = -1000,
                     .name = "虚构市人民法院",
                     .summary = "诉讼费",
                     .note = "(2023)浙0699执1号"});
    story_row(&w->s, a,
              (told){.day = 440,
                     .yuan = -900,
                     .name = "虚构物业",
                     .summary = "物业费",
                     .note = "无名路1号甲苑2幢302室"});
    story_row(&w->s, a,
              (told){.day = 450,
                     .yuan = -5000,
                     .name = "虚构供电公司",
                     .summary = "电费",
                     .note = "户号9900112299"}); /* somebody else's */
}

static void tell_traces(world *w, int device, int counter)
{
    const told at_machine = {.day = 50,
                             .yuan = -2000,
                             .summary = "ATM取款",
                             .is_cash = true,
                             .branch = "虚构支行",
                             .terminal = "T0001"};
    told later = at_machine;

    story_row(&w->s, w->debtor,
              (told){.day = 6,
                     .yuan = -100,
                     .name = "某人",
                     .mac = "AA-BB-CC-00-11-22",
                     .ip = "203.0.113.7"});
    story_row(&w->s, device,
              (told){.day = 500, .yuan = -4000, .name = "别人", .mac = "aabb.cc00.1122"});
    story_row(&w->s, device, (told){.day = 6, .yuan = -500, .name = "别人", .ip = "203.0.113.7"});
    story_row(&w->s, device, (told){.day = 7, .yuan = -600, .name = "别人", .ip = "203.0.113.7"});
    story_row(&w->s, w->debtor, at_machine);
    story_row(&w->s, counter, at_machine);
    later.day = 60;
    story_row(&w->s, counter, later);
}

static void tell_money(world *w, int mirror, int flat)
{
    for (int i = 0; i < 4; i++) {
        story_row(&w->s, mirror, (told){.day = 410 + i * 10, .yuan = 20000, .name = "某客户"});
        story_move(&w->s, mirror, w->debtor,
                   (told){.day = 410 + i * 10, .hour = 15, .yuan = 19000});
    }
    story_row(&w->s, mirror, (told){.day = 500, .yuan = 20000, .name = "某客户"});
    story_move(&w->s, mirror, w->debtor, (told){.day = 510, .yuan = 19000}); /* ten days later */
    story_row(&w->s, w->debtor, (told){.day = 404, .yuan = 400000, .name = "别人"});
    story_move(&w->s, w->debtor, flat, (told){.day = 405, .yuan = 700000});
    /* first in first out: his own half million goes before it */
    story_row(&w->s, flat, (told){.day = 406, .yuan = -500000, .name = "样品贸易有限公司"});
    story_row(&w->s, flat,
              (told){.day = 415,
                     .yuan = -600000,
                     .name = "虚构市样品房地产开发有限公司",
                     .summary = "首付款"});
}

static void tell_names(world *w, int once, int notes)
{
    for (int i = 0; i < 5; i++) {
        story_row(&w->s, once,
                  (told){.day = 410 + i,
                         .yuan = -1000,
                         .name = "虚构学校",
                         .summary = "学费",
                         .note = "王样一子女学费"});
    }
    story_row(&w->s, notes,
              (told){.day = 410, .yuan = 9000, .name = "某客户", .note = "付王样一货款"});
    story_move(&w->s, w->debtor, notes, (told){.day = 411, .yuan = 100, .note = "王样一"});
}

/* A life of its own: pension and shopping. */
static void live(world *w, int account, int from, int to)
{
    for (int day = from; day < to; day += 30) {
        story_row(
            &w->s, account,
            (told){.day = day, .yuan = 4000, .name = "虚构市社会保险中心", .summary = "养老金"});
        for (int k = 0; k < 5; k++) {
            story_row(
                &w->s, account,
                (told){
                    .day = day + 2 + k * 5, .yuan = -600, .name = "样品超市", .summary = "消费"});
        }
    }
}

static void tell_innocents(world *w, const int *a)
{
    static char names[60][32];

    live(w, a[MOTHER], 5, 900);
    for (int i = 0; i < 20; i++)
        story_move(&w->s, w->debtor, a[MOTHER], (told){.day = 410 + i * 20, .yuan = 1500});
    story_row(&w->s, a[MOTHER],
              (told){.day = 500,
                     .yuan = -480000,
                     .name = "虚构市样品房地产开发有限公司",
                     .summary = "购房款"});
    for (int i = 0; i < 60; i++) snprintf(names[i], sizeof names[i], "顾样%d号", i);
    for (int day = 5; day < 800; day += 3) {
        story_row(&w->s, a[SHOP],
                  (told){.day = day, .yuan = 300, .name = names[day % 60], .summary = "扫码收款"});
    }
    for (int i = 0; i < 10; i++)
        story_move(&w->s, w->debtor, a[SHOP], (told){.day = 410 + i * 9, .yuan = 300});
    story_move(&w->s, w->debtor, a[FRIEND], (told){.day = 100, .yuan = 200000, .note = "借款"});
    story_row(&w->s, a[FRIEND], (told){.day = 300, .yuan = 205000, .name = "某客户"});
    story_move(&w->s, a[FRIEND], w->debtor,
               (told){.day = 300, .hour = 16, .yuan = 205000, .note = "还款"});
    story_move(&w->s, w->debtor, a[ESCROW], (told){.day = 401, .yuan = 100000});
    story_row(&w->s, a[ESCROW], (told){.day = 402, .yuan = -100000, .name = "某卖方"});
}

static void tell_rest(world *w, const int *a)
{
    story_move(&w->s, w->debtor, a[WIFE], (told){.day = 410, .yuan = 5000});
    story_row(&w->s, a[WIFE],
              (told){.day = 420, .yuan = 7000, .name = "某公司", .summary = "工资"});
    story_row(&w->s, a[PHONE],
              (told){.day = 430, .yuan = 60000, .name = "某人", .summary = "转账"});
    for (int k = FILE_ONLY; k <= MONEY_ONLY; k++) {
        story_row(
            &w->s, w->debtor,
            (told){.day = 600 + k, .yuan = -8000, .number = town[k].card, .name = town[k].name});
    }
    story_file(&w->s, "people.csv",
               "账户开户名称,开户人证件号码,交易卡号,账号开户时间,账户状态,联系电话,住宅地址\n"
               "王样一,330699198503150025,6222020000000000015,2015-01-02,正常,13900000001,"
               "虚构市某区无名路1号甲苑2幢302室\n"
               "郑样九,330699195001010029,6222020000000000098,2023-03-01,正常,13900000001,\n"
               "蒋样丁,,6222020000000000155,2015-01-02,正常,13900000001,\n");
}

static int build_town(void **state)
{
    static world w;
    int a[MONEY_ONLY + 1] = {0};

    begin(&w);
    for (int k = 0; k < FILE_ONLY; k++)
        a[k] = story_account(&w.s, town[k].card, town[k].name, town[k].id);
    relate(&w, town[MOTHER].name, SY_RELATION_PARENT);
    relate(&w, town[WIFE].name, SY_RELATION_SPOUSE);
    tell_bills(&w, a[BILLS]);
    tell_traces(&w, a[DEVICE], a[COUNTER]);
    tell_money(&w, a[MIRROR], a[FLAT]);
    tell_names(&w, a[ONCE], a[NOTES]);
    tell_innocents(&w, a);
    tell_rest(&w, a);
    look(&w);
    *state = &w;
    return 0;
}

static int leave_town(void **state)
{
    end(*state);
    return 0;
}

/* ---- reasons ---- */

static void bills_of_the_debtor_betray_who_pays(void **state)
{
    const sy_proxy_reason *r = reason_of(*state, town[BILLS].card, SY_PROXY_PAYS_BILLS);

    assert_non_null(r);
    assert_int_equal(r->rows, 4);
    assert_int_equal(r->n_places, 4);
    assert_int_equal(r->amount, 3000 * YUAN);
    assert_int_equal(r->points, 25);
    assert_non_null(strstr(r->text[SY_LANG_ZH], "其手机号"));
    assert_non_null(strstr(r->text[SY_LANG_ZH], "户号"));
    assert_non_null(strstr(r->text[SY_LANG_ZH], "其住址"));
    assert_non_null(strstr(r->text[SY_LANG_EN], "3,000.00 yuan"));
}

static void one_device_for_two_accounts(void **state)
{
    const sy_proxy_reason *r = reason_of(*state, town[DEVICE].card, SY_PROXY_SHARED_TRACE);

    assert_non_null(r);
    assert_int_equal(r->rows, 2); /* the address counts on a day on which he had it */
    assert_int_equal(r->amount, 4500 * YUAN);
    assert_int_equal(r->points, 20);
}

static void a_counter_minutes_apart(void **state)
{
    const sy_proxy_reason *r = reason_of(*state, town[COUNTER].card, SY_PROXY_SHARED_TRACE);

    assert_non_null(r);
    assert_int_equal(r->rows, 1);
    assert_int_equal(r->points, 10);
}

static void the_account_file_weighs_whole(void **state)
{
    const char *card = town[PHONE].card;

    assert_int_equal(points_of(*state, card, SY_PROXY_SHARED_TRACE), 20);
    assert_int_equal(points_of(*state, card, SY_PROXY_AROUND_DAYS), 5); /* opened 24 days after */
    assert_non_null(
        strstr(reason_of(*state, card, SY_PROXY_AROUND_DAYS)->text[SY_LANG_ZH], "2023-03-01 开户"));
    assert_int_equal(points_of(*state, card, SY_PROXY_PROFILE),
                     2); /* 73 years; 60,000 of 300,000 */
}

static void straight_on_to_the_debtor(void **state)
{
    const sy_proxy_reason *r = reason_of(*state, town[MIRROR].card, SY_PROXY_MIRRORS);

    assert_non_null(r);
    assert_int_equal(r->rows, 4);
    assert_int_equal(r->amount, 4 * 19000 * YUAN);
    assert_int_equal(r->points, 10);
}

static void property_is_bought_with_his_money(void **state)
{
    const sy_proxy_reason *money = reason_of(*state, town[FLAT].card, SY_PROXY_DEBTOR_MONEY),
                          *flat = reason_of(*state, town[FLAT].card, SY_PROXY_BUYS_PROPERTY);

    assert_non_null(money);
    assert_int_equal(money->amount, 700000 * YUAN);
    assert_int_equal(money->points, 15);
    assert_non_null(flat);
    assert_int_equal(flat->amount, 600000 * YUAN);
    assert_int_equal(flat->points, 15);
    assert_non_null(strstr(flat->text[SY_LANG_ZH], "先进先出"));
    assert_non_null(strstr(flat->text[SY_LANG_ZH], "至多"));
}

static void rows_count_for_one_reason(void **state)
{
    const sy_proxy_reason *names = reason_of(*state, town[ONCE].card, SY_PROXY_NAMES_DEBTOR);

    assert_int_equal(points_of(*state, town[ONCE].card, SY_PROXY_PAYS_BILLS), 25);
    assert_non_null(names); /* it is still said, and weighs nothing */
    assert_int_equal(names->rows, 5);
    assert_int_equal(names->points, 0);
}

static void notes_that_name_him(void **state)
{
    const sy_proxy_reason *r = reason_of(*state, town[NOTES].card, SY_PROXY_NAMES_DEBTOR);

    assert_non_null(r);
    assert_int_equal(r->rows, 1); /* not his own row */
    assert_int_equal(r->points, 5);
}

/* ---- the innocent ---- */

static void an_honest_mother_buys_her_own_flat(void **state)
{
    const sy_proxy *p = proxy_of(*state, town[MOTHER].card);

    assert_true(p->score < LIKELY / 2);
    assert_int_equal(p->relation, SY_RELATION_PARENT);
    assert_true(points_of(*state, town[MOTHER].card, SY_PROXY_OWN_LIVING) < 0);
}

static void a_shop_has_many_customers(void **state)
{
    assert_int_equal(proxy_of(*state, town[SHOP].card)->score, 0);
    assert_true(points_of(*state, town[SHOP].card, SY_PROXY_TRADE) < 0);
}

static void a_friend_repays_a_loan_before_the_suit(void **state)
{
    assert_int_equal(points_of(*state, town[FRIEND].card, SY_PROXY_MIRRORS), 0);
    assert_int_equal(points_of(*state, town[FRIEND].card, SY_PROXY_LOAN_REPAID), -20);
    assert_int_equal(proxy_of(*state, town[FRIEND].card)->score, 0);
}

static void escrow_holds_nothing_for_anybody(void **state)
{
    assert_int_equal(proxy_of(*state, town[ESCROW].card)->score, 0);
    assert_int_equal(points_of(*state, town[ESCROW].card, SY_PROXY_ESCROW), -40);
}

static void the_household_gets_no_score(void **state)
{
    const world *w = *state;

    assert_null(proxy_of(w, town[WIFE].card));
    assert_int_equal(w->p->n_household, 1);
    assert_string_equal(w->p->household[0].holder, town[WIFE].name);
    assert_int_equal(w->p->household[0].in, 12000 * YUAN);
    assert_int_equal(w->p->household[0].fifo, 5000 * YUAN);
    assert_int_equal(w->p->household[0].lower, 5000 * YUAN);
}

/* ---- accounts without a statement, decisions, baseline ---- */

static void an_account_without_a_statement_is_marked(void **state)
{
    const sy_proxy *p = proxy_of(*state, town[FILE_ONLY].card);

    assert_non_null(p);
    assert_false(p->is_supplied);
    assert_true(p->score >= 20);
    assert_null(proxy_of(*state, town[MONEY_ONLY].card)); /* his money alone says too little */
}

static void no_row_gives_points_twice(void **state)
{
    const world *w = *state;

    for (size_t i = 0; i < w->p->n; i++) {
        const sy_proxy *p = &w->p->items[i];
        int32_t sum = 0;
        for (size_t k = 0; k < p->n_reasons; k++) {
            sum += p->reasons[k].points;
            if (k) assert_true(p->reasons[k - 1].points >= 0 || p->reasons[k].points <= 0);
        }
        assert_int_equal(p->score, sum < 0 ? 0 : sum > 100 ? 100 : sum);
        assert_int_equal(p->rank, i + 1);
        if (i) assert_true(w->p->items[i - 1].score >= p->score);
    }
}

static void baseline_ranks_by_size(void **state)
{
    const world *w = *state;
    const sy_proxy *flat = proxy_of(w, town[FLAT].card), *shop = proxy_of(w, town[SHOP].card);

    assert_int_equal(flat->turnover_rank, 1); /* 1.8 million */
    assert_int_equal(shop->degree_rank, 1);   /* twenty customers: every third of sixty, and him */
    assert_int_equal(shop->counterparties, 21);
    assert_int_equal(w->p->looked_at, FILE_ONLY - 1 + 2); /* all but the wife's */
}

static void a_refuted_account_stands_last(void **state)
{
    world *w = *state;
    char number[24];
    sy_finding_decision d = {.kind = "proxy", .verdict = SY_VERDICT_REJECTED, .note = "工资卡"};
    bool undone = false;
    sy_err err = {0};

    snprintf(number, sizeof number, "%s", w->p->items[0].number);
    d.finding = w->p->items[0].id;
    assert_ok(sy_finding_decide(sy_case_workspace(w->s.c), &d, &err), err);
    sy_scene_close(w->scene);
    look_again(w);
    assert_string_equal(w->p->items[w->p->n - 1].number, number);
    assert_string_equal(w->p->items[w->p->n - 1].decision->note, "工资卡");
    assert_int_equal(w->p->items[0].rank, 1);
    assert_ok(sy_finding_undo(sy_case_workspace(w->s.c), "proxy", d.finding, &undone, &err), err);
    assert_true(undone);
    sy_scene_close(w->scene);
    look_again(w);
    assert_string_equal(w->p->items[0].number, number);
    assert_null(w->p->items[0].decision);
}

/* Asked about somebody else, the case's debtor is one of many. */
static void only_who_is_asked_about_is_looked_for(void **state)
{
    world *w = *state, other = *w;
    sy_err err = {0};

    assert_ok(sy_scene_open(&other.scene, w->s.c,
                            &(sy_scene_options){.party = town[FRIEND].name}, &w->s.arena, &err),
              err);
    assert_ok(sy_proxies_find(&other.p, other.scene, NULL, &err), err);
    assert_null(proxy_of(&other, town[FRIEND].card));
    assert_non_null(proxy_of(&other, debtor_card));
    assert_null(reason_of(&other, town[NOTES].card, SY_PROXY_NAMES_DEBTOR));
    assert_null(reason_of(&other, town[DEVICE].card, SY_PROXY_SHARED_TRACE));
    sy_scene_close(other.scene);
}

static void survives_every_failed_block(void **state)
{
    const world *w = *state;

    for (size_t n = 0;; n++) {
        scarce k = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &k};
        sy_arena arena;
        sy_scene scene = *w->scene;
        sy_proxies *p = NULL;
        sy_arena_init(&arena, &al);
        scene.arena = &arena;
        const sy_status st = sy_proxies_find(&p, &scene, NULL, NULL);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        assert_true((st == SY_OK) == (p != NULL));
        sy_arena_dispose(&arena);
        assert_int_equal(k.live, 0);
        if (st == SY_OK) return;
    }
}

/* ---- worlds of their own ---- */

static const char helper_card[] = "6222020000000000023";

/* Two customers, who pay the debtor until the suit and somebody else from then on. */
static void customers(world *w, int after, int before)
{
    static const char *const names[] = {"样品贸易甲有限公司", "样品贸易乙有限公司"};

    for (int month = 0; month < 20; month++) {
        for (int k = 0; k < 2; k++) {
            const told r = {
                .day = 20 + month * 30 + k, .yuan = 8000, .name = names[k], .summary = "货款"};
            story_row(&w->s, r.day < SUIT ? before : after, r);
        }
    }
}

static void income_goes_to_another_after_the_suit(void **state)
{
    world w;
    (void)state;

    begin(&w);
    const int helper = story_account(&w.s, helper_card, "李样二", "");
    customers(&w, helper, w.debtor);
    look(&w);
    const sy_proxy_reason *r = reason_of(&w, helper_card, SY_PROXY_RECEIVES_INCOME);
    assert_non_null(r);
    assert_int_equal(r->rows, 14);
    assert_int_equal(r->amount, 14 * 8000 * YUAN);
    assert_int_equal(r->points, 25);
    assert_non_null(strstr(r->text[SY_LANG_EN], "so do 1 more"));
    end(&w);
}

static void whose_customers_they_always_were_is_no_receiver(void **state)
{
    world w;
    (void)state;

    begin(&w);
    const int helper = story_account(&w.s, helper_card, "李样二", "");
    customers(&w, helper, w.debtor);
    for (int k = 0; k < 6; k++) {
        story_row(
            &w.s, helper,
            (told){
                .day = 30 + k * 40, .yuan = 7000, .name = "样品贸易甲有限公司", .summary = "货款"});
        story_row(
            &w.s, helper,
            (told){
                .day = 33 + k * 40, .yuan = 7000, .name = "样品贸易乙有限公司", .summary = "货款"});
    }
    look(&w);
    assert_null(reason_of(&w, helper_card, SY_PROXY_RECEIVES_INCOME));
    end(&w);
}

static void what_many_share_is_no_trace(void **state)
{
    static char cards[22][24];
    static const char *const names[] = {"甲样子", "乙样子", "丙样子", "丁样子", "戊样子", "己样子",
                                        "庚样子", "辛样子", "壬样子", "癸样子", "子样子", "丑样子",
                                        "寅样子", "卯样子", "辰样子", "巳样子", "午样子", "未样子",
                                        "申样子", "酉样子", "戌样子", "亥样子"};
    world w;
    (void)state;

    begin(&w);
    const int helper = story_account(&w.s, helper_card, "李样二", "");
    story_row(&w.s, w.debtor, (told){.day = 6, .yuan = -100, .name = "某人", .ip = "203.0.113.7"});
    story_row(&w.s, helper, (told){.day = 6, .yuan = -500, .name = "别人", .ip = "203.0.113.7"});
    for (int i = 0; i < 22; i++) {
        snprintf(cards[i], sizeof cards[i], "62220200000000%05d", 10000 + i);
        const int a = story_account(&w.s, cards[i], names[i], "");
        story_row(&w.s, a, (told){.day = 6, .yuan = -5, .name = "别人", .ip = "203.0.113.7"});
    }
    look(&w);
    assert_null(reason_of(&w, helper_card, SY_PROXY_SHARED_TRACE));
    end(&w);
}

/* What was bought with income that never touched his accounts is bought with his money. */
static void diverted_income_buys_property(void **state)
{
    world w;
    (void)state;

    begin(&w);
    const int helper = story_account(&w.s, helper_card, "李样二", "");
    customers(&w, helper, w.debtor);
    story_row(&w.s, helper, (told){.day = 300, .yuan = -500000, .name = "样品贸易有限公司"});
    story_row(&w.s, helper,
              (told){.day = 700,
                     .yuan = -100000,
                     .name = "虚构市样品房地产开发有限公司",
                     .summary = "首付款"});
    look(&w);
    assert_int_equal(points_of(&w, helper_card, SY_PROXY_BUYS_PROPERTY), 15);
    assert_int_equal(reason_of(&w, helper_card, SY_PROXY_BUYS_PROPERTY)->amount, 100000 * YUAN);
    assert_null(reason_of(&w, helper_card, SY_PROXY_DEBTOR_MONEY)); /* income is not told twice */
    end(&w);
}

static const char other_card[] = "6222020000000000031";

static void tell(const world *w, char *out, size_t size)
{
    size_t n = 0;

    for (size_t i = 0; i < w->p->n && n < size; i++) {
        const sy_proxy *p = &w->p->items[i];
        n += (size_t)snprintf(out + n, size - n, "%s %s %d %u %u %u\n", p->id, p->number, p->score,
                              p->rank, p->turnover_rank, p->degree_rank);
        for (size_t k = 0; k < p->n_reasons && n < size; k++)
            n += (size_t)snprintf(out + n, size - n, "  %d %s %zu\n", p->reasons[k].points,
                                  p->reasons[k].text[SY_LANG_EN], p->reasons[k].n_places);
    }
    assert_true(n < size);
}

static void the_order_of_import_says_nothing(void **state)
{
    static char answers[2][16384];
    (void)state;

    for (int k = 0; k < 2; k++) {
        world w;
        begin(&w);
        const int helper = story_account(&w.s, helper_card, "李样二", "");
        w.s.is_reversed = k == 1;
        customers(&w, helper, w.debtor);
        live(&w, helper, 5, 300);
        const int other = story_account(&w.s, other_card, "赵样四", "");
        story_move(&w.s, w.debtor, other, (told){.day = 410, .yuan = 90000});
        story_move(&w.s, other, helper, (told){.day = 412, .yuan = 90000});
        look(&w);
        tell(&w, answers[k], sizeof answers[k]);
        end(&w);
    }
    assert_string_equal(answers[0], answers[1]);
}

int main(void)
{
    const struct CMUnitTest of_town[] = {
        cmocka_unit_test(bills_of_the_debtor_betray_who_pays),
        cmocka_unit_test(one_device_for_two_accounts),
        cmocka_unit_test(a_counter_minutes_apart),
        cmocka_unit_test(the_account_file_weighs_whole),
        cmocka_unit_test(straight_on_to_the_debtor),
        cmocka_unit_test(property_is_bought_with_his_money),
        cmocka_unit_test(rows_count_for_one_reason),
        cmocka_unit_test(notes_that_name_him),
        cmocka_unit_test(an_honest_mother_buys_her_own_flat),
        cmocka_unit_test(a_shop_has_many_customers),
        cmocka_unit_test(a_friend_repays_a_loan_before_the_suit),
        cmocka_unit_test(escrow_holds_nothing_for_anybody),
        cmocka_unit_test(the_household_gets_no_score),
        cmocka_unit_test(an_account_without_a_statement_is_marked),
        cmocka_unit_test(no_row_gives_points_twice),
        cmocka_unit_test(baseline_ranks_by_size),
        cmocka_unit_test(a_refuted_account_stands_last),
        cmocka_unit_test(only_who_is_asked_about_is_looked_for),
        cmocka_unit_test(survives_every_failed_block),
    };
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(income_goes_to_another_after_the_suit),
        cmocka_unit_test(whose_customers_they_always_were_is_no_receiver),
        cmocka_unit_test(what_many_share_is_no_trace),
        cmocka_unit_test(diverted_income_buys_property),
        cmocka_unit_test(the_order_of_import_says_nothing),
    };
    const int failed =
        cmocka_run_group_tests_name("proxies in a town", of_town, build_town, leave_town);
    return failed + cmocka_run_group_tests_name("proxies", tests, NULL, NULL);
}
