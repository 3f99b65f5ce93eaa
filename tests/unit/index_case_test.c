/* index_case_test.c - the index of a workspace: the same bytes however the files
 * came in and on any number of threads; built anew, with a word, when it cannot be
 * trusted. */
#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "intake/import.h"
#include "ledger/case.h"
#include "scratch.h"
#include "synth/synth.h"

enum { MOST_FILES = 64, MOST_BYTES = 8 << 20 };
/* Of the header: the checksum, and the generation, which counts imports. */
enum { CHECKSUM_AT = 8, VERSION_AT = 16, GENERATION_AT = 24 };

typedef struct fixture {
    char folder[SCRATCH];
    char *files[MOST_FILES];
    size_t n;
    sy_arena arena;
} fixture;

/* ---- workspaces and their indexes ---- */

static char *workspace_new(const fixture *f, const char *name)
{
    char *path = sy_path_join(NULL, f->folder, name);
    sy_err err = {0};

    assert_ok(sy_workspace_create(path, &err), err);
    return path;
}

static sy_import_report import_files(fixture *f, const char *workspace, const char *const *paths,
                                     size_t n)
{
    const sy_import_options options = {0};
    sy_import_report report;
    sy_workspace *ws = NULL;
    sy_err err = {0};

    assert_ok(sy_workspace_open(&ws, workspace, SY_WRITE, &err), err);
    assert_ok(sy_intake_import(&report, ws, paths, n, &options, &f->arena, &err), err);
    sy_workspace_close(ws);
    return report;
}

/* Of the same row in two files the one that came first stands for both; files
 * that repeat others are left out here. */
static void leave_out_repeats(fixture *f)
{
    char *probe = workspace_new(f, "probe");
    const sy_import_report r = import_files(f, probe, (const char *const *)f->files, f->n);
    size_t kept = 0;

    for (size_t i = 0; i < f->n; i++) {
        bool repeats = false;
        for (size_t k = 0; k < r.n_tables; k++) {
            if (strcmp(sy_path_name(r.tables[k].path), sy_path_name(f->files[i])) == 0) {
                repeats = repeats || r.tables[k].duplicate > 0;
            }
        }
        if (repeats)
            sy_drop(NULL, f->files[i]);
        else
            f->files[kept++] = f->files[i];
    }
    f->n = kept;
    sy_drop(NULL, probe);
    assert_true(f->n >= 6);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    sy_synth_result made;
    sy_err err = {0};

    scratch_make(f->folder);
    sy_arena_init(&f->arena, NULL);
    char *dir = sy_path_join(NULL, f->folder, "made");
    assert_ok(sy_synth_small(dir, 3, &made, &err), err);
    char *statements = sy_path_join(NULL, dir, "statements");
    DIR *list = opendir(statements);
    assert_non_null(list);
    for (struct dirent *e = readdir(list); e; e = readdir(list)) {
        if (e->d_name[0] == '.') continue;
        assert_true(f->n < MOST_FILES);
        f->files[f->n++] = sy_path_join(NULL, statements, e->d_name);
    }
    closedir(list);
    qsort(f->files, f->n, sizeof *f->files, by_text);
    sy_drop(NULL, dir);
    sy_drop(NULL, statements);
    leave_out_repeats(f);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    for (size_t i = 0; i < f->n; i++) sy_drop(NULL, f->files[i]);
    sy_arena_dispose(&f->arena);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

/* One import of the files whose number leaves `rest` when divided by `by`. */
static void import_some(fixture *f, const char *workspace, size_t by, size_t rest)
{
    const char *paths[MOST_FILES];
    size_t n = 0;

    for (size_t i = 0; i < f->n; i++) {
        if (i % by == rest) paths[n++] = f->files[i];
    }
    import_files(f, workspace, paths, n);
}

typedef struct bytes {
    char *at, *path;
    size_t n;
} bytes;

static void bytes_read(bytes *b)
{
    sy_err err = {0};
    assert_ok(sy_file_read(NULL, &b->at, &b->n, b->path, MOST_BYTES, &err), err);
}

static void bytes_drop(bytes *b)
{
    sy_drop(NULL, b->at);
    sy_drop(NULL, b->path);
}

/* Opens the case, so that its index is there, and reads that. */
static bytes index_of(const char *workspace)
{
    bytes b = {.path = sy_path_join(NULL, workspace, "index/ledgers.flow")};
    sy_case *c = NULL;
    sy_err err = {0};

    assert_ok(sy_case_open(&c, workspace, SY_READ, &err), err);
    assert_true(sy_case_flow(c)->n_transfers > 100);
    sy_case_close(c);
    bytes_read(&b);
    return b;
}

/* Same flow: all but the generation, and the checksum, which covers that. */
static void assert_same_flow(const bytes *a, const bytes *b)
{
    assert_int_equal(a->n, b->n);
    assert_memory_equal(a->at, b->at, CHECKSUM_AT);
    assert_memory_equal(a->at + VERSION_AT, b->at + VERSION_AT, GENERATION_AT - VERSION_AT);
    assert_memory_equal(a->at + GENERATION_AT + 8, b->at + GENERATION_AT + 8,
                        a->n - GENERATION_AT - 8);
}

/* ---- claims ---- */

static void an_index_that_has_grown_has_the_bytes_of_one_made_at_once(void **state)
{
    fixture *f = *state;
    char *once = workspace_new(f, "once"), *twice = workspace_new(f, "twice"),
         *turned = workspace_new(f, "turned");

    import_some(f, once, 1, 0);
    bytes whole = index_of(once);
    import_some(f, twice, 2, 0);
    bytes half = index_of(twice); /* it is there when the rest comes */
    assert_true(half.n < whole.n);
    import_some(f, twice, 2, 1);
    bytes grown = index_of(twice);
    import_some(f, turned, 2, 1);
    bytes other_half = index_of(turned);
    import_some(f, turned, 2, 0);
    bytes grown_the_other_way = index_of(turned);
    assert_same_flow(&whole, &grown);
    assert_same_flow(&whole, &grown_the_other_way);
    bytes *const all[] = {&whole, &half, &grown, &other_half, &grown_the_other_way};
    for (int i = 0; i < 5; i++) bytes_drop(all[i]);
    sy_drop(NULL, once);
    sy_drop(NULL, twice);
    sy_drop(NULL, turned);
}

static void an_index_is_the_same_on_any_number_of_threads(void **state)
{
    fixture *f = *state;
    char *workspace = workspace_new(f, "threads");
    bytes first = {0};
    char number[8];

    import_some(f, workspace, 1, 0);
    for (int threads = 1; threads <= 5; threads++) {
        snprintf(number, sizeof number, "%d", threads);
        setenv("SUYUAN_THREADS", number, 1);
        bytes b = index_of(workspace);
        if (threads == 1) {
            first = b;
            continue;
        }
        unlink(b.path);
        bytes_drop(&b);
        b = index_of(workspace);
        assert_int_equal(b.n, first.n);
        assert_memory_equal(b.at, first.at, b.n);
        bytes_drop(&b);
    }
    unsetenv("SUYUAN_THREADS");
    bytes_drop(&first);
    sy_drop(NULL, workspace);
}

typedef void damage(int fd, size_t n);

static void cut(int fd, size_t n)
{
    assert_int_equal(ftruncate(fd, (off_t)n / 2), 0);
}

static void empty(int fd, size_t n)
{
    (void)n;
    assert_int_equal(ftruncate(fd, 0), 0);
}

static void flip(int fd, size_t at)
{
    unsigned char byte;
    assert_int_equal(pread(fd, &byte, 1, (off_t)at), 1);
    byte ^= 4;
    assert_int_equal(pwrite(fd, &byte, 1, (off_t)at), 1);
}

static void flip_the_middle(int fd, size_t n)
{
    flip(fd, n / 2);
}

static void another_version(int fd, size_t n)
{
    (void)n;
    flip(fd, VERSION_AT);
}

static void a_damaged_index_is_built_again_with_a_word(void **state)
{
    fixture *f = *state;
    static damage *const all[] = {cut, empty, flip_the_middle, another_version};
    static const char *const words[] = {"cut off", "cut off", "checksum", "another version"};
    char *workspace = workspace_new(f, "damaged");

    sy_lang_set(SY_LANG_EN);
    import_some(f, workspace, 1, 0);
    bytes whole = index_of(workspace);
    for (int i = 0; i < 4; i++) {
        const int fd = open(whole.path, O_RDWR);
        sy_case *c = NULL;
        sy_err err = {0};
        all[i](fd, whole.n);
        close(fd);
        assert_ok(sy_case_open(&c, workspace, SY_READ, &err), err);
        assert_non_null(sy_case_rebuilt(c));
        assert_true(sy_case_index_was_damaged(c));
        if (!strstr(sy_case_rebuilt(c), words[i])) fail_msg("\"%s\"", sy_case_rebuilt(c));
        sy_case_close(c);
        bytes again = index_of(workspace);
        assert_int_equal(again.n, whole.n);
        assert_memory_equal(again.at, whole.at, whole.n);
        bytes_drop(&again);
    }
    bytes_drop(&whole);
    sy_drop(NULL, workspace);
}

/* A statement of many accounts as banks send them; one account in thirty rows. */
static void a_transfer_takes_at_most_64_bytes(void **state)
{
    fixture *f = *state;
    char *file = sy_path_join(NULL, f->folder, "bulk.csv"), *workspace = workspace_new(f, "bulk");
    const char *const path = file;
    sy_case *c = NULL;
    sy_err err = {0};

    assert_ok(sy_synth_bulk(file, 30000, 1000, SY_UTF8, 1, &err), err);
    import_files(f, workspace, &path, 1);
    assert_ok(sy_case_open(&c, workspace, SY_READ, &err), err);
    const uint64_t transfers = sy_case_flow(c)->n_transfers;
    sy_case_close(c);
    bytes b = index_of(workspace);
    if (b.n > 64 * transfers)
        fail_msg("%zu bytes for %llu transfers", b.n, (unsigned long long)transfers);
    bytes_drop(&b);
    sy_drop(NULL, file);
    sy_drop(NULL, workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_that_has_grown_has_the_bytes_of_one_made_at_once),
        cmocka_unit_test(an_index_is_the_same_on_any_number_of_threads),
        cmocka_unit_test(a_transfer_takes_at_most_64_bytes),
        cmocka_unit_test(a_damaged_index_is_built_again_with_a_word),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
