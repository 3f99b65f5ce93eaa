/* rope.c - a treap: a tree in the order of the lots, and a heap by a number that
 * each node has of its own (its index, mixed), which keeps it balanced without
 * any state that could make two runs differ. A node turned round says so to its
 * children when somebody comes by. */
#include "flow/rope.h"

#include <stdbool.h>

struct sy_rope_node {
    int64_t fen;          /* of this lot */
    int64_t sum, tainted; /* of all lots from here down */
    uint32_t tag;
    uint32_t count : 31, reversed : 1; /* reversed: its children do not know yet */
    uint32_t left, right;
};

void sy_ropes_dispose(sy_ropes *r)
{
    sy_drop(r->al, r->nodes);
    *r = (sy_ropes){.al = r->al};
}

/* Node 0 is the empty rope: no sum, no lots, and never written to. */
int64_t sy_rope_sum(const sy_ropes *r, sy_rope rope)
{
    return rope ? r->nodes[rope].sum : 0;
}

int64_t sy_rope_tainted(const sy_ropes *r, sy_rope rope)
{
    return rope ? r->nodes[rope].tainted : 0;
}

uint32_t sy_rope_count(const sy_ropes *r, sy_rope rope)
{
    return rope ? r->nodes[rope].count : 0;
}

/* Room for one node more, so that what follows cannot fail. */
static sy_status reserve(sy_ropes *r, sy_err *err)
{
    void *nodes = r->nodes;

    if (r->free) return SY_OK;
    if (r->used == 0) r->used = 1;
    if (r->used >= UINT32_MAX / 2 || !sy_grow(r->al, &nodes, &r->capacity, r->nodes ? r->used : 0,
                                              r->used + 1, sizeof *r->nodes)) {
        return sy_fail_nomem(err);
    }
    r->nodes = nodes;
    return SY_OK;
}

static sy_rope make(sy_ropes *r, int64_t fen, uint32_t tag)
{
    sy_rope x = r->free ? r->free : (sy_rope)r->used++;

    if (x == r->free) r->free = r->nodes[x].left;
    r->nodes[x] = (sy_rope_node){
        .fen = fen, .sum = fen, .tainted = tag ? fen : 0, .tag = tag, .count = 1};
    return x;
}

static void give_back(sy_ropes *r, sy_rope x)
{
    r->nodes[x].left = r->free;
    r->free = x;
}

static uint64_t rank(sy_rope x)
{
    uint64_t h = x * 0x9E3779B97F4A7C15u;
    h = (h ^ h >> 30) * 0xBF58476D1CE4E5B9u;
    return h ^ h >> 27;
}

static sy_rope_node *open_node(sy_ropes *r, sy_rope x)
{
    sy_rope_node *n = &r->nodes[x];
    const uint32_t left = n->left;

    if (!n->reversed) return n;
    n->left = n->right;
    n->right = left;
    if (n->left) r->nodes[n->left].reversed ^= 1;
    if (n->right) r->nodes[n->right].reversed ^= 1;
    n->reversed = 0;
    return n;
}

static void add_up(sy_ropes *r, sy_rope x)
{
    sy_rope_node *n = &r->nodes[x];

    n->sum = n->fen + sy_rope_sum(r, n->left) + sy_rope_sum(r, n->right);
    n->tainted = (n->tag ? n->fen : 0) + sy_rope_tainted(r, n->left) +
                 sy_rope_tainted(r, n->right);
    n->count = (1 + sy_rope_count(r, n->left) + sy_rope_count(r, n->right)) & 0x7FFFFFFF;
}

static sy_rope put_together(sy_ropes *r, sy_rope a, sy_rope b)
{
    if (!a || !b) return a ? a : b;
    if (rank(a) > rank(b)) {
        sy_rope_node *n = open_node(r, a);
        n->right = put_together(r, n->right, b);
        add_up(r, a);
        return a;
    }
    sy_rope_node *n = open_node(r, b);
    n->left = put_together(r, a, n->left);
    add_up(r, b);
    return b;
}

/* Needs room for one node: the cut may go through a lot. */
static void cut(sy_ropes *r, sy_rope x, int64_t fen, sy_rope *first, sy_rope *rest)
{
    if (!x) {
        *first = *rest = 0;
        return;
    }
    sy_rope_node *n = open_node(r, x);
    const int64_t before = sy_rope_sum(r, n->left);
    if (fen <= before) {
        cut(r, n->left, fen, first, rest);
        n->left = *rest;
        *rest = x;
    } else if (fen >= before + n->fen) {
        cut(r, n->right, fen - before - n->fen, first, rest);
        n->right = *first;
        *first = x;
    } else {
        const sy_rope left = n->left;
        n->left = 0;
        n->fen -= fen - before;
        *first = put_together(r, left, make(r, fen - before, n->tag));
        *rest = x;
    }
    add_up(r, x);
}

static sy_rope end_of(sy_ropes *r, sy_rope x, bool is_last)
{
    for (;;) {
        const sy_rope_node *n = open_node(r, x);
        const sy_rope next = is_last ? n->right : n->left;
        if (!next) return x;
        x = next;
    }
}

/* The last lot of x grows. */
static void grow_last(sy_ropes *r, sy_rope x, int64_t fen, bool is_tainted)
{
    while (x) {
        sy_rope_node *n = open_node(r, x);
        n->sum += fen;
        if (is_tainted) n->tainted += fen;
        if (!n->right) n->fen += fen;
        x = n->right;
    }
}

sy_rope sy_rope_join(sy_ropes *r, sy_rope a, sy_rope b)
{
    if (!a || !b) return a ? a : b;
    const sy_rope last = end_of(r, a, true), first = end_of(r, b, false);
    if (r->nodes[last].tag == r->nodes[first].tag) {
        sy_rope alone, rest;
        const int64_t fen = r->nodes[first].fen;
        cut(r, b, fen, &alone, &rest); /* between two lots: makes none */
        give_back(r, alone);
        grow_last(r, a, fen, r->nodes[last].tag != 0);
        b = rest;
    }
    return put_together(r, a, b);
}

sy_status sy_rope_push(sy_ropes *r, sy_rope *rope, int64_t fen, uint32_t tag, sy_err *err)
{
    sy_status st = reserve(r, err);

    if (st == SY_OK) *rope = sy_rope_join(r, *rope, make(r, fen, tag));
    return st;
}

sy_status sy_rope_split(sy_ropes *r, sy_rope rope, int64_t fen, sy_rope *first, sy_rope *rest,
                        sy_err *err)
{
    sy_status st = reserve(r, err);

    if (st == SY_OK) cut(r, rope, fen, first, rest);
    return st;
}

void sy_rope_reverse(sy_ropes *r, sy_rope rope)
{
    if (rope) r->nodes[rope].reversed ^= 1;
}

static sy_lot *dissolve(sy_ropes *r, sy_rope x, sy_lot *lots)
{
    if (!x) return lots;
    const sy_rope_node n = *open_node(r, x);
    lots = dissolve(r, n.left, lots);
    *lots++ = (sy_lot){n.fen, n.tag, 0};
    give_back(r, x);
    return dissolve(r, n.right, lots);
}

void sy_rope_dissolve(sy_ropes *r, sy_rope rope, sy_lot *lots)
{
    dissolve(r, rope, lots);
}

void sy_rope_by_tag(const sy_ropes *r, sy_rope rope, int64_t *amounts)
{
    for (sy_rope x = rope; x; x = r->nodes[x].right) {
        const sy_rope_node *n = &r->nodes[x];
        if (n->tag) amounts[n->tag - 1] += n->fen;
        sy_rope_by_tag(r, n->left, amounts);
    }
}
