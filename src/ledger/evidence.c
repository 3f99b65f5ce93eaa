/* evidence.c - rows of the facts for a list of places, with all their words. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "ledger/case.h"
#include "ledger/map.h"
#include "ledger/tables.h"

typedef struct collector {
    sy_evidence *rows;
    uint32_t (*texts)[SY_ENTRY_TEXTS]; /* ids, by row */
    sy_map by_place;                   /* (source id, row) -> first row here; then next[] */
    uint32_t *next;
    size_t n;
    sy_arena *arena;
    const sy_source *sources;
    size_t n_sources;
    uint32_t *rank_of_id;
    sy_map wanted; /* text id -> index into found */
    sy_slice *found;
} collector;

static sy_status take_row(collector *k, uint32_t i, const sy_entry_batch *b, size_t j, sy_err *err)
{
    sy_evidence *e = &k->rows[i];

    e->row = b->row[j];
    e->at = b->at[j];
    e->amount = b->amount[j];
    e->balance = b->balance[j];
    e->flags = b->flags[j];
    e->serial.len = b->serial[j].len;
    e->serial.ptr = sy_arena_text(k->arena, b->serial[j].ptr, b->serial[j].len);
    if (!e->serial.ptr) return sy_fail_nomem(err);
    for (int t = 0; t < SY_ENTRY_TEXTS; t++) {
        uint32_t id = b->text[t][j], seen;
        k->texts[i][t] = id;
        if (id == 0 || sy_map_get(&k->wanted, id, &seen)) continue;
        sy_status st = sy_map_put(&k->wanted, id, (uint32_t)k->wanted.n, err);
        if (st != SY_OK) return st;
    }
    return SY_OK;
}

static sy_status take_batch(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    collector *k = ctx;
    sy_status st = SY_OK;

    for (size_t j = 0; st == SY_OK && j < b->n; j++) {
        uint32_t i = SY_NONE;
        if (!sy_map_get(&k->by_place, (uint64_t)b->source[j] << 32 | b->row[j], &i)) continue;
        for (; st == SY_OK && i != SY_NONE; i = k->next[i]) st = take_row(k, i, b, j, err);
    }
    return st;
}

static sy_status take_word(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    collector *k = ctx;
    uint32_t number;

    if (!sy_map_get(&k->wanted, id, &number)) return SY_OK;
    char *copy = sy_arena_text(k->arena, text.ptr, text.len);
    if (!copy) return sy_fail_nomem(err);
    k->found[number] = (sy_slice){copy, text.len};
    return SY_OK;
}

/* The texts of all wanted ids. */
static sy_status find_words(collector *k, sy_workspace *ws, sy_err *err)
{
    uint32_t *ids = sy_new_array(NULL, k->wanted.n, sizeof *ids);
    sy_status st = ids ? SY_OK : sy_fail_nomem(err);

    k->found = sy_new_array(NULL, k->wanted.n, sizeof *k->found);
    if (!k->found) st = sy_fail_nomem(err);
    for (size_t i = 0; st == SY_OK && i < k->n; i++) {
        for (int t = 0; t < SY_ENTRY_TEXTS; t++) {
            uint32_t number;
            if (sy_map_get(&k->wanted, k->texts[i][t], &number)) ids[number] = k->texts[i][t];
        }
    }
    if (st == SY_OK) st = sy_facts_texts_of(ws, ids, k->wanted.n, take_word, k, err);
    sy_drop(NULL, ids);
    return st;
}

static sy_status find_sources(collector *k, const sy_flow *f, const uint32_t *places,
                              uint64_t *wanted, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < k->n; i++) {
        uint32_t row, rank, first = SY_NONE;
        rank = sy_place_rank(f->sources, f->n_sources, places[i], &row);
        if (rank >= k->n_sources || k->sources[rank].sheet != f->sources[rank].sheet ||
            memcmp(k->sources[rank].sha256, f->sources[rank].sha256, 64) != 0) {
            return sy_fail(err, SY_EENGINE, N_("the ledger index does not fit the facts"));
        }
        wanted[i] = (uint64_t)k->sources[rank].id << 32 | row;
        k->rows[i].place = places[i];
        k->rows[i].source = &k->sources[rank];
        sy_case_entry_id(f, k->rows[i].id, places[i]);
        /* The same place may be asked for twice. */
        if (!sy_map_get(&k->by_place, wanted[i], &first)) first = SY_NONE;
        k->next[i] = first;
        st = sy_map_put(&k->by_place, wanted[i], (uint32_t)i, err);
    }
    return st;
}

sy_status sy_case_evidence(sy_case *c, sy_evidence **rows, const uint32_t *places, size_t n,
                           sy_arena *arena, sy_err *err)
{
    sy_workspace *ws = sy_case_workspace(c);
    collector k = {.n = n, .arena = arena};
    sy_source *sources = NULL;
    uint64_t *wanted = NULL;
    sy_status st = sy_facts_source_names(ws, &sources, &k.n_sources, arena, err);

    *rows = NULL;
    if (st != SY_OK) return st;
    k.sources = sources;
    k.rows = sy_arena_get(arena, (n ? n : 1) * sizeof *k.rows);
    k.texts = sy_new_array(NULL, n, sizeof *k.texts);
    k.next = sy_new_array(NULL, n, sizeof *k.next);
    wanted = sy_new_array(NULL, n, sizeof *wanted);
    if (!k.rows || !k.texts || !k.next || !wanted) {
        st = sy_fail_nomem(err);
        goto done;
    }
    if (n == 0) goto done;
    st = find_sources(&k, sy_case_flow(c), places, wanted, err);
    if (st != SY_OK) goto done;
    const sy_entry_filter filter = {.places = wanted,
                                    .n_places = n,
                                    .with_serial = true,
                                    .text_columns = (1u << SY_ENTRY_TEXTS) - 1};
    st = sy_facts_entries(ws, &filter, take_batch, &k, err);
    if (st != SY_OK) goto done;
    st = find_words(&k, ws, err);
    for (size_t i = 0; st == SY_OK && i < n; i++) {
        for (int t = 0; t < SY_ENTRY_TEXTS; t++) {
            uint32_t number;
            k.rows[i].text[t] = SY_TEXT("");
            if (sy_map_get(&k.wanted, k.texts[i][t], &number)) k.rows[i].text[t] = k.found[number];
        }
    }

done:
    *rows = k.rows;
    sy_drop(NULL, k.texts);
    sy_drop(NULL, k.next);
    sy_drop(NULL, wanted);
    sy_drop(NULL, k.by_place.cells);
    sy_drop(NULL, k.wanted.cells);
    sy_drop(NULL, k.found);
    return st;
}

/* The wallet's row of a card's payment. */
static uint32_t picture_of(const sy_flow *f, uint32_t item)
{
    const uint32_t t = item / 2, to = f->to[t];
    const bool has_no_row = sy_is_outside(to) || f->ledgers[to].flags & SY_L_UNSUPPLIED;

    if (item % 2 || f->out_place[t] == SY_NONE || !has_no_row) return SY_NONE;
    return f->in_place[t];
}

sy_status sy_case_account_places(sy_case *c, uint32_t account, uint32_t **places, uint32_t **also,
                                 size_t *n, sy_arena *arena, sy_err *err)
{
    const sy_flow *f = sy_case_flow(c);
    size_t most = 0;

    *n = 0;
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (f->ledgers[l].account == account) most += f->row_begin[l + 1] - f->row_begin[l];
    }
    *places = sy_arena_get(arena, (most ? most : 1) * sizeof **places);
    *also = sy_arena_get(arena, (most ? most : 1) * sizeof **also);
    if (!*places || !*also) return sy_fail_nomem(err);
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (f->ledgers[l].account != account) continue;
        for (uint32_t i = f->row_begin[l]; i < f->row_begin[l + 1]; i++) {
            uint32_t t = f->rows[i] / 2;
            if (f->flags[t] & SY_T_PSEUDO) continue;
            uint32_t place = f->rows[i] % 2 ? f->in_place[t] : f->out_place[t];
            /* An unsupplied ledger has no rows: others' show what it did. */
            if (place == SY_NONE) place = f->rows[i] % 2 ? f->out_place[t] : f->in_place[t];
            (*also)[*n] = picture_of(f, f->rows[i]);
            (*places)[(*n)++] = place;
        }
    }
    return SY_OK;
}
