/* petition_links.c - the people of the lead's case are sorted by number and by name, then each
 * petition's people are looked up there. */
#include "casework/petition_links.h"

#include <stdlib.h>
#include <string.h>

#include "casework/people_of_cases.h"

const char *sy_petition_link_name(sy_petition_link link)
{
    static const char *const names[SY_PETITION_LINKS] = {"case", "debtor", "applicant"};
    return names[link];
}

/* ---- the same person? ---- */

typedef struct person {
    const char *name, *id; /* "" */
} person;

typedef struct people {
    person *by_id, *by_name; /* the same, in two orders */
    size_t n;
} people;

typedef struct match {
    const char *person; /* NULL: nobody */
    bool is_by_name;
} match;

static int by_id(const void *a, const void *b)
{
    const person *x = a, *y = b;
    const int order = strcmp(x->id, y->id);
    return order ? order : strcmp(x->name, y->name);
}

/* Of one name those without a number come first: find_name counts on it. */
static int by_name(const void *a, const void *b)
{
    const person *x = a, *y = b;
    const int order = strcmp(x->name, y->name);
    return order ? order : strcmp(x->id, y->id);
}

static sy_status sort_people(people *p, sy_arena *arena, sy_err *err)
{
    size_t kept = 0;

    if (p->n == 0) return SY_OK;
    p->by_name = sy_arena_get(arena, p->n * sizeof *p->by_name);
    if (!p->by_name) return sy_fail_nomem(err);
    memcpy(p->by_name, p->by_id, p->n * sizeof *p->by_name);
    qsort(p->by_name, p->n, sizeof *p->by_name, by_name);
    for (size_t i = 0; i < p->n; i++) { /* a petitioner without his number is in the case, too */
        const person *next = i + 1 < p->n ? &p->by_name[i + 1] : NULL;
        if (!next || *p->by_name[i].id || strcmp(p->by_name[i].name, next->name) != 0)
            p->by_name[kept++] = p->by_name[i];
    }
    p->n = kept;
    memcpy(p->by_id, p->by_name, p->n * sizeof *p->by_id);
    qsort(p->by_id, p->n, sizeof *p->by_id, by_id);
    return SY_OK;
}

/* The first that is not less, where it is of that number or name. */
static const person *find(const person *items, size_t n, const person *wanted,
                          int (*order)(const void *, const void *))
{
    size_t low = 0, high = n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (order(&items[middle], wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n ? &items[low] : NULL;
}

static match match_one(const people *p, const person *q)
{
    if (*q->id) {
        const person *same = find(p->by_id, p->n, &(person){"", q->id}, by_id);
        if (same && strcmp(same->id, q->id) == 0)
            return (match){*q->name ? q->name : *same->name ? same->name : q->id, false};
    }
    if (!*q->name) return (match){0};
    const person *named = find(p->by_name, p->n, &(person){q->name, ""}, by_name);
    if (!named || strcmp(named->name, q->name) != 0) return (match){0};
    return *q->id && *named->id ? (match){0} : (match){q->name, true};
}

/* A number says more than a name. */
static match match_side(const people *p, sy_people_of_case there, sy_side side)
{
    match best = {0};

    for (size_t i = 0; i < there.n; i++) {
        if (there.items[i].side != side) continue;
        const match m = match_one(p, &(person){there.items[i].name, there.items[i].id});
        if (m.person && !m.is_by_name) return m;
        if (!best.person) best = m;
    }
    return best;
}

/* ---- the lead's side ---- */

typedef struct subject {
    char key[SY_CASE_KEY];
    const char *court;
    people debtors, applicants;
} subject;

static const char *court_of(const char *said, sy_people_of_case p)
{
    for (size_t i = 0; i < p.n && !*said; i++) said = p.items[i].court;
    return said;
}

static sy_status add_petitioners(subject *s, const sy_petitions *all, sy_arena *arena, sy_err *err)
{
    for (size_t i = 0; i < all->n; i++) {
        const sy_petition *p = &all->items[i];
        if (strcmp(p->case_number, s->key) != 0) continue;
        const person who = {sy_person_name(arena, sy_slice_of(p->petitioner)), p->petitioner_id};
        if (!who.name) return sy_fail_nomem(err);
        if (*who.name || *who.id) s->applicants.by_id[s->applicants.n++] = who;
    }
    return SY_OK;
}

static sy_status make_subject(subject *s, const sy_docket_lead *l, const sy_people_of_cases *known,
                              const sy_petitions *all, sy_arena *arena, sy_err *err)
{
    const sy_people_of_case here = sy_people_of(known, s->key);

    s->court = court_of(l->lead.court, here);
    s->debtors.by_id = sy_arena_get(arena, (here.n + 1) * sizeof(person));
    s->applicants.by_id = sy_arena_get(arena, (here.n + all->n + 1) * sizeof(person));
    if (!s->debtors.by_id || !s->applicants.by_id) return sy_fail_nomem(err);
    for (size_t i = 0; i < here.n; i++) {
        people *to = here.items[i].side == SY_SIDE_DEBTOR ? &s->debtors : &s->applicants;
        to->by_id[to->n++] = (person){here.items[i].name, here.items[i].id};
    }
    sy_status st = add_petitioners(s, all, arena, err);
    if (st == SY_OK) st = sort_people(&s->debtors, arena, err);
    return st == SY_OK ? sort_people(&s->applicants, arena, err) : st;
}

/* ---- together ---- */

static match match_applicant(const subject *s, const sy_petition *p, const char *name,
                             sy_people_of_case there)
{
    const char *court = court_of(p->court, there);

    if (!*court || strcmp(court, s->court) != 0) return (match){0};
    return match_one(&s->applicants, &(person){name, p->petitioner_id});
}

/* SY_PETITION_LINKS as link: it does not bear on the lead. */
static sy_linked_petition link_of(const subject *s, const sy_petition *p, const char *name,
                                  const sy_people_of_cases *known)
{
    const sy_people_of_case there =
        *p->case_number ? sy_people_of(known, p->case_number) : (sy_people_of_case){0};
    sy_linked_petition x = {.petition = p, .link = SY_PETITION_OF_CASE, .person = ""};

    if (strcmp(p->case_number, s->key) == 0) return x;
    match m = match_side(&s->debtors, there, SY_SIDE_DEBTOR);
    x.link = SY_PETITION_OF_DEBTOR;
    if (!m.person) {
        m = match_applicant(s, p, name, there);
        x.link = m.person ? SY_PETITION_OF_APPLICANT : SY_PETITION_LINKS;
    }
    x.person = m.person;
    x.is_by_name = m.is_by_name;
    return x;
}

static int by_link(const void *a, const void *b)
{
    const sy_linked_petition *x = a, *y = b;
    int order = (int)x->link - (int)y->link;

    if (order == 0) order = strcmp(x->petition->case_number, y->petition->case_number);
    return order ? order : strcmp(x->petition->number, y->petition->number);
}

static sy_status read_people(sy_people_of_cases *known, const subject *s, const char *raw,
                             const sy_petitions *all, sy_workspace *ws, const sy_pools *pools,
                             sy_arena *arena, sy_err *err)
{
    const char **keys = sy_arena_get(arena, (all->n + 2) * sizeof *keys);
    size_t n = 0;

    if (!keys) return sy_fail_nomem(err);
    keys[n++] = s->key;
    keys[n++] = raw;
    for (size_t i = 0; i < all->n; i++) {
        const char *key = all->items[i].case_number;
        if (*key && strcmp(key, keys[n - 1]) != 0) keys[n++] = key;
    }
    return sy_people_of_cases_read(known, ws, pools, keys, n, arena, err);
}

sy_status sy_petition_links_of(sy_linked_petition **out, size_t *n, const sy_docket_lead *lead,
                               sy_workspace *ws, const sy_pools *pools, sy_arena *arena,
                               sy_err *err)
{
    const sy_petitions *all = sy_docket_petitions(lead->docket);
    sy_people_of_cases known;
    subject s = {0};

    *out = NULL;
    *n = 0;
    sy_case_key(s.key, lead->lead.case_number);
    if (all->n == 0 || !*s.key) return SY_OK;
    sy_status st = read_people(&known, &s, lead->lead.case_number, all, ws, pools, arena, err);
    if (st == SY_OK) st = make_subject(&s, lead, &known, all, arena, err);
    if (st != SY_OK) return st;
    sy_linked_petition *list = sy_arena_get(arena, all->n * sizeof *list);
    if (!list) return sy_fail_nomem(err);
    for (size_t i = 0; i < all->n; i++) {
        const sy_petition *p = &all->items[i];
        const char *name = sy_person_name(arena, sy_slice_of(p->petitioner));
        if (!name) return sy_fail_nomem(err);
        list[*n] = link_of(&s, p, name, &known);
        *n += list[*n].link != SY_PETITION_LINKS;
    }
    if (*n) qsort(list, *n, sizeof *list, by_link);
    *out = list;
    return SY_OK;
}
