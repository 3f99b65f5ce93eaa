/* registry.c - particulars gathered by row; account numbers sorted, so that the
 * rows of a number lie together and are found by halving. */
#include "ledger/registry.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "intake/parse.h"

typedef struct sy_numbered {
    sy_slice number;
    uint32_t record;
} numbered;

/* ---- gathering ---- */

static const sy_source *source_of(const sy_registry *r, uint32_t id)
{
    return sy_source_with_id(r->sources, r->n_sources, id);
}

static sy_source_kind kind_of(const sy_source *source)
{
    for (int k = 0; k < SY_SOURCE_KINDS; k++) {
        if (strcmp(source->kind, sy_source_kind_names[k]) == 0) return (sy_source_kind)k;
    }
    return SY_OF_ENTRIES;
}

static sy_status add_record(sy_registry *r, uint32_t source, uint32_t row, sy_err *err)
{
    void *items = r->records;
    const sy_record *last = r->n_records ? &r->records[r->n_records - 1] : NULL;
    const sy_source *found = last && last->source->id == source ? last->source : NULL;

    if (!found) found = source_of(r, source);
    if (!found)
        return sy_fail(err, SY_EENGINE, N_("the facts name source %u, which is not there"), source);
    if (!sy_grow(r->al, &items, &r->records_capacity, r->n_records, r->n_records + 1,
                 sizeof *r->records)) {
        return sy_fail_nomem(err);
    }
    r->records = items;
    r->records[r->n_records++] = (sy_record){found, kind_of(found), row, r->n_sayings, 0};
    return SY_OK;
}

static sy_status take(void *ctx, const sy_particular_row *p, sy_err *err)
{
    sy_registry *r = ctx;
    void *items = r->sayings;
    const sy_record *last = r->n_records ? &r->records[r->n_records - 1] : NULL;
    sy_status st = SY_OK;

    if (!last || last->source->id != p->source || last->row != p->row) {
        st = add_record(r, p->source, p->row, err);
    }
    if (st != SY_OK) return st;
    const char *copy = sy_arena_text(&r->arena, p->value.ptr, p->value.len);
    if (!copy || !sy_grow(r->al, &items, &r->sayings_capacity, r->n_sayings, r->n_sayings + 1,
                          sizeof *r->sayings)) {
        return sy_fail_nomem(err);
    }
    r->sayings = items;
    r->sayings[r->n_sayings++] = (sy_saying){p->what, p->column, {copy, p->value.len}};
    r->records[r->n_records - 1].n++;
    return SY_OK;
}

/* ---- numbers ---- */

static sy_status add_number(sy_registry *r, sy_slice number, uint32_t record, sy_err *err)
{
    void *items = r->numbers;

    if (!sy_grow(r->al, &items, &r->numbers_capacity, r->n_numbers, r->n_numbers + 1,
                 sizeof *r->numbers)) {
        return sy_fail_nomem(err);
    }
    r->numbers = items;
    r->numbers[r->n_numbers++] = (numbered){number, record};
    return SY_OK;
}

static sy_status add_numbers_of(sy_registry *r, uint32_t record, sy_err *err)
{
    const sy_record *x = &r->records[record];
    sy_status st = SY_OK;

    for (size_t i = x->first; i < x->first + x->n && st == SY_OK; i++) {
        const sy_saying *s = &r->sayings[i];
        sy_number number;
        if (s->what != SY_PART_CARD && s->what != SY_PART_ACCOUNT && s->what != SY_PART_SUB) {
            continue;
        }
        st = add_number(r, s->value, record, err);
        if (st != SY_OK || sy_parse_number(&number, s->value, false) != SY_FINE) continue;
        const sy_slice canonical = {number.text, number.len};
        if (number.len == 0 || sy_slice_is(canonical, s->value)) continue;
        const char *copy = sy_arena_text(&r->arena, number.text, number.len);
        st = copy ? add_number(r, (sy_slice){copy, number.len}, record, err) : sy_fail_nomem(err);
    }
    return st;
}

static int by_number(const void *a, const void *b)
{
    const numbered *x = a, *y = b;
    const int c = sy_slice_compare(x->number, y->number);
    return c ? c : (x->record > y->record) - (x->record < y->record);
}

static sy_status index_numbers(sy_registry *r, sy_err *err)
{
    sy_status st = SY_OK;
    size_t kept = 0;

    for (uint32_t i = 0; i < r->n_records && st == SY_OK; i++) {
        const sy_source_kind kind = r->records[i].kind;
        if (kind == SY_OF_ACCOUNTS || kind == SY_OF_SUB_ACCOUNTS) st = add_numbers_of(r, i, err);
    }
    if (st == SY_OK && r->n_numbers) {
        qsort(r->numbers, r->n_numbers, sizeof *r->numbers, by_number);
    }
    for (size_t i = 0; i < r->n_numbers; i++) { /* card and account of one row may be equal */
        if (kept > 0 && by_number(&r->numbers[kept - 1], &r->numbers[i]) == 0) continue;
        r->numbers[kept++] = r->numbers[i];
    }
    r->n_numbers = kept;
    return st;
}

sy_status sy_registry_load(sy_registry **out, const sy_alloc *al, sy_workspace *ws, sy_err *err)
{
    sy_registry *r = sy_new(al, sizeof *r);

    *out = NULL;
    if (!r) return sy_fail_nomem(err);
    r->al = al;
    sy_arena_init(&r->arena, al);
    sy_status st = sy_facts_source_names(ws, &r->sources, &r->n_sources, &r->arena, err);
    if (st == SY_OK) st = sy_facts_particulars(ws, take, r, err);
    if (st == SY_OK) st = index_numbers(r, err);
    if (st != SY_OK) {
        sy_registry_free(r);
        return st;
    }
    *out = r;
    return SY_OK;
}

void sy_registry_free(sy_registry *r)
{
    if (!r) return;
    sy_drop(r->al, r->sayings);
    sy_drop(r->al, r->records);
    sy_drop(r->al, r->numbers);
    sy_arena_dispose(&r->arena);
    sy_drop(r->al, r);
}

/* ---- asking ---- */

sy_slice sy_record_get(const sy_registry *r, const sy_record *record, sy_particular what)
{
    for (size_t i = record->first; i < record->first + record->n; i++) {
        if (r->sayings[i].what == what) return r->sayings[i].value;
    }
    return SY_TEXT("");
}

const sy_record *sy_registry_account(const sy_registry *r, sy_slice number, size_t i)
{
    size_t low = 0, high = r->n_numbers;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sy_slice_compare(r->numbers[middle].number, number) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low + i >= r->n_numbers || !sy_slice_is(r->numbers[low + i].number, number)) return NULL;
    return &r->records[r->numbers[low + i].record];
}

sy_slice sy_registry_of_account(const sy_registry *r, sy_slice number, sy_particular what)
{
    const sy_record *record;

    for (size_t i = 0; (record = sy_registry_account(r, number, i)) != NULL; i++) {
        const sy_slice value = sy_record_get(r, record, what);
        if (value.len > 0) return value;
    }
    return SY_TEXT("");
}
