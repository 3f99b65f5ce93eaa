/* destinations.c - every sink gets a key; sinks of equal keys are one line. The
 * payments of the shown trace are then hung on the lines by the same keys, for
 * the evidence and for the bounds. */
#include "report/destinations.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/money.h"
#include "intake/counterparty.h"

typedef struct key {
    sy_sink_kind kind;
    uint32_t ledger;
    sy_slice name, class_name; /* one tax office takes the tax on flats and on cars */
} key;

typedef struct work {
    const sy_telling *t;
    const sy_trace *shown;
    sy_arena *arena;
    uint32_t *asked; /* transfers whose parties are known, ascending */
    size_t n_asked;
    sy_party *parties;        /* of asked */
    const char **class_names; /* of asked: of property; else NULL */
    sy_destination *list;
    size_t n_list;
} work;

/* ---- keys ---- */

static bool goes_by_name(sy_sink_kind kind)
{
    return kind == SY_SINK_PROPERTY || kind == SY_SINK_OTHER || kind == SY_SINK_UNMATCHED;
}

static bool is_one_line(sy_sink_kind kind)
{
    return kind == SY_SINK_FEE || kind == SY_SINK_MERCHANT;
}

static int compare_keys(const key *a, const key *b)
{
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (a->ledger != b->ledger) return a->ledger < b->ledger ? -1 : 1;
    const int c = sy_slice_compare(a->class_name, b->class_name);
    return c ? c : sy_slice_compare(a->name, b->name);
}

static key key_of_line(const sy_destination *d)
{
    const bool by_name = goes_by_name(d->kind);
    return (key){.kind = d->kind,
                 .ledger = by_name || is_one_line(d->kind) ? SY_NONE : d->ledger,
                 .name = by_name ? (d->name.len ? d->name : d->number) : (sy_slice){NULL, 0},
                 .class_name = sy_slice_of(d->class_name)};
}

static int compare_transfers(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* The place of a transfer in asked; n_asked when it is not there. */
static size_t place_of(const work *w, uint32_t transfer)
{
    const uint32_t *at =
        w->n_asked ? bsearch(&transfer, w->asked, w->n_asked, sizeof *at, compare_transfers) : NULL;
    return at ? (size_t)(at - w->asked) : w->n_asked;
}

/* The line that a sink makes, its amounts still 0. */
static sy_destination line_of(const work *w, const sy_sink *s)
{
    const sy_flow *f = w->t->f;
    sy_destination d = {.kind = s->kind, .ledger = s->ledger, .as_of = s->as_of};

    if (goes_by_name(s->kind) && s->transfer != SY_NONE) {
        const size_t at = place_of(w, s->transfer);
        SY_ASSERT(at < w->n_asked);
        d.name = w->parties[at].name;
        d.number = w->parties[at].number;
        d.class_name = s->kind == SY_SINK_PROPERTY ? w->class_names[at] : NULL;
        d.ledger = SY_NONE;
    } else if (is_one_line(s->kind)) {
        d.ledger = SY_NONE;
    } else if (d.ledger < f->n_ledgers) {
        d.name = sy_slice_of(sy_ledger_holder(f, d.ledger));
        d.number = sy_slice_of(sy_ledger_number(f, d.ledger));
    }
    return d;
}

/* ---- parties outside ---- */

static bool ends_outside(const sy_flow *f, uint32_t transfer)
{
    return sy_is_outside(f->to[transfer]) && !(f->flags[transfer] & SY_T_PSEUDO);
}

static sy_status find_parties(work *w, const sy_trace *const *traces, size_t n, sy_err *err)
{
    const sy_flow *f = w->t->f;
    size_t most = w->shown->n_transfers, unique = 0;

    for (size_t i = 0; i < n; i++) most += traces[i]->n_sinks;
    w->asked = sy_arena_get(w->arena, most * sizeof *w->asked);
    if (!w->asked) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < traces[i]->n_sinks; k++) {
            const sy_sink *s = &traces[i]->sinks[k];
            if (s->transfer != SY_NONE && goes_by_name(s->kind)) {
                w->asked[w->n_asked++] = s->transfer;
            }
        }
    }
    for (size_t i = 0; i < w->shown->n_transfers; i++) {
        const uint32_t x = w->shown->transfers[i].transfer;
        if (ends_outside(f, x)) w->asked[w->n_asked++] = x;
    }
    if (w->n_asked) qsort(w->asked, w->n_asked, sizeof *w->asked, compare_transfers);
    for (size_t i = 0; i < w->n_asked; i++) {
        if (i == 0 || w->asked[i] != w->asked[i - 1]) w->asked[unique++] = w->asked[i];
    }
    w->n_asked = unique;
    return sy_parties_of(&w->parties, w->t, w->asked, unique, w->arena, err);
}

/* ---- what kind of property ---- */

static const char *class_of(const sy_counterparties *words, const sy_party *p)
{
    const sy_other_words said = {.name = p->name,
                                 .summary = p->summary,
                                 .merchant = p->merchant,
                                 .note = p->note,
                                 .number = p->number};

    switch (sy_counterparty_kind(words, &said, NULL)) {
    case SY_OTHER_REAL_ESTATE:
        return _("real estate");
    case SY_OTHER_VEHICLE:
        return _("vehicle");
    case SY_OTHER_INSURANCE:
        return _("insurance");
    default:
        return NULL;
    }
}

static sy_status find_classes(work *w, sy_err *err)
{
    sy_property_words *property = NULL;
    sy_counterparties *words = NULL;
    char *folder = NULL, *path = NULL;
    sy_status st = sy_data_folder(&folder, err);

    if (st != SY_OK) goto done;
    path = sy_path_join(NULL, folder, "dict/counterparties.yaml");
    w->class_names = sy_arena_get(w->arena, w->n_asked * sizeof *w->class_names);
    if (!path || !w->class_names) {
        st = sy_fail_nomem(err);
        goto done;
    }
    st = sy_property_load_default(&property, NULL, err);
    if (st == SY_OK) st = sy_counterparties_load(&words, NULL, path, property, err);
    for (size_t i = 0; i < w->n_asked && st == SY_OK; i++) {
        w->class_names[i] = class_of(words, &w->parties[i]);
    }

done:
    sy_counterparties_free(words);
    sy_property_free(property);
    sy_drop(NULL, path);
    sy_drop(NULL, folder);
    return st;
}

/* ---- lines ---- */

static int compare_lines(const void *a, const void *b)
{
    const key x = key_of_line(a), y = key_of_line(b);
    return compare_keys(&x, &y);
}

/* Sinks of all traces, one line each, are sorted and put together. */
static sy_status make_lines(work *w, const sy_trace *const *traces, size_t n, sy_err *err)
{
    size_t most = 0;

    for (size_t i = 0; i < n; i++) most += traces[i]->n_sinks;
    w->list = sy_arena_get(w->arena, most * sizeof *w->list);
    if (!w->list) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < traces[i]->n_sinks; k++) {
            const sy_sink *s = &traces[i]->sinks[k];
            if (s->amount == 0) continue;
            w->list[w->n_list] = line_of(w, s);
            w->list[w->n_list++].amount[traces[i]->rule] = s->amount;
        }
    }
    if (w->n_list) qsort(w->list, w->n_list, sizeof *w->list, compare_lines);
    size_t kept = 0;
    for (size_t i = 0; i < w->n_list; i++) {
        if (kept > 0 && compare_lines(&w->list[kept - 1], &w->list[i]) == 0) {
            for (int r = 0; r < SY_RULES; r++) {
                w->list[kept - 1].amount[r] += w->list[i].amount[r]; /* <= what was seeded */
            }
        } else {
            w->list[kept++] = w->list[i];
        }
    }
    w->n_list = kept;
    return SY_OK;
}

static sy_destination *find_line(const work *w, const sy_destination *like)
{
    return w->n_list ? bsearch(like, w->list, w->n_list, sizeof *w->list, compare_lines) : NULL;
}

static sy_sink_kind sink_of_outside(sy_outside kind)
{
    switch (kind) {
    case SY_OUT_CASH:
        return SY_SINK_CASH;
    case SY_OUT_FEE:
        return SY_SINK_FEE;
    case SY_OUT_EXCHANGE:
        return SY_SINK_EXCHANGE;
    case SY_OUT_MERCHANT:
        return SY_SINK_MERCHANT;
    case SY_OUT_PROPERTY:
        return SY_SINK_PROPERTY;
    case SY_OUT_UNMATCHED:
        return SY_SINK_UNMATCHED;
    default:
        return SY_SINK_OTHER;
    }
}

/* The line at which a transfer's money stops; NULL where it goes on or stays. */
static sy_destination *line_of_transfer(const work *w, uint32_t x)
{
    static const sy_sink_kind stops[] = {SY_SINK_STOPPED, SY_SINK_HOP_LIMIT, SY_SINK_UNSUPPLIED};
    const sy_flow *f = w->t->f;

    if (ends_outside(f, x)) {
        const sy_sink s = {.kind = sink_of_outside(sy_outside_kind(f->to[x])),
                           .ledger = f->from[x],
                           .transfer = x};
        const sy_destination like = line_of(w, &s);
        return find_line(w, &like);
    }
    if (sy_is_outside(f->to[x])) return NULL;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        const sy_destination like = {.kind = stops[i], .ledger = f->to[x]};
        sy_destination *found = find_line(w, &like);
        if (found) return found;
    }
    return NULL;
}

static void add_up(int64_t *sum, int64_t more)
{
    if (!sy_minor_add(sum, *sum, more)) *sum = INT64_MAX;
}

static sy_status hang_transfers(work *w, sy_err *err)
{
    const sy_trace *shown = w->shown;
    sy_destination **lines = sy_arena_get(w->arena, shown->n_transfers * sizeof *lines);
    sy_minor seeded = 0;

    if (!lines) return sy_fail_nomem(err);
    for (size_t i = 0; i < shown->n_seeds; i++) add_up(&seeded, shown->seeded[i]);
    for (size_t i = 0; i < shown->n_transfers; i++) {
        const sy_traced *x = &shown->transfers[i];
        lines[i] = line_of_transfer(w, x->transfer);
        if (!lines[i]) continue;
        if (x->tainted) lines[i]->n_transfers++;
        if (x->upper) lines[i]->has_bounds = true;
        add_up(&lines[i]->lower, x->lower);
        add_up(&lines[i]->upper, x->upper);
    }
    for (size_t i = 0; i < w->n_list; i++) {
        sy_destination *d = &w->list[i];
        if (d->upper > seeded) d->upper = seeded;
        d->transfers = sy_arena_get(w->arena, d->n_transfers * sizeof *d->transfers);
        if (!d->transfers) return sy_fail_nomem(err);
        d->n_transfers = 0;
    }
    for (size_t i = 0; i < shown->n_transfers; i++) {
        const sy_traced *x = &shown->transfers[i];
        if (lines[i] && x->tainted) lines[i]->transfers[lines[i]->n_transfers++] = x->transfer;
    }
    return SY_OK;
}

/* ---- order for people ---- */

static int weight(sy_sink_kind kind)
{
    static const sy_sink_kind order[] = {
        SY_SINK_PROPERTY, SY_SINK_UNSUPPLIED, SY_SINK_HELD, SY_SINK_STOPPED,  SY_SINK_HOP_LIMIT,
        SY_SINK_OTHER,    SY_SINK_UNMATCHED,  SY_SINK_CASH, SY_SINK_EXCHANGE, SY_SINK_MERCHANT,
        SY_SINK_FEE,      SY_SINK_DEBT,       SY_SINK_GAP,  SY_SINK_RETURNED};
    int i = 0;

    while (order[i] != kind) i++;
    return i;
}

static int by_shown_amount(const void *a, const void *b, void *ctx)
{
    const sy_destination *x = a, *y = b;
    const sy_rule rule = *(const sy_rule *)ctx;

    if (x->kind != y->kind) return weight(x->kind) - weight(y->kind);
    if (x->amount[rule] != y->amount[rule]) return x->amount[rule] > y->amount[rule] ? -1 : 1;
    return compare_lines(a, b);
}

sy_status sy_destinations(sy_destination **list, size_t *n_list, const sy_telling *t,
                          const sy_trace *const *traces, size_t n, const sy_trace *shown,
                          sy_arena *arena, sy_err *err)
{
    work w = {.t = t, .shown = shown, .arena = arena};
    sy_rule rule = shown->rule;
    sy_status st = find_parties(&w, traces, n, err);

    *list = NULL;
    *n_list = 0;
    if (st == SY_OK) st = find_classes(&w, err);
    if (st == SY_OK) st = make_lines(&w, traces, n, err);
    if (st == SY_OK) st = hang_transfers(&w, err);
    if (st != SY_OK) return st;
    if (w.n_list) qsort_r(w.list, w.n_list, sizeof *w.list, by_shown_amount, &rule);
    for (size_t i = 1; i < w.n_list; i++) {
        w.list[i].rank = w.list[i].kind == w.list[i - 1].kind ? w.list[i - 1].rank + 1 : 0;
    }
    *list = w.list;
    *n_list = w.n_list;
    return SY_OK;
}

bool sy_is_least(const sy_destination *d, const sy_trace *const *traces, size_t n, sy_rule rule)
{
    bool differs = false;

    for (size_t i = 0; i < n; i++) {
        if (d->amount[traces[i]->rule] < d->amount[rule]) return false;
        if (d->amount[traces[i]->rule] > d->amount[rule]) differs = true;
    }
    return differs;
}
