/* requests.h - the register of requests (调取登记): who was asked for what, on which
 * ground, who approved it, what came of it.
 *
 *     sy_request_word words[] = {{SY_REQUEST_PERSON, "王样一"}, {SY_REQUEST_WHAT, "accounts"}};
 *     int64_t number = 0;                                  // 0: a new request
 *     st = sy_request_say(ws, &number, words, 2, &err);    // number: 1, 2, ...
 *     st = sy_request_say(ws, &number, &(sy_request_word){SY_REQUEST_SENT, "2023-05-01"}, 1, &err);
 *
 * A request is what was said of it, step by step: of each field the newest word that
 * stands holds. Each step names who said it and when; it is taken back whole, never
 * changed, and nothing is deleted. Numbers are never used twice. */
#ifndef SY_STORE_REQUESTS_H
#define SY_STORE_REQUESTS_H

#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_request_field {
    SY_REQUEST_INQUIRY,     /* id of the inquiry that it takes over (insight/inquiries.h) */
    SY_REQUEST_WHAT,        /* "accounts": which accounts the person has (账户开立情况), or
                             * "statement" */
    SY_REQUEST_PERSON,      /* whose */
    SY_REQUEST_IDENTITY,    /* his ID number or credit code */
    SY_REQUEST_ACCOUNT,     /* number; "" where the person is asked about */
    SY_REQUEST_INSTITUTION, /* the bank or payment firm asked */
    SY_REQUEST_FROM,        /* first day asked for: YYYY-MM-DD */
    SY_REQUEST_TO,          /* last day */
    SY_REQUEST_GROUND,      /* id of a ground (insight/grounds.h) */
    SY_REQUEST_WHY,         /* the facts behind that ground */
    SY_REQUEST_APPROVER,
    SY_REQUEST_OFFICER, /* of the two who carry it out, the first ... */
    SY_REQUEST_SECOND,  /* ... and the second */
    SY_REQUEST_LETTER,  /* 文号 */
    SY_REQUEST_SENT,    /* day */
    SY_REQUEST_ARRIVED, /* day */
    SY_REQUEST_IMPORT,  /* number of the import that read what arrived */
    SY_REQUEST_REFUSED, /* day */
    SY_REQUEST_REASON,  /* ... and why */
    SY_REQUEST_NOTE,
    SY_REQUEST_FIELDS
} sy_request_field;

const char *sy_request_field_name(sy_request_field f);  /* "person", ... */
const char *sy_request_field_label(sy_request_field f); /* translated: 查询对象 */

typedef struct sy_request_word {
    sy_request_field field;
    const char *value; /* "": takes the field back */
} sy_request_word;

typedef enum sy_request_state {
    SY_REQUEST_IS_DRAFT,
    SY_REQUEST_IS_SENT,
    SY_REQUEST_IS_ARRIVED,
    SY_REQUEST_IS_REFUSED,
    SY_REQUEST_IS_WITHDRAWN, /* every step of it was taken back */
    SY_REQUEST_STATES
} sy_request_state;

const char *sy_request_state_name(sy_request_state s);  /* "draft", ... */
const char *sy_request_state_label(sy_request_state s); /* translated: 拟调取 */

/* Said at once, taken back at once. */
typedef struct sy_request_step {
    int64_t number; /* through all requests */
    const char *who, *at;
    const char *undone_by, *undone_at; /* NULL: it stands */
    sy_request_word *words;
    size_t n;
} sy_request_step;

typedef struct sy_request {
    int64_t number; /* from 1 */
    sy_request_state state;
    const char *word[SY_REQUEST_FIELDS]; /* what holds; "" */
    sy_request_step *steps;              /* all, in their order */
    size_t n_steps;
} sy_request;

/* Adds a step to request *number, or (0) makes a request and says which. All words or
 * none. SY_EINVAL for a word that cannot be: a day that is none, days in the wrong
 * order, WHAT that is neither, an import that is not done, one officer twice, sent
 * while a field of sy_request_lacks is empty, arrived or refused before it was sent.
 * SY_EDATA where there is no such request. */
SY_MUST_USE sy_status sy_request_say(sy_workspace *ws, int64_t *number,
                                     const sy_request_word *words, size_t n, sy_err *err);
/* Takes back the newest step that stands, of request number or (0) of any; *number: of
 * which, 0 where there was none. */
SY_MUST_USE sy_status sy_request_undo(sy_workspace *ws, int64_t *number, sy_err *err);
/* All that were ever made, by number. From the arena. */
SY_MUST_USE sy_status sy_requests(sy_workspace *ws, sy_request **list, size_t *n, sy_arena *arena,
                                  sy_err *err);

/* The first field that a request needs before it may go out and that is still empty: who
 * or which account, which bank, the ground, the approver, two officers, for a statement
 * its days; SY_REQUEST_FIELDS where none is. */
sy_request_field sy_request_lacks(const sy_request *r);

#ifdef __cplusplus
}
#endif

#endif
