/* clues.c - the steps from rows to clues, one after the other. */
#include "insight/clue_parts.h"

sy_status sy_clues_find(sy_clues **out, const sy_scene *s, const sy_property_words *words,
                        sy_arena *arena, sy_err *err)
{
    sy_clues *k = sy_arena_get(arena, sizeof *k);
    sy_clue_maker m = {.s = s, .words = words, .arena = arena};
    sy_status st;

    *out = NULL;
    if (!k) return sy_fail_nomem(err);
    st = sy_clue_find_rows(&m, err);
    if (st == SY_OK) st = sy_clue_group(&m, err);
    if (st == SY_OK) st = sy_clue_group_income(&m, err);
    if (st == SY_OK) st = sy_clue_own_accounts(&m, err);
    if (st == SY_OK) st = sy_clue_finish(k, &m, err);
    sy_drop(NULL, m.hits);
    sy_drop(NULL, m.assets);
    if (st == SY_OK) *out = k;
    return st;
}
