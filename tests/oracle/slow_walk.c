/* Lists that are searched from their beginning; nothing is merged or indexed. */
#include "slow_walk.h"

#include <stdlib.h>

#include "base/err.h"

__extension__ typedef __int128 wide;

void money_add(money *m, int64_t fen, uint32_t tag)
{
    if (fen == 0) return;
    m->list = slow_grow(m->list, m->n, sizeof *m->list);
    m->list[m->n++] = (segment){fen, tag};
}

void money_free(money *m)
{
    free(m->list);
    *m = (money){0};
}

int64_t money_sum(const money *m)
{
    int64_t sum = 0;
    for (size_t i = 0; i < m->n; i++) sum += m->list[i].fen;
    return sum;
}

int64_t money_tainted(const money *m)
{
    int64_t sum = 0;
    for (size_t i = 0; i < m->n; i++) sum += m->list[i].tag == CLEAN ? 0 : m->list[i].fen;
    return sum;
}

/* What is left of a list after its empty segments are gone. */
static void close_gaps(money *m)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++) {
        if (m->list[i].fen > 0) m->list[n++] = m->list[i];
    }
    m->n = n;
    if (n == 0) money_free(m);
}

static void take_from(money *to, segment *s, int64_t *wanted)
{
    const int64_t fen = s->fen < *wanted ? s->fen : *wanted;
    money_add(to, fen, s->tag);
    s->fen -= fen;
    *wanted -= fen;
}

void money_first(money *to, money *from, int64_t fen)
{
    for (size_t i = 0; i < from->n; i++) take_from(to, &from->list[i], &fen);
    SY_ASSERT(fen == 0);
    close_gaps(from);
}

void money_move(money *to, money *from)
{
    money_first(to, from, money_sum(from));
}

static void take_kind(money *to, money *from, int64_t *wanted, bool tainted)
{
    for (size_t i = 0; i < from->n; i++) {
        if ((from->list[i].tag != CLEAN) == tainted) take_from(to, &from->list[i], wanted);
    }
}

/* Seed s gives floor(c_s * m / balance) - floor(c_(s-1) * m / balance). */
static void take_prorata(money *to, money *from, int64_t wanted)
{
    const int64_t balance = money_sum(from);
    uint32_t most = 0;
    for (size_t i = 0; i < from->n; i++) {
        if (from->list[i].tag > most) most = from->list[i].tag;
    }
    int64_t below = 0, given_below = 0;
    money rest = {0};
    for (uint32_t tag = 1; tag <= most; tag++) {
        int64_t has = 0;
        for (size_t i = 0; i < from->n; i++)
            has += from->list[i].tag == tag ? from->list[i].fen : 0;
        if (has == 0) continue;
        below += has;
        const int64_t given = (int64_t)((wide)below * wanted / balance);
        money_add(to, given - given_below, tag);
        money_add(&rest, has - (given - given_below), tag);
        given_below = given;
    }
    money_add(to, wanted - given_below, CLEAN);
    money_add(&rest, balance - below - (wanted - given_below), CLEAN);
    money_free(from);
    *from = rest;
}

void money_take(money *to, money *from, int64_t fen, sy_rule rule)
{
    if (fen == 0) return;
    SY_ASSERT(fen <= money_sum(from));
    switch (rule) {
    case SY_FIFO:
        money_first(to, from, fen);
        return;
    case SY_LIFO:
        for (size_t i = from->n; i-- > 0;) take_from(to, &from->list[i], &fen);
        break;
    case SY_PRORATA:
        take_prorata(to, from, fen);
        return;
    case SY_CLEAN_FIRST:
        take_kind(to, from, &fen, false);
        take_kind(to, from, &fen, true);
        break;
    case SY_TAINT_FIRST:
        take_kind(to, from, &fen, true);
        take_kind(to, from, &fen, false);
        break;
    case SY_RULES:
        break;
    }
    SY_ASSERT(fen == 0);
    close_gaps(from);
}
