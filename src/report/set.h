/* set.h - the set of tables that a county office expects of every person's statements:
 * overview, cash, large transfers, sources, counterparties, companies, months, and a summary
 * in words; each figure opens its rows.
 *
 *     sy_set set;
 *     st = sy_set_gather(&set, c, &(sy_set_options){0}, &arena, &err);
 *     st = sy_set_page(&page, &set, 0, set.n, &err);       // or sy_set_xlsx(path, ...)
 *     st = sy_set_record_of(&set, "set.html", 0, set.n, &err);
 *     sy_set_dispose(&set);
 *
 * What is shown is described once, as tables of cells, and written twice. A cell whose
 * figure rests on rows names a block of evidence. Figures of earlier sets that have changed
 * since stand in `changes`. Same facts and decisions, same bytes. */
#ifndef SY_REPORT_SET_H
#define SY_REPORT_SET_H

#include "base/buf.h"
#include "insight/overview.h"
#include "report/telling.h"
#include "store/sets.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Counterparties that have a line of their own; the others are summed in one. */
enum { SY_SET_COUNTERPARTIES = 60 };

/* Holders in one set: the debtor, his people, then those with the largest turnover. */
enum { SY_SET_HOLDERS = 100 };

/* ---- what is shown ---- */

typedef enum sy_cell_kind {
    SY_CELL_EMPTY,
    SY_CELL_TEXT,
    SY_CELL_WORDS, /* sentences: on a page a line of their own below the row */
    SY_CELL_MONEY,
    SY_CELL_COUNT,
    SY_CELL_SHARE, /* tenths of a percent */
    SY_CELL_TIME,
    SY_CELL_DAY,
    SY_CELL_FILE /* number of a file, from 1 */
} sy_cell_kind;

/* Numbers stand to the right. */
static inline bool sy_cell_is_number(sy_cell_kind kind)
{
    return kind == SY_CELL_MONEY || kind == SY_CELL_COUNT || kind == SY_CELL_SHARE;
}

typedef enum sy_cell_side { SY_SIDE_BOTH, SY_SIDE_IN, SY_SIDE_OUT } sy_cell_side;

typedef struct sy_cell {
    sy_cell_kind kind;
    sy_cell_side side;      /* of money: which amounts of its block it is the sum of */
    sy_precision precision; /* of times and days */
    uint32_t block;         /* the block of evidence that it opens, from 1; 0: none */
    sy_slice text;
    int64_t value;
} sy_cell;

typedef enum sy_set_part {
    SY_SET_ACCOUNTS,
    SY_SET_OVERVIEW,
    SY_SET_SIZES,
    SY_SET_CASH,
    SY_SET_LARGE,
    SY_SET_KINDS,
    SY_SET_COUNTERPARTY,
    SY_SET_COMPANIES,
    SY_SET_MONTHS,
    SY_SET_PARTS,
    /* of the case */
    SY_SET_CLUES = SY_SET_PARTS,
    SY_SET_PROXIES,
    SY_SET_HOUSEHOLD,
    SY_SET_INQUIRIES,
    SY_SET_ALL_PARTS,
    SY_SET_FINDINGS = SY_SET_ALL_PARTS - SY_SET_PARTS
} sy_set_part;
const char *sy_set_part_title(sy_set_part part);

enum { SY_SET_COLUMNS = 12 };
typedef struct sy_set_table {
    sy_set_part part;
    const char *heads[SY_SET_COLUMNS]; /* translated */
    sy_cell_kind kinds[SY_SET_COLUMNS];
    size_t columns;
    sy_cell *cells;        /* row by row */
    size_t n_rows, n_sums; /* the last n_sums rows are sums */
    const char *note;      /* translated, of the arena; NULL */
} sy_set_table;

/* The rows behind a figure. */
typedef struct sy_set_block {
    uint32_t person; /* in sy_set.persons */
    sy_set_part part;
    const sy_overview_line *line; /* its counts and sums */
    sy_slice title;               /* of the line, as its table says it */
    const uint32_t *rows;         /* in the person's overview, by time */
    const uint32_t *places;       /* or, of a finding, where its rows are; its person is
                                   * SY_NONE */
    uint32_t n_rows, n_listed;    /* n_listed: of places the first, which are in `found` */
    bool is_brief;                /* only where the rows stand, not one by one: an account's, all */
} sy_set_block;

/* ---- a person ---- */

typedef struct sy_set_change {
    const char *cut, *key; /* as in sy_set_line */
    sy_slice title;
    sy_set_line before, now;
} sy_set_change;

typedef struct sy_set_person {
    const sy_holder *holder;
    const char *currency;
    char *title; /* name, and the currency where it is not CNY */
    sy_overview o;
    sy_set_table table[SY_SET_PARTS];
    uint32_t block_begin, block_end;
    sy_set_edition edition, before; /* before.id 0: no earlier set says anything else */
    sy_set_change *changes;
    size_t n_changes;
} sy_set_person;

typedef enum sy_threshold_from {
    SY_THRESHOLD_STANDARD,
    SY_THRESHOLD_CLAIM, /* a share of the claim */
    SY_THRESHOLD_GIVEN
} sy_threshold_from;

typedef struct sy_set_options {
    const char *party;    /* a name, identity number or account: only this one; NULL: all */
    sy_minor cash, large; /* 0: not given */
} sy_set_options;

typedef struct sy_set {
    sy_case *c;
    sy_scene *s;
    sy_holders holders;
    sy_telling t;
    sy_files files;
    sy_arena *arena;
    sy_overview_terms terms;
    sy_threshold_from large_from;
    sy_set_person *persons;                /* the debtor first */
    uint32_t n, holders_left_out;          /* left out: more than SY_SET_HOLDERS */
    bool has_findings;                     /* a debtor is known and among the persons */
    sy_set_table finding[SY_SET_FINDINGS]; /* by part, from SY_SET_CLUES */
    uint32_t finding_begin, finding_end;   /* blocks */
    sy_evidence *found;                    /* rows of findings, by place */
    size_t n_found;
    sy_set_block *blocks; /* block 1 is the first */
    uint32_t n_blocks;
    size_t blocks_capacity;
} sy_set;

/* SY_EDATA: nobody with a statement is `party`. Everything from the arena; dispose in either
 * case. Cost: a scene without traces, and each person's rows sorted and cut. */
SY_MUST_USE sy_status sy_set_gather(sy_set *set, sy_case *c, const sy_set_options *options,
                                    sy_arena *arena, sy_err *err);
void sy_set_dispose(sy_set *set);

/* The persons [begin, end) as one page, or one workbook (whole or not there). */
SY_MUST_USE sy_status sy_set_page(sy_buf *b, const sy_set *set, uint32_t begin, uint32_t end,
                                  sy_err *err);
SY_MUST_USE sy_status sy_set_xlsx(const char *path, const sy_set *set, uint32_t begin, uint32_t end,
                                  sy_err *err);
/* Remembers that this was written as `file`. */
SY_MUST_USE sy_status sy_set_record_of(const sy_set *set, const char *file, uint32_t begin,
                                       uint32_t end, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
