/* spawner.c - the server's side: one socket, over which each order goes as six descriptors. */
#include "server/spawner.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "server/spawner_private.h"

struct sy_spawner {
    pthread_mutex_t lock;
    int socket; /* -1: it does not run */
    pid_t pid;
};

sy_spawner *sy_spawner_new(void)
{
    sy_spawner *s = sy_new(NULL, sizeof *s);

    if (!s) return NULL;
    pthread_mutex_init(&s->lock, NULL);
    s->socket = -1;
    return s;
}

/* ---- starting; between fork and exec only what is safe in a process of many threads ---- */

static _Noreturn void become(int socket, int nothing)
{
    static char room[SY_SPAWNER_TITLE];
    static char *const arguments[] = {(char *)(uintptr_t) "suyuan",
                                      (char *)(uintptr_t)SY_SPAWNER_WORD, room, NULL};
    sigset_t none;

    memset(room, '-', sizeof room - 1);

    if (dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 || dup2(socket, SY_SPAWNER_SOCKET) < 0 ||
        close_range(SY_SPAWNER_SOCKET + 1, ~0u, 0) != 0)
        _exit(127);
    /* The server waits for signals in a way of its own; Ctrl-C is the server's to answer. */
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setpgid(0, 0);
    execv("/proc/self/exe", arguments);
    _exit(127);
}

static sy_status start(sy_spawner *s, sy_err *err)
{
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    int ends[2] = {-1, -1};
    sy_status st = SY_OK;

    if (nothing < 0 || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        st = sy_fail_errno(err, "socketpair");
    } else {
        s->pid = fork();
        if (s->pid == 0) become(ends[1], nothing);
        if (s->pid < 0) st = sy_fail_errno(err, "fork");
    }
    if (nothing >= 0) close(nothing);
    if (ends[1] >= 0) close(ends[1]);
    if (st == SY_OK)
        s->socket = ends[0];
    else if (ends[0] >= 0)
        close(ends[0]);
    return st;
}

/* It ends what it started when its socket closes. */
static void stop(sy_spawner *s)
{
    if (s->socket < 0) return;
    close(s->socket);
    s->socket = -1;
    while (waitpid(s->pid, NULL, 0) < 0 && errno == EINTR) continue;
}

void sy_spawner_start(sy_spawner *s)
{
    pthread_mutex_lock(&s->lock);
    if (s->socket < 0 && start(s, NULL) != SY_OK) s->socket = -1; /* the first order tells why */
    pthread_mutex_unlock(&s->lock);
}

void sy_spawner_free(sy_spawner *s)
{
    if (!s) return;
    stop(s);
    pthread_mutex_destroy(&s->lock);
    sy_drop(NULL, s);
}

/* ---- an order ---- */

/* With NUL after it; NULL is as "". */
static void put_text(sy_buf *b, const char *text)
{
    sy_buf_add(b, text ? text : "", text ? strlen(text) + 1 : 1);
}

/* User, address, folder and words, as a file in memory. */
static int write_order(const sy_spawner_order *order, sy_err *err)
{
    const int fd = memfd_create("suyuan order", MFD_CLOEXEC);
    sy_status st = fd < 0 ? sy_fail_errno(err, "order") : SY_OK;
    sy_buf b;

    sy_buf_init(&b, NULL, SY_SPAWNER_MOST_ORDER);
    put_text(&b, order->user);
    put_text(&b, order->from);
    put_text(&b, order->folder);
    for (const char *const *w = order->words; *w; w++) put_text(&b, *w);
    if (st == SY_OK) st = sy_buf_status(&b) == SY_OK ? SY_OK : sy_fail_nomem(err);
    if (st == SY_OK) st = sy_write_all(fd, b.ptr, b.len, "order", err);
    sy_buf_dispose(&b);
    if (st == SY_OK) return fd;
    if (fd >= 0) close(fd);
    return -1;
}

static bool send_order(int socket, const int fds[SY_SPAWNER_FDS])
{
    union {
        char bytes[CMSG_SPACE(SY_SPAWNER_FDS * sizeof(int))];
        struct cmsghdr head;
    } rights = {.bytes = {0}};
    char kind = 'o';
    struct iovec piece = {&kind, 1};
    struct msghdr message = {.msg_iov = &piece,
                             .msg_iovlen = 1,
                             .msg_control = rights.bytes,
                             .msg_controllen = sizeof rights.bytes};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    ssize_t n;

    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(SY_SPAWNER_FDS * sizeof(int));
    memcpy(CMSG_DATA(head), fds, SY_SPAWNER_FDS * sizeof(int));
    do n = sendmsg(socket, &message, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    return n == 1;
}

/* A spawner that is gone (out of memory, killed) is replaced once. */
static sy_status hand_over(sy_spawner *s, const int fds[SY_SPAWNER_FDS], sy_err *err)
{
    sy_status st = SY_OK;

    pthread_mutex_lock(&s->lock);
    bool is_sent = s->socket >= 0 && send_order(s->socket, fds);
    if (!is_sent) {
        stop(s);
        st = start(s, err);
        if (st == SY_OK) is_sent = send_order(s->socket, fds);
        if (st == SY_OK && !is_sent) st = sy_fail_errno(err, "sendmsg");
    }
    pthread_mutex_unlock(&s->lock);
    return st;
}

sy_status sy_spawner_begin(int *fd, sy_spawner *s, const sy_spawner_order *order, sy_err *err)
{
    int fds[SY_SPAWNER_FDS], ends[2] = {-1, -1};
    sy_status st = SY_OK;

    *fd = -1;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return sy_fail_errno(err, "socketpair");
    memcpy(fds, order->ends, sizeof order->ends);
    fds[SY_SPAWNER_ORDER] = write_order(order, err);
    fds[SY_SPAWNER_CALLER] = ends[1];
    if (fds[SY_SPAWNER_ORDER] < 0) st = err->status;
    if (st == SY_OK) st = hand_over(s, fds, err);
    if (fds[SY_SPAWNER_ORDER] >= 0) close(fds[SY_SPAWNER_ORDER]);
    close(ends[1]);
    if (st == SY_OK)
        *fd = ends[0];
    else
        close(ends[0]);
    return st;
}

bool sy_spawner_status(int fd, int *status)
{
    ssize_t n;

    do n = recv(fd, status, sizeof *status, 0);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof *status;
}
