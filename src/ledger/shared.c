/* shared.c - every sighting of a value at an account, sorted by value: what stands
 * beside each other and belongs to different holders is a trace. */
#include "ledger/shared.h"

#include <stdlib.h>
#include <string.h>

#include "intake/aliases.h"
#include "ledger/registry.h"
#include "suyuan/limits.h"

typedef struct sighting {
    sy_trace_kind kind;
    uint32_t value; /* number of the text: of the facts', or of a saying's, shifted */
    uint32_t account;
    uint32_t place; /* SY_NONE: of an account file */
    int64_t at;
} sighting;

typedef struct seeker {
    sy_case *c;
    const sy_flow *f;
    sy_arena *arena;
    sy_aliases *aliases;
    sy_registry *registry;
    uint32_t *account_of; /* by ledger of the facts: account of the flow + 1; 0: not asked yet */
    size_t n_ledgers;
    char **numbers; /* by account of the facts */
    size_t n_numbers;
    uint32_t *rank; /* by source id: number in the flow's sources */
    size_t n_rank;
    sighting *list;
    size_t n, capacity;
    struct {
        uint32_t id;
        sy_slice text;
    } * values;
    size_t n_values, values_capacity;
} seeker;

/* ---- numbers to accounts ---- */

static sy_status grow_to(void **items, size_t *n, size_t wanted, size_t size, sy_err *err)
{
    size_t capacity = *n;

    if (wanted <= *n) return SY_OK;
    if (!sy_grow(NULL, items, &capacity, *n, wanted, size)) return sy_fail_nomem(err);
    *n = capacity;
    return SY_OK;
}

static sy_status take_number(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    seeker *s = ctx;
    sy_status st =
        grow_to((void **)&s->numbers, &s->n_numbers, (size_t)id + 1, sizeof *s->numbers, err);

    if (st != SY_OK) return st;
    s->numbers[id] = sy_arena_text(s->arena, number.ptr, number.len);
    return s->numbers[id] ? SY_OK : sy_fail_nomem(err);
}

/* SY_NONE: of no account that has a ledger. */
static sy_status account_of(seeker *s, uint32_t ledger, uint32_t *account, sy_err *err)
{
    sy_status st = grow_to((void **)&s->account_of, &s->n_ledgers, (size_t)ledger + 1,
                           sizeof *s->account_of, err);

    if (st != SY_OK) return st;
    if (s->account_of[ledger] == 0) {
        const sy_ledger_row *l = sy_aliases_ledger(s->aliases, ledger);
        uint32_t found = SY_NONE;
        if (l && l->account < s->n_numbers && s->numbers[l->account]) {
            found = sy_case_find_account(s->c, sy_slice_of(s->numbers[l->account]));
        }
        s->account_of[ledger] = found == SY_NONE ? UINT32_MAX : found + 1;
    }
    *account = s->account_of[ledger] == UINT32_MAX ? SY_NONE : s->account_of[ledger] - 1;
    return SY_OK;
}

static sy_status rank_sources(seeker *s, sy_err *err)
{
    sy_source *list = NULL;
    size_t n = 0;
    sy_status st = sy_facts_source_names(sy_case_workspace(s->c), &list, &n, s->arena, err);

    for (size_t i = 0; st == SY_OK && i < n; i++) {
        st = grow_to((void **)&s->rank, &s->n_rank, (size_t)list[i].id + 1, sizeof *s->rank, err);
        if (st != SY_OK) break;
        for (uint32_t k = 0; k < s->f->n_sources; k++) { /* those with entries only */
            const sy_place_base *b = &s->f->sources[k];
            if (b->sheet != list[i].sheet ||
                memcmp(b->sha256, list[i].sha256, sizeof b->sha256) != 0) {
                continue;
            }
            s->rank[list[i].id] = k + 1;
        }
    }
    return st;
}

/* ---- sightings ---- */

static sy_status see(seeker *s, sighting x, sy_err *err)
{
    void *items = s->list;

    if (!sy_grow(NULL, &items, &s->capacity, s->n, s->n + 1, sizeof x)) return sy_fail_nomem(err);
    s->list = items;
    s->list[s->n++] = x;
    return SY_OK;
}

static sy_status see_rows(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    static const struct {
        sy_entry_text text;
        sy_trace_kind kind;
    } columns[] = {{SY_IP, SY_SHARED_IP}, {SY_MAC, SY_SHARED_MAC}};
    seeker *s = ctx;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < b->n; i++) {
        uint32_t account = SY_NONE;
        const uint32_t rank = b->source[i] < s->n_rank ? s->rank[b->source[i]] : 0;
        if (b->flags[i] & SY_ENTRY_CASH || rank == 0) continue;
        if (!b->text[SY_IP][i] && !b->text[SY_MAC][i]) continue;
        st = account_of(s, b->ledger[i], &account, err);
        if (account == SY_NONE) continue;
        for (size_t k = 0; st == SY_OK && k < sizeof columns / sizeof *columns; k++) {
            const uint32_t value = b->text[columns[k].text][i];
            if (value == 0) continue;
            const uint32_t place = (uint32_t)(s->f->sources[rank - 1].base + b->row[i]);
            st = see(s, (sighting){columns[k].kind, value, account, place, b->at[i]}, err);
        }
    }
    return st;
}

static sy_status add_value(seeker *s, uint32_t id, sy_slice text, sy_err *err)
{
    void *items = s->values;

    if (!sy_grow(NULL, &items, &s->values_capacity, s->n_values, s->n_values + 1,
                 sizeof *s->values)) {
        return sy_fail_nomem(err);
    }
    s->values = items;
    s->values[s->n_values].id = id;
    s->values[s->n_values++].text = text;
    return SY_OK;
}

static bool kind_of_particular(sy_particular what, sy_trace_kind *kind)
{
    switch (what) {
    case SY_PART_PHONE:
        *kind = SY_SHARED_PHONE;
        return true;
    case SY_PART_AGENT_ID:
    case SY_PART_AGENT_PHONE:
        *kind = SY_SHARED_AGENT;
        return true;
    case SY_PART_DEVICE:
        *kind = SY_SHARED_DEVICE;
        return true;
    case SY_PART_ADDRESS:
        *kind = SY_SHARED_ADDRESS;
        return true;
    case SY_PART_OPENED:
        *kind = SY_SHARED_OPENED;
        return true;
    default:
        return false;
    }
}

/* Sayings have numbers above all of the facts' texts. */
#define SAYING 0x80000000u

static sy_status see_record(seeker *s, const sy_record *r, sy_err *err)
{
    sy_slice number = sy_record_get(s->registry, r, SY_PART_CARD);
    uint32_t account = SY_NONE;
    sy_status st = SY_OK;

    if (number.len == 0) number = sy_record_get(s->registry, r, SY_PART_ACCOUNT);
    if (number.len) account = sy_case_find_account(s->c, number);
    for (size_t i = r->first; account != SY_NONE && st == SY_OK && i < r->first + r->n; i++) {
        const sy_saying *say = &s->registry->sayings[i];
        sy_trace_kind kind;
        if (!kind_of_particular(say->what, &kind)) continue;
        const uint32_t id = SAYING | (uint32_t)i;
        st = add_value(s, id, say->value, err);
        if (st == SY_OK) st = see(s, (sighting){kind, id, account, SY_NONE, 0}, err);
    }
    return st;
}

/* ---- values in one writing ---- */

static sy_status take_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    seeker *s = ctx;
    char *copy = sy_arena_text(s->arena, text.ptr, text.len);
    return copy ? add_value(s, id, (sy_slice){copy, text.len}, err) : sy_fail_nomem(err);
}

static int by_id(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b; /* their first member */
    return (x > y) - (x < y);
}

static sy_status read_values(seeker *s, sy_err *err)
{
    uint32_t *ids = sy_new_array(NULL, s->n, sizeof *ids);
    size_t n = 0, distinct = 0;
    sy_status st = ids ? SY_OK : sy_fail_nomem(err);

    for (size_t i = 0; st == SY_OK && i < s->n; i++) {
        if (!(s->list[i].value & SAYING)) ids[n++] = s->list[i].value;
    }
    if (n) qsort(ids, n, sizeof *ids, by_id);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || ids[i] != ids[i - 1]) ids[distinct++] = ids[i];
    }
    if (st == SY_OK && distinct) {
        st = sy_facts_texts_of(sy_case_workspace(s->c), ids, distinct, take_text, s, err);
    }
    sy_drop(NULL, ids);
    if (s->n_values) qsort(s->values, s->n_values, sizeof *s->values, by_id);
    return st;
}

/* A sighting with its clean value. */
typedef struct seen {
    sighting x;
    sy_slice value;
} seen;

static int compare_values(const seen *a, const seen *b)
{
    if (a->x.kind != b->x.kind) return a->x.kind < b->x.kind ? -1 : 1;
    const size_t n = a->value.len < b->value.len ? a->value.len : b->value.len;
    const int c = memcmp(a->value.ptr, b->value.ptr, n);
    return c ? c : (a->value.len > b->value.len) - (a->value.len < b->value.len);
}

static int by_value(const void *a, const void *b)
{
    const seen *x = a, *y = b;
    const int c = compare_values(x, y);

    if (c) return c;
    if (x->x.account != y->x.account) return x->x.account < y->x.account ? -1 : 1;
    return (x->x.place > y->x.place) - (x->x.place < y->x.place);
}

static sy_status clean(const seeker *s, seen **out, size_t *n, sy_err *err)
{
    seen *list = *out = sy_arena_get(s->arena, (s->n + 1) * sizeof *list);

    *n = 0;
    if (!list) return sy_fail_nomem(err);
    for (size_t i = 0; i < s->n; i++) {
        const sighting *x = &s->list[i];
        char text[SY_TRACE_TEXT];
        const void *found = bsearch(&x->value, s->values, s->n_values, sizeof *s->values, by_id);
        if (!found) continue;
        const size_t at =
            (size_t)((const char *)found - (const char *)s->values) / sizeof *s->values;
        const sy_slice value = sy_trace_clean(text, x->kind, s->values[at].text);
        if (value.len == 0) continue;
        const char *copy = sy_arena_bytes(s->arena, value.ptr, value.len);
        if (!copy) return sy_fail_nomem(err);
        list[(*n)++] = (seen){*x, {copy, value.len}};
    }
    if (*n) qsort(list, *n, sizeof *list, by_value);
    return SY_OK;
}

/* ---- traces ---- */

static const char *holder_of(const sy_flow *f, uint32_t account)
{
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (f->ledgers[l].account != account) continue;
        const char *holder = sy_flow_text(f, f->ledgers[l].holder);
        if (*holder) return holder;
    }
    return "";
}

/* Accounts whose holder nobody names may be anybody's. */
static size_t count_holders(const sy_flow *f, const sy_shared_account *accounts, size_t n)
{
    size_t holders = 0;

    for (size_t i = 0; i < n; i++) {
        const char *holder = holder_of(f, accounts[i].account);
        bool is_new = true;
        for (size_t k = 0; k < i && *holder && is_new; k++) {
            is_new = strcmp(holder, holder_of(f, accounts[k].account)) != 0;
        }
        holders += is_new;
    }
    return holders;
}

/* Sightings of one value, by account. *is_trace: more than one holder has it. */
static sy_status make_trace(const seeker *s, sy_shared_trace *t, const seen *list, size_t n,
                            uint32_t most, bool *is_trace, sy_err *err)
{
    size_t rows = 0;

    *t = (sy_shared_trace){.kind = list->x.kind, .value = list->value};
    t->accounts = sy_arena_get(s->arena, n * sizeof *t->accounts);
    t->places = sy_arena_get(s->arena, (n < SY_MAX_FINDING_ROWS ? n : SY_MAX_FINDING_ROWS) *
                                           sizeof *t->places);
    if (!t->accounts || !t->places) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const sighting *x = &list[i].x;
        if (i == 0 || list[i - 1].x.account != x->account) {
            t->accounts[t->n_accounts++] = (sy_shared_account){x->account, 0};
        }
        t->accounts[t->n_accounts - 1].rows++;
        if (x->place == SY_NONE) continue;
        if (rows++ == 0 || x->at < t->first) t->first = x->at;
        if (rows == 1 || x->at > t->last) t->last = x->at;
        if (t->n_places < SY_MAX_FINDING_ROWS) t->places[t->n_places++] = x->place;
    }
    t->rows = rows;
    t->has_times = rows > 0;
    const size_t least = t->kind == SY_SHARED_OPENED ? 3 : 2;
    *is_trace = t->n_accounts >= least && t->n_accounts <= 50u * most;
    if (!*is_trace) return SY_OK;
    const size_t holders = count_holders(s->f, t->accounts, t->n_accounts);
    *is_trace = holders > 1 && holders <= most;
    return SY_OK;
}

static int by_rank(const void *a, const void *b)
{
    const sy_shared_trace *x = a, *y = b;

    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    if (x->n_accounts != y->n_accounts) return x->n_accounts > y->n_accounts ? -1 : 1;
    const seen p = {{x->kind, 0, 0, 0, 0}, x->value}, q = {{y->kind, 0, 0, 0, 0}, y->value};
    return compare_values(&p, &q);
}

static sy_status make_traces(const seeker *s, sy_shared *out, uint32_t most, sy_err *err)
{
    seen *list = NULL;
    size_t n = 0, groups = 0;
    sy_status st = clean(s, &list, &n, err);

    for (size_t i = 0; i < n; i++) groups += i == 0 || compare_values(&list[i - 1], &list[i]) != 0;
    out->traces = st == SY_OK ? sy_arena_get(s->arena, (groups + 1) * sizeof *out->traces) : NULL;
    if (st == SY_OK && !out->traces) st = sy_fail_nomem(err);
    for (size_t i = 0, end = 0; st == SY_OK && i < n; i = end) {
        bool is_trace = false;
        while (end < n && compare_values(&list[i], &list[end]) == 0) end++;
        st = make_trace(s, &out->traces[out->n], list + i, end - i, most, &is_trace, err);
        out->n += is_trace;
    }
    if (st == SY_OK && out->n) qsort(out->traces, out->n, sizeof *out->traces, by_rank);
    return st;
}

sy_status sy_case_shared(sy_shared **out, sy_case *c, uint32_t most, sy_arena *arena, sy_err *err)
{
    sy_workspace *ws = sy_case_workspace(c);
    seeker s = {.c = c, .f = sy_case_flow(c), .arena = arena};
    const sy_entry_filter filter = {.without_failed = true,
                                    .without_duplicates = true,
                                    .without_fingerprints = true,
                                    .text_columns = 1u << SY_IP | 1u << SY_MAC};
    sy_shared *shared = sy_arena_get(arena, sizeof *shared);
    sy_status st = shared ? SY_OK : sy_fail_nomem(err);

    *out = NULL;
    if (st == SY_OK) st = sy_aliases_load(&s.aliases, NULL, ws, err);
    if (st == SY_OK) st = sy_registry_load(&s.registry, NULL, ws, err);
    if (st == SY_OK) st = sy_facts_accounts(ws, take_number, &s, err);
    if (st == SY_OK) st = rank_sources(&s, err);
    if (st == SY_OK) st = sy_facts_entries(ws, &filter, see_rows, &s, err);
    for (size_t i = 0; st == SY_OK && i < s.registry->n_records; i++) {
        st = see_record(&s, &s.registry->records[i], err);
    }
    if (st == SY_OK) st = read_values(&s, err);
    if (st == SY_OK) st = make_traces(&s, shared, most, err);
    if (st == SY_OK) *out = shared;
    sy_aliases_free(s.aliases);
    sy_registry_free(s.registry);
    sy_drop(NULL, s.account_of);
    sy_drop(NULL, s.numbers);
    sy_drop(NULL, s.rank);
    sy_drop(NULL, s.list);
    sy_drop(NULL, s.values);
    return st;
}
