/* passwords.h - the passwords of one import: each is tried on every locked
 * archive. They live in memory only, and are wiped when they go. Private to intake.
 *
 *     sy_passwords p = {.ask = options->ask_password, .ctx = ctx};
 *     sy_passwords_add(&p, "秘密", &err);
 *     for (size_t i = 0; i < p.n || sy_passwords_ask(&p, "a.zip", &err) == SY_OK ...; i++)
 *     sy_passwords_dispose(&p);
 */
#ifndef SY_INTAKE_PASSWORDS_H
#define SY_INTAKE_PASSWORDS_H

#include "base/err.h"
#include "intake/import.h"
#include "suyuan/limits.h"

typedef struct sy_passwords {
    char *items[2 * SY_MAX_PASSWORDS]; /* as bytes: UTF-8, and GB18030 where that differs */
    size_t n;
    sy_ask_password *ask; /* NULL: nobody to ask */
    void *ctx;
    bool was_asked;
} sy_passwords;

/* SY_ELIMIT past SY_MAX_PASSWORDS or SY_MAX_PASSWORD bytes. An empty one is none. */
SY_MUST_USE sy_status sy_passwords_add(sy_passwords *p, const char *text, sy_err *err);

/* Asks for one, the first time; p->n grows when there is an answer. file: what
 * is locked. */
SY_MUST_USE sy_status sy_passwords_ask(sy_passwords *p, const char *file, sy_err *err);
void sy_passwords_dispose(sy_passwords *p);

#endif
