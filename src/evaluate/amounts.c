/* The figures of the trace beside those of the plain model (src/synth/office/money.c): each
 * payment of each true clue, under each rule. The model shares no code with src/flow. */
#include "evaluate/score.h"

static bool is_compared(const sy_true_row *row)
{
    return !row->is_receipt;
}

static void compare(sy_scoring *x, const sy_true_row *row)
{
    sy_amount_score *a = &x->e->amounts;
    const uint32_t transfer = sy_score_transfer(x, row);

    for (int rule = 0; rule < SY_RULES; rule++) {
        const sy_traced *traced =
            transfer == SY_NONE ? NULL : sy_scene_traced(x->s, (sy_rule)rule, transfer);
        const sy_minor got = traced ? traced->tainted : 0, want = row->funded[rule];
        a->checked++;
        a->exact += got == want;
        a->of += want;
        a->off += got > want ? got - want : want - got;
    }
}

sy_status sy_score_amounts(sy_scoring *x)
{
    for (size_t k = 0; k < x->t->n_clues; k++) {
        for (size_t i = 0; i < x->t->clues[k].n_rows; i++) {
            if (is_compared(&x->t->clues[k].rows[i])) compare(x, &x->t->clues[k].rows[i]);
        }
    }
    return SY_OK;
}
