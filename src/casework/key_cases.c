/* key_cases.c - all cases that somebody has said something of are put in one sorted list
 * (matters), each source adds what it knows, then reasons are weighed. */
#include "casework/key_cases.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "casework/case_facts.h"
#include "store/pool_each.h"

/* ---- words ---- */

static const char *const field_names[SY_KEY_FIELDS] = {"choice", "what", "day", "by", "note"};

const char *sy_key_field_name(sy_key_field f)
{
    return field_names[f];
}

const char *sy_key_step_says(const sy_step *s, sy_key_field f)
{
    for (size_t i = 0; i < s->n; i++) {
        if (strcmp(s->words[i].field, field_names[f]) == 0) return s->words[i].value;
    }
    return NULL;
}

static const struct {
    const char *name, *title;
} whats[SY_KEY_WHATS] = {{"file", N_("read the file of the case")},
                         {"attended", N_("attended")},
                         {"hearing", N_("hearing held")},
                         {"other", N_("other")}};

const char *sy_key_what_name(int what)
{
    return whats[what].name;
}

const char *sy_key_what_title(int what)
{
    return _(whats[what].title);
}

int sy_key_what_from(const char *name)
{
    for (int i = 0; i < SY_KEY_WHATS; i++) {
        if (strcmp(name, whats[i].name) == 0 || strcmp(name, _(whats[i].title)) == 0) return i;
    }
    return -1;
}

/* ---- gathering ---- */

typedef struct mention { /* of a case, by a lead, petition, document or step */
    const char *key;
    const char *raw; /* as it is written there */
    sy_docket_lead *lead;
    const sy_petition *petition;
    const char *document, *issuer, *issued, *due, *mandate, *court; /* of a document; NULL */
    uint64_t place;                                                 /* of the document's row */
    const sy_step *step;
} mention;

typedef struct gathering {
    mention *items;
    size_t n, capacity;
    sy_arena *arena;
} gathering;

static sy_status mention_case(gathering *g, mention m, const char *case_number, sy_err *err)
{
    char key[SY_CASE_KEY];

    sy_case_key(key, case_number);
    if (!*key) return SY_OK;
    if (g->n == g->capacity) {
        const size_t capacity = g->capacity ? g->capacity * 2 : 256;
        mention *items = sy_arena_get(g->arena, capacity * sizeof *items);
        if (!items) return sy_fail_nomem(err);
        if (g->n) memcpy(items, g->items, g->n * sizeof *items);
        g->items = items;
        g->capacity = capacity;
    }
    m.key = sy_arena_text(g->arena, key, strlen(key));
    m.raw = case_number;
    if (!m.key) return sy_fail_nomem(err);
    g->items[g->n++] = m;
    return SY_OK;
}

static sy_status on_document(void *ctx, const sy_slice *cells, uint64_t place, sy_err *err)
{
    enum { CASE, COURT, DOCUMENT, ISSUER, ISSUED, REASON, DUE, CELLS };
    const char *texts[CELLS];
    gathering *g = ctx;

    for (int i = 0; i < CELLS; i++) {
        texts[i] = sy_arena_text(g->arena, cells[i].len ? cells[i].ptr : "", cells[i].len);
        if (!texts[i]) return sy_fail_nomem(err);
    }
    const mention m = {.document = texts[DOCUMENT],
                       .issuer = texts[ISSUER],
                       .issued = texts[ISSUED],
                       .due = texts[DUE],
                       .mandate = texts[REASON],
                       .court = texts[COURT],
                       .place = place};
    return mention_case(g, m, texts[CASE], err);
}

static sy_status gather_documents(gathering *g, sy_workspace *ws, const sy_pools *pools,
                                  sy_err *err)
{
    static const char *const columns[] = {"case-number", "court",  "document", "issuer",
                                          "issued",      "reason", "due"};
    const sy_pool *pool = sy_pools_find(pools, "key-cases");

    return pool ? sy_pool_each(ws, pool, columns, 7, NULL, 0, on_document, g, err) : SY_OK;
}

static bool stands(const sy_docket_lead *l)
{
    return !l->lead.has_vanished && !sy_lead_state_is_done(l->state);
}

static sy_status gather(gathering *g, sy_petitions *petitions, sy_workspace *ws,
                        const sy_pools *pools, sy_docket *docket, const sy_step *steps,
                        size_t n_steps, sy_err *err)
{
    sy_status st = sy_petitions_read(petitions, ws, pools, g->arena, err);

    if (st == SY_OK) st = gather_documents(g, ws, pools, err);
    for (size_t i = 0; i < petitions->n && st == SY_OK; i++)
        st = mention_case(g, (mention){.petition = &petitions->items[i]},
                          petitions->items[i].case_number, err);
    for (size_t i = 0; i < sy_docket_count(docket) && st == SY_OK; i++) {
        sy_docket_lead *l = sy_docket_at(docket, i);
        if (stands(l)) st = mention_case(g, (mention){.lead = l}, l->lead.case_number, err);
    }
    for (size_t i = 0; i < n_steps && st == SY_OK; i++)
        st = mention_case(g, (mention){.step = &steps[i]}, steps[i].subject, err);
    return st;
}

/* By case; inside it documents by number, petitions by theirs, leads by model, steps in their
 * order. */
static int by_case(const void *a, const void *b)
{
    const mention *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    if (order == 0) order = (x->document == NULL) - (y->document == NULL);
    if (order == 0 && x->document) order = strcmp(x->document, y->document);
    if (order == 0) order = (x->petition == NULL) - (y->petition == NULL);
    if (order == 0 && x->petition) order = strcmp(x->petition->number, y->petition->number);
    if (order == 0) order = (x->lead == NULL) - (y->lead == NULL);
    if (order == 0 && x->lead) order = strcmp(x->lead->lead.model, y->lead->lead.model);
    if (order == 0 && x->lead) order = strcmp(x->lead->lead.id, y->lead->lead.id);
    if (order == 0 && x->step && y->step)
        order = (x->step->number > y->step->number) - (x->step->number < y->step->number);
    return order;
}

/* ---- weighing ---- */

static void add_reason(sy_key_case *k, sy_key_reason reason)
{
    if (reason.points <= 0) return;
    k->points += reason.points;
    k->reasons[k->n_reasons++] = reason;
}

typedef struct known { /* of one case, by its mentions */
    size_t models;
    const sy_petition *petition;
    bool has_amount;
    sy_minor amount; /* of leads: where no register says how much is open */
} known;

static const char *protected_word(const sy_facts_of_case *f, const sy_key_weights *w)
{
    if (!f) return NULL;
    if (*f->vulnerable) return f->vulnerable;
    for (size_t i = 0; i < w->n_words; i++) {
        if (strstr(f->cause, w->words[i])) return f->cause;
    }
    return NULL;
}

static void weigh(sy_key_case *k, const known *m, const sy_facts_of_cases *facts,
                  const sy_key_weights *w)
{
    const sy_facts_of_case *f = sy_facts_of(facts, k->case_number);
    const size_t times = sy_terminations_of(facts, k->case_number);
    const bool has_open = f && f->has_open;
    const sy_minor amount = has_open ? f->open : m->has_amount ? m->amount : 0;
    const char *word = protected_word(f, w);

    add_reason(k, (sy_key_reason){.condition = SY_KEY_AMOUNT,
                                  .points = sy_key_points_of_amount(w, amount),
                                  .value = "",
                                  .amount = amount,
                                  .is_of_leads = !has_open});
    if (word)
        add_reason(k, (sy_key_reason){.condition = SY_KEY_VULNERABLE,
                                      .points = w->points[SY_KEY_VULNERABLE],
                                      .value = word});
    if (m->models >= 2)
        add_reason(k, (sy_key_reason){.condition = SY_KEY_MODELS,
                                      .points = sy_key_points_of_count(w->points[SY_KEY_MODELS],
                                                                       w->models, m->models),
                                      .value = "",
                                      .count = m->models,
                                      .is_of_leads = true});
    if (m->petition)
        add_reason(k, (sy_key_reason){.condition = SY_KEY_PETITION,
                                      .points = w->points[SY_KEY_PETITION],
                                      .value = m->petition->number});
    if (times)
        add_reason(k, (sy_key_reason){.condition = SY_KEY_TERMINATIONS,
                                      .points = sy_key_points_of_count(
                                          w->points[SY_KEY_TERMINATIONS], w->terminations, times),
                                      .value = "",
                                      .count = times});
}

static void hear(sy_key_case *k, const sy_step *s)
{
    const char *choice = sy_key_step_says(s, SY_KEY_CHOICE);

    if (k->n_steps++ == 0) k->steps = s;
    if (s->undone_at) return;
    if (choice) {
        k->is_added = strcmp(choice, "added") == 0;
        k->is_dropped = strcmp(choice, "dropped") == 0;
    }
    k->done += sy_key_step_says(s, SY_KEY_WHAT) != NULL;
}

static void hear_lead(sy_key_case *k, known *m, const mention *x, const mention *before)
{
    const bool is_same_model =
        before && before->lead && strcmp(before->lead->lead.model, x->lead->lead.model) == 0;

    k->n_leads++;
    m->models += !is_same_model;
    if (!*k->court) k->court = x->lead->lead.court;
    if (!x->lead->lead.has_amount) return;
    if (!m->has_amount || x->lead->lead.amount > m->amount) m->amount = x->lead->lead.amount;
    m->has_amount = true;
}

/* n mentions of one case. */
static sy_key_case make(const mention *items, size_t n, const sy_facts_of_cases *facts,
                        const sy_key_weights *w)
{
    const sy_facts_of_case *f = sy_facts_of(facts, items[0].key);
    sy_key_case k = {.case_number = items[0].key,
                     .court = f ? f->court : "",
                     .document = "",
                     .issuer = "",
                     .issued = "",
                     .due = "",
                     .mandate = ""};
    known m = {0};

    for (size_t i = 0; i < n; i++) {
        const mention *x = &items[i];
        if (x->document && !k.is_named) {
            k.is_named = true;
            k.named_at = x->place;
            k.document = x->document;
            k.issuer = x->issuer;
            k.issued = x->issued;
            k.due = x->due;
            k.mandate = x->mandate;
            if (*x->court) k.court = x->court;
        }
        if (x->petition && !m.petition) m.petition = x->petition;
        if (x->lead) hear_lead(&k, &m, x, i ? &items[i - 1] : NULL);
        if (x->step) hear(&k, x->step);
    }
    weigh(&k, &m, facts, w);
    return k;
}

static bool is_listed(const sy_key_case *k, const sy_facts_of_cases *facts, const sy_key_weights *w)
{
    const sy_facts_of_case *f = sy_facts_of(facts, k->case_number);

    if (k->is_named || k->is_added || k->done) return !k->is_dropped;
    return !k->is_dropped && k->points >= w->shown_from && !(f && f->is_performed);
}

static int by_weight(const void *a, const void *b)
{
    const sy_key_case *x = a, *y = b;

    if (x->is_named != y->is_named) return x->is_named ? -1 : 1;
    if (x->points != y->points) return x->points < y->points ? 1 : -1;
    return strcmp(x->case_number, y->case_number);
}

/* ---- together ---- */

static sy_status read_facts(sy_facts_of_cases *facts, const gathering *g, sy_workspace *ws,
                            const sy_pools *pools, sy_err *err)
{
    const char **keys = sy_arena_get(g->arena, (2 * g->n + 1) * sizeof *keys);
    size_t n = 0;

    if (!keys) return sy_fail_nomem(err);
    for (size_t i = 0; i < g->n; i++) {
        if (i == 0 || strcmp(g->items[i].key, g->items[i - 1].key) != 0)
            keys[n++] = g->items[i].key;
        if (strcmp(g->items[i].raw, g->items[i].key) != 0) keys[n++] = g->items[i].raw;
    }
    return sy_facts_of_cases_read(facts, ws, pools, keys, n, g->arena, err);
}

sy_status sy_key_cases_read(sy_key_cases *out, sy_workspace *ws, const sy_pools *pools,
                            sy_docket *docket, const sy_key_weights *w, bool all, sy_arena *arena,
                            sy_err *err)
{
    gathering g = {.arena = arena};
    sy_facts_of_cases *facts = sy_arena_get(arena, sizeof *facts);
    sy_step *steps = NULL;
    size_t n_steps = 0;
    sy_status st = sy_steps_read(ws, SY_STEPS_OF_KEY_CASES, NULL, &steps, &n_steps, arena, err);

    *out = (sy_key_cases){.facts = facts};
    if (st == SY_OK && !facts) st = sy_fail_nomem(err);
    if (st == SY_OK) st = gather(&g, &out->petitions, ws, pools, docket, steps, n_steps, err);
    if (st != SY_OK) return st;
    if (g.n) qsort(g.items, g.n, sizeof *g.items, by_case);
    st = read_facts(facts, &g, ws, pools, err);
    if (st != SY_OK) return st;
    out->items = sy_arena_get(arena, (g.n + 1) * sizeof *out->items);
    if (!out->items) return sy_fail_nomem(err);
    for (size_t i = 0, end; i < g.n; i = end) {
        for (end = i + 1; end < g.n && strcmp(g.items[end].key, g.items[i].key) == 0;) end++;
        const sy_key_case k = make(&g.items[i], end - i, facts, w);
        out->looked_at++;
        if (all || is_listed(&k, facts, w)) out->items[out->n++] = k;
    }
    if (out->n) qsort(out->items, out->n, sizeof *out->items, by_weight);
    return SY_OK;
}
