/* cmd_synth.c - suyuan synth: made-up cases and files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "synth/synth.h"

static sy_status read_seed(uint64_t *seed, const char *text, sy_err *err)
{
    char *end = NULL;

    *seed = strtoull(text, &end, 10);
    if (end == text || *end || text[0] == '-') {
        return sy_fail(err, SY_EINVAL, N_("--seed \"%.60s\" is not a whole number"), text);
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
    const char *size = sy_call_option(call, "size"), *seed_text = sy_call_option(call, "seed");
    const char *folder = call->words[0];
    sy_synth_result r = {0};
    uint64_t seed = 1;
    sy_status st = SY_OK;

    if (size && strcmp(size, "small") != 0) {
        return sy_fail(err, SY_EINVAL, N_("--size \"%.60s\": there is only small as yet"), size);
    }
    if (seed_text) st = read_seed(&seed, seed_text, err);
    if (st == SY_OK) st = sy_synth_small(folder, seed, &r, err);
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
    {.name = "size", .argument = "small", .help = N_("how large the case is (small)")},
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
