/* cmd_report.c - suyuan report: pages and workbooks for people, as files. */
#include <string.h>

#include "cli/commands.h"
#include "cli/report.h"

typedef struct report_kind {
    const char *name;
    sy_status (*write)(sy_call *call, const char *path, sy_err *err);
    const char *const *options; /* its own, beside --output; NULL ends */
} report_kind;

static const char *const of_trace[] = {"from",       "entry",   "since",    "until", "rule",
                                       "unsupplied", "stop-at", "max-hops", NULL};
static const char *const of_set[] = {"party", "cash", "large", NULL};
static const char *const of_leads[] = {"model", "group", "court", "state", NULL};
static const char *const of_stats[] = {"model", NULL};
static const char *const of_exhibits[] = {"board", NULL};
static const report_kind kinds[] = {{"set", sy_report_set, of_set},
                                    {"trace", sy_report_trace, of_trace},
                                    {"leads", sy_report_leads, of_leads},
                                    {"court-list", sy_report_court_list, of_leads},
                                    {"referral-list", sy_report_referral_list, of_leads},
                                    {"stats", sy_report_stats, of_stats},
                                    {"exhibits", sy_report_exhibits, of_exhibits}};

static bool is_its_own(const report_kind *kind, const char *option)
{
    if (strcmp(option, "output") == 0) return true;
    for (size_t i = 0; kind->options[i]; i++) {
        if (strcmp(kind->options[i], option) == 0) return true;
    }
    return false;
}

static sy_status find_kind(const report_kind **kind, const sy_call *call, sy_err *err)
{
    *kind = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, call->words[1]) == 0) *kind = &kinds[i];
    }
    if (!*kind) {
        return sy_fail(err, SY_EINVAL,
                       N_("report \"%.60s\": there are set, trace, leads, court-list, "
                          "referral-list, stats and exhibits"),
                       call->words[1]);
    }
    for (const sy_option *o = call->command->options; o->name; o++) {
        if (!is_its_own(*kind, o->name) && sy_call_has(call, o->name)) {
            return sy_fail(err, SY_EINVAL, N_("--%s is no option of report %s"), o->name,
                           (*kind)->name);
        }
    }
    return SY_OK;
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *path = sy_call_option(call, "output");
    const report_kind *kind;
    sy_status st = find_kind(&kind, call, err);

    if (st == SY_OK && !path) {
        st = sy_fail(err, SY_EINVAL, N_("say where to write it: -o FILE.html"));
    }
    if (st == SY_OK) st = kind->write(call, path, err);
    return st == SY_OK ? sy_call_wrote(call, path, err) : st;
}

static const sy_option options[] = {
    {.name = "output",
     .argument = N_("FILE"),
     .letter = 'o',
     .help = N_("what to write: .html; a set also as .xlsx, or a folder: both, a pair a person")},
    {.name = "party",
     .argument = N_("NAME"),
     .help = N_("set: only this person: a name, identity number or account")},
    {.name = "cash",
     .argument = N_("YUAN"),
     .help = N_("set: list cash of this amount and more (10000)")},
    {.name = "large",
     .argument = N_("YUAN"),
     .help =
         N_("set: list other transfers of this amount and more (5 percent of the claim in whole "
            "thousands, not under 10000 and not over 500000)")},
    {.name = "from",
     .argument = N_("ACCOUNT"),
     .is_list = true,
     .help = N_("trace: follow what left these accounts; else those of the debtor")},
    {.name = "entry",
     .argument = N_("ID"),
     .is_list = true,
     .help = N_("trace: follow what arrived by these rows (ids as in suyuan entries)")},
    {.name = "since",
     .argument = N_("TIME"),
     .help = N_("trace: what left from this date or time on")},
    {.name = "until", .argument = N_("TIME"), .help = N_("trace: look no further than this")},
    {.name = "rule",
     .argument = "fifo|lifo|prorata|clean-first|taint-first",
     .help = N_("trace: the rule of picture and table (fifo); the others stand beside it")},
    {.name = "unsupplied",
     .argument = "stop|follow",
     .help = N_("trace: stop where there is no statement (default), or follow what others' show")},
    {.name = "stop-at",
     .argument = N_("ACCOUNT"),
     .is_list = true,
     .help = N_("trace: end it at these accounts")},
    {.name = "max-hops",
     .argument = N_("NUMBER"),
     .help = N_("trace: go at most so many transfers far")},
    {.name = "model", .argument = N_("ID"), .help = N_("lists: only leads of this model")},
    {.name = "group",
     .argument = N_("GROUP"),
     .help = N_("lists: only this group (suyuan lead WS groups)")},
    {.name = "court",
     .argument = N_("NAME"),
     .help = N_("lists: only of courts with this in their name")},
    {.name = "state",
     .argument = N_("STATE"),
     .is_list = true,
     .help = N_("lists: only leads in these states")},
    {.name = "board",
     .argument = N_("NAME"),
     .help = N_("exhibits: the paths pinned on this board (suyuan board)")},
    {.name = NULL},
};

const sy_command sy_cmd_report = {
    .name = "report",
    .words = "WS set|trace|leads|court-list|referral-list|stats|exhibits",
    .min_words = 2,
    .max_words = 2,
    .summary = N_("write a report as a file that needs nothing else"),
    .details =
        N_("set: what the statements of each person show, the debtor first: accounts, income and "
           "spending, cash, large transfers, where money came from, counterparties, companies, "
           "months, and a summary in words. Each figure opens its rows. What it says is "
           "remembered: a later set lists the figures that have changed since (suyuan sets).\n"
           "trace: one HTML file without scripts or outside resources, for screen and paper: what "
           "was imported and what was wrong with it, where the money went, the five rules, the "
           "statements to ask for, and every row of evidence.\n"
           "leads: a list of leads to go with a letter, .xlsx or .html, each with its result; as "
           ".docx the draft of the letter with the list behind it.\n"
           "court-list: leads as a workbook that one court fills in (sealed, impounded, disposed "
           "of, why not, pages) and suyuan lead WS read-back reads; refuted, closed and vanished "
           "leads are not on it unless --state names them.\n"
           "referral-list: those that may be referred to the police, .xlsx, .html or (with the "
           "letter) .docx, each with what is at hand (file and row), what is missing, and the law; "
           "for checking first.\n"
           "stats: what became of the leads, by model and month, .xlsx or .csv (suyuan lead WS "
           "stats).\n"
           "exhibits: the paths pinned on a board, .html or .xlsx, a page or sheet each: every "
           "payment between its cards under the board's filters, in order, with its file, sheet "
           "and row, the sum of each line, notes and rule."),
    .options = options,
    .example = "suyuan report wang.suyuan set -o set.xlsx\n"
               "suyuan report wang.suyuan trace --since 2022-06-20 -o report.html\n"
               "suyuan report wang.suyuan court-list --court 某县法院 -o list.xlsx",
    .exits = N_("3 where a person, account or entry is not there."),
    .cost = N_("a set: sorting the rows of its persons. A trace: five traces, and as suyuan "
               "quality."),
    .run = run,
};
