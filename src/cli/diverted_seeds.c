/* diverted_seeds.c - finds the diversions of a case and takes their rows. */
#include "cli/diverted_seeds.h"

#include "base/log.h"
#include "insight/diverted.h"
#include "report/question.h"

static sy_status find(sy_diverted **d, sy_scene **s, sy_weights **w, sy_case *c,
                      const sy_scene_options *options, sy_arena *arena, sy_err *err)
{
    sy_who *who = NULL;
    sy_status st = sy_weights_load(w, NULL, NULL, err);

    if (st == SY_OK) st = sy_scene_open(s, c, options, arena, err);
    if (st == SY_OK) st = sy_who_make(&who, *s, err);
    return st == SY_OK ? sy_diverted_find(d, *s, who, *w, err) : st;
}

static size_t room_for(const sy_scene *s, const sy_diverted_ask *ask)
{
    const size_t taken = ask->taken + (ask->beside_debtor ? s->n_seeds : 0);
    return taken < SY_MAX_SEEDS ? SY_MAX_SEEDS - taken : 0;
}

sy_status sy_diverted_seeds_read(sy_seed seeds[SY_MAX_SEEDS], size_t *n, sy_case *c,
                                 const sy_diverted_ask *ask, sy_arena *arena, sy_err *err)
{
    sy_scene_options options = {
        .party = ask->party, .no_trace = true, .has_since = ask->since != NULL};
    sy_scene *s = NULL;
    sy_weights *w = NULL;
    sy_diverted *d = NULL;
    size_t left_out = 0;
    sy_status st = SY_OK;

    *n = 0;
    if (ask->since) st = sy_question_time(&options.since, "since", ask->since, false, err);
    if (st == SY_OK) st = find(&d, &s, &w, c, &options, arena, err);
    if (st == SY_OK) st = sy_diverted_seeds(seeds, n, &left_out, room_for(s, ask), d, err);
    if (st == SY_OK && *n + left_out == 0) {
        st = sy_fail(err, SY_EDATA,
                     N_("--diverted: nobody who paid the debtor before pays somebody else since "
                        "(suyuan diverted)"));
    }
    sy_scene_close(s);
    sy_weights_free(w);
    if (st != SY_OK) return st;
    sy_note(_("note: %zu payments of diverted income are followed as well"), *n);
    if (left_out)
        sy_note(_("note: %zu smaller ones are left out: a trace has no more room"), left_out);
    return SY_OK;
}
