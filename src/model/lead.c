/* lead.c - what a lead may claim is decided here, not in the query: its grade falls with
 * what is not known, its articles are those in force on the day of the act, and its words
 * are the rule's with the facts put in. */
#include "model/lead.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/money.h"
#include "store/lead_text.h"
#include "suyuan/limits.h"

/* A byte that is escaped is six. */
enum { LONGEST_KIND = 1 << 16, LONGEST_TEXT = 8 * SY_MAX_LEAD_BYTES };

/* What leads of one kind say alike: of one rule, the same articles, the same not known. */
struct sy_lead_kind_text {
    const char *common; /* JSON, from the arena */
    const sy_words2 *wording;
    bool has_duty, is_whole;
};

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

static sy_slice fill(sy_buf *out, const char *template, const sy_lead_row *row, const char *nothing)
{
    sy_buf_clear(out);
    while (*template) {
        const size_t plain = strcspn(template, "{");
        sy_buf_add(out, template, plain);
        template += plain;
        if (*template != '{') break;
        const size_t n = strcspn(template + 1, "}");
        if (!put_named(out, row, (sy_slice){template + 1, n})) sy_buf_text(out, nothing);
        template += 1 + n + (template[1 + n] == '}');
    }
    return (sy_slice){out->len ? out->ptr : "", out->len};
}

/* ---- what leads of one kind say ---- */

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

static sy_status make_common(struct sy_lead_kind_text *out, sy_lead_maker *maker,
                             const sy_lead_row *row, const sy_model_item *rule, sy_err *err)
{
    const sy_model *m = maker->model;
    const sy_model_duty duty = duty_of(rule, row);
    json_t *missing = json_array(), *questions = json_array();
    bool is_at_hand;
    json_t *law = basis(m, rule, row, &out->has_duty, &is_at_hand);
    sy_status st = append_items(missing, &m->conditions, row->missing, row->n_missing, m, err);

    if (st == SY_OK)
        st = append_items(questions, &m->questions, row->questions, row->n_questions, m, err);
    append_absent(missing, maker, row, rule);
    if (!row->has_act_date) json_array_append_new(questions, words(&no_day));
    out->is_whole = json_array_size(missing) == 0 && row->has_act_date && is_at_hand;
    out->wording = row->has_act_date || rule->duty != SY_DUTY_SHALL ? &rule->words : &undated;
    json_t *all = json_pack("{s:o, s:o, s:o, s:s, s:s, s:s, s:s, s:o, s:o}", "basis", law,
                            "missing", missing, "questions", questions, "object",
                            sy_model_object_name(m->object), "duty", sy_model_duty_name(duty),
                            "status", sy_model_status_name(m->status), "severity",
                            sy_model_severity_name(m->severity), "exits", exits(m, duty), "verify",
                            verify(m));
    char *dumped = all ? json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    out->common = dumped ? sy_arena_text(&maker->arena, dumped, strlen(dumped)) : NULL;
    json_decref(all);
    free(dumped);
    return st == SY_OK && !out->common ? sy_fail_nomem(err) : st;
}

/* ---- each kind once ---- */

static void put_index(sy_buf *out, const sy_model_items *items, sy_slice id)
{
    const sy_model_item *item = sy_model_item_of(items, id);
    const uint16_t at = item ? (uint16_t)(item - items->items + 1) : 0;

    sy_buf_add(out, &at, sizeof at);
}

/* All that make_common() looks at. */
static sy_slice kind_of(sy_lead_maker *maker, const sy_lead_row *row, const sy_model_item *rule)
{
    const sy_model *m = maker->model;
    sy_buf *out = &maker->kind;

    sy_buf_clear(out);
    put_index(out, &m->rules, sy_slice_of(rule->id));
    sy_buf_char(out, row->has_act_date ? 'd' : '-');
    for (size_t i = 0; i < m->n_basis; i++)
        sy_buf_char(out, is_in_force(&m->basis[i], row) ? 'l' : '-');
    for (size_t i = 0; i < row->n_missing; i++) put_index(out, &m->conditions, row->missing[i]);
    sy_buf_char(out, '/');
    for (size_t i = 0; i < row->n_questions; i++) put_index(out, &m->questions, row->questions[i]);
    return (sy_slice){out->ptr, out->len};
}

static sy_status find_kind(struct sy_lead_kind_text *out, sy_lead_maker *maker,
                           const sy_lead_row *row, const sy_model_item *rule, sy_err *err)
{
    const sy_slice kind = kind_of(maker, row, rule);
    uint32_t at;
    bool is_new;

    if (sy_buf_status(&maker->kind) != SY_OK ||
        !sy_grow(NULL, (void **)&maker->commons, &maker->n_commons, maker->kinds.n,
                 maker->kinds.n + 1, sizeof *maker->commons))
        return sy_fail_nomem(err);
    sy_status st = sy_keys_put(&maker->kinds, kind, &at, &is_new, err);
    if (st == SY_OK && !maker->commons[at].common)
        st = make_common(&maker->commons[at], maker, row, rule, err);
    if (st == SY_OK) *out = maker->commons[at];
    return st;
}

/* ---- what only this lead says ---- */

static sy_status make_place(sy_lead_maker *maker, uint32_t source, const char **out, sy_err *err)
{
    sy_lead_place place;

    *out = NULL;
    if (!maker->place(maker->place_ctx, source, &place)) return SY_OK;
    json_t *all = json_pack("{s:s, s:s?, s:s}", "file", place.file, "sheet", place.sheet, "sha256",
                            place.sha256);
    char *dumped = all ? json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    *out = dumped ? sy_arena_text(&maker->arena, dumped, strlen(dumped)) : NULL;
    json_decref(all);
    free(dumped);
    return *out ? SY_OK : sy_fail_nomem(err);
}

/* *out NULL: there is no such source. */
static sy_status find_place(sy_lead_maker *maker, uint32_t source, const char **out, sy_err *err)
{
    uint32_t at;
    bool is_new;

    if (!sy_grow(NULL, (void **)&maker->places, &maker->n_places, maker->sources.n,
                 maker->sources.n + 1, sizeof *maker->places))
        return sy_fail_nomem(err);
    sy_status st = sy_keys_put(&maker->sources, (sy_slice){(const char *)&source, sizeof source},
                               &at, &is_new, err);
    if (st == SY_OK && !maker->places[at]) st = make_place(maker, source, &maker->places[at], err);
    if (st == SY_OK) *out = maker->places[at];
    return st;
}

/* Its number among the places of the lead; SY_NO_PLACE. */
static sy_status number_place(sy_lead_maker *maker, sy_lead *lead, uint32_t source, int *number,
                              sy_err *err)
{
    const char *place = NULL;
    sy_status st = find_place(maker, source, &place, err);
    size_t i = 0;

    *number = SY_NO_PLACE;
    if (st != SY_OK || !place) return st;
    while (i < lead->n_places && maker->named[i] != place) i++;
    if (i == lead->n_places) {
        if (!sy_grow(NULL, (void **)&maker->named, &maker->n_named, i, i + 1,
                     sizeof *maker->named))
            return sy_fail_nomem(err);
        maker->named[lead->n_places++] = place;
    }
    *number = (int)i;
    return SY_OK;
}

static sy_status put_body(sy_lead_maker *maker, sy_lead *lead, const sy_lead_row *row,
                          const sy_words2 *wording, sy_err *err)
{
    sy_status st = SY_OK;

    sy_buf_clear(&maker->body);
    for (size_t i = 0; i < row->n_facts && st == SY_OK; i++) {
        const sy_lead_fact *f = &row->facts[i];
        int place = SY_NO_PLACE;
        if (f->has_place) st = number_place(maker, lead, f->source, &place, err);
        sy_lead_body_fact(&maker->body, f->name, f->value, place, f->row);
    }
    sy_lead_body_end(&maker->body, fill(&maker->wording_zh, wording->zh, row, "（未载明）"),
                     fill(&maker->wording_en, wording->en, row, "(not recorded)"));
    lead->places = maker->named;
    return st;
}

/* Each party once. */
static void put_parties(sy_lead_maker *maker, const sy_lead_row *row)
{
    sy_buf *out = &maker->parties;

    sy_buf_clear(out);
    sy_buf_char(out, '[');
    for (size_t i = 0; i < row->n_parties; i++) {
        size_t k = 0;
        while (k < i && !sy_slice_is(row->parties[k], row->parties[i])) k++;
        if (k < i) continue;
        if (i) sy_buf_char(out, ',');
        sy_json_quote(out, row->parties[i]);
    }
    sy_buf_char(out, ']');
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


static void put_columns(sy_made_lead *out, const sy_model *m, const sy_model_item *rule,
                        const sy_lead_row *row)
{
    copy(out->rule, sizeof out->rule, sy_slice_of(rule->id));
    copy(out->case_number, sizeof out->case_number, row->case_number);
    copy(out->court, sizeof out->court, row->court);
    if (row->has_act_date) sy_time_print(out->act_date, (int64_t)row->act_date * SY_DAY, SY_DATE);
    out->lead = (sy_lead){.id = out->id,
                          .model = m->id,
                          .version = m->version,
                          .rule = out->rule,
                          .case_number = out->case_number,
                          .court = out->court,
                          .act_date = out->act_date,
                          .has_amount = row->has_amount,
                          .amount = row->amount,
                          .rank = row->rank};
}

/* Puts the texts that were made on the lead. */
static sy_status take_texts(sy_lead *lead, sy_lead_maker *maker, const sy_lead_row *row,
                            sy_err *err)
{
    const sy_buf *const all[] = {&maker->key, &maker->parties, &maker->body, &maker->wording_zh,
                                 &maker->wording_en};

    sy_buf_clear(&maker->key);
    sy_buf_slice(&maker->key, row->key);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (sy_buf_status(all[i]) == SY_ELIMIT)
            return sy_fail(err, SY_ELIMIT, N_("model %s: a lead that says more than %d bytes"),
                           maker->model->id, LONGEST_TEXT);
        if (sy_buf_status(all[i]) != SY_OK) return sy_fail_nomem(err);
    }
    lead->key = maker->key.ptr;
    lead->parties = maker->parties.ptr;
    lead->body = maker->body.ptr;
    return SY_OK;
}

sy_status sy_lead_make(sy_made_lead *out, sy_lead_maker *maker, const sy_lead_row *row,
                       sy_err *err)
{
    const sy_model *m = maker->model;
    const sy_model_item *rule =
        row->rule.len ? sy_model_item_of(&m->rules, row->rule) : &m->rules.items[0];
    struct sy_lead_kind_text kind = {0};

    *out = (sy_made_lead){0};
    if (!rule || m->rules.n == 0)
        return sy_fail(err, SY_EDATA, N_("model %s: the query names \"%.*s\", model.yaml does not"),
                       m->id, (int)(row->rule.len < 60 ? row->rule.len : 60), row->rule.ptr);
    sy_status st = find_kind(&kind, maker, row, rule, err);
    if (st == SY_OK) st = sy_lead_id(out->id, m->id, row->key, err);
    if (st != SY_OK) return st;
    put_columns(out, m, rule, row);
    out->is_outside_law = !kind.has_duty;
    out->lead.grade = grade_of(rule, kind.is_whole);
    out->lead.common = kind.common;
    st = put_body(maker, &out->lead, row, kind.wording, err);
    put_parties(maker, row);
    return st == SY_OK ? take_texts(&out->lead, maker, row, err) : st;
}

void sy_lead_maker_init(sy_lead_maker *maker, const sy_model *model, const char *const *absent,
                        size_t n_absent, sy_lead_place_fn *place, void *place_ctx)
{
    *maker = (sy_lead_maker){.model = model,
                             .absent = absent,
                             .n_absent = n_absent,
                             .place = place,
                             .place_ctx = place_ctx};
    sy_keys_init(&maker->kinds, NULL);
    sy_keys_init(&maker->sources, NULL);
    sy_arena_init(&maker->arena, NULL);
    sy_buf_init(&maker->kind, NULL, LONGEST_KIND);
    sy_buf_init(&maker->key, NULL, LONGEST_TEXT);
    sy_buf_init(&maker->parties, NULL, LONGEST_TEXT);
    sy_buf_init(&maker->body, NULL, LONGEST_TEXT);
    sy_buf_init(&maker->wording_zh, NULL, LONGEST_TEXT);
    sy_buf_init(&maker->wording_en, NULL, LONGEST_TEXT);
}

void sy_lead_maker_dispose(sy_lead_maker *maker)
{
    sy_keys_dispose(&maker->kinds);
    sy_keys_dispose(&maker->sources);
    sy_drop(NULL, maker->commons);
    sy_drop(NULL, maker->places);
    sy_drop(NULL, maker->named);
    sy_buf_dispose(&maker->kind);
    sy_buf_dispose(&maker->key);
    sy_buf_dispose(&maker->parties);
    sy_buf_dispose(&maker->body);
    sy_buf_dispose(&maker->wording_zh);
    sy_buf_dispose(&maker->wording_en);
    sy_arena_dispose(&maker->arena);
}
