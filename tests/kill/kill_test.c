/* kill_test.c - an import that is killed is not there, or whole.
 *
 *     kill_test KILLS ROWS any       at random points of the whole import
 *     kill_test KILLS ROWS commit    inside the commit: until so many were
 *
 * A child process imports ROWS entries and everything around them; the parent
 * kills it (SIGKILL) after a random part of the time that an import without a
 * kill took, looks at what lies in the facts, opens the workspace and compares
 * it with what it was before. */
#include "scratch.h"
#include "store_rows.h"

#include <dirent.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "base/file.h"
#include "base/progress.h"
#include "store/duck.h"
#include "store/facts.h"
#include "store/workspace.h"

static void must(sy_status st, const sy_err *err, const char *what)
{
    if (st == SY_OK) return;
    fprintf(stderr, "%s: %s\n", what, err->text);
    exit(1);
}

/* ---- the child ---- */

static void say(int fd, char mark)
{
    if (write(fd, &mark, 1) != 1) exit(1);
}

static void import_one(const char *path, uint32_t rows, int marks)
{
    sy_workspace *ws = NULL;
    sy_import *imp = NULL;
    sy_err err = {0};
    int fd = -1;

    must(sy_workspace_open(&ws, path, SY_WRITE, &err), &err, "open");
    must(sy_import_begin(&imp, ws, &err), &err, "begin");
    const uint32_t n = sy_import_number(imp);
    sy_source source = {.id = n, .rows = rows, .accepted = rows};
    snprintf(source.path, sizeof source.path, "statement-%u.csv", n);
    snprintf(source.sha256, sizeof source.sha256, "%064x", n);
    snprintf(source.kind, sizeof source.kind, "entries");
    must(sy_import_original(imp, &fd, &err), &err, "original");
    must(sy_write_all(fd, source.path, strlen(source.path), source.path, &err), &err, "original");
    must(sy_import_keep(imp, fd, source.sha256, &err), &err, "keep");

    row_maker maker = {.source = n, .rows = rows};
    sy_entry_feed feed = rows_feed(&maker);
    must(sy_import_entries(imp, &feed, &err), &err, "entries");
    const sy_text_row text = {n, SY_TEXT("王五")};
    const sy_account_row account = {n, SY_TEXT("6222020000000001")};
    const sy_ledger_row ledger = {n, n, SY_TEXT(""), SY_TEXT("CNY")};
    const sy_reject_row reject = {n, 1, SY_TEXT("金额"), SY_TEXT("rule"), SY_TEXT("x")};
    const sy_duplicate_row duplicate = {n, 2, n, 1};
    const sy_cover_row cover = {n, n, 1, 2, true};
    must(sy_import_texts(imp, &text, 1, &err), &err, "texts");
    must(sy_import_accounts(imp, &account, 1, &err), &err, "accounts");
    must(sy_import_ledgers(imp, &ledger, 1, &err), &err, "ledgers");
    must(sy_import_rejects(imp, &reject, 1, &err), &err, "rejects");
    must(sy_import_duplicates(imp, &duplicate, 1, &err), &err, "duplicates");
    must(sy_import_covers(imp, &cover, 1, &err), &err, "covers");
    must(sy_import_source(imp, &source, &err), &err, "source");
    say(marks, 'c');
    must(sy_import_commit(imp, &err), &err, "commit");
    say(marks, 'd');
    sy_workspace_close(ws);
}

static pid_t begin_child(const char *path, const char *rows, int *marks)
{
    int ends[2];
    char fd[16];

    if (pipe(ends) != 0) exit(1);
    pid_t child = fork();
    if (child == 0) { /* exec: threads of the engine do not survive a fork */
        close(ends[0]);
        snprintf(fd, sizeof fd, "%d", ends[1]);
        execl("/proc/self/exe", "kill_test", "child", path, rows, fd, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    *marks = ends[0];
    return child;
}

/* ---- the parent ---- */

typedef struct content {
    uint64_t entries, duplicates, prints, rejects;
    size_t sources, covers, texts, originals;
} content;

static sy_status add_prints(void *ctx, const sy_entry_batch *batch, sy_err *err)
{
    content *c = ctx;
    (void)err;
    for (size_t i = 0; i < batch->n; i++) c->prints += batch->fingerprint[i] ^ batch->row[i];
    return SY_OK;
}

static sy_status add_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    (void)id, (void)text, (void)err;
    ((content *)ctx)->texts++;
    return SY_OK;
}

static sy_status add_reject(void *ctx, const sy_reject_row *row, sy_err *err)
{
    (void)row, (void)err;
    ((content *)ctx)->rejects++;
    return SY_OK;
}

static size_t files_in(const char *path, const char *inside)
{
    char *folder = sy_path_join(NULL, path, inside);
    DIR *dir = folder ? opendir(folder) : NULL;
    size_t n = 0;
    if (!dir) exit(1);
    for (struct dirent *e; (e = readdir(dir)) != NULL;) n += e->d_name[0] != '.';
    closedir(dir);
    sy_drop(NULL, folder);
    return n;
}

static content look(const char *path)
{
    const sy_entry_filter all = {0};
    content c = {0};
    sy_workspace *ws = NULL;
    sy_source *sources;
    sy_cover_row *covers;
    sy_arena arena;
    sy_err err = {0};

    sy_arena_init(&arena, NULL);
    must(sy_workspace_open(&ws, path, SY_READ, &err), &err, "open after the kill");
    must(sy_facts_count_entries(ws, &c.entries, &c.duplicates, &err), &err, "count");
    must(sy_facts_entries(ws, &all, add_prints, &c, &err), &err, "read");
    must(sy_facts_texts(ws, add_text, &c, &err), &err, "texts");
    must(sy_facts_sources(ws, &sources, &c.sources, &arena, &err), &err, "sources");
    must(sy_facts_covers(ws, &covers, &c.covers, &arena, &err), &err, "covers");
    for (size_t i = 0; i < c.sources; i++) {
        must(sy_facts_rejects(ws, sources[i].id, 0, add_reject, &c, &err), &err, "rejects");
    }
    sy_workspace_close(ws);
    sy_arena_dispose(&arena);
    c.originals = files_in(path, "originals");
    return c;
}

static bool is_same(const content *a, const content *b)
{
    return a->entries == b->entries && a->duplicates == b->duplicates && a->prints == b->prints &&
           a->rejects == b->rejects && a->sources == b->sources && a->covers == b->covers &&
           a->texts == b->texts && a->originals == b->originals;
}

/* One whole import more. */
static bool is_next(const content *before, const content *after, uint32_t rows, uint64_t prints)
{
    const content whole = {before->entries + rows, before->duplicates + 1, before->prints + prints,
                           before->rejects + 1,    before->sources + 1,    before->covers + 1,
                           before->texts + 1,      before->originals + 1};
    return is_same(&whole, after);
}

/* What lies in the facts before anybody clears it: rows past what was there. */
static void look_raw(const char *path, const content *before, bool *has_rows, bool *is_torn)
{
    const sy_duck_options options = {.memory_mb = 200, .spill = "/nonexistent"};
    char *facts = sy_path_join(NULL, path, "facts.duckdb");
    uint64_t entries = 0, sources = 0;
    sy_duck duck;
    sy_err err = {0};

    must(sy_duck_open(&duck, facts, &options, &err), &err, "facts after the kill");
    must(sy_duck_number(duck.con, &entries, &err, "SELECT count(*)::UBIGINT FROM entries"), &err,
         "raw entries");
    must(sy_duck_number(duck.con, &sources, &err, "SELECT count(*)::UBIGINT FROM sources"), &err,
         "raw sources");
    sy_duck_close(&duck);
    sy_drop(NULL, facts);
    *has_rows = entries > before->entries || sources > before->sources;
    *is_torn = (entries > before->entries) != (sources > before->sources);
}

static void sleep_us(int64_t us)
{
    const struct timespec t = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
    nanosleep(&t, NULL);
}

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* Waits for a mark; '\0' when the child ended without. */
static char wait_mark(int marks)
{
    char mark = '\0';
    return read(marks, &mark, 1) == 1 ? mark : '\0';
}

typedef struct tally {
    unsigned kills, in_commit, with_rows, torn, whole, finished;
} tally;

/* One import without a kill: how long it takes, and what an import adds. */
static void measure(const char *path, const char *rows, int64_t *before_us, int64_t *commit_us)
{
    int marks, status;
    const int64_t begun = now_us();
    pid_t child = begin_child(path, rows, &marks);
    const char first = wait_mark(marks);
    const int64_t committing = now_us();
    const char second = wait_mark(marks);
    *before_us = committing - begun;
    *commit_us = now_us() - committing;
    if (waitpid(child, &status, 0) != child || status != 0 || first != 'c' || second != 'd') {
        fprintf(stderr, "the import that nobody kills failed\n");
        exit(1);
    }
    close(marks);
}

static void kill_one(const char *path, const char *rows, bool in_commit, int64_t delay_us,
                     content *now, uint64_t prints, tally *t)
{
    int marks, status;
    bool has_rows = false, is_torn = false;
    pid_t child = begin_child(path, rows, &marks);
    char last = in_commit ? wait_mark(marks) : '\0';

    sleep_us(delay_us);
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    for (char mark; (mark = wait_mark(marks)) != '\0';) last = mark;
    close(marks);
    look_raw(path, now, &has_rows, &is_torn);
    const content after = look(path);
    const bool is_whole = is_next(now, &after, (uint32_t)strtoul(rows, NULL, 10), prints);
    /* Done is done, and nothing is done before the commit begins. */
    const bool is_right = last == 'd'   ? is_whole
                          : last == 'c' ? is_whole || is_same(now, &after)
                                        : is_same(now, &after);
    if (!is_right) {
        fprintf(stderr, "killed after %lld us (last mark %c): neither as before nor whole\n",
                (long long)delay_us, last ? last : '-');
        exit(1);
    }
    t->kills++;
    t->in_commit += last == 'c';
    t->finished += last == 'd';
    t->with_rows += last == 'c' && has_rows;
    t->torn += is_torn;
    t->whole += last == 'c' && is_whole;
    *now = after;
}

int main(int argc, char **argv)
{
    char folder[SCRATCH], path[SCRATCH + 16];
    int64_t before_us = 0, commit_us = 0;
    tally t = {0};
    sy_err err = {0};

    if (argc == 5 && strcmp(argv[1], "child") == 0) {
        import_one(argv[2], (uint32_t)strtoul(argv[3], NULL, 10), atoi(argv[4]));
        return 0;
    }
    if (argc != 4) {
        fprintf(stderr, "usage: kill_test KILLS ROWS any|commit\n");
        return 2;
    }
    const unsigned kills = (unsigned)strtoul(argv[1], NULL, 10);
    const char *rows = argv[2];
    const bool in_commit = strcmp(argv[3], "commit") == 0;
    const char *seed = getenv("SUYUAN_SEED");
    const uint64_t dice = seed ? strtoull(seed, NULL, 10) : (uint64_t)now_us();

    scratch_make(folder);
    snprintf(path, sizeof path, "%s/k.suyuan", folder);
    must(sy_workspace_create(path, &err), &err, "create");
    measure(path, rows, &before_us, &commit_us);
    content now = look(path);
    const uint64_t prints = now.prints;
    for (unsigned i = 0; (in_commit ? t.in_commit : t.kills) < kills; i++) {
        const unsigned late = t.finished;
        const int64_t span = in_commit ? commit_us : before_us + commit_us;
        kill_one(path, rows, in_commit, (int64_t)(mix(dice, i) % (uint64_t)(span + 1)), &now,
                 prints, &t);
        /* The commit is faster than it was when measured: aim earlier. */
        if (t.finished > late) commit_us -= commit_us / 8;
    }
    scratch_remove(folder);
    printf("%u kills of imports of %s rows (%lld ms, then %lld ms of commit): %u before the commit,"
           " %u inside it, %u after it\n",
           t.kills, rows, (long long)before_us / 1000, (long long)commit_us / 1000,
           t.kills - t.in_commit - t.finished, t.in_commit, t.finished);
    printf("of those inside: %u had rows in the facts when killed (%u torn), %u stand as whole;"
           " the rest is as before\n",
           t.with_rows, t.torn, t.whole);
    return 0;
}
