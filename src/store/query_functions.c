/* query_functions.c - the functions that a model may call, and why not others.
 *
 * Left out on purpose: whatever makes much of little (repeat, lpad, rpad, range,
 * generate_series, list_resize: gigabytes that no limit of DuckDB's counts), regular
 * expressions, whatever reads files, settings, variables, the log or the catalogue,
 * random and the clock (two runs would differ: a model asks $today), and floating point
 * beyond + - * / where money stands. */
#include "store/query_tree.h"

#include <strings.h>

static const char *const allowed[] = {
    /* operators */
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "||",
    "~~",
    "!~~",
    "not_like_escape",
    "like_escape",
    "!",
    /* bits of a whole number */
    "&",
    "|",
    "<<",
    "bit_or",
    /* sums and choices over rows */
    "any_value",
    "arg_max",
    "arg_min",
    "avg",
    "bool_and",
    "bool_or",
    "count",
    "count_if",
    "count_star",
    "first",
    "last",
    "list",
    "array_agg",
    "max",
    "max_by",
    "min",
    "min_by",
    "sum",
    "string_agg",
    "listagg",
    "group_concat",
    /* over windows */
    "cume_dist",
    "dense_rank",
    "first_value",
    "lag",
    "last_value",
    "lead",
    "nth_value",
    "ntile",
    "rank",
    "row_number",
    /* numbers */
    "abs",
    "ceil",
    "floor",
    "greatest",
    "least",
    "round",
    "sign",
    "trunc",
    /* texts */
    "ascii",
    "concat",
    "concat_ws",
    "contains",
    "ends_with",
    "instr",
    "lcase",
    "left",
    "length",
    "len",
    "lower",
    "ltrim",
    "nullif",
    "ifnull",
    "prefix",
    "replace",
    "right",
    "rtrim",
    "starts_with",
    "strip_accents",
    "strlen",
    "strpos",
    "position",
    "substr",
    "substring",
    "suffix",
    "translate",
    "trim",
    "ucase",
    "upper",
    "split_part",
    "string_split",
    "coalesce",
    /* dates; what INTERVAL and EXTRACT become */
    "date_add",
    "date_diff",
    "date_part",
    "date_sub",
    "date_trunc",
    "datediff",
    "datepart",
    "day",
    "dayofmonth",
    "dayofweek",
    "isodow",
    "last_day",
    "make_date",
    "month",
    "quarter",
    "strftime",
    "to_days",
    "to_months",
    "to_years",
    "week",
    "weekday",
    "year",
    /* lists and structs */
    "array_concat",
    "array_contains",
    "array_length",
    "cardinality",
    "flatten",
    "list_cat",
    "list_concat",
    "list_contains",
    "list_distinct",
    "list_extract",
    "list_has",
    "list_has_any",
    "list_position",
    "list_reverse_sort",
    "list_sort",
    "list_unique",
    "list_value",
    "list_pack",
    "unnest",
    "row",
    "struct_extract",
    "struct_pack",
    "array_extract",
    /* our own: scalars.h */
    "add_months",
    "add_workdays",
    "auction_round",
    "case_court",
    "case_kind",
    "case_year",
    "check_id",
    "fact",
    "is_workday",
    "lot_class",
    "norm_case",
    "norm_id",
    "norm_plate",
    "norm_vin",
    "period_end",
    "says_no",
    "seal_end",
    "vehicle_state",
    "yuan",
};

/* Columns to the eye, functions to DuckDB wherever no table in sight has such a column (its
 * GetSQLValueFunctionName): the clock, and who is connected. */
static const char *const hidden[] = {
    "current_catalog", "current_date",      "current_role", "current_schema",
    "current_time",    "current_timestamp", "current_user", "localtime",
    "localtimestamp",  "session_user",      "user",
};

static bool is_in(sy_slice name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strlen(list[i]) == name.len && strncasecmp(list[i], name.ptr, name.len) == 0)
            return true;
    }
    return false;
}

bool sy_query_function_is_allowed(sy_slice name)
{
    return is_in(name, allowed, sizeof allowed / sizeof *allowed);
}

bool sy_query_column_is_function(sy_slice name)
{
    return is_in(name, hidden, sizeof hidden / sizeof *hidden);
}
