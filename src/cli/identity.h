/* identity.h - does a person's or company's number check? Numbers that do not
 * are taken all the same (files have slips of the pen), with a warning. */
#ifndef SY_CLI_IDENTITY_H
#define SY_CLI_IDENTITY_H

#include <stdbool.h>

#include "base/slice.h"

typedef enum sy_identity {
    SY_IDENTITY_OTHER, /* a passport, an old number, ...: nothing to check */
    SY_IDENTITY_RIGHT,
    SY_IDENTITY_WRONG /* 18 characters, and the last is not what the others give */
} sy_identity;

/* Identity numbers (GB 11643: MOD 11-2, a date that exists) and unified social
 * credit codes (GB 32100: MOD 31), both of 18 characters. x counts as X. */
sy_identity sy_identity_check(sy_slice number);

#endif
