/* shared.h - what accounts of different holders have in common technically: the same
 * address on the network, device, phone, postal address, agent (domain notes 5.4).
 *
 *     sy_shared *s;
 *     st = sy_case_shared(&s, c, 20, &arena, &err);
 *     for (size_t i = 0; i < s->n; i++) ... s->traces[i].value ...
 *
 * Rows give addresses (IP) and devices (MAC); account files give phones, addresses,
 * agents, devices of registrations. What says nothing is left out: addresses of
 * private networks and of the machine itself, devices of zeros, cash at a
 * counter, and whatever more holders share than `most` (a carrier, a branch). */
#ifndef SY_LEDGER_SHARED_H
#define SY_LEDGER_SHARED_H

#include "ledger/case.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_trace_kind { /* the strongest first */
                             SY_SHARED_MAC,
                             SY_SHARED_DEVICE,
                             SY_SHARED_PHONE,
                             SY_SHARED_AGENT, /* identity number, else phone of who opened the
                                                 account */
                             SY_SHARED_IP,
                             SY_SHARED_ADDRESS,
    SY_SHARED_OPENED, /* opened on one day: three accounts at least (同日开户) */
                             SY_SHARED_KINDS
} sy_trace_kind;

const char *sy_trace_kind_name(sy_trace_kind k); /* "mac", ... */

typedef struct sy_shared_account {
    uint32_t account; /* of the flow */
    uint32_t rows;    /* of statements and of account files that show the value */
} sy_shared_account;

typedef struct sy_shared_trace {
    sy_trace_kind kind;
    sy_slice value;
    sy_shared_account *accounts; /* by account */
    size_t n_accounts;
    uint32_t *places; /* of the rows of statements, at most SY_MAX_FINDING_ROWS */
    size_t n_places;
    uint64_t rows;
    bool has_times;
    int64_t first, last; /* of those rows */
} sy_shared_trace;

typedef struct sy_shared {
    sy_shared_trace *traces; /* by kind, accounts (most first), value */
    size_t n;
} sy_shared;

/* Accounts of one holder share by nature and make no trace. Everything from the
 * arena. Cost: one pass over the entries with two texts a row. */
SY_MUST_USE sy_status sy_case_shared(sy_shared **out, sy_case *c, uint32_t most, sy_arena *arena,
                                     sy_err *err);

/* The value as it is compared, into out: an address of the open network, twelve
 * hexadecimal digits; empty for what says nothing. */
#define SY_TRACE_TEXT 64
sy_slice sy_trace_clean(char out[SY_TRACE_TEXT], sy_trace_kind kind, sy_slice raw);

#ifdef __cplusplus
}
#endif

#endif
