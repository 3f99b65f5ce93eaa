/* units.c - the point is moved in the digits, so nothing is rounded. */
#include "intake/units.h"

#include <string.h>

static const struct {
    const char *word;
    int unit;
} units[] = {
    /* longer ones first: each is looked for at the end */
    {"百万元", 6}, {"千万元", 7}, {"万亿元", 12}, {"亿元", 8}, {"万元", 4},
    {"千元", 3},   {"百元", 2},   {"百万", 6},    {"千万", 7}, {"亿", 8},
    {"万", 4},     {"元", 0},     {"圆", 0},      {"角", -1},  {"分", -2},
};

/* Takes a unit off the end of a folded text. */
static int take_unit(sy_slice *text)
{
    if (sy_slice_ends(*text, SY_TEXT("人民币"))) text->len -= sizeof "人民币" - 1;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!sy_slice_ends(*text, sy_slice_of(units[i].word))) continue;
        text->len -= strlen(units[i].word);
        return units[i].unit;
    }
    return SY_UNIT_NOT_SAID;
}

/* Words of money that is not counted in yuan. */
static bool speaks_of_money(sy_slice text)
{
    static const char *const words[] = {"美", "欧",  "港",  "日元", "日圆", "英镑", "卢布", "韩",
                                        "币", "USD", "EUR", "HKD",  "JPY",  "GBP",  "$"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (sy_slice_holds(text, sy_slice_of(words[i]))) return true;
    }
    return false;
}

bool sy_heading_bracket(sy_slice heading, sy_slice *base)
{
    const sy_slice text = sy_cell_trim(heading);

    if (!sy_slice_ends(text, SY_TEXT(")")) && !sy_slice_ends(text, SY_TEXT("）"))) return false;
    for (size_t at = text.len; at > 0; at--) {
        const sy_slice tail = {text.ptr + at - 1, text.len - at + 1};
        if (!sy_slice_starts(tail, SY_TEXT("(")) && !sy_slice_starts(tail, SY_TEXT("（"))) continue;
        *base = (sy_slice){text.ptr, at - 1};
        return true;
    }
    return false;
}

int sy_heading_unit(sy_slice heading, sy_slice *base)
{
    char folded[SY_WORD_TEXT];
    sy_slice text = {folded, sy_word_fold(folded, sy_cell_trim(heading))};
    size_t open = text.len;

    *base = heading;
    if (!sy_slice_ends(text, SY_TEXT(")"))) return SY_UNIT_NOT_SAID;
    while (open > 0 && text.ptr[open - 1] != '(') open--;
    if (open == 0) return SY_UNIT_NOT_SAID;
    sy_slice inside = {text.ptr + open, text.len - 1 - open};
    sy_slice rest = inside;
    if (sy_slice_starts(rest, SY_TEXT("单位:"))) {
        rest.ptr += sizeof "单位:" - 1;
        rest.len -= sizeof "单位:" - 1;
    }
    const bool is_foreign = speaks_of_money(rest) && !sy_slice_is(rest, SY_TEXT("人民币")) &&
                            !sy_slice_starts(rest, SY_TEXT("人民币")) &&
                            !sy_slice_ends(rest, SY_TEXT("人民币"));
    if (sy_slice_starts(rest, SY_TEXT("人民币"))) {
        rest.ptr += sizeof "人民币" - 1;
        rest.len -= sizeof "人民币" - 1;
        if (rest.len == 0) rest = SY_TEXT("元");
    }
    int unit = is_foreign ? SY_UNIT_STRANGE : take_unit(&rest);
    if (unit != SY_UNIT_STRANGE && rest.len > 0) unit = SY_UNIT_NOT_SAID;
    if (unit == SY_UNIT_NOT_SAID) return unit;
    sy_heading_bracket(heading, base); /* the same cut in the heading as it stands */
    return unit;
}

/* 12.3456 in 万元 is 123456: the point moves to the right. */
static bool move_point(char *out, size_t size, sy_slice number, int places)
{
    const size_t point = sy_slice_find(number, SY_TEXT("."));
    size_t n = 0;
    int moved = 0;

    if (number.len + (size_t)places + 2 >= size) return false;
    for (size_t i = 0; i < point; i++) out[n++] = number.ptr[i];
    for (size_t i = point + 1; i < number.len; i++, moved++) {
        if (moved == places) out[n++] = '.';
        out[n++] = number.ptr[i];
    }
    for (; moved < places; moved++) out[n++] = '0';
    out[n] = '\0';
    return true;
}

/* 1234 in 分 is 12.34 yuan: exactly, or not at all. */
static sy_rule make_smaller(int64_t *fen, int places)
{
    const int64_t by = places == -1 ? 10 : 100;

    if (*fen % by != 0) return SY_AMOUNT_BELOW_FEN;
    *fen /= by;
    return SY_FINE;
}

/* Digits, and then something that is no unit of money here. */
static bool has_strange_unit(sy_slice text)
{
    size_t i = 0;

    while (i < text.len && strchr("+-0123456789,.", text.ptr[i])) i++;
    return i > 0 && i < text.len && (unsigned char)text.ptr[i] >= 'A';
}

sy_rule sy_parse_yuan(int64_t *fen, sy_slice text, bool is_number, int unit)
{
    char folded[SY_WORD_TEXT], moved[SY_WORD_TEXT + 16], plain[SY_STORED_TEXT];

    if (!is_number && unit == SY_IN_YUAN && sy_parse_plain_amount(fen, text)) return SY_FINE;
    if (is_number) {
        if (!sy_stored_number(plain, text)) return SY_AMOUNT_NOT_A_NUMBER;
        text = sy_slice_of(plain);
    }
    text = (sy_slice){folded, sy_word_fold(folded, text)};
    const int said = take_unit(&text);
    if (said != SY_UNIT_NOT_SAID) unit = said;
    if (unit > 0) {
        if (!move_point(moved, sizeof moved, text, unit)) return SY_AMOUNT_NOT_A_NUMBER;
        text = sy_slice_of(moved);
    }
    sy_rule rule = sy_parse_amount(fen, text);
    if (rule == SY_FINE && unit < 0) rule = make_smaller(fen, unit);
    return rule == SY_AMOUNT_NOT_A_NUMBER && has_strange_unit(text) ? SY_UNIT_UNKNOWN : rule;
}
