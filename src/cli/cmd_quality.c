/* cmd_quality.c - suyuan quality: what the statements prove about themselves. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/quality.h"
#include "ledger/kept.h"

/* The answer as text, whole: it is kept. free() gives it back. */
static sy_status write_json(char **text, size_t *n, sy_call *call, sy_case *c, sy_err *err)
{
    FILE *out = open_memstream(text, n);
    sy_quality *q = NULL;
    sy_json j;

    if (!out) return sy_fail_nomem(err);
    sy_status st = sy_case_quality(c, &q, &call->arena, err);
    if (st == SY_OK) {
        sy_json_init(&j, out);
        sy_quality_json(&j, q);
        st = sy_json_finish(&j, err);
    }
    fclose(out);
    return st;
}

static sy_status say(sy_call *call, const char *text, size_t n, sy_err *err)
{
    call->has_answered = true;
    if (fwrite(text, 1, n, stdout) == n && fflush(stdout) == 0) return SY_OK;
    return sy_fail_errno(err, "stdout");
}

/* The overview asks this each time somebody looks; it changes with imports and decisions. */
static sy_status answer(sy_call *call, sy_case *c, sy_err *err)
{
    char *text = NULL;
    size_t n = 0;
    sy_status st;

    sy_kept_read(&text, &n, c, "quality");
    if (text) {
        st = say(call, text, n, err);
        sy_drop(NULL, text);
        return st;
    }
    st = write_json(&text, &n, call, c, err);
    if (st == SY_OK) st = say(call, text, n, err);
    if (st == SY_OK) sy_kept_write(c, "quality", text, n);
    free(text);
    return st;
}

static sy_status print(sy_call *call, sy_case *c, sy_err *err)
{
    sy_quality *q = NULL;
    sy_status st = sy_need_entries(call, c, err);

    if (st == SY_OK) st = sy_case_quality(c, &q, &call->arena, err);
    return st == SY_OK ? sy_quality_print(call, q, err) : st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    sy_case *c = NULL;
    sy_status st = sy_open_case(&c, call, SY_READ, err);

    if (st == SY_OK) st = call->json ? answer(call, c, err) : print(call, c, err);
    sy_case_close(c);
    return st;
}

const sy_command sy_cmd_quality = {
    .name = "quality",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("tell what the statements prove about themselves"),
    .details = N_("For each account: do the balances follow from each other, month by month; do "
                  "the bank's own totals agree; where do rows seem to be missing; how much of "
                  "what was asked for is there. Then what repeats, was taken back or failed, and "
                  "the sums before and after."),
    .example = "suyuan quality wang.suyuan --json",
    .cost = N_("as building the ledger index: seconds for ten million rows. With --json it is kept "
               "until the next import or decision."),
    .run = run,
};
