/* proposals.c - who may be one person, with what speaks for it.
 *
 * A proposal begins with an equal name, a mask that fits exactly one known name,
 * or a bound card; phones, addresses and the like are looked for afterwards and
 * only add reasons. Two parties with different identity numbers are two people,
 * whatever their names. Strangers (no statement, in no file) are proposed only to
 * somebody known, never to each other. */
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "ledger/people.h"

enum { MOST_CENTRES = 4, MOST_MASKED = 1000, CARD_LEAST = 12, CARD_MOST = 19 };

const char *sy_party_reason_name(sy_party_reason reason)
{
    static const char *const names[SY_PARTY_REASONS] = {
        "same-name",    "masked-name", "same-document", "masked-number", "same-phone",
        "same-address", "same-email",  "same-legal",    "same-bank",     "bound-card"};
    return names[reason];
}

typedef struct finder {
    sy_parties *out;
    sy_people *p;
    const uint32_t *party_of;
    sy_party_proposal *list;
    size_t n, capacity;
    sy_err *err;
} finder;

/* ---- pairs ---- */

static bool is_known(const finder *f, size_t party)
{
    return party < f->out->n_known;
}

static bool has_number(const sy_identity *party)
{
    return strncmp(party->key, "account:", 8) != 0 && strncmp(party->key, "row:", 4) != 0;
}

static bool are_two_people(const sy_identity *a, const sy_identity *b)
{
    return has_number(a) && has_number(b);
}

static sy_status add_pair(finder *f, size_t a, size_t b, sy_party_reason reason, const char *detail)
{
    const sy_identity *x = &f->out->items[a], *y = &f->out->items[b];
    void *items = f->list;

    if (a == b || are_two_people(x, y)) return SY_OK;
    if (strcmp(x->key, y->key) > 0) {
        const size_t c = a;
        a = b;
        b = c;
    }
    if (!sy_grow(NULL, &items, &f->capacity, f->n, f->n + 1, sizeof *f->list)) {
        return sy_fail_nomem(f->err);
    }
    f->list = items;
    f->list[f->n++] = (sy_party_proposal){.a = f->out->items[a].key,
                                          .b = f->out->items[b].key,
                                          .party_a = a,
                                          .party_b = b,
                                          .reasons = 1u << reason,
                                          .detail = detail,
                                          .state = SY_MATCH_SUSPECTED};
    return SY_OK;
}

/* ---- equal names ---- */

typedef struct bearer {
    sy_slice folded;
    uint32_t party;
    const char *name;
} bearer;

static int by_name(const void *a, const void *b)
{
    const bearer *x = a, *y = b;
    const int c = sy_slice_compare(x->folded, y->folded);
    return c ? c : (x->party > y->party) - (x->party < y->party);
}

/* Every different (name, party). */
static sy_status list_bearers(const finder *f, bearer **out, size_t *n)
{
    const sy_people *p = f->p;
    size_t kept = 0;

    *n = 0;
    *out = sy_new_array(NULL, p->n_claims, sizeof **out);
    if (!*out) return sy_fail_nomem(f->err);
    for (size_t i = 0; i < p->n_claims; i++) {
        const sy_claim *c = &p->claims[i];
        if (!sy_name_counts(c) || c->folded.len == 0) continue;
        (*out)[(*n)++] = (bearer){c->folded, f->party_of[c->node], c->name.ptr};
    }
    if (*n) qsort(*out, *n, sizeof **out, by_name);
    for (size_t i = 0; i < *n; i++) {
        if (kept > 0 && by_name(&(*out)[kept - 1], &(*out)[i]) == 0) continue;
        (*out)[kept++] = (*out)[i];
    }
    *n = kept;
    return SY_OK;
}

/* The others of one name are each held against those of it who are known by a
 * number (a few at most), else against the first who is known at all. */
static sy_status propose_group(finder *f, const bearer *group, size_t n)
{
    size_t centres[MOST_CENTRES], n_centres = 0;
    sy_status st = SY_OK;

    for (size_t i = 0; i < n && n_centres < MOST_CENTRES; i++) {
        if (is_known(f, group[i].party) && has_number(&f->out->items[group[i].party])) {
            centres[n_centres++] = group[i].party;
        }
    }
    if (n_centres == 0 && is_known(f, group[0].party)) centres[n_centres++] = group[0].party;
    for (size_t c = 0; c < n_centres; c++) {
        for (size_t i = 0; i < n && st == SY_OK; i++) {
            st = add_pair(f, centres[c], group[i].party, SY_SAME_NAME, group[i].name);
        }
    }
    return st;
}

static sy_status propose_names(finder *f, const bearer *list, size_t n)
{
    sy_status st = SY_OK;

    for (size_t i = 0, end; i < n && st == SY_OK; i = end) {
        end = i + 1;
        while (end < n && sy_slice_is(list[end].folded, list[i].folded)) end++;
        if (end - i > 1) st = propose_group(f, list + i, end - i);
    }
    return st;
}

/* ---- masked names ---- */

static bool has_plain_name(const finder *f, const sy_identity *party)
{
    for (size_t i = 0; i < party->names.n; i++) {
        const sy_name_kind_of kind =
            sy_name_kind(f->p->names, sy_slice_of(party->names.items[i].text));
        if (kind != SY_NAME_MASKED && kind != SY_NAME_PLACEHOLDER) return true;
    }
    return false;
}

/* The one party of the list whose name the pattern fits; SY_NONE for none or several. */
static uint32_t only_candidate(const bearer *list, size_t n, sy_slice pattern, size_t but)
{
    uint32_t found = SY_NONE;

    for (size_t i = 0; i < n; i++) {
        if (list[i].party == but || list[i].party == found) continue;
        if (!sy_mask_fits_name(pattern, list[i].folded)) continue;
        if (found != SY_NONE) return SY_NONE;
        found = list[i].party;
    }
    return found;
}

static sy_status propose_masked(finder *f, bearer *list, size_t n)
{
    size_t asked = 0, known = 0;
    sy_status st = SY_OK;

    for (size_t i = 0; i < n; i++) { /* only somebody known is a candidate */
        if (is_known(f, list[i].party)) list[known++] = list[i];
    }

    for (size_t i = 0; i < f->out->n && asked < MOST_MASKED && st == SY_OK; i++) {
        const sy_identity *party = &f->out->items[i];
        if (party->names.n == 0 || has_plain_name(f, party)) continue;
        asked++;
        const sy_slice pattern = sy_slice_of(party->names.items[0].text);
        const uint32_t found = only_candidate(list, known, pattern, i);
        if (found != SY_NONE)
            st = add_pair(f, i, found, SY_MASKED_NAME, party->names.items[0].text);
    }
    return st;
}

/* ---- bound cards ---- */

/* Cells hold one card, or several with bank and kind: 样行:借记卡:6222...;... */
static sy_status propose_bound(finder *f, const sy_claim *c, sy_slice cell)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < cell.len && st == SY_OK;) {
        size_t n = 0;
        char number[CARD_MOST + 1];
        while (i + n < cell.len && cell.ptr[i + n] >= '0' && cell.ptr[i + n] <= '9') n++;
        if (n >= CARD_LEAST && n <= CARD_MOST) {
            memcpy(number, cell.ptr + i, n);
            number[n] = '\0';
            const uint32_t node = sy_people_account(f->p, number);
            const char *shown = node == SY_NONE ? NULL : f->p->nodes[node].number;
            if (shown) {
                st = add_pair(f, f->party_of[c->node], f->party_of[node], SY_BOUND_CARD, shown);
            }
        }
        i += n ? n : 1;
    }
    return st;
}

static sy_status propose_cards(finder *f)
{
    const sy_registry *r = f->p->registry;
    sy_status st = SY_OK;

    for (size_t i = 0; i < f->p->n_claims; i++) {
        const sy_claim *c = &f->p->claims[i];
        for (size_t k = 0; c->record && k < c->record->n && st == SY_OK; k++) {
            const sy_saying *s = &r->sayings[c->record->first + k];
            if (s->what == SY_PART_BOUND) st = propose_bound(f, c, s->value);
        }
    }
    return st;
}

/* ---- reasons ---- */

static bool share(const sy_party_facts *a, const sy_party_facts *b)
{
    for (size_t i = 0; i < a->n; i++) {
        for (size_t k = 0; k < b->n; k++) {
            if (strcmp(a->items[i].text, b->items[k].text) == 0) return true;
        }
    }
    return false;
}

static bool share_bank(const sy_identity *a, const sy_identity *b)
{
    for (size_t i = 0; i < a->n_accounts; i++) {
        for (size_t k = 0; k < b->n_accounts; k++) {
            const char *bank = a->accounts[i].bank;
            if (*bank && strcmp(bank, b->accounts[k].bank) == 0) return true;
        }
    }
    return false;
}

static uint32_t compare_ids(const sy_identity *a, const sy_identity *b)
{
    uint32_t reasons = 0;

    for (size_t i = 0; i < a->n_ids; i++) {
        for (size_t k = 0; k < b->n_ids; k++) {
            const sy_party_id *x = &a->ids[i], *y = &b->ids[k];
            const sy_slice s = sy_slice_of(x->at.text), t = sy_slice_of(y->at.text);
            if (x->verdict == SY_ID_UNCHECKED && x->kind == y->kind && sy_slice_is(s, t)) {
                reasons |= 1u << SY_SAME_DOCUMENT;
            }
            if ((x->verdict == SY_ID_MASKED && sy_mask_fits_number(s, t, true)) ||
                (y->verdict == SY_ID_MASKED && sy_mask_fits_number(t, s, true))) {
                reasons |= 1u << SY_MASKED_NUMBER;
            }
        }
    }
    return reasons;
}

static void weigh(const finder *f, sy_party_proposal *x)
{
    const sy_identity *a = &f->out->items[x->party_a], *b = &f->out->items[x->party_b];

    x->reasons |= compare_ids(a, b);
    if (share(&a->phones, &b->phones)) x->reasons |= 1u << SY_SAME_PHONE;
    if (share(&a->addresses, &b->addresses)) x->reasons |= 1u << SY_SAME_ADDRESS;
    if (share(&a->emails, &b->emails)) x->reasons |= 1u << SY_SAME_EMAIL;
    if (share(&a->legal, &b->legal)) x->reasons |= 1u << SY_SAME_LEGAL;
    if (share_bank(a, b)) x->reasons |= 1u << SY_SAME_BANK;
    x->amount = a->turnover < b->turnover ? a->turnover : b->turnover;
}

/* ---- the list ---- */

static int by_pair(const void *a, const void *b)
{
    const sy_party_proposal *x = a, *y = b;
    int c = strcmp(x->a, y->a);
    if (c == 0) c = strcmp(x->b, y->b);
    return c ? c : (x->reasons > y->reasons) - (x->reasons < y->reasons);
}

static int by_amount(const void *a, const void *b)
{
    const sy_party_proposal *x = a, *y = b;
    const bool p = x->state == SY_MATCH_SUSPECTED, q = y->state == SY_MATCH_SUSPECTED;
    if (p != q) return p ? -1 : 1;
    if (x->amount != y->amount) return x->amount > y->amount ? -1 : 1;
    return by_pair(a, b);
}

/* The id: of the two keys. */
static sy_status name_pair(const finder *f, sy_party_proposal *x)
{
    sy_digest d = {0};
    char sha256[SY_DIGEST_TEXT];
    sy_status st = sy_digest_begin(&d, SY_SHA256, f->err);

    if (st != SY_OK) return st;
    sy_digest_add(&d, x->a, strlen(x->a) + 1);
    sy_digest_add(&d, x->b, strlen(x->b));
    sy_digest_end(&d, sha256);
    memcpy(x->id, sha256, SY_PROPOSAL_ID - 1);
    return SY_OK;
}

/* One line a pair, the reasons together. */
static sy_status merge(finder *f)
{
    size_t kept = 0;

    if (f->n) qsort(f->list, f->n, sizeof *f->list, by_pair);
    for (size_t i = 0; i < f->n; i++) {
        sy_party_proposal *last = kept ? &f->list[kept - 1] : NULL;
        if (last && strcmp(last->a, f->list[i].a) == 0 && strcmp(last->b, f->list[i].b) == 0) {
            last->reasons |= f->list[i].reasons;
        } else {
            f->list[kept++] = f->list[i];
        }
    }
    f->n = kept;
    for (size_t i = 0; i < f->n; i++) {
        sy_party_proposal *x = &f->list[i];
        sy_status st = name_pair(f, x);
        if (st != SY_OK) return st;
        weigh(f, x);
    }
    return SY_OK;
}

static sy_status add_decided(finder *f, const sy_party_decision *d, size_t a, size_t b)
{
    void *items = f->list;

    if (!sy_grow(NULL, &items, &f->capacity, f->n, f->n + 1, sizeof *f->list)) {
        return sy_fail_nomem(f->err);
    }
    f->list = items;
    f->list[f->n] = (sy_party_proposal){
        .a = d->a,
        .b = d->b,
        .party_a = a,
        .party_b = b,
        .detail = "",
        .state = d->verdict == SY_VERDICT_CONFIRMED ? SY_MATCH_CONFIRMED : SY_MATCH_REJECTED,
        .decided = true};
    return name_pair(f, &f->list[f->n++]);
}

/* Rejected pairs are no question any more; confirmed ones are listed with the keys
 * that they had. */
static sy_status apply_decisions(finder *f)
{
    const sy_people *p = f->p;
    sy_status st = SY_OK;

    for (size_t i = 0; i < p->n_decisions && st == SY_OK; i++) {
        if (p->decided[i].a == SY_NONE || p->decided[i].b == SY_NONE) continue;
        const size_t a = f->party_of[p->decided[i].a], b = f->party_of[p->decided[i].b];
        const bool is_confirmed = p->decisions[i].verdict == SY_VERDICT_CONFIRMED;
        bool is_listed = false;
        for (size_t k = 0; k < f->n && !is_confirmed; k++) {
            sy_party_proposal *x = &f->list[k];
            const bool is_same =
                (x->party_a == a && x->party_b == b) || (x->party_a == b && x->party_b == a);
            if (!is_same) continue;
            x->state = SY_MATCH_REJECTED;
            x->decided = is_listed = true;
        }
        if (is_listed) continue;
        st = add_decided(f, &p->decisions[i], a, b);
    }
    return st;
}

sy_status sy_parties_propose(sy_parties *parties, sy_people *p, const uint32_t *party_of,
                             sy_err *err)
{
    finder f = {.out = parties, .p = p, .party_of = party_of, .err = err};
    bearer *bearers = NULL;
    size_t n = 0;
    sy_status st = list_bearers(&f, &bearers, &n);

    if (st == SY_OK) st = propose_names(&f, bearers, n);
    if (st == SY_OK) st = propose_masked(&f, bearers, n);
    if (st == SY_OK) st = propose_cards(&f);
    if (st == SY_OK) st = merge(&f);
    if (st == SY_OK) st = apply_decisions(&f);
    if (f.n) qsort(f.list, f.n, sizeof *f.list, by_amount);
    parties->proposals = sy_arena_get(p->arena, f.n * sizeof *f.list);
    if (st == SY_OK && !parties->proposals) st = sy_fail_nomem(err);
    if (st == SY_OK) {
        if (f.n) memcpy(parties->proposals, f.list, f.n * sizeof *f.list);
        parties->n_proposals = f.n;
        while (parties->n_open < f.n && f.list[parties->n_open].state == SY_MATCH_SUSPECTED) {
            parties->n_open++;
        }
    }
    sy_drop(NULL, f.list);
    sy_drop(NULL, bearers);
    return st;
}
