/* registered.c - everything that registers say of the people of the scene and of the numbers
 * in clues is read once; each clue then looks through those few rows.
 *
 * A thing fits a clue when its owner is one of the people (or a row named its number), when
 * it was his at a time that goes with the payments, and when no price contradicts. For a
 * purchase the registration must come with the payments; for a use, a premium or a loan it
 * is enough that it was his then. Of things that fit the surest and nearest is taken, the
 * others are counted. */
#include "insight/registered.h"

#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "identifier/name.h"

enum {
    BEFORE = 60,       /* days that a registration may come before the first payment */
    AFTER = 180,       /* ... and after the last */
    AFTER_HOUSE = 900, /* flats are sold before they are built */
    PRICE_PERCENT = 20 /* a register's price and that of a tax may differ so much */
};

const char *sy_registered_name(sy_registered_state s)
{
    static const char *const names[] = {"no-register", "not-found", "found", "transferred",
                                        "ended"};
    return names[s];
}

const char *sy_registered_label(sy_registered_state s)
{
    static const char *const labels[] = {
        N_("no register loaded"), N_("not in the register as loaded"), N_("in the register"),
        N_("in the register, transferred since"), N_("in the register, ended since")};
    return sy_tr(labels[s]);
}

const char *sy_registered_by_name(sy_registered_by by)
{
    static const char *const names[] = {"", "name", "id", "key"};
    return names[by];
}

/* Somebody of the scene, as a register may name him. */
typedef struct person {
    uint32_t party; /* SY_NONE: no statement shows him */
    bool is_of_case;
    sy_register_owner who;
} person;

typedef struct book {
    sy_scene *s;
    sy_arena *arena;
    const sy_pools *pools;
    sy_pool_stock *stocks;
    size_t n_stocks;
    sy_registration *rows; /* thing after thing */
    size_t n_rows;
    size_t *begin; /* by thing: its rows are rows[begin[t]] .. rows[begin[t + 1] - 1] */
    size_t n_things;
    sy_source *sources;
    size_t n_sources;
    person *people;
    size_t n_people;
    const char **keys;
    size_t n_keys;
    const char *address; /* of the clue that is looked up, folded */
} book;

/* ---- who and what is asked for ---- */

static const char *folded(book *b, sy_slice text)
{
    const sy_slice f = sy_name_fold(b->arena, text);
    const char *copy = f.ptr ? sy_arena_text(b->arena, f.ptr, f.len) : NULL;
    return copy;
}

static bool is_person_of_case(const sy_scene *s, uint32_t party)
{
    return sy_scene_is_debtor(s, party) || s->relation[party] != SY_RELATION_NONE;
}

static bool has_kind(const sy_party_id *id)
{
    return id->verdict == SY_ID_GOOD && (id->kind == SY_ID_CITIZEN || id->kind == SY_ID_CREDIT);
}

static void add_who(book *b, uint32_t party, bool is_of_case, const char *name, const char *number)
{
    b->people[b->n_people++] = (person){party, is_of_case, {name, number ? number : ""}};
}

/* Numbers that people gave with the case, for somebody whom statements show by name only. */
static size_t add_said_numbers(book *b, uint32_t party, const char *name)
{
    const sy_scene *s = b->s;
    const sy_identity *p = &s->parties->items[party];
    size_t n = 0;

    if (sy_scene_is_debtor(s, party) && s->facts.debtor_id && s->facts.debtor &&
        strcmp(s->facts.debtor, p->name) == 0) {
        add_who(b, party, true, name, s->facts.debtor_id);
        n++;
    }
    for (size_t i = 0; i < s->n_people; i++) {
        const sy_case_person *said = &s->people[i];
        if (!*said->identity || said->relation != s->relation[party]) continue;
        if (strcmp(said->name, p->name) != 0) continue;
        add_who(b, party, true, name, said->identity);
        n++;
    }
    return n;
}

/* Each number that is known of him, or his name alone. */
static sy_status add_person(book *b, uint32_t party, sy_err *err)
{
    const sy_identity *p = &b->s->parties->items[party];
    const bool is_of_case = is_person_of_case(b->s, party);
    const char *name = folded(b, sy_slice_of(p->name));
    size_t numbers = 0;

    if (!name) return sy_fail_nomem(err);
    for (size_t i = 0; i < p->n_ids; i++) {
        if (!has_kind(&p->ids[i])) continue;
        add_who(b, party, is_of_case, name, p->ids[i].at.text);
        numbers++;
    }
    if (numbers == 0) numbers = add_said_numbers(b, party, name);
    if (numbers == 0 && *name) add_who(b, party, is_of_case, name, NULL);
    return SY_OK;
}

/* People of the case of whom no statement knows anything: a register may. */
static sy_status add_unseen(book *b, sy_err *err)
{
    const sy_scene *s = b->s;

    for (size_t i = 0; i < s->n_people; i++) {
        if (s->fits[i] != 0 && s->fits[i] != SY_NONE) continue;
        const char *name = folded(b, sy_slice_of(s->people[i].name));
        if (!name) return sy_fail_nomem(err);
        add_who(b, SY_NONE, true, name, s->people[i].identity);
    }
    return SY_OK;
}

/* The people of the case and the holders of clues, each once, by party. */
static sy_status list_people(book *b, const sy_clues *clues, sy_err *err)
{
    const sy_parties *all = b->s->parties;
    bool *wanted = sy_arena_get(b->arena, all->n + 1);
    size_t most = b->s->n_people;
    sy_status st = SY_OK;

    if (!wanted) return sy_fail_nomem(err);
    for (size_t i = 0; i < clues->n; i++) {
        if (clues->items[i].party != SY_NONE) wanted[clues->items[i].party] = true;
    }
    for (uint32_t p = 0; p < all->n; p++) {
        wanted[p] = wanted[p] || is_person_of_case(b->s, p);
        if (wanted[p]) most += all->items[p].n_ids + b->s->n_people + 2;
    }
    b->people = sy_arena_get(b->arena, most * sizeof *b->people);
    if (!b->people) return sy_fail_nomem(err);
    for (uint32_t p = 0; p < all->n && st == SY_OK; p++) {
        if (wanted[p]) st = add_person(b, p, err);
    }
    return st == SY_OK ? add_unseen(b, err) : st;
}

/* What rows named: plates and numbers are in normal form, an address is folded. */
static sy_status list_keys(book *b, const sy_clues *clues, sy_err *err)
{
    b->keys = sy_arena_get(b->arena, 4 * clues->n * sizeof *b->keys);
    if (!b->keys) return sy_fail_nomem(err);
    for (size_t i = 0; i < clues->n; i++) {
        const sy_clue *k = &clues->items[i];
        const char *const numbers[] = {k->plate, k->vin, k->policy};
        for (size_t n = 0; n < 3; n++) {
            if (*numbers[n]) b->keys[b->n_keys++] = numbers[n];
        }
        if (k->address.len == 0) continue;
        const char *address = folded(b, k->address);
        if (!address) return sy_fail_nomem(err);
        b->keys[b->n_keys++] = address;
    }
    return SY_OK;
}

static sy_status read_registers(book *b, sy_err *err)
{
    sy_workspace *ws = sy_case_workspace(b->s->c);
    sy_register_owner *owners = sy_arena_get(b->arena, b->n_people * sizeof *owners);

    if (!owners) return sy_fail_nomem(err);
    for (size_t i = 0; i < b->n_people; i++) owners[i] = b->people[i].who;
    const sy_register_query query = {
        .owners = owners, .n_owners = b->n_people, .keys = b->keys, .n_keys = b->n_keys};
    sy_status st = sy_registrations(ws, b->pools, &query, &b->rows, &b->n_rows, b->arena, err);
    return st == SY_OK ? sy_facts_source_names(ws, &b->sources, &b->n_sources, b->arena, err) : st;
}

/* ---- rows into things ---- */

/* One row on its way: which rows it shares a key with. */
typedef struct mark {
    const sy_registration *row;
    size_t number; /* in the order of the registers */
    size_t root;   /* a row of the same thing, itself at last */
    int key;       /* that is compared */
} mark;

static int by_key(const void *a, const void *b)
{
    const mark *x = *(const mark *const *)a, *y = *(const mark *const *)b;
    const int pool = strcmp(x->row->pool->id, y->row->pool->id);
    const int key = pool ? pool : strcmp(x->row->keys[x->key], y->row->keys[y->key]);

    return key ? key : x->number < y->number ? -1 : x->number > y->number;
}

static int by_root(const void *a, const void *b)
{
    const mark *x = a, *y = b;

    if (x->root != y->root) return x->root < y->root ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static size_t root_of(mark *marks, size_t i)
{
    while (marks[i].root != i) {
        marks[i].root = marks[marks[i].root].root;
        i = marks[i].root;
    }
    return i;
}

/* Rows with the same key of one kind are about one thing; the earlier row is its root. */
static void join_by_key(mark *marks, mark **order, size_t n, int key)
{
    for (size_t i = 0; i < n; i++) {
        marks[i].key = key;
        order[i] = &marks[i];
    }
    qsort(order, n, sizeof *order, by_key);
    for (size_t i = 1; i < n; i++) {
        const sy_registration *x = order[i - 1]->row, *y = order[i]->row;
        if (x->pool != y->pool || !*y->keys[key] || strcmp(x->keys[key], y->keys[key]) != 0) {
            continue;
        }
        const size_t a = root_of(marks, order[i - 1]->number), z = root_of(marks, order[i]->number);
        marks[a > z ? a : z].root = a < z ? a : z;
    }
}

static sy_status sort_into_things(book *b, sy_err *err)
{
    const size_t n = b->n_rows;
    mark *marks = sy_arena_get(b->arena, n * sizeof *marks);
    mark **order = (mark **)sy_arena_get(b->arena, n * sizeof *order);
    sy_registration *rows = sy_arena_get(b->arena, n * sizeof *rows);

    b->begin = sy_arena_get(b->arena, (n + 1) * sizeof *b->begin);
    if (!marks || !order || !rows || !b->begin) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) marks[i] = (mark){&b->rows[i], i, i, 0};
    for (int key = 0; key < SY_POOL_KEYS && n > 0; key++) join_by_key(marks, order, n, key);
    for (size_t i = 0; i < n; i++) marks[i].root = root_of(marks, i);
    if (n > 0) qsort(marks, n, sizeof *marks, by_root);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || marks[i].root != marks[i - 1].root) b->begin[b->n_things++] = i;
        rows[i] = *marks[i].row;
    }
    b->begin[b->n_things] = n;
    b->rows = rows;
    return SY_OK;
}

/* ---- does a thing fit a clue? ---- */

/* The pool of a class that has rows; NULL. */
static const sy_pool_stock *stock_of(const book *b, sy_asset_class asset)
{
    for (size_t i = 0; i < b->n_stocks; i++) {
        if (b->stocks[i].rows == 0) continue;
        if (strcmp(b->stocks[i].pool->property_class, sy_asset_class_name(asset)) == 0) {
            return &b->stocks[i];
        }
    }
    return NULL;
}

static bool has_key(const sy_registration *r, const sy_clue *k, const char *address)
{
    const char *const keys[] = {k->plate, k->vin, k->policy, address};

    for (size_t i = 0; i < SY_POOL_KEYS; i++) {
        for (size_t n = 0; n < 4; n++) {
            if (*keys[n] && strcmp(r->keys[i], keys[n]) == 0) return true;
        }
    }
    return false;
}

/* Is the payment one for the thing itself, so that it must have been registered then? */
static bool is_purchase(const sy_clue *k)
{
    return k->asset != SY_ASSET_INSURANCE && k->sign &&
           (k->sign->role == SY_BUYS || k->sign->role == SY_TAXES);
}

static bool days_fit(const sy_clue *k, const sy_register_answer *a)
{
    const int32_t first = (int32_t)sy_day_of(k->first), last = (int32_t)sy_day_of(k->last);
    const int32_t late = k->asset == SY_ASSET_REAL_ESTATE ? AFTER_HOUSE : AFTER;
    const int32_t since = a->at->since;

    if (k->first > k->last) return true; /* no row counts: nothing is known of days */
    if (a->day != SY_NO_DAY && a->day < first) return false;
    if (since == SY_NO_DAY) return true;
    if (since > last + late) return false;
    return !is_purchase(k) || since >= first - BEFORE;
}

typedef enum price { PRICE_UNKNOWN, PRICE_FITS, PRICE_CONTRADICTS } price;

/* Exactly what was paid, in all or at once? */
static bool was_paid(const sy_clue *k, int64_t amount)
{
    for (size_t i = 0; i < k->n_rows; i++) {
        if (k->rows[i].counts && k->rows[i].amount == amount) return true;
    }
    return k->amount == amount;
}

/* A price against what was paid and what a tax tells. Another premium is no contradiction:
 * one payment may be for several policies. */
static price compare_price(const sy_clue *k, const sy_registration *r)
{
    if (r->price <= 0) return PRICE_UNKNOWN;
    if (was_paid(k, r->price)) return PRICE_FITS;
    if (k->asset == SY_ASSET_INSURANCE || k->price_most <= 0) return PRICE_UNKNOWN;
    const int64_t slack = k->price_most / 100 * PRICE_PERCENT;
    const bool fits = r->price >= k->price_least - slack && r->price <= k->price_most + slack;
    return fits ? PRICE_FITS : PRICE_CONTRADICTS;
}

static bool is_holder(const person *p, const sy_clue *k)
{
    return p->party != SY_NONE && p->party == k->party;
}

/* Days and price. What stands under another name than the payer's must be that of somebody of
 * the case, and its price must speak for it: days alone bring strangers' things together. */
static bool goes_with(const sy_clue *k, const sy_register_answer *a, const person *who)
{
    const price p = compare_price(k, a->at);

    if (!days_fit(k, a) || p == PRICE_CONTRADICTS) return false;
    return is_holder(who, k) || (p == PRICE_FITS && who->is_of_case);
}

/* How well one thing fits: more is better; 0: it does not. */
typedef struct fit {
    sy_registered_by by;
    bool is_holder, stands;
    int64_t days; /* between registration and payment */
    sy_register_answer answer;
    uint32_t party;
} fit;

static int compare(const fit *a, const fit *b)
{
    if ((a->by == SY_REGISTERED_BY_KEY) != (b->by == SY_REGISTERED_BY_KEY)) {
        return a->by == SY_REGISTERED_BY_KEY ? 1 : -1;
    }
    if (a->is_holder != b->is_holder) return a->is_holder ? 1 : -1;
    if (a->by != b->by) return a->by > b->by ? 1 : -1;
    if (a->stands != b->stands) return a->stands ? 1 : -1;
    return a->days == b->days ? 0 : a->days < b->days ? 1 : -1;
}

static int64_t days_between(const sy_clue *k, const sy_registration *r)
{
    const int64_t d = r->since == SY_NO_DAY ? INT32_MAX : (int64_t)r->since - sy_day_of(k->first);
    return d < 0 ? -d : d;
}

/* What became of a thing for one person; fate NONE where it never was his. */
static sy_register_answer fate_for(const book *b, size_t thing, const person *p)
{
    const sy_registration *rows = b->rows + b->begin[thing];
    const size_t n = b->begin[thing + 1] - b->begin[thing];
    sy_register_answer a = {.fate = SY_FATE_NONE};

    for (size_t i = 0; i < n && a.fate == SY_FATE_NONE; i++) {
        a = sy_register_fate_of(rows, n, i, &p->who);
    }
    return a;
}

static bool try_person(const book *b, const sy_clue *k, size_t thing, const person *p,
                       bool is_named, fit *out)
{
    const sy_register_answer a = fate_for(b, thing, p);

    if (a.fate == SY_FATE_NONE) return false;
    if (!is_named && !goes_with(k, &a, p)) return false;
    *out = (fit){.by = is_named    ? SY_REGISTERED_BY_KEY
                       : a.by_name ? SY_REGISTERED_BY_NAME
                                   : SY_REGISTERED_BY_ID,
                 .is_holder = is_holder(p, k),
                 .stands = a.fate == SY_FATE_STANDS,
                 .days = days_between(k, a.at),
                 .answer = a,
                 .party = p->party};
    return true;
}

/* The best of all people for a thing. A number that a row named leads to the thing whoever
 * has it; a name alone only to what is the holder's. */
static bool try_thing(const book *b, const sy_clue *k, size_t thing, fit *best)
{
    bool found = false, is_named = false;
    fit f;

    for (size_t i = b->begin[thing]; i < b->begin[thing + 1]; i++) {
        is_named = is_named || has_key(&b->rows[i], k, b->address);
    }
    for (size_t n = 0; n < b->n_people; n++) {
        if (!try_person(b, k, thing, &b->people[n], is_named, &f)) continue;
        if (f.by == SY_REGISTERED_BY_NAME && !f.is_holder) continue;
        if (found && compare(&f, best) <= 0) continue;
        *best = f;
        found = true;
    }
    if (found || !is_named) return found;
    const sy_registration *last = &b->rows[b->begin[thing + 1] - 1];
    *best = (fit){
        .by = SY_REGISTERED_BY_KEY,
        .stands = true,
        .party = SY_NONE,
        .answer = {.fate = SY_FATE_STANDS, .at = last, .day = SY_NO_DAY, .to = "", .to_id = ""}};
    return true;
}

/* ---- one clue ---- */

static const sy_source *source_of(const book *b, const sy_registration *r)
{
    return r ? sy_source_with_id(b->sources, b->n_sources, r->source) : NULL;
}

static void answer(const book *b, const fit *f, sy_registered *out)
{
    static const sy_registered_state states[] = {[SY_FATE_NONE] = SY_REGISTERED_NOT,
                                                 [SY_FATE_STANDS] = SY_REGISTERED_HERE,
                                                 [SY_FATE_TRANSFERRED] = SY_REGISTERED_TRANSFERRED,
                                                 [SY_FATE_ENDED] = SY_REGISTERED_ENDED};

    out->state = states[f->answer.fate];
    out->by = f->by;
    out->at = f->answer.at;
    out->then = f->answer.then;
    out->source = source_of(b, out->at);
    out->then_source = source_of(b, out->then);
    out->owner = f->party;
    out->is_other = !f->is_holder;
    out->day = f->answer.day;
    out->to = f->answer.to;
    out->to_id = f->answer.to_id;
}

static sy_status look_up(book *b, const sy_clue *k, sy_registered *out, sy_err *err)
{
    const sy_pool_stock *stock = stock_of(b, k->asset);
    fit best = {.party = SY_NONE}, f;
    size_t n = 0;

    *out = (sy_registered){
        .owner = SY_NONE, .day = SY_NO_DAY, .to = "", .to_id = "", .known_until = SY_NO_DAY};
    b->address = k->address.len ? folded(b, k->address) : "";
    if (!b->address) return sy_fail_nomem(err);
    if (!stock) return SY_OK;
    out->state = SY_REGISTERED_NOT;
    out->pool = stock->pool;
    out->known_until = stock->as_of != SY_NO_DAY ? stock->as_of : stock->newest;
    out->is_old = out->known_until == SY_NO_DAY || out->known_until < (int32_t)sy_day_of(k->last);
    for (size_t t = 0; t < b->n_things; t++) {
        if (b->rows[b->begin[t]].pool != stock->pool || !try_thing(b, k, t, &f)) continue;
        if (n++ == 0 || compare(&f, &best) > 0) best = f;
    }
    if (n == 0) return SY_OK;
    answer(b, &best, out);
    out->n_others = n - 1;
    return SY_OK;
}

static sy_status open_book(book *b, const sy_clues *clues, sy_err *err)
{
    sy_status st = sy_pool_stocks(sy_case_workspace(b->s->c), b->pools, &b->stocks, &b->n_stocks,
                                  b->arena, err);

    if (st == SY_OK) st = list_people(b, clues, err);
    if (st == SY_OK) st = list_keys(b, clues, err);
    if (st == SY_OK) st = read_registers(b, err);
    return st == SY_OK ? sort_into_things(b, err) : st;
}

sy_status sy_registered_find(sy_registered **out, sy_scene *s, const sy_clues *clues,
                             const sy_pools *pools, sy_arena *arena, sy_err *err)
{
    book b = {.s = s, .pools = pools, .arena = arena};
    sy_status st = open_book(&b, clues, err);

    *out = sy_arena_get(arena, clues->n * sizeof **out);
    if (st == SY_OK && !*out) st = sy_fail_nomem(err);
    for (size_t i = 0; i < clues->n && st == SY_OK; i++) {
        st = look_up(&b, &clues->items[i], &(*out)[i], err);
    }
    return st;
}
