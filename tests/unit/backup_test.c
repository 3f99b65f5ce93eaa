/* backup_test.c - what goes in comes out; a file that was changed or cut off, a wrong password, a
 * hostile name, a full disk, a kill: nothing is made, and nothing that was there is touched. */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "base/file.h"
#include "base/new_folder.h"
#include "scratch.h"
#include "store/backup.h"
#include "store/log.h"
#include "store/sealed.h"

#define GOOD "correct horse 电池"

typedef struct place {
    char folder[SCRATCH], ws[SCRATCH + 20], file[SCRATCH + 20], to[SCRATCH + 20];
} place;

static void must_run(const char *command)
{
    assert_int_equal(system(command), 0);
}

/* With a decision and an original of half a megabyte. */
static void open_place(place *p)
{
    char command[4 * SCRATCH];
    sy_case_facts facts = {.name = (char *)(uintptr_t) "某案"};
    sy_workspace *ws = NULL;
    sy_err err = {0};

    scratch_make(p->folder);
    snprintf(p->ws, sizeof p->ws, "%s/a.suyuan", p->folder);
    snprintf(p->file, sizeof p->file, "%s/a.backup", p->folder);
    snprintf(p->to, sizeof p->to, "%s/b.suyuan", p->folder);
    assert_ok(sy_workspace_create(p->ws, &err), err);
    assert_ok(sy_workspace_open(&ws, p->ws, SY_WRITE, &err), err);
    assert_ok(sy_case_set(ws, &facts, &err), err);
    sy_workspace_close(ws);
    snprintf(
        command, sizeof command,
        "cd %s/originals && head -c 500000 /dev/urandom >x && mv x $(sha256sum <x | cut -c -64)",
        p->ws);
    must_run(command);
}

static void close_place(const place *p)
{
    scratch_remove(p->folder);
}

static sy_status back_up(const place *p, const char *file, sy_backup_told *told, sy_err *err)
{
    sy_workspace *ws = NULL;
    sy_status st = sy_workspace_open(&ws, p->ws, SY_READ, err);

    if (st == SY_OK) st = sy_backup_write(ws, file, GOOD, told, err);
    sy_workspace_close(ws);
    return st;
}

/* Nothing but these names lies there: no temporary file, no part of a workspace. */
static void only(const place *p, const char *names)
{
    char command[3 * SCRATCH];

    snprintf(command, sizeof command, "test \"$(ls %s | tr '\\n' ' ')\" = '%s'", p->folder, names);
    must_run(command);
}

static void what_goes_in_comes_out(void **state)
{
    char command[4 * SCRATCH];
    sy_backup_told told, again;
    sy_log_check_result log;
    sy_workspace *ws = NULL;
    sy_err err = {0};
    place p;
    (void)state;

    open_place(&p);
    assert_ok(back_up(&p, p.file, &told, &err), err);
    assert_string_equal(told.case_name, "某案");
    assert_true(told.files == 3 && told.bytes > 500000 && told.changed == 0 && told.log_rows == 1);
    assert_ok(sy_backup_read(p.file, GOOD, NULL, &again, &err), err);
    assert_memory_equal(&told, &again, sizeof told);
    only(&p, "a.backup a.suyuan ");
    assert_ok(sy_backup_read(p.file, GOOD, p.to, &again, &err), err);
    only(&p, "a.backup a.suyuan b.suyuan ");
    snprintf(command, sizeof command,
             "cd %s && diff -r a.suyuan/originals b.suyuan/originals &&"
             " cmp a.suyuan/facts.duckdb b.suyuan/facts.duckdb",
             p.folder);
    must_run(command);
    assert_ok(sy_workspace_open(&ws, p.to, SY_WRITE, &err), err);
    assert_ok(sy_log_check(ws, &log, &err), err);
    assert_true(sy_log_is_sound(&log) && strcmp(log.head, told.log_head) == 0);
    sy_workspace_close(ws);
    /* Never over what is there. */
    assert_int_equal(sy_backup_read(p.file, GOOD, p.to, &again, &err), SY_EINVAL);
    err = (sy_err){0};
    assert_int_equal(back_up(&p, p.file, &again, &err), SY_EINVAL);
    close_place(&p);
}

static void change_byte(const char *path, long at)
{
    FILE *f = fopen(path, "r+b");
    int c;

    assert_non_null(f);
    assert_int_equal(fseek(f, at, at < 0 ? SEEK_END : SEEK_SET), 0);
    c = fgetc(f);
    fseek(f, at, at < 0 ? SEEK_END : SEEK_SET);
    fputc(c ^ 1, f);
    fclose(f);
}

static void a_changed_file_or_a_wrong_password_makes_nothing(void **state)
{
    static const long at[] = {0, 20, 40, 60, 70000, 300000, -1, -20};
    static const char *const cuts[] = {"truncate -s -1", "truncate -s -70000", "truncate -s 30",
                                       "truncate -s 0", "printf x >>"};
    char command[4 * SCRATCH], copy[SCRATCH + 20];
    sy_backup_told told;
    sy_err err = {0};
    place p;
    (void)state;

    open_place(&p);
    assert_ok(back_up(&p, p.file, &told, &err), err);
    snprintf(copy, sizeof copy, "%s/copy", p.folder);
    for (size_t i = 0; i < sizeof at / sizeof *at + sizeof cuts / sizeof *cuts; i++) {
        const size_t k = i - sizeof at / sizeof *at;
        snprintf(command, sizeof command, "cp %s %s", p.file, copy);
        must_run(command);
        if (i < sizeof at / sizeof *at) {
            change_byte(copy, at[i]);
        } else {
            snprintf(command, sizeof command, "%s %s", cuts[k], copy);
            must_run(command);
        }
        err = (sy_err){0};
        assert_int_equal(sy_backup_read(copy, GOOD, p.to, &told, &err), SY_EDATA);
        only(&p, "a.backup a.suyuan copy ");
    }
    err = (sy_err){0};
    assert_int_equal(sy_backup_read(p.file, "another password", p.to, &told, &err), SY_EDATA);
    assert_true(strstr(err.text, "password") || strstr(err.text, "密码"));
    only(&p, "a.backup a.suyuan copy ");
    close_place(&p);
}

/* Whoever knows the password could have made it. */
static void seal_name(const char *path, const char *name, uint64_t size)
{
    static sy_sealed s;
    char head[256 + 64 + 24 + 65] = "";
    unsigned char number[8] = {0};
    const unsigned char mark[2] = {'F', (unsigned char)strlen(name)};
    const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    sy_err err = {0};

    assert_true(fd >= 0);
    assert_ok(sy_seal_begin(&s, fd, path, GOOD, &err), err);
    assert_ok(sy_seal_put(&s, head, sizeof head, &err), err);
    for (int i = 0; i < 3; i++) assert_ok(sy_seal_put(&s, number, 8, &err), err);
    assert_ok(sy_seal_put(&s, mark, 2, &err), err);
    assert_ok(sy_seal_put(&s, name, mark[1], &err), err);
    memcpy(number, &size, 8);
    assert_ok(sy_seal_put(&s, number, 8, &err), err);
    assert_ok(sy_seal_put(&s, "E\1\0\0\0\0\0\0\0", 9, &err), err);
    assert_ok(sy_seal_end(&s, &err), err);
    close(fd);
}

static void a_hostile_name_leads_nowhere(void **state)
{
    static const char *const names[] = {"../x", "/tmp/x", "a/../../x", "a//b",          "",  ".",
                                        "lock", "a\nb",   "a\\b",      "1/2/3/4/5/6/7", "x/"};
    sy_backup_told told;
    place p;
    (void)state;

    open_place(&p);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        sy_err err = {0};
        seal_name(p.file, names[i], 0);
        assert_int_equal(sy_backup_read(p.file, GOOD, p.to, &told, &err), SY_EDATA);
        only(&p, "a.backup a.suyuan ");
    }
    sy_err err = {0};
    seal_name(p.file, "big", UINT64_MAX); /* more than there is */
    assert_int_equal(sy_backup_read(p.file, GOOD, p.to, &told, &err), SY_EDATA);
    only(&p, "a.backup a.suyuan ");
    close_place(&p);
}

static void a_full_disk_leaves_nothing(void **state)
{
    char disk[SCRATCH + 20], file[SCRATCH + 40], to[SCRATCH + 40], command[3 * SCRATCH];
    sy_backup_told told;
    sy_err err = {0}, why = {0};
    place p;
    (void)state;

    open_place(&p);
    assert_ok(back_up(&p, p.file, &told, &err), err);
    snprintf(disk, sizeof disk, "%s/disk", p.folder);
    snprintf(file, sizeof file, "%s/a.backup", disk);
    snprintf(to, sizeof to, "%s/b.suyuan", disk);
    assert_int_equal(mkdir(disk, 0700), 0);
    if (mount("none", disk, "tmpfs", 0, "size=400k") != 0) {
        print_message("no small disk can be mounted here: %s\n", strerror(errno));
        close_place(&p);
        skip();
    }
    const sy_status written = back_up(&p, file, &told, &err);
    const sy_status restored = sy_backup_read(p.file, GOOD, to, &told, &why);
    snprintf(command, sizeof command, "test -z \"$(ls -A %s)\"", disk);
    const int rc = system(command);
    umount(disk);
    assert_int_equal(written, SY_EIO);
    assert_int_equal(restored, SY_EIO);
    assert_int_equal(rc, 0);
    print_message("%s\n", why.text);
    close_place(&p);
}

static void nap(long us)
{
    const struct timespec t = {us / 1000000, us % 1000000 * 1000};
    nanosleep(&t, NULL);
}

/* Killed at any time: the file is not there, or whole; the same of a workspace. */
static void a_kill_leaves_all_or_nothing(void **state)
{
    sy_backup_told told;
    unsigned killed = 0;
    place p;
    (void)state;

    open_place(&p);
    for (unsigned i = 0; i < 24; i++) {
        const bool restores = i % 2;
        const pid_t child = fork();
        sy_err err = {0};
        int how;
        if (child == 0) {
            const sy_status st = restores ? sy_backup_read(p.file, GOOD, p.to, &told, &err)
                                          : back_up(&p, p.file, &told, &err);
            _exit(st == SY_OK ? 0 : 1);
        }
        nap(5000L * (long)(i / 2) * (long)(i / 2));
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, &how, 0), child);
        killed += WIFSIGNALED(how);
        if (access(p.file, F_OK) == 0)
            assert_ok(sy_backup_read(p.file, GOOD, NULL, &told, &err), err);
        if (access(p.to, F_OK) == 0) {
            sy_workspace *ws = NULL;
            assert_ok(sy_workspace_open(&ws, p.to, SY_READ, &err), err);
            sy_workspace_close(ws);
            scratch_remove(p.to);
        }
        if (!restores && access(p.file, F_OK) != 0 && i < 22) i++; /* nothing to restore from yet */
    }
    print_message("%u were killed\n", killed);
    assert_true(killed > 0);
    close_place(&p);
}

/* The copies of its stores are plain: they do not lie on the stick. Killed by the kernel when
 * the first of them grows past what may be written, with nothing of the backup out yet. */
static void a_killed_backup_leaves_no_copy_beside_it(void **state)
{
    char command[4 * SCRATCH], left[64];
    const struct rlimit most = {1 << 16, 1 << 16}, no_core = {0, 0};
    sy_backup_told told;
    sy_workspace *ws = NULL;
    sy_err err = {0};
    place p;
    int how;
    (void)state;

    open_place(&p);
    const pid_t child = fork();
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &no_core);
        setrlimit(RLIMIT_FSIZE, &most);
        _exit(back_up(&p, p.file, &told, &err) == SY_OK ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGXFSZ);
    snprintf(left, sizeof left, "a.backup.%ld.tmp a.suyuan ", (long)child);
    only(&p, left);
    snprintf(command, sizeof command, "ls %s | grep -q ^tmp-store-", p.ws);
    must_run(command);
    assert_ok(sy_workspace_open(&ws, p.ws, SY_WRITE, &err), err);
    sy_workspace_close(ws);
    snprintf(command, sizeof command, "! ls %s | grep ^tmp-", p.ws);
    must_run(command);
    close_place(&p);
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

/* Killed in the middle of the facts. The next who makes something there takes it away; not what
 * somebody is still at work in, nor another computer's, nor what is only named so. */
static void what_a_killed_restore_left_is_swept(void **state)
{
    const struct rlimit most = {400000, 400000}, no_core = {0, 0};
    char command[8 * SCRATCH], foreign[SCRATCH + 60], file[SCRATCH + 60], other[SCRATCH + 20];
    sy_backup_told told;
    sy_new_folder held, again;
    sy_err err = {0};
    place p;
    int how;
    (void)state;

    open_place(&p);
    assert_ok(back_up(&p, p.file, &told, &err), err);
    snprintf(other, sizeof other, "%s/c.suyuan", p.folder);
    assert_ok(sy_new_folder_open(&held, other, &err), err);
    snprintf(foreign, sizeof foreign, "%s/a.new-00000000-1", p.folder);
    assert_int_equal(mkdir(foreign, 0700), 0);
    snprintf(file, sizeof file, "%.300s1", held.temporary); /* no folder */
    snprintf(command, sizeof command, "touch %s && mkdir %sx", file, file);
    must_run(command);
    const pid_t child = fork();
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &no_core);
        setrlimit(RLIMIT_FSIZE, &most);
        _exit(sy_backup_read(p.file, GOOD, p.to, &told, &err) == SY_OK ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGXFSZ);
    snprintf(command, sizeof command, "test -s %s.new-*-%ld/facts.duckdb", p.to, (long)child);
    must_run(command);
    /* It has this process's number already; what is beside it is swept all the same. */
    assert_int_equal(sy_new_folder_open(&again, other, &err), SY_EIO);
    assert_int_equal(sy_new_folder_close(&again, SY_EIO, NULL), SY_EIO);
    snprintf(command, sizeof command, "! ls -d %s.new-*", p.to);
    must_run(command);
    assert_true(is_there(held.temporary) && is_there(foreign) && is_there(file));
    err = (sy_err){0};
    assert_ok(sy_new_folder_close(&held, SY_OK, &err), err);
    assert_true(is_there(other));
    snprintf(command, sizeof command, "test $(ls -d %s.new-* | wc -l) = 2", other);
    must_run(command);
    close_place(&p);
}

/* A name that was taken while the backup was read. */
static void a_place_taken_meanwhile_is_said(void **state)
{
    sy_new_folder f;
    char inside[SCRATCH + 60];
    sy_err err = {0};
    place p;
    (void)state;

    open_place(&p);
    assert_ok(sy_new_folder_open(&f, p.to, &err), err);
    assert_int_equal(mkdir(p.to, 0700), 0);
    snprintf(inside, sizeof inside, "%s/x", p.to);
    assert_int_equal(mkdir(inside, 0700), 0);
    assert_int_equal(sy_new_folder_close(&f, SY_OK, &err), SY_EINVAL);
    assert_true(strstr(err.text, p.to));
    assert_true(is_there(inside));
    only(&p, "a.suyuan b.suyuan ");
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_backup_leaves_no_copy_beside_it),
        cmocka_unit_test(what_a_killed_restore_left_is_swept),
        cmocka_unit_test(a_place_taken_meanwhile_is_said),
        cmocka_unit_test(a_kill_leaves_all_or_nothing),
        cmocka_unit_test(what_goes_in_comes_out),
        cmocka_unit_test(a_changed_file_or_a_wrong_password_makes_nothing),
        cmocka_unit_test(a_hostile_name_leads_nowhere),
        cmocka_unit_test(a_full_disk_leaves_nothing)};
    return cmocka_run_group_tests_name("backup", tests, NULL, NULL);
}
