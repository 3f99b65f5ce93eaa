/* spawner_private.h - what the server (spawner.c) and the process (spawner_child.c) agree on. */
#ifndef SY_SERVER_SPAWNER_PRIVATE_H
#define SY_SERVER_SPAWNER_PRIVATE_H

#include "server/spawner.h"

#define SY_SPAWNER_WORD "--spawner" /* the first argument of the process; the second is room */

enum {
    SY_SPAWNER_TITLE = 4096, /* room where a child shows its words */
    SY_SPAWNER_SOCKET = 3,   /* orders come in there */
    /* An order is one byte with these descriptors. */
    SY_SPAWNER_ORDER = SY_SPAWNER_ENDS, /* user, folder, words, each with NUL after it */
    SY_SPAWNER_CALLER,                  /* who waits: gets the status; hangs up to kill */
    SY_SPAWNER_FDS,
    SY_SPAWNER_MOST_ORDER = 1 << 24
};

#endif
