/* inquiry_gaps.c - what supplied statements lack: days at their beginning, between them and
 * at their end, and rows inside them.
 *
 * A statement whose file says its period proves its edges to the day. Elsewhere the edge is
 * the first or last row, and an account may rest: only SLACK days or more without cover are
 * asked for there. Looked at are the accounts of the debtor, of the people entered, and
 * those with traced money. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "flow/patterns.h"
#include "insight/inquiry_parts.h"
#include "ledger/joined.h"
#include "ledger/lifetimes.h"

enum { SLACK = 31 };

typedef struct span {
    uint32_t account; /* of the flow */
    int32_t from, to;
    bool from_is_stated, to_is_stated;
} span;

typedef struct gaps {
    sy_asking *a;
    span *spans; /* by account, then day; those that overlap are one */
    size_t n_spans;
    const int32_t *opened, *closed; /* by account */
    int64_t (*held)[SY_RULES];      /* by account: traced money at the end of its cover */
} gaps;

/* ---- covers, by the flow's accounts ---- */

/* The account of facts of each cover's ledger, aliases seen through; then of the flow. */
static sy_status number_spans(gaps *g, const sy_cover_row *covers, size_t n,
                              const sy_aliases *aliases, sy_err *err)
{
    uint32_t *account = sy_arena_get(g->a->s->arena, (n + 1) * sizeof *account);

    if (!account) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const sy_ledger_row *l = sy_aliases_ledger(aliases, covers[i].ledger);
        account[i] = l ? l->account : SY_NONE;
    }
    const sy_status st = sy_ask_number(g->a, account, n, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (account[i] == SY_NONE) continue;
        g->spans[g->n_spans++] = (span){account[i], covers[i].from_day, covers[i].to_day,
                                        covers[i].stated, covers[i].stated};
    }
    return st;
}

static int by_day(const void *x, const void *y)
{
    const span *a = x, *b = y;
    if (a->account != b->account) return a->account < b->account ? -1 : 1;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    if (a->to != b->to) return a->to < b->to ? -1 : 1;
    return (int)b->from_is_stated - (int)a->from_is_stated;
}

static void unite(gaps *g)
{
    size_t kept = 0;

    if (g->n_spans) qsort(g->spans, g->n_spans, sizeof *g->spans, by_day);
    for (size_t i = 0; i < g->n_spans; i++) {
        const span *s = &g->spans[i];
        span *last = kept ? &g->spans[kept - 1] : NULL;
        if (!last || last->account != s->account || s->from > last->to + 1) {
            g->spans[kept++] = *s;
            continue;
        }
        if (s->from == last->from && s->from_is_stated) last->from_is_stated = true;
        if (s->to == last->to && s->to_is_stated) last->to_is_stated = true;
        if (s->to <= last->to) continue;
        last->to = s->to;
        last->to_is_stated = s->to_is_stated;
    }
    g->n_spans = kept;
}

static sy_status load_spans(gaps *g, sy_err *err)
{
    sy_workspace *ws = sy_case_workspace(g->a->s->c);
    sy_aliases *aliases = NULL;
    sy_cover_row *covers = NULL;
    size_t n = 0;
    sy_status st = sy_facts_covers(ws, &covers, &n, g->a->s->arena, err);

    if (st == SY_OK) {
        g->spans = sy_arena_get(g->a->s->arena, (n + 1) * sizeof *g->spans);
        if (!g->spans) st = sy_fail_nomem(err);
    }
    if (st == SY_OK) st = sy_joined_aliases(&aliases, NULL, ws, err);
    if (st == SY_OK) st = number_spans(g, covers, n, aliases, err);
    sy_aliases_free(aliases);
    if (st == SY_OK) unite(g);
    return st;
}

/* ---- days ---- */

static sy_status sum_held(gaps *g, sy_err *err)
{
    const sy_scene *s = g->a->s;

    g->held = sy_arena_get(s->arena, ((size_t)s->f->n_accounts + 1) * sizeof *g->held);
    if (!g->held) return sy_fail_nomem(err);
    for (int rule = 0; rule < SY_RULES; rule++) {
        const sy_trace *t = s->traces[rule];
        for (size_t k = 0; t && k < t->n_sinks; k++) {
            const sy_sink *sink = &t->sinks[k];
            if (sink->kind != SY_SINK_HELD) continue;
            if (s->f->ledgers[sink->ledger].flags & SY_L_NO_STATEMENT) continue;
            g->held[s->f->ledgers[sink->ledger].account][rule] += sink->amount;
        }
    }
    return SY_OK;
}

typedef struct finding {
    sy_days days[64]; /* more holes than that are told as one */
    size_t n;
    uint32_t reasons;
} finding;

static void miss(finding *f, int32_t from, int32_t to, bool is_stated, sy_inquiry_reason why)
{
    if (from > to || (!is_stated && to - from + 1 < SLACK)) return;
    f->reasons |= 1u << why;
    if (f->n == sizeof f->days / sizeof *f->days)
        f->days[f->n - 1].to = to;
    else
        f->days[f->n++] = (sy_days){from, to};
}

/* Days on which traced money came that no statement covers. */
typedef struct arrivals {
    bool any;
    int32_t first, last;
} arrivals;

static arrivals arrivals_of(const sy_asking *a, uint32_t account)
{
    const uint32_t slot = a->slot[account];
    const sy_inquiry *i = slot ? &a->items[slot - 1] : NULL;

    if (!i || i->from == SY_NO_DATE) return (arrivals){0};
    return (arrivals){true, i->from, i->to};
}

static void look_before(const gaps *g, finding *f, const span *s, const arrivals *came,
                        bool from_first_day)
{
    const int32_t opened = g->opened[s->account];
    const int64_t since = g->a->s->since;

    if (came->any && came->first < s->from) {
        miss(f, came->first, s->from - 1, true, SY_ASK_WAITS);
    } else if (from_first_day && since != INT64_MIN) {
        int32_t first = (int32_t)sy_day_of(since);
        if (opened != SY_NO_DAY && opened > first) first = opened;
        miss(f, first, s->from - 1, s->from_is_stated, SY_ASK_BEGINS);
    }
}

static void look_after(const gaps *g, finding *f, const span *s, const arrivals *came)
{
    const int32_t closed = g->closed[s->account];
    int32_t last = g->a->horizon;

    if (closed != SY_NO_DAY && closed < last) last = closed;
    if (came->any && came->last > s->to) {
        miss(f, s->to + 1, last > came->last ? last : came->last, true, SY_ASK_WAITS);
        if (g->held[s->account][SY_FIFO] > 0) f->reasons |= 1u << SY_ASK_ENDS;
    } else if (g->held[s->account][SY_FIFO] > 0) {
        miss(f, s->to + 1, last, s->to_is_stated, SY_ASK_ENDS);
    }
}

/* Spans [i, end) are one account's. */
static void look_for_days(const gaps *g, finding *f, size_t i, size_t end, bool from_first_day)
{
    const arrivals came = arrivals_of(g->a, g->spans[i].account);

    look_before(g, f, &g->spans[i], &came, from_first_day);
    for (size_t k = i + 1; k < end; k++) {
        const span *before = &g->spans[k - 1], *after = &g->spans[k];
        const bool is_stated = before->to_is_stated && after->from_is_stated;
        const bool came_then = came.any && came.first < after->from && came.last > before->to;
        miss(f, before->to + 1, after->from - 1, is_stated || came_then, SY_ASK_HOLES);
    }
    look_after(g, f, &g->spans[end - 1], &came);
}

static sy_status keep_days(gaps *g, const finding *f, uint32_t account, sy_err *err)
{
    sy_inquiry *i = sy_ask_of_account(g->a, account);

    if (!i) return sy_fail_nomem(err);
    i->reasons |= f->reasons;
    i->missing = sy_arena_get(g->a->s->arena, (f->n + 1) * sizeof *i->missing);
    if (!i->missing) return sy_fail_nomem(err);
    memcpy(i->missing, f->days, f->n * sizeof *i->missing);
    i->n_missing = f->n;
    sy_ask_days(i, f->days[0].from, f->days[f->n - 1].to);
    if (!(f->reasons >> SY_ASK_ENDS & 1u)) return SY_OK;
    i->has_bounds = false; /* of what lies at the end no bounds are known */
    for (int rule = 0; rule < SY_RULES; rule++) i->waiting[rule] += g->held[account][rule];
    return SY_OK;
}

static sy_status find_days(gaps *g, sy_err *err)
{
    const sy_scene *s = g->a->s;
    sy_status st = SY_OK;

    for (size_t i = 0, end; i < g->n_spans && st == SY_OK; i = end) {
        const uint32_t account = g->spans[i].account, party = s->party_of[account];
        const sy_relation r = party == SY_NONE ? SY_RELATION_NONE : s->relation[party];
        const bool is_person = r != SY_RELATION_NONE && r != SY_RELATION_CREDITOR;
        finding f = {.n = 0};

        for (end = i + 1; end < g->n_spans && g->spans[end].account == account;) end++;
        if (!g->a->is_supplied[account]) continue; /* a plain list's */
        if (!is_person && !g->a->slot[account] && g->held[account][SY_FIFO] == 0) continue;
        look_for_days(g, &f, i, end, is_person);
        if (f.n) st = keep_days(g, &f, account, err);
    }
    return st;
}

/* ---- rows ---- */

static sy_inquiry *rows_of(sy_asking *a, uint32_t account, sy_inquiry_reason why)
{
    uint32_t *slot = &a->rows_slot[account];

    if (!*slot) {
        if (!sy_ask_new(a, SY_INQUIRY_ROWS, account)) return NULL;
        *slot = (uint32_t)a->n;
    }
    sy_inquiry *i = &a->items[*slot - 1];
    sy_ask_because(i, why);
    /* A trace does not list what vanishes between two rows: no bounds are known of it. */
    i->has_bounds = !(i->reasons >> SY_ASK_SKIPS & 1u);
    return i;
}

/* The supplied account that a row names, and whose statement has no such row. */
static uint32_t account_named(const sy_asking *a, uint32_t transfer)
{
    const uint32_t place = sy_ask_place(a, transfer);
    const sy_slice number = sy_scene_text(a->s, place, SY_OTHER_NUMBER);

    return number.len ? sy_case_find_account(a->s->c, number) : SY_NONE;
}

static sy_status find_rows(sy_asking *a, sy_rule rule, sy_err *err)
{
    const sy_trace *t = a->s->traces[rule];

    for (size_t k = 0; t && k < t->n_sinks; k++) {
        const sy_sink *sink = &t->sinks[k];
        const bool skips = sink->kind == SY_SINK_GAP;
        if (!skips && sink->kind != SY_SINK_UNMATCHED) continue;
        const uint32_t account =
            skips ? a->f->ledgers[sink->ledger].account : account_named(a, sink->transfer);
        if (account == SY_NONE) continue;
        sy_inquiry *i = rows_of(a, account, skips ? SY_ASK_SKIPS : SY_ASK_UNMATCHED);
        if (!i) return sy_fail_nomem(err);
        i->waiting[rule] += sink->amount;
        if (skips) continue;
        const int32_t day = (int32_t)sy_day_of(sy_flow_at(a->f, sink->transfer));
        sy_ask_days(i, day, day);
        if (rule == SY_FIFO) sy_ask_mark(a, sink->transfer, (size_t)(i - a->items));
    }
    return SY_OK;
}

/* Between which rows the balances skip: from the row before to the one that tells. */
static void find_skips(sy_asking *a, uint32_t ledger)
{
    const sy_flow *f = a->f;
    const uint32_t slot = a->rows_slot[f->ledgers[ledger].account];
    int64_t before = f->ledgers[ledger].first;

    if (!slot || !(a->items[slot - 1].reasons >> SY_ASK_SKIPS & 1u)) return;
    for (uint32_t r = f->row_begin[ledger]; r < f->row_begin[ledger + 1]; r++) {
        const uint32_t x = f->rows[r] >> 1;
        if (f->to[x] == SY_OUTSIDE + SY_OUT_GAP) {
            sy_ask_days(&a->items[slot - 1], (int32_t)sy_day_of(before),
                        (int32_t)sy_day_of(sy_flow_at(f, x)));
        }
        if (!(f->flags[x] & SY_T_PSEUDO)) before = sy_flow_at(f, x);
    }
}

sy_status sy_ask_gaps(sy_asking *a, sy_err *err)
{
    gaps g = {.a = a};
    sy_status st = load_spans(&g, err);

    if (st == SY_OK) st = sy_case_lifetimes(&g.opened, &g.closed, a->s->c, a->s->arena, err);
    if (st == SY_OK) st = sum_held(&g, err);
    if (st == SY_OK) st = find_days(&g, err);
    for (int rule = 0; rule < SY_RULES && st == SY_OK; rule++) {
        st = find_rows(a, (sy_rule)rule, err);
    }
    for (uint32_t l = 0; l < a->f->n_ledgers && st == SY_OK; l++) find_skips(a, l);
    return st;
}
