/* trace_json.c - one function an array of the contract. Parties outside the
 * ledgers are looked up by chunks, so that a trace of millions of transfers
 * asks the store some hundred times and holds one chunk. */
#include "report/trace_json.h"

#include <string.h>

#include "flow/breakpoints.h"
#include "report/words.h"

enum { CHUNK = 8192 };

static void string(sy_json *j, const char *key, const char *value)
{
    sy_json_key(j, key);
    sy_json_string(j, value);
}

static void slice_or_null(sy_json *j, const char *key, sy_slice value)
{
    sy_json_key(j, key);
    if (value.len)
        sy_json_text(j, value);
    else
        sy_json_null(j);
}

static void minor(sy_json *j, const char *key, sy_minor value)
{
    sy_json_key(j, key);
    sy_json_minor(j, value);
}

static void json_time(sy_json *j, const char *key, int64_t at, sy_precision precision)
{
    sy_json_key(j, key);
    sy_json_time(j, at, precision);
}

static void number(sy_json *j, const char *key, int64_t value)
{
    sy_json_key(j, key);
    sy_json_int(j, value);
}

static void account_and_holder(sy_json *j, const sy_flow *f, uint32_t ledger)
{
    string(j, "account", sy_ledger_number(f, ledger));
    string(j, "holder", sy_ledger_holder(f, ledger));
}

/* The id of a transfer, null for one that no row shows. */
static void transfer_id(sy_json *j, const char *key, const sy_flow *f, uint32_t transfer)
{
    char id[SY_ENTRY_ID];
    uint32_t places[2];

    string(j, key, sy_places_of(f, transfer, places) ? sy_case_transfer_id(f, id, transfer) : NULL);
}

static void time_of(sy_json *j, const char *key, const sy_flow *f, uint32_t transfer)
{
    json_time(j, key, sy_flow_at(f, transfer), sy_transfer_precision(f, transfer));
}

/* ---- seeds ---- */

static sy_minor all_seeded(const sy_trace *trace)
{
    sy_minor sum = 0;
    for (size_t i = 0; i < trace->n_seeds; i++) sum += trace->seeded[i]; /* the trace checked it */
    return sum;
}

static void seeds(sy_json *j, const sy_telling *t, const sy_trace *trace, const sy_seed *seed)
{
    sy_json_key(j, "seeds");
    sy_json_array(j);
    for (size_t i = 0; i < trace->n_seeds; i++) {
        sy_json_object(j);
        number(j, "seed", (int64_t)i + 1);
        if (seed[i].kind == SY_SEED_ACCOUNT) {
            account_and_holder(j, t->f, sy_flow_first_ledger(t->f, seed[i].account));
        } else {
            transfer_id(j, "entry", t->f, seed[i].transfer);
        }
        minor(j, "seeded", trace->seeded[i]);
        sy_json_end(j);
    }
    sy_json_end(j);
}

/* ---- sinks ---- */

/* The account is where the money lies, or, where it left all ledgers, the
 * payee's as the row names it; `from` is then the account that it left. */
static void sink(sy_json *j, const sy_flow *f, const sy_sink *s, const sy_party *payee)
{
    sy_json_object(j);
    string(j, "kind", sy_sink_name(s->kind));
    if (s->transfer == SY_NONE) {
        account_and_holder(j, f, s->ledger);
    } else {
        slice_or_null(j, "account", payee->number);
        slice_or_null(j, "holder", payee->name);
        if (payee->summary.len) slice_or_null(j, "summary", payee->summary);
        if (!sy_is_outside(s->ledger) && s->ledger < f->n_ledgers) {
            string(j, "from", sy_ledger_number(f, s->ledger));
        }
        transfer_id(j, "entry", f, s->transfer);
        time_of(j, "time", f, s->transfer);
    }
    number(j, "seed", (int64_t)s->seed + 1);
    minor(j, "amount", s->amount);
    if (s->kind == SY_SINK_HELD) json_time(j, "as_of", s->as_of, SY_SECOND);
    sy_json_end(j);
}

static sy_status sinks(sy_json *j, const sy_telling *t, const sy_trace *trace, sy_err *err)
{
    sy_arena arena;
    sy_status st = SY_OK;

    sy_arena_init(&arena, NULL);
    sy_json_key(j, "sinks");
    sy_json_array(j);
    for (size_t at = 0; at < trace->n_sinks && st == SY_OK; at += CHUNK) {
        const size_t n = trace->n_sinks - at < CHUNK ? trace->n_sinks - at : CHUNK;
        uint32_t asked[CHUNK];
        size_t n_asked = 0;
        sy_party *parties = NULL;

        for (size_t i = 0; i < n; i++) {
            if (trace->sinks[at + i].transfer != SY_NONE) {
                asked[n_asked++] = trace->sinks[at + i].transfer;
            }
        }
        sy_arena_clear(&arena);
        st = sy_parties_of(&parties, t, asked, n_asked, &arena, err);
        if (st != SY_OK) break;
        for (size_t i = 0, k = 0; i < n; i++) {
            const sy_sink *s = &trace->sinks[at + i];
            sink(j, t->f, s, s->transfer != SY_NONE ? &parties[k++] : NULL);
        }
    }
    sy_json_end(j);
    sy_arena_dispose(&arena);
    return st;
}

/* ---- transfers ---- */

void sy_entries_json(sy_json *j, const sy_telling *t, uint32_t transfer)
{
    uint32_t places[2];
    const size_t n = sy_places_of(t->f, transfer, places);

    sy_json_key(j, "entries");
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        sy_row_ref row;
        sy_row_at(t, places[i], &row);
        sy_json_object(j);
        string(j, "id", row.id);
        string(j, "file", row.source->path);
        string(j, "sheet", row.source->sheet_name[0] ? row.source->sheet_name : NULL);
        number(j, "row", row.row);
        sy_json_end(j);
    }
    sy_json_end(j);
}

/* One end of a transfer: the account's number and holder, or the party that a
 * row names. */
static void transfer_end(sy_json *j, const sy_flow *f, uint32_t end, const sy_party *party,
                         const char *key, const char *holder_key)
{
    if (sy_is_outside(end)) {
        slice_or_null(j, key, party->number);
        slice_or_null(j, holder_key, party->name);
    } else {
        string(j, key, sy_ledger_number(f, end));
        string(j, holder_key, sy_ledger_holder(f, end));
    }
}

static void transfer(sy_json *j, const sy_telling *t, const sy_traced *x, const sy_party *party)
{
    const sy_flow *f = t->f;
    const uint32_t to = f->to[x->transfer];

    sy_json_object(j);
    transfer_id(j, "id", f, x->transfer);
    transfer_end(j, f, f->from[x->transfer], party, "from", "from_holder");
    transfer_end(j, f, to, party, "to", "to_holder");
    if (sy_is_outside(to)) string(j, "to_kind", sy_outside_name(sy_outside_kind(to)));
    time_of(j, "time", f, x->transfer);
    minor(j, "amount", f->amount[x->transfer]);
    minor(j, "tainted", x->tainted);
    if (sy_flow_is_reversed(f, x->transfer)) {
        sy_json_key(j, "reversed");
        sy_json_bool(j, true);
    }
    minor(j, "lower", x->lower);
    minor(j, "upper", x->upper);
    if (x->upper_with_unknown > x->upper) {
        minor(j, "upper_with_unknown_opening", x->upper_with_unknown);
    }
    sy_entries_json(j, t, x->transfer);
    sy_json_end(j);
}

static bool has_outside(const sy_flow *f, uint32_t transfer)
{
    return sy_is_outside(f->from[transfer]) || sy_is_outside(f->to[transfer]);
}

static sy_status transfers(sy_json *j, const sy_telling *t, const sy_trace *trace, sy_err *err)
{
    sy_arena arena;
    sy_status st = SY_OK;

    sy_arena_init(&arena, NULL);
    sy_json_key(j, "transfers");
    sy_json_array(j);
    for (size_t at = 0; at < trace->n_transfers && st == SY_OK; at += CHUNK) {
        const size_t n = trace->n_transfers - at < CHUNK ? trace->n_transfers - at : CHUNK;
        const sy_traced *x = trace->transfers + at;
        uint32_t asked[CHUNK];
        size_t n_asked = 0;
        sy_party *parties = NULL;

        for (size_t i = 0; i < n; i++) {
            if (has_outside(t->f, x[i].transfer)) asked[n_asked++] = x[i].transfer;
        }
        sy_arena_clear(&arena);
        st = sy_parties_of(&parties, t, asked, n_asked, &arena, err);
        if (st != SY_OK) break;
        for (size_t i = 0, k = 0; i < n; i++) {
            transfer(j, t, &x[i], has_outside(t->f, x[i].transfer) ? &parties[k++] : NULL);
        }
    }
    sy_json_end(j);
    sy_arena_dispose(&arena);
    return st;
}

/* ---- what stands beside the figures ---- */

static void matched_one_to_one(sy_json *j, const sy_flow *f, const sy_matched *list, size_t n)
{
    sy_json_key(j, "matched");
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        sy_json_object(j);
        account_and_holder(j, f, f->from[list[i].out]);
        transfer_id(j, "in", f, list[i].in);
        time_of(j, "in_time", f, list[i].in);
        minor(j, "in_amount", f->amount[list[i].in]);
        transfer_id(j, "out", f, list[i].out);
        time_of(j, "out_time", f, list[i].out);
        minor(j, "out_amount", f->amount[list[i].out]);
        sy_json_end(j);
    }
    sy_json_end(j);
}

/* A payment and what came back of it, not two sides of one transfer. */
static bool is_of_one_account(const sy_flow *f, const sy_suspect *s)
{
    const uint32_t from = f->from[s->out], to = f->to[s->in];
    return !sy_is_outside(from) && !sy_is_outside(to) &&
           f->ledgers[from].account == f->ledgers[to].account;
}

static void suspected_met(sy_json *j, const sy_flow *f, const sy_trace *trace)
{
    sy_json_key(j, "suspected_met");
    sy_json_array(j);
    for (uint32_t i = 0; i < f->n_suspects; i++) {
        const sy_suspect *s = &f->suspects[i];
        if (!sy_is_traced(trace, s->out) && !sy_is_traced(trace, s->in)) continue;
        const bool is_part = is_of_one_account(f, s);
        sy_json_object(j);
        sy_json_key(j, "kind");
        sy_json_string(j, is_part ? "taken-back-in-part" : "sides");
        transfer_id(j, "out", f, s->out);
        transfer_id(j, "in", f, s->in);
        minor(j, "amount", f->amount[is_part ? s->in : s->out]);
        time_of(j, "time", f, s->out);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void unexplained(sy_json *j, const sy_flow *f, const sy_trace *trace)
{
    sy_json_key(j, "unexplained");
    sy_json_array(j);
    for (size_t i = 0; i < trace->n_unexplained; i++) {
        sy_json_object(j);
        account_and_holder(j, f, trace->unexplained[i].ledger);
        minor(j, "amount", trace->unexplained[i].amount);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status breakpoints(sy_json *j, const sy_flow *f, const sy_trace *trace, sy_err *err)
{
    sy_breakpoint *list = NULL;
    size_t n = 0;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    sy_status st = sy_breakpoints(&list, &n, f, trace, &arena, err);
    if (st != SY_OK) goto done;
    sy_json_key(j, "breakpoints");
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        sy_json_object(j);
        account_and_holder(j, f, list[i].ledger);
        string(j, "bank", sy_ledger_bank(f, list[i].ledger));
        if (list[i].first <= list[i].last) {
            json_time(j, "first", list[i].first, list[i].precision);
            json_time(j, "last", list[i].last, list[i].precision);
        }
        minor(j, "amount", list[i].amount);
        sy_json_end(j);
    }
    sy_json_end(j);

done:
    sy_arena_dispose(&arena);
    return st;
}

sy_status sy_trace_json(sy_json *j, const sy_telling *t, const sy_trace *trace, const sy_seed *seed,
                        const sy_matched *matched, size_t n_matched, sy_err *err)
{
    sy_status st = SY_OK;

    sy_json_object(j);
    string(j, "rule", sy_rule_name(trace->rule));
    minor(j, "seeded", all_seeded(trace));
    sy_json_key(j, "conserved");
    sy_json_bool(j, true); /* sy_trace_run stops the program where it is not */
    sy_json_key(j, "closed_world");
    sy_json_bool(j, t->f->closed_world);
    seeds(j, t, trace, seed);
    st = sinks(j, t, trace, err);
    if (st == SY_OK) st = transfers(j, t, trace, err);
    if (st != SY_OK) return st;
    matched_one_to_one(j, t->f, matched, n_matched);
    suspected_met(j, t->f, trace);
    unexplained(j, t->f, trace);
    st = breakpoints(j, t->f, trace, err);
    sy_json_end(j);
    return st;
}

/* ---- backward ---- */

static bool is_among(const uint32_t *list, size_t n, uint32_t value)
{
    for (size_t i = 0; i < n; i++) {
        if (list[i] == value) return true;
    }
    return false;
}

const char *sy_origin_kind(const sy_flow *f, const sy_backward_answer *a, uint32_t transfer)
{
    const uint32_t from = f->from[transfer];

    if (sy_is_outside(from)) return sy_outside_name(sy_outside_kind(from));
    if (is_among(a->stop_at, a->n_stop_at, f->ledgers[from].account)) return "source";
    return f->ledgers[from].flags & SY_L_UNSUPPLIED ? "unsupplied" : "hop-limit";
}

/* The account is the payer's; of money that nobody is seen to have paid in, the
 * one in which it appeared. */
static void origin(sy_json *j, const sy_telling *t, const sy_backward_answer *a, const sy_origin *o,
                   const sy_party *payer)
{
    const sy_flow *f = t->f;
    const uint32_t from = f->from[o->transfer], to = f->to[o->transfer];
    const bool is_pseudo = f->flags[o->transfer] & SY_T_PSEUDO;

    sy_json_object(j);
    string(j, "kind", sy_origin_kind(f, a, o->transfer));
    if (!sy_is_outside(from)) {
        account_and_holder(j, f, from);
    } else if (is_pseudo && !sy_is_outside(to)) {
        account_and_holder(j, f, to);
    } else {
        slice_or_null(j, "account", payer->number);
        slice_or_null(j, "holder", payer->name);
    }
    if (!is_pseudo && !sy_is_outside(to)) string(j, "into", sy_ledger_number(f, to));
    transfer_id(j, "entry", f, o->transfer);
    time_of(j, "time", f, o->transfer);
    minor(j, "amount", o->amount);
    sy_json_end(j);
}

static sy_status origins(sy_json *j, const sy_telling *t, const sy_backward_answer *a, sy_err *err)
{
    sy_arena arena;
    sy_status st = SY_OK;

    sy_arena_init(&arena, NULL);
    sy_json_key(j, "origins");
    sy_json_array(j);
    for (size_t at = 0; at < a->n_origins && st == SY_OK; at += CHUNK) {
        const size_t n = a->n_origins - at < CHUNK ? a->n_origins - at : CHUNK;
        uint32_t asked[CHUNK];
        sy_party *parties = NULL;

        for (size_t i = 0; i < n; i++) asked[i] = a->origins[at + i].transfer;
        sy_arena_clear(&arena);
        st = sy_parties_of(&parties, t, asked, n, &arena, err);
        for (size_t i = 0; i < n && st == SY_OK; i++) {
            origin(j, t, a, &a->origins[at + i], &parties[i]);
        }
    }
    sy_json_end(j);
    sy_arena_dispose(&arena);
    return st;
}

sy_status sy_backward_json(sy_json *j, const sy_telling *t, const sy_backward_answer *a,
                           sy_err *err)
{
    sy_minor paid = 0;

    for (size_t i = 0; i < a->n_origins; i++) paid += a->origins[i].amount;
    sy_json_object(j);
    string(j, "rule", sy_rule_name(a->rule));
    sy_json_key(j, "backward");
    sy_json_bool(j, true);
    minor(j, "seeded", paid);
    sy_json_key(j, "conserved");
    sy_json_bool(j, true);
    sy_json_key(j, "closed_world");
    sy_json_bool(j, t->f->closed_world);
    sy_json_key(j, "payments");
    sy_json_array(j);
    for (size_t i = 0; i < a->n_payments; i++) {
        sy_json_object(j);
        transfer_id(j, "id", t->f, a->payments[i]);
        time_of(j, "time", t->f, a->payments[i]);
        minor(j, "amount", t->f->amount[a->payments[i]]);
        sy_entries_json(j, t, a->payments[i]);
        sy_json_end(j);
    }
    sy_json_end(j);
    sy_status st = origins(j, t, a, err);
    sy_json_end(j);
    return st;
}
