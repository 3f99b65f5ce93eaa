/* model_card.c - all that a model says, as JSON: with names of columns and both languages, so
 * that a page can show it to somebody who has never seen the file. */
#include <string.h>

#include "base/civil.h"
#include "cli/model.h"
#include "cli/reply.h"
#include "model/files.h"
#include "store/findings.h"

static void words(sy_json *j, const char *key, const sy_words2 *w)
{
    sy_json_key(j, key);
    sy_json_object(j);
    sy_reply_string(j, "zh", w->zh);
    sy_reply_string(j, "en", w->en);
    sy_json_end(j);
}

static void ids(sy_json *j, const char *key, const char *const *list, size_t n)
{
    sy_json_key(j, key);
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) sy_json_string(j, list[i]);
    sy_json_end(j);
}

static void day(sy_json *j, const char *key, int32_t of)
{
    char text[SY_TIME_TEXT];

    sy_reply_string(j, key,
                    of == SY_NO_END ? NULL : sy_time_print(text, (int64_t)of * SY_DAY, SY_DATE));
}

static void basis(sy_json *j, const sy_model *m)
{
    sy_json_key(j, "basis");
    sy_json_array(j);
    for (size_t i = 0; i < m->n_basis; i++) {
        const sy_model_basis *b = &m->basis[i];
        sy_json_object(j);
        sy_reply_string(j, "law", b->law);
        sy_reply_string(j, "number", b->number);
        sy_reply_string(j, "article", b->article);
        sy_reply_string(j, "words", b->words);
        sy_reply_string(j, "duty", sy_model_duty_name(b->duty));
        day(j, "from", b->from);
        day(j, "until", b->until);
        sy_reply_bool(j, "at_hand", b->is_at_hand);
        ids(j, "rules", b->rules, b->n_rules);
        sy_json_end(j);
    }
    sy_json_end(j);
}

/* A column that no definition has is shown by its id. */
static void columns(sy_json *j, const char *key, const sy_pool *pool, const char *const *list,
                    size_t n)
{
    sy_json_key(j, key);
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        const int at = pool ? sy_pool_column_named(pool, list[i]) : -1;
        sy_json_object(j);
        sy_reply_string(j, "id", list[i]);
        sy_reply_string(j, "zh", at < 0 ? list[i] : pool->columns[at].zh);
        sy_reply_string(j, "en", at < 0 ? list[i] : pool->columns[at].en);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void data(sy_json *j, const sy_model *m, const sy_pools *pools)
{
    sy_json_key(j, "data");
    sy_json_array(j);
    for (size_t i = 0; i < m->n_data; i++) {
        const sy_model_data *d = &m->data[i];
        const sy_pool *pool =
            d->is_finding ? sy_finding_named(d->pool) : sy_pools_find(pools, d->pool);
        sy_json_object(j);
        sy_reply_string(j, "id", d->pool);
        sy_reply_bool(j, "finding", d->is_finding);
        sy_reply_bool(j, "linked", d->is_linked); /* rows: linked */
        sy_reply_string(j, "zh", pool ? pool->zh : d->pool);
        sy_reply_string(j, "en", pool ? pool->en : d->pool);
        columns(j, "columns", pool, d->columns, d->n_columns);
        columns(j, "optional", pool, d->optional, d->n_optional);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void parameters(sy_json *j, const sy_model *m)
{
    static const char *const types[] = {"integer", "date", "text"};

    sy_json_key(j, "parameters");
    sy_json_array(j);
    for (size_t i = 0; i < m->n_parameters; i++) {
        const sy_model_parameter *p = &m->parameters[i];
        sy_json_object(j);
        sy_reply_string(j, "id", p->id);
        words(j, "name", &p->name);
        sy_reply_string(j, "unit", p->unit);
        sy_reply_string(j, "type", types[p->type]);
        sy_reply_string(j, "default", p->text);
        if (p->type == SY_PARAMETER_INTEGER) {
            sy_json_key(j, "least");
            sy_json_int(j, p->least);
            sy_json_key(j, "most");
            sy_json_int(j, p->most);
        }
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void items(sy_json *j, const char *key, const sy_model_items *list, bool are_rules)
{
    sy_json_key(j, key);
    sy_json_array(j);
    for (size_t i = 0; i < list->n; i++) {
        const sy_model_item *item = &list->items[i];
        sy_json_object(j);
        sy_reply_string(j, "id", item->id);
        words(j, "words", &item->words);
        if (item->column) {
            sy_reply_string(j, "pool", item->pool);
            sy_reply_string(j, "column", item->column);
        }
        if (are_rules) {
            sy_reply_string(j, "grade", (const char[]){item->grade, '\0'});
            sy_reply_string(j, "duty", sy_model_duty_name(item->duty));
        }
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void exits(sy_json *j, const sy_model *m)
{
    sy_json_key(j, "exits");
    sy_json_array(j);
    for (int i = 0; i < SY_EXITS; i++) {
        if (m->exits >> i & 1u) sy_json_string(j, sy_model_exit_name((sy_model_exit)i));
    }
    sy_json_end(j);
}

void sy_model_json_card(sy_json *j, const sy_model *m, const sy_pools *pools)
{
    words(j, "purpose", &m->purpose);
    words(j, "next", &m->next);
    exits(j, m);
    basis(j, m);
    data(j, m, pools);
    parameters(j, m);
    items(j, "conditions", &m->conditions, false);
    items(j, "exclusions", &m->exclusions, false);
    items(j, "questions", &m->questions, false);
    items(j, "rules", &m->rules, true);
    items(j, "verify", &m->verify, false);
    sy_reply_string(j, "sql", m->sql);
}
