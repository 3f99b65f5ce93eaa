/* parties.c - nodes with one identity number are one party; what a person
 * confirmed is joined too; the rest stays apart. Then each party is described:
 * names, numbers, accounts, sums. */
#include "ledger/parties.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/money.h"
#include "ledger/people.h"

const char *sy_party_kind_name(sy_party_kind kind)
{
    static const char *const names[] = {"unknown", "person", "company"};
    return names[kind];
}

const char *sy_claim_origin_name(sy_claim_origin origin)
{
    static const char *const names[] = {"file", "statement", "counterparty"};
    return names[origin];
}

/* ---- joining ---- */

/* The only number that proves who it is: of its own statement and of files; where
 * these have none, of other accounts' statements. */
static const char *only_join(const sy_people *p, const sy_node *node)
{
    for (int others = 0; others < 2; others++) {
        const char *found = NULL;
        for (size_t i = node->first_claim; i < node->first_claim + node->n_claims; i++) {
            const sy_claim *c = &p->claims[i];
            if (!c->join || (c->origin == SY_CLAIM_COUNTERPARTY) != (others == 1)) continue;
            if (found && strcmp(found, c->join) != 0) return NULL;
            found = c->join;
        }
        if (found) return found;
    }
    return NULL;
}

typedef struct joined {
    const char *join;
    uint32_t node;
} joined;

static int by_join(const void *a, const void *b)
{
    const joined *x = a, *y = b;
    const int c = strcmp(x->join, y->join);
    return c ? c : (x->node > y->node) - (x->node < y->node);
}

static sy_status join_by_number(sy_people *p, sy_err *err)
{
    joined *list = sy_new_array(NULL, p->n_nodes, sizeof *list);
    size_t n = 0;

    if (!list) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < p->n_nodes; i++) {
        p->nodes[i].join = only_join(p, &p->nodes[i]);
        if (p->nodes[i].join) list[n++] = (joined){p->nodes[i].join, i};
    }
    if (n) qsort(list, n, sizeof *list, by_join);
    for (size_t i = 1; i < n; i++) {
        if (strcmp(list[i - 1].join, list[i].join) == 0) {
            sy_node_join(p, list[i - 1].node, list[i].node);
        }
    }
    sy_drop(NULL, list);
    return SY_OK;
}

/* number#pocket belongs to whom number belongs. */
static sy_status join_pockets(sy_people *p, sy_err *err)
{
    for (uint32_t i = 0; i < p->n_accounts; i++) {
        const char *number = p->nodes[i].number, *hash = strchr(number, '#');
        if (!hash || hash == number) continue;
        char *owner = sy_copy_text(NULL, number, (size_t)(hash - number));
        if (!owner) return sy_fail_nomem(err);
        const uint32_t node = sy_people_account(p, owner);
        sy_drop(NULL, owner);
        if (node != SY_NONE) sy_node_join(p, node, i);
    }
    return SY_OK;
}

/* ---- facts of a party ---- */

typedef struct maker {
    sy_people *p;
    sy_parties *out;
    sy_arena *arena;
    uint32_t *party_of;               /* by node */
    uint32_t *members, *first_member; /* nodes by party */
    sy_err *err;
    bool has_no_memory;
} maker;

static const char *keep(maker *m, sy_slice text)
{
    const char *copy = sy_arena_text(m->arena, text.ptr ? text.ptr : "", text.len);
    if (!copy) m->has_no_memory = true;
    return copy ? copy : "";
}

/* Each text once; arrays grow by doubling in the arena. */
static void add_fact(maker *m, sy_party_facts *facts, sy_slice text, const sy_claim *c)
{
    for (size_t i = 0; i < facts->n; i++) {
        if (!sy_slice_is(sy_slice_of(facts->items[i].text), text)) continue;
        facts->items[i].rows += c->rows;
        return;
    }
    if (text.len == 0) return;
    if ((facts->n & (facts->n - 1)) == 0) { /* full: 0, 1, 2, 4, ... */
        const size_t most = facts->n ? facts->n * 2 : 1;
        sy_party_fact *items = sy_arena_get(m->arena, most * sizeof *items);
        if (!items) {
            m->has_no_memory = true;
            return;
        }
        if (facts->n) memcpy(items, facts->items, facts->n * sizeof *items);
        facts->items = items;
    }
    facts->items[facts->n++] =
        (sy_party_fact){keep(m, text), c->origin, c->source, c->row, c->rows};
}

static void add_id(maker *m, sy_identity *party, const sy_claim *c)
{
    if (c->written.len == 0 || (c->id_kind == SY_ID_NONE && c->verdict == SY_ID_NOT)) return;
    const sy_slice text = c->id[0] ? sy_slice_of(c->id) : c->written;
    for (size_t i = 0; i < party->n_ids; i++) {
        if (sy_slice_is(sy_slice_of(party->ids[i].at.text), text)) {
            party->ids[i].at.rows += c->rows;
            return;
        }
    }
    if ((party->n_ids & (party->n_ids - 1)) == 0) {
        const size_t most = party->n_ids ? party->n_ids * 2 : 1;
        sy_party_id *items = sy_arena_get(m->arena, most * sizeof *items);
        if (!items) {
            m->has_no_memory = true;
            return;
        }
        if (party->n_ids) memcpy(items, party->ids, party->n_ids * sizeof *items);
        party->ids = items;
    }
    party->ids[party->n_ids++] = (sy_party_id){
        c->id_kind, c->verdict, {keep(m, text), c->origin, c->source, c->row, c->rows}};
}

static void add_record(maker *m, sy_identity *party, const sy_claim *c)
{
    const sy_registry *r = m->p->registry;

    for (size_t i = c->record->first; i < c->record->first + c->record->n; i++) {
        sy_party_facts *const lists[SY_PARTICULARS] = {
            [SY_PART_PHONE] = &party->phones, [SY_PART_ADDRESS] = &party->addresses,
            [SY_PART_EMAIL] = &party->emails, [SY_PART_EMPLOYER] = &party->employers,
            [SY_PART_LEGAL] = &party->legal,  [SY_PART_AGENT] = &party->agents,
        };
        sy_party_facts *list = lists[r->sayings[i].what];
        if (list) add_fact(m, list, r->sayings[i].value, c);
    }
}

static const sy_claim *claims_of(const maker *m, uint32_t node, size_t *n)
{
    *n = m->p->nodes[node].n_claims;
    return m->p->claims + m->p->nodes[node].first_claim;
}

/* ---- name and kind ---- */

static sy_party_kind kind_of(const sy_identity *party, sy_name_kind_of name)
{
    for (size_t i = 0; i < party->n_ids; i++) {
        const sy_id_kind kind = party->ids[i].kind;
        if (party->ids[i].verdict != SY_ID_GOOD) continue;
        if (kind == SY_ID_CITIZEN) return SY_PARTY_PERSON;
        if (kind != SY_ID_NONE) return SY_PARTY_COMPANY;
    }
    if (name == SY_NAME_PERSON) return SY_PARTY_PERSON;
    return name == SY_NAME_COMPANY ? SY_PARTY_COMPANY : SY_PARTY_UNKNOWN;
}

/* The first name that names somebody: files before own statements before others';
 * else a masked one. */
static void name_party(maker *m, sy_identity *party, size_t begin, size_t end)
{
    const sy_claim *best = NULL;

    for (size_t i = begin; i < end; i++) {
        size_t n;
        const sy_claim *c = claims_of(m, m->members[i], &n);
        for (size_t k = 0; k < n; k++) {
            if (c[k].name_kind == SY_NAME_PLACEHOLDER) continue;
            const bool better =
                !best || (sy_name_counts(&c[k]) && !sy_name_counts(best)) ||
                (sy_name_counts(&c[k]) == sy_name_counts(best) && c[k].origin < best->origin);
            if (better) best = &c[k];
        }
    }
    party->name = best ? keep(m, best->name) : "";
    party->kind = kind_of(party, best ? best->name_kind : SY_NAME_UNKNOWN);
}

static const char *join_key(maker *m, const char *prefix, const char *text)
{
    char *key = sy_arena_get(m->arena, strlen(prefix) + strlen(text) + 1);
    if (!key) {
        m->has_no_memory = true;
        return "";
    }
    strcpy(key, prefix);
    return strcat(key, text);
}

/* The number that joined it, else its first account, else its row. */
static void key_party(maker *m, sy_identity *party, size_t begin, size_t end)
{
    const sy_claim *first = &m->p->claims[m->p->nodes[m->members[begin]].first_claim];
    const char *join = NULL, *account = NULL;
    char row[SY_ROW_KEY];

    for (size_t i = begin; i < end; i++) {
        const sy_node *node = &m->p->nodes[m->members[i]];
        if (node->join && (!join || strcmp(node->join, join) < 0)) join = node->join;
        if (node->number && (!account || strcmp(node->number, account) < 0)) account = node->number;
    }
    party->key = join      ? join
                 : account ? join_key(m, "account:", account)
                           : keep(m, sy_slice_of(sy_row_key(row, first)));
}

static void describe(maker *m, sy_identity *party, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        const sy_node *node = &m->p->nodes[m->members[i]];
        size_t n;
        const sy_claim *c = claims_of(m, m->members[i], &n);
        party->is_supplied = party->is_supplied || node->is_supplied;
        party->is_named = party->is_named || node->is_named;
        for (size_t k = 0; k < n; k++) {
            if (c[k].name_kind != SY_NAME_PLACEHOLDER) add_fact(m, &party->names, c[k].name, &c[k]);
            add_id(m, party, &c[k]);
            if (c[k].record) add_record(m, party, &c[k]);
        }
    }
    name_party(m, party, begin, end);
    key_party(m, party, begin, end);
}

/* ---- accounts and sums ---- */

static void add(int64_t *sum, int64_t amount)
{
    if (!sy_minor_add(sum, *sum, amount)) *sum = INT64_MAX;
}

static sy_party_account *account_of(maker *m, sy_party_account *list, size_t *n,
                                    const sy_node *node, const char *currency)
{
    for (size_t i = *n; i > 0; i--) {
        if (list[i - 1].number != node->number) break;
        if (strcmp(list[i - 1].currency, currency) == 0) return &list[i - 1];
    }
    sy_party_account *a = &list[(*n)++];
    *a = (sy_party_account){.number = node->number,
                            .currency = currency,
                            .bank = "",
                            .holder = "",
                            .state = "",
                            .opened = "",
                            .is_supplied = node->is_supplied,
                            .first = INT64_MAX,
                            .last = INT64_MIN};
    size_t claims = node->n_claims;
    const sy_claim *c = m->p->claims + node->first_claim;
    for (size_t k = 0; k < claims; k++) {
        if (!*a->bank && c[k].bank.len) a->bank = keep(m, c[k].bank);
        if (!*a->holder && c[k].name_kind != SY_NAME_PLACEHOLDER) a->holder = keep(m, c[k].name);
        if (!c[k].record) continue;
        if (!*a->state)
            a->state = keep(m, sy_record_get(m->p->registry, c[k].record, SY_PART_STATE));
        if (!*a->opened) {
            a->opened = keep(m, sy_record_get(m->p->registry, c[k].record, SY_PART_OPENED));
        }
    }
    const char *hint = *a->bank ? NULL : sy_bank_of_card(m->p->banks, sy_slice_of(a->number));
    a->bank_hint = hint ? keep(m, sy_slice_of(hint)) : NULL;
    return a;
}

/* One line an account and currency; sums come later, from the transfers. */
static void list_accounts(maker *m, sy_identity *party, size_t begin, size_t end,
                          sy_party_account **of_ledger)
{
    const sy_flow *f = m->p->flow;
    size_t most = 0;

    for (size_t i = begin; i < end; i++) most += m->p->nodes[m->members[i]].n_ledgers + 1;
    party->accounts = sy_arena_get(m->arena, most * sizeof *party->accounts);
    if (!party->accounts) {
        m->has_no_memory = true;
        return;
    }
    for (size_t i = begin; i < end; i++) {
        const sy_node *node = &m->p->nodes[m->members[i]];
        if (!node->number) continue;
        if (node->n_ledgers == 0) account_of(m, party->accounts, &party->n_accounts, node, "");
        for (uint32_t l = node->first_ledger; l < node->first_ledger + node->n_ledgers; l++) {
            const sy_ledger *g = &f->ledgers[l];
            sy_party_account *a = account_of(m, party->accounts, &party->n_accounts, node,
                                             sy_flow_text(f, g->currency));
            of_ledger[l] = a;
            if (g->first > g->last || (a->is_supplied && g->flags & SY_L_UNSUPPLIED)) continue;
            if (g->first < a->first) a->first = g->first;
            if (g->last > a->last) a->last = g->last;
        }
    }
}

static sy_party_total *total_of(maker *m, sy_identity *party, const char *currency)
{
    for (size_t i = 0; i < party->n_totals; i++) {
        if (strcmp(party->totals[i].currency, currency) == 0) return &party->totals[i];
    }
    sy_party_total *items = sy_arena_get(m->arena, (party->n_totals + 1) * sizeof *items);
    if (!items) {
        m->has_no_memory = true;
        return NULL;
    }
    if (party->n_totals) memcpy(items, party->totals, party->n_totals * sizeof *items);
    party->totals = items;
    items[party->n_totals] = (sy_party_total){.currency = currency};
    return &items[party->n_totals++];
}

/* Rows of an unsupplied continuation of a supplied account are others' rows. */
static bool counts(const sy_party_account *a, const sy_ledger *g)
{
    return a && !(a->is_supplied && g->flags & SY_L_UNSUPPLIED);
}

static void add_transfer(maker *m, uint32_t t, sy_party_account **of_ledger)
{
    const sy_flow *f = m->p->flow;
    const uint32_t ends[] = {f->from[t], f->to[t]};
    uint32_t parties[2] = {SY_NONE, SY_NONE};

    for (int k = 0; k < 2; k++) {
        const uint32_t l = ends[k];
        const uint32_t node = sy_is_outside(l) ? SY_NONE : m->p->node_of_ledger[l];
        if (node == SY_NONE) continue;
        parties[k] = m->party_of[node];
        if (!counts(of_ledger[l], &f->ledgers[l])) continue;
        of_ledger[l]->rows++;
        add(k ? &of_ledger[l]->in : &of_ledger[l]->out, f->amount[t]);
    }
    if (parties[0] == SY_NONE || parties[0] != parties[1]) return;
    for (int k = 0; k < 2; k++) {
        const sy_party_account *a = of_ledger[ends[k]];
        if (!a->is_supplied || !counts(a, &f->ledgers[ends[k]])) continue;
        sy_party_total *total = total_of(m, &m->out->items[parties[k]], a->currency);
        if (total) add(k ? &total->own_in : &total->own_out, f->amount[t]);
    }
}

/* CNY first, then by name. */
static int by_currency(const void *a, const void *b)
{
    const sy_party_total *x = a, *y = b;
    const bool p = strcmp(x->currency, "CNY") == 0, q = strcmp(y->currency, "CNY") == 0;
    return p != q ? (p ? -1 : 1) : strcmp(x->currency, y->currency);
}

static void sum_party(maker *m, sy_identity *party)
{
    for (size_t i = 0; i < party->n_accounts; i++) {
        const sy_party_account *a = &party->accounts[i];
        if (strcmp(a->currency, "CNY") == 0) {
            add(&party->turnover, a->in);
            add(&party->turnover, a->out);
        }
        if (!a->is_supplied) continue;
        sy_party_total *total = total_of(m, party, a->currency);
        if (!total) return;
        add(&total->in, a->in);
        add(&total->out, a->out);
    }
    if (party->n_totals) qsort(party->totals, party->n_totals, sizeof *party->totals, by_currency);
}

/* ---- the outside ---- */

static sy_outside_total *outside_of(maker *m, sy_outside kind, const char *currency)
{
    sy_parties *out = m->out;

    for (size_t i = 0; i < out->n_outside; i++) {
        sy_outside_total *o = &out->outside[i];
        if (o->kind == kind && strcmp(o->currency, currency) == 0) return o;
    }
    sy_outside_total *items = sy_arena_get(m->arena, (out->n_outside + 1) * sizeof *items);
    if (!items) {
        m->has_no_memory = true;
        return NULL;
    }
    if (out->n_outside) memcpy(items, out->outside, out->n_outside * sizeof *items);
    out->outside = items;
    items[out->n_outside] = (sy_outside_total){.kind = kind, .currency = currency};
    return &items[out->n_outside++];
}

static void add_outside(maker *m, uint32_t t)
{
    const sy_flow *f = m->p->flow;
    const uint32_t from = f->from[t], to = f->to[t];

    if (sy_is_outside(from) == sy_is_outside(to)) return;
    const bool comes_in = sy_is_outside(from);
    sy_outside_total *o = outside_of(m, sy_outside_kind(comes_in ? from : to),
                                     sy_flow_text(f, f->ledgers[comes_in ? to : from].currency));
    if (!o) return;
    o->rows++;
    add(comes_in ? &o->in : &o->out, f->amount[t]);
}

static int by_outside(const void *a, const void *b)
{
    const sy_outside_total *x = a, *y = b;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return strcmp(x->currency, y->currency);
}

/* ---- order ---- */

/* Parties in the order of their first node, to begin with. */
static sy_status number_parties(maker *m)
{
    sy_people *p = m->p;
    const size_t n = p->n_nodes;

    m->party_of = sy_arena_get(m->arena, n * sizeof *m->party_of);
    m->members = sy_arena_get(m->arena, n * sizeof *m->members);
    if (!m->party_of || !m->members) return sy_fail_nomem(m->err);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t root = sy_node_root(p, i); /* never larger than i */
        m->party_of[i] = root == i ? (uint32_t)m->out->n++ : m->party_of[root];
    }
    m->first_member = sy_arena_get(m->arena, (m->out->n + 2) * sizeof *m->first_member);
    m->out->items = sy_arena_get(m->arena, m->out->n * sizeof *m->out->items);
    if (!m->first_member || !m->out->items) return sy_fail_nomem(m->err);
    for (size_t i = 0; i < n; i++) m->first_member[m->party_of[i] + 2]++;
    for (size_t i = 1; i < m->out->n + 2; i++) m->first_member[i] += m->first_member[i - 1];
    for (uint32_t i = 0; i < n; i++) m->members[m->first_member[m->party_of[i] + 1]++] = i;
    return SY_OK;
}

static int by_weight(const void *a, const void *b)
{
    const sy_identity *x = a, *y = b;
    const bool p = x->is_supplied || x->is_named, q = y->is_supplied || y->is_named;
    if (p != q) return p ? -1 : 1;
    if (x->turnover != y->turnover) return x->turnover > y->turnover ? -1 : 1;
    return strcmp(x->key, y->key);
}

typedef struct keyed {
    const char *key;
    uint32_t at;
} keyed;

static int by_key(const void *a, const void *b)
{
    return strcmp(((const keyed *)a)->key, ((const keyed *)b)->key);
}

/* Sorts the parties; party_of follows them by their keys, of which each has its own. */
static sy_status sort_parties(maker *m)
{
    sy_parties *out = m->out;
    keyed *before = sy_arena_get(m->arena, out->n * sizeof *before);
    keyed *after = sy_arena_get(m->arena, out->n * sizeof *after);
    uint32_t *moved = sy_arena_get(m->arena, out->n * sizeof *moved);

    if (!before || !after || !moved) return sy_fail_nomem(m->err);
    for (uint32_t i = 0; i < out->n; i++) before[i] = (keyed){out->items[i].key, i};
    if (out->n) qsort(out->items, out->n, sizeof *out->items, by_weight);
    for (uint32_t i = 0; i < out->n; i++) after[i] = (keyed){out->items[i].key, i};
    if (out->n) qsort(before, out->n, sizeof *before, by_key);
    if (out->n) qsort(after, out->n, sizeof *after, by_key);
    for (size_t i = 0; i < out->n; i++) moved[before[i].at] = after[i].at;
    for (size_t i = 0; i < m->p->n_nodes; i++) m->party_of[i] = moved[m->party_of[i]];
    while (out->n_known < out->n &&
           (out->items[out->n_known].is_supplied || out->items[out->n_known].is_named)) {
        out->n_known++;
    }
    return SY_OK;
}

/* ---- all ---- */

static sy_status make_parties(maker *m)
{
    const sy_flow *f = m->p->flow;
    sy_party_account **of_ledger = sy_new_array(NULL, f->n_ledgers, sizeof *of_ledger);
    sy_status st = of_ledger ? number_parties(m) : sy_fail_nomem(m->err);

    for (size_t i = 0; st == SY_OK && i < m->out->n && !m->has_no_memory; i++) {
        sy_identity *party = &m->out->items[i];
        describe(m, party, m->first_member[i], m->first_member[i + 1]);
        list_accounts(m, party, m->first_member[i], m->first_member[i + 1], of_ledger);
    }
    for (uint32_t t = 0; st == SY_OK && t < f->n_transfers && !m->has_no_memory; t++) {
        if (f->flags[t] & SY_T_PSEUDO) continue;
        add_transfer(m, t, of_ledger);
        add_outside(m, t);
    }
    for (size_t i = 0; st == SY_OK && i < m->out->n && !m->has_no_memory; i++) {
        sum_party(m, &m->out->items[i]);
    }
    if (m->out->n_outside) {
        qsort(m->out->outside, m->out->n_outside, sizeof *m->out->outside, by_outside);
    }
    sy_drop(NULL, of_ledger);
    if (st == SY_OK && m->has_no_memory) st = sy_fail_nomem(m->err);
    return st == SY_OK ? sort_parties(m) : st;
}

sy_status sy_case_parties(sy_case *c, sy_parties **out, sy_arena *arena, sy_err *err)
{
    sy_people people;
    maker m = {.p = &people, .arena = arena, .err = err};
    sy_status st = sy_people_gather(&people, c, arena, err);

    *out = m.out = sy_arena_get(arena, sizeof **out);
    if (st == SY_OK && !*out) st = sy_fail_nomem(err);
    if (st == SY_OK) st = join_by_number(&people, err);
    if (st == SY_OK) st = join_pockets(&people, err);
    if (st == SY_OK) st = sy_parties_decided(&people, err);
    if (st == SY_OK) st = make_parties(&m);
    if (st == SY_OK) st = sy_parties_propose(*out, &people, m.party_of, err);
    if (st == SY_OK) st = sy_parties_contradict(*out, &people, err);
    sy_people_dispose(&people);
    return st;
}
