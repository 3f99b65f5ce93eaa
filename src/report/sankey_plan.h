/* sankey_plan.h - where the cards and bands of a Sankey picture stand; private
 * to it and to its test. Lengths are whole tenths of a pixel.
 *
 * A band that passes a column gets a slot in it: an item like a card. */
#ifndef SY_REPORT_SANKEY_PLAN_H
#define SY_REPORT_SANKEY_PLAN_H

#include "base/alloc.h"
#include "report/sankey.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The lines of text in a card. */
enum {
    SY_SANKEY_TITLE = 165,
    SY_SANKEY_DETAIL = 150,
    SY_SANKEY_AMOUNT = 160,
    SY_SANKEY_PAD = 80,
    SY_SANKEY_TITLE_LINES = 2 /* at most */
};
enum { SY_SANKEY_SLOT = -1 };

typedef struct sy_sankey_item {
    int card; /* SY_SANKEY_SLOT: a slot */
    unsigned column;
    int height, y;
    int64_t wish; /* scratch */
} sy_sankey_item;

/* A band's way from one column to the next. */
typedef struct sy_sankey_piece {
    uint32_t from, to; /* items */
    uint32_t band;
    int thick, y0, y1; /* y0, y1: upper edge at either end */
} sy_sankey_piece;

typedef struct sy_sankey_plan {
    const sy_sankey *s;
    sy_arena arena;
    unsigned columns;
    int card_width, gap;
    size_t text_columns;   /* that fit into a card */
    sy_sankey_item *items; /* the cards first, in their order */
    size_t n_items;
    sy_sankey_piece *pieces; /* band by band, from left to right */
    size_t n_pieces;
    uint32_t **order; /* order[column]: items from top to bottom */
    size_t *n_order;
    sy_minor fullest; /* the largest sum of one column */
    int height;       /* of the part with cards */
    size_t n_back;    /* bands that go back */
} sy_sankey_plan;

/* Finds a place for everything; false when out of memory. Dispose in either
 * case. There must be a card. */
bool sy_sankey_plan_make(sy_sankey_plan *d, const sy_sankey *s, const sy_alloc *al);
void sy_sankey_plan_dispose(sy_sankey_plan *d);

int sy_sankey_thickness(const sy_sankey_plan *d, sy_minor amount);
unsigned sy_sankey_column(const sy_sankey_plan *d, uint32_t card);
/* Does the band not lead to a later column? */
bool sy_sankey_is_back(const sy_sankey_plan *d, const sy_band *b);
unsigned sy_sankey_title_lines(const sy_sankey_plan *d, const char *title);
int sy_sankey_text_height(const sy_sankey_plan *d, const sy_card *c);

#ifdef __cplusplus
}
#endif

#endif
