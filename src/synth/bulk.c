/* The huge file, in three steps: draw transfers along one clock, keeping every
 * balance at or above zero; sort their rows by account (a counting sort); write
 * account after account with balances that run on. Texts are encoded once, each
 * as a word of fixed room that is copied whole; a row costs well under a
 * microsecond. Names are put together from syllables by a hash of the
 * counterparty's number, so none of them has to be kept. */
#include "synth/synth.h"

#include <iconv.h>
#include <stdbool.h>
#include <string.h>

#include "base/alloc.h"
#include "base/civil.h"
#include "base/lang.h"
#include "synth/ids.h"
#include "synth/layout.h"
#include "synth/out.h"
#include "synth/put.h"
#include "synth/random.h"

enum { DAYS = 1096, ROW_BYTES = 2048, WORD_BYTES = 48 };
#define NOBODY UINT32_MAX

/* ---- words ---- */

typedef struct word {
    char text[WORD_BYTES];
    size_t len;
} word;

static const char *const surname_texts[] = {"江", "云", "山", "水", "花", "柳", "梅", "竹",
                                            "石", "金", "钱", "甄", "温", "安", "平", "乐",
                                            "成", "万", "白", "方", "向", "归", "闻", "路"};
static const char *const syllable_texts[] = {
    "春", "夏", "秋", "冬", "风", "月", "雪", "星", "晨", "暮", "晴", "岚", "溪", "泉", "河", "海",
    "松", "柏", "桐", "荷", "兰", "菊", "桂", "枫", "书", "墨", "琴", "棋", "诗", "画", "茶", "香",
    "远", "长", "明", "清", "和", "宁", "康", "福", "有", "无", "大", "小", "东", "西", "南", "北",
    "行", "知", "思", "言", "乐", "喜", "悦", "欢", "天", "地", "日", "辰", "玉", "珠", "锦", "绣"};
static const char *const bank_texts[] = {
    "中国工商银行",         "中国建设银行",   "中国农业银行", "中国银行", "交通银行", "招商银行",
    "中国邮政储蓄银行",     "兴业银行",       "浦发银行",     "中信银行", "民生银行", "平安银行",
    "浙江虚构农村商业银行", "虚构市商业银行", "光大银行",     "华夏银行"};
static const char *const trade_texts[] = {"建材有限公司", "商贸有限公司", "物流有限公司",
                                          "科技有限公司", "餐饮店",       "超市",
                                          "纺织有限公司", "五金店"};
enum { SURNAMES = 24, SYLLABLES = 64, BANKS = 16, TRADES = 8 };

/* What a row is about. */
typedef enum kind { TRANSFER, GOODS, SALARY, SHOP, CASH_OUT, CASH_IN, FEE, INTEREST, KINDS } kind;
static const char *const summary_texts[KINDS] = {"转账",    "货款",    "代发工资", "快捷支付",
                                                 "ATM取款", "ATM存款", "手续费",   "结息"};
static const char *const type_texts[KINDS] = {"网银转账", "跨行汇款", "代发", "网联支付",
                                              "ATM",      "ATM",      "收费", "结息"};
static const char *const note_texts[] = {"",     "往来款", "借款",   "还款",
                                         "货款", "生活费", "备用金", "扫二维码付款"};
enum { NOTES = 8 };

typedef struct words {
    word surname[SURNAMES], syllable[SYLLABLES], bank[BANKS], trade[TRADES], summary[KINDS],
        type[KINDS], note[NOTES];
    word town, branch, in, out, cash, not_cash, yes, place, tenpay, alipay, header;
    char header_text[1024];
    size_t header_len;
    char days[DAYS][10];
} words;

static sy_status encode(iconv_t cd, char *out, size_t room, size_t *len, const char *text,
                        sy_err *err)
{
    char *in = (char *)(uintptr_t)text, *to = out;
    size_t left = strlen(text), free_bytes = room;

    if (iconv(cd, &in, &left, &to, &free_bytes) == (size_t)-1) {
        return sy_fail_errno(err, "iconv");
    }
    *len = room - free_bytes;
    return SY_OK;
}

static sy_status fill_words(iconv_t cd, word *to, const char *const *texts, size_t n, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        st = encode(cd, to[i].text, WORD_BYTES, &to[i].len, texts[i], err);
    }
    return st;
}

static sy_status fill_header(iconv_t cd, words *w, sy_err *err)
{
    char text[1024] = "", *p = text;

    for (size_t i = 0; i < sy_layout_31.n; i++) {
        p = stpcpy(p, sy_layout_31.columns[i].header);
        p = stpcpy(p, i + 1 < sy_layout_31.n ? "," : "\r\n");
    }
    return encode(cd, w->header_text, sizeof w->header_text, &w->header_len, text, err);
}

static sy_status make_words(words *w, sy_encoding encoding, sy_err *err)
{
    const char *const single_texts[] = {"虚构市",
                                        "虚构支行",
                                        "进",
                                        "出",
                                        "现金",
                                        "转账",
                                        "成功",
                                        "虚构市",
                                        "财付通支付科技有限公司",
                                        "支付宝（中国）网络技术有限公司"};
    word *const single[] = {&w->town,     &w->branch, &w->in,    &w->out,    &w->cash,
                            &w->not_cash, &w->yes,    &w->place, &w->tenpay, &w->alipay};
    const int64_t first = sy_days_from_civil(2021, 1, 1);
    iconv_t cd = iconv_open(encoding == SY_UTF8 ? "UTF-8" : "GB18030", "UTF-8");
    sy_status st;

    if (cd == (iconv_t)-1) return sy_fail_errno(err, "iconv");
    st = fill_words(cd, w->surname, surname_texts, SURNAMES, err);
    if (st == SY_OK) st = fill_words(cd, w->syllable, syllable_texts, SYLLABLES, err);
    if (st == SY_OK) st = fill_words(cd, w->bank, bank_texts, BANKS, err);
    if (st == SY_OK) st = fill_words(cd, w->trade, trade_texts, TRADES, err);
    if (st == SY_OK) st = fill_words(cd, w->summary, summary_texts, KINDS, err);
    if (st == SY_OK) st = fill_words(cd, w->type, type_texts, KINDS, err);
    if (st == SY_OK) st = fill_words(cd, w->note, note_texts, NOTES, err);
    for (size_t i = 0; i < sizeof single / sizeof *single && st == SY_OK; i++) {
        st = fill_words(cd, single[i], &single_texts[i], 1, err);
    }
    if (st == SY_OK) st = fill_header(cd, w, err);
    iconv_close(cd);
    for (int64_t d = 0; d < DAYS; d++) {
        char text[SY_TIME_TEXT];
        memcpy(w->days[d], sy_time_print(text, (first + d) * SY_DAY, SY_DATE), 10);
    }
    return st;
}

/* ---- drawing ---- */

typedef struct event {
    int64_t fen;
    uint32_t from, to;   /* NOBODY: outside the file */
    uint32_t at;         /* seconds since the first day */
    uint8_t kind, delay; /* delay: seconds until the other bank books it */
} event;

typedef struct bulk {
    uint64_t seed;
    uint32_t accounts;
    uint64_t rows;
    event *events;
    uint32_t n_events;
    int64_t *balance;  /* while drawing: now; while writing: of the row before */
    uint32_t *first;   /* accounts + 1 places in rows_of */
    uint32_t *rows_of; /* event * 2 + (1 for the payee's row), account after account */
    words words;
} bulk;

static uint64_t hash_of(const bulk *b, uint64_t what)
{
    return sy_random_mix(b->seed * 0x9E3779B97F4A7C15ull + what);
}

static int64_t opening_of(const bulk *b, uint32_t account)
{
    return (int64_t)(hash_of(b, account) % 20000000);
}

static int64_t draw_amount(sy_random *r, kind k)
{
    static const int64_t most[KINDS] = {10000000, 50000000, 2000000, 200000,
                                        500000,   500000,   5000,    20000};
    const uint64_t draw = sy_random_next(r);
    const int64_t most_of_it = (int64_t)(((draw >> 40) * (draw >> 16 & 0xFFFFFF) >> 24));
    const int64_t fen = 100 + most_of_it * most[k] / (1 << 24);

    if (k == CASH_OUT || k == CASH_IN) return (fen / 10000 + 1) * 10000;
    return k == TRANSFER && draw % 4 ? fen / 10000 * 10000 + 10000 : fen;
}

/* One event; the payer can always pay it. */
static event draw_event(const bulk *b, sy_random *r, uint32_t at, bool two_rows)
{
    static const uint8_t outs[16] = {SHOP,  SHOP,     SHOP,     SHOP,     SHOP,     SHOP,
                                     SHOP,  SHOP,     TRANSFER, TRANSFER, TRANSFER, GOODS,
                                     GOODS, CASH_OUT, CASH_OUT, FEE};
    static const uint8_t ins[8] = {TRANSFER, TRANSFER, TRANSFER, GOODS,
                                   GOODS,    SALARY,   CASH_IN,  INTEREST};
    const uint64_t draw = sy_random_next(r);
    event e = {.from = sy_random_heavy(r, b->accounts), .to = NOBODY, .at = at};

    e.kind = outs[draw & 15];
    e.delay = draw >> 8 & 1 ? 0 : (uint8_t)((draw >> 9) & 7);
    if (two_rows && (draw >> 16) % 5 == 0) {
        e.kind = draw >> 40 & 1 ? TRANSFER : GOODS;
        e.to = sy_random_heavy(r, b->accounts);
        if (e.to == e.from) e.to = e.to + 1 < b->accounts ? e.to + 1 : 0;
    }
    e.fen = draw_amount(r, e.kind);
    if (e.fen > b->balance[e.from]) { /* nothing to pay with: money comes in */
        e.kind = ins[draw >> 32 & 7];
        e.fen = draw_amount(r, e.kind);
        e.to = e.from;
        e.from = NOBODY;
    }
    return e;
}

static void draw_events(bulk *b)
{
    sy_random r = {b->seed};
    uint64_t rows = 0;

    for (uint32_t a = 0; a < b->accounts; a++) b->balance[a] = opening_of(b, a);
    memset(b->first, 0, ((size_t)b->accounts + 1) * sizeof *b->first);
    while (rows < b->rows) {
        /* the clock: as far through the days as through the rows */
        const uint32_t at = (uint32_t)(rows * (DAYS * (uint64_t)SY_DAY - 8) / b->rows);
        const event e = draw_event(b, &r, at, b->rows - rows >= 2);

        if (e.from != NOBODY) {
            b->balance[e.from] -= e.fen;
            b->first[e.from + 1]++;
            rows++;
        }
        if (e.to != NOBODY) {
            b->balance[e.to] += e.fen;
            b->first[e.to + 1]++;
            rows++;
        }
        b->events[b->n_events++] = e;
    }
}

/* Counting sort: first[a] becomes the end of account a's rows and, when all
 * are placed, their beginning again. */
static void sort_rows(bulk *b)
{
    for (uint32_t a = 0; a < b->accounts; a++) b->first[a + 1] += b->first[a];
    for (uint32_t i = b->n_events; i-- > 0;) {
        const event *e = &b->events[i];
        if (e->to != NOBODY) b->rows_of[--b->first[e->to + 1]] = i * 2 + 1;
        if (e->from != NOBODY) b->rows_of[--b->first[e->from + 1]] = i * 2;
    }
    for (uint32_t a = 0; a < b->accounts; a++) b->first[a] = b->first[a + 1];
    b->first[b->accounts] = (uint32_t)b->rows;
}

/* ---- writing ---- */

static inline char *put_word(char *p, const word *w)
{
    memcpy(p, w->text, WORD_BYTES);
    return p + w->len;
}

static char *put_person(char *p, const words *w, uint64_t hash)
{
    p = put_word(p, &w->surname[hash % SURNAMES]);
    p = put_word(p, &w->syllable[hash >> 8 & (SYLLABLES - 1)]);
    return hash >> 14 & 3 ? put_word(p, &w->syllable[hash >> 16 & (SYLLABLES - 1)]) : p;
}

static char *put_company(char *p, const words *w, uint64_t hash)
{
    p = put_word(p, &w->town);
    p = put_word(p, &w->syllable[hash & (SYLLABLES - 1)]);
    p = put_word(p, &w->syllable[hash >> 8 & (SYLLABLES - 1)]);
    return put_word(p, &w->trade[hash >> 16 & (TRADES - 1)]);
}

/* Accounts of the file have numbers of their own; the others' come from as
 * many more, three in four of them met again and again. */
static char *put_card(char *p, uint32_t bin, uint64_t account)
{
    sy_synth_card(p, bin, account * 1000003 % 1000000000000ull);
    return p + SY_CARD_TEXT - 1;
}

/* What is the same in every row of an account. */
typedef struct owner {
    char text[256];
    size_t len;
    uint64_t hash;
    const word *bank;
} owner;

static void make_owner(owner *o, const bulk *b, uint32_t account)
{
    char *p = o->text;

    o->hash = hash_of(b, account + (1ull << 40));
    o->bank = &b->words.bank[o->hash >> 32 & (BANKS - 1)];
    p = put_card(p, 629999, account);
    *p++ = ',';
    p = sy_put_digits(p, 4, 1000 + (o->hash >> 32 & (BANKS - 1)));
    p = sy_put_digits(p, 12, account * 7919ull);
    *p++ = ',';
    p = put_person(p, &b->words, o->hash);
    *p++ = ',';
    sy_synth_id(p, 1950 + (int)(o->hash >> 20 & 31), 1 + (int)(o->hash >> 26 & 7),
                1 + (int)(o->hash >> 30 & 15), (unsigned)(o->hash >> 36) % 1000);
    p += SY_ID_TEXT - 1;
    *p++ = ',';
    o->len = (size_t)(p - o->text);
}

/* 对手户名, 对手身份证号, 对手开户银行, and the number before them, with the
 * cash flag between. */
static char *put_other(char *p, const bulk *b, const event *e, uint32_t other, uint64_t draw)
{
    const words *w = &b->words;
    const bool is_cash = e->kind == CASH_OUT || e->kind == CASH_IN;
    const bool is_wallet = e->kind == SHOP;
    const bool has_number = !is_cash && e->kind != FEE && e->kind != INTEREST && !is_wallet;
    uint32_t number = other;

    if (has_number && other == NOBODY) {
        sy_random r = {draw};
        number = sy_random_heavy(&r, b->accounts);
    }
    const uint64_t hash = hash_of(b, number + (other == NOBODY ? 3ull << 40 : 1ull << 40));
    if (has_number) p = put_card(p, other == NOBODY ? 629998 : 629999, number);
    if (is_wallet) p = stpcpy(p, draw & 1 ? "Z2004944000010N" : "Z2007933000010N");
    *p++ = ',';
    p = put_word(p, is_cash ? &w->cash : &w->not_cash);
    *p++ = ',';
    if (is_wallet) p = put_word(p, draw & 1 ? &w->tenpay : &w->alipay);
    if (has_number) {
        const bool is_company = other == NOBODY && e->kind != TRANSFER;
        p = is_company ? put_company(p, w, hash) : put_person(p, w, hash);
    }
    *p++ = ',';
    *p++ = ',';
    if (has_number) p = put_word(p, &w->bank[hash >> 32 & (BANKS - 1)]);
    *p++ = ',';
    return p;
}

static char *put_address(char *p, uint64_t hash)
{
    static const char hex[] = "0123456789ABCDEF";

    p = stpcpy(p, "10.");
    p = sy_put_number(p, hash & 255);
    *p++ = '.';
    p = sy_put_number(p, hash >> 8 & 255);
    *p++ = '.';
    p = sy_put_number(p, hash >> 16 & 255);
    *p++ = ',';
    for (int i = 0; i < 6; i++) {
        *p++ = hex[hash >> (24 + 6 * i) & 15];
        *p++ = hex[hash >> (27 + 6 * i) & 15];
        *p++ = '-';
    }
    return p - 1;
}

/* From 摘要说明 to the end of the row. */
static char *put_rest(char *p, const bulk *b, const owner *o, const event *e, uint32_t row_id,
                      const char *day, uint64_t draw)
{
    const words *w = &b->words;
    const bool is_online = e->kind == TRANSFER || e->kind == GOODS;

    p = put_word(p, &w->summary[e->kind]);
    p = stpcpy(p, ",CNY,");
    p = put_word(p, o->bank);
    p = put_word(p, &w->branch);
    *p++ = ',';
    p = put_word(p, &w->place);
    *p++ = ',';
    p = put_word(p, &w->yes);
    *p++ = ',';
    if (!is_online && e->kind != SHOP) p = sy_put_digits(p, 8, draw % 100000000); /* slip */
    *p++ = ',';
    if (is_online)
        p = put_address(p, hash_of(b, o->hash + (draw >> 62)));
    else
        *p++ = ',';
    p = stpcpy(p, ",,");
    memcpy(p, day, 4);
    memcpy(p + 4, day + 5, 2);
    memcpy(p + 6, day + 8, 2);
    p = sy_put_digits(p + 8, 10, row_id); /* serial: day and a number of its own */
    *p++ = ',';
    p = sy_put_digits(p, 9, draw >> 20 & 0x1FFFFFFF); /* log */
    p = stpcpy(p, ",,");
    if (is_online) p = sy_put_digits(p, 8, draw >> 32 & 0x3FFFFFF); /* voucher */
    *p++ = ',';
    p = sy_put_digits(p, 5, o->hash % 97 * 100 + (draw >> 40) % 13); /* teller */
    *p++ = ',';
    p = put_word(p, e->kind == SHOP ? &w->note[7]
                    : is_online     ? &w->note[draw >> 50 & 7]
                                    : &w->note[0]);
    *p++ = ',';
    if (e->kind == SHOP) {
        sy_random r = {draw};
        p = put_company(p, w, hash_of(b, sy_random_heavy(&r, 200000) + (5ull << 40)));
    }
    *p++ = ',';
    p = put_word(p, &w->type[e->kind]);
    *p++ = ',';
    p = put_word(p, &w->yes);
    *p++ = '\r';
    *p++ = '\n';
    return p;
}

static void write_account(bulk *b, sy_out *out, uint32_t account)
{
    owner o;
    uint32_t last = 0;
    int64_t balance = opening_of(b, account);

    make_owner(&o, b, account);
    for (uint32_t k = b->first[account]; k < b->first[account + 1]; k++) {
        const uint32_t row_id = b->rows_of[k];
        const event *e = &b->events[row_id / 2];
        const bool is_in = row_id & 1;
        const uint64_t draw = hash_of(b, row_id + (7ull << 40));
        /* a row booked with delay pushes on those that follow it */
        const uint32_t booked = is_in && e->from != NOBODY ? e->at + e->delay : e->at;
        const uint32_t at = booked > last ? booked : last;
        const char *day = b->words.days[at / SY_DAY];
        char *p = sy_out_room(out, ROW_BYTES);

        last = at;
        balance += is_in ? e->fen : -e->fen;
        memcpy(p, o.text, sizeof o.text);
        p += o.len;
        memcpy(p, day, 10);
        p[10] = ' ';
        p = sy_put_clock(p + 11, at % SY_DAY);
        *p++ = ',';
        p = sy_put_fen(p, e->fen);
        *p++ = ',';
        p = sy_put_fen(p, balance);
        *p++ = ',';
        p = put_word(p, is_in ? &b->words.in : &b->words.out);
        *p++ = ',';
        p = put_other(p, b, e, is_in ? e->from : e->to, draw);
        p = put_rest(p, b, &o, e, row_id, day, draw);
        sy_out_used(out, p);
    }
}

static sy_status write_file(bulk *b, const char *path, sy_err *err)
{
    sy_out out;
    sy_status st = sy_out_open(&out, path, err);

    if (st != SY_OK) return st;
    char *p = sy_out_room(&out, ROW_BYTES);
    memcpy(p, b->words.header_text, b->words.header_len);
    sy_out_used(&out, p + b->words.header_len);
    for (uint32_t a = 0; a < b->accounts && out.status == SY_OK; a++) write_account(b, &out, a);
    return sy_out_close(&out, err);
}

sy_status sy_synth_bulk(const char *path, uint64_t rows, uint32_t accounts, sy_encoding encoding,
                        uint64_t seed, sy_err *err)
{
    sy_status st = SY_OK;
    bulk *b = NULL;

    if (rows < 2 || rows > 1u << 31 || accounts < 2 || accounts > rows / 2) {
        return sy_fail(err, SY_EINVAL, N_("%llu rows of %u accounts cannot be made"),
                       (unsigned long long)rows, accounts);
    }
    if (encoding != SY_UTF8 && encoding != SY_GB18030) {
        return sy_fail(err, SY_EINVAL, N_("made-up files are UTF-8 or GB18030"));
    }
    b = sy_new(NULL, sizeof *b);
    if (!b) return sy_fail_nomem(err);
    b->seed = seed;
    b->rows = rows;
    b->accounts = accounts;
    b->events = sy_new_array(NULL, rows, sizeof *b->events);
    b->balance = sy_new_array(NULL, accounts, sizeof *b->balance);
    b->first = sy_new_array(NULL, (size_t)accounts + 1, sizeof *b->first);
    b->rows_of = sy_new_array(NULL, rows, sizeof *b->rows_of);
    if (!b->events || !b->balance || !b->first || !b->rows_of) {
        st = sy_fail_nomem(err);
        goto done;
    }
    st = make_words(&b->words, encoding, err);
    if (st != SY_OK) goto done;
    draw_events(b);
    sort_rows(b);
    st = write_file(b, path, err);

done:
    sy_drop(NULL, b->events);
    sy_drop(NULL, b->balance);
    sy_drop(NULL, b->first);
    sy_drop(NULL, b->rows_of);
    sy_drop(NULL, b);
    return st;
}
