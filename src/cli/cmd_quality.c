/* cmd_quality.c - suyuan quality: what the statements prove about themselves. */
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/quality.h"

static sy_status run(sy_call *call, sy_err *err)
{
    sy_quality *q = NULL;
    sy_case *c = NULL;
    sy_status st = sy_open_case(&c, call, SY_READ, err);

    if (st == SY_OK && !call->json) st = sy_need_entries(call, c, err);
    if (st == SY_OK) st = sy_case_quality(c, &q, &call->arena, err);
    if (st == SY_OK) {
        st = call->json ? sy_quality_json(call, q, err) : sy_quality_print(call, q, err);
    }
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
    .cost = N_("as building the ledger index: seconds for ten million rows."),
    .run = run,
};
