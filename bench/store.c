/* store.c - how fast the store takes and gives rows, without any reading
 * of files: usage store [ROWS]. Rows are made in memory by the workers. */
#include "scratch.h"
#include "store_rows.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include "base/progress.h"
#include "store/facts.h"
#include "store/workspace.h"

static double since(int64_t begun_ms)
{
    return (double)(sy_now_ms() - begun_ms) / 1000.0;
}

static void check(sy_status st, const sy_err *err)
{
    if (st == SY_OK) return;
    fprintf(stderr, "%s\n", err->text);
    exit(4);
}

static sy_status count(void *ctx, const sy_entry_batch *batch, sy_err *err)
{
    (void)err;
    *(uint64_t *)ctx += batch->n;
    return SY_OK;
}

static void read_back(sy_workspace *ws, const char *what, const sy_entry_filter *filter)
{
    sy_err err = {0};
    uint64_t n = 0;
    const int64_t begun = sy_now_ms();
    check(sy_facts_entries(ws, filter, count, &n, &err), &err);
    printf("%-28s %9llu rows  %6.2f s\n", what, (unsigned long long)n, since(begun));
}

int main(int argc, char **argv)
{
    const uint32_t rows = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 3000000;
    row_maker maker = {.source = 1, .rows = rows};
    sy_entry_feed feed = rows_feed(&maker);
    char folder[SCRATCH], path[SCRATCH + 16], facts[SCRATCH + 32];
    sy_workspace *ws = NULL;
    sy_import *imp = NULL;
    sy_err err = {0};
    struct rusage usage;
    struct stat info;

    scratch_make(folder);
    snprintf(path, sizeof path, "%s/b.suyuan", folder);
    check(sy_workspace_create(path, &err), &err);
    check(sy_workspace_open(&ws, path, SY_WRITE, &err), &err);
    const int64_t begun = sy_now_ms();
    check(sy_import_begin(&imp, ws, &err), &err);
    check(sy_import_entries(imp, &feed, &err), &err);
    const double fed = since(begun);
    check(sy_import_commit(imp, &err), &err);
    const double done = since(begun);
    getrusage(RUSAGE_SELF, &usage);
    snprintf(facts, sizeof facts, "%s/facts.duckdb", path);
    stat(facts, &info);
    printf("%-28s %9u rows  %6.2f s (%.2f s to commit)  %.2f M rows/s  peak %ld MB  file %lld MB\n",
           "feed", rows, done, done - fed, rows / done / 1e6, usage.ru_maxrss / 1024,
           (long long)info.st_size >> 20);

    uint64_t *places = calloc(200000, sizeof *places);
    if (!places) return 4;
    for (uint32_t i = 0; i < 200000; i++) places[i] = 1ull << 32 | (1 + mix(i, 77) % rows);
    const uint32_t ledger = 7;
    const sy_entry_filter lean = {0},
                          full = {.with_serial = true, .text_columns = (1u << SY_ENTRY_TEXTS) - 1},
                          ordered = {.in_order = true},
                          some = {.places = places, .n_places = 200000, .text_columns = 1023},
                          one_place = {.places = places, .n_places = 1, .text_columns = 1023},
                          one_ledger = {.ledgers = &ledger, .n_ledgers = 1};
    read_back(ws, "read, no texts", &lean);
    read_back(ws, "read, all columns", &full);
    read_back(ws, "read in order", &ordered);
    read_back(ws, "read 200,000 places", &some);
    read_back(ws, "read one place", &one_place);
    read_back(ws, "read one ledger of 1,500", &one_ledger);
    getrusage(RUSAGE_SELF, &usage);
    printf("%-28s peak %ld MB\n", "in all", usage.ru_maxrss / 1024);
    free(places);
    sy_workspace_close(ws);
    const int64_t reopened = sy_now_ms();
    check(sy_workspace_open(&ws, path, SY_READ, &err), &err);
    printf("%-28s %24.3f s\n", "open for reading", since(reopened));
    sy_workspace_close(ws);
    scratch_remove(folder);
    return 0;
}
