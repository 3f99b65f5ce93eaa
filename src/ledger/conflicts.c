/* conflicts.c - what is said of one thing in two ways. Nothing is decided here:
 * a wrong digit, a sold account and a false name look the same from outside. */
#include <stdlib.h>
#include <string.h>

#include "ledger/people.h"

const char *sy_party_conflict_name(sy_party_conflict_code code)
{
    static const char *const names[SY_PARTY_CONFLICTS] = {
        "one-id-two-names", "one-account-two-ids", "one-account-two-holders", "id-number-wrong"};
    return names[code];
}

typedef struct finder {
    sy_parties *out;
    sy_people *p;
    size_t capacity;
    sy_party_conflict *list;
    sy_err *err;
} finder;

static sy_status open_conflict(finder *f, sy_party_conflict_code code, const char *about,
                               size_t most)
{
    void *items = f->list;

    if (!sy_grow(NULL, &items, &f->capacity, f->out->n_conflicts, f->out->n_conflicts + 1,
                 sizeof *f->list)) {
        return sy_fail_nomem(f->err);
    }
    f->list = items;
    sy_party_conflict *c = &f->list[f->out->n_conflicts];
    *c = (sy_party_conflict){.code = code, .about = about};
    c->said.items = sy_arena_get(f->p->arena, most * sizeof *c->said.items);
    if (!c->said.items) return sy_fail_nomem(f->err);
    f->out->n_conflicts++;
    return SY_OK;
}

static void say(finder *f, const char *text, const sy_claim *c)
{
    sy_party_facts *said = &f->list[f->out->n_conflicts - 1].said;
    said->items[said->n++] = (sy_party_fact){text, c->origin, c->source, c->row, c->rows};
}

/* Claims sorted by a text; equal ones lie together. */
typedef struct told {
    const char *about; /* the ID number, or NULL within one account */
    sy_slice form;     /* what must be one */
    const char *shown;
    const sy_claim *claim;
} told;

static int by_about(const void *a, const void *b)
{
    const told *x = a, *y = b;
    int c = x->about && y->about ? strcmp(x->about, y->about) : 0;
    if (c == 0) c = sy_slice_compare(x->form, y->form);
    if (c == 0) c = (int)x->claim->origin - (int)y->claim->origin;
    if (c == 0) c = strcmp(x->claim->source->sha256, y->claim->source->sha256);
    return c ? c : (x->claim->row > y->claim->row) - (x->claim->row < y->claim->row);
}

/* n tellings about one thing, sorted: more than one form is a conflict. */
static sy_status tell(finder *f, sy_party_conflict_code code, const char *about, const told *list,
                      size_t n)
{
    size_t forms = 0;

    for (size_t i = 0; i < n; i++) forms += i == 0 || !sy_slice_is(list[i - 1].form, list[i].form);
    if (forms < 2) return SY_OK;
    sy_status st = open_conflict(f, code, about, forms);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (i == 0 || !sy_slice_is(list[i - 1].form, list[i].form)) {
            say(f, list[i].shown, list[i].claim);
        }
    }
    return st;
}

/* One number, two names. Masked names that fit are no contradiction. */
static sy_status find_two_names(finder *f)
{
    const sy_people *p = f->p;
    told *list = sy_new_array(NULL, p->n_claims, sizeof *list);
    size_t n = 0;
    sy_status st = SY_OK;

    if (!list) return sy_fail_nomem(f->err);
    for (size_t i = 0; i < p->n_claims; i++) {
        const sy_claim *c = &p->claims[i];
        if (c->join && sy_name_counts(c)) list[n++] = (told){c->id, c->folded, c->name.ptr, c};
    }
    if (n) qsort(list, n, sizeof *list, by_about);
    for (size_t i = 0, end; i < n && st == SY_OK; i = end) {
        end = i + 1;
        while (end < n && strcmp(list[end].about, list[i].about) == 0) end++;
        st = tell(f, SY_ONE_ID_TWO_NAMES, list[i].about, list + i, end - i);
    }
    sy_drop(NULL, list);
    return st;
}

/* Of one account: numbers (ids) or names, by its own statement and files only. */
static sy_status find_in_account(finder *f, const sy_node *node, bool ids)
{
    told *list = sy_new_array(NULL, node->n_claims, sizeof *list);
    size_t n = 0;

    if (!list) return sy_fail_nomem(f->err);
    for (size_t i = node->first_claim; i < node->first_claim + node->n_claims; i++) {
        const sy_claim *c = &f->p->claims[i];
        if (c->origin == SY_CLAIM_COUNTERPARTY) continue;
        if (ids && c->join) list[n++] = (told){NULL, sy_slice_of(c->join), c->id, c};
        if (!ids && sy_name_counts(c)) list[n++] = (told){NULL, c->folded, c->name.ptr, c};
    }
    if (n) qsort(list, n, sizeof *list, by_about);
    sy_status st =
        tell(f, ids ? SY_ONE_ACCOUNT_TWO_IDS : SY_ONE_ACCOUNT_TWO_HOLDERS, node->number, list, n);
    sy_drop(NULL, list);
    return st;
}

static bool is_wrong(const sy_claim *c)
{
    return c->origin != SY_CLAIM_COUNTERPARTY && c->written.len > 0 &&
           (c->verdict == SY_ID_WRONG_CHECK || c->verdict == SY_ID_IMPOSSIBLE ||
            c->verdict == SY_ID_DAMAGED);
}

/* Numbers that cannot be right; each once, with the first who bears it. */
static sy_status find_wrong_numbers(finder *f)
{
    const sy_people *p = f->p;
    told *list = sy_new_array(NULL, p->n_claims, sizeof *list);
    size_t n = 0;
    sy_status st = SY_OK;

    if (!list) return sy_fail_nomem(f->err);
    for (size_t i = 0; i < p->n_claims; i++) {
        const sy_claim *c = &p->claims[i];
        if (is_wrong(c)) list[n++] = (told){c->written.ptr, SY_TEXT(""), c->name.ptr, c};
    }
    if (n) qsort(list, n, sizeof *list, by_about);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (i > 0 && strcmp(list[i - 1].about, list[i].about) == 0) continue;
        st = open_conflict(f, SY_ID_NUMBER_WRONG, list[i].about, 1);
        if (st != SY_OK) break;
        f->list[f->out->n_conflicts - 1].verdict = list[i].claim->verdict;
        say(f, list[i].shown, list[i].claim);
    }
    sy_drop(NULL, list);
    return st;
}

static int by_code(const void *a, const void *b)
{
    const sy_party_conflict *x = a, *y = b;
    if (x->code != y->code) return x->code < y->code ? -1 : 1;
    return strcmp(x->about, y->about);
}

sy_status sy_parties_contradict(sy_parties *parties, sy_people *p, sy_err *err)
{
    finder f = {.out = parties, .p = p, .err = err};
    sy_status st = find_two_names(&f);

    for (size_t i = 0; i < p->n_accounts && st == SY_OK; i++) {
        if (!p->nodes[i].is_supplied && !p->nodes[i].is_named) continue;
        st = find_in_account(&f, &p->nodes[i], true);
        if (st == SY_OK) st = find_in_account(&f, &p->nodes[i], false);
    }
    if (st == SY_OK) st = find_wrong_numbers(&f);
    if (parties->n_conflicts) qsort(f.list, parties->n_conflicts, sizeof *f.list, by_code);
    parties->conflicts = sy_arena_get(p->arena, parties->n_conflicts * sizeof *f.list);
    if (st == SY_OK && !parties->conflicts) st = sy_fail_nomem(err);
    if (st == SY_OK && parties->n_conflicts) {
        memcpy(parties->conflicts, f.list, parties->n_conflicts * sizeof *f.list);
    }
    sy_drop(NULL, f.list);
    return st;
}
