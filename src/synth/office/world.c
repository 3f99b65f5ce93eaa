/* Growing arrays and one sort. Closing walks all movements in order of true time: what is
 * optional and cannot be paid is dropped, what must be paid raises the payer's opening
 * balance, so that no story ever fails for want of money. */
#include "synth/office/world.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sy_world_init(sy_world *w, uint64_t seed)
{
    *w = (sy_world){.seed = seed, .r = {sy_random_mix(seed * 2 + 1)}};
    sy_arena_init(&w->arena, NULL);
}

void sy_world_dispose(sy_world *w)
{
    sy_drop(NULL, w->actors);
    sy_drop(NULL, w->accounts);
    sy_drop(NULL, w->moves);
    sy_drop(NULL, w->assets);
    sy_drop(NULL, w->suspects);
    sy_drop(NULL, w->paths);
    sy_arena_dispose(&w->arena);
    *w = (sy_world){0};
}

const char *sy_world_text(sy_world *w, const char *fmt, ...)
{
    char text[512];
    va_list args;

    va_start(args, fmt);
    const int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    SY_ASSERT(n >= 0 && (size_t)n < sizeof text);
    const char *copy = sy_arena_text(&w->arena, text, (size_t)n);
    if (!copy) w->is_out_of_memory = true;
    return copy ? copy : "";
}

/* A copy of item at the end of an array; -1 without memory. */
static int append(sy_world *w, void **items, size_t *n, size_t *room, const void *item, size_t size)
{
    if (!sy_grow(NULL, items, room, *n, *n + 1, size)) {
        w->is_out_of_memory = true;
        return SY_NOBODY;
    }
    memcpy((char *)*items + *n * size, item, size);
    return (int)(*n)++;
}

#define APPEND(w, what, item)                                                                      \
    append((w), (void **)&(w)->what, &(w)->n_##what, &(w)->room_##what, (item), sizeof *(item))

int sy_world_actor(sy_world *w, const sy_actor *a)
{
    return APPEND(w, actors, a);
}

int sy_world_account(sy_world *w, const sy_office_account *a)
{
    return APPEND(w, accounts, a);
}

int sy_world_asset(sy_world *w, const sy_asset *a)
{
    return APPEND(w, assets, a);
}

void sy_world_suspect(sy_world *w, const sy_suspect *s)
{
    APPEND(w, suspects, s);
}

void sy_world_path(sy_world *w, int asset, const int *accounts, int n)
{
    sy_office_path p = {.asset = asset, .n = n};

    SY_ASSERT(n <= SY_PATH_HOPS);
    memcpy(p.accounts, accounts, (size_t)n * sizeof *accounts);
    APPEND(w, paths, &p);
}

const sy_office_payee *sy_world_payee(sy_world *w, const sy_office_payee *p)
{
    static const sy_office_payee nobody = {"", "", "", "", "", false};
    sy_office_payee *copy = sy_arena_get(&w->arena, sizeof *copy);

    if (!copy) {
        w->is_out_of_memory = true;
        return &nobody;
    }
    *copy = *p;
    if (!copy->name) copy->name = "";
    if (!copy->number) copy->number = "";
    if (!copy->bank) copy->bank = "";
    if (!copy->merchant) copy->merchant = "";
    if (!copy->type) copy->type = "";
    return copy;
}

static sy_office_move *post(sy_world *w, const sy_office_move *move)
{
    static _Thread_local sy_office_move lost; /* written to when memory is out, never read */

    SY_ASSERT(move->amount > 0);
    const int i = APPEND(w, moves, move);
    if (i == SY_NOBODY) {
        lost = *move;
        return &lost;
    }
    w->moves[i].order = (uint32_t)i;
    return &w->moves[i];
}

sy_office_move *sy_world_move(sy_world *w, int from, int to, int64_t at, sy_minor fen,
                              const char *summary, const char *note)
{
    const sy_office_move m = {.from = from,
                              .to = to,
                              .at = at,
                              .amount = fen,
                              .asset = SY_NOBODY,
                              .summary = summary,
                              .note = note};

    return post(w, &m);
}

sy_office_move *sy_world_pay(sy_world *w, int from, int64_t at, sy_minor fen,
                             const sy_office_payee *to, const char *summary)
{
    const sy_office_move m = {.from = from,
                              .to = SY_NOBODY,
                              .at = at,
                              .amount = fen,
                              .payee = to,
                              .asset = SY_NOBODY,
                              .summary = summary,
                              .note = ""};

    return post(w, &m);
}

sy_office_move *sy_world_get(sy_world *w, int to, int64_t at, sy_minor fen,
                             const sy_office_payee *from, const char *summary)
{
    const sy_office_move m = {.from = SY_NOBODY,
                              .to = to,
                              .at = at,
                              .amount = fen,
                              .payee = from,
                              .asset = SY_NOBODY,
                              .summary = summary,
                              .note = ""};

    return post(w, &m);
}

/* ---- closing ---- */

static int by_time(const void *a, const void *b)
{
    const sy_office_move *x = a, *y = b;

    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* Can he pay, or must he? Wallets and pockets never owe either. */
static void settle(sy_world *w, sy_office_move *m, sy_minor *raised)
{
    if (m->flags & SY_MOVE_FAILED) return;
    if (m->from != SY_NOBODY) {
        sy_office_account *a = &w->accounts[m->from];
        if (a->balance < m->amount) {
            if (m->flags & SY_MOVE_OPTIONAL) {
                m->flags |= SY_MOVE_DROPPED;
                return;
            }
            raised[m->from] += m->amount - a->balance;
            a->balance = m->amount;
        }
        a->balance -= m->amount;
    }
    if (m->to != SY_NOBODY) w->accounts[m->to].balance += m->amount;
}

static void balance(sy_world *w, sy_office_move *m)
{
    const bool moves = !(m->flags & (SY_MOVE_FAILED | SY_MOVE_DROPPED));

    if (m->from != SY_NOBODY) {
        if (moves) w->accounts[m->from].balance -= m->amount;
        m->from_after = w->accounts[m->from].balance;
    }
    if (m->to != SY_NOBODY) {
        if (moves) w->accounts[m->to].balance += m->amount;
        m->to_after = w->accounts[m->to].balance;
    }
}

static void list_moves(sy_world *w, uint32_t *all)
{
    for (size_t i = 0; i < w->n_moves; i++) {
        if (w->moves[i].flags & SY_MOVE_DROPPED) continue;
        if (w->moves[i].from != SY_NOBODY) w->accounts[w->moves[i].from].n_moves++;
        if (w->moves[i].to != SY_NOBODY) w->accounts[w->moves[i].to].n_moves++;
    }
    for (size_t a = 0; a < w->n_accounts; a++) {
        w->accounts[a].moves = all;
        all += w->accounts[a].n_moves;
        w->accounts[a].n_moves = 0;
    }
    for (size_t i = 0; i < w->n_moves; i++) {
        const sy_office_move *m = &w->moves[i];
        if (m->flags & SY_MOVE_DROPPED) continue;
        sy_office_account *from = m->from == SY_NOBODY ? NULL : &w->accounts[m->from];
        sy_office_account *to = m->to == SY_NOBODY ? NULL : &w->accounts[m->to];
        if (from) from->moves[from->n_moves++] = (uint32_t)i;
        if (to) to->moves[to->n_moves++] = (uint32_t)i;
    }
}

sy_status sy_world_close(sy_world *w, sy_err *err)
{
    sy_minor *raised = sy_arena_get(&w->arena, (w->n_accounts + 1) * sizeof *raised);
    uint32_t *all = sy_arena_get(&w->arena, (w->n_moves + 1) * 2 * sizeof *all);

    if (!raised || !all || w->is_out_of_memory) return sy_fail_nomem(err);
    qsort(w->moves, w->n_moves, sizeof *w->moves, by_time);
    for (size_t a = 0; a < w->n_accounts; a++) w->accounts[a].balance = w->accounts[a].opening;
    for (size_t i = 0; i < w->n_moves; i++) settle(w, &w->moves[i], raised);
    for (size_t a = 0; a < w->n_accounts; a++) {
        w->accounts[a].opening += raised[a];
        w->accounts[a].balance = w->accounts[a].opening;
    }
    for (size_t i = 0; i < w->n_moves; i++) balance(w, &w->moves[i]);
    list_moves(w, all);
    return SY_OK;
}

/* ---- days ---- */

int64_t sy_month_day(int64_t day, int months, int day_of_month)
{
    sy_civil c;

    sy_civil_from_seconds(&c, day * SY_DAY);
    const int month = c.year * 12 + c.month - 1 + months;
    return sy_days_from_civil(month / 12, month % 12 + 1, day_of_month > 28 ? 28 : day_of_month);
}

int sy_months_between(int64_t from_day, int64_t to_day)
{
    sy_civil a, b;

    sy_civil_from_seconds(&a, from_day * SY_DAY);
    sy_civil_from_seconds(&b, to_day * SY_DAY);
    return (b.year - a.year) * 12 + b.month - a.month;
}
