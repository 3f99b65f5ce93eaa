/* repeats.c - first by fingerprints, then by the rows themselves. The
 * fingerprints of this import are sorted part by part; those of older imports
 * stream past. What occurs twice is a candidate: its rows are fetched, at most
 * SOME at a time, and compared by a keyed hash of 128 bits over all that makes
 * rows the same, so that a forged fingerprint gains nothing. */
#include "intake/repeats.h"

#include <stdlib.h>
#include <sys/random.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/lang.h"
#include "base/parallel.h"

enum { SOME = 1 << 19, RADIX_BITS = 8, SMALL = 64, NEAR = 256 };

typedef struct sorted_part {
    uint64_t *items;
    uint8_t *is_old; /* a bit an item: an older import has it too */
    size_t n;
    uint64_t *repeated; /* what occurs twice, or in an older import */
    size_t n_repeated, capacity;
} sorted_part;

typedef struct finder {
    sy_shared *shared;
    sy_import *import;
    sy_found_tables *tables;
    sorted_part parts[SY_FP_PARTS];
    bool has_older; /* facts of older imports */
    uint64_t *candidates;
    size_t n_candidates, candidates_capacity;
    struct row *rows;
    size_t n_rows, rows_capacity;
    sy_duplicate_row *found;
    size_t n_found, found_capacity;
    uint32_t *rank; /* of new sources, by source - first_new */
    uint32_t first_new;
    uint64_t key;
} finder;

/* A row that may be a repeat. */
typedef struct row {
    uint64_t high, low; /* the hash of all that counts */
    uint32_t source, row, rank;
    bool has_serial;
} row;

/* ---- sorting fingerprints ---- */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* By the 7 bytes under the top one, which is the same throughout a part. */
static void radix_sort(uint64_t *items, uint64_t *spare, size_t n)
{
    uint64_t *from = items, *to = spare;

    for (unsigned shift = 0; shift < 56; shift += RADIX_BITS) {
        size_t starts[1 << RADIX_BITS] = {0}, at = 0;
        for (size_t i = 0; i < n; i++) starts[from[i] >> shift & 255]++;
        for (size_t d = 0; d < 1 << RADIX_BITS; d++) {
            size_t count = starts[d];
            starts[d] = at;
            at += count;
        }
        for (size_t i = 0; i < n; i++) to[starts[from[i] >> shift & 255]++] = from[i];
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != items) memcpy(items, from, n * sizeof *items); /* 7 passes: it did swap */
}

static void drop_items(const sy_alloc *al, sorted_part *p)
{
    sy_drop(al, p->items);
    sy_drop(al, p->is_old);
    p->items = NULL;
    p->is_old = NULL;
}

/* What occurs twice, from sorted items; these are no longer needed then. */
static sy_status list_repeated(const sy_alloc *al, sorted_part *p, sy_err *err)
{
    for (size_t i = 0, next; i < p->n; i = next) {
        for (next = i + 1; next < p->n && p->items[next] == p->items[i];) next++;
        const bool is_old = p->is_old[i / 8] >> (i % 8) & 1;
        if (next == i + 1 && !is_old) continue;
        void *items = p->repeated;
        if (!sy_grow(al, &items, &p->capacity, p->n_repeated, p->n_repeated + 1,
                     sizeof *p->repeated)) {
            return sy_fail_nomem(err);
        }
        p->repeated = items;
        p->repeated[p->n_repeated++] = p->items[i];
    }
    drop_items(al, p);
    return SY_OK;
}

static void take_pages(finder *f, size_t part)
{
    sorted_part *p = &f->parts[part];

    for (sy_findings *o = f->shared->findings; o; o = o->next) {
        while (o->fingerprints.parts[part]) {
            sy_fp_page *page = o->fingerprints.parts[part];
            memcpy(p->items + p->n, page->items, page->n * sizeof *p->items);
            p->n += page->n;
            o->fingerprints.parts[part] = page->older;
            sy_drop(f->shared->al, page);
        }
    }
}

/* One part, sorted. Without older facts it is done with at once, so that no
 * more than a part a thread is ever there twice. */
static sy_status sort_part(void *ctx, size_t part, sy_err *err)
{
    finder *f = ctx;
    sorted_part *p = &f->parts[part];
    const sy_alloc *al = f->shared->al;
    size_t n = 0;

    for (sy_findings *o = f->shared->findings; o; o = o->next) n += o->fingerprints.n[part];
    p->items = sy_new_array(al, n, sizeof *p->items);
    p->is_old = sy_new_array(al, n / 8 + 1, 1);
    if (!p->items || !p->is_old) return sy_fail_nomem(err);
    take_pages(f, part);
    if (n <= SMALL) {
        qsort(p->items, n, sizeof *p->items, by_value);
    } else {
        uint64_t *spare = sy_new_array(al, n, sizeof *spare);
        if (!spare) return sy_fail_nomem(err);
        radix_sort(p->items, spare, n);
        sy_drop(al, spare);
    }
    return f->has_older ? SY_OK : list_repeated(al, p, err);
}

/* The first item not below value. Fingerprints are evenly spread, so it is
 * looked for near where it ought to be, and everywhere when it is not there. */
static size_t lower_bound(const sorted_part *p, uint64_t value)
{
    const size_t guess = (size_t)((value >> 32 & 0xFFFFFF) * p->n >> 24);
    size_t low = guess > NEAR ? guess - NEAR : 0;
    size_t high = guess + NEAR < p->n ? guess + NEAR : p->n;

    if (low > 0 && p->items[low - 1] >= value) low = 0;
    if (high < p->n && p->items[high] < value) high = p->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->items[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static sy_status mark_old(void *ctx, const uint64_t *fingerprints, size_t n, sy_err *err)
{
    finder *f = ctx;

    (void)err;
    for (size_t i = 0; i < n; i++) {
        sorted_part *p = &f->parts[fingerprints[i] >> 56];
        size_t at = lower_bound(p, fingerprints[i]);
        if (at < p->n && p->items[at] == fingerprints[i]) {
            p->is_old[at / 8] |= (uint8_t)(1u << (at % 8));
        }
    }
    return SY_OK;
}

static sy_status list_candidates(finder *f, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t k = 0; k < SY_FP_PARTS && st == SY_OK; k++) {
        sorted_part *p = &f->parts[k];
        void *items = f->candidates;
        if (f->has_older) st = list_repeated(f->shared->al, p, err);
        if (st != SY_OK) break;
        if (!sy_grow(f->shared->al, &items, &f->candidates_capacity, f->n_candidates,
                     f->n_candidates + p->n_repeated, sizeof *f->candidates)) {
            return sy_fail_nomem(err);
        }
        f->candidates = items;
        for (size_t i = 0; i < p->n_repeated; i++)
            f->candidates[f->n_candidates++] = p->repeated[i];
    }
    return st;
}

/* ---- comparing rows ---- */

/* What a counterparty is: its account, else its number, else its name. */
static sy_status counterparty_of(finder *f, const sy_entry_batch *b, size_t i, uint32_t parts[3],
                                 sy_err *err)
{
    const bool is_transfer = b->flags[i] & SY_ENTRY_TRANSFER;
    sy_ident *ident;
    sy_status st =
        sy_shared_ident(f->shared, b->text[SY_OTHER_NUMBER][i], is_transfer, &ident, err);

    if (st != SY_OK) return st;
    parts[0] = b->other_account[i];
    parts[1] = parts[0] ? 0 : atomic_load(&ident->number);
    parts[2] = parts[0] || parts[1] ? 0 : b->text[SY_OTHER_NAME][i];
    return SY_OK;
}

static sy_ledger_key key_of(const finder *f, uint32_t ledger)
{
    const sy_slice bytes = sy_dict_text(f->shared->ledgers, ledger);
    sy_ledger_key key = {0};

    if (bytes.len == sizeof key) memcpy(&key, bytes.ptr, sizeof key);
    return key;
}

static sy_status take_rows(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    finder *f = ctx;
    void *items = f->rows;

    if (!sy_grow(f->shared->al, &items, &f->rows_capacity, f->n_rows, f->n_rows + b->n,
                 sizeof *f->rows)) {
        return sy_fail_nomem(err);
    }
    f->rows = items;
    for (size_t i = 0; i < b->n; i++) {
        const sy_ledger_key key = key_of(f, b->ledger[i]);
        struct {
            int64_t at, amount, balance;
            uint64_t flags, currency;
            uint32_t account, other[3];
        } what = {.at = b->at[i],
                  .amount = b->amount[i],
                  .balance = b->balance[i],
                  .flags = b->flags[i] & SY_SAME_FLAGS,
                  .currency = key.currency,
                  .account = key.account};
        XXH3_state_t state;

        sy_status st = counterparty_of(f, b, i, what.other, err);
        if (st != SY_OK) return st;
        XXH3_128bits_reset_withSeed(&state, f->key);
        XXH3_128bits_update(&state, &what, sizeof what);
        XXH3_128bits_update(&state, b->serial[i].ptr, b->serial[i].len);
        const XXH128_hash_t hash = XXH3_128bits_digest(&state);
        const uint32_t source = b->source[i];
        f->rows[f->n_rows++] =
            (row){.high = hash.high64,
                  .low = hash.low64,
                  .source = source,
                  .row = b->row[i],
                  .rank = source < f->first_new ? 0 : f->rank[source - f->first_new],
                  .has_serial = b->serial[i].len > 0};
    }
    return SY_OK;
}

/* Older rows first, then sources by (sha256, sheet), then rows. */
static int by_hash(const void *a, const void *b)
{
    const row *x = a, *y = b;
    if (x->high != y->high) return x->high < y->high ? -1 : 1;
    if (x->low != y->low) return x->low < y->low ? -1 : 1;
    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    if (x->source != y->source) return x->source < y->source ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static sy_status add_repeat(finder *f, const row *r, const row *of, sy_err *err)
{
    void *items = f->found;

    if (!sy_grow(f->shared->al, &items, &f->found_capacity, f->n_found, f->n_found + 1,
                 sizeof *f->found)) {
        return sy_fail_nomem(err);
    }
    f->found = items;
    f->found[f->n_found++] = (sy_duplicate_row){r->source, r->row, of->source, of->row};
    sy_intake_table *t = f->tables->items[r->source - f->first_new];
    t->accepted--;
    t->duplicate++;
    return SY_OK;
}

/* Rows that are the same: old ones first, then source by source. Kept are the
 * old ones and, of the new source that has most, what it has more. */
static sy_status settle(finder *f, const row *rows, size_t n, sy_err *err)
{
    size_t old = 0, richest = 0, most = 0;
    sy_status st = SY_OK;

    while (old < n && rows[old].rank == 0) old++;
    for (size_t i = old, next; i < n; i = next) {
        for (next = i; next < n && rows[next].source == rows[i].source;) next++;
        const size_t counts = rows[i].has_serial ? 1 : next - i;
        if (counts > most) {
            most = counts;
            richest = i;
        }
    }
    for (size_t i = old, next; i < n; i = next) {
        for (next = i; next < n && rows[next].source == rows[i].source;) next++;
        for (size_t k = i; k < next && st == SY_OK; k++) {
            const size_t place = k - i;                                 /* among this source's */
            if (i == richest && place >= old && place < most) continue; /* kept */
            const size_t kept = old + (most > old ? most - old : 0);
            const size_t of = place < kept ? place : kept - 1;
            st = add_repeat(f, &rows[k], of < old ? &rows[of] : &rows[richest + of], err);
        }
    }
    return st;
}

static sy_status settle_all(finder *f, sy_err *err)
{
    sy_status st = SY_OK;

    qsort(f->rows, f->n_rows, sizeof *f->rows, by_hash);
    for (size_t i = 0, next; i < f->n_rows && st == SY_OK; i = next) {
        for (next = i; next < f->n_rows && f->rows[next].high == f->rows[i].high &&
                       f->rows[next].low == f->rows[i].low;) {
            next++;
        }
        if (next > i + 1) st = settle(f, f->rows + i, next - i, err);
    }
    return st;
}

static int by_sha(const void *a, const void *b)
{
    const sy_intake_table *x = *(sy_intake_table *const *)a, *y = *(sy_intake_table *const *)b;
    int c = strcmp(x->sha256, y->sha256);
    return c ? c : (x->sheet > y->sheet) - (x->sheet < y->sheet);
}

static sy_status rank_sources(finder *f, sy_err *err)
{
    const sy_alloc *al = f->shared->al;
    const size_t n = f->tables->n;
    sy_intake_table **order = sy_new_array(al, n, sizeof *order);

    f->rank = sy_new_array(al, n, sizeof *f->rank);
    if (!order || !f->rank) {
        sy_drop(al, order);
        return sy_fail_nomem(err);
    }
    memcpy(order, f->tables->items, n * sizeof *order);
    qsort(order, n, sizeof *order, by_sha);
    for (size_t i = 0; i < n; i++) f->rank[order[i]->source - f->first_new] = (uint32_t)i + 1;
    sy_drop(al, order);
    return SY_OK;
}

sy_status sy_repeats_find(sy_shared *shared, sy_import *import, sy_found_tables *tables,
                          sy_err *err)
{
    finder f = {.shared = shared,
                .import = import,
                .tables = tables,
                .first_new = tables->items[0]->source,
                .has_older = sy_dict_first_new(shared->ledgers) > 1};
    sy_status st = rank_sources(&f, err);

    if (getrandom(&f.key, sizeof f.key, GRND_NONBLOCK) != sizeof f.key) {
        f.key = sy_dict_hash(shared->texts, SY_TEXT("repeats"));
    }
    if (st == SY_OK) st = sy_parallel(SY_FP_PARTS, sort_part, &f, err);
    if (st == SY_OK && f.has_older) st = sy_facts_fingerprints(import, mark_old, &f, err);
    if (st == SY_OK) st = list_candidates(&f, err);
    for (size_t i = 0; i < f.n_candidates && st == SY_OK; i += SOME) {
        const size_t n = f.n_candidates - i < SOME ? f.n_candidates - i : SOME;
        const sy_entry_filter filter = {.fingerprints = f.candidates + i,
                                        .n_fingerprints = n,
                                        .with_serial = true,
                                        .without_duplicates = true,
                                        .text_columns =
                                            1u << SY_OTHER_NUMBER | 1u << SY_OTHER_NAME};
        f.n_rows = f.n_found = 0;
        st = sy_import_entries_so_far(import, &filter, take_rows, &f, err);
        if (st == SY_OK) st = settle_all(&f, err);
        if (st == SY_OK && f.n_found) st = sy_import_duplicates(import, f.found, f.n_found, err);
    }
    for (size_t k = 0; k < SY_FP_PARTS; k++) {
        drop_items(shared->al, &f.parts[k]);
        sy_drop(shared->al, f.parts[k].repeated);
    }
    sy_drop(shared->al, f.candidates);
    sy_drop(shared->al, f.rows);
    sy_drop(shared->al, f.found);
    sy_drop(shared->al, f.rank);
    return st;
}
