/* query_tree.h - may this SQL run at all? Asked of its tree, before DuckDB prepares it.
 *
 * DuckDB is no sandbox: preparing a statement already computes its constants, and "one
 * SELECT" still reaches files, settings and the log. So a model's text is first turned into
 * a tree (json_serialize_sql, which gives SELECT only), and everything in the tree must be
 * on a list: kinds of nodes, functions, tables, types. What is not known is refused, so a
 * newer DuckDB refuses more, never less.
 *
 *     const char *const tables[] = {"vehicles"};
 *     sy_query_tree_check(json, sql, &(sy_query_rules){.tables = tables, .n_tables = 1},
 *                         &place, &err);   // "function \"read_csv\" is not allowed"
 */
#ifndef SY_STORE_QUERY_TREE_H
#define SY_STORE_QUERY_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_query_rules {
    const char *const *tables; /* that FROM may name beside the query's own WITH */
    size_t n_tables;
    const char *const *parameters; /* $NAME */
    size_t n_parameters;
} sy_query_rules;

/* Where in the text; line and column from 1, in characters; 0: not known. */
typedef struct sy_query_place {
    uint32_t line, column;
} sy_query_place;

sy_query_place sy_query_place_of(sy_slice sql, uint64_t byte);

/* tree: what json_serialize_sql said of sql. SY_EDATA with the reason in err and its place. */
SY_MUST_USE sy_status sy_query_tree_check(sy_slice tree, sy_slice sql, const sy_query_rules *rules,
                                          sy_query_place *place, sy_err *err);

/* Is it on the list? Names are compared as DuckDB does, without case. */
bool sy_query_function_is_allowed(sy_slice name);
/* Is a column of this name, without its table before it, a function to DuckDB? */
bool sy_query_column_is_function(sy_slice name);

#ifdef __cplusplus
}
#endif

#endif
