/* load.c - model.yaml into a sy_model. Reading and judging are apart: here a file becomes a
 * structure, rules.c says what a model may not claim. Both note what is wrong with its place,
 * so one run shows several mistakes. */
#include "model/load.h"

#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "suyuan/limits.h"

enum { MOST_ITEMS = 64, LONGEST_ID = 40, MOST_COLUMNS = 64 };

static const char *const object_names[SY_OBJECTS] = {"court-act", "court-omission", "property",
                                                     "debtor",    "third-party",    "officer"};
static const char *const duty_names[SY_DUTIES] = {"shall", "may", "none"};
static const char *const exit_names[SY_EXITS] = {
    "recommendation", "reminder", "property-referral", "creditor", "police", "discipline", "file"};
static const char *const status_names[SY_MODEL_STATUSES] = {"in-force", "draft-law"};
static const char *const severity_names[SY_SEVERITIES] = {"high", "medium", "low"};
static const char *const family_names[SY_FAMILIES] = {
    "vehicle",   "termination", "passive", "over-sealing", "auction", "after-termination",
    "sham-suit", "refusal",     "nodes",   "key-cases",    "other"};
static const char *const parameter_names[SY_PARAMETER_TYPES] = {"integer", "date", "text"};
static const char *const grade_names[] = {"A", "B", "C"};

const char *sy_model_object_name(sy_model_object object)
{
    return object_names[object];
}

const char *sy_model_duty_name(sy_model_duty duty)
{
    return duty_names[duty];
}

const char *sy_model_exit_name(sy_model_exit way)
{
    return exit_names[way];
}

const char *sy_model_status_name(sy_model_status status)
{
    return status_names[status];
}

const char *sy_model_severity_name(sy_model_severity severity)
{
    return severity_names[severity];
}

const char *sy_model_family_name(sy_model_family family)
{
    return family_names[family];
}

sy_model_family sy_model_family_of(sy_slice name)
{
    for (int i = 0; i < SY_FAMILIES; i++) {
        if (sy_slice_is(name, sy_slice_of(family_names[i]))) return (sy_model_family)i;
    }
    return SY_FAMILIES;
}

const char *sy_model_words(const sy_words2 *w)
{
    return sy_lang_get() == SY_LANG_EN ? w->en : w->zh;
}

/* ---- small getters ---- */

typedef sy_model_reader reader;

static bool is_trick(uint32_t code)
{
    const bool is_control = (code < 0x20 && code != '\n' && code != '\t' && code != '\r') ||
                            (code >= 0x7F && code < 0xA0);
    const bool turns = (code >= 0x200E && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
                       (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;

    return is_control || turns;
}

size_t sy_model_text_trick(sy_slice text)
{
    size_t at = 0;

    for (size_t n; at < text.len; at += n) {
        if (is_trick(sy_utf8_decode(text.ptr + at, text.len - at, &n))) break;
    }
    return at;
}

bool sy_model_text_is_plain(sy_slice text)
{
    return sy_model_text_trick(text) == text.len;
}

/* node: where it stands. */
static const char *keep(reader *r, const sy_yaml_node *node, sy_slice s)
{
    if (!sy_model_text_is_plain(s))
        sy_yaml_wrong(r->y, node,
                      N_("a text holds control characters, or marks that turn the direction of "
                         "writing"));
    char *copy = sy_arena_text(r->arena, s.ptr ? s.ptr : "", s.len);
    if (!copy) r->has_no_memory = true;
    return copy ? copy : "";
}

static const char *text_of(reader *r, const sy_yaml_node *node, const char *key, bool required)
{
    const sy_yaml_node *value = sy_yaml_get(r->y, node, key, required);
    const sy_slice text = sy_yaml_text(r->y, value);

    if (value && required && text.len == 0) sy_yaml_wrong(r->y, value, N_("an empty text"));
    return keep(r, value, text);
}

static void *list_of(reader *r, const sy_yaml_node *list, size_t *n, size_t size, size_t most)
{
    *n = sy_yaml_items(r->y, list);
    if (*n > most) {
        sy_yaml_wrong(r->y, list, N_("more than %d items"), (int)most);
        *n = 0;
    }
    void *items = sy_arena_get(r->arena, (*n + 1) * size);
    if (!items) {
        r->has_no_memory = true;
        *n = 0;
    }
    return items;
}

static int choice_at(reader *r, const sy_yaml_node *node, const char *const *names, int n)
{
    const sy_slice text = sy_yaml_text(r->y, node);

    for (int i = 0; node && i < n; i++) {
        if (sy_slice_is(text, sy_slice_of(names[i]))) return i;
    }
    if (node) sy_yaml_wrong(r->y, node, N_("\"%.*s\" is not known here"), (int)text.len, text.ptr);
    return 0;
}

static int choice(reader *r, const sy_yaml_node *mapping, const char *key, const char *const *names,
                  int n)
{
    return choice_at(r, sy_yaml_get(r->y, mapping, key, true), names, n);
}

/* Small letters, digits, hyphens and underscores; a letter first. */
static bool is_id(sy_slice id)
{
    if (id.len == 0 || id.len > LONGEST_ID || id.ptr[0] < 'a' || id.ptr[0] > 'z') return false;
    for (size_t i = 0; i < id.len; i++) {
        const char c = id.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return true;
}

static const char *id_at(reader *r, const sy_yaml_node *node)
{
    const sy_slice id = sy_yaml_text(r->y, node);

    if (node && !is_id(id)) {
        sy_yaml_wrong(r->y, node,
                      N_("\"%.*s\" is no id: small letters, digits and hyphens, a letter first"),
                      (int)id.len, id.ptr);
    }
    return keep(r, node, id);
}

static sy_words2 words_in(reader *r, const sy_yaml_node *mapping)
{
    sy_words2 w = {text_of(r, mapping, "zh", true), text_of(r, mapping, "en", false)};
    if (!*w.en) w.en = w.zh;
    return w;
}

static sy_words2 words_of(reader *r, const sy_yaml_node *mapping, const char *key)
{
    static const char *const keys[] = {"zh", "en"};
    const sy_yaml_node *node = sy_yaml_get(r->y, mapping, key, true);

    if (node) sy_yaml_known(r->y, node, keys, 2);
    return words_in(r, node);
}

static int64_t number_at(reader *r, const sy_yaml_node *node, int64_t without)
{
    const sy_slice text = sy_yaml_text(r->y, node);
    int64_t number = 0;
    size_t i = text.len > 0 && text.ptr[0] == '-';

    if (!node) return without;
    if (i == text.len || text.len > 15) i = SIZE_MAX;
    for (; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9'; i++)
        number = number * 10 + (text.ptr[i] - '0');
    if (i != text.len) {
        sy_yaml_wrong(r->y, node, N_("\"%.*s\" is no whole number"), (int)text.len, text.ptr);
        return without;
    }
    return text.ptr[0] == '-' ? -number : number;
}

static int32_t day_at(reader *r, const sy_yaml_node *node, int32_t without)
{
    const sy_slice text = sy_yaml_text(r->y, node);
    sy_precision precision;
    int64_t at;

    if (!node) return without;
    if (sy_time_parse_iso(&at, &precision, text) && precision == SY_DATE)
        return (int32_t)sy_day_of(at);
    sy_yaml_wrong(r->y, node,
                  sy_date_is_shaped(text) ? N_("there is no day %.*s in the calendar")
                                          : N_("\"%.*s\" is not a date YYYY-MM-DD"),
                  (int)text.len, text.ptr);
    return without;
}

/* ---- the parts of a model ---- */

static const char **read_ids(reader *r, const sy_yaml_node *list, size_t *n)
{
    const char **ids = list_of(r, list, n, sizeof *ids, MOST_COLUMNS);

    for (size_t i = 0; i < *n; i++) {
        ids[i] = id_at(r, sy_yaml_item(r->y, list, i));
        for (size_t k = 0; k < i; k++) {
            if (strcmp(ids[i], ids[k]) == 0)
                sy_yaml_wrong(r->y, sy_yaml_item(r->y, list, i), N_("\"%s\" stands twice"), ids[i]);
        }
    }
    return ids;
}

/* Which rules an article or a condition concerns: all of them where it does not say. */
static const char **read_rules_of(reader *r, const sy_yaml_node *node, size_t *n)
{
    const sy_yaml_node *list = sy_yaml_get(r->y, node, "rules", false);

    if (list && sy_yaml_items(r->y, list) == 0) sy_yaml_wrong(r->y, list, N_("an empty list"));
    return read_ids(r, list, n);
}

static void read_basis(reader *r, sy_model_basis *b, const sy_yaml_node *node)
{
    static const char *const keys[] = {"law",  "number", "article", "words", "duty",
                                       "from", "until",  "at-hand", "rules"};

    sy_yaml_known(r->y, node, keys, sizeof keys / sizeof *keys);
    b->law = text_of(r, node, "law", true);
    b->number = text_of(r, node, "number", false);
    b->article = text_of(r, node, "article", true);
    b->is_at_hand = sy_yaml_get_bool(r->y, node, "at-hand", false);
    b->words = text_of(r, node, "words", b->is_at_hand);
    b->duty = (sy_model_duty)choice(r, node, "duty", duty_names, SY_DUTIES);
    b->from = day_at(r, sy_yaml_get(r->y, node, "from", true), 0);
    b->until = day_at(r, sy_yaml_get(r->y, node, "until", false), SY_NO_END);
    b->rules = read_rules_of(r, node, &b->n_rules);
    b->line = sy_yaml_line(node);
}

/* rows: linked; without the key it reads all. */
static bool linked_at(reader *r, const sy_yaml_node *rows, const sy_yaml_node *finding)
{
    if (!rows) return false;
    if (finding || !sy_slice_is(sy_yaml_text(r->y, rows), SY_TEXT("linked")))
        sy_yaml_wrong(r->y, rows, N_("of a pool \"linked\" can stand here, or no rows: at all"));
    return true;
}

static void read_data(reader *r, sy_model_data *d, const sy_yaml_node *node)
{
    static const char *const keys[] = {"pool", "finding", "rows", "columns", "optional"};
    const sy_yaml_node *finding = sy_yaml_get(r->y, node, "finding", false),
                       *pool = sy_yaml_get(r->y, node, "pool", !finding);

    sy_yaml_known(r->y, node, keys, sizeof keys / sizeof *keys);
    if (finding && pool) sy_yaml_wrong(r->y, pool, N_("a pool or a finding, not both"));
    d->is_finding = finding != NULL;
    d->pool = id_at(r, finding ? finding : pool);
    d->line = sy_yaml_line(finding ? finding : pool);
    d->is_linked = linked_at(r, sy_yaml_get(r->y, node, "rows", false), finding);
    d->columns = read_ids(r, sy_yaml_get(r->y, node, "columns", false), &d->n_columns);
    d->optional = read_ids(r, sy_yaml_get(r->y, node, "optional", false), &d->n_optional);
}

static void read_parameter(reader *r, sy_model_parameter *p, const sy_yaml_node *node)
{
    static const char *const keys[] = {"id",   "zh",    "en",   "unit",
                                       "type", "least", "most", "default"};
    const sy_yaml_node *value = sy_yaml_get(r->y, node, "default", true);

    sy_yaml_known(r->y, node, keys, sizeof keys / sizeof *keys);
    p->id = id_at(r, sy_yaml_get(r->y, node, "id", true));
    p->name = words_in(r, node);
    p->unit = text_of(r, node, "unit", false);
    p->type = (sy_parameter_type)choice(r, node, "type", parameter_names, SY_PARAMETER_TYPES);
    p->least = number_at(r, sy_yaml_get(r->y, node, "least", false), INT32_MIN);
    p->most = number_at(r, sy_yaml_get(r->y, node, "most", false), INT32_MAX);
    p->text = keep(r, value, sy_yaml_text(r->y, value));
    if (p->type == SY_PARAMETER_DATE) p->number = day_at(r, value, 0);
    if (p->type != SY_PARAMETER_INTEGER) return;
    p->number = number_at(r, value, p->least);
    if (value && (p->number < p->least || p->number > p->most))
        sy_yaml_wrong(r->y, value, N_("\"%s\" is out of its bounds"), p->text);
}

/* "pool.column" */
static void read_column_of(reader *r, sy_model_item *item, const sy_yaml_node *node)
{
    const sy_slice text = sy_yaml_text(r->y, node);
    const size_t dot = sy_slice_find(text, SY_TEXT("."));

    if (!node) return;
    if (dot == 0 || dot + 1 >= text.len) {
        sy_yaml_wrong(r->y, node, N_("POOL.COLUMN is expected here"));
        return;
    }
    item->pool = keep(r, node, (sy_slice){text.ptr, dot});
    item->column = keep(r, node, (sy_slice){text.ptr + dot + 1, text.len - dot - 1});
}

/* Of conditions. */
static void read_condition_keys(reader *r, sy_model_item *item, const sy_yaml_node *node)
{
    read_column_of(r, item, sy_yaml_get(r->y, node, "column", false));
    item->rules = read_rules_of(r, node, &item->n_rules);
}

/* Of rules, which may claim less than their model. */
static void read_rule_keys(reader *r, sy_model_item *item, const sy_yaml_node *node)
{
    const sy_yaml_node *grade = sy_yaml_get(r->y, node, "grade", false),
                       *duty = sy_yaml_get(r->y, node, "duty", false);

    if (grade) item->grade = grade_names[choice_at(r, grade, grade_names, 3)][0];
    if (duty) item->duty = (sy_model_duty)choice_at(r, duty, duty_names, SY_DUTIES);
}

typedef void read_more(reader *r, sy_model_item *item, const sy_yaml_node *node);

static void read_items(reader *r, sy_model_items *out, const sy_yaml_node *root, const char *key,
                       bool required, read_more *more, const sy_model *m)
{
    static const char *const keys[] = {"column", "rules", "grade", "duty"};
    const size_t from = more == read_rule_keys ? 2 : 0, n = more ? 2 : 0;
    const char *known[5] = {"id", "zh", "en"};
    const sy_yaml_node *list = sy_yaml_get(r->y, root, key, required);

    for (size_t i = 0; i < n; i++) known[3 + i] = keys[from + i];
    out->items = list_of(r, list, &out->n, sizeof *out->items, MOST_ITEMS);
    for (size_t i = 0; i < out->n; i++) {
        const sy_yaml_node *node = sy_yaml_item(r->y, list, i);
        sy_model_item *item = &out->items[i];

        sy_yaml_known(r->y, node, known, 3 + n);
        item->id = id_at(r, sy_yaml_get(r->y, node, "id", true));
        item->words = words_in(r, node);
        item->grade = m->grade;
        item->duty = m->duty;
        if (more) more(r, item, node);
        for (size_t k = 0; k < i; k++) {
            if (strcmp(item->id, out->items[k].id) == 0)
                sy_yaml_wrong(r->y, node, N_("\"%s\" stands twice"), item->id);
        }
    }
}

static void read_exits(reader *r, sy_model *m, const sy_yaml_node *list)
{
    const size_t n = sy_yaml_items(r->y, list);

    if (list && n == 0) sy_yaml_wrong(r->y, list, N_("an empty list"));
    for (size_t i = 0; i < n && i < SY_EXITS; i++) {
        m->exits |= 1u << choice_at(r, sy_yaml_item(r->y, list, i), exit_names, SY_EXITS);
    }
}

static void read_lists(reader *r, sy_model *m, const sy_yaml_node *root)
{
    const sy_yaml_node *basis = sy_yaml_get(r->y, root, "basis", true),
                       *data = sy_yaml_get(r->y, root, "data", true),
                       *parameters = sy_yaml_get(r->y, root, "parameters", false);
    sy_model_basis *b = list_of(r, basis, &m->n_basis, sizeof *b, MOST_ITEMS);
    sy_model_data *d = list_of(r, data, &m->n_data, sizeof *d, MOST_ITEMS);
    sy_model_parameter *p = list_of(r, parameters, &m->n_parameters, sizeof *p, MOST_ITEMS);

    for (size_t i = 0; i < m->n_basis; i++) read_basis(r, &b[i], sy_yaml_item(r->y, basis, i));
    for (size_t i = 0; i < m->n_data; i++) read_data(r, &d[i], sy_yaml_item(r->y, data, i));
    for (size_t i = 0; i < m->n_parameters; i++)
        read_parameter(r, &p[i], sy_yaml_item(r->y, parameters, i));
    m->basis = b;
    m->data = d;
    m->parameters = p;
    read_items(r, &m->conditions, root, "conditions", true, read_condition_keys, m);
    read_items(r, &m->exclusions, root, "exclusions", false, NULL, m);
    read_items(r, &m->questions, root, "questions", false, NULL, m);
    read_items(r, &m->rules, root, "rules", true, read_rule_keys, m);
    read_items(r, &m->verify, root, "verify", true, NULL, m);
}

void sy_model_read(reader *r, sy_model *m)
{
    static const char *const keys[] = {
        "id",    "name",   "version",    "maker",      "purpose",   "status", "object",
        "duty",  "exits",  "severity",   "grade",      "basis",     "data",   "parameters",
        "rules", "verify", "conditions", "exclusions", "questions", "next",   "family"};
    const sy_yaml_node *root = sy_yaml_root(r->y);

    sy_yaml_known(r->y, root, keys, sizeof keys / sizeof *keys);
    m->id = id_at(r, sy_yaml_get(r->y, root, "id", true));
    m->name = words_of(r, root, "name");
    m->version = text_of(r, root, "version", true);
    m->maker = text_of(r, root, "maker", true);
    m->purpose = words_of(r, root, "purpose");
    m->next = words_of(r, root, "next");
    m->status = (sy_model_status)choice(r, root, "status", status_names, SY_MODEL_STATUSES);
    m->object = (sy_model_object)choice(r, root, "object", object_names, SY_OBJECTS);
    m->duty = (sy_model_duty)choice(r, root, "duty", duty_names, SY_DUTIES);
    m->severity = (sy_model_severity)choice(r, root, "severity", severity_names, SY_SEVERITIES);
    m->grade = grade_names[choice(r, root, "grade", grade_names, 3)][0];
    m->family = (sy_model_family)choice(r, root, "family", family_names, SY_FAMILIES);
    read_exits(r, m, sy_yaml_get(r->y, root, "exits", true));
    read_lists(r, m, root);
}

const sy_model_item *sy_model_item_of(const sy_model_items *list, sy_slice id)
{
    for (size_t i = 0; i < list->n; i++) {
        if (sy_slice_is(id, sy_slice_of(list->items[i].id))) return &list->items[i];
    }
    return NULL;
}

bool sy_model_concerns(const char *const *rules, size_t n_rules, const sy_model_item *rule)
{
    for (size_t i = 0; i < n_rules; i++) {
        if (strcmp(rules[i], rule->id) == 0) return true;
    }
    return n_rules == 0;
}

const sy_model_parameter *sy_model_parameter_of(const sy_model *m, sy_slice id)
{
    for (size_t i = 0; i < m->n_parameters; i++) {
        if (sy_slice_is(id, sy_slice_of(m->parameters[i].id))) return &m->parameters[i];
    }
    return NULL;
}
