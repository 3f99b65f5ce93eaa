/* spawner_child.c - the process: waits for orders, for its children's ends, and for callers who
 * hang up. It has one thread and reads nothing of an order; the child does. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/user.h"
#include "server/spawner_private.h"

enum { MOST_CHILDREN = 1024, MOST_WORDS = 256, EXIT_NO_START = 127 };

typedef struct child {
    pid_t pid;
    int end; /* pidfd: readable when it has ended */
    int caller;
    bool is_killed;
} child;

typedef struct spawner {
    int (*run)(int argc, char **argv);
    char *title; /* where the kernel finds the words of this process (ps) */
    size_t most_title;
    child children[MOST_CHILDREN];
    size_t n;
} spawner;

bool sy_spawner_is_wanted(int argc, char **argv)
{
    return argc == 3 && strcmp(argv[1], SY_SPAWNER_WORD) == 0;
}

/* ---- a child ---- */

/* Who looks at the processes sees commands. */
static void show_words(const spawner *s, char *const *words)
{
    size_t at = 0;

    memset(s->title, 0, s->most_title);
    for (; *words; words++) {
        const size_t n = strlen(*words) + 1;
        if (n >= s->most_title - at) return;
        memcpy(s->title + at, *words, n);
        at += n;
    }
}

/* The order's text, mapped for as long as the process lives. */
static char *map_order(int fd, size_t *n)
{
    struct stat info;

    if (fstat(fd, &info) != 0 || info.st_size <= 0) return NULL;
    *n = (size_t)info.st_size;
    char *text = mmap(NULL, *n, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    return text == MAP_FAILED || text[*n - 1] != '\0' ? NULL : text;
}

static char *next_text(char **at, const char *end)
{
    char *text = *at;

    if (text == end) return NULL;
    *at += strlen(text) + 1;
    return text;
}

static _Noreturn void become(const spawner *s, const int fds[SY_SPAWNER_FDS], pid_t parent)
{
    static char *arguments[MOST_WORDS + 2] = {(char *)(uintptr_t) "suyuan"};
    int argc = 1;
    size_t n = 0;
    char *at = map_order(fds[SY_SPAWNER_ORDER], &n), *end = at + n;
    const char *user = at ? next_text(&at, end) : NULL, *from = at ? next_text(&at, end) : NULL,
               *folder = at ? next_text(&at, end) : NULL;

    if (!user || !from || !folder) _exit(EXIT_NO_START);
    while (argc <= MOST_WORDS && (arguments[argc] = next_text(&at, end))) argc++;
    for (int fd = 0; fd < SY_SPAWNER_ENDS; fd++) {
        if (dup2(fds[fd], fd) < 0) _exit(EXIT_NO_START);
    }
    if (close_range(SY_SPAWNER_ENDS, ~0u, 0) != 0) _exit(EXIT_NO_START);
    setpgid(0, 0); /* it is ended with all that it started */
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != parent || (*folder && chdir(folder) != 0)) _exit(EXIT_NO_START);
    if (*user) setenv(SY_USER_VARIABLE, user, 1);
    if (*from) setenv(SY_FROM_VARIABLE, from, 1);
    show_words(s, arguments);
    exit(s->run(argc, arguments));
}

static void begin(spawner *s, const int fds[SY_SPAWNER_FDS])
{
    const pid_t self = getpid();

    if (s->n == MOST_CHILDREN) return;
    const pid_t pid = fork();
    if (pid == 0) become(s, fds, self);
    if (pid < 0) return;
    setpgid(pid, pid); /* whoever is first */
    const int end = pidfd_open(pid, 0), caller = dup(fds[SY_SPAWNER_CALLER]);
    if (end >= 0 && caller >= 0) {
        s->children[s->n++] = (child){pid, end, caller, false};
        return;
    }
    kill(-pid, SIGKILL);
    waitpid(pid, NULL, 0);
    if (end >= 0) close(end);
    if (caller >= 0) close(caller);
}

/* ---- the loop ---- */

/* False: the server has gone. */
static bool take_order(spawner *s)
{
    union {
        char bytes[CMSG_SPACE(SY_SPAWNER_FDS * sizeof(int))];
        struct cmsghdr head;
    } rights;
    char kind;
    struct iovec piece = {&kind, 1};
    struct msghdr message = {.msg_iov = &piece,
                             .msg_iovlen = 1,
                             .msg_control = rights.bytes,
                             .msg_controllen = sizeof rights.bytes};
    const ssize_t n = recvmsg(SY_SPAWNER_SOCKET, &message, MSG_CMSG_CLOEXEC);
    int fds[SY_SPAWNER_FDS];

    if (n < 0 && errno == EINTR) return true;
    if (n <= 0) return false;
    const struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (!head || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(sizeof fds))
        return true;
    memcpy(fds, CMSG_DATA(head), sizeof fds);
    begin(s, fds);
    for (size_t i = 0; i < SY_SPAWNER_FDS; i++) close(fds[i]); /* a caller without child hears it */
    return true;
}

static void kill_group(child *c)
{
    kill(-c->pid, SIGKILL);
    c->is_killed = true;
}

static void bury(spawner *s, size_t i)
{
    child *c = &s->children[i];
    int status = 0;

    kill_group(c); /* what it may have left behind, too */
    while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR) continue;
    if (send(c->caller, &status, sizeof status, MSG_NOSIGNAL) < 0) errno = 0; /* it has left */
    close(c->end);
    close(c->caller);
    *c = s->children[--s->n];
}

int sy_spawner_serve(int argc, char **argv, int (*run)(int argc, char **argv),
                     void (*prepare)(void))
{
    static spawner s;
    static struct pollfd polled[1 + 2 * MOST_CHILDREN];

    s.run = run;
    s.title = argv[0];
    s.most_title = (size_t)(argv[argc - 1] - argv[0]) + strlen(argv[argc - 1]);
    memset(argv[argc - 1], 0, strlen(argv[argc - 1]));
    signal(SIGPIPE, SIG_DFL);
    unsetenv("LD_BIND_NOW");
    unsetenv(SY_USER_VARIABLE); /* who asks is never who started the server */
    unsetenv(SY_FROM_VARIABLE);
    prepare();
    for (bool has_server = true; has_server;) {
        polled[0] = (struct pollfd){SY_SPAWNER_SOCKET, POLLIN, 0};
        for (size_t i = 0; i < s.n; i++) {
            const child *c = &s.children[i];
            polled[1 + 2 * i] = (struct pollfd){c->end, POLLIN, 0};
            polled[2 + 2 * i] = (struct pollfd){c->is_killed ? -1 : c->caller, POLLIN, 0};
        }
        if (poll(polled, 1 + 2 * s.n, -1) < 0) continue;
        for (size_t i = s.n; i-- > 0;) { /* the last takes the place of one that is buried */
            if (polled[1 + 2 * i].revents)
                bury(&s, i);
            else if (polled[2 + 2 * i].revents)
                kill_group(&s.children[i]);
        }
        if (polled[0].revents) has_server = take_order(&s);
    }
    for (size_t i = 0; i < s.n; i++) kill_group(&s.children[i]);
    _exit(0);
}
