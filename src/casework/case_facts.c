/* case_facts.c - rows of the pools are collected and folded, by case, into one: the largest
 * open amount, the first word that says something; the rows stay, so that each reason can show
 * where it stands. Cases before a case are read in rounds, since only its row names them. */
#include "casework/case_facts.h"

#include <stdlib.h>
#include <string.h>

#include "store/pool_each.h"

typedef struct reader {
    sy_facts_of_cases *out;
    size_t capacity;
    const char *pool; /* which is read */
    sy_arena *arena;
} reader;

static const char *kept(reader *r, sy_slice text)
{
    return sy_arena_text(r->arena, text.len ? text.ptr : "", text.len);
}

/* The row of a case; not yet folded with others of it. NULL: no memory. */
static sy_facts_of_case *add(reader *r, sy_slice case_number, sy_slice court, uint64_t place)
{
    sy_facts_of_cases *o = r->out;
    char key[SY_CASE_KEY];

    if (o->n_rows == r->capacity) {
        const size_t capacity = r->capacity ? r->capacity * 2 : 64;
        sy_facts_of_case *rows = sy_arena_get(r->arena, capacity * sizeof *rows);
        if (!rows) return NULL;
        if (o->n_rows) memcpy(rows, o->rows, o->n_rows * sizeof *rows);
        o->rows = rows;
        r->capacity = capacity;
    }
    const char *raw = kept(r, case_number);
    if (!raw) return NULL;
    sy_case_key(key, raw);
    const sy_facts_of_case f = {.key = kept(r, sy_slice_of(key)),
                                .court = kept(r, court),
                                .cause = "",
                                .vulnerable = "",
                                .previous = "",
                                .pool = r->pool,
                                .place = place};
    if (!f.key || !f.court) return NULL;
    o->rows[o->n_rows] = f;
    return &o->rows[o->n_rows++];
}

static bool read_fen(sy_minor *out, sy_slice cell)
{
    char text[24];

    if (cell.len == 0 || cell.len >= sizeof text) return false;
    memcpy(text, cell.ptr, cell.len);
    text[cell.len] = '\0';
    *out = strtoll(text, NULL, 10); /* the store's own BIGINT */
    return true;
}

/* What is said to be open, else what the claim leaves; paid: nothing where it says nothing. */
static void read_open(sy_facts_of_case *f, sy_slice unpaid, sy_slice claim, sy_slice paid)
{
    sy_minor all, part = 0;

    f->has_open = read_fen(&f->open, unpaid);
    if (f->has_open || !read_fen(&all, claim)) return;
    if (!read_fen(&part, paid)) part = 0;
    f->has_open = sy_minor_sub(&f->open, all, part);
}

static sy_status on_case(void *ctx, const sy_slice *cells, uint64_t place, sy_err *err)
{
    enum { CASE, COURT, PREVIOUS, CLOSING, SATISFIED, CLAIM, PAID, CAUSE };
    reader *r = ctx;
    sy_facts_of_case *f = add(r, cells[CASE], cells[COURT], place);
    const char *previous = kept(r, cells[PREVIOUS]);
    char key[SY_CASE_KEY];

    if (!f || !previous) return sy_fail_nomem(err);
    sy_case_key(key, previous);
    f->previous = kept(r, sy_slice_of(key));
    f->cause = kept(r, cells[CAUSE]);
    f->is_terminated = sy_slice_holds(cells[CLOSING], SY_TEXT("终结本次")) ||
                       sy_slice_holds(cells[CLOSING], SY_TEXT("终本"));
    f->is_performed =
        cells[SATISFIED].len > 0 || sy_slice_holds(cells[CLOSING], SY_TEXT("执行完毕"));
    read_open(f, (sy_slice){0}, cells[CLAIM], cells[PAID]);
    return f->previous && f->cause ? SY_OK : sy_fail_nomem(err);
}

static sy_status on_terminated(void *ctx, const sy_slice *cells, uint64_t place, sy_err *err)
{
    enum { CASE, COURT, UNPAID, CLAIM, PAID };
    sy_facts_of_case *f = add(ctx, cells[CASE], cells[COURT], place);

    if (!f) return sy_fail_nomem(err);
    f->is_terminated = true;
    read_open(f, cells[UNPAID], cells[CLAIM], cells[PAID]);
    return SY_OK;
}

/* Only of those who ask for enforcement. */
static sy_status on_party(void *ctx, const sy_slice *cells, uint64_t place, sy_err *err)
{
    enum { CASE, COURT, ROLE, VULNERABLE };
    reader *r = ctx;

    if (cells[VULNERABLE].len == 0 || !sy_slice_holds(cells[ROLE], SY_TEXT("申请"))) return SY_OK;
    sy_facts_of_case *f = add(r, cells[CASE], cells[COURT], place);
    if (!f) return sy_fail_nomem(err);
    f->vulnerable = kept(r, cells[VULNERABLE]);
    return f->vulnerable ? SY_OK : sy_fail_nomem(err);
}

static sy_status read_pools(reader *r, sy_workspace *ws, const sy_pools *pools,
                            const char *const *keys, size_t n, sy_err *err)
{
    static const char *const of_cases[] = {"case-number", "court", "previous", "closing",
                                           "satisfied",   "claim", "paid",     "cause"},
                             *const of_terminated[] = {"case-number", "court", "unpaid", "claim",
                                                       "paid"},
                             *const of_parties[] = {"case-number", "court", "role", "vulnerable"};
    const struct {
        const char *pool;
        const char *const *columns;
        size_t n;
        sy_pool_each_fn *fn;
    } reads[] = {{"cases", of_cases, 8, on_case},
                 {"terminated-cases", of_terminated, 5, on_terminated},
                 {"parties", of_parties, 4, on_party}};
    sy_status st = SY_OK;

    for (size_t i = 0; i < 3 && st == SY_OK; i++) {
        const sy_pool *pool = sy_pools_find(pools, reads[i].pool);
        r->pool = reads[i].pool;
        if (pool)
            st = sy_pool_each(ws, pool, reads[i].columns, reads[i].n, keys, n, reads[i].fn, r, err);
    }
    return st;
}

/* ---- folding ---- */

/* Whole, so that rows in any order fold into the same. */
static int by_all(const void *a, const void *b)
{
    const sy_facts_of_case *x = a, *y = b;
    const char *const s[] = {x->key, x->court, x->cause, x->vulnerable, x->previous},
                      *const t[] = {y->key, y->court, y->cause, y->vulnerable, y->previous};
    int order = 0;

    for (int i = 0; i < 5 && order == 0; i++) order = strcmp(s[i], t[i]);
    return order;
}

static const char *first_word(const char *a, const char *b)
{
    return *a ? a : b;
}

static sy_status fold(sy_facts_of_cases *f, sy_arena *arena, sy_err *err)
{
    size_t kept_n = 0;

    f->items = sy_arena_get(arena, (f->n_rows + 1) * sizeof *f->items);
    if (!f->items) return sy_fail_nomem(err);
    if (f->n_rows) qsort(f->rows, f->n_rows, sizeof *f->rows, by_all);
    for (size_t i = 0; i < f->n_rows; i++) {
        const sy_facts_of_case *x = &f->rows[i];
        sy_facts_of_case *to = kept_n ? &f->items[kept_n - 1] : NULL;
        if (!to || strcmp(to->key, x->key) != 0) {
            f->items[kept_n++] = *x;
            continue;
        }
        to->court = first_word(to->court, x->court);
        to->cause = first_word(to->cause, x->cause);
        to->vulnerable = first_word(to->vulnerable, x->vulnerable);
        to->previous = first_word(to->previous, x->previous);
        to->is_performed = to->is_performed || x->is_performed;
        to->is_terminated = to->is_terminated || x->is_terminated;
        if (x->has_open && (!to->has_open || x->open > to->open)) to->open = x->open;
        to->has_open = to->has_open || x->has_open;
    }
    f->n = kept_n;
    return SY_OK;
}

/* The first of items that is not less. */
static size_t lower(const sy_facts_of_case *items, size_t n, const char *key)
{
    size_t low = 0, high = n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const sy_facts_of_case *sy_facts_of(const sy_facts_of_cases *f, const char *key)
{
    const size_t at = lower(f->items, f->n, key);
    return at < f->n && strcmp(f->items[at].key, key) == 0 ? &f->items[at] : NULL;
}

const sy_facts_of_case *sy_facts_rows_of(const sy_facts_of_cases *f, const char *key, size_t *n)
{
    const size_t at = lower(f->rows, f->n_rows, key);

    for (*n = 0; at + *n < f->n_rows && strcmp(f->rows[at + *n].key, key) == 0;) ++*n;
    return *n ? &f->rows[at] : NULL;
}

size_t sy_facts_chain(const sy_facts_of_cases *f, const char *key,
                      const sy_facts_of_case *chain[SY_CASES_BEFORE + 1])
{
    size_t n = 0;

    while (n <= SY_CASES_BEFORE && *key) {
        const sy_facts_of_case *at = sy_facts_of(f, key);
        if (!at) break;
        chain[n++] = at;
        key = at->previous;
    }
    return n;
}

size_t sy_terminations_of(const sy_facts_of_cases *f, const char *key)
{
    const sy_facts_of_case *chain[SY_CASES_BEFORE + 1];
    const size_t n = sy_facts_chain(f, key, chain);
    size_t times = 0;

    for (size_t i = 0; i < n; i++) times += chain[i]->is_terminated;
    return times;
}

/* ---- rounds ---- */

/* Cases named as earlier ones that nothing is known of yet. */
static size_t earlier_cases(const sy_facts_of_cases *f, const char **keys)
{
    size_t n = 0;

    for (size_t i = 0; i < f->n; i++) {
        const char *previous = f->items[i].previous;
        if (*previous && !sy_facts_of(f, previous)) keys[n++] = previous;
    }
    return n;
}

sy_status sy_facts_of_cases_read(sy_facts_of_cases *out, sy_workspace *ws, const sy_pools *pools,
                                 const char *const *keys, size_t n, sy_arena *arena, sy_err *err)
{
    reader r = {.out = out, .arena = arena};
    const char **wanted = NULL;

    *out = (sy_facts_of_cases){0};
    for (int round = 0; round < SY_CASES_BEFORE && n > 0; round++) {
        sy_status st = read_pools(&r, ws, pools, round ? wanted : keys, n, err);
        if (st == SY_OK) st = fold(out, arena, err);
        if (st != SY_OK) return st;
        wanted = sy_arena_get(arena, (out->n + 1) * sizeof *wanted);
        if (!wanted) return sy_fail_nomem(err);
        n = earlier_cases(out, wanted);
    }
    return SY_OK;
}
