/* holders.c - parties are put together along the scene's list of names; then a counting
 * pass gives each holder its ledgers. */
#include "insight/holders.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

/* ---- one name, one holder ---- */

static const sy_identity *party(const sy_scene *s, uint32_t p)
{
    return &s->parties->items[p];
}

static const char *name_of(const sy_scene *s, uint32_t p)
{
    return party(s, p)->name ? party(s, p)->name : "";
}

static bool has_checked_key(const sy_identity *who)
{
    return strncmp(who->key, "citizen:", 8) == 0 || strncmp(who->key, "company:", 8) == 0;
}

/* Parties named[first .. end) have one name. Do their numbers contradict each other? */
static bool are_several(const sy_scene *s, size_t first, size_t end)
{
    const char *seen = NULL;

    for (size_t i = first; i < end; i++) {
        const sy_identity *who = party(s, s->named[i]);
        if (!has_checked_key(who)) continue;
        if (seen && strcmp(seen, who->key) != 0) return true;
        seen = who->key;
    }
    return false;
}

static bool joins(const sy_holders *h, const char *name)
{
    const sy_name_kind_of kind = sy_name_kind(h->names, sy_slice_of(name));
    return *name && kind != SY_NAME_MASKED && kind != SY_NAME_PLACEHOLDER;
}

static const char *name_key(const char *name, sy_arena *arena)
{
    const size_t n = strlen(name);
    char *key = sy_arena_get(arena, n + sizeof "name:");

    if (!key) return NULL;
    memcpy(key, "name:", 5);
    memcpy(key + 5, name, n);
    return key;
}

/* Takes parties named[first .. end) into one new holder. */
static bool make_holder(sy_holders *h, size_t first, size_t end, bool is_named, sy_arena *arena)
{
    const sy_scene *s = h->s;
    sy_holder *x = &h->items[h->n];
    bool is_checked = false;

    *x = (sy_holder){.first_party = SY_NONE};
    for (size_t i = first; i < end; i++) {
        const uint32_t p = s->named[i];
        const sy_identity *who = party(s, p);
        h->of_party[p] = h->n;
        if (p < x->first_party) x->first_party = p;
        if (x->kind == SY_PARTY_UNKNOWN) x->kind = who->kind;
        if (x->relation == SY_RELATION_NONE || s->relation[p] == SY_RELATION_DEBTOR)
            x->relation = s->relation[p];
        if (has_checked_key(who)) {
            x->key = who->key;
            is_checked = true;
        }
    }
    x->is_by_name = end - first > 1;
    x->name = name_of(s, s->named[first]);
    if (!*x->name && party(s, x->first_party)->n_accounts)
        x->name = party(s, x->first_party)->accounts[0].number;
    if (!is_checked) x->key = is_named ? name_key(x->name, arena) : party(s, x->first_party)->key;
    h->n++;
    return x->key != NULL;
}

static bool make_holders(sy_holders *h, sy_arena *arena)
{
    const sy_scene *s = h->s;

    for (size_t first = 0, end; first < s->parties->n; first = end) {
        const char *name = name_of(s, s->named[first]);
        bool is_made = true;
        end = first + 1;
        while (end < s->parties->n && strcmp(name_of(s, s->named[end]), name) == 0) end++;
        if (joins(h, name) && !are_several(s, first, end)) {
            if (!make_holder(h, first, end, true, arena)) return false;
            continue;
        }
        for (size_t i = first; i < end && is_made; i++) {
            is_made = make_holder(h, i, i + 1, false, arena);
        }
        if (!is_made) return false;
    }
    return true;
}

/* ---- their order ---- */

static bool is_statement(const sy_flow *f, uint32_t ledger)
{
    return !(f->ledgers[ledger].flags & SY_L_NO_STATEMENT);
}

/* With a statement before without, the debtor, his people, the others. */
static uint32_t rank(const sy_holder *x)
{
    uint32_t r = x->ledger_end ? 0 : 4;

    if (x->relation == SY_RELATION_DEBTOR) return r;
    return r + (x->relation == SY_RELATION_NONE ? 2 : 1);
}

static int by_rank(const void *a, const void *b)
{
    const sy_holder *x = a, *y = b;
    const uint32_t rx = rank(x), ry = rank(y);

    if (rx != ry) return rx < ry ? -1 : 1;
    if (rx % 4 == 1 && x->relation != y->relation) return x->relation < y->relation ? -1 : 1;
    return (x->first_party > y->first_party) - (x->first_party < y->first_party);
}

/* Until the order is known, ledger_end counts. */
static bool put_in_order(sy_holders *h, sy_arena *arena)
{
    const sy_scene *s = h->s;
    uint32_t *number = sy_arena_get(arena, ((size_t)s->parties->n + 1) * sizeof *number);

    if (!number) return false;
    for (uint32_t l = 0; l < s->f->n_ledgers; l++) {
        const uint32_t p = sy_scene_party(s, l);
        if (p != SY_NONE && is_statement(s->f, l)) h->items[h->of_party[p]].ledger_end++;
    }
    if (h->n) qsort(h->items, h->n, sizeof *h->items, by_rank);
    for (uint32_t i = 0; i < h->n; i++) {
        number[h->items[i].first_party] = i;
        if (h->items[i].ledger_end) h->n_supplied = i + 1;
    }
    /* Of each holder only its first party has a number by now; the others take theirs. */
    for (size_t first = 0, end; first < s->parties->n; first = end) {
        const uint32_t before = h->of_party[s->named[first]];
        uint32_t least = s->named[first];
        for (end = first; end < s->parties->n && h->of_party[s->named[end]] == before; end++) {
            if (s->named[end] < least) least = s->named[end];
        }
        for (size_t i = first; i < end; i++) h->of_party[s->named[i]] = number[least];
    }
    return true;
}

static bool list_ledgers(sy_holders *h, sy_arena *arena)
{
    const sy_flow *f = h->s->f;
    uint32_t at = 0;

    h->ledgers = sy_arena_get(arena, ((size_t)f->n_ledgers + 1) * sizeof *h->ledgers);
    if (!h->ledgers) return false;
    for (uint32_t i = 0; i < h->n; i++) {
        sy_holder *x = &h->items[i];
        const uint32_t n = x->ledger_end;
        x->ledger_begin = x->ledger_end = at;
        at += n;
    }
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const uint32_t who = sy_holder_of_ledger(h, l);
        if (who != SY_NONE && is_statement(f, l)) h->ledgers[h->items[who].ledger_end++] = l;
    }
    return true;
}

static int by_name(const void *a, const void *b, void *ctx)
{
    const sy_holder *items = ctx;
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    const int c = strcmp(items[x].name, items[y].name);
    return c ? c : (x > y) - (x < y);
}

static bool list_names(sy_holders *h, sy_arena *arena)
{
    h->by_name = sy_arena_get(arena, ((size_t)h->n + 1) * sizeof *h->by_name);
    if (!h->by_name) return false;
    for (uint32_t i = 0; i < h->n; i++) h->by_name[i] = i;
    if (h->n) qsort_r(h->by_name, h->n, sizeof *h->by_name, by_name, h->items);
    return true;
}

/* ---- all ---- */

static sy_status load_names(sy_holders *h, sy_err *err)
{
    char *data = NULL, *path = NULL;
    sy_status st = sy_data_folder(&data, err);

    if (st == SY_OK) {
        path = sy_path_join(NULL, data, "dict/names.yaml");
        st = path ? sy_names_load(&h->names, NULL, path, err) : sy_fail_nomem(err);
    }
    sy_drop(NULL, path);
    sy_drop(NULL, data);
    return st;
}

sy_status sy_holders_make(sy_holders *h, const sy_scene *s, sy_arena *arena, sy_err *err)
{
    const size_t parties = s->parties->n, texts = s->n_texts;

    *h = (sy_holders){.s = s};
    sy_status st = load_names(h, err);
    if (st != SY_OK) return st;
    h->items = sy_arena_get(arena, (parties + 1) * sizeof *h->items);
    h->of_party = sy_arena_get(arena, (parties + 1) * sizeof *h->of_party);
    h->of_text = sy_arena_get(arena, (texts + 1) * sizeof *h->of_text);
    h->kind_of_text = sy_arena_get(arena, texts + 1);
    h->n = (uint32_t)parties; /* at most: each party is of one holder */
    const uint32_t slots = sy_counterparty_range(h).end;
    h->n = 0;
    h->slots =
        sy_new_array(NULL, slots > SY_LEAST_SLOTS ? slots : SY_LEAST_SLOTS, sizeof *h->slots);
    const bool is_made = h->items && h->of_party && h->of_text && h->kind_of_text && h->slots &&
                         make_holders(h, arena) && put_in_order(h, arena) &&
                         list_ledgers(h, arena) && list_names(h, arena);
    return is_made ? SY_OK : sy_fail_nomem(err);
}

void sy_holders_dispose(sy_holders *h)
{
    sy_names_free(h->names);
    sy_drop(NULL, h->slots);
    h->names = NULL;
    h->slots = NULL;
}

/* ---- questions ---- */

sy_counterparties_range sy_counterparty_range(const sy_holders *h)
{
    const uint32_t texts = h->n, kinds = texts + (uint32_t)h->s->n_texts;
    const uint32_t ledgers = kinds + SY_COUNTERPARTY_KINDS;

    return (sy_counterparties_range){texts, kinds, ledgers, ledgers + h->s->f->n_ledgers};
}

uint32_t sy_holder_of_ledger(const sy_holders *h, uint32_t ledger)
{
    const uint32_t p = sy_scene_party(h->s, ledger);
    return p == SY_NONE ? SY_NONE : h->of_party[p];
}

/* The only holder of this name; SY_NONE. */
static uint32_t named(const sy_holders *h, sy_slice name)
{
    uint32_t low = 0, high = h->n;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (sy_slice_compare(sy_slice_of(h->items[h->by_name[middle]].name), name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == h->n || !sy_slice_is(sy_slice_of(h->items[h->by_name[low]].name), name))
        return SY_NONE;
    const bool is_only =
        low + 1 == h->n || !sy_slice_is(sy_slice_of(h->items[h->by_name[low + 1]].name), name);
    return is_only ? h->by_name[low] : SY_NONE;
}

uint32_t sy_holder_named(sy_holders *h, uint32_t text)
{
    if (h->of_text[text] == 0) {
        const uint32_t found = text ? named(h, h->s->texts[text]) : SY_NONE;
        h->of_text[text] = found == SY_NONE ? 1 : found + 2;
    }
    return h->of_text[text] == 1 ? SY_NONE : h->of_text[text] - 2;
}

sy_name_kind_of sy_holders_name_kind(sy_holders *h, uint32_t text)
{
    if (h->kind_of_text[text] == 0) {
        h->kind_of_text[text] = (uint8_t)(sy_name_kind(h->names, h->s->texts[text]) + 1);
    }
    return (sy_name_kind_of)(h->kind_of_text[text] - 1);
}

static bool has_id(const sy_identity *who, sy_slice what)
{
    for (size_t i = 0; i < who->n_ids; i++) {
        if (sy_slice_is(sy_slice_of(who->ids[i].at.text), what)) return true;
    }
    return false;
}

uint32_t sy_holders_find(const sy_holders *h, sy_slice what)
{
    const uint32_t account = what.len ? sy_case_find_account(h->s->c, what) : SY_NONE;
    const uint32_t of = account == SY_NONE ? SY_NONE : h->s->party_of[account];

    if (of != SY_NONE) return h->of_party[of];
    const uint32_t found = named(h, what);
    if (found != SY_NONE) return found;
    for (uint32_t p = 0; p < h->s->parties->n; p++) {
        const sy_identity *who = party(h->s, p);
        if (has_id(who, what) || sy_slice_is(sy_slice_of(who->key), what)) return h->of_party[p];
    }
    return SY_NONE;
}
