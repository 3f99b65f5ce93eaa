/* model_told.c - a table with a line a model by family, what was wrong with each, and one
 * line that adds them up. */
#include "cli/model_told.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/civil.h"
#include "cli/reply.h"
#include "cli/table.h"

enum { FIRST_OF_MANY = 3, FIRST_OF_NAMED = 10 };

typedef enum state { RAN, ENOUGH, NOT_ENOUGH, FAILED, STOPPED, STATES } state;

static const char *const state_names[STATES] = {"ran", "enough", "not-enough-data", "failed",
                                                "stopped"};
static const char *const state_titles[STATES] = {N_("has run"), N_("enough"), N_("not enough data"),
                                                 N_("failed"), N_("stopped")};

static state state_of(const sy_told *t, const sy_told_model *m)
{
    if (!m->was_tried || m->err.status == SY_ECANCEL) return STOPPED;
    if (m->err.status != SY_OK) return FAILED;
    if (m->outcome.n_missing) return NOT_ENOUGH;
    return t->kind == SY_TOLD_CHECKED ? ENOUGH : RAN;
}

static size_t broken_of(const sy_told *t)
{
    return t->models ? sy_models_broken(t->models) : 0;
}

/* ---- JSON ---- */

/* A law of the future is right in a draft; more often a year was mistyped. */
static bool begins_later(const sy_told *t, const sy_model_basis *b)
{
    return t->kind == SY_TOLD_CHECKED && b->from > t->today;
}

static void json_texts(sy_json *j, const char *key, const char *const *list, size_t n)
{
    sy_json_key(j, key);
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) sy_json_string(j, list[i]);
    sy_json_end(j);
}

static size_t first_of(const sy_told *t, const sy_found *found)
{
    const size_t most = t->models ? FIRST_OF_MANY : FIRST_OF_NAMED;
    return found->n < most ? found->n : most;
}

static void json_first(sy_json *j, const sy_told *t, const sy_found *found)
{
    sy_json_key(j, "first");
    sy_json_array(j);
    for (size_t i = 0; i < first_of(t, found); i++) {
        const sy_found_lead *f = &found->items[i];
        sy_json_object(j);
        sy_reply_string(j, "id", f->id);
        sy_reply_string(j, "key", f->key);
        sy_reply_string(j, "rule", f->rule);
        sy_reply_string(j, "grade", (const char[]){f->grade, '\0'});
        sy_reply_string(j, "case", f->case_number);
        sy_reply_string(j, "court", f->court);
        sy_reply_string(j, "party", f->party);
        if (f->has_amount)
            sy_reply_minor(j, "amount", f->amount);
        else
            sy_reply_string(j, "amount", NULL);
        sy_reply_bool(j, "new", f->is_new);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_later_law(sy_json *j, const sy_told *t, const sy_model *m)
{
    sy_json_key(j, "later_law");
    sy_json_array(j);
    for (size_t i = 0; i < m->n_basis; i++) {
        const sy_model_basis *b = &m->basis[i];
        char day[SY_TIME_TEXT];
        if (!begins_later(t, b)) continue;
        sy_json_object(j);
        sy_reply_string(j, "law", b->law);
        sy_reply_string(j, "article", b->article);
        sy_reply_string(j, "from", sy_time_print(day, (int64_t)b->from * SY_DAY, SY_DATE));
        sy_reply_int(j, "line", b->line);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_told(sy_json *j, const sy_told *t, const sy_told_model *m)
{
    const sy_model_outcome *o = &m->outcome;

    sy_json_object(j);
    sy_reply_string(j, "id", m->model->id);
    sy_reply_string(j, "version", m->model->version);
    sy_reply_string(j, "family", sy_model_family_name(m->model->family));
    sy_reply_string(j, "state", state_names[state_of(t, m)]);
    json_texts(j, "missing", o->missing, o->n_missing);
    json_texts(j, "absent", o->absent, o->n_absent);
    if (t->kind != SY_TOLD_CHECKED) {
        sy_reply_int(j, "leads", o->tally.leads);
        sy_reply_int(j, "new", o->tally.added);
        if (t->kind == SY_TOLD_RAN) sy_reply_int(j, "changed", o->tally.changed);
        sy_reply_int(j, "vanished", o->tally.vanished);
        sy_reply_int(j, "outside_law", o->outside_law);
        sy_reply_int(j, "ms", (uint64_t)o->ms);
    }
    if (t->kind == SY_TOLD_CHECKED) json_later_law(j, t, m->model);
    if (m->found) json_first(j, t, m->found);
    if (m->err.status != SY_OK) sy_reply_string(j, "error", m->err.text);
    sy_json_end(j);
}

static sy_status print_json(const sy_told *t, sy_err *err)
{
    sy_json j;

    sy_call_answer(t->call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "models");
    sy_json_array(&j);
    for (size_t i = 0; i < t->n; i++) json_told(&j, t, &t->list[i]);
    sy_json_end(&j);
    if (t->kind != SY_TOLD_CHECKED) sy_reply_bool(&j, "recorded", t->kind == SY_TOLD_RAN);
    sy_model_json_broken(&j, t->models);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static const char *joined(sy_call *call, const char *const *list, size_t n)
{
    sy_buf line;
    const char *kept = "";

    sy_buf_init(&line, NULL, 4096);
    for (size_t i = 0; i < n; i++) sy_buf_printf(&line, "%s%s", i ? " " : "", list[i]);
    if (line.len) kept = sy_arena_text(&call->arena, line.ptr, line.len);
    sy_buf_dispose(&line);
    return kept ? kept : "";
}

static bool needs_finding(const sy_model_outcome *o)
{
    for (size_t i = 0; i < o->n_missing; i++) {
        if (strncmp(o->missing[i], "finding:", 8) == 0) return true;
    }
    return false;
}

static void say_later_law(const sy_told *t, const sy_model *m)
{
    char day[SY_TIME_TEXT];

    for (size_t i = 0; i < m->n_basis; i++) {
        const sy_model_basis *b = &m->basis[i];
        if (!begins_later(t, b)) continue;
        sy_printf_shown(
            stdout,
            _("%s: %s %s comes into force only on %s (model.yaml, line %u); acts before "
              "that day do not rest on it: check the date\n"),
            m->id, b->law, b->article, sy_time_print(day, (int64_t)b->from * SY_DAY, SY_DATE),
            b->line);
    }
}

/* Of many, what each lacks is for `check` and for who names it. */
static void say_rest(const sy_told *t, const sy_told_model *m)
{
    const sy_model_outcome *o = &m->outcome;
    const bool is_long = t->models && t->kind != SY_TOLD_CHECKED;

    if (m->err.status != SY_OK) printf("%s: %s\n", m->model->id, m->err.text);
    say_later_law(t, m->model);
    if (o->n_missing && !is_long)
        printf(_("%s cannot do without: %s\n"), m->model->id,
               joined(t->call, o->missing, o->n_missing));
    if (o->n_missing && !is_long && needs_finding(o))
        puts(
            _("finding:... is what the flow analysis finds in this case: it needs statements "
              "(suyuan import), clues and proxies also the debtor (suyuan case WS --debtor NAME)"));
    if (o->n_absent && !is_long)
        printf(_("%s: nothing is known of %s; its leads say so\n"), m->model->id,
               joined(t->call, o->absent, o->n_absent));
    if (o->outside_law)
        printf(_("%s: %llu acts before the law was in force are no leads\n"), m->model->id,
               (unsigned long long)o->outside_law);
}

static void say_broken(const sy_told *t)
{
    for (size_t i = 0; i < broken_of(t); i++) {
        const sy_broken_model *b = sy_models_broken_at(t->models, i);
        printf("%s: %s\n", b->id, b->why.text);
    }
}

static void say_count(const char *between, const char *label, uint64_t n)
{
    if (n) printf("%s%s %llu", between, label, (unsigned long long)n);
}

static void say_sum(const sy_told *t)
{
    size_t of[STATES] = {0};
    sy_model_run_tally sum = {0};

    if (t->n + broken_of(t) < 2) return;
    for (size_t i = 0; i < t->n; i++) {
        const sy_model_run_tally *tally = &t->list[i].outcome.tally;
        of[state_of(t, &t->list[i])]++;
        sum.leads += tally->leads;
        sum.added += tally->added;
        sum.changed += tally->changed;
        sum.vanished += tally->vanished;
    }
    printf("%s %zu", _("models"), t->n + broken_of(t));
    for (int i = 0; i < STATES; i++) say_count(i ? _(", ") : _(": "), _(state_titles[i]), of[i]);
    say_count(_(", "), _("cannot be read"), broken_of(t));
    if (of[RAN]) {
        printf("%s%s %llu", _("; "), _("leads"), (unsigned long long)sum.leads);
        say_count(_(", "), _("new"), sum.added);
        say_count(_(", "), _("said anew"), sum.changed);
        say_count(_(", "), _("vanished"), sum.vanished);
    }
    putchar('\n');
    if (of[NOT_ENOUGH] && t->kind != SY_TOLD_CHECKED && t->models)
        printf(_("what is missing: suyuan model %s check\n"), t->call->words[0]);
}

static void table_row(sy_table *table, const sy_told *t, const sy_told_model *m)
{
    const sy_model_run_tally *tally = &m->outcome.tally;

    sy_table_cell(table, m->model->id);
    sy_table_cell(table, sy_model_words(&m->model->name));
    sy_table_cell(table, _(state_titles[state_of(t, m)]));
    if (!m->outcome.has_run) {
        for (int k = 0; k < 4; k++) sy_table_cell(table, "");
        return;
    }
    sy_table_int(table, tally->leads);
    sy_table_int(table, tally->added);
    if (t->kind == SY_TOLD_RAN)
        sy_table_int(table, tally->changed);
    else
        sy_table_cell(table, "");
    sy_table_int(table, tally->vanished);
}

/* The leads that would be looked at first. */
static sy_status say_first(const sy_told *t, sy_err *err)
{
    sy_table table;

    sy_table_init(&table, &t->call->arena, "llllllrl");
    sy_table_head(&table, _("lead"), _("what it is about"), _("rule"), _("grade"), _("case number"),
                  _("party"), _("amount"), _("state"));
    for (size_t i = 0; i < t->n; i++) {
        const sy_found *found = t->list[i].found;
        if (!found || found->n == 0) continue;
        sy_table_title(&table, t->list[i].model->id);
        for (size_t k = 0; k < first_of(t, found); k++) {
            const sy_found_lead *f = &found->items[k];
            sy_table_cell(&table, f->id);
            sy_table_cell(&table, f->key);
            sy_table_cell(&table, f->rule);
            sy_table_cell(&table, (const char[]){f->grade, '\0'});
            sy_table_cell(&table, f->case_number);
            sy_table_cell(&table, f->party);
            if (f->has_amount)
                sy_table_money(&table, f->amount);
            else
                sy_table_cell(&table, "");
            sy_table_cell(&table, f->is_new ? _("new") : "");
        }
    }
    puts(_("\nthe first of them; nothing was recorded:"));
    return sy_table_print(&table, stdout, err);
}

/* Of a run of all: dozens may lack data, or did not get their turn; they are counted. */
static bool is_listed(const sy_told *t, const sy_told_model *m)
{
    return !t->models || t->kind == SY_TOLD_CHECKED ||
           (state_of(t, m) != NOT_ENOUGH && m->was_tried);
}

static sy_status print_table(const sy_told *t, sy_err *err)
{
    const sy_model *before = NULL;
    sy_table table;

    sy_table_init(&table, &t->call->arena, "lllrrrr");
    sy_table_head(&table, _("model"), _("what it screens"), _("state"), _("leads"), _("new"),
                  _("said anew"), _("vanished"));
    for (size_t i = 0; i < t->n; i++) {
        const sy_told_model *m = &t->list[i];
        if (!is_listed(t, m)) continue;
        if (t->models && (!before || m->model->family != before->family))
            sy_table_title(&table, sy_model_family_title(m->model->family));
        table_row(&table, t, m);
        before = m->model;
    }
    if (broken_of(t)) sy_model_table_broken(&table, t->models);
    sy_status st = sy_table_print(&table, stdout, err);
    for (size_t i = 0; i < t->n && st == SY_OK; i++) say_rest(t, &t->list[i]);
    if (st == SY_OK) say_broken(t);
    if (st == SY_OK) say_sum(t);
    return st == SY_OK && t->kind == SY_TOLD_DRY ? say_first(t, err) : st;
}

/* ---- and whether it is a failure ---- */

static sy_status blame(const sy_told *t, sy_err *err)
{
    size_t failed = broken_of(t), stopped = 0;
    const char *id = failed ? sy_models_broken_at(t->models, 0)->id : NULL;
    const sy_err *why = failed ? &sy_models_broken_at(t->models, 0)->why : NULL;

    for (size_t i = 0; i < t->n; i++) {
        const state s = state_of(t, &t->list[i]);
        stopped += s == STOPPED;
        failed += s == FAILED;
        if (s != FAILED || why) continue;
        why = &t->list[i].err;
        id = t->list[i].model->id;
    }
    if (stopped)
        return sy_fail(err, SY_ECANCEL, N_("stopped; %zu of %zu models did not run"), stopped,
                       t->n);
    if (failed == 1 && broken_of(t))
        return sy_fail(err, why->status, N_("model %s cannot be read and did not run: %.400s"), id,
                       why->text);
    if (failed == 1) return sy_fail(err, why->status, N_("model %s failed: %.400s"), id, why->text);
    if (failed)
        return sy_fail(
            err, why->status,
            N_("%zu models failed or cannot be read and did not run; the first, %s: %.400s"),
            failed, id, why->text);
    return SY_OK;
}

sy_status sy_told_print(const sy_told *t, sy_err *err)
{
    const sy_status st = t->call->json ? print_json(t, err) : print_table(t, err);

    return st == SY_OK ? blame(t, err) : st;
}
