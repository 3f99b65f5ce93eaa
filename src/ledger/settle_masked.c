/* settle_masked.c - rows that name their other side by a pattern (masked.h): the
 * free ones, and the free rows of other ledgers that they may belong to. */
#include <stdlib.h>

#include "base/money.h"
#include "ledger/map.h"
#include "ledger/masked.h"
#include "ledger/settle.h"

typedef struct collector {
    sy_settler *s;
    sy_masked_leg *legs;
    const sy_masked **pattern_of; /* by leg; NULL: it names an account */
    size_t n;
    sy_map masked;     /* place -> index in the tables' list */
    sy_map amounts;    /* of masked rows */
    uint8_t *has_some; /* by account: has masked rows */
    sy_map texts;      /* text id -> index in found */
    sy_slice *found;
    sy_arena arena;
} collector;

static uint64_t size_of(const sy_case_tables *t, size_t place)
{
    return sy_minor_size(t->amount[place]);
}

static bool may_pair(const sy_settler *s, size_t place)
{
    const sy_case_tables *t = s->t;
    return sy_settle_is_free(s, place) && t->amount[place] != 0 &&
           !(t->flags[place] & SY_ENTRY_TRANSFER);
}

static sy_status note_masked(collector *k)
{
    sy_settler *s = k->s;
    const sy_case_tables *t = s->t;
    sy_status st = SY_OK;

    k->has_some = sy_new_array(s->al, t->n_accounts, 1);
    if (!k->has_some) return sy_fail_nomem(s->err);
    for (uint32_t i = 0; st == SY_OK && i < t->n_masked; i++) {
        const uint32_t p = t->masked[i].place;
        if (!may_pair(s, p)) continue;
        k->has_some[t->ledgers[t->ledger[p]].account] = 1;
        st = sy_map_put(&k->masked, p, i, s->err);
        if (st == SY_OK) st = sy_map_put(&k->amounts, size_of(t, p), 1, s->err);
    }
    return st;
}

static sy_status want(collector *k, uint32_t text)
{
    uint32_t seen;
    if (text == 0 || sy_map_get(&k->texts, text, &seen)) return SY_OK;
    return sy_map_put(&k->texts, text, (uint32_t)k->texts.n, k->s->err);
}

static sy_status add_leg(collector *k, size_t p, const sy_masked *pattern)
{
    const sy_case_tables *t = k->s->t;
    const sy_fact_ledger *l = &t->ledgers[t->ledger[p]];
    uint32_t currency = 0;

    while (!sy_slice_is(t->ledgers[currency].currency, l->currency)) currency++;
    k->legs[k->n] = (sy_masked_leg){.place = (uint32_t)p,
                                    .own = l->account,
                                    .other = pattern ? 0 : t->other[p],
                                    .currency = currency,
                                    .at = t->at[p],
                                    .amount = t->amount[p],
                                    .date_only = t->flags[p] & SY_ENTRY_DATE_ONLY,
                                    .account = t->accounts[l->account].number};
    k->pattern_of[k->n++] = pattern;
    sy_status st = want(k, l->holder.text);
    if (st == SY_OK && pattern) st = want(k, pattern->name);
    if (st == SY_OK && pattern) st = want(k, pattern->number);
    return st;
}

static sy_status collect(collector *k)
{
    sy_settler *s = k->s;
    const sy_case_tables *t = s->t;
    sy_status st = SY_OK;

    for (int pass = 0; st == SY_OK && pass < 2; pass++) {
        size_t n = 0;
        for (size_t p = 0; st == SY_OK && p < t->n; p++) {
            uint32_t i, value;
            if (!may_pair(s, p) || !sy_map_get(&k->amounts, size_of(t, p), &value)) continue;
            const bool is_masked = sy_map_get(&k->masked, p, &i);
            const uint32_t other = t->outside[p] & SY_NO_ACCOUNT ? 0 : t->other[p];
            if (!is_masked && (other == 0 || !k->has_some[other])) continue;
            n++;
            if (pass == 1) st = add_leg(k, p, is_masked ? &t->masked[i] : NULL);
        }
        if (pass == 1) break;
        k->legs = sy_new_array(s->al, n, sizeof *k->legs);
        k->pattern_of = sy_new_array(s->al, n, sizeof *k->pattern_of);
        if (!k->legs || !k->pattern_of) st = sy_fail_nomem(s->err);
    }
    return st;
}

static sy_status take_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    collector *k = ctx;
    uint32_t i;

    if (!sy_map_get(&k->texts, id, &i)) return SY_OK;
    k->found[i] = (sy_slice){sy_arena_bytes(&k->arena, text.ptr, text.len), text.len};
    return k->found[i].ptr ? SY_OK : sy_fail_nomem(err);
}

static sy_slice text_of(const collector *k, uint32_t id)
{
    uint32_t i;
    return id && sy_map_get(&k->texts, id, &i) ? k->found[i] : SY_TEXT("");
}

static sy_status ask_for_texts(collector *k)
{
    sy_settler *s = k->s;
    uint32_t *ids = sy_new_array(s->al, k->texts.n, sizeof *ids);
    sy_status st = SY_OK;

    k->found = sy_new_array(s->al, k->texts.n, sizeof *k->found);
    if (!ids || !k->found) st = sy_fail_nomem(s->err);
    for (size_t i = 0; st == SY_OK && i < k->texts.capacity; i++) {
        if (k->texts.cells[i].used) ids[k->texts.cells[i].value] = (uint32_t)k->texts.cells[i].key;
    }
    if (st == SY_OK && k->texts.n) {
        st = sy_facts_texts_of(s->ws, ids, k->texts.n, take_text, k, s->err);
    }
    for (size_t i = 0; st == SY_OK && i < k->n; i++) {
        sy_masked_leg *leg = &k->legs[i];
        const sy_case_tables *t = s->t;
        leg->holder = text_of(k, t->ledgers[t->ledger[leg->place]].holder.text);
        if (!k->pattern_of[i]) continue;
        leg->other_name = text_of(k, k->pattern_of[i]->name);
        leg->other_number = text_of(k, k->pattern_of[i]->number);
    }
    sy_drop(s->al, ids);
    return st;
}

sy_status sy_settle_masked(sy_settler *s)
{
    collector k = {
        .s = s, .masked = {.al = s->al}, .amounts = {.al = s->al}, .texts = {.al = s->al}};
    sy_match_result found = {.al = s->al};
    sy_pair *rejected = NULL;
    size_t n_rejected = 0;

    if (s->t->n_masked == 0) return SY_OK;
    sy_arena_init(&k.arena, s->al);
    sy_status st = note_masked(&k);
    if (st == SY_OK) st = collect(&k);
    if (st == SY_OK) st = ask_for_texts(&k);
    if (st == SY_OK) st = sy_settle_rejected(s, SY_MATCH_SIDES, &rejected, &n_rejected);
    if (st == SY_OK) {
        st = sy_match_masked(&found, k.legs, k.n, rejected, n_rejected, s->al, s->err);
    }
    for (size_t i = 0; st == SY_OK && i < found.n; i++) {
        st = sy_settle_note(s, SY_MATCH_SIDES, found.pairs[i], false);
    }
    void *const pieces[] = {k.legs,          k.pattern_of, k.masked.cells,
                            k.amounts.cells, k.has_some,   k.texts.cells,
                            k.found,         found.pairs,  rejected};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(s->al, pieces[i]);
    sy_arena_dispose(&k.arena);
    return st;
}
