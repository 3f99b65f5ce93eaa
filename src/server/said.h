/* said.h - what the server says itself, not a command: JSON, files of its disk, refusals.
 *
 *     sy_said s;
 *     if (!sy_said_begin(&s)) return MHD_NO;
 *     sy_json_object(&s.j);
 *     sy_reply_bool(&s.j, "ok", true);
 *     sy_json_end(&s.j);
 *     return sy_said_send(&s, r, MHD_HTTP_OK);
 *
 * Private to src/server. */
#ifndef SY_SERVER_SAID_H
#define SY_SERVER_SAID_H

#include <stdio.h>

#include "base/json.h"
#include "cli/reply.h"
#include "server/request.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_said {
    sy_json j;
    FILE *out;
    char *text;
    size_t len;
} sy_said;

bool sy_said_begin(sy_said *s); /* false when out of memory */
/* Each ends it. The text: new (sy_drop), NULL when out of memory. */
char *sy_said_take(sy_said *s);
enum MHD_Result sy_said_send(sy_said *s, sy_request *r, int status);

/* 404 and 403 in the words that every call uses. */
enum MHD_Result sy_send_not_found(sy_request *r);
enum MHD_Result sy_send_forbidden(sy_request *r);

/* The bytes of a file, to be kept under a name; never shown as a page of this server.
 * type: of the content. */
enum MHD_Result sy_send_file(sy_request *r, const char *path, const char *type, const char *name);

#ifdef __cplusplus
}
#endif

#endif
