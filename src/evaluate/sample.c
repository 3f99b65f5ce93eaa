/* sample.c - made like the cases on which findings are measured, beside the workspace. */
#include "evaluate/sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "evaluate/stage.h"
#include "suyuan/limits.h"
#include "synth/synth.h"

/* A seed with a flat, a car and a policy among what is to be found (docs/synth.md). */
enum { SAMPLE_SEED = 3, SAMPLE_ROWS = 6000 };

static sy_status make_from(const char *path, const char *dir, sy_err *err)
{
    sy_synth_result result;
    sy_arena arena;
    sy_truth truth;
    uint64_t rows;
    sy_status st = sy_synth_office(dir, SAMPLE_SEED, SAMPLE_ROWS, &result, err);

    sy_arena_init(&arena, NULL);
    if (st == SY_OK) st = sy_truth_read(&truth, dir, &arena, err);
    if (st == SY_OK) st = sy_stage_set(path, dir, &truth, &rows, err);
    sy_arena_dispose(&arena);
    return st;
}

/* Files are known by the path under which they were imported: statements/..., not the name of
 * a folder that is gone. */
static sy_status make_in(const char *path, const char *dir, sy_err *err)
{
    char here[SY_MAX_PATH], absolute[2 * SY_MAX_PATH];

    if (!getcwd(here, sizeof here)) return sy_fail_errno(err, ".");
    snprintf(absolute, sizeof absolute, "%s%s%s", path[0] == '/' ? "" : here,
             path[0] == '/' ? "" : "/", path);
    if (chdir(dir) != 0) return sy_fail_errno(err, dir);
    const sy_status st = make_from(absolute, ".", err);
    if (chdir(here) != 0) return sy_fail_errno(err, here);
    return st;
}

sy_status sy_sample_make(const char *path, sy_err *err)
{
    const char *tmp = getenv("TMPDIR");
    char dir[SY_MAX_PATH];

    snprintf(dir, sizeof dir, "%s/suyuan-sample-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    if (!mkdtemp(dir)) return sy_fail_errno(err, dir);
    sy_status st = make_in(path, dir, err);
    const sy_status removed = sy_remove_folder(dir, st == SY_OK ? err : NULL);
    return st == SY_OK ? removed : st;
}
