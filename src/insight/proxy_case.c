/* proxy_case.c - what all accounts of a case are compared with, found once: the words that
 * mean the debtor, what he pays for, where he was, whose income went elsewhere. */
#include <stdlib.h>
#include <string.h>

#include "insight/proxy_parts.h"
#include "ledger/lifetimes.h"

enum { LEAST_NAME = 6, LEAST_PHONE = 10, LEAST_ADDRESS = 15, LEAST_ID = 8 }; /* bytes */

/* ---- words of this case ---- */

static sy_status add_name(sy_proxy_case *c, const char *text, uint32_t bit, size_t least,
                          sy_err *err)
{
    const sy_slice s = sy_slice_of(text);
    return s.len < least ? SY_OK : sy_word_bits_add(c->names, s, bit, 0, err);
}

/* 小区, 社区, 园区: the 区 is no district's. */
static bool is_estate(sy_slice before)
{
    static const char *const words[] = {"小", "社", "园", "校", "厂", "新"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (sy_slice_ends(before, sy_slice_of(words[i]))) return true;
    }
    return false;
}

/* What stands behind the last word that many share: 省, 市, 区, 县, 镇, 街道. */
static sy_slice tail_of(sy_slice address)
{
    static const char *const parts[] = {"省", "市", "区", "县", "镇", "乡", "街道"};
    sy_slice tail = address;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const sy_slice part = sy_slice_of(parts[i]);
        for (size_t at = 0; at < tail.len; at++) {
            if (!sy_slice_starts((sy_slice){tail.ptr + at, tail.len - at}, part)) continue;
            if (is_estate((sy_slice){tail.ptr, at})) continue;
            tail = (sy_slice){tail.ptr + at + part.len, tail.len - at - part.len};
            at = SIZE_MAX; /* from the beginning of what is left */
        }
    }
    return tail;
}

static sy_status add_facts(sy_proxy_case *c, const sy_party_facts *facts, uint32_t bit,
                           size_t least, sy_err *err)
{
    sy_status st = SY_OK;
    for (size_t i = 0; st == SY_OK && i < facts->n; i++) {
        const sy_slice tail = tail_of(sy_slice_of(facts->items[i].text));
        st = add_name(c, bit == SY_WORD_ADDRESS ? tail.ptr : facts->items[i].text, bit, least, err);
    }
    return st;
}

static sy_status add_person(sy_proxy_case *c, const sy_case_person *p, sy_err *err)
{
    const bool is_debtor = p->relation == SY_RELATION_DEBTOR;
    const bool is_child =
        p->relation == SY_RELATION_MINOR_CHILD || p->relation == SY_RELATION_CHILD;
    sy_status st = SY_OK;

    if (is_child) st = add_name(c, p->name, SY_WORD_CHILD, LEAST_NAME, err);
    if (st != SY_OK || !is_debtor) return st;
    st = add_name(c, p->name, SY_WORD_DEBTOR, LEAST_NAME, err);
    if (st == SY_OK) st = add_name(c, p->phone, SY_WORD_PHONE, LEAST_PHONE, err);
    const sy_slice tail = tail_of(sy_slice_of(p->address));
    if (st == SY_OK) st = add_name(c, tail.ptr, SY_WORD_ADDRESS, LEAST_ADDRESS, err);
    return st;
}

/* Is the person asked about the debtor that the case names? */
static bool is_the_cases(const sy_scene *s)
{
    for (size_t i = 0; s->facts.debtor && i < s->n_debtors; i++) {
        const sy_identity *p = &s->parties->items[s->debtors[i]];
        if (p->name && strcmp(p->name, s->facts.debtor) == 0) return true;
    }
    return false;
}

/* What people entered counts of those that the statements know (fits): with another
 * person asked about, the case's debtor is not among them. */
static sy_status find_names(sy_proxy_case *c, sy_err *err)
{
    const sy_scene *s = c->s;
    sy_status st = sy_word_bits_new(&c->names, NULL, err);

    for (size_t i = 0; st == SY_OK && i < s->n_debtors; i++) {
        const sy_identity *p = &s->parties->items[s->debtors[i]];
        st = add_facts(c, &p->names, SY_WORD_DEBTOR, LEAST_NAME, err);
        if (st == SY_OK) st = add_facts(c, &p->phones, SY_WORD_PHONE, LEAST_PHONE, err);
        if (st == SY_OK) st = add_facts(c, &p->addresses, SY_WORD_ADDRESS, LEAST_ADDRESS, err);
        for (size_t k = 0; st == SY_OK && k < p->n_ids; k++)
            st = add_name(c, p->ids[k].at.text, SY_WORD_IDENTITY, LEAST_ID, err);
    }
    for (size_t i = 0; st == SY_OK && i < s->n_people; i++) {
        const bool is_another = s->people[i].relation == SY_RELATION_DEBTOR &&
                                (s->fits[i] == 0 || s->fits[i] == SY_NONE);
        if (!is_another) st = add_person(c, &s->people[i], err);
    }
    if (st == SY_OK && s->facts.debtor_id && is_the_cases(s))
        st = add_name(c, s->facts.debtor_id, SY_WORD_IDENTITY, LEAST_ID, err);
    if (st == SY_OK && s->facts.number)
        st = add_name(c, s->facts.number, SY_WORD_CASE, LEAST_NAME, err);
    return st == SY_OK ? sy_word_bits_ready(c->names, err) : st;
}

/* ---- ledgers by account ---- */

static bool is_looked_at(const sy_flow *f, uint32_t ledger)
{
    return !(f->ledgers[ledger].flags & SY_L_POCKET) && sy_ledger_is_yuan(f, ledger);
}

static sy_status sort_ledgers(sy_proxy_case *c, sy_err *err)
{
    const sy_flow *f = c->f;
    uint32_t *next = sy_new_array(NULL, (size_t)f->n_accounts + 1, sizeof *next);

    c->ledgers = sy_new_array(NULL, f->n_ledgers, sizeof *c->ledgers);
    c->begin = sy_new_array(NULL, (size_t)f->n_accounts + 2, sizeof *c->begin);
    if (!next || !c->ledgers || !c->begin) {
        sy_drop(NULL, next);
        return sy_fail_nomem(err);
    }
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (is_looked_at(f, l)) c->begin[f->ledgers[l].account + 1]++;
    }
    for (uint32_t a = 0; a < f->n_accounts; a++) {
        c->begin[a + 1] += c->begin[a];
        next[a] = c->begin[a];
    }
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (is_looked_at(f, l)) c->ledgers[next[f->ledgers[l].account]++] = l;
    }
    sy_drop(NULL, next);
    return SY_OK;
}

/* ---- who has to do with the debtor ---- */

/* Whoever pays him, is paid by him, or pays others what was his: no stranger's trade. */
static sy_status find_dealings(sy_proxy_case *c, sy_err *err)
{
    const sy_flow *f = c->f;

    c->deals_with_debtor = sy_new_array(NULL, (size_t)c->w->n + 1, 1);
    c->seen_by = sy_new_array(NULL, (size_t)c->w->n + 1, sizeof *c->seen_by);
    if (!c->deals_with_debtor || !c->seen_by) return sy_fail_nomem(err);
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (!sy_scene_is_debtor(c->s, sy_scene_party(c->s, l))) continue;
        for (uint32_t i = f->row_begin[l]; i < f->row_begin[l + 1]; i++) {
            const sy_scene_row r = sy_scene_row_at(c->s, l, i);
            const uint32_t who = sy_who_at(c->w, c->s, &r);
            if (who != SY_NONE) c->deals_with_debtor[who] = 1;
        }
    }
    return SY_OK;
}

/* ---- the debtor's money ---- */

static sy_status number_traced(sy_proxy_case *c, sy_err *err)
{
    const sy_trace *t = c->s->traces[SY_FIFO];

    if (!t) return SY_OK;
    c->traced = sy_new_array(NULL, (size_t)c->f->n_transfers + 1, sizeof *c->traced);
    if (!c->traced) return sy_fail_nomem(err);
    for (size_t i = 0; i < t->n_transfers; i++)
        c->traced[t->transfers[i].transfer] = (uint32_t)i + 1;
    return SY_OK;
}

static bool has_entry_seeds(const sy_scene *s)
{
    for (size_t i = 0; i < s->n_seeds; i++) {
        if (s->seeds[i].kind == SY_SEED_TRANSFER) return true;
    }
    return false;
}

/* Income that never touched his accounts is followed for itself, unless the scene's own
 * trace begins with it already. */
static sy_status follow_diverted(sy_proxy_case *c, sy_err *err)
{
    sy_seed seeds[SY_MAX_SEEDS];
    sy_trace_query q = {.rule = SY_FIFO, .seeds = seeds, .bounds = true, .all_bounds = true};

    if (c->s->since == INT64_MIN) return SY_OK;
    sy_status st = sy_diverted_find(&c->diverted, c->s, c->w, c->k, err);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < c->diverted->n; i++) {
        const sy_diversion *d = &c->diverted->items[i];
        if (d->decision && d->decision->verdict == SY_VERDICT_REJECTED) continue;
        for (size_t k = 0; k < d->n; k++) c->is_diverted[d->transfers[k]] = 1;
    }
    if (!c->s->traces[SY_FIFO] || has_entry_seeds(c->s)) return SY_OK;
    st = sy_diverted_seeds(seeds, &q.n_seeds, &c->seeds_left_out, SY_MAX_SEEDS, c->diverted, err);
    if (st == SY_OK && q.n_seeds) st = sy_trace_run(&c->diverted_trace, NULL, c->f, &q, err);
    return st;
}

/* ---- all of it ---- */

sy_status sy_proxy_case_init(sy_proxy_case *c, const sy_scene *s, const sy_weights *k, sy_err *err)
{
    const int32_t *closed;

    *c = (sy_proxy_case){.s = s, .f = s->f, .k = k};
    c->words = sy_new_array(NULL, s->n_texts, sizeof *c->words);
    c->value_of = sy_new_array(NULL, s->n_texts, sizeof *c->value_of);
    c->is_diverted = sy_new_array(NULL, (size_t)s->f->n_transfers + 1, 1);
    sy_status st = c->words && c->value_of && c->is_diverted ? SY_OK : sy_fail_nomem(err);
    if (st == SY_OK) st = sy_who_make(&c->w, s, err);
    if (st == SY_OK) st = find_names(c, err);
    if (st == SY_OK) st = sy_registry_load(&c->registry, NULL, sy_case_workspace(s->c), err);
    if (st == SY_OK) st = sy_case_lifetimes(&c->opened, &closed, s->c, s->arena, err);
    if (st == SY_OK) st = sort_ledgers(c, err);
    if (st == SY_OK) st = find_dealings(c, err);
    if (st == SY_OK) st = number_traced(c, err);
    if (st == SY_OK) st = follow_diverted(c, err);
    if (st == SY_OK) st = sy_proxy_find_keys(c, err);
    if (st == SY_OK) st = sy_proxy_find_debtor(c, err);
    if (st != SY_OK) sy_proxy_case_dispose(c);
    return st;
}

void sy_proxy_case_dispose(sy_proxy_case *c)
{
    sy_word_bits_free(c->names);
    sy_registry_free(c->registry);
    sy_trace_free(c->diverted_trace);
    sy_drop(NULL, c->words);
    sy_drop(NULL, c->value_of);
    sy_drop(NULL, c->is_diverted);
    sy_drop(NULL, c->keys);
    sy_drop(NULL, c->values);
    sy_drop(NULL, c->value_days.list);
    sy_drop(NULL, c->counters.list);
    sy_drop(NULL, c->places.list);
    sy_drop(NULL, c->traced);
    sy_drop(NULL, c->deals_with_debtor);
    sy_drop(NULL, c->seen_by);
    sy_drop(NULL, c->ledgers);
    sy_drop(NULL, c->begin);
    *c = (sy_proxy_case){0};
}
