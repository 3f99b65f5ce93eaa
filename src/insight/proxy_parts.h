/* proxy_parts.h - what the reasons of proxies.h are made of; private to src/insight.
 *
 * First what the case knows (sy_proxy_case), made once; then each account's rows
 * (sy_use), with everything that a reason asks of a row; then the reasons, each a
 * function that looks at the rows and tells what it saw (sy_hit). */
#ifndef SY_INSIGHT_PROXY_PARTS_H
#define SY_INSIGHT_PROXY_PARTS_H

#include "base/buf.h"
#include "insight/proxies.h"
#include "ledger/registry.h"
#include "ledger/shared.h"

/* More words of rows, above those of weights.h: of this case. */
enum {
    SY_WORD_DEBTOR = SY_WORD_LAST << 1,  /* his name */
    SY_WORD_PHONE = SY_WORD_LAST << 2,   /* his phone number */
    SY_WORD_ADDRESS = SY_WORD_LAST << 3, /* where he lives */
    SY_WORD_CHILD = SY_WORD_LAST << 4,   /* his child's name */
    SY_WORD_CASE = SY_WORD_LAST << 5,    /* the number of the case */
    SY_WORD_LOOKED = SY_WORD_LAST << 6,  /* this text has been looked at */
    SY_WORD_KEY = SY_WORD_LAST << 7,     /* a customer number that he paid for, too */
    SY_WORD_IDENTITY = SY_WORD_LAST << 8 /* his ID number */
};

typedef enum sy_side {
    SY_SIDE_UNSEEN, /* opening, difference, missing inflow: no row of anybody's */
    SY_SIDE_OWN,    /* the holder's other account, his pocket */
    SY_SIDE_DEBTOR,
    SY_SIDE_OTHER
} sy_side;

typedef struct sy_use_row {
    uint32_t transfer, place; /* place: the account's own row, else the other side's; SY_NONE */
    uint32_t who, other;      /* as in sy_who; the other ledger or SY_OUTSIDE + kind */
    int64_t at;
    sy_minor amount;      /* > 0 came in */
    sy_minor size;        /* without its sign */
    uint32_t words, memo; /* of all its texts; of summary and note only */
    uint8_t side, flags;  /* sy_side; SY_ENTRY_... */
    bool date_only, has_own_row;
    bool is_diverted;            /* debtor's income, that went here instead */
    bool is_settled;             /* of a loan that was repaid before the day */
    sy_minor fifo, lower, upper; /* the debtor's money in it */
} sy_use_row;

typedef struct sy_use {
    uint32_t account, ledger, holder; /* first ledger; holder as in sy_who */
    bool is_supplied;
    sy_use_row *rows; /* in pass order */
    size_t n;
    sy_minor in, out;  /* without own and unseen */
    sy_minor in_since; /* from the scene's day on */
    uint32_t counterparties;
} sy_use;

/* What a reason saw. rows: numbers in use->rows, ascending. */
typedef struct sy_hit {
    bool is_there;
    uint32_t *rows;
    size_t n;
    sy_minor amount;
    int32_t share;
    int32_t part; /* 1/1000 of the points, after the weight; 1000 is all */
    /* for the sentence */
    uint32_t bits, times;
    sy_minor other_amount, lower, upper;
    int64_t first, last;
    sy_slice what;
    int32_t number;
} sy_hit;

/* One thing that the debtor has or did, to be met again: sorted by (key, at). */
typedef struct sy_sighting {
    uint64_t key;
    int64_t at; /* a time, or a day */
} sy_sighting;
typedef struct sy_sightings {
    sy_sighting *list;
    size_t n, capacity;
} sy_sightings;

typedef struct sy_proxy_case {
    const sy_scene *s;
    const sy_flow *f;
    const sy_weights *k;
    sy_who *w;
    sy_word_bits *names; /* of this case */
    uint32_t *words;     /* by text: bits, with SY_WORD_LOOKED once it is known */
    uint64_t *keys;      /* customer numbers that the debtor paid for, sorted */
    size_t n_keys;
    uint32_t *value_of; /* by text: of `values` + 2; 1: none of them; 0: not looked at */
    sy_slice *values;   /* the debtor's network addresses and devices, each with its kind
                         * before it, sorted */
    size_t n_values;
    sy_sightings value_days; /* (value, day) */
    sy_sightings counters;   /* (counter or machine, time) */
    sy_sightings places;     /* (place, day), each once */
    int64_t days_of_debtor;  /* from his first row to his last */
    sy_registry *registry;
    const int32_t *opened;    /* by account */
    uint32_t *traced;         /* by transfer: of s->traces[SY_FIFO] + 1; NULL */
    sy_diverted *diverted;    /* NULL: no day is known */
    uint8_t *is_diverted;     /* by transfer */
    sy_trace *diverted_trace; /* NULL: none, or the scene's has it */
    size_t seeds_left_out;
    uint8_t *deals_with_debtor; /* by who */
    uint32_t *ledgers;          /* by account, then number */
    uint32_t *begin;            /* by account: in ledgers */
    uint32_t *seen_by;          /* by who: account + 1 that met it last */
} sy_proxy_case;

SY_MUST_USE sy_status sy_proxy_case_init(sy_proxy_case *c, const sy_scene *s, const sy_weights *k,
                                         sy_err *err);
void sy_proxy_case_dispose(sy_proxy_case *c);

/* ---- rows: proxy_rows.c ---- */

/* The words of a text, looked at once. */
uint32_t sy_proxy_words(sy_proxy_case *c, uint32_t text);
/* Of the row's place: texts of other names only where it is the account's own row. */
uint32_t sy_proxy_row_words(sy_proxy_case *c, uint32_t place, bool is_own, uint32_t *memo);

/* Reads the account's rows into *rows, which grows to *capacity. */
SY_MUST_USE sy_status sy_use_read(sy_use *u, sy_proxy_case *c, uint32_t account, sy_use_row **rows,
                                  size_t *capacity, sy_err *err);
/* The fen of the debtor's in a transfer: first in first out, bounds. */
void sy_proxy_money(const sy_proxy_case *c, uint32_t transfer, sy_minor *fifo, sy_minor *lower,
                    sy_minor *upper);

/* ---- keys: proxy_keys.c ---- */

/* Customer numbers in bills, at most `most`: hashes. */
enum { SY_BILL_KEYS = 8 };
size_t sy_bill_keys(uint64_t keys[SY_BILL_KEYS], const sy_scene *s, uint32_t place);
SY_MUST_USE sy_status sy_proxy_find_keys(sy_proxy_case *c, sy_err *err);
bool sy_proxy_has_key(const sy_proxy_case *c, uint32_t place);

/* ---- where the debtor was: proxy_debtor.c ---- */

SY_MUST_USE sy_status sy_proxy_find_debtor(sy_proxy_case *c, sy_err *err);
/* Is there one with this key from `from` to `to`? */
bool sy_sighting_between(const sy_sightings *list, uint64_t key, int64_t from, int64_t to);
/* How many have this key. */
size_t sy_sightings_of(const sy_sightings *list, uint64_t key);
/* The debtor's device (SY_SHARED_MAC) or address (SY_SHARED_IP) that this text is:
 * number + 1; 0. */
uint32_t sy_proxy_value(sy_proxy_case *c, uint32_t text, sy_trace_kind kind);
/* Is this a device that one of the debtor's accounts was registered with? */
bool sy_proxy_has_device(const sy_proxy_case *c, sy_slice device);
/* The counter or machine of a row, and the place of a cash or card row; 0: none. */
uint64_t sy_counter_key(const sy_scene *s, uint32_t place);
uint64_t sy_place_key(const sy_scene *s, uint32_t place);
bool sy_is_cash_row(const sy_use_row *r);

/* ---- the reasons ---- */

typedef sy_status sy_reason_fn(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err);
sy_reason_fn sy_hit_bills, sy_hit_income, sy_hit_names, sy_hit_property, sy_hit_money,
    sy_hit_mirrors;                                                     /* proxy_money.c */
sy_reason_fn sy_hit_traces, sy_hit_places, sy_hit_profile, sy_hit_days; /* proxy_person.c */
sy_reason_fn sy_hit_living, sy_hit_loan, sy_hit_trade, sy_hit_history,
    sy_hit_escrow; /* proxy_against.c */

/* Marks the rows of a loan that was repaid before the day; before any reason looks. */
void sy_mark_loan(const sy_proxy_case *c, sy_use *u);

/* Adds row i of the account to what the reason saw. Arrays from the scene's arena. */
SY_MUST_USE sy_status sy_hit_row(sy_hit *h, const sy_proxy_case *c, const sy_use *u, size_t i,
                                 sy_err *err);

/* ---- sentences: proxy_words.c ---- */

/* From the scene's arena; NULL when there is no memory. */
const char *sy_proxy_sentence(const sy_proxy_case *c, const sy_use *u, sy_proxy_code code,
                              const sy_hit *h, sy_lang lang);

#endif
