/* Who there is depends on the seed: which helpers, whether there is a child, a company, how
 * many accounts each has. */
#include "synth/office/cast.h"

#include <string.h>

#include "synth/office/names.h"

/* ---- banks ---- */

/* Names of kinds of banks, as dictionaries of banks know them; accounts are invented. */
static const sy_office_bank banks[] = {
    {"中国工商银行", 0, false},     {"中国农业银行", 1, false},   {"中国银行", 0, true},
    {"中国建设银行", -5, false},    {"交通银行", 3, false},       {"中国邮政储蓄银行", 0, false},
    {"招商银行", 0, false},         {"浦发银行", -2, false},      {"兴业银行", 0, false},
    {"中信银行", 4, false},         {"民生银行", 0, false},       {"光大银行", 2, false},
    {"虚构农村商业银行", 7, false}, {"乌有农村商业银行", 0, true}};

static const sy_office_bank *draw_bank(sy_world *w)
{
    return &SY_ONE_OF(w, banks);
}

/* ---- people ---- */

int sy_cast_person(sy_cast *c, const char *relation, const char *role, int born_from, int born_to)
{
    sy_world *w = c->w;
    sy_actor a = {.name = sy_name_person(w, c->next_name++),
                  .phone = sy_name_phone(w),
                  .address = sy_name_address(w),
                  .place = sy_name_town(w),
                  .relation = relation,
                  .role = role,
                  .born = (int)sy_between(w, born_from, born_to),
                  .machine = (int)w->n_actors + 1};
    const int month = 1 + (int)sy_below(w, 12), day = 1 + (int)sy_below(w, 28);

    sy_synth_id(a.id, a.born, month, day, 1 + sy_below(w, 998));
    return sy_world_actor(w, &a);
}

int sy_cast_firm(sy_cast *c, const char *trade, const char *relation, const char *role)
{
    sy_world *w = c->w;
    sy_actor a = {.name = sy_name_firm(w, trade),
                  .phone = sy_name_phone(w),
                  .address = sy_name_address(w),
                  .place = sy_name_town(w),
                  .relation = relation,
                  .role = role,
                  .is_company = true,
                  .machine = (int)w->n_actors + 1};

    sy_synth_credit_code(a.id, 300000 + sy_below(w, 600000));
    return sy_world_actor(w, &a);
}

static int open_account(sy_cast *c, int holder, bool is_supplied)
{
    sy_world *w = c->w;
    const sy_actor *who = &w->actors[holder];
    sy_office_account a = {.holder = holder,
                           .kind = who->is_company ? SY_KIND_COMPANY : SY_KIND_CARD,
                           .bank = draw_bank(w),
                           .inner = sy_name_account_number(w),
                           .phone = who->phone,
                           .agent = SY_NOBODY,
                           .is_supplied = is_supplied,
                           .from_day = w->from_day,
                           .to_day = w->to_day,
                           .opened_day = w->from_day - 200 - sy_below(w, 3000),
                           .opening = sy_between(w, 20000, 6000000)};

    if (who->is_company) {
        a.number = a.inner;
        a.opening *= 10;
    } else {
        char card[SY_CARD_TEXT];
        const uint64_t body = (w->n_accounts + 1) * 10000000000ull + sy_below(w, 1000000000);
        sy_synth_card(card, 629999, body % 1000000000000ull);
        a.number = sy_world_text(w, "%s", card);
    }
    return sy_world_account(w, &a);
}

int sy_cast_account(sy_cast *c, int holder)
{
    return open_account(c, holder, true);
}

int sy_cast_wallet(sy_cast *c, int holder)
{
    static const sy_office_bank firms[] = {{"财付通", 0, false}, {"支付宝", 0, false}};
    sy_world *w = c->w;
    const bool is_alipay = sy_chance(w, 40);
    sy_office_account a = w->accounts[open_account(c, holder, true)];

    a.kind = SY_KIND_WALLET;
    a.bank = &firms[is_alipay];
    a.number = is_alipay ? sy_world_text(w, "20889%011u", sy_below(w, UINT32_MAX))
                         : sy_world_text(w, "wxid_%08x", sy_below(w, UINT32_MAX));
    a.inner = "";
    w->accounts[w->n_accounts - 1] = a;
    return (int)w->n_accounts - 1;
}

int sy_cast_unsupplied(sy_cast *c, int holder)
{
    return open_account(c, holder, false);
}

const sy_office_payee *sy_cast_seller(sy_cast *c, const char *name)
{
    sy_world *w = c->w;
    const sy_office_payee p = {.name = name,
                               .number = sy_name_account_number(w),
                               .bank = sy_world_text(w, "%s虚构支行", draw_bank(w)->name),
                               .type = sy_chance(w, 50) ? "跨行转账" : "转账"};

    return sy_world_payee(w, &p);
}

/* ---- helpers ---- */

static const char *const makes[SY_MAKES] = {"diverted-income", "debtor-phone", "company", "agent",
                                            "pass-through"};

static int helper_actor(sy_cast *c, sy_make make)
{
    switch (make) {
    case SY_MAKE_DIVERTED:
        return sy_cast_person(c, "parent", "helper", 1948, 1962);
    case SY_MAKE_FRIEND:
        return sy_cast_person(c, "associate", "helper", 1972, 1990);
    case SY_MAKE_COMPANY:
        return sy_cast_firm(c, "贸易有限公司", "company", "helper");
    case SY_MAKE_EMPLOYEE:
        return sy_cast_person(c, "employee", "helper", 1985, 1999);
    case SY_MAKE_SIBLING:
        return sy_cast_person(c, "sibling", "helper", 1974, 1990);
    case SY_MAKES:
        break;
    }
    return SY_NOBODY;
}

/* The account that the debtor uses, and another on which its holder lives. */
static void add_helper(sy_cast *c, sy_make make)
{
    sy_world *w = c->w;
    sy_helper *h = &c->helpers[c->n_helpers++];
    const sy_actor *debtor = &w->actors[c->debtor];

    h->make = make;
    h->since = w->days[SY_WD_SUIT] + sy_below(w, 30);
    h->actor = helper_actor(c, make);
    h->own_account =
        make != SY_MAKE_COMPANY && sy_chance(w, 60) ? sy_cast_account(c, h->actor) : SY_NOBODY;
    h->account = sy_cast_account(c, h->actor);
    sy_office_account *a = &w->accounts[h->account];
    const bool is_new = make == SY_MAKE_EMPLOYEE || sy_chance(w, 40);
    if (is_new) {
        a->opened_day = h->since - sy_below(w, 10);
        if (a->opened_day > a->from_day) a->from_day = a->opened_day;
        a->opening = 0;
    } else {
        a->opening = sy_between(w, 0, 2000000);
    }
    if (make == SY_MAKE_EMPLOYEE) a->agent = c->debtor;
    if (make == SY_MAKE_FRIEND || (make == SY_MAKE_EMPLOYEE && sy_chance(w, 50))) {
        a->phone = debtor->phone;
    }
    const sy_suspect s = {h->actor, h->account, makes[make], true};
    sy_world_suspect(w, &s);
}

static void add_helpers(sy_cast *c)
{
    sy_world *w = c->w;
    const uint32_t n = 2 + sy_below(w, 4);
    bool has[SY_MAKES] = {0};

    has[SY_MAKE_DIVERTED] = true;
    add_helper(c, SY_MAKE_DIVERTED);
    for (uint32_t i = 1; i < n; i++) {
        const sy_make make = (sy_make)sy_below(w, SY_MAKES);
        if (has[make]) continue;
        has[make] = true;
        add_helper(c, make);
    }
    if (c->n_helpers < 2) add_helper(c, SY_MAKE_FRIEND);
}

/* ---- the family ---- */

static void add_debtor(sy_cast *c)
{
    sy_world *w = c->w;

    c->debtor = sy_cast_person(c, "", "debtor", 1970, 1986);
    c->home = w->actors[c->debtor].address;
    c->home_meter = sy_world_text(w, "33%08u", sy_below(w, 100000000));
    c->n_own = 2 + (int)sy_below(w, 3);
    for (int i = 0; i < c->n_own; i++) c->own[i] = sy_cast_account(c, c->debtor);
}

static void add_family(sy_cast *c)
{
    sy_world *w = c->w;

    c->spouse = c->spouse_account = c->child = c->child_account = SY_NOBODY;
    if (sy_chance(w, 85)) {
        c->spouse = sy_cast_person(c, "spouse", "spouse", 1972, 1988);
        c->spouse_account = sy_cast_account(c, c->spouse);
    }
    if (sy_chance(w, 35)) {
        c->child = sy_cast_person(c, "minor-child", "child", 2008, 2013);
        c->child_account = sy_cast_account(c, c->child);
    }
    c->parent = sy_cast_person(c, "parent", "honest-parent", 1948, 1962);
    if (sy_chance(w, 35)) w->actors[c->parent].address = c->home; /* and lives with him */
    c->parent_account = sy_cast_account(c, c->parent);
}

static void add_customers(sy_cast *c)
{
    static const char *const trades[] = {"建设工程有限公司", "家居有限公司", "机电有限公司",
                                         "包装制品有限公司", "园林有限公司", "纺织品有限公司"};
    sy_world *w = c->w;

    c->n_customers = 4 + (int)sy_below(w, SY_CUSTOMERS - 4);
    for (int i = 0; i < c->n_customers; i++) {
        const char *name = sy_chance(w, 75) ? sy_name_firm(w, SY_ONE_OF(w, trades))
                                            : sy_name_person(w, c->next_name++);
        c->customers[i] = sy_cast_seller(c, name);
    }
}

void sy_cast_make(sy_cast *c, sy_world *w)
{
    *c = (sy_cast){.w = w};
    add_debtor(c);
    add_family(c);
    c->company = c->company_account = SY_NOBODY;
    if (sy_chance(w, 60)) {
        c->company = sy_cast_firm(c, "实业有限公司", "company", "debtor's company");
        c->company_account = sy_cast_account(c, c->company);
    }
    add_customers(c);
    add_helpers(c);
}

void sy_cast_fill(sy_cast *c, size_t n)
{
    size_t supplied = 0;

    for (size_t i = 0; i < c->w->n_accounts; i++) supplied += c->w->accounts[i].is_supplied;
    for (; supplied < n; supplied++) {
        sy_cast_account(c, sy_cast_person(c, "", "bystander", 1955, 1998));
    }
}

/* ---- money ---- */

int64_t sy_cast_bad_day(sy_cast *c, int margin)
{
    return sy_between(c->w, c->w->days[SY_WD_SUIT] + 45, c->w->to_day - margin);
}

int sy_cast_buyer(sy_cast *c)
{
    sy_world *w = c->w;

    if (c->spouse_account != SY_NOBODY && sy_chance(w, 15)) return c->spouse_account;
    if (sy_chance(w, 12)) return c->own[0];
    return c->helpers[sy_below(w, (uint32_t)c->n_helpers)].account;
}

void sy_cast_earn(sy_cast *c, int account, int64_t at, sy_minor fen)
{
    static const char *const words[] = {"货款", "往来款", "结算款", "工程款", "材料款"};
    sy_world *w = c->w;

    while (fen > 0) {
        const sy_minor part = fen > 3000000 && sy_chance(w, 50) ? fen / 2 : fen;
        const int64_t when = at - sy_between(w, 3600 * 3, 15 * SY_DAY);
        const sy_office_payee *who = c->customers[sy_below(w, (uint32_t)c->n_customers)];
        sy_world_get(w, account, when, part + sy_between(w, 0, 200000), who, SY_ONE_OF(w, words));
        fen -= part;
    }
}

/* The helper whose account this is; NULL. */
static const sy_helper *helper_of(const sy_cast *c, int account)
{
    for (int i = 0; i < c->n_helpers; i++) {
        if (c->helpers[i].account == account) return &c->helpers[i];
    }
    return NULL;
}

/* One of the others, already used by then; SY_NOBODY. */
static int between(sy_cast *c, int account, int64_t at)
{
    const sy_helper *h = &c->helpers[sy_below(c->w, (uint32_t)c->n_helpers)];

    return h->account == account || h->since * SY_DAY > at ? SY_NOBODY : h->account;
}

static const char *pass_word(sy_world *w)
{
    static const char *const words[] = {"转账",     "往来",     "借款", "还款", "跨行转出",
                                        "手机转账", "网银转账", "汇款", "其他", "备用金"};
    return SY_ONE_OF(w, words);
}

static void pass_on(sy_cast *c, const int *accounts, int n, int64_t arrives, sy_minor fen)
{
    sy_world *w = c->w;
    int64_t at = arrives;

    for (int hop = n - 2; hop >= 0; hop--) {
        sy_office_move *m =
            sy_world_move(w, accounts[hop], accounts[hop + 1], at, fen, pass_word(w), "");
        m->machine = (int16_t)w->actors[c->debtor].machine;
        m->flags |= SY_MOVE_KEEP;
        at -= sy_between(w, 300, 20 * 3600);
    }
    sy_cast_earn(c, accounts[0], at, fen);
}

void sy_cast_fund(sy_cast *c, int account, int64_t at, sy_minor fen, int asset)
{
    sy_world *w = c->w;
    const sy_helper *h = helper_of(c, account);
    int accounts[SY_PATH_HOPS], n = 0;

    if (w->accounts[account].holder == c->debtor ||
        (h && h->make == SY_MAKE_DIVERTED && sy_chance(w, 60))) {
        sy_cast_earn(c, account, at, fen);
        return;
    }
    accounts[n++] = c->own[sy_below(w, 2)];
    if (sy_chance(w, 45)) {
        const int middle = between(c, account, at - 3 * SY_DAY);
        if (middle != SY_NOBODY) accounts[n++] = middle;
    }
    accounts[n++] = account;
    const int parts = fen > 10000000 ? 1 + (int)sy_below(w, 3) : 1;
    for (int i = 0; i < parts; i++) {
        const sy_minor part = (fen / parts / 10000 + 1) * 10000;
        pass_on(c, accounts, n, at - sy_between(w, 1800, 2 * SY_DAY), part);
    }
    if (asset != SY_NOBODY) sy_world_path(w, asset, accounts, n);
}
