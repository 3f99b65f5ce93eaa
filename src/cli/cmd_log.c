/* cmd_log.c - suyuan log: who did what and when, and whether the log is what was written. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "cli/table.h"
#include "report/log_list.h"
#include "report/log_words.h"
#include "store/folder_log.h"

enum { USUAL_LIMIT = 50, MOST_LINES = 256 << 20 };

/* Of a case or of a folder of cases: one of both. */
typedef struct source {
    sy_workspace *ws;
    sy_folder_log *folder;
} source;

static const char *kind_of(const source *s, size_t i)
{
    return s->folder ? sy_log_folder_kind(i) : sy_log_kind(i);
}

/* ---- which acts ---- */

static sy_status check_day(const char *day, const char *option, sy_err *err)
{
    sy_precision precision;
    int64_t at;

    if (!day || (sy_time_parse_iso(&at, &precision, sy_slice_of(day)) && precision == SY_DATE))
        return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("--%s \"%.40s\" is not a day like 2023-05-01"), option, day);
}

static sy_status check_kind(const source *s, const char *kind, sy_err *err)
{
    const char *names[32];
    size_t n = 0;

    for (; n < 32 && kind_of(s, n); n++) names[n] = kind_of(s, n);
    for (size_t i = 0; i < n; i++) {
        if (!kind || strcmp(kind, names[i]) == 0) return SY_OK;
    }
    const char *near = sy_nearest(kind, names, n);
    return sy_fail(err, SY_EINVAL, N_("the log has no kind \"%.40s\"%s%s"), kind, near ? "; " : "",
                   near ? near : "");
}

static sy_status read_filter(sy_log_filter *f, const source *s, sy_call *call, sy_err *err)
{
    uint64_t limit = call->json || sy_call_has(call, "output") ? 0 : USUAL_LIMIT, offset = 0;
    sy_status st = sy_call_whole(call, "limit", &limit, err);

    if (st == SY_OK) st = sy_call_whole(call, "offset", &offset, err);
    *f = (sy_log_filter){.who = sy_call_option(call, "who"),
                         .kind = sy_call_option(call, "kind"),
                         .since = sy_call_option(call, "since"),
                         .until = sy_call_option(call, "until"),
                         .limit = (size_t)limit,
                         .offset = (size_t)offset};
    if (st == SY_OK) st = check_kind(s, f->kind, err);
    if (st == SY_OK) st = check_day(f->since, "since", err);
    return st == SY_OK ? check_day(f->until, "until", err) : st;
}

typedef struct found {
    sy_log_act *acts;
    const char **people;
    size_t n, total, n_people;
} found;

/* ---- list ---- */

/* In both languages: JSON is the same in each. */
static void json_words(sy_json *j, const char *key, void (*put)(sy_buf *b, const sy_log_act *a),
                       const sy_log_act *a)
{
    const sy_lang before = sy_lang_get();
    sy_buf b;

    sy_buf_init(&b, NULL, 1 << 20);
    sy_json_key(j, key);
    sy_json_object(j);
    for (int i = 0; i < 2; i++) {
        sy_lang_set(i ? SY_LANG_EN : SY_LANG_ZH);
        sy_buf_clear(&b);
        put(&b, a);
        sy_json_key(j, i ? "en" : "zh");
        sy_json_text(j, (sy_slice){b.ptr, b.len});
    }
    sy_json_end(j);
    sy_buf_dispose(&b);
    sy_lang_set(before);
}

static void put_title(sy_buf *b, const sy_log_act *a)
{
    sy_buf_text(b, sy_log_kind_title(a->kind));
}

static void json_kinds(sy_json *j, const source *s)
{
    sy_json_key(j, "kinds");
    sy_json_array(j);
    for (size_t i = 0; kind_of(s, i); i++) {
        const sy_log_act one = {.kind = kind_of(s, i)};
        sy_json_object(j);
        sy_reply_string(j, "id", one.kind);
        json_words(j, "title", put_title, &one);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_act(sy_json *j, const sy_log_act *a)
{
    sy_json_object(j);
    sy_reply_int(j, "number", (uint64_t)a->first);
    sy_reply_string(j, "kind", a->kind);
    sy_reply_bool(j, "undo", a->is_undo);
    sy_reply_string(j, "who", a->who);
    sy_reply_string(j, "at", a->at);
    sy_reply_int(j, "subjects", a->subjects);
    sy_reply_int(j, "rows", a->rows);
    sy_reply_string(j, "hash", a->hash);
    json_words(j, "title", put_title, a);
    json_words(j, "about", sy_log_about, a);
    json_words(j, "says", sy_log_says, a);
    sy_json_key(j, "words");
    sy_json_array(j);
    for (size_t i = 0; i < a->n_words; i++) {
        sy_json_object(j);
        sy_reply_string(j, "subject", a->words[i].subject);
        sy_reply_string(j, "field", a->words[i].field);
        sy_reply_string(j, "text", a->words[i].text);
        sy_json_end(j);
    }
    sy_json_end(j);
    sy_json_end(j);
}

static sy_status list_json(sy_call *call, const source *s, const found *f, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_int(&j, "total", f->total);
    sy_json_key(&j, "people");
    sy_json_array(&j);
    for (size_t i = 0; i < f->n_people; i++) sy_json_string(&j, f->people[i]);
    sy_json_end(&j);
    json_kinds(&j, s);
    sy_json_key(&j, "acts");
    sy_json_array(&j);
    for (size_t i = 0; i < f->n; i++) json_act(&j, &f->acts[i]);
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status list_table(sy_call *call, const found *f, sy_err *err)
{
    sy_buf about, says, what;
    sy_table t;

    sy_buf_init(&about, NULL, 1 << 20);
    sy_buf_init(&says, NULL, 1 << 20);
    sy_buf_init(&what, NULL, 1 << 20);
    sy_table_init(&t, &call->arena, "lllll");
    sy_table_head(&t, _("time"), _("by whom"), _("kind of act"), _("concerning"), _("in detail"));
    for (size_t i = 0; i < f->n; i++) {
        const sy_log_act *a = &f->acts[i];
        sy_buf_clear(&about);
        sy_buf_clear(&says);
        sy_buf_clear(&what);
        sy_log_about(&about, a);
        sy_log_says(&says, a);
        if (a->is_undo) sy_buf_printf(&what, _("undone: "));
        sy_buf_text(&what, sy_log_kind_title(a->kind));
        sy_table_moment(&t, a->at);
        sy_table_cell(&t, a->who);
        sy_table_cell(&t, what.ptr);
        sy_table_cell(&t, about.ptr);
        sy_table_cell(&t, says.ptr);
    }
    sy_buf_dispose(&about);
    sy_buf_dispose(&says);
    sy_buf_dispose(&what);
    sy_status st = f->n ? sy_table_print(&t, stdout, err) : SY_OK;
    if (f->n < f->total || f->n == 0)
        printf(_("%zu of %zu acts; --limit and --offset show others\n"), f->n, f->total);
    for (size_t i = 0; i < f->n_people; i++) {
        fputs(i ? _(", ") : _("who has done something: "), stdout);
        sy_print_shown(stdout, f->people[i]);
    }
    if (f->n_people) putchar('\n');
    return st;
}

static sy_status write_file(sy_call *call, const char *path, const found *f, sy_err *err)
{
    const bool is_lines = sy_slice_ends(sy_slice_of(path), SY_TEXT(".csv"));
    sy_status st;
    sy_buf lines;

    if (is_lines) {
        sy_buf_init(&lines, NULL, MOST_LINES);
        st = sy_log_list_csv(&lines, f->acts, f->n, err);
        if (st == SY_OK) st = sy_file_write(path, lines.ptr, lines.len, err);
        sy_buf_dispose(&lines);
    } else if (sy_slice_ends(sy_slice_of(path), SY_TEXT(".xlsx"))) {
        st = sy_log_list_xlsx(path, f->acts, f->n, err);
    } else {
        st = sy_fail(err, SY_EINVAL, N_("the log is .xlsx or .csv"));
    }
    return st == SY_OK ? sy_call_wrote(call, path, err) : st;
}

static sy_status read_acts(found *f, const source *s, const sy_log_filter *filter, sy_arena *arena,
                           sy_err *err)
{
    return s->folder ? sy_folder_log_read(s->folder, &f->acts, &f->n, &f->total, filter, arena, err)
                     : sy_log_read(s->ws, &f->acts, &f->n, &f->total, filter, arena, err);
}

static sy_status read_people(found *f, const source *s, sy_arena *arena, sy_err *err)
{
    return s->folder ? sy_folder_log_people(s->folder, &f->people, &f->n_people, arena, err)
                     : sy_log_people(s->ws, &f->people, &f->n_people, arena, err);
}

static sy_status list(sy_call *call, const source *s, sy_err *err)
{
    const char *path = sy_call_option(call, "output");
    sy_log_filter filter;
    found f = {0};
    sy_status st = read_filter(&filter, s, call, err);

    if (st == SY_OK) st = read_acts(&f, s, &filter, &call->arena, err);
    /* Whom else --who could have named: a chooser's list in JSON, a hint where it found nobody. */
    const bool is_nobody = filter.who && f.total == 0;
    if (st == SY_OK && !path && (call->json || is_nobody))
        st = read_people(&f, s, &call->arena, err);
    if (st != SY_OK) return st;
    if (path) return write_file(call, path, &f, err);
    return call->json ? list_json(call, s, &f, err) : list_table(call, &f, err);
}

/* ---- check ---- */

static void print_check(const source *s, const sy_log_check_result *c)
{
    printf(_("%lld rows; the last has the hash %s\n"), (long long)c->rows, c->head);
    if (sy_log_is_sound(c))
        puts(s->folder ? _("the log is what was written")
                       : _("the log is what was written, and says all that was decided"));
    if (c->broken)
        printf(_("row %lld is not what was written; what follows is not vouched for\n"),
               (long long)c->broken);
    if (c->missing)
        printf(_("%lld decisions are not as the log has them\n"), (long long)c->missing);
    if (c->foreign)
        printf(_("%lld rows of the log have no such decision\n"), (long long)c->foreign);
}

static sy_status check(sy_call *call, const source *s, sy_err *err)
{
    sy_log_check_result c;
    sy_err broken = {0};
    sy_json j;
    sy_status st =
        s->folder ? sy_folder_log_check(s->folder, &c, err) : sy_log_check(s->ws, &c, err);

    if (st != SY_OK) return st;
    if (!sy_log_is_sound(&c))
        sy_fail(&broken, SY_EDATA, N_("%s: the log is not what was written"), call->words[0]);
    if (!call->json) {
        print_check(s, &c);
        return broken.status == SY_OK ? SY_OK : sy_fail(err, SY_EDATA, "%s", broken.text);
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_bool(&j, "ok", sy_log_is_sound(&c));
    sy_reply_int(&j, "rows", (uint64_t)c.rows);
    sy_reply_string(&j, "head", c.head);
    sy_reply_int(&j, "broken", (uint64_t)c.broken);
    sy_reply_int(&j, "missing", (uint64_t)c.missing);
    sy_reply_int(&j, "foreign", (uint64_t)c.foreign);
    if (broken.status != SY_OK) sy_json_error(&j, &broken);
    sy_json_end(&j);
    st = sy_json_finish(&j, err);
    return st != SY_OK || broken.status == SY_OK ? st : sy_fail(err, SY_EDATA, "%s", broken.text);
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *verb = call->n_words > 1 ? call->words[1] : "list";
    const bool is_check = strcmp(verb, "check") == 0;
    source s = {0};

    if (!is_check && strcmp(verb, "list") != 0)
        return sy_fail(err, SY_EINVAL, N_("log knows list and check, not \"%.60s\""), verb);
    sy_status st = sy_folder_log_is_there(call->words[0])
                       ? sy_folder_log_open(&s.folder, call->words[0], err)
                       : sy_open_workspace(&s.ws, call, SY_READ, err);
    if (st == SY_OK) st = is_check ? check(call, &s, err) : list(call, &s, err);
    sy_folder_log_close(s.folder);
    sy_workspace_close(s.ws);
    return st;
}

static const sy_option options[] = {
    {.name = "who", .argument = N_("NAME"), .help = N_("only what this person did")},
    {.name = "kind",
     .argument = N_("KIND"),
     .help =
         N_("only case, people, import, source, delivery, match, title, party, finding, "
            "request, report, model, model-shown, lead, proposal, two-persons or key-case; of a "
            "folder login, user, backup or exchange")},
    {.name = "since", .argument = N_("DAY"), .help = N_("only from this day on")},
    {.name = "until", .argument = N_("DAY"), .help = N_("only up to this day")},
    {.name = "limit", .argument = N_("NUMBER"), .help = N_("at most so many acts (50; JSON: all)")},
    {.name = "offset", .argument = N_("NUMBER"), .help = N_("leave out so many at the top")},
    {.name = "output",
     .argument = N_("FILE"),
     .letter = 'o',
     .help = N_("write them to a .csv or .xlsx file")},
    {.name = NULL},
};

const sy_command sy_cmd_log = {
    .name = "log",
    .words = "WS|FOLDER [list|check]",
    .min_words = 1,
    .max_words = 2,
    .summary = N_("who did what and when, and whether that is still what was written"),
    .details =
        N_("Every decision, import, run of a model, report and step of casework, the newest first; "
           "what was taken back stays, with who took it back. Each row has a hash of itself and "
           "of the one before.\n"
           "check follows the chain and compares the log with the decisions themselves. Whoever "
           "can write the file can make a new chain: keep the last hash elsewhere (a list taken "
           "away with -o has it, and so has a backup).\n"
           "FOLDER, of cases, has a log of its own: logins, users, backups and exchange folders, "
           "with the address that asked and how it ended."),
    .options = options,
    .example = "suyuan log wang.suyuan --who 钱某 --since 2026-05-01\n"
               "suyuan log wang.suyuan check\n"
               "suyuan log /srv/cases --kind login\n"
               "suyuan log wang.suyuan -o log.xlsx",
    .exits = N_("3 where the log is not what was written."),
    .run = run,
};
