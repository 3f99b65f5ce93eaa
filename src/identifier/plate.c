/* plate.c - a plate is matched against one pattern a kind. In a pattern
 *   P  a province    L  a letter but I, O    S  such a letter or a digit
 *   N  a digit       E  A to H, J, K (new energy)    Z  any letter
 * and everything else stands for itself. */
#include "identifier/plate.h"

#include <string.h>

#include "base/utf8.h"
#include "identifier/identifier.h"

static const struct {
    sy_plate_kind kind;
    const char *pattern;
} patterns[] = {
    {SY_PLATE_HONG_KONG, "粤ZSSSS港"},       {SY_PLATE_MACAO, "粤ZSSSS澳"},
    {SY_PLATE_TRAILER, "PZSSSS挂"},          {SY_PLATE_LEARNER, "PZSSSS学"},
    {SY_PLATE_POLICE, "PZSSSS警"},           {SY_PLATE_CONSULATE, "PZSSSS领"},
    {SY_PLATE_EMERGENCY, "PXSSSS应急"},      {SY_PLATE_EMERGENCY, "PSSSSS应急"},
    {SY_PLATE_EMBASSY, "NNNNNN使"},          {SY_PLATE_EMBASSY, "使NNNNNN"},
    {SY_PLATE_NEW_ENERGY_SMALL, "PLESNNNN"}, {SY_PLATE_NEW_ENERGY_LARGE, "PLNNNNNE"},
    {SY_PLATE_ORDINARY, "PLSSSSS"},          {SY_PLATE_ARMED_POLICE, "WJPSSSSS"},
    {SY_PLATE_ARMED_POLICE, "WJSSSSS"},      {SY_PLATE_MILITARY, "ZZNNNNN"},
};

static bool is_province(const char *at, size_t n)
{
    static const char provinces[] =
        "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
    return n == 3 && strstr(provinces, (const char[]){at[0], at[1], at[2], '\0'}) != NULL;
}

/* Does the character stand for what the pattern's says? */
static bool fits(const char *pattern, size_t pattern_n, const char *at, size_t n)
{
    const bool is_digit = n == 1 && *at >= '0' && *at <= '9';
    const bool is_letter = n == 1 && *at >= 'A' && *at <= 'Z';
    const bool is_clear = is_letter && *at != 'I' && *at != 'O'; /* taken for 1 and 0 */

    if (pattern_n == 1) {
        switch (*pattern) {
        case 'P':
            return is_province(at, n);
        case 'L':
            return is_clear;
        case 'S':
            return is_clear || is_digit;
        case 'N':
            return is_digit;
        case 'E':
            return is_clear && *at <= 'K';
        case 'Z':
            return is_letter;
        default:
            break;
        }
    }
    return n == pattern_n && memcmp(at, pattern, n) == 0;
}

/* The Z of 粤Z is one that stands for itself: it is a letter all the same, and no
 * other letter follows 粤 before 港 and 澳. */
static bool matches(const char *pattern, const char *s)
{
    const bool is_border = strncmp(pattern, "粤Z", 4) == 0;

    if (is_border && strncmp(s, "粤Z", 4) != 0) return false;
    while (*pattern && *s) {
        const size_t p = sy_utf8_length(pattern, strlen(pattern));
        const size_t n = sy_utf8_length(s, strlen(s));
        if (p == 0 || n == 0 || !fits(pattern, p, s, n)) return false;
        pattern += p;
        s += n;
    }
    return !*pattern && !*s;
}

/* PLSSSSS as it stands, as most plates are; no other pattern takes such a text. */
static bool is_plain(sy_slice t)
{
    if (t.len != 9 || !is_province(t.ptr, 3)) return false;
    for (size_t i = 3; i < 9; i++) {
        const char c = t.ptr[i];
        const bool is_clear = c >= 'A' && c <= 'Z' && c != 'I' && c != 'O';
        if (!is_clear && (i == 3 || c < '0' || c > '9')) return false;
    }
    return true;
}

bool sy_plate_read(sy_plate *out, sy_slice text)
{
    char s[SY_ID_SPACE], clean[SY_ID_SPACE];
    size_t n = 0;

    *out = (sy_plate){.text = ""};
    if (is_plain(text)) {
        out->kind = SY_PLATE_ORDINARY;
        memcpy(out->text, text.ptr, text.len); /* cleared above */
        return true;
    }
    if (!sy_id_fold(s, text, ".-'\"=")) return false;
    for (size_t i = 0; s[i];) { /* the dots between: · • ・ ‧ */
        static const char *const dots[] = {"·", "•", "・", "‧"};
        size_t dot = 0;
        for (size_t k = 0; k < 4; k++) {
            if (strncmp(s + i, dots[k], strlen(dots[k])) == 0) dot = strlen(dots[k]);
        }
        if (dot == 0) clean[n++] = s[i];
        i += dot ? dot : 1;
    }
    clean[n] = '\0';
    if (n >= SY_PLATE_TEXT) return false;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        if (!matches(patterns[i].pattern, clean)) continue;
        out->kind = patterns[i].kind;
        memcpy(out->text, clean, n + 1);
        return true;
    }
    return false;
}

bool sy_plate_join(sy_plate *out, sy_slice office, sy_slice number)
{
    char head[SY_ID_SPACE], tail[SY_ID_SPACE], whole[2 * SY_ID_SPACE];

    if (sy_plate_read(out, number)) return true;
    if (!sy_id_fold(head, office, ".-'\"=") || !sy_id_fold(tail, number, ".-'\"=")) return false;
    if (strlen(head) != 4 || !is_province(head, 3)) return false;
    /* "D12345" repeats the letter of the office. */
    const bool repeats = tail[0] == head[3] && strlen(tail) >= 6 && strncmp(tail, "使", 3) != 0;
    if (repeats) {
        memcpy(whole, head, 3);
        strcpy(whole + 3, tail);
        if (sy_plate_read(out, sy_slice_of(whole))) return true;
    }
    strcpy(whole, head);
    strcat(whole, tail);
    return sy_plate_read(out, sy_slice_of(whole));
}
