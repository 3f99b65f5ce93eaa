/* open.c - opening, with words for the usual first mistakes. */
#include "cli/open.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/log.h"

sy_status sy_need_workspace(const char *path, sy_err *err)
{
    struct stat info;

    if (stat(path, &info) == 0 || errno != ENOENT) return SY_OK;
    return sy_fail(err, SY_EDATA, N_("%s: there is no workspace; suyuan init %s makes one"), path,
                   path);
}

static void tell_recovery(const sy_workspace *ws)
{
    const unsigned cut_off = sy_workspace_recovered(ws);

    if (cut_off) sy_note(_("note: the rest of %u imports that were cut off was cleared"), cut_off);
}

sy_status sy_open_workspace(sy_workspace **ws, sy_call *call, sy_access access, sy_err *err)
{
    sy_status st = sy_need_workspace(call->words[0], err);

    *ws = NULL;
    if (st == SY_OK) st = sy_workspace_open(ws, call->words[0], access, err);
    if (st == SY_OK) tell_recovery(*ws);
    return st;
}

sy_status sy_open_case(sy_case **c, sy_call *call, sy_access access, sy_err *err)
{
    sy_status st = sy_need_workspace(call->words[0], err);

    *c = NULL;
    if (st == SY_OK) st = sy_case_open(c, call->words[0], access, err);
    if (st != SY_OK) return st;
    tell_recovery(sy_case_workspace(*c));
    if (sy_case_rebuilt(*c)) sy_debug("ledger index built: %s", sy_case_rebuilt(*c));
    if (sy_case_index_was_damaged(*c)) {
        sy_note(_("note: %s; it was built anew from the imported rows"), sy_case_rebuilt(*c));
    }
    return SY_OK;
}

sy_status sy_need_entries(const sy_call *call, const sy_case *c, sy_err *err)
{
    if (sy_case_flow(c)->n_ledgers > 0) return SY_OK;
    return sy_fail(err, SY_EDATA,
                   N_("%s: no statements have been imported yet; suyuan import %s FILES"),
                   call->words[0], call->words[0]);
}
