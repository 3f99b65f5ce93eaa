/* calls.c - the command line's own table says what there is (cli/command.h). */
#include "server/calls.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 200 };

const sy_exposed sy_exposed_calls[] = {
    {"case", NULL, SY_EXPOSED_READ, SY_ROLE_READER, false, false},
    {"case", NULL, SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"people", "list", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"people", "suggest", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"people", "add", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"people", "undo", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"exchange", "show", SY_EXPOSED_READ, SY_ROLE_READER, false, false},
    {"exchange", "set", SY_EXPOSED_WRITE, SY_ROLE_ADMIN, true, false},
    {"exchange", "off", SY_EXPOSED_WRITE, SY_ROLE_ADMIN, false, false},
    {"import", NULL, SY_EXPOSED_JOB, SY_ROLE_ASSISTANT, true, true},
    {"sources", "list", SY_EXPOSED_READ, SY_ROLE_READER, false, false},
    {"sources", "rows", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"sources", "remove", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"sources", "release", SY_EXPOSED_WRITE, SY_ROLE_PROSECUTOR, false, false},
    {"mapping", NULL, SY_EXPOSED_JOB, SY_ROLE_ASSISTANT, true, true},
    {"accounts", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"entries", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"entries", NULL, SY_EXPOSED_FILE, SY_ROLE_READER, true, false},
    {"original", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"quality", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"match", "list", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"match", "log", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"match", "confirm", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"match", "reject", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"match", "undo", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"parties", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"parties", "confirm", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"parties", "reject", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"parties", "undo", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"titles", "list", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"titles", "confirm", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"titles", "reject", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"titles", "undo", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"trace", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"paths", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"reach", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"cycles", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"patterns", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"find", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"graph", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"graph", NULL, SY_EXPOSED_ASK, SY_ROLE_READER, true, false},
    {"graph", NULL, SY_EXPOSED_FILE, SY_ROLE_READER, true, false},
    {"board", "list", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"board", "show", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"board", "save", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"board", "rename", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"board", "copy", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"board", "delete", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"board", "restore", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"inquiries", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"clues", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"clues", "show", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"clues", "confirm", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"clues", "refute", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"clues", "undo", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"clues", "lead", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"proxies", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"proxies", "confirm", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"proxies", "refute", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"proxies", "undo", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"diverted", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"diverted", "confirm", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"diverted", "refute", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"diverted", "undo", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"request", "list", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"request", "grounds", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"request", "add", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"request", "set", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"request", "sent", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"request", "arrived", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"request", "refused", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"request", "undo", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"request", "text", SY_EXPOSED_FILE, SY_ROLE_READER, false, false},
    {"pool", "list", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"pool", "check", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"pool", "rows", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"pool", "history", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"pool", "loads", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"pool", "load", SY_EXPOSED_JOB, SY_ROLE_ASSISTANT, true, true},
    {"pool", "template", SY_EXPOSED_FILE, SY_ROLE_READER, true, false},
    {"model", "list", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"model", "check", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"model", "show", SY_EXPOSED_READ, SY_ROLE_READER, false, false},
    {"model", "show", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"model", "show", SY_EXPOSED_JOB, SY_ROLE_PROSECUTOR, true, true},
    {"model", "compare", SY_EXPOSED_JOB, SY_ROLE_PROSECUTOR, true, true},
    {"model", "install", SY_EXPOSED_JOB, SY_ROLE_PROSECUTOR, false, true},
    {"model", "test", SY_EXPOSED_JOB, SY_ROLE_ASSISTANT, true, false},
    {"model", "log", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"model", "run", SY_EXPOSED_JOB, SY_ROLE_ASSISTANT, true, false},
    {"lead", "list", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"model", "feedback", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"model", "compare", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"model", "dossier", SY_EXPOSED_FILE, SY_ROLE_READER, true, false},
    {"lead", "show", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"lead", "groups", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"lead", "stats", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"lead", "read-back", SY_EXPOSED_JOB, SY_ROLE_PROSECUTOR, true, true},
    {"lead", "assign", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"lead", "note", SY_EXPOSED_WRITE, SY_ROLE_ASSISTANT, true, false},
    {"lead", "move", SY_EXPOSED_WRITE, SY_ROLE_PROSECUTOR, true, false},
    {"lead", "confirm", SY_EXPOSED_WRITE, SY_ROLE_PROSECUTOR, true, false},
    {"lead", "withdraw", SY_EXPOSED_WRITE, SY_ROLE_PROSECUTOR, true, false},
    {"lead", "two-persons", SY_EXPOSED_READ, SY_ROLE_READER, false, false},
    {"lead", "two-persons", SY_EXPOSED_WRITE, SY_ROLE_ADMIN, true, false},
    {"lead", "undo", SY_EXPOSED_WRITE, SY_ROLE_PROSECUTOR, true, false},
    {"key-cases", "list", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"key-cases", "show", SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"key-cases", "add", SY_EXPOSED_WRITE, SY_ROLE_PROSECUTOR, true, false},
    {"key-cases", "drop", SY_EXPOSED_WRITE, SY_ROLE_PROSECUTOR, true, false},
    {"key-cases", "done", SY_EXPOSED_WRITE, SY_ROLE_PROSECUTOR, true, false},
    {"key-cases", "undo", SY_EXPOSED_WRITE, SY_ROLE_PROSECUTOR, true, false},
    {"report", "court-list", SY_EXPOSED_FILE, SY_ROLE_READER, true, false},
    {"report", "leads", SY_EXPOSED_FILE, SY_ROLE_READER, true, false},
    {"report", "referral-list", SY_EXPOSED_FILE, SY_ROLE_READER, true, false},
    {"report", "stats", SY_EXPOSED_FILE, SY_ROLE_READER, true, false},
    {"report", "exhibits", SY_EXPOSED_FILE, SY_ROLE_READER, true, false},
    {"report", "trace", SY_EXPOSED_FILE, SY_ROLE_READER, true, false},
    {"report", "set", SY_EXPOSED_KEPT, SY_ROLE_READER, true, false},
    {"receipt", NULL, SY_EXPOSED_FILE, SY_ROLE_READER, true, false},
    {"sets", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"verify", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"backup", NULL, SY_EXPOSED_READ, SY_ROLE_ADMIN, false, false},
    {"log", NULL, SY_EXPOSED_READ, SY_ROLE_READER, true, false},
    {"log", "check", SY_EXPOSED_READ, SY_ROLE_READER, false, false},
    {"log", NULL, SY_EXPOSED_FILE, SY_ROLE_READER, true, false},
    {NULL, NULL, SY_EXPOSED_READ, SY_ROLE_READER, false, false},
};

static bool is_file(sy_exposure exposure)
{
    return exposure == SY_EXPOSED_FILE || exposure == SY_EXPOSED_KEPT;
}

const sy_exposed *sy_exposed_find(sy_exposure exposure, const char *const *rest, size_t n)
{
    const sy_exposed *bare = NULL;

    for (const sy_exposed *e = sy_exposed_calls; e->command; e++) {
        const bool fits = is_file(exposure) ? is_file(e->exposure) : e->exposure == exposure;
        if (!fits || n == 0 || strcmp(e->command, rest[0]) != 0) continue;
        if (!e->word && n == 1) bare = e;
        if (e->word && n > 1 && strcmp(e->word, rest[1]) == 0) return e;
    }
    return bare;
}

/* ---- from a request to words ---- */

typedef struct building {
    sy_request *r;
    const sy_exposed *call;
    const sy_command *command;
    sy_call_words *out;
} building;

static sy_status put(building *b, const char *word)
{
    if (b->out->n == MOST_WORDS)
        return sy_fail(&b->r->err, SY_ELIMIT, N_("more than %d words"), MOST_WORDS);
    b->out->words[b->out->n++] = word;
    return SY_OK;
}

/* --name=value; value NULL: --name. */
static sy_status put_option(building *b, const char *name, const char *value)
{
    const size_t n = strlen(name) + (value ? strlen(value) : 0) + 4;

    char *text = sy_arena_get(&b->r->arena, n);
    if (!text) return sy_fail_nomem(&b->r->err);
    snprintf(text, n, value ? "--%s=%s" : "--%s", name, value);
    return put(b, text);
}

static const sy_option *option_named(const building *b, const char *name)
{
    for (const sy_option *o = b->command->options; o && o->name; o++) {
        if (strcmp(o->name, name) == 0) return o;
    }
    return NULL;
}

static sy_status option(building *b, const char *name, const char *value)
{
    const sy_option *o = option_named(b, name);

    if (!o || sy_option_is_path(o) || !b->call->takes_options)
        return sy_fail(&b->r->err, SY_EINVAL, N_("%s takes no parameter \"%.60s\" here"),
                       b->command->name, name);
    if (o->argument) return put_option(b, name, value);
    if (strcmp(value, "false") == 0 || strcmp(value, "0") == 0) return SY_OK;
    return put_option(b, name, NULL);
}

static sy_status options_of_query(building *b)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < b->r->n_parameters && st == SY_OK; i++) {
        const sy_parameter *p = &b->r->parameters[i];
        if (strcmp(p->name, "lang") == 0) continue;
        if (is_file(b->call->exposure) && strcmp(p->name, "format") == 0) continue;
        st = option(b, p->name, p->value);
    }
    return st;
}

static sy_status json_option(building *b, const char *name, const json_t *value)
{
    char number[32];
    sy_status st = SY_OK;

    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value) && st == SY_OK; i++)
            st = json_is_array(json_array_get(value, i))
                     ? sy_fail(&b->r->err, SY_EINVAL, N_("the parameter \"%.60s\" is not a text"),
                               name)
                     : json_option(b, name, json_array_get(value, i));
        return st;
    }
    if (json_is_string(value)) {
        const size_t n = json_string_length(value);
        const char *text = sy_arena_text(&b->r->arena, json_string_value(value), n);
        if (!text) return sy_fail_nomem(&b->r->err);
        if (strlen(text) == n) return option(b, name, text);
    } else if (json_is_integer(value)) {
        snprintf(number, sizeof number, "%lld", (long long)json_integer_value(value));
        return option(b, name, number);
    } else if (json_is_boolean(value)) {
        return option(b, name, json_is_true(value) ? "true" : "false");
    } else if (json_is_null(value)) {
        return SY_OK;
    }
    return sy_fail(&b->r->err, SY_EINVAL, N_("the parameter \"%.60s\" is not a text"), name);
}

static sy_status input_of_body(building *b, const json_t *input)
{
    if (!input) return SY_OK;
    if (!b->command->reads_stdin)
        return sy_fail(&b->r->err, SY_EINVAL, N_("%s takes no parameter \"%.60s\" here"),
                       b->command->name, "input");
    char *text = json_dumps(input, JSON_COMPACT | JSON_ENCODE_ANY);
    const size_t n = text ? strlen(text) : 0;
    b->out->input = (sy_slice){text ? sy_arena_text(&b->r->arena, text, n) : NULL, n};
    free(text);
    return b->out->input.ptr ? SY_OK : sy_fail_nomem(&b->r->err);
}

static sy_status options_of_body(building *b)
{
    json_error_t where;
    sy_status st = SY_OK;
    json_t *body, *options;
    const char *name;
    json_t *value;

    if (b->r->body.len == 0) return SY_OK;
    body = json_loadb(b->r->body.ptr, b->r->body.len, JSON_REJECT_DUPLICATES, &where);
    options = json_object_get(body, "options");
    if (!json_is_object(body) || (options && !json_is_object(options)))
        st = sy_fail(&b->r->err, SY_EINVAL, N_("the body is not a JSON object with \"options\""));
    if (st == SY_OK) {
        json_object_foreach(options, name, value)
        {
            const char *copy = sy_arena_text(&b->r->arena, name, strlen(name));
            if (st == SY_OK) st = copy ? json_option(b, copy, value) : sy_fail_nomem(&b->r->err);
        }
    }
    if (st == SY_OK) st = input_of_body(b, json_object_get(body, "input"));
    json_decref(body);
    return st;
}

/* A path of this computer is nobody's to name. */
static sy_status request_word(building *b, const char *word)
{
    const bool is_plain = !strchr(word, '/') && strcmp(word, ".") != 0 && strcmp(word, "..") != 0;

    if ((b->command->opens_words || b->call->takes_upload) && !is_plain)
        return sy_fail(&b->r->err, SY_EINVAL, N_("\"%.100s\" is a path; name it by its id"), word);
    return put(b, word);
}

static const char *output_option(const sy_command *command)
{
    for (const sy_option *o = command->options; o && o->name; o++) {
        if (o->letter == 'o') return o->name;
    }
    return NULL;
}

static const sy_command *command_named(const sy_command *const *commands, const char *name)
{
    while (*commands && strcmp((*commands)->name, name) != 0) commands++;
    return *commands;
}

sy_status sy_calls_words(sy_call_words *out, sy_request *r, const sy_command *const *commands,
                         const sy_exposed *call, const char *workspace, const char *const *rest,
                         size_t n, const char *file, const char *const *uploaded)
{
    building b = {r, call, command_named(commands, call->command), out};
    const bool is_get = call->exposure == SY_EXPOSED_READ || is_file(call->exposure);

    *out = (sy_call_words){.words = sy_arena_get(&r->arena, (MOST_WORDS + 1) * sizeof *out->words),
                           .file = file,
                           .opens_words = b.command && b.command->opens_words,
                           .is_apart = b.command && b.command->is_apart};
    SY_ASSERT(b.command);
    if (!out->words) return sy_fail_nomem(&r->err);
    sy_status st = put(&b, call->command);
    if (st == SY_OK) st = put(&b, workspace);
    if (st == SY_OK && !file) st = put(&b, "--json");
    if (st == SY_OK) st = put(&b, r->lang == SY_LANG_EN ? "--lang=en" : "--lang=zh");
    if (st == SY_OK && file) st = put_option(&b, output_option(b.command), file);
    if (st == SY_OK) st = is_get ? options_of_query(&b) : options_of_body(&b);
    if (st == SY_OK) st = put(&b, "--");
    for (size_t i = 1; i < n && st == SY_OK; i++) st = request_word(&b, rest[i]);
    for (; uploaded && *uploaded && st == SY_OK; uploaded++) st = put(&b, *uploaded);
    if (st == SY_OK) out->words[out->n] = NULL;
    return st;
}
