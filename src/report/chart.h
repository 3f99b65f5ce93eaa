/* chart.h - a picture of accounts as a file for other programs: GEXF (Gephi), GraphML (yEd,
 * igraph, NetworkX), ANX (i2 Analyst's Notebook).
 *
 *     sy_chart chart = {.title = "王样一案", .remarks = lines, .n_remarks = 3, ...};
 *     sy_chart_write("picture.anx", &chart, &err);      // the ending says which
 *
 * All three say the same of each card and each line; the remarks (which case, which filters,
 * that it is a lead) stand in each of them. The same chart gives the same bytes: no file holds
 * the time of its making. Texts are shown as shown.h says, so that nothing in a name can end an
 * attribute, and every file is well-formed. */
#ifndef SY_REPORT_CHART_H
#define SY_REPORT_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_chart_kind {
    SY_CHART_ACCOUNT,
    SY_CHART_PERSON,
    SY_CHART_OUTSIDE,
    SY_CHART_FOLD /* several, shown as one */
} sy_chart_kind;
const char *sy_chart_kind_name(sy_chart_kind kind); /* "account", ... */

typedef struct sy_chart_card {
    sy_chart_kind kind;
    const char *id, *title;             /* id: unique, "6299...", "to:cash" */
    const char *number, *holder, *bank; /* "" where there is none */
    const char *note;                   /* what somebody wrote beside it; "" */
    bool is_supplied;                   /* there are statements */
    int32_t column, slot;               /* where it stands */
    int64_t in, out;                    /* fen, of all that is known */
    uint64_t n_in, n_out;
} sy_chart_card;

/* All transfers between two cards, or one of them. */
typedef struct sy_chart_line {
    size_t from, to;      /* cards */
    const char *transfer; /* its id; "": all of them */
    uint64_t n;           /* transfers */
    int64_t amount;       /* fen */
    int64_t first, last;
    sy_precision precision; /* of first and last */
    int64_t tainted;        /* fen of it that are traced money; -1: nothing was traced */
} sy_chart_line;

typedef struct sy_chart {
    const char *title;
    const char *const *remarks; /* a line each */
    size_t n_remarks;
    const sy_chart_card *cards;
    size_t n_cards;
    const sy_chart_line *lines;
    size_t n_lines;
} sy_chart;

/* Whole or not at all. SY_EINVAL for an ending that is none of .gexf, .graphml, .anx. */
SY_MUST_USE sy_status sy_chart_write(const char *path, const sy_chart *chart, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
