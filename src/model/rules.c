/* rules.c - what a model may not claim (domain: corrections that hold over everything).
 *
 * Words decide here: 违法 in what a user gets to read is a claim, whatever the author meant. */
#include "model/load.h"

#include <string.h>

#include "base/lang.h"

static const sy_yaml_node *at(sy_model_reader *r, const char *key)
{
    return sy_yaml_get(r->y, sy_yaml_root(r->y), key, false);
}

static bool is_of_court(const sy_model *m)
{
    return m->object == SY_OBJECT_COURT_ACT || m->object == SY_OBJECT_COURT_OMISSION;
}

static bool says_unlawful(const sy_words2 *w)
{
    return strstr(w->zh, "违法") || strstr(w->en, "unlawful") || strstr(w->en, "illegal");
}

static bool may_claim(const sy_model *m, sy_model_duty duty)
{
    return is_of_court(m) && duty == SY_DUTY_SHALL;
}

/* Only a breached duty of the court is a violation; the rest is a lead or a hint. */
static void judge_claims(sy_model_reader *r, const sy_model *m)
{
    const sy_yaml_node *rules = at(r, "rules");

    if (rules && m->rules.n == 0) sy_yaml_wrong(r->y, rules, N_("an empty list"));
    if (!may_claim(m, m->duty) && m->exits & 1u << SY_EXIT_RECOMMENDATION) {
        sy_yaml_wrong(
            r->y, at(r, "exits"),
            N_("a recommendation (检察建议) needs an act or omission of the court against "
               "a duty (object court-..., duty shall)"));
    }
    if (!may_claim(m, m->duty) && says_unlawful(&m->name)) {
        sy_yaml_wrong(r->y, at(r, "name"),
                      N_("违法 (unlawful) may be said only of an act or omission of the court "
                         "against a duty (object court-..., duty shall)"));
    }
    for (size_t i = 0; i < m->rules.n; i++) {
        const sy_model_item *rule = &m->rules.items[i];
        const sy_yaml_node *node = sy_yaml_item(r->y, rules, i);

        if (!may_claim(m, rule->duty) && says_unlawful(&rule->words))
            sy_yaml_wrong(r->y, node,
                          N_("违法 (unlawful) may be said only of an act or omission of the court "
                             "against a duty (object court-..., duty shall)"));
        if (rule->duty < m->duty || rule->grade < m->grade)
            sy_yaml_wrong(r->y, node, N_("the rule \"%s\" claims more than its model"), rule->id);
    }
}

/* The duty is the article's own, as far as anybody can read it. */
static bool article_says(const sy_model_basis *b)
{
    if (!b->is_at_hand) return true;
    if (b->duty == SY_DUTY_SHALL)
        return strstr(b->words, "应当") || strstr(b->words, "不得") || strstr(b->words, "必须");
    return b->duty == SY_DUTY_NONE || strstr(b->words, "可以");
}

static void judge_rules_of(sy_model_reader *r, const sy_model *m, const sy_yaml_node *node,
                           const char *const *rules, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!sy_model_item_of(&m->rules, sy_slice_of(rules[i])))
            sy_yaml_wrong(r->y, node, N_("there is no rule \"%s\""), rules[i]);
    }
}

/* A hint may rest on a duty, a breach not on a permission. */
static void judge_support(sy_model_reader *r, const sy_model *m)
{
    for (size_t i = 0; i < m->rules.n; i++) {
        const sy_model_item *rule = &m->rules.items[i];
        bool is_supported = false;

        for (size_t k = 0; k < m->n_basis; k++) {
            const sy_model_basis *b = &m->basis[k];
            is_supported = is_supported ||
                           (b->duty <= rule->duty && sy_model_concerns(b->rules, b->n_rules, rule));
        }
        if (!is_supported)
            sy_yaml_wrong(r->y, sy_yaml_item(r->y, at(r, "rules"), i),
                          N_("no article of \"basis\" has the duty \"%s\" of the rule \"%s\""),
                          sy_model_duty_name(rule->duty), rule->id);
    }
}

static void judge_basis(sy_model_reader *r, const sy_model *m)
{
    const sy_yaml_node *list = at(r, "basis");
    bool bears = m->duty == SY_DUTY_NONE, is_draft = false;

    if (list && m->n_basis == 0) sy_yaml_wrong(r->y, list, N_("an empty list"));
    for (size_t i = 0; i < m->n_basis; i++) {
        const sy_model_basis *b = &m->basis[i];
        const sy_yaml_node *node = sy_yaml_item(r->y, list, i);

        if (b->until < b->from)
            sy_yaml_wrong(r->y, node, N_("the article is in force until a day before its first"));
        judge_rules_of(r, m, node, b->rules, b->n_rules);
        if (!article_says(b))
            sy_yaml_wrong(r->y, node, N_("the article's words do not say the duty \"%s\""),
                          sy_model_duty_name(b->duty));
        bears = bears || b->duty == m->duty;
        is_draft = is_draft || (!b->is_at_hand && b->until == SY_NO_END);
    }
    if (!bears)
        sy_yaml_wrong(r->y, at(r, "duty"), N_("no article of \"basis\" has the duty \"%s\""),
                      sy_model_duty_name(m->duty));
    if (is_draft && m->status != SY_MODEL_DRAFT_LAW)
        sy_yaml_wrong(r->y, at(r, "status"),
                      N_("it rests on a text that is not at hand: its status is draft-law"));
}

static const sy_model_data *data_of(const sy_model *m, const char *pool)
{
    for (size_t i = 0; i < m->n_data; i++) {
        if (strcmp(m->data[i].pool, pool) == 0) return &m->data[i];
    }
    return NULL;
}

static bool is_named(const char *const *list, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i], id) == 0) return true;
    }
    return false;
}

static bool is_of_grade_a(const sy_model *m, const sy_model_item *condition)
{
    for (size_t i = 0; i < m->rules.n; i++) {
        const sy_model_item *rule = &m->rules.items[i];
        if (rule->grade == 'A' && sy_model_concerns(condition->rules, condition->n_rules, rule))
            return true;
    }
    return false;
}

static void judge_conditions(sy_model_reader *r, const sy_model *m)
{
    const sy_yaml_node *list = at(r, "conditions");

    for (size_t i = 0; i < m->conditions.n; i++) {
        const sy_model_item *c = &m->conditions.items[i];
        const sy_yaml_node *node = sy_yaml_item(r->y, list, i);
        const sy_model_data *d = c->pool ? data_of(m, c->pool) : NULL;
        judge_rules_of(r, m, node, c->rules, c->n_rules);
        const bool is_needed = d && is_named(d->columns, d->n_columns, c->column),
                   is_optional = d && is_named(d->optional, d->n_optional, c->column);

        if (c->column && !is_needed && !is_optional)
            sy_yaml_wrong(r->y, node, N_("the column \"%s.%s\" is not among the model's data"),
                          c->pool, c->column);
        if (is_of_grade_a(m, c) && !is_needed && !is_optional)
            sy_yaml_wrong(r->y, node,
                          N_("grade A needs every condition and exception as a column; \"%s\" has "
                             "none: grade B"),
                          c->id);
    }
}

static void judge_data(sy_model_reader *r, const sy_model *m)
{
    const sy_yaml_node *list = at(r, "data");

    if (list && m->n_data == 0) sy_yaml_wrong(r->y, list, N_("an empty list"));
    for (size_t i = 0; i < m->n_data; i++) {
        const sy_model_data *d = &m->data[i];
        const sy_yaml_node *node = sy_yaml_item(r->y, list, i);

        if (data_of(m, d->pool) != d) sy_yaml_wrong(r->y, node, N_("\"%s\" stands twice"), d->pool);
        for (size_t k = 0; k < d->n_optional; k++) {
            if (is_named(d->columns, d->n_columns, d->optional[k]))
                sy_yaml_wrong(r->y, node, N_("\"%s\" stands twice"), d->optional[k]);
        }
    }
}

void sy_model_judge(sy_model_reader *r, const sy_model *m)
{
    judge_claims(r, m);
    judge_basis(r, m);
    judge_support(r, m);
    judge_data(r, m);
    judge_conditions(r, m);
}
