/* pool_kill_test.c - a register whose loading is killed is not there, or whole.
 *
 *     pool_kill_test KILLS ROWS
 *
 * Every load brings the same ROWS receipts with another amount, so that it takes the place of
 * the load before. A child process loads; the parent kills it (SIGKILL) after a random part of
 * the time that a load without a kill took, opens the workspace, and looks: either all rows
 * that stand have the amount of before, or all have the new one, and nothing else is left. */
#include "scratch.h"

#include <dirent.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "base/file.h"
#include "base/lang.h"
#include "intake/import.h"
#include "store/duck.h"
#include "store/workspace.h"

static void must(sy_status st, const sy_err *err, const char *what)
{
    if (st == SY_OK) return;
    fprintf(stderr, "%s: %s\n", what, err->text);
    exit(1);
}

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void sleep_us(int64_t us)
{
    const struct timespec t = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
    nanosleep(&t, NULL);
}

/* ---- the child ---- */

static int load(const char *path, const char *file)
{
    const sy_import_options options = {.profile = "pool:receipts", .period_from = 1};
    sy_import_report report = {0};
    sy_workspace *ws = NULL;
    sy_arena arena;
    sy_err err = {0};

    sy_arena_init(&arena, NULL);
    must(sy_workspace_open(&ws, path, SY_WRITE, &err), &err, "open");
    must(sy_intake_import(&report, ws, &file, 1, &options, &arena, &err), &err, "load");
    sy_workspace_close(ws);
    sy_arena_dispose(&arena);
    return 0;
}

static pid_t begin_child(const char *path, const char *file)
{
    pid_t child = fork();
    if (child == 0) { /* exec: threads of the engine do not survive a fork */
        execl("/proc/self/exe", "pool_kill_test", "child", path, file, (char *)NULL);
        _exit(127);
    }
    return child;
}

/* ---- the parent ---- */

static void write_receipts(const char *file, unsigned rows, unsigned amount)
{
    FILE *out = fopen(file, "w");

    if (!out) exit(1);
    fprintf(out, "收款编号,案号,执行法院,到账日期,收款金额,交款人\n");
    for (unsigned i = 0; i < rows; i++) {
        fprintf(out, "SK%07u,(2023)浙0699执%u号,样县法院,2024-01-%02u,%u,样%u\n", i, i % 997,
                1 + i % 28, amount, i % 89);
    }
    if (fclose(out) != 0) exit(1);
}

typedef struct content {
    uint64_t rows, standing, least, most, replaced, sources, duplicates, originals;
} content;

static uint64_t files_in(const char *path, const char *inside)
{
    char *folder = sy_path_join(NULL, path, inside);
    DIR *dir = folder ? opendir(folder) : NULL;
    uint64_t n = 0;

    if (!dir) exit(1);
    for (struct dirent *e; (e = readdir(dir)) != NULL;) n += e->d_name[0] != '.';
    closedir(dir);
    sy_drop(NULL, folder);
    return n;
}

static content look(const char *path)
{
    static const char *const questions[] = {
        "SELECT count(*)::UBIGINT FROM pool_receipts",
        "SELECT count(*)::UBIGINT FROM pool_receipts WHERE replaced IS NULL",
        "SELECT coalesce(min(amount), 0)::UBIGINT FROM pool_receipts WHERE replaced IS NULL",
        "SELECT coalesce(max(amount), 0)::UBIGINT FROM pool_receipts WHERE replaced IS NULL",
        "SELECT count(*)::UBIGINT FROM pool_receipts WHERE replaced IS NOT NULL",
        "SELECT count(*)::UBIGINT FROM sources",
        "SELECT count(*)::UBIGINT FROM duplicates",
    };
    const sy_duck_options options = {.memory_mb = 200, .spill = ""};
    content c = {0};
    uint64_t *const answers[] = {&c.rows,     &c.standing, &c.least,     &c.most,
                                 &c.replaced, &c.sources,  &c.duplicates};
    sy_workspace *ws = NULL;
    sy_duck duck;
    sy_err err = {0};

    must(sy_workspace_open(&ws, path, SY_READ, &err), &err, "open after the kill");
    sy_workspace_close(ws);
    char *facts = sy_path_join(NULL, path, "facts.duckdb");
    must(sy_duck_open(&duck, facts, &options, &err), &err, "facts");
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        must(sy_duck_number(duck.con, answers[i], &err, "%s", questions[i]), &err, questions[i]);
    }
    sy_duck_close(&duck);
    sy_drop(NULL, facts);
    c.originals = files_in(path, "originals");
    return c;
}

/* What so many whole loads leave, the last of which has this amount. */
static content whole(uint64_t loads, uint64_t rows, uint64_t amount)
{
    return (content){.rows = loads * rows,
                     .standing = rows,
                     .least = amount * 100,
                     .most = amount * 100,
                     .replaced = (loads - 1) * rows,
                     .sources = loads,
                     .originals = loads};
}

static bool is_same(const content *a, const content *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static int64_t load_whole(const char *path, const char *file)
{
    int status;
    const int64_t begun = now_us();
    const pid_t child = begin_child(path, file);

    if (waitpid(child, &status, 0) != child || status != 0) {
        fprintf(stderr, "the load that nobody kills failed\n");
        exit(1);
    }
    return now_us() - begun;
}

int main(int argc, char **argv)
{
    char folder[SCRATCH], path[SCRATCH + 16], file[SCRATCH + 16];
    unsigned before = 0, done = 0, standing = 1;
    uint64_t loads = 2;
    sy_err err = {0};

    if (argc == 4 && strcmp(argv[1], "child") == 0) return load(argv[2], argv[3]);
    if (argc != 3) {
        fprintf(stderr, "usage: pool_kill_test KILLS ROWS\n");
        return 2;
    }
    const unsigned kills = (unsigned)strtoul(argv[1], NULL, 10);
    const unsigned rows = (unsigned)strtoul(argv[2], NULL, 10);
    const char *seed = getenv("SUYUAN_SEED");
    srandom(seed ? (unsigned)strtoul(seed, NULL, 10) : (unsigned)now_us());
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);

    scratch_make(folder);
    snprintf(path, sizeof path, "%s/k.suyuan", folder);
    snprintf(file, sizeof file, "%s/receipts.csv", folder);
    must(sy_workspace_create(path, &err), &err, "create");
    write_receipts(file, rows, 7);
    (void)load_whole(path, file);
    write_receipts(file, rows, 1);
    const int64_t span = load_whole(path, file); /* one that takes places */
    for (unsigned i = 0; i < kills; i++) {
        const unsigned amount = 100 + i;
        const int64_t delay = random() % (span + span / 8);
        int status;
        write_receipts(file, rows, amount);
        const pid_t child = begin_child(path, file);
        sleep_us(delay);
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
        const content now = look(path), old = whole(loads, rows, standing),
                      next = whole(loads + 1, rows, amount);
        const bool is_done = is_same(&now, &next);
        if (!is_done && !is_same(&now, &old)) {
            fprintf(stderr,
                    "killed after %lld of %lld us: %llu rows, %llu stand (%llu to %llu), %llu"
                    " replaced, %llu sources, %llu originals; loads before: %llu\n",
                    (long long)delay, (long long)span, (unsigned long long)now.rows,
                    (unsigned long long)now.standing, (unsigned long long)now.least,
                    (unsigned long long)now.most, (unsigned long long)now.replaced,
                    (unsigned long long)now.sources, (unsigned long long)now.originals,
                    (unsigned long long)loads);
            return 1;
        }
        before += !is_done;
        done += is_done;
        if (is_done) {
            loads++;
            standing = amount;
        }
    }
    scratch_remove(folder);
    printf("%u kills of loads of %u rows (%lld ms): %u left nothing, %u came too late\n", kills,
           rows, (long long)span / 1000, before, done);
    return before > 0 ? 0 : 1;
}
