/* overview_rows.c - what a row says about itself: when, how much, with whom, and whether
 * it is income or spending at all. A row is judged by the ledger at its other end first,
 * by its words where that is nobody's. */
#include "insight/overview_rows.h"

#include <stdlib.h>
#include <string.h>

/* ---- time and amount, as the row itself gives them ---- */

/* The amount of a transfer that never arrived: its fee. */
static sy_minor fee_of(const sy_flow *f, uint32_t transfer)
{
    uint32_t low = 0, high = f->n_fees;

    if (!(f->flags[transfer] & SY_T_FEE)) return 0;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (f->fees[middle].transfer < transfer)
            low = middle + 1;
        else
            high = middle;
    }
    return low < f->n_fees && f->fees[low].transfer == transfer ? f->fees[low].amount : 0;
}

/* A payee's row has its own clock. */
static int64_t arrival_of(const sy_flow *f, uint32_t transfer)
{
    uint32_t low = 0, high = f->n_clocks;

    if (f->flags[transfer] & SY_T_LATE) {
        return sy_flow_time(f, f->late[sy_flow_late(f, transfer)].at);
    }
    if (!(f->flags[transfer] & SY_T_OTHER_CLOCK)) return sy_flow_at(f, transfer);
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (f->clocks[middle].transfer < transfer)
            low = middle + 1;
        else
            high = middle;
    }
    return sy_flow_time(f, f->clocks[low].at);
}

/* ---- with whom ---- */

static uint32_t word(const sy_scene *s, uint32_t place, sy_entry_text what)
{
    return place == SY_NONE ? 0 : s->word[what][place];
}

/* The text that names the other end; 0: none does. */
static uint32_t name_text(const sy_scene *s, const sy_scene_row *r)
{
    uint32_t text = word(s, r->picture, SY_OTHER_NAME);

    if (!text) text = word(s, r->place, SY_OTHER_NAME);
    if (!text) text = word(s, r->picture, SY_MERCHANT);
    return text ? text : word(s, r->place, SY_MERCHANT);
}

/* The holder of the account with exactly this number; SY_NONE. */
static uint32_t holder_of_number(const sy_holders *h, sy_slice number)
{
    const sy_flow *f = h->s->f;
    uint32_t low = 0, high = f->n_ledgers;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const int c =
            sy_slice_compare(sy_slice_of(sy_flow_text(f, f->ledgers[middle].number)), number);
        if (c == 0) return sy_holder_of_ledger(h, middle);
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SY_NONE;
}

static bool is_somebody(uint32_t other)
{
    if (!sy_is_outside(other)) return true;
    const sy_outside kind = sy_outside_kind(other);
    return kind == SY_OUT_OTHER || kind == SY_OUT_UNMATCHED;
}

/* The holder at the other end: of its account, else by the name or number in the row. */
static uint32_t other_holder(sy_holders *h, const sy_scene_row *r, uint32_t text)
{
    uint32_t who = sy_holder_of_ledger(h, r->other);

    if (who != SY_NONE) return who;
    if (text) return sy_holder_named(h, text);
    const uint32_t number = word(h->s, r->place, SY_OTHER_NUMBER);
    if (number && is_somebody(r->other)) who = holder_of_number(h, h->s->texts[number]);
    return who;
}

static sy_money_kind kind_of_name(sy_name_kind_of kind)
{
    switch (kind) {
    case SY_NAME_PERSON:
    case SY_NAME_MASKED:
        return SY_MONEY_PERSON;
    case SY_NAME_COMPANY:
        return SY_MONEY_COMPANY;
    case SY_NAME_PLACEHOLDER:
        return SY_MONEY_UNNAMED;
    default:
        return SY_MONEY_OTHER;
    }
}

static sy_money_kind kind_of_holder(const sy_holder *x)
{
    if (x->relation != SY_RELATION_NONE) return SY_MONEY_RELATED;
    if (x->kind == SY_PARTY_PERSON) return SY_MONEY_PERSON;
    return x->kind == SY_PARTY_COMPANY ? SY_MONEY_COMPANY : SY_MONEY_OTHER;
}

static sy_money_kind judge_kind(sy_holders *h, const sy_scene_row *r, uint32_t who, uint32_t text,
                                bool is_cash)
{
    static const uint8_t of_outside[] = {
        [SY_OUT_CASH] = SY_MONEY_CASH,         [SY_OUT_FEE] = SY_MONEY_BANK,
        [SY_OUT_MERCHANT] = SY_MONEY_MERCHANT, [SY_OUT_PROPERTY] = SY_MONEY_PROPERTY,
        [SY_OUT_INCOME] = SY_MONEY_INCOME,
    };

    if (is_cash) return SY_MONEY_CASH;
    if (!is_somebody(r->other)) {
        const sy_outside kind = sy_outside_kind(r->other);
        if (kind < sizeof of_outside && kind != SY_OUT_EXCHANGE) return of_outside[kind];
    }
    if (who != SY_NONE) return kind_of_holder(&h->items[who]);
    if (text) return kind_of_name(sy_holders_name_kind(h, text));
    if (!sy_is_outside(r->other)) return SY_MONEY_OTHER;
    return word(h->s, r->place, SY_OTHER_NUMBER) ? SY_MONEY_OTHER : SY_MONEY_UNNAMED;
}

static sy_row_use judge_use(const sy_overview *o, const sy_scene_row *r, uint32_t who)
{
    const sy_flow *f = o->h->s->f;

    if (sy_flow_is_reversed(f, r->transfer)) return SY_ROW_REVERSED;
    if (r->other == SY_OUTSIDE + SY_OUT_EXCHANGE) return SY_ROW_EXCHANGE;
    if (!is_somebody(r->other) || who != o->holder) return SY_ROW_COUNTS;
    const bool is_pocket = !sy_is_outside(r->other) && f->ledgers[r->other].flags & SY_L_POCKET;
    return is_pocket ? SY_ROW_POCKET : SY_ROW_OWN;
}

static uint32_t counterparty_of(const sy_holders *h, const sy_scene_row *r, sy_money_kind kind,
                                uint32_t who, uint32_t text)
{
    const sy_counterparties_range range = sy_counterparty_range(h);

    if (kind == SY_MONEY_CASH || kind == SY_MONEY_BANK || kind == SY_MONEY_UNNAMED) {
        return range.kinds + kind;
    }
    if (who != SY_NONE) return who;
    if (!text) text = word(h->s, r->place, SY_OTHER_NUMBER);
    if (text) return range.texts + text;
    return sy_is_outside(r->other) ? range.kinds + kind : range.ledgers + r->other;
}

/* ---- all rows ---- */

static sy_overview_row judge(const sy_overview *o, sy_holders *h, const sy_scene_row *r,
                             uint32_t row)
{
    const sy_scene *s = h->s;
    const bool comes_in = s->f->rows[row] & 1;
    const uint32_t text = name_text(s, r), who = other_holder(h, r, text);
    const uint8_t flags = s->flags[r->place];
    const bool is_cash =
        r->other == SY_OUTSIDE + SY_OUT_CASH || (flags & SY_ENTRY_CASH && is_somebody(r->other));
    const sy_money_kind kind = judge_kind(h, r, who, text, is_cash);
    const sy_minor amount = s->f->amount[r->transfer];

    return (sy_overview_row){.ledger = r->ledger,
                             .row = row,
                             .place = r->place,
                             .counterparty = counterparty_of(h, r, kind, who, text),
                             .at = comes_in ? arrival_of(s->f, r->transfer)
                                            : sy_flow_at(s->f, r->transfer),
                             .amount = comes_in ? amount - fee_of(s->f, r->transfer) : -amount,
                             .use = (uint8_t)judge_use(o, r, who),
                             .kind = (uint8_t)kind,
                             .date_only = flags & SY_ENTRY_DATE_ONLY,
                             .is_cash = is_cash};
}

static int by_time(const void *a, const void *b)
{
    const sy_overview_row *x = a, *y = b;

    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->place != y->place) return x->place < y->place ? -1 : 1;
    return (x->amount > y->amount) - (x->amount < y->amount); /* of a list: both sides */
}

static bool is_in_currency(const sy_overview *o, uint32_t ledger)
{
    const sy_flow *f = o->h->s->f;
    return strcmp(sy_flow_text(f, f->ledgers[ledger].currency), o->currency) == 0;
}

sy_status sy_overview_read_rows(sy_overview *o, sy_holders *h, sy_arena *arena, sy_err *err)
{
    const sy_holder *who = &h->items[o->holder];
    const sy_flow *f = h->s->f;
    size_t most = 0;

    for (uint32_t i = who->ledger_begin; i < who->ledger_end; i++) {
        most += f->row_begin[h->ledgers[i] + 1] - f->row_begin[h->ledgers[i]];
    }
    o->rows = sy_arena_get(arena, (most + 1) * sizeof *o->rows);
    if (!o->rows) return sy_fail_nomem(err);
    for (uint32_t i = who->ledger_begin; i < who->ledger_end; i++) {
        const uint32_t l = h->ledgers[i];
        if (!is_in_currency(o, l)) continue;
        for (uint32_t row = f->row_begin[l]; row < f->row_begin[l + 1]; row++) {
            const sy_scene_row r = sy_scene_row_at(h->s, l, row);
            if (r.place != SY_NONE) o->rows[o->n_rows++] = judge(o, h, &r, row);
        }
    }
    if (o->n_rows) qsort(o->rows, o->n_rows, sizeof *o->rows, by_time);
    return SY_OK;
}

sy_slice sy_overview_other(const sy_overview *o, const sy_overview_row *row)
{
    const sy_scene *s = o->h->s;
    const sy_scene_row r = sy_scene_row_at(s, row->ledger, row->row);
    const uint32_t who = sy_holder_of_ledger(o->h, r.other);

    if (who != SY_NONE) return sy_slice_of(o->h->items[who].name);
    const sy_slice name = sy_scene_other_name(s, &r);
    return name.len ? name : sy_scene_text(s, r.place, SY_OTHER_NUMBER);
}
