/* case_number.c - a reader by hand over the folded text (half width, no blanks).
 *
 *   head  = "(" year ")" court type                    new
 *         | "(" year ")" words "字第"                  old
 *   list  = head number { ("、"|","|"-"|"至") number } "号" [ "之" part ]
 *
 * Where courts and kinds meet, the longest court that leaves a kind wins. Years
 * before 1985 and after 2099 are none. */
#include "identifier/case_number.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/width.h"

enum { FIRST_YEAR = 1985, LAST_YEAR = 2099, MOST_DIGITS = 9, FOLDED = 512, HAN = 3 };

/* The kinds of cases: 法〔2015〕137号, 法〔2018〕335号 and what courts use beside. */
static const char *const types[] = {
    "执",     "执恢",   "执保",   "执异",   "执复",   "执监",   "执协",   "执他",     "执请",
    "执提",   "执督",   "民初",   "民终",   "民再",   "民申",   "民监",   "民抗",     "民特",
    "民督",   "民撤",   "民辖",   "民辖终", "民辖监", "民催",   "民他",   "民算",     "民诉前调",
    "诉前调", "诉前登", "引调",   "财保",   "行保",   "破",     "破申",   "破终",     "破监",
    "破他",   "清申",   "清终",   "强清",   "认",     "认复",   "认他",   "刑初",     "刑终",
    "刑再",   "刑申",   "刑监",   "刑核",   "刑他",   "刑更",   "刑更监", "刑更备",   "刑没",
    "刑医",   "刑医复", "刑辖",   "刑抗",   "行初",   "行终",   "行再",   "行申",     "行监",
    "行审",   "行审复", "行辖",   "行他",   "行赔初", "行赔终", "行赔申", "行诉前调", "赔",
    "赔他",   "赔监",   "委赔",   "委赔监", "法赔",   "司惩",   "司惩复", "司救",     "司救执",
    "司救民", "司救刑", "司救行", "司救他", "国赔",   "请",     "协",     "外认",     "港认",
    "澳认",   "台认",   "知民初", "知民终", "知行初", "知行终",
};

static const char provinces[] = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新";

/* ---- folding ---- */

/* One character of the folded text, or 0: brackets of all kinds are round. */
static uint32_t fold_char(uint32_t code)
{
    code = sy_half_width(code);
    switch (code) {
    case 0x3014: /* 〔 */
    case 0x3010: /* 【 */
    case '[':
        return '(';
    case 0x3015:
    case 0x3011:
    case ']':
        return ')';
    case 0x2014: /* — */
    case 0x2015:
    case '~':
    case 0x223C: /* ∼ */
        return '-';
    case SY_NO_WIDTH:
    case ' ':
        return 0;
    default:
        return code;
    }
}

/* Bytes of a character that folding leaves as it is, 0: one to look at. Case numbers are hardly
 * anything else, and models read them by the million. */
static size_t plain_ahead(const char *s, size_t n)
{
    const unsigned char *u = (const unsigned char *)s;

    if ((u[0] >= '0' && u[0] <= '9') || u[0] == '(' || u[0] == ')') return 1;
    return n >= HAN && u[0] >= 0xE4 && u[0] <= 0xE9 && (u[1] & 0xC0) == 0x80 &&
                   (u[2] & 0xC0) == 0x80
               ? HAN
               : 0;
}

/* Folds as much as fits; *used: bytes of text. */
static size_t fold(char out[FOLDED], sy_slice text, size_t *used)
{
    size_t n = 0, i = 0;

    for (size_t step; i < text.len; i += step) {
        char bytes[4];
        if ((step = plain_ahead(text.ptr + i, text.len - i)) > 0) {
            if (n + step > FOLDED - 1) break;
            memcpy(out + n, text.ptr + i, step);
            n += step;
            continue;
        }
        uint32_t code = sy_utf8_decode(text.ptr + i, text.len - i, &step);
        if (code == 0) break;
        code = fold_char(code);
        const size_t k = code ? sy_utf8_encode(bytes, code) : 0;
        if (n + k > FOLDED - 1) break;
        memcpy(out + n, bytes, k);
        n += k;
    }
    out[n] = '\0';
    *used = i;
    return n;
}

/* ---- pieces: by the byte, since models read a hundred million ---- */

static bool take(const char **s, const char *word)
{
    const char *p = *s;

    while (*word && *p == *word) p++, word++;
    if (*word) return false;
    *s = p;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_ahead(const char *s)
{
    size_t n = 0;

    while (is_digit(s[n])) n++;
    return n;
}

static bool take_number(const char **s, uint32_t *number)
{
    size_t n = digits_ahead(*s), zeros = 0;
    uint64_t value = 0;

    while ((*s)[zeros] == '0') zeros++;
    if (n == 0 || zeros + MOST_DIGITS < n) return false;
    for (size_t i = 0; i < n; i++) value = value * 10 + (uint64_t)((*s)[i] - '0');
    *s += n;
    *number = (uint32_t)value;
    return true;
}

static bool is_han(const char *s)
{
    const unsigned char *u = (const unsigned char *)s; /* U+4E00 to U+9FFF */

    return u[0] >= 0xE4 && u[0] <= 0xE9 && (u[1] & 0xC0) == 0x80 && (u[0] > 0xE4 || u[1] >= 0xB8) &&
           (u[2] & 0xC0) == 0x80;
}

/* list: characters of HAN bytes. */
static bool in_list(const char *list, const char *s)
{
    if (!is_han(s)) return false;
    while (*list && memcmp(list, s, HAN) != 0) list += HAN;
    return *list != '\0';
}

/* Bytes of a court's code at s; 0: none. Digits come in twos or fours. */
static size_t court_ahead(const char *s)
{
    const char *p = s;

    if (take(&p, "最高法")) {
        take(&p, "知");
        return (size_t)(p - s);
    }
    if (!in_list(provinces, s) && !in_list("兵军", s)) return 0;
    p += HAN;
    const size_t n = digits_ahead(p);
    if (n != 0 && n != 2 && n != 4) return 0;
    return (size_t)(p - s) + n;
}

/* Bytes of the kind that a number follows; 0: none. No kind has a digit. */
static size_t type_ahead(const char *s)
{
    size_t n = 0;

    while (s[n] && !is_digit(s[n])) n++;
    if (n < HAN || !s[n]) return 0;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        const char *t = types[i];
        if (memcmp(s, t, HAN) != 0) continue; /* its first character */
        if (strncmp(s, t, n) == 0 && t[n] == '\0') return n;
    }
    return 0;
}

static bool copy(char *out, size_t size, const char *from, size_t n)
{
    if (n >= size) return false;
    memcpy(out, from, n);
    out[n] = '\0';
    return true;
}

static bool take_new_head(const char **s, sy_case_number *c)
{
    const size_t court = court_ahead(*s);
    size_t type = court ? type_ahead(*s + court) : 0;

    if (!type || !copy(c->court, sizeof c->court, *s, court) ||
        !copy(c->type, sizeof c->type, *s + court, type)) {
        return false;
    }
    *s += court + type;
    return true;
}

static bool take_old_head(const char **s, sy_case_number *c)
{
    const char *p = *s;
    size_t n = 0;

    while (n < 12 && is_han(p) && strncmp(p, "字第", 6) != 0) {
        p += HAN;
        n++;
    }
    if (n == 0 || n > 10 || !copy(c->court, sizeof c->court, *s, (size_t)(p - *s))) return false;
    if (!take(&p, "字第") || digits_ahead(p) == 0) return false;
    c->is_old = true;
    *s = p;
    return true;
}

/* "(2023)" and all up to the first number. */
static bool take_head(const char **s, sy_case_number *c)
{
    uint32_t year = 0;
    const char *p = *s;

    *c = (sy_case_number){.year = 0};
    if (!take(&p, "(") || digits_ahead(p) != 4 || !take_number(&p, &year) || !take(&p, ")")) {
        return false;
    }
    c->year = (int)year;
    if (c->year < FIRST_YEAR || c->year > LAST_YEAR) return false;
    if (!take_new_head(&p, c) && !take_old_head(&p, c)) return false;
    *s = p;
    return true;
}

/* 之一, 之十二, 之2 */
static void take_part(const char **s, sy_case_number *c)
{
    const char *p = *s;
    size_t n = 0;

    if (!take(&p, "之")) return;
    while (n + HAN < SY_CASE_PART && in_list("一二三四五六七八九十", p + n)) n += HAN;
    if (n == 0) n = digits_ahead(p);
    if (n == 0 || n > 4 * HAN || !copy(c->part, sizeof c->part, p, n)) return;
    *s = p + n;
}

static bool takes_separator(const char **s)
{
    static const char *const separators[] = {"、", ",", "，", ";", "和", "及"};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        if (take(s, separators[i])) return true;
    }
    return false;
}

/* ---- one ---- */

static bool read_folded(sy_case_number *c, const char *s, const char *end)
{
    if (!take_head(&s, c) || !take_number(&s, &c->number)) return false;
    if (c->is_old && *s == '-') { /* (2014)绍嵊执民字第1234-2号 */
        const size_t n = digits_ahead(s + 1);
        if (n == 0 || !copy(c->part, sizeof c->part, s + 1, n)) return false;
        s += 1 + n;
    }
    if (!take(&s, "号")) return false;
    if (!c->part[0]) take_part(&s, c);
    return s == end;
}

/* What can be read as it stands is what folding leaves as it is; most are. */
bool sy_case_number_read(sy_case_number *out, sy_slice text)
{
    char folded[FOLDED];
    size_t used = text.len;

    if (text.len > 0 && text.len < FOLDED) {
        memcpy(folded, text.ptr, text.len);
        folded[text.len] = '\0';
        if (read_folded(out, folded, folded + text.len)) return true;
    }
    const size_t n = fold(folded, text, &used);
    if (used == text.len && read_folded(out, folded, folded + n)) return true;
    *out = (sy_case_number){.year = 0};
    return false;
}

char *sy_case_number_print(char out[SY_CASE_TEXT], const sy_case_number *c)
{
    const bool is_hyphened = c->is_old && c->part[0] >= '0' && c->part[0] <= '9';

    snprintf(out, SY_CASE_TEXT, "(%d)%s%s%s%u%s%s号%s%s", c->year, c->court, c->type,
             c->is_old ? "字第" : "", (unsigned)c->number, is_hyphened ? "-" : "",
             is_hyphened ? c->part : "", c->part[0] && !is_hyphened ? "之" : "",
             is_hyphened ? "" : c->part);
    return out;
}

bool sy_case_number_same(const sy_case_number *a, const sy_case_number *b)
{
    return a->year == b->year && a->number == b->number && strcmp(a->court, b->court) == 0 &&
           strcmp(a->type, b->type) == 0;
}

/* ---- many ---- */

typedef struct giver {
    sy_case_number_fn *fn;
    void *ctx;
    size_t given;
    bool stopped;
} giver;

static void give(giver *g, sy_case_number c, uint32_t number, const char *part)
{
    if (g->stopped) return;
    c.number = number;
    copy(c.part, sizeof c.part, part, strlen(part));
    g->given++;
    if (!g->fn(g->ctx, &c)) g->stopped = true;
}

/* "1235号" after "1234号、": else it is a number of something else. */
static bool leads_to_end(const char *s)
{
    s += digits_ahead(s);
    return strncmp(s, "号", 3) == 0;
}

/* A list at s, up to its 号; s after it. Nothing is given when it has no end. */
static bool take_list(const char **s, giver *g)
{
    struct {
        uint32_t from, to;
    } items[SY_CASE_MOST];
    const char *p = *s;
    size_t n = 0, total = 0;
    sy_case_number c;

    if (!take_head(&p, &c)) return false;
    bool has_end = false;
    for (bool more = true; more; n++) {
        if (n == SY_CASE_MOST || !take_number(&p, &items[n].from)) return false;
        items[n].to = items[n].from;
        if (c.is_old && *p == '-') { /* an old number's part, no range */
            const size_t digits = digits_ahead(p + 1);
            if (n > 0 || digits == 0 || !copy(c.part, sizeof c.part, p + 1, digits)) return false;
            p += 1 + digits;
        } else if (take(&p, "-") || take(&p, "至")) {
            if (!take_number(&p, &items[n].to) || items[n].to < items[n].from) return false;
        }
        total += (size_t)(items[n].to - items[n].from) + 1;
        if (total > SY_CASE_MOST) return false;
        has_end = take(&p, "号"); /* 1234、1235号, and 1234号、1235号 */
        const char *next = p;
        more = takes_separator(&next) && digits_ahead(next) > 0 && (!has_end || leads_to_end(next));
        if (more) p = next;
    }
    if (!has_end) return false;
    if (!c.part[0] && total == 1) take_part(&p, &c);
    for (size_t i = 0; i < n; i++) {
        for (uint32_t k = items[i].from;; k++) {
            give(g, c, k, c.part);
            if (k == items[i].to) break;
        }
    }
    *s = p;
    return true;
}

size_t sy_case_numbers_in(sy_slice text, sy_case_number_fn *fn, void *ctx)
{
    giver g = {.fn = fn, .ctx = ctx};

    /* Each opening bracket may begin one; a piece of text as long as the longest
     * list is folded there. */
    while (text.len > 0 && !g.stopped) {
        char folded[FOLDED];
        size_t step, used;
        if (fold_char(sy_utf8_decode(text.ptr, text.len, &step)) == '(') {
            const char *s = folded;
            fold(folded, text, &used);
            take_list(&s, &g);
        }
        text.ptr += step;
        text.len -= step;
    }
    return g.given;
}
