/* sandbox_lock.c - what the process of a model may still do.
 *
 * Two walls. Limits of the kernel: DuckDB's own memory limit was passed thirtyfold by one
 * expression, RLIMIT_DATA is not. Then seccomp: a list of the calls that an open DuckDB
 * needs to compute; everything else (open, socket, clone, exec, kill, ptrace) is answered
 * with EPERM, on all threads. Threads exist by then; new ones cannot be made. */
#include "store/sandbox_private.h"

#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "base/lang.h"

enum { MOST_DESCRIPTORS = 64, SPARE_MB = 512 };

static void limit(int what, rlim_t most)
{
    setrlimit(what, &(struct rlimit){most, most});
}

void sy_sandbox_limit_before_exec(unsigned cpu_seconds)
{
    /* SIGXCPU at the first, which tells why; SIGKILL at the second. */
    setrlimit(RLIMIT_CPU, &(struct rlimit){cpu_seconds, cpu_seconds + 2});
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, MOST_DESCRIPTORS);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

/* The sanitizers' shadow is terabytes of data that are never touched. */
#if defined(__SANITIZE_ADDRESS__)
#define HAS_SHADOW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define HAS_SHADOW 1
#endif
#endif

static void limit_memory(unsigned memory_mb)
{
#ifdef HAS_SHADOW
    (void)memory_mb;
#else
    limit(RLIMIT_DATA, ((rlim_t)memory_mb + SPARE_MB) << 20);
#endif
}

static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(close),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(sched_yield),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getcpu),
    SCMP_SYS(rseq),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(membarrier),
    SCMP_SYS(getrusage),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

static int add_rules(scmp_filter_ctx filter)
{
    int rc = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);

    for (size_t i = 0; i < sizeof allowed / sizeof *allowed && rc == 0; i++) {
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    }
    /* Memory yes, code no. */
    if (rc == 0) {
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                              SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    }
    if (rc == 0) {
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                              SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    }
    /* A bug stops itself (abort), nobody else. */
    if (rc == 0) {
        rc = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(tgkill), 0);
    }
    return rc;
}

sy_status sy_sandbox_lock(unsigned memory_mb, sy_err *err)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int rc = filter ? add_rules(filter) : -ENOMEM;

    if (rc == 0) rc = seccomp_load(filter);
    seccomp_release(filter);
    if (rc != 0) {
        errno = -rc;
        return sy_fail_errno(err, "seccomp");
    }
    limit_memory(memory_mb);
    return SY_OK;
}
