/* listening.h - where a server listens, with which certificate, and by which names it may be
 * asked: exactly these, so that a name of somebody else that is turned to point here gets
 * nothing (DNS rebinding). */
#ifndef SY_SERVER_LISTENING_H
#define SY_SERVER_LISTENING_H

#include <netinet/in.h>
#include <stdbool.h>

#include "server/server.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_MOST_NAMES = 16, SY_HOST_TEXT = 272 };

typedef struct sy_listening {
    struct sockaddr_storage address;
    bool is_ipv6;
    char *certificate, *key; /* PEM; NULL: no TLS */
    const char *scheme;      /* "https://" */
    size_t n_names;
    char names[SY_MOST_NAMES][256]; /* as they stand in an address */
    size_t n_hosts;
    char hosts[2 * SY_MOST_NAMES][SY_HOST_TEXT]; /* NAME:PORT; NAME too for the usual port */
} sy_listening;

/* SY_EINVAL for what is no address or name, and for an address beyond this computer without
 * TLS; SY_EDATA for a key that others can read. Disposed of in either case. */
SY_MUST_USE sy_status sy_listening_read(sy_listening *l, const sy_server_options *options,
                                        sy_err *err);
/* Once the port is known. */
void sy_listening_name(sy_listening *l, unsigned port);
void sy_listening_dispose(sy_listening *l); /* wipes the key */

#ifdef __cplusplus
}
#endif

#endif
