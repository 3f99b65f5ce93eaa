/* register_words.c - a text in half width, without blanks, is looked through for words out of
 * lists. A number is a round only where it stands as one: behind 第, before 拍 次 轮, or alone. */
#include "identifier/register_words.h"

#include "base/fold.h"

enum { MOST_WORDS = 256 };

static bool holds_any(sy_slice text, const char *const *words)
{
    for (; *words; words++) {
        if (sy_slice_holds(text, sy_slice_of(*words))) return true;
    }
    return false;
}

static bool starts_any(sy_slice text, const char *const *words)
{
    for (; *words; words++) {
        if (sy_slice_starts(text, sy_slice_of(*words))) return true;
    }
    return false;
}

static bool ends_any(sy_slice text, const char *const *words)
{
    for (; *words; words++) {
        if (sy_slice_ends(text, sy_slice_of(*words))) return true;
    }
    return false;
}

/* ---- rounds ---- */

enum { FIRST = 1, SECOND = 2, OTHER = 4 };

typedef struct named {
    const char *word;
    int round;
} named;

/* The number at the beginning, its length in *used; 0: there is none. Digits are read whole. */
static int number_at(sy_slice t, size_t *used)
{
    static const named numbers[] = {{"一", FIRST}, {"二", SECOND}, {"三", OTHER}, {"四", OTHER},
                                    {"五", OTHER}, {"六", OTHER},  {"十", OTHER}};
    size_t n = 0;
    unsigned value = 0;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        *used = strlen(numbers[i].word);
        if (sy_slice_starts(t, sy_slice_of(numbers[i].word))) return numbers[i].round;
    }
    for (; n < t.len && t.ptr[n] >= '0' && t.ptr[n] <= '9'; n++)
        value = value > 99 ? value : value * 10 + (unsigned)(t.ptr[n] - '0');
    *used = n;
    if (n == 0) return 0;
    return value == 1 ? FIRST : value == 2 ? SECOND : OTHER;
}

/* Whether a number between these is that of a round: neither 2025年 nor 6.1拍卖, 十一 nor 统一. */
static bool is_of_round(sy_slice before, sy_slice behind, bool is_digits)
{
    static const char *const counted[] = {"拍", "次", "轮", NULL};
    static const char *const dates[] = {"-", "/", ".", NULL};
    static const char *const other[] = {"十", "百", "统", "同", "每", NULL};

    if (ends_any(before, is_digits ? dates : other)) return false;
    if (behind.len == 0) return before.len == 0 || sy_slice_ends(before, SY_TEXT("第"));
    return starts_any(behind, counted);
}

static int rounds_by_number(sy_slice t)
{
    int rounds = 0;

    for (size_t i = 0, used; i < t.len; i += used ? used : 1) {
        const int round = number_at((sy_slice){t.ptr + i, t.len - i}, &used);
        const sy_slice before = {t.ptr, i}, behind = {t.ptr + i + used, t.len - i - used};
        const bool is_digits = t.ptr[i] >= '0' && t.ptr[i] <= '9';
        if (round && is_of_round(before, behind, is_digits)) rounds |= round;
    }
    return rounds;
}

/* What is said of rounds: any of FIRST, SECOND, OTHER. */
static int rounds_in(sy_slice t)
{
    static const char *const firsts[] = {"首次", "首拍", "首轮", "初次", "初拍", NULL};
    static const char *const seconds[] = {"再次", "再拍", NULL};
    static const char *const others[] = {"重新", NULL};

    return rounds_by_number(t) | (holds_any(t, firsts) ? FIRST : 0) |
           (holds_any(t, seconds) ? SECOND : 0) | (holds_any(t, others) ? OTHER : 0);
}

const char *sy_auction_round(sy_slice text)
{
    char space[MOST_WORDS];
    const sy_slice all = {space, sy_words_fold(space, sizeof space, text)};
    sy_slice rest = all;
    const sy_slice outside = sy_slice_cut(&rest, SY_TEXT("("));

    if (sy_slice_holds(all, SY_TEXT("变卖"))) return "sale";
    int rounds = rounds_in(outside);
    if (!rounds) rounds = rounds_in(all);
    return rounds == FIRST ? "first" : rounds == SECOND ? "second" : NULL;
}

/* ---- kinds of things ---- */

const char *sy_lot_class(sy_slice text)
{
    static const char *const immovables[] = {
        "不动产", "房",   "住宅", "商铺", "店铺", "铺面", "门面", "公寓", "别墅",
        "楼",     "酒店", "仓库", "车位", "车库", "车间", "储藏", "土地", "用地",
        "宅基",   "林地", "海域", "在建", "建筑", "构筑", NULL};
    static const char *const no_immovables[] = {"房车",     "在建船",   "建筑设备",
                                                "建筑机械", "建筑材料", NULL};
    static const char *const rights[] = {"权",   "股",   "债",   "基金",     "商标", "专利",
                                         "份额", "信托", "保单", "无形资产", "域名", NULL};
    static const char *const movables[] = {
        "动产", "车",   "船",   "航空器", "飞机", "设备", "机器", "机械", "物资", "物品",
        "家具", "家电", "珠宝", "首饰",   "黄金", "手表", "手机", "电脑", "存货", "货物",
        "原料", "材料", "字画", "艺术",   "玉石", "玉器", "酒",   "钢材", "木材", NULL};
    char space[MOST_WORDS];
    const sy_slice t = {space, sy_words_fold(space, sizeof space, text)};
    const bool is_movable = holds_any(t, movables), is_right = holds_any(t, rights);

    if (holds_any(t, no_immovables)) return "movable";
    if (holds_any(t, immovables)) return "immovable";
    if (is_movable && is_right) return NULL; /* 出租车经营权, or a car with papers (权证)? */
    return is_right ? "right" : is_movable ? "movable" : NULL;
}

/* ---- none ---- */

bool sy_says_no(sy_slice text)
{
    static const char *const none[] = {"无",   "否", "没有", "没", "不", "不是", "未",
                                       "暂无", "/",  "-",    "—",  "——", "--",   NULL};
    char space[MOST_WORDS];
    const sy_slice t = {space, sy_words_fold(space, sizeof space, text)};

    for (const char *const *word = none; *word; word++) {
        if (sy_slice_is(t, sy_slice_of(*word))) return true;
    }
    return false;
}
