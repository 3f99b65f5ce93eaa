/* pool_header.c - of the lists of a definition any of which will do, the one of which least is
 * missing is named. */
#include "intake/pool_header.h"

#include "base/lang.h"
#include "intake/units.h"
#include "suyuan/limits.h"

static int count(uint64_t bits)
{
    return __builtin_popcountll(bits);
}

bool sy_pool_header_lacks(sy_buf *words, const sy_profile *p, const sy_sample *sample)
{
    const uint32_t n = sample->n < SY_MAX_HEADER_SCAN ? sample->n : SY_MAX_HEADER_SCAN;
    const sy_sample_row *nearest = NULL;
    uint64_t has = 0, missing = 0;

    for (uint32_t i = 0; i < n; i++) {
        const sy_sample_row *row = &sample->rows[i];
        const uint64_t found = sy_header_pool_columns(p, row->cells, row->n);
        if (count(found) <= count(has)) continue;
        has = found;
        nearest = row;
    }
    if (!nearest) return false;
    for (size_t i = 0; i < p->n_required; i++) {
        const uint64_t lack = p->required[i] & ~has;
        if (i == 0 || count(lack) < count(missing)) missing = lack;
    }
    sy_buf_printf(words, _("row %u has %d columns of it, but not "), nearest->number, count(has));
    for (size_t k = 0, said = 0; k < p->pool->n_columns; k++) {
        if (!(missing >> k & 1)) continue;
        sy_buf_printf(words, "%s%s", said++ ? "、" : "", p->pool->columns[k].zh);
    }
    return true;
}

static bool is_amount(const sy_intake_table *t, sy_slice base)
{
    char folded[SY_WORD_TEXT];
    const sy_slice text = {folded, sy_heading_fold(folded, base)};
    const sy_pool *pool = t->profile->pool;

    for (size_t k = 0; k < pool->n_columns; k++) {
        const sy_texts *headings = &t->profile->pool_headings[k];
        if (pool->columns[k].type != SY_POOL_AMOUNT) continue;
        for (size_t h = 0; h < headings->n; h++) {
            if (sy_slice_is(headings->items[h], text)) return true;
        }
    }
    return false;
}

bool sy_pool_header_strange(sy_buf *words, const sy_intake_table *t)
{
    for (uint32_t i = 0; i < t->n_columns; i++) {
        sy_slice base;
        if (t->particular[i] < t->profile->pool->n_columns) continue;
        if (sy_heading_unit(t->headings[i], &base) != SY_UNIT_STRANGE || !is_amount(t, base)) {
            continue;
        }
        sy_buf_printf(words,
                      _("the unit of column %.*s is not known here: amounts are in 元, 千元, 万元, "
                        "百万元, 亿元 or 分"),
                      (int)t->headings[i].len, t->headings[i].ptr);
        return true;
    }
    return false;
}
