/* One case from its files to the comparison. */
#include "evaluate/evaluate.h"

#include <time.h>

#include "evaluate/score.h"
#include "evaluate/stage.h"

static uint64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static sy_status score_all(sy_scoring *x, sy_case *c)
{
    const sy_scene_options o = {0};
    sy_scene *s = NULL;
    const uint64_t began = now_ms();
    sy_status st = sy_scene_open(&s, c, &o, x->arena, x->err);

    x->s = s;
    if (st == SY_OK) st = sy_score_begin(x);
    if (st == SY_OK) st = sy_score_clues(x);
    if (st == SY_OK) st = sy_score_proxies(x);
    if (st == SY_OK) st = sy_score_inquiries(x);
    x->e->findings_ms = now_ms() - began;
    if (st == SY_OK) st = sy_score_amounts(x);
    sy_scene_close(s);
    return st;
}

static sy_status evaluate_at(sy_evaluation *e, const char *workspace, const sy_truth *t,
                             sy_arena *arena, sy_err *err)
{
    sy_scoring x = {.e = e, .t = t, .arena = arena, .err = err};
    sy_case *c = NULL;
    sy_status st = sy_stage_set(workspace, e->dir, t, &e->rows, err);

    if (st == SY_OK) st = sy_case_open(&c, workspace, SY_READ, err);
    if (st == SY_OK) st = score_all(&x, c);
    sy_case_close(c);
    return st;
}

sy_status sy_evaluate(sy_evaluation **out, const char *dir, const sy_evaluate_options *options,
                      sy_arena *arena, sy_err *err)
{
    sy_evaluation *e = sy_arena_get(arena, sizeof *e);
    sy_stage_place place = {.workspace = NULL};
    sy_truth t;
    sy_status st = e ? sy_truth_read(&t, dir, arena, err) : sy_fail_nomem(err);

    *out = NULL;
    if (st == SY_OK) {
        e->dir = dir;
        e->cases = 1;
        st = sy_stage_place_find(&place, dir, options->keep, err);
    }
    if (st == SY_OK) st = evaluate_at(e, place.workspace, &t, arena, err);
    st = sy_stage_place_leave(&place, st, err);
    if (st == SY_OK) *out = e;
    return st;
}

/* ---- sums ---- */

/* Each is a row of uint32_t counts. */
static void add_counts(void *sum, const void *counts, size_t size)
{
    uint32_t *to = sum;
    const uint32_t *from = counts;

    for (size_t i = 0; i < size / sizeof *to; i++) to[i] += from[i];
}

void sy_evaluation_add(sy_evaluation *sum, const sy_evaluation *e)
{
    sum->rows += e->rows;
    sum->findings_ms += e->findings_ms;
    sum->cases += e->cases;
    add_counts(sum->classes, e->classes, sizeof e->classes);
    add_counts(&sum->proxies, &e->proxies, sizeof e->proxies);
    add_counts(&sum->inquiries, &e->inquiries, sizeof e->inquiries);
    sum->amounts.checked += e->amounts.checked;
    sum->amounts.exact += e->amounts.exact;
    sum->amounts.of += e->amounts.of;
    sum->amounts.off += e->amounts.off;
}
