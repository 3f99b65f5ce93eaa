/* feedback.c - an entry for each lead and version that gave it; sorted, the lines are runs of
 * entries. */
#include "casework/feedback.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

typedef sy_feedback_line entry; /* of a rule, and of one lead */

/* ---- one lead ---- */

/* Whatever it reached on its way, also where it has gone on since. */
static void hear_steps(sy_feedback_tally *t, const sy_docket_lead *l)
{
    for (size_t i = 0; i < l->n_steps; i++) {
        const sy_step *s = &l->steps[i];
        const char *measure = sy_step_says(s, SY_LEAD_MEASURE);
        const char *state = sy_step_says(s, SY_LEAD_STATE);
        sy_model_exit way;
        sy_lead_state to;

        if (s->undone_at) continue;
        if (measure && sy_model_exit_from(&way, measure)) t->measures[way] = 1;
        if (!state || !sy_lead_state_from(&to, state)) continue;
        if (to != SY_LEAD_REPLIED && to != SY_LEAD_ADOPTED && to != SY_LEAD_DECLINED) continue;
        t->replied = 1;
        t->adopted = to == SY_LEAD_ADOPTED;
        t->declined = to == SY_LEAD_DECLINED;
    }
}

static sy_feedback_tally tally_of(const sy_docket_lead *l)
{
    sy_feedback_tally t = {.leads = 1, .recovered = l->money};

    t.confirmed = l->verdict == SY_LEAD_IS_TRUE;
    t.refuted = l->verdict == SY_LEAD_IS_FALSE;
    t.vanished = l->verdict == SY_LEAD_UNJUDGED && l->lead.has_vanished;
    t.open = l->verdict == SY_LEAD_UNJUDGED && !l->lead.has_vanished;
    hear_steps(&t, l);
    return t;
}

static bool is_in_time(const sy_docket_lead *l, const sy_feedback_options *o)
{
    enum { DAY = 10 };

    return (!o->since || strncmp(l->lead.first_seen, o->since, DAY) >= 0) &&
           (!o->until || strncmp(l->lead.first_seen, o->until, DAY) <= 0);
}

/* ---- which versions gave it ---- */

/* Runs of one model with one content of it, one after the other. */
typedef struct stretch {
    const char *model, *version, *hash;
    int64_t first, last; /* runs */
} stretch;

typedef struct gathering {
    stretch *stretches; /* by model, then run */
    size_t n_stretches;
    entry *entries;
    size_t n, capacity;
    bool counts_once;
} gathering;

static int by_model(const void *a, const void *b)
{
    const sy_model_ran *x = a, *y = b;
    const int order = strcmp(x->record.model, y->record.model);

    return order ? order : (x->id > y->id) - (x->id < y->id);
}

static bool goes_on(const stretch *s, const sy_model_run_record *r)
{
    return strcmp(s->model, r->model) == 0 && strcmp(s->version, r->version) == 0 &&
           strcmp(s->hash, r->hash) == 0;
}

static sy_status find_stretches(gathering *g, sy_workspace *ws, sy_arena *arena, sy_err *err)
{
    sy_model_ran *runs = NULL;
    size_t n = 0;
    sy_status st = sy_model_runs(ws, &runs, &n, arena, err);

    if (st != SY_OK) return st;
    g->stretches = sy_arena_get(arena, (n + 1) * sizeof *g->stretches);
    if (!g->stretches) return sy_fail_nomem(err);
    if (n) qsort(runs, n, sizeof *runs, by_model);
    for (size_t i = 0; i < n; i++) {
        const sy_model_run_record *r = &runs[i].record;
        if (g->n_stretches == 0 || !goes_on(&g->stretches[g->n_stretches - 1], r))
            g->stretches[g->n_stretches++] =
                (stretch){r->model, r->version, r->hash, runs[i].id, runs[i].id};
        g->stretches[g->n_stretches - 1].last = runs[i].id;
    }
    return SY_OK;
}

/* Counted for this content already, since entry `from`? */
static bool is_there(const gathering *g, size_t from, const stretch *s)
{
    for (size_t i = from; i < g->n; i++) {
        if (strcmp(g->entries[i].version, s->version) == 0 &&
            strcmp(g->entries[i].hash, s->hash) == 0)
            return true;
    }
    return false;
}

/* An entry for each content of the model that gave this edition, the newest first. from: the
 * lead's first entry. */
static sy_status add_entries(gathering *g, size_t from, const sy_lead *lead,
                             const sy_feedback_tally *tally, sy_err *err)
{
    for (size_t i = g->n_stretches; i > 0; i--) {
        const stretch *s = &g->stretches[i - 1];
        if (strcmp(s->model, lead->model) != 0 || s->last < lead->first_run ||
            s->first > lead->last_run || is_there(g, from, s))
            continue;
        if (!sy_grow(NULL, (void **)&g->entries, &g->capacity, g->n, g->n + 1, sizeof *g->entries))
            return sy_fail_nomem(err);
        g->entries[g->n] = (entry){SY_FEEDBACK_RULE, lead->model, s->version, s->hash,
                                   lead->rule,       g->n > from, *tally};
        g->n++;
        if (g->counts_once) break;
    }
    return SY_OK;
}

/* The verdict is on what it said then. What says it in other words has the verdict too; what
 * says something else waits for one. */
static sy_status add_lead(gathering *g, const sy_docket_lead *l, sy_workspace *ws, sy_arena *arena,
                          sy_err *err)
{
    const sy_feedback_tally tally = tally_of(l), waiting = {.leads = 1, .open = 1};
    const size_t from = g->n;
    sy_lead judged = l->lead;
    sy_status st = SY_OK;

    if (l->judged && l->judged != l->lead.edition)
        st = sy_lead_edition(ws, l->judged, &judged, arena, err);
    if (st == SY_OK) st = add_entries(g, from, &judged, &tally, err);
    if (st == SY_OK && !g->counts_once && judged.edition != l->lead.edition)
        st = add_entries(g, from, &l->lead, l->has_changed ? &waiting : &tally, err);
    return st;
}

static sy_status gather(gathering *g, sy_docket *d, sy_workspace *ws, const sy_feedback_options *o,
                        sy_arena *arena, sy_err *err)
{
    sy_status st = find_stretches(g, ws, arena, err);

    g->counts_once = o->counts_once;
    for (size_t i = 0; i < sy_docket_count(d) && st == SY_OK; i++) {
        const sy_docket_lead *l = sy_docket_at(d, i);
        if (is_in_time(l, o)) st = add_lead(g, l, ws, arena, err);
    }
    return st;
}

/* ---- all of them ---- */

bool sy_feedback_add(sy_feedback_tally *to, const sy_feedback_tally *more)
{
    to->leads += more->leads;
    to->confirmed += more->confirmed;
    to->refuted += more->refuted;
    to->open += more->open;
    to->vanished += more->vanished;
    for (int i = 0; i < SY_EXITS; i++) to->measures[i] += more->measures[i];
    to->replied += more->replied;
    to->adopted += more->adopted;
    to->declined += more->declined;
    return sy_minor_add(&to->recovered, to->recovered, more->recovered);
}

int sy_feedback_order(const sy_feedback_line *a, const sy_feedback_line *b)
{
    int order = strcmp(a->model, b->model);

    if (order == 0) order = strverscmp(a->version, b->version);
    if (order == 0) order = strcmp(a->version, b->version);
    if (order == 0) order = strcmp(a->hash, b->hash);
    return order ? order : strcmp(a->rule, b->rule);
}

static int by_place(const void *a, const void *b)
{
    return sy_feedback_order(a, b);
}

static bool is_new(const entry *e, size_t i, sy_feedback_level level)
{
    if (i == 0 || strcmp(e[i].model, e[i - 1].model) != 0) return true;
    if (level == SY_FEEDBACK_MODEL) return false;
    if (strcmp(e[i].version, e[i - 1].version) != 0 || strcmp(e[i].hash, e[i - 1].hash) != 0)
        return true;
    return level == SY_FEEDBACK_RULE && strcmp(e[i].rule, e[i - 1].rule) != 0;
}

static sy_feedback_line line_of(const entry *e, sy_feedback_level level)
{
    return (sy_feedback_line){.level = level,
                              .model = e->model,
                              .version = level >= SY_FEEDBACK_VERSION ? e->version : "",
                              .hash = level >= SY_FEEDBACK_VERSION ? e->hash : "",
                              .rule = level == SY_FEEDBACK_RULE ? e->rule : ""};
}

static sy_status add_up(sy_feedback_line *lines, size_t *n, const entry *entries, size_t n_entries,
                        sy_err *err)
{
    sy_feedback_line *at[SY_FEEDBACK_RULE + 1] = {NULL};

    for (size_t i = 0; i < n_entries; i++) {
        for (int k = SY_FEEDBACK_MODEL; k <= SY_FEEDBACK_RULE; k++) {
            const sy_feedback_level level = (sy_feedback_level)k;
            if (is_new(entries, i, level)) {
                at[k] = &lines[(*n)++];
                *at[k] = line_of(&entries[i], level);
            }
            if (level == SY_FEEDBACK_MODEL && entries[i].is_again) continue;
            if (!sy_feedback_add(&at[k]->tally, &entries[i].tally))
                return sy_fail(err, SY_ELIMIT, N_("model %s: the sum of the money does not fit"),
                               entries[i].model);
        }
    }
    return SY_OK;
}

/* The lines outlive the leads. */
static sy_status own_words(sy_feedback_line *line, sy_arena *arena, sy_err *err)
{
    const char **words[] = {&line->model, &line->version, &line->hash, &line->rule};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        *words[i] = sy_arena_text(arena, *words[i], strlen(*words[i]));
        if (!*words[i]) return sy_fail_nomem(err);
    }
    return SY_OK;
}

sy_status sy_feedback_sum(sy_feedback_line **list, size_t *n, sy_feedback_line *rules,
                          size_t n_rules, sy_arena *arena, sy_err *err)
{
    *n = 0;
    if (n_rules) qsort(rules, n_rules, sizeof *rules, by_place);
    *list = sy_arena_get(arena, (3 * n_rules + 1) * sizeof **list);
    return *list ? add_up(*list, n, rules, n_rules, err) : sy_fail_nomem(err);
}

sy_status sy_feedback_read(sy_feedback_line **list, size_t *n, sy_workspace *ws,
                           const sy_feedback_options *options, sy_arena *arena, sy_err *err)
{
    sy_docket *docket = NULL;
    gathering g = {0};
    sy_status st = sy_docket_open(&docket, ws, &(sy_docket_options){.model = options->model}, err);

    *n = 0;
    *list = NULL;
    if (st == SY_OK) st = gather(&g, docket, ws, options, arena, err);
    if (st == SY_OK) st = sy_feedback_sum(list, n, g.entries, g.n, arena, err);
    for (size_t i = 0; i < *n && st == SY_OK; i++) st = own_words(&(*list)[i], arena, err);
    sy_drop(NULL, g.entries);
    sy_docket_close(docket);
    return st;
}

/* ---- whom a line counts ---- */

static const char *const outcomes[SY_FEEDBACK_OUTCOMES] = {[SY_FEEDBACK_CONFIRMED] = "confirmed",
                                                           [SY_FEEDBACK_REFUTED] = "refuted",
                                                           [SY_FEEDBACK_OPEN] = "open",
                                                           [SY_FEEDBACK_VANISHED] = "vanished"};

bool sy_feedback_outcome_from(sy_feedback_outcome *out, const char *name)
{
    for (int i = SY_FEEDBACK_ANY + 1; i < SY_FEEDBACK_OUTCOMES; i++) {
        *out = (sy_feedback_outcome)i;
        if (strcmp(name, outcomes[i]) == 0) return true;
    }
    return false;
}

static bool came_out(const sy_feedback_tally *t, sy_feedback_outcome outcome)
{
    const uint64_t counts[SY_FEEDBACK_OUTCOMES] = {[SY_FEEDBACK_ANY] = 1,
                                                   [SY_FEEDBACK_CONFIRMED] = t->confirmed,
                                                   [SY_FEEDBACK_REFUTED] = t->refuted,
                                                   [SY_FEEDBACK_OPEN] = t->open,
                                                   [SY_FEEDBACK_VANISHED] = t->vanished};

    return counts[outcome] > 0;
}

static bool is_of(const char *asked, const char *here)
{
    return !asked || strcmp(asked, here) == 0;
}

/* Without a version each lead counts once, for the newest that gave it. */
static bool counts(const sy_feedback_line *line, const entry *e, sy_feedback_outcome outcome)
{
    if (!line->version && !line->hash && e->is_again) return false;
    return is_of(line->version, e->version) && is_of(line->hash, e->hash) &&
           is_of(line->rule, e->rule) && came_out(&e->tally, outcome);
}

sy_status sy_feedback_counted(bool *is_in, sy_docket *d, sy_workspace *ws,
                              const sy_feedback_line *line, sy_feedback_outcome outcome,
                              sy_arena *arena, sy_err *err)
{
    gathering g = {0};
    sy_status st = find_stretches(&g, ws, arena, err);

    for (size_t i = 0; i < sy_docket_count(d) && st == SY_OK; i++) {
        if (!is_in[i]) continue;
        g.n = 0; /* the entries of this lead alone */
        st = add_lead(&g, sy_docket_at(d, i), ws, arena, err);
        is_in[i] = false;
        for (size_t k = 0; k < g.n; k++) is_in[i] |= counts(line, &g.entries[k], outcome);
    }
    sy_drop(NULL, g.entries);
    return st;
}
