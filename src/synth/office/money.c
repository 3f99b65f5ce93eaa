/* FIFO and LIFO keep each account's money as a list of pieces, oldest first; the other three
 * rules need only how much there is and how much of it is the debtor's. */
#include "synth/office/money.h"

#include <string.h>

enum { FIFO, LIFO, PRORATA, CLEAN_FIRST, TAINT_FIRST };

__extension__ typedef __int128 wide;

typedef struct piece {
    sy_minor amount;
    bool is_tainted;
} piece;

typedef struct pile {
    piece *pieces; /* [first, n) */
    size_t first, n, room;
    sy_minor balance, taint;
    bool is_source, is_sink;
} pile;

typedef struct following {
    const sy_world *w;
    pile *piles;
    piece *hand; /* what is on its way: of the last outflow */
    size_t n_hand, room_hand;
    int rule;
    bool is_out_of_memory;
} following;

static void add(following *f, piece **list, size_t *n, size_t *room, piece p)
{
    if (p.amount == 0) return;
    if (*n > 0 && (*list)[*n - 1].is_tainted == p.is_tainted) {
        (*list)[*n - 1].amount += p.amount;
        return;
    }
    if (!sy_grow(NULL, (void **)list, room, *n, *n + 1, sizeof **list)) {
        f->is_out_of_memory = true;
        return;
    }
    (*list)[(*n)++] = p;
}

static void to_hand(following *f, sy_minor amount, bool is_tainted)
{
    add(f, &f->hand, &f->n_hand, &f->room_hand, (piece){amount, is_tainted});
}

/* Pieces from one end into the hand. */
static void take_pieces(following *f, pile *p, sy_minor amount)
{
    while (amount > 0 && p->first < p->n) {
        piece *from = f->rule == FIFO ? &p->pieces[p->first] : &p->pieces[p->n - 1];
        const sy_minor part = from->amount < amount ? from->amount : amount;
        to_hand(f, part, from->is_tainted);
        from->amount -= part;
        amount -= part;
        if (from->amount == 0 && f->rule == FIFO) p->first++;
        if (from->amount == 0 && f->rule == LIFO) p->n--;
    }
    if (p->first == p->n) p->first = p->n = 0;
    to_hand(f, amount, false); /* more than there was: nobody knows whose */
}

static sy_minor share(const following *f, const pile *p, sy_minor amount)
{
    const sy_minor clean = p->balance - p->taint;

    switch (f->rule) {
    case PRORATA:
        return p->balance > 0 ? (sy_minor)((wide)p->taint * amount / p->balance) : 0;
    case CLEAN_FIRST:
        return amount > clean ? amount - clean : 0;
    default:
        return amount < p->taint ? amount : p->taint;
    }
}

static void leave(following *f, pile *p, sy_minor amount, bool is_seed)
{
    f->n_hand = 0;
    if (p->is_source || p->is_sink) {
        to_hand(f, amount, is_seed);
        return;
    }
    if (f->rule == FIFO || f->rule == LIFO) {
        take_pieces(f, p, amount);
    } else {
        const sy_minor tainted = share(f, p, amount);
        to_hand(f, tainted, true);
        to_hand(f, amount - tainted, false);
        p->taint -= tainted;
    }
    p->balance -= amount;
}

static void arrive(following *f, pile *p)
{
    if (p->is_source || p->is_sink) return;
    for (size_t i = 0; i < f->n_hand; i++) {
        if (f->rule == FIFO || f->rule == LIFO) {
            add(f, &p->pieces, &p->n, &p->room, f->hand[i]);
        }
        p->balance += f->hand[i].amount;
        if (f->hand[i].is_tainted) p->taint += f->hand[i].amount;
    }
}

static sy_minor in_hand(const following *f)
{
    sy_minor sum = 0;

    for (size_t i = 0; i < f->n_hand; i++) sum += f->hand[i].is_tainted ? f->hand[i].amount : 0;
    return sum;
}

static void follow_one(following *f, const sy_office_move *m, int64_t since, sy_minor *tainted)
{
    f->n_hand = 0;
    if (m->from == SY_NOBODY) {
        to_hand(f, m->amount, false);
    } else {
        pile *from = &f->piles[m->from];
        leave(f, from, m->amount, from->is_source && m->at >= since);
    }
    *tainted = in_hand(f);
    if (m->to != SY_NOBODY) arrive(f, &f->piles[m->to]);
}

static bool begin(following *f, int debtor, bool sees_all)
{
    for (size_t a = 0; a < f->w->n_accounts; a++) {
        const sy_office_account *account = &f->w->accounts[a];
        pile *p = &f->piles[a];
        const bool is_his = account->holder == debtor;
        p->is_source = is_his && account->is_supplied;
        p->is_sink = !p->is_source && !account->is_supplied && account->kind != SY_KIND_POCKET &&
                     (is_his || !sees_all);
        f->n_hand = 0;
        to_hand(f, account->opening, false);
        arrive(f, p);
    }
    return !f->is_out_of_memory;
}

sy_status sy_money_follow(sy_minor **tainted, const sy_world *w, int debtor, int rule,
                          int64_t since_day, bool sees_all, sy_err *err)
{
    following f = {.w = w, .rule = rule};
    sy_minor *out = sy_new_array(NULL, w->n_moves, sizeof *out);

    *tainted = NULL;
    f.piles = sy_new_array(NULL, w->n_accounts, sizeof *f.piles);
    bool is_good = out && f.piles && begin(&f, debtor, sees_all);
    for (size_t i = 0; is_good && i < w->n_moves; i++) {
        const sy_office_move *m = &w->moves[i];
        if (m->flags & (SY_MOVE_DROPPED | SY_MOVE_FAILED)) continue;
        follow_one(&f, m, since_day * SY_DAY, &out[i]);
        is_good = !f.is_out_of_memory;
    }
    for (size_t a = 0; f.piles && a < w->n_accounts; a++) sy_drop(NULL, f.piles[a].pieces);
    sy_drop(NULL, f.piles);
    sy_drop(NULL, f.hand);
    if (!is_good) {
        sy_drop(NULL, out);
        return sy_fail_nomem(err);
    }
    *tainted = out;
    return SY_OK;
}
