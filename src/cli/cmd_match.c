/* cmd_match.c - suyuan match: decisions on what belongs together. */
#include <string.h>

#include "cli/commands.h"
#include "cli/match.h"

static sy_status run(sy_call *call, sy_err *err)
{
    const char *what = call->words[1];
    const bool is_undo = strcmp(what, "undo") == 0;

    if (strcmp(what, "list") != 0 && (sy_call_has(call, "limit") || sy_call_has(call, "offset")))
        return sy_fail(err, SY_EINVAL, N_("--limit and --offset belong to match list"));
    if (strcmp(what, "confirm") == 0) return sy_match_verdict(call, SY_VERDICT_CONFIRMED, err);
    if (strcmp(what, "reject") == 0) return sy_match_verdict(call, SY_VERDICT_REJECTED, err);
    if (strcmp(what, "list") != 0 && strcmp(what, "log") != 0 && !is_undo) {
        return sy_fail(err, SY_EINVAL,
                       N_("match \"%.60s\": there is list, confirm, reject, undo and log"), what);
    }
    if (call->n_words > (is_undo ? 3u : 2u)) {
        return sy_fail(err, SY_EINVAL, N_("match %s takes no entries"), what);
    }
    if (is_undo) return sy_match_take_back(call, err);
    return strcmp(what, "list") == 0 ? sy_match_list(call, err) : sy_match_log(call, err);
}

static const sy_option options[] = {
    {.name = "open", .help = N_("the questions a person should answer, the largest amount first")},
    {.name = "state", .argument = "confirmed|suspected|rejected", .help = N_("list only these")},
    {.name = "kind",
     .argument = "sides|reversal|duplicate|shadow|account",
     .help = N_("list only these")},
    {.name = "rule",
     .argument = N_("RULE"),
     .help = N_("decide all that are suspected by a kind or a reason, at once")},
    {.name = "above", .argument = N_("AMOUNT"), .help = N_("at stake at least so much")},
    {.name = "below", .argument = N_("AMOUNT"), .help = N_("at stake at most so much")},
    {.name = "limit", .argument = N_("NUMBER"), .help = N_("list: at most so many")},
    {.name = "offset", .argument = N_("NUMBER"), .help = N_("list: leave out so many at the top")},
    {.name = NULL},
};

const sy_command sy_cmd_match = {
    .name = "match",
    .words = "WS list|confirm|reject|undo|log [A B]",
    .min_words = 2,
    .max_words = 4,
    .summary = N_("decide which rows belong together"),
    .details =
        N_("A row can be the other side of another one, repeat it, take it back, or be the "
           "wallet's picture of a card's payment; two numbers can be one account. What is "
           "confirmed counts, what is suspected is shown only; whatever the program found can be "
           "rejected. Nothing is deleted, every decision is kept with who and when, and can be "
           "undone: the last one, or the one that log gives this number, with all that were "
           "decided at once with it. A and B are entries or account numbers."),
    .options = options,
    .example = "suyuan match wang.suyuan list --open\n"
               "suyuan match wang.suyuan confirm 3fa9c1d20b77-0-17 88e01b3c9d42-0-5\n"
               "suyuan match wang.suyuan confirm --rule within-week --below 10000",
    .exits = N_("3 where an entry is not there, or there is nothing to undo."),
    .run = run,
};
