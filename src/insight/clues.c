/* clues.c - the steps from rows to clues, one after the other. */
#include "base/file.h"
#include "insight/clue_parts.h"

static sy_status load_counterparties(sy_counterparties **out, sy_err *err)
{
    char *folder = NULL, *path = NULL;
    sy_status st = sy_data_folder(&folder, err);

    if (st == SY_OK) {
        path = sy_path_join(NULL, folder, "dict/counterparties.yaml");
        st = path ? sy_counterparties_load(out, NULL, path, NULL, err) : sy_fail_nomem(err);
    }
    sy_drop(NULL, path);
    sy_drop(NULL, folder);
    return st;
}

sy_status sy_clues_find(sy_clues **out, const sy_scene *s, const sy_property_words *words,
                        sy_arena *arena, sy_err *err)
{
    sy_clues *k = sy_arena_get(arena, sizeof *k);
    sy_clue_maker m = {.s = s, .words = words, .arena = arena};
    sy_status st;

    *out = NULL;
    if (!k) return sy_fail_nomem(err);
    st = load_counterparties(&m.counterparties, err);
    if (st == SY_OK) st = sy_clue_find_rows(&m, err);
    if (st == SY_OK) st = sy_clue_group(&m, err);
    if (st == SY_OK) st = sy_clue_group_income(&m, err);
    if (st == SY_OK) st = sy_clue_find_frozen(&m, err);
    if (st == SY_OK) st = sy_clue_own_accounts(&m, err);
    if (st == SY_OK) st = sy_clue_trace_diverted(&m, err);
    if (st == SY_OK) st = sy_clue_find_suspects(&m, err);
    if (st == SY_OK) st = sy_clue_finish(k, &m, err);
    for (int rule = 0; rule < SY_RULES; rule++) sy_trace_free(m.wide[rule]);
    sy_counterparties_free(m.counterparties);
    sy_drop(NULL, m.frozen);
    sy_drop(NULL, m.hits);
    sy_drop(NULL, m.assets);
    if (st == SY_OK) *out = k;
    return st;
}
