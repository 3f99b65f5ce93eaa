/* clue_parts.h - how clues are made, step by step; private to src/insight.
 *
 *     rows that bear a sign (clue_rows.c) -> assets (clue_assets.c, clue_income.c,
 *     clue_own.c) -> clues with money, grade, days, id (clue_finish.c) */
#ifndef SY_INSIGHT_CLUE_PARTS_H
#define SY_INSIGHT_CLUE_PARTS_H

#include "insight/clues.h"
#include "intake/counterparty.h"

/* A row that bears a sign, and whose asset it speaks for. */
typedef struct sy_clue_hit {
    sy_clue_row row;
    char grade;
    bool is_named; /* the seller's name says it, not only the words */
    bool to_person; /* the other end is somebody whose own statement or relation is known */
    uint32_t holder; /* party, or n_parties + account */
    sy_slice payee;  /* may be empty */
    uint32_t payee_number; /* of equal names after folding; 0: empty */
    uint32_t asset; /* SY_NONE */
} sy_clue_hit;

typedef struct sy_clue_asset {
    sy_asset_class asset;
    uint32_t holder, payee_number;
    sy_slice payee;
    bool is_apart, is_bought; /* is_bought: some row pays for the thing itself */
    bool is_taxed;
    char plate[SY_CLUE_KEY], policy[SY_CLUE_KEY];
    int64_t begin, end; /* of the rows that made it, not of what was attached */
    int64_t paid, back; /* for the thing itself; what the seller gave back of it */
    const sy_property_sign *sign; /* NULL */
    uint32_t ledger;  /* SY_NONE: that of its rows */
    sy_slice account; /* its own number; empty: the ledger's */
    int64_t left;     /* of a pocket: what is there; 0 */
    char grade;       /* 0: by its rows */
    bool is_frozen, is_supplied; /* of the debtor's accounts */
    uint32_t next;   /* the holder's asset before this one; SY_NONE */
} sy_clue_asset;

/* An account that a file on measures names. */
typedef struct sy_clue_frozen {
    uint32_t account; /* of the flow; SY_NONE */
    const char *number;
} sy_clue_frozen;

typedef struct sy_clue_maker {
    const sy_scene *s;
    const sy_property_words *words;
    sy_counterparties *counterparties;
    sy_arena *arena; /* of the answer */
    sy_property_said *said;         /* by text */
    sy_property_said *holder_said;  /* by ledger: of its holder's name */
    sy_clue_hit *hits;
    size_t n_hits, hits_capacity;
    sy_clue_asset *assets;
    size_t n_assets, assets_capacity;
    uint32_t *latest; /* by holder: his newest asset; SY_NONE */
    sy_trace *wide[SY_RULES]; /* with diverted income; NULL: there is none */
    bool *is_suspect;         /* by holder: has an account that the debtor may be using; NULL */
    sy_clue_frozen *frozen;
    size_t n_frozen, frozen_capacity;
    bool knows_frozen; /* some file says what is frozen */
    uint32_t *same; /* by party: the first of those that are one person */
} sy_clue_maker;

/* clue_rows.c */
SY_MUST_USE sy_status sy_clue_find_rows(sy_clue_maker *m, sy_err *err);
SY_MUST_USE sy_status sy_clue_add_hit(sy_clue_maker *m, const sy_clue_hit *hit, sy_err *err);
/* What of s's parties is one person: fills m->same. */
SY_MUST_USE sy_status sy_clue_join_parties(sy_clue_maker *m, sy_err *err);
/* The standing of a holder. */
sy_clue_standing sy_clue_standing_of(const sy_clue_maker *m, uint32_t holder);
uint32_t sy_clue_holder_of(const sy_clue_maker *m, uint32_t ledger);

/* clue_assets.c: every hit of a class of things that are bought gets its asset */
SY_MUST_USE sy_status sy_clue_group(sy_clue_maker *m, sy_err *err);
SY_MUST_USE sy_status sy_clue_add_asset(sy_clue_maker *m, const sy_clue_asset *a, uint32_t *number,
                                        sy_err *err);
/* clue_income.c: who pays him regularly, who still pays for goods; loans of which nobody
 * says what they bought */
SY_MUST_USE sy_status sy_clue_group_income(sy_clue_maker *m, sy_err *err);
/* clue_own.c: accounts and pockets in his name */
SY_MUST_USE sy_status sy_clue_own_accounts(sy_clue_maker *m, sy_err *err);
/* clue_frozen.c: fills m->frozen */
SY_MUST_USE sy_status sy_clue_find_frozen(sy_clue_maker *m, sy_err *err);
bool sy_clue_is_frozen(const sy_clue_maker *m, const char *number);
/* clue_diverted.c: fills m->wide; what a rule of it says of a transfer */
SY_MUST_USE sy_status sy_clue_trace_diverted(sy_clue_maker *m, sy_err *err);
int64_t sy_clue_diverted_in(const sy_clue_maker *m, sy_rule rule, uint32_t transfer);
/* clue_grounds.c: fills m->is_suspect; what ties a clue to the debtor */
SY_MUST_USE sy_status sy_clue_find_suspects(sy_clue_maker *m, sy_err *err);
unsigned sy_clue_grounds(const sy_clue_maker *m, const sy_clue *k, uint32_t holder);
/* clue_finish.c */
SY_MUST_USE sy_status sy_clue_finish(sy_clues *out, sy_clue_maker *m, sy_err *err);

/* clue_keys.c: what a text says that a register would know: false where it does not. */
bool sy_clue_plate_in(char out[SY_CLUE_KEY], sy_slice text);
bool sy_clue_vin_in(char out[SY_CLUE_KEY], sy_slice text);
bool sy_clue_policy_in(char out[SY_CLUE_KEY], sy_slice text);
bool sy_clue_is_address(sy_slice text);

/* clue_shapes.c */
typedef struct sy_clue_beat {
    uint32_t times;
    int64_t each;
} sy_clue_beat;
/* The longest run of equal amounts a month apart (25 to 36 days); rows by time. */
sy_clue_beat sy_clue_monthly(const sy_clue_row *rows, size_t n);
bool sy_clue_is_yearly(const sy_clue_row *rows, size_t n);
/* In how many months there is one of them. */
uint32_t sy_clue_months(const sy_clue_row *rows, size_t n);

#endif
