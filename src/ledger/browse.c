/* browse.c - the index has the rows and their order, the facts have their words: a text is
 * looked for among the distinct texts, then in the rows that have one of those. */
#include "ledger/browse.h"

#include <string.h>

#include "base/fold.h"
#include "base/lang.h"
#include "base/pinyin.h"
#include "base/radix.h"
#include "ledger/tables.h"

enum {
    SEARCHED = 1u << SY_HOLDER | 1u << SY_OTHER_NUMBER | 1u << SY_OTHER_NAME | 1u << SY_SUMMARY |
               1u << SY_NOTE | 1u << SY_MERCHANT,
    NAMES = 1u << SY_HOLDER | 1u << SY_OTHER_NAME | 1u << SY_MERCHANT,
    MOST_NEEDLE = 256,
    MOST_FOLDED = 4096
};

typedef struct bits {
    uint64_t *words;
    size_t n; /* bits */
} bits;

static bool get(const bits *b, uint64_t i)
{
    return i < b->n && b->words[i / 64] >> (i % 64) & 1;
}

static void set(bits *b, uint64_t i)
{
    if (i < b->n) b->words[i / 64] |= UINT64_C(1) << (i % 64);
}

/* ---- rows in which a text stands ---- */

typedef struct search {
    const sy_flow *flow;
    char needle[MOST_NEEDLE];
    size_t n_needle;
    sy_pinyin_query pinyin;
    bool is_pinyin;
    bits texts, names; /* by id: has the needle; as a name, sounds like it */
    bits places;
    const uint64_t *base; /* by source id: of its places; UINT64_MAX: none */
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

static sy_status take_rows(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    search *s = ctx;

    (void)err;
    for (size_t i = 0; i < b->n; i++) {
        bool is_found = false;
        for (unsigned t = 0; t < SY_ENTRY_TEXTS && !is_found; t++)
            is_found = (SEARCHED >> t & 1) && has_it(s, t, b->text[t][i]);
        if (is_found && b->source[i] < s->n_base && s->base[b->source[i]] != UINT64_MAX)
            set(&s->places, s->base[b->source[i]] + b->row[i]);
    }
    return SY_OK;
}

/* The places of each source of the facts. */
static sy_status read_bases(search *s, sy_case *c, sy_arena *arena, sy_err *err)
{
    sy_source *sources = NULL;
    size_t n = 0;
    sy_status st = sy_facts_sources(sy_case_workspace(c), &sources, &n, arena, err);
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
    const sy_entry_filter filter = {
        .text_columns = SEARCHED, .without_fingerprints = true, .without_amounts = true};

    s->n_needle = sy_words_fold(s->needle, sizeof s->needle, text);
    s->is_pinyin = sy_pinyin_query_read(&s->pinyin, text);
    sy_status st = read_bases(s, c, arena, err);
    if (st == SY_OK && last) st = grow_bits(&s->places, last->base + last->rows + 1, err);
    if (st == SY_OK) st = sy_facts_texts(sy_case_workspace(c), take_text, s, err);
    if (st == SY_OK && s->texts.n + s->names.n > 0)
        st = sy_facts_entries(sy_case_workspace(c), &filter, take_rows, s, err);
    return st;
}

/* ---- the walk over the ledgers ---- */

typedef struct walk {
    const sy_flow *flow;
    const sy_browse_wish *wish;
    const search *search; /* NULL: no text */
    bool *is_wanted;      /* by account; NULL: all */
    uint64_t *keys;       /* of the rows that fit: what orders them << 32 | which of rows */
    uint32_t *places, *ledgers;
    int64_t *amounts;
    size_t n;
    sy_browsed *out;
} walk;

static bool add(int64_t *sum, int64_t amount)
{
    return !__builtin_add_overflow(*sum, amount, sum);
}

static sy_status take(walk *w, uint32_t ledger, uint32_t item, sy_err *err)
{
    const sy_flow *f = w->flow;
    const uint32_t t = item / 2;
    const bool comes_in = item % 2;
    const uint32_t own = comes_in ? f->in_place[t] : f->out_place[t];
    /* Of a plain list one row shows both sides. */
    const uint32_t place = own != SY_NONE ? own : comes_in ? f->out_place[t] : f->in_place[t];
    const int64_t at = sy_flow_at(f, t), amount = f->amount[t];
    const sy_browse_wish *wish = w->wish;

    if (place == SY_NONE || f->flags[t] & SY_T_PSEUDO) return SY_OK;
    if (wish->way != SY_BOTH_WAYS && (wish->way == SY_WAY_IN) != comes_in) return SY_OK;
    if (at < wish->since || at > wish->until) return SY_OK;
    if (amount < wish->least || amount > wish->most) return SY_OK;
    if (w->search && !get(&w->search->places, place)) return SY_OK;
    if (!add(comes_in ? &w->out->in : &w->out->out, amount))
        return sy_fail(err, SY_ELIMIT, N_("the sum of these rows is too large"));
    ++*(comes_in ? &w->out->n_in : &w->out->n_out);
    w->keys[w->n] = (uint64_t)(at - f->time_base) << 32 | w->n;
    w->places[w->n] = place;
    w->ledgers[w->n] = ledger;
    w->amounts[w->n++] = amount;
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
            st = take(w, l, f->rows[i], err);
    }
    return st;
}

/* Amounts have more bits than fit beside a number: they are sorted by half their bits twice. */
static sy_status sort_by_amount(walk *w, sy_err *err)
{
    for (unsigned half = 0; half < 2; half++) {
        for (size_t i = 0; i < w->n; i++) {
            const uint32_t row = (uint32_t)w->keys[i];
            w->keys[i] = ((uint64_t)w->amounts[row] >> (32 * half) & UINT32_MAX) << 32 | row;
        }
        const sy_status st = sy_radix_sort(&w->keys, w->n, 32, NULL, err);
        if (st != SY_OK) return st;
    }
    return SY_OK;
}

static sy_status put_in_order(walk *w, sy_arena *arena, sy_err *err)
{
    sy_browsed *out = w->out;
    sy_status st = SY_OK;

    if (w->wish->order == SY_BY_TIME) st = sy_radix_sort(&w->keys, w->n, 32, NULL, err);
    if (w->wish->order == SY_BY_AMOUNT) st = sort_by_amount(w, err);
    out->places = sy_arena_get(arena, (w->n + 1) * sizeof *out->places);
    out->ledgers = sy_arena_get(arena, (w->n + 1) * sizeof *out->ledgers);
    if (st != SY_OK || !out->places || !out->ledgers) return st != SY_OK ? st : sy_fail_nomem(err);
    for (size_t i = 0; i < w->n; i++) {
        const size_t to = w->wish->backwards ? w->n - 1 - i : i;
        out->places[to] = w->places[(uint32_t)w->keys[i]];
        out->ledgers[to] = w->ledgers[(uint32_t)w->keys[i]];
    }
    out->n = w->n;
    return SY_OK;
}

static sy_status make_room(walk *w, sy_err *err)
{
    const sy_flow *f = w->flow;
    const size_t most = f->n_ledgers ? f->row_begin[f->n_ledgers] : 0;

    w->keys = sy_new_array(NULL, most + 1, sizeof *w->keys);
    w->places = sy_new_array(NULL, most + 1, sizeof *w->places);
    w->ledgers = sy_new_array(NULL, most + 1, sizeof *w->ledgers);
    w->amounts = sy_new_array(NULL, most + 1, sizeof *w->amounts);
    if (!w->keys || !w->places || !w->ledgers || !w->amounts) return sy_fail_nomem(err);
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
    search s = {.flow = sy_case_flow(c)};
    walk w = {.flow = s.flow, .wish = wish, .search = wish->text.len ? &s : NULL, .out = out};
    sy_status st = SY_OK;

    *out = (sy_browsed){.n = 0};
    if (w.search) st = find_text(&s, c, wish->text, arena, err);
    if (st == SY_OK) st = make_room(&w, err);
    if (st == SY_OK) st = walk_all(&w, err);
    if (st == SY_OK) st = put_in_order(&w, arena, err);
    sy_drop(NULL, w.keys);
    sy_drop(NULL, w.places);
    sy_drop(NULL, w.ledgers);
    sy_drop(NULL, w.amounts);
    sy_drop(NULL, w.is_wanted);
    sy_drop(NULL, s.texts.words);
    sy_drop(NULL, s.names.words);
    sy_drop(NULL, s.places.words);
    return st;
}
