/* body.h - what a call that the server answers itself has in its body: an object of texts, some
 * of them passwords. Private to src/server. */
#ifndef SY_SERVER_BODY_H
#define SY_SERVER_BODY_H

#include <jansson.h>

#include "server/request.h"

/* json_decref; NULL where it is no JSON. */
json_t *sy_body_read(const sy_request *r);
/* The text under key into out, and wiped in the body; false where it is missing, has a NUL or
 * does not fit. */
bool sy_body_text(char *out, size_t size, json_t *body, const char *key);
/* 400, with what it has to be: "\"role\": ..." */
enum MHD_Result sy_body_is_wrong(sy_request *r, const char *wanted);

#endif
