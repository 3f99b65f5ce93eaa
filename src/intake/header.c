/* header.c - a merged cell is written once, at its left; so a blank upper cell
 * takes the one to its left, as long as something stands below it. */
#include "intake/header.h"

#include <string.h>

#include "suyuan/limits.h"

enum { LONGEST = SY_WORD_TEXT / 2, FEWEST = 2 };

static size_t filled(const sy_sample_row *row)
{
    size_t n = 0;
    for (uint32_t i = 0; i < row->n; i++) n += sy_cell_trim(row->cells[i]).len > 0;
    return n;
}

static bool has_digit_first(const sy_sample_row *row)
{
    for (uint32_t i = 0; i < row->n; i++) {
        const sy_slice s = sy_cell_trim(row->cells[i]);
        if (s.len > 0 && *s.ptr >= '0' && *s.ptr <= '9') return true;
    }
    return false;
}

bool sy_header_may_join(const sy_sample_row *upper, const sy_sample_row *lower)
{
    return filled(upper) >= FEWEST && filled(lower) >= FEWEST && !has_digit_first(lower);
}

static bool stands_in(const sy_texts *texts, sy_slice word)
{
    for (size_t i = 0; i < texts->n; i++) {
        if (sy_slice_is(texts->items[i], word)) return true;
    }
    return false;
}

static bool is_known(const sy_profiles *p, const sy_profile *only, sy_slice heading)
{
    char folded[SY_WORD_TEXT];
    const sy_slice word = {folded, sy_heading_fold(folded, heading)};

    for (size_t i = 0; i < sy_profiles_count(p); i++) {
        const sy_profile *profile = sy_profiles_at(p, i);
        if (only && profile != only) continue;
        if (stands_in(&profile->known, word)) return true;
        for (int f = 0; f < SY_FIELDS; f++) {
            if (stands_in(&profile->headings[f], word)) return true;
        }
        for (size_t k = 0; k < profile->n_splits; k++) {
            if (stands_in(&profile->splits[k].headings, word)) return true;
        }
    }
    return false;
}

static sy_slice both(sy_arena *arena, sy_slice a, sy_slice b)
{
    char text[2 * LONGEST];

    if (a.len > LONGEST || b.len > LONGEST) return b;
    memcpy(text, a.ptr, a.len);
    memcpy(text + a.len, b.ptr, b.len);
    return (sy_slice){sy_arena_bytes(arena, text, a.len + b.len), a.len + b.len};
}

static sy_slice cell(const sy_sample_row *row, uint32_t i)
{
    return i < row->n ? sy_cell_trim(row->cells[i]) : (sy_slice){"", 0};
}

sy_slice *sy_header_join(uint32_t *n, const sy_profiles *p, const sy_profile *only,
                         const sy_sample_row *upper, const sy_sample_row *lower, sy_arena *arena)
{
    sy_slice over = {"", 0};

    *n = upper->n > lower->n ? upper->n : lower->n;
    sy_slice *cells = sy_arena_get(arena, *n * sizeof *cells);
    if (!cells) return NULL;
    for (uint32_t i = 0; i < *n; i++) {
        const sy_slice under = cell(lower, i), above = cell(upper, i);
        if (above.len > 0 || under.len == 0) over = above;
        if (under.len == 0 || over.len == 0) {
            cells[i] = under.len ? under : above;
            continue;
        }
        const sy_slice ways[] = {both(arena, over, under), both(arena, under, over), under, over};
        cells[i] = under;
        for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
            if (!ways[k].ptr) return NULL;
            if (k == 3 && above.len == 0) break; /* the merged cell is not this column's own */
            if (!is_known(p, only, ways[k])) continue;
            cells[i] = ways[k];
            break;
        }
    }
    return cells;
}
