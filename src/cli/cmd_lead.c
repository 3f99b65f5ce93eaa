/* cmd_lead.c - suyuan lead: what models have found, and what became of it. */
#include <string.h>

#include "cli/commands.h"
#include "cli/lead.h"

static sy_status run(sy_call *call, sy_err *err)
{
    static const struct {
        const char *name;
        sy_status (*run)(sy_call *call, sy_err *err);
    } verbs[] = {
        {"list", sy_lead_list},           {"show", sy_lead_show},
        {"assign", sy_lead_assign},       {"note", sy_lead_note},
        {"move", sy_lead_move},           {"undo", sy_lead_undo},
        {"groups", sy_lead_list_groups},  {"stats", sy_lead_show_stats},
        {"read-back", sy_lead_read_back}, {"confirm", sy_lead_confirm},
        {"withdraw", sy_lead_withdraw},   {"two-persons", sy_lead_two_persons},
    };
    const char *verb = call->n_words > 1 ? call->words[1] : "list";

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verb, verbs[i].name) == 0) return verbs[i].run(call, err);
    }
    return sy_fail(err, SY_EINVAL,
                   N_("lead knows list, show, assign, note, move, undo, confirm, withdraw, "
                      "two-persons, groups, stats and read-back, not \"%.60s\""),
                   verb);
}

static const sy_option options[] = {
    {.name = "model", .argument = N_("ID"), .help = N_("only leads of this model")},
    {.name = "state",
     .argument = N_("STATE"),
     .is_list = true,
     .help = N_("only leads in these states")},
    {.name = "grade", .argument = "A|B|C", .is_list = true, .help = N_("only of these grades")},
    {.name = "court", .argument = N_("NAME"), .help = N_("only of courts with this in their name")},
    {.name = "case", .argument = N_("NUMBER"), .help = N_("only of this case")},
    {.name = "party", .argument = N_("NAME"), .help = N_("only with a party of this name")},
    {.name = "assigned-to",
     .argument = N_("NAME"),
     .help = N_("only what this person has in hand")},
    {.name = "source",
     .argument = "ex_officio|application",
     .help = N_("only those followed ex officio, or on application")},
    {.name = "group", .argument = N_("GROUP"), .help = N_("those of this group (lead WS groups)")},
    {.name = "new", .help = N_("only those that the last run of their model gave first")},
    {.name = "changed", .help = N_("only those that say something else than when judged")},
    {.name = "proposed", .help = N_("only those that wait for a second person")},
    {.name = "due", .help = N_("only those whose reply is due soon or overdue")},
    {.name = "counted",
     .argument = N_("WHAT"),
     .help =
         N_("only those that stats counts so: found, confirmed, refuted, recommended, referred, "
            "replied, adopted, declined, open, money")},
    {.name = "month",
     .argument = N_("MONTH"),
     .help = N_("only those that stats counts in this month (2026-01)")},
    {.name = "of-version",
     .argument = N_("VERSION"),
     .help = N_("only those that model feedback counts for this version")},
    {.name = "of-hash", .argument = N_("HASH"), .help = N_("and for this content of the model")},
    {.name = "rule",
     .argument = N_("RULE"),
     .help = N_("only those that model feedback counts for this rule")},
    {.name = "outcome",
     .argument = "confirmed|refuted|open|vanished",
     .help = N_("only those that model feedback counts so")},
    {.name = "limit",
     .argument = N_("NUMBER"),
     .help = N_("list: at most so many leads (200; JSON: all)")},
    {.name = "offset", .argument = N_("NUMBER"), .help = N_("list: leave out so many at the top")},
    {.name = "per-state",
     .argument = N_("NUMBER"),
     .help = N_("list: only the first so many of each state")},
    {.name = "sort",
     .argument = "rank|amount",
     .help = N_("list: the likeliest first (default), or the largest")},
    {.name = "to", .argument = N_("NAME"), .help = N_("assign: to whom")},
    {.name = "note", .argument = N_("TEXT"), .help = N_("what is to be remembered of it")},
    {.name = "measure",
     .argument = "reminder|property-referral|creditor|police|discipline",
     .help = N_("move to referred: by which way")},
    {.name = "item",
     .argument = N_("NUMBER"),
     .help = N_("the item of 监督规则 37 by which it is followed ex officio")},
    {.name = "document", .argument = N_("NUMBER"), .help = N_("number of the letter")},
    {.name = "second",
     .argument = N_("NAME"),
     .help = N_("move: the second person, named in the act where nobody logs in")},
    {.name = "require",
     .argument = "on|off",
     .help = N_("two-persons: whether moves that go out or end a lead need a second person")},
    {.name = "on", .argument = N_("DAY"), .help = N_("when it went out or came back (today)")},
    {.name = "money", .argument = N_("YUAN"), .help = N_("recovered so far, in all")},
    {.name = "period",
     .argument = "year|quarter|month|all",
     .help = N_("groups: of acts of one year (default), quarter, month, or of all")},
    {.name = "all", .help = N_("groups: also those of one lead")},
    {.name = "accept-changed",
     .help = N_("read-back: also answers about leads that have changed since the list")},
    {.name = "as-of", .argument = N_("DATE"), .help = N_("the day that counts as today")},
    {.name = NULL},
};

const sy_command sy_cmd_lead = {
    .name = "lead",
    .words = "WS [list|show|assign|note|move|undo|confirm|withdraw|two-persons|groups|stats|"
             "read-back] [ID…] [STATE|FILE]",
    .min_words = 1,
    .max_words = SIZE_MAX,
    .summary = N_("leads that models have given, and what became of each"),
    .details = N_(
        "A lead is what a model's rule found in the pools: a reason to look, never a verdict. "
        "Its grade falls with what is not known, and says what that is. One that the last run "
        "of its model no longer gives is shown as vanished; one that says something else than "
        "when it was judged is marked.\n"
        "States: screened, assigned, checking, confirmed, refuted, recommended, referred, "
        "replied, adopted, declined, closed. Only a breached duty of a court may be recommended "
        "on; what goes out ex officio names its item of 监督规则 37. Everything can be taken "
        "back, nothing is deleted.\n"
        "two-persons: where a case requires it, recommended, referred and closed are proposed by "
        "move and made by confirm, which somebody else gives; withdraw takes a proposal back. "
        "Both names stay with the step.\n"
        "groups: leads of one rule, court and period are judged at once; those that cannot "
        "take the step stay as they are and are named. stats counts by model and month.\n"
        "read-back takes the list that a court has filled in (report WS court-list): all of "
        "its answers, or what is wrong with each row."),
    .options = options,
    .example = "suyuan lead wang.suyuan\n"
               "suyuan lead wang.suyuan list --state confirmed --json\n"
               "suyuan lead wang.suyuan assign 2dc78912a5426389 --to 甲检\n"
               "suyuan lead wang.suyuan move --group 1f2e3d4c5b confirmed --note 已阅卷\n"
               "suyuan lead wang.suyuan move 33225f25ac1e189d recommended --item 6 "
               "--document 某检建〔2026〕1号",
    .exits = N_("3 where there is no such lead, or it cannot take the step."),
    .run = run,
};
