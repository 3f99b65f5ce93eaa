/* scene.c - opens a scene step by step, and answers questions on its rows and days.
 * Nothing here judges: that is what the findings do. */
#include "insight/scene.h"

#include <stdlib.h>

#include "base/bits.h"
#include "base/lang.h"
#include "insight/scene_parts.h"

/* ---- the days of the case ---- */

static const struct {
    const char *name, *label;
    size_t offset; /* in sy_case_facts */
} days[SY_CASE_DAYS] = {
    [SY_DAY_SUIT_SERVED] = {"suit-served", N_("the suit was served"),
                            offsetof(sy_case_facts, suit_served)},
    [SY_DAY_JUDGMENT_EFFECTIVE] = {"judgment-effective", N_("the judgment took effect"),
                                   offsetof(sy_case_facts, judgment_effective)},
    [SY_DAY_ENFORCEMENT_FILED] = {"enforcement-filed", N_("enforcement was filed"),
                                  offsetof(sy_case_facts, enforcement_filed)},
    [SY_DAY_REPORT_ORDERED] = {"report-ordered", N_("the debtor was ordered to report property"),
                               offsetof(sy_case_facts, report_ordered)},
    [SY_DAY_CONSUMPTION_RESTRICTED] = {"consumption-restricted", N_("consumption was restricted"),
                                       offsetof(sy_case_facts, consumption_restricted)},
    [SY_DAY_TERMINATED] = {"terminated", N_("this enforcement procedure was terminated"),
                           offsetof(sy_case_facts, terminated)},
    [SY_DAY_RESUMED] = {"resumed", N_("enforcement was resumed"), offsetof(sy_case_facts, resumed)},
};

const char *sy_case_day_name(sy_case_day day)
{
    return days[day].name;
}

const char *sy_case_day_label(sy_case_day day)
{
    return _(days[day].label);
}

static int32_t day_of_text(const char *text)
{
    int64_t at;
    sy_precision precision;

    if (!text || !sy_time_parse_iso(&at, &precision, sy_slice_of(text))) return SY_NO_DATE;
    return (int32_t)sy_day_of(at);
}

static sy_status read_days(sy_scene *s, sy_err *err)
{
    sy_status st = sy_case_get(sy_case_workspace(s->c), &s->facts, s->arena, err);

    for (int d = 0; st == SY_OK && d < SY_CASE_DAYS; d++) {
        s->day[d] = day_of_text(*(char **)(void *)((char *)&s->facts + days[d].offset));
    }
    return st;
}

sy_case_day sy_scene_after(const sy_scene *s, int64_t at)
{
    sy_case_day last = SY_CASE_DAYS;

    for (int d = 0; d < SY_CASE_DAYS; d++) {
        if (!sy_scene_is_after(s, at, (sy_case_day)d)) continue;
        if (last == SY_CASE_DAYS || s->day[d] >= s->day[last]) last = (sy_case_day)d;
    }
    return last;
}

bool sy_scene_is_after(const sy_scene *s, int64_t at, sy_case_day day)
{
    return s->day[day] != SY_NO_DATE && sy_day_of(at) >= s->day[day];
}

/* ---- opening ---- */

/* The first day of the case that is known: what he paid from then on, he paid knowing
 * of the claim. */
static int64_t first_day(const sy_scene *s)
{
    int64_t first = INT64_MIN;

    for (int d = 0; d < SY_CASE_DAYS; d++) {
        if (s->day[d] == SY_NO_DATE) continue;
        const int64_t at = (int64_t)s->day[d] * SY_DAY;
        if (first == INT64_MIN || at < first) first = at;
    }
    return first;
}

sy_status sy_scene_open(sy_scene **out, sy_case *c, const sy_scene_options *options,
                        sy_arena *arena, sy_err *err)
{
    sy_scene *s = sy_arena_get(arena, sizeof *s);
    sy_status st;

    *out = NULL;
    if (!s) return sy_fail_nomem(err);
    *s = (sy_scene){.c = c, .f = sy_case_flow(c), .arena = arena};
    st = read_days(s, err);
    if (st == SY_OK) st = sy_scene_find_people(s, options, err);
    if (st == SY_OK) st = sy_scene_read_words(s, err);
    s->since = options->has_since ? options->since : first_day(s);
    if (st == SY_OK) st = sy_scene_find_seeds(s, options, err);
    if (st == SY_OK && !options->no_trace) st = sy_scene_trace(s, err);
    if (st == SY_OK) {
        *out = s;
    } else {
        sy_scene_close(s);
    }
    return st;
}

void sy_scene_close(sy_scene *s)
{
    if (!s) return;
    for (int r = 0; r < SY_RULES; r++) {
        sy_trace_free(s->traces[r]);
        s->traces[r] = NULL;
    }
}

/* ---- rows ---- */

static bool has_statement(const sy_flow *f, uint32_t ledger)
{
    return !sy_is_outside(ledger) && !(f->ledgers[ledger].flags & SY_L_NO_STATEMENT);
}

sy_scene_row sy_scene_row_at(const sy_scene *s, uint32_t ledger, uint32_t row)
{
    const sy_flow *f = s->f;
    const uint32_t x = f->rows[row] >> 1;
    const bool comes_in = f->rows[row] & 1;
    sy_scene_row r = {.ledger = ledger,
                      .transfer = x,
                      .place = SY_NONE,
                      .other = comes_in ? f->from[x] : f->to[x],
                      .other_place = SY_NONE,
                      .picture = SY_NONE,
                      .at = sy_flow_at(f, x),
                      .amount = f->moved[row],
                      .date_only = f->flags[x] & SY_T_DATE_ONLY};

    if (f->flags[x] & SY_T_PSEUDO) return r;
    const uint32_t own = comes_in ? f->in_place[x] : f->out_place[x];
    const uint32_t theirs = comes_in ? f->out_place[x] : f->in_place[x];
    if (has_statement(f, ledger)) r.place = own;
    if (has_statement(f, r.other))
        r.other_place = theirs;
    else if (r.place != SY_NONE)
        r.picture = theirs;
    return r;
}

static sy_slice holder_of(const sy_scene *s, uint32_t ledger)
{
    if (sy_is_outside(ledger)) return (sy_slice){0};
    return sy_slice_of(sy_flow_text(s->f, s->f->ledgers[ledger].holder));
}

sy_slice sy_scene_other_name(const sy_scene *s, const sy_scene_row *r)
{
    sy_slice name = holder_of(s, r->other);

    if (!name.len) name = sy_scene_text(s, r->picture, SY_OTHER_NAME);
    if (!name.len) name = sy_scene_text(s, r->place, SY_OTHER_NAME);
    if (!name.len) name = sy_scene_text(s, r->picture, SY_MERCHANT);
    return name.len ? name : sy_scene_text(s, r->place, SY_MERCHANT);
}

uint32_t sy_scene_other_party(const sy_scene *s, const sy_scene_row *r)
{
    const uint32_t party = sy_scene_party(s, r->other);
    return party != SY_NONE ? party : sy_scene_party_named(s, sy_scene_other_name(s, r));
}

/* ---- the debtor's money ---- */

static int by_transfer(const void *key, const void *item)
{
    const uint32_t a = *(const uint32_t *)key, b = ((const sy_traced *)item)->transfer;
    return a < b ? -1 : a > b;
}

const sy_traced *sy_scene_traced(const sy_scene *s, sy_rule rule, uint32_t transfer)
{
    const sy_trace *t = s->traces[rule];

    if (!t || t->n_transfers == 0) return NULL;
    return bsearch(&transfer, t->transfers, t->n_transfers, sizeof *t->transfers, by_transfer);
}

bool sy_scene_is_matched(const sy_scene *s, uint32_t transfer)
{
    return s->matched && sy_bit(s->matched, transfer);
}
