/* log_words.c - titles of what the log names by stored words: kinds of acts, fields, and those
 * values that are words of the program themselves. What people typed stays as it is. */
#include "report/log_words.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/lang.h"
#include "casework/docket.h"
#include "store/people.h"
#include "store/requests.h"

typedef struct titled {
    const char *name, *title;
} titled;

/* Whose words an act of a kind has, beside those of all. */
typedef enum vocabulary { PLAIN, OF_LEADS, OF_REQUESTS, OF_PEOPLE, OF_FOLDER } vocabulary;

typedef struct act_kind {
    const char *name, *title;
    vocabulary words;
} act_kind;

/* Those of a case, then those of a folder of cases (store/folder_log.h). */
static const act_kind kinds[] = {
    {"case", N_("facts of the case"), PLAIN},
    {"people", N_("people of the case"), OF_PEOPLE},
    {"import", N_("an import"), PLAIN},
    {"source", N_("a file taken out"), PLAIN},
    {"delivery", N_("where files came from"), PLAIN},
    {"match", N_("judging matches and repeats"), PLAIN},
    {"title", N_("judging titles of files"), PLAIN},
    {"party", N_("judging who is one person"), PLAIN},
    {"finding", N_("judging findings"), PLAIN},
    {"request", N_("requests for statements"), OF_REQUESTS},
    {"report", N_("report"), PLAIN},
    {"model", N_("run of a model"), PLAIN},
    {"model-shown", N_("a model from elsewhere was read"), PLAIN},
    {"lead", N_("work on leads"), OF_LEADS},
    {"proposal", N_("proposals to a second person"), OF_LEADS},
    {"two-persons", N_("whether a second person is needed"), PLAIN},
    {"key-case", N_("key cases"), PLAIN},
    {"login", N_("logins"), OF_FOLDER},
    {"user", N_("users"), OF_FOLDER},
    {"backup", N_("backups"), OF_FOLDER},
    {"exchange", N_("exchange folders"), OF_FOLDER},
};

static const titled folder_words[] = {
    {"in", N_("log in")},
    {"own-password", N_("own password changed")},
    {"left-out", N_("failed logins that are not listed one by one")},
    {"add", N_("user added")},
    {"role", N_("role")},
    {"password", N_("password set")},
    {"remove", N_("user removed")},
    {"lock", N_("user locked")},
    {"unlock", N_("user unlocked")},
    {"made", N_("backup made")},
    {"taken", N_("backup taken away")},
    {"restored", N_("backup restored")},
    {"set", N_("folder set")},
    {"off", N_("folder switched off")},
    {"from", N_("asked from")},
    {"result", N_("how it ended")},
    {"terminal", N_("a terminal of the computer")},
    {"done", N_("done")},
    {"failed", N_("did not succeed")},
    {"wrong", N_("wrong password")},
    {"unknown", N_("no such user")},
    {"locked", N_("locked after too many tries")},
    {"barred", N_("locked by an administrator")},
    {"reader", N_("reader")},
    {"assistant", N_("assistant")},
    {"prosecutor", N_("prosecutor")},
    {"admin", N_("admin")},
};

static const titled fields[] = {
    /* of the case */
    {"name", N_("name")},
    {"number", N_("case number")},
    {"debtor", N_("debtor")},
    {"debtor_id", N_("number of the debtor")},
    {"claim", N_("claim")},
    {"suit_served", N_("suit served")},
    {"judgment_effective", N_("judgment in force")},
    {"enforcement_filed", N_("enforcement filed")},
    {"report_ordered", N_("report of property ordered")},
    {"consumption_restricted", N_("consumption restricted")},
    {"terminated", N_("terminated")},
    {"resumed", N_("resumed")},
    /* verdicts */
    {"confirmed", N_("judged true")},
    {"rejected", N_("judged untrue")},
    {"sides", N_("both sides of one transfer")},
    {"reversal", N_("row taken back")},
    {"duplicate", N_("repeat")},
    {"shadow", N_("card and wallet")},
    {"account", N_("one account")},
    {"party", N_("one person")},
    /* of key cases */
    {"choice", N_("choice")},
    {"what", N_("what is done")},
    {"day", N_("day")},
    {"by", N_("until")},
    {"note", N_("note")},
    /* the rest */
    {"program", N_("program")},
    {"terms", N_("terms")},
    {"leads", N_("leads")},
    {"hash", "SHA-256"},
    {"required", N_("second person needed")},
    {"removed", N_("taken out")},
    {"released", N_("original deleted")},
};

static const char *title_in(const titled *list, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].name, name) == 0) return _(list[i].title);
    }
    return name;
}

enum { KINDS = sizeof kinds / sizeof *kinds };

/* One that this program does not know has plain words, and its name for a title. */
static act_kind kind_named(const char *name)
{
    for (size_t i = 0; i < KINDS; i++) {
        if (strcmp(kinds[i].name, name) == 0) return kinds[i];
    }
    return (act_kind){name, NULL, PLAIN};
}

/* Leads, requests and people have words of their own beside those of all. */
static const char *field_title(vocabulary words, const char *field)
{
    const sy_lead_field of_lead = words == OF_LEADS ? sy_lead_field_of(field) : SY_LEAD_FIELDS;
    sy_relation relation;

    if (words == OF_FOLDER)
        return title_in(folder_words, sizeof folder_words / sizeof *folder_words, field);
    if (of_lead != SY_LEAD_FIELDS) return sy_lead_field_title(of_lead);
    for (int f = 0; words == OF_REQUESTS && f < SY_REQUEST_FIELDS; f++) {
        if (strcmp(sy_request_field_name((sy_request_field)f), field) == 0)
            return sy_request_field_label((sy_request_field)f);
    }
    if (words == OF_PEOPLE && sy_relation_from_name(&relation, field))
        return sy_relation_label(relation);
    return title_in(fields, sizeof fields / sizeof *fields, field);
}

/* The i-th of those that are of a folder, or are not. */
static const char *kind_at(size_t i, bool of_folder)
{
    for (size_t k = 0; k < KINDS; k++) {
        if ((kinds[k].words == OF_FOLDER) == of_folder && i-- == 0) return kinds[k].name;
    }
    return NULL;
}

const char *sy_log_kind(size_t i)
{
    return kind_at(i, false);
}

const char *sy_log_folder_kind(size_t i)
{
    return kind_at(i, true);
}

const char *sy_log_kind_title(const char *kind)
{
    const char *title = kind_named(kind).title;

    return title ? _(title) : kind;
}

void sy_log_about(sy_buf *b, const sy_log_act *a)
{
    const char *before = "";
    size_t n = 0;

    for (size_t i = 0; i < a->n_words && n < 3; i++) {
        const char *subject = a->words[i].subject;
        if (!*subject || strcmp(subject, before) == 0) continue;
        if (n++) sy_buf_text(b, _(", "));
        sy_buf_text(b, subject);
        before = subject;
    }
    if (a->subjects > 3) sy_buf_printf(b, _(" and others, %zu in all"), a->subjects);
}

/* What the program says itself; a name, a folder, an address are what they are. */
static const char *value_of(vocabulary words, const sy_log_word *w)
{
    static const char *const fields_of_words[] = {"from", "result", "role", "add"};

    if (words == OF_LEADS) return sy_lead_value_title(sy_lead_field_of(w->field), w->text);
    for (size_t i = 0; words == OF_FOLDER && i < sizeof fields_of_words / sizeof *fields_of_words;
         i++) {
        if (strcmp(w->field, fields_of_words[i]) == 0)
            return title_in(folder_words, sizeof folder_words / sizeof *folder_words, w->text);
    }
    if (words != OF_FOLDER &&
        (strcmp(w->text, "confirmed") == 0 || strcmp(w->text, "rejected") == 0))
        return title_in(fields, sizeof fields / sizeof *fields, w->text);
    return w->text;
}

/* The same of several leads is said once. */
static bool was_said(const sy_log_act *a, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (strcmp(a->words[k].field, a->words[i].field) == 0 &&
            strcmp(a->words[k].text, a->words[i].text) == 0)
            return true;
    }
    return false;
}

void sy_log_says(sy_buf *b, const sy_log_act *a)
{
    const vocabulary words = kind_named(a->kind).words;
    bool is_first = true;

    for (size_t i = 0; i < a->n_words; i++) {
        const sy_log_word *w = &a->words[i];
        if (!*w->field || was_said(a, i)) continue;
        if (!is_first) sy_buf_text(b, _("; "));
        is_first = false;
        sy_buf_text(b, field_title(words, w->field));
        if (!*w->text) continue;
        sy_buf_text(b, _(": "));
        sy_buf_text(b, value_of(words, w));
    }
}

const char *sy_log_time(char out[SY_LOG_TIME], const char *at)
{
    struct tm utc = {0}, here;

    snprintf(out, SY_LOG_TIME, "%s", at);
    if (sscanf(at, "%d-%d-%dT%d:%d:%dZ", &utc.tm_year, &utc.tm_mon, &utc.tm_mday, &utc.tm_hour,
               &utc.tm_min, &utc.tm_sec) != 6)
        return out;
    utc.tm_year -= 1900;
    utc.tm_mon--;
    const time_t t = timegm(&utc);
    if (localtime_r(&t, &here)) strftime(out, SY_LOG_TIME, "%Y-%m-%d %H:%M:%S", &here);
    return out;
}
