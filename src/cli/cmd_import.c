/* cmd_import.c - suyuan import: hands the paths to intake, then tells what
 * became of every row. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/civil.h"
#include "base/log.h"
#include "cli/ask.h"
#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/headings_left.h"
#include "cli/import_report.h"
#include "cli/mapping.h"
#include "cli/offer.h"
#include "cli/open.h"
#include "cli/secrets.h"
#include "cli/table.h"
#include "cli/titles.h"
#include "intake/import.h"
#include "intake/rules.h"
#include "ledger/case.h"
#include "store/particulars.h"
#include "store/pools.h"

enum { REJECTS_FOR_PEOPLE = 10, MOST_WORDS = 1 << 20 };

/* FROM..TO, both dates. */
static sy_status read_period(sy_import_options *o, const char *text, sy_err *err)
{
    const char *dots = strstr(text, "..");
    int64_t from = 0, to = 0;
    sy_precision from_precision, to_precision;

    if (!dots ||
        !sy_time_parse_iso(&from, &from_precision, (sy_slice){text, (size_t)(dots - text)}) ||
        !sy_time_parse_iso(&to, &to_precision, sy_slice_of(dots + 2)) ||
        from_precision != SY_DATE || to_precision != SY_DATE || from > to) {
        return sy_fail(err, SY_EINVAL,
                       N_("--period \"%.60s\" is not a period like 2021-01-01..2023-12-31"), text);
    }
    o->has_period = true;
    o->period_from = (int32_t)sy_day_of(from);
    o->period_to = (int32_t)sy_day_of(to);
    return SY_OK;
}

/* ---- JSON ---- */

static void json_number(sy_json *j, const char *key, uint64_t value)
{
    sy_json_key(j, key);
    sy_json_int(j, (int64_t)value);
}

static void json_string(sy_json *j, const char *key, const char *value)
{
    sy_json_key(j, key);
    sy_json_string(j, value);
}

static bool has_title(const sy_table_report *t)
{
    for (int f = 0; f < SY_TITLE_FIELDS; f++) {
        if (t->titles[f].value.len > 0) return true;
    }
    return false;
}

static void json_titles(sy_json *j, const sy_table_report *t)
{
    if (!has_title(t)) return;
    sy_json_key(j, "titles");
    sy_json_object(j);
    for (int f = 0; f < SY_TITLE_FIELDS; f++) {
        if (t->titles[f].value.len > 0) sy_title_json(j, &t->titles[f]);
    }
    sy_json_end(j);
}

static const char *const question_names[SY_QUESTIONS] = {"direction", "sign", "success",
                                                         "blank-direction"};

/* What the balances of the file have decided, or could not. */
static void json_decided(sy_json *j, const sy_table_report *t)
{
    bool any = false;

    for (int q = 0; q < SY_QUESTIONS; q++) any = any || t->decided[q].was_asked;
    if (!any) return;
    sy_json_key(j, "decided");
    sy_json_array(j);
    for (int q = 0; q < SY_QUESTIONS; q++) {
        const sy_decided *d = &t->decided[q];
        if (!d->was_asked) continue;
        sy_json_object(j);
        json_string(j, "question", question_names[q]);
        sy_json_key(j, "decided");
        sy_json_bool(j, d->is_decided);
        json_string(j, "meaning", d->meaning);
        json_number(j, "rows", d->rows);
        json_number(j, "chained", d->chosen);
        json_number(j, "chained_otherwise", d->other);
        sy_json_end(j);
    }
    sy_json_end(j);
}

/* The same in both languages, so it stands there in both. */
void sy_rule_words_json(sy_json *j, const char *rule)
{
    const sy_lang before = sy_lang_get();

    sy_lang_set(SY_LANG_ZH);
    json_string(j, "words", sy_rule_words_of(rule));
    sy_lang_set(SY_LANG_EN);
    json_string(j, "words_en", sy_rule_words_of(rule));
    sy_lang_set(before);
}

/* Of a register: headings that its pool did not take. */
static void json_left(sy_json *j, const sy_table_report *t)
{
    sy_json_key(j, "not_taken");
    sy_json_array(j);
    for (size_t i = 0; i < t->n_left; i++) {
        const sy_column_left *c = &t->left[i];
        sy_json_object(j);
        json_number(j, "column", c->column);
        json_string(j, "heading", c->heading);
        json_string(j, "near", c->near);
        sy_json_key(j, "same_as");
        if (c->same_as)
            sy_json_int(j, c->same_as);
        else
            sy_json_null(j);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static bool is_register(const sy_table_report *t)
{
    return strcmp(t->kind, sy_source_kind_names[SY_OF_REGISTER]) == 0;
}

static void json_table(sy_json *j, const sy_table_report *t)
{
    sy_json_object(j);
    json_string(j, "path", t->path);
    json_string(j, "sha256", t->sha256);
    json_string(j, "sheet", t->sheet);
    json_string(j, "profile", t->profile);
    json_string(j, "encoding", t->encoding);
    json_string(j, "kind", t->kind);
    json_number(j, "rows", t->rows);
    json_number(j, "accepted", t->accepted);
    json_number(j, "duplicate", t->duplicate);
    json_number(j, "rejected", t->rejected);
    sy_json_key(j, "imported_before");
    sy_json_bool(j, t->imported_before);
    if (t->note) json_string(j, "note", t->note);
    if (is_register(t) && !t->imported_before) json_left(j, t);
    json_titles(j, t);
    json_decided(j, t);
    if (t->mapping) sy_mapping_json(j, t->mapping);
    sy_json_key(j, "rejects");
    sy_json_array(j);
    for (size_t i = 0; i < t->n_rejects; i++) {
        sy_json_object(j);
        json_number(j, "row", t->rejects[i].row);
        json_string(j, "column", t->rejects[i].column);
        json_string(j, "rule", t->rejects[i].rule);
        sy_rule_words_json(j, t->rejects[i].rule);
        json_string(j, "value", t->rejects[i].value);
        sy_json_end(j);
    }
    sy_json_end(j);
    sy_json_end(j);
}

/* The file, or file#sheet where only a sheet of it was not known. */
static sy_status json_unrecognised(sy_json *j, sy_call *call, const sy_unrecognised *u, sy_err *err)
{
    if (!u->sheet) {
        sy_json_string(j, u->path);
        return SY_OK;
    }
    const size_t size = strlen(u->path) + strlen(u->sheet) + 2;
    char *name = sy_arena_get(&call->arena, size);
    if (!name) return sy_fail_nomem(err);
    snprintf(name, size, "%s#%s", u->path, u->sheet);
    sy_json_string(j, name);
    return SY_OK;
}

static sy_status print_json(sy_call *call, const sy_import_report *r, const sy_err *wrong,
                            sy_err *err)
{
    sy_json j;
    sy_status st = SY_OK;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "files");
    sy_json_array(&j);
    for (size_t i = 0; i < r->n_tables; i++) json_table(&j, &r->tables[i]);
    sy_json_end(&j);
    json_number(&j, "accepted", r->accepted);
    json_number(&j, "duplicate", r->duplicate);
    json_number(&j, "rejected", r->rejected);
    sy_json_key(&j, "unrecognised");
    sy_json_array(&j);
    for (size_t i = 0; i < r->n_unrecognised && st == SY_OK; i++) {
        st = json_unrecognised(&j, call, &r->unrecognised[i], err);
    }
    if (st != SY_OK) return st;
    sy_json_end(&j);
    sy_json_key(&j, "reasons");
    sy_json_array(&j);
    for (size_t i = 0; i < r->n_unrecognised; i++) sy_json_string(&j, r->unrecognised[i].why);
    sy_json_end(&j);
    if (wrong->status != SY_OK) sy_json_error(&j, wrong);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- titles ---- */

typedef enum titles_state {
    TITLES_NONE,  /* nothing to decide */
    TITLES_WAIT,  /* for a decision */
    TITLES_ASKED, /* a person at the terminal has seen them */
    TITLES_CONFIRMED
} titles_state;

static bool waits(const sy_table_report *t)
{
    return has_title(t) && !t->imported_before;
}

static void print_titles(const sy_table_report *t);

/* Once: by the option, or by a person at a terminal. */
static sy_status confirm_titles(titles_state *state, sy_call *call, sy_workspace *ws,
                                const sy_import_report *r, sy_err *err)
{
    bool is_sure = sy_call_has(call, "confirm-titles");
    sy_status st = SY_OK;

    *state = TITLES_NONE;
    for (size_t i = 0; i < r->n_tables; i++) {
        if (waits(&r->tables[i])) *state = TITLES_WAIT;
    }
    if (*state == TITLES_NONE || sy_call_has(call, "dry-run")) return SY_OK;
    if (!is_sure && !call->json && sy_can_ask()) {
        for (size_t i = 0; i < r->n_tables; i++) {
            if (waits(&r->tables[i])) print_titles(&r->tables[i]);
        }
        fflush(stdout);
        is_sure = sy_ask(_("is this right?"));
        *state = TITLES_ASKED;
    }
    for (size_t i = 0; i < r->n_tables && is_sure && st == SY_OK; i++) {
        const sy_table_report *t = &r->tables[i];
        if (waits(t))
            st = sy_title_decide(ws, t->sha256, t->sheet_number, SY_VERDICT_CONFIRMED, err);
    }
    if (is_sure && *state == TITLES_WAIT) *state = TITLES_CONFIRMED;
    return st;
}

/* ---- for people ---- */

static const char *state_of(const sy_table_report *t)
{
    return t->imported_before ? _("imported before, unchanged") : "";
}

/* Without its folders; of a file in an archive: from that archive's name on. */
static const char *short_name(const char *path)
{
    const char *inside = strstr(path, "!/");
    const char *p = inside ? inside : path + strlen(path);

    while (p > path && p[-1] != '/') p--;
    return p;
}

static sy_status print_tables(sy_call *call, const sy_import_report *r, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &call->arena, "lllrrrrl");
    sy_table_head(&t, _("file"), _("profile"), _("encoding"), _("rows"), _("accepted"),
                  _("duplicate"), _("rejected"), "");
    for (size_t i = 0; i < r->n_tables; i++) {
        const sy_table_report *f = &r->tables[i];
        char name[256];
        snprintf(name, sizeof name, "%s%s%s", short_name(f->path), f->sheet ? " · " : "",
                 f->sheet ? f->sheet : "");
        sy_table_cell(&t, name);
        sy_table_cell(&t, f->profile);
        sy_table_cell(&t, f->encoding);
        sy_table_int(&t, f->rows);
        sy_table_int(&t, f->accepted);
        sy_table_int(&t, f->duplicate);
        sy_table_int(&t, f->rejected);
        sy_table_cell(&t, state_of(f));
    }
    return sy_table_print(&t, stdout, err);
}

/* Something to know about a file, whole: a column would cut it. */
static void print_notes(const sy_import_report *r)
{
    bool is_first = true;

    for (size_t i = 0; i < r->n_tables; i++) {
        const sy_table_report *f = &r->tables[i];
        if (!f->note || f->imported_before) continue;
        if (is_first) putchar('\n');
        is_first = false;
        sy_printf_shown(stdout, _("note: %s%s%s: %s\n"), short_name(f->path), f->sheet ? " · " : "",
                        f->sheet ? f->sheet : "", f->note);
    }
}

/* Columns that are in the original only. What was meant by a heading with a slip of the pen is
 * not read: the models would miss it. */
static sy_status print_left(const sy_call *call, const sy_table_report *f, sy_err *err)
{
    sy_buf words;

    if (f->n_left == 0) return SY_OK;
    sy_buf_init(&words, NULL, MOST_WORDS);
    const bool is_slip = sy_put_headings_left(&words, f);
    const sy_status st = sy_buf_status(&words) == SY_OK ? SY_OK : sy_fail_nomem(err);
    if (st == SY_OK) {
        sy_printf_shown(stdout, _("\nheadings of %s that were not taken: "), f->path);
        sy_printf_shown(stdout, "%s", words.ptr);
        putchar('\n');
    }
    sy_buf_dispose(&words);
    if (st == SY_OK && is_slip)
        sy_printf_shown(stdout,
                        _("if they matter, mend the headings, take the file out (suyuan sources %s "
                          "remove FILE) and load it again\n"),
                        call->words[0]);
    return st;
}

/* Whose statement it is, where the title says it and no column does. */
static void print_titles(const sy_table_report *t)
{
    static const char *const names[SY_TITLE_FIELDS] = {N_("holder"), N_("account"), N_("period")};
    char words[SY_PLACE_WORDS];

    if (!has_title(t)) return;
    sy_printf_shown(stdout, _("\nstated in the title of %s:\n"), t->path);
    for (int f = 0; f < SY_TITLE_FIELDS; f++) {
        const sy_title_row *title = &t->titles[f];
        if (title->value.len == 0) continue;
        sy_printf_shown(stdout, _("  %s %s (%s)\n"), sy_tr(names[f]), title->value.ptr,
                        sy_title_place_words(title, words));
    }
}

static void print_decided(const sy_table_report *t)
{
    static const char *const asked[SY_QUESTIONS] = {
        N_("direction"), N_("a minus beside a direction"), N_("success"), NULL};
    static const char *const answers[SY_QUESTIONS] = {
        N_("--direction, as --direction 1=in,2=out"),
        N_("a profile with sign-repeats, or a corrected file"),
        N_("--success, as --success 1=yes,0=no"), NULL};

    for (int q = 0; q < SY_QUESTIONS; q++) {
        const sy_decided *d = &t->decided[q];
        if (!d->was_asked) continue;
        if (q == SY_ASK_BLANK)
            sy_printf_shown(
                stdout,
                _("%s: of %llu rows with a blank direction the balances tell %llu, the others are "
                  "rejected\n"),
                t->path, (unsigned long long)d->rows, (unsigned long long)d->chosen);
        else if (d->is_decided)
            sy_printf_shown(
                stdout,
                _("%s: %s, decided by the balances: %llu of %llu doubtful rows chain so, %llu the "
                  "other way (%s)\n"),
                t->path, sy_tr(asked[q]), (unsigned long long)d->chosen,
                (unsigned long long)d->rows, (unsigned long long)d->other, d->meaning);
        else
            sy_printf_shown(
                stdout,
                _("%s: %s, not decided: of %llu doubtful rows %llu chain one way (%s), %llu the "
                  "other; to answer: %s\n"),
                t->path, sy_tr(asked[q]), (unsigned long long)d->rows,
                (unsigned long long)d->chosen, d->meaning, (unsigned long long)d->other,
                sy_tr(answers[q]));
    }
}

static sy_status print_rejects(sy_call *call, const sy_table_report *f, sy_err *err)
{
    sy_table t;

    if (f->n_rejects == 0) return SY_OK;
    sy_printf_shown(stdout, _("\nrejected rows of %s:\n"), f->path);
    sy_table_init(&t, &call->arena, "rlll");
    sy_table_head(&t, _("row"), _("column"), _("reason"), _("value"));
    for (size_t i = 0; i < f->n_rejects && i < REJECTS_FOR_PEOPLE; i++) {
        sy_table_int(&t, f->rejects[i].row);
        sy_table_cell(&t, f->rejects[i].column);
        sy_table_cell(&t, sy_rule_words_of(f->rejects[i].rule));
        sy_table_cell(&t, f->rejects[i].value);
    }
    sy_status st = sy_table_print(&t, stdout, err);
    if (f->rejected > REJECTS_FOR_PEOPLE) {
        printf(_("... and %llu more: --json lists them\n"),
               (unsigned long long)(f->rejected - REJECTS_FOR_PEOPLE));
    }
    return st;
}

/* Not only registers of other offices. */
static bool has_ledgers(const sy_import_report *r)
{
    for (size_t i = 0; i < r->n_tables; i++) {
        if (!is_register(&r->tables[i])) return true;
    }
    return false;
}

static sy_status print_report(sy_call *call, const sy_import_report *r, bool dry_run,
                              titles_state titles, sy_err *err)
{
    const bool asked = titles == TITLES_ASKED;

    sy_status st = r->n_tables ? print_tables(call, r, err) : SY_OK;

    if (st == SY_OK) print_notes(r);
    for (size_t i = 0; i < r->n_tables && st == SY_OK; i++) {
        if (!asked) print_titles(&r->tables[i]);
        print_decided(&r->tables[i]);
        if (r->tables[i].mapping) st = sy_mapping_print(call, &r->tables[i], err);
        if (st == SY_OK) st = print_left(call, &r->tables[i], err);
        if (st == SY_OK) st = print_rejects(call, &r->tables[i], err);
    }
    if (st != SY_OK) return st;
    for (size_t i = 0; i < r->n_unrecognised; i++) {
        const sy_unrecognised *u = &r->unrecognised[i];
        sy_printf_shown(stdout, _("not recognised: %s%s%s (%s)\n"), u->path, u->sheet ? " · " : "",
                        u->sheet ? u->sheet : "", u->why);
    }
    if (r->n_tables == 0) return SY_OK;
    printf(_("\n%llu rows accepted, %llu duplicate, %llu rejected\n"),
           (unsigned long long)r->accepted, (unsigned long long)r->duplicate,
           (unsigned long long)r->rejected);
    if (titles == TITLES_WAIT)
        printf(_("titles are not confirmed yet: look at them, then suyuan titles %s confirm\n"),
               call->words[0]);
    if (dry_run)
        puts(_("this was a trial: nothing was written"));
    else
        printf(has_ledgers(r) ? _("next: suyuan accounts %s\n") : _("next: suyuan pool %s check\n"),
               call->words[0]);
    return SY_OK;
}

/* What was found, and beside it what went wrong. */
static sy_status tell(sy_call *call, const sy_import_report *r, bool dry_run, titles_state titles,
                      sy_err *wrong, sy_err *err)
{
    if (r->n_tables == 0) {
        sy_fail(wrong, SY_EDATA, N_("nothing was imported: no table was recognised"));
    }
    const sy_status st =
        call->json ? print_json(call, r, wrong, err) : print_report(call, r, dry_run, titles, err);
    return st != SY_OK || wrong->status == SY_OK ? st : sy_fail(err, SY_EDATA, "%s", wrong->text);
}

/* A file of which no table was read; of a workbook some sheets may be notes. */
static bool is_left_out(const sy_import_report *r, const sy_unrecognised *u)
{
    for (size_t i = 0; i < r->n_tables; i++) {
        if (strcmp(r->tables[i].path, u->path) == 0) return false;
    }
    return true;
}

sy_status sy_import_tell(sy_call *call, const sy_import_report *r, sy_err *err)
{
    uint64_t rows = 0, taken = 0;
    size_t out = 0;
    sy_err wrong = {0};

    for (size_t i = 0; i < r->n_tables; i++) {
        rows += r->tables[i].rows;
        taken += r->tables[i].accepted + r->tables[i].duplicate;
    }
    for (size_t i = 0; i < r->n_unrecognised; i++) out += is_left_out(r, &r->unrecognised[i]);
    if (rows > 0 && taken == 0)
        sy_fail(&wrong, SY_EDATA, N_("no row was accepted: all %llu were rejected"),
                (unsigned long long)rows);
    else if (r->n_tables > 0 && out > 0)
        sy_fail(&wrong, SY_EDATA,
                N_("not everything was loaded: %zu files or sheets were left out"), out);
    return tell(call, r, false, TITLES_NONE, &wrong, err);
}

/* Whether the facts have changed. */
static bool has_news(const sy_import_report *r)
{
    for (size_t i = 0; i < r->n_tables; i++) {
        if (!r->tables[i].imported_before) return true;
    }
    return false;
}

/* Now, so that the first question is answered at once. What cannot be put into
 * ledgers has been imported all the same. */
static void build_index(sy_workspace *ws)
{
    sy_err why = {0};

    if (sy_case_build_index(ws, &why) != SY_OK) {
        sy_note(_("note: the rows are in, but their ledgers cannot be built: %s"), why.text);
    }
}

static sy_delivery_words delivery_of(const sy_call *call)
{
    return (sy_delivery_words){.medium = sy_call_option(call, "medium"),
                               .ground = sy_call_option(call, "ground"),
                               .number = sy_call_option(call, "number"),
                               .request = sy_call_option(call, "request"),
                               .received_by = sy_call_option(call, "received-by")};
}

/* One number for the statement of one file: a folder's files are of many. */
static sy_status check_account(const sy_call *call, sy_err *err)
{
    const char *account = sy_call_option(call, "account");
    struct stat info;
    size_t digits = 0;

    if (!account) return SY_OK;
    for (const char *p = account; *p; p++) digits += *p >= '0' && *p <= '9';
    if (digits < 5 || strlen(account) > 64) {
        return sy_fail(err, SY_EINVAL, N_("--account \"%.60s\" is not an account number"), account);
    }
    if (call->n_words == 2 && stat(call->words[1], &info) == 0 && S_ISREG(info.st_mode))
        return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("--account is for one file: name it by itself"));
}

/* --as is a profile too, said in other words. */
static sy_status check_as(sy_import_options *o, const sy_call *call, sy_err *err)
{
    const char *as = sy_call_option(call, "as");

    if (!as) return SY_OK;
    if (o->profile) return sy_fail(err, SY_EINVAL, N_("--as and --profile say two things"));
    if (!sy_pool_of_profile(as)) {
        return sy_fail(err, SY_EINVAL, N_("--as \"%.60s\" is not like pool:vehicles"), as);
    }
    o->profile = as;
    return SY_OK;
}

static sy_status run(sy_call *call, sy_err *err)
{
    const sy_delivery_words delivery = delivery_of(call);
    sy_import_options options = {.profile = sy_call_option(call, "profile"),
                                 .dry_run = sy_call_has(call, "dry-run"),
                                 .progress = true,
                                 .delivery = &delivery,
                                 .accept_mapping = sy_call_has(call, "accept-mapping"),
                                 .account = sy_call_option(call, "account"),
                                 .directions = sy_call_option(call, "direction"),
                                 .successes = sy_call_option(call, "success"),
                                 .ask_password = sy_ask_on_terminal,
                                 .period_from = 1};
    const char *period = sy_call_option(call, "period");
    const char *password_file = sy_call_option(call, "password-file");
    sy_secrets secrets = {.n = 0};
    sy_import_report report = {0};
    titles_state titles = TITLES_NONE;
    sy_err wrong = {0};
    sy_workspace *ws = NULL;
    sy_status st = check_account(call, err);

    if (st == SY_OK) st = check_as(&options, call, err);
    if (st == SY_OK && period) st = read_period(&options, period, err);
    if (st == SY_OK && password_file) st = sy_secrets_read(&secrets, password_file, err);
    options.passwords = secrets.items;
    options.n_passwords = secrets.n;
    if (st == SY_OK) st = sy_open_workspace(&ws, call, SY_WRITE, err);
    if (st == SY_OK) {
        st = sy_intake_import(&report, ws, call->words + 1, call->n_words - 1, &options,
                              &call->arena, err);
    }
    if (st == SY_OK) st = sy_offer_mappings(&report, call, ws, &options, err);
    sy_secrets_dispose(&secrets);
    if (st == SY_OK) st = confirm_titles(&titles, call, ws, &report, err);
    if (st == SY_OK && !options.dry_run && has_news(&report)) build_index(ws);
    sy_workspace_close(ws);
    return st == SY_OK ? tell(call, &report, options.dry_run, titles, &wrong, err) : st;
}

static const sy_option options[] = {
    {.name = "profile",
     .argument = N_("ID"),
     .help = N_("read all files with this profile; else each is recognised by its header")},
    {.name = "as",
     .argument = N_("pool:NAME"),
     .help = N_("read all files as this register; suyuan pool WS list names them")},
    {.name = "period",
     .argument = N_("FROM..TO"),
     .help = N_("the period that was asked for: proves the days without rows")},
    {.name = "password-file",
     .argument = N_("FILE"),
     .help = N_("passwords of archives, one a line (- reads them from stdin); else asked once")},
    {.name = "accept-mapping",
     .help = N_("import files that no profile knows by the mapping that is proposed")},
    {.name = "account",
     .argument = N_("NUMBER"),
     .help = N_("whose statement it is, where the file does not say; for one file")},
    {.name = "direction",
     .argument = N_("WORD=in|out,…"),
     .help = N_("what words of the direction mean, as 1=in,2=out")},
    {.name = "success",
     .argument = N_("WORD=yes|no,…"),
     .help = N_("what words of success mean, as 0=yes,1=no")},
    {.name = "confirm-titles",
     .help = N_("holder, account and period in titles are right: do not ask")},
    {.name = "medium",
     .argument = N_("TEXT"),
     .help = N_("on what the files came (a disc, e-mail); stands in the receipt")},
    {.name = "ground", .argument = N_("TEXT"), .help = N_("by what notice they were asked for")},
    {.name = "number", .argument = N_("TEXT"), .help = N_("the number of that notice")},
    {.name = "request",
     .argument = N_("TEXT"),
     .help = N_("the request that they answer (its number at the bank)")},
    {.name = "received-by", .argument = N_("NAME"), .help = N_("who received them")},
    {.name = "dry-run", .help = N_("only tell what would be imported")},
    {.name = NULL},
};

const sy_command sy_cmd_import = {
    .name = "import",
    .words = "WS PATH…",
    .min_words = 2,
    .max_words = SIZE_MAX,
    .summary = N_("read statements into the workspace"),
    .details = N_("Files, folders and archives (zip, 7z, rar, tar, gz): CSV in any Chinese "
                  "encoding, xlsx, xls, html, PDF with a text layer, OFD. Every row is accepted, a "
                  "duplicate, or rejected with its reason; nothing is dropped. A file that is "
                  "there already changes nothing. An import is whole or not there."),
    .options = options,
    .example = "suyuan import wang.suyuan statements/ --period 2021-01-01..2023-12-31\n"
               "suyuan import other.suyuan transfers.csv --profile transfers",
    .exits = N_("3 where no table was recognised or a limit was passed."),
    .cost = N_("one read of each file for its hash and one parse on all cores; memory grows with "
               "distinct texts and 8 bytes a row."),
    .run = run,
};
