/* The same calls as init, case, import make, in one process. */
#include "evaluate/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "intake/import.h"
#include "ledger/case.h"
#include "store/people.h"
#include "store/workspace.h"

static sy_status import_folder(sy_workspace *ws, const char *dir, const sy_true_import *from,
                               uint64_t *rows, sy_err *err)
{
    const sy_import_options o = {
        .has_period = from->has_period, .period_from = from->from_day, .period_to = from->to_day};
    sy_import_report report = {0};
    sy_arena arena;
    char *path = sy_path_join(NULL, dir, from->folder);

    sy_arena_init(&arena, NULL);
    const char *const paths[] = {path};
    sy_status st =
        path ? sy_intake_import(&report, ws, paths, 1, &o, &arena, err) : sy_fail_nomem(err);
    if (st == SY_OK) *rows += report.accepted;
    sy_arena_dispose(&arena);
    sy_drop(NULL, path);
    return st;
}

sy_status sy_stage_fill(sy_workspace *ws, const char *dir, const sy_truth *t, uint64_t *rows,
                        sy_err *err)
{
    size_t added;
    sy_status st = sy_case_set(ws, &t->facts, err);

    *rows = 0;
    if (st == SY_OK) st = sy_people_add(ws, &added, t->people, t->n_people, err);
    for (size_t i = 0; i < t->n_imports && st == SY_OK; i++) {
        st = import_folder(ws, dir, &t->imports[i], rows, err);
    }
    return st == SY_OK ? sy_case_build_index(ws, err) : st;
}

sy_status sy_stage_set(const char *path, const char *dir, const sy_truth *t, uint64_t *rows,
                       sy_err *err)
{
    sy_workspace *ws = NULL;
    sy_status st = sy_workspace_create(path, err);

    if (st == SY_OK) st = sy_workspace_open(&ws, path, SY_WRITE, err);
    if (st == SY_OK) st = sy_stage_fill(ws, dir, t, rows, err);
    sy_workspace_close(ws);
    return st;
}

sy_status sy_stage_place_find(sy_stage_place *place, const char *dir, const char *keep, sy_err *err)
{
    const char *tmp = getenv("TMPDIR");
    char name[256];

    *place = (sy_stage_place){.is_kept = keep != NULL};
    snprintf(name, sizeof name, "%.200s.suyuan", sy_path_name(dir));
    if (keep) {
        snprintf(place->folder, sizeof place->folder, "%s", keep);
        const sy_status st = sy_make_folder(keep, err);
        if (st != SY_OK) return st;
    } else {
        snprintf(place->folder, sizeof place->folder, "%s/suyuan-evaluate-XXXXXX",
                 tmp && *tmp ? tmp : "/tmp");
        if (!mkdtemp(place->folder)) return sy_fail_errno(err, place->folder);
    }
    place->workspace = sy_path_join(NULL, place->folder, name);
    return place->workspace ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_stage_place_leave(sy_stage_place *place, sy_status st, sy_err *err)
{
    sy_drop(NULL, place->workspace);
    place->workspace = NULL;
    if (!place->folder[0] || place->is_kept) return st;
    const sy_status removed = sy_remove_folder(place->folder, st == SY_OK ? err : NULL);
    return st == SY_OK ? removed : st;
}
