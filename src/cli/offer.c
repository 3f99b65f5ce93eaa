/* offer.c - a trial import shows the mapping with its first rows as they would
 * be read; after a yes the file is imported by it. */
#include "cli/offer.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/ask.h"
#include "cli/mapping.h"

static sy_status show(sy_call *call, const sy_import_report *trial, bool *any, sy_err *err)
{
    sy_status st = SY_OK;

    *any = false;
    for (size_t i = 0; i < trial->n_tables && st == SY_OK; i++) {
        if (!trial->tables[i].mapping || !trial->tables[i].mapping->needs_yes) continue;
        st = sy_mapping_print(call, &trial->tables[i], err);
        *any = true;
    }
    fflush(stdout);
    return st;
}

/* The tables of more go to the report; the file is no longer unrecognised. */
static sy_status join(sy_import_report *report, const sy_import_report *more, size_t unknown,
                      sy_arena *arena, sy_err *err)
{
    const size_t n = report->n_tables;
    sy_table_report *tables = sy_arena_get(arena, (n + more->n_tables) * sizeof *tables);

    if (!tables) return sy_fail_nomem(err);
    if (n) memcpy(tables, report->tables, n * sizeof *tables);
    if (more->n_tables) memcpy(tables + n, more->tables, more->n_tables * sizeof *tables);
    report->tables = tables;
    report->n_tables = n + more->n_tables;
    report->accepted += more->accepted;
    report->duplicate += more->duplicate;
    report->rejected += more->rejected;
    report->n_unrecognised--;
    memmove(&report->unrecognised[unknown], &report->unrecognised[unknown + 1],
            (report->n_unrecognised - unknown) * sizeof *report->unrecognised);
    return SY_OK;
}

/* *taken: the file was imported, and stands among the unrecognised no more. */
static sy_status offer(bool *taken, sy_import_report *report, size_t i, sy_call *call,
                       sy_workspace *ws, const sy_import_options *options, sy_err *err)
{
    const char *path = report->unrecognised[i].path;
    sy_import_options again = *options;
    sy_import_report trial, more;
    bool any;

    *taken = false;
    again.dry_run = true;
    again.progress = false;
    sy_status st = sy_intake_import(&trial, ws, &path, 1, &again, &call->arena, err);
    if (st == SY_OK) st = show(call, &trial, &any, err);
    if (st != SY_OK || !any || !sy_ask(_("import it by this mapping?"))) return st;
    again.dry_run = false;
    again.accept_mapping = true;
    st = sy_intake_import(&more, ws, &path, 1, &again, &call->arena, err);
    if (st == SY_OK) st = join(report, &more, i, &call->arena, err);
    *taken = st == SY_OK;
    return st;
}

sy_status sy_offer_mappings(sy_import_report *report, sy_call *call, sy_workspace *ws,
                            const sy_import_options *options, sy_err *err)
{
    sy_status st = SY_OK;

    if (call->json || options->dry_run || !sy_can_ask()) return SY_OK;
    for (size_t i = 0; i < report->n_unrecognised && st == SY_OK;) {
        const sy_unrecognised *u = &report->unrecognised[i];
        bool taken = false;
        /* What lies in an archive has no path of its own. */
        if (u->waits_for_yes && !u->sheet && access(u->path, R_OK) == 0) {
            st = offer(&taken, report, i, call, ws, options, err);
        }
        if (!taken) i++;
    }
    return st;
}
