/* joined.c - decisions on accounts, in the order in which they were made. */
#include "ledger/joined.h"

sy_status sy_joined_aliases(sy_aliases **out, const sy_alloc *al, sy_workspace *ws, sy_err *err)
{
    sy_match_decision *list = NULL;
    size_t n = 0;
    sy_arena arena;
    sy_status st = sy_aliases_load(out, al, ws, err);

    if (st != SY_OK) return st;
    sy_arena_init(&arena, al);
    st = sy_match_decisions(ws, &list, &n, false, &arena, err);
    for (size_t i = 0; st == SY_OK && i < n; i++) {
        if (list[i].kind != SY_MATCH_ACCOUNT || list[i].verdict != SY_VERDICT_CONFIRMED) continue;
        st = sy_aliases_join(*out, list[i].a, list[i].b, err);
    }
    sy_arena_dispose(&arena);
    if (st != SY_OK) {
        sy_aliases_free(*out);
        *out = NULL;
    }
    return st;
}
