/* finding_parts.h - what the makers of finding tables share. Private to this folder. */
#ifndef SY_INSIGHT_FINDING_PARTS_H
#define SY_INSIGHT_FINDING_PARTS_H

#include "insight/clues.h"
#include "insight/proxies.h"
#include "insight/scene.h"
#include "store/findings.h"

enum { SY_FINDING_COLUMNS = SY_CLUE_TABLE_COLUMNS }; /* the widest */

/* One snapshot under way. */
typedef struct sy_finding_maker {
    const sy_scene *s;
    const sy_source *sources; /* by (sha256, sheet), as the flow has them */
    size_t n_sources;
    sy_arena *arena;
    sy_finding_writer *writer;
    const sy_pool *table;
    sy_pool_value values[SY_FINDING_COLUMNS]; /* the row at hand */
    bool has_no_memory, is_cut;
} sy_finding_maker;

/* A row: begin, its values, end. Values that are not given are not known. */
void sy_finding_row_begin(sy_finding_maker *m);
void sy_finding_text(sy_finding_maker *m, int column, sy_slice text);
void sy_finding_day(sy_finding_maker *m, int column, int64_t at);        /* a time */
void sy_finding_number(sy_finding_maker *m, int column, int64_t number); /* fen too */
/* The name and number of a party (SY_NONE: nothing), in the form of pools. */
void sy_finding_party(sy_finding_maker *m, int name, int identity, uint32_t party);
void sy_finding_name(sy_finding_maker *m, int column, sy_slice name);
void sy_finding_debtor(sy_finding_maker *m, int name, int identity);
void sy_finding_row_end(sy_finding_maker *m, uint32_t place); /* SY_NONE: stands nowhere */

/* Each writes its rows. */
typedef sy_status sy_finding_rows(sy_finding_maker *m, sy_err *err);
sy_finding_rows sy_finding_clue_rows, sy_finding_proxy_rows, sy_finding_cycle_rows,
    sy_finding_onward_rows, sy_finding_transfer_rows;

/* finding_transfers.c: both ends of a transfer, as the rows say. */
typedef struct sy_finding_ends {
    uint32_t transfer, place; /* place: a row that shows it */
    uint32_t payer, payee;    /* parties; SY_NONE */
    sy_slice payer_name, payee_name;
    uint32_t from, to; /* ledgers, or outside */
    int64_t at, amount;
} sy_finding_ends;
/* Each transfer of at least so many fen, in CNY, between two different people who are named,
 * once; in no order. */
typedef void sy_finding_ends_fn(void *ctx, const sy_finding_ends *e);
void sy_finding_each_transfer(const sy_scene *s, int64_t least, sy_finding_ends_fn *fn, void *ctx);
const char *sy_finding_number_of(const sy_scene *s, uint32_t ledger); /* "" */

#endif
