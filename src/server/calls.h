/* calls.h - which commands the page may give, and how a request becomes one.
 *
 *     GET  /api/v1/cases/NAME/clues?party=...          suyuan clues NAME.suyuan --party=... --json
 *     POST /api/v1/cases/NAME/clues/confirm/ID         suyuan clues NAME.suyuan -- confirm ID
 *          {"options": {"note": "..."}}                    with --note=... --json
 *     GET  /api/v1/cases/NAME/files/report/set?format=xlsx   suyuan report NAME.suyuan set -o F
 *     POST /api/v1/cases/NAME/jobs/import                with progress (jobs.h)
 *     POST /api/v1/cases/NAME/board/save/BOARD           suyuan board NAME.suyuan save BOARD
 *          {"options": {"base": 3}, "input": {...}}        which reads the input from stdin
 *
 * Every option of a command is open to the page but those that name a file of this computer
 * (sy_option_is_path); a word never becomes an option. A command that may take a word for a file
 * (opens_words, or an upload) gets plain names only, and runs in the upload's folder or in one
 * that has none of this computer's files. */
#ifndef SY_SERVER_CALLS_H
#define SY_SERVER_CALLS_H

#include "cli/command.h"
#include "server/request.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_exposure {
    SY_EXPOSED_READ,  /* GET: an answer that is kept */
    SY_EXPOSED_ASK,   /* POST: the same, where the question is too long for an address */
    SY_EXPOSED_WRITE, /* POST: alone in the workspace */
    SY_EXPOSED_JOB,   /* POST to jobs: the same, long */
    SY_EXPOSED_FILE,  /* GET from files: what -o writes */
    SY_EXPOSED_KEPT   /* the same of a command that writes into the workspace as well */
} sy_exposure;

typedef struct sy_exposed {
    const char *command, *word; /* word: the first after WS; NULL: none is needed */
    sy_exposure exposure;
    sy_role role;       /* the least that is needed */
    bool takes_options; /* a command that reads without options and writes with them: false */
    bool takes_upload;  /* its last words are what was uploaded */
} sy_exposed;

extern const sy_exposed sy_exposed_calls[]; /* a NULL command ends it */

/* rest: what follows .../cases/NAME/ (and files/, jobs/). NULL: there is none. */
const sy_exposed *sy_exposed_find(sy_exposure exposure, const char *const *rest, size_t n);

typedef struct sy_call_words {
    const char **words; /* for sy_task_order; from the request's arena */
    size_t n;
    const char *file; /* SY_EXPOSED_FILE: what -o names */
    sy_slice input;   /* for its stdin; from the arena */
    bool opens_words; /* likewise: it must run where there is no file */
    bool is_apart;    /* the command is (cli/command.h) */
} sy_call_words;

/* Options from the query (GET) or the body (POST). file: for -o, or NULL;
 * uploaded: names that come last, or NULL.
 * SY_EINVAL for an option that the command has not, or may not be given here. */
SY_MUST_USE sy_status sy_calls_words(sy_call_words *out, sy_request *r,
                                     const sy_command *const *commands, const sy_exposed *call,
                                     const char *workspace, const char *const *rest, size_t n,
                                     const char *file, const char *const *uploaded);

#ifdef __cplusplus
}
#endif

#endif
