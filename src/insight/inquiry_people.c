/* inquiry_people.c - whose accounts are to be listed first (账户开立情况): the debtor and
 * his household, and everybody to whom traced money went that nobody can follow, unless an
 * account file names him already; and whoever was paid by name alone. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "identifier/name.h"
#include "insight/inquiry_parts.h"

typedef struct naming {
    sy_asking *a;
    sy_names *names;
    sy_slice *listed; /* names and numbers of account files, in order */
    size_t n_listed;
    uint32_t *of_party; /* item + 1 */
    uint32_t *of_name;  /* by text: item + 1 */
    uint8_t *judged;    /* by text: 0 not yet, 1 a name, 2 none */
} naming;

static int by_text(const void *a, const void *b)
{
    return sy_slice_compare(*(const sy_slice *)a, *(const sy_slice *)b);
}

static sy_status read_listed(naming *p, sy_err *err)
{
    const sy_registry *r = p->a->registry;

    p->listed = sy_arena_get(p->a->s->arena, (r->n_records * 2 + 1) * sizeof *p->listed);
    if (!p->listed) return sy_fail_nomem(err);
    for (size_t i = 0; i < r->n_records; i++) {
        const sy_record *k = &r->records[i];
        if (k->kind != SY_OF_ACCOUNTS) continue;
        p->listed[p->n_listed++] = sy_record_get(r, k, SY_PART_NAME);
        p->listed[p->n_listed++] = sy_record_get(r, k, SY_PART_ID_NUMBER);
    }
    if (p->n_listed) qsort(p->listed, p->n_listed, sizeof *p->listed, by_text);
    return SY_OK;
}

static bool is_listed(const naming *p, const char *text)
{
    const sy_slice key = sy_slice_of(text);

    return key.len && p->n_listed &&
           bsearch(&key, p->listed, p->n_listed, sizeof *p->listed, by_text);
}

static bool names_somebody(const naming *p, sy_slice name)
{
    const sy_name_kind_of kind = name.len ? sy_name_kind(p->names, name) : SY_NAME_PLACEHOLDER;

    return kind != SY_NAME_MASKED && kind != SY_NAME_PLACEHOLDER && !sy_ask_is_business(p->a, name);
}

/* A word that is no name of anybody (a nickname, xxxx) would be asked about in vain. */
static bool is_name(naming *p, uint32_t text)
{
    const sy_slice name = p->a->s->texts[text];

    if (p->judged[text] == 0) {
        const sy_name_kind_of kind = name.len ? sy_name_kind(p->names, name) : SY_NAME_UNKNOWN;
        const bool is_one =
            (kind == SY_NAME_PERSON || kind == SY_NAME_COMPANY) && !sy_ask_is_business(p->a, name);
        p->judged[text] = is_one ? 1 : 2;
    }
    return p->judged[text] == 1;
}

/* ---- items ---- */

static sy_inquiry *of_party(naming *p, uint32_t party)
{
    const sy_identity *who = &p->a->s->parties->items[party];

    if (p->of_party[party]) return &p->a->items[p->of_party[party] - 1];
    sy_inquiry *i = sy_ask_new(p->a, SY_INQUIRY_ACCOUNTS, SY_NONE);
    if (!i) return NULL;
    p->of_party[party] = (uint32_t)p->a->n;
    i->party = party;
    i->holder = who->name ? who->name : "";
    i->identity = sy_ask_identity(p->a->s, party);
    i->relation = p->a->s->relation[party];
    return i;
}

static bool is_near(sy_relation r)
{
    return r == SY_RELATION_DEBTOR || sy_relation_is_household(r);
}

/* Statements without identity numbers make a party of each account: of one name and
 * relation it is asked once. */
static bool is_asked_already(const sy_asking *a, const sy_identity *who, sy_relation r)
{
    for (size_t i = 0; i < a->n; i++) {
        const sy_inquiry *x = &a->items[i];
        if (x->kind == SY_INQUIRY_ACCOUNTS && x->relation == r && who->name &&
            strcmp(x->holder, who->name) == 0) {
            return true;
        }
    }
    return false;
}

static sy_status ask_near(naming *p, sy_err *err)
{
    const sy_scene *s = p->a->s;

    for (uint32_t party = 0; party < s->parties->n; party++) {
        const sy_identity *who = &s->parties->items[party];
        const char *name = who->name ? who->name : "", *identity = sy_ask_identity(s, party);
        if (!is_near(s->relation[party]) || (!*name && !*identity)) continue;
        if (is_asked_already(p->a, who, s->relation[party])) continue;
        if (is_listed(p, who->name ? who->name : "") || is_listed(p, sy_ask_identity(s, party))) {
            continue;
        }
        sy_inquiry *i = of_party(p, party);
        if (!i) return sy_fail_nomem(err);
        sy_ask_because(i, SY_ASK_NO_LIST);
    }
    return SY_OK;
}

/* Whom an item's money belongs to; his own list of accounts would say where else it is. */
static sy_status ask_holders(naming *p, sy_err *err)
{
    const size_t n = p->a->n;

    for (size_t k = 0; k < n; k++) {
        const sy_inquiry item = p->a->items[k];
        if (item.kind != SY_INQUIRY_STATEMENT || item.waiting[SY_FIFO] == 0) continue;
        if (item.party == SY_NONE || !names_somebody(p, sy_slice_of(item.holder))) continue;
        if (is_listed(p, item.holder) || is_listed(p, item.identity)) continue;
        sy_inquiry *i = of_party(p, item.party);
        if (!i) return sy_fail_nomem(err);
        for (int r = 0; r < SY_RULES; r++) i->waiting[r] += item.waiting[r];
        sy_ask_because(i, SY_ASK_NO_LIST);
    }
    return SY_OK;
}

/* ---- paid by name alone ---- */

static sy_inquiry *of_text(naming *p, uint32_t text)
{
    const sy_scene *s = p->a->s;
    const uint32_t party = sy_scene_party_named(s, s->texts[text]);

    if (party != SY_NONE) return of_party(p, party);
    if (p->of_name[text]) return &p->a->items[p->of_name[text] - 1];
    sy_inquiry *i = sy_ask_new(p->a, SY_INQUIRY_ACCOUNTS, SY_NONE);
    if (!i) return NULL;
    p->of_name[text] = (uint32_t)p->a->n;
    i->holder = s->texts[text].ptr; /* ends with a NUL */
    return i;
}

static sy_status ask_named(naming *p, sy_rule rule, sy_err *err)
{
    const sy_scene *s = p->a->s;
    const sy_trace *t = s->traces[rule];

    for (size_t k = 0; t && k < t->n_sinks; k++) {
        const sy_sink *sink = &t->sinks[k];
        if (sink->kind != SY_SINK_OTHER || sink->transfer == SY_NONE) continue;
        const uint32_t place = sy_ask_place(p->a, sink->transfer);
        if (place == SY_NONE) continue;
        const uint32_t text = s->word[SY_OTHER_NAME][place];
        if (!is_name(p, text)) continue;
        sy_inquiry *i = of_text(p, text);
        if (!i) return sy_fail_nomem(err);
        i->waiting[rule] += sink->amount;
        sy_ask_because(i, SY_ASK_NO_NUMBER);
        const int32_t day = (int32_t)sy_day_of(sy_flow_at(p->a->f, sink->transfer));
        sy_ask_days(i, day, day);
        if (rule == SY_FIFO) sy_ask_mark(p->a, sink->transfer, (size_t)(i - p->a->items));
    }
    return SY_OK;
}

static sy_status load_names(sy_names **names, sy_err *err)
{
    char *folder = NULL, *path = NULL;
    sy_status st = sy_data_folder(&folder, err);

    if (st == SY_OK) {
        path = sy_path_join(NULL, folder, "dict/names.yaml");
        st = path ? sy_names_load(names, NULL, path, err) : sy_fail_nomem(err);
    }
    sy_drop(NULL, path);
    sy_drop(NULL, folder);
    return st;
}

sy_status sy_ask_people(sy_asking *a, sy_err *err)
{
    naming p = {.a = a};
    sy_arena *arena = a->s->arena;
    sy_status st = load_names(&p.names, err);

    p.of_party = sy_arena_get(arena, (a->s->parties->n + 1) * sizeof *p.of_party);
    p.of_name = sy_arena_get(arena, (a->s->n_texts + 1) * sizeof *p.of_name);
    p.judged = sy_arena_get(arena, a->s->n_texts + 1);
    if (st == SY_OK && (!p.of_party || !p.of_name || !p.judged)) st = sy_fail_nomem(err);
    if (st == SY_OK) st = read_listed(&p, err);
    if (st == SY_OK) st = ask_near(&p, err);
    if (st == SY_OK) st = ask_holders(&p, err);
    for (int rule = 0; rule < SY_RULES && st == SY_OK; rule++) {
        st = ask_named(&p, (sy_rule)rule, err);
    }
    sy_names_free(p.names);
    return st;
}
