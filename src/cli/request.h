/* request.h - the parts of suyuan request, which share one table of words. */
#ifndef SY_CLI_REQUEST_H
#define SY_CLI_REQUEST_H

#include "base/civil.h"
#include "base/err.h"
#include "cli/command.h"
#include "insight/grounds.h"
#include "store/requests.h"

/* What one call says of a request. */
enum { SY_SAYING_WORDS = 2 * SY_REQUEST_FIELDS };
typedef struct sy_saying {
    sy_request_word words[SY_SAYING_WORDS];
    size_t n;
    char today[SY_TIME_TEXT], import[16]; /* texts that words may point to */
} sy_saying;

static inline void sy_saying_add(sy_saying *s, sy_request_field field, const char *value)
{
    SY_ASSERT(s->n < SY_SAYING_WORDS);
    s->words[s->n++] = (sy_request_word){field, value};
}

/* What the inquiry that --from-inquiry names would ask for. SY_EDATA where there is none, or
 * a request for it stands that was not refused. */
SY_MUST_USE sy_status sy_request_from_inquiry(sy_saying *s, sy_call *call, sy_err *err);
/* Lists the register, in either form. */
SY_MUST_USE sy_status sy_request_list(sy_call *call, sy_err *err);
/* Lists the grounds on which one may ask. */
SY_MUST_USE sy_status sy_request_grounds(sy_call *call, sy_err *err);
/* Writes the text of request number to the file that --output names. */
SY_MUST_USE sy_status sy_request_text(sy_call *call, int64_t number, sy_err *err);

/* The request of that number, whether it stands or not: SY_EDATA where there is none. */
SY_MUST_USE sy_status sy_request_pick(const sy_request **r, sy_workspace *ws, int64_t number,
                                      sy_arena *arena, sy_err *err);

#endif
