/* server.h - the page: one HTTP server for the cases of this computer.
 *
 *     sy_server *s;
 *     sy_server_start(&s, &(sy_server_options){.workspace = "a.suyuan", .commands = sy_commands},
 * &err); puts(sy_server_address(s)); sy_server_wait(s);          // until SIGINT or SIGTERM
 *     sy_server_stop(s);
 *
 * Loopback only, with a random secret in the first address, unless a certificate is given:
 * then users log in (users.h), and it may listen on other addresses. Who asks is checked
 * before what is asked (guard.c). */
#ifndef SY_SERVER_SERVER_H
#define SY_SERVER_SERVER_H

#include <stdint.h>

#include "cli/command.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_server sy_server;

typedef struct sy_server_options {
    const char *workspace; /* the only case; NULL: those in cases_folder */
    const char *cases_folder;
    uint16_t port;       /* 0: any that is free */
    const char *web_dir; /* the page from disk, while developing; NULL: the one in the program */
    const char *listen;  /* an address in numbers; NULL: 127.0.0.1 */
    const char *const *names; /* by which it may be called beside that address */
    size_t n_names;
    const char *certificate, *key; /* files; with them the server speaks TLS and has users */
    const sy_command *const *commands;
} sy_server_options;

SY_MUST_USE sy_status sy_server_start(sy_server **out, const sy_server_options *options,
                                      sy_err *err);
const char *sy_server_address(const sy_server *s); /* http://127.0.0.1:PORT/?token=..., https://NAME:PORT/ */
void sy_server_wait(sy_server *s);
void sy_server_stop(sy_server *s); /* ends jobs; NULL is fine */

#ifdef __cplusplus
}
#endif

#endif
