/* pool_header.c - of the lists of a definition any of which will do, those of which least is
 * missing are named. */
#include "intake/pool_header.h"

#include <string.h>

#include "base/lang.h"
#include "base/near.h"
#include "intake/units.h"
#include "suyuan/limits.h"

static int count(uint64_t bits)
{
    return __builtin_popcountll(bits);
}

enum { MOST_CHOICES = 3 }; /* the template has them all */

static void put_columns(sy_buf *words, const sy_pool *pool, uint64_t columns)
{
    for (size_t k = 0, said = 0; k < pool->n_columns; k++) {
        if (columns >> k & 1) sy_buf_printf(words, "%s%s", said++ ? "、" : "", pool->columns[k].zh);
    }
}

/* Does a list before this one lack the same? */
static bool is_said(const uint64_t *required, size_t at, uint64_t has)
{
    size_t i = 0;
    while (i < at && (required[i] & ~has) != (required[at] & ~has)) i++;
    return i < at;
}

bool sy_pool_header_lacks(sy_buf *words, const sy_profile *p, const sy_sample *sample)
{
    const uint32_t n = sample->n < SY_MAX_HEADER_SCAN ? sample->n : SY_MAX_HEADER_SCAN;
    const sy_sample_row *nearest = NULL;
    int least = SY_POOL_COLUMNS;
    uint64_t has = 0;

    for (uint32_t i = 0; i < n; i++) {
        const sy_sample_row *row = &sample->rows[i];
        const uint64_t found = sy_header_pool_columns(p, row->cells, row->n);
        if (count(found) <= count(has)) continue;
        has = found;
        nearest = row;
    }
    if (!nearest) return false;
    for (size_t i = 0; i < p->n_required; i++) {
        const int lacks = count(p->required[i] & ~has);
        if (lacks < least) least = lacks;
    }
    sy_buf_printf(words, _("row %u has %d columns of it, but not "), nearest->number, count(has));
    for (size_t i = 0, said = 0; i < p->n_required; i++) {
        const uint64_t lack = p->required[i] & ~has;
        if (count(lack) != least || is_said(p->required, i, has)) continue;
        if (said > 0) sy_buf_text(words, _(" or "));
        if (++said > MOST_CHOICES) {
            sy_buf_text(words, "…");
            break;
        }
        put_columns(words, p->pool, lack);
    }
    return true;
}

bool sy_pool_header_of(sy_buf *words, const sy_profiles *all, const sy_sample *sample)
{
    const uint32_t n = sample->n < SY_MAX_HEADER_SCAN ? sample->n : SY_MAX_HEADER_SCAN;

    for (uint32_t i = 0; i < n; i++) {
        sy_header_match m;
        sy_header_try(all, NULL, sample->rows[i].cells, sample->rows[i].n, &m);
        if (!m.profile || !m.profile->pool || m.n_rivals > 0) continue;
        sy_buf_printf(words, _("its header is that of %s: load it as %s"),
                      sy_lang_get() == SY_LANG_EN ? m.profile->name_en : m.profile->name_zh,
                      m.profile->pool->id);
        return true;
    }
    return false;
}

/* The column of the pool that has this heading; -1. */
static int column_called(const sy_profile *p, sy_slice heading)
{
    char folded[SY_WORD_TEXT];
    const sy_slice text = {folded, sy_heading_fold(folded, heading)};

    for (size_t k = 0; k < p->pool->n_columns; k++) {
        const sy_texts *headings = &p->pool_headings[k];
        for (size_t h = 0; h < headings->n; h++) {
            if (sy_slice_is(headings->items[h], text)) return (int)k;
        }
    }
    return -1;
}

/* Columns that only count the rows say nothing of a thing. */
static bool is_left(const sy_intake_table *t, uint32_t i)
{
    if ((i == 0 && t->cites_rows) || sy_slice_is(t->headings[i], SY_TEXT("序号"))) return false;
    return t->particular[i] >= t->profile->pool->n_columns && t->headings[i].len > 0;
}

/* From which column of the file a column of the pool is taken; n_columns: from none. */
static uint32_t taken_from(const sy_intake_table *t, int column)
{
    uint32_t i = 0;
    while (i < t->n_columns && t->particular[i] != column) i++;
    return i;
}

/* 执行标的（元/月）: an amount, and the bracket is no unit. A second column for the same amount
 * may have any bracket (含税) that does not speak of other money. */
static bool is_in_strange_unit(const sy_intake_table *t, sy_slice heading)
{
    sy_slice base;
    const bool is_foreign = sy_heading_unit(heading, &base) == SY_UNIT_STRANGE;
    const int column = sy_heading_bracket(heading, &base) ? column_called(t->profile, base) : -1;

    if (column < 0 || t->profile->pool->columns[column].type != SY_POOL_AMOUNT) return false;
    return is_foreign || taken_from(t, column) == t->n_columns;
}

bool sy_pool_header_strange(sy_buf *words, const sy_intake_table *t)
{
    for (uint32_t i = 0; i < t->n_columns; i++) {
        if (!is_left(t, i) || !is_in_strange_unit(t, t->headings[i])) continue;
        sy_buf_printf(words,
                      _("the unit of column %.*s is not known here: amounts are in 元, 千元, 万元, "
                        "百万元, 亿元 or 分"),
                      (int)t->headings[i].len, t->headings[i].ptr);
        return true;
    }
    return false;
}

/* ---- what is left ---- */

/* The column of the pool, not taken yet, whose name differs by a character, of names longer than
 * four by two; -1. Of two characters one is too much. */
static int column_near(const sy_intake_table *t, sy_slice heading)
{
    const sy_profile *p = t->profile;
    char folded[SY_WORD_TEXT];
    const sy_slice text = {folded, sy_heading_fold(folded, heading)};
    const size_t one = sizeof "字" - 1;
    size_t least = text.len > 4 * one ? 3 : text.len > 2 * one ? 2 : 0;
    int nearest = -1;

    for (size_t k = 0; k < p->pool->n_columns; k++) {
        if (taken_from(t, (int)k) < t->n_columns) continue;
        for (size_t h = 0; h < p->pool_headings[k].n; h++) {
            const size_t edits = sy_edits(text, p->pool_headings[k].items[h]);
            if (edits >= least) continue;
            least = edits;
            nearest = (int)k;
        }
    }
    return nearest;
}

static bool tell_left(sy_column_left *left, const sy_intake_table *t, uint32_t i, sy_arena *arena)
{
    sy_slice base = t->headings[i];

    *left = (sy_column_left){.column = i + 1, .heading = t->headings[i].ptr};
    sy_heading_unit(t->headings[i], &base);
    const int same = column_called(t->profile, base);
    const uint32_t from = same < 0 ? t->n_columns : taken_from(t, same);
    const int near = same < 0 ? column_near(t, base) : -1;
    if (from < t->n_columns) {
        left->same_as = from + 1;
        left->same_heading = t->headings[from].ptr;
    }
    if (near < 0) return true;
    const char *zh = t->profile->pool->columns[near].zh; /* goes before the report does */
    left->near = sy_arena_text(arena, zh, strlen(zh));
    return left->near != NULL;
}

bool sy_pool_header_left(sy_intake_table *t, sy_arena *arena)
{
    size_t n = 0;
    bool has_memory = true;

    for (uint32_t i = 0; i < t->n_columns; i++) n += is_left(t, i);
    sy_column_left *left = sy_arena_get(arena, n * sizeof *left);
    if (!left) return false;
    for (uint32_t i = 0; i < t->n_columns && has_memory; i++) {
        if (is_left(t, i)) has_memory = tell_left(&left[t->n_left++], t, i, arena);
    }
    t->left = left;
    return has_memory;
}
