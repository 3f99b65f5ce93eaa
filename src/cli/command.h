/* command.h - what a command is, and one call of it.
 *
 * Each command is one table entry: from it come usage, --help, the man page
 * and the completion of shells (help.h), and the parsing of its options
 * (below). A command's code sees only the parsed call:
 *
 *     static sy_status run(sy_call *call, sy_err *err)
 *     {
 *         const char *since = sy_call_option(call, "since");   // NULL: not given
 *         const char *workspace = call->words[0];
 *         ...
 *     }
 *
 * Data goes to stdout, talk to stderr. The status becomes the exit code. */
#ifndef SY_CLI_COMMAND_H
#define SY_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/json.h"
#include "base/lang.h"

typedef struct sy_option {
    const char *name;     /* "since"; NULL ends the list */
    const char *argument; /* N_("TIME"); NULL: a switch */
    const char *help;     /* N_("...") */
    bool is_list;         /* again, with commas, or as the words after it */
    char letter;          /* 'o' where -o means the same; 0 */
} sy_option;

/* Does it name a file or folder of this computer? By its argument: FILE, FOLDER, PATH, DIR. */
static inline bool sy_option_is_path(const sy_option *option)
{
    static const char *const words[] = {"FILE", "FOLDER", "PATH", "DIR"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (option->argument && strstr(option->argument, words[i])) return true;
    }
    return false;
}

typedef struct sy_call sy_call;

typedef struct sy_command {
    const char *name;
    const char *words;           /* "WS PATH…": what follows the name */
    size_t min_words, max_words; /* SIZE_MAX: any number */
    const char *summary;         /* N_(): one line, no full stop */
    const char *details;         /* N_(): more; NULL */
    const sy_option *options;    /* ends with a NULL name; NULL: none */
    const char *example;         /* lines, each a call; not translated */
    const char *exits;           /* N_(): when it exits with other than 0 or 2; NULL */
    const char *cost;            /* N_(): what time and memory grow with; NULL */
    sy_status (*run)(sy_call *call, sy_err *err);
    bool reads_stdin; /* some of its words do */
    bool opens_words; /* a word may be a path: not one that came over the network */
    bool is_apart;    /* what it says and changes is no part of facts and decisions, and it
                       * takes no lock of the workspace */
} sy_command;

/* All commands, in the order in which help lists them; NULL ends it. */
extern const sy_command *const sy_commands[];

const sy_command *sy_command_find(const char *name); /* NULL: there is none */
/* Options that every command knows (json, lang, help), in the same form. */
extern const sy_option sy_common_options[];

typedef struct sy_given {
    const sy_option *option;
    const char *value; /* NULL: a switch */
} sy_given;

struct sy_call {
    const sy_command *command; /* NULL when none was named */
    const char **words;
    size_t n_words;
    sy_given *given;
    size_t n_given;
    bool json, wants_help, wants_version;
    bool has_answered; /* JSON has begun to go to stdout */
    sy_arena arena;    /* for the length of the call */
};

/* Reads a command line; call must be zeroed, and disposed of in either case.
 * Options may stand anywhere; "--" ends them. Sets the language (--lang, else
 * the environment) before anything else, so that the errors are in it.
 * SY_EINVAL for what is not known, with the nearest name suggested. */
SY_MUST_USE sy_status sy_call_parse(sy_call *call, int argc, char **argv, sy_err *err);
void sy_call_dispose(sy_call *call);

/* The last value given, NULL if there is none. The name must be one of the
 * command's: asking for another is a bug. */
const char *sy_call_option(const sy_call *call, const char *name);
bool sy_call_has(const sy_call *call, const char *name);
/* All values of a list option, commas taken apart. */
SY_MUST_USE sy_status sy_call_list(sy_call *call, const char *name, const char ***values, size_t *n,
                                   sy_err *err);

/* Options that something else than the command line gives: what was typed wins, lists are added
 * to. They and their texts live as long as the call. SY_EINVAL for what the command does not
 * have, and for what names a file. */
typedef struct sy_preset {
    const char *name, *value;
} sy_preset;
SY_MUST_USE sy_status sy_call_preset(sy_call *call, const sy_preset *list, size_t n, sy_err *err);

/* Begins the answer in JSON on stdout: after this an error goes to stderr only. */
void sy_call_answer(sy_call *call, sy_json *j);
/* All the answer of a command that has written a file: its path. */
SY_MUST_USE sy_status sy_call_wrote(sy_call *call, const char *path, sy_err *err);

/* The name nearest to what was typed, NULL when none is near. names: n of them. */
const char *sy_nearest(const char *typed, const char *const *names, size_t n);

#endif
