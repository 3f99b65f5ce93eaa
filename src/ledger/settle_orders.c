/* settle_orders.c - numbers of one order in the words of a card's row and of a wallet's.
 *
 * Clearing houses (网联, 银联) give each payment a number; wallets name it beside their
 * own, banks as serial or in a note. Longer than any account, it is found as a run of at
 * least LONG digits and letters that a wallet's row and a card's row have in common. */
#include <stdlib.h>

#include "ledger/map.h"
#include "ledger/settle.h"
#include "ledger/shadow.h"

enum { LONG = 20, OF_TEXT = 2 }; /* a card has at most 19 digits */

typedef struct token {
    sy_slice text; /* in the arena */
    uint32_t row;
} token;

/* What a text of a row names. */
typedef struct wording {
    uint32_t id;
    sy_slice tokens[OF_TEXT];
} wording;

typedef struct finder {
    sy_settler *s;
    sy_shade *rows;
    size_t n;
    sy_arena arena;
    sy_map row_of;   /* (source, row) -> row */
    sy_map wordings; /* text id -> index */
    wording *list;
    size_t n_list, list_capacity;
    token *tokens;
    size_t n_tokens, tokens_capacity;
    uint32_t (*ids)[2]; /* by row: summary, note */
} finder;

static bool is_of_number(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The next long run from *at on; empty: none. */
static sy_slice next_token(sy_slice text, size_t *at)
{
    while (*at < text.len) {
        const size_t begin = *at;
        size_t digits = 0;
        while (*at < text.len && is_of_number(text.ptr[*at])) {
            digits += text.ptr[*at] <= '9';
            ++*at;
        }
        const sy_slice run = {text.ptr + begin, *at - begin};
        if (*at == begin) ++*at;
        if (run.len >= LONG && digits * 2 >= run.len) return run;
    }
    return (sy_slice){"", 0};
}

static sy_status add_token(finder *f, sy_slice text, uint32_t row, sy_err *err)
{
    void *items = f->tokens;

    if (!sy_grow(f->s->al, &items, &f->tokens_capacity, f->n_tokens, f->n_tokens + 1,
                 sizeof *f->tokens)) {
        return sy_fail_nomem(err);
    }
    f->tokens = items;
    f->tokens[f->n_tokens++] = (token){text, row};
    return SY_OK;
}

static sy_slice keep(finder *f, sy_slice text)
{
    return (sy_slice){sy_arena_bytes(&f->arena, text.ptr, text.len), text.len};
}

static sy_status want_text(finder *f, uint32_t id, sy_err *err)
{
    void *items = f->list;
    uint32_t seen;

    if (id == 0 || sy_map_get(&f->wordings, id, &seen)) return SY_OK;
    if (!sy_grow(f->s->al, &items, &f->list_capacity, f->n_list, f->n_list + 1, sizeof *f->list)) {
        return sy_fail_nomem(err);
    }
    f->list = items;
    f->list[f->n_list] = (wording){.id = id};
    return sy_map_put(&f->wordings, id, (uint32_t)f->n_list++, err);
}

static sy_status take(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    finder *f = ctx;
    sy_status st = SY_OK;

    for (size_t j = 0; st == SY_OK && j < b->n; j++) {
        uint32_t i;
        size_t at = 0;
        if (!sy_map_get(&f->row_of, (uint64_t)b->source[j] << 32 | b->row[j], &i)) continue;
        const sy_slice found = next_token(b->serial[j], &at);
        if (found.len) {
            const sy_slice kept = keep(f, found);
            st = kept.ptr ? add_token(f, kept, i, err) : sy_fail_nomem(err);
        }
        f->ids[i][0] = b->text[SY_SUMMARY][j];
        f->ids[i][1] = b->text[SY_NOTE][j];
        for (int k = 0; st == SY_OK && k < 2; k++) st = want_text(f, f->ids[i][k], err);
    }
    return st;
}

static sy_status take_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    finder *f = ctx;
    uint32_t i;
    size_t at = 0;

    if (!sy_map_get(&f->wordings, id, &i)) return SY_OK;
    for (int k = 0; k < OF_TEXT; k++) {
        const sy_slice found = next_token(text, &at);
        if (found.len == 0) break;
        f->list[i].tokens[k] = keep(f, found);
        if (!f->list[i].tokens[k].ptr) return sy_fail_nomem(err);
    }
    return SY_OK;
}

static sy_status read_words(finder *f)
{
    sy_settler *s = f->s;
    const sy_case_tables *t = s->t;
    uint64_t *wanted = sy_new_array(s->al, f->n, sizeof *wanted);
    uint32_t *ids = NULL;
    sy_status st = SY_OK;

    f->ids = sy_new_array(s->al, f->n, sizeof *f->ids);
    if (!wanted || !f->ids) st = sy_fail_nomem(s->err);
    for (uint32_t i = 0; st == SY_OK && i < f->n; i++) {
        uint32_t row, rank;
        rank = sy_place_rank(t->bases, (uint32_t)t->n_sources, f->rows[i].place, &row);
        wanted[i] = (uint64_t)t->sources[rank].id << 32 | row;
        st = sy_map_put(&f->row_of, wanted[i], i, s->err);
    }
    const sy_entry_filter filter = {.places = wanted,
                                    .n_places = f->n,
                                    .with_serial = true,
                                    .without_fingerprints = true,
                                    .without_amounts = true,
                                    .text_columns = 1u << SY_SUMMARY | 1u << SY_NOTE};
    if (st == SY_OK) st = sy_facts_entries(s->ws, &filter, take, f, s->err);
    if (st == SY_OK) {
        ids = sy_new_array(s->al, f->n_list, sizeof *ids);
        if (!ids) st = sy_fail_nomem(s->err);
    }
    for (size_t i = 0; st == SY_OK && i < f->n_list; i++) ids[i] = f->list[i].id;
    if (st == SY_OK && f->n_list) {
        st = sy_facts_texts_of(s->ws, ids, f->n_list, take_text, f, s->err);
    }
    sy_drop(s->al, ids);
    sy_drop(s->al, wanted);
    return st;
}

static sy_status list_tokens(finder *f)
{
    sy_status st = SY_OK;

    for (uint32_t i = 0; i < f->n; i++) {
        for (int k = 0; k < 2; k++) {
            uint32_t at;
            if (!f->ids[i][k] || !sy_map_get(&f->wordings, f->ids[i][k], &at)) continue;
            for (int n = 0; st == SY_OK && n < OF_TEXT; n++) {
                const sy_slice text = f->list[at].tokens[n];
                if (text.len) st = add_token(f, text, i, f->s->err);
            }
        }
    }
    return st;
}

static int by_text(const void *a, const void *b)
{
    const token *x = a, *y = b;
    const int c = sy_slice_compare(x->text, y->text);
    return c ? c : (x->row > y->row) - (x->row < y->row);
}

static void give(sy_shade *row, uint32_t order)
{
    for (size_t k = 0; k < SY_ORDERS; k++) {
        if (row->orders[k] == order) return;
        if (row->orders[k]) continue;
        row->orders[k] = order;
        return;
    }
}

/* Numbers for those that both a card and a wallet name. */
static void number_orders(finder *f)
{
    if (f->n_tokens) qsort(f->tokens, f->n_tokens, sizeof *f->tokens, by_text);
    for (size_t i = 0, end; i < f->n_tokens; i = end) {
        bool of_wallet = false, of_card = false;
        for (end = i; end < f->n_tokens && sy_slice_is(f->tokens[end].text, f->tokens[i].text);
             end++) {
            const bool is_wallet = f->rows[f->tokens[end].row].is_wallet;
            of_wallet = of_wallet || is_wallet;
            of_card = of_card || !is_wallet;
        }
        for (size_t k = i; of_wallet && of_card && k < end; k++) {
            give(&f->rows[f->tokens[k].row], (uint32_t)i + 1);
        }
    }
}

sy_status sy_settle_orders(sy_settler *s, sy_shade *rows, size_t n)
{
    finder f = {.s = s, .rows = rows, .n = n, .row_of = {.al = s->al}, .wordings = {.al = s->al}};
    size_t wallets = 0;
    sy_status st = SY_OK;

    for (size_t i = 0; i < n; i++) wallets += rows[i].is_wallet;
    if (wallets == 0 || wallets == n) return SY_OK;
    sy_arena_init(&f.arena, s->al);
    st = read_words(&f);
    if (st == SY_OK) st = list_tokens(&f);
    if (st == SY_OK) number_orders(&f);
    void *const pieces[] = {f.row_of.cells, f.wordings.cells, f.list, f.tokens, f.ids};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(s->al, pieces[i]);
    sy_arena_dispose(&f.arena);
    return st;
}
