/* command.c - reads a command line in one walk, by the table of commands.
 *
 * Why not getopt_long: options of a command stand after its name, may come
 * before or after the words, and a list option takes several words
 * (--stop-at A B); a table walk says that more simply than getopt's modes. */
#include "cli/command.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/near.h"
#include "cli/reply.h"

const sy_option sy_common_options[] = {
    {.name = "json", .help = N_("answer in JSON on stdout")},
    {.name = "lang", .argument = "zh|en", .help = N_("language for people; else by the locale")},
    {.name = "help", .help = N_("this help"), .letter = 'h'},
    {.name = NULL},
};

const sy_command *sy_command_find(const char *name)
{
    for (size_t i = 0; sy_commands[i]; i++) {
        if (strcmp(sy_commands[i]->name, name) == 0) return sy_commands[i];
    }
    return NULL;
}

enum { NEAR = 3 };

const char *sy_nearest(const char *typed, const char *const *names, size_t n)
{
    const char *nearest = NULL;
    size_t least = NEAR;

    for (size_t i = 0; i < n; i++) {
        const size_t d = sy_edits(sy_slice_of(typed), sy_slice_of(names[i]));
        /* Half of a short name changed is another name. */
        if (d < least && 2 * d <= strlen(names[i])) {
            least = d;
            nearest = names[i];
        }
    }
    return nearest;
}

enum { MANY_NAMES = 64 };

static sy_status unknown_command(const char *typed, sy_err *err)
{
    const char *names[MANY_NAMES];
    size_t n = 0;

    for (; sy_commands[n] && n < MANY_NAMES; n++) names[n] = sy_commands[n]->name;
    const char *near = sy_nearest(typed, names, n);
    if (near) {
        return sy_fail(err, SY_EINVAL, N_("unknown command \"%.60s\"; did you mean \"%s\"?"), typed,
                       near);
    }
    return sy_fail(err, SY_EINVAL,
                   N_("unknown command \"%.60s\"; suyuan --help lists the commands"), typed);
}

static sy_status unknown_option(const sy_command *command, const char *typed, sy_err *err)
{
    const char *names[MANY_NAMES];
    size_t n = 0;
    for (const sy_option *o = sy_common_options; o->name; o++) names[n++] = o->name;
    for (const sy_option *o = command ? command->options : NULL; o && o->name && n < MANY_NAMES;
         o++) {
        names[n++] = o->name;
    }
    const char *near = sy_nearest(typed, names, n);
    if (near) {
        return sy_fail(err, SY_EINVAL, N_("unknown option --%.60s; did you mean --%s?"), typed,
                       near);
    }
    return sy_fail(err, SY_EINVAL, N_("unknown option --%.60s; suyuan help %s lists the options"),
                   typed, command ? command->name : "");
}

static const sy_option *option_in(const sy_option *list, sy_slice name)
{
    for (const sy_option *o = list; o && o->name; o++) {
        if (sy_slice_is(sy_slice_of(o->name), name)) return o;
    }
    return NULL;
}

static const sy_option *option_by_letter(const sy_option *list, char letter)
{
    for (const sy_option *o = list; o && o->name; o++) {
        if (o->letter == letter) return o;
    }
    return NULL;
}

/* --lang and --json count even where the rest of the line is wrong: the
 * message about it must be in that language and that form. */
static void look_ahead(sy_call *call, int argc, char **argv)
{
    sy_lang_set(sy_lang_from_environment());
    for (int i = 1; i < argc; i++) {
        const char *value = NULL;
        if (strcmp(argv[i], "--") == 0) break;
        if (strcmp(argv[i], "--json") == 0) call->json = true;
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) value = argv[i + 1];
        if (strncmp(argv[i], "--lang=", 7) == 0) value = argv[i] + 7;
        if (value && strcmp(value, "zh") == 0) sy_lang_set(SY_LANG_ZH);
        if (value && strcmp(value, "en") == 0) sy_lang_set(SY_LANG_EN);
    }
}

static sy_status common_option(sy_call *call, const sy_option *option, const char *value,
                               sy_err *err)
{
    if (strcmp(option->name, "help") == 0) call->wants_help = true;
    if (strcmp(option->name, "lang") == 0 && strcmp(value, "zh") != 0 && strcmp(value, "en") != 0) {
        return sy_fail(err, SY_EINVAL, N_("--lang \"%.60s\": the languages are zh and en"), value);
    }
    return SY_OK;
}

/* The option that --name, --name=value or -x means; *value: what stands after =. */
static sy_status find_option(const sy_option **option, const char **value, sy_call *call,
                             const char *text, sy_err *err)
{
    const sy_option *own = call->command ? call->command->options : NULL;

    *value = NULL;
    if (text[1] != '-') {
        *option = text[2] ? NULL : option_by_letter(sy_common_options, text[1]);
        if (!*option && !text[2]) *option = option_by_letter(own, text[1]);
        if (*option) return SY_OK;
        return sy_fail(err, SY_EINVAL, N_("unknown option %.60s; see suyuan --help"), text);
    }
    const char *equals = strchr(text, '=');
    const sy_slice name = {text + 2, equals ? (size_t)(equals - text - 2) : strlen(text + 2)};
    if (equals) *value = equals + 1;
    *option = option_in(sy_common_options, name);
    if (!*option) *option = option_in(own, name);
    if (*option) return SY_OK;
    const char *typed = sy_arena_text(&call->arena, name.ptr, name.len);
    return typed ? unknown_option(call->command, typed, err) : sy_fail_nomem(err);
}

/* One option at argv[*i]; moves *i past its value. *list becomes the option
 * whose values further words may be. */
static sy_status take_option(sy_call *call, int argc, char **argv, int *i, const sy_option **list,
                             sy_err *err)
{
    const sy_option *option = NULL;
    const char *value = NULL;
    sy_status st = find_option(&option, &value, call, argv[*i], err);

    if (st != SY_OK) return st;
    if (!option->argument && value) {
        return sy_fail(err, SY_EINVAL, N_("--%s takes no value"), option->name);
    }
    if (option->argument && !value) {
        if (*i + 1 >= argc) {
            return sy_fail(err, SY_EINVAL, N_("--%s needs a value: %s"), option->name,
                           sy_tr(option->argument));
        }
        value = argv[++*i];
    }
    *list = option->is_list ? option : NULL;
    if (option_in(sy_common_options, sy_slice_of(option->name)) == option) {
        return common_option(call, option, value, err);
    }
    call->given[call->n_given++] = (sy_given){option, value};
    return SY_OK;
}

static sy_status take_word(sy_call *call, const char *word, const sy_option *list, sy_err *err)
{
    if (!call->command) {
        call->command = sy_command_find(word);
        return call->command ? SY_OK : unknown_command(word, err);
    }
    if (call->n_words < call->command->max_words) {
        call->words[call->n_words++] = word;
    } else if (list) {
        call->given[call->n_given++] = (sy_given){list, word};
    } else {
        return sy_fail(err, SY_EINVAL, N_("\"%.100s\" is one word too many; usage: suyuan %s %s"),
                       word, call->command->name, call->command->words);
    }
    return SY_OK;
}

sy_status sy_call_parse(sy_call *call, int argc, char **argv, sy_err *err)
{
    sy_status st = SY_OK;
    const sy_option *list = NULL;
    bool only_words = false;

    sy_arena_init(&call->arena, NULL);
    look_ahead(call, argc, argv);
    call->words = sy_arena_get(&call->arena, ((size_t)argc + 1) * sizeof *call->words);
    call->given = sy_arena_get(&call->arena, ((size_t)argc + 1) * sizeof *call->given);
    if (!call->words || !call->given) return sy_fail_nomem(err);

    for (int i = 1; i < argc && st == SY_OK; i++) {
        const char *text = argv[i];
        if (only_words || text[0] != '-' || text[1] == '\0') {
            st = take_word(call, text, list, err);
        } else if (strcmp(text, "--") == 0) {
            only_words = true;
            list = NULL;
        } else if (strcmp(text, "--version") == 0) {
            call->wants_version = true;
        } else {
            st = take_option(call, argc, argv, &i, &list, err);
        }
    }
    if (st != SY_OK || call->wants_help || call->wants_version || !call->command) return st;
    if (call->n_words < call->command->min_words) {
        return sy_fail(err, SY_EINVAL, N_("a word is missing; usage: suyuan %s %s"),
                       call->command->name, call->command->words);
    }
    return SY_OK;
}

sy_status sy_call_preset(sy_call *call, const sy_preset *list, size_t n, sy_err *err)
{
    sy_given *all = sy_arena_get(&call->arena, (n + call->n_given + 1) * sizeof *all);

    if (!all) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const sy_option *option = option_in(call->command->options, sy_slice_of(list[i].name));
        if (!option || !option->argument || sy_option_is_path(option))
            return sy_fail(err, SY_EINVAL, N_("%s has no option \"%.60s\" that a file may give"),
                           call->command->name, list[i].name);
        all[i] = (sy_given){option, list[i].value};
    }
    for (size_t i = 0; i < call->n_given; i++) all[n + i] = call->given[i];
    call->given = all;
    call->n_given += n;
    return SY_OK;
}

void sy_call_dispose(sy_call *call)
{
    sy_arena_dispose(&call->arena);
}

const char *sy_call_option(const sy_call *call, const char *name)
{
    const sy_option *option = option_in(call->command->options, sy_slice_of(name));

    SY_ASSERT(option);
    for (size_t i = call->n_given; i-- > 0;) {
        if (call->given[i].option == option) return option->argument ? call->given[i].value : "";
    }
    return NULL;
}

bool sy_call_has(const sy_call *call, const char *name)
{
    return sy_call_option(call, name) != NULL;
}

static size_t pieces_of(const char *value)
{
    size_t n = 1;
    for (; *value; value++) n += *value == ',';
    return n;
}

sy_status sy_call_list(sy_call *call, const char *name, const char ***values, size_t *n,
                       sy_err *err)
{
    const sy_option *option = option_in(call->command->options, sy_slice_of(name));
    size_t most = 0;

    SY_ASSERT(option && option->is_list);
    *n = 0;
    for (size_t i = 0; i < call->n_given; i++) {
        if (call->given[i].option == option) most += pieces_of(call->given[i].value);
    }
    *values = sy_arena_get(&call->arena, (most + 1) * sizeof **values);
    if (!*values) return sy_fail_nomem(err);
    for (size_t i = 0; i < call->n_given; i++) {
        if (call->given[i].option != option) continue;
        for (const char *at = call->given[i].value;;) {
            const size_t len = strcspn(at, ",");
            if (len > 0) {
                (*values)[*n] = sy_arena_text(&call->arena, at, len);
                if (!(*values)[(*n)++]) return sy_fail_nomem(err);
            }
            if (!at[len]) break;
            at += len + 1;
        }
    }
    return SY_OK;
}

void sy_call_answer(sy_call *call, sy_json *j)
{
    call->has_answered = true;
    sy_json_init(j, stdout);
}

sy_status sy_call_wrote(sy_call *call, const char *path, sy_err *err)
{
    sy_json j;

    if (!call->json) {
        printf(_("wrote %s\n"), path);
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "file", path);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}
