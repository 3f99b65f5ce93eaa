/* evaluate_province.c - what each rule found, as a table or as JSON. */
#include "cli/evaluate_province.h"

#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "evaluate/province.h"

enum { MISSES_FOR_PEOPLE = 40 };

/* ---- JSON ---- */

static void pools_json(sy_json *j, const sy_province_evaluation *e)
{
    sy_json_key(j, "pools");
    sy_json_array(j);
    for (size_t i = 0; i < e->n_pools; i++) {
        const sy_pool_load *p = &e->pools[i];
        sy_json_object(j);
        sy_reply_string(j, "pool", p->pool);
        sy_reply_int(j, "files", p->files);
        sy_reply_int(j, "rows", p->rows);
        sy_reply_int(j, "duplicate", p->duplicate);
        sy_reply_int(j, "rejected", p->rejected);
        sy_reply_int(j, "ms", (uint64_t)p->ms);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void models_json(sy_json *j, const sy_province_evaluation *e)
{
    sy_json_key(j, "models");
    sy_json_array(j);
    for (size_t i = 0; i < e->n_models; i++) {
        const sy_model_score *m = &e->models[i];
        sy_json_object(j);
        sy_reply_string(j, "model", m->model);
        sy_reply_string(j, "state", m->state);
        sy_reply_string(j, "trouble", m->trouble);
        sy_reply_int(j, "leads", m->leads);
        sy_reply_int(j, "outside_law", m->outside_law);
        sy_reply_int(j, "ms", (uint64_t)m->ms);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void grades_json(sy_json *j, const char *key, const uint64_t by_grade[3])
{
    static const char *const names[] = {"A", "B", "C"};

    sy_json_key(j, key);
    sy_json_object(j);
    for (int i = 0; i < 3; i++) sy_reply_int(j, names[i], by_grade[i]);
    sy_json_end(j);
}

static void rules_json(sy_json *j, const sy_province_evaluation *e)
{
    sy_json_key(j, "rules");
    sy_json_array(j);
    for (size_t i = 0; i < e->n_rules; i++) {
        const sy_rule_score *r = &e->rules[i];
        const char grade[2] = {r->grade == ' ' ? '\0' : r->grade, '\0'};
        sy_json_object(j);
        sy_reply_string(j, "model", r->model);
        sy_reply_string(j, "rule", r->rule);
        sy_reply_string(j, "grade", grade);
        sy_reply_int(j, "planted", r->planted);
        sy_reply_int(j, "found", r->found);
        sy_reply_int(j, "wrong", r->wrong);
        sy_reply_int(j, "near", r->near);
        sy_reply_int(j, "near_hit", r->near_hit);
        sy_reply_int(j, "elsewhere", r->elsewhere);
        grades_json(j, "found_by_grade", r->found_by_grade);
        grades_json(j, "wrong_by_grade", r->wrong_by_grade);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void misses_json(sy_json *j, const sy_province_evaluation *e)
{
    sy_json_key(j, "misses");
    sy_json_array(j);
    for (size_t i = 0; i < e->n_misses; i++) {
        const sy_model_miss *m = &e->misses[i];
        const char grade[2] = {m->grade == ' ' ? '\0' : m->grade, '\0'};
        sy_json_object(j);
        sy_reply_string(j, "what", m->what);
        sy_reply_string(j, "model", m->model);
        sy_reply_string(j, "rule", m->rule);
        sy_reply_string(j, "grade", grade);
        sy_reply_string(j, "key", m->key);
        sy_reply_string(j, "why", m->why);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const sy_province_evaluation *e, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "data", "synthetic");
    sy_reply_string(&j, "folder", e->dir);
    sy_reply_string(&j, "as_of", e->as_of);
    pools_json(&j, e);
    sy_reply_int(&j, "entries", e->entries);
    models_json(&j, e);
    rules_json(&j, e);
    misses_json(&j, e);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static const sy_model_score *model_of(const sy_province_evaluation *e, const char *id)
{
    for (size_t i = 0; i < e->n_models; i++) {
        if (strcmp(e->models[i].model, id) == 0) return &e->models[i];
    }
    return NULL;
}

/* A model's milliseconds stand on the first of its rules. */
static void rule_row(sy_table *t, const sy_province_evaluation *e, const sy_rule_score *r,
                     bool is_first)
{
    const sy_model_score *m = model_of(e, r->model);

    sy_table_cell(t, is_first ? r->model : "");
    sy_table_cell(t, r->rule[0] ? r->rule : _("(any)"));
    sy_table_cell(t, r->grade == 'A' ? "A" : r->grade == 'B' ? "B" : r->grade == 'C' ? "C" : "");
    sy_table_int(t, r->planted);
    sy_table_int(t, r->found);
    sy_table_int(t, r->planted - r->found);
    sy_table_int(t, r->wrong);
    sy_table_int(t, r->near);
    sy_table_int(t, r->near_hit);
    sy_table_int(t, r->elsewhere);
    if (is_first && m)
        sy_table_int(t, (uint64_t)m->ms);
    else
        sy_table_cell(t, "");
}

static sy_status print_rules(sy_call *call, const sy_province_evaluation *e, sy_err *err)
{
    const char *before = "";
    sy_table t;

    sy_table_init(&t, &call->arena, "lllrrrrrrrr");
    sy_table_head(&t, _("model"), _("rule"), _("grade"), _("planted"), _("found"), _("missed"),
                  _("wrong"), _("near misses"), _("hit"), _("besides"), "ms");
    for (size_t i = 0; i < e->n_rules; i++) {
        const sy_rule_score *r = &e->rules[i];
        if (r->grade == ' ' && r->near == 0) continue;
        rule_row(&t, e, r, strcmp(before, r->model) != 0);
        before = r->model;
    }
    return sy_table_print(&t, stdout, err);
}

static void print_trouble(const sy_province_evaluation *e)
{
    for (size_t i = 0; i < e->n_models; i++) {
        const sy_model_score *m = &e->models[i];
        if (strcmp(m->state, "failed") == 0) printf("%s: %s\n", m->model, m->trouble);
        if (strcmp(m->state, "not-enough-data") == 0)
            printf(_("%s cannot do without: %s\n"), m->model, m->trouble);
    }
}

/* Precision and recall of all rules that can give this grade. */
static void print_sum(const sy_province_evaluation *e, char grade)
{
    uint64_t planted = 0, found = 0, wrong = 0;
    const int g = grade - 'A';

    for (size_t i = 0; i < e->n_rules; i++) {
        const sy_rule_score *r = &e->rules[i];
        wrong += r->wrong_by_grade[g];
        if (r->grade != grade) continue;
        planted += r->planted;
        found += r->found;
    }
    printf(_("grade %c: %llu of %llu planted ones found; %llu leads of this grade are wrong\n"),
           grade, (unsigned long long)found, (unsigned long long)planted,
           (unsigned long long)wrong);
}

static const char *label_of(const char *what)
{
    return strcmp(what, "missed") == 0  ? _("missed")
           : strcmp(what, "wrong") == 0 ? _("wrong")
                                        : _("near miss hit");
}

/* Leads elsewhere are counted, and listed in JSON. */
static bool is_told(const sy_model_miss *m)
{
    return strcmp(m->what, "elsewhere") != 0;
}

static sy_status print_misses(sy_call *call, const sy_province_evaluation *e, sy_err *err)
{
    size_t told = 0, all = 0;
    sy_table t;

    for (size_t i = 0; i < e->n_misses; i++) all += is_told(&e->misses[i]);
    if (all == 0) return SY_OK;
    putchar('\n');
    sy_table_init(&t, &call->arena, "llllll");
    sy_table_head(&t, _("what"), _("model"), _("rule"), _("grade"), _("key"), _("why"));
    for (size_t i = 0; i < e->n_misses && told < MISSES_FOR_PEOPLE; i++) {
        const sy_model_miss *m = &e->misses[i];
        if (!is_told(m)) continue;
        told++;
        const char grade[2] = {m->grade == ' ' ? '\0' : m->grade, '\0'};
        sy_table_cell(&t, label_of(m->what));
        sy_table_cell(&t, m->model);
        sy_table_cell(&t, m->rule);
        sy_table_cell(&t, grade);
        sy_table_cell(&t, m->key);
        sy_table_cell(&t, m->why);
    }
    const sy_status st = sy_table_print(&t, stdout, err);
    if (st == SY_OK && all > told) printf(_("... and %zu more: --json lists them\n"), all - told);
    return st;
}

static sy_status print_all(sy_call *call, const sy_province_evaluation *e, sy_err *err)
{
    uint64_t rows = 0;
    int64_t ms = 0;

    for (size_t i = 0; i < e->n_pools; i++) rows += e->pools[i].rows;
    for (size_t i = 0; i < e->n_models; i++) ms += e->models[i].ms;
    printf(_("SYNTHETIC DATA: figures on made-up cases prove the code, not the world\n"));
    printf(_("%zu pools, %llu rows; %zu models in %lld ms\n\n"), e->n_pools,
           (unsigned long long)rows, e->n_models, (long long)ms);
    const sy_status st = print_rules(call, e, err);
    if (st != SY_OK) return st;
    print_trouble(e);
    putchar('\n');
    for (char grade = 'A'; grade <= 'C'; grade++) print_sum(e, grade);
    return print_misses(call, e, err);
}

sy_status sy_evaluate_province_run(sy_call *call, const sy_evaluate_options *options, sy_err *err)
{
    sy_province_evaluation *e = NULL;

    if (call->n_words > 1) return sy_fail(err, SY_EINVAL, N_("one province at a time"));
    const sy_status st = sy_evaluate_province(&e, call->words[0], options, &call->arena, err);
    if (st != SY_OK) return st;
    return call->json ? print_json(call, e, err) : print_all(call, e, err);
}
