/* Money put away: securities, wealth products, fixed deposits (pockets of the holder), gold,
 * coins bought from strangers, shares in a firm. */
#include "synth/office/names.h"
#include "synth/office/schemes.h"

static int asset_of(sy_cast *c, const char *class, const char *item, const char *payee, int account)
{
    const sy_asset a = {.kind = class,
                        .item = item,
                        .payee = payee,
                        .holder = c->w->accounts[account].holder,
                        .account = account};

    return sy_world_asset(c->w, &a);
}

static void put(sy_cast *c, int account, int64_t at, sy_minor fen, const sy_office_payee *to,
                const char *word, int asset)
{
    sy_cast_fund(c, account, at, fen, asset);
    sy_world_mark(sy_world_pay(c->w, account, at, fen, to, word), asset, SY_PART_PRICE);
}

/* Times of n payments, weeks apart, from a drawn day on; fewer where the statement ends. */
static int times(sy_cast *c, int64_t *at, int n, int days)
{
    sy_world *w = c->w;
    const int64_t day = sy_cast_bad_day(c, 60);

    for (int i = 0; i < n; i++) {
        at[i] = sy_clock(w, day + (int64_t)i * days + sy_below(w, 5), 9, 15);
        if (at[i] >= w->to_day * SY_DAY) return i;
    }
    return n;
}

void sy_scheme_securities(sy_cast *c)
{
    static const char *const words[] = {"银证转账", "银转证", "证券转出", "第三方存管转出"};
    sy_world *w = c->w;
    const int account = sy_cast_buyer(c);
    const char *name = sy_world_text(w, "%s证券股份有限公司", sy_name_words(w));
    const sy_office_payee p = {.name = name, .type = "银证转账"};
    const sy_office_payee *broker = sy_world_payee(w, &p);
    const int asset = asset_of(c, "securities", "custody", name, account);
    int64_t at[5];
    const int n = times(c, at, 2 + (int)sy_below(w, 4), 30);

    for (int i = 0; i < n; i++) {
        put(c, account, at[i], sy_round_sum(w, 20000, 200000, 5000), broker, SY_ONE_OF(w, words),
            asset);
    }
}

static int pocket(sy_cast *c, int account, const char *name)
{
    sy_world *w = c->w;
    sy_office_account a = w->accounts[account];

    a.kind = SY_KIND_POCKET;
    a.pocket = name;
    a.is_supplied = false;
    a.opening = 0;
    return sy_world_account(w, &a);
}

static void put_away(sy_cast *c, const char *class, const char *item, const char *const *in,
                     const char *const *out, int n_words, sy_minor least, sy_minor most)
{
    sy_world *w = c->w;
    const int account = sy_cast_buyer(c), to = pocket(c, account, item);
    const uint32_t word = sy_below(w, (uint32_t)n_words);
    const int asset = asset_of(c, class, item, in[word], account);
    int64_t at[4];
    const int n = times(c, at, 1 + (int)sy_below(w, 3), 70);

    for (int i = 0; i < n; i++) {
        const sy_minor fen = sy_between(w, least, most) / 100000 * 100000;
        const int64_t back = at[i] + (50 + sy_below(w, 10)) * (int64_t)SY_DAY;
        sy_cast_fund(c, account, at[i], fen, asset);
        sy_world_mark(sy_world_move(w, account, to, at[i], fen, in[word], ""), asset,
                      SY_PART_PRICE);
        if (i + 1 < n && back < w->to_day * SY_DAY) { /* all but the last come back */
            sy_world_mark(sy_world_move(w, to, account, back, fen, out[word], ""), asset,
                          SY_PART_RECEIPT);
        }
    }
}

void sy_scheme_wealth(sy_cast *c)
{
    static const char *const in[] = {"理财申购", "购买理财", "理财认购", "理财转入"};
    static const char *const out[] = {"理财赎回", "理财到期", "理财返还", "理财转出"};

    static const char *const change_in[] = {"转入余额宝", "余额宝转入"}, *const change_out[] = {
                                                                             "余额宝转出",
                                                                             "余额宝转出到卡"};

    if (sy_chance(c->w, 30))
        put_away(c, "wealth", "余额宝", change_in, change_out, 2, 1000000, 20000000);
    else
        put_away(c, "wealth", "wealth product", in, out, 4, 5000000, 40000000);
}

void sy_scheme_deposit(sy_cast *c)
{
    static const char *const in[] = {"活期转定期", "定期存入", "大额存单", "转定期"};
    static const char *const out[] = {"定期转活期", "定期支取", "大额存单到期", "定期到期"};

    put_away(c, "deposit", "fixed deposit", in, out, 4, 5000000, 50000000);
}

void sy_scheme_gold(sy_cast *c)
{
    static const char *const trades[] = {"黄金珠宝有限公司", "金店", "贵金属有限公司",
                                         "珠宝首饰有限公司"};
    static const char *const words[] = {"投资金条", "金条款", "购买黄金", "黄金"};
    sy_world *w = c->w;
    const int account = sy_cast_buyer(c);
    const char *name = sy_name_firm(w, SY_ONE_OF(w, trades));
    const sy_office_payee *shop = sy_cast_seller(c, name);
    const int asset = asset_of(c, "precious_metal", "gold", name, account);
    int64_t at[3];
    const int n = times(c, at, 1 + (int)sy_below(w, 3), 20);

    for (int i = 0; i < n; i++) {
        put(c, account, at[i], sy_between(w, 2000000, 16000000), shop, SY_ONE_OF(w, words), asset);
    }
}

void sy_scheme_crypto(sy_cast *c)
{
    static const char *const words[] = {"USDT", "买U", "泰达币", "OTC购币", "USDT交易"};
    sy_world *w = c->w;
    const int account = sy_cast_buyer(c);
    const int asset = asset_of(c, "crypto", "coins", "", account);
    int64_t at[8];
    const int n = times(c, at, 4 + (int)sy_below(w, 4), 9);

    for (int i = 0; i < n; i++) {
        const sy_office_payee *stranger = sy_cast_seller(c, sy_name_person(w, c->next_name++));
        put(c, account, at[i], sy_round_sum(w, 5000, 60000, 1000), stranger, SY_ONE_OF(w, words),
            asset);
    }
}

void sy_scheme_equity(sy_cast *c)
{
    static const char *const words[] = {"投资款", "入股款", "出资款", "股权转让款", "增资款"};
    static const char *const trades[] = {"科技合伙企业（有限合伙）", "餐饮连锁有限公司",
                                         "农业发展有限公司"};
    sy_world *w = c->w;
    const int account = sy_cast_buyer(c);
    const char *name = sy_name_firm(w, SY_ONE_OF(w, trades));
    const int asset = asset_of(c, "equity", "share", name, account);
    int64_t at[2];
    const int n = times(c, at, 1 + (int)sy_below(w, 2), 40);
    const sy_office_payee *firm = sy_cast_seller(c, name);

    for (int i = 0; i < n; i++) {
        put(c, account, at[i], sy_round_sum(w, 50000, 500000, 10000), firm, SY_ONE_OF(w, words),
            asset);
    }
}

/* Paid by the debtor himself after the restriction: of others' spending no file can say whose it
 * was. */
void sy_scheme_luxury(sy_cast *c)
{
    static const struct {
        const char *trade, *word;
        int64_t least, most; /* yuan */
    } kinds[] = {{"航空股份有限公司", "机票", 700, 4800},       {"国际大酒店", "房费", 800, 6800},
                 {"高尔夫俱乐部", "会籍费", 20000, 90000},      {"夜总会", "消费", 1800, 9800},
                 {"国际旅行社有限公司", "旅游费", 6000, 48000}, {"国际学校", "学费", 30000, 98000},
                 {"度假酒店有限公司", "住宿", 1200, 8800}};
    enum { KINDS = sizeof kinds / sizeof *kinds };
    sy_world *w = c->w;
    const uint32_t kind = sy_below(w, KINDS);
    const int account = c->own[sy_below(w, 2)];
    const char *name = sy_name_firm(w, kinds[kind].trade);
    const sy_office_payee p = {.name = name, .merchant = name, .type = "POS消费"};
    const sy_office_payee *to = sy_world_payee(w, &p);
    const sy_asset a = {.kind = "high_consumption",
                        .item = kinds[kind].word,
                        .payee = name,
                        .holder = w->accounts[account].holder,
                        .account = account,
                        .is_restricted = true};
    const int asset = sy_world_asset(w, &a);
    const int n = 1 + (int)sy_below(w, 4);

    for (int i = 0; i < n; i++) {
        const int64_t day = sy_between(w, w->days[SY_WD_RESTRICTED] + 5, w->to_day - 5);
        const sy_minor fen = sy_between(w, kinds[kind].least * 100, kinds[kind].most * 100);
        const int64_t at = sy_clock(w, day, 9, 22);
        sy_cast_fund(c, account, at, fen, SY_NOBODY);
        sy_world_mark(sy_world_pay(w, account, at, fen, to, kinds[kind].word), asset,
                      SY_PART_PRICE);
    }
}
