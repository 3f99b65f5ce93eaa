/* cmd_synth.c - suyuan synth: made-up cases and files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/span.h"
#include "synth/synth.h"

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

/* "1/1000", or 1000. */
static sy_status read_scale(unsigned *scale, sy_call *call, sy_err *err)
{
    const char *text = sy_call_option(call, "scale");
    char *end = NULL;

    *scale = 1;
    if (!text) return SY_OK;
    const char *number = strncmp(text, "1/", 2) == 0 ? text + 2 : text;
    const unsigned long n = strtoul(number, &end, 10);
    if (end == number || *end || number[0] < '0' || number[0] > '9' || n < 1 ||
        n > SY_PROVINCE_SMALLEST)
        return sy_fail(err, SY_EINVAL, N_("--scale \"%.60s\" is not 1/N with N from 1 to %d"), text,
                       SY_PROVINCE_SMALLEST);
    *scale = (unsigned)n;
    return SY_OK;
}

static sy_status make_province(sy_synth_result *r, sy_call *call, uint64_t seed, sy_err *err)
{
    sy_pools *pools = NULL;
    unsigned scale;
    sy_status st = read_scale(&scale, call, err);

    if (st == SY_OK) st = sy_pools_load(&pools, NULL, NULL, err);
    if (st == SY_OK) st = sy_synth_province(call->words[0], seed, scale, pools, r, err);
    sy_pools_free(pools);
    return st;
}

static bool is_size(const sy_call *call, const char *name)
{
    const char *size = sy_call_option(call, "size");
    return strcmp(size ? size : "small", name) == 0;
}

static sy_status run(sy_call *call, sy_err *err)
{
    const bool is_office = is_size(call, "office"), is_province = is_size(call, "province");
    const char *folder = call->words[0];
    sy_synth_result r = {0};
    uint64_t seed = 1, rows = SY_OFFICE_ROWS;

    if (!is_office && !is_province && !is_size(call, "small")) {
        return sy_fail(err, SY_EINVAL,
                       N_("--size \"%.60s\" is neither small nor office nor province"),
                       sy_call_option(call, "size"));
    }
    if (!is_office && sy_call_option(call, "rows")) {
        return sy_fail(err, SY_EINVAL, N_("--rows goes with --size office only"));
    }
    if (!is_province && sy_call_option(call, "scale")) {
        return sy_fail(err, SY_EINVAL, N_("--scale goes with --size province only"));
    }
    sy_status st = sy_call_whole(call, "seed", &seed, err);
    if (st == SY_OK) st = sy_call_whole(call, "rows", &rows, err);
    if (st == SY_OK) {
        st = is_province ? make_province(&r, call, seed, err)
             : is_office ? sy_synth_office(folder, seed, rows, &r, err)
                         : sy_synth_small(folder, seed, &r, err);
    }
    if (st != SY_OK) return st;
    if (call->json) return print_json(call, &r, err);
    if (is_province)
        printf(_("%u files of pools, %llu rows, in %s/pools\n"), r.files,
               (unsigned long long)r.rows, folder);
    else
        printf(_("%u statements of %u accounts, %llu rows, in %s/statements\n"), r.files,
               r.accounts, (unsigned long long)r.rows, folder);
    printf(_("what really happened stands in %s/truth.json\n"), folder);
    return SY_OK;
}

static const sy_option options[] = {
    {.name = "seed",
     .argument = N_("NUMBER"),
     .help = N_("another case for each number (1); the same number, the same bytes")},
    {.name = "size",
     .argument = "small|office|province",
     .help = N_("how large (small); office: a case of some fifty accounts; province: the pools "
                "that models screen")},
    {.name = "rows",
     .argument = N_("NUMBER"),
     .help = N_("with --size office: about how many (250000)")},
    {.name = "scale",
     .argument = "1/N",
     .help = N_("with --size province: the N-th part of it (1/1: 20 million vehicles, 8 GB)")},
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
