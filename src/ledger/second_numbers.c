/* second_numbers.c - one pass over the accounts of the facts; those that are another's
 * alias, sorted by number. */
#include "ledger/second_numbers.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/joined.h"

typedef struct second {
    const char *number;
    uint32_t account; /* of facts while reading, of the flow at the end */
} second;

struct sy_second_numbers {
    sy_arena arena;
    second *items; /* by number */
    size_t n;
};

uint32_t sy_flow_account_numbered(const sy_flow *f, const char *number)
{
    uint32_t low = 0, high = f->n_ledgers;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const int c = strcmp(sy_flow_text(f, f->ledgers[middle].number), number);
        if (c == 0) return f->ledgers[middle].account;
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SY_NONE;
}

/* ---- making ---- */

typedef struct reading {
    sy_arena *arena;
    const char **numbers; /* by account of facts; NULL: none has that id */
    size_t n, capacity;
} reading;

static sy_status take_number(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    reading *r = ctx;
    void *numbers = r->numbers;

    if (!sy_grow(NULL, &numbers, &r->capacity, r->n, (size_t)id + 1, sizeof *r->numbers)) {
        return sy_fail_nomem(err);
    }
    r->numbers = numbers;
    if (id >= r->n) r->n = (size_t)id + 1;
    r->numbers[id] = sy_arena_text(r->arena, number.ptr, number.len);
    return r->numbers[id] ? SY_OK : sy_fail_nomem(err);
}

static int by_number(const void *a, const void *b)
{
    return strcmp(((const second *)a)->number, ((const second *)b)->number);
}

static sy_status list_seconds(sy_second_numbers *s, const reading *r, const sy_aliases *aliases,
                              const sy_flow *f, sy_err *err)
{
    s->items = sy_arena_get(&s->arena, (r->n + 1) * sizeof *s->items);
    if (!s->items) return sy_fail_nomem(err);
    for (uint32_t id = 0; id < r->n; id++) {
        const uint32_t is = r->numbers[id] ? sy_aliases_account(aliases, id) : id;
        if (is == id || is >= r->n || !r->numbers[is]) continue;
        const uint32_t account = sy_flow_account_numbered(f, r->numbers[is]);
        if (account != SY_NONE) s->items[s->n++] = (second){r->numbers[id], account};
    }
    qsort(s->items, s->n, sizeof *s->items, by_number);
    return SY_OK;
}

sy_status sy_second_numbers_make(sy_second_numbers **out, sy_workspace *ws, const sy_flow *f,
                                 sy_err *err)
{
    sy_second_numbers *s = sy_new(NULL, sizeof *s);
    sy_aliases *aliases = NULL;
    reading r = {0};
    sy_status st = s ? sy_joined_aliases(&aliases, NULL, ws, err) : sy_fail_nomem(err);

    *out = NULL;
    if (s) sy_arena_init(&s->arena, NULL);
    r.arena = s ? &s->arena : NULL;
    if (st == SY_OK) st = sy_facts_accounts(ws, take_number, &r, err);
    if (st == SY_OK) st = list_seconds(s, &r, aliases, f, err);
    sy_drop(NULL, r.numbers);
    sy_aliases_free(aliases);
    if (st == SY_OK)
        *out = s;
    else
        sy_second_numbers_free(s);
    return st;
}

void sy_second_numbers_free(sy_second_numbers *s)
{
    if (!s) return;
    sy_arena_dispose(&s->arena);
    sy_drop(NULL, s);
}

uint32_t sy_second_numbers_find(const sy_second_numbers *s, const char *number)
{
    const second key = {.number = number};
    const second *found = s->n ? bsearch(&key, s->items, s->n, sizeof *s->items, by_number) : NULL;
    return found ? found->account : SY_NONE;
}
