/* letter.c - what the letter and the form of approval say. Nothing here knows how they
 * look. What a court could do is no part of it: a court must not query who is no party to
 * the enforcement (最高人民法院关于网络查询、冻结被执行人存款的规定, 7). */
#include "report/letter.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"

typedef struct writer {
    sy_letter_sheet *sheet;
    sy_arena *arena;
    bool failed;
} writer;

static void put(writer *w, sy_letter_part part, const char *label, const char *text)
{
    SY_ASSERT(w->sheet->n < SY_LETTER_LINES);
    w->sheet->lines[w->sheet->n++] = (sy_letter_line){part, label, text};
}

static void fact(writer *w, const char *label, const char *text)
{
    put(w, SY_LETTER_FACT, label, text ? text : "");
}

static const char *say(writer *w, const char *fmt, ...) SY_PRINTF(2, 3);
static const char *say(writer *w, const char *fmt, ...)
{
    va_list args, again;

    va_start(args, fmt);
    va_copy(again, args);
    const int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    char *text = n < 0 ? NULL : sy_arena_get(w->arena, (size_t)n + 1);
    if (text) vsnprintf(text, (size_t)n + 1, fmt, again);
    va_end(again);
    w->failed = w->failed || !text;
    return text ? text : "";
}

/* ---- the letter ---- */

static bool is_for_accounts(const sy_request *r)
{
    return strcmp(r->word[SY_REQUEST_WHAT], "accounts") == 0;
}

static const char *case_words(const sy_case_facts *facts)
{
    if (facts->number && *facts->number) return facts->number;
    return facts->name && *facts->name ? facts->name : _("________ (case)");
}

static void subject(writer *w, const sy_request *r)
{
    fact(w, _("whose"), r->word[SY_REQUEST_PERSON]);
    fact(w, _("ID number"), r->word[SY_REQUEST_IDENTITY]);
    if (*r->word[SY_REQUEST_ACCOUNT]) fact(w, _("account"), r->word[SY_REQUEST_ACCOUNT]);
    if (is_for_accounts(r)) {
        fact(w, _("what is asked for"), _("all accounts of this person, closed ones too"));
        return;
    }
    fact(w, _("what is asked for"), _("every movement of the period"));
    fact(w, _("period"), say(w, _("%s to %s"), r->word[SY_REQUEST_FROM], r->word[SY_REQUEST_TO]));
}

/* What a statement must have for its balances to be proved and its money to be followed. */
static void wanted(writer *w, const sy_request *r, bool is_payment_firm)
{
    static const char *const of_accounts[] = {
        N_("Numbers of cards and accounts, with branch, currency and kind."),
        N_("Days of opening and closing, state, balance."),
        N_("Phone, address and agent given at the opening, and bound accounts."),
    };
    static const char *const of_bank[] = {
        N_("Each movement with its time to the second, amount, direction, balance after it, "
           "summary and note, and its serial number."),
        N_("Number, holder and bank of the other side, not masked; the merchant where there is "
           "one."),
        N_("Branch, teller, terminal, IP and MAC address where they are kept."),
        N_("The period that was searched; where nothing moved in it, that this is so."),
    };
    static const char *const of_firm[] = {
        N_("Registration, phone, bound bank cards, devices and logins of every account of this "
           "person."),
        N_("Each movement with its time to the second, amount, direction, balance after it, order "
           "number and note."),
        N_("Id, real name and bank card of the other side, and the bank's order number of what "
           "cards paid."),
        N_("The period that was searched; where nothing moved in it, that this is so."),
    };
    const bool accounts = is_for_accounts(r);
    const char *const *list = accounts ? of_accounts : is_payment_firm ? of_firm : of_bank;
    const size_t n =
        accounts ? sizeof of_accounts / sizeof *of_accounts : sizeof of_bank / sizeof *of_bank;

    put(w, SY_LETTER_TEXT, "", _("Please give:"));
    for (size_t i = 0; i < n; i++) put(w, SY_LETTER_ITEM, say(w, "%zu", i + 1), _(list[i]));
    put(w, SY_LETTER_ITEM, say(w, "%zu", n + 1),
        _("As a table (xlsx, xls, csv) on a medium, and on paper with your seal on each copy."));
}

static void write_letter(writer *w, const sy_case_facts *facts, const sy_request *r,
                         const sy_ground *g, bool is_payment_firm)
{
    const char *joint = *g->rule ? _(", ") : "";

    put(w, SY_LETTER_TITLE, "", _("Letter asking for assistance with an inquiry (draft)"));
    put(w, SY_LETTER_NUMBER, "",
        *r->word[SY_REQUEST_LETTER] ? r->word[SY_REQUEST_LETTER] : _("(____) ______ no. __"));
    put(w, SY_LETTER_TO, "", say(w, _("To %s:"), r->word[SY_REQUEST_INSTITUTION]));
    put(w, SY_LETTER_TEXT, "",
        say(w,
            _("In the case %s, supervision of civil enforcement, this office has to verify facts. "
              "Under %s%s%s (%s) please assist with an inquiry into the following."),
            case_words(facts), g->law, joint, g->rule, g->occasion));
    subject(w, r);
    wanted(w, r, is_payment_firm);
    put(w, SY_LETTER_TEXT, "",
        _("Please keep this inquiry confidential. The two officers named below show their work "
          "permits."));
    fact(w, _("first officer"),
         say(w, _("%s (work permit no. ________)"), r->word[SY_REQUEST_OFFICER]));
    fact(w, _("second officer"),
         say(w, _("%s (work permit no. ________)"), r->word[SY_REQUEST_SECOND]));
    fact(w, _("phone"), "");
    put(w, SY_LETTER_SIGN, "", _("________ People's Procuratorate (seal)"));
    put(w, SY_LETTER_SIGN, "", _("____ (year) __ (month) __ (day)"));
}

/* ---- the form of approval ---- */

static void cautions(writer *w, const sy_ground *g, bool is_payment_firm)
{
    put(w, SY_LETTER_TEXT, "", _("Before it goes out:"));
    put(w, SY_LETTER_ITEM, "1",
        _("A person's account may be looked into only where a law allows it: letter of a "
          "procuratorate of county level or above, two officers with work permits, copies with "
          "the bank's seal."));
    put(w, SY_LETTER_ITEM, "2",
        _("No coercive measure on person or property goes with it; nothing is frozen by it."));
    put(w, SY_LETTER_ITEM, "3",
        _("Whoever is not the debtor must not be queried through a court's network (provisions on "
          "querying and freezing deposits by network, article 7); this request does not replace "
          "that and must not be passed on for it."));
    put(w, SY_LETTER_ITEM, "4",
        _("What another person's account shows is a lead, no proof that it is the debtor's."));
    if (!g->is_checked) {
        put(w, SY_LETTER_ITEM, "5",
            _("The articles above have not been compared with the official text here: compare "
              "them, then say so in dict/request-grounds.yaml."));
    }
    if (is_payment_firm) {
        put(w, SY_LETTER_ITEM, g->is_checked ? "5" : "6",
            _("A payment firm is no bank: look whether the article on banks is meant to reach "
              "it."));
    }
}

static void write_approval(writer *w, const sy_case_facts *facts, const sy_request *r,
                           const sy_ground *g, bool is_payment_firm)
{
    put(w, SY_LETTER_TITLE, "", _("Approval of a request (stays in the file)"));
    fact(w, _("no."), say(w, "%lld", (long long)r->number));
    fact(w, _("case"), case_words(facts));
    fact(w, _("bank or payment firm"), r->word[SY_REQUEST_INSTITUTION]);
    subject(w, r);
    fact(w, _("ground"), say(w, "%s%s%s", g->law, *g->rule ? _(", ") : "", g->rule));
    fact(w, _("case of the rule"), g->occasion);
    fact(w, _("facts behind the ground"), r->word[SY_REQUEST_WHY]);
    fact(w, _("inquiry"), r->word[SY_REQUEST_INQUIRY]);
    fact(w, _("note"), r->word[SY_REQUEST_NOTE]);
    fact(w, _("first officer"), r->word[SY_REQUEST_OFFICER]);
    fact(w, _("second officer"), r->word[SY_REQUEST_SECOND]);
    fact(w, _("approved by"), r->word[SY_REQUEST_APPROVER]);
    fact(w, _("signature and day"), "");
    cautions(w, g, is_payment_firm);
}

sy_status sy_letter_write(sy_letter *l, const sy_case_facts *facts, const sy_request *r,
                          const sy_ground *ground, bool is_payment_firm, sy_arena *arena,
                          sy_err *err)
{
    const sy_request_field lacks = sy_request_lacks(r);
    writer w = {.sheet = &l->letter, .arena = arena};

    *l = (sy_letter){.letter = {.name = _("letter")}, .approval = {.name = _("approval")}};
    if (r->state == SY_REQUEST_IS_WITHDRAWN) {
        return sy_fail(err, SY_EDATA, N_("request %lld was taken back"), (long long)r->number);
    }
    if (lacks != SY_REQUEST_FIELDS) {
        return sy_fail(err, SY_EDATA, N_("it cannot go out yet: it does not say: %s"),
                       sy_request_field_label(lacks));
    }
    if (is_payment_firm ? !ground->payment_firms : !ground->banks) {
        return sy_fail(err, SY_EDATA,
                       N_("the ground %s does not reach %s: suyuan request WS grounds says whom "
                          "each lets an office ask"),
                       ground->id, r->word[SY_REQUEST_INSTITUTION]);
    }
    write_letter(&w, facts, r, ground, is_payment_firm);
    w.sheet = &l->approval;
    write_approval(&w, facts, r, ground, is_payment_firm);
    return w.failed ? sy_fail_nomem(err) : SY_OK;
}
