/* scene_people.c - which parties of the statements are the debtor, his people, and whose
 * account is whose.
 *
 * An identity number decides where both sides give one. A name alone gives the person all
 * parties of that name, unless these are known to be several people: then nobody is
 * guessed. Statements without identity numbers make a party of each account, so one person
 * may be several parties here. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "insight/scene_parts.h"

/* ---- accounts ---- */

/* "6222...#yuebao", "6222...#other": the holder's of the number before the #. */
static void own_the_rest(sy_scene *s)
{
    const sy_flow *f = s->f;

    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const uint32_t account = f->ledgers[l].account;
        const char *number = sy_flow_text(f, f->ledgers[l].number), *mark = strchr(number, '#');
        if (!mark || s->party_of[account] != SY_NONE) continue;
        const sy_slice owner = {number, (size_t)(mark - number)};
        const uint32_t of = sy_case_find_account(s->c, owner);
        if (of != SY_NONE) s->party_of[account] = s->party_of[of];
    }
}

static sy_status find_owners(sy_scene *s, sy_err *err)
{
    s->party_of = sy_arena_get(s->arena, ((size_t)s->f->n_accounts + 1) * sizeof *s->party_of);
    if (!s->party_of) return sy_fail_nomem(err);
    for (uint32_t a = 0; a < s->f->n_accounts; a++) s->party_of[a] = SY_NONE;
    for (uint32_t p = 0; p < s->parties->n; p++) {
        const sy_identity *who = &s->parties->items[p];
        for (size_t i = 0; i < who->n_accounts; i++) {
            const uint32_t account =
                sy_case_find_account(s->c, sy_slice_of(who->accounts[i].number));
            if (account != SY_NONE && s->party_of[account] == SY_NONE) s->party_of[account] = p;
        }
    }
    own_the_rest(s);
    return SY_OK;
}

/* ---- names ---- */

static const char *name_of(const sy_scene *s, uint32_t party)
{
    return s->parties->items[party].name ? s->parties->items[party].name : "";
}

static int by_name(const void *a, const void *b, void *ctx)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    const int order = strcmp(name_of(ctx, x), name_of(ctx, y));
    return order ? order : (x > y) - (x < y);
}

static sy_status sort_names(sy_scene *s, sy_err *err)
{
    s->named = sy_arena_get(s->arena, (s->parties->n + 1) * sizeof *s->named);
    if (!s->named) return sy_fail_nomem(err);
    for (uint32_t p = 0; p < s->parties->n; p++) s->named[p] = p;
    qsort_r(s->named, s->parties->n, sizeof *s->named, by_name, s);
    return SY_OK;
}

/* The parties of this name: named[*first] and the next ones; how many. */
static size_t range_of(const sy_scene *s, sy_slice name, size_t *first)
{
    size_t low = 0, high = s->parties->n, n = 0;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sy_slice_compare(sy_slice_of(name_of(s, s->named[middle])), name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (low + n < s->parties->n && sy_slice_is(sy_slice_of(name_of(s, s->named[low + n])), name))
        n++;
    return n;
}

uint32_t sy_scene_party_named(const sy_scene *s, sy_slice name)
{
    size_t first;
    return name.len && range_of(s, name, &first) == 1 ? s->named[first] : SY_NONE;
}

/* ---- identity ---- */

/* The first number that is certain; NULL. */
static const char *certain_id(const sy_identity *who)
{
    for (size_t i = 0; i < who->n_ids; i++) {
        if (who->ids[i].verdict == SY_ID_GOOD) return who->ids[i].at.text;
    }
    return NULL;
}

static bool has_id(const sy_identity *who, const char *identity)
{
    for (size_t i = 0; i < who->n_ids; i++) {
        if (strcmp(who->ids[i].at.text, identity) == 0) return true;
    }
    return false;
}

static bool is_another(const sy_identity *who, const char *identity)
{
    return *identity && certain_id(who) && !has_id(who, identity);
}

/* Are these parties of one name, as far as their numbers say, one person? */
static bool may_be_one(const sy_scene *s, size_t first, size_t n)
{
    const char *seen = NULL;

    for (size_t i = first; i < first + n; i++) {
        const char *id = certain_id(&s->parties->items[s->named[i]]);
        if (id && seen && strcmp(id, seen) != 0) return false;
        if (id) seen = id;
    }
    return true;
}

static void give(sy_scene *s, uint32_t party, sy_relation relation, uint32_t *fits)
{
    ++*fits;
    if (s->relation[party] == SY_RELATION_NONE || relation == SY_RELATION_DEBTOR)
        s->relation[party] = relation;
}

/* Gives the parties that are this person the relation; how many, SY_NONE where the name
 * is that of several people. */
static uint32_t place(sy_scene *s, const char *name, const char *identity, sy_relation relation)
{
    uint32_t fits = 0;
    size_t first = 0, n = *name ? range_of(s, sy_slice_of(name), &first) : 0;

    for (uint32_t p = 0; *identity && p < s->parties->n; p++) {
        if (has_id(&s->parties->items[p], identity)) give(s, p, relation, &fits);
    }
    if (!*identity && !may_be_one(s, first, n)) return SY_NONE;
    for (size_t i = first; i < first + n; i++) {
        const sy_identity *who = &s->parties->items[s->named[i]];
        if (is_another(who, identity) || (*identity && has_id(who, identity))) continue;
        give(s, s->named[i], relation, &fits);
    }
    return fits;
}

/* ---- the debtor ---- */

static sy_status none_or_many(const char *name, uint32_t fits, sy_err *err)
{
    if (fits == SY_NONE) {
        return sy_fail(err, SY_EDATA,
                       N_("several people in the statements are called \"%.60s\"; give the "
                          "identity number"),
                       name);
    }
    return sy_fail(err, SY_EDATA,
                   N_("nobody in the statements and account files is \"%.60s\"; `suyuan parties` "
                      "lists them"),
                   name);
}

/* A name, an identity number, or one of the person's accounts. */
static sy_status place_asked(sy_scene *s, const char *party, sy_err *err)
{
    const uint32_t account = sy_case_find_account(s->c, sy_slice_of(party));
    uint32_t fits = 0;

    if (account != SY_NONE && s->party_of[account] != SY_NONE) {
        give(s, s->party_of[account], SY_RELATION_DEBTOR, &fits);
        return SY_OK;
    }
    for (uint32_t p = 0; p < s->parties->n; p++) {
        if (has_id(&s->parties->items[p], party)) give(s, p, SY_RELATION_DEBTOR, &fits);
    }
    if (fits == 0) fits = place(s, party, "", SY_RELATION_DEBTOR);
    return fits == 0 || fits == SY_NONE ? none_or_many(party, fits, err) : SY_OK;
}

static sy_status place_debtor(sy_scene *s, sy_err *err)
{
    const char *name = s->facts.debtor ? s->facts.debtor : "",
               *identity = s->facts.debtor_id ? s->facts.debtor_id : "";
    uint32_t fits = 0;

    for (size_t i = 0; i < s->n_people; i++) {
        if (s->people[i].relation == SY_RELATION_DEBTOR && s->fits[i] != SY_NONE)
            fits += s->fits[i];
    }
    if (!*name && !*identity && fits == 0) {
        return sy_fail(err, SY_EINVAL,
                       N_("say who the debtor is: suyuan case %s --debtor NAME, or --party NAME"),
                       sy_workspace_path(sy_case_workspace(s->c)));
    }
    const uint32_t more = *name || *identity ? place(s, name, identity, SY_RELATION_DEBTOR) : 0;
    if (more == SY_NONE || fits + more == 0)
        return none_or_many(*name ? name : identity, more, err);
    return SY_OK;
}

static sy_status list_debtors(sy_scene *s, sy_err *err)
{
    s->debtors = sy_arena_get(s->arena, (s->parties->n + 1) * sizeof *s->debtors);
    if (!s->debtors) return sy_fail_nomem(err);
    for (uint32_t p = 0; p < s->parties->n; p++) {
        if (s->relation[p] == SY_RELATION_DEBTOR) s->debtors[s->n_debtors++] = p;
    }
    return SY_OK;
}

bool sy_scene_is_debtor(const sy_scene *s, uint32_t party)
{
    return party != SY_NONE && s->relation[party] == SY_RELATION_DEBTOR;
}

static sy_status place_people(sy_scene *s, bool with_debtors, sy_err *err)
{
    sy_status st = sy_people(sy_case_workspace(s->c), &s->people, &s->n_people, s->arena, err);

    if (st != SY_OK) return st;
    s->relation = sy_arena_get(s->arena, (s->parties->n + 1) * sizeof *s->relation);
    s->fits = sy_arena_get(s->arena, (s->n_people + 1) * sizeof *s->fits);
    if (!s->relation || !s->fits) return sy_fail_nomem(err);
    for (size_t i = 0; i < s->n_people; i++) {
        const sy_case_person *p = &s->people[i];
        if (p->relation == SY_RELATION_DEBTOR && !with_debtors) continue;
        s->fits[i] = place(s, p->name, p->identity, p->relation);
    }
    return SY_OK;
}

sy_status sy_scene_find_people(sy_scene *s, const sy_scene_options *options, sy_err *err)
{
    const char *party = options->party;
    sy_status st = sy_case_parties(s->c, &s->parties, s->arena, err);

    if (st == SY_OK) st = find_owners(s, err);
    if (st == SY_OK) st = sort_names(s, err);
    if (st == SY_OK) st = place_people(s, party == NULL, err);
    if (st == SY_OK && options->any_debtor) {
        (void)place_debtor(s, NULL); /* who is not there is not placed */
    } else if (st == SY_OK) {
        st = party ? place_asked(s, party, err) : place_debtor(s, err);
    }
    if (st == SY_OK) st = list_debtors(s, err);
    return st;
}
