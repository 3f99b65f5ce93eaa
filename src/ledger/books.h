/* books.h - ledgers in order, with their pairs: what flow is built from; private. */
#ifndef SY_LEDGER_BOOKS_H
#define SY_LEDGER_BOOKS_H

#include "flow/build.h"
#include "ledger/order.h"
#include "ledger/settle.h"
#include "ledger/tables.h"

typedef struct sy_made_books {
    const sy_alloc *al;
    sy_rows rows;   /* points into the tables and the arrays below */
    sy_books books; /* the same */
    sy_settled settled;
    uint32_t *ledger, *other; /* by place; ledger: number in books */
    sy_ledger *ledgers;
    uint64_t *row_begin;
    uint32_t *items, *proved_begin, *suspects;
    sy_days *proved;
    char *texts;
    sy_order_report *reports; /* by ledger */
    uint32_t *also;           /* by place: sy_rows.also; NULL */
    uint32_t *number_of;      /* by ledger of facts: its number here; SY_NONE */
} sy_made_books;

/* tables: its ledger and other arrays are taken over (NULL afterwards); the rest
 * is borrowed until sy_books_dispose. */
SY_MUST_USE sy_status sy_books_make(sy_made_books *b, sy_case_tables *tables, sy_workspace *ws,
                                    sy_err *err);
/* Frees the orders of the ledgers, or what is known of rows, before the rest. */
void sy_books_give_back_orders(sy_made_books *b);
void sy_books_give_back_rows(sy_made_books *b);
void sy_books_dispose(sy_made_books *b);

#endif
