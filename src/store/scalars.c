/* scalars.c - each function is a row of the table at the end: what it takes, what it
 * gives, and a C function for one value. One callback goes through a chunk for all. */
#include "store/scalars.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/money.h"
#include "identifier/case_number.h"
#include "identifier/identifier.h"
#include "identifier/plate.h"
#include "identifier/register_words.h"
#include "identifier/vehicle_state.h"
#include "store/duck.h"

enum { MOST_ARGUMENTS = 3 };

typedef struct value {
    sy_slice text;
    int64_t number; /* also days and booleans */
} value;

/* Puts the answer into out (text: into space); false: NULL. */
typedef bool scalar_fn(value *out, char space[SY_CASE_TEXT], const value *in,
                       const sy_workdays *calendar);

typedef struct scalar {
    const char *name;
    duckdb_type takes[MOST_ARGUMENTS];
    duckdb_type gives;
    scalar_fn *fn;
} scalar;

static bool text_out(value *out, const char *text)
{
    out->text = sy_slice_of(text);
    return out->text.len > 0;
}

static bool copy_out(value *out, char space[SY_CASE_TEXT], const char *text, size_t n)
{
    memcpy(space, text, n);
    out->text = (sy_slice){space, n};
    return n > 0;
}

/* ---- identifiers ---- */

static bool norm_id(value *out, char space[SY_CASE_TEXT], const value *in,
                    const sy_workdays *calendar)
{
    (void)calendar;
    _Static_assert((int)SY_CASE_TEXT >= (int)SY_ID_SPACE, "an identifier has room");
    return sy_id_one_form(space, in[0].text) && text_out(out, space);
}

static bool check_id(value *out, char space[SY_CASE_TEXT], const value *in,
                     const sy_workdays *calendar)
{
    char normal[SY_ID_SPACE];
    (void)calendar, (void)space;

    for (int kind = 0; kind < SY_ID_KINDS; kind++) {
        if (!sy_slice_is(in[0].text, sy_slice_of(sy_id_kind_name((sy_id_kind)kind)))) continue;
        const sy_id_verdict verdict = sy_id_read(normal, (sy_id_kind)kind, in[1].text);
        return text_out(out, sy_id_verdict_name(verdict));
    }
    return false;
}

static bool norm_plate(value *out, char space[SY_CASE_TEXT], const value *in,
                       const sy_workdays *calendar)
{
    sy_plate plate;
    (void)calendar;

    if (!sy_plate_read(&plate, in[0].text)) return false;
    snprintf(space, SY_CASE_TEXT, "%s", plate.text);
    return text_out(out, space);
}

/* Nothing to fold, and a check digit, right or wrong. */
static bool is_plain_vin(sy_slice t)
{
    if (t.len != 17 || !(t.ptr[8] == 'X' || (t.ptr[8] >= '0' && t.ptr[8] <= '9'))) return false;
    for (int i = 0; i < 17; i++) {
        const char c = t.ptr[i];
        const bool is_letter = c >= 'A' && c <= 'Z' && c != 'I' && c != 'O' && c != 'Q';
        if (!is_letter && !(c >= '0' && c <= '9')) return false;
    }
    return true;
}

/* A wrong check digit is common on imported cars and no reason to lose one. */
static bool norm_vin(value *out, char space[SY_CASE_TEXT], const value *in,
                     const sy_workdays *calendar)
{
    char normal[SY_ID_SPACE];
    (void)calendar;

    if (is_plain_vin(in[0].text)) {
        out->text = in[0].text;
        return true;
    }
    const sy_id_verdict verdict = sy_id_read(normal, SY_ID_VIN, in[0].text);
    if (verdict != SY_ID_GOOD && verdict != SY_ID_WRONG_CHECK) return false;
    snprintf(space, SY_CASE_TEXT, "%s", normal);
    return text_out(out, space);
}

static bool norm_case(value *out, char space[SY_CASE_TEXT], const value *in,
                      const sy_workdays *calendar)
{
    sy_case_number c;
    (void)calendar;
    return sy_case_number_read(&c, in[0].text) && text_out(out, sy_case_number_print(space, &c));
}

static bool case_court(value *out, char space[SY_CASE_TEXT], const value *in,
                       const sy_workdays *calendar)
{
    sy_case_number c;
    (void)calendar;

    if (!sy_case_number_read(&c, in[0].text)) return false;
    return copy_out(out, space, c.court, strlen(c.court));
}

static bool case_kind(value *out, char space[SY_CASE_TEXT], const value *in,
                      const sy_workdays *calendar)
{
    sy_case_number c;
    (void)calendar;

    if (!sy_case_number_read(&c, in[0].text)) return false;
    return copy_out(out, space, c.type, strlen(c.type));
}

static bool case_year(value *out, char space[SY_CASE_TEXT], const value *in,
                      const sy_workdays *calendar)
{
    sy_case_number c;
    (void)calendar, (void)space;

    if (!sy_case_number_read(&c, in[0].text)) return false;
    out->number = c.year;
    return true;
}

static bool vehicle_state(value *out, char space[SY_CASE_TEXT], const value *in,
                          const sy_workdays *calendar)
{
    _Static_assert((int)SY_CASE_TEXT >= (int)SY_VEHICLE_STATE, "a state has room");
    (void)calendar;
    return sy_vehicle_state(space, in[0].text) && text_out(out, space);
}

/* ---- what registers say in free words ---- */

static bool auction_round(value *out, char space[SY_CASE_TEXT], const value *in,
                          const sy_workdays *calendar)
{
    (void)calendar, (void)space;
    return text_out(out, sy_auction_round(in[0].text));
}

static bool lot_class(value *out, char space[SY_CASE_TEXT], const value *in,
                      const sy_workdays *calendar)
{
    (void)calendar, (void)space;
    return text_out(out, sy_lot_class(in[0].text));
}

static bool says_no(value *out, char space[SY_CASE_TEXT], const value *in,
                    const sy_workdays *calendar)
{
    (void)calendar, (void)space;
    out->number = sy_says_no(in[0].text);
    return true;
}

/* ---- days and money ---- */

static bool add_months(value *out, char space[SY_CASE_TEXT], const value *in,
                       const sy_workdays *calendar)
{
    (void)calendar, (void)space;
    return sy_add_months(&out->number, in[0].number, in[1].number);
}

/* 民诉法解释 485; the span is inclusive: three years from 2021-06-25 end on 2024-06-24. */
static bool seal_end(value *out, char space[SY_CASE_TEXT], const value *in,
                     const sy_workdays *calendar)
{
    (void)calendar, (void)space;
    if (in[1].number < 0 || !sy_add_months(&out->number, in[0].number, in[1].number * 12))
        return false;
    out->number--;
    return true;
}

static bool period_end(value *out, char space[SY_CASE_TEXT], const value *in,
                       const sy_workdays *calendar)
{
    (void)space;
    return sy_period_end(&out->number, calendar, in[0].number, in[1].number);
}

static bool add_workdays(value *out, char space[SY_CASE_TEXT], const value *in,
                         const sy_workdays *calendar)
{
    (void)space;
    return sy_workdays_after(&out->number, calendar, in[0].number, in[1].number);
}

static bool is_workday(value *out, char space[SY_CASE_TEXT], const value *in,
                       const sy_workdays *calendar)
{
    bool answer = false;
    (void)space;

    if (!sy_is_workday(&answer, calendar, in[0].number)) return false;
    out->number = answer;
    return true;
}

static bool yuan(value *out, char space[SY_CASE_TEXT], const value *in, const sy_workdays *calendar)
{
    (void)calendar;
    return text_out(out, sy_minor_print(space, in[0].number));
}

/* ---- DuckDB's side ---- */

#define TEXT DUCKDB_TYPE_VARCHAR
#define INT DUCKDB_TYPE_INTEGER
#define DAY DUCKDB_TYPE_DATE
static const scalar scalars[] = {
    {"norm_id", {TEXT}, TEXT, norm_id},
    {"norm_plate", {TEXT}, TEXT, norm_plate},
    {"norm_vin", {TEXT}, TEXT, norm_vin},
    {"norm_case", {TEXT}, TEXT, norm_case},
    {"check_id", {TEXT, TEXT}, TEXT, check_id},
    {"case_court", {TEXT}, TEXT, case_court},
    {"case_kind", {TEXT}, TEXT, case_kind},
    {"case_year", {TEXT}, INT, case_year},
    {"vehicle_state", {TEXT}, TEXT, vehicle_state},
    {"auction_round", {TEXT}, TEXT, auction_round},
    {"lot_class", {TEXT}, TEXT, lot_class},
    {"says_no", {TEXT}, DUCKDB_TYPE_BOOLEAN, says_no},
    {"add_months", {DAY, INT}, DAY, add_months},
    {"seal_end", {DAY, INT}, DAY, seal_end},
    {"period_end", {DAY, INT}, DAY, period_end},
    {"add_workdays", {DAY, INT}, DAY, add_workdays},
    {"is_workday", {DAY}, DUCKDB_TYPE_BOOLEAN, is_workday},
    {"yuan", {DUCKDB_TYPE_BIGINT}, TEXT, yuan},
};
enum { SCALARS = sizeof scalars / sizeof *scalars, NORMS = 4 };

typedef struct bound {
    const scalar *scalar;
    const sy_workdays *calendar;
} bound;

static size_t arguments_of(const scalar *s)
{
    size_t n = 0;
    while (n < MOST_ARGUMENTS && s->takes[n] != DUCKDB_TYPE_INVALID) n++;
    return n;
}

/* A column of a chunk; its parts are asked for once, not once a row. */
typedef struct column {
    duckdb_type type;
    const void *data;
    uint64_t *validity; /* NULL: all are there */
} column;

static column column_of(duckdb_data_chunk input, size_t i, duckdb_type type)
{
    duckdb_vector vector = duckdb_data_chunk_get_vector(input, i);
    return (column){type, duckdb_vector_get_data(vector), duckdb_vector_get_validity(vector)};
}

static bool is_valid(const uint64_t *validity, idx_t row)
{
    return !validity || (validity[row / 64] >> row % 64 & 1);
}

static bool take(value *in, const column *c, idx_t row)
{
    if (!is_valid(c->validity, row)) return false;
    if (c->type == TEXT) {
        duckdb_string_t *s = (duckdb_string_t *)(uintptr_t)c->data + row;
        in->text = (sy_slice){duckdb_string_t_data(s), duckdb_string_t_length(*s)};
    } else if (c->type == DUCKDB_TYPE_BIGINT) {
        in->number = ((const int64_t *)c->data)[row];
    } else {
        in->number = ((const int32_t *)c->data)[row];
    }
    return true;
}

static void give(const value *out, duckdb_type type, duckdb_vector vector, void *data, idx_t row)
{
    if (type == TEXT)
        duckdb_vector_assign_string_element_len(vector, row, out->text.ptr, out->text.len);
    else if (type == DUCKDB_TYPE_BOOLEAN)
        ((bool *)data)[row] = out->number != 0;
    else
        ((int32_t *)data)[row] = (int32_t)out->number;
}

static void on_chunk(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output)
{
    const bound *b = duckdb_scalar_function_get_extra_info(info);
    const size_t n = arguments_of(b->scalar);
    const idx_t rows = duckdb_data_chunk_get_size(input);
    void *data = duckdb_vector_get_data(output);
    column columns[MOST_ARGUMENTS];

    for (size_t i = 0; i < n; i++) columns[i] = column_of(input, i, b->scalar->takes[i]);
    duckdb_vector_ensure_validity_writable(output);
    uint64_t *validity = duckdb_vector_get_validity(output);
    for (idx_t row = 0; row < rows; row++) {
        value in[MOST_ARGUMENTS] = {0}, out = {0};
        char space[SY_CASE_TEXT];
        bool is_known = true;

        for (size_t i = 0; i < n && is_known; i++) is_known = take(&in[i], &columns[i], row);
        if (is_known && b->scalar->fn(&out, space, in, b->calendar))
            give(&out, b->scalar->gives, output, data, row);
        else
            duckdb_validity_set_row_invalid(validity, row);
    }
}

static void drop_bound(void *p)
{
    sy_drop(NULL, p);
}

static sy_status register_one(duckdb_connection con, const scalar *s, const sy_workdays *calendar,
                              sy_err *err)
{
    duckdb_scalar_function f = duckdb_create_scalar_function();
    bound *b = sy_new(NULL, sizeof *b);

    if (!b) {
        duckdb_destroy_scalar_function(&f);
        return sy_fail_nomem(err);
    }
    *b = (bound){s, calendar};
    duckdb_scalar_function_set_name(f, s->name);
    for (size_t i = 0; i < arguments_of(s); i++) {
        duckdb_logical_type type = duckdb_create_logical_type(s->takes[i]);
        duckdb_scalar_function_add_parameter(f, type);
        duckdb_destroy_logical_type(&type);
    }
    duckdb_logical_type gives = duckdb_create_logical_type(s->gives);
    duckdb_scalar_function_set_return_type(f, gives);
    duckdb_destroy_logical_type(&gives);
    duckdb_scalar_function_set_special_handling(f); /* NULLs come here */
    duckdb_scalar_function_set_extra_info(f, b, drop_bound);
    duckdb_scalar_function_set_function(f, on_chunk);
    const duckdb_state state = duckdb_register_scalar_function(con, f);
    duckdb_destroy_scalar_function(&f);
    if (state == DuckDBSuccess) return SY_OK;
    return sy_fail(err, SY_EENGINE, N_("DuckDB does not take the function %s"), s->name);
}

sy_status sy_scalars_register(duckdb_connection con, const sy_workdays *calendar, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < SCALARS && st == SY_OK; i++) {
        st = register_one(con, &scalars[i], calendar, err);
    }
    if (st != SY_OK) return st;
    return sy_duck_run(con,
                       "CREATE TEMP MACRO fact(name, value, place) AS {'name': name::VARCHAR,"
                       " 'value': value::VARCHAR, 'place': place::UBIGINT}",
                       err);
}

/* Asked by using it: looking through all functions hides those that are registered later. */
static bool has_norms(duckdb_connection con)
{
    return sy_duck_run(con, "SELECT norm_id('')", NULL) == SY_OK;
}

sy_status sy_scalars_register_norms(duckdb_connection con, sy_err *err)
{
    const bool are_there = has_norms(con);
    sy_status st = SY_OK;

    for (size_t i = 0; i < NORMS && !are_there && st == SY_OK; i++) {
        st = register_one(con, &scalars[i], NULL, err);
    }
    return st;
}
