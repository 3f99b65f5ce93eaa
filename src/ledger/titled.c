/* titled.c - a title's text has a number like every other (the import gives it
 * one), so a ledger gets it as if a row had named it. */
#include "ledger/titled.h"

#include <string.h>

#include "store/stated.h"

typedef struct titled {
    sy_slice name;
    uint32_t source, text;
} titled;

typedef struct search {
    titled *items;
    size_t n;
} search;

static sy_status find_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    search *s = ctx;
    (void)err;
    for (size_t i = 0; i < s->n; i++) {
        if (sy_slice_is(s->items[i].name, text)) s->items[i].text = id;
    }
    return SY_OK;
}

static bool is_confirmed(const sy_title_decision *d, size_t n, const sy_source *s)
{
    for (size_t i = 0; i < n; i++) {
        if (d[i].sheet == s->sheet && strcmp(d[i].sha256, s->sha256) == 0) {
            return d[i].verdict == SY_VERDICT_CONFIRMED;
        }
    }
    return false;
}

/* Confirmed holders in the order of the sources. */
static sy_status list_holders(search *s, const sy_case_tables *t, sy_workspace *ws, sy_arena *arena,
                              sy_err *err)
{
    sy_title_decision *decisions;
    sy_title_row *titles = NULL;
    size_t n_decisions, n_titles = 0;
    sy_status st = sy_title_decisions(ws, &decisions, &n_decisions, arena, err);

    if (st != SY_OK || n_decisions == 0) return st;
    st = sy_facts_titles(ws, &titles, &n_titles, arena, err);
    s->items = sy_arena_get(arena, n_titles * sizeof *s->items);
    if (st == SY_OK && !s->items) st = sy_fail_nomem(err);
    for (size_t k = 0; k < t->n_sources && st == SY_OK; k++) {
        if (!is_confirmed(decisions, n_decisions, &t->sources[k])) continue;
        for (size_t i = 0; i < n_titles; i++) {
            if (titles[i].source != t->sources[k].id || titles[i].field != SY_TITLE_HOLDER)
                continue;
            s->items[s->n++] = (titled){titles[i].value, titles[i].source, 0};
        }
    }
    return st;
}

sy_status sy_case_titles_apply(sy_case_tables *t, sy_workspace *ws, sy_err *err)
{
    sy_arena arena;
    search s = {NULL, 0};

    sy_arena_init(&arena, t->al);
    sy_status st = list_holders(&s, t, ws, &arena, err);
    if (st == SY_OK && s.n > 0) st = sy_facts_texts(ws, find_text, &s, err);
    for (size_t i = 0; i < s.n && st == SY_OK; i++) {
        for (size_t c = 0; c < t->n_covers; c++) {
            const sy_cover_row *cover = &t->covers[c];
            if (cover->source != s.items[i].source || cover->ledger >= t->n_ledgers) continue;
            sy_seen *holder = &t->ledgers[cover->ledger].holder;
            if (!holder->text && s.items[i].text) *holder = (sy_seen){0, s.items[i].text};
        }
    }
    sy_arena_dispose(&arena);
    return st;
}
