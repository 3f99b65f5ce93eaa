/* layers.h - where new cards stand in a picture of columns: payers left, payees right.
 *
 *          0         1         2
 *      ┌───────┐ ┌───────┐ ┌───────┐      A card has a column and a slot in it (both may be
 *   0  │       ├─►       ├─►       │      below 0). What stands already never moves: new ones
 *      └───────┘ └─────┬─┘ └───────┘      take free slots, those nearest to the cards that they
 *   1                  │   ┌───────┐      are linked with, in the order of these, so that few
 *                      └───►       │      lines cross.
 *                          └───────┘
 *
 * The order within a layer by the weighted mean of the neighbours' places is the barycentre
 * method of Sugiyama, Tagawa, Toda (1981); one pass, since the neighbours are fixed. */
#ifndef SY_FLOW_LAYERS_H
#define SY_FLOW_LAYERS_H

#include "base/alloc.h"
#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_spot {
    int32_t column, slot;
    bool is_placed; /* slot is set; otherwise it will be */
} sy_spot;

typedef struct sy_bond {
    uint32_t a, b;  /* spots */
    int64_t weight; /* >= 0 */
} sy_bond;

/* Sets the slots of spots that are not placed; their columns are set already. Bonds between two
 * that are not placed count when one of them has got its place. Cost: n log n a column. */
SY_MUST_USE sy_status sy_layers_place(sy_spot *spots, size_t n, const sy_bond *bonds,
                                      size_t n_bonds, const sy_alloc *al, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
