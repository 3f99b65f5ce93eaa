/* tasks.h - what banks were asked for, as task files (任务信息) list it.
 *
 *     sy_task *list;
 *     st = sy_tasks(&list, &n, registry, &arena, &err);
 */
#ifndef SY_LEDGER_TASKS_H
#define SY_LEDGER_TASKS_H

#include "ledger/registry.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_task {
    const char *number;                 /* canonical */
    bool is_account;                    /* said to be one; else it may be a person's number */
    const char *holder, *bank, *result; /* "" */
    bool has_days;
    int32_t from, to; /* days since 1970, of the period asked for */
} sy_task;

/* By number, each once; tasks that name no number are left out. From the arena. */
SY_MUST_USE sy_status sy_tasks(sy_task **list, size_t *n, const sy_registry *r, sy_arena *arena,
                               sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
