/* One case from its files to the comparison. */
#include "evaluate/evaluate.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
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

/* NAME.suyuan of the case's folder, in the folder given or in a new one of its own. */
static sy_status name_workspace(char *folder, size_t room, char **workspace, const char *dir,
                                const char *keep, sy_err *err)
{
    const char *tmp = getenv("TMPDIR");
    char name[256];

    *workspace = NULL;
    snprintf(name, sizeof name, "%.200s.suyuan", sy_path_name(dir));
    if (keep) {
        snprintf(folder, room, "%s", keep);
        const sy_status st = sy_make_folder(keep, err);
        if (st != SY_OK) return st;
    } else {
        snprintf(folder, room, "%s/suyuan-evaluate-XXXXXX", tmp && *tmp ? tmp : "/tmp");
        if (!mkdtemp(folder)) return sy_fail_errno(err, folder);
    }
    *workspace = sy_path_join(NULL, folder, name);
    return *workspace ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_evaluate(sy_evaluation **out, const char *dir, const sy_evaluate_options *options,
                      sy_arena *arena, sy_err *err)
{
    sy_evaluation *e = sy_arena_get(arena, sizeof *e);
    char folder[SY_MAX_PATH] = "";
    char *workspace = NULL;
    sy_truth t;
    sy_status st = e ? sy_truth_read(&t, dir, arena, err) : sy_fail_nomem(err);

    *out = NULL;
    if (st == SY_OK) {
        e->dir = dir;
        e->cases = 1;
        st = name_workspace(folder, sizeof folder, &workspace, dir, options->keep, err);
    }
    if (st == SY_OK) st = evaluate_at(e, workspace, &t, arena, err);
    if (folder[0] && !options->keep) {
        const sy_status removed = sy_stage_remove(folder, st == SY_OK ? err : NULL);
        if (st == SY_OK) st = removed;
    }
    sy_drop(NULL, workspace);
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
