/* who.c - every name of a party and of a row's other end, folded and sorted: equal ones
 * stand beside each other and become one number, unless identity numbers say that they
 * are several people. */
#include "insight/who.h"

#include <stdlib.h>
#include <string.h>

#include "base/bits.h"
#include "base/file.h"
#include "identifier/mask.h"
#include "identifier/name.h"
#include "intake/counterparty.h"

typedef struct named {
    sy_slice name; /* folded */
    uint32_t number;
    uint8_t is_text, is_identified, kind;
} named;

typedef struct maker {
    const sy_scene *s;
    sy_who *w;
    sy_names *names;
    sy_property_words *property;
    sy_counterparties *kinds;
    named *list;
    size_t n;
} maker;

/* ---- the names ---- */

static sy_status load_dictionaries(maker *m, sy_err *err)
{
    char *data = NULL, *names = NULL, *kinds = NULL;
    sy_status st = sy_data_folder(&data, err);

    if (st == SY_OK) {
        names = sy_path_join(NULL, data, "dict/names.yaml");
        kinds = sy_path_join(NULL, data, "dict/counterparties.yaml");
        if (!names || !kinds) st = sy_fail_nomem(err);
    }
    if (st == SY_OK) st = sy_property_load_default(&m->property, NULL, err);
    if (st == SY_OK) st = sy_names_load(&m->names, NULL, names, err);
    if (st == SY_OK) st = sy_counterparties_load(&m->kinds, NULL, kinds, m->property, err);
    sy_drop(NULL, kinds);
    sy_drop(NULL, names);
    sy_drop(NULL, data);
    return st;
}

static bool is_nobody(const maker *m, sy_slice name, uint8_t *kind)
{
    const sy_other_words words = {.name = name};

    if (name.len == 0 || sy_is_masked(name)) return true;
    if (sy_name_kind(m->names, name) == SY_NAME_PLACEHOLDER) return true;
    *kind = (uint8_t)sy_counterparty_kind(m->kinds, &words, NULL);
    return *kind == SY_OTHER_CASH || *kind == SY_OTHER_FEE || *kind == SY_OTHER_CLEARING ||
           *kind == SY_OTHER_INTERNAL || *kind == SY_OTHER_EXCHANGE;
}

/* Names nobody: left out, and its number stays SY_NONE. */
static sy_status take_name(maker *m, sy_slice name, uint32_t number, bool is_text,
                           bool is_identified, sy_err *err)
{
    uint8_t kind = SY_OTHER_PLAIN;

    if (is_nobody(m, name, &kind)) {
        if (is_text) return SY_OK;
        name = (sy_slice){"", 0}; /* an account is somebody's all the same */
    }
    const sy_slice folded = name.len ? sy_name_fold(m->s->arena, name) : name;
    if (!folded.ptr) return sy_fail_nomem(err);
    m->list[m->n++] = (named){folded, number, is_text, is_identified, kind};
    return SY_OK;
}

static bool is_identified(const sy_identity *p)
{
    return strncmp(p->key, "account:", 8) != 0 && strncmp(p->key, "row:", 4) != 0;
}

/* Bit i: text i stands somewhere as the name of a row's other end. */
static uint64_t *used_names(const sy_scene *s)
{
    static const sy_entry_text columns[] = {SY_OTHER_NAME, SY_MERCHANT};
    uint64_t *used = sy_new_array(NULL, SY_BIT_WORDS(s->n_texts), sizeof *used);

    for (size_t c = 0; used && c < 2; c++) {
        const uint32_t *word = s->word[columns[c]];
        for (size_t i = 0; i < s->n_places; i++) sy_bit_set(used, word[i]);
    }
    return used;
}

static sy_status gather(maker *m, sy_err *err)
{
    const sy_scene *s = m->s;
    uint64_t *used = used_names(s);
    size_t n = s->parties->n;
    sy_status st = used ? SY_OK : sy_fail_nomem(err);

    for (size_t t = 1; used && t < s->n_texts; t++) n += sy_bit(used, t);
    m->list = used ? sy_new_array(NULL, n, sizeof *m->list) : NULL;
    if (used && !m->list) st = sy_fail_nomem(err);
    for (uint32_t p = 0; st == SY_OK && p < s->parties->n; p++) {
        const sy_identity *who = &s->parties->items[p];
        st = take_name(m, sy_slice_of(who->name), p, false, is_identified(who), err);
    }
    for (uint32_t t = 1; st == SY_OK && t < s->n_texts; t++) {
        if (sy_bit(used, t)) st = take_name(m, s->texts[t], t, true, false, err);
    }
    sy_drop(NULL, used);
    return st;
}

/* ---- numbers ---- */

/* Identified parties first; parties before texts. */
static int by_name(const void *a, const void *b)
{
    const named *x = a, *y = b;
    const int order = sy_slice_compare(x->name, y->name);

    if (order) return order;
    if (x->is_identified != y->is_identified) return x->is_identified ? -1 : 1;
    if (x->is_text != y->is_text) return x->is_text ? 1 : -1;
    return (x->number > y->number) - (x->number < y->number);
}

static uint32_t new_number(sy_who *w, const named *of)
{
    w->name[w->n] = of->name;
    w->kind[w->n] = of->kind;
    return w->n++;
}

static void give(maker *m, const named *to, uint32_t who)
{
    sy_who *w = m->w;

    if (to->is_text) {
        w->of_text[to->number] = who;
        return;
    }
    const sy_relation said = m->s->relation[to->number];
    w->of_party[to->number] = who;
    if (said != SY_RELATION_NONE &&
        (w->relation[who] == SY_RELATION_NONE || said < w->relation[who]))
        w->relation[who] = (uint8_t)said;
}

/* All of one name: list[i, end). */
static void number_group(maker *m, size_t i, size_t end)
{
    size_t identified = 0;
    const bool is_nameless = m->list[i].name.len == 0;

    while (i + identified < end && m->list[i + identified].is_identified) identified++;
    const bool is_one = identified < 2 && !is_nameless;
    uint32_t who = SY_NONE;
    for (size_t k = i; k < end; k++) {
        const bool is_new = is_nameless || who == SY_NONE || (!is_one && k <= i + identified);
        if (is_new) who = new_number(m->w, &m->list[k]);
        give(m, &m->list[k], who);
    }
}

static sy_status make_arrays(sy_who *w, const sy_scene *s, size_t n, sy_err *err)
{
    w->name = sy_arena_get(s->arena, (n + 1) * sizeof *w->name);
    w->kind = sy_arena_get(s->arena, n + 1);
    w->relation = sy_arena_get(s->arena, n + 1);
    w->of_party = sy_arena_get(s->arena, (s->parties->n + 1) * sizeof *w->of_party);
    w->of_text = sy_arena_get(s->arena, (s->n_texts + 1) * sizeof *w->of_text);
    if (!w->name || !w->kind || !w->relation || !w->of_party || !w->of_text)
        return sy_fail_nomem(err);
    for (size_t p = 0; p < s->parties->n; p++) w->of_party[p] = SY_NONE;
    for (size_t t = 0; t < s->n_texts; t++) w->of_text[t] = SY_NONE;
    return SY_OK;
}

sy_status sy_who_make(sy_who **out, const sy_scene *s, sy_err *err)
{
    maker m = {.s = s, .w = sy_arena_get(s->arena, sizeof(sy_who))};
    sy_status st = m.w ? SY_OK : sy_fail_nomem(err);

    *out = NULL;
    if (st == SY_OK) st = load_dictionaries(&m, err);
    if (st == SY_OK) st = gather(&m, err);
    if (st == SY_OK) st = make_arrays(m.w, s, m.n, err);
    if (st == SY_OK && m.n) qsort(m.list, m.n, sizeof *m.list, by_name);
    for (size_t i = 0, end = 0; st == SY_OK && i < m.n; i = end) {
        while (end < m.n && sy_slice_is(m.list[i].name, m.list[end].name)) end++;
        number_group(&m, i, end);
    }
    if (st == SY_OK) *out = m.w;
    sy_drop(NULL, m.list);
    sy_names_free(m.names);
    sy_counterparties_free(m.kinds);
    sy_property_free(m.property);
    return st;
}

uint32_t sy_who_at(const sy_who *w, const sy_scene *s, const sy_scene_row *r)
{
    const uint32_t places[] = {r->picture, r->place};

    if (!sy_is_outside(r->other)) return sy_who_holds(w, s, r->other);
    for (size_t c = 0; c < 2; c++) {
        const uint32_t *word = s->word[c == 0 ? SY_OTHER_NAME : SY_MERCHANT];
        for (size_t i = 0; i < 2; i++) {
            if (places[i] == SY_NONE || word[places[i]] == 0) continue;
            return w->of_text[word[places[i]]];
        }
    }
    return SY_NONE;
}
