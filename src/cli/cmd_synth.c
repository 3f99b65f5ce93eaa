/* cmd_synth.c - suyuan synth: made-up cases and files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "synth/synth.h"

static sy_status read_number(uint64_t *number, sy_call *call, const char *option, sy_err *err)
{
    const char *text = sy_call_option(call, option);
    char *end = NULL;

    if (!text) return SY_OK;
    *number = strtoull(text, &end, 10);
    if (end == text || *end || text[0] == '-') {
        return sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not a whole number"), option, text);
    }
    return SY_OK;
}

static sy_status print_json(sy_call *call, const sy_synth_result *r, sy_err *err)
{
    const struct {
        const char *key;
        uint64_t value;
    } counts[] = {{"files", r->files},         {"accounts", r->accounts},
                  {"rows", r->rows},           {"accepted", r->accepted},
                  {"duplicate", r->duplicate}, {"rejected", r->rejected},
                  {"matches", r->matches},     {"properties", r->properties}};
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "folder");
    sy_json_string(&j, call->words[0]);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        sy_json_key(&j, counts[i].key);
        sy_json_int(&j, (int64_t)counts[i].value);
    }
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *size = sy_call_option(call, "size"), *folder = call->words[0];
    const bool is_office = size && strcmp(size, "office") == 0;
    sy_synth_result r = {0};
    uint64_t seed = 1, rows = SY_OFFICE_ROWS;

    if (size && !is_office && strcmp(size, "small") != 0) {
        return sy_fail(err, SY_EINVAL, N_("--size \"%.60s\" is neither small nor office"), size);
    }
    if (!is_office && sy_call_option(call, "rows")) {
        return sy_fail(err, SY_EINVAL, N_("--rows goes with --size office only"));
    }
    sy_status st = read_number(&seed, call, "seed", err);
    if (st == SY_OK) st = read_number(&rows, call, "rows", err);
    if (st == SY_OK) {
        st = is_office ? sy_synth_office(folder, seed, rows, &r, err)
                       : sy_synth_small(folder, seed, &r, err);
    }
    if (st != SY_OK) return st;
    if (call->json) return print_json(call, &r, err);
    printf(_("%u statements of %u accounts, %llu rows, in %s/statements\n"), r.files, r.accounts,
           (unsigned long long)r.rows, folder);
    printf(_("what really happened stands in %s/truth.json\n"), folder);
    return SY_OK;
}

static const sy_option options[] = {
    {.name = "seed",
     .argument = N_("NUMBER"),
     .help = N_("another case for each number (1); the same number, the same bytes")},
    {.name = "size",
     .argument = "small|office",
     .help = N_("how large the case is (small); office: some fifty accounts")},
    {.name = "rows",
     .argument = N_("NUMBER"),
     .help = N_("with --size office: about how many (250000)")},
    {.name = NULL},
};

const sy_command sy_cmd_synth = {
    .name = "synth",
    .words = "DIR",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("make a synthetic case whose truth is known"),
    .details = N_("Invented people with numbers that nobody has: a debtor, those who hold accounts "
                  "for him, a flat, a car and a policy bought through them, among the rows of "
                  "everyday life. Files as banks send them."),
    .options = options,
    .example = "suyuan synth demo --seed 7",
    .run = run,
};
