/* made_case.h - the small made-up case (docs/synth.md) in a workspace, for tests that
 * start from ledgers. Needs synth and ledger; seed 1.
 *
 *     made_case m;
 *     made_case_open(&m, SY_WRITE);      // imported, dates and debtor entered, index built
 *     ... m.c, m.arena ...
 *     made_case_close(&m);
 */
#ifndef SY_MADE_CASE_H
#define SY_MADE_CASE_H

#include "base/file.h"
#include "intake/import.h"
#include "ledger/case.h"
#include "scratch.h"
#include "store/people.h"
#include "synth/synth.h"
#include "test.h"

typedef struct made_case {
    char folder[SCRATCH], dir[SCRATCH + 16], workspace[SCRATCH + 16];
    sy_arena arena;
    sy_case *c;
} made_case;

static const char made_debtor[] = "钱流水", made_mother[] = "向春暖";

static inline void made_case_enter(sy_workspace *ws)
{
    char debtor[] = "钱流水", served[] = "2022-01-24", effective[] = "2022-06-20",
         restricted[] = "2023-03-17", claim[] = "1860000.00";
    const sy_case_facts facts = {.debtor = debtor,
                                 .claim = claim,
                                 .suit_served = served,
                                 .judgment_effective = effective,
                                 .consumption_restricted = restricted};
    const sy_case_person people[] = {{.relation = SY_RELATION_PARENT, .name = made_mother},
                                     {.relation = SY_RELATION_SPOUSE, .name = "花有期"}};
    size_t added;
    sy_err err = {0};

    assert_ok(sy_case_set(ws, &facts, &err), err);
    assert_ok(sy_people_add(ws, &added, people, 2, &err), err);
}

static inline void made_case_open(made_case *m, sy_access access)
{
    sy_synth_result made;
    sy_import_report report;
    sy_workspace *ws = NULL;
    sy_err err = {0};

    scratch_make(m->folder);
    sy_arena_init(&m->arena, NULL);
    snprintf(m->dir, sizeof m->dir, "%s/case", m->folder);
    snprintf(m->workspace, sizeof m->workspace, "%s/case.suyuan", m->folder);
    assert_ok(sy_synth_small(m->dir, 1, &made, &err), err);
    assert_ok(sy_workspace_create(m->workspace, &err), err);
    assert_ok(sy_workspace_open(&ws, m->workspace, SY_WRITE, &err), err);
    const char *const paths[] = {m->dir};
    const sy_import_options options = {0};
    assert_ok(sy_intake_import(&report, ws, paths, 1, &options, &m->arena, &err), err);
    made_case_enter(ws);
    sy_workspace_close(ws);
    assert_ok(sy_case_open(&m->c, m->workspace, access, &err), err);
}

static inline void made_case_close(made_case *m)
{
    sy_case_close(m->c);
    sy_arena_dispose(&m->arena);
    scratch_remove(m->folder);
}

#endif
