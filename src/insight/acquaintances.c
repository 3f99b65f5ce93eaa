/* acquaintances.c - two sources: what account and person files say of parties, and rows of
 * registers that name the debtor. An address or phone that many parties share is that of an
 * office or a bank, and brings nobody together. */
#include "insight/acquaintances.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/lang.h"
#include "identifier/name.h"

enum { MOST_SHARING = 6, LEAST_ADDRESS = 15, LEAST_PHONE = 7, MOST_FOUND = 2000 };

static const struct {
    const char *name, *label;
} codes[SY_KNOWN_CODES] = {
    [SY_KNOWN_LEGAL] = {"legal-representative", N_("he is its legal representative")},
    [SY_KNOWN_SHAREHOLDER] = {"register-of-companies",
                              N_("he is shareholder or legal representative by the register")},
    [SY_KNOWN_CO_OWNER] = {"co-owner", N_("owner of one thing with him by a register")},
    [SY_KNOWN_ADDRESS] = {"same-address", N_("the same address")},
    [SY_KNOWN_PHONE] = {"same-phone", N_("the same phone")},
    [SY_KNOWN_AGENT] = {"agent", N_("one opened or runs an account of the other")},
};

const char *sy_acquaintance_name(sy_acquaintance_code code)
{
    return codes[code].name;
}

const char *sy_acquaintance_label(sy_acquaintance_code code)
{
    return sy_tr(codes[code].label);
}

typedef struct search {
    sy_scene *s;
    const sy_pools *pools;
    sy_arena *arena;
    sy_source *sources;
    size_t n_sources;
    sy_acquaintance *items;
    size_t n;
} search;

/* ---- who it is ---- */

static bool is_debtor_named(const sy_scene *s, const char *name)
{
    for (size_t i = 0; i < s->n_debtors; i++) {
        if (strcmp(s->parties->items[s->debtors[i]].name, name) == 0) return true;
    }
    return s->facts.debtor && strcmp(s->facts.debtor, name) == 0;
}

static bool is_entered(const sy_scene *s, const char *name, const char *identity)
{
    for (size_t i = 0; i < s->n_people; i++) {
        const sy_case_person *p = &s->people[i];
        const bool both = *p->identity && *identity;
        if (both ? strcmp(p->identity, identity) == 0 : strcmp(p->name, name) == 0) return true;
    }
    return false;
}

static const char *number_of(const sy_identity *p)
{
    for (size_t i = 0; i < p->n_ids; i++) {
        if (p->ids[i].verdict == SY_ID_GOOD) return p->ids[i].at.text;
    }
    return "";
}

/* The one with this name and number, new or known; NULL: he is the debtor, entered already,
 * or there are too many. */
static sy_acquaintance *find(search *f, const char *name, const char *identity)
{
    if (!*name || is_debtor_named(f->s, name) || is_entered(f->s, name, identity)) return NULL;
    for (size_t i = 0; i < f->n; i++) {
        sy_acquaintance *a = &f->items[i];
        if (strcmp(a->name, name) != 0) continue;
        if (*identity && *a->identity && strcmp(a->identity, identity) != 0) continue;
        if (*identity) a->identity = identity;
        return a;
    }
    if (f->n == MOST_FOUND) return NULL;
    sy_acquaintance *a = &f->items[f->n++];
    *a = (sy_acquaintance){.name = name, .identity = identity};
    return a;
}

static void add(search *f, const char *name, const char *identity, sy_acquaintance_reason why)
{
    sy_acquaintance *a = find(f, name, identity);

    if (!a) return;
    if (why.code == SY_KNOWN_LEGAL || why.code == SY_KNOWN_SHAREHOLDER) {
        a->relation = SY_RELATION_COMPANY;
    }
    for (size_t i = 0; i < a->n_reasons; i++) {
        if (a->reasons[i].code == why.code) return; /* the first says it */
    }
    if (a->n_reasons < SY_ACQUAINTANCE_REASONS) a->reasons[a->n_reasons++] = why;
}

/* ---- files ---- */

static sy_acquaintance_reason reason_of(sy_acquaintance_code code, const sy_party_fact *fact)
{
    return (sy_acquaintance_reason){code, fact->text, fact->source, fact->row};
}

static const sy_party_fact *fact_saying(const sy_party_facts *facts, const char *text)
{
    for (size_t i = 0; i < facts->n; i++) {
        if (strcmp(facts->items[i].text, text) == 0) return &facts->items[i];
    }
    return NULL;
}

static size_t how_many_say(const sy_parties *all, size_t offset, const char *text)
{
    size_t n = 0;

    for (size_t p = 0; p < all->n && n <= MOST_SHARING; p++) {
        const sy_party_facts *facts =
            (const sy_party_facts *)(const void *)((const char *)&all->items[p] + offset);
        n += fact_saying(facts, text) != NULL;
    }
    return n;
}

/* Everybody else of whom files say one thing that they say of the debtor. */
static void add_sharing(search *f, uint32_t debtor, size_t offset, size_t least,
                        sy_acquaintance_code code)
{
    const sy_parties *all = f->s->parties;
    const sy_party_facts *his =
        (const sy_party_facts *)(const void *)((const char *)&all->items[debtor] + offset);

    for (size_t i = 0; i < his->n; i++) {
        const char *text = his->items[i].text;
        if (strlen(text) < least || how_many_say(all, offset, text) > MOST_SHARING) continue;
        for (uint32_t p = 0; p < all->n; p++) {
            const sy_party_facts *facts =
                (const sy_party_facts *)(const void *)((const char *)&all->items[p] + offset);
            const sy_party_fact *fact = fact_saying(facts, text);
            if (!fact || sy_scene_is_debtor(f->s, p)) continue;
            add(f, all->items[p].name, number_of(&all->items[p]), reason_of(code, fact));
        }
    }
}

/* Companies that name him, accounts that he runs, and who runs his. */
static void add_named(search *f, uint32_t debtor)
{
    const sy_parties *all = f->s->parties;
    const sy_identity *him = &all->items[debtor];

    for (uint32_t p = 0; p < all->n; p++) {
        const sy_identity *other = &all->items[p];
        if (sy_scene_is_debtor(f->s, p)) continue;
        const sy_party_fact *legal = fact_saying(&other->legal, him->name);
        const sy_party_fact *agent = fact_saying(&other->agents, him->name);
        if (legal) add(f, other->name, number_of(other), reason_of(SY_KNOWN_LEGAL, legal));
        if (agent) add(f, other->name, number_of(other), reason_of(SY_KNOWN_AGENT, agent));
    }
    for (size_t i = 0; i < him->agents.n; i++) {
        const sy_party_fact *fact = &him->agents.items[i];
        const uint32_t party = sy_scene_party_named(f->s, sy_slice_of(fact->text));
        add(f, fact->text, party == SY_NONE ? "" : number_of(&all->items[party]),
            reason_of(SY_KNOWN_AGENT, fact));
    }
}

/* ---- registers ---- */

static const sy_source *source_of(const search *f, uint32_t id)
{
    return sy_source_with_id(f->sources, f->n_sources, id);
}

/* The item of a list joined by 、; empty past the last. */
static sy_slice item_of(const char *several, size_t wanted)
{
    sy_slice rest = sy_slice_of(several);

    for (size_t i = 0; rest.len > 0; i++) {
        const sy_slice item = sy_slice_cut(&rest, SY_TEXT("、"));
        if (i == wanted) return item;
    }
    return (sy_slice){"", 0};
}

/* A company that names him: its name is a key, its credit code another. */
static void add_company(search *f, const sy_registration *r, sy_acquaintance_reason why)
{
    char out[SY_ID_SPACE];
    const char *code = "";

    for (size_t i = 0; i < SY_POOL_KEYS; i++) {
        if (sy_id_read(out, SY_ID_CREDIT, sy_slice_of(r->keys[i])) == SY_ID_GOOD) code = r->keys[i];
    }
    why.code = SY_KNOWN_SHAREHOLDER;
    add(f, r->asset, code, why);
}

/* Who stands beside him: numbers go with names where there are as many. */
static sy_status add_co_owners(search *f, const sy_registration *r, sy_acquaintance_reason why,
                               sy_err *err)
{
    why.code = SY_KNOWN_CO_OWNER;
    for (size_t i = 0;; i++) {
        const sy_slice name = item_of(r->owner, i), number = item_of(r->owner_id, i);
        if (name.len == 0) return SY_OK;
        const char *n = sy_arena_text(f->arena, name.ptr, name.len);
        const char *id = sy_arena_text(f->arena, number.ptr, number.len);
        if (!n || !id) return sy_fail_nomem(err);
        add(f, n, id, why);
    }
}

static sy_status take_registration(search *f, const sy_registration *r,
                                   const sy_register_owner *owners, size_t n_owners, sy_err *err)
{
    const sy_acquaintance_reason why = {
        .text = r->asset, .source = source_of(f, r->source), .row = r->row};
    sy_status st = SY_OK;

    for (size_t i = 0; i < n_owners && st == SY_OK; i++) {
        const bool is_owner = sy_registration_is_owned(r, &owners[i], NULL);
        const bool is_legal = sy_register_names(r->legal, owners[i].name);
        const bool is_company = strcmp(r->pool->property_class, "equity") == 0;
        if (is_company && (is_owner || is_legal)) add_company(f, r, why);
        if (!is_company && is_owner) st = add_co_owners(f, r, why, err);
    }
    return st;
}

static sy_status read_registers(search *f, sy_err *err)
{
    const sy_scene *s = f->s;
    const size_t most = s->n_debtors + 1;
    sy_workspace *ws = sy_case_workspace(s->c);
    sy_register_owner *owners = sy_arena_get(f->arena, most * sizeof *owners);
    sy_registration *rows;
    size_t n_owners = 0, n = 0;

    if (!owners) return sy_fail_nomem(err);
    for (size_t i = 0; i < s->n_debtors; i++) {
        const sy_identity *p = &s->parties->items[s->debtors[i]];
        owners[n_owners++] = (sy_register_owner){p->name, number_of(p)};
    }
    if (s->facts.debtor) {
        owners[n_owners++] = (sy_register_owner){s->facts.debtor, s->facts.debtor_id};
    }
    const sy_register_query query = {.owners = owners, .n_owners = n_owners};
    sy_status st = sy_registrations(ws, f->pools, &query, &rows, &n, f->arena, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        st = take_registration(f, &rows[i], owners, n_owners, err);
    }
    return st;
}

/* ---- all ---- */

static int by_weight(const void *a, const void *b)
{
    const sy_acquaintance *x = a, *y = b;
    const int name = strcmp(x->name, y->name);

    if (x->n_reasons != y->n_reasons) return x->n_reasons > y->n_reasons ? -1 : 1;
    return name ? name : strcmp(x->identity, y->identity);
}

static sy_status name_it(sy_acquaintance *a, sy_err *err)
{
    char sha256[SY_DIGEST_TEXT];
    sy_digest d = {0};
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);

    if (st != SY_OK) return st;
    sy_digest_add(&d, a->name, strlen(a->name) + 1);
    sy_digest_add(&d, a->identity, strlen(a->identity));
    sy_digest_end(&d, sha256);
    memcpy(a->id, sha256, SY_ACQUAINTANCE_ID - 1);
    return SY_OK;
}

sy_status sy_acquaintances(sy_scene *s, const sy_pools *pools, sy_acquaintance **list, size_t *n,
                           sy_arena *arena, sy_err *err)
{
    search f = {.s = s, .pools = pools, .arena = arena};
    sy_status st =
        sy_facts_source_names(sy_case_workspace(s->c), &f.sources, &f.n_sources, arena, err);

    f.items = sy_arena_get(arena, MOST_FOUND * sizeof *f.items);
    if (st == SY_OK && !f.items) st = sy_fail_nomem(err);
    for (size_t i = 0; i < s->n_debtors && st == SY_OK; i++) {
        add_named(&f, s->debtors[i]);
        add_sharing(&f, s->debtors[i], offsetof(sy_identity, addresses), LEAST_ADDRESS,
                    SY_KNOWN_ADDRESS);
        add_sharing(&f, s->debtors[i], offsetof(sy_identity, phones), LEAST_PHONE, SY_KNOWN_PHONE);
    }
    if (st == SY_OK) st = read_registers(&f, err);
    if (st == SY_OK && f.n > 0) qsort(f.items, f.n, sizeof *f.items, by_weight);
    for (size_t i = 0; i < f.n && st == SY_OK; i++) st = name_it(&f.items[i], err);
    *list = f.items;
    *n = st == SY_OK ? f.n : 0;
    return st;
}
