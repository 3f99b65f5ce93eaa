/* people_of_cases.c - each row gives its people one by one; then all are sorted by case. */
#include "casework/people_of_cases.h"

#include <stdlib.h>
#include <string.h>

#include "identifier/identifier.h"
#include "identifier/mask.h"
#include "store/pool_each.h"

#define BETWEEN SY_TEXT("、") /* the store's own, between several */

const char *sy_person_id(sy_arena *arena, sy_slice cell)
{
    char form[SY_ID_SPACE] = "";

    if (sy_is_masked(cell) || !sy_id_one_form(form, cell)) form[0] = '\0';
    return sy_arena_text(arena, form, strlen(form));
}

const char *sy_person_name(sy_arena *arena, sy_slice cell)
{
    const bool says_who = cell.len && !sy_is_masked(cell);
    return sy_arena_text(arena, says_who ? cell.ptr : "", says_who ? cell.len : 0);
}

typedef struct reader {
    sy_people_of_cases *out;
    size_t capacity;
    sy_arena *arena;
} reader;

static sy_status add(reader *r, sy_person_of_case p, sy_slice name, sy_slice id, sy_err *err)
{
    sy_people_of_cases *o = r->out;

    p.name = sy_person_name(r->arena, name);
    p.id = sy_person_id(r->arena, id);
    if (!p.name || !p.id) return sy_fail_nomem(err);
    if (!*p.name && !*p.id) return SY_OK;
    if (o->n == r->capacity) {
        const size_t capacity = r->capacity ? r->capacity * 2 : 64;
        sy_person_of_case *items = sy_arena_get(r->arena, capacity * sizeof *items);
        if (!items) return sy_fail_nomem(err);
        if (o->n) memcpy(items, o->items, o->n * sizeof *items);
        o->items = items;
        r->capacity = capacity;
    }
    o->items[o->n++] = p;
    return SY_OK;
}

static size_t count(sy_slice list)
{
    size_t n = list.len > 0;

    for (; sy_slice_holds(list, BETWEEN); n++) (void)sy_slice_cut(&list, BETWEEN);
    return n;
}

static sy_status add_all(reader *r, sy_person_of_case p, sy_slice names, sy_slice ids, sy_err *err)
{
    const bool are_pairs = count(names) == count(ids);
    sy_status st = SY_OK;

    while (names.len > 0 && st == SY_OK) {
        const sy_slice name = sy_slice_cut(&names, BETWEEN);
        st = add(r, p, name, are_pairs ? sy_slice_cut(&ids, BETWEEN) : (sy_slice){0}, err);
    }
    while (ids.len > 0 && st == SY_OK)
        st = add(r, p, (sy_slice){0}, sy_slice_cut(&ids, BETWEEN), err);
    return st;
}

static sy_status begin(reader *r, sy_person_of_case *p, sy_slice case_number, sy_slice court,
                       sy_err *err)
{
    char key[SY_CASE_KEY];
    const char *raw =
        sy_arena_text(r->arena, case_number.len ? case_number.ptr : "", case_number.len);

    if (!raw) return sy_fail_nomem(err);
    sy_case_key(key, raw);
    p->key = sy_arena_text(r->arena, key, strlen(key));
    p->court = sy_arena_text(r->arena, court.len ? court.ptr : "", court.len);
    return p->key && p->court ? SY_OK : sy_fail_nomem(err);
}

enum { CASE, COURT }; /* the first columns of each */

static sy_status on_case(void *ctx, const sy_slice *cells, uint64_t place, sy_err *err)
{
    enum { DEBTORS = 2, DEBTOR_IDS, CREDITORS, CREDITOR_IDS };
    sy_person_of_case p = {.side = SY_SIDE_DEBTOR};
    sy_status st = begin(ctx, &p, cells[CASE], cells[COURT], err);

    (void)place;
    if (st == SY_OK) st = add_all(ctx, p, cells[DEBTORS], cells[DEBTOR_IDS], err);
    p.side = SY_SIDE_CREDITOR;
    if (st == SY_OK) st = add_all(ctx, p, cells[CREDITORS], cells[CREDITOR_IDS], err);
    return st;
}

static sy_status on_terminated(void *ctx, const sy_slice *cells, uint64_t place, sy_err *err)
{
    enum { DEBTOR = 2, DEBTOR_ID };
    sy_person_of_case p = {.side = SY_SIDE_DEBTOR};
    const sy_status st = begin(ctx, &p, cells[CASE], cells[COURT], err);

    (void)place;
    return st == SY_OK ? add_all(ctx, p, cells[DEBTOR], cells[DEBTOR_ID], err) : st;
}

/* 被执行人 and 申请执行人; others (案外人) are neither. */
static sy_status on_party(void *ctx, const sy_slice *cells, uint64_t place, sy_err *err)
{
    enum { ROLE = 2, PARTY, PARTY_ID };
    const bool is_debtor = sy_slice_holds(cells[ROLE], SY_TEXT("被执行"));
    sy_person_of_case p = {.side = is_debtor ? SY_SIDE_DEBTOR : SY_SIDE_CREDITOR};

    (void)place;
    if (!is_debtor && !sy_slice_holds(cells[ROLE], SY_TEXT("申请"))) return SY_OK;
    const sy_status st = begin(ctx, &p, cells[CASE], cells[COURT], err);
    return st == SY_OK ? add_all(ctx, p, cells[PARTY], cells[PARTY_ID], err) : st;
}

static int by_case(const void *a, const void *b)
{
    const sy_person_of_case *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    if (order == 0) order = (int)x->side - (int)y->side;
    if (order == 0) order = strcmp(x->name, y->name);
    if (order == 0) order = strcmp(x->id, y->id);
    return order ? order : strcmp(x->court, y->court);
}

static bool is_named_again(const sy_person_of_case *x, const sy_person_of_case *y)
{
    return x->side == y->side && strcmp(x->name, y->name) == 0 && strcmp(x->key, y->key) == 0;
}

/* Backwards, since a name with its number stands after the same name without one: that is
 * the same person then. */
static void leave_out_repeats(sy_people_of_cases *o)
{
    size_t from = o->n;

    for (size_t i = o->n; i-- > 0;) {
        const bool says_less =
            !*o->items[i].id && from < o->n && is_named_again(&o->items[i], &o->items[from]);
        if (!says_less) o->items[--from] = o->items[i];
    }
    memmove(o->items, o->items + from, (o->n - from) * sizeof *o->items);
    o->n -= from;
}

sy_status sy_people_of_cases_read(sy_people_of_cases *out, sy_workspace *ws, const sy_pools *pools,
                                  const char *const *keys, size_t n, sy_arena *arena, sy_err *err)
{
    static const char *const of_cases[] = {"case-number", "court",     "debtors",
                                           "debtor-ids",  "creditors", "creditor-ids"},
                             *const of_terminated[] = {"case-number", "court", "debtor",
                                                       "debtor-id"},
                             *const of_parties[] = {"case-number", "court", "role", "party",
                                                    "party-id"};
    const struct {
        const char *pool;
        const char *const *columns;
        size_t n;
        sy_pool_each_fn *fn;
    } reads[] = {{"cases", of_cases, 6, on_case},
                 {"terminated-cases", of_terminated, 4, on_terminated},
                 {"parties", of_parties, 5, on_party}};
    reader r = {.out = out, .arena = arena};
    sy_status st = SY_OK;

    *out = (sy_people_of_cases){0};
    for (size_t i = 0; i < 3 && st == SY_OK; i++) {
        const sy_pool *pool = sy_pools_find(pools, reads[i].pool);
        if (pool)
            st =
                sy_pool_each(ws, pool, reads[i].columns, reads[i].n, keys, n, reads[i].fn, &r, err);
    }
    if (st != SY_OK || out->n == 0) return st;
    qsort(out->items, out->n, sizeof *out->items, by_case);
    leave_out_repeats(out);
    return SY_OK;
}

sy_people_of_case sy_people_of(const sy_people_of_cases *p, const char *key)
{
    size_t low = 0, high = p->n, end;

    while (low < high) { /* the first that is not less */
        const size_t middle = low + (high - low) / 2;
        if (strcmp(p->items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < p->n && strcmp(p->items[end].key, key) == 0;) end++;
    return (sy_people_of_case){p->n ? p->items + low : NULL, end - low};
}
