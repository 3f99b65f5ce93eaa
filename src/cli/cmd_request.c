/* cmd_request.c - suyuan request: the register of requests. What is said of a request
 * comes from the options, each of which is a field of store/requests.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/request.h"
#include "identifier/identifier.h"
#include "store/deliveries.h"

static const struct {
    const char *option;
    sy_request_field field;
} spoken[] = {
    {"what", SY_REQUEST_WHAT},
    {"person", SY_REQUEST_PERSON},
    {"identity", SY_REQUEST_IDENTITY},
    {"account", SY_REQUEST_ACCOUNT},
    {"institution", SY_REQUEST_INSTITUTION},
    {"from", SY_REQUEST_FROM},
    {"to", SY_REQUEST_TO},
    {"ground", SY_REQUEST_GROUND},
    {"why", SY_REQUEST_WHY},
    {"approver", SY_REQUEST_APPROVER},
    {"letter", SY_REQUEST_LETTER},
    {"import", SY_REQUEST_IMPORT},
    {"reason", SY_REQUEST_REASON},
    {"note", SY_REQUEST_NOTE},
};

/* ---- from the options ---- */

static sy_status read_officers(sy_saying *s, sy_call *call, sy_err *err)
{
    const char **names = NULL;
    size_t n = 0;
    sy_status st = sy_call_list(call, "officer", &names, &n, err);

    if (st != SY_OK || n == 0) return st;
    if (n != 2) {
        return sy_fail(err, SY_EINVAL,
                       N_("a request is carried out by two officers: "
                          "--officer A,B"));
    }
    sy_saying_add(s, SY_REQUEST_OFFICER, names[0]);
    sy_saying_add(s, SY_REQUEST_SECOND, names[1]);
    return SY_OK;
}

static sy_status check_ground(sy_call *call, sy_err *err)
{
    const char *id = sy_call_option(call, "ground");
    const char *names[32] = {NULL};
    sy_grounds grounds;
    size_t n = 0;

    if (!id || !*id) return SY_OK;
    sy_status st = sy_grounds_load(&grounds, NULL, &call->arena, err);
    if (st != SY_OK || sy_ground_find(&grounds, id)) return st;
    for (; n < grounds.n && n < 32; n++) names[n] = grounds.items[n].id;
    const char *near = sy_nearest(id, names, n);
    if (near) {
        return sy_fail(err, SY_EINVAL, N_("--ground \"%.60s\" is not known; near it: %s"), id,
                       near);
    }
    return sy_fail(err, SY_EINVAL,
                   N_("--ground \"%.60s\" is not known: suyuan request WS grounds lists them"), id);
}

static void warn_of_identity(const sy_call *call)
{
    const char *number = sy_call_option(call, "identity");

    if (number && sy_id_is_mistyped(sy_slice_of(number))) {
        fprintf(stderr, _("note: the check digit of %.40s does not fit; it is kept as given\n"),
                number);
    }
}

static sy_status read_words(sy_saying *s, sy_call *call, sy_err *err)
{
    sy_status st = check_ground(call, err);

    if (st == SY_OK) st = read_officers(s, call, err);
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken && st == SY_OK; i++) {
        const char *value = sy_call_option(call, spoken[i].option);
        if (value) sy_saying_add(s, spoken[i].field, value);
    }
    if (st == SY_OK) warn_of_identity(call);
    return st;
}

/* The day of --on, else the day on which the command is given. */
static void add_day(sy_saying *s, const sy_call *call, sy_request_field field)
{
    const char *day = sy_call_option(call, "on");

    if (!day) day = sy_time_print(s->today, (int64_t)sy_today() * SY_DAY, SY_DATE);
    sy_saying_add(s, field, day);
}

/* ---- the verbs ---- */

static sy_status answer(sy_call *call, const char *done, const char *text, int64_t number,
                        sy_err *err)
{
    char id[24];
    sy_json j;

    if (!call->json) {
        printf(text, (long long)number);
        return SY_OK;
    }
    snprintf(id, sizeof id, "%lld", (long long)number);
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "done", done);
    sy_reply_string(&j, "request", id);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status say(sy_call *call, int64_t *number, const sy_saying *s, sy_err *err)
{
    sy_workspace *ws = NULL;
    sy_status st = sy_open_workspace(&ws, call, SY_WRITE, err);

    if (st == SY_OK) st = sy_request_say(ws, number, s->words, s->n, err);
    sy_workspace_close(ws);
    return st;
}

static sy_status run_add(sy_call *call, int64_t number, sy_err *err)
{
    sy_saying s = {.n = 0};
    sy_status st =
        sy_call_option(call, "from-inquiry") ? sy_request_from_inquiry(&s, call, err) : SY_OK;

    if (st == SY_OK) st = read_words(&s, call, err); /* what is said beside it holds */
    if (st == SY_OK) st = say(call, &number, &s, err);
    return st == SY_OK ? answer(call, "added", _("request %lld is in the register\n"), number, err)
                       : st;
}

static sy_status run_set(sy_call *call, int64_t number, sy_err *err)
{
    sy_saying s = {.n = 0};
    sy_status st = read_words(&s, call, err);

    if (st == SY_OK) st = say(call, &number, &s, err);
    return st == SY_OK ? answer(call, "set", _("request %lld: kept\n"), number, err) : st;
}

static sy_status run_sent(sy_call *call, int64_t number, sy_err *err)
{
    sy_saying s = {.n = 0};
    sy_status st = read_words(&s, call, err);

    add_day(&s, call, SY_REQUEST_SENT);
    if (st == SY_OK) st = say(call, &number, &s, err);
    return st == SY_OK ? answer(call, "sent", _("request %lld: sent\n"), number, err) : st;
}

/* The newest import that was said to answer this letter (import --request, --number). */
static sy_status find_import(sy_saying *s, sy_call *call, int64_t number, sy_err *err)
{
    const sy_request *r = NULL;
    sy_workspace *ws = NULL;
    sy_delivery *list = NULL;
    size_t n = 0;
    sy_status st = sy_open_workspace(&ws, call, SY_READ, err);

    if (st == SY_OK) st = sy_request_pick(&r, ws, number, &call->arena, err);
    if (st == SY_OK) st = sy_deliveries(ws, &list, &n, &call->arena, err);
    sy_workspace_close(ws);
    for (size_t i = n; st == SY_OK && i-- > 0;) {
        const char *letter = r->word[SY_REQUEST_LETTER];
        const sy_delivery_words *w = &list[i].words;
        if (!*letter || (strcmp(w->request, letter) != 0 && strcmp(w->number, letter) != 0))
            continue;
        snprintf(s->import, sizeof s->import, "%u", list[i].import);
        sy_saying_add(s, SY_REQUEST_IMPORT, s->import);
        return SY_OK;
    }
    return st;
}

static sy_status run_arrived(sy_call *call, int64_t number, sy_err *err)
{
    const bool is_told = sy_call_option(call, "import") != NULL;
    sy_saying s = {.n = 0};
    sy_status st = read_words(&s, call, err);

    if (st == SY_OK && !is_told) st = find_import(&s, call, number, err);
    add_day(&s, call, SY_REQUEST_ARRIVED);
    if (st == SY_OK) st = say(call, &number, &s, err);
    if (st != SY_OK) return st;
    st = answer(call, "arrived", _("request %lld: arrived\n"), number, err);
    if (st == SY_OK && !call->json && *s.import) {
        printf(_("import %s was said to answer its letter\n"), s.import);
    } else if (st == SY_OK && !call->json && !is_told) {
        printf(_("next: import what came, then suyuan request %s arrived %lld --import N\n"),
               call->words[0], (long long)number);
    }
    return st;
}

static sy_status run_refused(sy_call *call, int64_t number, sy_err *err)
{
    const char *reason = sy_call_option(call, "reason");
    sy_saying s = {.n = 0};

    if (!reason || !*reason) {
        return sy_fail(err, SY_EINVAL, N_("say why it was refused: --reason TEXT"));
    }
    sy_status st = read_words(&s, call, err);
    add_day(&s, call, SY_REQUEST_REFUSED);
    if (st == SY_OK) st = say(call, &number, &s, err);
    return st == SY_OK ? answer(call, "refused", _("request %lld: refused\n"), number, err) : st;
}

static sy_status run_undo(sy_call *call, int64_t number, sy_err *err)
{
    sy_workspace *ws = NULL;
    sy_status st = sy_open_workspace(&ws, call, SY_WRITE, err);

    if (st == SY_OK) st = sy_request_undo(ws, &number, err);
    sy_workspace_close(ws);
    if (st != SY_OK) return st;
    if (number == 0) return sy_fail(err, SY_EDATA, N_("there is nothing to take back"));
    return answer(call, "undone", _("request %lld: its last step was taken back\n"), number, err);
}

static sy_status run_list(sy_call *call, int64_t number, sy_err *err)
{
    (void)number;
    return sy_request_list(call, err);
}

static sy_status run_grounds(sy_call *call, int64_t number, sy_err *err)
{
    (void)number;
    return sy_request_grounds(call, err);
}

/* What a verb takes after it. */
enum takes { NOTHING, A_NUMBER, MAYBE_A_NUMBER };
static const struct {
    const char *name;
    enum takes takes;
    sy_status (*run)(sy_call *call, int64_t number, sy_err *err);
} verbs[] = {
    {"list", NOTHING, run_list},        {"add", NOTHING, run_add},
    {"set", A_NUMBER, run_set},         {"sent", A_NUMBER, run_sent},
    {"arrived", A_NUMBER, run_arrived}, {"refused", A_NUMBER, run_refused},
    {"undo", MAYBE_A_NUMBER, run_undo}, {"text", A_NUMBER, sy_request_text},
    {"grounds", NOTHING, run_grounds},
};
enum { VERBS = sizeof verbs / sizeof *verbs };

static sy_status read_number(int64_t *number, const char *text, sy_err *err)
{
    char *end = NULL;

    *number = strtoll(text, &end, 10);
    if (*number > 0 && !*end) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("\"%.60s\" is not the number of a request"), text);
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *what = call->words[1];
    int64_t number = 0;
    size_t v = 0;

    while (v < VERBS && strcmp(verbs[v].name, what) != 0) v++;
    if (v == VERBS) {
        return sy_fail(err, SY_EINVAL,
                       N_("request \"%.60s\": there is list, add, set, sent, arrived, refused, "
                          "undo, text and grounds"),
                       what);
    }
    if (call->n_words == 3 && verbs[v].takes == NOTHING) {
        return sy_fail(err, SY_EINVAL, N_("request %s takes no number"), what);
    }
    if (call->n_words == 2 && verbs[v].takes == A_NUMBER) {
        return sy_fail(err, SY_EINVAL, N_("say which request: suyuan request WS %s NUMBER"), what);
    }
    sy_status st = call->n_words == 3 ? read_number(&number, call->words[2], err) : SY_OK;
    return st == SY_OK ? verbs[v].run(call, number, err) : st;
}

static const sy_option options[] = {
    {.name = "from-inquiry",
     .argument = N_("ID"),
     .help = N_("take over what suyuan inquiries found under this id")},
    {.name = "party",
     .argument = N_("WHO"),
     .help = N_("whose money is traced: a name, an ID number or an account (else the debtor's)")},
    {.name = "what",
     .argument = "accounts|statement",
     .help = N_("which accounts the person has, or what moved on an account")},
    {.name = "person", .argument = N_("NAME"), .help = N_("whose accounts")},
    {.name = "identity", .argument = N_("NUMBER"), .help = N_("his ID number or credit code")},
    {.name = "account",
     .argument = N_("NUMBER"),
     .help = N_("the account; at a payment firm ask by person")},
    {.name = "institution", .argument = N_("NAME"), .help = N_("the bank or payment firm asked")},
    {.name = "from", .argument = N_("DAY"), .help = N_("the first day asked for")},
    {.name = "to", .argument = N_("DAY"), .help = N_("the last day asked for")},
    {.name = "ground", .argument = N_("ID"), .help = N_("one of suyuan request WS grounds")},
    {.name = "why", .argument = N_("TEXT"), .help = N_("the facts behind that ground")},
    {.name = "approver", .argument = N_("NAME"), .help = N_("who approved it")},
    {.name = "officer",
     .argument = N_("A,B"),
     .is_list = true,
     .help = N_("the two who carry it out")},
    {.name = "letter", .argument = N_("NUMBER"), .help = N_("number of the letter")},
    {.name = "on",
     .argument = N_("DAY"),
     .help = N_("when it was sent, arrived or was refused (today unless given)")},
    {.name = "import", .argument = N_("N"), .help = N_("the import that read what arrived")},
    {.name = "reason", .argument = N_("TEXT"), .help = N_("why it was refused")},
    {.name = "note", .argument = N_("TEXT"), .help = N_("anything else")},
    {.name = "all", .help = N_("list also those taken back, and every step")},
    {.name = "output",
     .argument = N_("FILE"),
     .letter = 'o',
     .help = N_("the text to write (.docx, .html or .xlsx)")},
    {.name = NULL},
};

const sy_command sy_cmd_request = {
    .name = "request",
    .words = "WS list|add|set|sent|arrived|refused|undo|text|grounds [NUMBER]",
    .min_words = 2,
    .max_words = 3,
    .summary = N_("keep the register of requests for statements, and write their text"),
    .details =
        N_("A request goes out with a ground, an approver and two officers, and its text is "
           "written only then: for the office to check, complete and seal. What was sent, "
           "arrived or refused is said with its day; arrived ones name the import that read "
           "them. Nothing is deleted: undo takes back the last step, or the last of one request."),
    .options = options,
    .example =
        "suyuan request wang.suyuan add --from-inquiry 41d500b8\n"
        "suyuan request wang.suyuan set 1 --ground rules-64-4 --approver 甲 --officer 乙,丙\n"
        "suyuan request wang.suyuan text 1 -o request.docx\n"
        "suyuan request wang.suyuan sent 1 --letter 2024-7 --on 2024-01-02",
    .exits = N_("3 where there is no such request, or nothing to take back."),
    .run = run,
};
