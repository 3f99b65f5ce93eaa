/* property.h - what a case seals, values, sells and distributes.
 *
 *     sy_lot l;
 *     sy_lot_of(&l, s, &e, true);            // sold in the second round, lawfully
 *     l.rounds[1].start_price -= 1;          // or not
 *     sy_put_lot(s, &e, &l); */
#ifndef SY_SYNTH_PROVINCE_PROPERTY_H
#define SY_SYNTH_PROVINCE_PROPERTY_H

#include "synth/province/stage.h"

typedef struct sy_lot {
    const char *property, *name, *number;
    int32_t sealed;
    sy_row_appraisals appraisal;
    sy_row_auctions rounds[2];
    int n_rounds; /* the last one is the one in which it was sold */
    sy_row_disposals disposal;
    sy_row_distributions share;
    sy_somebody buyer;
} sy_lot;

/* A house of the first debtor's, by the days of a case that ended performed. */
void sy_lot_of(sy_lot *l, sy_stage *s, const sy_enforcement *e, bool is_sold_second);
/* The key of a round of an auction, as models of auctions have it. */
const char *sy_say_round(sy_stage *s, const sy_row_auctions *round);
/* Its rows in every pool. */
void sy_put_lot(sy_stage *s, const sy_enforcement *e, const sy_lot *l);
/* A case that ended performed, and its house; and all rows of both. */
void sy_stage_sold(sy_enforcement *e, sy_lot *l, sy_stage *s, bool is_sold_second);
void sy_put_sold(sy_stage *s, const sy_enforcement *e, const sy_lot *l);
/* Of its first round, what there is when nobody has bought. */
sy_row_auctions sy_row_unsold(const sy_lot *l, const char *state);
/* A case's property, lawfully: a lot where it ended performed, seals that wait behind another
 * court's where it was closed for now, a frozen deposit where it is open. */
void sy_put_property(sy_stage *s, const sy_enforcement *e);

#endif
