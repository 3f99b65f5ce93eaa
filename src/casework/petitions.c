/* petitions.c - read once, sorted, looked up by halving. */
#include "casework/petitions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "casework/people_of_cases.h"
#include "identifier/case_number.h"
#include "store/pool_each.h"

void sy_case_key(char out[SY_CASE_KEY], const char *case_number)
{
    sy_case_number c;

    if (sy_case_number_read(&c, sy_slice_of(case_number))) {
        c.part[0] = '\0'; /* (2023)浙0699执12号之一 is the same case */
        sy_case_number_print(out, &c);
    } else {
        snprintf(out, SY_CASE_KEY, "%s", case_number);
    }
}

typedef struct reader {
    sy_petitions *list;
    size_t capacity;
    sy_arena *arena;
} reader;

enum { CASE, NUMBER, RECEIVED, CHANNEL, PETITIONER, COURT, PETITIONER_ID, CELLS };

static sy_status on_row(void *ctx, const sy_slice *cells, uint64_t place, sy_err *err)
{
    const char *texts[CELLS];
    char key[SY_CASE_KEY];
    reader *r = ctx;

    if (r->list->n == r->capacity) {
        const size_t capacity = r->capacity ? r->capacity * 2 : 64;
        sy_petition *items = sy_arena_get(r->arena, capacity * sizeof *items);
        if (!items) return sy_fail_nomem(err);
        if (r->list->n) memcpy(items, r->list->items, r->list->n * sizeof *items);
        r->list->items = items;
        r->capacity = capacity;
    }
    for (int i = 0; i < CELLS; i++) {
        texts[i] = sy_arena_text(r->arena, cells[i].len ? cells[i].ptr : "", cells[i].len);
        if (!texts[i]) return sy_fail_nomem(err);
    }
    sy_case_key(key, texts[CASE]);
    texts[CASE] = sy_arena_text(r->arena, key, strlen(key));
    texts[PETITIONER_ID] = sy_person_id(r->arena, cells[PETITIONER_ID]);
    if (!texts[CASE] || !texts[PETITIONER_ID]) return sy_fail_nomem(err);
    r->list->items[r->list->n++] = (sy_petition){.case_number = texts[CASE],
                                                 .number = texts[NUMBER],
                                                 .received = texts[RECEIVED],
                                                 .channel = texts[CHANNEL],
                                                 .petitioner = texts[PETITIONER],
                                                 .court = texts[COURT],
                                                 .petitioner_id = texts[PETITIONER_ID],
                                                 .place = place};
    return SY_OK;
}

static int by_case(const void *a, const void *b)
{
    const sy_petition *x = a, *y = b;
    const int order = strcmp(x->case_number, y->case_number);
    return order ? order : strcmp(x->number, y->number);
}

sy_status sy_petitions_read(sy_petitions *out, sy_workspace *ws, const sy_pools *pools,
                            sy_arena *arena, sy_err *err)
{
    static const char *const columns[CELLS] = {"case-number", "petition", "received",     "channel",
                                               "petitioner",  "court",    "petitioner-id"};
    const sy_pool *pool = sy_pools_find(pools, "petitions");
    reader r = {.list = out, .arena = arena};

    *out = (sy_petitions){0};
    if (!pool) return SY_OK;
    const sy_status st = sy_pool_each(ws, pool, columns, CELLS, NULL, 0, on_row, &r, err);
    if (st == SY_OK && out->n) qsort(out->items, out->n, sizeof *out->items, by_case);
    return st;
}

const sy_petition *sy_petitions_on(const sy_petitions *p, const char *case_number)
{
    char key[SY_CASE_KEY];
    size_t low = 0, high = p->n;

    sy_case_key(key, case_number);
    if (!*key) return NULL;
    while (low < high) { /* the first that is not less */
        const size_t middle = low + (high - low) / 2;
        if (strcmp(p->items[middle].case_number, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < p->n && strcmp(p->items[low].case_number, key) == 0 ? &p->items[low] : NULL;
}
