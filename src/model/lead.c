/* lead.c - what a lead may claim is decided here, not in the query: its grade falls with
 * what is not known, its articles are those in force on the day of the act, and its words
 * are the rule's with the facts put in. */
#include "model/lead.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/lang.h"
#include "base/money.h"

enum { LONGEST_WORDING = 1 << 16 };

static json_t *text(sy_slice s)
{
    return json_stringn(s.ptr, s.len);
}

static json_t *words(const sy_words2 *w)
{
    return json_pack("{s:s, s:s}", "zh", w->zh, "en", w->en);
}

/* Of the model and of what the lead is about; the rule may change from run to run. */
sy_status sy_lead_id(char out[SY_LEAD_ID], const char *model, sy_slice key, sy_err *err)
{
    char hex[SY_DIGEST_TEXT];
    sy_digest d = {0};
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);

    if (st != SY_OK) return st;
    sy_digest_add(&d, model, strlen(model) + 1);
    sy_digest_add(&d, key.ptr, key.len);
    sy_digest_end(&d, hex);
    snprintf(out, SY_LEAD_ID, "%.16s", hex);
    return SY_OK;
}

/* ---- words with facts in them ---- */

static bool put_named(sy_buf *out, const sy_lead_row *row, sy_slice name)
{
    char space[SY_TIME_TEXT];

    if (sy_slice_is(name, SY_TEXT("key"))) {
        sy_buf_slice(out, row->key);
    } else if (sy_slice_is(name, SY_TEXT("case")) && row->case_number.len) {
        sy_buf_slice(out, row->case_number);
    } else if (sy_slice_is(name, SY_TEXT("court")) && row->court.len) {
        sy_buf_slice(out, row->court);
    } else if (sy_slice_is(name, SY_TEXT("amount")) && row->has_amount) {
        sy_buf_text(out, sy_minor_print(space, row->amount));
    } else if (sy_slice_is(name, SY_TEXT("date")) && row->has_act_date) {
        sy_buf_text(out, sy_time_print(space, (int64_t)row->act_date * SY_DAY, SY_DATE));
    } else if (sy_slice_is(name, SY_TEXT("party")) && row->n_parties) {
        sy_buf_slice(out, row->parties[0]);
    } else {
        for (size_t i = 0; i < row->n_facts; i++) {
            if (!sy_slice_is(name, row->facts[i].name) || row->facts[i].value.len == 0) continue;
            sy_buf_slice(out, row->facts[i].value);
            return true;
        }
        return false;
    }
    return true;
}

static json_t *fill(const char *template, const sy_lead_row *row, const char *nothing)
{
    sy_buf out;

    sy_buf_init(&out, NULL, LONGEST_WORDING);
    while (*template) {
        const size_t plain = strcspn(template, "{");
        sy_buf_add(&out, template, plain);
        template += plain;
        if (*template != '{') break;
        const size_t n = strcspn(template + 1, "}");
        if (!put_named(&out, row, (sy_slice){template + 1, n})) sy_buf_text(&out, nothing);
        template += 1 + n + (template[1 + n] == '}');
    }
    json_t *filled = json_stringn(out.ptr ? out.ptr : "", out.len);
    sy_buf_dispose(&out);
    return filled;
}

/* ---- the parts of the body ---- */

static json_t *facts(const sy_lead_maker *maker, const sy_lead_row *row)
{
    json_t *list = json_array();

    for (size_t i = 0; i < row->n_facts; i++) {
        const sy_lead_fact *f = &row->facts[i];
        json_t *fact = json_pack("{s:o, s:o}", "name", text(f->name), "value", text(f->value));
        sy_lead_place place;

        if (f->has_place && maker->place(maker->place_ctx, f->source, &place)) {
            json_object_set_new(fact, "source",
                                json_pack("{s:s, s:s?, s:I, s:s}", "file", place.file, "sheet",
                                          place.sheet, "row", (json_int_t)f->row, "sha256",
                                          place.sha256));
        }
        json_array_append_new(list, fact);
    }
    return list;
}

static bool is_in_force(const sy_model_basis *b, const sy_lead_row *row)
{
    return !row->has_act_date || (b->from <= row->act_date && row->act_date <= b->until);
}

/* has_duty: an article says at least what the rule claims; a hint may rest on a duty.
 * is_at_hand: every article on the lead is. */
static json_t *basis(const sy_model *m, const sy_model_item *rule, const sy_lead_row *row,
                     bool *has_duty, bool *is_at_hand)
{
    json_t *list = json_array();

    *has_duty = false;
    *is_at_hand = true;
    for (size_t i = 0; i < m->n_basis; i++) {
        const sy_model_basis *b = &m->basis[i];
        char line[1024];

        if (!is_in_force(b, row) || !sy_model_concerns(b->rules, b->n_rules, rule)) continue;
        *has_duty = *has_duty || b->duty <= rule->duty;
        *is_at_hand = *is_at_hand && b->is_at_hand;
        snprintf(line, sizeof line, "%s%s%s%s%s%s", b->law, *b->number ? "（" : "", b->number,
                 *b->number ? "）" : "", b->article, b->is_at_hand ? "" : "（条文待核）");
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:b}", "text", line, "words",
                                              b->words, "duty", sy_model_duty_name(b->duty),
                                              "at_hand", (int)b->is_at_hand));
    }
    return list;
}

static sy_status append_items(json_t *list, const sy_model_items *items, const sy_slice *ids,
                              size_t n, const sy_model *m, sy_err *err)
{
    for (size_t i = 0; i < n; i++) {
        const sy_model_item *item = sy_model_item_of(items, ids[i]);
        if (!item)
            return sy_fail(err, SY_EDATA,
                           N_("model %s: the query names \"%.*s\", model.yaml does not"), m->id,
                           (int)(ids[i].len < 60 ? ids[i].len : 60), ids[i].ptr);
        json_array_append_new(list, words(&item->words));
    }
    return SY_OK;
}

static bool is_missing(const sy_lead_row *row, const char *condition)
{
    for (size_t i = 0; i < row->n_missing; i++) {
        if (sy_slice_is(row->missing[i], sy_slice_of(condition))) return true;
    }
    return false;
}

/* Conditions that rest on a column without data are not known on any lead; each is named
 * once. */
static void append_absent(json_t *list, const sy_lead_maker *maker, const sy_lead_row *row,
                          const sy_model_item *rule)
{
    const sy_model_items *conditions = &maker->model->conditions;
    char name[2 * SY_POOL_SQL];

    for (size_t i = 0; i < conditions->n; i++) {
        const sy_model_item *c = &conditions->items[i];
        if (!sy_model_concerns(c->rules, c->n_rules, rule) || is_missing(row, c->id)) continue;
        if (!c->column) {
            json_array_append_new(list, words(&c->words));
            continue;
        }
        snprintf(name, sizeof name, "%s.%s", c->pool, c->column);
        for (size_t k = 0; k < maker->n_absent; k++) {
            if (strcmp(name, maker->absent[k]) == 0) json_array_append_new(list, words(&c->words));
        }
    }
}

/* Each once. */
static json_t *parties(const sy_lead_row *row)
{
    json_t *list = json_array();

    for (size_t i = 0; i < row->n_parties; i++) {
        size_t k = 0;
        while (k < i && !sy_slice_is(row->parties[k], row->parties[i])) k++;
        if (k == i) json_array_append_new(list, text(row->parties[i]));
    }
    return list;
}

/* A rule without the duty has no recommendation, whatever its model has. */
static json_t *exits(const sy_model *m, sy_model_duty duty)
{
    json_t *list = json_array();

    for (int i = 0; i < SY_EXITS; i++) {
        if (i == SY_EXIT_RECOMMENDATION && duty != SY_DUTY_SHALL) continue;
        if (m->exits >> i & 1u)
            json_array_append_new(list, json_string(sy_model_exit_name((sy_model_exit)i)));
    }
    return list;
}

static json_t *verify(const sy_model *m)
{
    json_t *list = json_array();

    for (size_t i = 0; i < m->verify.n; i++)
        json_array_append_new(list, words(&m->verify.items[i].words));
    return list;
}

/* ---- together ---- */

static char grade_of(const sy_model_item *rule, bool is_whole)
{
    return rule->grade == 'A' && !is_whole ? 'B' : rule->grade;
}

static void copy(char *out, size_t size, sy_slice s)
{
    size_t n = s.len < size ? s.len : size - 1;

    while (n > 0 && n < s.len && ((unsigned char)s.ptr[n] & 0xC0) == 0x80) n--;
    if (n) memcpy(out, s.ptr, n); /* a reason that is not given has no address */
    out[n] = '\0';
}

/* What cannot be dated is no breach of anything. */
static sy_model_duty duty_of(const sy_model_item *rule, const sy_lead_row *row)
{
    return row->has_act_date ? rule->duty : SY_DUTY_NONE;
}

/* A rule's words may call an act unlawful; without a day they are not used. */
static const sy_words2 undated = {"{case} {key}：行为日期不明，是否违反条文无法判断，只供查看。",
                                  "{case} {key}: the day of the act is not known, so whether an "
                                  "article was breached cannot be told; for a look only."};
static const sy_words2 no_day = {"行为日期不明：适用的条文和期限待核",
                                 "the day of the act is not known: which law and which period "
                                 "applies is to be checked"};

static json_t *body_of(const sy_lead_maker *maker, const sy_lead_row *row,
                       const sy_model_item *rule, json_t *missing, json_t *questions, json_t *law)
{
    const sy_model *m = maker->model;
    const sy_model_duty duty = duty_of(rule, row);
    const sy_words2 *template =
        row->has_act_date || rule->duty != SY_DUTY_SHALL ? &rule->words : &undated;
    char day[SY_TIME_TEXT];
    json_t *wording = json_pack("{s:o, s:o}", "zh", fill(template->zh, row, "（未载明）"), "en",
                                fill(template->en, row, "(not recorded)"));

    if (row->has_act_date) sy_time_print(day, (int64_t)row->act_date * SY_DAY, SY_DATE);
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:s, s:s, s:s, s:o, s:o, s:s?}",
                     "wording", wording, "key", text(row->key), "parties", parties(row), "facts",
                     facts(maker, row), "basis", law, "missing", missing, "questions", questions,
                     "object", sy_model_object_name(m->object), "duty", sy_model_duty_name(duty),
                     "status", sy_model_status_name(m->status), "severity",
                     sy_model_severity_name(m->severity), "exits", exits(m, duty), "verify",
                     verify(m), "act_date", row->has_act_date ? day : NULL);
}

sy_status sy_lead_make(sy_made_lead *out, const sy_lead_maker *maker, const sy_lead_row *row,
                       sy_err *err)
{
    const sy_model *m = maker->model;
    const sy_model_item *rule =
        row->rule.len ? sy_model_item_of(&m->rules, row->rule) : &m->rules.items[0];
    bool has_duty, is_at_hand;

    *out = (sy_made_lead){0};
    if (!rule || m->rules.n == 0)
        return sy_fail(err, SY_EDATA, N_("model %s: the query names \"%.*s\", model.yaml does not"),
                       m->id, (int)(row->rule.len < 60 ? row->rule.len : 60), row->rule.ptr);
    json_t *missing = json_array(), *questions = json_array(), *law;
    law = basis(m, rule, row, &has_duty, &is_at_hand);
    sy_status st = append_items(missing, &m->conditions, row->missing, row->n_missing, m, err);
    if (st == SY_OK)
        st = append_items(questions, &m->questions, row->questions, row->n_questions, m, err);
    append_absent(missing, maker, row, rule);
    if (!row->has_act_date) json_array_append_new(questions, words(&no_day));
    const bool is_whole = json_array_size(missing) == 0 && row->has_act_date && is_at_hand;
    json_t *body = body_of(maker, row, rule, missing, questions, law);
    char *dumped = body && st == SY_OK ? json_dumps(body, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    json_decref(body);
    if (st == SY_OK && !dumped) st = sy_fail_nomem(err);
    if (st == SY_OK) st = sy_lead_id(out->id, m->id, row->key, err);
    copy(out->rule, sizeof out->rule, sy_slice_of(rule->id));
    copy(out->case_number, sizeof out->case_number, row->case_number);
    copy(out->court, sizeof out->court, row->court);
    if (row->has_act_date) sy_time_print(out->act_date, (int64_t)row->act_date * SY_DAY, SY_DATE);
    out->body = dumped;
    out->is_outside_law = !has_duty;
    out->lead = (sy_lead){.id = out->id,
                          .model = m->id,
                          .version = m->version,
                          .grade = grade_of(rule, is_whole),
                          .rule = out->rule,
                          .case_number = out->case_number,
                          .court = out->court,
                          .act_date = out->act_date,
                          .has_amount = row->has_amount,
                          .amount = row->amount,
                          .rank = row->rank,
                          .body = dumped};
    if (st != SY_OK) sy_made_lead_dispose(out);
    return st;
}

void sy_made_lead_dispose(sy_made_lead *made)
{
    free(made->body);
    made->body = NULL;
}
