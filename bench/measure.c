/* measure OUT LABEL PROGRAM ARGUMENT...: runs a program and appends one line to
 * the file OUT: label, seconds by the wall, of user and of system, peak memory
 * in MB, exit code. The kernel's own count (wait4), children included. The
 * program's standard output goes to nowhere. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static _Noreturn void become(char **command)
{
    const int nowhere = open("/dev/null", O_WRONLY);

    if (nowhere >= 0) dup2(nowhere, STDOUT_FILENO);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

int main(int argc, char **argv)
{
    struct rusage used;
    int state = 0;

    if (argc < 4) {
        fputs("usage: measure OUT LABEL PROGRAM ARGUMENT...\n", stderr);
        return 2;
    }
    const double begun = now();
    const pid_t child = fork();
    if (child == 0) become(argv + 3);
    if (child < 0 || wait4(child, &state, 0, &used) < 0) {
        perror("measure");
        return 4;
    }
    const double wall = now() - begun;
    const int code = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
    FILE *out = fopen(argv[1], "a");
    if (!out) {
        perror(argv[1]);
        return 4;
    }
    fprintf(out, "%s,%.3f,%.3f,%.3f,%.0f,%d\n", argv[2], wall, seconds(used.ru_utime),
            seconds(used.ru_stime), (double)used.ru_maxrss / 1024, code);
    if (fclose(out) != 0) return 4;
    if (code) fprintf(stderr, "measure: %s ended with %d\n", argv[2], code);
    return code;
}
