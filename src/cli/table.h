/* table.h - aligned columns for people.
 *
 *     sy_table t;
 *     sy_table_init(&t, &call->arena, "lr");       // left, right
 *     sy_table_head(&t, _("account"), _("amount"));
 *     sy_table_cell(&t, account);                  // row by row
 *     sy_table_money(&t, 1234500);                 // 12,345.00
 *     st = sy_table_print(&t, stdout, &err);
 *
 * Cells are shown as shown.h says (nothing in them can move the cursor), cut at
 * 40 columns. Widths count East Asian characters as two. A column of which all
 * cells are empty is left out, with its head. */
#ifndef SY_CLI_TABLE_H
#define SY_CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/civil.h"
#include "base/err.h"
#include "base/money.h"

enum { SY_TABLE_COLUMNS = 12, SY_TABLE_CELL = 40 };

typedef struct sy_table_line {
    struct sy_table_line *next;
    const char *text;
    size_t before; /* which cell */
} sy_table_line;

typedef struct sy_table {
    sy_arena *arena;
    const char *aligns; /* one letter a column: l or r */
    size_t columns;
    char **cells; /* row by row */
    size_t n_cells, n_heads, capacity;
    size_t width[SY_TABLE_COLUMNS];
    bool filled[SY_TABLE_COLUMNS]; /* by more than its head */
    sy_table_line *first_line, *last_line;
    sy_status status; /* the first failure; print returns it */
} sy_table;

void sy_table_init(sy_table *t, sy_arena *arena, const char *aligns);
void sy_table_cell(sy_table *t, const char *text); /* NULL: empty */
void sy_table_int(sy_table *t, uint64_t value);
void sy_table_money(sy_table *t, sy_minor amount);
void sy_table_time(sy_table *t, int64_t at, sy_precision precision); /* blank for the T */
/* A moment in UTC, by this computer's clock (log_words.h); NULL: empty. */
void sy_table_moment(sy_table *t, const char *utc);
/* A line of its own between rows, over all columns: what the rows after it have in common. */
void sy_table_title(sy_table *t, const char *text);
/* As many texts as there are columns. */
void sy_table_head(sy_table *t, ...);
SY_MUST_USE sy_status sy_table_print(const sy_table *t, FILE *out, sy_err *err);

/* Prints a text of files or people as shown.h says: nothing in it moves the cursor. */
void sy_print_shown(FILE *out, const char *text);

/* Prints a line with such texts in it, likewise; it ends where the format does, with or without a
 * line break. Line breaks that the format begins with are printed, others become blanks. */
void sy_printf_shown(FILE *out, const char *format, ...) SY_PRINTF(2, 3);

/* Prints text in lines of at most width columns, each begun with indent blanks
 * but the first, which is taken to be there already. Breaks at blanks, and
 * between East Asian characters (not before their closing marks). Shown as shown.h says. */
void sy_print_wrapped(FILE *out, const char *text, size_t indent, size_t width);

#endif
