/* patterns.c - all ledgers on all cores, then what lies between ledgers, then how
 * common each finding is. Ledgers are parted into chunks by their rows alone, and
 * findings are sorted at the end, so threads do not show. */
#include "flow/patterns.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/money.h"
#include "base/parallel.h"
#include "flow/patterns/book.h"

/* ---- thresholds ---- */

static const char *const names[SY_PATTERNS] = {
    "pass-through",   "bridge", "settled",     "scatter", "gather", "circular",
    "back-and-forth", "round",  "structuring", "night",   "probe",  "dormant",
    "frequency",      "common", "opened",      "emptied", "closed"};

const char *sy_pattern_name(sy_pattern p)
{
    return names[p];
}

#define YUAN 100
#define AT(member) offsetof(sy_pattern_query, member)
/* Domain notes 5.1 (pass-through to gather), 5.2 (circular, back-and-forth), 5.3
 * (round to frequency), 5.5 (common); 人民银行令〔2016〕3号 for the reporting limits. */
const sy_threshold sy_thresholds[] = {
    {"pass-through.amount", SY_PATTERN_PASS_THROUGH, SY_UNIT_FEN, 50000 * YUAN, AT(pass_amount)},
    {"pass-through.time", SY_PATTERN_PASS_THROUGH, SY_UNIT_SECONDS, SY_DAY, AT(pass_seconds)},
    {"pass-through.share", SY_PATTERN_PASS_THROUGH, SY_UNIT_PERMILLE, 800, AT(pass_share)},
    {"pass-through.days", SY_PATTERN_PASS_THROUGH, SY_UNIT_COUNT, 3, AT(pass_days)},
    {"pass-through.left", SY_PATTERN_PASS_THROUGH, SY_UNIT_PERMILLE, 50, AT(pass_left_share)},
    {"bridge.amount", SY_PATTERN_BRIDGE, SY_UNIT_FEN, 50000 * YUAN, AT(bridge_amount)},
    {"bridge.time", SY_PATTERN_BRIDGE, SY_UNIT_SECONDS, SY_DAY, AT(bridge_seconds)},
    {"bridge.low", SY_PATTERN_BRIDGE, SY_UNIT_PERMILLE, 900, AT(bridge_low)},
    {"bridge.high", SY_PATTERN_BRIDGE, SY_UNIT_PERMILLE, 1100, AT(bridge_high)},
    {"bridge.own-use", SY_PATTERN_BRIDGE, SY_UNIT_PERMILLE, 50, AT(bridge_own_use)},
    {"settled.amount", SY_PATTERN_SETTLED, SY_UNIT_FEN, 50000 * YUAN, AT(settled_amount)},
    {"settled.days", SY_PATTERN_SETTLED, SY_UNIT_DAYS, 30, AT(settled_days)},
    {"settled.share", SY_PATTERN_SETTLED, SY_UNIT_PERMILLE, 800, AT(settled_share)},
    {"spread.amount", SY_PATTERN_GATHER, SY_UNIT_FEN, 50000 * YUAN, AT(spread_amount)},
    {"spread.days", SY_PATTERN_GATHER, SY_UNIT_DAYS, 7, AT(spread_days)},
    {"spread.many", SY_PATTERN_GATHER, SY_UNIT_COUNT, 5, AT(spread_many)},
    {"spread.few", SY_PATTERN_GATHER, SY_UNIT_COUNT, 2, AT(spread_few)},
    {"spread.few-share", SY_PATTERN_GATHER, SY_UNIT_PERMILLE, 800, AT(spread_few_share)},
    {"spread.low", SY_PATTERN_GATHER, SY_UNIT_PERMILLE, 800, AT(spread_low)},
    {"spread.high", SY_PATTERN_GATHER, SY_UNIT_PERMILLE, 1200, AT(spread_high)},
    {"circular.amount", SY_PATTERN_CIRCULAR, SY_UNIT_FEN, 10000 * YUAN, AT(circular_amount)},
    {"circular.length", SY_PATTERN_CIRCULAR, SY_UNIT_COUNT, 6, AT(circular_length)},
    {"circular.gap", SY_PATTERN_CIRCULAR, SY_UNIT_SECONDS, 3 * SY_DAY, AT(circular_gap)},
    {"circular.days", SY_PATTERN_CIRCULAR, SY_UNIT_DAYS, 15, AT(circular_days)},
    {"circular.low", SY_PATTERN_CIRCULAR, SY_UNIT_PERMILLE, 900, AT(circular_low)},
    {"circular.high", SY_PATTERN_CIRCULAR, SY_UNIT_PERMILLE, 1050, AT(circular_high)},
    {"back-and-forth.amount", SY_PATTERN_BACK_AND_FORTH, SY_UNIT_FEN, 10000 * YUAN,
     AT(forth_amount)},
    {"back-and-forth.days", SY_PATTERN_BACK_AND_FORTH, SY_UNIT_DAYS, 3, AT(forth_days)},
    {"back-and-forth.difference", SY_PATTERN_BACK_AND_FORTH, SY_UNIT_PERMILLE, 20,
     AT(forth_difference)},
    {"back-and-forth.times", SY_PATTERN_BACK_AND_FORTH, SY_UNIT_COUNT, 2, AT(forth_times)},
    {"round.amount", SY_PATTERN_ROUND, SY_UNIT_FEN, 50000 * YUAN, AT(round_amount)},
    {"round.unit", SY_PATTERN_ROUND, SY_UNIT_FEN, 10000 * YUAN, AT(round_unit)},
    {"round.times", SY_PATTERN_ROUND, SY_UNIT_COUNT, 3, AT(round_times)},
    {"structuring.cash", SY_PATTERN_STRUCTURING, SY_UNIT_FEN, 50000 * YUAN, AT(structuring_cash)},
    {"structuring.transfer", SY_PATTERN_STRUCTURING, SY_UNIT_FEN, 500000 * YUAN,
     AT(structuring_transfer)},
    {"structuring.times", SY_PATTERN_STRUCTURING, SY_UNIT_COUNT, 3, AT(structuring_times)},
    {"structuring.share", SY_PATTERN_STRUCTURING, SY_UNIT_PERMILLE, 900, AT(structuring_share)},
    {"structuring.time", SY_PATTERN_STRUCTURING, SY_UNIT_SECONDS, SY_DAY, AT(structuring_seconds)},
    {"night.from", SY_PATTERN_NIGHT, SY_UNIT_SECONDS, 23 * 3600, AT(night_from)},
    {"night.to", SY_PATTERN_NIGHT, SY_UNIT_SECONDS, 6 * 3600, AT(night_to)},
    {"night.share", SY_PATTERN_NIGHT, SY_UNIT_PERMILLE, 300, AT(night_share)},
    {"night.rows", SY_PATTERN_NIGHT, SY_UNIT_COUNT, 10, AT(night_rows)},
    {"night.times", SY_PATTERN_NIGHT, SY_UNIT_COUNT, 5, AT(night_times)},
    {"night.amount", SY_PATTERN_NIGHT, SY_UNIT_FEN, 10000 * YUAN, AT(night_amount)},
    {"probe.small", SY_PATTERN_PROBE, SY_UNIT_FEN, 10 * YUAN, AT(probe_small)},
    {"probe.large", SY_PATTERN_PROBE, SY_UNIT_FEN, 10000 * YUAN, AT(probe_large)},
    {"probe.time", SY_PATTERN_PROBE, SY_UNIT_SECONDS, 3600, AT(probe_seconds)},
    {"dormant.days", SY_PATTERN_DORMANT, SY_UNIT_DAYS, 180, AT(dormant_days)},
    {"dormant.amount", SY_PATTERN_DORMANT, SY_UNIT_FEN, 50000 * YUAN, AT(dormant_amount)},
    {"dormant.within", SY_PATTERN_DORMANT, SY_UNIT_DAYS, 7, AT(dormant_within_days)},
    {"frequency.rows", SY_PATTERN_FREQUENCY, SY_UNIT_COUNT, 10, AT(frequency_rows)},
    {"frequency.amount", SY_PATTERN_FREQUENCY, SY_UNIT_FEN, 50000 * YUAN, AT(frequency_amount)},
    {"opened.days", SY_PATTERN_OPENED, SY_UNIT_DAYS, 7, AT(opened_days)},
    {"opened.amount", SY_PATTERN_OPENED, SY_UNIT_FEN, 50000 * YUAN, AT(opened_amount)},
    {"emptied.days", SY_PATTERN_EMPTIED, SY_UNIT_DAYS, 15, AT(emptied_days)},
    {"emptied.share", SY_PATTERN_EMPTIED, SY_UNIT_PERMILLE, 800, AT(emptied_share)},
    {"emptied.amount", SY_PATTERN_EMPTIED, SY_UNIT_FEN, 50000 * YUAN, AT(emptied_amount)},
    {"closed.days", SY_PATTERN_CLOSED, SY_UNIT_DAYS, 30, AT(closed_days)},
    {"closed.amount", SY_PATTERN_CLOSED, SY_UNIT_FEN, 50000 * YUAN, AT(closed_amount)},
    {"common.parties", SY_PATTERN_COMMON, SY_UNIT_COUNT, 3, AT(common_parties)},
    {"common.share", SY_PATTERN_COMMON, SY_UNIT_PERMILLE, 200, AT(common_share)},
    {"common.degree", SY_PATTERN_COMMON, SY_UNIT_COUNT, 50, AT(common_degree)},
};
const size_t sy_n_thresholds = sizeof sy_thresholds / sizeof *sy_thresholds;

int64_t sy_threshold_get(const sy_pattern_query *q, const sy_threshold *t)
{
    int64_t value;
    memcpy(&value, (const char *)q + t->offset, sizeof value);
    return value;
}

void sy_threshold_set(sy_pattern_query *q, const sy_threshold *t, int64_t value)
{
    memcpy((char *)q + t->offset, &value, sizeof value);
}

void sy_pattern_query_init(sy_pattern_query *q)
{
    for (size_t i = 0; i < sy_n_thresholds; i++) {
        sy_threshold_set(q, &sy_thresholds[i], sy_thresholds[i].standard);
    }
}

/* ---- the ledgers ---- */

static sy_pattern_of_ledger *const of_ledger[] = {
    sy_find_passing, sy_find_settled, sy_find_spread,  sy_find_pairs,
    sy_find_amounts, sy_find_night,   sy_find_dormant, sy_find_frequency,
    sy_find_opened,  sy_find_emptied, sy_find_closed};

enum { CHUNK_ROWS = 1 << 16 };

typedef struct part {
    uint32_t begin, end; /* ledgers */
    sy_findings found;
} part;

typedef struct run {
    const sy_alloc *al;
    const sy_flow *f;
    const sy_pattern_query *q;
    sy_shelf shelf;
    part *parts;
    size_t n_parts;
} run;

static sy_status part_ledgers(run *r, sy_err *err)
{
    const sy_flow *f = r->f;

    r->parts =
        sy_new_array(r->al, (size_t)f->row_begin[f->n_ledgers] / CHUNK_ROWS + 1, sizeof *r->parts);
    if (!r->parts) return sy_fail_nomem(err);
    for (uint32_t l = 0; l < f->n_ledgers;) {
        part *p = &r->parts[r->n_parts++];
        p->begin = l;
        while (l < f->n_ledgers && f->row_begin[l] - f->row_begin[p->begin] < CHUNK_ROWS) l++;
        p->end = l;
    }
    return SY_OK;
}

static sy_status search_part(void *ctx, size_t number, sy_err *err)
{
    run *r = ctx;
    part *p = &r->parts[number];
    sy_book_row *rows = NULL;
    size_t capacity = 0;
    sy_status st = SY_OK;

    p->found = (sy_findings){.al = r->al, .err = err};
    for (uint32_t l = p->begin; st == SY_OK && l < p->end; l++) {
        sy_book b;
        if (!sy_shelf_has(&r->shelf, l)) continue;
        st = sy_book_read(&b, &rows, &capacity, &r->shelf, l, err);
        for (size_t i = 0; st == SY_OK && i < sizeof of_ledger / sizeof *of_ledger; i++) {
            st = of_ledger[i](&p->found, &b, r->q);
        }
    }
    p->found.err = NULL;
    sy_drop(r->al, rows);
    return st;
}

/* ---- putting together ---- */

static sy_status append(sy_findings *all, const sy_findings *some)
{
    const uint32_t shift = (uint32_t)all->n_transfers;
    void *items = all->items, *transfers = all->transfers;

    if (some->n == 0) return SY_OK;
    if (all->n_transfers + some->n_transfers > UINT32_MAX ||
        !sy_grow(all->al, &items, &all->capacity, all->n, all->n + some->n, sizeof *all->items)) {
        return sy_fail_nomem(all->err);
    }
    all->items = items;
    if (!sy_grow(all->al, &transfers, &all->transfers_capacity, all->n_transfers,
                 all->n_transfers + some->n_transfers, sizeof *all->transfers)) {
        return sy_fail_nomem(all->err);
    }
    all->transfers = transfers;
    memcpy(all->items + all->n, some->items, some->n * sizeof *some->items);
    memcpy(all->transfers + all->n_transfers, some->transfers,
           some->n_transfers * sizeof *some->transfers);
    for (size_t i = all->n; i < all->n + some->n; i++) all->items[i].rows += shift;
    all->n += some->n;
    all->n_transfers += some->n_transfers;
    return SY_OK;
}

static int by_rank(const void *a, const void *b)
{
    const sy_finding *x = a, *y = b;

    if (x->pattern != y->pattern) return x->pattern < y->pattern ? -1 : 1;
    if (x->amount != y->amount) return x->amount > y->amount ? -1 : 1;
    if (x->ledger != y->ledger) return x->ledger < y->ledger ? -1 : 1;
    if (x->other != y->other) return x->other < y->other ? -1 : 1;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->rows < y->rows ? -1 : x->rows > y->rows;
}

/* Ledgers with up to 4, 16, 64, ... rows are of one size. */
static unsigned size_class(const sy_flow *f, uint32_t ledger)
{
    const uint32_t rows = f->row_begin[ledger + 1] - f->row_begin[ledger];
    unsigned c = 0;

    while (rows > 1u << 2 * c && c < 15) c++;
    return c;
}

enum { SIZES = 16 };

static sy_status count_peers(const run *r, sy_findings *all)
{
    const sy_flow *f = r->f;
    uint32_t peers[SIZES] = {0}, with[SY_PATTERNS][SIZES] = {{0}};
    uint32_t *seen = sy_new_array(r->al, f->n_ledgers, sizeof *seen); /* bits by pattern */

    if (!seen) return sy_fail_nomem(all->err);
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (sy_shelf_has(&r->shelf, l)) peers[size_class(f, l)]++;
    }
    for (size_t i = 0; i < all->n; i++) {
        const sy_finding *k = &all->items[i];
        if (seen[k->ledger] >> k->pattern & 1) continue;
        seen[k->ledger] |= 1u << k->pattern;
        with[k->pattern][size_class(f, k->ledger)]++;
    }
    for (size_t i = 0; i < all->n; i++) {
        sy_finding *k = &all->items[i];
        k->peers = peers[size_class(f, k->ledger)];
        k->peers_with = with[k->pattern][size_class(f, k->ledger)];
    }
    sy_drop(r->al, seen);
    return SY_OK;
}

static void dispose(sy_findings *f)
{
    sy_drop(f->al, f->items);
    sy_drop(f->al, f->transfers);
}

sy_status sy_patterns_find(sy_patterns **out, const sy_alloc *al, const sy_flow *flow,
                           const sy_pattern_query *query, const sy_pattern_known *known,
                           sy_err *err)
{
    run r = {.al = al, .f = flow, .q = query};
    sy_findings all = {.al = al, .err = err};
    sy_patterns *p = sy_new(al, sizeof *p);
    sy_status st = p ? SY_OK : sy_fail_nomem(err);

    *out = NULL;
    r.shelf.al = al;
    if (st == SY_OK) st = sy_shelf_init(&r.shelf, al, flow, err);
    if (known) r.shelf.known = *known;
    if (st == SY_OK) st = part_ledgers(&r, err);
    if (st == SY_OK) st = sy_parallel(r.n_parts, search_part, &r, err);
    for (size_t i = 0; st == SY_OK && i < r.n_parts; i++) st = append(&all, &r.parts[i].found);
    if (st == SY_OK) st = sy_find_circular(&all, &r.shelf, query, &p->circular_is_cut);
    if (st == SY_OK) st = sy_find_common(&all, &r.shelf, query, &p->common_is_cut);
    if (st == SY_OK) st = count_peers(&r, &all);
    for (size_t i = 0; r.parts && i < r.n_parts; i++) dispose(&r.parts[i].found);
    sy_drop(al, r.parts);
    sy_shelf_dispose(&r.shelf);
    if (st != SY_OK) {
        dispose(&all);
        sy_drop(al, p);
        return st;
    }
    if (all.n) qsort(all.items, all.n, sizeof *all.items, by_rank);
    p->al = al;
    p->findings = all.items;
    p->n = all.n;
    p->transfers = all.transfers;
    *out = p;
    return SY_OK;
}

void sy_patterns_free(sy_patterns *p)
{
    if (!p) return;
    sy_drop(p->al, p->findings);
    sy_drop(p->al, p->transfers);
    sy_drop(p->al, p);
}
