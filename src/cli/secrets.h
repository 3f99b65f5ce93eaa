/* secrets.h - passwords, from a file, from stdin or from a person.
 * Never stored, never shown. */
#ifndef SY_CLI_SECRETS_H
#define SY_CLI_SECRETS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

typedef struct sy_secrets {
    char *text; /* of the file: its lines are the passwords */
    size_t len;
    const char **items;
    size_t n;
} sy_secrets;

/* One password a line; "-" is stdin. SY_ELIMIT for absurd files. */
SY_MUST_USE sy_status sy_secrets_read(sy_secrets *s, const char *path, sy_err *err);
void sy_secrets_dispose(sy_secrets *s); /* wipes them */

/* Asks on the terminal, without showing what is typed; false where there is no terminal or
 * nothing was typed. */
bool sy_ask_hidden(const char *prompt, char *answer, size_t size);
/* The same for a locked file. A sy_ask_password. */
bool sy_ask_on_terminal(void *ctx, const char *file, char *answer, size_t size);

#endif
