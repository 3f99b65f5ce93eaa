/* profile.h - what the columns of a kind of file are called, as data.
 *
 * A profile is a file `NAME.yaml` that a user can read and add: fields with
 * the headings that banks give them. Order of columns is free: the file's
 * header decides which column is which. profiles/README.md explains the form.
 *
 *     sy_profiles *p;
 *     sy_profiles_load(&p, NULL, "case.suyuan", &err);
 *     sy_header_try(p, NULL, cells, n_cells, &match);
 *     if (match.profile) ... match.column[SY_FIELD_TIME] ... */
#ifndef SY_INTAKE_PROFILE_H
#define SY_INTAKE_PROFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"
#include "intake/form.h"
#include "intake/parse.h"
#include "store/particulars.h"
#include "store/pools.h"
#include "suyuan/limits.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_field {
    SY_FIELD_CARD,
    SY_FIELD_ACCOUNT,
    SY_FIELD_HOLDER,
    SY_FIELD_HOLDER_ID,
    SY_FIELD_OWN_BANK,
    SY_FIELD_TIME,
    SY_FIELD_DATE,
    SY_FIELD_CLOCK, /* one column, or two */
    SY_FIELD_AMOUNT,
    SY_FIELD_AMOUNT_IN,
    SY_FIELD_AMOUNT_OUT,
    SY_FIELD_BALANCE,
    SY_FIELD_DIRECTION,
    SY_FIELD_OTHER_NUMBER,
    SY_FIELD_OTHER_CARD, /* the first that is not blank */
    SY_FIELD_OTHER_NAME,
    SY_FIELD_OTHER_ID,
    SY_FIELD_OTHER_BANK,
    SY_FIELD_SUMMARY,
    SY_FIELD_NOTE,
    SY_FIELD_MERCHANT,
    SY_FIELD_TYPE,
    SY_FIELD_CURRENCY,
    SY_FIELD_BRANCH,
    SY_FIELD_PLACE,
    SY_FIELD_SUCCESS,
    SY_FIELD_CASH,
    SY_FIELD_IP,
    SY_FIELD_MAC,
    SY_FIELD_SERIAL,
    SY_FIELD_TELLER,
    SY_FIELD_TERMINAL,
    SY_FIELD_REASON,
    SY_FIELD_BOOKED,       /* the day of booking: stands in where the day is blank */
    SY_FIELD_POCKET,       /* what a wallet's row was paid from: a bound card, another pocket */
    SY_FIELD_PAYER_NUMBER, /* of both sides; the direction says which of them is the own one */
    SY_FIELD_PAYER_CARD,
    SY_FIELD_PAYER_NAME,
    SY_FIELD_PAYER_BANK,
    SY_FIELD_PAYEE_NUMBER,
    SY_FIELD_PAYEE_CARD,
    SY_FIELD_PAYEE_NAME,
    SY_FIELD_PAYEE_BANK,
    SY_FIELDS
} sy_field;

typedef enum sy_word_kind {
    SY_WORD_IN,
    SY_WORD_OUT,
    SY_WORD_SUCCESS,
    SY_WORD_FAILURE,
    SY_WORD_CASH,
    SY_WORD_NEUTRAL, /* of a direction: neither in nor out; the type may tell */
    SY_WORD_TYPE_IN, /* types that tell, where the direction does not */
    SY_WORD_TYPE_OUT,
    SY_WORD_MAIN_POCKET, /* the wallet itself */
    SY_WORD_BETWEEN,     /* types of moves between a wallet and a bound card */
    SY_WORD_REFUND,      /* of success, where the direction is neutral: money that came back */
    SY_WORD_KINDS
} sy_word_kind;

typedef struct sy_texts {
    sy_slice *items;
    size_t n;
} sy_texts;

typedef struct sy_variant {
    const char *id;
    sy_texts headings; /* folded; all of them must be there */
} sy_variant;

/* A column whose cells hold several things, and the forms of them. The fields
 * are particulars where the profile's kind has them. */
enum { SY_MOST_FORMS = 6, SY_MOST_SPLITS = 4 };
typedef struct sy_split {
    sy_texts headings; /* as those of a field */
    sy_form forms[SY_MOST_FORMS];
    size_t n_forms;
    uint64_t fields;    /* bit 1 << field: what the forms hold */
    sy_slice separator; /* between the items of a list of particulars; empty: one item */
} sy_split;

typedef enum sy_date_form {
    SY_DATES_YEAR_FIRST,
    SY_DATES_MONTH_DAY_YEAR,
    SY_DATES_DAY_MONTH_YEAR,
    SY_DATES_MONTH_DAY /* the year is that of the statement's month (2024年01月) */
} sy_date_form;

enum { SY_MOST_ALTERNATIVES = SY_POOL_REQUIRED };

typedef struct sy_profile {
    const char *id, *name_zh, *name_en;
    sy_source_kind kind;
    bool is_transfers;       /* kind is SY_OF_TRANSFERS */
    bool has_signed_amounts; /* the sign of the amount is the direction */
    bool takes_any_account;  /* an account is any text, not a bank's number */
    bool has_day_numbers;    /* 45000 in a text file is a day */
    bool balances_checked;   /* typed by hand: which row breaks the chain is said (typed.h) */
    bool account_from_preamble, account_from_file_name; /* where no column has it */
    bool rows_continue; /* a row of particulars without an account goes on with the one above */
    bool spends_positive; /* a positive amount is money spent: bills of cards */
    bool sign_repeats;    /* of two amount columns: a minus says once more that money went */
    bool is_in_fen;       /* amounts whose headings say neither (元) nor (分) */
    bool is_second_view;  /* tells of money that the rows of another table move */
    bool is_general;      /* gives way to another profile that fits as well */
    bool has_no_header;   /* position[] says what the columns are */
    uint16_t position[SY_FIELDS]; /* from 0, or SY_NO_COLUMN */
    sy_date_form dates;
    const char *own_bank;       /* where no column names it; may be empty */
    const char *currency; /* where neither row nor number names one; CNY by default */
    const sy_split *splits;
    size_t n_splits;
    sy_texts headings[SY_FIELDS];         /* folded, best first */
    sy_texts particulars[SY_PARTICULARS]; /* the same, for kinds that have particulars */
    sy_texts known;          /* columns that are understood and only kept in the original */
    sy_texts noted;          /* columns that join the note, with their headings */
    sy_texts account_labels; /* 卡号: ... before the table */
    sy_texts stop_at;        /* a row that begins so ends a table of particulars */
    sy_texts name_labels; /* 微信昵称: ...; a name, which is an account only with its label */
    sy_texts words[SY_WORD_KINDS];
    uint64_t required[SY_MOST_ALTERNATIVES]; /* bit 1 << field or particular; any will do */
    size_t n_required;
    const sy_variant *variants;
    size_t n_variants;
    const sy_pool *pool; /* kind is SY_OF_REGISTER: whose columns these are */
    const sy_texts *pool_headings; /* by the pool's column, folded */
    uint64_t fingerprint; /* of the one header that is this profile's; 0: any that fits */
} sy_profile;

/* "other-number": as profiles and commands name a field. */
const char *sy_field_name(sy_field f);

typedef struct sy_profiles sy_profiles;

/* Pools are profiles too: "pool:vehicles" knows the columns of a register.
 *
 * Reads the program's profiles, then those of ~/.config/suyuan/profiles, then
 * those of the workspace (NULL: none); a later one of the same id replaces an
 * earlier one. SY_EDATA with file, line and column of what is wrong. */
SY_MUST_USE sy_status sy_profiles_load(sy_profiles **out, const sy_alloc *al, const char *workspace,
                                       sy_err *err);
/* One profile out of a text, for tests; name stands in messages. */
SY_MUST_USE sy_status sy_profiles_parse(sy_profiles **out, const sy_alloc *al, const char *name,
                                        sy_slice text, sy_err *err);
void sy_profiles_free(sy_profiles *p);
size_t sy_profiles_count(const sy_profiles *p);
const sy_profile *sy_profiles_at(const sy_profiles *p, size_t i);
/* By its id or a variant's; NULL when there is none. */
const sy_profile *sy_profiles_find(const sy_profiles *p, const char *id);

#define SY_NO_COLUMN UINT16_MAX

enum { SY_MOST_RIVALS = 8 };

typedef struct sy_header_match {
    const sy_profile *profile; /* NULL: none */
    const sy_profile *rivals[SY_MOST_RIVALS]; /* fit just as well; no more of them are told */
    size_t n_rivals;
    const char *id;                    /* of the profile or its variant */
    uint16_t column[SY_FIELDS];        /* or SY_NO_COLUMN */
    uint8_t particular[SY_MAX_COLUMNS]; /* what a column says; SY_PARTICULARS: nothing.
                                         * Of a register: which of the pool's columns */
    uint16_t split[SY_MOST_SPLITS];     /* columns of the profile's splits */
    unsigned hits;
} sy_header_match;

/* A heading as it is compared: half width, upper case, no blanks or line
 * breaks, 帐 as 账, without "(元)" and "(分)". Returns the length. */
size_t sy_heading_fold(char out[SY_WORD_TEXT], sy_slice text);

/* Are the amounts under a heading in fen? */
bool sy_heading_in_fen(const sy_profile *p, sy_slice heading);

/* Of the folded headings in their order, without blank ones at the end; the same
 * in every run. Never 0. */
uint64_t sy_header_fingerprint(const sy_slice *cells, size_t n);

/* Is this row a header that a profile (only: this one; NULL: any) knows? The
 * one with this fingerprint wins, then the one with most columns found. Cells are UTF-8. The second of two equal
 * headings is known as "heading#2", and so on. */
void sy_header_try(const sy_profiles *p, const sy_profile *only, const sy_slice *cells,
                   size_t n_cells, sy_header_match *match);
/* Which columns of a register's pool (bit 1 << column) a row names, whatever is missing. */
uint64_t sy_header_pool_columns(const sy_profile *p, const sy_slice *cells, size_t n_cells);
/* The columns of a profile without a header. */
void sy_header_by_position(const sy_profile *p, sy_header_match *match);

/* The words of a profile before the common ones of parse.h. */
sy_direction sy_profile_direction(const sy_profile *p, sy_slice text);
sy_success sy_profile_success(const sy_profile *p, sy_slice text);
bool sy_profile_cash(const sy_profile *p, sy_slice text);
/* Is a text one of the words? A word may begin or end with a *. */
bool sy_profile_has_word(const sy_profile *p, sy_word_kind kind, sy_slice text);

#ifdef __cplusplus
}
#endif

#endif
