/* proxy_rows.c - an account's rows with everything that a reason asks of them. */
#include <stdlib.h>

#include "insight/proxy_parts.h"

/* ---- words ---- */

uint32_t sy_proxy_words(sy_proxy_case *c, uint32_t text)
{
    if (text == 0) return 0;
    if (c->words[text] == 0) {
        c->words[text] = SY_WORD_LOOKED | sy_word_bits_in(c->k->terms, c->s->texts[text]) |
                         sy_word_bits_in(c->names, c->s->texts[text]);
    }
    return c->words[text] & ~(uint32_t)SY_WORD_LOOKED;
}

uint32_t sy_proxy_row_words(sy_proxy_case *c, uint32_t place, bool is_own, uint32_t *memo)
{
    const sy_scene *s = c->s;

    *memo = 0;
    if (place == SY_NONE) return 0;
    *memo =
        sy_proxy_words(c, s->word[SY_SUMMARY][place]) | sy_proxy_words(c, s->word[SY_NOTE][place]);
    uint32_t words = *memo | sy_proxy_words(c, s->word[SY_ENTRY_TYPE][place]);
    if (!is_own) return words; /* the other names are the account's own there */
    words |= sy_proxy_words(c, s->word[SY_OTHER_NAME][place]) |
             sy_proxy_words(c, s->word[SY_MERCHANT][place]);
    return words | (sy_proxy_words(c, s->word[SY_OTHER_NUMBER][place]) & SY_WORD_PHONE);
}

/* ---- money ---- */

static const sy_traced *diverted_of(const sy_trace *t, uint32_t transfer)
{
    size_t low = 0, high = t ? t->n_transfers : 0;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (t->transfers[middle].transfer < transfer)
            low = middle + 1;
        else
            high = middle;
    }
    return t && low < t->n_transfers && t->transfers[low].transfer == transfer ? &t->transfers[low]
                                                                               : NULL;
}

static void add_traced(const sy_traced *x, sy_minor most, sy_minor *fifo, sy_minor *lower,
                       sy_minor *upper)
{
    if (!x) return;
    *fifo = *fifo + x->tainted < most ? *fifo + x->tainted : most;
    *lower = *lower + x->lower < most ? *lower + x->lower : most;
    *upper = *upper + x->upper < most ? *upper + x->upper : most;
}

void sy_proxy_money(const sy_proxy_case *c, uint32_t transfer, sy_minor *fifo, sy_minor *lower,
                    sy_minor *upper)
{
    const sy_minor most = c->f->amount[transfer];
    const uint32_t number = c->traced ? c->traced[transfer] : 0;

    *fifo = *lower = *upper = 0;
    if (number) add_traced(&c->s->traces[SY_FIFO]->transfers[number - 1], most, fifo, lower, upper);
    add_traced(diverted_of(c->diverted_trace, transfer), most, fifo, lower, upper);
}

/* ---- rows ---- */

static sy_side side_of(const sy_proxy_case *c, const sy_use *u, const sy_scene_row *r, uint32_t who)
{
    if (c->f->flags[r->transfer] & SY_T_PSEUDO || sy_flow_is_reversed(c->f, r->transfer))
        return SY_SIDE_UNSEEN;
    if (who == SY_NONE) return SY_SIDE_OTHER;
    if (c->w->relation[who] == SY_RELATION_DEBTOR) return SY_SIDE_DEBTOR;
    return who == u->holder ? SY_SIDE_OWN : SY_SIDE_OTHER;
}

static void fill_row(sy_use_row *x, sy_proxy_case *c, const sy_use *u, const sy_scene_row *r)
{
    const bool is_own = r->place != SY_NONE;
    uint32_t others_memo = 0;

    *x = (sy_use_row){.transfer = r->transfer,
                      .place = is_own ? r->place : r->other_place,
                      .who = sy_who_at(c->w, c->s, r),
                      .other = r->other,
                      .at = r->at,
                      .amount = r->amount,
                      .size = r->amount < 0 ? -r->amount : r->amount,
                      .date_only = r->date_only,
                      .has_own_row = is_own};
    x->side = (uint8_t)side_of(c, u, r, x->who);
    x->words = sy_proxy_row_words(c, x->place, is_own, &x->memo);
    if (r->picture != SY_NONE) x->words |= sy_proxy_row_words(c, r->picture, true, &others_memo);
    if (is_own && r->other_place != SY_NONE)
        x->words |= sy_proxy_row_words(c, r->other_place, false, &others_memo);
    x->memo |= others_memo;
    x->flags = x->place == SY_NONE ? 0 : c->s->flags[x->place];
    x->is_diverted = r->amount > 0 && c->is_diverted[r->transfer];
    sy_proxy_money(c, r->transfer, &x->fifo, &x->lower, &x->upper);
}

static void add(sy_minor *sum, sy_minor amount)
{
    if (!sy_minor_add(sum, *sum, amount)) *sum = INT64_MAX;
}

static void count_row(sy_use *u, sy_proxy_case *c, const sy_use_row *x)
{
    if (x->side == SY_SIDE_UNSEEN || x->side == SY_SIDE_OWN) return;
    add(x->amount > 0 ? &u->in : &u->out, x->size);
    if (x->amount > 0 && x->at >= c->s->since) add(&u->in_since, x->size);
    if (x->who == SY_NONE || c->seen_by[x->who] == u->account + 1) return;
    c->seen_by[x->who] = u->account + 1;
    u->counterparties++;
}

static int by_transfer(const void *a, const void *b)
{
    const sy_use_row *x = a, *y = b;
    return (x->transfer > y->transfer) - (x->transfer < y->transfer);
}

sy_status sy_use_read(sy_use *u, sy_proxy_case *c, uint32_t account, sy_use_row **rows,
                      size_t *capacity, sy_err *err)
{
    const sy_flow *f = c->f;
    const uint32_t first = c->begin[account], end = c->begin[account + 1];

    *u = (sy_use){.account = account, .ledger = c->ledgers[first]};
    u->holder = sy_who_holds(c->w, c->s, u->ledger);
    for (uint32_t i = first; i < end; i++) {
        const uint32_t l = c->ledgers[i], begin = f->row_begin[l];
        const size_t more = f->row_begin[l + 1] - begin;
        void *items = *rows;
        if (!(f->ledgers[l].flags & SY_L_NO_STATEMENT)) u->is_supplied = true;
        if (!sy_grow(NULL, &items, capacity, u->n, u->n + more, sizeof **rows))
            return sy_fail_nomem(err);
        *rows = items;
        for (size_t k = 0; k < more; k++) {
            const sy_scene_row r = sy_scene_row_at(c->s, l, begin + (uint32_t)k);
            if (r.amount == 0) continue;
            fill_row(&(*rows)[u->n], c, u, &r);
            count_row(u, c, &(*rows)[u->n++]);
        }
    }
    u->rows = *rows;
    if (end - first > 1 && u->n) qsort(u->rows, u->n, sizeof *u->rows, by_transfer);
    return SY_OK;
}

sy_status sy_hit_row(sy_hit *h, const sy_proxy_case *c, const sy_use *u, size_t i, sy_err *err)
{
    if (!h->rows) {
        h->rows = sy_arena_get(c->s->arena, u->n * sizeof *h->rows);
        if (!h->rows) return sy_fail_nomem(err);
    }
    if (h->n == 0 || u->rows[i].at < h->first) h->first = u->rows[i].at;
    if (h->n == 0 || u->rows[i].at > h->last) h->last = u->rows[i].at;
    h->rows[h->n++] = (uint32_t)i;
    h->is_there = true;
    add(&h->amount, u->rows[i].size);
    return SY_OK;
}
