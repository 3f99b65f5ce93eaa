/* chart_parts.h - what the forms of a chart share: its fields, and small steps of XML. Private
 * to src/report. */
#ifndef SY_REPORT_CHART_PARTS_H
#define SY_REPORT_CHART_PARTS_H

#include "report/chart.h"

/* Money stands there as yuan with two decimals, exact; whoever reads it reckons as he likes. */
typedef enum sy_chart_type {
    SY_CHART_TEXT,
    SY_CHART_COUNT,
    SY_CHART_MONEY,
    SY_CHART_FLAG
} sy_chart_type;

typedef struct sy_chart_field {
    const char *id;    /* "amount_fen" */
    const char *title; /* N_() */
    sy_chart_type type;
} sy_chart_field;

typedef struct sy_chart_fields {
    const sy_chart_field *list;
    size_t n;
    /* The i-th of them, in space (64 bytes) where it has to be printed; NULL: there is none. */
    const char *(*value)(char *space, const void *of, size_t i);
} sy_chart_fields;

extern const sy_chart_fields sy_chart_of_cards; /* of: a sy_chart_card */
extern const sy_chart_fields sy_chart_of_lines; /* of: a sy_chart_line; the first: its amount */

/* What a line is called: "300,000.00 (3)". */
const char *sy_chart_label(char space[64], const sy_chart_line *line);

/* name="escaped text" with a blank before it. */
void sy_chart_attribute(sy_buf *b, const char *name, const char *text);
/* All remarks, with what stands between two of them (XML already). */
void sy_chart_remarks(sy_buf *b, const sy_chart *chart, const char *between);

void sy_chart_gexf(sy_buf *b, const sy_chart *chart);
void sy_chart_graphml(sy_buf *b, const sy_chart *chart);
void sy_chart_anx(sy_buf *b, const sy_chart *chart);

#endif
