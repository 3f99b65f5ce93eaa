/* near.c - edit distance by the usual table, of which three rows are enough. */
#include "base/near.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"

typedef struct word {
    uint32_t at[SY_NEAR_LONGEST];
    size_t len;
} word;

/* False: too long. */
static bool spell(word *w, sy_slice text)
{
    w->len = 0;
    for (size_t i = 0, step; i < text.len; i += step) {
        if (w->len == SY_NEAR_LONGEST) return false;
        w->at[w->len++] = sy_utf8_decode(text.ptr + i, text.len - i, &step);
    }
    return true;
}

size_t sy_edits(sy_slice from, sy_slice to)
{
    word a, b;
    size_t row[3][SY_NEAR_LONGEST + 1];

    if (!spell(&a, from) || !spell(&b, to)) return SIZE_MAX;
    for (size_t j = 0; j <= b.len; j++) row[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *now = row[i % 3], *before = row[(i - 1) % 3], *earlier = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t best = before[j - 1] + (a.at[i - 1] != b.at[j - 1]);
            if (before[j] + 1 < best) best = before[j] + 1;
            if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1] &&
                earlier[j - 2] + 1 < best) {
                best = earlier[j - 2] + 1;
            }
            now[j] = best;
        }
    }
    return row[a.len % 3][b.len];
}
