/* tasks.c - rows of task files, read by the same parsers as everything else. */
#include "ledger/tasks.h"

#include <stdlib.h>
#include <string.h>

#include "intake/parse.h"

static int by_number(const void *a, const void *b)
{
    const sy_task *x = a, *y = b;
    const int c = strcmp(x->number, y->number);
    return c ? c : (int)y->is_account - (int)x->is_account;
}

static const char *said(const sy_registry *r, const sy_record *record, sy_particular what,
                        sy_arena *arena)
{
    const sy_slice text = sy_record_get(r, record, what);
    return sy_arena_text(arena, text.len ? text.ptr : "", text.len);
}

static void read_days(sy_task *t, const sy_registry *r, const sy_record *record)
{
    sy_precision precision;
    int64_t from, to;

    if (sy_parse_time(&from, &precision, sy_record_get(r, record, SY_PART_FROM)) != SY_FINE ||
        sy_parse_time(&to, &precision, sy_record_get(r, record, SY_PART_TO)) != SY_FINE) {
        return;
    }
    t->from = (int32_t)sy_day_of(from);
    t->to = (int32_t)sy_day_of(to);
    t->has_days = t->from <= t->to;
}

/* *t without a number where the task names none. */
static sy_status read_task(sy_task *t, const sy_registry *r, const sy_record *record,
                           sy_arena *arena, sy_err *err)
{
    sy_slice number = sy_record_get(r, record, SY_PART_CARD);
    sy_number n;

    *t = (sy_task){0};
    if (number.len == 0) number = sy_record_get(r, record, SY_PART_ACCOUNT);
    t->is_account = number.len > 0;
    if (number.len == 0) number = sy_record_get(r, record, SY_PART_ASKED);
    if (number.len == 0 || sy_parse_number(&n, number, false) != SY_FINE || n.len == 0)
        return SY_OK;
    t->number = sy_arena_text(arena, n.text, n.len);
    t->holder = said(r, record, SY_PART_NAME, arena);
    t->bank = said(r, record, SY_PART_BANK, arena);
    t->result = said(r, record, SY_PART_RESULT, arena);
    if (!t->number || !t->holder || !t->bank || !t->result) return sy_fail_nomem(err);
    read_days(t, r, record);
    return SY_OK;
}

sy_status sy_tasks(sy_task **list, size_t *n, const sy_registry *r, sy_arena *arena, sy_err *err)
{
    size_t used = 0, kept = 0;

    *n = 0;
    *list = sy_arena_get(arena, (r->n_records + 1) * sizeof **list);
    if (!*list) return sy_fail_nomem(err);
    for (size_t i = 0; i < r->n_records; i++) {
        if (r->records[i].kind != SY_OF_TASKS) continue;
        const sy_status st = read_task(&(*list)[used], r, &r->records[i], arena, err);
        if (st != SY_OK) return st;
        if ((*list)[used].number) used++;
    }
    if (used) qsort(*list, used, sizeof **list, by_number);
    for (size_t i = 0; i < used; i++) {
        if (kept && strcmp((*list)[kept - 1].number, (*list)[i].number) == 0) continue;
        (*list)[kept++] = (*list)[i];
    }
    *n = kept;
    return SY_OK;
}
