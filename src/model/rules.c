/* rules.c - what a model may not claim (domain: corrections that hold over everything).
 *
 * Words decide here: 违法 in what a user gets to read is a claim, whatever the author meant. */
#include "model/load.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
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

/* What stands between { and } of a wording comes from the lead or its facts; these the query
 * names by texts. */
static bool is_filled(const sy_model_reader *r, sy_slice name)
{
    static const char *const own[] = {"key", "case", "court", "amount", "date", "party"};
    char quoted[128];

    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (sy_slice_is(name, sy_slice_of(own[i]))) return true;
    }
    const int n = snprintf(quoted, sizeof quoted, "'%.*s'", (int)name.len, name.ptr);
    return n > 2 && (size_t)n < sizeof quoted &&
           sy_slice_find(r->sql, (sy_slice){quoted, (size_t)n}) < r->sql.len;
}

static void judge_wording(sy_model_reader *r, const sy_yaml_node *node, const char *words)
{
    for (const char *p = words; (p = strpbrk(p, "{}")) != NULL;) {
        const size_t n = strcspn(p + 1, "{}");
        const sy_slice name = {p + 1, n};

        if (*p == '}' || p[1 + n] != '}') {
            sy_yaml_wrong(r->y, node, N_("\"%c\" without its other half in the wording: \"%.60s\""),
                          *p, p);
            return;
        }
        if (!is_filled(r, name))
            sy_yaml_wrong(r->y, node,
                          N_("\"{%.*s}\" is neither key, case, court, amount, date or party nor "
                             "a fact that query.sql names"),
                          (int)n, name.ptr);
        p += n + 2;
    }
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
        judge_wording(r, node, rule->words.zh);
        if (rule->words.en != rule->words.zh) judge_wording(r, node, rule->words.en);
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

static bool share_a_rule(const sy_model_basis *a, const sy_model_basis *b)
{
    for (size_t i = 0; i < a->n_rules; i++) {
        for (size_t k = 0; k < b->n_rules; k++) {
            if (strcmp(a->rules[i], b->rules[k]) == 0) return true;
        }
    }
    return a->n_rules == 0 || b->n_rules == 0;
}

/* One article is in force as one text: a lead would cite both. */
static void judge_versions(sy_model_reader *r, const sy_model *m, size_t i)
{
    const sy_yaml_node *list = at(r, "basis"), *node = sy_yaml_item(r->y, list, i);
    const sy_model_basis *b = &m->basis[i];
    char day[SY_TIME_TEXT];

    for (size_t k = 0; k < i; k++) {
        const sy_model_basis *a = &m->basis[k];
        const int32_t from = a->from > b->from ? a->from : b->from;
        if (strcmp(a->law, b->law) != 0 || strcmp(a->article, b->article) != 0 || a->until < from ||
            b->until < from || !share_a_rule(a, b))
            continue;
        if (a->from == 0 || b->from == 0) continue; /* a day that could not be read */
        sy_yaml_wrong(r->y, node,
                      N_("%s %s stands in line %u too, and both are in force on %s: set \"until\" "
                         "of the older one to the day before \"from\" of the newer"),
                      b->law, b->article, a->line,
                      sy_time_print(day, (int64_t)from * SY_DAY, SY_DATE));
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
        judge_versions(r, m, i);
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

/* A slip in the name of a pool is told once, with the pools that there are. */
static void judge_pool_of(sy_model_reader *r, const sy_model *m, size_t i, const sy_yaml_node *node)
{
    const char *pool = m->conditions.items[i].pool;
    char names[200] = "";

    for (size_t k = 0; k < i; k++) {
        const char *before = m->conditions.items[k].pool;
        if (before && strcmp(before, pool) == 0) return;
    }
    for (size_t k = 0, n = 0; k < m->n_data && n < sizeof names; k++) {
        n += (size_t)snprintf(names + n, sizeof names - n, _("%s%s (line %u)"), k ? _(", ") : "",
                              m->data[k].pool, m->data[k].line);
    }
    sy_yaml_wrong(r->y, node, N_("\"data\" has no pool \"%s\", only: %s"), pool, names);
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

        if (c->column && !d) {
            judge_pool_of(r, m, i, node);
            continue;
        }
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
