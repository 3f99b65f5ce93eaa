/* query_tree.c - one walk over the tree. Each object is judged by the keys that it has
 * (class, type, function_name, table_name, id of a type, ...), each by its own list; keys
 * that lead on are followed whatever they are called, so nothing hides in a part that this
 * file does not know.
 *
 * Names of WITH count only where they can be seen: a name used outside would mean a table
 * of the facts. */
#include "store/query_tree.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/utf8.h"
#include "store/sandbox_private.h"
#include "suyuan/limits.h"

enum { MOST_NAMES = 256 };

typedef struct walker {
    const sy_query_rules *rules;
    sy_slice sql;
    uint64_t at;                   /* byte of the nearest node around that has a place */
    const char *names[MOST_NAMES]; /* of WITH, those in sight */
    size_t n_names;
    unsigned depth;
    sy_query_place *place;
    sy_err *err;
} walker;

sy_query_place sy_query_place_of(sy_slice sql, uint64_t byte)
{
    sy_query_place p = {1, 1};

    if (byte > sql.len) return (sy_query_place){0, 0};
    for (size_t i = 0; i < byte; i++) {
        if (sql.ptr[i] == '\n') {
            p.line++;
            p.column = 1;
        } else if (((unsigned char)sql.ptr[i] & 0xC0) != 0x80) {
            p.column++;
        }
    }
    return p;
}

static sy_status refuse(walker *w, const char *format, const char *what)
{
    *w->place = sy_query_place_of(w->sql, w->at);
    return sy_fail(w->err, SY_EDATA, format, what);
}

static bool is_in(const char *name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcasecmp(name, list[i]) == 0) return true;
    }
    return false;
}

#define IS_IN(name, list) is_in(name, list, sizeof(list) / sizeof *(list))

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static bool is_something(const json_t *value)
{
    return value && !json_is_null(value) && !json_is_false(value);
}

static const char *const classes[] = {
    "CONSTANT", "COLUMN_REF", "FUNCTION", "OPERATOR", "COMPARISON", "CONJUNCTION", "CASE",
    "CAST",     "BETWEEN",    "SUBQUERY", "WINDOW",   "STAR",       "PARAMETER",
};
/* Of objects that are no expressions: queries, what follows them, tables, orders, types. */
static const char *const kinds[] = {
    "SELECT_NODE",    "SET_OPERATION_NODE", "CTE_NODE",
    "ORDER_MODIFIER", "LIMIT_MODIFIER",     "DISTINCT_MODIFIER",
    "BASE_TABLE",     "SUBQUERY",           "JOIN",
    "EMPTY",          "EXPRESSION_LIST",    "ORDER_DEFAULT",
    "ASCENDING",      "DESCENDING",         "DECIMAL_TYPE_INFO",
    "LIST_TYPE_INFO", "STRUCT_TYPE_INFO",   "STRING_TYPE_INFO",
};
static const char *const types[] = {
    "NULL",     "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER",         "BIGINT",         "HUGEINT",
    "UINTEGER", "UBIGINT", "DECIMAL", "DOUBLE",   "VARCHAR",         "DATE",           "TIMESTAMP",
    "INTERVAL", "LIST",    "STRUCT",  "CHAR",     "INTEGER_LITERAL", "STRING_LITERAL",
};
/* What would make two runs differ, or reads more than its words say. */
static const char *const never[] = {"sample", "at_clause", "columns", "export_state"};
/* As the SQL has it, not as DuckDB's tree: an author looks for what is to go. */
static const char *words_of(const char *kind)
{
    static const struct {
        const char *kind, *words;
    } all[] = {
        {"sample", "SAMPLE"},
        {"at_clause", "AT"},
        {"columns", "COLUMNS"},
        {"export_state", "EXPORT_STATE"},
        {"PIVOT", "PIVOT, UNPIVOT"},
        {"SHOW_REF", "DESCRIBE, SHOW, SUMMARIZE"},
        {"LAMBDA", "lambda, ->"},
        {"LIMIT_PERCENT_MODIFIER", "LIMIT %"},
        {"POSITIONAL", "POSITIONAL JOIN"},
        {"POSITIONAL_REFERENCE", "#1"},
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (strcmp(kind, all[i].kind) == 0) return all[i].words;
    }
    return kind;
}

static sy_status refuse_kind(walker *w, const char *kind)
{
    return refuse(w, N_("%s is not allowed in a model"), words_of(kind));
}

static sy_status check_function(walker *w, const json_t *node)
{
    const char *name = text_of(node, "function_name"), *schema = text_of(node, "schema"),
               *catalog = text_of(node, "catalog");

    if ((*schema && strcmp(schema, "main") != 0) || (*catalog && strcmp(catalog, "system") != 0)) {
        return refuse(w, N_("the function \"%s\" may not be asked of another schema"), name);
    }
    if (sy_query_function_is_allowed(sy_slice_of(name))) return SY_OK;
    return refuse(w, N_("the function \"%s\" is not allowed in a model"), name);
}

static sy_status check_table(walker *w, const json_t *node)
{
    const char *name = text_of(node, "table_name");

    if (*text_of(node, "schema_name") || *text_of(node, "catalog_name")) {
        return refuse(w, N_("the table \"%s\" may not be asked of another schema"), name);
    }
    if (is_in(name, w->names, w->n_names) || is_in(name, w->rules->tables, w->rules->n_tables))
        return SY_OK;
    return refuse(w, N_("the table \"%s\" is not among the data that the model names"), name);
}

/* DuckDB gives parameters no place: it is the first that is written so. */
static void find_parameter(walker *w, const char *name)
{
    const size_t n = strlen(name);

    for (size_t i = 0; i + n < w->sql.len; i++) {
        const char *after = w->sql.ptr + i + 1 + n;
        if (w->sql.ptr[i] != '$' || memcmp(w->sql.ptr + i + 1, name, n) != 0) continue;
        if (i + 1 + n < w->sql.len && (isalnum((unsigned char)*after) || *after == '_')) continue;
        w->at = i;
        return;
    }
}

static sy_status check_parameter(walker *w, const json_t *node)
{
    const char *name = text_of(node, "identifier");

    if (is_in(name, w->rules->parameters, w->rules->n_parameters)) return SY_OK;
    find_parameter(w, name);
    return refuse(w, N_("the parameter \"$%s\" is not among those that the model names"), name);
}

/* One with its table before it is a column, whatever it is called. */
static sy_status check_column(walker *w, const json_t *node)
{
    const json_t *names = json_object_get(node, "column_names");
    const char *name = json_string_value(json_array_get(names, 0));

    if (json_array_size(names) != 1 || !name || !sy_query_column_is_function(sy_slice_of(name)))
        return SY_OK;
    return refuse(w,
                  N_("\"%s\" is a function of DuckDB, also without brackets, and not allowed in a "
                     "model: today is $today; a column of that name is written with its table"),
                  name);
}

static sy_status check_expression(walker *w, const json_t *node, const char *class)
{
    if (!IS_IN(class, classes)) return refuse_kind(w, class);
    if (strcmp(class, "PARAMETER") == 0) return check_parameter(w, node);
    if (strcmp(class, "COLUMN_REF") == 0) return check_column(w, node);
    if (strcmp(class, "STAR") == 0 && is_something(json_object_get(node, "expr")))
        return refuse_kind(w, "columns");
    return SY_OK;
}

static sy_status check_object(walker *w, const json_t *node)
{
    const char *class = text_of(node, "class"), *kind = text_of(node, "type"),
               *type = text_of(node, "id");
    sy_status st = SY_OK;

    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        if (is_something(json_object_get(node, never[i]))) return refuse_kind(w, never[i]);
    }
    if (*class) {
        st = check_expression(w, node, class);
    } else if (strcmp(kind, "TABLE_FUNCTION") == 0) {
        st = refuse(w, N_("the table function \"%s\" is not allowed in a model"),
                    text_of(json_object_get(node, "function"), "function_name"));
    } else if (strcmp(kind, "RECURSIVE_CTE_NODE") == 0) {
        st = refuse(w, N_("a recursion (%s) is not allowed in a model"), "WITH RECURSIVE");
    } else if (*kind && !IS_IN(kind, kinds)) {
        st = refuse_kind(w, kind);
    } else if (strcmp(text_of(node, "ref_type"), "POSITIONAL") == 0) {
        st = refuse_kind(w, "POSITIONAL"); /* which row is which is nobody's word */
    }
    if (st == SY_OK && *type && !IS_IN(type, types)) {
        const char *name = text_of(json_object_get(node, "type_info"), "name"); /* as written */
        st = refuse(w, N_("the type %s is not allowed in a model"), *name ? name : type);
    }
    if (st == SY_OK && json_object_get(node, "function_name")) st = check_function(w, node);
    if (st == SY_OK && json_object_get(node, "table_name")) st = check_table(w, node);
    return st;
}

static sy_status walk(walker *w, const json_t *node);

/* Queries of WITH, each of which sees those before it. */
static sy_status walk_with(walker *w, const json_t *with)
{
    const json_t *list = json_object_get(with, "map");
    sy_status st = SY_OK;

    for (size_t i = 0; i < json_array_size(list) && st == SY_OK; i++) {
        const json_t *entry = json_array_get(list, i);
        const char *name = text_of(entry, "key");

        st = walk(w, json_object_get(entry, "value"));
        if (st != SY_OK) break;
        if (!*name || w->n_names == MOST_NAMES)
            return refuse(w, N_("%s: too many parts in one query"), "WITH");
        w->names[w->n_names++] = name;
    }
    return st;
}

static sy_status walk_object(walker *w, const json_t *node)
{
    const json_t *location = json_object_get(node, "query_location");
    const json_t *with = json_object_get(node, "cte_map");
    const size_t names = w->n_names;
    const uint64_t before = w->at;
    const char *key;
    json_t *value;

    if (json_is_number(location) && json_number_value(location) <= (double)w->sql.len) {
        w->at = (uint64_t)json_number_value(location);
    }
    sy_status st = check_object(w, node);
    if (st == SY_OK && with) st = walk_with(w, with);
    json_object_foreach((json_t *)(uintptr_t)node, key, value)
    {
        if (st != SY_OK) break;
        if (value != with) st = walk(w, value);
    }
    w->n_names = names;
    w->at = before;
    return st;
}

static sy_status walk(walker *w, const json_t *node)
{
    sy_status st = SY_OK;

    if (++w->depth > SY_MAX_QUERY_DEPTH)
        return refuse(w, "%s", _("the query is nested too deeply"));
    if (json_is_object(node)) st = walk_object(w, node);
    for (size_t i = 0; json_is_array(node) && i < json_array_size(node) && st == SY_OK; i++) {
        st = walk(w, json_array_get(node, i));
    }
    w->depth--;
    return st;
}

/* Text that is no SELECT has an error where the tree would be. */
static sy_status refuse_text(walker *w, const json_t *root)
{
    const char *position = text_of(root, "position"), *words = text_of(root, "error_message");
    unsigned long long byte = 0;

    if (strstr(words, "Only SELECT")) {
        w->at = 0;
        return refuse(w, "%s", _("a model's query is one SELECT and nothing else"));
    }
    w->at = sscanf(position, "%llu", &byte) == 1 ? byte : UINT64_MAX;
    *w->place = sy_query_place_of(w->sql, w->at);
    return sy_sandbox_fail(&w->place->line, words, false, w->err);
}

sy_status sy_query_tree_check(sy_slice tree, sy_slice sql, const sy_query_rules *rules,
                              sy_query_place *place, sy_err *err)
{
    walker w = {.rules = rules, .sql = sql, .place = place, .err = err};
    /* As reals: the place "nowhere" (2^64 - 1) is past jansson's integers. */
    json_t *root = json_loadb(tree.ptr, tree.len, JSON_DECODE_INT_AS_REAL, NULL);
    const json_t *statements = json_object_get(root, "statements");
    sy_status st;

    *place = (sy_query_place){0, 0};
    if (!root) {
        st = refuse(&w, "%s", _("the query is nested too deeply"));
    } else if (json_is_true(json_object_get(root, "error"))) {
        st = refuse_text(&w, root);
    } else if (json_array_size(statements) != 1) {
        st = refuse(&w, "%s", _("a model's query is one SELECT and nothing else"));
    } else {
        st = walk(&w, json_array_get(statements, 0));
    }
    json_decref(root);
    return st;
}
