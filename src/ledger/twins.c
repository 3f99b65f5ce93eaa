/* twins.c - the ends of IBANs are looked up among all numbers; rows that look
 * alike are found by sorting 64-bit hashes, a fixed part of them in large cases:
 * equal rows have equal hashes, so the part holds both or neither. */
#include "ledger/twins.h"

#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "ledger/map.h"

enum { SHORTEST = 6, MOST_ROWS = 1 << 21, MOST_ALIKE = 8 };

/* ---- IBAN ---- */

static int value_of(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
}

bool sy_is_iban(sy_slice n)
{
    unsigned rest = 0;

    if (n.len < 15 || n.len > 34) return false;
    for (size_t i = 0; i < 4; i++) {
        const int v = value_of(n.ptr[i]);
        if (i < 2 ? v < 10 : v < 0 || v > 9) return false;
    }
    for (size_t i = 0; i < n.len; i++) { /* the first four come last */
        const int v = value_of(n.ptr[(i + 4) % n.len]);
        if (v < 0) return false;
        rest = (rest * (v > 9 ? 100u : 10u) + (unsigned)v) % 97;
    }
    return rest == 1;
}

/* ---- candidates ---- */

typedef struct candidate {
    uint32_t x, y; /* accounts of facts, x < y */
    uint64_t rows;
    sy_match_reason reason;
} candidate;

typedef struct finder {
    const sy_case_tables *t;
    const sy_alloc *al;
    sy_err *err;
    sy_arena *arena;
    candidate *list;
    size_t n, capacity;
    sy_map proposed;  /* the pairs in the list */
    sy_map numbers;   /* hash of a number without leading zeros -> account */
    uint32_t *holder; /* by account: its holder's name where it has a statement; a text */
    uint64_t *own_rows, *named_rows; /* by account */
    int64_t *own_sum, *named_sum;
} finder;

static sy_status add(finder *f, uint32_t x, uint32_t y, uint64_t rows, sy_match_reason reason)
{
    void *items = f->list;
    const candidate c = {x < y ? x : y, x < y ? y : x, rows, reason};
    const uint64_t key = (uint64_t)c.x << 32 | c.y;
    uint32_t seen;

    if (sy_map_get(&f->proposed, key, &seen)) return SY_OK;
    if (!sy_grow(f->al, &items, &f->capacity, f->n, f->n + 1, sizeof c))
        return sy_fail_nomem(f->err);
    f->list = items;
    f->list[f->n++] = c;
    return sy_map_put(&f->proposed, key, 1, f->err);
}

static sy_slice without_zeros(sy_slice s)
{
    while (s.len && s.ptr[0] == '0') s = (sy_slice){s.ptr + 1, s.len - 1};
    return s;
}

static uint64_t hash_of(sy_slice s)
{
    uint64_t h = 1469598103934665603ull;
    for (size_t i = 0; i < s.len; i++) h = (h ^ (unsigned char)s.ptr[i]) * 1099511628211ull;
    return h;
}

static bool is_known(const sy_case_tables *t, uint32_t account)
{
    return account && account < t->n_accounts && t->accounts[account].number.len;
}

/* The name of an account: its holder's, or what others call it; a text, 0: none. */
static uint32_t name_of(const finder *f, uint32_t account)
{
    return f->holder[account] ? f->holder[account] : f->t->accounts[account].name.text;
}

static sy_status list_holders(finder *f)
{
    const sy_case_tables *t = f->t;

    f->holder = sy_new_array(f->al, t->n_accounts, sizeof *f->holder);
    if (!f->holder) return sy_fail_nomem(f->err);
    for (size_t l = t->n_ledgers; l-- > 0;) {
        const sy_fact_ledger *g = &t->ledgers[l];
        if (g->exists && g->holder.text) f->holder[g->account] = g->holder.text;
    }
    return SY_OK;
}

static sy_status propose_iban(finder *f, uint32_t iban)
{
    const sy_case_tables *t = f->t;
    const sy_slice number = t->accounts[iban].number;
    sy_status st = SY_OK;

    for (size_t len = SHORTEST; st == SY_OK && len + 4 < number.len; len++) {
        const sy_slice end = {number.ptr + number.len - len, len};
        uint32_t other;
        if (end.ptr[0] == '0' || !sy_map_get(&f->numbers, hash_of(end), &other)) continue;
        if (!sy_slice_is(without_zeros(t->accounts[other].number), end) || other == iban) continue;
        if (!t->accounts[iban].has_statement && !t->accounts[other].has_statement) continue;
        if (sy_aliases_account(t->aliases, iban) == sy_aliases_account(t->aliases, other)) continue;
        const uint32_t x = name_of(f, iban), y = name_of(f, other);
        if (x && y && x != y) continue;
        st = add(f, iban, other, 0, SY_WHY_IBAN);
    }
    return st;
}

static sy_status propose_ibans(finder *f)
{
    const sy_case_tables *t = f->t;
    sy_status st = SY_OK;
    bool any = false;

    st = list_holders(f);
    for (uint32_t a = 1; a < t->n_accounts && !any; a++) {
        any = is_known(t, a) && sy_is_iban(t->accounts[a].number);
    }
    for (uint32_t a = 1; any && st == SY_OK && a < t->n_accounts; a++) {
        const sy_slice bare = is_known(t, a) ? without_zeros(t->accounts[a].number) : SY_TEXT("");
        if (bare.len >= SHORTEST) st = sy_map_put(&f->numbers, hash_of(bare), a, f->err);
    }
    for (uint32_t a = 1; any && st == SY_OK && a < t->n_accounts; a++) {
        if (is_known(t, a) && sy_is_iban(t->accounts[a].number)) st = propose_iban(f, a);
    }
    return st;
}

/* ---- rows that look alike ---- */

typedef struct look {
    uint64_t hash;
    uint32_t account, place;
} look;

static uint64_t mix(uint64_t h, uint64_t v)
{
    h = (h ^ v) * 0x9E3779B97F4A7C15ull;
    return h ^ h >> 29;
}

static uint64_t look_of(const sy_case_tables *t, size_t p)
{
    const uint64_t h =
        mix(mix(mix(7, (uint64_t)t->at[p]), (uint64_t)t->amount[p]), (uint64_t)t->balance[p]);
    return mix(h, t->flags[p] & SY_ENTRY_DATE_ONLY);
}

static bool may_look(const sy_case_tables *t, size_t p)
{
    return t->ledger[p] != SY_NONE && t->amount[p] != 0 && t->flags[p] & SY_ENTRY_HAS_BALANCE;
}

static int by_hash(const void *a, const void *b)
{
    const look *x = a, *y = b;

    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    if (x->account != y->account) return x->account < y->account ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* The looks of all rows, or of every k-th hash. */
static sy_status collect(const finder *f, look **looks, size_t *n)
{
    const sy_case_tables *t = f->t;
    size_t all = 0;

    for (size_t p = 0; p < t->n; p++) all += may_look(t, p);
    const uint64_t part = all / MOST_ROWS + 1;
    *looks = sy_new_array(f->al, all / part + all / part / 4 + 1024, sizeof **looks);
    if (!*looks) return sy_fail_nomem(f->err);
    const size_t most = all / part + all / part / 4 + 1024;
    *n = 0;
    for (size_t p = 0; p < t->n && *n < most; p++) {
        if (!may_look(t, p)) continue;
        const uint64_t h = look_of(t, p);
        if (h % part) continue;
        (*looks)[(*n)++] = (look){h, t->ledgers[t->ledger[p]].account, (uint32_t)p};
    }
    if (*n) qsort(*looks, *n, sizeof **looks, by_hash);
    return SY_OK;
}

static bool is_alike(const sy_case_tables *t, uint32_t p, uint32_t q)
{
    return t->at[p] == t->at[q] && t->amount[p] == t->amount[q] && t->balance[p] == t->balance[q];
}

typedef struct shared {
    uint32_t x, y;
    uint32_t rows, points; /* points: SY_TWIN_DATES a row with a clock, SY_TWIN_ROWS without */
} shared;

/* One run of equal looks: every two accounts in it have a row in common. */
static sy_status count_run(finder *f, const look *run, size_t n, sy_map *index, shared **list,
                           size_t *n_list, size_t *capacity)
{
    uint32_t firsts[MOST_ALIKE];
    size_t k = 0;

    for (size_t i = 0; i < n; i++) {
        if (i > 0 && run[i].account == run[i - 1].account) continue;
        if (k == MOST_ALIKE) return SY_OK; /* a row that everybody has proves nothing */
        firsts[k++] = (uint32_t)i;
    }
    for (size_t i = 0; i < k; i++) {
        for (size_t j = i + 1; j < k; j++) {
            const look *p = &run[firsts[i]], *q = &run[firsts[j]];
            const bool date_only = f->t->flags[p->place] & SY_ENTRY_DATE_ONLY;
            const uint64_t key = (uint64_t)p->account << 32 | q->account;
            uint32_t at = (uint32_t)*n_list;
            void *items = *list;
            if (!is_alike(f->t, p->place, q->place)) continue;
            if (!sy_map_get(index, key, &at)) {
                if (!sy_grow(f->al, &items, capacity, *n_list, *n_list + 1, sizeof **list)) {
                    return sy_fail_nomem(f->err);
                }
                *list = items;
                (*list)[(*n_list)++] = (shared){.x = p->account, .y = q->account};
                sy_status st = sy_map_put(index, key, at, f->err);
                if (st != SY_OK) return st;
            }
            (*list)[at].rows++;
            (*list)[at].points += date_only ? SY_TWIN_ROWS : SY_TWIN_DATES;
        }
    }
    return SY_OK;
}

static sy_status propose_alike(finder *f)
{
    look *looks = NULL;
    shared *list = NULL;
    sy_map index = {.al = f->al};
    size_t n = 0, n_list = 0, capacity = 0;
    sy_status st = collect(f, &looks, &n);

    for (size_t i = 0, end; st == SY_OK && i < n; i = end) {
        for (end = i + 1; end < n && looks[end].hash == looks[i].hash; end++) {
        }
        if (end - i > 1) st = count_run(f, &looks[i], end - i, &index, &list, &n_list, &capacity);
    }
    for (size_t i = 0; st == SY_OK && i < n_list; i++) {
        if (list[i].points < SY_TWIN_ROWS * SY_TWIN_DATES) continue;
        st = add(f, list[i].x, list[i].y, list[i].rows, SY_WHY_SAME_ROWS);
    }
    sy_drop(f->al, looks);
    sy_drop(f->al, list);
    sy_drop(f->al, index.cells);
    return st;
}

/* ---- what is at stake ---- */

static void bump(int64_t *sum, int64_t amount)
{
    const uint64_t total = (uint64_t)*sum + sy_minor_size(amount);
    *sum = total > INT64_MAX ? INT64_MAX : (int64_t)total;
}

static sy_status add_up(finder *f)
{
    const sy_case_tables *t = f->t;

    f->own_rows = sy_new_array(f->al, t->n_accounts, sizeof *f->own_rows);
    f->named_rows = sy_new_array(f->al, t->n_accounts, sizeof *f->named_rows);
    f->own_sum = sy_new_array(f->al, t->n_accounts, sizeof *f->own_sum);
    f->named_sum = sy_new_array(f->al, t->n_accounts, sizeof *f->named_sum);
    if (!f->own_rows || !f->named_rows || !f->own_sum || !f->named_sum) {
        return sy_fail_nomem(f->err);
    }
    for (size_t p = 0; p < t->n; p++) {
        if (t->ledger[p] == SY_NONE) continue;
        const uint32_t own = t->ledgers[t->ledger[p]].account, other = t->other[p];
        f->own_rows[own]++;
        bump(&f->own_sum[own], t->amount[p]);
        if (other == 0) continue;
        f->named_rows[other]++;
        bump(&f->named_sum[other], t->amount[p]);
    }
    return SY_OK;
}

/* ---- the answer ---- */

static int by_numbers(const void *a, const void *b)
{
    const sy_join *x = a, *y = b;
    const int c = strcmp(x->a, y->a);
    return c ? c : strcmp(x->b, y->b);
}

static const char *copy(finder *f, sy_slice text)
{
    return sy_arena_text(f->arena, text.ptr, text.len);
}

static sy_status tell(finder *f, sy_join *j, const candidate *c)
{
    const sy_case_tables *t = f->t;
    const sy_slice x = t->accounts[c->x].number, y = t->accounts[c->y].number;
    const bool in_order = sy_slice_compare(x, y) < 0;
    /* Both have rows: the fewer ones. Else those that name the one without. */
    const bool x_is_less = f->own_rows[c->x] < f->own_rows[c->y];
    const uint32_t least = x_is_less ? c->x : c->y;

    *j = (sy_join){.a = copy(f, in_order ? x : y),
                   .b = copy(f, in_order ? y : x),
                   .state = SY_MATCH_SUSPECTED,
                   .reason = c->reason};
    if (!j->a || !j->b) return sy_fail_nomem(f->err);
    j->rows = c->rows ? c->rows : f->own_rows[least] + f->named_rows[least];
    j->amount = f->own_sum[least];
    bump(&j->amount, f->named_sum[least]);
    return SY_OK;
}

/* A decision: on a proposal (which it settles), or on what nobody has proposed. */
static sy_status apply(finder *f, sy_join *list, size_t *n, const sy_match_decision *d)
{
    const sy_match_state state =
        d->verdict == SY_VERDICT_CONFIRMED ? SY_MATCH_CONFIRMED : SY_MATCH_REJECTED;
    sy_join *j = NULL;

    for (size_t i = 0; i < *n && !j; i++) {
        if (strcmp(list[i].a, d->a.ptr) == 0 && strcmp(list[i].b, d->b.ptr) == 0) j = &list[i];
    }
    if (!j) {
        j = &list[(*n)++];
        *j = (sy_join){.a = copy(f, d->a), .b = copy(f, d->b), .reason = SY_WHY_DECIDED};
        if (!j->a || !j->b) return sy_fail_nomem(f->err);
    }
    j->state = state;
    j->decided = true;
    return SY_OK;
}

static sy_status answer(finder *f, sy_join **list, size_t *n, sy_workspace *ws)
{
    sy_match_decision *decisions = NULL;
    size_t n_decisions = 0;
    sy_status st = sy_match_decisions(ws, &decisions, &n_decisions, false, f->arena, f->err);

    *n = 0;
    if (st != SY_OK) return st;
    *list = sy_arena_get(f->arena, (f->n + n_decisions + 1) * sizeof **list);
    if (!*list) return sy_fail_nomem(f->err);
    for (size_t i = 0; st == SY_OK && i < f->n; i++) st = tell(f, &(*list)[(*n)++], &f->list[i]);
    for (size_t i = 0; st == SY_OK && i < n_decisions; i++) {
        if (decisions[i].kind == SY_MATCH_ACCOUNT) st = apply(f, *list, n, &decisions[i]);
    }
    if (*n) qsort(*list, *n, sizeof **list, by_numbers);
    return st;
}

sy_status sy_twins_find(sy_join **list, size_t *n, const sy_case_tables *t, sy_workspace *ws,
                        sy_arena *arena, sy_err *err)
{
    finder f = {.t = t,
                .al = t->al,
                .err = err,
                .arena = arena,
                .numbers = {.al = t->al},
                .proposed = {.al = t->al}};
    sy_status st = propose_ibans(&f);

    if (st == SY_OK) st = propose_alike(&f);
    if (st == SY_OK) st = add_up(&f);
    if (st == SY_OK) st = answer(&f, list, n, ws);
    void *const pieces[] = {f.list,     f.numbers.cells, f.proposed.cells, f.holder,
                            f.own_rows, f.named_rows,    f.own_sum,        f.named_sum};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(t->al, pieces[i]);
    return st;
}
