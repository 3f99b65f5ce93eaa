/* clue_frozen.c - which accounts of the debtor are frozen, as files on measures (强制措施)
 * say. Where no such file was given nothing is known, and nothing is said. */
#include <string.h>

#include "insight/clue_parts.h"
#include "store/particulars.h"

typedef struct reading {
    sy_clue_maker *m;
    bool *is_measures; /* by source */
    size_t n_sources;
} reading;

static sy_status find_sources(reading *r, sy_err *err)
{
    sy_source *list = NULL;
    size_t n = 0;
    sy_status st =
        sy_facts_source_names(sy_case_workspace(r->m->s->c), &list, &n, r->m->arena, err);

    if (st != SY_OK) return st;
    for (size_t i = 0; i < n; i++) {
        if (list[i].id >= r->n_sources) r->n_sources = (size_t)list[i].id + 1;
    }
    r->is_measures = sy_arena_get(r->m->arena, r->n_sources + 1);
    if (!r->is_measures) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const bool is = strcmp(list[i].kind, sy_source_kind_names[SY_OF_MEASURES]) == 0;
        r->is_measures[list[i].id] = is;
        r->m->knows_frozen |= is;
    }
    return SY_OK;
}

static sy_status take(void *ctx, const sy_particular_row *row, sy_err *err)
{
    reading *r = ctx;
    sy_clue_maker *m = r->m;
    const bool is_number = row->what == SY_PART_CARD || row->what == SY_PART_ACCOUNT;
    void *items = m->frozen;

    if (!is_number || row->source >= r->n_sources || !r->is_measures[row->source]) return SY_OK;
    if (!sy_grow(NULL, &items, &m->frozen_capacity, m->n_frozen, m->n_frozen + 1,
                 sizeof *m->frozen)) {
        return sy_fail_nomem(err);
    }
    m->frozen = items;
    const sy_clue_frozen f = {sy_case_find_account(m->s->c, row->value),
                              sy_arena_text(m->arena, row->value.ptr, row->value.len)};
    if (!f.number) return sy_fail_nomem(err);
    m->frozen[m->n_frozen++] = f;
    return SY_OK;
}

sy_status sy_clue_find_frozen(sy_clue_maker *m, sy_err *err)
{
    reading r = {.m = m};
    sy_status st = find_sources(&r, err);

    if (st != SY_OK || !m->knows_frozen) return st;
    return sy_facts_particulars(sy_case_workspace(m->s->c), take, &r, err);
}

bool sy_clue_is_frozen(const sy_clue_maker *m, const char *number)
{
    const uint32_t account = sy_case_find_account(m->s->c, sy_slice_of(number));

    for (size_t i = 0; i < m->n_frozen; i++) {
        if (account != SY_NONE && m->frozen[i].account == account) return true;
        if (strcmp(m->frozen[i].number, number) == 0) return true;
    }
    return false;
}
