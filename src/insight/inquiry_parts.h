/* inquiry_parts.h - the steps by which inquiries are found; private to src/insight. */
#ifndef SY_INSIGHT_INQUIRY_PARTS_H
#define SY_INSIGHT_INQUIRY_PARTS_H

#include "insight/inquiries.h"
#include "insight/inquiry_dict.h"
#include "intake/counterparty.h"
#include "ledger/registry.h"

/* Inquiries while they are put together. */
typedef struct sy_asking {
    const sy_scene *s;
    const sy_flow *f;
    sy_inquiry *items;
    size_t n, capacity;
    uint32_t *slot;        /* by account of the flow: number of its item + 1 */
    uint32_t *rows_slot;   /* the same of SY_INQUIRY_ROWS */
    bool *is_supplied;     /* by account: has a ledger with a statement */
    uint32_t *item_of;     /* by number in FIFO's list of transfers: the item; SY_NONE */
    int32_t horizon;       /* the last day of all statements; SY_NO_DATE */
    sy_registry *registry; /* what account files say */
    sy_counterparties *words;
    sy_inquiry_dict dict;
} sy_asking;

/* A new item of an account (SY_NONE: of none); NULL when out of memory. Pointers to items
 * are not kept across a call. */
sy_inquiry *sy_ask_new(sy_asking *a, sy_inquiry_kind kind, uint32_t account);
/* The item of an account: its statement, or days where it has one. */
sy_inquiry *sy_ask_of_account(sy_asking *a, uint32_t account);
static inline void sy_ask_because(sy_inquiry *i, sy_inquiry_reason r)
{
    i->reasons |= 1u << r;
}
/* The number of that item + 1; 0 where there is none. */
uint32_t sy_ask_slot(const sy_asking *a, uint32_t account);
/* Widens the days of an item. */
void sy_ask_days(sy_inquiry *i, int32_t from, int32_t to);

/* ---- the steps, in this order ---- */

/* inquiry_waiting.c: where the trace ends for want of a statement, and where known rows
 * would lead it on. */
SY_MUST_USE sy_status sy_ask_waiting(sy_asking *a, sy_err *err);
SY_MUST_USE sy_status sy_ask_onward(sy_asking *a, sy_err *err);
/* inquiry_known.c: accounts that are known, of the debtor, his household, in account files. */
SY_MUST_USE sy_status sy_ask_known(sy_asking *a, sy_err *err);
/* inquiry_vain.c: accounts that task files asked for and that did not come. */
SY_MUST_USE sy_status sy_ask_in_vain(sy_asking *a, sy_err *err);
/* inquiry_gaps.c: days and rows that supplied statements lack. */
SY_MUST_USE sy_status sy_ask_gaps(sy_asking *a, sy_err *err);
/* inquiry_wallets.c: by person and payment firm. */
SY_MUST_USE sy_status sy_ask_wallets(sy_asking *a, sy_err *err);
/* inquiry_people.c: whose accounts are to be listed first; after the items are described. */
SY_MUST_USE sy_status sy_ask_people(sy_asking *a, sy_err *err);

/* inquiry_order.c: the requests that stand, and both lists of q in order. */
SY_MUST_USE sy_status sy_ask_order(sy_inquiries *q, sy_asking *a, sy_err *err);

/* ---- what several steps need ---- */

/* Accounts of the facts (aliases seen through; SY_NONE) become accounts of the flow; SY_NONE
 * where it has none. Cost: two passes over the facts' accounts, whatever n. */
SY_MUST_USE sy_status sy_ask_number(const sy_asking *a, uint32_t *accounts, size_t n, sy_err *err);

/* A transfer that FIFO's trace lists belongs to this item. */
void sy_ask_mark(sy_asking *a, uint32_t transfer, size_t item);

/* The rows behind a transfer that left to the outside, for its words. */
uint32_t sy_ask_place(const sy_asking *a, uint32_t transfer);
/* Is a business or an office meant by this name: a merchant, a seller, a payment firm, a
 * bank, a court? */
bool sy_ask_is_business(const sy_asking *a, sy_slice name);
/* The first identity number of a party that is certain; "". */
const char *sy_ask_identity(const sy_scene *s, uint32_t party);

#endif
