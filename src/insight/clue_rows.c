/* clue_rows.c - every distinct text is judged once; then one pass over the rows of all
 * statements finds those that bear a sign. What a row between two accounts of one holder
 * says is left out, but for money put into securities or products. */
#include <stdlib.h>
#include <string.h>

#include "identifier/name.h"
#include "insight/clue_parts.h"

static sy_status judge_texts(sy_clue_maker *m, sy_err *err)
{
    const sy_scene *s = m->s;
    const sy_flow *f = s->f;

    m->said = sy_arena_get(m->arena, s->n_texts * sizeof *m->said);
    m->holder_said = sy_arena_get(m->arena, ((size_t)f->n_ledgers + 1) * sizeof *m->holder_said);
    if (!m->said || !m->holder_said) return sy_fail_nomem(err);
    for (size_t i = 0; i < s->n_texts; i++) {
        m->said[i] = sy_property_judge(m->words, s->texts[i]);
    }
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const char *holder = sy_flow_text(f, f->ledgers[l].holder);
        m->holder_said[l] = sy_property_judge(m->words, sy_slice_of(holder));
    }
    return SY_OK;
}

/* ---- who ---- */

/* Where nothing but the name joins the accounts of the debtor or of one of his people,
 * the scene has a party for each: they are one holder here. */
sy_status sy_clue_join_parties(sy_clue_maker *m, sy_err *err)
{
    const sy_scene *s = m->s;
    const size_t n = s->parties->n;

    m->same = sy_arena_get(m->arena, (n + 1) * sizeof *m->same);
    if (!m->same) return sy_fail_nomem(err);
    for (uint32_t p = 0; p < n; p++) {
        m->same[p] = p;
        if (s->relation[p] == SY_RELATION_NONE) continue;
        for (uint32_t q = 0; q < p; q++) {
            if (s->relation[q] != s->relation[p]) continue;
            if (strcmp(s->parties->items[q].name, s->parties->items[p].name) != 0) continue;
            m->same[p] = m->same[q];
            break;
        }
    }
    for (size_t i = 0; i < s->n_debtors; i++) m->same[s->debtors[i]] = m->same[s->debtors[0]];
    return SY_OK;
}

uint32_t sy_clue_holder_of(const sy_clue_maker *m, uint32_t ledger)
{
    const uint32_t party = sy_scene_party(m->s, ledger);
    if (party != SY_NONE) return m->same[party];
    return (uint32_t)m->s->parties->n + m->s->f->ledgers[ledger].account;
}

sy_clue_standing sy_clue_standing_of(const sy_clue_maker *m, uint32_t holder)
{
    if (holder >= m->s->parties->n) return SY_CLUE_OF_OTHERS;
    if (sy_scene_is_debtor(m->s, holder)) return SY_CLUE_OF_DEBTOR;
    return sy_relation_is_household(m->s->relation[holder]) ? SY_CLUE_OF_HOUSEHOLD
                                                            : SY_CLUE_OF_OTHERS;
}

/* Is the other end a person of whom more is known: his statement is there, or he is
 * somebody's relative in this case? Words to him name a purpose, not a purchase. */
static bool goes_to_person(const sy_clue_maker *m, const sy_scene_row *r, bool is_named)
{
    const sy_scene *s = m->s;
    const uint32_t party = sy_scene_other_party(s, r);

    if (is_named) return false;
    if (party == SY_NONE) return false;
    const sy_relation relation = s->relation[party];
    if (s->parties->items[party].kind == SY_PARTY_COMPANY) return false;
    return sy_scene_is_debtor(s, party) || relation != SY_RELATION_NONE ||
           s->parties->items[party].is_supplied;
}

/* ---- what a row says ---- */

static sy_property_said said_at(const sy_clue_maker *m, const sy_scene_row *r, sy_entry_text what,
                                bool as_name)
{
    const sy_property_said own = m->said[m->s->word[what][r->place]];
    const bool is_silent = (as_name ? own.as_name : own.as_words).sign == SY_NO_SIGN;

    if (!is_silent || r->picture == SY_NONE) return own;
    return m->said[m->s->word[what][r->picture]];
}

static sy_property_texts texts_of(const sy_clue_maker *m, const sy_scene_row *r)
{
    sy_property_texts t = {said_at(m, r, SY_OTHER_NAME, true), said_at(m, r, SY_MERCHANT, true),
                           said_at(m, r, SY_SUMMARY, false), said_at(m, r, SY_NOTE, false)};

    if (t.name.as_name.sign == SY_NO_SIGN && !sy_is_outside(r->other)) {
        t.name = m->holder_said[r->other];
    }
    return t;
}

static bool is_silent(const sy_property_texts *t)
{
    return t->name.as_name.sign == SY_NO_SIGN && t->merchant.as_name.sign == SY_NO_SIGN &&
           t->summary.as_words.sign == SY_NO_SIGN && t->note.as_words.sign == SY_NO_SIGN;
}

/* A name without what a bank puts behind it: a branch is its company, whose name ends with
 * the first 公司; others end before a hyphen, brackets or 结算户 (某某学校-收款). A star behind
 * a name of two characters or more is dirt; a mask hides more. */
static sy_slice bare_name(sy_slice name)
{
    const sy_slice behind[] = {SY_TEXT("-"), SY_TEXT("("), SY_TEXT("结算户")};
    const sy_slice company = SY_TEXT("公司");

    if (!name.ptr) return name; /* no memory for it */
    const size_t at = sy_slice_find(name, company), two = strlen("张三");
    if (at < name.len) return (sy_slice){name.ptr, at + company.len};
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        const size_t cut = sy_slice_find(name, behind[i]);
        if (cut >= two) name.len = cut;
    }
    while (name.len > two && name.ptr[name.len - 1] == '*') name.len--;
    return name;
}

/* A payment firm's name hides the payee: then the merchant, else nobody. NULL ptr when out
 * of memory. */
static sy_slice payee_of(const sy_clue_maker *m, const sy_scene_row *r)
{
    sy_slice name = sy_scene_other_name(m->s, r);
    const sy_other_words words = {.name = name};

    if (sy_counterparty_kind(m->counterparties, &words, NULL) == SY_OTHER_CLEARING) {
        name = sy_scene_text(m->s, r->picture, SY_MERCHANT);
        if (!name.len) name = sy_scene_text(m->s, r->place, SY_MERCHANT);
    }
    return bare_name(sy_name_fold(m->arena, name));
}

static sy_slice words_of(const sy_scene *s, uint32_t place)
{
    const sy_slice summary = sy_scene_text(s, place, SY_SUMMARY);
    return summary.len ? summary : sy_scene_text(s, place, SY_NOTE);
}

/* Money back from a seller whose words say nothing of wages and the like. */
static const sy_property_sign *seller_that_pays(const sy_clue_maker *m, const sy_property_texts *t)
{
    const sy_property_row row = sy_property_of_row(m->words, t, false);
    return row.by_name && row.sign->role == SY_BUYS && row.sign->ends ? row.sign : NULL;
}

static bool is_within(const sy_property_sign *s, int64_t amount)
{
    return amount >= s->least && amount <= s->most;
}

/* Money moved by the holder to himself says nothing, but where it goes into products. */
static bool stays_with_holder(const sy_clue_maker *m, const sy_scene_row *r, sy_asset_class asset)
{
    if (sy_is_outside(r->other)) return false;
    if (m->s->f->ledgers[r->other].flags & SY_L_POCKET) return true; /* clue_own.c */
    if (sy_clue_holder_of(m, r->other) != sy_clue_holder_of(m, r->ledger)) return false;
    return asset != SY_ASSET_SECURITIES;
}

sy_status sy_clue_add_hit(sy_clue_maker *m, const sy_clue_hit *hit, sy_err *err)
{
    void *items = m->hits;

    if (!sy_grow(NULL, &items, &m->hits_capacity, m->n_hits, m->n_hits + 1, sizeof *hit)) {
        return sy_fail_nomem(err);
    }
    m->hits = items;
    m->hits[m->n_hits++] = *hit;
    return SY_OK;
}

static sy_status look_at(sy_clue_maker *m, uint32_t ledger, uint32_t row, sy_err *err)
{
    const sy_flow *f = m->s->f;
    const sy_scene_row r = sy_scene_row_at(m->s, ledger, row);
    const bool comes_in = f->rows[row] & 1;

    if (r.place == SY_NONE || sy_flow_is_reversed(f, r.transfer)) return SY_OK;
    const sy_property_texts t = texts_of(m, &r);
    if (is_silent(&t)) return SY_OK;
    sy_property_row found = sy_property_of_row(m->words, &t, comes_in);
    bool is_back = false;
    if (!found.sign && comes_in) {
        found.sign = seller_that_pays(m, &t);
        is_back = found.sign != NULL;
    }
    const int64_t amount = f->amount[r.transfer];
    if (!found.sign || stays_with_holder(m, &r, found.sign->asset)) return SY_OK;
    const sy_property_sign *sign = found.other && found.other->is_apart ? found.other : found.sign;
    if (!is_back && !is_within(sign, amount)) return SY_OK;
    sy_clue_hit hit = {
        .row = {.transfer = r.transfer, .place = r.place, .ledger = ledger, .at = r.at,
                .amount = amount, .date_only = r.date_only, .comes_in = comes_in,
                .is_back = is_back, .sign = sign, .term = found.term, .field = found.field,
                .said = words_of(m->s, r.place)},
        .grade = is_back ? 'C' : found.grade,
        .is_named = found.by_name || is_back,
        .holder = sy_clue_holder_of(m, ledger),
        .payee = payee_of(m, &r),
        .asset = SY_NONE};
    if (!hit.payee.ptr) return sy_fail_nomem(err);
    hit.to_person = goes_to_person(m, &r, hit.is_named);
    return sy_clue_add_hit(m, &hit, err);
}

/* ---- payees of one name ---- */

typedef struct named_hit {
    sy_slice name;
    size_t hit;
} named_hit;

static int by_name(const void *a, const void *b)
{
    const named_hit *x = a, *y = b;
    const int c = sy_slice_compare(x->name, y->name);
    return c ? c : (x->hit > y->hit) - (x->hit < y->hit);
}

static sy_status number_payees(sy_clue_maker *m, sy_err *err)
{
    named_hit *list = sy_arena_get(m->arena, (m->n_hits + 1) * sizeof *list);
    uint32_t number = 0;

    if (!list) return sy_fail_nomem(err);
    for (size_t i = 0; i < m->n_hits; i++) {
        list[i] = (named_hit){m->hits[i].payee, i};
    }
    if (m->n_hits) qsort(list, m->n_hits, sizeof *list, by_name);
    for (size_t i = 0; i < m->n_hits; i++) {
        if (list[i].name.len && (i == 0 || !sy_slice_is(list[i].name, list[i - 1].name))) number++;
        m->hits[list[i].hit].payee_number = list[i].name.len ? number : 0;
    }
    return SY_OK;
}

/* Of two rows at one time the one whose transfer comes first in the pass. */
static int by_time(const void *a, const void *b)
{
    const sy_clue_row *x = &((const sy_clue_hit *)a)->row, *y = &((const sy_clue_hit *)b)->row;

    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->transfer != y->transfer) return x->transfer < y->transfer ? -1 : 1;
    return (int)x->comes_in - (int)y->comes_in;
}

sy_status sy_clue_find_rows(sy_clue_maker *m, sy_err *err)
{
    const sy_flow *f = m->s->f;
    sy_status st = judge_texts(m, err);

    if (st == SY_OK) st = sy_clue_join_parties(m, err);
    for (uint32_t l = 0; st == SY_OK && l < f->n_ledgers; l++) {
        if (f->ledgers[l].flags & SY_L_NO_STATEMENT) continue;
        for (uint32_t row = f->row_begin[l]; st == SY_OK && row < f->row_begin[l + 1]; row++) {
            st = look_at(m, l, row, err);
        }
    }
    if (st == SY_OK && m->n_hits) qsort(m->hits, m->n_hits, sizeof *m->hits, by_time);
    return st == SY_OK ? number_payees(m, err) : st;
}
