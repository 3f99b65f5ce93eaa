/* settle_reversals.c - rows that take another one back.
 *
 * Candidates are few: rows whose words say so (load.c has listed them) or whose
 * amount is written red, and of the same ledgers the rows of those amounts. Only
 * these are asked for their serial and their counterparty's name. */
#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "ledger/map.h"
#include "ledger/reverse.h"
#include "ledger/settle.h"

/* Taken back in part: both rows stay what they are, so nothing is to be carried out. */
static bool is_part(const sy_case_tables *t, const sy_decided *d)
{
    return t->ledgers[t->ledger[d->a]].account == t->ledgers[t->ledger[d->b]].account &&
           t->amount[d->a] < 0 && t->amount[d->b] > 0 &&
           sy_minor_size(t->amount[d->b]) < sy_minor_size(t->amount[d->a]);
}

bool sy_settle_decided_reversal(sy_settler *s, const sy_decided *d)
{
    const sy_case_tables *t = s->t;

    if (!sy_settle_is_free(s, d->a) || !sy_settle_is_free(s, d->b)) return false;
    if (is_part(t, d)) return true;
    if (t->ledger[d->a] != t->ledger[d->b] || t->amount[d->a] == 0) return false;
    if ((uint64_t)t->amount[d->a] + (uint64_t)t->amount[d->b] != 0) return false;
    sy_settle_join(s, d->a, d->b);
    s->t->flags[d->a] |= SY_ROW_VOID;
    s->t->flags[d->b] |= SY_ROW_VOID;
    return true;
}

typedef struct collector {
    sy_settler *s;
    sy_turn *turns;
    size_t n;
    sy_map turn_of;    /* (source, row) -> turn */
    sy_map amounts;    /* (ledger, amount) of rows that take back -> 1 */
    sy_map words;      /* place -> sy_correction */
    sy_slice *serials; /* by turn */
    sy_arena arena;    /* serials */
} collector;

static uint64_t amount_key(const sy_case_tables *t, size_t place)
{
    return sy_minor_size(t->amount[place]) * 0x9E3779B97F4A7C15ull ^ t->ledger[place];
}

static bool may_turn(const sy_settler *s, size_t place)
{
    const sy_case_tables *t = s->t;
    return sy_settle_is_free(s, place) && t->amount[place] != 0 &&
           !(t->flags[place] & SY_ENTRY_TRANSFER);
}

static sy_status note_words(collector *k)
{
    sy_settler *s = k->s;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < s->t->n_corrections; i++) {
        const sy_said *said = &s->t->corrections[i];
        if (!may_turn(s, said->place)) continue;
        st = sy_map_put(&k->words, said->place, said->what, s->err);
        if (st == SY_OK) st = sy_map_put(&k->amounts, amount_key(s->t, said->place), 1, s->err);
    }
    return st;
}

static sy_status collect_turns(collector *k)
{
    sy_settler *s = k->s;
    const sy_case_tables *t = s->t;
    uint32_t value;

    for (int pass = 0; pass < 2; pass++) {
        k->n = 0;
        for (size_t p = 0; p < t->n; p++) {
            if (!may_turn(s, p) || !sy_map_get(&k->amounts, amount_key(t, p), &value)) continue;
            if (k->turns) {
                sy_turn *turn = &k->turns[k->n];
                *turn = (sy_turn){.place = (uint32_t)p,
                                  .ledger = t->ledger[p],
                                  .at = t->at[p],
                                  .amount = t->amount[p],
                                  .other = t->outside[p] & SY_NO_ACCOUNT ? 0 : t->other[p],
                                  .date_only = t->flags[p] & SY_ENTRY_DATE_ONLY};
                if (sy_map_get(&k->words, p, &value)) turn->word = (uint8_t)value;
            }
            k->n++;
        }
        if (pass == 0) k->turns = sy_new_array(s->al, k->n, sizeof *k->turns);
        if (!k->turns) return sy_fail_nomem(s->err);
    }
    return SY_OK;
}

static sy_status take_words(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    collector *k = ctx;
    uint32_t i;

    for (size_t j = 0; j < b->n; j++) {
        if (!sy_map_get(&k->turn_of, (uint64_t)b->source[j] << 32 | b->row[j], &i)) continue;
        k->turns[i].name = b->text[SY_OTHER_NAME][j];
        k->serials[i] = (sy_slice){sy_arena_bytes(&k->arena, b->serial[j].ptr, b->serial[j].len),
                                   b->serial[j].len};
        if (!k->serials[i].ptr) return sy_fail_nomem(err);
    }
    return SY_OK;
}

typedef struct serial {
    sy_slice text;
    uint32_t turn;
} serial;

static int by_text(const void *a, const void *b)
{
    return sy_slice_compare(((const serial *)a)->text, ((const serial *)b)->text);
}

/* Equal serials get equal numbers. */
static sy_status number_serials(collector *k)
{
    serial *list = sy_new_array(k->s->al, k->n, sizeof *list);
    size_t n = 0;

    if (!list) return sy_fail_nomem(k->s->err);
    for (uint32_t i = 0; i < k->n; i++) {
        if (k->serials[i].len) list[n++] = (serial){k->serials[i], i};
    }
    if (n) qsort(list, n, sizeof *list, by_text);
    for (size_t i = 0; i < n; i++) {
        const bool is_same = i > 0 && sy_slice_is(list[i].text, list[i - 1].text);
        k->turns[list[i].turn].serial =
            is_same ? k->turns[list[i - 1].turn].serial : (uint32_t)i + 1;
    }
    sy_drop(k->s->al, list);
    return SY_OK;
}

static sy_status ask_for_words(collector *k)
{
    sy_settler *s = k->s;
    const sy_case_tables *t = s->t;
    uint64_t *wanted = sy_new_array(s->al, k->n, sizeof *wanted);
    sy_status st = SY_OK;

    k->serials = sy_new_array(s->al, k->n, sizeof *k->serials);
    if (!wanted || !k->serials) st = sy_fail_nomem(s->err);
    for (uint32_t i = 0; st == SY_OK && i < k->n; i++) {
        uint32_t row,
            rank = sy_place_rank(t->bases, (uint32_t)t->n_sources, k->turns[i].place, &row);
        wanted[i] = (uint64_t)t->sources[rank].id << 32 | row;
        st = sy_map_put(&k->turn_of, wanted[i], i, s->err);
    }
    const sy_entry_filter filter = {.places = wanted,
                                    .n_places = k->n,
                                    .with_serial = true,
                                    .without_fingerprints = true,
                                    .without_amounts = true,
                                    .text_columns = 1u << SY_OTHER_NAME};
    if (st == SY_OK) st = sy_facts_entries(s->ws, &filter, take_words, k, s->err);
    sy_drop(s->al, wanted);
    return st == SY_OK ? number_serials(k) : st;
}

static sy_status find(collector *k)
{
    sy_settler *s = k->s;
    sy_pair *rejected = NULL;
    size_t n_rejected = 0;
    sy_match_result found = {.al = s->al};
    sy_status st = sy_settle_rejected(s, SY_MATCH_REVERSAL, &rejected, &n_rejected);

    if (st == SY_OK) {
        st = sy_reversals_find(&found, k->turns, k->n, s->t->correction_days, rejected, n_rejected,
                               s->al, s->err);
    }
    for (size_t i = 0; st == SY_OK && i < found.n; i++) {
        const sy_pair *p = &found.pairs[i];
        if (p->confirmed) {
            sy_settle_join(s, p->out, p->in);
            s->t->flags[p->out] |= SY_ROW_VOID;
            s->t->flags[p->in] |= SY_ROW_VOID;
        }
        st = sy_settle_note(s, SY_MATCH_REVERSAL, *p, false);
    }
    sy_drop(s->al, found.pairs);
    sy_drop(s->al, rejected);
    return st;
}

sy_status sy_settle_reversals(sy_settler *s)
{
    collector k = {
        .s = s, .turn_of = {.al = s->al}, .amounts = {.al = s->al}, .words = {.al = s->al}};
    sy_status st = SY_OK;

    if (s->t->n_corrections == 0) return SY_OK;
    sy_arena_init(&k.arena, s->al);
    st = note_words(&k);
    if (st == SY_OK) st = collect_turns(&k);
    if (st == SY_OK) st = ask_for_words(&k);
    if (st == SY_OK) st = find(&k);
    void *const pieces[] = {k.turns, k.serials, k.turn_of.cells, k.amounts.cells, k.words.cells};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(s->al, pieces[i]);
    sy_arena_dispose(&k.arena);
    return st;
}
