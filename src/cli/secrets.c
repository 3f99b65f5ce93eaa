/* secrets.c - passwords are read at once, kept in one place and wiped there. */
#include "cli/secrets.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "suyuan/limits.h"

enum { MOST_BYTES = SY_MAX_PASSWORDS * (SY_MAX_PASSWORD + 2) };

static sy_status read_stdin(sy_secrets *s, sy_err *err)
{
    s->text = sy_new_array(NULL, MOST_BYTES + 1, 1);
    if (!s->text) return sy_fail_nomem(err);
    while (s->len < MOST_BYTES) {
        ssize_t n = read(STDIN_FILENO, s->text + s->len, MOST_BYTES - s->len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return sy_fail_errno(err, _("standard input"));
        if (n == 0) return SY_OK;
        s->len += (size_t)n;
    }
    return sy_fail(err, SY_ELIMIT, N_("more than %u passwords"), SY_MAX_PASSWORDS);
}

sy_status sy_secrets_read(sy_secrets *s, const char *path, sy_err *err)
{
    sy_status st = strcmp(path, "-") == 0
                       ? read_stdin(s, err)
                       : sy_file_read(NULL, &s->text, &s->len, path, MOST_BYTES, err);

    if (st != SY_OK) return st;
    s->items = sy_new_array(NULL, SY_MAX_PASSWORDS, sizeof *s->items);
    if (!s->items) return sy_fail_nomem(err);
    char *line = s->text;
    if (s->len >= 3 && memcmp(line, "\xEF\xBB\xBF", 3) == 0) line += 3;
    while (line && *line) {
        char *next = strchr(line, '\n');
        if (next) *next++ = '\0';
        line[strcspn(line, "\r")] = '\0';
        if (*line && s->n == SY_MAX_PASSWORDS) {
            return sy_fail(err, SY_ELIMIT, N_("more than %u passwords"), SY_MAX_PASSWORDS);
        }
        if (*line) s->items[s->n++] = line;
        line = next;
    }
    return SY_OK;
}

void sy_secrets_dispose(sy_secrets *s)
{
    if (s->text) explicit_bzero(s->text, s->len);
    sy_drop(NULL, s->text);
    sy_drop(NULL, s->items);
    *s = (sy_secrets){.n = 0};
}

/* A line without its end; what does not fit is no answer. */
static bool read_line(int fd, char *answer, size_t size)
{
    size_t n = 0;
    char c;

    for (;;) {
        ssize_t got = read(fd, &c, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 || c == '\n') break;
        if (n + 1 < size) answer[n] = c;
        n++;
    }
    answer[n + 1 < size ? n : 0] = '\0';
    return answer[0] != '\0';
}

bool sy_ask_hidden(const char *prompt, char *answer, size_t size)
{
    struct termios before, quiet;
    sigset_t stops, old;

    answer[0] = '\0';
    if (!isatty(STDERR_FILENO)) return false; /* a script: --password-file is its way */
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return false;
    if (tcgetattr(fd, &before) != 0) {
        close(fd);
        return false;
    }
    fputs(prompt, stderr);
    fflush(stderr);
    /* Stopped here, the terminal would stay silent. */
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTSTP);
    sigprocmask(SIG_BLOCK, &stops, &old);
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(fd, TCSAFLUSH, &quiet);
    const bool is_given = read_line(fd, answer, size);
    tcsetattr(fd, TCSAFLUSH, &before);
    fputc('\n', stderr);
    sigprocmask(SIG_SETMASK, &old, NULL);
    close(fd);
    return is_given;
}

bool sy_ask_on_terminal(void *ctx, const char *file, char *answer, size_t size)
{
    char *prompt = NULL;
    (void)ctx;

    answer[0] = '\0';
    if (asprintf(&prompt,
                 _("%s is locked; its password (tried on all archives of this import, not stored; "
                   "nothing to go on without): "),
                 file) < 0)
        return false;
    const bool is_given = sy_ask_hidden(prompt, answer, size);
    free(prompt);
    return is_given;
}
