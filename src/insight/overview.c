/* overview.c - one way to make every cut: each row falls into a bucket, a bucket that is
 * met becomes a line, and a counting pass lays the rows out line by line. */
#include "insight/overview.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "insight/overview_rows.h"

const sy_minor sy_size_from[SY_SIZES] = {0,       100000,   1000000, /* fen: 1,000 yuan, 10,000 */
                                         5000000, 10000000, 50000000};

/* ---- names for programs ---- */

const char *sy_row_use_name(sy_row_use use)
{
    static const char *const names[SY_ROW_USES] = {"counts", "own", "pocket", "reversed",
                                                   "exchange"};
    return names[use];
}

const char *sy_money_kind_name(sy_money_kind kind)
{
    static const char *const names[SY_MONEY_KINDS] = {"income",   "related",  "person", "company",
                                                      "property", "merchant", "cash",   "bank",
                                                      "other",    "unnamed"};
    return names[kind];
}

const char *sy_overview_by_name(sy_overview_by by)
{
    static const char *const names[SY_OVERVIEW_CUTS] = {"account", "left-out",     "size",
                                                        "kind",    "counterparty", "month"};
    return names[by];
}

/* ---- buckets ---- */

typedef struct maker {
    sy_overview *o;
    sy_holders *h;
    sy_arena *arena;
    sy_err *err;
    uint32_t first_month;
    uint32_t *slot; /* of the holders: by bucket its line + 1; 0: none yet */
    size_t capacity;
} maker;

static uint32_t month_of(int64_t at)
{
    sy_civil c;
    sy_civil_from_seconds(&c, at);
    return (uint32_t)(c.year * 12 + c.month - 1);
}

static uint32_t size_of(sy_minor amount)
{
    const uint64_t size = sy_minor_size(amount);
    uint32_t band = SY_SIZES - 1;

    while (band && size < (uint64_t)sy_size_from[band]) band--;
    return band;
}

/* SY_NONE: the row is not in this cut. */
static uint32_t bucket_of(const maker *m, const sy_overview_row *r, sy_overview_by by)
{
    if (by == SY_BY_ACCOUNT) return r->ledger;
    if (by == SY_BY_LEFT_OUT) return r->use == SY_ROW_COUNTS ? SY_NONE : r->use;
    if (r->use != SY_ROW_COUNTS) return SY_NONE;
    switch (by) {
    case SY_BY_SIZE:
        return size_of(r->amount);
    case SY_BY_KIND:
        return r->kind;
    case SY_BY_COUNTERPARTY:
        return r->counterparty;
    default:
        return month_of(r->at) - m->first_month;
    }
}

/* ---- sums ---- */

static sy_status add_to(sy_overview_line *line, const sy_overview *o, const sy_overview_row *r,
                        sy_err *err)
{
    sy_minor *sum = r->amount < 0 ? &line->out : &line->in;
    const bool fits =
        r->amount < 0 ? sy_minor_sub(sum, *sum, r->amount) : sy_minor_add(sum, *sum, r->amount);

    if (!fits) {
        return sy_fail(err, SY_ELIMIT, N_("the amounts of %.80s are too large to add up"),
                       o->h->items[o->holder].name);
    }
    if (r->amount < 0)
        line->n_out++;
    else
        line->n_in++;
    return SY_OK;
}

/* ---- keys ---- */

static const char *join(sy_arena *arena, const char *before, sy_slice text)
{
    const size_t n = before ? strlen(before) : 0;
    char *key = before ? sy_arena_get(arena, n + text.len + 1) : NULL; /* NULL: failed before */

    if (!key) return NULL;
    memcpy(key, before, n);
    if (text.len) memcpy(key + n, text.ptr, text.len);
    return key;
}

static const char *number_key(sy_arena *arena, const char *fmt, unsigned a, unsigned b)
{
    char text[32];

    snprintf(text, sizeof text, fmt, a, b);
    return sy_arena_text(arena, text, strlen(text));
}

static void name_counterparty(const maker *m, sy_overview_line *line, uint32_t bucket)
{
    sy_holders *h = m->h;
    const sy_counterparties_range range = sy_counterparty_range(h);

    line->what = SY_NONE;
    if (bucket < range.texts) {
        line->what = bucket;
        line->key = h->items[bucket].key;
        line->name = sy_slice_of(h->items[bucket].name);
        line->is_company = h->items[bucket].kind == SY_PARTY_COMPANY;
    } else if (bucket < range.kinds) {
        line->name = h->s->texts[bucket - range.texts];
        line->key = join(m->arena, "name:", line->name);
        line->is_company = sy_holders_name_kind(h, bucket - range.texts) == SY_NAME_COMPANY;
    } else if (bucket < range.ledgers) {
        line->key = sy_money_kind_name((sy_money_kind)(bucket - range.kinds));
    } else {
        const sy_flow *f = h->s->f;
        line->name = sy_slice_of(sy_flow_text(f, f->ledgers[bucket - range.ledgers].number));
        line->key = join(m->arena, "account:", line->name);
    }
}

static bool name_line(const maker *m, sy_overview_line *line, sy_overview_by by, uint32_t bucket)
{
    const sy_flow *f = m->o->h->s->f;

    line->what = bucket;
    switch (by) {
    case SY_BY_ACCOUNT:
        line->name = sy_slice_of(sy_flow_text(f, f->ledgers[bucket].number));
        line->key = sy_flow_text(f, f->ledgers[bucket].sub);
        line->key = *line->key ? join(m->arena, join(m->arena, line->name.ptr, SY_TEXT("/")),
                                      sy_slice_of(line->key))
                               : line->name.ptr;
        break;
    case SY_BY_LEFT_OUT:
        line->key = sy_row_use_name((sy_row_use)bucket);
        break;
    case SY_BY_SIZE:
        line->key = number_key(m->arena, "%u", (unsigned)(sy_size_from[bucket] / 100), 0);
        break;
    case SY_BY_KIND:
        line->key = sy_money_kind_name((sy_money_kind)bucket);
        break;
    case SY_BY_COUNTERPARTY:
        name_counterparty(m, line, bucket);
        break;
    default:
        line->what = bucket + m->first_month;
        line->key = number_key(m->arena, "%04u-%02u", line->what / 12, line->what % 12 + 1);
    }
    return line->key != NULL;
}

/* ---- a cut ---- */

static sy_status add_line(maker *m, sy_overview_cut *cut, const sy_overview_row *r,
                          sy_overview_by by, uint32_t bucket)
{
    void *lines = cut->lines;

    if (!sy_grow(NULL, &lines, &m->capacity, cut->n, cut->n + 1, sizeof *cut->lines)) {
        return sy_fail_nomem(m->err);
    }
    cut->lines = lines;
    cut->lines[cut->n] = (sy_overview_line){.kind = (sy_money_kind)r->kind,
                                            .begin = (uint32_t)cut->n}; /* until it is sorted */
    if (!name_line(m, &cut->lines[cut->n], by, bucket)) return sy_fail_nomem(m->err);
    m->slot[bucket] = (uint32_t)++cut->n;
    return SY_OK;
}

static sy_status add_up(maker *m, sy_overview_cut *cut, sy_overview_by by)
{
    sy_status st = SY_OK;

    for (uint32_t i = 0; i < m->o->n_rows && st == SY_OK; i++) {
        const sy_overview_row *r = &m->o->rows[i];
        const uint32_t bucket = bucket_of(m, r, by);
        if (bucket == SY_NONE) continue;
        if (!m->slot[bucket]) st = add_line(m, cut, r, by, bucket);
        if (st == SY_OK) st = add_to(&cut->lines[m->slot[bucket] - 1], m->o, r, m->err);
    }
    return st;
}

static int by_what(const void *a, const void *b)
{
    const sy_overview_line *x = a, *y = b;
    return (x->what > y->what) - (x->what < y->what);
}

static int by_turnover(const void *a, const void *b)
{
    const sy_overview_line *x = a, *y = b;
    const uint64_t tx = (uint64_t)x->in + (uint64_t)x->out, ty = (uint64_t)y->in + (uint64_t)y->out;

    if (tx != ty) return tx > ty ? -1 : 1;
    return strcmp(x->key, y->key);
}

/* Sorts the lines, and gives each its rows. */
static sy_status lay_out(maker *m, sy_overview_cut *cut, sy_overview_by by)
{
    uint32_t *line_of = sy_new_array(NULL, cut->n, sizeof *line_of); /* by number when added */
    uint32_t at = 0;

    cut->order = sy_arena_get(m->arena, ((size_t)m->o->n_rows + 1) * sizeof *cut->order);
    if (!line_of || !cut->order) {
        sy_drop(NULL, line_of);
        return sy_fail_nomem(m->err);
    }
    if (cut->n) {
        qsort(cut->lines, cut->n, sizeof *cut->lines,
              by == SY_BY_COUNTERPARTY ? by_turnover : by_what);
    }
    for (uint32_t i = 0; i < cut->n; i++) {
        sy_overview_line *line = &cut->lines[i];
        line_of[line->begin] = i;
        line->begin = line->end = at;
        at += (uint32_t)(line->n_in + line->n_out);
    }
    for (uint32_t i = 0; i < m->o->n_rows; i++) {
        const uint32_t bucket = bucket_of(m, &m->o->rows[i], by);
        if (bucket == SY_NONE) continue;
        cut->order[cut->lines[line_of[m->slot[bucket] - 1]].end++] = i;
    }
    sy_drop(NULL, line_of);
    return SY_OK;
}

_Static_assert((int)SY_MONEY_KINDS <= (int)SY_COUNTERPARTY_KINDS, "each kind is a counterparty");

/* The holders have a slot for every bucket of every cut: accounts and kinds are fewer than
 * counterparties. */
static sy_status make_cut(maker *m, sy_overview_by by)
{
    sy_overview_cut *cut = &m->o->cut[by], made = {0};

    m->capacity = 0;
    sy_status st = add_up(m, &made, by);
    if (st == SY_OK) st = lay_out(m, &made, by);
    *cut = made;
    cut->lines = st == SY_OK ? sy_arena_get(m->arena, (made.n + 1) * sizeof *made.lines) : NULL;
    if (cut->lines && made.n) memcpy(cut->lines, made.lines, made.n * sizeof *made.lines);
    if (st == SY_OK && !cut->lines) st = sy_fail_nomem(m->err);
    sy_drop(NULL, made.lines);
    for (uint32_t i = 0; i < m->o->n_rows; i++) {
        const uint32_t bucket = bucket_of(m, &m->o->rows[i], by);
        if (bucket != SY_NONE) m->slot[bucket] = 0;
    }
    return st;
}

/* ---- what is listed row by row ---- */

static sy_status list_rows(maker *m, sy_overview_line *line, uint32_t **rows, bool is_cash,
                           sy_minor from)
{
    const sy_overview *o = m->o;
    sy_status st = SY_OK;

    *rows = sy_arena_get(m->arena, ((size_t)o->n_rows + 1) * sizeof **rows);
    if (!*rows) return sy_fail_nomem(m->err);
    for (uint32_t i = 0; i < o->n_rows && st == SY_OK; i++) {
        const sy_overview_row *r = &o->rows[i];
        if (r->use != SY_ROW_COUNTS || r->is_cash != is_cash) continue;
        if (sy_minor_size(r->amount) < (uint64_t)from) continue;
        (*rows)[line->end++] = i;
        st = add_to(line, o, r, m->err);
    }
    return st;
}

static sy_status add_up_all(sy_overview *o, sy_err *err)
{
    sy_status st = SY_OK;

    o->largest_in = o->largest_out = SY_NONE;
    for (uint32_t i = 0; i < o->n_rows && st == SY_OK; i++) {
        const sy_overview_row *r = &o->rows[i];
        uint32_t *largest = r->amount < 0 ? &o->largest_out : &o->largest_in;
        if (r->use != SY_ROW_COUNTS) continue;
        st = add_to(&o->all, o, r, err);
        if (*largest == SY_NONE ||
            sy_minor_size(r->amount) > sy_minor_size(o->rows[*largest].amount))
            *largest = i;
    }
    return st;
}

/* Shops and the bank are no dealings with companies; a company that is paid otherwise is. */
static void leave_out_merchants(sy_overview *o)
{
    sy_overview_cut *cut = &o->cut[SY_BY_COUNTERPARTY];

    for (size_t i = 0; i < cut->n; i++) {
        sy_overview_line *line = &cut->lines[i];
        bool is_merchant = true;
        for (uint32_t k = line->begin; k < line->end && is_merchant && line->is_company; k++) {
            is_merchant = o->rows[cut->order[k]].kind == SY_MONEY_MERCHANT;
        }
        if (is_merchant) line->is_company = false;
    }
}

sy_status sy_overview_make(sy_overview *o, sy_holders *h, uint32_t holder, const char *currency,
                           const sy_overview_terms *terms, sy_arena *arena, sy_err *err)
{
    maker m = {.o = o, .h = h, .arena = arena, .err = err, .slot = h->slots};

    *o = (sy_overview){.h = h, .holder = holder, .currency = currency};
    o->all.key = "all";
    sy_status st = sy_overview_read_rows(o, h, arena, err);
    if (st == SY_OK) st = add_up_all(o, err);
    if (o->n_rows) m.first_month = month_of(o->rows[0].at);
    for (int by = 0; by < SY_OVERVIEW_CUTS && st == SY_OK; by++) {
        st = make_cut(&m, (sy_overview_by)by);
    }
    if (st == SY_OK) leave_out_merchants(o);
    if (st == SY_OK) st = list_rows(&m, &o->cash, &o->cash_rows, true, terms->cash);
    if (st == SY_OK) st = list_rows(&m, &o->large, &o->large_rows, false, terms->large);
    return st;
}
