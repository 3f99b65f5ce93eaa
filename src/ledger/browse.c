/* browse.c - the index has the rows and their order, the facts have their words: a text is
 * looked for among the distinct texts, then in the rows that have one of those. A row of a plain
 * list has two other parties: whom the payer sees, and whom the payee. */
#include "ledger/browse.h"

#include <stdlib.h>
#include <string.h>

#include "base/bits.h"
#include "base/fold.h"
#include "base/lang.h"
#include "base/pinyin.h"
#include "ledger/tables.h"

enum {
    SEARCHED = 1u << SY_HOLDER | 1u << SY_OTHER_NUMBER | 1u << SY_OTHER_NAME | 1u << SY_SUMMARY |
               1u << SY_NOTE | 1u << SY_MERCHANT,
    NAMES = 1u << SY_HOLDER | 1u << SY_OTHER_NAME | 1u << SY_MERCHANT,
    OTHER_PARTY = 1u << SY_OTHER_NUMBER | 1u << SY_OTHER_NAME | 1u << SY_MERCHANT,
    PAYER = 1u << SY_HOLDER | 1u << SY_OWN_ACCOUNT, /* in a plain list */
    MOST_NEEDLE = 256,
    MOST_FOLDED = 4096
};

typedef struct bits {
    uint64_t *words;
    size_t n; /* bits */
} bits;

static bool get(const bits *b, uint64_t i)
{
    return i < b->n && sy_bit(b->words, i);
}

static void set(bits *b, uint64_t i)
{
    if (i < b->n) sy_bit_set(b->words, i);
}

/* ---- rows in which a text stands ---- */

typedef struct search {
    const sy_flow *flow;
    uint32_t columns;       /* where the text is looked for */
    uint32_t payee_columns; /* where, if the payee looks at a row of a plain list */
    char needle[MOST_NEEDLE];
    size_t n_needle;
    sy_pinyin_query pinyin;
    bool is_pinyin;
    bits texts, names;         /* by id: has the needle; as a name, sounds like it */
    bits places, payee_places; /* of rows that have it where the payer looks, the payee */
    const uint64_t *base;      /* by source id: of its places; UINT64_MAX: none */
    size_t n_base;
} search;

static sy_status grow_bits(bits *b, size_t n, sy_err *err)
{
    void *words = b->words;
    size_t capacity = b->n / 64;

    if (n <= b->n) return SY_OK;
    if (!sy_grow(NULL, &words, &capacity, b->n / 64, n / 64 + 1, sizeof *b->words))
        return sy_fail_nomem(err);
    b->words = words;
    memset(b->words + b->n / 64, 0, (capacity - b->n / 64) * sizeof *b->words);
    b->n = capacity * 64;
    return SY_OK;
}

static sy_status mark(bits *b, uint32_t id, sy_err *err)
{
    const sy_status st = grow_bits(b, (size_t)id + 1, err);
    if (st == SY_OK) set(b, id);
    return st;
}

static sy_status take_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    search *s = ctx;
    char folded[MOST_FOLDED];
    const sy_slice f = {folded, sy_words_fold(folded, sizeof folded, text)};

    if (sy_slice_find(f, (sy_slice){s->needle, s->n_needle}) != f.len)
        return mark(&s->texts, id, err);
    if (s->is_pinyin && sy_pinyin_finds(&s->pinyin, f)) return mark(&s->names, id, err);
    return SY_OK;
}

static bool has_it(const search *s, unsigned column, uint32_t text)
{
    return get(&s->texts, text) || ((NAMES >> column & 1) && get(&s->names, text));
}

static bool stands_in(const search *s, uint32_t columns, const sy_entry_batch *b, size_t i)
{
    for (unsigned t = 0; t < SY_ENTRY_TEXTS; t++) {
        if ((columns >> t & 1) && has_it(s, t, b->text[t][i])) return true;
    }
    return false;
}

static sy_status take_rows(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    search *s = ctx;

    (void)err;
    for (size_t i = 0; i < b->n; i++) {
        if (b->source[i] >= s->n_base || s->base[b->source[i]] == UINT64_MAX) continue;
        const uint64_t place = s->base[b->source[i]] + b->row[i];
        const uint32_t payees = b->flags[i] & SY_ENTRY_TRANSFER ? s->payee_columns : s->columns;
        const bool is_found = stands_in(s, s->columns, b, i);
        if (is_found) set(&s->places, place);
        if (payees == s->columns ? is_found : stands_in(s, payees, b, i))
            set(&s->payee_places, place);
    }
    return SY_OK;
}

/* The places of each source of the facts. */
static sy_status read_bases(search *s, sy_case *c, sy_arena *arena, sy_err *err)
{
    sy_source *sources = NULL;
    size_t n = 0;
    sy_status st = sy_facts_source_names(sy_case_workspace(c), &sources, &n, arena, err);
    uint64_t *base;

    for (size_t i = 0; i < n; i++) {
        if (sources[i].id >= s->n_base) s->n_base = (size_t)sources[i].id + 1;
    }
    base = sy_arena_get(arena, (s->n_base + 1) * sizeof *base);
    if (st != SY_OK || !base) return st != SY_OK ? st : sy_fail_nomem(err);
    for (size_t i = 0; i < s->n_base; i++) base[i] = UINT64_MAX;
    /* Both are in the order of (sha256, sheet). */
    for (size_t i = 0; i < n && i < s->flow->n_sources; i++)
        base[sources[i].id] = s->flow->sources[i].base;
    s->base = base;
    return SY_OK;
}

static sy_status find_text(search *s, sy_case *c, sy_slice text, sy_arena *arena, sy_err *err)
{
    const sy_flow *f = s->flow;
    const sy_place_base *last = f->n_sources ? &f->sources[f->n_sources - 1] : NULL;
    const sy_entry_filter filter = {.text_columns = s->columns | s->payee_columns,
                                    .without_fingerprints = true,
                                    .without_amounts = true};

    s->n_needle = sy_words_fold(s->needle, sizeof s->needle, text);
    s->is_pinyin = sy_pinyin_query_read(&s->pinyin, text);
    sy_status st = read_bases(s, c, arena, err);
    if (st == SY_OK && last) st = grow_bits(&s->places, last->base + last->rows + 1, err);
    if (st == SY_OK && last) st = grow_bits(&s->payee_places, last->base + last->rows + 1, err);
    if (st == SY_OK) st = sy_facts_texts(sy_case_workspace(c), take_text, s, err);
    if (st == SY_OK && s->texts.n + s->names.n > 0)
        st = sy_facts_entries(sy_case_workspace(c), &filter, take_rows, s, err);
    return st;
}

static void drop_search(search *s)
{
    sy_drop(NULL, s->texts.words);
    sy_drop(NULL, s->names.words);
    sy_drop(NULL, s->places.words);
    sy_drop(NULL, s->payee_places.words);
}

/* ---- the walk over the ledgers ---- */

typedef struct walk {
    const sy_flow *flow;
    const sy_browse_wish *wish;
    const search *text, *counterparty; /* NULL: not asked for */
    bool *is_wanted;                   /* by account; NULL: all */
    uint32_t *rows;       /* those that fit: where they stand in flow->rows, so the smaller the
                           * earlier in the order of ledgers */
    uint64_t *values;     /* of these: what orders them; NULL where the ledgers do */
    uint64_t least, most; /* of values */
    size_t n;
    sy_browsed *out;
} walk;

static bool add(int64_t *sum, int64_t amount)
{
    return !__builtin_add_overflow(*sum, amount, sum);
}

/* Of a plain list one row shows both sides. */
static uint32_t place_of(const sy_flow *f, uint32_t item)
{
    const uint32_t t = item / 2, own = item % 2 ? f->in_place[t] : f->out_place[t];

    return own != SY_NONE ? own : item % 2 ? f->out_place[t] : f->in_place[t];
}

static void keep(walk *w, uint32_t row, uint64_t value)
{
    w->rows[w->n] = row;
    if (w->values) w->values[w->n] = value;
    if (value < w->least) w->least = value;
    if (value > w->most) w->most = value;
    w->n++;
}

static bool fits(const search *s, uint32_t place, bool comes_in)
{
    return !s || get(comes_in ? &s->payee_places : &s->places, place);
}

static sy_status take(walk *w, uint32_t row, sy_err *err)
{
    const sy_flow *f = w->flow;
    const uint32_t item = f->rows[row], t = item / 2, place = place_of(f, item);
    const bool comes_in = item % 2;
    const int64_t at = sy_flow_at(f, t), amount = f->amount[t];
    const sy_browse_wish *wish = w->wish;

    if (place == SY_NONE || f->flags[t] & SY_T_PSEUDO) return SY_OK;
    if (wish->way != SY_BOTH_WAYS && (wish->way == SY_WAY_IN) != comes_in) return SY_OK;
    if (at < wish->since || at > wish->until) return SY_OK;
    if (amount < wish->least || amount > wish->most) return SY_OK;
    if (!fits(w->text, place, comes_in) || !fits(w->counterparty, place, comes_in)) return SY_OK;
    if (!add(comes_in ? &w->out->in : &w->out->out, amount))
        return sy_fail(err, SY_ELIMIT, N_("the sum of these rows is too large"));
    ++*(comes_in ? &w->out->n_in : &w->out->n_out);
    keep(w, row, (uint64_t)(wish->order == SY_BY_AMOUNT ? amount : at - f->time_base));
    return SY_OK;
}

static sy_status walk_all(walk *w, sy_err *err)
{
    const sy_flow *f = w->flow;
    sy_status st = SY_OK;

    for (uint32_t l = 0; l < f->n_ledgers && st == SY_OK; l++) {
        if (f->ledgers[l].flags & SY_L_NO_STATEMENT) continue;
        if (w->is_wanted && !w->is_wanted[f->ledgers[l].account]) continue;
        for (uint32_t i = f->row_begin[l]; i < f->row_begin[l + 1] && st == SY_OK; i++)
            st = take(w, i, err);
    }
    return st;
}

/* ---- the window: nobody sees the rest in order, so nobody sorts it ---- */

enum { BUCKETS = 1 << 14 };

typedef struct ranked {
    uint64_t value;
    uint32_t row;
} ranked;

static int by_value(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->value != y->value) return x->value < y->value ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

typedef struct buckets {
    uint32_t counts[BUCKETS];
    unsigned shift;
} buckets;

static size_t bucket_of(const walk *w, const buckets *b, uint64_t value)
{
    return (size_t)((value - w->least) >> b->shift);
}

/* The bucket in which this rank is; *before: how many rows stand before that bucket. */
static size_t bucket_with(const buckets *b, size_t rank, size_t *before)
{
    size_t i = 0;

    for (*before = 0; *before + b->counts[i] <= rank; i++) *before += b->counts[i];
    return i;
}

/* Rows of the ranks from .. to - 1, in order: those of the buckets in which they are get
 * sorted. */
static sy_status pick(uint32_t *picked, const walk *w, size_t from, size_t to, sy_err *err)
{
    buckets *b = sy_new(NULL, sizeof *b);
    ranked *some = NULL;
    size_t n = 0, before, after;
    sy_status st = SY_OK;

    if (!b) return sy_fail_nomem(err);
    while ((w->most - w->least) >> b->shift >= BUCKETS) b->shift++;
    for (size_t i = 0; i < w->n; i++) b->counts[bucket_of(w, b, w->values[i])]++;
    const size_t first = bucket_with(b, from, &before), last = bucket_with(b, to - 1, &after);
    some = sy_new_array(NULL, after + b->counts[last] - before, sizeof *some);
    if (!some) st = sy_fail_nomem(err);
    for (size_t i = 0; i < w->n && st == SY_OK; i++) {
        const size_t at = bucket_of(w, b, w->values[i]);
        if (at >= first && at <= last) some[n++] = (ranked){w->values[i], w->rows[i]};
    }
    if (st == SY_OK) qsort(some, n, sizeof *some, by_value);
    for (size_t i = from; i < to && st == SY_OK; i++) picked[i - from] = some[i - before].row;
    sy_drop(NULL, some);
    sy_drop(NULL, b);
    return st;
}

/* Whose row it is. */
static uint32_t ledger_of(const sy_flow *f, uint32_t row)
{
    uint32_t low = 0, high = f->n_ledgers;

    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;
        if (f->row_begin[middle] <= row)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static sy_status show_window(walk *w, sy_arena *arena, sy_err *err)
{
    const sy_browse_wish *wish = w->wish;
    const size_t offset = wish->offset < w->n ? (size_t)wish->offset : w->n;
    const size_t n = wish->limit < w->n - offset ? (size_t)wish->limit : w->n - offset;
    const size_t from = wish->backwards ? w->n - offset - n : offset;
    sy_browsed *out = w->out;
    sy_status st = SY_OK;

    out->total = w->n;
    out->n = n;
    out->places = sy_arena_get(arena, (n + 1) * sizeof *out->places);
    out->ledgers = sy_arena_get(arena, (n + 1) * sizeof *out->ledgers);
    uint32_t *picked = sy_new_array(NULL, n + 1, sizeof *picked);
    if (!out->places || !out->ledgers || !picked) st = sy_fail_nomem(err);
    if (st == SY_OK && w->values && n > 0) st = pick(picked, w, from, from + n, err);
    if (st == SY_OK && !w->values) memcpy(picked, w->rows + from, n * sizeof *picked);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const uint32_t row = picked[wish->backwards ? n - 1 - i : i];
        out->places[i] = place_of(w->flow, w->flow->rows[row]);
        out->ledgers[i] = ledger_of(w->flow, row);
    }
    sy_drop(NULL, picked);
    return st;
}

/* ---- all of it ---- */

static sy_status make_room(walk *w, sy_err *err)
{
    const sy_flow *f = w->flow;
    const size_t most = f->n_ledgers ? f->row_begin[f->n_ledgers] : 0;

    w->least = UINT64_MAX;
    w->rows = sy_new_array(NULL, most + 1, sizeof *w->rows);
    if (!w->rows) return sy_fail_nomem(err);
    if (w->wish->order != SY_BY_LEDGER && w->wish->limit > 0) {
        w->values = sy_new_array(NULL, most + 1, sizeof *w->values);
        if (!w->values) return sy_fail_nomem(err);
    }
    if (w->wish->n_accounts == 0) return SY_OK;
    w->is_wanted = sy_new_array(NULL, (size_t)f->n_accounts + 1, sizeof *w->is_wanted);
    if (!w->is_wanted) return sy_fail_nomem(err);
    for (size_t i = 0; i < w->wish->n_accounts; i++) {
        if (w->wish->accounts[i] < f->n_accounts) w->is_wanted[w->wish->accounts[i]] = true;
    }
    return SY_OK;
}

sy_status sy_case_browse(sy_browsed *out, sy_case *c, const sy_browse_wish *wish, sy_arena *arena,
                         sy_err *err)
{
    const sy_flow *f = sy_case_flow(c);
    search text = {.flow = f, .columns = SEARCHED, .payee_columns = SEARCHED};
    search party = {.flow = f, .columns = OTHER_PARTY, .payee_columns = PAYER};
    walk w = {.flow = f,
              .wish = wish,
              .text = wish->text.len ? &text : NULL,
              .counterparty = wish->counterparty.len ? &party : NULL,
              .out = out};
    sy_status st = SY_OK;

    *out = (sy_browsed){.n = 0};
    if (w.text) st = find_text(&text, c, wish->text, arena, err);
    if (st == SY_OK && w.counterparty) st = find_text(&party, c, wish->counterparty, arena, err);
    if (st == SY_OK) st = make_room(&w, err);
    if (st == SY_OK) st = walk_all(&w, err);
    if (st == SY_OK) st = show_window(&w, arena, err);
    sy_drop(NULL, w.rows);
    sy_drop(NULL, w.values);
    sy_drop(NULL, w.is_wanted);
    drop_search(&text);
    drop_search(&party);
    return st;
}
