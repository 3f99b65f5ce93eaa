/* said.c - labels and their values. A cell is walked once from left to right;
 * where a label that is known begins at a border (not in the middle of a word:
 * 对方户名 is nobody's 户名), the text up to the next label is its value. */
#include "intake/said.h"

#include "base/civil.h"
#include "base/money.h"
#include "base/utf8.h"
#include "intake/parse.h"

typedef enum label_kind {
    NO_LABEL,
    HOLDER,
    ACCOUNT,
    CURRENCY,
    PERIOD,
    FROM,
    TO,
    OPENING,
    CLOSING,
    COUNT,
    COUNT_IN,
    COUNT_OUT,
    MONEY_IN, /* the value may hold a count too: 3笔，1,200.00元 */
    MONEY_OUT
} label_kind;

/* Words joined by blanks; the longest that fits counts, whatever the order. */
static const struct {
    label_kind kind;
    const char *words;
} labels[] = {
    {HOLDER,
     "户名 账户名 账户名称 账户户名 客户名称 客户姓名 客户名 姓名 持卡人 持卡人姓名 单位名称 "
     "存款人名称 户主 开户名称 账户开户名称 公司名称 企业名称 本方户名"},
    {ACCOUNT,
     "账号 卡号 账户 账户号 账户号码 客户账号 卡号/账号 账号/卡号 账卡号 借记卡号 银行账号 "
     "银行卡号 交易账号 交易卡号 查询账号 查询卡号 查询账卡号 本方账号 本方卡号 结算账号"},
    {CURRENCY, "币种 币别 货币"},
    {PERIOD,
     "起止日期 起止时间 起讫日期 查询期间 查询时间 查询时间段 查询时段 查询日期 查询区间 查询范围 "
     "查询起止日期 查询起止时间 查询日期范围 交易期间 交易时间段 交易时段 交易区间 交易日期 "
     "时间范围 "
     "日期范围 时间区间 账单周期 账单期间 明细期间 对账期间 统计期间 期间 时间段 起止日"},
    {FROM, "开始日期 起始日期 起始时间 开始时间 起始日 查询开始日期 查询起始日期 查询开始时间 "
           "查询起始时间"},
    {TO, "结束日期 终止日期 截止日期 终止时间 结束时间 截止时间 终止日 截止日 查询结束日期 "
         "查询终止日期 "
         "查询截止日期 查询结束时间 查询终止时间"},
    {OPENING,
     "期初余额 上期余额 承前余额 起始余额 前期余额 上年结转 上月结转 上期结转 上期结余 上期结存"},
    {CLOSING, "期末余额 本期余额 结存余额 期末结存 结束余额 截止余额 本期结余 本期结存"},
    {COUNT, "总笔数 交易笔数 笔数 记录数 总记录数 明细笔数 记录总数 交易总笔数 共"},
    {COUNT_IN,
     "收入笔数 贷方笔数 存入笔数 转入笔数 贷方总笔数 收入总笔数 贷方发生笔数 贷方交易笔数 "
     "收入交易笔数"},
    {COUNT_OUT,
     "支出笔数 借方笔数 支取笔数 转出笔数 借方总笔数 支出总笔数 借方发生笔数 借方交易笔数 "
     "支出交易笔数"},
    {MONEY_IN,
     "收入 收入金额 收入合计 收入总额 收入总金额 收入金额合计 收入发生额 贷方 贷方合计 贷方发生额 "
     "贷方发生额合计 贷方金额 贷方金额合计 贷方总额 贷方总金额 贷方累计 贷方累计发生额 存入合计 "
     "存入金额 存入总额 转入合计 转入金额 转入总额"},
    {MONEY_OUT,
     "支出 支出金额 支出合计 支出总额 支出总金额 支出金额合计 支出发生额 借方 借方合计 借方发生额 "
     "借方发生额合计 借方金额 借方金额合计 借方总额 借方总金额 借方累计 借方累计发生额 支取合计 "
     "支取金额 支取总额 转出合计 转出金额 转出总额"},
};

/* May stand before a label: 合计收入笔数. */
static const char prefixes[] = "合计 总计 累计 本期 期间 本次 全部";

static const struct {
    sy_line_kind kind;
    const char *words;
} total_words[] = {
    {SY_LINE_TOTAL,
     "合计 总计 共计 人民币合计 本期合计 累计 总合计 合计金额 全部合计 总额 总金额 总笔数"},
    {SY_LINE_PART,
     "小计 本页小计 本页合计 本日合计 本月合计 本年累计 本年合计 本月累计 当日合计 当月合计 "
     "过次页 承前页 承上页 转下页 月计 日计 本季合计"},
    {SY_LINE_OPENING,
     "期初余额 上期余额 承前余额 上年结转 上月结转 上期结转 期初 上年余额 上日余额"},
};

/* ---- characters ---- */

enum { MOST_LABELS = 32, LONGEST_NAME = 120, SHORTEST_NUMBER = 6 };

static uint32_t char_at(sy_slice s, size_t at, size_t *size)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    const size_t left = s.len - at;

    *size = 1;
    if (*p < 0xC0 || left < 2) return *p;
    *size = *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
    if (*size > left) *size = left;
    if (*size == 2) return (uint32_t)(*p & 0x1F) << 6 | (p[1] & 0x3F);
    if (*size == 3)
        return (uint32_t)(*p & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    return 0xFFFD;
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0 || c == '\n' || c == '\r';
}

static bool is_colon(uint32_t c)
{
    return c == ':' || c == 0xFF1A;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* A character of a word: labels do not begin behind one. */
static bool is_han(uint32_t c)
{
    return c >= 0x4E00 && c <= 0x9FFF;
}

static size_t skip_blanks(sy_slice s, size_t at)
{
    size_t size;
    while (at < s.len && is_blank(char_at(s, at, &size))) at += size;
    return at;
}

/* Where word ends when it stands at `at`, blanks left out; 0: it does not. */
static size_t match_word(sy_slice s, size_t at, const char *word, size_t n)
{
    size_t size;

    for (size_t i = 0; i < n; i += size) {
        size_t have;
        const uint32_t wanted = char_at((sy_slice){word, n}, i, &size);
        if (i > 0) at = skip_blanks(s, at);
        if (at >= s.len) return 0;
        uint32_t c = char_at(s, at, &have);
        if (c == 0x5E10) c = 0x8D26; /* 帐 as 账 */
        if (c == 0xFF0F) c = '/';
        if (c != wanted) return 0;
        at += have;
    }
    return at;
}

/* The longest of the words; its end, or 0. */
static size_t match_words(sy_slice s, size_t at, const char *words)
{
    size_t best = 0;

    for (const char *p = words; *p;) {
        const size_t n = strcspn(p, " ");
        const size_t end = match_word(s, at, p, n);
        if (end > best) best = end;
        p += n + (p[n] == ' ');
    }
    return best;
}

static label_kind match_label(sy_slice s, size_t at, size_t *end)
{
    label_kind kind = NO_LABEL;

    *end = 0;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        const size_t e = match_words(s, at, labels[i].words);
        if (e > *end) {
            *end = e;
            kind = labels[i].kind;
        }
    }
    return kind;
}

/* ---- labels in a cell ---- */

typedef struct found {
    label_kind kind;
    size_t begin, value; /* where the label begins, where its value does */
} found;

static bool opens_number(uint32_t c)
{
    return is_digit(c) || c == '+' || c == '-' || c == 0xA5 || c == 0xFFE5 || c == '(' ||
           c == 0xFF08 || c == '[';
}

/* A label at `at`, and what must follow it: a colon, the end of the cell, or,
 * where the value is a number, a number. */
static bool label_at(found *f, sy_slice s, size_t at)
{
    size_t size, end;
    size_t from = at;
    const size_t prefix = match_words(s, at, prefixes);
    label_kind kind = match_label(s, at, &end);

    if (prefix) {
        size_t longer;
        const label_kind behind = match_label(s, skip_blanks(s, prefix), &longer);
        if (behind != NO_LABEL && longer > end) {
            kind = behind;
            end = longer;
        }
    }
    if (kind == NO_LABEL) return false;
    const size_t next = skip_blanks(s, end);
    const uint32_t c = next < s.len ? char_at(s, next, &size) : ':';
    const bool is_number = kind == ACCOUNT || kind >= OPENING;
    if (next < s.len && !is_colon(c) && !(is_number && opens_number(c))) return false;
    *f = (found){kind, from, next < s.len && is_colon(c) ? next + size : next};
    return true;
}

static size_t find_labels(found *list, sy_slice s)
{
    size_t n = 0, size;
    uint32_t before = ' ';

    for (size_t at = 0; at < s.len && n < MOST_LABELS;) {
        const uint32_t c = char_at(s, at, &size);
        if (!is_blank(c) && !is_han(before) && label_at(&list[n], s, at)) {
            at = list[n].value;
            before = ' ';
            n++;
            continue;
        }
        before = c;
        at += size;
    }
    return n;
}

/* Another label, one that is not known, ends a value too: 张三 打印日期：... */
static sy_slice cut_at_label(sy_slice value)
{
    size_t blank = 0, size;
    uint32_t before = ' ';

    for (size_t at = 0; at < value.len; at += size) {
        const uint32_t c = char_at(value, at, &size);
        if (is_blank(c)) blank = at;
        if (is_colon(c) && !is_digit(before) && blank > 0) return (sy_slice){value.ptr, blank};
        before = c;
    }
    return value;
}

static sy_slice without_brackets(sy_slice s)
{
    s = sy_cell_trim(s);
    if (s.len >= 2 && *s.ptr == '[' && s.ptr[s.len - 1] == ']') {
        s = sy_cell_trim((sy_slice){s.ptr + 1, s.len - 2});
    }
    return s;
}

/* ---- values ---- */

/* A date at `at`; its end, or 0. */
static size_t date_at(sy_slice s, size_t at, int32_t *day)
{
    int value[3] = {0, 0, 0};
    static const int most[3] = {4, 2, 2};
    size_t p = at, size;

    for (int i = 0; i < 3; i++) {
        int digits = 0;
        while (p < s.len && is_digit((unsigned char)s.ptr[p]) && digits < most[i]) {
            value[i] = value[i] * 10 + (s.ptr[p++] - '0');
            digits++;
        }
        if (digits == 0 || (i == 0 && digits < 4)) return 0;
        if (p >= s.len) {
            if (i < 2) return 0;
            break;
        }
        const uint32_t c = char_at(s, p, &size);
        const bool separates = c == '-' || c == '/' || c == '.' || c == 0x5E74 || c == 0x6708;
        if (i < 2 && separates) p += size;
        if (i == 2 && c == 0x65E5) p += size; /* 日 */
    }
    if (!sy_date_exists(value[0], value[1], value[2]) || value[0] < 1900 || value[0] > 2200)
        return 0;
    *day = (int32_t)sy_days_from_civil(value[0], value[1], value[2]);
    return p;
}

/* Up to two dates of a text; how many. */
static int find_dates(int32_t day[2], sy_slice s)
{
    int n = 0;

    for (size_t at = 0; at < s.len && n < 2;) {
        const bool is_first = at == 0 || !is_digit((unsigned char)s.ptr[at - 1]);
        const size_t end =
            is_first && is_digit((unsigned char)s.ptr[at]) ? date_at(s, at, &day[n]) : 0;
        /* 8 of 19 digits are no date. */
        if (end && (end == s.len || !is_digit((unsigned char)s.ptr[end]))) n++;
        at = end ? end : at + 1;
    }
    return n;
}

bool sy_period_find(int32_t *from, int32_t *to, sy_slice text)
{
    int32_t day[2] = {0, 0};

    if (find_dates(day, text) != 2 || day[0] > day[1]) return false;
    *from = day[0];
    *to = day[1];
    return true;
}

/* The next number of a text: digits with separators, a sign before them.
 * False when there is none. *is_count: 笔 or 条 follows. */
static bool next_number(sy_slice *rest, sy_slice *number, bool *is_count)
{
    size_t at = 0, end, size;
    const char *p = rest->ptr;

    while (at < rest->len && !is_digit((unsigned char)p[at])) at++;
    if (at == rest->len) return false;
    end = at;
    while (end < rest->len && (is_digit((unsigned char)p[end]) || p[end] == ',' || p[end] == '.'))
        end++;
    if (at > 0 && p[at - 1] == '-') at--;
    *number = (sy_slice){p + at, end - at};
    const size_t next = skip_blanks(*rest, end);
    const uint32_t c = next < rest->len ? char_at(*rest, next, &size) : 0;
    *is_count = c == 0x7B14 || c == 0x6761; /* 笔 条 */
    *rest = (sy_slice){p + end, rest->len - end};
    return true;
}

static bool read_count(uint64_t *out, sy_slice number)
{
    uint64_t value = 0;

    if (number.len == 0 || number.len > 12) return false;
    for (size_t i = 0; i < number.len; i++) {
        if (number.ptr[i] == ',') continue;
        if (!is_digit((unsigned char)number.ptr[i])) return false;
        value = value * 10 + (uint64_t)(number.ptr[i] - '0');
    }
    *out = value;
    return true;
}

static void set_count(sy_totals_row *t, uint32_t bit, uint64_t *field, sy_slice number)
{
    if (!(t->stated & bit) && read_count(field, number)) t->stated |= bit;
}

static void set_money(sy_totals_row *t, uint32_t bit, int64_t *field, sy_slice number, bool is_sum)
{
    int64_t fen;

    if ((t->stated & bit) || sy_parse_amount(&fen, number) != SY_FINE || fen == INT64_MIN) return;
    *field = is_sum && fen < 0 ? -fen : fen; /* sums out may be written with a minus */
    t->stated |= bit;
}

/* A side's count and sum, in any order: a number before 笔 is a count. */
static void take_side(sy_totals_row *t, bool is_in, sy_slice value)
{
    sy_slice number;
    bool is_count;

    while (next_number(&value, &number, &is_count)) {
        if (is_count)
            set_count(t, is_in ? SY_STATED_COUNT_IN : SY_STATED_COUNT_OUT,
                      is_in ? &t->count_in : &t->count_out, number);
        else
            set_money(t, is_in ? SY_STATED_SUM_IN : SY_STATED_SUM_OUT,
                      is_in ? &t->sum_in : &t->sum_out, number, true);
    }
}

static void take_day(bool *has, int32_t *day, sy_slice value)
{
    int32_t days[2];

    if (*has || find_dates(days, value) != 1) return;
    *day = days[0];
    *has = true;
}

/* A name is not a number, not a label and not longer than names are. */
static bool may_be_name(sy_slice s)
{
    size_t end, size;

    if (s.len < 2 || s.len > LONGEST_NAME || sy_cell_is_blank(s)) return false;
    if (match_label(s, 0, &end) != NO_LABEL && end == s.len) return false;
    for (size_t at = 0; at < s.len; at += size) {
        const uint32_t c = char_at(s, at, &size);
        if (is_han(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
    }
    return false;
}

static bool may_be_account(sy_slice s)
{
    sy_number number;
    size_t digits = 0;

    if (sy_parse_number(&number, s, false) != SY_FINE || number.len < SHORTEST_NUMBER) return false;
    for (size_t i = 0; i < number.len; i++) {
        const char c = number.text[i];
        digits += is_digit((unsigned char)c);
        if (!is_digit((unsigned char)c) && c != '*' && !(c >= 'A' && c <= 'Z')) return false;
    }
    return digits >= 4;
}

/* What has come so far of a period in two labels. */
typedef struct ends {
    bool has_from, has_to;
    int32_t from, to;
} ends;

static void take_value(sy_said *said, ends *e, label_kind kind, sy_slice value)
{
    sy_totals_row *t = &said->totals;
    sy_slice number = {"", 0};
    bool is_count;
    char iso[4];

    switch (kind) {
    case NO_LABEL:
        return;
    case HOLDER:
        if (said->holder.len == 0 && may_be_name(value)) said->holder = value;
        return;
    case ACCOUNT:
        if (said->account.len == 0 && may_be_account(value)) said->account = value;
        return;
    case CURRENCY:
        if (value.len && sy_parse_currency(iso, value)) said->currency = value;
        return;
    case PERIOD:
        if (!(t->stated & SY_STATED_PERIOD) && sy_period_find(&t->from_day, &t->to_day, value)) {
            t->stated |= SY_STATED_PERIOD;
        }
        return;
    case FROM:
        take_day(&e->has_from, &e->from, value);
        return;
    case TO:
        take_day(&e->has_to, &e->to, value);
        return;
    case MONEY_IN:
    case MONEY_OUT:
        take_side(t, kind == MONEY_IN, value);
        return;
    default:
        break;
    }
    const sy_slice all = value;
    if (!next_number(&value, &number, &is_count)) return;
    if (kind == OPENING) set_money(t, SY_STATED_OPENING, &t->opening, number, false);
    if (kind == CLOSING) set_money(t, SY_STATED_CLOSING, &t->closing, number, false);
    /* 共3页 is no count of rows. */
    if (kind == COUNT && (is_count || number.len == sy_cell_trim(all).len))
        set_count(t, SY_STATED_COUNT, &t->count, number);
    if (kind == COUNT_IN) set_count(t, SY_STATED_COUNT_IN, &t->count_in, number);
    if (kind == COUNT_OUT) set_count(t, SY_STATED_COUNT_OUT, &t->count_out, number);
}

static sy_slice next_cell(const sy_slice *cells, size_t n, size_t i)
{
    for (i++; i < n; i++) {
        const sy_slice s = sy_cell_trim(cells[i]);
        if (s.len > 0) return s;
    }
    return (sy_slice){"", 0};
}

sy_line_kind sy_total_word(sy_slice text)
{
    const sy_slice s = sy_cell_trim(text);

    for (size_t i = 0; i < sizeof total_words / sizeof *total_words; i++) {
        const size_t end = s.len ? match_words(s, 0, total_words[i].words) : 0;
        size_t size, at = end ? skip_blanks(s, end) : 0;
        if (end && at < s.len && is_colon(char_at(s, at, &size))) at = skip_blanks(s, at + size);
        if (end && at == s.len) return total_words[i].kind;
    }
    return SY_LINE_OTHER;
}

/* 合计：5笔, 合计 1,000.00: the word, and no further word. */
static sy_line_kind opens_with_total(sy_slice s)
{
    while (s.len > 0 && (*s.ptr == '#' || *s.ptr == '*' || *s.ptr == ' ')) s.ptr++, s.len--;
    for (size_t i = 0; i < sizeof total_words / sizeof *total_words; i++) {
        const size_t end = match_words(s, 0, total_words[i].words);
        size_t size;
        if (end && (end == s.len || !is_han(char_at(s, end, &size)))) return total_words[i].kind;
    }
    return SY_LINE_OTHER;
}

void sy_line_read(sy_said *said, const sy_slice *cells, size_t n)
{
    ends e = {false, false, 0, 0};
    bool any = false;
    const sy_slice nothing = {"", 0};

    *said = (sy_said){.holder = nothing, .account = nothing, .currency = nothing};
    said->totals.account = said->totals.currency = nothing;
    for (size_t i = 0; i < n; i++) {
        found list[MOST_LABELS];
        const sy_slice s = sy_cell_trim(cells[i]);
        const size_t n_found = find_labels(list, s);
        if (!any && s.len > 0) said->kind = opens_with_total(s);
        any = any || s.len > 0;
        for (size_t k = 0; k < n_found; k++) {
            const size_t end = k + 1 < n_found ? list[k + 1].begin : s.len;
            sy_slice value = {s.ptr + list[k].value, end - list[k].value};
            value = without_brackets(cut_at_label(sy_cell_trim(value)));
            if (value.len == 0 && k + 1 == n_found)
                value = without_brackets(next_cell(cells, n, i));
            take_value(said, &e, list[k].kind, value);
        }
    }
    sy_totals_row *t = &said->totals;
    if (!(t->stated & SY_STATED_PERIOD) && e.has_from && e.has_to && e.from <= e.to) {
        t->from_day = e.from;
        t->to_day = e.to;
        t->stated |= SY_STATED_PERIOD;
    }
    if (said->kind == SY_LINE_OTHER && (t->stated || said->holder.len || said->account.len)) {
        said->kind = SY_LINE_SAYS;
    }
}

/* ---- names of files and sheets ---- */

enum { SHORTEST_IN_NAME = 12, LONGEST_IN_NAME = 30 };

sy_slice sy_account_in_name(sy_slice name)
{
    sy_slice account = {"", 0};
    unsigned n = 0;

    for (size_t at = 0; at < name.len;) {
        size_t run = 0;
        while (at + run < name.len && is_digit((unsigned char)name.ptr[at + run])) run++;
        if (run >= SHORTEST_IN_NAME && run <= LONGEST_IN_NAME) {
            account = (sy_slice){name.ptr + at, run};
            n++;
        }
        at += run ? run : 1;
    }
    return n == 1 ? account : (sy_slice){"", 0};
}

/* Words of files, not of people. */
static bool is_of_files(sy_slice part)
{
    static const char *const words[] = {"银行", "流水", "明细", "交易", "账户", "查询", "结果",
                                        "反馈", "账单", "对账", "资金", "余额", "清单", "工作表",
                                        "副本", "信息", "汇总", "导出", "新建", "文件", "数据",
                                        "活期", "信用", "借记", "个人", "单位", "对公", "全部"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (sy_slice_holds(part, sy_slice_of(words[i]))) return true;
    }
    return false;
}

/* All Han; two to four characters, or a company. */
static bool may_be_holder(sy_slice part)
{
    size_t chars = 0, size;

    for (size_t at = 0; at < part.len; at += size, chars++) {
        const uint32_t c = char_at(part, at, &size);
        if (!is_han(c) && c != 0xB7) return false; /* · of long names */
    }
    if (sy_slice_ends(part, SY_TEXT("公司"))) return chars > 4;
    return chars >= 2 && chars <= 4 && !is_of_files(part);
}

sy_slice sy_holder_in_name(sy_slice name)
{
    sy_slice holder = {"", 0};
    size_t begin = 0, size, n = 0;

    for (size_t at = 0; at <= name.len; at += size) {
        const uint32_t c = at < name.len ? char_at(name, at, &size) : ' ';
        if (at == name.len) size = 1;
        if (is_han(c) || c == 0xB7) continue;
        const sy_slice part = {name.ptr + begin, at - begin};
        if (part.len > 0 && may_be_holder(part)) {
            holder = part;
            n++;
        }
        begin = at + size;
    }
    return n == 1 ? holder : (sy_slice){"", 0};
}
