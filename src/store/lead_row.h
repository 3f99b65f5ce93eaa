/* lead_row.h - one lead as a model's query gives it, and its form on the way out of the
 * process in which the query ran.
 *
 * A query answers with these columns, in any order, `key` at least:
 *
 *   key          VARCHAR    what the lead is about: the same thing in every run
 *   rule         VARCHAR    which of the model's rules it meets
 *   case_number  VARCHAR    and court VARCHAR
 *   parties      VARCHAR[]
 *   amount       BIGINT     fen
 *   act_date     DATE       the day of the act: which law was in force
 *   rank         BIGINT     the larger the sooner it is looked at
 *   missing      VARCHAR[]  conditions of the model that nobody has recorded
 *   questions    VARCHAR[]  questions of the model that stay open on this lead
 *   facts        fact()[]   what was compared, each with its place
 *
 * NULLs in lists are left out. What comes back from that process is hostile: reading
 * believes no count and no length. */
#ifndef SY_STORE_LEAD_ROW_H
#define SY_STORE_LEAD_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_lead_fact {
    sy_slice name, value;
    bool has_place;
    uint32_t source, row; /* of the facts */
} sy_lead_fact;

typedef struct sy_lead_row {
    sy_slice key, rule, case_number, court; /* empty: nothing */
    const sy_slice *parties, *missing, *questions;
    size_t n_parties, n_missing, n_questions;
    const sy_lead_fact *facts;
    size_t n_facts;
    bool has_amount, has_act_date;
    int64_t amount, rank;
    int32_t act_date; /* days since 1970 */
} sy_lead_row;

typedef enum sy_lead_kind {
    SY_LEAD_AS_TEXT,
    SY_LEAD_AS_NUMBER,
    SY_LEAD_AS_DAY,
    SY_LEAD_AS_TEXTS,
    SY_LEAD_AS_FACTS
} sy_lead_kind;
typedef struct sy_lead_column {
    const char *name;
    sy_lead_kind kind;
} sy_lead_column;
enum { SY_LEAD_COLUMNS = 11 };
/* In the order in which they are written. */
extern const sy_lead_column sy_lead_columns[SY_LEAD_COLUMNS];

/* ---- writing: each column in turn ---- */

void sy_lead_put_text(sy_buf *out, sy_slice text); /* also each text of a list */
void sy_lead_put_number(sy_buf *out, bool is_known, int64_t number);
void sy_lead_put_count(sy_buf *out, uint32_t n); /* before the items of a list */

/* ---- reading ---- */

/* Slices into bytes, lists from the arena. SY_EDATA when it is not exactly a row, SY_ELIMIT
 * past SY_MAX_LEAD_ITEMS. */
SY_MUST_USE sy_status sy_lead_row_read(sy_lead_row *out, sy_slice bytes, sy_arena *arena,
                                       sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
