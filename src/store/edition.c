/* edition.c - both editions as flat lists of (what, name, value), in the order of the body;
 * what stands in one and not in the other, by what and name, is a difference. Facts of one
 * name are told apart by their place among those of that name. A register that comes anew each
 * month moves every lead: texts that are equal but for places are not taken apart. */
#include "store/edition.h"

#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/lang.h"
#include "base/money.h"
#include "store/lead_text.h"
#include "suyuan/limits.h"

enum { MOST_JOINED = 1 << 16 };

typedef struct line {
    const char *what, *name, *value;
    unsigned turn; /* of a fact: the how-manieth of its name */
} line;

typedef struct lines {
    line *items;
    size_t n;
    sy_arena *arena;
    bool has_no_memory;
} lines;

static const char *kept(lines *l, const char *text)
{
    const char *copy = text ? sy_arena_text(l->arena, text, strlen(text)) : "";
    if (!copy) l->has_no_memory = true;
    return copy ? copy : "";
}

static void add(lines *l, const char *what, const char *name, const char *value)
{
    unsigned turn = 0;

    if (!value || !*value) return;
    for (size_t i = 0; i < l->n; i++)
        turn += strcmp(l->items[i].what, what) == 0 && strcmp(l->items[i].name, name) == 0;
    l->items[l->n++] = (line){what, kept(l, name), kept(l, value), turn};
}

/* A list of texts as one value. of: the key of each, NULL where they are texts. */
static void add_joined(lines *l, const char *what, const json_t *list, const char *of)
{
    sy_buf all;

    sy_buf_init(&all, NULL, MOST_JOINED);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        const char *text = json_string_value(of ? json_object_get(item, of) : item);
        sy_buf_printf(&all, "%s%s", i ? "、" : "", text ? text : "");
    }
    if (all.len) add(l, what, "", all.ptr);
    l->has_no_memory = l->has_no_memory || sy_buf_status(&all) == SY_ENOMEM;
    sy_buf_dispose(&all);
}

static sy_status flatten(lines *l, const sy_lead *lead, const json_t *body, sy_arena *arena,
                         sy_err *err)
{
    const json_t *facts = json_object_get(body, "facts");
    char amount[SY_MINOR_TEXT];

    *l = (lines){.arena = arena};
    l->items = sy_arena_get(arena, (json_array_size(facts) + 8) * sizeof *l->items);
    if (!body || !l->items) return sy_fail_nomem(err);
    add(l, "grade", "", (const char[]){lead->grade, '\0'});
    add(l, "rule", "", lead->rule);
    if (lead->has_amount) add(l, "amount", "", sy_minor_print(amount, lead->amount));
    add_joined(l, "parties", json_object_get(body, "parties"), NULL);
    add_joined(l, "basis", json_object_get(body, "basis"), "text");
    add_joined(l, "not_known", json_object_get(body, "missing"), "zh");
    for (size_t i = 0; i < json_array_size(facts); i++) {
        const json_t *fact = json_array_get(facts, i);
        const char *name = json_string_value(json_object_get(fact, "name"));
        add(l, "fact", name ? name : "", json_string_value(json_object_get(fact, "value")));
    }
    return l->has_no_memory ? sy_fail_nomem(err) : SY_OK;
}

/* One with what it says; of a run, its day may be NULL. */
static sy_status flatten_lead(lines *l, const sy_lead *lead, sy_arena *arena, sy_err *err)
{
    sy_lead said = *lead;

    if (!said.act_date) said.act_date = "";
    json_t *body = sy_lead_whole(&said);
    const sy_status st = flatten(l, lead, body, arena, err);

    json_decref(body);
    return st;
}

static const line *same(const lines *l, const line *x)
{
    for (size_t i = 0; i < l->n; i++) {
        const line *y = &l->items[i];
        if (y->turn == x->turn && strcmp(y->what, x->what) == 0 && strcmp(y->name, x->name) == 0)
            return y;
    }
    return NULL;
}

static sy_status compare(sy_difference **list, size_t *n, const sy_lead *then, const sy_lead *now,
                         sy_arena *arena, sy_err *err)
{
    lines before, after;
    sy_status st = flatten_lead(&before, then, arena, err);

    if (st == SY_OK) st = flatten_lead(&after, now, arena, err);
    if (st != SY_OK) return st;
    *n = 0;
    *list = sy_arena_get(arena, (before.n + after.n + 1) * sizeof **list);
    if (!*list) return sy_fail_nomem(err);
    for (size_t i = 0; i < before.n; i++) {
        const line *x = &before.items[i], *y = same(&after, x);
        if (!y || strcmp(x->value, y->value) != 0)
            (*list)[(*n)++] = (sy_difference){x->what, x->name, x->value, y ? y->value : ""};
    }
    for (size_t i = 0; i < after.n; i++) {
        const line *x = &after.items[i];
        if (!same(&before, x)) (*list)[(*n)++] = (sy_difference){x->what, x->name, "", x->value};
    }
    return SY_OK;
}

static bool is_same_text(const sy_lead *a, const sy_lead *b)
{
    return a->grade == b->grade && a->has_amount == b->has_amount &&
           (!a->has_amount || a->amount == b->amount) && strcmp(a->rule, b->rule) == 0 &&
           strcmp(a->parties, b->parties) == 0 && strcmp(a->common, b->common) == 0 &&
           sy_lead_same_facts(a->body, b->body);
}

sy_status sy_leads_differ(bool *differ, const sy_lead *a, const sy_lead *b, sy_err *err)
{
    sy_difference *list;
    sy_arena arena;
    size_t n = 0;

    *differ = false;
    if (is_same_text(a, b)) return SY_OK;
    sy_arena_init(&arena, NULL);
    const sy_status st = compare(&list, &n, a, b, &arena, err);
    *differ = n > 0;
    sy_arena_dispose(&arena);
    return st;
}

/* The edition of that number, and what now says. */
static sy_status read_both(sy_lead *then, sy_lead *said, sy_workspace *ws, int64_t edition,
                           const sy_lead *now, sy_arena *arena, sy_err *err)
{
    const sy_status st = sy_lead_edition(ws, edition, then, arena, err);

    *said = *now;
    return st == SY_OK && !said->body ? sy_lead_read(ws, said, arena, err) : st;
}

sy_status sy_edition_differences(sy_difference **list, size_t *n, sy_workspace *ws, int64_t edition,
                                 const sy_lead *now, sy_arena *arena, sy_err *err)
{
    sy_lead then, said;
    const sy_status st = read_both(&then, &said, ws, edition, now, arena, err);

    *list = NULL;
    *n = 0;
    return st == SY_OK ? compare(list, n, &then, &said, arena, err) : st;
}

sy_status sy_edition_differs(bool *differs, sy_workspace *ws, int64_t edition, const sy_lead *now,
                             sy_err *err)
{
    sy_lead then, said;
    sy_arena arena;

    *differs = false;
    sy_arena_init(&arena, NULL);
    sy_status st = read_both(&then, &said, ws, edition, now, &arena, err);
    if (st == SY_OK) st = sy_leads_differ(differs, &then, &said, err);
    sy_arena_dispose(&arena);
    return st;
}

sy_status sy_edition_digest(char out[SY_EDITION_TEXT], const sy_lead *lead, const json_t *body,
                            sy_err *err)
{
    char hex[SY_DIGEST_TEXT];
    sy_digest d = {0};
    sy_arena arena;
    lines all;

    sy_arena_init(&arena, NULL);
    sy_status st = flatten(&all, lead, body, &arena, err);
    if (st == SY_OK) st = sy_digest_begin(&d, SY_SHA256, err);
    for (size_t i = 0; i < all.n && st == SY_OK; i++) {
        const char *const texts[] = {all.items[i].what, all.items[i].name, all.items[i].value};
        for (int k = 0; k < 3; k++) sy_digest_add(&d, texts[k], strlen(texts[k]) + 1);
    }
    if (st == SY_OK) {
        sy_digest_end(&d, hex);
        memcpy(out, hex, 6);
        out[6] = '\0';
    }
    sy_arena_dispose(&arena);
    return st;
}
