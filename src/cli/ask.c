/* ask.c - anything but a clear yes is a no. */
#include "cli/ask.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"

bool sy_can_ask(void)
{
    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

bool sy_ask(const char *question)
{
    static const char *const yes[] = {"y", "Y", "yes", "YES", "Yes", "是", "好", "对"};
    char line[64] = "";

    fprintf(stderr, _("%s [y/N] "), question);
    fflush(stderr);
    if (!fgets(line, sizeof line, stdin)) return false;
    line[strcspn(line, "\r\n")] = '\0';
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (strcmp(line, yes[i]) == 0) return true;
    }
    return false;
}
