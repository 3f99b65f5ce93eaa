/* body.c - bodies with passwords. */
#include "server/body.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"

bool sy_body_text(char *out, size_t size, json_t *body, const char *key)
{
    const json_t *text = json_object_get(body, key);
    const size_t n = json_string_length(text);
    const bool is_text = json_is_string(text) && n < size && strlen(json_string_value(text)) == n;

    if (is_text) memcpy(out, json_string_value(text), n + 1);
    if (json_is_string(text)) sodium_memzero((char *)(uintptr_t)json_string_value(text), n);
    return is_text;
}

json_t *sy_body_read(const sy_request *r)
{
    return r->body.len ? json_loadb(r->body.ptr, r->body.len, JSON_REJECT_DUPLICATES, NULL) : NULL;
}

enum MHD_Result sy_body_is_wrong(sy_request *r, const char *wanted)
{
    char message[200];

    snprintf(message, sizeof message, _("the body is not {%s}"), wanted);
    return sy_send_failure(r, MHD_HTTP_BAD_REQUEST, "usage", message);
}
