/* quality_json.c - the answer of suyuan quality for programs (design/cli.md). */
#include <stdio.h>

#include "cli/quality.h"
#include "cli/reply.h"
#include "store/stated.h"

static void days(sy_json *j, const char *from, const char *to, sy_days d)
{
    sy_reply_time(j, from, (int64_t)d.from * SY_DAY, SY_DATE);
    sy_reply_time(j, to, (int64_t)d.to * SY_DAY, SY_DATE);
}

static void where(sy_json *j, const char *key, const sy_quality *q, uint32_t place)
{
    uint32_t row;
    const sy_source *s = sy_quality_row(q, place, &row);
    char id[SY_ENTRY_ID];

    if (key) sy_json_key(j, key);
    sy_json_object(j);
    sy_reply_string(j, "id", sy_entry_id_print(id, s->sha256, s->sheet, row));
    sy_reply_string(j, "file", s->path);
    sy_reply_string(j, "sheet", s->sheet_name[0] ? s->sheet_name : NULL);
    sy_reply_int(j, "row", row);
    sy_json_end(j);
}

static void months(sy_json *j, const sy_ledger_quality *g)
{
    sy_json_key(j, "months");
    sy_json_array(j);
    for (size_t i = 0; i < g->n_months; i++) {
        const sy_month *m = &g->months[i];
        char name[32];
        snprintf(name, sizeof name, "%04d-%02d", m->year, m->month);
        sy_json_object(j);
        sy_reply_string(j, "month", name);
        sy_reply_minor(j, "in", m->in);
        sy_reply_minor(j, "out", m->out);
        if (m->has_balance) {
            sy_reply_minor(j, "opening", m->opening);
            sy_reply_minor(j, "closing", m->closing);
        } else {
            sy_reply_string(j, "opening", NULL);
            sy_reply_string(j, "closing", NULL);
        }
        if (m->reversed) sy_reply_minor(j, "reversed", m->reversed);
        sy_reply_string(j, "state", sy_month_state_name(m->state));
        sy_json_end(j);
    }
    sy_json_end(j);
}

/* Rejected rows between the two rows of a break. */
static void likely_cause(sy_json *j, const sy_chain_gap *x)
{
    if (x->rejected == 0) return;
    sy_json_key(j, "likely_cause");
    sy_json_object(j);
    sy_reply_int(j, "rejected_rows", x->rejected);
    sy_reply_int(j, "row", x->rejected_row);
    sy_reply_string(j, "rule", x->rejected_rule);
    sy_json_end(j);
}

static void gaps(sy_json *j, const sy_quality *q, const sy_ledger_quality *g)
{
    sy_json_key(j, "gaps");
    sy_json_array(j);
    for (size_t i = 0; i < g->n_gaps; i++) {
        const sy_chain_gap *x = &g->gaps[i];
        sy_json_object(j);
        sy_reply_time(j, "from", x->from, x->precision);
        sy_reply_time(j, "to", x->to, x->precision);
        sy_reply_minor(j, "difference", x->difference);
        sy_reply_minor(j, "expected", x->expected);
        sy_reply_minor(j, "stated", x->stated);
        where(j, "before", q, x->before);
        where(j, "after", q, x->place);
        likely_cause(j, x);
        sy_json_end(j);
    }
    sy_json_end(j);
}

typedef struct figure {
    uint32_t bit;
    const char *name;
    bool is_count;
    uint64_t bank_count, rows_count;
    int64_t bank, rows;
} figure;

static void totals(sy_json *j, const sy_ledger_quality *g)
{
    sy_json_key(j, "totals");
    sy_json_array(j);
    for (size_t i = 0; i < g->n_totals; i++) {
        const sy_totals_shown *t = &g->totals[i];
        const figure figures[] = {
            {SY_STATED_COUNT, "rows", true, t->bank.count, t->rows.count, 0, 0},
            {SY_STATED_COUNT_IN, "rows_in", true, t->bank.count_in, t->rows.count_in, 0, 0},
            {SY_STATED_COUNT_OUT, "rows_out", true, t->bank.count_out, t->rows.count_out, 0, 0},
            {SY_STATED_SUM_IN, "in", false, 0, 0, t->bank.sum_in, t->rows.sum_in},
            {SY_STATED_SUM_OUT, "out", false, 0, 0, t->bank.sum_out, t->rows.sum_out},
            {SY_STATED_OPENING, "opening", false, 0, 0, t->bank.opening, t->rows.opening},
            {SY_STATED_CLOSING, "closing", false, 0, 0, t->bank.closing, t->rows.closing}};
        sy_json_object(j);
        sy_reply_string(j, "file", t->source->path);
        sy_reply_int(j, "row", t->row);
        days(j, "from", "to", (sy_days){t->from_day, t->to_day});
        sy_reply_bool(j, "proves", t->proves);
        sy_json_key(j, "figures");
        sy_json_array(j);
        for (size_t k = 0; k < sizeof figures / sizeof *figures; k++) {
            const figure *f = &figures[k];
            if (!(t->stated & f->bit)) continue;
            sy_json_object(j);
            sy_reply_string(j, "of", f->name);
            if (f->is_count) {
                sy_reply_int(j, "bank", f->bank_count);
                sy_reply_int(j, "found", f->rows_count);
            } else {
                sy_reply_minor(j, "bank", f->bank);
                sy_reply_minor(j, "found", f->rows);
            }
            sy_reply_bool(j, "agrees", !(t->wrong & f->bit));
            sy_json_end(j);
        }
        sy_json_end(j);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void asked(sy_json *j, const sy_ledger_quality *g)
{
    sy_json_key(j, "asked");
    if (g->asked_days == 0) {
        sy_json_null(j);
        return;
    }
    sy_json_object(j);
    sy_reply_int(j, "days", g->asked_days);
    sy_reply_int(j, "supplied", g->supplied_days);
    sy_json_key(j, "missing");
    sy_json_array(j);
    for (size_t i = 0; i < g->n_missing; i++) {
        sy_json_object(j);
        days(j, "from", "to", g->missing[i]);
        sy_json_end(j);
    }
    sy_json_end(j);
    sy_json_end(j);
}

static void ledger(sy_json *j, const sy_quality *q, const sy_ledger_quality *g)
{
    sy_json_object(j);
    sy_reply_string(j, "account", g->number);
    sy_reply_slice(j, "sub", sy_slice_of(g->sub));
    sy_reply_string(j, "currency", g->currency);
    sy_reply_string(j, "holder", g->holder);
    sy_reply_string(j, "bank", g->bank);
    sy_reply_int(j, "entries", g->entries);
    sy_reply_time(j, "first", g->first, g->precision);
    sy_reply_time(j, "last", g->last, g->precision);
    sy_reply_minor(j, "in", g->in);
    sy_reply_minor(j, "out", g->out);
    sy_reply_int(j, "chain_ok", g->chain_ok);
    sy_reply_int(j, "chain_broken", g->chain_broken);
    sy_reply_int(j, "reordered", g->reordered);
    sy_reply_int(j, "rounded", g->rounded);
    sy_reply_int(j, "unordered", g->unordered);
    sy_reply_int(j, "reversed", g->reversed);
    sy_reply_minor(j, "reversed_sum", g->reversed_sum);
    sy_json_key(j, "balances_ignored"); /* files whose column says nothing */
    sy_json_array(j);
    for (size_t i = 0; i < g->n_no_balances; i++) sy_json_string(j, g->no_balances[i]->path);
    sy_json_end(j);
    gaps(j, q, g);
    months(j, g);
    totals(j, g);
    asked(j, g);
    sy_json_end(j);
}

static void counts(sy_json *j, const uint64_t n[SY_MATCH_REJECTED + 1])
{
    sy_json_object(j);
    sy_reply_int(j, "confirmed", n[SY_MATCH_CONFIRMED]);
    sy_reply_int(j, "suspected", n[SY_MATCH_SUSPECTED]);
    sy_reply_int(j, "rejected", n[SY_MATCH_REJECTED]);
    sy_json_end(j);
}

static void sums(sy_json *j, const char *key, const sy_sums *s)
{
    sy_json_key(j, key);
    sy_json_object(j);
    sy_reply_int(j, "rows", s->rows);
    sy_reply_minor(j, "in", s->in);
    sy_reply_minor(j, "out", s->out);
    sy_json_end(j);
}

static void tallies(sy_json *j, const sy_quality *q)
{
    sy_json_key(j, "sums");
    sy_json_array(j);
    for (size_t i = 0; i < q->n_tallies; i++) {
        const sy_tally *y = &q->tallies[i];
        sy_json_object(j);
        sy_reply_string(j, "currency", y->currency);
        sums(j, "read", &y->read);
        sums(j, "duplicates", &y->repeated);
        sums(j, "reversed", &y->reversed);
        sums(j, "shadows", &y->shadows);
        sums(j, "left", &y->left);
        sums(j, "failed", &y->failed);
        sy_json_key(j, "both_sides");
        sy_json_object(j);
        sy_reply_int(j, "pairs", y->pairs);
        sy_reply_minor(j, "amount", y->both);
        sy_json_end(j);
        sy_json_key(j, "through_payment_firms");
        sy_json_object(j);
        sy_reply_int(j, "rows", y->opaque);
        sy_reply_minor(j, "amount", y->opaque_sum);
        sy_reply_int(j, "seen_through", y->seen_through);
        sy_reply_minor(j, "amount_seen", y->seen_sum);
        sy_json_end(j);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void places(sy_json *j, const sy_quality *q)
{
    sy_json_key(j, "unmatched_reversals");
    sy_json_array(j);
    for (size_t i = 0; i < q->n_unmatched_reversals; i++) {
        where(j, NULL, q, q->unmatched_reversals[i]);
    }
    sy_json_end(j);
    sy_json_key(j, "failed");
    sy_json_array(j);
    for (size_t i = 0; i < q->n_retries; i++) {
        const sy_retry *r = &q->retries[i];
        sy_json_object(j);
        sy_reply_minor(j, "amount", r->amount);
        where(j, "failed", q, r->failed);
        if (r->retry != SY_NONE)
            where(j, "retry", q, r->retry);
        else
            sy_reply_string(j, "retry", NULL);
        sy_json_end(j);
    }
    sy_json_end(j);
    sy_json_key(j, "unanswered");
    sy_json_array(j);
    for (size_t i = 0; i < q->n_unanswered; i++) sy_json_string(j, q->unanswered[i]);
    sy_json_end(j);
}

void sy_quality_json(sy_json *j, const sy_quality *q)
{
    sy_json_object(j);
    sy_json_key(j, "accounts");
    sy_json_array(j);
    for (size_t i = 0; i < q->n_ledgers; i++) ledger(j, q, &q->ledgers[i]);
    sy_json_end(j);
    sy_json_key(j, "matches");
    counts(j, q->counts[SY_MATCH_SIDES]);
    sy_json_key(j, "duplicates");
    sy_json_object(j);
    sy_reply_int(j, "rows", q->counts[SY_MATCH_DUPLICATE][SY_MATCH_CONFIRMED]);
    sy_reply_int(j, "suspected", q->counts[SY_MATCH_DUPLICATE][SY_MATCH_SUSPECTED]);
    sy_reply_int(j, "rejected", q->counts[SY_MATCH_DUPLICATE][SY_MATCH_REJECTED]);
    sy_json_end(j);
    for (int k = 0; k < SY_MATCH_KINDS; k++) {
        static const char *const keys[SY_MATCH_KINDS] = {[SY_MATCH_REVERSAL] = "reversals",
                                                         [SY_MATCH_SHADOW] = "shadows",
                                                         [SY_MATCH_ACCOUNT] = "same_accounts"};
        if (!keys[k]) continue;
        sy_json_key(j, keys[k]);
        counts(j, q->counts[k]);
    }
    tallies(j, q);
    places(j, q);
    sy_reply_int(j, "entries", q->entries);
    sy_json_end(j);
}
