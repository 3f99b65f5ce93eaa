/* vehicle_state.c - the folded text is taken from the left: a letter, else the first word of
 * the table that stands there, else one character that is not understood. */
#include "identifier/vehicle_state.h"

#include <stdint.h>

#include "base/fold.h"
#include "base/utf8.h"

enum { SKIP = '-', DENIAL = '!', UNKNOWN = '?' };

/* What begins with another word stands before it. A denial makes the opposite of what it is
 * next to, or leaves it open (拟, 曾): which one is not for us to say. */
static const struct {
    const char *word;
    char means;
} words[] = {
    {"正常", 'A'},       {"转出", 'B'},       {"转移", 'B'},       {"过户", 'B'},
    {"迁出", 'B'},       {"被盗抢", 'C'},     {"盗抢", 'C'},       {"被盗", 'C'},
    {"被抢", 'C'},       {"停驶", 'D'},       {"注销", 'E'},       {"违法未处理", 'G'},
    {"违章未处理", 'G'}, {"海关监管", 'H'},   {"事故未处理", 'I'}, {"嫌疑", 'J'},
    {"查封", 'K'},       {"暂扣", 'L'},       {"扣留", 'L'},       {"强制注销", 'M'},
    {"事故逃逸", 'N'},   {"肇事逃逸", 'N'},   {"锁定", 'O'},       {"报废", 'P'},
    {"牌证作废", 'P'},   {"逾期未检验", 'Q'}, {"逾期未年检", 'Q'}, {"逾期未检", 'Q'},
    {"未年检", 'Q'},     {"未检验", 'Q'},     {"抵押", SKIP},      {"机动车", SKIP},
    {"车辆", SKIP},      {"状态", SKIP},      {"登记", SKIP},      {"达到", SKIP},
    {"到达", SKIP},      {"标准", SKIP},      {"公告", SKIP},      {"交通", SKIP},
    {"法院", SKIP},      {"已", SKIP},        {"被", SKIP},        {"车", SKIP},
    {"、", SKIP},        {"。", SKIP},        {"·", SKIP},         {"未", DENIAL},
    {"非", DENIAL},      {"无", DENIAL},      {"不", DENIAL},      {"否", DENIAL},
    {"解", DENIAL},      {"撤", DENIAL},      {"恢复", DENIAL},    {"拟", DENIAL},
    {"曾", DENIAL},      {"待", DENIAL},      {"申请", DENIAL},
};

/* What the text begins with, and how long that is. */
static char meaning(size_t *n, sy_slice text)
{
    const char c = text.ptr[0];

    *n = 1;
    if (c >= 'A' && c <= 'Q' && c != 'F') return c;
    if (memchr(",;/|+&.:()-", c, 11)) return SKIP;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!sy_slice_starts(text, sy_slice_of(words[i].word))) continue;
        *n = strlen(words[i].word);
        return words[i].means;
    }
    sy_utf8_decode(text.ptr, text.len, n);
    return UNKNOWN;
}

static bool print(char out[SY_VEHICLE_STATE], uint32_t letters, bool is_clear)
{
    size_t n = 0;

    for (int i = 0; i < 26; i++) {
        if (letters >> i & 1) out[n++] = (char)('A' + i);
    }
    if (!is_clear) out[n++] = UNKNOWN;
    out[n] = '\0';
    return n > 0;
}

bool sy_vehicle_state(char out[SY_VEHICLE_STATE], sy_slice text)
{
    enum { ROOM = 256 }; /* a longer one is cut, and then not understood */
    char folded[ROOM];
    const size_t len = sy_words_fold(folded, ROOM, text);
    uint32_t letters = 0;
    bool is_clear = len < ROOM - 4, is_denied = false;

    for (size_t i = 0, n; i < len; i += n) {
        const char c = meaning(&n, (sy_slice){folded + i, len - i});
        if (c >= 'A' && c <= 'Q') letters |= 1U << (c - 'A');
        is_clear = is_clear && c != UNKNOWN;
        is_denied = is_denied || c == DENIAL;
    }
    return is_denied ? print(out, 0, false) : print(out, letters, is_clear);
}
