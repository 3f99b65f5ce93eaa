/* index_check.c - one pass over the arrays, in chunks that know nothing of each
 * other: each finds its place in the side tables and must end where the next
 * one begins.
 *
 * Whether the rows of the ledgers are the ends of the transfers, no more and no
 * less, would be a walk at random through one of them. Instead both lists are
 * read as they lie, and each end is added up as a number under a secret key,
 * drawn anew each time: equal sums, equal ends. */
#include "flow/index_check.h"

#include <sys/random.h>

#include "base/parallel.h"
#include "flow/lines_make.h"

enum { CHUNK = 1 << 18 };

typedef struct checker {
    const sy_flow *f;
    sy_digest_key key;
    uint64_t *sums; /* by chunk */
} checker;

/* Where in the side tables a transfer's entries are, or would be. */
typedef struct extras {
    uint32_t clocks, fees, debts;
} extras;

/* All three kinds of entries begin with their transfer. */
static uint32_t first_from(const void *list, size_t size, uint32_t n, uint32_t transfer)
{
    uint32_t low = 0;

    while (low < n) {
        const uint32_t middle = low + (n - low) / 2;
        const uint32_t *of = (const void *)((const char *)list + middle * size);
        if (*of >= transfer)
            n = middle;
        else
            low = middle + 1;
    }
    return low;
}

static extras extras_from(const sy_flow *f, uint32_t t)
{
    if (t == 0) return (extras){0, 0, 0};
    if (t >= f->n_transfers) return (extras){f->n_clocks, f->n_fees, f->n_debts};
    return (extras){first_from(f->clocks, sizeof *f->clocks, f->n_clocks, t),
                    first_from(f->fees, sizeof *f->fees, f->n_fees, t),
                    first_from(f->debts, sizeof *f->debts, f->n_debts, t)};
}

static bool take_extra(int64_t *left, const sy_extra *list, uint32_t n, uint32_t *next, uint32_t t)
{
    if (*next >= n || list[*next].transfer != t) return false;
    const int64_t amount = list[(*next)++].amount;
    if (amount <= 0 || amount > *left) return false;
    *left -= amount;
    return true;
}

static bool end_is_in_range(const sy_flow *f, uint32_t end)
{
    return end < f->n_ledgers || sy_is_outside(end);
}

/* A transfer by itself; *arriving: what of it reaches the payee. */
static bool transfer_is_right(const sy_flow *f, uint32_t t, extras *at, int64_t *arriving)
{
    const uint8_t flags = f->flags[t];

    *arriving = f->amount[t];
    if (!end_is_in_range(f, f->from[t]) || !end_is_in_range(f, f->to[t])) return false;
    if (f->amount[t] <= 0) return false;
    /* Away and back (sy_flow_is_reversed) is under way in between, and from a ledger. */
    if (f->from[t] == f->to[t] && (!(flags & SY_T_LATE) || sy_is_outside(f->from[t]))) return false;
    if (flags & SY_T_OTHER_CLOCK &&
        (at->clocks >= f->n_clocks || f->clocks[at->clocks++].transfer != t)) {
        return false;
    }
    if (flags & SY_T_FEE && !take_extra(arriving, f->fees, f->n_fees, &at->fees, t)) return false;
    return !(flags & SY_T_DEBT) || take_extra(arriving, f->debts, f->n_debts, &at->debts, t);
}

/* That transfer t is late: for the sum over flags and that over the table. */
static uint64_t late_digest(const checker *c, uint32_t t)
{
    return sy_end_digest(&c->key, SY_NONE, t, 0);
}

static sy_status check_chunk(void *ctx, size_t part, sy_err *err)
{
    checker *c = ctx;
    const sy_flow *f = c->f;
    const uint64_t begin = (uint64_t)part * CHUNK;
    const uint32_t end =
        begin + CHUNK < f->n_transfers ? (uint32_t)(begin + CHUNK) : f->n_transfers;
    extras at = extras_from(f, (uint32_t)begin);
    const extras next = extras_from(f, end);
    uint64_t sum = 0;
    bool ok = true;

    for (uint32_t t = (uint32_t)begin; t < end && ok; t++) {
        int64_t arriving;
        ok = transfer_is_right(f, t, &at, &arriving);
        if (!ok) break;
        if (!sy_is_outside(f->from[t])) {
            sum += sy_end_digest(&c->key, f->from[t], t * 2, -f->amount[t]);
        }
        if (!sy_is_outside(f->to[t])) sum += sy_end_digest(&c->key, f->to[t], t * 2 + 1, arriving);
        if (f->flags[t] & SY_T_LATE) sum += late_digest(c, t);
    }
    c->sums[part] = sum;
    ok = ok && at.clocks == next.clocks && at.fees == next.fees && at.debts == next.debts;
    return ok ? SY_OK : sy_fail(err, SY_EDATA, "a transfer is wrong");
}

static bool transfers_are_right(checker *c, uint64_t *sum)
{
    const size_t n = ((size_t)c->f->n_transfers + CHUNK - 1) / CHUNK;

    *sum = 0;
    c->sums = sy_new_array(NULL, n, sizeof *c->sums);
    if (!c->sums) return false;
    const sy_status st = sy_parallel(n, check_chunk, c, NULL);
    for (size_t i = 0; i < n; i++) *sum += c->sums[i];
    sy_drop(NULL, c->sums);
    return st == SY_OK;
}

static bool begins_are_rising(const uint32_t *begin, uint32_t n, uint64_t total)
{
    if (begin[0] != 0 || begin[n] != total) return false;
    for (uint32_t i = 0; i < n; i++) {
        if (begin[i] > begin[i + 1]) return false;
    }
    return true;
}

static bool late_are_right(const checker *c, uint64_t *sum)
{
    const sy_flow *f = c->f;

    for (uint32_t i = 0; i < f->n_late; i++) {
        const sy_late *l = &f->late[i];
        if (l->transfer >= f->n_transfers || l->before > f->n_transfers ||
            l->before <= l->transfer || (i > 0 && l->before < l[-1].before) ||
            !(f->flags[l->transfer] & SY_T_LATE) || sy_is_outside(f->to[l->transfer])) {
            return false;
        }
        *sum += late_digest(c, l->transfer);
    }
    /* Strictly rising transfers: every late arrival is named once. */
    for (uint32_t i = 0; i < f->n_late; i++) {
        const uint32_t *k = &f->late_by_transfer[i];
        if (*k >= f->n_late) return false;
        if (i > 0 && f->late[k[-1]].transfer >= f->late[*k].transfer) return false;
    }
    return true;
}

static bool tables_are_in_range(const sy_flow *f)
{
    for (uint32_t i = 0; i < f->n_moves; i++) {
        const sy_move *m = &f->moves[i];
        if (m->from >= f->n_ledgers || m->to >= f->n_ledgers || m->before > f->n_transfers ||
            (i > 0 && m->before < m[-1].before)) {
            return false;
        }
        /* What is moved goes on in the ledger that continues this one, and nowhere else. */
        const sy_ledger *to = &f->ledgers[m->to];
        if (!(to->flags & SY_L_UNSUPPLIED) || to->continues != m->from) return false;
    }
    for (uint32_t i = 0; i < f->n_suspects; i++) {
        const sy_suspect *s = &f->suspects[i];
        if (s->out >= f->n_transfers || s->in >= f->n_transfers) return false;
    }
    return true;
}

static bool ledgers_are_in_range(const sy_flow *f, uint64_t n_text)
{
    if (f->time_base < INT64_MIN / 2 || f->time_base > INT64_MAX / 2) return false;
    if (f->n_accounts > f->n_ledgers) return false; /* else memory is asked for that no file has */
    if (f->n_ledgers && (n_text == 0 || f->texts[n_text - 1] != '\0')) return false;
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const sy_ledger *g = &f->ledgers[l];
        if (g->account >= f->n_accounts || g->number >= n_text || g->sub >= n_text ||
            g->currency >= n_text || g->holder >= n_text || g->bank >= n_text ||
            g->unexplained < 0 || (g->continues != SY_NONE && g->continues >= f->n_ledgers)) {
            return false;
        }
    }
    return true;
}

bool sy_flow_holds_together(const sy_flow *f, uint64_t n_rows, uint64_t n_proved, uint64_t n_text)
{
    checker c = {.f = f};
    uint64_t ends = 0, rows = 0;

    if (getrandom(&c.key, sizeof c.key, 0) != (ssize_t)sizeof c.key) return false;
    return begins_are_rising(f->row_begin, f->n_ledgers, n_rows) &&
           begins_are_rising(f->proved_begin, f->n_ledgers, n_proved) &&
           ledgers_are_in_range(f, n_text) && transfers_are_right(&c, &ends) &&
           sy_lines_add_up(f, &c.key, &rows) && late_are_right(&c, &rows) && ends == rows &&
           tables_are_in_range(f);
}
