/* asked.c - rows of task files into spans of days, spans into what is missing. */
#include "ledger/asked.h"

#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "intake/parse.h"
#include "ledger/proof.h"
#include "store/particulars.h"

/* ---- what was asked for ---- */

typedef struct reader {
    const sy_case_tables *t;
    sy_arena *arena;
    sy_asked *list;
    size_t n, capacity;
    uint32_t source, row; /* of the task that is being read */
    sy_asked task;
    sy_slice card, asked;
    bool is_task;
} reader;

/* The ledger of an account with this number that has rows; the first of several. */
static uint32_t ledger_of(const sy_case_tables *t, sy_slice number)
{
    for (uint32_t a = 1; a < t->n_accounts; a++) {
        if (!sy_slice_is(t->accounts[a].number, number)) continue;
        const uint32_t account = sy_aliases_account(t->aliases, a);
        for (uint32_t l = 0; l < t->n_ledgers; l++) {
            const sy_fact_ledger *g = &t->ledgers[l];
            if (g->exists && g->same_as == l && g->rows && g->account == account) return l;
        }
    }
    return SY_NONE;
}

static sy_status add(reader *r, sy_asked asked, sy_err *err)
{
    void *items = r->list;
    if (!sy_arena_grow(r->arena, &items, &r->capacity, r->n, sizeof asked)) {
        return sy_fail_nomem(err);
    }
    r->list = items;
    r->list[r->n++] = asked;
    return SY_OK;
}

/* A task that names a person only says nothing of an account. */
static sy_status finish_task(reader *r, sy_err *err)
{
    sy_number n;
    sy_asked task = r->task;
    sy_status st = SY_OK;

    task.number = r->card.len ? r->card : r->asked;
    if (task.number.len && sy_parse_number(&n, task.number, false) == SY_FINE) {
        char *copy = sy_arena_text(r->arena, n.text, n.len);
        if (!copy) return sy_fail_nomem(err);
        task.number = (sy_slice){copy, n.len};
        task.ledger = ledger_of(r->t, task.number);
        if (r->card.len || task.ledger != SY_NONE) st = add(r, task, err);
    }
    r->task = (sy_asked){0};
    r->card = r->asked = SY_TEXT("");
    r->is_task = false;
    return st;
}

static void read_day(sy_slice value, int32_t *day, bool *has)
{
    int64_t at;
    sy_precision precision;

    *has = sy_parse_time(&at, &precision, value) == SY_FINE;
    if (*has) *day = (int32_t)sy_day_of(at);
}

static sy_status take(void *ctx, const sy_particular_row *p, sy_err *err)
{
    reader *r = ctx;
    bool has = false;
    sy_status st = SY_OK;

    if (r->is_task && (p->source != r->source || p->row != r->row)) st = finish_task(r, err);
    if (st != SY_OK) return st;
    const sy_case_tables *t = r->t;
    if (p->source >= t->rank_capacity || t->rank[p->source] == SY_NONE) return SY_OK;
    const sy_source *s = &t->sources[t->rank[p->source]];
    if (strcmp(s->kind, sy_source_kind_names[SY_OF_TASKS]) != 0) return SY_OK;
    r->source = p->source;
    r->row = p->row;
    r->is_task = true;
    char *copy = sy_arena_text(r->arena, p->value.ptr, p->value.len);
    if (!copy) return sy_fail_nomem(err);
    const sy_slice value = {copy, p->value.len};
    if (p->what == SY_PART_CARD || p->what == SY_PART_ACCOUNT) r->card = value;
    if (p->what == SY_PART_ASKED) r->asked = value;
    if (p->what == SY_PART_FROM) read_day(value, &r->task.days.from, &has);
    if (p->what == SY_PART_TO) {
        read_day(value, &r->task.days.to, &has);
        r->task.has_days = has && r->task.days.from && r->task.days.from <= r->task.days.to;
    }
    return SY_OK;
}

sy_status sy_asked_list(sy_asked **list, size_t *n, const sy_case_tables *t, sy_workspace *ws,
                        sy_arena *arena, sy_err *err)
{
    reader r = {.t = t, .arena = arena, .card = SY_TEXT(""), .asked = SY_TEXT("")};
    sy_status st = sy_facts_particulars(ws, take, &r, err);

    if (st == SY_OK && r.is_task) st = finish_task(&r, err);
    for (size_t i = 0; st == SY_OK && i < t->n_covers; i++) {
        const sy_cover_row *c = &t->covers[i];
        if (!c->stated || c->ledger >= t->n_ledgers) continue;
        st = add(&r, (sy_asked){SY_TEXT(""), c->ledger, {c->from_day, c->to_day}, true}, err);
    }
    *list = r.list;
    *n = r.n;
    return st;
}

/* ---- how much came ---- */

static int by_day(const void *a, const void *b)
{
    const sy_days *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

/* Spans that touch become one. Returns how many are left. */
static size_t unite(sy_days *days, size_t n)
{
    size_t used = 0;

    if (n) qsort(days, n, sizeof *days, by_day);
    for (size_t i = 0; i < n; i++) {
        sy_days *last = used ? &days[used - 1] : NULL;
        if (last && days[i].from <= last->to + 1) {
            if (days[i].to > last->to) last->to = days[i].to;
        } else {
            days[used++] = days[i];
        }
    }
    return used;
}

static uint32_t length(sy_days d)
{
    return (uint32_t)(d.to - d.from + 1);
}

/* asked less supplied, both united; into q. */
static sy_status subtract(sy_ledger_quality *q, const sy_days *asked, size_t n, const sy_days *have,
                          size_t m, sy_arena *arena, sy_err *err)
{
    uint32_t missing = 0;

    q->missing = sy_arena_get(arena, (n + m + 1) * sizeof *q->missing);
    if (!q->missing) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        int32_t from = asked[i].from;
        q->asked_days += length(asked[i]);
        for (size_t k = 0; k < m && from <= asked[i].to; k++) {
            if (have[k].to < from || have[k].from > asked[i].to) continue;
            if (have[k].from > from) q->missing[q->n_missing++] = (sy_days){from, have[k].from - 1};
            from = have[k].to + 1;
        }
        if (from <= asked[i].to) q->missing[q->n_missing++] = (sy_days){from, asked[i].to};
    }
    for (size_t i = 0; i < q->n_missing; i++) missing += length(q->missing[i]);
    q->supplied_days = q->asked_days - missing;
    return SY_OK;
}

/* Whole months that were asked for and lie outside first to last row. */
static sy_status add_missing_months(sy_ledger_quality *q, sy_arena *arena, sy_err *err)
{
    enum { MOST = 1200 };
    sy_month *months = sy_arena_get(arena, (q->n_months + MOST) * sizeof *months);
    size_t n = 0, kept = 0;

    if (!months) return sy_fail_nomem(err);
    for (size_t i = 0; i < q->n_missing; i++) {
        sy_civil c;
        for (int32_t day = q->missing[i].from; n < MOST && day <= q->missing[i].to;) {
            sy_civil_from_seconds(&c, (int64_t)day * SY_DAY);
            const int32_t begin = (int32_t)sy_days_from_civil(c.year, c.month, 1);
            const int32_t next =
                (int32_t)(c.month == 12 ? sy_days_from_civil(c.year + 1, 1, 1)
                                        : sy_days_from_civil(c.year, c.month + 1, 1));
            bool is_there = false;
            for (size_t k = 0; k < q->n_months; k++) {
                if (q->months[k].year == c.year && q->months[k].month == c.month) is_there = true;
            }
            if (!is_there && day == begin && next - 1 <= q->missing[i].to) {
                months[n++] =
                    (sy_month){.year = c.year, .month = c.month, .state = SY_MONTH_MISSING};
            }
            day = next;
        }
    }
    if (n == 0) return SY_OK;
    /* Those before the first row, the months that are there, those after. */
    sy_month *all = sy_arena_get(arena, (q->n_months + n) * sizeof *all);
    if (!all) return sy_fail_nomem(err);
    for (size_t i = 0, k = 0; i < n || k < q->n_months;) {
        const bool takes = k == q->n_months || (i < n && (months[i].year < q->months[k].year ||
                                                          (months[i].year == q->months[k].year &&
                                                           months[i].month < q->months[k].month)));
        all[kept++] = takes ? months[i++] : q->months[k++];
    }
    q->months = all;
    q->n_months = kept;
    return SY_OK;
}

sy_status sy_asked_of_ledger(sy_ledger_quality *q, const sy_asked *list, size_t n,
                             const sy_case_tables *t, uint32_t fact, sy_arena *arena, sy_err *err)
{
    sy_days *asked = sy_arena_get(arena, (n + 1) * sizeof *asked);
    sy_days *have = sy_arena_get(arena, (t->n_covers + 1) * sizeof *have);
    size_t n_asked = 0, n_have = 0;

    if (!asked || !have) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        if (list[i].ledger == fact && list[i].has_days) asked[n_asked++] = list[i].days;
    }
    if (n_asked == 0) return SY_OK;
    for (size_t i = 0; i < t->n_covers; i++) {
        const sy_cover_row *c = &t->covers[i];
        if (c->ledger == fact) have[n_have++] = (sy_days){c->from_day, c->to_day};
    }
    sy_status st = subtract(q, asked, unite(asked, n_asked), have, unite(have, n_have), arena, err);
    return st == SY_OK ? add_missing_months(q, arena, err) : st;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

sy_status sy_asked_in_vain(const char ***numbers, size_t *n_numbers, const sy_asked *list, size_t n,
                           sy_arena *arena, sy_err *err)
{
    size_t used = 0, kept = 0;

    *numbers = sy_arena_get(arena, (n + 1) * sizeof **numbers);
    if (!*numbers) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        if (list[i].ledger == SY_NONE && list[i].number.len)
            (*numbers)[used++] = list[i].number.ptr;
    }
    if (used) qsort(*numbers, used, sizeof **numbers, by_text);
    for (size_t i = 0; i < used; i++) {
        if (kept && strcmp((*numbers)[kept - 1], (*numbers)[i]) == 0) continue;
        (*numbers)[kept++] = (*numbers)[i];
    }
    *n_numbers = kept;
    return SY_OK;
}
