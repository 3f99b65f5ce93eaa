/* clue_keys.c - plates, vehicle numbers, policy numbers and addresses inside a summary or
 * a note. Only forms that a register knows; a number without its word is nobody's. */
#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "identifier/identifier.h"
#include "identifier/plate.h"
#include "insight/clue_parts.h"

enum { FOLDED = 512, PLATE_CHARS = 7, GREEN_PLATE_CHARS = 8, VIN_CHARS = 17, SHORTEST_POLICY = 8 };

static bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

static size_t run_of(const char *p)
{
    size_t n = 0;
    while (is_letter_or_digit(p[n])) n++;
    return n;
}

static bool keep(char out[SY_CLUE_KEY], const char *text, size_t n)
{
    if (n >= SY_CLUE_KEY) return false;
    memcpy(out, text, n);
    out[n] = '\0';
    return true;
}

/* A province's character, then letters and digits: 浙D12345, 浙AD12345. */
bool sy_clue_plate_in(char out[SY_CLUE_KEY], sy_slice text)
{
    char folded[FOLDED];
    const size_t n = sy_words_fold(folded, sizeof folded, text);

    for (size_t i = 0, step; i < n; i += step) {
        sy_utf8_decode(folded + i, n - i, &step);
        if (step != 3) continue;
        const char *rest = folded + i + step;
        const size_t dot = strncmp(rest, "·", strlen("·")) == 0 ? strlen("·") : 0;
        size_t letters = run_of(rest), after = 0;
        if (letters == 1 && strncmp(rest + 1, "·", strlen("·")) == 0) {
            after = strlen("·") + run_of(rest + 1 + strlen("·"));
        }
        const size_t chars = 1 + letters + (after ? after - strlen("·") : 0);
        sy_plate plate;
        if (dot || (chars != PLATE_CHARS && chars != GREEN_PLATE_CHARS)) continue;
        if (!sy_plate_read(&plate, (sy_slice){folded + i, step + letters + after})) continue;
        return keep(out, plate.text, strlen(plate.text));
    }
    return false;
}

bool sy_clue_vin_in(char out[SY_CLUE_KEY], sy_slice text)
{
    char folded[FOLDED], vin[SY_ID_SPACE];

    sy_words_fold(folded, sizeof folded, text);
    for (const char *p = folded; *p;) {
        const size_t n = run_of(p);
        if (n == VIN_CHARS && sy_id_read(vin, SY_ID_VIN, (sy_slice){p, n}) == SY_ID_GOOD) {
            return keep(out, vin, strlen(vin));
        }
        p += n ? n : 1;
    }
    return false;
}

bool sy_clue_policy_in(char out[SY_CLUE_KEY], sy_slice text)
{
    static const char *const between[] = {"号码", "号", ":", "为"};
    char folded[FOLDED];

    sy_words_fold(folded, sizeof folded, text);
    const char *p = strstr(folded, "保单");
    if (!p) return false;
    p += strlen("保单");
    for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
        if (strncmp(p, between[i], strlen(between[i])) == 0) p += strlen(between[i]);
    }
    const size_t n = run_of(p);
    return n >= SHORTEST_POLICY && keep(out, p, n);
}

bool sy_clue_is_address(sy_slice text)
{
    static const char *const words[] = {"幢", "栋", "单元", "号楼", "室"};
    unsigned found = 0;
    bool has_digit = false;

    for (size_t i = 0; i < text.len; i++) has_digit |= text.ptr[i] >= '0' && text.ptr[i] <= '9';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        found += sy_slice_holds(text, sy_slice_of(words[i]));
    }
    return has_digit && found >= 2;
}
