/* sandbox_process.c - between fork and exec only what is safe in a process of many threads. */
#include "store/sandbox_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/progress.h"
#include "store/sandbox_private.h"

static _Noreturn void become(int request, int answers, int silence, unsigned cpu_seconds,
                             char *const environment[])
{
    static char *const arguments[] = {(char *)(uintptr_t) "suyuan",
                                      (char *)(uintptr_t)SY_SANDBOX_WORD, NULL};

    if (dup2(request, 0) < 0 || dup2(answers, 1) < 0 || dup2(silence, 2) < 0) _exit(127);
    if (close_range(3, ~0u, 0) != 0) _exit(127);
    setpgid(0, 0); /* Ctrl-C is the parent's to answer */
    sy_sandbox_limit_before_exec(cpu_seconds);
    execve("/proc/self/exe", arguments, environment);
    _exit(127);
}

/* Settings that its libraries may need, and nothing else of ours. */
static void keep_environment(char *kept[], size_t most)
{
    static const char *const names[] = {"SUYUAN_THREADS=", "ASAN_OPTIONS=", "UBSAN_OPTIONS="};
    size_t n = 0;

    for (char **e = environ; e && *e; e++) {
        for (size_t i = 0; i < sizeof names / sizeof *names && n + 1 < most; i++) {
            if (strncmp(*e, names[i], strlen(names[i])) == 0) kept[n++] = *e;
        }
    }
    kept[n] = NULL;
}

static void close_end(int *fd)
{
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

sy_status sy_sandbox_process_start(sy_sandbox_process *p, unsigned cpu_seconds, sy_err *err)
{
    int request[2] = {-1, -1}, answers[2] = {-1, -1};
    char *environment[8];
    sy_status st = SY_OK;
    const int silence = open("/dev/null", O_WRONLY | O_CLOEXEC);

    *p = SY_SANDBOX_NO_PROCESS;
    keep_environment(environment, 8);
    if (silence < 0 || pipe2(request, O_CLOEXEC) != 0 || pipe2(answers, O_CLOEXEC) != 0) {
        st = sy_fail_errno(err, "pipe");
    } else {
        p->pid = fork();
        if (p->pid == 0) become(request[0], answers[1], silence, cpu_seconds, environment);
        if (p->pid < 0) st = sy_fail_errno(err, "fork");
    }
    if (silence >= 0) close(silence);
    if (request[0] >= 0) close(request[0]);
    if (answers[1] >= 0) close(answers[1]);
    /* Its caller may be busy for a while; where that is not allowed, it waits sooner. */
    if (answers[0] >= 0) (void)fcntl(answers[0], F_SETPIPE_SZ, SY_SANDBOX_PIPE);
    p->to = request[1];
    p->from = answers[0];
    if (st == SY_OK) return SY_OK;
    close_end(&p->to);
    close_end(&p->from);
    *p = SY_SANDBOX_NO_PROCESS;
    return st;
}

void sy_sandbox_process_ask(sy_sandbox_process *p, const char *request, bool is_last)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    const uint32_t n = (uint32_t)strlen(request);

    sigaction(SIGPIPE, &ignore, &before);
    if (sy_write_all(p->to, &n, sizeof n, "", NULL) == SY_OK)
        (void)!sy_write_all(p->to, request, n, "", NULL);
    sigaction(SIGPIPE, &before, NULL);
    if (is_last) close_end(&p->to);
}

int sy_sandbox_process_end(sy_sandbox_process *p, bool has_ended)
{
    enum { GRACE_MS = 3000, STEP_NS = 2000000 };
    const int64_t until = sy_now_ms() + GRACE_MS;
    int status = 0;
    pid_t ended = 0;

    close_end(&p->to);
    close_end(&p->from);
    while (has_ended && (ended = waitpid(p->pid, &status, WNOHANG)) == 0 && sy_now_ms() < until)
        nanosleep(&(struct timespec){0, STEP_NS}, NULL);
    if (ended != p->pid) {
        kill(p->pid, SIGKILL);
        while (waitpid(p->pid, &status, 0) < 0 && errno == EINTR) continue;
    }
    *p = SY_SANDBOX_NO_PROCESS;
    return status;
}
