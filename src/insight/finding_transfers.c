/* finding_transfers.c - who paid whom, where that went, and what came back.
 *
 * People, not accounts: what a query asks is whether a lender got his money back, on
 * whichever of his cards. So cycles are looked for in a flow whose accounts are people, and
 * the places at which a trace ends are summed by who holds them. */
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "flow/cycles.h"
#include "insight/finding_parts.h"
#include "insight/who.h"

enum {
    LEAST_TRANSFER = 100000, /* fen */
    LEAST_ONWARD = 1000000,  /* fen; cycles too */
    MOST_ONWARD = 2000,
    ONWARD_DAYS = 7,
    ONWARD_HOPS = 5, /* the transfer itself and four more */
    CYCLE_DAYS = 30,
    CYCLE_LENGTH = 5,
    MOST_CYCLES = 20000
};

/* ---- the transfers ---- */

const char *sy_finding_number_of(const sy_scene *s, uint32_t ledger)
{
    return sy_is_outside(ledger) ? "" : sy_flow_text(s->f, s->f->ledgers[ledger].number);
}

static sy_slice holder_name(const sy_scene *s, uint32_t ledger)
{
    const uint32_t party = sy_scene_party(s, ledger);
    const char *name = party == SY_NONE ? NULL : s->parties->items[party].name;

    if (name && *name) return sy_slice_of(name);
    return sy_slice_of(sy_flow_text(s->f, s->f->ledgers[ledger].holder));
}

/* Cash, fees and the like are nobody. */
static bool names_nobody(uint32_t end)
{
    if (!sy_is_outside(end)) return false;
    const sy_outside kind = sy_outside_kind(end);
    return kind != SY_OUT_OTHER && kind != SY_OUT_PROPERTY && kind != SY_OUT_UNMATCHED;
}

static bool is_between_two(const sy_finding_ends *e)
{
    if (!e->payer_name.len || !e->payee_name.len) return false;
    if (e->payer != SY_NONE && e->payer == e->payee) return false;
    return !sy_slice_is(e->payer_name, e->payee_name);
}

/* The row of one ledger; false where the other ledger's row is the one that counts. */
static bool ends_of(sy_finding_ends *e, const sy_scene *s, uint32_t ledger, uint32_t row)
{
    const sy_scene_row r = sy_scene_row_at(s, ledger, row);
    const bool comes_in = r.amount > 0;

    if (comes_in && !sy_is_outside(r.other)) return false;
    if (s->f->flags[r.transfer] & SY_T_PSEUDO || sy_flow_is_reversed(s->f, r.transfer))
        return false;
    if (names_nobody(r.other)) return false;
    const uint32_t mine = sy_scene_party(s, ledger), other = sy_scene_other_party(s, &r);
    const sy_slice my_name = holder_name(s, ledger), other_name = sy_scene_other_name(s, &r);
    *e = (sy_finding_ends){.transfer = r.transfer,
                           .place = r.place != SY_NONE ? r.place : r.other_place,
                           .payer = comes_in ? other : mine,
                           .payee = comes_in ? mine : other,
                           .payer_name = comes_in ? other_name : my_name,
                           .payee_name = comes_in ? my_name : other_name,
                           .from = comes_in ? r.other : ledger,
                           .to = comes_in ? ledger : r.other,
                           .at = r.at,
                           .amount = comes_in ? r.amount : -r.amount};
    return true;
}

void sy_finding_each_transfer(const sy_scene *s, int64_t least, sy_finding_ends_fn *fn, void *ctx)
{
    const sy_flow *f = s->f;

    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (!sy_ledger_is_yuan(f, l)) continue;
        for (uint32_t row = f->row_begin[l]; row < f->row_begin[l + 1]; row++) {
            sy_finding_ends e;
            if (ends_of(&e, s, l, row) && e.amount >= least && is_between_two(&e)) fn(ctx, &e);
        }
    }
}

static void put_end(sy_finding_maker *m, int name, int identity, uint32_t party, sy_slice said)
{
    sy_finding_party(m, name, identity, party);
    if (!m->values[name].text.len) sy_finding_name(m, name, said);
}

static sy_slice transfer_id(sy_finding_maker *m, uint32_t transfer)
{
    char id[SY_ENTRY_ID];
    char *kept;

    sy_case_transfer_id(m->s->f, id, transfer);
    kept = sy_arena_text(m->arena, id, strlen(id));
    if (!kept) m->has_no_memory = true;
    return sy_slice_of(kept ? kept : "");
}

static sy_slice relation_of(const sy_finding_maker *m, uint32_t party)
{
    if (party == SY_NONE) return (sy_slice){"", 0};
    const sy_relation r =
        sy_scene_is_debtor(m->s, party) ? SY_RELATION_DEBTOR : m->s->relation[party];
    return sy_slice_of(r == SY_RELATION_NONE ? "" : sy_relation_name(r));
}

static void transfer_row(void *ctx, const sy_finding_ends *e)
{
    sy_finding_maker *m = ctx;
    const sy_traced *traced = sy_scene_traced(m->s, SY_FIFO, e->transfer);

    sy_finding_row_begin(m);
    sy_finding_text(m, SY_TRANSFER_TABLE_ID, transfer_id(m, e->transfer));
    put_end(m, SY_TRANSFER_TABLE_PAYER, SY_TRANSFER_TABLE_PAYER_ID, e->payer, e->payer_name);
    put_end(m, SY_TRANSFER_TABLE_PAYEE, SY_TRANSFER_TABLE_PAYEE_ID, e->payee, e->payee_name);
    sy_finding_text(m, SY_TRANSFER_TABLE_PAYER_ACCOUNT,
                    sy_slice_of(sy_finding_number_of(m->s, e->from)));
    sy_finding_text(m, SY_TRANSFER_TABLE_PAYEE_ACCOUNT,
                    sy_slice_of(sy_finding_number_of(m->s, e->to)));
    sy_finding_text(m, SY_TRANSFER_TABLE_PAYER_RELATION, relation_of(m, e->payer));
    sy_finding_text(m, SY_TRANSFER_TABLE_PAYEE_RELATION, relation_of(m, e->payee));
    sy_finding_day(m, SY_TRANSFER_TABLE_DAY, e->at);
    sy_finding_number(m, SY_TRANSFER_TABLE_AMOUNT, e->amount);
    sy_finding_text(m, SY_TRANSFER_TABLE_SUMMARY, sy_scene_text(m->s, e->place, SY_SUMMARY));
    if (traced || m->s->traces[SY_FIFO]) {
        sy_finding_number(m, SY_TRANSFER_TABLE_LEAST, traced ? traced->lower : 0);
        sy_finding_number(m, SY_TRANSFER_TABLE_MOST, traced ? traced->upper : 0);
    }
    sy_finding_row_end(m, e->place);
}

sy_status sy_finding_transfer_rows(sy_finding_maker *m, sy_err *err)
{
    (void)err;
    sy_finding_each_transfer(m->s, LEAST_TRANSFER, transfer_row, m);
    return SY_OK;
}

/* ---- where one went ---- */

typedef struct candidates {
    sy_finding_ends *items;
    size_t n, capacity;
    const sy_scene *s;
    bool has_no_memory;
} candidates;

static void collect(void *ctx, const sy_finding_ends *e)
{
    candidates *c = ctx;
    void *grown = c->items;

    if (sy_is_outside(e->from) || sy_is_outside(e->to)) return;
    if (c->s->f->ledgers[e->to].flags & SY_L_NO_STATEMENT) return;
    if (c->has_no_memory ||
        !sy_grow(NULL, &grown, &c->capacity, c->n, c->n + 1, sizeof *c->items)) {
        c->has_no_memory = true;
        return;
    }
    c->items = grown;
    c->items[c->n++] = *e;
}

static int by_size(const void *a, const void *b)
{
    const sy_finding_ends *x = a, *y = b;
    if (x->amount != y->amount) return x->amount > y->amount ? -1 : 1;
    return x->transfer < y->transfer ? -1 : x->transfer > y->transfer;
}

static int by_pass(const void *a, const void *b)
{
    const sy_finding_ends *x = a, *y = b;
    return x->transfer < y->transfer ? -1 : x->transfer > y->transfer;
}

/* Who has how much of it, and in what way; by rule. */
typedef struct share {
    sy_sink_kind kind;
    uint32_t party;
    sy_slice name;
    int64_t by_rule[SY_RULES];
} share;

typedef struct shares {
    share *items;
    size_t n, capacity;
} shares;

static sy_slice outside_name(const sy_scene *s, uint32_t transfer)
{
    const uint32_t place = s->f->out_place[transfer];
    const sy_slice name = sy_scene_text(s, place, SY_OTHER_NAME);
    return name.len ? name : sy_scene_text(s, place, SY_MERCHANT);
}

static sy_status add_share(shares *all, const sy_scene *s, sy_rule rule, const sy_sink *sink,
                           sy_err *err)
{
    share x = {.kind = sink->kind, .party = SY_NONE};
    void *grown = all->items;

    if (sink->amount == 0) return SY_OK;
    if (sink->transfer != SY_NONE) {
        x.name = outside_name(s, sink->transfer);
        x.party = sy_scene_party_named(s, x.name);
    } else {
        x.party = sy_scene_party(s, sink->ledger);
        x.name = holder_name(s, sink->ledger);
    }
    for (size_t i = 0; i < all->n; i++) {
        share *y = &all->items[i];
        if (y->kind != x.kind || y->party != x.party || !sy_slice_is(y->name, x.name)) continue;
        y->by_rule[rule] += sink->amount;
        return SY_OK;
    }
    if (!sy_grow(NULL, &grown, &all->capacity, all->n, all->n + 1, sizeof *all->items))
        return sy_fail_nomem(err);
    all->items = grown;
    x.by_rule[rule] = sink->amount;
    all->items[all->n++] = x;
    return SY_OK;
}

static void onward_row(sy_finding_maker *m, const sy_finding_ends *e, const share *x)
{
    int64_t least = x->by_rule[0], most = x->by_rule[0];

    for (int r = 1; r < SY_RULES; r++) {
        if (x->by_rule[r] < least) least = x->by_rule[r];
        if (x->by_rule[r] > most) most = x->by_rule[r];
    }
    sy_finding_row_begin(m);
    sy_finding_text(m, SY_ONWARD_TABLE_TRANSFER, transfer_id(m, e->transfer));
    put_end(m, SY_ONWARD_TABLE_PAYER, SY_ONWARD_TABLE_PAYER_ID, e->payer, e->payer_name);
    put_end(m, SY_ONWARD_TABLE_PAYEE, SY_ONWARD_TABLE_PAYEE_ID, e->payee, e->payee_name);
    put_end(m, SY_ONWARD_TABLE_RECEIVER, SY_ONWARD_TABLE_RECEIVER_ID, x->party, x->name);
    sy_finding_text(m, SY_ONWARD_TABLE_PAYER_ACCOUNT,
                    sy_slice_of(sy_finding_number_of(m->s, e->from)));
    sy_finding_text(m, SY_ONWARD_TABLE_PAYEE_ACCOUNT,
                    sy_slice_of(sy_finding_number_of(m->s, e->to)));
    sy_finding_day(m, SY_ONWARD_TABLE_DAY, e->at);
    sy_finding_number(m, SY_ONWARD_TABLE_AMOUNT, e->amount);
    sy_finding_text(m, SY_ONWARD_TABLE_END,
                    sy_slice_of(x->kind == SY_SINK_STOPPED ? "returned" : sy_sink_name(x->kind)));
    sy_finding_number(m, SY_ONWARD_TABLE_LEAST, least);
    sy_finding_number(m, SY_ONWARD_TABLE_MOST, most);
    sy_finding_row_end(m, e->place);
}

/* The accounts of the payer: what reaches one of them has come back. */
static size_t accounts_of(const sy_scene *s, const sy_finding_ends *e, uint32_t *accounts)
{
    size_t n = 0;

    if (e->payer == SY_NONE) {
        accounts[n++] = s->f->ledgers[e->from].account;
        return n;
    }
    for (uint32_t a = 0; a < s->f->n_accounts; a++) {
        if (s->party_of[a] == e->payer) accounts[n++] = a;
    }
    return n;
}

static sy_status trace_onward(sy_finding_maker *m, const sy_finding_ends *e, uint32_t *accounts,
                              shares *all, sy_err *err)
{
    const sy_seed seed = {.kind = SY_SEED_TRANSFER, .transfer = e->transfer};
    sy_trace_query q = {.seeds = &seed,
                        .n_seeds = 1,
                        .has_until = true,
                        .until = e->at + ONWARD_DAYS * (int64_t)SY_DAY,
                        .stop_at = accounts,
                        .n_stop_at = accounts_of(m->s, e, accounts),
                        .max_hops = ONWARD_HOPS,
                        .summary = true};
    sy_status st = SY_OK;

    all->n = 0;
    for (int r = 0; r < SY_RULES && st == SY_OK; r++) {
        sy_trace *t = NULL;
        q.rule = (sy_rule)r;
        st = sy_trace_run(&t, NULL, m->s->f, &q, err);
        for (size_t i = 0; st == SY_OK && i < t->n_sinks; i++)
            st = add_share(all, m->s, q.rule, &t->sinks[i], err);
        sy_trace_free(t);
    }
    for (size_t i = 0; i < all->n && st == SY_OK; i++) onward_row(m, e, &all->items[i]);
    return st;
}

sy_status sy_finding_onward_rows(sy_finding_maker *m, sy_err *err)
{
    candidates c = {.s = m->s};
    shares all = {0};
    uint32_t *accounts = sy_new_array(NULL, (size_t)m->s->f->n_accounts + 1, sizeof *accounts);
    sy_status st = accounts ? SY_OK : sy_fail_nomem(err);

    if (st == SY_OK) sy_finding_each_transfer(m->s, LEAST_ONWARD, collect, &c);
    if (c.has_no_memory) st = sy_fail_nomem(err);
    if (st == SY_OK && c.n) {
        qsort(c.items, c.n, sizeof *c.items, by_size);
        m->is_cut = c.n > MOST_ONWARD;
        if (m->is_cut) c.n = MOST_ONWARD;
        qsort(c.items, c.n, sizeof *c.items, by_pass);
    }
    for (size_t i = 0; i < c.n && st == SY_OK; i++)
        st = trace_onward(m, &c.items[i], accounts, &all, err);
    sy_drop(NULL, all.items);
    sy_drop(NULL, c.items);
    sy_drop(NULL, accounts);
    return st;
}

/* ---- what came back ---- */

/* The flow with a number a person in place of each account's. Borrows everything else. */
static sy_status people_flow(sy_flow *out, sy_ledger **ledgers, const sy_scene *s, sy_err *err)
{
    const sy_flow *f = s->f;
    const uint32_t n_parties = (uint32_t)s->parties->n;

    *ledgers = sy_new_array(NULL, (size_t)f->n_ledgers + 1, sizeof **ledgers);
    if (!*ledgers) return sy_fail_nomem(err);
    if (f->n_ledgers) memcpy(*ledgers, f->ledgers, f->n_ledgers * sizeof **ledgers);
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const uint32_t party = sy_scene_party(s, l);
        (*ledgers)[l].account = party == SY_NONE ? n_parties + f->ledgers[l].account : party;
    }
    *out = *f;
    out->ledgers = *ledgers;
    out->n_accounts = n_parties + f->n_accounts;
    return SY_OK;
}

static sy_slice joined(sy_finding_maker *m, const uint32_t *transfers, uint32_t length,
                       bool by_name)
{
    enum { LONGEST = 1 << 14 };
    sy_slice words = {"", 0};
    sy_buf out;

    sy_buf_init(&out, NULL, LONGEST);
    for (uint32_t i = 0; i <= length; i++) {
        const uint32_t end =
            i < length ? m->s->f->from[transfers[i]] : m->s->f->to[transfers[length - 1]];
        if (i) sy_buf_text(&out, "→");
        sy_buf_slice(&out, by_name ? holder_name(m->s, end)
                                   : sy_slice_of(sy_finding_number_of(m->s, end)));
    }
    char *kept = out.len ? sy_arena_text(m->arena, out.ptr, out.len) : NULL;
    if (kept) words = (sy_slice){kept, out.len};
    if (!kept) m->has_no_memory = true;
    sy_buf_dispose(&out);
    return words;
}

static bool cycle_row(void *ctx, const uint32_t *transfers, uint32_t length)
{
    sy_finding_maker *m = ctx;
    const sy_flow *f = m->s->f;
    const uint32_t first = transfers[0], last = transfers[length - 1];
    const uint32_t start = f->from[first], next = f->to[first];
    int64_t least = f->amount[first];

    if (!sy_ledger_is_yuan(f, start)) return true;
    for (uint32_t i = 1; i < length; i++) {
        if (f->amount[transfers[i]] < least) least = f->amount[transfers[i]];
    }
    sy_finding_row_begin(m);
    sy_finding_text(m, SY_CYCLE_TABLE_ID, transfer_id(m, first));
    put_end(m, SY_CYCLE_TABLE_HOLDER, SY_CYCLE_TABLE_HOLDER_ID, sy_scene_party(m->s, start),
            holder_name(m->s, start));
    put_end(m, SY_CYCLE_TABLE_NEXT, SY_CYCLE_TABLE_NEXT_ID, sy_scene_party(m->s, next),
            holder_name(m->s, next));
    sy_finding_text(m, SY_CYCLE_TABLE_ACCOUNTS, joined(m, transfers, length, false));
    sy_finding_text(m, SY_CYCLE_TABLE_HOLDERS, joined(m, transfers, length, true));
    sy_finding_number(m, SY_CYCLE_TABLE_AMOUNT, f->amount[first]);
    sy_finding_number(m, SY_CYCLE_TABLE_LEAST, least);
    sy_finding_number(m, SY_CYCLE_TABLE_BACK, f->amount[last]);
    sy_finding_day(m, SY_CYCLE_TABLE_FIRST, sy_flow_at(f, first));
    sy_finding_day(m, SY_CYCLE_TABLE_LAST, sy_flow_at(f, last));
    sy_finding_number(m, SY_CYCLE_TABLE_DAYS,
                      sy_day_of(sy_flow_at(f, last)) - sy_day_of(sy_flow_at(f, first)));
    sy_finding_number(m, SY_CYCLE_TABLE_LENGTH, length);
    const uint32_t place =
        f->out_place[first] != SY_NONE ? f->out_place[first] : f->in_place[first];
    sy_finding_row_end(m, place);
    return !m->has_no_memory;
}

sy_status sy_finding_cycle_rows(sy_finding_maker *m, sy_err *err)
{
    const sy_cycle_query q = {.window = CYCLE_DAYS * (int64_t)SY_DAY,
                              .max_length = CYCLE_LENGTH,
                              .min_amount = LEAST_ONWARD,
                              .max_listed = MOST_CYCLES};
    sy_ledger *ledgers = NULL;
    sy_cycle_count n;
    sy_flow people;
    sy_status st = people_flow(&people, &ledgers, m->s, err);

    if (st == SY_OK) st = sy_cycles_find(&n, NULL, &people, &q, cycle_row, m, err);
    if (m->has_no_memory) st = SY_ENOMEM;
    if (st == SY_OK) m->is_cut = n.cut_by != SY_CYCLE_WHOLE;
    sy_drop(NULL, ledgers);
    return st;
}
