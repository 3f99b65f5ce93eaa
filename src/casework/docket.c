/* docket.c - leads and steps are read once each and joined by the lead's id. A lead's state
 * is not stored: it is what its steps that stand say, the newest word of each kind, so that
 * taking a step back leaves exactly what was before it. */
#include "casework/docket.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "store/edition.h"
#include "store/lead_text.h"

struct sy_docket {
    sy_workspace *ws;
    sy_docket_lead *leads;
    sy_docket_lead **by_id;
    size_t n;
    sy_petitions petitions;
    const sy_docket_lead *read; /* whose body is there; NULL */
    json_t *body;
    sy_arena arena;
};

static const struct {
    const char *name, *title;
} fields[SY_LEAD_FIELDS] = {
    [SY_LEAD_STATE] = {"state", N_("state")},
    [SY_LEAD_PERSON] = {"assigned_to", N_("in hand")},
    [SY_LEAD_MEASURE] = {"measure", N_("measure")},
    [SY_LEAD_ITEM] = {"item", N_("item of rule 37")},
    [SY_LEAD_DOCUMENT] = {"document", N_("number of the letter")},
    [SY_LEAD_DAY] = {"day", N_("day")},
    [SY_LEAD_MONEY] = {"money", N_("money recovered")},
    [SY_LEAD_NOTE] = {"note", N_("note")},
    [SY_LEAD_SEALED] = {"sealed", N_("sealed")},
    [SY_LEAD_IMPOUNDED] = {"impounded", N_("impounded")},
    [SY_LEAD_DISPOSED] = {"disposed", N_("disposed of")},
    [SY_LEAD_REASON] = {"reason", N_("why it cannot be disposed of")},
    [SY_LEAD_PAGES] = {"pages", N_("pages of the file")},
    [SY_LEAD_LIST] = {"list", N_("list read back")},
    [SY_LEAD_PROPOSER] = {"proposed_by", N_("proposed by")},
    [SY_LEAD_SECOND] = {"second", N_("second person named")},
};

const char *sy_lead_field_name(sy_lead_field f)
{
    return fields[f].name;
}

const char *sy_lead_field_title(sy_lead_field f)
{
    return _(fields[f].title);
}

const char *sy_lead_value_title(sy_lead_field f, const char *value)
{
    sy_model_exit way;
    sy_lead_state s;

    if (f == SY_LEAD_STATE && sy_lead_state_from(&s, value)) return sy_lead_state_title(s);
    if (f == SY_LEAD_MEASURE && sy_model_exit_from(&way, value)) return sy_model_exit_title(way);
    return value;
}

sy_lead_field sy_lead_field_of(const char *name)
{
    int f = 0;

    while (f < SY_LEAD_FIELDS && strcmp(fields[f].name, name) != 0) f++;
    return (sy_lead_field)f;
}

const char *sy_step_says(const sy_step *step, sy_lead_field f)
{
    for (size_t i = 0; i < step->n; i++) {
        if (strcmp(step->words[i].field, fields[f].name) == 0) return step->words[i].value;
    }
    return NULL;
}

/* ---- what the steps say ---- */

/* A move decides the verdict, or does away with it. */
static void move_to(sy_docket_lead *l, sy_lead_state to, int64_t edition)
{
    l->state = to;
    l->seen = edition;
    if (to == SY_LEAD_CONFIRMED || to == SY_LEAD_REFUTED) {
        l->verdict = to == SY_LEAD_CONFIRMED ? SY_LEAD_IS_TRUE : SY_LEAD_IS_FALSE;
        l->judged = edition;
    } else if (to == SY_LEAD_CHECKING) {
        l->verdict = SY_LEAD_UNJUDGED;
        l->judged = 0;
    }
}

static void hear(sy_docket_lead *l, const sy_step *s)
{
    for (size_t i = 0; i < s->n; i++) {
        const sy_lead_field f = sy_lead_field_of(s->words[i].field);
        sy_lead_state to;
        if (f == SY_LEAD_FIELDS) continue; /* of a newer program */
        l->word[f] = s->words[i].value;
        if (f == SY_LEAD_STATE && sy_lead_state_from(&to, s->words[i].value))
            move_to(l, to, s->edition);
    }
}

static void take_steps(sy_docket_lead *l, const sy_step *steps, size_t n)
{
    for (int f = 0; f < SY_LEAD_FIELDS; f++) l->word[f] = "";
    l->steps = steps;
    l->n_steps = n;
    for (size_t i = 0; i < n; i++) {
        if (!steps[i].undone_at) hear(l, &steps[i]);
    }
    if (!sy_minor_parse(&l->money, sy_slice_of(l->word[SY_LEAD_MONEY]))) l->money = 0;
}

/* The number of the newest move that stands; 0. */
static int64_t moved(const sy_docket_lead *l)
{
    int64_t number = 0;

    for (size_t i = 0; i < l->n_steps; i++) {
        if (!l->steps[i].undone_at && sy_step_says(&l->steps[i], SY_LEAD_STATE))
            number = l->steps[i].number;
    }
    return number;
}

/* The newest says, also that it was taken back: one before it is done with. Steps of all kinds are
 * numbered together: one that is newer than the lead's last move waits. */
static void take_proposals(sy_docket_lead *l, const sy_step *steps, size_t n)
{
    const sy_step *last = n ? &steps[n - 1] : NULL;

    l->proposal = last && !last->undone_at && last->number > moved(l) ? last : NULL;
}

/* ---- opening ---- */

static int by_id(const void *a, const void *b)
{
    const sy_docket_lead *const *x = a, *const *y = b;
    return strcmp((*x)->lead.id, (*y)->lead.id);
}

typedef void take_fn(sy_docket_lead *l, const sy_step *steps, size_t n);

/* Steps come by subject, in the order of strcmp, as by_id has the leads. */
static void join(sy_docket *d, take_fn *take, const sy_step *steps, size_t n)
{
    size_t at = 0;

    for (size_t i = 0; i < d->n; i++) {
        const char *id = d->by_id[i]->lead.id;
        while (at < n && strcmp(steps[at].subject, id) < 0) at++;
        const size_t from = at;
        while (at < n && strcmp(steps[at].subject, id) == 0) at++;
        take(d->by_id[i], steps + from, at - from);
    }
}

/* Of many in one pass, of few each by itself. */
static sy_status hear_steps(sy_docket *d, sy_workspace *ws, const char *kind, take_fn *take,
                            bool is_all, sy_err *err)
{
    sy_step *steps = NULL;
    size_t n = 0;
    sy_status st = SY_OK;

    if (is_all) {
        st = sy_steps_read(ws, kind, NULL, &steps, &n, &d->arena, err);
        if (st == SY_OK) join(d, take, steps, n);
        return st;
    }
    for (size_t i = 0; i < d->n && st == SY_OK; i++) {
        st = sy_steps_read(ws, kind, d->leads[i].lead.id, &steps, &n, &d->arena, err);
        if (st == SY_OK) take(&d->leads[i], steps, n);
    }
    return st;
}

static sy_status find_changes(sy_docket *d, sy_workspace *ws, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < d->n && st == SY_OK; i++) {
        sy_docket_lead *l = &d->leads[i];
        if (l->judged && l->seen != l->lead.edition)
            st = sy_edition_differs(&l->has_changed, ws, l->seen, &l->lead, err);
    }
    return st;
}

static sy_status fill(sy_docket *d, sy_workspace *ws, const sy_docket_options *o, sy_err *err)
{
    sy_lead *leads = NULL;
    sy_status st =
        o->ids ? sy_leads_named(ws, o->model, o->ids, o->n_ids, &leads, &d->n, &d->arena, err)
               : sy_leads(ws, o->model, &leads, &d->n, &d->arena, err);

    if (st == SY_OK && o->pools)
        st = sy_petitions_read(&d->petitions, ws, o->pools, &d->arena, err);
    if (st != SY_OK) {
        d->n = 0;
        return st;
    }
    d->leads = sy_arena_get(&d->arena, (d->n + 1) * sizeof *d->leads);
    d->by_id = sy_arena_get(&d->arena, (d->n + 1) * sizeof *d->by_id);
    if (!d->leads || !d->by_id) {
        d->n = 0;
        return sy_fail_nomem(err);
    }
    for (size_t i = 0; i < d->n; i++) {
        d->leads[i] =
            (sy_docket_lead){.lead = leads[i],
                             .docket = d,
                             .petition = sy_petitions_on(&d->petitions, leads[i].case_number)};
        d->by_id[i] = &d->leads[i];
    }
    qsort(d->by_id, d->n, sizeof *d->by_id, by_id);
    st = hear_steps(d, ws, SY_STEPS_OF_LEADS, take_steps, !o->ids, err);
    if (st == SY_OK) st = hear_steps(d, ws, SY_STEPS_OF_PROPOSALS, take_proposals, !o->ids, err);
    return st == SY_OK ? find_changes(d, ws, err) : st;
}

sy_status sy_docket_open(sy_docket **out, sy_workspace *ws, const sy_docket_options *options,
                         sy_err *err)
{
    sy_docket *d = sy_new(NULL, sizeof *d);

    *out = NULL;
    if (!d) return sy_fail_nomem(err);
    d->ws = ws;
    sy_arena_init(&d->arena, NULL);
    const sy_status st = fill(d, ws, options, err);
    if (st == SY_OK)
        *out = d;
    else
        sy_docket_close(d);
    return st;
}

void sy_docket_close(sy_docket *d)
{
    if (!d) return;
    json_decref(d->body);
    sy_arena_dispose(&d->arena);
    sy_drop(NULL, d);
}

size_t sy_docket_count(const sy_docket *d)
{
    return d->n;
}

sy_docket_lead *sy_docket_at(const sy_docket *d, size_t i)
{
    return &d->leads[i];
}

const sy_petitions *sy_docket_petitions(const sy_docket *d)
{
    return &d->petitions;
}

sy_docket_lead *sy_docket_find(const sy_docket *d, const char *id)
{
    size_t low = 0, high = d->n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(d->by_id[middle]->lead.id, id);
        if (order == 0) return d->by_id[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* ---- what a lead says ---- */

/* NULL: it cannot be read. */
static json_t *read_body(sy_workspace *ws, sy_lead lead)
{
    json_t *body = NULL;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    if (sy_lead_read(ws, &lead, &arena, NULL) == SY_OK) body = sy_lead_whole(&lead);
    sy_arena_dispose(&arena);
    return body;
}

const json_t *sy_docket_body(sy_docket_lead *l)
{
    sy_docket *d = l->docket;

    if (d->read == l) return d->body;
    json_decref(d->body);
    d->body = read_body(d->ws, l->lead);
    d->read = d->body ? l : NULL;
    return d->body;
}

json_t *sy_docket_parties(const sy_docket_lead *l)
{
    return json_loads(l->lead.parties, JSON_ALLOW_NUL, NULL);
}

const char *sy_docket_text(sy_docket_lead *l, const char *key)
{
    const char *text = json_string_value(json_object_get(sy_docket_body(l), key));
    return text ? text : "";
}

bool sy_docket_has_exit(sy_docket_lead *l, sy_model_exit way)
{
    const json_t *exits = json_object_get(sy_docket_body(l), "exits");

    for (size_t i = 0; i < json_array_size(exits); i++) {
        const char *name = json_string_value(json_array_get(exits, i));
        if (name && strcmp(name, sy_model_exit_name(way)) == 0) return true;
    }
    return false;
}
