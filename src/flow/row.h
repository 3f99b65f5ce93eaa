/* row.h - rows as the builder looks at them; private to it.
 *
 * An item is one side of a row in the order of one ledger: place * 2, plus 1 when
 * it comes in. A row of a statement is one item, a row of a plain list two. */
#ifndef SY_FLOW_ROW_H
#define SY_FLOW_ROW_H

#include "base/civil.h"
#include "flow/build.h"

#ifdef __cplusplus
extern "C" {
#endif

static inline bool sy_row_is_list(const sy_rows *rows, uint32_t place)
{
    return rows->flags[place] & SY_ROW_TRANSFER;
}

/* Does it move nothing? A self transfer does, and a row of 0.00 (banks write
 * them: account opened, card blocked). What was taken back moves: away and back. */
static inline bool sy_row_is_self(const sy_rows *rows, uint32_t place)
{
    const uint32_t match = rows->match[place], ledger = rows->ledger[place];

    if (rows->amount[place] == 0) return true;
    if (sy_row_is_list(rows, place)) return rows->other[place] == ledger;
    return match != SY_NONE && rows->ledger[match] == ledger &&
           !(rows->flags[place] & SY_ROW_REVERSED);
}

/* A list states no balances. */
static inline bool sy_row_has_balance(const sy_rows *rows, uint32_t place)
{
    return (rows->flags[place] & (SY_ROW_HAS_BALANCE | SY_ROW_TRANSFER)) == SY_ROW_HAS_BALANCE;
}

static inline int64_t sy_row_size(const sy_rows *rows, uint32_t place)
{
    return rows->amount[place] < 0 ? -rows->amount[place] : rows->amount[place];
}

static inline uint32_t sy_item_ledger(const sy_rows *rows, uint32_t item)
{
    const uint32_t place = item / 2;
    return item % 2 && sy_row_is_list(rows, place) ? rows->other[place] : rows->ledger[place];
}

/* The item by which the money of an arriving one left, and the one by which the
 * money of a leaving one arrives; SY_NONE where no row shows it. undone: by
 * place, matches that do not count. */
static inline uint32_t sy_item_departure(const sy_rows *rows, const uint8_t *undone, uint32_t item)
{
    const uint32_t place = item / 2;

    if (item % 2 == 0 || undone[place] || sy_row_is_self(rows, place)) return SY_NONE;
    if (sy_row_is_list(rows, place)) return item - 1;
    return rows->match[place] == SY_NONE ? SY_NONE : rows->match[place] * 2;
}

static inline uint32_t sy_item_arrival(const sy_rows *rows, const uint8_t *undone, uint32_t item)
{
    const uint32_t place = item / 2;

    if (item % 2 || undone[place] || sy_row_is_self(rows, place)) return SY_NONE;
    if (sy_row_is_list(rows, place)) return item + 1;
    return rows->match[place] == SY_NONE ? SY_NONE : rows->match[place] * 2 + 1;
}

/* Does the item have a transfer of its own? Arrivals are their departures'. */
static inline bool sy_item_is_transfer(const sy_rows *rows, const uint8_t *undone, uint32_t item)
{
    if (sy_row_is_self(rows, item / 2)) return false;
    return item % 2 == 0 || sy_item_departure(rows, undone, item) == SY_NONE;
}

/* Whose clock a two-sided transfer goes by: the payee's where the payer's row has
 * only a date and the payee's a clock on that day. Flags of a transfer. */
static inline uint8_t sy_row_clock(const sy_rows *rows, uint32_t out, uint32_t in)
{
    const bool out_is_date = rows->flags[out] & SY_ROW_DATE_ONLY;
    const bool in_is_date = rows->flags[in] & SY_ROW_DATE_ONLY;

    if (!out_is_date) return 0;
    if (!in_is_date && sy_day_of(rows->at[in]) == sy_day_of(rows->at[out])) {
        return SY_T_CLOCK_OF_PAYEE;
    }
    return SY_T_DATE_ONLY;
}

/* The row whose time it is. */
static inline uint32_t sy_row_of_time(const sy_rows *rows, uint32_t out, uint32_t in)
{
    return sy_row_clock(rows, out, in) == SY_T_CLOCK_OF_PAYEE ? in : out;
}

/* Of the rows that may come next the least by this comes (design/tracing.md 3). */
static inline bool sy_item_is_before(const sy_rows *rows, uint32_t a, uint32_t b)
{
    const int64_t x = rows->at[a / 2], y = rows->at[b / 2];
    return x < y || (x == y && a < b);
}

#ifdef __cplusplus
}
#endif

#endif
