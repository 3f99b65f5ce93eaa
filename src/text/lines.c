/* lines.c - words whose middles lie within a third of their height are one
 * line. Lines of a cell that is centred beside a single one lie half a line
 * apart, and stay parted. */
#include "text/lines.h"

#include <stdlib.h>

#include "base/lang.h"
#include "suyuan/limits.h"

/* A blank between words is at least this much of their height, in percent. */
enum { BLANK = 12, SAME_LINE = 35 };

void sy_lines_init(sy_lines *l, const sy_alloc *al, const sy_words *words)
{
    *l = (sy_lines){.al = al, .words = words};
}

void sy_lines_dispose(sy_lines *l)
{
    sy_drop(l->al, l->order);
    sy_drop(l->al, l->items);
    *l = (sy_lines){.al = l->al};
}

void sy_box_join(sy_box *b, sy_box other)
{
    if (other.x0 < b->x0) b->x0 = other.x0;
    if (other.y0 < b->y0) b->y0 = other.y0;
    if (other.x1 > b->x1) b->x1 = other.x1;
    if (other.y1 > b->y1) b->y1 = other.y1;
}

static int by_middle(const void *a, const void *b, void *words)
{
    const sy_word *items = ((const sy_words *)words)->items;
    const uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
    const int32_t x = sy_box_middle(items[i].box), y = sy_box_middle(items[k].box);

    if (x != y) return x < y ? -1 : 1;
    return (i > k) - (i < k); /* as the document has them */
}

static int by_left(const void *a, const void *b, void *words)
{
    const sy_word *items = ((const sy_words *)words)->items;
    const uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;

    if (items[i].box.x0 != items[k].box.x0) return items[i].box.x0 < items[k].box.x0 ? -1 : 1;
    return (i > k) - (i < k);
}

static bool is_same_line(sy_box first, sy_box other)
{
    const int32_t h = sy_box_height(first), k = sy_box_height(other);
    const int64_t apart = (int64_t)sy_box_middle(other) - sy_box_middle(first);

    return apart * 100 <= (int64_t)(h < k ? h : k) * SAME_LINE;
}

static sy_status add_line(sy_lines *l, uint32_t first, sy_box box, sy_err *err)
{
    void *items = l->items;

    if (!sy_grow(l->al, &items, &l->capacity, l->n, l->n + 1, sizeof *l->items)) {
        return sy_fail_nomem(err);
    }
    l->items = items;
    l->items[l->n++] = (sy_line){first, 1, box};
    return SY_OK;
}

sy_status sy_lines_take(sy_lines *l, size_t first, size_t end, sy_err *err)
{
    sy_words *words = (sy_words *)(uintptr_t)l->words; /* qsort_r wants no const */
    void *order = l->order;
    sy_status st = SY_OK;
    sy_box head = {0, 0, 0, 0};

    l->n = 0;
    l->n_order = end - first;
    if (l->n_order > SY_MAX_WORDS_OF_PAGE) {
        return sy_fail(err, SY_ELIMIT, N_("more than %u words on a page"), SY_MAX_WORDS_OF_PAGE);
    }
    if (!sy_grow(l->al, &order, &l->order_capacity, 0, l->n_order, sizeof *l->order)) {
        return sy_fail_nomem(err);
    }
    l->order = order;
    for (size_t i = 0; i < l->n_order; i++) l->order[i] = (uint32_t)(first + i);
    qsort_r(l->order, l->n_order, sizeof *l->order, by_middle, words);
    for (size_t i = 0; i < l->n_order && st == SY_OK; i++) {
        const sy_box box = words->items[l->order[i]].box;
        if (l->n > 0 && is_same_line(head, box)) {
            l->items[l->n - 1].n++;
            sy_box_join(&l->items[l->n - 1].box, box);
        } else {
            head = box;
            st = add_line(l, (uint32_t)i, box, err);
        }
    }
    for (size_t i = 0; i < l->n; i++) {
        qsort_r(l->order + l->items[i].first, l->items[i].n, sizeof *l->order, by_left, words);
    }
    return st;
}

bool sy_segment_next(const sy_lines *l, const sy_line *line, uint32_t *at, int gap,
                     sy_segment *segment)
{
    if (*at == line->n) return false;
    const uint32_t first = line->first + *at;
    *segment = (sy_segment){first, 1, sy_lines_word(l, first)->box};
    while (++*at < line->n) {
        const sy_box next = sy_lines_word(l, line->first + *at)->box;
        const int64_t apart = (int64_t)next.x0 - segment->box.x1;
        if (apart * 100 >= (int64_t)sy_box_height(next) * gap) break;
        sy_box_join(&segment->box, next);
        segment->n++;
    }
    return true;
}

void sy_segment_text(const sy_lines *l, uint32_t first, uint32_t n, sy_buf *out)
{
    for (uint32_t i = first; i < first + n; i++) {
        const sy_word *word = sy_lines_word(l, i);
        if (i > first) {
            const int64_t apart = (int64_t)word->box.x0 - sy_lines_word(l, i - 1)->box.x1;
            if (apart * 100 >= (int64_t)sy_box_height(word->box) * BLANK) sy_buf_char(out, ' ');
        }
        sy_buf_slice(out, sy_word_text(l->words, word));
    }
}
