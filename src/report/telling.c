/* telling.c - look-ups only: nothing here computes a figure. */
#include "report/telling.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

sy_status sy_telling_init(sy_telling *t, sy_case *c, sy_arena *arena, sy_err *err)
{
    const sy_flow *f = sy_case_flow(c);
    sy_source *sources = NULL;
    size_t n = 0;
    sy_status st = sy_facts_source_names(sy_case_workspace(c), &sources, &n, arena, err);

    *t = (sy_telling){.c = c, .f = f};
    if (st != SY_OK) return st;
    t->source = sy_arena_get(arena, f->n_sources * sizeof *t->source);
    if (!t->source) return sy_fail_nomem(err);
    /* Both are by (hash, sheet); the flow may lack sources without entries. */
    for (size_t i = 0, s = 0; i < n && s < f->n_sources; i++) {
        if (sources[i].sheet == f->sources[s].sheet &&
            memcmp(sources[i].sha256, f->sources[s].sha256, sizeof f->sources[s].sha256) == 0) {
            t->source[s++] = &sources[i];
        }
    }
    for (uint32_t s = 0; s < f->n_sources; s++) {
        if (!t->source[s]) {
            return sy_fail(err, SY_EENGINE, N_("the ledger index names a file that is not there"));
        }
    }
    return SY_OK;
}

static int by_path(const void *a, const void *b)
{
    const sy_source *x = a, *y = b;
    const int c = strcmp(x->path, y->path);
    if (c) return c;
    return x->sheet < y->sheet ? -1 : x->sheet > y->sheet;
}

sy_status sy_number_files(sy_files *files, const sy_telling *t, sy_arena *arena, sy_err *err)
{
    sy_status st = sy_facts_sources(sy_case_workspace(t->c), &files->items, &files->n, arena, err);

    if (st != SY_OK) return st;
    if (files->n) qsort(files->items, files->n, sizeof *files->items, by_path);
    files->number = sy_arena_get(arena, t->f->n_sources * sizeof *files->number);
    if (!files->number) return sy_fail_nomem(err);
    for (uint32_t s = 0; s < t->f->n_sources; s++) {
        for (size_t i = 0; i < files->n; i++) {
            if (files->items[i].id == t->source[s]->id) files->number[s] = (uint32_t)i + 1;
        }
    }
    return SY_OK;
}

void sy_row_at(const sy_telling *t, uint32_t place, sy_row_ref *row)
{
    uint32_t low = 0, high = t->f->n_sources;

    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;
        if (t->f->sources[middle].base <= place)
            low = middle;
        else
            high = middle;
    }
    row->source = t->source[low];
    row->source_number = low;
    row->row = (uint32_t)(place - t->f->sources[low].base);
    sy_case_entry_id(t->f, row->id, place);
}

size_t sy_places_of(const sy_flow *f, uint32_t transfer, uint32_t places[2])
{
    const uint32_t out = f->out_place[transfer], in = f->in_place[transfer];
    size_t n = 0;

    if (f->flags[transfer] & SY_T_PSEUDO) return 0;
    if (out != SY_NONE) places[n++] = out;
    if (in != SY_NONE && in != out) places[n++] = in;
    return n;
}

const char *sy_ledger_number(const sy_flow *f, uint32_t ledger)
{
    return sy_flow_text(f, f->ledgers[ledger].number);
}

const char *sy_ledger_holder(const sy_flow *f, uint32_t ledger)
{
    return sy_flow_text(f, f->ledgers[ledger].holder);
}

const char *sy_ledger_bank(const sy_flow *f, uint32_t ledger)
{
    return sy_flow_text(f, f->ledgers[ledger].bank);
}

sy_status sy_parties_of(sy_party **parties, const sy_telling *t, const uint32_t *transfers,
                        size_t n, sy_arena *arena, sy_err *err)
{
    uint32_t *places = sy_arena_get(arena, n * sizeof *places);
    uint32_t *whose = sy_arena_get(arena, n * sizeof *whose);
    sy_evidence *rows = NULL;
    size_t n_places = 0;

    *parties = sy_arena_get(arena, n * sizeof **parties);
    if (!places || !whose || !*parties) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        uint32_t ends[2];
        const size_t k = sy_places_of(t->f, transfers[i], ends);
        if (k == 0) continue;
        /* A wallet's row knows who was paid by the card. */
        const bool knows = sy_is_outside(t->f->to[transfers[i]]);
        whose[n_places] = (uint32_t)i;
        places[n_places++] = knows ? ends[k - 1] : ends[0];
    }
    if (n_places == 0) return SY_OK;
    sy_status st = sy_case_evidence(t->c, &rows, places, n_places, arena, err);
    for (size_t k = 0; k < n_places && st == SY_OK; k++) {
        const sy_evidence *e = &rows[k];
        sy_party *p = &(*parties)[whose[k]];
        *p = (sy_party){.name = e->text[SY_OTHER_NAME],
                        .number = e->text[SY_OTHER_NUMBER],
                        .summary = e->text[SY_SUMMARY],
                        .note = e->text[SY_NOTE],
                        .merchant = e->text[SY_MERCHANT]};
        if (p->name.len == 0) p->name = p->merchant;
    }
    return st;
}

static int by_transfer(const void *key, const void *item)
{
    const uint32_t a = *(const uint32_t *)key, b = ((const sy_traced *)item)->transfer;
    return a < b ? -1 : a > b;
}

bool sy_is_traced(const sy_trace *trace, uint32_t transfer)
{
    const sy_traced *found = trace->n_transfers
                                 ? bsearch(&transfer, trace->transfers, trace->n_transfers,
                                           sizeof *trace->transfers, by_transfer)
                                 : NULL;
    return found && found->tainted > 0;
}
