/* pdf_child.c - fork, limits, exec. Between fork and exec only what is safe in a
 * process of many threads: the program's path is looked up before. */
#include "text/pdf_child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/progress.h"
#include "suyuan/limits.h"
#include "text/open.h"

struct sy_pdf_child {
    const sy_alloc *al;
    pid_t pid;
    int out, complaints; /* its stdout; a file of its stderr */
    uint64_t n_read;
    int64_t until_ms;
};

static const char *const arguments[] = {"pdftotext", "-bbox-layout", "-enc", "UTF-8", "-", "-",
                                        NULL};

/* The first pdftotext in PATH. */
static bool find_program(char *path, size_t size)
{
    const char *at = getenv("PATH");

    for (at = at ? at : "/usr/bin:/bin"; *at;) {
        const size_t n = strcspn(at, ":");
        const int m = snprintf(path, size, "%.*s/%s", (int)n, at, arguments[0]);
        if (n > 0 && m > 0 && (size_t)m < size && access(path, X_OK) == 0) return true;
        at += n + (at[n] == ':');
    }
    return false;
}

static void limit(int what, rlim_t most)
{
    setrlimit(what, &(struct rlimit){most, most});
}

static _Noreturn void become(const char *program, int in, int out, int complaints)
{
    static char *const no_environment[] = {(char *)(uintptr_t) "LC_ALL=C.UTF-8", NULL};

    if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(complaints, 2) < 0) _exit(127);
    limit(RLIMIT_AS, SY_MAX_PDF_MEMORY);
    limit(RLIMIT_CPU, SY_MAX_PDF_SECONDS);
    limit(RLIMIT_FSIZE, 1 << 20); /* its complaints; the pages go through a pipe */
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NPROC, 0); /* has no effect on root */
    execve(program, (char *const *)(uintptr_t)arguments, no_environment);
    _exit(127);
}

static sy_status start(sy_pdf_child *c, int in, const char *program, sy_err *err)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0) return sy_fail_errno(err, arguments[0]);
    c->pid = fork();
    if (c->pid == 0) become(program, in, ends[1], c->complaints);
    const int number = errno;
    close(ends[1]);
    c->out = ends[0];
    if (c->pid > 0) return SY_OK;
    errno = number;
    return sy_fail_errno(err, arguments[0]);
}

sy_status sy_pdf_child_start(sy_pdf_child **out, const sy_alloc *al, const char *path, sy_err *err)
{
    char program[SY_MAX_PATH];
    uint64_t size;
    int in = -1;

    *out = NULL;
    if (!find_program(program, sizeof program)) {
        return sy_fail(
            err, SY_EDATA /* of this file only: others are read */,
            N_("%s: to read a PDF, the program pdftotext (package poppler-utils) must be "
               "installed"),
            path);
    }
    sy_status st = sy_open_to_read(&in, &size, path, err);
    if (st != SY_OK) return st;
    sy_pdf_child *c = sy_new(al, sizeof *c);
    if (!c) {
        close(in);
        return sy_fail_nomem(err);
    }
    c->al = al;
    c->out = -1;
    c->until_ms = sy_now_ms() + (int64_t)SY_MAX_PDF_SECONDS * 1000;
    c->complaints = memfd_create("complaints", MFD_CLOEXEC);
    st = c->complaints < 0 ? sy_fail_errno(err, path) : start(c, in, program, err);
    close(in);
    if (st != SY_OK) {
        sy_pdf_end end;
        sy_pdf_child_end(c, &end, true);
        return st;
    }
    *out = c;
    return SY_OK;
}

sy_status sy_pdf_child_read(sy_pdf_child *c, void *bytes, size_t n, size_t *got, sy_err *err)
{
    *got = 0;
    while (*got < n) {
        const int64_t left = c->until_ms - sy_now_ms();
        struct pollfd p = {c->out, POLLIN, 0};
        const int ready = left > 0 ? poll(&p, 1, (int)left) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready == 0) return sy_fail(err, SY_ELIMIT, N_("pdftotext takes too long"));
        const ssize_t more = read(c->out, (char *)bytes + *got, n - *got);
        if (more < 0 && errno == EINTR) continue;
        if (more < 0) return sy_fail_errno(err, arguments[0]);
        if (more == 0) break;
        *got += (size_t)more;
        c->n_read += (uint64_t)more;
        if (c->n_read > SY_MAX_PDF_TEXT) {
            return sy_fail(err, SY_ELIMIT, N_("pdftotext says more than %llu bytes"),
                           SY_MAX_PDF_TEXT);
        }
    }
    return SY_OK;
}

/* The first line that it complained; in 7 bits, since it may quote the file. */
static void read_complaint(int fd, char *words, size_t size)
{
    const ssize_t n = fd < 0 ? 0 : pread(fd, words, size - 1, 0);

    words[n > 0 ? n : 0] = '\0';
    words[strcspn(words, "\n")] = '\0';
    for (char *p = words; *p; p++) {
        if ((unsigned char)*p < 0x20 || (unsigned char)*p >= 0x7F) *p = '?';
    }
}

/* The child's status: of one that closed its output, soon; else it is ended. */
static int wait_for(const sy_pdf_child *c, bool kill_it)
{
    enum { GRACE_MS = 3000, STEP_NS = 5000000 };
    const int64_t until = sy_now_ms() + GRACE_MS;
    int status = 0;
    pid_t ended = 0;

    while (!kill_it && (ended = waitpid(c->pid, &status, WNOHANG)) == 0 && sy_now_ms() < until) {
        nanosleep(&(struct timespec){0, STEP_NS}, NULL);
    }
    if (ended == c->pid) return status;
    kill(c->pid, SIGKILL);
    while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR) continue;
    return status;
}

static sy_pdf_verdict verdict_of(int status, const char *words)
{
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE) return SY_PDF_FAILED;
    if (WIFSIGNALED(status)) return SY_PDF_STOPPED;
    if (WEXITSTATUS(status) == 0) return SY_PDF_FINE;
    if (strstr(words, "ncorrect password") || strstr(words, "ncrypt")) return SY_PDF_LOCKED;
    return strstr(words, "ut of memory") || strstr(words, "bad_alloc") ? SY_PDF_STOPPED
                                                                       : SY_PDF_FAILED;
}

void sy_pdf_child_end(sy_pdf_child *c, sy_pdf_end *end, bool kill_it)
{
    *end = (sy_pdf_end){.verdict = SY_PDF_FAILED};
    if (c->out >= 0) close(c->out);
    if (c->pid > 0) {
        const int status = wait_for(c, kill_it);
        read_complaint(c->complaints, end->words, sizeof end->words);
        end->verdict = verdict_of(status, end->words);
    }
    if (c->complaints >= 0) close(c->complaints);
    sy_drop(c->al, c);
}
