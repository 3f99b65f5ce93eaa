/* sandbox_answer.c - the types that a lead's columns may have, and reading them out of a
 * chunk. Money is whole: no DOUBLE, no DECIMAL; sums of BIGINT are HUGEINT and must fit. */
#include "store/sandbox_answer.h"

#include "base/lang.h"
#include "suyuan/limits.h"

static bool is_number(duckdb_type type)
{
    return type == DUCKDB_TYPE_INTEGER || type == DUCKDB_TYPE_BIGINT || type == DUCKDB_TYPE_HUGEINT;
}

static duckdb_type child_type(duckdb_logical_type list)
{
    duckdb_logical_type child = duckdb_list_type_child_type(list);
    const duckdb_type type = duckdb_get_type_id(child);
    duckdb_destroy_logical_type(&child);
    return type;
}

/* What fact() gives. */
static bool is_fact(duckdb_logical_type list)
{
    static const struct {
        const char *name;
        duckdb_type type;
    } fields[] = {{"name", DUCKDB_TYPE_VARCHAR},
                  {"value", DUCKDB_TYPE_VARCHAR},
                  {"place", DUCKDB_TYPE_UBIGINT}};
    duckdb_logical_type one = duckdb_list_type_child_type(list);
    bool fits =
        duckdb_get_type_id(one) == DUCKDB_TYPE_STRUCT && duckdb_struct_type_child_count(one) == 3;

    for (idx_t i = 0; i < 3 && fits; i++) {
        duckdb_logical_type field = duckdb_struct_type_child_type(one, i);
        char *name = duckdb_struct_type_child_name(one, i);
        fits = strcmp(name, fields[i].name) == 0 && duckdb_get_type_id(field) == fields[i].type;
        duckdb_free(name);
        duckdb_destroy_logical_type(&field);
    }
    duckdb_destroy_logical_type(&one);
    return fits;
}

static bool type_fits(sy_lead_kind kind, duckdb_logical_type type)
{
    const duckdb_type id = duckdb_get_type_id(type);

    switch (kind) {
    case SY_LEAD_AS_TEXT:
        return id == DUCKDB_TYPE_VARCHAR;
    case SY_LEAD_AS_NUMBER:
        return is_number(id);
    case SY_LEAD_AS_DAY:
        return id == DUCKDB_TYPE_DATE;
    case SY_LEAD_AS_TEXTS:
        return id == DUCKDB_TYPE_LIST && child_type(type) == DUCKDB_TYPE_VARCHAR;
    case SY_LEAD_AS_FACTS:
        return id == DUCKDB_TYPE_LIST && is_fact(type);
    }
    return false;
}

static const char *type_words(sy_lead_kind kind)
{
    static const char *const words[] = {"VARCHAR", "BIGINT", "DATE", "VARCHAR[]",
                                        "[fact(...), ...]"};
    return words[kind];
}

static sy_status place_column(sy_answer *a, duckdb_result *result, idx_t i, sy_err *err)
{
    const char *name = duckdb_column_name(result, i);
    int k = 0;

    while (k < SY_LEAD_COLUMNS && strcmp(name, sy_lead_columns[k].name) != 0) k++;
    if (k == SY_LEAD_COLUMNS)
        return sy_fail(err, SY_EDATA, N_("\"%.60s\" is no column of a lead"), name);
    if (a->column[k] >= 0)
        return sy_fail(err, SY_EDATA, N_("the column \"%s\" stands twice"), name);
    duckdb_logical_type type = duckdb_column_logical_type(result, i);
    const bool fits = type_fits(sy_lead_columns[k].kind, type);
    a->column[k] = (int)i;
    a->type[k] = duckdb_get_type_id(type);
    duckdb_destroy_logical_type(&type);
    if (fits) return SY_OK;
    return sy_fail(err, SY_EDATA, N_("the column \"%s\" must be of the type %s"), name,
                   type_words(sy_lead_columns[k].kind));
}

sy_status sy_answer_columns(sy_answer *a, duckdb_result *result, sy_err *err)
{
    const idx_t n = duckdb_column_count(result);
    sy_status st = SY_OK;

    for (int k = 0; k < SY_LEAD_COLUMNS; k++) a->column[k] = -1;
    for (idx_t i = 0; i < n && st == SY_OK; i++) st = place_column(a, result, i, err);
    if (st == SY_OK && a->column[0] < 0)
        return sy_fail(err, SY_EDATA, N_("the column \"%s\" is missing"), sy_lead_columns[0].name);
    return st;
}

/* ---- values ---- */

static bool is_there(duckdb_vector vector, idx_t row)
{
    uint64_t *validity = duckdb_vector_get_validity(vector);
    return !validity || duckdb_validity_row_is_valid(validity, row);
}

static sy_slice text_at(duckdb_vector vector, idx_t row)
{
    duckdb_string_t *s = (duckdb_string_t *)duckdb_vector_get_data(vector) + row;

    if (!is_there(vector, row)) return (sy_slice){"", 0};
    return (sy_slice){duckdb_string_t_data(s), duckdb_string_t_length(*s)};
}

static sy_status put_number(sy_buf *out, duckdb_vector vector, idx_t row, duckdb_type type,
                            sy_err *err)
{
    const void *data = duckdb_vector_get_data(vector);
    int64_t number = 0;

    if (!is_there(vector, row)) {
        sy_lead_put_number(out, false, 0);
        return SY_OK;
    }
    if (type == DUCKDB_TYPE_HUGEINT) {
        const duckdb_hugeint h = ((const duckdb_hugeint *)data)[row];
        if (h.upper != ((int64_t)h.lower < 0 ? -1 : 0))
            return sy_fail(err, SY_EDATA, N_("a number of a lead does not fit in 64 bits"));
        number = (int64_t)h.lower;
    } else {
        number = type == DUCKDB_TYPE_BIGINT ? ((const int64_t *)data)[row]
                                            : ((const int32_t *)data)[row];
    }
    sy_lead_put_number(out, true, number);
    return SY_OK;
}

static void put_fact(sy_buf *out, duckdb_vector fact, idx_t i)
{
    duckdb_vector place = duckdb_struct_vector_get_child(fact, 2);

    sy_lead_put_text(out, text_at(duckdb_struct_vector_get_child(fact, 0), i));
    sy_lead_put_text(out, text_at(duckdb_struct_vector_get_child(fact, 1), i));
    sy_lead_put_number(out, is_there(place, i),
                       (int64_t)((const uint64_t *)duckdb_vector_get_data(place))[i]);
}

static sy_status put_list(sy_buf *out, duckdb_vector vector, idx_t row, bool are_facts, sy_err *err)
{
    const duckdb_list_entry *entry =
        (const duckdb_list_entry *)duckdb_vector_get_data(vector) + row;
    duckdb_vector child = duckdb_list_vector_get_child(vector);
    uint32_t n = 0;

    if (!is_there(vector, row)) {
        sy_lead_put_count(out, 0);
        return SY_OK;
    }
    for (idx_t i = entry->offset; i < entry->offset + entry->length; i++) n += is_there(child, i);
    if (n > SY_MAX_LEAD_ITEMS)
        return sy_fail(err, SY_ELIMIT, N_("a lead with more than %u facts"), SY_MAX_LEAD_ITEMS);
    sy_lead_put_count(out, n);
    for (idx_t i = entry->offset; i < entry->offset + entry->length; i++) {
        if (!is_there(child, i)) continue;
        if (are_facts)
            put_fact(out, child, i);
        else
            sy_lead_put_text(out, text_at(child, i));
    }
    return SY_OK;
}

static void put_nothing(sy_buf *out, sy_lead_kind kind)
{
    if (kind == SY_LEAD_AS_TEXT)
        sy_lead_put_text(out, (sy_slice){"", 0});
    else if (kind == SY_LEAD_AS_NUMBER || kind == SY_LEAD_AS_DAY)
        sy_lead_put_number(out, false, 0);
    else
        sy_lead_put_count(out, 0);
}

/* Infinity and years of six digits are days to DuckDB. */
static sy_status put_day(sy_buf *out, duckdb_vector vector, idx_t row, sy_err *err)
{
    enum { FIRST = -719162, LAST = 2932896 }; /* 0001-01-01, 9999-12-31 */
    const bool has_day = is_there(vector, row);
    const int32_t day = has_day ? ((const int32_t *)duckdb_vector_get_data(vector))[row] : 0;

    if (day < FIRST || day > LAST)
        return sy_fail(err, SY_EDATA, N_("a day of a lead that is not of the years 1 to 9999"));
    sy_lead_put_number(out, has_day, day);
    return SY_OK;
}

static sy_status put_column(const sy_answer *a, int k, duckdb_vector vector, idx_t row, sy_buf *out,
                            sy_err *err)
{
    switch (sy_lead_columns[k].kind) {
    case SY_LEAD_AS_TEXT:
        sy_lead_put_text(out, text_at(vector, row));
        return SY_OK;
    case SY_LEAD_AS_NUMBER:
        return put_number(out, vector, row, a->type[k], err);
    case SY_LEAD_AS_DAY:
        return put_day(out, vector, row, err);
    case SY_LEAD_AS_TEXTS:
    case SY_LEAD_AS_FACTS:
        return put_list(out, vector, row, sy_lead_columns[k].kind == SY_LEAD_AS_FACTS, err);
    }
    return SY_OK;
}

sy_status sy_answer_row(const sy_answer *a, duckdb_data_chunk chunk, idx_t row, sy_buf *out,
                        sy_err *err)
{
    sy_status st = SY_OK;

    for (int k = 0; k < SY_LEAD_COLUMNS && st == SY_OK; k++) {
        if (a->column[k] < 0)
            put_nothing(out, sy_lead_columns[k].kind);
        else
            st = put_column(a, k, duckdb_data_chunk_get_vector(chunk, (idx_t)a->column[k]), row,
                            out, err);
    }
    if (st == SY_OK && a->column[0] >= 0 &&
        text_at(duckdb_data_chunk_get_vector(chunk, (idx_t)a->column[0]), row).len == 0)
        return sy_fail(err, SY_EDATA, N_("a lead without a key"));
    if (st != SY_OK) return st;
    if (sy_buf_status(out) == SY_OK) return SY_OK;
    return sy_buf_status(out) == SY_ENOMEM
               ? sy_fail_nomem(err)
               : sy_fail(err, SY_ELIMIT, N_("a lead of more than %u bytes"), SY_MAX_LEAD_BYTES);
}
