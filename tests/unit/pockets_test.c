/* pockets_test.c - money that a holder puts aside and takes out again is followed
 * through: the statement's rows give the same figures, under all five rules, as a
 * plain list of transfers in which the pocket is an account like any other. */
#include "intake_place.h"

#include "base/buf.h"
#include "flow/trace.h"
#include "ledger/case.h"
#include "ledger/parties.h"
#include "ledger/pockets.h"

#define OWN "6222021234567890003"
#define SOURCE "6217001234567890122" /* its money is followed */
#define CLEAN "6212345678901234569"
#define PAYEE "6228481234567890128"

static sy_case *reopen(place *p)
{
    sy_case *c = NULL;
    sy_err err = {0};
    sy_workspace_close(p->ws);
    p->ws = NULL;
    assert_ok(sy_case_open(&c, in(p, "a.suyuan"), SY_WRITE, &err), err);
    return c;
}

static sy_trace *trace(sy_case *c, sy_rule rule)
{
    sy_seed seed = {.account = sy_case_find_account(c, SY_TEXT(SOURCE)), .since = INT64_MIN};
    const sy_trace_query q = {.rule = rule, .seeds = &seed, .n_seeds = 1};
    sy_trace *t = NULL;
    sy_err err = {0};
    assert_int_not_equal(seed.account, SY_NONE);
    assert_ok(sy_trace_run(&t, NULL, sy_case_flow(c), &q, &err), err);
    return t;
}

/* ---- a world in two tellings ---- */

typedef struct world {
    sy_buf statement, list;
    int64_t balance, pocket[SY_POCKETS];
    uint64_t seed;
    unsigned minute;
} world;

static unsigned next(world *w, unsigned below)
{
    w->seed = w->seed * 6364136223846793005ull + 1442695040888963407ull;
    return (unsigned)(w->seed >> 33) % below;
}

/* amount > 0 comes in. other: an account, or the words of a pocket. */
static void row(world *w, int64_t fen, const char *other, const char *words, const char *listed)
{
    const int64_t size = fen < 0 ? -fen : fen;
    const unsigned day = 1 + w->minute / 600, hour = w->minute / 60 % 10, minute = w->minute % 60;

    w->balance += fen;
    w->minute++;
    sy_buf_printf(&w->statement,
                  OWN ",王样一,2023-01-%02u 1%u:%02u:00,%lld.%02lld,%lld.%02lld,%s,%s,,%s\n", day,
                  hour, minute, (long long)(size / 100), (long long)(size % 100),
                  (long long)(w->balance / 100), (long long)(w->balance % 100),
                  fen > 0 ? "进" : "出", other, words);
    sy_buf_printf(&w->list, "%s,%s,2023-01-%02u 1%u:%02u:00,%lld.%02lld\n", fen > 0 ? listed : OWN,
                  fen > 0 ? OWN : listed, day, hour, minute, (long long)(size / 100),
                  (long long)(size % 100));
}

static void random_row(world *w)
{
    static const struct {
        sy_pocket pocket;
        const char *buy, *sell, *number;
    } pockets[] = {
        {SY_POCKET_YUEBAO, "余额宝转入", "余额宝转出到卡", OWN "#yuebao"},
        {SY_POCKET_WEALTH, "理财申购", "理财赎回", OWN "#wealth"},
        {SY_POCKET_DEPOSIT, "活期转定期", "定期支取", OWN "#deposit"},
    };
    const unsigned k = next(w, 3), share = 1 + next(w, 100);
    int64_t *held = &w->pocket[pockets[k].pocket];

    switch (next(w, 5)) {
    case 0:
        row(w, 100 + next(w, 100000), SOURCE, "转账", SOURCE);
        return;
    case 1:
        row(w, 100 + next(w, 100000), CLEAN, "转账", CLEAN);
        return;
    case 2:
        if (w->balance > 100) row(w, -(w->balance * share / 100), PAYEE, "转账", PAYEE);
        return;
    case 3:
        if (w->balance <= 100) return;
        *held += w->balance * share / 100;
        row(w, -(w->balance * share / 100), "", pockets[k].buy, pockets[k].number);
        return;
    default:
        if (*held < 100) return;
        const int64_t out = *held * share / 100, interest = share == 100 ? 123 : 0;
        if (out + interest == 0) return;
        *held -= out;
        row(w, out + interest, "", pockets[k].sell, pockets[k].number);
    }
}

static void write_traced(sy_buf *b, const sy_trace *t, const sy_flow *f)
{
    for (size_t i = 0; i < t->n_transfers; i++) {
        const uint32_t x = t->transfers[i].transfer;
        const uint32_t from = f->from[x], to = f->to[x];
        if (sy_is_outside(from) || sy_is_outside(to)) continue;
        sy_buf_printf(b, "%lld %s>%s %lld of %lld\n", (long long)sy_flow_at(f, x),
                      sy_flow_text(f, f->ledgers[from].number),
                      sy_flow_text(f, f->ledgers[to].number), (long long)t->transfers[i].tainted,
                      (long long)f->amount[x]);
    }
}

static sy_case *tell(place *p, const char *head, const sy_buf *rows, const char *profile)
{
    sy_import_report r;
    sy_err err = {0};
    const sy_import_options o = {.profile = profile};
    sy_buf text;

    sy_buf_init(&text, NULL, 1 << 20);
    sy_buf_text(&text, head);
    sy_buf_slice(&text, (sy_slice){rows->ptr, rows->len});
    put_bytes(p, "a.csv", text.ptr, text.len);
    assert_ok(try_import(p, &r, "a.csv", &o, &err), err);
    assert_int_equal(r.rejected + r.duplicate, 0);
    sy_buf_dispose(&text);
    return reopen(p);
}

static void a_pocket_is_an_account_under_all_five_rules(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        world w = {.seed = seed};
        place p, q;
        open_place(&p);
        open_place(&q);
        sy_buf_init(&w.statement, NULL, 1 << 20);
        sy_buf_init(&w.list, NULL, 1 << 20);
        for (int i = 0; i < 120; i++) random_row(&w);
        sy_case *a = tell(&p,
                          "交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,"
                          "交易对手账卡号,对手户名,摘要说明\n",
                          &w.statement, NULL);
        sy_case *b = tell(&q, "from,to,time,amount\n", &w.list, "transfers");
        for (int rule = 0; rule < SY_RULES; rule++) {
            sy_trace *s = trace(a, (sy_rule)rule), *t = trace(b, (sy_rule)rule);
            sy_buf have, want;
            sy_buf_init(&have, NULL, 1 << 20);
            sy_buf_init(&want, NULL, 1 << 20);
            write_traced(&have, s, sy_case_flow(a));
            write_traced(&want, t, sy_case_flow(b));
            assert_true(want.len > 0 && strstr(want.ptr, "#"));
            assert_string_equal(have.ptr, want.ptr);
            sy_buf_dispose(&have);
            sy_buf_dispose(&want);
            sy_trace_free(s);
            sy_trace_free(t);
        }
        sy_case_close(a);
        sy_case_close(b);
        sy_buf_dispose(&w.statement);
        sy_buf_dispose(&w.list);
        close_place(&p);
        close_place(&q);
    }
}

/* ---- which rows ---- */

/* The pocket that one row goes to; "" for none. */
static void assert_pocket(const char *other, const char *name, const char *words, const char *want)
{
    char text[1000];
    place p;

    open_place(&p);
    snprintf(text, sizeof text,
             "交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,"
             "摘要说明\n" OWN ",王样一,2023-01-05 10:00:00,100.00,0.00,出,%s,%s,%s\n",
             other, name, words);
    import_text(&p, "a.csv", text);
    sy_case *c = reopen(&p);
    const sy_flow *f = sy_case_flow(c);
    const char *pocket = "";
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (f->ledgers[l].flags & SY_L_POCKET) {
            pocket = strchr(sy_flow_text(f, f->ledgers[l].number), '#') + 1;
            assert_string_equal(sy_flow_text(f, f->ledgers[l].holder), "王样一");
        }
    }
    if (strcmp(pocket, want) != 0) print_error("%s %s %s\n", other, name, words);
    assert_string_equal(pocket, want);
    sy_case_close(c);
    close_place(&p);
}

static void words_and_names_tell_which_rows(void **state)
{
    (void)state;
    assert_pocket("", "", "余额宝转入", "yuebao");
    assert_pocket("", "天弘基金管理有限公司", "转账", "yuebao");
    assert_pocket("", "", "零钱通转入", "lingqiantong");
    assert_pocket("", "王样一", "购买理财产品", "wealth");
    assert_pocket("", "", "基金定投", "fund");
    assert_pocket("", "", "活期转定期", "deposit");
    assert_pocket("", "", "转账", "");
    /* Interest, fees, and what only sounds like it. */
    assert_pocket("", "", "理财收益", "");
    assert_pocket("", "", "公积金", "");
    assert_pocket("", "某小区维修基金", "", "");
    /* Another person's account: the money has left, whatever the summary says. */
    assert_pocket(PAYEE, "李样二", "购买理财产品", "");
    assert_pocket("", "李样二", "理财申购", "");
}

/* Neither income nor expense: between accounts of one person. */
static void a_pocket_belongs_to_its_holder(void **state)
{
    sy_parties *all = NULL;
    sy_err err = {0};
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                "交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,摘要说明\n" OWN
                ",王样一,2023-01-05 10:00:00,100.00,100.00,进,工资\n" OWN
                ",王样一,2023-01-06 10:00:00,80.00,20.00,出,余额宝转入\n" OWN
                ",王样一,2023-01-07 10:00:00,81.00,101.00,进,余额宝转出\n");
    sy_case *c = reopen(&p);
    assert_ok(sy_case_parties(c, &all, &p.arena, &err), err);
    assert_int_equal(all->n, 1);
    assert_int_equal(all->items[0].n_accounts, 2);
    assert_string_equal(all->items[0].accounts[1].number, OWN "#yuebao");
    assert_false(all->items[0].accounts[1].is_supplied);
    const sy_party_total *total = &all->items[0].totals[0];
    assert_true(total->in == 18100 && total->out == 8000);
    assert_true(total->own_in == 8100 && total->own_out == 8000);
    /* It is no account to trace from by the holder's name. */
    uint32_t accounts[4];
    assert_int_equal(sy_case_accounts_of(c, SY_TEXT("王样一"), accounts, 4), 1);
    sy_case_close(c);
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pocket_is_an_account_under_all_five_rules),
        cmocka_unit_test(words_and_names_tell_which_rows),
        cmocka_unit_test(a_pocket_belongs_to_its_holder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
