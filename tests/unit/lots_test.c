/* lots_test.c - queues of lots, with rings, ropes and bundles, against plain lists
 * that are walked lot by lot. */
#include "test.h"

#include <time.h>

#include "flow/lots.h"

enum { ACCOUNTS = 3, MOST = 4000 };

typedef struct plain {
    sy_lot lots[MOST];
    size_t n;
} plain;

static void plain_push(plain *p, int64_t fen, uint32_t tag)
{
    if (p->n > 0 && p->lots[p->n - 1].tag == tag) {
        p->lots[p->n - 1].fen += fen;
        return;
    }
    assert_true(p->n < MOST);
    p->lots[p->n++] = (sy_lot){.fen = fen, .tag = tag};
}

static int64_t plain_sum(const plain *p)
{
    int64_t sum = 0;
    for (size_t i = 0; i < p->n; i++) sum += p->lots[i].fen;
    return sum;
}

/* Lot by lot to another list; returns the taint among it. */
static int64_t plain_pay(plain *from, plain *to, int64_t amount, bool newest_first)
{
    int64_t tainted = 0;
    while (amount > 0) {
        sy_lot *lot = &from->lots[newest_first ? from->n - 1 : 0];
        const int64_t fen = lot->fen < amount ? lot->fen : amount;
        plain_push(to, fen, lot->tag);
        if (lot->tag) tainted += fen;
        amount -= fen;
        lot->fen -= fen;
        if (lot->fen > 0) break;
        from->n--;
        if (!newest_first) memmove(from->lots, from->lots + 1, from->n * sizeof *from->lots);
    }
    return tainted;
}

typedef struct both {
    sy_lots lots;
    sy_pieces pieces;
    plain plain[ACCOUNTS];
} both;

static void both_open(both *b)
{
    memset(b, 0, sizeof *b);
    assert_int_equal(sy_lots_init(&b->lots, NULL, ACCOUNTS, NULL), SY_OK);
}

static void both_close(both *b)
{
    sy_drop(NULL, b->pieces.items);
    sy_lots_dispose(&b->lots);
}

static void push(both *b, uint32_t q, int64_t fen, uint32_t tag)
{
    plain_push(&b->plain[q], fen, tag);
    assert_int_equal(sy_lots_push(&b->lots, q, fen, tag, NULL), SY_OK);
}

/* The long way, or what the short way leaves of it; pieces cut in two now and then. */
static void pay(both *b, uint32_t from, uint32_t to, int64_t amount, bool newest_first,
                bool is_short, dice *d)
{
    const int64_t want = plain_pay(&b->plain[from], &b->plain[to], amount, newest_first);
    int64_t tainted = 0, lacking = 0;
    if (is_short) amount = sy_lots_pass(&b->lots, from, to, amount, newest_first, &tainted);
    b->pieces.n = 0;
    if (amount > 0) {
        assert_int_equal((newest_first ? sy_lots_pay_newest : sy_lots_pay_oldest)(
                             &b->lots, from, amount, &b->pieces, &lacking, NULL),
                         SY_OK);
    }
    assert_int_equal(lacking, 0);
    for (size_t i = 0; i < b->pieces.n; i++) {
        sy_lot *piece = &b->pieces.items[i], first;
        int64_t amounts[3] = {0};
        sy_lots_by_tag(&b->lots, piece, amounts);
        assert_int_equal(amounts[0] + amounts[1] + amounts[2], sy_lots_tainted(&b->lots, piece));
        tainted += sy_lots_tainted(&b->lots, piece);
        if (piece->fen > 1 && roll_below(d, 4) == 0) {
            const int64_t fen = 1 + (int64_t)roll_below(d, (uint64_t)piece->fen - 1);
            assert_int_equal(sy_lots_cut(&b->lots, piece, fen, &first, NULL), SY_OK);
            assert_int_equal(sy_lots_receive(&b->lots, to, &first, NULL), SY_OK);
        }
        assert_int_equal(sy_lots_receive(&b->lots, to, piece, NULL), SY_OK);
    }
    assert_int_equal(tainted, want);
}

/* Empties a queue; neighbours of one tag count as one lot. */
static void compare(both *b, uint32_t q)
{
    static plain got;
    static sy_lot lots[MOST];
    int64_t left, amounts[3] = {0}, want[3] = {0};
    got.n = b->pieces.n = 0;
    sy_lots_held(&b->lots, q, amounts);
    assert_int_equal(sy_lots_pay_oldest(&b->lots, q, INT64_MAX, &b->pieces, &left, NULL), SY_OK);
    assert_int_equal(INT64_MAX - left, plain_sum(&b->plain[q]));
    for (size_t i = 0; i < b->pieces.n; i++) {
        const sy_lot *piece = &b->pieces.items[i];
        const uint32_t n = piece->rope ? sy_rope_count(&b->lots.ropes, piece->rope) : 1;
        lots[0] = *piece;
        if (piece->rope) sy_rope_dissolve(&b->lots.ropes, piece->rope, lots);
        for (uint32_t k = 0; k < n; k++) plain_push(&got, lots[k].fen, lots[k].tag);
    }
    assert_int_equal(got.n, b->plain[q].n);
    for (size_t i = 0; i < got.n; i++) {
        assert_int_equal(got.lots[i].fen, b->plain[q].lots[i].fen);
        assert_int_equal(got.lots[i].tag, b->plain[q].lots[i].tag);
        if (got.lots[i].tag) want[got.lots[i].tag - 1] += got.lots[i].fen;
    }
    assert_memory_equal(amounts, want, sizeof want);
    assert_true(sy_lots_is_clean(&b->lots, q));
}

/* newest_first: 0 never, 1 always, 2 now and then. */
static void play(uint64_t seed, int newest_first)
{
    static both b;
    dice d = {seed};
    both_open(&b);
    const uint64_t steps = roll_below(&d, 1500), rare = 3 + roll_below(&d, 200);
    for (uint64_t i = 0; i < steps; i++) {
        const uint32_t q = (uint32_t)roll_below(&d, ACCOUNTS);
        const int64_t sum = plain_sum(&b.plain[q]);
        if (sum == 0 || roll_below(&d, rare) > 0) {
            push(&b, q, 1 + (int64_t)roll_below(&d, 9), (uint32_t)roll_below(&d, 4));
            continue;
        }
        int64_t amount = 1 + (int64_t)roll_below(&d, (uint64_t)sum);
        if (roll_below(&d, 3) == 0) amount = sum;
        if (roll_below(&d, 3) == 0) amount = 1 + amount / 50;
        pay(&b, q, (q + 1 + (uint32_t)roll_below(&d, ACCOUNTS - 1)) % ACCOUNTS, amount,
            newest_first == 2 ? roll_below(&d, 2) == 0 : newest_first == 1,
            roll_below(&d, 2) == 0, &d);
    }
    for (uint32_t q = 0; q < ACCOUNTS; q++) compare(&b, q);
    both_close(&b);
}

static void queues_are_lists(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 600; seed++) play(seed, (int)(seed % 3));
}

/* A hundred thousand lots to and fro: each payment moves them all. */
static void many_lots_move_as_one(void **state)
{
    (void)state;
    enum { LOTS = 100000, PAYMENTS = 200000 };
    sy_lots l;
    sy_pieces pieces = {0};
    int64_t lacking = 0;
    assert_int_equal(sy_lots_init(&l, NULL, 2, NULL), SY_OK);
    for (uint32_t i = 0; i < LOTS; i++) {
        assert_int_equal(sy_lots_push(&l, 0, 2, i % 2, NULL), SY_OK);
    }
    const clock_t begun = clock();
    for (uint32_t i = 0; i < PAYMENTS; i++) {
        pieces.n = 0;
        assert_int_equal((i % 3 ? sy_lots_pay_newest : sy_lots_pay_oldest)(
                             &l, i % 2, 2 * LOTS - 3 + i % 4, &pieces, &lacking, NULL),
                         SY_OK);
        for (size_t k = 0; k < pieces.n; k++) {
            assert_int_equal(sy_lots_receive(&l, 1 - i % 2, &pieces.items[k], NULL), SY_OK);
        }
    }
    /* Lot by lot these would be 20,000,000,000 steps. */
    assert_true((double)(clock() - begun) / CLOCKS_PER_SEC < 20);
    int64_t left = 0, sum = 0;
    for (uint32_t q = 0; q < 2; q++) {
        pieces.n = 0;
        assert_int_equal(sy_lots_pay_oldest(&l, q, INT64_MAX, &pieces, &left, NULL), SY_OK);
        sum += INT64_MAX - left;
    }
    assert_int_equal(sum, 2 * LOTS);
    sy_drop(NULL, pieces.items);
    sy_lots_dispose(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queues_are_lists),
        cmocka_unit_test(many_lots_move_as_one),
    };
    return cmocka_run_group_tests_name("lots", tests, NULL, NULL);
}
