/* lead_json.c - a lead as an object: what the model said, what people did. The same in both
 * languages: what a model says stands there in both. */
#include <stdio.h>
#include <string.h>

#include "casework/fact_names.h"
#include "casework/petition_links.h"
#include "cli/lead.h"
#include "cli/reply.h"
#include "store/edition.h"
#include "store/facts.h"

const char *sy_lead_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

const char *sy_lead_words(const json_t *words)
{
    return sy_lead_text(words, sy_lang_get() == SY_LANG_EN ? "en" : "zh");
}

/* null where there is nothing. */
static void put_text(sy_json *j, const char *key, const char *text)
{
    sy_reply_string(j, key, text && *text ? text : NULL);
}

/* ---- what the model said ---- */

static void put_strings(sy_json *j, const char *key, const json_t *list, const char *of)
{
    sy_json_key(j, key);
    sy_json_array(j);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        sy_json_string(j, of ? sy_lead_text(item, of) : json_string_value(item));
    }
    sy_json_end(j);
}

/* The files of the workspace, so that a place can be asked for (suyuan original). */
typedef struct files {
    const sy_source *items;
    size_t n;
} files;

static void put_entry(sy_json *j, const json_t *source, const files *f)
{
    const char *hash = sy_lead_text(source, "sha256"), *sheet = sy_lead_text(source, "sheet");
    char id[SY_ENTRY_ID];

    for (size_t i = 0; i < f->n; i++) {
        const sy_source *s = &f->items[i];
        if (strcmp(s->sha256, hash) != 0 || strcmp(s->sheet_name, sheet) != 0) continue;
        const uint32_t row = (uint32_t)json_integer_value(json_object_get(source, "row"));
        sy_reply_string(j, "entry", sy_entry_id_print(id, hash, s->sheet, row));
        return;
    }
    sy_reply_string(j, "entry", NULL); /* of a file that is no longer there */
}

/* f: NULL where no places are asked for. */
static void put_facts(sy_json *j, const json_t *list, const files *f)
{
    char name[SY_FACT_NAME];

    sy_json_key(j, "facts");
    sy_json_array(j);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *fact = json_array_get(list, i), *source = json_object_get(fact, "source");
        if (!*sy_lead_text(fact, "value")) continue;
        sy_json_object(j);
        sy_reply_string(j, "name", sy_lead_text(fact, "name"));
        sy_reply_string(j, "name_en", sy_fact_name_en(name, sy_lead_text(fact, "name")));
        sy_reply_string(j, "value", sy_lead_text(fact, "value"));
        if (source) {
            sy_json_key(j, "source");
            sy_json_object(j);
            sy_reply_string(j, "file", sy_lead_text(source, "file"));
            sy_reply_string(j, "sheet", json_string_value(json_object_get(source, "sheet")));
            sy_reply_int(j, "row", (uint64_t)json_integer_value(json_object_get(source, "row")));
            sy_reply_string(j, "sha256", sy_lead_text(source, "sha256"));
            if (f) put_entry(j, source, f);
            sy_json_end(j);
        }
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status put_found(sy_json *j, sy_docket_lead *l, const json_t *body, const files *f,
                           sy_err *err)
{
    const sy_lead *lead = &l->lead;
    char group[SY_GROUP_ID];
    sy_status st = sy_lead_group_id(group, l, SY_PERIOD_YEAR, err);

    if (st != SY_OK) return st;
    sy_reply_string(j, "id", lead->id);
    sy_reply_string(j, "model", lead->model);
    sy_reply_string(j, "version", lead->version);
    sy_reply_string(j, "rule", lead->rule);
    sy_reply_string(j, "case", lead->case_number);
    sy_reply_string(j, "court", lead->court);
    put_strings(j, "parties", json_object_get(body, "parties"), NULL);
    sy_reply_string(j, "grade", (const char[]){lead->grade, '\0'});
    sy_reply_string(j, "wording", sy_lead_text(json_object_get(body, "wording"), "zh"));
    sy_reply_string(j, "wording_en", sy_lead_text(json_object_get(body, "wording"), "en"));
    put_facts(j, json_object_get(body, "facts"), f);
    put_strings(j, "basis", json_object_get(body, "basis"), "text");
    if (lead->has_amount)
        sy_reply_minor(j, "amount", lead->amount);
    else
        sy_reply_string(j, "amount", NULL);
    sy_reply_string(j, "object", sy_lead_text(body, "object"));
    sy_reply_string(j, "duty", sy_lead_text(body, "duty"));
    sy_reply_string(j, "law_status", sy_lead_text(body, "status"));
    put_text(j, "act_date", sy_lead_text(body, "act_date"));
    put_strings(j, "not_known", json_object_get(body, "missing"), "zh");
    put_strings(j, "not_known_en", json_object_get(body, "missing"), "en");
    put_strings(j, "open_questions", json_object_get(body, "questions"), "zh");
    put_strings(j, "open_questions_en", json_object_get(body, "questions"), "en");
    put_strings(j, "exits", json_object_get(body, "exits"), NULL);
    sy_reply_string(j, "group", group);
    return SY_OK;
}

/* ---- what people did ---- */

static void put_day(sy_json *j, const char *key, int32_t day)
{
    sy_reply_time(j, key, (int64_t)day * SY_DAY, SY_DATE);
}

static void put_deadline(sy_json *j, const sy_deadline *d)
{
    sy_json_key(j, "reply");
    if (d->due == SY_DUE_NONE) {
        sy_json_null(j);
        return;
    }
    sy_json_object(j);
    put_day(j, "asked", d->given);
    put_day(j, "due", d->by);
    put_day(j, "due_if_extended", d->extended);
    sy_reply_string(j, "deadline", sy_due_name(d->due));
    sy_json_end(j);
}

/* Every measure that stands, in the order in which they were taken. */
static void put_measures(sy_json *j, const sy_docket_lead *l)
{
    sy_json_key(j, "measures");
    sy_json_array(j);
    for (size_t i = 0; i < l->n_steps; i++) {
        const sy_step *s = &l->steps[i];
        const char *measure = sy_step_says(s, SY_LEAD_MEASURE);
        if (s->undone_at || !measure) continue;
        sy_json_object(j);
        sy_reply_string(j, "measure", measure);
        put_text(j, "document", sy_step_says(s, SY_LEAD_DOCUMENT));
        put_text(j, "on", sy_step_says(s, SY_LEAD_DAY));
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void put_answer(sy_json *j, const sy_docket_lead *l)
{
    sy_json_key(j, "answer");
    if (!*l->word[SY_LEAD_LIST]) {
        sy_json_null(j);
        return;
    }
    sy_json_object(j);
    for (int f = SY_LEAD_SEALED; f <= SY_LEAD_LIST; f++)
        put_text(j, sy_lead_field_name((sy_lead_field)f), l->word[f]);
    sy_json_end(j);
}

static const char *verdict_name(sy_lead_verdict v)
{
    return v == SY_LEAD_UNJUDGED ? NULL : v == SY_LEAD_IS_TRUE ? "confirmed" : "refuted";
}

static void put_said(sy_json *j, const sy_step *s)
{
    sy_json_key(j, "said");
    sy_json_object(j);
    for (size_t k = 0; k < s->n; k++) {
        if (sy_lead_field_of(s->words[k].field) != SY_LEAD_FIELDS)
            sy_reply_string(j, s->words[k].field, s->words[k].value);
    }
    sy_json_end(j);
}

/* What waits for a second person. */
static void put_proposal(sy_json *j, const sy_step *p)
{
    sy_json_key(j, "proposed");
    if (!p) {
        sy_json_null(j);
        return;
    }
    sy_json_object(j);
    sy_reply_string(j, "who", p->who);
    sy_reply_string(j, "at", p->at);
    put_said(j, p);
    sy_json_end(j);
}

static void put_done(sy_json *j, const sy_docket_lead *l, int32_t today)
{
    const sy_deadline d = sy_deadline_of(l, today);

    sy_reply_string(j, "state", sy_lead_state_name(l->state));
    sy_reply_string(j, "source", l->petition ? "application" : "ex_officio");
    put_text(j, "petition", l->petition ? l->petition->number : NULL);
    put_text(j, "item", l->word[SY_LEAD_ITEM]);
    put_text(j, "assigned_to", l->word[SY_LEAD_PERSON]);
    sy_reply_string(j, "verdict", verdict_name(l->verdict));
    put_text(j, "note", l->word[SY_LEAD_NOTE]);
    put_measures(j, l);
    if (*l->word[SY_LEAD_MONEY])
        sy_reply_minor(j, "money", l->money);
    else
        sy_reply_string(j, "money", NULL);
    put_deadline(j, &d);
    put_answer(j, l);
    put_proposal(j, l->proposal);
    sy_reply_bool(j, "new", l->lead.is_new);
    sy_reply_bool(j, "vanished", l->lead.has_vanished);
    sy_reply_bool(j, "changed", l->has_changed);
}

static void put_history(sy_json *j, const sy_docket_lead *l)
{
    sy_json_key(j, "history");
    sy_json_array(j);
    for (size_t i = 0; i < l->n_steps; i++) {
        const sy_step *s = &l->steps[i];
        char number[24];
        sy_json_object(j);
        snprintf(number, sizeof number, "%lld", (long long)s->number);
        sy_reply_string(j, "step", number);
        snprintf(number, sizeof number, "%lld", (long long)s->act);
        sy_reply_string(j, "act", number);
        sy_reply_string(j, "who", s->who);
        sy_reply_string(j, "at", s->at);
        sy_reply_string(j, "undone_by", s->undone_by);
        sy_reply_string(j, "undone_at", s->undone_at);
        put_said(j, s);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status put_petitions(sy_json *j, const sy_lead_desk *desk, const sy_docket_lead *l,
                               sy_arena *arena, sy_err *err)
{
    sy_linked_petition *list;
    size_t n;
    const sy_status st = sy_petition_links_of(&list, &n, l, desk->ws, desk->pools, arena, err);

    if (st != SY_OK) return st;
    sy_json_key(j, "petitions");
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        const sy_petition *p = list[i].petition;
        sy_json_object(j);
        sy_reply_string(j, "link", sy_petition_link_name(list[i].link));
        sy_reply_string(j, "petition", p->number);
        put_text(j, "received", p->received);
        put_text(j, "channel", p->channel);
        put_text(j, "petitioner", p->petitioner);
        put_text(j, "case", p->case_number);
        put_text(j, "person", list[i].person);
        sy_reply_bool(j, "by_name", list[i].is_by_name);
        sy_json_end(j);
    }
    sy_json_end(j);
    return SY_OK;
}

static sy_status put_changes(sy_json *j, const sy_lead_desk *desk, const sy_docket_lead *l,
                             sy_arena *arena, sy_err *err)
{
    char name[SY_FACT_NAME];
    sy_difference *list = NULL;
    size_t n = 0;
    sy_status st = SY_OK;

    if (l->has_changed)
        st = sy_edition_differences(&list, &n, desk->ws, l->seen, &l->lead, arena, err);
    if (st != SY_OK) return st;
    sy_json_key(j, "changes");
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        sy_json_object(j);
        sy_reply_string(j, "what", list[i].what);
        put_text(j, "name", list[i].name);
        put_text(j, "name_en", sy_fact_name_en(name, list[i].name));
        put_text(j, "before", list[i].before);
        put_text(j, "now", list[i].now);
        sy_json_end(j);
    }
    sy_json_end(j);
    return SY_OK;
}

/* What can be said of it next: the states that follow, and the items of 监督规则 37. */
static void put_choices(sy_json *j, const sy_lead_desk *desk, const sy_docket_lead *l,
                        const char *object)
{
    const sy_ex_officio_item *fits = sy_ex_officio_for(&desk->rules, object);

    sy_json_key(j, "next");
    sy_json_array(j);
    for (int s = 0; s < SY_LEAD_STATES; s++) {
        if (sy_lead_state_follows(l->state, (sy_lead_state)s))
            sy_json_string(j, sy_lead_state_name((sy_lead_state)s));
    }
    sy_json_end(j);
    sy_json_key(j, "items");
    sy_json_array(j);
    for (size_t i = 0; i < desk->rules.n; i++) {
        const sy_ex_officio_item *item = &desk->rules.items[i];
        sy_json_object(j);
        sy_reply_string(j, "id", item->id);
        sy_reply_string(j, "zh", item->words.zh);
        sy_reply_string(j, "en", item->words.en);
        sy_reply_bool(j, "fits", item == fits);
        sy_json_end(j);
    }
    sy_json_end(j);
}

sy_status sy_lead_json(sy_json *j, const sy_lead_desk *desk, sy_docket_lead *l, bool with_history,
                       sy_arena *arena, sy_err *err)
{
    const json_t *body = sy_docket_body(l);
    files f = {0};
    sy_status st = SY_OK;

    if (!body) return sy_fail_nomem(err);
    if (with_history) {
        sy_source *list = NULL;
        st = sy_facts_source_names(desk->ws, &list, &f.n, arena, err);
        f.items = list;
    }
    if (st != SY_OK) return st;
    sy_json_object(j);
    st = put_found(j, l, body, with_history ? &f : NULL, err);
    if (st != SY_OK) return st;
    put_done(j, l, desk->today);
    if (with_history) {
        put_choices(j, desk, l, sy_lead_text(body, "object"));
        put_history(j, l);
        st = put_petitions(j, desk, l, arena, err);
        if (st == SY_OK) st = put_changes(j, desk, l, arena, err);
    }
    sy_json_end(j);
    return st;
}
